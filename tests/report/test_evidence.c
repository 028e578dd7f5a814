/* report/test_evidence.c: what auditors rely on: a pack that proves itself, a sample that anybody
 * can draw again, a chain that shows what was altered. */
#include "report/book.h"

#include "harness/harness.h"
#include "report/evidence.h"
#include "run/verify.h"
#include <string.h>

/* Two debtors in the same stream (64 apart would need 64 debtors: the book's own numbers do). */
static void make(Book *book)
{
    g_autoptr(GString) lines = g_string_new(NULL);
    for (int i = 1; i <= 70; i++)
        g_string_append_printf(
            lines,
            "{'do':'debtor.open','ref':'D%d','name':'House %d','kind':'business'}\n"
            "{'do':'account.open','ref':'A%d','debtor':'D%d','kind':'trade','currency':'USD'}\n",
            i, i, i, i);
    g_string_append(lines,
                    "{'do':'item.post','account':'A3','number':'1','kind':'invoice','issued_on':"
                    "'2025-01-01','due_on':'2025-01-31','amount':'100.00'}\n"
                    "{'do':'contact.log','account':'A3','channel':'call','outcome':'reached'}\n"
                    "{'do':'payment.take','ref':'P1','account':'A3','amount':'40.00','method':"
                    "'wire'}\n");
    book_do(book, lines->str);
}

static EvidenceCheck check(const char *pack)
{
    GError *error = NULL;
    EvidenceCheck out;
    bool done = evidence_check(pack, strlen(pack), &out, &error);
    g_assert_no_error(error);
    g_assert_true(done);
    return out;
}

static char *pack_of(Book *book, const char *account)
{
    GError *error = NULL;
    char *pack = evidence_pack(book->desk, account, &error);
    g_assert_no_error(error);
    return pack;
}

/* The text with the first `from` after `where` written otherwise. */
static char *altered(const char *text, const char *where, const char *from, const char *to)
{
    const char *at = strstr(text, where);
    g_assert_nonnull(at);
    at = strstr(at, from);
    g_assert_nonnull(at);
    g_autofree char *head = g_strndup(text, (size_t)(at - text));
    return g_strconcat(head, to, at + strlen(from), NULL);
}

static void test_pack(void)
{
    Book book;
    book_open(&book, "commercial", "2025-03-31");
    if (book.url == NULL) return;
    make(&book);
    g_autofree char *pack = pack_of(&book, "A3");
    EvidenceCheck found = check(pack);
    g_assert_cmpstr(found.account, ==, "A3");
    g_assert_cmpint(found.entries, ==, 5); /* debtor, account, item, contact, payment */
    g_assert_cmpint(found.bad, ==, 0);
    g_assert_nonnull(strstr(pack, "\"whole\":true"));
    g_assert_nonnull(strstr(pack, "\"contacts\":{\"view\":\"contacts\""));
    /* Nothing of the stream's other debtor. */
    g_assert_null(strstr(pack, "House 67"));
    book_clear(&book);
}

static void test_pack_altered(void)
{
    static const char *const CHANGES[][2] = {
        { "100.00", "100.01" },
        { "operator", "0perator" },
        { "\"seq\":", "\"seq\":1" },
        { "reached", "refused" },
    };
    Book book;
    book_open(&book, "commercial", "2025-03-31");
    if (book.url == NULL) return;
    make(&book);
    g_autofree char *pack = pack_of(&book, "A3");
    for (size_t i = 0; i < G_N_ELEMENTS(CHANGES); i++) {
        g_autofree char *other = altered(pack, "\"journal\":[\n", CHANGES[i][0], CHANGES[i][1]);
        g_assert_cmpint(check(other).bad, >, 0);
    }
    book_clear(&book);
}

static void spoil(Book *book, const char *sql)
{
    GError *error = NULL;
    g_assert_true(db_script(book->desk->db, sql, &error));
    g_assert_no_error(error);
}

static void test_chain_altered(void)
{
    GError *error = NULL;
    Book book;
    VerifyOptions options = { .jobs = 1 };
    g_auto(VerifyReport) report = { 0 };
    book_open(&book, "commercial", "2025-03-31");
    if (book.url == NULL) return;
    make(&book);
    spoil(&book, "UPDATE journal SET body = replace(body, '40.00', '41.00') "
                 "WHERE action = 'payment.take'");
    g_assert_true(verify_run(book.desk, &options, &report, &error));
    g_assert_no_error(error);
    g_assert_cmpint(report.count, ==, 1);
    g_assert_nonnull(strstr(report.findings->pdata[0], "the journal's chain breaks in stream"));
    g_autofree char *pack = pack_of(&book, "A3");
    g_assert_nonnull(strstr(pack, "\"whole\":false"));
    g_assert_cmpint(check(pack).bad, ==, 1);
    book_clear(&book);
}

static char *sample(Book *book, const char *seed, const char *size)
{
    return book_show(book, "sample", VIEW_FACE_CSV, "of", "accounts", "seed", seed, "size", size,
                     NULL);
}

/* The same seed draws the same; another seed another; what is drawn of fewer is the head of what is
 * drawn of more; a new row only pushes in where its own ticket says so. */
static void test_sample(void)
{
    Book book;
    book_open(&book, "commercial", "2025-03-31");
    if (book.url == NULL) return;
    make(&book);
    g_autofree char *one = sample(&book, "2025", "10"), *again = sample(&book, "2025", "10");
    g_autofree char *other = sample(&book, "2026", "10"), *more = sample(&book, "2025", "30");
    g_assert_cmpstr(one, ==, again);
    g_assert_cmpstr(one, !=, other);
    g_assert_true(g_str_has_prefix(more, one));
    g_autofree char *all = sample(&book, "2025", "1000");
    g_auto(GStrv) lines = g_strsplit(g_strchomp(all), "\n", -1);
    g_assert_cmpuint(g_strv_length(lines), ==, 71);
    book_do(&book, "{'do':'contact.log','account':'A4','channel':'call','outcome':'busy'}\n");
    g_autofree char *later = sample(&book, "2025", "10");
    g_assert_cmpstr(one, ==, later);
    book_clear(&book);
}

static void test_refusals(void)
{
    GError *error = NULL;
    EvidenceCheck out;
    Book book;
    book_open(&book, "commercial", "2025-03-31");
    if (book.url == NULL) return;
    make(&book);
    g_assert_null(evidence_pack(book.desk, "A99", &error));
    g_assert_cmpstr(error->message, ==, "no account A99 is in the book");
    g_clear_error(&error);
    g_assert_false(evidence_check("{}", 2, &out, &error));
    g_assert_true(problem_is(error, PROBLEM_FORMAT));
    g_clear_error(&error);
    g_assert_false(evidence_check("{", 1, &out, &error));
    g_clear_error(&error);
    book_clear(&book);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/report/evidence/pack", test_pack);
    g_test_add_func("/report/evidence/pack-altered", test_pack_altered);
    g_test_add_func("/report/evidence/chain-altered", test_chain_altered);
    g_test_add_func("/report/evidence/sample", test_sample);
    g_test_add_func("/report/evidence/refusals", test_refusals);
    return g_test_run();
}
