/* desk/hold_desk.c: holds and disputes: what stops the chase.  Sends nothing. */
#include "base/text.h"
#include "core/words.h"
#include "desk/answer.h"
#include "desk/desk_tables.h"
#include "desk/fact_book.h"
#include "desk/field.h"
#include "desk/ledger.h"
#include "store/care_store.h"
#include <string.h>

/* --- holds ------------------------------------------------------------------------------------ */

typedef struct {
    char account[REF_SIZE], number[REF_SIZE], reason[NAME_SIZE];
    int kind;
    Day until;
} HoldRecord;
static const Field HOLD_FIELDS[] = {
    FIELD_TEXT_AT(HoldRecord, account, "account", FIELD_REQUIRED, "ref of the account"),
    FIELD_TEXT_AT(HoldRecord, number, "number", 0, "one item; none: the whole account"),
    FIELD_ENUM_AT(HoldRecord, kind, "kind", FIELD_REQUIRED, words_hold_kind, "what for"),
    FIELD_AT(HoldRecord, until, "until", FIELD_DAY, 0, "last day held; none: until lifted"),
    FIELD_TEXT_AT(HoldRecord, reason, "reason", FIELD_REQUIRED, "why"),
    FIELD_END,
};
static const RecordType HOLD_PLACE = { "hold.place", sizeof(HoldRecord), HOLD_FIELDS, SIZE_MAX };

typedef struct {
    int64_t hold;
    char account[REF_SIZE];
    int kind;
    Day from, until;
} HoldAnswer;
static const Field HOLD_ANSWER_FIELDS[] = {
    FIELD_INT_AT(HoldAnswer, hold, "hold", 0, 0, 0, "its number"),
    FIELD_TEXT_AT(HoldAnswer, account, "account", 0, "the account"),
    FIELD_ENUM_AT(HoldAnswer, kind, "kind", 0, words_hold_kind, "what for"),
    FIELD_AT(HoldAnswer, from, "from", FIELD_DAY, 0, "first day held"),
    FIELD_AT(HoldAnswer, until, "until", FIELD_DAY, 0, "last day held"),
    FIELD_END,
};
static const RecordType HOLD_ANSWER = { "hold", sizeof(HoldAnswer), HOLD_ANSWER_FIELDS, SIZE_MAX };

static bool named_item(Act *act, const Account *account, const char *number, int64_t *item_id,
                       GError **error)
{
    Item item;
    bool found = false;
    *item_id = 0;
    if (number[0] == '\0') return true;
    if (!ledger_store_item_find(act->desk->db, account->debtor_id, account->account_id, number,
                                &item, &found, error))
        return false;
    *item_id = item.item_id;
    return found || problem_refuse(error, PROBLEM_NOT_FOUND, "account %s has no item %s",
                                   account->ref, number);
}

static bool no_overlap(Act *act, const Account *account, const Hold *hold, GError **error)
{
    g_autoptr(GArray) holds = NULL;
    if (!care_store_holds(act->desk->db, account->debtor_id, account->account_id, &holds, error))
        return false;
    for (unsigned i = 0; i < holds->len; i++) {
        const Hold *other = &g_array_index(holds, Hold, i);
        Day end = other->lifted_day != DAY_NONE ? other->lifted_day - 1 : other->until_day;
        bool same = other->kind == hold->kind && other->item_id == hold->item_id;
        bool apart = (end != DAY_NONE && end < hold->from_day) ||
                     (hold->until_day != DAY_NONE && hold->until_day < other->from_day);
        /* A hold may begin on the day another of its kind ends. */
        if (end != DAY_NONE && end == hold->from_day) apart = true;
        if (same && !apart)
            return problem_refuse(
                error, PROBLEM_CONFLICT,
                "account %s has a %s hold then already (hold %" G_GINT64_FORMAT "); lift it first",
                account->ref, words_of(words_hold_kind, hold->kind), other->hold_id);
    }
    return true;
}

