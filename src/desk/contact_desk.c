/* desk/contact_desk.c: what may be said, what was said and done: contacts asked about and logged,
 * work finished.  Writes no contact itself: desk/way_out.c does. */
#include "base/text.h"
#include "core/words.h"
#include "core/work.h"
#include "desk/answer.h"
#include "desk/desk_tables.h"
#include "desk/field.h"
#include "desk/talk_desk.h"
#include "desk/way_out.h"
#include "gate/gate_proof.h"
#include "store/care_store.h"
#include "store/derived_store.h"
#include "store/ledger_store.h"
#include <string.h>

enum { WORK_DONE, WORK_SKIPPED, WORK_DEFERRED };
enum { NUMBERS_MAX = 4000 /* bytes of item numbers kept with a step */ };

typedef struct {
    char work[WORK_TEXT_SIZE], account[REF_SIZE];
    Day next_on;
    int outcome;
} WorkAnswer;
static const Field WORK_ANSWER_FIELDS[] = {
    FIELD_TEXT_AT(WorkAnswer, work, "work", 0, "the work item"),
    FIELD_TEXT_AT(WorkAnswer, account, "account", 0, "its account"),
    FIELD_ENUM_AT(WorkAnswer, outcome, "outcome", 0, words_work_outcome, "how it ended"),
    FIELD_AT(WorkAnswer, next_on, "next_on", FIELD_DAY, 0, "not before then"),
    FIELD_END,
};
static const RecordType WORK_ANSWER = { "work", sizeof(WorkAnswer), WORK_ANSWER_FIELDS, SIZE_MAX };

/* --- finishing -------------------------------------------------------------------------------- */

static bool due_row(Act *act, const char *name, const Account *account, int64_t no, DerivedRow *row,
                    GError **error)
{
    bool found = false;
    if (!derived_store_get(act->desk->db, account->debtor_id, account->account_id, row, &found,
                           error))
        return false;
    if (found && row->work_no == no && row->step_state == STEP_DUE) return true;
    return problem_refuse(error, PROBLEM_CONFLICT,
                          "work %s is not due any more: it was finished, or the account changed",
                          name);
}

/* Asked of the steps themselves: a derived row of an earlier business day knows nothing of a step
 * finished since. */
static bool not_finished(Act *act, const char *name, const Account *account, int64_t no,
                         GError **error)
{
    g_autoptr(GArray) steps = NULL;
    if (!care_store_steps(act->desk->db, account->debtor_id, account->account_id, &steps, error))
        return false;
    for (unsigned i = 0; i < steps->len; i++)
        if (g_array_index(steps, StepRow, i).step_no == no)
            return problem_refuse(error, PROBLEM_CONFLICT, "work %s was finished before", name);
    return true;
}

/* The newest due day among what is open and due, else of what comes due next. */
static Day covered_day(const GArray *items, Day on)
{
    Day covered = DAY_NONE, next = DAY_MAX;
    for (unsigned i = 0; i < items->len; i++) {
        const Item *item = &g_array_index(items, Item, i);
        if (item->open_minor <= 0) continue;
        if (item->due_day < on)
            covered = MAX(covered, item->due_day);
        else
            next = MIN(next, item->due_day);
    }
    if (covered != DAY_NONE) return covered;
    return next == DAY_MAX ? on : next;
}

/* The items a step speaks of. */
static bool speak_of(Act *act, const Account *account, GString *numbers, StepRow *step,
                     GError **error)
{
    g_autoptr(GArray) items = NULL;
    if (!ledger_store_items(act->desk->db, account->debtor_id, account->account_id, true, &items,
                            error))
        return false;
    step->covered_day = covered_day(items, act->on);
    for (unsigned i = 0; i < items->len && numbers->len < NUMBERS_MAX; i++) {
        const Item *item = &g_array_index(items, Item, i);
        if (item->open_minor <= 0 || item->due_day > step->covered_day || item->kind == ITEM_ORDER)
            continue;
        g_string_append_printf(numbers, "%s%s", numbers->len > 0 ? "," : "", item->number);
    }
    return true;
}

