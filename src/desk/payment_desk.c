/* desk/payment_desk.c: money in, its application, and its return.  Decides no contact. */
#include "base/text.h"
#include "core/words.h"
#include "desk/answer.h"
#include "desk/desk_tables.h"
#include "desk/field.h"
#include "desk/ledger.h"
#include "store/journal_store.h"
#include <string.h>

static const char *const ALLOCATE_WORDS[] = { "oldest", "clearing", "none", NULL };
enum { ALLOCATE_OLDEST, ALLOCATE_CLEARING, ALLOCATE_NONE };

typedef struct {
    char ref[REF_SIZE], account[REF_SIZE], currency[CURRENCY_SIZE], reference[NAME_SIZE];
    int method, allocate;
    Decimal amount;
    RecordList to;
} TakeRecord;
static const Field TAKE_FIELDS[] = {
    FIELD_TEXT_AT(TakeRecord, ref, "ref", FIELD_REQUIRED | FIELD_KEY,
                  "the payment's own reference"),
    FIELD_TEXT_AT(TakeRecord, account, "account", 0, "none: nobody could identify it yet"),
    FIELD_AT(TakeRecord, amount, "amount", FIELD_AMOUNT, FIELD_REQUIRED, "more than zero"),
    FIELD_TEXT_AT(TakeRecord, currency, "currency", 0,
                  "the account's; without an account the book's"),
    FIELD_ENUM_AT(TakeRecord, method, "method", 0, words_method, "default other"),
    FIELD_TEXT_AT(TakeRecord, reference, "reference", 0, "what the payer wrote"),
    FIELD_ENUM_AT(TakeRecord, allocate, "allocate", 0, ALLOCATE_WORDS,
                  "default oldest; clearing: the policy's order"),
    FIELD_LIST_AT(TakeRecord, to, "to", 0, &answer_part, "these items instead"),
    FIELD_END,
};
static const RecordType PAYMENT_TAKE = { "payment.take", sizeof(TakeRecord), TAKE_FIELDS,
                                         SIZE_MAX };

typedef struct {
    char ref[REF_SIZE], currency[CURRENCY_SIZE];
    Money amount, allocated, unapplied;
    int state;
} PaymentAnswer;
static const Field ANSWER_FIELDS[] = {
    FIELD_TEXT_AT(PaymentAnswer, ref, "ref", 0, "the payment"),
    FIELD_AT(PaymentAnswer, amount, "amount", FIELD_MONEY, 0, "received"),
    FIELD_AT(PaymentAnswer, allocated, "allocated", FIELD_MONEY, 0, "put to items"),
    FIELD_AT(PaymentAnswer, unapplied, "unapplied", FIELD_MONEY, 0, "not put to any item"),
    FIELD_ENUM_AT(PaymentAnswer, state, "state", 0, words_payment_state, "taken or reversed"),
    FIELD_TEXT_AT(PaymentAnswer, currency, "currency", 0, "of all three"),
    FIELD_END,
};
static const RecordType PAYMENT_ANSWER = { "payment", sizeof(PaymentAnswer), ANSWER_FIELDS,
                                           SIZE_MAX };

static Money money_of(int64_t minor, const char *currency)
{
    Money money = { .minor = minor };
    text_copy(money.currency, sizeof money.currency, currency);
    return money;
}

static void answer_payment(const Payment *payment, PaymentAnswer *answer)
{
    int64_t held = payment->state == PAYMENT_REVERSED ? 0 : payment->amount_minor;
    text_copy(answer->ref, sizeof answer->ref, payment->ref);
    text_copy(answer->currency, sizeof answer->currency, payment->currency);
    answer->amount = money_of(payment->amount_minor, payment->currency);
    answer->allocated = money_of(held - payment->unapplied_minor, payment->currency);
    answer->unapplied = money_of(payment->unapplied_minor, payment->currency);
    answer->state = payment->state;
}

/* --- taking ----------------------------------------------------------------------------------- */

