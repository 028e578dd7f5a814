/* intake/import_batch.c: the life of one imported file in the book: found again after a kill, its
 * chunks committed with journal and quarantine, ended.  Reads no row's fields.
 *
 * A batch is known by the digest of its bytes, its kind and its map.  What it records is dated with
 * its first run, so that a run that goes on where another was killed leaves the same book. */
#include "base/json_text.h"
#include "base/text.h"
#include "intake/import_private.h"
#include "store/derived_store.h"
#include "store/journal_store.h"
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/* --- the file's digest --------------------------------------------------------------------- */

static gpointer hash_file(gpointer path)
{
    enum { PIECE = 1 << 18 };
    int file = open(path, O_RDONLY | O_CLOEXEC);
    g_autofree char *piece = g_malloc(PIECE);
    g_autofree char *hex = g_malloc(DIGEST_HEX_SIZE);
    unsigned char bytes[DIGEST_SIZE];
    Digest digest;
    ssize_t got = 0;
    if (file < 0) return g_strdup("");
    digest_init(&digest);
    while ((got = read(file, piece, PIECE)) > 0) digest_add(&digest, piece, (size_t)got);
    close(file);
    digest_end(&digest, bytes);
    digest_hex(bytes, hex);
    return g_steal_pointer(&hex);
}

static void join_hash(ImportBatch *batch)
{
    if (batch->hashing == NULL) return;
    g_autofree char *hex = g_thread_join(batch->hashing);
    batch->hashing = NULL;
    text_copy(batch->row.sha256, sizeof batch->row.sha256, hex);
}

/* Standard input is nowhere kept: its batch is never found again. */
static void start_hash(Import *import)
{
    if (strcmp(import->options->path, "-") == 0) return;
    import->batch.hashing =
        g_thread_new("digest", hash_file, (gpointer)(uintptr_t)import->options->path);
}

/* --- opening ------------------------------------------------------------------------------- */

static bool take_up(Import *import, const BatchRow *found, GError **error)
{
    ImportBatch *batch = &import->batch;
    BatchIds ids;
    batch->known = true;
    batch->before = *found;
    batch->row.batch_id = found->batch_id;
    batch->row.rows_accepted = found->rows_accepted;
    batch->resumed = found->state == BATCH_RUNNING;
    if (!batch->resumed) return true;
    import->recorded_us = found->recorded_us;
    import->summary->resumed = true;
    if (!bulk_store_batch_ids(import->desk->db, found->batch_id, &ids, error)) return false;
    import->book.first_debtor = ids.debtor;
    import->book.first_account = ids.account;
    return true;
}

static bool look_up(Import *import, GError **error)
{
    ImportBatch *batch = &import->batch;
    BatchRow found;
    bool is_there = false;
    if (batch->hashed) return true;
    join_hash(batch);
    batch->hashed = true;
    if (batch->row.sha256[0] == '\0') return true;
    if (!bulk_store_batch_find(import->desk->db, batch->row.kind, batch->row.sha256, batch->row.map,
                               &found, &is_there, error))
        return false;
    return !is_there || take_up(import, &found, error);
}

/* An import that was killed may still be committing at the server: its chunk holds the turn of the
 * book's journal until that is decided.  Writes nothing: the turn is given back. */
static bool await_others(Db *db, GError **error)
{
    g_auto(DbTx) tx = { 0 };
    return db_tx_begin(&tx, db, error) && journal_store_turn(db, JOURNAL_BOOK_STREAM, error);
}

bool import_batch_open(Import *import, GError **error)
{
    ImportBatch *batch = &import->batch;
    const ImportOptions *options = import->options;
    bool unfinished = false;
    g_autofree char *name = g_path_get_basename(options->path);
    import->recorded_us = desk_now(import->desk);
    batch->faults = g_ptr_array_new_with_free_func(g_free);
    digest_init(&batch->digest);
    text_copy(batch->row.kind, sizeof batch->row.kind, options->kind);
    text_copy(batch->row.file, sizeof batch->row.file, name);
    text_copy(batch->row.map, sizeof batch->row.map, options->map != NULL ? options->map : "");
    text_copy(batch->row.actor, sizeof batch->row.actor, import->desk->actor.name);
    start_hash(import);
    if (!await_others(import->desk->db, error) ||
        !bulk_store_batch_unfinished(import->desk->db, batch->row.kind, batch->row.map, &unfinished,
                                     error))
        return false;
    return !unfinished || look_up(import, error);
}

