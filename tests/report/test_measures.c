/* report/test_measures.c: key figures of books made by actions, against figures worked out by hand
 * (the vectors A, D, C and L of the definitions). */
#include "report/book.h"

#include "harness/harness.h"
#include "run/verify.h"
#include <string.h>

#define DEBTOR(ref) "{'do':'debtor.open','ref':'" ref "','name':'" ref " Ltd','kind':'business'}\n"
#define ACCOUNT(ref, debtor)                                                                      \
    "{'do':'account.open','ref':'" ref "','debtor':'" debtor "','kind':'trade','currency':'USD'}" \
    "\n"
#define ITEM(account, number, issued, due, amount)                                      \
    "{'do':'item.post','account':'" account "','number':'" number "','kind':'invoice'," \
    "'issued_on':'" issued "','due_on':'" due "','amount':'" amount "'}\n"
#define PAY(ref, account, on, number, amount)                                                      \
    "{'do':'payment.take','ref':'" ref "','account':'" account "','on':'" on "','amount':'" amount \
    "','to':[{'number':'" number "','amount':'" amount "'}]}\n"

/* The value of a figure's first row, "null" when it has none. */
static char *value_of(Book *book, const char *name, const char *variant, const char *from,
                      const char *to)
{
    GError *error = NULL;
    const char *of = variant[0] != '\0' ? "variant" : NULL;
    g_autofree char *text = book_show(book, "kpi", VIEW_FACE_JSON, "name", name, "from", from, "to",
                                      to, of, variant, NULL);
    g_autoptr(Json) answer = json_text_parse(text, strlen(text), &error);
    g_assert_no_error(error);
    const Json *row = json_text_at(json_text_get(answer, "rows"), 0);
    const char *value = json_text_string(json_text_get(row, "value"));
    return g_strdup(value != NULL ? value : "null");
}

static void check(Book *book, const char *name, const char *variant, const char *from,
                  const char *to, const char *wanted)
{
    g_autofree char *value = value_of(book, name, variant, from, to);
    if (strcmp(value, wanted) != 0) g_test_message("%s %s", name, variant);
    g_assert_cmpstr(value, ==, wanted);
}

static void test_aging(void)
{
    Book book;
    book_open(&book, "commercial", "2025-03-31");
    if (book.url == NULL) return;
    check(&book, "past_due_pct", "", "2025-01-01", "2025-03-31", "null");
    book_do(&book,
            DEBTOR("D1") ACCOUNT("A1", "D1") ITEM("A1", "A", "2024-12-01", "2025-04-15", "1000.00")
                ITEM("A1", "B", "2024-12-01", "2025-03-31", "2000.00")
                    ITEM("A1", "C", "2024-12-01", "2025-03-30", "500.00")
                        ITEM("A1", "D", "2024-12-01", "2025-03-01", "800.00")
                            ITEM("A1", "E", "2024-12-01", "2025-02-28", "1200.00")
                                ITEM("A1", "F", "2024-12-01", "2025-01-30", "300.00")
                                    ITEM("A1", "G", "2024-12-01", "2025-01-29", "700.00")
                                        ITEM("A1", "H", "2024-12-01", "2024-12-31", "400.00")
                                            ITEM("A1", "I", "2024-12-01", "2024-12-30",
                                                 "600.00") "{'do':'payment.take','ref':'P1','"
                                                           "account':'A1','amount':'250.00','on':"
                                                           "'2025-03-20','allocate':'none'}\n");
    check(&book, "past_due_pct", "", "2025-01-01", "2025-03-31", "60.00");
    check(&book, "past_due_pct", "netted", "2025-01-01", "2025-03-31", "58.62");
    check(&book, "percent_current", "", "2025-01-01", "2025-03-31", "40.00");
    check(&book, "percent_over_90", "", "2025-01-01", "2025-03-31", "8.00");
    check(&book, "late_items_pct", "", "2025-01-01", "2025-03-31", "77.78");
    book_do(&book,
            "{'do':'dispute.open','account':'A1','reason':'price','items':[{'number':'I'}]}\n");
    book_expect(&book, "kpi",
                "name,variant,value,unit,numerator,denominator,formula,group,bucket,currency\n"
                "percent_over_90,,8.00,percent,600.00,7500.00,open items more than 90 days past "
                "due / all open items,total,,USD\n"
                "percent_over_90,undisputed,0.00,percent,0.00,6900.00,open items more than 90 days "
                "past due / all open items; disputed amounts left out,total,,USD\n",
                "name", "percent_over_90", NULL);
    book_clear(&book);
}

