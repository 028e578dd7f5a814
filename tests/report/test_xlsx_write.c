/* tests/report/test_xlsx_write.c: what is written is read back by the workbook reader, cell by
 * cell. */
#include "base/money.h"
#include "intake/cell_date.h"
#include "intake/cell_number.h"
#include "intake/table.h"
#include "intake/xlsx_read.h"
#include "report/xlsx_write.h"
#include <glib/gstdio.h>
#include <string.h>

static const XlsxColumn COLUMNS[] = { { "account", XLSX_TEXT, 0 },
                                      { "dpd", XLSX_INTEGER, 0 },
                                      { "total", XLSX_AMOUNT, 2 },
                                      { "due_on", XLSX_DATE, 0 } };

static char *temporary(void)
{
    g_autofree char *folder = g_dir_make_tmp("xlsx-XXXXXX", NULL);
    return g_build_filename(folder, "out.xlsx", NULL);
}

static void discard(const char *path)
{
    g_autofree char *folder = g_path_get_dirname(path);
    g_remove(path);
    g_assert_cmpint(g_rmdir(folder), ==, 0); /* nothing is left behind */
}

static void write_row(XlsxWriter *writer, const char *account, int64_t dpd, int64_t minor,
                      int decimals, Day due)
{
    g_autoptr(GError) error = NULL;
    XlsxValue values[] = { { .text = account },
                           { .number = dpd, .given = true },
                           { .number = minor, .decimals = decimals, .given = true },
                           { .number = due, .given = true } };
    g_assert_true(xlsx_write_row(writer, values, &error));
    g_assert_no_error(error);
}

static XlsxWriter *begin(const char *path)
{
    g_autoptr(GError) error = NULL;
    XlsxWriter *writer =
        xlsx_write_open(path, "Aging: [all]", COLUMNS, G_N_ELEMENTS(COLUMNS), &error);
    g_assert_no_error(error);
    return writer;
}

static void end(XlsxWriter *writer)
{
    g_autoptr(GError) error = NULL;
    g_assert_true(xlsx_write_close(writer, &error));
    g_assert_no_error(error);
}

static void test_types(void)
{
    g_autofree char *path = temporary();
    XlsxWriter *writer = begin(path);
    const Cell *cells;
    size_t count;
    write_row(writer, "=cmd|x", 45, 123456, -1, 20089);
    write_row(writer, "Müller\n<&>", -3, 1234567, 0, 0);
    write_row(writer, "big", INT64_C(9007199254740993), INT64_C(-900000000000000000), -1, -30000);
    g_assert_cmpint(xlsx_write_rows(writer), ==, 3);
    XlsxValue none[] = { { .text = NULL },
                         { .given = false },
                         { .given = false },
                         { .number = DAY_NONE, .given = true } };
    g_assert_true(xlsx_write_row(writer, none, NULL));
    end(writer);

    static const struct {
        const char *text[4];
        CellKind kind[4];
    } EXPECTED[] = {
        { { "account", "dpd", "total", "due_on" }, { CELL_TEXT, CELL_TEXT, CELL_TEXT, CELL_TEXT } },
        { { "=cmd|x", "45", "1234.56", "2025-01-01" },
          { CELL_TEXT, CELL_NUMBER, CELL_NUMBER, CELL_DATE } },
        { { "Müller\n<&>", "-3", "1234567", "1970-01-01" },
          { CELL_TEXT, CELL_NUMBER, CELL_NUMBER, CELL_DATE } },
        { { "big", "9007199254740993", "-9000000000000000.00", "1887-11-12" },
          { CELL_TEXT, CELL_TEXT, CELL_TEXT, CELL_TEXT } },
    };
    g_autoptr(XlsxReader) reader = xlsx_read_open(path, NULL, NULL);
    g_assert_cmpstr(xlsx_read_sheet(reader), ==, "Aging- -all-");
    for (size_t row = 0; row < G_N_ELEMENTS(EXPECTED); row++) {
        g_assert_cmpint(xlsx_read_next(reader, &cells, &count, NULL), ==, XLSX_ROW);
        g_assert_cmpuint(count, ==, 4);
        for (size_t i = 0; i < 4; i++) {
            g_assert_cmpstr(cells[i].text, ==, EXPECTED[row].text[i]);
            g_assert_cmpint(cells[i].kind, ==, EXPECTED[row].kind[i]);
        }
    }
    g_assert_cmpint(xlsx_read_next(reader, &cells, &count, NULL), ==, XLSX_END);
    discard(path);
}

