/* main.c: the program's start.  Only here may the process end. */
#include "cli/cli.h"

#include <malloc.h>

/* Long work comes in chunks of one size: what one has freed the next wants again at once, and to
 * give it to the system in between costs more than the work's own allocations. */
static void keep_memory(void)
{
    enum { KEPT = 64 << 20 };
    mallopt(M_TRIM_THRESHOLD, KEPT);
    mallopt(M_MMAP_THRESHOLD, KEPT);
}

int main(int argc, char **argv)
{
    keep_memory();
    return cli_main(argc, argv);
}
