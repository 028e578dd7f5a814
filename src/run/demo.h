/* run/demo.h: a book of made-up debtors with two years of history, for a first look and for tests.
 * The same seed and day give the same book; everything in it came about by the desk's own actions.
 */
#ifndef RECOUP_RUN_DEMO_H
#define RECOUP_RUN_DEMO_H

#include "desk/desk.h"

enum { DEMO_ACCOUNTS_MAX = 1000000 };

/* Into a book just made.  INVALID: accounts outside 1 … DEMO_ACCOUNTS_MAX. */
bool demo_fill(Desk *desk, int64_t accounts, uint64_t seed, GError **error) MUST_USE;

#endif
