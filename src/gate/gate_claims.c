/* gate/gate_claims.c: late payment between businesses, R80-R84: United Kingdom and European Union.
 * Figures are exact integers, rounded once, half up, to the cent. */
#include "gate/gate_case.h"

#include <stdio.h>
#include <string.h>

enum { DEFAULT_DAYS = 30, PUBLIC_DAYS = 30, LONGEST_DAYS = 60, YEAR_DAYS = 365 };
enum { POINTS_E4 = 80000, GERMAN_POINTS_E4 = 90000, FRENCH_POINTS_E4 = 100000 };

typedef struct {
    int32_t half; /* year * 2, + 1 for July to December */
    int32_t rate_e4;
} HalfRate;

/* Bank of England rate on the reference day before the half year (31 December, 30 June). */
static const HalfRate BANK_OF_ENGLAND[] = {
    { 2022 * 2, 2500 },  { 2022 * 2 + 1, 12500 }, { 2023 * 2, 35000 }, { 2023 * 2 + 1, 50000 },
    { 2024 * 2, 52500 }, { 2024 * 2 + 1, 52500 }, { 2025 * 2, 47500 }, { 2025 * 2 + 1, 42500 },
};
/* ECB main refinancing rate on 1 January and 1 July. */
static const HalfRate ECB[] = {
    { 2024 * 2, 45000 },
    { 2024 * 2 + 1, 42500 },
    { 2025 * 2, 31500 },
    { 2025 * 2 + 1, 21500 },
};
/* The German base rate (Bundesbank). */
static const HalfRate BUNDESBANK[] = {
    { 2024 * 2, 36200 },
    { 2024 * 2 + 1, 33700 },
    { 2025 * 2, 22700 },
    { 2025 * 2 + 1, 12700 },
};

static int32_t half_of(Day day)
{
    DayParts p = day_parts(day);
    return p.year * 2 + (p.month > 6 ? 1 : 0);
}

static bool table_rate(const HalfRate *table, size_t count, int32_t half, int64_t *rate_e4)
{
    for (size_t i = 0; i < count; i++)
        if (table[i].half == half) {
            *rate_e4 = table[i].rate_e4;
            return true;
        }
    return false;
}

#define COUNT(table) (sizeof table / sizeof table[0])

static bool ecb_rate(const GateCase *c, int32_t half, int64_t *rate_e4)
{
    for (size_t i = 0; i < c->action->ecb_count; i++)
        if (c->action->ecb[i].half == half && c->action->ecb[i].rate.state == NUMBER_GIVEN) {
            *rate_e4 = c->action->ecb[i].rate.e4;
            return true;
        }
    return table_rate(ECB, COUNT(ECB), half, rate_e4);
}

/* amount x rate x days, all in ten-thousandths, over 365 and per cent: the sum of the parts,
 * rounded once. */
static int64_t round_cents(__int128 sum)
{
    const __int128 cent =
        (__int128)YEAR_DAYS * 100 * 10000 * 100; /* one cent in the unit of the sum */
    return (int64_t)((sum + cent / 2) / cent) * 100;
}

static const char *money_text(int64_t e4, char buffer[32])
{
    snprintf(buffer, 32, "%lld.%02lld", (long long)(e4 / 10000), (long long)(e4 % 10000 / 100));
    return buffer;
}

/* The day payment is due: agreed, else thirty days after the invoice; DAY_NONE when nothing tells.
 */
static Day due_day(const GateDebt *debt)
{
    if (gate_case_moment_given(debt->due)) return debt->due.day;
    if (!gate_case_moment_given(debt->invoice_received)) return DAY_NONE;
    return debt->invoice_received.day + (debt->terms_days > 0 ? debt->terms_days : DEFAULT_DAYS);
}

/* The day interest on the debt ends: said to be paid, else the first payment in full of it, else
 * today. */
