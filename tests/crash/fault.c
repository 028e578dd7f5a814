/* tests/crash/fault.c: loaded before the C library (LD_PRELOAD), it makes the n-th change to a file
 * the last: the program dies there as if the power failed, or finds the disk full from there on.
 * Touches no pipe and no terminal.
 *
 *   RECOUP_FAULT=kill:N    SIGKILL in place of the N-th write, cut or sync
 *   RECOUP_FAULT=torn:N    half of the N-th write is written, then SIGKILL
 *   RECOUP_FAULT=full:N    every write from the N-th on fails with ENOSPC
 *   RECOUP_FAULT=count     at the end, the number of changes into the file RECOUP_FAULT_COUNT */
#undef _FILE_OFFSET_BITS
#include <dlfcn.h>
#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef enum { NONE, KILL, TORN, FULL, COUNT } Kind;

static Kind kind;
static long last;
static atomic_long seen;

static __attribute__((constructor)) void begin(void)
{
    const char *fault = getenv("RECOUP_FAULT");
    static const struct {
        const char *name;
        Kind kind;
    } KINDS[] = { { "kill:", KILL }, { "torn:", TORN }, { "full:", FULL }, { "count", COUNT } };

    for (size_t i = 0; fault != NULL && i < sizeof KINDS / sizeof *KINDS; i++) {
        size_t length = strlen(KINDS[i].name);
        if (strncmp(fault, KINDS[i].name, length) != 0) continue;
        kind = KINDS[i].kind;
        last = strtol(fault + length, NULL, 10);
    }
}

static __attribute__((destructor)) void end(void)
{
    const char *path = getenv("RECOUP_FAULT_COUNT");
    FILE *file = kind == COUNT && path != NULL ? fopen(path, "w") : NULL;

    if (file == NULL) return;
    fprintf(file, "%ld\n", atomic_load(&seen));
    fclose(file);
}

/* The C library's own function of that name. */
static void *next(const char *name)
{
    return dlsym(RTLD_NEXT, name);
}

static bool is_file(int fd)
{
    struct stat found;

    return kind != NONE && fd > 2 && fstat(fd, &found) == 0 && S_ISREG(found.st_mode);
}

/* Is this change the one?  With `kill` it does not return. */
static bool is_due(int fd)
{
    if (!is_file(fd)) return false;
    long number = atomic_fetch_add(&seen, 1) + 1;
    if (kind == KILL && number == last) raise(SIGKILL);
    return kind == FULL ? number >= last : kind == TORN && number == last;
}

ssize_t write(int fd, const void *bytes, size_t size)
{
    ssize_t (*real)(int, const void *, size_t) = next("write");

    if (!is_due(fd)) return real(fd, bytes, size);
    if (kind == TORN) {
        (void)!real(fd, bytes, size / 2);
        raise(SIGKILL);
    }
    errno = ENOSPC;
    return -1;
}

ssize_t pwrite64(int fd, const void *bytes, size_t size, off64_t offset)
{
    ssize_t (*real)(int, const void *, size_t, off64_t) = next("pwrite64");

    if (!is_due(fd)) return real(fd, bytes, size, offset);
    if (kind == TORN) {
        (void)!real(fd, bytes, size / 2, offset);
        raise(SIGKILL);
    }
    errno = ENOSPC;
    return -1;
}

ssize_t pwrite(int fd, const void *bytes, size_t size, off_t offset)
{
    return pwrite64(fd, bytes, size, offset);
}

/* Cuts and syncs do not fail on a full disk; they only may be the last. */
static void pass(int fd)
{
    if (is_due(fd) && kind == TORN) raise(SIGKILL);
}

int ftruncate64(int fd, off64_t size)
{
    int (*real)(int, off64_t) = next("ftruncate64");

    pass(fd);
    return real(fd, size);
}

int ftruncate(int fd, off_t size)
{
    return ftruncate64(fd, size);
}

int fdatasync(int fd)
{
    int (*real)(int) = next("fdatasync");

    pass(fd);
    return real(fd);
}

int fsync(int fd)
{
    int (*real)(int) = next("fsync");

    pass(fd);
    return real(fd);
}
