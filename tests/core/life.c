/* tests/core/life.c: one account's small life; see life.h.  Judges nothing. */
#include "life.h"

#include <string.h>

#define FACT(name, type, store)                                   \
    {                                                             \
#name, type, store, offsetof(Facts, name), NULL, "a fact" \
    }

/* A few facts; the program's own catalogue is core/fact_catalog.h. */
const ExprCatalog *life_catalog(void)
{
    static const ExprName NAMES[] = {
        FACT(balance, EXPR_MONEY, EXPR_AT_INT64),
        FACT(chase, EXPR_MONEY, EXPR_AT_INT64),
        FACT(dpd, EXPR_INT, EXPR_AT_INT64),
        FACT(open_count, EXPR_INT, EXPR_AT_INT64),
        FACT(past_due_count, EXPR_INT, EXPR_AT_INT64),
        FACT(has_email, EXPR_BOOL, EXPR_AT_BOOL),
        FACT(kind, EXPR_TEXT, EXPR_AT_TEXT),
        FACT(score, EXPR_INT, EXPR_AT_INT64),
        FACT(late_share_12m, EXPR_DECIMAL, EXPR_AT_INT64),
    };
    static const ExprCatalog CATALOG = { "fact", NAMES, G_N_ELEMENTS(NAMES), offsetof(Facts, unit),
                                         NULL };

    return &CATALOG;
}

Day life_day(const char *text)
{
    Day out;

    g_assert_true(day_parse(text, &out));
    return out;
}

Condition life_rule(const char *text)
{
    Condition condition = { 0 };
    ExprFault fault;

    if (text == NULL) return condition;
    if (expr_compile(text, life_catalog(), &condition.when, &fault) != EXPR_OK)
        g_error("%s: %s", text, fault.message);
    return condition;
}

Treatment *life_treatment(Policy *policy, const char *name, const Rung *rungs, size_t count)
{
    policy->treatments = g_renew(Treatment, policy->treatments, policy->treatment_count + 1);
    Treatment *treatment = &policy->treatments[policy->treatment_count++];
    *treatment = (Treatment){ .steps = g_new0(Step, count + 1), .step_count = count + 1 };
    g_strlcpy(treatment->name, name, WORD_SIZE);
    for (int kind = 0; kind < HOLD_KINDS; kind++) treatment->pauses_on[kind] = true;
    for (size_t i = 0; i < count; i++) {
        Step *step = &treatment->steps[i];
        g_strlcpy(step->name, rungs[i].name, WORD_SIZE);
        step->days = rungs[i].days;
        step->channel = rungs[i].channel;
        step->wait_days = rungs[i].wait_days;
        step->every_days = rungs[i].every_days;
        step->times = rungs[i].times;
        step->when = life_rule(rungs[i].when);
        step->skip_if = life_rule(rungs[i].skip_if);
    }
    Step *review = &treatment->steps[count];
    g_strlcpy(review->name, "review", WORD_SIZE);
    review->channel = STEP_BY_TASK;
    review->days = STEP_NO_AGE;
    review->every_days = 30;
    review->review = true;
    return treatment;
}

static void segment_add(Policy *policy, const char *name, const char *when, const char *treatment)
{
    policy->segments = g_renew(Segment, policy->segments, policy->segment_count + 1);
    Segment *segment = &policy->segments[policy->segment_count++];
    *segment = (Segment){ .when = life_rule(when) };
    g_strlcpy(segment->name, name, WORD_SIZE);
    g_strlcpy(segment->treatment, treatment, WORD_SIZE);
}

Treatment *life_begin(Life *life, const Rung *rungs, size_t count)
{
    *life = (Life){ .policy = policy_new(), .follow_up_day = DAY_NONE, .hold_until = DAY_NONE };
    segment_add(life->policy, "all", NULL, "main");
    g_strlcpy(life->facts.account, "A1", REF_SIZE);
    g_strlcpy(life->facts.currency, "EUR", CURRENCY_SIZE);
    return life_treatment(life->policy, "main", rungs, count);
}

