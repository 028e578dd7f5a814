/* gate/gate_regf_validation.c: Regulation F, validation, disputes and delivery: R40, R43-R47, R60.
 * What a notice must hold is gate_regf_notice.c's affair. */
#include "gate/gate_case.h"
#include "gate/gate_text.h"
#include "gate/gate_time.h"

#include <string.h>

enum { NOTICE_DAYS = 5, PERIOD_DAYS = 30 };

static bool validation_sent(const GateCase *c)
{
    const GateFacts *f = c->facts;
    if (!f->validation.given || f->validation.status != STATUS_NOT_SENT) return true;
    for (size_t i = 0; i < f->event_count; i++) {
        const GateEvent *e = &f->events[i];
        if (gate_case_seen(c, e) && gate_case_same(e->what, "validation_notice") &&
            e->type >= EVENT_SMS_OUT && e->type <= EVENT_LETTER_OUT &&
            gate_case_covers(c, e->debts))
            return true;
    }
    return false;
}

/* ---- R40 ---- */

static const GateEvent *initial_communication(const GateCase *c)
{
    for (size_t i = 0; i < c->facts->event_count; i++) {
        const GateEvent *e = &c->facts->events[i];
        if (gate_case_yes(e->initial_communication) && gate_case_seen(c, e) &&
            gate_case_covers(c, e->debts))
            return e;
    }
    return NULL;
}

static bool paid_by(const GateCase *c, Day deadline)
{
    const GateEvent *paid = gate_case_last(c, EVENT_PAID_IN_FULL);
    return paid != NULL && gate_case_day(c, 0, paid->at_us) <= deadline;
}

/* The clock runs from an initial communication on file. */
static void deadline(GateCase *c, const GateEvent *initial)
{
    bool closing = c->action->channel == CHANNEL_CLOSE_WITHOUT_NOTICE;
    Day last = gate_case_day(c, 0, initial->at_us) + NOTICE_DAYS;
    gate_case_figure_day(c, "deadline", last);
    if (validation_sent(c) || c->notice) return;
    if (paid_by(c, last)) {
        gate_case_except(c, 40, "paid before the notice was due: none is needed");
        return;
    }
    if (c->day > last && (closing || (c->about_debt && c->recipient == TO_CONSUMER)))
        gate_case_show(gate_case_deny(c, CODE_VALIDATION_OVERDUE,
                                      "five days have passed without the validation information"),
                       EVIDENCE_EVENT, gate_case_index(c, initial));
    else if (closing)
        gate_case_require_day(c, "validation_info_within_5_days", last,
                              "send the validation information");
}

/* The action conveys the first word of the debt to the consumer. */
static bool is_initial(const GateCase *c, bool fresh, bool none_sent)
{
    return c->regf && c->conveys && c->recipient == TO_CONSUMER && (fresh || none_sent);
}

/* Nothing was conveyed yet and no notice was sent: the action may be the initial communication. */
static void first_contact(GateCase *c, bool initial_on_file)
{
    bool fresh = gate_case_yes(c->facts->flags.no_prior_communication);
    bool none_sent = c->facts->validation.given && c->facts->validation.status == STATUS_NOT_SENT;
    bool triggers = !initial_on_file && is_initial(c, fresh, none_sent);
    gate_case_figure_bool(c, "triggers_validation", triggers);
    if (!triggers || !fresh) return;
    gate_case_figure_day(c, "deadline", c->day + NOTICE_DAYS);
    if (none_sent && !c->notice)
        gate_case_require_day(c, "validation_info_within_5_days", c->day + NOTICE_DAYS,
                              "an initial communication: the validation information is due");
}

/* R40, 1006.34(a), (b)(2): five calendar days from the initial communication; to a named
 * individual. */
static void r40_due(GateCase *c)
{
    const char *addressee = c->action->addressee;
    const GateEvent *initial = initial_communication(c);
    first_contact(c, initial != NULL);
    if (!c->regf) return;
    if (initial != NULL) deadline(c, initial);
    if (c->notice && gate_case_text(addressee) && !gate_text_individual(addressee))
        gate_case_deny(c, CODE_VALIDATION_ADDRESSEE, "the notice must name an individual");
}

