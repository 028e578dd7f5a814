/* desk/wild.c: lines of actions made of the action table itself.  Knows fields by their names and
 * types, so that an action added tomorrow is asked for as well. */
#include "desk/wild.h"

#include "base/text.h"
#include "desk/wild_value.h"
#include <string.h>

/* --- chance ----------------------------------------------------------------------------------- */

/* SplitMix64: the same numbers on every machine. */
uint64_t wild_draw(Wild *wild)
{
    uint64_t z = wild->state += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
    return z ^ z >> 31;
}

int64_t wild_below(Wild *wild, int64_t bound)
{
    return (int64_t)(wild_draw(wild) % (uint64_t)bound);
}

bool wild_chance(Wild *wild, int percent)
{
    return wild_below(wild, 100) < percent;
}

const char *wild_pick(Wild *wild, const GPtrArray *texts, const char *otherwise)
{
    if (texts == NULL || texts->len == 0) return otherwise;
    return texts->pdata[wild_below(wild, texts->len)];
}

/* --- the actions ------------------------------------------------------------------------------ */

/* How often an action is asked for beside the others; those not named here: OFTEN_ELSE. */
enum { OFTEN_ELSE = 2 };
static const struct {
    const char *name;
    int often;
} OFTEN[] = {
    { "item.post", 16 },      { "payment.take", 14 },     { "payment.allocate", 8 },
    { "payment.reverse", 4 }, { "payment.reinstate", 3 }, { "item.cancel", 4 },
    { "adjustment.post", 6 }, { "debtor.open", 3 },       { "account.open", 4 },
    { "promise.record", 7 },  { "promise.cancel", 2 },    { "plan.agree", 2 },
    { "hold.place", 4 },      { "hold.lift", 3 },         { "dispute.open", 5 },
    { "dispute.settle", 4 },  { "contact.log", 6 },       { "work.finish", 6 },
    { "creditor.open", 1 },   { "creditor.change", 1 },   { "user.open", 1 },
    { "user.change", 1 },     { "rate.set", 2 },          { "policy.draft", 1 },
    { "policy.approve", 1 },  { "policy.activate", 1 },   { "policy.rollback", 1 },
};

static int often(const char *name)
{
    for (size_t i = 0; i < G_N_ELEMENTS(OFTEN); i++)
        if (strcmp(OFTEN[i].name, name) == 0) return OFTEN[i].often;
    return OFTEN_ELSE;
}

static const Action *choose(Wild *wild)
{
    int64_t all = 0;
    const Action *action = NULL;
    for (size_t i = 0; (action = desk_action_at(i)) != NULL; i++) all += often(action->name);
    int64_t at = wild_below(wild, all);
    for (size_t i = 0; (action = desk_action_at(i)) != NULL; i++)
        if ((at -= often(action->name)) < 0) return action;
    g_assert_not_reached();
}

/* What the line is about, so that its fields fit each other. */
static void focus(Wild *wild)
{
    wild->account = NULL;
    wild->number = wild->payment = wild->money = NULL;
    if (wild->accounts->len == 0) return;
    /* The first accounts are worked most. */
    int64_t at = wild_below(wild, wild->accounts->len), other = wild_below(wild, 8);
    wild->account = wild->accounts->pdata[wild_chance(wild, 60) ? MIN(at, other) : at];
    const GPtrArray *numbers = wild->account->numbers;
    if (numbers->len > 0) {
        /* Mostly a recent one. */
        unsigned window = wild_chance(wild, 70) ? MIN(numbers->len, 5) : numbers->len;
        unsigned index = numbers->len - 1 - (unsigned)wild_below(wild, window);
        wild->number = numbers->pdata[index];
        wild->money = wild->account->amounts->pdata[index];
    }
    wild->payment = wild_pick(wild, wild->account->payments, NULL);
    if (wild_chance(wild, 10)) wild->payment = wild_pick(wild, wild->loose, wild->payment);
}

/* --- a line ----------------------------------------------------------------------------------- */

