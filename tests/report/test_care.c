/* report/test_care.c: steps, promises, states, neglect, credit, trial balance, history, portfolios
 * and currencies, asked of small books. */
#include "report/book.h"

#include "harness/harness.h"
#include <string.h>

#define DEBTOR(ref)                                                                       \
    "{'do':'debtor.open','ref':'" ref "','name':'" ref " Ltd','kind':'business','email':" \
    "'pay@example.com','phone':'+1 555 0100'}\n"
#define ACCOUNT(ref, debtor, currency)                       \
    "{'do':'account.open','ref':'" ref "','debtor':'" debtor \
    "','kind':'trade','currency':'" currency "'}\n"
#define ITEM(account, number, issued, due, amount)                                      \
    "{'do':'item.post','account':'" account "','number':'" number "','kind':'invoice'," \
    "'issued_on':'" issued "','due_on':'" due "','amount':'" amount "'}\n"

static const char THREE[] = DEBTOR("D1") DEBTOR("D2") ACCOUNT("A1", "D1", "USD")
    ACCOUNT("A2", "D2", "USD") ITEM("A1", "1", "2025-01-01", "2025-03-10", "9000.00")
        ITEM("A1", "2", "2025-03-01", "2025-04-10", "500.00")
            ITEM("A2", "3", "2025-01-01", "2025-03-10", "1000.00");

static char *work_of(Book *book, const char *account)
{
    GError *error = NULL;
    g_autofree char *where = g_strdup_printf("account = \"%s\"", account);
    g_autofree char *text = book_show(book, "worklist", VIEW_FACE_JSON, "where", where, NULL);
    g_autoptr(Json) answer = json_text_parse(text, strlen(text), &error);
    g_assert_no_error(error);
    const Json *row = json_text_at(json_text_get(answer, "rows"), 0);
    return g_strdup(json_text_string(json_text_get(row, "work")));
}

static void test_steps(void)
{
    Book book;
    book_open(&book, "commercial", "2025-03-31");
    if (book.url == NULL) return;
    book_do(&book, THREE);
    book_do(&book, "{'do':'day.run'}\n");
    book_expect(&book, "steps",
                "account,on,treatment,step,numbers,amount,state,policy,currency\n"
                "A1,2025-03-13,standard,first_reminder,1,9000.00,due,commercial 1,USD\n",
                "account", "A1", NULL);
    g_autofree char *work = work_of(&book, "A1");
    g_autofree char *line =
        g_strdup_printf("{'do':'work.finish','work':'%s','outcome':'done'}\n", work);
    book_do(&book, line);
    g_autofree char *text = book_show(&book, "steps", VIEW_FACE_CSV, "account", "A1", NULL);
    g_assert_nonnull(
        strstr(text, "A1,2025-03-31,standard,first_reminder,1,9000.00,done,commercial 1,USD"));
    g_assert_null(strstr(text, ",due,"));
    book_expect(&book, "no_next_action",
                "account,debtor,balance,past_due,dpd,owner,treatment,step,why,currency\n", NULL);
    g_autofree char *overlooked = book_show(&book, "overlooked", VIEW_FACE_CSV, "days", "20", NULL);
    g_assert_null(strstr(overlooked, "\nA1,"));
    g_assert_nonnull(strstr(overlooked, "\nA2,D2,1000.00,1000.00,21,"));
    book_clear(&book);
}

static void test_promises(void)
{
    Book book;
    book_open(&book, "commercial", "2025-03-31");
    if (book.url == NULL) return;
    book_do(&book, THREE);
    book_do(&book, "{'do':'promise.record','account':'A1','amount':'9000.00','due_on':"
                   "'2025-04-04'}\n"
                   "{'do':'payment.take','ref':'P1','account':'A1','amount':'4000.00','on':"
                   "'2025-04-01'}\n");
    book_expect(&book, "promises",
                "promise,account,amount,due_on,fulfilled,remaining,state,made_on,late,cured,"
                "currency\n"
                "1,A1,9000.00,2025-04-04,0.00,9000.00,open,2025-03-31,0.00,,USD\n",
                NULL);
    book_expect(&book, "promises",
                "promise,account,amount,due_on,fulfilled,remaining,state,made_on,late,cured,"
                "currency\n"
                "1,A1,9000.00,2025-04-04,4000.00,5000.00,broken,2025-03-31,0.00,,USD\n",
                "as_of", "2025-04-30", "state", "broken", NULL);
    book_expect(&book, "promises",
                "promise,account,amount,due_on,fulfilled,remaining,state,made_on,late,cured,"
                "currency\n",
                "state", "kept", NULL);
    book_clear(&book);
}