/* Any amount of up to 15 digits survives the double. */
static void test_exact(void)
{
    enum { ROWS = 20000 };
    g_autofree char *path = temporary();
    g_autofree int64_t *minors = g_new(int64_t, ROWS);
    XlsxWriter *writer = begin(path);
    for (int i = 0; i < ROWS; i++) {
        minors[i] =
            (int64_t)g_test_rand_double_range(-999999999999999.0, 999999999999999.0) >> (i % 50);
        write_row(writer, "x", i, minors[i], i % 5, i);
    }
    end(writer);
    g_autoptr(Table) table = table_open(path, NULL, NULL);
    const Cell *cells;
    size_t extra;
    for (int i = 0; i < ROWS; i++) {
        static const char *const CURRENCIES[] = { "JPY", NULL, "USD", "KWD", "CLF" };
        char currency[CURRENCY_SIZE];
        const NumberForm form = { 0 };
        const DateForm date = { 0 };
        Decimal value;
        Day day;
        int64_t minor = 0;
        g_assert_cmpint(table_next(table, &cells, &extra, NULL), ==, TABLE_ROW);
        g_assert_cmpint(cell_number_read(&cells[2], &form, &value, currency), ==, CELL_FINE);
        g_assert_cmpint(cell_date_read(&cells[3], &date, &day), ==, CELL_FINE);
        g_assert_cmpint(day, ==, i);
        if (CURRENCIES[i % 5] == NULL) continue;
        g_assert_cmpint(money_from_decimal(value, CURRENCIES[i % 5], MONEY_EXACT, &minor, NULL), ==,
                        MONEY_OK);
        g_assert_cmpint(minor, ==, minors[i]);
    }
    discard(path);
}

static void test_split(void)
{
    enum { ROWS = 1048575 + 5 };
    static const XlsxColumn ONE[] = { { "n", XLSX_INTEGER, 0 } };
    g_autofree char *path = temporary();
    g_autoptr(GError) error = NULL;
    XlsxWriter *writer =
        xlsx_write_open(path, "a name that is far too long for it", ONE, 1, &error);
    for (int64_t i = 0; i < ROWS; i++)
        g_assert_true(xlsx_write_row(writer, &(XlsxValue){ .number = i, .given = true }, NULL));
    end(writer);
    g_autoptr(XlsxReader) second = xlsx_read_open(path, "a name that is far too long (2)", &error);
    g_assert_no_error(error);
    const Cell *cells;
    size_t count;
    int rows = 0;
    while (xlsx_read_next(second, &cells, &count, NULL) == XLSX_ROW) rows++;
    g_assert_cmpint(rows, ==, 6);
    discard(path);
}

static void test_long_text(void)
{
    g_autofree char *path = temporary(), *text = g_strnfill(40000, 'x');
    XlsxWriter *writer = begin(path);
    const Cell *cells;
    size_t count;
    write_row(writer, text, 1, 1, -1, 1);
    write_row(writer, "bad \xff utf-8", 1, 1, -1, 1);
    end(writer);
    g_autoptr(XlsxReader) reader = xlsx_read_open(path, NULL, NULL);
    for (int i = 0; i < 2; i++)
        g_assert_cmpint(xlsx_read_next(reader, &cells, &count, NULL), ==, XLSX_ROW);
    g_assert_cmpuint(cells[0].length, ==, 32767);
    g_assert_cmpint(xlsx_read_next(reader, &cells, &count, NULL), ==, XLSX_ROW);
    g_assert_cmpstr(cells[0].text, ==, "bad \uFFFD utf-8");
    discard(path);
}

static void test_refused(void)
{
    g_autoptr(GError) error = NULL;
    g_assert_null(xlsx_write_open("/nonexistent/x.xlsx", "s", COLUMNS, 4, &error));
    g_assert_true(problem_is(error, PROBLEM_STORAGE));
    g_assert_cmpstr(error->message, ==,
                    "cannot write /nonexistent/x.xlsx: No such file or directory");

    g_autofree char *path = temporary();
    XlsxWriter *writer = begin(path);
    write_row(writer, "x", 1, 1, -1, 1);
    xlsx_write_cancel(writer);
    g_assert_false(g_file_test(path, G_FILE_TEST_EXISTS));
    discard(path);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/report/xlsx-write/types", test_types);
    g_test_add_func("/report/xlsx-write/exact", test_exact);
    g_test_add_func("/report/xlsx-write/split", test_split);
    g_test_add_func("/report/xlsx-write/long-text", test_long_text);
    g_test_add_func("/report/xlsx-write/refused", test_refused);
    return g_test_run();
}
