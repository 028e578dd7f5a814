/* desk/dispatch.h: one action carried out.  Private to the desk. */
#ifndef RECOUP_DESK_DISPATCH_H
#define RECOUP_DESK_DISPATCH_H

#include "desk/desk.h"

/* Reads the record (all field faults at once), then, in one transaction: acts, writes the journal,
 * decides the touched debtors again.  Authority was asked.  The answer is given. */
Json *dispatch_run(Desk *desk, const Action *action, const Json *record, GError **error) MUST_USE;

#endif