static void test_status(void)
{
    Book book;
    book_open(&book, "commercial", "2025-03-31");
    if (book.url == NULL) return;
    book_do(&book, THREE);
    book_do(
        &book,
        ITEM("A2", "4", "2025-01-01", "2025-03-01",
             "70.00") "{'do':'promise.record','account':'A1','amount':'2000.00','due_on':"
                      "'2025-04-04'}\n"
                      "{'do':'dispute.open','account':'A2','reason':'price','items':[{'number':'3',"
                      "'amount':'300.00'}]}\n"
                      "{'do':'adjustment.post','account':'A2','number':'4','kind':'write_off',"
                      "'amount':'70.00','reason':'small'}\n"
                      "{'do':'payment.take','ref':'P1','account':'A2','amount':'25.00','allocate':"
                      "'none'}\n");
    book_expect(&book, "status",
                "state,amount,accounts,group,currency\n"
                "open,500.00,1,total,USD\n"
                "past_due,7700.00,2,total,USD\n"
                "disputed,300.00,1,total,USD\n"
                "promised,2000.00,1,total,USD\n"
                "in_plan,0.00,0,total,USD\n"
                "placed,0.00,0,total,USD\n"
                "legal,0.00,0,total,USD\n"
                "unapplied,-25.00,1,total,USD\n"
                "charged_off,70.00,1,total,USD\n",
                NULL);
    book_clear(&book);
}

static void test_credit(void)
{
    Book book;
    book_open(&book, "commercial", "2025-03-31");
    if (book.url == NULL) return;
    book_do(&book, DEBTOR("D1") "{'do':'account.open','ref':'A1','debtor':'D1','kind':'trade',"
                                "'currency':'USD','credit_limit':'900.00'}\n" ITEM(
                                    "A1", "1", "2025-03-01", "2025-04-10",
                                    "550.00") "{'do':'item.post','account':'A1','number':'O1','"
                                              "kind':'order','issued_on':"
                                              "'2025-03-30','amount':'300.00'}\n");
    book_expect(&book, "credit",
                "debtor,limit,exposure,open,past_due,unbilled,order,available,hold,why,currency\n"
                "D1,900.00,850.00,550.00,0.00,300.00,0.00,50.00,no,,USD\n",
                "debtor", "D1", NULL);
    book_expect(&book, "credit",
                "debtor,limit,exposure,open,past_due,unbilled,order,available,hold,why,currency\n"
                "D1,900.00,950.00,550.00,0.00,300.00,100.00,-50.00,yes,"
                "exposure 950.00 is over the limit 900.00,USD\n",
                "debtor", "D1", "amount", "100", NULL);
    book_clear(&book);
}

/* Every kind of entry; then one kept balance is falsified by a cent. */
static void test_trial(void)
{
    Book book;
    book_open(&book, "commercial", "2025-03-31");
    if (book.url == NULL) return;
    book_do(&book, THREE);
    book_do(&book,
            "{'do':'payment.take','ref':'P1','account':'A1','amount':'4000.00'}\n"
            "{'do':'payment.take','ref':'P2','account':'A1','amount':'100.00'}\n"
            "{'do':'payment.reverse','ref':'P2','reason':'returned'}\n"
            "{'do':'item.post','account':'A2','number':'CN','kind':'credit_note','issued_on':"
            "'2025-03-20','amount':'200.00'}\n"
            "{'do':'adjustment.post','account':'A2','number':'3','kind':'discount','amount':"
            "'50.00','reason':'terms'}\n"
            "{'do':'adjustment.post','account':'A2','kind':'correction','amount':'-10.00',"
            "'reason':'typed wrong'}\n"
            "{'do':'item.cancel','account':'A1','number':'2','reason':'twice'}\n"
            "{'do':'payment.take','ref':'P3','amount':'77.00','currency':'USD'}\n");
    g_autofree char *text = book_show(&book, "trial_balance", VIEW_FACE_JSON, NULL);
    g_test_message("%s", text);
    g_assert_nonnull(strstr(text, "\"balance\":\"0.00\",\"currency\":\"USD\"}}"));
    g_assert_nonnull(strstr(text, "{\"ledger\":\"receivables\",\"debit\":\"5760.00\""));
    harness_run(book.desk->db, "UPDATE item SET open_minor = open_minor + 1 WHERE number = '1'");
    g_autofree char *wrong = book_show(&book, "trial_balance", VIEW_FACE_JSON, NULL);
    g_assert_nonnull(strstr(wrong, "\"balance\":\"0.01\",\"currency\":\"USD\"}}"));
    book_clear(&book);
}

