/* store/derived_store.c: derived rows, snapshots, owners and the run's checkpoints.  SQL only;
 * decides nothing. */
#include "store/derived_store.h"

#include "base/text.h"
#include "store/past_store.h"
#include <string.h>

static const DbColumn DERIVED_COLUMNS[] = {
    { "debtor_id", DB_COL_INT, offsetof(DerivedRow, debtor_id) },
    { "account_id", DB_COL_INT, offsetof(DerivedRow, account_id) },
    { "balance_minor", DB_COL_INT, offsetof(DerivedRow, balance_minor) },
    { "not_due_minor", DB_COL_INT, offsetof(DerivedRow, not_due_minor) },
    { "past_due_minor", DB_COL_INT, offsetof(DerivedRow, past_due_minor) },
    { "chase_minor", DB_COL_INT, offsetof(DerivedRow, chase_minor) },
    { "unapplied_minor", DB_COL_INT, offsetof(DerivedRow, unapplied_minor) },
    { "disputed_minor", DB_COL_INT, offsetof(DerivedRow, disputed_minor) },
    { "promised_minor", DB_COL_INT, offsetof(DerivedRow, promised_minor) },
    { "oldest_due_day", DB_COL_DAY, offsetof(DerivedRow, oldest_due_day) },
    { "next_due_day", DB_COL_DAY, offsetof(DerivedRow, next_due_day) },
    { "open_count", DB_COL_INT, offsetof(DerivedRow, open_count) },
    { "past_due_count", DB_COL_INT, offsetof(DerivedRow, past_due_count) },
    { "last_payment_day", DB_COL_DAY, offsetof(DerivedRow, last_payment_day) },
    { "last_contact_day", DB_COL_DAY, offsetof(DerivedRow, last_contact_day) },
    { "contacts_7d", DB_COL_INT, offsetof(DerivedRow, contacts_7d) },
    { "contacts_30d", DB_COL_INT, offsetof(DerivedRow, contacts_30d) },
    { "broken_12m", DB_COL_INT, offsetof(DerivedRow, broken_12m) },
    { "kept_12m", DB_COL_INT, offsetof(DerivedRow, kept_12m) },
    { "avg_late_12m", DB_COL_INT, offsetof(DerivedRow, avg_late_12m) },
    { "score", DB_COL_INT, offsetof(DerivedRow, score) },
    { "segment", DB_COL_TEXT, offsetof(DerivedRow, segment) },
    { "treatment", DB_COL_TEXT, offsetof(DerivedRow, treatment) },
    { "arm", DB_COL_TEXT, offsetof(DerivedRow, arm) },
    { "step", DB_COL_TEXT, offsetof(DerivedRow, step) },
    { "step_state", DB_COL_INT32, offsetof(DerivedRow, step_state) },
    { "step_since_day", DB_COL_DAY, offsetof(DerivedRow, step_since_day) },
    { "next_step", DB_COL_TEXT, offsetof(DerivedRow, next_step) },
    { "next_day", DB_COL_DAY, offsetof(DerivedRow, next_day) },
    { "work_no", DB_COL_INT, offsetof(DerivedRow, work_no) },
    { "holds", DB_COL_INT32, offsetof(DerivedRow, holds) },
    { "hold_until_day", DB_COL_DAY, offsetof(DerivedRow, hold_until_day) },
    { "priority", DB_COL_INT, offsetof(DerivedRow, priority) },
    { "owner_id", DB_COL_INT, offsetof(DerivedRow, owner_id) },
    { "bucket", DB_COL_INT32, offsetof(DerivedRow, bucket) },
    { "policy_id", DB_COL_INT, offsetof(DerivedRow, policy_id) },
    { "digest", DB_COL_INT, offsetof(DerivedRow, digest) },
    { "snapshot_day", DB_COL_DAY, offsetof(DerivedRow, snapshot_day) },
    { "snapshot_bucket", DB_COL_INT32, offsetof(DerivedRow, snapshot_bucket) },
    { "snapshot_balance", DB_COL_INT, offsetof(DerivedRow, snapshot_balance) },
    { "snapshot_past_due", DB_COL_INT, offsetof(DerivedRow, snapshot_past_due) },
    { "gate_outcome", DB_COL_INT32, offsetof(DerivedRow, gate_outcome) },
    { "gate_word", DB_COL_TEXT, offsetof(DerivedRow, gate_word) },
    { "gate_rules", DB_COL_TEXT, offsetof(DerivedRow, gate_rules) },
    { "gate_next_day", DB_COL_DAY, offsetof(DerivedRow, gate_next_day) },
    { NULL, DB_COL_INT, 0 },
};
static const DbTable DERIVED_TABLE = { "d_account", "debtor_id,account_id", DERIVED_COLUMNS };

