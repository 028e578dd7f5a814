/* core/measure_aging.h: shares of the receivables by age, and months delinquent as lenders count
 * them. */
#ifndef RECOUP_CORE_MEASURE_AGING_H
#define RECOUP_CORE_MEASURE_AGING_H

#include "base/day.h"
#include "core/measure.h"

/* Open items of a book, summed.  With or without the disputed ones: two sums, two figures. */
typedef struct {
    __int128 current_minor, past_due_minor, over_90_minor; /* over 90 is part of past due */
    __int128 unapplied_minor; /* zero or negative; a column of its own */
    int64_t items, late_items;
} MeasureAging;

/* Adds one open item; an open credit (negative) goes to unapplied and is no item. */
void measure_aging_add(MeasureAging *sums, int32_t dpd, int32_t grace_days, int64_t open_minor);
void measure_aging_merge(MeasureAging *into, const MeasureAging *from);

Measure measure_aging_past_due(const MeasureAging *gross);
/* netted: sums of accounts whose unapplied credits were set against their oldest items first
 * (aging_net_oldest_first); credits of one account never lower another's debt.  What credit is left
 * over lowers the total. */
Measure measure_aging_past_due_netted(const MeasureAging *netted);
Measure measure_aging_current(const MeasureAging *gross);
Measure measure_aging_over_90(const MeasureAging *gross);
Measure measure_aging_late_items(const MeasureAging *gross);

/* Months an unpaid instalment is delinquent.  MBA: one more at the end of the day before each next
 * due date; OTS: at the close of the corresponding day of the next month. */
int32_t measure_aging_months_mba(Day due_day, Day as_of);
int32_t measure_aging_months_ots(Day due_day, Day as_of);

#endif
