/* intake/apply_item.c: items by the hundred thousand: new ones posted, changed ones amended with
 * their former version kept, the same ones left alone; as item.post would, row by row. */
#include "base/text.h"
#include "core/words.h"
#include "desk/ledger.h"
#include "intake/import_private.h"
#include <string.h>

enum { DEFAULT_TERMS_DAYS = 30 };
enum { HAS_ISSUED = 1, HAS_DUE = 2, HAS_DOCUMENT = 4, HAS_REFERENCE = 8, USES_CREDIT = 16 };

/* Where item.post keeps its fields. */
typedef struct {
    size_t account, number, kind, issued, due, amount, currency, document, reference, note, credit;
} Places;

/* What judging found out, for putting. */
typedef struct {
    RefEntry *account; /* NULL: the row opens it */
    int64_t minor;
    int32_t kind;
    int16_t terms;
    uint16_t currency;
} Judged;

typedef struct {
    Places at;
    Judged judged;
    GArray *fresh;       /* BulkItem of a chunk */
    GArray *old;         /* Item: what the book has of the chunk's debtors */
    GHashTable *numbers; /* of one account: number -> place in fresh (+1) or old (-1) */
    size_t old_at;
} Own;

/* A row as it is sorted; number, document, reference and note follow, each with its zero. */
typedef struct {
    int64_t minor;
    Day issued, due;
    int32_t kind;
    uint16_t currency, flags;
    uint16_t document, reference;
    uint32_t note; /* where each begins, from texts */
    char texts[];
} ItemRow;

bool apply_item_start(Import *import, ImportPlan *plan, GError **error)
{
    (void)import;
    (void)error;
    const RecordType *type = plan->reader.type;
    Own *own = g_new0(Own, 1);
    own->at = (Places){ row_read_offset(type, "account", FIELD_TEXT),
                        row_read_offset(type, "number", FIELD_TEXT),
                        row_read_offset(type, "kind", FIELD_ENUM),
                        row_read_offset(type, "issued_on", FIELD_DAY),
                        row_read_offset(type, "due_on", FIELD_DAY),
                        row_read_offset(type, "amount", FIELD_AMOUNT),
                        row_read_offset(type, "currency", FIELD_TEXT),
                        row_read_offset(type, "document", FIELD_TEXT),
                        row_read_offset(type, "reference", FIELD_TEXT),
                        row_read_offset(type, "note", FIELD_NOTE),
                        row_read_offset(type, "apply_credit", FIELD_ENUM) };
    own->fresh = g_array_new(FALSE, FALSE, sizeof(BulkItem));
    own->old = g_array_new(FALSE, FALSE, sizeof(Item));
    own->numbers = g_hash_table_new(g_str_hash, g_str_equal);
    plan->own = own;
    return true;
}

void apply_item_clear(ImportPlan *plan)
{
    Own *own = plan->own;
    if (own == NULL) return;
    g_array_unref(own->fresh);
    g_array_unref(own->old);
    g_hash_table_unref(own->numbers);
    g_clear_pointer(&plan->own, g_free);
}

/* --- judging ------------------------------------------------------------------------------- */

static const char *currency_of(const Import *import, const ImportRow *row, const RefEntry *account)
{
    if (account == NULL) return row->account_currency;
    return g_array_index(import->book.currencies, BookCurrency, account->currency).code;
}

static bool judge_currency(Import *import, const ImportPlan *plan, ImportRow *row,
                           const char *currency)
{
    const Own *own = plan->own;
    const char *wish = TEXT_AT(plan, own->at.currency);
    if (wish[0] == '\0' || strcmp(wish, currency) == 0) return true;
    import_fault_row(import, row, "currency", wish, "open an account in that currency",
                     "the account is kept in %s", currency);
    return false;
}

/* An amount below zero is what the map says it is. */
static bool judge_sign(Import *import, const ImportPlan *plan, ImportRow *row, Judged *judged)
{
    const MapRecord *map = plan->map;
    char text[MONEY_TEXT_SIZE];
    if (judged->minor > 0) return true;
    if (judged->minor < 0 && map != NULL && map->negative != NULL) {
        judged->kind = words_find(words_item_kind, map->negative);
        judged->minor = -judged->minor;
        return true;
    }
    import_fault_row(import, row, "amount", money_text(judged->minor, row->currency, text),
                     judged->minor == 0
                         ? "leave the row out"
                         : "export it as a positive credit_note, or use a map that says what a "
                           "negative amount is (negative: credit_note)",
                     "amount must be more than zero");
    return false;
}

