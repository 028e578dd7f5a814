/* tests/core/test_ladder.c: gaps, repetitions and states by cases, and what holds of
 * every decision over random lives of accounts. */
#include "life.h"

#include <string.h>

/* --- cases --- */

static const char *due(Life *life, const char *on)
{
    const Decision *decision = life_decide(life, life_day(on));

    return decision->state == STEP_DUE ? life->policy->treatments[0].steps[decision->step].name
                                       : "-";
}

static const char *next_of(const Life *life)
{
    int32_t next = life->decision.next_step;

    return next < 0 ? "-" : life->policy->treatments[0].steps[next].name;
}

static const Rung KINDS[] = {
    { "mail", 5, STEP_BY_EMAIL, 0, 0, 0, NULL, NULL },
    { "task", 6, STEP_BY_TASK, 3, 0, 0, NULL, NULL },
    { "call", 7, STEP_BY_CALL, 0, 0, 0, "balance >= 50", NULL },
    { "letter", 30, STEP_BY_LETTER, 0, 0, 0, NULL, NULL },
};

/* Only contacts keep the gap, and only contacts that were made. */
static void gap(void)
{
    Life life;
    LADDER(&life, KINDS)->gap_days = 10;
    life_owe(&life, "2025-01-01", 10000);
    g_assert_cmpstr(due(&life, "2025-01-20"), ==, "mail");
    g_assert_cmpstr(next_of(&life), ==, "task");
    g_assert_cmpint(life.decision.next_day, ==, life_day("2025-01-23"));
    life_finish(&life, life_day("2025-01-20"), STEP_PAST_SKIPPED, DAY_NONE);
    g_assert_cmpstr(due(&life, "2025-01-22"), ==, "-"); /* three days after the mail */
    g_assert_true(life_has_reason(&life, REASON_WAIT));
    life_done(&life, "2025-01-23");
    g_assert_cmpstr(due(&life, "2025-01-23"), ==, "call"); /* the mail was not sent */
    g_assert_true(life_has_reason(&life, REASON_STEP_AGE));
    g_assert_true(life_has_reason(&life, REASON_STEP_WHEN));
    g_assert_cmpstr(next_of(&life), ==, "letter");
    g_assert_cmpint(life.decision.next_day, ==, life_day("2025-02-02")); /* the gap, not day 30 */
    life_done(&life, "2025-01-25");
    g_assert_cmpstr(due(&life, "2025-02-03"), ==, "-");
    g_assert_true(life_has_reason(&life, REASON_GAP));
    g_assert_cmpstr(due(&life, "2025-02-04"), ==, "letter");
    g_assert_cmpstr(next_of(&life), ==, "review");
    g_assert_cmpint(life.decision.next_day, ==, life_day("2025-03-06"));
    life_end(&life);
}

static void held_keeps_its_place(void)
{
    Life life;
    LADDER(&life, KINDS);
    life_owe(&life, "2025-01-01", 10000);
    life_done(&life, "2025-01-06");
    life.holds = 1u << HOLD_LEGAL;
    g_assert_cmpstr(due(&life, "2025-01-20"), ==, "-");
    g_assert_cmpstr(life.facts.step, ==, "mail");
    g_assert_cmpint(life.facts.days_in_step, ==, 14);
    g_assert_cmpstr(next_of(&life), ==, "task");
    g_assert_cmpint(life.decision.next_day, ==, DAY_NONE);
    life_end(&life);
}

static const Rung REPEATED[] = {
    { "mail", 5, STEP_BY_EMAIL, 0, 7, 3, "balance >= 50", "has_email" },
    { "after", STEP_NO_AGE, STEP_BY_TASK, 0, 0, 0, NULL, NULL },
    { "letter", 60, STEP_BY_LETTER, 0, 0, 0, NULL, NULL },
};

