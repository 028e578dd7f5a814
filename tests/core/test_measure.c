/* tests/core/test_measure.c: the catalogue of key figures, and how a figure is written. */
#include "core/measure.h"

#include <glib.h>
#include <string.h>

static const char *text(Measure measure)
{
    static char buffer[MEASURE_TEXT_SIZE];
    return measure_text(&measure, buffer);
}

static void texts(void)
{
    Measure whole = { .defined = true, .numerator = -7, .denominator = 1 };
    Measure open_end = measure_of(MEASURE_DAYS, 90, 1);
    open_end.at_least = true;
    g_assert_cmpstr(text(measure_of(MEASURE_PERCENT, 3, 5)), ==, "60.00");
    g_assert_cmpstr(text(measure_of(MEASURE_PERCENT, -1, 3)), ==, "-33.33");
    g_assert_cmpstr(text(measure_of(MEASURE_DAYS, 5, 100)), ==, "0.05");
    g_assert_cmpstr(text(measure_of(MEASURE_DAYS, 5, 1000)), ==, "0.01");
    g_assert_cmpstr(text(measure_of(MEASURE_DAYS, -4, 1000)), ==, "0.00");
    g_assert_cmpstr(text(measure_of(MEASURE_DAYS, 0, 9)), ==, "0.00");
    g_assert_cmpstr(text(measure_of(MEASURE_DAYS, 1, 0)), ==, "");
    g_assert_cmpstr(text(measure_of(MEASURE_DAYS, 1, -5)), ==, "");
    g_assert_cmpstr(text(open_end), ==, ">= 90.00");
    g_assert_cmpstr(text(whole), ==, "-700"); /* unit 0 is percent, no decimals asked */
    /* Ten million accounts of the largest balance over a year. */
    __int128 most = (__int128)900000000000000000 * 10000000;
    g_assert_cmpstr(text(measure_of(MEASURE_DAYS, most * 366, most)), ==, "366.00");
    char buffer[MEASURE_TEXT_SIZE];
    g_assert_cmpstr(measure_whole_text(most * -366, buffer), ==, "-3294000000000000000000000000");
    g_assert_cmpstr(measure_whole_text(0, buffer), ==, "0");
}

/* Each name has exactly one default, its first; no name and variant stand twice; every row says
 * what it is. */
static void catalogue(void)
{
    for (size_t i = 0; i < measure_table_count(); i++) {
        const MeasureInfo *info = &measure_table[i];
        bool first = i == 0 || strcmp(measure_table[i - 1].name, info->name) != 0;
        g_assert_true(info->is_default == first);
        g_assert_true(measure_find(info->name, info->variant) == info);
        g_assert_true(!first || measure_find(info->name, NULL) == info);
        g_assert_true(!first || measure_find(info->name, "") == info);
        g_assert_cmpint(strlen(info->formula), >, 10);
        g_assert_cmpint(strlen(info->source), >, 0);
        g_assert_cmpint(strlen(measure_unit_name(info->unit)), >, 0);
        g_assert_true(strstr(info->formula, "  ") == NULL);
    }
    g_assert_null(measure_find("dso", "nonsense"));
    g_assert_null(measure_find("nonsense", NULL));
}

/* The names the doors promise. */
static void promised_names(void)
{
    static const struct {
        const char *name, *variants[9];
    } DOORS[] = {
        { "past_due_pct", { "gross", "netted" } },
        { "percent_current", { "" } },
        { "percent_over_90", { "" } },
        { "late_items_pct", { "" } },
        { "dso",
          { "simple", "countback_calendar", "countback_30", "rolling", "conventional", "true",
            "sales_weighted", "best_possible" } },
        { "add", { "" } },
        { "dbt", { "" } },
        { "avg_days_late", { "" } },
        { "days_to_pay", { "" } },
        { "turnover", { "" } },
        { "cei", { "period", "monthly_mean" } },
        { "collected_of_due", { "" } },
        { "progress", { "" } },
        { "roll", { "static", "net_flow" } },
        { "cure", { "" } },
        { "redefault", { "" } },
        { "vintage_loss", { "" } },
        { "net_charge_off", { "" } },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(DOORS); i++) {
        for (int k = 0; DOORS[i].variants[k] != NULL; k++)
            g_assert_nonnull(measure_find(DOORS[i].name, DOORS[i].variants[k]));
        const MeasureInfo *info = measure_find(DOORS[i].name, NULL);
        g_assert_true(DOORS[i].variants[0][0] == '\0' ||
                      strcmp(info->variant, DOORS[i].variants[0]) == 0);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/core/measure/text", texts);
    g_test_add_func("/core/measure/catalogue", catalogue);
    g_test_add_func("/core/measure/doors", promised_names);
    return g_test_run();
}
