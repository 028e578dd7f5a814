/* store/ledger_store.c: items, payments, allocations, adjustments.  SQL only; decides nothing. */
#include "store/ledger_store.h"

#include "base/text.h"
#include "store/past_store.h"

static const DbColumn ITEM_COLUMNS[] = {
    { "debtor_id", DB_COL_INT, offsetof(Item, debtor_id) },
    { "account_id", DB_COL_INT, offsetof(Item, account_id) },
    { "item_id", DB_COL_INT, offsetof(Item, item_id) },
    { "number", DB_COL_TEXT, offsetof(Item, number) },
    { "kind", DB_COL_INT32, offsetof(Item, kind) },
    { "issued_day", DB_COL_DAY, offsetof(Item, issued_day) },
    { "due_day", DB_COL_DAY, offsetof(Item, due_day) },
    { "amount_minor", DB_COL_INT, offsetof(Item, amount_minor) },
    { "open_minor", DB_COL_INT, offsetof(Item, open_minor) },
    { "document", DB_COL_TEXT, offsetof(Item, document) },
    { "reference", DB_COL_TEXT, offsetof(Item, reference) },
    { "note", DB_COL_TEXT_PTR, offsetof(Item, note) },
    { "recorded_us", DB_COL_INT, offsetof(Item, recorded_us) },
    { "cleared_day", DB_COL_DAY, offsetof(Item, cleared_day) },
    { "cancelled_day", DB_COL_DAY, offsetof(Item, cancelled_day) },
    { NULL, DB_COL_INT, 0 },
};
static const DbTable ITEM_TABLE = { "item", "debtor_id,account_id,item_id", ITEM_COLUMNS };

static const DbColumn PAYMENT_COLUMNS[] = {
    { "debtor_id", DB_COL_INT, offsetof(Payment, debtor_id) },
    { "account_id", DB_COL_INT, offsetof(Payment, account_id) },
    { "payment_id", DB_COL_INT, offsetof(Payment, payment_id) },
    { "ref", DB_COL_TEXT, offsetof(Payment, ref) },
    { "on_day", DB_COL_DAY, offsetof(Payment, on_day) },
    { "amount_minor", DB_COL_INT, offsetof(Payment, amount_minor) },
    { "currency", DB_COL_TEXT, offsetof(Payment, currency) },
    { "unapplied_minor", DB_COL_INT, offsetof(Payment, unapplied_minor) },
    { "method", DB_COL_INT32, offsetof(Payment, method) },
    { "reference", DB_COL_TEXT, offsetof(Payment, reference) },
    { "state", DB_COL_INT32, offsetof(Payment, state) },
    { "recorded_us", DB_COL_INT, offsetof(Payment, recorded_us) },
    { NULL, DB_COL_INT, 0 },
};
static const DbTable PAYMENT_TABLE = { "payment", "debtor_id,account_id,payment_id",
                                       PAYMENT_COLUMNS };

static const DbColumn PAYMENT_REF_COLUMNS[] = {
    { "ref", DB_COL_TEXT, offsetof(Payment, ref) },
    { "debtor_id", DB_COL_INT, offsetof(Payment, debtor_id) },
    { "account_id", DB_COL_INT, offsetof(Payment, account_id) },
    { "payment_id", DB_COL_INT, offsetof(Payment, payment_id) },
    { NULL, DB_COL_INT, 0 },
};
static const DbTable PAYMENT_REF_TABLE = { "payment_ref", "ref", PAYMENT_REF_COLUMNS };

static const DbColumn EVENT_COLUMNS[] = {
    { "debtor_id", DB_COL_INT, offsetof(PaymentEvent, debtor_id) },
    { "account_id", DB_COL_INT, offsetof(PaymentEvent, account_id) },
    { "payment_id", DB_COL_INT, offsetof(PaymentEvent, payment_id) },
    { "event_id", DB_COL_INT, offsetof(PaymentEvent, event_id) },
    { "kind", DB_COL_INT32, offsetof(PaymentEvent, kind) },
    { "on_day", DB_COL_DAY, offsetof(PaymentEvent, on_day) },
    { "amount_minor", DB_COL_INT, offsetof(PaymentEvent, amount_minor) },
    { "reason", DB_COL_INT32, offsetof(PaymentEvent, reason) },
    { "code", DB_COL_TEXT, offsetof(PaymentEvent, code) },
    { "recorded_us", DB_COL_INT, offsetof(PaymentEvent, recorded_us) },
    { NULL, DB_COL_INT, 0 },
};
static const DbTable EVENT_TABLE = { "payment_event", "debtor_id,account_id,payment_id,event_id",
                                     EVENT_COLUMNS };

