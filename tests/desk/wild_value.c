/* desk/wild_value.c: values that fit, values that are odd, and values that are wrong.  By the
 * field's name where it says what is meant, else by its type. */
#include "desk/wild_value.h"

#include "gate/gate_words.h"
#include <string.h>

static const char *const CURRENCIES[] = { "USD", "EUR", "JPY", "KWD" };
static const char *const PACKS[] = { "commercial", "consumer-us", "medical-us", "loans-us",
                                     "subscription" };
static const char *const ZONES[] = { "America/Chicago", "Europe/Berlin", "UTC", "Mars/Base" };
static const char *const WORDS[] = { "en",       "es-MX",       "TX",
                                     "US",       "x@y.example", "555-0101",
                                     "30301",    "price list",  "\xc3\xa9t\xc3\xa9",
                                     "A,B \"C\"" };

#define ONE_OF(wild, list) (list)[wild_below(wild, G_N_ELEMENTS(list))]

/* --- texts ------------------------------------------------------------------------------------ */

static char *fresh(Wild *wild, const char *stem)
{
    return g_strdup_printf("%s%" G_GINT64_FORMAT, stem, ++wild->serial);
}

static char *own_ref(Wild *wild, const char *action)
{
    static const struct {
        const char *action, *stem;
    } NEW[] = { { "debtor.open", "D" },
                { "account.open", "A" },
                { "creditor.open", "C" },
                { "payment.take", "P" } };
    for (size_t i = 0; i < G_N_ELEMENTS(NEW); i++)
        if (strcmp(NEW[i].action, action) == 0 && wild_chance(wild, 95))
            return fresh(wild, NEW[i].stem);
    if (g_str_has_prefix(action, "payment."))
        return g_strdup(wild->payment != NULL ? wild->payment : "P0");
    if (g_str_has_prefix(action, "account."))
        return g_strdup(wild->account != NULL ? wild->account->ref : "A0");
    if (g_str_has_prefix(action, "debtor.")) return g_strdup(wild_pick(wild, wild->debtors, "D0"));
    return g_strdup(wild_pick(wild, wild->creditors, "C0"));
}

static char *number(Wild *wild, const char *action)
{
    if (strcmp(action, "item.post") == 0 && wild_chance(wild, 96)) return fresh(wild, "I");
    return g_strdup(wild->number != NULL ? wild->number : "I0");
}

static char *name(Wild *wild, const char *action)
{
    if (strcmp(action, "user.open") == 0) return fresh(wild, "user");
    if (g_str_has_prefix(action, "user.")) return g_strdup(wild_pick(wild, wild->users, "nobody"));
    if (g_str_has_prefix(action, "policy.")) return g_strdup(ONE_OF(wild, PACKS));
    return fresh(wild, "Name ");
}

static char *country(Wild *wild, const char *action)
{
    static const char *const COUNTRIES[] = { "US", "US", "US", "GB", "DE", "Utopia" };
    (void)action;
    return g_strdup(ONE_OF(wild, COUNTRIES));
}

static char *region(Wild *wild, const char *action)
{
    static const char *const REGIONS[] = { "TX", "NY", "MA", "NV", "NJ" };
    (void)action;
    return g_strdup(ONE_OF(wild, REGIONS));
}

static char *phone(Wild *wild, const char *action)
{
    static const char *const PHONES[] = { "+12125550101", "+16175550102", "+17025550103",
                                          "555-0101" };
    (void)action;
    return g_strdup(ONE_OF(wild, PHONES));
}

static char *mail(Wild *wild, const char *action)
{
    (void)action;
    return wild_chance(wild, 90)
               ? g_strdup_printf("x%" G_GINT64_FORMAT "@y.example", ++wild->serial)
               : g_strdup("price list");
}

static char *currency(Wild *wild, const char *action);

/* From one currency into another, or from one time of a day to another. */
static char *between(Wild *wild, const char *action)
{
    if (strcmp(action, "rate.set") == 0 || wild_chance(wild, 5)) return currency(wild, action);
    return g_strdup_printf("%02d:%02d", (int)wild_below(wild, 24), (int)wild_below(wild, 60));
}

static char *currency(Wild *wild, const char *action)
{
    bool open = strcmp(action, "account.open") == 0 || strcmp(action, "rate.set") == 0;
    if (!open && wild->account != NULL && wild_chance(wild, 70))
        return g_strdup(wild->account->currency);
    return g_strdup(wild_chance(wild, 95) ? ONE_OF(wild, CURRENCIES) : "XXQ");
}

static char *account(Wild *wild, const char *action)
{
    (void)action;
    return g_strdup(wild->account != NULL && wild_chance(wild, 98) ? wild->account->ref : "A0");
}