static const DbColumn SNAPSHOT_COLUMNS[] = {
    { "debtor_id", DB_COL_INT, offsetof(SnapshotRow, debtor_id) },
    { "account_id", DB_COL_INT, offsetof(SnapshotRow, account_id) },
    { "on_day", DB_COL_DAY, offsetof(SnapshotRow, on_day) },
    { "bucket", DB_COL_INT32, offsetof(SnapshotRow, bucket) },
    { "balance_minor", DB_COL_INT, offsetof(SnapshotRow, balance_minor) },
    { "past_due_minor", DB_COL_INT, offsetof(SnapshotRow, past_due_minor) },
    { "recorded_us", DB_COL_INT, offsetof(SnapshotRow, recorded_us) },
    { NULL, DB_COL_INT, 0 },
};
static const DbTable SNAPSHOT_TABLE = { "snapshot", "debtor_id,account_id,on_day",
                                        SNAPSHOT_COLUMNS };

static const DbColumn RUN_COLUMNS[] = {
    { "on_day", DB_COL_DAY, offsetof(RunRow, on_day) },
    { "policy_id", DB_COL_INT, offsetof(RunRow, policy_id) },
    { "state", DB_COL_INT32, offsetof(RunRow, state) },
    { "holder", DB_COL_TEXT, offsetof(RunRow, holder) },
    { "lease_us", DB_COL_INT, offsetof(RunRow, lease_us) },
    { "started_us", DB_COL_INT, offsetof(RunRow, started_us) },
    { "ended_us", DB_COL_INT, offsetof(RunRow, ended_us) },
    { "accounts", DB_COL_INT, offsetof(RunRow, accounts) },
    { "works", DB_COL_INT, offsetof(RunRow, works) },
    { NULL, DB_COL_INT, 0 },
};
static const DbTable RUN_TABLE = { "run", "on_day", RUN_COLUMNS };

static const DbColumn CHUNK_COLUMNS[] = {
    { "on_day", DB_COL_DAY, offsetof(RunChunk, on_day) },
    { "chunk", DB_COL_INT, offsetof(RunChunk, chunk) },
    { "policy_id", DB_COL_INT, offsetof(RunChunk, policy_id) },
    { "accounts", DB_COL_INT, offsetof(RunChunk, accounts) },
    { "works", DB_COL_INT, offsetof(RunChunk, works) },
    { "changed", DB_COL_INT, offsetof(RunChunk, changed) },
    { "done_us", DB_COL_INT, offsetof(RunChunk, done_us) },
    { NULL, DB_COL_INT, 0 },
};
static const DbTable CHUNK_TABLE = { "run_chunk", "on_day,chunk", CHUNK_COLUMNS };

static const DbColumn ASSIGNMENT_COLUMNS[] = {
    { "debtor_id", DB_COL_INT, offsetof(AssignmentRow, debtor_id) },
    { "account_id", DB_COL_INT, offsetof(AssignmentRow, account_id) },
    { "on_day", DB_COL_DAY, offsetof(AssignmentRow, on_day) },
    { "recorded_us", DB_COL_INT, offsetof(AssignmentRow, recorded_us) },
    { "member_id", DB_COL_INT, offsetof(AssignmentRow, member_id) },
    { "reason", DB_COL_TEXT, offsetof(AssignmentRow, reason) },
    { NULL, DB_COL_INT, 0 },
};
static const DbTable ASSIGNMENT_TABLE = { "assignment", "debtor_id,account_id,on_day,recorded_us",
                                          ASSIGNMENT_COLUMNS };

