/* run/demo_rows.h: the rows of a made-up book, a chunk of debtors at a time: gathered, digested,
 * stored.  Decides nothing. */
#ifndef RECOUP_RUN_DEMO_ROWS_H
#define RECOUP_RUN_DEMO_ROWS_H

#include "base/digest.h"
#include "store/account_store.h"
#include "store/care_store.h"
#include "store/ledger_store.h"

#define DEMO_ROWS_DAY_US INT64_C(86400000000)

/* What has numbers of its own. */
typedef enum {
    DEMO_DEBTOR,
    DEMO_ACCOUNT,
    DEMO_ITEM,
    DEMO_PAYMENT,
    DEMO_ALLOCATION,
    DEMO_CONTACT,
    DEMO_PROMISE,
    DEMO_HOLD,
    DEMO_DISPUTE,
    DEMO_KINDS
} DemoKind;

typedef struct {
    GArray *debtors, *accounts, *items, *payments, *allocations, *contacts;
    GArray *promises, *holds, *disputes, *dispute_items, *steps;
    int64_t first[DEMO_KINDS], next[DEMO_KINDS]; /* ids: of this chunk, and the next to give */
} DemoRows;

/* Numbers go on where the book's are. */
bool demo_rows_init(DemoRows *rows, Db *db, GError **error) MUST_USE;
void demo_rows_clear(DemoRows *rows);
int64_t demo_rows_id(DemoRows *rows, DemoKind kind);
int64_t demo_rows_count(const DemoRows *rows);
/* A digest over every row's content, in hexadecimal. */
const char *demo_rows_digest(const DemoRows *rows, char hex[static DIGEST_HEX_SIZE]);
/* Stores them all, takes their numbers, makes the habits; inside the caller's transaction.  Leaves
 * the chunk empty. */
bool demo_rows_store(DemoRows *rows, Db *db, GError **error) MUST_USE;

#endif
