/* run/verify.c: every check of verify, range by range of debtors.  Judges by verify_ledger and
 * verify_derived; mends nothing. */
#include "run/verify.h"

#include "base/text.h"
#include "run/verify_derived.h"
#include "run/verify_ledger.h"
#include "store/book_store.h"
#include "store/journal_store.h"
#include <stdlib.h>
#include <string.h>

typedef struct {
    int64_t chunk; /* -1: of the book as a whole, before all ranges; INT64_MAX: after them */
    char *line;
} Finding;

typedef struct {
    Desk *desk;
    const VerifyOptions *options;
    Policy *policy; /* of the day run last; NULL: nothing was decided yet */
    Day decided, newest_day;
    GArray *decided_chunks; /* RunChunk, ascending */
    int64_t chunks;
    int next, failed; /* atomic */
    GMutex lock;      /* all below */
    GArray *findings; /* Finding */
    GPtrArray *notes;
    int64_t count, done, derived_rows, entries, days;
    VerifyTotals totals;
    GError *error;
} Work;

/* What one thread tells about one range. */
typedef struct {
    Work *work;
    int64_t chunk;
} Teller;

static void tell(void *data, const char *line)
{
    const Teller *teller = data;
    Work *work = teller->work;
    g_mutex_lock(&work->lock);
    if (work->count++ < VERIFY_FINDINGS_MAX) {
        Finding finding = { teller->chunk, g_strdup(line) };
        g_array_append_val(work->findings, finding);
    }
    g_mutex_unlock(&work->lock);
}

/* --- the journal ------------------------------------------------------------------------------ */

static bool check_journal(Work *work, Teller *teller, GError **error)
{
    for (int stream = 0; stream < JOURNAL_STREAMS; stream++) {
        int64_t entries = 0, bad_seq = 0;
        if (!journal_store_verify(work->desk->db, stream, &entries, &bad_seq, error)) return false;
        work->entries += entries;
        if (bad_seq == 0) continue;
        g_autofree char *line =
            g_strdup_printf("the journal's chain breaks in stream %d at entry %" G_GINT64_FORMAT
                            ": it is not what was written, or one before it is gone",
                            stream, bad_seq);
        tell(teller, line);
    }
    return verify_link_days(work->desk->db, tell, teller, &work->days, error);
}

/* --- the book --------------------------------------------------------------------------------- */

static const Creditor *creditor_of(const GArray *creditors, int64_t creditor_id)
{
    for (unsigned i = 0; i < creditors->len; i++)
        if (g_array_index(creditors, Creditor, i).creditor_id == creditor_id)
            return &g_array_index(creditors, Creditor, i);
    return NULL;
}

/* Whoever is still climbing after as many steps as there are creditors goes in a circle. */
static bool check_creditors(Work *work, Teller *teller, GError **error)
{
    g_autoptr(GArray) creditors = NULL;
    if (!book_store_creditors(work->desk->db, &creditors, error)) return false;
    for (unsigned i = 0; i < creditors->len; i++) {
        const Creditor *start = &g_array_index(creditors, Creditor, i), *at = start;
        unsigned steps = 0;
        while (at != NULL && at->parent_id != 0 && steps++ < creditors->len)
            at = creditor_of(creditors, at->parent_id);
        if (at == NULL || at->parent_id == 0) continue;
        g_autofree char *line =
            g_strdup_printf("creditor %s: its parents go round in a circle", start->ref);
        tell(teller, line);
    }
    return true;
}

static void note(void *data, const char *line)
{
    g_ptr_array_add(((Work *)data)->notes, g_strdup(line));
}

static bool check_book(Work *work, GError **error)
{
    Teller teller = { work, -1 };
    Db *db = work->desk->db;
    return check_journal(work, &teller, error) && check_creditors(work, &teller, error) &&
           verify_link_book(db, tell, &teller, error) &&
           verify_link_unfinished(db, note, work, error);
}

/* After all ranges: the references they have are those of the look-ups. */
static bool check_lookups(Work *work, GError **error)
{
    Teller teller = { work, INT64_MAX };
    for (int kind = 0; kind < VERIFY_PRINTS; kind++) {
        VerifyPrint lookup = { 0 };
        const VerifyPrint *own = &work->totals.prints[kind];
        if (!verify_link_lookup(work->desk->db, (VerifyPrintKind)kind, &lookup, error))
            return false;
        if (lookup.count == own->count && lookup.sum == own->sum) continue;
        if (!verify_link_name(work->desk->db, (VerifyPrintKind)kind, tell, &teller, error))
            return false;
    }
    return true;
}

/* --- ranges ----------------------------------------------------------------------------------- */

static int by_chunk(const void *key, const void *row)
{
    int64_t a = *(const int64_t *)key, b = ((const RunChunk *)row)->chunk;
    return a < b ? -1 : a > b;
}

