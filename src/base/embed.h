/* base/embed.h: files carried inside the program (migrations, packs, maps).  Made by
 * tools/embed.sh; read-only. */
#ifndef RECOUP_BASE_EMBED_H
#define RECOUP_BASE_EMBED_H

#include <stddef.h>

typedef struct {
    const char *name;  /* "0001_book.sql"; NULL ends a table */
    const char *bytes; /* zero-terminated beyond size */
    size_t size;
} EmbeddedFile;

/* The file of that name, or NULL. */
const EmbeddedFile *embed_find(const EmbeddedFile *files, const char *name);

#endif
