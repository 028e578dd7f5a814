/* tests/gate/answer.h: one question judged, compared with what was expected.  Says what differs;
 * fails nothing itself. */
#ifndef RECOUP_TESTS_GATE_ANSWER_H
#define RECOUP_TESTS_GATE_ANSWER_H

#include "base/json_text.h"

/* The gate's answer to a question {"id", "facts", "action"}, parsed.  Given; aborts when it is no
 * JSON. */
Json *answer_of(const Json *question);
Json *answer_to(const char *line);
/* expected: verdict and, as far as given, deny_code, requires, flags, next_allowed; every other key
 * is a computed value.  Appends what differs; true when nothing does. */
bool answer_agrees(const Json *answer, const char *verdict, const Json *detail,
                   GString *differences);
/* The list of texts under that key holds the word. */
bool answer_lists(const Json *answer, const char *key, const char *word);
const char *answer_text(const Json *answer, const char *key);
/* A file of the shared product folder (RECOUP_SHARED, else beside the sources).  Given. */
char *answer_shared(const char *name);

#endif
