/* gate/gate_regf_time.c: Regulation F, time and place: R7-R12 and R14.  Bars only what is aimed at
 * the consumer; who may be addressed at all is gate_regf_person.c's affair. */
#include "gate/gate_case.h"
#include "gate/gate_time.h"

#include <string.h>

enum { MINUTE_S = 60, DAY_S = 86400 };

/* Attempts and communications that the collector starts and that reach for the consumer. */
static bool reaches_consumer(const GateCase *c)
{
    return c->conduct && c->about_debt && c->recipient == TO_CONSUMER &&
           c->action->channel != CHANNEL_TALK_INBOUND;
}

/* R15: consent given directly to this collector in a contact that broke no rule, for this local
 * time. */
static bool consented_time(GateCase *c)
{
    for (size_t i = 0; i < c->facts->consent_count; i++) {
        const GateConsent *k = &c->facts->consents[i];
        if (k->type != CONSENT_OUTSIDE_HOURS || gate_case_no(k->to_this_collector)) continue;
        if (gate_case_no(k->during_compliant) || !gate_case_covers_all(c, k->debts)) continue;
        if (!gate_case_consent_live(c, k)) continue;
        bool inside = true;
        for (size_t z = 0; z < c->zone_count; z++)
            if (!gate_time_in_range(c->seconds[z], k->from_s, k->to_s)) inside = false;
        if (inside) {
            gate_case_except(c, 15, "prior consent given directly to this collector");
            return true;
        }
    }
    return false;
}

/* The exceptions common to time and place: court, an open session, and the one response to a
 * message that itself was begun at that time or place. */
static bool lifted(GateCase *c, bool begun_there)
{
    if (c->court) {
        gate_case_except(c, 15, "a court permits the contact");
        return true;
    }
    if (c->reply == REPLY_OPEN && begun_there) {
        gate_case_except(c, 12, "the one response to a message the consumer sent");
        return true;
    }
    if (c->in_session) {
        gate_case_except(c, 12, "the consumer is using the website or application");
        return true;
    }
    return false;
}

/* The hours, in every candidate zone. */
static void hours(GateCase *c, const char *text)
{
    int64_t free_us = INT64_MIN;
    for (size_t z = 0; z < c->zone_count; z++) {
        int64_t here_us;
        if (!gate_time_convenient(c, z, &here_us)) free_us = MAX(free_us, here_us);
    }
    if (free_us == INT64_MIN) return;
    bool begun = c->answered != NULL && !gate_time_hours_kept(c, c->answered->at_us);
    if (lifted(c, begun) || consented_time(c)) return;
    gate_case_pass_at(gate_case_deny(c, CODE_HOURS, text), free_us);
}

/* R7, 15 USC 1692c(a)(1); 1006.6(b)(1)(i): calls and visits, one zone. */
static void r7_hours(GateCase *c)
{
    if (!reaches_consumer(c) || !c->timed || c->zone_unknown) return;
    if (!c->electronic && c->zone_count == 1)
        hours(c, "before 8:00 or after 21:00 at the consumer's location");
}

/* R8, comment 6(b)(1)(i)-2: the hours must be kept in every zone the evidence leaves open. */
static void r8_location(GateCase *c)
{
    if (!reaches_consumer(c) || !c->timed) return;
    if (c->zone_unknown && !lifted(c, true))
        gate_case_deny(c, CODE_LOCATION_UNKNOWN, "nothing says in which time zone the consumer is");
    if (c->zone_count > 1) hours(c, "before 8:00 or after 21:00 in one of the possible locations");
}

/* R9, comment 6(b)(1)(i)-1: an electronic message happens when it is sent. */
static void r9_sending_time(GateCase *c)
{
    if (reaches_consumer(c) && c->electronic && !c->zone_unknown && c->zone_count == 1)
        hours(c, "sent before 8:00 or after 21:00 at the consumer's location");
}

static bool weekday_in(const GatePref *pref, Day day)
{
    return pref->weekdays == 0 || (pref->weekdays & (1u << day_weekday(day))) != 0;
}

/* The designated range holds that local time; a range past midnight belongs to the day it begins
 * on. */
