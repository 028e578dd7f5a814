/* gate/test_gate_tracker.c: the dates that a legal status puts on the calendar. */
#include "gate/gate_tracker.h"

#include <glib.h>
#include <string.h>

static Day day(const char *text)
{
    Day out = DAY_NONE;
    g_assert_true(day_parse(text, &out));
    return out;
}

static void test_bar_date(void)
{
    static const struct {
        int32_t chapter;
        const char *filed, *bar; /* NULL: the court sets it */
    } CASES[] = {
        { 7, "2026-05-04", "2026-07-13" },  { 7, "2026-05-10", "2026-07-20" }, /* a Sunday */
        { 13, "2026-05-09", "2026-07-20" },                                    /* a Saturday */
        { 12, "2026-09-17", "2026-11-27" },                                    /* Thanksgiving */
        { 11, "2026-05-04", NULL },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++)
        g_assert_cmpint(gate_tracker_bar_date(CASES[i].chapter, day(CASES[i].filed)), ==,
                        CASES[i].bar == NULL ? DAY_NONE : day(CASES[i].bar));
}

static void test_next(void)
{
    static const struct {
        const char *type, *body, *today, *next, *what;
    } CASES[] = {
        { "bankruptcy", "{\"chapter\":7,\"status\":\"open\",\"filed\":\"2026-05-04T12:00:00Z\"}",
          "2026-05-05", "2026-07-13", "last day for the proof of claim" },
        { "bankruptcy", "{\"chapter\":7,\"status\":\"open\",\"filed\":\"2026-05-04T12:00:00Z\"}",
          "2026-07-14", NULL, "" },
        { "bankruptcy",
          "{\"chapter\":7,\"status\":\"dismissed\",\"filed\":\"2026-05-04T12:00:00Z\"}",
          "2026-05-05", NULL, "" },
        { "bankruptcy",
          "{\"chapter\":13,\"status\":\"converted\",\"converted\":\"2026-06-01\","
          "\"filed\":\"2026-05-04T12:00:00Z\"}",
          "2026-06-02", "2026-08-10", "last day for the proof of claim" },
        { "breathing_space", "{\"start\":\"2026-05-01\"}", "2026-05-02", "2026-05-25",
          "the adviser's midway review begins" },
        { "breathing_space", "{\"start\":\"2026-05-01\"}", "2026-06-01", "2026-06-29",
          "the moratorium ends" },
        { "breathing_space",
          "{\"kind\":\"mental_health_crisis\",\"start\":\"2026-05-01\","
          "\"treatment_ended\":\"2026-06-01\"}",
          "2026-06-02", "2026-07-01", "the moratorium ends" },
        { "breathing_space", "{\"kind\":\"mental_health_crisis\",\"start\":\"2026-05-01\"}",
          "2026-06-02", NULL, "" },
        { "military", "{\"start\":\"2026-01-01\",\"end\":\"2026-06-30\"}", "2026-07-01",
          "2026-12-27", "last day for the written notice with orders" },
        { "military", "{\"start\":\"2026-01-01\"}", "2026-07-01", NULL, "" },
        { "sol", "{\"expiry\":\"2027-01-31\"}", "2026-05-01", "2027-01-31",
          "the limitation period ends" },
        { "validation", "{\"sent\":\"2026-05-13\",\"end\":\"2026-06-19\"}", "2026-05-14",
          "2026-06-19", "the validation period ends" },
        { "flag:judgment", "", "2026-05-14", NULL, "" },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        const GateFactRow row = { .kind = FACT_STATUS,
                                  .type = CASES[i].type,
                                  .medium = "",
                                  .subject = "",
                                  .body = CASES[i].body,
                                  .from_us = day("2026-05-01") * 86400000000LL,
                                  .until_us = INT64_MAX,
                                  .ended_us = INT64_MAX };
        GateNext next = gate_tracker_next(&row, day(CASES[i].today));
        g_test_message("%s %s", CASES[i].type, CASES[i].body);
        g_assert_cmpstr(next.what, ==, CASES[i].what);
        g_assert_cmpint(next.day, ==, CASES[i].next == NULL ? DAY_NONE : day(CASES[i].next));
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/gate/tracker/bar-date", test_bar_date);
    g_test_add_func("/gate/tracker/next", test_next);
    return g_test_run();
}