static void repeated(void)
{
    Life life;
    LADDER(&life, REPEATED);
    life_owe(&life, "2025-01-01", 10000);
    life_done(&life, "2025-01-06");
    g_assert_cmpstr(due(&life, "2025-01-12"), ==, "-"); /* `after` waits for the repetitions */
    g_assert_cmpstr(next_of(&life), ==, "mail");
    g_assert_cmpint(life.decision.next_day, ==, life_day("2025-01-13"));
    g_assert_cmpstr(due(&life, "2025-01-13"), ==, "mail");
    life.items[0].open_minor = 4900; /* no more of it when its condition fails */
    g_assert_cmpstr(due(&life, "2025-01-13"), ==, "after");
    life.items[0].open_minor = 10000;
    life.facts.has_email = true;
    g_assert_cmpstr(due(&life, "2025-01-13"), ==, "after");
    life.facts.has_email = false;
    life_done(&life, "2025-01-13");
    life_done(&life, "2025-01-20");
    g_assert_cmpstr(due(&life, "2025-01-27"), ==, "after"); /* three times were enough */
    life_end(&life);
}

static const Rung YIELDING[] = {
    { "mail", 5, STEP_BY_EMAIL, 0, 7, 0, NULL, NULL },
    { "call", 10, STEP_BY_CALL, 0, 0, 0, "balance >= 200", NULL },
    { "letter", 30, STEP_BY_LETTER, 0, 0, 0, NULL, NULL },
};

/* A repetition goes on while the next step waits for its condition or its age, and no longer. */
static void yielding(void)
{
    Life life;
    LADDER(&life, YIELDING);
    life_owe(&life, "2025-01-01", 10000);
    life_done(&life, "2025-01-06");
    g_assert_cmpstr(due(&life, "2025-01-13"), ==, "mail"); /* the call wants 200 */
    life_done(&life, "2025-01-13");
    life_done(&life, "2025-01-20");
    life_done(&life, "2025-01-27");
    g_assert_cmpstr(due(&life, "2025-01-28"), ==, "-");
    g_assert_cmpint(life.decision.next_day, ==, life_day("2025-01-31"));
    g_assert_cmpstr(due(&life, "2025-01-31"), ==, "letter");
    life.items[0].open_minor = 20000;
    g_assert_cmpstr(due(&life, "2025-01-29"), ==, "call");
    life_end(&life);
}

static const Rung STATES[] = {
    { "mail", 5, STEP_BY_EMAIL, 0, 3, 2, NULL, NULL },
    { "flag", 10, STEP_BY_NONE, 0, 0, 0, NULL, NULL },
    { "task", 20, STEP_BY_TASK, 0, 0, 0, NULL, NULL },
};

static void states_ask_once(void)
{
    Life life;
    LADDER(&life, STATES)->jump = true;
    life_owe(&life, "2025-01-01", 10000);
    g_assert_cmpstr(due(&life, "2025-01-06"), ==, "mail");
    life_done(&life, "2025-01-06");
    g_assert_cmpstr(due(&life, "2025-01-08"), ==, "-");
    g_assert_cmpstr(life.facts.step, ==, "mail");
    g_assert_cmpint(life.decision.next_day, ==, life_day("2025-01-09"));
    life_finish(&life, life_day("2025-01-09"), STEP_PAST_DEFERRED, life_day("2025-01-10"));
    g_assert_cmpstr(due(&life, "2025-01-09"), ==, "-");
    life_done(&life, "2025-01-10");
    life.follow_up_day = life_day("2025-01-24"); /* a state needs no waiting, work does */
    life_decide(&life, life_day("2025-01-12"));
    g_assert_cmpstr(life.facts.step, ==, "flag");
    g_assert_cmpint(life.decision.since_day, ==, life_day("2025-01-11"));
    g_assert_cmpstr(next_of(&life), ==, "task");
    g_assert_cmpint(life.decision.next_day, ==, life_day("2025-01-21"));
    g_assert_true(life_has_reason(&life, REASON_NOT_YET));
    g_assert_cmpstr(due(&life, "2025-01-22"), ==, "-");
    g_assert_cmpint(life.decision.next_day, ==, life_day("2025-01-24"));
    life_done(&life, "2025-01-24");
    g_assert_cmpstr(due(&life, "2025-01-30"), ==, "-");
    g_assert_cmpint(life.decision.state, ==, STEP_DONE);
    g_assert_cmpint(life.decision.since_day, ==, life_day("2025-01-24"));
    g_assert_cmpstr(next_of(&life), ==, "review");
    g_assert_cmpint(life.decision.next_day, ==, life_day("2025-02-23"));
    life_end(&life);
}

