/* tests/gate/year/year_lie.c: the falsehoods that the gate is told, one a query of a rule that only
 * defines: it then takes a covered firm for an uncovered one, and so on, and the checker must see
 * it. */
#include "year.h"

#include <string.h>

static void says(YearTold *told, uint64_t content)
{
    told->action.content_given = true;
    told->action.content = content;
}

static bool script_is(const YearAct *act, const char *script)
{
    return act->script != NULL && strcmp(act->script, script) == 0;
}

/* R1: no firm is a debt collector; every firm is. */
static void uncovered(const YearAct *act, YearTold *told)
{
    (void)act;
    if (told->facts.role != ROLE_FIRST_PARTY) told->facts.role = ROLE_SERVICER;
    told->facts.flags.other_name = TRI_FALSE;
}

static void covered(const YearAct *act, YearTold *told)
{
    (void)act;
    if (told->facts.country == COUNTRY_US) told->facts.role = ROLE_THIRD_PARTY;
}

/* R2: every debt is a business's; every debt is a consumer's. */
static void business(const YearAct *act, YearTold *told)
{
    (void)act;
    for (size_t i = 0; i < told->facts.debt_count; i++) told->debts[i].consumer = TRI_FALSE;
}

static void household(const YearAct *act, YearTold *told)
{
    (void)act;
    told->facts.person.kind = KIND_CONSUMER;
    for (size_t i = 0; i < told->facts.debt_count; i++) told->debts[i].consumer = TRI_TRUE;
}

/* R3: who counts as the consumer is told as one who does not, and the other way round. */
static void swapped(const YearAct *act, YearTold *told)
{
    (void)act;
    GateKind *kind = &told->facts.person.kind;
    GateTri *minor = &told->facts.flags.obligor_minor;
    if (*kind == KIND_PARENT)
        *minor = *minor == TRI_TRUE ? TRI_FALSE : TRI_TRUE;
    else if (*kind == KIND_FLATMATE)
        *kind = KIND_SPOUSE;
    else if (*kind == KIND_SPOUSE || *kind == KIND_SURVIVING_SPOUSE || *kind == KIND_GUARDIAN ||
             *kind == KIND_REPRESENTATIVE)
        *kind = KIND_FLATMATE;
}

/* R4: an attempt is told as advertising; advertising as a word about the debt. */
static void attempt_sells(const YearAct *act, YearTold *told)
{
    bool voicemail = act->action.channel == CHANNEL_VOICEMAIL;
    if (script_is(act, "lcm") || (voicemail && act->script == NULL))
        says(told, GATE_BIT(CONTENT_MARKETING));
}

static void advertising_tells(const YearAct *act, YearTold *told)
{
    if (!script_is(act, "marketing")) return;
    says(told, GATE_BIT(CONTENT_STATES_DEBT));
    told->action.purpose = PURPOSE_NONE;
}

/* R5: a message that names the group is told as a limited one; a limited one as naming it. */
static void group_unsaid(const YearAct *act, YearTold *told)
{
    if (script_is(act, "lcm_group")) told->action.content &= ~GATE_BIT(CONTENT_GROUP);
}

static void group_said(const YearAct *act, YearTold *told)
{
    if (script_is(act, "lcm")) told->action.content |= GATE_BIT(CONTENT_GROUP);
}

/* R6, R61: no state has a say; or it alone has. */
static void no_state(const YearAct *act, YearTold *told)
{
    (void)act;
    if (told->facts.country != COUNTRY_US) return;
    g_strlcpy(told->facts.region, "FED", sizeof told->facts.region);
    told->facts.person.state = NULL;
    told->facts.new_york_city = false;
}

static void only_state(const YearAct *act, YearTold *told)
{
    if (strcmp(told->facts.region, "FED") != 0) uncovered(act, told);
}

static void one_state(const YearAct *act, YearTold *told)
{
    (void)act;
    if (told->facts.person.state != NULL) told->facts.person.state = told->facts.region;
}

static void state_disclosure_presses(const YearAct *act, YearTold *told)
{
    if (script_is(act, "state")) says(told, GATE_BIT(CONTENT_PAY_OR_SUIT));
}

/* R15: every consent is direct and lawfully come by; no court ever permits. */
static void consents_direct(const YearAct *act, YearTold *told)
{
    (void)act;
    for (size_t i = 0; i < told->facts.consent_count; i++) {
        told->consents[i].to_this_collector = TRI_TRUE;
        told->consents[i].during_compliant = TRI_TRUE;
    }
}

static void no_court(const YearAct *act, YearTold *told)
{
    (void)act;
    told->facts.flags.court_permission = TRI_FALSE;
}

/* R25: consent to extra calls is renewed every hour; or counts for nothing; every call is
 * connected.
 */
