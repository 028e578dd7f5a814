/* gate/gate_object.h: the reader of one object of the vocabulary, by its table of keys.  For the
 * gate's own files only. */
#ifndef RECOUP_GATE_GATE_OBJECT_H
#define RECOUP_GATE_GATE_OBJECT_H

#include "base/json_text.h"
#include "gate/gate_fields.h"

typedef struct {
    GPtrArray *owned;      /* memory that what was read lends from */
    GPtrArray *ignored;    /* keys that nobody knows, as paths; NULL: not kept */
    const GateDebt *debts; /* what "debts" may name */
    size_t debt_count;
    char *error; /* first problem, given; NULL while all is well */
} GateObjects;

void gate_object_fail(GateObjects *r, const char *key, const char *what, const Json *value);
void *gate_object_own(GateObjects *r, size_t count, size_t size);
GateMoment gate_object_moment(GateObjects *r, const char *key, const Json *value);
/* Every row of a key is applied: one value may say two things.  null reads as nothing. */
void gate_object_read(GateObjects *r, const Json *object, const GateField *fields, void *base,
                      const char *path);
/* A list of objects of one kind, each beginning as `blank`. */
void *gate_object_list(GateObjects *r, const Json *list, const GateField *fields, const void *blank,
                       size_t size, size_t *count, const char *path);
/* "US-NY" into country and region; false when the region is none of the country's. */
bool gate_object_jurisdiction(const char *text, GateFacts *facts);

#endif
