/* run/daily.c: the daily run over chunks of debtors.  Decides nothing itself and knows no SQL. */
#include "run/daily.h"

#include "base/text.h"
#include "gate/gate.h"
#include "run/day_assign.h"
#include "run/day_chunk.h"
#include "store/book_store.h"
#include "store/derived_store.h"
#include "store/habit_store.h"
#include "store/journal_store.h"
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { LEASE_US = 60 * 1000 * 1000 };

/* --- the lease: one run at a time ------------------------------------------------------------- */

static void holder_name(char *to, size_t size)
{
    char host[40] = "";
    (void)gethostname(host, sizeof host - 1);
    g_snprintf(to, size, "%ld@%s", (long)getpid(), host);
}

/* A holder on this machine whose process is gone holds nothing. */
static bool holder_is_gone(const char *holder)
{
    char host[40] = "";
    const char *at = strchr(holder, '@');
    (void)gethostname(host, sizeof host - 1);
    if (at == NULL || strcmp(at + 1, host) != 0) return false;
    pid_t pid = (pid_t)g_ascii_strtoll(holder, NULL, 10);
    return pid == getpid() || (kill(pid, 0) != 0 && errno == ESRCH);
}

static bool take_lease(Desk *desk, const DayOptions *options, const Policy *policy, RunRow *run,
                       GError **error)
{
    g_auto(DbTx) tx = { 0 };
    RunRow other, before;
    bool found = false;
    int64_t now_us = clock_now_us();
    if (!db_tx_begin(&tx, desk->db, error)) return false;
    if (!derived_store_run_active(desk->db, now_us, &other, &found, error)) return false;
    if (found && !holder_is_gone(other.holder)) {
        char day[DAY_TEXT_SIZE];
        return problem_refuse(error, PROBLEM_BUSY,
                              "the daily run of %s is under way (process %s); wait for it to end",
                              day_text(other.on_day, day), other.holder);
    }
    if (!derived_store_run_get(desk->db, options->on, &before, &found, error)) return false;
    *run = (RunRow){ .on_day = options->on,
                     .policy_id = policy->policy_id,
                     .state = RUN_RUNNING,
                     .lease_us = now_us + LEASE_US,
                     .started_us = desk_now(desk) };
    /* It was done and stays so until a chunk is decided again, though this run be killed. */
    if (found && before.policy_id == policy->policy_id) run->ended_us = before.ended_us;
    holder_name(run->holder, sizeof run->holder);
    return derived_store_run_put(desk->db, run, error) &&
           book_store_raise_int(desk->db, "running_day", options->on, error) &&
           db_tx_commit(&tx, error);
}

/* --- chunks ----------------------------------------------------------------------------------- */

typedef struct {
    Desk *desk;
    const DayOptions *options;
    const Policy *policy;
    RunRow *run;
    int64_t *chunks; /* still to do, ascending */
    size_t chunk_count;
    int next;   /* atomic: index of the next chunk to take */
    int failed; /* atomic */
    DayTurn turn;
    DbSettler *settler;
    GMutex lock; /* the sums below */
    RefreshCounts counts;
    int64_t done;
    int64_t started_us;
    GError *error;
} Work;

static void fail(Work *work, GError *taken)
{
    g_mutex_lock(&work->lock);
    if (work->error == NULL)
        work->error = taken;
    else
        g_error_free(taken);
    g_mutex_unlock(&work->lock);
    g_atomic_int_set(&work->failed, 1);
    day_turn_stop(&work->turn);
}

static void note(Work *work, const RefreshCounts *counts)
{
    g_mutex_lock(&work->lock);
    day_chunk_sum(&work->counts, counts);
    work->done++;
    if (work->options->progress != NULL)
        work->options->progress(work->options->data, work->done, (int64_t)work->chunk_count,
                                work->counts.accounts,
                                (double)(clock_elapsed_us() - work->started_us) / 1e6);
    g_mutex_unlock(&work->lock);
}

