/* gate/gate_tcpa.c: the telephone act, R49-R54: any caller, any debt.  Manual live calls are not
 * its affair. */
#include "gate/gate_case.h"
#include "gate/gate_text.h"
#include "gate/gate_time.h"

enum { CALLS_MAX = 3, WINDOW = 30, HONOUR_DAYS = 10, MINUTES_TO_CONFIRM = 5 };
#define MINUTE_US 60000000LL

static bool artificial(GateDial dial)
{
    return dial == DIAL_PRERECORDED || dial == DIAL_AI_VOICE;
}

static GateDial dialled(const GateCase *c)
{
    if (c->action->dial != DIAL_NONE) return c->action->dial;
    return c->action->channel == CHANNEL_RINGLESS ? DIAL_PRERECORDED : DIAL_MANUAL;
}

static GateLine line(const GateCase *c)
{
    return c->action->line != LINE_NONE ? c->action->line : c->facts->line;
}

static bool by_number(const GateCase *c)
{
    return c->call || c->action->channel == CHANNEL_SMS;
}

/* 227(b)(1)(A): the technology and the line together. */
static bool wireless_engaged(const GateCase *c)
{
    GateDial dial = dialled(c);
    return by_number(c) && line(c) == LINE_WIRELESS && (dial == DIAL_ATDS || artificial(dial));
}

static bool residential_engaged(const GateCase *c)
{
    return c->call && line(c) == LINE_RESIDENTIAL && artificial(dialled(c));
}

/* ---- R51: revocation ---- */

static bool revokes(const GateEvent *e)
{
    switch ((int)e->type) {
    case EVENT_CONSENT_REVOKED: return e->consent == CONSENT_NONE || e->consent == CONSENT_TCPA;
    case EVENT_INBOUND_TEXT:
    case EVENT_INBOUND_EMAIL:
    case EVENT_INBOUND_CALL:
    case EVENT_VOICEMAIL_IN: return gate_text_revokes(e->text);
    case EVENT_ORAL_REQUEST: return gate_text_revokes(e->words) || gate_text_request(e->words) != 0;
    default: return false;
    }
}

static const GateEvent *revocation(const GateCase *c)
{
    const uint64_t telling = GATE_BIT(EVENT_CONSENT_REVOKED) | GATE_BIT(EVENT_INBOUND_TEXT) |
                             GATE_BIT(EVENT_INBOUND_EMAIL) | GATE_BIT(EVENT_INBOUND_CALL) |
                             GATE_BIT(EVENT_VOICEMAIL_IN) | GATE_BIT(EVENT_ORAL_REQUEST);
    const GateEvent *last = NULL;
    if (!gate_case_holds_any(c, telling)) return NULL;
    for (size_t i = 0; i < c->facts->event_count; i++) {
        const GateEvent *e = &c->facts->events[i];
        if (!gate_case_seen(c, e) || !revokes(e)) continue;
        if (gate_case_text(e->number) && gate_case_text(gate_case_target(c)) &&
            !gate_case_same(e->number, gate_case_target(c)))
            continue;
        if (last == NULL || e->at_us > last->at_us) last = e;
    }
    return last;
}

/* Prior express consent, given to anyone in connection with the debt and not revoked since. */
static bool consented(const GateCase *c)
{
    const GateEvent *revoked = revocation(c);
    for (size_t i = 0; i < c->facts->consent_count; i++) {
        const GateConsent *k = &c->facts->consents[i];
        if (k->type != CONSENT_TCPA || !gate_case_covers_all(c, k->debts)) continue;
        if (gate_case_moment_given(k->given_at) && !gate_case_reached(c, k->given_at)) continue;
        if (revoked == NULL) return true;
        if (k->given_at.state == MOMENT_INSTANT && k->given_at.at_us > revoked->at_us) return true;
    }
    return false;
}

#define CONFIRMS                                                                          \
    (GATE_BIT(CONTENT_CONFIRMS_REVOCATION) | GATE_BIT(CONTENT_CONFIRMS_REVOCATION_ONLY) | \
     GATE_BIT(CONTENT_CONFIRMS_OPT_OUT) | GATE_BIT(CONTENT_CONFIRMS_OPT_OUT_ONLY))

