/* tests/core/test_hold.c: the clock of holds, by the figures of the loan scenarios (section E) and
 * by a day-by-day recount. */
#include "core/hold.h"

#include <glib.h>
#include <string.h>

static Day day(const char *text)
{
    Day out = DAY_NONE;
    if (text != NULL) g_assert_true(day_parse(text, &out));
    return out;
}

typedef struct {
    const char *from, *until;
    bool lifted;
} Span;

static size_t spans_of(const Span *texts, HoldSpan *out)
{
    size_t count = 0;
    for (; count < 2 && texts[count].from != NULL; count++)
        out[count] =
            (HoldSpan){ day(texts[count].from), day(texts[count].until), texts[count].lifted };
    return count;
}

/* Grace 3 days, the oldest instalment due 2023-10-01 unless said otherwise. */
static const struct {
    const char *id, *due;
    Span spans[2];
    const char *as_of;
    int32_t past_due, delinquent, range;
    bool frozen;
} CASES[] = {
    { "E.01a", "2023-10-01", { { 0 } }, "2023-10-02", 1, 0, 0, false },
    { "E.01b", "2023-10-01", { { 0 } }, "2023-10-04", 3, 0, 0, false },
    { "E.01c", "2023-10-01", { { 0 } }, "2023-10-05", 4, 1, 1, false },
    { "E.03a",
      "2023-10-01",
      { { "2023-10-15", "2023-10-25", true } },
      "2023-10-15",
      14,
      11,
      10,
      true },
    { "E.03b",
      "2023-10-01",
      { { "2023-10-15", "2023-10-25", true } },
      "2023-10-26",
      25,
      12,
      12,
      false },
    { "E.05a",
      "2023-10-01",
      { { "2023-10-15", "2023-10-25", true }, { "2023-11-14", "2023-11-30", false } },
      "2023-11-14",
      44,
      31,
      30,
      true },
    { "E.05b",
      "2023-10-01",
      { { "2023-10-15", "2023-10-25", true }, { "2023-11-14", "2023-11-30", false } },
      "2023-11-30",
      60,
      31,
      30,
      true },
    { "E.09",
      "2023-10-16",
      { { "2023-10-06", "2023-10-25", true } },
      "2023-10-26",
      10,
      0,
      0,
      false },
    /* J14: the peer deducts all 19 days and says 8; ours are clipped to the overdue time. */
    { "E.10",
      "2023-10-16",
      { { "2023-10-06", "2023-10-25", true } },
      "2023-11-15",
      30,
      18,
      18,
      false },
    { "E.17a",
      "2023-10-01",
      { { "2023-10-25", "2023-10-30", false }, { "2023-10-30", "2023-10-30", true } },
      "2023-10-30",
      29,
      21,
      20,
      true },
    { "E.17b",
      "2023-10-01",
      { { "2023-10-25", "2023-10-30", false }, { "2023-10-30", "2023-10-30", true } },
      "2023-10-31",
      30,
      22,
      22,
      false },
    { "E.21", "2023-10-01", { { 0 } }, "2023-10-01", 0, 0, 0, false },
    { "not-due", "2023-10-20", { { "2023-10-06", NULL, false } }, "2023-10-10", 0, 0, 0, true },
    { "held-from-before-due",
      "2023-10-01",
      { { "2023-09-01", NULL, false } },
      "2023-12-01",
      61,
      0,
      0,
      true },
    { "overlap-counts-once",
      "2023-10-01",
      { { "2023-10-10", "2023-10-20", false }, { "2023-10-15", "2023-10-25", false } },
      "2023-11-01",
      31,
      13,
      13,
      false },
    { "inside-another",
      "2023-10-01",
      { { "2023-10-10", "2023-10-30", false }, { "2023-10-15", "2023-10-20", false } },
      "2023-11-01",
      31,
      8,
      8,
      false },
    { "not-begun",
      "2023-10-01",
      { { "2023-12-10", "2023-12-30", false } },
      "2023-11-01",
      31,
      28,
      28,
      false },
    { "ends-before-it-begins",
      "2023-10-01",
      { { "2023-10-10", "2023-10-05", false } },
      "2023-11-01",
      31,
      28,
      28,
      false },
    { "lifted-at-once",
      "2023-10-01",
      { { "2023-10-10", "2023-10-10", true } },
      "2023-10-10",
      9,
      6,
      6,
      false },
};

