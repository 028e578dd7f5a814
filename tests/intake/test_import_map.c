/* intake/test_import_map.c: the language of maps, key by key; what is wrong with a map or a file is
 * said with its place; what a map makes of rows, of the same rows again and of changed ones. */
#include "import_book.h"
#include "intake/import_map.h"

static const char ITEMS_SQL[] =
    "SELECT a.ref, i.number, i.kind, i.issued_day - 20454, i.due_day - 20454, i.amount_minor, "
    "i.open_minor, i.reference FROM item i JOIN account a ON a.debtor_id = i.debtor_id AND "
    "a.account_id = i.account_id ORDER BY a.ref, i.item_id"; /* days since 2026-01-01 */
static const char DEBTORS_SQL[] = "SELECT ref, name, kind, region, email FROM debtor WHERE "
                                  "debtor_id > 0 ORDER BY ref";

/* The least a map of items has. */
#define WHO                           \
    "for: items\n"                    \
    "debtor: {ref: Who, name: Who}\n" \
    "account: {ref: Who, debtor: Who}\n"

static void take_map(Book *book, const char *map, const char *csv)
{
    g_autofree char *map_path = book_file(book, "own.yaml", map);
    g_autofree char *path = book_file(book, "export.csv", csv);
    book_import_with(book, &(ImportOptions){ .kind = "items", .path = path, .map = map_path });
}

static void refused(Book *book, const char *kind, const char *map, const char *csv,
                    const char *pattern)
{
    GError *error = NULL;
    g_autofree char *map_path = map != NULL ? book_file(book, "own.yaml", map) : NULL;
    g_autofree char *path = book_file(book, "export.csv", csv);
    ImportOptions options = { .kind = kind, .path = path, .map = map_path };
    g_assert_false(book_try(book, &options, &error));
    if (!g_pattern_match_simple(pattern, error->message))
        g_error("not \"%s\": %s", pattern, error->message);
    g_clear_error(&error);
}

/* --- the map itself ------------------------------------------------------------------------ */

static const struct {
    const char *name, *map, *faults;
} BAD[] = {
    { "empty", "", "m:1:1: the file is no map: it has no keys; see: recoup help maps" },
    { "syntax", "item: {account: [A\n", "m:*: *; check the indentation*" },
    { "all-at-once",
      "for: item\n"
      "dat: year-month-day\n"
      "decimal: period\n"
      "debtor: {ref: A}\n"
      "item:\n"
      "  acount: A\n"
      "  number: {colum: N}\n"
      "  kind: {column: K, words: {I: invoise}}\n"
      "  amount: {column: X, date: day/month/year}\n"
      "  issued_on: {column: D, negate: yes}\n",
      "m:1:6: 'item' is not a word for for; did you mean items?\n"
      "m:2:1: a map has no 'dat'; did you mean date?\n"
      "m:3:10: 'period' is not a word for decimal; write one of point, comma\n"
      "m:4:9: debtor needs name; add name: and its column\n"
      "m:6:3: item has no field 'acount'; did you mean account?\n"
      "m:7:12: no key 'colum' in a value; did you mean column?\n"
      "m:8:9: 'invoise' is no kind; did you mean invoice?\n"
      "m:9:11: date is for dates; amount is none; leave it out\n"
      "m:10:14: negate is for amounts; issued_on is none; leave it out" },
    { "tests", WHO "item: {account: A, number: N, amount: X, when: [{column: S}, {is: a}, S]}\n",
      "m:4:*: the test asks nothing; *\nm:4:*: the test names no column; *\nm:4:*: a test is no "
      "text; *" },
    { "two-questions",
      WHO "item: {account: A, number: N, amount: X, "
          "when: {column: S, is: a, filled: yes}}\n",
      "m:4:*: a test asks one thing; write a second test" },
    { "two-sources", WHO "item: {account: {column: A, text: B}, number: N, amount: X}\n",
      "m:4:*: only one of column, text and join can be said; *" },
    { "options", WHO "item: {account: A, number: N, amount: X, so_far: yes}\n",
      "m:4:*: so_far is for payments; leave it out" },
    { "nothing-made", "for: payments\nitem: {account: A, number: N, amount: X}\n",
      "m:1:1: the map is for payments and makes no payment; add payment: and its fields" },
    { "kind-missing", "item: {account: A, number: N, amount: X}\n",
      "m:1:1: the map does not say what kind of file it is for; add for: items" },
    { "extends", "for: items\nextends: open_item\n",
      "m:2:10: no map open_item is shipped; did you mean open_items?" },
    { "twice", "for: items\nfor: items\n", "m:2:1: the key 'for' is given twice, *" },
};

