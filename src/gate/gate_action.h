/* gate/gate_action.h: an action in the words of the vocabulary (15.9), read into the gate's struct
 * by its table of keys.  Judges nothing. */
#ifndef RECOUP_GATE_GATE_ACTION_H
#define RECOUP_GATE_GATE_ACTION_H

#include "base/json_text.h"
#include "gate/gate.h"

/* Fills what the object says; the rest stays.  Texts are lent by the JSON and by what is added to
 * `owned`.  INVALID: not an object, a key that nobody knows, a value that cannot be read. */
bool gate_action_read(const Json *json, GPtrArray *owned, GateAction *action,
                      GError **error) MUST_USE;

#endif
