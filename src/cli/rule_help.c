/* cli/rule_help.c: the row of a rule in docs/gate.md, told.  Holds no text of its own. */
#include "cli/rule_help.h"

#include "base/embed.h"
#include "base/text.h"
#include <string.h>

extern const EmbeddedFile gate_page[];

enum { TITLE = 2, WORDS, WHERE, KIND, CITATION, END };

static char **row_of(int64_t number)
{
    const char *text = gate_page[0].bytes;
    g_autofree char *start = g_strdup_printf("\n| R%" G_GINT64_FORMAT " | ", number);
    const char *row = strstr(text, start);
    if (row == NULL) return NULL;
    row++;
    g_autofree char *line = g_strndup(row, strcspn(row, "\n"));
    char **cells = g_strsplit(line, "|", -1);
    for (char **cell = cells; *cell != NULL; cell++) g_strstrip(*cell);
    return cells;
}

bool rule_help_add(const char *name, GString *out)
{
    if (name[0] != 'R' && name[0] != 'r') return false;
    int64_t number = 0;
    if (!text_to_i64(name + 1, &number)) return false;
    g_auto(GStrv) cells = row_of(number);
    if (cells == NULL || g_strv_length(cells) <= END) return false;
    g_string_append_printf(
        out,
        "R%" G_GINT64_FORMAT " %s\n\n%s\n\n  where     %s\n  kind      %s\n  citation  %s\n"
        "  more      docs/gate.md, section \"The rules\"\n",
        number, cells[TITLE], cells[WORDS], cells[WHERE], cells[KIND], cells[CITATION]);
    return true;
}
