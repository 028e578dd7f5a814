/* tests/base/test_csv.c: CSV in and out: dialects, encodings, quotes, and files that must be
 * refused by line. */
#include "base/csv.h"
#include <glib/gstdio.h>
#include <string.h>

/* "a|b / c|d" of all records, cells parted by | and records by /; ends in "!message" on failure. */
static char *flat(CsvReader *reader)
{
    GString *out = g_string_new(NULL);
    g_autoptr(GError) error = NULL;
    const CsvCell *cells;
    size_t count;
    CsvStep step;
    while ((step = csv_next(reader, &cells, &count, &error)) == CSV_ROW) {
        if (out->len > 0) g_string_append(out, " / ");
        for (size_t i = 0; i < count; i++) {
            g_assert_cmpuint(strlen(cells[i].text), ==, cells[i].length);
            g_string_append_printf(out, "%s%s", i > 0 ? "|" : "", cells[i].text);
        }
    }
    if (step == CSV_FAILED) g_string_append_printf(out, "!%s", error->message);
    return g_string_free(out, FALSE);
}

typedef struct {
    const char *name, *input;
    size_t length; /* 0: strlen */
    const char *expected;
    char delimiter;
    CsvEncoding encoding;
} Case;

#define BYTES(text) text, sizeof text - 1

static const Case CASES[] = {
    { "empty", "", 0, "", ',', CSV_UTF8 },
    { "plain", "a,b\n1,2\n", 0, "a|b / 1|2", ',', CSV_UTF8 },
    { "no-last-line-end", "a,b\n1,2", 0, "a|b / 1|2", ',', CSV_UTF8 },
    { "empty-last-cell", "a,b\n1,", 0, "a|b / 1|", ',', CSV_UTF8 },
    { "crlf", "a,b\r\n1,2\r\n", 0, "a|b / 1|2", ',', CSV_UTF8 },
    { "cr", "a,b\r1,2\r", 0, "a|b / 1|2", ',', CSV_UTF8 },
    { "blank-line", "a,b\n\n1,2\n", 0, "a|b /  / 1|2", ',', CSV_UTF8 },
    { "ragged", "a,b\n1\n1,2,3\n", 0, "a|b / 1 / 1|2|3", ',', CSV_UTF8 },
    { "quotes", "\"a,1\",\"b \"\"x\"\"\"\n\"\",\"c\nd\"\n", 0, "a,1|b \"x\" / |c\nd", ',',
      CSV_UTF8 },
    { "quote-inside", "5\" pipe,x\n", 0, "5\" pipe|x", ',', CSV_UTF8 },
    { "text-after-quote", "\"a\"b,c\n", 0, "ab|c", ',', CSV_UTF8 },
    { "quote-at-end", "a,\"b\"", 0, "a|b", ',', CSV_UTF8 },
    { "semicolon", "a;b\n1,5;2,5\n", 0, "a|b / 1,5|2,5", ';', CSV_UTF8 },
    { "semicolon-headless", "x;y;1,5\nz;w;2,5\n", 0, "x|y|1,5 / z|w|2,5", ';', CSV_UTF8 },
    { "tab", "a\tb\nSmith, J\t2\n", 0, "a|b / Smith, J|2", '\t', CSV_UTF8 },
    { "pipe", "|a|b|\n|1.234,56-|x|\n|2,0|y|\n", 0, "|a|b| / |1.234,56-|x| / |2,0|y|", '|',
      CSV_UTF8 },
    { "title-rows", "Open items, all\nAs of 1 May\n\na;b;c\n1;2;3\n", 0,
      "Open items, all / As of 1 May /  / a|b|c / 1|2|3", ';', CSV_UTF8 },
    { "sep-line", "sep=;\na,b;c\n", 0, "a,b|c", ';', CSV_UTF8 },
    { "sep-line-crlf", "sep=;\r\na,b;c\r\n", 0, "a,b|c", ';', CSV_UTF8 },
    { "bom",
      "\xef\xbb\xbf"
      "a,\xc3\xa9\n",
      0, "a|é", ',', CSV_UTF8 },
    { "utf8", "M\xc3\xbcller,\xe2\x82\xac\n", 0, "Müller|€", ',', CSV_UTF8 },
    { "windows-1252", "M\xfcller,\x80 5\nx,y\n", 0, "Müller|€ 5 / x|y", ',', CSV_WINDOWS_1252 },
    { "windows-1252-end", "a,Caf\xe9", 0, "a|Café", ',', CSV_WINDOWS_1252 },
    { "utf16le",
      BYTES("\xff\xfe"
            "a\0,\0\xe9\0\n\0"),
      "a|é", ',', CSV_UTF16LE },
    { "utf16be", BYTES("\xfe\xff\0a\0,\x20\xac\0\n"), "a|€", ',', CSV_UTF16BE },
    { "utf16-no-mark",
      BYTES("a\0;\0b\0\n\0"
            "1\0;\0"
            "2\0\n\0"),
      "a|b / 1|2", ';', CSV_UTF16LE },
    { "utf16-pair",
      BYTES("\xff\xfe"
            "a\0,\0\x3d\xd8\x00\xde\n\0"),
      "a|😀", ',', CSV_UTF16LE },
    { "unclosed", "a,b\n1,2\n3,\"4\n5,6\n", 0,
      "a|b / 1|2!line 3: a quote is opened here and never closed; close it or double it", ',',
      CSV_UTF8 },
    { "unclosed-later-line", "a,\"x\ny\",\"b\nc\n", 0,
      "!line 2: a quote is opened here and never closed; close it or double it", ',', CSV_UTF8 },
    { "zero-byte", BYTES("a,b\n1,\0\n"),
      "a|b!line 2: a zero byte: this is no text file; export it as CSV, or give it as .xlsx", ',',
      CSV_UTF8 },
    { "mixed-encodings", "\xc3\xa9,b\nx,y\n\xe9,z\n", 0,
      "é|b / x|y!line 3: a byte that is not UTF-8, in a file that was UTF-8 up to here; save it in "
      "one "
      "encoding",
      ',', CSV_UTF8 },
    { "utf16-odd",
      BYTES("\xff\xfe"
            "a\0,\0b"),
      "!line 1: a broken UTF-16 character; save the file as UTF-8", ',', CSV_UTF16LE },
    { "utf16-lone",
      BYTES("\xff\xfe"
            "a\0\n\0\x00\xdc"
            "b\0"),
      "a!line 2: a broken UTF-16 character; save the file as UTF-8", ',', CSV_UTF16LE },
};

