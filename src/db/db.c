/* db/db.c: connections, statements and columns over a driver.  Knows the rules both engines share;
 * speaks to none. */
#include "db/driver.h"

#include "base/day.h"
#include <signal.h>
#include <string.h>

enum { STATEMENTS_MAX = 512 };

/* --- connections ------------------------------------------------------------------------------ */

static const DbDriver *driver_of(const char *url)
{
    bool postgres = g_str_has_prefix(url, "postgresql://") || g_str_has_prefix(url, "postgres://");
    return postgres ? &db_postgres_driver : &db_sqlite_driver;
}

Db *db_open(const char *url, unsigned flags, GError **error)
{
    const DbDriver *driver = driver_of(url);
    Db *db = g_malloc0(driver->db_size);

    /* A file size limit (ulimit -f) shall be an error with words, not a silent death. */
    signal(SIGXFSZ, SIG_IGN);
    db->driver = driver;
    db->url = g_strdup(url);
    db->flags = flags;
    db->durable = db->durable_now = true;
    db->by_address = g_hash_table_new(NULL, NULL);
    db->by_text =
        g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)db_stmt_drop);
    db->plans = db_bulk_plans_new();
    if (driver->open(db, error)) return db;
    db_close(db);
    return NULL;
}

void db_close(Db *db)
{
    if (db == NULL) return;
    db->closing = true;
    g_hash_table_unref(db->plans);
    g_hash_table_unref(db->by_address);
    g_hash_table_unref(db->by_text);
    db->driver->close(db);
    g_clear_error(&db->bad);
    g_free(db->name);
    g_free(db->url);
    g_free(db);
}

DbEngine db_engine(const Db *db)
{
    return db->driver->engine;
}

const char *db_url(const Db *db)
{
    return db->url;
}

const char *db_name(const Db *db)
{
    return db->name;
}

bool db_in_tx(const Db *db)
{
    return db->depth > 0;
}

void db_durable(Db *db, bool on)
{
    db->durable = on;
}

void db_wait_limit(Db *db, int limit_ms)
{
    db->driver->wait(db, limit_ms);
}

void db_fail_after(Db *db, int64_t calls)
{
    db->fail_in = calls;
}

/* --- failures --------------------------------------------------------------------------------- */

bool db_give_up(Db *db, GError *failure, GError **error)
{
    if (db->depth > 0 && db->bad == NULL) {
        db->bad = g_error_copy(failure);
        db->bad_depth = db->driver->in_tx(db) ? db->depth : 1;
    }
    g_propagate_error(error, failure);
    return false;
}

/* The way of the exception, kept out of db_ready so that this one stays small enough to be copied
 * into its callers. */
static G_GNUC_NO_INLINE bool refuse(Db *db, GError **error)
{
    if (db->bad != NULL)
        return problem_refuse(error, (ProblemCode)db->bad->code,
                              "nothing more can be done in this transaction, it failed before: %s",
                              db->bad->message);
    if (--db->fail_in > 0) return true;
    return db_give_up(
        db, g_error_new(PROBLEM, PROBLEM_STORAGE, "%s: a failure made for a test", db->name),
        error);
}

bool db_ready(Db *db, GError **error)
{
    if (G_LIKELY(db->bad == NULL && db->fail_in == 0)) return true;
    return refuse(db, error);
}

char *db_one_line(const char *text)
{
    GString *line = g_string_new(NULL);
    for (const char *at = text; *at != '\0'; at++) {
        if (!g_ascii_isspace(*at))
            g_string_append_c(line, *at);
        else if (line->len > 0 && line->str[line->len - 1] != ' ')
            g_string_append_c(line, ' ');
    }
    g_strchomp(line->str);
    return g_string_free(line, FALSE);
}

bool db_is_duplicate(const GError *error)
{
    return problem_is(error, PROBLEM_CONFLICT) && strstr(error->message, DB_DUPLICATE) != NULL;
}

/* --- the statement cache ---------------------------------------------------------------------- */

