/* tests/policy/test_policy_decide.c: from a file's text to a decision: points of every type of
 * value, who takes part in an experiment, what each part may ask of the parts before it. */
#include "core/decide.h"
#include "policy/policy_file.h"

#include <string.h>

enum { TODAY = 20500 };

static Policy *policy_of(const char *text)
{
    g_autoptr(GPtrArray) faults = policy_fault_list();
    Policy *policy = policy_file_read("p.yaml", text, strlen(text), faults);

    if (policy == NULL) {
        g_autofree char *first = policy_fault_text(g_ptr_array_index(faults, 0));
        g_error("%s", first);
    }
    return policy;
}

static Facts facts_of(const char *account, int64_t balance_minor, int64_t dpd)
{
    Facts facts = { .unit = 100, .credit_limit = -1, .open_count = 1, .currency = "USD" };

    g_strlcpy(facts.account, account, REF_SIZE);
    g_strlcpy(facts.kind, "medical", WORD_SIZE);
    facts.balance = facts.past_due = facts.chase = balance_minor;
    facts.dpd = facts.oldest_dpd = dpd;
    facts.past_due_count = 1;
    facts.oldest_due_day = facts.newest_due_day = (Day)(TODAY - dpd);
    facts.next_due_day = facts.hold_until = facts.follow_up_day = DAY_NONE;
    facts.opened_day = facts.last_payment_day = facts.last_contact_day = DAY_NONE;
    return facts;
}

#define LADDERS                                                                                  \
    "treatments:\n"                                                                              \
    "  - name: plain\n    steps: [{name: one, at: 1, channel: call}]\n    finally: {every: 9}\n" \
    "  - name: other\n    steps: [{name: two, at: 1, channel: call}]\n    finally: {every: 9}\n"

/* The score in parts: each characteristic of the card alone. */
static void score(void)
{
    static const struct {
        const char *mark;
        int64_t balance_minor, late_share;
        const char *kind;
        bool has_email;
        int64_t unit, points;
    } CASES[] = {
        { "{name: m, value: balance, bands: {0: 1, 812: 2, 812.01: 3}}", 81199, 0, "", false, 100,
          1 },
        { "{name: m, value: balance, bands: {0: 1, 812: 2, 812.01: 3}}", 81200, 0, "", false, 100,
          2 },
        { "{name: m, value: balance, bands: {0: 1, 812: 2, 812.01: 3}}", 81201, 0, "", false, 100,
          3 },
        { "{name: m, value: balance, bands: {0: 1, 812: 2}}", 812, 0, "", false, 1, 2 },
        { "{name: m, value: balance, bands: {0: 1, 812: 2}}", 811999, 0, "", false, 1000, 1 },
        { "{name: m, value: late_share_12m, bands: {0: 1, 33.25: 2}}", 1, 3324, "", false, 100, 1 },
        { "{name: m, value: late_share_12m, bands: {0: 1, 33.25: 2}}", 1, 3325, "", false, 100, 2 },
        { "{name: m, value: dpd, bands: {30: 1, 40: 2}}", 1, 0, "", false, 100, 1 },
        { "{name: m, value: dpd, bands: {31: 1}, missing: 7}", 1, 0, "", false, 100, 7 },
        { "{name: m, value: kind, bands: {medical: 5, trade: 6}}", 1, 0, "trade", false, 100, 6 },
        { "{name: m, value: kind, bands: {medical: 5}, missing: 9}", 1, 0, "loan", false, 100, 9 },
        { "{name: m, value: kind, bands: {medical: 5}, missing: 9}", 1, 0, "", false, 100, 9 },
        { "{name: m, value: has_email, bands: {true: 4, false: -4}}", 1, 0, "", true, 100, 4 },
        { "{name: m, value: has_email, bands: {true: 4, false: -4}}", 1, 0, "", false, 100, -4 },
    };

    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autofree char *text = g_strdup_printf("policy: p\nsegments: [{name: all, treatment: "
                                                "plain}]\npriority: [{name: x, points: 1}]\n"
                                                "score: {base: 100, points: [%s]}\n" LADDERS,
                                                CASES[i].mark);
        g_autoptr(Policy) policy = policy_of(text);
        Facts facts = facts_of("A1", CASES[i].balance_minor, 30);
        Decision decision;
        g_strlcpy(facts.kind, CASES[i].kind, WORD_SIZE);
        facts.late_share_12m = CASES[i].late_share;
        facts.has_email = CASES[i].has_email;
        facts.unit = CASES[i].unit;
        decide_account(&facts, NULL, 0, policy, TODAY, &decision);
        if (decision.score != 100 + CASES[i].points) g_error("case %zu: %s", i, CASES[i].mark);
        g_assert_cmpint(facts.score, ==, decision.score);
    }
}