static void test_case(const void *data)
{
    const Case *one = data;
    g_autoptr(GError) error = NULL;
    size_t length = one->length > 0 ? one->length : strlen(one->input);
    g_autoptr(CsvReader) reader = csv_open_memory(one->input, length, NULL, &error);
    g_assert_no_error(error);
    g_autofree char *got = flat(reader);
    g_assert_cmpstr(got, ==, one->expected);
    g_assert_cmpint(csv_dialect(reader)->delimiter, ==, one->delimiter);
    g_assert_cmpint(csv_dialect(reader)->encoding, ==, one->encoding);
}

static void test_lines(void)
{
    static const char TEXT[] = "a,b\r\n\"x\r\ny\",1\n\n\"p\n\nq\",2\rz,3\n";
    static const int64_t LINES[] = { 1, 2, 4, 5, 8 };
    const CsvCell *cells;
    size_t count;
    g_autoptr(CsvReader) reader = csv_open_memory(TEXT, strlen(TEXT), NULL, NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(LINES); i++) {
        g_assert_cmpint(csv_next(reader, &cells, &count, NULL), ==, CSV_ROW);
        g_assert_cmpint(csv_line(reader), ==, LINES[i]);
    }
    g_assert_cmpint(csv_next(reader, &cells, &count, NULL), ==, CSV_END);
    g_assert_cmpint(csv_next(reader, &cells, &count, NULL), ==, CSV_END);
}