static bool finish(Act *act, const char *name, int outcome, Day next_on, const char *note,
                   WorkAnswer *answer, GError **error)
{
    g_autoptr(GString) numbers = g_string_new(NULL);
    Work work;
    Account account;
    DerivedRow row;
    if (!work_parse(name, &work))
        return problem_refuse(error, PROBLEM_INVALID,
                              "work is %s; the view worklist names it, as W12-34-1", name);
    if (!desk_get_account(act, work.debtor_id, work.account_id, &account, error)) return false;
    if (!due_row(act, name, &account, work.no, &row, error) ||
        !not_finished(act, name, &account, work.no, error))
        return false;
    if (act->on > act->desk->today)
        return problem_refuse(error, PROBLEM_INVALID,
                              "on lies ahead; work is finished on a day that has come");
    StepRow step = { .debtor_id = account.debtor_id,
                     .account_id = account.account_id,
                     .step_no = work.no,
                     .state = outcome,
                     .since_day = row.step_since_day == DAY_NONE ? act->on : row.step_since_day,
                     .finished_day = act->on,
                     .covered_day = DAY_NONE,
                     .next_day = next_on,
                     .amount_minor = row.chase_minor,
                     .policy_id = row.policy_id,
                     .note = note,
                     .recorded_us = act->now_us };
    text_copy(step.treatment, sizeof step.treatment, row.treatment);
    text_copy(step.step, sizeof step.step, row.step);
    text_copy(step.actor, sizeof step.actor, act->desk->actor.name);
    if (!speak_of(act, &account, numbers, &step, error)) return false;
    step.numbers = numbers->str;
    text_copy(answer->work, sizeof answer->work, name);
    text_copy(answer->account, sizeof answer->account, account.ref);
    answer->outcome = outcome;
    answer->next_on = next_on;
    return care_store_step_insert(act->desk->db, &step, error);
}

typedef struct {
    char work[WORK_TEXT_SIZE];
    int outcome;
    Day next_on;
    char *note;
} FinishRecord;
static const Field FINISH_FIELDS[] = {
    FIELD_TEXT_AT(FinishRecord, work, "work", FIELD_REQUIRED, "as the view worklist names it"),
    FIELD_ENUM_AT(FinishRecord, outcome, "outcome", FIELD_REQUIRED, words_work_outcome,
                  "how it ended"),
    FIELD_AT(FinishRecord, next_on, "next_on", FIELD_DAY, 0,
             "not before then; needed with deferred"),
    FIELD_AT(FinishRecord, note, "note", FIELD_NOTE, 0, "free text"),
    FIELD_END,
};
static const RecordType WORK_FINISH = { "work.finish", sizeof(FinishRecord), FINISH_FIELDS,
                                        SIZE_MAX };

static bool work_finish(Act *act, const void *taken, void *given, GError **error)
{
    const FinishRecord *record = taken;
    if (record->outcome == WORK_DEFERRED && record->next_on == DAY_NONE)
        return problem_refuse(error, PROBLEM_INVALID, "next_on is needed when work is deferred");
    if (record->next_on != DAY_NONE && record->next_on <= act->on)
        return problem_refuse(error, PROBLEM_INVALID,
                              "next_on must lie after the day of the action");
    return finish(act, record->work, record->outcome, record->next_on,
                  record->note == NULL ? "" : record->note, given, error);
}

/* --- asking ----------------------------------------------------------------------------------- */

static const char *const CONTACT_CHANNELS[] = { "call",  "email",  "sms", "letter",
                                                "visit", "portal", NULL };

