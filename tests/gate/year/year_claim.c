/* tests/gate/year/year_claim.c: what a firm claims for late payment: often reckoned rightly, else
 * with one of the usual mistakes. */
#include "year.h"

#include <string.h>

/* The reference rates of the rule book, by half years; those of 2026 to 2028 are made up. */
static const int32_t BANK_E4[] = { 2500, 12500, 35000, 50000, 52500 }; /* 2022 H1 on */
static const int32_t ECB_E4[] = { 45000, 42500, 31500, 21500,          /* 2024 H1 on */
                                  20000, 21000, 22000, 23000, 24000, 25000 };
enum { GIVEN_FROM = 4, GIVEN = 6 };

typedef enum {
    REASONED,
    REASONED_TOO,
    REASONED_AGAIN,
    DUE_DAY_COUNTED,
    DAYS_360,
    RATE_MOVES, /* in the Union: stays */
    POINT_MORE,
    CENT_MORE,
    ONE_DEBT,
    MISTAKES
} Mistake;

static int32_t half_of(Day day)
{
    DayParts p = day_parts(day);
    return p.year * 2 + (p.month > 6);
}

static int64_t bank_e4(const Year *y, int32_t half)
{
    if (y->facts.boe_rate.state == NUMBER_GIVEN) return y->facts.boe_rate.e4;
    return BANK_E4[CLAMP(half - 2022 * 2, 0, (int)G_N_ELEMENTS(BANK_E4) - 1)];
}

static int64_t rate_e4(const Year *y, Day due, Day day, Mistake mistake)
{
    bool kingdom = y->facts.country == COUNTRY_UK;
    int32_t half = half_of(kingdom == (mistake == RATE_MOVES) ? day : due + 1);
    int64_t points = mistake == POINT_MORE ? 90000 : 80000;
    if (kingdom) return points + bank_e4(y, half);
    return points + ECB_E4[CLAMP(half - 2024 * 2, 0, (int)G_N_ELEMENTS(ECB_E4) - 1)];
}

static Day due_of(const GateDebt *d)
{
    if (d->due.state == MOMENT_DAY) return d->due.day;
    return d->invoice_received.day + (d->terms_days > 0 ? d->terms_days : 30);
}

/* Day by day, as a clerk would. */
static int64_t interest_e4(const Year *y, const GateDebt *d, Day paid, Mistake mistake)
{
    int64_t sum = 0, year = mistake == DAYS_360 ? 360 : 365;
    Day due = due_of(d);
    for (Day day = due + (mistake == DUE_DAY_COUNTED ? 0 : 1); day <= paid; day++)
        sum += d->amount.e4 * rate_e4(y, due, day, mistake);
    int64_t cent = year * 100 * 10000 * 100;
    return (sum + cent / 2) / cent * 100 + (mistake == CENT_MORE ? 100 : 0);
}

static int64_t fixed_e4(const Year *y, const GateDebt *d)
{
    if (y->facts.country == COUNTRY_EU || d->amount.e4 < 10000000) return 400000;
    return d->amount.e4 < 100000000 ? 700000 : 1000000;
}

static bool claimed(const YearAct *act, size_t index)
{
    return !act->action.debts.given || (act->action.debts.bits >> index & 1) != 0;
}

static Day paid_on(Year *y, const YearAct *act, size_t index)
{
    const Zone *zone =
        y->facts.person.zone_count > 0 ? y->facts.person.zones[0] : clock_zone("UTC");
    Day paid = clock_zone_day(zone, act->action.at_us);
    if (act->action.paid.state == MOMENT_DAY) return act->action.paid.day;
    for (size_t i = 0; i < y->facts.event_count; i++) {
        const GateEvent *e = &y->events[i];
        if (e->type != EVENT_PAID_IN_FULL || e->at_us > act->action.at_us) continue;
        if (e->debts.given && (e->debts.bits >> index & 1) == 0) continue;
        paid = MIN(paid, clock_zone_day(zone, e->at_us));
    }
    return paid;
}

static void reckon(Year *y, YearAct *act, Mistake mistake)
{
    GateAction *a = &act->action;
    int64_t sum_e4 = 0, fixed = 0;
    for (size_t i = 0; i < y->facts.debt_count; i++) {
        if (!claimed(act, i) || (mistake == ONE_DEBT && sum_e4 > 0)) continue;
        Day paid = paid_on(y, act, i);
        sum_e4 += interest_e4(y, &y->debts[i], paid, mistake);
        fixed += fixed_e4(y, &y->debts[i]);
        if (y->facts.country == COUNTRY_UK && year_made_one_in(y, 3))
            a->rate = (GateNumber){ rate_e4(y, due_of(&y->debts[i]), paid, mistake), NUMBER_GIVEN };
    }
    a->interest = (GateNumber){ sum_e4, NUMBER_GIVEN };
    a->fixed_sum = (GateNumber){ fixed, NUMBER_GIVEN };
}

void year_claim_act(Year *y, YearAct *act)
{
    static const int64_t SUMS[] = { 40, 70, 100 };
    GateAction *a = &act->action;
    bool past = true;
    a->channel = year_made_one_in(y, 3) ? CHANNEL_CLAIM_FIXED : CHANNEL_CLAIM_LATE;
    for (int half = 0; half < GIVEN; half++)
        a->ecb[a->ecb_count++] =
            (GateHalfRate){ 2026 * 2 + half, { ECB_E4[GIVEN_FROM + half], NUMBER_GIVEN } };
    for (size_t i = 0; i < y->facts.debt_count; i++)
        past = past && (!claimed(act, i) || half_of(due_of(&y->debts[i]) + 1) < 2024 * 2 + 1);
    y->facts.boe_rate = (GateNumber){ 37500, past ? NUMBER_ABSENT : NUMBER_GIVEN };
    if (year_made_one_in(y, 5))
        a->paid = year_made_day((Day)(a->at_us / YEAR_SECOND_US / 86400) - year_made_pick(y, 60));
    reckon(y, act, (Mistake)year_made_pick(y, MISTAKES));
    if (year_made_one_in(y, 6)) a->fixed_sum.e4 = YEAR_ANY(y, SUMS) * 10000;
}
