/* report/evidence.c: one account's whole file, with the proof of its journal.  Changes nothing. */
#include "report/evidence.h"

#include "base/digest.h"
#include "base/text.h"
#include "gate/gate.h"
#include "report/view.h"
#include "store/journal_store.h"
#include <string.h>

typedef struct {
    GString *out;
    const Account *account;
    char previous[DIGEST_HEX_SIZE]; /* digest of the entry before */
    int64_t entries, written;
    bool whole;
} Walk;

static void key(GString *out, const char *name)
{
    json_text_quote(out, name);
    g_string_append_c(out, ':');
}

static void text(GString *out, const char *name, const char *value)
{
    key(out, name);
    json_text_quote(out, value);
    g_string_append_c(out, ',');
}

static void number(GString *out, const char *name, int64_t value)
{
    key(out, name);
    g_string_append_printf(out, "%" G_GINT64_FORMAT ",", value);
}

/* --- views ------------------------------------------------------------------------------------ */

/* How a view is asked of one account; NULL: it cannot be. */
static const char *account_param(const View *view)
{
    if (record_field(view->params, "account") != NULL) return "account";
    if (strcmp(view->name, "account") == 0) return "ref";
    return strcmp(view->name, "history") == 0 ? "subject" : NULL;
}

/* What a view cannot answer for this account is said in its place. */
static char *ask_view(Desk *desk, const View *view, const char *param, const char *account,
                      GError **error)
{
    const char *pairs[] = { param, account, NULL };
    GError *failure = NULL;
    char *answer = view_text(desk, view->name, pairs, VIEW_FACE_JSON, &failure);
    if (answer != NULL) return answer;
    if (!problem_is(failure, PROBLEM_CONFLICT)) {
        g_propagate_error(error, failure);
        return NULL;
    }
    g_autoptr(GString) refusal = g_string_new("{");
    key(refusal, "refused");
    json_text_quote(refusal, failure->message);
    g_error_free(failure);
    g_string_append_c(refusal, '}');
    return g_strdup(refusal->str);
}

static bool put_views(Desk *desk, const char *account, GString *out, GError **error)
{
    const View *view;
    bool first = true;
    key(out, "views");
    g_string_append_c(out, '{');
    for (size_t i = 0; (view = view_at(i)) != NULL; i++) {
        const char *param = account_param(view);
        if (param == NULL || !permit_has(&desk->actor, view->permit)) continue;
        g_autofree char *answer = ask_view(desk, view, param, account, error);
        if (answer == NULL) return false;
        g_string_append(out, first ? "\n" : ",\n");
        key(out, view->name);
        g_string_append(out, g_strchomp(answer));
        first = false;
    }
    g_string_append(out, "},\n");
    return true;
}

/* --- journal ---------------------------------------------------------------------------------- */

static void put_entry(Walk *walk, const JournalEntry *entry)
{
    GString *out = walk->out;
    g_string_append(out, walk->written++ == 0 ? "\n{" : ",\n{");
    number(out, "stream", entry->stream);
    number(out, "seq", entry->seq);
    number(out, "at_us", entry->at_us);
    number(out, "debtor_id", entry->debtor_id);
    number(out, "account_id", entry->account_id);
    number(out, "on_day", entry->on_day);
    text(out, "actor", entry->actor);
    text(out, "action", entry->action);
    text(out, "subject", entry->subject);
    text(out, "body", entry->body);
    text(out, "previous", walk->previous);
    key(out, "digest");
    json_text_quote(out, entry->digest);
    g_string_append_c(out, '}');
}

/* Entries of the debtor as a person, and of this account. */
static void each_entry(void *data, const JournalEntry *entry)
{
    Walk *walk = data;
    char expected[DIGEST_HEX_SIZE];
    journal_store_seal(walk->previous, entry, expected);
    walk->entries++;
    if (entry->seq != walk->entries || strcmp(expected, entry->digest) != 0) walk->whole = false;
    if (entry->debtor_id == walk->account->debtor_id &&
        (entry->account_id == 0 || entry->account_id == walk->account->account_id))
        put_entry(walk, entry);
    text_copy(walk->previous, sizeof walk->previous, entry->digest);
}

