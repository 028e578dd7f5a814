/* tests/core/test_ladder.c: what holds of every decision, over random lives of accounts. */
#include "life.h"

#include <string.h>

/* --- properties --- */

static const Rung MIXED[] = {
    { "remind", -5, CHANNEL_EMAIL, 0, 0, 0, "has_email", NULL },
    { "state", 3, CHANNEL_NONE, 0, 0, 0, NULL, NULL },
    { "first", 7, CHANNEL_EMAIL, 2, 9, 3, NULL, "not has_email" },
    { "call", 20, CHANNEL_CALL, 0, 0, 0, "balance >= 150", NULL },
    { "letter", 35, CHANNEL_LETTER, 5, 20, 0, NULL, NULL },
    { "task", STEP_NO_AGE, CHANNEL_TASK, 10, 0, 0, "past_due_count >= 2", NULL },
    { "final", 90, CHANNEL_LETTER, 10, 0, 0, NULL, NULL },
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
    g_test_add_func("/ladder/properties", properties);
    return g_test_run();
}