/* What is to be done or was done, in the words of the gate's vocabulary. */
typedef struct {
    char account[REF_SIZE], number[NAME_SIZE];
    int channel;
    int64_t at_us;
    char *debts, *content, *disclosures, *languages, *text;
    char purpose[NAME_SIZE], dial[WORD_SIZE], to[WORD_SIZE], opt_out[NAME_SIZE];
    char reply_to[WORD_SIZE];
    char *reason;
} Proposal;
#define PROPOSAL_FIELDS(S)                                                                         \
    FIELD_TEXT_AT(S, p.account, "account", FIELD_REQUIRED, "ref of the account"),                  \
        FIELD_ENUM_AT(S, p.channel, "channel", FIELD_REQUIRED, CONTACT_CHANNELS, "how"),           \
        FIELD_AT(S, p.at_us, "at", FIELD_INSTANT, 0, "when; default now"),                         \
        FIELD_TEXT_AT(S, p.number, "number", 0, "the number or address used"),                     \
        FIELD_AT(S, p.debts, "debts", FIELD_WORDS, 0,                                              \
                 "all accounts it is about, where more than one; it counts to each"),              \
        FIELD_TEXT_AT(S, p.purpose, "purpose", 0, "in the gate's word, as answer_request"),        \
        FIELD_TEXT_AT(S, p.dial, "dial", 0, "manual, predictive, prerecorded …"),                  \
        FIELD_TEXT_AT(S, p.to, "to", 0, "who, when not the debtor: attorney, spouse, employer …"), \
        FIELD_TEXT_AT(S, p.reply_to, "in_reply_to", 0, "the message from them that it answers"),   \
        FIELD_AT(S, p.content, "content", FIELD_WORDS, 0, "what is said, in the gate's words"),    \
        FIELD_AT(S, p.disclosures, "disclosures", FIELD_WORDS, 0, "the disclosures made"),         \
        FIELD_AT(S, p.languages, "languages", FIELD_WORDS, 0, "the languages used"),               \
        FIELD_TEXT_AT(S, p.opt_out, "opt_out", 0, "how the message says to opt out"),              \
        FIELD_AT(S, p.text, "text", FIELD_NOTE, 0, "its text"),                                    \
        FIELD_AT(S, p.reason, "reason", FIELD_NOTE, 0,                                             \
                 "why so soon after another contact, or beside a colleague's conversation")

/* Without `at`: now, or noon of the action's day when that is another day. */
static int64_t instant_of(const Act *act, int64_t at_us)
{
    if (at_us != 0) return at_us;
    if (clock_zone_day(act->desk->zone, act->now_us) == act->on) return act->now_us;
    return clock_zone_instant(act->desk->zone, act->on, 12 * 3600);
}

static bool take_word(GateWordList list, const char *field, const char *word, int *out,
                      GError **error)
{
    *out = word[0] == '\0' ? 0 : gate_words_find(list, word);
    return word[0] == '\0' || *out != 0 ||
           problem_refuse(error, PROBLEM_INVALID,
                          "%s is %s; the gate's words for it are in docs/gate.md", field, word);
}

/* The texts of a list into the gate's, lent from `words`. */
static void take_texts(char **words, GateTexts *out)
{
    for (out->given = words != NULL; words != NULL && *words != NULL; words++)
        if (out->count < GATE_TEXTS_MAX) out->items[out->count++] = *words;
}

static bool take_content(char **words, GateAction *action, GError **error)
{
    int bit = 0;
    for (action->content_given = words != NULL; words != NULL && *words != NULL; words++) {
        if (!take_word(WORDS_CONTENT, "content", *words, &bit, error)) return false;
        action->content |= UINT64_C(1) << bit;
    }
    return true;
}

/* The texts that an action lends while it is judged. */
typedef struct {
    char **content, **disclosures, **languages;
} Lent;

static void lent_clear(Lent *lent)
{
    g_strfreev(lent->content);
    g_strfreev(lent->disclosures);
    g_strfreev(lent->languages);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Lent, lent_clear)

static char **lines(const char *text)
{
    return text == NULL ? NULL : g_strsplit(text, "\n", -1);
}

static const char *said(const char *text)
{
    return text == NULL || text[0] == '\0' ? NULL : text;
}

