/* store/report_store.c: the reading of views.  SQL only; sums, but decides nothing. */
#include "store/report_store.h"

#include "base/text.h"
#include "store/known.h"
#include <string.h>

static void bind_range(DbStmt *stmt, const ReportRange *range)
{
    db_bind_int(stmt, 1, range->from);
    db_bind_int(stmt, 2, range->to);
    db_bind_int(stmt, 3, range->as_of);
    db_bind_int(stmt, 4, range->known_us);
}

/* --- open money by account -------------------------------------------------------------------- */

#define RANGE "debtor_id >= $1 AND debtor_id < $2 "
static const char OPEN_ACCOUNTS[] =
    "SELECT debtor_id, account_id, ref, creditor_id, currency FROM account WHERE " RANGE
    "ORDER BY debtor_id, account_id";
static const char OPEN_ITEMS[] =
    "SELECT debtor_id, account_id, open_minor, due_day, issued_day FROM item WHERE " RANGE
    "AND open_minor <> 0 AND kind <> 6 AND issued_day <= $3 "
    "ORDER BY debtor_id, account_id, due_day, item_id";
static const char OPEN_PAYMENTS[] =
    "SELECT debtor_id, account_id, unapplied_minor FROM payment WHERE " RANGE
    "AND unapplied_minor <> 0 ORDER BY debtor_id, account_id, payment_id";

/* One stream beside another in key order. */
typedef struct {
    DbStmt *stmt;
    DbStep step;
    int64_t debtor_id, account_id;
} Stream;

static bool advance(Stream *stream, GError **error)
{
    stream->step = db_next(stream->stmt, error);
    if (stream->step == DB_ROW) {
        stream->debtor_id = db_int(stream->stmt, 0);
        stream->account_id = db_int(stream->stmt, 1);
    }
    return stream->step != DB_FAILED;
}

static bool start(Stream *stream, Db *db, const char *sql, const ReportRange *range, GError **error)
{
    stream->stmt = db_stmt(db, sql);
    db_bind_int(stream->stmt, 1, range->from);
    db_bind_int(stream->stmt, 2, range->to);
    if (sql == OPEN_ITEMS) db_bind_int(stream->stmt, 3, range->as_of);
    return advance(stream, error);
}

static bool behind(const Stream *stream, const ReportAccount *account)
{
    if (stream->step != DB_ROW) return false;
    if (stream->debtor_id != account->debtor_id) return stream->debtor_id < account->debtor_id;
    return stream->account_id < account->account_id;
}

static bool at(const Stream *stream, const ReportAccount *account)
{
    return stream->step == DB_ROW && stream->debtor_id == account->debtor_id &&
           stream->account_id == account->account_id;
}

static bool take_items(Stream *stream, ReportAccount *account, GArray *items, GError **error)
{
    g_array_set_size(items, 0);
    while (behind(stream, account))
        if (!advance(stream, error)) return false;
    while (at(stream, account)) {
        ReportOpen open = { db_int(stream->stmt, 2), (Day)db_int(stream->stmt, 3),
                            (Day)db_int(stream->stmt, 4) };
        g_array_append_val(items, open);
        if (!advance(stream, error)) return false;
    }
    account->items = (const ReportOpen *)(const void *)items->data;
    account->count = items->len;
    return true;
}

static bool take_payments(Stream *stream, ReportAccount *account, GError **error)
{
    while (behind(stream, account))
        if (!advance(stream, error)) return false;
    while (at(stream, account)) {
        account->unapplied_minor += db_int(stream->stmt, 2);
        if (!advance(stream, error)) return false;
    }
    return true;
}

bool report_store_open(Db *db, const ReportRange *range, ReportAccountFn each, void *data,
                       GError **error)
{
    Stream accounts, items, payments;
    g_autoptr(GArray) open = g_array_new(FALSE, FALSE, sizeof(ReportOpen));
    if (!start(&items, db, OPEN_ITEMS, range, error) ||
        !start(&payments, db, OPEN_PAYMENTS, range, error) ||
        !start(&accounts, db, OPEN_ACCOUNTS, range, error))
        return false;
    while (accounts.step == DB_ROW) {
        ReportAccount account = { .debtor_id = accounts.debtor_id,
                                  .account_id = accounts.account_id };
        if (!take_items(&items, &account, open, error) ||
            !take_payments(&payments, &account, error))
            return false;
        if (account.count > 0 || account.unapplied_minor != 0) {
            account.ref = db_text(accounts.stmt, 2);
            account.creditor_id = db_int(accounts.stmt, 3);
            account.currency = db_text(accounts.stmt, 4);
            if (!each(data, &account, error)) return false;
        }
        if (!advance(&accounts, error)) return false;
    }
    db_done(items.stmt);
    db_done(payments.stmt);
    return true;
}

