/* store/care_store.c: promises, plans, holds, disputes, contacts, finished steps.  SQL only;
 * decides nothing. */
#include "store/care_store.h"

#include "base/text.h"

static const DbColumn PROMISE_COLUMNS[] = {
    { "debtor_id", DB_COL_INT, offsetof(Promise, debtor_id) },
    { "account_id", DB_COL_INT, offsetof(Promise, account_id) },
    { "promise_id", DB_COL_INT, offsetof(Promise, promise_id) },
    { "on_day", DB_COL_DAY, offsetof(Promise, on_day) },
    { "due_day", DB_COL_DAY, offsetof(Promise, due_day) },
    { "amount_minor", DB_COL_INT, offsetof(Promise, amount_minor) },
    { "plan_id", DB_COL_INT, offsetof(Promise, plan_id) },
    { "cancelled_day", DB_COL_DAY, offsetof(Promise, cancelled_day) },
    { "reason", DB_COL_TEXT, offsetof(Promise, reason) },
    { "note", DB_COL_TEXT_PTR, offsetof(Promise, note) },
    { "recorded_us", DB_COL_INT, offsetof(Promise, recorded_us) },
    { NULL, DB_COL_INT, 0 },
};
static const DbTable PROMISE_TABLE = { "promise", "debtor_id,account_id,promise_id",
                                       PROMISE_COLUMNS };

static const DbColumn PROMISE_ITEM_COLUMNS[] = {
    { "debtor_id", DB_COL_INT, offsetof(PromiseItem, debtor_id) },
    { "account_id", DB_COL_INT, offsetof(PromiseItem, account_id) },
    { "promise_id", DB_COL_INT, offsetof(PromiseItem, promise_id) },
    { "item_id", DB_COL_INT, offsetof(PromiseItem, item_id) },
    { NULL, DB_COL_INT, 0 },
};
static const DbTable PROMISE_ITEM_TABLE = { "promise_item",
                                            "debtor_id,account_id,promise_id,item_id",
                                            PROMISE_ITEM_COLUMNS };

static const DbColumn PLAN_COLUMNS[] = {
    { "debtor_id", DB_COL_INT, offsetof(Plan, debtor_id) },
    { "account_id", DB_COL_INT, offsetof(Plan, account_id) },
    { "plan_id", DB_COL_INT, offsetof(Plan, plan_id) },
    { "on_day", DB_COL_DAY, offsetof(Plan, on_day) },
    { "amount_minor", DB_COL_INT, offsetof(Plan, amount_minor) },
    { "first_day", DB_COL_DAY, offsetof(Plan, first_day) },
    { "every", DB_COL_INT32, offsetof(Plan, every) },
    { "count", DB_COL_INT32, offsetof(Plan, count) },
    { "cancelled_day", DB_COL_DAY, offsetof(Plan, cancelled_day) },
    { "recorded_us", DB_COL_INT, offsetof(Plan, recorded_us) },
    { NULL, DB_COL_INT, 0 },
};
static const DbTable PLAN_TABLE = { "plan", "debtor_id,account_id,plan_id", PLAN_COLUMNS };

static const DbColumn HOLD_COLUMNS[] = {
    { "debtor_id", DB_COL_INT, offsetof(Hold, debtor_id) },
    { "account_id", DB_COL_INT, offsetof(Hold, account_id) },
    { "hold_id", DB_COL_INT, offsetof(Hold, hold_id) },
    { "item_id", DB_COL_INT, offsetof(Hold, item_id) },
    { "kind", DB_COL_INT32, offsetof(Hold, kind) },
    { "from_day", DB_COL_DAY, offsetof(Hold, from_day) },
    { "until_day", DB_COL_DAY, offsetof(Hold, until_day) },
    { "lifted_day", DB_COL_DAY, offsetof(Hold, lifted_day) },
    { "reason", DB_COL_TEXT, offsetof(Hold, reason) },
    { "recorded_us", DB_COL_INT, offsetof(Hold, recorded_us) },
    { NULL, DB_COL_INT, 0 },
};
static const DbTable HOLD_TABLE = { "hold", "debtor_id,account_id,hold_id", HOLD_COLUMNS };

