/* report/why.c: an account's decision, told.  Decides by the same functions as the day; stores
 * nothing. */
#include "report/why.h"

#include "core/words.h"
#include "core/work.h"
#include "desk/asking.h"
#include "report/excuse.h"
#include "store/gather_store.h"
#include <string.h>

typedef struct {
    Desk *desk;
    const Policy *policy;
    Facts *facts;
    Decision decision;
    Cleared cleared;
    int64_t override_id; /* 0 none */
    GString *out;
} Telling;

static void money(const Telling *telling, const char *label, int64_t minor)
{
    char text[MONEY_TEXT_SIZE];
    if (minor == 0) return;
    g_string_append_printf(telling->out, "    %-12s %14s\n", label,
                           money_text(minor, telling->facts->currency, text));
}

static void tell_facts(const Telling *telling)
{
    const Facts *facts = telling->facts;
    char day[DAY_TEXT_SIZE];
    g_string_append(telling->out, "  What is known\n");
    money(telling, "balance", facts->balance);
    money(telling, "not due", facts->not_due);
    money(telling, "past due", facts->past_due);
    money(telling, "to chase", facts->chase);
    money(telling, "unapplied", facts->unapplied);
    money(telling, "disputed", facts->disputed);
    money(telling, "promised", facts->promised);
    g_string_append_printf(telling->out,
                           "    oldest item %" G_GINT64_FORMAT " days late, %" G_GINT64_FORMAT
                           " counted (%" G_GINT64_FORMAT " open, %" G_GINT64_FORMAT " late)\n",
                           facts->oldest_dpd, facts->dpd, facts->open_count, facts->past_due_count);
    if (facts->last_payment_day != DAY_NONE)
        g_string_append_printf(telling->out, "    last payment %s\n",
                               day_text(facts->last_payment_day, day));
    if (facts->last_contact_day != DAY_NONE)
        g_string_append_printf(telling->out,
                               "    last contact %s, %" G_GINT64_FORMAT " tries in 30 days\n",
                               day_text(facts->last_contact_day, day), facts->contacts_30d);
    for (int kind = 0; kind < HOLD_KINDS; kind++)
        if (facts->holds & 1u << kind)
            g_string_append_printf(telling->out, "    on hold: %s\n",
                                   words_of(words_hold_kind, kind));
}

/* Every segment asked, up to the one that took it. */
static void tell_segments(const Telling *telling)
{
    g_string_append(telling->out, "  Segment\n");
    for (int32_t i = 0; i <= telling->decision.segment; i++) {
        const Segment *segment = &telling->policy->segments[i];
        g_string_append_printf(telling->out, "    %s %s",
                               i == telling->decision.segment ? "yes" : "no ", segment->name);
        if (segment->when.when != NULL) {
            g_string_append_printf(telling->out, " (line %d): ", segment->when.line);
            expr_explain(segment->when.when, telling->facts, telling->desk->today, telling->out);
        }
        g_string_append_c(telling->out, '\n');
    }
}

static void tell_step(const Telling *telling)
{
    const Decision *decision = &telling->decision;
    char day[DAY_TEXT_SIZE], work[WORK_TEXT_SIZE];
    g_string_append_printf(telling->out, "  Treatment %s: %s", telling->facts->treatment,
                           words_of(words_step_state, (int)decision->state));
    if (decision->step >= 0 && decision->treatment >= 0) {
        const Step *step = &telling->policy->treatments[decision->treatment].steps[decision->step];
        g_string_append_printf(telling->out, ", step %s since %s", step->name,
                               day_text(decision->since_day, day));
        if (decision->state == STEP_DUE && step->action != NULL)
            g_string_append_printf(telling->out, "\n    do: %s", step->action);
    }
    if (decision->work_no > 0)
        g_string_append_printf(telling->out, "\n    work %s",
                               work_text((Work){ telling->facts->debtor_id,
                                                 telling->facts->account_id, decision->work_no },
                                         work));
    if (decision->next_day != DAY_NONE)
        g_string_append_printf(telling->out, "\n    next on %s", day_text(decision->next_day, day));
    g_string_append(telling->out, "\n    because ");
    decide_explain(decision, telling->facts, telling->policy, telling->desk->today, telling->out);
    g_string_append_c(telling->out, '\n');
}

