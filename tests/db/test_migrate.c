/* db/test_migrate.c: migrations forward from any version, on the engine of RECOUP_TEST_ENGINE. */
#include "fixture.h"

#define FILE_OF(name, text)          \
    {                                \
        name, text, sizeof(text) - 1 \
    }
static const EmbeddedFile FILES[] = {
    FILE_OF("0001_book.sql",
            "CREATE TABLE debtor (debtor_id BIGINT NOT NULL, name TEXT NOT NULL, -- TEXT\n"
            "  PRIMARY KEY (debtor_id)){{clustered}};\n"
            "CREATE TABLE account (debtor_id BIGINT NOT NULL REFERENCES debtor (debtor_id),\n"
            "  account_id BIGINT NOT NULL, amount_minor BIGINT NOT NULL DEFAULT 0,\n"
            "  PRIMARY KEY (debtor_id, account_id)){{clustered}};\n"
            "CREATE INDEX account_amount ON account (amount_minor) WHERE amount_minor > 0;\n"),
    FILE_OF("0002_user.sql", "CREATE TABLE person (id {{id}}, name TEXT UNIQUE);\n"
                             "-- only: pg\nALTER TABLE person SET (fillfactor = 90);\n-- end\n"
                             "-- only: sqlite\nCREATE TABLE only_sqlite (a INTEGER);\nDROP TABLE "
                             "only_sqlite;\n-- end\n"),
    FILE_OF("0004_note.sql",
            "ALTER TABLE account ADD COLUMN note TEXT;\n"
            "INSERT INTO person (name) VALUES (CAST('b' AS TEXT)), ('B'), ('a');\n"),
    { NULL, NULL, 0 },
};

static void migrate(Db *db, const EmbeddedFile *files)
{
    GError *error = NULL;
    bool done = db_migrate(db, files, 1700000000000000, &error);
    g_assert_no_error(error);
    g_assert_true(done);
}

static int version(Db *db)
{
    GError *error = NULL;
    int number = -1;
    g_assert_true(db_version(db, &number, &error));
    g_assert_no_error(error);
    return number;
}

static char *description(Db *db)
{
    GError *error = NULL;
    char *text = db_describe(db, &error);
    g_assert_no_error(error);
    return text;
}

/* A book made by an older program and brought forward is the book a newer one makes. */
static void test_prefixes(Fixture *f, gconstpointer data)
{
    static const int versions[] = { 0, 1, 2, 4 };
    g_autofree char *fresh = NULL;

    (void)data;
    if (f->db == NULL) return;
    for (size_t count = 0; count <= 3; count++) {
        EmbeddedFile prefix[4] = { 0 };
        Db *db = harness_open(NULL);
        memcpy(prefix, FILES, count * sizeof *prefix);
        g_assert_cmpint(version(db), ==, 0);
        migrate(db, prefix);
        g_assert_cmpint(version(db), ==, versions[count]);
        migrate(db, FILES);
        migrate(db, FILES); /* nothing to do */
        g_assert_cmpint(version(db), ==, 4);
        g_autofree char *text = description(db);
        if (fresh == NULL) fresh = g_strdup(text);
        g_assert_cmpstr(text, ==, fresh);
        Db *again = second(db, DB_MUST_EXIST);
        g_autofree char *reopened = description(again);
        g_assert_cmpstr(reopened, ==, fresh);
        g_assert_cmpint(harness_int(again, "SELECT count(*) FROM migration"), ==, 3);
        db_close(again);
        harness_close(db);
    }
}

