/* tests/run/test_lease.c: two day runs at once: the second is refused with one sentence and changes
 * nothing; a run whose time is over, or whose process is gone, stands in nobody's way. */
#include "harness/harness.h"
#include "report/book.h"
#include "run/daily.h"

#include <string.h>

static const char LINES[] =
    "{'do':'debtor.open','ref':'D1','name':'One'}\n"
    "{'do':'account.open','ref':'A1','debtor':'D1'}\n"
    "{'do':'item.post','account':'A1','number':'1','amount':'100','issued_on':'2026-01-01'}\n"
    "{'do':'day.run'}\n";

/* Somebody on another machine has the day of the 31st under way until `lease_us`. */
static void held(Book *book, const char *holder, const char *lease_us)
{
    g_autofree char *sql = g_strconcat("UPDATE run SET state = 0, holder = '", holder,
                                       "', lease_us = ", lease_us, NULL);
    harness_run(book->desk->db, sql);
}

static bool run(Book *book, GError **error)
{
    DayOptions options = { .on = book->today, .jobs = 1 };
    DaySummary summary;
    return daily_run(book->desk, &options, &summary, error);
}

static void test_second(void)
{
    GError *error = NULL;
    Book book;
    book_open(&book, "commercial", "2026-03-31");
    if (book.url == NULL) return;
    book_do(&book, LINES);
    book_on(&book, "2026-04-01");
    held(&book, "77@elsewhere", "4000000000000000");
    g_assert_false(run(&book, &error));
    g_assert_true(problem_is(error, PROBLEM_BUSY));
    g_assert_cmpstr(error->message, ==,
                    "the daily run of 2026-03-31 is under way (process 77@elsewhere); wait for it "
                    "to end");
    g_clear_error(&error);
    g_assert_cmpint(harness_int(book.desk->db, "SELECT COUNT(*) FROM run"), ==, 1);
    held(&book, "77@elsewhere", "1");
    g_assert_true(run(&book, &error));
    g_assert_no_error(error);
    g_assert_cmpint(harness_int(book.desk->db, "SELECT COUNT(*) FROM run"), ==, 2);
    book_clear(&book);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/run/lease/second", test_second);
    return g_test_run();
}
