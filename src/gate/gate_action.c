/* gate/gate_action.c: an action in the words of the vocabulary.  Judges nothing. */
#include "gate/gate_action.h"

#include "gate/gate_object.h"

bool gate_action_read(const Json *json, GPtrArray *owned, GateAction *action, GError **error)
{
    g_autoptr(GPtrArray) ignored = g_ptr_array_new_with_free_func(g_free);
    GateObjects reader = { .owned = owned, .ignored = ignored };
    gate_object_read(&reader, json, gate_fields_action, action, "");
    if (reader.error == NULL && ignored->len > 0)
        reader.error = g_strdup_printf("%s: no key of an action; see docs/gate.md",
                                       (const char *)ignored->pdata[0]);
    if (reader.error == NULL) return true;
    problem_set(error, PROBLEM_INVALID, "details: %s", reader.error);
    g_free(reader.error);
    return false;
}