static bool take_action(const Proposal *p, Lent *lent, GateAction *action, GError **error)
{
    int purpose = 0, dial = 0;
    if (!take_word(WORDS_PURPOSE, "purpose", p->purpose, &purpose, error) ||
        !take_word(WORDS_DIAL, "dial", p->dial, &dial, error))
        return false;
    *lent = (Lent){ lines(p->content), lines(p->disclosures), lines(p->languages) };
    *action = (GateAction){ .payments_made = -1,
                            .terms_days = -1,
                            .purpose = (GatePurpose)purpose,
                            .dial = (GateDial)dial,
                            .to = said(p->to),
                            .in_reply_to = said(p->reply_to),
                            .opt_out = said(p->opt_out),
                            .text = said(p->text) };
    take_texts(lent->disclosures, &action->disclosures);
    take_texts(lent->languages, &action->languages);
    return take_content(lent->content, action, error);
}

static bool add_debt(const Act *act, const Account *first, const char *ref, WayOutQuestion *q,
                     GError **error)
{
    Account account;
    bool found = false;
    if (!account_store_find(act->desk->db, ref, &account, &found, error)) return false;
    if (!found || account.debtor_id != first->debtor_id)
        return problem_refuse(error, PROBLEM_INVALID,
                              "debts names %s, which is no account of the same debtor", ref);
    for (size_t i = 0; i < q->account_count; i++)
        if (q->account_ids[i] == account.account_id) return true;
    if (q->account_count == WAY_OUT_DEBTS_MAX)
        return problem_refuse(error, PROBLEM_LIMIT, "debts names more than %d accounts",
                              WAY_OUT_DEBTS_MAX);
    q->account_ids[q->account_count++] = account.account_id;
    return true;
}

static bool put_debts(Act *act, const Proposal *p, const Account *account, WayOutQuestion *q,
                      GError **error)
{
    g_auto(GStrv) debts = lines(p->debts);
    *q = (WayOutQuestion){ .debtor_id = account->debtor_id,
                           .account_ids = { account->account_id },
                           .account_count = 1,
                           .channel = p->channel,
                           .at_us = instant_of(act, p->at_us),
                           .subject = p->number,
                           .reason = p->reason == NULL ? "" : p->reason };
    for (char **ref = debts; ref != NULL && *ref != NULL; ref++)
        if (!add_debt(act, account, *ref, q, error)) return false;
    return true;
}

static bool put_question(Act *act, const Proposal *p, const Account *account, Lent *lent,
                         WayOutQuestion *q, GError **error)
{
    return put_debts(act, p, account, q, error) && take_action(p, lent, &q->action, error);
}

typedef struct {
    Proposal p;
} AskRecord;
static const Field ASK_FIELDS[] = { PROPOSAL_FIELDS(AskRecord), FIELD_END };
static const RecordType CONTACT_ASK = { "contact.ask", sizeof(AskRecord), ASK_FIELDS, SIZE_MAX };

typedef struct {
    int outcome;
    char *codes, *rules, *requires, *why;
    char next[WAY_OUT_NEXT_SIZE], held_by[NAME_SIZE];
    int64_t verdict;
} AskAnswer;
static const Field ASK_ANSWER_FIELDS[] = {
    FIELD_ENUM_AT(AskAnswer, outcome, "outcome", 0, verdict_store_outcomes, "what the gate says"),
    FIELD_AT(AskAnswer, codes, "codes", FIELD_WORDS, 0, "why not"),
    FIELD_AT(AskAnswer, rules, "rules", FIELD_WORDS, 0, "the rules that spoke, with citation"),
    FIELD_AT(AskAnswer, requires, "requires", FIELD_WORDS, 0, "what must be said or done first"),
    FIELD_AT(AskAnswer, why, "why", FIELD_NOTE, 0, "in a sentence"),
    FIELD_TEXT_AT(AskAnswer, next, "next_allowed", 0, "from then on it would pass"),
    FIELD_TEXT_AT(AskAnswer, held_by, "held_by", 0, "who is speaking with the debtor, since when"),
    FIELD_INT_AT(AskAnswer, verdict, "verdict", 0, 0, 0, "its number in the log"),
    FIELD_END,
};
static const RecordType ASK_ANSWER = { "verdict", sizeof(AskAnswer), ASK_ANSWER_FIELDS, SIZE_MAX };

