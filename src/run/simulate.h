/* run/simulate.h: a draft policy tried on the book beside the one that is live.  Writes nothing. */
#ifndef RECOUP_RUN_SIMULATE_H
#define RECOUP_RUN_SIMULATE_H

#include "desk/desk.h"

/* "live" (of the business day), or a stored policy: NAME (its newest version) or NAME:VERSION.  One
 * reference. */
Policy *simulate_policy(Desk *desk, const char *name, GError **error) MUST_USE;
/* Decides every account for a day by the live policy and by the draft, and tells what differs: work
 * by step, and the first accounts.  Given. */
char *simulate_run(Desk *desk, const Policy *draft, Day day, GError **error) MUST_USE;

#endif
