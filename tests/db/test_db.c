/* db/test_db.c: statements, binds and columns, on the engine of RECOUP_TEST_ENGINE. */
#include "base/day.h"
#include "fixture.h"

static const char INSERT[] =
    "INSERT INTO t (id, small, name, bytes, share) VALUES ($1, $2, $3, $4, $5)";
static const char SELECT[] = "SELECT id, small, name, bytes, share FROM t WHERE id = $1";

static void insert(Db *db, int64_t id, const char *name)
{
    GError *error = NULL;
    DbStmt *stmt = db_stmt(db, INSERT);
    db_bind_int(stmt, 1, id);
    db_bind_text(stmt, 3, name);
    bool done = db_run(stmt, &error);
    g_assert_no_error(error);
    g_assert_true(done);
    g_assert_cmpint(db_changes(stmt), ==, 1);
}

static DbStmt *one(Db *db, const char *sql, int64_t id)
{
    GError *error = NULL;
    bool found = false;
    DbStmt *stmt = db_stmt(db, sql);
    db_bind_int(stmt, 1, id);
    bool done = db_one(stmt, &found, &error);
    g_assert_no_error(error);
    g_assert_true(done && found);
    return stmt;
}

/* --- values in and out --------------------------------------------------------------------- */

static void check_row(DbStmt *stmt, int64_t id, const void *bytes, size_t size)
{
    size_t length = 0;
    g_assert_cmpint(db_int(stmt, 0), ==, id);
    g_assert_cmpint(db_day(stmt, 1), ==, DAY_MIN);
    g_assert_cmpstr(db_text(stmt, 2), ==, "Łódź 漢字 '\"$1 ☂");
    const void *back = db_blob(stmt, 3, &length);
    g_assert_cmpmem(back, (int)length, bytes, (int)size);
    g_assert_cmpfloat(db_real(stmt, 4), ==, 0.1);
    for (int column = 0; column < 5; column++) g_assert_false(db_is_null(stmt, column));
}

static void test_round_trip(Fixture *f, gconstpointer data)
{
    static const int64_t ids[] = { 0, -1, INT64_MAX, INT64_MIN, 1234567890123456789 };
    static const char bytes[] = "a\0b\xff\n";
    GError *error = NULL;

    (void)data;
    if (f->db == NULL) return;
    for (size_t i = 0; i < G_N_ELEMENTS(ids); i++) {
        DbStmt *stmt = db_stmt(f->db, INSERT);
        db_bind_int(stmt, 1, ids[i]);
        db_bind_day(stmt, 2, DAY_MIN);
        db_bind_text(stmt, 3, "Łódź 漢字 '\"$1 ☂");
        db_bind_blob(stmt, 4, bytes, sizeof bytes);
        db_bind_real(stmt, 5, 0.1);
        g_assert_true(db_run(stmt, &error));
        g_assert_no_error(error);

        check_row(one(f->db, SELECT, ids[i]), ids[i], bytes, sizeof bytes);
        stmt = db_stmt(f->db, SELECT);
        db_bind_int(stmt, 1, ids[i]);
        g_assert_cmpint(db_next(stmt, &error), ==, DB_ROW);
        check_row(stmt, ids[i], bytes, sizeof bytes);
        g_assert_cmpint(db_next(stmt, &error), ==, DB_DONE);
        g_assert_cmpint(db_next(stmt, &error), ==, DB_DONE);
    }
}

static void check_nulls(DbStmt *stmt)
{
    size_t length = 9;
    for (int column = 1; column < 5; column++) g_assert_true(db_is_null(stmt, column));
    g_assert_cmpint(db_int(stmt, 1), ==, 0);
    g_assert_cmpint(db_day(stmt, 1), ==, DAY_NONE);
    g_assert_null(db_text(stmt, 2));
    g_assert_null(db_blob(stmt, 3, &length));
    g_assert_cmpint(length, ==, 0);
    g_assert_cmpfloat(db_real(stmt, 4), ==, 0);
}

