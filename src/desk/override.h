/* desk/override.h: documented exceptions before a verdict: what somebody else approved lets pass,
 * for a time.  For the desk's own files. */
#ifndef RECOUP_DESK_OVERRIDE_H
#define RECOUP_DESK_OVERRIDE_H

#include "gate/gate.h"
#include "store/override_store.h"

typedef struct {
    const GArray *rows; /* OverrideRow */
    int64_t account_id;
    int64_t at_us;
    const char *actor; /* nobody uses what he approved himself; "" the day: whoever was asked for */
    const char *reason; /* the house's own pacing gives way to it, too; "" none */
} OverrideCase;

/* The house's quiet window gives way to a reason or an override; what requires a documented
 * override is met by one of its rule and ground.  True: nothing is left that only an override
 * gives. */
bool override_apply(const OverrideCase *c, const GateFacts *facts, const GateAction *action,
                    GateVerdict *verdict, int64_t *override_id);
/* What bars is nothing but what an override may lift. */
bool override_may(const GateVerdict *verdict);
/* What a step is for when it rests on that override; PURPOSE_NONE of the house's own pacing. */
GatePurpose override_purpose(const OverrideRow *row);

#endif
