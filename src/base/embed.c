/* base/embed.c: look-up in a table of embedded files.  Opens nothing on disk. */
#include "base/embed.h"

#include <string.h>

const EmbeddedFile *embed_find(const EmbeddedFile *files, const char *name)
{
    for (const EmbeddedFile *file = files; file->name != NULL; file++)
        if (strcmp(file->name, name) == 0) return file;
    return NULL;
}
