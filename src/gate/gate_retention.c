/* gate/gate_retention.c: records and personal data, R48, R85, R86.  Deletion is an act like any
 * other: refused while any basis to keep applies. */
#include "gate/gate_case.h"
#include "gate/gate_text.h"

#include <string.h>

enum { US_YEARS = 3, UK_YEARS = 6, CONSENT_YEARS = 4, DO_NOT_CALL_YEARS = 5 };

static bool is_recording(const GateCase *c)
{
    const char *record = c->action->record;
    return gate_case_text(record) && strncmp(record, "call_recording", 14) == 0;
}

/* The day of the recorded call: named after '@', else that of the last recording on file. */
static Day recording_day(const GateCase *c)
{
    Day day;
    const char *at = strchr(c->action->record, '@');
    if (at != NULL && day_parse(at + 1, &day)) return day;
    const GateEvent *e = gate_case_last(c, EVENT_CALL_RECORDED);
    return e != NULL ? gate_case_day(c, 0, e->at_us) : DAY_NONE;
}

static bool is_activity(GateEventType type)
{
    return type == EVENT_LAST_ACTIVITY || (type >= EVENT_CALL_OUT && type <= EVENT_CONVERSATION);
}

/* The day of the last collection activity; where none is on file, that of the closing, after which
 * there was none; DAY_NONE when neither is. */
static Day last_activity(const GateCase *c)
{
    const GateEvent *closed = gate_case_last(c, EVENT_ACCOUNT_CLOSED);
    Day last = DAY_NONE;
    for (size_t i = 0; i < c->facts->event_count; i++) {
        const GateEvent *e = &c->facts->events[i];
        if (!is_activity(e->type) || !gate_case_seen(c, e)) continue;
        Day day = gate_case_day(c, 0, e->at_us);
        if (day > last) last = day;
    }
    if (last == DAY_NONE && closed != NULL) return gate_case_day(c, 0, closed->at_us);
    return last;
}

static Day years_after(Day day, int years)
{
    return day_add_months(day, 12 * years);
}

/* A longer period was stated before. */
static bool longer_stated(const GateCase *c, Day until)
{
    const GateVerdict *v = c->verdict;
    for (size_t i = 0; i < v->figure_count; i++)
        if (strcmp(v->figures[i].name, "retain_until") == 0) return v->figures[i].number >= until;
    return false;
}

/* Denies while the period runs; DAY_NONE = its end is not known. */
static void keep_until(GateCase *c, Day until, const char *text)
{
    if (until != DAY_NONE && !longer_stated(c, until))
        gate_case_figure_day(c, "retain_until", until);
    if (until != DAY_NONE && c->day > until) return;
    GateReason *reason = gate_case_deny(c, CODE_RETENTION, text);
    if (until != DAY_NONE) gate_case_pass_day(reason, until + 1);
}

/* R48, 1006.100: three years after the last collection activity; recordings three years after the
 * call. */
static void r48_records(GateCase *c)
{
    if (!c->regf || c->action->channel != CHANNEL_DELETE_RECORD) return;
    Day from = is_recording(c) ? recording_day(c) : last_activity(c);
    keep_until(c, from == DAY_NONE ? DAY_NONE : years_after(from, US_YEARS),
               "evidence of compliance is kept for three years");
}

/* ---- R85 ---- */

static bool debt_open(const GateCase *c)
{
    GateTri open = c->facts->flags.debt_open;
    if (open != TRI_ABSENT) return gate_case_yes(open);
    if (gate_case_yes(c->facts->flags.retention_expired)) return false;
    for (size_t i = 0; i < c->facts->debt_count; i++) {
        GateStatus status = c->facts->debts[i].status;
        if (status != STATUS_PAID && status != STATUS_SETTLED) return true;
    }
    return false;
}

