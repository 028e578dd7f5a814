/* main.c: the program's start.  Only here may the process end. */
#include "cli/cli.h"

int main(int argc, char **argv)
{
    return cli_main(argc, argv);
}
