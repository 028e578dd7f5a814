/* tests/core/test_measure_dso.c: vectors D1 … D10 and the edges of count-back. */
#include "core/measure_dso.h"

#include <glib.h>

static const char *text(Measure measure)
{
    static char buffer[MEASURE_TEXT_SIZE];
    return measure_text(&measure, buffer);
}

/* Newest first: March, February, January 2025. */
static const MeasureMonth MONTHS[] = { { 10000000, 31 }, { 8000000, 28 }, { 7000000, 31 } };

static void simple(void)
{
    g_assert_cmpstr(text(measure_dso_simple(20000000, 200000000, 365)), ==, "36.50");
    g_assert_cmpstr(text(measure_dso_simple(21200000, 25000000, 90)), ==, "76.32"); /* D1 */
    g_assert_cmpstr(text(measure_dso_simple(500000, 1000000, 30)), ==, "15.00");    /* I.01 */
    g_assert_cmpstr(text(measure_dso_simple(460, 900, 90)), ==, "46.00");           /* I.19 */
    g_assert_cmpstr(text(measure_dso_simple(100, 0, 90)), ==, "");
    g_assert_cmpstr(text(measure_dso_simple(0, 100, 90)), ==, "0.00");
}

/* Trap 9: the two ways differ and neither may stand for the other. */
static void countback(void)
{
    static const struct {
        int64_t receivables;
        size_t count;
        const char *calendar, *of_30;
    } CASES[] = {
        { 21200000, 3, "73.17", "73.71" }, /* D3, D2 */
        { 4000000, 3, "12.40", "12.00" },  /* D4 */
        { 10000000, 3, "31.00", "30.00" }, /* one month exactly */
        { 10000001, 3, "31.00", "30.00" },
        { 25000000, 3, "90.00", "90.00" }, /* all of it exactly: not "at least" */
        { 25000001, 3, ">= 90.00", ">= 90.00" },
        { 21200000, 2, ">= 59.00", ">= 60.00" },
        { 21200000, 0, "", "" },
        { 0, 3, "0.00", "0.00" },
        { 0, 0, "0.00", "0.00" },
        { -500, 3, "0.00", "0.00" },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        int64_t ar = CASES[i].receivables;
        size_t count = CASES[i].count;
        g_assert_cmpstr(text(measure_dso_countback(ar, MONTHS, count, MEASURE_CALENDAR_MONTHS)), ==,
                        CASES[i].calendar);
        g_assert_cmpstr(text(measure_dso_countback(ar, MONTHS, count, MEASURE_MONTHS_OF_30)), ==,
                        CASES[i].of_30);
    }
    static const MeasureMonth QUIET[] = { { 0, 31 }, { -500, 28 }, { 1000, 31 } };
    g_assert_cmpstr(text(measure_dso_countback(500, QUIET, 3, MEASURE_CALENDAR_MONTHS)), ==,
                    "74.50"); /* months without sales are passed with their days */
}

/* More receivables never mean fewer days, and the days never pass those of the history. */
static void countback_grows(void)
{
    for (int round = 0; round < 2000; round++) {
        MeasureMonth months[12];
        int32_t days = 0;
        __int128 before = 0;
        for (int i = 0; i < 12; i++) {
            months[i] = (MeasureMonth){ g_test_rand_int_range(-50, 1000), 28 + i % 4 };
            days += months[i].days;
        }
        for (int64_t ar = 0; ar < 8000; ar += 97) {
            __int128 value = -1;
            Measure m = measure_dso_countback(ar, months, 12, MEASURE_CALENDAR_MONTHS);
            g_assert_true(measure_round(&m, &value));
            g_assert_true(value >= before && value <= days * 100);
            g_assert_true(!m.at_least || value == days * 100);
            before = value;
        }
    }
}

static void windows(void)
{
    g_assert_cmpstr(text(measure_dso_rolling(62200000, 3, 25000000, 90)), ==, "74.64"); /* D5 */
    g_assert_cmpstr(text(measure_dso_conventional(1500000, 1000000)), ==, "45.00");     /* D6 */
    g_assert_cmpstr(text(measure_dso_conventional(1500000, 0)), ==, "");
    g_assert_cmpstr(text(measure_dso_rolling(100, 3, 0, 90)), ==, "");
}

static void by_invoice(void)
{
    static const MeasureOrigin TRUE_DSO[] = {
        { 3000000, 3000000LL * 70, 7000000 },
        { 6000000, 6000000LL * 49, 8000000 },
        { 9000000, 9000000LL * 16, 10000000 },
    };
    static const MeasureOrigin WEIGHTED[] = { { 9000000, 0, 10000000 },
                                              { 6000000, 0, 8000000 },
                                              { 3200000, 0, 7000000 } };
    static const MeasureOrigin NO_SALES[] = { { 100, 100, 0 } }, CLOSED[] = { { 0, 0, 0 } };
    g_assert_cmpstr(text(measure_dso_true(TRUE_DSO, 3)), ==, "81.15");           /* D7 */
    g_assert_cmpstr(text(measure_dso_sales_weighted(WEIGHTED, 3)), ==, "63.21"); /* D8 */
    g_assert_cmpstr(text(measure_dso_true(NO_SALES, 1)), ==, "");
    g_assert_cmpstr(text(measure_dso_true(CLOSED, 1)), ==, "0.00");
    g_assert_cmpstr(text(measure_dso_true(NULL, 0)), ==, "0.00");
    /* Trap 2: the shipped code of a vendor averages two balances instead; that is another figure.
     */
    g_assert_cmpstr(text(measure_dso_simple((18000000 + 18000000) / 2, 25000000, 90)), !=, "81.15");
}

static void best_possible(void)
{
    g_assert_cmpstr(text(measure_dso_simple(1500000, 1000000, 30)), ==, "45.00");
    g_assert_cmpstr(text(measure_dso_best_possible(400000, 1000000, 30)), ==, "12.00"); /* D9 */
    g_assert_cmpstr(text(measure_dso_add(1500000, 400000, 1000000, 30)), ==, "33.00");  /* D10 */
    g_assert_cmpstr(text(measure_dso_add(1500000, 400000, 0, 30)), ==, "");
    g_assert_cmpstr(text(measure_dso_best_possible(400000, 0, 30)), ==, "");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/core/measure_dso/simple", simple);
    g_test_add_func("/core/measure_dso/countback", countback);
    g_test_add_func("/core/measure_dso/countback_grows", countback_grows);
    g_test_add_func("/core/measure_dso/windows", windows);
    g_test_add_func("/core/measure_dso/by_invoice", by_invoice);
    g_test_add_func("/core/measure_dso/best_possible", best_possible);
    return g_test_run();
}
