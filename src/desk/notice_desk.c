/* desk/notice_desk.c: what was received and sent that binds contact, and legal status.  Each counts
 * from the instant it is noted, or from `at`.  Judges nothing: the gate does. */
#include "base/text.h"
#include "desk/desk_tables.h"
#include "desk/fact_book.h"
#include "desk/field.h"
#include "desk/notice_kind.h"
#include "gate/gate_time.h"
#include <string.h>

#define WHOSE(S)                                                                  \
    FIELD_TEXT_AT(S, debtor, "debtor", 0, "ref of the debtor, for all accounts"), \
        FIELD_TEXT_AT(S, account, "account", 0, "or ref of the one account it speaks of")

static const char *const MEDIA[] = {
    "letter",         "mail",      "courier", "response_form", "portal_accepted",
    "portal_message", "telephone", "email",   "sms",           NULL
};

static const char *word(const char *const *words, int index)
{
    return index < 0 ? "" : words[index];
}

/* ---- received ---- */

static const char *const RECEIVED[] = { "cease_notice_mailed",
                                        "cease_notice_received",
                                        "refusal_to_pay_received",
                                        "oral_request",
                                        "attorney_withdrawn_notice",
                                        "dispute_received",
                                        "original_creditor_request",
                                        "undeliverable_notice",
                                        "email_bounced",
                                        "wrong_number_learned",
                                        "third_party_reported_misdirected_email",
                                        "bankruptcy_notice_received",
                                        "fraud_discovered",
                                        "hardship_disclosed",
                                        "debt_adviser_assisting",
                                        "notified_lacks_mental_capacity",
                                        "customer_refuses_citing_statute_bar",
                                        "dsr_received",
                                        "portal_session_close",
                                        "call_recorded",
                                        "collection_began",
                                        "last_collection_activity",
                                        "account_closed",
                                        NULL };

typedef struct {
    char debtor[REF_SIZE], account[REF_SIZE], subject[FACT_SUBJECT_SIZE], sender[WORD_SIZE],
        source[WORD_SIZE], kind[WORD_SIZE], attachment[NAME_SIZE];
    int type, medium;
    int64_t at_us;
    Day posted_on;
    Decimal portion;
    bool accepts, grounds, plan, same;
    char *words, *text, *note;
    uint64_t given;
} ReceiveRecord;
static const Field RECEIVE_FIELDS[] = {
    WHOSE(ReceiveRecord),
    FIELD_ENUM_AT(ReceiveRecord, type, "type", FIELD_REQUIRED, RECEIVED, "what was received"),
    FIELD_ENUM_AT(ReceiveRecord, medium, "medium", 0, MEDIA,
                  "how; by telephone it is spoken, by mail it is in writing"),
    FIELD_AT(ReceiveRecord, at_us, "at", FIELD_INSTANT, 0, "received at; default now"),
    FIELD_AT(ReceiveRecord, posted_on, "posted_on", FIELD_DAY, 0, "the day it was posted"),
    FIELD_TEXT_AT(ReceiveRecord, subject, "subject", 0, "the number or address it is about"),
    FIELD_AT(ReceiveRecord, accepts, "collector_accepts_medium", FIELD_BOOL, 0,
             "no: we do not accept messages by this electronic medium"),
    FIELD_TEXT_AT(ReceiveRecord, sender, "sender", 0, "who sent it; default consumer"),
    FIELD_TEXT_AT(ReceiveRecord, source, "source", 0, "who told: consumer, attorney, carer …"),
    FIELD_AT(ReceiveRecord, portion, "portion", FIELD_AMOUNT, 0, "the part that is disputed"),
    FIELD_TEXT_AT(ReceiveRecord, kind, "kind", 0,
                  "data subject request: erasure, access, restriction, objection, rectification"),
    FIELD_AT(ReceiveRecord, grounds, "valid_grounds_possible", FIELD_BOOL, 0,
             "UK: no, the grounds cannot be valid"),
    FIELD_AT(ReceiveRecord, plan, "evidence_of_plan", FIELD_BOOL, 0,
             "UK: no, the adviser shows no plan"),
    FIELD_AT(ReceiveRecord, same, "same_substance", FIELD_BOOL, 0,
             "a dispute that was answered before, again"),
    FIELD_TEXT_AT(ReceiveRecord, attachment, "attachment", 0, "what was enclosed"),
    FIELD_AT(ReceiveRecord, words, "words", FIELD_NOTE, 0, "what was said"),
    FIELD_AT(ReceiveRecord, text, "text", FIELD_NOTE, 0, "what was written"),
    FIELD_AT(ReceiveRecord, note, "note", FIELD_NOTE, 0, "remark of ours"),
    FIELD_END,
};
static const RecordType NOTICE_RECEIVE = { "notice.receive", sizeof(ReceiveRecord), RECEIVE_FIELDS,
                                           offsetof(ReceiveRecord, given) };