/* The nearest of two dates is announced. */
static void follow_up_or_step(void)
{
    Life life;
    LADDER(&life, KINDS);
    life_owe(&life, "2025-01-01", 10000);
    life.follow_up_day = life_day("2025-01-06");
    life_decide(&life, life_day("2025-01-03"));
    g_assert_cmpstr(next_of(&life), ==, "mail");
    life.follow_up_day = life_day("2025-01-05");
    life_decide(&life, life_day("2025-01-03"));
    g_assert_cmpstr(next_of(&life), ==, "review");
    g_assert_true(life_has_reason(&life, REASON_FOLLOW_UP));
    life_end(&life);
}

/* --- properties --- */

static const Rung MIXED[] = {
    { "remind", -5, STEP_BY_EMAIL, 0, 0, 0, "has_email", NULL },
    { "state", 3, STEP_BY_NONE, 0, 0, 0, NULL, NULL },
    { "first", 7, STEP_BY_EMAIL, 2, 9, 3, NULL, "not has_email" },
    { "call", 20, STEP_BY_CALL, 0, 0, 0, "balance >= 150", NULL },
    { "letter", 35, STEP_BY_LETTER, 5, 20, 0, NULL, NULL },
    { "task", STEP_NO_AGE, STEP_BY_TASK, 10, 0, 0, "past_due_count >= 2", NULL },
    { "final", 90, STEP_BY_LETTER, 10, 0, 0, NULL, NULL },
};

static void random_life(Life *life)
{
    Treatment *main = LADDER(life, MIXED);
    main->grace_days = g_test_rand_int_range(0, 5);
    main->gap_days = g_test_rand_int_range(0, 12);
    main->jump = g_test_rand_bit();
    main->threshold = g_test_rand_bit() ? 0 : 2000;
    life->facts.has_email = g_test_rand_bit();
}

static void random_event(Life *life, Day today)
{
    int dice = g_test_rand_int_range(0, 100);

    if (dice < 4 && life->item_count < ITEMS_MAX)
        life->items[life->item_count++] = (LifeItem){ today + g_test_rand_int_range(-20, 40),
                                                      g_test_rand_int_range(1, 30000), false };
    else if (dice < 6 && life->item_count > 0)
        life->items[g_test_rand_int_range(0, (int)life->item_count)].open_minor = 0;
    else if (dice < 8)
        life->holds ^= 1u << g_test_rand_int_range(0, HOLD_KINDS);
    else if (dice < 9)
        life->follow_up_day = today + g_test_rand_int_range(0, 10);
    else if (dice < 10 && life->item_count > 0)
        life->items[g_test_rand_int_range(0, (int)life->item_count)].disputed ^= true;
}

static void check_reasons(const Decision *a, const Decision *b)
{
    g_assert_cmpuint(a->reason_count, ==, b->reason_count);
    for (size_t i = 0; i < a->reason_count; i++) {
        g_assert_cmpint(a->reasons[i].code, ==, b->reasons[i].code);
        g_assert_cmpint(a->reasons[i].index, ==, b->reasons[i].index);
        g_assert_cmpint(a->reasons[i].amount, ==, b->reasons[i].amount);
        g_assert_cmpint(a->reasons[i].day, ==, b->reasons[i].day);
    }
}

