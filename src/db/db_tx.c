/* db/db_tx.c: transactions, nested ones as savepoints.  Retries nothing. */
#include "db/driver.h"

static bool script(Db *db, const char *sql, GError **error)
{
    GError *failure = NULL;
    return db->driver->script(db, sql, &failure) || db_give_up(db, failure, error);
}

static bool begin_outermost(Db *db, bool reading, GError **error)
{
    if (db->durable != db->durable_now) {
        if (!db->driver->durable(db, db->durable, error)) return false;
        db->durable_now = db->durable;
    }
    if (!script(db, reading ? db->driver->begin_read : db->driver->begin, error)) return false;
    db->reading = reading;
    return true;
}

static bool begin_nested(Db *db, bool reading, GError **error)
{
    char sql[DB_ID_SIZE];
    if (db->reading && !reading)
        return problem_refuse(error, PROBLEM_STORAGE,
                              "%s: a transaction that was begun to read cannot write", db->name);
    g_snprintf(sql, sizeof sql, "SAVEPOINT tx%d", db->depth + 1);
    return script(db, sql, error);
}

static bool begin(DbTx *tx, Db *db, bool reading, GError **error)
{
    g_assert(tx->db == NULL);
    if (!db_ready(db, error)) return false;
    bool begun =
        db->depth == 0 ? begin_outermost(db, reading, error) : begin_nested(db, reading, error);
    if (!begun) return false;
    *tx = (DbTx){ db, ++db->depth };
    return true;
}

bool db_tx_begin(DbTx *tx, Db *db, GError **error)
{
    return begin(tx, db, false, error);
}

bool db_tx_begin_read(DbTx *tx, Db *db, GError **error)
{
    return begin(tx, db, true, error);
}

bool db_tx_commit(DbTx *tx, GError **error)
{
    Db *db = tx->db;
    char sql[DB_ID_SIZE] = "COMMIT";

    g_assert(db != NULL && tx->depth == db->depth);
    if (!db_ready(db, error)) return false;
    if (tx->depth > 1) g_snprintf(sql, sizeof sql, "RELEASE SAVEPOINT tx%d", tx->depth);
    if (!script(db, sql, error)) return false;
    db->depth--;
    tx->db = NULL;
    return true;
}

static void end_streams(Db *db)
{
    GHashTableIter all;
    gpointer value;
    g_hash_table_iter_init(&all, db->by_text);
    while (g_hash_table_iter_next(&all, NULL, &value))
        if (((DbStmt *)value)->state == DB_STMT_ROWS) db_done(value);
}

static void roll_back(Db *db)
{
    char sql[2 * DB_ID_SIZE] = "ROLLBACK";
    g_autoptr(GError) failure = NULL;

    if (db->depth == 1)
        end_streams(db);
    else
        g_snprintf(sql, sizeof sql, "ROLLBACK TO SAVEPOINT tx%d; RELEASE SAVEPOINT tx%d", db->depth,
                   db->depth);
    /* After a full disk the engine may have rolled back by itself. */
    if (!db->driver->in_tx(db)) return;
    if (!db->driver->script(db, sql, &failure)) g_warning("rolling back: %s", failure->message);
}

void db_tx_end(DbTx *tx)
{
    Db *db = tx->db;
    if (db == NULL) return;
    g_assert(tx->depth == db->depth);
    roll_back(db);
    if (db->bad_depth == db->depth) {
        g_clear_error(&db->bad);
        db->bad_depth = 0;
    }
    db->depth--;
    tx->db = NULL;
}