static void judge_amount(Import *import, ImportPlan *plan, ImportRow *row, const char *currency)
{
    Own *own = plan->own;
    Judged *judged = &own->judged;
    judged->kind = VALUE_AT(plan, int, own->at.kind);
    if (judged->kind < 0) judged->kind = ITEM_INVOICE;
    if (!import_row_amount(import, row, "amount", VALUE_AT(plan, Decimal, own->at.amount), currency,
                           &judged->minor))
        return;
    bool credit = judged->kind == ITEM_CREDIT_NOTE && judged->minor > 0;
    if (plan->primary) {
        row->has_amount = true;
        row->amount_minor = credit ? -judged->minor : judged->minor;
    }
    text_copy(row->currency, sizeof row->currency, currency);
    if (judged->kind == ITEM_ADJUSTMENT)
        import_fault_row(import, row, "kind", "adjustment", "import it as adjustments",
                         "adjustments are a kind of file of their own");
    else
        (void)judge_sign(import, plan, row, judged);
}

void apply_item_judge(Import *import, ImportPlan *plan, ImportRow *row)
{
    Own *own = plan->own;
    bool opens = false;
    RefEntry *account = import_row_account(import, row, TEXT_AT(plan, own->at.account), &opens);
    if (account == NULL && !opens) return;
    const char *currency = currency_of(import, row, account);
    own->judged = (Judged){ .account = account,
                            .terms = account != NULL ? account->terms : row->account_terms };
    if (judge_currency(import, plan, row, currency)) judge_amount(import, plan, row, currency);
}

/* --- putting ------------------------------------------------------------------------------- */

static void set_days(const Import *import, const ImportPlan *plan, const ImportRow *row,
                     ItemRow *item)
{
    const Own *own = plan->own;
    Day issued = VALUE_AT(plan, Day, own->at.issued), due = VALUE_AT(plan, Day, own->at.due);
    int16_t terms = own->judged.terms;
    if (issued != DAY_NONE || row->on != DAY_NONE) item->flags |= HAS_ISSUED;
    if (due != DAY_NONE) item->flags |= HAS_DUE;
    item->issued = issued != DAY_NONE    ? issued
                   : row->on != DAY_NONE ? row->on
                                         : import->desk->today;
    item->due = due != DAY_NONE ? due : item->issued + (terms < 0 ? DEFAULT_TERMS_DAYS : terms);
}

bool apply_item_put(Import *import, ImportPlan *plan, ImportRow *row, GError **error)
{
    const Own *own = plan->own;
    const Judged *judged = &own->judged;
    const char *note = VALUE_AT(plan, const char *, own->at.note);
    const char *texts[] = { TEXT_AT(plan, own->at.number), TEXT_AT(plan, own->at.document),
                            TEXT_AT(plan, own->at.reference), note != NULL ? note : "" };
    size_t lengths[4], size = sizeof(ItemRow);
    const RefEntry *account = judged->account;
    if (account == NULL)
        account = ref_index_find(import->book.accounts, row->account_ref, strlen(row->account_ref));
    for (int i = 0; i < 4; i++) size += lengths[i] = strlen(texts[i]) + 1;
    SortRow *sorted = row_sort_add(plan->rows, size, error);
    if (sorted == NULL) return false;
    sorted->debtor_id = account->debtor_id;
    sorted->account_id = account->id;
    sorted->row = row->number;
    sorted->line = row->line;
    ItemRow *item = (ItemRow *)(sorted + 1);
    item->minor = judged->kind == ITEM_CREDIT_NOTE ? -judged->minor : judged->minor;
    item->kind = judged->kind;
    item->currency = account->currency;
    set_days(import, plan, row, item);
    if (lengths[1] > 1) item->flags |= HAS_DOCUMENT;
    if (lengths[2] > 1) item->flags |= HAS_REFERENCE;
    if (VALUE_AT(plan, int, own->at.credit) == 1) item->flags |= USES_CREDIT;
    item->document = (uint16_t)lengths[0];
    item->reference = (uint16_t)(lengths[0] + lengths[1]);
    item->note = (uint32_t)(lengths[0] + lengths[1] + lengths[2]);
    char *at = item->texts;
    for (int i = 0; i < 4; i++) at = mempcpy(at, texts[i], lengths[i]);
    return true;
}

