/* core/decide.h: facts and policy in, decision out.  The same function serves the daily run, one
 * account after an action, explanations, replays and simulations; it asks no clock and no database.
 */
#ifndef RECOUP_CORE_DECIDE_H
#define RECOUP_CORE_DECIDE_H

#include "core/policy.h"

enum { DECIDE_STEPS_MAX = 64, DECIDE_REASONS_MAX = 24 };

/* How a step was finished; the order is stored in the book. */
enum { STEP_PAST_DONE, STEP_PAST_SKIPPED, STEP_PAST_DEFERRED };

/* A step that was finished on the account, oldest first. */
typedef struct {
    char treatment[WORD_SIZE], step[WORD_SIZE];
    int32_t state; /* STEP_PAST_ */
    Day since_day, finished_day, covered_day, next_day;
} StepPast;

typedef enum {
    REASON_SEGMENT,      /* index: segment */
    REASON_OVERRIDE,     /* the account names its treatment */
    REASON_ARM,          /* index: experiment, amount: arm */
    REASON_STEP_AGE,     /* index: step; amount: dpd */
    REASON_STEP_WHEN,    /* index: step */
    REASON_STEP_SKIPPED, /* index: step whose skip_if held */
    REASON_PRE_DUE,      /* index: step; amount: days to the due date */
    REASON_STOPPED,      /* stop_if holds */
    REASON_HELD,         /* amount: hold kinds */
    REASON_BELOW_THRESHOLD,
    REASON_GAP,       /* waits for the minimum gap; day */
    REASON_WAIT,      /* waits for the step's own wait; day */
    REASON_FOLLOW_UP, /* waits for a date somebody gave; day */
    REASON_NOT_YET,   /* index: next step; day it will be due */
    REASON_LADDER_END,
    REASON_NOTHING_DUE
} ReasonCode;

typedef struct {
    ReasonCode code;
    int32_t index;
    int64_t amount;
    Day day;
} Reason;

typedef struct {
    int32_t segment, treatment, step,
        next_step;           /* indexes into the policy; -1 none.  step: where the ladder stands */
    int32_t experiment, arm; /* -1 none */
    StepState state; /* HELD: by a hold, by stop_if or below the threshold; whatever is past due is
                        DUE or HELD or has a next_day */
    Day since_day;   /* the day the present step's condition was first met, or the step was done */
    Day next_day; /* when the next step is (or may be) due; DAY_NONE: not by the passing of time */
    int64_t score, priority;
    Day covered_day; /* newest due day a step of today speaks of: what StepPast.covered_day becomes
                      */
    int64_t work_no; /* count of finished steps + 1 when a step is due, else 0 */
    int32_t bucket;  /* -1 nothing open */
    int64_t parts[POLICY_PARTS_MAX]; /* points of each priority part */
    Reason reasons[DECIDE_REASONS_MAX];
    size_t reason_count;
} Decision;

/* Completes facts' last block (score, segment, treatment, arm, step) and fills *out.  past[] oldest
 * first. */
void decide_account(Facts *facts, const StepPast *past, size_t past_count, const Policy *policy,
                    Day today, Decision *out);

/* Fills days_untouched; decide_account does it first. */
void decide_untouched(Facts *facts, const StepPast *past, size_t past_count, Day today);

/* The values of the score card's characteristics, in its order; values[] has room for
 * POLICY_CHARACTERISTICS_MAX.  Returns how many.  Bands are in hundredths: 5 is 500. */
size_t decide_score(const Facts *facts, const Policy *policy, Day today, ScoreValue *values);
/* What a category of a score card (the text "medical") is in ScoreBand.from. */
int64_t decide_category(const char *text);

/* "dpd 45 >= 30 (step second_notice); segment large: balance 12,000.00 >= 10,000.00; priority 62 =
 * balance 30 + age 32". One line, appended. */
void decide_explain(const Decision *decision, const Facts *facts, const Policy *policy, Day today,
                    GString *out);

#endif
