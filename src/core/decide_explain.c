/* core/decide_explain.c: a decision in words, with the figures that made it.  Decides nothing. */
#include "core/decide.h"
#include "core/words.h"

#include <inttypes.h>

typedef struct {
    const Decision *decision;
    const Facts *facts;
    const Policy *policy;
    Day today;
    GString *out;
    size_t begin; /* of our part of the line */
} Teller;

static void part(Teller *teller)
{
    if (teller->out->len > teller->begin) g_string_append(teller->out, "; ");
}

static void condition(Teller *teller, const Condition *condition)
{
    if (condition->when == NULL)
        g_string_append(teller->out, "always");
    else
        expr_explain(condition->when, teller->facts, teller->today, teller->out);
}

static void money(Teller *teller, int64_t minor)
{
    char buffer[MONEY_TEXT_SIZE];
    const char *currency = teller->facts->currency;

    if (money_exponent(currency) < 0)
        g_string_append_printf(teller->out, "%" PRId64, minor);
    else
        g_string_append_printf(teller->out, "%s %s", money_text(minor, currency, buffer), currency);
}

static void on_day(Teller *teller, const char *before, Day day)
{
    char buffer[DAY_TEXT_SIZE];

    if (day != DAY_NONE) g_string_append_printf(teller->out, "%s%s", before, day_text(day, buffer));
}

static const Treatment *treatment(const Teller *teller)
{
    return &teller->policy->treatments[teller->decision->treatment];
}

static const Step *step_of(const Teller *teller, const Reason *reason)
{
    return reason->index < 0 ? NULL : &treatment(teller)->steps[reason->index];
}

static const char *name_of(const Teller *teller, const Reason *reason)
{
    const Step *step = step_of(teller, reason);

    return step == NULL ? "" : step->name;
}

static void tell_segment(Teller *teller, const Reason *reason)
{
    const Segment *segment = &teller->policy->segments[reason->index];

    g_string_append_printf(teller->out, "segment %s: ", segment->name);
    condition(teller, &segment->when);
}

static void tell_arm(Teller *teller, const Reason *reason)
{
    const PolicyExperiment *trial = &teller->policy->experiments[reason->index];

    g_string_append_printf(teller->out, "arm %s of experiment %s", trial->arms[reason->amount].name,
                           trial->name);
}

static void tell_age(Teller *teller, const Reason *reason)
{
    const Step *step = step_of(teller, reason);
    int32_t grace = treatment(teller)->grace_days;

    g_string_append_printf(teller->out, "dpd %" PRId64, reason->amount);
    if (grace > 0) g_string_append_printf(teller->out, " less grace %d", grace);
    g_string_append_printf(teller->out, " >= %d (step %s)", step->days, step->name);
}

static void tell_when(Teller *teller, const Reason *reason)
{
    const Step *step = step_of(teller, reason);
    bool due = teller->decision->state == STEP_DUE && teller->decision->step == reason->index;

    g_string_append_printf(teller->out, "step %s%s: ", step->name, due ? "" : " waits");
    condition(teller, &step->when);
}

static void tell_pre_due(Teller *teller, const Reason *reason)
{
    g_string_append_printf(teller->out, "due in %" PRId64 " days", reason->amount);
    on_day(teller, ", on ", reason->day);
    g_string_append_printf(teller->out, " (step %s, from %d days before)", name_of(teller, reason),
                           -step_of(teller, reason)->days);
}

static void tell_held(Teller *teller, const Reason *reason)
{
    const char *comma = "held: ";

    for (int kind = 0; kind < HOLD_KINDS; kind++) {
        if ((reason->amount >> kind & 1) == 0) continue;
        g_string_append_printf(teller->out, "%s%s", comma, words_of(words_hold_kind, kind));
        comma = ", ";
    }
    on_day(teller, " until ", reason->day);
}

static void tell_threshold(Teller *teller, const Reason *reason)
{
    char buffer[DECIMAL_TEXT_SIZE];
    Decimal least = { treatment(teller)->threshold, 2, true };

    money(teller, reason->amount);
    g_string_append_printf(teller->out, " to chase, below the least amount %s",
                           decimal_text(least, 2, buffer));
}

