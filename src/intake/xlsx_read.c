/* intake/xlsx_read.c: one sheet of an XLSX workbook, row by row.  Computes no formula; gives a
 * cell's stored value.
 *
 *   <sheetData><row r="7"><c r="B7" s="2" t="s"><v>0</v></c> ...
 *     t: s shared string | str formula's text | inlineStr | b | e error | d ISO date | n (or none)
 * number s: style; a number whose style shows a date is a day number since 1900 or 1904
 */
#include "intake/xlsx_read.h"
#include "base/xml_read.h"
#include "intake/cell_date.h"
#include "intake/xlsx_book.h"
#include <math.h>
#include <string.h>

enum {
    COLUMNS_MAX = 16384,
    SIGNIFICANT_MAX = 15,
    ROWS_MAX = 1048576,
    TEXT_MAX = 1 << 20,
    ROW_TEXT_MAX = 16 << 20
};
#define SHEET_BYTES_MAX (INT64_C(8) << 30)

typedef enum { TYPE_NUMBER, TYPE_SHARED, TYPE_TEXT, TYPE_BOOL, TYPE_ERROR, TYPE_ISO_DATE } CellType;

/* A cell whose text lies in the row's buffer, which may still move. */
typedef struct {
    const char *shared; /* or NULL: at `start` of the buffer */
    size_t start, length;
    CellKind kind;
} Pending;

struct XlsxReader {
    XlsxBook book;
    const XlsxSheet *sheet;
    UnzipPart *part;
    XmlReader *xml;
    int64_t row;
    GString *text;   /* of the row's cells, each with its zero */
    GArray *pending; /* Pending, by column */
    GArray *cells;   /* Cell */
    size_t column, next_column, start;
    CellType type;
    uint64_t style;
    bool in_value, has_value, has_formula, in_phonetic, in_data, over;
};

static bool bad(const XlsxReader *reader, GError **error, const char *what)
{
    return problem_refuse(error, PROBLEM_FORMAT, "sheet %s, row %" G_GINT64_FORMAT ": %s",
                          reader->sheet->name, reader->row, what);
}

/* ---- one cell ---- */

static CellType type_of(const char *text)
{
    static const struct {
        const char *word;
        CellType type;
    } TYPES[] = { { "s", TYPE_SHARED }, { "str", TYPE_TEXT }, { "inlineStr", TYPE_TEXT },
                  { "b", TYPE_BOOL },   { "e", TYPE_ERROR },  { "d", TYPE_ISO_DATE } };
    for (size_t i = 0; i < G_N_ELEMENTS(TYPES); i++)
        if (strcmp(text, TYPES[i].word) == 0) return TYPES[i].type;
    return TYPE_NUMBER;
}

/* "AB12" -> 27; COLUMNS_MAX when it is no reference. */
static size_t column_of(const char *reference)
{
    size_t column = 0;
    const char *at = reference;
    for (; g_ascii_isupper(*at) && column <= COLUMNS_MAX; at++)
        column = column * 26 + (size_t)(*at - 'A') + 1;
    return at == reference || column > COLUMNS_MAX ? COLUMNS_MAX : column - 1;
}

static bool cell_open(XlsxReader *reader, GError **error)
{
    const char *name, *value;
    size_t column = reader->next_column;
    reader->type = TYPE_NUMBER;
    reader->style = 0;
    reader->has_value = reader->has_formula = reader->in_value = false;
    reader->start = reader->text->len;
    while (xml_read_attribute(reader->xml, &name, &value)) {
        if (strcmp(name, "r") == 0)
            column = column_of(value);
        else if (strcmp(name, "t") == 0)
            reader->type = type_of(value);
        else if (strcmp(name, "s") == 0)
            reader->style = g_ascii_strtoull(value, NULL, 10);
    }
    if (column >= COLUMNS_MAX || column < reader->next_column)
        return bad(reader, error, "a cell out of order or beyond the last column");
    reader->column = column;
    reader->next_column = column + 1;
    return true;
}

/* Day number -> "2025-01-31" or "2025-01-31T13:05:00".  A double holds any serial to well under a
 * second. */
static bool date_text(XlsxReader *reader)
{
    char *end = NULL, text[DAY_TEXT_SIZE];
    const char *value = reader->text->str + reader->start;
    double serial = g_ascii_strtod(value, &end);
    Day day;
    if (end == value || *end != '\0' || !(serial >= 0 && serial < 3e6)) return false;
    int64_t whole = (int64_t)floor(serial);
    int seconds = (int)lround((serial - (double)whole) * 86400);
    if (seconds == 86400) whole++, seconds = 0;
    if (!cell_date_serial(whole, reader->book.epoch_1904, &day)) return false;
    g_string_truncate(reader->text, reader->start);
    g_string_append(reader->text, day_text(day, text));
    if (seconds > 0)
        g_string_append_printf(reader->text, "T%02d:%02d:%02d", seconds / 3600, seconds / 60 % 60,
                               seconds % 60);
    return true;
}

