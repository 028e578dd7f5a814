/* desk/refresh.c: gather, decide, compare, write.  Knows no action and no file. */
#include "desk/refresh.h"

#include "base/text.h"
#include "desk/asking.h"
#include "gate/gate.h"
#include "store/book_store.h"
#include "store/past_store.h"
#include <string.h>

struct Refresher {
    Desk *desk;
    GatherBatch *batch;
    Asking *asking;
    DerivedChanges changes;
    GArray *last; /* VerdictLast: what stands in the log, where derived rows are made again */
    VerdictRow *verdicts;
    size_t verdict_count;
};

Refresher *refresh_new(Desk *desk)
{
    Refresher *refresher = g_new0(Refresher, 1);
    refresher->desk = desk;
    refresher->batch = gather_store_new();
    refresher->asking = asking_new();
    refresher->last = g_array_new(FALSE, FALSE, sizeof(VerdictLast));
    derived_store_changes_init(&refresher->changes);
    return refresher;
}

void refresh_free(Refresher *refresher)
{
    if (refresher == NULL) return;
    gather_store_free(refresher->batch);
    asking_free(refresher->asking);
    g_array_unref(refresher->last);
    derived_store_changes_clear(&refresher->changes);
    g_free(refresher);
}

/* --- rows ------------------------------------------------------------------------------------- */

static void put_money(const Facts *facts, DerivedRow *row)
{
    row->debtor_id = facts->debtor_id;
    row->account_id = facts->account_id;
    row->balance_minor = facts->balance;
    row->not_due_minor = facts->not_due;
    row->past_due_minor = facts->past_due;
    row->chase_minor = facts->chase;
    row->unapplied_minor = facts->unapplied;
    row->disputed_minor = facts->disputed;
    row->promised_minor = facts->promised;
    row->oldest_due_day = facts->oldest_due_day;
    row->next_due_day = facts->next_due_day;
    row->open_count = facts->open_count;
    row->past_due_count = facts->past_due_count;
    row->last_payment_day = facts->last_payment_day;
    row->last_contact_day = facts->last_contact_day;
    row->contacts_7d = facts->contacts_7d;
    row->contacts_30d = facts->contacts_30d;
    row->broken_12m = facts->broken_12m;
    row->kept_12m = facts->kept_12m;
    row->avg_late_12m = facts->avg_late_12m;
}

static const char *step_name(const Policy *policy, const Decision *decision, int32_t step)
{
    if (step < 0 || decision->treatment < 0) return "";
    return policy->treatments[decision->treatment].steps[step].name;
}

static void put_decision(const Facts *facts, const Policy *policy, const Decided *decided,
                         DerivedRow *row)
{
    const Decision *decision = &decided->decision;
    const Cleared *cleared = &decided->cleared;
    row->score = decision->score;
    text_copy(row->segment, sizeof row->segment, facts->segment);
    text_copy(row->treatment, sizeof row->treatment, facts->treatment);
    text_copy(row->arm, sizeof row->arm, facts->arm);
    text_copy(row->step, sizeof row->step, step_name(policy, decision, decision->step));
    text_copy(row->next_step, sizeof row->next_step,
              step_name(policy, decision, decision->next_step));
    row->step_state = (int32_t)decision->state;
    row->step_since_day = decision->since_day;
    row->next_day = decision->next_day;
    row->work_no = decision->work_no;
    row->holds = (int32_t)facts->holds;
    row->hold_until_day = facts->hold_until;
    row->priority = decision->priority;
    row->owner_id = facts->owner_id;
    row->bucket = decision->bucket;
    row->policy_id = policy->policy_id;
    row->gate_outcome = cleared->outcome;
    row->gate_next_day = cleared->next_day;
    text_copy(row->gate_word, sizeof row->gate_word, cleared->word);
    text_copy(row->gate_rules, sizeof row->gate_rules, cleared->rules);
    size_t first = offsetof(DerivedRow, balance_minor);
    row->digest =
        (int64_t)text_mix((const char *)row + first, offsetof(DerivedRow, digest) - first);
}

/* --- comparing -------------------------------------------------------------------------------- */

static void note_snapshot(DerivedChanges *changes, const GatheredAccount *account, Day day,
                          DerivedRow *row)
{
    bool same = row->bucket == account->snapshot_bucket &&
                row->balance_minor == account->snapshot_balance &&
                row->past_due_minor == account->snapshot_past_due;
    if (same) return;
    SnapshotRow snapshot = { .debtor_id = row->debtor_id,
                             .account_id = row->account_id,
                             .on_day = day,
                             .bucket = row->bucket,
                             .balance_minor = row->balance_minor,
                             .past_due_minor = row->past_due_minor,
                             .again = account->snapshot_day == day };
    g_array_append_val(changes->snapshots, snapshot);
    row->snapshot_day = day;
    row->snapshot_bucket = row->bucket;
    row->snapshot_balance = row->balance_minor;
    row->snapshot_past_due = row->past_due_minor;
}

