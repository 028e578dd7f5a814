/* tests/policy/test_policy_file.c: policy files: every fault with its place and remedy, what a good
 * one becomes, what changed between two, and the manual. */
#include "policy/policy_file.h"

#include <string.h>

/* The least a policy needs, so that a case shows only what it is about. */
#define HEAD "policy: p\n"
#define REST                                                                      \
    "segments: [{name: all, treatment: t}]\npriority: [{name: x, points: dpd}]\n" \
    "treatments: [{name: t, finally: {every: 30}, steps: []}]\n"

static Policy *read_text(const char *text, GPtrArray *faults)
{
    return policy_file_read("p.yaml", text, strlen(text), faults);
}

static Policy *good(const char *text)
{
    g_autoptr(GPtrArray) faults = policy_fault_list();
    Policy *policy = read_text(text, faults);

    if (faults->len > 0) {
        g_autofree char *first = policy_fault_text(g_ptr_array_index(faults, 0));
        g_error("%s", first);
    }
    return policy;
}

typedef struct {
    const char *name, *text;
    const char *faults; /* all of them, a line each */
} Bad;

static const Bad BAD[] = {
    { "nothing", "", "p.yaml: the file says nothing; begin with 'policy: NAME'\n" },
    { "not-a-map", "- 1\n", "p.yaml:1:1: 'the entry' is a list; write keys with values\n" },
    { "unknown-key", HEAD REST "bucket: \"30\"\n",
      "p.yaml:5:1: no key 'bucket' in a policy; did you mean buckets?\n" },
    { "unknown-fact",
      HEAD
      "segments:\n  - {name: a, when: balanse > 5, treatment: t}\n  - {name: b, treatment: t}\n"
      "priority: [{name: x, points: dpd}]\n"
      "treatments: [{name: t, finally: {every: 30}, steps: []}]\n",
      "p.yaml:3:21: in 'when': no fact 'balanse' (column 1); did you mean balance?\n" },
    { "fact-in-quotes",
      HEAD "segments: [{name: all, treatment: t}]\n"
           "priority: [{name: x, points: \"dpd + dps\"}]\n"
           "treatments: [{name: t, finally: {every: 30}, steps: []}]\n",
      "p.yaml:3:37: in 'points': no fact 'dps' (column 7); did you mean dpd?\n" },
    { "unknown-treatment",
      HEAD "segments: [{name: all, treatment: standrad}]\npriority: [{name: x, points: dpd}]\n"
           "treatments: [{name: standard, finally: {every: 30}, steps: []}]\n",
      "p.yaml:2:35: no treatment 'standrad'; did you mean standard?\n" },
    { "too-early",
      HEAD "segments:\n  - {name: a, when: treatment = \"x\", treatment: t}\n"
           "  - {name: b, treatment: t}\n"
           "priority: [{name: x, points: dpd}]\n"
           "treatments: [{name: t, finally: {every: 30}, steps: []}]\n",
      "p.yaml:3:21: 'treatment' is not known yet when the segment is chosen; ask what is known of "
      "the account itself\n" },
    { "no-catch-all",
      HEAD
      "segments: [{name: a, when: dpd > 1, treatment: t}]\npriority: [{name: x, points: dpd}]\n"
      "treatments: [{name: t, finally: {every: 30}, steps: []}]\n",
      "p.yaml:2:12: accounts that fit no segment would have no treatment; add a last segment "
      "without 'when'\n" },
    { "never-reached",
      HEAD "segments: [{name: a, treatment: t}, {name: b, treatment: t}]\n"
           "priority: [{name: x, points: dpd}]\n"
           "treatments: [{name: t, finally: {every: 30}, steps: []}]\n",
      "p.yaml:2:12: segment 'a' takes every account, those after it none; move it to the end or "
      "give it a 'when'\n" },
    { "missing", "policy: p\n",
      "p.yaml:1:1: the policy has no 'segments'; add 'segments: ...'\n"
      "p.yaml:1:1: the policy has no 'treatments'; add 'treatments: ...'\n"
      "p.yaml:1:1: warning: nothing ranks the work: every account has priority 0; add "
      "'priority'\n" },
    { "holiday", HEAD REST "calendar:\n  holidays: [2025-02-30, 2025-12-25]\n  weekend: [sonday]\n",
      "p.yaml:6:14: '2025-02-30' is not a date; a date as YYYY-MM-DD\n"
      "p.yaml:7:13: 'sonday' will not do for 'this list'; one of monday, tuesday, wednesday, "
      "thursday, friday, saturday, sunday\n" },
    { "buckets", HEAD REST "buckets: \"30,20\"\n",
      "p.yaml:5:10: buckets: each bucket bound must be larger than the one before, from 1 on; as "
      "in "
      "\"30,60,90\"\n" },
    { "numbers", HEAD REST "terms: soon\noverlooked_days: 0\npromise: {tolerance_percent: 5.001}\n",
      "p.yaml:5:8: 'soon' will not do for 'terms'; a whole number from 0 to 3650\n"
      "p.yaml:6:18: '0' will not do for 'overlooked_days'; a whole number from 1 to 3650\n"
      "p.yaml:7:30: '5.001' will not do for 'tolerance_percent'; a number from 0.00 to 100.00 with "
      "at most two decimals\n" },
};