static void test_bad(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(BAD); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(ImportMap) map = import_map_read("m", BAD[i].map, strlen(BAD[i].map), &error);
        g_assert_null(map);
        if (!g_pattern_match_simple(BAD[i].faults, error->message))
            g_error("%s: not\n%s\nbut\n%s", BAD[i].name, BAD[i].faults, error->message);
    }
}

/* Each is sound, has its page of help and names a kind. */
static void test_shipped(void)
{
    char *next;
    size_t count = 0;
    for (; (next = import_map_name(count)) != NULL; count++) {
        g_autofree char *name = next;
        g_autoptr(GError) error = NULL;
        g_autoptr(ImportMap) map = import_map_load(name, &error);
        g_assert_no_error(error);
        g_assert_nonnull(map->about);
        g_autoptr(GString) help = g_string_new(NULL);
        g_assert_true(import_map_help(name, help, &error));
        g_assert_nonnull(strstr(help->str, map->kind));
    }
    g_assert_cmpuint(count, >=, 20);
    g_autoptr(GString) help = g_string_new(NULL);
    g_assert_true(import_map_help(NULL, help, NULL));
    g_assert_nonnull(strstr(help->str, "| `so_far` |"));
}

static void in_manual(const char *manual, const char *name)
{
    g_autofree char *quoted = g_strdup_printf("`%s`", name);
    if (strstr(manual, quoted) == NULL) g_error("docs/import.md does not speak of %s", quoted);
}

/* The manual names every kind with its columns, every shipped map and every key. */
static void test_manual(void)
{
    g_autofree char *manual = NULL;
    g_autoptr(GError) error = NULL;
    g_assert_true(g_file_get_contents(g_getenv("RECOUP_MANUAL"), &manual, NULL, &error));
    for (const char *const *kind = import_kind_names(); *kind != NULL; kind++) {
        g_autoptr(GString) help = g_string_new(NULL);
        g_assert_true(import_kind_help(*kind, help, &error));
        g_auto(GStrv) lines = g_strsplit(help->str, "\n", -1);
        in_manual(manual, *kind);
        for (char **line = lines + 1; *line != NULL && **line != '\0'; line++) {
            g_auto(GStrv) words = g_strsplit(*line + 2, " ", 2);
            in_manual(manual, words[0]);
        }
    }
    g_autoptr(GString) maps = g_string_new(NULL);
    g_assert_true(import_map_help(NULL, maps, &error));
    g_auto(GStrv) lines = g_strsplit(maps->str, "\n", -1);
    for (char **line = lines; *line != NULL; line++)
        if (g_str_has_prefix(*line, "| `") && strstr(manual, *line) == NULL)
            g_error("docs/import.md lacks the line %s", *line);
}

static void test_names(Book *book, gconstpointer data)
{
    GError *error = NULL;
    (void)data;
    if (book->desk == NULL) return;
    g_autofree char *path = book_file(book, "export.csv", "a,b\n1,2\n");
    ImportOptions options = { .kind = "items", .path = path, .map = "ibm_arr" };
    g_assert_false(book_try(book, &options, &error));
    g_assert_cmpstr(error->message, ==,
                    "no map ibm_arr is shipped and no file has that name; did you mean ibm_ar? "
                    "(recoup help maps lists them)");
    g_clear_error(&error);
    options.map = book->folder;
    g_assert_false(book_try(book, &options, &error));
    g_clear_error(&error);
    options.map = "ibm_ar";
    options.kind = "debtors";
    g_assert_false(book_try(book, &options, &error));
    g_assert_cmpstr(error->message, ==,
                    "map ibm_ar is for items: recoup import items FILE --map ibm_ar");
    g_clear_error(&error);
}

