/* run/demo.c: made-up people, debts and habits, chunk by chunk.  What they are like is thrown in
 * demo_person and demo_account. */
#include "run/demo.h"

#include "base/text.h"
#include "run/demo_account.h"
#include "run/demo_person.h"
#include "run/line.h"
#include "store/book_store.h"
#include "store/journal_store.h"

enum { CHUNK_ACCOUNTS = 4096 };

typedef struct {
    Desk *desk;
    const DemoOptions *options;
    DemoSetting setting;
    DemoRows rows;
    Debtor debtor; /* of the last account: some have two */
} Demo;

/* --- the house: creditors and users ----------------------------------------------------------- */

static bool act(Desk *desk, const char *action, Day on, Json *taken, GError **error)
{
    char day[DAY_TEXT_SIZE];
    g_autoptr(Json) record = taken;
    json_text_set(record, "on", json_text_new_string(day_text(on, day)));
    g_autoptr(Json) answer = line_do(desk, action, record, error);
    return answer != NULL;
}

static bool open_creditors(Demo *demo, Day on, GError **error)
{
    for (int i = 0; i < 2; i++) {
        g_autoptr(Json) record = json_text_new_object();
        Creditor creditor;
        bool found = false;
        const DemoTrade *trade = demo->setting.trade;
        json_text_set(record, "ref", json_text_new_string(trade->creditors[i].ref));
        json_text_set(record, "name", json_text_new_string(trade->creditors[i].name));
        json_text_set(record, "kind", json_text_new_string(trade->creditors[i].kind));
        json_text_set(record, "parent", json_text_new_string("main"));
        if (!act(demo->desk, "creditor.open", on, g_steal_pointer(&record), error) ||
            !book_store_creditor_find(demo->desk->db, trade->creditors[i].ref, &creditor, &found,
                                      error))
            return false;
        demo->setting.creditor_ids[i] = creditor.creditor_id;
    }
    return true;
}

static bool open_users(Demo *demo, Day on, GError **error)
{
    static const struct {
        const char *name, *role, *more;
    } USERS[] = {
        { "mara", "manager", "" },
        { "sol", "supervisor", "" },
        { "ana", "collector", ",\"languages\":[\"en\",\"es\"],\"capacity_minutes\":400" },
        { "ben", "collector", ",\"languages\":[\"en\"],\"capacity_minutes\":400" },
        { "cleo", "collector",
          ",\"languages\":[\"en\"],\"skills\":[\"key_accounts\"],\"capacity_minutes\":300" },
        { "kim", "clerk", "" },
        { "audrey", "auditor", "" },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(USERS); i++) {
        g_autofree char *text = g_strdup_printf("{\"name\":\"%s\",\"role\":\"%s\"%s}",
                                                USERS[i].name, USERS[i].role, USERS[i].more);
        Json *record = json_text_parse(text, strlen(text), error);
        if (record == NULL || !act(demo->desk, "user.open", on, record, error)) return false;
    }
    return true;
}

/* --- accounts --------------------------------------------------------------------------------- */

/* Every tenth account is a second one of the debtor before. */
static bool is_second(int64_t number)
{
    return number % 10 == 0;
}

static void make_debtor(Demo *demo, DemoDice *dice, int64_t number, Day opened)
{
    demo_person_make(dice, number, demo->setting.trade->person_percent, &demo->debtor);
    demo->debtor.debtor_id = demo_rows_id(&demo->rows, DEMO_DEBTOR);
    demo->debtor.recorded_us = demo_account_us(opened);
    g_array_append_val(demo->rows.debtors, demo->debtor);
}

static void make_account(Demo *demo, int64_t number)
{
    DemoDice dice = demo_dice_of(demo->options->seed, number);
    const DemoTrade *trade = demo->setting.trade;
    Day first = demo->setting.today - DEMO_HISTORY_DAYS;
    bool young = demo_dice_percent(&dice, 15); /* a customer for less than two years */
    Day opened = young ? first + (Day)demo_dice_between(&dice, 60, DEMO_HISTORY_DAYS - 120) : first;
    if (!is_second(number)) make_debtor(demo, &dice, number, MIN(opened, first));
    Account account = { .debtor_id = demo->debtor.debtor_id,
                        .account_id = demo_rows_id(&demo->rows, DEMO_ACCOUNT),
                        .creditor_id = demo->setting.creditor_ids[demo_dice_below(&dice, 2)],
                        .kind = (int32_t)trade->account_kind,
                        .terms_days = trade->terms_days,
                        .credit_limit_minor = -1,
                        .opened_day = opened,
                        .recorded_us = demo_account_us(opened) };
    if (trade->account_kind == ACCOUNT_TRADE && demo_dice_percent(&dice, 40))
        account.credit_limit_minor = demo_dice_between(&dice, 1, 40) * 100000;
    g_snprintf(account.ref, sizeof account.ref, "A%05" G_GINT64_FORMAT, number);
    text_copy(account.currency, sizeof account.currency, demo->setting.currency);
    g_array_append_val(demo->rows.accounts, account);
    demo_account_live(&demo->setting, &dice, &demo->debtor, &account, &demo->rows);
}

