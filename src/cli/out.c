/* cli/out.c: standard output, every failure told.  Formats nothing. */
#include "cli/out.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

static bool closed;

static bool check(bool fine, GError **error)
{
    if (fine) return true;
    int code = errno;
    closed = code == EPIPE;
    return problem_refuse(error, PROBLEM_STORAGE, "standard output cannot be written: %s",
                          g_strerror(code));
}

bool out_bytes(void *unused, const char *bytes, size_t length, GError **error)
{
    (void)unused;
    return check(fwrite(bytes, 1, length, stdout) == length, error);
}

bool out_text(const char *text, GError **error)
{
    return out_bytes(NULL, text, strlen(text), error);
}

bool out_line(const char *text, GError **error)
{
    return out_text(text, error) && out_text("\n", error) && out_end(error);
}

bool out_end(GError **error)
{
    return check(fflush(stdout) == 0 && ferror(stdout) == 0, error);
}

bool out_is_closed(void)
{
    return closed;
}
