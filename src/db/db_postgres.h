/* db/db_postgres.h: what db_postgres_bulk.c needs of the driver.  Private to src/db. */
#ifndef RECOUP_DB_DB_POSTGRES_H
#define RECOUP_DB_DB_POSTGRES_H

#include "db/db_wire.h"
#include "db/driver.h"

/* A parameter in the server's binary form, of that type; bytes are lent until the statement ran. */
void db_postgres_bind_binary(DbStmt *stmt, int number, uint32_t type, const void *bytes,
                             size_t length);

/* COPY … FROM STDIN, in any number of pieces.  What was begun is ended, also after a failure: then
 * with give_up, and the server forgets the rows. */
bool db_postgres_copy_begin(Db *db, const char *sql, GError **error) MUST_USE;
bool db_postgres_copy_add(Db *db, const void *bytes, size_t length, GError **error) MUST_USE;
bool db_postgres_copy_end(Db *db, bool give_up, GError **error) MUST_USE;

/* db_postgres_bulk.c */
bool db_postgres_bulk_plan(Db *db, DbPlan *plan, GError **error) MUST_USE;
bool db_postgres_bulk_write(Db *db, const DbPlan *plan, const char *rows, size_t row_size,
                            size_t count, GError **error) MUST_USE;

#endif
