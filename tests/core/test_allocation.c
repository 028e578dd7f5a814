/* tests/core/test_allocation.c: money put on items and taken back, to the unit. */
#include "core/allocation.h"

#include <glib.h>
#include <string.h>

enum { ITEMS = 6 };

/* id, number, kind, due, issued, open, cancelled, disputed */
static const AllocationItem BOOK[ITEMS] = {
    { 1, "B", ITEM_INVOICE, 50, 20, 10000, false, false },
    { 2, "A", ITEM_INVOICE, 50, 20, 5000, false, false },
    { 3, "C", ITEM_INVOICE, 10, 5, 7000, false, true },
    { 4, "F", ITEM_FEE, 60, 60, 1000, false, false },
    { 5, "I", ITEM_INTEREST, 55, 55, 41, false, false },
    { 6, "D", ITEM_INVOICE, 50, 19, 300, false, false },
};
static const ItemKind COSTS_FIRST[] = { ITEM_FEE, ITEM_INTEREST };
static const ItemKind PRINCIPAL_FIRST[] = { ITEM_INVOICE, ITEM_INTEREST, ITEM_FEE };

static const struct {
    const char *name;
    AllocationRule rule;
    int64_t amount;
    AllocationPart parts[ITEMS];
    int64_t unapplied;
} PLANS[] = {
    { "oldest", { 0 }, 7000, { { 3, 7000 } }, 0 },
    { "ties-by-issue-then-number",
      { 0 },
      12400,
      { { 3, 7000 }, { 6, 300 }, { 2, 5000 }, { 1, 100 } },
      0 },
    { "skip-disputed", { .skip_disputed = true }, 5300, { { 6, 300 }, { 2, 5000 } }, 0 },
    { "more-than-owed",
      { 0 },
      24000,
      { { 3, 7000 }, { 6, 300 }, { 2, 5000 }, { 1, 10000 }, { 5, 41 }, { 4, 1000 } },
      659 },
    { "costs-first", { COSTS_FIRST, 2, false }, 1100, { { 4, 1000 }, { 5, 41 }, { 3, 59 } }, 0 },
    { "principal-first",
      { PRINCIPAL_FIRST, 3, true },
      15342,
      { { 6, 300 }, { 2, 5000 }, { 1, 10000 }, { 5, 41 }, { 4, 1 } },
      0 },
    { "one-unit", { 0 }, 1, { { 3, 1 } }, 0 },
};

static void plans(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(PLANS); i++) {
        AllocationItem items[ITEMS];
        AllocationPart parts[ITEMS] = { { 0 } };
        int64_t unapplied;
        memcpy(items, BOOK, sizeof items);
        g_test_message("%s", PLANS[i].name);
        allocation_plan(&PLANS[i].rule, items, ITEMS, PLANS[i].amount, parts, &unapplied);
        g_assert_cmpint(unapplied, ==, PLANS[i].unapplied);
        for (int k = 0; k < ITEMS; k++) {
            g_assert_cmpint(parts[k].item_id, ==, PLANS[i].parts[k].item_id);
            g_assert_cmpint(parts[k].minor, ==, PLANS[i].parts[k].minor);
        }
    }
}

/* B4.03: debt 100 + interest 0.41 + fee 10, paid 100: 10, 0.41, 89.59; 10.41 of principal stays. */
static void costs_interest_principal(void)
{
    AllocationItem items[] = { { 1, "P", ITEM_INVOICE, 1, 1, 10000, false, false },
                               { 2, "Z", ITEM_INTEREST, 20, 20, 41, false, false },
                               { 3, "K", ITEM_FEE, 30, 30, 1000, false, false } };
    AllocationRule rule = { COSTS_FIRST, 2, false };
    AllocationPart parts[3];
    int64_t unapplied;
    g_assert_cmpint(allocation_plan(&rule, items, 3, 10000, parts, &unapplied), ==, 3);
    g_assert_cmpint(parts[0].minor, ==, 1000);
    g_assert_cmpint(parts[1].minor, ==, 41);
    g_assert_cmpint(parts[2].minor, ==, 8959);
    g_assert_cmpint(unapplied, ==, 0);
}

/* B4.01: weekly 300, pays 1000: 300/300/300/100.  B3.01: 150 over 125s: 125 and 25. */
static void weekly_rents(void)
{
    AllocationItem items[4] = { { 0 } };
    AllocationRule rule = { 0 };
    AllocationPart parts[4];
    int64_t unapplied;
    for (int i = 0; i < 4; i++)
        items[i] = (AllocationItem){ .item_id = i + 1, .due_day = 7 * i, .open_minor = 30000 };
    g_assert_cmpint(allocation_plan(&rule, items, 4, 100000, parts, &unapplied), ==, 4);
    g_assert_cmpint(parts[3].minor, ==, 10000);
    for (int i = 0; i < 4; i++) items[i].open_minor = 12500;
    g_assert_cmpint(allocation_plan(&rule, items, 4, 15000, parts, &unapplied), ==, 2);
    g_assert_cmpint(parts[1].minor, ==, 2500);
}