static char *debtor(Wild *wild, const char *action)
{
    (void)action;
    return g_strdup(wild_chance(wild, 97) ? wild_pick(wild, wild->debtors, "D0") : "D0");
}

static char *creditor(Wild *wild, const char *action)
{
    (void)action;
    return g_strdup(wild_chance(wild, 97) ? wild_pick(wild, wild->creditors, "C0") : "C0");
}

static char *user(Wild *wild, const char *action)
{
    (void)action;
    return g_strdup(wild_pick(wild, wild->users, "nobody"));
}

static char *work(Wild *wild, const char *action)
{
    (void)action;
    return g_strdup(wild_pick(wild, wild->works, "W1-1-1"));
}

static char *pack(Wild *wild, const char *action)
{
    (void)action;
    return g_strdup(ONE_OF(wild, PACKS));
}

static char *zone(Wild *wild, const char *action)
{
    (void)action;
    return g_strdup(ONE_OF(wild, ZONES));
}

static char *payment(Wild *wild, const char *action)
{
    (void)action;
    return g_strdup(wild->payment != NULL ? wild->payment : "P0");
}

/* A word of the gate's; NULL where the field takes none, and now and then where it does. */
static const char *gate_word(Wild *wild, const char *field)
{
    static const struct {
        const char *field;
        GateWordList list;
    } LISTS[] = { { "purpose", WORDS_PURPOSE },
                  { "dial", WORDS_DIAL },
                  { "content", WORDS_CONTENT } };
    for (size_t i = 0; i < G_N_ELEMENTS(LISTS); i++) {
        int count = 0;
        if (strcmp(LISTS[i].field, field) != 0 || wild_chance(wild, 10)) continue;
        while (gate_words_name(LISTS[i].list, count + 1) != NULL) count++;
        return gate_words_name(LISTS[i].list, 1 + (int)wild_below(wild, count));
    }
    return NULL;
}

static char *text(Wild *wild, const char *action, const char *field)
{
    static const struct {
        const char *field;
        char *(*make)(Wild *wild, const char *action);
    } BY_NAME[] = {
        { "ref", own_ref },       { "number", number },   { "credit_note", number },
        { "name", name },         { "account", account }, { "debtor", debtor },
        { "creditor", creditor }, { "parent", creditor }, { "owner", user },
        { "currency", currency }, { "from", between },    { "to", between },
        { "work", work },         { "file", pack },       { "time_zone", zone },
        { "payment", payment },   { "user", user },       { "asked_by", user },
        { "country", country },   { "region", region },   { "state", region },
        { "phone", phone },       { "email", mail },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(BY_NAME); i++)
        if (strcmp(BY_NAME[i].field, field) == 0) return BY_NAME[i].make(wild, action);
    const char *word = gate_word(wild, field);
    return g_strdup(word != NULL ? word : ONE_OF(wild, WORDS));
}

/* --- money, days, numbers --------------------------------------------------------------------- */

static Json *amount(Wild *wild, const char *action)
{
    static const char *const ODD[] = {
        "0", "-1.00", "0.001", "99999999999999999999", "1e3", "", "92233720368547758.07", "1,000.00"
    };
    if (strcmp(action, "rate.set") == 0) return json_text_new_string("1.0875");
    if (wild_chance(wild, 3)) return json_text_new_string(ONE_OF(wild, ODD));
    if (wild->money != NULL && wild_chance(wild, 35)) return json_text_new_string(wild->money);
    const char *unit = wild->account != NULL ? wild->account->currency : "USD";
    int64_t minor = 1 + wild_below(wild, wild_chance(wild, 50) ? 5000 : 900000);
    char buffer[MONEY_TEXT_SIZE];
    bool negative = strcmp(action, "adjustment.post") == 0 && wild_chance(wild, 30);
    return json_text_new_string(money_text(negative ? -minor : minor, unit, buffer));
}

static Json *day(Wild *wild, const char *field)
{
    static const struct {
        const char *field;
        int first, count; /* days after today */
    } NEAR[] = {
        { "due_on", -70, 130 },  { "issued_on", -60, 70 },   { "until", -2, 60 },
        { "next_on", -1, 20 },   { "first_on", -5, 40 },     { "from", -3, 8 },
        { "closed_on", 5, 200 }, { "opened_on", -400, 400 },
    };
    char text[DAY_TEXT_SIZE];
    int first = -30, count = 60;
    for (size_t i = 0; i < G_N_ELEMENTS(NEAR); i++)
        if (strcmp(NEAR[i].field, field) == 0) first = NEAR[i].first, count = NEAR[i].count;
    if (wild_chance(wild, 1)) return json_text_new_string("2025-02-30");
    Day value = wild->today + first + (Day)wild_below(wild, count);
    return json_text_new_string(day_text(value, text));
}