static const Bad BAD_STEPS[] = {
    { "due-day", "{name: a, at: 0, channel: call}",
      "p.yaml:7:23: no step is due on the due day itself; 1 is the first day past due, -1 the day "
      "before it is due\n" },
    { "both", "{name: a, at: 3, before_due: 3, channel: call}",
      "p.yaml:7:38: 'at' and 'before_due' in one step; keep one of the two\n" },
    { "channel", "{name: a, at: 3, channel: phone}",
      "p.yaml:7:35: 'phone' will not do for 'channel'; one of call, email, sms, letter, visit, "
      "portal, task, none\n" },
    { "twice", "{name: a, at: 3, channel: call}\n      - {name: a, at: 4, channel: call}",
      "p.yaml:8:9: a second step 'a'; give it a name of its own\n" },
    { "order", "{name: a, at: 30, channel: call}\n      - {name: b, at: 10, channel: call}",
      "p.yaml:8:9: warning: step 'b' at 10 comes after 'a' at 30 and so never at its own day; put "
      "the steps in the order of their days\n" },
    { "endless",
      "{name: a, at: 3, channel: call, repeat: {every: 2}}\n      - {name: b, channel: "
      "call}",
      "p.yaml:7:9: step 'a' is repeated without end, so that 'b' is never reached; add 'times' to "
      "it, or 'at' to the next step\n" },
    { "template", "{name: a, at: 3, channel: letter}",
      "p.yaml:7:9: warning: step 'a' sends something without naming its template; add 'template: "
      "NAME'\n" },
    { "state-repeated", "{name: a, at: 3, channel: none, repeat: {every: 3}}",
      "p.yaml:7:9: step 'a' is a state only and cannot be repeated; leave 'repeat' out or name a "
      "channel\n" },
    { "name", "{name: First Call, at: 3, channel: call}",
      "p.yaml:7:16: 'First Call' is not a name; at most 32 small letters, digits, _ and -, a "
      "letter "
      "first\n" },
    { "skip", "{name: a, at: 3, channel: call, skip_if: has_emial}",
      "p.yaml:7:50: in 'skip_if': no fact 'has_emial' (column 1); did you mean has_email?\n" },
    { "type", "{name: a, at: 3, channel: call, when: balance}", NULL },
    { "review-name", "{name: review, at: 3, channel: call}",
      "p.yaml:5:5: treatment 't' has a step and a review named 'review'; give one of the two "
      "another "
      "name\n" },
};

static void check_faults(const char *text, const char *expected)
{
    g_autoptr(GPtrArray) faults = policy_fault_list();
    g_autoptr(Policy) policy = read_text(text, faults);
    g_autoptr(GString) all = g_string_new(NULL);

    g_assert_true((policy == NULL) == (policy_fault_errors(faults) > 0));
    for (unsigned i = 0; i < faults->len; i++) {
        g_autofree char *line = policy_fault_text(g_ptr_array_index(faults, i));
        g_string_append_printf(all, "%s\n", line);
    }
    if (expected != NULL)
        g_assert_cmpstr(all->str, ==, expected);
    else
        g_assert_cmpuint(faults->len, ==, 1);
}

