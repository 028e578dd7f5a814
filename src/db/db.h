/* db/db.h: one small interface over SQLite and PostgreSQL.  Knows no table of ours; no other room
 * names an engine.
 *
 * A Db belongs to one thread.  SQL uses $1 $2 …, in the shared spelling of both engines
 * (docs/sql.md): integers are 64 bit, text UTF-8, BYTEA blobs, booleans INTEGER 0/1.  Statements
 * are cached per connection by the address of their text, so pass `static const char NAME[]`. */
#ifndef RECOUP_DB_DB_H
#define RECOUP_DB_DB_H

#include "base/embed.h"
#include "base/problem.h"
#include <stdint.h>

typedef struct Db Db;
typedef struct DbStmt DbStmt;

typedef enum { DB_SQLITE, DB_POSTGRES } DbEngine;
typedef enum {
    DB_MUST_EXIST = 0,
    DB_CREATE = 1,   /* make the file / schema when absent */
    DB_READ_ONLY = 2 /* a second, reading connection */
} DbOpenFlags;

/* A path (SQLite) or postgresql://…; ":memory:" for tests.  PostgreSQL: option search_path may name
 * a schema. */
Db *db_open(const char *url, unsigned flags, GError **error) MUST_USE;
void db_close(Db *db);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Db, db_close)
DbEngine db_engine(const Db *db);
const char *db_url(const Db *db);
const char *db_name(const Db *db); /* the book as messages call it: without a password */

/* Durability of the transactions begun from now on: on disk when db_tx_commit returns (default), or
 * a little later (bulk work that can be resumed; a crash loses only whole transactions at the end).
 */
void db_durable(Db *db, bool on);
/* For bulk work: a thread with a connection of its own that moves what others commit from the log
 * into the book, while they go on; it starts when there is enough to do.  NULL where the engine
 * sees to it by itself. */
typedef struct DbSettler DbSettler;
DbSettler *db_settler_new(const Db *db);
/* Of what this connection commits from now on; NULL: its own commits do it.  The settler must
 * outlive that. */
void db_settler_serve(DbSettler *settler, Db *db);
void db_settler_free(DbSettler *settler); /* when all is moved */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DbSettler, db_settler_free)
/* How long another's lock is waited for before BUSY; 10 s unless said here. */
void db_wait_limit(Db *db, int limit_ms);
/* For torture tests: the n-th step or commit from now fails with STORAGE, once.  0: off. */
void db_fail_after(Db *db, int64_t calls);

/* --- statements ------------------------------------------------------------------------------- */

/* The cached statement, reset, its binds cleared.  Errors of preparing and binding show at the
 * first db_next/db_run/db_one.  One text is one statement: who streams it must not, further down,
 * use it again. */
DbStmt *db_stmt(Db *db, const char *sql);
void db_bind_int(DbStmt *stmt, int number, int64_t value); /* number from 1, as in $1 */
void db_bind_day(DbStmt *stmt, int number, int32_t day);   /* DAY_NONE binds NULL */
/* NULL binds NULL; text and bytes are lent until the statement has run. */
void db_bind_text(DbStmt *stmt, int number, const char *text);
void db_bind_blob(DbStmt *stmt, int number, const void *bytes, size_t length);
void db_bind_real(DbStmt *stmt, int number, double value);
void db_bind_null(DbStmt *stmt, int number);

typedef enum { DB_ROW, DB_DONE, DB_FAILED } DbStep;
/* Next row.  Statements may be stepped in turns on one connection; on SQLite never change a table
 * while a stream over it is open.  PostgreSQL holds the whole result of a statement in memory: page
 * big reads by keyset, ~10k rows at a time. */
DbStep db_next(DbStmt *stmt, GError **error);
bool db_run(DbStmt *stmt, GError **error) MUST_USE; /* to the end, rows ignored */
/* Exactly the first row: *found says whether there was one.  The row is a copy: its columns stay
 * readable until the statement is used again, whatever else happens. */
bool db_one(DbStmt *stmt, bool *found, GError **error) MUST_USE;
void db_done(DbStmt *stmt);             /* ends a stream early */
int64_t db_changes(const DbStmt *stmt); /* rows the last run touched */