static const DbColumn ALLOCATION_COLUMNS[] = {
    { "debtor_id", DB_COL_INT, offsetof(Allocation, debtor_id) },
    { "account_id", DB_COL_INT, offsetof(Allocation, account_id) },
    { "allocation_id", DB_COL_INT, offsetof(Allocation, allocation_id) },
    { "item_id", DB_COL_INT, offsetof(Allocation, item_id) },
    { "source", DB_COL_INT32, offsetof(Allocation, source) },
    { "source_id", DB_COL_INT, offsetof(Allocation, source_id) },
    { "on_day", DB_COL_DAY, offsetof(Allocation, on_day) },
    { "amount_minor", DB_COL_INT, offsetof(Allocation, amount_minor) },
    { "recorded_us", DB_COL_INT, offsetof(Allocation, recorded_us) },
    { NULL, DB_COL_INT, 0 },
};
static const DbTable ALLOCATION_TABLE = { "allocation", "debtor_id,account_id,allocation_id",
                                          ALLOCATION_COLUMNS };

static const DbColumn ADJUSTMENT_COLUMNS[] = {
    { "debtor_id", DB_COL_INT, offsetof(Adjustment, debtor_id) },
    { "account_id", DB_COL_INT, offsetof(Adjustment, account_id) },
    { "adjustment_id", DB_COL_INT, offsetof(Adjustment, adjustment_id) },
    { "item_id", DB_COL_INT, offsetof(Adjustment, item_id) },
    { "kind", DB_COL_INT32, offsetof(Adjustment, kind) },
    { "on_day", DB_COL_DAY, offsetof(Adjustment, on_day) },
    { "amount_minor", DB_COL_INT, offsetof(Adjustment, amount_minor) },
    { "reason", DB_COL_TEXT, offsetof(Adjustment, reason) },
    { "recorded_us", DB_COL_INT, offsetof(Adjustment, recorded_us) },
    { NULL, DB_COL_INT, 0 },
};
static const DbTable ADJUSTMENT_TABLE = { "adjustment", "debtor_id,account_id,adjustment_id",
                                          ADJUSTMENT_COLUMNS };

/* --- items ------------------------------------------------------------------------------------ */

#define ITEM_LIST                                                                              \
    "SELECT debtor_id, account_id, item_id, number, kind, issued_day, due_day, amount_minor, " \
    "open_minor, document, reference, recorded_us, cleared_day, cancelled_day FROM item "
static const char ITEM_BY_NUMBER[] =
    ITEM_LIST "WHERE debtor_id = $1 AND account_id = $2 AND number = $3";
static const char ITEM_BY_ID[] =
    ITEM_LIST "WHERE debtor_id = $1 AND account_id = $2 AND item_id = $3";
static const char ITEMS_ALL[] =
    ITEM_LIST "WHERE debtor_id = $1 AND account_id = $2 ORDER BY item_id";
static const char ITEMS_OPEN[] =
    ITEM_LIST "WHERE debtor_id = $1 AND account_id = $2 AND open_minor <> 0 ORDER BY item_id";
static const char ITEM_SET_OPEN[] = "UPDATE item SET open_minor = $4, cleared_day = $5 "
                                    "WHERE debtor_id = $1 AND account_id = $2 AND item_id = $3";
static const char ITEM_SET_CANCELLED[] =
    "UPDATE item SET cancelled_day = $4, cancelled_us = $5 "
    "WHERE debtor_id = $1 AND account_id = $2 AND item_id = $3";
static const char ITEM_AMEND[] =
    "UPDATE item SET kind = $4, issued_day = $5, due_day = $6, amount_minor = $7, open_minor = $8, "
    "document = $9, reference = $10 WHERE debtor_id = $1 AND account_id = $2 AND item_id = $3";
static const char ITEM_KEEP[] = "INSERT INTO item_was (debtor_id, account_id, item_id, until_us, "
                                "number, kind, issued_day, due_day, amount_minor, document, "
                                "reference) "
                                "SELECT debtor_id, account_id, item_id, $4, number, kind, "
                                "issued_day, due_day, amount_minor, document, reference FROM item "
                                "WHERE debtor_id = $1 AND account_id = $2 AND item_id = $3 "
                                "ON CONFLICT (debtor_id, account_id, item_id, until_us) DO NOTHING";

