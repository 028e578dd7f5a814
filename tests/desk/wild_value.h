/* tests/desk/wild_value.h: a made-up value for one field.  Private to the made-up actions. */
#ifndef RECOUP_TESTS_WILD_VALUE_H
#define RECOUP_TESTS_WILD_VALUE_H

#include "desk/wild.h"

Json *wild_value(Wild *wild, const char *action, const Field *field);
/* Makes the line wrong in one place: a type, a number out of range, a field that there is not. */
void wild_value_spoil(Wild *wild, const Action *action, Json *line);

#endif
