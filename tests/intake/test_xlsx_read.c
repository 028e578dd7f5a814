/* tests/intake/test_xlsx_read.c: workbooks by another's hand (libxlsxwriter), by ours (raw parts),
 * and broken ones. */
#include "intake/xlsx_book.h"
#include "intake/xlsx_read.h"
#include <glib/gstdio.h>
#include <string.h>
#include <xlsxwriter.h>
#include <zip.h>

static const char KINDS[] = { 't', 'n', 'd', 'b', 'e' };

/* "7: a|n:1.5 / 9: ..." of all rows; a kind other than text is prefixed. */
static char *flat(XlsxReader *reader)
{
    GString *out = g_string_new(NULL);
    g_autoptr(GError) error = NULL;
    const Cell *cells;
    size_t count;
    XlsxStep step;
    while ((step = xlsx_read_next(reader, &cells, &count, &error)) == XLSX_ROW) {
        g_string_append_printf(out, "%s%d:", out->len > 0 ? " / " : "", (int)xlsx_read_row(reader));
        for (size_t i = 0; i < count; i++) {
            g_assert_cmpuint(strlen(cells[i].text), ==, cells[i].length);
            g_string_append(out, i > 0 ? "|" : " ");
            if (cells[i].kind != CELL_TEXT)
                g_string_append_printf(out, "%c:", KINDS[cells[i].kind]);
            g_string_append(out, cells[i].text);
        }
    }
    if (step == XLSX_FAILED) g_string_append_printf(out, "!%s", error->message);
    return g_string_free(out, FALSE);
}

static char *read_file(const char *path, const char *sheet)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(XlsxReader) reader = xlsx_read_open(path, sheet, &error);
    if (reader != NULL) return flat(reader);
    return g_strdup(error->message);
}

static char *temporary(void)
{
    g_autofree char *folder = g_dir_make_tmp("xlsx-XXXXXX", NULL);
    return g_build_filename(folder, "book.xlsx", NULL);
}

static void discard(const char *path)
{
    g_autofree char *folder = g_path_get_dirname(path);
    g_remove(path);
    g_rmdir(folder);
}

static void write_foreign(const char *path)
{
    lxw_workbook *book = workbook_new(path);
    lxw_worksheet *hidden = workbook_add_worksheet(book, "Notes");
    lxw_worksheet *sheet = workbook_add_worksheet(book, "Open items");
    lxw_format *date = workbook_add_format(book), *money = workbook_add_format(book),
               *clock = workbook_add_format(book);
    lxw_datetime day = { 2025, 1, 31, 0, 0, 0 }, instant = { 2025, 1, 31, 13, 5, 0 };
    format_set_num_format(date, "d/m/yyyy");
    format_set_num_format(money, "[Red]#,##0.00;-#,##0.00");
    format_set_num_format(clock, "yyyy-mm-dd hh:mm");
    worksheet_write_string(hidden, 0, 0, "nothing here", NULL);
    worksheet_hide(hidden);
    worksheet_activate(sheet);
    worksheet_set_first_sheet(sheet);
    worksheet_write_string(sheet, 0, 0, "Müller & Söhne <x>", NULL);
    worksheet_write_number(sheet, 0, 1, 1234.5, money);
    worksheet_write_datetime(sheet, 0, 2, &day, date);
    worksheet_write_datetime(sheet, 0, 3, &instant, clock);
    worksheet_write_boolean(sheet, 0, 4, 1, NULL);
    worksheet_write_formula_num(sheet, 0, 5, "=1+1", NULL, 2);
    worksheet_write_formula_str(sheet, 0, 6, "=\"a\"", NULL, "a");
    worksheet_write_string(sheet, 3, 1, "two\nlines", NULL);
    worksheet_write_number(sheet, 3, 2, 2960623488.0, NULL);
    worksheet_write_blank(sheet, 3, 5, money);
    g_assert_cmpint(workbook_close(book), ==, LXW_NO_ERROR);
}

static void test_foreign(void)
{
    g_autofree char *path = temporary();
    write_foreign(path);
    g_autofree char *got = read_file(path, NULL), *named = read_file(path, "notes"),
                    *none = read_file(path, "x");
    g_assert_cmpstr(
        got, ==,
        "1: Müller & Söhne <x>|n:1234.5|d:2025-01-31|d:2025-01-31T13:05:00|b:true|n:2|a / "
        "4: |two\nlines|n:2960623488");
    g_assert_cmpstr(named, ==, "1: nothing here");
    g_assert_nonnull(strstr(none, "the workbook has no sheet x; it has: Notes, Open items"));
    discard(path);
}

