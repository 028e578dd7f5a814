/* tests/base/test_money.c: currencies, the noise rule, named rounding and overflow at the edges. */
#include "base/money.h"

#include <glib.h>

static Decimal dec(const char *text)
{
    Decimal value;
    g_assert_cmpint(decimal_parse(text, &value), ==, DECIMAL_OK);
    return value;
}

static void test_exponents(void)
{
    static const struct {
        const char *code;
        int exponent;
    } CASES[] = {
        { "AED", 2 }, { "ZWL", 2 },  { "USD", 2 },   { "EUR", 2 },  { "JPY", 0 },  { "KWD", 3 },
        { "BHD", 3 }, { "OMR", 3 },  { "JOD", 3 },   { "IQD", 3 },  { "LYD", 3 },  { "TND", 3 },
        { "CLP", 0 }, { "CLF", 4 },  { "UYW", 4 },   { "UYU", 2 },  { "UYI", 0 },  { "KRW", 0 },
        { "VND", 0 }, { "ISK", 0 },  { "UGX", 0 },   { "XAF", 0 },  { "XOF", 0 },  { "XPF", 0 },
        { "HUF", 2 }, { "MGA", 2 },  { "XAU", -1 },  { "XTS", -1 }, { "", -1 },    { "US", -1 },
        { "U", -1 },  { "usd", -1 }, { "USDX", -1 }, { "ZZZ", -1 }, { "AAA", -1 }, { "U$D", -1 },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autofree char *code = g_strdup(CASES[i].code);
        if (money_exponent(code) != CASES[i].exponent) g_error("%s", code);
    }
}

/* All that look like codes: the table must be sorted for the search to find this many. */
static void test_count(void)
{
    char code[CURRENCY_SIZE] = "";
    int count = 0;
    for (code[0] = 'A'; code[0] <= 'Z'; code[0]++)
        for (code[1] = 'A'; code[1] <= 'Z'; code[1]++)
            for (code[2] = 'A'; code[2] <= 'Z'; code[2]++) count += money_exponent(code) >= 0;
    g_assert_cmpint(count, ==, 171);
}

static void test_from_decimal(void)
{
    static const struct {
        const char *text, *currency;
        MoneyRounding rounding;
        MoneyVerdict verdict;
        int64_t minor;
        bool rounded;
    } CASES[] = {
        { "1234.50", "USD", MONEY_EXACT, MONEY_OK, 123450, false },
        { "1234.5", "USD", MONEY_EXACT, MONEY_OK, 123450, false },
        { "-1234.5", "USD", MONEY_EXACT, MONEY_OK, -123450, false },
        { "1234", "JPY", MONEY_EXACT, MONEY_OK, 1234, false },
        { "1234.5", "JPY", MONEY_EXACT, MONEY_TOO_MANY_DECIMALS, 0, false },
        { "1234.5", "JPY", MONEY_HALF_AWAY, MONEY_OK, 1235, true },
        { "-1234.5", "JPY", MONEY_HALF_AWAY, MONEY_OK, -1235, true },
        { "1.234", "KWD", MONEY_EXACT, MONEY_OK, 1234, false },
        { "1.2345", "KWD", MONEY_EXACT, MONEY_TOO_MANY_DECIMALS, 0, false },
        { "1.2345", "CLF", MONEY_EXACT, MONEY_OK, 12345, false },
        { "0.005", "USD", MONEY_HALF_AWAY, MONEY_OK, 1, true },
        { "-0.005", "USD", MONEY_HALF_AWAY, MONEY_OK, -1, true },
        { "0.0049", "USD", MONEY_HALF_AWAY, MONEY_OK, 0, true },
        { "0.0149999", "USD", MONEY_HALF_AWAY, MONEY_OK, 1, true },
        /* noise: within a millionth of a cent, the edge included */
        { "54.730000000000004", "USD", MONEY_EXACT, MONEY_OK, 5473, false },
        { "54.729999999999997", "USD", MONEY_EXACT, MONEY_OK, 5473, false },
        { "-54.729999999999997", "USD", MONEY_EXACT, MONEY_OK, -5473, false },
        { "1.00000001", "USD", MONEY_EXACT, MONEY_OK, 100, false },
        { "0.99999999", "USD", MONEY_EXACT, MONEY_OK, 100, false },
        { "1.00000002", "USD", MONEY_EXACT, MONEY_TOO_MANY_DECIMALS, 0, false },
        { "0.99999998", "USD", MONEY_EXACT, MONEY_TOO_MANY_DECIMALS, 0, false },
        { "1.000000011", "USD", MONEY_EXACT, MONEY_TOO_MANY_DECIMALS, 0, false },
        { "310427858.973999998430616", "USD", MONEY_EXACT, MONEY_TOO_MANY_DECIMALS, 0, false },
        { "310427858.973999998430616", "USD", MONEY_HALF_AWAY, MONEY_OK, 31042785897, true },
        { "310427858.969999998430616", "USD", MONEY_EXACT, MONEY_OK, 31042785897, false },
        { "9000000000000000", "USD", MONEY_EXACT, MONEY_OK, MONEY_MAX, false },
        { "-9000000000000000", "USD", MONEY_EXACT, MONEY_OK, -MONEY_MAX, false },
        { "9000000000000000.01", "USD", MONEY_EXACT, MONEY_TOO_LARGE, 0, false },
        { "999999999999999999", "USD", MONEY_EXACT, MONEY_TOO_LARGE, 0, false },
        { "999999999999999999", "JPY", MONEY_EXACT, MONEY_TOO_LARGE, 0, false },
        { "1", "XYZ", MONEY_EXACT, MONEY_UNKNOWN_CURRENCY, 0, false },
        { "0.000000000000000001", "USD", MONEY_EXACT, MONEY_OK, 0, false },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        int64_t minor = 0;
        bool rounded = false;
        MoneyVerdict verdict = money_from_decimal(dec(CASES[i].text), CASES[i].currency,
                                                  CASES[i].rounding, &minor, &rounded);
        if (verdict != CASES[i].verdict) g_error("%s gave %d", CASES[i].text, (int)verdict);
        g_assert_cmpint(minor, ==, CASES[i].minor);
        g_assert_cmpint(rounded, ==, CASES[i].rounded);
        g_assert_nonnull(money_verdict_text(verdict));
    }
    Decimal extreme = { INT64_MIN, 18, true };
    int64_t minor = 0;
    g_assert_cmpint(money_from_decimal(extreme, "USD", MONEY_HALF_AWAY, &minor, NULL), ==,
                    MONEY_OK);
    g_assert_cmpint(minor, ==, -922);
}