static void test_columns(Book *book, gconstpointer data)
{
    (void)data;
    if (book->desk == NULL) return;
    refused(book, "items",
            WHO "item:\n"
                "  account: Who\n"
                "  number: [Invoice, Bill]\n"
                "  amount: Amount\n"
                "  due_on: {column: Due, optional: yes}\n",
            "Who,Invoise,Amont\nA,1,2\n",
            "*own.yaml:6:11: the file has no column \"Invoice\" or \"Bill\", for item.number; the "
            "nearest is \"Invoise\"\n*own.yaml:7:11: the file has no column \"Amount\", for "
            "item.amount; the nearest is \"Amont\"\nits columns are Who, Invoise, Amont; *");
    refused(book, "items",
            "for: items\nheader: 7\ndebtor: {ref: A, name: A}\naccount: {ref: A, "
            "debtor: A}\nitem: {account: A, number: N, amount: X}\n",
            "A,N,X\n1,2,3\n", "*the file ends before line 7*");
}

/* The shipped map that fits is found, and named where it was wanted. */
static void test_fitting(Book *book, gconstpointer data)
{
    static const char ROWS[] = "DocumentNo,Customer,Doc. Date,Net due dt,Amt in loc.cur.,LCurr\n"
                               "1800000012,10001,2026-02-14,2026-03-15,1234.56,USD\n";
    (void)data;
    if (book->desk == NULL) return;
    refused(book, "items", NULL, ROWS,
            "column \"DocumentNo\" is none of items*the map sap_fbl5n fits this layout (--map "
            "sap_fbl5n)");
    g_autofree char *path = book_file(book, "export.csv", ROWS);
    ImportOptions options = { .kind = "items", .path = path, .map = "auto" };
    book_import_with(book, &options);
    book_counts(book, 1, 1, 0, 0, 0);
    g_assert_cmpstr(book->summary.remarks->pdata[0], ==, "the map sap_fbl5n fits");
    book_expect_rows(book, ITEMS_SQL, 8, "10001|1800000012|0|44|73|123456|123456|\n");
    g_autoptr(GError) error = NULL;
    g_autofree char *other = book_file(book, "other.csv", "Colour,Weight\nred,3\n");
    options.path = other;
    g_assert_false(book_try(book, &options, &error));
    g_assert_true(g_str_has_prefix(error->message, "no shipped map of items fits "));
}

/* A total is told from a record also where its label stands behind the amounts. */
static void test_totals(Book *book, gconstpointer data)
{
    (void)data;
    if (book->desk == NULL) return;
    take_map(book, WHO "item: {account: Who, number: N, amount: X, issued_on: D}\n",
             "X,Who,N,D\n10.00,A,1,\n20.50,Total,2,2026-02-01\n30.50,TOTAL,,\n");
    book_counts(book, 2, 2, 0, 0, 0);
    g_assert_cmpint(book->summary.found.left[TABLE_TOTAL], ==, 1);
}

/* --- values -------------------------------------------------------------------------------- */

static void test_values(Book *book, gconstpointer data)
{
    (void)data;
    if (book->desk == NULL) return;
    take_map(book,
             "for: items\n"
             "date: day/month/year\n"
             "debtor:\n"
             "  ref: {column: Who, whole: yes}\n"
             "  name: {join: [First, {text: \" \"}, Last]}\n"
             "  kind: {column: Sort, words: {p: person}, otherwise: business}\n"
             "  region: {column: State, words: {texas: TX}, keep: yes, cut: yes}\n"
             "  email: {column: Mail, else: {text: none@example.com}}\n"
             "account:\n"
             "  ref: {column: Who, whole: yes}\n"
             "  debtor: {column: Who, whole: yes}\n"
             "  terms_days: {column: Terms, words: {due now: \"0\"}, digits: yes, otherwise: "
             "\"45\"}\n"
             "item:\n"
             "  account: {column: Who, whole: yes}\n"
             "  number: Number\n"
             "  issued_on: Date\n"
             "  amount: {column: Debit, less: Credit, decimal: comma}\n"
             "  negative: credit_note\n"
             "  reference: {join: [{text: PO }, Order]}\n",
             "Who,First,Last,Sort,State,Mail,Terms,Number,Date,Debit,Credit,Order\n"
             "17.0,Ann,Lee,P,Texas,ann@x.org,Net 30,1,02/01/2026,\"1.234,5\",,77\n"
             "18,,Li,b,\"A Far Province Beyond\",,DUE NOW,2,02/01/2026,,\"10,25\",\n"
             "19,Bo,Ek,,NY,,by the moon,3,05/01/2026,\"7\",2,\n");
    book_counts(book, 3, 3, 0, 0, 0);
    book_expect_rows(book, ITEMS_SQL, 8,
                     "17|1|0|1|31|123450|123450|PO77\n"
                     "18|2|5|1|1|-1025|-1025|\n"
                     "19|3|0|4|49|500|500|\n");
    book_expect_rows(book, DEBTORS_SQL, 5,
                     "17|Ann Lee|0|TX|ann@x.org\n"
                     "18|Li|1|A Far Province B|none@example.com\n"
                     "19|Bo Ek|1|NY|none@example.com\n");
}