static const char SALES[] =
    DEBTOR("D1") ACCOUNT("A1", "D1") ITEM("A1", "JAN", "2025-01-20", "2025-02-20", "70000.00")
        ITEM("A1", "FEB", "2025-02-10", "2025-03-10", "80000.00")
            ITEM("A1", "MAR", "2025-03-15", "2025-04-15", "100000.00")
                PAY("P1", "A1", "2025-03-20", "JAN", "38000.00");

static void test_dso(void)
{
    Book book;
    book_open(&book, "commercial", "2025-03-31");
    if (book.url == NULL) return;
    book_do(&book, SALES);
    check(&book, "dso", "", "2025-01-01", "2025-03-31", "76.32");
    check(&book, "dso", "countback_30", "2025-01-01", "2025-03-31", "73.71");
    check(&book, "dso", "countback_calendar", "2025-01-01", "2025-03-31", "73.17");
    book_do(&book, PAY("P2", "A1", "2025-03-21", "FEB", "20000.00")
                       PAY("P3", "A1", "2025-03-21", "MAR", "10000.00"));
    check(&book, "dso", "sales_weighted", "2025-01-01", "2025-03-31", "63.21");
    book_do(&book, PAY("P4", "A1", "2025-03-22", "JAN", "2000.00"));
    check(&book, "dso", "true", "2025-01-01", "2025-03-31", "81.15");
    book_do(&book, PAY("P5", "A1", "2025-03-23", "JAN", "30000.00")
                       PAY("P6", "A1", "2025-03-23", "FEB", "60000.00")
                           PAY("P7", "A1", "2025-03-23", "MAR", "50000.00"));
    check(&book, "dso", "countback_calendar", "2025-01-01", "2025-03-31", "12.40");
    book_clear(&book);
}

static void test_rolling(void)
{
    Book book;
    book_open(&book, "commercial", "2025-03-31");
    if (book.url == NULL) return;
    book_do(&book, DEBTOR("D1") ACCOUNT("A1", "D1")
                       ITEM("A1", "DEC", "2024-12-05", "2025-01-05", "130000.00")
                           ITEM("A1", "JAN", "2025-01-20", "2025-02-20", "70000.00")
                               ITEM("A1", "FEB", "2025-02-10", "2025-03-10", "80000.00")
                                   ITEM("A1", "MAR", "2025-03-15", "2025-04-15", "100000.00")
                                       PAY("P1", "A1", "2025-02-15", "DEC", "70000.00")
                                           PAY("P2", "A1", "2025-03-15", "DEC", "60000.00")
                                               PAY("P3", "A1", "2025-03-16", "JAN", "38000.00"));
    check(&book, "dso", "rolling", "2025-01-01", "2025-03-31", "74.64");
    book_clear(&book);
}