static void keep_snapshot(const GatheredAccount *account, DerivedRow *row)
{
    row->snapshot_day = account->snapshot_day;
    row->snapshot_bucket = account->snapshot_bucket;
    row->snapshot_balance = account->snapshot_balance;
    row->snapshot_past_due = account->snapshot_past_due;
}

/* The digest knows nothing of snapshots. */
static bool same_snapshot(const GatheredAccount *account, const DerivedRow *row)
{
    return row->snapshot_day == account->snapshot_day &&
           row->snapshot_bucket == account->snapshot_bucket &&
           row->snapshot_balance == account->snapshot_balance &&
           row->snapshot_past_due == account->snapshot_past_due;
}

/* Settled accounts keep their row until a daily run has noted that they are settled. */
static void compare(DerivedChanges *changes, const GatheredAccount *account, bool present,
                    bool snapshot, Day day, DerivedRow *row)
{
    keep_snapshot(account, row);
    if (snapshot) note_snapshot(changes, account, day, row);
    bool wanted = present || row->snapshot_bucket != -1 || row->snapshot_balance != 0;
    if (!wanted && account->had_row) g_array_append_val(changes->deletes, *row);
    if (!wanted) return;
    if (!account->had_row)
        g_array_append_val(changes->inserts, *row);
    else if (account->row_digest != row->digest || !same_snapshot(account, row))
        g_array_append_val(changes->updates, *row);
}

static void count(RefreshCounts *counts, const Facts *facts, const Decision *decision)
{
    counts->accounts++;
    counts->works += decision->state == STEP_DUE;
    counts->held += decision->state == STEP_HELD;
    counts->past_due += facts->past_due;
    counts->unapplied += facts->unapplied;
    counts->balance += facts->balance;
    if (decision->bucket >= 0) counts->bucket_accounts[decision->bucket]++;
    bool named = decision->state == STEP_DUE || decision->state == STEP_HELD ||
                 decision->next_day != DAY_NONE;
    counts->no_next += facts->past_due > 0 && !named;
}

static void count_gate(RefreshCounts *counts, const Cleared *cleared)
{
    if (cleared->outcome < 0) return;
    counts->gate_asked++;
    counts->gate_allowed += cleared->outcome == GATE_ALLOW;
    counts->gate_required += cleared->outcome == GATE_REQUIRE;
    if (cleared->outcome != GATE_DENY) return;
    counts->gate_denied++;
    counts->gate_codes[gate_words_find(WORDS_CODE, cleared->word)]++;
}

static void take_one(Refresher *refresher, const Policy *policy, Day day, bool snapshot,
                     const GatheredAccount *account, Decided decided, RefreshCounts *counts)
{
    const Facts *facts = &account->facts;
    bool present = account->item_count > 0 || facts->unapplied != 0;
    if (!gather_store_has_row(account)) return;
    DerivedRow row;
    memset(&row, 0, sizeof row);
    if (!present) decided.decision.bucket = -1;
    put_money(facts, &row);
    put_decision(facts, policy, &decided, &row);
    if (present) count(counts, facts, &decided.decision);
    count_gate(counts, &decided.cleared);
    compare(&refresher->changes, account, present, snapshot, day, &row);
}

static bool gather(Refresher *refresher, Db *db, const Policy *policy, Day day, bool previous,
                   int64_t from, int64_t to, GError **error)
{
    GatherQuery query = { .as_of = day,
                          .known_us = INT64_MAX,
                          .debtors = true,
                          .previous = previous,
                          .calendar = &policy->calendar,
                          .tolerance_days = policy->promise_tolerance_days,
                          .tolerance_share = policy->promise_tolerance_share };
    derived_store_changes_empty(&refresher->changes);
    refresher->verdict_count = 0;
    return gather_store_needs_rewind(db, day, INT64_MAX, &query.rewind, error) &&
           gather_store_load(refresher->batch, db, &query, from, to, error);
}

static bool decide(Refresher *refresher, Db *db, const Policy *policy, Day day, int64_t from,
                   int64_t to, bool keep, const Decided **out, GError **error)
{
    AskingRange range = { .from = from,
                          .to = to,
                          .known_us = INT64_MAX,
                          .zone = refresher->desk->zone,
                          .policy = policy,
                          .keep = keep,
                          .rows_only = true };
    *out = asking_decide(refresher->asking, db, refresher->batch, &range, day, error);
    return *out != NULL;
}

static void take_all(Refresher *refresher, const Policy *policy, Day day, bool snapshot,
                     const Decided *decided, RefreshCounts *counts)
{
    for (size_t i = 0; i < gather_store_count(refresher->batch); i++)
        take_one(refresher, policy, day, snapshot, gather_store_at(refresher->batch, i), decided[i],
                 counts);
}

bool refresh_fresh(Refresher *refresher, Db *db, const Policy *policy, Day day, int64_t from,
                   int64_t to, GError **error)
{
    RefreshCounts counts = { 0 };
    const Decided *decided = NULL;
    if (!gather(refresher, db, policy, day, false, from, to, error) ||
        !decide(refresher, db, policy, day, from, to, false, &decided, error))
        return false;
    take_all(refresher, policy, day, false, decided, &counts);
    return true;
}

