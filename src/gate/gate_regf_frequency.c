/* gate/gate_regf_frequency.c: Regulation F, harassment and frequency: R22-R28.  Counts on the
 * person's civil dates, per person and particular debt; never per number, never by week. */
#include "gate/gate_case.h"
#include "gate/gate_text.h"
#include "gate/gate_time.h"

enum { CALLS_MAX = 7, WINDOW = 7, MESSAGES_A_DAY = 3, CONTACTS_MAX = 10, CONCENTRATED = 6 };
#define MINUTE_US 60000000LL
#define DAY_US    (1440 * MINUTE_US)

/* Calls that the frequencies speak of: about a debt, not to the excluded parties of
 * 1006.14(b)(3)(iii). */
static bool counts(const GateCase *c)
{
    return c->conduct && c->call && c->about_debt &&
           (c->recipient == TO_CONSUMER || c->recipient == TO_THIRD_PARTY);
}

/* ---- R25: consent windows ---- */

/* The instant at which the consent's window ends early: revocation or the next conversation about
 * the debt. */
static int64_t ended_early(const GateCase *c, const GateConsent *k, uint64_t debts)
{
    int64_t end_us = INT64_MAX;
    for (size_t i = 0; i < c->facts->event_count; i++) {
        const GateEvent *e = &c->facts->events[i];
        if (!gate_case_seen(c, e) || e->at_us <= k->given_at.at_us) continue;
        bool revoked = e->type == EVENT_CONSENT_REVOKED &&
                       (e->consent == CONSENT_NONE || e->consent == CONSENT_EXTRA_CALLS);
        bool talked = e->type == EVENT_CONVERSATION && (gate_case_event_bits(c, e) & debts) != 0;
        if ((revoked || talked) && e->at_us < end_us) end_us = e->at_us;
    }
    return end_us;
}

static bool on_dates(const GateCase *c, const GateConsent *k, int64_t at_us)
{
    for (size_t z = 0; z < c->zone_count; z++) {
        Day given = gate_case_day(c, z, k->given_at.at_us), day = gate_case_day(c, z, at_us);
        if (day > given + WINDOW - 1) return false;
        bool named = !k->only_dates.given;
        for (size_t i = 0; i < k->only_dates.count; i++)
            if (k->only_dates.items[i] == day) named = true;
        if (!named) return false;
    }
    return true;
}

/* A call about these debts at that instant lies in a window of prior consent to extra calls. */
static bool in_window(const GateCase *c, int64_t at_us, uint64_t debts)
{
    for (size_t i = 0; i < c->facts->consent_count; i++) {
        const GateConsent *k = &c->facts->consents[i];
        if (k->type != CONSENT_EXTRA_CALLS || gate_case_no(k->to_this_collector)) continue;
        if (k->given_at.state != MOMENT_INSTANT || k->given_at.at_us > at_us) continue;
        if (k->given_at.at_us > c->known_us || (gate_case_bits(c, k->debts) & debts) == 0) continue;
        if (on_dates(c, k, at_us) && at_us <= ended_early(c, k, debts)) return true;
    }
    return false;
}

/* ---- R28: numbers that were never the person's ---- */

static const GateEvent *wrong_number(const GateCase *c, const char *number)
{
    if (!gate_case_holds(c, EVENT_WRONG_NUMBER) || !gate_case_text(number)) return NULL;
    for (size_t i = 0; i < c->facts->event_count; i++) {
        const GateEvent *e = &c->facts->events[i];
        if (e->type == EVENT_WRONG_NUMBER && gate_case_seen(c, e) &&
            (gate_case_same(e->number, number) || gate_case_same(e->address, number)))
            return e;
    }
    return NULL;
}

/* ---- R23, R24: the two counters ---- */

