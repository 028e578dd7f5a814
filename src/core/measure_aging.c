/* core/measure_aging.c: how much of what is open is late.  Nets nothing by itself. */
#include "core/measure_aging.h"

void measure_aging_add(MeasureAging *sums, int32_t dpd, int32_t grace_days, int64_t open_minor)
{
    bool late = dpd > 0 && dpd > grace_days;

    if (open_minor < 0) sums->unapplied_minor += open_minor;
    if (open_minor <= 0) return;
    sums->items++;
    sums->late_items += late;
    *(late ? &sums->past_due_minor : &sums->current_minor) += open_minor;
    if (late && dpd > 90) sums->over_90_minor += open_minor;
}

void measure_aging_merge(MeasureAging *into, const MeasureAging *from)
{
    into->current_minor += from->current_minor;
    into->past_due_minor += from->past_due_minor;
    into->over_90_minor += from->over_90_minor;
    into->unapplied_minor += from->unapplied_minor;
    into->items += from->items;
    into->late_items += from->late_items;
}

static __int128 gross_total(const MeasureAging *sums)
{
    return sums->current_minor + sums->past_due_minor;
}

Measure measure_aging_past_due(const MeasureAging *gross)
{
    return measure_of(MEASURE_PERCENT, gross->past_due_minor, gross_total(gross));
}

Measure measure_aging_past_due_netted(const MeasureAging *netted)
{
    return measure_of(MEASURE_PERCENT, netted->past_due_minor,
                      gross_total(netted) + netted->unapplied_minor);
}

Measure measure_aging_current(const MeasureAging *gross)
{
    return measure_of(MEASURE_PERCENT, gross->current_minor, gross_total(gross));
}

Measure measure_aging_over_90(const MeasureAging *gross)
{
    return measure_of(MEASURE_PERCENT, gross->over_90_minor, gross_total(gross));
}

Measure measure_aging_late_items(const MeasureAging *gross)
{
    return measure_of(MEASURE_PERCENT, gross->late_items, gross->items);
}

/* How many monthly anniversaries of the due date have been reached by `day`. */
static int32_t anniversaries(Day due_day, Day day)
{
    if (day <= due_day) return 0;
    int32_t months = day_month_index(day) - day_month_index(due_day);
    return day_add_months(due_day, months) <= day ? months : months - 1;
}

int32_t measure_aging_months_mba(Day due_day, Day as_of)
{
    return anniversaries(due_day, as_of + 1);
}

int32_t measure_aging_months_ots(Day due_day, Day as_of)
{
    return anniversaries(due_day, as_of);
}