/* --- derived rows ----------------------------------------------------------------------------- */

static const char DELETE_ROW[] = "DELETE FROM d_account WHERE debtor_id = $1 AND account_id = $2";
static const char FORGET[] = "DELETE FROM d_account WHERE debtor_id >= $1 AND debtor_id < $2";
/* Accounts whose last snapshot says that something was open: the rebuild compares with it, or notes
 * that it is settled now. */
static const char REMEMBER[] =
    "INSERT INTO d_account (debtor_id, account_id, balance_minor, not_due_minor, past_due_minor, "
    "chase_minor, unapplied_minor, disputed_minor, promised_minor, open_count, past_due_count, "
    "contacts_7d, contacts_30d, broken_12m, kept_12m, avg_late_12m, score, segment, treatment, "
    "arm, "
    "step, step_state, next_step, work_no, holds, priority, owner_id, bucket, policy_id, digest, "
    "snapshot_day, snapshot_bucket, snapshot_balance, snapshot_past_due) "
    "SELECT s.debtor_id, s.account_id, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, '', '', '', "
    "'', "
    "0, '', 0, 0, 0, 0, -1, 0, 0, s.on_day, s.bucket, s.balance_minor, s.past_due_minor "
    "FROM (SELECT debtor_id, account_id, MAX(on_day) AS on_day FROM snapshot "
    "WHERE debtor_id >= $1 AND debtor_id < $2 GROUP BY debtor_id, account_id) l "
    "JOIN snapshot s ON s.debtor_id = l.debtor_id AND s.account_id = l.account_id "
    "AND s.on_day = l.on_day WHERE s.bucket <> -1 OR s.balance_minor <> 0";
#define DERIVED_LIST                                                                               \
    "SELECT debtor_id, account_id, balance_minor, not_due_minor, past_due_minor, chase_minor, "    \
    "unapplied_minor, disputed_minor, promised_minor, oldest_due_day, next_due_day, open_count, "  \
    "past_due_count, last_payment_day, last_contact_day, contacts_7d, contacts_30d, broken_12m, "  \
    "kept_12m, avg_late_12m, score, segment, treatment, arm, step, step_state, step_since_day, "   \
    "next_step, next_day, work_no, holds, hold_until_day, priority, owner_id, bucket, policy_id, " \
    "digest, snapshot_day, snapshot_bucket, snapshot_balance, snapshot_past_due, "                 \
    "gate_outcome, gate_next_day, gate_word, gate_rules FROM d_account "
static const char GET_ROW[] = DERIVED_LIST "WHERE debtor_id = $1 AND account_id = $2";
static const char EACH_ROW[] =
    DERIVED_LIST "WHERE debtor_id >= $1 AND debtor_id < $2 ORDER BY debtor_id, account_id";

static void decode_derived(const DbStmt *row, DerivedRow *out)
{
    *out = (DerivedRow){ .debtor_id = db_int(row, 0),
                         .account_id = db_int(row, 1),
                         .balance_minor = db_int(row, 2),
                         .not_due_minor = db_int(row, 3),
                         .past_due_minor = db_int(row, 4),
                         .chase_minor = db_int(row, 5),
                         .unapplied_minor = db_int(row, 6),
                         .disputed_minor = db_int(row, 7),
                         .promised_minor = db_int(row, 8),
                         .oldest_due_day = db_day(row, 9),
                         .next_due_day = db_day(row, 10),
                         .open_count = db_int(row, 11),
                         .past_due_count = db_int(row, 12),
                         .last_payment_day = db_day(row, 13),
                         .last_contact_day = db_day(row, 14),
                         .contacts_7d = db_int(row, 15),
                         .contacts_30d = db_int(row, 16),
                         .broken_12m = db_int(row, 17),
                         .kept_12m = db_int(row, 18),
                         .avg_late_12m = db_int(row, 19),
                         .score = db_int(row, 20),
                         .step_state = (int32_t)db_int(row, 25),
                         .step_since_day = db_day(row, 26),
                         .next_day = db_day(row, 28),
                         .work_no = db_int(row, 29),
                         .holds = (int32_t)db_int(row, 30),
                         .hold_until_day = db_day(row, 31),
                         .priority = db_int(row, 32),
                         .owner_id = db_int(row, 33),
                         .bucket = (int32_t)db_int(row, 34),
                         .policy_id = db_int(row, 35),
                         .digest = db_int(row, 36),
                         .snapshot_day = db_day(row, 37),
                         .snapshot_bucket = (int32_t)db_int(row, 38),
                         .snapshot_balance = db_int(row, 39),
                         .snapshot_past_due = db_int(row, 40),
                         .gate_outcome = (int32_t)db_int(row, 41),
                         .gate_next_day = db_day(row, 42) };
    text_copy(out->gate_word, sizeof out->gate_word, db_text(row, 43));
    text_copy(out->gate_rules, sizeof out->gate_rules, db_text(row, 44));
    text_copy(out->segment, sizeof out->segment, db_text(row, 21));
    text_copy(out->treatment, sizeof out->treatment, db_text(row, 22));
    text_copy(out->arm, sizeof out->arm, db_text(row, 23));
    text_copy(out->step, sizeof out->step, db_text(row, 24));
    text_copy(out->next_step, sizeof out->next_step, db_text(row, 27));
}

