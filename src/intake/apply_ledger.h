/* intake/apply_ledger.h: the items and payments of one chunk's accounts in memory, money put from
 * the ones to the others, and written back at once.  Private to apply_payment and
 * apply_allocation. */
#ifndef RECOUP_INTAKE_APPLY_LEDGER_H
#define RECOUP_INTAKE_APPLY_LEDGER_H

#include "intake/import_private.h"

typedef struct {
    GArray *items;       /* Item, of the chunk's debtors, in key order */
    GByteArray *changed; /* by item */
    GArray *parts;       /* Allocation, new; ids still to come */
} LedgerChunk;

typedef struct {
    size_t first, end; /* of one account, in items */
} LedgerSlice;

void apply_ledger_init(LedgerChunk *ledger);
void apply_ledger_clear(LedgerChunk *ledger);
/* In place of what it held. */
bool apply_ledger_load(LedgerChunk *ledger, Db *db, const RowChunk *chunk, bool open_only,
                       GError **error) MUST_USE;
LedgerSlice apply_ledger_slice(const LedgerChunk *ledger, int64_t debtor_id, int64_t account_id);
/* One part of a payment on an item, as desk/ledger.c would post it. */
void apply_ledger_put(Import *import, LedgerChunk *ledger, Item *item, int64_t payment_id,
                      int64_t minor, Day on);
/* Allocations, items and habits. */
bool apply_ledger_write(Import *import, LedgerChunk *ledger, const RowChunk *chunk,
                        GError **error) MUST_USE;

#endif
