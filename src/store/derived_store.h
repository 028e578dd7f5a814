/* store/derived_store.h: the derived rows of accounts, their snapshots and the checkpoints of the
 * daily run.  SQL only. */
#ifndef RECOUP_STORE_DERIVED_STORE_H
#define RECOUP_STORE_DERIVED_STORE_H

#include "core/facts.h"
#include "db/db.h"

typedef struct {
    int64_t debtor_id, account_id;
    int64_t balance_minor, not_due_minor, past_due_minor, chase_minor, unapplied_minor,
        disputed_minor, promised_minor;
    Day oldest_due_day, next_due_day;
    int64_t open_count, past_due_count;
    Day last_payment_day, last_contact_day;
    int64_t contacts_7d, contacts_30d, broken_12m, kept_12m, avg_late_12m, score;
    char segment[WORD_SIZE], treatment[WORD_SIZE], arm[WORD_SIZE], step[WORD_SIZE];
    int32_t step_state;
    Day step_since_day;
    char next_step[WORD_SIZE];
    Day next_day;
    int64_t work_no;
    int32_t holds;
    Day hold_until_day;
    int64_t priority, owner_id;
    int32_t bucket;
    int64_t policy_id;
    int32_t gate_outcome; /* of the step that is due or waits for the gate; -1: not asked */
    Day gate_next_day;
    char gate_word[WORD_SIZE], gate_rules[NAME_SIZE];
    int64_t digest; /* of all above but the key */
    Day snapshot_day;
    int32_t snapshot_bucket;
    int64_t snapshot_balance, snapshot_past_due;
} DerivedRow;

typedef struct {
    int64_t debtor_id, account_id;
    Day on_day;
    int32_t bucket;
    int64_t balance_minor, past_due_minor;
    int64_t recorded_us; /* when the run took it */
    bool again;          /* in place of one of the same day */
} SnapshotRow;

/* What a pass found to be different; each in key order. */
typedef struct {
    GArray *inserts, *updates, *deletes; /* DerivedRow; of deletes only the key counts */
    GArray *snapshots;                   /* SnapshotRow */
} DerivedChanges;

void derived_store_changes_init(DerivedChanges *changes);
void derived_store_changes_empty(DerivedChanges *changes);
void derived_store_changes_clear(DerivedChanges *changes);
bool derived_store_apply(Db *db, const DerivedChanges *changes, GError **error) MUST_USE;
/* Forgets every derived row of debtors [from, to) but what the snapshots tell, for a rebuild. */
bool derived_store_forget(Db *db, int64_t from, int64_t to, GError **error) MUST_USE;
/* Rows with work due, by owner (0 = all) and for one account (0 = all). */
typedef void (*DerivedFn)(void *data, const DerivedRow *row);
bool derived_store_get(Db *db, int64_t debtor_id, int64_t account_id, DerivedRow *out, bool *found,
                       GError **error) MUST_USE;
/* Appends the first column in which a stored row is not the fresh one: "priority is 40, a fresh
 * decision says 62"; false when they are the same.  Snapshots and the digest do not count. */
bool derived_store_differs(const DerivedRow *stored, const DerivedRow *fresh, GString *out);
bool derived_store_each(Db *db, int64_t from, int64_t to, DerivedFn each, void *data,
                        GError **error) MUST_USE;

/* The last snapshot of each account on or before a day, in key order; accounts with none are left
 * out. */
typedef void (*SnapshotFn)(void *data, const SnapshotRow *row);
bool derived_store_snapshots(Db *db, Day day, int64_t from, int64_t to, SnapshotFn each, void *data,
                             GError **error) MUST_USE;

/* --- runs ------------------------------------------------------------------------------------- */

enum { RUN_CHUNK_DEBTORS = 4096 };
typedef enum { RUN_RUNNING, RUN_DONE } RunState;

typedef struct {
    Day on_day;
    int64_t policy_id;
    int32_t state;
    char holder[REF_SIZE];
    int64_t lease_us, started_us, accounts, works;
    int64_t ended_us; /* all was decided then, and no chunk since; 0: there is work to do */
} RunRow;

typedef struct {
    Day on_day;
    int64_t chunk, policy_id, accounts, works, changed, done_us;
} RunChunk;

bool derived_store_run_get(Db *db, Day day, RunRow *out, bool *found, GError **error) MUST_USE;
bool derived_store_run_put(Db *db, const RunRow *run, GError **error) MUST_USE;
/* Any run, of whatever day, whose lease is not over: BUSY is the caller's word. */
bool derived_store_run_active(Db *db, int64_t now_us, RunRow *out, bool *found,
                              GError **error) MUST_USE;
bool derived_store_run_last(Db *db, RunRow *out, bool *found, GError **error) MUST_USE;
bool derived_store_chunk_put(Db *db, const RunChunk *chunk, GError **error) MUST_USE;
bool derived_store_chunks(Db *db, Day day, int64_t policy_id, GArray **out,
                          GError **error) MUST_USE;
/* Another policy: every chunk of these days is to be decided again. */
bool derived_store_days_stale(Db *db, Day from, GError **error) MUST_USE;
/* Bulk work touched debtors [from, to]: every chunk they are in is to be decided again. */
bool derived_store_chunks_stale(Db *db, int64_t from_debtor, int64_t to_debtor,
                                GError **error) MUST_USE;

/* --- owners ----------------------------------------------------------------------------------- */

typedef struct {
    int64_t debtor_id, account_id;
    Day on_day;
    int64_t recorded_us, member_id;
    char reason[NAME_SIZE];
} AssignmentRow;

bool derived_store_assign(Db *db, const AssignmentRow *rows, size_t count, GError **error) MUST_USE;

/* What each owner has: accounts with work due, and what is past due on them. */
typedef void (*OwnedFn)(void *data, int64_t member_id, int64_t accounts, int64_t past_due_minor,
                        int64_t works);
bool derived_store_owned(Db *db, OwnedFn each, void *data, GError **error) MUST_USE;
/* Chunks (int64_t) in which work is due that nobody owns. */
bool derived_store_unowned_chunks(Db *db, GArray **out, GError **error) MUST_USE;
/* Steps by what the gate said of them. */
typedef void (*DerivedGateFn)(void *data, int32_t outcome, const char *word, int64_t steps);
bool derived_store_gate(Db *db, DerivedGateFn each, void *data, GError **error) MUST_USE;
/* Accounts by bucket; counts[] is filled up to `size`. */
bool derived_store_buckets(Db *db, int64_t *counts, size_t size, GError **error) MUST_USE;

#endif
