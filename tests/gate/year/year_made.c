/* tests/gate/year/year_made.c: makes up a person: where, who, which debts and wishes.  Proposes
 * nothing. */
#include "year.h"

#include <string.h>

int year_made_pick(Year *y, int count)
{
    y->seed ^= y->seed << 13;
    y->seed ^= y->seed >> 7;
    y->seed ^= y->seed << 17;
    return (int)((y->seed >> 33) % (uint64_t)count);
}

bool year_made_one_in(Year *y, int count)
{
    return year_made_pick(y, count) == 0;
}

GateMoment year_made_day(Day day)
{
    return (GateMoment){ 0, day, MOMENT_DAY };
}

GateMoment year_made_instant(int64_t at_us)
{
    return (GateMoment){ at_us, (Day)(at_us / YEAR_SECOND_US / 86400), MOMENT_INSTANT };
}

GateEvent *year_made_event(Year *y, GateEventType type, int64_t at_us)
{
    g_assert_cmpint((int)y->facts.event_count, <, YEAR_EVENTS);
    size_t index = y->facts.event_count++;
    y->event_ids[index] = 0;
    y->events[index] = (GateEvent){ .at_us = at_us, .type = type };
    return &y->events[index];
}

int64_t year_made_local_us(const Year *y, Day day, int32_t second)
{
    const Zone *zone = y->facts.person.zone_count > 0 ? y->facts.person.zones[0] : NULL;
    if (zone == NULL) return ((int64_t)day * 86400 + second) * YEAR_SECOND_US;
    return clock_zone_instant(zone, day, second);
}

/* ---- where ---- */

typedef struct {
    const char *region;
    bool city;
    const char *zones[3];
} Place;

static const Place US_PLACES[] = {
    { "FED", false, { "America/Chicago" } },
    { "FED", false, { "America/Indiana/Indianapolis", "America/Chicago" } },
    { "NY", true, { "America/New_York" } },
    { "NY", true, { "America/New_York" } },
    { "NY", true, { "America/New_York", "America/Los_Angeles" } },
    { "NY", false, { "America/New_York" } },
    { "MA", false, { "America/New_York" } },
    { "MA", false, { "America/New_York" } },
    { "WA", false, { "America/Los_Angeles" } },
    { "WA", false, { "America/Los_Angeles" } },
    { "CA", false, { "America/Los_Angeles" } },
    { "CA", false, { "America/Los_Angeles", "America/New_York" } },
    { "DC", false, { "America/New_York" } },
    { "NV", false, { "America/Los_Angeles", "America/Boise" } },
    { "NV", false, { "America/Los_Angeles" } },
    { "FL", false, { "America/New_York", "America/Chicago" } },
    { "FL", false, { "America/New_York" } },
    { "AZ", false, { "America/Phoenix", "America/Denver" } },
    { "AZ", false, { "America/Phoenix" } },
    { "HI", false, { "Pacific/Honolulu" } },
    { "WI", false, { "America/Chicago" } },
    { "TN", false, { NULL } },
};
static const Place UK_PLACES[] = {
    { "EW", false, { "Europe/London" } },
    { "EW", false, { "Europe/London" } },
    { "SCT", false, { "Europe/London" } },
};
static const Place EU_PLACES[] = {
    { "DE", false, { "Europe/Berlin" } },
    { "FR", false, { "Europe/Paris" } },
    { "NL", false, { "Europe/Amsterdam" } },
};

static void settle(Year *y)
{
    GateFacts *f = &y->facts;
    int chance = year_made_pick(y, 20);
    f->country = chance < 14 ? COUNTRY_US : chance < 18 ? COUNTRY_UK : COUNTRY_EU;
    const Place *place = f->country == COUNTRY_US   ? &YEAR_ANY(y, US_PLACES)
                         : f->country == COUNTRY_UK ? &YEAR_ANY(y, UK_PLACES)
                                                    : &YEAR_ANY(y, EU_PLACES);
    g_strlcpy(f->region, place->region, sizeof f->region);
    f->new_york_city = place->city;
    f->person.state = f->country == COUNTRY_US && strcmp(f->region, "FED") != 0 ? f->region : NULL;
    static const char *const STATES[] = { "MA", "WA", "CA", "NV", "DC" };
    if (f->person.state != NULL && year_made_one_in(y, 12)) f->person.state = YEAR_ANY(y, STATES);
    f->person.zones_given = true;
    f->person.home_zone = -1;
    while (f->person.zone_count < 3 && place->zones[f->person.zone_count] != NULL) {
        f->person.zone_names[f->person.zone_count] = place->zones[f->person.zone_count];
        f->person.zones[f->person.zone_count] =
            clock_zone(f->person.zone_names[f->person.zone_count]);
        f->person.zone_count++;
    }
}