static bool counted_call(const GateCase *c, const GateEvent *e, uint64_t group)
{
    return e->type == EVENT_CALL_OUT && e->purpose != PURPOSE_MARKETING && gate_case_seen(c, e) &&
           gate_case_connected(e) && gate_case_to_recipient(c, e) &&
           (gate_case_event_bits(c, e) & group) != 0 &&
           wrong_number(c, gate_case_text(e->number) ? e->number : e->address) == NULL &&
           !in_window(c, e->at_us, gate_case_event_bits(c, e) & group);
}

/* Calls that count against one particular debt in the seven dates that end `shift` days from today.
 */
static int calls_in_window(const GateCase *c, uint64_t group, int shift)
{
    int n = 0;
    if (!gate_case_holds(c, EVENT_CALL_OUT)) return 0;
    for (size_t i = 0; i < c->facts->event_count; i++) {
        const GateEvent *e = &c->facts->events[i];
        if (counted_call(c, e, group) && gate_case_within(c, e, WINDOW - shift)) n++;
    }
    return n;
}

/* The next particular debt the call counts to; several debts of one servicing account come once. */
static bool next_group(const GateCase *c, uint64_t *rest, uint64_t *group)
{
    if (*rest == 0) return false;
    *group = gate_case_group(c, (size_t)__builtin_ctzll(*rest));
    *rest &= ~*group;
    return true;
}

/* Dates until the next one on which a consent on file lets this call out of the count; `none` where
 * no earlier one does. */
static int consented_in(const GateCase *c, uint64_t group, int none)
{
    for (int days = 1; days < none; days++)
        if (in_window(c, c->now_us + days * DAY_US, group)) return days;
    return none;
}

/* R23, 1006.14(b)(2)(i)(A): no eighth call within seven consecutive dates. */
static void r23_seven_calls(GateCase *c)
{
    uint64_t rest = c->counted, group;
    int most = 0, shift_needed = 0;
    gate_case_figure_bool(c, "counts_as_call", counts(c));
    if (!counts(c)) return;
    while (next_group(c, &rest, &group)) {
        bool free_call = in_window(c, c->now_us, group);
        int n = calls_in_window(c, group, 0);
        most = MAX(most, n + (free_call ? 0 : 1));
        if (free_call || n < CALLS_MAX) continue;
        int shift = 1;
        while (shift < WINDOW && calls_in_window(c, group, shift) >= CALLS_MAX) shift++;
        shift_needed = MAX(shift_needed, consented_in(c, group, shift));
    }
    gate_case_figure_int(c, "counted_after", most);
    if (shift_needed == 0) return;
    if (c->override != NULL) {
        gate_case_require(c, c->override, "above seven calls: only with a documented override");
        return;
    }
    gate_case_pass_day(gate_case_deny(c, CODE_FREQ_7IN7, "an eighth call within seven dates"),
                       c->day + shift_needed);
}

static bool conversation(const GateCase *c, const GateEvent *e)
{
    return (e->type == EVENT_CONVERSATION || e->type == EVENT_CONVERSATION_NOW) &&
           gate_case_seen(c, e) && gate_case_to_recipient(c, e);
}

/* The dates for which a conversation about this particular debt still bars calls; 0 for none. */
static int quiet_days(const GateCase *c, uint64_t group, const GateEvent **blocking)
{
    int left = 0;
    for (size_t i = 0; i < c->facts->event_count; i++) {
        const GateEvent *e = &c->facts->events[i];
        if (!conversation(c, e) || (gate_case_event_bits(c, e) & group) == 0) continue;
        if (!gate_case_within(c, e, WINDOW)) continue;
        int days = WINDOW - gate_case_age_min(c, e);
        if (days > left) left = days, *blocking = e;
    }
    return left;
}

/* R24, 1006.14(b)(2)(i)(B): no call within seven dates of a conversation, its own date being the
 * first. */
