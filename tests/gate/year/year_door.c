/* tests/gate/year/year_door.c: what is known of a person, as lines of actions.  Judges nothing. */
#include "year_door.h"
#include "year_line.h"

#include <stdlib.h>
#include <string.h>

#define DAY_US (86400 * YEAR_SECOND_US)
enum { NOON = 12 * 3600, OPENED = YEAR_FIRST_DAY - 90 };

typedef struct {
    int64_t at_us;
    char *line;
    int consent; /* which of the person's it gives; -1 none */
} Tell;

/* ---- lines ---- */

void year_door_clock(Desk *desk, int64_t at_us)
{
    desk->now_us = at_us;
    desk->today = clock_zone_day(desk->zone, at_us);
}

static Json *parse(const char *line)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *text = g_strdelimit(g_strdup(line), "'", '"');
    Json *record = json_text_parse(text, strlen(text), &error);
    if (record == NULL) g_error("%s: %s", error->message, line);
    return record;
}

static Json *do_line(Desk *desk, const char *line)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Json) record = parse(line);
    g_autofree char *action = g_strdup(json_text_string(json_text_get(record, "do")));
    json_text_remove(record, "do");
    Json *answer = desk_do(desk, action, record, &error);
    if (answer == NULL) g_error("%s: %s", error->message, line);
    return answer;
}

static void tell(YearGuest *guest, int64_t at_us, GString *taken, int consent)
{
    g_string_append_c(taken, '}');
    Tell t = { at_us, g_string_free(taken, FALSE), consent };
    g_array_append_val(guest->tells, t);
}

static int64_t noon(Day day)
{
    return (day * 86400LL + NOON) * YEAR_SECOND_US;
}

/* ---- what no action can say ---- */

static bool sayable(const GateEvent *e)
{
    return e->type != EVENT_PAYMENT && e->type != EVENT_PAID_IN_FULL;
}

bool year_door_fit(Year *y)
{
    GateFacts *f = &y->facts;
    size_t kept = 0;
    if (f->person.zone_count == 0 || y->dormant) return false;
    for (size_t i = 0; i < f->event_count; i++) {
        if (!sayable(&y->events[i])) continue;
        y->events[kept] = y->events[i];
        y->event_ids[kept++] = y->event_ids[i];
    }
    f->event_count = kept;
    f->gap_minutes = 0;
    if (f->validation.status == STATUS_SENT)
        f->validation.end = year_made_day(f->validation.sent.day + 45);
    return true;
}

/* ---- known from the beginning ---- */

static const char *account_kind(const GateDebt *d)
{
    if (d->consumer != TRI_TRUE) return "trade";
    return d->product == PRODUCT_MEDICAL ? "medical" : "consumer";
}

static void jurisdiction(const GateFacts *f, char text[static 16])
{
    static const char *const PREFIX[] = { "", "US-", "UK-", "EU-" };
    g_snprintf(text, 16, "%s%s%s", PREFIX[f->country], f->region, f->new_york_city ? "-NYC" : "");
}

