/* store/report_kpi_store.c: five queries over a range of debtors.  SQL only. */
#include "store/report_kpi_store.h"

#include "store/known.h"
#include "store/ledger_store.h"

void report_kpi_store_init(KpiLedger *ledger)
{
    ledger->items = g_array_new(FALSE, FALSE, sizeof(KpiItem));
    ledger->parts = g_array_new(FALSE, FALSE, sizeof(KpiPart));
    ledger->adjustments = g_array_new(FALSE, FALSE, sizeof(KpiAdjustment));
    ledger->promises = g_array_new(FALSE, FALSE, sizeof(KpiPromise));
    ledger->snapshots = g_array_new(FALSE, FALSE, sizeof(KpiSnapshot));
}

void report_kpi_store_clear(KpiLedger *ledger)
{
    if (ledger->items == NULL) return;
    g_array_unref(ledger->items);
    g_array_unref(ledger->parts);
    g_array_unref(ledger->adjustments);
    g_array_unref(ledger->promises);
    g_array_unref(ledger->snapshots);
}

#define RANGE      "debtor_id >= $1 AND debtor_id < $2 "
#define KNOWN_ROWS "AND recorded_us <= $3 "
static const char ITEMS[] =
    "SELECT i.debtor_id, i.account_id, i.item_id, COALESCE(w.kind, i.kind), "
    "COALESCE(w.issued_day, i.issued_day), COALESCE(w.due_day, i.due_day), "
    "CASE WHEN i.cancelled_us <= $4 THEN i.cancelled_day END, "
    "COALESCE(w.amount_minor, i.amount_minor), COALESCE(d.minor, 0) FROM item i "
    "LEFT JOIN item_was w ON w.debtor_id = i.debtor_id AND w.account_id = i.account_id AND "
    "w.item_id = i.item_id AND w.until_us = (SELECT MIN(v.until_us) FROM item_was v WHERE "
    "v.debtor_id = i.debtor_id AND v.account_id = i.account_id AND v.item_id = i.item_id AND "
    "v.until_us > $4) "
    "LEFT JOIN (SELECT y.debtor_id, y.account_id, y.item_id, CAST(SUM(y.amount_minor) AS BIGINT) "
    "AS minor FROM dispute x JOIN dispute_item y ON y.debtor_id = x.debtor_id AND y.account_id = "
    "x.account_id AND y.dispute_id = x.dispute_id WHERE x.debtor_id >= $1 AND x.debtor_id < $2 "
    "AND x.on_day <= $3 AND x.recorded_us <= $4 AND (x.settled_day IS NULL OR x.settled_day > $3 "
    "OR x.settled_us > $4) GROUP BY y.debtor_id, y.account_id, y.item_id) d "
    "ON d.debtor_id = i.debtor_id AND d.account_id = i.account_id AND d.item_id = i.item_id "
    "WHERE i.debtor_id >= $1 AND i.debtor_id < $2 AND i.recorded_us <= $4 "
    "ORDER BY i.debtor_id, i.account_id, i.item_id";
static const char PARTS[] =
    "SELECT debtor_id, account_id, item_id, source, on_day, amount_minor, source_id FROM "
    "allocation "
    "WHERE " RANGE KNOWN_ROWS "ORDER BY debtor_id, account_id, item_id, on_day, allocation_id";
static const char ADJUSTMENTS[] =
    "SELECT debtor_id, account_id, kind, on_day, amount_minor FROM adjustment WHERE " RANGE
        KNOWN_ROWS "ORDER BY debtor_id, account_id, on_day, adjustment_id";
static const char PROMISES[] =
    "SELECT debtor_id, account_id, on_day, amount_minor FROM promise WHERE " RANGE KNOWN_ROWS
    "AND (cancelled_us IS NULL OR cancelled_us > $3 OR cancelled_day > on_day) "
    "ORDER BY debtor_id, account_id, on_day, promise_id";
static const char SNAPSHOTS[] =
    "SELECT debtor_id, account_id, on_day, bucket, balance_minor FROM snapshot WHERE " RANGE
    "ORDER BY debtor_id, account_id, on_day";
static const char SNAPSHOTS_KNOWN[] =
    "SELECT debtor_id, account_id, on_day, bucket, balance_minor FROM " KNOWN(
        "snapshot", "debtor_id, account_id, on_day, bucket, balance_minor", KNOWN_RANGE,
        "$3") "s ORDER BY debtor_id, account_id, on_day";

static KpiKey key_of(const DbStmt *row)
{
    return (KpiKey){ db_int(row, 0), db_int(row, 1) };
}

