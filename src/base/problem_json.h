/* base/problem_json.h: an error as the doors show it in JSON, after RFC 9457. */
#ifndef RECOUP_BASE_PROBLEM_JSON_H
#define RECOUP_BASE_PROBLEM_JSON_H

#include "base/json_text.h"

/* {"type", "title", "status", "detail", "errors": [{"field", "value", "detail"}]}; faults
 * (FieldFault, may be NULL) make the last.  Given. */
Json *problem_json_new(const GError *error, const GPtrArray *faults);

#endif
