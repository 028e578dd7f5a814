/* tests/crash/kill_after.c: kill_after MICROSECONDS COMMAND…: runs the command and kills it
 * (SIGKILL) after that time. Ends with 137 when it was killed, else as the command ended.  Kills
 * nothing but its own child. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    int status = 0;

    if (argc < 3) {
        fprintf(stderr, "usage: kill_after MICROSECONDS COMMAND...\n");
        return 2;
    }
    long microseconds = strtol(argv[1], NULL, 10);
    struct timespec pause = { microseconds / 1000000, microseconds % 1000000 * 1000 };
    sigset_t child_ends;
    sigemptyset(&child_ends);
    sigaddset(&child_ends, SIGCHLD);
    sigprocmask(SIG_BLOCK, &child_ends, NULL);
    pid_t child = fork();
    if (child == 0) {
        sigprocmask(SIG_UNBLOCK, &child_ends, NULL);
        execvp(argv[2], argv + 2);
        perror(argv[2]);
        _exit(127);
    }
    if (child < 0 || (sigtimedwait(&child_ends, NULL, &pause) < 0 && errno == EAGAIN &&
                      kill(child, SIGKILL) != 0))
        return 126;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) continue;
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}