static void open_debt(YearGuest *guest, size_t index)
{
    const Year *y = &guest->y;
    const GateDebt *d = &y->debts[index];
    char jur[16];
    GString *line = year_line_begin("account.open");
    g_string_append_printf(line, ",'ref':'A%lld-%zu','debtor':'D%lld','kind':'%s'",
                           (long long)y->id, index, (long long)y->id, account_kind(d));
    tell(guest, noon(OPENED), line, -1);
    line = year_line_begin("debt.describe");
    jurisdiction(&y->facts, jur);
    year_line_whose(line, y, (GateDebtSet){ 1ULL << index, true });
    year_line_text(line, "jur", jur);
    year_line_word(line, "role", WORDS_ROLE, (int)y->facts.role);
    year_line_text(line, "type", d->consumer == TRI_TRUE ? "consumer" : "commercial");
    year_line_word(line, "product", WORDS_PRODUCT, (int)d->product);
    year_line_word(line, "status", WORDS_STATUS, (int)d->status);
    year_line_bool(line, "identity_theft_notified", d->identity_theft);
    year_line_text(line, "contract", "written");
    year_line_text(line, "choice_of_law", d->choice_of_law);
    year_line_text(line, "servicing_account", d->servicing_account);
    year_line_text(line, "secured_by", d->secured_by);
    g_string_append_printf(line, ",'amount':'%lld'", (long long)(d->amount.e4 / 10000));
    year_line_day(line, "accrued", d->accrued);
    year_line_day(line, "incurred", d->incurred);
    year_line_day(line, "entered", d->entered);
    year_line_day(line, "opened", d->opened);
    year_line_day(line, "charged_off", d->charged_off);
    tell(guest, noon(OPENED), line, -1);
    line = year_line_begin("item.post");
    year_line_whose(line, y, (GateDebtSet){ 1ULL << index, true });
    g_string_append(line, ",'number':'1','amount':'500.00','due_on':'2026-01-05'");
    tell(guest, noon(OPENED), line, -1);
}

static void open_person(YearGuest *guest)
{
    const Year *y = &guest->y;
    const GateFacts *f = &y->facts;
    static const char *const COUNTRY[] = { NULL, "US", "GB", NULL };
    bool company = f->person.kind == KIND_COMPANY;
    GString *line = year_line_begin("debtor.open");
    g_string_append_printf(line, ",'ref':'D%lld','name':'Ann B. Example'", (long long)y->id);
    year_line_text(line, "kind", company ? "business" : "person");
    year_line_text(line, "country", f->country == COUNTRY_EU ? f->region : COUNTRY[f->country]);
    tell(guest, noon(OPENED), line, -1);
    for (size_t i = 0; i < f->debt_count; i++) open_debt(guest, i);
    if (company) return;
    line = year_line_begin("status.set");
    year_line_whose(line, y, (GateDebtSet){ 0, false });
    g_string_append(line, ",'type':'person','person':'consumer'");
    g_string_append_printf(line, ",'details':{'kind':'%s'}",
                           gate_words_name(WORDS_KIND, (int)f->person.kind));
    tell(guest, noon(OPENED), line, -1);
}

static void locate(YearGuest *guest)
{
    const Year *y = &guest->y;
    const GatePerson *p = &y->facts.person;
    GString *line = year_line_begin("location.observe");
    g_string_append_printf(line, ",'debtor':'D%lld','source':'stated_by_person','zones':[",
                           (long long)y->id);
    for (size_t i = 0; i < p->zone_count; i++)
        g_string_append_printf(line, "%s'%s'", i > 0 ? "," : "", p->zone_names[i]);
    g_string_append_c(line, ']');
    year_line_text(line, "state", p->state);
    tell(guest, noon(OPENED), line, -1);
}

static void points(YearGuest *guest)
{
    static const char *const POINTS[][3] = {
        { "telephone", "mobile", "wireless" },
        { "telephone", "home", "residential_landline" },
        { "telephone", "desk", "business" },
        { "email", "me@example.org", "personal_email" },
        { "email", "work@example.org", "work_email" },
        { "mail", "home_mail", "home_mail" },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(POINTS); i++) {
        GString *line = year_line_begin("point.add");
        year_line_whose(line, &guest->y, (GateDebtSet){ 0, false });
        year_line_text(line, "medium", POINTS[i][0]);
        year_line_text(line, "address", POINTS[i][1]);
        year_line_text(line, "type", POINTS[i][2]);
        year_line_text(line, "source", "consumer");
        tell(guest, noon(OPENED), line, -1);
    }
}

static void flag(YearGuest *guest, const char *name, GateTri value)
{
    if (value != TRI_TRUE && value != TRI_FALSE) return;
    GString *line = year_line_begin("status.set");
    year_line_whose(line, &guest->y, (GateDebtSet){ 0, false });
    g_string_append_printf(line, ",'type':'flag','flag':'%s','subject':'%s'", name,
                           value == TRI_TRUE ? "true" : "false");
    tell(guest, noon(OPENED), line, -1);
}

