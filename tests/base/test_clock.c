/* tests/base/test_clock.c: RFC 3339 by table; zones against GDateTime and at the hours that clocks
 * skip or repeat. */
#include "base/clock.h"

#include <glib.h>
#include <string.h>

static int64_t at(const char *text)
{
    int64_t at_us;
    if (!clock_parse(text, &at_us)) g_error("%s was refused", text);
    return at_us;
}

static void test_parse(void)
{
    static const struct {
        const char *text, *utc;
    } CASES[] = {
        { "1970-01-01T00:00:00Z", "1970-01-01T00:00:00Z" },
        { "2026-11-23T22:41:00Z", "2026-11-23T22:41:00Z" },
        { "2026-11-23T22:41:00+05:30", "2026-11-23T17:11:00Z" },
        { "2026-11-23T22:41:00-08:00", "2026-11-24T06:41:00Z" },
        { "2026-11-23t22:41:00.5z", "2026-11-23T22:41:00.500000Z" },
        { "2026-11-23 22:41:00.0000019Z", "2026-11-23T22:41:00.000001Z" },
        { "1969-12-31T23:59:59.999999Z", "1969-12-31T23:59:59.999999Z" },
        { "0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z" },
        { "9999-12-31T23:59:59.999999Z", "9999-12-31T23:59:59.999999Z" },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        char text[INSTANT_TEXT_SIZE];
        g_assert_cmpstr(clock_text(at(CASES[i].text), text), ==, CASES[i].utc);
    }
    g_assert_cmpint(at("1970-01-01T00:00:00.000001Z"), ==, 1);
    g_assert_cmpint(at("1969-12-31T23:59:59.999999Z"), ==, -1);
}

static void test_refused(void)
{
    static const char *const BAD[] = {
        "",
        "2026-11-23",
        "2026-11-23T",
        "2026-11-23T22:41Z",
        "2026-11-23T22:41:00",
        "2026-11-23T24:00:00Z",
        "2026-11-23T22:60:00Z",
        "2026-11-23T22:41:60Z",
        "2026-02-30T22:41:00Z",
        "2026-11-23T22:41:00.Z",
        "2026-11-23T22:41:00+0530",
        "2026-11-23T22:41:00+05",
        "2026-11-23T22:41:00+24:00",
        "2026-11-23T22:41:00Z ",
        "2026-11-23T22:41:00UTC",
        "now",
        "1764000000",
        "2026-11-23X22:41:00Z",
        "0001-01-01T00:00:00+00:01",
        "9999-12-31T23:59:59-00:01",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(BAD); i++) {
        g_autofree char *text = g_strdup(BAD[i]);
        int64_t at_us;
        if (clock_parse(text, &at_us)) g_error("%s was taken for an instant", text);
    }
}

/* One letter of a good instant changed: what is still taken for one is written as that instant. */
static void test_odd(void)
{
    static const char LETTERS[] = "0123456789-+:.ZTz ";
    for (int i = 0; i < 200000; i++) {
        char text[INSTANT_TEXT_SIZE];
        int64_t at_us, back_us;
        clock_zone_text(clock_zone(i % 2 ? "UTC" : "America/New_York"),
                        (int64_t)g_test_rand_int() * 1000003, text);
        text[g_test_rand_int_range(0, (int32_t)strlen(text))] =
            LETTERS[g_test_rand_int_range(0, sizeof LETTERS - 1)];
        if (!clock_parse(text, &at_us)) continue;
        g_assert_true(clock_parse(clock_text(at_us, text), &back_us));
        g_assert_cmpint(back_us, ==, at_us);
    }
}

static void test_zone_names(void)
{
    static const char *const BAD[] = {
        "",
        "Nowhere",
        "America/New_Yorkk",
        "america/new_york",
        "EST5EDT4",
        "+05:00",
        "Foo1",
        "../../../etc/passwd",
        "/etc/localtime",
        "America",
        "America/New_York ",
        "tzdata.zi",
        "localtime",
        "Europe/../Europe/Berlin",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(BAD); i++)
        if (clock_zone(BAD[i]) != NULL) g_error("%s was taken for a zone", BAD[i]);
    g_assert_nonnull(clock_zone("UTC"));
    g_assert_nonnull(clock_zone("Asia/Kolkata"));
    g_assert_true(clock_zone("Europe/Berlin") == clock_zone("Europe/Berlin"));
}

static void test_zone_table(void)
{
    static const struct {
        const char *zone, *at, *local;
    } CASES[] = {
        { "UTC", "2026-07-01T00:00:00Z", "2026-07-01T00:00:00+00:00" },
        { "America/New_York", "2026-07-01T00:00:00Z", "2026-06-30T20:00:00-04:00" },
        { "America/New_York", "2026-03-08T06:59:59Z", "2026-03-08T01:59:59-05:00" },
        { "America/New_York", "2026-03-08T07:00:00Z", "2026-03-08T03:00:00-04:00" },
        { "America/New_York", "2026-11-01T05:59:59.5Z", "2026-11-01T01:59:59.500000-04:00" },
        { "America/New_York", "2026-11-01T06:00:00Z", "2026-11-01T01:00:00-05:00" },
        { "America/Phoenix", "2026-07-01T00:00:00Z", "2026-06-30T17:00:00-07:00" },
        { "Asia/Kolkata", "2026-07-01T00:00:00Z", "2026-07-01T05:30:00+05:30" },
        { "Pacific/Apia", "2011-12-30T09:59:59Z", "2011-12-29T23:59:59-10:00" },
        { "Pacific/Apia", "2011-12-30T10:00:00Z", "2011-12-31T00:00:00+14:00" },
        { "Europe/London", "1970-01-01T00:00:00Z", "1970-01-01T01:00:00+01:00" },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        char text[INSTANT_TEXT_SIZE];
        clock_zone_text(clock_zone(CASES[i].zone), at(CASES[i].at), text);
        g_assert_cmpstr(text, ==, CASES[i].local);
        g_assert_cmpint(at(text), ==, at(CASES[i].at));
    }
}

