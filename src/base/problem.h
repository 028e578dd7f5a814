/* base/problem.h: the one error domain.  Every fallible function returns bool or a pointer and
 * fills a GError. */
#ifndef RECOUP_BASE_PROBLEM_H
#define RECOUP_BASE_PROBLEM_H

#include <glib.h>
#include <stdbool.h>

#define MUST_USE G_GNUC_WARN_UNUSED_RESULT

typedef enum {
    PROBLEM_INVALID,         /* the input is wrong; says what would be right */
    PROBLEM_UNAUTHENTICATED, /* who are you? */
    PROBLEM_FORBIDDEN,       /* you may not */
    PROBLEM_NOT_FOUND,       /* no such thing */
    PROBLEM_CONFLICT,        /* the book's state or the rules refuse it */
    PROBLEM_LIMIT,           /* too large, too many, out of range */
    PROBLEM_BUSY,            /* somebody else is at it; try again */
    PROBLEM_FORMAT,          /* a file that cannot be read as what it should be */
    PROBLEM_STORAGE,         /* disk or database failed */
    PROBLEM_USAGE            /* the command line's words are off */
} ProblemCode;

#define PROBLEM problem_quark()
GQuark problem_quark(void);

/* Sets *error (which may be NULL) with a printf-formatted, one-line sentence. */
void problem_set(GError **error, ProblemCode code, const char *format, ...) G_GNUC_PRINTF(3, 4);
/* The same, and returns false, so that a refusal is one statement. */
bool problem_refuse(GError **error, ProblemCode code, const char *format, ...) G_GNUC_PRINTF(3, 4);

bool problem_is(const GError *error, ProblemCode code);
const char *problem_name(ProblemCode code); /* "not_found" */
int problem_exit_code(const GError *error); /* 1, or 2 for PROBLEM_USAGE */
int problem_http_status(const GError *error);

#endif
