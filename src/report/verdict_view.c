/* report/verdict_view.c: the log of the gate's answers, with what each rests on.  Reads only. */
#include "base/text.h"
#include "core/words.h"
#include "gate/gate_proof.h"
#include "report/param.h"
#include "report/view_run.h"
#include "report/views.h"
#include "store/verdict_store.h"
#include <string.h>

typedef struct {
    ViewCommon common;
    char account[REF_SIZE], debtor[REF_SIZE], code[WORD_SIZE], rule[8], actor[REF_SIZE];
    char channel[WORD_SIZE];
    Day from, to;
    int stage, outcome;
} Params;

static const char *const STAGES[] = { "planned", "asked", "sending", NULL };
static const char *const OUTCOMES[] = { "allow", "require", "deny", NULL };
static const Field FIELDS[] = {
    PARAM_COMMON(Params),
    PARAM_TEXT(Params, account, "only of this account"),
    PARAM_TEXT(Params, debtor, "only of this debtor"),
    PARAM(Params, from, FIELD_DAY, "not answered before this day"),
    PARAM(Params, to, FIELD_DAY, "not answered after this day"),
    PARAM_WORD(Params, stage, STAGES, "only of this stage"),
    PARAM_WORD(Params, outcome, OUTCOMES, "only these answers"),
    PARAM_TEXT(Params, code, "only denied with this code, as FREQ_7IN7"),
    PARAM_TEXT(Params, rule, "only where this rule spoke, as R23"),
    PARAM_TEXT(Params, channel, "only call, email, sms, letter, visit, portal"),
    PARAM_TEXT(Params, actor, "only what this user asked"),
    PARAM_END,
};
static const RecordType PARAMS = { "verdicts", sizeof(Params), FIELDS, SIZE_MAX };

enum {
    VERDICT,
    ACCOUNT,
    DEBTOR,
    AT,
    STAGE,
    CHANNEL,
    SUBJECT,
    OUTCOME,
    CODES,
    RULES,
    CITES,
    REQUIRES,
    NEXT_ALLOWED,
    OVERRIDE,
    ACTOR,
    RECORDED,
    RULEBOOK,
    TZDATA,
    POLICY,
    PROOF
};
static const ViewColumn COLUMNS[] = {
    [VERDICT] = { "verdict", VIEW_INT, false, "its number" },
    [ACCOUNT] = { "account", VIEW_TEXT, false, "the debt it is about" },
    [DEBTOR] = { "debtor", VIEW_TEXT, false, "who was to be reached" },
    [AT] = { "at", VIEW_INSTANT, false, "the instant judged" },
    [STAGE] = { "stage", VIEW_TEXT, false, "planned by the day, asked, or sending" },
    [CHANNEL] = { "channel", VIEW_TEXT, false, "how" },
    [SUBJECT] = { "number", VIEW_TEXT, false, "the number or address; none: the usual one" },
    [OUTCOME] = { "outcome", VIEW_TEXT, false, "allow, require, deny" },
    [CODES] = { "codes", VIEW_LIST, false, "why it was denied" },
    [RULES] = { "rules", VIEW_LIST, false, "the rules that spoke" },
    [CITES] = { "cites", VIEW_LIST, false, "their citations" },
    [REQUIRES] = { "requires", VIEW_LIST, false, "what had to be said or done" },
    [NEXT_ALLOWED] = { "next_allowed", VIEW_TEXT, false, "from then on it would have passed" },
    [OVERRIDE] = { "override", VIEW_INT, false, "the override that let it pass" },
    [ACTOR] = { "actor", VIEW_TEXT, false, "who asked" },
    [RECORDED] = { "recorded", VIEW_INSTANT, false, "when it was answered" },
    [RULEBOOK] = { "rulebook", VIEW_TEXT, false, "by which rule book" },
    [TZDATA] = { "tz_database", VIEW_TEXT, false, "by which time zones" },
    [POLICY] = { "policy", VIEW_TEXT, false, "by which policy of the house" },
    [PROOF] = { "proof", VIEW_TEXT, false, "reasons with evidence, counters, local times" },
    COLUMN_END,
};

static void put_list(ViewRun *run, size_t column, const char *words, char **lent)
{
    *lent = g_strdelimit(g_strdup(words), ",", '\n');
    view_run_text(run, column, *lent);
}

static char *cites(const char *rules)
{
    g_auto(GStrv) names = g_strsplit(rules, ",", -1);
    GString *text = g_string_new(NULL);
    for (char **name = names; *name != NULL; name++) {
        const GateRule *rule = gate_proof_rule(*name);
        if (rule != NULL)
            g_string_append_printf(text, "%s%s", text->len > 0 ? "\n" : "", rule->cite);
    }
    return g_string_free(text, FALSE);
}

