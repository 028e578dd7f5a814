/* report/kpi_table.h: which sums each key figure divides by which.  One row a name and variant. */
#ifndef RECOUP_REPORT_KPI_TABLE_H
#define RECOUP_REPORT_KPI_TABLE_H

#include "report/kpi_sums.h"

typedef enum { KPI_OF_MONEY, KPI_OF_COUNTS, KPI_OF_FRACTIONS } KpiScale;

typedef struct {
    const KpiSums *sums;
    const KpiPeriod *period;
    bool clean; /* disputed amounts left out */
    int bucket; /* of a roll */
    int bucket_count;
    int64_t round_minor; /* of a loss: each bucket's part is rounded to a multiple of it */
} KpiAsk;

typedef struct {
    const char *name, *variant;
    Measure (*make)(const KpiAsk *ask);
    KpiScale scale; /* how numerator and denominator are shown */
    bool clean;     /* there is one without disputed amounts, too */
    bool buckets;   /* one a bucket */
} KpiRow;

/* NULL: not a figure of ours. */
const KpiRow *kpi_table_find(const char *name, const char *variant);

#endif