static char *list_of(const char *words)
{
    return words[0] == '\0' ? NULL : g_strdelimit(g_strdup(words), ",", '\n');
}

/* "R23 12 CFR 1006.14(b)(2)(i)(A)", a line each. */
static char *cited(const char *rules)
{
    g_auto(GStrv) names = g_strsplit(rules, ",", -1);
    g_autoptr(GString) text = g_string_new(NULL);
    for (char **name = names; *name != NULL; name++) {
        const GateRule *rule = gate_proof_rule(*name);
        if (rule == NULL) continue;
        g_string_append_printf(text, "%s%s %s", text->len > 0 ? "\n" : "", *name, rule->cite);
    }
    return text->len == 0 ? NULL : g_string_free(g_steal_pointer(&text), FALSE);
}

static bool contact_ask(Act *act, const void *taken, void *given, GError **error)
{
    const AskRecord *record = taken;
    AskAnswer *answer = given;
    g_auto(WayOutAnswer) verdict = { 0 };
    g_auto(Lent) lent = { 0 };
    WayOutQuestion question;
    Account account;
    if (!desk_find_account(act, record->p.account, &account, error) ||
        !put_question(act, &record->p, &account, &lent, &question, error))
        return false;
    question.stage = VERDICT_ASKED;
    if (!way_out_judge(act, &question, &verdict, error) || !way_out_store(act, &verdict, error) ||
        !talk_desk_held(act, account.debtor_id, answer->held_by, error))
        return false;
    const VerdictRow *row = &verdict.rows[verdict.deciding];
    answer->outcome = (int)verdict.outcome;
    answer->codes = list_of(row->codes);
    answer->rules = cited(row->rules);
    answer->requires = list_of(row->requires);
    answer->why = said(verdict.why) == NULL ? NULL : g_strdup(verdict.why);
    answer->verdict = row->verdict_id;
    text_copy(answer->next, sizeof answer->next, verdict.next);
    return true;
}

/* --- contacts --------------------------------------------------------------------------------- */

typedef struct {
    Proposal p;
    char work[WORK_TEXT_SIZE];
    int direction, outcome;
    int64_t seconds, appointment_us;
    Day next_on;
    char *note, *done, *breach;
} ContactRecord;
#define CONTACT_COMMON                                                                           \
    PROPOSAL_FIELDS(ContactRecord),                                                              \
        FIELD_ENUM_AT(ContactRecord, direction, "direction", 0, words_direction, "default out"), \
        FIELD_ENUM_AT(ContactRecord, outcome, "outcome", FIELD_REQUIRED, words_outcome,          \
                      "what came of it"),                                                        \
        FIELD_INT_AT(ContactRecord, seconds, "seconds", 0, 0, 86400, "how long"),                \
        FIELD_AT(ContactRecord, note, "note", FIELD_NOTE, 0,                                     \
                 "free text; of a message that came in its words, which the gate reads"),        \
        FIELD_TEXT_AT(ContactRecord, work, "work", 0, "the work item it finishes"),              \
        FIELD_AT(ContactRecord, appointment_us, "appointment", FIELD_INSTANT, 0,                 \
                 "agreed for then; follows up on that day"),                                     \
        FIELD_AT(ContactRecord, next_on, "next_on", FIELD_DAY, 0,                                \
                 "follow up then, and not before")
static const Field CONTACT_FIELDS[] = {
    CONTACT_COMMON,
    FIELD_AT(ContactRecord, done, "done", FIELD_WORDS, 0,
             "what the gate requires and was said or done, in its words, as disclosure_18e1"),
    FIELD_AT(ContactRecord, breach, "breach", FIELD_NOTE, 0,
             "it happened although the gate denies it, or without what it requires: why; it is "
             "written down as a breach"),
    FIELD_END,
};
static const Field HISTORY_FIELDS[] = { CONTACT_COMMON, FIELD_END };
static const RecordType CONTACT_LOG = { "contact.log", sizeof(ContactRecord), CONTACT_FIELDS,
                                        SIZE_MAX };
