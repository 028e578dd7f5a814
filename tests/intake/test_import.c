/* intake/test_import.c: files of our own columns into the book: each kind, the same file again,
 * changed files, and every bad row with its reason. */
#include "import_book.h"

#include "run/verify.h"

static const char DEBTORS[] = "ref,kind,name,country,region\n"
                              "D2,business,Two Ltd,US,TX\n"
                              "D1,person,One,US,NY\n";
static const char ACCOUNTS[] = "ref,debtor,kind,currency,terms_days\n"
                               "A1,D1,trade,USD,14\n"
                               "A2,D2,trade,USD,\n"
                               "A3,D2,consumer,JPY,0\n";
static const char ITEMS[] = "account,number,kind,issued_on,due_on,amount,currency,reference\n"
                            "A2,10,invoice,2026-05-01,2026-05-31,100.50,USD,PO 7\n"
                            "A1,1,invoice,2026-05-01,,20,USD,\n"
                            "A2,11,credit_note,2026-05-02,2026-05-02,30.00,,\n"
                            "A3,1,invoice,2026-05-03,,500,JPY,\n"
                            "A2,12,fee,2026-05-04,,1.25,USD,\n";
static const char ITEM_ROWS[] =
    "SELECT a.ref, i.number, i.kind, i.issued_day - 20574, i.due_day - 20574, i.amount_minor, "
    "i.open_minor, i.reference FROM item i JOIN account a ON a.debtor_id = i.debtor_id AND "
    "a.account_id = i.account_id ORDER BY a.ref, i.item_id";

static void load_accounts(Book *book)
{
    book_import(book, "debtors", DEBTORS);
    book_counts(book, 2, 2, 0, 0, 0);
    book_import(book, "accounts", ACCOUNTS);
    book_counts(book, 3, 3, 0, 0, 0);
}

static void test_items(Book *book, gconstpointer data)
{
    (void)data;
    if (book->desk == NULL) return;
    load_accounts(book);
    book_import(book, "items", ITEMS);
    book_counts(book, 5, 5, 0, 0, 0);
    g_assert_cmpuint(book->summary.sum_count, ==, 2);
    g_assert_cmpint(book->summary.sums[0].read_minor, ==, 10050 + 2000 - 3000 + 125);
    g_assert_cmpint(book->summary.sums[1].read_minor, ==, 500);
    book_expect_rows(book, ITEM_ROWS, 8,
                     "A1|1|0|0|14|2000|2000|\n"
                     "A2|10|0|0|30|10050|10050|PO 7\n"
                     "A2|11|5|1|1|-3000|-3000|\n"
                     "A2|12|2|3|33|125|125|\n"
                     "A3|1|0|2|2|500|500|\n");
}

static void test_again(Book *book, gconstpointer data)
{
    (void)data;
    if (book->desk == NULL) return;
    load_accounts(book);
    book_import(book, "items", ITEMS);
    int64_t entries = harness_int(book->desk->db, "SELECT COUNT(*) FROM journal");
    book_import(book, "debtors", DEBTORS);
    book_counts(book, 2, 0, 0, 2, 0);
    book_import(book, "accounts", ACCOUNTS);
    book_counts(book, 3, 0, 0, 3, 0);
    book_import(book, "items", ITEMS);
    book_counts(book, 5, 0, 0, 5, 0);
    g_assert_cmpint(book->summary.batch_id, ==, 0);
    g_assert_cmpint(harness_int(book->desk->db, "SELECT COUNT(*) FROM journal"), ==, entries);
}

