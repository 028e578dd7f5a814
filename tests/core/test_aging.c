/* tests/core/test_aging.c: bucket edges, labels, sums.  The figures of A1.3 in the measures'
 * handbook. */
#include "core/aging.h"

#include <glib.h>

static Day day(const char *text)
{
    Day out = DAY_NONE;
    g_assert_true(day_parse(text, &out));
    return out;
}

static BucketSet set_of(const char *text)
{
    BucketSet set;
    g_assert_cmpint(aging_parse(text, &set), ==, AGING_OK);
    return set;
}

static void parses(void)
{
    static const struct {
        const char *text;
        AgingVerdict verdict;
    } CASES[] = {
        { "30,60,90", AGING_OK },
        { " 30 , 60 ", AGING_OK },
        { "1", AGING_OK },
        { "1,2,3,4,5,6,7,8,9,10,11,12", AGING_OK },
        { "1,2,3,4,5,6,7,8,9,10,11,12,13", AGING_TOO_MANY },
        { "", AGING_NO_BOUNDS },
        { "  ", AGING_NO_BOUNDS },
        { "30,", AGING_NOT_A_NUMBER },
        { ",30", AGING_NOT_A_NUMBER },
        { "30;60", AGING_NOT_A_NUMBER },
        { "30,,60", AGING_NOT_A_NUMBER },
        { "-30", AGING_NOT_A_NUMBER },
        { "30.5", AGING_NOT_A_NUMBER },
        { "99999999999999999999", AGING_NOT_A_NUMBER },
        { "0,30", AGING_NOT_ASCENDING },
        { "30,30", AGING_NOT_ASCENDING },
        { "60,30", AGING_NOT_ASCENDING },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        BucketSet set;
        g_test_message("%s", CASES[i].text);
        g_assert_cmpint(aging_parse(CASES[i].text, &set), ==, CASES[i].verdict);
        g_assert_cmpint(strlen(aging_verdict_text(CASES[i].verdict)), >, 0);
    }
}

static void labels(void)
{
    static const struct {
        const char *text;
        const char *labels[8];
    } CASES[] = {
        { "30,60,90", { "not_due", "d1_30", "d31_60", "d61_90", "d91_plus" } },
        { "29,59,89", { "not_due", "d1_29", "d30_59", "d60_89", "d90_plus" } },
        { "7", { "not_due", "d1_7", "d8_plus" } },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        BucketSet set = set_of(CASES[i].text);
        int count = aging_bucket_count(&set);
        char label[AGING_LABEL_SIZE];
        for (int k = 0; k < count; k++)
            g_assert_cmpstr(aging_label(&set, k, label), ==, CASES[i].labels[k]);
        g_assert_null(CASES[i].labels[count]);
    }
}

/* A1 … A3, the edges of day 30, 60, 90, and due today. */
static void edges(void)
{
    static const struct {
        int32_t dpd;
        int trade, loan;
    } CASES[] = {
        { -15, 0, 0 }, { 0, 0, 0 },  { 1, 1, 1 },   { 29, 1, 1 },        { 30, 1, 2 },
        { 31, 2, 2 },  { 59, 2, 2 }, { 60, 2, 3 },  { 61, 3, 3 },        { 89, 3, 3 },
        { 90, 3, 4 },  { 91, 4, 4 }, { 400, 4, 4 }, { INT32_MAX, 4, 4 },
    };
    BucketSet trade = set_of("30,60,90"), loan = set_of("29,59,89");
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_assert_cmpint(aging_bucket_of(&trade, CASES[i].dpd), ==, CASES[i].trade);
        g_assert_cmpint(aging_bucket_of(&loan, CASES[i].dpd), ==, CASES[i].loan);
    }
}

static void days_past_due(void)
{
    Day as_of = day("2025-03-31");
    g_assert_cmpint(aging_dpd(AGING_BY_DUE, day("2025-03-01"), 0, as_of), ==, 30);
    g_assert_cmpint(aging_dpd(AGING_BY_DUE, day("2025-02-28"), 0, as_of), ==, 31);
    g_assert_cmpint(aging_dpd(AGING_BY_DUE, day("2024-12-31"), 0, as_of), ==, 90);
    g_assert_cmpint(aging_dpd(AGING_BY_ISSUED, 0, day("2025-03-01"), as_of), ==, 30);
    g_assert_cmpint(aging_dpd(AGING_BY_DUE, DAY_MAX, 0, DAY_MIN), <, 0);
}

static void grace(void)
{
    BucketSet set = set_of("30,60,90");
    g_assert_cmpint(aging_bucket_of_grace(&set, 5, 5), ==, 0);
    g_assert_cmpint(aging_bucket_of_grace(&set, 6, 5), ==, 1);
    g_assert_cmpint(aging_bucket_of_grace(&set, 31, 30), ==, 2); /* aged from the due date */
    g_assert_cmpint(aging_bucket_of_grace(&set, 1, 0), ==, 1);
}

static const struct {
    const char *due;
    int64_t minor;
} BOOK[] = {
    { "2025-04-15", 100000 }, { "2025-03-31", 200000 }, { "2025-03-30", 50000 },
    { "2025-03-01", 80000 },  { "2025-02-28", 120000 }, { "2025-01-30", 30000 },
    { "2025-01-29", 70000 },  { "2024-12-31", 40000 },  { "2024-12-30", 60000 },
};

