/* gate/gate_limitation.c: limitation periods, R35 and R69.  The table is from knowledge, to be
 * verified before anyone relies on it; a doubtful date asks for legal review and is never guessed.
 */
#include "gate/gate_limitation.h"

#include <string.h>

/* Years from accrual, written contracts (R69). */
static const struct {
    const char *region;
    int8_t years;
    bool extinguishes;
} PERIODS[] = {
    { "AL", 6, false },  { "AK", 3, false },  { "AZ", 6, false },  { "AR", 5, false },
    { "CA", 4, false },  { "CO", 6, false },  { "CT", 6, false },  { "DE", 3, false },
    { "DC", 3, false },  { "FL", 5, false },  { "GA", 6, false },  { "HI", 6, false },
    { "ID", 5, false },  { "IL", 10, false }, { "IN", 6, false },  { "IA", 10, false },
    { "KS", 5, false },  { "KY", 10, false }, { "LA", 10, false }, { "ME", 6, false },
    { "MD", 3, false },  { "MA", 6, false },  { "MI", 6, false },  { "MN", 6, false },
    { "MS", 3, true },   { "MO", 10, false }, { "MT", 8, false },  { "NE", 5, false },
    { "NV", 6, false },  { "NH", 3, false },  { "NJ", 6, false },  { "NM", 6, false },
    { "NY", 6, false },  { "NC", 3, false },  { "ND", 6, false },  { "OH", 6, false },
    { "OK", 5, false },  { "OR", 6, false },  { "PA", 4, false },  { "RI", 10, false },
    { "SC", 3, false },  { "SD", 6, false },  { "TN", 6, false },  { "TX", 4, false },
    { "UT", 6, false },  { "VT", 6, false },  { "VA", 5, false },  { "WA", 6, false },
    { "WV", 10, false }, { "WI", 6, true },   { "WY", 10, false }, { "EW", 6, false },
    { "NI", 6, false },  { "SCT", 5, true },
};

static int period_index(const char *region)
{
    for (size_t i = 0; i < sizeof PERIODS / sizeof PERIODS[0]; i++)
        if (PERIODS[i].region[0] == region[0] && strcmp(PERIODS[i].region, region) == 0)
            return (int)i;
    return -1;
}

/* Where the period differs by product, or by the date of the contract or accrual; 0 where it does
 * not. */
static int special_years(const GateDebt *debt, const char *region)
{
    enum { KENTUCKY = 16266, OHIO = 18794 }; /* 2014-07-15, 2021-06-16 */
    bool goods = debt->product == PRODUCT_TRADE_INVOICE;
    if (strcmp(region, "NY") == 0 && debt->consumer != TRI_FALSE && !goods) return 3;
    if (strcmp(region, "LA") == 0 && debt->product == PRODUCT_CREDIT_CARD) return 3;
    if (strcmp(region, "OH") == 0 && debt->accrued.day < OHIO) return 8;
    bool old = gate_case_moment_given(debt->entered) && debt->entered.day < KENTUCKY;
    return strcmp(region, "KY") == 0 && old ? 15 : 0;
}

/* The period of that law for this debt; 0 when the table does not have it. */
static int years_of(const GateCase *c, const GateDebt *debt, const char *region)
{
    int index = period_index(region), special = special_years(debt, region);
    bool goods = debt->product == PRODUCT_TRADE_INVOICE && c->facts->country == COUNTRY_US;
    if (index < 0) return 0;
    int years = special > 0 ? special : PERIODS[index].years;
    return goods && years > 4 ? 4 : years; /* sale of goods: UCC 2-725 */
}

static Day last_day(Day from, int years)
{
    return day_add_months(from, years * 12);
}

/* A part payment after accrual that may have revived the claim; DAY_NONE when none, or where none
 * revives. */
