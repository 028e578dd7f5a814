/* tests/policy/test_policy_pack.c: the shipped packs are without fault, and what they say is what
 * happens: a table of accounts a pack. */
#include "core/decide.h"
#include "policy/policy_file.h"

#include <string.h>

static Policy *pack(const char *name)
{
    g_autoptr(GPtrArray) faults = policy_fault_list();
    const EmbeddedFile *file = policy_file_pack(name);

    g_assert_nonnull(file);
    Policy *policy = policy_file_read(file->name, file->bytes, file->size, faults);
    for (unsigned i = 0; i < faults->len; i++) {
        g_autofree char *text = policy_fault_text(g_ptr_array_index(faults, i));
        g_test_message("%s", text);
    }
    g_assert_cmpuint(faults->len, ==, 0);
    g_assert_nonnull(policy);
    g_assert_cmpstr(policy->name, ==, name);
    return policy;
}

static void no_fault(void)
{
    size_t count = 0;

    for (const EmbeddedFile *file = policy_file_packs(); file->name != NULL; file++, count++) {
        g_autofree char *name = g_strndup(file->name, strcspn(file->name, "."));
        g_autoptr(Policy) policy = pack(name);
        g_autofree char *words = policy_file_describe(policy);
        g_assert_nonnull(strstr(words, policy->segments[0].name));
        g_autofree char *changes = policy_file_diff(policy, policy);
        g_assert_cmpstr(changes, ==, "");
    }
    g_assert_cmpuint(count, ==, 5);
    g_assert_null(policy_file_pack("unheard-of"));
}

/* Every account a pack may meet: the treatment ends in a review, the work is described, the queue
 * is named or the owner's. */
static void complete(void)
{
    for (const EmbeddedFile *file = policy_file_packs(); file->name != NULL; file++) {
        g_autofree char *name = g_strndup(file->name, strcspn(file->name, "."));
        g_autoptr(Policy) policy = pack(name);
        for (size_t i = 0; i < policy->treatment_count; i++) {
            const Treatment *treatment = &policy->treatments[i];
            g_assert_true(treatment->steps[treatment->step_count - 1].review);
            g_assert_cmpint(treatment->steps[treatment->step_count - 1].every_days, >, 0);
            for (size_t s = 0; s < treatment->step_count; s++)
                g_assert_cmpint(strlen(treatment->steps[s].action), >, 0);
        }
    }
}

typedef struct {
    const char *pack, *name;
    int64_t past_due, not_due, unapplied; /* units */
    int dpd, days_to_due, past_due_count;
    int broken, days_since_payment;
    const char *debtor_kind;
    unsigned holds;
    const char *segment, *step; /* "-": nothing is due today */
} Account;

static const Account ACCOUNTS[] = {
    { "commercial", "before due, large", 0, 6000, 0, 0, 5, 0, 0, 20, "business", 0, "standard",
      "courtesy" },
    { "commercial", "before due, too small", 0, 4000, 0, 0, 5, 0, 0, 20, "business", 0, "standard",
      "-" },
    { "commercial", "first days", 3000, 0, 0, 2, -1, 1, 0, 20, "business", 0, "standard", "-" },
    { "commercial", "reminder", 3000, 0, 0, 3, -1, 1, 0, 20, "business", 0, "standard",
      "first_reminder" },
    { "commercial", "never contacted, long late", 3000, 0, 0, 200, -1, 1, 0, 20, "business", 0,
      "standard", "first_reminder" },
    { "commercial", "key", 60000, 0, 0, 3, -1, 1, 0, 20, "business", 0, "key_account",
      "account_call" },
    { "commercial", "covered by credits", 900, 0, -1000, 9, -1, 1, 0, 20, "business", 0, "covered",
      "match" },
    { "commercial", "promises broken", 3000, 0, 0, 1, -1, 1, 2, 20, "business", 0,
      "broken_promises", "call_at_once" },
    { "commercial", "small", 400, 0, 0, 10, -1, 1, 0, 20, "business", 0, "small_balance",
      "reminder" },
    { "commercial", "too small", 9, 0, 0, 90, -1, 1, 0, 20, "business", 0, "small_balance", "-" },
    { "commercial", "in dispute", 3000, 0, 0, 30, -1, 1, 0, 20, "business", 1u << HOLD_DISPUTE,
      "standard", "-" },
    { "commercial", "legal", 3000, 0, 0, 90, -1, 1, 0, 20, "business", 1u << HOLD_LEGAL, "legal",
      "counsel_status" },
    { "commercial", "hardship", 3000, 0, 0, 90, -1, 1, 0, 20, "business", 1u << HOLD_HARDSHIP,
      "hardship", "hardship_talk" },
    { "consumer-us", "usual payer", 300, 0, 0, 7, -1, 1, 0, 20, "person", 0, "likely_to_pay",
      "reminder" },
    { "consumer-us", "late", 300, 0, 0, 100, -1, 1, 0, -1, "person", 0, "standard", "reminder" },
    { "consumer-us", "promise broken", 300, 0, 0, 20, -1, 1, 1, 20, "person", 0, "plan_broken",
      "talk" },
    { "consumer-us", "hardship", 300, 0, 0, 20, -1, 1, 0, -1, "person", 1u << HOLD_HARDSHIP,
      "hardship", "help" },
    { "consumer-us", "attorney", 300, 0, 0, 20, -1, 1, 0, -1, "person", 1u << HOLD_LEGAL, "legal",
      "attorney_status" },
    { "medical-us", "patient", 400, 0, 0, 1, -1, 1, 0, -1, "person", 0, "standard",
      "second_statement" },
    { "medical-us", "large, before due", 0, 8000, 0, 0, 9, 0, 0, -1, "person", 0, "large_balance",
      "counsellor_before_due" },
    { "medical-us", "insurer", 9000, 0, 0, 5, -1, 3, 0, 20, "business", 0, "payer",
      "claim_status" },
    { "medical-us", "cents", 4, 0, 0, 50, -1, 1, 0, 20, "person", 0, "small_balance", "-" },
    { "loans-us", "two days", 250, 5000, 0, 2, 28, 1, 0, 30, "person", 0, "standard", "missed" },
    { "loans-us", "never paid", 250, 5000, 0, 1, 28, 1, 0, -1, "person", 0, "first_payment_default",
      "verify" },
    { "loans-us", "three behind", 750, 5000, 0, 62, 28, 3, 0, 60, "person", 0, "roller",
      "own_collector" },
    { "subscription", "tries again", 20, 0, 0, 1, -1, 1, 0, 31, "person", 0, "everyone", "retry" },
    { "subscription", "limited at once", 20, 0, 0, 16, -1, 1, 0, 31, "person", 0, "everyone",
      "limited" },
    { "subscription", "many unpaid", 60, 0, 0, 5, -1, 3, 0, 31, "person", 0, "trouble",
      "suspended" },
    { "subscription", "enterprise", 9000, 0, 0, 60, -1, 1, 0, 31, "business", 0, "enterprise",
      "reminder" },
};

