/* gate/gate_uk.c: United Kingdom, R71-R79.  CONC 7 binds regulated credit; the moratoria bind every
 * qualifying debt. */
#include "gate/gate_case.h"
#include "gate/gate_limitation.h"
#include "gate/gate_text.h"
#include "gate/gate_time.h"

#include <string.h>

enum { ADVISER_DAYS = 30, ACTION_DAYS = 30, STANDARD_DAYS = 60, CRISIS_DAYS = 30 };

/* Answers to the customer, and what the law or a court requires, are no pursuit. */
static bool answers(const GateCase *c)
{
    switch ((int)c->action->purpose) {
    case PURPOSE_RESPOND:
    case PURPOSE_RESPOND_QUERY:
    case PURPOSE_ANSWER_REQUEST:
    case PURPOSE_COURT_ORDERED:
    case PURPOSE_ANALYTICS: return true;
    default: return c->reply == REPLY_OPEN;
    }
}

static bool legal_act(const GateCase *c)
{
    return c->action->channel == CHANNEL_FILE_SUIT ||
           c->action->channel == CHANNEL_DEFAULT_JUDGMENT;
}

/* Pursuit of payment: contact about the debt with somebody liable, or legal steps. */
static bool pursues(const GateCase *c)
{
    if (answers(c)) return false;
    return legal_act(c) || (c->about_debt && c->recipient == TO_CONSUMER);
}

/* ---- R71 ---- */

static void uk_hours(GateCase *c)
{
    bool scotland = strcmp(c->facts->region, "SCT") == 0;
    int64_t free_us;
    for (size_t z = 0; z < c->zone_count; z++) {
        Day day = c->days[z];
        if (day_weekday(day) == 6 || gate_time_uk_holiday(day, scotland)) {
            gate_case_pass_at(
                gate_case_deny(c, CODE_UK_UNREASONABLE_TIME, "a Sunday or bank holiday"),
                gate_case_instant(c, z, day + 1, 8 * 3600 + 60));
            return;
        }
        if (gate_time_convenient(c, z, &free_us)) continue;
        gate_case_pass_at(gate_case_deny(c, CODE_UK_UNREASONABLE_TIME, "outside 08:00-21:00"),
                          free_us);
        return;
    }
}

static bool uk_medium(const GateCase *c, const GatePref *p)
{
    GateChannel channel = c->action->channel;
    if (p->medium == MEDIUM_TELEPHONE) return c->call;
    if (p->medium == MEDIUM_EMAIL) return channel == CHANNEL_EMAIL;
    if (p->medium == MEDIUM_SMS) return channel == CHANNEL_SMS;
    if (p->medium == MEDIUM_VISIT) return channel == CHANNEL_VISIT;
    if (p->medium == MEDIUM_LETTER || p->medium == MEDIUM_MAIL)
        return channel == CHANNEL_LETTER || channel == CHANNEL_POSTCARD;
    return p->medium == MEDIUM_PORTAL_MESSAGE && channel == CHANNEL_PORTAL;
}

static bool wraps(const GatePref *p)
{
    return p->from_s >= 0 && p->to_s >= 0 && p->to_s < p->from_s;
}

/* When the designated range ends that holds this time, in that zone; false when none does. */
static bool inside(const GateCase *c, const GatePref *p, size_t z, int64_t *end_us)
{
    Day day = c->days[z];
    bool all_day = p->to_s < 0 || p->to_s >= 86400;
    if (!gate_time_in_range(c->seconds[z], p->from_s, p->to_s)) return false;
    if (wraps(p) && c->seconds[z] < p->from_s) day -= 1;
    if (p->weekdays != 0 && (p->weekdays & (1u << day_weekday(day))) == 0) return false;
    *end_us = all_day ? gate_case_instant(c, z, day + 1, 0)
                      : gate_case_instant(c, z, day + (wraps(p) ? 1 : 0), p->to_s + 60);
    return true;
}

/* The contact point belongs to the place that the customer excluded. */
static bool excluded_place(const GateCase *c, const GatePref *p)
{
    GatePlace place = c->action->place;
    if (p->type == PREF_NO_WORK_CALLS || p->type == PREF_EMPLOYER ||
        gate_case_same(p->place, "work"))
        return gate_case_at_work(place, c->action->address);
    return gate_case_same(p->place, "home") && gate_case_at_home(c);
}