static void takes_nothing_else(void)
{
    AllocationItem items[] = { { 1, "CN", ITEM_CREDIT_NOTE, 1, 1, 100, false, false },
                               { 2, "SO", ITEM_ORDER, 1, 1, 100, false, false },
                               { 3, "X", ITEM_INVOICE, 1, 1, 100, true, false },
                               { 4, "P", ITEM_INVOICE, 1, 1, 0, false, false },
                               { 5, "N", ITEM_INVOICE, 1, 1, -50, false, false } };
    AllocationRule rule = { 0 };
    AllocationPart parts[5];
    int64_t unapplied;
    g_assert_cmpint(allocation_plan(&rule, items, 5, 70, parts, &unapplied), ==, 0);
    g_assert_cmpint(unapplied, ==, 70);
    g_assert_cmpint(allocation_plan(&rule, items, 0, 70, parts, &unapplied), ==, 0);
    g_assert_cmpint(unapplied, ==, 70);
}

static const struct {
    const char *name;
    AllocationWish wishes[3];
    size_t count;
    AllocationVerdict verdict;
    size_t at;
    int64_t first, unapplied; /* of 12,000 */
} LISTS[] = {
    { "exact", { { "B", 10000 } }, 1, ALLOCATION_OK, 0, 10000, 2000 },
    { "disputed-but-named", { { "C", 7000 } }, 1, ALLOCATION_OK, 0, 7000, 5000 },
    { "as-much-as-fits", { { "B", 0 }, { "A", 0 } }, 2, ALLOCATION_OK, 0, 10000, 0 },
    { "part", { { "A", 1 } }, 1, ALLOCATION_OK, 0, 1, 11999 },
    { "empty", { { "", 0 } }, 0, ALLOCATION_OK, 0, 0, 12000 },
    { "unknown", { { "B", 1 }, { "Q", 1 } }, 2, ALLOCATION_UNKNOWN_ITEM, 1, 0, 0 },
    { "negative", { { "B", -1 } }, 1, ALLOCATION_NOT_POSITIVE, 0, 0, 0 },
    { "over-item", { { "A", 5001 } }, 1, ALLOCATION_OVER_ITEM, 0, 0, 0 },
    { "twice-over-item", { { "A", 3000 }, { "A", 2001 } }, 2, ALLOCATION_OVER_ITEM, 1, 0, 0 },
    { "over-payment", { { "B", 9000 }, { "A", 3001 } }, 2, ALLOCATION_OVER_PAYMENT, 1, 0, 0 },
};

static void lists(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(LISTS); i++) {
        AllocationPart parts[3] = { { 0 } };
        size_t count = 99, at = 0;
        int64_t unapplied = -1;
        g_test_message("%s", LISTS[i].name);
        g_assert_cmpint(allocation_plan_list(BOOK, ITEMS, LISTS[i].wishes, LISTS[i].count, 12000,
                                             parts, &count, &unapplied, &at),
                        ==, LISTS[i].verdict);
        if (LISTS[i].verdict == ALLOCATION_OK) {
            g_assert_cmpint(parts[0].minor, ==, LISTS[i].first);
            g_assert_cmpint(unapplied, ==, LISTS[i].unapplied);
        } else {
            g_assert_cmpint(at, ==, LISTS[i].at);
            g_assert_cmpint(count, ==, 99);
        }
        g_assert_cmpint(strlen(allocation_verdict_text(LISTS[i].verdict)), >, 0);
    }
}

static void not_open(void)
{
    AllocationItem closed = { 1, "A", ITEM_INVOICE, 1, 1, 0, false, false };
    AllocationWish wish = { "A", 1 };
    AllocationPart part;
    size_t count, at;
    int64_t unapplied;
    g_assert_cmpint(allocation_plan_list(&closed, 1, &wish, 1, 5, &part, &count, &unapplied, &at),
                    ==, ALLOCATION_NOT_OPEN);
}

static void releases(void)
{
    static const AllocationPart LIVE[] = { { 1, 100 }, { 2, 50 }, { 1, 30 } };
    AllocationPart parts[3];
    int64_t missing;
    g_assert_cmpint(allocation_release(LIVE, 3, 60, parts, &missing), ==, 2);
    g_assert_cmpint(parts[0].minor, ==, -30);
    g_assert_cmpint(parts[1].item_id, ==, 2);
    g_assert_cmpint(parts[1].minor, ==, -30);
    g_assert_cmpint(missing, ==, 0);
    g_assert_cmpint(allocation_release(LIVE, 3, 200, parts, &missing), ==, 3);
    g_assert_cmpint(missing, ==, 20);
    g_assert_cmpint(allocation_release_all(LIVE, 3, parts), ==, 180);
    g_assert_cmpint(parts[0].minor, ==, -100);
    g_assert_cmpint(allocation_release_all(LIVE, 0, parts), ==, 0);
}