static bool hold_place(Act *act, const void *taken, void *given, GError **error)
{
    const HoldRecord *record = taken;
    HoldAnswer *answer = given;
    Account account;
    Hold hold = { .kind = record->kind,
                  .from_day = act->on,
                  .until_day = record->until,
                  .lifted_day = DAY_NONE,
                  .recorded_us = act->now_us };
    if (record->until != DAY_NONE && record->until < act->on)
        return problem_refuse(error, PROBLEM_INVALID, "until lies before the day the hold begins");
    if (!desk_find_account(act, record->account, &account, error)) return false;
    if (!named_item(act, &account, record->number, &hold.item_id, error)) return false;
    if (!no_overlap(act, &account, &hold, error)) return false;
    if (!desk_new_id(act, "hold", &hold.hold_id, error)) return false;
    hold.debtor_id = account.debtor_id;
    hold.account_id = account.account_id;
    text_copy(hold.reason, sizeof hold.reason, record->reason);
    *answer = (HoldAnswer){
        .hold = hold.hold_id, .kind = hold.kind, .from = hold.from_day, .until = hold.until_day
    };
    text_copy(answer->account, sizeof answer->account, account.ref);
    return care_store_hold_insert(act->desk->db, &hold, error);
}

typedef struct {
    int64_t hold;
    char reason[NAME_SIZE];
} LiftRecord;
static const Field LIFT_FIELDS[] = {
    FIELD_INT_AT(LiftRecord, hold, "hold", FIELD_REQUIRED, 1, INT64_MAX, "its number"),
    FIELD_TEXT_AT(LiftRecord, reason, "reason", FIELD_REQUIRED, "why"),
    FIELD_END,
};
static const RecordType HOLD_LIFT = { "hold.lift", sizeof(LiftRecord), LIFT_FIELDS, SIZE_MAX };

static bool hold_lift(Act *act, const void *taken, void *given, GError **error)
{
    const LiftRecord *record = taken;
    HoldAnswer *answer = given;
    Account account;
    CareKey key;
    Hold hold;
    bool found = false;
    if (!care_store_owner(act->desk->db, CARE_HOLD, record->hold, &key, &found, error))
        return false;
    if (!found)
        return problem_refuse(error, PROBLEM_NOT_FOUND,
                              "no hold %" G_GINT64_FORMAT " is in the book", record->hold);
    if (!desk_get_account(act, key.debtor_id, key.account_id, &account, error)) return false;
    if (!care_store_hold_get(act->desk->db, key.debtor_id, key.account_id, record->hold, &hold,
                             &found, error))
        return false;
    if (hold.lifted_day != DAY_NONE || (hold.until_day != DAY_NONE && hold.until_day < act->on))
        return problem_refuse(error, PROBLEM_CONFLICT, "hold %" G_GINT64_FORMAT " is over already",
                              record->hold);
    if (act->on < hold.from_day)
        return problem_refuse(error, PROBLEM_INVALID, "hold %" G_GINT64_FORMAT " begins only later",
                              record->hold);
    hold.lifted_day = act->on;
    *answer = (HoldAnswer){
        .hold = hold.hold_id, .kind = hold.kind, .from = hold.from_day, .until = act->on
    };
    text_copy(answer->account, sizeof answer->account, account.ref);
    return care_store_hold_lift(act->desk->db, &hold, act->now_us, error);
}

/* --- disputes --------------------------------------------------------------------------------- */

typedef struct {
    char account[REF_SIZE], owner[REF_SIZE];
    RecordList items;
    int reason, medium;
    char *note;
} OpenRecord;
static const char *const DISPUTE_MEDIA[] = {
    "mail", "courier", "response_form", "portal_accepted", "telephone", "email", "sms", NULL
};
static const Field OPEN_FIELDS[] = {
    FIELD_TEXT_AT(OpenRecord, account, "account", FIELD_REQUIRED, "ref of the account"),
    FIELD_LIST_AT(OpenRecord, items, "items", FIELD_REQUIRED, &answer_part, "what is disputed"),
    FIELD_ENUM_AT(OpenRecord, reason, "reason", FIELD_REQUIRED, words_dispute_reason, "why"),
    FIELD_TEXT_AT(OpenRecord, owner, "owner", 0, "who settles it"),
    FIELD_ENUM_AT(OpenRecord, medium, "medium", 0, DISPUTE_MEDIA,
                  "how it came: with it the dispute is the gate's notice, too"),
    FIELD_AT(OpenRecord, note, "note", FIELD_NOTE, 0, "free text"),
    FIELD_END,
};
static const RecordType DISPUTE_OPEN = { "dispute.open", sizeof(OpenRecord), OPEN_FIELDS,
                                         SIZE_MAX };