static void priority(void)
{
    static const struct {
        const char *part;
        int64_t points;
    } CASES[] = {
        { "points: dpd", 30 },
        { "points: dpd, max: 29", 29 },
        { "points: 10 - dpd", -20 },
        { "points: 10 - dpd, max: 5", 0 },
        { "points: dpd / 4", 8 },
        { "points: 0 - dpd / 4", -8 },
        { "points: dpd / 9", 3 },
        { "points: number(balance) / 100", 8 },
        { "points: 5, when: dpd > 30", 0 },
        { "points: 5, when: dpd >= 30", 5 },
        { "points: score, when: segment = \"all\" and step = \"one\"", 11 },
    };

    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autofree char *text =
            g_strdup_printf("policy: p\nsegments: [{name: all, treatment: plain}]\n"
                            "score: {base: 11}\npriority: [{name: x, %s}]\n" LADDERS,
                            CASES[i].part);
        g_autoptr(Policy) policy = policy_of(text);
        Facts facts = facts_of("A1", 81200, 30);
        Decision decision;
        decide_account(&facts, NULL, 0, policy, TODAY, &decision);
        if (decision.priority != CASES[i].points)
            g_error("%s: %d", CASES[i].part, (int)decision.priority);
    }
}

static void takes_part(void)
{
    g_autoptr(Policy) policy = policy_of(
        "policy: p\nsegments: [{name: big, when: balance >= 100, treatment: plain}, {name: all, "
        "treatment: other}]\npriority: [{name: x, points: 1}]\nbuckets: \"10,20\"\n"
        "experiments:\n  - {name: e, treatment: plain, when: dpd > 5, arms: [{name: all_of_them, "
        "share: 100, treatment: other}]}\n" LADDERS);
    static const struct {
        int64_t balance, dpd;
        const char *treatment, *arm;
        int bucket;
    } CASES[] = { { 10000, 6, "other", "all_of_them", 1 },
                  { 10000, 5, "plain", "", 1 },
                  { 9999, 11, "other", "", 2 },
                  { 9999, 4000000000, "other", "", 3 } };

    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        Facts facts = facts_of("A1", CASES[i].balance, CASES[i].dpd);
        Decision decision;
        decide_account(&facts, NULL, 0, policy, TODAY, &decision);
        g_assert_cmpstr(facts.treatment, ==, CASES[i].treatment);
        g_assert_cmpstr(facts.arm, ==, CASES[i].arm);
        g_assert_cmpint(decision.bucket, ==, CASES[i].bucket);
    }
}

/* A step may ask how long the account stands where it stands. */
static void days_in_step(void)
{
    g_autoptr(Policy) policy = policy_of(
        "policy: p\nsegments: [{name: all, treatment: t}]\npriority: [{name: x, points: 1}]\n"
        "treatments:\n  - name: t\n    finally: {every: 90}\n    steps:\n"
        "      - {name: one, at: 1, channel: call}\n"
        "      - {name: two, channel: call, when: step = \"one\" and days_in_step >= 6}\n");
    StepPast past = { .treatment = "t",
                      .step = "one",
                      .state = STEP_PAST_DONE,
                      .finished_day = TODAY,
                      .covered_day = TODAY };

    for (int days = 0; days < 9; days++) {
        Facts facts = facts_of("A1", 100, 30 + days);
        Decision decision;
        facts.oldest_due_day = TODAY - 30;
        decide_account(&facts, &past, 1, policy, TODAY + days, &decision);
        g_assert_cmpint(decision.state == STEP_DUE, ==, days >= 6);
        if (days == 6) g_assert_cmpstr(facts.step, ==, "two");
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/policy/decide/score", score);
    g_test_add_func("/policy/decide/priority", priority);
    g_test_add_func("/policy/decide/takes-part", takes_part);
    g_test_add_func("/policy/decide/days-in-step", days_in_step);
    return g_test_run();
}