static const char *const NOTICE_COLUMNS[] = { "debtor", "account", "type", "medium",
                                              "at",     "subject", NULL };

static bool notice_receive(Act *act, const void *taken, void *given, GError **error)
{
    const ReceiveRecord *record = taken;
    g_autoptr(Json) body = fact_book_body(&NOTICE_RECEIVE, record, NOTICE_COLUMNS);
    const FactDraft draft = { .kind = FACT_NOTICE,
                              .account = record->account,
                              .debtor = record->debtor,
                              .type = RECEIVED[record->type],
                              .medium = word(MEDIA, record->medium),
                              .subject = record->subject,
                              .at_us = record->at_us,
                              .until = DAY_NONE,
                              .body = body };
    return fact_book_put(act, &draft, given, error);
}

/* ---- sent ---- */

typedef struct {
    char debtor[REF_SIZE], account[REF_SIZE], subject[FACT_SUBJECT_SIZE];
    int type, medium;
    int64_t at_us;
    Day receipt, end, answers_on;
    bool brief_reason, upheld;
    char *note;
    uint64_t given;
} SendRecord;
static const Field SEND_FIELDS[] = {
    WHOSE(SendRecord),
    FIELD_ENUM_AT(SendRecord, type, "type", FIELD_REQUIRED, notice_kind_sent, "what was sent"),
    FIELD_ENUM_AT(SendRecord, medium, "medium", 0, MEDIA, "how; default mail"),
    FIELD_AT(SendRecord, at_us, "at", FIELD_INSTANT, 0, "sent at; default now"),
    FIELD_TEXT_AT(SendRecord, subject, "subject", 0, "the address it went to"),
    FIELD_AT(SendRecord, receipt, "assumed_receipt", FIELD_DAY, 0,
             "validation notice: default the fifth business day after"),
    FIELD_AT(SendRecord, end, "end", FIELD_DAY, 0,
             "validation notice: last day of the period as printed; default thirty days on"),
    FIELD_AT(SendRecord, answers_on, "refers_to_response_dated", FIELD_DAY, 0,
             "duplicative notice: the earlier answer it names"),
    FIELD_AT(SendRecord, brief_reason, "brief_reason", FIELD_BOOL, 0,
             "duplicative notice: it says why"),
    FIELD_AT(SendRecord, upheld, "upheld", FIELD_BOOL, 0, "UK: the claim of the customer is right"),
    FIELD_AT(SendRecord, note, "note", FIELD_NOTE, 0, "remark of ours"),
    FIELD_END,
};
static const RecordType NOTICE_SEND = { "notice.send", sizeof(SendRecord), SEND_FIELDS,
                                        offsetof(SendRecord, given) };

/* A validation notice opens the period in which the debt may be disputed; a second one opens it
 * anew. */
static bool send_validation(Act *act, const SendRecord *record, FactDraft *draft,
                            FactAnswer *answer, GError **error)
{
    Day sent = clock_zone_day(act->desk->zone, fact_book_instant(act, record->at_us));
    Day receipt = record->receipt != DAY_NONE ? record->receipt : gate_time_business(sent, 5, true);
    Day end = record->end != DAY_NONE ? record->end : receipt + 30;
    Day earliest = gate_time_validation_end(sent, false);
    char text[DAY_TEXT_SIZE];
    if (*record->account == '\0')
        return problem_refuse(error, PROBLEM_INVALID,
                              "account is needed: a validation notice is of one debt");
    if (end < earliest)
        return problem_refuse(error, PROBLEM_INVALID,
                              "end is too early: receipt is assumed five business days after "
                              "sending at the earliest, and thirty days follow, to %s",
                              day_text(earliest, text));
    draft->kind = FACT_STATUS;
    draft->type = "validation";
    draft->supersedes = true;
    notice_kind_set_period(draft->body, sent, receipt, end);
    return fact_book_put(act, draft, answer, error);
}

