/* report/views.h: the views there are, each in the file of its stem.  For report/view.c's table. */
#ifndef RECOUP_REPORT_VIEWS_H
#define RECOUP_REPORT_VIEWS_H

#include "report/view.h"

extern const View aging_view, item_view, payment_view, account_view_list, account_view_one,
    worklist_view, kpi_view;

#endif
