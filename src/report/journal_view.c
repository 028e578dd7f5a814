/* report/journal_view.c: the journal's entries, and the history of a subject field by field.  Reads
 * only; the chain is proved by verify. */
#include "report/param.h"
#include "report/view_run.h"
#include "report/views.h"
#include "store/journal_store.h"
#include <string.h>

typedef struct {
    ViewCommon common;
    char account[REF_SIZE], subject[REF_SIZE];
    Day from, to;
} Params;

static const Field FIELDS[] = {
    PARAM_COMMON(Params),
    PARAM_TEXT(Params, account, "only of this account"),
    PARAM(Params, from, FIELD_DAY, "not before this day"),
    PARAM(Params, to, FIELD_DAY, "not after this day"),
    PARAM_END,
};
static const Field HISTORY_FIELDS[] = {
    PARAM_COMMON(Params),
    { "subject", FIELD_TEXT, FIELD_REQUIRED, offsetof(Params, subject), REF_SIZE, NULL, NULL, 0, 0,
      "ref of an account, debtor, payment, user … or number of an item" },
    PARAM_END,
};
static const RecordType PARAMS = { "journal", sizeof(Params), FIELDS, SIZE_MAX };
static const RecordType HISTORY = { "history", sizeof(Params), HISTORY_FIELDS, SIZE_MAX };

enum { SEQ, AT, ACTOR, ACTION, SUBJECT, DIGEST, STREAM, ON };
static const ViewColumn COLUMNS[] = {
    [SEQ] = { "seq", VIEW_INT, false, "in its stream" },
    [AT] = { "at", VIEW_INSTANT, false, "when it was recorded" },
    [ACTOR] = { "actor", VIEW_TEXT, false, "who did it" },
    [ACTION] = { "action", VIEW_TEXT, false, "what was done" },
    [SUBJECT] = { "subject", VIEW_TEXT, false, "to what" },
    [DIGEST] = { "digest", VIEW_TEXT, false, "of the entry and all before it in its stream" },
    [STREAM] = { "stream", VIEW_INT, false, "one of 65 chains" },
    [ON] = { "on", VIEW_DAY, false, "the day it counts from" },
    COLUMN_END,
};

enum { H_AT, H_ACTOR, H_ACTION, H_SUBJECT, H_ON, H_FIELD, H_BEFORE, H_AFTER, H_WHY };
static const ViewColumn HISTORY_COLUMNS[] = {
    [H_AT] = { "at", VIEW_INSTANT, false, "when it was recorded" },
    [H_ACTOR] = { "actor", VIEW_TEXT, false, "who did it" },
    [H_ACTION] = { "action", VIEW_TEXT, false, "what was done" },
    [H_SUBJECT] = { "subject", VIEW_TEXT, false, "to what" },
    [H_ON] = { "on", VIEW_DAY, false, "the day it counts from" },
    [H_FIELD] = { "field", VIEW_TEXT, false, "what was asked for or changed" },
    [H_BEFORE] = { "before", VIEW_TEXT, false, "its value until then" },
    [H_AFTER] = { "after", VIEW_TEXT, false, "its value since" },
    [H_WHY] = { "why", VIEW_TEXT, false, "the reason or note that was given" },
    COLUMN_END,
};

/* The journal gives its rows by a function that cannot fail: the first error is kept. */
typedef struct {
    ViewRun *run;
    GError *error;
    const Account *account; /* of history: of which the subject is the ref; NULL none */
} Reading;

static bool in_days(const Params *params, Day on)
{
    return (params->from == DAY_NONE || on >= params->from) &&
           (params->to == DAY_NONE || on <= params->to);
}

static void give(void *data, const JournalEntry *entry)
{
    Reading *reading = data;
    ViewRun *run = reading->run;
    if (reading->error != NULL || run->stop || !in_days(run->params, entry->on_day)) return;
    view_run_int(run, SEQ, entry->seq);
    view_run_instant(run, AT, entry->at_us);
    view_run_text(run, ACTOR, entry->actor);
    view_run_text(run, ACTION, entry->action);
    view_run_text(run, SUBJECT, entry->subject);
    view_run_text(run, DIGEST, entry->digest);
    view_run_int(run, STREAM, entry->stream);
    view_run_day(run, ON, entry->on_day);
    run->key = (ViewKey){ .number = { entry->at_us, entry->stream, entry->seq } };
    if (!view_run_row(run, &reading->error)) run->stop = true;
}

/* Who sees only some creditors must name an account of theirs. */
static bool ask_portfolio(const ViewRun *run, bool whole, GError **error)
{
    if (!whole || run->desk->actor.all_creditors) return true;
    return problem_refuse(error, PROBLEM_FORBIDDEN,
                          "%s sees some portfolios only; ask for one account",
                          run->desk->actor.name);
}

