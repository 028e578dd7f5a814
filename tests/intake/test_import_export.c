/* intake/test_import_export.c: whole exports through the shipped maps: small ones in the layouts of
 * accounting packages (exports/, made up), and the shared portfolios where they are at hand. */
#include "import_book.h"
#include "report/view.h"
#include <xlsxwriter.h>

static char *show(const Book *book, const char *view, const char *const *pairs)
{
    GError *error = NULL;
    char *text = view_text(book->desk, view, pairs, VIEW_FACE_CSV, &error);
    g_assert_no_error(error);
    return text;
}

static void aging_is(const Book *book, const char *as_of, const char *total)
{
    const char *const pairs[] = { "as_of", as_of, "by", "total", NULL };
    g_autofree char *text = show(book, "aging", pairs);
    const char *line = strchr(text, '\n');
    g_assert_nonnull(line);
    if (!g_str_has_prefix(line + 1, total)) g_error("aging is not\n%s\nbut%s", total, line);
}

static void import_path(Book *book, const char *kind, const char *path, const char *map)
{
    book_import_with(book, &(ImportOptions){ .kind = kind, .path = path, .map = map });
}

/* The same again changes nothing; what was quarantined is so again. */
static void again(Book *book, const char *kind, const char *path, const char *map)
{
    int64_t read = book->summary.read, held = book->summary.quarantined;
    int64_t left_out = book->summary.left_out;
    int64_t entries = harness_int(book->desk->db, "SELECT COUNT(*) FROM journal");
    import_path(book, kind, path, map);
    book_counts(book, read, 0, 0, read - held - left_out, held);
    g_assert_cmpint(harness_int(book->desk->db, "SELECT COUNT(*) FROM journal"), ==, entries);
}

/* --- made-up exports ----------------------------------------------------------------------- */

static const char ITEMS_SQL[] =
    "SELECT a.ref, i.number, i.kind, i.issued_day - 20454, i.due_day - 20454, i.amount_minor, "
    "i.open_minor FROM item i JOIN account a ON a.debtor_id = i.debtor_id AND a.account_id = "
    "i.account_id ORDER BY a.ref, i.number"; /* days since 2026-01-01 */

static const struct {
    const char *file, *map, *items;
    int64_t sum; /* control total of the file, minor units */
} SAMPLES[] = {
    { "quickbooks_open_invoices.csv", "quickbooks_open_invoices",
      "Hill & Sons|2041|0|43|73|125000|125000\n"
      "Hill & Sons|2047|5|50|50|-7550|-7550\n"
      "Quarry Road Cafe|2052|0|60|75|31025|31025\n"
      "Quarry Road Cafe|Payment 03/05/2026|5|63|93|-4000|-4000\n",
      144475 },
    { "quickbooks_aging_detail.csv", "quickbooks_aging_detail",
      "Hill & Sons|3001|0|86|116|100000|40000\n"
      "Quarry Road Cafe|2990|0|63|78|25000|25000\n"
      "Quarry Road Cafe|Payment 03/21/2026|5|79|79|-1000|-1000\n",
      124000 },
    { "sap_list.txt", "sap_fbl5n",
      "0000100001|1600000003|5|50|50|-10000|-10000\n"
      "0000100001|1800000012|0|44|73|123456|123456\n"
      "0000100002|1800000019|0|59|89|2000000|2000000\n",
      2113456 },
    { "sap_german.csv", "sap_fbl5n",
      "100001|1800000012|0|44|73|123456|123456\n"
      "100002|1800000019|5|59|89|-7500|-7500\n",
      115956 },
    { "oracle_open_items.csv", "oracle_open_items",
      "1001|CM-12|5|40|40|-3000|-3000\n"
      "1001|INV-500|0|31|61|90000|65000\n"
      "1001|RCPT-7|5|42|42|-12000|-12000\n"
      "1002|DM-3|1|50|80|4510|4510\n",
      79510 },
    { "xero_aged_receivables.csv", "xero_aged_receivables",
      "Hill & Sons|CN-0007|5|50|50|-7550|-7550\n"
      "Hill & Sons|INV-0041|0|43|73|125000|125000\n"
      "Quarry Road Cafe|INV-0052|0|60|75|31025|31025\n",
      148475 },
    { "xero_invoices.csv", "xero_invoices",
      "Hill & Sons|CN-0007|5|50|50|-7550|-7550\n"
      "Hill & Sons|INV-0041|0|43|73|125000|100000\n"
      "Quarry Road Cafe|INV-0052|6|60|75|31025|31025\n",
      273475 },
    { "erpnext_receivable.csv", "erpnext_receivable",
      "CUST-1|PE-26-009|5|44|44|-3500|-3500\n"
      "CUST-1|SINV-26-001|0|43|73|125000|100000\n"
      "CUST-2|SINV-26-002|0|60|75|31025|31025\n",
      152525 },
    { "odoo_invoices.csv", "odoo_invoices",
      "Hill & Sons|INV/2026/00041|0|43|73|125000|100000\n"
      "Hill & Sons|RINV/2026/00007|5|50|50|-7550|-7550\n"
      "Quarry Road Cafe|INV/2026/00052|0|60|75|31025|0\n",
      148475 },
    { "freshbooks_invoices.csv", "freshbooks_invoices",
      "Hill & Sons|0000041 Fitting|0|43|73|5000|5000\n"
      "Hill & Sons|0000041 Oak door two panels|0|43|73|120000|120000\n"
      "Quarry Road Cafe|0000052 Table|0|60|90|31025|0\n",
      156025 },
    { "invoice2go_invoices.csv", "invoice2go_invoices",
      "Hill & Sons|INV0041|0|43|73|125000|100000\n"
      "Quarry Road Cafe|INV0052|6|60|75|31025|31025\n",
      156025 },
    { "wave_invoices.csv", "wave_invoices",
      "Hill & Sons|41|0|43|73|125000|0\n"
      "Quarry Road Cafe|52|0|60|75|31025|31025\n",
      156025 },
    { "german_list.csv", "open_items",
      "10|R-1|0|43|73|125000|100000\n"
      "11|G-1|5|61|61|-2000|-2000\n"
      "11|R-2|0|60|75|31025|31025\n",
      154025 },
};