/* What the tables are called and made of is in the description. */
static void test_describe(Fixture *f, gconstpointer data)
{
    static const char *const changes[] = {
        "ALTER TABLE account ADD COLUMN more INTEGER",
        "CREATE INDEX account_note ON account (note)",
        "DROP INDEX account_amount",
        "CREATE TABLE extra (debtor_id BIGINT REFERENCES debtor (debtor_id))",
        "ALTER TABLE person RENAME COLUMN name TO title",
    };
    (void)data;
    if (f->db == NULL) return;
    migrate(f->db, FILES);
    g_autofree char *before = description(f->db);
    g_assert_nonnull(strstr(before, "account.amount_minor bigint not null"));
    for (size_t i = 0; i < G_N_ELEMENTS(changes); i++) {
        harness_run(f->db, changes[i]);
        g_autofree char *after = description(f->db);
        g_assert_cmpstr(after, !=, before);
        g_free(before);
        before = g_strdup(after);
    }
}

/* Sorting and ids do not depend on the engine. */
static void test_spelling(Fixture *f, gconstpointer data)
{
    (void)data;
    if (f->db == NULL) return;
    migrate(f->db, FILES);
    g_autofree char *rows = harness_rows(f->db, "SELECT name, id FROM person ORDER BY name", 2);
    g_assert_cmpstr(rows, ==, "B|2\na|3\nb|1\n");
}

static void test_newer(Fixture *f, gconstpointer data)
{
    EmbeddedFile older[2] = { FILES[0], { 0 } };
    GError *error = NULL;

    (void)data;
    if (f->db == NULL) return;
    migrate(f->db, FILES);
    g_assert_false(db_migrate(f->db, older, 1, &error));
    expect(&error, PROBLEM_CONFLICT, "is at schema 4, this program knows 1: use the newer recoup");
}

static void test_changed_text(Fixture *f, gconstpointer data)
{
    static const EmbeddedFile changed[] = {
        FILE_OF("0001_book.sql", "CREATE TABLE something_else (a INTEGER);"),
        { NULL, NULL, 0 },
    };
    EmbeddedFile first[2] = { FILES[0], { 0 } };

    (void)data;
    if (f->db == NULL) return;
    migrate(f->db, first);
    g_test_expect_message(NULL, G_LOG_LEVEL_WARNING,
                          "*0001_book.sql was applied with another text*");
    migrate(f->db, changed);
    g_test_assert_expected_messages();
}

/* A migration that fails leaves nothing behind, and the ones before it in place. */
static void test_failing(Fixture *f, gconstpointer data)
{
    static const EmbeddedFile bad[] = {
        FILE_OF("0001_good.sql", "CREATE TABLE good (a INTEGER);"),
        FILE_OF("0002_bad.sql", "CREATE TABLE half (a INTEGER); INSERT INTO nowhere VALUES (1);"),
        { NULL, NULL, 0 },
    };
    GError *error = NULL;

    (void)data;
    if (f->db == NULL) return;
    g_assert_false(db_migrate(f->db, bad, 1, &error));
    expect(&error, PROBLEM_STORAGE, "migration 0002_bad.sql: ");
    g_assert_cmpint(version(f->db), ==, 1);
    g_autofree char *text = description(f->db);
    g_assert_nonnull(strstr(text, "table good"));
    g_assert_null(strstr(text, "half"));
}

/* Killed at any call: what is committed is whole, and the next try finishes. */
static void test_torture(Fixture *f, gconstpointer data)
{
    bool done = false;

    (void)data;
    if (f->db == NULL) return;
    for (int64_t n = 1; !done; n++) {
        GError *error = NULL;
        db_fail_after(f->db, n);
        done = db_migrate(f->db, FILES, 1, &error);
        db_fail_after(f->db, 0);
        if (!done) g_assert_nonnull(strstr(error->message, "made for a test"));
        g_clear_error(&error);
    }
    g_assert_cmpint(version(f->db), ==, 4);
    g_assert_cmpint(harness_int(f->db, "SELECT count(*) FROM person"), ==, 3);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    add_test("/migrate/prefixes", test_prefixes);
    add_test("/migrate/describe", test_describe);
    add_test("/migrate/spelling", test_spelling);
    add_test("/migrate/newer", test_newer);
    add_test("/migrate/changed-text", test_changed_text);
    add_test("/migrate/failing", test_failing);
    add_test("/migrate/torture", test_torture);
    return g_test_run();
}
