/* desk/desk.c: opening a book and the dispatcher of its actions.  Knows no action by name. */
#include "desk/desk.h"

#include "base/digest.h"
#include "base/text.h"
#include "desk/asking.h"
#include "desk/desk_tables.h"
#include "desk/dispatch.h"
#include "desk/refresh.h"
#include "policy/policy_file.h"
#include "store/book_store.h"
#include "store/derived_store.h"
#include "store/journal_store.h"
#include "store/policy_store.h"
#include <string.h>

/* --- opening ---------------------------------------------------------------------------------- */

static bool set_clock(Desk *desk, const DeskOptions *options, GError **error)
{
    int64_t last_us = 0;
    desk->clock_set = options->now != NULL;
    if (!desk->clock_set)
        desk->now_us = clock_now_us();
    else if (!clock_parse(options->now, &desk->now_us))
        return problem_refuse(
            error, PROBLEM_USAGE,
            "--now is %s; an instant is written 2026-11-23T09:00:00Z or with an offset",
            options->now);
    if (desk->db == NULL) return true;
    if (!journal_store_last_us(desk->db, &last_us, error)) return false;
    if (desk->clock_set && desk->now_us < last_us) {
        char now[INSTANT_TEXT_SIZE], last[INSTANT_TEXT_SIZE];
        return problem_refuse(
            error, PROBLEM_INVALID,
            "--now %s is before the journal's last entry (%s); time runs forwards",
            clock_text(desk->now_us, now), clock_text(last_us, last));
    }
    desk->now_us = MAX(desk->now_us, last_us);
    return true;
}

static bool set_today(Desk *desk, const DeskOptions *options, GError **error)
{
    desk->zone = clock_zone(desk->zone_name);
    if (desk->zone == NULL)
        return problem_refuse(error, PROBLEM_INVALID,
                              "%s is no time zone; write one as America/New_York or UTC",
                              desk->zone_name);
    desk->today = clock_zone_day(desk->zone, desk->now_us);
    if (options->as_of == NULL || day_parse(options->as_of, &desk->today)) return true;
    return problem_refuse(error, PROBLEM_USAGE,
                          "--as-of is %s; a date is YYYY-MM-DD and must exist", options->as_of);
}

static bool set_actor(Desk *desk, const DeskOptions *options, GError **error)
{
    permit_clear(&desk->actor);
    if (options->actor != NULL)
        return permit_load(desk->db, options->actor, desk->today, &desk->actor, error);
    permit_operator(&desk->actor);
    return true;
}

static bool read_settings(Desk *desk, GError **error)
{
    return book_store_get(desk->db, "time_zone", desk->zone_name, sizeof desk->zone_name, error) &&
           book_store_get(desk->db, "currency", desk->currency, sizeof desk->currency, error) &&
           book_store_get_int(desk->db, "creditor", 0, &desk->creditor_id, error);
}

Desk *desk_open(const DeskOptions *options, GError **error)
{
    g_autoptr(Desk) desk = g_new0(Desk, 1);
    desk->db = book_store_open(options->url, false, clock_now_us(), error);
    if (desk->db == NULL) return NULL;
    if (!read_settings(desk, error)) return NULL;
    if (!set_clock(desk, options, error) || !set_today(desk, options, error)) return NULL;
    if (!set_actor(desk, options, error)) return NULL;
    return g_steal_pointer(&desk);
}

Desk *desk_again(const Desk *desk, GError **error)
{
    g_autoptr(Desk) again = g_new0(Desk, 1);
    *again = *desk;
    again->actor.creditor_ids = NULL;
    again->policy = desk->policy == NULL ? NULL : policy_ref(desk->policy);
    again->refresher = NULL;
    again->way_out = NULL;
    again->db = db_open(db_url(desk->db), DB_MUST_EXIST, error);
    if (again->db == NULL) return NULL;
    permit_copy(&desk->actor, &again->actor);
    return g_steal_pointer(&again);
}

void desk_close(Desk *desk)
{
    if (desk == NULL) return;
    refresh_free(desk->refresher);
    asking_free(desk->way_out);
    if (desk->policy != NULL) policy_unref(desk->policy);
    permit_clear(&desk->actor);
    db_close(desk->db);
    g_free(desk);
}

/* --- making a book ---------------------------------------------------------------------------- */

static bool put_settings(Desk *desk, const char *time_zone, const char *currency, GError **error)
{
    Creditor creditor = { .recorded_us = desk->now_us };
    text_copy(creditor.ref, sizeof creditor.ref, "main");
    text_copy(creditor.name, sizeof creditor.name, "Main creditor");
    text_copy(creditor.currency, sizeof creditor.currency, currency);
    return book_store_ids(desk->db, "creditor", 1, &creditor.creditor_id, error) &&
           book_store_creditor_put(desk->db, &creditor, error) &&
           book_store_set(desk->db, "time_zone", time_zone, error) &&
           book_store_set(desk->db, "currency", currency, error) &&
           book_store_set_int(desk->db, "creditor", creditor.creditor_id, error);
}

