/* run/day_assign.h: owners for the work of the day that has none, by the policy's rules.  Private
 * to the run. */
#ifndef RECOUP_RUN_DAY_ASSIGN_H
#define RECOUP_RUN_DAY_ASSIGN_H

#include "desk/desk.h"

/* Nothing happens when the policy has no rules or no collector has capacity. */
bool day_assign_run(Desk *desk, const Policy *policy, Day on, int64_t *assigned,
                    int64_t *unassigned, GError **error) MUST_USE;

#endif
