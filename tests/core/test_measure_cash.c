/* tests/core/test_measure_cash.c: vectors C1 … C4, D11, D12, and the traps of the effectiveness
 * index. */
#include "core/measure_cash.h"

#include <glib.h>

static const char *text(Measure measure)
{
    static char buffer[MEASURE_TEXT_SIZE];
    return measure_text(&measure, buffer);
}

static void effectiveness(void)
{
    static const MeasurePeriod YEAR = { 10000000, 100000000, 12000000, 10000000 };
    static const MeasurePeriod QUARTER = { 620000, 1089000, 634000, 359000 };
    static const MeasurePeriod NOTHING = { 0 };
    g_assert_cmpstr(text(measure_cash_cei(&YEAR)), ==, "98.00");               /* C1 */
    g_assert_cmpstr(text(measure_cash_cei_monthly(&QUARTER, 3)), ==, "55.93"); /* C2 */
    g_assert_cmpstr(text(measure_cash_cei(&QUARTER)), ==, "79.63");            /* C3 */
    g_assert_cmpstr(text(measure_cash_cei_monthly(&QUARTER, 1)), ==, "79.63");
    g_assert_cmpstr(text(measure_cash_cei(&NOTHING)), ==, "");
}

/* Trap 1: the past due part has no place below the line; the page that put it there cannot even
 * reach its own 96 %. */
static void past_due_below_the_line(void)
{
    static const MeasurePeriod PAGE = { 5000000, 20000000, 4000000, 4000000 - 1000000 };
    static const MeasurePeriod AS_PRINTED = { 5000000, 20000000, 4000000, 1000000 };
    g_assert_cmpstr(text(measure_cash_cei(&AS_PRINTED)), ==, "87.50");
    g_assert_cmpstr(text(measure_cash_cei(&PAGE)), ==, "95.45");
}

/* Never above 100 while what is current is part of the whole. */
static void at_most_all(void)
{
    for (int round = 0; round < 5000; round++) {
        MeasurePeriod p = { g_test_rand_int_range(0, 100000), g_test_rand_int_range(0, 100000), 0,
                            0 };
        p.closing_minor = g_test_rand_int_range(0, (int)(p.opening_minor + p.sales_minor) + 1);
        p.closing_current_minor = g_test_rand_int_range(0, (int)p.closing_minor + 1);
        Measure m = measure_cash_cei(&p);
        g_assert_true(!m.defined || (m.numerator >= 0 && m.numerator <= m.denominator));
    }
}

static void collected(void)
{
    g_assert_cmpstr(text(measure_cash_collected(38500000, 20000000, 30000000, 5000000)), ==,
                    "70.00");
    g_assert_cmpstr(text(measure_cash_progress(30 * 10, 100 * 10)), ==, "30.00");
    g_assert_cmpstr(text(measure_cash_collected(1, 0, 0, 0)), ==, "");
    g_assert_cmpstr(text(measure_cash_progress(0, 0)), ==, "");
}

/* (10,000, +5), (2,500, -3), (500, +40), all with terms of 30 days. */
static void lateness(void)
{
    const __int128 amount = 1300000, late = 1000000 * 5 - 250000 * 3 + 50000 * 40;
    g_assert_cmpstr(text(measure_cash_dbt(late, amount)), ==, "4.81");             /* D11 */
    g_assert_cmpstr(text(measure_cash_avg_days_late(5 - 3 + 40, 3)), ==, "14.00"); /* D12 */
    g_assert_cmpstr(text(measure_cash_days_to_pay(late + amount * 30, amount)), ==, "34.81");
    g_assert_cmpstr(text(measure_cash_dbt(-300, 100)), ==, "-3.00");
    g_assert_cmpstr(text(measure_cash_dbt(0, 0)), ==, "");
    g_assert_cmpstr(text(measure_cash_avg_days_late(0, 0)), ==, "");
}

static void turnover(void)
{
    g_assert_cmpstr(text(measure_cash_turnover(200000000, 50000000, 2)), ==, "8.00");
    Measure days = measure_cash_turnover_days(200000000, 50000000, 2);
    days.decimals = 3;
    g_assert_cmpstr(text(days), ==, "45.625");
    g_assert_cmpstr(text(measure_cash_turnover(1, 0, 2)), ==, "");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/core/measure_cash/cei", effectiveness);
    g_test_add_func("/core/measure_cash/cei_trap", past_due_below_the_line);
    g_test_add_func("/core/measure_cash/cei_at_most_all", at_most_all);
    g_test_add_func("/core/measure_cash/collected", collected);
    g_test_add_func("/core/measure_cash/lateness", lateness);
    g_test_add_func("/core/measure_cash/turnover", turnover);
    return g_test_run();
}