static void test_best_possible(void)
{
    Book book;
    book_open(&book, "commercial", "2025-04-30");
    if (book.url == NULL) return;
    book_do(&book,
            DEBTOR("D1") ACCOUNT("A1", "D1") ITEM("A1", "1", "2025-03-01", "2025-03-31", "5000.00")
                ITEM("A1", "2", "2025-04-01", "2025-04-15", "6000.00")
                    ITEM("A1", "3", "2025-04-20", "2025-05-20", "4000.00"));
    check(&book, "dso", "", "2025-04-01", "2025-04-30", "45.00");
    check(&book, "dso", "best_possible", "2025-04-01", "2025-04-30", "12.00");
    check(&book, "add", "", "2025-04-01", "2025-04-30", "33.00");
    /* 15,000 open, and 10,000 sold in the month before. */
    book_do(&book, ITEM("A1", "4", "2025-03-05", "2025-04-05", "5000.00")
                       PAY("P1", "A1", "2025-04-10", "4", "5000.00"));
    check(&book, "dso", "conventional", "2025-04-01", "2025-04-30", "45.00");
    book_clear(&book);
}

static void test_days_late(void)
{
    Book book;
    book_open(&book, "commercial", "2025-04-30");
    if (book.url == NULL) return;
    book_do(&book,
            DEBTOR("D1") ACCOUNT("A1", "D1") ITEM("A1", "1", "2025-01-01", "2025-01-31", "10000.00")
                ITEM("A1", "2", "2025-01-01", "2025-01-31", "2500.00")
                    ITEM("A1", "3", "2025-01-01", "2025-01-31", "500.00")
                        PAY("P1", "A1", "2025-02-05", "1", "10000.00")
                            PAY("P2", "A1", "2025-01-28", "2", "2500.00")
                                PAY("P3", "A1", "2025-03-12", "3", "500.00"));
    check(&book, "dbt", "", "2025-01-01", "2025-04-30", "4.81");
    check(&book, "avg_days_late", "", "2025-01-01", "2025-04-30", "14.00");
    check(&book, "days_to_pay", "", "2025-01-01", "2025-04-30", "34.81");
    book_clear(&book);
}

static void test_effectiveness(void)
{
    Book book;
    book_open(&book, "commercial", "2025-12-31");
    if (book.url == NULL) return;
    book_do(&book, DEBTOR("D1") ACCOUNT("A1", "D1")
                       ITEM("A1", "0", "2024-12-01", "2024-12-31", "100000.00")
                           ITEM("A1", "1", "2025-06-01", "2025-07-01", "900000.00")
                               ITEM("A1", "2", "2025-12-15", "2026-01-15", "100000.00")
                                   PAY("P0", "A1", "2025-02-01", "0", "100000.00")
                                       PAY("P1", "A1", "2025-08-01", "1", "880000.00"));
    check(&book, "cei", "", "2025-01-01", "2025-12-31", "98.00");
    book_do(&book, DEBTOR("D2") "{'do':'account.open','ref':'B1','debtor':'D2','kind':'loan',"
                                "'currency':'USD'}\n" ITEM("B1", "0", "2024-01-01", "2024-02-01",
                                                           "6200.00")
                                    ITEM("B1", "1", "2025-01-10", "2025-02-10", "7300.00")
                                        ITEM("B1", "2", "2025-03-10", "2025-04-10", "3590.00")
                                            PAY("P2", "B1", "2025-02-15", "0", "6200.00")
                                                PAY("P3", "B1", "2025-03-20", "1", "4550.00"));
    g_autofree char *both = book_show(&book, "kpi", VIEW_FACE_CSV, "name", "cei", "by", "kind",
                                      "from", "2025-01-01", "to", "2025-03-31", NULL);
    g_assert_nonnull(strstr(both, "cei,period,79.63,percent,"));
    g_assert_nonnull(strstr(both, "cei,monthly_mean,55.93,percent,"));
    book_clear(&book);
}

static void test_collected(void)
{
    Book book;
    book_open(&book, "commercial", "2025-03-31");
    if (book.url == NULL) return;
    book_do(&book, DEBTOR("D1") ACCOUNT("A1", "D1")
                       ITEM("A1", "1", "2025-01-01", "2025-01-31", "200000.00")
                           ITEM("A1", "2", "2025-02-01", "2025-03-15", "300000.00")
                               ITEM("A1", "3", "2025-03-05", "2025-03-20", "50000.00")
                                   ITEM("A1", "4", "2025-03-05", "2025-04-20", "77000.00")
                                       PAY("P1", "A1", "2025-03-10", "1", "200000.00")
                                           PAY("P2", "A1", "2025-03-18", "2", "185000.00"));
    check(&book, "collected_of_due", "", "2025-03-01", "2025-03-31", "70.00");
    book_clear(&book);
}

