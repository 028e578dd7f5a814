/* main.c: the program's start.  Only here may the process end. */
#include "cli/gate_cmd.h"

#include <stdio.h>
#include <string.h>

int main(int argc, char **argv)
{
    if (argc > 1 && strcmp(argv[1], "gate") == 0) return gate_cmd(argc - 2, argv + 2);
    fprintf(stderr, "usage: recoup gate check [FILE.jsonl] | rules\n");
    return 2;
}