/* ---- workbooks part by part ---- */

#define HEAD   "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
#define SHEETS "<sheets><sheet name=\"One\" sheetId=\"1\" r:id=\"rId1\" xmlns:r=\"r\"/></sheets>"

static const char BOOK[] = HEAD "<workbook>" SHEETS "</workbook>";
static const char BOOK_1904[] = HEAD "<workbook><workbookPr date1904=\"1\"/>" SHEETS "</workbook>";
static const char RELATIONS[] = HEAD "<Relationships><Relationship Id=\"rId1\" Type=\"t\" "
                                     "Target=\"/xl/worksheets/s.xml\"/></Relationships>";
static const char STYLES[] =
    HEAD "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"[$-409]mmm\\ d&quot;th&quot; "
         "yyyy\"/><numFmt "
         "numFmtId=\"165\" formatCode=\"h:mm\"/></numFmts><cellStyleXfs><xf "
         "numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf "
         "numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/><xf "
         "numFmtId=\"165\"/></cellXfs><dxfs><dxf><numFmt "
         "numFmtId=\"0\" formatCode=\"yyyy\"/></dxf></dxfs></styleSheet>";
static const char STRINGS[] = HEAD "<sst><si><t>plain</t></si><si><r><t>rich </t></r><r><t "
                                   "xml:space=\"preserve\">text </t></r><rPh><t>no</t></rPh>"
                                   "</si><si/><si><t>a_x000A_b_x_</t></si></sst>";

typedef struct {
    const char *name, *book, *sheet, *expected;
} PartCase;

#define DATA(rows) HEAD "<worksheet><sheetData>" rows "</sheetData></worksheet>"

static const PartCase PARTS[] = {
    { "strings", BOOK,
      DATA("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c><c "
           "r=\"C1\" t=\"s\"><v>2</v>"
           "</c><c r=\"D1\" t=\"s\"><v>3</v></c></row>"),
      "1: plain|rich text ||a\nb_x_" },
    { "inline", BOOK,
      DATA("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>in</t></is></c><c r=\"B1\" "
           "t=\"inlineStr\"><is><r><t>li"
           "</t></r><r><t>ne</t></r><rPh><t>x</t></rPh></is></c></row>"),
      "1: in|line" },
    { "no-references", BOOK,
      DATA("<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>"),
      "1: n:1|n:2 / 2: n:3" },
    { "gaps", BOOK, DATA("<row r=\"3\"><c r=\"B3\"><v>1</v></c><c r=\"AA3\"/></row><row r=\"9\"/>"),
      "3: |n:1" },
    { "dates", BOOK,
      DATA("<row r=\"1\"><c s=\"1\"><v>45688</v></c><c s=\"2\"><v>45688.999999999</v></c><c "
           "s=\"3\"><v>0.5</v></c><c "
           "s=\"1\"><v>60</v></c><c s=\"1\"><v>-1</v></c><c t=\"d\"><v>2025-01-31</v></c></row>"),
      "1: d:2025-01-31|d:2025-02-01|n:0.5|n:60|n:-1|d:2025-01-31" },
    { "dates-1904", BOOK_1904, DATA("<row r=\"1\"><c s=\"1\"><v>44226</v></c></row>"),
      "1: d:2025-01-31" },
    { "errors", BOOK,
      DATA("<row r=\"1\"><c t=\"e\"><f>1/0</f><v>#DIV/0!</v></c><c><f>A1</f></c><c "
           "t=\"str\"><f>A1</f><v></v></c><c "
           "t=\"b\"><v>0</v></c></row>"),
      "1: e:#DIV/0!|e:formula without a value||b:false" },
    { "noise", BOOK,
      DATA("<row><c><v>2309.7899999999995</v></c><c><v>-0.00010000000000000001</v></"
           "c><c><v>12345678901234567</v></c>"
           "<c><v>999999999999.98999</v></c></row>"),
      "1: n:2309.79|n:-0.0001|n:1.23456789012346e+16|n:999999999999.99" },
    { "no-such-string", BOOK, DATA("<row r=\"4\"><c t=\"s\"><v>77</v></c></row>"),
      "!sheet One, row 4: a cell names a text that is not there" },
    { "rows-backwards", BOOK,
      DATA("<row r=\"4\"><c><v>1</v></c></row><row r=\"4\"><c><v>1</v></c></row>"),
      "4: n:1!sheet One, row 4: is followed by a row out of order" },
    { "cells-backwards", BOOK,
      DATA("<row r=\"1\"><c r=\"B1\"><v>1</v></c><c r=\"A1\"><v>1</v></c></row>"),
      "!sheet One, row 1: a cell out of order or beyond the last column" },
    { "beyond-last-column", BOOK, DATA("<row r=\"1\"><c r=\"ZZZZ1\"><v>1</v></c></row>"),
      "!sheet One, row 1: a cell out of order or beyond the last column" },
    { "cut-xml", BOOK, HEAD "<worksheet><sheetData><row r=\"1\"><c><v>1</v></c></row>",
      "1: n:1!XML line 2: *" },
    { "doctype", BOOK,
      "<!DOCTYPE x [<!ENTITY a "
      "\"aaaa\">]><worksheet><sheetData><row><c><v>&a;</v></c></row></sheetData></worksheet>",
      "!XML line 1: a DOCTYPE or entity is not accepted" },
    { "no-text", BOOK, "not xml", "!XML line 1: *" },
};

