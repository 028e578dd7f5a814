/* report/talk_view.c: who speaks with whom, what was overridden, what happened against the gate,
 * and what was agreed for later.  Reads only. */
#include "base/text.h"
#include "core/words.h"
#include "report/param.h"
#include "report/view_run.h"
#include "report/views.h"
#include "store/override_store.h"
#include "store/report_care_store.h"
#include <string.h>

static const Field FIELDS[] = { PARAM_COMMON(ViewPlain), PARAM_END };
#define PLAIN(variable, name) \
    static const RecordType variable = { name, sizeof(ViewPlain), FIELDS, SIZE_MAX }
PLAIN(TALKS, "conversations");
PLAIN(OVERRIDES, "overrides");
PLAIN(BREACHES, "breaches");
PLAIN(CALENDAR, "calendar");

/* --- conversations ---------------------------------------------------------------------------- */

enum { T_DEBTOR, T_HOLDER, T_SINCE, T_UNTIL };
static const ViewColumn TALK_COLUMNS[] = {
    [T_DEBTOR] = { "debtor", VIEW_TEXT, false, "who is spoken with" },
    [T_HOLDER] = { "holder", VIEW_TEXT, false, "who holds the conversation" },
    [T_SINCE] = { "since", VIEW_INSTANT, false, "since then" },
    [T_UNTIL] = { "until", VIEW_INSTANT, false, "until then, unless released before" },
    COLUMN_END,
};

static bool give_talk(void *data, const ConversationRow *row, const char *debtor, GError **error)
{
    ViewRun *run = data;
    if (run->stop) return true;
    view_run_text(run, T_DEBTOR, debtor);
    view_run_text(run, T_HOLDER, row->holder);
    view_run_instant(run, T_SINCE, row->since_us);
    view_run_instant(run, T_UNTIL, row->until_us);
    run->key = (ViewKey){ .number = { row->debtor_id } };
    return view_run_row(run, error);
}

static bool talks(ViewRun *run, GError **error)
{
    if (!view_run_present(run, "the conversations are those that are held now", error))
        return false;
    return override_store_talks(run->db, desk_now(run->desk), give_talk, run, error);
}

const View talk_view = {
    "conversations",
    PERMIT_VIEW,
    &TALKS,
    TALK_COLUMNS,
    NULL,
    talks,
    false,
    "who is speaking with which debtor now",
};

/* --- overrides -------------------------------------------------------------------------------- */

enum {
    O_OVERRIDE,
    O_ACCOUNT,
    O_RULE,
    O_GROUND,
    O_REASON,
    O_EVIDENCE,
    O_ASKED_BY,
    O_APPROVER,
    O_FROM,
    O_UNTIL,
    O_STATE,
    O_USES,
    O_USED_BY,
    O_LAST,
    O_RECURRENCE
};
static const ViewColumn OVERRIDE_COLUMNS[] = {
    [O_OVERRIDE] = { "override", VIEW_INT, false, "its number" },
    [O_ACCOUNT] = { "account", VIEW_TEXT, false, "the account" },
    [O_RULE] = { "rule", VIEW_TEXT, false, "the rule that gives way" },
    [O_GROUND] = { "ground", VIEW_TEXT, false, "on what ground (R27)" },
    [O_REASON] = { "reason", VIEW_TEXT, false, "why" },
    [O_EVIDENCE] = { "evidence", VIEW_TEXT, false, "what proves it" },
    [O_ASKED_BY] = { "asked_by", VIEW_TEXT, false, "for whom" },
    [O_APPROVER] = { "approver", VIEW_TEXT, false, "who approved it" },
    [O_FROM] = { "from", VIEW_INSTANT, false, "from then on" },
    [O_UNTIL] = { "until", VIEW_INSTANT, false, "it ends, or ended, then" },
    [O_STATE] = { "state", VIEW_TEXT, false, "live, ended, expired" },
    [O_USES] = { "uses", VIEW_INT, true, "contacts that it let out" },
    [O_USED_BY] = { "used_by", VIEW_LIST, false, "who used it" },
    [O_LAST] = { "last_used", VIEW_INSTANT, false, "for the last time" },
    [O_RECURRENCE] = { "recurrence", VIEW_INT, false, "the how manieth of this rule and account" },
    COLUMN_END,
};

static const OverrideUse *use_of(const GArray *uses, int64_t override_id)
{
    for (unsigned i = 0; i < uses->len; i++)
        if (g_array_index(uses, OverrideUse, i).override_id == override_id)
            return &g_array_index(uses, OverrideUse, i);
    return NULL;
}