static bool designated(const GatePref *pref, Day day, int32_t second)
{
    if (!gate_time_in_range(second, pref->from_s, pref->to_s)) return false;
    bool wraps = pref->from_s >= 0 && pref->to_s >= 0 && pref->to_s < pref->from_s;
    if (wraps && second < pref->from_s) day -= 1;
    return weekday_in(pref, day);
}

/* When the range ends that holds this local time. */
static int64_t designated_end(const GateCase *c, size_t z, const GatePref *pref, Day day,
                              int32_t second)
{
    int32_t to_s = pref->to_s < 0 ? DAY_S : pref->to_s;
    if (to_s >= DAY_S) return gate_case_instant(c, z, day + 1, 0);
    if (pref->from_s >= 0 && to_s < pref->from_s && second >= pref->from_s) day += 1;
    return gate_case_instant(c, z, day, to_s + MINUTE_S);
}

/* Has some message of the consumer by this medium, today, been answered already? */
static bool answered_today(const GateCase *c)
{
    GateChannel channel = c->action->channel;
    GateEventType sent = channel == CHANNEL_EMAIL ? EVENT_EMAIL_OUT
                         : channel == CHANNEL_SMS ? EVENT_SMS_OUT
                         : c->call                ? EVENT_CALL_OUT
                                                  : EVENT_NONE;
    if (!gate_case_holds(c, sent)) return false;
    for (size_t i = 0; i < c->facts->event_count; i++) {
        const GateEvent *e = &c->facts->events[i];
        if (e->type == sent && gate_case_seen(c, e) && gate_case_text(e->in_reply_to) &&
            gate_case_within(c, e, 1))
            return true;
    }
    return false;
}

/* The live designation that holds that moment, and when it ends; NULL when none. */
static const GatePref *barred_by(const GateCase *c, int64_t at_us, int64_t *end_us)
{
    const GatePref *found = NULL;
    for (size_t i = 0; i < c->facts->pref_count; i++) {
        const GatePref *p = &c->facts->prefs[i];
        if (p->type != PREF_TIME || !gate_case_pref_live(c, p)) continue;
        for (size_t z = 0; z < c->zone_count; z++) {
            Day day = gate_case_day(c, z, at_us);
            int32_t second = gate_case_second(c, z, at_us);
            if (!designated(p, day, second)) continue;
            int64_t here_us = designated_end(c, z, p, day, second);
            if (found == NULL || here_us > *end_us) *end_us = here_us;
            found = p;
        }
    }
    return found;
}

/* R10, comment 6(b)(1)-1: a time the consumer called inconvenient, or the file shows to be. */
static void r10_designated_time(GateCase *c)
{
    int64_t end_us = 0, then_us;
    if (!reaches_consumer(c) || !c->timed) return;
    const GatePref *pref = barred_by(c, c->now_us, &end_us);
    if (pref == NULL) return;
    bool begun = c->answered != NULL && barred_by(c, c->answered->at_us, &then_us) != NULL;
    if (lifted(c, begun) || consented_time(c)) return;
    GateReason *reason =
        gate_case_deny(c, CODE_INCONVENIENT_TIME, "a time the consumer designated as inconvenient");
    gate_case_show(reason, EVIDENCE_PREF, (size_t)(pref - c->facts->prefs));
    gate_case_pass_at(reason, end_us);
}

/* The contact point belongs to the place that the preference names. */
static bool at_place(const GateCase *c, const GatePref *pref)
{
    GatePlace place = c->action->place;
    if (pref->type == PREF_NO_WORK_CALLS) {
        GateChannel channel = c->action->channel;
        bool reaches = c->call || channel == CHANNEL_SMS || channel == CHANNEL_VISIT;
        return reaches && gate_case_at_work(place, c->action->address);
    }
    if (gate_case_same(pref->place, c->facts->flags.current_place)) return true;
    if (gate_case_same(pref->place, "home")) return gate_case_at_home(c);
    if (gate_case_same(pref->place, "work")) return gate_case_at_work(place, c->action->address);
    return gate_case_same(pref->place, c->action->address);
}

/* The message that is answered did not come from somewhere else: its place is this one, or it has
 * none. */
static bool from_place(const GateCase *c, const GatePref *pref)
{
    const GateEvent *m = c->answered;
    if (m == NULL || m->place == PLACE_NONE || m->place == PLACE_LITERAL) return true;
    if (gate_case_same(pref->place, "home"))
        return m->place == PLACE_HOME_LANDLINE || m->place == PLACE_HOME_MAIL;
    return gate_case_at_work(m->place, m->address);
}

