/* gate/gate_regf_person.c: Regulation F, who may be addressed: R13, R15-R18.  No override exists
 * for any of them. */
#include "gate/gate_coverage.h"
#include "gate/gate_text.h"

#include <string.h>

/* R15: asking is judged here; what a consent lifts, where it is lifted. */
static void r15_consent(GateCase *c)
{
    if (c->conduct && c->action->channel == CHANNEL_ASK_CONTINUE)
        gate_case_deny(c, CODE_CONSENT_NOT_PRIOR,
                       "consent asked within the inconvenient contact is not prior consent");
}

/* Somebody who must know said that representation ended, on each of the debts it is about. */
static bool representation_ended(const GateCase *c)
{
    uint64_t left = c->debts & gate_case_bits(c, c->facts->attorney.debts);
    bool said = false;
    const GateEvent *e;
    for (size_t i = 0; (e = gate_case_next(c, &i, EVENT_ATTORNEY_WITHDRAWN)) != NULL;) {
        if (gate_case_text(e->source) && strcmp(e->source, "consumer") != 0 &&
            strcmp(e->source, "attorney") != 0)
            continue;
        left &= ~gate_case_bits(c, e->debts);
        said = true;
    }
    return said && left == 0;
}

/* Representation on this debt is known, and by whom. */
static bool represented(const GateCase *c)
{
    const GateAttorney *at = &c->facts->attorney;
    bool said = at->known == TRI_ABSENT ? gate_case_text(at->name) : gate_case_yes(at->known);
    bool known = said && !gate_case_no(at->address_known) && !gate_case_void(at->name) &&
                 gate_case_covers(c, at->debts);
    if (!known || (gate_case_moment_given(at->since) && !gate_case_reached(c, at->since)))
        return false;
    return !representation_ended(c);
}

/* R13, 1006.6(b)(2): the consumer has an attorney for this debt. */
static void r13_attorney(GateCase *c)
{
    const GateFlags *flags = &c->facts->flags;
    if (!c->conduct || !c->about_debt || c->recipient != TO_CONSUMER) return;
    if (!represented(c)) return;
    if (c->court)
        gate_case_except(c, 15, "a court permits the contact");
    else if (gate_case_yes(flags->attorney_consents))
        gate_case_except(c, 13, "the attorney consents to direct contact");
    else if (gate_case_yes(flags->attorney_silent))
        gate_case_except(c, 13, "the attorney failed to respond within a reasonable period");
    else if (c->reply == REPLY_OPEN || c->action->channel == CHANNEL_TALK_INBOUND)
        gate_case_except(c, 13, "the one response to a communication the consumer began");
    else
        gate_case_deny(c, CODE_ATTORNEY, "the consumer is represented by an attorney on this debt");
}

/* A written notice, or one by an electronic medium that the collector accepts; by mouth it is none.
 */
static bool in_writing(const GateEvent *e)
{
    switch (e->medium) {
    case MEDIUM_TELEPHONE:
    case MEDIUM_VISIT: return false;
    case MEDIUM_EMAIL:
    case MEDIUM_SMS:
    case MEDIUM_PORTAL_MESSAGE: return !gate_case_no(e->accepts_medium);
    case MEDIUM_NONE:
    case MEDIUM_LETTER:
    case MEDIUM_MAIL:
    case MEDIUM_COURIER:
    case MEDIUM_RESPONSE_FORM:
    case MEDIUM_PORTAL_ACCEPTED: return true;
    }
    return false;
}

/* Widowed or not: the same person. */
static bool spouse(GateKind kind)
{
    return kind == KIND_SPOUSE || kind == KIND_SURVIVING_SPOUSE;
}

/* Notices by somebody who counts as the consumer bind contact with that person (R3). */
static bool binds_recipient(const GateCase *c, const GateEvent *e)
{
    if (!e->sender_given || e->sender == KIND_CONSUMER || e->sender == KIND_ATTORNEY) return true;
    return spouse(e->sender) ? spouse(c->recipient_kind) : e->sender == c->recipient_kind;
}

/* The earliest notice that binds; NULL when none. */
static const GateEvent *ceased(const GateCase *c)
{
    const GateEvent *first = NULL;
    if (!gate_case_holds(c, EVENT_CEASE) && !gate_case_holds(c, EVENT_REFUSAL)) return NULL;
    for (size_t i = 0; i < c->facts->event_count; i++) {
        const GateEvent *e = &c->facts->events[i];
        if ((e->type != EVENT_CEASE && e->type != EVENT_REFUSAL) || !gate_case_seen(c, e)) continue;
        if (!in_writing(e) || !binds_recipient(c, e) || !gate_case_covers(c, e->debts)) continue;
        if (first == NULL || e->at_us < first->at_us) first = e;
    }
    return first;
}