static bool first_entry(Desk *desk, GError **error)
{
    JournalEntry entry = { .at_us = desk->now_us,
                           .actor = desk->actor.name,
                           .action = "book.init",
                           .subject = "book",
                           .body = "{}",
                           .on_day = desk->today };
    return journal_store_append(desk->db, &entry, error);
}

static bool is_empty(Db *db, const char *url, GError **error)
{
    char zone[ZONE_SIZE];
    if (!book_store_get(db, "time_zone", zone, sizeof zone, error)) return false;
    if (zone[0] == '\0') return true;
    return problem_refuse(error, PROBLEM_CONFLICT,
                          "%s holds a book already; choose another name with --book", url);
}

static bool activate_pack(Desk *desk, const char *pack, GError **error)
{
    if (pack == NULL) return true;
    g_autoptr(Json) record = json_text_new_object();
    json_text_set(record, "file", json_text_new_string(pack));
    json_text_set(record, "from", json_text_new_string("1970-01-01"));
    g_autoptr(Json) answer = desk_do(desk, "policy.activate", record, error);
    return answer != NULL;
}

Desk *desk_init(const DeskOptions *options, const char *pack, const char *time_zone,
                const char *currency, GError **error)
{
    g_autoptr(Desk) desk = g_new0(Desk, 1);
    g_auto(DbTx) tx = { 0 };
    if (money_exponent(currency) < 0) {
        problem_set(error, PROBLEM_USAGE, "%s is no ISO 4217 currency; write one as USD", currency);
        return NULL;
    }
    text_copy(desk->zone_name, sizeof desk->zone_name, time_zone);
    text_copy(desk->currency, sizeof desk->currency, currency);
    if (!set_clock(desk, options, error) || !set_today(desk, options, error)) return NULL;
    permit_operator(&desk->actor);
    desk->db = book_store_open(options->url, true, desk->now_us, error);
    if (desk->db == NULL || !is_empty(desk->db, options->url, error)) return NULL;
    if (!db_tx_begin(&tx, desk->db, error)) return NULL;
    if (!put_settings(desk, time_zone, currency, error) || !first_entry(desk, error)) return NULL;
    if (!db_tx_commit(&tx, error) || !read_settings(desk, error)) return NULL;
    if (!activate_pack(desk, pack, error)) return NULL;
    return g_steal_pointer(&desk);
}

/* --- time and policy -------------------------------------------------------------------------- */

int64_t desk_now(Desk *desk)
{
    if (!desk->clock_set) desk->now_us = MAX(desk->now_us, clock_now_us());
    return desk->now_us;
}

static Policy *load_policy(Desk *desk, const PolicyUse *use, GError **error)
{
    g_autofree char *text = NULL;
    PolicyRow row;
    bool found = false;
    if (!policy_store_get(desk->db, use->policy_id, &row, &text, &found, error)) return NULL;
    g_assert(found);
    g_autoptr(GPtrArray) faults = policy_fault_list();
    Policy *policy = policy_file_read(row.name, text, strlen(text), faults);
    if (policy == NULL) {
        problem_set(error, PROBLEM_CONFLICT,
                    "policy %s version %" G_GINT64_FORMAT
                    " no longer reads; check it with: recoup policy check",
                    row.name, row.version);
        return NULL;
    }
    policy->policy_id = row.policy_id;
    policy->version = row.version;
    return policy;
}

Policy *desk_policy(Desk *desk, Day day, GError **error)
{
    return desk_policy_known(desk, day, INT64_MAX, error);
}

Policy *desk_policy_known(Desk *desk, Day day, int64_t known_us, GError **error)
{
    PolicyUse use;
    bool found = false;
    if (!policy_store_live(desk->db, day, known_us, &use, &found, error)) return NULL;
    if (!found) {
        char text[DAY_TEXT_SIZE];
        problem_set(error, PROBLEM_CONFLICT,
                    "no policy is live on %s; activate one with: recoup do policy.activate",
                    day_text(day, text));
        return NULL;
    }
    desk->policy_day = day;
    if (desk->policy != NULL && desk->policy->policy_id == use.policy_id) return desk->policy;
    Policy *policy = load_policy(desk, &use, error);
    if (policy == NULL) return NULL;
    if (desk->policy != NULL) policy_unref(desk->policy);
    desk->policy = policy;
    return policy;
}

Policy *desk_policy_stored(Desk *desk, int64_t policy_id, GError **error)
{
    PolicyUse use = { .policy_id = policy_id };
    return load_policy(desk, &use, error);
}

bool desk_working_day(Desk *desk, Day on, Day *out, GError **error)
{
    int64_t decided = 0, latest = 0;
    if (!book_store_get_int(desk->db, "running_day", DAY_NONE, &decided, error) ||
        !book_store_get_int(desk->db, "latest_day", DAY_NONE, &latest, error))
        return false;
    *out = MAX((Day)decided, MIN(MAX(on, (Day)latest), desk->today));
    return true;
}

/* --- for action functions --------------------------------------------------------------------- */

