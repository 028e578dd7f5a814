/* gate/gate_accounting.c: accounting acts, R87-R92.  They change no contact right and no amount
 * owed. */
#include "gate/gate_case.h"

#include <string.h>

enum { CLOSED_END_DAYS = 120, OPEN_END_DAYS = 180, BANKRUPTCY_DAYS = 60, FRAUD_DAYS = 90 };
enum {
    REAGE_MONTHS = 9,
    REAGE_PAYMENTS = 3,
    REAGE_IN_FIVE_YEARS = 2,
    STAGE_2_DAYS = 30,
    DEFAULT_DAYS = 90
};

/* R87: the month's end in which the period elapses; DAY_NONE for debts without one. */
static Day charge_off_day(const GateCase *c, const GateDebt *debt)
{
    int days = debt->product == PRODUCT_CLOSED_END ? CLOSED_END_DAYS
               : debt->product == PRODUCT_CREDIT_CARD || debt->product == PRODUCT_MORTGAGE
                   ? OPEN_END_DAYS
                   : 0;
    if (days == 0) return DAY_NONE;
    if (gate_case_moment_given(debt->oldest_unpaid_due))
        return day_month_last(debt->oldest_unpaid_due.day + days);
    return debt->days_past_due >= 0 ? day_month_last(c->day - debt->days_past_due + days)
                                    : DAY_NONE;
}

static Day next_month_end(Day day)
{
    Day last = day_month_last(day);
    return day < last ? last : day_month_last(last + 1);
}

static bool review(const GateCase *c, const GateDebt *debt)
{
    return c->action->channel == CHANNEL_MONTH_END && debt->status != STATUS_CHARGED_OFF &&
           !gate_case_moment_given(debt->charged_off);
}

static void demand_charge_off(GateCase *c, Day by, const char *text)
{
    if (by == DAY_NONE) return;
    gate_case_figure_day(c, "charge_off_by", by);
    if (by < next_month_end(c->day)) gate_case_require_day(c, "charge_off_by", by, text);
}

/* R87, FFIEC, 65 FR 36903: closed-end retail at 120 days past due, open-end at 180. */
static void r87_charge_off(GateCase *c)
{
    const GateDebt *debt;
    uint64_t rest = c->debts;
    while (gate_case_next_debt(c, &rest, &debt))
        if (review(c, debt))
            demand_charge_off(c, charge_off_day(c, debt), "the period past due has elapsed");
}

/* The first event of that type about this debt: a second notice of the same puts nothing off. */
static const GateEvent *first_of(const GateCase *c, const GateDebt *debt, GateEventType type)
{
    const GateEvent *first = NULL, *e;
    uint64_t bit = 1ULL << (debt - c->facts->debts);
    for (size_t i = 0; (e = gate_case_next(c, &i, type)) != NULL;) {
        if (e->debts.given && (e->debts.bits & bit) == 0) continue;
        if (first == NULL || e->at_us < first->at_us) first = e;
    }
    return first;
}

static void special(GateCase *c, const GateDebt *debt, GateEventType type, int days,
                    const char *text)
{
    const GateEvent *e = first_of(c, debt, type);
    Day normal = charge_off_day(c, debt);
    if (e == NULL) return;
    Day by = gate_case_day(c, 0, e->at_us) + days;
    if (normal == DAY_NONE || by < normal) demand_charge_off(c, by, text);
}

/* R88, FFIEC: sixty days after the bankruptcy notice, ninety after fraud was found, or sooner. */
static void r88_special_events(GateCase *c)
{
    const GateDebt *debt;
    uint64_t rest = c->debts;
    while (gate_case_next_debt(c, &rest, &debt)) {
        if (!review(c, debt)) continue;
        special(c, debt, EVENT_BANKRUPTCY_NOTICE, BANKRUPTCY_DAYS,
                "sixty days after the bankruptcy notice");
        special(c, debt, EVENT_FRAUD, FRAUD_DAYS, "ninety days after fraud was found");
    }
}

/* Twelve months between, and no third within five years. */
static void re_aged_before(GateCase *c, const GateDays *before)
{
    Day latest = DAY_NONE;
    int in_five_years = 0;
    for (size_t i = 0; i < before->count; i++) {
        Day day = before->items[i];
        if (day > c->day) continue;
        if (day > latest) latest = day;
        if (day_add_months(day, 60) > c->day) in_five_years++;
    }
    if (latest != DAY_NONE && day_add_months(latest, 12) > c->day)
        gate_case_pass_day(gate_case_deny(c, CODE_REAGE, "re-aged within twelve months"),
                           day_add_months(latest, 12));
    if (in_five_years >= REAGE_IN_FIVE_YEARS)
        gate_case_deny(c, CODE_REAGE, "re-aged twice within five years");
}

