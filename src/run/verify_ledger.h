/* run/verify_ledger.h: is money conserved?  Recounts a range of debtors from its allocations and
 * events and compares.  Pure over rows that were read; private to verify. */
#ifndef RECOUP_RUN_VERIFY_LEDGER_H
#define RECOUP_RUN_VERIFY_LEDGER_H

#include "store/verify_link.h"
#include "store/verify_store.h"

enum { VERIFY_CURRENCIES_MAX = 64 };

typedef struct {
    char currency[CURRENCY_SIZE];
    __int128 items, open, payments, applied, unapplied, returned;
} VerifySum;

typedef struct {
    int64_t accounts, items, payments, allocations, habits;
    VerifySum sums[VERIFY_CURRENCIES_MAX];
    size_t sum_count;
    VerifyPrint prints[VERIFY_PRINTS];
} VerifyTotals;

/* Judges the rows (and counts in them); each finding is a line.  Adds to the totals. */
void verify_ledger_judge(VerifyRows *rows, VerifyTotals *totals, VerifyFn each, void *data);
/* Adds one set of totals to another. */
void verify_ledger_add(VerifyTotals *into, const VerifyTotals *totals);

#endif
