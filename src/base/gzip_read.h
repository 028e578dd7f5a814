/* base/gzip_read.h: the bytes of a file, unpacked when it is gzip, as they are when it is not.
 * Knows zlib and nothing of what the bytes mean. */
#ifndef RECOUP_BASE_GZIP_READ_H
#define RECOUP_BASE_GZIP_READ_H

#include "base/problem.h"
#include <stddef.h>
#include <stdint.h>

typedef struct GzipReader GzipReader;

/* "-" is standard input.  NOT_FOUND no such file; INVALID a folder; STORAGE cannot be opened. */
GzipReader *gzip_read_open(const char *path, GError **error) MUST_USE;
void gzip_read_close(GzipReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GzipReader, gzip_read_close)

/* Reads up to `room` bytes; *got 0 is the end.  FORMAT: damaged or cut gzip data; STORAGE: the disk
 * failed. */
bool gzip_read_bytes(GzipReader *reader, void *to, size_t room, size_t *got,
                     GError **error) MUST_USE;
int64_t gzip_read_position(const GzipReader *reader); /* bytes taken from the file as stored */
int64_t gzip_read_size(const GzipReader *reader); /* of the file as stored; -1 unknown (a pipe) */

#endif
