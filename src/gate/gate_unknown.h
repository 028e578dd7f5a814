/* gate/gate_unknown.h: which facts a rule needs that the book may not hold.  For the gate's own
 * files and the test of the manual only. */
#ifndef RECOUP_GATE_GATE_UNKNOWN_H
#define RECOUP_GATE_GATE_UNKNOWN_H

#include "gate/gate_case.h"

typedef struct {
    uint8_t rule;
    GateCode code;
    bool (*missing)(const GateCase *c); /* the rule would speak, and the fact is not stated */
    const char *text;
} GateUnknown;

extern const GateUnknown gate_unknown_table[]; /* rule 0 ends */

/* Denies for every fact that is missing; nothing unless the facts come from the book. */
void gate_unknown_ask(GateCase *c);

#endif