/* Which sign, which unit, and that nothing is presumed of marks and dates that nothing shows. */
static void test_amounts(Book *book, gconstpointer data)
{
    (void)data;
    if (book->desk == NULL) return;
    take_map(book, WHO "item: {account: Who, number: N, amount: {column: X, negate: yes}}\n",
             "Who,N,X\nA,1,(45.00)\nA,2,45.00-\nA,3,3\n");
    book_counts(book, 3, 2, 0, 0, 1);
    take_map(book,
             WHO "item: {account: Who, number: N, amount: {column: X, absolute: yes, minor: "
                 "yes}}\n",
             "Who,N,X\nB,1,-450\nB,2,451\n");
    take_map(book, WHO "item: {account: Who, number: N, amount: X}\n",
             "Who,N,X\nC,1,\"1.234\"\nC,2,\"5,50\"\n");
    book_counts(book, 2, 2, 0, 0, 0);
    take_map(book, WHO "item: {account: Who, number: N, amount: X}\n", "Who,N,X\nD,1,\"1.234\"\n");
    book_counts(book, 1, 0, 0, 0, 1);
    take_map(book,
             WHO "date: month/day/year\nitem: {account: Who, number: N, amount: X, issued_on: "
                 "D, due_on: {column: E, date: day/month/year}}\n",
             "Who,N,X,D,E\nE,1,1,02/03/2026,02/03/26\nE,2,1,02/30/2026,\n");
    book_counts(book, 2, 1, 0, 0, 1);
    book_expect_rows(book,
                     "SELECT a.ref, i.number, i.amount_minor FROM item i JOIN account a ON "
                     "a.debtor_id = i.debtor_id AND a.account_id = i.account_id ORDER BY a.ref, "
                     "i.number",
                     3, "A|1|4500\nA|2|4500\nB|1|450\nB|2|451\nC|1|123400\nC|2|550\nE|1|100\n");
    g_assert_cmpint(harness_int(book->desk->db, "SELECT due_day - issued_day FROM item i JOIN "
                                                "account a ON a.debtor_id = i.debtor_id AND "
                                                "a.account_id = i.account_id WHERE a.ref = 'E'"),
                    ==, 27);
}

static void test_rounding(Book *book, gconstpointer data)
{
    (void)data;
    if (book->desk == NULL) return;
    static const char ROWS[] = "Who,N,X\nA,1,1.005\nA,2,2.0049\nA,3,-1.005\nA,4,1.9999999999\n";
    static const char ITEM[] = "item: {account: Who, number: N, amount: X, negative: "
                               "credit_note}\ndecimal: point\n";
    g_autofree char *exact = g_strconcat(WHO, ITEM, NULL);
    g_autofree char *round = g_strconcat(exact, "round: half_away\n", NULL);
    take_map(book, exact, ROWS);
    book_counts(book, 4, 1, 0, 0, 3);
    take_map(book, round, ROWS);
    book_counts(book, 4, 3, 0, 1, 0);
    g_assert_cmpint(book->summary.rounded, ==, 3);
    g_assert_cmpstr(book->summary.rounded_by, ==, "-0.0049");
    book_expect_rows(book, "SELECT number, amount_minor FROM item ORDER BY number", 2,
                     "1|101\n2|200\n3|-101\n4|200\n");
}

/* --- rows ---------------------------------------------------------------------------------- */