static void set_text(XlsxReader *reader, const char *text)
{
    g_string_truncate(reader->text, reader->start);
    g_string_append(reader->text, text);
}

static size_t significant(const char *text)
{
    size_t count = 0;
    for (text += strspn(text, "-0."); *text != '\0' && *text != 'E' && *text != 'e'; text++)
        count += g_ascii_isdigit(*text);
    return count;
}

/* A spreadsheet's number is a double of 15 digits; what is written beyond them is the double's
 * noise: 2309.7899999999995 was typed 2309.79. */
static void drop_noise(XlsxReader *reader)
{
    char text[G_ASCII_DTOSTR_BUF_SIZE], *end = NULL;
    const char *value = reader->text->str + reader->start;
    if (significant(value) <= SIGNIFICANT_MAX) return;
    double number = g_ascii_strtod(value, &end);
    if (*end == '\0') set_text(reader, g_ascii_formatd(text, sizeof text, "%.15g", number));
}

/* What the collected text means; may replace it. */
static CellKind judge(XlsxReader *reader)
{
    switch (reader->type) {
    case TYPE_NUMBER:
        if (reader->text->len == reader->start) return CELL_TEXT;
        if (xlsx_book_is_date(&reader->book, reader->style) && date_text(reader)) return CELL_DATE;
        drop_noise(reader);
        return CELL_NUMBER;
    case TYPE_BOOL:
        set_text(reader, strcmp(reader->text->str + reader->start, "0") == 0 ? "false" : "true");
        return CELL_BOOL;
    case TYPE_ERROR: return CELL_ERROR;
    case TYPE_ISO_DATE: return CELL_DATE;
    case TYPE_SHARED:
    case TYPE_TEXT: xlsx_book_unescape(reader->text, reader->start); return CELL_TEXT;
    }
    g_assert_not_reached();
}

static bool shared_text(XlsxReader *reader, Pending *cell, GError **error)
{
    uint64_t index = g_ascii_strtoull(reader->text->str + reader->start, NULL, 10);
    cell->shared = xlsx_book_string(&reader->book, index, &cell->length);
    g_string_truncate(reader->text, reader->start);
    return cell->shared != NULL || bad(reader, error, "a cell names a text that is not there");
}

/* The cell goes to its column, empty ones before it. */
static void cell_store(XlsxReader *reader, Pending cell)
{
    static const Pending EMPTY = { "", 0, 0, CELL_TEXT };
    while (reader->pending->len < reader->column) g_array_append_val(reader->pending, EMPTY);
    if (cell.shared == NULL) g_string_append_c(reader->text, '\0');
    g_array_append_val(reader->pending, cell);
}

static bool cell_close(XlsxReader *reader, GError **error)
{
    Pending cell = { NULL, reader->start, 0, CELL_TEXT };
    if (reader->type == TYPE_SHARED && reader->has_value) {
        if (!shared_text(reader, &cell, error)) return false;
    } else if (reader->has_formula && !reader->has_value) {
        set_text(reader, "formula without a value");
        cell.kind = CELL_ERROR;
    } else if (reader->has_value) {
        cell.kind = judge(reader);
    }
    if (cell.shared == NULL) cell.length = reader->text->len - reader->start;
    if (cell.length > TEXT_MAX) return bad(reader, error, "a cell of more than 1 MiB");
    if (cell.length > 0 || cell.kind == CELL_ERROR) cell_store(reader, cell);
    return true;
}

/* ---- one row ---- */

static bool row_open(XlsxReader *reader, GError **error)
{
    const char *name, *value;
    int64_t row = reader->row + 1;
    while (xml_read_attribute(reader->xml, &name, &value))
        if (strcmp(name, "r") == 0) row = g_ascii_strtoll(value, NULL, 10);
    if (row <= reader->row || row > ROWS_MAX)
        return bad(reader, error, "is followed by a row out of order");
    reader->row = row;
    reader->next_column = 0;
    g_string_truncate(reader->text, 0);
    g_array_set_size(reader->pending, 0);
    return true;
}

static void row_finish(XlsxReader *reader)
{
    g_array_set_size(reader->cells, reader->pending->len);
    for (unsigned i = 0; i < reader->pending->len; i++) {
        const Pending *pending = &g_array_index(reader->pending, Pending, i);
        const char *text =
            pending->shared != NULL ? pending->shared : reader->text->str + pending->start;
        g_array_index(reader->cells, Cell, i) =
            (Cell){ text, (uint32_t)pending->length, pending->kind };
    }
}

