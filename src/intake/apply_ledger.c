/* intake/apply_ledger.c: money put to items in memory, a chunk of accounts at a time; the same rows
 * as desk/ledger.c leaves.  Decides nothing about which item is closed. */
#include "intake/apply_ledger.h"
#include "store/habit_store.h"
#include <string.h>

void apply_ledger_init(LedgerChunk *ledger)
{
    ledger->items = g_array_new(FALSE, FALSE, sizeof(Item));
    ledger->changed = g_byte_array_new();
    ledger->parts = g_array_new(FALSE, FALSE, sizeof(Allocation));
}

void apply_ledger_clear(LedgerChunk *ledger)
{
    g_array_unref(ledger->items);
    g_byte_array_unref(ledger->changed);
    g_array_unref(ledger->parts);
}

bool apply_ledger_load(LedgerChunk *ledger, Db *db, const RowChunk *chunk, bool open_only,
                       GError **error)
{
    g_array_set_size(ledger->items, 0);
    g_array_set_size(ledger->parts, 0);
    for (unsigned i = 0; i < chunk->ranges->len; i++) {
        const DebtorRange *range = &g_array_index(chunk->ranges, DebtorRange, i);
        bool done =
            open_only ? bulk_store_open_item_range(db, range->from, range->to, ledger->items, error)
                      : bulk_store_item_range(db, range->from, range->to, ledger->items, error);
        if (!done) return false;
    }
    g_byte_array_set_size(ledger->changed, ledger->items->len);
    if (ledger->items->len > 0) memset(ledger->changed->data, 0, ledger->items->len);
    return true;
}

static bool is_before(const Item *item, int64_t debtor_id, int64_t account_id)
{
    if (item->debtor_id != debtor_id) return item->debtor_id < debtor_id;
    return item->account_id < account_id;
}

static size_t lower(const LedgerChunk *ledger, int64_t debtor_id, int64_t account_id)
{
    size_t low = 0, high = ledger->items->len;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (is_before(&g_array_index(ledger->items, Item, middle), debtor_id, account_id))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

LedgerSlice apply_ledger_slice(const LedgerChunk *ledger, int64_t debtor_id, int64_t account_id)
{
    return (LedgerSlice){ lower(ledger, debtor_id, account_id),
                          lower(ledger, debtor_id, account_id + 1) };
}

void apply_ledger_put(Import *import, LedgerChunk *ledger, Item *item, int64_t payment_id,
                      int64_t minor, Day asked)
{
    Day on = MAX(asked, item->issued_day); /* nothing lowers an item before there is one */
    Allocation part = { .debtor_id = item->debtor_id,
                        .account_id = item->account_id,
                        .item_id = item->item_id,
                        .source = SOURCE_PAYMENT,
                        .source_id = payment_id,
                        .on_day = on,
                        .amount_minor = minor,
                        .recorded_us = import->recorded_us };
    if (minor == 0) return;
    item->open_minor -= minor;
    if (minor > 0) item->cleared_day = MAX(item->cleared_day, on);
    ledger->changed->data[item - (Item *)(void *)ledger->items->data] = 1;
    import->newest = MAX(import->newest, on);
    g_array_append_val(ledger->parts, part);
}

/* Parts were made account by account, in key order already. */
static bool write_parts(Import *import, LedgerChunk *ledger, GError **error)
{
    int64_t first = 0;
    if (ledger->parts->len == 0) return true;
    if (!book_store_ids(import->desk->db, "allocation", ledger->parts->len, &first, error))
        return false;
    for (unsigned i = 0; i < ledger->parts->len; i++)
        g_array_index(ledger->parts, Allocation, i).allocation_id = first + i;
    return ledger_store_allocation_insert(import->desk->db,
                                          (const Allocation *)(const void *)ledger->parts->data,
                                          ledger->parts->len, error);
}

static bool write_items(Import *import, LedgerChunk *ledger, GError **error)
{
    unsigned kept = 0;
    Item *items = (Item *)(void *)ledger->items->data;
    for (unsigned i = 0; i < ledger->items->len; i++)
        if (ledger->changed->data[i]) items[kept++] = items[i];
    return bulk_store_item_open(import->desk->db, items, kept, error);
}

bool apply_ledger_write(Import *import, LedgerChunk *ledger, const RowChunk *chunk, GError **error)
{
    if (!write_parts(import, ledger, error) || !write_items(import, ledger, error)) return false;
    for (unsigned i = 0; i < chunk->ranges->len; i++) {
        const DebtorRange *range = &g_array_index(chunk->ranges, DebtorRange, i);
        if (!habit_store_rebuild(import->desk->db, range->from, range->to + 1, error)) return false;
    }
    return true;
}
