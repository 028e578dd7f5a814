/* tests/gate/year/year_check.c: reads the checker's files and runs them.  Knows no rule. */
#include "year_check.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
    int rule, part;
    char *sql;
} Query;

/* A statement of check.sql, and the table that it makes or fills. */
typedef struct {
    char *sql, *table;
} Step;

struct YearCheck {
    GArray *steps;   /* of Step, in order */
    GArray *queries; /* of Query, by rule */
};

static char *text_of(const char *name)
{
    g_autofree char *path = g_test_build_filename(G_TEST_DIST, "year", name, NULL);
    g_autoptr(GError) error = NULL;
    char *text;
    if (!g_file_get_contents(path, &text, NULL, &error)) g_error("%s", error->message);
    return text;
}

static void add_queries(YearCheck *check, const char *name)
{
    g_autofree char *text = text_of(name);
    g_auto(GStrv) parts = g_strsplit(text, "\n-- R", -1);
    for (int i = 1; parts[i] != NULL; i++) {
        char *end;
        Query q = { .rule = (int)g_ascii_strtoll(parts[i], &end, 10),
                    .sql = g_strdup_printf("-- R%s", parts[i]) };
        q.part = g_ascii_islower(*end) ? *end : 0;
        g_array_append_val(check->queries, q);
    }
}

static int by_rule(const void *a, const void *b)
{
    const Query *x = a, *y = b;
    return x->rule != y->rule ? x->rule - y->rule : strcmp(x->sql, y->sql);
}

static char *without_remarks(const char *text)
{
    GString *sql = g_string_new(NULL);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (int i = 0; lines[i] != NULL; i++)
        if (!g_str_has_prefix(lines[i], "--")) g_string_append_printf(sql, "%s\n", lines[i]);
    return g_string_free(sql, FALSE);
}

/* The word after the first of these that stands in the statement. */
static char *table_of(const char *sql)
{
    static const char *const BEFORE[] = { "CREATE TABLE ", " ON ", "INSERT INTO ", "UPDATE " };
    for (size_t i = 0; i < G_N_ELEMENTS(BEFORE); i++) {
        bool index = strstr(sql, "INDEX ") != NULL, on = i == 1;
        const char *at = on && !index ? NULL : strstr(sql, BEFORE[i]);
        if (at == NULL) continue;
        at += strlen(BEFORE[i]);
        return g_strndup(at, strspn(at, "abcdefghijklmnopqrstuvwxyz_"));
    }
    g_error("check.sql: a statement without a table: %s", sql);
}

static GArray *steps_of(const char *name)
{
    g_autofree char *text = text_of(name), *sql = without_remarks(text);
    g_auto(GStrv) parts = g_strsplit(sql, ";\n", -1);
    GArray *steps = g_array_new(FALSE, FALSE, sizeof(Step));
    for (int i = 0; parts[i] != NULL; i++) {
        if (*g_strstrip(parts[i]) == '\0') continue;
        Step step = { g_strdup_printf("%s;", parts[i]), table_of(parts[i]) };
        g_array_append_val(steps, step);
    }
    return steps;
}

/* ---- what a query needs ---- */

/* The statement reads that table: FROM or JOIN stands before its name. */
static bool reads(const char *sql, const char *table)
{
    size_t length = strlen(table);
    for (const char *at = sql; (at = strstr(at, table)) != NULL; at += length) {
        bool ends = !g_ascii_isalnum(at[length]) && at[length] != '_';
        if (!ends || at < sql + 5) continue;
        if (memcmp(at - 5, "FROM ", 5) == 0 || memcmp(at - 5, "JOIN ", 5) == 0) return true;
    }
    return false;
}

static bool makes(const Step *step)
{
    return g_str_has_prefix(step->sql, "CREATE TABLE ");
}

static void need(const YearCheck *check, const char *sql, GHashTable *needed)
{
    for (unsigned i = 0; i < check->steps->len; i++) {
        const Step *step = &g_array_index(check->steps, Step, i);
        if (makes(step) && reads(sql, step->table)) g_hash_table_add(needed, step->table);
    }
}

/* The tables that these queries need, and the tables that those need, from the last to the first.
 */
static GHashTable *needed_by(const YearCheck *check, size_t first, size_t end)
{
    GHashTable *needed = g_hash_table_new(g_str_hash, g_str_equal);
    for (size_t i = first; i < end; i++)
        need(check, g_array_index(check->queries, Query, i).sql, needed);
    for (unsigned i = check->steps->len; i > 0; i--) {
        const Step *step = &g_array_index(check->steps, Step, i - 1);
        if (g_hash_table_contains(needed, step->table)) need(check, step->sql, needed);
    }
    return needed;
}

/* Indexes of the book's own tables are made for all. */
static bool of_the_book(const YearCheck *check, const char *table)
{
    for (unsigned i = 0; i < check->steps->len; i++) {
        const Step *step = &g_array_index(check->steps, Step, i);
        if (makes(step) && strcmp(step->table, table) == 0) return false;
    }
    return true;
}

YearCheck *year_check_read(void)
{
    g_autofree char *folder = g_test_build_filename(G_TEST_DIST, "year", NULL);
    g_autoptr(GError) error = NULL;
    GDir *dir = g_dir_open(folder, 0, &error);
    if (dir == NULL) g_error("%s", error->message);
    YearCheck *check = g_new0(YearCheck, 1);
    check->steps = steps_of("check.sql");
    check->queries = g_array_new(FALSE, FALSE, sizeof(Query));
    for (const char *name; (name = g_dir_read_name(dir)) != NULL;)
        if (g_str_has_prefix(name, "check_") && g_str_has_suffix(name, ".sql"))
            add_queries(check, name);
    g_dir_close(dir);
    qsort(check->queries->data, check->queries->len, sizeof(Query), by_rule);
    return check;
}

void year_check_prepare(const YearCheck *check, Db *db, size_t first, size_t end)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GHashTable) needed = needed_by(check, first, end);
    for (unsigned i = 0; i < check->steps->len; i++) {
        const Step *step = &g_array_index(check->steps, Step, i);
        bool wanted = g_hash_table_contains(needed, step->table) || of_the_book(check, step->table);
        if (wanted && !db_script(db, step->sql, &error)) g_error("%s", error->message);
    }
}

size_t year_check_count(const YearCheck *check)
{
    return check->queries->len;
}

int year_check_rule(const YearCheck *check, size_t index)
{
    return g_array_index(check->queries, Query, index).rule;
}

int year_check_part(const YearCheck *check, size_t index)
{
    return g_array_index(check->queries, Query, index).part;
}

int year_check_violations(const YearCheck *check, size_t index, Db *db, bool say)
{
    const Query *q = &g_array_index(check->queries, Query, index);
    g_autoptr(GError) error = NULL;
    DbStmt *stmt = db_stmt(db, q->sql);
    DbStep step;
    int found = 0;
    while ((step = db_next(stmt, &error)) == DB_ROW) {
        if (say && found < 5)
            g_printerr("R%d%s: contact %lld of person %lld\n", q->rule,
                       (char[]){ (char)q->part, 0 }, (long long)db_int(stmt, 0),
                       (long long)db_int(stmt, 1));
        found++;
    }
    if (step != DB_DONE) g_error("R%d: %s", q->rule, error->message);
    return found;
}