/* 40 accounts are late; 23 of them pay and still owe what is not due; 4 of these are late again. */
static void test_cure(void)
{
    Book book;
    book_open(&book, "commercial", "2025-02-28");
    if (book.url == NULL) return;
    book_do(&book, DEBTOR("D1"));
    for (int i = 0; i < 40; i++) {
        g_autofree char *lines = g_strdup_printf(
            ACCOUNT("A%d", "D1") ITEM("A%d", "1", "2025-01-25", "2025-02-25", "100.00")
                ITEM("A%d", "2", "2025-01-25", "%s", "50.00"),
            i, i, i, i < 4 ? "2025-04-10" : "2025-12-31");
        book_do(&book, lines);
    }
    book_do(&book, "{'do':'day.run'}\n");
    book_on(&book, "2025-03-31");
    for (int i = 0; i < 23; i++) {
        g_autofree char *line =
            g_strdup_printf(PAY("P%d", "A%d", "2025-03-15", "1", "100.00"), i, i);
        book_do(&book, line);
    }
    book_do(&book, "{'do':'day.run'}\n");
    check(&book, "cure", "", "2025-02-28", "2025-03-31", "57.50");
    book_on(&book, "2025-04-30");
    book_do(&book, "{'do':'day.run'}\n");
    check(&book, "redefault", "", "2025-02-28", "2025-03-31", "17.39");
    book_clear(&book);
}

static void test_rolls(void)
{
    Book book;
    book_open(&book, "commercial", "2025-02-28");
    if (book.url == NULL) return;
    book_do(&book,
            DEBTOR("D1") ACCOUNT("A1", "D1") ACCOUNT("A2", "D1")
                ITEM("A1", "1", "2025-01-20", "2025-02-20", "721.00")
                    ITEM("A2", "1", "2025-01-20", "2025-02-20", "279.00") "{'do':'day.run'}\n");
    book_on(&book, "2025-03-31");
    book_do(&book, PAY("P1", "A1", "2025-03-10", "1", "721.00") "{'do':'day.run'}\n");
    check(&book, "roll", "net_flow", "2025-02-28", "2025-03-31", "27.90");
    check(&book, "roll", "", "2025-02-28", "2025-03-31", "50.00");
    book_expect(&book, "rolls",
                "from_bucket,to_bucket,value,share,currency\n"
                "d1_30,d31_60,279.00,27.90,USD\n"
                "d1_30,paid_off,721.00,72.10,USD\n",
                "from", "2025-02-28", "to", "2025-03-31", "measure", "amount", "where", "share > 0",
                NULL);
    book_clear(&book);
}

static void expect_sound(Book *book)
{
    GError *error = NULL;
    g_auto(VerifyReport) report = { 0 };
    bool done = verify_run(book->desk, &(VerifyOptions){ .jobs = 1 }, &report, &error);
    g_assert_no_error(error);
    g_assert_true(done);
    for (unsigned i = 0; i < report.findings->len; i++)
        g_test_message("%s", (const char *)report.findings->pdata[i]);
    g_assert_cmpint(report.count, ==, 0);
}

/* How late an account paid in twelve months, "" when no money cleared anything. */
static void expect_late(Book *book, const char *as_of, const char *rows)
{
    g_autofree char *text = book_show(book, "accounts", VIEW_FACE_JSON, "as-of", as_of, NULL);
    GError *error = NULL;
    g_autoptr(Json) answer = json_text_parse(text, strlen(text), &error);
    g_autoptr(GString) found = g_string_new(NULL);
    const Json *list = json_text_get(answer, "rows");
    for (size_t i = 0; i < json_text_count(list); i++) {
        const Json *row = json_text_at(list, i);
        const char *late = json_text_string(json_text_get(row, "avg_days_late"));
        g_string_append_printf(found, "%s %s\n", json_text_string(json_text_get(row, "ref")),
                               late == NULL ? "none" : late);
    }
    g_assert_cmpstr(found->str, ==, rows);
}

