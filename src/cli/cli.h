/* cli/cli.h: the command line: words in, one command, an exit code out.  Decides nothing about the
 * book. */
#ifndef RECOUP_CLI_CLI_H
#define RECOUP_CLI_CLI_H

#include "cli/typed.h"
#include "desk/desk.h"

enum { EXIT_DONE = 0, EXIT_REFUSED = 1, EXIT_WRONG_USAGE = 2, EXIT_QUARANTINED = 3 };

struct Command;

/* One call of the program. */
typedef struct {
    DeskOptions options;           /* --book --as-of --now --actor */
    const struct Command *command; /* whose words these are */
    Typed typed;                   /* what follows the command */
    int argc;                      /* the same as typed, from the command's name on */
    char **argv;
    Desk *desk;    /* opened by cli_desk; closed at the end */
    int exit_code; /* of a command that was done */
} Cli;

/* Runs one command; the exit code of the process. */
int cli_main(int argc, char **argv);

/* The book of --book, opened when first asked for; lent. */
Desk *cli_desk(Cli *cli, GError **error) MUST_USE;
/* Takes --book, --as-of, --now or --actor wherever it stands; false: it is none of them. */
bool cli_global(Cli *cli, const TypedPair *pair);
/* The global options, for help. */
extern const Option cli_options[];

#endif