static void r24_after_conversation(GateCase *c)
{
    uint64_t rest = c->counted, group;
    const GateEvent *blocking = NULL;
    int left = 0;
    if (!counts(c)) return;
    while (next_group(c, &rest, &group)) {
        if (in_window(c, c->now_us, group)) continue;
        int days = quiet_days(c, group, &blocking);
        if (days > 0) left = MAX(left, consented_in(c, group, days));
    }
    if (blocking == NULL) return;
    if (c->override != NULL) {
        gate_case_require(c, c->override,
                          "soon after a conversation: only with a documented override");
        return;
    }
    GateReason *reason = gate_case_deny(c, CODE_FREQ_AFTER_CONVERSATION,
                                        "within seven dates of a conversation about the debt");
    gate_case_show(reason, EVIDENCE_EVENT, gate_case_index(c, blocking));
    gate_case_pass_day(reason, c->day + left);
}

/* R25, 1006.14(b)(3): says that an exclusion was used. */
static void r25_exclusions(GateCase *c)
{
    uint64_t rest = c->counted, group;
    if (c->conduct && c->call && (c->recipient == TO_ATTORNEY || c->recipient == TO_CREDITOR))
        gate_case_except(c, 25, "calls to attorneys and the creditor do not count");
    if (!counts(c)) return;
    while (next_group(c, &rest, &group))
        if (in_window(c, c->now_us, group))
            gate_case_except(c, 25,
                             "prior consent to extra calls, given directly to this collector");
}

/* R26, 1006.14(b)(4): how many particular debts the call counts to. */
static void r26_attribution(GateCase *c)
{
    uint64_t rest = c->counted, group;
    int n = 0;
    if (!counts(c)) return;
    while (next_group(c, &rest, &group)) n++;
    gate_case_figure_int(c, "particular_debts", n);
}

/* ---- R22: cumulative effect ---- */

static bool message_event(GateEventType type)
{
    return type == EVENT_SMS_OUT || type == EVENT_EMAIL_OUT;
}

static bool unsolicited(const GateCase *c, const GateEvent *e, uint64_t group)
{
    return message_event(e->type) && gate_case_seen(c, e) && !gate_case_text(e->in_reply_to) &&
           gate_case_to_recipient(c, e) && (gate_case_event_bits(c, e) & group) != 0;
}

static bool too_much(const GateCase *c, uint64_t group)
{
    int today = 0, contacts = 1 + calls_in_window(c, group, 0);
    for (size_t i = 0; i < c->facts->event_count; i++) {
        const GateEvent *e = &c->facts->events[i];
        if (!unsolicited(c, e, group)) continue;
        if (gate_case_within(c, e, WINDOW)) contacts++;
        if (gate_case_within(c, e, 1)) today++;
    }
    return contacts > CONTACTS_MAX || (c->electronic && today >= MESSAGES_A_DAY);
}

/* What the caps count: calls outside a consent window, and messages that answer nothing. */
static bool capped(const GateCase *c)
{
    bool counted = counts(c) || (c->electronic && c->about_debt);
    return counted && c->reply != REPLY_OPEN && !c->in_session && c->override == NULL;
}

/* R22, 1006.14(a), (c)-(f): threats and obscenity; and the cumulative caps of the house. */
static void r22_harassment(GateCase *c)
{
    const uint64_t abusive = GATE_BIT(CONTENT_THREATENS_VIOLENCE) | GATE_BIT(CONTENT_OBSCENE);
    uint64_t rest = c->counted, group;
    bool over = false;
    if (!c->conduct || !c->contact) return;
    if (gate_case_says_any(c, abusive))
        gate_case_deny(c, CODE_ABUSIVE_CONTENT, "a threat, or obscene or profane language");
    if (!capped(c)) return;
    while (next_group(c, &rest, &group))
        if (!(c->call && in_window(c, c->now_us, group)) && too_much(c, group)) over = true;
    if (over)
        gate_case_pass_day(
            gate_case_deny(c, CODE_CUMULATIVE,
                           "calls and messages together are more than the house allows"),
            c->day + 1);
}

