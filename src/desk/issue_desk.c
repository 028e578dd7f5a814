/* desk/issue_desk.c: notices that the law asks for, sent by this house: filled from the book, put
 * before the gate, logged, and what they set off recorded.  Prints and delivers nothing. */
#include "base/text.h"
#include "core/words.h"
#include "desk/answer.h"
#include "desk/desk_tables.h"
#include "desk/fact_book.h"
#include "desk/field.h"
#include "desk/notice_draft.h"
#include "desk/notice_kind.h"
#include "desk/way_out.h"
#include "gate/gate_action.h"
#include "gate/gate_time.h"
#include <string.h>

static const char *const MEDIA[] = { "mail", "email", NULL };

typedef struct {
    char account[REF_SIZE], address[NAME_SIZE];
    int type, medium, date_type;
    int64_t at_us;
    Day date, end, answers_on;
    bool brief_reason;
    Json *details;
    char *done, *note;
} IssueRecord;
static const Field ISSUE_FIELDS[] = {
    FIELD_TEXT_AT(IssueRecord, account, "account", FIELD_REQUIRED, "ref of the debt"),
    FIELD_ENUM_AT(IssueRecord, type, "type", FIELD_REQUIRED, notice_kind_issued, "what is sent"),
    FIELD_ENUM_AT(IssueRecord, medium, "medium", 0, MEDIA, "how; default mail"),
    FIELD_TEXT_AT(IssueRecord, address, "address", 0, "where to; default the usual one"),
    FIELD_AT(IssueRecord, at_us, "at", FIELD_INSTANT, 0, "when; default now"),
    FIELD_ENUM_AT(IssueRecord, date_type, "date_type", 0, notice_draft_date_types,
                  "validation notice: from which date it is itemised"),
    FIELD_AT(IssueRecord, date, "date", FIELD_DAY, 0, "that date; default as the book knows it"),
    FIELD_AT(IssueRecord, end, "end", FIELD_DAY, 0,
             "validation notice: the end of the period as printed; default the earliest safe day"),
    FIELD_AT(IssueRecord, answers_on, "refers_to_response_dated", FIELD_DAY, 0,
             "duplicative notice: the earlier answer it names"),
    FIELD_AT(IssueRecord, brief_reason, "brief_reason", FIELD_BOOL, 0,
             "duplicative notice: it says why"),
    FIELD_AT(IssueRecord, details, "details", FIELD_JSON, 0,
             "more of what it says, in the gate's words: {\"notice\": {…}, \"subject\": …}"),
    FIELD_AT(IssueRecord, done, "done", FIELD_WORDS, 0,
             "what the gate requires and was done, in its words"),
    FIELD_AT(IssueRecord, note, "note", FIELD_NOTE, 0, "remark of ours"),
    FIELD_END,
};
static const RecordType NOTICE_ISSUE = { "notice.issue", sizeof(IssueRecord), ISSUE_FIELDS,
                                         SIZE_MAX };

typedef struct {
    int64_t contact, verdict, fact;
    char account[REF_SIZE];
    Day end;
    Json *notice;
} IssueAnswer;
static const Field ANSWER_FIELDS[] = {
    FIELD_TEXT_AT(IssueAnswer, account, "account", 0, "the debt"),
    FIELD_INT_AT(IssueAnswer, contact, "contact", 0, 0, 0, "its number in the contact log"),
    FIELD_INT_AT(IssueAnswer, verdict, "verdict", 0, 0, 0, "the answer that let it out"),
    FIELD_INT_AT(IssueAnswer, fact, "fact", 0, 0, 0, "what was recorded besides"),
    FIELD_AT(IssueAnswer, end, "end", FIELD_DAY, 0, "last day on which the debt may be disputed"),
    FIELD_AT(IssueAnswer, notice, "notice", FIELD_JSON, 0, "what it says, field by field"),
    FIELD_END,
};
static const RecordType ISSUE_ANSWER = { "issued", sizeof(IssueAnswer), ANSWER_FIELDS, SIZE_MAX };

/* One sending on its way. */
typedef struct {
    const IssueRecord *record;
    const NoticeKind *kind;
    Account account;
    NoticeDraft draft;
    int64_t at_us;
    Day sent;
    Json *details;    /* what the gate reads; owned */
    GPtrArray *owned; /* memory that the action lends from */
    GateAction action;
} Issue;