/* ---- who ---- */

static void others(Year *y)
{
    static const GateKind OTHERS[] = { KIND_NEIGHBOUR, KIND_COWORKER, KIND_HOUSEHOLD, KIND_RELATIVE,
                                       KIND_FLATMATE };
    GateFacts *f = &y->facts;
    f->person2 = (GatePerson){ .id = "P2", .kind = YEAR_ANY(y, OTHERS), .home_zone = -1 };
    f->person2_given = true;
    if (f->person.kind == KIND_PARENT && year_made_one_in(y, 2)) f->flags.obligor_minor = TRI_TRUE;
    if (f->role != ROLE_FIRST_PARTY) return;
    if (year_made_one_in(y, 8)) f->flags.other_name = TRI_TRUE;
    f->flags.procedures_begun = year_made_one_in(y, 2) ? TRI_TRUE : TRI_FALSE;
}

/* California covers business loans of natural persons, too: more of them live there. */
static GateKind us_kind(Year *y)
{
    static const GateKind KINDS[] = { KIND_COMPANY,  KIND_SOLE_TRADER, KIND_GUARANTOR,
                                      KIND_SPOUSE,   KIND_PARENT,      KIND_REPRESENTATIVE,
                                      KIND_PARENT,   KIND_GUARDIAN,    KIND_SURVIVING_SPOUSE,
                                      KIND_FLATMATE, KIND_CODEBTOR,    KIND_SOLE_TRADER };
    bool california = strcmp(y->facts.region, "CA") == 0;
    if (!year_made_one_in(y, california ? 2 : 5)) return KIND_CONSUMER;
    GateKind kind = YEAR_ANY(y, KINDS);
    if (!california || !year_made_one_in(y, 3)) return kind;
    return year_made_one_in(y, 2) ? KIND_SOLE_TRADER : KIND_GUARANTOR;
}

static void cast(Year *y)
{
    static const GateRole US_ROLES[] = { ROLE_THIRD_PARTY,       ROLE_THIRD_PARTY,
                                         ROLE_THIRD_PARTY,       ROLE_BUYER_PRINCIPAL,
                                         ROLE_FIRST_PARTY,       ROLE_FIRST_PARTY,
                                         ROLE_BUYER_OWN_ACCOUNT, ROLE_SERVICER,
                                         ROLE_MORTGAGE_SERVICER };
    static const GateKind UK_KINDS[] = { KIND_COMPANY, KIND_JOINT_DEBTOR, KIND_SOLE_TRADER };
    static const GateKind EU_KINDS[] = { KIND_COMPANY, KIND_COMPANY, KIND_PUBLIC_AUTHORITY };
    GateFacts *f = &y->facts;
    f->role = f->country == COUNTRY_US   ? YEAR_ANY(y, US_ROLES)
              : f->country == COUNTRY_UK ? ROLE_FCA_COLLECTOR
                                         : ROLE_FIRST_PARTY;
    f->person.id = "P1";
    f->person.kind = KIND_CONSUMER;
    if (f->country == COUNTRY_US) f->person.kind = us_kind(y);
    if (f->country == COUNTRY_UK && year_made_one_in(y, 4)) f->person.kind = YEAR_ANY(y, UK_KINDS);
    if (f->country == COUNTRY_EU && !year_made_one_in(y, 3)) f->person.kind = YEAR_ANY(y, EU_KINDS);
    others(y);
    f->number = "mobile";
    f->line = LINE_WIRELESS;
}

