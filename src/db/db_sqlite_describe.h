/* db/db_sqlite_describe.h: what db_describe asks SQLite.  Private to the driver. */
#ifndef RECOUP_DB_DB_SQLITE_DESCRIBE_H
#define RECOUP_DB_DB_SQLITE_DESCRIBE_H

/* A row of text for each table, column, key, index, trigger and view; sorted. */
extern const char db_sqlite_describe[];

#endif
