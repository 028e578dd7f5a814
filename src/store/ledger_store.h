/* store/ledger_store.h: items, payments, allocations and adjustments: the money of an account.  SQL
 * only; which item a payment closes is decided above.
 *
 * open = amount - sum of the item's allocations; a credit note's amount, open and allocations are
 * negative, and applying it is a pair of allocations (+ on the invoice, - on the note).  unapplied
 * = amount + events - allocations. */
#ifndef RECOUP_STORE_LEDGER_STORE_H
#define RECOUP_STORE_LEDGER_STORE_H

#include "core/facts.h"
#include "db/db.h"

typedef enum { SOURCE_PAYMENT, SOURCE_CREDIT, SOURCE_ADJUSTMENT, SOURCE_CANCEL } AllocationSource;
typedef enum { PAYMENT_TAKEN, PAYMENT_REVERSED } PaymentState;
typedef enum { EVENT_REVERSED, EVENT_REINSTATED, EVENT_REFUNDED } PaymentEventKind;
typedef enum { REVERSAL_RETURNED, REVERSAL_CHARGEBACK, REVERSAL_MISPOSTED } ReversalReason;

typedef struct {
    int64_t debtor_id, account_id, item_id;
    char number[REF_SIZE];
    int32_t kind; /* ItemKind */
    Day issued_day, due_day;
    int64_t amount_minor, open_minor;
    char document[REF_SIZE], reference[NAME_SIZE];
    const char *note; /* written, never read back here; "" none */
    int64_t recorded_us;
    Day cleared_day; /* newest day of money that stands on it, DAY_NONE */
    Day cancelled_day;
} Item;

typedef struct {
    int64_t debtor_id, account_id, payment_id;
    char ref[REF_SIZE];
    Day on_day;
    int64_t amount_minor;
    char currency[CURRENCY_SIZE];
    int64_t unapplied_minor;
    int32_t method;
    char reference[NAME_SIZE];
    int32_t state;
    int64_t recorded_us;
    int64_t since_us; /* corrected then; read by bulk_store_payment_range only */
} Payment;

typedef struct {
    int64_t debtor_id, account_id, payment_id, event_id;
    int32_t kind;
    Day on_day;
    int64_t amount_minor;
    int32_t reason;
    char code[WORD_SIZE];
    int64_t recorded_us;
} PaymentEvent;

typedef struct {
    int64_t debtor_id, account_id, allocation_id, item_id;
    int32_t source;
    int64_t source_id;
    Day on_day;
    int64_t amount_minor;
    int64_t recorded_us;
} Allocation;

typedef struct {
    int64_t debtor_id, account_id, adjustment_id, item_id;
    int32_t kind;
    Day on_day;
    int64_t amount_minor;
    char reason[NAME_SIZE];
    int64_t recorded_us;
} Adjustment;

bool ledger_store_item_insert(Db *db, const Item *items, size_t count, GError **error) MUST_USE;
bool ledger_store_item_find(Db *db, int64_t debtor_id, int64_t account_id, const char *number,
                            Item *out, bool *found, GError **error) MUST_USE;
bool ledger_store_item_get(Db *db, int64_t debtor_id, int64_t account_id, int64_t item_id,
                           Item *out, GError **error) MUST_USE;
/* All items of an account by id; `open_only` leaves out what is settled. */
bool ledger_store_items(Db *db, int64_t debtor_id, int64_t account_id, bool open_only, GArray **out,
                        GError **error) MUST_USE;
/* Stores open_minor and cleared_day. */
bool ledger_store_item_open(Db *db, const Item *item, GError **error) MUST_USE;
/* Stores cancelled_day. */
bool ledger_store_item_cancel(Db *db, const Item *item, int64_t now_us, GError **error) MUST_USE;
/* When it was amended last, 0 never; *at_too: also at the instant `at_us`. */
bool ledger_store_item_amended(Db *db, const Item *item, int64_t at_us, int64_t *last_us,
                               bool *at_too, GError **error) MUST_USE;
/* Keeps the former version in item_was, then stores number, kind, days, amount and open of *item.
 */
bool ledger_store_item_amend(Db *db, const Item *item, int64_t now_us, GError **error) MUST_USE;

bool ledger_store_payment_insert(Db *db, const Payment *payments, size_t count,
                                 GError **error) MUST_USE;
bool ledger_store_payment_find(Db *db, const char *ref, Payment *out, bool *found,
                               GError **error) MUST_USE;
bool ledger_store_payment_update(Db *db, const Payment *payment,
                                 GError **error) MUST_USE; /* unapplied and state */
/* Adds to what is unapplied of a payment on any account of the debtor. */
bool ledger_store_payment_add(Db *db, int64_t debtor_id, int64_t payment_id, int64_t minor,
                              GError **error) MUST_USE;
/* An unidentified payment finds its account: re-inserted under the new key, look-up and all.  It is
 * the account's from recorded_us on; what was known of it before is kept. */
bool ledger_store_payment_move(Db *db, const Payment *from, int64_t debtor_id, int64_t account_id,
                               GError **error) MUST_USE;
bool ledger_store_payments_unapplied(Db *db, int64_t debtor_id, int64_t account_id, GArray **out,
                                     GError **error) MUST_USE;
/* Day of the newest event of a payment; DAY_NONE when it has none. */
bool ledger_store_event_last(Db *db, const Payment *payment, Day *out, GError **error) MUST_USE;
/* The newest day on which money of it came free: released from an item, or come again after it was
 * reversed; DAY_NONE never. */
bool ledger_store_payment_freed(Db *db, const Payment *payment, Day *out, GError **error) MUST_USE;
bool ledger_store_event_insert(Db *db, const PaymentEvent *event, GError **error) MUST_USE;

bool ledger_store_allocation_insert(Db *db, const Allocation *rows, size_t count,
                                    GError **error) MUST_USE;
/* Every allocation of one source (a payment's, over all accounts of its debtor), or of one item; by
 * id. */
bool ledger_store_allocations_of_source(Db *db, int64_t debtor_id, AllocationSource source,
                                        int64_t source_id, GArray **out, GError **error) MUST_USE;
bool ledger_store_allocations_of_item(Db *db, int64_t debtor_id, int64_t account_id,
                                      int64_t item_id, GArray **out, GError **error) MUST_USE;
bool ledger_store_allocations_of_account(Db *db, int64_t debtor_id, int64_t account_id,
                                         GArray **out, GError **error) MUST_USE;

bool ledger_store_adjustment_insert(Db *db, const Adjustment *rows, size_t count,
                                    GError **error) MUST_USE;

#endif