static bool place(Act *act, const TakeRecord *record, Account *account, Payment *payment,
                  GError **error)
{
    text_copy(act->subject, sizeof act->subject, record->ref);
    if (record->account[0] == '\0') {
        text_copy(payment->currency, CURRENCY_SIZE,
                  record->currency[0] != '\0' ? record->currency : act->desk->currency);
        if (money_exponent(payment->currency) >= 0) return true;
        return problem_refuse(error, PROBLEM_INVALID,
                              "currency %s is no ISO 4217 code; write one as USD",
                              payment->currency);
    }
    if (!desk_find_account(act, record->account, account, error)) return false;
    if (record->currency[0] != '\0' && strcmp(record->currency, account->currency) != 0)
        return problem_refuse(
            error, PROBLEM_CONFLICT,
            "currency is %s, but account %s is kept in %s; a payment stays within one currency",
            record->currency, account->ref, account->currency);
    text_copy(payment->currency, CURRENCY_SIZE, account->currency);
    payment->debtor_id = account->debtor_id;
    payment->account_id = account->account_id;
    return true;
}

static bool wishes_of(const RecordList *to, const char *currency, GArray **out, GError **error)
{
    g_autoptr(GArray) wishes = g_array_new(FALSE, TRUE, sizeof(AllocationWish));
    for (size_t i = 0; i < to->count; i++) {
        const PartRecord *part = (const PartRecord *)to->rows + i;
        AllocationWish wish = { .minor = 0 };
        text_copy(wish.number, sizeof wish.number, part->number);
        if (part->amount.given &&
            !desk_amount("to.amount", part->amount, currency, &wish.minor, error))
            return false;
        if (part->amount.given && wish.minor <= 0)
            return problem_refuse(error, PROBLEM_INVALID, "to[%zu].amount must be more than zero",
                                  i);
        g_array_append_val(wishes, wish);
    }
    *out = g_steal_pointer(&wishes);
    return true;
}

static bool spread_to(Ledger *ledger, Payment *payment, const RecordList *to, GError **error)
{
    g_autoptr(GArray) wishes = NULL;
    return wishes_of(to, payment->currency, &wishes, error) &&
           ledger_spread_list(ledger, payment, (const AllocationWish *)(const void *)wishes->data,
                              wishes->len, error);
}

static bool apply_new(Act *act, const TakeRecord *record, const Account *account, Payment *payment,
                      GError **error)
{
    g_auto(Ledger) ledger = { 0 };
    AllocationRule rule;
    ledger_open(&ledger, act, account);
    if (!ledger_note_payment(&ledger, payment, error)) return false;
    bool done = true;
    if (record->to.count > 0)
        done = spread_to(&ledger, payment, &record->to, error);
    else if (record->allocate != ALLOCATE_NONE)
        done = ledger_rule(act, record->allocate == ALLOCATE_CLEARING, &rule, error) &&
               ledger_spread(&ledger, payment, &rule, error);
    return done && ledger_close(&ledger, error);
}

static bool payment_take(Act *act, const void *taken, void *given, GError **error)
{
    const TakeRecord *record = taken;
    Account account = { 0 };
    Payment payment = { .on_day = act->on,
                        .method = record->method < 0 ? 6 : record->method,
                        .recorded_us = act->now_us };
    bool found = false;
    if (!ledger_store_payment_find(act->desk->db, record->ref, &payment, &found, error))
        return false;
    if (found)
        return problem_refuse(error, PROBLEM_CONFLICT,
                              "payment %s is in the book already; a payment's ref is unique",
                              record->ref);
    if (!place(act, record, &account, &payment, error)) return false;
    if (!desk_amount("amount", record->amount, payment.currency, &payment.amount_minor, error))
        return false;
    if (payment.amount_minor <= 0)
        return problem_refuse(error, PROBLEM_INVALID,
                              "amount must be more than zero; money given back is payment.reverse");
    if (!desk_new_id(act, "payment", &payment.payment_id, error)) return false;
    payment.unapplied_minor = payment.amount_minor;
    text_copy(payment.ref, sizeof payment.ref, record->ref);
    text_copy(payment.reference, sizeof payment.reference, record->reference);
    desk_effective(act, act->on);
    if (payment.account_id != 0 && !apply_new(act, record, &account, &payment, error)) return false;
    if (payment.account_id == 0 && record->to.count > 0)
        return problem_refuse(error, PROBLEM_INVALID,
                              "to names items, but the payment names no account");
    answer_payment(&payment, given);
    return ledger_store_payment_insert(act->desk->db, &payment, 1, error);
}

