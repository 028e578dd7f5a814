/* core/measure_cash.h: how well and how late the money comes in.  All amounts in minor units of one
 * currency. */
#ifndef RECOUP_CORE_MEASURE_CASH_H
#define RECOUP_CORE_MEASURE_CASH_H

#include "core/measure.h"

/* Opening and closing figures and sales of one and the same period. */
typedef struct {
    __int128 opening_minor, sales_minor, closing_minor, closing_current_minor;
} MeasurePeriod;

Measure measure_cash_cei(const MeasurePeriod *period);
/* The widely copied form: sales divided by the number of months (more than 0). */
Measure measure_cash_cei_monthly(const MeasurePeriod *period, int32_t months);
Measure measure_cash_collected(__int128 applied, __int128 already_due, __int128 coming_due,
                               __int128 new_due);
Measure measure_cash_progress(__int128 promised, __int128 to_collect);

/* Sums over cleared items; early days are negative and included. */
Measure measure_cash_dbt(__int128 amount_days_late, __int128 amount);
Measure measure_cash_avg_days_late(__int128 days_late, int64_t cleared_items);
Measure measure_cash_days_to_pay(__int128 amount_days_to_pay, __int128 amount);
/* receivables_sum of `points` balances (opening and closing: 2). */
Measure measure_cash_turnover(__int128 sales, __int128 receivables_sum, int32_t points);
/* The same turned round: days of the year for one turn. */
Measure measure_cash_turnover_days(__int128 sales, __int128 receivables_sum, int32_t points);

#endif
