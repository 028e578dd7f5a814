/* tests/base/test_json_text.c: what is read, what is refused and in which words, what is written.
 */
#include "base/json_text.h"

#include <math.h>
#include <string.h>

static Json *parse(const char *text)
{
    g_autoptr(GError) error = NULL;
    Json *value = json_text_parse(text, strlen(text), &error);
    g_assert_no_error(error);
    g_assert_nonnull(value);
    return value;
}

static void test_refused(void)
{
    static const struct {
        const char *text, *where, *words;
    } CASES[] = {
        { "", "line 1 column 0", "ends in the middle" },
        { "{\"a\":1", "line 1 ", "ends in the middle" },
        { "{\"a\":1,\n \"a\":2}", "line 2 ", "a key is given twice" },
        { "[1] 2", "line 1 column 5", "something follows" },
        { "[1,]", "line 1 ", "unexpected token" },
        { "\n\n[nope]", "line 3 ", "invalid token" },
        { "9223372036854775808", "line 1 ", "too large" },
        { "-9223372036854775809", "line 1 ", "too large" },
        { "1e400", "line 1 ", "too large" },
        { "\"\\u0000\"", "line 1 ", "NUL" },
        { "\"a\tb\"", "line 1 ", "control character" },
        { "\"\xff\"", "line 1 ", "UTF-8" },
        { "01", "line 1 ", "" },
        { "NaN", "line 1 ", "" },
        { "{'a':1}", "line 1 ", "" },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autoptr(GError) error = NULL;
        g_assert_null(json_text_parse(CASES[i].text, strlen(CASES[i].text), &error));
        g_assert_true(problem_is(error, PROBLEM_FORMAT));
        if (strstr(error->message, CASES[i].where) == NULL ||
            strstr(error->message, CASES[i].words) == NULL)
            g_error("%s: %s", CASES[i].text, error->message);
        g_assert_true(g_utf8_validate(error->message, -1, NULL));
        g_assert_null(strchr(error->message, '\n'));
    }
}

static void test_depth(void)
{
    g_autofree char *open = g_strnfill(64, '[');
    g_autofree char *close = g_strnfill(64, ']');
    g_autofree char *fits = g_strconcat(open, "\"[[[\\\"[\"", close, NULL);
    g_autofree char *deep = g_strconcat("\n ", open, "{}", close, NULL);
    g_autoptr(Json) value = parse(fits);
    g_autoptr(GError) error = NULL;
    g_assert_null(json_text_parse(deep, strlen(deep), &error));
    g_assert_cmpstr(error->message, ==, "JSON line 2 column 66: nested deeper than 64 levels");
    g_autofree char *endless = g_strnfill(1000000, '[');
    g_assert_null(json_text_parse(endless, 1000000, NULL));
}

static void test_kinds(void)
{
    g_autoptr(Json) object =
        parse("{\"n\":null,\"b\":true,\"i\":-5,\"r\":1.5,\"t\":\"x\",\"l\":[1,2],\"o\":{}}");
    static const struct {
        const char *key;
        JsonKind kind;
    } CASES[] = {
        { "n", JSON_KIND_NULL },   { "b", JSON_KIND_BOOL },      { "i", JSON_KIND_INT },
        { "r", JSON_KIND_REAL },   { "t", JSON_KIND_TEXT },      { "l", JSON_KIND_LIST },
        { "o", JSON_KIND_OBJECT }, { "absent", JSON_KIND_NULL },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++)
        g_assert_cmpint(json_text_kind(json_text_get(object, CASES[i].key)), ==, CASES[i].kind);
    g_assert_cmpint(json_text_int(json_text_get(object, "i")), ==, -5);
    g_assert_cmpint(json_text_int(json_text_get(object, "t")), ==, 0);
    g_assert_cmpfloat(json_text_real(json_text_get(object, "r")), ==, 1.5);
    g_assert_cmpfloat(json_text_real(json_text_get(object, "i")), ==, -5);
    g_assert_true(json_text_bool(json_text_get(object, "b")));
    g_assert_false(json_text_bool(json_text_get(object, "i")));
    g_assert_cmpstr(json_text_string(json_text_get(object, "t")), ==, "x");
    g_assert_null(json_text_string(json_text_get(object, "i")));
    const Json *list = json_text_get(object, "l");
    g_assert_cmpuint(json_text_count(list), ==, 2);
    g_assert_cmpuint(json_text_count(object), ==, 7);
    g_assert_cmpuint(json_text_count(json_text_get(object, "t")), ==, 0);
    g_assert_cmpint(json_text_int(json_text_at(list, 1)), ==, 2);
    g_assert_null(json_text_at(list, 2));
    g_assert_null(json_text_get(list, "n"));
}

