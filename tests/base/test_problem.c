/* tests/base/test_problem.c: the faces of each error, and of errors that are not ours. */
#include "base/problem.h"

static void test_faces(void)
{
    static const struct {
        ProblemCode code;
        const char *name;
        int exit_code, http_status;
    } CASES[] = {
        { PROBLEM_INVALID, "invalid", 1, 400 },
        { PROBLEM_UNAUTHENTICATED, "unauthenticated", 1, 401 },
        { PROBLEM_FORBIDDEN, "forbidden", 1, 403 },
        { PROBLEM_NOT_FOUND, "not_found", 1, 404 },
        { PROBLEM_CONFLICT, "conflict", 1, 409 },
        { PROBLEM_LIMIT, "limit", 1, 413 },
        { PROBLEM_BUSY, "busy", 1, 503 },
        { PROBLEM_FORMAT, "format", 1, 422 },
        { PROBLEM_STORAGE, "storage", 1, 500 },
        { PROBLEM_USAGE, "usage", 2, 400 },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autoptr(GError) error = NULL;
        g_assert_false(problem_refuse(&error, CASES[i].code, "line %d", 7));
        g_assert_cmpstr(error->message, ==, "line 7");
        g_assert_true(problem_is(error, CASES[i].code));
        g_assert_false(problem_is(error, (CASES[i].code + 1) % G_N_ELEMENTS(CASES)));
        g_assert_cmpstr(problem_name(CASES[i].code), ==, CASES[i].name);
        g_assert_cmpint(problem_exit_code(error), ==, CASES[i].exit_code);
        g_assert_cmpint(problem_http_status(error), ==, CASES[i].http_status);
    }
}

static void test_foreign(void)
{
    g_autoptr(GError) error = g_error_new(G_FILE_ERROR, G_FILE_ERROR_NOENT, "gone");
    g_assert_false(problem_is(error, PROBLEM_UNAUTHENTICATED));
    g_assert_false(problem_is(NULL, PROBLEM_INVALID));
    g_assert_cmpint(problem_exit_code(error), ==, 1);
    g_assert_cmpint(problem_http_status(error), ==, 500);
    problem_set(NULL, PROBLEM_INVALID, "nobody listens");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/base/problem/faces", test_faces);
    g_test_add_func("/base/problem/foreign", test_foreign);
    return g_test_run();
}
