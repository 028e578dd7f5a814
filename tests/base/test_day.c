/* tests/base/test_day.c: civil days against GDate, text against every day, calendars by table. */
#include "base/day.h"

#include <glib.h>
#include <string.h>

static Day at(const char *text)
{
    Day day;
    g_assert_true(day_parse(text, &day));
    return day;
}

static void test_all_days(void)
{
    GDate date;
    g_date_clear(&date, 1);
    g_date_set_dmy(&date, 1, G_DATE_JANUARY, 1800);
    for (Day day = at("1800-01-01"); day <= at("2200-12-31"); day++) {
        DayParts parts = day_parts(day);
        char text[DAY_TEXT_SIZE];
        Day back;
        g_assert_cmpint(parts.year, ==, g_date_get_year(&date));
        g_assert_cmpint(parts.month, ==, (int)g_date_get_month(&date));
        g_assert_cmpint(parts.day, ==, g_date_get_day(&date));
        g_assert_cmpint(day_weekday(day), ==, (int)g_date_get_weekday(&date) - 1);
        g_assert_true(day_parse(day_text(day, text), &back));
        g_assert_cmpint(back, ==, day);
        g_date_add_days(&date, 1);
    }
}

static void test_ends(void)
{
    char text[DAY_TEXT_SIZE];
    g_assert_cmpint(at("1970-01-01"), ==, 0);
    g_assert_cmpint(at("0001-01-01"), ==, DAY_MIN);
    g_assert_cmpint(at("9999-12-31"), ==, DAY_MAX);
    g_assert_cmpstr(day_text(DAY_MIN, text), ==, "0001-01-01");
    g_assert_cmpstr(day_text(DAY_MAX, text), ==, "9999-12-31");
    g_assert_cmpstr(day_text(DAY_NONE, text), ==, "");
    for (Day day = DAY_MIN; day < DAY_MAX; day += 97) {
        Day back;
        g_assert_true(day_parse(day_text(day, text), &back));
        g_assert_cmpint(back, ==, day);
    }
}

static void test_refused(void)
{
    static const char *const BAD[] = {
        "",           "2",           "2025",           "2025-",
        "2025-02",    "2025-02-",    "2025-02-3",      "2025-02-30",
        "2025-02-29", "1900-02-29",  "2025-13-01",     "2025-00-01",
        "2025-01-00", "2025-01-32",  "0000-01-01",     "2025-04-31",
        "2025/01/01", "2025-01-01 ", " 2025-01-01",    "20250101",
        "2025-1-1",   "31.01.2025",  "+025-01-01",     "-001-01-01",
        "2025-01-0x", "2025-01-011", "２０２５-01-01",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(BAD); i++) {
        /* A heap copy of exact size, so that the sanitizer sees a read past the end. */
        g_autofree char *text = g_strdup(BAD[i]);
        Day day = 7;
        if (day_parse(text, &day)) g_error("%s was taken for a day", text);
        g_assert_cmpint(day, ==, 7);
    }
}

/* One letter of a good date changed: what is still taken for a date is written as it was typed. */
static void test_odd(void)
{
    static const char LETTERS[] = "0123456789-/:. aT";
    for (int i = 0; i < 200000; i++) {
        char text[DAY_TEXT_SIZE];
        char written[DAY_TEXT_SIZE];
        Day day;
        day_text(g_test_rand_int_range(DAY_MIN, DAY_MAX), text);
        text[g_test_rand_int_range(0, 10)] = LETTERS[g_test_rand_int_range(0, sizeof LETTERS - 1)];
        if (day_parse(text, &day)) g_assert_cmpstr(day_text(day, written), ==, text);
    }
}

/* Months added one by one from the first of a month are months added at once; the day never grows.
 */
static void test_month_steps(void)
{
    for (int i = 0; i < 5000; i++) {
        Day day = g_test_rand_int_range(-100000, 100000);
        int months = g_test_rand_int_range(-500, 500);
        Day there = day_add_months(day, months);
        g_assert_cmpint(day_month_index(there), ==, day_month_index(day) + months);
        g_assert_cmpint(day_parts(there).day, <=, day_parts(day).day);
        g_assert_true(day_parts(there).day == day_parts(day).day || there == day_month_last(there));
        g_assert_cmpint(day_month_last(day) + 1, ==, day_add_months(day_month_first(day), 1));
    }
}

