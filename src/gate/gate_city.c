/* gate/gate_city.c: New York City, R63 until the end of 2026 and R64 from 2027 on.  Everywhere else
 * it is silent. */
#include "gate/gate_case.h"
#include "gate/gate_text.h"

enum { WEEK = 7, OLD_MAX = 2, NEW_MAX = 3, USE_DAYS = 60, UNVERIFIED_DAYS = 30 };
enum { LAST_OLD_DAY = 20818, FIRST_NEW_DAY = 20819 }; /* 2026-12-31, 2027-01-01 */

static bool out_event(const GateEvent *e)
{
    return e->type >= EVENT_CALL_OUT && e->type <= EVENT_VISIT_OUT;
}

static bool required_by_law(GatePurpose purpose)
{
    return purpose == PURPOSE_REGZ_STATEMENT || purpose == PURPOSE_REGX_NOTICE;
}

/* What the firm starts: no reply, no talk on the consumer's call, nothing the law requires. */
static bool starts(const GateCase *c)
{
    const GateAction *a = c->action;
    bool reply = c->reply == REPLY_OPEN || gate_case_yes(a->same_thread) || c->in_session ||
                 a->channel == CHANNEL_TALK_INBOUND || a->purpose == PURPOSE_RESPOND;
    return c->about_debt && !reply && !required_by_law(a->purpose) && c->recipient == TO_CONSUMER;
}

/* The original creditor's message in the ordinary course is no collection. */
static bool ordinary(const GateCase *c)
{
    return c->action->purpose == PURPOSE_ORDINARY_SERVICE && c->facts->role == ROLE_FIRST_PARTY;
}

/* ---- R63 ---- */

static int old_count(const GateCase *c, int shift)
{
    const GateEvent *e;
    int n = 0;
    for (size_t i = 0; (e = gate_case_next_any(c, &i, EVENT_NONE)) != NULL;)
        if (out_event(e) && gate_case_to_recipient(c, e) && !gate_case_text(e->in_reply_to) &&
            gate_case_within(c, e, WEEK - shift))
            n++;
    return n;
}

/* R63, 6 RCNY 5-77(b)(1)(iv) (old): two communications or attempts in seven days by any medium. */
static void r63_until_2026(GateCase *c)
{
    if (!c->nyc || !c->contact || !starts(c) || ordinary(c) || old_count(c, 0) < OLD_MAX) return;
    int shift = 1;
    while (shift < WEEK && old_count(c, shift) >= OLD_MAX) shift++;
    gate_case_pass_day(gate_case_deny(c, CODE_NYC_2IN7, "a third communication within seven days"),
                       c->day + shift);
}

/* ---- R64 ---- */

/* Another e-mail lies between this one and the bounce: it is that one that bounced. */
static bool another_between(const GateCase *c, const GateEvent *email, const GateEvent *bounce)
{
    const GateEvent *e;
    for (size_t i = 0; (e = gate_case_next_any(c, &i, EVENT_EMAIL_OUT)) != NULL;)
        if (e->at_us > email->at_us && e->at_us <= bounce->at_us) return true;
    return false;
}

/* The e-mail bounced: a bounce tells of the last one before it. */
static bool bounced(const GateCase *c, const GateEvent *email)
{
    const GateEvent *b;
    for (size_t i = 0; (b = gate_case_next_any(c, &i, EVENT_NONE)) != NULL;) {
        bool back = b->type == EVENT_EMAIL_BOUNCED ||
                    (b->type == EVENT_UNDELIVERABLE && b->medium == MEDIUM_EMAIL);
        if (back && b->at_us >= email->at_us && !another_between(c, email, b)) return true;
    }
    return false;
}

static bool undelivered(const GateCase *c, const GateEvent *e)
{
    return e->type == EVENT_CALL_OUT ? !gate_case_connected(e)
                                     : e->type == EVENT_EMAIL_OUT && bounced(c, e);
}

static bool uncounted_purpose(const GateEvent *e)
{
    return gate_case_text(e->in_reply_to) || required_by_law(e->purpose) ||
           e->purpose == PURPOSE_ORDINARY_SERVICE || e->purpose == PURPOSE_RESPOND ||
           e->purpose == PURPOSE_MARKETING;
}

/* Communications and attempts that count on this account: no hard copy, no reply, nothing
 * undeliverable. */
