/* run/demo.c: made-up people, debts and habits, acted out.  Writes nothing but by actions. */
#include "run/demo.h"

#include "run/line.h"

enum { HISTORY_DAYS = 730 };

typedef struct {
    Desk *desk;
    uint64_t state;
    GString *line;
    int64_t account; /* number of the account being made */
    int64_t payment, item;
    GError **error;
} Demo;

/* --- chance ------------------------------------------------------------------------------- */

/* SplitMix64: the same numbers on every machine. */
static uint64_t draw(Demo *demo)
{
    uint64_t z = demo->state += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
    return z ^ z >> 31;
}

static int64_t below(Demo *demo, int64_t bound)
{
    return (int64_t)(draw(demo) % (uint64_t)bound);
}

static bool chance(Demo *demo, int percent)
{
    return below(demo, 100) < percent;
}

/* --- saying ------------------------------------------------------------------------------- */

/* One action; its fields are JSON without the braces. */
static bool say(Demo *demo, const char *action, Day on, const char *format, ...)
    G_GNUC_PRINTF(4, 5);

static bool say(Demo *demo, const char *action, Day on, const char *format, ...)
{
    char day[DAY_TEXT_SIZE];
    va_list args;
    va_start(args, format);
    g_string_assign(demo->line, "{");
    g_string_append_vprintf(demo->line, format, args);
    va_end(args);
    g_string_append_printf(demo->line, ",\"on\":\"%s\"}", day_text(on, day));
    g_autoptr(Json) record = json_text_parse(demo->line->str, demo->line->len, demo->error);
    if (record == NULL) return false;
    g_autoptr(Json) answer = line_do(demo->desk, action, record, demo->error);
    return answer != NULL;
}

/* --- people ------------------------------------------------------------------------------- */

static const char *const FIRST[] = { "Alder",    "Birch",    "Cedar",   "Dover",     "Elm",
                                     "Falcon",   "Garnet",   "Harbor",  "Indigo",    "Juniper",
                                     "Keystone", "Lakeside", "Maple",   "Northgate", "Orchard",
                                     "Pioneer",  "Quarry",   "Redwood", "Summit",    "Timber",
                                     "Union",    "Valley",   "Willow",  "Yarrow" };
static const char *const TRADE[] = { "Builders", "Dental",  "Foods",     "Freight",
                                     "Hardware", "Hotels",  "Logistics", "Machining",
                                     "Medical",  "Motors",  "Paper",     "Plumbing",
                                     "Printing", "Roofing", "Stores",    "Textiles" };
static const char *const FORM[] = { "Inc", "LLC", "Co", "Group", "& Sons" };
static const struct {
    const char *region, *zone;
} PLACES[] = { { "NY", "America/New_York" },    { "TX", "America/Chicago" },
               { "CA", "America/Los_Angeles" }, { "IL", "America/Chicago" },
               { "FL", "America/New_York" },    { "WA", "America/Los_Angeles" },
               { "CO", "America/Denver" },      { "MA", "America/New_York" },
               { "AZ", "America/Phoenix" },     { "GA", "America/New_York" } };

static bool open_people(Demo *demo, Day on)
{
    return say(demo, "creditor.open", on,
               "\"ref\":\"east\",\"name\":\"Eastern "
               "division\",\"kind\":\"division\",\"parent\":\"main\"") &&
           say(demo, "creditor.open", on,
               "\"ref\":\"west\",\"name\":\"Western "
               "division\",\"kind\":\"division\",\"parent\":\"main\"") &&
           say(demo, "user.open", on, "\"name\":\"mara\",\"role\":\"manager\"") &&
           say(demo, "user.open", on, "\"name\":\"sol\",\"role\":\"supervisor\"") &&
           say(demo, "user.open", on,
               "\"name\":\"ana\",\"role\":\"collector\",\"languages\":[\"en\",\"es\"],\"capacity_"
               "minutes\":400") &&
           say(demo, "user.open", on,
               "\"name\":\"ben\",\"role\":\"collector\",\"languages\":[\"en\"],\"capacity_"
               "minutes\":400") &&
           say(demo, "user.open", on,
               "\"name\":\"cleo\",\"role\":\"collector\",\"languages\":[\"en\"],\"skills\":[\"key_"
               "accounts\"],\"capacity_minutes\":300") &&
           say(demo, "user.open", on, "\"name\":\"kim\",\"role\":\"clerk\"") &&
           say(demo, "user.open", on, "\"name\":\"audrey\",\"role\":\"auditor\"");
}

