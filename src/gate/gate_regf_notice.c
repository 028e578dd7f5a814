/* gate/gate_regf_notice.c: what a validation notice must hold: R41, R42 (Model Form B-1).  Elements
 * not mentioned are taken to be right; a blank, missing or wrong one is a defect. */
#include "gate/gate_case.h"

#include "base/decimal.h"

#include <string.h>
#include <strings.h>

/* Medical, utility, rent and trade debts are no consumer financial products; one of several that is
 * makes the notice one of a financial product. */
static bool financial(const GateCase *c)
{
    const GateDebt *debt;
    uint64_t rest = c->debts;
    if (rest == 0) return true;
    while (gate_case_next_debt(c, &rest, &debt))
        if (debt->product != PRODUCT_MEDICAL && debt->product != PRODUCT_UTILITY &&
            debt->product != PRODUCT_RENT_CURRENT && debt->product != PRODUCT_RETAIL_INVOICE)
            return true;
    return false;
}

/* The element that is blank or missing; NULL when none. */
static const char *blank(const GateCase *c)
{
    const GateNotice *n = &c->action->notice;
    const struct {
        const char *name, *value;
        bool financial;
    } elements[] = {
        { "disclosure_18e", n->disclosure_18e, false },
        { "collector_name", n->collector_name, false },
        { "collector_mail", n->collector_mail, false },
        { "consumer_name", n->consumer_name, false },
        { "consumer_mail", n->consumer_mail, false },
        { "creditor_on_itemization_date", n->creditor_then, true },
        { "account_number", n->account_number, false },
        { "current_creditor", n->current_creditor, false },
        { "itemization_date_type", n->itemization_date_type, false },
        { "amount_on_itemization_date", n->amount_then, false },
        { "interest", n->interest, false },
        { "fees", n->fees, false },
        { "payments", n->payments, false },
        { "credits", n->credits, false },
        { "current_amount", n->current_amount, false },
    };
    for (size_t i = 0; i < sizeof elements / sizeof elements[0]; i++)
        if (gate_case_void(elements[i].value) && (!elements[i].financial || financial(c)))
            return elements[i].name;
    if (n->itemization_date.state == MOMENT_NULL) return "itemization_date";
    if (n->dispute_end.state == MOMENT_NULL) return "dispute_end_date";
    if (gate_case_no(n->cfpb_url) && financial(c)) return "cfpb_url";
    return NULL;
}

/* Ten-thousandths; "none" is nothing.  False when it is no plain number. */
static bool figure(const char *text, int64_t *e4)
{
    Decimal value;
    if (text == NULL) return false;
    *e4 = 0;
    if (strcasecmp(text, "none") == 0) return true;
    if (decimal_parse(text, &value) != DECIMAL_OK || value.scale > 4) return false;
    *e4 = value.digits;
    for (int32_t scale = value.scale; scale < 4; scale++)
        if (__builtin_mul_overflow(*e4, 10, e4)) return false;
    return true;
}

/* Amount then + interest + fees - payments - credits = amount now, where all are plain numbers. */
static bool sums(const GateNotice *n)
{
    int64_t then, interest, fees, payments, credits, now;
    if (!figure(n->amount_then, &then) || !figure(n->interest, &interest) ||
        !figure(n->fees, &fees) || !figure(n->payments, &payments) ||
        !figure(n->credits, &credits) || !figure(n->current_amount, &now))
        return true;
    return (__int128)then + interest + fees - payments - credits == now;
}

static bool all_prompts(const GateNotice *n)
{
    const uint32_t all = PROMPT_NOT_MY_DEBT | PROMPT_AMOUNT | PROMPT_OTHER | PROMPT_ORIGINAL;
    return !n->prompts_given || (n->prompts & all) == all;
}

static bool full_name(const GateCase *c)
{
    const char *known = c->facts->file_name, *used = c->action->notice.consumer_name;
    return gate_case_no_other(known, used);
}

/* Comment 34(c)(1)-1: in the initial communication only the first statement will do. */
static bool wrong_statement(const GateCase *c)
{
    const char *statement = c->action->notice.disclosure_18e;
    if (!gate_case_text(statement)) return false;
    bool initial = gate_case_yes(c->facts->flags.no_prior_communication) ||
                   gate_case_yes(c->action->initial_itself);
    return strncmp(statement, initial ? "18e1" : "18e", initial ? 4 : 3) != 0;
}