/* ---- R43, R44 ---- */

/* The notice that counts: the last one sent after an earlier one came back, else the one on file.
 */
static Day provided(const GateCase *c)
{
    const GateEvent *back = gate_case_last(c, EVENT_UNDELIVERABLE), *again = NULL;
    for (size_t i = 0; back != NULL && i < c->facts->event_count; i++) {
        const GateEvent *e = &c->facts->events[i];
        bool sent = e->type == EVENT_LETTER_OUT || e->type == EVENT_EMAIL_OUT;
        if (sent && gate_case_seen(c, e) && e->at_us > back->at_us &&
            gate_case_same(e->what, "validation_notice") &&
            (again == NULL || e->at_us > again->at_us))
            again = e;
    }
    if (again != NULL) return gate_case_day(c, 0, again->at_us);
    GateMoment sent = c->facts->validation.sent;
    return gate_case_moment_given(sent) ? gate_case_moment_day(c, sent) : DAY_NONE;
}

static void check_end(GateCase *c, Day from, GateMoment end)
{
    Day earliest = gate_time_validation_end(from, false);
    gate_case_figure_day(c, "earliest_end", earliest);
    gate_case_figure_day(c, "recommended_end", gate_time_validation_end(from, true));
    if (gate_case_moment_given(end) && end.day < earliest)
        gate_case_deny(c, CODE_VALIDATION_PERIOD, "the validation period would end too early");
}

/* R43, 1006.34(b)(5): assumed receipt on the fifth business day at the earliest, then thirty days.
 */
static void r43_period(GateCase *c)
{
    if (!c->regf) return;
    if (c->action->channel == CHANNEL_KEEP_END) {
        Day from = provided(c);
        GateMoment end = c->action->end;
        if (!gate_case_moment_given(end)) end = c->facts->validation.end;
        if (from != DAY_NONE) check_end(c, from, end);
    } else if (c->notice && c->contact) {
        check_end(c, c->day, c->action->notice.dispute_end);
    }
}

/* The last day of the validation period on file; DAY_NONE when none is running. */
static Day period_end(const GateCase *c)
{
    const GateValidation *v = &c->facts->validation;
    if (!v->given || v->status == STATUS_NOT_SENT) return DAY_NONE;
    if (gate_case_moment_given(v->end)) return v->end.day;
    if (gate_case_moment_given(v->assumed_receipt)) return v->assumed_receipt.day + PERIOD_DAYS;
    if (!gate_case_moment_given(v->sent)) return DAY_NONE;
    return gate_time_validation_end(gate_case_moment_day(c, v->sent), false);
}

/* R44, 1006.38(b): nothing in the period may overshadow the right to dispute. */
static void r44_overshadow(GateCase *c)
{
    Day end = period_end(c);
    bool inside = (end != DAY_NONE && c->day <= end) || c->notice;
    bool pressing =
        gate_case_says_any(c, GATE_BIT(CONTENT_PAY_OR_SUIT) | GATE_BIT(CONTENT_THREATENS_SUIT)) ||
        c->action->purpose == PURPOSE_FULL_PAYMENT;
    if (!c->regf || !c->contact || !inside || !pressing) return;
    GateReason *reason = gate_case_deny(
        c, CODE_OVERSHADOW,
        "a deadline or a threat within the validation period overshadows the right to dispute");
    if (end != DAY_NONE && !c->notice) gate_case_pass_day(reason, end + 1);
}

/* ---- R45, R46 ---- */

static bool written(const GateEvent *e)
{
    bool electronic =
        e->medium == MEDIUM_EMAIL || e->medium == MEDIUM_SMS || e->medium == MEDIUM_PORTAL_MESSAGE;
    bool spoken = e->medium == MEDIUM_TELEPHONE || e->medium == MEDIUM_VISIT;
    return !spoken && !(electronic && gate_case_no(e->accepts_medium));
}