static const DbColumn DISPUTE_COLUMNS[] = {
    { "debtor_id", DB_COL_INT, offsetof(Dispute, debtor_id) },
    { "account_id", DB_COL_INT, offsetof(Dispute, account_id) },
    { "dispute_id", DB_COL_INT, offsetof(Dispute, dispute_id) },
    { "on_day", DB_COL_DAY, offsetof(Dispute, on_day) },
    { "reason", DB_COL_INT32, offsetof(Dispute, reason) },
    { "owner", DB_COL_TEXT, offsetof(Dispute, owner) },
    { "settled_day", DB_COL_DAY, offsetof(Dispute, settled_day) },
    { "decision", DB_COL_INT32, offsetof(Dispute, decision) },
    { "granted_minor", DB_COL_INT, offsetof(Dispute, granted_minor) },
    { "note", DB_COL_TEXT_PTR, offsetof(Dispute, note) },
    { "recorded_us", DB_COL_INT, offsetof(Dispute, recorded_us) },
    { NULL, DB_COL_INT, 0 },
};
static const DbTable DISPUTE_TABLE = { "dispute", "debtor_id,account_id,dispute_id",
                                       DISPUTE_COLUMNS };

static const DbColumn DISPUTE_ITEM_COLUMNS[] = {
    { "debtor_id", DB_COL_INT, offsetof(DisputeItem, debtor_id) },
    { "account_id", DB_COL_INT, offsetof(DisputeItem, account_id) },
    { "dispute_id", DB_COL_INT, offsetof(DisputeItem, dispute_id) },
    { "item_id", DB_COL_INT, offsetof(DisputeItem, item_id) },
    { "amount_minor", DB_COL_INT, offsetof(DisputeItem, amount_minor) },
    { NULL, DB_COL_INT, 0 },
};
static const DbTable DISPUTE_ITEM_TABLE = { "dispute_item",
                                            "debtor_id,account_id,dispute_id,item_id",
                                            DISPUTE_ITEM_COLUMNS };

static const DbColumn CONTACT_COLUMNS[] = {
    { "debtor_id", DB_COL_INT, offsetof(Contact, debtor_id) },
    { "account_id", DB_COL_INT, offsetof(Contact, account_id) },
    { "contact_id", DB_COL_INT, offsetof(Contact, contact_id) },
    { "on_day", DB_COL_DAY, offsetof(Contact, on_day) },
    { "at_us", DB_COL_INT, offsetof(Contact, at_us) },
    { "channel", DB_COL_INT32, offsetof(Contact, channel) },
    { "direction", DB_COL_INT32, offsetof(Contact, direction) },
    { "outcome", DB_COL_INT32, offsetof(Contact, outcome) },
    { "seconds", DB_COL_INT, offsetof(Contact, seconds) },
    { "number", DB_COL_TEXT, offsetof(Contact, number) },
    { "note", DB_COL_TEXT_PTR, offsetof(Contact, note) },
    { "next_day", DB_COL_DAY, offsetof(Contact, next_day) },
    { "actor", DB_COL_TEXT, offsetof(Contact, actor) },
    { "recorded_us", DB_COL_INT, offsetof(Contact, recorded_us) },
    { "debts", DB_COL_TEXT, offsetof(Contact, debts) },
    { "body", DB_COL_TEXT, offsetof(Contact, body) },
    { "verdict_id", DB_COL_INT, offsetof(Contact, verdict_id) },
    { "breach", DB_COL_TEXT, offsetof(Contact, breach) },
    { NULL, DB_COL_INT, 0 },
};
static const DbTable CONTACT_TABLE = { "contact", "debtor_id,account_id,contact_id",
                                       CONTACT_COLUMNS };

static const DbColumn STEP_COLUMNS[] = {
    { "debtor_id", DB_COL_INT, offsetof(StepRow, debtor_id) },
    { "account_id", DB_COL_INT, offsetof(StepRow, account_id) },
    { "step_no", DB_COL_INT, offsetof(StepRow, step_no) },
    { "treatment", DB_COL_TEXT, offsetof(StepRow, treatment) },
    { "step", DB_COL_TEXT, offsetof(StepRow, step) },
    { "state", DB_COL_INT32, offsetof(StepRow, state) },
    { "since_day", DB_COL_DAY, offsetof(StepRow, since_day) },
    { "finished_day", DB_COL_DAY, offsetof(StepRow, finished_day) },
    { "covered_day", DB_COL_DAY, offsetof(StepRow, covered_day) },
    { "next_day", DB_COL_DAY, offsetof(StepRow, next_day) },
    { "numbers", DB_COL_TEXT_PTR, offsetof(StepRow, numbers) },
    { "amount_minor", DB_COL_INT, offsetof(StepRow, amount_minor) },
    { "policy_id", DB_COL_INT, offsetof(StepRow, policy_id) },
    { "actor", DB_COL_TEXT, offsetof(StepRow, actor) },
    { "note", DB_COL_TEXT_PTR, offsetof(StepRow, note) },
    { "recorded_us", DB_COL_INT, offsetof(StepRow, recorded_us) },
    { NULL, DB_COL_INT, 0 },
};
static const DbTable STEP_TABLE = { "step", "debtor_id,account_id,step_no", STEP_COLUMNS };

