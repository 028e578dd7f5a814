/* db/test_tx.c: transactions, savepoints, locks and made failures, on the engine of
 * RECOUP_TEST_ENGINE. */
#include "fixture.h"

static const char INSERT[] = "INSERT INTO t (id) VALUES ($1)";
static const char COUNT[] = "SELECT count(*) FROM t";

static bool insert(Db *db, int64_t id, GError **error)
{
    DbStmt *stmt = db_stmt(db, INSERT);
    db_bind_int(stmt, 1, id);
    return db_run(stmt, error);
}

static void must_begin(DbTx *tx, Db *db)
{
    GError *error = NULL;
    bool begun = db_tx_begin(tx, db, &error);
    g_assert_no_error(error);
    g_assert_true(begun);
}

static void must_commit(DbTx *tx)
{
    GError *error = NULL;
    bool done = db_tx_commit(tx, &error);
    g_assert_no_error(error);
    g_assert_true(done);
}

static void test_commit_and_end(Fixture *f, gconstpointer data)
{
    DbTx tx = { 0 };
    (void)data;
    if (f->db == NULL) return;
    g_assert_false(db_in_tx(f->db));
    must_begin(&tx, f->db);
    g_assert_true(db_in_tx(f->db));
    g_assert_true(insert(f->db, 1, NULL));
    must_commit(&tx);
    db_tx_end(&tx); /* nothing more to end */
    g_assert_false(db_in_tx(f->db));
    must_begin(&tx, f->db);
    g_assert_true(insert(f->db, 2, NULL));
    db_tx_end(&tx);
    g_assert_cmpint(harness_int(f->db, COUNT), ==, 1);
}

static void test_nested(Fixture *f, gconstpointer data)
{
    DbTx outer = { 0 }, inner = { 0 }, deepest = { 0 };
    (void)data;
    if (f->db == NULL) return;
    must_begin(&outer, f->db);
    g_assert_true(insert(f->db, 1, NULL));
    must_begin(&inner, f->db);
    g_assert_true(insert(f->db, 2, NULL));
    must_begin(&deepest, f->db);
    g_assert_true(insert(f->db, 3, NULL));
    must_commit(&deepest);
    db_tx_end(&inner);
    g_assert_cmpint(harness_int(f->db, COUNT), ==, 1);
    must_begin(&inner, f->db);
    g_assert_true(insert(f->db, 4, NULL));
    must_commit(&inner);
    must_commit(&outer);
    g_autofree char *rows = harness_rows(f->db, "SELECT id FROM t ORDER BY id", 1);
    g_assert_cmpstr(rows, ==, "1\n4\n");
}

/* After a failure only the end of the transaction, or of the savepoint, is left to do. */
static void test_spoiled(Fixture *f, gconstpointer data)
{
    DbTx outer = { 0 }, inner = { 0 };
    GError *error = NULL;

    (void)data;
    if (f->db == NULL) return;
    must_begin(&outer, f->db);
    g_assert_true(insert(f->db, 1, NULL));
    must_begin(&inner, f->db);
    g_assert_false(insert(f->db, 1, &error));
    g_assert_true(db_is_duplicate(error));
    g_clear_error(&error);
    g_assert_false(insert(f->db, 2, &error));
    expect(&error, PROBLEM_CONFLICT, "failed before");
    g_assert_false(db_tx_commit(&inner, &error));
    expect(&error, PROBLEM_CONFLICT, "failed before");
    db_tx_end(&inner);
    g_assert_true(insert(f->db, 3, &error));
    g_assert_no_error(error);
    g_assert_false(insert(f->db, 3, NULL));
    g_assert_false(db_tx_commit(&outer, &error));
    expect(&error, PROBLEM_CONFLICT, "failed before");
    db_tx_end(&outer);
    g_assert_cmpint(harness_int(f->db, COUNT), ==, 0);
    must_begin(&outer, f->db);
    g_assert_true(insert(f->db, 1, NULL));
    must_commit(&outer);
    g_assert_cmpint(harness_int(f->db, COUNT), ==, 1);
}

/* A stream left open by an early return does not stand in the way of what follows. */
static void test_left_open(Fixture *f, gconstpointer data)
{
    static const char ALL[] = "SELECT id FROM t";
    DbTx tx = { 0 };

    (void)data;
    if (f->db == NULL) return;
    for (int64_t id = 1; id <= 3; id++) g_assert_true(insert(f->db, id, NULL));
    must_begin(&tx, f->db);
    g_assert_cmpint(db_next(db_stmt(f->db, ALL), NULL), ==, DB_ROW);
    db_tx_end(&tx);
    must_begin(&tx, f->db);
    g_assert_true(insert(f->db, 4, NULL));
    must_commit(&tx);
    g_assert_cmpint(harness_int(f->db, COUNT), ==, 4);
}

