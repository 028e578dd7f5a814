/* run/demo_person.c: names, places, telephones.  Writes nothing. */
#include "run/demo_person.h"

#include "base/text.h"

static const char *const FIRST[] = {
    "Aaron",  "Abigail", "Alicia", "Andre",   "Angela",  "Beatriz", "Brandon", "Brenda",  "Carlos",
    "Carol",  "Cheryl",  "Connor", "Daniel",  "Deborah", "Denise",  "Diego",   "Donna",   "Edward",
    "Elena",  "Emily",   "Ethan",  "Fatima",  "Frank",   "Gloria",  "Grace",   "Hannah",  "Harold",
    "Hector", "Imani",   "Isabel", "Jamal",   "Janet",   "Jason",   "Jorge",   "Joyce",   "Kayla",
    "Keith",  "Kenji",   "Laura",  "Leon",    "Linda",   "Lucia",   "Marcus",  "Maria",   "Megan",
    "Mei",    "Miguel",  "Nadia",  "Nathan",  "Nicole",  "Olivia",  "Oscar",   "Patrick", "Paula",
    "Priya",  "Quentin", "Rachel", "Ramon",   "Rebecca", "Roberto", "Rosa",    "Ruth",    "Samuel",
    "Sandra", "Sean",    "Sofia",  "Stephen", "Tamara",  "Teresa",  "Thomas",  "Tyrone",  "Vanessa",
    "Victor", "Wanda",   "Wesley", "Yolanda", "Yusuf",   "Zoe",
};
static const char *const LAST[] = {
    "Adams",   "Alvarez",  "Bailey",    "Barnes",   "Bennett",  "Brooks",     "Campbell",
    "Carter",  "Castillo", "Chavez",    "Chen",     "Coleman",  "Cooper",     "Cruz",
    "Davis",   "Diaz",     "Edwards",   "Evans",    "Fisher",   "Flores",     "Foster",
    "Garcia",  "Gibson",   "Gonzalez",  "Graham",   "Gray",     "Griffin",    "Hansen",
    "Harris",  "Hayes",    "Hernandez", "Howard",   "Hughes",   "Jackson",    "Jenkins",
    "Johnson", "Kelly",    "Kim",       "Lopez",    "Marshall", "Martinez",   "Mitchell",
    "Morgan",  "Morris",   "Murphy",    "Murray",   "Nguyen",   "Ortiz",      "Owens",
    "Patel",   "Perez",    "Perry",     "Peterson", "Powell",   "Price",      "Ramirez",
    "Reed",    "Reyes",    "Reynolds",  "Rivera",   "Roberts",  "Rogers",     "Ruiz",
    "Russell", "Sanders",  "Schmidt",   "Shah",     "Simmons",  "Stewart",    "Sullivan",
    "Torres",  "Turner",   "Vargas",    "Walker",   "Wallace",  "Washington", "Watson",
    "Wood",    "Wright",   "Young",
};
static const char *const HOUSE[] = {
    "Alder",     "Anchor",  "Beacon",  "Birch",    "Bluestone", "Cedar",   "Copper",  "Crescent",
    "Delta",     "Dover",   "Eagle",   "Elm",      "Falcon",    "Garnet",  "Granite", "Harbor",
    "Heritage",  "Indigo",  "Juniper", "Keystone", "Lakeside",  "Liberty", "Maple",   "Meridian",
    "Northgate", "Orchard", "Pioneer", "Prairie",  "Quarry",    "Redwood", "Ridge",   "Summit",
    "Timber",    "Union",   "Valley",  "Vista",    "Westfield", "Willow",  "Yarrow",  "Zenith",
};
static const char *const TRADE[] = {
    "Builders",  "Dental",    "Electric", "Farms",   "Foods",     "Freight",
    "Furniture", "Glass",     "Hardware", "Hotels",  "Interiors", "Labs",
    "Logistics", "Machining", "Marine",   "Medical", "Motors",    "Packaging",
    "Paper",     "Plumbing",  "Printing", "Roofing", "Stores",    "Textiles",
};
static const char *const FORM[] = { "Inc", "LLC", "Co", "Group", "& Sons", "Corp", "Partners" };

