/* tests/core/test_measure_aging.c: vectors A1 … A6, the shares of section 1.5, MBA and OTS months.
 */
#include "core/measure_aging.h"

#include "core/aging.h"
#include <glib.h>

static const char *text(Measure measure)
{
    static char buffer[MEASURE_TEXT_SIZE];
    return measure_text(&measure, buffer);
}

/* dpd and amount of the worked example 1.3; the last is an unapplied payment. */
static const struct {
    int32_t dpd;
    int64_t minor;
} BOOK[] = {
    { -15, 100000 }, { 0, 200000 }, { 1, 50000 },  { 30, 80000 }, { 31, 120000 },
    { 60, 30000 },   { 61, 70000 }, { 90, 40000 }, { 91, 60000 }, { 0, -25000 },
};

static MeasureAging book(int32_t grace_days)
{
    MeasureAging one = { 0 }, two = { 0 };
    for (size_t i = 0; i < G_N_ELEMENTS(BOOK); i++)
        measure_aging_add(i % 2 ? &one : &two, BOOK[i].dpd, grace_days, BOOK[i].minor);
    measure_aging_merge(&one, &two);
    return one;
}

static void shares(void)
{
    MeasureAging gross = book(0);
    g_assert_cmpstr(text(measure_aging_past_due(&gross)), ==, "60.00");   /* A4 */
    g_assert_cmpstr(text(measure_aging_late_items(&gross)), ==, "77.78"); /* A6 */
    g_assert_cmpstr(text(measure_aging_current(&gross)), ==, "40.00");
    g_assert_cmpstr(text(measure_aging_over_90(&gross)), ==, "8.00");
    Measure past_due = measure_aging_past_due(&gross);
    g_assert_true(past_due.numerator == 450000 && past_due.denominator == 750000);
}

/* A5: netted by the aging itself, then summed; trap 7: the gross figure must not change silently.
 */
static void netted(void)
{
    BucketSet set;
    Aging aging = { 0 };
    MeasureAging sums = { 0 };
    g_assert_cmpint(aging_parse("30,60,90", &set), ==, AGING_OK);
    for (size_t i = 0; i < G_N_ELEMENTS(BOOK); i++)
        g_assert_true(aging_add(&aging, &set, BOOK[i].dpd, 0, BOOK[i].minor));
    aging_net_oldest_first(&aging, &set);
    sums.current_minor = aging.bucket_minor[0];
    for (int i = 1; i < aging_bucket_count(&set); i++) sums.past_due_minor += aging.bucket_minor[i];
    sums.unapplied_minor = aging.unapplied_minor;
    g_assert_cmpstr(text(measure_aging_past_due_netted(&sums)), ==, "58.62");
}

/* Trap 8: due today and the edges of day 90. */
static void edges(void)
{
    MeasureAging sums = { 0 };
    measure_aging_add(&sums, 0, 0, 100);
    g_assert_cmpstr(text(measure_aging_past_due(&sums)), ==, "0.00");
    measure_aging_add(&sums, 90, 0, 100);
    g_assert_cmpstr(text(measure_aging_over_90(&sums)), ==, "0.00");
    measure_aging_add(&sums, 91, 0, 100);
    g_assert_cmpstr(text(measure_aging_over_90(&sums)), ==, "33.33");
    MeasureAging grace = book(30);
    g_assert_true(grace.past_due_minor == 320000);
    g_assert_cmpint(grace.late_items, ==, 5);
}

static void nothing_open(void)
{
    MeasureAging sums = { 0 };
    g_assert_cmpstr(text(measure_aging_past_due(&sums)), ==, "");
    g_assert_cmpstr(text(measure_aging_late_items(&sums)), ==, "");
    measure_aging_add(&sums, 5, 0, -100); /* credits only */
    g_assert_cmpstr(text(measure_aging_past_due(&sums)), ==, "");
    g_assert_cmpstr(text(measure_aging_past_due_netted(&sums)), ==, "");
}

static void months(void)
{
    static const struct {
        const char *due, *as_of;
        int32_t mba, ots;
    } CASES[] = {
        { "2005-04-01", "2005-03-31", 0, 0 },   { "2005-04-01", "2005-04-01", 0, 0 },
        { "2005-04-01", "2005-04-29", 0, 0 },   { "2005-04-01", "2005-04-30", 1, 0 },
        { "2005-04-01", "2005-05-01", 1, 1 },   { "2005-04-01", "2005-05-31", 2, 1 },
        { "2005-04-01", "2005-06-01", 2, 2 },   { "2024-01-31", "2024-02-28", 1, 0 },
        { "2024-01-31", "2024-02-29", 1, 1 },   { "2024-01-31", "2024-03-30", 2, 1 },
        { "2023-12-15", "2024-12-14", 12, 11 }, { "2023-12-15", "2024-12-15", 12, 12 },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        Day due = DAY_NONE, as_of = DAY_NONE;
        g_assert_true(day_parse(CASES[i].due, &due) && day_parse(CASES[i].as_of, &as_of));
        g_assert_cmpint(measure_aging_months_mba(due, as_of), ==, CASES[i].mba);
        g_assert_cmpint(measure_aging_months_ots(due, as_of), ==, CASES[i].ots);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/core/measure_aging/shares", shares);
    g_test_add_func("/core/measure_aging/netted", netted);
    g_test_add_func("/core/measure_aging/edges", edges);
    g_test_add_func("/core/measure_aging/nothing", nothing_open);
    g_test_add_func("/core/measure_aging/months", months);
    return g_test_run();
}