/* ---- debts ---- */

static bool trades(const Year *y)
{
    GateKind kind = y->facts.person.kind;
    return kind == KIND_COMPANY || kind == KIND_SOLE_TRADER || kind == KIND_GUARANTOR ||
           kind == KIND_PUBLIC_AUTHORITY;
}

/* A sole trader in the United States has private debts, too. */
static bool commercial(Year *y)
{
    bool mixed = y->facts.country == COUNTRY_US && y->facts.person.kind == KIND_SOLE_TRADER;
    return trades(y) && !(mixed && year_made_one_in(y, 2));
}

static GateProduct product(Year *y, bool trade)
{
    static const GateProduct US_PRODUCTS[] = { PRODUCT_CREDIT_CARD, PRODUCT_CREDIT_CARD,
                                               PRODUCT_CLOSED_END,  PRODUCT_MEDICAL,
                                               PRODUCT_STUDENT,     PRODUCT_STUDENT,
                                               PRODUCT_MORTGAGE };
    if (trade) return PRODUCT_TRADE_INVOICE;
    if (y->facts.country == COUNTRY_US) return YEAR_ANY(y, US_PRODUCTS);
    return y->facts.country == COUNTRY_UK ? PRODUCT_REGULATED_CREDIT : PRODUCT_RETAIL_INVOICE;
}

/* How the account stands: past due by a date or by a count, charged off, re-aged before. */
static void account(Year *y, GateDebt *d)
{
    d->oldest_unpaid_due = year_made_day(y->first - year_made_pick(y, 200));
    if (year_made_one_in(y, 6)) {
        d->oldest_unpaid_due = (GateMoment){ 0 };
        d->days_past_due = year_made_pick(y, 220);
    }
    if (year_made_one_in(y, 6)) d->re_aged = (GateDays){ { y->first - 100 }, 1, true };
    if (year_made_one_in(y, 6)) {
        Day before = y->first - 300 - year_made_pick(y, 400);
        d->re_aged = (GateDays){ { before - 400 - year_made_pick(y, 1300), before }, 2, true };
    }
    if (!year_made_one_in(y, 10) || d->status != STATUS_OPEN) return;
    d->charged_off = year_made_day(y->first - 1 - year_made_pick(y, 200));
    d->status = STATUS_CHARGED_OFF;
}

/* An old invoice, whose interest begins when other rates held; one whose due day nobody agreed. */
static void invoice(Year *y, GateDebt *d)
{
    bool kingdom = y->facts.country == COUNTRY_UK;
    if (year_made_one_in(y, 3)) /* 2022 to June 2024; 2024 to November 2025 */
        d->due = year_made_day(kingdom ? 18993 + year_made_pick(y, 900)
                                       : 19723 + year_made_pick(y, 680));
    if (!year_made_one_in(y, 5)) return;
    d->terms_days = year_made_one_in(y, 2) ? 45 : 0;
    d->invoice_received = year_made_day(d->due.day - (d->terms_days > 0 ? 45 : 30));
    d->due = (GateMoment){ 0 };
}

/* A trader buys a thing for the home. */
static void at_home(Year *y, GateDebt *d)
{
    if (y->facts.country != COUNTRY_EU || !commercial(y) || !year_made_one_in(y, 6)) return;
    d->consumer = TRI_TRUE;
    d->product = PRODUCT_RETAIL_INVOICE;
}

/* A business loan, in California covered from 1 July 2025 on and up to USD 500,000. */
static void loan(Year *y, GateDebt *d)
{
    enum { JULY_2025 = 20270 };
    d->entered = year_made_day(JULY_2025 - 100 + year_made_pick(y, 200));
    if (year_made_one_in(y, 3)) d->amount.e4 += 500000 * 10000LL;
    d->balance = d->amount;
}

/* What the contract allows, and where it was signed. */
static void contract(Year *y, GateDebt *d)
{
    static const char *const DISTRICTS[] = { "district A", "district C", NULL };
    d->contract_authorises = (GateTexts){ { "principal", "contract_interest", "convenience_fee" },
                                          (uint8_t)(1 + year_made_pick(y, 3)),
                                          true };
    d->contract_signed_in = YEAR_ANY(y, DISTRICTS);
}

