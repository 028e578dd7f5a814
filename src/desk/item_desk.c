/* desk/item_desk.c: items and adjustments: what is owed.  Takes no money. */
#include "base/text.h"
#include "core/words.h"
#include "desk/desk_tables.h"
#include "desk/field.h"
#include "desk/ledger.h"
#include <string.h>

enum { DEFAULT_TERMS_DAYS = 30 };

static const char *const APPLY_WORDS[] = { "none", "oldest", NULL };

typedef struct {
    char account[REF_SIZE], number[REF_SIZE], currency[CURRENCY_SIZE], document[REF_SIZE],
        reference[NAME_SIZE];
    int kind, apply_credit;
    Day issued_on, due_on;
    Decimal amount;
    char *note;
} ItemRecord;
static const Field ITEM_FIELDS[] = {
    FIELD_TEXT_AT(ItemRecord, account, "account", FIELD_REQUIRED, "ref of the account"),
    FIELD_TEXT_AT(ItemRecord, number, "number", FIELD_REQUIRED | FIELD_KEY,
                  "the item's number, unique in the account"),
    FIELD_ENUM_AT(ItemRecord, kind, "kind", 0, words_item_kind, "default invoice"),
    FIELD_AT(ItemRecord, issued_on, "issued_on", FIELD_DAY, 0,
             "date of the document; default `on`"),
    FIELD_AT(ItemRecord, due_on, "due_on", FIELD_DAY, 0,
             "default issued_on + the account's terms, else + 30 days"),
    FIELD_AT(ItemRecord, amount, "amount", FIELD_AMOUNT, FIELD_REQUIRED,
             "positive; a credit note lowers the balance"),
    FIELD_TEXT_AT(ItemRecord, currency, "currency", 0, "the account's, if given"),
    FIELD_TEXT_AT(ItemRecord, document, "document", 0, "groups the instalments of one invoice"),
    FIELD_ENUM_AT(ItemRecord, apply_credit, "apply_credit", 0, APPLY_WORDS,
                  "use open credits at once, oldest first; default none"),
    FIELD_TEXT_AT(ItemRecord, reference, "reference", 0, "purchase order, contract …"),
    FIELD_AT(ItemRecord, note, "note", FIELD_NOTE, 0, "free text"),
    FIELD_END,
};
static const RecordType ITEM_POST = { "item.post", sizeof(ItemRecord), ITEM_FIELDS, SIZE_MAX };

typedef struct {
    char account[REF_SIZE], number[REF_SIZE];
    Day due_on;
    Money amount, open;
    char currency[CURRENCY_SIZE];
} ItemAnswer;
static const Field ITEM_ANSWER_FIELDS[] = {
    FIELD_TEXT_AT(ItemAnswer, account, "account", 0, "the account"),
    FIELD_TEXT_AT(ItemAnswer, number, "number", 0, "the item"),
    FIELD_AT(ItemAnswer, due_on, "due_on", FIELD_DAY, 0, "when it is due"),
    FIELD_AT(ItemAnswer, amount, "amount", FIELD_MONEY, 0, "a credit is negative"),
    FIELD_AT(ItemAnswer, open, "open", FIELD_MONEY, 0, "what is open of it now"),
    FIELD_TEXT_AT(ItemAnswer, currency, "currency", 0, "of both"),
    FIELD_END,
};
static const RecordType ITEM_ANSWER = { "item", sizeof(ItemAnswer), ITEM_ANSWER_FIELDS, SIZE_MAX };

static void answer_item(const Account *account, const Item *item, ItemAnswer *answer)
{
    text_copy(answer->account, sizeof answer->account, account->ref);
    text_copy(answer->number, sizeof answer->number, item->number);
    answer->due_on = item->due_day;
    answer->amount = (Money){ .minor = item->amount_minor };
    answer->open = (Money){ .minor = item->open_minor };
    text_copy(answer->amount.currency, CURRENCY_SIZE, account->currency);
    text_copy(answer->open.currency, CURRENCY_SIZE, account->currency);
    text_copy(answer->currency, CURRENCY_SIZE, account->currency);
}