typedef struct {
    int64_t dispute;
    char account[REF_SIZE], currency[CURRENCY_SIZE];
    Money disputed, granted;
} DisputeAnswer;
static const Field DISPUTE_ANSWER_FIELDS[] = {
    FIELD_INT_AT(DisputeAnswer, dispute, "dispute", 0, 0, 0, "its number"),
    FIELD_TEXT_AT(DisputeAnswer, account, "account", 0, "the account"),
    FIELD_AT(DisputeAnswer, disputed, "disputed", FIELD_MONEY, 0, "in all"),
    FIELD_AT(DisputeAnswer, granted, "granted", FIELD_MONEY, 0, "credited by the decision"),
    FIELD_TEXT_AT(DisputeAnswer, currency, "currency", 0, "of both"),
    FIELD_END,
};
static const RecordType DISPUTE_ANSWER = { "dispute", sizeof(DisputeAnswer), DISPUTE_ANSWER_FIELDS,
                                           SIZE_MAX };

static void answer_dispute(const Account *account, int64_t dispute_id, int64_t disputed,
                           int64_t granted, DisputeAnswer *answer)
{
    answer->dispute = dispute_id;
    answer->disputed.minor = disputed;
    answer->granted.minor = granted;
    text_copy(answer->account, sizeof answer->account, account->ref);
    text_copy(answer->currency, CURRENCY_SIZE, account->currency);
    text_copy(answer->disputed.currency, CURRENCY_SIZE, account->currency);
    text_copy(answer->granted.currency, CURRENCY_SIZE, account->currency);
}

static bool disputed_item(Act *act, const Account *account, const PartRecord *part,
                          DisputeItem *row, GError **error)
{
    Item item;
    bool found = false;
    if (!ledger_store_item_find(act->desk->db, account->debtor_id, account->account_id,
                                part->number, &item, &found, error))
        return false;
    if (!found || item.open_minor <= 0)
        return problem_refuse(error, found ? PROBLEM_CONFLICT : PROBLEM_NOT_FOUND,
                              "items: account %s has no open item %s", account->ref, part->number);
    row->item_id = item.item_id;
    row->amount_minor = item.open_minor;
    if (part->amount.given &&
        !desk_amount("items.amount", part->amount, account->currency, &row->amount_minor, error))
        return false;
    if (row->amount_minor > 0 && row->amount_minor <= item.open_minor) return true;
    char open[MONEY_TEXT_SIZE];
    return problem_refuse(
        error, PROBLEM_INVALID,
        "items.amount of %s must be more than zero and at most the %s that is open", part->number,
        money_text(item.open_minor, account->currency, open));
}

/* A dispute that came by a medium binds contact (R45): in writing it stops collection. */
static bool note_dispute(Act *act, const OpenRecord *record, const Account *account, int64_t sum,
                         GError **error)
{
    FactAnswer answer = { 0 };
    char portion[MONEY_TEXT_SIZE];
    if (record->medium < 0) return true;
    g_autoptr(Json) body = json_text_new_object();
    json_text_set(body, "portion",
                  json_text_new_string(money_text(sum, account->currency, portion)));
    const FactDraft draft = { .kind = FACT_NOTICE,
                              .account = account->ref,
                              .debtor = "",
                              .type = "dispute_received",
                              .medium = DISPUTE_MEDIA[record->medium],
                              .subject = "",
                              .until = DAY_NONE,
                              .body = body };
    return fact_book_put(act, &draft, &answer, error);
}

static bool named_before(const GArray *items, const DisputeItem *row)
{
    for (unsigned i = 0; i < items->len; i++)
        if (g_array_index(items, DisputeItem, i).item_id == row->item_id) return true;
    return false;
}

