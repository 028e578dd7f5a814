/* base/record_value.h: one value of a record, by the type of its field.  Private to record.c. */
#ifndef RECOUP_BASE_RECORD_VALUE_H
#define RECOUP_BASE_RECORD_VALUE_H

#include "base/record.h"

/* `at` is the address of the value inside its record.  Both say false after adding a fault, the
 * value then being untouched; what a value held before is freed. */
bool record_value_from_text(const Field *field, const char *text, void *at, GPtrArray *faults);
bool record_value_from_json(const Field *field, const Json *value, void *at, GPtrArray *faults);
/* Adds the fault that this JSON value is not what the field wants; returns false. */
bool record_value_refuse(const Field *field, const Json *value, GPtrArray *faults);

void record_value_init(const Field *field, void *at);
void record_value_clear(const Field *field, void *at);
/* Whether the value says nothing by itself; a number and a yes-or-no always say something. */
bool record_value_is_blank(const Field *field, const void *at);

Json *record_value_to_json(const Field *field, const void *at);
void record_value_to_text(const Field *field, const void *at, GString *out);

/* How the value is written on a command line: "DATE", "cash|check". */
void record_value_hint(const Field *field, GString *out);
Json *record_value_schema(const Field *field);

#endif