/* Without an event of its own it is a letter that says what it is. */
static void put_kind(const NoticeKind *kind, FactDraft *draft)
{
    bool letter = kind->event == NULL, email = strcmp(draft->medium, "email") == 0;
    draft->type = !letter ? kind->event : email ? "email_out" : "letter_out";
    if (kind->what != NULL)
        json_text_set(draft->body, "what", json_text_new_string(kind->what));
    else if (letter)
        json_text_set(draft->body, "purpose", json_text_new_string(notice_kind_purpose(kind)));
}

static bool notice_send(Act *act, const void *taken, void *given, GError **error)
{
    const SendRecord *record = taken;
    g_autoptr(Json) body = fact_book_body(&NOTICE_SEND, record, NOTICE_COLUMNS);
    FactDraft draft = { .kind = FACT_NOTICE,
                        .account = record->account,
                        .debtor = record->debtor,
                        .medium = record->medium < 0 ? "mail" : MEDIA[record->medium],
                        .subject = record->subject,
                        .at_us = record->at_us,
                        .until = DAY_NONE,
                        .body = body };
    if (record->type == NOTICE_VALIDATION)
        return send_validation(act, record, &draft, given, error);
    put_kind(notice_kind_at(record->type), &draft);
    return fact_book_put(act, &draft, given, error);
}

/* ---- legal status ---- */

/* The door's word, under which name it is kept, and the fields without which it is of no use. */
static const struct {
    const char *kept, *needs[2];
} KEPT[] = {
    { "attorney", { NULL } },
    { "bankruptcy", { "chapter", "filed" } },
    { "breathing_space", { "start" } },
    { "military", { "start" } },
    { "sol", { NULL } },
    { "flag:obligor_deceased", { NULL } },
    { "flag:obligor_minor", { NULL } },
    { "flag:active_litigation", { NULL } },
    { "flag:judgment", { NULL } },
    { "validation", { NULL } },
    { "person", { "person" } },
    { "residence_district", { "subject" } },
    { "creditor_email", { "subject", "details" } },
    { "email_chain", { "details" } },
    { "sms_path", { "subject" } },
    { "flag:", { "flag" } },
};
static const char *const STATUSES[] = { "attorney",       "bankruptcy",  "breathing_space",
                                        "military",       "limitation",  "deceased",
                                        "minor",          "litigation",  "judgment",
                                        "validation",     "person",      "residence_district",
                                        "creditor_email", "email_chain", "sms_path",
                                        "flag",           NULL };
_Static_assert(G_N_ELEMENTS(STATUSES) == G_N_ELEMENTS(KEPT) + 1, "a row a status");
static const char *const STATES[] = { "open",      "dismissed", "closed",   "discharged",
                                      "converted", "sent",      "not_sent", NULL };
static const char *const SPACES[] = { "standard", "mental_health_crisis", NULL };
static const char *const PERSONS[] = { "consumer",         "sole_trader",
                                       "public_authority", "natural_person_guarantor",
                                       "codebtor",         "spouse",
                                       "surviving_spouse", "personal_representative",
                                       "guardian",         NULL };