static void scenarios(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        HoldSpan spans[2];
        size_t count = spans_of(CASES[i].spans, spans);
        HoldClock clock = hold_clock(spans, count, day(CASES[i].due), 3, day(CASES[i].as_of));
        g_test_message("%s", CASES[i].id);
        g_assert_cmpint(clock.past_due_days, ==, CASES[i].past_due);
        g_assert_cmpint(clock.delinquent_days, ==, CASES[i].delinquent);
        g_assert_cmpint(clock.range_days, ==, CASES[i].range);
        g_assert_true(clock.frozen == CASES[i].frozen);
    }
}

/* E.01: delinquent since 10-04; ten days of hold move it on. */
static void since(void)
{
    HoldSpan span = { day("2023-10-02"), day("2023-10-12"), true };
    g_assert_cmpint(
        hold_clock(NULL, 0, day("2023-10-01"), 3, day("2023-10-20")).delinquent_since_day, ==,
        day("2023-10-04"));
    g_assert_cmpint(
        hold_clock(&span, 1, day("2023-10-01"), 3, day("2023-10-20")).delinquent_since_day, ==,
        day("2023-10-14"));
    g_assert_cmpint(
        hold_clock(NULL, 0, day("2023-10-01"), 3, day("2023-10-04")).delinquent_since_day, ==,
        DAY_NONE);
}

static void last_days(void)
{
    HoldSpan spans[] = { { 10, 20, false }, { 12, 30, true }, { 50, DAY_NONE, false } };
    g_assert_cmpint(hold_until(spans, 3, 15), ==, 30);
    g_assert_cmpint(hold_until(spans, 3, 20), ==, 30);
    g_assert_cmpint(hold_until(spans, 1, 20), ==, 20);
    g_assert_cmpint(hold_until(spans, 3, 30), ==, DAY_NONE); /* lifted on it */
    g_assert_cmpint(hold_until(spans, 3, 60), ==, DAY_NONE); /* open-ended */
    g_assert_true(hold_is_active(&spans[2], 60));
    g_assert_false(hold_is_active(&spans[1], 30));
}

/* A day counts as held when a hold lies over the night after it. */
static int32_t recount(const HoldSpan *spans, size_t count, Day due, Day as_of)
{
    int32_t days = 0;
    for (Day at = due; at < as_of; at++) {
        bool held = false;
        for (size_t i = 0; i < count; i++)
            held |= spans[i].from_day <= at &&
                    (spans[i].until_day == DAY_NONE || at < spans[i].until_day);
        days += held;
    }
    return days;
}

static size_t random_spans(HoldSpan *spans)
{
    size_t count = (size_t)g_test_rand_int_range(0, 6);
    for (size_t i = 0; i < count; i++) {
        spans[i].from_day = g_test_rand_int_range(0, 100);
        spans[i].until_day = spans[i].from_day + g_test_rand_int_range(-3, 40);
        if (g_test_rand_int_range(0, 8) == 0) spans[i].until_day = DAY_NONE;
        spans[i].lifted = g_test_rand_bit() && spans[i].until_day != DAY_NONE;
    }
    hold_order(spans, count);
    return count;
}

static void agrees_with_a_recount(void)
{
    for (int round = 0; round < 20000; round++) {
        HoldSpan spans[6];
        size_t count = random_spans(spans);
        Day due = g_test_rand_int_range(0, 80), as_of = g_test_rand_int_range(-10, 150);
        int32_t grace = g_test_rand_int_range(0, 5);
        HoldClock clock = hold_clock(spans, count, due, grace, as_of);
        HoldClock next = hold_clock(spans, count, due, grace, as_of + 1);
        int32_t held = recount(spans, count, due, as_of);
        g_assert_cmpint(clock.held_days, ==, held);
        g_assert_cmpint(clock.delinquent_days, ==, MAX(0, as_of - due - grace - held));
        g_assert_cmpint(next.delinquent_days - clock.delinquent_days, >=, 0);
        g_assert_cmpint(next.delinquent_days - clock.delinquent_days, <=, 1);
        g_assert_cmpint(clock.range_days, <=, clock.delinquent_days);
        /* Frozen: nothing moves while one hold runs on. */
        if (clock.frozen && next.frozen) g_assert_cmpint(next.range_days, ==, clock.range_days);
        if (clock.delinquent_days > 0)
            g_assert_cmpint(
                hold_clock(spans, count, due, grace, clock.delinquent_since_day).delinquent_days,
                ==, 0);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/core/hold/scenarios", scenarios);
    g_test_add_func("/core/hold/since", since);
    g_test_add_func("/core/hold/until", last_days);
    g_test_add_func("/core/hold/recount", agrees_with_a_recount);
    return g_test_run();
}