/* --- items ------------------------------------------------------------------------------------ */

#define ITEM_RANGE \
    "i.debtor_id >= $1 AND i.debtor_id < $2 AND (CAST($5 AS BIGINT) = 0 OR i.account_id = $5) "
#define SUM_RANGE \
    "debtor_id >= $1 AND debtor_id < $2 AND (CAST($5 AS BIGINT) = 0 OR account_id = $5) "
#define DISPUTED                                                                                   \
    "LEFT JOIN (SELECT y.debtor_id, y.account_id, y.item_id, CAST(SUM(y.amount_minor) AS BIGINT) " \
    "AS minor FROM dispute x JOIN dispute_item y ON y.debtor_id = x.debtor_id AND y.account_id = " \
    "x.account_id AND y.dispute_id = x.dispute_id WHERE x.debtor_id >= $1 AND x.debtor_id < $2 "   \
    "AND x.on_day <= $3 AND x.recorded_us <= $4 AND (x.settled_day IS NULL OR x.settled_day > $3 " \
    "OR x.settled_us > $4) GROUP BY y.debtor_id, y.account_id, y.item_id) d "                      \
    "ON d.debtor_id = i.debtor_id AND d.account_id = i.account_id AND d.item_id = i.item_id "
#define ITEM_JOIN(account)      \
    "FROM item i JOIN " account \
    " a ON a.debtor_id = i.debtor_id AND a.account_id = i.account_id " DISPUTED
#define ITEM_ORDER_BY "ORDER BY i.debtor_id, i.account_id, i.item_id"
static const char ITEMS_NOW[] =
    "SELECT i.debtor_id, i.account_id, i.item_id, a.creditor_id, a.ref, a.currency, i.number, "
    "i.document, i.reference, i.kind, i.issued_day, i.due_day, i.amount_minor, i.open_minor, "
    "COALESCE(d.minor, 0), 0 " ITEM_JOIN(
        "account") "WHERE " ITEM_RANGE
                   "AND i.issued_day <= $3 AND i.recorded_us <= $4 " ITEM_ORDER_BY;
/* `u` is what was taken off by then, `w` the version known then, `f` what is taken off later. */
static const char ITEMS_THEN[] =
    "SELECT i.debtor_id, i.account_id, i.item_id, a.creditor_id, a.ref, a.currency, "
    "COALESCE(w.number, i.number), COALESCE(w.document, i.document), "
    "COALESCE(w.reference, i.reference), COALESCE(w.kind, i.kind), "
    "COALESCE(w.issued_day, i.issued_day), COALESCE(w.due_day, i.due_day), "
    "COALESCE(w.amount_minor, i.amount_minor), "
    "COALESCE(w.amount_minor, i.amount_minor) - COALESCE(u.minor, 0), COALESCE(d.minor, 0), "
    "COALESCE(f.minor, 0) " ITEM_JOIN(
        KNOWN_ACCOUNT(KNOWN_RANGE, "$4")) "LEFT JOIN (SELECT debtor_id, account_id, item_id, "
                                          "CAST(SUM(amount_minor) AS BIGINT) AS minor "
                                          "FROM allocation WHERE " SUM_RANGE
                                          "AND on_day <= $3 AND recorded_us <= $4 "
                                          "GROUP BY debtor_id, account_id, item_id) u "
                                          "ON u.debtor_id = i.debtor_id AND u.account_id = "
                                          "i.account_id AND u.item_id = i.item_id "
                                          "LEFT JOIN (SELECT debtor_id, account_id, item_id, "
                                          "CAST(SUM(amount_minor) AS BIGINT) AS minor "
                                          "FROM allocation WHERE " SUM_RANGE
                                          "AND on_day > $3 AND recorded_us <= $4 "
                                          "GROUP BY debtor_id, account_id, item_id) f "
                                          "ON f.debtor_id = i.debtor_id AND f.account_id = "
                                          "i.account_id AND f.item_id = i.item_id "
                                          "LEFT JOIN item_was w ON w.debtor_id = i.debtor_id AND "
                                          "w.account_id = i.account_id AND "
                                          "w.item_id = i.item_id AND w.until_us = (SELECT "
                                          "MIN(v.until_us) FROM item_was v WHERE "
                                          "v.debtor_id = i.debtor_id AND v.account_id = "
                                          "i.account_id AND v.item_id = i.item_id AND "
                                          "v.until_us > $4) WHERE " ITEM_RANGE
                                          "AND COALESCE(w.issued_day, i.issued_day) <= $3 AND "
                                          "i.recorded_us <= $4 " ITEM_ORDER_BY;

