/* store/report_kpi_store.h: the enduring rows that key figures are made of, for a range of debtors:
 * items with all that was taken off them, adjustments, promises, snapshots.  SQL only; which of
 * them counts for what is decided above. */
#ifndef RECOUP_STORE_REPORT_KPI_STORE_H
#define RECOUP_STORE_REPORT_KPI_STORE_H

#include "store/report_store.h"

typedef struct {
    int64_t debtor_id, account_id;
} KpiKey;

typedef struct {
    KpiKey key;
    int64_t item_id;
    int32_t kind;
    Day issued_day, due_day, cancelled_day;
    int64_t amount_minor;
    int64_t disputed_minor; /* on as_of */
    uint32_t first, count;  /* its rows in KpiLedger.parts */
} KpiItem;

/* What was taken off an item (or given back: negative), by day. */
typedef struct {
    KpiKey key;
    int64_t item_id;
    int32_t source; /* AllocationSource */
    int64_t source_id;
    Day on_day;
    int64_t amount_minor;
} KpiPart;

typedef struct {
    KpiKey key;
    int32_t kind; /* index in words_adjustment_kind */
    Day on_day;
    int64_t amount_minor;
} KpiAdjustment;

typedef struct {
    KpiKey key;
    Day on_day;
    int64_t amount_minor;
} KpiPromise;

typedef struct {
    KpiKey key;
    Day on_day;
    int32_t bucket;
    int64_t balance_minor;
} KpiSnapshot;

/* All in key order; items by item_id, the rest by day. */
typedef struct {
    GArray *items, *parts, *adjustments, *promises, *snapshots;
} KpiLedger;

void report_kpi_store_init(KpiLedger *ledger);
void report_kpi_store_clear(KpiLedger *ledger);
/* Replaces what it held by debtors [range.from, range.to), as known then; of any day. */
bool report_kpi_store_load(KpiLedger *ledger, Db *db, const ReportRange *range,
                           GError **error) MUST_USE;
/* Only the adjustments; only the snapshots and the adjustments. */
bool report_kpi_store_adjustments(KpiLedger *ledger, Db *db, const ReportRange *range,
                                  GError **error) MUST_USE;
bool report_kpi_store_snapshots(KpiLedger *ledger, Db *db, const ReportRange *range,
                                GError **error) MUST_USE;

#endif