static void bad(const void *data)
{
    check_faults(((const Bad *)data)->text, ((const Bad *)data)->faults);
}

static void bad_step(const void *data)
{
    const Bad *c = data;
    g_autofree char *text =
        g_strdup_printf(HEAD "segments: [{name: all, treatment: t}]\n"
                             "priority: [{name: x, points: dpd}]\ntreatments:\n  - name: t\n"
                             "    steps:\n      - %s\n    finally: {every: 30}\n",
                        c->text);
    check_faults(text, c->faults);
}

static const Bad BAD_TREES[] = {
    { "no-review",
      HEAD "segments: [{name: all, treatment: t}]\npriority: [{name: x, points: dpd}]\n"
           "treatments: [{name: t, steps: []}]\n",
      "p.yaml:4:14: warning: treatment 't' can end without a review; one every 30 days is added; "
      "add "
      "'finally: {every: 30, action: ...}' or one in 'defaults'\n" },
    { "defaults-once",
      HEAD "defaults: {gap: -1, finally: {every: 9}}\n"
           "segments: [{name: all, treatment: t}]\npriority: [{name: x, points: dpd}]\n"
           "treatments: [{name: t, steps: []}, {name: u, steps: []}]\n",
      "p.yaml:2:17: '-1' will not do for 'gap'; a whole number from 0 to 365\n" },
    { "shares",
      HEAD REST "experiments:\n  - name: e\n    treatment: t\n    arms:\n"
                "      - {name: a, share: 60}\n      - {name: b, share: 30.5}\n",
      "p.yaml:9:7: the shares of 'e' add up to 90.50 percent; make them 100 together\n" },
    { "bands",
      HEAD REST "score:\n  points:\n    - {name: a, value: dpd, bands: {0: 1, many: 2}}\n"
                "    - {name: b, value: kind, bands: {trade: 1}}\n"
                "    - {name: c, value: dpd, bands: {1: 1, 1.0: 2}}\n",
      "p.yaml:7:43: 'many' is no band of 'a'; a number\n"
      "p.yaml:9:36: two bands of 'c' begin at the same value; keep one of them\n" },
    { "letters", HEAD REST "assign:\n  - to: [{user: ann, letters: k-a}]\n    match: [skills]\n",
      "p.yaml:6:31: not a range of letters; as in a-k\n"
      "p.yaml:7:13: 'skills' will not do for 'this list'; one of skill, language, creditor, "
      "capacity\n" },
};

static void no_pack(void)
{
    g_autoptr(GPtrArray) faults = policy_fault_list();

    g_assert_null(read_text("policy: p\nextends: comercial\n", faults));
    g_autofree char *all = NULL;
    for (unsigned i = 0; i < faults->len; i++) {
        g_autofree char *line = policy_fault_text(g_ptr_array_index(faults, i));
        if (strstr(line, "2:10") != NULL) all = g_steal_pointer(&line);
    }
    g_assert_cmpstr(
        all, ==,
        "p.yaml:2:10: no such pack to extend; one of commercial, consumer-us, loans-us, "
        "medical-us, subscription");
}

