/* tests/core/test_habit.c: payment habits: the blob comes back as it went in, bad bytes are
 * refused, windows add up. */
#include "core/habit.h"

#include <glib.h>
#include <string.h>

static bool same(const Habit *a, const Habit *b)
{
    if (a->count != b->count) return false;
    for (int32_t i = 0; i < a->count; i++) {
        const HabitMonth *x = &a->months[i], *y = &b->months[i];
        if (x->month != y->month || x->cleared_count != y->cleared_count ||
            x->late_count != y->late_count || x->amount_minor != y->amount_minor ||
            x->days_late != y->days_late || x->amount_days_late != y->amount_days_late)
            return false;
    }
    return true;
}

static void round_trip(const Habit *habit)
{
    uint8_t blob[HABIT_BLOB_MAX];
    Habit back;
    size_t size = habit_encode(habit, blob);
    g_assert_cmpint(size, <=, HABIT_BLOB_MAX);
    g_assert_true(habit_decode(blob, size, &back));
    g_assert_true(same(habit, &back));
    if (size == 0) return;
    g_assert_false(size > 1 && habit_decode(blob, size - 1, &back)); /* cut short */
    g_assert_cmpint(back.count, ==, 0);
    if (size < HABIT_BLOB_MAX) {
        blob[size] = 0;
        g_assert_false(habit_decode(blob, size + 1, &back)); /* something follows */
    }
}

static void empty(void)
{
    Habit habit;
    g_assert_true(habit_decode(NULL, 0, &habit));
    g_assert_cmpint(habit.count, ==, 0);
    round_trip(&habit);
}

static void extremes(void)
{
    Habit habit = { 0 };
    for (int32_t i = 0; i < HABIT_MONTHS_MAX; i++)
        habit.months[i] =
            (HabitMonth){ .month = INT32_MAX - HABIT_MONTHS_MAX + i,
                          .cleared_count = INT32_MAX,
                          .late_count = INT32_MAX,
                          .amount_minor = i % 2 ? INT64_MAX : INT64_MIN,
                          .days_late = i % 2 ? INT64_MIN : INT64_MAX,
                          .amount_days_late = (__int128)(((unsigned __int128)1 << 127) - (i % 2)) };
    habit.count = HABIT_MONTHS_MAX;
    round_trip(&habit);
}

static void adds_and_removes(void)
{
    Habit habit = { 0 };
    for (int32_t month = 0; month < 30; month++) g_assert_true(habit_add(&habit, month, 100, 5));
    g_assert_cmpint(habit.count, ==, HABIT_MONTHS_MAX);
    g_assert_cmpint(habit.months[0].month, ==, 5);
    g_assert_false(habit_add(&habit, 4, 100, 5)); /* older than all that is kept */
    g_assert_false(habit_remove(&habit, 4, 100, 5));
    g_assert_true(habit_add(&habit, 5, 50, -3));
    g_assert_cmpint(habit.months[0].amount_minor, ==, 150);
    g_assert_cmpint(habit.months[0].days_late, ==, 2);
    g_assert_cmpint(habit.months[0].late_count, ==, 1);
    g_assert_true(habit_remove(&habit, 5, 100, 5));
    g_assert_true(habit_remove(&habit, 5, 50, -3)); /* an empty month goes */
    g_assert_cmpint(habit.months[0].month, ==, 6);
    g_assert_cmpint(habit.count, ==, HABIT_MONTHS_MAX - 1);
}

/* D11 and D12: (10,000, +5), (2,500, -3), (500, +40): 4.81 days by money. */
static void days_late(void)
{
    Habit habit = { 0 };
    int64_t hundredths;
    g_assert_true(habit_add(&habit, 24300, 1000000, 5));
    g_assert_true(habit_add(&habit, 24301, 250000, -3));
    g_assert_true(habit_add(&habit, 24302, 50000, 40));
    HabitMonth all = habit_window(&habit, 24302, 3), none = habit_window(&habit, 24299, 12);
    g_assert_true(habit_days_late(&all, &hundredths));
    g_assert_cmpint(hundredths, ==, 481);
    g_assert_true(habit_late_share(&all, &hundredths));
    g_assert_cmpint(hundredths, ==, 6667);
    HabitMonth early = habit_window(&habit, 24301, 1);
    g_assert_true(habit_days_late(&early, &hundredths));
    g_assert_cmpint(hundredths, ==, -300);
    g_assert_false(habit_days_late(&none, &hundredths));
    g_assert_false(habit_late_share(&none, &hundredths));
}