/* Percent of lines that give a field that is not required; those not named here: GIVEN_ELSE. */
enum { GIVEN_ELSE = 25, GIVEN_REQUIRED = 99 };
static const struct {
    const char *action, *field;
    int percent;
} GIVEN[] = {
    { "payment.take", "account", 94 },     { "payment.take", "currency", 5 },
    { "payment.take", "to", 15 },          { "payment.allocate", "ref", 75 },
    { "payment.allocate", "account", 35 }, { "payment.allocate", "credit_note", 25 },
    { "payment.allocate", "to", 45 },      { "item.post", "currency", 4 },
    { "item.post", "kind", 45 },           { "adjustment.post", "number", 80 },
    { "account.open", "creditor", 30 },    { "account.change", "debtor", 3 },
    { "dispute.settle", "amount", 50 },    { "work.finish", "next_on", 50 },
    { "policy.activate", "file", 95 },     { "policy.activate", "text", 3 },
    { "policy.activate", "name", 10 },     { "policy.draft", "file", 90 },
    { "policy.draft", "text", 10 },        { "user.change", "closed_on", 5 },
    { "user.open", "closed_on", 5 },       { "creditor.change", "parent", 40 },
};

static bool is_given(Wild *wild, const Action *action, const Field *field)
{
    if (field->flags & FIELD_OUTPUT) return wild_chance(wild, 1);
    if (field->flags & FIELD_REQUIRED) return wild_chance(wild, GIVEN_REQUIRED);
    for (size_t i = 0; i < G_N_ELEMENTS(GIVEN); i++)
        if (strcmp(GIVEN[i].action, action->name) == 0 && strcmp(GIVEN[i].field, field->name) == 0)
            return wild_chance(wild, GIVEN[i].percent);
    return wild_chance(wild, GIVEN_ELSE);
}

static void set_day(Wild *wild, Json *line)
{
    char text[DAY_TEXT_SIZE];
    int kind = (int)wild_below(wild, 100);
    Day on = wild->today;
    if (kind < 55) return;
    if (kind < 85)
        on -= (Day)wild_below(wild, 60);
    else
        on += (Day)wild_below(wild, 15);
    json_text_set(line, "on", json_text_new_string(day_text(on, text)));
}

static bool has_free(const Action *action, const char *name)
{
    for (const Field *field = action->takes->fields; field->name != NULL; field++)
        if (strcmp(field->name, name) == 0) return (field->flags & FIELD_REQUIRED) == 0;
    return false;
}

/* What may be said of a debtor or of one account is said of one of them. */
static void settle_subject(Wild *wild, const Action *action, Json *line)
{
    bool either = has_free(action, "account") && has_free(action, "debtor");
    if (!either || wild->account == NULL || wild_chance(wild, 8)) return;
    bool of_account = wild_chance(wild, 60);
    json_text_remove(line, of_account ? "debtor" : "account");
    json_text_set(line, of_account ? "account" : "debtor",
                  json_text_new_string(of_account ? wild->account->ref : wild->account->debtor));
}

Json *wild_line_of(Wild *wild, const Action *action)
{
    Json *line = json_text_new_object();
    focus(wild);
    json_text_set(line, "do", json_text_new_string(action->name));
    for (const Field *field = action->takes->fields; field->name != NULL; field++)
        if (is_given(wild, action, field))
            json_text_set(line, field->name, wild_value(wild, action->name, field));
    settle_subject(wild, action, line);
    if (wild_chance(wild, 3)) wild_value_spoil(wild, action, line);
    set_day(wild, line);
    return line;
}

Json *wild_line(Wild *wild, bool *again)
{
    *again = wild->asked->len > 0 && wild_chance(wild, 3);
    if (*again) return json_text_copy(wild->asked->pdata[wild_below(wild, wild->asked->len)]);
    Json *line = wild_line_of(wild, choose(wild));
    if (!wild_chance(wild, 10)) return line;
    g_autofree char *id = g_strdup_printf("request-%" G_GINT64_FORMAT, ++wild->serial);
    json_text_set(line, "request_id", json_text_new_string(id));
    return line;
}

/* --- learning --------------------------------------------------------------------------------- */

static WildAccount *find_account(const Wild *wild, const char *ref)
{
    for (unsigned i = 0; ref != NULL && i < wild->accounts->len; i++) {
        WildAccount *account = wild->accounts->pdata[i];
        if (strcmp(account->ref, ref) == 0) return account;
    }
    return NULL;
}

static const char *said(const Json *object, const char *field)
{
    return json_text_string(json_text_get(object, field));
}

static void free_account(void *data)
{
    WildAccount *account = data;
    g_ptr_array_unref(account->numbers);
    g_ptr_array_unref(account->payments);
    g_ptr_array_unref(account->amounts);
    g_free(account);
}

