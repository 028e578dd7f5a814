/* run/day_chunk.c: a chunk decided and its checkpoint, together or not at all.  Plans nothing. */
#include "run/day_chunk.h"

#include "base/clock.h"
#include "store/habit_store.h"

void day_chunk_sum(RefreshCounts *into, const RefreshCounts *counts)
{
    into->accounts += counts->accounts;
    into->works += counts->works;
    into->held += counts->held;
    into->changed += counts->changed;
    into->past_due += counts->past_due;
    into->unapplied += counts->unapplied;
    into->balance += counts->balance;
    into->no_next += counts->no_next;
    into->gate_asked += counts->gate_asked;
    into->gate_allowed += counts->gate_allowed;
    into->gate_required += counts->gate_required;
    into->gate_denied += counts->gate_denied;
    for (int i = 0; i < GATE_CODES_MAX; i++) into->gate_codes[i] += counts->gate_codes[i];
    for (int i = 0; i < AGING_BUCKETS_MAX; i++)
        into->bucket_accounts[i] += counts->bucket_accounts[i];
}

static bool put(const DayChunk *chunk, Refresher *refresher, const RefreshCounts *counts,
                GError **error)
{
    RunChunk row = { .on_day = chunk->on,
                     .chunk = chunk->chunk,
                     .policy_id = chunk->policy->policy_id,
                     .accounts = counts->accounts,
                     .works = counts->works,
                     .changed = counts->changed,
                     .done_us = clock_now_us() };
    return derived_store_chunk_put(chunk->db, &row, error) &&
           refresh_apply(refresher, chunk->db, error);
}

static bool collect(const DayChunk *chunk, Refresher *refresher, RefreshCounts *counts,
                    GError **error)
{
    int64_t from = chunk->chunk * RUN_CHUNK_DEBTORS;
    RefreshWish wish = { chunk->policy, chunk->on, true, chunk->rebuild && !chunk->dry_run };
    return refresh_collect(refresher, chunk->db, &wish, from, from + RUN_CHUNK_DEBTORS, counts,
                           error);
}

/* Habits are made again first: the decision reads them. */
static bool rebuild(const DayChunk *chunk, Refresher *refresher, RefreshCounts *counts,
                    GError **error)
{
    g_auto(DbTx) tx = { 0 };
    int64_t from = chunk->chunk * RUN_CHUNK_DEBTORS, to = from + RUN_CHUNK_DEBTORS;
    return db_tx_begin(&tx, chunk->db, error) && habit_store_rebuild(chunk->db, from, to, error) &&
           derived_store_forget(chunk->db, from, to, error) &&
           collect(chunk, refresher, counts, error) && put(chunk, refresher, counts, error) &&
           db_tx_commit(&tx, error);
}

static bool decide(const DayChunk *chunk, Refresher *refresher, const RefreshCounts *counts,
                   GError **error)
{
    g_auto(DbTx) tx = { 0 };
    return db_tx_begin(&tx, chunk->db, error) && put(chunk, refresher, counts, error) &&
           db_tx_commit(&tx, error);
}

bool day_chunk_run(const DayChunk *chunk, Refresher *refresher, RefreshCounts *counts,
                   GError **error)
{
    bool again = chunk->rebuild && !chunk->dry_run;
    if (!again && !collect(chunk, refresher, counts, error)) return false;
    if (chunk->dry_run) return true;
    if (!day_turn_take(chunk->turn, chunk->place)) return true;
    bool done =
        again ? rebuild(chunk, refresher, counts, error) : decide(chunk, refresher, counts, error);
    if (done) day_turn_give(chunk->turn);
    return done;
}
