/* core/promise.h: promises to pay, judged from what was paid; never by hand.  Asks no clock and
 * writes nothing. */
#ifndef RECOUP_CORE_PROMISE_H
#define RECOUP_CORE_PROMISE_H

#include "base/day.h"

/* Stored in the book: append only. */
typedef enum {
    PROMISE_OPEN,
    PROMISE_PARTLY_KEPT, /* some money, and still time */
    PROMISE_KEPT,
    PROMISE_BROKEN,
    PROMISE_CANCELLED
} PromiseState;

/* "open", "partly_kept", "kept", "broken", "cancelled" */
const char *promise_state_name(PromiseState state);

typedef struct {
    int32_t tolerance_days;   /* after the due date; then rolled to the next business day */
    int32_t tolerance_bp;     /* share of the amount that may be missing, hundredths of a percent */
    const Calendar *calendar; /* NULL: no roll */
} PromiseRule;

/* Item ids make it a promise about these items; none: about the account. */
typedef struct {
    int64_t promise_id, amount_minor;
    Day made_day, due_day;
    int64_t made_at_us; /* parts promise and money of one day; 0: not known */
    Day cancelled_day;  /* DAY_NONE: it stands */
    bool overridden;    /* a person has set the state, with a reason */
    PromiseState override_state;
    const int64_t *item_ids;
    size_t item_count;
} PromiseTerms;

/* All that raised (+) or lowered (-) what is owed: items posted, money, credits, adjustments. Money
 * is one event an allocation, on the day the money came, and one for what is unapplied.  Reversed:
 * as if it had never come, from reversed_day on (its own day for a misposted one). */
typedef struct {
    Day on_day, reversed_day; /* DAY_NONE: not reversed */
    int64_t recorded_us;
    int64_t item_id; /* 0: on account */
    int64_t minor;
    bool is_money;
} PromiseEvent;

typedef struct {
    PromiseState state;
    Day deadline_day;        /* last day on which money keeps it */
    int64_t fulfilled_minor; /* money in time */
    int64_t late_minor;      /* money after the deadline: recorded, keeps nothing */
    int64_t remaining_minor; /* still to come; 0 when kept or cancelled */
    bool settled;            /* kept because nothing of it was owed any more, whatever was paid */
    bool cured;              /* broken, but paid or settled later */
} PromiseJudgement;

/* Due date + tolerance, rolled. */
Day promise_deadline(const PromiseRule *rule, Day due_day);
/* Earliest due first; of one day those about items first, then by id.  The order in which money is
 * shared. */
void promise_order(PromiseTerms *promises, size_t count);
void promise_order_events(PromiseEvent *events, size_t count);
/* Judges one account's promises together, since each unit of money counts for one of them only: for
 * the earliest that still has time and that the money fits; what is left for the earliest broken
 * one.  Both arrays in order; out[] has room for count. */
void promise_judge(const PromiseRule *rule, const PromiseTerms *promises, size_t count,
                   const PromiseEvent *events, size_t event_count, Day as_of,
                   PromiseJudgement *out);

#endif
