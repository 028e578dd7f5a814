/* cli/lines.h: JSON lines from a file or standard input, one at a time.  Understands none of them.
 */
#ifndef RECOUP_CLI_LINES_H
#define RECOUP_CLI_LINES_H

#include "base/problem.h"
#include <stdint.h>

enum { LINES_BYTES_MAX = 8 << 20 };

typedef struct Lines Lines;

/* "-" is standard input.  NOT_FOUND: the file cannot be read. */
Lines *lines_open(const char *path, GError **error) MUST_USE;
void lines_close(Lines *lines);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Lines, lines_close)

/* The next line that is not blank, without its line break; lent until the next.  *text is NULL at
 * the end.  LIMIT: a line of more than LINES_BYTES_MAX; the one after it can be read still. */
bool lines_next(Lines *lines, const char **text, size_t *length, GError **error) MUST_USE;
int64_t lines_number(const Lines *lines); /* of the last, from 1 */
const char *lines_name(const Lines *lines);
/* All that is left, as one text; given. */
char *lines_rest(Lines *lines, size_t *length, GError **error) MUST_USE;

#endif