static void learn_account(Wild *wild, const Json *line)
{
    WildAccount *account = g_new0(WildAccount, 1);
    text_copy(account->ref, REF_SIZE, said(line, "ref"));
    text_copy(account->debtor, REF_SIZE, said(line, "debtor"));
    const char *currency = said(line, "currency");
    text_copy(account->currency, CURRENCY_SIZE,
              currency != NULL && *currency != '\0' ? currency : "USD");
    account->numbers = g_ptr_array_new_with_free_func(g_free);
    account->payments = g_ptr_array_new_with_free_func(g_free);
    account->amounts = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(wild->accounts, account);
}

static void learn_item(Wild *wild, const Json *answer)
{
    WildAccount *account = find_account(wild, said(answer, "account"));
    const char *amount = said(answer, "amount"), *number = said(answer, "number");
    for (unsigned i = 0; i < account->numbers->len; i++)
        if (strcmp(account->numbers->pdata[i], number) == 0) return;
    g_ptr_array_add(account->numbers, g_strdup(number));
    g_ptr_array_add(account->amounts, g_strdup(*amount == '-' ? amount + 1 : amount));
}

static void learn_payment(Wild *wild, const Json *line)
{
    const WildAccount *account = find_account(wild, said(line, "account"));
    g_ptr_array_add(account == NULL ? wild->loose : account->payments, g_strdup(said(line, "ref")));
}

static void learn_ids(Wild *wild, const Json *answer)
{
    void *iter = NULL;
    const char *key;
    const Json *value;
    while (json_text_each(answer, &iter, &key, &value))
        if (json_text_kind(value) == JSON_KIND_INT)
            g_hash_table_replace(wild->ids, g_strdup(key),
                                 GINT_TO_POINTER((int)json_text_int(value)));
}

void wild_learn(Wild *wild, const Json *line, const Json *answer)
{
    const char *name = said(line, "do");
    learn_ids(wild, answer);
    if (said(line, "request_id") != NULL) g_ptr_array_add(wild->asked, json_text_copy(line));
    if (strcmp(name, "account.open") == 0) learn_account(wild, line);
    if (strcmp(name, "item.post") == 0 || strcmp(name, "adjustment.post") == 0)
        learn_item(wild, answer);
    if (strcmp(name, "payment.take") == 0) learn_payment(wild, line);
    if (strcmp(name, "debtor.open") == 0)
        g_ptr_array_add(wild->debtors, g_strdup(said(line, "ref")));
    if (strcmp(name, "creditor.open") == 0)
        g_ptr_array_add(wild->creditors, g_strdup(said(line, "ref")));
    if (strcmp(name, "user.open") == 0) g_ptr_array_add(wild->users, g_strdup(said(line, "name")));
}

void wild_learn_work(Wild *wild, const char *jsonl)
{
    g_auto(GStrv) lines = g_strsplit(jsonl, "\n", -1);
    g_ptr_array_set_size(wild->works, 0);
    for (char **at = lines; *at != NULL; at++) {
        g_autoptr(Json) row = json_text_parse(*at, strlen(*at), NULL);
        if (said(row, "work") != NULL) g_ptr_array_add(wild->works, g_strdup(said(row, "work")));
    }
}

/* --- beginning and end ------------------------------------------------------------------------ */

static void free_json(void *data)
{
    json_text_free(data);
}

void wild_init(Wild *wild, uint64_t seed, Day today)
{
    *wild = (Wild){ .state = seed, .today = today };
    wild->accounts = g_ptr_array_new_with_free_func(free_account);
    GPtrArray **texts[] = { &wild->debtors, &wild->creditors, &wild->users, &wild->loose,
                            &wild->works };
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
        *texts[i] = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(wild->creditors, g_strdup("main"));
    wild->ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    wild->asked = g_ptr_array_new_with_free_func(free_json);
}

void wild_clear(Wild *wild)
{
    GPtrArray *all[] = { wild->accounts, wild->debtors, wild->creditors, wild->users,
                         wild->loose,    wild->works,   wild->asked };
    for (size_t i = 0; i < G_N_ELEMENTS(all); i++)
        if (all[i] != NULL) g_ptr_array_unref(all[i]);
    if (wild->ids != NULL) g_hash_table_unref(wild->ids);
    *wild = (Wild){ 0 };
}
