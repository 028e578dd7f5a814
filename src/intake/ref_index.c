/* intake/ref_index.c: an open-addressing hash over entries kept in blocks.  Reads no database and
 * forgets nothing.
 *
 *   slot  = upper half of the text's hash, handle of the entry (0: free)
 *   block = entries one after the other, each on a boundary of 8 bytes; handle - 1 = their number
 * of 8-byte units from the first block's beginning */
#include "intake/ref_index.h"
#include "base/text.h"
#include <string.h>

enum { BLOCK_SHIFT = 17, BLOCK_UNITS = 1 << BLOCK_SHIFT, UNIT = 8, FIRST_SLOTS = 1 << 10 };

typedef struct {
    uint32_t tag, handle;
} Slot;

struct RefIndex {
    Slot *slots;
    size_t mask, count;
    GPtrArray *blocks;
    uint32_t used; /* units of the last block */
};

RefIndex *ref_index_new(void)
{
    RefIndex *index = g_new0(RefIndex, 1);
    index->slots = g_new0(Slot, FIRST_SLOTS);
    index->mask = FIRST_SLOTS - 1;
    index->blocks = g_ptr_array_new_with_free_func(g_free);
    index->used = BLOCK_UNITS;
    return index;
}

void ref_index_free(RefIndex *index)
{
    if (index == NULL) return;
    g_ptr_array_unref(index->blocks);
    g_free(index->slots);
    g_free(index);
}

static RefEntry *entry_at(const RefIndex *index, uint32_t handle)
{
    uint32_t unit = handle - 1;
    char *block = index->blocks->pdata[unit >> BLOCK_SHIFT];
    return (RefEntry *)(void *)(block + (size_t)(unit & (BLOCK_UNITS - 1)) * UNIT);
}

static uint64_t hash_of(const char *text, size_t length)
{
    uint64_t hash = text_hash(text, length, 0);
    return hash ^ (hash >> 29);
}

RefEntry *ref_index_find(const RefIndex *index, const char *text, size_t length)
{
    uint64_t hash = hash_of(text, length);
    uint32_t tag = (uint32_t)(hash >> 32);
    for (size_t at = hash & index->mask; index->slots[at].handle != 0;
         at = (at + 1) & index->mask) {
        if (index->slots[at].tag != tag) continue;
        RefEntry *entry = entry_at(index, index->slots[at].handle);
        if (entry->length == length && memcmp(entry->text, text, length) == 0) return entry;
    }
    return NULL;
}

static void put(RefIndex *index, uint64_t hash, uint32_t handle)
{
    size_t at = hash & index->mask;
    while (index->slots[at].handle != 0) at = (at + 1) & index->mask;
    index->slots[at] = (Slot){ (uint32_t)(hash >> 32), handle };
}

/* Twice the room when three quarters are taken. */
static void grow(RefIndex *index)
{
    if (index->count * 4 < (index->mask + 1) * 3) return;
    Slot *old = index->slots;
    size_t size = index->mask + 1;
    index->mask = size * 2 - 1;
    index->slots = g_new0(Slot, size * 2);
    for (size_t i = 0; i < size; i++) {
        if (old[i].handle == 0) continue;
        const RefEntry *entry = entry_at(index, old[i].handle);
        put(index, hash_of(entry->text, entry->length), old[i].handle);
    }
    g_free(old);
}

static uint32_t units_of(size_t length)
{
    return (uint32_t)((offsetof(RefEntry, text) + length + 1 + UNIT - 1) / UNIT);
}

RefEntry *ref_index_add(RefIndex *index, const char *text, size_t length)
{
    uint32_t units = units_of(length);
    g_assert(length <= UINT16_MAX && index->blocks->len < (1u << 15));
    grow(index);
    if (index->used + units > BLOCK_UNITS) {
        g_ptr_array_add(index->blocks, g_malloc0((size_t)BLOCK_UNITS * UNIT));
        index->used = 0;
    }
    uint32_t handle = ((index->blocks->len - 1) << BLOCK_SHIFT) + index->used + 1;
    RefEntry *entry = entry_at(index, handle);
    entry->length = (uint16_t)length;
    memcpy(entry->text, text, length);
    index->used += units;
    index->count++;
    put(index, hash_of(text, length), handle);
    return entry;
}

size_t ref_index_count(const RefIndex *index)
{
    return index->count;
}