static void test_nulls(Fixture *f, gconstpointer data)
{
    GError *error = NULL;

    (void)data;
    if (f->db == NULL) return;
    for (int round = 1; round <= 2; round++) { /* the second time the statement is in the cache */
        DbStmt *stmt = db_stmt(f->db, INSERT);
        db_bind_int(stmt, 1, round);
        db_bind_day(stmt, 2, DAY_NONE);
        db_bind_text(stmt, 3, NULL);
        db_bind_blob(stmt, 4, NULL, 0);
        db_bind_null(stmt, 5);
        g_assert_true(db_run(stmt, &error));
        g_assert_no_error(error);
        check_nulls(one(f->db, SELECT, round));
    }
    /* What was first bound as NULL may be bound as a value later, and the other way round. */
    DbStmt *stmt = db_stmt(f->db, INSERT);
    db_bind_int(stmt, 1, 3);
    db_bind_int(stmt, 2, -7);
    db_bind_text(stmt, 3, "");
    db_bind_blob(stmt, 4, "", 0);
    db_bind_int(stmt, 5, 2);
    g_assert_true(db_run(stmt, &error));
    g_assert_no_error(error);
    stmt = one(f->db, SELECT, 3);
    size_t length = 9;
    g_assert_cmpint(db_int(stmt, 1), ==, -7);
    g_assert_cmpstr(db_text(stmt, 2), ==, "");
    g_assert_nonnull(db_blob(stmt, 3, &length));
    g_assert_cmpint(length, ==, 0);
    g_assert_cmpfloat(db_real(stmt, 4), ==, 2);
}

/* $n is a number on both engines, whatever the order of appearance. */
static void test_parameters(Fixture *f, gconstpointer data)
{
    static const char SQL[] = "SELECT CAST($3 AS TEXT) || CAST($1 AS TEXT), $2 + $1 * 2, $1,"
                              " CASE WHEN CAST($4 AS BIGINT) IS NULL THEN 1 ELSE 0 END";
    GError *error = NULL;
    bool found = false;

    (void)data;
    if (f->db == NULL) return;
    for (int64_t i = 0; i < 3; i++) {
        DbStmt *stmt = db_stmt(f->db, SQL);
        db_bind_int(stmt, 1, INT64_C(3000000000) + i);
        db_bind_int(stmt, 2, 100);
        db_bind_text(stmt, 3, "x");
        g_assert_true(db_one(stmt, &found, &error));
        g_assert_no_error(error);
        g_autofree char *text = g_strdup_printf("x%" G_GINT64_FORMAT, INT64_C(3000000000) + i);
        g_assert_cmpstr(db_text(stmt, 0), ==, text);
        g_assert_cmpint(db_int(stmt, 1), ==, INT64_C(6000000100) + 2 * i);
        g_assert_cmpstr(db_text(stmt, 2), ==, text + 1);
        g_assert_cmpint(db_int(stmt, 3), ==, 1);
    }
}

/* Columns read as another type than they are. */
static void test_crosswise(Fixture *f, gconstpointer data)
{
    static const char SQL[] = "SELECT 5000000000, '42', CAST(1.5 AS DOUBLE PRECISION), CAST(7 AS "
                              "INTEGER), '' WHERE $1 > 0";
    (void)data;
    if (f->db == NULL) return;
    DbStmt *stmt = one(f->db, SQL, 1);
    g_assert_cmpstr(db_text(stmt, 0), ==, "5000000000");
    g_assert_cmpfloat(db_real(stmt, 0), ==, 5e9);
    g_assert_cmpint(db_int(stmt, 1), ==, 42);
    g_assert_cmpint(db_int(stmt, 2), ==, 1);
    g_assert_cmpstr(db_text(stmt, 2), ==, "1.5");
    g_assert_cmpstr(db_text(stmt, 3), ==, "7");
    g_assert_cmpstr(db_text(stmt, 4), ==, "");
    g_assert_cmpint(db_int(stmt, 4), ==, 0);
}

/* --- statements ---------------------------------------------------------------------------- */

