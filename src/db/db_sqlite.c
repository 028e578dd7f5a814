/* db/db_sqlite.c: the driver for SQLite files.  This and db_sqlite_rows.c know sqlite3.h; no SQL
 * of ours but settings. */
#include "db/db_sqlite_describe.h"
#include "db/db_sqlite_rows.h"
#include "db/driver.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>

typedef struct {
    Db base;
    sqlite3 *handle;
    DbSqliteRows rows; /* what a bulk write is reading */
} Book;

/* One column of a row that was copied out of the engine (db_one). */
typedef struct {
    int type;
    int64_t integer;
    double real;
    size_t start, length; /* text or blob, in Query.bytes, zero-terminated */
} Cell;

typedef struct {
    DbStmt base;
    sqlite3_stmt *handle;
    int *index_of; /* by number: $3 is the engine's index index_of[3]; 0: not in the text */
    long number_max;
    Cell *cells;
    GByteArray *bytes;
} Query;

static sqlite3 *handle_of(const Db *db)
{
    return ((const Book *)db)->handle;
}

/* --- failures in words ------------------------------------------------------------------------ */

static bool constraint(const Db *db, int code, const char *sql, GError **error)
{
    const char *words = sqlite3_errmsg(handle_of(db));
    g_autofree char *line = db_one_line(sql == NULL ? "" : sql);
    if (code == SQLITE_CONSTRAINT_UNIQUE || code == SQLITE_CONSTRAINT_PRIMARYKEY ||
        code == SQLITE_CONSTRAINT_ROWID)
        return problem_refuse(error, PROBLEM_CONFLICT, "%s: " DB_DUPLICATE " (%s)", db->name,
                              words);
    /* The engine does not say which foreign key. */
    return problem_refuse(error, PROBLEM_CONFLICT,
                          "%s: a rule of the book's tables is broken (%s) [%.200s]", db->name,
                          words, line);
}