static void issue_clear(Issue *issue)
{
    json_text_free(issue->details);
    g_clear_pointer(&issue->owned, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Issue, issue_clear)

/* --- what it says ----------------------------------------------------------------------------- */

/* What the record says of the notice goes before what the book says. */
static void merge(Json *into, const Json *from)
{
    void *iter = NULL;
    const char *key;
    const Json *value;
    while (from != NULL && json_text_each(from, &iter, &key, &value))
        json_text_set(into, key, json_text_copy(value));
}

static bool fill_validation(Act *act, Issue *issue, GError **error)
{
    const IssueRecord *record = issue->record;
    const Json *own = json_text_get(record->details, "notice");
    char day[DAY_TEXT_SIZE];
    NoticeWish wish = { record->date_type, record->date, act->on, issue->sent };
    if (!notice_draft_make(act->desk, &issue->account, &wish, &issue->draft, error)) return false;
    if (record->end != DAY_NONE) issue->draft.end = record->end;
    Json *notice = notice_draft_json(&issue->draft);
    merge(notice, own);
    json_text_set(issue->details, "notice", notice);
    json_text_set(issue->details, "validation_notice", json_text_new_bool(true));
    if (json_text_get(issue->details, "addressee") == NULL)
        json_text_set(issue->details, "addressee", json_text_new_string(issue->draft.debtor.name));
    const char *end = json_text_string(json_text_get(notice, "dispute_end_date"));
    if (end != NULL && day_parse(end, &issue->draft.end)) return true;
    return problem_refuse(error, PROBLEM_INVALID,
                          "details: dispute_end_date must be a date; the earliest is %s",
                          day_text(gate_time_validation_end(issue->sent, false), day));
}

static bool fill(Act *act, Issue *issue, GError **error)
{
    const Json *details = issue->record->details;
    if (details != NULL && json_text_kind(details) != JSON_KIND_OBJECT)
        return problem_refuse(error, PROBLEM_INVALID, "details must be an object");
    issue->details = details == NULL ? json_text_new_object() : json_text_copy(details);
    json_text_remove(issue->details, "channel");
    if (issue->record->type == NOTICE_VALIDATION && !fill_validation(act, issue, error))
        return false;
    issue->action = (GateAction){ .payments_made = -1, .terms_days = -1 };
    if (!gate_action_read(issue->details, issue->owned, &issue->action, error)) return false;
    issue->action.channel = issue->kind->channel;
    if (issue->kind->purpose != PURPOSE_NONE) issue->action.purpose = issue->kind->purpose;
    if (issue->kind->what != NULL) issue->action.what = issue->kind->what;
    return true;
}

/* --- out -------------------------------------------------------------------------------------- */

/* What later questions must know of the letter, and what was said to be done. */
static bool put_body(const Issue *issue, Contact *contact, GError **error)
{
    g_autoptr(Json) body = json_text_new_object();
    const char *type = issue->action.notice.itemization_date_type;
    if (issue->kind->what != NULL)
        json_text_set(body, "what", json_text_new_string(issue->kind->what));
    if (issue->kind->purpose != PURPOSE_NONE)
        json_text_set(body, "purpose", json_text_new_string(notice_kind_purpose(issue->kind)));
    if (issue->record->type == NOTICE_VALIDATION && type != NULL)
        json_text_set(body, "reference_date_type", json_text_new_string(type));
    answer_put_words(body, "done", issue->record->done);
    g_autofree char *text = json_text_write(body, false);
    return text_copy(contact->body, sizeof contact->body, text) ||
           problem_refuse(error, PROBLEM_LIMIT, "done holds too many words");
}

static bool send(Act *act, Issue *issue, IssueAnswer *answer, GError **error)
{
    const IssueRecord *record = issue->record;
    g_auto(WayOutAnswer) verdict = { 0 };
    WayOutQuestion question = { .debtor_id = issue->account.debtor_id,
                                .account_ids = { issue->account.account_id },
                                .account_count = 1,
                                .channel = record->medium == 1 ? STEP_BY_EMAIL : STEP_BY_LETTER,
                                .at_us = issue->at_us,
                                .subject = record->address,
                                .reason = "",
                                .done = record->done,
                                .action = issue->action };
    Contact contact = { .debtor_id = issue->account.debtor_id,
                        .account_id = issue->account.account_id,
                        .on_day = issue->sent,
                        .at_us = issue->at_us,
                        .channel = question.channel,
                        .outcome = words_find(words_outcome, "sent"),
                        .note = record->note == NULL ? "" : record->note,
                        .next_day = DAY_NONE,
                        .recorded_us = act->now_us };
    text_copy(contact.number, sizeof contact.number, record->address);
    text_copy(contact.actor, sizeof contact.actor, act->desk->actor.name);
    if (!put_body(issue, &contact, error)) return false;
    bool logged =
        issue->kind->channel == CHANNEL_NONE || issue->kind->channel == CHANNEL_DUPLICATIVE_NOTICE;
    if (logged && !desk_new_id(act, "contact", &contact.contact_id, error)) return false;
    bool done = logged ? way_out_send(act, &question, &contact, "", &verdict, error)
                       : way_out_pass(act, &question, &verdict, error);
    if (!done) return false;
    answer->contact = contact.contact_id;
    answer->verdict = verdict.rows[verdict.deciding].verdict_id;
    return true;
}

/* --- what it sets off ------------------------------------------------------------------------- */

static bool put_fact(Act *act, const Issue *issue, FactDraft *draft, IssueAnswer *answer,
                     GError **error)
{
    FactAnswer fact = { 0 };
    draft->account = issue->record->account;
    draft->debtor = "";
    draft->subject = "";
    draft->at_us = issue->at_us;
    draft->until = DAY_NONE;
    if (!fact_book_put(act, draft, &fact, error)) return false;
    answer->fact = fact.fact;
    return true;
}

static bool record_period(Act *act, const Issue *issue, IssueAnswer *answer, GError **error)
{
    g_autoptr(Json) body = json_text_new_object();
    FactDraft draft = { .kind = FACT_STATUS,
                        .type = "validation",
                        .medium = MEDIA[MAX(issue->record->medium, 0)],
                        .supersedes = true,
                        .body = body };
    notice_kind_set_period(body, issue->sent, gate_time_business(issue->sent, 5, true),
                           issue->draft.end);
    answer->end = issue->draft.end;
    answer->notice = json_text_copy(json_text_get(issue->details, "notice"));
    return put_fact(act, issue, &draft, answer, error);
}

static bool record_event(Act *act, const Issue *issue, IssueAnswer *answer, GError **error)
{
    const IssueRecord *record = issue->record;
    g_autoptr(Json) body = json_text_new_object();
    FactDraft draft = { .kind = FACT_NOTICE,
                        .type = issue->kind->event,
                        .medium = MEDIA[MAX(record->medium, 0)],
                        .body = body };
    if (issue->kind->event == NULL) return true;
    if (issue->kind->what != NULL)
        json_text_set(body, "what", json_text_new_string(issue->kind->what));
    if (record->type == NOTICE_DUPLICATIVE) {
        json_text_set(body, "brief_reason", json_text_new_bool(record->brief_reason));
        if (record->answers_on != DAY_NONE)
            notice_kind_set_day(body, "refers_to_response_dated", record->answers_on);
    }
    return put_fact(act, issue, &draft, answer, error);
}

static bool notice_issue(Act *act, const void *taken, void *given, GError **error)
{
    const IssueRecord *record = taken;
    IssueAnswer *answer = given;
    g_auto(Issue) issue = { .record = record,
                            .kind = notice_kind_at(record->type),
                            .owned = g_ptr_array_new_with_free_func(g_free) };
    if (!desk_find_account(act, record->account, &issue.account, error)) return false;
    issue.at_us = fact_book_instant(act, record->at_us);
    issue.sent = clock_zone_day(act->desk->zone, issue.at_us);
    text_copy(answer->account, sizeof answer->account, record->account);
    if (!fill(act, &issue, error) || !send(act, &issue, answer, error)) return false;
    return record->type == NOTICE_VALIDATION ? record_period(act, &issue, answer, error)
                                             : record_event(act, &issue, answer, error);
}

const Action issue_desk_actions[] = {
    { "notice.issue", PERMIT_CONTACT, &NOTICE_ISSUE, &ISSUE_ANSWER, notice_issue,
      "Send a notice that the law asks for: filled from the book, judged by the gate, logged." },
    { NULL, PERMIT_CONTACT, NULL, NULL, NULL, NULL },
};
