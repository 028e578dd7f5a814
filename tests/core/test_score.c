/* tests/core/test_score.c: points by band, the total, and the reasons. */
#include "core/score.h"

#include <glib.h>

static ScoreBand DPD[] = { { 0, 0 }, { 1, 10 }, { 31, 25 }, { 61, 40 } };
static ScoreBand BROKEN[] = { { 0, -5 }, { 1, 15 }, { 3, 40 } };
static ScoreBand KIND[] = { { 2, 7 }, { 5, -25 } };
static ScoreCharacteristic ITEMS[] = {
    { .name = "age", .bands = DPD, .band_count = 4, .missing_points = 3 },
    { .name = "broken", .bands = BROKEN, .band_count = 3, .missing_points = 0 },
    { .name = "kind", .exact = true, .bands = KIND, .band_count = 2, .missing_points = 1 },
};
static const ScoreCard CARD = { 100, ITEMS, 3 };

static void points(void)
{
    static const struct {
        int item;
        ScoreValue value;
        int32_t points, band;
    } CASES[] = {
        { 0, { true, 0 }, 0, 0 },    { 0, { true, 1 }, 10, 1 },   { 0, { true, 30 }, 10, 1 },
        { 0, { true, 31 }, 25, 2 },  { 0, { true, 900 }, 40, 3 }, { 0, { true, -1 }, 3, -1 },
        { 0, { false, 31 }, 3, -1 }, { 2, { true, 2 }, 7, 0 },    { 2, { true, 3 }, 1, -1 },
        { 2, { true, 5 }, -25, 1 },  { 2, { true, 1 }, 1, -1 },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        int32_t band = 99;
        g_assert_cmpint(score_points(&ITEMS[CASES[i].item], CASES[i].value, &band), ==,
                        CASES[i].points);
        g_assert_cmpint(band, ==, CASES[i].band);
    }
}

static void totals(void)
{
    ScoreValue values[] = { { true, 45 }, { true, 0 }, { true, 5 } };
    ScoreReason reasons[3];
    g_assert_cmpint(score_total(&CARD, values), ==, 100 + 25 - 5 - 25);
    /* 25 and -25 weigh the same: the card's order decides. */
    g_assert_cmpint(score_reasons(&CARD, values, reasons, 3), ==, 3);
    g_assert_cmpint(reasons[0].characteristic, ==, 0);
    g_assert_cmpint(reasons[1].characteristic, ==, 2);
    g_assert_cmpint(reasons[1].points, ==, -25);
    g_assert_cmpint(reasons[2].characteristic, ==, 1);
    g_assert_cmpint(score_reasons(&CARD, values, reasons, 1), ==, 1);
    g_assert_cmpint(reasons[0].characteristic, ==, 0);
    g_assert_cmpint(score_reasons(&CARD, values, reasons, 0), ==, 0);
    ScoreValue quiet[] = { { true, 0 }, { false, 0 }, { true, 9 } };
    g_assert_cmpint(score_reasons(&CARD, quiet, reasons, 3), ==, 1);
    g_assert_cmpint(reasons[0].band, ==, -1);
}

static void checks(void)
{
    ScoreBand twice[] = { { 1, 1 }, { 1, 2 } };
    ScoreCharacteristic items[] = { ITEMS[0], { .name = "bad", .bands = twice, .band_count = 2 } };
    ScoreCard card = { 0, items, 2 };
    size_t at = 99;
    g_assert_true(score_check(&CARD, &at));
    g_assert_cmpint(at, ==, 99);
    g_assert_false(score_check(&card, &at));
    g_assert_cmpint(at, ==, 1);
}

/* The total is the base and the reasons' sum; reasons never rise in weight. */
static void reasons_explain(void)
{
    for (int round = 0; round < 2000; round++) {
        ScoreValue values[3];
        ScoreReason reasons[3];
        for (int i = 0; i < 3; i++)
            values[i] =
                (ScoreValue){ g_test_rand_int_range(0, 5) > 0, g_test_rand_int_range(-3, 70) };
        size_t count = score_reasons(&CARD, values, reasons, 3);
        int64_t sum = CARD.base_points;
        for (size_t i = 0; i < count; i++) {
            sum += reasons[i].points;
            g_assert_cmpint(reasons[i].points, !=, 0);
            if (i > 0) g_assert_cmpint(ABS(reasons[i].points), <=, ABS(reasons[i - 1].points));
        }
        g_assert_cmpint(sum, ==, score_total(&CARD, values));
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/core/score/points", points);
    g_test_add_func("/core/score/totals", totals);
    g_test_add_func("/core/score/check", checks);
    g_test_add_func("/core/score/reasons", reasons_explain);
    return g_test_run();
}
