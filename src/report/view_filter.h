/* report/view_filter.h: --where over a view's own columns, and over all facts where a row is an
 * account.  Private to report/view_run.c. */
#ifndef RECOUP_REPORT_VIEW_FILTER_H
#define RECOUP_REPORT_VIEW_FILTER_H

#include "report/view_run.h"

typedef struct {
    ExprName *names;
    ExprCatalog catalog;
    Expr *where; /* NULL: every row */
    bool wants_facts;
} ViewFilter;

/* INVALID with the place in the text and what would be right. */
bool view_filter_make(ViewFilter *filter, const ViewRun *run, GError **error) MUST_USE;
void view_filter_clear(ViewFilter *filter);
bool view_filter_holds(const ViewFilter *filter, const ViewRow *row, Day as_of);

#endif