void derived_store_changes_init(DerivedChanges *changes)
{
    changes->inserts = g_array_new(FALSE, FALSE, sizeof(DerivedRow));
    changes->updates = g_array_new(FALSE, FALSE, sizeof(DerivedRow));
    changes->deletes = g_array_new(FALSE, FALSE, sizeof(DerivedRow));
    changes->snapshots = g_array_new(FALSE, FALSE, sizeof(SnapshotRow));
}

void derived_store_changes_empty(DerivedChanges *changes)
{
    g_array_set_size(changes->inserts, 0);
    g_array_set_size(changes->updates, 0);
    g_array_set_size(changes->deletes, 0);
    g_array_set_size(changes->snapshots, 0);
}

void derived_store_changes_clear(DerivedChanges *changes)
{
    g_array_unref(changes->inserts);
    g_array_unref(changes->updates);
    g_array_unref(changes->deletes);
    g_array_unref(changes->snapshots);
}

static bool bulk(Db *db, const DbTable *table, DbBulkMode mode, GArray *rows, GError **error)
{
    return rows->len == 0 ||
           db_bulk(db, table, mode, rows->data, g_array_get_element_size(rows), rows->len, error);
}

/* A second run of a day takes its pictures anew; the former stay known as they were. */
static bool keep_snapshots(Db *db, const GArray *snapshots, GError **error)
{
    for (unsigned i = 0; i < snapshots->len; i++) {
        const SnapshotRow *row = &g_array_index(snapshots, SnapshotRow, i);
        const int64_t key[3] = { row->debtor_id, row->account_id, row->on_day };
        if (row->again && !past_store_keep(db, PAST_SNAPSHOT, key, row->recorded_us, error))
            return false;
    }
    return true;
}

bool derived_store_apply(Db *db, const DerivedChanges *changes, GError **error)
{
    for (unsigned i = 0; i < changes->deletes->len; i++) {
        const DerivedRow *row = &g_array_index(changes->deletes, DerivedRow, i);
        DbStmt *stmt = db_stmt(db, DELETE_ROW);
        db_bind_int(stmt, 1, row->debtor_id);
        db_bind_int(stmt, 2, row->account_id);
        if (!db_run(stmt, error)) return false;
    }
    return bulk(db, &DERIVED_TABLE, DB_INSERT, changes->inserts, error) &&
           bulk(db, &DERIVED_TABLE, DB_UPDATE, changes->updates, error) &&
           keep_snapshots(db, changes->snapshots, error) &&
           bulk(db, &SNAPSHOT_TABLE, DB_REPLACE, changes->snapshots, error);
}

static bool run_on_range(Db *db, const char *sql, int64_t from, int64_t to, GError **error)
{
    DbStmt *stmt = db_stmt(db, sql);
    db_bind_int(stmt, 1, from);
    db_bind_int(stmt, 2, to);
    return db_run(stmt, error);
}

