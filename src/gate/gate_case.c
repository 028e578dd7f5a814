/* gate/gate_case.c: opens a case for one instant, and the small questions every rule asks.  Judges
 * nothing itself. */
#include "gate/gate_case.h"

#include "gate/gate_coverage.h"

#include <stdio.h>
#include <string.h>

#define SECOND_US 1000000LL
enum { DAY_S = 86400 };

/* ---- small words ---- */

bool gate_case_lists(const GateTexts *texts, const char *word)
{
    for (size_t i = 0; i < texts->count; i++)
        if (strcmp(texts->items[i], word) == 0) return true;
    return false;
}

bool gate_case_at_work(GatePlace place, const char *address)
{
    if (place == PLACE_LITERAL) return gate_case_same(address, "work");
    return place == PLACE_WORK || place == PLACE_WORK_LANDLINE;
}

bool gate_case_at_home(const GateCase *c)
{
    GatePlace place = c->action->place;
    if (c->action->channel == CHANNEL_VISIT) return !gate_case_at_work(place, c->action->address);
    return place == PLACE_HOME_LANDLINE || place == PLACE_HOME_MAIL;
}

bool gate_case_state(const GateCase *c, const char *state)
{
    const GateFacts *f = c->facts;
    if (f->country != COUNTRY_US || strcmp(f->region, "FED") == 0) return false;
    return strcmp(f->region, state) == 0 || gate_case_same(f->person.state, state);
}

/* ---- what a rule says ---- */

static GateReason *reason_add(GateCase *c, GateReasonKind kind, int rule, const char *text)
{
    static _Thread_local GateReason
        overflow; /* more reasons than room: the verdict stands, the words are lost */
    GateVerdict *v = c->verdict;
    GateReason *reason =
        v->reason_count < GATE_REASONS_MAX ? &v->reasons[v->reason_count++] : &overflow;
    reason->rule = (uint8_t)rule;
    reason->kind = kind;
    reason->code = CODE_NONE;
    reason->text = text;
    reason->pass = PASS_UNKNOWN;
    reason->evidence_count = 0;
    return reason;
}

GateReason *gate_case_deny(GateCase *c, GateCode code, const char *text)
{
    GateReason *reason = reason_add(c, REASON_DENY, c->rule->number, text);
    reason->code = code;
    return reason;
}

void gate_case_require(GateCase *c, const char *token, const char *text)
{
    GateVerdict *v = c->verdict;
    GateReason *reason = reason_add(c, REASON_REQUIRE, c->rule->number, text);
    for (reason->require = 0; reason->require < v->require_count; reason->require++)
        if (strcmp(v->requires[reason->require], token) == 0) return;
    if (v->require_count < GATE_REQUIRES_MAX)
        snprintf(v->requires[v->require_count++], sizeof v->requires[0], "%s", token);
}

void gate_case_require_day(GateCase *c, const char *prefix, Day day, const char *text)
{
    char token[64], date[DAY_TEXT_SIZE];
    snprintf(token, sizeof token, "%s:%s", prefix, day_text(day, date));
    gate_case_require(c, token, text);
}

void gate_case_except(GateCase *c, int rule, const char *text)
{
    for (size_t i = 0; i < c->verdict->reason_count; i++)
        if (c->verdict->reasons[i].rule == rule && c->verdict->reasons[i].text == text) return;
    reason_add(c, REASON_EXCEPTION, rule, text);
}

void gate_case_flag(GateCase *c, GateFlag flag)
{
    c->verdict->flags |= 1u << flag;
}

void gate_case_pass_day(GateReason *reason, Day day)
{
    reason->pass = PASS_DAY;
    reason->pass_day = day;
}

void gate_case_pass_at(GateReason *reason, int64_t at_us)
{
    reason->pass = PASS_INSTANT;
    reason->pass_us = at_us;
}

void gate_case_show(GateReason *reason, GateEvidenceKind kind, size_t index)
{
    if (reason->evidence_count < GATE_EVIDENCE_MAX)
        reason->evidence[reason->evidence_count++] =
            (GateEvidence){ (uint16_t)index, (uint16_t)kind };
}