static void add_item(const DbStmt *row, GArray *to)
{
    KpiItem item = { .key = key_of(row),
                     .item_id = db_int(row, 2),
                     .kind = (int32_t)db_int(row, 3),
                     .issued_day = (Day)db_int(row, 4),
                     .due_day = (Day)db_int(row, 5),
                     .cancelled_day = db_day(row, 6),
                     .amount_minor = db_int(row, 7),
                     .disputed_minor = db_int(row, 8) };
    g_array_append_val(to, item);
}

static void add_part(const DbStmt *row, GArray *to)
{
    KpiPart part = { key_of(row),    db_int(row, 2),      (int32_t)db_int(row, 3),
                     db_int(row, 6), (Day)db_int(row, 4), db_int(row, 5) };
    g_array_append_val(to, part);
}

static void add_adjustment(const DbStmt *row, GArray *to)
{
    KpiAdjustment adjustment = { key_of(row), (int32_t)db_int(row, 2), (Day)db_int(row, 3),
                                 db_int(row, 4) };
    g_array_append_val(to, adjustment);
}

static void add_promise(const DbStmt *row, GArray *to)
{
    KpiPromise promise = { key_of(row), (Day)db_int(row, 2), db_int(row, 3) };
    g_array_append_val(to, promise);
}

static void add_snapshot(const DbStmt *row, GArray *to)
{
    KpiSnapshot snapshot = { key_of(row), (Day)db_int(row, 2), (int32_t)db_int(row, 3),
                             db_int(row, 4) };
    g_array_append_val(to, snapshot);
}

/* Items know the day and the instant, all else the instant. */
static bool load(Db *db, const char *sql, const ReportRange *range, GArray *to,
                 void (*add)(const DbStmt *, GArray *), GError **error)
{
    DbStmt *stmt = db_stmt(db, sql);
    DbStep step;
    g_array_set_size(to, 0);
    db_bind_int(stmt, 1, range->from);
    db_bind_int(stmt, 2, range->to);
    if (sql == ITEMS) db_bind_int(stmt, 3, range->as_of);
    if (sql != SNAPSHOTS) db_bind_int(stmt, sql == ITEMS ? 4 : 3, range->known_us);
    while ((step = db_next(stmt, error)) == DB_ROW) add(stmt, to);
    return step == DB_DONE;
}

static bool is_of(const KpiPart *part, const KpiItem *item)
{
    return part->key.debtor_id == item->key.debtor_id &&
           part->key.account_id == item->key.account_id && part->item_id == item->item_id;
}

static bool is_before(const KpiPart *part, const KpiItem *item)
{
    if (part->key.debtor_id != item->key.debtor_id)
        return part->key.debtor_id < item->key.debtor_id;
    if (part->key.account_id != item->key.account_id)
        return part->key.account_id < item->key.account_id;
    return part->item_id < item->item_id;
}

static void match(KpiLedger *ledger)
{
    const KpiPart *parts = (const KpiPart *)(const void *)ledger->parts->data;
    unsigned at = 0, count = ledger->parts->len;
    for (unsigned i = 0; i < ledger->items->len; i++) {
        KpiItem *item = &g_array_index(ledger->items, KpiItem, i);
        while (at < count && is_before(&parts[at], item)) at++;
        item->first = at;
        while (at < count && is_of(&parts[at], item)) at++;
        item->count = at - item->first;
    }
}

static bool load_snapshots(KpiLedger *ledger, Db *db, const ReportRange *range, GError **error)
{
    const char *sql = range->known_us == INT64_MAX ? SNAPSHOTS : SNAPSHOTS_KNOWN;
    return load(db, sql, range, ledger->snapshots, add_snapshot, error);
}

bool report_kpi_store_adjustments(KpiLedger *ledger, Db *db, const ReportRange *range,
                                  GError **error)
{
    return load(db, ADJUSTMENTS, range, ledger->adjustments, add_adjustment, error);
}

bool report_kpi_store_snapshots(KpiLedger *ledger, Db *db, const ReportRange *range, GError **error)
{
    return report_kpi_store_adjustments(ledger, db, range, error) &&
           load_snapshots(ledger, db, range, error);
}

bool report_kpi_store_load(KpiLedger *ledger, Db *db, const ReportRange *range, GError **error)
{
    bool done = load(db, ITEMS, range, ledger->items, add_item, error) &&
                load(db, PARTS, range, ledger->parts, add_part, error) &&
                load(db, ADJUSTMENTS, range, ledger->adjustments, add_adjustment, error) &&
                load(db, PROMISES, range, ledger->promises, add_promise, error) &&
                load_snapshots(ledger, db, range, error);
    if (done) match(ledger);
    return done;
}