static void own_debt(Year *y, size_t index)
{
    static const char *const IDS[YEAR_DEBTS] = { "D1", "D2", "D3", "D4" };
    static const char *const LAWS[] = { "US-CA", "NC", "IL", "US-NY", "QC" };
    GateDebt *d = &y->debts[index];
    bool trade = commercial(y);
    *d = (GateDebt){ .id = IDS[index],
                     .consumer = trade ? TRI_FALSE : TRI_TRUE,
                     .product = product(y, trade),
                     .status = STATUS_OPEN,
                     .written_contract = TRI_TRUE,
                     .contract_signed_in = "district A",
                     .amount = { (100 + year_made_pick(y, 20000)) * 10000LL, NUMBER_GIVEN },
                     .accrued = year_made_day(y->first - 200 - year_made_pick(y, 2600)),
                     .incurred = year_made_day(y->first - 400 - year_made_pick(y, 2600)),
                     .due = year_made_day(y->first - 40 + year_made_pick(y, 80)),
                     .opened = year_made_day(y->first - 100 - year_made_pick(y, 400)),
                     .entered = year_made_day(y->first - 300 - year_made_pick(y, 200)),
                     .terms_days = 30,
                     .days_past_due = -1 };
    d->balance = d->amount;
    if (d->product == PRODUCT_STUDENT) d->servicing_account = "SA";
    if (d->product == PRODUCT_MORTGAGE) d->secured_by = "principal_residence";
    if (year_made_one_in(y, 2)) contract(y, d);
    if (year_made_one_in(y, 12)) d->status = STATUS_SETTLED;
    if (year_made_one_in(y, 12)) d->identity_theft = TRI_TRUE;
    if (year_made_one_in(y, 30)) d->status = STATUS_DISCHARGED;
    account(y, d);
    if (y->facts.country == COUNTRY_US) {
        if (year_made_one_in(y, 8)) d->choice_of_law = YEAR_ANY(y, LAWS);
        if (trade) loan(y, d);
        return;
    }
    invoice(y, d);
    if (index > 0) at_home(y, d);
}

/* ---- wishes ---- */

static void times(Year *y, GatePref *p)
{
    p->weekdays = year_made_one_in(y, 2) ? 0 : (uint8_t)year_made_pick(y, 128);
    p->from_s = (6 + year_made_pick(y, 14)) * 3600;
    p->to_s = (5 + year_made_pick(y, 19)) * 3600 + 1800;
    if (year_made_one_in(y, 3)) p->weekdays = 0, p->from_s = 9 * 3600, p->to_s = 20 * 3600;
}

static void confirmation(Year *y, GatePref *p)
{
    if (!year_made_one_in(y, 4)) p->how = year_made_one_in(y, 3) ? "letter" : "oral";
    if (year_made_one_in(y, 3))
        p->written_confirmation = year_made_day(p->since.day + 1 + year_made_pick(y, 12));
}

static GatePref wish(Year *y)
{
    static const GateMedium MEDIA[] = { MEDIUM_TELEPHONE, MEDIUM_EMAIL, MEDIUM_SMS, MEDIUM_MAIL };
    static const GatePrefType TYPES[] = { PREF_TIME,          PREF_TIME,          PREF_PLACE,
                                          PREF_EMPLOYER,      PREF_NO_WORK_CALLS, PREF_NO_MEDIUM,
                                          PREF_NO_WORK_CALLS, PREF_NO_ADDRESS };
    static const char *const PLACES[] = { "home", "home", "work" };
    int span = y->last - y->first;
    GatePref p = { .type = YEAR_ANY(y, TYPES), .from_s = -1, .to_s = -1 };
    p.since = year_made_instant(
        year_made_local_us(y, y->first - 20 + year_made_pick(y, span), 12 * 3600));
    if (year_made_one_in(y, 2)) p.until = year_made_day(p.since.day + year_made_pick(y, span));
    if (p.type == PREF_TIME) times(y, &p);
    if (p.type == PREF_NO_WORK_CALLS) confirmation(y, &p);
    if (p.type == PREF_PLACE) p.place = YEAR_ANY(y, PLACES);
    if (p.type == PREF_NO_MEDIUM) p.medium = YEAR_ANY(y, MEDIA);
    if (p.type == PREF_NO_ADDRESS) {
        p.medium = year_made_one_in(y, 2) ? MEDIUM_EMAIL : MEDIUM_TELEPHONE;
        p.address = p.medium == MEDIUM_EMAIL ? "me@example.org" : "mobile";
    }
    return p;
}

