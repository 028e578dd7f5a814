/* harness/harness.c: makes and removes databases for tests.  Tests nothing itself. */
#include "harness/harness.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

static int made; /* books of this process, for their names */

const char *harness_engine(void)
{
    const char *engine = g_getenv("RECOUP_TEST_ENGINE");
    return engine != NULL ? engine : "sqlite";
}

static char *sqlite_book(void)
{
    const char *memory = "/dev/shm";
    const char *folder = access(memory, W_OK) == 0 ? memory : g_get_tmp_dir();
    return g_strdup_printf("%s/recoup-test-%d-%d.db", folder, getpid(), ++made);
}

/* The server's URL with another database in it: scheme://who@where/DATABASE?options. */
static char *with_database(const char *url, const char *database)
{
    const char *where = strstr(url, "://") + 3;
    const char *options = strchr(where, '?');
    size_t stem = strcspn(where, "/?");
    return g_strdup_printf("%.*s/%s%s", (int)(where + stem - url), url, database,
                           options != NULL ? options : "");
}

static Db *server(void)
{
    GError *error = NULL;
    Db *db = db_open(g_getenv("RECOUP_TEST_PG"), DB_MUST_EXIST, &error);
    g_assert_no_error(error);
    return db;
}

void harness_run(Db *db, const char *sql)
{
    GError *error = NULL;
    bool done = db_script(db, sql, &error);
    g_assert_no_error(error);
    g_assert_true(done);
}

/* The sorting is a language's on purpose: what Recoup sorts must not depend on it. */
static char *postgres_book(void)
{
    if (g_getenv("RECOUP_TEST_PG") == NULL) {
        g_test_skip("no PostgreSQL server: RECOUP_TEST_PG is not set (run under tools/pg_run.sh)");
        return NULL;
    }
    Db *db = server();
    g_autofree char *name = g_strdup_printf("recoup_test_%d_%d", getpid(), ++made);
    g_autofree char *sql =
        g_strdup_printf("CREATE DATABASE %s TEMPLATE template0 ENCODING 'UTF8'"
                        " LOCALE_PROVIDER icu ICU_LOCALE 'en-US' LOCALE 'C.UTF-8'",
                        name);
    harness_run(db, sql);
    db_close(db);
    return with_database(g_getenv("RECOUP_TEST_PG"), name);
}

char *harness_book(const char *engine)
{
    if (engine == NULL) engine = harness_engine();
    return strcmp(engine, "pg") == 0 ? postgres_book() : sqlite_book();
}

static void drop_database(const char *url)
{
    const char *name = strstr(url, "/recoup_test_") + 1;
    g_autofree char *sql =
        g_strdup_printf("DROP DATABASE %.*s WITH (FORCE)", (int)strcspn(name, "?"), name);
    Db *db = server();
    harness_run(db, sql);
    db_close(db);
}

void harness_drop(char *url)
{
    static const char *const tails[] = { "", "-wal", "-shm", "-journal" };
    bool postgres = g_str_has_prefix(url, "postgres");

    if (postgres) drop_database(url);
    for (size_t i = 0; !postgres && i < G_N_ELEMENTS(tails); i++) {
        g_autofree char *path = g_strconcat(url, tails[i], NULL);
        g_unlink(path);
    }
    g_free(url);
}

Db *harness_open(const char *engine)
{
    GError *error = NULL;
    g_autofree char *url = harness_book(engine);
    if (url == NULL) return NULL;
    Db *db = db_open(url, DB_CREATE, &error);
    g_assert_no_error(error);
    return db;
}

void harness_close(Db *db)
{
    char *url = g_strdup(db_url(db));
    db_close(db);
    harness_drop(url);
}

int64_t harness_int(Db *db, const char *sql)
{
    GError *error = NULL;
    bool found = false;
    DbStmt *stmt = db_stmt(db, sql);
    bool done = db_one(stmt, &found, &error);
    g_assert_no_error(error);
    g_assert_true(done && found);
    return db_int(stmt, 0);
}

char *harness_rows(Db *db, const char *sql, int columns)
{
    GError *error = NULL;
    GString *text = g_string_new(NULL);
    DbStmt *stmt = db_stmt(db, sql);

    while (db_next(stmt, &error) == DB_ROW) {
        for (int i = 0; i < columns; i++)
            g_string_append_printf(text, "%s%s", i == 0 ? "" : "|",
                                   db_is_null(stmt, i) ? "~" : db_text(stmt, i));
        g_string_append_c(text, '\n');
    }
    g_assert_no_error(error);
    return g_string_free(text, FALSE);
}