/* --- allocating ------------------------------------------------------------------------------- */

typedef struct {
    char ref[REF_SIZE], account[REF_SIZE], credit_note[REF_SIZE];
    RecordList to;
} AllocateRecord;
static const Field ALLOCATE_FIELDS[] = {
    FIELD_TEXT_AT(AllocateRecord, ref, "ref", 0, "the payment"),
    FIELD_TEXT_AT(AllocateRecord, account, "account", 0,
                  "with credit_note; or the account an unidentified payment is for"),
    FIELD_TEXT_AT(AllocateRecord, credit_note, "credit_note", 0,
                  "number of the credit note to apply in place of a payment"),
    FIELD_LIST_AT(AllocateRecord, to, "to", 0, &answer_part, "the items; none: oldest first"),
    FIELD_END,
};
static const RecordType PAYMENT_ALLOCATE = { "payment.allocate", sizeof(AllocateRecord),
                                             ALLOCATE_FIELDS, SIZE_MAX };

static bool find_payment(Act *act, const char *ref, Payment *payment, GError **error)
{
    bool found = false;
    if (!ledger_store_payment_find(act->desk->db, ref, payment, &found, error)) return false;
    if (!found)
        return problem_refuse(error, PROBLEM_NOT_FOUND, "no payment %s is in the book", ref);
    text_copy(act->subject, sizeof act->subject, ref);
    act->debtor_id = payment->debtor_id;
    act->account_id = payment->account_id;
    desk_touch(act, payment->debtor_id);
    if (!journal_store_turn(act->desk->db, journal_store_stream(payment->debtor_id), error))
        return false;
    /* Read again: the turn may have been waited for. */
    return ledger_store_payment_find(act->desk->db, ref, payment, &found, error);
}

/* The account of a payment; an unidentified one is moved to the account that is named. */
static bool payment_account(Act *act, const char *named, Payment *payment, Account *account,
                            GError **error)
{
    Db *db = act->desk->db;
    if (payment->account_id == 0) {
        if (named[0] == '\0')
            return problem_refuse(error, PROBLEM_CONFLICT,
                                  "payment %s belongs to no account yet; name it with account",
                                  payment->ref);
        if (!desk_find_account(act, named, account, error)) return false;
        if (strcmp(account->currency, payment->currency) != 0)
            return problem_refuse(error, PROBLEM_CONFLICT, "payment %s is in %s, account %s in %s",
                                  payment->ref, payment->currency, named, account->currency);
        /* As known before, it was nobody's. */
        payment->recorded_us = act->now_us;
        if (!ledger_store_payment_move(db, payment, account->debtor_id, account->account_id, error))
            return false;
        payment->debtor_id = account->debtor_id;
        payment->account_id = account->account_id;
        return true;
    }
    if (!account_store_get(db, payment->debtor_id, payment->account_id, account, error))
        return false;
    if (!permit_sees(&act->desk->actor, account->creditor_id))
        return problem_refuse(error, PROBLEM_FORBIDDEN,
                              "payment %s belongs to a portfolio that %s does not work",
                              payment->ref, act->desk->actor.name);
    if (named[0] == '\0' || strcmp(named, account->ref) == 0) return true;
    return problem_refuse(error, PROBLEM_CONFLICT, "payment %s belongs to account %s, not to %s",
                          payment->ref, account->ref, named);
}