/* 64.1200(a)(12): one text that confirms and does nothing else, within five minutes. */
static bool confirmation(const GateCase *c, const GateEvent *revoked)
{
    uint64_t content = c->action->content;
    return c->action->channel == CHANNEL_SMS && content != 0 && (content & ~CONFIRMS) == 0 &&
           c->now_us - revoked->at_us <= MINUTES_TO_CONFIRM * MINUTE_US;
}

/* A text of which nobody says that a hand sent it, where texts rest on a consent. */
static bool texts_by_consent(const GateCase *c)
{
    if (c->action->channel != CHANNEL_SMS || c->action->dial != DIAL_NONE) return false;
    for (size_t i = 0; i < c->facts->consent_count; i++)
        if (c->facts->consents[i].type == CONSENT_TCPA) return true;
    return false;
}

/* R51, 47 CFR 64.1200(a)(10)-(12): consent ends by any reasonable means, and at once. */
static void r51_revoked(GateCase *c)
{
    const GateEvent *revoked = by_number(c) ? revocation(c) : NULL;
    if (revoked == NULL || consented(c)) return;
    bool impure = c->action->channel == CHANNEL_SMS && gate_case_says_any(c, CONFIRMS) &&
                  (c->action->content & ~CONFIRMS) != 0;
    Day day = gate_case_day(c, 0, revoked->at_us);
    gate_case_figure_day(c, "latest_honour_by", gate_time_business(day, HONOUR_DAYS, false));
    if (!impure && !texts_by_consent(c) && !wireless_engaged(c) && !residential_engaged(c)) return;
    if (confirmation(c, revoked)) {
        gate_case_except(c, 51, "the one text that confirms the revocation");
        return;
    }
    gate_case_show(gate_case_deny(c, CODE_TCPA_REVOKED, "consent was revoked"), EVIDENCE_EVENT,
                   gate_case_index(c, revoked));
}

/* R49, 47 USC 227(b)(1)(A): autodialed, artificial or prerecorded to a wireless number needs
 * consent. */
static void r49_wireless(GateCase *c)
{
    if (!wireless_engaged(c) || consented(c)) return;
    const GateEvent *revoked = revocation(c);
    if (revoked == NULL)
        gate_case_deny(c, CODE_TCPA_CONSENT, "no prior express consent for this technology");
}

static int calls_in_window(const GateCase *c, int shift)
{
    const char *number = gate_case_target(c);
    int n = 0;
    for (size_t i = 0; i < c->facts->event_count; i++) {
        const GateEvent *e = &c->facts->events[i];
        if (e->type != EVENT_CALL_OUT || !artificial(e->dial) || !gate_case_seen(c, e)) continue;
        if (gate_case_text(e->number) && gate_case_text(number) &&
            !gate_case_same(e->number, number))
            continue;
        if (gate_case_within(c, e, WINDOW - shift)) n++;
    }
    return n;
}

/* R50, 64.1200(a)(3)(iii): without consent at most three prerecorded calls in thirty days to a
 * residential line. */
static void r50_residential(GateCase *c)
{
    if (!residential_engaged(c) || consented(c) || calls_in_window(c, 0) < CALLS_MAX) return;
    int shift = 1;
    while (shift < WINDOW && calls_in_window(c, shift) >= CALLS_MAX) shift++;
    gate_case_pass_day(
        gate_case_deny(c, CODE_TCPA_3IN30, "a fourth prerecorded call within thirty days"),
        c->day + shift);
}

/* R52, 64.1200(b): who calls, a number to call back, a way to opt out. */
static void r52_prerecorded(GateCase *c)
{
    const GateAction *a = c->action;
    const uint64_t names = GATE_BIT(CONTENT_BUSINESS_NAME) | GATE_BIT(CONTENT_REVEALS_COLLECTION) |
                           GATE_BIT(CONTENT_NAMES_SELF);
    if (!c->call || !artificial(dialled(c))) return;
    if (gate_case_no(a->identity) || (a->content_given && !gate_case_says_any(c, names)))
        gate_case_require(c, "identity_at_start", "say who is responsible at the start");
    if (a->content_given && !gate_case_says(c, CONTENT_CALLBACK))
        gate_case_require(c, "callback_number",
                          "give a telephone number during or after the message");
    bool exempted = line(c) == LINE_RESIDENTIAL && !consented(c);
    if (gate_case_no(a->ivr_opt_out) && (exempted || line(c) == LINE_NONE))
        gate_case_require(c, "ivr_opt_out", "offer an interactive opt-out");
}

