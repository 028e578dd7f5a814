/* report/test_views.c: aging, items, payments, accounts and the worklist over small books whose
 * figures were worked out by hand. */
#include "report/book.h"

#include <string.h>

#define DEBTOR(ref)                                                                       \
    "{'do':'debtor.open','ref':'" ref "','name':'" ref " Ltd','kind':'business','email':" \
    "'pay@example.com','phone':'+1 555 0100'}\n"
#define ACCOUNT(ref, debtor)                                                                      \
    "{'do':'account.open','ref':'" ref "','debtor':'" debtor "','kind':'trade','currency':'USD'}" \
    "\n"
#define ITEM(account, number, issued, due, amount)                                      \
    "{'do':'item.post','account':'" account "','number':'" number "','kind':'invoice'," \
    "'issued_on':'" issued "','due_on':'" due "','amount':'" amount "'}\n"

/* The worked example of the aging: an item on each side of every bound, and unapplied money. */
static const char EXAMPLE[] =
    DEBTOR("D1") ACCOUNT("A1", "D1") ITEM("A1", "A", "2024-12-01", "2025-04-15", "1000.00")
        ITEM("A1", "B", "2024-12-01", "2025-03-31", "2000.00")
            ITEM("A1", "C", "2024-12-01", "2025-03-30", "500.00")
                ITEM("A1", "D", "2024-12-01", "2025-03-01", "800.00")
                    ITEM("A1", "E", "2024-12-01", "2025-02-28", "1200.00")
                        ITEM("A1", "F", "2024-12-01", "2025-01-30", "300.00")
                            ITEM("A1", "G", "2024-12-01", "2025-01-29", "700.00")
                                ITEM("A1", "H", "2024-12-01", "2024-12-31", "400.00")
                                    ITEM("A1", "I", "2024-12-01", "2024-12-30",
                                         "600.00") "{'do':'payment.take','ref':'P1','account':'A1',"
                                                   "'amount':'250.00','on':'2025-03-20',"
                                                   "'allocate':'none'}\n";

#define AGING_HEAD "ref,not_due,d1_30,d31_60,d61_90,d91_plus,unapplied,total,currency\n"

static void test_aging(void)
{
    Book book;
    book_open(&book, "commercial", "2025-03-31");
    if (book.url == NULL) return;
    book_do(&book, EXAMPLE);
    book_expect(&book, "aging",
                AGING_HEAD "A1,3000.00,1300.00,1500.00,1100.00,600.00,-250.00,7250.00,USD\n", NULL);
    book_expect(&book, "aging",
                AGING_HEAD "D1,3000.00,1300.00,1500.00,1100.00,600.00,-250.00,7250.00,USD\n", "by",
                "debtor", NULL);
    book_expect(&book, "aging",
                AGING_HEAD "main,3000.00,1300.00,1500.00,1100.00,600.00,-250.00,7250.00,USD\n",
                "by", "creditor", NULL);
    book_expect(&book, "aging",
                AGING_HEAD "total,3000.00,1300.00,1500.00,1100.00,600.00,-250.00,7250.00,USD\n",
                "by", "total", NULL);
    book_expect(&book, "aging",
                "ref,not_due,d1_29,d30_59,d60_89,d90_119,d120_plus,unapplied,total,currency\n"
                "A1,3000.00,500.00,2000.00,1000.00,1000.00,0.00,-250.00,7250.00,USD\n",
                "buckets", "29,59,89,119", NULL);
    /* Of the day before the payment: rewound. */
    book_expect(&book, "aging",
                AGING_HEAD "A1,3500.00,2000.00,1000.00,1000.00,0.00,0.00,7500.00,USD\n", "as_of",
                "2025-03-19", "where", "total > 5000", NULL);
    book_clear(&book);
}