static void test_instant(void)
{
    static const struct {
        const char *zone, *day;
        int32_t second;
        const char *at;
    } CASES[] = {
        { "UTC", "2026-07-01", 0, "2026-07-01T00:00:00Z" },
        { "America/New_York", "2026-07-01", 8 * 3600, "2026-07-01T12:00:00Z" },
        { "America/New_York", "2026-03-08", 9000, "2026-03-08T07:00:00Z" }, /* 02:30 is skipped */
        { "America/New_York", "2026-03-08", 10800,
          "2026-03-08T07:00:00Z" }, /* 03:00 follows 01:59 */
        { "America/New_York", "2026-11-01", 5400, "2026-11-01T05:30:00Z" }, /* 01:30, the first */
        { "America/New_York", "2026-11-01", 7200, "2026-11-01T07:00:00Z" },
        { "Pacific/Apia", "2011-12-30", 43200, "2011-12-30T10:00:00Z" }, /* a day that was not */
        { "Asia/Kathmandu", "2026-07-01", 0, "2026-06-30T18:15:00Z" },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        Day day;
        g_assert_true(day_parse(CASES[i].day, &day));
        int64_t found = clock_zone_instant(clock_zone(CASES[i].zone), day, CASES[i].second);
        g_assert_cmpint(found, ==, at(CASES[i].at));
    }
}

static const char *const ZONES[] = {
    "America/New_York",  "Europe/London",     "Australia/Lord_Howe", "Asia/Tehran",
    "America/Sao_Paulo", "Africa/Casablanca", "Pacific/Apia",        "Asia/Kathmandu",
};

/* The cache agrees with GLib at random instants from 1900 to 2100. */
static void test_against_glib(void)
{
    for (size_t z = 0; z < G_N_ELEMENTS(ZONES); z++) {
        g_autoptr(GTimeZone) source = g_time_zone_new_identifier(ZONES[z]);
        const Zone *zone = clock_zone(ZONES[z]);
        for (int i = 0; i < 5000; i++) {
            int64_t second = (int64_t)g_test_rand_double_range(-2208988800.0, 4102444800.0);
            int interval = g_time_zone_find_interval(source, G_TIME_TYPE_UNIVERSAL, second);
            int32_t offset = g_time_zone_get_offset(source, interval);
            g_assert_cmpint(clock_zone_offset(zone, second * 1000000), ==, offset);
        }
    }
}

/* What the clock shows at an instant is found again, at that instant or one hour earlier in the
 * repeated hour. */
static void test_there_and_back(void)
{
    for (int i = 0; i < 40000; i++) {
        const Zone *zone = clock_zone(ZONES[i % (int)G_N_ELEMENTS(ZONES)]);
        int64_t second = (int64_t)g_test_rand_double_range(0, 2145916800.0);
        int64_t at_us = second * 1000000;
        Day day = clock_zone_day(zone, at_us);
        int32_t of_day = clock_zone_second(zone, at_us);
        int64_t back = clock_zone_instant(zone, day, of_day);
        g_assert_cmpint(back, <=, at_us);
        g_assert_cmpint(at_us - back, <=, INT64_C(7200) * 1000000);
        g_assert_cmpint(clock_zone_day(zone, back), ==, day);
        g_assert_cmpint(clock_zone_second(zone, back), ==, of_day);
    }
}

static gpointer ask(gpointer data)
{
    (void)data;
    int64_t sum = 0;
    for (int i = 0; i < 2000; i++)
        sum += clock_zone_offset(clock_zone(ZONES[i % (int)G_N_ELEMENTS(ZONES)]),
                                 i * INT64_C(99999999999));
    return GINT_TO_POINTER((int)(sum % 1000000));
}

static void test_threads(void)
{
    GThread *threads[4];
    for (int i = 0; i < 4; i++) threads[i] = g_thread_new("ask", ask, NULL);
    gpointer first = g_thread_join(threads[0]);
    for (int i = 1; i < 4; i++) g_assert_true(g_thread_join(threads[i]) == first);
}

static void test_now(void)
{
    g_assert_cmpint(clock_now_us(), >, at("2024-01-01T00:00:00Z"));
    int64_t before = clock_elapsed_us();
    g_assert_cmpint(clock_elapsed_us(), >=, before);
    const char *version = clock_tz_version();
    g_assert_true(g_str_equal(version, "unknown") || g_str_has_prefix(version, "20"));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/base/clock/threads", test_threads);
    g_test_add_func("/base/clock/parse", test_parse);
    g_test_add_func("/base/clock/refused", test_refused);
    g_test_add_func("/base/clock/odd", test_odd);
    g_test_add_func("/base/clock/zone-names", test_zone_names);
    g_test_add_func("/base/clock/zone-table", test_zone_table);
    g_test_add_func("/base/clock/instant", test_instant);
    g_test_add_func("/base/clock/against-glib", test_against_glib);
    g_test_add_func("/base/clock/there-and-back", test_there_and_back);
    g_test_add_func("/base/clock/now", test_now);
    return g_test_run();
}
