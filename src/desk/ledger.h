/* desk/ledger.h: the one way money moves between items, payments and credits.  Keeps the cached
 * open and unapplied amounts and the payment habits in step with the allocations; decides nothing
 * about which item is closed. */
#ifndef RECOUP_DESK_LEDGER_H
#define RECOUP_DESK_LEDGER_H

#include "core/allocation.h"
#include "desk/desk.h"
#include "store/habit_store.h"
#include "store/ledger_store.h"

typedef struct {
    Act *act;
    Account account;
    HabitRow habit;
    bool habit_read, habit_changed;
    GArray *parts; /* Allocation, ids still to come */
} Ledger;

void ledger_open(Ledger *ledger, Act *act, const Account *account);
void ledger_clear(Ledger *ledger);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Ledger, ledger_clear)
/* Writes the allocations and the habits. */
bool ledger_close(Ledger *ledger, GError **error) MUST_USE;

/* Lowers (positive) or raises (negative) an item and stores its new open amount; on its day of
 * issue at the earliest. */
bool ledger_apply(Ledger *ledger, AllocationSource source, int64_t source_id, Item *item,
                  int64_t minor, Day on, GError **error) MUST_USE;
/* Applies a credit (an item below zero) to an item above zero: a pair of allocations. */
bool ledger_apply_credit(Ledger *ledger, Item *credit, Item *item, int64_t minor, Day on,
                         GError **error) MUST_USE;

/* The account's open items; those that money may close, as core/allocation wants them. */
bool ledger_items(Ledger *ledger, GArray **items, GError **error) MUST_USE;
GArray *ledger_candidates(const GArray *items);
/* The clearing order of the policy live on the day, or none. */
bool ledger_rule(Act *act, bool clearing, AllocationRule *rule, GError **error) MUST_USE;
/* Spreads a payment over the account by rule, or by list; stores what is left as unapplied. */
bool ledger_spread(Ledger *ledger, Payment *payment, const AllocationRule *rule,
                   GError **error) MUST_USE;
bool ledger_spread_list(Ledger *ledger, Payment *payment, const AllocationWish *wishes,
                        size_t count, GError **error) MUST_USE;
/* Puts credits (open notes, unapplied payments) to an item, oldest first. */
bool ledger_absorb(Ledger *ledger, Item *item, GError **error) MUST_USE;
/* Uses a credit on the oldest open items. */
bool ledger_use_credit(Ledger *ledger, Item *credit, GError **error) MUST_USE;
/* A payment was taken: the last payment of the account, unless a later one is known. */
bool ledger_note_payment(Ledger *ledger, const Payment *payment, GError **error) MUST_USE;
/* A payment was taken back or counts again: which one is the last now? */
bool ledger_ask_payment(Act *act, const Payment *payment, GError **error) MUST_USE;

/* Which of these rows (Allocation, in the order they were recorded) still stand, and how much of
 * them; given. */
AllocationMove *ledger_standing(const GArray *parts);

#endif