/* R89, 65 FR 36903: nine months old, three payments, once in twelve months, twice in five years. */
static void r89_re_age(GateCase *c)
{
    const GateDebt *debt;
    uint64_t rest = c->debts;
    int32_t payments = c->action->payments_made;
    if (c->action->channel != CHANNEL_RE_AGE) return;
    if (payments >= 0 && payments < REAGE_PAYMENTS)
        gate_case_deny(c, CODE_REAGE, "fewer than three consecutive minimum payments");
    while (gate_case_next_debt(c, &rest, &debt)) {
        if (gate_case_moment_given(debt->opened) &&
            day_add_months(debt->opened.day, REAGE_MONTHS) > c->day)
            gate_case_pass_day(gate_case_deny(c, CODE_REAGE, "the account is not nine months old"),
                               day_add_months(debt->opened.day, REAGE_MONTHS));
        re_aged_before(c, &debt->re_aged);
    }
}

/* R90, ASC 326-20-35-8: a write-off lowers the allowance, a recovery raises it when received. */
static void r90_allowance(GateCase *c)
{
    if (c->action->channel == CHANNEL_WRITE_OFF)
        gate_case_require(c, "debit_allowance_credit_receivable",
                          "against the allowance, not expense");
    if (c->action->channel == CHANNEL_RECOVERY)
        gate_case_require(c, "credit_allowance_on_receipt", "to the allowance, when received");
}

static int32_t days_past_due(const GateCase *c, const GateDebt *debt)
{
    if (debt->days_past_due >= 0 || !gate_case_moment_given(debt->oldest_unpaid_due))
        return debt->days_past_due;
    return c->day - debt->oldest_unpaid_due.day;
}

static bool trade_receivable(const GateDebt *debt)
{
    return debt->product == PRODUCT_TRADE_INVOICE || debt->product == PRODUCT_RETAIL_INVOICE;
}

static void stage(GateCase *c, const GateDebt *debt)
{
    int32_t days = days_past_due(c, debt);
    if (days >= DEFAULT_DAYS)
        gate_case_require(c, "credit_impaired_or_documented_rebuttal",
                          "default at ninety days is presumed");
    else if (days > STAGE_2_DAYS && !trade_receivable(debt))
        gate_case_require(c, "significant_increase_or_documented_rebuttal",
                          "a significant increase of risk after thirty days is presumed");
}

/* R91, IFRS 9: lifetime losses for trade receivables, which so have no second stage; else
 * rebuttable presumptions at 30 and 90 days. */
static void r91_ifrs(GateCase *c)
{
    const GateDebt *debt;
    uint64_t rest = c->debts;
    const char *method = c->action->method;
    if (c->action->channel == CHANNEL_ALLOWANCE && gate_case_text(method) &&
        strcmp(method, "provision_matrix_lifetime") != 0)
        gate_case_require(c, "lifetime_expected_loss",
                          "trade receivables: lifetime expected losses");
    if (c->action->channel != CHANNEL_STAGE) return;
    while (gate_case_next_debt(c, &rest, &debt)) stage(c, debt);
}

/* R92, 1006.34(b)(3)(ii): a charge-off forgives nothing, and nobody may be told so. */
static void r92_separate(GateCase *c)
{
    if (c->contact && gate_case_says(c, CONTENT_FORGIVEN))
        gate_case_deny(c, CODE_DECEPTIVE, "a charge-off does not forgive the debt");
}

const GateRule gate_accounting_rules[] = {
    { 87, 8, 'P', true, "charge-off timing for US banks", "FFIEC, 65 FR 36903", "US", FROM_FFIEC,
      DAY_NONE, US, r87_charge_off },
    { 88, 8, 'P', true, "special events", "FFIEC, 65 FR 36903", "US", FROM_FFIEC, DAY_NONE, US,
      r88_special_events },
    { 89, 8, 'P', true, "re-aging of open-end accounts", "FFIEC, 65 FR 36903", "US", FROM_FFIEC,
      DAY_NONE, US, r89_re_age },
    { 90, 8, 'K', true, "US GAAP allowance", "ASC 326-20-35-8", "US", DAY_NONE, DAY_NONE, US,
      r90_allowance },
    { 91, 8, 'K', true, "IFRS 9", "IFRS 9 5.5.15, B5.5.19, B5.5.37", "all", FROM_IFRS_9, DAY_NONE,
      ANYWHERE, r91_ifrs },
    { 92, 7, 'V', true, "accounting and legal status are separate", "12 CFR 1006.34(b)(3)(ii)",
      "all", DAY_NONE, DAY_NONE, ANYWHERE, r92_separate },
    { 0 },
};