static const RecordType CONTACT_HISTORY = { "contact.history", sizeof(ContactRecord),
                                            HISTORY_FIELDS, SIZE_MAX };

typedef struct {
    int64_t contact, verdict;
    char account[REF_SIZE];
    char *requires;
    Day next_on;
} ContactAnswer;
static const Field CONTACT_ANSWER_FIELDS[] = {
    FIELD_INT_AT(ContactAnswer, contact, "contact", 0, 0, 0, "its number"),
    FIELD_TEXT_AT(ContactAnswer, account, "account", 0, "the account"),
    FIELD_AT(ContactAnswer, next_on, "next_on", FIELD_DAY, 0, "follow up then"),
    FIELD_INT_AT(ContactAnswer, verdict, "verdict", 0, 0, 0, "the gate's answer to it"),
    FIELD_AT(ContactAnswer, requires, "requires", FIELD_WORDS, 0, "what is still to be done"),
    FIELD_END,
};
static const RecordType CONTACT_ANSWER = { "contact", sizeof(ContactAnswer), CONTACT_ANSWER_FIELDS,
                                           SIZE_MAX };

static void put_word(Json *body, const char *key, const char *word)
{
    if (word[0] != '\0') json_text_set(body, key, json_text_new_string(word));
}

static bool put_body(const ContactRecord *record, Contact *contact, GError **error)
{
    g_autoptr(Json) body = json_text_new_object();
    char at[INSTANT_TEXT_SIZE];
    put_word(body, "purpose", record->p.purpose);
    put_word(body, "dial", record->p.dial);
    put_word(body, "to", record->p.to);
    put_word(body, "in_reply_to", record->p.reply_to);
    if (record->appointment_us != 0)
        put_word(body, "appointment", clock_text(record->appointment_us, at));
    answer_put_words(body, "content", record->p.content);
    answer_put_words(body, "disclosures", record->p.disclosures);
    answer_put_words(body, "languages", record->p.languages);
    answer_put_words(body, "done", record->done);
    if (json_text_count(body) == 0) return true;
    g_autofree char *text = json_text_write(body, true);
    return text_copy(contact->body, sizeof contact->body, text) ||
           problem_refuse(error, PROBLEM_LIMIT, "what is said of the contact is too long");
}

/* A day that an appointment is for is the day to follow up. */
static Day follow_up(const Act *act, const ContactRecord *record)
{
    if (record->next_on != DAY_NONE || record->appointment_us == 0) return record->next_on;
    return clock_zone_day(act->desk->zone, record->appointment_us);
}

static bool put_contact(Act *act, const ContactRecord *record, const Account *account,
                        Contact *contact, GError **error)
{
    *contact = (Contact){ .debtor_id = account->debtor_id,
                          .account_id = account->account_id,
                          .on_day = act->on,
                          .at_us = instant_of(act, record->p.at_us),
                          .channel = record->p.channel,
                          .direction = MAX(record->direction, 0),
                          .outcome = record->outcome,
                          .seconds = record->seconds,
                          .note = record->note == NULL ? "" : record->note,
                          .next_day = follow_up(act, record),
                          .recorded_us = act->now_us };
    if (record->p.at_us != 0) contact->on_day = clock_zone_day(act->desk->zone, record->p.at_us);
    text_copy(contact->number, sizeof contact->number, record->p.number);
    text_copy(contact->actor, sizeof contact->actor, act->desk->actor.name);
    return put_body(record, contact, error) &&
           desk_new_id(act, "contact", &contact->contact_id, error);
}

static bool conclude(Act *act, const ContactRecord *record, const Account *account,
                     const Contact *contact, ContactAnswer *answer, GError **error)
{
    WorkAnswer finished;
    answer->contact = contact->contact_id;
    answer->next_on = contact->next_day;
    answer->verdict = contact->verdict_id;
    text_copy(answer->account, sizeof answer->account, account->ref);
    return record->work[0] == '\0' ||
           finish(act, record->work, WORK_DONE, contact->next_day, contact->note, &finished, error);
}

