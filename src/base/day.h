/* base/day.h: civil days.  A day is an int32_t: days since 1970-01-01 in the proleptic Gregorian
 * calendar. */
#ifndef RECOUP_BASE_DAY_H
#define RECOUP_BASE_DAY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef int32_t Day;

#define DAY_NONE INT32_MIN /* no day given; in the database NULL */
#define DAY_MIN  (-719162) /* 0001-01-01 */
#define DAY_MAX  2932896   /* 9999-12-31 */
enum { DAY_TEXT_SIZE = 12 };

typedef struct {
    int year, month, day;
} DayParts;

/* Says false for dates that do not exist (2025-02-30): a day never rolls over. */
bool day_from_parts(int year, int month, int day, Day *out);
DayParts day_parts(Day day);
/* Exactly YYYY-MM-DD, nothing before or after. */
bool day_parse(const char *text, Day *out);
/* YYYY-MM-DD, or "" for DAY_NONE; returns buffer. */
const char *day_text(Day day, char buffer[static DAY_TEXT_SIZE]);
int day_weekday(Day day); /* 0 Monday … 6 Sunday */
Day day_month_first(Day day);
Day day_month_last(Day day);
int day_month_index(Day day); /* year * 12 + month - 1 */
/* Same day of the month, clipped to the month's last day (31 January + 1 month = 28 February);
 * DAY_NONE when that is outside DAY_MIN … DAY_MAX. */
Day day_add_months(Day day, int months);

/* Business calendar: which weekdays and dates are off.  Read-only after it is made. */
typedef struct {
    uint8_t weekend;     /* bit 0 Monday … bit 6 Sunday; not all seven */
    const Day *holidays; /* ascending */
    size_t holiday_count;
} Calendar;

typedef enum { ROLL_NONE, ROLL_FOLLOWING, ROLL_PRECEDING, ROLL_MODIFIED_FOLLOWING } RollRule;

bool day_is_business(const Calendar *calendar, Day day);
Day day_roll(const Calendar *calendar, Day day, RollRule rule);
/* Moves by count business days (count may be negative); 0 gives the day itself. */
Day day_add_business(const Calendar *calendar, Day day, int count);

#endif