static size_t random_items(AllocationItem *items)
{
    static const ItemKind KINDS[] = { ITEM_INVOICE, ITEM_FEE,         ITEM_INTEREST,
                                      ITEM_ORDER,   ITEM_CREDIT_NOTE, ITEM_INSTALMENT };
    size_t count = (size_t)g_test_rand_int_range(0, 13);
    for (size_t i = 0; i < count; i++) {
        items[i] = (AllocationItem){ .item_id = (int64_t)i + 1 };
        g_snprintf(items[i].number, sizeof items[i].number, "N%zu", i % 4);
        items[i].kind = KINDS[g_test_rand_int_range(0, 6)];
        items[i].due_day = g_test_rand_int_range(0, 4);
        items[i].open_minor = g_test_rand_int_range(-100, 1000);
        items[i].cancelled = g_test_rand_int_range(0, 8) == 0;
        items[i].disputed = g_test_rand_int_range(0, 4) == 0;
    }
    return count;
}

/* No part exceeds its item, and nothing is paid while something that comes earlier is still open.
 * Returns the sum. */
static int64_t in_order(const AllocationRule *rule, const AllocationItem *items, size_t count,
                        const AllocationPart *parts, size_t used, bool *short_of_money)
{
    int64_t sum = 0;
    size_t at = 0;

    *short_of_money = false;
    for (size_t i = 0; i < count; i++) {
        bool takes = allocation_takes(&items[i]) && !(items[i].disputed && rule->skip_disputed);
        bool paid = at < used && parts[at].item_id == items[i].item_id;
        int64_t part = paid ? parts[at++].minor : 0;
        g_assert_cmpint(part, >=, 0);
        g_assert_cmpint(part, <=, takes ? items[i].open_minor : 0);
        g_assert_true(part == 0 || !*short_of_money);
        *short_of_money |= takes && part < items[i].open_minor;
        sum += part;
    }
    g_assert_cmpint(at, ==, used);
    return sum;
}

/* What still stands after partial and repeated releases, of two sources and in both directions. */
static void standing(void)
{
    static const struct {
        int64_t source_id, item_id, minor, standing;
    } ROWS[] = {
        { 1, 7, 50, 50 }, { 1, 7, 30, 10 },   { 2, 7, 20, 0 }, { 1, 7, -20, 0 },
        { 2, 7, -20, 0 }, { 1, 8, -40, -25 }, { 1, 8, 15, 0 }, { 1, 9, 10, 0 },
        { 1, 9, 5, 0 },   { 1, 9, -15, 0 },   { 1, 9, 8, 8 },
    };
    AllocationMove moves[G_N_ELEMENTS(ROWS)];

    for (size_t i = 0; i < G_N_ELEMENTS(ROWS); i++)
        moves[i] = (AllocationMove){ 0, ROWS[i].source_id, ROWS[i].item_id, ROWS[i].minor, 0, 0 };
    allocation_standing(moves, G_N_ELEMENTS(ROWS));
    for (size_t i = 0; i < G_N_ELEMENTS(ROWS); i++)
        g_assert_cmpint(moves[i].standing, ==, ROWS[i].standing);
}

/* 10,000 random debts: parts + rest = payment, and what is released brings every unit back. */
static void conserves(void)
{
    for (int round = 0; round < 10000; round++) {
        AllocationItem items[12];
        AllocationPart parts[12], back[12];
        AllocationRule rule = { COSTS_FIRST, g_test_rand_bit() ? 2 : 0, g_test_rand_bit() };
        size_t count = random_items(items);
        int64_t amount = g_test_rand_int_range(1, 5000), rest, missing;
        bool short_of_money;
        size_t used = allocation_plan(&rule, items, count, amount, parts, &rest);
        int64_t sum = in_order(&rule, items, count, parts, used, &short_of_money);
        g_assert_cmpint(sum + rest, ==, amount);
        g_assert_true(rest == 0 || !short_of_money);
        g_assert_cmpint(allocation_release_all(parts, used, back), ==, sum);
        size_t undone = allocation_release(parts, used, amount, back, &missing);
        for (size_t i = 0; i < undone; i++) sum += back[i].minor;
        g_assert_cmpint(sum, ==, 0);
        g_assert_cmpint(missing, ==, rest);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/core/allocation/plan", plans);
    g_test_add_func("/core/allocation/clearing", costs_interest_principal);
    g_test_add_func("/core/allocation/weekly", weekly_rents);
    g_test_add_func("/core/allocation/takes", takes_nothing_else);
    g_test_add_func("/core/allocation/list", lists);
    g_test_add_func("/core/allocation/not_open", not_open);
    g_test_add_func("/core/allocation/release", releases);
    g_test_add_func("/core/allocation/standing", standing);
    g_test_add_func("/core/allocation/conserves", conserves);
    return g_test_run();
}
