/* db/fixture.h: one fresh book and its table t for each test of this folder. */
#ifndef RECOUP_TESTS_DB_FIXTURE_H
#define RECOUP_TESTS_DB_FIXTURE_H

#include "harness/harness.h"
#include <string.h>

typedef struct {
    Db *db; /* NULL: no server, the test is skipped */
} Fixture;

static inline void set_up(Fixture *f, gconstpointer data)
{
    (void)data;
    f->db = harness_open(NULL);
    if (f->db == NULL) return;
    harness_run(f->db, "CREATE TABLE t (id BIGINT PRIMARY KEY, small INTEGER, name TEXT,"
                       " bytes BYTEA, share DOUBLE PRECISION)");
}

static inline void tear_down(Fixture *f, gconstpointer data)
{
    (void)data;
    if (f->db != NULL) harness_close(f->db);
}

static inline void add_test(const char *path, void (*run)(Fixture *, gconstpointer))
{
    g_test_add(path, Fixture, NULL, set_up, run, tear_down);
}

/* A second connection to the same book. */
static inline Db *second(Db *db, unsigned flags)
{
    GError *error = NULL;
    Db *other = db_open(db_url(db), flags, &error);
    g_assert_no_error(error);
    return other;
}

/* The error is of that code and has that word in it. */
static inline void expect(GError **error, ProblemCode code, const char *word)
{
    g_assert_nonnull(*error);
    if (!problem_is(*error, code) || strstr((*error)->message, word) == NULL)
        g_error("not the error %s with '%s': %s", problem_name(code), word, (*error)->message);
    g_assert_null(strchr((*error)->message, '\n'));
    g_clear_error(error);
}

#endif