static void flags(YearGuest *guest)
{
    const GateFlags *f = &guest->y.facts.flags;
    flag(guest, "accuracy_contested", f->accuracy_contested);
    flag(guest, "active_litigation", f->active_litigation);
    flag(guest, "attorney_consents_direct_contact", f->attorney_consents);
    flag(guest, "attorney_failed_to_respond_reasonable_period", f->attorney_silent);
    flag(guest, "court_permission", f->court_permission);
    flag(guest, "debt_collection_procedures_begun", f->procedures_begun);
    flag(guest, "judgment", f->judgment);
    flag(guest, "knows_consumer_moved", f->knows_moved);
    flag(guest, "marketing_objection", f->marketing_objection);
    flag(guest, "number_reassigned", f->number_reassigned);
    flag(guest, "obligor_minor", f->obligor_minor);
    flag(guest, "profile_match_uncertain", f->profile_uncertain);
    flag(guest, "pursued_in_error", f->pursued_in_error);
    flag(guest, "uses_other_name", f->other_name);
}

/* ---- legal status ---- */

static GString *status(YearGuest *guest, const char *type, GateDebtSet debts)
{
    GString *line = year_line_begin("status.set");
    year_line_whose(line, &guest->y, debts);
    year_line_text(line, "type", type);
    return line;
}

static void attorney(YearGuest *guest)
{
    const GateAttorney *a = &guest->y.facts.attorney;
    if (a->known != TRI_TRUE) return;
    GString *line = status(guest, "attorney", a->debts);
    year_line_text(line, "name", a->name);
    year_line_bool(line, "address_known", a->address_known);
    tell(guest, a->since.at_us, line, -1);
}

static void bankruptcy(YearGuest *guest)
{
    const GateBankruptcy *b = &guest->y.facts.bankruptcy;
    if (!b->given) return;
    GString *line = status(guest, "bankruptcy", (GateDebtSet){ 0, false });
    g_string_append_printf(line, ",'chapter':%d", b->chapter);
    year_line_word(line, "status", WORDS_STATUS, (int)b->status);
    year_line_instant(line, "filed", b->filed.at_us);
    year_line_day(line, "dismissed", b->dismissed);
    year_line_day(line, "discharged", b->discharged);
    year_line_day(line, "closed", b->closed);
    year_line_day(line, "prior_case_dismissed", b->prior_case_dismissed);
    if (b->debtor != NULL) g_string_append_printf(line, ",'details':{'debtor':'%s'}", b->debtor);
    tell(guest, b->filed.at_us, line, -1);
}

static void moratorium(YearGuest *guest)
{
    const GateBreathingSpace *b = &guest->y.facts.breathing;
    if (!b->given) return;
    GString *line = status(guest, "breathing_space", b->debts);
    year_line_text(line, "kind", b->crisis ? "mental_health_crisis" : "standard");
    year_line_day(line, "start", b->start);
    year_line_day(line, "treatment_ended", b->treatment_ended);
    tell(guest, b->notified.at_us, line, -1);
}

static void validation(YearGuest *guest)
{
    const Year *y = &guest->y;
    const GateValidation *v = &y->facts.validation;
    if (!v->given || y->unsent) return;
    for (size_t i = 0; i < y->facts.debt_count; i++) {
        GString *line = year_line_begin("notice.send");
        year_line_whose(line, y, (GateDebtSet){ 1ULL << i, true });
        year_line_text(line, "type", "validation_notice");
        year_line_day(line, "end", v->end);
        tell(guest, noon(v->sent.day), line, -1);
    }
}