/* The figure of that name, made if it is new; the first value said stays unless told again. */
static GateFigure *figure(GateCase *c, const char *name, GateFigureKind kind)
{
    static _Thread_local GateFigure overflow;
    GateVerdict *v = c->verdict;
    for (size_t i = 0; i < v->figure_count; i++)
        if (v->figures[i].name == name || strcmp(v->figures[i].name, name) == 0)
            return &v->figures[i];
    GateFigure *f = v->figure_count < GATE_FIGURES_MAX ? &v->figures[v->figure_count++] : &overflow;
    f->name = name;
    f->kind = kind;
    return f;
}

void gate_case_figure_int(GateCase *c, const char *name, int64_t value)
{
    figure(c, name, FIGURE_INT)->number = value;
}

void gate_case_figure_bool(GateCase *c, const char *name, bool value)
{
    figure(c, name, FIGURE_BOOL)->number = value;
}

void gate_case_figure_day(GateCase *c, const char *name, Day day)
{
    figure(c, name, FIGURE_DAY)->number = day;
}

void gate_case_figure_text(GateCase *c, const char *name, const char *text)
{
    GateFigure *f = figure(c, name, FIGURE_TEXT);
    size_t length = strnlen(text, sizeof f->text - 1);
    memcpy(f->text, text, length);
    f->text[length] = '\0';
}

/* ---- time ---- */

/* Local seconds since 1970-01-01: by the offset around the instant judged, else by the zone. */
static int64_t local_s(const GateCase *c, size_t z, int64_t at_us)
{
    const ZoneSpan *span = &c->spans[z];
    bool near = at_us >= span->from_us && at_us < span->to_us;
    int32_t offset_s = near ? span->offset_s : clock_zone_offset(c->zones[z], at_us);
    int64_t local_us = at_us + offset_s * SECOND_US;
    int64_t s = local_us / SECOND_US;
    return local_us < 0 && local_us % SECOND_US != 0 ? s - 1 : s;
}

Day gate_case_day(const GateCase *c, size_t z, int64_t at_us)
{
    int64_t s = local_s(c, z, at_us);
    return (Day)(s >= 0 ? s / DAY_S : (s - DAY_S + 1) / DAY_S);
}

int32_t gate_case_second(const GateCase *c, size_t z, int64_t at_us)
{
    int64_t s = local_s(c, z, at_us) % DAY_S;
    return (int32_t)(s < 0 ? s + DAY_S : s);
}

int64_t gate_case_instant(const GateCase *c, size_t z, Day day, int32_t second)
{
    if (c->zones[z] != NULL) return clock_zone_instant(c->zones[z], day, second);
    return ((int64_t)day * DAY_S + second - c->action->at_offset_s) * SECOND_US;
}

int gate_case_age_max(const GateCase *c, const GateEvent *event)
{
    int age = INT32_MIN;
    for (size_t z = 0; z < c->zone_count; z++) {
        int here = c->days[z] - gate_case_day(c, z, event->at_us);
        if (here > age) age = here;
    }
    return age;
}

int gate_case_age_min(const GateCase *c, const GateEvent *event)
{
    int age = INT32_MAX;
    for (size_t z = 0; z < c->zone_count; z++) {
        int here = c->days[z] - gate_case_day(c, z, event->at_us);
        if (here < age) age = here;
    }
    return age;
}

bool gate_case_within(const GateCase *c, const GateEvent *event, int days)
{
    /* A date is at most 26 hours off its UTC day: spare the zone look-up for what is far away. */
    if (c->now_us - event->at_us > (int64_t)(days + 2) * DAY_S * SECOND_US) return false;
    return gate_case_age_min(c, event) < days;
}

bool gate_case_moment_given(GateMoment moment)
{
    return moment.state == MOMENT_DAY || moment.state == MOMENT_INSTANT;
}

Day gate_case_moment_day(const GateCase *c, GateMoment moment)
{
    return moment.state == MOMENT_INSTANT ? gate_case_day(c, 0, moment.at_us) : moment.day;
}

bool gate_case_reached(const GateCase *c, GateMoment moment)
{
    if (moment.state == MOMENT_INSTANT) return moment.at_us <= c->now_us;
    return moment.state == MOMENT_DAY && moment.day <= c->day;
}

