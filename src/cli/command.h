/* cli/command.h: the commands, a row of one table each.  Help, parsing and errors are made from it.
 */
#ifndef RECOUP_CLI_COMMAND_H
#define RECOUP_CLI_COMMAND_H

#include "cli/cli.h"

typedef bool (*CommandFn)(Cli *cli, GError **error);

typedef struct Command {
    const char *name;  /* "policy check": one or two words */
    const char *usage; /* what follows the name */
    const char *doc;   /* one sentence */
    const Option *options;
    unsigned plain_min, plain_max;
    bool open; /* options are the fields of an action or the parameters of a view */
    CommandFn run;
    const char *more; /* NULL, or lines for help COMMAND */
} Command;

/* Walks the table: index 0 … until NULL. */
const Command *command_at(size_t index);
/* The command that the words begin with and how many of them are its name.  USAGE: unknown, with
 * the nearest. */
const Command *command_find(int count, char **words, int *used, GError **error) MUST_USE;
/* By its whole name; NULL: unknown. */
const Command *command_named(const char *name);

/* --- the functions, a file each (NAME_cmd.c) ------------------------------------------------ */

bool book_cmd_init(Cli *cli, GError **error);
bool demo_cmd(Cli *cli, GError **error);
bool demo_cmd_why(Cli *cli, GError **error);
bool action_cmd_do(Cli *cli, GError **error);
bool apply_cmd(Cli *cli, GError **error);
bool import_cmd(Cli *cli, GError **error);
bool show_cmd(Cli *cli, GError **error);
bool day_cmd(Cli *cli, GError **error);
bool policy_cmd_check(Cli *cli, GError **error);
bool policy_cmd_describe(Cli *cli, GError **error);
bool policy_cmd_diff(Cli *cli, GError **error);
bool policy_cmd_draft(Cli *cli, GError **error);
bool policy_cmd_approve(Cli *cli, GError **error);
bool policy_cmd_activate(Cli *cli, GError **error);
bool policy_cmd_rollback(Cli *cli, GError **error);
bool policy_cmd_simulate(Cli *cli, GError **error);
bool verify_cmd(Cli *cli, GError **error);
bool help_cmd(Cli *cli, GError **error);
/* The first page of help. */
void help_cmd_overview(GString *out);
/* What `help NAME` prints for a command. */
void help_cmd_command(const Command *command, GString *out);

#endif