static void test_snapshot(Fixture *f, gconstpointer data)
{
    DbTx tx = { 0 }, nested = { 0 };
    GError *error = NULL;

    (void)data;
    if (f->db == NULL) return;
    Db *reader = second(f->db, DB_READ_ONLY);
    bool begun = db_tx_begin_read(&tx, reader, &error);
    g_assert_no_error(error);
    g_assert_true(begun);
    g_assert_cmpint(harness_int(reader, COUNT), ==, 0);
    g_assert_true(insert(f->db, 1, &error)); /* readers do not hold writers up */
    g_assert_no_error(error);
    g_assert_cmpint(harness_int(reader, COUNT), ==, 0);
    g_assert_false(db_tx_begin(&nested, reader, &error));
    expect(&error, PROBLEM_STORAGE, "read");
    must_commit(&tx);
    g_assert_cmpint(harness_int(reader, COUNT), ==, 1);
    g_assert_false(insert(reader, 2, &error));
    expect(&error, PROBLEM_STORAGE, "read");
    db_close(reader);
}

/* The second writer of one row waits, and then says so. */
static void test_busy(Fixture *f, gconstpointer data)
{
    static const char UPDATE[] = "UPDATE t SET small = 1 WHERE id = 1";
    DbTx first = { 0 }, other = { 0 };
    GError *error = NULL;

    (void)data;
    if (f->db == NULL) return;
    g_assert_true(insert(f->db, 1, NULL));
    Db *late = second(f->db, DB_MUST_EXIST);
    db_wait_limit(late, 100);
    must_begin(&first, f->db);
    g_assert_true(db_run(db_stmt(f->db, UPDATE), NULL));
    if (db_engine(late) == DB_SQLITE) {
        g_assert_false(db_tx_begin(&other, late, &error));
    } else {
        must_begin(&other, late);
        g_assert_false(db_run(db_stmt(late, UPDATE), &error));
    }
    expect(&error, PROBLEM_BUSY, "try again");
    db_tx_end(&other);
    must_commit(&first);
    must_begin(&other, late);
    g_assert_true(db_run(db_stmt(late, UPDATE), &error));
    g_assert_no_error(error);
    must_commit(&other);
    db_close(late);
}

static void test_durable(Fixture *f, gconstpointer data)
{
    DbTx tx = { 0 };
    (void)data;
    if (f->db == NULL) return;
    bool sqlite = db_engine(f->db) == DB_SQLITE;
    const char *ask = sqlite ? "PRAGMA synchronous" : "SHOW synchronous_commit";
    static const char *const off_on[2][2] = { { "off\n", "on\n" }, { "1\n", "2\n" } };
    for (int on = 0; on <= 1; on++) {
        db_durable(f->db, on);
        must_begin(&tx, f->db);
        g_autofree char *now = harness_rows(f->db, ask, 1);
        g_assert_cmpstr(now, ==, off_on[sqlite][on]);
        g_assert_true(insert(f->db, on, NULL));
        must_commit(&tx);
    }
}

/* --- made failures ------------------------------------------------------------------------- */

/* Three rows or none. */
static bool transfer(Db *db, GError **error)
{
    g_auto(DbTx) tx = { 0 }, inner = { 0 };
    if (!db_tx_begin(&tx, db, error)) return false;
    if (!insert(db, 1, error)) return false;
    if (!db_tx_begin(&inner, db, error)) return false;
    if (!insert(db, 2, error) || !insert(db, 3, error)) return false;
    if (!db_tx_commit(&inner, error)) return false;
    return db_tx_commit(&tx, error);
}

static void test_fail_after(Fixture *f, gconstpointer data)
{
    int64_t n = 0;
    bool done = false;

    (void)data;
    if (f->db == NULL) return;
    while (!done) {
        GError *error = NULL;
        db_fail_after(f->db, ++n);
        done = transfer(f->db, &error);
        db_fail_after(f->db, 0);
        g_assert_cmpint(done, ==, error == NULL);
        if (!done) expect(&error, PROBLEM_STORAGE, "made for a test");
        g_assert_false(db_in_tx(f->db));
        g_assert_cmpint(harness_int(f->db, COUNT), ==, done ? 3 : 0);
    }
    g_assert_cmpint(n, ==, 8); /* 2 begins, 3 rows, 2 commits, and the time it passed */
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    add_test("/tx/commit-and-end", test_commit_and_end);
    add_test("/tx/nested", test_nested);
    add_test("/tx/spoiled", test_spoiled);
    add_test("/tx/left-open", test_left_open);
    add_test("/tx/snapshot", test_snapshot);
    add_test("/tx/busy", test_busy);
    add_test("/tx/durable", test_durable);
    add_test("/tx/fail-after", test_fail_after);
    return g_test_run();
}
