/* core/measure_cash.c: effectiveness, progress, lateness, turnover.  Reads no book. */
#include "core/measure_cash.h"

#include <glib.h>

/* Everything times `months`, so that sales / months stays exact; one month is the plain form. */
static Measure cei(const MeasurePeriod *p, int32_t months)
{
    __int128 collected = p->opening_minor - p->closing_minor;
    __int128 collectable = p->opening_minor - p->closing_current_minor;

    return measure_of(MEASURE_PERCENT, collected * months + p->sales_minor,
                      collectable * months + p->sales_minor);
}

Measure measure_cash_cei(const MeasurePeriod *period)
{
    return cei(period, 1);
}

Measure measure_cash_cei_monthly(const MeasurePeriod *period, int32_t months)
{
    g_assert(months > 0);
    return cei(period, months);
}

Measure measure_cash_collected(__int128 applied, __int128 already_due, __int128 coming_due,
                               __int128 new_due)
{
    return measure_of(MEASURE_PERCENT, applied, already_due + coming_due + new_due);
}

Measure measure_cash_progress(__int128 promised, __int128 to_collect)
{
    return measure_of(MEASURE_PERCENT, promised, to_collect);
}

Measure measure_cash_dbt(__int128 amount_days_late, __int128 amount)
{
    return measure_of(MEASURE_DAYS, amount_days_late, amount);
}

Measure measure_cash_avg_days_late(__int128 days_late, int64_t cleared_items)
{
    return measure_of(MEASURE_DAYS, days_late, cleared_items);
}

Measure measure_cash_days_to_pay(__int128 amount_days_to_pay, __int128 amount)
{
    return measure_of(MEASURE_DAYS, amount_days_to_pay, amount);
}

Measure measure_cash_turnover(__int128 sales, __int128 receivables_sum, int32_t points)
{
    return measure_of(MEASURE_TIMES, sales * points, receivables_sum);
}

Measure measure_cash_turnover_days(__int128 sales, __int128 receivables_sum, int32_t points)
{
    return measure_of(MEASURE_DAYS, receivables_sum * 365, sales * points);
}