static bool allocate_payment(Act *act, const AllocateRecord *record, PaymentAnswer *answer,
                             GError **error)
{
    g_auto(Ledger) ledger = { 0 };
    Payment payment;
    Account account;
    AllocationRule rule = { 0 };
    if (!find_payment(act, record->ref, &payment, error)) return false;
    if (payment.state == PAYMENT_REVERSED)
        return problem_refuse(error, PROBLEM_CONFLICT, "payment %s is reversed; reinstate it first",
                              record->ref);
    if (!payment_account(act, record->account, &payment, &account, error)) return false;
    if (payment.unapplied_minor <= 0)
        return problem_refuse(error, PROBLEM_CONFLICT, "nothing of payment %s is unapplied",
                              record->ref);
    ledger_open(&ledger, act, &account);
    bool done = record->to.count > 0 ? spread_to(&ledger, &payment, &record->to, error)
                                     : ledger_spread(&ledger, &payment, &rule, error);
    if (!done) return false;
    answer_payment(&payment, answer);
    return ledger_store_payment_update(act->desk->db, &payment, error) &&
           ledger_close(&ledger, error) && ledger_ask_payment(act, &payment, error);
}

static bool credit_to(Ledger *ledger, Item *credit, const RecordList *to, GError **error)
{
    g_autoptr(GArray) wishes = NULL;
    if (!wishes_of(to, ledger->account.currency, &wishes, error)) return false;
    for (unsigned i = 0; i < wishes->len; i++) {
        const AllocationWish *wish = &g_array_index(wishes, AllocationWish, i);
        const Account *account = &ledger->account;
        Item item;
        bool found = false;
        if (!ledger_store_item_find(ledger->act->desk->db, account->debtor_id, account->account_id,
                                    wish->number, &item, &found, error))
            return false;
        int64_t room = found ? MIN(item.open_minor, -credit->open_minor) : 0;
        int64_t minor = wish->minor == 0 ? room : wish->minor;
        if (!found || room <= 0 || minor > room || item.kind == ITEM_ORDER)
            return problem_refuse(
                error, PROBLEM_CONFLICT,
                "to[%u]: item %s of account %s cannot take that much of credit note %s", i,
                wish->number, account->ref, credit->number);
        if (!ledger_apply_credit(ledger, credit, &item, minor, ledger->act->on, error))
            return false;
    }
    return true;
}

static bool allocate_credit(Act *act, const AllocateRecord *record, PaymentAnswer *answer,
                            GError **error)
{
    g_auto(Ledger) ledger = { 0 };
    Account account;
    Item credit;
    bool found = false;
    if (!desk_find_account(act, record->account, &account, error)) return false;
    if (!ledger_store_item_find(act->desk->db, account.debtor_id, account.account_id,
                                record->credit_note, &credit, &found, error))
        return false;
    if (!found || credit.open_minor >= 0)
        return problem_refuse(error, found ? PROBLEM_CONFLICT : PROBLEM_NOT_FOUND,
                              "account %s has no open credit note %s", record->account,
                              record->credit_note);
    ledger_open(&ledger, act, &account);
    bool done = record->to.count > 0 ? credit_to(&ledger, &credit, &record->to, error)
                                     : ledger_use_credit(&ledger, &credit, error);
    if (!done) return false;
    text_copy(answer->ref, sizeof answer->ref, record->credit_note);
    text_copy(answer->currency, sizeof answer->currency, account.currency);
    answer->amount = money_of(-credit.amount_minor, account.currency);
    answer->unapplied = money_of(-credit.open_minor, account.currency);
    answer->allocated = money_of(credit.open_minor - credit.amount_minor, account.currency);
    answer->state = PAYMENT_TAKEN;
    return ledger_close(&ledger, error);
}

static bool payment_allocate(Act *act, const void *taken, void *given, GError **error)
{
    const AllocateRecord *record = taken;
    if (record->ref[0] != '\0' && record->credit_note[0] == '\0')
        return allocate_payment(act, record, given, error);
    if (record->ref[0] == '\0' && record->credit_note[0] != '\0' && record->account[0] != '\0')
        return allocate_credit(act, record, given, error);
    return problem_refuse(error, PROBLEM_INVALID,
                          "name either ref (a payment) or account and credit_note");
}

/* --- reversing -------------------------------------------------------------------------------- */

