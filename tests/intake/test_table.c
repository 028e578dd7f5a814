/* tests/intake/test_table.c: headers found, furniture left out and counted; the shared exports as
 * their lists say. */
#include "intake/cell_date.h"
#include "intake/cell_number.h"
#include "intake/table.h"
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

static Table *open_text(const char *text, const TableWish *wish)
{
    g_autoptr(GError) error = NULL;
    Table *table = table_open_memory(text, strlen(text), wish, &error);
    g_assert_no_error(error);
    return table;
}

/* "a|b / c|d" of all records. */
static char *flat(Table *table)
{
    GString *out = g_string_new(NULL);
    g_autoptr(GError) error = NULL;
    const Cell *cells;
    size_t extra;
    TableStep step;
    while ((step = table_next(table, &cells, &extra, &error)) == TABLE_ROW) {
        if (out->len > 0) g_string_append(out, " / ");
        for (size_t i = 0; i < table_columns(table); i++) {
            g_assert_cmpuint(strlen(cells[i].text), ==, cells[i].length);
            g_string_append_printf(out, "%s%s", i > 0 ? "|" : "", cells[i].text);
        }
        if (extra > 0) g_string_append_printf(out, "+%zu", extra);
    }
    if (step == TABLE_FAILED) g_string_append_printf(out, "!%s", error->message);
    return g_string_free(out, FALSE);
}

static const char *const WANTED[] = { "Customer", "Open Balance", "Due Date", NULL };

typedef struct {
    const char *name, *text;
    TableWish wish;
    int64_t header_line;
    const char *expected;
    int64_t left[TABLE_LEFT_KINDS];
} Case;

static const Case CASES[] = {
    { "plain", "a,b\n1,2\n", { 0 }, 1, "1|2", { 0 } },
    { "trimmed", " a ,b\n 1 ,\" 2\"\n\u00a03\u00a0,4  \n", { 0 }, 1, "1|2 / 3|4", { 0 } },
    { "title",
      "Apex\nA/R Aging Detail\nAs of 31 December 2025\n\nNum,Customer,Due Date,Open "
      "Balance\n1,x,2025-01-01,5\n",
      { .wanted = WANTED },
      5,
      "1|x|2025-01-01|5",
      { 0 } },
    { "title-unwanted",
      "Apex\n\nNum,Customer,Due Date,Open Balance\n1,x,2025-01-01,5\n",
      { 0 },
      3,
      "1|x|2025-01-01|5",
      { 0 } },
    { "wanted-folded",
      "x\n\"DUE\nDATE\",open  balance\n2025-01-01,5\n",
      { .wanted = WANTED },
      2,
      "2025-01-01|5",
      { 0 } },
    { "ragged", "a,b,c\n1\n1,2,3,4,5\n", { 0 }, 1, "1|| / 1|2|3+2", { 0 } },
    { "totals",
      "Customer,Due Date,Open Balance\nx,2025-01-01,5\nTotal for "
      "x,,\"1,005.00\"\n,,\nTOTAL,,$5.00\nGrand "
      "Total:,,USD 5\n",
      { 0 },
      1,
      "x|2025-01-01|5",
      { [TABLE_TOTAL] = 3, [TABLE_BLANK] = 1 } },
    { "a-customer-called-total",
      "Customer,Due Date,Open Balance\nTotal,2025-01-01,5\nTotal Wine,2025-01-02,6\nTotal "
      "Wine,,6\n",
      { 0 },
      1,
      "Total|2025-01-01|5 / Total Wine|2025-01-02|6 / Total Wine||6",
      { 0 } },
    { "keep-totals", "a,b,c\nTotal,1,2\n", { .keep_totals = true }, 1, "Total|1|2", { 0 } },
    { "groups",
      ",Type,Num,Open Balance\nACME,,,\n,Invoice,1,5.00\n,Invoice,2,6.00\nTotal "
      "ACME,,,11.00\nBolt,,,\n,Credit,3,-1.00\nTotal Bolt,,,-1.00\nTOTAL,,,10.00\n",
      { .group_column = "Customer" },
      1,
      "|Invoice|1|5.00|ACME / |Invoice|2|6.00|ACME / |Credit|3|-1.00|Bolt",
      { [TABLE_TOTAL] = 3, [TABLE_GROUP] = 2 } },
    { "footer",
      "a,b,c\n1,2,3\nTOTAL,,3\n\"Monday, 5 January 2026 10:12\",,\n",
      { 0 },
      1,
      "1|2|3",
      { [TABLE_TOTAL] = 1, [TABLE_FOOTER] = 1 } },
    { "one-cell-row-stays",
      "a,b,c\n1,2,3\nx y,,\n4,5,6\n",
      { 0 },
      1,
      "1|2|3 / x y|| / 4|5|6",
      { 0 } },
    { "spool",
      "Customer list\n\n---------------------\n|DocumentNo|Net due "
      "dt|Amount|\n---------------------\n|1|01.02."
      "2025| 1.234,56-|\n---------------------\n|DocumentNo|Net due "
      "dt|Amount|\n|2|02.02.2025|5,00|\n|*||6,00|\n",
      { 0 },
      4,
      "|1|01.02.2025|1.234,56- / |2|02.02.2025|5,00",
      { [TABLE_RULE] = 2, [TABLE_HEADER_AGAIN] = 1, [TABLE_TOTAL] = 1 } },
    { "dropped",
      "a,b\nOpening balance,1\nx,2\n",
      { .drop_rows = (const char *const[]){ "opening*", NULL } },
      1,
      "x|2",
      { [TABLE_DROPPED] = 1 } },
    { "headless",
      "2025-01-01,x,5\n2025-01-02,y,6\n",
      { .header_line = -1 },
      0,
      "2025-01-01|x|5 / 2025-01-02|y|6",
      { 0 } },
    { "header-line", "a,b\nc,d\n1,2\n", { .header_line = 2 }, 2, "1|2", { 0 } },
    { "header-only", "a,b\n", { 0 }, 1, "", { 0 } },
};

