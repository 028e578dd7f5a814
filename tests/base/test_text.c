/* tests/base/test_text.c: text helpers at their bounds. */
#include "base/text.h"

#include <glib.h>
#include <string.h>

static void test_copy(void)
{
    char to[5];
    g_assert_true(text_copy(to, sizeof to, "abcd"));
    g_assert_cmpstr(to, ==, "abcd");
    g_assert_false(text_copy(to, sizeof to, "abcde"));
    g_assert_cmpstr(to, ==, "abcd");
    g_assert_false(text_copy(to, sizeof to, "abcé")); /* five bytes: the é goes whole */
    g_assert_cmpstr(to, ==, "abc");
    g_assert_false(text_copy(to, sizeof to, "ab€"));
    g_assert_cmpstr(to, ==, "ab");
    g_assert_true(text_copy(to, 1, ""));
    g_assert_false(text_copy(to, 1, "x"));
    g_assert_cmpstr(to, ==, "");
}

/* A copy is always a valid, terminated beginning, and as long as whole characters allow. */
static void test_copy_any(void)
{
    static const char *const LETTERS[] = { "a", "é", "€", "😀" };
    for (int i = 0; i < 20000; i++) {
        g_autoptr(GString) from = g_string_new(NULL);
        for (int j = g_test_rand_int_range(0, 8); j > 0; j--)
            g_string_append(from, LETTERS[g_test_rand_int_range(0, 4)]);
        size_t size = (size_t)g_test_rand_int_range(1, 20);
        g_autofree char *to = g_malloc(size);
        bool fits = text_copy(to, size, from->str);
        g_assert_cmpint(fits, ==, from->len < size);
        g_assert_true(g_str_has_prefix(from->str, to));
        g_assert_true(text_is_utf8(to, strlen(to)));
        g_assert_true(fits || strlen(to) + 4 > size - 1);
    }
}

static void test_checks(void)
{
    g_assert_true(text_is_utf8("Zürich", strlen("Zürich")));
    g_assert_false(text_is_utf8("Z\xfcrich", 6));
    g_assert_false(text_is_utf8("a\0b", 3));
    g_assert_false(text_is_utf8("\xc0\x80", 2));
    g_assert_true(text_is_utf8("", 0));
    g_assert_false(text_has_control("Zürich"));
    g_assert_true(text_has_control("a\tb"));
    g_assert_true(text_has_control("a\x7f"));
}

static void test_nearest(void)
{
    static const char *const NAMES[] = { "account", "number", "issued_on", "due_on",
                                         "amount",  "id",     NULL };
    static const struct {
        const char *word, *name;
    } CASES[] = {
        { "due_onn", "due_on" },
        { "due-on", "due_on" },
        { "Amount", "amount" },
        { "amuont", "amount" },
        { "acount", "account" },
        { "issue_on", "issued_on" },
        { "issued", "issued_on" },
        { "due", "due_on" },
        { "colour", NULL },
        { "", NULL },
        { "x", NULL },
        { "nubmer", "number" },
        { "accounts", "account" },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++)
        g_assert_cmpstr(text_nearest(CASES[i].word, NAMES), ==, CASES[i].name);
    g_autofree char *endless = g_strnfill(5000, 'a');
    g_assert_null(text_nearest(endless, NAMES));
}

static void test_to_i64(void)
{
    static const struct {
        const char *text;
        bool good;
        int64_t value;
    } CASES[] = {
        { "0", true, 0 },
        { "-12", true, -12 },
        { "007", true, 7 },
        { "9223372036854775807", true, INT64_MAX },
        { "-9223372036854775808", true, INT64_MIN },
        { "9223372036854775808", false, 0 },
        { "-9223372036854775809", false, 0 },
        { "", false, 0 },
        { "-", false, 0 },
        { "1x", false, 0 },
        { " 1", false, 0 },
        { "1.0", false, 0 },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        int64_t value = 0;
        g_assert_cmpint(text_to_i64(CASES[i].text, &value), ==, CASES[i].good);
        g_assert_cmpint(value, ==, CASES[i].value);
    }
}

/* Published vectors of FNV-1a: the hash may never change, it assigns experiment arms. */
static void test_hash(void)
{
    g_assert_cmphex(text_hash("", 0, 0), ==, UINT64_C(0xcbf29ce484222325));
    g_assert_cmphex(text_hash("a", 1, 0), ==, UINT64_C(0xaf63dc4c8601ec8c));
    g_assert_cmphex(text_hash("foobar", 6, 0), ==, UINT64_C(0x85944171f73967e8));
    g_assert_cmphex(text_hash("a", 1, 1), !=, text_hash("a", 1, 2));
}

static void test_fold(void)
{
    static const struct {
        const char *from, *to;
    } CASES[] = {
        { "  ACME \t Corp. ", "acme corp." },
        { "Straße", "strasse" },
        { "ＡＣＭＥ", "acme" },
        { "ÉCOLE", "école" },
        { "", "" },
        { " \n ", "" },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autofree char *folded = text_fold(CASES[i].from);
        g_assert_cmpstr(folded, ==, CASES[i].to);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/base/text/copy", test_copy);
    g_test_add_func("/base/text/copy-any", test_copy_any);
    g_test_add_func("/base/text/checks", test_checks);
    g_test_add_func("/base/text/nearest", test_nearest);
    g_test_add_func("/base/text/to-i64", test_to_i64);
    g_test_add_func("/base/text/hash", test_hash);
    g_test_add_func("/base/text/fold", test_fold);
    return g_test_run();
}