typedef struct {
    char debtor[REF_SIZE], account[REF_SIZE], subject[FACT_SUBJECT_SIZE], flag[FACT_TYPE_SIZE - 5],
        name[NAME_SIZE];
    int type, status, space, person;
    int64_t at_us, chapter, years, filed_us, notified_us;
    bool address_known, expired, contact_during;
    Day until, discharged, dismissed, closed, converted, prior, start, end, treatment_ended, orders,
        expiry, bar_date;
    Json *details;
    char *note;
    uint64_t given;
} StatusRecord;
#define STATUS_DAY(member, name, doc) FIELD_AT(StatusRecord, member, name, FIELD_DAY, 0, doc)
static const Field STATUS_FIELDS[] = {
    WHOSE(StatusRecord),
    FIELD_ENUM_AT(StatusRecord, type, "type", FIELD_REQUIRED, STATUSES, "which status"),
    FIELD_AT(StatusRecord, at_us, "at", FIELD_INSTANT, 0, "learned at; default now"),
    FIELD_TEXT_AT(StatusRecord, subject, "subject", 0,
                  "the address, the number, the district, or the value of a flag"),
    FIELD_TEXT_AT(StatusRecord, flag, "flag", 0, "flag: its name in the gate's vocabulary"),
    FIELD_TEXT_AT(StatusRecord, name, "name", 0, "attorney: name"),
    FIELD_AT(StatusRecord, address_known, "address_known", FIELD_BOOL, 0,
             "attorney: we can reach them"),
    FIELD_INT_AT(StatusRecord, chapter, "chapter", 0, 7, 15, "bankruptcy: 7, 11, 12 or 13"),
    FIELD_ENUM_AT(StatusRecord, status, "status", 0, STATES, "where the case stands"),
    FIELD_AT(StatusRecord, filed_us, "filed", FIELD_INSTANT, 0, "bankruptcy: the petition"),
    STATUS_DAY(discharged, "discharged", "bankruptcy: discharge granted"),
    STATUS_DAY(dismissed, "dismissed", "bankruptcy: dismissed"),
    STATUS_DAY(closed, "closed", "bankruptcy: closed"),
    STATUS_DAY(converted, "converted", "bankruptcy: converted to another chapter"),
    STATUS_DAY(prior, "prior_case_dismissed", "bankruptcy: an earlier case was dismissed"),
    STATUS_DAY(bar_date, "bar_date", "bankruptcy: last day for claims, as the court set it"),
    FIELD_ENUM_AT(StatusRecord, space, "kind", 0, SPACES, "breathing space: which"),
    FIELD_AT(StatusRecord, notified_us, "notified", FIELD_INSTANT, 0,
             "breathing space: when we were told"),
    STATUS_DAY(start, "start", "breathing space, service: first day"),
    STATUS_DAY(end, "end", "last day; none: it goes on"),
    STATUS_DAY(treatment_ended, "treatment_ended", "crisis: the treatment ended"),
    STATUS_DAY(orders, "orders_received", "service: written notice with orders came"),
    FIELD_AT(StatusRecord, expired, "expired", FIELD_BOOL, 0, "limitation: has it expired?"),
    STATUS_DAY(expiry, "expiry", "limitation: its last day"),
    FIELD_INT_AT(StatusRecord, years, "years", 0, 1, 50, "limitation: its length"),
    FIELD_AT(StatusRecord, contact_during, "contact_during_period", FIELD_BOOL, 0,
             "limitation, UK: there was contact within the period"),
    FIELD_ENUM_AT(StatusRecord, person, "person", 0, PERSONS, "person: what they are to the debt"),
    FIELD_AT(StatusRecord, details, "details", FIELD_JSON, 0,
             "more keys of the gate's vocabulary, as a JSON object"),
    FIELD_AT(StatusRecord, note, "note", FIELD_NOTE, 0, "remark of ours"),
    FIELD_AT(StatusRecord, until, "until", FIELD_DAY, 0, "its last day; none: until ended"),
    FIELD_END,
};
static const RecordType STATUS_SET = { "status.set", sizeof(StatusRecord), STATUS_FIELDS,
                                       offsetof(StatusRecord, given) };

static Json *status_body(const StatusRecord *record)
{
    static const char *const OWN[] = { "debtor", "account", "type",    "at",     "subject",
                                       "flag",   "until",   "details", "person", NULL };
    Json *body = fact_book_body(&STATUS_SET, record, OWN);
    void *iter = NULL;
    const char *key;
    const Json *value;
    if (record->person >= 0)
        json_text_set(body, "kind", json_text_new_string(PERSONS[record->person]));
    while (json_text_each(record->details, &iter, &key, &value))
        json_text_set(body, key, json_text_copy(value));
    return body;
}

static bool complete(const StatusRecord *record, GError **error)
{
    for (size_t i = 0; i < 2 && KEPT[record->type].needs[i] != NULL; i++) {
        const char *field = KEPT[record->type].needs[i];
        if (!record_given(&STATUS_SET, record, field))
            return problem_refuse(error, PROBLEM_INVALID, "%s is needed with %s", field,
                                  STATUSES[record->type]);
    }
    return true;
}

