/* db/db_sqlite_rows.h: an array of structs as a table that SQLite reads.  Private to the driver. */
#ifndef RECOUP_DB_DB_SQLITE_ROWS_H
#define RECOUP_DB_DB_SQLITE_ROWS_H

#include "db/db.h"

/* On a connection the table is called bulk_rows; its columns are c0, c1, … in the order of
 * `columns`.  It is what stands here while a statement runs. */
enum { DB_SQLITE_ROWS_COLUMNS = 64 };
typedef struct {
    const DbColumn *columns;
    const char *rows;
    size_t row_size, count;
} DbSqliteRows;

struct sqlite3;
/* The engine's code.  `rows` must live as long as the connection. */
int db_sqlite_rows_declare(struct sqlite3 *handle, DbSqliteRows *rows);
/* Inserts or replaces all that stands there; updates one row, bound to $1 and on.  Given. */
char *db_sqlite_rows_sql(const DbTable *table, DbBulkMode mode, int columns);

#endif
