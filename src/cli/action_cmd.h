/* cli/action_cmd.h: words of the command line into the JSON of an action, for `do` and `apply`. */
#ifndef RECOUP_CLI_ACTION_CMD_H
#define RECOUP_CLI_ACTION_CMD_H

#include "desk/desk.h"

/* What is wrong with each field of a refused action (FieldFault); empty when the refusal has other
 * grounds.  Given. */
GPtrArray *action_cmd_faults(const char *action, const Json *record, const GError *refusal);

#endif