/* Two streams over one table and a third statement, step by step in turns. */
static void test_interleaved(Fixture *f, gconstpointer data)
{
    static const char UP[] = "SELECT id FROM t ORDER BY id";
    static const char DOWN[] = "SELECT id FROM t ORDER BY id DESC";
    static const char NOTE[] = "INSERT INTO seen (id) VALUES ($1)";
    GError *error = NULL;

    (void)data;
    if (f->db == NULL) return;
    harness_run(f->db, "CREATE TABLE seen (id BIGINT PRIMARY KEY)");
    for (int64_t id = 1; id <= 50; id++) insert(f->db, id, "x");
    DbStmt *up = db_stmt(f->db, UP), *down = db_stmt(f->db, DOWN);
    for (int64_t id = 1; id <= 50; id++) {
        g_assert_cmpint(db_next(up, &error), ==, DB_ROW);
        g_assert_cmpint(db_next(down, &error), ==, DB_ROW);
        DbStmt *note = db_stmt(f->db, NOTE);
        db_bind_int(note, 1, db_int(up, 0));
        g_assert_true(db_run(note, &error));
        g_assert_cmpint(db_int(one(f->db, SELECT, id), 0), ==, id);
        g_assert_cmpint(db_int(up, 0), ==, id);
        g_assert_cmpint(db_int(down, 0), ==, 51 - id);
    }
    g_assert_cmpint(db_next(up, &error), ==, DB_DONE);
    db_done(down);
    g_assert_cmpint(db_next(down, &error), ==, DB_DONE);
    g_assert_cmpint(harness_int(f->db, "SELECT count(*) FROM seen"), ==, 50);
}

/* The row of db_one outlives whatever comes after it. */
static void test_one_stays(Fixture *f, gconstpointer data)
{
    static const char NAME[] = "SELECT name, id FROM t WHERE id >= $1 ORDER BY id";
    GError *error = NULL;
    bool found = true;

    (void)data;
    if (f->db == NULL) return;
    insert(f->db, 1, "first");
    insert(f->db, 2, "second");
    DbStmt *stmt = one(f->db, NAME, 1);
    insert(f->db, 3, "third");
    harness_run(f->db, "DELETE FROM t");
    g_assert_cmpstr(db_text(stmt, 0), ==, "first");
    g_assert_cmpstr(db_text(stmt, 1), ==, "1");
    g_assert_cmpint(db_next(stmt, &error), ==, DB_DONE);
    stmt = db_stmt(f->db, NAME);
    db_bind_int(stmt, 1, 1);
    g_assert_true(db_one(stmt, &found, &error));
    g_assert_false(found);
}

/* Binding again is enough to run again; what was not bound again stays. */
static void test_loop(Fixture *f, gconstpointer data)
{
    static const char RETURN[] = "INSERT INTO t (id, name) VALUES ($1, $2) RETURNING id + 1";
    static const char UPDATE[] = "UPDATE t SET name = $2 WHERE id > $1";
    GError *error = NULL;
    bool found = false;

    (void)data;
    if (f->db == NULL) return;
    DbStmt *stmt = db_stmt(f->db, INSERT);
    db_bind_text(stmt, 3, "same");
    for (int64_t id = 1; id <= 3; id++) {
        db_bind_int(stmt, 1, id);
        g_assert_true(db_run(stmt, &error));
    }
    stmt = db_stmt(f->db, RETURN);
    for (int64_t id = 4; id <= 6; id++) {
        db_bind_int(stmt, 1, id);
        g_assert_true(db_one(stmt, &found, &error));
        g_assert_cmpint(db_int(stmt, 0), ==, id + 1);
        g_assert_cmpint(db_changes(stmt), ==, 1);
    }
    g_assert_cmpint(harness_int(f->db, "SELECT count(*) FROM t WHERE name = 'same'"), ==, 3);
    stmt = db_stmt(f->db, UPDATE);
    db_bind_int(stmt, 1, 2);
    db_bind_text(stmt, 2, "other");
    g_assert_true(db_run(stmt, &error));
    g_assert_cmpint(db_changes(stmt), ==, 4);
    one(f->db, SELECT, 1);
    g_assert_cmpint(db_changes(db_stmt(f->db, SELECT)), ==, 0);
}

/* Texts made at run time, many more than the cache holds and all at one address. */
static void test_made_texts(Fixture *f, gconstpointer data)
{
    char sql[64];
    (void)data;
    if (f->db == NULL) return;
    for (int i = 0; i < 1200; i++) {
        g_snprintf(sql, sizeof sql, "SELECT %d + $1", i % 600);
        g_assert_cmpint(db_int(one(f->db, sql, 1), 0), ==, i % 600 + 1);
    }
}

/* --- refusals ------------------------------------------------------------------------------ */