static bool put_journal(Desk *desk, const Account *account, GString *out, GError **error)
{
    int stream = journal_store_stream(account->debtor_id);
    Walk walk = { .out = out, .account = account, .whole = true };
    key(out, "journal");
    g_string_append_c(out, '[');
    if (!journal_store_stream_each(desk->db, stream, each_entry, &walk, error)) return false;
    g_string_append(out, "],\n");
    key(out, "chain");
    g_string_append_c(out, '{');
    number(out, "stream", stream);
    number(out, "entries", walk.entries);
    g_string_append_printf(out, "\"whole\":%s,", walk.whole ? "true" : "false");
    key(out, "head");
    json_text_quote(out, walk.previous);
    g_string_append(out, "}}\n");
    return true;
}

/* --- the pack --------------------------------------------------------------------------------- */

static bool find(Desk *desk, const char *ref, Account *account, Debtor *debtor, GError **error)
{
    bool found = false;
    if (!permit_require(&desk->actor, PERMIT_AUDIT, error) ||
        !account_store_find(desk->db, ref, account, &found, error))
        return false;
    if (!found)
        return problem_refuse(error, PROBLEM_NOT_FOUND, "no account %s is in the book", ref);
    return permit_require_on(&desk->actor, PERMIT_AUDIT, account->creditor_id, error) &&
           account_store_debtor_get(desk->db, account->debtor_id, debtor, error);
}

static void put_head(Desk *desk, const Account *account, const Debtor *debtor, GString *out)
{
    char day[DAY_TEXT_SIZE], at[INSTANT_TEXT_SIZE];
    g_string_append_c(out, '{');
    text(out, "account", account->ref);
    text(out, "debtor", debtor->ref);
    text(out, "as_of", day_text(desk->today, day));
    text(out, "made_at", clock_zone_text(desk->zone, desk_now(desk), at));
    text(out, "made_by", desk->actor.name);
    text(out, "program", "recoup " RECOUP_VERSION);
    text(out, "rulebook", GATE_RULEBOOK);
    text(out, "tzdata", clock_tz_version());
    g_string_append_c(out, '\n');
}

char *evidence_pack(Desk *desk, const char *ref, GError **error)
{
    g_autoptr(GString) out = g_string_new(NULL);
    Account account;
    Debtor debtor;
    if (!find(desk, ref, &account, &debtor, error)) return NULL;
    put_head(desk, &account, &debtor, out);
    if (!put_views(desk, ref, out, error) || !put_journal(desk, &account, out, error)) return NULL;
    return g_string_free(g_steal_pointer(&out), FALSE);
}

/* --- checking --------------------------------------------------------------------------------- */

static const char *member(const Json *object, const char *name)
{
    const char *value = json_text_string(json_text_get(object, name));
    return value == NULL ? "" : value;
}

static void check_entry(const Json *json, EvidenceCheck *out)
{
    char expected[DIGEST_HEX_SIZE];
    JournalEntry entry = { .stream = (int32_t)json_text_int(json_text_get(json, "stream")),
                           .seq = json_text_int(json_text_get(json, "seq")),
                           .at_us = json_text_int(json_text_get(json, "at_us")),
                           .debtor_id = json_text_int(json_text_get(json, "debtor_id")),
                           .account_id = json_text_int(json_text_get(json, "account_id")),
                           .on_day = (Day)json_text_int(json_text_get(json, "on_day")),
                           .actor = member(json, "actor"),
                           .action = member(json, "action"),
                           .subject = member(json, "subject"),
                           .body = member(json, "body") };
    journal_store_seal(member(json, "previous"), &entry, expected);
    out->entries++;
    out->erased += journal_store_erased(entry.body);
    if (strcmp(expected, member(json, "digest")) == 0) return;
    if (out->bad++ == 0) out->first_bad = entry.seq;
}

bool evidence_check(const char *bytes, size_t length, EvidenceCheck *out, GError **error)
{
    g_autoptr(Json) pack = json_text_parse(bytes, length, error);
    if (pack == NULL) return false;
    const Json *journal = json_text_get(pack, "journal");
    *out = (EvidenceCheck){ 0 };
    if (json_text_kind(journal) != JSON_KIND_LIST || member(pack, "account")[0] == '\0')
        return problem_refuse(error, PROBLEM_FORMAT,
                              "this is no evidence pack: it has no account or no journal; make "
                              "one with: recoup evidence pack ACCOUNT --out FILE");
    text_copy(out->account, sizeof out->account, member(pack, "account"));
    for (size_t i = 0; i < json_text_count(journal); i++)
        check_entry(json_text_at(journal, i), out);
    return true;
}