static Day paid_day(const GateCase *c, const GateDebt *debt)
{
    const GateEvent *paid = NULL, *e;
    uint64_t bit = 1ULL << (debt - c->facts->debts);
    if (gate_case_moment_given(c->action->paid)) return c->action->paid.day;
    for (size_t i = 0; (e = gate_case_next(c, &i, EVENT_PAID_IN_FULL)) != NULL;) {
        if (e->debts.given && (e->debts.bits & bit) == 0) continue;
        if (paid == NULL || e->at_us < paid->at_us) paid = e;
    }
    return paid != NULL ? gate_case_day(c, 0, paid->at_us) : c->day;
}

static bool between_businesses(const GateCase *c, const GateDebt *debt)
{
    GateKind kind = c->facts->person.kind;
    if (debt->consumer == TRI_TRUE || debt->product == PRODUCT_RETAIL_INVOICE) return false;
    if (debt->consumer == TRI_FALSE) return kind != KIND_CONSUMER;
    return kind == KIND_COMPANY || kind == KIND_SOLE_TRADER || kind == KIND_PUBLIC_AUTHORITY;
}

static bool claims(const GateCase *c)
{
    return c->action->channel == CHANNEL_CLAIM_LATE || c->action->channel == CHANNEL_CLAIM_FIXED;
}

static void check_interest(GateCase *c, int64_t right_e4, int64_t also_e4)
{
    char text[32];
    GateNumber claimed = c->action->interest;
    gate_case_figure_text(c, "correct_interest", money_text(right_e4, text));
    if (claimed.state == NUMBER_GIVEN && claimed.e4 != right_e4 && claimed.e4 != also_e4)
        gate_case_deny(c, CODE_LP_INTEREST, "not the interest that is due");
}

/* The table ends before the half year asked for: of facts from the book nothing may be guessed. */
static void rate_unknown(GateCase *c)
{
    if (c->facts->from_book)
        gate_case_deny(c, CODE_RATE_UNKNOWN, "the reference rate of that half year is not known");
}

/* ---- United Kingdom ---- */

static bool bank_rate(const GateCase *c, Day begins, int64_t *rate_e4)
{
    if (c->facts->boe_rate.state != NUMBER_GIVEN)
        return table_rate(BANK_OF_ENGLAND, COUNT(BANK_OF_ENGLAND), half_of(begins), rate_e4);
    *rate_e4 = c->facts->boe_rate.e4;
    return true;
}

/* 8 points over the rate before the interest begins; the rate stays for the whole run.  False when
 * nothing can be reckoned. */
static bool uk_interest(GateCase *c, const GateDebt *debt, int64_t *sum_e4)
{
    Day due = due_day(debt), paid = paid_day(c, debt);
    int64_t rate_e4;
    if (due == DAY_NONE || debt->amount.state != NUMBER_GIVEN) return false;
    if (!bank_rate(c, due + 1, &rate_e4)) {
        rate_unknown(c);
        return false;
    }
    rate_e4 += POINTS_E4;
    if (paid > due) *sum_e4 += round_cents((__int128)debt->amount.e4 * rate_e4 * (paid - due));
    if (c->action->rate.state == NUMBER_GIVEN && c->action->rate.e4 != rate_e4)
        gate_case_deny(c, CODE_LP_INTEREST, "not the statutory rate, fixed when interest begins");
    return true;
}

static void uk_scope(GateCase *c, const GateDebt *debt)
{
    if (!between_businesses(c, debt))
        gate_case_deny(c, CODE_LP_SCOPE, "only between businesses and public bodies");
    else if (debt->rate.state == NUMBER_GIVEN)
        gate_case_deny(c, CODE_LP_SCOPE, "the contract has its own remedy for lateness");
}

/* R80, Late Payment of Commercial Debts (Interest) Act 1998; SI 2002/1675. */
static void r80_uk_interest(GateCase *c)
{
    const GateDebt *debt;
    uint64_t rest = c->debts;
    int64_t sum_e4 = 0;
    bool reckoned = c->action->channel == CHANNEL_CLAIM_LATE && c->debts != 0;
    if (!claims(c)) return;
    while (gate_case_next_debt(c, &rest, &debt)) {
        uk_scope(c, debt);
        if (reckoned) reckoned = uk_interest(c, debt, &sum_e4);
    }
    if (reckoned) check_interest(c, sum_e4, sum_e4);
}