enum { TODAY = 20500 };

static Facts facts_of(const Account *account)
{
    Facts facts = { .unit = 100, .credit_limit = -1, .has_email = true, .has_phone = true };

    g_strlcpy(facts.account, account->name, REF_SIZE);
    g_strlcpy(facts.currency, "USD", CURRENCY_SIZE);
    g_strlcpy(facts.debtor_kind, account->debtor_kind, WORD_SIZE);
    facts.past_due = facts.chase = account->past_due * 100;
    facts.not_due = account->not_due * 100;
    facts.unapplied = account->unapplied * 100;
    facts.balance = facts.exposure = facts.past_due + facts.not_due + facts.unapplied;
    facts.largest_item = MAX(facts.past_due, facts.not_due);
    facts.oldest_dpd = facts.dpd = account->dpd;
    facts.oldest_due_day = facts.newest_due_day =
        account->dpd > 0 ? TODAY - account->dpd : DAY_NONE;
    facts.days_to_due = account->days_to_due;
    facts.next_due_day = account->not_due > 0 ? TODAY + account->days_to_due : DAY_NONE;
    facts.past_due_count = account->past_due_count;
    facts.open_count = MAX(account->past_due_count, 1);
    facts.broken_12m = account->broken;
    facts.days_since_payment = account->days_since_payment;
    facts.opened_day = facts.last_payment_day = facts.last_contact_day = DAY_NONE;
    facts.days_since_contact = -1;
    facts.hold_until = facts.follow_up_day = DAY_NONE;
    facts.holds = account->holds;
    facts.is_held = account->holds != 0;
    facts.in_legal = (account->holds >> HOLD_LEGAL & 1) != 0;
    facts.in_hardship = (account->holds >> HOLD_HARDSHIP & 1) != 0;
    return facts;
}

static void account(const void *data)
{
    const Account *a = data;
    g_autoptr(Policy) policy = pack(a->pack);
    Facts facts = facts_of(a);
    Decision decision;

    decide_account(&facts, NULL, 0, policy, TODAY, &decision);
    g_autoptr(GString) why = g_string_new(NULL);
    decide_explain(&decision, &facts, policy, TODAY, why);
    g_test_message("%s", why->str);
    g_assert_cmpstr(facts.segment, ==, a->segment);
    g_assert_cmpstr(decision.state == STEP_DUE ? facts.step : "-", ==, a->step);
    g_assert_cmpint(decision.priority, >=, 0);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/policy/pack/no-fault", no_fault);
    g_test_add_func("/policy/pack/complete", complete);
    for (size_t i = 0; i < G_N_ELEMENTS(ACCOUNTS); i++) {
        g_autofree char *path =
            g_strdup_printf("/policy/pack/%s/%s", ACCOUNTS[i].pack, ACCOUNTS[i].name);
        g_test_add_data_func(path, &ACCOUNTS[i], account);
    }
    return g_test_run();
}