/* R53, 64.1200(c)(1): 8 to 21 local time for telephone solicitations; debt collection alone is
 * none. */
static void r53_solicitation(GateCase *c)
{
    enum { OPEN_S = 8 * 3600, CLOSE_S = 21 * 3600 };
    const uint64_t selling = GATE_BIT(CONTENT_MARKETING) | GATE_BIT(CONTENT_PRODUCT_OFFER);
    bool solicits = c->action->purpose == PURPOSE_MARKETING || gate_case_says_any(c, selling);
    if (!by_number(c) || !solicits) return;
    for (size_t z = 0; z < c->zone_count; z++) {
        if (c->seconds[z] >= OPEN_S && c->seconds[z] <= CLOSE_S) continue;
        Day day = c->seconds[z] < OPEN_S ? c->days[z] : c->days[z] + 1;
        gate_case_pass_at(
            gate_case_deny(c, CODE_HOURS, "a telephone solicitation outside 8:00-21:00"),
            gate_case_instant(c, z, day, OPEN_S + 60));
        return;
    }
}

/* 64.1200(m): the FCC's database said since the consent that the number was not reassigned.  What
 * the book itself holds is known, and no database helps against it. */
static bool queried(const GateCase *c)
{
    const GateSmsPath *p = &c->facts->sms_path;
    bool fcc = !gate_case_text(p->database) || gate_case_same(p->database, "FCC_RND");
    if (c->facts->from_book || !p->given || !fcc || !gate_case_reached(c, p->check)) return false;
    if (!gate_case_no_other(p->number, gate_case_target(c))) return false;
    for (size_t i = 0; i < c->facts->consent_count; i++) {
        const GateConsent *k = &c->facts->consents[i];
        if (k->type != CONSENT_TCPA || !gate_case_covers_all(c, k->debts)) continue;
        if (!gate_case_moment_given(k->given_at) || !gate_case_before(p->check, k->given_at))
            return true;
    }
    return false;
}

/* R54, 64.1200(m): consent does not outlive the number's reassignment. */
static void r54_reassigned(GateCase *c)
{
    if (!gate_case_yes(c->facts->flags.number_reassigned)) return;
    if (!wireless_engaged(c) && !residential_engaged(c)) return;
    if (queried(c))
        gate_case_except(c, 54, "the database was asked since the consent");
    else
        gate_case_deny(c, CODE_TCPA_REASSIGNED, "the number now belongs to somebody else");
}

const GateRule gate_tcpa_rules[] = {
    { 49, 6, 'V', true, "autodialed, artificial or prerecorded to wireless",
      "47 USC 227(b)(1)(A); 47 CFR 64.1200(a)(1)", "US", FROM_TCPA, DAY_NONE, US, r49_wireless },
    { 50, 6, 'V', true, "prerecorded to a residential line", "47 CFR 64.1200(a)(3)(iii)", "US",
      FROM_THREE_CALLS, DAY_NONE, US, r50_residential },
    { 51, 6, 'V', true, "revocation", "47 CFR 64.1200(a)(10)-(12)", "US", FROM_TCPA, DAY_NONE, US,
      r51_revoked },
    { 52, 6, 'V', true, "prerecorded content", "47 CFR 64.1200(b)", "US", FROM_TCPA, DAY_NONE, US,
      r52_prerecorded },
    { 53, 6, 'V', true, "hours of telephone solicitation", "47 CFR 64.1200(c)(1)", "US", FROM_TCPA,
      DAY_NONE, US, r53_solicitation },
    { 54, 6, 'K', true, "reassigned numbers", "47 CFR 64.1200(m)", "US", FROM_REASSIGNED, DAY_NONE,
      US, r54_reassigned },
    { 0 },
};