static bool said_since(const GateCase *c, GatePurpose purpose, int64_t since_us)
{
    for (size_t i = 0; i < c->facts->event_count; i++) {
        const GateEvent *e = &c->facts->events[i];
        if (e->purpose == purpose && e->type <= EVENT_VISIT_OUT && e->at_us >= since_us &&
            gate_case_seen(c, e) && gate_case_covers(c, e->debts))
            return true;
    }
    return false;
}

/* The firm services mortgages, or each debt of the act is one. */
static bool mortgage_servicer(const GateCase *c)
{
    const GateDebt *debt;
    uint64_t rest = c->debts;
    if (c->facts->role == ROLE_MORTGAGE_SERVICER) return true;
    while (gate_case_next_debt(c, &rest, &debt))
        if (debt->product != PRODUCT_MORTGAGE) return false;
    return c->debts != 0;
}

/* 1006.6(c)(2): what may still be said after that cease notice; each of the three at most once
 * (policy). */
static bool cease_exception(GateCase *c, const GateEvent *notice)
{
    GatePurpose purpose = c->action->purpose;
    bool statement = purpose == PURPOSE_REGX_NOTICE || purpose == PURPOSE_REGZ_STATEMENT;
    if (statement && mortgage_servicer(c)) {
        gate_case_except(c, 16, "a notice that mortgage law requires");
        return true;
    }
    bool one_of_three = purpose == PURPOSE_EFFORTS_TERMINATED ||
                        purpose == PURPOSE_REMEDY_ORDINARY || purpose == PURPOSE_REMEDY_INTENDED;
    if (!one_of_three || said_since(c, purpose, notice->at_us)) return false;
    gate_case_except(c, 16, "one of the three notices allowed after a cease request");
    return true;
}

/* R16, 15 USC 1692c(c); 1006.6(c): written cease request or refusal to pay, from the instant of
 * receipt. */
static void r16_cease(GateCase *c)
{
    if (!c->conduct || !c->about_debt || c->recipient != TO_CONSUMER) return;
    const GateEvent *e = ceased(c);
    if (e == NULL || cease_exception(c, e)) return;
    gate_case_show(gate_case_deny(c, CODE_CEASE,
                                  "the consumer asked in writing for contact to stop, "
                                  "or refused to pay"),
                   EVIDENCE_EVENT, gate_case_index(c, e));
}

static bool consented_third_party(const GateCase *c)
{
    for (size_t i = 0; i < c->facts->consent_count; i++) {
        const GateConsent *k = &c->facts->consents[i];
        if (k->type != CONSENT_THIRD_PARTY || gate_case_no(k->to_this_collector)) continue;
        if (k->who != KIND_NONE && k->who != c->recipient_kind) continue;
        if (gate_case_covers_all(c, k->debts) && gate_case_consent_live(c, k)) return true;
    }
    return false;
}

/* Who hears it: the person addressed, or whoever picks up. */
static bool heard_by_third_party(const GateCase *c)
{
    if (c->recipient == TO_THIRD_PARTY) return true;
    return c->action->answered_by_given && c->action->content_given &&
           gate_coverage_third_party(c->facts, c->action->answered_by);
}

static bool valid_enquiry(const GateCase *c)
{
    const GateFlags *flags = &c->facts->flags;
    if (!c->location) return false;
    if (c->action->purpose == PURPOSE_LOCATION_ESTATE) return !gate_case_no(flags->estate_unknown);
    return !gate_case_no(flags->location_unknown) || gate_case_yes(flags->estate_unknown);
}

/* What lifts the bar on third parties. */
static bool third_party_allowed(GateCase *c)
{
    if (c->court)
        gate_case_except(c, 15, "a court permits the contact");
    else if (gate_case_yes(c->facts->flags.judgment) && c->action->purpose == PURPOSE_GARNISHMENT)
        gate_case_except(c, 17, "reasonably necessary for a post-judgment remedy");
    else if (consented_third_party(c))
        gate_case_except(c, 17, "the consumer consented directly to this collector");
    else
        return false;
    return true;
}

static bool uncertain_profile(const GateCase *c)
{
    return gate_case_yes(c->facts->flags.profile_uncertain) &&
           c->action->channel >= CHANNEL_SOCIAL_DM && c->action->channel <= CHANNEL_SOCIAL_POST &&
           !c->location && c->about_debt;
}

/* R17, 15 USC 1692c(b); 1006.6(d)(1)-(2): no word of the debt to a third party. */
static void r17_third_party(GateCase *c)
{
    if (!c->conduct) return;
    if (uncertain_profile(c))
        gate_case_deny(c, CODE_THIRD_PARTY, "not confirmed that the profile is the consumer's");
    /* A valid enquiry is R18's to judge; a pretended one is contact like any other. */
    bool tells = c->location ? c->recipient == TO_THIRD_PARTY && !valid_enquiry(c)
                             : heard_by_third_party(c) && c->conveys;
    if (tells && !third_party_allowed(c))
        gate_case_deny(c, CODE_THIRD_PARTY, "would tell a third party about the debt");
}

