/* core/measure_dso.c: days sales outstanding, each way under its own name.  Mixes none of them. */
#include "core/measure_dso.h"

#include "core/fraction.h"
#include <glib.h>

Measure measure_dso_simple(__int128 receivables, __int128 sales, int32_t days)
{
    return measure_of(MEASURE_DAYS, receivables * days, sales);
}

Measure measure_dso_countback(__int128 receivables, const MeasureMonth *months, size_t count,
                              MeasureMonths way)
{
    __int128 left = receivables;
    int32_t days = 0;

    if (left <= 0) return measure_of(MEASURE_DAYS, 0, 1);
    for (size_t i = 0; i < count; i++) {
        int32_t month_days = way == MEASURE_MONTHS_OF_30 ? 30 : months[i].days;
        __int128 sales = MAX(months[i].sales_minor, 0);
        if (left <= sales) return measure_of(MEASURE_DAYS, days * sales + left * month_days, sales);
        left -= sales;
        days += month_days;
    }
    Measure measure = measure_of(MEASURE_DAYS, days * receivables, count > 0 ? receivables : 0);
    measure.at_least = measure.defined;
    return measure;
}

Measure measure_dso_rolling(__int128 receivables_sum, int32_t points, __int128 sales, int32_t days)
{
    return measure_of(MEASURE_DAYS, receivables_sum * days, sales * points);
}

Measure measure_dso_conventional(__int128 receivables, __int128 prior_month_sales)
{
    return measure_of(MEASURE_DAYS, receivables * 30, prior_month_sales);
}

/* Sum of parts over the sales of their months. */
static Measure over_own_sales(const MeasureOrigin *origins, size_t count, bool by_age)
{
    Fraction sum = { 0, 1 };

    for (size_t i = 0; i < count; i++) {
        __int128 part = by_age ? origins[i].open_days : origins[i].open_minor * 30;
        if (part == 0) continue;
        if (origins[i].sales_minor <= 0) return measure_of(MEASURE_DAYS, 0, 0);
        sum = fraction_add(sum, fraction_make(part, origins[i].sales_minor));
    }
    return measure_of(MEASURE_DAYS, sum.numerator, sum.denominator);
}

Measure measure_dso_true(const MeasureOrigin *origins, size_t count)
{
    return over_own_sales(origins, count, true);
}

Measure measure_dso_sales_weighted(const MeasureOrigin *origins, size_t count)
{
    return over_own_sales(origins, count, false);
}

Measure measure_dso_best_possible(__int128 current, __int128 sales, int32_t days)
{
    return measure_of(MEASURE_DAYS, current * days, sales);
}

Measure measure_dso_add(__int128 receivables, __int128 current, __int128 sales, int32_t days)
{
    return measure_of(MEASURE_DAYS, (receivables - current) * days, sales);
}
