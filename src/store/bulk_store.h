/* store/bulk_store.h: what the import of files reads and writes by the thousand, in key order.  SQL
 * only; texts of rows to write are lent, not copied. */
#ifndef RECOUP_STORE_BULK_STORE_H
#define RECOUP_STORE_BULK_STORE_H

#include "store/account_store.h"
#include "store/ledger_store.h"

/* --- what is in the book ------------------------------------------------------------------- */

typedef struct {
    int64_t debtor_id, account_id, creditor_id;
    const char *ref; /* lent during the call */
    char currency[CURRENCY_SIZE];
    int32_t terms_days; /* DAY_NONE: none */
} BulkAccount;

typedef void (*BulkAccountFn)(void *data, const BulkAccount *account);
typedef struct {
    int64_t debtor_id, account_id, id;
    const char *ref, *currency; /* lent during the call; currency of payments only */
} BulkRef;
typedef void (*BulkRefFn)(void *data, const BulkRef *ref);
/* All of the book, in key order. */
bool bulk_store_accounts(Db *db, BulkAccountFn each, void *data, GError **error) MUST_USE;
bool bulk_store_debtors(Db *db, BulkRefFn each, void *data, GError **error) MUST_USE;
bool bulk_store_payments(Db *db, BulkRefFn each, void *data, GError **error) MUST_USE;
/* The id that the next one of a kind will get. */
bool bulk_store_next_id(Db *db, const char *kind, int64_t *out, GError **error) MUST_USE;

/* Of debtors [from, to], in key order, added to the list. */
bool bulk_store_debtor_range(Db *db, int64_t from, int64_t to, GArray *debtors,
                             GError **error) MUST_USE; /* Debtor */
bool bulk_store_account_range(Db *db, int64_t from, int64_t to, GArray *accounts,
                              GError **error) MUST_USE; /* Account */
/* The same as they were known at an instant. */
bool bulk_store_debtors_known(Db *db, int64_t from, int64_t to, int64_t known_us, GArray *debtors,
                              GError **error) MUST_USE;
bool bulk_store_accounts_known(Db *db, int64_t from, int64_t to, int64_t known_us, GArray *accounts,
                               GError **error) MUST_USE;
bool bulk_store_item_range(Db *db, int64_t from, int64_t to, GArray *items,
                           GError **error) MUST_USE; /* Item; notes are left out */
bool bulk_store_open_item_range(Db *db, int64_t from, int64_t to, GArray *items,
                                GError **error) MUST_USE;
bool bulk_store_payment_range(Db *db, int64_t from, int64_t to, GArray *payments,
                              GError **error) MUST_USE; /* Payment */
bool bulk_store_allocation_range(Db *db, int64_t from, int64_t to, GArray *allocations,
                                 GError **error) MUST_USE; /* Allocation, of payments */

/* --- what is new --------------------------------------------------------------------------- */

typedef struct {
    int64_t debtor_id, account_id, item_id;
    const char *number, *document, *reference, *note;
    int32_t kind;
    Day issued_day, due_day, cleared_day, cancelled_day;
    int64_t amount_minor, open_minor, recorded_us;
} BulkItem;

typedef struct {
    int64_t debtor_id, account_id, payment_id;
    const char *ref, *reference;
    Day on_day;
    int64_t amount_minor, unapplied_minor, recorded_us;
    char currency[CURRENCY_SIZE];
    int32_t method, state;
} BulkPayment;

/* Rows in key order. */
bool bulk_store_item_insert(Db *db, const BulkItem *items, size_t count, GError **error) MUST_USE;
/* Stores open_minor and cleared_day of items known by their key. */
bool bulk_store_item_open(Db *db, const Item *items, size_t count, GError **error) MUST_USE;
/* With their references, in whose order the array is left. */
bool bulk_store_payment_insert(Db *db, BulkPayment *payments, size_t count,
                               GError **error) MUST_USE;
/* Stores unapplied_minor of payments known by their key. */
bool bulk_store_payment_change(Db *db, const BulkPayment *payments, size_t count,
                               GError **error) MUST_USE;
/* Stores how it was paid, method and reference, as known from recorded_us on; what was known before
 * is kept. */
bool bulk_store_payment_correct(Db *db, const BulkPayment *payments, size_t count,
                                GError **error) MUST_USE;

/* --- imported files ------------------------------------------------------------------------ */

typedef enum { BATCH_RUNNING, BATCH_DONE, BATCH_REFUSED } BatchState;

typedef struct {
    int64_t batch_id;
    char kind[WORD_SIZE], file[NAME_SIZE], sha256[65], map[NAME_SIZE];
    int32_t state;
    int64_t rows_read, rows_accepted, rows_unchanged, rows_quarantined, rows_done;
    char actor[REF_SIZE];
    int64_t recorded_us;
} BatchRow;

typedef struct {
    int64_t batch_id, line, fault;
    const char *field, *value, *reason, *remedy, *amount, *currency, *raw;
    int32_t state; /* 0 open, 1 resolved */
} QuarantineRow;

/* The first ids a batch gives to new debtors and accounts, kept until it is done. */
typedef struct {
    int64_t debtor, account;
} BatchIds;
bool bulk_store_batch_ids(Db *db, int64_t batch_id, BatchIds *out, GError **error) MUST_USE;
bool bulk_store_batch_keep_ids(Db *db, int64_t batch_id, const BatchIds *ids,
                               GError **error) MUST_USE;
bool bulk_store_batch_forget_ids(Db *db, int64_t batch_id, GError **error) MUST_USE;

/* The newest batch of the same bytes, kind and map. */
bool bulk_store_batch_find(Db *db, const char *kind, const char *sha256, const char *map,
                           BatchRow *out, bool *found, GError **error) MUST_USE;
/* Is any batch of that kind and map unfinished? */
bool bulk_store_batch_unfinished(Db *db, const char *kind, const char *map, bool *out,
                                 GError **error) MUST_USE;
bool bulk_store_batch_put(Db *db, const BatchRow *batch, GError **error) MUST_USE;
/* Open rows of this batch, and of batches of the same kind, file name and map, are resolved. */
bool bulk_store_quarantine_resolve(Db *db, const BatchRow *batch, GError **error) MUST_USE;
bool bulk_store_quarantine_put(Db *db, const QuarantineRow *rows, size_t count,
                               GError **error) MUST_USE;

#endif