/* The engine keeps no trace of EFBIG: is the book or its log at the process's limit (ulimit -f)? */
static bool at_file_limit(const Db *db)
{
    static const char *const tails[] = { "", "-wal", "-journal" };
    enum { NEAR = 1 << 20 };
    struct rlimit limit;
    struct stat file;

    if (getrlimit(RLIMIT_FSIZE, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return false;
    for (size_t i = 0; i < G_N_ELEMENTS(tails); i++) {
        g_autofree char *path = g_strconcat(db->url, tails[i], NULL);
        if (stat(path, &file) == 0 && (rlim_t)file.st_size + NEAR > limit.rlim_cur) return true;
    }
    return false;
}

static bool disk_failed(const Db *db, int code, const char *words, GError **error)
{
    const char *name = db->name;
    if (at_file_limit(db))
        return problem_refuse(
            error, PROBLEM_STORAGE,
            "%s may not grow further (%s): raise the limit on file sizes (ulimit -f)"
            " and do it again; what was committed is safe",
            name, words);
    if ((code & 0xff) == SQLITE_FULL)
        return problem_refuse(error, PROBLEM_STORAGE,
                              "%s: the disk is full (%s): make room and do it again; what was"
                              " committed is safe",
                              name, words);
    return problem_refuse(error, PROBLEM_STORAGE,
                          "%s: reading or writing the disk failed (%s): check the disk and do it"
                          " again; what was committed is safe",
                          name, words);
}

static bool misused(const Db *db, const char *sql, const char *words, GError **error)
{
    g_autofree char *line = db_one_line(sql == NULL ? "" : sql);
    ProblemCode code = strstr(words, "integer overflow") ? PROBLEM_LIMIT : PROBLEM_STORAGE;
    return problem_refuse(error, code, "%s: the database refuses a statement: %s [%.200s]",
                          db->name, words, line);
}

static bool refuse(const Db *db, int code, const char *sql, GError **error)
{
    const char *words = handle_of(db) ? sqlite3_errmsg(handle_of(db)) : sqlite3_errstr(code);
    const char *name = db->name;

    switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return problem_refuse(
            error, PROBLEM_BUSY,
            "%s is being written by somebody else (%s): try again when they are done", name, words);
    case SQLITE_FULL:
    case SQLITE_IOERR: return disk_failed(db, code, words, error);
    case SQLITE_CORRUPT:
        return problem_refuse(
            error, PROBLEM_STORAGE,
            "%s is damaged (%s): go back to a backup, or salvage it with sqlite3's "
            ".recover",
            name, words);
    case SQLITE_NOTADB:
        return problem_refuse(error, PROBLEM_STORAGE, "%s is not a book (%s): name another file",
                              name, words);
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return problem_refuse(
            error, PROBLEM_STORAGE,
            "%s cannot be written (%s): check who may write the file and its folder", name, words);
    case SQLITE_CANTOPEN:
        return problem_refuse(
            error, PROBLEM_STORAGE,
            "%s cannot be opened (%s, %s): check the path and who may use its folder", name, words,
            g_strerror(sqlite3_system_errno(handle_of(db))));
    case SQLITE_TOOBIG:
        return problem_refuse(error, PROBLEM_LIMIT, "%s: a value is too large (%s)", name, words);
    case SQLITE_CONSTRAINT: return constraint(db, code, sql, error);
    default: return misused(db, sql, words, error);
    }
}

/* --- the log ---------------------------------------------------------------------------------- */

enum { USUAL_LOG_PAGES = 16000, LONG_LOG_PAGES = 64000 };

/* Waits for nobody and nobody for it; the engine, too, takes no notice of its failure.  It syncs
 * the book only when nothing is left in the log; synced each time, little is left for the end. */
static void settle(Db *db)
{
    sqlite3_file *file = NULL;
    (void)sqlite3_wal_checkpoint_v2(handle_of(db), NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
    if (sqlite3_file_control(handle_of(db), NULL, SQLITE_FCNTL_FILE_POINTER, &file) == SQLITE_OK &&
        file != NULL && file->pMethods != NULL)
        (void)file->pMethods->xSync(file, SQLITE_SYNC_NORMAL | SQLITE_SYNC_DATAONLY);
}

/* The engine's own checkpoint is made by the commit that finds the log long, while every other
 * writer waits for it.  With a settler only that of a log of half a gigabyte is, because only a
 * commit can begin it anew. */
static int committed(void *data, sqlite3 *handle, const char *name, int pages)
{
    db_settler_note(data, pages);
    if (pages >= LONG_LOG_PAGES)
        (void)sqlite3_wal_checkpoint_v2(handle, name, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
    return SQLITE_OK;
}

static void settle_by(Db *db, DbSettler *settler)
{
    if (settler != NULL)
        sqlite3_wal_hook(handle_of(db), committed, settler);
    else
        sqlite3_wal_autocheckpoint(handle_of(db), USUAL_LOG_PAGES);
}

/* --- connections ------------------------------------------------------------------------------ */

static bool script(Db *db, const char *sql, GError **error)
{
    int code = sqlite3_exec(handle_of(db), sql, NULL, NULL, NULL);
    return code == SQLITE_OK || refuse(db, code, sql, error);
}

/* The write-ahead log lets readers go on while one writes; a network file system cannot do it. */
static bool log_ahead(Db *db, GError **error)
{
    sqlite3_stmt *stmt = NULL;
    int code = sqlite3_prepare_v2(handle_of(db), "PRAGMA journal_mode=WAL", -1, &stmt, NULL);
    if (code == SQLITE_OK) code = sqlite3_step(stmt);
    const char *mode = code == SQLITE_ROW ? (const char *)sqlite3_column_text(stmt, 0) : "";
    bool memory = strcmp(mode, "memory") == 0, wal = strcmp(mode, "wal") == 0;
    if (code != SQLITE_ROW)
        refuse(db, code, "PRAGMA journal_mode", error);
    else if (!wal && !memory)
        problem_set(
            error, PROBLEM_STORAGE,
            "%s lies where a write-ahead log cannot be kept (journal mode %s): move it to a local "
            "disk",
            db->name, mode);
    sqlite3_finalize(stmt);
    return wal || memory;
}

/* The page size takes effect in a new file only.  No memory map: it gains less than 10 % of a scan,
 * counts as our memory, and turns a disk's error into a signal. */
static const char SETTINGS[] = "PRAGMA page_size=8192;"
                               "PRAGMA foreign_keys=ON;"
                               "PRAGMA synchronous=FULL;"
                               "PRAGMA temp_store=MEMORY;"
                               "PRAGMA journal_size_limit=67108864;";
static const char WRITER[] = "PRAGMA cache_size=-65536";
static const char READER[] = "PRAGMA cache_size=-16384";

static bool set_up(Db *db, GError **error)
{
    bool reader = db->flags & DB_READ_ONLY;
    sqlite3_extended_result_codes(handle_of(db), 1);
    sqlite3_busy_timeout(handle_of(db), DB_WAIT_MS);
    if (!script(db, SETTINGS, error)) return false;
    if (!script(db, reader ? READER : WRITER, error)) return false;
    settle_by(db, NULL);
    return reader ? script(db, "SELECT count(*) FROM sqlite_master", error) : log_ahead(db, error);
}

/* The engine counts its memory under one lock of the whole process: threads that read side by side
 * would queue there, and nobody asks for the count. */
static void configure(void)
{
    static gsize done;
    if (!g_once_init_enter(&done)) return;
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    g_once_init_leave(&done, 1);
}

static bool open_book(Db *db, GError **error)
{
    Book *book = (Book *)db;
    int flags = SQLITE_OPEN_NOMUTEX;

    configure();
    db->name = g_strdup(db->url);
    if (!(db->flags & DB_CREATE) && strcmp(db->url, ":memory:") != 0 &&
        !g_file_test(db->url, G_FILE_TEST_EXISTS))
        return problem_refuse(
            error, PROBLEM_NOT_FOUND,
            "there is no book at %s: make one with `recoup init`, or name another with "
            "--book",
            db->name);
    if (db->flags & DB_READ_ONLY)
        flags |= SQLITE_OPEN_READONLY;
    else
        flags |= SQLITE_OPEN_READWRITE | (db->flags & DB_CREATE ? SQLITE_OPEN_CREATE : 0);
    int code = sqlite3_open_v2(db->url, &book->handle, flags, NULL);
    if (code == SQLITE_OK) code = db_sqlite_rows_declare(book->handle, &book->rows);
    if (code != SQLITE_OK) return refuse(db, code, NULL, error);
    return set_up(db, error);
}

static void close_book(Db *db)
{
    sqlite3_close(handle_of(db));
}

static bool durable(Db *db, bool on, GError **error)
{
    return script(db, on ? "PRAGMA synchronous=FULL" : "PRAGMA synchronous=NORMAL", error);
}

static void wait_limit(Db *db, int limit_ms)
{
    sqlite3_busy_timeout(handle_of(db), limit_ms);
}

static bool in_tx(Db *db)
{
    return !sqlite3_get_autocommit(handle_of(db));
}

/* --- statements ------------------------------------------------------------------------------- */

/* $12 is a *name* to SQLite, numbered by first appearance: the table turns 12 into that number. */
static void number_parameters(Query *query)
{
    int count = sqlite3_bind_parameter_count(query->handle);
    g_autofree long *numbers = g_new0(long, count + 1);

    query->number_max = 0;
    for (int i = 1; i <= count; i++) {
        const char *name = sqlite3_bind_parameter_name(query->handle, i);
        numbers[i] = name != NULL && name[0] == '$' ? strtol(name + 1, NULL, 10) : 0;
        query->number_max = MAX(query->number_max, numbers[i]);
    }
    query->index_of = g_new0(int, query->number_max + 1);
    for (int i = 1; i <= count; i++) query->index_of[numbers[i]] = i;
    query->index_of[0] = 0;
}

static void prepare(DbStmt *stmt)
{
    Query *query = (Query *)stmt;
    int code = sqlite3_prepare_v3(handle_of(stmt->db), stmt->sql, -1, SQLITE_PREPARE_PERSISTENT,
                                  &query->handle, NULL);
    if (code != SQLITE_OK)
        refuse(stmt->db, code, stmt->sql, &stmt->error);
    else if (query->handle == NULL)
        problem_set(&stmt->error, PROBLEM_STORAGE, "an empty statement cannot be run");
    else
        number_parameters(query);
}

static void finish(DbStmt *stmt)
{
    Query *query = (Query *)stmt;
    sqlite3_finalize(query->handle);
    query->handle = NULL;
    g_clear_pointer(&query->index_of, g_free);
    g_clear_pointer(&query->cells, g_free);
    g_clear_pointer(&query->bytes, g_byte_array_unref);
}

static void reset(DbStmt *stmt)
{
    sqlite3_reset(((Query *)stmt)->handle);
    stmt->one = false;
}

static void unbind(DbStmt *stmt)
{
    Query *query = (Query *)stmt;
    if (query->number_max > 0 && query->handle != NULL) sqlite3_clear_bindings(query->handle);
}

/* The engine's index of parameter $number; 0 and a fault in stmt->error when the text has none. */
static int index_of(DbStmt *stmt, int number)
{
    Query *query = (Query *)stmt;
    int index = number > 0 && number <= query->number_max ? query->index_of[number] : 0;
    if (G_UNLIKELY(index == 0)) {
        g_autofree char *line = db_one_line(stmt->sql);
        problem_set(&stmt->error, PROBLEM_STORAGE, "a statement has no parameter $%d [%.200s]",
                    number, line);
    }
    return index;
}

static void bound(DbStmt *stmt, int code)
{
    if (G_UNLIKELY(code != SQLITE_OK)) refuse(stmt->db, code, stmt->sql, &stmt->error);
}

static void bind_int(DbStmt *stmt, int number, int64_t value)
{
    int index = index_of(stmt, number);
    if (index > 0) bound(stmt, sqlite3_bind_int64(((Query *)stmt)->handle, index, value));
}

static void bind_text(DbStmt *stmt, int number, const char *text, size_t length)
{
    int index = index_of(stmt, number);
    if (index > 0)
        bound(stmt, sqlite3_bind_text64(((Query *)stmt)->handle, index, text, length, SQLITE_STATIC,
                                        SQLITE_UTF8));
}

static void bind_blob(DbStmt *stmt, int number, const void *bytes, size_t length)
{
    int index = index_of(stmt, number);
    if (index > 0)
        bound(stmt, sqlite3_bind_blob64(((Query *)stmt)->handle, index, length > 0 ? bytes : "",
                                        length, SQLITE_STATIC));
}

static void bind_real(DbStmt *stmt, int number, double value)
{
    int index = index_of(stmt, number);
    if (index > 0) bound(stmt, sqlite3_bind_double(((Query *)stmt)->handle, index, value));
}

static void bind_null(DbStmt *stmt, int number)
{
    int index = index_of(stmt, number);
    if (index > 0) bound(stmt, sqlite3_bind_null(((Query *)stmt)->handle, index));
}

/* --- rows ------------------------------------------------------------------------------------- */

static void count_changes(DbStmt *stmt)
{
    bool reads = sqlite3_stmt_readonly(((Query *)stmt)->handle);
    stmt->changes = reads ? 0 : sqlite3_changes64(handle_of(stmt->db));
}

/* Ends the run at once, so that no read transaction lingers.  For a change outside of a transaction
 * this commits. */
static DbStep end_run(DbStmt *stmt, DbStep step, GError **error)
{
    int code = sqlite3_reset(((Query *)stmt)->handle);
    if (code != SQLITE_OK) {
        refuse(stmt->db, code, stmt->sql, error);
        return DB_FAILED;
    }
    count_changes(stmt);
    return step;
}

static DbStep step(DbStmt *stmt, GError **error)
{
    Query *query = (Query *)stmt;
    int code = sqlite3_step(query->handle);
    if (code == SQLITE_ROW) return DB_ROW;
    if (code == SQLITE_DONE) return end_run(stmt, DB_DONE, error);
    refuse(stmt->db, code, stmt->sql, error);
    return DB_FAILED;
}

static size_t keep_bytes(Query *query, const void *bytes, size_t length)
{
    size_t start = query->bytes->len;
    if (length > 0) g_byte_array_append(query->bytes, bytes, (uint32_t)length);
    g_byte_array_append(query->bytes, (const guint8 *)"", 1);
    return start;
}

static void copy_cell(Query *query, int column)
{
    Cell *cell = &query->cells[column];
    *cell = (Cell){ .type = sqlite3_column_type(query->handle, column) };
    if (cell->type == SQLITE_NULL) return;
    cell->integer = sqlite3_column_int64(query->handle, column);
    cell->real = sqlite3_column_double(query->handle, column);
    if (cell->type != SQLITE_TEXT && cell->type != SQLITE_BLOB) return;
    const void *bytes = sqlite3_column_blob(query->handle, column);
    cell->length = (size_t)sqlite3_column_bytes(query->handle, column);
    cell->start = keep_bytes(query, bytes, cell->length);
}

static DbStep one(DbStmt *stmt, GError **error)
{
    Query *query = (Query *)stmt;
    DbStep result = step(stmt, error);
    if (result != DB_ROW) return result;
    int count = sqlite3_column_count(query->handle);
    if (query->cells == NULL || count != stmt->column_count) {
        query->cells = g_renew(Cell, query->cells, count);
        stmt->digits = g_realloc(stmt->digits, (gsize)count * sizeof *stmt->digits);
    }
    if (query->bytes == NULL) query->bytes = g_byte_array_new();
    g_byte_array_set_size(query->bytes, 0);
    stmt->column_count = count;
    for (int i = 0; i < count; i++) copy_cell(query, i);
    stmt->one = true;
    return end_run(stmt, DB_ROW, error);
}

static const Cell *cell_at(const DbStmt *stmt, int column)
{
    g_assert(column >= 0 && column < stmt->column_count);
    return &((const Query *)stmt)->cells[column];
}

static int64_t int_at(const DbStmt *stmt, int column)
{
    if (stmt->one) return cell_at(stmt, column)->integer;
    return sqlite3_column_int64(((const Query *)stmt)->handle, column);
}

static double real_at(const DbStmt *stmt, int column)
{
    if (stmt->one) return cell_at(stmt, column)->real;
    return sqlite3_column_double(((const Query *)stmt)->handle, column);
}

static const char *text_at(const DbStmt *stmt, int column)
{
    const Query *query = (const Query *)stmt;
    if (!stmt->one) return (const char *)sqlite3_column_text(query->handle, column);
    const Cell *cell = cell_at(stmt, column);
    char *digits = stmt->digits[column];
    if (cell->type == SQLITE_NULL) return NULL;
    if (cell->type == SQLITE_TEXT || cell->type == SQLITE_BLOB)
        return (const char *)query->bytes->data + cell->start;
    if (cell->type == SQLITE_FLOAT) return g_ascii_dtostr(digits, DB_DIGITS_SIZE, cell->real);
    g_snprintf(digits, DB_DIGITS_SIZE, "%" G_GINT64_FORMAT, cell->integer);
    return digits;
}

static const void *blob_at(const DbStmt *stmt, int column, size_t *length)
{
    const Query *query = (const Query *)stmt;
    bool null;

    if (stmt->one) {
        const Cell *cell = cell_at(stmt, column);
        *length = cell->length;
        return cell->type == SQLITE_NULL ? NULL : query->bytes->data + cell->start;
    }
    null = sqlite3_column_type(query->handle, column) == SQLITE_NULL;
    const void *bytes = sqlite3_column_blob(query->handle, column);
    *length = (size_t)sqlite3_column_bytes(query->handle, column);
    return bytes == NULL && !null ? "" : bytes; /* the engine says NULL for an empty blob */
}

static bool null_at(const DbStmt *stmt, int column)
{
    if (stmt->one) return cell_at(stmt, column)->type == SQLITE_NULL;
    return sqlite3_column_type(((const Query *)stmt)->handle, column) == SQLITE_NULL;
}

/* --- bulk ------------------------------------------------------------------------------------- */

static bool plan_bulk(Db *db, DbPlan *plan, GError **error)
{
    g_assert(plan->column_count <= DB_SQLITE_ROWS_COLUMNS);
    plan->sql = db_sqlite_rows_sql(&plan->table, plan->mode, plan->column_count);
    plan->stmt = db_stmt_make(db, plan->sql);
    if (plan->stmt->error == NULL) return true;
    g_propagate_error(error, g_error_copy(plan->stmt->error));
    return false;
}

static bool bulk(Db *db, const DbPlan *plan, const char *rows, size_t row_size, size_t count,
                 GError **error)
{
    if (plan->mode == DB_UPDATE) return db_bulk_in_turn(plan, rows, row_size, count, error);
    ((Book *)db)->rows = (DbSqliteRows){ plan->table.columns, rows, row_size, count };
    if (step(plan->stmt, error) != DB_FAILED) return true;
    reset(plan->stmt);
    return false;
}

const DbDriver db_sqlite_driver = {
    .engine = DB_SQLITE,
    .db_size = sizeof(Book),
    .stmt_size = sizeof(Query),
    .begin = "BEGIN IMMEDIATE",
    .begin_read = "BEGIN",
    .id_ddl = "INTEGER PRIMARY KEY AUTOINCREMENT",
    .clustered_ddl = " WITHOUT ROWID",
    .block = "sqlite",
    .migration_exists = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'migration'",
    .migration_lock = NULL, /* BEGIN IMMEDIATE has done it */
    .open = open_book,
    .close = close_book,
    .durable = durable,
    .settle = settle,
    .settle_by = settle_by,
    .wait = wait_limit,
    .in_tx = in_tx,
    .script = script,
    .prepare = prepare,
    .finish = finish,
    .reset = reset,
    .unbind = unbind,
    .bind_int = bind_int,
    .bind_text = bind_text,
    .bind_blob = bind_blob,
    .bind_real = bind_real,
    .bind_null = bind_null,
    .step = step,
    .one = one,
    .int_at = int_at,
    .real_at = real_at,
    .text_at = text_at,
    .blob_at = blob_at,
    .null_at = null_at,
    .plan = plan_bulk,
    .bulk = bulk,
    .describe = db_sqlite_describe,
};
