/* base/clock.h: instants (int64_t microseconds since 1970-01-01T00:00Z) and zones.  The one place
 * that asks the machine for the time. */
#ifndef RECOUP_BASE_CLOCK_H
#define RECOUP_BASE_CLOCK_H

#include "base/day.h"
#include "base/problem.h"

enum { INSTANT_TEXT_SIZE = 40 };

int64_t clock_now_us(void);
/* Monotonic, for measuring. */
int64_t clock_elapsed_us(void);

/* RFC 3339 with an offset ('Z' or +hh:mm); of a fraction six digits count; no leap seconds. */
bool clock_parse(const char *text, int64_t *out_us);
/* In UTC ("2026-11-23T22:41:00Z", with fraction only when there is one); returns buffer. */
const char *clock_text(int64_t at_us, char buffer[static INSTANT_TEXT_SIZE]);

/* One IANA zone.  Shared between threads and never freed; NULL for an unknown name.  Known from
 * 1900 on; changes of the clock after 2037 are not foreseen. */
typedef struct Zone Zone;
const Zone *clock_zone(const char *name);
/* Seconds east of UTC at that instant. */
int32_t clock_zone_offset(const Zone *zone, int64_t at_us);
typedef struct {
    int64_t from_us, to_us; /* the offset holds from here to before there */
    int32_t offset_s;
} ZoneSpan;
/* The offset at that instant and the time around it in which it holds, for who asks often. */
ZoneSpan clock_zone_span(const Zone *zone, int64_t at_us);
Day clock_zone_day(const Zone *zone, int64_t at_us);
/* Local second of the day, 0 … 86399. */
int32_t clock_zone_second(const Zone *zone, int64_t at_us);
/* The first instant at which the zone's clock shows that civil day and second, or later when a
 * change skips it. */
int64_t clock_zone_instant(const Zone *zone, Day day, int32_t second);
/* RFC 3339 in that zone's offset. */
const char *clock_zone_text(const Zone *zone, int64_t at_us, char buffer[static INSTANT_TEXT_SIZE]);
/* Version of the machine's tz database ("2025b"), or "unknown". */
const char *clock_tz_version(void);

#endif
