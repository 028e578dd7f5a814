/* run/demo.h: a book of made-up debtors with two years of history, for a first look and for tests.
 * The same pack, seed and day give the same book.  Creditors and users come by the desk's actions;
 * debtors and their history in bulk, a journal entry with a digest of its rows for each chunk. */
#ifndef RECOUP_RUN_DEMO_H
#define RECOUP_RUN_DEMO_H

#include "desk/desk.h"

enum { DEMO_ACCOUNTS_MAX = 10000000 };

typedef struct {
    const char *pack; /* the shipped policy pack the book was made with: who owes, and for what */
    int64_t accounts;
    uint64_t seed;
    void (*progress)(void *data, int64_t done, int64_t all);
    void *data;
} DemoOptions;

/* Is there such a book to be made?  INVALID: no such pack; USAGE: accounts outside 1 …
 * DEMO_ACCOUNTS_MAX. */
bool demo_check(const DemoOptions *options, GError **error) MUST_USE;
/* Into a book just made with the options' pack. */
bool demo_fill(Desk *desk, const DemoOptions *options, GError **error) MUST_USE;

#endif
