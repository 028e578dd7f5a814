/* tests/core/test_interest.c: interest to the unit, per diem to six decimals, fees by rule. */
#include "core/interest.h"

#include "base/money.h"
#include <glib.h>

static void rates(void)
{
    static const struct {
        const char *text;
        int32_t ppm; /* -1: refused */
    } CASES[] = {
        { "10", 100000 },    { "7.25", 72500 },    { "0", 0 },   { "0.0001", 1 },
        { "0.00010", 1 },    { "0.00001", -1 },    { "-1", -1 }, { "1000", 10000000 },
        { "1000.0001", -1 }, { "9999999999", -1 },
    };
    int32_t ppm;
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        Decimal percent;
        g_assert_cmpint(decimal_parse(CASES[i].text, &percent), ==, DECIMAL_OK);
        g_test_message("%s", CASES[i].text);
        g_assert_true(interest_rate(percent, &ppm) == (CASES[i].ppm >= 0));
        if (CASES[i].ppm >= 0) g_assert_cmpint(ppm, ==, CASES[i].ppm);
    }
    g_assert_false(interest_rate((Decimal){ 0 }, &ppm));
}

static void simple(void)
{
    static const struct {
        int64_t principal;
        int32_t ppm, days;
        int64_t expected;
    } CASES[] = {
        { 10000, 100000, 15, 41 },     /* C5.07: 100 at 10 % for 15 days: 0.41 */
        { 1000000, 180000, 20, 9863 }, /* F5: payoff interest */
        { 10000, 100000, 365, 1000 },  { 10000, 100000, 0, 0 }, { 10000, 100000, -3, 0 },
        { -10000, 100000, 15, 0 },     { 10000, 0, 15, 0 },     { 365, 1000000, 1, 1 },
        { 365, 500000, 1, 1 }, /* one half: away from zero */
        { 364, 500000, 1, 0 },
    };
    int64_t minor;
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_assert_true(interest_simple(CASES[i].principal, CASES[i].ppm, CASES[i].days, &minor));
        g_assert_cmpint(minor, ==, CASES[i].expected);
    }
    g_assert_true(interest_simple(MONEY_MAX, 10000000, 36, &minor));
    g_assert_false(interest_simple(MONEY_MAX, 10000000, 3650000, &minor));
}

/* 10,000 at 18 %: 4.931507 a day. */
static void per_diem(void)
{
    Fraction f = interest_per_diem(1000000, 180000);
    g_assert_cmpint((int64_t)fraction_round(f, 4), ==, 4931507);
}

/* Never more in two stretches than a unit off one stretch, and never less with time. */
static void grows(void)
{
    for (int round = 0; round < 5000; round++) {
        int64_t principal = g_test_rand_int_range(0, 1000000000), a, b, whole;
        int32_t ppm = g_test_rand_int_range(0, 400000);
        int32_t x = g_test_rand_int_range(0, 400), y = g_test_rand_int_range(0, 400);
        g_assert_true(interest_simple(principal, ppm, x, &a) &&
                      interest_simple(principal, ppm, y, &b) &&
                      interest_simple(principal, ppm, x + y, &whole));
        g_assert_cmpint(ABS(a + b - whole), <=, 1);
        g_assert_cmpint(whole, >=, MAX(a, b));
    }
}

static const FeeRule FIXED = { FEE_FIXED, { { 0, 500, 0, 0, 0 } }, 1 };
static const FeeRule PERCENT = { FEE_PERCENT, { { 0, 0, 15000, 500, 2500 } }, 1 };
static const FeeRule SINGLE = { FEE_TIER,
                                { { 0, 100, 50000, 300, 1500 }, { 100000, 200, 10000, 300, 1500 } },
                                2 };
static const FeeRule SLICES = { FEE_TIERS_CUMULATED,
                                { { 0, 100, 50000, 300, 1500 }, { 100000, 200, 10000, 300, 1500 } },
                                2 };
static const FeeRule FROM_50 = { FEE_FIXED, { { 5000, 500, 0, 0, 0 } }, 1 };
static const FeeRule NONE = { 0 };

static void fees(void)
{
    static const struct {
        const FeeRule *rule;
        int64_t base, expected;
    } CASES[] = {
        { &FIXED, 10000, 500 },     { &FIXED, 0, 0 },
        { &FIXED, -100, 0 },        { &PERCENT, 10000, 500 },
        { &PERCENT, 100000, 1500 }, { &PERCENT, 9000000, 2500 },
        { &PERCENT, 33367, 501 },   { &SINGLE, 10000, 600 },
        { &SINGLE, 1000, 300 },     { &SINGLE, 99999, 1500 },
        { &SINGLE, 100000, 1200 },  { &SINGLE, 150000, 1500 },
        { &SLICES, 10000, 600 },    { &SLICES, 150000, 1500 + 700 },
        { &SLICES, 100000, 1500 },  { &FROM_50, 4999, 0 },
        { &FROM_50, 5000, 500 },    { &NONE, 10000, 0 },
    };
    int64_t fee;
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_test_message("%zu", i);
        g_assert_true(interest_fee(CASES[i].rule, CASES[i].base, &fee));
        g_assert_cmpint(fee, ==, CASES[i].expected);
    }
    FeeRule large = { FEE_PERCENT, { { 0, 0, 10000000, 0, 0 } }, 1 };
    g_assert_false(interest_fee(&large, MONEY_MAX, &fee));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/core/interest/rate", rates);
    g_test_add_func("/core/interest/simple", simple);
    g_test_add_func("/core/interest/per_diem", per_diem);
    g_test_add_func("/core/interest/grows", grows);
    g_test_add_func("/core/interest/fee", fees);
    return g_test_run();
}
