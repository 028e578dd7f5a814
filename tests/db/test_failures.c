/* db/test_failures.c: broken files, full disks, lost servers and killed writers: one clear
 * sentence, and no harm. */
#include "fixture.h"

#include <signal.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static const char INSERT_MANY[] =
    "INSERT INTO t (id, name) WITH RECURSIVE n(i) AS (SELECT CAST($1 AS BIGINT) UNION ALL"
    " SELECT i + 1 FROM n WHERE i < $1 + 999)"
    " SELECT i, 'a name of some length, that rows may fill pages' FROM n";
static const char COUNT[] = "SELECT count(*) FROM t";

static void expect_open(const char *url, unsigned flags, ProblemCode code, const char *word)
{
    GError *error = NULL;
    g_assert_null(db_open(url, flags, &error));
    expect(&error, code, word);
}

/* A thousand rows and their commit. */
static bool add_thousand(Db *db, int64_t from, GError **error)
{
    g_auto(DbTx) tx = { 0 };
    if (!db_tx_begin(&tx, db, error)) return false;
    DbStmt *stmt = db_stmt(db, INSERT_MANY);
    db_bind_int(stmt, 1, from);
    return db_run(stmt, error) && db_tx_commit(&tx, error);
}

static void check_whole(Db *db, int64_t rows)
{
    g_assert_cmpint(harness_int(db, COUNT), ==, rows);
    if (db_engine(db) != DB_SQLITE) return;
    g_autofree char *answer = harness_rows(db, "PRAGMA integrity_check", 1);
    g_assert_cmpstr(answer, ==, "ok\n");
}

/* --- SQLite -------------------------------------------------------------------------------- */

static void test_not_a_book(Fixture *f, gconstpointer data)
{
    g_autofree char *path = g_strconcat(db_url(f->db), ".txt", NULL);
    g_autofree char *below = g_strconcat(path, "/book.db", NULL);
    g_autofree char *text = g_strnfill(5000, 'x');

    (void)data;
    expect_open(path, DB_MUST_EXIST, PROBLEM_NOT_FOUND, "recoup init");
    g_assert_true(g_file_set_contents(path, text, -1, NULL));
    expect_open(path, DB_MUST_EXIST, PROBLEM_STORAGE, "is not a book");
    expect_open(path, DB_CREATE, PROBLEM_STORAGE, "is not a book");
    expect_open(path, DB_READ_ONLY, PROBLEM_STORAGE, "is not a book");
    expect_open(below, DB_CREATE, PROBLEM_STORAGE, "cannot be opened");
    unlink(path);
}

/* Writes rubbish over the middle of the file. */
static void spoil(const char *path)
{
    g_autofree char *rubbish = g_strnfill(40000, (char)0xa5);
    FILE *file = fopen(path, "r+");
    g_assert_nonnull(file);
    g_assert_cmpint(fseek(file, 16384, SEEK_SET), ==, 0);
    g_assert_cmpint(fwrite(rubbish, 1, 40000, file), ==, 40000);
    g_assert_cmpint(fclose(file), ==, 0);
}

static void test_damaged(Fixture *f, gconstpointer data)
{
    GError *error = NULL;

    (void)data;
    g_autofree char *url = g_strdup(db_url(f->db));
    for (int i = 0; i < 5; i++) g_assert_true(add_thousand(f->db, i * 1000, NULL));
    db_close(f->db); /* what the log held is in the file now */
    spoil(url);
    f->db = db_open(url, DB_MUST_EXIST, &error);
    g_assert_no_error(error);
    DbStep step;
    DbStmt *stmt = db_stmt(f->db, "SELECT name FROM t");
    while ((step = db_next(stmt, &error)) == DB_ROW) continue;
    g_assert_cmpint(step, ==, DB_FAILED);
    expect(&error, PROBLEM_STORAGE, "is damaged");
}

/* Adds thousands until it fails; how many there are then. */
static int64_t fill(Db *db, const char *word)
{
    GError *error = NULL;
    int64_t rows = 0;
    while (rows < 1000000 && add_thousand(db, rows, &error)) rows += 1000;
    expect(&error, PROBLEM_STORAGE, word);
    g_assert_false(db_in_tx(db));
    return rows;
}

static void test_full_disk(Fixture *f, gconstpointer data)
{
    (void)data;
    harness_run(f->db, "PRAGMA max_page_count = 100");
    int64_t rows = fill(f->db, "disk is full");
    g_assert_cmpint(rows, >, 0);
    check_whole(f->db, rows);
    harness_run(f->db, "PRAGMA max_page_count = 100000");
    g_assert_true(add_thousand(f->db, rows, NULL));
    check_whole(f->db, rows + 1000);
}

/* ulimit -f: the log or the file itself hits the limit. */
static void test_file_limit(Fixture *f, gconstpointer data)
{
    struct rlimit before, small = { 0 };
    (void)data;
    g_assert_cmpint(getrlimit(RLIMIT_FSIZE, &before), ==, 0);
    small.rlim_cur = 2000000;
    small.rlim_max = before.rlim_max;
    g_assert_cmpint(setrlimit(RLIMIT_FSIZE, &small), ==, 0);
    int64_t rows = fill(f->db, "ulimit -f");
    g_assert_cmpint(setrlimit(RLIMIT_FSIZE, &before), ==, 0);
    g_assert_cmpint(rows, >, 0);
    check_whole(f->db, rows);
    Db *again = second(f->db, DB_MUST_EXIST);
    check_whole(again, rows);
    g_assert_true(add_thousand(again, rows, NULL));
    db_close(again);
}

