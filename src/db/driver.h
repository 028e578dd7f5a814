/* db/driver.h: what an engine's driver owes to db.c.  Private to src/db; names no engine's types.
 */
#ifndef RECOUP_DB_DRIVER_H
#define RECOUP_DB_DRIVER_H

#include "db/db.h"

#define DB_DUPLICATE "duplicate key"
enum { DB_DIGITS_SIZE = 32, DB_WAIT_MS = 10000, DB_ID_SIZE = 64 };

typedef struct DbDriver DbDriver;

/* A driver's connection starts with this. */
struct Db {
    const DbDriver *driver;
    char *url;
    char *name; /* of the book, for messages: no password in it */
    unsigned flags;
    int depth;     /* open transactions: 1 the outermost, then savepoints */
    int bad_depth; /* depth at which a statement failed, 0 = none: nothing more is done there */
    GError *bad;   /* that failure */
    bool closing;
    bool reading;              /* the outermost transaction was begun to read */
    bool durable, durable_now; /* asked for, and in force */
    int64_t fail_in;           /* fault injection: calls left, 0 = off */
    GHashTable *by_address;    /* text address -> DbStmt, lent */
    GHashTable *by_text;       /* text -> DbStmt, owned */
    GHashTable *plans;         /* bulk statements, owned; see db_bulk.c */
    uint64_t uses;             /* clock of the statement cache */
};

typedef enum { DB_STMT_FRESH, DB_STMT_ROWS, DB_STMT_ENDED } DbStmtState;

/* A driver's statement starts with this. */
struct DbStmt {
    Db *db;
    char *sql;
    GError *error; /* of preparing or binding; shows at the first step */
    DbStmtState state;
    bool one;         /* the row is a copy: the engine's statement has ended */
    int column_count; /* after the first step */
    int64_t changes;
    uint64_t used;
    char (*digits)[DB_DIGITS_SIZE]; /* numbers read as text, one a column */
};

/* What is worked out once for a table and a mode, and kept with the connection. */
typedef struct {
    DbTable table;
    DbBulkMode mode;
    int column_count;
    char *sql;
    DbStmt *stmt;    /* NULL where sql is not a statement of its own */
    uint32_t *types; /* of the columns, where the driver asks for them */
} DbPlan;

struct DbDriver {
    DbEngine engine;
    size_t db_size, stmt_size;
    const char *begin, *begin_read;
    const char *id_ddl, *clustered_ddl, *block; /* {{id}}, {{clustered}}, "-- only: block" */
    const char *text_ddl;                       /* instead of TEXT in a migration, or NULL */
    const char *migration_exists;               /* query: one row when the table is there */
    const char *migration_lock;                 /* statement that keeps a second migrator out */

    bool (*open)(Db *db, GError **error); /* url and flags are set; sets name */
    void (*close)(Db *db);                /* also after a failed open */
    bool (*durable)(Db *db, bool on, GError **error);
    /* Both NULL: nothing is to do.  Moves the log into the book; leaves that to another. */
    void (*settle)(Db *db);
    void (*settle_by)(Db *db, DbSettler *settler);
    void (*wait)(Db *db, int limit_ms);
    bool (*in_tx)(Db *db); /* false when the engine gave up the transaction by itself */
    bool (*script)(Db *db, const char *sql, GError **error);

    void (*prepare)(DbStmt *stmt); /* failure: stmt->error */
    void (*finish)(DbStmt *stmt);  /* frees what the driver holds */
    void (*reset)(DbStmt *stmt);   /* ends a run; binds stay */
    void (*unbind)(DbStmt *stmt);
    void (*bind_int)(DbStmt *stmt, int number, int64_t value);
    void (*bind_text)(DbStmt *stmt, int number, const char *text, size_t length);
    void (*bind_blob)(DbStmt *stmt, int number, const void *bytes, size_t length);
    void (*bind_real)(DbStmt *stmt, int number, double value);
    void (*bind_null)(DbStmt *stmt, int number);
    DbStep (*step)(DbStmt *stmt, GError **error);
    DbStep (*one)(DbStmt *stmt, GError **error); /* the first row, which outlives the run */

    int64_t (*int_at)(const DbStmt *stmt, int column);
    double (*real_at)(const DbStmt *stmt, int column);
    const char *(*text_at)(const DbStmt *stmt, int column);
    const void *(*blob_at)(const DbStmt *stmt, int column, size_t *length);
    bool (*null_at)(const DbStmt *stmt, int column);

    /* The engine's own quick way; plan fills in what a new plan needs. */
    bool (*plan)(Db *db, DbPlan *plan, GError **error);
    bool (*bulk)(Db *db, const DbPlan *plan, const char *rows, size_t row_size, size_t count,
                 GError **error);
    const char *describe; /* query: a line of text a row, sorted */
};

extern const DbDriver db_sqlite_driver;
extern const DbDriver db_postgres_driver;

/* A statement outside the cache, for a text made by the program; free with db_stmt_drop. */
DbStmt *db_stmt_make(Db *db, const char *sql);
void db_stmt_drop(DbStmt *stmt);
/* A commit has made the log so long. */
void db_settler_note(DbSettler *settler, int64_t pages);
/* Counts one call for fault injection and refuses when the transaction is already lost. */
bool db_ready(Db *db, GError **error) MUST_USE;
/* Remembers that the open transaction is lost; passes the failure on and returns false. */
bool db_give_up(Db *db, GError *failure, GError **error);

enum { DB_BULK_KEYS = 1, DB_BULK_OTHERS = 2, DB_BULK_ALL = 3 };
GHashTable *db_bulk_plans_new(void);
/* "a, b", from a pattern in which @ is the column's name and # its number. */
void db_bulk_add_columns(GString *sql, const DbTable *table, unsigned which, const char *pattern,
                         const char *between);
/* " ON CONFLICT (…) DO UPDATE SET …" */
/* "INSERT INTO t (a, b) "; `before` says how the name is introduced. */
void db_bulk_add_insert(GString *sql, const DbTable *table, const char *before);
void db_bulk_add_conflict(GString *sql, const DbTable *table);
/* Runs plan->stmt once a row, its columns bound to $1 and on. */
bool db_bulk_in_turn(const DbPlan *plan, const char *rows, size_t row_size, size_t count,
                     GError **error);
bool db_migrate_version(Db *db, int *out, GError **error) MUST_USE;

/* "…" on one line: line breaks and runs of blanks become one blank; given. */
char *db_one_line(const char *text);

#endif
