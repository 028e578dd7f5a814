/* base/unzip.h: the parts of a zip file, as streams; the only room that knows libzip.  Refuses what
 * unpacks to absurd sizes, whatever the file says of itself. */
#ifndef RECOUP_BASE_UNZIP_H
#define RECOUP_BASE_UNZIP_H

#include "base/problem.h"
#include <stddef.h>
#include <stdint.h>

typedef struct Unzip Unzip;
typedef struct UnzipPart UnzipPart;

enum { UNZIP_PARTS_MAX = 20000, UNZIP_RATIO_MAX = 300, UNZIP_FREE_BYTES = 64 << 20 };

/* NOT_FOUND, STORAGE; FORMAT: no zip file, or damaged; LIMIT: too many parts. */
Unzip *unzip_open(const char *path, GError **error) MUST_USE;
Unzip *unzip_open_memory(const void *bytes, size_t length, GError **error) MUST_USE;
void unzip_close(Unzip *unzip);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Unzip, unzip_close)

bool unzip_has(const Unzip *unzip, const char *name); /* case ignored */
/* NOT_FOUND; LIMIT: over bytes_max unpacked, or (above UNZIP_FREE_BYTES) packed more than
 * UNZIP_RATIO_MAX : 1. */
UnzipPart *unzip_part_open(Unzip *unzip, const char *name, int64_t bytes_max,
                           GError **error) MUST_USE;
void unzip_part_close(UnzipPart *part);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(UnzipPart, unzip_part_close)
/* Fits XmlSource.  FORMAT: damaged, or longer than it said. */
bool unzip_part_read(void *part, void *to, size_t room, size_t *got, GError **error) MUST_USE;
int64_t unzip_part_position(const UnzipPart *part);
int64_t unzip_part_size(const UnzipPart *part);

#endif