static const char *state_of(const OverrideRow *row, int64_t now_us)
{
    return row->ended_us <= now_us ? "ended" : row->until_us <= now_us ? "expired" : "live";
}

/* How many of the same rule and account there are up to this one. */
static int64_t recurrence(const GArray *rows, unsigned at)
{
    const OverrideRow *row = &g_array_index(rows, OverrideRow, at);
    int64_t count = 0;
    for (unsigned i = 0; i <= at; i++) {
        const OverrideRow *other = &g_array_index(rows, OverrideRow, i);
        count += other->account_id == row->account_id && other->rule == row->rule;
    }
    return count;
}

static bool give_override(ViewRun *run, const GArray *rows, unsigned at, const OverrideUse *use,
                          GError **error)
{
    const OverrideRow *row = &g_array_index(rows, OverrideRow, at);
    int64_t at_us = MIN(desk_now(run->desk), run->known_us);
    Account account;
    bool found = false;
    char rule[8];
    g_autofree char *users = use == NULL ? NULL : g_strdelimit(g_strdup(use->users), ",", '\n');
    if (!account_store_known(run->db, row->debtor_id, row->account_id, run->known_us, &account,
                             &found, error))
        return false;
    if (!found || !view_run_sees(run, account.creditor_id)) return true;
    g_snprintf(rule, sizeof rule, "R%d", row->rule);
    view_run_int(run, O_OVERRIDE, row->override_id);
    view_run_text(run, O_ACCOUNT, account.ref);
    view_run_text(run, O_RULE, rule);
    view_run_text(run, O_GROUND, row->ground);
    view_run_text(run, O_REASON, row->reason);
    view_run_text(run, O_EVIDENCE, row->evidence);
    view_run_text(run, O_ASKED_BY, row->asked_by);
    view_run_text(run, O_APPROVER, row->approver);
    view_run_instant(run, O_FROM, row->from_us);
    view_run_instant(run, O_UNTIL, MIN(row->until_us, row->ended_us));
    view_run_text(run, O_STATE, state_of(row, at_us));
    view_run_int(run, O_USES, use == NULL ? 0 : use->uses);
    view_run_text(run, O_USED_BY, users);
    if (use != NULL) view_run_instant(run, O_LAST, use->last_us);
    view_run_int(run, O_RECURRENCE, recurrence(rows, at));
    run->key = (ViewKey){ .number = { row->debtor_id, row->account_id, row->override_id } };
    return view_run_row(run, error);
}

/* Leaves what was known then: those recorded, ended or not. */
static void rewind_overrides(const ViewRun *run, GArray *rows)
{
    for (unsigned i = rows->len; i-- > 0;) {
        OverrideRow *row = &g_array_index(rows, OverrideRow, i);
        if (row->ended_us > run->known_us) row->ended_us = INT64_MAX;
        if (row->recorded_us > run->known_us) g_array_remove_index(rows, i);
    }
}

static bool override_range(ViewRun *run, int64_t from, int64_t to, GError **error)
{
    g_autoptr(GArray) rows = NULL;
    g_autoptr(GArray) uses = NULL;
    if (!override_store_list(run->db, from, to, 0, &rows, error)) return false;
    rewind_overrides(run, rows);
    if (rows->len == 0) return true;
    if (!override_store_uses(run->db, from, to, run->known_us, &uses, error)) return false;
    for (unsigned i = 0; i < rows->len && !run->stop; i++)
        if (!give_override(run, rows, i,
                           use_of(uses, g_array_index(rows, OverrideRow, i).override_id), error))
            return false;
    return true;
}

static bool overrides(ViewRun *run, GError **error)
{
    return view_run_ranges(run, override_range, error);
}

const View talk_view_overrides = {
    "overrides", PERMIT_VIEW,
    &OVERRIDES,  OVERRIDE_COLUMNS,
    NULL,        overrides,
    false,       "documented exceptions to the gate, and how often they are used",
};

/* --- contacts --------------------------------------------------------------------------------- */