static void part_add(zip_t *zip, const char *name, const void *bytes, size_t length)
{
    zip_source_t *source = zip_source_buffer(zip, bytes, length, 0);
    g_assert_cmpint(zip_file_add(zip, name, source, ZIP_FL_ENC_UTF_8), >=, 0);
}

static void write_parts(const char *path, const char *book, const char *sheet, size_t length)
{
    zip_t *zip = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, NULL);
    part_add(zip, "xl/workbook.xml", book, strlen(book));
    part_add(zip, "xl/_rels/workbook.xml.rels", RELATIONS, strlen(RELATIONS));
    part_add(zip, "xl/styles.xml", STYLES, strlen(STYLES));
    part_add(zip, "xl/sharedStrings.xml", STRINGS, strlen(STRINGS));
    if (sheet != NULL) part_add(zip, "xl/worksheets/s.xml", sheet, length);
    g_assert_cmpint(zip_close(zip), ==, 0);
}

static void test_parts(const void *data)
{
    const PartCase *one = data;
    g_autofree char *path = temporary();
    write_parts(path, one->book, one->sheet, strlen(one->sheet));
    g_autofree char *got = read_file(path, NULL);
    if (g_str_has_suffix(one->expected, "*"))
        g_assert_true(g_pattern_match_simple(one->expected, got));
    else
        g_assert_cmpstr(got, ==, one->expected);
    discard(path);
}

/* ---- broken files ---- */

static void test_formats(void)
{
    static const char *const DATES[] = { "d/m/yyyy", "yyyy\\-mm\\-dd", "[$-409]mmmm\\ yy",
                                         "mmm",      "dd.mm.yy hh:mm", "[h]:mm d" };
    static const char *const OTHERS[] = { "General",  "0.00",      "[Red]0.00",
                                          "h:mm",     "mm:ss",     "#,##0 \"days\"",
                                          "0.00E+00", "0.00;yyyy", "\\d0",
                                          "@",        "0_d",       "[Red",
                                          "\"y",      "\\" };
    for (size_t i = 0; i < G_N_ELEMENTS(DATES); i++)
        g_assert_true(xlsx_book_format_is_date(DATES[i]));
    for (size_t i = 0; i < G_N_ELEMENTS(OTHERS); i++)
        g_assert_false(xlsx_book_format_is_date(OTHERS[i]));
}

static void test_no_zip(void)
{
    g_autofree char *path = temporary(), *none = read_file("/nonexistent.xlsx", NULL);
    g_assert_true(g_str_has_prefix(none, "/nonexistent.xlsx: cannot be opened as a zip file"));
    g_assert_true(g_file_set_contents(path, "a,b\n1,2\n", -1, NULL));
    g_autofree char *text = read_file(path, NULL);
    g_assert_nonnull(strstr(text, "cannot be opened as a zip file"));
    discard(path);
}