/* What an enquiry may say: who calls, that location is confirmed; for an estate, whom it seeks. */
#define ENQUIRY                                                                                \
    (GATE_BIT(CONTENT_NAMES_SELF) | GATE_BIT(CONTENT_CONFIRMING_LOCATION) |                    \
     GATE_BIT(CONTENT_SALUTATION) | GATE_BIT(CONTENT_DATE_TIME) | GATE_BIT(CONTENT_CALLBACK) | \
     GATE_BIT(CONTENT_SUGGESTED_TIMES) | GATE_BIT(CONTENT_REQUEST_REPLY) |                     \
     GATE_BIT(CONTENT_CONTACT_NAME) | GATE_BIT(CONTENT_ANY_REPRESENTATIVE) |                   \
     GATE_BIT(CONTENT_OTHER))

static bool enquiry_wrong(const GateCase *c)
{
    uint64_t content = c->action->content, allowed = ENQUIRY;
    if (!c->action->content_given) return false;
    if (gate_case_yes(c->facts->flags.obligor_deceased))
        allowed |= GATE_BIT(CONTENT_SEEKING_ESTATE);
    if ((content & ~allowed) != 0) return true;
    bool purpose = gate_case_says_any(c, GATE_BIT(CONTENT_CONFIRMING_LOCATION) |
                                             GATE_BIT(CONTENT_SEEKING_ESTATE));
    return (!gate_case_says(c, CONTENT_NAMES_SELF) || !purpose) && !c->lcm;
}

static bool spoke(const GateEvent *e)
{
    return (e->type == EVENT_CALL_OUT || e->type == EVENT_VISIT_OUT) &&
           e->result == RESULT_ANSWERED;
}

/* An earlier location communication with this person; an unanswered call is only an attempt. */
static const GateEvent *earlier_enquiry(const GateCase *c)
{
    for (size_t i = 0; i < c->facts->event_count; i++) {
        const GateEvent *e = &c->facts->events[i];
        if (!gate_case_seen(c, e)) continue;
        if (e->type == EVENT_LOCATION_TALK && gate_case_same(e->with, c->recipient_id)) return e;
        bool enquiry = e->purpose == PURPOSE_LOCATION || e->purpose == PURPOSE_LOCATION_ESTATE;
        if (enquiry && (spoke(e) || gate_case_wrote(e)) && gate_case_same(e->to, c->recipient_id))
            return e;
    }
    return NULL;
}

/* R18, 15 USC 1692b; 1006.10: location information from third parties. */
static void r18_location(GateCase *c)
{
    const GateFlags *flags = &c->facts->flags;
    if (!c->conduct || !c->location || !c->contact || c->recipient != TO_THIRD_PARTY) return;
    if (represented(c))
        gate_case_deny(c, CODE_ATTORNEY,
                       "the consumer is represented: only the attorney may be asked");
    if (enquiry_wrong(c))
        gate_case_deny(c, CODE_LOCATION_CONTENT,
                       "a location enquiry names the caller, confirms location information, and "
                       "says nothing of a debt or of the collector's business");
    const GateEvent *earlier = earlier_enquiry(c);
    if (earlier == NULL || c->reply == REPLY_OPEN) return;
    if (gate_case_yes(flags->earlier_wrong) && gate_case_yes(flags->person_now_correct))
        gate_case_except(c, 18,
                         "the earlier answer is believed wrong, the person now knows better");
    else
        gate_case_show(gate_case_deny(c, CODE_LOCATION_REPEAT, "this person was asked before"),
                       EVIDENCE_EVENT, gate_case_index(c, earlier));
}

const GateRule gate_regf_person_rules[] = {
    { 13, 3, 'V', true, "attorney representation", "12 CFR 1006.6(b)(2)", "US", FROM_FDCPA,
      DAY_NONE, US, r13_attorney },
    { 15, 3, 'V', true, "prior consent, court permission", "12 CFR 1006.6(b)(4)", "US", FROM_FDCPA,
      DAY_NONE, US, r15_consent },
    { 16, 3, 'V', true, "cease communication or refusal to pay",
      "15 USC 1692c(c); 12 CFR 1006.6(c)(1)", "US", FROM_FDCPA, DAY_NONE, US, r16_cease },
    { 17, 3, 'V', true, "third parties", "15 USC 1692c(b); 12 CFR 1006.6(d)(1)-(2)", "US",
      FROM_FDCPA, DAY_NONE, US, r17_third_party },
    { 18, 3, 'P', true, "location information", "15 USC 1692b; 12 CFR 1006.10", "US", FROM_FDCPA,
      DAY_NONE, US, r18_location },
    { 0 },
};