static bool by_consumer(const GateEvent *e)
{
    return !e->sender_given || e->sender == KIND_CONSUMER || e->sender == KIND_REPRESENTATIVE ||
           e->sender == KIND_ATTORNEY || e->sender == KIND_GUARDIAN;
}

/* Received in writing on or before the end date, by the consumer or the estate's representative. */
static bool timely(const GateCase *c, const GateEvent *e)
{
    Day end = period_end(c);
    const GateValidation *v = &c->facts->validation;
    if (!written(e) || !by_consumer(e)) return false;
    if (v->given && v->status == STATUS_NOT_SENT) return true;
    return end != DAY_NONE && gate_case_day(c, 0, e->at_us) <= end;
}

/* The first verification (or copy of a judgment) sent after the instant; NULL while none. */
static const GateEvent *verified_after(const GateCase *c, int64_t at_us)
{
    for (size_t i = 0; i < c->facts->event_count; i++) {
        const GateEvent *e = &c->facts->events[i];
        if (e->type == EVENT_VERIFICATION && gate_case_seen(c, e) && e->at_us > at_us &&
            gate_case_covers(c, e->debts))
            return e;
    }
    return NULL;
}

/* R46: substantially the same as an earlier timely dispute that was answered, with nothing new
 * enclosed. */
static bool duplicative(const GateCase *c, const GateEvent *e)
{
    if (!gate_case_yes(e->same_substance) || gate_case_text(e->attachment)) return false;
    for (size_t i = 0; i < c->facts->event_count; i++) {
        const GateEvent *first = &c->facts->events[i];
        if (first->type != EVENT_DISPUTE || first->at_us >= e->at_us || !timely(c, first)) continue;
        const GateEvent *answer = verified_after(c, first->at_us);
        if (answer != NULL && answer->at_us <= e->at_us) return true;
    }
    return false;
}

/* R46: the notice with brief reasons and the date of the earlier response. */
static bool notice_after(const GateCase *c, int64_t at_us)
{
    for (size_t i = 0; i < c->facts->event_count; i++) {
        const GateEvent *e = &c->facts->events[i];
        if (e->type != EVENT_DUPLICATIVE_NOTICE || !gate_case_seen(c, e) || e->at_us <= at_us ||
            !gate_case_covers(c, e->debts))
            continue;
        if (!gate_case_no(e->brief_reason) && e->refers_to.state != MOMENT_NULL) return true;
    }
    return false;
}

/* Only the disputed portion of the one debt of the case is barred: a demand for no more than the
 * rest passes. */
static bool undisputed_part(const GateCase *c, const GateEvent *e)
{
    const GateDebt *debt = gate_case_debt(c);
    GateNumber portion = e->portion;
    if (debt == NULL || c->action->amount.state != NUMBER_GIVEN) return false;
    if (portion.state != NUMBER_GIVEN) portion = debt->portion_disputed;
    GateNumber balance = debt->balance.state == NUMBER_GIVEN ? debt->balance : debt->amount;
    if (portion.state != NUMBER_GIVEN || balance.state != NUMBER_GIVEN) return false;
    return c->action->amount.e4 <= balance.e4 - portion.e4;
}

/* What collection is: contact about the debt, suits and charges; not what the law requires or the
 * consumer asked. */
static bool collects(const GateCase *c)
{
    GateChannel channel = c->action->channel;
    switch ((int)c->action->purpose) {
    case PURPOSE_EFFORTS_TERMINATED:
    case PURPOSE_REGZ_STATEMENT:
    case PURPOSE_REGX_NOTICE:
    case PURPOSE_RESPOND:
    case PURPOSE_RESPOND_QUERY:
    case PURPOSE_ANSWER_REQUEST:
    case PURPOSE_ANALYTICS: return false;
    default: break;
    }
    if (gate_case_text(c->action->what) || c->notice || c->location) return false;
    if (channel == CHANNEL_FILE_SUIT || channel == CHANNEL_DEFAULT_JUDGMENT) return true;
    return c->about_debt && c->recipient == TO_CONSUMER;
}

