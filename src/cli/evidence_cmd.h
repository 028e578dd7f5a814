/* cli/evidence_cmd.h: evidence packs from the command line. */
#ifndef RECOUP_CLI_EVIDENCE_CMD_H
#define RECOUP_CLI_EVIDENCE_CMD_H

#include "cli/cli.h"

bool evidence_cmd_pack(Cli *cli, GError **error) MUST_USE;
bool evidence_cmd_check(Cli *cli, GError **error) MUST_USE;

#endif
