/* report/view_run.h: one answer of a view while it is made: a view sets the cells of a row and
 * gives it; filter, currency, totals and page are done here.  For the files that hold views. */
#ifndef RECOUP_REPORT_VIEW_RUN_H
#define RECOUP_REPORT_VIEW_RUN_H

#include "core/expr.h"
#include "report/face.h"
#include "report/view.h"
#include "store/book_store.h"

enum { VIEW_KEYS = 4, VIEW_RANGE_DEBTORS = 4096 };

/* Where a row stands in the view's order; rows are given in ascending order. */
typedef struct {
    int64_t number[VIEW_KEYS];
    char text[REF_SIZE];
} ViewKey;

typedef struct ViewRun {
    Desk *desk;
    Db *db;
    const View *view;
    void *params; /* the view's record */
    const ViewCommon *common;
    Day as_of;
    int64_t known_us; /* INT64_MAX: as now known */
    bool rewind;      /* open amounts must be worked out for the day */
    bool wants_facts; /* the filter asks for facts: fill row.facts */
    bool stop;        /* no more rows are needed */
    ViewColumn columns[VIEW_COLUMNS_MAX + 1];
    size_t column_count;
    ViewRow row;
    ViewKey key; /* of the row about to be given; left alone: its ordinal */
    void *state; /* the view's own, from open to run */
    struct ViewRunInner *inner;
} ViewRun;

/* Parameters read, permit asked.  Then columns may be added, then begin … row … end. */
bool view_run_open(ViewRun *run, Desk *desk, const View *view, void *params,
                   GError **error) MUST_USE;
bool view_run_begin(ViewRun *run, ViewFormat format, ViewSink sink, void *data,
                    GError **error) MUST_USE;
bool view_run_end(ViewRun *run, GError **error) MUST_USE;
void view_run_clear(ViewRun *run);

/* The name and the phrase are lent for the length of the run. */
void view_run_column(ViewRun *run, ViewColumn column);
/* The column of that name; SIZE_MAX none. */
size_t view_run_find(const ViewRun *run, const char *name);

/* --- a row; cells not set are empty.  Texts are lent until view_run_row. ---------------------- */
void view_run_text(ViewRun *run, size_t column, const char *text);
void view_run_int(ViewRun *run, size_t column, int64_t value);
void view_run_decimal(ViewRun *run, size_t column, int64_t hundredths);
void view_run_money(ViewRun *run, size_t column, int64_t minor);
void view_run_day(ViewRun *run, size_t column, Day day);
void view_run_instant(ViewRun *run, size_t column, int64_t at_us);
/* Whose money the row speaks of; fills the column `currency`. */
void view_run_currency(ViewRun *run, const char *currency);
/* Filters, adds to the totals, writes if it is on the page, empties the row. */
bool view_run_row(ViewRun *run, GError **error) MUST_USE;

/* Will a row of run->key be written, or does the filter ask for this column?  If not, its cell need
 * not be worked out. */
bool view_run_needs(const ViewRun *run, size_t column);

/* --- what views ask --------------------------------------------------------------------------- */
bool view_run_sees(const ViewRun *run, int64_t creditor_id);
/* The currency that money of `currency` is shown in. */
const char *view_run_shown(const ViewRun *run, const char *currency);
/* Converts when `in` is asked for.  CONFLICT: no rate. */
bool view_run_convert(ViewRun *run, const char *currency, int64_t *minor, GError **error) MUST_USE;
/* As known then.  NOT_FOUND, or an account the actor may not see. */
bool view_run_account(ViewRun *run, const char *ref, Account *out, GError **error) MUST_USE;
/* The debtor as known then.  NOT_FOUND. */
bool view_run_debtor(ViewRun *run, const char *ref, Debtor *out, GError **error) MUST_USE;
/* INVALID when `known` is asked for: `what` says what the view shows, which has no past. */
bool view_run_present(ViewRun *run, const char *what, GError **error) MUST_USE;
const Creditor *view_run_creditor(ViewRun *run, int64_t creditor_id); /* NULL: none */
const Member *view_run_member(ViewRun *run, int64_t member_id);
/* Ranges of debtors, one after the other: each_range(run, from, to). */
typedef bool (*ViewRangeFn)(ViewRun *run, int64_t from, int64_t to, GError **error);
bool view_run_ranges(ViewRun *run, ViewRangeFn each, GError **error) MUST_USE;

#endif
