/* gate/gate_unknown.c: facts from the book: what a rule needs and nobody stated denies (1.1, fail
 * closed).  A table; asks nothing of a question that brought its own facts. */
#include "gate/gate_unknown.h"

#include "gate/gate_limitation.h"

/* ---- addresses and numbers ---- */

static bool by_number(const GateCase *c)
{
    return c->call || c->action->channel == CHANNEL_SMS;
}

static bool by_point(const GateCase *c)
{
    return c->about_debt && (by_number(c) || c->action->channel == CHANNEL_EMAIL ||
                             c->action->channel == CHANNEL_LETTER);
}

/* A trace or a vendor said so, and nobody has found it to be the person's yet. */
static bool point_unverified(const GateCase *c)
{
    const GatePoint *p = c->facts->point;
    if (p == NULL || !by_point(c) || p->verified == VERIFIED_YES) return false;
    return p->verified != VERIFIED_NONE || p->source == POINT_FROM_VENDOR;
}

/* Whose it is cannot be told of a number or an address that is not on file. */
static bool point_unknown(const GateCase *c)
{
    return c->facts->point == NULL && c->conduct && c->recipient == TO_CONSUMER && by_point(c) &&
           c->action->channel != CHANNEL_LETTER;
}

static bool line_unknown(const GateCase *c)
{
    GateDial dial = c->action->dial;
    bool automated = dial == DIAL_ATDS || dial == DIAL_PRERECORDED || dial == DIAL_AI_VOICE ||
                     c->action->channel == CHANNEL_RINGLESS;
    bool typed = c->facts->point != NULL && c->facts->point->type != POINT_NONE;
    return by_number(c) && automated && !typed && c->action->line == LINE_NONE;
}

/* ---- debts ---- */

/* Some debt of the action lacks it, or there is none. */
static bool any_lacks(const GateCase *c, bool (*lacks)(const GateDebt *))
{
    const GateDebt *debt;
    uint64_t rest = c->debts;
    if (rest == 0) return true;
    while (gate_case_next_debt(c, &rest, &debt))
        if (lacks(debt)) return true;
    return false;
}

static bool debt_unknown(const GateCase *c)
{
    const GateDebtSet *set = &c->action->debts;
    return set->given && (set->bits & GATE_DEBT_ELSEWHERE) != 0;
}

static bool undecided(GateLimit limit)
{
    return !limit.known || limit.partly;
}

static bool limitation_unknown(const GateCase *c)
{
    bool binds = c->facts->country == COUNTRY_US || c->uk_credit;
    return binds && gate_limitation_threat(c) && undecided(gate_limitation_of(c));
}

static bool no_district(const GateDebt *debt)
{
    return !gate_case_text(debt->contract_signed_in);
}

static bool venue_unknown(const GateCase *c)
{
    bool sues =
        c->action->channel == CHANNEL_FILE_SUIT || c->action->channel == CHANNEL_DEFAULT_JUDGMENT;
    bool district = gate_case_text(c->facts->residence_district) || !any_lacks(c, no_district);
    return c->conduct && sues && (!district || !gate_case_text(c->action->venue));
}

static bool no_authority(const GateDebt *debt)
{
    return !debt->contract_authorises.given;
}

static bool authority_unknown(const GateCase *c)
{
    return c->conduct && c->action->channel == CHANNEL_CHARGE_FEE && any_lacks(c, no_authority);
}

static bool validation_unknown(const GateCase *c)
{
    return c->regf && c->action->channel == CHANNEL_KEEP_END &&
           !gate_case_moment_given(c->facts->validation.sent);
}

static bool claims(const GateCase *c)
{
    return c->action->channel == CHANNEL_CLAIM_LATE || c->action->channel == CHANNEL_CLAIM_FIXED;
}

static bool no_due(const GateDebt *debt)
{
    return !gate_case_moment_given(debt->due) && !gate_case_moment_given(debt->invoice_received);
}

