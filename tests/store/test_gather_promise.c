/* store/test_gather_promise.c: the money that bears on a promise, gathered: when it came, what of
 * it was taken back in part, and as of which day.  Judging is core/promise's. */
#include "report/book.h"

#include "harness/harness.h"
#include <string.h>

#define ACCOUNT                                                                              \
    "{'do':'debtor.open','ref':'D','name':'Debtor','on':'2025-01-01'}\n"                     \
    "{'do':'account.open','ref':'A','debtor':'D','on':'2025-01-01'}\n"                       \
    "{'do':'item.post','account':'A','number':'I1','amount':'60.00','due_on':'2025-01-05',"  \
    "'on':'2025-01-01'}\n"                                                                   \
    "{'do':'item.post','account':'A','number':'I2','amount':'200.00','due_on':'2025-01-05'," \
    "'on':'2025-01-01'}\n"                                                                   \
    "{'do':'promise.record','account':'A','amount':'100.00','due_on':'2025-01-20',"          \
    "'on':'2025-01-10'}\n"
#define PAID(amount, more)                                                                      \
    "{'do':'payment.take','account':'A','ref':'P','amount':'" amount "','on':'2025-01-15'" more \
    "}\n"

typedef struct {
    const char *name, *lines, *as_of;
    const char *state, *fulfilled, *late;
} Case;

static const Case CASES[] = {
    { "in_time", PAID("100.00", ""), "2025-02-10", "kept", "100.00", "0.00" },
    { "in_part", PAID("40.00", ""), "2025-02-10", "broken", "40.00", "0.00" },
    /* Money counts from the day it came, not from the day a clerk put it to an item. */
    { "put_later",
      PAID("100.00", ",'allocate':'none'") "{'do':'payment.allocate','ref':'P','to':[{'number':"
                                           "'I2'}],'on':'2025-02-05'}\n",
      "2025-02-10", "kept", "100.00", "0.00" },
    { "put_later_seen_before",
      PAID("100.00", ",'allocate':'none'") "{'do':'payment.allocate','ref':'P','to':[{'number':"
                                           "'I2'}],'on':'2025-02-05'}\n",
      "2025-01-30", "kept", "100.00", "0.00" },
    /* Two parts of one payment on one item, and the item is cancelled: the money came once. */
    { "cancelled",
      PAID("60.00",
           ",'to':[{'number':'I1','amount':'20.00'}]") "{'do':'payment.allocate','ref':'P','to':[{'"
                                                       "number':'I1','amount':'25.00'}],'on':"
                                                       "'2025-01-16'}\n"
                                                       "{'do':'item.cancel','account':'A','number':"
                                                       "'I1','reason':'wrong','on':'2025-01-18'}\n",
      "2025-02-10", "broken", "60.00", "0.00" },
    { "put_elsewhere",
      PAID("60.00", "") "{'do':'item.cancel','account':'A','number':'I1','reason':'wrong','on':"
                        "'2025-01-18'}\n{'do':'payment.allocate','ref':'P','on':'2025-02-08'}\n",
      "2025-02-10", "broken", "60.00", "0.00" },
    { "returned",
      PAID("100.00", "") "{'do':'payment.reverse','ref':'P','reason':'returned','on':"
                         "'2025-01-19'}\n",
      "2025-02-10", "broken", "0.00", "0.00" },
    /* As of a day before it was returned it counts. */
    { "returned_later",
      PAID("100.00", "") "{'do':'payment.reverse','ref':'P','reason':'returned','on':"
                         "'2025-02-09'}\n",
      "2025-02-08", "kept", "100.00", "0.00" },
    /* Another payment closed part of the item meanwhile: reinstated, it goes back only in part. */
    { "reinstated_in_part",
      PAID("100.00", "") "{'do':'payment.reverse','ref':'P','reason':'returned','on':"
                         "'2025-01-17'}\n"
                         "{'do':'payment.take','account':'A','ref':'Q','amount':'230.00','on':"
                         "'2025-01-09'}\n"
                         "{'do':'payment.reinstate','ref':'P','on':'2025-01-18'}\n",
      "2025-01-19", "kept", "100.00", "0.00" },
    { "after_the_deadline",
      "{'do':'payment.take','account':'A','ref':'P','amount':'100.00','on':'2025-02-03'}\n",
      "2025-02-10", "broken", "0.00", "100.00" },
};

static void test_case(gconstpointer data)
{
    const Case *c = data;
    Book book;
    book_open(&book, "commercial", "2025-02-10");
    if (book.desk == NULL) return;
    book_do(&book, ACCOUNT);
    book_do(&book, c->lines);
    g_autofree char *text =
        book_show(&book, "promises", VIEW_FACE_JSON, "account", "A", "as_of", c->as_of, NULL);
    g_autofree char *state = g_strdup_printf("\"state\":\"%s\"", c->state);
    g_autofree char *fulfilled = g_strdup_printf("\"fulfilled\":\"%s\"", c->fulfilled);
    g_autofree char *late = g_strdup_printf("\"late\":\"%s\"", c->late);
    g_test_message("%s", text);
    g_assert_nonnull(strstr(text, state));
    g_assert_nonnull(strstr(text, fulfilled));
    g_assert_nonnull(strstr(text, late));
    book_clear(&book);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autofree char *path = g_strconcat("/gather_promise/", CASES[i].name, NULL);
        g_test_add_data_func(path, &CASES[i], test_case);
    }
    return g_test_run();
}