/* ---- R27: rebuttal factors ---- */

/* What a court ordered, or the settlement of a suit. */
static bool litigates(const GateCase *c)
{
    GateTri suit = c->facts->flags.active_litigation;
    GatePurpose purpose = c->action->purpose;
    return (purpose == PURPOSE_COURT_ORDERED && !gate_case_no(suit)) ||
           (purpose == PURPOSE_SETTLEMENT && gate_case_yes(suit));
}

static const char *override_token(const GateCase *c)
{
    const GateFlags *flags = &c->facts->flags;
    GatePurpose purpose = c->action->purpose;
    if (purpose == PURPOSE_REGX_LIVE || purpose == PURPOSE_REGX_NOTICE)
        return "documented_override:law_required";
    if (litigates(c)) return "documented_override:litigation";
    if (gate_case_yes(flags->request_cut_short) ||
        (purpose == PURPOSE_ANSWER_REQUEST && !gate_case_no(flags->request_cut_short)))
        return "documented_override:information_request";
    bool fee_ahead =
        !gate_case_moment_given(flags->late_fee_due) || flags->late_fee_due.day >= c->day;
    if (purpose == PURPOSE_COMPLETE_SETTLEMENT ||
        (purpose == PURPOSE_LATE_FEE_WARNING && fee_ahead))
        return "documented_override:time_critical";
    return NULL;
}

static bool refused(const GateEvent *e)
{
    if (e->type == EVENT_CEASE || e->type == EVENT_REFUSAL) return true; /* by mouth, too */
    bool asked = e->type == EVENT_ORAL_REQUEST &&
                 (gate_text_request(e->words) != 0 || gate_text_refusal(e->words));
    return asked || gate_text_refusal(e->note);
}

static bool unanswered(const GateEvent *e)
{
    return e->result != RESULT_ANSWERED && e->result != RESULT_ANSWERED_DROPPED;
}

static void raise_flags(GateCase *c)
{
    const GateEvent *e;
    int today = 1;
    for (size_t i = 0; (e = gate_case_next_any(c, &i, EVENT_NONE)) != NULL;) {
        if (refused(e)) gate_case_flag(c, FLAG_REBUT_PRIOR_REFUSAL);
        if (gate_text_abuse(e->note)) gate_case_flag(c, FLAG_REBUT_PRIOR_CONDUCT);
    }
    for (size_t i = 0; (e = gate_case_next_any(c, &i, EVENT_CALL_OUT)) != NULL;) {
        if (!gate_case_to_recipient(c, e) || !gate_case_within(c, e, 1)) continue;
        today++;
        if (unanswered(e) && c->now_us - e->at_us <= 5 * MINUTE_US)
            gate_case_flag(c, FLAG_REBUT_CONCENTRATED);
    }
    /* Comment 14(b)(2)(i)-2.i: six on one day are highly concentrated. */
    if (today >= CONCENTRATED) gate_case_flag(c, FLAG_REBUT_CONCENTRATED);
}

static bool is_ours(GateEventType type)
{
    return type == EVENT_CALL_OUT || type == EVENT_LETTER_OUT || message_event(type);
}

/* The newest contact of ours within the quiet window; NULL none. */
static const GateEvent *disturbed(const GateCase *c, int64_t quiet_us)
{
    const GateEvent *last = NULL;
    for (size_t i = 0; i < c->facts->event_count; i++) {
        const GateEvent *e = &c->facts->events[i];
        if (!is_ours(e->type) || !gate_case_seen(c, e) || c->now_us - e->at_us >= quiet_us)
            continue;
        if (last == NULL || e->at_us > last->at_us) last = e;
    }
    return last;
}

/* The house's own: after any contact of ours, by whatever way, the person is left in peace for some
 * minutes; what he asks may be answered. */