int64_t db_int(const DbStmt *stmt, int column);      /* from 0; NULL gives 0 */
int32_t db_day(const DbStmt *stmt, int column);      /* NULL gives DAY_NONE */
const char *db_text(const DbStmt *stmt, int column); /* lent until the next step; NULL gives NULL */
const void *db_blob(const DbStmt *stmt, int column, size_t *length);
double db_real(const DbStmt *stmt, int column);
bool db_is_null(const DbStmt *stmt, int column);

/* Several statements separated by ';' without results (migrations). */
bool db_script(Db *db, const char *sql, GError **error) MUST_USE;
/* True when the error is a unique or key constraint. */
bool db_is_duplicate(const GError *error);

/* --- transactions ----------------------------------------------------------------------------- */

typedef struct {
    Db *db; /* NULL: not open */
    int depth;
} DbTx;
/* Takes the write lock at once (SQLite BEGIN IMMEDIATE).  BUSY after 10 s.  Inside another: a
 * savepoint.  After a statement has failed, on either engine, nothing more can be done in its
 * transaction (or savepoint) than to end it. */
bool db_tx_begin(DbTx *tx, Db *db, GError **error) MUST_USE;
/* One snapshot for several reads. */
bool db_tx_begin_read(DbTx *tx, Db *db, GError **error) MUST_USE;
/* When it fails the transaction is still open, for db_tx_end to roll back. */
bool db_tx_commit(DbTx *tx, GError **error) MUST_USE;
void db_tx_end(DbTx *tx); /* rolls back unless committed */
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(DbTx, db_tx_end)
bool db_in_tx(const Db *db);

/* --- bulk ------------------------------------------------------------------------------------- */

typedef enum {
    DB_COL_INT,          /* int64_t */
    DB_COL_INT_OR_NULL,  /* int64_t; 0 is NULL */
    DB_COL_INT32,        /* int32_t */
    DB_COL_DAY,          /* int32_t; DAY_NONE is NULL */
    DB_COL_BOOL,         /* bool */
    DB_COL_TEXT,         /* char[] in the row; "" is stored as '' */
    DB_COL_TEXT_OR_NULL, /* char[] in the row; "" is NULL */
    DB_COL_TEXT_PTR,     /* const char * in the row; NULL is NULL */
    DB_COL_BLOB_PTR,     /* DbBlob in the row */
    DB_COL_REAL          /* double */
} DbColumnType;

typedef struct {
    const void *bytes;
    size_t length;
} DbBlob;

typedef struct {
    const char *name;
    DbColumnType type;
    size_t offset; /* in the row struct */
} DbColumn;

typedef struct {
    const char *table;
    const char *key;         /* names of the primary key: "debtor_id,account_id" */
    const DbColumn *columns; /* in the table's order, which is cheaper; name NULL ends */
} DbTable;

typedef enum {
    DB_INSERT,  /* a duplicate is an error */
    DB_REPLACE, /* insert, or update the row of the same key */
    DB_UPDATE   /* update rows by key; absent ones are left */
} DbBulkMode;

/* count rows of row_size bytes each, all or none, in key order for speed; each key at most once.
 * SQLite: prepared loop; PostgreSQL: COPY or unnest. */
bool db_bulk(Db *db, const DbTable *table, DbBulkMode mode, const void *rows, size_t row_size,
             size_t count, GError **error) MUST_USE;

/* --- migrations ------------------------------------------------------------------------------- */

/* Brings the book to the newest of `files` (numbered NNNN_name.sql, in order), one transaction
 * each.
 * {{id}} and {{clustered}} are replaced per engine; lines between "-- only: pg" (or sqlite) and
 * "-- end" are kept for it alone; on PostgreSQL a TEXT column gets COLLATE "C", so that both
 * engines sort alike.  CONFLICT: a book from a newer program.  A changed text of an applied
 * migration: g_warning. */
bool db_migrate(Db *db, const EmbeddedFile *files, int64_t now_us, GError **error) MUST_USE;
/* Highest applied number, 0 for none (no migration table). */
bool db_version(Db *db, int *out, GError **error) MUST_USE;
/* Sorted, normalised description of all tables, columns, keys and indexes, to compare two
 * databases.  Given. */
char *db_describe(Db *db, GError **error) MUST_USE;

#endif