static void put_next(ViewRun *run, const VerdictRow *row, char text[static INSTANT_TEXT_SIZE])
{
    text[0] = '\0';
    if (row->next_day != DAY_NONE) day_text(row->next_day, text);
    if (row->next_us != 0) clock_text(row->next_us, text);
    view_run_text(run, NEXT_ALLOWED, text);
}

static bool give(void *data, const VerdictShown *shown, GError **error)
{
    ViewRun *run = data;
    const VerdictRow *row = &shown->row;
    char next[INSTANT_TEXT_SIZE], policy[WORD_SIZE + 24] = "";
    g_autofree char *codes = NULL, *rules = NULL, *requires = NULL, *cited = cites(row->rules);
    if (run->stop || !view_run_sees(run, shown->creditor_id)) return true;
    if (shown->policy[0] != '\0')
        g_snprintf(policy, sizeof policy, "%s %" G_GINT64_FORMAT, shown->policy,
                   shown->policy_version);
    view_run_int(run, VERDICT, row->verdict_id);
    view_run_text(run, ACCOUNT, shown->account);
    view_run_text(run, DEBTOR, shown->debtor);
    view_run_instant(run, AT, row->at_us);
    view_run_text(run, STAGE, words_of(verdict_store_stages, row->stage));
    view_run_text(run, CHANNEL, row->channel);
    view_run_text(run, SUBJECT, row->subject);
    view_run_text(run, OUTCOME, words_of(verdict_store_outcomes, row->outcome));
    put_list(run, CODES, row->codes, &codes);
    put_list(run, RULES, row->rules, &rules);
    put_list(run, REQUIRES, row->requires, &requires);
    view_run_text(run, CITES, cited);
    put_next(run, row, next);
    if (row->override_id != 0) view_run_int(run, OVERRIDE, row->override_id);
    view_run_text(run, ACTOR, row->actor);
    view_run_instant(run, RECORDED, row->recorded_us);
    view_run_text(run, RULEBOOK, shown->rulebook);
    view_run_text(run, TZDATA, shown->tzdata);
    view_run_text(run, POLICY, policy);
    view_run_text(run, PROOF, row->proof);
    run->key = (ViewKey){ .number = { row->debtor_id, row->account_id, row->verdict_id } };
    return view_run_row(run, error);
}

static bool fill(ViewRun *run, VerdictQuery *query, GError **error)
{
    const Params *params = run->params;
    const Zone *zone = run->desk->zone;
    *query = (VerdictQuery){ .from_debtor = INT64_MIN,
                             .to_debtor = INT64_MAX,
                             .from_us = INT64_MIN,
                             .to_us = run->known_us,
                             .known_us = run->known_us,
                             .stage = params->stage,
                             .outcome = params->outcome };
    if (params->from != DAY_NONE) query->from_us = clock_zone_instant(zone, params->from, 0);
    if (params->to != DAY_NONE)
        query->to_us = MIN(query->to_us, clock_zone_instant(zone, params->to + 1, 0) - 1);
    text_copy(query->code, sizeof query->code, params->code);
    text_copy(query->rule, sizeof query->rule, params->rule);
    text_copy(query->channel, sizeof query->channel, params->channel);
    text_copy(query->actor, sizeof query->actor, params->actor);
    if (params->account[0] == '\0') return true;
    Account account;
    if (!view_run_account(run, params->account, &account, error)) return false;
    query->from_debtor = account.debtor_id;
    query->to_debtor = account.debtor_id + 1;
    query->account_id = account.account_id;
    return true;
}

static bool of_debtor(ViewRun *run, VerdictQuery *query, GError **error)
{
    const Params *params = run->params;
    Debtor debtor;
    if (params->debtor[0] == '\0') return true;
    if (!view_run_debtor(run, params->debtor, &debtor, error)) return false;
    query->from_debtor = debtor.debtor_id;
    query->to_debtor = debtor.debtor_id + 1;
    return true;
}

static bool answer(ViewRun *run, GError **error)
{
    VerdictQuery query;
    return fill(run, &query, error) && of_debtor(run, &query, error) &&
           verdict_store_each(run->db, &query, give, run, error);
}

const View verdict_view = {
    "verdicts", PERMIT_VIEW, &PARAMS, COLUMNS,
    NULL,       answer,      false,   "what the gate answered, by which rules and on what evidence",
};