static void test_rows(Book *book, gconstpointer data)
{
    (void)data;
    if (book->desk == NULL) return;
    take_map(book,
             "for: items\n"
             "group: Who\n"
             "drop: [\"Report *\"]\n"
             "skip:\n"
             "  - {column: State, is: [void, \"draft*\"]}\n"
             "  - {column: Amount, zero: yes}\n"
             "debtor: {ref: Who, name: Who}\n"
             "account: {ref: Who, debtor: Who}\n"
             "item:\n"
             "  - {when: {column: Sort, not: [fee]}, account: Who, number: No, amount: Amount}\n"
             "  - when: {column: Sort, is: fee}\n"
             "    account: Who\n"
             "    number: No\n"
             "    kind: {text: fee}\n"
             "    amount: Amount\n"
             "hold:\n"
             "  when: {column: Contested, filled: yes}\n"
             "  account: Who\n"
             "  number: No\n"
             "  kind: {text: dispute}\n"
             "  reason: Contested\n",
             "Open items,,,,\n\n"
             "No,Sort,Amount,State,Contested\n"
             "Acme,,,,\n"
             "1,inv,10,open,too dear\n"
             "2,fee,5,open,\n"
             "3,inv,7,VOID,\n"
             "4,inv,0.00,open,\n"
             "Total Acme,,22,,\n"
             "Report end,,1,,\n"
             "Bolt,,,,\n"
             "1,inv,20,draft 2,\n"
             "2,inv,30,,\n"
             "Total,,52,,\n");
    book_counts(book, 6, 3, 0, 0, 0);
    g_assert_cmpint(book->summary.left_out, ==, 3);
    g_assert_cmpint(book->summary.found.left[TABLE_TOTAL], ==, 2);
    g_assert_cmpint(book->summary.found.left[TABLE_GROUP], ==, 2);
    g_assert_cmpint(book->summary.found.left[TABLE_DROPPED], ==, 1);
    book_expect_rows(book,
                     "SELECT a.ref, i.number, i.kind, i.amount_minor FROM item i JOIN account a ON "
                     "a.debtor_id = i.debtor_id AND a.account_id = i.account_id ORDER BY a.ref, "
                     "i.number",
                     4, "Acme|1|0|1000\nAcme|2|2|500\nBolt|2|0|3000\n");
    book_expect_rows(book, "SELECT kind, reason FROM hold", 2, "0|too dear\n");
}

/* A row that makes no item is left out whole: its debtor is not opened either. */
static void test_left_out(Book *book, gconstpointer data)
{
    (void)data;
    if (book->desk == NULL) return;
    take_map(book, WHO "item: {account: Who, number: N, amount: X, zero: skip, negative: skip}\n",
             "Who,N,X\nA,1,0.00\nB,2,\nC,3,-4\nD,4,5\n");
    book_counts(book, 4, 1, 0, 0, 0);
    g_assert_cmpint(book->summary.left_out, ==, 3);
    g_assert_cmpint(book->summary.sums[0].rows, ==, 1);
    book_expect_rows(book, "SELECT ref FROM debtor WHERE debtor_id > 0", 1, "D\n");
}

static void test_no_header(Book *book, gconstpointer data)
{
    (void)data;
    if (book->desk == NULL) return;
    take_map(book,
             "for: items\nheader: none\ntotals: keep\ndelimiter: semicolon\n"
             "debtor: {ref: \"1\", name: \"1\"}\naccount: {ref: \"1\", debtor: \"1\"}\n"
             "item: {account: \"1\", number: \"2\", amount: \"3\"}\n",
             "A;1;10,50\nTotal;2;20\n");
    book_counts(book, 2, 2, 0, 0, 0);
    book_expect_rows(book, "SELECT number, amount_minor FROM item ORDER BY number", 2,
                     "1|1050\n2|2000\n");
}