static char *sample_path(const char *file)
{
    return g_build_filename(g_getenv("RECOUP_EXPORTS"), file, NULL);
}

static void test_sample(Book *book, gconstpointer data)
{
    size_t at = GPOINTER_TO_SIZE(data);
    if (book->desk == NULL) return;
    g_autofree char *path = sample_path(SAMPLES[at].file);
    import_path(book, "items", path, SAMPLES[at].map);
    g_assert_cmpint(book->summary.quarantined, ==, 0);
    g_assert_cmpint(book->summary.sums[0].read_minor, ==, SAMPLES[at].sum);
    book_expect_rows(book, ITEMS_SQL, 7, SAMPLES[at].items);
    again(book, "items", path, SAMPLES[at].map);
    book_expect_rows(book, ITEMS_SQL, 7, SAMPLES[at].items);
}

static void test_others(Book *book, gconstpointer data)
{
    (void)data;
    if (book->desk == NULL) return;
    g_autofree char *history = sample_path("highradius_history.csv");
    import_path(book, "items", history, "highradius_history");
    book_counts(book, 2, 2, 0, 0, 0);
    again(book, "items", history, "highradius_history");
    g_autofree char *list = sample_path("german_list.csv");
    g_autofree char *payments = sample_path("usual_payments.csv");
    import_path(book, "items", list, "open_items");
    import_path(book, "payments", payments, "payments");
    book_counts(book, 2, 2, 0, 0, 0);
    g_assert_cmpint(book->summary.unplaced, ==, 1);
    again(book, "payments", payments, "payments");
}

/* The rows of a CSV file as a workbook: numbers as numbers, the rest as text. */
static char *as_workbook(const Book *book, const char *csv)
{
    char *path = g_build_filename(book->folder, "sample.xlsx", NULL);
    g_autoptr(GError) error = NULL;
    CsvReader *reader = csv_open(csv, NULL, &error);
    g_assert_no_error(error);
    lxw_workbook *workbook = workbook_new(path);
    lxw_worksheet *sheet = workbook_add_worksheet(workbook, "Export");
    const CsvCell *cells;
    size_t count;
    for (lxw_row_t row = 0; csv_next(reader, &cells, &count, &error) == CSV_ROW; row++)
        for (size_t i = 0; i < count; i++) {
            char *end = NULL;
            double number = g_ascii_strtod(cells[i].text, &end);
            if (cells[i].length == 0) continue;
            if (*end == '\0')
                worksheet_write_number(sheet, row, (lxw_col_t)i, number, NULL);
            else
                worksheet_write_string(sheet, row, (lxw_col_t)i, cells[i].text, NULL);
        }
    csv_close(reader);
    g_assert_cmpint(workbook_close(workbook), ==, LXW_NO_ERROR);
    return path;
}

static void test_workbook(Book *book, gconstpointer data)
{
    static const size_t PICKED[] = { 0, 4, 7 };
    (void)data;
    for (size_t i = 0; i < G_N_ELEMENTS(PICKED); i++) {
        if (book->desk == NULL) return;
        g_autofree char *csv = sample_path(SAMPLES[PICKED[i]].file);
        g_autofree char *path = as_workbook(book, csv);
        import_path(book, "items", path, SAMPLES[PICKED[i]].map);
        g_assert_true(book->summary.found.spreadsheet);
        book_expect_rows(book, ITEMS_SQL, 7, SAMPLES[PICKED[i]].items);
        book_tear_down(book, NULL);
        *book = (Book){ 0 };
        book_set_up(book, NULL);
    }
}