static bool is_decided(const Work *work, int64_t chunk)
{
    if (work->policy == NULL || work->decided_chunks->len == 0) return false;
    return bsearch(&chunk, work->decided_chunks->data, work->decided_chunks->len, sizeof(RunChunk),
                   by_chunk) != NULL;
}

typedef struct {
    Desk *desk;
    VerifyRows rows;
    Refresher *refresher;
    VerifyTotals totals;
    int64_t derived_rows;
} Reader;

static bool check_range(Work *work, Reader *reader, int64_t chunk, GError **error)
{
    int64_t from = chunk * RUN_CHUNK_DEBTORS, to = from + RUN_CHUNK_DEBTORS;
    Teller teller = { work, chunk };
    Db *db = reader->desk->db;
    if (!verify_store_load(&reader->rows, db, from, to, error)) return false;
    verify_ledger_judge(&reader->rows, &reader->totals, tell, &teller);
    if (!verify_link_debtors(db, from, to, &reader->totals.prints[VERIFY_DEBTORS], error) ||
        !verify_link_range(db, from, to, work->newest_day, tell, &teller, error))
        return false;
    if (!is_decided(work, chunk)) return true;
    VerifyDerived derived = { .desk = reader->desk,
                              .policy = work->policy,
                              .day = work->decided,
                              .refresher = reader->refresher,
                              .each = tell,
                              .data = &teller };
    bool done = verify_derived_judge(&derived, from, to, error);
    reader->derived_rows += derived.rows;
    return done;
}

static void note_done(Work *work)
{
    g_mutex_lock(&work->lock);
    work->done++;
    if (work->options->progress != NULL)
        work->options->progress(work->options->data, work->done, work->chunks);
    g_mutex_unlock(&work->lock);
}

/* Takes ranges until none is left. */
static bool read_ranges(Work *work, Reader *reader, GError **error)
{
    for (;;) {
        int64_t chunk = g_atomic_int_add(&work->next, 1);
        if (chunk >= work->chunks || g_atomic_int_get(&work->failed)) return true;
        if (!check_range(work, reader, chunk, error)) return false;
        note_done(work);
    }
}

static bool read_all(Work *work, Desk *desk, GError **error)
{
    g_auto(DbTx) tx = { 0 };
    g_autofree Reader *reader = g_new0(Reader, 1);
    if (!db_tx_begin_read(&tx, desk->db, error)) return false;
    reader->desk = desk;
    reader->refresher = refresh_new(desk);
    verify_store_rows_init(&reader->rows);
    bool done = read_ranges(work, reader, error);
    verify_store_rows_clear(&reader->rows);
    refresh_free(reader->refresher);
    g_mutex_lock(&work->lock);
    verify_ledger_add(&work->totals, &reader->totals);
    work->derived_rows += reader->derived_rows;
    g_mutex_unlock(&work->lock);
    return done;
}

static gpointer thread_main(gpointer data)
{
    Work *work = data;
    g_autoptr(GError) error = NULL;
    g_autoptr(Desk) desk = desk_again(work->desk, &error);
    if (desk != NULL && read_all(work, desk, &error)) return NULL;
    g_atomic_int_set(&work->failed, 1);
    g_mutex_lock(&work->lock);
    if (work->error == NULL) work->error = g_steal_pointer(&error);
    g_mutex_unlock(&work->lock);
    return NULL;
}

static bool check_ranges(Work *work, GError **error)
{
    int jobs = (int)CLAMP(MIN(work->options->jobs, work->chunks), 1, 64);
    GThread *threads[64];
    if (jobs == 1) return read_all(work, work->desk, error);
    for (int i = 0; i < jobs; i++) threads[i] = g_thread_new("verify", thread_main, work);
    for (int i = 0; i < jobs; i++) g_thread_join(threads[i]);
    if (work->error == NULL) return true;
    g_propagate_error(error, g_steal_pointer(&work->error));
    return false;
}

/* --- planning --------------------------------------------------------------------------------- */

/* Derived rows can be judged only where the last daily run decided and nothing came in bulk since.
 */
static bool plan(Work *work, GError **error)
{
    int64_t last = 0, decided = 0, newest = 0;
    Db *db = work->desk->db;
    if (!account_store_last_debtor(db, &last, error)) return false;
    if (!book_store_get_int(db, "decided_day", DAY_NONE, &decided, error)) return false;
    if (!book_store_get_int(db, "running_day", DAY_NONE, &newest, error)) return false;
    work->chunks = last / RUN_CHUNK_DEBTORS + 1;
    work->decided = (Day)decided;
    work->newest_day = (Day)MAX(decided, newest);
    if (work->decided == DAY_NONE) return true;
    Policy *policy = desk_policy(work->desk, work->decided, error);
    if (policy == NULL) return false;
    work->policy = policy_ref(policy);
    return derived_store_chunks(db, work->decided, policy->policy_id, &work->decided_chunks, error);
}

/* --- telling ---------------------------------------------------------------------------------- */

static int by_place(const void *a, const void *b)
{
    const Finding *x = a, *y = b;
    return x->chunk < y->chunk ? -1 : x->chunk > y->chunk;
}