bool gate_case_before(GateMoment a, GateMoment b)
{
    if (a.state == MOMENT_INSTANT && b.state == MOMENT_INSTANT) return a.at_us < b.at_us;
    return a.day < b.day;
}

/* ---- debts ---- */

uint64_t gate_case_event_bits(const GateCase *c, const GateEvent *event)
{
    if (event->counted_to.given) return event->counted_to.bits;
    /* A conversation in which no debt was discussed and none recorded counts to every debt: no
     * choice was made. */
    if (event->debts.given && event->debts.bits == 0) return gate_case_all(c);
    return gate_case_bits(c, event->debts);
}

uint64_t gate_case_group(const GateCase *c, size_t debt)
{
    const GateFacts *f = c->facts;
    uint64_t bits = 1ULL << debt;
    if (!gate_case_text(f->debts[debt].servicing_account)) return bits;
    for (size_t i = 0; i < f->debt_count; i++)
        if (gate_case_same(f->debts[i].servicing_account, f->debts[debt].servicing_account))
            bits |= 1ULL << i;
    return bits;
}

bool gate_case_next_debt(const GateCase *c, uint64_t *rest, const GateDebt **debt)
{
    if (*rest == 0) return false;
    *debt = &c->facts->debts[__builtin_ctzll(*rest)];
    *rest &= *rest - 1;
    return true;
}

const GateDebt *gate_case_debt(const GateCase *c)
{
    return c->debts == 0 ? NULL : &c->facts->debts[__builtin_ctzll(c->debts)];
}

/* ---- events, consents, preferences ---- */

size_t gate_case_index(const GateCase *c, const GateEvent *event)
{
    return (size_t)(event - c->facts->events);
}

const GateEvent *gate_case_next_any(const GateCase *c, size_t *i, GateEventType type)
{
    if (type != EVENT_NONE && !gate_case_holds(c, type)) return NULL;
    while (*i < c->facts->event_count) {
        const GateEvent *e = &c->facts->events[(*i)++];
        if ((type == EVENT_NONE || e->type == type) && gate_case_seen(c, e)) return e;
    }
    return NULL;
}

const GateEvent *gate_case_next(const GateCase *c, size_t *i, GateEventType type)
{
    const GateEvent *e;
    while ((e = gate_case_next_any(c, i, type)) != NULL)
        if (gate_case_covers(c, e->debts)) return e;
    return NULL;
}

const GateEvent *gate_case_last(const GateCase *c, GateEventType type)
{
    const GateEvent *last = NULL, *e;
    for (size_t i = 0; (e = gate_case_next(c, &i, type)) != NULL;)
        if (last == NULL || e->at_us >= last->at_us) last = e;
    return last;
}

bool gate_case_wrote(const GateEvent *event)
{
    return event->type >= EVENT_SMS_OUT && event->type <= EVENT_LETTER_OUT;
}

bool gate_case_no_other(const char *a, const char *b)
{
    return !gate_case_text(a) || !gate_case_text(b) || strcmp(a, b) == 0;
}

bool gate_case_any(const GateCase *c, GateEventType type)
{
    return gate_case_last(c, type) != NULL;
}

bool gate_case_to_recipient(const GateCase *c, const GateEvent *event)
{
    const char *to = event->to;
    if (!gate_case_text(to)) return c->recipient_id == c->facts->person.id;
    return gate_case_same(to, c->recipient_id);
}

/* The moment has come, and was known when the action was asked. */
static bool known_by_now(const GateCase *c, GateMoment moment)
{
    if (!gate_case_moment_given(moment)) return true;
    if (moment.state == MOMENT_INSTANT && moment.at_us > c->known_us) return false;
    return gate_case_reached(c, moment);
}

static bool over(const GateCase *c, GateMoment until)
{
    return gate_case_moment_given(until) && c->day > gate_case_moment_day(c, until);
}

bool gate_case_consent_live(const GateCase *c, const GateConsent *consent)
{
    GateMoment given = consent->given_at;
    const GateEvent *e;
    if (!known_by_now(c, given) || over(c, consent->until)) return false;
    for (size_t i = 0; (e = gate_case_next(c, &i, EVENT_CONSENT_REVOKED)) != NULL;) {
        if (e->consent != CONSENT_NONE && e->consent != consent->type) continue;
        if (!gate_case_no_other(e->number, consent->number) ||
            !gate_case_no_other(e->address, consent->address))
            continue;
        if (given.state != MOMENT_INSTANT || e->at_us >= given.at_us) return false;
    }
    return true;
}

