/* gate/gate_book_event.c: the contact log and the notices as the gate's events.  Judges nothing. */
#include "gate/gate_book_private.h"
#include "gate/gate_coverage.h"

#include <stdlib.h>
#include <string.h>

#define MINUTE_US 60000000LL
#define NOON_US   (720 * MINUTE_US) /* of UTC: that day nearly everywhere */
#define DAY_US    (1440 * MINUTE_US)
enum { SESSION_MINUTES = 30 };

static bool same(const char *a, const char *b)
{
    return strcmp(a, b) == 0;
}

static bool among(const char *word, const char *const *words)
{
    for (; *words != NULL; words++)
        if (same(word, *words)) return true;
    return false;
}

static void add(GateBook *book, const GateEvent *event, int64_t id, bool contact)
{
    BookSource source = { id, contact };
    g_array_append_val(book->events, *event);
    g_array_append_val(book->event_sources, source);
}

/* ---- the contact log ---- */

/* Account ids with commas between. */
static GateDebtSet debts_of(const GateBook *book, const GateContactRow *row)
{
    GateDebtSet set = { 0, true };
    char *end = NULL;
    if (*row->debts == '\0') return gate_book_debts(book, row->account_id);
    for (const char *p = row->debts; *p != '\0'; p = *end == ',' ? end + 1 : end) {
        set.bits |= gate_book_debt(book, strtoll(p, &end, 10));
        if (end == p) break;
    }
    return set;
}

static GateResult result_of(const char *outcome)
{
    static const struct {
        const char *outcome;
        GateResult result;
    } RESULTS[] = {
        { "no_answer", RESULT_NO_ANSWER },
        { "busy", RESULT_BUSY },
        { "not_in_service", RESULT_NOT_IN_SERVICE },
        { "voicemail", RESULT_VOICEMAIL_LEFT },
        { "limited_message", RESULT_LCM_LEFT },
        { "voicemail_full", RESULT_VOICEMAIL_FULL },
        { "dropped", RESULT_ANSWERED_DROPPED },
        { "wrong_party", RESULT_ANSWERED },
        { "reached", RESULT_ANSWERED },
        { "promised", RESULT_ANSWERED },
        { "disputed", RESULT_ANSWERED },
        { "refused", RESULT_ANSWERED },
        { "paid", RESULT_ANSWERED },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(RESULTS); i++)
        if (same(RESULTS[i].outcome, outcome)) return RESULTS[i].result;
    return RESULT_NONE; /* connected, as far as is known: it counts */
}

static bool spoke(const char *outcome)
{
    static const char *const SPOKEN[] = {
        "reached", "promised", "disputed", "refused", "paid", NULL
    };
    return among(outcome, SPOKEN);
}

static void add_call(GateBook *book, const GateContactRow *row, GateEvent event)
{
    bool out = same(row->direction, "out");
    event.counted_to = event.debts;
    if (out) {
        event.type = EVENT_CALL_OUT;
        event.result = event.result != RESULT_NONE ? event.result : result_of(row->outcome);
        event.line = event.line != LINE_NONE ? event.line
                                             : gate_book_line(gate_book_point(book, row->number));
    } else {
        event.type = same(row->outcome, "voicemail") ? EVENT_VOICEMAIL_IN : EVENT_INBOUND_CALL;
        event.text = row->note;
    }
    add(book, &event, row->contact_id, true);
    if (!spoke(row->outcome)) return;
    event.type = EVENT_CONVERSATION;
    event.result = RESULT_NONE;
    event.by_collector = out ? TRI_TRUE : TRI_FALSE;
    event.in_reply_to = NULL;
    add(book, &event, row->contact_id, true);
}

static void add_written(GateBook *book, const GateContactRow *row, GateEventType out,
                        GateEventType in, GateEvent event)
{
    event.type = same(row->direction, "out") ? out : in;
    if (event.type == EVENT_NONE) return;
    if (same(row->direction, "in")) event.text = row->note;
    add(book, &event, row->contact_id, true);
    if (!same(row->outcome, "bounced")) return;
    event.type = out == EVENT_EMAIL_OUT ? EVENT_EMAIL_BOUNCED : EVENT_UNDELIVERABLE;
    event.what = NULL;
    add(book, &event, row->contact_id, true);
}

static void add_session(GateBook *book, const GateContactRow *row, GateEvent event)
{
    if (!same(row->direction, "in")) return;
    event.type = EVENT_SESSION_OPEN;
    add(book, &event, row->contact_id, true);
    event.type = EVENT_SESSION_CLOSE;
    event.at_us += SESSION_MINUTES * MINUTE_US;
    add(book, &event, row->contact_id, true);
}