static void erasure(GateCase *c)
{
    bool erases =
        c->action->channel == CHANNEL_ERASE || c->action->channel == CHANNEL_DELETE_RECORD;
    if (!erases) return;
    if (debt_open(c)) {
        gate_case_deny(c, CODE_RETENTION, "needed for legal claims while the debt is open");
    } else if (!gate_case_yes(c->facts->flags.retention_expired)) {
        gate_case_deny(c, CODE_RETENTION, "inside the statutory bookkeeping period");
        gate_case_require(c, "restrict_processing", "restrict instead of erasing");
    }
}

static bool restricted(const GateCase *c)
{
    if (gate_case_yes(c->facts->flags.accuracy_contested)) return true;
    for (size_t i = 0; i < c->facts->event_count; i++) {
        const GateEvent *e = &c->facts->events[i];
        if (e->type != EVENT_SUBJECT_REQUEST || !gate_case_seen(c, e)) continue;
        if (gate_case_same(e->kind, "restriction") || gate_case_same(e->kind, "objection") ||
            gate_case_same(e->kind, "rectification"))
            return true;
    }
    return false;
}

/* R85, GDPR arts 12, 17, 18, 21. */
static void r85_data_subject(GateCase *c)
{
    const uint64_t selling = GATE_BIT(CONTENT_MARKETING) | GATE_BIT(CONTENT_PRODUCT_OFFER);
    const GateEvent *asked = gate_case_last(c, EVENT_SUBJECT_REQUEST);
    GatePurpose purpose = c->action->purpose;
    bool sells = purpose == PURPOSE_MARKETING || gate_case_says_any(c, selling);
    bool replies =
        c->reply == REPLY_OPEN || purpose == PURPOSE_RESPOND || purpose == PURPOSE_RESPOND_QUERY;
    erasure(c);
    if (c->about_debt && restricted(c) && !replies)
        gate_case_deny(c, CODE_GDPR_RESTRICTED,
                       "processing is restricted while accuracy or an objection is checked");
    if (c->contact && sells && gate_case_yes(c->facts->flags.marketing_objection))
        gate_case_deny(c, CODE_GDPR_MARKETING, "the person objects to advertising");
    if (c->action->channel == CHANNEL_REPLY_SUBJECT && asked != NULL)
        gate_case_require_day(c, "reply_by", day_add_months(gate_case_day(c, 0, asked->at_us), 1),
                              "answer within one month");
}

/* ---- R86 ---- */

static int years_kept(const GateCase *c, bool recording)
{
    return c->facts->country == COUNTRY_UK && !recording ? UK_YEARS : US_YEARS;
}

/* A British file ends with its account, be that later than the last activity. */
static Day file_end(const GateCase *c)
{
    const GateEvent *closed = gate_case_last(c, EVENT_ACCOUNT_CLOSED);
    Day last = last_activity(c);
    if (c->facts->country != COUNTRY_UK || closed == NULL || last == DAY_NONE) return last;
    return MAX(last, gate_case_day(c, 0, closed->at_us));
}

/* The last day of a consent's life; DAY_NONE while it lives. */
static Day consent_end(const GateCase *c, const GateConsent *k)
{
    const GateEvent *e;
    Day end = gate_case_moment_given(k->until) ? gate_case_moment_day(c, k->until) : DAY_NONE;
    for (size_t i = 0; (e = gate_case_next_any(c, &i, EVENT_CONSENT_REVOKED)) != NULL;) {
        Day day = gate_case_day(c, 0, e->at_us);
        if (e->consent != CONSENT_NONE && e->consent != k->type) continue;
        if (gate_case_moment_given(k->given_at) && day < gate_case_moment_day(c, k->given_at))
            continue;
        if (end == DAY_NONE || day < end) end = day;
    }
    return end == DAY_NONE || end >= c->day ? DAY_NONE : end;
}

static bool debts_over(const GateCase *c)
{
    for (size_t i = 0; i < c->facts->debt_count; i++) {
        GateStatus status = c->facts->debts[i].status;
        if (status != STATUS_PAID && status != STATUS_SETTLED && status != STATUS_DISCHARGED)
            return false;
    }
    return true;
}

