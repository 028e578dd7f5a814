/* store/verify_store.h: what verify reads: the money of a range of debtors, row by row.  SQL only;
 * judges nothing and writes nothing. */
#ifndef RECOUP_STORE_VERIFY_STORE_H
#define RECOUP_STORE_VERIFY_STORE_H

#include "store/habit_store.h"
#include "store/ledger_store.h"

/* The last members of some rows are for the judge to count in. */
typedef struct {
    int64_t debtor_id, account_id;
    char ref[REF_SIZE], currency[CURRENCY_SIZE];
} VerifyAccount;

typedef struct {
    int64_t debtor_id, account_id, item_id;
    int64_t amount_minor, open_minor;
    int32_t kind;
    Day due_day, cleared_day, cancelled_day;
    char number[REF_SIZE];
    int64_t applied_minor;
    Day paid_day;
    bool given_back; /* money was taken off it again; before that, its last day was former_day */
    Day former_day;
} VerifyItem;

typedef struct {
    int64_t debtor_id, account_id, payment_id;
    int64_t amount_minor, unapplied_minor;
    Day on_day;
    int32_t state;
    char currency[CURRENCY_SIZE], ref[REF_SIZE];
    int64_t applied_minor, events_minor;
} VerifyPayment;

typedef struct {
    int64_t debtor_id, account_id, payment_id, amount_minor;
} VerifyEvent;

typedef struct {
    int64_t debtor_id, account_id, allocation_id, item_id;
    int32_t source;
    int64_t source_id, amount_minor;
    Day on_day;
} VerifyAllocation;

typedef struct {
    int64_t debtor_id, account_id, adjustment_id, item_id, amount_minor;
    int64_t applied_minor;
} VerifyAdjustment;

/* Each in the order of debtor, account and its own number. */
typedef struct {
    GArray *accounts, *items, *payments, *events, *allocations, *adjustments;
    GArray *habits; /* HabitRow */
} VerifyRows;

void verify_store_rows_init(VerifyRows *rows);
void verify_store_rows_clear(VerifyRows *rows);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(VerifyRows, verify_store_rows_clear)
/* Debtors [from, to), in place of what the rows held. */
bool verify_store_load(VerifyRows *rows, Db *db, int64_t from, int64_t to, GError **error) MUST_USE;
/* The newest effective day of a debtor's journal entries; DAY_NONE: none. */
bool verify_store_last_on(Db *db, int64_t debtor_id, Day *out, GError **error) MUST_USE;

#endif