static void test_text(void)
{
    char text[MONEY_TEXT_SIZE];
    g_assert_cmpstr(money_text(123450, "USD", text), ==, "1234.50");
    g_assert_cmpstr(money_text(-5, "USD", text), ==, "-0.05");
    g_assert_cmpstr(money_text(0, "USD", text), ==, "0.00");
    g_assert_cmpstr(money_text(1500, "JPY", text), ==, "1500");
    g_assert_cmpstr(money_text(1, "CLF", text), ==, "0.0001");
    g_assert_cmpstr(money_text(-MONEY_MAX, "KWD", text), ==, "-900000000000000.000");
}

static void test_add(void)
{
    int64_t sum = 7;
    g_assert_true(money_add(1, 2, &sum));
    g_assert_cmpint(sum, ==, 3);
    g_assert_true(money_add(MONEY_MAX - 1, 1, &sum));
    g_assert_cmpint(sum, ==, MONEY_MAX);
    g_assert_false(money_add(MONEY_MAX, 1, &sum));
    g_assert_false(money_add(-MONEY_MAX, -1, &sum));
    g_assert_false(money_add(INT64_MAX, INT64_MAX, &sum));
    g_assert_false(money_add(INT64_MIN, INT64_MIN, &sum));
    g_assert_cmpint(sum, ==, MONEY_MAX);
}

static void test_scale(void)
{
    static const struct {
        int64_t value, numerator, denominator, result;
        bool fits;
    } CASES[] = {
        { 100, 1, 3, 33, true },
        { 200, 1, 3, 67, true },
        { 5, 1, 2, 3, true },
        { -5, 1, 2, -3, true },
        { 5, -1, 2, -3, true },
        { -5, -1, 2, 3, true },
        { 0, 5, 7, 0, true },
        { MONEY_MAX, 1, 1, MONEY_MAX, true },
        { MONEY_MAX, MONEY_MAX, MONEY_MAX, MONEY_MAX, true },
        { MONEY_MAX, 2, 1, 0, false },
        { INT64_MIN, INT64_MIN, 1, 0, false },
        { INT64_MIN, INT64_MIN, INT64_MAX, 0, false },
        { INT64_MIN, 1, INT64_MAX, -1, true },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        int64_t result = 0;
        bool fits = money_scale(CASES[i].value, CASES[i].numerator, CASES[i].denominator, &result);
        g_assert_cmpint(fits, ==, CASES[i].fits);
        g_assert_cmpint(result, ==, CASES[i].result);
    }
}