static void consent_renewed(const YearAct *act, YearTold *told)
{
    int64_t since_us = act->action.at_us - 3600 * YEAR_SECOND_US;
    for (size_t i = 0; i < told->facts.consent_count; i++) {
        GateConsent *k = &told->consents[i];
        if (k->type != CONSENT_EXTRA_CALLS) continue;
        k->to_this_collector = TRI_TRUE;
        k->only_dates.given = false;
        if (k->given_at.at_us < since_us) k->given_at = year_made_instant(since_us);
    }
}

static void consent_void(const YearAct *act, YearTold *told)
{
    (void)act;
    for (size_t i = 0; i < told->facts.consent_count; i++)
        if (told->consents[i].type == CONSENT_EXTRA_CALLS)
            told->consents[i].to_this_collector = TRI_FALSE;
}

static void all_connected(const YearAct *act, YearTold *told)
{
    (void)act;
    for (size_t i = 0; i < told->facts.event_count; i++) {
        GateResult *result = &told->events[i].result;
        if (*result == RESULT_BUSY || *result == RESULT_NOT_IN_SERVICE) *result = RESULT_NO_ANSWER;
    }
}

/* R26: a call counts to the first debt alone; no two debts are one; all are. */
static void counts_to_first(const YearAct *act, YearTold *told)
{
    (void)act;
    told->action.counted_to = (GateDebtSet){ 1, true };
}

static void accounts_apart(const YearAct *act, YearTold *told)
{
    (void)act;
    for (size_t i = 0; i < told->facts.debt_count; i++) told->debts[i].servicing_account = NULL;
}

static void accounts_one(const YearAct *act, YearTold *told)
{
    (void)act;
    for (size_t i = 0; i < told->facts.debt_count; i++) told->debts[i].servicing_account = "ONE";
}

/* R27: every call is ordered by a court; the house paces calls. */
static void court_orders(const YearAct *act, YearTold *told)
{
    (void)act;
    told->action.purpose = PURPOSE_COURT_ORDERED;
    told->facts.flags.active_litigation = TRI_TRUE;
}

static void paced(const YearAct *act, YearTold *told)
{
    (void)act;
    told->facts.gap_minutes = 180;
}

/* R66: loans of businesses were taken before, or after, the law of July 2025. */
static void entered_before(const YearAct *act, YearTold *told)
{
    (void)act;
    for (size_t i = 0; i < told->facts.debt_count; i++)
        told->debts[i].entered = year_made_day(20269);
}

static void entered_since(const YearAct *act, YearTold *told)
{
    (void)act;
    for (size_t i = 0; i < told->facts.debt_count; i++) {
        told->debts[i].entered = year_made_day(20270);
        told->debts[i].balance = (GateNumber){ 10000, NUMBER_GIVEN };
    }
}

static const struct {
    int rule, part;
    void (*tell)(const YearAct *act, YearTold *told);
} LIES[] = {
    { 1, 0, uncovered },
    { 1, 'b', covered },
    { 2, 0, business },
    { 2, 'b', household },
    { 3, 0, swapped },
    { 3, 'b', swapped },
    { 3, 'c', swapped },
    { 4, 0, attempt_sells },
    { 4, 'b', advertising_tells },
    { 5, 'b', group_unsaid },
    { 5, 'c', group_said },
    { 6, 0, no_state },
    { 6, 'b', state_disclosure_presses },
    { 15, 0, consents_direct },
    { 15, 'c', no_court },
    { 25, 0, consent_renewed },
    { 25, 'b', consent_void },
    { 25, 'c', all_connected },
    { 26, 0, counts_to_first },
    { 26, 'b', accounts_apart },
    { 26, 'c', accounts_one },
    { 27, 'b', court_orders },
    { 27, 'c', paced },
    { 61, 0, no_state },
    { 61, 'b', only_state },
    { 61, 'c', one_state },
    { 66, 'b', no_state },
    { 66, 'c', entered_before },
    { 66, 'd', entered_since },
};

/* Queries that want the same falsehood get the same number. */
int year_lies(int rule, int part)
{
    void (*tell)(const YearAct *act, YearTold *told) = NULL;
    for (size_t i = 0; i < G_N_ELEMENTS(LIES); i++)
        if (LIES[i].rule == rule && LIES[i].part == part) tell = LIES[i].tell;
    for (size_t i = 0; tell != NULL && i < G_N_ELEMENTS(LIES); i++)
        if (LIES[i].tell == tell) return (int)i + 1;
    return 0;
}

void year_lie(int lie, const Year *y, const YearAct *act, YearTold *told)
{
    told->facts = y->facts;
    told->action = act->action;
    memcpy(told->events, y->events, y->facts.event_count * sizeof y->events[0]);
    memcpy(told->debts, y->debts, sizeof told->debts);
    memcpy(told->consents, y->consents, sizeof told->consents);
    told->facts.debts = told->debts;
    told->facts.events = told->events;
    told->facts.consents = told->consents;
    LIES[lie - 1].tell(act, told);
}