static DbStmt *of_account(Db *db, const char *sql, int64_t debtor_id, int64_t account_id)
{
    DbStmt *stmt = db_stmt(db, sql);
    db_bind_int(stmt, 1, debtor_id);
    db_bind_int(stmt, 2, account_id);
    return stmt;
}

/* --- owners ----------------------------------------------------------------------------------- */

static const char OWNER_PUT[] =
    "INSERT INTO care_ref (kind, id, debtor_id, account_id) VALUES ($1, $2, $3, $4)";
static const char OWNER[] =
    "SELECT debtor_id, account_id FROM care_ref WHERE kind = $1 AND id = $2";

static bool put_owner(Db *db, CareKind kind, int64_t id, int64_t debtor_id, int64_t account_id,
                      GError **error)
{
    DbStmt *stmt = db_stmt(db, OWNER_PUT);
    db_bind_int(stmt, 1, (int64_t)kind);
    db_bind_int(stmt, 2, id);
    db_bind_int(stmt, 3, debtor_id);
    db_bind_int(stmt, 4, account_id);
    return db_run(stmt, error);
}

bool care_store_owner(Db *db, CareKind kind, int64_t id, CareKey *out, bool *found, GError **error)
{
    DbStmt *stmt = db_stmt(db, OWNER);
    db_bind_int(stmt, 1, (int64_t)kind);
    db_bind_int(stmt, 2, id);
    if (!db_one(stmt, found, error)) return false;
    if (*found) *out = (CareKey){ db_int(stmt, 0), db_int(stmt, 1) };
    db_done(stmt);
    return true;
}

/* --- promises and plans ----------------------------------------------------------------------- */

static const char PROMISE_LIST[] =
    "SELECT debtor_id, account_id, promise_id, on_day, due_day, amount_minor, plan_id, "
    "cancelled_day, reason, recorded_us FROM promise WHERE debtor_id = $1 AND account_id = $2 "
    "ORDER "
    "BY due_day, promise_id";

static void decode_promise(const DbStmt *row, Promise *out)
{
    *out = (Promise){ .debtor_id = db_int(row, 0),
                      .account_id = db_int(row, 1),
                      .promise_id = db_int(row, 2),
                      .on_day = db_day(row, 3),
                      .due_day = db_day(row, 4),
                      .amount_minor = db_int(row, 5),
                      .plan_id = db_int(row, 6),
                      .cancelled_day = db_day(row, 7),
                      .recorded_us = db_int(row, 9) };
    text_copy(out->reason, sizeof out->reason, db_text(row, 8));
}

static bool list_promise(DbStmt *stmt, GArray **out, GError **error)
{
    g_autoptr(GArray) list = g_array_new(FALSE, TRUE, sizeof(Promise));
    DbStep step;
    while ((step = db_next(stmt, error)) == DB_ROW) {
        Promise one;
        decode_promise(stmt, &one);
        g_array_append_val(list, one);
    }
    if (step == DB_FAILED) return false;
    *out = g_steal_pointer(&list);
    return true;
}

bool care_store_promises(Db *db, int64_t debtor_id, int64_t account_id, GArray **out,
                         GError **error)
{
    return list_promise(of_account(db, PROMISE_LIST, debtor_id, account_id), out, error);
}

static const char PROMISE_GET[] =
    "SELECT debtor_id, account_id, promise_id, on_day, due_day, amount_minor, plan_id, "
    "cancelled_day, reason, recorded_us FROM promise WHERE debtor_id = $1 AND account_id = $2 AND "
    "promise_id = $3";

bool care_store_promise_get(Db *db, int64_t debtor_id, int64_t account_id, int64_t promise_id,
                            Promise *out, bool *found, GError **error)
{
    DbStmt *stmt = of_account(db, PROMISE_GET, debtor_id, account_id);
    db_bind_int(stmt, 3, promise_id);
    if (!db_one(stmt, found, error)) return false;
    if (*found) decode_promise(stmt, out);
    db_done(stmt);
    return true;
}

