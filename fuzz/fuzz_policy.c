/* fuzz/fuzz_policy.c: any bytes as a policy file: refused with places and remedies, or else it
 * describes itself, does not differ from itself, and decides. */
#include "core/decide.h"
#include "policy/policy_file.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { TODAY = 20178 };

static Facts facts(int64_t dpd)
{
    Facts facts = { .unit = 100, .account = "A1", .currency = "USD", .credit_limit = -1 };

    facts.balance = facts.past_due = facts.chase = facts.largest_item = 81200;
    facts.open_count = facts.past_due_count = 2;
    facts.oldest_dpd = facts.dpd = dpd;
    facts.oldest_due_day = facts.newest_due_day = (Day)(TODAY - dpd);
    facts.next_due_day = facts.hold_until = facts.follow_up_day = DAY_NONE;
    facts.opened_day = facts.last_payment_day = facts.last_contact_day = DAY_NONE;
    return facts;
}

static void decide(const Policy *policy)
{
    for (int64_t dpd = 1; dpd < 200; dpd += 33) {
        Facts known = facts(dpd);
        Decision decision;
        decide_account(&known, NULL, 0, policy, TODAY, &decision);
        g_assert_cmpint(decision.treatment, >=, 0);
        g_assert_cmpuint(decision.reason_count, >, 0);
        g_assert_true(decision.state == STEP_DUE || decision.next_day != DAY_NONE ||
                      decision.state == STEP_HELD);
        g_autoptr(GString) why = g_string_new(NULL);
        decide_explain(&decision, &known, policy, TODAY, why);
        g_assert_true(g_utf8_validate(why->str, -1, NULL));
    }
}

static void check_faults(const GPtrArray *faults)
{
    for (unsigned i = 0; i < faults->len; i++) {
        g_autofree char *text = policy_fault_text(g_ptr_array_index(faults, i));
        g_assert_true(g_utf8_validate(text, -1, NULL));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(GPtrArray) faults = policy_fault_list();
    g_autoptr(Policy) policy = policy_file_read("f.yaml", (const char *)data, size, faults);

    check_faults(faults);
    g_assert_true((policy == NULL) == (policy_fault_errors(faults) > 0));
    if (policy == NULL) return 0;
    g_autofree char *words = policy_file_describe(policy);
    g_autofree char *changes = policy_file_diff(policy, policy);
    g_assert_cmpstr(changes, ==, "");
    decide(policy);
    return 0;
}