static void test_json(void)
{
    Book book;
    book_open(&book, "commercial", "2025-03-31");
    if (book.url == NULL) return;
    g_autofree char *empty = book_show(&book, "aging", VIEW_FACE_JSON, NULL);
    g_assert_cmpstr(empty, ==,
                    "{\"view\":\"aging\",\"as_of\":\"2025-03-31\",\"rows\":[],\"totals\":{"
                    "\"not_due\":\"0.00\",\"d1_30\":\"0.00\",\"d31_60\":\"0.00\",\"d61_90\":"
                    "\"0.00\",\"d91_plus\":\"0.00\",\"unapplied\":\"0.00\",\"total\":\"0.00\","
                    "\"currency\":\"USD\"}}\n");
    book_do(&book, EXAMPLE);
    g_autofree char *full = book_show(&book, "aging", VIEW_FACE_JSON, NULL);
    g_assert_nonnull(strstr(full, "\"rows\":[\n{\"ref\":\"A1\",\"not_due\":\"3000.00\""));
    g_assert_nonnull(strstr(full, "\"total\":\"7250.00\",\"currency\":\"USD\"}\n],\"totals\":"));
    g_autofree char *table = book_show(&book, "aging", VIEW_FACE_TABLE, NULL);
    g_assert_true(g_str_has_prefix(table, "aging as of 2025-03-31\n"));
    g_assert_nonnull(strstr(table, "\n1 row\n"));
    g_autofree char *none =
        book_show(&book, "aging", VIEW_FACE_TABLE, "where", "total > 9999999", NULL);
    g_assert_nonnull(strstr(none, "no rows"));
    book_clear(&book);
}

static void test_items(void)
{
    Book book;
    book_open(&book, "commercial", "2025-03-31");
    if (book.url == NULL) return;
    book_do(&book, EXAMPLE);
    book_do(&book, "{'do':'item.post','account':'A1','number':'CN','kind':'credit_note',"
                   "'issued_on':'2025-03-31','amount':'40.00','apply_credit':'none'}\n"
                   "{'do':'payment.take','ref':'P2','account':'A1','amount':'600.00',"
                   "'to':[{'number':'I','amount':'600.00'}]}\n");
    book_expect(&book, "items",
                "account,number,kind,document,issued_on,due_on,amount,open,dpd,bucket,disputed,"
                "currency\n"
                "A1,D,invoice,,2024-12-01,2025-03-01,800.00,800.00,30,d1_30,0.00,USD\n"
                "A1,E,invoice,,2024-12-01,2025-02-28,1200.00,1200.00,31,d31_60,0.00,USD\n",
                "where", "dpd in (30, 31)", NULL);
    book_expect(&book, "items",
                "account,number,kind,document,issued_on,due_on,amount,open,dpd,bucket,disputed,"
                "currency\n"
                "A1,I,invoice,,2024-12-01,2024-12-30,600.00,0.00,,,0.00,USD\n"
                "A1,CN,credit_note,,2025-03-31,2025-04-30,-40.00,-40.00,-30,,0.00,USD\n",
                "where", "number in (\"I\", \"CN\")", "state", "all", "account", "A1", NULL);
    book_expect(&book, "payments",
                "ref,account,on,amount,allocated,unapplied,state,method,currency\n"
                "P1,A1,2025-03-20,250.00,0.00,250.00,taken,other,USD\n"
                "P2,A1,2025-03-31,600.00,600.00,0.00,taken,other,USD\n",
                NULL);
    book_clear(&book);
}

/* What comes later is shown beside what is open today. */
static void test_future(void)
{
    Book book;
    book_open(&book, "commercial", "2025-03-31");
    if (book.url == NULL) return;
    book_do(&book,
            DEBTOR("D1") ACCOUNT("A1", "D1") ITEM(
                "A1", "1", "2025-03-01", "2025-03-31",
                "100.00") "{'do':'payment.take','ref':'P1','account':'A1','amount':'110.00','on':"
                          "'2025-04-01'}\n");
    book_expect(&book, "items",
                "account,number,kind,document,issued_on,due_on,amount,open,dpd,bucket,disputed,"
                "currency,future,remaining\n"
                "A1,1,invoice,,2025-03-01,2025-03-31,100.00,100.00,0,not_due,0.00,USD,100.00,0.00\n"
                "A1,P1,payment,,2025-04-01,,,0.00,,,,USD,10.00,-10.00\n",
                "future", "yes", NULL);
    book_expect(&book, "aging", AGING_HEAD "A1,100.00,0.00,0.00,0.00,0.00,0.00,100.00,USD\n", NULL);
    book_clear(&book);
}

