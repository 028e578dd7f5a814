/* policy/policy_file_describe.c: a policy in plain words, for those who must approve it.  Leaves
 * out what is as it is when nobody says anything. */
#include "base/decimal.h"
#include "core/words.h"
#include "policy/policy_file.h"
#include "policy/policy_own.h"

#include <inttypes.h>

static void condition(GString *out, const char *before, const Condition *rule)
{
    if (rule->text != NULL) g_string_append_printf(out, "%s%s", before, rule->text);
}

static void note(GString *out, const char *text)
{
    if (text != NULL && *text != '\0') g_string_append_printf(out, "    %s\n", text);
}

static void head(const Policy *policy, GString *out)
{
    g_string_append_printf(out, "Policy %s, version %" PRId64 "\n", policy->name, policy->version);
    note(out, policy->note);
    g_string_append(out, "Buckets ");
    policy_own_buckets_show(policy, out);
    g_string_append(out, "; off on ");
    policy_own_weekend_show(policy, out);
    if (policy->calendar.holiday_count > 0)
        g_string_append_printf(out, " and %zu holidays", policy->calendar.holiday_count);
    g_string_append_printf(out, "; terms %d days; payments settle ", policy->default_terms_days);
    policy_own_clearing_show(policy, out);
    g_string_append(out, " first\n");
}

static void segments(const Policy *policy, GString *out)
{
    g_string_append(out, "\nWho is treated how\n");
    for (size_t i = 0; i < policy->segment_count; i++) {
        const Segment *segment = &policy->segments[i];
        g_string_append_printf(out, "  %zu. %s: %s -> %s\n", i + 1, segment->name,
                               segment->when.text != NULL ? segment->when.text : "everybody else",
                               segment->treatment);
        note(out, segment->note);
    }
}

static void score(const Policy *policy, GString *out)
{
    if (policy->score.count == 0) return;
    g_string_append_printf(out, "\nScore: %d to begin with\n", policy->score.base_points);
    for (size_t i = 0; i < policy->score.count; i++) {
        const ScoreCharacteristic *mark = &policy->score.characteristics[i];
        g_string_append_printf(out, "  %s, by %s: %s; not known: %d\n", mark->name,
                               expr_text(mark->value), mark->text, mark->missing_points);
    }
}

static void step_day(const Step *step, GString *out)
{
    if (step->review)
        g_string_append_printf(out, "  then every %d days", step->every_days);
    else if (step->days == STEP_NO_AGE)
        g_string_append(out, "  then");
    else if (step->days < 0)
        g_string_append_printf(out, "  %d days before due", -step->days);
    else
        g_string_append_printf(out, "  day %d", step->days);
    if (step->wait_days > 0)
        g_string_append_printf(out, ", %d days after the step before", step->wait_days);
}

static void step(const Step *step, GString *out)
{
    step_day(step, out);
    g_string_append_printf(out, ": %s, %s", step->name,
                           words_of(words_channel, (int)step->channel));
    if (step->template_name[0] != '\0') g_string_append_printf(out, " '%s'", step->template_name);
    if (step->queue[0] != '\0') g_string_append_printf(out, " to %s", step->queue);
    if (step->escalate) g_string_append(out, ", escalated");
    condition(out, ", when ", &step->when);
    condition(out, ", not if ", &step->skip_if);
    if (step->every_days > 0 && !step->review) {
        g_string_append_printf(out, ", every %d days", step->every_days);
        if (step->times > 0) g_string_append_printf(out, " %d times", step->times);
    }
    if (step->action != NULL && *step->action != '\0')
        g_string_append_printf(out, ". %s", step->action);
    g_string_append_c(out, '\n');
}

static void treatment(const Treatment *treatment, GString *out)
{
    char buffer[DECIMAL_TEXT_SIZE];
    Decimal least = { treatment->threshold, 2, true };

    g_string_append_printf(out, "\nTreatment %s%s\n", treatment->name,
                           treatment->jump ? " (states: straight to the last that holds)" : "");
    note(out, treatment->note);
    g_string_append_printf(out, "  grace %d days, gap %d days", treatment->grace_days,
                           treatment->gap_days);
    if (treatment->threshold > 0)
        g_string_append_printf(out, ", from %s on", decimal_text(least, 2, buffer));
    condition(out, ", stops if ", &treatment->stop_if);
    g_string_append(out, "; pauses on holds: ");
    policy_own_pauses_show(treatment, out);
    g_string_append_c(out, '\n');
    for (size_t i = 0; i < treatment->step_count; i++) step(&treatment->steps[i], out);
}

static void priority(const Policy *policy, GString *out)
{
    if (policy->priority_count > 0) g_string_append(out, "\nPriority\n");
    for (size_t i = 0; i < policy->priority_count; i++) {
        const PriorityPart *part = &policy->priority[i];
        g_string_append_printf(out, "  %s: %s", part->name, part->text);
        if (part->max > 0) g_string_append_printf(out, ", 0 to %" PRId64, part->max);
        condition(out, ", when ", &part->when);
        g_string_append_c(out, '\n');
    }
}

static void experiments(const Policy *policy, GString *out)
{
    for (size_t i = 0; i < policy->experiment_count; i++) {
        const PolicyExperiment *experiment = &policy->experiments[i];
        g_string_append_printf(out, "\nExperiment %s on %s", experiment->name,
                               experiment->treatment);
        condition(out, ", when ", &experiment->when);
        g_string_append(out, ": ");
        policy_own_arms_show(experiment, out);
        g_string_append_c(out, '\n');
    }
}

static void assign(const Policy *policy, GString *out)
{
    static const char *const METHODS[] = { "in turn", "by balance", "to the first who fits" };

    if (policy->assign_count > 0) g_string_append(out, "\nWho works it\n");
    for (size_t i = 0; i < policy->assign_count; i++) {
        const PolicyAssign *rule = &policy->assign[i];
        g_string_append_printf(out, "  %zu. %s%s: ", i + 1, METHODS[rule->rule.method],
                               rule->rule.keep_owner ? ", the owner keeps it" : "");
        g_string_append(out, rule->when.text != NULL ? rule->when.text : "everything else");
        for (size_t share = 0; share < rule->rule.share_count; share++)
            g_string_append_printf(out, "%s%s", share == 0 ? " -> " : ", ",
                                   rule->rule.shares[share].user);
        g_string_append_c(out, '\n');
    }
}

char *policy_file_describe(const Policy *policy)
{
    GString *out = g_string_new(NULL);

    head(policy, out);
    segments(policy, out);
    score(policy, out);
    for (size_t i = 0; i < policy->treatment_count; i++) treatment(&policy->treatments[i], out);
    priority(policy, out);
    experiments(policy, out);
    assign(policy, out);
    return g_string_free(out, FALSE);
}