static void test_changed(Book *book, gconstpointer data)
{
    (void)data;
    if (book->desk == NULL) return;
    load_accounts(book);
    book_import(book, "items", ITEMS);
    book_import(book, "items",
                "account,number,kind,issued_on,due_on,amount,currency,reference\n"
                "A2,10,invoice,2026-05-01,2026-06-15,120.50,USD,PO 8\n"
                "A1,1,invoice,2026-05-01,,20,USD,\n"
                "A1,2,invoice,2026-05-01,,7,USD,\n");
    book_counts(book, 3, 1, 1, 1, 0);
    book_expect_rows(book, ITEM_ROWS, 8,
                     "A1|1|0|0|14|2000|2000|\n"
                     "A1|2|0|0|14|700|700|\n"
                     "A2|10|0|0|45|12050|12050|PO 8\n"
                     "A2|11|5|1|1|-3000|-3000|\n"
                     "A2|12|2|3|33|125|125|\n"
                     "A3|1|0|2|2|500|500|\n");
    book_expect_rows(book, "SELECT number, amount_minor FROM item_was", 2, "10|10050\n");
    book_import(book, "debtors", "ref,name\nD1,Uno\n");
    book_counts(book, 1, 0, 1, 0, 0);
    book_import(book, "accounts", "ref,debtor,credit_limit\nA1,D1,500\nA2,D2,\n");
    book_counts(book, 2, 0, 1, 1, 0);
}

static void test_payments(Book *book, gconstpointer data)
{
    (void)data;
    if (book->desk == NULL) return;
    load_accounts(book);
    book_import(book, "items", ITEMS);
    static const char PAYMENTS[] = "ref,account,on,amount,currency,method,reference,allocate\n"
                                   "P1,A2,2026-06-01,40,USD,check,,\n"
                                   "P2,A1,2026-06-02,25.00,USD,wire,thanks,oldest\n"
                                   "P3,A2,2026-06-03,10,USD,,,none\n"
                                   "P4,,2026-06-03,5,,,who?,\n";
    book_import(book, "payments", PAYMENTS);
    book_counts(book, 4, 4, 0, 0, 0);
    book_expect_rows(book,
                     "SELECT ref, account_id > 0, amount_minor, unapplied_minor, method FROM "
                     "payment ORDER BY ref",
                     5, "P1|1|4000|0|1\nP2|1|2500|500|3\nP3|1|1000|1000|6\nP4|0|500|500|6\n");
    book_import(book, "payments", PAYMENTS);
    book_counts(book, 4, 0, 0, 4, 0);
    static const char ALLOCATIONS[] = "payment,account,number,on,amount\n"
                                      "P3,A2,12,2026-06-04,1.25\n"
                                      "P3,A2,10,2026-06-05,\n";
    book_import(book, "allocations", ALLOCATIONS);
    book_counts(book, 2, 2, 0, 0, 0);
    book_expect_rows(book,
                     "SELECT number, open_minor FROM item WHERE kind <> 5 ORDER BY "
                     "number, open_minor",
                     2, "1|0\n1|500\n10|5175\n12|0\n");
    book_import(book, "allocations", ALLOCATIONS);
    book_counts(book, 2, 0, 0, 2, 0);
}

/* Killed after its last chunk, before its end: what it wrote is found, and nothing is written
 * again. */
static void cut_off(Book *book, const char *kind, const char *text, int64_t rows)
{
    static const char BATCHES[] =
        "SELECT rows_read, rows_accepted, rows_unchanged, state FROM batch ORDER BY batch_id";
    Db *db = book->desk->db;
    book_import(book, kind, text);
    g_autofree char *batches = harness_rows(db, BATCHES, 4);
    int64_t entries = harness_int(db, "SELECT COUNT(*) FROM journal");
    harness_run(db,
                "UPDATE batch SET state = 0 WHERE batch_id = (SELECT MAX(batch_id) FROM batch)");
    book_import(book, kind, text);
    g_assert_true(book->summary.resumed);
    book_counts(book, rows, rows, 0, 0, 0);
    g_assert_cmpint(harness_int(db, "SELECT COUNT(*) FROM journal"), ==, entries);
    book_expect_rows(book, BATCHES, 4, batches);
}