static bool excluded_way(const GateCase *c, const GatePref *p)
{
    if (p->type == PREF_NO_MEDIUM) return uk_medium(c, p);
    return p->type == PREF_NO_ADDRESS && (gate_case_same(p->address, c->action->address) ||
                                          gate_case_same(p->address, gate_case_target(c)));
}

static void uk_preference(GateCase *c, const GatePref *p, size_t index)
{
    int64_t end_us = 0;
    bool time = p->type == PREF_TIME && c->timed && inside(c, p, 0, &end_us);
    if (!time && !excluded_place(c, p) && !excluded_way(c, p)) return;
    GateReason *reason =
        gate_case_deny(c, CODE_UK_PREFERENCE, "a reasonable request of the customer");
    gate_case_show(reason, EVIDENCE_PREF, index);
    if (time) gate_case_pass_at(reason, end_us);
}

/* R71, CONC 7.9.4R: not at unreasonable times; with regard to reasonable requests. */
static void r71_reasonable_contact(GateCase *c)
{
    const uint64_t abusive = GATE_BIT(CONTENT_THREATENS_VIOLENCE) | GATE_BIT(CONTENT_OBSCENE);
    if (!c->uk_credit || !c->about_debt) return;
    if (gate_case_says_any(c, abusive))
        gate_case_deny(c, CODE_ABUSIVE_CONTENT,
                       "harassment (Administration of Justice Act 1970 s 40)");
    if (c->recipient != TO_CONSUMER || answers(c) || c->action->channel == CHANNEL_TALK_INBOUND)
        return;
    if (c->timed) uk_hours(c);
    for (size_t i = 0; i < c->facts->pref_count; i++)
        if (gate_case_pref_live(c, &c->facts->prefs[i])) uk_preference(c, &c->facts->prefs[i], i);
}

/* R72, CONC 7.3: no pressure after hardship was disclosed; reasonable time before action. */
static void r72_forbearance(GateCase *c)
{
    const GateEvent *told = gate_case_last(c, EVENT_HARDSHIP);
    bool pressure =
        c->action->purpose == PURPOSE_FULL_PAYMENT ||
        gate_case_says_any(c, GATE_BIT(CONTENT_THREATENS_SUIT) | GATE_BIT(CONTENT_PAY_OR_SUIT));
    if (!c->uk_credit || told == NULL) return;
    bool hasty = legal_act(c) && gate_case_within(c, told, ACTION_DAYS);
    if (!pressure && !hasty) return;
    GateReason *reason =
        gate_case_deny(c, CODE_UK_FORBEARANCE, "pressure on a customer who disclosed hardship");
    gate_case_show(reason, EVIDENCE_EVENT, gate_case_index(c, told));
    if (hasty && !pressure)
        gate_case_pass_day(reason, gate_case_day(c, 0, told->at_us) + ACTION_DAYS);
}

/* The outcome was sent after the dispute: the claim is not valid, with clear justification. */
static bool justified(const GateCase *c, const GateEvent *dispute)
{
    const GateEvent *e;
    for (size_t i = 0; (e = gate_case_next_any(c, &i, EVENT_INVESTIGATION)) != NULL;)
        if (e->at_us > dispute->at_us && !gate_case_yes(e->upheld)) return true;
    return false;
}

/* R73, CONC 7.14.1R, 7.5.3R: disputed on grounds that may be valid, until justified as not valid.
 */
static void r73_dispute(GateCase *c)
{
    const GateEvent *e;
    if (!c->uk_credit || !pursues(c)) return;
    for (size_t i = 0; (e = gate_case_next(c, &i, EVENT_DISPUTE)) != NULL;)
        if (!gate_case_no(e->valid_grounds) && !justified(c, e))
            gate_case_show(
                gate_case_deny(c, CODE_UK_DISPUTE, "disputed on grounds that may be valid"),
                EVIDENCE_EVENT, gate_case_index(c, e));
}