DbStmt *db_stmt_make(Db *db, const char *sql)
{
    DbStmt *stmt = g_malloc0(db->driver->stmt_size);
    stmt->db = db;
    stmt->sql = g_strdup(sql);
    db->driver->prepare(stmt);
    return stmt;
}

void db_stmt_drop(DbStmt *stmt)
{
    if (stmt == NULL) return;
    stmt->db->driver->finish(stmt);
    g_clear_error(&stmt->error);
    g_free(stmt->digits);
    g_free(stmt->sql);
    g_free(stmt);
}

static gboolean is_value(gpointer key, gpointer value, gpointer wanted)
{
    (void)key;
    return value == wanted;
}

/* Texts made at run time would fill the cache for ever: the one unused for longest goes. */
static void make_room(Db *db)
{
    GHashTableIter all;
    gpointer value;
    DbStmt *oldest = NULL;

    if (g_hash_table_size(db->by_text) < STATEMENTS_MAX) return;
    g_hash_table_iter_init(&all, db->by_text);
    while (g_hash_table_iter_next(&all, NULL, &value)) {
        DbStmt *stmt = value;
        if (stmt->state != DB_STMT_ROWS && (oldest == NULL || stmt->used < oldest->used))
            oldest = stmt;
    }
    if (oldest == NULL) return;
    g_hash_table_foreach_remove(db->by_address, is_value, oldest);
    g_hash_table_remove(db->by_text, oldest->sql);
}

static G_GNUC_NO_INLINE DbStmt *cached_by_text(Db *db, const char *sql)
{
    DbStmt *stmt = g_hash_table_lookup(db->by_text, sql);
    if (stmt == NULL) {
        make_room(db);
        stmt = db_stmt_make(db, sql);
        g_hash_table_insert(db->by_text, stmt->sql, stmt);
    }
    /* The key is only an address: nothing is read through it, so the caller's text may go. */
    g_hash_table_insert(db->by_address, GSIZE_TO_POINTER((gsize)sql), stmt);
    return stmt;
}

static void renew(DbStmt *stmt)
{
    const DbDriver *driver = stmt->db->driver;
    driver->reset(stmt);
    if (stmt->error != NULL) {
        /* It may have been the table that was missing: try once more. */
        g_clear_error(&stmt->error);
        driver->finish(stmt);
        driver->prepare(stmt);
    }
    driver->unbind(stmt);
    stmt->state = DB_STMT_FRESH;
}

DbStmt *db_stmt(Db *db, const char *sql)
{
    DbStmt *stmt = g_hash_table_lookup(db->by_address, sql);
    /* An address may come again with another text when the text was made at run time. */
    if (stmt == NULL || strcmp(stmt->sql, sql) != 0) stmt = cached_by_text(db, sql);
    stmt->used = ++db->uses;
    renew(stmt);
    return stmt;
}

/* --- binds ------------------------------------------------------------------------------------ */

static bool bindable(DbStmt *stmt)
{
    if (stmt->state != DB_STMT_FRESH) {
        stmt->db->driver->reset(stmt);
        stmt->state = DB_STMT_FRESH;
    }
    return stmt->error == NULL;
}

void db_bind_int(DbStmt *stmt, int number, int64_t value)
{
    if (bindable(stmt)) stmt->db->driver->bind_int(stmt, number, value);
}

void db_bind_day(DbStmt *stmt, int number, int32_t day)
{
    if (day == DAY_NONE)
        db_bind_null(stmt, number);
    else
        db_bind_int(stmt, number, day);
}

void db_bind_text(DbStmt *stmt, int number, const char *text)
{
    if (text == NULL)
        db_bind_null(stmt, number);
    else if (bindable(stmt))
        stmt->db->driver->bind_text(stmt, number, text, strlen(text));
}

void db_bind_blob(DbStmt *stmt, int number, const void *bytes, size_t length)
{
    if (bytes == NULL)
        db_bind_null(stmt, number);
    else if (bindable(stmt))
        stmt->db->driver->bind_blob(stmt, number, bytes, length);
}

void db_bind_real(DbStmt *stmt, int number, double value)
{
    if (bindable(stmt)) stmt->db->driver->bind_real(stmt, number, value);
}

