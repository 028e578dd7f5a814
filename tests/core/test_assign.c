/* tests/core/test_assign.c: who gets which account: fit, continuity, and an even deal. */
#include "core/assign.h"

#include <glib.h>
#include <stdlib.h>

static void splits(void)
{
    static const struct {
        int64_t total;
        int32_t weights[4];
        size_t count;
        int64_t parts[4];
    } CASES[] = {
        { 10, { 1, 1, 1 }, 3, { 4, 3, 3 } }, { 0, { 1, 2 }, 2, { 0, 0 } },
        { 7, { 2, 1, 1 }, 3, { 3, 2, 2 } },  { 100, { 33, 33, 34 }, 3, { 33, 33, 34 } },
        { 1, { 1, 1, 1, 1 }, 4, { 1 } },     { 5, { 1, 100 }, 2, { 0, 5 } },
        { 10, { 5, 3, 1 }, 3, { 6, 3, 1 } }, { 3, { 1, 1, 1, 1 }, 4, { 1, 1, 1, 0 } },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        int64_t parts[4];
        assign_split(CASES[i].total, CASES[i].weights, CASES[i].count, parts);
        for (size_t k = 0; k < CASES[i].count; k++)
            g_assert_cmpint(parts[k], ==, CASES[i].parts[k]);
    }
}

static void split_property(void)
{
    for (int round = 0; round < 2000; round++) {
        int32_t weights[20];
        int64_t parts[20], sum = 0, whole = 0, total = g_test_rand_int_range(0, 1000000);
        size_t count = (size_t)g_test_rand_int_range(1, 21);
        for (size_t i = 0; i < count; i++) whole += weights[i] = g_test_rand_int_range(1, 50);
        assign_split(total, weights, count, parts);
        for (size_t i = 0; i < count; i++) {
            sum += parts[i];
            g_assert_cmpint(llabs(parts[i] * whole - total * weights[i]), <, whole);
        }
        g_assert_cmpint(sum, ==, total);
    }
}

static void fits(void)
{
    static const int64_t CREDITORS[] = { 3, 5, 9 };
    AssignCollector ann = { .user_id = 1,
                            .weight = 1,
                            .from = "a",
                            .to = "k",
                            .skills = 3,
                            .languages = 2,
                            .creditor_ids = CREDITORS,
                            .creditor_count = 3,
                            .capacity = 10,
                            .load = 7 };
    static const struct {
        AssignCase item;
        bool fits;
    } CASES[] = {
        { { .name = "abel", .creditor_id = 5, .minutes = 3 }, true },
        { { .name = "king", .creditor_id = 5 }, true },
        { { .name = "lang", .creditor_id = 5 }, false },
        { { .name = "", .creditor_id = 5 }, false },
        { { .name = "abel", .creditor_id = 4 }, false },
        { { .name = "abel", .creditor_id = 9, .minutes = 4 }, false },
        { { .name = "abel", .creditor_id = 3, .skill = 2 }, true },
        { { .name = "abel", .creditor_id = 3, .skill = 6 }, false },
        { { .name = "abel", .creditor_id = 3, .languages = 6 }, true },
        { { .name = "abel", .creditor_id = 3, .languages = 4 }, false },
    };
    AssignRule all = {
        .match_skill = true, .match_language = true, .match_creditor = true, .limit_capacity = true
    };
    AssignRule none = { 0 };
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++)
        g_assert_true(assign_fits(&all, &ann, &CASES[i].item) == CASES[i].fits);
    g_assert_true(assign_fits(&none, &ann, &CASES[5].item)); /* no wish, no bar */
    ann.capacity = -1;
    g_assert_true(assign_fits(&all, &ann, &CASES[5].item));
}

/* 10,000 accounts over n collectors: each count within one of its share by weight, whatever was
 * there before. */
static void round_robin_is_even(void)
{
    enum { CASES = 10000 };
    AssignRule rule = { .method = ASSIGN_ROUND_ROBIN };
    g_autofree AssignCase *cases = g_new0(AssignCase, CASES);
    g_autofree int32_t *chosen = g_new(int32_t, CASES);
    for (size_t n = 1; n <= 13; n += 3) {
        AssignCollector collectors[13] = { 0 };
        int64_t whole = 0;
        for (size_t i = 0; i < n; i++) whole += collectors[i].weight = g_test_rand_int_range(1, 9);
        g_assert_cmpint(assign_accounts(&rule, collectors, n, cases, CASES, chosen), ==, 0);
        for (size_t i = 0; i < n; i++)
            g_assert_cmpint(llabs(collectors[i].accounts * whole - CASES * collectors[i].weight), <,
                            whole);
    }
}

