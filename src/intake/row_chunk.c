/* intake/row_chunk.c: sorted rows by the chunk.  Writes nothing. */
#include "intake/row_chunk.h"
#include <string.h>

enum { BLOCK_BYTES = 1 << 20 };

void row_chunk_init(RowChunk *chunk)
{
    *chunk = (RowChunk){ .limit = ROW_CHUNK_ROWS,
                         .rows = g_ptr_array_new(),
                         .ranges = g_array_new(FALSE, FALSE, sizeof(DebtorRange)),
                         .blocks = g_ptr_array_new_with_free_func(g_free) };
}

void row_chunk_clear(RowChunk *chunk)
{
    g_clear_pointer(&chunk->rows, g_ptr_array_unref);
    g_clear_pointer(&chunk->ranges, g_array_unref);
    g_clear_pointer(&chunk->blocks, g_ptr_array_unref);
}

/* Rows larger than a block get one of their own, in between. */
static void *room(RowChunk *chunk, size_t size)
{
    if (size > BLOCK_BYTES) {
        void *own = g_malloc(size);
        g_ptr_array_insert(chunk->blocks, 0, own);
        chunk->block++;
        return own;
    }
    if (chunk->block == chunk->blocks->len) g_ptr_array_add(chunk->blocks, g_malloc(BLOCK_BYTES));
    if (chunk->used + size > BLOCK_BYTES) {
        chunk->block++;
        chunk->used = 0;
        if (chunk->block == chunk->blocks->len)
            g_ptr_array_add(chunk->blocks, g_malloc(BLOCK_BYTES));
    }
    void *at = (char *)chunk->blocks->pdata[chunk->block] + chunk->used;
    chunk->used += size;
    return at;
}

static void keep(RowChunk *chunk, const SortRow *row)
{
    size_t size = sizeof *row + row->size;
    SortRow *copy = memcpy(room(chunk, size), row, size);
    g_ptr_array_add(chunk->rows, copy);
    DebtorRange *last = chunk->ranges->len == 0
                            ? NULL
                            : &g_array_index(chunk->ranges, DebtorRange, chunk->ranges->len - 1);
    if (last != NULL && row->debtor_id - last->to <= ROW_CHUNK_GAP) {
        last->to = row->debtor_id;
        return;
    }
    DebtorRange range = { row->debtor_id, row->debtor_id };
    g_array_append_val(chunk->ranges, range);
}

static bool is_full(const RowChunk *chunk, const SortRow *next)
{
    if (chunk->rows->len < chunk->limit) return false;
    const SortRow *last = row_chunk_at(chunk, chunk->rows->len - 1);
    return last->debtor_id != next->debtor_id || last->account_id != next->account_id;
}

/* Blocks of huge rows stay no longer than their chunk. */
static void empty(RowChunk *chunk)
{
    g_ptr_array_set_size(chunk->rows, 0);
    g_array_set_size(chunk->ranges, 0);
    if (chunk->block > 64 || chunk->blocks->len > 64) g_ptr_array_set_size(chunk->blocks, 0);
    chunk->block = chunk->used = 0;
}

bool row_chunk_next(RowChunk *chunk, RowSort *sort, const uint8_t *skip, uint8_t skip_from,
                    GError **error)
{
    const SortRow *row = chunk->held;
    /* the row held back is lent by the sort until it is asked again */
    empty(chunk);
    chunk->held = NULL;
    if (row == NULL && !chunk->over && !row_sort_next(sort, &row, error)) return false;
    while (row != NULL) {
        if (skip[row->row - 1] < skip_from) {
            if (is_full(chunk, row)) {
                chunk->held = row;
                return true;
            }
            keep(chunk, row);
        }
        if (!row_sort_next(sort, &row, error)) return false;
    }
    chunk->over = true;
    return true;
}

size_t row_chunk_group(const RowChunk *chunk, size_t first)
{
    const SortRow *one = row_chunk_at(chunk, first);
    size_t end = first + 1;
    while (end < chunk->rows->len && row_chunk_at(chunk, end)->account_id == one->account_id &&
           row_chunk_at(chunk, end)->debtor_id == one->debtor_id)
        end++;
    return end;
}
