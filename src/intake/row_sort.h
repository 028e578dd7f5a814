/* intake/row_sort.h: rows of any number into (debtor, account, row) order with bounded memory:
 * sorted runs go to temporary files without a name and are merged.  Knows no row's meaning. */
#ifndef RECOUP_INTAKE_ROW_SORT_H
#define RECOUP_INTAKE_ROW_SORT_H

#include "base/problem.h"
#include <stdint.h>

/* The key and size of a row; its bytes follow directly. */
typedef struct {
    int64_t debtor_id, account_id;
    uint32_t row;  /* of the file, from 1: rows of one account stay in the file's order */
    uint32_t line; /* where it stands in the file, for people */
    uint32_t size; /* of the bytes that follow, a multiple of 8 */
    uint32_t mark; /* the user's own */
} SortRow;

typedef struct RowSort RowSort;

/* run_bytes: memory of one run; 0: the usual 64 MiB. */
RowSort *row_sort_new(size_t run_bytes);
void row_sort_free(RowSort *sort);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RowSort, row_sort_free)

/* Room for a row with `size` bytes behind its key, zeroed; to be filled before the next call.  Rows
 * must come in the order of `row`.  NULL: STORAGE, a run could not be kept. */
SortRow *row_sort_add(RowSort *sort, size_t size, GError **error) MUST_USE;
size_t row_sort_count(const RowSort *sort);
/* No more rows come: the first may be asked for. */
bool row_sort_finish(RowSort *sort, GError **error) MUST_USE;
/* The next row in order; lent until the next call.  *row NULL: the end. */
bool row_sort_next(RowSort *sort, const SortRow **row, GError **error) MUST_USE;

#endif
