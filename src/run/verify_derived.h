/* run/verify_derived.h: are the derived rows what a fresh decision says?  Private to verify; writes
 * nothing. */
#ifndef RECOUP_RUN_VERIFY_DERIVED_H
#define RECOUP_RUN_VERIFY_DERIVED_H

#include "desk/desk.h"
#include "desk/refresh.h"
#include "store/verify_link.h"

typedef struct {
    Desk *desk; /* of this thread */
    const Policy *policy;
    Day day; /* that was run last */
    Refresher *refresher;
    VerifyFn each;
    void *data;
    int64_t rows; /* compared */
} VerifyDerived;

/* Debtors [from, to), all of them decided for the day. */
bool verify_derived_judge(VerifyDerived *verify, int64_t from, int64_t to, GError **error) MUST_USE;

#endif