/* What is wrong with a row is told once, and a row that is refused leaves nothing behind. */
static void test_faults(Book *book, gconstpointer data)
{
    (void)data;
    if (book->desk == NULL) return;
    take_map(book,
             WHO "item: {account: Who, number: N, amount: X, issued_on: D}\n"
                 "payment: {ref: N, account: Who, amount: X, on: D, number: N}\n",
             "Who,N,X,D\nA,1,see attached,2026-02-31\n,2,5,2026-02-01\nB,3,-5,2026-02-01\n");
    book_counts(book, 3, 0, 0, 0, 3);
    g_assert_cmpint(harness_int(book->desk->db, "SELECT COUNT(*) FROM debtor WHERE debtor_id > 0"),
                    ==, 0);
    book_expect_rows(book, "SELECT line, field, value FROM quarantine ORDER BY line, fault", 3,
                     "2|amount|see attached\n2|issued_on|2026-02-31\n2|on|2026-02-31\n"
                     "3|ref|\n3|name|\n3|debtor|\n3|account|\n4|amount|-5.00\n");
}

/* --- again --------------------------------------------------------------------------------- */

static const char PAID_MAP[] = WHO "item: {account: Who, number: N, amount: X, repeats: yes}\n"
                                   "payment:\n"
                                   "  so_far: yes\n"
                                   "  repeats: yes\n"
                                   "  zero: skip\n"
                                   "  negative: skip\n"
                                   "  ref: {join: [{text: \"paid \"}, N]}\n"
                                   "  account: Who\n"
                                   "  amount: {column: X, less: Open}\n"
                                   "  number: N\n";
static const char PAID_SQL[] =
    "SELECT ref, amount_minor, unapplied_minor FROM payment ORDER BY ref";

/* A cumulative column: each time only what is new of it is a payment. */
static void test_so_far(Book *book, gconstpointer data)
{
    (void)data;
    if (book->desk == NULL) return;
    take_map(book, PAID_MAP, "Who,N,X,Open\nA,1,100,70\nA,1,100,70\nA,2,50,50\n");
    book_counts(book, 3, 2, 0, 1, 0);
    book_expect_rows(book, PAID_SQL, 3, "paid 1|3000|0\n");
    take_map(book, PAID_MAP, "Who,N,X,Open\nA,1,100,70\nA,1,100,70\nA,2,50,50\n");
    book_counts(book, 3, 0, 0, 3, 0);
    take_map(book, PAID_MAP, "Who,N,X,Open\nA,1,100,10\nA,1,100,10\nA,2,50,0\n");
    book_counts(book, 3, 2, 0, 1, 0);
    book_expect_rows(book, PAID_SQL, 3, "paid 1|3000|0\npaid 1/2|6000|0\npaid 2|5000|0\n");
    book_expect_rows(book, "SELECT number, open_minor FROM item ORDER BY number", 2,
                     "1|1000\n2|0\n");
    take_map(book, PAID_MAP, "Who,N,X,Open\nA,1,100,10\n");
    book_counts(book, 1, 0, 0, 1, 0);
    take_map(book, PAID_MAP, "Who,N,X,Open\nA,1,100,40\n");
    book_counts(book, 1, 0, 0, 0, 1);
    g_assert_nonnull(strstr(book->summary.faults->pdata[0], "less is paid than was"));
}

/* A payment whose item is not there stays unapplied, and says so. */
static void test_unplaced(Book *book, gconstpointer data)
{
    (void)data;
    if (book->desk == NULL) return;
    take_map(book, WHO "item: {account: Who, number: N, amount: X}\n", "Who,N,X\nA,1,100\n");
    g_autofree char *map = book_file(book, "pay.yaml",
                                     "for: payments\n"
                                     "debtor: {ref: Who, name: Who}\n"
                                     "account: {ref: Who, debtor: Who}\n"
                                     "payment: {ref: P, account: Who, amount: X, number: N}\n");
    g_autofree char *path =
        book_file(book, "pay.csv", "P,Who,N,X\np1,A,1,120\np2,A,9,5\np3,B,1,4\n");
    book_import_with(book, &(ImportOptions){ .kind = "payments", .path = path, .map = map });
    book_counts(book, 3, 3, 0, 0, 0);
    g_assert_cmpint(book->summary.unplaced, ==, 2);
    book_expect_rows(book, PAID_SQL, 3, "p1|12000|2000\np2|500|500\np3|400|400\n");
    book_import_with(book, &(ImportOptions){ .kind = "payments", .path = path, .map = map });
    book_counts(book, 3, 0, 0, 3, 0);
}