static char *random_cell(void)
{
    static const char *const PARTS[] = { "a", "\"",    ",", "\n", "\r\n", " ",
                                         "é", "12.50", "",  ";",  "€",    "long text" };
    GString *out = g_string_new(NULL);
    for (int n = g_test_rand_int_range(0, 6); n > 0; n--)
        g_string_append(out, PARTS[g_test_rand_int_range(0, G_N_ELEMENTS(PARTS))]);
    return g_string_free(out, FALSE);
}

/* What is written comes back, through every fill and every edge of the buffer. */
static void test_round_trip(void)
{
    enum { ROWS = 60000, COLUMNS = 6 };
    g_autoptr(GString) text = g_string_new("h1,h2,h3,h4,h5,h6\n");
    g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func(g_free);
    for (int i = 0; i < ROWS; i++) {
        for (int k = 0; k < COLUMNS; k++) {
            char *cell = random_cell();
            g_ptr_array_add(all, cell);
            csv_write_cell(text, cell, k == 0);
        }
        csv_write_end(text);
    }
    g_autoptr(CsvReader) reader = csv_open_memory(text->str, text->len, NULL, NULL);
    const CsvCell *cells;
    size_t count, at = 0;
    g_assert_cmpint(csv_next(reader, &cells, &count, NULL), ==, CSV_ROW);
    while (csv_next(reader, &cells, &count, NULL) == CSV_ROW) {
        g_assert_cmpuint(count, ==, COLUMNS);
        for (size_t k = 0; k < count; k++) g_assert_cmpstr(cells[k].text, ==, all->pdata[at++]);
    }
    g_assert_cmpuint(at, ==, all->len);
}

/* The same in UTF-16 and windows-1252, decoded in chunks of their own. */
static void test_decoded_long(void)
{
    static const char *const SETS[] = { "UTF-16LE", "UTF-16BE", "WINDOWS-1252" };
    g_autoptr(GString) text = g_string_new("number,name\n");
    for (int i = 0; i < 100000; i++)
        g_string_append_printf(text, "%d,Müller & Söhne € %d\n", i, i * 7);
    for (size_t set = 0; set < G_N_ELEMENTS(SETS); set++) {
        size_t length = 0;
        g_autofree char *bytes = g_convert(text->str, -1, SETS[set], "UTF-8", NULL, &length, NULL);
        g_autoptr(CsvReader) reader = csv_open_memory(bytes, length, NULL, NULL);
        const CsvCell *cells;
        size_t count;
        int rows = -1;
        while (csv_next(reader, &cells, &count, NULL) == CSV_ROW) {
            g_autofree char *name = g_strdup_printf("Müller & Söhne € %d", rows * 7);
            if (rows >= 0) g_assert_cmpstr(cells[1].text, ==, name);
            rows++;
        }
        g_assert_cmpint(rows, ==, 100000);
    }
}

/* A stray byte far behind the sample still turns the file, and every row is right. */
static void test_late_turn(void)
{
    g_autoptr(GString) text = g_string_new("a,b\n");
    for (int i = 0; i < 400000; i++) g_string_append(text, "1234,x\n");
    g_string_append(text, "Caf\xe9,\x80\nlast,row\n");
    g_autoptr(CsvReader) reader = csv_open_memory(text->str, text->len, NULL, NULL);
    const CsvCell *cells;
    size_t count;
    int64_t rows = 0;
    g_assert_cmpint(csv_dialect(reader)->encoding, ==, CSV_UTF8);
    while (csv_next(reader, &cells, &count, NULL) == CSV_ROW) {
        if (++rows != 400002) continue;
        g_assert_cmpstr(cells[0].text, ==, "Café");
        g_assert_cmpstr(cells[1].text, ==, "€");
        g_assert_cmpint(csv_line(reader), ==, 400002);
    }
    g_assert_cmpint(rows, ==, 400003);
    g_assert_cmpint(csv_dialect(reader)->encoding, ==, CSV_WINDOWS_1252);
}

