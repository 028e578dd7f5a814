/* store/gate_gather.h: the rows that the gate's facts are made of, for a range of debtors or for
 * one: one query a table, merged in debtor order.  Decides nothing. */
#ifndef RECOUP_STORE_GATE_GATHER_H
#define RECOUP_STORE_GATE_GATHER_H

#include "store/gather_store.h"

typedef struct GateGather GateGather;
GateGather *gate_gather_new(void);
void gate_gather_free(GateGather *gather);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GateGather, gate_gather_free)

/* Loads debtors [from, to) in place of what it held; one debtor: [id, id + 1).  What was recorded
 * after known_us is left out (INT64_MAX: nothing is). */
bool gate_gather_load(GateGather *gather, Db *db, int64_t from, int64_t to, int64_t known_us,
                      GError **error) MUST_USE;
/* The debtors that were found, in order. */
size_t gate_gather_count(const GateGather *gather);
int64_t gate_gather_debtor(const GateGather *gather, size_t index);
/* Index of a debtor; SIZE_MAX when it is not there. */
size_t gate_gather_find(const GateGather *gather, int64_t debtor_id);
/* All but `house` and `at_us`, which are the caller's; lent until the next load. */
void gate_gather_rows(const GateGather *gather, size_t index, GateBookRows *out);
/* The same debts, for a caller who knows their balances better (a past day). */
GateDebtRow *gate_gather_debts(GateGather *gather, size_t index);
/* For debtors [from, to) of whom a batch holds the rest: loads only what a batch leaves out. */
bool gate_gather_beside(GateGather *gather, Db *db, int64_t from, int64_t to, int64_t known_us,
                        GError **error) MUST_USE;
/* Then, debtor by debtor in order: all but `house` and `at_us` of the debtor whose accounts are the
 * batch's [first, first + count), owing what the batch says.  False when the book has no such
 * debtor; lent until the next call. */
bool gate_gather_of(GateGather *gather, GatherBatch *batch, size_t first, size_t count,
                    GateBookRows *out);

#endif