static GateConsent consent(Year *y)
{
    static const GateConsentType TYPES[] = {
        CONSENT_EXTRA_CALLS,        CONSENT_EXTRA_CALLS, CONSENT_OUTSIDE_HOURS, CONSENT_TCPA,
        CONSENT_ELECTRONIC_WRITTEN, CONSENT_THIRD_PARTY, CONSENT_EMAIL
    };
    int span = y->last - y->first;
    GateConsent k = { .type = YEAR_ANY(y, TYPES), .from_s = -1, .to_s = -1 };
    k.given_at = year_made_instant(year_made_local_us(y, y->first + year_made_pick(y, span),
                                                      9 * 3600 + year_made_pick(y, 8 * 3600)));
    k.to_this_collector = year_made_one_in(y, 5) ? TRI_FALSE : TRI_TRUE;
    k.during_compliant = year_made_one_in(y, 6) ? TRI_FALSE : TRI_TRUE;
    if (year_made_one_in(y, 3)) k.debts = (GateDebtSet){ 1, true };
    if (k.type == CONSENT_OUTSIDE_HOURS) {
        k.from_s = (19 + year_made_pick(y, 3)) * 3600;
        k.to_s = 23 * 3600;
        if (year_made_one_in(y, 2)) k.until = year_made_day(k.given_at.day + 20);
    }
    if (k.type == CONSENT_EXTRA_CALLS && year_made_one_in(y, 3)) {
        Day local = clock_zone_day(y->facts.person.zone_count > 0 ? y->facts.person.zones[0]
                                                                  : clock_zone("UTC"),
                                   k.given_at.at_us);
        k.only_dates = (GateDays){ { local, local + 2 }, 2, true };
    }
    if (k.type == CONSENT_EMAIL) k.address = "me@example.org";
    if (k.type == CONSENT_THIRD_PARTY) k.who = y->facts.person2.kind;
    return k;
}

void year_made_person(Year *y, uint64_t seed, int64_t number)
{
    int64_t happenings = y->happenings, contacts = y->contacts;
    memset(y, 0, offsetof(Year, texts));
    y->happenings = happenings;
    y->contacts = contacts;
    y->text_count = 0;
    y->id = number;
    y->seed = (seed + 1) * 0x9E3779B97F4A7C15ULL ^ (uint64_t)(number + 1) * 0xBF58476D1CE4E5B9ULL;
    for (int i = 0; i < 8; i++) year_made_pick(y, 2);
    bool leap = year_made_one_in(y, 10);
    y->first = leap ? YEAR_LEAP_DAY : YEAR_FIRST_DAY;
    y->last = y->first + (leap ? YEAR_LEAP_DAYS : YEAR_DAYS) - 1;
    GateFacts *f = &y->facts;
    f->debts = y->debts;
    f->events = y->events;
    f->consents = y->consents;
    f->prefs = y->prefs;
    f->limitation.years = -1;
    settle(y);
    cast(y);
    f->debt_count = (size_t)(1 + year_made_pick(y, YEAR_DEBTS));
    for (size_t i = 0; i < f->debt_count; i++) own_debt(y, i);
    f->pref_count = (size_t)year_made_pick(y, YEAR_WISHES);
    for (size_t i = 0; i < f->pref_count; i++) y->prefs[i] = wish(y);
    f->consent_count = (size_t)year_made_pick(y, YEAR_WISHES);
    for (size_t i = 0; i < f->consent_count; i++) y->consents[i] = consent(y);
    year_law_make(y);
    if (year_made_one_in(y, 25))
        year_dormant_make(y);
    else
        year_happen_make(y);
}
