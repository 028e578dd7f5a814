/* report/xlsx_write.c: a typed table into an XLSX file over libxlsxwriter.  Keeps no row in memory
 * and rounds no number. */
#include "report/xlsx_write.h"
#include "base/decimal.h"
#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <xlsxwriter.h>

enum {
    ROWS_MAX = 1048575, /* of data a sheet, below the header */
    COLUMNS_MAX = 16384,
    NAME_MAX_CHARACTERS = 31,
    TEXT_MAX_CHARACTERS = 32767,
    DECIMALS_MAX = 18,
    SERIAL_1970 = 25569,
    DAY_1900_03_01 = -25508
};
#define EXACT_MAX INT64_C(999999999999999) /* 15 digits survive any spreadsheet */

struct XlsxWriter {
    char *path, *part; /* written as part, then renamed */
    char *sheet_name;
    XlsxColumn *columns;
    size_t count;
    lxw_workbook *book;
    lxw_worksheet *sheet;
    lxw_format *bold, *date;
    lxw_format *amounts[DECIMALS_MAX + 1];
    int sheets;
    lxw_row_t row; /* data rows of this sheet */
    int64_t rows;
};

static bool refuse(lxw_error code, const XlsxWriter *writer, GError **error)
{
    return problem_refuse(error, PROBLEM_STORAGE, "cannot write %s: %s", writer->path,
                          lxw_strerror(code));
}

/* No []:*?/\ in a sheet's name, no apostrophe at its ends, 31 characters with the number. */
static char *sheet_name(const char *wish, int number)
{
    char suffix[16] = "";
    if (number > 1) g_snprintf(suffix, sizeof suffix, " (%d)", number);
    glong room = NAME_MAX_CHARACTERS - (glong)strlen(suffix);
    g_autofree char *valid = g_utf8_make_valid(wish, -1);
    g_autofree char *cut = g_utf8_substring(valid, 0, MIN(room, g_utf8_strlen(valid, -1)));
    g_strdelimit(cut, "[]:*?/\\'", '-');
    for (char *at = cut; *at != '\0'; at++)
        if ((unsigned char)*at < 0x20) *at = ' ';
    return g_strconcat(*cut != '\0' ? cut : "Sheet", suffix, NULL);
}

static lxw_format *amount_format(XlsxWriter *writer, int decimals)
{
    char code[8 + DECIMALS_MAX] = "#,##0";
    g_assert(decimals >= 0 && decimals <= DECIMALS_MAX);
    if (writer->amounts[decimals] != NULL) return writer->amounts[decimals];
    if (decimals > 0) g_strlcat(code, ".", sizeof code);
    for (int i = 0; i < decimals; i++) g_strlcat(code, "0", sizeof code);
    writer->amounts[decimals] = workbook_add_format(writer->book);
    format_set_num_format(writer->amounts[decimals], code);
    return writer->amounts[decimals];
}

static double width_of(XlsxType type)
{
    switch (type) {
    case XLSX_TEXT: return 22;
    case XLSX_INTEGER: return 10;
    case XLSX_AMOUNT: return 16;
    case XLSX_DATE: return 12;
    }
    g_assert_not_reached();
}

static bool sheet_begin(XlsxWriter *writer, GError **error)
{
    lxw_error code = LXW_NO_ERROR;
    g_autofree char *name = sheet_name(writer->sheet_name, ++writer->sheets);
    writer->row = 0;
    writer->sheet = workbook_add_worksheet(writer->book, name);
    if (writer->sheet == NULL)
        return problem_refuse(error, PROBLEM_STORAGE,
                              "cannot write %s: no temporary file for sheet %s", writer->path,
                              name);
    worksheet_freeze_panes(writer->sheet, 1, 0);
    for (size_t i = 0; i < writer->count && code == LXW_NO_ERROR; i++) {
        lxw_col_t column = (lxw_col_t)i;
        worksheet_set_column(writer->sheet, column, column, width_of(writer->columns[i].type),
                             NULL);
        code =
            worksheet_write_string(writer->sheet, 0, column, writer->columns[i].name, writer->bold);
    }
    return code == LXW_NO_ERROR || refuse(code, writer, error);
}

/* The filter spans the rows there are, so it is set when they are known. */
static void sheet_end(XlsxWriter *writer)
{
    if (writer->count > 0)
        worksheet_autofilter(writer->sheet, 0, 0, writer->row, (lxw_col_t)(writer->count - 1));
}

static void formats_make(XlsxWriter *writer)
{
    writer->bold = workbook_add_format(writer->book);
    format_set_bold(writer->bold);
    format_set_bottom(writer->bold, LXW_BORDER_THIN);
    writer->date = workbook_add_format(writer->book);
    format_set_num_format(writer->date, "yyyy-mm-dd");
}

static bool can_write(const XlsxWriter *writer, GError **error)
{
    FILE *probe = g_fopen(writer->part, "wbe");
    if (probe == NULL)
        return problem_refuse(error, PROBLEM_STORAGE, "cannot write %s: %s", writer->path,
                              g_strerror(errno));
    fclose(probe);
    return true;
}

