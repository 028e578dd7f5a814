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

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/gate/cases/shared", test_shared);
    return g_test_run();
}