bool derived_store_forget(Db *db, int64_t from, int64_t to, GError **error)
{
    return run_on_range(db, FORGET, from, to, error) && run_on_range(db, REMEMBER, from, to, error);
}

bool derived_store_get(Db *db, int64_t debtor_id, int64_t account_id, DerivedRow *out, bool *found,
                       GError **error)
{
    DbStmt *stmt = db_stmt(db, GET_ROW);
    db_bind_int(stmt, 1, debtor_id);
    db_bind_int(stmt, 2, account_id);
    if (!db_one(stmt, found, error)) return false;
    if (*found) decode_derived(stmt, out);
    db_done(stmt);
    return true;
}

bool derived_store_each(Db *db, int64_t from, int64_t to, DerivedFn each, void *data,
                        GError **error)
{
    DbStmt *stmt = db_stmt(db, EACH_ROW);
    DbStep step;
    db_bind_int(stmt, 1, from);
    db_bind_int(stmt, 2, to);
    while ((step = db_next(stmt, error)) == DB_ROW) {
        DerivedRow row;
        decode_derived(stmt, &row);
        each(data, &row);
    }
    return step == DB_DONE;
}

static void add_value(const DbColumn *column, const void *row, GString *out)
{
    const char *at = (const char *)row + column->offset;
    char text[DAY_TEXT_SIZE];
    if (column->type == DB_COL_TEXT)
        g_string_append(out, *at == '\0' ? "empty" : at);
    else if (column->type == DB_COL_DAY)
        g_string_append(out, *(const Day *)(const void *)at == DAY_NONE
                                 ? "none"
                                 : day_text(*(const Day *)(const void *)at, text));
    else if (column->type == DB_COL_INT32)
        g_string_append_printf(out, "%d", *(const int32_t *)(const void *)at);
    else
        g_string_append_printf(out, "%" G_GINT64_FORMAT, *(const int64_t *)(const void *)at);
}

static bool same_column(const DbColumn *column, const void *a, const void *b)
{
    const char *x = (const char *)a + column->offset, *y = (const char *)b + column->offset;
    if (column->type == DB_COL_TEXT) return strcmp(x, y) == 0;
    return memcmp(x, y, column->type == DB_COL_INT ? sizeof(int64_t) : sizeof(int32_t)) == 0;
}

bool derived_store_differs(const DerivedRow *stored, const DerivedRow *fresh, GString *out)
{
    const DbColumn *column = DERIVED_COLUMNS;
    while (column->name != NULL &&
           (column->offset >= offsetof(DerivedRow, digest) || same_column(column, stored, fresh)))
        column++;
    if (column->name == NULL) return false;
    g_string_append_printf(out, "%s is ", column->name);
    add_value(column, stored, out);
    g_string_append(out, ", a fresh decision says ");
    add_value(column, fresh, out);
    return true;
}

/* --- snapshots -------------------------------------------------------------------------------- */

static const char SNAPSHOTS[] =
    "SELECT debtor_id, account_id, on_day, bucket, balance_minor, past_due_minor FROM snapshot "
    "WHERE debtor_id >= $1 AND debtor_id < $2 AND on_day <= $3 ORDER BY debtor_id, account_id, "
    "on_day";

static void decode_snapshot(const DbStmt *row, SnapshotRow *out)
{
    *out = (SnapshotRow){ .debtor_id = db_int(row, 0),
                          .account_id = db_int(row, 1),
                          .on_day = db_day(row, 2),
                          .bucket = (int32_t)db_int(row, 3),
                          .balance_minor = db_int(row, 4),
                          .past_due_minor = db_int(row, 5) };
}

bool derived_store_snapshots(Db *db, Day day, int64_t from, int64_t to, SnapshotFn each, void *data,
                             GError **error)
{
    DbStmt *stmt = db_stmt(db, SNAPSHOTS);
    DbStep step;
    SnapshotRow last = { 0 };
    db_bind_int(stmt, 1, from);
    db_bind_int(stmt, 2, to);
    db_bind_int(stmt, 3, day);
    while ((step = db_next(stmt, error)) == DB_ROW) {
        SnapshotRow row;
        decode_snapshot(stmt, &row);
        if (last.account_id != 0 && last.account_id != row.account_id) each(data, &last);
        last = row;
    }
    if (step == DB_DONE && last.account_id != 0) each(data, &last);
    return step == DB_DONE;
}

