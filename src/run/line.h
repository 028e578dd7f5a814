/* run/line.h: any action by name, the daily run included: what scripts, bulk files and the API
 * call.  Decides nothing. */
#ifndef RECOUP_RUN_LINE_H
#define RECOUP_RUN_LINE_H

#include "desk/desk.h"

/* Walks all actions; NULL at the end. */
const Action *line_action_at(size_t index);
const Action *line_action(const char *name);
/* Does one action by name; the answer is given. */
Json *line_do(Desk *desk, const char *action, const Json *record, GError **error) MUST_USE;
/* {"do": NAME, …} */
Json *line_do_line(Desk *desk, const Json *line, GError **error) MUST_USE;

#endif
