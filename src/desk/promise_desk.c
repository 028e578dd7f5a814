/* desk/promise_desk.c: promises and plans.  Judges none: what was paid says whether they are kept.
 */
#include "base/text.h"
#include "core/plan.h"
#include "core/words.h"
#include "desk/desk_tables.h"
#include "desk/field.h"
#include "store/care_store.h"
#include "store/ledger_store.h"
#include <string.h>

typedef struct {
    char account[REF_SIZE];
    Decimal amount;
    Day due_on;
    char *numbers, *note;
} PromiseRecord;
static const Field PROMISE_FIELDS[] = {
    FIELD_TEXT_AT(PromiseRecord, account, "account", FIELD_REQUIRED, "ref of the account"),
    FIELD_AT(PromiseRecord, amount, "amount", FIELD_AMOUNT, FIELD_REQUIRED, "what will be paid"),
    FIELD_AT(PromiseRecord, due_on, "due_on", FIELD_DAY, FIELD_REQUIRED, "by when"),
    FIELD_AT(PromiseRecord, numbers, "numbers", FIELD_WORDS, 0,
             "the items promised; none: the account"),
    FIELD_AT(PromiseRecord, note, "note", FIELD_NOTE, 0, "free text"),
    FIELD_END,
};
static const RecordType PROMISE_RECORD = { "promise.record", sizeof(PromiseRecord), PROMISE_FIELDS,
                                           SIZE_MAX };

typedef struct {
    int64_t promise;
    char account[REF_SIZE], currency[CURRENCY_SIZE];
    Money amount;
    Day due_on;
} PromiseAnswer;
static const Field PROMISE_ANSWER_FIELDS[] = {
    FIELD_INT_AT(PromiseAnswer, promise, "promise", 0, 0, 0, "its number"),
    FIELD_TEXT_AT(PromiseAnswer, account, "account", 0, "the account"),
    FIELD_AT(PromiseAnswer, amount, "amount", FIELD_MONEY, 0, "promised"),
    FIELD_TEXT_AT(PromiseAnswer, currency, "currency", 0, "of the amount"),
    FIELD_AT(PromiseAnswer, due_on, "due_on", FIELD_DAY, 0, "by when"),
    FIELD_END,
};
static const RecordType PROMISE_ANSWER = { "promise", sizeof(PromiseAnswer), PROMISE_ANSWER_FIELDS,
                                           SIZE_MAX };

static bool named_before(const GArray *items, const PromiseItem *row)
{
    for (unsigned i = 0; i < items->len; i++)
        if (g_array_index(items, PromiseItem, i).item_id == row->item_id) return true;
    return false;
}

static bool items_of(Act *act, const Account *account, const Promise *promise, const char *numbers,
                     GArray *out, GError **error)
{
    if (numbers == NULL || numbers[0] == '\0') return true;
    g_auto(GStrv) each = g_strsplit(numbers, "\n", -1);
    for (char **number = each; *number != NULL; number++) {
        Item item;
        bool found = false;
        if (!ledger_store_item_find(act->desk->db, account->debtor_id, account->account_id, *number,
                                    &item, &found, error))
            return false;
        if (!found)
            return problem_refuse(error, PROBLEM_NOT_FOUND, "numbers: account %s has no item %s",
                                  account->ref, *number);
        if (item.cancelled_day != DAY_NONE)
            return problem_refuse(error, PROBLEM_CONFLICT,
                                  "numbers: item %s is cancelled; nothing of it can be promised",
                                  *number);
        PromiseItem row = { account->debtor_id, account->account_id, promise->promise_id,
                            item.item_id };
        if (named_before(out, &row))
            return problem_refuse(error, PROBLEM_INVALID, "numbers names %s twice; once is enough",
                                  *number);
        g_array_append_val(out, row);
    }
    return true;
}

static void answer_promise(const Account *account, const Promise *promise, PromiseAnswer *answer)
{
    answer->promise = promise->promise_id;
    answer->due_on = promise->due_day;
    answer->amount.minor = promise->amount_minor;
    text_copy(answer->amount.currency, CURRENCY_SIZE, account->currency);
    text_copy(answer->currency, CURRENCY_SIZE, account->currency);
    text_copy(answer->account, sizeof answer->account, account->ref);
}