/* Advertising by what it says; what speaks of a debt is none, whatever it was meant to be. */
static GatePurpose purpose_by_words(const GateEvent *e)
{
    if (gate_coverage_advertises(e->content)) return PURPOSE_MARKETING;
    bool meant = e->purpose == PURPOSE_MARKETING && gate_coverage_tells(e->content);
    return meant ? PURPOSE_NONE : e->purpose;
}

static bool add_contact(GateBook *book, const GateContactRow *row, GError **error)
{
    GateEvent event = { .at_us = row->at_us, .debts = debts_of(book, row) };
    bool email = same(row->channel, "email");
    if (*row->number != '\0') *(email ? &event.address : &event.number) = row->number;
    event.place = gate_book_place(book, row->number);
    if (*row->body != '\0') {
        const GateFactRow body = { .fact_id = row->contact_id, .body = row->body };
        if (!gate_book_body(book, &body, gate_fields_event, &event, error)) return false;
    }
    if (event.content_given) event.purpose = purpose_by_words(&event);
    if (same(row->channel, "call"))
        add_call(book, row, event);
    else if (email)
        add_written(book, row, EVENT_EMAIL_OUT, EVENT_INBOUND_EMAIL, event);
    else if (same(row->channel, "sms"))
        add_written(book, row, EVENT_SMS_OUT, EVENT_INBOUND_TEXT, event);
    else if (same(row->channel, "letter"))
        add_written(book, row, EVENT_LETTER_OUT, EVENT_NONE, event);
    else if (same(row->channel, "visit"))
        add_written(book, row, EVENT_VISIT_OUT, EVENT_NONE, event);
    else if (same(row->channel, "portal"))
        add_session(book, row, event);
    return true;
}

/* ---- facts that are events ---- */

static void name_address(GateEvent *event, const GateFactRow *row)
{
    if (*row->subject == '\0') return;
    *(strchr(row->subject, '@') != NULL ? &event->address : &event->number) = row->subject;
}

static bool add_notice(GateBook *book, const GateFactRow *row, GError **error)
{
    GateEvent event = { .at_us = row->from_us,
                        .type = (GateEventType)gate_words_find(WORDS_EVENT, row->type),
                        .medium = (GateMedium)gate_words_find(WORDS_MEDIUM, row->medium),
                        .debts = gate_book_debts(book, row->account_id) };
    name_address(&event, row);
    if (event.type == EVENT_NONE) return true;
    if (!gate_book_body(book, row, gate_fields_event, &event, error)) return false;
    add(book, &event, row->fact_id, false);
    return true;
}

static void add_withdrawal(GateBook *book, const GateFactRow *row)
{
    GateEvent event = { .at_us = row->ended_us,
                        .type = EVENT_CONSENT_REVOKED,
                        .consent = (GateConsentType)gate_words_find(WORDS_CONSENT, row->type),
                        .debts = gate_book_debts(book, row->account_id) };
    name_address(&event, row);
    if (event.consent != CONSENT_NONE) add(book, &event, row->fact_id, false);
}

static void add_validation(GateBook *book, const GateFactRow *row)
{
    GateEvent event = { .at_us = row->from_us,
                        .type = same(row->medium, "email") ? EVENT_EMAIL_OUT : EVENT_LETTER_OUT,
                        .what = "validation_notice",
                        .debts = gate_book_debts(book, row->account_id) };
    name_address(&event, row);
    add(book, &event, row->fact_id, false);
}

/* A number that is not the person's, an address whose mail reached a stranger. */
static bool add_bad_point(GateBook *book, const GateFactRow *row, GError **error)
{
    GatePoint point = { 0 };
    GateEvent event = { .at_us = row->from_us };
    if (!gate_book_body(book, row, gate_fields_point, &point, error)) return false;
    name_address(&event, row);
    event.type = event.address != NULL ? EVENT_MISDIRECTED_EMAIL : EVENT_WRONG_NUMBER;
    bool wrong = point.verified == VERIFIED_WRONG && event.type == EVENT_WRONG_NUMBER;
    if (point.known_bad == TRI_TRUE || wrong) add(book, &event, row->fact_id, false);
    return true;
}

/* The last payment on a debt; it paid all of it where nothing is left. */
static void add_payment(GateBook *book, const BookPending *p)
{
    const GateDebtRow *row = &book->rows->debts[p->index];
    GateEvent event = { .at_us = p->at_us,
                        .type = row->balance_minor > 0 ? EVENT_PAYMENT : EVENT_PAID_IN_FULL,
                        .debts = gate_book_debts(book, row->account_id) };
    add(book, &event, 0, false);
}

/* ---- in order of time ---- */