static void test_case(const void *data)
{
    const Case *one = data;
    g_autoptr(Table) table = open_text(one->text, &one->wish);
    for (int pass = 0; pass < 2; pass++) {
        g_autofree char *got = flat(table);
        const TableReport *report = table_report(table);
        g_assert_cmpstr(got, ==, one->expected);
        g_assert_cmpint(report->header_line, ==, one->header_line);
        for (int kind = 0; kind < TABLE_LEFT_KINDS; kind++) {
            g_test_message("%s", table_left_text(kind));
            g_assert_cmpint(report->left[kind], ==, one->left[kind]);
        }
        g_assert_true(table_rewind(table, NULL));
    }
}

static void test_columns(void)
{
    g_autoptr(Table) table = open_text("Name,Phone, Due  Date ,,Phone\nx,1,2,3,4\n", NULL);
    g_assert_cmpuint(table_columns(table), ==, 5);
    g_assert_cmpuint(table_column(table, "due date"), ==, 2);
    g_assert_cmpuint(table_column(table, "PHONE"), ==, 1);
    g_assert_cmpuint(table_column(table, "Phone (2)"), ==, 4);
    g_assert_cmpuint(table_column(table, "Fax"), ==, SIZE_MAX);
    g_assert_cmpstr(table_column_name(table, 3), ==, "");
}

static void test_report(void)
{
    g_autoptr(Table) table =
        open_text("Apex\nA/R Aging Detail\n\nCustomer;Due Date;Open Balance\nx;1;2\nTOTAL;;2\n",
                  &(TableWish){ .wanted = WANTED });
    g_autofree char *got = flat(table);
    const TableReport *report = table_report(table);
    g_assert_cmpstr(got, ==, "x|1|2");
    g_assert_cmpint(report->title_rows, ==, 3);
    g_assert_cmpstr(report->title[0], ==, "Apex");
    g_assert_cmpstr(report->title[1], ==, "A/R Aging Detail");
    g_assert_cmpint(report->dialect.delimiter, ==, ';');
    g_assert_cmpuint(report->wanted_found, ==, 3);
    g_assert_cmpint(report->rows, ==, 1);
    g_assert_cmpuint(report->note_count, ==, 1);
    g_assert_cmpint(report->notes[0].line, ==, 6);
    g_assert_cmpstr(report->notes[0].text, ==, "TOTAL");
}

typedef struct {
    const char *text;
    size_t length;
    const char *message;
} BadCase;

