/* store/report_store.h: what views read and no business action does: open money by account, items
 * and payments as they stood on a day.  SQL only; all by ranges of debtors [from, to), in key
 * order. */
#ifndef RECOUP_STORE_REPORT_STORE_H
#define RECOUP_STORE_REPORT_STORE_H

#include "core/facts.h"
#include "db/db.h"

typedef struct {
    int64_t from, to;
    Day as_of;
    int64_t known_us; /* INT64_MAX: as now known */
    bool rewind;      /* open amounts are worked out from what was effective and known then */
} ReportRange;

/* --- open money by account, as the book stands ------------------------------------------------ */

typedef struct {
    int64_t open_minor;
    Day due_day, issued_day;
} ReportOpen;

typedef struct {
    int64_t debtor_id, account_id, creditor_id;
    const char *ref, *currency; /* lent */
    const ReportOpen *items;    /* debts and open credits, orders left out */
    size_t count;
    int64_t unapplied_minor; /* of payments: zero or positive */
} ReportAccount;

typedef bool (*ReportAccountFn)(void *data, const ReportAccount *account, GError **error);
/* Accounts with anything open; the quick way, which does not rewind. */
bool report_store_open(Db *db, const ReportRange *range, ReportAccountFn each, void *data,
                       GError **error) MUST_USE;

/* --- items ------------------------------------------------------------------------------------ */

typedef struct {
    int64_t debtor_id, account_id, item_id, creditor_id;
    const char *account, *currency, *number, *document, *reference; /* lent */
    int32_t kind;
    Day issued_day, due_day;
    int64_t amount_minor, open_minor, disputed_minor;
    int64_t future_minor; /* allocated after as_of; filled when asked for */
} ReportItem;

typedef bool (*ReportItemFn)(void *data, const ReportItem *item, GError **error);
/* account_id 0: all. */
bool report_store_items(Db *db, const ReportRange *range, int64_t account_id, bool future,
                        ReportItemFn each, void *data, GError **error) MUST_USE;

/* --- payments --------------------------------------------------------------------------------- */

typedef struct {
    int64_t debtor_id, account_id, payment_id, creditor_id; /* account and creditor 0: unknown */
    const char *ref, *account, *currency;                   /* lent */
    Day on_day;
    int64_t amount_minor, allocated_minor, unapplied_minor;
    int32_t method;
    bool reversed;
} ReportPayment;

typedef bool (*ReportPaymentFn)(void *data, const ReportPayment *payment, GError **error);
bool report_store_payments(Db *db, const ReportRange *range, int64_t account_id,
                           ReportPaymentFn each, void *data, GError **error) MUST_USE;
/* Payments that come after as_of and are not wholly allocated, for `items --future`. */
bool report_store_future_payments(Db *db, const ReportRange *range, int64_t account_id,
                                  ReportPaymentFn each, void *data, GError **error) MUST_USE;

/* --- work that is due, from the derived rows -------------------------------------------------- */

typedef struct {
    int64_t debtor_id, account_id, creditor_id, owner_id, work_no, priority;
    int64_t not_due_minor, past_due_minor, unapplied_minor;
    const char *account, *debtor, *currency, *treatment, *step; /* lent */
    Day oldest_due_day, next_day;
    int32_t gate_outcome;
    const char *gate_word;
} ReportWork;

typedef bool (*ReportWorkFn)(void *data, const ReportWork *work, GError **error);
bool report_store_works(Db *db, const ReportRange *range, ReportWorkFn each, void *data,
                        GError **error) MUST_USE;

/* --- texts of one account --------------------------------------------------------------------- */

/* (item_id, number) of an account, by item_id; numbers are given with the array. */
typedef struct {
    int64_t item_id;
    char number[REF_SIZE];
} ReportNumber;
bool report_store_numbers(Db *db, int64_t debtor_id, int64_t account_id, GArray **out,
                          GError **error) MUST_USE;

#endif