static const char FULL[] =
    "policy: full\nversion: 3\nnote: All there is\n"
    "calendar: {weekend: [friday, saturday], holidays: [2026-05-01, 2026-01-01], roll: none}\n"
    "buckets: \"29, 59\"\nterms: 14\npromise: {tolerance_days: 2, tolerance_percent: 2.5}\n"
    "clearing: [fee, interest]\noverlooked_days: 7\nreview_days: 10\n"
    "defaults: {grace: 3, gap: 4, threshold: 50.99, stop_if: balance <= 0, pauses_on: [plan]}\n"
    "segments:\n  - {name: large, when: balance >= 1000 and score > 5, treatment: calls}\n"
    "  - {name: all, treatment: mails, note: the rest}\n"
    "score:\n  base: 100\n  points:\n"
    "    - {name: age, value: oldest_dpd, bands: {31: -20, 0: 10}, missing: 1}\n"
    "    - {name: kind, value: kind, bands: {medical: 5, trade: 7}}\n"
    "treatments:\n"
    "  - name: calls\n    gap: 0\n    pauses_on: all\n    steps:\n"
    "      - {name: soon, before_due: 5, channel: email, template: hello}\n"
    "      - {name: call, at: 10, channel: call, queue: q, skill: french, minutes: 8,\n"
    "         when: has_phone, skip_if: contacts_7d > 3, escalate: true,\n"
    "         action: 'Call: now', repeat: {every: 7, times: 3}}\n"
    "      - {name: after, wait: 4, channel: task}\n"
    "  - name: mails\n    jump: yes\n    steps:\n      - {name: state, at: 1, channel: none}\n"
    "    finally: {name: look, every: 20, escalate: true}\n"
    "priority:\n  - {name: money, points: number(chase) / 10, max: 40, when: dpd > 1}\n"
    "experiments:\n  - name: trial\n    treatment: calls\n    when: segment = 'large'\n    arms:\n"
    "      - {name: old, share: 75.5}\n      - {name: new, share: 24.5, treatment: mails}\n"
    "assign:\n  - when: balance > 10\n    method: balance\n    keep_owner: true\n"
    "    match: [skill, capacity]\n    to: [{user: Ann B, weight: 2, letters: A-K}, {user: bob}]\n";

/* Its one warning: `calls` names no review. */
static Policy *full(void)
{
    g_autoptr(GPtrArray) faults = policy_fault_list();
    Policy *policy = read_text(FULL, faults);

    g_assert_cmpuint(faults->len, ==, 1);
    g_assert_nonnull(policy);
    return policy;
}

static void file_keys(void)
{
    g_autoptr(Policy) policy = full();

    g_assert_cmpstr(policy->name, ==, "full");
    g_assert_cmpint(policy->version, ==, 3);
    g_assert_cmpint(policy->calendar.weekend, ==, 0x30);
    g_assert_cmpuint(policy->calendar.holiday_count, ==, 2);
    g_assert_cmpint(policy->calendar.holidays[0], <, policy->calendar.holidays[1]);
    g_assert_cmpint(policy->roll, ==, ROLL_NONE);
    g_assert_cmpint(policy->buckets.bound_count, ==, 2);
    g_assert_cmpint(policy->default_terms_days, ==, 14);
    g_assert_cmpint(policy->promise_tolerance_days, ==, 2);
    g_assert_cmpint(policy->promise_tolerance_share, ==, 250);
    g_assert_true(policy->clearing_by_kind);
    g_assert_cmpint(policy->clearing[1], ==, ITEM_INTEREST);
    g_assert_cmpint(policy->overlooked_days, ==, 7);
    g_assert_cmpstr(policy->segments[1].note, ==, "the rest");
    g_assert_null(policy->segments[1].when.when);
    g_assert_cmpint(policy->segments[0].when.line, ==, 13);
    g_assert_cmpint(policy->score.characteristics[0].bands[0].from, ==, 0);
    g_assert_cmpint(policy->score.characteristics[0].bands[1].from, ==, 3100);
    g_assert_true(policy->score.characteristics[1].exact);
    g_assert_cmpint(policy->priority[0].max, ==, 40);
    g_assert_cmpint(policy->experiments[0].arms[0].share_bp, ==, 7550);
    g_assert_cmpstr(policy->experiments[0].arm_treatments[1], ==, "mails");
    const AssignRule *rule = &policy->assign[0].rule;
    g_assert_true(rule->keep_owner && rule->match_skill && rule->limit_capacity);
    g_assert_false(rule->match_language);
    g_assert_cmpint(rule->shares[0].weight, ==, 2);
    g_assert_cmpstr(rule->shares[0].to, ==, "k");
    g_assert_cmpint(rule->shares[1].weight, ==, 1);
}