static Day revived(const GateCase *c, const GateDebt *debt, const char *region)
{
    bool buyer = c->facts->role == ROLE_BUYER_PRINCIPAL || c->facts->role == ROLE_BUYER_OWN_ACCOUNT;
    Day latest = DAY_NONE;
    if (strcmp(region, "NY") == 0 && debt->consumer != TRI_FALSE) return DAY_NONE; /* CPLR 214-i */
    if (strcmp(region, "TX") == 0 && buyer) return DAY_NONE;
    uint64_t bit = 1ULL << (debt - c->facts->debts);
    const GateEvent *e;
    for (size_t i = 0; (e = gate_case_next(c, &i, EVENT_PAYMENT)) != NULL;) {
        if (e->debts.given && (e->debts.bits & bit) == 0) continue;
        Day paid = gate_case_day(c, 0, e->at_us);
        if (paid > debt->accrued.day && paid > latest) latest = paid;
    }
    return latest;
}

/* Days of military service up to the given day (50 USC 3936 leaves them out of the period). */
static int served_days(const GateCase *c, Day from, Day until)
{
    const GateMilitary *m = &c->facts->military;
    if (!m->given || !gate_case_moment_given(m->start)) return 0;
    Day start = m->start.day, end = gate_case_moment_given(m->end) ? m->end.day : c->day;
    if (start < from) start = from;
    if (end > until) end = until;
    return end >= start ? end - start + 1 : 0;
}

/* Service may have stopped the clock: then the date is a lawyer's. */
static bool may_be_tolled(const GateCase *c, Day from, const GateLimit *limit)
{
    if (c->facts->country != COUNTRY_US || !limit->expired) return false;
    if (limit->expiry == DAY_NONE) return served_days(c, DAY_MIN, c->day) > 0;
    return c->day <= limit->expiry + served_days(c, from, c->day);
}

static const char *short_region(const char *region)
{
    if (region == NULL) return "";
    const char *dash = strchr(region, '-');
    return dash != NULL ? dash + 1 : region;
}

static Day accrual(const GateDebt *debt)
{
    return debt != NULL && gate_case_moment_given(debt->accrued) ? debt->accrued.day : DAY_NONE;
}

static GateLimit given(const GateCase *c, const GateDebt *debt)
{
    const GateLimitation *g = &c->facts->limitation;
    int index = period_index(c->facts->region);
    GateLimit limit = { .known = true, .expiry = DAY_NONE };
    Day accrued = accrual(debt);
    if (gate_case_moment_given(g->expiry))
        limit.expiry = g->expiry.day;
    else if (g->years > 0 && accrued != DAY_NONE)
        limit.expiry = last_day(accrued, g->years);
    limit.expired = g->expired != TRI_ABSENT ? gate_case_yes(g->expired)
                                             : limit.expiry != DAY_NONE && c->day > limit.expiry;
    limit.extinguishes = index >= 0 && PERIODS[index].extinguishes;
    if (g->expired == TRI_NULL && limit.expiry == DAY_NONE) limit.doubt = "legal_review";
    if (may_be_tolled(c, accrued != DAY_NONE ? accrued : DAY_MIN, &limit))
        limit.doubt = "legal_review:tolling";
    return limit;
}

static GateLimit computed(const GateCase *c, const GateDebt *debt)
{
    const char *region = c->facts->region, *chosen = short_region(debt->choice_of_law);
    int years = years_of(c, debt, region),
        other = gate_case_text(chosen) ? years_of(c, debt, chosen) : 0;
    Day revival = DAY_NONE;
    GateLimit limit = { .expiry = DAY_NONE };
    if (years == 0) return limit;
    limit.known = true;
    limit.expiry = last_day(debt->accrued.day, years);
    limit.expired = c->day > limit.expiry;
    limit.extinguishes = PERIODS[period_index(region)].extinguishes;
    if (limit.expired) revival = revived(c, debt, region);
    bool alive = revival != DAY_NONE && c->day <= last_day(revival, years);
    if (alive || may_be_tolled(c, debt->accrued.day, &limit)) limit.doubt = "legal_review:tolling";
    if (gate_case_text(chosen) && other == 0) limit.doubt = "legal_review:choice_of_law";
    if (other > 0 && (c->day > last_day(debt->accrued.day, other)) != limit.expired)
        limit.doubt = "legal_review:choice_of_law";
    return limit;
}

