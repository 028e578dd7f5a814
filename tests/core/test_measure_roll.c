/* tests/core/test_measure_roll.c: vectors L1 … L8 and the tables of section 7. */
#include "core/measure_roll.h"

#include <glib.h>

static const char *text(Measure measure)
{
    static char buffer[MEASURE_TEXT_SIZE];
    return measure_text(&measure, buffer);
}

/* Section 7.1, balances in thousands: from bucket, to state, accounts, balance. */
static const struct {
    int from, to, accounts;
    int64_t balance;
} FLOWS[] = {
    { 1, 0, 320, 600 },
    { 1, 1, 60, 120 },
    { 1, 2, 100, 240 },
    { 1, ROLL_PAID_OFF, 20, 40 },
    { 2, 0, 25, 50 },
    { 2, 1, 10, 26 },
    { 2, 2, 15, 39 },
    { 2, 3, 45, 130 },
    { 2, ROLL_PAID_OFF, 5, 15 },
};

static RollMatrix pool(void)
{
    RollMatrix one = { 0 }, two = { 0 };
    for (size_t i = 0; i < G_N_ELEMENTS(FLOWS); i++)
        for (int k = 0; k < FLOWS[i].accounts; k++) {
            int64_t balance = k == 0 ? FLOWS[i].balance : 0;
            measure_roll_add(k % 2 ? &one : &two, FLOWS[i].from, FLOWS[i].to, balance, balance);
        }
    measure_roll_merge(&one, &two);
    return one;
}

static void statics(void)
{
    static const struct {
        int from, to;
        const char *count, *amount;
    } CASES[] = {
        { 1, 2, "20.00", "24.00" }, { 2, 3, "45.00", "50.00" }, { 1, 1, "12.00", "12.00" },
        { 2, 1, "10.00", "10.00" }, { 1, 3, "0.00", "0.00" },   { 3, 4, "", "" },
    };
    RollMatrix m = pool();
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_assert_cmpstr(text(measure_roll_static(&m, ROLL_BY_COUNT, CASES[i].from, CASES[i].to)),
                        ==, CASES[i].count);
        g_assert_cmpstr(text(measure_roll_static(&m, ROLL_BY_AMOUNT, CASES[i].from, CASES[i].to)),
                        ==, CASES[i].amount);
    }
    for (int from = 1; from <= 2; from++) {
        __int128 sum = 0, whole = 0;
        for (int to = 0; to < ROLL_STATES; to++) {
            Measure share = measure_roll_static(&m, ROLL_BY_AMOUNT, from, to);
            sum += share.numerator;
            whole = share.denominator;
        }
        g_assert_true(sum == whole);
    }
}

static void net_flow(void)
{
    RollMatrix m = pool();
    g_assert_cmpstr(text(measure_roll_net_flow(&m, ROLL_BY_AMOUNT, 1)), ==, "27.90"); /* L7 */
    g_assert_cmpstr(text(measure_roll_net_flow(&m, ROLL_BY_COUNT, 1)), ==, "23.00");
    g_assert_cmpstr(text(measure_roll_net_flow(&m, ROLL_BY_AMOUNT, 3)), ==, "");
    measure_roll_add(&m, ROLL_NEW, 2, 0, 900); /* bought in, already late: not of the pool */
    g_assert_cmpstr(text(measure_roll_net_flow(&m, ROLL_BY_AMOUNT, 1)), ==, "117.90");
    g_assert_cmpstr(text(measure_roll_static(&m, ROLL_BY_AMOUNT, 1, 2)), ==, "24.00");
}

/* Trap 3: what two finance sites printed as 6 % and 20 %. */
static void printed_wrong(void)
{
    RollMatrix m = { 0 };
    measure_roll_add(&m, 1, 0, 400000, 400000);
    measure_roll_add(&m, 1, 2, 600000, 600000);
    g_assert_cmpstr(text(measure_roll_net_flow(&m, ROLL_BY_AMOUNT, 1)), ==, "60.00");
    RollMatrix few = { 0 };
    for (int i = 0; i < 100; i++) measure_roll_add(&few, 1, i < 5 ? 2 : 0, 1, 1);
    g_assert_cmpstr(text(measure_roll_static(&few, ROLL_BY_COUNT, 1, 2)), ==, "5.00");
}

