/* bench/made.h: the made-up book: every account and item is a function of (seed, account, number),
 * so that any order costs no memory and the same seed gives the same book. */
#ifndef RECOUP_BENCH_MADE_H
#define RECOUP_BENCH_MADE_H

#include <stdint.h>

enum { MADE_AS_OF = 20634 /* 2026-06-30, days since 1970-01-01 */ };

typedef struct {
    int64_t amount_minor;
    int issued, due, paid; /* days; paid 0: open */
} MadeItem;

void made_seed(uint64_t seed);
/* In (0, 1], by account, item and purpose. */
double made_chance(int64_t account, int64_t item, int purpose);
/* Accounts count from 0.  On average 2.5 open items and 5 closed ones; a quarter of the accounts
 * has nothing open. */
int made_open_count(int64_t account);
/* All items; the open ones come first. */
int made_item_count(int64_t account);
MadeItem made_item(int64_t account, int number);
/* One debtor in eight has two accounts: the account that names the debtor, and its rank. */
int64_t made_debtor_of(int64_t account);
int64_t made_debtor_rank(int64_t account);
const char *made_region(int64_t account);

#endif
