/* desk/contact_desk.c: what was said and done: contacts logged, work finished.  Sends nothing. */
#include "base/text.h"
#include "core/words.h"
#include "core/work.h"
#include "desk/desk_tables.h"
#include "desk/field.h"
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

/* --- contacts --------------------------------------------------------------------------------- */

typedef struct {
    char account[REF_SIZE], number[WORD_SIZE], work[WORK_TEXT_SIZE];
    int channel, direction, outcome;
    int64_t at_us, seconds;
    Day next_on;
    char *note;
} ContactRecord;
static const char *const CONTACT_CHANNELS[] = { "call",  "email",  "sms", "letter",
                                                "visit", "portal", NULL };
static const Field CONTACT_FIELDS[] = {
    FIELD_TEXT_AT(ContactRecord, account, "account", FIELD_REQUIRED, "ref of the account"),
    FIELD_ENUM_AT(ContactRecord, channel, "channel", FIELD_REQUIRED, CONTACT_CHANNELS, "how"),
    FIELD_ENUM_AT(ContactRecord, direction, "direction", 0, words_direction, "default out"),
    FIELD_AT(ContactRecord, at_us, "at", FIELD_INSTANT, 0, "when; default now"),
    FIELD_ENUM_AT(ContactRecord, outcome, "outcome", FIELD_REQUIRED, words_outcome,
                  "what came of it"),
    FIELD_INT_AT(ContactRecord, seconds, "seconds", 0, 0, 86400, "how long"),
    FIELD_TEXT_AT(ContactRecord, number, "number", 0, "the number or address used"),
    FIELD_AT(ContactRecord, note, "note", FIELD_NOTE, 0, "free text"),
    FIELD_TEXT_AT(ContactRecord, work, "work", 0, "the work item it finishes"),
    FIELD_AT(ContactRecord, next_on, "next_on", FIELD_DAY, 0, "follow up then, and not before"),
    FIELD_END,
};
static const RecordType CONTACT_LOG = { "contact.log", sizeof(ContactRecord), CONTACT_FIELDS,
                                        SIZE_MAX };

typedef struct {
    int64_t contact;
    char account[REF_SIZE];
    Day next_on;
} ContactAnswer;
static const Field CONTACT_ANSWER_FIELDS[] = {
    FIELD_INT_AT(ContactAnswer, contact, "contact", 0, 0, 0, "its number"),
    FIELD_TEXT_AT(ContactAnswer, account, "account", 0, "the account"),
    FIELD_AT(ContactAnswer, next_on, "next_on", FIELD_DAY, 0, "follow up then"),
    FIELD_END,
};
static const RecordType CONTACT_ANSWER = { "contact", sizeof(ContactAnswer), CONTACT_ANSWER_FIELDS,
                                           SIZE_MAX };

/* Without `at`: now, or noon of the action's day when that is another day. */
static int64_t instant_of(const Act *act, int64_t at_us)
{
    if (at_us != 0) return at_us;
    if (clock_zone_day(act->desk->zone, act->now_us) == act->on) return act->now_us;
    return clock_zone_instant(act->desk->zone, act->on, 12 * 3600);
}

static bool contact_log(Act *act, const void *taken, void *given, GError **error)
{
    const ContactRecord *record = taken;
    ContactAnswer *answer = given;
    Account account;
    WorkAnswer finished;
    if (!desk_find_account(act, record->account, &account, error)) return false;
    Contact contact = { .debtor_id = account.debtor_id,
                        .account_id = account.account_id,
                        .on_day = act->on,
                        .at_us = instant_of(act, record->at_us),
                        .channel = record->channel,
                        .direction = MAX(record->direction, 0),
                        .outcome = record->outcome,
                        .seconds = record->seconds,
                        .note = record->note == NULL ? "" : record->note,
                        .next_day = record->next_on,
                        .recorded_us = act->now_us };
    if (record->at_us != 0) contact.on_day = clock_zone_day(act->desk->zone, record->at_us);
    text_copy(contact.number, sizeof contact.number, record->number);
    text_copy(contact.actor, sizeof contact.actor, act->desk->actor.name);
    if (!desk_new_id(act, "contact", &contact.contact_id, error)) return false;
    if (!care_store_contact_insert(act->desk->db, &contact, 1, error)) return false;
    *answer = (ContactAnswer){ .contact = contact.contact_id, .next_on = record->next_on };
    text_copy(answer->account, sizeof answer->account, account.ref);
    return record->work[0] == '\0' ||
           finish(act, record->work, WORK_DONE, record->next_on, contact.note, &finished, error);
}

const Action contact_desk_actions[] = {
    { "contact.log", PERMIT_CONTACT, &CONTACT_LOG, &CONTACT_ANSWER, contact_log,
      "Note a call, message, letter or visit, and what came of it." },
    { "work.finish", PERMIT_CONTACT, &WORK_FINISH, &WORK_ANSWER, work_finish,
      "Finish, skip or defer a work item." },
    { NULL, PERMIT_CONTACT, NULL, NULL, NULL, NULL },
};