static bool dispute_open(Act *act, const void *taken, void *given, GError **error)
{
    const OpenRecord *record = taken;
    g_autoptr(GArray) items = g_array_new(FALSE, TRUE, sizeof(DisputeItem));
    Account account;
    int64_t sum = 0;
    Dispute dispute = { .on_day = act->on,
                        .reason = record->reason,
                        .settled_day = DAY_NONE,
                        .decision = -1,
                        .note = record->note == NULL ? "" : record->note,
                        .recorded_us = act->now_us };
    if (!desk_find_account(act, record->account, &account, error)) return false;
    if (record->items.count == 0)
        return problem_refuse(error, PROBLEM_INVALID, "items names nothing that is disputed");
    if (!desk_new_id(act, "dispute", &dispute.dispute_id, error)) return false;
    for (size_t i = 0; i < record->items.count; i++) {
        DisputeItem row = { account.debtor_id, account.account_id, dispute.dispute_id, 0, 0 };
        if (!disputed_item(act, &account, (const PartRecord *)record->items.rows + i, &row, error))
            return false;
        if (named_before(items, &row))
            return problem_refuse(error, PROBLEM_INVALID,
                                  "items names %s twice; name it once, with the whole amount",
                                  ((const PartRecord *)record->items.rows)[i].number);
        sum += row.amount_minor;
        g_array_append_val(items, row);
    }
    dispute.debtor_id = account.debtor_id;
    dispute.account_id = account.account_id;
    text_copy(dispute.owner, sizeof dispute.owner, record->owner);
    answer_dispute(&account, dispute.dispute_id, sum, 0, given);
    return note_dispute(act, record, &account, sum, error) &&
           care_store_dispute_insert(act->desk->db, &dispute,
                                     (const DisputeItem *)(const void *)items->data, items->len,
                                     error);
}

typedef struct {
    int64_t dispute;
    int decision;
    Decimal amount;
    char *note;
} SettleRecord;
static const Field SETTLE_FIELDS[] = {
    FIELD_INT_AT(SettleRecord, dispute, "dispute", FIELD_REQUIRED, 1, INT64_MAX, "its number"),
    FIELD_ENUM_AT(SettleRecord, decision, "decision", FIELD_REQUIRED, words_dispute_decision,
                  "what was found"),
    FIELD_AT(SettleRecord, amount, "amount", FIELD_AMOUNT, 0, "granted, with decision partial"),
    FIELD_AT(SettleRecord, note, "note", FIELD_NOTE, 0, "why"),
    FIELD_END,
};
static const RecordType DISPUTE_SETTLE = { "dispute.settle", sizeof(SettleRecord), SETTLE_FIELDS,
                                           SIZE_MAX };

static bool granted(const SettleRecord *record, const Account *account, int64_t disputed,
                    int64_t *out, GError **error)
{
    *out = record->decision == 0 ? disputed : 0;
    if (record->decision != 1) return true;
    if (!record->amount.given)
        return problem_refuse(error, PROBLEM_INVALID, "amount is needed with decision partial");
    if (!desk_amount("amount", record->amount, account->currency, out, error)) return false;
    if (*out > 0 && *out < disputed) return true;
    return problem_refuse(error, PROBLEM_INVALID,
                          "amount must be more than zero and less than what is disputed");
}

/* The granted amount is credited to the disputed items in order, each at most its disputed part and
 * what is still open of it; *minor is lowered to what was credited. */