static const char PROMISE_ITEM_LIST[] =
    "SELECT debtor_id, account_id, promise_id, item_id FROM promise_item WHERE debtor_id = $1 AND "
    "account_id = $2 ORDER BY promise_id, item_id";

static void decode_promise_item(const DbStmt *row, PromiseItem *out)
{
    *out = (PromiseItem){ .debtor_id = db_int(row, 0),
                          .account_id = db_int(row, 1),
                          .promise_id = db_int(row, 2),
                          .item_id = db_int(row, 3) };
}

static bool list_promise_item(DbStmt *stmt, GArray **out, GError **error)
{
    g_autoptr(GArray) list = g_array_new(FALSE, TRUE, sizeof(PromiseItem));
    DbStep step;
    while ((step = db_next(stmt, error)) == DB_ROW) {
        PromiseItem one;
        decode_promise_item(stmt, &one);
        g_array_append_val(list, one);
    }
    if (step == DB_FAILED) return false;
    *out = g_steal_pointer(&list);
    return true;
}

bool care_store_promise_items(Db *db, int64_t debtor_id, int64_t account_id, GArray **out,
                              GError **error)
{
    return list_promise_item(of_account(db, PROMISE_ITEM_LIST, debtor_id, account_id), out, error);
}

static const char PROMISE_CANCEL[] =
    "UPDATE promise SET cancelled_day = $4, reason = $5, cancelled_us = $6 "
    "WHERE debtor_id = $1 AND account_id = $2 AND promise_id = $3";

bool care_store_promise_insert(Db *db, const Promise *promise, const PromiseItem *items,
                               size_t item_count, GError **error)
{
    return put_owner(db, CARE_PROMISE, promise->promise_id, promise->debtor_id, promise->account_id,
                     error) &&
           db_bulk(db, &PROMISE_TABLE, DB_INSERT, promise, sizeof *promise, 1, error) &&
           db_bulk(db, &PROMISE_ITEM_TABLE, DB_INSERT, items, sizeof *items, item_count, error);
}

bool care_store_promise_cancel(Db *db, const Promise *promise, int64_t now_us, GError **error)
{
    DbStmt *stmt = of_account(db, PROMISE_CANCEL, promise->debtor_id, promise->account_id);
    db_bind_int(stmt, 3, promise->promise_id);
    db_bind_day(stmt, 4, promise->cancelled_day);
    db_bind_text(stmt, 5, promise->reason);
    db_bind_int(stmt, 6, now_us);
    return db_run(stmt, error);
}

bool care_store_plan_insert(Db *db, const Plan *plan, GError **error)
{
    return db_bulk(db, &PLAN_TABLE, DB_INSERT, plan, sizeof *plan, 1, error);
}

/* --- holds ------------------------------------------------------------------------------------ */

static const char HOLD_LIST[] =
    "SELECT debtor_id, account_id, hold_id, item_id, kind, from_day, until_day, lifted_day, "
    "reason, "
    "recorded_us FROM hold WHERE debtor_id = $1 AND account_id = $2 ORDER BY hold_id";

static void decode_hold(const DbStmt *row, Hold *out)
{
    *out = (Hold){ .debtor_id = db_int(row, 0),
                   .account_id = db_int(row, 1),
                   .hold_id = db_int(row, 2),
                   .item_id = db_int(row, 3),
                   .kind = (int32_t)db_int(row, 4),
                   .from_day = db_day(row, 5),
                   .until_day = db_day(row, 6),
                   .lifted_day = db_day(row, 7),
                   .recorded_us = db_int(row, 9) };
    text_copy(out->reason, sizeof out->reason, db_text(row, 8));
}

static bool list_hold(DbStmt *stmt, GArray **out, GError **error)
{
    g_autoptr(GArray) list = g_array_new(FALSE, TRUE, sizeof(Hold));
    DbStep step;
    while ((step = db_next(stmt, error)) == DB_ROW) {
        Hold one;
        decode_hold(stmt, &one);
        g_array_append_val(list, one);
    }
    if (step == DB_FAILED) return false;
    *out = g_steal_pointer(&list);
    return true;
}

bool care_store_holds(Db *db, int64_t debtor_id, int64_t account_id, GArray **out, GError **error)
{
    return list_hold(of_account(db, HOLD_LIST, debtor_id, account_id), out, error);
}

static const char HOLD_GET[] =
    "SELECT debtor_id, account_id, hold_id, item_id, kind, from_day, until_day, lifted_day, "
    "reason, "
    "recorded_us FROM hold WHERE debtor_id = $1 AND account_id = $2 AND hold_id = $3";