static bool promise_record(Act *act, const void *taken, void *given, GError **error)
{
    const PromiseRecord *record = taken;
    g_autoptr(GArray) items = g_array_new(FALSE, FALSE, sizeof(PromiseItem));
    Account account;
    Promise promise = { .on_day = act->on,
                        .due_day = record->due_on,
                        .cancelled_day = DAY_NONE,
                        .note = record->note == NULL ? "" : record->note,
                        .recorded_us = act->now_us };
    if (!desk_find_account(act, record->account, &account, error)) return false;
    if (!desk_amount("amount", record->amount, account.currency, &promise.amount_minor, error))
        return false;
    if (promise.amount_minor <= 0)
        return problem_refuse(error, PROBLEM_INVALID, "amount must be more than zero");
    if (!desk_new_id(act, "promise", &promise.promise_id, error)) return false;
    promise.debtor_id = account.debtor_id;
    promise.account_id = account.account_id;
    if (!items_of(act, &account, &promise, record->numbers, items, error)) return false;
    answer_promise(&account, &promise, given);
    return care_store_promise_insert(
        act->desk->db, &promise, (const PromiseItem *)(const void *)items->data, items->len, error);
}

/* --- cancelling ------------------------------------------------------------------------------- */

typedef struct {
    char account[REF_SIZE], reason[NAME_SIZE];
    int64_t promise;
} CancelRecord;
static const Field CANCEL_FIELDS[] = {
    FIELD_INT_AT(CancelRecord, promise, "promise", FIELD_REQUIRED, 1, INT64_MAX, "its number"),
    FIELD_TEXT_AT(CancelRecord, account, "account", 0, "ref of the account, if at hand"),
    FIELD_TEXT_AT(CancelRecord, reason, "reason", FIELD_REQUIRED, "why"),
    FIELD_END,
};
static const RecordType PROMISE_CANCEL = { "promise.cancel", sizeof(CancelRecord), CANCEL_FIELDS,
                                           SIZE_MAX };

static bool promise_cancel(Act *act, const void *taken, void *given, GError **error)
{
    const CancelRecord *record = taken;
    Account account;
    Promise promise;
    CareKey key;
    bool found = false;
    if (!care_store_owner(act->desk->db, CARE_PROMISE, record->promise, &key, &found, error))
        return false;
    if (!found)
        return problem_refuse(error, PROBLEM_NOT_FOUND,
                              "no promise %" G_GINT64_FORMAT " is in the book", record->promise);
    if (!desk_get_account(act, key.debtor_id, key.account_id, &account, error)) return false;
    if (!care_store_promise_get(act->desk->db, key.debtor_id, key.account_id, record->promise,
                                &promise, &found, error))
        return false;
    if (promise.cancelled_day != DAY_NONE)
        return problem_refuse(error, PROBLEM_CONFLICT,
                              "promise %" G_GINT64_FORMAT " is cancelled already", record->promise);
    promise.cancelled_day = act->on;
    text_copy(promise.reason, sizeof promise.reason, record->reason);
    answer_promise(&account, &promise, given);
    return care_store_promise_cancel(act->desk->db, &promise, act->now_us, error);
}

/* --- plans ------------------------------------------------------------------------------------ */

typedef struct {
    char account[REF_SIZE];
    Decimal amount;
    Day first_on;
    int every;
    int64_t count;
} PlanRecord;
static const Field PLAN_FIELDS[] = {
    FIELD_TEXT_AT(PlanRecord, account, "account", FIELD_REQUIRED, "ref of the account"),
    FIELD_AT(PlanRecord, amount, "amount", FIELD_AMOUNT, FIELD_REQUIRED, "in all"),
    FIELD_AT(PlanRecord, first_on, "first_on", FIELD_DAY, FIELD_REQUIRED,
             "day of the first instalment"),
    FIELD_ENUM_AT(PlanRecord, every, "every", FIELD_REQUIRED, words_every, "how often"),
    FIELD_INT_AT(PlanRecord, count, "count", FIELD_REQUIRED, 1, PLAN_PARTS_MAX,
                 "how many instalments"),
    FIELD_END,
};
static const RecordType PLAN_AGREE = { "plan.agree", sizeof(PlanRecord), PLAN_FIELDS, SIZE_MAX };

