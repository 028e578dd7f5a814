/* report/kpi_sums.h: what key figures are made of, summed over accounts: receivables on several
 * days, sales by month, what was cleared, applied, lost, and where accounts went.  No quotient is
 * made here. */
#ifndef RECOUP_REPORT_KPI_SUMS_H
#define RECOUP_REPORT_KPI_SUMS_H

#include "core/measure_aging.h"
#include "core/measure_roll.h"
#include "report/walk.h"
#include "store/report_kpi_store.h"

enum { KPI_MONTHS_MAX = 240, KPI_POINTS = 3 };

/* One calendar month; index 0 is the month of the last day, 1 the one before … */
typedef struct {
    __int128 sales;
    __int128 open, open_days;             /* of items issued in it, on the last day */
    __int128 open_clean, open_days_clean; /* less what is disputed */
} KpiMonth;

typedef struct {
    char group[NAME_SIZE], currency[CURRENCY_SIZE];
    MeasureAging gross, gross_clean;         /* clean: disputed amounts left out */
    MeasureAging netted, netted_clean;       /* credits of an account against its oldest items */
    __int128 receivables, receivables_clean; /* open items and open credit notes, on the last day */
    __int128 current, current_clean;
    __int128 opening;            /* receivables on the day before the first */
    __int128 points[KPI_POINTS]; /* on the last day, at the two month ends before */
    __int128 sales;              /* of the period */
    int32_t oldest_month;        /* highest index with anything issued */
    KpiMonth months[KPI_MONTHS_MAX];
    /* items cleared by payments in the period */
    __int128 cleared_amount, cleared_late, cleared_age; /* age: amount x days since issue */
    __int128 days_late;
    int64_t cleared;
    __int128 applied, already_due, coming_due, new_due;
    __int128 promised, to_collect;
    __int128 charge_offs, recoveries;
    __int128 cohort, cohort_losses;
    RollMatrix rolls;
    int64_t cured, again;
} KpiSums;

/* The question. */
typedef struct {
    Day from, to;  /* inclusive */
    Day until;     /* how far events after the period are known (re-default, vintages) */
    int32_t month; /* of a vintage: months on book */
} KpiPeriod;

/* Adds one account.  Amounts come in its own currency and are converted as the run shows them. */
bool kpi_sums_add(KpiSums *sums, ViewRun *run, const KpiPeriod *period, const KpiLedger *ledger,
                  const WalkAccount *account, GError **error) MUST_USE;
/* Only where it went from the first day to the last. */
bool kpi_sums_add_roll(KpiSums *sums, ViewRun *run, const KpiPeriod *period,
                       const KpiLedger *ledger, const WalkAccount *account,
                       GError **error) MUST_USE;

#endif