/* --- runs ------------------------------------------------------------------------------------- */

#define RUN_LIST                                                                                \
    "SELECT on_day, policy_id, state, holder, lease_us, started_us, ended_us, accounts, works " \
    "FROM "                                                                                     \
    "run "
static const char RUN_GET[] = RUN_LIST "WHERE on_day = $1";
static const char RUN_ACTIVE[] =
    RUN_LIST "WHERE state = 0 AND lease_us > $1 ORDER BY on_day DESC LIMIT 1";
static const char RUN_LAST[] = RUN_LIST "WHERE state = 1 ORDER BY on_day DESC LIMIT 1";
static const char CHUNKS[] =
    "SELECT on_day, chunk, policy_id, accounts, works, changed, done_us FROM run_chunk "
    "WHERE on_day = $1 AND policy_id = $2 ORDER BY chunk";
static const char CHUNKS_STALE[] = "DELETE FROM run_chunk WHERE chunk >= $1 AND chunk <= $2";

static void decode_run(const DbStmt *row, RunRow *out)
{
    *out = (RunRow){ .on_day = db_day(row, 0),
                     .policy_id = db_int(row, 1),
                     .state = (int32_t)db_int(row, 2),
                     .lease_us = db_int(row, 4),
                     .started_us = db_int(row, 5),
                     .ended_us = db_int(row, 6),
                     .accounts = db_int(row, 7),
                     .works = db_int(row, 8) };
    text_copy(out->holder, sizeof out->holder, db_text(row, 3));
}

static void decode_chunk(const DbStmt *row, RunChunk *out)
{
    *out = (RunChunk){ .on_day = db_day(row, 0),
                       .chunk = db_int(row, 1),
                       .policy_id = db_int(row, 2),
                       .accounts = db_int(row, 3),
                       .works = db_int(row, 4),
                       .changed = db_int(row, 5),
                       .done_us = db_int(row, 6) };
}

static bool list_chunk(DbStmt *stmt, GArray **out, GError **error)
{
    g_autoptr(GArray) list = g_array_new(FALSE, TRUE, sizeof(RunChunk));
    DbStep step;
    while ((step = db_next(stmt, error)) == DB_ROW) {
        RunChunk one;
        decode_chunk(stmt, &one);
        g_array_append_val(list, one);
    }
    if (step == DB_FAILED) return false;
    *out = g_steal_pointer(&list);
    return true;
}

static bool one_run(DbStmt *stmt, RunRow *out, bool *found, GError **error)
{
    if (!db_one(stmt, found, error)) return false;
    if (*found) decode_run(stmt, out);
    db_done(stmt);
    return true;
}

bool derived_store_run_get(Db *db, Day day, RunRow *out, bool *found, GError **error)
{
    DbStmt *stmt = db_stmt(db, RUN_GET);
    db_bind_int(stmt, 1, day);
    return one_run(stmt, out, found, error);
}

bool derived_store_run_active(Db *db, int64_t now_us, RunRow *out, bool *found, GError **error)
{
    DbStmt *stmt = db_stmt(db, RUN_ACTIVE);
    db_bind_int(stmt, 1, now_us);
    return one_run(stmt, out, found, error);
}

bool derived_store_run_last(Db *db, RunRow *out, bool *found, GError **error)
{
    return one_run(db_stmt(db, RUN_LAST), out, found, error);
}

bool derived_store_run_put(Db *db, const RunRow *run, GError **error)
{
    return db_bulk(db, &RUN_TABLE, DB_REPLACE, run, sizeof *run, 1, error);
}

bool derived_store_chunk_put(Db *db, const RunChunk *chunk, GError **error)
{
    return db_bulk(db, &CHUNK_TABLE, DB_REPLACE, chunk, sizeof *chunk, 1, error);
}