static const BadCase BAD[] = {
    { "", 0, "the file is empty: it has no header and no rows" },
    { "\n,,\n", 4, "the file is empty: it has no header and no rows" },
    { "a,b\n1,2\n", 8,
      "the file has no header: none of the columns Customer, Open Balance, Due Date stands in its "
      "first 60 rows" },
    { "Customer,b\n1,2\n3,\"x\n", 20,
      "line 3: a quote is opened here and never closed; close it or double it" },
    { "%PDF-1.4", 8, "the file is a PDF; export the report as CSV or XLSX" },
    { "\xd0\xcf\x11\xe0xxxx", 8,
      "the file is an old .xls or a protected workbook; save it as .xlsx without a password" },
    { "PK\3\4 not really", 15, NULL },
};

static void test_bad(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(BAD); i++) {
        g_autoptr(GError) error = NULL;
        g_assert_null(table_open_memory(BAD[i].text, BAD[i].length,
                                        &(TableWish){ .wanted = WANTED }, &error));
        g_assert_true(problem_is(error, PROBLEM_FORMAT));
        if (BAD[i].message != NULL) g_assert_cmpstr(error->message, ==, BAD[i].message);
    }
    g_autoptr(GError) error = NULL;
    g_assert_null(table_open("/nonexistent.csv", NULL, &error));
    g_assert_true(problem_is(error, PROBLEM_NOT_FOUND));
}

/* Standard input can be read twice all the same. */
static void test_standard_input(void)
{
    g_autofree char *path = NULL;
    g_autoptr(GError) error = NULL;
    int fd = g_file_open_tmp("table-XXXXXX", &path, NULL), before = dup(STDIN_FILENO);
    g_assert_cmpint(write(fd, "a,b\n1,2\n3,4\n", 12), ==, 12);
    g_assert_cmpint(lseek(fd, 0, SEEK_SET), ==, 0);
    g_assert_cmpint(dup2(fd, STDIN_FILENO), ==, STDIN_FILENO);
    g_autoptr(Table) table = table_open("-", NULL, &error);
    g_assert_no_error(error);
    for (int pass = 0; pass < 2; pass++) {
        g_autofree char *got = flat(table);
        g_assert_cmpstr(got, ==, "1|2 / 3|4");
        g_assert_true(table_rewind(table, NULL));
    }
    dup2(before, STDIN_FILENO);
    close(before);
    close(fd);
    g_remove(path);
}

/* ---- the shared exports ---- */

typedef struct {
    const char *file;
    int64_t header_line, rows;
    const char *column; /* summed; NULL: none */
    const char *sum;    /* in hundredths */
    DateOrder order;    /* of `date` */
    const char *date;
} SharedCase;

static const SharedCase SHARED[] = {
    { "formats/csv-ar/HRC70887W.csv", 1, 9681, NULL, NULL, 0, "clear_date" },
    { "formats/csv-ar/clients.csv", 4, 20, "Balance", "577466", 0, NULL },
    { "formats/csv-ar/invoice.csv", 4, 401, "Amount", "1188754", 0, "Due Date" },
    { "formats/csv-ar/payments.csv", 4, 403, "Amount", "1108754", DATE_ORDER_MDY, "Date" },
    { "formats/csv-ar/invoicely_invoices.csv", 1, 1, "Total", "102000", 0, "Due" },
    { "formats/csv-ar/zoho_contacts.csv", 1, 5, "Credit Limit", "0", 0, "Created Time" },
    { "formats/csv-ar/zoho_invoices.csv", 1, 13, "Balance", "581900", 0, "Due Date" },
    { "formats/csv-ar/export.csv", 1, 2, "invoice.total_amount_cents", "300000", 0,
      "invoice.issuing_date" },
    { "formats/csv-ar/example-ar-batch-upload.csv", 1, 2, "amount", "2500", 0, "transdate" },
    { "formats/csv-ar/quickbooks-ar-aging-corrected.csv", 5, 15, "Open Balance", "2274075",
      DATE_ORDER_MDY, "Due Date" },
    { "formats/csv-ar/quickbooks-customers.csv", 5, 23, NULL, NULL, 0, NULL },
    { "formats/csv-ar/i2g_clients.csv", 1, 2, NULL, NULL, 0, NULL },
    { "formats/csv-bank/balance.csv", 1, 2, "Amount", "150000", DATE_ORDER_MDY, "Date" },
    { "formats/csv-bank/debit_credit_amount.csv", 1, 4, "Balance", "148650", DATE_ORDER_MDY,
      "Date" },
    { "formats/csv-bank/multi_currency.csv", 1, 2, "Amount", "149150", DATE_ORDER_MDY, "Date" },
    { "formats/csv-bank/original_currency_empty.csv", 1, 1, "Amount", "152500", DATE_ORDER_MDY,
      "Date" },
    { "formats/csv-bank/sample_statement_credit_card_inverse_sign_en.csv", 1, 2, "Amount Currency",
      "-100000", DATE_ORDER_MDY, "Date" },
    { "formats/csv-bank/empty_statement_en.csv", 1, 0, NULL, NULL, 0, NULL },
    { "formats/csv-bank/empty_statement_en.xlsx", 1, 0, NULL, NULL, 0, NULL },
    { "formats/csv-bank/sample_statement_en_empty_values.xlsx", 1, 3, "DEBIT", "220768", 0,
      "DATE" },
    { "portfolios/highradius_open_ar/train.csv.gz", 1, 6733, NULL, NULL, 0, "due_in_date" },
    { "portfolios/ibm_ar/train.csv", 1, 1728, NULL, NULL, 0, "DueDate" },
};