/* R74, CONC 7.3.11R, 7.3.12G: thirty days while an adviser works on a plan. */
static void r74_adviser(GateCase *c)
{
    const GateEvent *helping = gate_case_last(c, EVENT_ADVISER);
    if (!c->uk_credit || !pursues(c) || helping == NULL || gate_case_no(helping->evidence_of_plan))
        return;
    Day until = gate_case_day(c, 0, helping->at_us) + ADVISER_DAYS;
    if (c->day >= until) return;
    GateReason *reason =
        gate_case_deny(c, CODE_UK_ADVISER_HOLD, "a debt adviser is helping with a plan");
    gate_case_show(reason, EVIDENCE_EVENT, gate_case_index(c, helping));
    gate_case_pass_day(reason, until);
}

static bool customer_consents(const GateCase *c)
{
    const GateConsent *k = gate_case_consent(c, CONSENT_THIRD_PARTY, true);
    return k != NULL && (k->who == KIND_NONE || k->who == c->recipient_kind);
}

static bool revealing(const char *item)
{
    if (strncmp(item, "text:", 5) == 0) return true;
    return strncmp(item, "business_name:", 14) == 0 && gate_text_reveals_collection(item + 14);
}

/* R75, CONC 7.9: nothing that reveals the debt to others. */
static void r75_confidentiality(GateCase *c)
{
    const GateAction *a = c->action;
    bool open_view = gate_case_text(a->visible_to) && strcmp(a->visible_to, "recipient_only") != 0;
    if (!c->uk_credit || !c->contact) return;
    if (c->recipient == TO_THIRD_PARTY && c->conveys && !customer_consents(c))
        gate_case_deny(c, CODE_THIRD_PARTY, "would disclose the debt to a third party");
    if (a->channel == CHANNEL_SOCIAL_POST || open_view)
        gate_case_deny(c, CODE_SOCIAL_PUBLIC, "visible to others");
    if (a->channel == CHANNEL_POSTCARD)
        gate_case_deny(c, CODE_POSTCARD, "a postcard reveals the debt");
    for (size_t i = 0; i < a->envelope.count; i++)
        if (revealing(a->envelope.items[i]))
            gate_case_deny(c, CODE_ENVELOPE, "the envelope reveals the debt");
}

/* R76, CONC 7.15: statute-barred debts; in Scotland prescription ends the debt. */
static void r76_statute_barred(GateCase *c)
{
    bool scotland = strcmp(c->facts->region, "SCT") == 0;
    GateLimit limit = gate_limitation_of(c);
    if (limit.known && limit.expiry != DAY_NONE) gate_case_figure_day(c, "expiry", limit.expiry);
    if (!c->uk_credit || !limit.known || !limit.expired || !pursues(c)) return;
    if (scotland) {
        gate_case_deny(c, CODE_UK_PRESCRIBED, "the debt is extinguished by prescription");
        return;
    }
    if (gate_case_any(c, EVENT_STATUTE_BAR_CITED))
        gate_case_deny(c, CODE_UK_STATUTE_BARRED,
                       "the customer said it is statute-barred and will not be paid");
    if (gate_case_no(c->facts->limitation.contact_during))
        gate_case_deny(c, CODE_UK_STATUTE_BARRED, "no contact with the customer within the period");
    if (gate_limitation_threat(c))
        gate_case_deny(c, CODE_UK_STATUTE_BARRED, "legal action must not be taken or implied");
}

/* R77, CONC 7.10: suspended when the customer may lack capacity. */
static void r77_capacity(GateCase *c)
{
    const GateEvent *told = gate_case_last(c, EVENT_CAPACITY);
    if (!c->uk_credit || told == NULL || !pursues(c)) return;
    gate_case_show(gate_case_deny(c, CODE_UK_CAPACITY, "the customer may lack mental capacity"),
                   EVIDENCE_EVENT, gate_case_index(c, told));
}

/* ---- R78, R79 ---- */

/* The last day of the moratorium; DAY_NONE while the crisis treatment goes on. */
static Day moratorium_end(const GateCase *c)
{
    const GateBreathingSpace *b = &c->facts->breathing;
    if (b->crisis) {
        if (gate_case_moment_given(b->treatment_ended)) return b->treatment_ended.day + CRISIS_DAYS;
        return gate_case_moment_given(b->end) ? b->end.day : DAY_NONE;
    }
    if (gate_case_moment_given(b->end)) return b->end.day;
    return gate_case_moment_given(b->start) ? gate_case_moment_day(c, b->start) + STANDARD_DAYS - 1
                                            : DAY_NONE;
}