/* Takes chunks until none is left. */
static bool work_on(Work *work, Desk *desk, DayTurn *turn, GError **error)
{
    g_autoptr(Refresher) refresher = refresh_new(desk);
    db_durable(desk->db, false);
    db_settler_serve(work->settler, desk->db);
    for (;;) {
        size_t index = (size_t)g_atomic_int_add(&work->next, 1);
        if (index >= work->chunk_count || g_atomic_int_get(&work->failed)) break;
        RefreshCounts counts = { 0 };
        DayChunk chunk = { desk->db,
                           work->policy,
                           work->options->on,
                           work->chunks[index],
                           work->options->dry_run,
                           work->options->rebuild,
                           turn,
                           index,
                           work->run };
        if (!day_chunk_run(&chunk, refresher, &counts, error)) return false;
        note(work, &counts);
    }
    return true;
}

static gpointer thread_main(gpointer data)
{
    Work *work = data;
    g_autoptr(GError) error = NULL;
    g_autoptr(Desk) desk = desk_again(work->desk, &error);
    if (desk == NULL || !work_on(work, desk, &work->turn, &error))
        fail(work, g_steal_pointer(&error));
    return NULL;
}

static bool alone(Work *work, GError **error)
{
    Db *db = work->desk->db;
    bool done = work_on(work, work->desk, NULL, error);
    db_durable(db, true);
    db_settler_serve(NULL, db);
    return done;
}

static bool side_by_side(Work *work, int jobs, GError **error)
{
    g_autofree GThread **threads = g_new0(GThread *, (size_t)jobs);
    day_turn_init(&work->turn);
    for (int i = 0; i < jobs; i++) threads[i] = g_thread_new("day", thread_main, work);
    for (int i = 0; i < jobs; i++) g_thread_join(threads[i]);
    day_turn_clear(&work->turn);
    if (work->error == NULL) return true;
    g_propagate_error(error, work->error);
    return false;
}

static bool run_chunks(Work *work, GError **error)
{
    int jobs = CLAMP(work->options->jobs, 1, 64);
    g_mutex_init(&work->lock);
    work->started_us = clock_elapsed_us();
    work->settler = db_settler_new(work->desk->db);
    bool done = jobs == 1 ? alone(work, error) : side_by_side(work, jobs, error);
    db_settler_free(work->settler);
    g_mutex_clear(&work->lock);
    return done;
}

/* Which chunks are still to be decided for this day under this policy. */
static bool plan_chunks(Work *work, DaySummary *out, GError **error)
{
    g_autoptr(GArray) done = NULL;
    int64_t last = 0;
    if (!account_store_last_debtor(work->desk->db, &last, error)) return false;
    if (!derived_store_chunks(work->desk->db, work->options->on, work->policy->policy_id, &done,
                              error))
        return false;
    int64_t count = last / RUN_CHUNK_DEBTORS + 1;
    work->chunks = g_new(int64_t, (size_t)count);
    unsigned at = 0;
    for (int64_t chunk = 0; chunk < count; chunk++) {
        while (at < done->len && g_array_index(done, RunChunk, at).chunk < chunk) at++;
        bool is_done = at < done->len && g_array_index(done, RunChunk, at).chunk == chunk;
        if (is_done && !work->options->rebuild) {
            const RunChunk *row = &g_array_index(done, RunChunk, at);
            out->chunks_skipped++;
            work->counts.accounts += row->accounts;
            work->counts.works += row->works;
        } else {
            work->chunks[work->chunk_count++] = chunk;
        }
    }
    out->chunks = count;
    return true;
}

/* --- the end ---------------------------------------------------------------------------------- */

static bool write_entry(Desk *desk, const DaySummary *summary, GError **error)
{
    char day[DAY_TEXT_SIZE];
    g_autoptr(Json) body = json_text_new_object();
    json_text_set(body, "policy", json_text_new_string(summary->policy));
    json_text_set(body, "version", json_text_new_int(summary->policy_version));
    json_text_set(body, "accounts", json_text_new_int(summary->counts.accounts));
    json_text_set(body, "works", json_text_new_int(summary->counts.works));
    json_text_set(body, "assigned", json_text_new_int(summary->assigned));
    g_autofree char *text = json_text_write(body, true);
    JournalEntry entry = { .at_us = desk_now(desk),
                           .actor = desk->actor.name,
                           .action = "day.run",
                           .subject = day_text(summary->on, day),
                           .body = text,
                           .on_day = summary->on };
    return journal_store_append(desk->db, &entry, error) &&
           journal_store_seal_day(desk->db, summary->on, entry.at_us, error);
}

