/* gate/gate_time.h: the rule book's periods: legal holidays, business days, local windows.  Reads
 * no clock. */
#ifndef RECOUP_GATE_GATE_TIME_H
#define RECOUP_GATE_GATE_TIME_H

#include "gate/gate_case.h"

/* 5 USC 6103(a), the dates named there; `observed` also the Friday before or Monday after
 * (6103(b)). */
bool gate_time_us_holiday(Day day, bool observed);
/* Bank holidays: England and Wales, or Scotland. */
bool gate_time_uk_holiday(Day day, bool scotland);
/* The n-th US business day after (n > 0) or before (n < 0) a day. */
Day gate_time_business(Day day, int n, bool observed);
/* Assumed receipt + 30 days, for a validation notice provided on that day (1006.34(b)(5)). */
Day gate_time_validation_end(Day provided, bool observed);
/* Within the clock range, both ends inclusive to the minute; the range may pass midnight.  to_s <
 * 0: all day. */
bool gate_time_in_range(int32_t second, int32_t from_s, int32_t to_s);
/* From the open interval 8:00-21:00: false outside.  *free_us: the next instant inside, in that
 * zone. */
bool gate_time_convenient(const GateCase *c, size_t z, int64_t *free_us);
/* Within the open interval in every candidate zone. */
bool gate_time_hours_kept(const GateCase *c, int64_t at_us);
/* An instant as the next whole minute. */
int64_t gate_time_whole_minute(int64_t at_us);

#endif
