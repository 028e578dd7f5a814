/* db/db_state.c: PostgreSQL's error states in our codes and sentences.  Talks to no server. */
#include "db/db_state.h"

#include "db/driver.h"

static const struct {
    const char *state; /* beginning of the SQLSTATE */
    ProblemCode code;
    const char *what, *remedy; /* before and after the server's own words */
} FACES[] = {
    { "23505", PROBLEM_CONFLICT, ": " DB_DUPLICATE, "" },
    { "23", PROBLEM_CONFLICT, ": a rule of the book's tables is broken", "" },
    { "55P03", PROBLEM_BUSY, " is being written by somebody else",
      ": try again when they are done" },
    { "40", PROBLEM_BUSY, ": somebody else wrote the same rows", ": try again" },
    { "53300", PROBLEM_BUSY, ": the server has no connection left", ": try again later" },
    { "53100", PROBLEM_STORAGE, ": the server's disk is full",
      ": make room there and do it again" },
    { "57014", PROBLEM_BUSY, ": the server stopped the statement", ": try again" },
    { "57P", PROBLEM_STORAGE, ": the server ended the connection",
      ": do it again when it is back" },
    { "08", PROBLEM_STORAGE, ": the connection is lost", ": do it again when the server is back" },
    { "25006", PROBLEM_STORAGE, " was opened to read only", "" },
    { "42501", PROBLEM_STORAGE, ": the server does not permit it", ": ask who runs the server" },
    { "22003", PROBLEM_LIMIT, ": a number is too large", "" },
    { "22021", PROBLEM_INVALID, ": a text is not UTF-8", "" },
    { "54", PROBLEM_LIMIT, ": a value is too large", "" },
    { "58", PROBLEM_STORAGE, ": the server's disk failed", ": ask who runs the server" },
    { "XX", PROBLEM_STORAGE, ": the server found its data damaged", ": ask who runs the server" },
};

bool db_state_refuse(const char *state, const char *name, const char *words, const char *sql,
                     GError **error)
{
    for (size_t i = 0; i < G_N_ELEMENTS(FACES); i++)
        if (g_str_has_prefix(state, FACES[i].state))
            return problem_refuse(error, FACES[i].code, "%s%s (%s)%s", name, FACES[i].what, words,
                                  FACES[i].remedy);
    g_autofree char *line = db_one_line(sql);
    return problem_refuse(error, PROBLEM_STORAGE,
                          "%s: the database refuses a statement: %s [%.200s]", name, words, line);
}