/* Sums on the way may pass 64 bits; a sum that does so in the end is told as ours, not as the
 * database's. */
static void test_trial_large(void)
{
    Book book;
    book_open(&book, "commercial", "2025-03-31");
    if (book.url == NULL) return;
    book_do(&book, THREE);
    harness_run(book.desk->db, "UPDATE item SET amount_minor = 9000000000000000000, open_minor = "
                               "9000000000000000000 WHERE number <> '2'");
    g_autofree char *refusal = book_refusal(&book, "trial_balance", NULL);
    g_assert_nonnull(strstr(refusal, "a sum in USD is greater than the program can hold; ask it of "
                                     "one account"));
    harness_run(book.desk->db, "UPDATE item SET amount_minor = 900000000000000000, open_minor = "
                               "900000000000000000 WHERE number = '2'");
    harness_run(book.desk->db, "UPDATE item SET amount_minor = -9000000000000000000, open_minor = "
                               "-9000000000000000000 WHERE number = '3'");
    book_expect(&book, "trial_balance",
                "ledger,debit,credit,balance,currency\n"
                "billed: invoice,,9000000000000000.00,-9000000000000000.00,USD\n"
                "receivables,9000000000000000.00,,9000000000000000.00,USD\n",
                NULL);
    book_clear(&book);
}

static void test_history(void)
{
    Book book;
    book_open(&book, "commercial", "2025-03-31");
    if (book.url == NULL) return;
    book_do(&book, THREE);
    book_do(&book, "{'do':'account.change','ref':'A1','credit_limit':'77.00'}\n");
    g_autofree char *text = book_show(&book, "history", VIEW_FACE_CSV, "subject", "A1", "where",
                                      "field = \"credit_limit\"", NULL);
    g_assert_nonnull(strstr(text, ",operator,account.change,A1,2025-03-31,credit_limit,"));
    g_autofree char *journal = book_show(&book, "journal", VIEW_FACE_JSONL, "account", "A2", NULL);
    g_assert_nonnull(strstr(journal, "\"actor\":\"operator\",\"action\":\"item.post\""));
    g_autofree char *none = book_show(&book, "quarantine", VIEW_FACE_TABLE, NULL);
    g_assert_nonnull(strstr(none, "no rows"));
    book_clear(&book);
}

/* A user of one creditor sees its rows, and totals of them only. */
static void test_portfolio(void)
{
    Book book;
    book_open(&book, "commercial", "2025-03-31");
    if (book.url == NULL) return;
    book_do(&book, THREE);
    book_do(
        &book,
        "{'do':'creditor.open','ref':'south','name':'South','kind':'division',"
        "'currency':'USD'}\n"
        "{'do':'account.open','ref':'S1','debtor':'D1','creditor':'south','kind':"
        "'trade','currency':'USD'}\n" ITEM(
            "S1", "5", "2025-01-01", "2025-03-10",
            "123.00") "{'do':'user.open','name':'sue','role':'collector','creditors':['south']}\n");
    DeskOptions options = { book.url, "2025-03-31T13:00:00Z", "2025-03-31", "sue" };
    GError *error = NULL;
    Desk *all = book.desk;
    book.desk = desk_open(&options, &error);
    g_assert_no_error(error);
    g_autofree char *text = book_show(&book, "aging", VIEW_FACE_JSON, NULL);
    g_assert_null(strstr(text, "A1"));
    g_assert_nonnull(strstr(text, "\"total\":\"123.00\",\"currency\":\"USD\"}}"));
    g_autofree char *items = book_show(&book, "items", VIEW_FACE_CSV, "where", "open > 0", NULL);
    g_assert_null(strstr(items, "\nA1,"));
    g_autofree char *refusal = book_refusal(&book, "account", "ref", "A1", NULL);
    g_assert_nonnull(strstr(refusal, "portfolio"));
    g_autofree char *forbidden = book_refusal(&book, "kpi", NULL);
    g_assert_nonnull(strstr(forbidden, "lacks the permit measure"));
    desk_close(book.desk);
    book.desk = all;
    book_clear(&book);
}