/* --- the shared portfolios ----------------------------------------------------------------- */

static char *shared(const char *file)
{
    const char *root = g_getenv("RECOUP_SHARED");
    char *path = root == NULL ? NULL : g_build_filename(root, "data", file, NULL);
    if (path != NULL && g_file_test(path, G_FILE_TEST_EXISTS)) return path;
    g_free(path);
    g_test_skip("the shared exports are not here (set RECOUP_SHARED)");
    return NULL;
}

static void test_highradius(Book *book, gconstpointer data)
{
    (void)data;
    g_autofree char *path = shared("portfolios/highradius_open_ar/train.csv.gz");
    if (path == NULL || book->desk == NULL) return;
    book_import_with(book, &(ImportOptions){ .kind = "items",
                                             .path = path,
                                             .map = "highradius_open_ar",
                                             .expect_total = "6733:218104990.39:USD" });
    book_counts(book, 6733, 6733, 0, 0, 0);
    g_assert_cmpint(book->summary.rounded, ==, 419);
    g_assert_cmpstr(book->summary.rounded_by, ==, "0.253");
    g_assert_cmpint(book->summary.debtors, ==, 485);
    g_assert_cmpint(book->summary.spellings, ==, 262);
    again(book, "items", path, "highradius_open_ar");
    book_do(book, "{\"do\":\"day.run\",\"on\":\"2026-06-30\"}");
    g_assert_cmpint(harness_int(book->desk->db, "SELECT COUNT(*) FROM d_account"), ==, 485);
    const char *const pairs[] = { "as_of", "2020-05-31", NULL };
    g_autofree char *text = show(book, "aging", pairs);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    int64_t all = 0;
    for (char **line = lines + 1; *line != NULL && **line != '\0'; line++) {
        g_auto(GStrv) cells = g_strsplit(*line, ",", -1);
        int64_t parts = 0, minor = 0;
        Decimal amount;
        for (int i = 1; i <= 7; i++) {
            g_assert_cmpint(decimal_parse(cells[i], &amount), ==, DECIMAL_OK);
            g_assert_cmpint(money_from_decimal(amount, "USD", MONEY_EXACT, &minor, NULL), ==,
                            MONEY_OK);
            if (i < 7) parts += minor;
        }
        g_assert_cmpint(parts, ==, minor);
        all += minor;
    }
    g_assert_cmpint(all, ==, 21810499039);
}

/* The same day counted by other means: an awk program over the file itself. */
static char *recount(const char *path, const char *day)
{
    static const char PROGRAM[] =
        "function julian(s,  y, m, d, a) { split(s, p, \"-\"); y = p[1]; m = p[2]; d = p[3];"
        " a = int((14 - m) / 12); y += 4800 - a; m += 12 * a - 3;"
        " return d + int((153 * m + 2) / 5) + 365 * y + int(y / 4) - int(y / 100) + int(y / 400) }"
        "NR > 1 && $5 <= day && ($9 == \"\" || $9 > day) {"
        " late = julian(day) - julian($6); cents = int($7 * 100 + 0.5);"
        " b = late <= 0 ? 0 : late <= 30 ? 1 : late <= 60 ? 2 : late <= 90 ? 3 : 4;"
        " sum[b] += cents; all += cents }"
        "END { printf \"total\"; for (b = 0; b < 5; b++) printf \",%d.%02d\", sum[b] / 100,"
        " sum[b] % 100; printf \",0.00,%d.%02d,USD\", all / 100, all % 100 }";
    g_autofree char *set = g_strconcat("day=", day, NULL);
    const char *const words[] = { "awk", "-F,", "-v", set, PROGRAM, path, NULL };
    char *out = NULL;
    GError *error = NULL;
    int status = 1;
    g_assert_true(g_spawn_sync(NULL, (char **)(uintptr_t)words, NULL, G_SPAWN_SEARCH_PATH, NULL,
                               NULL, &out, NULL, &status, &error));
    g_assert_cmpint(status, ==, 0);
    return out;
}