static void decode_item(const DbStmt *row, ReportItem *out)
{
    *out = (ReportItem){ .debtor_id = db_int(row, 0),
                         .account_id = db_int(row, 1),
                         .item_id = db_int(row, 2),
                         .creditor_id = db_int(row, 3),
                         .account = db_text(row, 4),
                         .currency = db_text(row, 5),
                         .number = db_text(row, 6),
                         .document = db_text(row, 7),
                         .reference = db_text(row, 8),
                         .kind = (int32_t)db_int(row, 9),
                         .issued_day = (Day)db_int(row, 10),
                         .due_day = (Day)db_int(row, 11),
                         .amount_minor = db_int(row, 12),
                         .open_minor = db_int(row, 13),
                         .disputed_minor = db_int(row, 14),
                         .future_minor = db_int(row, 15) };
}

bool report_store_items(Db *db, const ReportRange *range, int64_t account_id, bool future,
                        ReportItemFn each, void *data, GError **error)
{
    DbStmt *stmt = db_stmt(db, range->rewind || future ? ITEMS_THEN : ITEMS_NOW);
    DbStep step;
    bind_range(stmt, range);
    db_bind_int(stmt, 5, account_id);
    while ((step = db_next(stmt, error)) == DB_ROW) {
        ReportItem item;
        decode_item(stmt, &item);
        if (each(data, &item, error)) continue;
        db_done(stmt);
        return false;
    }
    return step == DB_DONE;
}

/* --- payments --------------------------------------------------------------------------------- */

#define PAYMENT_SELECT(payment, account)                                                  \
    "SELECT p.debtor_id, p.account_id, p.payment_id, COALESCE(a.creditor_id, 0), p.ref, " \
    "COALESCE(a.ref, ''), p.currency, p.on_day, p.amount_minor, COALESCE(u.minor, 0), "   \
    "p.amount_minor + COALESCE(e.minor, 0) - COALESCE(u.minor, 0), p.method, "            \
    "CASE WHEN e.turned < 0 THEN 1 ELSE 0 END FROM " payment " p "                        \
    "LEFT JOIN " account " a ON a.debtor_id = p.debtor_id AND a.account_id = p.account_id "
#define PAYMENT_JOIN(event, day)                                                                  \
    "LEFT JOIN (SELECT debtor_id, source_id, CAST(SUM(amount_minor) AS BIGINT) AS minor FROM "    \
    "allocation WHERE debtor_id >= $1 AND debtor_id < $2 AND source = 0 " day                     \
    "AND recorded_us <= $4 GROUP BY debtor_id, source_id) u "                                     \
    "ON u.debtor_id = p.debtor_id AND u.source_id = p.payment_id "                                \
    "LEFT JOIN (SELECT debtor_id, payment_id, CAST(SUM(amount_minor) AS BIGINT) AS minor, "       \
    "CAST(SUM(CASE WHEN kind < 2 THEN amount_minor ELSE 0 END) AS BIGINT) AS turned FROM " event  \
    " WHERE debtor_id >= $1 AND debtor_id < $2 " day                                              \
    "AND recorded_us <= $4 GROUP BY debtor_id, payment_id) e "                                    \
    "ON e.debtor_id = p.debtor_id AND e.payment_id = p.payment_id "                               \
    "WHERE p.debtor_id >= $1 AND p.debtor_id < $2 AND (CAST($5 AS BIGINT) = 0 OR p.account_id = " \
    "$5) "                                                                                        \
    "AND p.recorded_us <= $4 "
#define PAYMENT_ORDER "ORDER BY p.debtor_id, p.account_id, p.payment_id"
#define PAYMENT_TEXTS(payment, account, event)                             \
    {                                                                      \
        PAYMENT_SELECT(payment, account)                                   \
        PAYMENT_JOIN(event, "AND on_day <= $3 ")                           \
        "AND p.on_day <= $3 " PAYMENT_ORDER,                               \
            PAYMENT_SELECT(payment, account)                               \
                PAYMENT_JOIN(event, "") "AND p.on_day > $3 " PAYMENT_ORDER \
    }
/* As now known, as then known; until the day, after it. */
static const char *const PAYMENTS[2][2] = {
    PAYMENT_TEXTS("payment", "account", "payment_event"),
    PAYMENT_TEXTS(KNOWN_PAYMENT(KNOWN_RANGE, "$4"), KNOWN_ACCOUNT(KNOWN_RANGE, "$4"),
                  KNOWN_EVENT(KNOWN_RANGE, "$4") "v"),
};