/* Neither home nor work: a place that is inconvenient by itself. */
static bool unusual_place(const char *place)
{
    return gate_case_text(place) && strcmp(place, "home") != 0 && strcmp(place, "work") != 0;
}

/* R11, 1006.6(b)(1)(ii): a designated place; e-mail and mobile numbers belong to none unless the
 * consumer is known to be there now. */
static void r11_place(GateCase *c)
{
    if (!reaches_consumer(c)) return;
    for (size_t i = 0; i < c->facts->pref_count; i++) {
        const GatePref *p = &c->facts->prefs[i];
        bool about_place = p->type == PREF_PLACE || p->type == PREF_NO_WORK_CALLS;
        if (!about_place || !gate_case_pref_live(c, p) || !at_place(c, p)) continue;
        if (lifted(c, from_place(c, p))) continue;
        gate_case_show(gate_case_deny(c, CODE_INCONVENIENT_PLACE, "a place the consumer excluded"),
                       EVIDENCE_PREF, i);
    }
    if (c->timed && unusual_place(c->facts->flags.current_place) && !lifted(c, true))
        gate_case_deny(c, CODE_INCONVENIENT_PLACE,
                       "the consumer is known to be at an unusual place");
}

/* R12, comment 6(b)(1)-2: one response a message; after it the designation bars again. */
static void r12_response(GateCase *c)
{
    int64_t end_us = 0;
    if (!reaches_consumer(c) || !c->timed || c->court) return;
    bool used = c->reply == REPLY_USED || (c->reply == REPLY_NONE && answered_today(c));
    if (!used || c->in_session || barred_by(c, c->now_us, &end_us) == NULL) return;
    if (consented_time(c)) return;
    gate_case_pass_at(
        gate_case_deny(c, CODE_RESPOND_ONCE_USED,
                       "the one response to the consumer's message was given already"),
        end_us);
}

/* R14, 1006.6(b)(3): the employer prohibits personal contact at work. */
static void r14_workplace(GateCase *c)
{
    bool there = gate_case_at_work(c->action->place, c->action->address) ||
                 gate_case_same(c->facts->flags.current_place, "work");
    if (!reaches_consumer(c) || !there) return;
    for (size_t i = 0; i < c->facts->pref_count; i++) {
        const GatePref *p = &c->facts->prefs[i];
        if (p->type != PREF_EMPLOYER || !gate_case_pref_live(c, p) || c->court) continue;
        gate_case_show(gate_case_deny(c, CODE_WORKPLACE, "the employer prohibits personal contact"),
                       EVIDENCE_PREF, i);
    }
}

const GateRule gate_regf_time_rules[] = {
    { 7, 4, 'V', true, "default hours", "15 USC 1692c(a)(1); 12 CFR 1006.6(b)(1)(i)", "US",
      FROM_FDCPA, DAY_NONE, US, r7_hours },
    { 8, 4, 'V', true, "unclear location", "12 CFR 1006.6, comment 6(b)(1)(i)-2", "US", FROM_FDCPA,
      DAY_NONE, US, r8_location },
    { 9, 4, 'V', true, "time of an electronic communication", "12 CFR 1006.6, comment 6(b)(1)(i)-1",
      "US", FROM_FDCPA, DAY_NONE, US, r9_sending_time },
    { 10, 4, 'V', true, "designated inconvenient times", "12 CFR 1006.6, comment 6(b)(1)-1", "US",
      FROM_FDCPA, DAY_NONE, US, r10_designated_time },
    { 11, 4, 'V', true, "inconvenient place", "12 CFR 1006.6(b)(1)(ii)", "US", FROM_FDCPA, DAY_NONE,
      US, r11_place },
    { 12, 4, 'V', true, "consumer-initiated contact at an inconvenient time or place",
      "12 CFR 1006.6, comment 6(b)(1)-2", "US", FROM_FDCPA, DAY_NONE, US, r12_response },
    { 14, 4, 'V', true, "place of employment", "12 CFR 1006.6(b)(3)", "US", FROM_FDCPA, DAY_NONE,
      US, r14_workplace },
    { 0 },
};
