/* core/standing.h: the rows of one account, made into its facts.  Pure: the same for today, a past
 * day and a day as it was known then, because the caller has already left out what does not count.
 */
#ifndef RECOUP_CORE_STANDING_H
#define RECOUP_CORE_STANDING_H

#include "core/facts.h"
#include "core/habit.h"

typedef struct {
    int64_t item_id, open_minor;
    Day due_day, issued_day;
    int32_t kind; /* ItemKind */
} StandingItem;

typedef struct {
    int64_t item_id;         /* 0: the account */
    int32_t kind;            /* HoldKind */
    Day from_day, until_day; /* last day held; DAY_NONE: until lifted */
    Day lifted_day;          /* no longer held from this day on; DAY_NONE */
} StandingHold;

typedef struct {
    int64_t item_id, amount_minor; /* of a dispute open on the day */
} StandingDispute;

typedef struct {
    Day on_day, next_day;
    int32_t direction; /* 0 out, 1 in */
} StandingContact;

/* How a promise stands on the day, as core/promise judged it. */
typedef struct {
    int32_t state; /* PromiseState */
    int64_t remaining_minor;
    Day due_day, settled_day; /* settled: the day it was kept or broke */
    bool of_plan;
} StandingPromise;

typedef struct {
    const StandingItem *items; /* by item_id */
    size_t item_count;
    const StandingHold *holds;
    size_t hold_count;
    const StandingDispute *disputes; /* by item_id */
    size_t dispute_count;
    const StandingContact *contacts; /* oldest first */
    size_t contact_count;
    const StandingPromise *promises;
    size_t promise_count;
    const Habit *habit; /* NULL: no history */
    Day last_payment_day;
    int64_t last_payment_minor, unapplied_payments_minor;
    Day deferred_to; /* of the last finished step; DAY_NONE */
} StandingRows;

/* Fills the "how much", "how long", "how they behave" and "what stops us" blocks; who it is about
 * is the caller's. */
void standing_make(const StandingRows *rows, Day today, Facts *facts);

#endif