/* Comment 34(c)(2)(iv)-1: masked so far that nobody can tell which account it is. */
static bool unrecognisable(const char *number)
{
    enum { SHOWN_LEAST = 3 };
    int masked = 0, shown = 0;
    if (!gate_case_text(number)) return false;
    for (const char *p = number; *p != '\0'; p++) {
        if (strchr("xX*#.", *p) != NULL)
            masked++;
        else if (*p >= '0' && *p <= '9')
            shown++;
    }
    return masked > 1 && shown < SHOWN_LEAST;
}

/* What is wrong with the notice; NULL when nothing. */
static const char *defect(const GateCase *c)
{
    const GateNotice *n = &c->action->notice;
    if (blank(c) != NULL) return "a required element of the notice is missing or blank";
    if (!full_name(c)) return "not the most complete name on file";
    if (wrong_statement(c)) return "not the required statement";
    if (unrecognisable(n->account_number)) return "a truncation of the account number too far";
    if (!all_prompts(n)) return "a response prompt is missing";
    if (!sums(n)) return "the itemisation does not add up to the current amount";
    if (n->reverse.count > 0 && gate_case_void(n->front_reference))
        return "disclosures on the back without a reference on the front";
    if (gate_case_same(n->itemization, "separate_page") && gate_case_void(n->reference_statement))
        return "an itemisation on a separate page without a sentence that refers to it";
    return NULL;
}

/* R41, 1006.34(c), (d): the fields of the model form. */
static void r41_content(GateCase *c)
{
    const GateNotice *n = &c->action->notice;
    if (!c->regf || !c->contact || !n->given) return;
    const char *wrong = defect(c);
    if (wrong != NULL) gate_case_deny(c, CODE_VALIDATION_CONTENT, wrong);
    if (c->electronic && gate_case_void(n->electronic_statement))
        gate_case_require(c, "electronic_dispute_statement", "say how to dispute electronically");
}

/* A type other than this one that this collector used before for the debt. */
static bool other_before(const GateCase *c, const char *type)
{
    const GateEvent *e;
    for (size_t i = 0; (e = gate_case_next(c, &i, EVENT_NONE)) != NULL;)
        if (gate_case_text(e->reference_date_type) && strcmp(e->reference_date_type, type) != 0)
            return true;
    return false;
}

static bool known_type(const char *type)
{
    static const char *const TYPES[] = { "last_statement", "charge_off", "last_payment",
                                         "transaction",    "judgment",   NULL };
    for (size_t i = 0; TYPES[i] != NULL; i++)
        if (strcmp(TYPES[i], type) == 0) return true;
    return false;
}

/* The date is that of the charge-off on file of every debt, where the notice says charge-off and
 * both are known. */
static bool charge_off_matches(const GateCase *c, const GateNotice *n)
{
    const GateDebt *debt;
    uint64_t rest = c->debts;
    if (strcmp(n->itemization_date_type, "charge_off") != 0) return true;
    if (!gate_case_moment_given(n->itemization_date)) return true;
    while (gate_case_next_debt(c, &rest, &debt))
        if (gate_case_moment_given(debt->charged_off) &&
            n->itemization_date.day != debt->charged_off.day)
            return false;
    return true;
}

/* R42, 1006.34(b)(3): one of five dates, always the same type for a debt, a statement only from a
 * creditor. */
static void r42_itemization_date(GateCase *c)
{
    const GateNotice *n = &c->action->notice;
    const char *type = n->itemization_date_type;
    if (!c->regf || !n->given || !gate_case_text(type)) return;
    if (!known_type(type))
        gate_case_deny(c, CODE_ITEMIZATION_DATE, "not one of the five itemisation dates");
    else if (other_before(c, type))
        gate_case_deny(c, CODE_ITEMIZATION_DATE,
                       "another type of itemisation date was used before");
    if (strcmp(type, "last_statement") == 0 &&
        gate_case_same(n->statement_issued_by, "prior_debt_collector"))
        gate_case_deny(c, CODE_ITEMIZATION_DATE, "a statement of a mere collector does not count");
    if (!charge_off_matches(c, n))
        gate_case_deny(c, CODE_ITEMIZATION_DATE, "not the date of the charge-off");
}

const GateRule gate_regf_notice_rules[] = {
    { 41, 7, 'V', true, "content of the validation notice", "12 CFR 1006.34(c), (d)", "US",
      FROM_REG_F, DAY_NONE, US, r41_content },
    { 42, 7, 'V', true, "itemisation date", "12 CFR 1006.34(b)(3)", "US", FROM_REG_F, DAY_NONE, US,
      r42_itemization_date },
    { 0 },
};
