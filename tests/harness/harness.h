/* harness/harness.h: a fresh book for each test, on the engine the test was started for. */
#ifndef RECOUP_TESTS_HARNESS_H
#define RECOUP_TESTS_HARNESS_H

#include "db/db.h"

/* "sqlite" (default) or "pg": the environment variable RECOUP_TEST_ENGINE. */
const char *harness_engine(void);
/* A fresh, empty database: a temporary file, or a database on the server RECOUP_TEST_PG
 * (tools/pg_run.sh starts one). Its URL, given; NULL after g_test_skip when there is no server.
 * engine NULL: harness_engine(). */
char *harness_book(const char *engine);
/* Removes it; frees url.  Connections must be closed. */
void harness_drop(char *url);
/* Book and connection in one; NULL after g_test_skip. */
Db *harness_open(const char *engine);
/* Closes and removes. */
void harness_close(Db *db);

/* One integer by a query without parameters. */
int64_t harness_int(Db *db, const char *sql);
/* All rows of a query as text: columns parted by '|', "~" for NULL, a line a row; given. */
char *harness_rows(Db *db, const char *sql, int columns);
/* Runs a script that must succeed. */
void harness_run(Db *db, const char *sql);

#endif