static void tell_skipped(Teller *teller, const Reason *reason)
{
    g_string_append_printf(teller->out, "step %s passed over: ", name_of(teller, reason));
    condition(teller, &step_of(teller, reason)->skip_if);
}

static void tell_stopped(Teller *teller)
{
    g_string_append(teller->out, "stopped: ");
    condition(teller, &treatment(teller)->stop_if);
}

static void tell_gap(Teller *teller, const Reason *reason)
{
    g_string_append_printf(teller->out, "step %s waits for the gap of %d days",
                           name_of(teller, reason), treatment(teller)->gap_days);
    on_day(teller, ", until ", reason->day);
}

static void tell_wait(Teller *teller, const Reason *reason)
{
    g_string_append_printf(teller->out, "step %s waits for its days", name_of(teller, reason));
    on_day(teller, ", until ", reason->day);
}

static void tell_follow_up(Teller *teller, const Reason *reason)
{
    g_string_append(teller->out, "follow-up agreed");
    on_day(teller, " for ", reason->day);
}

static void tell_end(Teller *teller, const Reason *reason)
{
    const Step *step = step_of(teller, reason);

    if (step == NULL || !step->review) {
        g_string_append(teller->out, "nothing further on the ladder");
        return;
    }
    g_string_append_printf(teller->out, "step %s every %d days", step->name, step->every_days);
    on_day(teller, ", due since ", reason->day);
}

static void tell_not_yet(Teller *teller, const Reason *reason)
{
    g_string_append_printf(teller->out, "step %s", name_of(teller, reason));
    on_day(teller, " on ", reason->day);
}

static void tell(Teller *teller, const Reason *reason)
{
    part(teller);
    switch (reason->code) {
    case REASON_SEGMENT: tell_segment(teller, reason); break;
    case REASON_OVERRIDE:
        g_string_append_printf(teller->out, "treatment %s by the account's own wish",
                               treatment(teller)->name);
        break;
    case REASON_ARM: tell_arm(teller, reason); break;
    case REASON_STEP_AGE: tell_age(teller, reason); break;
    case REASON_STEP_WHEN: tell_when(teller, reason); break;
    case REASON_STEP_SKIPPED: tell_skipped(teller, reason); break;
    case REASON_PRE_DUE: tell_pre_due(teller, reason); break;
    case REASON_STOPPED: tell_stopped(teller); break;
    case REASON_HELD: tell_held(teller, reason); break;
    case REASON_BELOW_THRESHOLD: tell_threshold(teller, reason); break;
    case REASON_GAP: tell_gap(teller, reason); break;
    case REASON_WAIT: tell_wait(teller, reason); break;
    case REASON_FOLLOW_UP: tell_follow_up(teller, reason); break;
    case REASON_NOT_YET: tell_not_yet(teller, reason); break;
    case REASON_LADDER_END: tell_end(teller, reason); break;
    case REASON_NOTHING_DUE: g_string_append(teller->out, "nothing is due"); break;
    }
}

static void tell_priority(Teller *teller)
{
    const Policy *policy = teller->policy;
    const char *sign = " = ";

    if (policy->priority_count == 0 || teller->decision->bucket < 0) return;
    part(teller);
    g_string_append_printf(teller->out, "priority %" PRId64, teller->decision->priority);
    for (size_t i = 0; i < policy->priority_count; i++) {
        if (teller->decision->parts[i] == 0) continue;
        g_string_append_printf(teller->out, "%s%s %" PRId64, sign, policy->priority[i].name,
                               teller->decision->parts[i]);
        sign = " + ";
    }
}

/* What is to be done first, then who it is for, then how urgent. */
void decide_explain(const Decision *decision, const Facts *facts, const Policy *policy, Day today,
                    GString *out)
{
    Teller teller = { decision, facts, policy, today, out, out->len };

    for (int about_ladder = 1; about_ladder >= 0; about_ladder--)
        for (size_t i = 0; i < decision->reason_count; i++)
            if ((decision->reasons[i].code > REASON_ARM) == (about_ladder == 1))
                tell(&teller, &decision->reasons[i]);
    tell_priority(&teller);
}