bool derived_store_chunks(Db *db, Day day, int64_t policy_id, GArray **out, GError **error)
{
    DbStmt *stmt = db_stmt(db, CHUNKS);
    db_bind_int(stmt, 1, day);
    db_bind_int(stmt, 2, policy_id);
    return list_chunk(stmt, out, error);
}

bool derived_store_chunks_stale(Db *db, int64_t from_debtor, int64_t to_debtor, GError **error)
{
    DbStmt *stmt = db_stmt(db, CHUNKS_STALE);
    db_bind_int(stmt, 1, from_debtor / RUN_CHUNK_DEBTORS);
    db_bind_int(stmt, 2, to_debtor / RUN_CHUNK_DEBTORS);
    return db_run(stmt, error);
}

static const char DAYS_STALE[] = "DELETE FROM run_chunk WHERE on_day >= $1";

bool derived_store_days_stale(Db *db, Day from, GError **error)
{
    DbStmt *stmt = db_stmt(db, DAYS_STALE);
    db_bind_int(stmt, 1, from);
    return db_run(stmt, error);
}

bool derived_store_assign(Db *db, const AssignmentRow *rows, size_t count, GError **error)
{
    return db_bulk(db, &ASSIGNMENT_TABLE, DB_INSERT, rows, sizeof *rows, count, error);
}

/* --- owners ----------------------------------------------------------------------------------- */

static const char OWNED[] =
    "SELECT owner_id, COUNT(*), CAST(SUM(past_due_minor) AS BIGINT), "
    "CAST(SUM(CASE WHEN step_state = 1 THEN 1 ELSE 0 END) AS BIGINT) FROM d_account "
    "WHERE owner_id <> 0 GROUP BY owner_id ORDER BY owner_id";
/* 4096 = RUN_CHUNK_DEBTORS */
static const char UNOWNED[] = "SELECT DISTINCT debtor_id / 4096 FROM d_account "
                              "WHERE step_state = 1 AND owner_id = 0 ORDER BY 1";
static const char BUCKETS[] =
    "SELECT bucket, COUNT(*) FROM d_account WHERE bucket >= 0 GROUP BY bucket";

bool derived_store_owned(Db *db, OwnedFn each, void *data, GError **error)
{
    DbStmt *stmt = db_stmt(db, OWNED);
    DbStep step;
    while ((step = db_next(stmt, error)) == DB_ROW)
        each(data, db_int(stmt, 0), db_int(stmt, 1), db_int(stmt, 2), db_int(stmt, 3));
    return step == DB_DONE;
}

bool derived_store_unowned_chunks(Db *db, GArray **out, GError **error)
{
    DbStmt *stmt = db_stmt(db, UNOWNED);
    g_autoptr(GArray) list = g_array_new(FALSE, FALSE, sizeof(int64_t));
    DbStep step;
    while ((step = db_next(stmt, error)) == DB_ROW) {
        int64_t chunk = db_int(stmt, 0);
        g_array_append_val(list, chunk);
    }
    if (step == DB_FAILED) return false;
    *out = g_steal_pointer(&list);
    return true;
}

static const char GATE[] = "SELECT gate_outcome, gate_word, COUNT(*) FROM d_account WHERE "
                           "gate_outcome >= 0 GROUP BY gate_outcome, gate_word ORDER BY 1, 2";

bool derived_store_gate(Db *db, DerivedGateFn each, void *data, GError **error)
{
    DbStmt *stmt = db_stmt(db, GATE);
    DbStep step;
    while ((step = db_next(stmt, error)) == DB_ROW)
        each(data, (int32_t)db_int(stmt, 0), db_text(stmt, 1), db_int(stmt, 2));
    return step == DB_DONE;
}

bool derived_store_buckets(Db *db, int64_t *counts, size_t size, GError **error)
{
    DbStmt *stmt = db_stmt(db, BUCKETS);
    DbStep step;
    for (size_t i = 0; i < size; i++) counts[i] = 0;
    while ((step = db_next(stmt, error)) == DB_ROW)
        if (db_int(stmt, 0) < (int64_t)size) counts[db_int(stmt, 0)] = db_int(stmt, 1);
    return step == DB_DONE;
}