static void test_cut_off(Book *book, gconstpointer data)
{
    (void)data;
    if (book->desk == NULL) return;
    cut_off(book, "debtors", DEBTORS, 2);
    cut_off(book, "accounts", ACCOUNTS, 3);
    cut_off(book, "items", ITEMS, 5);
    cut_off(book, "payments", "ref,account,on,amount,allocate\nP1,A2,2026-06-01,40,none\n", 1);
    cut_off(book, "allocations", "payment,account,number,on,amount\nP1,A2,10,2026-06-05,1.25\n", 1);
    cut_off(book, "contacts",
            "account,channel,at,direction,outcome\nA1,call,2026-06-01T09:00:00Z,in,reached\n", 1);
}

/* --- between the kill and the next start ------------------------------------------------------ */

enum { HOUR_US = 3600 * 1000000LL };

static void cut(Book *book, const char *kind, const char *text)
{
    book_import(book, kind, text);
    harness_run(book->desk->db,
                "UPDATE batch SET state = 0 WHERE batch_id = (SELECT MAX(batch_id) FROM batch)");
    book->desk->now_us += HOUR_US;
}

static void go_on(Book *book, const char *kind, const char *text)
{
    book->desk->now_us += HOUR_US;
    book_import(book, kind, text);
    g_assert_true(book->summary.resumed);
    book->desk->now_us += HOUR_US;
}

static void expect_sound(Book *book)
{
    GError *error = NULL;
    g_auto(VerifyReport) report = { 0 };
    VerifyOptions options = { .jobs = 1 };
    bool done = verify_run(book->desk, &options, &report, &error);
    g_assert_no_error(error);
    g_assert_true(done);
    for (unsigned i = 0; i < report.findings->len; i++)
        g_test_message("%s", (const char *)report.findings->pdata[i]);
    g_assert_cmpint(report.count, ==, 0);
}

static void open_before(Book *book)
{
    book_do(book, "{\"do\":\"debtor.open\",\"ref\":\"D9\",\"name\":\"Nine\"}");
    book_do(book, "{\"do\":\"account.open\",\"ref\":\"A9\",\"debtor\":\"D9\",\"terms_days\":9}");
    book_do(book, "{\"do\":\"item.post\",\"account\":\"A9\",\"number\":\"9\",\"amount\":\"9.00\"}");
    book_do(book, "{\"do\":\"item.post\",\"account\":\"A9\",\"number\":\"8\",\"amount\":\"8.00\"}");
    book_do(book,
            "{\"do\":\"payment.take\",\"ref\":\"P9\",\"account\":\"A9\",\"amount\":\"5.00\"}");
    book->desk->now_us += HOUR_US;
}

/* What the file had written already stays as it was changed since; a row that is written now is
 * known from now on, and what it replaces is kept. */
static void test_meanwhile(Book *book, gconstpointer data)
{
    (void)data;
    if (book->desk == NULL) return;
    static const char PEOPLE[] = "ref,name\nD1,One\nD9,Nine\n";
    static const char TERMS[] = "ref,debtor,terms_days\nA1,D1,14\nA9,D9,9\n";
    open_before(book);
    cut(book, "debtors", PEOPLE);
    book_do(book, "{\"do\":\"debtor.change\",\"ref\":\"D1\",\"name\":\"Uno\"}");
    book_do(book, "{\"do\":\"debtor.change\",\"ref\":\"D9\",\"name\":\"Nove\"}");
    int64_t entries = harness_int(book->desk->db, "SELECT COUNT(*) FROM journal");
    go_on(book, "debtors", PEOPLE);
    book_counts(book, 2, 1, 1, 0, 0);
    book_expect_rows(book, "SELECT ref, name FROM debtor ORDER BY ref", 2, "D1|Uno\nD9|Nine\n");
    book_expect_rows(book, "SELECT ref, name FROM debtor_was ORDER BY ref, until_us", 2,
                     "D1|One\nD9|Nine\nD9|Nove\n");
    g_assert_cmpint(harness_int(book->desk->db, "SELECT COUNT(*) FROM journal"), ==, entries + 1);
    cut(book, "accounts", TERMS);
    book_do(book, "{\"do\":\"account.change\",\"ref\":\"A1\",\"terms_days\":41}");
    book_do(book, "{\"do\":\"account.change\",\"ref\":\"A9\",\"terms_days\":49}");
    go_on(book, "accounts", TERMS);
    book_counts(book, 2, 1, 1, 0, 0);
    book_expect_rows(book, "SELECT ref, terms_days FROM account ORDER BY ref", 2, "A1|41\nA9|9\n");
    book_expect_rows(book, "SELECT ref, terms_days FROM account_was ORDER BY ref, until_us", 2,
                     "A1|14\nA9|9\nA9|49\n");
    expect_sound(book);
}