static void test_ibm(Book *book, gconstpointer data)
{
    static const char *const DAYS[] = { "2012-06-30", "2012-12-31", "2013-03-31" };
    (void)data;
    g_autofree char *path = shared("portfolios/ibm_ar/train.csv");
    if (path == NULL || book->desk == NULL) return;
    import_path(book, "items", path, "ibm_ar");
    book_counts(book, 1728, 1728, 0, 0, 0);
    for (size_t i = 0; i < G_N_ELEMENTS(DAYS); i++) {
        g_autofree char *counted = recount(path, DAYS[i]);
        g_test_message("%s", counted);
        aging_is(book, DAYS[i], counted);
    }
    again(book, "items", path, "ibm_ar");
    g_assert_cmpint(harness_int(book->desk->db, "SELECT COUNT(*) FROM item WHERE open_minor <> 0"),
                    ==, 0);
}

/* --- the shared exports -------------------------------------------------------------------- */

static const struct {
    const char *file, *kind, *map;
    int64_t read, quarantined, rounded;
    const char *expect;
} EXPORTS[] = {
    { "HRC70887W.csv", "items", "highradius_open_ar", 9681, 0, 576, "9681:310427859.02:USD" },
    { "export.csv", "items", "lago_invoices", 2, 0, 0, "2:30.00:USD" },
    { "clients.csv", "debtors", "invoice_ninja_clients", 20, 0, 0, NULL },
    { "invoice.csv", "items", "invoice_ninja_invoices", 401, 0, 0, "401:11887.54:USD" },
    { "payments.csv", "payments", "invoice_ninja_payments", 403, 2, 0, "403:11087.54:USD" },
    { "i2g_clients.csv", "debtors", "invoice2go_clients", 2, 0, 0, NULL },
    { "invoicely_invoices.csv", "items", "invoicely_invoices", 1, 0, 0, "1:1020.00:USD" },
    { "zoho_contacts.csv", "debtors", "zoho_contacts", 5, 0, 0, NULL },
    { "zoho_invoices.csv", "items", "zoho_invoices", 13, 0, 0, "13:5819.00:USD" },
    { "example-ar-batch-upload.csv", "items", "ledgersmb_ar_batch", 2, 0, 0, "2:15.00:CAD" },
    { "quickbooks-customers.csv", "debtors", "quickbooks_customers", 23, 2, 0, NULL },
    { "quickbooks-ar-aging-corrected.csv", "items", "quickbooks_aging_detail", 15, 0, 0,
      "15:24740.75:USD" },
};

static void test_export(Book *book, gconstpointer data)
{
    size_t at = GPOINTER_TO_SIZE(data);
    g_autofree char *file = g_build_filename("formats/csv-ar", EXPORTS[at].file, NULL);
    g_autofree char *path = shared(file);
    if (path == NULL || book->desk == NULL) return;
    book_import_with(book, &(ImportOptions){ .kind = EXPORTS[at].kind,
                                             .path = path,
                                             .map = EXPORTS[at].map,
                                             .expect_total = EXPORTS[at].expect });
    g_assert_cmpint(book->summary.read, ==, EXPORTS[at].read);
    g_assert_cmpint(book->summary.quarantined, ==, EXPORTS[at].quarantined);
    g_assert_cmpint(book->summary.rounded, ==, EXPORTS[at].rounded);
    again(book, EXPORTS[at].kind, path, EXPORTS[at].map);
}

/* An aging detail of which one invoice is paid in part: the report's total is the book's. */
static void test_partly(Book *book, gconstpointer data)
{
    (void)data;
    g_autofree char *path = shared("formats/csv-ar/quickbooks-ar-aging-corrected.csv");
    if (path == NULL || book->desk == NULL) return;
    import_path(book, "items", path, "quickbooks_aging_detail");
    book_expect_rows(
        book, "SELECT CAST(SUM(amount_minor) AS BIGINT), CAST(SUM(open_minor) AS BIGINT) FROM item",
        2, "2474075|2274075\n");
    book_expect_rows(book,
                     "SELECT number, amount_minor, open_minor FROM item WHERE open_minor <> "
                     "amount_minor",
                     3, "1063|418075|218075\n");
}

static void add_all(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(SAMPLES); i++) {
        g_autofree char *path = g_strconcat("/intake/import_export/sample/", SAMPLES[i].file, NULL);
        g_test_add(path, Book, GSIZE_TO_POINTER(i), book_set_up, test_sample, book_tear_down);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(EXPORTS); i++) {
        g_autofree char *path = g_strconcat("/intake/import_export/shared/", EXPORTS[i].file, NULL);
        g_test_add(path, Book, GSIZE_TO_POINTER(i), book_set_up, test_export, book_tear_down);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    add_all();
    book_test("/intake/import_export/others", test_others);
    book_test("/intake/import_export/workbook", test_workbook);
    book_test("/intake/import_export/highradius", test_highradius);
    book_test("/intake/import_export/ibm", test_ibm);
    book_test("/intake/import_export/partly", test_partly);
    return g_test_run();
}
