/* report/contact_view.c: the contact log: who spoke or wrote to whom, when, how, what came of it,
 * and the verdict that let it out.  One log for all channels. */
#include "base/json_text.h"
#include "core/words.h"
#include "report/param.h"
#include "report/view_run.h"
#include "report/views.h"
#include "store/contact_log_store.h"
#include <string.h>

typedef struct {
    ViewCommon common;
    char account[REF_SIZE], debtor[REF_SIZE], actor[REF_SIZE];
    int channel, direction, outcome;
    Day from, to;
    bool breach;
} Params;
static const Field FIELDS[] = {
    PARAM_COMMON(Params),
    PARAM_TEXT(Params, account, "only of this account"),
    PARAM_TEXT(Params, debtor, "only with this debtor"),
    PARAM_TEXT(Params, actor, "only by this user"),
    PARAM_WORD(Params, channel, words_channel, "only by this channel"),
    PARAM_WORD(Params, direction, words_direction, "out or in"),
    PARAM_WORD(Params, outcome, words_outcome, "only with this outcome"),
    PARAM(Params, from, FIELD_DAY, "not before this day"),
    PARAM(Params, to, FIELD_DAY, "not after this day; default the day asked for"),
    PARAM(Params, breach, FIELD_BOOL, "only those that the gate had denied"),
    PARAM_END,
};
static const RecordType PARAMS = { "contacts", sizeof(Params), FIELDS, SIZE_MAX };

enum {
    CONTACT,
    ACCOUNT,
    DEBTOR,
    ON,
    AT,
    CHANNEL,
    DIRECTION,
    OUTCOME,
    SECONDS,
    NUMBER,
    ACTOR,
    NEXT_ON,
    VERDICT,
    BREACH,
    DISCLOSURES,
    DONE,
    NOTE
};
static const ViewColumn COLUMNS[] = {
    [CONTACT] = { "contact", VIEW_INT, false, "its number" },
    [ACCOUNT] = { "account", VIEW_TEXT, false, "it was about" },
    [DEBTOR] = { "debtor", VIEW_TEXT, false, "it was with" },
    [ON] = { "on", VIEW_DAY, false, "the day it counts from" },
    [AT] = { "at", VIEW_INSTANT, false, "when" },
    [CHANNEL] = { "channel", VIEW_TEXT, false, "how" },
    [DIRECTION] = { "direction", VIEW_TEXT, false, "out: from us; in: from them" },
    [OUTCOME] = { "outcome", VIEW_TEXT, false, "what came of it" },
    [SECONDS] = { "seconds", VIEW_INT, true, "how long" },
    [NUMBER] = { "number", VIEW_TEXT, false, "the number or address used" },
    [ACTOR] = { "actor", VIEW_TEXT, false, "who noted it" },
    [NEXT_ON] = { "next_on", VIEW_DAY, false, "follow up then" },
    [VERDICT] = { "verdict", VIEW_INT, false, "the answer of the gate that let it out" },
    [BREACH] = { "breach", VIEW_TEXT, false, "it happened against the gate: why" },
    [DISCLOSURES] = { "disclosures", VIEW_LIST, false, "the disclosures made" },
    [DONE] = { "done", VIEW_LIST, false, "what the gate required and was said to be done" },
    [NOTE] = { "note", VIEW_TEXT, false, "what was said" },
    COLUMN_END,
};

static bool is_word(int wanted, int32_t is)
{
    return wanted < 0 || wanted == is;
}

static bool is_text(const char *wanted, const char *is)
{
    return wanted[0] == '\0' || strcmp(wanted, is) == 0;
}

static bool wanted(const ViewRun *run, const ContactLogRow *row)
{
    const Params *params = run->params;
    if (params->breach && row->breach[0] == '\0') return false;
    return is_word(params->channel, row->channel) && is_word(params->direction, row->direction) &&
           is_word(params->outcome, row->outcome) && is_text(params->debtor, row->debtor) &&
           is_text(params->actor, row->actor) && view_run_sees(run, row->creditor_id);
}

/* A list of the body's, a line each. */
static char *list_of(const Json *body, const char *key)
{
    const Json *list = json_text_get(body, key);
    g_autoptr(GString) words = g_string_new(NULL);
    for (size_t i = 0; json_text_kind(list) == JSON_KIND_LIST && i < json_text_count(list); i++) {
        const char *word = json_text_string(json_text_at(list, i));
        if (word != NULL) g_string_append_printf(words, "%s%s", words->len > 0 ? "\n" : "", word);
    }
    return g_string_free(g_steal_pointer(&words), FALSE);
}

static bool give(void *data, const ContactLogRow *row, GError **error)
{
    ViewRun *run = data;
    g_autoptr(Json) body = NULL;
    if (run->stop || !wanted(run, row)) return true;
    if (row->body[0] != '\0' &&
        (body = json_text_parse(row->body, strlen(row->body), error)) == NULL)
        return false;
    g_autofree char *disclosures = list_of(body, "disclosures");
    g_autofree char *done = list_of(body, "done");
    view_run_currency(run, row->currency);
    view_run_int(run, CONTACT, row->contact_id);
    view_run_text(run, ACCOUNT, row->account);
    view_run_text(run, DEBTOR, row->debtor);
    view_run_day(run, ON, row->on_day);
    view_run_instant(run, AT, row->at_us);
    view_run_text(run, CHANNEL, words_of(words_channel, row->channel));
    view_run_text(run, DIRECTION, words_of(words_direction, row->direction));
    view_run_text(run, OUTCOME, words_of(words_outcome, row->outcome));
    view_run_int(run, SECONDS, row->seconds);
    view_run_text(run, NUMBER, row->number);
    view_run_text(run, ACTOR, row->actor);
    view_run_day(run, NEXT_ON, row->next_day);
    if (row->verdict_id != 0) view_run_int(run, VERDICT, row->verdict_id);
    view_run_text(run, BREACH, row->breach);
    view_run_text(run, DISCLOSURES, disclosures);
    view_run_text(run, DONE, done);
    view_run_text(run, NOTE, row->note);
    run->key = (ViewKey){ .number = { row->debtor_id, row->account_id, row->contact_id } };
    return view_run_row(run, error);
}

static bool each_range(ViewRun *run, int64_t from, int64_t to, GError **error)
{
    const Params *params = run->params;
    const int64_t *account_id = run->state;
    ContactLogRange range = { .from_debtor = from,
                              .to_debtor = to,
                              .account_id = *account_id,
                              .from = params->from == DAY_NONE ? DAY_MIN : params->from,
                              .to = params->to == DAY_NONE ? run->as_of : params->to,
                              .known_us = run->known_us };
    return contact_log_store_each(run->db, &range, give, run, error);
}

static bool answer(ViewRun *run, GError **error)
{
    const Params *params = run->params;
    int64_t *account_id = run->state = g_new0(int64_t, 1);
    Account account;
    Debtor debtor;
    if (params->account[0] != '\0') {
        if (!view_run_account(run, params->account, &account, error)) return false;
        *account_id = account.account_id;
        return each_range(run, account.debtor_id, account.debtor_id + 1, error);
    }
    if (params->debtor[0] == '\0') return view_run_ranges(run, each_range, error);
    return view_run_debtor(run, params->debtor, &debtor, error) &&
           each_range(run, debtor.debtor_id, debtor.debtor_id + 1, error);
}

const View contact_view = {
    "contacts", PERMIT_VIEW, &PARAMS, COLUMNS,
    NULL,       answer,      false,   "every contact, out and in, of all channels in one log",
};