static bool tell_gate(const Telling *telling, GError **error)
{
    if (telling->cleared.outcome < 0) return true;
    g_string_append(telling->out, "  Gate\n    ");
    asking_tell(&telling->cleared, telling->out);
    if (telling->cleared.rules[0] != '\0')
        g_string_append_printf(telling->out, "\n    the rule in plain words: recoup help %.*s",
                               (int)strcspn(telling->cleared.rules, ","), telling->cleared.rules);
    if (telling->override_id != 0) g_string_append(telling->out, "\n    ");
    if (!excuse_tell(telling->desk, telling->override_id, telling->out, error)) return false;
    g_string_append_c(telling->out, '\n');
    return true;
}

static void tell_priority(const Telling *telling)
{
    g_string_append_printf(telling->out,
                           "  Priority %" G_GINT64_FORMAT ", score %" G_GINT64_FORMAT "\n",
                           telling->decision.priority, telling->decision.score);
    for (size_t i = 0; i < telling->policy->priority_count; i++)
        if (telling->decision.parts[i] != 0)
            g_string_append_printf(
                telling->out, "    %-20s %6" G_GINT64_FORMAT "   %s\n",
                telling->policy->priority[i].name, telling->decision.parts[i],
                telling->policy->priority[i].text == NULL ? "" : telling->policy->priority[i].text);
}

static char *tell(Desk *desk, const Policy *policy, GatheredAccount *account,
                  const Decided *decided, int64_t override_id, GError **error)
{
    char day[DAY_TEXT_SIZE];
    g_autoptr(GString) text = g_string_new(NULL);
    Telling telling = { .desk = desk,
                        .policy = policy,
                        .facts = &account->facts,
                        .decision = decided->decision,
                        .cleared = decided->cleared,
                        .override_id = override_id,
                        .out = text };
    g_string_append_printf(telling.out,
                           "%s, %s (%s), on %s by policy %s version %" G_GINT64_FORMAT "\n",
                           telling.facts->account, telling.facts->name, telling.facts->debtor,
                           day_text(desk->today, day), policy->name, policy->version);
    tell_facts(&telling);
    tell_segments(&telling);
    tell_step(&telling);
    if (!tell_gate(&telling, error)) return NULL;
    tell_priority(&telling);
    return g_strdup(text->str);
}

char *why_text(Desk *desk, const char *ref, GError **error)
{
    g_autoptr(GatherBatch) batch = gather_store_new();
    Account account;
    bool found = false;
    if (!permit_require(&desk->actor, PERMIT_VIEW, error)) return NULL;
    if (!account_store_find(desk->db, ref, &account, &found, error)) return NULL;
    if (!found || !permit_sees(&desk->actor, account.creditor_id)) {
        problem_set(error, PROBLEM_NOT_FOUND,
                    "no account %s is in the book, or it is not yours to see", ref);
        return NULL;
    }
    const Policy *policy = desk_policy(desk, desk->today, error);
    if (policy == NULL) return NULL;
    GatherQuery query = { .as_of = desk->today,
                          .known_us = INT64_MAX,
                          .texts = true,
                          .debtors = true,
                          .calendar = &policy->calendar,
                          .tolerance_days = policy->promise_tolerance_days,
                          .tolerance_share = policy->promise_tolerance_share };
    if (!gather_store_needs_rewind(desk->db, desk->today, INT64_MAX, &query.rewind, error))
        return NULL;
    if (!gather_store_load(batch, desk->db, &query, account.debtor_id, account.debtor_id + 1,
                           error))
        return NULL;
    g_autoptr(Asking) asking = asking_new();
    AskingRange range = { .from = account.debtor_id,
                          .to = account.debtor_id + 1,
                          .known_us = INT64_MAX,
                          .zone = desk->zone,
                          .policy = policy };
    if (!excuse_prepare(desk->db, batch, &range, error)) return NULL;
    const Decided *decided = asking_decide(asking, desk->db, batch, &range, desk->today, error);
    if (decided == NULL) return NULL;
    for (size_t i = 0; i < gather_store_count(batch); i++)
        if (gather_store_at(batch, i)->facts.account_id == account.account_id)
            return tell(desk, policy, gather_store_at(batch, i), &decided[i],
                        excuse_of(asking, &range, &decided[i].cleared), error);
    problem_set(error, PROBLEM_NOT_FOUND, "account %s has gone", ref);
    return NULL;
}
