/* core/test_expr_sql.c: made-up expressions asked of the database: it answers as the program does,
 * row by row, on the engine of RECOUP_TEST_ENGINE. */
#include "expr_dream.h"

#include "harness/harness.h"

#include <string.h>

enum { SUBJECTS = 40, EXPRESSIONS = 600, TODAY = 20178 };

static const char TABLE[] =
    "CREATE TABLE subject (id BIGINT PRIMARY KEY, unit BIGINT, balance BIGINT, past_due BIGINT,"
    " dpd BIGINT, late_share BIGINT, since_contact BIGINT, terms INTEGER, last_payment_on INTEGER, "
    "due_on INTEGER,"
    " disputed INTEGER, is_key INTEGER, region TEXT, name TEXT, score BIGINT,"
    " credit_limit BIGINT, rate BIGINT, review_on INTEGER, owner TEXT, legal INTEGER);";

static const char INSERT[] =
    "INSERT INTO subject VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15,"
    " $16, $17, $18, $19, $20)";

typedef struct {
    Db *db;
    Subject subjects[SUBJECTS];
} Fixture;

static void bind_cell(DbStmt *stmt, int number, const ExprValue *cell)
{
    if (!cell->known)
        db_bind_null(stmt, number);
    else if (cell->type == EXPR_TEXT)
        db_bind_text(stmt, number, cell->text);
    else
        db_bind_int(stmt, number, cell->number);
}

static void insert(Db *db, const Subject *s)
{
    GError *error = NULL;
    DbStmt *stmt = db_stmt(db, INSERT);
    const int64_t numbers[] = { s->id,  s->unit,       s->balance,       s->past_due,
                                s->dpd, s->late_share, s->since_contact, s->terms };
    for (int i = 0; i < (int)G_N_ELEMENTS(numbers); i++) db_bind_int(stmt, i + 1, numbers[i]);
    db_bind_day(stmt, 9, s->last_payment_on);
    db_bind_day(stmt, 10, s->due_on);
    db_bind_int(stmt, 11, s->disputed);
    db_bind_int(stmt, 12, s->is_key);
    /* Both ways in which a text can be missing. */
    db_bind_text(stmt, 13, *s->region == '\0' && s->id % 2 ? NULL : s->region);
    db_bind_text(stmt, 14, *s->name == '\0' && s->id % 2 ? NULL : s->name);
    const ExprValue *cells[] = { &s->score,     &s->credit_limit, &s->rate,
                                 &s->review_on, &s->owner,        &s->legal };
    for (int i = 0; i < (int)G_N_ELEMENTS(cells); i++) bind_cell(stmt, 15 + i, cells[i]);
    if (!db_run(stmt, &error)) g_error("%s", error->message);
}

static void set_up(Fixture *f, gconstpointer data)
{
    static const EmbeddedFile FILES[] = { { "0001_subject.sql", TABLE, sizeof TABLE - 1 },
                                          { NULL, NULL, 0 } };
    (void)data;
    GError *error = NULL;
    f->db = harness_open(NULL);
    if (f->db == NULL) return;
    if (!db_migrate(f->db, FILES, 0, &error)) g_error("%s", error->message);
    for (int i = 0; i < SUBJECTS; i++) {
        dream_subject(&f->subjects[i], i);
        insert(f->db, &f->subjects[i]);
    }
}

static void tear_down(Fixture *f, gconstpointer data)
{
    (void)data;
    if (f->db != NULL) harness_close(f->db);
}

static DbStmt *ask(Db *db, const char *sql, const ExprSql *values)
{
    DbStmt *stmt = db_stmt(db, sql);
    db_bind_int(stmt, 1, -1);
    for (unsigned i = 0; i < values->values->len; i++)
        bind_cell(stmt, (int)i + 2, &g_array_index(values->values, ExprValue, i));
    return stmt;
}

static DbStep next(DbStmt *stmt, const char *sql)
{
    g_autoptr(GError) error = NULL;
    DbStep step = db_next(stmt, &error);
    if (step == DB_FAILED) g_error("%s\n%s", error->message, sql);
    return step;
}

static void same_rows(Fixture *f, const Expr *expr, const ExprSql *sql)
{
    g_autofree char *query = g_strdup_printf(
        "SELECT s.id FROM subject s WHERE s.id > $1 AND %s ORDER BY s.id", sql->text->str);
    DbStmt *stmt = ask(f->db, query, sql);
    int64_t row = next(stmt, query) == DB_ROW ? db_int(stmt, 0) : -1;
    for (int i = 0; i < SUBJECTS; i++) {
        bool there = row == i, wanted = expr_test(expr, &f->subjects[i], TODAY);
        if (there != wanted)
            g_error("row %d: database %d, program %d\n%s\n%s", i, there, wanted, expr_text(expr),
                    query);
        if (there) row = next(stmt, query) == DB_ROW ? db_int(stmt, 0) : -1;
    }
    db_done(stmt);
}

