/* core/policy.c: the life of a policy and look-ups in it.  Reads no file, decides nothing. */
#include "core/policy.h"

#include <string.h>

Policy *policy_new(void)
{
    Policy *policy = g_new0(Policy, 1);

    policy->refs = 1;
    policy->texts = g_string_chunk_new(1024);
    policy->calendar.weekend = 0x60;
    policy->roll = ROLL_FOLLOWING;
    policy->default_terms_days = 30;
    policy->overlooked_days = 30;
    policy->review_days = 30;
    AgingVerdict verdict = aging_parse("30,60,90", &policy->buckets);
    g_assert(verdict == AGING_OK);
    return policy;
}

Policy *policy_ref(Policy *policy)
{
    g_atomic_int_inc(&policy->refs);
    return policy;
}

static void treatment_clear(Treatment *treatment)
{
    for (size_t i = 0; i < treatment->step_count; i++) {
        expr_free(treatment->steps[i].when.when);
        expr_free(treatment->steps[i].skip_if.when);
    }
    expr_free(treatment->stop_if.when);
    g_free(treatment->steps);
}

static void experiment_clear(PolicyExperiment *experiment)
{
    expr_free(experiment->when.when);
    g_free(experiment->arms);
    g_free(experiment->arm_treatments);
}

static void score_clear(ScoreCard *card)
{
    for (size_t i = 0; i < card->count; i++) {
        expr_free(card->characteristics[i].value);
        g_free(card->characteristics[i].bands);
    }
    g_free(card->characteristics);
}

static void rules_clear(Policy *policy)
{
    for (size_t i = 0; i < policy->segment_count; i++) expr_free(policy->segments[i].when.when);
    for (size_t i = 0; i < policy->priority_count; i++) {
        expr_free(policy->priority[i].when.when);
        expr_free(policy->priority[i].points);
    }
    for (size_t i = 0; i < policy->assign_count; i++) {
        expr_free(policy->assign[i].when.when);
        g_free(policy->assign[i].rule.shares);
    }
}

void policy_unref(Policy *policy)
{
    if (policy == NULL || !g_atomic_int_dec_and_test(&policy->refs)) return;
    rules_clear(policy);
    score_clear(&policy->score);
    for (size_t i = 0; i < policy->treatment_count; i++) treatment_clear(&policy->treatments[i]);
    for (size_t i = 0; i < policy->experiment_count; i++) experiment_clear(&policy->experiments[i]);
    g_free(policy->segments);
    g_free(policy->treatments);
    g_free(policy->priority);
    g_free(policy->experiments);
    g_free(policy->assign);
    g_free(policy->holidays);
    g_string_chunk_free(policy->texts);
    g_free(policy);
}

const Treatment *policy_treatment(const Policy *policy, const char *name)
{
    for (size_t i = 0; i < policy->treatment_count; i++)
        if (strcmp(policy->treatments[i].name, name) == 0) return &policy->treatments[i];
    return NULL;
}

const Step *policy_step(const Treatment *treatment, const char *name)
{
    for (size_t i = 0; i < treatment->step_count; i++)
        if (strcmp(treatment->steps[i].name, name) == 0) return &treatment->steps[i];
    return NULL;
}