/* --- writing ------------------------------------------------------------------------------- */

static const ItemRow *item_of(const SortRow *row)
{
    return (const ItemRow *)(const void *)(row + 1);
}

static const char *code_of(const Import *import, const ItemRow *item)
{
    return g_array_index(import->book.currencies, BookCurrency, item->currency).code;
}

static BulkItem *add_fresh(Import *import, Own *own, const SortRow *row)
{
    const ItemRow *from = item_of(row);
    BulkItem item = { .debtor_id = row->debtor_id,
                      .account_id = row->account_id,
                      .number = from->texts,
                      .document = from->texts + from->document,
                      .reference = from->texts + from->reference,
                      .note = from->texts + from->note,
                      .kind = from->kind,
                      .issued_day = from->issued,
                      .due_day = from->due,
                      .cleared_day = DAY_NONE,
                      .cancelled_day = DAY_NONE,
                      .amount_minor = from->minor,
                      .open_minor = from->minor,
                      .recorded_us = import->recorded_us };
    g_array_append_val(own->fresh, item);
    return &g_array_index(own->fresh, BulkItem, own->fresh->len - 1);
}

static bool is_same(const ItemRow *row, const Item *item)
{
    if (row->minor != item->amount_minor || row->kind != item->kind) return false;
    if (row->flags & HAS_ISSUED && row->issued != item->issued_day) return false;
    if (row->flags & HAS_DUE && row->due != item->due_day) return false;
    if (row->flags & HAS_DOCUMENT && strcmp(row->texts + row->document, item->document) != 0)
        return false;
    return !(row->flags & HAS_REFERENCE) ||
           strcmp(row->texts + row->reference, item->reference) == 0;
}

static bool is_twin(const ItemRow *row, const BulkItem *item)
{
    return row->minor == item->amount_minor && row->kind == item->kind &&
           row->issued == item->issued_day && row->due == item->due_day;
}

static void refuse(Import *import, const SortRow *row, const char *remedy, const char *reason)
{
    const ItemRow *item = item_of(row);
    import_fault_sorted(import, row, "number", item->texts, item->minor, code_of(import, item),
                        remedy, "%s", reason);
}

/* What the row says, where it says anything. */
static Item amended(const ItemRow *row, const Item *item)
{
    Item next = *item;
    next.kind = row->kind;
    next.amount_minor = row->minor;
    next.open_minor = row->minor - (item->amount_minor - item->open_minor);
    if (row->flags & HAS_ISSUED) next.issued_day = row->issued;
    if ((row->flags & HAS_DUE) || next.issued_day != item->issued_day) next.due_day = row->due;
    if (row->flags & HAS_DOCUMENT)
        text_copy(next.document, sizeof next.document, row->texts + row->document);
    if (row->flags & HAS_REFERENCE)
        text_copy(next.reference, sizeof next.reference, row->texts + row->reference);
    return next;
}

static bool amend(Import *import, const SortRow *sorted, Item *item, int64_t last_us,
                  GError **error)
{
    const ItemRow *row = item_of(sorted);
    Item next = amended(row, item);
    char was[MONEY_TEXT_SIZE], is[MONEY_TEXT_SIZE];
    const char *code = code_of(import, row);
    bool crossed = (next.open_minor < 0 && next.amount_minor > 0) ||
                   (next.open_minor > 0 && next.amount_minor < 0);
    if (item->cancelled_day != DAY_NONE) {
        refuse(import, sorted, "post it under another number", "the item was cancelled");
        return true;
    }
    if (crossed) {
        refuse(import, sorted, "reverse the payment or adjust the item first",
               "the new amount is less than what was already put to the item");
        return true;
    }
    import_kind_example(import, "changed item %s: %s %s, was %s", row->texts,
                        money_text(next.amount_minor, code, is), code,
                        money_text(item->amount_minor, code, was));
    import_batch_note(import, sorted, FATE_UPDATED);
    *item = next;
    return ledger_store_item_amend(import->desk->db, item, import_batch_instant(import, last_us),
                                   error);
}

