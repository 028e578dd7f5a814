/* run/test_daily.c: one day at a time: a second run waits, a dead one is taken over, an earlier day
 * is refused, and with however many jobs the rows are the same. */
#include "report/book.h"

#include "harness/harness.h"
#include "run/daily.h"
#include "run/day_assign.h"
#include "run/verify.h"
#include "store/derived_store.h"
#include "store/erase_store.h"
#include <string.h>
#include <unistd.h>

static void fill(Book *book)
{
    book_do(book, "{'do':'debtor.open','ref':'D','name':'Debtor'}\n"
                  "{'do':'account.open','ref':'A','debtor':'D'}\n"
                  "{'do':'item.post','account':'A','number':'I','amount':'900.00','issued_on':"
                  "'2025-01-02','due_on':'2025-01-20'}\n");
}

static bool run(Book *book, int jobs, DaySummary *summary, GError **error)
{
    DayOptions options = { .on = book->desk->today, .jobs = jobs };
    return daily_run(book->desk, &options, summary, error);
}

static void hold_lease(Book *book, long process, int64_t until_us)
{
    GError *error = NULL;
    char host[40] = "";
    RunRow other = { .on_day = book->desk->today, .policy_id = 1, .state = RUN_RUNNING };
    (void)gethostname(host, sizeof host - 1);
    g_snprintf(other.holder, sizeof other.holder, "%ld@%s", process, host);
    other.lease_us = until_us;
    bool done = derived_store_run_put(book->desk->db, &other, &error);
    g_assert_no_error(error);
    g_assert_true(done);
}

static void test_two_at_once(void)
{
    Book book;
    DaySummary summary;
    g_autoptr(GError) error = NULL;
    book_open(&book, "commercial", "2025-03-03");
    if (book.desk == NULL) return;
    fill(&book);
    /* Whoever started this test is alive. */
    hold_lease(&book, (long)getppid(), clock_now_us() + INT64_C(60000000));
    g_assert_false(run(&book, 1, &summary, &error));
    g_assert_true(problem_is(error, PROBLEM_BUSY));
    g_assert_nonnull(strstr(error->message, "is under way"));
    g_assert_cmpint(harness_int(book.desk->db, "SELECT COUNT(*) FROM d_account"), ==, 0);
    g_clear_error(&error);
    /* Its lease ran out: it is not waited for. */
    hold_lease(&book, (long)getppid(), clock_now_us() - 1);
    g_assert_true(run(&book, 1, &summary, &error));
    g_assert_no_error(error);
    g_assert_cmpint(summary.counts.works, ==, 1);
    book_clear(&book);
}

static void test_dead_holder(void)
{
    Book book;
    DaySummary summary;
    g_autoptr(GError) error = NULL;
    book_open(&book, "commercial", "2025-03-03");
    if (book.desk == NULL) return;
    fill(&book);
    hold_lease(&book, 0x7ffffff0L, clock_now_us() + INT64_C(60000000));
    g_assert_true(run(&book, 1, &summary, &error));
    g_assert_no_error(error);
    book_clear(&book);
}

static void test_again_and_back(void)
{
    Book book;
    DaySummary summary;
    g_autoptr(GError) error = NULL;
    book_open(&book, "commercial", "2025-03-03");
    if (book.desk == NULL) return;
    fill(&book);
    g_assert_true(run(&book, 2, &summary, &error));
    g_assert_cmpint(summary.chunks_skipped, ==, 0);
    int64_t entries = harness_int(book.desk->db, "SELECT COUNT(*) FROM journal");
    g_assert_true(run(&book, 2, &summary, &error));
    g_assert_cmpint(summary.chunks_skipped, ==, summary.chunks);
    g_assert_cmpint(summary.counts.works, ==, 1);
    g_assert_cmpint(harness_int(book.desk->db, "SELECT COUNT(*) FROM journal"), ==, entries);
    /* The same once more, killed when it had just begun, is no other day. */
    harness_run(book.desk->db, "UPDATE run SET state = 0, holder = 'nobody', lease_us = 1");
    g_assert_true(run(&book, 2, &summary, &error));
    g_assert_cmpint(harness_int(book.desk->db, "SELECT COUNT(*) FROM journal"), ==, entries);
    DayOptions earlier = { .on = book.desk->today - 1, .jobs = 1 };
    g_assert_false(daily_run(book.desk, &earlier, &summary, &error));
    g_assert_true(problem_is(error, PROBLEM_CONFLICT));
    book_clear(&book);
}

/* The day's picture is the last that was taken of it: another policy, an item
 * decided under it, then the run again. */
static void test_another_policy(void)
{
    Book book;
    DaySummary summary;
    g_autoptr(GError) error = NULL;
    book_open(&book, "commercial", "2025-03-03");
    if (book.desk == NULL) return;
    fill(&book);
    g_assert_true(run(&book, 1, &summary, &error));
    book_do(&book, "{'do':'policy.activate','file':'subscription'}\n"
                   "{'do':'item.post','account':'A','number':'J','amount':'5.00','due_on':"
                   "'2025-02-20'}\n");
    g_assert_true(run(&book, 1, &summary, &error));
    g_assert_no_error(error);
    g_autofree char *taken = harness_rows(
        book.desk->db, "SELECT on_day, balance_minor, past_due_minor FROM snapshot", 3);
    g_autofree char *known =
        harness_rows(book.desk->db,
                     "SELECT snapshot_day, snapshot_balance, snapshot_past_due FROM d_account", 3);
    g_assert_nonnull(strstr(taken, "|90500|90500"));
    g_assert_cmpstr(known, ==, taken);
    book_clear(&book);
}

