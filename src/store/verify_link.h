/* store/verify_link.h: what hangs on what, asked of the tables: orphans, look-ups by reference,
 * snapshots, sealed days, imports.  SQL only; each finding is a line that names the row. */
#ifndef RECOUP_STORE_VERIFY_LINK_H
#define RECOUP_STORE_VERIFY_LINK_H

#include "core/facts.h"
#include "db/db.h"

typedef void (*VerifyFn)(void *data, const char *line);

/* Rows of debtors [from, to) whose account, debtor, creditor, owner or item is not there; snapshots
 * after newest_day, or not as the derived row has them. */
bool verify_link_range(Db *db, int64_t from, int64_t to, Day newest_day, VerifyFn each, void *data,
                       GError **error) MUST_USE;
/* Book-wide rows: creditors and their parents, policies in use, quarantine of imports. */
bool verify_link_book(Db *db, VerifyFn each, void *data, GError **error) MUST_USE;
/* Imports that were interrupted: no fault, but worth a line. */
bool verify_link_unfinished(Db *db, VerifyFn each, void *data, GError **error) MUST_USE;

/* Order does not matter to it: two sets with the same print are the same (1 in 2^64 that not). */
typedef struct {
    int64_t count;
    uint64_t sum;
} VerifyPrint;

typedef enum { VERIFY_DEBTORS, VERIFY_ACCOUNTS, VERIFY_PAYMENTS, VERIFY_PRINTS } VerifyPrintKind;

void verify_link_add(VerifyPrint *print, const char *ref, int64_t debtor_id, int64_t account_id,
                     int64_t id);
/* References of the debtors [from, to) themselves. */
bool verify_link_debtors(Db *db, int64_t from, int64_t to, VerifyPrint *print,
                         GError **error) MUST_USE;
/* The print of a look-up table. */
bool verify_link_lookup(Db *db, VerifyPrintKind kind, VerifyPrint *print, GError **error) MUST_USE;
/* Where prints differ: which references, both ways. */
bool verify_link_name(Db *db, VerifyPrintKind kind, VerifyFn each, void *data,
                      GError **error) MUST_USE;
/* Sealed days whose heads are no longer what the journal holds; *days counts them all. */
bool verify_link_days(Db *db, VerifyFn each, void *data, int64_t *days, GError **error) MUST_USE;

#endif