typedef struct {
    char ref[REF_SIZE], code[WORD_SIZE];
    int reason;
} ReverseRecord;
static const Field REVERSE_FIELDS[] = {
    FIELD_TEXT_AT(ReverseRecord, ref, "ref", FIELD_REQUIRED, "the payment"),
    FIELD_ENUM_AT(ReverseRecord, reason, "reason", FIELD_REQUIRED, words_reversal_reason, "why"),
    FIELD_TEXT_AT(ReverseRecord, code, "code", 0, "the bank's code, R01"),
    FIELD_END,
};
static const RecordType PAYMENT_REVERSE = { "payment.reverse", sizeof(ReverseRecord),
                                            REVERSE_FIELDS, SIZE_MAX };

typedef struct {
    char ref[REF_SIZE], reason[NAME_SIZE], code[WORD_SIZE];
} ReinstateRecord;
static const Field REINSTATE_FIELDS[] = {
    FIELD_TEXT_AT(ReinstateRecord, ref, "ref", FIELD_REQUIRED, "the payment"),
    FIELD_TEXT_AT(ReinstateRecord, reason, "reason", 0, "why"),
    FIELD_TEXT_AT(ReinstateRecord, code, "code", 0, "the bank's code"),
    FIELD_END,
};
static const RecordType PAYMENT_REINSTATE = { "payment.reinstate", sizeof(ReinstateRecord),
                                              REINSTATE_FIELDS, SIZE_MAX };

static bool put_event(Act *act, const Payment *payment, PaymentEventKind kind, int reason,
                      const char *code, Day on, GError **error)
{
    bool back = kind != EVENT_REINSTATED;
    PaymentEvent event = { .debtor_id = payment->debtor_id,
                           .account_id = payment->account_id,
                           .payment_id = payment->payment_id,
                           .kind = (int32_t)kind,
                           .on_day = on,
                           .reason = reason,
                           .amount_minor = back ? -payment->amount_minor : payment->amount_minor,
                           .recorded_us = act->now_us };
    text_copy(event.code, sizeof event.code, code);
    desk_effective(act, on);
    return desk_new_id(act, "event", &event.event_id, error) &&
           ledger_store_event_insert(act->desk->db, &event, error);
}

/* What happens to a payment happens after what happened to it before; else it would be gone twice,
 * or there twice, on the days between. */
static bool event_day(Act *act, const Payment *payment, Day asked, Day *out, GError **error)
{
    Day last = DAY_NONE;
    if (!ledger_store_event_last(act->desk->db, payment, &last, error)) return false;
    *out = MAX(MAX(asked, payment->on_day), last);
    return true;
}

/* A misposted payment never came: its parts end on their own days. */
static bool take_back(Act *act, Payment *payment, bool misposted, Day on, GError **error)
{
    g_autoptr(GArray) parts = NULL;
    Db *db = act->desk->db;
    if (!ledger_store_allocations_of_source(db, payment->debtor_id, SOURCE_PAYMENT,
                                            payment->payment_id, &parts, error))
        return false;
    g_autofree AllocationMove *moves = ledger_standing(parts);
    for (unsigned i = 0; i < parts->len; i++) {
        const Allocation *part = &g_array_index(parts, Allocation, i);
        g_auto(Ledger) ledger = { 0 };
        Account account;
        Item item;
        int64_t minor = moves[i].standing;
        if (minor == 0) continue;
        if (!account_store_get(db, part->debtor_id, part->account_id, &account, error) ||
            !ledger_store_item_get(db, part->debtor_id, part->account_id, part->item_id, &item,
                                   error))
            return false;
        ledger_open(&ledger, act, &account);
        if (!ledger_apply(&ledger, SOURCE_PAYMENT, payment->payment_id, &item, -minor,
                          misposted ? part->on_day : MAX(on, part->on_day), error) ||
            !ledger_close(&ledger, error))
            return false;
    }
    return true;
}

