/* gate/gate_plan.h: which rules are asked about which channel in which country.  Judges nothing. */
#ifndef RECOUP_GATE_GATE_PLAN_H
#define RECOUP_GATE_GATE_PLAN_H

#include "gate/gate_case.h"

/* The rules that can speak there at all, in the order of the books, ended by NULL. */
const GateRule *const *gate_plan_of(GateCountry country, GateChannel channel);
/* The rule of that number; NULL outside. */
const GateRule *gate_plan_rule(int number);

#endif
