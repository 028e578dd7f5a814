/* tests/desk/test_asking.c: the day's plan before the gate: what is planned, what waits and until
 * when, what is news for the log, and the same asked again.  Both engines. */
#include "desk/asking.h"
#include "office.h"
#include "policy/policy_fault.h"
#include "policy/policy_file.h"

#include "harness/harness.h"
#include <string.h>

static const char HOUSE[] = "policy: house\n"
                            "segments:\n"
                            "  - {name: everyone, treatment: calls}\n"
                            "treatments:\n"
                            "  - name: calls\n"
                            "    steps:\n"
                            "      - {name: call, at: 3, channel: call, action: Call.}\n"
                            "    finally: {every: 30, action: Review.}\n";

#define TOLD "{'do':'contact.log','channel':'call','outcome':'reached','disclosures':['18e2'],"
#define OWES1 \
    "{'do':'item.post','account':'A1','number':'1','amount':'900.00','due_on':'2026-02-01'}"
#define OWES2 \
    "{'do':'item.post','account':'A2','number':'1','amount':'90.00','due_on':'2026-02-01'}"
#define GRANT                                                                 \
    "{'do':'override.grant','as':'sam','account':'A1','rule':'R24','ground':" \
    "'information_request','reason':'he asked','evidence':'note 1','asked_by':'mia','until':"

typedef struct {
    const char *name;
    const char *lines[4];
    const char *day;
    int state[2]; /* of A1, A2 */
    int outcome[2];
    const char *word, *rules, *next; /* of A1 */
    int news;                        /* rows for the log */
    int64_t override_id;             /* behind the first of them */
} Case;

static const Case CASES[] = {
    { "nothing-owed",
      { NULL },
      "2026-06-01",
      { STEP_NONE, STEP_NONE },
      { -1, -1 },
      "",
      "",
      "",
      0,
      0 },
    { "allowed", { OWES1 }, "2026-06-01", { STEP_DUE, STEP_NONE }, { 0, -1 }, "", "", "", 1, 0 },
    { "two-accounts",
      { OWES1, OWES2 },
      "2026-06-01",
      { STEP_DUE, STEP_DUE },
      { 0, 0 },
      "",
      "",
      "",
      2,
      0 },
    { "waits-for-a-day",
      { OWES1, OWES2, TOLD "'account':'A1','at':'2026-06-01T13:00:00Z'}" },
      "2026-06-01",
      { STEP_WAITING, STEP_DUE },
      { 2, 0 },
      "FREQ_AFTER_CONVERSATION",
      "R24",
      "2026-06-08",
      2,
      0 },
    { "the-day-has-come",
      { OWES1, TOLD "'account':'A1','at':'2026-06-01T13:00:00Z'}" },
      "2026-06-08",
      { STEP_DUE, STEP_NONE },
      { 0, -1 },
      "",
      "",
      "",
      1,
      0 },
    { "barred-without-a-day",
      { OWES1, "{'do':'status.set','debtor':'D1','type':'bankruptcy','chapter':7,"
               "'filed':'2026-05-10T16:00:00Z'}" },
      "2026-06-01",
      { STEP_DUE, STEP_NONE },
      { 2, -1 },
      "STAY",
      "R55",
      "",
      1,
      0 },
    { "override",
      { OWES1, OWES2, TOLD "'account':'A1','debts':['A2'],'at':'2026-06-01T13:00:00Z'}",
        GRANT "'2026-06-03T16:00:00Z'}" },
      "2026-06-01",
      { STEP_DUE, STEP_WAITING }, /* A2 has none */
      { 0, 2 },
      "",
      "",
      "",
      2,
      1 },
    { "override-is-over",
      { OWES1, TOLD "'account':'A1','at':'2026-06-01T13:00:00Z'}",
        GRANT "'2026-06-02T16:00:00Z'}" },
      "2026-06-03",
      { STEP_WAITING, STEP_NONE },
      { 2, -1 },
      "FREQ_AFTER_CONVERSATION",
      "R24",
      "2026-06-08",
      1,
      0 },
    { "override-was-ended",
      { OWES1, TOLD "'account':'A1','at':'2026-06-01T13:00:00Z'}", GRANT "'2026-06-03T16:00:00Z'}",
        "{'do':'override.end','override':1}" },
      "2026-06-01",
      { STEP_WAITING, STEP_NONE },
      { 2, -1 },
      "FREQ_AFTER_CONVERSATION",
      "R24",
      "2026-06-08",
      1,
      0 },
    { "override-lifts-no-stay",
      { OWES1,
        "{'do':'status.set','debtor':'D1','type':'bankruptcy','chapter':7,"
        "'filed':'2026-05-10T16:00:00Z'}",
        TOLD "'account':'A1','at':'2026-06-01T13:00:00Z','breach':'a mistake'}",
        GRANT "'2026-06-03T16:00:00Z'}" },
      "2026-06-01",
      { STEP_DUE, STEP_NONE },
      { 2, -1 },
      "STAY",
      "R55,R24",
      "",
      1,
      0 },
};