typedef struct {
    Day due_on;
    Money amount;
} PlanPartAnswer;
static const Field PLAN_PART_FIELDS[] = {
    FIELD_AT(PlanPartAnswer, due_on, "due_on", FIELD_DAY, 0, "by when"),
    FIELD_AT(PlanPartAnswer, amount, "amount", FIELD_MONEY, 0, "how much"),
    FIELD_END,
};
static const RecordType PLAN_PART = { "instalment", sizeof(PlanPartAnswer), PLAN_PART_FIELDS,
                                      SIZE_MAX };
typedef struct {
    int64_t plan;
    char currency[CURRENCY_SIZE];
    RecordList instalments;
} PlanAnswer;
static const Field PLAN_ANSWER_FIELDS[] = {
    FIELD_INT_AT(PlanAnswer, plan, "plan", 0, 0, 0, "its number"),
    FIELD_LIST_AT(PlanAnswer, instalments, "instalments", 0, &PLAN_PART, "what was agreed"),
    FIELD_TEXT_AT(PlanAnswer, currency, "currency", 0, "of the amounts"),
    FIELD_END,
};
static const RecordType PLAN_ANSWER = { "plan", sizeof(PlanAnswer), PLAN_ANSWER_FIELDS, SIZE_MAX };

/* Each instalment is a promise of the plan. */
static bool put_parts(Act *act, const Account *account, int64_t plan_id, const PlanPart *parts,
                      size_t count, PlanAnswer *answer, GError **error)
{
    PlanPartAnswer *rows = g_new0(PlanPartAnswer, count);
    answer->instalments = (RecordList){ rows, count };
    for (size_t i = 0; i < count; i++) {
        Promise promise = { .debtor_id = account->debtor_id,
                            .account_id = account->account_id,
                            .on_day = act->on,
                            .due_day = parts[i].due_day,
                            .amount_minor = parts[i].minor,
                            .plan_id = plan_id,
                            .cancelled_day = DAY_NONE,
                            .note = "",
                            .recorded_us = act->now_us };
        rows[i] =
            (PlanPartAnswer){ .due_on = parts[i].due_day, .amount = { .minor = parts[i].minor } };
        text_copy(rows[i].amount.currency, CURRENCY_SIZE, account->currency);
        if (!desk_new_id(act, "promise", &promise.promise_id, error) ||
            !care_store_promise_insert(act->desk->db, &promise, NULL, 0, error))
            return false;
    }
    return true;
}

static bool plan_agree(Act *act, const void *taken, void *given, GError **error)
{
    const PlanRecord *record = taken;
    PlanAnswer *answer = given;
    PlanPart parts[PLAN_PARTS_MAX];
    Account account;
    Plan plan = { .on_day = act->on,
                  .first_day = record->first_on,
                  .every = record->every,
                  .count = (int32_t)record->count,
                  .cancelled_day = DAY_NONE,
                  .recorded_us = act->now_us };
    if (!desk_find_account(act, record->account, &account, error)) return false;
    if (!desk_amount("amount", record->amount, account.currency, &plan.amount_minor, error))
        return false;
    PlanVerdict verdict =
        plan_schedule(plan.amount_minor, plan.first_day, (PlanEvery)plan.every, plan.count, parts);
    if (verdict != PLAN_OK)
        return problem_refuse(error, PROBLEM_INVALID, "the plan: %s", plan_verdict_text(verdict));
    if (!desk_new_id(act, "plan", &plan.plan_id, error)) return false;
    plan.debtor_id = account.debtor_id;
    plan.account_id = account.account_id;
    answer->plan = plan.plan_id;
    text_copy(answer->currency, CURRENCY_SIZE, account.currency);
    return care_store_plan_insert(act->desk->db, &plan, error) &&
           put_parts(act, &account, plan.plan_id, parts, (size_t)plan.count, answer, error);
}

const Action promise_desk_actions[] = {
    { "promise.record", PERMIT_PROMISE, &PROMISE_RECORD, &PROMISE_ANSWER, promise_record,
      "Note a promise to pay." },
    { "promise.cancel", PERMIT_PROMISE, &PROMISE_CANCEL, &PROMISE_ANSWER, promise_cancel,
      "Take a promise back by agreement." },
    { "plan.agree", PERMIT_PROMISE, &PLAN_AGREE, &PLAN_ANSWER, plan_agree,
      "Agree on instalments." },
    { NULL, PERMIT_PROMISE, NULL, NULL, NULL, NULL },
};
