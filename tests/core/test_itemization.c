/* core/test_itemization.c: a debt on a date and what came since, by cases and one law. */
#include "core/itemization.h"

#include <glib.h>

#define ENTRIES_MAX 8
typedef struct {
    const char *name;
    ItemizationEntry entries[ENTRIES_MAX];
    size_t count;
    Day date;
    Itemization expected;
} Case;

/* today is day 100 */
static const Case CASES[] = {
    { "nothing", { { ENTRY_CHARGE, 0, 0 } }, 0, 50, { 0 } },
    { "on-the-date-is-then",
      { { ENTRY_CHARGE, 50, 1000 }, { ENTRY_PAYMENT, 50, 300 } },
      2,
      50,
      { .then_minor = 700, .now_minor = 700 } },
    { "each-since",
      { { ENTRY_CHARGE, 10, 1000 },
        { ENTRY_INTEREST, 51, 20 },
        { ENTRY_FEE, 52, 15 },
        { ENTRY_PAYMENT, 60, 100 },
        { ENTRY_CREDIT, 61, 50 },
        { ENTRY_CHARGE, 62, 5 } },
      6,
      50,
      { .then_minor = 1000,
        .charges_minor = 5,
        .interest_minor = 20,
        .fees_minor = 15,
        .payments_minor = 100,
        .credits_minor = 50,
        .now_minor = 890 } },
    { "returned-payment",
      { { ENTRY_CHARGE, 10, 1000 }, { ENTRY_PAYMENT, 40, 400 }, { ENTRY_PAYMENT, 55, -400 } },
      3,
      50,
      { .then_minor = 600, .payments_minor = -400, .now_minor = 1000 } },
    { "tomorrow-does-not-count",
      { { ENTRY_CHARGE, 10, 1000 }, { ENTRY_PAYMENT, 101, 400 } },
      2,
      50,
      { .then_minor = 1000, .now_minor = 1000 } },
};

static void test_case(const void *data)
{
    const Case *c = data;
    Itemization got;
    g_assert_true(itemization_reckon(c->entries, c->count, c->date, 100, &got));
    g_assert_cmpint(got.then_minor, ==, c->expected.then_minor);
    g_assert_cmpint(got.charges_minor, ==, c->expected.charges_minor);
    g_assert_cmpint(got.interest_minor, ==, c->expected.interest_minor);
    g_assert_cmpint(got.fees_minor, ==, c->expected.fees_minor);
    g_assert_cmpint(got.payments_minor, ==, c->expected.payments_minor);
    g_assert_cmpint(got.credits_minor, ==, c->expected.credits_minor);
    g_assert_cmpint(got.now_minor, ==, c->expected.now_minor);
}

static void test_overflow(void)
{
    const ItemizationEntry entries[] = { { ENTRY_CHARGE, 1, INT64_MAX }, { ENTRY_FEE, 2, 1 } };
    Itemization got;
    g_assert_false(itemization_reckon(entries, 2, 50, 100, &got));
}

static void test_last(void)
{
    const ItemizationEntry entries[] = { { ENTRY_PAYMENT, 10, 5 },
                                         { ENTRY_PAYMENT, 30, 5 },
                                         { ENTRY_PAYMENT, 40, -5 },
                                         { ENTRY_PAYMENT, 101, 5 } };
    g_assert_cmpint(itemization_last(entries, 4, ENTRY_PAYMENT, 100), ==, 30);
    g_assert_cmpint(itemization_last(entries, 4, ENTRY_FEE, 100), ==, DAY_NONE);
}

/* Whatever came: the parts add up to what is owed now. */
static void test_adds_up(void)
{
    for (int round = 0; round < 10000; round++) {
        ItemizationEntry entries[ENTRIES_MAX];
        size_t count = (size_t)g_test_rand_int_range(0, ENTRIES_MAX + 1);
        Itemization got;
        for (size_t i = 0; i < count; i++)
            entries[i] = (ItemizationEntry){ (ItemizationKind)g_test_rand_int_range(0, 5),
                                             g_test_rand_int_range(0, 120),
                                             g_test_rand_int_range(-1000, 100000) };
        g_assert_true(itemization_reckon(entries, count, 50, 100, &got));
        g_assert_cmpint(got.then_minor + got.charges_minor + got.interest_minor + got.fees_minor -
                            got.payments_minor - got.credits_minor,
                        ==, got.now_minor);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autofree char *path = g_strconcat("/core/itemization/", CASES[i].name, NULL);
        g_test_add_data_func(path, &CASES[i], test_case);
    }
    g_test_add_func("/core/itemization/overflow", test_overflow);
    g_test_add_func("/core/itemization/last", test_last);
    g_test_add_func("/core/itemization/adds-up", test_adds_up);
    return g_test_run();
}