static void same_value(const Expr *expr, DbStmt *stmt, const ExprValue *value, const char *query)
{
    bool text = value->type == EXPR_TEXT;
    bool known = !db_is_null(stmt, 1) && !(text && *db_text(stmt, 1) == '\0');
    bool same = known == value->known;
    if (same && known)
        same = text ? strcmp(db_text(stmt, 1), value->text) == 0 : db_int(stmt, 1) == value->number;
    if (same) return;
    g_error("row %d: database known %d %s, program known %d %" G_GINT64_FORMAT "\n%s\n%s",
            (int)db_int(stmt, 0), known, db_text(stmt, 1), value->known, value->number,
            expr_text(expr), query);
}

static void same_values(Fixture *f, const Expr *expr, const ExprSql *sql)
{
    g_autofree char *query = g_strdup_printf(
        "SELECT s.id, %s FROM subject s WHERE s.id > $1 ORDER BY s.id", sql->text->str);
    DbStmt *stmt = ask(f->db, query, sql);
    for (int i = 0; i < SUBJECTS; i++) {
        g_assert_cmpint(next(stmt, query), ==, DB_ROW);
        ExprValue value = expr_value(expr, &f->subjects[i], TODAY);
        same_value(expr, stmt, &value, query);
    }
    db_done(stmt);
}

/* False when the expression was refused: constants too large, or too deep for the database. */
static bool compare(Fixture *f, const char *text)
{
    g_autoptr(Expr) expr = NULL;
    ExprFault fault;
    if (expr_compile_any(text, &SUBJECT_CATALOG, &expr, &fault) != EXPR_OK) return false;
    g_auto(ExprSql) sql = { 0 };
    if (expr_sql(expr, TODAY, 2, &sql, &fault) != EXPR_OK) return false;
    if (expr_type(expr) == EXPR_BOOL)
        same_rows(f, expr, &sql);
    else
        same_values(f, expr, &sql);
    return true;
}

static void test_random(Fixture *f, gconstpointer data)
{
    static const ExprType WANTED[] = { EXPR_BOOL,    EXPR_BOOL,  EXPR_BOOL,
                                       EXPR_DECIMAL, EXPR_MONEY, EXPR_TEXT };
    if (f->db == NULL) return;
    int depth = GPOINTER_TO_INT(data), asked = 0;
    for (int i = 0; i < EXPRESSIONS; i++) {
        g_autoptr(GPtrArray) pool = dream_pool();
        g_autoptr(GString) text = g_string_new(NULL);
        dream_text(dream_make(pool, WANTED[i % G_N_ELEMENTS(WANTED)], depth), text);
        asked += compare(f, text->str);
    }
    g_test_message("%d of %d asked", asked, EXPRESSIONS);
    g_assert_cmpint(asked, >, depth > 4 ? EXPRESSIONS / 3 : EXPRESSIONS * 9 / 10);
}

/* Long and deep ones: what expr_sql does not refuse, the database can read. */
static void test_shapes(Fixture *f, gconstpointer data)
{
    static const struct {
        const char *before, *again, *middle, *after;
        int most;
    } SHAPES[] = {
        { "", "not ", "disputed", "", 60 },
        { "", "abs(", "dpd", ")", 60 },
        { "", "dpd - (", "dpd", ")", 60 },
        { "", "2 * (1 + ", "terms", ")", 30 },
        { "", "dpd / (terms - ", "late_share", ")", 30 },
        { "", "if(disputed, ", "dpd", ", terms)", 60 },
        { "", "if(disputed, dpd, ", "dpd", ")", 60 },
        { "", "max(terms, number(balance) / ", "dpd", ")", 60 },
        { "0 < ", "min(1 + dpd, ", "terms", ")", 60 },
        { "", "disputed and (is_key or ", "legal", ")", 30 },
        { "dpd = 1", " or dpd = 2", "", "", 300 },
        { "dpd in (1", ", 2", ")", "", 1000 },
        { "dpd", " + dpd", "", "", 60 },
    };
    (void)data;
    if (f->db == NULL) return;
    for (size_t i = 0; i < G_N_ELEMENTS(SHAPES); i++) {
        int asked = 0;
        for (int times = 1; times <= SHAPES[i].most; times += 1 + times / 16) {
            g_autoptr(GString) text = g_string_new(SHAPES[i].before);
            for (int j = 0; j < times; j++) g_string_append(text, SHAPES[i].again);
            g_string_append(text, SHAPES[i].middle);
            for (int j = 0; j < times; j++) g_string_append(text, SHAPES[i].after);
            if (compare(f, text->str)) asked = times;
        }
        g_test_message("%s: up to %d", SHAPES[i].again, asked);
        g_assert_cmpint(asked, >=, 2);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add("/core/expr/sql/flat", Fixture, GINT_TO_POINTER(2), set_up, test_random, tear_down);
    g_test_add("/core/expr/sql/nested", Fixture, GINT_TO_POINTER(4), set_up, test_random,
               tear_down);
    g_test_add("/core/expr/sql/deep", Fixture, GINT_TO_POINTER(6), set_up, test_random, tear_down);
    g_test_add("/core/expr/sql/shapes", Fixture, NULL, set_up, test_shapes, tear_down);
    return g_test_run();
}