static void test_accounts(void)
{
    Book book;
    book_open(&book, "commercial", "2025-03-31");
    if (book.url == NULL) return;
    book_do(&book, EXAMPLE);
    g_autofree char *text = book_show(&book, "account", VIEW_FACE_JSONL, "ref", "A1", NULL);
    g_assert_nonnull(strstr(text, "\"balance\":\"7250.00\",\"not_due\":\"3000.00\",\"past_due\":"
                                  "\"4500.00\",\"oldest_dpd\":91,\"open_count\":9,"
                                  "\"unapplied\":\"-250.00\""));
    g_autofree char *refusal = book_refusal(&book, "account", "ref", "A9", NULL);
    g_assert_cmpstr(refusal, ==, "there is no account A9");
    g_autofree char *by_fact =
        book_show(&book, "accounts", VIEW_FACE_CSV, "where", "debtor_kind = \"business\"", NULL);
    g_assert_nonnull(strstr(by_fact, "\nA1,D1,7250.00"));
    g_autofree char *wrong = book_refusal(&book, "accounts", "where", "balanse > 3", NULL);
    g_assert_nonnull(strstr(wrong, "did you mean balance?"));
    book_clear(&book);
}

/* Two accounts of one debtor are one conversation, under the highest step. */
static void test_worklist(void)
{
    Book book;
    book_open(&book, "commercial", "2025-03-31");
    if (book.url == NULL) return;
    book_do(&book,
            DEBTOR("D1") DEBTOR("D2") ACCOUNT("A1", "D1") ACCOUNT("A2", "D1") ACCOUNT("B1", "D2")
                ITEM("A1", "1", "2025-01-01", "2025-03-10", "9000.00") ITEM("A2", "2", "2024-12-01",
                                                                            "2025-01-10", "1000.00")
                    ITEM("B1", "3", "2025-01-01", "2025-03-10", "5000.00") "{'do':'day.run'}\n");
    g_autofree char *text = book_show(&book, "worklist", VIEW_FACE_JSONL, NULL);
    g_autofree char *page = book_show(&book, "worklist", VIEW_FACE_JSONL, "limit", "3", NULL);
    g_assert_cmpstr(text, ==, page);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    g_assert_cmpuint(g_strv_length(lines), ==, 4);
    g_assert_true(g_str_has_prefix(lines[0], "{\"rank\":1,\"work\":\"W1-2-1\",\"account\":\"A2\""));
    g_assert_true(g_str_has_prefix(lines[1], "{\"rank\":1,\"work\":\"W1-1-1\",\"account\":\"A1\""));
    g_assert_true(g_str_has_prefix(lines[2], "{\"rank\":2,\"work\":\"W2-3-1\",\"account\":\"B1\""));
    g_assert_nonnull(strstr(lines[0], "one conversation with A1\",\"numbers\":[\"2\"]"));
    g_assert_nonnull(strstr(lines[2], "dpd 21 >= 3 (step first_reminder)"));
    book_clear(&book);
}

/* Pages join without gap or overlap, and a cursor is good for its own question only. */
static void test_pages(void)
{
    Book book;
    book_open(&book, "commercial", "2025-03-31");
    if (book.url == NULL) return;
    book_do(&book, EXAMPLE);
    g_autoptr(GString) joined = g_string_new(NULL);
    g_autofree char *cursor = NULL;
    for (int page = 0; page < 5; page++) {
        g_autofree char *text = book_show(&book, "items", VIEW_FACE_JSON, "limit", "2",
                                          cursor == NULL ? NULL : "cursor", cursor, NULL);
        GError *error = NULL;
        g_autoptr(Json) answer = json_text_parse(text, strlen(text), &error);
        g_assert_no_error(error);
        const Json *rows = json_text_get(answer, "rows");
        for (size_t i = 0; i < json_text_count(rows); i++)
            g_string_append(joined,
                            json_text_string(json_text_get(json_text_at(rows, i), "number")));
        g_assert_cmpstr(json_text_string(json_text_get(json_text_get(answer, "totals"), "open")),
                        ==, "7500.00");
        g_free(cursor);
        cursor = g_strdup(json_text_string(json_text_get(answer, "cursor")));
        g_assert_true((cursor == NULL) == (page == 4));
        if (page > 0 || cursor == NULL) continue;
        g_autofree char *refusal =
            book_refusal(&book, "items", "cursor", cursor, "state", "all", NULL);
        g_assert_nonnull(strstr(refusal, "not of this question"));
    }
    g_assert_cmpstr(joined->str, ==, "ABCDEFGHI");
    book_clear(&book);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/report/aging", test_aging);
    g_test_add_func("/report/json", test_json);
    g_test_add_func("/report/items", test_items);
    g_test_add_func("/report/future", test_future);
    g_test_add_func("/report/accounts", test_accounts);
    g_test_add_func("/report/worklist", test_worklist);
    g_test_add_func("/report/pages", test_pages);
    return g_test_run();
}
