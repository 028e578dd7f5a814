/* base/day.c: civil days and business calendars.  Knows no time of day and never rolls an
 * impossible date over. */
#include "base/day.h"

#include <glib.h>

static const uint8_t MONTH_DAYS[] = { 0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

static bool leap(int year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int month_days(int year, int month)
{
    return month == 2 && leap(year) ? 29 : MONTH_DAYS[month];
}

/* Counted in eras of 400 years that begin on 1 March, so that the leap day ends its year (Howard
 * Hinnant's days_from_civil). */
static Day number(int year, int month, int day)
{
    int shifted = month <= 2 ? year - 1 : year;
    int era = (shifted >= 0 ? shifted : shifted - 399) / 400;
    int year_of_era = shifted - era * 400;
    int day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

bool day_from_parts(int year, int month, int day, Day *out)
{
    if (year < 1 || year > 9999 || month < 1 || month > 12) return false;
    if (day < 1 || day > month_days(year, month)) return false;
    *out = number(year, month, day);
    return true;
}

DayParts day_parts(Day day)
{
    g_assert(day >= DAY_MIN && day <= DAY_MAX);
    int shifted = day + 719468; /* days since 0000-03-01; positive for every day we know */
    int era = shifted / 146097;
    int day_of_era = shifted - era * 146097;
    int year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int march_month = (5 * day_of_year + 2) / 153;
    int month = march_month < 10 ? march_month + 3 : march_month - 9;
    return (DayParts){
        .year = year_of_era + era * 400 + (month <= 2 ? 1 : 0),
        .month = month,
        .day = day_of_year - (153 * march_month + 2) / 5 + 1,
    };
}

/* Value of `count` digits, or -1. */
static int digits(const char *text, int count)
{
    int value = 0;
    for (int i = 0; i < count; i++) {
        unsigned digit = (unsigned)(unsigned char)text[i] - '0';
        if (digit > 9) return -1;
        value = value * 10 + (int)digit;
    }
    return value;
}

bool day_parse(const char *text, Day *out)
{
    /* Each step looks only as far as the step before has proved the text to reach. */
    int year = digits(text, 4);
    if (year < 0 || text[4] != '-') return false;
    int month = digits(text + 5, 2);
    if (month < 0 || text[7] != '-') return false;
    int day = digits(text + 8, 2);
    if (day < 0 || text[10] != '\0') return false;
    return day_from_parts(year, month, day, out);
}

static void put(char *at, int value, int count)
{
    while (count-- > 0) {
        at[count] = (char)('0' + value % 10);
        value /= 10;
    }
}

const char *day_text(Day day, char buffer[static DAY_TEXT_SIZE])
{
    if (day == DAY_NONE) {
        buffer[0] = '\0';
        return buffer;
    }
    DayParts parts = day_parts(day);
    put(buffer, parts.year, 4);
    buffer[4] = '-';
    put(buffer + 5, parts.month, 2);
    buffer[7] = '-';
    put(buffer + 8, parts.day, 2);
    buffer[10] = '\0';
    return buffer;
}

int day_weekday(Day day)
{
    int rest = (day % 7 + 7 + 3) % 7; /* day 0 was a Thursday */
    return rest;
}

Day day_month_first(Day day)
{
    return day - day_parts(day).day + 1;
}

Day day_month_last(Day day)
{
    DayParts parts = day_parts(day);
    return day - parts.day + month_days(parts.year, parts.month);
}

int day_month_index(Day day)
{
    DayParts parts = day_parts(day);
    return parts.year * 12 + parts.month - 1;
}

Day day_add_months(Day day, int months)
{
    DayParts parts = day_parts(day);
    int64_t index = (int64_t)parts.year * 12 + parts.month - 1 + months;
    if (index < 12 || index >= INT64_C(10000) * 12) return DAY_NONE;
    int year = (int)(index / 12);
    int month = (int)(index % 12) + 1;
    return number(year, month, MIN(parts.day, month_days(year, month)));
}

static bool holiday(const Calendar *calendar, Day day)
{
    size_t low = 0;
    size_t high = calendar->holiday_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (calendar->holidays[middle] < day)
            low = middle + 1;
        else
            high = middle;
    }
    return low < calendar->holiday_count && calendar->holidays[low] == day;
}

bool day_is_business(const Calendar *calendar, Day day)
{
    return (calendar->weekend >> day_weekday(day) & 1) == 0 && !holiday(calendar, day);
}

/* The nearest business day from day on, going by step; day itself if it is one. */
static Day seek(const Calendar *calendar, Day day, int step)
{
    g_assert((calendar->weekend & 0x7f) != 0x7f); /* else there is none */
    while (!day_is_business(calendar, day)) day += step;
    return day;
}

Day day_roll(const Calendar *calendar, Day day, RollRule rule)
{
    switch (rule) {
    case ROLL_NONE: return day;
    case ROLL_FOLLOWING: return seek(calendar, day, 1);
    case ROLL_PRECEDING: return seek(calendar, day, -1);
    case ROLL_MODIFIED_FOLLOWING: {
        Day following = seek(calendar, day, 1);
        return following <= day_month_last(day) ? following : seek(calendar, day, -1);
    }
    }
    g_assert_not_reached();
}

Day day_add_business(const Calendar *calendar, Day day, int count)
{
    int step = count < 0 ? -1 : 1;
    for (; count != 0; count -= step) day = seek(calendar, day + step, step);
    return day;
}