/* Random adds and removes against a plain list: every window equals a recount. */
static void agrees_with_a_recount(void)
{
    enum { ITEMS = 60 };
    for (int round = 0; round < 500; round++) {
        struct {
            int32_t month;
            int64_t amount;
            int32_t late;
            bool in;
        } list[ITEMS];
        Habit habit = { 0 };
        for (int i = 0; i < ITEMS; i++) {
            list[i].month = 24300 + g_test_rand_int_range(0, HABIT_MONTHS_MAX);
            list[i].amount = g_test_rand_int_range(1, 1000000) * INT64_C(1000003);
            list[i].late = g_test_rand_int_range(-30, 400);
            list[i].in = true;
            g_assert_true(habit_add(&habit, list[i].month, list[i].amount, list[i].late));
            int gone = g_test_rand_int_range(0, ITEMS);
            if (gone <= i && list[gone].in) {
                list[gone].in = false;
                g_assert_true(
                    habit_remove(&habit, list[gone].month, list[gone].amount, list[gone].late));
            }
        }
        round_trip(&habit);
        int32_t last = 24300 + g_test_rand_int_range(-2, 30);
        int32_t months = g_test_rand_bit() ? 3 : 12;
        HabitMonth sum = { 0 }, window = habit_window(&habit, last, months);
        for (int i = 0; i < ITEMS; i++) {
            if (!list[i].in || list[i].month > last || list[i].month <= last - months) continue;
            sum.cleared_count++;
            sum.late_count += list[i].late > 0;
            sum.amount_minor += list[i].amount;
            sum.days_late += list[i].late;
            sum.amount_days_late += (__int128)list[i].amount * list[i].late;
        }
        g_assert_cmpint(window.cleared_count, ==, sum.cleared_count);
        g_assert_cmpint(window.late_count, ==, sum.late_count);
        g_assert_cmpint(window.amount_minor, ==, sum.amount_minor);
        g_assert_cmpint(window.days_late, ==, sum.days_late);
        g_assert_true(window.amount_days_late == sum.amount_days_late);
    }
}

/* Random bytes: refused, or read as something that encodes to those very bytes. */
static void bad_bytes(void)
{
    static const uint8_t TOO_MANY[] = { 26 }, PADDED[] = { 1, 128, 0, 1, 0, 0, 0, 0 };
    static const uint8_t NO_COUNT[] = { 1, 5, 0, 0, 0, 0, 0 }, LATE[] = { 1, 5, 1, 2, 0, 0, 0 };
    static const uint8_t TWICE[] = { 2, 5, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0 };
    Habit habit;
    g_assert_false(habit_decode(TOO_MANY, sizeof TOO_MANY, &habit));
    g_assert_false(habit_decode(PADDED, sizeof PADDED, &habit));
    g_assert_false(habit_decode(NO_COUNT, sizeof NO_COUNT, &habit));
    g_assert_false(habit_decode(LATE, sizeof LATE, &habit));
    g_assert_false(habit_decode(TWICE, sizeof TWICE, &habit));
    for (int round = 0; round < 100000; round++) {
        uint8_t bytes[24], again[HABIT_BLOB_MAX];
        size_t size = (size_t)g_test_rand_int_range(1, (int)sizeof bytes + 1);
        for (size_t i = 0; i < size; i++)
            bytes[i] = (uint8_t)(g_test_rand_bit() ? g_test_rand_int_range(0, 4)
                                                   : g_test_rand_int_range(0, 256));
        if (!habit_decode(bytes, size, &habit)) continue;
        g_assert_cmpint(habit_encode(&habit, again), ==, size);
        g_assert_true(memcmp(bytes, again, size) == 0);
    }
}

/* The daily pass reads it for every account: about 50 ns a month, with room for a slow machine. */
static void is_quick(void)
{
    enum { ROUNDS = 20000 };
    Habit habit = { 0 }, back;
    uint8_t blob[HABIT_BLOB_MAX];
    int64_t sum = 0;
    for (int32_t i = 0; i < HABIT_MONTHS_MAX; i++)
        for (int k = 0; k < 4; k++) habit_add(&habit, 24300 + i, 1234567, 17 + k);
    size_t size = habit_encode(&habit, blob);
    int64_t from_us = g_get_monotonic_time();
    for (int i = 0; i < ROUNDS; i++) {
        g_assert_true(habit_decode(blob, size, &back));
        sum += habit_window(&back, 24324, 12).amount_minor;
    }
    double took_us = (double)(g_get_monotonic_time() - from_us),
           ns = took_us * 1000 / (ROUNDS * HABIT_MONTHS_MAX);
    g_assert_cmpint(sum, ==, (int64_t)ROUNDS * 12 * 4 * 1234567);
    g_test_minimized_result(ns, "%.1f ns a month, %zu bytes for 25 months", ns, size);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/core/habit/empty", empty);
    g_test_add_func("/core/habit/extremes", extremes);
    g_test_add_func("/core/habit/add_remove", adds_and_removes);
    g_test_add_func("/core/habit/days_late", days_late);
    g_test_add_func("/core/habit/recount", agrees_with_a_recount);
    g_test_add_func("/core/habit/bad_bytes", bad_bytes);
    g_test_add_func("/core/habit/quick", is_quick);
    return g_test_run();
}
