/* report/face_table.c: a view for people: aligned columns, a line of totals, how many rows.  The
 * first thousand rows set the widths; later, wider cells push their line out. */
#include "base/clock.h"
#include "report/face_kinds.h"
#include <string.h>

enum { LOOK_ROWS = 1000, WIDTH_MAX = 60, GAP = 2 };

typedef struct {
    GPtrArray *cells; /* texts of the rows that are waiting, row by row; owned */
    size_t widths[VIEW_COLUMNS_MAX];
    bool sized;
    GString *cell;
} Table;

static size_t width_of(const char *text)
{
    return (size_t)g_utf8_strlen(text, -1);
}

static bool is_right(ViewType type)
{
    return type == VIEW_INT || type == VIEW_MONEY || type == VIEW_DECIMAL;
}

static bool begin(Face *face, GError **error)
{
    char day[DAY_TEXT_SIZE];
    Table *table = g_new0(Table, 1);
    (void)error;
    table->cells = g_ptr_array_new_with_free_func(g_free);
    table->cell = g_string_new(NULL);
    face->own = table;
    for (size_t i = 0; i < face->head.column_count; i++)
        table->widths[i] = width_of(face->head.columns[i].name);
    g_string_append_printf(face->out, "%s as of %s", face->head.view,
                           day_text(face->head.as_of, day));
    if (face->head.known != NULL)
        g_string_append_printf(face->out, ", as known at %s", face->head.known);
    g_string_append_c(face->out, '\n');
    return true;
}

static void add_padded(Face *face, size_t column, const char *text)
{
    const Table *table = face->own;
    size_t width = width_of(text), wanted = table->widths[column];
    size_t pad = width < wanted ? wanted - width : 0;
    bool right = is_right(face->head.columns[column].type);
    bool last = column + 1 == face->head.column_count;
    if (right) g_string_append_printf(face->out, "%*s", (int)pad, "");
    g_string_append(face->out, text);
    if (!right && !last) g_string_append_printf(face->out, "%*s", (int)pad, "");
    g_string_append(face->out, last ? "\n" : "  ");
}

static void add_rule(Face *face)
{
    const Table *table = face->own;
    size_t width = 0;
    for (size_t i = 0; i < face->head.column_count; i++)
        width += table->widths[i] + (i > 0 ? GAP : 0);
    for (size_t i = 0; i < width; i++) g_string_append(face->out, "─");
    g_string_append_c(face->out, '\n');
}

/* The rows that waited, now that the widths are known. */
static void settle(Face *face)
{
    Table *table = face->own;
    if (table->sized) return;
    table->sized = true;
    for (size_t i = 0; i < face->head.column_count; i++)
        add_padded(face, i, face->head.columns[i].name);
    add_rule(face);
    for (unsigned i = 0; i < table->cells->len; i++)
        add_padded(face, i % face->head.column_count, table->cells->pdata[i]);
    g_ptr_array_set_size(table->cells, 0);
}

static const char *cell_text(Face *face, size_t column, const ViewRow *from)
{
    Table *table = face->own;
    g_string_truncate(table->cell, 0);
    face_cell(&face->head, column, from, table->cell);
    for (char *at = table->cell->str; *at != '\0'; at++)
        if (*at == '\n' || *at == '\t' || *at == '\r') *at = ' ';
    return table->cell->str;
}

static void widen(Table *table, size_t column, const char *text)
{
    table->widths[column] = MAX(table->widths[column], MIN(width_of(text), WIDTH_MAX));
}

static bool row(Face *face, const ViewRow *from, GError **error)
{
    Table *table = face->own;
    (void)error;
    for (size_t i = 0; i < face->head.column_count; i++) {
        const char *text = cell_text(face, i, from);
        if (table->sized) {
            add_padded(face, i, text);
            continue;
        }
        widen(table, i, text);
        g_ptr_array_add(table->cells, g_strdup(text));
    }
    if (face->rows + 1 >= LOOK_ROWS) settle(face);
    return true;
}

static ViewRow total_row(const FaceHead *head, const FaceTotal *total)
{
    ViewRow row = { 0 };
    memcpy(row.currency, total->currency, sizeof row.currency);
    for (size_t i = 0; i < head->column_count; i++) {
        if (head->columns[i].sum)
            row.cells[i] = (ExprValue){ .known = true, .number = total->sums[i] };
        else if (strcmp(head->columns[i].name, "currency") == 0)
            row.cells[i] = (ExprValue){ .known = true, .text = total->currency };
        else if (i == 0 && head->columns[i].type == VIEW_TEXT)
            row.cells[i] = (ExprValue){ .known = true, .text = "total" };
    }
    return row;
}

static void add_totals(Face *face, const FaceTail *tail)
{
    add_rule(face);
    for (size_t k = 0; k < tail->total_count; k++) {
        ViewRow sums = total_row(&face->head, &tail->totals[k]);
        for (size_t i = 0; i < face->head.column_count; i++)
            add_padded(face, i, cell_text(face, i, &sums));
    }
}

static void add_count(Face *face, const FaceTail *tail)
{
    if (tail->rows >= 0 && tail->rows != face->rows)
        g_string_append_printf(
            face->out, "%" G_GINT64_FORMAT " of %" G_GINT64_FORMAT " rows; the totals are of all\n",
            face->rows, tail->rows);
    else
        g_string_append_printf(face->out, "%" G_GINT64_FORMAT " row%s\n", face->rows,
                               face->rows == 1 ? "" : "s");
    if (tail->cursor != NULL)
        g_string_append_printf(face->out, "next page: --cursor %s\n", tail->cursor);
}

static bool end(Face *face, const FaceTail *tail, GError **error)
{
    Table *table = face->own;
    (void)error;
    if (face->rows == 0) {
        g_string_append(face->out, "no rows: nothing in the book matches\n");
        return true;
    }
    for (size_t k = 0; !table->sized && k < tail->total_count; k++) {
        ViewRow sums = total_row(&face->head, &tail->totals[k]);
        for (size_t i = 0; i < face->head.column_count; i++)
            widen(table, i, cell_text(face, i, &sums));
    }
    settle(face);
    if (tail->total_count > 0) add_totals(face, tail);
    add_count(face, tail);
    return true;
}

static void clear(Face *face)
{
    Table *table = face->own;
    if (table == NULL) return;
    g_ptr_array_unref(table->cells);
    g_string_free(table->cell, TRUE);
    g_free(table);
}

const FaceKind face_table_kind = { begin, row, end, clear };