static void decode_item(const DbStmt *row, Item *out)
{
    *out = (Item){ .debtor_id = db_int(row, 0),
                   .account_id = db_int(row, 1),
                   .item_id = db_int(row, 2),
                   .kind = (int32_t)db_int(row, 4),
                   .issued_day = db_day(row, 5),
                   .due_day = db_day(row, 6),
                   .amount_minor = db_int(row, 7),
                   .open_minor = db_int(row, 8),
                   .recorded_us = db_int(row, 11),
                   .cleared_day = db_day(row, 12),
                   .cancelled_day = db_day(row, 13) };
    text_copy(out->number, sizeof out->number, db_text(row, 3));
    text_copy(out->document, sizeof out->document, db_text(row, 9));
    text_copy(out->reference, sizeof out->reference, db_text(row, 10));
}

static bool list_item(DbStmt *stmt, GArray **out, GError **error)
{
    g_autoptr(GArray) list = g_array_new(FALSE, TRUE, sizeof(Item));
    DbStep step;
    while ((step = db_next(stmt, error)) == DB_ROW) {
        Item one;
        decode_item(stmt, &one);
        g_array_append_val(list, one);
    }
    if (step == DB_FAILED) return false;
    *out = g_steal_pointer(&list);
    return true;
}

static bool one_item(DbStmt *stmt, Item *out, bool *found, GError **error)
{
    if (!db_one(stmt, found, error)) return false;
    if (*found) decode_item(stmt, out);
    db_done(stmt);
    return true;
}

static DbStmt *of_account(Db *db, const char *sql, int64_t debtor_id, int64_t account_id)
{
    DbStmt *stmt = db_stmt(db, sql);
    db_bind_int(stmt, 1, debtor_id);
    db_bind_int(stmt, 2, account_id);
    return stmt;
}

bool ledger_store_item_insert(Db *db, const Item *items, size_t count, GError **error)
{
    return db_bulk(db, &ITEM_TABLE, DB_INSERT, items, sizeof *items, count, error);
}

bool ledger_store_item_find(Db *db, int64_t debtor_id, int64_t account_id, const char *number,
                            Item *out, bool *found, GError **error)
{
    DbStmt *stmt = of_account(db, ITEM_BY_NUMBER, debtor_id, account_id);
    db_bind_text(stmt, 3, number);
    return one_item(stmt, out, found, error);
}

bool ledger_store_item_get(Db *db, int64_t debtor_id, int64_t account_id, int64_t item_id,
                           Item *out, GError **error)
{
    DbStmt *stmt = of_account(db, ITEM_BY_ID, debtor_id, account_id);
    bool found = false;
    db_bind_int(stmt, 3, item_id);
    if (!one_item(stmt, out, &found, error)) return false;
    if (found) return true;
    return problem_refuse(error, PROBLEM_NOT_FOUND, "item %" G_GINT64_FORMAT " is not in the book",
                          item_id);
}

bool ledger_store_items(Db *db, int64_t debtor_id, int64_t account_id, bool open_only, GArray **out,
                        GError **error)
{
    return list_item(of_account(db, open_only ? ITEMS_OPEN : ITEMS_ALL, debtor_id, account_id), out,
                     error);
}

bool ledger_store_item_open(Db *db, const Item *item, GError **error)
{
    DbStmt *stmt = of_account(db, ITEM_SET_OPEN, item->debtor_id, item->account_id);
    db_bind_int(stmt, 3, item->item_id);
    db_bind_int(stmt, 4, item->open_minor);
    db_bind_day(stmt, 5, item->cleared_day);
    return db_run(stmt, error);
}

bool ledger_store_item_cancel(Db *db, const Item *item, int64_t now_us, GError **error)
{
    DbStmt *stmt = of_account(db, ITEM_SET_CANCELLED, item->debtor_id, item->account_id);
    db_bind_int(stmt, 3, item->item_id);
    db_bind_day(stmt, 4, item->cancelled_day);
    db_bind_int(stmt, 5, now_us);
    return db_run(stmt, error);
}

static bool store_amended(Db *db, const Item *item, GError **error)
{
    DbStmt *stmt = of_account(db, ITEM_AMEND, item->debtor_id, item->account_id);
    db_bind_int(stmt, 3, item->item_id);
    db_bind_int(stmt, 4, item->kind);
    db_bind_day(stmt, 5, item->issued_day);
    db_bind_day(stmt, 6, item->due_day);
    db_bind_int(stmt, 7, item->amount_minor);
    db_bind_int(stmt, 8, item->open_minor);
    db_bind_text(stmt, 9, item->document);
    db_bind_text(stmt, 10, item->reference);
    return db_run(stmt, error);
}

