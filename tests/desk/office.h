/* tests/desk/office.h: a book of a collector in New York, and who acts in it. */
#ifndef RECOUP_TESTS_DESK_OFFICE_H
#define RECOUP_TESTS_DESK_OFFICE_H

#include "desk/desk.h"

typedef struct {
    char *url;
    const char *now;
    Desk *desk; /* NULL after g_test_skip */
} Office;

/* D1 with the accounts A1 and A2 of a client, their validation notices long sent, nothing owed; the
 * users mia (collector) and sam (supervisor).  No policy. */
void office_open(Office *office, const char *now);
/* Another instant; the book stays. */
void office_at(Office *office, const char *now);
void office_close(Office *office);
/* {'do': …, 'as': user}, with single quotes; NULL when it was refused, and why. */
Json *office_try(Office *office, const char *line, char **refused);
/* The same that must succeed. */
void office_do(Office *office, const char *line);

#endif