enum {
    C_CONTACT,
    C_ACCOUNT,
    C_DEBTOR,
    C_AT,
    C_CHANNEL,
    C_ACTOR,
    C_TEXT,
    C_VERDICT,
    C_CODES,
    C_RULES,
    C_REQUIRES
};
static const ViewColumn BREACH_COLUMNS[] = {
    [C_CONTACT] = { "contact", VIEW_INT, false, "its number" },
    [C_ACCOUNT] = { "account", VIEW_TEXT, false, "the account" },
    [C_DEBTOR] = { "debtor", VIEW_TEXT, false, "who was reached" },
    [C_AT] = { "at", VIEW_INSTANT, false, "when" },
    [C_CHANNEL] = { "channel", VIEW_TEXT, false, "how" },
    [C_ACTOR] = { "actor", VIEW_TEXT, false, "by whom" },
    [C_TEXT] = { "breach", VIEW_TEXT, false, "why it happened against the gate" },
    [C_VERDICT] = { "verdict", VIEW_INT, false, "the gate's answer" },
    [C_CODES] = { "codes", VIEW_LIST, false, "why it was denied" },
    [C_RULES] = { "rules", VIEW_LIST, false, "by which rules" },
    [C_REQUIRES] = { "requires", VIEW_LIST, false, "what it required" },
    COLUMN_END,
};
enum { D_ON, D_AT, D_ACCOUNT, D_DEBTOR, D_CHANNEL, D_ACTOR, D_NOTE, D_CONTACT };
static const ViewColumn CALENDAR_COLUMNS[] = {
    [D_ON] = { "on", VIEW_DAY, false, "the day agreed" },
    [D_AT] = { "at", VIEW_TEXT, false, "the time agreed" },
    [D_ACCOUNT] = { "account", VIEW_TEXT, false, "the account" },
    [D_DEBTOR] = { "debtor", VIEW_TEXT, false, "with whom" },
    [D_CHANNEL] = { "channel", VIEW_TEXT, false, "how" },
    [D_ACTOR] = { "actor", VIEW_TEXT, false, "who agreed it" },
    [D_NOTE] = { "note", VIEW_TEXT, false, "what was noted" },
    [D_CONTACT] = { "contact", VIEW_INT, false, "the contact in which it was agreed" },
    COLUMN_END,
};

static bool give_breach(void *data, const ReportContact *row, GError **error)
{
    ViewRun *run = data;
    g_autofree char *codes = g_strdelimit(g_strdup(row->codes), ",", '\n');
    g_autofree char *rules = g_strdelimit(g_strdup(row->rules), ",", '\n');
    g_autofree char *requires = g_strdelimit(g_strdup(row->requires), ",", '\n');
    if (run->stop || !view_run_sees(run, row->creditor_id)) return true;
    view_run_int(run, C_CONTACT, row->contact_id);
    view_run_text(run, C_ACCOUNT, row->account);
    view_run_text(run, C_DEBTOR, row->debtor);
    view_run_instant(run, C_AT, row->at_us);
    view_run_text(run, C_CHANNEL, words_of(words_channel, row->channel));
    view_run_text(run, C_ACTOR, row->actor);
    view_run_text(run, C_TEXT, row->breach);
    view_run_int(run, C_VERDICT, row->verdict_id);
    view_run_text(run, C_CODES, codes);
    view_run_text(run, C_RULES, rules);
    view_run_text(run, C_REQUIRES, requires);
    run->key = (ViewKey){ .number = { row->debtor_id, row->account_id, row->contact_id } };
    return view_run_row(run, error);
}

static bool give_date(void *data, const ReportContact *row, GError **error)
{
    ViewRun *run = data;
    int64_t at_us = 0;
    if (run->stop || !view_run_sees(run, row->creditor_id)) return true;
    g_autoptr(Json) body = json_text_parse(row->body, strlen(row->body), error);
    if (body == NULL) return false;
    const char *at = json_text_string(json_text_get(body, "appointment"));
    if (at == NULL || !clock_parse(at, &at_us)) return true;
    view_run_day(run, D_ON, clock_zone_day(run->desk->zone, at_us));
    view_run_text(run, D_AT, at);
    view_run_text(run, D_ACCOUNT, row->account);
    view_run_text(run, D_DEBTOR, row->debtor);
    view_run_text(run, D_CHANNEL, words_of(words_channel, row->channel));
    view_run_text(run, D_ACTOR, row->actor);
    view_run_text(run, D_NOTE, row->note);
    view_run_int(run, D_CONTACT, row->contact_id);
    run->key = (ViewKey){ .number = { row->debtor_id, row->account_id, row->contact_id } };
    return view_run_row(run, error);
}

static bool breaches(ViewRun *run, GError **error)
{
    return report_care_store_breaches(run->db, run->known_us, give_breach, run, error);
}

static bool calendar(ViewRun *run, GError **error)
{
    return report_care_store_dates(run->db, run->known_us, give_date, run, error);
}

const View talk_view_breaches = {
    "breaches", PERMIT_VIEW,
    &BREACHES,  BREACH_COLUMNS,
    NULL,       breaches,
    false,      "contacts that happened although the gate denied them, or without what it required",
};
const View talk_view_calendar = {
    "calendar", PERMIT_VIEW, &CALENDAR, CALENDAR_COLUMNS,
    NULL,       calendar,    false,     "appointments agreed with debtors",
};