static bool element_open(XlsxReader *reader, const char *name, GError **error)
{
    if (strcmp(name, "c") == 0) return cell_open(reader, error);
    if (strcmp(name, "row") == 0) return row_open(reader, error);
    if (strcmp(name, "f") == 0) reader->has_formula = true;
    if (strcmp(name, "rPh") == 0) reader->in_phonetic = true;
    bool value = strcmp(name, "v") == 0 || (strcmp(name, "t") == 0 && !reader->in_phonetic);
    reader->in_value = value;
    if (value) reader->has_value = true;
    return true;
}

/* *row: a row with cells is whole. */
static bool element_close(XlsxReader *reader, const char *name, bool *row, GError **error)
{
    reader->in_value = false;
    if (strcmp(name, "c") == 0) return cell_close(reader, error);
    if (strcmp(name, "rPh") == 0) reader->in_phonetic = false;
    *row = strcmp(name, "row") == 0 && reader->pending->len > 0;
    return true;
}

static bool take_text(XlsxReader *reader, GError **error)
{
    if (!reader->in_value) return true;
    g_string_append(reader->text, xml_read_text(reader->xml));
    if (reader->text->len - reader->start > TEXT_MAX)
        return bad(reader, error, "a cell of more than 1 MiB");
    return reader->text->len <= ROW_TEXT_MAX || bad(reader, error, "a row of more than 16 MiB");
}

static bool take_step(XlsxReader *reader, XmlStep step, bool *row, GError **error)
{
    if (step == XML_STEP_TEXT) return take_text(reader, error);
    const char *name = xml_read_name(reader->xml);
    if (strcmp(name, "sheetData") == 0) reader->in_data = step == XML_STEP_OPEN;
    if (!reader->in_data) return true;
    if (step == XML_STEP_OPEN) return element_open(reader, name, error);
    return element_close(reader, name, row, error);
}

XlsxStep xlsx_read_next(XlsxReader *reader, const Cell **cells, size_t *count, GError **error)
{
    bool row = false;
    XmlStep step = XML_STEP_END;
    while (!reader->over && !row && (step = xml_read_next(reader->xml, error)) < XML_STEP_END)
        if (!take_step(reader, step, &row, error)) {
            step = XML_STEP_FAILED;
            break;
        }
    if (!row || step == XML_STEP_FAILED) {
        reader->over = true;
        return step == XML_STEP_FAILED ? XLSX_FAILED : XLSX_END;
    }
    row_finish(reader);
    *cells = (const Cell *)(void *)reader->cells->data;
    *count = reader->cells->len;
    return XLSX_ROW;
}

/* ---- opening ---- */

static XlsxReader *open_any(Unzip *taken, const char *sheet, GError **error)
{
    if (taken == NULL) return NULL;
    g_autoptr(XlsxReader) reader = g_new0(XlsxReader, 1);
    reader->text = g_string_new(NULL);
    reader->pending = g_array_new(FALSE, FALSE, sizeof(Pending));
    reader->cells = g_array_new(FALSE, FALSE, sizeof(Cell));
    if (!xlsx_book_load(&reader->book, taken, error)) return NULL;
    reader->sheet = xlsx_book_sheet(&reader->book, sheet, error);
    if (reader->sheet == NULL) return NULL;
    reader->part = unzip_part_open(reader->book.zip, reader->sheet->part, SHEET_BYTES_MAX, error);
    if (reader->part == NULL) return NULL;
    reader->xml = xml_read_open(unzip_part_read, reader->part);
    return g_steal_pointer(&reader);
}

XlsxReader *xlsx_read_open(const char *path, const char *sheet, GError **error)
{
    XlsxReader *reader = open_any(unzip_open(path, error), sheet, error);
    if (reader == NULL) g_prefix_error(error, "%s: ", path);
    return reader;
}

XlsxReader *xlsx_read_open_memory(const void *bytes, size_t length, const char *sheet,
                                  GError **error)
{
    return open_any(unzip_open_memory(bytes, length, error), sheet, error);
}

void xlsx_read_close(XlsxReader *reader)
{
    if (reader == NULL) return;
    xml_read_close(reader->xml);
    unzip_part_close(reader->part);
    xlsx_book_clear(&reader->book);
    g_string_free(reader->text, TRUE);
    g_array_unref(reader->pending);
    g_array_unref(reader->cells);
    g_free(reader);
}

int64_t xlsx_read_row(const XlsxReader *reader)
{
    return reader->row;
}

const char *xlsx_read_sheet(const XlsxReader *reader)
{
    return reader->sheet->name;
}

int64_t xlsx_read_bytes(const XlsxReader *reader)
{
    return unzip_part_position(reader->part);
}

int64_t xlsx_read_bytes_total(const XlsxReader *reader)
{
    return unzip_part_size(reader->part);
}