void import_batch_clear(ImportBatch *batch)
{
    join_hash(batch);
    if (batch->faults != NULL) g_ptr_array_unref(batch->faults);
    batch->faults = NULL;
}

bool import_batch_has(const Import *import, int64_t recorded_us)
{
    return import->batch.resumed && recorded_us == import->recorded_us;
}

bool import_batch_leave(Import *import, const SortRow *row, const BatchOld *old, bool differs,
                        bool *left, GError **error)
{
    bool wrote = import_batch_has(import, old->last_us);
    if (differs && import->batch.resumed && old->last_us > import->recorded_us &&
        !past_store_has(import->desk->db, old->table, old->key, import->recorded_us, &wrote, error))
        return false;
    *left = !differs || (wrote && old->last_us > import->recorded_us);
    if (*left) import_batch_met(import, row, wrote);
    return true;
}

int64_t import_batch_instant(const Import *import, int64_t last_us)
{
    if (last_us <= import->recorded_us) return import->recorded_us;
    return MAX(desk_now(import->desk), last_us + 1);
}

/* --- chunks -------------------------------------------------------------------------------- */

static bool reserve(Import *import, const char *kind, int64_t first, int64_t next, GError **error)
{
    int64_t got = 0;
    if (next == first) return true;
    if (!book_store_ids(import->desk->db, kind, next - first, &got, error)) return false;
    if (got == first) return true;
    return problem_refuse(error, PROBLEM_BUSY,
                          "somebody else opened a %s while the file was read; import it again",
                          kind);
}

static bool make_batch(Import *import, GError **error)
{
    ImportBatch *batch = &import->batch;
    const ImportBook *book = &import->book;
    Db *db = import->desk->db;
    BatchIds ids = { book->first_debtor, book->first_account };
    if (batch->resumed) return true;
    if (!batch->known && !book_store_ids(db, "batch", 1, &batch->row.batch_id, error)) return false;
    return reserve(import, "debtor", book->first_debtor, book->next_debtor, error) &&
           reserve(import, "account", book->first_account, book->next_account, error) &&
           bulk_store_batch_keep_ids(db, batch->row.batch_id, &ids, error);
}

bool import_batch_begin(Import *import, GError **error)
{
    ImportBatch *batch = &import->batch;
    if (batch->begun) return true;
    if (!look_up(import, error)) return false;
    batch->row.state = BATCH_RUNNING;
    batch->row.rows_read = import->summary->read;
    batch->row.recorded_us = import->recorded_us;
    if (!make_batch(import, error)) return false;
    import->summary->batch_id = batch->row.batch_id;
    batch->begun = true;
    return bulk_store_batch_put(import->desk->db, &batch->row, error) &&
           bulk_store_quarantine_resolve(import->desk->db, &batch->row, error);
}

void import_batch_met(Import *import, const SortRow *row, bool ours)
{
    import_set_fate(import, row->row, ours ? FATE_ACCEPTED : FATE_UNCHANGED);
}

void import_batch_note(Import *import, const SortRow *row, Fate fate)
{
    import_set_fate(import, row->row, fate);
    if (fate != FATE_ACCEPTED && fate != FATE_UPDATED) return;
    digest_add(&import->batch.digest, row, sizeof *row + row->size);
    import->batch.changes++;
}