void life_owe(Life *life, const char *due, int64_t minor)
{
    life->items[life->item_count++] = (LifeItem){ .due_day = life_day(due), .open_minor = minor };
}

static void add_late(Facts *facts, const LifeItem *item, Day today)
{
    facts->past_due += item->open_minor;
    facts->past_due_count++;
    if (!item->disputed) {
        facts->chase += item->open_minor;
        facts->dpd = MAX(facts->dpd, today - item->due_day);
    }
    facts->is_disputed |= item->disputed;
    if (facts->oldest_due_day == DAY_NONE || item->due_day < facts->oldest_due_day)
        facts->oldest_due_day = item->due_day;
    facts->newest_due_day = MAX(facts->newest_due_day, item->due_day);
}

static void gather(Life *life, Day today)
{
    Facts *facts = &life->facts, fresh = { .unit = 100, .credit_limit = -1 };

    memcpy(fresh.account, facts->account, REF_SIZE);
    memcpy(fresh.currency, facts->currency, CURRENCY_SIZE);
    memcpy(fresh.treatment_wish, facts->treatment_wish, WORD_SIZE);
    fresh.has_email = facts->has_email;
    fresh.oldest_due_day = fresh.newest_due_day = fresh.next_due_day = DAY_NONE;
    fresh.opened_day = fresh.last_payment_day = fresh.last_contact_day = DAY_NONE;
    fresh.days_since_payment = fresh.days_since_contact = fresh.days_to_due = -1;
    fresh.follow_up_day = life->follow_up_day;
    fresh.holds = life->holds;
    fresh.hold_until = life->hold_until;
    for (size_t i = 0; i < life->item_count; i++) {
        const LifeItem *item = &life->items[i];
        if (item->open_minor <= 0) continue;
        fresh.open_count++;
        fresh.balance += item->open_minor;
        if (item->due_day < today)
            add_late(&fresh, item, today);
        else {
            fresh.not_due += item->open_minor;
            if (fresh.next_due_day == DAY_NONE || item->due_day < fresh.next_due_day)
                fresh.next_due_day = item->due_day;
        }
    }
    if (fresh.next_due_day != DAY_NONE) fresh.days_to_due = fresh.next_due_day - today;
    if (fresh.oldest_due_day != DAY_NONE) fresh.oldest_dpd = today - fresh.oldest_due_day;
    *facts = fresh;
}

const Decision *life_decide(Life *life, Day today)
{
    gather(life, today);
    decide_account(&life->facts, life->past, life->past_count, life->policy, today,
                   &life->decision);
    return &life->decision;
}

void life_finish(Life *life, Day today, int32_t outcome, Day next_day)
{
    const Decision *decision = life_decide(life, today);
    const Treatment *treatment = &life->policy->treatments[decision->treatment];
    StepPast *past = &life->past[life->past_count];

    g_assert_cmpint(decision->state, ==, STEP_DUE);
    g_assert_cmpint(decision->work_no, ==, (int64_t)life->past_count + 1);
    *past = (StepPast){ .state = outcome,
                        .since_day = decision->since_day,
                        .finished_day = today,
                        .covered_day = decision->covered_day,
                        .next_day = next_day };
    g_strlcpy(past->treatment, treatment->name, WORD_SIZE);
    g_strlcpy(past->step, treatment->steps[decision->step].name, WORD_SIZE);
    life->past_count++;
}

void life_done(Life *life, const char *on)
{
    life_finish(life, life_day(on), STEP_PAST_DONE, DAY_NONE);
}

void life_end(Life *life)
{
    policy_unref(life->policy);
}

bool life_has_reason(const Life *life, ReasonCode code)
{
    for (size_t i = 0; i < life->decision.reason_count; i++)
        if (life->decision.reasons[i].code == code) return true;
    return false;
}
