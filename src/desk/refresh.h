/* desk/refresh.h: a range of debtors decided again: gather, decide, keep what differs.  One debtor
 * after an action, or a chunk of the daily run; the same code. */
#ifndef RECOUP_DESK_REFRESH_H
#define RECOUP_DESK_REFRESH_H

#include "desk/desk.h"
#include "store/derived_store.h"
#include "store/gather_store.h"

typedef struct Refresher Refresher;

enum { GATE_CODES_MAX = 128 };

typedef struct {
    int64_t accounts, works, held,
        changed; /* accounts with anything open; with work due; held; rows written */
    int64_t past_due, unapplied,
        balance; /* sums over currencies: only for progress, never for a report */
    int64_t bucket_accounts[AGING_BUCKETS_MAX];
    int64_t no_next; /* past due and no next action: must be 0 */
    int64_t gate_asked, gate_allowed, gate_required, gate_denied; /* steps that were due */
    int64_t gate_codes[GATE_CODES_MAX]; /* of the denied, by their first GateCode */
} RefreshCounts;

/* The desk is lent: its zone, actor and clock. */
Refresher *refresh_new(Desk *desk);
void refresh_free(Refresher *refresher);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Refresher, refresh_free)

typedef struct {
    const Policy *policy;
    Day day;
    bool snapshot; /* differing snapshots are noted for the day */
    bool anew;     /* the derived rows were forgotten: the log says what the gate last answered */
} RefreshWish;

/* Gathers and decides debtors [from, to) for a day. */
bool refresh_collect(Refresher *refresher, Db *db, const RefreshWish *wish, int64_t from,
                     int64_t to, RefreshCounts *counts, GError **error) MUST_USE;
/* The rows as they should stand, whatever stands: all of them are inserts of refresh_changes.  For
 * verify; never applied. */
bool refresh_fresh(Refresher *refresher, Db *db, const Policy *policy, Day day, int64_t from,
                   int64_t to, GError **error) MUST_USE;
/* What was collected; lent until the next collect. */
const DerivedChanges *refresh_changes(const Refresher *refresher);
/* Writes what collect found; inside the caller's transaction. */
bool refresh_apply(Refresher *refresher, Db *db, GError **error) MUST_USE;

#endif
