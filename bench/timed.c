/* bench/timed.c: timed RESULT COMMAND…: runs the command and writes to RESULT, on one line, the
 * seconds from its start to its exit, its peak memory in KiB (as VmHWM), and the seconds of
 * processor it used.  Its exit code is the command's.  Repeats nothing. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double now(void)
{
    struct timespec at;
    clock_gettime(CLOCK_MONOTONIC, &at);
    return (double)at.tv_sec + (double)at.tv_nsec / 1e9;
}

static double seconds(struct timeval used)
{
    return (double)used.tv_sec + (double)used.tv_usec / 1e6;
}

int main(int argc, char **argv)
{
    struct rusage used;
    int status = 0;

    if (argc < 3) {
        fprintf(stderr, "usage: timed RESULT COMMAND…\n");
        return 2;
    }
    double began = now();
    pid_t child = fork();
    if (child == 0) {
        execvp(argv[2], argv + 2);
        perror(argv[2]);
        _exit(127);
    }
    if (child < 0 || wait4(child, &status, 0, &used) != child) {
        perror("timed");
        return 1;
    }
    double took = now() - began;
    FILE *result = fopen(argv[1], "w");
    if (result == NULL) {
        perror(argv[1]);
        return 1;
    }
    fprintf(result, "%.3f %ld %.3f\n", took, used.ru_maxrss,
            seconds(used.ru_utime) + seconds(used.ru_stime));
    if (fclose(result) != 0) return 1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}