static bool status_set(Act *act, const void *taken, void *given, GError **error)
{
    const StatusRecord *record = taken;
    if (!complete(record, error)) return false;
    g_autoptr(Json) body = status_body(record);
    g_autofree char *type =
        g_strconcat(KEPT[record->type].kept, record->flag[0] != '\0' ? record->flag : NULL, NULL);
    const char *kept = KEPT[record->type].kept;
    if (strcmp(kept, "bankruptcy") == 0 && record->status < 0)
        json_text_set(body, "status", json_text_new_string("open"));
    const FactDraft draft = { .kind = FACT_STATUS,
                              .account = record->account,
                              .debtor = record->debtor,
                              .type = type,
                              .medium = "",
                              .subject = record->subject,
                              .at_us = record->at_us,
                              .until = record->until,
                              .supersedes = strcmp(kept, "email_chain") != 0,
                              .body = body };
    return fact_book_put(act, &draft, given, error);
}

/* ---- tracing (S41) ---- */

typedef struct {
    char debtor[REF_SIZE], vendor[NAME_SIZE], currency[CURRENCY_SIZE], purpose[NAME_SIZE];
    Decimal cost;
    char *note;
    uint64_t given;
} TraceRecord;
static const Field TRACE_FIELDS[] = {
    FIELD_TEXT_AT(TraceRecord, debtor, "debtor", FIELD_REQUIRED, "whom to look for"),
    FIELD_TEXT_AT(TraceRecord, vendor, "vendor", FIELD_REQUIRED, "who looks"),
    FIELD_AT(TraceRecord, cost, "cost", FIELD_AMOUNT, 0, "what it costs"),
    FIELD_TEXT_AT(TraceRecord, currency, "currency", 0, "of the cost; default the book's"),
    FIELD_TEXT_AT(TraceRecord, purpose, "purpose", 0, "the permissible purpose"),
    FIELD_AT(TraceRecord, note, "note", FIELD_NOTE, 0, "free text"),
    FIELD_END,
};
static const RecordType TRACE_REQUEST = { "trace.request", sizeof(TraceRecord), TRACE_FIELDS,
                                          offsetof(TraceRecord, given) };

static bool trace_request(Act *act, const void *taken, void *given, GError **error)
{
    static const char *const OWN[] = { "debtor", NULL };
    const TraceRecord *record = taken;
    const char *currency = record->currency[0] != '\0' ? record->currency : act->desk->currency;
    int64_t minor = 0;
    if (record->cost.given && !desk_amount("cost", record->cost, currency, &minor, error))
        return false;
    if (minor < 0) return problem_refuse(error, PROBLEM_INVALID, "cost must not be less than zero");
    g_autoptr(Json) body = fact_book_body(&TRACE_REQUEST, record, OWN);
    json_text_set(body, "currency", json_text_new_string(currency));
    json_text_set(body, "cost_minor", json_text_new_int(minor));
    const FactDraft draft = { .kind = FACT_STATUS,
                              .account = "",
                              .debtor = record->debtor,
                              .type = "trace",
                              .medium = "",
                              .subject = record->vendor,
                              .until = DAY_NONE,
                              .body = body };
    return fact_book_put(act, &draft, given, error);
}

const Action notice_desk_actions[] = {
    { "notice.receive", PERMIT_CONTACT, &NOTICE_RECEIVE, &fact_book_answer, notice_receive,
      "Note what was received or learned that binds contact: a stop request, a dispute …" },
    { "notice.send", PERMIT_IMPORT, &NOTICE_SEND, &fact_book_answer, notice_send,
      "Bring a notice that was sent elsewhere into the book; the gate is not asked." },
    { "status.set", PERMIT_CONTACT, &STATUS_SET, &fact_book_answer, status_set,
      "Note a legal status: attorney, bankruptcy, breathing space, service, limitation …" },
    { "trace.request", PERMIT_CONTACT, &TRACE_REQUEST, &fact_book_answer, trace_request,
      "Ask a vendor to find a debtor; status.end closes it." },
    { NULL, PERMIT_CONTACT, NULL, NULL, NULL, NULL },
};
