/* tests/desk/whole.h: the whole book as text, to ask whether two books are the same one, and
 * whether something left a trace.  Changes nothing. */
#ifndef RECOUP_TESTS_WHOLE_H
#define RECOUP_TESTS_WHOLE_H

#include "report/view.h"

/* Every row of every table, sorted; given.  What speaks of the machine and not of the book (the
 * lease of a run, turns waited for) is left out. */
char *whole_tables(Db *db);
/* One table that way. */
char *whole_table(Db *db, const char *table);
/* The last digest of each stream of the journal. */
char *whole_heads(Db *db);

/* Every view there is, as JSONL, with its required parameters filled in from the refs given; after
 * each a line with its name.  known_us INT64_MAX: as now known.  A refusal is shown by its
 * sentence. */
typedef struct {
    Day as_of;
    int64_t known_us;
    const char *account, *debtor;
    const char *name, *value; /* one parameter more; NULL none */
} WholeQuery;
char *whole_views(Desk *desk, const WholeQuery *query);
/* One view; given. */
char *whole_view(Desk *desk, const View *view, const WholeQuery *query);

/* The lines that are in one of the two only: "-" before those of `before`, "+" before the others;
 * given. */
char *whole_changes(const char *before, const char *after);
/* Fails with the first line that differs. */
void whole_expect_same(const char *what, const char *before, const char *after);

#endif