bool care_store_hold_get(Db *db, int64_t debtor_id, int64_t account_id, int64_t hold_id, Hold *out,
                         bool *found, GError **error)
{
    DbStmt *stmt = of_account(db, HOLD_GET, debtor_id, account_id);
    db_bind_int(stmt, 3, hold_id);
    if (!db_one(stmt, found, error)) return false;
    if (*found) decode_hold(stmt, out);
    db_done(stmt);
    return true;
}

static const char HOLD_LIFT[] = "UPDATE hold SET lifted_day = $4, lifted_us = $5 WHERE debtor_id = "
                                "$1 AND account_id = $2 AND hold_id = $3";

bool care_store_hold_insert(Db *db, const Hold *hold, GError **error)
{
    return put_owner(db, CARE_HOLD, hold->hold_id, hold->debtor_id, hold->account_id, error) &&
           db_bulk(db, &HOLD_TABLE, DB_INSERT, hold, sizeof *hold, 1, error);
}

bool care_store_hold_lift(Db *db, const Hold *hold, int64_t now_us, GError **error)
{
    DbStmt *stmt = of_account(db, HOLD_LIFT, hold->debtor_id, hold->account_id);
    db_bind_int(stmt, 3, hold->hold_id);
    db_bind_day(stmt, 4, hold->lifted_day);
    db_bind_int(stmt, 5, now_us);
    return db_run(stmt, error);
}

/* --- disputes --------------------------------------------------------------------------------- */

static const char DISPUTE_LIST[] =
    "SELECT debtor_id, account_id, dispute_id, on_day, reason, owner, settled_day, decision, "
    "granted_minor, recorded_us FROM dispute WHERE debtor_id = $1 AND account_id = $2 ORDER BY "
    "dispute_id";

static void decode_dispute(const DbStmt *row, Dispute *out)
{
    *out = (Dispute){ .debtor_id = db_int(row, 0),
                      .account_id = db_int(row, 1),
                      .dispute_id = db_int(row, 2),
                      .on_day = db_day(row, 3),
                      .reason = (int32_t)db_int(row, 4),
                      .settled_day = db_day(row, 6),
                      .decision = (int32_t)db_int(row, 7),
                      .granted_minor = db_int(row, 8),
                      .recorded_us = db_int(row, 9) };
    text_copy(out->owner, sizeof out->owner, db_text(row, 5));
}

static bool list_dispute(DbStmt *stmt, GArray **out, GError **error)
{
    g_autoptr(GArray) list = g_array_new(FALSE, TRUE, sizeof(Dispute));
    DbStep step;
    while ((step = db_next(stmt, error)) == DB_ROW) {
        Dispute one;
        decode_dispute(stmt, &one);
        g_array_append_val(list, one);
    }
    if (step == DB_FAILED) return false;
    *out = g_steal_pointer(&list);
    return true;
}

bool care_store_disputes(Db *db, int64_t debtor_id, int64_t account_id, GArray **out,
                         GError **error)
{
    return list_dispute(of_account(db, DISPUTE_LIST, debtor_id, account_id), out, error);
}

static const char DISPUTE_GET[] =
    "SELECT debtor_id, account_id, dispute_id, on_day, reason, owner, settled_day, decision, "
    "granted_minor, recorded_us FROM dispute WHERE debtor_id = $1 AND account_id = $2 AND "
    "dispute_id "
    "= $3";

bool care_store_dispute_get(Db *db, int64_t debtor_id, int64_t account_id, int64_t dispute_id,
                            Dispute *out, bool *found, GError **error)
{
    DbStmt *stmt = of_account(db, DISPUTE_GET, debtor_id, account_id);
    db_bind_int(stmt, 3, dispute_id);
    if (!db_one(stmt, found, error)) return false;
    if (*found) decode_dispute(stmt, out);
    db_done(stmt);
    return true;
}

static const char DISPUTE_ITEM_LIST[] =
    "SELECT debtor_id, account_id, dispute_id, item_id, amount_minor FROM dispute_item WHERE "
    "debtor_id = $1 AND account_id = $2 ORDER BY dispute_id, item_id";

static void decode_dispute_item(const DbStmt *row, DisputeItem *out)
{
    *out = (DisputeItem){ .debtor_id = db_int(row, 0),
                          .account_id = db_int(row, 1),
                          .dispute_id = db_int(row, 2),
                          .item_id = db_int(row, 3),
                          .amount_minor = db_int(row, 4) };
}