static bool same_currency(const char *currency, const Account *account, GError **error)
{
    if (currency[0] == '\0' || strcmp(currency, account->currency) == 0) return true;
    return problem_refuse(error, PROBLEM_CONFLICT,
                          "currency is %s, but account %s is kept in %s; open an account in %s",
                          currency, account->ref, account->currency, currency);
}

static bool new_item(Act *act, const Account *account, const char *number, Item *item,
                     GError **error)
{
    bool found = false;
    if (!ledger_store_item_find(act->desk->db, account->debtor_id, account->account_id, number,
                                item, &found, error))
        return false;
    if (found)
        return problem_refuse(
            error, PROBLEM_CONFLICT,
            "number %s is in account %s already; an item's number is unique in its account", number,
            account->ref);
    *item = (Item){ .debtor_id = account->debtor_id,
                    .account_id = account->account_id,
                    .note = "",
                    .recorded_us = act->now_us,
                    .cleared_day = DAY_NONE,
                    .cancelled_day = DAY_NONE };
    text_copy(item->number, sizeof item->number, number);
    return desk_new_id(act, "item", &item->item_id, error);
}

static bool positive(const char *field, Decimal amount, GError **error)
{
    if (amount.digits > 0) return true;
    return problem_refuse(error, PROBLEM_INVALID,
                          "%s must be more than zero; what lowers a balance is a credit note, a "
                          "payment or an adjustment",
                          field);
}

static void set_days(const Act *act, const Account *account, const ItemRecord *record, Item *item)
{
    int32_t terms = account->terms_days == DAY_NONE ? DEFAULT_TERMS_DAYS : account->terms_days;
    item->issued_day = record->issued_on == DAY_NONE ? act->on : record->issued_on;
    item->due_day = record->due_on == DAY_NONE ? item->issued_day + terms : record->due_on;
}

static bool fill_item(Act *act, const Account *account, const ItemRecord *record, Item *item,
                      GError **error)
{
    if (!positive("amount", record->amount, error)) return false;
    if (record->kind == ITEM_ADJUSTMENT)
        return problem_refuse(error, PROBLEM_INVALID,
                              "kind adjustment is posted with adjustment.post");
    if (!desk_amount("amount", record->amount, account->currency, &item->amount_minor, error))
        return false;
    item->kind = record->kind < 0 ? ITEM_INVOICE : record->kind;
    if (item->kind == ITEM_CREDIT_NOTE) item->amount_minor = -item->amount_minor;
    item->open_minor = item->amount_minor;
    set_days(act, account, record, item);
    text_copy(item->document, sizeof item->document, record->document);
    text_copy(item->reference, sizeof item->reference, record->reference);
    if (record->note != NULL) item->note = record->note;
    return true;
}

static bool item_post(Act *act, const void *taken, void *given, GError **error)
{
    const ItemRecord *record = taken;
    g_auto(Ledger) ledger = { 0 };
    Account account;
    Item item;
    if (!desk_find_account(act, record->account, &account, error)) return false;
    if (!same_currency(record->currency, &account, error)) return false;
    if (!new_item(act, &account, record->number, &item, error)) return false;
    if (!fill_item(act, &account, record, &item, error)) return false;
    if (!ledger_store_item_insert(act->desk->db, &item, 1, error)) return false;
    ledger_open(&ledger, act, &account);
    if (record->apply_credit == 1 && item.kind != ITEM_ORDER) {
        bool done = item.open_minor < 0 ? ledger_use_credit(&ledger, &item, error)
                                        : ledger_absorb(&ledger, &item, error);
        if (!done) return false;
    }
    answer_item(&account, &item, given);
    return ledger_close(&ledger, error);
}

/* --- cancelling ------------------------------------------------------------------------------- */

typedef struct {
    char account[REF_SIZE], number[REF_SIZE], reason[NAME_SIZE];
} CancelRecord;
static const Field CANCEL_FIELDS[] = {
    FIELD_TEXT_AT(CancelRecord, account, "account", FIELD_REQUIRED, "ref of the account"),
    FIELD_TEXT_AT(CancelRecord, number, "number", FIELD_REQUIRED, "the item"),
    FIELD_TEXT_AT(CancelRecord, reason, "reason", FIELD_REQUIRED, "why"),
    FIELD_END,
};
static const RecordType ITEM_CANCEL = { "item.cancel", sizeof(CancelRecord), CANCEL_FIELDS,
                                        SIZE_MAX };