static bool open_account(Demo *demo, Day on)
{
    size_t place = (size_t)below(demo, G_N_ELEMENTS(PLACES));
    const char *first = FIRST[below(demo, G_N_ELEMENTS(FIRST))],
               *trade = TRADE[below(demo, G_N_ELEMENTS(TRADE))];
    const char *form = FORM[below(demo, G_N_ELEMENTS(FORM))];
    bool email = chance(demo, 85), phone = chance(demo, 90), limit = chance(demo, 40);
    g_autofree char *mail =
        email ? g_strdup_printf(",\"email\":\"ap%" G_GINT64_FORMAT "@%s.example\"", demo->account,
                                trade)
              : g_strdup("");
    g_autofree char *call =
        phone ? g_strdup_printf(",\"phone\":\"555-%04" G_GINT64_FORMAT "\"", demo->account % 10000)
              : g_strdup("");
    g_autofree char *most = limit ? g_strdup_printf(",\"credit_limit\":\"%" G_GINT64_FORMAT ".00\"",
                                                    (1 + below(demo, 40)) * 1000)
                                  : g_strdup("");
    /* Every tenth debtor has two accounts. */
    bool second = demo->account % 10 == 0 && demo->account > 1;
    int64_t debtor = second ? demo->account - 1 : demo->account;
    if (!second &&
        !say(demo, "debtor.open", on,
             "\"ref\":\"D%05" G_GINT64_FORMAT
             "\",\"name\":\"%s %s %s\",\"kind\":\"business\",\"country\":\"US\","
             "\"region\":\"%s\",\"time_zone\":\"%s\",\"language\":\"en\"%s%s",
             debtor, first, trade, form, PLACES[place].region, PLACES[place].zone, mail, call))
        return false;
    return say(demo, "account.open", on,
               "\"ref\":\"A%05" G_GINT64_FORMAT "\",\"debtor\":\"D%05" G_GINT64_FORMAT
               "\",\"creditor\":\"%s\",\"terms_days\":30%s",
               demo->account, debtor, chance(demo, 50) ? "east" : "west", most);
}

/* --- history ------------------------------------------------------------------------------ */

/* Habits of a debtor: on time, late, or bad. */
typedef struct {
    int64_t size_minor; /* of a usual invoice */
    int late_days;      /* usual */
    int unpaid;         /* percent of recent invoices left open */
} Manner;

static Manner manner_of(Demo *demo)
{
    /* Few are large: the size falls with the square of a drawn rank. */
    int64_t rank = 1 + below(demo, 30);
    Manner manner = { .size_minor = 4000000 / (rank * rank) + 8000 };
    int kind = (int)below(demo, 100);
    manner.late_days = kind < 55   ? (int)below(demo, 4)
                       : kind < 85 ? 8 + (int)below(demo, 20)
                                   : 30 + (int)below(demo, 45);
    manner.unpaid = kind < 55 ? 10 : kind < 85 ? 45 : 85;
    return manner;
}

static bool pay(Demo *demo, Day on, int64_t minor)
{
    char amount[MONEY_TEXT_SIZE];
    static const char *const METHODS[] = { "check", "ach", "wire", "card" };
    return say(demo, "payment.take", on,
               "\"ref\":\"P%07" G_GINT64_FORMAT "\",\"account\":\"A%05" G_GINT64_FORMAT
               "\",\"amount\":\"%s\",\"method\":\"%s\"",
               ++demo->payment, demo->account, money_text(minor, "USD", amount),
               METHODS[below(demo, 4)]);
}

static bool invoice(Demo *demo, const Manner *manner, Day issued, Day today)
{
    char amount[MONEY_TEXT_SIZE];
    int64_t minor = manner->size_minor / 2 + below(demo, manner->size_minor);
    if (!say(demo, "item.post", issued,
             "\"account\":\"A%05" G_GINT64_FORMAT "\",\"number\":\"INV-%07" G_GINT64_FORMAT
             "\",\"amount\":\"%s\"",
             demo->account, ++demo->item, money_text(minor, "USD", amount)))
        return false;
    Day paid = issued + 30 + manner->late_days - 3 + (Day)below(demo, 7);
    bool recent = issued > today - 150;
    if (paid >= today || (recent && chance(demo, manner->unpaid))) return true;
    return pay(demo, paid, chance(demo, 6) ? minor / 2 : minor);
}