static bool released(const GateCase *c, const GateEvent *e)
{
    if (verified_after(c, e->at_us) != NULL) return true;
    return e->type == EVENT_DISPUTE && duplicative(c, e) && notice_after(c, e->at_us);
}

/* That event was named by the rule, for another debt. */
static bool told(const GateCase *c, const GateEvent *e)
{
    const GateVerdict *v = c->verdict;
    for (size_t i = 0; i < v->reason_count; i++)
        if (v->reasons[i].rule == c->rule->number && v->reasons[i].evidence_count > 0 &&
            v->reasons[i].evidence[0].index == gate_case_index(c, e))
            return true;
    return false;
}

static void hold(GateCase *c, const GateEvent *e, const char *text)
{
    if (!collects(c) || undisputed_part(c, e) || told(c, e)) return;
    gate_case_show(gate_case_deny(c, CODE_DISPUTE_HOLD, text), EVIDENCE_EVENT,
                   gate_case_index(c, e));
}

static void hold_disputed(GateCase *c)
{
    const GateEvent *e;
    for (size_t i = 0; (e = gate_case_next(c, &i, EVENT_NONE)) != NULL;) {
        if (e->type != EVENT_DISPUTE && e->type != EVENT_CREDITOR_REQUEST) continue;
        if (!timely(c, e))
            gate_case_flag(c, written(e) ? FLAG_LATE_DISPUTE : FLAG_ORAL_DISPUTE_NOTED);
        else if (!duplicative(c, e) && !released(c, e))
            hold(c, e, "disputed in writing and not yet answered");
    }
}

/* What is said of one debt answers nothing about another: each debt of the act is looked at alone.
 */
static void each_debt(GateCase *c, void (*look)(GateCase *))
{
    uint64_t all = c->debts, rest = all;
    do {
        c->debts = rest & -rest;
        look(c);
        rest &= rest - 1;
    } while (rest != 0);
    c->debts = all;
}

/* R45, 1006.38(c), (d)(2)(i): a timely written dispute or request stops collection until it is
 * answered. */
static void r45_dispute(GateCase *c)
{
    if (!c->regf) return;
    if (!gate_case_holds(c, EVENT_DISPUTE) && !gate_case_holds(c, EVENT_CREDITOR_REQUEST)) return;
    each_debt(c, hold_disputed);
}

static void hold_repeated(GateCase *c)
{
    const GateEvent *e;
    for (size_t i = 0; (e = gate_case_next(c, &i, EVENT_DISPUTE)) != NULL;)
        if (timely(c, e) && !released(c, e) && duplicative(c, e))
            hold(c, e, "a repeated dispute waits for its notice");
}

static void hold_notice(GateCase *c)
{
    const GateEvent *e;
    for (size_t i = 0; (e = gate_case_next(c, &i, EVENT_DISPUTE)) != NULL;)
        if (timely(c, e) && !released(c, e) && !duplicative(c, e) && !told(c, e))
            gate_case_show(gate_case_deny(c, CODE_DISPUTE_HOLD,
                                          "not a duplicative dispute: it needs verification"),
                           EVIDENCE_EVENT, gate_case_index(c, e));
}

/* R46, 1006.38(d)(2)(ii): a duplicative dispute, too, waits for its notice; the notice suits no
 * other dispute. */
static void r46_duplicative(GateCase *c)
{
    bool sending = c->action->channel == CHANNEL_DUPLICATIVE_NOTICE;
    if (!c->regf || !gate_case_holds(c, EVENT_DISPUTE)) return;
    each_debt(c, sending ? hold_notice : hold_repeated);
}

/* ---- R47, R60 ---- */

/* A required disclosure is known not to have arrived, and nothing was sent since. */
static bool known_lost(const GateCase *c)
{
    int64_t lost_us = INT64_MIN, sent_us = INT64_MIN;
    const GateEvent *e;
    for (size_t i = 0; (e = gate_case_next_any(c, &i, EVENT_NONE)) != NULL;) {
        if (e->type == EVENT_UNDELIVERABLE || e->type == EVENT_EMAIL_BOUNCED)
            lost_us = MAX(lost_us, e->at_us);
        if (gate_case_wrote(e) && gate_case_text(e->what)) sent_us = MAX(sent_us, e->at_us);
    }
    return lost_us != INT64_MIN && sent_us < lost_us;
}