static void collect_fact(GateBook *book, uint32_t index)
{
    const GateFactRow *row = &book->rows->facts[index];
    int64_t now_us = book->rows->at_us;
    BookPending p = { row->from_us, FROM_NOTICE, index };
    bool live = gate_book_live(row, now_us);
    if (row->kind == FACT_NOTICE && live) {
        g_array_append_val(book->pending, p);
    } else if (row->kind == FACT_CONSENT && row->ended_us <= now_us) {
        p = (BookPending){ row->ended_us, FROM_WITHDRAWAL, index };
        g_array_append_val(book->pending, p);
    } else if (row->kind == FACT_STATUS && row->from_us <= now_us &&
               same(row->type, "validation")) {
        p.origin = FROM_VALIDATION;
        g_array_append_val(book->pending, p);
    } else if (row->kind == FACT_POINT && live && *row->body != '\0') {
        p.origin = FROM_POINT;
        g_array_append_val(book->pending, p);
    }
}

static int by_time(const void *a, const void *b)
{
    const BookPending *p = a, *q = b;
    if (p->at_us != q->at_us) return p->at_us < q->at_us ? -1 : 1;
    if (p->origin != q->origin) return p->origin < q->origin ? -1 : 1;
    return p->index < q->index ? -1 : p->index > q->index;
}

static bool add_pending(GateBook *book, const BookPending *p, GError **error)
{
    bool fact = p->origin != FROM_CONTACT && p->origin != FROM_PAYMENT;
    const GateFactRow *row = fact ? &book->rows->facts[p->index] : NULL;
    switch (p->origin) {
    case FROM_CONTACT: return add_contact(book, &book->rows->contacts[p->index], error);
    case FROM_NOTICE: return add_notice(book, row, error);
    case FROM_WITHDRAWAL: add_withdrawal(book, row); break;
    case FROM_VALIDATION: add_validation(book, row); break;
    case FROM_POINT: return add_bad_point(book, row, error);
    case FROM_PAYMENT: add_payment(book, p); break;
    }
    return true;
}

/* Conveys information about a debt (R4) to the debtor: spoken, left as a message, written; a
 * limited-content message, a try and what came in do not. */
static bool conveys(const GateEvent *e)
{
    if (e->to != NULL && *e->to != '\0' && !same(e->to, "consumer")) return false;
    bool location = e->purpose == PURPOSE_LOCATION || e->purpose == PURPOSE_LOCATION_ESTATE;
    bool told = e->content_given ? gate_coverage_tells(e->content) : !location;
    if (!told || e->purpose == PURPOSE_MARKETING) return false;
    if (e->type == EVENT_CALL_OUT)
        return e->result == RESULT_VOICEMAIL_LEFT || e->result == RESULT_RINGLESS;
    return e->type == EVENT_CONVERSATION ||
           (e->type >= EVENT_SMS_OUT && e->type <= EVENT_LETTER_OUT);
}

/* The first of each debt is its initial communication (R40). */
static void mark_initial(GateBook *book)
{
    uint64_t all = book->base.debt_count == 0 ? 0 : (1ULL << book->base.debt_count) - 1;
    book->spoken = 0;
    for (unsigned i = 0; i < book->events->len && book->spoken != all; i++) {
        GateEvent *e = &g_array_index(book->events, GateEvent, i);
        uint64_t bits = e->debts.given ? e->debts.bits & all : all;
        if (!conveys(e) || (bits & ~book->spoken) == 0) continue;
        book->spoken |= bits;
        e->initial_communication = TRI_TRUE;
    }
}

bool gate_book_event_load(GateBook *book, GError **error)
{
    const GateBookRows *rows = book->rows;
    g_array_set_size(book->pending, 0);
    for (uint32_t i = 0; i < rows->contact_count; i++) {
        BookPending p = { rows->contacts[i].at_us, FROM_CONTACT, i };
        if (p.at_us <= rows->at_us) g_array_append_val(book->pending, p);
    }
    for (uint32_t i = 0; i < rows->fact_count; i++) collect_fact(book, i);
    for (uint32_t i = 0; i < book->base.debt_count; i++) {
        if (rows->debts[i].last_payment_day == DAY_NONE) continue;
        BookPending p = { rows->debts[i].last_payment_day * DAY_US + NOON_US, FROM_PAYMENT, i };
        if (p.at_us <= rows->at_us) g_array_append_val(book->pending, p);
    }
    if (book->pending->len > 1) g_array_sort(book->pending, by_time);
    for (unsigned i = 0; i < book->pending->len; i++)
        if (!add_pending(book, &g_array_index(book->pending, BookPending, i), error)) return false;
    mark_initial(book);
    return true;
}