/* Back to where it came from, on the day it came at the earliest. */
static bool give_back(Ledger *ledger, const Allocation *part, Item *item, int64_t minor,
                      GError **error)
{
    Db *db = ledger->act->desk->db;
    Day on = MAX(ledger->act->on, part->on_day);
    if (part->source == SOURCE_CREDIT) {
        Item other;
        if (!ledger_store_item_get(db, item->debtor_id, item->account_id, part->source_id, &other,
                                   error))
            return false;
        return ledger_apply(ledger, SOURCE_CREDIT, part->source_id, item, -minor, on, error) &&
               ledger_apply(ledger, SOURCE_CREDIT, item->item_id, &other, minor, on, error);
    }
    if (!ledger_apply(ledger, (AllocationSource)part->source, part->source_id, item, -minor, on,
                      error))
        return false;
    return part->source != SOURCE_PAYMENT ||
           ledger_store_payment_add(db, item->debtor_id, part->source_id, minor, error);
}

/* Adjustments of a cancelled item end with it; money and credits go back to where they came from.
 */
static bool release_all(Ledger *ledger, Item *item, GError **error)
{
    g_autoptr(GArray) parts = NULL;
    if (!ledger_store_allocations_of_item(ledger->act->desk->db, item->debtor_id, item->account_id,
                                          item->item_id, &parts, error))
        return false;
    g_autofree AllocationMove *moves = ledger_standing(parts);
    for (unsigned i = 0; i < parts->len; i++) {
        const Allocation *part = &g_array_index(parts, Allocation, i);
        if (moves[i].standing != 0 && part->source != SOURCE_ADJUSTMENT &&
            !give_back(ledger, part, item, moves[i].standing, error))
            return false;
    }
    return true;
}

static bool find_item(Act *act, const Account *account, const char *number, Item *item,
                      GError **error)
{
    bool found = false;
    if (!ledger_store_item_find(act->desk->db, account->debtor_id, account->account_id, number,
                                item, &found, error))
        return false;
    return found || problem_refuse(error, PROBLEM_NOT_FOUND, "account %s has no item %s",
                                   account->ref, number);
}

static bool item_cancel(Act *act, const void *taken, void *given, GError **error)
{
    const CancelRecord *record = taken;
    g_auto(Ledger) ledger = { 0 };
    Account account;
    Item item;
    if (!desk_find_account(act, record->account, &account, error)) return false;
    if (!find_item(act, &account, record->number, &item, error)) return false;
    if (item.cancelled_day != DAY_NONE)
        return problem_refuse(error, PROBLEM_CONFLICT, "item %s is cancelled already",
                              record->number);
    ledger_open(&ledger, act, &account);
    if (!release_all(&ledger, &item, error)) return false;
    if (!ledger_apply(&ledger, SOURCE_CANCEL, item.item_id, &item, item.open_minor, act->on, error))
        return false;
    item.cancelled_day = MAX(act->on, item.issued_day);
    if (!ledger_store_item_cancel(act->desk->db, &item, act->now_us, error)) return false;
    answer_item(&account, &item, given);
    return ledger_close(&ledger, error);
}

/* --- adjustments ------------------------------------------------------------------------------ */

typedef struct {
    char account[REF_SIZE], number[REF_SIZE], reason[NAME_SIZE];
    int kind;
    Decimal amount;
} AdjustRecord;
static const Field ADJUST_FIELDS[] = {
    FIELD_TEXT_AT(AdjustRecord, account, "account", FIELD_REQUIRED, "ref of the account"),
    FIELD_TEXT_AT(AdjustRecord, number, "number", 0, "the item; none: on account"),
    FIELD_ENUM_AT(AdjustRecord, kind, "kind", FIELD_REQUIRED, words_adjustment_kind,
                  "why the balance changes"),
    FIELD_AT(AdjustRecord, amount, "amount", FIELD_AMOUNT, FIELD_REQUIRED,
             "lowers the balance; negative raises it"),
    FIELD_TEXT_AT(AdjustRecord, reason, "reason", FIELD_REQUIRED, "in words"),
    FIELD_END,
};
static const RecordType ADJUSTMENT_POST = { "adjustment.post", sizeof(AdjustRecord), ADJUST_FIELDS,
                                            SIZE_MAX };