static void test_wrong_sql(Fixture *f, gconstpointer data)
{
    static const char BAD[] = "SELECT nothing\nFROM nowhere WHERE id = $1";
    static const char LATE[] = "SELECT count(*) FROM later";
    GError *error = NULL;

    (void)data;
    if (f->db == NULL) return;
    for (int round = 0; round < 2; round++) {
        DbStmt *stmt = db_stmt(f->db, BAD);
        db_bind_int(stmt, 1, 1);
        g_assert_cmpint(db_next(stmt, &error), ==, DB_FAILED);
        expect(&error, PROBLEM_STORAGE, "nowhere");
    }
    DbStmt *stmt = db_stmt(f->db, SELECT);
    db_bind_int(stmt, 2, 1);
    g_assert_false(db_run(stmt, &error));
    expect(&error, PROBLEM_STORAGE, "no parameter $2");
    g_assert_false(db_run(db_stmt(f->db, LATE), &error));
    expect(&error, PROBLEM_STORAGE, "later");
    harness_run(f->db, "CREATE TABLE later (a INTEGER)");
    g_assert_cmpint(harness_int(f->db, LATE), ==, 0);
    g_assert_false(
        db_script(f->db, "CREATE TABLE a (b INTEGER); CREATE TABLE a (b INTEGER)", &error));
    expect(&error, PROBLEM_STORAGE, "already exists");
}

static void test_rules(Fixture *f, gconstpointer data)
{
    static const char CHILD[] = "INSERT INTO child (id, parent) VALUES (1, $1)";
    GError *error = NULL;

    (void)data;
    if (f->db == NULL) return;
    insert(f->db, 1, "x");
    DbStmt *stmt = db_stmt(f->db, INSERT);
    db_bind_int(stmt, 1, 1);
    g_assert_false(db_run(stmt, &error));
    g_assert_true(db_is_duplicate(error));
    expect(&error, PROBLEM_CONFLICT, "t");

    harness_run(f->db, "CREATE TABLE child (id BIGINT PRIMARY KEY, parent BIGINT NOT NULL"
                       " REFERENCES t (id), CHECK (parent < 100))");
    static const struct {
        int64_t parent;
        const char *word;
    } cases[] = { { 2, "foreign key" }, { 0, "null" }, { 100, "check" } };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        stmt = db_stmt(f->db, CHILD);
        if (cases[i].parent != 0) db_bind_int(stmt, 1, cases[i].parent);
        g_assert_false(db_run(stmt, &error));
        g_assert_false(db_is_duplicate(error));
        g_autofree char *lower = g_ascii_strdown(error->message, -1);
        g_assert_nonnull(strstr(lower, cases[i].word));
        expect(&error, PROBLEM_CONFLICT, "child");
    }
}

static void test_too_large(Fixture *f, gconstpointer data)
{
    static const char ADD[] = "SELECT CAST(9223372036854775807 AS BIGINT) + $1";
    static const char SUM[] = "SELECT SUM(id) FROM t WHERE id > $1";
    GError *error = NULL;

    (void)data;
    if (f->db == NULL) return;
    insert(f->db, INT64_MAX, "x");
    insert(f->db, INT64_MAX - 1, "y");
    DbStmt *stmt = db_stmt(f->db, SUM);
    db_bind_int(stmt, 1, 0);
    g_assert_cmpint(db_next(stmt, &error), ==, DB_FAILED);
    if (db_engine(f->db) == DB_SQLITE)
        expect(&error, PROBLEM_LIMIT, "overflow");
    else
        expect(&error, PROBLEM_STORAGE, "CAST"); /* a sum of BIGINT is NUMERIC there */
    stmt = db_stmt(f->db, ADD);
    db_bind_int(stmt, 1, 1);
    if (db_engine(f->db) == DB_POSTGRES) {
        g_assert_cmpint(db_next(stmt, &error), ==, DB_FAILED);
        expect(&error, PROBLEM_LIMIT, "out of range");
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    add_test("/db/round-trip", test_round_trip);
    add_test("/db/nulls", test_nulls);
    add_test("/db/parameters", test_parameters);
    add_test("/db/crosswise", test_crosswise);
    add_test("/db/interleaved", test_interleaved);
    add_test("/db/one-stays", test_one_stays);
    add_test("/db/loop", test_loop);
    add_test("/db/made-texts", test_made_texts);
    add_test("/db/wrong-sql", test_wrong_sql);
    add_test("/db/rules", test_rules);
    add_test("/db/too-large", test_too_large);
    return g_test_run();
}