static void test_each(void)
{
    g_autoptr(Json) object = parse("{\"z\":1,\"a\":2,\"m\":3}");
    GString *seen = g_string_new(NULL);
    void *iter = NULL;
    const char *key;
    const Json *value;
    while (json_text_each(object, &iter, &key, &value))
        g_string_append_printf(seen, "%s%d ", key, (int)json_text_int(value));
    g_assert_cmpstr(seen->str, ==, "z1 a2 m3 ");
    g_string_free(seen, TRUE);
    g_autoptr(Json) empty = json_text_new_object();
    iter = NULL;
    g_assert_false(json_text_each(empty, &iter, &key, &value));
}

static void test_write(void)
{
    g_autoptr(Json) object = json_text_new_object();
    json_text_set(object, "z", json_text_new_int(INT64_MIN));
    json_text_set(object, "a", json_text_new_string("Zürich \"x\"\n"));
    json_text_set(object, "n", json_text_new_string(NULL));
    json_text_set(object, "nan", json_text_new_real(NAN));
    json_text_set(object, "r", json_text_new_real(0.1));
    json_text_set(object, "gone", json_text_new_bool(true));
    json_text_remove(object, "gone");
    Json *list = json_text_new_list();
    json_text_append(list, json_text_new_bool(false));
    json_text_append(list, json_text_new_null());
    json_text_set(object, "l", list);
    g_autofree char *plain = json_text_write(object, false);
    g_assert_cmpstr(
        plain, ==,
        "{\"z\":-9223372036854775808,\"a\":\"Zürich \\\"x\\\"\\n\",\"n\":null,\"nan\":null,"
        "\"r\":0.1,\"l\":[false,null]}");
    g_autoptr(Json) copy = json_text_copy(object);
    json_text_set(object, "z", json_text_new_int(0));
    g_autofree char *sorted = json_text_write(copy, true);
    g_assert_cmpstr(sorted, ==,
                    "{\"a\":\"Zürich \\\"x\\\"\\n\",\"l\":[false,null],\"n\":null,\"nan\":null,"
                    "\"r\":0.1,\"z\":-9223372036854775808}");
}

/* A quoted text, parsed, is the text again; bytes that are not UTF-8 become U+FFFD. */
static void test_quote(void)
{
    for (int i = 0; i < 20000; i++) {
        char text[20];
        int length = g_test_rand_int_range(0, 19);
        for (int j = 0; j < length; j++)
            text[j] = (char)g_test_rand_int_range(1, i % 2 ? 256 : 128);
        text[length] = '\0';
        g_autoptr(GString) out = g_string_new(NULL);
        json_text_quote(out, text);
        g_autoptr(Json) value = parse(out->str);
        g_autofree char *valid = g_utf8_make_valid(text, -1);
        g_assert_cmpstr(json_text_string(value), ==, valid);
        g_autoptr(Json) made = json_text_new_string(text);
        g_assert_cmpstr(json_text_string(made), ==, valid);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/base/json-text/refused", test_refused);
    g_test_add_func("/base/json-text/depth", test_depth);
    g_test_add_func("/base/json-text/kinds", test_kinds);
    g_test_add_func("/base/json-text/each", test_each);
    g_test_add_func("/base/json-text/write", test_write);
    g_test_add_func("/base/json-text/quote", test_quote);
    return g_test_run();
}