static void test_currencies(void)
{
    Book book;
    book_open(&book, "commercial", "2025-03-31");
    if (book.url == NULL) return;
    book_do(&book,
            DEBTOR("D1") ACCOUNT("A1", "D1", "USD") ACCOUNT("A2", "D1", "EUR")
                ACCOUNT("A3", "D1", "JPY") ITEM("A1", "1", "2025-01-01", "2025-03-10", "100.00")
                    ITEM("A2", "2", "2025-01-01", "2025-03-10", "100.00")
                        ITEM("A3", "3", "2025-01-01", "2025-03-10",
                             "1500") "{'do':'rate.set','from':'EUR','to':'USD','on':'2025-03-01','"
                                     "rate':'1.085'}\n");
    book_expect(&book, "aging",
                "ref,not_due,d1_30,d31_60,d61_90,d91_plus,unapplied,total,currency\n"
                "D1,0.00,100.00,0.00,0.00,0.00,0.00,100.00,EUR\n"
                "D1,0,1500,0,0,0,0,1500,JPY\n"
                "D1,0.00,100.00,0.00,0.00,0.00,0.00,100.00,USD\n",
                "by", "debtor", NULL);
    g_autofree char *text = book_show(&book, "aging", VIEW_FACE_JSON, NULL);
    g_assert_nonnull(strstr(text, "\"totals\":{\"currency\":null,\"by_currency\":[{"));
    g_autofree char *refusal = book_refusal(&book, "aging", "in", "USD", NULL);
    g_assert_true(g_str_has_prefix(refusal, "no rate from JPY to USD on or before 2025-03-31"));
    book_do(&book, "{'do':'rate.set','from':'JPY','to':'USD','on':'2025-03-02','rate':'0.0067'}\n");
    book_expect(&book, "aging",
                "ref,not_due,d1_30,d31_60,d61_90,d91_plus,unapplied,total,currency\n"
                "D1,0.00,218.55,0.00,0.00,0.00,0.00,218.55,USD\n",
                "by", "debtor", "in", "USD", NULL);
    book_clear(&book);
}

/* As then known: an entry recorded later does not count, whatever its day. */
static void test_known(void)
{
    Book book;
    book_open(&book, "commercial", "2025-03-31");
    if (book.url == NULL) return;
    book_do(&book, THREE);
    book_on(&book, "2025-04-05");
    book_do(&book, "{'do':'payment.take','ref':'P1','account':'A2','amount':'400.00','on':"
                   "'2025-03-30'}\n");
    book_expect(&book, "aging",
                "ref,not_due,d1_30,d31_60,d61_90,d91_plus,unapplied,total,currency\n"
                "A2,0.00,600.00,0.00,0.00,0.00,0.00,600.00,USD\n",
                "as_of", "2025-03-31", "where", "ref = \"A2\"", NULL);
    book_expect(&book, "aging",
                "ref,not_due,d1_30,d31_60,d61_90,d91_plus,unapplied,total,currency\n"
                "A2,0.00,1000.00,0.00,0.00,0.00,0.00,1000.00,USD\n",
                "as_of", "2025-03-31", "known", "2025-03-31T23:00:00Z", "where", "ref = \"A2\"",
                NULL);
    book_clear(&book);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/report/care/steps", test_steps);
    g_test_add_func("/report/care/promises", test_promises);
    g_test_add_func("/report/care/status", test_status);
    g_test_add_func("/report/care/credit", test_credit);
    g_test_add_func("/report/care/trial", test_trial);
    g_test_add_func("/report/care/trial-large", test_trial_large);
    g_test_add_func("/report/care/history", test_history);
    g_test_add_func("/report/care/portfolio", test_portfolio);
    g_test_add_func("/report/care/currencies", test_currencies);
    g_test_add_func("/report/care/known", test_known);
    return g_test_run();
}
