/* tests/gate/answer.c: asks the gate and compares.  Knows no case. */
#include "answer.h"

#include "gate/gate_read.h"
#include "gate/gate_write.h"

#include <string.h>

Json *answer_to(const char *line)
{
    g_autoptr(GError) error = NULL;
    g_auto(GateReading) reading = { 0 };
    g_autoptr(GString) out = g_string_new(NULL);
    static GateVerdict verdict;
    if (gate_read_line(line, strlen(line), &reading, &error)) {
        gate_judge(&reading.facts, &reading.action, &verdict);
        gate_write_verdict(out, reading.id_json, &reading.facts, &reading.action, &verdict,
                           reading.ignored);
    } else {
        gate_write_error(out, reading.id_json, error->message);
    }
    Json *answer = json_text_parse(out->str, out->len, NULL);
    g_assert_nonnull(answer);
    return answer;
}

Json *answer_of(const Json *question)
{
    g_autofree char *line = json_text_write(question, false);
    return answer_to(line);
}

const char *answer_text(const Json *answer, const char *key)
{
    return json_text_string(json_text_get(answer, key));
}

bool answer_lists(const Json *answer, const char *key, const char *word)
{
    const Json *list = json_text_get(answer, key);
    for (size_t i = 0; i < json_text_count(list); i++)
        if (g_strcmp0(json_text_string(json_text_at(list, i)), word) == 0) return true;
    return false;
}

static void differ(GString *differences, const char *what, const Json *got, const Json *wanted)
{
    g_autofree char *is = got != NULL ? json_text_write(got, false) : g_strdup("nothing");
    g_autofree char *should = json_text_write(wanted, false);
    g_string_append_printf(differences, " %s is %s, should be %s;", what, is, should);
}

static bool same(const Json *a, const Json *b)
{
    g_autofree char *left = a != NULL ? json_text_write(a, true) : NULL;
    g_autofree char *right = json_text_write(b, true);
    return g_strcmp0(left, right) == 0;
}

/* Every word of the wanted list is in the answer's, and none besides. */
static bool same_words(const Json *answer, const char *key, const Json *wanted)
{
    for (size_t i = 0; i < json_text_count(wanted); i++)
        if (!answer_lists(answer, key, json_text_string(json_text_at(wanted, i)))) return false;
    return json_text_count(json_text_get(answer, key)) == json_text_count(wanted);
}

static void compare(const Json *answer, const char *key, const Json *wanted, GString *differences)
{
    if (strcmp(key, "deny_code") == 0) {
        if (!answer_lists(answer, "codes", json_text_string(wanted)))
            differ(differences, "codes", json_text_get(answer, "codes"), wanted);
    } else if (strcmp(key, "requires") == 0 || strcmp(key, "flags") == 0) {
        if (!same_words(answer, key, wanted))
            differ(differences, key, json_text_get(answer, key), wanted);
    } else if (strcmp(key, "next_allowed") == 0) {
        if (!same(json_text_get(answer, key), wanted))
            differ(differences, key, json_text_get(answer, key), wanted);
    } else if (!same(json_text_get(json_text_get(answer, "computed"), key), wanted)) {
        differ(differences, key, json_text_get(json_text_get(answer, "computed"), key), wanted);
    }
}

bool answer_agrees(const Json *answer, const char *verdict, const Json *detail,
                   GString *differences)
{
    void *iter = NULL;
    const char *key;
    const Json *wanted;
    size_t before = differences->len;
    const char *got = answer_text(answer, "verdict");
    if (g_strcmp0(got, verdict) != 0) {
        const char *error = answer_text(answer, "error");
        g_string_append_printf(differences, " %s, should be %s;",
                               got != NULL ? got : (error != NULL ? error : "no verdict"), verdict);
    }
    while (detail != NULL && json_text_each(detail, &iter, &key, &wanted))
        compare(answer, key, wanted, differences);
    if (differences->len > before) {
        g_autofree char *reasons = json_text_write(json_text_get(answer, "reasons"), false);
        g_string_append_printf(differences, " reasons %s", reasons);
    }
    return differences->len == before;
}

char *answer_shared(const char *name)
{
    const char *root = g_getenv("RECOUP_SHARED");
    if (root != NULL) return g_build_filename(root, "product", name, NULL);
    return g_build_filename(g_test_get_dir(G_TEST_DIST), "..", "..", "..", "shared", "product",
                            name, NULL);
}
