/* db/db_state.h: what PostgreSQL's error states mean to us.  Private to src/db; talks to no server.
 */
#ifndef RECOUP_DB_DB_STATE_H
#define RECOUP_DB_DB_STATE_H

#include "base/problem.h"

/* One sentence for a SQLSTATE ("" when there is none): the book's name, the server's own words, and
 * what to do; with the statement where that is the fault.  Always returns false. */
bool db_state_refuse(const char *state, const char *name, const char *words, const char *sql,
                     GError **error);

#endif
