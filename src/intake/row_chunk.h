/* intake/row_chunk.h: the next hundred thousand sorted rows, whole accounts at a time, and which
 * ranges of debtors they touch.  Writes nothing. */
#ifndef RECOUP_INTAKE_ROW_CHUNK_H
#define RECOUP_INTAKE_ROW_CHUNK_H

#include "intake/row_sort.h"

typedef struct {
    int64_t from, to; /* debtors, both included */
} DebtorRange;

typedef struct {
    GPtrArray *rows;   /* const SortRow *, in order */
    GArray *ranges;    /* DebtorRange, ascending: near debtors share one */
    GPtrArray *blocks; /* where the rows lie */
    size_t block, used;
    const SortRow *held; /* first row of the next chunk */
    bool over;
    unsigned limit; /* rows of a chunk */
} RowChunk;

enum { ROW_CHUNK_ROWS = 65536, ROW_CHUNK_GAP = 8 };

void row_chunk_init(RowChunk *chunk);
void row_chunk_clear(RowChunk *chunk);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(RowChunk, row_chunk_clear)
/* In place of what the chunk held; rows whose `skip` byte (by row - 1) is at least `skip_from` are
 * passed over.  Nothing left: rows->len is 0. */
bool row_chunk_next(RowChunk *chunk, RowSort *sort, const uint8_t *skip, uint8_t skip_from,
                    GError **error) MUST_USE;
static inline const SortRow *row_chunk_at(const RowChunk *chunk, size_t index)
{
    return chunk->rows->pdata[index];
}
/* One past the last row of the account of row `first`. */
size_t row_chunk_group(const RowChunk *chunk, size_t first);

#endif