static void test_limits(void)
{
    g_autoptr(GString) quoted = g_string_new("a,b\n1,\"");
    for (int i = 0; i < 1200000; i++) g_string_append(quoted, "x\n");
    g_autoptr(CsvReader) one = csv_open_memory(quoted->str, quoted->len, NULL, NULL);
    g_autofree char *got = flat(one);
    g_assert_cmpstr(
        got, ==,
        "a|b!line 2: a quote is opened here and not closed within 1 MiB; close it or double it");

    g_autoptr(GString) wide = g_string_new("a,b\n");
    for (int i = 0; i < 5000; i++) g_string_append_c(wide, ',');
    g_autoptr(CsvReader) two = csv_open_memory(wide->str, wide->len, NULL, NULL);
    g_autofree char *columns = flat(two);
    g_assert_cmpstr(columns, ==, "a|b!line 2: more than 4096 columns");

    g_autoptr(GString) line = g_string_new("a,b\n");
    for (int i = 0; i < 18 << 20; i++) g_string_append_c(line, 'x');
    g_autoptr(CsvReader) three = csv_open_memory(line->str, line->len, NULL, NULL);
    g_autofree char *long_line = flat(three);
    g_assert_cmpstr(long_line, ==, "a|b!line 2: a line of more than 16 MiB");
}

static void test_files(void)
{
    g_autoptr(GError) error = NULL;
    g_assert_null(csv_open("/nonexistent/file.csv", NULL, &error));
    g_assert_true(problem_is(error, PROBLEM_NOT_FOUND));
    g_clear_error(&error);
    g_assert_null(csv_open("/", NULL, &error));
    g_assert_true(problem_is(error, PROBLEM_INVALID));
    g_clear_error(&error);

    static const CsvDialect WISH = { .delimiter = ';' };
    g_autoptr(CsvReader) wished = csv_open_memory("a,b\n", 4, &WISH, NULL);
    g_autofree char *got = flat(wished);
    g_assert_cmpstr(got, ==, "a,b");
}

/* A whole gzip file reads; a cut one says so. */
static void test_gzip(void)
{
    static const uint8_t PACKED[] = { 0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03,
                                      0x4b, 0xd4, 0x49, 0xe2, 0x32, 0xd4, 0x31, 0xe2, 0x02, 0x00,
                                      0x7b, 0x07, 0x97, 0x0a, 0x08, 0x00, 0x00, 0x00 };
    g_autofree char *folder = g_dir_make_tmp("csv-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(folder, "x.csv.gz", NULL);
    for (size_t cut = 0; cut <= 8; cut += 8) {
        g_assert_true(
            g_file_set_contents(path, (const char *)PACKED, sizeof PACKED - (ssize_t)cut, NULL));
        g_autoptr(GError) error = NULL;
        g_autoptr(CsvReader) reader = csv_open(path, NULL, &error);
        if (cut > 0) {
            g_assert_true(problem_is(error, PROBLEM_FORMAT));
            g_assert_nonnull(strstr(error->message, "cut short"));
            continue;
        }
        g_assert_no_error(error);
        g_autofree char *got = flat(reader);
        g_assert_cmpstr(got, ==, "a|b / 1|2");
        g_assert_cmpint(csv_bytes_total(reader), ==, sizeof PACKED);
        g_assert_cmpint(csv_bytes_read(reader), ==, sizeof PACKED);
    }
    g_remove(path);
    g_rmdir(folder);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autofree char *path = g_strdup_printf("/base/csv/read/%s", CASES[i].name);
        g_test_add_data_func(path, &CASES[i], test_case);
    }
    g_test_add_func("/base/csv/lines", test_lines);
    g_test_add_func("/base/csv/round-trip", test_round_trip);
    g_test_add_func("/base/csv/decoded-long", test_decoded_long);
    g_test_add_func("/base/csv/late-turn", test_late_turn);
    g_test_add_func("/base/csv/limits", test_limits);
    g_test_add_func("/base/csv/files", test_files);
    g_test_add_func("/base/csv/gzip", test_gzip);
    return g_test_run();
}
