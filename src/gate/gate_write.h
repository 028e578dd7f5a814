/* gate/gate_write.h: a verdict as one line of JSON, and the rule book as a table.  Words only. */
#ifndef RECOUP_GATE_GATE_WRITE_H
#define RECOUP_GATE_GATE_WRITE_H

#include "gate/gate.h"

#include <glib.h>

/* Appends one JSON object, without a line end.  id_json is JSON text; ignored may be NULL (texts
 * otherwise). */
void gate_write_verdict(GString *out, const char *id_json, const GateFacts *facts,
                        const GateAction *action, const GateVerdict *verdict,
                        const GPtrArray *ignored);
void gate_write_error(GString *out, const char *id_json, const char *sentence);
/* One line a rule: number, title, citation, jurisdiction, effective from and to, law or policy, how
 * verified. */
void gate_write_rules(GString *out);

#endif