static bool counted(const GateCase *c, const GateEvent *e, uint64_t account)
{
    return out_event(e) && e->type != EVENT_LETTER_OUT && gate_case_seen(c, e) &&
           gate_case_to_recipient(c, e) && (gate_case_event_bits(c, e) & account) != 0 &&
           !uncounted_purpose(e) && !undelivered(c, e) &&
           gate_case_day(c, 0, e->at_us) >= FIRST_NEW_DAY;
}

/* The first communication after a day: it opens the next period.  NULL when none. */
static const GateEvent *first_after(const GateCase *c, uint64_t account, Day day)
{
    const GateEvent *first = NULL;
    for (size_t i = 0; i < c->facts->event_count; i++) {
        const GateEvent *e = &c->facts->events[i];
        if (!counted(c, e, account) || gate_case_day(c, 0, e->at_us) <= day) continue;
        if (first == NULL || e->at_us < first->at_us) first = e;
    }
    return first;
}

/* The first communication of the period that today falls into; NULL when today would open one. */
static const GateEvent *period(const GateCase *c, uint64_t account)
{
    const GateEvent *first = first_after(c, account, FIRST_NEW_DAY - 1);
    while (first != NULL && c->day > gate_case_day(c, 0, first->at_us) + WEEK - 1)
        first = first_after(c, account, gate_case_day(c, 0, first->at_us) + WEEK - 1);
    return first;
}

static bool response(const GateEvent *e)
{
    return e->type == EVENT_CONVERSATION || e->type == EVENT_INBOUND_CALL ||
           e->type == EVENT_INBOUND_EMAIL || e->type == EVENT_INBOUND_TEXT ||
           e->type == EVENT_VOICEMAIL_IN;
}

static void new_frequency(GateCase *c, uint64_t account)
{
    const GateEvent *first = period(c, account), *answer = NULL;
    int n = 0;
    if (first == NULL) return;
    Day start = gate_case_day(c, 0, first->at_us);
    for (size_t i = 0; i < c->facts->event_count; i++) {
        const GateEvent *e = &c->facts->events[i];
        if (!gate_case_seen(c, e) || e->at_us < first->at_us) continue;
        if (counted(c, e, account)) n++;
        if (response(e) && (gate_case_event_bits(c, e) & account) != 0) answer = e;
    }
    if (n >= NEW_MAX)
        gate_case_pass_day(
            gate_case_deny(c, CODE_NYC_3IN7, "a fourth communication in the seven-day period"),
            start + WEEK);
    if (answer == NULL) return;
    GateReason *reason =
        gate_case_deny(c, CODE_NYC_AFTER_RESPONSE, "the consumer has responded in this period");
    gate_case_show(reason, EVIDENCE_EVENT, gate_case_index(c, answer));
    gate_case_pass_day(reason, start + WEEK);
}

static GateEventType inbound(GateChannel channel)
{
    if (channel == CHANNEL_EMAIL) return EVENT_INBOUND_EMAIL;
    return channel == CHANNEL_SMS ? EVENT_INBOUND_TEXT : EVENT_SESSION_OPEN;
}

/* The consumer used that medium to communicate about a debt within sixty days. */
static bool used_lately(const GateCase *c)
{
    const GateEvent *e;
    for (size_t i = 0; (e = gate_case_next_any(c, &i, inbound(c->action->channel))) != NULL;)
        if (!gate_text_revokes(e->text) && gate_case_no_other(e->address, c->action->address) &&
            gate_case_within(c, e, USE_DAYS + 1))
            return true;
    return false;
}

/* Revocable written consent to this collector; for the original creditor also its own of before. */
static bool good_consent(const GateCase *c, const GateConsent *k)
{
    bool creditor = c->facts->role == ROLE_FIRST_PARTY;
    if (k->type == CONSENT_EMAIL || k->type == CONSENT_SMS) return creditor;
    return k->type == CONSENT_ELECTRONIC_WRITTEN &&
           (creditor || !gate_case_no(k->to_this_collector));
}

static bool written_consent(const GateCase *c)
{
    for (size_t i = 0; i < c->facts->consent_count; i++) {
        const GateConsent *k = &c->facts->consents[i];
        if (good_consent(c, k) && gate_case_no_other(k->address, c->action->address) &&
            gate_case_covers_all(c, k->debts) && gate_case_consent_live(c, k))
            return true;
    }
    return false;
}