static bool write_entry(Demo *demo, int64_t from, int64_t to, GError **error)
{
    char hex[DIGEST_HEX_SIZE], day[DAY_TEXT_SIZE];
    g_autoptr(Json) body = json_text_new_object();
    json_text_set(body, "pack", json_text_new_string(demo->options->pack));
    json_text_set(body, "seed", json_text_new_int((int64_t)demo->options->seed));
    json_text_set(body, "first_account", json_text_new_int(from));
    json_text_set(body, "last_account", json_text_new_int(to));
    json_text_set(body, "rows", json_text_new_int(demo_rows_count(&demo->rows)));
    json_text_set(body, "rows_sha256", json_text_new_string(demo_rows_digest(&demo->rows, hex)));
    g_autofree char *text = json_text_write(body, true);
    JournalEntry entry = { .at_us = desk_now(demo->desk),
                           .actor = demo->desk->actor.name,
                           .action = "demo.fill",
                           .subject = day_text(demo->setting.today, day),
                           .body = text,
                           .on_day = demo->setting.today };
    return journal_store_append(demo->desk->db, &entry, error);
}

/* Accounts from … to with their rows and the entry, together or not at all. */
static bool write_chunk(Demo *demo, int64_t from, int64_t to, GError **error)
{
    g_auto(DbTx) tx = { 0 };
    Db *db = demo->desk->db;
    for (int64_t number = from; number <= to; number++) make_account(demo, number);
    return db_tx_begin(&tx, db, error) && write_entry(demo, from, to, error) &&
           demo_rows_store(&demo->rows, db, error) &&
           book_store_raise_int(db, "newest_day", demo->setting.today, error) &&
           db_tx_commit(&tx, error);
}

/* A chunk ends where a debtor's accounts do: before a number that is not a second account. */
static bool write_accounts(Demo *demo, GError **error)
{
    int64_t all = demo->options->accounts, to = 0;
    for (int64_t from = 1; from <= all; from = to + 1) {
        to = MIN(from + CHUNK_ACCOUNTS - 1, all);
        if (to < all && is_second(to + 1)) to++;
        if (!write_chunk(demo, from, to, error)) return false;
        if (demo->options->progress != NULL) demo->options->progress(demo->options->data, to, all);
    }
    return true;
}

/* Who falls into the last segment, which has no condition, is treated as usual. */
static bool find_usual(Demo *demo, GError **error)
{
    const Policy *policy = desk_policy(demo->desk, demo->setting.today, error);
    if (policy == NULL) return false;
    const Segment *last = &policy->segments[policy->segment_count - 1];
    demo->setting.policy_id = policy->policy_id;
    demo->setting.usual = policy_treatment(policy, last->treatment);
    return true;
}

static bool fill(Demo *demo, GError **error)
{
    Day first = demo->setting.today - DEMO_HISTORY_DAYS;
    return open_creditors(demo, first, error) && open_users(demo, first, error) &&
           find_usual(demo, error) && demo_rows_init(&demo->rows, demo->desk->db, error) &&
           write_accounts(demo, error);
}

bool demo_check(const DemoOptions *options, GError **error)
{
    if (demo_trade_of(options->pack) == NULL)
        return problem_refuse(error, PROBLEM_INVALID,
                              "no made-up book is known for the policy %s; use commercial, "
                              "consumer-us, medical-us, loans-us or subscription",
                              options->pack);
    if (options->accounts >= 1 && options->accounts <= DEMO_ACCOUNTS_MAX) return true;
    return problem_refuse(error, PROBLEM_USAGE, "accounts must be 1 to %d", DEMO_ACCOUNTS_MAX);
}

bool demo_fill(Desk *desk, const DemoOptions *options, GError **error)
{
    if (!demo_check(options, error)) return false;
    Demo demo = { .desk = desk,
                  .options = options,
                  .setting = { .trade = demo_trade_of(options->pack),
                               .today = desk->today,
                               .collectors = { "ana", "ben", "cleo" } } };
    text_copy(demo.setting.currency, sizeof demo.setting.currency, desk->currency);
    db_durable(desk->db, false);
    bool done = fill(&demo, error);
    db_durable(desk->db, true);
    demo_rows_clear(&demo.rows);
    return done;
}