static bool credit(Act *act, const Account *account, const GArray *items, int64_t *minor,
                   GError **error)
{
    int64_t left = *minor;
    Db *db = act->desk->db;
    for (unsigned i = 0; i < items->len && left > 0; i++) {
        const DisputeItem *row = &g_array_index(items, DisputeItem, i);
        g_auto(Ledger) ledger = { 0 };
        Item item;
        if (!ledger_store_item_get(db, row->debtor_id, row->account_id, row->item_id, &item, error))
            return false;
        Adjustment adjustment = { .debtor_id = row->debtor_id,
                                  .account_id = row->account_id,
                                  .item_id = row->item_id,
                                  .kind = 3,
                                  .on_day = MAX(act->on, item.issued_day),
                                  .recorded_us = act->now_us,
                                  .amount_minor =
                                      MIN(MIN(left, row->amount_minor), MAX(item.open_minor, 0)) };
        if (adjustment.amount_minor == 0) continue;
        left -= adjustment.amount_minor;
        g_snprintf(adjustment.reason, sizeof adjustment.reason, "dispute %" G_GINT64_FORMAT,
                   row->dispute_id);
        if (!desk_new_id(act, "adjustment", &adjustment.adjustment_id, error)) return false;
        ledger_open(&ledger, act, account);
        if (!ledger_apply(&ledger, SOURCE_ADJUSTMENT, adjustment.adjustment_id, &item,
                          adjustment.amount_minor, act->on, error) ||
            !ledger_close(&ledger, error) ||
            !ledger_store_adjustment_insert(db, &adjustment, 1, error))
            return false;
    }
    *minor -= left;
    return true;
}

static bool open_dispute(Act *act, int64_t dispute_id, Account *account, Dispute *dispute,
                         GError **error)
{
    CareKey key;
    bool found = false;
    if (!care_store_owner(act->desk->db, CARE_DISPUTE, dispute_id, &key, &found, error))
        return false;
    if (!found)
        return problem_refuse(error, PROBLEM_NOT_FOUND,
                              "no dispute %" G_GINT64_FORMAT " is in the book", dispute_id);
    if (!desk_get_account(act, key.debtor_id, key.account_id, account, error)) return false;
    if (!care_store_dispute_get(act->desk->db, key.debtor_id, key.account_id, dispute_id, dispute,
                                &found, error))
        return false;
    if (dispute->settled_day == DAY_NONE) return true;
    return problem_refuse(error, PROBLEM_CONFLICT,
                          "dispute %" G_GINT64_FORMAT " is settled already", dispute_id);
}

static bool dispute_settle(Act *act, const void *taken, void *given, GError **error)
{
    const SettleRecord *record = taken;
    g_autoptr(GArray) all = NULL;
    g_autoptr(GArray) items = g_array_new(FALSE, TRUE, sizeof(DisputeItem));
    Account account;
    Dispute dispute;
    int64_t disputed = 0;
    if (!open_dispute(act, record->dispute, &account, &dispute, error)) return false;
    if (!care_store_dispute_items(act->desk->db, account.debtor_id, account.account_id, &all,
                                  error))
        return false;
    for (unsigned i = 0; i < all->len; i++) {
        const DisputeItem *row = &g_array_index(all, DisputeItem, i);
        if (row->dispute_id != record->dispute) continue;
        disputed += row->amount_minor;
        g_array_append_val(items, *row);
    }
    if (!granted(record, &account, disputed, &dispute.granted_minor, error)) return false;
    dispute.settled_day = act->on;
    dispute.decision = record->decision;
    dispute.note = record->note == NULL ? "" : record->note;
    if (!credit(act, &account, items, &dispute.granted_minor, error)) return false;
    answer_dispute(&account, record->dispute, disputed, dispute.granted_minor, given);
    return care_store_dispute_settle(act->desk->db, &dispute, act->now_us, error);
}

const Action hold_desk_actions[] = {
    { "hold.place", PERMIT_HOLD, &HOLD_PLACE, &HOLD_ANSWER, hold_place,
      "Stop the chase of an account or an item for a time." },
    { "hold.lift", PERMIT_HOLD, &HOLD_LIFT, &HOLD_ANSWER, hold_lift, "End a hold." },
    { "dispute.open", PERMIT_DISPUTE, &DISPUTE_OPEN, &DISPUTE_ANSWER, dispute_open,
      "Note what the debtor disputes; it leaves the chase." },
    { "dispute.settle", PERMIT_DISPUTE, &DISPUTE_SETTLE, &DISPUTE_ANSWER, dispute_settle,
      "Decide a dispute: credit, partial or reject." },
    { NULL, PERMIT_HOLD, NULL, NULL, NULL, NULL },
};
