/* tests/core/test_plan.c: schedules to the unit, and plans judged from the money. */
#include "core/plan.h"

#include <glib.h>
#include <string.h>

static Day day(const char *text)
{
    Day out = DAY_NONE;
    g_assert_true(day_parse(text, &out));
    return out;
}

static const struct {
    const char *name;
    int64_t amount;
    const char *first;
    PlanEvery every;
    int32_t count;
    int64_t parts[4];
    const char *days[4];
} SCHEDULES[] = {
    { "residue-last",
      100000,
      "2025-01-10",
      PLAN_MONTHLY,
      3,
      { 33333, 33333, 33334 },
      { "2025-01-10", "2025-02-10", "2025-03-10" } },
    { "month-end",
      400,
      "2025-01-31",
      PLAN_MONTHLY,
      4,
      { 100, 100, 100, 100 },
      { "2025-01-31", "2025-02-28", "2025-03-31", "2025-04-30" } },
    { "weeks",
      10001,
      "2025-02-24",
      PLAN_WEEKLY,
      2,
      { 5000, 5001 },
      { "2025-02-24", "2025-03-03" } },
    { "fortnights",
      11,
      "2025-12-25",
      PLAN_TWO_WEEKS,
      3,
      { 3, 3, 5 },
      { "2025-12-25", "2026-01-08", "2026-01-22" } },
    { "one", 7, "2025-12-25", PLAN_MONTHLY, 1, { 7 }, { "2025-12-25" } },
};

static void schedules(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(SCHEDULES); i++) {
        PlanPart parts[4];
        g_test_message("%s", SCHEDULES[i].name);
        g_assert_cmpint(plan_schedule(SCHEDULES[i].amount, day(SCHEDULES[i].first),
                                      SCHEDULES[i].every, SCHEDULES[i].count, parts),
                        ==, PLAN_OK);
        for (int32_t k = 0; k < SCHEDULES[i].count; k++) {
            g_assert_cmpint(parts[k].minor, ==, SCHEDULES[i].parts[k]);
            g_assert_cmpint(parts[k].due_day, ==, day(SCHEDULES[i].days[k]));
        }
    }
}

static void refusals(void)
{
    PlanPart parts[4];
    PlanEvery every;
    g_assert_cmpint(plan_schedule(0, 1, PLAN_WEEKLY, 1, parts), ==, PLAN_NO_AMOUNT);
    g_assert_cmpint(plan_schedule(-5, 1, PLAN_WEEKLY, 1, parts), ==, PLAN_NO_AMOUNT);
    g_assert_cmpint(plan_schedule(5, 1, PLAN_WEEKLY, 0, parts), ==, PLAN_BAD_COUNT);
    g_assert_cmpint(plan_schedule(5000, 1, PLAN_WEEKLY, PLAN_PARTS_MAX + 1, parts), ==,
                    PLAN_BAD_COUNT);
    g_assert_cmpint(plan_schedule(2, 1, PLAN_WEEKLY, 3, parts), ==, PLAN_PARTS_EMPTY);
    g_assert_cmpint(plan_schedule(9, DAY_MAX, PLAN_WEEKLY, 2, parts), ==, PLAN_BEYOND_TIME);
    g_assert_cmpint(plan_schedule(9, DAY_MAX, PLAN_MONTHLY, 2, parts), ==, PLAN_BEYOND_TIME);
    for (int v = PLAN_OK; v <= PLAN_BEYOND_TIME; v++)
        g_assert_cmpint(strlen(plan_verdict_text((PlanVerdict)v)), >, 0);
    g_assert_true(plan_every_parse("two_weeks", &every) && every == PLAN_TWO_WEEKS);
    g_assert_false(plan_every_parse("year", &every));
}

/* Three parts of 100 due on days 10, 40, 70. */
static const PlanPart PARTS[] = { { 10, 100 }, { 40, 100 }, { 70, 100 } };

