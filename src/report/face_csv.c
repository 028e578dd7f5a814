/* report/face_csv.c: a view as CSV: a header, then a line a row.  Has no totals. */
#include "base/csv.h"
#include "report/face_kinds.h"

static bool begin(Face *face, GError **error)
{
    (void)error;
    face->own = g_string_new(NULL);
    for (size_t i = 0; i < face->head.column_count; i++)
        csv_write_cell(face->out, face->head.columns[i].name, i == 0);
    csv_write_end(face->out);
    return true;
}

static bool row(Face *face, const ViewRow *from, GError **error)
{
    GString *cell = face->own;
    (void)error;
    for (size_t i = 0; i < face->head.column_count; i++) {
        g_string_truncate(cell, 0);
        face_cell(&face->head, i, from, cell);
        csv_write_cell(face->out, cell->str, i == 0);
    }
    csv_write_end(face->out);
    return true;
}

static bool end(Face *face, const FaceTail *tail, GError **error)
{
    (void)face, (void)tail, (void)error;
    return true;
}

static void clear(Face *face)
{
    if (face->own != NULL) g_string_free(face->own, TRUE);
}

const FaceKind face_csv_kind = { begin, row, end, clear };
