/* cli/gate_cmd.h: recoup gate check [FILE.jsonl], recoup gate rules.  Opens no book. */
#ifndef RECOUP_CLI_GATE_CMD_H
#define RECOUP_CLI_GATE_CMD_H

/* The words after "gate"; returns the exit code. */
int gate_cmd(int argc, char **argv);

#endif
