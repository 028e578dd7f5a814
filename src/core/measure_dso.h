/* core/measure_dso.h: the family of days sales outstanding.  All amounts in minor units of one
 * currency. */
#ifndef RECOUP_CORE_MEASURE_DSO_H
#define RECOUP_CORE_MEASURE_DSO_H

#include "core/measure.h"

/* Credit sales of one month: invoiced less credit notes. */
typedef struct {
    __int128 sales_minor;
    int32_t days; /* of the month; 30 for the 30-day way */
} MeasureMonth;

/* What is still open of one month's invoices. */
typedef struct {
    __int128 open_minor;  /* sum of open amounts */
    __int128 open_days;   /* sum of open amount x age since issue */
    __int128 sales_minor; /* credit sales of that month */
} MeasureOrigin;

typedef enum { MEASURE_CALENDAR_MONTHS, MEASURE_MONTHS_OF_30 } MeasureMonths;

Measure measure_dso_simple(__int128 receivables, __int128 sales, int32_t days);
/* months[] newest first.  A month without sales is passed with its days.  When they do not use the
 * receivables up, the result is their days and at_least; no month at all is undefined. */
Measure measure_dso_countback(__int128 receivables, const MeasureMonth *months, size_t count,
                              MeasureMonths way);
/* receivables_sum of `points` month ends; sales of a window of `days` days. */
Measure measure_dso_rolling(__int128 receivables_sum, int32_t points, __int128 sales, int32_t days);
Measure measure_dso_conventional(__int128 receivables, __int128 prior_month_sales);
/* Undefined when something is open of a month without sales. */
Measure measure_dso_true(const MeasureOrigin *origins, size_t count);
Measure measure_dso_sales_weighted(const MeasureOrigin *origins, size_t count);
Measure measure_dso_best_possible(__int128 current, __int128 sales, int32_t days);
/* Same sales and days in both, so it is never negative. */
Measure measure_dso_add(__int128 receivables, __int128 current, __int128 sales, int32_t days);

#endif