#define REVERSE(ref, reason, on) \
    "{'do':'payment.reverse','ref':'" ref "','reason':'" reason "','on':'" on "'}\n"
#define WRITE_OFF(account, amount, on)                                                 \
    "{'do':'adjustment.post','account':'" account "','number':'1','kind':'write_off'," \
    "'amount':'" amount "','on':'" on "','reason':'small'}\n"
#define BILL(account)   \
    DEBTOR("D" account) \
    ACCOUNT(account, "D" account) ITEM(account, "1", "2025-01-01", "2025-01-31", "100.00")

/* Money that was taken back cleared nothing from that day on; misposted money never did. */
static void test_reversed(void)
{
    Book book;
    book_open(&book, "commercial", "2025-03-31");
    if (book.url == NULL) return;
    book_do(&book, BILL("A1") PAY("P1", "A1", "2025-02-10", "1", "100.00") REVERSE(
                       "P1", "returned", "2025-02-20") WRITE_OFF("A1", "100.00", "2025-02-25"));
    book_do(&book,
            BILL("A2") PAY("P2", "A2", "2025-02-05", "1", "60.00")
                PAY("P3", "A2", "2025-02-21", "1", "40.00") REVERSE("P3", "misposted", "2025-02-24")
                    WRITE_OFF("A2", "40.00", "2025-02-25"));
    book_do(&book, BILL("A3") PAY("P4", "A3", "2025-02-03", "1", "100.00")
                       REVERSE("P4", "returned", "2025-02-18")
                           PAY("P5", "A3", "2025-03-05", "1", "100.00"));
    check(&book, "avg_days_late", "", "2025-01-01", "2025-02-15", "6.50");
    check(&book, "avg_days_late", "", "2025-01-01", "2025-02-19", "10.00");
    check(&book, "avg_days_late", "", "2025-01-01", "2025-02-22", "null");
    check(&book, "avg_days_late", "", "2025-01-01", "2025-02-28", "5.00");
    check(&book, "avg_days_late", "", "2025-01-01", "2025-03-31", "19.00");
    expect_late(&book, "2025-02-15", "A1 10.00\nA2 none\nA3 3.00\n");
    expect_late(&book, "2025-02-22", "A1 none\nA2 none\nA3 none\n");
    expect_late(&book, "2025-03-31", "A1 none\nA2 5.00\nA3 33.00\n");
    g_autofree char *days = harness_rows(
        book.desk->db, "SELECT COALESCE(cleared_day - due_day, -1) FROM item ORDER BY item_id", 1);
    g_assert_cmpstr(days, ==, "-1\n5\n33\n");
    book_do(&book, "{'do':'payment.reinstate','ref':'P1','on':'2025-03-20'}\n{'do':'day.run'}\n");
    expect_late(&book, "2025-03-31", "A1 none\nA2 5.00\nA3 33.00\n");
    expect_sound(&book);
    book_clear(&book);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/report/measures/aging", test_aging);
    g_test_add_func("/report/measures/dso", test_dso);
    g_test_add_func("/report/measures/rolling", test_rolling);
    g_test_add_func("/report/measures/best-possible", test_best_possible);
    g_test_add_func("/report/measures/days-late", test_days_late);
    g_test_add_func("/report/measures/reversed", test_reversed);
    g_test_add_func("/report/measures/effectiveness", test_effectiveness);
    g_test_add_func("/report/measures/collected", test_collected);
    g_test_add_func("/report/measures/cure", test_cure);
    g_test_add_func("/report/measures/rolls", test_rolls);
    return g_test_run();
}
