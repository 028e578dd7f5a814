/* core/hold.c: delinquent days under holds.  Asks no clock. */
#include "core/hold.h"

#include <glib.h>

bool hold_is_active(const HoldSpan *span, Day as_of)
{
    if (span->from_day > as_of) return false;
    if (span->until_day == DAY_NONE) return true;
    if (span->until_day < span->from_day) return false;
    return span->lifted ? as_of < span->until_day : as_of <= span->until_day;
}

void hold_order(HoldSpan *spans, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        HoldSpan span = spans[i];
        size_t at = i;
        for (; at > 0 && spans[at - 1].from_day > span.from_day; at--) spans[at] = spans[at - 1];
        spans[at] = span;
    }
}

int32_t hold_days(const HoldSpan *spans, size_t count, Day first_day, Day as_of)
{
    int32_t days = 0;
    Day reached = first_day; /* everything before it is counted */

    for (size_t i = 0; i < count; i++) {
        g_assert(i == 0 || spans[i - 1].from_day <= spans[i].from_day);
        Day until = spans[i].until_day == DAY_NONE ? as_of : MIN(spans[i].until_day, as_of);
        Day from = MAX(spans[i].from_day, reached);
        if (until <= from) continue;
        days += until - from;
        reached = until;
    }
    return days;
}

static int32_t delinquent(const HoldSpan *spans, size_t count, Day due_day, int32_t grace_days,
                          Day as_of)
{
    if (as_of <= due_day) return 0;
    return MAX(0, as_of - due_day - grace_days - hold_days(spans, count, due_day, as_of));
}

/* The first day of the unbroken run of frozen days that as_of is in. */
static Day frozen_from(const HoldSpan *spans, size_t count, Day as_of)
{
    Day from = as_of;

    for (size_t i = count; i > 0; i--)
        if (spans[i - 1].from_day < from && hold_is_active(&spans[i - 1], from - 1)) {
            from = spans[i - 1].from_day;
            i = count + 1; /* an earlier hold may be active on that day; look again */
        }
    return from;
}

/* The last day without delinquent days; they never fall, so halving finds it. */
static Day delinquent_since(const HoldSpan *spans, size_t count, Day due_day, int32_t grace_days,
                            Day as_of)
{
    Day low = due_day, high = as_of; /* low: not delinquent; high: delinquent */

    while (high - low > 1) {
        Day middle = low + (high - low) / 2;
        if (delinquent(spans, count, due_day, grace_days, middle) > 0)
            high = middle;
        else
            low = middle;
    }
    return low;
}

HoldClock hold_clock(const HoldSpan *spans, size_t count, Day due_day, int32_t grace_days,
                     Day as_of)
{
    HoldClock clock = { .delinquent_since_day = DAY_NONE };

    for (size_t i = 0; i < count && !clock.frozen; i++)
        clock.frozen = hold_is_active(&spans[i], as_of);
    clock.delinquent_days = delinquent(spans, count, due_day, grace_days, as_of);
    clock.range_days = clock.delinquent_days;
    if (as_of > due_day) {
        clock.past_due_days = as_of - due_day;
        clock.held_days = hold_days(spans, count, due_day, as_of);
    }
    if (clock.frozen)
        clock.range_days =
            delinquent(spans, count, due_day, grace_days, frozen_from(spans, count, as_of) - 1);
    if (clock.delinquent_days > 0)
        clock.delinquent_since_day = delinquent_since(spans, count, due_day, grace_days, as_of);
    return clock;
}

Day hold_until(const HoldSpan *spans, size_t count, Day as_of)
{
    Day last = DAY_NONE;

    for (size_t i = 0; i < count; i++) {
        if (!hold_is_active(&spans[i], as_of)) continue;
        if (spans[i].until_day == DAY_NONE) return DAY_NONE;
        last = MAX(last, spans[i].until_day);
    }
    return last;
}
