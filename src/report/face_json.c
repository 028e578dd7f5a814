/* report/face_json.c: a view as one JSON object, or as JSON lines.  Money and decimals are texts,
 * so that no reader rounds them. */
#include "report/face_kinds.h"
#include <string.h>

static void add_quoted(GString *out, const FaceHead *head, size_t column, const ViewRow *from)
{
    g_string_append_c(out, '"');
    face_cell(head, column, from, out);
    g_string_append_c(out, '"');
}

static void add_list(GString *out, const char *lines)
{
    g_string_append_c(out, '[');
    for (const char *at = lines; *at != '\0';) {
        size_t length = strcspn(at, "\n");
        g_autofree char *one = g_strndup(at, length);
        if (at != lines) g_string_append_c(out, ',');
        json_text_quote(out, one);
        at += length + (at[length] == '\n');
    }
    g_string_append_c(out, ']');
}

static void add_cell(GString *out, const FaceHead *head, size_t column, const ViewRow *from)
{
    const ExprValue *cell = &from->cells[column];
    ViewType type = head->columns[column].type;
    if (type == VIEW_LIST)
        add_list(out, cell->known ? cell->text : "");
    else if (!cell->known)
        g_string_append(out, "null");
    else if (type == VIEW_TEXT)
        json_text_quote(out, cell->text);
    else if (type == VIEW_INT)
        g_string_append_printf(out, "%" G_GINT64_FORMAT, cell->number);
    else
        add_quoted(out, head, column, from);
}

static void add_row(Face *face, const ViewRow *from)
{
    for (size_t i = 0; i < face->head.column_count; i++) {
        g_string_append_c(face->out, i == 0 ? '{' : ',');
        json_text_quote(face->out, face->head.columns[i].name);
        g_string_append_c(face->out, ':');
        add_cell(face->out, &face->head, i, from);
    }
    g_string_append_c(face->out, '}');
}

static bool begin(Face *face, GError **error)
{
    char day[DAY_TEXT_SIZE];
    (void)error;
    g_string_append_printf(face->out, "{\"view\":\"%s\",\"as_of\":\"%s\"", face->head.view,
                           day_text(face->head.as_of, day));
    if (face->head.known != NULL)
        g_string_append_printf(face->out, ",\"known\":\"%s\"", face->head.known);
    g_string_append(face->out, ",\"rows\":[");
    return true;
}

static bool row(Face *face, const ViewRow *from, GError **error)
{
    (void)error;
    g_string_append(face->out, face->rows == 0 ? "\n" : ",\n");
    add_row(face, from);
    return true;
}

static void add_total(Face *face, const FaceTotal *total)
{
    ViewRow row = { 0 };
    memcpy(row.currency, total->currency, sizeof row.currency);
    for (size_t i = 0; i < face->head.column_count; i++) {
        const ViewColumn *column = &face->head.columns[i];
        if (!column->sum) continue;
        row.cells[i] = (ExprValue){ .known = true, .number = total->sums[i] };
        json_text_quote(face->out, column->name);
        g_string_append_c(face->out, ':');
        add_cell(face->out, &face->head, i, &row);
        g_string_append_c(face->out, ',');
    }
    g_string_append_printf(face->out, "\"currency\":\"%s\"}", total->currency);
}

/* Sums of one currency stand flat; of several, one object each, since they do not add up. */
static bool end(Face *face, const FaceTail *tail, GError **error)
{
    (void)error;
    g_string_append(face->out, face->rows == 0 ? "],\"totals\":{" : "\n],\"totals\":{");
    if (tail->total_count == 1) add_total(face, &tail->totals[0]);
    if (tail->total_count > 1) g_string_append(face->out, "\"currency\":null,\"by_currency\":[");
    for (size_t i = 0; tail->total_count > 1 && i < tail->total_count; i++) {
        g_string_append(face->out, i == 0 ? "{" : ",{");
        add_total(face, &tail->totals[i]);
    }
    if (tail->total_count > 1) g_string_append(face->out, "]}");
    if (tail->total_count == 0) g_string_append_c(face->out, '}');
    if (tail->cursor != NULL) g_string_append_printf(face->out, ",\"cursor\":\"%s\"", tail->cursor);
    g_string_append(face->out, "}\n");
    return true;
}

static bool nothing(Face *face, GError **error)
{
    (void)face, (void)error;
    return true;
}

static bool line(Face *face, const ViewRow *from, GError **error)
{
    (void)error;
    add_row(face, from);
    g_string_append_c(face->out, '\n');
    return true;
}

static bool last_line(Face *face, const FaceTail *tail, GError **error)
{
    (void)tail;
    return nothing(face, error);
}

const FaceKind face_json_kind = { begin, row, end, NULL };
const FaceKind face_json_lines_kind = { nothing, line, last_line, NULL };