static bool list_dispute_item(DbStmt *stmt, GArray **out, GError **error)
{
    g_autoptr(GArray) list = g_array_new(FALSE, TRUE, sizeof(DisputeItem));
    DbStep step;
    while ((step = db_next(stmt, error)) == DB_ROW) {
        DisputeItem one;
        decode_dispute_item(stmt, &one);
        g_array_append_val(list, one);
    }
    if (step == DB_FAILED) return false;
    *out = g_steal_pointer(&list);
    return true;
}

bool care_store_dispute_items(Db *db, int64_t debtor_id, int64_t account_id, GArray **out,
                              GError **error)
{
    return list_dispute_item(of_account(db, DISPUTE_ITEM_LIST, debtor_id, account_id), out, error);
}

static const char DISPUTE_SETTLE[] = "UPDATE dispute SET settled_day = $4, decision = $5, "
                                     "granted_minor = $6, settled_note = $7, settled_us = $8 "
                                     "WHERE debtor_id = $1 AND account_id = $2 AND dispute_id = $3";

bool care_store_dispute_insert(Db *db, const Dispute *dispute, const DisputeItem *items,
                               size_t item_count, GError **error)
{
    return put_owner(db, CARE_DISPUTE, dispute->dispute_id, dispute->debtor_id, dispute->account_id,
                     error) &&
           db_bulk(db, &DISPUTE_TABLE, DB_INSERT, dispute, sizeof *dispute, 1, error) &&
           db_bulk(db, &DISPUTE_ITEM_TABLE, DB_INSERT, items, sizeof *items, item_count, error);
}

bool care_store_dispute_settle(Db *db, const Dispute *dispute, int64_t now_us, GError **error)
{
    DbStmt *stmt = of_account(db, DISPUTE_SETTLE, dispute->debtor_id, dispute->account_id);
    db_bind_int(stmt, 3, dispute->dispute_id);
    db_bind_day(stmt, 4, dispute->settled_day);
    db_bind_int(stmt, 5, dispute->decision);
    db_bind_int(stmt, 6, dispute->granted_minor);
    db_bind_text(stmt, 7, dispute->note);
    db_bind_int(stmt, 8, now_us);
    return db_run(stmt, error);
}

/* --- contacts and steps ----------------------------------------------------------------------- */

bool care_store_contact_insert(Db *db, const Contact *contacts, size_t count, GError **error)
{
    return db_bulk(db, &CONTACT_TABLE, DB_INSERT, contacts, sizeof *contacts, count, error);
}

bool care_store_step_insert(Db *db, const StepRow *step, GError **error)
{
    return db_bulk(db, &STEP_TABLE, DB_INSERT, step, sizeof *step, 1, error);
}

static const char STEP_LIST[] =
    "SELECT debtor_id, account_id, step_no, treatment, step, state, since_day, finished_day, "
    "covered_day, next_day, amount_minor, policy_id, actor, recorded_us FROM step WHERE debtor_id "
    "= "
    "$1 AND account_id = $2 ORDER BY step_no";

static void decode_step(const DbStmt *row, StepRow *out)
{
    *out = (StepRow){ .debtor_id = db_int(row, 0),
                      .account_id = db_int(row, 1),
                      .step_no = db_int(row, 2),
                      .state = (int32_t)db_int(row, 5),
                      .since_day = db_day(row, 6),
                      .finished_day = db_day(row, 7),
                      .covered_day = db_day(row, 8),
                      .next_day = db_day(row, 9),
                      .amount_minor = db_int(row, 10),
                      .policy_id = db_int(row, 11),
                      .recorded_us = db_int(row, 13) };
    text_copy(out->treatment, sizeof out->treatment, db_text(row, 3));
    text_copy(out->step, sizeof out->step, db_text(row, 4));
    text_copy(out->actor, sizeof out->actor, db_text(row, 12));
}

static bool list_step(DbStmt *stmt, GArray **out, GError **error)
{
    g_autoptr(GArray) list = g_array_new(FALSE, TRUE, sizeof(StepRow));
    DbStep step;
    while ((step = db_next(stmt, error)) == DB_ROW) {
        StepRow one;
        decode_step(stmt, &one);
        g_array_append_val(list, one);
    }
    if (step == DB_FAILED) return false;
    *out = g_steal_pointer(&list);
    return true;
}

bool care_store_steps(Db *db, int64_t debtor_id, int64_t account_id, GArray **out, GError **error)
{
    return list_step(of_account(db, STEP_LIST, debtor_id, account_id), out, error);
}
