/* core/hold.h: the one clock of every hold: dispute, promise, plan, legal, hardship, breathing
 * space.  Says how long an item has been delinquent; decides nothing. */
#ifndef RECOUP_CORE_HOLD_H
#define RECOUP_CORE_HOLD_H

#include "base/day.h"

#include <stddef.h>

/* A hold runs from from_day to until_day (DAY_NONE: until it is lifted).  It holds until_day -
 * from_day days.  Its last day is still held, unless the hold was lifted on it. */
typedef struct {
    Day from_day, until_day;
    bool lifted;
} HoldSpan;

typedef struct {
    int32_t past_due_days;   /* as_of less due day, never below zero */
    int32_t held_days;       /* union of the holds, clipped to the time the item was overdue */
    int32_t delinquent_days; /* past due less grace less held, never below zero */
    int32_t range_days; /* what a range or a step is read from: while frozen, the delinquent days of
                           the day before the hold began */
    bool frozen;        /* a hold is active on as_of */
    /* To delinquent days what the due date is to days past due: the last day that had none. Without
     * holds it is due day
     * + grace.  DAY_NONE while there are none. */
    Day delinquent_since_day;
} HoldClock;

bool hold_is_active(const HoldSpan *span, Day as_of);
/* Ascending by from_day, as hold_clock wants them. */
void hold_order(HoldSpan *spans, size_t count);
/* Days held up to as_of, counted once where holds overlap, and only between first_day and as_of. */
int32_t hold_days(const HoldSpan *spans, size_t count, Day first_day, Day as_of);
/* spans[] ascending by from_day; those that end before they begin, or begin after as_of, count
 * nothing. */
HoldClock hold_clock(const HoldSpan *spans, size_t count, Day due_day, int32_t grace_days,
                     Day as_of);
/* The last day of the longest active hold; DAY_NONE when none is active or one is open-ended. */
Day hold_until(const HoldSpan *spans, size_t count, Day as_of);

#endif
