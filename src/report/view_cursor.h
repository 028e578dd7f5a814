/* report/view_cursor.h: the mark between two pages of a view.  Opaque to those who carry it. */
#ifndef RECOUP_REPORT_VIEW_CURSOR_H
#define RECOUP_REPORT_VIEW_CURSOR_H

#include "report/view_run.h"

/* By the numbers, then by the text. */
int view_cursor_compare(const ViewKey *a, const ViewKey *b);
/* Letters, digits, '-' and '_' only; given. */
char *view_cursor_write(const ViewKey *key, uint64_t query);
/* False: not a cursor of that question. */
bool view_cursor_read(const char *cursor, uint64_t query, ViewKey *out);

#endif