static void cures(void)
{
    RollMatrix m = pool(), none = { 0 };
    g_assert_cmpstr(text(measure_roll_cure(&m, ROLL_BY_COUNT, false)), ==, "57.50"); /* L4 */
    g_assert_cmpstr(text(measure_roll_cure(&m, ROLL_BY_COUNT, true)), ==, "61.67");
    g_assert_cmpstr(text(measure_roll_redefault(60, 345)), ==, "17.39"); /* L5 */
    g_assert_cmpstr(text(measure_roll_redefault(0, 0)), ==, "");
    g_assert_cmpstr(text(measure_roll_cure(&none, ROLL_BY_COUNT, false)), ==, "");
    measure_roll_add(&none, 0, 0, 5, 5); /* current all the time is not cured */
    g_assert_cmpstr(text(measure_roll_cure(&none, ROLL_BY_COUNT, false)), ==, "");
}

static void cohorts(void)
{
    g_assert_cmpstr(text(measure_roll_vintage(27500, 3500, 1000000, 12, 12)), ==, "2.40"); /* L6 */
    g_assert_cmpstr(text(measure_roll_vintage(0, 0, 1000000, 12, 12)), ==, "0.00");
    g_assert_cmpstr(text(measure_roll_vintage(0, 0, 1000000, 11, 12)), ==, ""); /* trap 10 */
    g_assert_cmpstr(text(measure_roll_net_charge_off(120000, 30000, 4000000, 3)), ==,
                    "9.00"); /* L8 */
    g_assert_cmpstr(text(measure_roll_net_charge_off(1, 0, 0, 3)), ==, "");
}

/* Published loss factors; balances in millions with two decimals as minor units. */
static const RollLoss PORTFOLIO[] = {
    { 98740, { 70, 10000 } }, { 3020, { 2061, 10000 } }, { 1180, { 4841, 10000 } },
    { 820, { 7212, 10000 } }, { 590, { 10000, 10000 } },
};

static void losses(void)
{
    g_assert_cmpstr(text(measure_roll_loss(PORTFOLIO, 5, 10, 2)), ==, "30.60");  /* L1 */
    g_assert_cmpstr(text(measure_roll_loss_rate(PORTFOLIO, 5, 10)), ==, "2.93"); /* L2 */
    g_assert_cmpstr(text(measure_roll_loss(PORTFOLIO, 5, 0, 2)), ==, "30.66");   /* L3 */
    g_assert_cmpstr(text(measure_roll_loss_rate(PORTFOLIO, 5, 0)), ==, "2.94");
    g_assert_cmpstr(text(measure_roll_loss_rate(NULL, 0, 0)), ==, "");
    static const RollLoss CREDIT[] = { { -1005, { 1, 2 } } };
    g_assert_cmpstr(text(measure_roll_loss(CREDIT, 1, 1, 2)), ==, "-5.03");
}

/* The rolls the published factors imply give the factors back. */
static void chain(void)
{
    static const Fraction ROLLS[] = {
        { 340, 10000 }, { 4257, 10000 }, { 6712, 10000 }, { 7212, 10000 }, { 1, 1 }
    };
    static const char *const FACTORS[] = { "0.70", "20.61", "48.41", "72.12", "100.00" };
    Fraction factors[5];
    measure_roll_chain(ROLLS, 5, factors);
    for (int i = 0; i < 5; i++)
        g_assert_cmpstr(
            text(measure_of(MEASURE_PERCENT, factors[i].numerator, factors[i].denominator)), ==,
            FACTORS[i]);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/core/measure_roll/static", statics);
    g_test_add_func("/core/measure_roll/net_flow", net_flow);
    g_test_add_func("/core/measure_roll/printed_wrong", printed_wrong);
    g_test_add_func("/core/measure_roll/cure", cures);
    g_test_add_func("/core/measure_roll/cohorts", cohorts);
    g_test_add_func("/core/measure_roll/losses", losses);
    g_test_add_func("/core/measure_roll/chain", chain);
    return g_test_run();
}
