/* tests/gate/test_gate_cases.c: the shared table of worked cases, and our own (cases.jsonl).  A
 * disagreement is printed with its reasons. */
#include "answer.h"

#include <string.h>

typedef struct {
    int judged, wrong;
    GString *report;
} Tally;

static void check(Tally *tally, const char *id, const Json *question, const char *verdict,
                  const Json *detail)
{
    g_autoptr(GString) differences = g_string_new(NULL);
    g_autoptr(Json) answer = answer_of(question);
    tally->judged++;
    if (answer_agrees(answer, verdict, detail, differences)) return;
    tally->wrong++;
    g_string_append_printf(tally->report, "%s:%s\n", id, differences->str);
}

static Json *parse(const char *text, const char *where)
{
    g_autoptr(GError) error = NULL;
    Json *value = json_text_parse(text, strlen(text), &error);
    if (value == NULL) g_error("%s: %s", where, error->message);
    return value;
}

static void conclude(Tally *tally)
{
    if (tally->wrong > 0)
        g_test_message("%d of %d disagree:\n%s", tally->wrong, tally->judged, tally->report->str);
    g_assert_cmpint(tally->judged, >, 0);
    g_assert_cmpint(tally->wrong, ==, 0);
    g_string_free(tally->report, TRUE);
}

/* id, rule, facts, proposed_action, expected, reason, source, detail */
enum { COLUMN_ID, COLUMN_RULE, COLUMN_FACTS, COLUMN_ACTION, COLUMN_EXPECTED, COLUMN_DETAIL = 7 };

static void test_shared(void)
{
    g_autofree char *path = NULL, *text = NULL;
    path = answer_shared("compliance-cases.tsv");
    if (!g_file_get_contents(path, &text, NULL, NULL)) {
        g_test_skip("the shared cases are not here (set RECOUP_SHARED)");
        return;
    }
    Tally tally = { 0, 0, g_string_new(NULL) };
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (size_t i = 1; lines[i] != NULL; i++) {
        g_auto(GStrv) cells = g_strsplit(lines[i], "\t", -1);
        if (g_strv_length(cells) <= COLUMN_DETAIL) continue;
        g_autoptr(Json) question = json_text_new_object();
        g_autoptr(Json) detail = parse(cells[COLUMN_DETAIL], cells[COLUMN_ID]);
        json_text_set(question, "facts", parse(cells[COLUMN_FACTS], cells[COLUMN_ID]));
        json_text_set(question, "action", parse(cells[COLUMN_ACTION], cells[COLUMN_ID]));
        check(&tally, cells[COLUMN_ID], question, cells[COLUMN_EXPECTED], detail);
    }
    conclude(&tally);
}

/* Lines {"id", "facts", "action", "verdict", "detail"?}; every rule must be there with an allow and
 * a refusal. */
static void test_own(void)
{
    g_autofree char *text = NULL;
    g_autoptr(GError) error = NULL;
    const char *path = g_test_get_filename(G_TEST_DIST, "cases.jsonl", NULL);
    if (!g_file_get_contents(path, &text, NULL, &error)) g_error("%s", error->message);
    Tally tally = { 0, 0, g_string_new(NULL) };
    bool allowed[93] = { false }, refused[93] = { false };
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (size_t i = 0; lines[i] != NULL; i++) {
        if (lines[i][0] == '\0') continue;
        g_autoptr(Json) question = parse(lines[i], path);
        const char *id = answer_text(question, "id"), *verdict = answer_text(question, "verdict");
        int rule = (int)g_ascii_strtoll(id + 1, NULL, 10);
        g_assert_cmpint(rule, >, 0);
        g_assert_cmpint(rule, <=, 92);
        if (strcmp(verdict, "allow") == 0)
            allowed[rule] = true;
        else
            refused[rule] = true;
        check(&tally, id, question, verdict, json_text_get(question, "detail"));
    }
    for (int rule = 1; rule <= 92; rule++)
        if (!allowed[rule] || !refused[rule]) {
            tally.wrong++;
            g_string_append_printf(tally.report, "R%d lacks %s\n", rule,
                                   allowed[rule] ? "a refusal" : "an allowance");
        }
    conclude(&tally);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/gate/cases/shared", test_shared);
    g_test_add_func("/gate/cases/own", test_own);
    return g_test_run();
}
