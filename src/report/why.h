/* report/why.h: facts, rule and verdict behind an account's present work item, in words.  Changes
 * nothing. */
#ifndef RECOUP_REPORT_WHY_H
#define RECOUP_REPORT_WHY_H

#include "desk/desk.h"

/* As of the desk's business day, by the policy live then; given.  NOT_FOUND, FORBIDDEN, CONFLICT
 * (no policy). */
char *why_text(Desk *desk, const char *account, GError **error) MUST_USE;

#endif