static void electronic_delivery(GateCase *c)
{
    const GateAction *a = c->action;
    if (a->subject != NULL && !gate_text_subject(a->subject, a->notice.current_creditor))
        gate_case_require(c, "subject_line:creditor+identifier",
                          "name the creditor and one more identifier");
    if (a->sender_name != NULL && !gate_text_sender_known(a->sender_name))
        gate_case_require(c, "recognisable_sender", "use a sender name the consumer recognises");
    if (gate_case_no(c->facts->bounce_monitoring))
        gate_case_require(c, "bounce_monitoring", "watch for notices of non-delivery");
}

/* R47, 1006.42(a): sent so that it may be expected to arrive; what is known not to have arrived was
 * not sent. */
static void r47_delivery(GateCase *c)
{
    bool disclosure = c->notice || gate_case_text(c->action->what);
    if (!c->regf || !disclosure) return;
    if (c->action->channel == CHANNEL_TREAT_AS_PROVIDED && known_lost(c))
        gate_case_deny(c, CODE_NOT_DELIVERED, "the disclosure is known not to have arrived");
    if (c->action->channel == CHANNEL_LETTER && c->action->place == PLACE_LAST_KNOWN &&
        gate_case_yes(c->facts->flags.knows_moved))
        gate_case_deny(c, CODE_NOT_DELIVERED, "the consumer is known no longer to get mail there");
    if (c->electronic) electronic_delivery(c);
}

/* The notice is part of the initial communication, and nothing on file says that there was one
 * before. */
static bool initial(const GateCase *c)
{
    const GateEvent *e;
    if (!gate_case_yes(c->action->initial_itself)) return false;
    if (c->facts->validation.given && c->facts->validation.status == STATUS_SENT) return false;
    for (size_t i = 0; (e = gate_case_next(c, &i, EVENT_NONE)) != NULL;)
        if (gate_case_yes(e->initial_communication)) return false;
    return true;
}

/* R60, 1006.42(b); 15 USC 7001(c): electronic only with E-SIGN consent, but in the initial
 * communication. */
static void r60_esign(GateCase *c)
{
    bool disclosure = c->notice || gate_case_text(c->action->what);
    if (!c->regf || !c->electronic || !disclosure || initial(c)) return;
    if (gate_case_no(c->facts->esign_consent))
        gate_case_require(c, "esign_101c_consent_or_mail",
                          "get E-SIGN consent, or send it on paper");
}

const GateRule gate_regf_validation_rules[] = {
    { 40, 7, 'V', true, "when validation information is due", "12 CFR 1006.34(a), (b)(2)", "US",
      FROM_FDCPA, DAY_NONE, US, r40_due },
    { 43, 7, 'V', true, "validation period", "12 CFR 1006.34(b)(5)", "US", FROM_REG_F, DAY_NONE, US,
      r43_period },
    { 44, 7, 'P', true, "overshadowing", "12 CFR 1006.38(b); 15 USC 1692g(b)", "US", FROM_FDCPA,
      DAY_NONE, US, r44_overshadow },
    { 45, 3, 'V', true, "dispute and original-creditor request", "12 CFR 1006.38(c), (d)(2)", "US",
      FROM_FDCPA, DAY_NONE, US, r45_dispute },
    { 46, 3, 'V', true, "duplicative dispute", "12 CFR 1006.38(a)(1), (d)(2)(ii)", "US", FROM_REG_F,
      DAY_NONE, US, r46_duplicative },
    { 47, 7, 'V', true, "sending required disclosures", "12 CFR 1006.42(a)", "US", FROM_REG_F,
      DAY_NONE, US, r47_delivery },
    { 60, 7, 'K', true, "electronic delivery and E-SIGN", "12 CFR 1006.42(b); 15 USC 7001(c)", "US",
      FROM_REG_F, DAY_NONE, US, r60_esign },
    { 0 },
};