static Json *number_of(Wild *wild, const Field *field)
{
    void *newest = NULL;
    if (g_hash_table_lookup_extended(wild->ids, field->name, NULL, &newest))
        return json_text_new_int(1 + wild_below(wild, GPOINTER_TO_INT(newest) + 1));
    int64_t span = field->max > field->min ? MIN(field->max - field->min + 1, 30) : 30;
    return json_text_new_int(field->min + wild_below(wild, span));
}

static Json *instant(Wild *wild)
{
    char text[DAY_TEXT_SIZE];
    Day on = wild->today - (Day)wild_below(wild, 20);
    g_autofree char *at =
        g_strdup_printf("%sT%02d:30:00Z", day_text(on, text), (int)wild_below(wild, 24));
    return json_text_new_string(at);
}

/* --- lists ------------------------------------------------------------------------------------ */

/* One of what the book holds, or of the gate's vocabulary, or any word. */
static const char *listed(Wild *wild, const char *field)
{
    const WildAccount *account = wild->account;
    if (strcmp(field, "creditors") == 0) return wild_pick(wild, wild->creditors, "I0");
    if (strcmp(field, "numbers") == 0)
        return wild_pick(wild, account == NULL ? NULL : account->numbers, "I0");
    if (strcmp(field, "debts") == 0 && account != NULL && wild_chance(wild, 80))
        return account->ref;
    const char *word = gate_word(wild, field);
    return word != NULL ? word : ONE_OF(wild, WORDS);
}

static Json *words(Wild *wild, const char *field)
{
    Json *list = json_text_new_list();
    for (int64_t i = 1 + wild_below(wild, 3); i > 0; i--)
        json_text_append(list, json_text_new_string(listed(wild, field)));
    return list;
}

static Json *rows(Wild *wild, const char *action, const Field *of)
{
    Json *list = json_text_new_list();
    for (int64_t i = 1 + wild_below(wild, 3); i > 0; i--) {
        Json *row = json_text_new_object();
        const GPtrArray *numbers = wild->account != NULL ? wild->account->numbers : NULL;
        if (i > 1) wild->number = wild_pick(wild, numbers, wild->number);
        for (const Field *field = of->of->fields; field->name != NULL; field++)
            if ((field->flags & FIELD_REQUIRED) || wild_chance(wild, 60))
                json_text_set(row, field->name, wild_value(wild, action, field));
        json_text_append(list, row);
    }
    return list;
}

/* --- a value ---------------------------------------------------------------------------------- */

static Json *own_text(char *taken)
{
    Json *value = json_text_new_string(taken);
    g_free(taken);
    return value;
}

static Json *word_of(Wild *wild, const Field *field)
{
    size_t count = 0;
    while (field->words[count] != NULL) count++;
    return json_text_new_string(field->words[wild_below(wild, (int64_t)count)]);
}

Json *wild_value(Wild *wild, const char *action, const Field *field)
{
    switch (field->type) {
    case FIELD_TEXT: return own_text(text(wild, action, field->name));
    case FIELD_NOTE: return json_text_new_string(ONE_OF(wild, WORDS));
    case FIELD_INT: return number_of(wild, field);
    case FIELD_BOOL: return json_text_new_bool(wild_chance(wild, 50));
    case FIELD_DAY: return day(wild, field->name);
    case FIELD_INSTANT: return instant(wild);
    case FIELD_AMOUNT:
    case FIELD_MONEY: return amount(wild, action);
    case FIELD_ENUM: return word_of(wild, field);
    case FIELD_WORDS: return words(wild, field->name);
    case FIELD_LIST: return rows(wild, action, field);
    case FIELD_JSON: return json_text_new_object();
    }
    g_assert_not_reached();
}

void wild_value_spoil(Wild *wild, const Action *action, Json *line)
{
    const char *victim = "surprise";
    size_t count = 0;
    while (action->takes->fields[count].name != NULL) count++;
    if (count > 0 && wild_chance(wild, 80))
        victim = action->takes->fields[wild_below(wild, (int64_t)count)].name;
    switch (wild_below(wild, 6)) {
    case 0: json_text_set(line, victim, json_text_new_int(INT64_MAX)); break;
    case 1: json_text_set(line, victim, json_text_new_string("")); break;
    case 2: json_text_set(line, victim, json_text_new_list()); break;
    case 3: json_text_set(line, victim, json_text_new_object()); break;
    case 4: json_text_set(line, victim, json_text_new_real(-0.5)); break;
    default: json_text_set(line, victim, json_text_new_string("no such \xc2\xb6 thing")); break;
    }
}
