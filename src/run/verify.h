/* run/verify.h: proves the book: the journal's chains, conservation of money, every invariant that
 * the tables can tell.  Mends nothing. */
#ifndef RECOUP_RUN_VERIFY_H
#define RECOUP_RUN_VERIFY_H

#include "desk/desk.h"

enum { VERIFY_FINDINGS_MAX = 1000 }; /* what comes after is counted, not kept */

typedef struct {
    int jobs; /* ranges of debtors read side by side, 1 … 64 */
    void (*progress)(void *data, int64_t done, int64_t all);
    void *data;
} VerifyOptions;

typedef struct {
    GPtrArray *findings; /* char *, a line each, in the order of the book */
    int64_t count;       /* of all of them */
    char *summary;       /* what was checked, several lines */
} VerifyReport;

/* False only when the book could not be read to its end; findings are no error. */
bool verify_run(Desk *desk, const VerifyOptions *options, VerifyReport *out,
                GError **error) MUST_USE;
void verify_report_clear(VerifyReport *report);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(VerifyReport, verify_report_clear)

#endif