static void electronic(GateCase *c, bool consent)
{
    GateChannel channel = c->action->channel;
    bool by_message = channel == CHANNEL_EMAIL || channel == CHANNEL_SMS ||
                      channel == CHANNEL_SOCIAL_DM || channel == CHANNEL_SOCIAL_REQUEST;
    if (c->notice && c->electronic)
        gate_case_require(c, "validation_notice_by_mail",
                          "send the validation notice by mail or delivery");
    if (by_message && c->reply != REPLY_OPEN && !consent && !used_lately(c))
        gate_case_deny(c, CODE_NYC_ECONSENT,
                       "no revocable written consent, and the medium not used in sixty days");
}

static void at_work(GateCase *c)
{
    if (c->call && gate_case_at_work(c->action->place, c->action->address))
        gate_case_deny(c, CODE_WORKPLACE, "a work number without written consent");
    if (c->action->channel == CHANNEL_EMAIL && c->action->place == PLACE_WORK_EMAIL)
        gate_case_deny(c, CODE_WORK_EMAIL, "a work e-mail without written consent");
}

static bool cease_request(const GateEvent *e)
{
    if (e->type == EVENT_CEASE || e->type == EVENT_REFUSAL) return true;
    return e->type == EVENT_ORAL_REQUEST && (gate_text_request(e->words) & ASKS_NO_CONTACT) != 0;
}

/* The one written message after a cease request. */
static bool last_word(const GateCase *c)
{
    GatePurpose purpose = c->action->purpose;
    bool written = c->action->channel == CHANNEL_LETTER || c->electronic;
    return written && purpose >= PURPOSE_EFFORTS_TERMINATED && purpose <= PURPOSE_REMEDY_INTENDED;
}

/* A cease request need not be written; one written message may follow, and replies. */
static void cease(GateCase *c)
{
    const GateEvent *e;
    if (c->reply == REPLY_OPEN || last_word(c)) return;
    for (size_t i = 0; (e = gate_case_next(c, &i, EVENT_NONE)) != NULL;)
        if (cease_request(e))
            gate_case_show(gate_case_deny(c, CODE_CEASE, "the consumer asked for contact to stop"),
                           EVIDENCE_EVENT, gate_case_index(c, e));
}

/* The day of the first verification after the dispute; DAY_NONE while none was sent. */
static Day verified(const GateCase *c, const GateEvent *dispute)
{
    const GateEvent *e;
    Day first = DAY_NONE;
    for (size_t i = 0; (e = gate_case_next_any(c, &i, EVENT_VERIFICATION)) != NULL;) {
        Day day = gate_case_day(c, 0, e->at_us);
        if (e->at_us > dispute->at_us && (first == DAY_NONE || day < first)) first = day;
    }
    return first;
}

/* A dispute by any means blocks collection until verified, and thirty days more. */
static void unverified(GateCase *c)
{
    const GateEvent *e;
    for (size_t i = 0; (e = gate_case_next(c, &i, EVENT_DISPUTE)) != NULL;) {
        Day day = verified(c, e);
        if (day != DAY_NONE && c->day >= day + UNVERIFIED_DAYS) continue;
        GateReason *reason =
            gate_case_deny(c, CODE_DISPUTE_HOLD, "disputed, and not verified for thirty days");
        gate_case_show(reason, EVIDENCE_EVENT, gate_case_index(c, e));
        if (day != DAY_NONE) gate_case_pass_day(reason, day + UNVERIFIED_DAYS);
    }
}

/* R64, 6 RCNY 5-77(b)(1)(iii)(A)-(D), (2)-(9), from 1 January 2027. */
static void r64_from_2027(GateCase *c)
{
    const GateDebt *debt;
    uint64_t rest = c->debts;
    if (!c->nyc || !c->about_debt || ordinary(c) || c->recipient != TO_CONSUMER) return;
    bool consent = written_consent(c);
    cease(c);
    electronic(c, consent);
    if (!consent) at_work(c);
    if (!starts(c)) return;
    if (!c->notice && !gate_case_text(c->action->what)) unverified(c);
    if (c->action->channel == CHANNEL_LETTER) return;
    while (gate_case_next_debt(c, &rest, &debt)) new_frequency(c, 1ULL << (debt - c->facts->debts));
}

const GateRule gate_city_rules[] = {
    { 63, 5, 'P', true, "New York City until 31 December 2026", "6 RCNY 5-77(b)(1)(iv) (old)",
      "US-NY-NYC", DAY_NONE, LAST_OLD_DAY, US, r63_until_2026 },
    { 64, 5, 'V', true, "New York City from 1 January 2027", "6 RCNY 5-77(b)(1)(iii), (b)(2)-(9)",
      "US-NY-NYC", FIRST_NEW_DAY, DAY_NONE, US, r64_from_2027 },
    { 0 },
};