static bool payment_reverse(Act *act, const void *taken, void *given, GError **error)
{
    const ReverseRecord *record = taken;
    Payment payment;
    bool misposted = record->reason == REVERSAL_MISPOSTED;
    Day on = DAY_NONE;
    if (!find_payment(act, record->ref, &payment, error)) return false;
    if (payment.state == PAYMENT_REVERSED)
        return problem_refuse(error, PROBLEM_CONFLICT, "payment %s is reversed already",
                              record->ref);
    if (!event_day(act, &payment, misposted ? payment.on_day : act->on, &on, error) ||
        !take_back(act, &payment, misposted, on, error))
        return false;
    if (!put_event(act, &payment, EVENT_REVERSED, record->reason, record->code, on, error))
        return false;
    payment.state = PAYMENT_REVERSED;
    payment.unapplied_minor = 0;
    answer_payment(&payment, given);
    return ledger_store_payment_update(act->desk->db, &payment, error) &&
           ledger_ask_payment(act, &payment, error);
}

/* The money goes back where it was, as far as that is still open; the rest is unapplied. */
static bool put_back(Act *act, Payment *payment, Day on, GError **error)
{
    g_autoptr(GArray) parts = NULL;
    Db *db = act->desk->db;
    if (!ledger_store_allocations_of_source(db, payment->debtor_id, SOURCE_PAYMENT,
                                            payment->payment_id, &parts, error))
        return false;
    for (unsigned i = 0; i < parts->len; i++) {
        const Allocation *part = &g_array_index(parts, Allocation, i);
        g_auto(Ledger) ledger = { 0 };
        Account account;
        Item item;
        if (part->amount_minor <= 0 || payment->unapplied_minor == 0) continue;
        if (!account_store_get(db, part->debtor_id, part->account_id, &account, error) ||
            !ledger_store_item_get(db, part->debtor_id, part->account_id, part->item_id, &item,
                                   error))
            return false;
        int64_t minor =
            MIN(MIN(part->amount_minor, payment->unapplied_minor), MAX(item.open_minor, 0));
        payment->unapplied_minor -= minor;
        ledger_open(&ledger, act, &account);
        if (!ledger_apply(&ledger, SOURCE_PAYMENT, payment->payment_id, &item, minor,
                          MAX(on, part->on_day), error) ||
            !ledger_close(&ledger, error))
            return false;
    }
    return true;
}

static bool payment_reinstate(Act *act, const void *taken, void *given, GError **error)
{
    const ReinstateRecord *record = taken;
    Payment payment;
    if (!find_payment(act, record->ref, &payment, error)) return false;
    if (payment.state != PAYMENT_REVERSED)
        return problem_refuse(error, PROBLEM_CONFLICT,
                              "payment %s is not reversed; there is nothing to reinstate",
                              record->ref);
    Day on = DAY_NONE;
    if (!event_day(act, &payment, act->on, &on, error)) return false;
    if (!put_event(act, &payment, EVENT_REINSTATED, -1, record->code, on, error)) return false;
    payment.state = PAYMENT_TAKEN;
    payment.unapplied_minor = payment.amount_minor;
    if (payment.account_id != 0 && !put_back(act, &payment, on, error)) return false;
    answer_payment(&payment, given);
    return ledger_store_payment_update(act->desk->db, &payment, error) &&
           ledger_ask_payment(act, &payment, error);
}

const Action payment_desk_actions[] = {
    { "payment.take", PERMIT_CASH, &PAYMENT_TAKE, &PAYMENT_ANSWER, payment_take,
      "Take a payment and put it to items." },
    { "payment.allocate", PERMIT_CASH, &PAYMENT_ALLOCATE, &PAYMENT_ANSWER, payment_allocate,
      "Put unapplied money, or a credit note, to items." },
    { "payment.reverse", PERMIT_CASH, &PAYMENT_REVERSE, &PAYMENT_ANSWER, payment_reverse,
      "A payment was returned, charged back or misposted: what it closed is open again." },
    { "payment.reinstate", PERMIT_CASH, &PAYMENT_REINSTATE, &PAYMENT_ANSWER, payment_reinstate,
      "A reversed payment counts again." },
    { NULL, PERMIT_CASH, NULL, NULL, NULL, NULL },
};