XlsxWriter *xlsx_write_open(const char *path, const char *sheet, const XlsxColumn *columns,
                            size_t count, GError **error)
{
    lxw_workbook_options options = { .constant_memory = LXW_TRUE,
                                     .tmpdir = (char *)(uintptr_t)g_get_tmp_dir() };
    g_assert(count > 0 && count <= COLUMNS_MAX);
    g_autoptr(XlsxWriter) writer = g_new0(XlsxWriter, 1);
    writer->path = g_strdup(path);
    writer->part = g_strconcat(path, ".part", NULL);
    writer->sheet_name = g_strdup(sheet);
    writer->columns = g_memdup2(columns, count * sizeof *columns);
    writer->count = count;
    for (size_t i = 0; i < count; i++) writer->columns[i].name = g_strdup(columns[i].name);
    if (!can_write(writer, error)) return NULL;
    writer->book = workbook_new_opt(writer->part, &options);
    g_assert(writer->book != NULL);
    formats_make(writer);
    if (!sheet_begin(writer, error)) return NULL;
    return g_steal_pointer(&writer);
}

/* ---- cells ---- */

typedef struct {
    lxw_worksheet *sheet;
    lxw_row_t row;
    lxw_col_t column;
} Place;

static lxw_error put_noted(Place at, const char *text, const char *note)
{
    lxw_error code = worksheet_write_string(at.sheet, at.row, at.column, text, NULL);
    if (code == LXW_NO_ERROR) code = worksheet_write_comment(at.sheet, at.row, at.column, note);
    return code;
}

static lxw_error put_text(Place at, const char *text)
{
    if (text == NULL || *text == '\0') return LXW_NO_ERROR;
    size_t length = strlen(text);
    g_autofree char *valid =
        g_utf8_validate(text, (ssize_t)length, NULL) ? NULL : g_utf8_make_valid(text, -1);
    const char *good = valid != NULL ? valid : text;
    if (length < TEXT_MAX_CHARACTERS || g_utf8_strlen(good, -1) <= TEXT_MAX_CHARACTERS)
        return worksheet_write_string(at.sheet, at.row, at.column, good, NULL);
    g_autofree char *cut = g_utf8_substring(good, 0, TEXT_MAX_CHARACTERS);
    return put_noted(at, cut, "Cut: a spreadsheet cell holds 32,767 characters.");
}

static lxw_error put_number(Place at, int64_t number, int decimals, lxw_format *format)
{
    static const double POWERS[DECIMALS_MAX + 1] = { 1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,
                                                     1e7,  1e8,  1e9,  1e10, 1e11, 1e12, 1e13,
                                                     1e14, 1e15, 1e16, 1e17, 1e18 };
    char text[DECIMAL_TEXT_SIZE];
    if (number <= EXACT_MAX && number >= -EXACT_MAX)
        return worksheet_write_number(at.sheet, at.row, at.column,
                                      (double)number / POWERS[decimals], format);
    Decimal exact = { number, decimals, true };
    return put_noted(at, decimal_text(exact, decimals, text),
                     "Text: a spreadsheet number holds 15 digits.");
}

static lxw_error put_date(Place at, Day day, lxw_format *format)
{
    char text[DAY_TEXT_SIZE];
    if (day == DAY_NONE) return LXW_NO_ERROR;
    if (day < DAY_1900_03_01)
        return put_noted(at, day_text(day, text), "Text: spreadsheet dates begin in 1900.");
    return worksheet_write_number(at.sheet, at.row, at.column, (double)day + SERIAL_1970, format);
}

static lxw_error put(XlsxWriter *writer, Place at, const XlsxColumn *column, const XlsxValue *value)
{
    if (column->type == XLSX_TEXT) return put_text(at, value->text);
    if (!value->given) return LXW_NO_ERROR;
    switch (column->type) {
    case XLSX_INTEGER: return put_number(at, value->number, 0, NULL);
    case XLSX_DATE: return put_date(at, (Day)value->number, writer->date);
    case XLSX_AMOUNT: {
        int decimals = value->decimals >= 0 ? value->decimals : column->decimals;
        return put_number(at, value->number, decimals, amount_format(writer, decimals));
    }
    case XLSX_TEXT: break;
    }
    g_assert_not_reached();
}

bool xlsx_write_row(XlsxWriter *writer, const XlsxValue *values, GError **error)
{
    if (writer->row == ROWS_MAX) {
        sheet_end(writer);
        if (!sheet_begin(writer, error)) return false;
    }
    writer->row++;
    writer->rows++;
    for (size_t i = 0; i < writer->count; i++) {
        Place at = { writer->sheet, writer->row, (lxw_col_t)i };
        lxw_error code = put(writer, at, &writer->columns[i], &values[i]);
        if (code != LXW_NO_ERROR) return refuse(code, writer, error);
    }
    return true;
}

int64_t xlsx_write_rows(const XlsxWriter *writer)
{
    return writer->rows;
}

/* ---- the end ---- */

static void writer_free(XlsxWriter *writer)
{
    for (size_t i = 0; i < writer->count; i++) g_free((char *)(uintptr_t)writer->columns[i].name);
    g_free(writer->columns);
    g_free(writer->sheet_name);
    g_free(writer->path);
    g_free(writer->part);
    g_free(writer);
}

bool xlsx_write_close(XlsxWriter *taken, GError **error)
{
    sheet_end(taken);
    lxw_error code = workbook_close(g_steal_pointer(&taken->book));
    bool fine = code == LXW_NO_ERROR || refuse(code, taken, error);
    if (fine && g_rename(taken->part, taken->path) != 0)
        fine = problem_refuse(error, PROBLEM_STORAGE, "cannot write %s: %s", taken->path,
                              g_strerror(errno));
    if (!fine) g_remove(taken->part);
    writer_free(taken);
    return fine;
}

void xlsx_write_cancel(XlsxWriter *taken)
{
    if (taken == NULL) return;
    if (taken->book != NULL) lxw_workbook_free(taken->book);
    g_remove(taken->part);
    writer_free(taken);
}