static void put_findings(Work *work, VerifyReport *out)
{
    out->findings = g_ptr_array_new_with_free_func(g_free);
    g_array_sort(work->findings, by_place);
    for (unsigned i = 0; i < work->findings->len; i++)
        g_ptr_array_add(out->findings, g_array_index(work->findings, Finding, i).line);
    out->count = work->count;
}

/* A sum of very many amounts may be larger than an amount can be. */
static const char *amount(__int128 minor, const char *currency, char buffer[static MONEY_TEXT_SIZE])
{
    if (minor > MONEY_MAX || minor < -MONEY_MAX || money_exponent(currency) < 0)
        return "more than can be written";
    return money_text((int64_t)minor, currency, buffer);
}

static void add_sums(const Work *work, GString *text)
{
    char a[MONEY_TEXT_SIZE], b[MONEY_TEXT_SIZE], c[MONEY_TEXT_SIZE], d[MONEY_TEXT_SIZE],
        e[MONEY_TEXT_SIZE], f[MONEY_TEXT_SIZE];
    for (size_t i = 0; i < work->totals.sum_count; i++) {
        const VerifySum *sum = &work->totals.sums[i];
        const char *currency = sum->currency;
        g_string_append_printf(
            text,
            "  %s: items %s, open of them %s; payments %s = applied %s + "
            "unapplied %s + returned %s\n",
            currency, amount(sum->items, currency, a), amount(sum->open, currency, b),
            amount(sum->payments, currency, c), amount(sum->applied, currency, d),
            amount(sum->unapplied, currency, e), amount(sum->returned, currency, f));
    }
}

static char *summary(const Work *work, int64_t started_us)
{
    char day[DAY_TEXT_SIZE];
    GString *text = g_string_new(NULL);
    const VerifyTotals *totals = &work->totals;
    g_string_append_printf(text,
                           "journal: %" G_GINT64_FORMAT " entries in %d chains, %" G_GINT64_FORMAT
                           " sealed days\n",
                           work->entries, JOURNAL_STREAMS, work->days);
    g_string_append_printf(text,
                           "money: %" G_GINT64_FORMAT " accounts, %" G_GINT64_FORMAT
                           " items, %" G_GINT64_FORMAT " payments, %" G_GINT64_FORMAT
                           " allocations\n",
                           totals->accounts, totals->items, totals->payments, totals->allocations);
    add_sums(work, text);
    g_string_append_printf(text,
                           "references: %" G_GINT64_FORMAT " debtors, %" G_GINT64_FORMAT
                           " accounts, %" G_GINT64_FORMAT " payments found by name\n",
                           totals->prints[VERIFY_DEBTORS].count,
                           totals->prints[VERIFY_ACCOUNTS].count,
                           totals->prints[VERIFY_PAYMENTS].count);
    g_string_append_printf(text, "habits: %" G_GINT64_FORMAT " recounted\n", totals->habits);
    if (work->policy == NULL)
        g_string_append(text, "derived rows: no day was run yet\n");
    else
        g_string_append_printf(text,
                               "derived rows: %" G_GINT64_FORMAT
                               " decided afresh for %s, %u of %" G_GINT64_FORMAT
                               " ranges (the others wait for the next day)\n",
                               work->derived_rows, day_text(work->decided, day),
                               work->decided_chunks->len, work->chunks);
    for (unsigned i = 0; i < work->notes->len; i++)
        g_string_append_printf(text, "note: %s\n", (const char *)work->notes->pdata[i]);
    g_string_append_printf(text, "%.2f seconds\n", (double)(clock_elapsed_us() - started_us) / 1e6);
    return g_string_free(text, FALSE);
}

static void clear_work(Work *work)
{
    g_array_unref(work->findings);
    g_ptr_array_unref(work->notes);
    if (work->decided_chunks != NULL) g_array_unref(work->decided_chunks);
    if (work->policy != NULL) policy_unref(work->policy);
    g_mutex_clear(&work->lock);
}

bool verify_run(Desk *desk, const VerifyOptions *options, VerifyReport *out, GError **error)
{
    int64_t started_us = clock_elapsed_us();
    *out = (VerifyReport){ 0 };
    if (!permit_require(&desk->actor, PERMIT_AUDIT, error)) return false;
    Work work = { .desk = desk, .options = options, .decided = DAY_NONE };
    work.findings = g_array_new(FALSE, FALSE, sizeof(Finding));
    work.notes = g_ptr_array_new_with_free_func(g_free);
    g_mutex_init(&work.lock);
    bool done = plan(&work, error) && check_book(&work, error) && check_ranges(&work, error) &&
                check_lookups(&work, error);
    put_findings(&work, out);
    if (done) out->summary = summary(&work, started_us);
    clear_work(&work);
    return done;
}

void verify_report_clear(VerifyReport *report)
{
    g_clear_pointer(&report->findings, g_ptr_array_unref);
    g_clear_pointer(&report->summary, g_free);
}
