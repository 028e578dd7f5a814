/* tests/core/life.h: one account's small life for tests of the decision: what it owes on which day,
 * and what was done about it.  No file, no database. */
#ifndef RECOUP_TESTS_LIFE_H
#define RECOUP_TESTS_LIFE_H

#include "core/decide.h"

enum { ITEMS_MAX = 8, PAST_MAX = 256 };

typedef struct {
    Day due_day;
    int64_t open_minor;
    bool disputed;
} LifeItem;

/* One account: what it owes and what was done about it. */
typedef struct {
    Facts facts;
    LifeItem items[ITEMS_MAX];
    size_t item_count;
    StepPast past[PAST_MAX];
    size_t past_count;
    Policy *policy;
    Decision decision;
    Day follow_up_day;
    unsigned holds;
    Day hold_until;
} Life;

/* A step as the tests write it; the review is added by ladder(). */
typedef struct {
    const char *name;
    int32_t days;
    Channel channel;
    int32_t wait_days, every_days, times;
    const char *when, *skip_if;
} Rung;

Day life_day(const char *text);
Condition life_rule(const char *text);
const ExprCatalog *life_catalog(void);
/* Adds a treatment of these steps and a review every 30 days. */
Treatment *life_treatment(Policy *policy, const char *name, const Rung *rungs, size_t count);
/* A policy of one segment and one treatment, "main", and an account of nothing. */
Treatment *life_begin(Life *life, const Rung *rungs, size_t count);
#define LADDER(life, rungs) life_begin(life, rungs, G_N_ELEMENTS(rungs))
void life_end(Life *life);
void life_owe(Life *life, const char *due, int64_t minor);
const Decision *life_decide(Life *life, Day today);
/* Finishes what is due today. */
void life_finish(Life *life, Day today, int32_t outcome, Day next_day);
void life_done(Life *life, const char *on);
bool life_has_reason(const Life *life, ReasonCode code);

#endif
