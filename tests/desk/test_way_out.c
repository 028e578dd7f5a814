/* tests/desk/test_way_out.c: what is proposed, what the gate says, and what stands in the book
 * afterwards.  Both engines. */
#include "office.h"

#include "harness/harness.h"
#include <string.h>

#define LOG   "{'do':'contact.log','channel':'call','outcome':'reached',"
#define TOLD  LOG "'disclosures':['18e2'],"
#define GRANT "{'do':'override.grant','as':'sam','account':'A1','reason':'he asked','evidence':"
#define UNTIL "'note 1','asked_by':'mia','until':'2026-06-03T16:00:00Z',"

/* Before: D1 was spoken with about A1 on that morning. */
static const char SPOKEN[] = TOLD "'account':'A1','at':'2026-06-01T13:00:00Z'}";

typedef struct {
    const char *name;
    const char *before[3];
    const char *line;
    const char *problem;  /* begins with; NULL: it passes */
    const char *verdicts; /* new ones: account|stage|outcome|codes|override */
    const char *contacts; /* new ones: account|direction|debts|breach|has a verdict */
} Case;

static const Case CASES[] = {
    { "allowed", { NULL }, TOLD "'account':'A1'}", NULL, "1|2|0||0\n", "1|0|||1\n" },
    { "denied",
      { SPOKEN },
      TOLD "'account':'A1'}",
      "the gate denies it: FREQ_AFTER_CONVERSATION (R24, ",
      "1|2|2|FREQ_AFTER_CONVERSATION|0\n",
      "" },
    { "breach",
      { SPOKEN },
      TOLD "'account':'A1','breach':'the dialer ran on'}",
      NULL,
      "1|2|2|FREQ_AFTER_CONVERSATION|0\n",
      "1|0||the dialer ran on|1\n" },
    { "required",
      { NULL },
      LOG "'account':'A1','disclosures':[]}",
      NULL, /* an empty list says nothing */
      "1|2|0||0\n",
      "1|0|||1\n" },
    { "required-and-not-said",
      { NULL },
      LOG "'account':'A1','disclosures':['other']}",
      "the gate requires disclosure_18e2 (R31, ",
      "1|2|1||0\n",
      "" },
    { "required-and-done",
      { NULL },
      LOG "'account':'A1','disclosures':['other'],'done':['disclosure_18e2']}",
      NULL,
      "1|2|1||0\n",
      "1|0|||1\n" },
    { "required-and-another-done",
      { NULL },
      LOG "'account':'A1','disclosures':['other'],'done':['legal_review']}",
      "the gate requires disclosure_18e2 (R31, ",
      "1|2|1||0\n",
      "" },
    { "required-and-left-out",
      { NULL },
      LOG "'account':'A1','disclosures':['other'],'breach':'he hung up'}",
      NULL,
      "1|2|1||0\n",
      "1|0||he hung up|1\n" },
    { "nobody-heard",
      { NULL },
      "{'do':'contact.log','account':'A1','channel':'call','outcome':'no_answer',"
      "'disclosures':['other']}",
      NULL,
      "1|2|1||0\n",
      "1|0|||1\n" },
    { "override",
      { SPOKEN, GRANT UNTIL "'rule':'R24','ground':'information_request'}" },
      TOLD "'as':'mia','account':'A1','purpose':'answer_information_request'}",
      NULL,
      "1|2|0||1\n",
      "1|0|||1\n" },
    { "override-of-another-rule",
      { SPOKEN, GRANT UNTIL "'rule':'R23','ground':'information_request'}" },
      TOLD "'as':'mia','account':'A1','purpose':'answer_information_request'}",
      "it needs an override that somebody else approves",
      "1|2|1||0\n",
      "" },
    { "override-of-one's-own",
      { SPOKEN, GRANT UNTIL "'rule':'R24','ground':'information_request'}" },
      TOLD "'as':'sam','account':'A1','purpose':'answer_information_request'}",
      "it needs an override that somebody else approves",
      "1|2|1||0\n",
      "" },
    { "no-word-gives-an-override",
      { SPOKEN },
      TOLD "'account':'A1','purpose':'answer_information_request',"
           "'done':['documented_override:information_request']}",
      "it needs an override that somebody else approves",
      "1|2|1||0\n",
      "" },
    { "two-debts-strictest-wins",
      { SPOKEN },
      TOLD "'account':'A2','debts':['A1']}",
      "the gate denies it: FREQ_AFTER_CONVERSATION",
      "1|2|2|FREQ_AFTER_CONVERSATION|0\n2|2|0||0\n",
      "" },
    { "two-debts",
      { NULL },
      TOLD "'account':'A2','debts':['A1']}",
      NULL,
      "1|2|0||0\n2|2|0||0\n",
      "2|0|2,1||1\n" },
    { "incoming", { SPOKEN }, LOG "'account':'A1','direction':'in'}", NULL, "", "1|1|||0\n" },
    { "history",
      { SPOKEN },
      "{'do':'contact.history','account':'A1','channel':'call','outcome':'reached',"
      "'at':'2026-05-31T13:00:00Z'}",
      NULL,
      "",
      "1|0|||0\n" },
    { "asked",
      { SPOKEN },
      "{'do':'contact.ask','account':'A1','channel':'call'}",
      NULL,
      "1|1|2|FREQ_AFTER_CONVERSATION|0\n",
      "" },
};

