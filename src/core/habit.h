/* core/habit.h: how an account pays, kept as sums by month of clearing in a small blob.  Pure:
 * encode, decode, add, remove, sum a window.  Knows no items. */
#ifndef RECOUP_CORE_HABIT_H
#define RECOUP_CORE_HABIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    HABIT_MONTHS_MAX = 25, /* two years and the month under way */
    HABIT_BLOB_MAX = 1 + HABIT_MONTHS_MAX * 55
};

/* Sums of what was cleared in one month (or a window).  Early days count negative. */
typedef struct {
    int32_t month; /* year * 12 + month - 1 (day_month_index) */
    int32_t cleared_count, late_count;
    int64_t amount_minor;
    int64_t days_late;
    __int128 amount_days_late; /* amount x days late, summed */
} HabitMonth;

typedef struct {
    int32_t count;
    HabitMonth months[HABIT_MONTHS_MAX]; /* ascending */
} Habit;

/* The blob: one byte, the number of months; then for each month, ascending, in little-endian base
 * 128 (LEB128; signed values zigzag): months since the one before (the first: the index itself),
 * cleared count, late count, amount, days late, amount x days late.  Nothing follows.  An empty
 * blob is an empty habit.
 *
 * False for bytes that no encode could have written; *out is then empty. */
bool habit_decode(const uint8_t *blob, size_t size, Habit *out);
size_t habit_encode(const Habit *habit, uint8_t blob[static HABIT_BLOB_MAX]);

/* One cleared item.  The oldest month makes room when a new one needs it; false when the item is
 * older than all that is kept, and nothing changes. */
bool habit_add(Habit *habit, int32_t month, int64_t amount_minor, int32_t days_late);
/* Takes a cleared item out again (its payment was reversed).  False when its month is no longer
 * kept. */
bool habit_remove(Habit *habit, int32_t month, int64_t amount_minor, int32_t days_late);
/* The sums of the `months` months that end with last_month; .month is last_month. */
HabitMonth habit_window(const Habit *habit, int32_t last_month, int32_t months);
/* Money-weighted days late in hundredths, half away from zero; false when no money was cleared. */
bool habit_days_late(const HabitMonth *sums, int64_t *hundredths);
/* Share of cleared items that were late, in hundredths of a percent; false when none was cleared.
 */
bool habit_late_share(const HabitMonth *sums, int64_t *hundredths);

#endif
