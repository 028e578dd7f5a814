/* tests/desk/tally.h: what every account must owe, reckoned from the lines that were answered and
 * from nothing else: movements of money, added up.  Knows no allocation and no table of the book.
 */
#ifndef RECOUP_TESTS_TALLY_H
#define RECOUP_TESTS_TALLY_H

#include "desk/desk.h"

/* A debit (+) or credit (-) of an account ("" = nobody's yet) from a day on, known since. */
typedef struct {
    char account[REF_SIZE];
    const void *payment; /* whose it is; NULL: no payment's */
    int64_t minor, known_us;
    Day from;
} TallyMove;

typedef struct {
    GArray *moves;                /* TallyMove */
    GHashTable *items, *payments; /* by "account number", by ref */
    GHashTable *disputes;         /* by number */
    GArray *open;                 /* int64_t: of the items the next line is about; see before */
} Tally;

void tally_init(Tally *tally);
void tally_clear(Tally *tally);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Tally, tally_clear)

/* "-12.50" in minor units of the currency, counted by hand. */
int64_t tally_minor(const char *amount, const char *currency);
/* Before a line about a dispute: what is open of the items it is about. */
typedef int64_t (*TallyOpenFn)(void *data, const char *account, const char *number);
void tally_before(Tally *tally, const Json *line, TallyOpenFn open, void *data);
/* After a line was answered. */
void tally_note(Tally *tally, const Json *line, const Json *answer, Day today, int64_t now_us);
/* What the account owes (what is nobody's: "") on a day, as known at an instant. */
int64_t tally_balance(const Tally *tally, const char *account, Day as_of, int64_t known_us);

/* A payment: its account, and what it counts for now (0: reversed). */
bool tally_payment(const Tally *tally, const char *ref, const char **account, int64_t *minor);
unsigned tally_payments(const Tally *tally);
unsigned tally_items(const Tally *tally);

#endif
