/* intake/apply_debtor.c: debtors by the hundred thousand: new ones opened, changed ones changed.
 * Beside other records of a map what exists is left alone, and differing names are told once. */
#include "base/text.h"
#include "core/words.h"
#include "intake/import_private.h"
#include <string.h>

enum { TEXTS = 9 };

typedef struct {
    size_t texts[TEXTS], kind;
    GArray *old, *fresh; /* Debtor */
    size_t old_at;
} Own;

/* The texts of debtor.open and where a Debtor keeps them. */
static const struct {
    const char *field;
    size_t offset, size;
} COPIES[TEXTS] = {
    { "ref", offsetof(Debtor, ref), REF_SIZE },
    { "name", offsetof(Debtor, name), NAME_SIZE },
    { "country", offsetof(Debtor, country), 4 },
    { "region", offsetof(Debtor, region), REGION_SIZE },
    { "postal_code", offsetof(Debtor, postal_code), WORD_SIZE },
    { "time_zone", offsetof(Debtor, time_zone), ZONE_SIZE },
    { "language", offsetof(Debtor, language), LANGUAGE_SIZE },
    { "email", offsetof(Debtor, email), NAME_SIZE },
    { "phone", offsetof(Debtor, phone), WORD_SIZE },
};

bool apply_debtor_start(Import *import, ImportPlan *plan, GError **error)
{
    (void)import;
    (void)error;
    Own *own = g_new0(Own, 1);
    for (int i = 0; i < TEXTS; i++)
        own->texts[i] = row_read_offset(plan->reader.type, COPIES[i].field, FIELD_TEXT);
    own->kind = row_read_offset(plan->reader.type, "kind", FIELD_ENUM);
    own->old = g_array_new(FALSE, FALSE, sizeof(Debtor));
    own->fresh = g_array_new(FALSE, FALSE, sizeof(Debtor));
    plan->own = own;
    return true;
}

void apply_debtor_clear(ImportPlan *plan)
{
    Own *own = plan->own;
    if (own == NULL) return;
    g_array_unref(own->old);
    g_array_unref(own->fresh);
    g_clear_pointer(&plan->own, g_free);
}

/* --- reading ------------------------------------------------------------------------------- */

void apply_debtor_judge(Import *import, ImportPlan *plan, ImportRow *row)
{
    const Own *own = plan->own;
    const char *zone = TEXT_AT(plan, own->texts[5]), *email = TEXT_AT(plan, own->texts[7]);
    row->debtor_ref = TEXT_AT(plan, own->texts[0]);
    if (zone[0] != '\0' && clock_zone(zone) == NULL)
        import_fault_row(import, row, "time_zone", zone, "write it as America/New_York",
                         "time_zone is not a known zone");
    if (email[0] != '\0' && !text_is_email(email))
        import_fault_row(import, row, "email", email, "correct it, or leave it empty",
                         "email is no address");
}

static void fill(const ImportPlan *plan, Debtor *debtor)
{
    const Own *own = plan->own;
    for (int i = 0; i < TEXTS; i++)
        text_copy((char *)debtor + COPIES[i].offset, COPIES[i].size, TEXT_AT(plan, own->texts[i]));
    debtor->kind = VALUE_AT(plan, int, own->kind); /* -1: not given */
}

/* Beside other records only the first row of a debtor is of interest, and the first that names it
 * otherwise. */
static bool is_news(RefEntry *entry, const char *name)
{
    uint32_t hash = (uint32_t)text_hash(name, strlen(name), 0);
    if (!(entry->flags & REF_NAMED)) {
        entry->flags |= REF_NAMED;
        entry->group = hash;
        return true;
    }
    if (entry->group == hash || entry->flags & REF_DIFFERS) return false;
    entry->flags |= REF_DIFFERS;
    return true;
}

bool apply_debtor_put(Import *import, ImportPlan *plan, ImportRow *row, GError **error)
{
    const Own *own = plan->own;
    RefEntry *entry = import_book_debtor(import, TEXT_AT(plan, own->texts[0]), row->number);
    bool named = entry->flags & REF_NAMED;
    bool news = is_news(entry, TEXT_AT(plan, own->texts[1]));
    if (!named) import->summary->debtors++;
    if (plan->lenient && !news) return true;
    SortRow *sorted = row_sort_add(plan->rows, sizeof(Debtor), error);
    if (sorted == NULL) return false;
    sorted->debtor_id = entry->id;
    sorted->row = row->number;
    sorted->line = row->line;
    fill(plan, (Debtor *)(sorted + 1));
    return true;
}

/* --- writing ------------------------------------------------------------------------------- */

static const Debtor *debtor_of(const SortRow *row)
{
    return (const Debtor *)(const void *)(row + 1);
}

static Debtor *find_old(Own *own, int64_t debtor_id)
{
    while (own->old_at < own->old->len &&
           g_array_index(own->old, Debtor, own->old_at).debtor_id < debtor_id)
        own->old_at++;
    if (own->old_at == own->old->len) return NULL;
    Debtor *debtor = &g_array_index(own->old, Debtor, own->old_at);
    return debtor->debtor_id == debtor_id ? debtor : NULL;
}