/* Where people live, as often as they do, roughly.  Postal codes and area codes of one city. */
static const struct {
    int share;
    const char *region, *zone;
    int postal, area;
    int spanish; /* percent who would rather speak it */
} PLACES[] = {
    { 12, "CA", "America/Los_Angeles", 90001, 213, 28 },
    { 4, "CA", "America/Los_Angeles", 94102, 415, 12 },
    { 9, "TX", "America/Chicago", 77002, 713, 28 },
    { 2, "TX", "America/Denver", 79901, 915, 45 },
    { 8, "FL", "America/New_York", 33125, 305, 35 },
    { 8, "NY", "America/New_York", 10002, 212, 18 },
    { 2, "NY", "America/New_York", 14201, 716, 4 },
    { 5, "PA", "America/New_York", 19103, 215, 6 },
    { 5, "IL", "America/Chicago", 60607, 312, 15 },
    { 5, "OH", "America/New_York", 43085, 614, 3 },
    { 4, "GA", "America/New_York", 30303, 404, 7 },
    { 4, "NC", "America/New_York", 27601, 919, 7 },
    { 4, "MI", "America/Detroit", 48201, 313, 4 },
    { 4, "NJ", "America/New_York", 7102, 973, 18 },
    { 3, "VA", "America/New_York", 23219, 804, 5 },
    { 4, "WA", "America/Los_Angeles", 98101, 206, 6 },
    { 3, "AZ", "America/Phoenix", 85003, 602, 22 },
    { 3, "MA", "America/New_York", 2108, 617, 9 },
    { 3, "TN", "America/Chicago", 37201, 615, 4 },
    { 2, "IN", "America/Indiana/Indianapolis", 46201, 317, 5 },
    { 2, "CO", "America/Denver", 80202, 303, 14 },
    { 1, "NV", "America/Los_Angeles", 89101, 702, 24 },
    { 1, "OR", "America/Los_Angeles", 97201, 503, 8 },
    { 1, "HI", "Pacific/Honolulu", 96813, 808, 2 },
    { 1, "AK", "America/Anchorage", 99501, 907, 2 },
};

static size_t throw_place(DemoDice *dice)
{
    int64_t left = demo_dice_below(dice, 100);
    size_t place = 0;
    while (place + 1 < G_N_ELEMENTS(PLACES) && left >= PLACES[place].share)
        left -= PLACES[place++].share;
    return place;
}

#define PICK(dice, list) list[demo_dice_below(dice, G_N_ELEMENTS(list))]

/* Letters only, in lower case: what a name leaves in an address. */
static void plain(char *to, size_t size, const char *from)
{
    size_t length = 0;
    for (; *from != '\0' && length + 1 < size; from++)
        if (g_ascii_isalpha(*from)) to[length++] = g_ascii_tolower(*from);
    to[length] = '\0';
}

static void make_person(DemoDice *dice, int64_t number, Debtor *out)
{
    static const char *const HOSTS[] = { "example.com", "example.net", "example.org" };
    const char *first = PICK(dice, FIRST), *last = PICK(dice, LAST);
    char a[WORD_SIZE], b[WORD_SIZE];
    out->kind = DEBTOR_PERSON;
    g_snprintf(out->name, sizeof out->name, "%s %c. %s", first,
               (char)('A' + demo_dice_below(dice, 25)), last);
    plain(a, sizeof a, first);
    plain(b, sizeof b, last);
    g_snprintf(out->email, sizeof out->email, "%s.%s%" G_GINT64_FORMAT "@%s", a, b, number % 1000,
               PICK(dice, HOSTS));
}

static void make_business(DemoDice *dice, int64_t number, Debtor *out)
{
    static const char *const DESKS[] = { "ap", "accounts", "payables", "invoices", "office" };
    const char *house = PICK(dice, HOUSE), *trade = PICK(dice, TRADE);
    char a[WORD_SIZE], b[WORD_SIZE];
    out->kind = DEBTOR_BUSINESS;
    if (demo_dice_percent(dice, 25))
        g_snprintf(out->name, sizeof out->name, "%s %s %s", PICK(dice, LAST), trade,
                   PICK(dice, FORM));
    else
        g_snprintf(out->name, sizeof out->name, "%s %s %s", house, trade, PICK(dice, FORM));
    plain(a, sizeof a, house);
    plain(b, sizeof b, trade);
    g_snprintf(out->email, sizeof out->email, "%s@%s%s%" G_GINT64_FORMAT ".example",
               PICK(dice, DESKS), a, b, number % 1000);
}

void demo_person_make(DemoDice *dice, int64_t number, int person_percent, Debtor *out)
{
    size_t place = throw_place(dice);
    *out = (Debtor){ .country = "US" };
    g_snprintf(out->ref, sizeof out->ref, "D%05" G_GINT64_FORMAT, number);
    if (demo_dice_percent(dice, person_percent))
        make_person(dice, number, out);
    else
        make_business(dice, number, out);
    text_copy(out->region, sizeof out->region, PLACES[place].region);
    text_copy(out->time_zone, sizeof out->time_zone, PLACES[place].zone);
    g_snprintf(out->postal_code, sizeof out->postal_code, "%05d",
               PLACES[place].postal + (int)demo_dice_below(dice, 8));
    bool spanish = out->kind == DEBTOR_PERSON && demo_dice_percent(dice, PLACES[place].spanish);
    text_copy(out->language, sizeof out->language, spanish ? "es" : "en");
    g_snprintf(out->phone, sizeof out->phone, "+1%d55501%02d", PLACES[place].area,
               (int)demo_dice_below(dice, 100));
    if (demo_dice_percent(dice, 12)) out->email[0] = '\0';
    if (demo_dice_percent(dice, 8)) out->phone[0] = '\0';
}