static int64_t uk_fixed_e4(const GateDebt *debt)
{
    if (debt->amount.e4 < 1000LL * 10000) return 40LL * 10000;
    return (debt->amount.e4 < 10000LL * 10000 ? 70LL : 100LL) * 10000;
}

/* R81, 1998 Act s 5A: a fixed sum by the size of each debt, once interest runs. */
static void r81_uk_fixed_sum(GateCase *c)
{
    const GateDebt *debt;
    uint64_t rest = c->debts;
    int64_t right_e4 = 0;
    char text[32];
    bool early = false;
    if (!claims(c) || c->action->fixed_sum.state != NUMBER_GIVEN) return;
    while (gate_case_next_debt(c, &rest, &debt)) {
        Day due = due_day(debt);
        if (debt->amount.state != NUMBER_GIVEN) return;
        right_e4 += uk_fixed_e4(debt);
        if (due != DAY_NONE && c->day <= due) early = true;
    }
    gate_case_figure_text(c, "correct_fixed_sum", money_text(early ? 0 : right_e4, text));
    if (c->action->fixed_sum.e4 != (early ? 0 : right_e4))
        gate_case_deny(c, CODE_LP_FIXED_SUM,
                       early ? "not late yet" : "not the fixed sum for this amount");
}

/* ---- European Union ---- */

typedef bool RateOf(const GateCase *c, int32_t half, int64_t *rate_e4);

static bool directive_rate(const GateCase *c, int32_t half, int64_t *rate_e4)
{
    if (!ecb_rate(c, half, rate_e4)) return false;
    *rate_e4 += POINTS_E4;
    return true;
}

/* Where the member state's own rate is higher than the directive's least. */
static bool national_rate(const GateCase *c, int32_t half, int64_t *rate_e4)
{
    if (strcmp(c->facts->region, "DE") == 0) {
        if (!table_rate(BUNDESBANK, COUNT(BUNDESBANK), half, rate_e4)) return false;
        *rate_e4 += GERMAN_POINTS_E4;
        return true;
    }
    if (!ecb_rate(c, half, rate_e4)) return false;
    *rate_e4 += strcmp(c->facts->region, "FR") == 0 ? FRENCH_POINTS_E4 : POINTS_E4;
    return true;
}

/* Interest day by day, the rate moving with each half year; false when a rate is not known. */
static bool eu_interest(const GateCase *c, const GateDebt *debt, Day due, Day paid, RateOf *rate_of,
                        int64_t *out_e4)
{
    __int128 sum = 0;
    for (Day from = due + 1; from <= paid;) {
        int32_t half = half_of(from);
        int64_t rate_e4;
        Day until = from;
        if (!rate_of(c, half, &rate_e4)) return false;
        while (until < paid && half_of(until + 1) == half) until++;
        sum += (__int128)debt->amount.e4 * rate_e4 * (until - from + 1);
        from = until + 1;
    }
    *out_e4 = round_cents(sum);
    return true;
}

/* Adds what is due on the debt by the directive and by the member state's own rate; false when
 * nothing can be reckoned. */
static bool eu_both(GateCase *c, const GateDebt *debt, int64_t *right_e4, int64_t *national_e4)
{
    Day due = due_day(debt), paid = paid_day(c, debt);
    int64_t right, national;
    if (due == DAY_NONE || debt->amount.state != NUMBER_GIVEN || paid - due > 100 * YEAR_DAYS)
        return false;
    if (!eu_interest(c, debt, due, paid, directive_rate, &right)) {
        rate_unknown(c);
        return false;
    }
    if (!eu_interest(c, debt, due, paid, national_rate, &national)) national = right;
    *right_e4 += right;
    *national_e4 += national;
    return true;
}

/* R82, Directive 2011/7/EU arts 2, 3: 8 points over the ECB rate of each half year; commercial
 * transactions only. */