static GateLimit of_debt(const GateCase *c, const GateDebt *debt)
{
    if (!gate_case_moment_given(debt->accrued) || gate_case_no(debt->written_contract))
        return (GateLimit){ .expiry = DAY_NONE };
    return computed(c, debt);
}

static int severity(const GateLimit *limit)
{
    if (limit->doubt != NULL) return 2;
    return limit->expired ? 3 : limit->known;
}

GateLimit gate_limitation_of(const GateCase *c)
{
    GateLimit worst = { .expiry = DAY_NONE };
    const GateDebt *debt;
    uint64_t rest = c->debts;
    bool on_file = c->facts->limitation.given, partly = rest == 0;
    if (on_file && rest == 0) return given(c, NULL);
    while (gate_case_next_debt(c, &rest, &debt)) {
        GateLimit limit = on_file ? given(c, debt) : of_debt(c, debt);
        partly = partly || !limit.known;
        if (severity(&limit) > severity(&worst)) worst = limit;
    }
    worst.partly = partly;
    return worst;
}

bool gate_limitation_threat(const GateCase *c)
{
    GateChannel channel = c->action->channel;
    return channel == CHANNEL_FILE_SUIT || channel == CHANNEL_DEFAULT_JUDGMENT ||
           gate_case_says_any(c,
                              GATE_BIT(CONTENT_THREATENS_SUIT) | GATE_BIT(CONTENT_PAY_OR_SUIT)) ||
           c->action->purpose == PURPOSE_FULL_PAYMENT;
}

/* R35, 1006.26: no suit and no threat on a time-barred debt; no knowledge is needed. */
static void r35_time_barred(GateCase *c)
{
    if (!c->conduct || !gate_limitation_threat(c)) return;
    GateLimit limit = gate_limitation_of(c);
    if (limit.doubt != NULL)
        gate_case_require(c, limit.doubt,
                          "the limitation date is doubtful: a lawyer decides first");
    else if (limit.expired)
        gate_case_deny(c, CODE_TIME_BARRED, "the limitation period has expired");
}

/* Barred for certain, and with the period the debt itself is gone. */
static bool gone(const GateCase *c, const GateLimit *limit)
{
    return limit->expired && limit->doubt == NULL && limit->extinguishes && c->conveys &&
           c->recipient == TO_CONSUMER;
}

/* R69: the period by the table; where its end ends the debt, nothing may be collected at all. */
static void r69_period(GateCase *c)
{
    bool threat = gate_limitation_threat(c);
    if (!threat && !c->about_debt) return;
    GateLimit limit = gate_limitation_of(c);
    if (limit.expiry != DAY_NONE) gate_case_figure_day(c, "expiry", limit.expiry);
    if (threat && limit.doubt != NULL)
        gate_case_require(c, limit.doubt,
                          "the limitation date is doubtful: a lawyer decides first");
    else if (threat && limit.expired)
        gate_case_deny(c, CODE_TIME_BARRED, "the limitation period has expired");
    else if (gone(c, &limit))
        gate_case_deny(c, CODE_TIME_BARRED, "the period has expired and with it the debt itself");
}

const GateRule gate_limitation_rules[] = {
    { 35, 2, 'P', true, "time-barred debt", "12 CFR 1006.26", "US", FROM_REG_F, DAY_NONE, US,
      r35_time_barred },
    { 69, 2, 'K', true, "limitation periods, written contracts",
      "state limitation statutes; UCC 2-725", "US states", DAY_NONE, DAY_NONE, US, r69_period },
    { 0 },
};
