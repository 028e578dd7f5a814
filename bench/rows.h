/* bench/rows.h: the made-up book as rows of the store. */
#ifndef RECOUP_BENCH_ROWS_H
#define RECOUP_BENCH_ROWS_H

#include "made.h"
#include "store/account_store.h"
#include "store/ledger_store.h"

enum { ROWS_RECORDED_US = 1000000 };

Debtor rows_debtor(int64_t account);
Account rows_account(int64_t account, int64_t creditor_id);
/* As it stands when all is posted: closed items have nothing open. */
Item rows_item(int64_t account, int number, int64_t item_id);
/* The payment that closed an item, and its allocation. */
Payment rows_payment(const Item *item, int number, int64_t payment_id);
Allocation rows_allocation(const Item *item, int64_t payment_id, int64_t allocation_id);

#endif