/* Debts of the action that are in the moratorium: listed, or all that arose before it. */
static bool in_moratorium(const GateCase *c)
{
    const GateBreathingSpace *b = &c->facts->breathing;
    const GateDebt *debt;
    uint64_t rest = c->debts;
    if (b->debts.given) return (b->debts.bits & c->debts) != 0;
    while (gate_case_next_debt(c, &rest, &debt)) {
        bool later = gate_case_moment_given(debt->incurred) && gate_case_moment_given(b->start) &&
                     debt->incurred.day > gate_case_moment_day(c, b->start);
        if (!later) return true;
    }
    return c->debts == 0;
}

static bool moratorium_bars(const GateCase *c)
{
    GateChannel channel = c->action->channel;
    bool joint = c->facts->person.kind == KIND_JOINT_DEBTOR;
    if (legal_act(c)) return c->action->purpose != PURPOSE_COURT_ORDERED;
    if (channel == CHANNEL_CHARGE_FEE || channel == CHANNEL_ACCRUE_INTEREST) return !joint;
    if (c->action->purpose == PURPOSE_CURRENT_INSTALMENT ||
        c->action->purpose == PURPOSE_REGZ_STATEMENT)
        return false;
    return pursues(c) && channel != CHANNEL_TALK_INBOUND;
}

static void moratorium(GateCase *c, const char *text)
{
    const GateBreathingSpace *b = &c->facts->breathing;
    Day end = moratorium_end(c);
    if (!gate_case_reached(c, b->start) && gate_case_moment_given(b->start)) return;
    if (gate_case_moment_given(b->notified) && !gate_case_reached(c, b->notified)) return;
    if ((end != DAY_NONE && c->day > end) || !in_moratorium(c) || !moratorium_bars(c)) return;
    GateReason *reason = gate_case_deny(c, CODE_BREATHING_SPACE, text);
    if (end != DAY_NONE) gate_case_pass_day(reason, end + 1);
}

/* R78, SI 2020/1311 regs 7, 11, 26: England and Wales, from 4 May 2021. */
static void r78_breathing_space(GateCase *c)
{
    if (c->facts->breathing.given && !c->facts->breathing.crisis)
        moratorium(c, "a breathing space moratorium");
}

/* R79, SI 2020/1311: the treatment and thirty days more. */
static void r79_crisis(GateCase *c)
{
    if (c->facts->breathing.given && c->facts->breathing.crisis)
        moratorium(c, "a mental health crisis moratorium");
}

enum { FROM_2021 = 18751 }; /* 2021-05-04 */

const GateRule gate_uk_rules[] = {
    { 71, 4, 'K', false, "reasonable contact", "CONC 7.9.4R", "UK", FROM_CONC, DAY_NONE, UK,
      r71_reasonable_contact },
    { 72, 7, 'P', true, "forbearance", "CONC 7.3", "UK", FROM_CONC, DAY_NONE, UK, r72_forbearance },
    { 73, 3, 'K', true, "disputes", "CONC 7.14.1R, 7.5.3R", "UK", FROM_CONC, DAY_NONE, UK,
      r73_dispute },
    { 74, 3, 'K', true, "debt adviser", "CONC 7.3.11R, 7.3.12G", "UK", FROM_CONC, DAY_NONE, UK,
      r74_adviser },
    { 75, 3, 'K', true, "confidentiality", "CONC 7.9", "UK", FROM_CONC, DAY_NONE, UK,
      r75_confidentiality },
    { 76, 2, 'K', true, "statute-barred", "CONC 7.15", "UK", FROM_CONC, DAY_NONE, UK,
      r76_statute_barred },
    { 77, 3, 'K', true, "vulnerability and capacity", "CONC 7.10, 7.2", "UK", FROM_CONC, DAY_NONE,
      UK, r77_capacity },
    { 78, 2, 'P', true, "breathing space, standard", "SI 2020/1311 regs 7, 11, 26", "UK-EW",
      FROM_2021, DAY_NONE, UK, r78_breathing_space },
    { 79, 2, 'P', true, "mental health crisis breathing space", "SI 2020/1311", "UK-EW", FROM_2021,
      DAY_NONE, UK, r79_crisis },
    { 0 },
};