static void treatment_keys(void)
{
    g_autoptr(Policy) policy = full();
    const Treatment *calls = policy_treatment(policy, "calls");
    const Treatment *mails = policy_treatment(policy, "mails");

    g_assert_cmpint(calls->gap_days, ==, 0);
    g_assert_cmpint(mails->gap_days, ==, 4);
    g_assert_cmpint(calls->grace_days, ==, 3);
    g_assert_cmpint(calls->threshold, ==, 5099);
    g_assert_cmpstr(calls->stop_if.text, ==, "balance <= 0");
    g_assert_true(calls->pauses_on[HOLD_DISPUTE]);
    g_assert_false(mails->pauses_on[HOLD_DISPUTE]);
    g_assert_true(mails->pauses_on[HOLD_PLAN]);
    g_assert_true(mails->jump);
    g_assert_cmpuint(calls->step_count, ==, 4);
    g_assert_cmpint(calls->steps[0].days, ==, -5);
    const Step *call = &calls->steps[1];
    g_assert_cmpint(call->days, ==, 10);
    g_assert_cmpint(call->every_days, ==, 7);
    g_assert_cmpint(call->times, ==, 3);
    g_assert_cmpint(call->minutes, ==, 8);
    g_assert_true(call->escalate);
    g_assert_cmpstr(call->action, ==, "Call: now");
    g_assert_cmpint(calls->steps[2].days, ==, STEP_NO_AGE);
    g_assert_cmpint(calls->steps[2].wait_days, ==, 4);
    g_assert_true(calls->steps[3].review);
    g_assert_cmpint(calls->steps[3].every_days, ==, 10);
    g_assert_cmpstr(mails->steps[1].name, ==, "look");
    g_assert_cmpint(mails->steps[1].every_days, ==, 20);
}

static void describe(void)
{
    g_autoptr(Policy) policy = full();
    g_autofree char *words = policy_file_describe(policy);
    static const char *const PARTS[] = {
        "Policy full, version 3\n",
        "Buckets 29,59; off on friday, saturday and 2 holidays; terms 14 days",
        "  1. large: balance >= 1000 and score > 5 -> calls\n",
        "  2. all: everybody else -> mails\n",
        "  age, by oldest_dpd: 31: -20, 0: 10; not known: 1\n",
        "  grace 3 days, gap 0 days, from 50.99 on, stops if balance <= 0; pauses on holds: all\n",
        "  5 days before due: soon, email 'hello'. Send an email\n",
        "  day 10: call, call to q, escalated, when has_phone, not if contacts_7d > 3, every 7 "
        "days "
        "3 times. Call: now\n",
        "  then every 20 days: look, task, escalated. Review the account\n",
        "Experiment trial on calls, when segment = 'large': old 75.50% calls, new 24.50% mails\n",
        "  1. by balance, the owner keeps it: balance > 10 -> Ann B, bob\n",
    };

    for (size_t i = 0; i < G_N_ELEMENTS(PARTS); i++)
        if (strstr(words, PARTS[i]) == NULL) g_error("not in it: %s\n%s", PARTS[i], words);
}

static char *changed(const char *from, const char *to)
{
    g_auto(GStrv) parts = g_strsplit(FULL, from, 2);
    g_autofree char *text = g_strjoinv(to, parts);
    g_autoptr(GPtrArray) faults = policy_fault_list();
    g_autoptr(Policy) a = full(), b = read_text(text, faults);

    g_assert_cmpint(g_strv_length(parts), ==, 2);
    g_assert_nonnull(b);
    return policy_file_diff(a, b);
}

static void diff(void)
{
    static const struct {
        const char *from, *to, *says;
    } CASES[] = {
        { "version: 3", "version: 3", "" },
        { "29, 59", "30,60", "buckets 30,60, was 29,59\n" },
        { "at: 10", "at: 14", "treatment calls, step call: at 14, was 10\n" },
        { "before_due: 5", "at: -7", "treatment calls, step soon: at -7, was -5\n" },
        { "every: 7, ", "every: 9, ", "treatment calls, step call: every 9, was 7\n" },
        { "{name: soon,", "{name: early,",
          "treatment calls, step early: added\ntreatment calls, step soon: taken out\n" },
        { "when: has_phone, ", "", "treatment calls, step call: when left out, was has_phone\n" },
        { "treatment: mails, note", "treatment: calls, note",
          "segment all: treatment calls, was mails\n" },
        { "share: 75.5}\n      - {name: new, share: 24.5",
          "share: 50}\n      - {name: new, share: 50",
          "experiment trial: arms old 50.00% calls, new 50.00% mails, was old 75.50% calls, new "
          "24.50% mails\n" },
        { "weight: 2, ", "", "assignment rule 1, collector 1: weight 1, was 2\n" },
        { "every: 20, ", "every: 21, ", "treatment mails, step look: every 21, was 20\n" },
        { "31: -20", "31: -30", "characteristic age: bands 31: -30, 0: 10, was 31: -20, 0: 10\n" },
    };

    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autofree char *says = changed(CASES[i].from, CASES[i].to);
        g_assert_cmpstr(says, ==, CASES[i].says);
    }
}

