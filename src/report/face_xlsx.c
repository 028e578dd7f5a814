/* report/face_xlsx.c: a view as a workbook with typed cells and its totals below.  The workbook is
 * made in a temporary file, since it cannot be written front to back, and then given to the sink.
 */
#include "report/face_kinds.h"
#include "report/xlsx_write.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { PIECE = 1 << 16 };

typedef struct {
    XlsxWriter *writer;
    char *path;
    GPtrArray *texts; /* of the row under way */
} Book;

static XlsxType type_of(ViewType type)
{
    switch (type) {
    case VIEW_INT: return XLSX_INTEGER;
    case VIEW_MONEY:
    case VIEW_DECIMAL: return XLSX_AMOUNT;
    case VIEW_DAY: return XLSX_DATE;
    case VIEW_TEXT:
    case VIEW_LIST:
    case VIEW_INSTANT: return XLSX_TEXT;
    }
    g_assert_not_reached();
}

static char *temporary(GError **error)
{
    char *path = NULL;
    g_autoptr(GError) failure = NULL;
    int file = g_file_open_tmp("recoup-XXXXXX.xlsx", &path, &failure);
    if (file < 0) {
        problem_set(error, PROBLEM_STORAGE, "no temporary file: %s", failure->message);
        return NULL;
    }
    close(file);
    return path;
}

static bool begin(Face *face, GError **error)
{
    XlsxColumn columns[VIEW_COLUMNS_MAX];
    Book *book = g_new0(Book, 1);
    face->own = book;
    book->texts = g_ptr_array_new_with_free_func(g_free);
    for (size_t i = 0; i < face->head.column_count; i++)
        columns[i] =
            (XlsxColumn){ face->head.columns[i].name, type_of(face->head.columns[i].type), 2 };
    book->path = temporary(error);
    if (book->path == NULL) return false;
    book->writer =
        xlsx_write_open(book->path, face->head.view, columns, face->head.column_count, error);
    return book->writer != NULL;
}

static XlsxValue value_of(Face *face, size_t column, const ViewRow *from)
{
    Book *book = face->own;
    const ExprValue *cell = &from->cells[column];
    ViewType type = face->head.columns[column].type;
    XlsxValue value = { .number = cell->number, .decimals = -1, .given = cell->known };
    if (type == VIEW_MONEY) value.decimals = MAX(money_exponent(from->currency), 0);
    if (type_of(type) != XLSX_TEXT || !cell->known) return value;
    GString *text = g_string_new(NULL);
    face_cell(&face->head, column, from, text);
    g_ptr_array_add(book->texts, text->str);
    value.text = g_string_free(text, FALSE);
    return value;
}

static bool row(Face *face, const ViewRow *from, GError **error)
{
    XlsxValue values[VIEW_COLUMNS_MAX];
    Book *book = face->own;
    for (size_t i = 0; i < face->head.column_count; i++) values[i] = value_of(face, i, from);
    bool done = xlsx_write_row(book->writer, values, error);
    g_ptr_array_set_size(book->texts, 0);
    return done;
}

static bool add_total(Face *face, const FaceTotal *total, GError **error)
{
    ViewRow sums = { 0 };
    memcpy(sums.currency, total->currency, sizeof sums.currency);
    for (size_t i = 0; i < face->head.column_count; i++) {
        const ViewColumn *column = &face->head.columns[i];
        if (column->sum)
            sums.cells[i] = (ExprValue){ .known = true, .number = total->sums[i] };
        else if (strcmp(column->name, "currency") == 0)
            sums.cells[i] = (ExprValue){ .known = true, .text = total->currency };
        else if (i == 0 && column->type == VIEW_TEXT)
            sums.cells[i] = (ExprValue){ .known = true, .text = "total" };
    }
    return row(face, &sums, error);
}

static bool copy(Face *face, const char *path, GError **error)
{
    char piece[PIECE];
    size_t length;
    FILE *file = fopen(path, "rb");
    if (file == NULL)
        return problem_refuse(error, PROBLEM_STORAGE, "%s: %s", path, g_strerror(errno));
    bool done = true;
    while (done && (length = fread(piece, 1, sizeof piece, file)) > 0)
        done = face->sink(face->sink_data, piece, length, error);
    if (done && ferror(file))
        done = problem_refuse(error, PROBLEM_STORAGE, "%s: %s", path, g_strerror(errno));
    fclose(file);
    return done;
}

static bool end(Face *face, const FaceTail *tail, GError **error)
{
    Book *book = face->own;
    for (size_t i = 0; i < tail->total_count; i++)
        if (!add_total(face, &tail->totals[i], error)) return false;
    return xlsx_write_close(g_steal_pointer(&book->writer), error) && copy(face, book->path, error);
}

static void clear(Face *face)
{
    Book *book = face->own;
    if (book == NULL) return;
    if (book->writer != NULL) xlsx_write_cancel(book->writer);
    if (book->path != NULL) g_unlink(book->path);
    g_free(book->path);
    g_ptr_array_unref(book->texts);
    g_free(book);
}

const FaceKind face_xlsx_kind = { begin, row, end, clear };