static void decode_payment(const DbStmt *row, ReportPayment *out)
{
    *out = (ReportPayment){ .debtor_id = db_int(row, 0),
                            .account_id = db_int(row, 1),
                            .payment_id = db_int(row, 2),
                            .creditor_id = db_int(row, 3),
                            .ref = db_text(row, 4),
                            .account = db_text(row, 5),
                            .currency = db_text(row, 6),
                            .on_day = (Day)db_int(row, 7),
                            .amount_minor = db_int(row, 8),
                            .allocated_minor = db_int(row, 9),
                            .unapplied_minor = db_int(row, 10),
                            .method = (int32_t)db_int(row, 11),
                            .reversed = db_int(row, 12) != 0 };
}

static bool each_payment(Db *db, bool future, const ReportRange *range, int64_t account_id,
                         ReportPaymentFn each, void *data, GError **error)
{
    DbStmt *stmt = db_stmt(db, PAYMENTS[range->known_us != INT64_MAX][future]);
    DbStep step;
    bind_range(stmt, range);
    db_bind_int(stmt, 5, account_id);
    while ((step = db_next(stmt, error)) == DB_ROW) {
        ReportPayment payment;
        decode_payment(stmt, &payment);
        if (each(data, &payment, error)) continue;
        db_done(stmt);
        return false;
    }
    return step == DB_DONE;
}

bool report_store_payments(Db *db, const ReportRange *range, int64_t account_id,
                           ReportPaymentFn each, void *data, GError **error)
{
    return each_payment(db, false, range, account_id, each, data, error);
}

bool report_store_future_payments(Db *db, const ReportRange *range, int64_t account_id,
                                  ReportPaymentFn each, void *data, GError **error)
{
    return each_payment(db, true, range, account_id, each, data, error);
}

/* --- work that is due ------------------------------------------------------------------------- */

static const char WORKS[] =
    "SELECT w.debtor_id, w.account_id, a.creditor_id, w.owner_id, w.work_no, w.priority, "
    "w.not_due_minor, w.past_due_minor, w.unapplied_minor, a.ref, d.ref, a.currency, w.treatment, "
    "w.step, w.oldest_due_day, w.next_day, w.gate_outcome, w.gate_word FROM d_account w "
    "JOIN account a ON a.debtor_id = w.debtor_id AND a.account_id = w.account_id "
    "JOIN debtor d ON d.debtor_id = w.debtor_id "
    "WHERE w.debtor_id >= $1 AND w.debtor_id < $2 AND w.work_no <> 0 AND w.step_state = 1 "
    "ORDER BY w.debtor_id, w.account_id";

static void decode_work(const DbStmt *row, ReportWork *out)
{
    *out = (ReportWork){ .debtor_id = db_int(row, 0),
                         .account_id = db_int(row, 1),
                         .creditor_id = db_int(row, 2),
                         .owner_id = db_int(row, 3),
                         .work_no = db_int(row, 4),
                         .priority = db_int(row, 5),
                         .not_due_minor = db_int(row, 6),
                         .past_due_minor = db_int(row, 7),
                         .unapplied_minor = db_int(row, 8),
                         .account = db_text(row, 9),
                         .debtor = db_text(row, 10),
                         .currency = db_text(row, 11),
                         .treatment = db_text(row, 12),
                         .step = db_text(row, 13),
                         .oldest_due_day = db_day(row, 14),
                         .next_day = db_day(row, 15),
                         .gate_outcome = (int32_t)db_int(row, 16),
                         .gate_word = db_text(row, 17) };
}

bool report_store_works(Db *db, const ReportRange *range, ReportWorkFn each, void *data,
                        GError **error)
{
    DbStmt *stmt = db_stmt(db, WORKS);
    DbStep step;
    db_bind_int(stmt, 1, range->from);
    db_bind_int(stmt, 2, range->to);
    while ((step = db_next(stmt, error)) == DB_ROW) {
        ReportWork work;
        decode_work(stmt, &work);
        if (each(data, &work, error)) continue;
        db_done(stmt);
        return false;
    }
    return step == DB_DONE;
}

/* --- texts of one account --------------------------------------------------------------------- */

static const char NUMBERS[] = "SELECT item_id, number FROM item WHERE debtor_id = $1 AND "
                              "account_id = $2 ORDER BY item_id";

bool report_store_numbers(Db *db, int64_t debtor_id, int64_t account_id, GArray **out,
                          GError **error)
{
    g_autoptr(GArray) numbers = g_array_new(FALSE, FALSE, sizeof(ReportNumber));
    DbStmt *stmt = db_stmt(db, NUMBERS);
    DbStep step;
    db_bind_int(stmt, 1, debtor_id);
    db_bind_int(stmt, 2, account_id);
    while ((step = db_next(stmt, error)) == DB_ROW) {
        ReportNumber number = { .item_id = db_int(stmt, 0) };
        text_copy(number.number, sizeof number.number, db_text(stmt, 1));
        g_array_append_val(numbers, number);
    }
    if (step == DB_FAILED) return false;
    *out = g_steal_pointer(&numbers);
    return true;
}