typedef struct {
    Policy *policy;
    GatherBatch *batch;
    Asking *asking;
    AskingRange range;
    Day day;
} Plan;

static Policy *house(void)
{
    g_autoptr(GPtrArray) faults = policy_fault_list();
    Policy *policy = policy_file_read("house.yaml", HOUSE, strlen(HOUSE), faults);
    g_assert_nonnull(policy);
    return policy;
}

static const Decided *decide(Plan *plan, Office *office)
{
    GError *error = NULL;
    GatherQuery query = { .as_of = plan->day,
                          .known_us = INT64_MAX,
                          .debtors = true,
                          .previous = true,
                          .calendar = &plan->policy->calendar };
    Db *db = office->desk->db;
    g_assert_true(gather_store_load(plan->batch, db, &query, 1, 2, &error));
    const Decided *decided =
        asking_decide(plan->asking, db, plan->batch, &plan->range, plan->day, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(gather_store_count(plan->batch), ==, 2);
    return decided;
}

static void check(const Case *c, Plan *plan, Office *office)
{
    char next[DAY_TEXT_SIZE];
    size_t news = 0;
    const Decided *decided = decide(plan, office);
    for (size_t i = 0; i < 2; i++) {
        g_assert_cmpint(decided[i].decision.state, ==, c->state[i]);
        g_assert_cmpint(decided[i].cleared.outcome, ==, c->outcome[i]);
    }
    const Cleared *first = &decided[0].cleared;
    g_assert_cmpstr(first->word, ==, c->word);
    g_assert_cmpstr(first->rules, ==, c->rules);
    g_assert_cmpstr(first->next_day == DAY_NONE ? "" : day_text(first->next_day, next), ==,
                    c->next);
    const VerdictRow *rows = asking_verdicts(plan->asking, &news);
    g_assert_cmpuint(news, ==, (size_t)c->news);
    g_assert_cmpint(news == 0 ? 0 : rows[0].override_id, ==, c->override_id);
    for (size_t i = 0; i < news; i++) {
        g_assert_cmpint(rows[i].stage, ==, VERDICT_PLANNED);
        g_assert_true(g_str_has_prefix(rows[i].proof, "{"));
    }
}

/* What the log holds already is no news. */
static void check_known(Plan *plan, Office *office)
{
    size_t news = 0;
    const Decided *decided = decide(plan, office);
    Cleared known[2] = { decided[0].cleared, decided[1].cleared };
    int64_t works[2] = { decided[0].decision.work_no, decided[1].decision.work_no };
    GError *error = NULL;
    for (size_t i = 0; i < 2; i++) {
        GatheredGate *gate = &gather_store_at(plan->batch, i)->gate;
        gate->outcome = known[i].outcome;
        gate->next_day = known[i].next_day;
        gate->work_no = works[i];
        memcpy(gate->word, known[i].word, sizeof gate->word);
        memcpy(gate->rules, known[i].rules, sizeof gate->rules);
    }
    g_assert_nonnull(asking_decide(plan->asking, office->desk->db, plan->batch, &plan->range,
                                   plan->day, &error));
    (void)asking_verdicts(plan->asking, &news);
    g_assert_cmpuint(news, ==, 0);
}

static void test_case(const void *data)
{
    const Case *c = data;
    Office office;
    Plan plan = { .policy = house(), .batch = gather_store_new(), .asking = asking_new() };
    g_assert_true(day_parse(c->day, &plan.day));
    office_open(&office, "2026-06-01T16:00:00Z");
    if (office.url != NULL) {
        for (size_t i = 0; i < G_N_ELEMENTS(c->lines) && c->lines[i] != NULL; i++)
            office_do(&office, c->lines[i]);
        plan.range = (AskingRange){ .from = 1,
                                    .to = 2,
                                    .known_us = INT64_MAX,
                                    .zone = office.desk->zone,
                                    .policy = plan.policy,
                                    .keep = true };
        check(c, &plan, &office);
        check(c, &plan, &office); /* asked again it is the same */
        check_known(&plan, &office);
        office_close(&office);
    }
    asking_free(plan.asking);
    gather_store_free(plan.batch);
    policy_unref(plan.policy);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autofree char *path = g_strdup_printf("/desk/asking/%s", CASES[i].name);
        g_test_add_data_func(path, &CASES[i], test_case);
    }
    return g_test_run();
}
