/* store/gather_promise.h: the promises of a range of debtors with all the money that bears on them,
 * judged by core/promise.  Private to gathering. */
#ifndef RECOUP_STORE_GATHER_PROMISE_H
#define RECOUP_STORE_GATHER_PROMISE_H

#include "store/gather_rows.h"
#include "store/gather_store.h"

typedef struct GatherPromise GatherPromise;

GatherPromise *gather_promise_new(void);
void gather_promise_free(GatherPromise *promise);
/* Fills promises (StandingPromise): those still open, and those due in the last 400 days. */
bool gather_promise_load(GatherPromise *promise, Db *db, const GatherQuery *query,
                         const GatherRange *range, GatherRows *promises, GError **error) MUST_USE;

/* The same judgement for one account, every promise it ever had, for the view `promises`. */
typedef struct {
    int64_t promise_id, amount_minor, fulfilled_minor, late_minor, remaining_minor, plan_id;
    Day on_day, due_day;
    int32_t state;
    bool cured;
} GatherJudged;
bool gather_promise_account(GatherPromise *promise, Db *db, const GatherQuery *query,
                            int64_t debtor_id, int64_t account_id, GArray **out,
                            GError **error) MUST_USE;

#endif