/* A run that found everything decided leaves no trace. */
static bool finish(Desk *desk, RunRow *run, const DaySummary *summary, bool anything,
                   GError **error)
{
    g_auto(DbTx) tx = { 0 };
    run->state = RUN_DONE;
    run->lease_us = 0;
    run->ended_us = desk_now(desk);
    run->accounts = summary->counts.accounts;
    run->works = summary->counts.works;
    return db_tx_begin(&tx, desk->db, error) && derived_store_run_put(desk->db, run, error) &&
           book_store_raise_int(desk->db, "decided_day", run->on_day, error) &&
           (!anything || write_entry(desk, summary, error)) && db_tx_commit(&tx, error);
}

static bool may_run(Desk *desk, const DayOptions *options, GError **error)
{
    int64_t decided = DAY_NONE;
    if (!permit_require(&desk->actor, PERMIT_DAY, error)) return false;
    if (!book_store_get_int(desk->db, "decided_day", DAY_NONE, &decided, error)) return false;
    if (options->on >= decided || options->dry_run) return true;
    char day[DAY_TEXT_SIZE], last[DAY_TEXT_SIZE];
    return problem_refuse(error, PROBLEM_CONFLICT,
                          "the daily run of %s lies before that of %s, which was done; days run "
                          "forwards (a view shows any past day)",
                          day_text(options->on, day), day_text((Day)decided, last));
}

static bool was_done(Desk *desk, const DayOptions *options, const Policy *policy, bool *out,
                     GError **error)
{
    RunRow run;
    bool found = false;
    if (!derived_store_run_get(desk->db, options->on, &run, &found, error)) return false;
    *out = found && run.ended_us != 0 && run.policy_id == policy->policy_id;
    return true;
}

/* What was done is begun anew: from here on the entry is owed. */
static bool reopen(Work *work, GError **error)
{
    g_auto(DbTx) tx = { 0 };
    if (work->options->dry_run || work->chunk_count == 0 || work->run->ended_us == 0) return true;
    work->run->ended_us = 0;
    return db_tx_begin(&tx, work->desk->db, error) &&
           derived_store_run_put(work->desk->db, work->run, error) && db_tx_commit(&tx, error);
}

static void add_gate(void *data, int32_t outcome, const char *word, int64_t steps)
{
    RefreshCounts *counts = data;
    counts->gate_asked += steps;
    if (outcome == GATE_ALLOW) counts->gate_allowed += steps;
    if (outcome == GATE_REQUIRE) counts->gate_required += steps;
    if (outcome != GATE_DENY) return;
    counts->gate_denied += steps;
    counts->gate_codes[gate_words_find(WORDS_CODE, word)] += steps;
}

/* Chunks that were done before have their counts in the rows. */
static bool count_gate(Db *db, RefreshCounts *counts, GError **error)
{
    counts->gate_asked = counts->gate_allowed = counts->gate_required = counts->gate_denied = 0;
    memset(counts->gate_codes, 0, sizeof counts->gate_codes);
    return derived_store_gate(db, add_gate, counts, error);
}

/* Owners, the run's row and its entry; a dry run ends without. */
static bool conclude(Work *work, bool before, DaySummary *out, GError **error)
{
    Desk *desk = work->desk;
    out->counts = work->counts;
    if (work->options->dry_run) return true;
    if (!day_assign_run(desk, work->policy, work->options->on, &out->assigned, &out->unassigned,
                        error))
        return false;
    bool anything = !before || work->chunk_count > 0 || out->assigned > 0;
    if (!finish(desk, work->run, out, anything, error)) return false;
    return out->chunks_skipped == 0 || (derived_store_buckets(desk->db, out->counts.bucket_accounts,
                                                              AGING_BUCKETS_MAX, error) &&
                                        count_gate(desk->db, &out->counts, error));
}

