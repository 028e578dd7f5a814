/* gate/gate_coverage.h: who is bound, who is addressed, what kind of contact it is: asked before
 * any rule. */
#ifndef RECOUP_GATE_GATE_COVERAGE_H
#define RECOUP_GATE_GATE_COVERAGE_H

#include "gate/gate_case.h"

/* Fills the questions of rules R1-R5, R12, R15, R27 and R70 into a case whose time and channel are
 * known. */
void gate_coverage_open(GateCase *c);
/* A third party, not a consumer in the extended sense (R3). */
bool gate_coverage_third_party(const GateFacts *facts, GateKind kind);
/* Content (bits 1 << GateContent) that tells of a debt, directly or indirectly (R4, comment
 * 2(d)-2); that is advertising and nothing else. */
bool gate_coverage_tells(uint64_t content);
bool gate_coverage_advertises(uint64_t content);

#endif