static void extends(void)
{
    g_autoptr(Policy) policy = good("policy: mine\nextends: commercial\nbuckets: \"15,30\"\n"
                                    "treatments:\n  - name: small_balance\n    steps:\n"
                                    "      - {name: one, at: 5, channel: task}\n");
    const EmbeddedFile *pack = policy_file_pack("commercial");
    g_autoptr(GPtrArray) faults = policy_fault_list();
    g_autoptr(Policy) base = policy_file_read(pack->name, pack->bytes, pack->size, faults);

    g_assert_cmpstr(policy->name, ==, "mine");
    g_assert_cmpint(policy->buckets.bound_count, ==, 2);
    g_assert_cmpuint(policy->treatment_count, ==, base->treatment_count);
    g_assert_cmpuint(policy->segment_count, ==, base->segment_count);
    g_assert_cmpstr(policy_treatment(policy, "small_balance")->steps[0].name, ==, "one");
    /* The pack's defaults hold for the new treatment too. */
    g_assert_cmpint(policy_treatment(policy, "small_balance")->gap_days, ==, 5);
    g_assert_cmpuint(policy_treatment(policy, "firm")->step_count, ==,
                     policy_treatment(base, "firm")->step_count);
}

/* Every example of the page is a policy without fault. */
static void check_examples(const char *page)
{
    g_auto(GStrv) blocks = g_strsplit(page, "```", -1);
    int count = 0;

    for (unsigned i = 1; blocks[i] != NULL; i += 2) {
        if (!g_str_has_prefix(blocks[i], "yaml\n")) continue;
        g_autoptr(Policy) policy = good(blocks[i] + strlen("yaml\n"));
        g_assert_nonnull(policy);
        count++;
    }
    g_assert_cmpint(count, ==, 2);
}

/* docs/policy.md carries the tables of the manual as they are. */
static void manual(void)
{
    g_autofree char *help = policy_file_help();
    g_autofree char *path =
        g_build_filename(g_getenv("G_TEST_SRCDIR"), "..", "..", "docs", "policy.md", NULL);
    g_autofree char *page = NULL;

    g_assert_true(g_file_get_contents(path, &page, NULL, NULL));
    check_examples(page);
    const char *begin = strstr(page, "# The keys of a policy file\n");
    g_assert_nonnull(begin);
    if (strcmp(begin, help) != 0) {
        g_autofree char *now = g_build_filename(g_get_tmp_dir(), "policy-help.md", NULL);
        g_file_set_contents(now, help, -1, NULL);
        g_error("docs/policy.md is behind: its last part would be %s", now);
    }
}

static void add(const char *group, const Bad *cases, size_t count, GTestDataFunc test)
{
    for (size_t i = 0; i < count; i++) {
        g_autofree char *path = g_strdup_printf("/policy/file/%s/%s", group, cases[i].name);
        g_test_add_data_func(path, &cases[i], test);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    add("bad", BAD, G_N_ELEMENTS(BAD), bad);
    add("bad-step", BAD_STEPS, G_N_ELEMENTS(BAD_STEPS), bad_step);
    add("bad-tree", BAD_TREES, G_N_ELEMENTS(BAD_TREES), bad);
    g_test_add_func("/policy/file/no-pack", no_pack);
    g_test_add_func("/policy/file/keys", file_keys);
    g_test_add_func("/policy/file/treatment-keys", treatment_keys);
    g_test_add_func("/policy/file/describe", describe);
    g_test_add_func("/policy/file/diff", diff);
    g_test_add_func("/policy/file/extends", extends);
    g_test_add_func("/policy/file/manual", manual);
    return g_test_run();
}
