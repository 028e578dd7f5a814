/* gate/gate_bankruptcy.c: bankruptcy, R55-R57: any creditor, any debt, notice or not.  Knows no
 * override. */
#include "gate/gate_case.h"

enum { PRIOR_CASE_DAYS = 30 };

/* Acts to collect, assess or recover. */
static bool collects(const GateCase *c)
{
    switch ((int)c->action->channel) {
    case CHANNEL_CHARGE_FEE:
    case CHANNEL_ACCRUE_INTEREST:
    case CHANNEL_FILE_SUIT:
    case CHANNEL_DEFAULT_JUDGMENT:
    case CHANNEL_APPLY_PAYMENT: return true;
    case CHANNEL_ACCEPT_PAYMENT: return gate_case_no(c->action->voluntary);
    default: return c->about_debt && c->recipient != TO_ATTORNEY && c->recipient != TO_CREDITOR;
    }
}

static bool filed(const GateCase *c)
{
    const GateBankruptcy *b = &c->facts->bankruptcy;
    return b->given && (!gate_case_moment_given(b->filed) || gate_case_reached(c, b->filed));
}

/* The person contacted is the one who filed. */
static bool is_debtor(const GateCase *c)
{
    const GateBankruptcy *b = &c->facts->bankruptcy;
    GateKind kind = c->facts->person.kind;
    if (gate_case_text(b->debtor)) return gate_case_same(b->debtor, c->facts->person.id);
    return kind != KIND_CODEBTOR && kind != KIND_GUARANTOR;
}

/* The case has ended by closing, dismissal or conversion, or its discharge was granted. */
static bool ended(const GateCase *c)
{
    const GateBankruptcy *b = &c->facts->bankruptcy;
    switch ((int)b->status) {
    case STATUS_DISMISSED:
        return !gate_case_moment_given(b->dismissed) || gate_case_reached(c, b->dismissed);
    case STATUS_CLOSED:
        return !gate_case_moment_given(b->closed) || gate_case_reached(c, b->closed);
    case STATUS_DISCHARGED:
        return !gate_case_moment_given(b->discharged) || gate_case_reached(c, b->discharged);
    default: return false;
    }
}

static bool discharged(const GateCase *c)
{
    return c->facts->bankruptcy.given && c->facts->bankruptcy.status == STATUS_DISCHARGED &&
           ended(c);
}

static bool arose_after(const GateCase *c, const GateDebt *debt)
{
    const GateBankruptcy *b = &c->facts->bankruptcy;
    if (!gate_case_moment_given(debt->incurred) || !gate_case_moment_given(b->filed)) return false;
    return gate_case_moment_day(c, debt->incurred) > gate_case_moment_day(c, b->filed);
}

static bool all_after_petition(const GateCase *c)
{
    const GateDebt *debt;
    uint64_t rest = c->debts;
    if (rest == 0) return false;
    while (gate_case_next_debt(c, &rest, &debt))
        if (!arose_after(c, debt)) return false;
    return true;
}

/* 362(c)(3): a case dismissed within the year before ends the stay as to the debtor on day 30. */
static bool stay_may_have_ended(const GateCase *c)
{
    const GateBankruptcy *b = &c->facts->bankruptcy;
    if (!gate_case_moment_given(b->prior_case_dismissed) || !gate_case_moment_given(b->filed))
        return false;
    Day petition = gate_case_moment_day(c, b->filed),
        before = gate_case_moment_day(c, b->prior_case_dismissed);
    bool within_year = before <= petition && petition <= day_add_months(before, 12);
    return within_year && c->day > petition + PRIOR_CASE_DAYS;
}

/* The stay by a case on file; what it does not bar may still need a look. */
static void stay_by_case(GateCase *c)
{
    if (!filed(c) || !is_debtor(c) || ended(c)) return;
    if (all_after_petition(c))
        gate_case_require(c, "legal_review", "the debt arose after the petition: a lawyer decides");
    else if (stay_may_have_ended(c))
        gate_case_require(c, "docket_check", "check whether the stay still runs");
    else
        gate_case_deny(c, CODE_STAY, "the automatic stay of bankruptcy");
}

/* R55, 11 USC 362(a), (c): from the petition, by all entities, notice or not. */
static void r55_stay(GateCase *c)
{
    const GateEvent *notice = gate_case_last(c, EVENT_BANKRUPTCY_NOTICE);
    if (c->action->channel == CHANNEL_PROOF_OF_CLAIM && filed(c))
        gate_case_except(c, 55, "a proof of claim is no act against the debtor");
    if (!collects(c)) return;
    if (c->facts->bankruptcy.given)
        stay_by_case(c);
    else if (notice != NULL)
        gate_case_show(gate_case_deny(c, CODE_STAY, "a bankruptcy was notified"), EVIDENCE_EVENT,
                       gate_case_index(c, notice));
}

/* R56, 11 USC 1301: chapter 13 protects individuals liable with the debtor on a consumer debt. */
static void r56_codebtor(GateCase *c)
{
    const GateBankruptcy *b = &c->facts->bankruptcy;
    if (!filed(c) || is_debtor(c) || ended(c) || b->chapter != 13 || !collects(c)) return;
    if (b->status == STATUS_CONVERTED || !c->consumer || c->recipient != TO_CONSUMER) return;
    gate_case_deny(c, CODE_CODEBTOR_STAY, "the co-debtor stay of chapter 13");
}

static bool any_debt(const GateCase *c, bool (*holds)(const GateDebt *debt))
{
    const GateDebt *debt;
    uint64_t rest = c->debts;
    while (gate_case_next_debt(c, &rest, &debt))
        if (holds(debt)) return true;
    return false;
}

static bool marked_discharged(const GateDebt *debt)
{
    return debt->status == STATUS_DISCHARGED;
}

static bool on_the_home(const GateDebt *debt)
{
    return gate_case_same(debt->secured_by, "principal_residence");
}

/* R57, 11 USC 524(a)(2), (f), (j): no act to collect as a personal liability. */
static void r57_discharge(GateCase *c)
{
    bool by_case = discharged(c) && is_debtor(c) && !all_after_petition(c);
    if (!by_case && !any_debt(c, marked_discharged)) return;
    if (c->action->channel == CHANNEL_ACCEPT_PAYMENT && !gate_case_no(c->action->voluntary))
        gate_case_except(c, 57, "a voluntary payment may be accepted");
    else if (c->action->purpose == PURPOSE_IN_LIEU && any_debt(c, on_the_home))
        gate_case_except(c, 57, "periodic payments in lieu of relief against the home");
    else if (collects(c))
        gate_case_deny(c, CODE_DISCHARGE, "discharged in bankruptcy");
}

const GateRule gate_bankruptcy_rules[] = {
    { 55, 2, 'V', true, "automatic stay", "11 USC 362(a), (c), (k)", "US", FROM_CODE, DAY_NONE, US,
      r55_stay },
    { 56, 2, 'V', true, "co-debtor stay", "11 USC 1301", "US", FROM_CODE, DAY_NONE, US,
      r56_codebtor },
    { 57, 2, 'V', true, "discharge", "11 USC 524(a)(2), (f), (j)", "US", FROM_CODE, DAY_NONE, US,
      r57_discharge },
    { 0 },
};