static void limitation(YearGuest *guest)
{
    const GateLimitation *l = &guest->y.facts.limitation;
    if (!l->given) return;
    GString *line = status(guest, "limitation", (GateDebtSet){ 0, false });
    year_line_bool(line, "expired", l->expired);
    year_line_bool(line, "contact_during_period", l->contact_during);
    tell(guest, noon(OPENED), line, -1);
}

static void service(YearGuest *guest)
{
    const GateMilitary *m = &guest->y.facts.military;
    if (!m->given) return;
    GString *line = status(guest, "military", (GateDebtSet){ 0, false });
    year_line_day(line, "start", m->start);
    year_line_day(line, "end", m->end);
    year_line_day(line, "orders_received", m->orders_received);
    tell(guest, noon(m->orders_received.day), line, -1);
}

static void paths(YearGuest *guest)
{
    const GateCreditorEmail *c = &guest->y.facts.creditor_email;
    const GateSmsPath *s = &guest->y.facts.sms_path;
    if (c->given) {
        GString *line = status(guest, "creditor_email", (GateDebtSet){ 0, false });
        g_string_append(line, ",'subject':'me@example.org','details':{'domain':'public',"
                              "'creditor_used_for_account':true,'notice':{'sent_by':'letter'");
        year_line_day(line, "sent", c->sent);
        year_line_day(line, "opt_out_by", c->opt_out_by);
        g_string_append(line, "}}");
        tell(guest, noon(OPENED), line, -1);
    }
    if (!s->given) return;
    GString *line = status(guest, "sms_path", (GateDebtSet){ 0, false });
    g_string_append(line, ",'subject':'mobile','details':{'number':'mobile'");
    if (s->consent.state != MOMENT_ABSENT) year_line_instant(line, "consent", s->consent.at_us);
    if (s->check.state != MOMENT_ABSENT) {
        g_string_append(line, ",'not_reassigned_check':{'db':'FCC_RND'");
        year_line_instant(line, "t", s->check.at_us);
        g_string_append_c(line, '}');
    }
    g_string_append_c(line, '}');
    tell(guest, noon(OPENED), line, -1);
}

/* ---- wishes and consents ---- */

