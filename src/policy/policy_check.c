/* policy/policy_check.c: what one key cannot see alone: ladders out of order, segments never
 * reached, shares that do not add up.  Reads no key. */
#include "policy/policy_key.h"

#include <string.h>

/* --- steps ------------------------------------------------------------------------------------ */

static const char *action_of(const Step *step)
{
    static const char *const ACTIONS[] = {
        [STEP_BY_CALL] = "Call the debtor",     [STEP_BY_EMAIL] = "Send an email",
        [STEP_BY_SMS] = "Send a text message",  [STEP_BY_LETTER] = "Send a letter",
        [STEP_BY_VISIT] = "Visit the debtor",   [STEP_BY_PORTAL] = "Post a notice in the portal",
        [STEP_BY_TASK] = "Work on the account", [STEP_BY_NONE] = "",
    };

    return ACTIONS[step->channel];
}

static bool writes(const Step *step)
{
    return step->channel == STEP_BY_EMAIL || step->channel == STEP_BY_SMS ||
           step->channel == STEP_BY_LETTER;
}

void policy_check_step(PolicyReader *reader, const YamlNode *node, void *target)
{
    Step *step = target;

    if (step->action == NULL) step->action = policy_read_keep(reader, action_of(step));
    if (writes(step) && step->template_name[0] == '\0')
        policy_read_warning(reader, node, g_strdup("add 'template: NAME'"),
                            "step '%s' sends something without naming its template", step->name);
    if (step->channel == STEP_BY_NONE && step->every_days > 0)
        policy_read_fault(reader, node, g_strdup("leave 'repeat' out or name a channel"),
                          "step '%s' is a state only and cannot be repeated", step->name);
}

void policy_check_review(PolicyReader *reader, const YamlNode *node, void *target)
{
    Step *step = target;

    if (step->every_days == 0) step->every_days = reader->policy->review_days;
    if (step->action == NULL) step->action = policy_read_keep(reader, "Review the account");
    if (step->channel == STEP_BY_NONE)
        policy_read_fault(reader, node, g_strdup("task"),
                          "a review must be work: 'none' will not do for 'channel'");
}

/* --- ladders ---------------------------------------------------------------------------------- */

static bool has_review(const Treatment *treatment)
{
    return treatment->step_count > 0 && treatment->steps[treatment->step_count - 1].review;
}

static void add_review(PolicyReader *reader, const YamlNode *node, Treatment *treatment)
{
    Step review = {
        .name = "review", .days = STEP_NO_AGE, .channel = STEP_BY_TASK, .review = true
    };

    policy_check_review(reader, node, &review);
    treatment->steps = g_renew(Step, treatment->steps, treatment->step_count + 1);
    treatment->steps[treatment->step_count++] = review;
}

static void check_order(PolicyReader *reader, const YamlNode *steps, const Treatment *treatment)
{
    const YamlNode *node = steps->first;
    const Step *oldest = NULL;

    for (size_t i = 0; i < treatment->step_count && node != NULL; i++, node = node->next) {
        const Step *step = &treatment->steps[i];
        if (step->days == STEP_NO_AGE) continue;
        if (oldest != NULL && step->days < oldest->days)
            policy_read_warning(
                reader, node, g_strdup("put the steps in the order of their days"),
                "step '%s' at %d comes after '%s' at %d and so never at its own day", step->name,
                step->days, oldest->name, oldest->days);
        else
            oldest = step;
    }
}

static void check_reach(PolicyReader *reader, const YamlNode *steps, const Treatment *treatment)
{
    const YamlNode *node = steps->first;

    for (size_t i = 0; i + 1 < treatment->step_count && node != NULL; i++, node = node->next) {
        const Step *step = &treatment->steps[i], *next = step + 1;
        if (step->every_days > 0 && step->times == 0 && !next->review &&
            next->days == STEP_NO_AGE && !treatment->jump)
            policy_read_fault(reader, node, g_strdup("add 'times' to it, or 'at' to the next step"),
                              "step '%s' is repeated without end, so that '%s' is never reached",
                              step->name, next->name);
    }
}

static void check_review_name(PolicyReader *reader, const YamlNode *node,
                              const Treatment *treatment)
{
    const Step *review = &treatment->steps[treatment->step_count - 1];

    if (policy_step(treatment, review->name) != review)
        policy_read_fault(reader, node, g_strdup("give one of the two another name"),
                          "treatment '%s' has a step and a review named '%s'", treatment->name,
                          review->name);
}

void policy_check_treatment(PolicyReader *reader, const YamlNode *node, void *target)
{
    Treatment *treatment = target;
    const YamlNode *steps = policy_yaml_find(node, "steps");

    if (!has_review(treatment)) {
        if (policy_yaml_find(node, "finally") == NULL)
            policy_read_warning(
                reader, node,
                g_strdup("add 'finally: {every: 30, action: ...}' or one in 'defaults'"),
                "treatment '%s' can end without a review; one every %d days is added",
                treatment->name, reader->policy->review_days);
        add_review(reader, node, treatment);
    }
    check_review_name(reader, node, treatment);
    if (steps == NULL || steps->kind != YAML_LIST) return;
    check_order(reader, steps, treatment);
    check_reach(reader, steps, treatment);
}

/* --- experiments ------------------------------------------------------------------------------ */

void policy_check_experiment(PolicyReader *reader, const YamlNode *node, void *target)
{
    const PolicyExperiment *experiment = target;
    const YamlNode *arms = policy_yaml_find(node, "arms");
    int64_t sum = 0;

    if (experiment->arm_count == 0) return;
    for (size_t i = 0; i < experiment->arm_count; i++) sum += experiment->arms[i].share_bp;
    if (!experiment_check(experiment->arms, experiment->arm_count) && arms != NULL)
        policy_read_fault(reader, arms, g_strdup("make them 100 together"),
                          "the shares of '%s' add up to %d.%02d percent", experiment->name,
                          (int)(sum / 100), (int)(sum % 100));
}

/* --- the file --------------------------------------------------------------------------------- */

static const YamlNode *entry(const YamlNode *list, size_t index)
{
    const YamlNode *node = list->first;

    while (index-- > 0) node = node->next;
    return node;
}

static void check_segments(PolicyReader *reader, const YamlNode *list)
{
    const Policy *policy = reader->policy;
    size_t count = policy->segment_count;

    if (count == 0) {
        policy_read_fault(reader, list, g_strdup("add a segment without 'when'"),
                          "there is no segment");
        return;
    }
    for (size_t i = 0; i < count; i++) {
        const YamlNode *node = entry(list, i), *when = policy_yaml_find(node, "when");
        if (when == NULL && i + 1 < count)
            policy_read_fault(reader, node, g_strdup("move it to the end or give it a 'when'"),
                              "segment '%s' takes every account, those after it none",
                              policy->segments[i].name);
        if (when != NULL && i + 1 == count)
            policy_read_fault(reader, node, g_strdup("add a last segment without 'when'"),
                              "accounts that fit no segment would have no treatment");
    }
}

static void check_priority(PolicyReader *reader, const YamlNode *node)
{
    if (reader->policy->priority_count == 0)
        policy_read_warning(reader, node, g_strdup("add 'priority'"),
                            "nothing ranks the work: every account has priority 0");
}

void policy_check_file(PolicyReader *reader, const YamlNode *node, void *target)
{
    const YamlNode *segments = policy_yaml_find(node, "segments");

    (void)target;
    if (segments != NULL && segments->kind == YAML_LIST && segments->count <= POLICY_SEGMENTS_MAX)
        check_segments(reader, segments);
    check_priority(reader, node);
}
