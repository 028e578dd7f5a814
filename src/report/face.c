/* report/face.c: the faces' common part: cells as text, output in pieces.  Knows no view. */
#include "report/face.h"

#include "base/clock.h"
#include "report/face_kinds.h"
#include <string.h>

enum { PIECE = 1 << 16 };

static const FaceKind *const KINDS[] = {
    [VIEW_FACE_TABLE] = &face_table_kind, [VIEW_FACE_CSV] = &face_csv_kind,
    [VIEW_FACE_JSON] = &face_json_kind,   [VIEW_FACE_JSONL] = &face_json_lines_kind,
    [VIEW_FACE_XLSX] = &face_xlsx_kind,
};

Face *face_new(ViewFormat format, const FaceHead *head, ViewSink sink, void *data)
{
    Face *face = g_new0(Face, 1);
    face->kind = KINDS[format];
    face->head = *head;
    face->sink = sink;
    face->sink_data = data;
    face->out = g_string_sized_new(PIECE + 4096);
    return face;
}

void face_free(Face *face)
{
    if (face == NULL) return;
    if (face->kind->clear != NULL) face->kind->clear(face);
    g_string_free(face->out, TRUE);
    g_free(face);
}

bool face_begin(Face *face, GError **error)
{
    return face->kind->begin(face, error) && face_flush(face, false, error);
}

bool face_row(Face *face, const ViewRow *row, GError **error)
{
    if (!face->kind->row(face, row, error)) return false;
    face->rows++;
    return face_flush(face, false, error);
}

bool face_end(Face *face, const FaceTail *tail, GError **error)
{
    return face->kind->end(face, tail, error) && face_flush(face, true, error);
}

bool face_is_plain(ViewFormat format)
{
    return format == VIEW_FACE_CSV || format == VIEW_FACE_JSONL;
}

bool face_flush(Face *face, bool all, GError **error)
{
    if (face->out->len == 0 || (!all && face->out->len < PIECE)) return true;
    bool taken = face->sink(face->sink_data, face->out->str, face->out->len, error);
    g_string_truncate(face->out, 0);
    return taken;
}

static void add_list(const char *lines, GString *out)
{
    for (const char *at = lines; *at != '\0'; at++) {
        if (*at == '\n')
            g_string_append(out, ", ");
        else
            g_string_append_c(out, *at);
    }
}

static void add_hundredths(int64_t value, GString *out)
{
    uint64_t size = value < 0 ? -(uint64_t)value : (uint64_t)value;
    g_string_append_printf(out, "%s%" G_GUINT64_FORMAT ".%02d", value < 0 ? "-" : "", size / 100,
                           (int)(size % 100));
}

void face_cell(const FaceHead *head, size_t column, const ViewRow *row, GString *out)
{
    const ExprValue *cell = &row->cells[column];
    char text[MAX((int)MONEY_TEXT_SIZE, (int)INSTANT_TEXT_SIZE)];
    if (!cell->known) return;
    switch (head->columns[column].type) {
    case VIEW_TEXT: g_string_append(out, cell->text); break;
    case VIEW_LIST: add_list(cell->text, out); break;
    case VIEW_INT: g_string_append_printf(out, "%" G_GINT64_FORMAT, cell->number); break;
    case VIEW_DECIMAL: add_hundredths(cell->number, out); break;
    case VIEW_MONEY: g_string_append(out, money_text(cell->number, row->currency, text)); break;
    case VIEW_DAY: g_string_append(out, day_text((Day)cell->number, text)); break;
    case VIEW_INSTANT: g_string_append(out, cell->text); break;
    }
}
