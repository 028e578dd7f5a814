/* tests/base/test_decimal.c: typed numbers by table, and back again at random. */
#include "base/decimal.h"

#include <glib.h>

static void test_parse(void)
{
    static const struct {
        const char *text;
        int64_t digits;
        int32_t scale;
    } CASES[] = {
        { "0", 0, 0 },
        { "-0", 0, 0 },
        { "0.000", 0, 0 },
        { "1234.50", 12345, 1 },
        { "-1234.50", -12345, 1 },
        { "0001.10", 11, 1 },
        { "100", 100, 0 },
        { "999999999999999999", 999999999999999999, 0 },
        { "99999999999999999.9", 999999999999999999, 1 },
        { "0.999999999999999999", 999999999999999999, 18 },
        { "000000000000000000000001", 1, 0 },
        { "1.000000000000000000000000", 1, 0 },
        { "310427858.973999998430616", 310427858973999998,
          9 }, /* decimals rounded away past 18 digits */
        { "-310427858.973999998930616", -310427858973999999, 9 },
        { "0.1000000000000000055511151231257827", 100000000000000006, 18 },
        { "19.99999999999999999999", 20, 0 },
        { "0.00000000000000000001", 0, 0 },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        Decimal value;
        g_assert_cmpint(decimal_parse(CASES[i].text, &value), ==, DECIMAL_OK);
        g_assert_cmpint(value.digits, ==, CASES[i].digits);
        g_assert_cmpint(value.scale, ==, CASES[i].scale);
        g_assert_true(value.given);
    }
}

static void test_refused(void)
{
    static const struct {
        const char *text;
        DecimalVerdict verdict;
    } CASES[] = {
        { "", DECIMAL_SYNTAX },
        { "-", DECIMAL_SYNTAX },
        { ".", DECIMAL_SYNTAX },
        { "1.", DECIMAL_SYNTAX },
        { ".5", DECIMAL_SYNTAX },
        { "+1", DECIMAL_SYNTAX },
        { "1,5", DECIMAL_SYNTAX },
        { "1e5", DECIMAL_SYNTAX },
        { " 1", DECIMAL_SYNTAX },
        { "1 ", DECIMAL_SYNTAX },
        { "--1", DECIMAL_SYNTAX },
        { "1.2.3", DECIMAL_SYNTAX },
        { "0x10", DECIMAL_SYNTAX },
        { "nan", DECIMAL_SYNTAX },
        { "(45.00)", DECIMAL_SYNTAX },
        { "45.00-", DECIMAL_SYNTAX },
        { "1000000000000000000", DECIMAL_TOO_LARGE },
        { "1234567890.123456789", DECIMAL_TOO_LARGE }, /* only eight decimals would stay */
        { "99999999999999999999999999999999999999999999", DECIMAL_TOO_LARGE },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        Decimal value = { 7, 7, false };
        g_assert_cmpint(decimal_parse(CASES[i].text, &value), ==, CASES[i].verdict);
        g_assert_cmpint(value.digits, ==, 7);
        g_assert_false(value.given);
        g_assert_nonnull(decimal_verdict_text(CASES[i].verdict));
    }
}

static void test_text(void)
{
    static const struct {
        Decimal value;
        int min_decimals;
        const char *text;
    } CASES[] = {
        { { 0, 0, true }, 0, "0" },
        { { 0, 0, true }, 2, "0.00" },
        { { 0, 5, true }, 2, "0.00" },
        { { 5, 1, true }, 2, "0.50" },
        { { -5, 3, true }, 2, "-0.005" },
        { { 12345, 1, true }, 2, "1234.50" },
        { { 123450, 2, true }, 0, "1234.5" },
        { { 1, 18, true }, 0, "0.000000000000000001" },
        { { 100, 0, true }, 0, "100" },
        { { INT64_MIN, 0, true }, 18, "-9223372036854775808.000000000000000000" },
        { { INT64_MIN, 18, true }, 0, "-9.223372036854775808" },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        char text[DECIMAL_TEXT_SIZE];
        decimal_text(CASES[i].value, CASES[i].min_decimals, text);
        g_assert_cmpstr(text, ==, CASES[i].text);
    }
}

static void test_round_trip(void)
{
    for (int i = 0; i < 100000; i++) {
        int64_t digits = ((int64_t)g_test_rand_int() * (1 << 28) ^ g_test_rand_int()) %
                         INT64_C(1000000000000000000);
        digits >>= g_test_rand_int_range(0, 60);
        Decimal value = { digits, g_test_rand_int_range(0, 19), true };
        char text[DECIMAL_TEXT_SIZE];
        char again[DECIMAL_TEXT_SIZE];
        Decimal back;
        decimal_text(value, g_test_rand_int_range(0, 5), text);
        g_assert_cmpint(decimal_parse(text, &back), ==, DECIMAL_OK);
        g_assert_cmpstr(decimal_text(back, 0, again), ==, decimal_text(value, 0, text));
    }
}

static void put_digits(GString *out, int count)
{
    for (int i = 0; i < count; i++)
        g_string_append_c(out, (char)g_test_rand_int_range('0', '9' + 1));
}

/* A number of too many decimals differs from its first 18 digits by at most one in the last of
 * them. */
static void test_cut(void)
{
    for (int i = 0; i < 20000; i++) {
        g_autoptr(GString) text = g_string_new("1");
        int decimals = g_test_rand_int_range(9, 18);
        put_digits(text, 17 - decimals);
        g_string_append_c(text, '.');
        put_digits(text, decimals - 1);
        g_string_append_c(text, '8'); /* so that nothing is trimmed from the first 18 */
        Decimal first, all;
        g_assert_cmpint(decimal_parse(text->str, &first), ==, DECIMAL_OK);
        g_assert_cmpint(first.scale, ==, decimals);
        put_digits(text, g_test_rand_int_range(0, 12));
        g_assert_cmpint(decimal_parse(text->str, &all), ==, DECIMAL_OK);
        g_assert_cmpint(all.scale, ==, decimals);
        g_assert_cmpint(all.digits - first.digits, >=, 0);
        g_assert_cmpint(all.digits - first.digits, <=, 1);
    }
}

/* Whatever is taken for a number, however odd, is written so that it is the same number again. */
static void test_odd(void)
{
    static const char LETTERS[] = "0123456789..--+ ,e";
    for (int i = 0; i < 200000; i++) {
        char odd[12];
        int length = g_test_rand_int_range(0, 12);
        for (int j = 0; j < length; j++)
            odd[j] = LETTERS[g_test_rand_int_range(0, sizeof LETTERS - 1)];
        char *text = g_strndup(odd, (gsize)length); /* of exact size, for the sanitizer */
        Decimal value, back;
        char written[DECIMAL_TEXT_SIZE];
        if (decimal_parse(text, &value) == DECIMAL_OK) {
            g_assert_cmpint(decimal_parse(decimal_text(value, 0, written), &back), ==, DECIMAL_OK);
            g_assert_cmpint(back.digits, ==, value.digits);
            g_assert_cmpint(back.scale, ==, value.scale);
        }
        g_free(text);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/base/decimal/parse", test_parse);
    g_test_add_func("/base/decimal/refused", test_refused);
    g_test_add_func("/base/decimal/text", test_text);
    g_test_add_func("/base/decimal/round-trip", test_round_trip);
    g_test_add_func("/base/decimal/cut", test_cut);
    g_test_add_func("/base/decimal/odd", test_odd);
    return g_test_run();
}