static const Debtor *open_debtor(Import *import, Own *own, const SortRow *row)
{
    Debtor debtor = *debtor_of(row);
    debtor.debtor_id = row->debtor_id;
    debtor.recorded_us = import->recorded_us;
    if (debtor.kind < 0) debtor.kind = DEBTOR_BUSINESS;
    g_array_append_val(own->fresh, debtor);
    import_batch_note(import, row, FATE_ACCEPTED);
    import_kind_example(import, "new debtor %s: %s", debtor.ref, debtor.name);
    return &g_array_index(own->fresh, Debtor, own->fresh->len - 1);
}

/* Says whether anything differs that the row gives. */
static bool take_given(const Debtor *from, Debtor *to)
{
    bool differs = from->kind >= 0 && from->kind != to->kind;
    if (from->kind >= 0) to->kind = from->kind;
    for (int i = 1; i < TEXTS; i++) {
        const char *text = (const char *)from + COPIES[i].offset;
        char *has = (char *)to + COPIES[i].offset;
        if (text[0] == '\0' || strcmp(text, has) == 0) continue;
        differs = true;
        text_copy(has, COPIES[i].size, text);
    }
    return differs;
}

static bool change_debtor(Import *import, const SortRow *row, Debtor *debtor, GError **error)
{
    BatchOld old = { PAST_DEBTOR, { debtor->debtor_id }, debtor->recorded_us };
    Debtor next = *debtor;
    char was[NAME_SIZE];
    bool left = false;
    text_copy(was, sizeof was, debtor->name);
    if (!import_batch_leave(import, row, &old, take_given(debtor_of(row), &next), &left, error))
        return false;
    if (left) return true;
    next.recorded_us = import_batch_instant(import, debtor->recorded_us);
    *debtor = next;
    import_batch_note(import, row, FATE_UPDATED);
    import_kind_example(import, "changed debtor %s: %s", debtor->ref, was);
    return account_store_debtor_update(import->desk->db, debtor, error);
}

static void tell_names(Import *import, const Debtor *debtor, const char *other)
{
    GPtrArray *differing = import->summary->differing;
    import->summary->spellings++;
    if (differing->len < IMPORT_SPELLINGS_MAX)
        g_ptr_array_add(differing, g_strdup_printf("debtor %s is %s in the book, the file also has "
                                                   "%s",
                                                   debtor->ref, debtor->name, other));
}

/* Rows are made of zeroed memory, so their bytes tell. */
static bool same_bytes(const void *a, const void *b, size_t length)
{
    return memcmp(a, b, length) == 0;
}

static void repeat(Import *import, const ImportPlan *plan, const SortRow *row, const SortRow *first)
{
    if (plan->repeats && same_bytes(debtor_of(row), debtor_of(first), sizeof(Debtor))) {
        import_batch_note(import, row, FATE_UNCHANGED);
        return;
    }
    import_fault_sorted(import, row, "ref", debtor_of(row)->ref, 0, "",
                        "leave one row for each debtor", "line %u has the same debtor already",
                        first->line);
}

static bool take_group(Import *import, const ImportPlan *plan, const RowChunk *chunk, size_t first,
                       size_t end, GError **error)
{
    Own *own = plan->own;
    const SortRow *one = row_chunk_at(chunk, first);
    Debtor *old = find_old(own, one->debtor_id);
    bool told = false;
    if (old != NULL && !plan->lenient && !change_debtor(import, one, old, error)) return false;
    const Debtor *kept = old != NULL ? old : open_debtor(import, own, one);
    for (size_t i = first; i < end; i++) {
        const SortRow *row = row_chunk_at(chunk, i);
        const char *name = debtor_of(row)->name;
        if (!plan->lenient && i > first) repeat(import, plan, row, one);
        if (!plan->lenient || told || name[0] == '\0' || strcmp(name, kept->name) == 0) continue;
        told = true;
        tell_names(import, kept, name);
    }
    return true;
}

static bool write_chunk(Import *import, ImportPlan *plan, const RowChunk *chunk, GError **error)
{
    g_auto(DbTx) tx = { 0 };
    Own *own = plan->own;
    g_array_set_size(own->fresh, 0);
    g_array_set_size(own->old, 0);
    own->old_at = 0;
    if (!db_tx_begin(&tx, import->desk->db, error)) return false;
    for (unsigned i = 0; i < chunk->ranges->len; i++) {
        const DebtorRange *range = &g_array_index(chunk->ranges, DebtorRange, i);
        if (!bulk_store_debtor_range(import->desk->db, range->from, range->to, own->old, error))
            return false;
    }
    for (size_t first = 0, end; first < chunk->rows->len; first = end) {
        end = row_chunk_group(chunk, first);
        if (!take_group(import, plan, chunk, first, end, error)) return false;
    }
    const Debtor *fresh = (const Debtor *)(const void *)own->fresh->data;
    if (own->fresh->len > 0 && !import_batch_begin(import, error)) return false;
    return account_store_debtor_insert(import->desk->db, fresh, own->fresh->len, error) &&
           import_batch_commit(import, &tx, plan, chunk, error);
}

bool apply_debtor_write(Import *import, ImportPlan *plan, GError **error)
{
    g_auto(RowChunk) chunk;
    row_chunk_init(&chunk);
    for (;;) {
        if (!row_chunk_next(&chunk, plan->rows, import->fates->data, FATE_QUARANTINED, error))
            return false;
        if (chunk.rows->len == 0) return true;
        if (!write_chunk(import, plan, &chunk, error)) return false;
    }
}