static bool due_unknown(const GateCase *c)
{
    return claims(c) && any_lacks(c, no_due);
}

static bool no_amount(const GateDebt *debt)
{
    return debt->amount.state != NUMBER_GIVEN;
}

static bool amount_unknown(const GateCase *c)
{
    return claims(c) && any_lacks(c, no_amount);
}

/* ---- accounting ---- */

static bool no_product(const GateDebt *debt)
{
    return debt->product == PRODUCT_NONE;
}

static bool product_unknown(const GateCase *c)
{
    return c->action->channel == CHANNEL_MONTH_END && c->consumer && c->debts != 0 &&
           any_lacks(c, no_product);
}

static bool no_opening(const GateDebt *debt)
{
    return !gate_case_moment_given(debt->opened);
}

static bool re_age_unknown(const GateCase *c)
{
    return c->action->channel == CHANNEL_RE_AGE &&
           (any_lacks(c, no_opening) || c->action->payments_made < 0);
}

static bool no_age(const GateDebt *debt)
{
    return debt->days_past_due < 0;
}

static bool age_unknown(const GateCase *c)
{
    return c->action->channel == CHANNEL_STAGE && any_lacks(c, no_age);
}

const GateUnknown gate_unknown_table[] = {
    { 17, CODE_POINT_UNVERIFIED, point_unverified,
      "nobody has verified yet that this address or number is the person's" },
    { 75, CODE_POINT_UNVERIFIED, point_unverified,
      "nobody has verified yet that this address or number is the customer's" },
    { 85, CODE_POINT_UNVERIFIED, point_unverified,
      "nobody has verified yet that this address or number is the person's" },
    { 17, CODE_POINT_UNKNOWN, point_unknown, "no such address or number is on file" },
    { 49, CODE_LINE_UNKNOWN, line_unknown,
      "it is not known whether the number is wireless, residential or a business line" },
    { 2, CODE_DEBT_UNKNOWN, debt_unknown, "the action names a debt that is not on file" },
    { 69, CODE_LIMITATION_UNKNOWN, limitation_unknown,
      "without the accrual date of a written contract nobody knows whether the debt is "
      "time-barred" },
    { 76, CODE_LIMITATION_UNKNOWN, limitation_unknown,
      "without the date the cause of action accrued nobody knows whether the debt is "
      "statute-barred" },
    { 39, CODE_VENUE_UNKNOWN, venue_unknown,
      "the court's district, and that of signing or of the residence, must be known" },
    { 32, CODE_AUTHORITY_UNKNOWN, authority_unknown,
      "it is not known which amounts the contract authorises" },
    { 43, CODE_VALIDATION_UNKNOWN, validation_unknown,
      "no validation notice of this debt is on file" },
    { 80, CODE_DUE_UNKNOWN, due_unknown, "it is not known when the debt fell due" },
    { 82, CODE_DUE_UNKNOWN, due_unknown, "it is not known when the debt fell due" },
    { 80, CODE_AMOUNT_UNKNOWN, amount_unknown, "the amount of the debt is not stated" },
    { 82, CODE_AMOUNT_UNKNOWN, amount_unknown, "the amount of the debt is not stated" },
    { 87, CODE_PRODUCT_UNKNOWN, product_unknown,
      "it is not known whether the credit is open-end or closed-end" },
    { 89, CODE_RE_AGE_UNKNOWN, re_age_unknown,
      "the opening date and the payments made must be known" },
    { 91, CODE_AGE_UNKNOWN, age_unknown, "it is not known how long the debt is past due" },
    { 0 },
};

void gate_unknown_ask(GateCase *c)
{
    if (!c->facts->from_book) return;
    for (const GateUnknown *row = gate_unknown_table; row->rule != 0; row++) {
        const GateRule *rule = gate_rule(row->rule);
        if ((rule->countries & (1u << c->facts->country)) == 0 || !row->missing(c)) continue;
        c->rule = rule;
        gate_case_deny(c, row->code, row->text);
    }
}