static void test_no_workbook(void)
{
    g_autofree char *path = temporary();
    zip_t *zip = zip_open(path, ZIP_CREATE, NULL);
    part_add(zip, "word/document.xml", "<x/>", 4);
    g_assert_cmpint(zip_close(zip), ==, 0);
    g_autofree char *got = read_file(path, NULL);
    g_assert_nonnull(strstr(got, "no .xlsx workbook"));
    write_parts(path, BOOK, NULL, 0);
    g_autofree char *sheetless = read_file(path, NULL);
    g_assert_nonnull(strstr(sheetless, "the workbook has no visible sheet; it has: One"));
    discard(path);
}

/* Cut anywhere, or with any byte turned, it is refused or read; it never crashes. */
static void test_damaged(void)
{
    g_autofree char *path = temporary(), *bytes = NULL;
    size_t length = 0;
    write_foreign(path);
    g_assert_true(g_file_get_contents(path, &bytes, &length, NULL));
    for (size_t cut = 0; cut < length; cut += 97) {
        g_autoptr(XlsxReader) reader = xlsx_read_open_memory(bytes, cut, NULL, NULL);
        g_assert_null(reader);
    }
    for (int i = 0; i < 500; i++) {
        size_t at = (size_t)g_test_rand_int_range(0, (int)length);
        char before = bytes[at];
        bytes[at] = (char)g_test_rand_int();
        g_autoptr(XlsxReader) reader = xlsx_read_open_memory(bytes, length, NULL, NULL);
        g_autofree char *got = reader != NULL ? flat(reader) : NULL;
        bytes[at] = before;
    }
    discard(path);
}

static void test_bomb(void)
{
    enum { SIZE = 100 << 20 };
    g_autofree char *path = temporary(), *spaces = g_malloc(SIZE);
    memset(spaces, ' ', SIZE);
    write_parts(path, BOOK, spaces, SIZE);
    g_autoptr(GError) error = NULL;
    g_assert_null(xlsx_read_open(path, NULL, &error));
    g_assert_true(problem_is(error, PROBLEM_LIMIT));
    g_assert_nonnull(strstr(error->message, "would unpack to 104857600 bytes"));
    discard(path);
}

static void test_speed(void)
{
    enum { ROWS = 300000 };
    if (!g_test_perf()) return g_test_skip("timing runs with -m perf");
    g_autofree char *path = temporary();
    lxw_workbook_options options = { .constant_memory = LXW_TRUE };
    lxw_workbook *book = workbook_new_opt(path, &options);
    lxw_worksheet *sheet = workbook_add_worksheet(book, NULL);
    for (lxw_row_t row = 0; row < ROWS; row++)
        for (lxw_col_t column = 0; column < 8; column++)
            if (column < 4)
                worksheet_write_number(sheet, row, column, row * 1.25, NULL);
            else
                worksheet_write_string(sheet, row, column, "some text", NULL);
    g_assert_cmpint(workbook_close(book), ==, LXW_NO_ERROR);
    g_autoptr(XlsxReader) reader = xlsx_read_open(path, NULL, NULL);
    const Cell *cells;
    size_t count;
    int64_t rows = 0;
    g_test_timer_start();
    while (xlsx_read_next(reader, &cells, &count, NULL) == XLSX_ROW) rows++;
    double seconds = g_test_timer_elapsed();
    g_assert_cmpint(rows, ==, ROWS);
    g_test_maximized_result(ROWS / seconds, "%.0f thousand rows of 8 cells a second",
                            ROWS / seconds / 1e3);
    discard(path);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/intake/xlsx-read/foreign", test_foreign);
    for (size_t i = 0; i < G_N_ELEMENTS(PARTS); i++) {
        g_autofree char *path = g_strdup_printf("/intake/xlsx-read/parts/%s", PARTS[i].name);
        g_test_add_data_func(path, &PARTS[i], test_parts);
    }
    g_test_add_func("/intake/xlsx-read/formats", test_formats);
    g_test_add_func("/intake/xlsx-read/no-zip", test_no_zip);
    g_test_add_func("/intake/xlsx-read/no-workbook", test_no_workbook);
    g_test_add_func("/intake/xlsx-read/damaged", test_damaged);
    g_test_add_func("/intake/xlsx-read/bomb", test_bomb);
    g_test_add_func("/intake/xlsx-read/speed", test_speed);
    return g_test_run();
}