static void quiet_window(GateCase *c)
{
    int64_t quiet_us = c->facts->quiet_minutes * MINUTE_US;
    if (quiet_us <= 0 || !c->contact || c->action->channel == CHANNEL_TALK_INBOUND) return;
    if (c->reply == REPLY_OPEN || c->in_session) return;
    const GateEvent *last = disturbed(c, quiet_us);
    if (last == NULL) return;
    GateReason *reason = gate_case_deny(c, CODE_PACING, "too soon after the last contact");
    gate_case_show(reason, EVIDENCE_EVENT, gate_case_index(c, last));
    gate_case_pass_at(reason, gate_time_whole_minute(last->at_us + quiet_us));
}

/* R27, comments 14(b)(2)(i)-2 and (ii)-2: warns the operator, names the override, paces where the
 * house asks for it. */
static void r27_rebuttal(GateCase *c)
{
    quiet_window(c);
    if (!counts(c)) return;
    c->override = override_token(c);
    raise_flags(c);
    if (c->facts->gap_minutes <= 0 || c->override != NULL) return;
    int64_t gap_us = c->facts->gap_minutes * MINUTE_US, free_us = INT64_MIN;
    for (size_t i = 0; i < c->facts->event_count; i++) {
        const GateEvent *e = &c->facts->events[i];
        if (e->type != EVENT_CALL_OUT || !gate_case_seen(c, e) || !gate_case_to_recipient(c, e))
            continue;
        if (c->now_us - e->at_us < gap_us) free_us = MAX(free_us, e->at_us + gap_us);
    }
    if (free_us != INT64_MIN)
        gate_case_pass_at(gate_case_deny(c, CODE_PACING, "too soon after the last call"),
                          gate_time_whole_minute(free_us));
}

/* R28, comment 14(b)(2)(i)-3: a number known to be another's is never dialled again. */
static void r28_misdirected(GateCase *c)
{
    if (!c->conduct || !c->contact || c->recipient != TO_CONSUMER) return;
    if (!c->call && c->action->channel != CHANNEL_SMS) return;
    const GateEvent *e = wrong_number(c, gate_case_target(c));
    if (e == NULL) return;
    gate_case_show(
        gate_case_deny(c, CODE_WRONG_NUMBER, "the number is known not to be the person's"),
        EVIDENCE_EVENT, gate_case_index(c, e));
}

const GateRule gate_regf_frequency_rules[] = {
    { 27, 5, 'V', true, "rebuttal factors", "12 CFR 1006.14, comments 14(b)(2)(i)-2, (ii)-2", "US",
      FROM_REG_F, DAY_NONE, ANYWHERE | 1 << COUNTRY_NONE, r27_rebuttal },
    { 22, 5, 'V', false, "harassment and cumulative effect", "12 CFR 1006.14(a), (c)-(f)", "US",
      FROM_FDCPA, DAY_NONE, US, r22_harassment },
    { 23, 5, 'V', true, "seven calls in seven consecutive days", "12 CFR 1006.14(b)(2)(i)(A)", "US",
      FROM_REG_F, DAY_NONE, US, r23_seven_calls },
    { 24, 5, 'V', true, "seven days after a conversation", "12 CFR 1006.14(b)(2)(i)(B)", "US",
      FROM_REG_F, DAY_NONE, US, r24_after_conversation },
    { 25, 5, 'V', true, "exclusions from both frequencies", "12 CFR 1006.14(b)(3)", "US",
      FROM_REG_F, DAY_NONE, US, r25_exclusions },
    { 26, 5, 'V', true, "which debt a call or conversation counts to", "12 CFR 1006.14(b)(4)", "US",
      FROM_REG_F, DAY_NONE, US, r26_attribution },
    { 28, 5, 'V', true, "misdirected calls", "12 CFR 1006.14, comment 14(b)(2)(i)-3", "US",
      FROM_REG_F, DAY_NONE, US, r28_misdirected },
    { 0 },
};