static void check_decision(Life *life, Day today)
{
    Decision first = *life_decide(life, today);
    const Decision *again = life_decide(life, today);
    const Treatment *treatment = &life->policy->treatments[0];

    /* The same facts give the same decision, though decide completed the facts in between. */
    decide_account(&life->facts, life->past, life->past_count, life->policy, today,
                   &life->decision);
    g_assert_cmpmem(&first, offsetof(Decision, reasons), again, offsetof(Decision, reasons));
    check_reasons(&first, again);
    g_assert_cmpuint(first.reason_count, >=, 1);
    g_assert_cmpint(first.step, <, (int)treatment->step_count);
    g_assert_cmpint(first.next_step, <, (int)treatment->step_count);
    g_assert_true((first.state == STEP_DUE) == (first.work_no > 0));
    if (first.state == STEP_DUE) {
        g_assert_cmpint(first.step, >=, 0);
        g_assert_cmpint(first.since_day, <=, today);
        g_assert_cmpint(first.next_day, >, today);
    } else if (first.next_day != DAY_NONE)
        g_assert_cmpint(first.next_day, >, today);
    if (life->facts.past_due > 0 && first.state != STEP_DUE && first.next_day == DAY_NONE) {
        g_assert_cmpint(first.state, ==, STEP_HELD);
        g_assert_true(life_has_reason(life, REASON_HELD) || life_has_reason(life, REASON_STOPPED) ||
                      life_has_reason(life, REASON_BELOW_THRESHOLD));
    }
    g_autoptr(GString) line = g_string_new(NULL);
    decide_explain(&first, &life->facts, life->policy, today, line);
    g_assert_cmpuint(line->len, >, 0);
}

/* When nothing else happens, what is due stays due since the same day. */
static void check_due_stays(Life *life, const Decision *now, const Decision *next)
{
    const Step *step = &life->policy->treatments[0].steps[now->step];

    if (next->state == STEP_DUE && now->step == next->step && !step->review)
        g_assert_cmpint(now->since_day, ==, next->since_day);
    /* A repetition gives way to the next step; nothing else does. */
    if (life->facts.past_due > 0 && step->days >= 0 && step->every_days == 0)
        g_assert_cmpint(next->state, ==, STEP_DUE);
}

/* What is announced comes on its day. */
static void check_next_comes(Life *life, const Decision *now, const Decision *next, Day today)
{
    if (now->next_day <= today + 1 || life->facts.past_due == 0) return;
    if (now->state == STEP_HELD || next->state == STEP_HELD) return;
    if (life->policy->treatments[0].threshold > 0 || now->step != next->step) return;
    if (now->since_day == next->since_day && now->next_step == next->next_step)
        g_assert_cmpint(next->next_day, ==, now->next_day);
}

static void check_tomorrow(Life *life, Day today)
{
    Decision now = *life_decide(life, today);
    int64_t late = life->facts.past_due_count;
    Decision next = *life_decide(life, today + 1);

    if (late != life->facts.past_due_count) return;
    if (life->policy->treatments[0].jump) return;
    if (now.state == STEP_DUE)
        check_due_stays(life, &now, &next);
    else
        check_next_comes(life, &now, &next, today);
}

static void random_finish(Life *life, Day today)
{
    int dice = g_test_rand_int_range(0, 6);

    if (dice > 2) return;
    if (life->past_count == PAST_MAX) return;
    life_finish(life, today,
                dice == 0   ? STEP_PAST_DONE
                : dice == 1 ? STEP_PAST_SKIPPED
                            : STEP_PAST_DEFERRED,
                dice == 2 ? today + 3 : DAY_NONE);
}

static void properties(void)
{
    for (int i = 0; i < 60; i++) {
        Life life;
        random_life(&life);
        for (Day today = 20000; today < 20400; today++) {
            random_event(&life, today);
            check_decision(&life, today);
            check_tomorrow(&life, today);
            if (life_decide(&life, today)->state == STEP_DUE) random_finish(&life, today);
        }
        life_end(&life);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/ladder/gap", gap);
    g_test_add_func("/ladder/held-keeps-its-place", held_keeps_its_place);
    g_test_add_func("/ladder/repeated", repeated);
    g_test_add_func("/ladder/yielding", yielding);
    g_test_add_func("/ladder/states-ask-once", states_ask_once);
    g_test_add_func("/ladder/follow-up-or-step", follow_up_or_step);
    g_test_add_func("/ladder/properties", properties);
    return g_test_run();
}