/* One account a day still goes round: what each has already counts. */
static void round_robin_goes_on(void)
{
    AssignRule rule = { .method = ASSIGN_ROUND_ROBIN };
    AssignCollector collectors[3] = { { .weight = 1 }, { .weight = 1 }, { .weight = 1 } };
    AssignCase item = { 0 };
    int32_t chosen;
    for (int i = 0; i < 30; i++) {
        assign_accounts(&rule, collectors, 3, &item, 1, &chosen);
        g_assert_cmpint(chosen, ==, i % 3);
    }
}

static void balance_is_even(void)
{
    enum { CASES = 10000 };
    AssignRule rule = { .method = ASSIGN_BALANCE };
    AssignCollector collectors[5] = {
        { .weight = 1 }, { .weight = 2 }, { .weight = 1 }, { .weight = 3 }, { .weight = 1 }
    };
    g_autofree AssignCase *cases = g_new0(AssignCase, CASES);
    g_autofree int32_t *chosen = g_new(int32_t, CASES);
    int64_t sum = 0;
    for (int i = 0; i < CASES; i++)
        sum += cases[i].balance = g_test_rand_int_range(1, 1000) * (i % 100 == 0 ? 100 : 1);
    g_assert_cmpint(assign_accounts(&rule, collectors, 5, cases, CASES, chosen), ==, 0);
    for (int i = 0; i < 5; i++) /* within the largest single account of the exact share */
        g_assert_cmpint(llabs(collectors[i].balance * 8 - sum * collectors[i].weight), <,
                        8 * 100000);
}

static void owners_stay(void)
{
    AssignRule rule = { .method = ASSIGN_ROUND_ROBIN, .keep_owner = true, .match_language = true };
    AssignCollector collectors[2] = { { .user_id = 7, .weight = 1, .languages = 1 },
                                      { .user_id = 8, .weight = 1, .languages = 3 } };
    AssignCase cases[] = { { .owner_id = 8, .languages = 1 },
                           { .owner_id = 8, .languages = 1 },
                           { .owner_id = 7, .languages = 2 }, /* no longer fits */
                           { .owner_id = 9, .languages = 1 }, /* has left */
                           { .languages = 4 } };
    int32_t chosen[5];
    g_assert_cmpint(assign_accounts(&rule, collectors, 2, cases, 5, chosen), ==, 1);
    g_assert_cmpint(chosen[0], ==, 1);
    g_assert_cmpint(chosen[1], ==, 1);
    g_assert_cmpint(chosen[2], ==, 1);
    g_assert_cmpint(chosen[3], ==, 0);
    g_assert_cmpint(chosen[4], ==, ASSIGN_NOBODY);
}

static void capacity_and_letters(void)
{
    AssignRule rule = { .method = ASSIGN_FIRST, .limit_capacity = true };
    AssignCollector collectors[3] = {
        { .weight = 1, .from = "a", .to = "k", .capacity = 20 },
        { .weight = 1, .from = "l", .to = "z", .capacity = 20 },
        { .weight = 1, .capacity = 10 },
    };
    static const char *const NAMES[] = { "abel", "king", "bond", "zorn", "42nd street", "cole" };
    static const int32_t WHO[] = { 0, 0, 2, 1, ASSIGN_NOBODY, ASSIGN_NOBODY };
    AssignCase cases[6] = { 0 };
    int32_t chosen[6];
    for (int i = 0; i < 6; i++) cases[i] = (AssignCase){ .name = NAMES[i], .minutes = 10 };
    g_assert_cmpint(assign_accounts(&rule, collectors, 3, cases, 6, chosen), ==, 2);
    for (int i = 0; i < 6; i++) g_assert_cmpint(chosen[i], ==, WHO[i]);
    g_assert_cmpint(assign_accounts(&rule, NULL, 0, cases, 6, chosen), ==, 6);
    g_assert_cmpint(assign_accounts(&rule, collectors, 3, cases, 0, chosen), ==, 0);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/core/assign/split", splits);
    g_test_add_func("/core/assign/split_property", split_property);
    g_test_add_func("/core/assign/fits", fits);
    g_test_add_func("/core/assign/round_robin", round_robin_is_even);
    g_test_add_func("/core/assign/one_a_day", round_robin_goes_on);
    g_test_add_func("/core/assign/balance", balance_is_even);
    g_test_add_func("/core/assign/owners", owners_stay);
    g_test_add_func("/core/assign/capacity", capacity_and_letters);
    return g_test_run();
}