void db_bind_null(DbStmt *stmt, int number)
{
    if (bindable(stmt)) stmt->db->driver->bind_null(stmt, number);
}

/* --- steps ------------------------------------------------------------------------------------ */

static DbStep failed(DbStmt *stmt, GError *failure, GError **error)
{
    stmt->db->driver->reset(stmt);
    stmt->state = DB_STMT_ENDED;
    db_give_up(stmt->db, failure, error);
    return DB_FAILED;
}

static inline DbStep step(DbStmt *stmt, DbStep (*go)(DbStmt *, GError **), GError **error)
{
    GError *failure = NULL;
    DbStep step;

    if (!db_ready(stmt->db, error)) return DB_FAILED;
    if (G_UNLIKELY(stmt->error != NULL)) return failed(stmt, g_error_copy(stmt->error), error);
    step = go(stmt, &failure);
    if (G_UNLIKELY(step == DB_FAILED)) return failed(stmt, failure, error);
    stmt->state = step == DB_ROW ? DB_STMT_ROWS : DB_STMT_ENDED;
    return step;
}

DbStep db_next(DbStmt *stmt, GError **error)
{
    if (stmt->state == DB_STMT_ENDED) return DB_DONE;
    return step(stmt, stmt->db->driver->step, error);
}

bool db_run(DbStmt *stmt, GError **error)
{
    DbStep result;

    if (stmt->state == DB_STMT_ENDED) stmt->state = DB_STMT_FRESH;
    do result = db_next(stmt, error);
    while (result == DB_ROW);
    return result == DB_DONE;
}

bool db_one(DbStmt *stmt, bool *found, GError **error)
{
    if (stmt->state != DB_STMT_FRESH) stmt->db->driver->reset(stmt);
    DbStep result = step(stmt, stmt->db->driver->one, error);
    if (result == DB_FAILED) return false;
    stmt->state = DB_STMT_ENDED;
    *found = result == DB_ROW;
    return true;
}

void db_done(DbStmt *stmt)
{
    stmt->db->driver->reset(stmt);
    stmt->state = DB_STMT_ENDED;
}

int64_t db_changes(const DbStmt *stmt)
{
    return stmt->changes;
}

/* --- columns ---------------------------------------------------------------------------------- */

int64_t db_int(const DbStmt *stmt, int column)
{
    return stmt->db->driver->int_at(stmt, column);
}

int32_t db_day(const DbStmt *stmt, int column)
{
    if (stmt->db->driver->null_at(stmt, column)) return DAY_NONE;
    return (int32_t)stmt->db->driver->int_at(stmt, column);
}

const char *db_text(const DbStmt *stmt, int column)
{
    return stmt->db->driver->text_at(stmt, column);
}

const void *db_blob(const DbStmt *stmt, int column, size_t *length)
{
    return stmt->db->driver->blob_at(stmt, column, length);
}

double db_real(const DbStmt *stmt, int column)
{
    return stmt->db->driver->real_at(stmt, column);
}

bool db_is_null(const DbStmt *stmt, int column)
{
    return stmt->db->driver->null_at(stmt, column);
}

/* --- whole jobs ------------------------------------------------------------------------------- */

bool db_script(Db *db, const char *sql, GError **error)
{
    GError *failure = NULL;
    if (!db_ready(db, error)) return false;
    return db->driver->script(db, sql, &failure) || db_give_up(db, failure, error);
}

bool db_version(Db *db, int *out, GError **error)
{
    return db_migrate_version(db, out, error);
}

char *db_describe(Db *db, GError **error)
{
    g_autoptr(GString) text = g_string_new(NULL);
    DbStmt *stmt = db_stmt(db, db->driver->describe);
    DbStep result;

    while ((result = db_next(stmt, error)) == DB_ROW) {
        g_autofree char *line = db_one_line(db_text(stmt, 0));
        g_string_append_printf(text, "%s\n", line);
    }
    return result == DB_DONE ? g_strdup(text->str) : NULL;
}