/* --- PostgreSQL ---------------------------------------------------------------------------- */

static void test_no_server(Fixture *f, gconstpointer data)
{
    g_autofree char *url = NULL;

    (void)data;
    if (f->db == NULL) return;
    expect_open("postgresql://nobody:secret@/x?host=/nowhere", 0, PROBLEM_STORAGE,
                "cannot be reached");
    g_auto(GStrv) parts = g_strsplit(db_url(f->db), "recoup_test_", 2);
    url = g_strconcat(parts[0], "no_such_", parts[1], NULL);
    expect_open(url, DB_MUST_EXIST, PROBLEM_NOT_FOUND, "createdb");
}

static void test_schema(Fixture *f, gconstpointer data)
{
    GError *error = NULL;

    (void)data;
    if (f->db == NULL) return;
    g_autofree char *url = g_strconcat(db_url(f->db), "&options=-csearch_path%3Dledger", NULL);
    expect_open(url, DB_MUST_EXIST, PROBLEM_NOT_FOUND, "ledger");
    Db *db = db_open(url, DB_CREATE, &error);
    g_assert_no_error(error);
    harness_run(db, "CREATE TABLE inside (a INTEGER)");
    g_autofree char *text = db_describe(db, &error);
    g_assert_nonnull(strstr(text, "table inside"));
    g_assert_null(strstr(text, "table t\n"));
    db_close(db);
}

/* The server ends the connection in the middle of a transaction. */
static void test_lost(Fixture *f, gconstpointer data)
{
    GError *error = NULL;
    DbTx tx = { 0 };

    (void)data;
    if (f->db == NULL) return;
    g_assert_true(add_thousand(f->db, 0, NULL));
    Db *killer = second(f->db, DB_MUST_EXIST);
    int64_t pid = harness_int(f->db, "SELECT pg_backend_pid()");
    g_assert_true(db_tx_begin(&tx, f->db, &error));
    DbStmt *stmt = db_stmt(f->db, INSERT_MANY);
    db_bind_int(stmt, 1, 1000);
    g_assert_true(db_run(stmt, &error));
    g_autofree char *sql = g_strdup_printf("SELECT pg_terminate_backend(%d, 10000)", (int)pid);
    g_assert_cmpint(harness_int(killer, sql), ==, 1);
    g_assert_false(db_run(stmt, &error));
    expect(&error, PROBLEM_STORAGE, "connection");
    g_assert_false(db_tx_commit(&tx, &error));
    expect(&error, PROBLEM_STORAGE, "failed before");
    db_tx_end(&tx);
    check_whole(killer, 1000);
    db_close(killer);
}

/* --- both ---------------------------------------------------------------------------------- */

static void write_for_ever(const char *url, int out)
{
    Db *db = db_open(url, DB_MUST_EXIST, NULL);
    db_durable(db, false);
    for (int64_t from = 0; add_thousand(db, from, NULL); from += 1000)
        if (write(out, ".", 1) != 1) _exit(1);
    _exit(1);
}

/* kill -9 in the middle of writing: whole thousands remain, at least those that were acknowledged.
 */
static void test_killed(Fixture *f, gconstpointer data)
{
    (void)data;
    if (f->db == NULL) return;
    for (int round = 0; round < 4; round++) {
        int pipes[2];
        char dot;
        harness_run(f->db, "DELETE FROM t");
        g_assert_cmpint(pipe(pipes), ==, 0);
        pid_t child = fork();
        if (child == 0) write_for_ever(db_url(f->db), pipes[1]);
        close(pipes[1]);
        for (int i = 0; i <= round * 3; i++) g_assert_cmpint(read(pipes[0], &dot, 1), ==, 1);
        kill(child, SIGKILL);
        waitpid(child, NULL, 0);
        int64_t acknowledged = round * 3 + 1;
        while (read(pipes[0], &dot, 1) == 1) acknowledged++;
        close(pipes[0]);
        Db *db = second(f->db, DB_MUST_EXIST);
        int64_t rows = harness_int(db, COUNT);
        g_assert_cmpint(rows % 1000, ==, 0);
        g_assert_cmpint(rows, >=, acknowledged * 1000);
        check_whole(db, rows);
        db_close(db);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    if (strcmp(harness_engine(), "sqlite") == 0) {
        add_test("/failures/not-a-book", test_not_a_book);
        add_test("/failures/damaged", test_damaged);
        add_test("/failures/full-disk", test_full_disk);
        add_test("/failures/file-limit", test_file_limit);
    } else {
        add_test("/failures/no-server", test_no_server);
        add_test("/failures/schema", test_schema);
        add_test("/failures/lost", test_lost);
    }
    add_test("/failures/killed", test_killed);
    return g_test_run();
}
