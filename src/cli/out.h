/* cli/out.h: standard output, with its errors.  Formats nothing. */
#ifndef RECOUP_CLI_OUT_H
#define RECOUP_CLI_OUT_H

#include "base/problem.h"
#include <stddef.h>

/* Writes bytes; STORAGE when the disk is full or the reader has gone.  The shape of a ViewSink. */
bool out_bytes(void *unused, const char *bytes, size_t length, GError **error) MUST_USE;
bool out_text(const char *text, GError **error) MUST_USE;
/* A line of its own, seen by the reader at once. */
bool out_line(const char *text, GError **error) MUST_USE;
/* What is still kept back. */
bool out_end(GError **error) MUST_USE;
/* The reader closed the pipe: nobody wants to hear about it. */
bool out_is_closed(void);

#endif