static void test_convert(void)
{
    static const struct {
        int64_t minor;
        const char *from, *to, *rate;
        int64_t result;
        bool fits;
    } CASES[] = {
        { 10000, "USD", "EUR", "0.92", 9200, true },
        { 10000, "USD", "JPY", "151.235", 15124, true }, /* 15123.5, half away */
        { 15124, "JPY", "USD", "0.0066", 9982, true },
        { -1, "USD", "EUR", "0.5", -1, true },
        { 1000, "KWD", "USD", "3.25", 325, true },
        { 325, "USD", "KWD", "0.307692307692", 1000, true },
        { MONEY_MAX, "USD", "EUR", "1", MONEY_MAX, true },
        { MONEY_MAX, "USD", "KWD", "1", 0, false },
        { MONEY_MAX, "JPY", "CLF", "999999999999999999", 0, false },
        { 1, "USD", "EUR", "0.000000000000000001", 0, true },
        { 100, "USD", "XYZ", "1", 0, false },
        { 100, "USD", "EUR", "0", 0, false },
        { 100, "USD", "EUR", "-1", 0, false },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        int64_t result = 0;
        bool fits =
            money_convert(CASES[i].minor, CASES[i].from, CASES[i].to, dec(CASES[i].rate), &result);
        if (fits != CASES[i].fits || result != CASES[i].result)
            g_error("case %zu: %d %" G_GINT64_FORMAT, i, fits, result);
    }
}

/* Text and number of any amount in any currency are each other's inverse. */
static void test_round_trip(void)
{
    static const char *const CODES[] = { "JPY", "USD", "KWD", "CLF" };
    for (int i = 0; i < 100000; i++) {
        int64_t minor = ((int64_t)g_test_rand_int() * (INT64_C(1) << 32) ^ g_test_rand_int()) %
                        1000000000000000;
        const char *code = CODES[i % 4];
        char text[MONEY_TEXT_SIZE];
        int64_t back = 0;
        bool rounded = true;
        Decimal value = dec(money_text(minor, code, text));
        g_assert_cmpint(money_from_decimal(value, code, MONEY_EXACT, &back, &rounded), ==,
                        MONEY_OK);
        g_assert_cmpint(back, ==, minor);
        g_assert_false(rounded);
    }
}

static int64_t random_amount(void)
{
    int64_t value = (int64_t)g_test_rand_int() * (INT64_C(1) << 31) + g_test_rand_int();
    return value >> g_test_rand_int_range(0, 60);
}

/* The result times the denominator is at most half a denominator away; exactly half goes away from
 * zero. */
static void test_scale_nearest(void)
{
    for (int i = 0; i < 200000; i++) {
        int64_t value = random_amount();
        int64_t numerator = random_amount();
        int64_t size = random_amount();
        int64_t denominator = MAX(1, ABS(size));
        int64_t result;
        if (!money_scale(value, numerator, denominator, &result)) continue;
        __int128 exact = (__int128)value * numerator;
        __int128 away = (__int128)result * denominator - exact;
        __int128 twice = 2 * (away < 0 ? -away : away);
        g_assert_true(twice <= denominator);
        if (twice == denominator) g_assert_true((away > 0) == (exact > 0));
    }
}

/* Rounding is odd: what is owed one way is owed the other way. */
static void test_signs(void)
{
    static const char *const CODES[] = { "JPY", "USD", "KWD", "CLF" };
    for (int i = 0; i < 100000; i++) {
        Decimal value = { random_amount() % INT64_C(1000000000000000000),
                          g_test_rand_int_range(0, 19), true };
        Decimal minus = { -value.digits, value.scale, true };
        const char *code = CODES[i % 4];
        int64_t one = 0, other = 0;
        bool one_rounded = false, other_rounded = false;
        MoneyVerdict verdict = money_from_decimal(value, code, MONEY_HALF_AWAY, &one, &one_rounded);
        g_assert_cmpint(money_from_decimal(minus, code, MONEY_HALF_AWAY, &other, &other_rounded),
                        ==, verdict);
        g_assert_cmpint(one, ==, -other);
        g_assert_cmpint(one_rounded, ==, other_rounded);
        MoneyVerdict exact = money_from_decimal(value, code, MONEY_EXACT, &other, NULL);
        if (verdict == MONEY_OK)
            g_assert_cmpint(exact, ==, one_rounded ? MONEY_TOO_MANY_DECIMALS : MONEY_OK);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/base/money/exponents", test_exponents);
    g_test_add_func("/base/money/count", test_count);
    g_test_add_func("/base/money/from-decimal", test_from_decimal);
    g_test_add_func("/base/money/text", test_text);
    g_test_add_func("/base/money/add", test_add);
    g_test_add_func("/base/money/scale", test_scale);
    g_test_add_func("/base/money/convert", test_convert);
    g_test_add_func("/base/money/round-trip", test_round_trip);
    g_test_add_func("/base/money/scale-nearest", test_scale_nearest);
    g_test_add_func("/base/money/signs", test_signs);
    return g_test_run();
}
