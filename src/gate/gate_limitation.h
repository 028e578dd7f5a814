/* gate/gate_limitation.h: has the limitation period of the action's debt run?  Asked by the
 * federal, state and UK rules. */
#ifndef RECOUP_GATE_GATE_LIMITATION_H
#define RECOUP_GATE_GATE_LIMITATION_H

#include "gate/gate_case.h"

typedef struct {
    bool known;  /* a result was given, or it could be computed */
    bool partly; /* of some debt of the action nothing is known */
    bool expired;
    bool extinguishes; /* expiry ends the debt itself */
    Day expiry;        /* last day, DAY_NONE when not known */
    const char *doubt; /* the review that must settle it before a suit or threat; NULL when none */
} GateLimit;

/* Of the action's debts the one that bars most: expired, then doubtful, then running. */
GateLimit gate_limitation_of(const GateCase *c);
/* A suit, or a threat of one. */
bool gate_limitation_threat(const GateCase *c);

#endif