bool ledger_store_item_amend(Db *db, const Item *item, int64_t now_us, GError **error)
{
    DbStmt *stmt = of_account(db, ITEM_KEEP, item->debtor_id, item->account_id);
    db_bind_int(stmt, 3, item->item_id);
    db_bind_int(stmt, 4, now_us);
    return db_run(stmt, error) && store_amended(db, item, error);
}

static const char ITEM_AMENDED[] =
    "SELECT COALESCE(MAX(until_us), 0), COALESCE(MAX(CASE WHEN until_us = $4 THEN 1 ELSE 0 END), "
    "0) FROM item_was WHERE debtor_id = $1 AND account_id = $2 AND item_id = $3";

bool ledger_store_item_amended(Db *db, const Item *item, int64_t at_us, int64_t *last_us,
                               bool *at_too, GError **error)
{
    DbStmt *stmt = of_account(db, ITEM_AMENDED, item->debtor_id, item->account_id);
    bool found = false;
    db_bind_int(stmt, 3, item->item_id);
    db_bind_int(stmt, 4, at_us);
    if (!db_one(stmt, &found, error)) return false;
    *last_us = db_int(stmt, 0);
    *at_too = db_int(stmt, 1) == 1;
    db_done(stmt);
    return true;
}

/* --- payments --------------------------------------------------------------------------------- */

static const char PAYMENT_BY_REF[] =
    "SELECT p.debtor_id, p.account_id, p.payment_id, p.ref, p.on_day, p.amount_minor, p.currency, "
    "p.unapplied_minor, p.method, p.reference, p.state, p.recorded_us FROM payment p JOIN "
    "payment_ref r ON r.debtor_id = p.debtor_id AND r.account_id = p.account_id AND r.payment_id = "
    "p.payment_id WHERE r.ref = $1";
static const char PAYMENTS_UNAPPLIED[] = "SELECT debtor_id, account_id, payment_id, ref, on_day, "
                                         "amount_minor, currency, unapplied_minor, "
                                         "method, reference, state, recorded_us FROM payment WHERE "
                                         "debtor_id = $1 AND account_id = $2 AND "
                                         "unapplied_minor <> 0 ORDER BY payment_id";
static const char PAYMENT_SET[] = "UPDATE payment SET unapplied_minor = $4, state = $5 "
                                  "WHERE debtor_id = $1 AND account_id = $2 AND payment_id = $3";
static const char PAYMENT_DROP[] =
    "DELETE FROM payment WHERE debtor_id = $1 AND account_id = $2 AND payment_id = $3";
static const char PAYMENT_REF_MOVE[] =
    "UPDATE payment_ref SET debtor_id = $2, account_id = $3 WHERE ref = $1";
static const char EVENTS_MOVE[] =
    "INSERT INTO payment_event (debtor_id, account_id, payment_id, event_id, kind, on_day, "
    "amount_minor, reason, code, recorded_us) SELECT CAST($4 AS BIGINT), CAST($5 AS BIGINT), "
    "payment_id, event_id, kind, on_day, amount_minor, reason, code, recorded_us "
    "FROM payment_event WHERE debtor_id = $1 AND account_id = $2 AND payment_id = $3";
static const char EVENTS_DROP[] =
    "DELETE FROM payment_event WHERE debtor_id = $1 AND account_id = $2 AND payment_id = $3";

static void decode_payment(const DbStmt *row, Payment *out)
{
    *out = (Payment){ .debtor_id = db_int(row, 0),
                      .account_id = db_int(row, 1),
                      .payment_id = db_int(row, 2),
                      .on_day = db_day(row, 4),
                      .amount_minor = db_int(row, 5),
                      .unapplied_minor = db_int(row, 7),
                      .method = (int32_t)db_int(row, 8),
                      .state = (int32_t)db_int(row, 10),
                      .recorded_us = db_int(row, 11) };
    text_copy(out->ref, sizeof out->ref, db_text(row, 3));
    text_copy(out->currency, sizeof out->currency, db_text(row, 6));
    text_copy(out->reference, sizeof out->reference, db_text(row, 9));
}

static bool list_payment(DbStmt *stmt, GArray **out, GError **error)
{
    g_autoptr(GArray) list = g_array_new(FALSE, TRUE, sizeof(Payment));
    DbStep step;
    while ((step = db_next(stmt, error)) == DB_ROW) {
        Payment one;
        decode_payment(stmt, &one);
        g_array_append_val(list, one);
    }
    if (step == DB_FAILED) return false;
    *out = g_steal_pointer(&list);
    return true;
}

