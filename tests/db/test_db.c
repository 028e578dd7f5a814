/* db/test_db.c: statements, binds, transactions and failures, on the engine of RECOUP_TEST_ENGINE.
 */
#include "base/day.h"
#include "harness/harness.h"

#include <string.h>

typedef struct {
    Db *db;
} Fixture;

static void set_up(Fixture *f, gconstpointer data)
{
    (void)data;
    f->db = harness_open(NULL);
    if (f->db == NULL) return;
    harness_run(f->db,
                "CREATE TABLE t (id BIGINT PRIMARY KEY, small INTEGER, name TEXT, bytes BYTEA,"
                " share DOUBLE PRECISION)");
}

static void tear_down(Fixture *f, gconstpointer data)
{
    (void)data;
    if (f->db != NULL) harness_close(f->db);
}

/* --- values in and out ----------------------------------------------------------------- */

static const char INSERT[] =
    "INSERT INTO t (id, small, name, bytes, share) VALUES ($1, $2, $3, $4, $5)";

static void insert(Db *db, int64_t id, const char *name)
{
    GError *error = NULL;
    DbStmt *stmt = db_stmt(db, INSERT);
    db_bind_int(stmt, 1, id);
    db_bind_text(stmt, 3, name);
    g_assert_true(db_run(stmt, &error));
    g_assert_no_error(error);
    g_assert_cmpint(db_changes(stmt), ==, 1);
}

static DbStmt *one(Db *db, const char *sql, int64_t id)
{
    GError *error = NULL;
    bool found = false;
    DbStmt *stmt = db_stmt(db, sql);
    db_bind_int(stmt, 1, id);
    g_assert_true(db_one(stmt, &found, &error));
    g_assert_no_error(error);
    g_assert_true(found);
    return stmt;
}

static const char SELECT[] = "SELECT id, small, name, bytes, share FROM t WHERE id = $1";

static void test_round_trip(Fixture *f, gconstpointer data)
{
    static const int64_t ids[] = { 0, -1, INT64_MAX, INT64_MIN, 1234567890123456789 };
    static const char bytes[] = "a\0b\xff\n";
    GError *error = NULL;
    size_t length = 0;

    (void)data;
    if (f->db == NULL) return;
    for (size_t i = 0; i < G_N_ELEMENTS(ids); i++) {
        DbStmt *stmt = db_stmt(f->db, INSERT);
        db_bind_int(stmt, 1, ids[i]);
        db_bind_day(stmt, 2, -719162);
        db_bind_text(stmt, 3, "Łódź 漢字 '\"$1 ☂");
        db_bind_blob(stmt, 4, bytes, sizeof bytes);
        db_bind_real(stmt, 5, 0.1);
        g_assert_true(db_run(stmt, &error));
        g_assert_no_error(error);

        stmt = one(f->db, SELECT, ids[i]);
        g_assert_cmpint(db_int(stmt, 0), ==, ids[i]);
        g_assert_cmpint(db_day(stmt, 1), ==, -719162);
        g_assert_cmpstr(db_text(stmt, 2), ==, "Łódź 漢字 '\"$1 ☂");
        const void *back = db_blob(stmt, 3, &length);
        g_assert_cmpmem(back, (int)length, bytes, sizeof bytes);
        g_assert_cmpfloat(db_real(stmt, 4), ==, 0.1);
        for (int column = 0; column < 5; column++) g_assert_false(db_is_null(stmt, column));
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define TEST(path, function) g_test_add(path, Fixture, NULL, set_up, function, tear_down)
    TEST("/db/round-trip", test_round_trip);
    (void)insert;
    return g_test_run();
}