static const struct {
    const char *name;
    PlanMoney money[3];
    Day as_of;
    PlanRule rule;
    PlanState state;
    int64_t arrears, remaining;
    int32_t paid, missed;
    Day next, broken;
} CASES[] = {
    { "not due yet", { { 0 } }, 9, { 0, 0 }, PLAN_RUNNING, 0, 300, 0, 0, 10, DAY_NONE },
    { "due today", { { 0 } }, 10, { 0, 0 }, PLAN_BEHIND, 100, 300, 0, 0, 10, DAY_NONE },
    { "the day after", { { 0 } }, 11, { 0, 0 }, PLAN_BROKEN, 100, 300, 0, 1, 10, 11 },
    { "in grace", { { 0 } }, 13, { 3, 0 }, PLAN_BEHIND, 100, 300, 0, 0, 10, DAY_NONE },
    { "grace is over", { { 0 } }, 14, { 3, 0 }, PLAN_BROKEN, 100, 300, 0, 1, 10, 14 },
    { "on time",
      { { 10, DAY_NONE, 100 } },
      20,
      { 0, 0 },
      PLAN_RUNNING,
      0,
      200,
      1,
      0,
      40,
      DAY_NONE },
    { "in parts",
      { { 5, DAY_NONE, 60 }, { 10, DAY_NONE, 40 } },
      20,
      { 0, 0 },
      PLAN_RUNNING,
      0,
      200,
      1,
      0,
      40,
      DAY_NONE },
    { "ahead", { { 5, DAY_NONE, 250 } }, 41, { 0, 0 }, PLAN_RUNNING, 0, 50, 2, 0, 70, DAY_NONE },
    { "late but in grace",
      { { 12, DAY_NONE, 100 } },
      20,
      { 3, 0 },
      PLAN_RUNNING,
      0,
      200,
      1,
      0,
      40,
      DAY_NONE },
    { "late stays broken",
      { { 12, DAY_NONE, 100 } },
      20,
      { 0, 0 },
      PLAN_BROKEN,
      0,
      200,
      1,
      1,
      40,
      11 },
    { "one miss allowed",
      { { 12, DAY_NONE, 100 } },
      20,
      { 0, 1 },
      PLAN_RUNNING,
      0,
      200,
      1,
      1,
      40,
      DAY_NONE },
    { "two misses", { { 12, DAY_NONE, 100 } }, 41, { 0, 1 }, PLAN_BROKEN, 100, 200, 1, 2, 40, 41 },
    { "paid off",
      { { 5, DAY_NONE, 100 }, { 90, DAY_NONE, 300 } },
      90,
      { 0, 0 },
      PLAN_KEPT,
      0,
      0,
      3,
      2,
      DAY_NONE,
      41 },
    { "returned", { { 10, 25, 100 } }, 25, { 0, 0 }, PLAN_BROKEN, 100, 300, 0, 1, 10, 11 },
    { "before the return",
      { { 10, 25, 100 } },
      24,
      { 0, 0 },
      PLAN_RUNNING,
      0,
      200,
      1,
      0,
      40,
      DAY_NONE },
    { "tomorrow's money",
      { { 11, DAY_NONE, 300 } },
      10,
      { 0, 0 },
      PLAN_BEHIND,
      100,
      300,
      0,
      0,
      10,
      DAY_NONE },
};

static void judgements(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        PlanJudgement j = plan_judge(&CASES[i].rule, PARTS, 3, CASES[i].money, 3, CASES[i].as_of);
        g_test_message("%s", CASES[i].name);
        g_assert_cmpstr(plan_state_name(j.state), ==, plan_state_name(CASES[i].state));
        g_assert_cmpint(j.arrears_minor, ==, CASES[i].arrears);
        g_assert_cmpint(j.remaining_minor, ==, CASES[i].remaining);
        g_assert_cmpint(j.parts_paid, ==, CASES[i].paid);
        g_assert_cmpint(j.parts_missed, ==, CASES[i].missed);
        g_assert_cmpint(j.next_day, ==, CASES[i].next);
        g_assert_cmpint(j.broken_day, ==, CASES[i].broken);
    }
}

/* Parts add up, days rise, and only the last part is larger. */
static void adds_up(void)
{
    for (int round = 0; round < 5000; round++) {
        PlanPart parts[60];
        int32_t count = g_test_rand_int_range(1, 61);
        int64_t amount = g_test_rand_int_range(count, 100000000), sum = 0;
        PlanEvery every = (PlanEvery)g_test_rand_int_range(0, 3);
        g_assert_cmpint(
            plan_schedule(amount, g_test_rand_int_range(-1000, 30000), every, count, parts), ==,
            PLAN_OK);
        for (int32_t i = 0; i < count; i++) {
            sum += parts[i].minor;
            g_assert_true(i == 0 || parts[i].due_day > parts[i - 1].due_day);
            g_assert_cmpint(parts[i].minor, >=, parts[0].minor);
            g_assert_true(i == count - 1 || parts[i].minor == parts[0].minor);
        }
        g_assert_cmpint(sum, ==, amount);
        g_assert_cmpint(parts[count - 1].minor - parts[0].minor, <, count);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/core/plan/schedule", schedules);
    g_test_add_func("/core/plan/refuse", refusals);
    g_test_add_func("/core/plan/judge", judgements);
    g_test_add_func("/core/plan/adds_up", adds_up);
    return g_test_run();
}