/* What this batch had written before it was cut off stays as it was amended since. */
static bool meet_old(Import *import, const SortRow *row, Item *item, GError **error)
{
    int64_t last_us = 0;
    bool same = is_same(item_of(row), item), wrote = false;
    bool ours = import_batch_has(import, item->recorded_us);
    if (!same && !ledger_store_item_amended(import->desk->db, item, import->recorded_us, &last_us,
                                            &wrote, error))
        return false;
    bool stands = import->batch.resumed && last_us > import->recorded_us && (ours || wrote);
    if (!same && !stands) return amend(import, row, item, last_us, error);
    import_batch_met(import, row, ours || stands);
    return true;
}

static void meet_again(Import *import, const ImportPlan *plan, const SortRow *row, bool same)
{
    if (plan->repeats && same) {
        import_batch_note(import, row, FATE_UNCHANGED);
        return;
    }
    refuse(import, row, "give each item of an account a number of its own",
           "an earlier row of the file has the same number in the same account");
}

static void take_new(Import *import, Own *own, const SortRow *row)
{
    char text[MONEY_TEXT_SIZE], day[DAY_TEXT_SIZE];
    const BulkItem *item = add_fresh(import, own, row);
    const char *code = code_of(import, item_of(row));
    import_batch_note(import, row, FATE_ACCEPTED);
    if (import->summary->examples->len < IMPORT_EXAMPLES_MAX)
        import_kind_example(import, "new item %s: %s %s, due %s", item->number,
                            money_text(item->amount_minor, code, text), code,
                            day_text(item->due_day, day));
}

/* The items the book has of one account stand together. */
static size_t find_old(Own *own, const SortRow *row, size_t *count)
{
    size_t at = own->old_at, end;
    while (at < own->old->len) {
        const Item *item = &g_array_index(own->old, Item, at);
        if (item->debtor_id > row->debtor_id ||
            (item->debtor_id == row->debtor_id && item->account_id >= row->account_id))
            break;
        at++;
    }
    for (end = at; end < own->old->len; end++) {
        const Item *item = &g_array_index(own->old, Item, end);
        if (item->debtor_id != row->debtor_id || item->account_id != row->account_id) break;
    }
    own->old_at = end;
    *count = end - at;
    return at;
}

/* Where an account's number was seen: among the new items, among the book's, or among the book's
 * with a row of this file met already. */
typedef enum { SEEN_FRESH, SEEN_OLD, SEEN_MET } Seen;

static void *mark_of(size_t place, Seen seen)
{
    return GSIZE_TO_POINTER((place + 1) << 2 | seen);
}

static bool is_repeat(const ItemRow *row, const Own *own, size_t place, Seen seen)
{
    if (seen == SEEN_MET) return is_same(row, &g_array_index(own->old, Item, place));
    return is_twin(row, &g_array_index(own->fresh, BulkItem, place));
}

static bool take_row(Import *import, const ImportPlan *plan, const SortRow *row, GError **error)
{
    Own *own = plan->own;
    const char *number = item_of(row)->texts;
    gpointer key = (gpointer)(uintptr_t)number;
    size_t mark = GPOINTER_TO_SIZE(g_hash_table_lookup(own->numbers, number));
    size_t place = (mark >> 2) - 1;
    if (mark == 0) {
        g_hash_table_insert(own->numbers, key, mark_of(own->fresh->len, SEEN_FRESH));
        take_new(import, own, row);
        return true;
    }
    if ((mark & 3) != SEEN_OLD) {
        meet_again(import, plan, row, is_repeat(item_of(row), own, place, (Seen)(mark & 3)));
        return true;
    }
    g_hash_table_insert(own->numbers, key, mark_of(place, SEEN_MET));
    return meet_old(import, row, &g_array_index(own->old, Item, place), error);
}

/* Two rows or three need no table. */
static bool is_alone(const RowChunk *chunk, size_t first, size_t end)
{
    if (end - first > 8) return false;
    for (size_t i = first; i < end; i++)
        for (size_t k = i + 1; k < end; k++)
            if (strcmp(item_of(row_chunk_at(chunk, i))->texts,
                       item_of(row_chunk_at(chunk, k))->texts) == 0)
                return false;
    return true;
}