void desk_touch(Act *act, int64_t debtor_id)
{
    if (debtor_id == DEBTOR_UNIDENTIFIED) return;
    for (unsigned i = 0; i < act->touched->len; i++)
        if (g_array_index(act->touched, int64_t, i) == debtor_id) return;
    g_array_append_val(act->touched, debtor_id);
}

void desk_effective(Act *act, Day day)
{
    act->newest = MAX(act->newest, day);
}

/* Whoever writes to a debtor first takes his stream's turn, so that what is read afterwards stands
 * still. */
static bool take_account(Act *act, const Account *account, GError **error)
{
    if (!permit_sees(&act->desk->actor, account->creditor_id))
        return problem_refuse(error, PROBLEM_FORBIDDEN,
                              "account %s belongs to a portfolio that %s does not work",
                              account->ref, act->desk->actor.name);
    act->debtor_id = account->debtor_id;
    act->account_id = account->account_id;
    if (act->subject[0] == '\0') text_copy(act->subject, sizeof act->subject, account->ref);
    desk_touch(act, account->debtor_id);
    return journal_store_turn(act->desk->db, journal_store_stream(account->debtor_id), error);
}

bool desk_get_account(Act *act, int64_t debtor_id, int64_t account_id, Account *out, GError **error)
{
    return account_store_get(act->desk->db, debtor_id, account_id, out, error) &&
           take_account(act, out, error);
}

bool desk_find_account(Act *act, const char *ref, Account *out, GError **error)
{
    bool found = false;
    if (!account_store_find(act->desk->db, ref, out, &found, error)) return false;
    if (!found)
        return problem_refuse(error, PROBLEM_NOT_FOUND,
                              "no account %s is in the book; open it with: recoup do account.open",
                              ref);
    return take_account(act, out, error);
}

bool desk_find_debtor(Act *act, const char *ref, Debtor *out, GError **error)
{
    bool found = false;
    if (!account_store_debtor_find(act->desk->db, ref, out, &found, error)) return false;
    if (!found)
        return problem_refuse(error, PROBLEM_NOT_FOUND,
                              "no debtor %s is in the book; open it with: recoup do debtor.open",
                              ref);
    act->debtor_id = out->debtor_id;
    if (act->subject[0] == '\0') text_copy(act->subject, sizeof act->subject, ref);
    desk_touch(act, out->debtor_id);
    return journal_store_turn(act->desk->db, journal_store_stream(out->debtor_id), error);
}

bool desk_amount(const char *field, Decimal amount, const char *currency, int64_t *minor,
                 GError **error)
{
    MoneyVerdict verdict = money_from_decimal(amount, currency, MONEY_EXACT, minor, NULL);
    char text[DECIMAL_TEXT_SIZE], bound[MONEY_TEXT_SIZE];
    decimal_text(amount, 0, text);
    if (verdict == MONEY_TOO_MANY_DECIMALS)
        return problem_refuse(error, PROBLEM_INVALID, "%s is %s; %s has %d decimals", field, text,
                              currency, money_exponent(currency));
    if (verdict == MONEY_UNKNOWN_CURRENCY)
        return problem_refuse(error, PROBLEM_INVALID, "%s is %s %s: %s", field, text, currency,
                              money_verdict_text(verdict));
    if (verdict == MONEY_OK && ABS(*minor) <= MONEY_ENTRY_MAX) return true;
    return problem_refuse(error, PROBLEM_INVALID, "%s is %s; a single amount is at most %s %s",
                          field, text, money_text(MONEY_ENTRY_MAX, currency, bound), currency);
}

bool desk_new_id(Act *act, const char *kind, int64_t *id, GError **error)
{
    return book_store_ids(act->desk->db, kind, 1, id, error);
}

/* --- actions by name -------------------------------------------------------------------------- */

const Action *desk_action_at(size_t index)
{
    for (size_t t = 0; action_table_all[t] != NULL; t++)
        for (const Action *action = action_table_all[t]; action->name != NULL; action++)
            if (index-- == 0) return action;
    return NULL;
}

const Action *desk_action(const char *name)
{
    const Action *action = NULL;
    for (size_t i = 0; (action = desk_action_at(i)) != NULL; i++)
        if (strcmp(action->name, name) == 0) return action;
    return NULL;
}

static void unknown_action(const char *name, GError **error)
{
    const char *names[128];
    size_t count = 0;
    for (const Action *action;
         count < G_N_ELEMENTS(names) - 1 && (action = desk_action_at(count)) != NULL;)
        names[count++] = action->name;
    names[count] = NULL;
    const char *near = text_nearest(name, names);
    problem_set(error, PROBLEM_INVALID,
                "no action is named %s%s%s; recoup help actions lists them all", name,
                near == NULL ? "" : "; did you mean ", near == NULL ? "" : near);
}

Json *desk_do(Desk *desk, const char *name, const Json *record, GError **error)
{
    const Action *action = desk_action(name);
    if (action == NULL) return unknown_action(name, error), NULL;
    if (!permit_require(&desk->actor, action->permit, error)) return NULL;
    return dispatch_run(desk, action, record, error);
}