static bool journal(Import *import, const ImportPlan *plan, GError **error)
{
    ImportBatch *batch = &import->batch;
    unsigned char bytes[DIGEST_SIZE];
    char hex[DIGEST_HEX_SIZE], action[WORD_SIZE];
    if (batch->changes == 0) return true;
    g_autoptr(Json) body = json_text_new_object();
    digest_end(&batch->digest, bytes);
    json_text_set(body, "batch", json_text_new_int(batch->row.batch_id));
    json_text_set(body, "file", json_text_new_string(batch->row.file));
    json_text_set(body, "file_sha256", json_text_new_string(batch->row.sha256));
    json_text_set(body, "map", json_text_new_string(batch->row.map));
    json_text_set(body, "rows", json_text_new_int(batch->changes));
    json_text_set(body, "rows_sha256", json_text_new_string(digest_hex(bytes, hex)));
    g_autofree char *text = json_text_write(body, true);
    g_snprintf(action, sizeof action, "import.%s", plan->kind->name);
    char subject[REF_SIZE];
    text_copy(subject, sizeof subject, batch->row.file);
    JournalEntry entry = { .at_us = desk_now(import->desk),
                           .actor = import->desk->actor.name,
                           .action = action,
                           .subject = subject,
                           .body = text,
                           .on_day = import->desk->today };
    return journal_store_append(import->desk->db, &entry, error);
}

static bool mark_stale(Import *import, const RowChunk *chunk, GError **error)
{
    int64_t done = -1; /* the last of the day's chunks that was marked */
    for (unsigned i = 0; i < chunk->ranges->len; i++) {
        const DebtorRange *range = &g_array_index(chunk->ranges, DebtorRange, i);
        int64_t to = range->to / RUN_CHUNK_DEBTORS;
        if (to == done) continue;
        done = to;
        if (!derived_store_chunks_stale(import->desk->db, range->from, range->to, error))
            return false;
    }
    return true;
}

static void progress(const Import *import, const ImportPlan *plan)
{
    const ImportOptions *options = import->options;
    if (options->progress == NULL) return;
    options->progress(options->progress_data, plan->kind->name, import->batch.row.rows_done,
                      (int64_t)row_sort_count(plan->rows));
}

bool import_batch_commit(Import *import, DbTx *tx, const ImportPlan *plan, const RowChunk *chunk,
                         GError **error)
{
    ImportBatch *batch = &import->batch;
    Db *db = import->desk->db;
    batch->row.rows_done += chunk->rows->len;
    progress(import, plan);
    if (batch->changes == 0 && batch->faults->len == 0) return true; /* nothing to keep */
    if (!import_batch_begin(import, error) || !import_fault_flush(import, error) ||
        !mark_stale(import, chunk, error) || !journal(import, plan, error))
        return false;
    if (import->newest != DAY_NONE &&
        !book_store_raise_int(db, "newest_day", import->newest, error))
        return false;
    batch->row.rows_accepted += batch->changes;
    batch->changed = batch->changed || batch->changes > 0;
    if (!bulk_store_batch_put(db, &batch->row, error)) return false;
    batch->changes = 0;
    digest_init(&batch->digest);
    return db_tx_commit(tx, error);
}

/* --- the end ------------------------------------------------------------------------------- */

static bool end_row(Import *import, GError **error)
{
    ImportBatch *batch = &import->batch;
    const ImportSummary *summary = import->summary;
    batch->row.state = BATCH_DONE;
    batch->row.rows_read = batch->row.rows_done = summary->read;
    batch->row.rows_accepted = summary->accepted + summary->updated;
    batch->row.rows_unchanged = summary->unchanged;
    batch->row.rows_quarantined = summary->quarantined;
    /* the same file again: what it did the first time stands */
    if (batch->known && !batch->resumed && !batch->changed) batch->row = batch->before;
    return bulk_store_batch_put(import->desk->db, &batch->row, error) &&
           bulk_store_batch_forget_ids(import->desk->db, batch->row.batch_id, error);
}

bool import_batch_finish(Import *import, GError **error)
{
    ImportBatch *batch = &import->batch;
    g_auto(DbTx) tx = { 0 };
    if (!look_up(import, error)) return false;
    if (!batch->begun && !batch->resumed && batch->faults->len == 0) return true;
    db_durable(import->desk->db, true);
    return db_tx_begin(&tx, import->desk->db, error) && import_batch_begin(import, error) &&
           import_fault_flush(import, error) && end_row(import, error) && db_tx_commit(&tx, error);
}