static void test_shared(const void *data)
{
    const SharedCase *one = data;
    const char *root = g_getenv("RECOUP_SHARED");
    g_autofree char *path =
        g_build_filename(root != NULL ? root : "../shared", "data", one->file, NULL);
    g_autoptr(GError) error = NULL;
    if (!g_file_test(path, G_FILE_TEST_EXISTS))
        return g_test_skip("no shared data: set RECOUP_SHARED");

    g_autoptr(Table) table = table_open(path, NULL, &error);
    g_assert_no_error(error);
    size_t amount = one->column != NULL ? table_column(table, one->column) : 0;
    size_t date = one->date != NULL ? table_column(table, one->date) : 0;
    g_assert_cmpuint(MAX(amount, date), <, SIZE_MAX);
    DateScan dates = { 0 };
    NumberForm form = { 0 };
    int64_t sum = 0;
    const Cell *cells;
    size_t extra;
    TableStep step;
    while ((step = table_next(table, &cells, &extra, &error)) == TABLE_ROW) {
        Decimal value;
        char currency[CURRENCY_SIZE];
        int64_t minor = 0;
        g_assert_cmpuint(extra, ==, 0);
        if (one->date != NULL) cell_date_scan(&dates, &cells[date], table_line(table));
        if (one->column == NULL || cells[amount].length == 0) continue;
        g_assert_cmpint(cell_number_read(&cells[amount], &form, &value, currency), ==, CELL_FINE);
        g_assert_cmpint(money_from_decimal(value, "USD", MONEY_EXACT, &minor, NULL), ==, MONEY_OK);
        sum += minor;
    }
    g_assert_no_error(error);
    g_assert_cmpint(step, ==, TABLE_END);
    g_autofree char *total = g_strdup_printf("%" G_GINT64_FORMAT, sum);
    DateOrder order;
    CellColumnVerdict verdict = cell_date_order(&dates, &order);
    g_assert_cmpint(table_report(table)->header_line, ==, one->header_line);
    g_assert_cmpint(table_report(table)->rows, ==, one->rows);
    if (one->column != NULL) g_assert_cmpstr(total, ==, one->sum);
    g_assert_cmpint(verdict, ==, one->order == 0 ? CELL_COLUMN_NEUTRAL : CELL_COLUMN_DECIDED);
    g_assert_cmpint(order, ==, one->order);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autofree char *path = g_strdup_printf("/intake/table/read/%s", CASES[i].name);
        g_test_add_data_func(path, &CASES[i], test_case);
    }
    g_test_add_func("/intake/table/columns", test_columns);
    g_test_add_func("/intake/table/report", test_report);
    g_test_add_func("/intake/table/bad", test_bad);
    g_test_add_func("/intake/table/standard-input", test_standard_input);
    for (size_t i = 0; i < G_N_ELEMENTS(SHARED); i++) {
        g_autofree char *path = g_strdup_printf("/intake/table/shared/%s", SHARED[i].file);
        g_test_add_data_func(path, &SHARED[i], test_shared);
    }
    return g_test_run();
}