/* Items and how a payment was made are changed by files: here another one came between. */
static void test_between(Book *book, gconstpointer data)
{
    (void)data;
    if (book->desk == NULL) return;
    static const char BILLS[] = "account,number,kind,issued_on,due_on,amount,currency\n"
                                "A9,9,invoice,2026-06-30,2026-07-09,9,USD\n"
                                "A9,10,invoice,2026-06-30,2026-07-30,10,USD\n"
                                "A9,8,invoice,2026-06-30,2026-07-09,80,USD\n";
    static const char OTHER[] = "account,number,kind,issued_on,due_on,amount,currency\n"
                                "A9,9,invoice,2026-06-30,2026-07-09,19,USD\n"
                                "A9,10,invoice,2026-06-30,2026-07-30,20,USD\n"
                                "A9,8,invoice,2026-06-30,2026-07-09,81,USD\n";
    static const char MONEY[] = "ref,account,on,amount,method\n"
                                "P1,A9,2026-06-30,1,check\nP9,A9,2026-06-30,5,other\n";
    static const char WIRES[] = "ref,account,on,amount,method\n"
                                "P1,A9,2026-06-30,1,wire\nP9,A9,2026-06-30,5,wire\n";
    open_before(book);
    book_do(book, "{\"do\":\"debtor.open\",\"ref\":\"D1\",\"name\":\"One\"}");
    cut(book, "items", BILLS);
    int64_t us = harness_int(book->desk->db, "SELECT MAX(recorded_us) FROM item");
    book_import(book, "items", OTHER);
    book_counts(book, 3, 0, 3, 0, 0);
    go_on(book, "items", BILLS);
    book_counts(book, 3, 2, 1, 0, 0);
    book_expect_rows(book, "SELECT number, amount_minor FROM item ORDER BY item_id", 2,
                     "9|900\n8|8100\n10|2000\n");
    book_expect_rows(book, "SELECT number, amount_minor FROM item_was ORDER BY item_id, until_us",
                     2, "9|900\n9|1900\n8|800\n8|8000\n10|1000\n");
    g_assert_cmpint(harness_int(book->desk->db, "SELECT MIN(until_us) FROM item_was"), ==, us);
    cut(book, "payments", MONEY);
    book_import(book, "payments", WIRES);
    book_counts(book, 2, 0, 2, 0, 0);
    go_on(book, "payments", MONEY);
    book_counts(book, 2, 1, 1, 0, 0);
    book_expect_rows(book, "SELECT ref, method FROM payment ORDER BY ref", 2, "P1|3\nP9|6\n");
    book_expect_rows(book, "SELECT ref, method FROM payment_was ORDER BY ref, until_us", 2,
                     "P1|1\nP9|6\nP9|3\n");
    expect_sound(book);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    book_test("/intake/import/items", test_items);
    book_test("/intake/import/again", test_again);
    book_test("/intake/import/changed", test_changed);
    book_test("/intake/import/payments", test_payments);
    book_test("/intake/import/cut_off", test_cut_off);
    book_test("/intake/import/meanwhile", test_meanwhile);
    book_test("/intake/import/between", test_between);
    return g_test_run();
}