static void test_months(void)
{
    static const struct {
        const char *from;
        int months;
        const char *to;
    } CASES[] = {
        { "2025-01-31", 1, "2025-02-28" },  { "2024-01-31", 1, "2024-02-29" },
        { "2025-03-31", -1, "2025-02-28" }, { "2025-12-15", 1, "2026-01-15" },
        { "2025-01-15", -1, "2024-12-15" }, { "2025-06-30", 0, "2025-06-30" },
        { "2024-02-29", 12, "2025-02-28" }, { "2024-02-29", -48, "2020-02-29" },
        { "2025-05-31", 18, "2026-11-30" }, { "9999-12-31", 1, "" },
        { "0001-01-01", -1, "" },           { "2025-01-01", G_MAXINT, "" },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        char text[DAY_TEXT_SIZE];
        day_text(day_add_months(at(CASES[i].from), CASES[i].months), text);
        g_assert_cmpstr(text, ==, CASES[i].to);
    }
    g_assert_cmpint(day_month_first(at("2024-02-17")), ==, at("2024-02-01"));
    g_assert_cmpint(day_month_last(at("2024-02-17")), ==, at("2024-02-29"));
    g_assert_cmpint(day_month_last(at("2025-12-31")), ==, at("2025-12-31"));
    g_assert_cmpint(day_month_index(at("2025-03-01")), ==, 2025 * 12 + 2);
}

/* Christmas 2025 (Thursday and Friday) and the first of November (a Saturday already). */
static const Day HOLIDAYS[] = { 20393, 20447, 20448, 20454 };
static const Calendar WESTERN = { 0x60, HOLIDAYS, G_N_ELEMENTS(HOLIDAYS) };
static const Calendar BARE = { 0, NULL, 0 };

static void test_business(void)
{
    g_assert_cmpint(HOLIDAYS[1], ==, at("2025-12-25"));
    g_assert_true(day_is_business(&WESTERN, at("2025-12-24")));
    g_assert_false(day_is_business(&WESTERN, at("2025-12-25")));
    g_assert_false(day_is_business(&WESTERN, at("2025-12-27")));
    g_assert_false(day_is_business(&WESTERN, at("2026-01-01")));
    g_assert_true(day_is_business(&BARE, at("2025-12-25")));
}

static void test_roll(void)
{
    static const struct {
        const char *from;
        RollRule rule;
        const char *to;
    } CASES[] = {
        { "2025-12-25", ROLL_NONE, "2025-12-25" },
        { "2025-12-25", ROLL_FOLLOWING, "2025-12-29" },
        { "2025-12-27", ROLL_PRECEDING, "2025-12-24" },
        { "2025-12-24", ROLL_FOLLOWING, "2025-12-24" },
        { "2025-12-24", ROLL_PRECEDING, "2025-12-24" },
        { "2025-08-31", ROLL_MODIFIED_FOLLOWING, "2025-08-29" }, /* a Sunday, Monday is September */
        { "2025-08-30", ROLL_FOLLOWING, "2025-09-01" },
        { "2025-12-25", ROLL_MODIFIED_FOLLOWING, "2025-12-29" },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        char text[DAY_TEXT_SIZE];
        day_text(day_roll(&WESTERN, at(CASES[i].from), CASES[i].rule), text);
        g_assert_cmpstr(text, ==, CASES[i].to);
    }
}

static void test_add_business(void)
{
    g_assert_cmpint(day_add_business(&WESTERN, at("2025-12-24"), 1), ==, at("2025-12-29"));
    g_assert_cmpint(day_add_business(&WESTERN, at("2025-12-29"), -1), ==, at("2025-12-24"));
    g_assert_cmpint(day_add_business(&WESTERN, at("2025-12-27"), 0), ==, at("2025-12-27"));
    g_assert_cmpint(day_add_business(&WESTERN, at("2025-12-31"), 1), ==, at("2026-01-02"));
    g_assert_cmpint(day_add_business(&BARE, 100, -30), ==, 70);
    for (int i = 0; i < 2000; i++) {
        Day day = day_roll(&WESTERN, g_test_rand_int_range(20000, 21000), ROLL_FOLLOWING);
        int count = g_test_rand_int_range(-60, 60);
        Day there = day_add_business(&WESTERN, day, count);
        g_assert_true(day_is_business(&WESTERN, there));
        g_assert_cmpint(day_add_business(&WESTERN, there, -count), ==, day);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/base/day/all-days", test_all_days);
    g_test_add_func("/base/day/ends", test_ends);
    g_test_add_func("/base/day/refused", test_refused);
    g_test_add_func("/base/day/odd", test_odd);
    g_test_add_func("/base/day/months", test_months);
    g_test_add_func("/base/day/month-steps", test_month_steps);
    g_test_add_func("/base/day/business", test_business);
    g_test_add_func("/base/day/roll", test_roll);
    g_test_add_func("/base/day/add-business", test_add_business);
    return g_test_run();
}