bool ledger_store_payment_insert(Db *db, const Payment *payments, size_t count, GError **error)
{
    return db_bulk(db, &PAYMENT_TABLE, DB_INSERT, payments, sizeof *payments, count, error) &&
           db_bulk(db, &PAYMENT_REF_TABLE, DB_INSERT, payments, sizeof *payments, count, error);
}

bool ledger_store_payment_find(Db *db, const char *ref, Payment *out, bool *found, GError **error)
{
    DbStmt *stmt = db_stmt(db, PAYMENT_BY_REF);
    db_bind_text(stmt, 1, ref);
    if (!db_one(stmt, found, error)) return false;
    if (*found) decode_payment(stmt, out);
    db_done(stmt);
    return true;
}

bool ledger_store_payment_update(Db *db, const Payment *payment, GError **error)
{
    DbStmt *stmt = of_account(db, PAYMENT_SET, payment->debtor_id, payment->account_id);
    db_bind_int(stmt, 3, payment->payment_id);
    db_bind_int(stmt, 4, payment->unapplied_minor);
    db_bind_int(stmt, 5, payment->state);
    return db_run(stmt, error);
}

static const char PAYMENT_ADD[] = "UPDATE payment SET unapplied_minor = unapplied_minor + $3 "
                                  "WHERE debtor_id = $1 AND payment_id = $2";

bool ledger_store_payment_add(Db *db, int64_t debtor_id, int64_t payment_id, int64_t minor,
                              GError **error)
{
    DbStmt *stmt = db_stmt(db, PAYMENT_ADD);
    db_bind_int(stmt, 1, debtor_id);
    db_bind_int(stmt, 2, payment_id);
    db_bind_int(stmt, 3, minor);
    return db_run(stmt, error);
}

static bool move_events(Db *db, const Payment *from, const Payment *to, GError **error)
{
    DbStmt *events = of_account(db, EVENTS_MOVE, from->debtor_id, from->account_id);
    db_bind_int(events, 3, from->payment_id);
    db_bind_int(events, 4, to->debtor_id);
    db_bind_int(events, 5, to->account_id);
    if (!db_run(events, error)) return false;
    DbStmt *drop = of_account(db, EVENTS_DROP, from->debtor_id, from->account_id);
    db_bind_int(drop, 3, from->payment_id);
    return db_run(drop, error);
}

bool ledger_store_payment_move(Db *db, const Payment *from, int64_t debtor_id, int64_t account_id,
                               GError **error)
{
    Payment to = *from;
    to.debtor_id = debtor_id;
    to.account_id = account_id;
    const int64_t key[3] = { from->debtor_id, from->account_id, from->payment_id };
    if (!past_store_keep(db, PAST_PAYMENT, key, from->recorded_us, error) ||
        !past_store_keep(db, PAST_EVENTS, key, from->recorded_us, error))
        return false;
    DbStmt *drop = of_account(db, PAYMENT_DROP, from->debtor_id, from->account_id);
    db_bind_int(drop, 3, from->payment_id);
    if (!db_run(drop, error)) return false;
    if (!db_bulk(db, &PAYMENT_TABLE, DB_INSERT, &to, sizeof to, 1, error)) return false;
    if (!move_events(db, from, &to, error)) return false;
    DbStmt *ref = db_stmt(db, PAYMENT_REF_MOVE);
    db_bind_text(ref, 1, from->ref);
    db_bind_int(ref, 2, debtor_id);
    db_bind_int(ref, 3, account_id);
    return db_run(ref, error);
}

bool ledger_store_payments_unapplied(Db *db, int64_t debtor_id, int64_t account_id, GArray **out,
                                     GError **error)
{
    return list_payment(of_account(db, PAYMENTS_UNAPPLIED, debtor_id, account_id), out, error);
}

static const char EVENT_LAST[] = "SELECT MAX(on_day) FROM payment_event WHERE debtor_id = $1 AND "
                                 "account_id = $2 AND payment_id = $3";

bool ledger_store_event_last(Db *db, const Payment *payment, Day *out, GError **error)
{
    DbStmt *stmt = of_account(db, EVENT_LAST, payment->debtor_id, payment->account_id);
    bool found = false;
    db_bind_int(stmt, 3, payment->payment_id);
    if (!db_one(stmt, &found, error)) return false;
    *out = found ? db_day(stmt, 0) : DAY_NONE;
    db_done(stmt);
    return true;
}

