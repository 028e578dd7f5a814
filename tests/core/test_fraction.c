/* tests/core/test_fraction.c: exact sums and products, half away from zero, and what happens at the
 * top of the range. */
#include "core/fraction.h"

#include <glib.h>
#include <stdint.h>

static void rounds(void)
{
    static const struct {
        int64_t numerator, denominator;
        int digits;
        int64_t expected;
    } CASES[] = {
        { 1, 3, 2, 33 },   { 2, 3, 2, 67 },          { -2, 3, 2, -67 }, { 1, 8, 2, 13 },
        { -1, 8, 2, -13 }, { 1, -8, 2, -13 },        { 5, 10, 0, 1 },   { -5, 10, 0, -1 },
        { 49, 100, 0, 0 }, { 9995, 10000, 3, 1000 }, { 0, 7, 4, 0 },    { 7, 7, 4, 10000 },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        Fraction f = fraction_make(CASES[i].numerator, CASES[i].denominator);
        g_assert_cmpint((int64_t)fraction_round(f, CASES[i].digits), ==, CASES[i].expected);
    }
}

static void exact(void)
{
    Fraction sum = fraction_add(fraction_make(1, 3), fraction_make(1, 6));
    g_assert_true(sum.numerator == 1 && sum.denominator == 2);
    Fraction product = fraction_multiply(fraction_make(-2, 3), fraction_make(9, 4));
    g_assert_true(product.numerator == -3 && product.denominator == 2);
    for (int round = 0; round < 5000; round++) {
        int32_t a = g_test_rand_int_range(-1000, 1000), b = g_test_rand_int_range(1, 1000);
        int32_t c = g_test_rand_int_range(-1000, 1000), d = g_test_rand_int_range(1, 1000);
        Fraction s = fraction_add(fraction_make(a, b), fraction_make(c, d));
        Fraction p = fraction_multiply(fraction_make(a, b), fraction_make(c, d));
        g_assert_true(s.numerator * (b * d) == s.denominator * (a * d + c * b));
        g_assert_true(p.numerator * (b * d) == p.denominator * (a * c));
    }
}

/* Sixty months with large unlike denominators: exactness ends, twelve decimals do not. */
static void at_the_top(void)
{
    Fraction sum = { 0, 1 };
    double plain = 0;
    for (int i = 0; i < 60; i++) {
        int64_t sales = INT64_C(900000000000000007) - INT64_C(123456789123457) * i;
        int64_t open = sales / 3 + i;
        sum = fraction_add(sum, fraction_make((__int128)open * 300, sales));
        plain += (double)open * 300 / (double)sales;
    }
    g_assert_cmpfloat_with_epsilon((double)(int64_t)fraction_round(sum, 6) / 1e6, plain, 1e-6);
    Fraction big = fraction_make(INT64_MAX, ((__int128)1 << 100) + 1);
    Fraction product = fraction_multiply(big, big);
    g_assert_true(fraction_round(product, 6) == 0);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/core/fraction/round", rounds);
    g_test_add_func("/core/fraction/exact", exact);
    g_test_add_func("/core/fraction/top", at_the_top);
    return g_test_run();
}