/* Done, and begun again when somebody had come who takes work; killed when the owners were given,
 * before its end. */
static void test_owners_then_killed(void)
{
    static const char RUNS[] = "SELECT COUNT(*) FROM journal WHERE action = 'day.run'";
    Book book;
    DaySummary summary;
    int64_t assigned = 0, unassigned = 0;
    g_autoptr(GError) error = NULL;
    book_open(&book, "commercial", "2025-03-03");
    if (book.desk == NULL) return;
    fill(&book);
    g_assert_true(run(&book, 1, &summary, &error));
    g_assert_cmpint(summary.assigned, ==, 0);
    book_do(&book, "{'do':'user.open','name':'mia','role':'collector'}\n");
    Policy *policy = desk_policy(book.desk, book.desk->today, &error);
    bool done = day_assign_run(book.desk, policy, book.desk->today, &assigned, &unassigned, &error);
    g_assert_no_error(error);
    g_assert_true(done);
    g_assert_cmpint(assigned, ==, 1);
    g_assert_cmpint(harness_int(book.desk->db, RUNS), ==, 1);
    harness_run(book.desk->db, "UPDATE run SET state = 0, holder = 'nobody', lease_us = 1");
    g_assert_true(run(&book, 1, &summary, &error));
    g_assert_cmpint(harness_int(book.desk->db, RUNS), ==, 2);
    g_assert_true(run(&book, 1, &summary, &error));
    g_assert_cmpint(harness_int(book.desk->db, RUNS), ==, 2);
    book_clear(&book);
}

/* `verify` tells of answers whose proof is gone. */
static void check_no_proof(Book *book)
{
    GError *error = NULL;
    g_auto(VerifyReport) report = { 0 };
    VerifyOptions options = { .jobs = 1 };
    harness_run(book->desk->db, "DELETE FROM gate_proof WHERE text LIKE '%\"NY\"%'");
    g_assert_true(verify_run(book->desk, &options, &report, &error));
    g_assert_no_error(error);
    int found = 0;
    for (unsigned i = 0; i < report.findings->len; i++)
        found += strstr(report.findings->pdata[i], "account 2: its proof") != NULL;
    g_assert_cmpint(found, ==, 1);
}

/* The plan's answers on which no rule spoke share their proof; each shows it, until its person is
 * taken out of the book. */
static void test_shared_proofs(void)
{
    Book book;
    DaySummary summary;
    char hex[65];
    g_autofree char *what = NULL;
    g_autoptr(GError) error = NULL;
    book_open(&book, "commercial", "2025-03-03");
    if (book.desk == NULL) return;
    book_do(&book, "{'do':'debtor.open','ref':'D1','name':'One','country':'US','region':'CA'}\n"
                   "{'do':'debtor.open','ref':'D2','name':'Two','country':'US','region':'NY'}\n"
                   "{'do':'debtor.open','ref':'D3','name':'Three','country':'US','region':'CA'}\n");
    for (int i = 1; i <= 3; i++) {
        g_autofree char *lines =
            g_strdup_printf("{'do':'account.open','ref':'A%d','debtor':'D%d'}\n"
                            "{'do':'item.post','account':'A%d','number':'I','amount':'900.00',"
                            "'issued_on':'2025-01-02','due_on':'2025-01-20'}\n",
                            i, i, i);
        book_do(&book, lines);
    }
    g_assert_true(run(&book, 1, &summary, &error));
    g_assert_no_error(error);
    g_assert_cmpint(summary.counts.gate_allowed, ==, 3);
    Db *db = book.desk->db;
    g_assert_cmpint(harness_int(db, "SELECT COUNT(*) FROM gate_proof"), ==, 2);
    g_assert_cmpint(harness_int(db, "SELECT COUNT(*) FROM verdict WHERE proof = ''"), ==, 3);
    const char *west = "\"{\"\"figures\"\":{\"\"scope\"\":\"\"out_of_reg_f\"\","
                       "\"\"overlay\"\":\"\"CA\"\"";
    g_autofree char *before = book_show(&book, "verdicts", VIEW_FACE_CSV, "account", "A3", NULL);
    g_assert_nonnull(strstr(before, west));
    g_assert_true(erase_store_person(db, 3, &what, hex, &error));
    g_assert_no_error(error);
    g_autofree char *after = book_show(&book, "verdicts", VIEW_FACE_CSV, "account", "A3", NULL);
    g_assert_null(strstr(after, "figures"));
    g_autofree char *other = book_show(&book, "verdicts", VIEW_FACE_CSV, "account", "A1", NULL);
    g_assert_nonnull(strstr(other, west));
    check_no_proof(&book);
    book_clear(&book);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/daily/two_at_once", test_two_at_once);
    g_test_add_func("/daily/dead_holder", test_dead_holder);
    g_test_add_func("/daily/again_and_back", test_again_and_back);
    g_test_add_func("/daily/owners_then_killed", test_owners_then_killed);
    g_test_add_func("/daily/another_policy", test_another_policy);
    g_test_add_func("/daily/shared_proofs", test_shared_proofs);
    return g_test_run();
}