static bool run_work(Work *work, DaySummary *out, GError **error)
{
    bool before = false;
    return was_done(work->desk, work->options, work->policy, &before, error) &&
           (work->options->dry_run ||
            take_lease(work->desk, work->options, work->policy, work->run, error)) &&
           plan_chunks(work, out, error) && reopen(work, error) && run_chunks(work, error) &&
           conclude(work, before, out, error);
}

bool daily_run(Desk *desk, const DayOptions *options, DaySummary *out, GError **error)
{
    RunRow run = { 0 };
    int64_t started_us = clock_elapsed_us();
    *out = (DaySummary){ .on = options->on, .dry_run = options->dry_run };
    if (!may_run(desk, options, error)) return false;
    Policy *policy = desk_policy(desk, options->on, error);
    if (policy == NULL) return false;
    text_copy(out->policy, sizeof out->policy, policy->name);
    out->policy_version = policy->version;
    out->buckets = policy->buckets;
    Work work = { .desk = desk, .options = options, .policy = policy_ref(policy), .run = &run };
    bool done = run_work(&work, out, error);
    policy_unref(policy);
    g_free(work.chunks);
    out->seconds = (double)(clock_elapsed_us() - started_us) / 1e6;
    return done;
}

static void tell_gate(const RefreshCounts *counts, GString *text)
{
    if (counts->gate_asked == 0) return;
    g_string_append_printf(text,
                           "  the gate was asked           %12" G_GINT64_FORMAT "\n"
                           "    allowed                    %12" G_GINT64_FORMAT "\n",
                           counts->gate_asked, counts->gate_allowed);
    if (counts->gate_required > 0)
        g_string_append_printf(text, "    something must be said     %12" G_GINT64_FORMAT "\n",
                               counts->gate_required);
    for (int code = 0; code < GATE_CODES_MAX; code++) {
        if (counts->gate_codes[code] == 0) continue;
        const char *word = gate_words_name(WORDS_CODE, code);
        g_string_append_printf(text, "    denied %-19s %12" G_GINT64_FORMAT "\n",
                               word == NULL ? "" : word, counts->gate_codes[code]);
    }
}

char *daily_summary_text(const DaySummary *summary)
{
    char day[DAY_TEXT_SIZE], label[AGING_LABEL_SIZE];
    GString *text = g_string_new(NULL);
    const RefreshCounts *counts = &summary->counts;
    g_string_append_printf(text, "Day %s%s, policy %s version %" G_GINT64_FORMAT "\n",
                           day_text(summary->on, day),
                           summary->dry_run ? " (dry run: nothing was written)" : "",
                           summary->policy, summary->policy_version);
    g_string_append_printf(text, "  accounts with anything open  %12" G_GINT64_FORMAT "\n",
                           counts->accounts);
    bool all = summary->chunks_skipped == 0; /* else the buckets are of some only */
    for (int bucket = 0; all && bucket < aging_bucket_count(&summary->buckets); bucket++)
        g_string_append_printf(text, "    oldest item %-15s  %12" G_GINT64_FORMAT "\n",
                               aging_label(&summary->buckets, bucket, label),
                               counts->bucket_accounts[bucket]);
    g_string_append_printf(text, "  work due                     %12" G_GINT64_FORMAT "\n",
                           counts->works);
    tell_gate(counts, text);
    if (summary->chunks_skipped < summary->chunks)
        g_string_append_printf(text, "  rows changed                 %12" G_GINT64_FORMAT "\n",
                               counts->changed);
    if (summary->assigned > 0)
        g_string_append_printf(text, "  owners given                 %12" G_GINT64_FORMAT "\n",
                               summary->assigned);
    if (summary->unassigned > 0)
        g_string_append_printf(text, "  work without an owner        %12" G_GINT64_FORMAT "\n",
                               summary->unassigned);
    if (counts->no_next > 0)
        g_string_append_printf(text,
                               "  PAST DUE WITHOUT A NEXT STEP %12" G_GINT64_FORMAT
                               " (see: recoup show no_next_action)\n",
                               counts->no_next);
    if (summary->chunks_skipped == summary->chunks)
        g_string_append(text, "  everything was decided already; nothing changed\n");
    g_string_append_printf(text, "  %.2f seconds\n", summary->seconds);
    return g_string_free(text, FALSE);
}
