/* gate/gate_read.h: one line of JSON into the gate's flat structs.  Judges nothing. */
#ifndef RECOUP_GATE_GATE_READ_H
#define RECOUP_GATE_GATE_READ_H

#include "base/json_text.h"
#include "gate/gate.h"

/* A line that was understood; owns everything its facts and action lend. */
typedef struct {
    GateFacts facts;
    GateAction action;
    char *id_json;      /* the line's id as JSON text; "null" when it has none */
    GPtrArray *ignored; /* keys that nobody knows, as paths */
    Json *tree;
    GPtrArray *owned;
} GateReading;

/* FORMAT or INVALID with a sentence for the line's error; id_json is set even then, where it could
 * be read. */
bool gate_read_line(const char *line, size_t length, GateReading *out, GError **error) MUST_USE;
void gate_read_clear(GateReading *reading);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(GateReading, gate_read_clear)
/* The reader knows the key, in any object (for the test of the vocabulary). */
bool gate_read_knows_key(const char *key);

#endif