static Aging book(const BucketSet *set)
{
    Aging aging = { 0 };
    for (size_t i = 0; i < G_N_ELEMENTS(BOOK); i++)
        g_assert_true(aging_add(&aging, set,
                                aging_dpd(AGING_BY_DUE, day(BOOK[i].due), 0, day("2025-03-31")), 0,
                                BOOK[i].minor));
    g_assert_true(aging_add_unapplied(&aging, -25000));
    return aging;
}

static void worked_example(void)
{
    static const int64_t TRADE[] = { 300000, 130000, 150000, 110000, 60000 };
    static const int64_t LOAN[] = { 300000, 50000, 200000, 100000, 100000 };
    BucketSet trade = set_of("30,60,90"), loan = set_of("29,59,89");
    Aging a = book(&trade), b = book(&loan);
    int64_t total, past_due;

    for (int i = 0; i < 5; i++) {
        g_assert_cmpint(a.bucket_minor[i], ==, TRADE[i]);
        g_assert_cmpint(b.bucket_minor[i], ==, LOAN[i]);
    }
    g_assert_true(aging_total(&a, &total) && aging_past_due(&a, &past_due));
    g_assert_cmpint(total, ==, 725000);
    g_assert_cmpint(past_due, ==, 450000);
    g_assert_cmpint(a.unapplied_minor, ==, -25000); /* never netted silently */
    g_assert_cmpint(a.oldest_dpd, ==, 91);
    aging_net_oldest_first(&a, &trade);
    g_assert_cmpint(a.bucket_minor[4], ==, 35000);
    for (int i = 0; i < 4; i++) g_assert_cmpint(a.bucket_minor[i], ==, TRADE[i]);
    g_assert_cmpint(a.unapplied_minor, ==, 0);
    g_assert_true(aging_total(&a, &total));
    g_assert_cmpint(total, ==, 725000);
}

static void credits_stay_apart(void)
{
    BucketSet set = set_of("30,60,90");
    Aging a = { 0 };
    int64_t total;
    g_assert_true(aging_add(&a, &set, 200, 0, -10000)); /* an old open credit note */
    g_assert_cmpint(a.unapplied_minor, ==, -10000);
    g_assert_cmpint(a.oldest_dpd, ==, 0);
    aging_net_oldest_first(&a, &set); /* nothing to net with */
    g_assert_cmpint(a.unapplied_minor, ==, -10000);
    g_assert_true(aging_total(&a, &total));
    g_assert_cmpint(total, ==, -10000);
}

static void overflow(void)
{
    BucketSet set = set_of("30");
    Aging a = { 0 }, b = { 0 };
    int64_t total;
    g_assert_true(aging_add(&a, &set, 1, 0, MONEY_MAX));
    g_assert_false(aging_add(&a, &set, 1, 0, 1));
    g_assert_cmpint(a.bucket_minor[1], ==, MONEY_MAX);
    g_assert_cmpint(a.bucket_items[1], ==, 1);
    g_assert_true(aging_add(&a, &set, 0, 0, 1));
    g_assert_false(aging_total(&a, &total));
    g_assert_true(aging_add(&b, &set, 1, 0, 1));
    g_assert_false(aging_merge(&b, &a));
}

/* Whatever the items: buckets + unapplied = the sum, netted or not, merged or not; a bucket holds
 * exactly its days. */
static void adds_up(void)
{
    for (int round = 0; round < 2000; round++) {
        BucketSet set = set_of(g_test_rand_bit() ? "30,60,90" : "29,59,89,119,149,179");
        Aging one = { 0 }, two = { 0 };
        int64_t sum = 0, total;
        int32_t oldest = 0, grace_days = g_test_rand_int_range(0, 10);
        for (int i = g_test_rand_int_range(0, 30); i > 0; i--) {
            int32_t dpd = g_test_rand_int_range(-200, 400);
            int64_t minor = g_test_rand_int_range(-100000, 500000);
            Aging *into = g_test_rand_bit() ? &one : &two;
            g_assert_true(aging_add(into, &set, dpd, grace_days, minor));
            sum += minor;
            if (minor > 0 && dpd > grace_days) oldest = MAX(oldest, dpd);
            int bucket = aging_bucket_of(&set, dpd);
            g_assert_true(bucket == 0 ? dpd <= 0 : dpd > (bucket > 1 ? set.bounds[bucket - 2] : 0));
            g_assert_true(bucket == 0 || bucket > set.bound_count || dpd <= set.bounds[bucket - 1]);
        }
        g_assert_true(aging_merge(&one, &two) && aging_total(&one, &total));
        g_assert_cmpint(total, ==, sum);
        g_assert_cmpint(one.oldest_dpd, ==, oldest);
        aging_net_oldest_first(&one, &set);
        g_assert_true(aging_total(&one, &total));
        g_assert_cmpint(total, ==, sum);
        g_assert_cmpint(one.unapplied_minor, ==, MIN(sum, 0));
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/core/aging/parse", parses);
    g_test_add_func("/core/aging/labels", labels);
    g_test_add_func("/core/aging/edges", edges);
    g_test_add_func("/core/aging/dpd", days_past_due);
    g_test_add_func("/core/aging/grace", grace);
    g_test_add_func("/core/aging/worked_example", worked_example);
    g_test_add_func("/core/aging/credits", credits_stay_apart);
    g_test_add_func("/core/aging/overflow", overflow);
    g_test_add_func("/core/aging/adds_up", adds_up);
    return g_test_run();
}