const GateConsent *gate_case_consent(const GateCase *c, GateConsentType type, bool ours)
{
    for (size_t i = 0; i < c->facts->consent_count; i++) {
        const GateConsent *k = &c->facts->consents[i];
        if (k->type != type || (ours && gate_case_no(k->to_this_collector))) continue;
        if (gate_case_covers_all(c, k->debts) && gate_case_consent_live(c, k)) return k;
    }
    return NULL;
}

bool gate_case_pref_live(const GateCase *c, const GatePref *pref)
{
    return known_by_now(c, pref->since) && !over(c, pref->until);
}

const char *gate_case_target(const GateCase *c)
{
    const GateAction *a = c->action;
    if (gate_case_text(a->number)) return a->number;
    if (gate_case_text(a->address)) return a->address;
    bool by_number = c->call || a->channel == CHANNEL_SMS;
    return by_number && c->recipient_id == c->facts->person.id ? c->facts->number : NULL;
}

/* ---- opening ---- */

static void open_zones(GateCase *c)
{
    const GatePerson *p = &c->facts->person;
    size_t count = 0;
    for (size_t i = 0; i < p->zone_count && i < GATE_ZONES_MAX; i++)
        c->zones[count++] = p->zones[i];
    c->zone_unknown = p->zones_given && count == 0;
    if (count == 0) c->zones[count++] = NULL;
    c->zone_count = count;
    for (size_t z = 0; z < count; z++) {
        c->spans[z] = c->zones[z] != NULL
                          ? clock_zone_span(c->zones[z], c->now_us)
                          : (ZoneSpan){ INT64_MIN, INT64_MAX, c->action->at_offset_s };
        c->days[z] = gate_case_day(c, z, c->now_us);
        c->seconds[z] = gate_case_second(c, z, c->now_us);
    }
    c->day = c->days[0];
}

static void open_events(GateCase *c)
{
    const GateFacts *f = c->facts;
    for (size_t i = 0; i < f->event_count; i++)
        if (gate_case_seen(c, &f->events[i])) c->present |= 1ULL << f->events[i].type;
}

static void open_channel(GateCase *c)
{
    GateChannel channel = c->action->channel;
    c->contact = channel <= CHANNEL_TALK_INBOUND;
    c->call = channel == CHANNEL_CALL || channel == CHANNEL_VOICEMAIL ||
              channel == CHANNEL_RINGLESS || channel == CHANNEL_DIALER;
    c->electronic = channel >= CHANNEL_SMS && channel <= CHANNEL_SOCIAL_REQUEST;
    c->timed =
        c->call || c->electronic || channel == CHANNEL_SOCIAL_POST || channel == CHANNEL_VISIT;
    c->location =
        c->action->purpose == PURPOSE_LOCATION || c->action->purpose == PURPOSE_LOCATION_ESTATE;
    c->notice = c->action->notice.given || gate_case_yes(c->action->validation_notice) ||
                gate_case_same(c->action->what, "validation_notice");
}

void gate_case_open(GateCase *c, const GateFacts *facts, const GateAction *action, int64_t now_us,
                    int64_t known_us, GateVerdict *out)
{
    memset(c, 0, offsetof(GateCase, zones)); /* the zones are filled as far as there are any */
    c->facts = facts;
    c->action = action;
    c->verdict = out;
    c->now_us = now_us;
    c->known_us = known_us;
    out->reason_count = out->require_count = out->figure_count = 0;
    out->flags = 0;
    out->next = PASS_UNKNOWN;
    open_zones(c);
    open_events(c);
    uint64_t all = gate_case_all(c);
    c->debts = action->debts.given && action->debts.bits != 0 ? action->debts.bits & all
               : action->counted_to.given                     ? action->counted_to.bits & all
                                                              : all;
    c->counted = action->counted_to.given ? action->counted_to.bits & all : c->debts;
    open_channel(c);
    gate_coverage_open(c);
}
