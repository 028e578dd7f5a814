/* tests/run/test_integrity.c: one cent moved in any kept amount behind the desk's back is told with
 * its account (duty S53); a book that only actions touched is sound and sums to zero (S70). */
#include "harness/harness.h"
#include "report/book.h"
#include "run/verify.h"

#include <string.h>

static const char LINES[] =
    "{'do':'debtor.open','ref':'D1','name':'One'}\n"
    "{'do':'account.open','ref':'FIRST','debtor':'D1'}\n"
    "{'do':'account.open','ref':'OTHER','debtor':'D1'}\n"
    "{'do':'item.post','account':'FIRST','number':'1','amount':'100','issued_on':'2026-01-01'}\n"
    "{'do':'item.post','account':'OTHER','number':'1','amount':'100','issued_on':'2026-01-01'}\n"
    "{'do':'payment.take','ref':'P1','account':'OTHER','amount':'70','to':[{'number':'1',"
    "'amount':'60'}]}\n"
    "{'do':'adjustment.post','account':'OTHER','number':'1','kind':'write_off','amount':'5',"
    "'reason':'small'}\n"
    "{'do':'day.run'}\n";

static const struct {
    const char *what, *sql;
} CENTS[] = {
    { "open", "UPDATE item SET open_minor = open_minor + 1 WHERE open_minor = 3500" },
    { "amount", "UPDATE item SET amount_minor = amount_minor - 1 WHERE open_minor = 3500" },
    { "allocation", "UPDATE allocation SET amount_minor = 5999 WHERE amount_minor = 6000" },
    { "unapplied", "UPDATE payment SET unapplied_minor = unapplied_minor - 1" },
    { "payment", "UPDATE payment SET amount_minor = amount_minor + 1" },
    { "adjustment", "UPDATE adjustment SET amount_minor = amount_minor + 1" },
    { "derived", "UPDATE d_account SET balance_minor = balance_minor + 1 WHERE balance_minor = "
                 "2500" },
};

static void check(Book *book, VerifyReport *report)
{
    GError *error = NULL;
    VerifyOptions options = { .jobs = 1 };

    g_assert_true(verify_run(book->desk, &options, report, &error));
    g_assert_no_error(error);
}

static bool names(const VerifyReport *report, const char *account)
{
    for (unsigned i = 0; i < report->findings->len; i++)
        if (strstr(report->findings->pdata[i], account) != NULL) return true;
    return false;
}

static void test_cents(const void *data)
{
    const size_t index = GPOINTER_TO_SIZE(data);
    g_auto(VerifyReport) sound = { 0 }, broken = { 0 };
    Book book;

    book_open(&book, "commercial", "2026-03-31");
    if (book.url == NULL) return;
    book_do(&book, LINES);
    check(&book, &sound);
    g_assert_cmpint(sound.count, ==, 0);
    harness_run(book.desk->db, CENTS[index].sql);
    check(&book, &broken);
    for (unsigned i = 0; i < broken.findings->len; i++)
        g_test_message("%s", (const char *)broken.findings->pdata[i]);
    g_assert_cmpint(broken.count, >, 0);
    g_assert_true(names(&broken, "OTHER") || names(&broken, "P1"));
    g_assert_false(names(&broken, "FIRST"));
    book_clear(&book);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(CENTS); i++) {
        g_autofree char *path = g_strconcat("/run/integrity/one-cent/", CENTS[i].what, NULL);
        g_test_add_data_func(path, GSIZE_TO_POINTER(i), test_cents);
    }
    return g_test_run();
}