static void r82_eu_interest(GateCase *c)
{
    const GateDebt *debt;
    uint64_t rest = c->debts;
    int64_t right_e4 = 0, national_e4 = 0;
    bool reckoned = c->action->channel == CHANNEL_CLAIM_LATE && c->debts != 0;
    if (!claims(c)) return;
    while (gate_case_next_debt(c, &rest, &debt)) {
        if (!between_businesses(c, debt))
            gate_case_deny(c, CODE_LP_SCOPE, "commercial transactions only");
        if (reckoned) reckoned = eu_both(c, debt, &right_e4, &national_e4);
    }
    if (reckoned) check_interest(c, right_e4, national_e4);
}

/* R83, art 6: EUR 40 for each late invoice, once interest is due. */
static void r83_eu_fixed_sum(GateCase *c)
{
    const GateDebt *debt;
    uint64_t rest = c->debts;
    if (!claims(c)) return;
    while (gate_case_next_debt(c, &rest, &debt)) {
        Day due = due_day(debt);
        Day last = c->action->channel == CHANNEL_CLAIM_LATE ? paid_day(c, debt) : c->day;
        if (due == DAY_NONE) continue;
        gate_case_figure_day(c, "late_from", due + 1);
        if (last > due) continue;
        gate_case_pass_day(gate_case_deny(c, CODE_EU_NOT_LATE, "not late yet"), due + 1);
        return;
    }
    int64_t most_e4 = 40LL * 10000 * MAX(1, __builtin_popcountll(c->debts));
    if (c->action->fixed_sum.state == NUMBER_GIVEN && c->action->fixed_sum.e4 > most_e4)
        gate_case_deny(c, CODE_LP_FIXED_SUM, "more than EUR 40 for each invoice");
}

static int32_t longest_terms(const GateCase *c)
{
    const GateDebt *debt;
    uint64_t rest = c->debts;
    int32_t days = -1;
    while (gate_case_next_debt(c, &rest, &debt)) days = MAX(days, debt->terms_days);
    return days;
}

static bool all_care(const GateCase *c)
{
    const GateDebt *debt;
    uint64_t rest = c->debts;
    while (gate_case_next_debt(c, &rest, &debt))
        if (debt->product != PRODUCT_MEDICAL) return false;
    return c->debts != 0;
}

/* R84, arts 3(5), 4: sixty days between undertakings unless expressly agreed; public authorities
 * thirty. */
static void r84_terms(GateCase *c)
{
    const GateAction *a = c->action;
    if (a->channel != CHANNEL_SET_TERMS) return;
    int32_t days = a->terms_days > 0 ? a->terms_days : longest_terms(c);
    if (days < 0) return;
    if (c->facts->person.kind == KIND_PUBLIC_AUTHORITY) {
        bool longer = gate_case_yes(a->justified) || all_care(c);
        if (days > (longer ? LONGEST_DAYS : PUBLIC_DAYS))
            gate_case_deny(c, CODE_EU_TERMS, "public authorities pay within thirty days");
    } else if (days > LONGEST_DAYS && !gate_case_yes(a->express_agreement)) {
        gate_case_deny(c, CODE_EU_TERMS, "more than sixty days only if expressly agreed");
    }
}

const GateRule gate_claims_rules[] = {
    { 80, 7, 'P', true, "statutory interest on late commercial payment",
      "Late Payment of Commercial Debts (Interest) Act 1998; SI 2002/1675", "UK", FROM_ACT_1998,
      DAY_NONE, UK, r80_uk_interest },
    { 81, 7, 'P', true, "fixed sum and costs", "1998 Act s 5A", "UK", FROM_FIXED_SUM, DAY_NONE, UK,
      r81_uk_fixed_sum },
    { 82, 7, 'K', true, "late-payment interest", "Directive 2011/7/EU arts 2, 3", "EU",
      FROM_EU_2011_7, DAY_NONE, EU, r82_eu_interest },
    { 83, 7, 'K', true, "EUR 40", "Directive 2011/7/EU art 6", "EU", FROM_EU_2011_7, DAY_NONE, EU,
      r83_eu_fixed_sum },
    { 84, 7, 'K', true, "payment periods", "Directive 2011/7/EU arts 3(5), 4", "EU", FROM_EU_2011_7,
      DAY_NONE, EU, r84_terms },
    { 0 },
};