/* On account: an item of its own, a credit or a debit, due at once. */
static bool adjust_account(Act *act, const Account *account, Adjustment *adjustment, Item *item,
                           GError **error)
{
    char number[REF_SIZE];
    g_snprintf(number, sizeof number, "ADJ-%" G_GINT64_FORMAT, adjustment->adjustment_id);
    if (!new_item(act, account, number, item, error)) return false;
    item->kind = ITEM_ADJUSTMENT;
    item->issued_day = item->due_day = act->on;
    item->amount_minor = item->open_minor = -adjustment->amount_minor;
    adjustment->item_id = item->item_id;
    desk_effective(act, act->on);
    return ledger_store_item_insert(act->desk->db, item, 1, error);
}

static bool adjust_item(Act *act, const Account *account, const char *number,
                        Adjustment *adjustment, Item *item, GError **error)
{
    g_auto(Ledger) ledger = { 0 };
    if (!find_item(act, account, number, item, error)) return false;
    if (item->cancelled_day != DAY_NONE)
        return problem_refuse(error, PROBLEM_CONFLICT,
                              "item %s is cancelled; nothing of it can be adjusted", number);
    if (adjustment->amount_minor > 0 && adjustment->amount_minor > item->open_minor) {
        char open[MONEY_TEXT_SIZE];
        return problem_refuse(error, PROBLEM_CONFLICT,
                              "amount is more than the %s that is open of item %s",
                              money_text(item->open_minor, account->currency, open), number);
    }
    adjustment->item_id = item->item_id;
    adjustment->on_day = MAX(act->on, item->issued_day);
    ledger_open(&ledger, act, account);
    return ledger_apply(&ledger, SOURCE_ADJUSTMENT, adjustment->adjustment_id, item,
                        adjustment->amount_minor, act->on, error) &&
           ledger_close(&ledger, error);
}

static bool adjustment_post(Act *act, const void *taken, void *given, GError **error)
{
    const AdjustRecord *record = taken;
    Account account;
    Item item;
    Adjustment adjustment = { .kind = record->kind, .on_day = act->on, .recorded_us = act->now_us };
    if (record->amount.digits == 0)
        return problem_refuse(error, PROBLEM_INVALID, "amount is zero; nothing would change");
    if (!desk_find_account(act, record->account, &account, error)) return false;
    if (!desk_amount("amount", record->amount, account.currency, &adjustment.amount_minor, error))
        return false;
    if (!desk_new_id(act, "adjustment", &adjustment.adjustment_id, error)) return false;
    adjustment.debtor_id = account.debtor_id;
    adjustment.account_id = account.account_id;
    text_copy(adjustment.reason, sizeof adjustment.reason, record->reason);
    bool done = record->number[0] == '\0'
                    ? adjust_account(act, &account, &adjustment, &item, error)
                    : adjust_item(act, &account, record->number, &adjustment, &item, error);
    if (!done) return false;
    answer_item(&account, &item, given);
    return ledger_store_adjustment_insert(act->desk->db, &adjustment, 1, error);
}

const Action item_desk_actions[] = {
    { "item.post", PERMIT_BILL, &ITEM_POST, &ITEM_ANSWER, item_post,
      "Post an invoice, instalment, fee, interest, debit or credit note, or an order not billed "
      "yet." },
    { "item.cancel", PERMIT_BILL, &ITEM_CANCEL, &ITEM_ANSWER, item_cancel,
      "Cancel an item; what was applied to it becomes unapplied." },
    { "adjustment.post", PERMIT_ADJUST, &ADJUSTMENT_POST, &ITEM_ANSWER, adjustment_post,
      "Lower (or, negative, raise) an item or the account: write-off, discount, small balance, "
      "correction." },
    { NULL, PERMIT_BILL, NULL, NULL, NULL, NULL },
};
