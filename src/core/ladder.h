/* core/ladder.h: where an account stands on its ladder of steps, and what comes next; the second
 * half of decide_account and used by nothing else. */
#ifndef RECOUP_CORE_LADDER_H
#define RECOUP_CORE_LADDER_H

#include "core/decide.h"

typedef struct {
    const Facts *facts;
    const Policy *policy;
    const Treatment *treatment;
    Day today;
    const StepPast *past;
    size_t past_count;
    Decision *out;
    Day about_day;    /* oldest due day of what the ladder speaks of now */
    int32_t rungs;    /* steps without the review */
    int32_t review;   /* index of the review, -1 none */
    int32_t position; /* furthest step done or skipped, -1 none */
    Day position_day; /* when it was finished */
    Day last_day;     /* the last time any step was finished, the review too */
    Day contact_day;  /* the last step, of any treatment, that spoke to the debtor */
    int32_t times[POLICY_STEPS_MAX];
    Day deferred_day[POLICY_STEPS_MAX];
} Ladder;

/* Finds the place on the ladder; of past[] only what still counts. */
void ladder_read(Ladder *ladder, const Facts *facts, const StepPast *past, size_t past_count,
                 const Policy *policy, const Treatment *treatment, Day today, Decision *out);
/* Fills step, state, days, work and reasons of the decision. */
void ladder_climb(Ladder *ladder);
/* Adds a reason; what does not fit is dropped. */
void ladder_note(Decision *out, ReasonCode code, int32_t index, int64_t amount, Day day);

#endif
