/* gate/gate_time.c: holidays, business days and clock windows of the rule book.  Reads no clock. */
#include "gate/gate_time.h"

enum { OPEN_S = 8 * 3600, CLOSE_S = 21 * 3600, MINUTE_S = 60, DAY_S = 86400 };
enum { MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY };

static int nth_of_month(int mday)
{
    return (mday - 1) / 7 + 1;
}

static bool last_of_month(DayParts p, Day day)
{
    return day_month_last(day) - day < 7 && p.day > 0;
}

/* 5 USC 6103(a). */
static bool named(Day day)
{
    DayParts p = day_parts(day);
    int weekday = day_weekday(day), nth = nth_of_month(p.day);
    switch (p.month) {
    case 1: return p.day == 1 || (weekday == MONDAY && nth == 3);
    case 2: return weekday == MONDAY && nth == 3;
    case 5: return weekday == MONDAY && last_of_month(p, day);
    case 6: return p.day == 19;
    case 7: return p.day == 4;
    case 9: return weekday == MONDAY && nth == 1;
    case 10: return weekday == MONDAY && nth == 2;
    case 11: return p.day == 11 || (weekday == THURSDAY && nth == 4);
    case 12: return p.day == 25;
    default: return false;
    }
}

bool gate_time_us_holiday(Day day, bool observed)
{
    if (named(day)) return true;
    if (!observed) return false;
    int weekday = day_weekday(day);
    return (weekday == FRIDAY && named(day + 1)) || (weekday == MONDAY && named(day - 1));
}

Day gate_time_business(Day day, int n, bool observed)
{
    int step = n < 0 ? -1 : 1;
    for (int left = n * step; left > 0;) {
        day += step;
        if (day_weekday(day) < SATURDAY && !gate_time_us_holiday(day, observed)) left--;
    }
    return day;
}

Day gate_time_validation_end(Day provided, bool observed)
{
    return gate_time_business(provided, 5, observed) + 30;
}

/* Sunday of Easter, Gregorian (the anonymous algorithm). */
static Day easter(int year)
{
    int a = year % 19, b = year / 100, c = year % 100;
    int h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    int m = (a + 11 * h + 22 * l) / 451;
    int n = h + l - 7 * m + 114;
    Day day = DAY_NONE;
    if (!day_from_parts(year, n / 31, n % 31 + 1, &day)) return DAY_NONE;
    return day;
}

/* A fixed holiday on a weekend moves to the next weekday; two in a row take two. */
static bool substitute(Day day, Day first, Day second)
{
    Day a = first, b = second;
    while (day_weekday(a) >= SATURDAY) a++;
    if (second == DAY_NONE) return day == a || day == first;
    while (day_weekday(b) >= SATURDAY || b == a) b++;
    return day == a || day == b || day == first || day == second;
}

/* The Mondays: early and late May, and in August the last (in Scotland the first). */
static bool uk_monday(Day day, bool scotland)
{
    DayParts p = day_parts(day);
    bool first = nth_of_month(p.day) == 1, last = last_of_month(p, day);
    if (day_weekday(day) != MONDAY) return false;
    return (p.month == 5 && (first || last)) || (p.month == 8 && (scotland ? first : last));
}

bool gate_time_uk_holiday(Day day, bool scotland)
{
    int year = day_parts(day).year;
    Day sunday = easter(year), new_year = DAY_NONE, christmas = DAY_NONE, andrew = DAY_NONE;
    if (day == sunday - 2 || (!scotland && day == sunday + 1) || uk_monday(day, scotland))
        return true;
    if (!day_from_parts(year, 1, 1, &new_year) || !day_from_parts(year, 12, 25, &christmas) ||
        !day_from_parts(year, 11, 30, &andrew))
        return false;
    return (scotland && substitute(day, andrew, DAY_NONE)) ||
           substitute(day, new_year, scotland ? new_year + 1 : DAY_NONE) ||
           substitute(day, christmas, christmas + 1);
}

bool gate_time_in_range(int32_t second, int32_t from_s, int32_t to_s)
{
    if (from_s < 0 && to_s < 0) return true;
    int32_t from = from_s < 0 ? 0 : from_s;
    int32_t end =
        to_s < 0 || to_s >= DAY_S ? DAY_S : to_s + MINUTE_S; /* the last minute is inside */
    if (from < end) return second >= from && second < end;
    return second >= from || second < end;
}

/* Strictly between opening and closing; the second of opening counts from its first fraction on. */
static bool inside_hours(int32_t second, int64_t at_us)
{
    if (second < OPEN_S || second >= CLOSE_S) return false;
    return second != OPEN_S || at_us % 1000000 != 0;
}

bool gate_time_hours_kept(const GateCase *c, int64_t at_us)
{
    for (size_t z = 0; z < c->zone_count; z++)
        if (!inside_hours(gate_case_second(c, z, at_us), at_us)) return false;
    return true;
}

bool gate_time_convenient(const GateCase *c, size_t z, int64_t *free_us)
{
    int32_t s = c->seconds[z];
    if (inside_hours(s, c->now_us)) return true;
    Day day = s <= OPEN_S ? c->days[z] : c->days[z] + 1;
    *free_us = gate_case_instant(c, z, day, OPEN_S + MINUTE_S);
    return false;
}

int64_t gate_time_whole_minute(int64_t at_us)
{
    int64_t minute_us = MINUTE_S * 1000000LL;
    int64_t over = at_us % minute_us;
    if (over < 0) over += minute_us;
    return over == 0 ? at_us : at_us + minute_us - over;
}