static bool take_group(Import *import, const ImportPlan *plan, const RowChunk *chunk, size_t first,
                       size_t end, GError **error)
{
    Own *own = plan->own;
    size_t count = 0, old = find_old(own, row_chunk_at(chunk, first), &count);
    if (count == 0 && is_alone(chunk, first, end)) {
        for (size_t i = first; i < end; i++) take_new(import, own, row_chunk_at(chunk, i));
        return true;
    }
    g_hash_table_remove_all(own->numbers);
    for (size_t i = old; i < old + count; i++)
        g_hash_table_insert(own->numbers, g_array_index(own->old, Item, i).number,
                            mark_of(i, SEEN_OLD));
    for (size_t i = first; i < end; i++)
        if (!take_row(import, plan, row_chunk_at(chunk, i), error)) return false;
    return true;
}

/* An item that uses up credits does so when it is posted, before the account's next one is. */
static bool post_one(Import *import, const BulkItem *from, GError **error)
{
    g_auto(Ledger) ledger = { 0 };
    Act act = { .desk = import->desk,
                .on = import->desk->today,
                .now_us = import->recorded_us,
                .newest = DAY_NONE,
                .touched = g_array_new(FALSE, FALSE, sizeof(int64_t)) };
    Account account;
    Item item;
    bool done =
        account_store_get(import->desk->db, from->debtor_id, from->account_id, &account, error) &&
        ledger_store_item_get(import->desk->db, from->debtor_id, from->account_id, from->item_id,
                              &item, error);
    if (done) {
        ledger_open(&ledger, &act, &account);
        done = (item.open_minor < 0 ? ledger_use_credit(&ledger, &item, error)
                                    : ledger_absorb(&ledger, &item, error)) &&
               ledger_close(&ledger, error);
        import->newest = MAX(import->newest, act.newest);
    }
    g_array_unref(act.touched);
    return done;
}

static bool uses_credit(const RowChunk *chunk)
{
    for (unsigned i = 0; i < chunk->rows->len; i++)
        if (item_of(row_chunk_at(chunk, i))->flags & USES_CREDIT) return true;
    return false;
}

/* Which of the chunk's new items came with apply_credit: rows and items are in the same order. */
static bool flagged(const RowChunk *chunk, const BulkItem *item, size_t *at)
{
    while (item_of(row_chunk_at(chunk, *at))->texts != item->number) (*at)++;
    const ItemRow *row = item_of(row_chunk_at(chunk, (*at)++));
    return row->flags & USES_CREDIT && row->kind != ITEM_ORDER;
}

static bool insert(Import *import, const Own *own, const RowChunk *chunk, GError **error)
{
    const BulkItem *items = (const BulkItem *)(const void *)own->fresh->data;
    size_t count = own->fresh->len, at = 0;
    if (!uses_credit(chunk)) return bulk_store_item_insert(import->desk->db, items, count, error);
    for (size_t i = 0; i < count; i++) {
        if (!bulk_store_item_insert(import->desk->db, &items[i], 1, error)) return false;
        if (flagged(chunk, &items[i], &at) && !post_one(import, &items[i], error)) return false;
    }
    return true;
}

static bool write_fresh(Import *import, const Own *own, const RowChunk *chunk, GError **error)
{
    int64_t first = 0;
    if (own->fresh->len == 0) return true;
    if (!book_store_ids(import->desk->db, "item", own->fresh->len, &first, error)) return false;
    for (unsigned i = 0; i < own->fresh->len; i++)
        g_array_index(own->fresh, BulkItem, i).item_id = first + i;
    return insert(import, own, chunk, error);
}

/* An amended item that is settled changes how the account pays. */
static bool rebuild_habits(Import *import, const RowChunk *chunk, bool amended_any, GError **error)
{
    for (unsigned i = 0; i < chunk->ranges->len && amended_any; i++) {
        const DebtorRange *range = &g_array_index(chunk->ranges, DebtorRange, i);
        if (!habit_store_rebuild(import->desk->db, range->from, range->to + 1, error)) return false;
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
        if (!bulk_store_item_range(import->desk->db, range->from, range->to, own->old, error))
            return false;
    }
    for (size_t first = 0, end; first < chunk->rows->len; first = end) {
        end = row_chunk_group(chunk, first);
        if (!take_group(import, plan, chunk, first, end, error)) return false;
    }
    bool amended_any = import->batch.changes > own->fresh->len;
    return write_fresh(import, own, chunk, error) &&
           rebuild_habits(import, chunk, amended_any, error) &&
           import_batch_commit(import, &tx, plan, chunk, error);
}

bool apply_item_write(Import *import, ImportPlan *plan, GError **error)
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
