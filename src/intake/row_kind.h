/* intake/row_kind.h: is this row a record, or the report's furniture?  Private
 * to the table.  Pure; drops nothing itself. */
#ifndef RECOUP_INTAKE_ROW_KIND_H
#define RECOUP_INTAKE_ROW_KIND_H

#include "intake/cell.h"

typedef struct {
    size_t filled; /* cells that are not empty */
    size_t first;  /* the first of them */
} RowFill;

RowFill row_kind_fill(const Cell *cells, size_t count);
/* Cells with a letter in them that are no date: a header is made of such. */
size_t row_kind_words(const Cell *cells, size_t count);
/* Nothing but - = _ + * | and at least three of them: a drawn line. */
bool row_kind_is_rule(const Cell *cells, size_t count);
/* "TOTAL", "Grand total", "Total for ACME", "*": a label, first of its row or behind amounts, and
 * all else numbers.
 * A row with a date is never a total (a customer may be called Total), nor
 * "Total Wine" unless the group is called Wine.  `group` may be "". */
bool row_kind_is_total(const Cell *cells, size_t count, RowFill fill, const char *group);
/* One sentence in the first column ("Monday, 5 January 2026 10:12 - Accrual
 * Basis"). */
bool row_kind_is_footer(const Cell *cells, RowFill fill, size_t columns);

#endif
