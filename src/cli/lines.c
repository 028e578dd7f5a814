/* cli/lines.c: lines of bounded length.  Keeps one line, understands none. */
#include "cli/lines.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

struct Lines {
    FILE *file;
    char *name;
    GString *line;
    int64_t number;
};

Lines *lines_open(const char *path, GError **error)
{
    bool standard = strcmp(path, "-") == 0;
    FILE *file = standard ? stdin : fopen(path, "rb");
    if (file == NULL) {
        problem_set(error, PROBLEM_NOT_FOUND, "%s: %s", path, g_strerror(errno));
        return NULL;
    }
    Lines *lines = g_new0(Lines, 1);
    lines->file = file;
    lines->name = g_strdup(standard ? "standard input" : path);
    lines->line = g_string_new(NULL);
    return lines;
}

void lines_close(Lines *lines)
{
    if (lines == NULL) return;
    if (lines->file != stdin) fclose(lines->file);
    g_string_free(lines->line, TRUE);
    g_free(lines->name);
    g_free(lines);
}

static bool refuse_read(const Lines *lines, GError **error)
{
    return problem_refuse(error, PROBLEM_STORAGE, "%s: %s", lines->name, g_strerror(errno));
}

/* One line of the file; false in *more at its end.  What is beyond the ceiling is read, not kept.
 */
static bool read_line(Lines *lines, bool *more, bool *fits, GError **error)
{
    int c;
    g_string_truncate(lines->line, 0);
    *more = *fits = true;
    while ((c = getc_unlocked(lines->file)) != EOF && c != '\n') {
        if (lines->line->len < LINES_BYTES_MAX)
            g_string_append_c(lines->line, (char)c);
        else
            *fits = false;
    }
    if (c == EOF && ferror(lines->file) != 0) return refuse_read(lines, error);
    *more = c != EOF || lines->line->len > 0;
    lines->number += *more;
    return true;
}

static bool is_blank(const GString *line)
{
    return strspn(line->str, " \t\r") == line->len;
}

bool lines_next(Lines *lines, const char **text, size_t *length, GError **error)
{
    bool more = true, fits = true;
    *text = NULL;
    do {
        if (!read_line(lines, &more, &fits, error)) return false;
    } while (more && is_blank(lines->line));
    if (!more) return true;
    if (!fits)
        return problem_refuse(error, PROBLEM_LIMIT, "the line is longer than %d MiB",
                              LINES_BYTES_MAX >> 20);
    if (lines->line->str[lines->line->len - 1] == '\r')
        g_string_truncate(lines->line, lines->line->len - 1);
    *text = lines->line->str;
    *length = lines->line->len;
    return true;
}

int64_t lines_number(const Lines *lines)
{
    return lines->number;
}

const char *lines_name(const Lines *lines)
{
    return lines->name;
}

char *lines_rest(Lines *lines, size_t *length, GError **error)
{
    g_autoptr(GString) text = g_string_new(NULL);
    char buffer[65536];
    size_t got;
    while ((got = fread(buffer, 1, sizeof buffer, lines->file)) > 0) {
        g_string_append_len(text, buffer, (ssize_t)got);
        if (text->len <= LINES_BYTES_MAX) continue;
        problem_set(error, PROBLEM_LIMIT, "%s is longer than %d MiB", lines->name,
                    LINES_BYTES_MAX >> 20);
        return NULL;
    }
    if (ferror(lines->file) != 0) {
        (void)refuse_read(lines, error);
        return NULL;
    }
    *length = text->len;
    return g_string_free(g_steal_pointer(&text), FALSE);
}