static const char FREED[] =
    "SELECT MAX(on_day) FROM (SELECT on_day FROM allocation WHERE debtor_id = $1 AND source = 0 "
    "AND source_id = $3 AND amount_minor < 0 UNION ALL SELECT on_day FROM payment_event WHERE "
    "debtor_id = $1 AND account_id = $2 AND payment_id = $3 AND kind = 1) f";

bool ledger_store_payment_freed(Db *db, const Payment *payment, Day *out, GError **error)
{
    DbStmt *stmt = of_account(db, FREED, payment->debtor_id, payment->account_id);
    bool found = false;
    db_bind_int(stmt, 3, payment->payment_id);
    if (!db_one(stmt, &found, error)) return false;
    *out = found ? db_day(stmt, 0) : DAY_NONE;
    db_done(stmt);
    return true;
}

bool ledger_store_event_insert(Db *db, const PaymentEvent *event, GError **error)
{
    return db_bulk(db, &EVENT_TABLE, DB_INSERT, event, sizeof *event, 1, error);
}

/* --- allocations and adjustments -------------------------------------------------------------- */

#define ALLOCATION_LIST                                                                 \
    "SELECT debtor_id, account_id, allocation_id, item_id, source, source_id, on_day, " \
    "amount_minor, "                                                                    \
    "recorded_us FROM allocation "
static const char BY_SOURCE[] = ALLOCATION_LIST
    "WHERE debtor_id = $1 AND source = $2 AND source_id = $3 ORDER BY account_id, allocation_id";
static const char BY_ITEM[] = ALLOCATION_LIST
    "WHERE debtor_id = $1 AND account_id = $2 AND item_id = $3 ORDER BY allocation_id";
static const char BY_ACCOUNT[] =
    ALLOCATION_LIST "WHERE debtor_id = $1 AND account_id = $2 ORDER BY allocation_id";

static void decode_allocation(const DbStmt *row, Allocation *out)
{
    *out = (Allocation){ .debtor_id = db_int(row, 0),
                         .account_id = db_int(row, 1),
                         .allocation_id = db_int(row, 2),
                         .item_id = db_int(row, 3),
                         .source = (int32_t)db_int(row, 4),
                         .source_id = db_int(row, 5),
                         .on_day = db_day(row, 6),
                         .amount_minor = db_int(row, 7),
                         .recorded_us = db_int(row, 8) };
}

static bool list_allocation(DbStmt *stmt, GArray **out, GError **error)
{
    g_autoptr(GArray) list = g_array_new(FALSE, TRUE, sizeof(Allocation));
    DbStep step;
    while ((step = db_next(stmt, error)) == DB_ROW) {
        Allocation one;
        decode_allocation(stmt, &one);
        g_array_append_val(list, one);
    }
    if (step == DB_FAILED) return false;
    *out = g_steal_pointer(&list);
    return true;
}

bool ledger_store_allocation_insert(Db *db, const Allocation *rows, size_t count, GError **error)
{
    return db_bulk(db, &ALLOCATION_TABLE, DB_INSERT, rows, sizeof *rows, count, error);
}

bool ledger_store_allocations_of_source(Db *db, int64_t debtor_id, AllocationSource source,
                                        int64_t source_id, GArray **out, GError **error)
{
    DbStmt *stmt = db_stmt(db, BY_SOURCE);
    db_bind_int(stmt, 1, debtor_id);
    db_bind_int(stmt, 2, (int64_t)source);
    db_bind_int(stmt, 3, source_id);
    return list_allocation(stmt, out, error);
}

bool ledger_store_allocations_of_item(Db *db, int64_t debtor_id, int64_t account_id,
                                      int64_t item_id, GArray **out, GError **error)
{
    DbStmt *stmt = of_account(db, BY_ITEM, debtor_id, account_id);
    db_bind_int(stmt, 3, item_id);
    return list_allocation(stmt, out, error);
}

bool ledger_store_allocations_of_account(Db *db, int64_t debtor_id, int64_t account_id,
                                         GArray **out, GError **error)
{
    return list_allocation(of_account(db, BY_ACCOUNT, debtor_id, account_id), out, error);
}

bool ledger_store_adjustment_insert(Db *db, const Adjustment *rows, size_t count, GError **error)
{
    return db_bulk(db, &ADJUSTMENT_TABLE, DB_INSERT, rows, sizeof *rows, count, error);
}
