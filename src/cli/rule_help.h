/* cli/rule_help.h: a rule of the gate in plain words, from docs/gate.md. */
#ifndef RECOUP_CLI_RULE_HELP_H
#define RECOUP_CLI_RULE_HELP_H

#include <glib.h>
#include <stdbool.h>

/* "R23", in any case; false when the page has no such rule. */
bool rule_help_add(const char *name, GString *out);

#endif