const DerivedChanges *refresh_changes(const Refresher *refresher)
{
    return &refresher->changes;
}

/* Where the derived rows were forgotten, the log says what was last answered. */
static bool remember(Refresher *refresher, Db *db, int64_t from, int64_t to, GError **error)
{
    unsigned at = 0;
    if (!verdict_store_last(db, from, to, refresher->last, error)) return false;
    for (size_t i = 0; i < gather_store_count(refresher->batch) && at < refresher->last->len; i++) {
        GatheredAccount *account = gather_store_at(refresher->batch, i);
        const VerdictLast *last = &g_array_index(refresher->last, VerdictLast, at);
        if (last->account_id != account->facts.account_id) continue;
        const char *words = last->codes[0] != '\0' ? last->codes : last->requires;
        account->gate =
            (GatheredGate){ .outcome = last->outcome, .next_day = last->next_day, .work_no = -1 };
        g_strlcpy(account->gate.word, words,
                  MIN(strcspn(words, ",") + 1, sizeof account->gate.word));
        text_copy(account->gate.rules, sizeof account->gate.rules, last->rules);
        at++;
    }
    return true;
}

static bool is_taken(const GArray *pictures, unsigned *at, const SnapshotRow *row)
{
    for (; *at < pictures->len; (*at)++) {
        const PastPicture *one = &g_array_index(pictures, PastPicture, *at);
        if (one->debtor_id < row->debtor_id) continue;
        if (one->debtor_id > row->debtor_id || one->account_id > row->account_id) return false;
        if (one->account_id == row->account_id) return true;
    }
    return false;
}

/* An account that was settled when the day ran before has no derived row that tells of the picture
 * it has of this day. */
static bool ask_pictures(const Refresher *refresher, Db *db, const RefreshWish *wish, int64_t from,
                         int64_t to, GError **error)
{
    g_autoptr(GArray) pictures = g_array_new(FALSE, FALSE, sizeof(PastPicture));
    GArray *snapshots = refresher->changes.snapshots;
    int64_t decided = DAY_NONE;
    unsigned at = 0;
    if (snapshots->len == 0) return true;
    if (!book_store_get_int(db, "decided_day", DAY_NONE, &decided, error)) return false;
    if (decided != wish->day) return true;
    if (!past_store_pictures(db, from, to, wish->day, pictures, error)) return false;
    for (unsigned i = 0; i < snapshots->len; i++) {
        SnapshotRow *row = &g_array_index(snapshots, SnapshotRow, i);
        row->again = is_taken(pictures, &at, row) || row->again;
    }
    return true;
}

bool refresh_collect(Refresher *refresher, Db *db, const RefreshWish *wish, int64_t from,
                     int64_t to, RefreshCounts *counts, GError **error)
{
    const Decided *decided = NULL;
    if (!gather(refresher, db, wish->policy, wish->day, true, from, to, error) ||
        (wish->anew && !remember(refresher, db, from, to, error)) ||
        !decide(refresher, db, wish->policy, wish->day, from, to, true, &decided, error))
        return false;
    take_all(refresher, wish->policy, wish->day, wish->snapshot, decided, counts);
    if (!ask_pictures(refresher, db, wish, from, to, error)) return false;
    refresher->verdicts = asking_verdicts(refresher->asking, &refresher->verdict_count);
    DerivedChanges *changes = &refresher->changes;
    counts->changed += changes->inserts->len + changes->updates->len + changes->deletes->len;
    return true;
}

/* Last, because the numbers are given out one transaction after the other. */
static bool write_verdicts(Refresher *refresher, Db *db, GError **error)
{
    int64_t first = 0, version_id = 0, now_us = desk_now(refresher->desk);
    size_t count = refresher->verdict_count;
    if (count == 0) return true;
    if (!verdict_store_version(db, GATE_RULEBOOK, clock_tz_version(), now_us, &version_id, error) ||
        !book_store_ids(db, "verdict", (int64_t)count, &first, error))
        return false;
    for (size_t i = 0; i < count; i++) {
        VerdictRow *row = &refresher->verdicts[i];
        row->verdict_id = first + (int64_t)i;
        row->version_id = version_id;
        row->recorded_us = now_us;
        text_copy(row->actor, sizeof row->actor, refresher->desk->actor.name);
    }
    return verdict_store_insert(db, refresher->verdicts, count, error);
}

bool refresh_apply(Refresher *refresher, Db *db, GError **error)
{
    GArray *snapshots = refresher->changes.snapshots;
    for (unsigned i = 0; i < snapshots->len; i++)
        g_array_index(snapshots, SnapshotRow, i).recorded_us = desk_now(refresher->desk);
    return derived_store_apply(db, &refresher->changes, error) &&
           write_verdicts(refresher, db, error);
}