static bool entries(Reading *reading, int64_t debtor_id, int64_t account_id, JournalFn each,
                    GError **error)
{
    ViewRun *run = reading->run;
    bool done = journal_store_each(run->db, debtor_id, account_id, INT64_MIN / 2, run->known_us,
                                   each, reading, error);
    if (reading->error == NULL) return done;
    g_propagate_error(error, reading->error);
    return false;
}

static bool answer(ViewRun *run, GError **error)
{
    const Params *params = run->params;
    Reading reading = { .run = run };
    Account account = { 0 };
    if (!ask_portfolio(run, params->account[0] == '\0', error)) return false;
    if (params->account[0] != '\0' && !view_run_account(run, params->account, &account, error))
        return false;
    return entries(&reading, account.debtor_id, account.account_id, give, error);
}

/* --- history ---------------------------------------------------------------------------------- */

static char *value_text(const Json *value)
{
    if (value == NULL || json_text_kind(value) == JSON_KIND_NULL) return NULL;
    const char *text = json_text_string(value);
    return text != NULL ? g_strdup(text) : json_text_write(value, true);
}

static bool give_field(ViewRun *run, const JournalEntry *entry, const Json *body, const char *field,
                       GError **error)
{
    const Json *asked = json_text_get(body, "asked"), *before = json_text_get(body, "before");
    const Json *after = json_text_get(body, "after");
    const Json *now = json_text_get(after, field);
    g_autofree char *was = value_text(json_text_get(before, field));
    g_autofree char *is = value_text(now != NULL ? now : json_text_get(asked, field));
    if (before != NULL && (g_strcmp0(was, is) == 0 || strcmp(field, "ref") == 0)) return true;
    const char *why = json_text_string(json_text_get(asked, "reason"));
    if (why == NULL) why = json_text_string(json_text_get(asked, "note"));
    view_run_instant(run, H_AT, entry->at_us);
    view_run_text(run, H_ACTOR, entry->actor);
    view_run_text(run, H_ACTION, entry->action);
    view_run_text(run, H_SUBJECT, entry->subject);
    view_run_day(run, H_ON, entry->on_day);
    view_run_text(run, H_FIELD, field);
    view_run_text(run, H_BEFORE, was);
    view_run_text(run, H_AFTER, is);
    view_run_text(run, H_WHY, why);
    return view_run_row(run, error);
}

/* A row a field that was asked for; then those that changed with it. */
static bool give_entry(ViewRun *run, const JournalEntry *entry, const Json *body, GError **error)
{
    const Json *lists[] = { json_text_get(body, "asked"), json_text_get(body, "after") };
    for (size_t i = 0; i < G_N_ELEMENTS(lists); i++) {
        void *iter = NULL;
        const char *field = NULL;
        const Json *value = NULL;
        while (lists[i] != NULL && json_text_each(lists[i], &iter, &field, &value)) {
            if (i == 1 && json_text_get(lists[0], field) != NULL) continue;
            if (!give_field(run, entry, body, field, error)) return false;
        }
    }
    return true;
}

/* The entry's own subject, an account all of whose entries count, or a name in what was asked. */
static bool is_about(const Reading *reading, const JournalEntry *entry, const char *subject)
{
    if (reading->account != NULL) return true;
    return strcmp(entry->subject, subject) == 0;
}

static void take(void *data, const JournalEntry *entry)
{
    Reading *reading = data;
    const Params *params = reading->run->params;
    if (reading->error != NULL || reading->run->stop) return;
    if (!is_about(reading, entry, params->subject)) return;
    if (journal_store_erased(entry->body)) {
        if (!give_field(reading->run, entry, NULL, "(erased)", &reading->error))
            reading->run->stop = true;
        return;
    }
    g_autoptr(Json) body = json_text_parse(entry->body, strlen(entry->body), &reading->error);
    if (body == NULL || !give_entry(reading->run, entry, body, &reading->error))
        reading->run->stop = true;
}

static bool history(ViewRun *run, GError **error)
{
    const Params *params = run->params;
    Reading reading = { .run = run };
    Account account = { 0 };
    bool found = false;
    if (!account_store_find(run->db, params->subject, &account, &found, error)) return false;
    if (!ask_portfolio(run, !found, error)) return false;
    if (found) {
        reading.account = &account;
        if (!permit_require_on(&run->desk->actor, run->view->permit, account.creditor_id, error))
            return false;
    }
    return entries(&reading, account.debtor_id, account.account_id, take, error);
}

const View journal_view_entries = {
    "journal", PERMIT_AUDIT, &PARAMS, COLUMNS,
    NULL,      answer,       false,   "the journal's entries in the order they were made",
};
const View journal_view_history = {
    "history", PERMIT_AUDIT,
    &HISTORY,  HISTORY_COLUMNS,
    NULL,      history,
    false,     "who changed what of a subject, when, from what to what, and why",
};
