/* db/test_settler.c: bulk work whose log another thread moves into the book. */
#include "fixture.h"

#include <unistd.h>

static const char ADD[] =
    "INSERT INTO t (id, name) WITH RECURSIVE n(i) AS (SELECT CAST($1 AS BIGINT) UNION ALL"
    " SELECT i + 1 FROM n WHERE i < $1 + 4999) SELECT i, CAST($2 AS TEXT) FROM n";

enum { ROUNDS = 40, ROUND_ROWS = 5000, NAME_BYTES = 400 }; /* 80 MB: over twice what wakes it */

static void add_rows(Db *db, int64_t from)
{
    GError *error = NULL;
    g_autofree char *name = g_strnfill(NAME_BYTES, 'n');
    g_auto(DbTx) tx = { 0 };
    g_assert_true(db_tx_begin(&tx, db, &error));
    DbStmt *stmt = db_stmt(db, ADD);
    db_bind_int(stmt, 1, from);
    db_bind_text(stmt, 2, name);
    g_assert_true(db_run(stmt, &error));
    g_assert_true(db_tx_commit(&tx, &error));
    g_assert_no_error(error);
}

static int64_t rows_of(const char *path)
{
    GError *error = NULL;
    g_autoptr(Db) db = db_open(path, DB_MUST_EXIST, &error);
    g_assert_no_error(error);
    return harness_int(db, "SELECT count(*) FROM t");
}

/* What stands in the book itself, without its log: a copy of the file alone. */
static int64_t moved_rows(const Db *db)
{
    g_autofree char *copy = g_strconcat(db_url(db), ".copy", NULL), *bytes = NULL;
    gsize length = 0;
    g_assert_true(g_file_get_contents(db_url(db), &bytes, &length, NULL));
    g_assert_true(g_file_set_contents(copy, bytes, (ssize_t)length, NULL));
    int64_t rows = rows_of(copy);
    unlink(copy);
    return rows;
}

static void test_all_moved(Fixture *f, gconstpointer data)
{
    (void)data;
    if (f->db == NULL) return;
    DbSettler *settler = db_settler_new(f->db);
    g_assert_cmpint(settler != NULL, ==, db_engine(f->db) == DB_SQLITE);
    db_settler_serve(settler, f->db);
    db_durable(f->db, false);
    for (int64_t i = 0; i < ROUNDS; i++) add_rows(f->db, i * ROUND_ROWS);
    db_settler_serve(NULL, f->db);
    db_settler_free(settler);
    db_durable(f->db, true);
    if (settler != NULL) g_assert_cmpint(moved_rows(f->db), ==, ROUNDS * ROUND_ROWS);
    add_rows(f->db, ROUNDS * ROUND_ROWS);
    g_assert_cmpint(harness_int(f->db, "SELECT count(*) FROM t"), ==, (ROUNDS + 1) * ROUND_ROWS);
}

/* Small work starts no thread, and leaves the log to whoever closes the book. */
static void test_small(Fixture *f, gconstpointer data)
{
    (void)data;
    if (f->db == NULL || db_engine(f->db) != DB_SQLITE) return;
    DbSettler *settler = db_settler_new(f->db);
    db_settler_serve(settler, f->db);
    add_rows(f->db, 0);
    db_settler_serve(NULL, f->db);
    db_settler_free(settler);
    g_assert_cmpint(harness_int(f->db, "SELECT count(*) FROM t"), ==, ROUND_ROWS);
}

static void test_in_memory(void)
{
    GError *error = NULL;
    g_autoptr(Db) db = db_open(":memory:", DB_CREATE, &error);
    g_assert_no_error(error);
    g_assert_null(db_settler_new(db));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    add_test("/settler/all-moved", test_all_moved);
    add_test("/settler/small", test_small);
    g_test_add_func("/settler/in-memory", test_in_memory);
    return g_test_run();
}
