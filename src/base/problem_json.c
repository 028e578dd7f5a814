/* base/problem_json.c: errors in the shape of RFC 9457.  Typed nothing itself. */
#include "base/problem_json.h"

#include "base/record.h"

static const char *const TITLES[] = {
    [PROBLEM_INVALID] = "The input is wrong",
    [PROBLEM_UNAUTHENTICATED] = "Nobody is logged in",
    [PROBLEM_FORBIDDEN] = "Not allowed",
    [PROBLEM_NOT_FOUND] = "Not found",
    [PROBLEM_CONFLICT] = "The book refuses it",
    [PROBLEM_LIMIT] = "Too large",
    [PROBLEM_BUSY] = "Somebody else is at it",
    [PROBLEM_FORMAT] = "The file cannot be read",
    [PROBLEM_STORAGE] = "The disk or the database failed",
    [PROBLEM_USAGE] = "The words are off",
};

static Json *errors(const GPtrArray *faults)
{
    Json *list = json_text_new_list();
    for (unsigned i = 0; i < faults->len; i++) {
        const FieldFault *fault = g_ptr_array_index(faults, i);
        Json *entry = json_text_new_object();
        json_text_set(entry, "field", json_text_new_string(fault->field));
        if (fault->value != NULL) json_text_set(entry, "value", json_text_new_string(fault->value));
        json_text_set(entry, "detail", json_text_new_string(fault->detail));
        json_text_append(list, entry);
    }
    return list;
}

Json *problem_json_new(const GError *error, const GPtrArray *faults)
{
    bool ours = error->domain == PROBLEM;
    ProblemCode code = ours ? (ProblemCode)error->code : PROBLEM_STORAGE;
    g_autofree char *type = g_strconcat("urn:recoup:problem:", problem_name(code), NULL);
    Json *problem = json_text_new_object();
    json_text_set(problem, "type", json_text_new_string(type));
    json_text_set(problem, "title", json_text_new_string(TITLES[code]));
    json_text_set(problem, "status", json_text_new_int(problem_http_status(error)));
    json_text_set(problem, "detail", json_text_new_string(error->message));
    if (faults != NULL && faults->len > 0) json_text_set(problem, "errors", errors(faults));
    return problem;
}