/* Consent to automated calls and its revocation: its life and four years; the electronic consent
 * of New York City: until its debts are over. */
static void keep_consents(GateCase *c)
{
    for (size_t i = 0; i < c->facts->consent_count; i++) {
        const GateConsent *k = &c->facts->consents[i];
        if (gate_case_moment_given(k->given_at) && !gate_case_reached(c, k->given_at)) continue;
        if (k->type == CONSENT_TCPA) {
            Day end = consent_end(c, k);
            keep_until(c, end == DAY_NONE ? DAY_NONE : years_after(end, CONSENT_YEARS),
                       "consent to automated calls is kept for its life and four years");
        } else if (k->type == CONSENT_ELECTRONIC_WRITTEN && c->facts->new_york_city &&
                   !debts_over(c)) {
            keep_until(c, DAY_NONE, "the electronic consent is kept until the debt is over");
        }
    }
}

/* 47 CFR 64.1200(d)(6): a request not to be called, for five years. */
static void keep_requests(GateCase *c)
{
    const char *text = "a request not to be called is kept for five years";
    const GateEvent *e;
    for (size_t i = 0; (e = gate_case_next_any(c, &i, EVENT_ORAL_REQUEST)) != NULL;)
        if ((gate_text_request(e->words) & (ASKS_NO_CALLS | ASKS_NO_CONTACT)) != 0)
            keep_until(c, years_after(gate_case_day(c, 0, e->at_us), DO_NOT_CALL_YEARS), text);
    for (size_t i = 0; i < c->facts->pref_count; i++) {
        const GatePref *p = &c->facts->prefs[i];
        if (p->type != PREF_NO_MEDIUM || p->medium != MEDIUM_TELEPHONE) continue;
        if (!gate_case_moment_given(p->since) || !gate_case_reached(c, p->since)) continue;
        keep_until(c, years_after(gate_case_moment_day(c, p->since), DO_NOT_CALL_YEARS), text);
    }
}

static void keep_recordings(GateCase *c)
{
    const GateEvent *call = gate_case_last(c, EVENT_CALL_RECORDED);
    if (call != NULL)
        keep_until(c, years_after(gate_case_day(c, 0, call->at_us), US_YEARS),
                   "recordings are kept for three years");
}

/* To erase a person is to delete every record of theirs. */
static void keep_person(GateCase *c)
{
    keep_recordings(c);
    if (c->facts->country != COUNTRY_US) return;
    keep_consents(c);
    keep_requests(c);
}

/* R86: the retention schedule of the house, where neither R48 nor (in the Union) R85 speaks. */
static void r86_schedule(GateCase *c)
{
    GateChannel channel = c->action->channel;
    bool record = channel == CHANNEL_DELETE_RECORD;
    if (channel != CHANNEL_ERASE && !record) return;
    if ((record && c->regf) || c->facts->country == COUNTRY_EU) return;
    bool recording = record && is_recording(c);
    if (!record) keep_person(c);
    Day from = recording ? recording_day(c) : file_end(c);
    if (from == DAY_NONE && gate_case_yes(c->facts->flags.retention_expired)) return;
    if (from != DAY_NONE) from = years_after(from, years_kept(c, recording));
    keep_until(c, from, "the retention schedule still runs");
}

const GateRule gate_retention_rules[] = {
    { 48, 8, 'V', true, "records", "12 CFR 1006.100", "US", FROM_REG_F, DAY_NONE, US, r48_records },
    { 85, 8, 'K', true, "GDPR rights in collections", "GDPR arts 6, 12, 15, 17, 18, 21", "EU",
      FROM_GDPR, DAY_NONE, EU, r85_data_subject },
    { 86, 8, 'P', false, "retention schedule",
      "12 CFR 1006.100; 47 CFR 64.1200(d)(6); limitation acts", "all", DAY_NONE, DAY_NONE, ANYWHERE,
      r86_schedule },
    { 0 },
};
