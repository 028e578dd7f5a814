/* core/facts.h: what is known of one account on one day, flat.  The daily pass gathers it, the
 * strategy decides from it, expressions speak of it (core/fact_catalog.h names every member). Plain
 * data: no pointers, no SQL. */
#ifndef RECOUP_CORE_FACTS_H
#define RECOUP_CORE_FACTS_H

#include "base/day.h"
#include "base/money.h"

enum {
    REF_SIZE = 65,
    NAME_SIZE = 129,
    WORD_SIZE = 33,
    LANGUAGE_SIZE = 12,
    REGION_SIZE = 17,
    ZONE_SIZE = 40
};

/* Kinds whose order is stored in the book: append only. */
typedef enum {
    ACCOUNT_TRADE,
    ACCOUNT_CONSUMER,
    ACCOUNT_MEDICAL,
    ACCOUNT_LOAN,
    ACCOUNT_SUBSCRIPTION
} AccountKind;
typedef enum { DEBTOR_PERSON, DEBTOR_BUSINESS } DebtorKind;
typedef enum {
    ITEM_INVOICE,
    ITEM_DEBIT_NOTE,
    ITEM_FEE,
    ITEM_INTEREST,
    ITEM_INSTALMENT,
    ITEM_CREDIT_NOTE,
    ITEM_ORDER,     /* not billed: exposure, never a balance */
    ITEM_ADJUSTMENT /* an adjustment on account: positive raises, negative is a credit */
} ItemKind;
typedef enum {
    HOLD_DISPUTE,
    HOLD_PROMISE,
    HOLD_PLAN,
    HOLD_LEGAL,
    HOLD_HARDSHIP,
    HOLD_BREATHING_SPACE,
    HOLD_SALES,
    HOLD_MANUAL,
    HOLD_KINDS
} HoldKind;
typedef enum { STEP_NONE, STEP_DUE, STEP_WAITING, STEP_HELD, STEP_DONE } StepState;

typedef struct {
    /* who */
    int64_t debtor_id, account_id, creditor_id, owner_id;
    char account[REF_SIZE], debtor[REF_SIZE], creditor[REF_SIZE], owner[REF_SIZE];
    char name[NAME_SIZE]; /* of the debtor */
    char kind[WORD_SIZE], debtor_kind[WORD_SIZE];
    char country[4], region[REGION_SIZE], language[LANGUAGE_SIZE], currency[CURRENCY_SIZE];
    char treatment_wish[WORD_SIZE]; /* account.treatment: overrides the segment's */
    bool has_email, has_phone;
    int64_t unit; /* 10^exponent of the currency: minor units in one */
    int64_t terms_days;
    Day opened_day;

    /* how much (minor units of the account's currency).  balance = not_due + past_due + unapplied
     */
    int64_t balance, not_due, past_due;
    int64_t
        chase; /* past due, less what is disputed or held by the item: what a contact asks for */
    int64_t unapplied; /* zero or negative: unapplied payments and open credits */
    int64_t disputed, promised, unbilled, credit_limit, exposure; /* credit_limit -1: none set */
    int64_t largest_item, last_payment;
    int64_t d1_30, d31_60, d61_90,
        d91_plus; /* days past due of the due date, whatever the policy's buckets */

    /* how long */
    Day oldest_due_day; /* of what is open and past due; DAY_NONE */
    Day newest_due_day; /* of what is open and past due */
    Day next_due_day;   /* of what is open and not yet due */
    int64_t oldest_dpd; /* calendar days past due of the oldest open item; 0 = nothing past due */
    int64_t dpd;        /* the same for what is chased, less the days it was held */
    int64_t open_count, past_due_count;
    Day last_payment_day, last_contact_day;
    int64_t days_since_payment, days_since_contact; /* -1: never */
    int64_t days_untouched; /* since the last contact or finished step, at most since it is past
                               due; -1: nothing is.  Filled by decide_untouched */
    int64_t days_to_due;    /* -1: nothing coming due */

    /* how they behave */
    int64_t contacts_7d, contacts_30d;
    int64_t broken_12m, kept_12m, open_promises;
    int64_t paid_3m, paid_6m, paid_12m; /* items cleared */
    int64_t avg_late_3m, avg_late_6m,
        avg_late_12m;       /* money-weighted days, hundredths; early is negative */
    int64_t late_share_12m; /* of items cleared, percent in hundredths */

    /* what stops us */
    unsigned holds; /* bit k: a hold of HoldKind k is active on the account */
    Day hold_until; /* last day of the longest active hold; DAY_NONE when open-ended or none */
    bool is_disputed, is_promised, is_held, in_plan, in_legal, in_hardship;

    /* what the strategy says (filled by decide, in this order) */
    int64_t score;
    char segment[WORD_SIZE], treatment[WORD_SIZE], arm[WORD_SIZE], step[WORD_SIZE];
    int64_t days_in_step; /* since the present step became due or was done; -1: none */
    Day follow_up_day;    /* asked for by a contact or a deferral; DAY_NONE */
} Facts;

#endif
