/* base/problem.c: the table of error codes and their faces.  Words an error; never handles one. */
#include "base/problem.h"

static const struct {
    const char *name;
    int http_status;
    int exit_code;
} FACES[] = {
    [PROBLEM_INVALID] = { "invalid", 400, 1 },
    [PROBLEM_UNAUTHENTICATED] = { "unauthenticated", 401, 1 },
    [PROBLEM_FORBIDDEN] = { "forbidden", 403, 1 },
    [PROBLEM_NOT_FOUND] = { "not_found", 404, 1 },
    [PROBLEM_CONFLICT] = { "conflict", 409, 1 },
    [PROBLEM_LIMIT] = { "limit", 413, 1 },
    [PROBLEM_BUSY] = { "busy", 503, 1 },
    [PROBLEM_FORMAT] = { "format", 422, 1 },
    [PROBLEM_STORAGE] = { "storage", 500, 1 },
    [PROBLEM_USAGE] = { "usage", 400, 2 },
};

GQuark problem_quark(void)
{
    return g_quark_from_static_string("recoup-problem");
}

static void set(GError **error, ProblemCode code, const char *format, va_list args)
    G_GNUC_PRINTF(3, 0);

static void set(GError **error, ProblemCode code, const char *format, va_list args)
{
    if (error == NULL) return;
    g_assert(*error == NULL);
    *error = g_error_new_valist(PROBLEM, (int)code, format, args);
}

void problem_set(GError **error, ProblemCode code, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    set(error, code, format, args);
    va_end(args);
}

bool problem_refuse(GError **error, ProblemCode code, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    set(error, code, format, args);
    va_end(args);
    return false;
}

bool problem_is(const GError *error, ProblemCode code)
{
    return error != NULL && error->domain == PROBLEM && error->code == (int)code;
}

const char *problem_name(ProblemCode code)
{
    return FACES[code].name;
}

int problem_exit_code(const GError *error)
{
    return error->domain == PROBLEM ? FACES[error->code].exit_code : 1;
}

int problem_http_status(const GError *error)
{
    return error->domain == PROBLEM ? FACES[error->code].http_status : 500;
}