static bool credit_note(Demo *demo, Day on, const Manner *manner)
{
    char amount[MONEY_TEXT_SIZE];
    return say(demo, "item.post", on,
               "\"account\":\"A%05" G_GINT64_FORMAT "\",\"number\":\"CN-%07" G_GINT64_FORMAT
               "\",\"kind\":\"credit_note\",\"amount\":\"%s\"",
               demo->account, ++demo->item, money_text(manner->size_minor / 5, "USD", amount));
}

/* What a desk has been through with a debtor who is late. */
static bool talk(Demo *demo, Day today, const Manner *manner)
{
    char amount[MONEY_TEXT_SIZE], due[DAY_TEXT_SIZE];
    Day on = today - 3 - (Day)below(demo, 40);
    if (!say(demo, "contact.log", on,
             "\"account\":\"A%05" G_GINT64_FORMAT "\",\"channel\":\"call\",\"outcome\":\"%s\"",
             demo->account, chance(demo, 50) ? "reached" : "voicemail"))
        return false;
    if (chance(demo, 35) &&
        !say(demo, "promise.record", on,
             "\"account\":\"A%05" G_GINT64_FORMAT "\",\"amount\":\"%s\",\"due_on\":\"%s\"",
             demo->account, money_text(manner->size_minor, "USD", amount),
             day_text(on + 7 + (Day)below(demo, 20), due)))
        return false;
    if (chance(demo, 6) && !say(demo, "hold.place", on,
                                "\"account\":\"A%05" G_GINT64_FORMAT
                                "\",\"kind\":\"%s\",\"reason\":\"asked for by a colleague\"",
                                demo->account, chance(demo, 50) ? "sales" : "legal"))
        return false;
    return true;
}

/* The newest invoice of some is in dispute, where it is still open. */
static void dispute(Demo *demo, Day today)
{
    (void)say(demo, "dispute.open", today - 1,
              "\"account\":\"A%05" G_GINT64_FORMAT
              "\",\"reason\":\"price\",\"items\":[{\"number\":\"INV-%07" G_GINT64_FORMAT "\"}]",
              demo->account, demo->item);
    g_clear_error(
        demo->error); /* a payment on account has closed it: there is nothing to dispute */
}

/* What comes beside invoices and their payments. */
static bool extras(Demo *demo, Day today, const Manner *manner)
{
    if (chance(demo, 8) && !credit_note(demo, today - 20, manner)) return false;
    if (chance(demo, 4) && !pay(demo, today - 5, manner->size_minor / 3)) return false;
    return manner->late_days <= 7 || !chance(demo, 60) || talk(demo, today, manner);
}

static bool live(Demo *demo, Day today)
{
    Manner manner = manner_of(demo);
    Day every = 20 + (Day)below(demo, 50), last = DAY_NONE;
    for (Day issued = today - HISTORY_DAYS + (Day)below(demo, every); issued < today;
         issued += every) {
        if (!invoice(demo, &manner, issued, today)) return false;
        last = issued;
    }
    if (last + 30 + manner.late_days >= today && chance(demo, 8)) dispute(demo, today);
    return extras(demo, today, &manner);
}

bool demo_fill(Desk *desk, int64_t accounts, uint64_t seed, GError **error)
{
    g_autoptr(GString) line = g_string_new(NULL);
    g_autoptr(GError) fault = NULL;
    Demo demo = { .desk = desk, .state = seed, .line = line, .error = &fault };
    Day today = desk->today, first = today - HISTORY_DAYS - 1;
    if (accounts < 1 || accounts > DEMO_ACCOUNTS_MAX)
        return problem_refuse(error, PROBLEM_USAGE, "accounts must be 1 to %d", DEMO_ACCOUNTS_MAX);
    db_durable(desk->db, false);
    bool done = open_people(&demo, first);
    for (demo.account = 1; done && demo.account <= accounts; demo.account++)
        done = open_account(&demo, first) && live(&demo, today);
    db_durable(desk->db, true);
    if (!done) g_propagate_error(error, g_steal_pointer(&fault));
    return done;
}
