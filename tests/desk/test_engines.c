/* desk/test_engines.c: the same lines on SQLite and on PostgreSQL: the same answers, the same
 * refusals, and in the end the same figures in every view and the same rows in every table. */
#include "desk/walk.h"

#include <string.h>

typedef struct {
    Walk sqlite, pg;
} Pair;

static void step(Pair *pair)
{
    bool again = false, again_there = false;
    Json *here = wild_line(&pair->sqlite.wild, &again);
    Json *there = wild_line(&pair->pg.wild, &again_there);
    g_autofree char *said = walk_line(&pair->sqlite, here, again);
    g_autofree char *said_there = walk_line(&pair->pg, there, again_there);
    whole_expect_same("the line asked", pair->sqlite.last, pair->pg.last);
    whole_expect_same(pair->sqlite.last, said, said_there);
}

static void compare_tables(Pair *pair)
{
    g_autofree char *here = whole_tables(pair->sqlite.desk->db);
    g_autofree char *there = whole_tables(pair->pg.desk->db);
    whole_expect_same("tables, SQLite before PostgreSQL", here, there);
}

static void compare_views(Pair *pair, Day as_of, int64_t known_us)
{
    const WildAccount *account = pair->sqlite.wild.accounts->pdata[0];
    WholeQuery query = {
        .as_of = as_of, .known_us = known_us, .account = account->ref, .debtor = account->debtor
    };
    g_autofree char *here = whole_views(pair->sqlite.desk, &query);
    g_autofree char *there = whole_views(pair->pg.desk, &query);
    whole_expect_same("views, SQLite before PostgreSQL", here, there);
}

static void compare(Pair *pair)
{
    Day today = pair->sqlite.desk->today;
    compare_views(pair, today, INT64_MAX);
    compare_views(pair, today - 30, INT64_MAX);
    compare_views(pair, today - 2, pair->sqlite.desk->now_us - INT64_C(86400) * 1000000);
    compare_tables(pair);
}

static void test_same_figures(void)
{
    Pair pair;
    uint64_t seed = walk_seed();
    walk_open(&pair.pg, "pg", seed);
    if (pair.pg.desk == NULL) return;
    walk_open(&pair.sqlite, "sqlite", seed);
    for (int64_t left = walk_steps(450); left > 0 && !g_test_failed(); left -= 30) {
        for (int i = 0; i < 30 && !g_test_failed(); i++) step(&pair);
        walk_day(&pair.sqlite, 1, false);
        walk_day(&pair.pg, 2, false);
        if (left % 90 == 0 || left <= 30) compare(&pair);
        walk_sleep(&pair.sqlite);
        walk_sleep(&pair.pg);
    }
    walk_close(&pair.pg);
    walk_close(&pair.sqlite);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/engines/same_figures", test_same_figures);
    return g_test_run();
}