static void wish(YearGuest *guest, const GatePref *p)
{
    static const char *const DAYS[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
    GString *line = year_line_begin("preference.set");
    year_line_whose(line, &guest->y, (GateDebtSet){ 0, false });
    year_line_word(line, "type", WORDS_PREF, (int)p->type);
    year_line_word(line, "medium", WORDS_MEDIUM, (int)p->medium);
    year_line_text(line, "address", p->type == PREF_PLACE ? p->place : p->address);
    year_line_text(line, "how", p->how);
    year_line_day(line, "written_confirmation", p->written_confirmation);
    year_line_clock(line, "from", p->from_s);
    year_line_clock(line, "to", p->to_s);
    year_line_day(line, "until", p->until);
    if (p->weekdays != 0) {
        const char *comma = "";
        g_string_append(line, ",'days':[");
        for (size_t i = 0; i < 7; i++)
            if (p->weekdays >> i & 1) {
                g_string_append_printf(line, "%s'%s'", comma, DAYS[i]);
                comma = ",";
            }
        g_string_append_c(line, ']');
    }
    tell(guest, p->since.at_us, line, -1);
}

static void consent(YearGuest *guest, int index)
{
    const GateConsent *k = &guest->y.consents[index];
    char first[DAY_TEXT_SIZE], last[DAY_TEXT_SIZE];
    GString *line = year_line_begin("consent.give");
    year_line_whose(line, &guest->y, k->debts);
    year_line_word(line, "type", WORDS_CONSENT, (int)k->type);
    year_line_text(line, "address", k->address);
    year_line_text(line, "given_to",
                   k->to_this_collector == TRI_TRUE ? "this_collector" : "creditor");
    year_line_bool(line, "during_compliant_contact", k->during_compliant);
    year_line_word(line, "who", WORDS_KIND, (int)k->who);
    year_line_clock(line, "from", k->from_s);
    year_line_clock(line, "to", k->to_s);
    year_line_day(line, "until", k->until);
    if (k->only_dates.given)
        g_string_append_printf(line, ",'dates':['%s','%s']",
                               day_text(k->only_dates.items[0], first),
                               day_text(k->only_dates.items[1], last));
    tell(guest, k->given_at.at_us, line, index);
}

static int by_time(const void *a, const void *b)
{
    const Tell *x = a, *y = b;
    return (x->at_us > y->at_us) - (x->at_us < y->at_us);
}

void year_door_arrive(Desk *desk, YearGuest *guest)
{
    const GateFacts *f = &guest->y.facts;
    guest->tells = g_array_new(FALSE, FALSE, sizeof(Tell));
    guest->next = 0;
    open_person(guest);
    locate(guest);
    points(guest);
    flags(guest);
    attorney(guest);
    bankruptcy(guest);
    moratorium(guest);
    validation(guest);
    limitation(guest);
    service(guest);
    paths(guest);
    for (size_t i = 0; i < f->pref_count; i++) wish(guest, &guest->y.prefs[i]);
    for (size_t i = 0; i < f->consent_count; i++) consent(guest, (int)i);
    g_array_sort(guest->tells, by_time); /* glib's sort is stable */
    year_door_tell(desk, guest, noon(OPENED));
}

void year_door_leave(YearGuest *guest)
{
    for (unsigned i = 0; i < guest->tells->len; i++)
        g_free(g_array_index(guest->tells, Tell, i).line);
    g_array_unref(guest->tells);
}

/* ---- what happens ---- */

/* Takes the line. */
static void do_taken(Desk *desk, GString *line)
{
    g_string_append_c(line, '}');
    json_text_free(do_line(desk, line->str));
    g_string_free(line, TRUE);
}

static void withdraw(Desk *desk, YearGuest *guest, const GateEvent *e)
{
    for (size_t i = 0; i < guest->y.facts.consent_count; i++) {
        const GateConsent *k = &guest->y.consents[i];
        bool meant = e->consent == CONSENT_NONE || e->consent == k->type;
        if (!meant || guest->consents[i] == 0) continue;
        GString *line = year_line_begin("consent.withdraw");
        g_string_append_printf(line, ",'fact':%lld", (long long)guest->consents[i]);
        year_line_instant(line, "at", e->at_us);
        do_taken(desk, line);
        guest->consents[i] = 0;
    }
}

static GString *came_in(const Year *y, const GateEvent *e)
{
    GString *line = year_line_begin("contact.log");
    GateDebtSet first = e->debts.given ? e->debts : (GateDebtSet){ 1, true };
    year_line_whose(line, y, first);
    if (!e->debts.given) {
        g_string_append(line, ",'debts':[");
        for (size_t i = 0; i < y->facts.debt_count; i++)
            g_string_append_printf(line, "%s'A%lld-%zu'", i > 0 ? "," : "", (long long)y->id, i);
        g_string_append_c(line, ']');
    }
    bool spoken = e->type == EVENT_INBOUND_CALL || e->type == EVENT_VOICEMAIL_IN;
    year_line_text(line, "direction", "in");
    year_line_text(line, "channel",
                   spoken                           ? "call"
                   : e->type == EVENT_INBOUND_EMAIL ? "email"
                                                    : "sms");
    year_line_text(line, "outcome", e->type == EVENT_VOICEMAIL_IN ? "voicemail" : "other");
    year_line_text(line, "number", e->type == EVENT_INBOUND_EMAIL ? e->address : e->number);
    year_line_text(line, "note", e->text);
    return line;
}

static GString *sent(const Year *y, const GateEvent *e, const char *type)
{
    GString *line = year_line_begin("notice.send");
    year_line_whose(line, y, e->debts);
    year_line_text(line, "type", type);
    year_line_bool(line, "upheld", e->upheld);
    return line;
}

static GString *received(const Year *y, const GateEvent *e)
{
    GString *line = year_line_begin("notice.receive");
    year_line_whose(line, y, e->debts);
    year_line_word(line, "type", WORDS_EVENT, (int)e->type);
    year_line_word(line, "medium", WORDS_MEDIUM, (int)e->medium);
    year_line_text(line, "subject", e->number != NULL ? e->number : e->address);
    year_line_bool(line, "collector_accepts_medium", e->accepts_medium);
    year_line_text(line, "source", e->source);
    year_line_text(line, "kind", e->kind);
    year_line_text(line, "words", e->words);
    year_line_text(line, "attachment", e->attachment);
    year_line_bool(line, "valid_grounds_possible", e->valid_grounds);
    year_line_bool(line, "evidence_of_plan", e->evidence_of_plan);
    year_line_bool(line, "same_substance", e->same_substance);
    if (e->portion.state == NUMBER_GIVEN)
        g_string_append_printf(line, ",'portion':'%lld.00'", (long long)(e->portion.e4 / 10000));
    return line;
}

static GString *line_of(const Year *y, const GateEvent *e)
{
    switch ((int)e->type) {
    case EVENT_INBOUND_CALL:
    case EVENT_INBOUND_EMAIL:
    case EVENT_INBOUND_TEXT:
    case EVENT_VOICEMAIL_IN: return came_in(y, e);
    case EVENT_VERIFICATION: return sent(y, e, "verification");
    case EVENT_DUPLICATIVE_NOTICE: return sent(y, e, "duplicative_notice");
    case EVENT_INVESTIGATION: return sent(y, e, "investigation_result");
    default: return received(y, e);
    }
}

static void happen(Desk *desk, YearGuest *guest, size_t index)
{
    const GateEvent *e = &guest->y.events[index];
    guest->told[index] = true;
    /* Talk follows from the outcome that the log has. */
    if (guest->y.event_ids[index] == 0 || e->type == EVENT_CONVERSATION ||
        e->type == EVENT_LOCATION_TALK)
        return;
    if (e->type == EVENT_CONSENT_REVOKED) {
        withdraw(desk, guest, e);
        return;
    }
    GString *line = line_of(&guest->y, e);
    year_line_instant(line, "at", e->at_us);
    do_taken(desk, line);
}

/* The earliest that was not told. */
static size_t next_event(const YearGuest *guest, int64_t at_us)
{
    const Year *y = &guest->y;
    size_t first = y->facts.event_count;
    for (size_t i = 0; i < y->facts.event_count; i++)
        if (!guest->told[i] && y->events[i].at_us <= at_us &&
            (first == y->facts.event_count || y->events[i].at_us < y->events[first].at_us))
            first = i;
    return first;
}

static void say(Desk *desk, YearGuest *guest, const Tell *t)
{
    char at[INSTANT_TEXT_SIZE];
    g_autoptr(GString) line = g_string_new(t->line);
    if (t->at_us > noon(OPENED)) {
        g_string_truncate(line, line->len - 1);
        g_string_append_printf(line, ",'at':'%s'}", clock_text(t->at_us, at));
    }
    g_autoptr(Json) answer = do_line(desk, line->str);
    if (t->consent >= 0) guest->consents[t->consent] = json_text_int(json_text_get(answer, "fact"));
}

void year_door_tell(Desk *desk, YearGuest *guest, int64_t at_us)
{
    for (;;) {
        size_t event = next_event(guest, at_us);
        const Tell *t = guest->next < guest->tells->len
                            ? &g_array_index(guest->tells, Tell, guest->next)
                            : NULL;
        bool by_event = event < guest->y.facts.event_count;
        if (t != NULL && t->at_us <= at_us &&
            (!by_event || t->at_us <= guest->y.events[event].at_us)) {
            guest->next++;
            say(desk, guest, t);
        } else if (by_event) {
            happen(desk, guest, event);
        } else {
            return;
        }
    }
}