/* Allocations beside payments, each row of a payment that is split over several items. */
static void test_allocations(Book *book, gconstpointer data)
{
    (void)data;
    if (book->desk == NULL) return;
    static const char MAP[] =
        WHO "item: {account: Who, number: N, amount: X}\n"
            "payment: {ref: P, account: Who, amount: Got, allocate: {text: none}, repeats: yes, "
            "when: {column: P, filled: yes}}\n"
            "allocation: {payment: P, number: N, when: {column: P, filled: yes}}\n";
    static const char ROWS[] = "Who,N,X,P,Got\nA,1,100,p1,130\nA,2,30,,\nB,1,7,p2,7\n";
    take_map(book, MAP, ROWS);
    book_counts(book, 3, 3, 0, 0, 0);
    book_expect_rows(book, PAID_SQL, 3, "p1|13000|3000\np2|700|0\n");
    take_map(book, MAP, ROWS);
    book_counts(book, 3, 0, 0, 3, 0);
}

/* What exists is left alone; a name that differs is told once. */
static void test_spellings(Book *book, gconstpointer data)
{
    (void)data;
    if (book->desk == NULL) return;
    static const char MAP[] = "for: items\n"
                              "creditor: {ref: Firm, name: Firm}\n"
                              "debtor: {ref: Who, name: Name}\n"
                              "account: {ref: Who, debtor: Who, creditor: Firm}\n"
                              "item: {account: Who, number: N, amount: X}\n";
    book_import(book, "debtors", "ref,name\n7,Acme Incorporated\n");
    take_map(book, MAP,
             "Firm,Who,Name,N,X\nF1,7,Acme Inc,1,5\nF1,7,ACME,2,5\nF1,8,Bolt,1,5\nF2,9,Cog,1,5\n"
             "F2,8,Bolt,2,5\nF1,9,Cog & Co,2,1\n");
    book_counts(book, 6, 6, 0, 0, 0);
    g_assert_cmpint(book->summary.spellings, ==, 2);
    g_assert_cmpint(book->summary.debtors, ==, 3);
    g_assert_cmpuint(book->summary.differing->len, ==, 2);
    book_expect_rows(book,
                     "SELECT d.ref, d.name, c.ref FROM debtor d JOIN account a ON a.debtor_id = "
                     "d.debtor_id JOIN creditor c ON c.creditor_id = a.creditor_id ORDER BY d.ref",
                     3, "7|Acme Incorporated|F1\n8|Bolt|F1\n9|Cog|F2\n");
}

/* A map of one's own says only what is different. */
static void test_extends(Book *book, gconstpointer data)
{
    (void)data;
    if (book->desk == NULL) return;
    take_map(book,
             "extends: ibm_ar\nfor: items\nhold: none\npayment: none\ndate: month/day/year\n"
             "item:\n"
             "  account: customerID\n"
             "  number: invoice\n"
             "  issued_on: InvoiceDate\n"
             "  amount: InvoiceAmount\n",
             "customerID,invoice,InvoiceDate,InvoiceAmount\nC1,5,01/02/2026,12.50\n");
    book_counts(book, 1, 1, 0, 0, 0);
    book_expect_rows(book, ITEMS_SQL, 8, "C1|5|0|1|31|1250|1250|\n");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/intake/import_map/bad", test_bad);
    g_test_add_func("/intake/import_map/shipped", test_shipped);
    g_test_add_func("/intake/import_map/manual", test_manual);
    book_test("/intake/import_map/names", test_names);
    book_test("/intake/import_map/columns", test_columns);
    book_test("/intake/import_map/fitting", test_fitting);
    book_test("/intake/import_map/totals", test_totals);
    book_test("/intake/import_map/values", test_values);
    book_test("/intake/import_map/amounts", test_amounts);
    book_test("/intake/import_map/rounding", test_rounding);
    book_test("/intake/import_map/rows", test_rows);
    book_test("/intake/import_map/left-out", test_left_out);
    book_test("/intake/import_map/no-header", test_no_header);
    book_test("/intake/import_map/faults", test_faults);
    book_test("/intake/import_map/so-far", test_so_far);
    book_test("/intake/import_map/unplaced", test_unplaced);
    book_test("/intake/import_map/allocations", test_allocations);
    book_test("/intake/import_map/spellings", test_spellings);
    book_test("/intake/import_map/extends", test_extends);
    return g_test_run();
}
