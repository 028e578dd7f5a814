/* core/plan.h: instalment plans: the schedule, and how the money that came compares with it. Writes
 * nothing. */
#ifndef RECOUP_CORE_PLAN_H
#define RECOUP_CORE_PLAN_H

#include "base/day.h"

enum { PLAN_PARTS_MAX = 600 };

typedef enum { PLAN_WEEKLY, PLAN_TWO_WEEKS, PLAN_MONTHLY } PlanEvery;

/* "week", "two_weeks", "month" */
const char *plan_every_name(PlanEvery every);
bool plan_every_parse(const char *name, PlanEvery *out);

typedef struct {
    Day due_day;
    int64_t minor;
} PlanPart;

typedef enum {
    PLAN_OK,
    PLAN_NO_AMOUNT,   /* zero or less */
    PLAN_BAD_COUNT,   /* less than one, or more than PLAN_PARTS_MAX */
    PLAN_PARTS_EMPTY, /* more parts than minor units */
    PLAN_BEYOND_TIME  /* the last part would fall after the year 9999 */
} PlanVerdict;

/* Equal parts rounded down, the residue on the last (1,000.00 in 3: 333.33, 333.33, 333.34). Months
 * keep the first day's day of the month where the month has it.  parts[] has room for count. */
PlanVerdict plan_schedule(int64_t amount_minor, Day first_day, PlanEvery every, int32_t count,
                          PlanPart *parts);
const char *plan_verdict_text(PlanVerdict verdict);

typedef enum { PLAN_RUNNING, PLAN_BEHIND, PLAN_KEPT, PLAN_BROKEN } PlanState;
const char *plan_state_name(PlanState state);

typedef struct {
    int32_t grace_days;     /* after each due date */
    int32_t missed_allowed; /* one more missed part than this breaks the plan; 0: the first does */
} PlanRule;

/* Money towards the plan; reversed: as if it had never come, from reversed_day on. */
typedef struct {
    Day on_day, reversed_day; /* DAY_NONE: not reversed */
    int64_t minor;
} PlanMoney;

typedef struct {
    PlanState state;
    int64_t paid_minor;      /* in time or not, at most the plan */
    int64_t due_minor;       /* of the parts due up to as_of */
    int64_t arrears_minor;   /* due and not paid */
    int64_t remaining_minor; /* of the whole plan */
    int32_t parts_paid;      /* in full, oldest first */
    int32_t parts_missed;    /* past due day + grace and not paid in full by then */
    Day next_day;            /* the first part not paid in full; DAY_NONE: none is left */
    Day broken_day;          /* the day after the grace of the part that broke it; DAY_NONE */
} PlanJudgement;

/* Money fills the parts oldest first.  A part is missed when the money up to its due day + grace
 * does not cover it and all before it; paying later mends nothing that is broken, unless all of the
 * plan is paid.  money[] in any order. */
PlanJudgement plan_judge(const PlanRule *rule, const PlanPart *parts, int32_t count,
                         const PlanMoney *money, size_t money_count, Day as_of);

#endif