/* Nothing was said to the debtor: nobody took the call, or a stranger did, or a message was left
 * that says nothing of a debt (R5). */
static bool unheard(const ContactRecord *record)
{
    static const char *const OUTCOMES[] = { "no_answer",      "busy",    "not_in_service",
                                            "voicemail_full", "dropped", "limited_message",
                                            "wrong_party",    NULL };
    const char *outcome = words_of(words_outcome, record->outcome);
    return record->p.channel == STEP_BY_CALL && g_strv_contains(OUTCOMES, outcome);
}

/* A message on a machine is judged as one: left as a limited-content message it must be one (R5).
 */
static void left_message(const ContactRecord *record, GateAction *action)
{
    const char *outcome = words_of(words_outcome, record->outcome);
    if (record->p.channel != STEP_BY_CALL) return;
    action->limited_content = strcmp(outcome, "limited_message") == 0;
    if (action->limited_content || strcmp(outcome, "voicemail") == 0)
        action->channel = CHANNEL_VOICEMAIL;
}

/* What remains: due later, or left out under a breach. */
static char *remaining(const WayOutAnswer *verdict)
{
    char words[2 * VERDICT_REQUIRES_SIZE];
    text_copy(words, sizeof words, verdict->open);
    gate_proof_add(words, sizeof words, verdict->later);
    return list_of(words);
}

/* A message of ours has its text to be judged by; what a collector notes of a call is a note. */
static bool contact_log(Act *act, const void *taken, void *given, GError **error)
{
    const ContactRecord *record = taken;
    ContactAnswer *answer = given;
    g_auto(WayOutAnswer) verdict = { 0 };
    g_auto(Lent) lent = { 0 };
    WayOutQuestion question;
    Account account;
    Contact contact;
    if (!desk_find_account(act, record->p.account, &account, error) ||
        !put_question(act, &record->p, &account, &lent, &question, error) ||
        !put_contact(act, record, &account, &contact, error))
        return false;
    way_out_count(&question, &contact);
    if (contact.direction != 0)
        return way_out_came_in(act, &contact, error) &&
               conclude(act, record, &account, &contact, answer, error);
    question.done = record->done;
    question.unheard = unheard(record);
    left_message(record, &question.action);
    if (!talk_desk_free(act, account.debtor_id, question.reason, error) ||
        !way_out_send(act, &question, &contact, record->breach == NULL ? "" : record->breach,
                      &verdict, error))
        return false;
    answer->requires = remaining(&verdict);
    return conclude(act, record, &account, &contact, answer, error);
}

static bool contact_history(Act *act, const void *taken, void *given, GError **error)
{
    const ContactRecord *record = taken;
    WayOutQuestion question;
    Account account;
    Contact contact;
    if (!desk_find_account(act, record->p.account, &account, error) ||
        !put_debts(act, &record->p, &account, &question, error) ||
        !put_contact(act, record, &account, &contact, error))
        return false;
    way_out_count(&question, &contact);
    return way_out_history(act, &contact, error) &&
           conclude(act, record, &account, &contact, given, error);
}

const Action contact_desk_actions[] = {
    { "contact.ask", PERMIT_CONTACT, &CONTACT_ASK, &ASK_ANSWER, contact_ask,
      "Ask the gate whether a contact may be made now, and why not." },
    { "contact.log", PERMIT_CONTACT, &CONTACT_LOG, &CONTACT_ANSWER, contact_log,
      "Note a call, message, letter or visit, and what came of it; what goes out passes the "
      "gate." },
    { "contact.history", PERMIT_IMPORT, &CONTACT_HISTORY, &CONTACT_ANSWER, contact_history,
      "Bring a contact from before this book into the log; the gate is not asked." },
    { "work.finish", PERMIT_CONTACT, &WORK_FINISH, &WORK_ANSWER, work_finish,
      "Finish, skip or defer a work item." },
    { NULL, PERMIT_CONTACT, NULL, NULL, NULL, NULL },
};