static const char NOTHING_ELSE[] =
    "SELECT 'p', COUNT(*), 0, 0 FROM promise UNION ALL SELECT 's', COUNT(*), 0, 0 FROM step "
    "UNION ALL SELECT 'f', COUNT(*), 0, 0 FROM contact_fact "
    "UNION ALL SELECT 'c', COUNT(*), COALESCE(CAST(SUM(contact_id) AS BIGINT), 0), 0 FROM contact "
    "UNION ALL SELECT 'n', next_id, 0, 0 FROM id_block WHERE kind = 'contact' "
    "UNION ALL SELECT 'd', debtor_id, account_id, step_state FROM d_account ORDER BY 1, 2, 3";

typedef struct {
    int64_t verdict, contact, refused, logged;
    char *rest;
} Mark;

static void mark(Db *db, Mark *out)
{
    g_free(out->rest);
    *out = (Mark){
        harness_int(db, "SELECT COALESCE(MAX(verdict_id), 0) FROM verdict"),
        harness_int(db, "SELECT COALESCE(MAX(contact_id), 0) FROM contact"),
        harness_int(db, "SELECT COUNT(*) FROM journal WHERE action = 'contact.refused'"),
        harness_int(db, "SELECT COUNT(*) FROM journal WHERE action <> 'contact.refused'"),
        harness_rows(db, NOTHING_ELSE, 4),
    };
}

static char *since(Db *db, const char *sql, int64_t number, const char *order, int columns)
{
    g_autofree char *text =
        g_strdup_printf("%s > %" G_GINT64_FORMAT " ORDER BY %s", sql, number, order);
    return harness_rows(db, text, columns);
}

static void check(const Case *c, Office *office)
{
    Mark before = { 0 }, after = { 0 };
    Db *db = office->desk->db;
    g_autofree char *refused = NULL;
    mark(db, &before);
    g_autoptr(Json) answer = office_try(office, c->line, &refused);
    mark(db, &after);
    if (c->problem == NULL)
        g_assert_cmpstr(refused, ==, NULL);
    else
        g_assert_true(refused != NULL && g_str_has_prefix(refused, c->problem));
    g_autofree char *verdicts = since(
        db, "SELECT account_id, stage, outcome, codes, override_id FROM verdict WHERE verdict_id",
        before.verdict, "verdict_id", 5);
    g_autofree char *contacts =
        since(db,
              "SELECT account_id, direction, debts, breach, CASE WHEN verdict_id = 0 THEN 0 ELSE 1 "
              "END FROM contact WHERE contact_id",
              before.contact, "contact_id", 5);
    g_assert_cmpstr(verdicts, ==, c->verdicts);
    g_assert_cmpstr(contacts, ==, c->contacts);
    bool stays = c->problem != NULL; /* a refusal: its verdict and one entry, nothing else */
    g_assert_cmpint(after.refused - before.refused, ==, stays ? 1 : 0);
    g_assert_cmpint(after.logged - before.logged, ==, stays ? 0 : 1);
    if (stays) g_assert_cmpstr(after.rest, ==, before.rest);
    g_free(before.rest);
    g_free(after.rest);
}

static void test_case(const void *data)
{
    const Case *c = data;
    Office office;
    office_open(&office, "2026-06-01T16:00:00Z");
    if (office.url == NULL) return;
    for (size_t i = 0; i < G_N_ELEMENTS(c->before) && c->before[i] != NULL; i++)
        office_do(&office, c->before[i]);
    check(c, &office);
    office_close(&office);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autofree char *path = g_strdup_printf("/desk/way-out/%s", CASES[i].name);
        g_test_add_data_func(path, &CASES[i], test_case);
    }
    return g_test_run();
}
