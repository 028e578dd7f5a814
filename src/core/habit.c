/* core/habit.c: monthly sums of payment habits and their blob.  Allocates nothing. */
#include "core/habit.h"

#include <glib.h>
#include <string.h>

typedef unsigned __int128 Wide;

/* Reads stop at `end`; a failed read leaves at = NULL, so one check at the end of a month is
 * enough. */
typedef struct {
    const uint8_t *at, *end;
} Reader;

static inline uint64_t get(Reader *reader)
{
    uint64_t value = 0;

    for (int shift = 0; reader->at != NULL; shift += 7) {
        if (reader->at == reader->end || shift > 63) break;
        uint8_t byte = *reader->at++;
        if (shift == 63 && byte > 1) break;
        value |= (uint64_t)(byte & 127) << shift;
        if (byte < 128) return byte == 0 && shift > 0 ? (reader->at = NULL, 0) : value;
    }
    reader->at = NULL;
    return 0;
}

static Wide get_wide(Reader *reader)
{
    Wide value = 0;

    for (int shift = 0; reader->at != NULL; shift += 7) {
        if (reader->at == reader->end || shift > 126) break;
        uint8_t byte = *reader->at++;
        if (shift == 126 && byte > 3) break;
        value |= (Wide)(byte & 127) << shift;
        if (byte < 128) return byte == 0 && shift > 0 ? (reader->at = NULL, 0) : value;
    }
    reader->at = NULL;
    return 0;
}

static inline int64_t unzigzag(uint64_t value)
{
    return (int64_t)(value >> 1) ^ -(int64_t)(value & 1);
}

static bool get_month(Reader *reader, int64_t before, HabitMonth *month)
{
    uint64_t step = get(reader), cleared = get(reader), late = get(reader);

    month->amount_minor = unzigzag(get(reader));
    month->days_late = unzigzag(get(reader));
    /* Nearly always it fits 64 bits, and then needs no wide arithmetic. */
    Reader again = *reader;
    uint64_t narrow = get(reader);
    if (reader->at != NULL) {
        month->amount_days_late = unzigzag(narrow);
    } else {
        *reader = again;
        Wide wide = get_wide(reader);
        month->amount_days_late = (__int128)(wide >> 1) ^ -(__int128)(wide & 1);
    }
    if (reader->at == NULL || step > INT32_MAX || before + (int64_t)step > INT32_MAX) return false;
    if (cleared == 0 || cleared > INT32_MAX || late > cleared) return false;
    month->month = (int32_t)(before + (int64_t)step);
    month->cleared_count = (int32_t)cleared;
    month->late_count = (int32_t)late;
    return true;
}

bool habit_decode(const uint8_t *blob, size_t size, Habit *out)
{
    Reader reader = { blob, blob + size };

    out->count = 0;
    if (size == 0) return true;
    int32_t count = *reader.at++;
    if (count == 0 || count > HABIT_MONTHS_MAX) return false;
    for (int32_t i = 0; i < count; i++) {
        int64_t before = i > 0 ? out->months[i - 1].month : 0;
        if (!get_month(&reader, before, &out->months[i])) return false;
        if (i > 0 && out->months[i].month == before) return false;
    }
    if (reader.at != reader.end) return false;
    out->count = count;
    return true;
}

static uint8_t *put(uint8_t *at, Wide value)
{
    for (; value > 127; value >>= 7) *at++ = (uint8_t)(value & 127) | 128;
    *at++ = (uint8_t)value;
    return at;
}

static Wide zigzag(__int128 value)
{
    return ((Wide)value << 1) ^ (Wide)(value >> 127);
}

size_t habit_encode(const Habit *habit, uint8_t blob[static HABIT_BLOB_MAX])
{
    uint8_t *at = blob;
    int32_t before = 0;

    if (habit->count == 0) return 0;
    *at++ = (uint8_t)habit->count;
    for (int32_t i = 0; i < habit->count; i++) {
        const HabitMonth *month = &habit->months[i];
        at = put(at, (Wide)(month->month - before));
        at = put(at, (Wide)month->cleared_count);
        at = put(at, (Wide)month->late_count);
        at = put(at, zigzag(month->amount_minor));
        at = put(at, zigzag(month->days_late));
        at = put(at, zigzag(month->amount_days_late));
        before = month->month;
    }
    return (size_t)(at - blob);
}

/* Where the month is, or where it would be put in. */
static int32_t place(const Habit *habit, int32_t month)
{
    int32_t at = habit->count;

    while (at > 0 && habit->months[at - 1].month >= month) at--;
    return at;
}

static bool holds(const Habit *habit, int32_t at, int32_t month)
{
    return at < habit->count && habit->months[at].month == month;
}

static void count_in(HabitMonth *month, int64_t amount_minor, int32_t days_late, int32_t sign)
{
    month->cleared_count += sign;
    month->late_count += days_late > 0 ? sign : 0;
    month->amount_minor += sign * amount_minor;
    month->days_late += sign * (int64_t)days_late;
    month->amount_days_late += sign * (__int128)amount_minor * days_late;
}

bool habit_add(Habit *habit, int32_t month, int64_t amount_minor, int32_t days_late)
{
    g_assert(month >= 0);
    int32_t at = place(habit, month);

    if (!holds(habit, at, month)) {
        if (habit->count == HABIT_MONTHS_MAX) {
            if (at == 0) return false;
            at--;
            memmove(habit->months, habit->months + 1, (size_t)at * sizeof *habit->months);
        } else {
            memmove(habit->months + at + 1, habit->months + at,
                    (size_t)(habit->count - at) * sizeof *habit->months);
            habit->count++;
        }
        habit->months[at] = (HabitMonth){ .month = month };
    }
    count_in(&habit->months[at], amount_minor, days_late, 1);
    return true;
}

bool habit_remove(Habit *habit, int32_t month, int64_t amount_minor, int32_t days_late)
{
    int32_t at = place(habit, month);

    if (!holds(habit, at, month)) return false;
    count_in(&habit->months[at], amount_minor, days_late, -1);
    if (habit->months[at].cleared_count > 0) return true;
    habit->count--;
    memmove(habit->months + at, habit->months + at + 1,
            (size_t)(habit->count - at) * sizeof *habit->months);
    return true;
}

HabitMonth habit_window(const Habit *habit, int32_t last_month, int32_t months)
{
    HabitMonth sum = { .month = last_month };

    for (int32_t i = habit->count; i > 0; i--) {
        const HabitMonth *month = &habit->months[i - 1];
        if (month->month > last_month) continue;
        if (month->month <= last_month - months) break;
        sum.cleared_count += month->cleared_count;
        sum.late_count += month->late_count;
        sum.amount_minor += month->amount_minor;
        sum.days_late += month->days_late;
        sum.amount_days_late += month->amount_days_late;
    }
    return sum;
}

static int64_t half_away(__int128 numerator, __int128 denominator)
{
    __int128 half = denominator / 2;

    return (int64_t)((numerator < 0 ? numerator - half : numerator + half) / denominator);
}

bool habit_days_late(const HabitMonth *sums, int64_t *hundredths)
{
    if (sums->amount_minor <= 0) return false;
    *hundredths = half_away(sums->amount_days_late * 100, sums->amount_minor);
    return true;
}

bool habit_late_share(const HabitMonth *sums, int64_t *hundredths)
{
    if (sums->cleared_count <= 0) return false;
    *hundredths = half_away((__int128)sums->late_count * 10000, sums->cleared_count);
    return true;
}
