/* gate/gate_tracker.h: what the law puts on the calendar after a status was learned.  Pure. */
#ifndef RECOUP_GATE_GATE_TRACKER_H
#define RECOUP_GATE_GATE_TRACKER_H

#include "gate/gate_book.h"

typedef struct {
    Day day;          /* DAY_NONE: nothing is ahead, or nobody can tell */
    const char *what; /* in the user's words; "" nothing */
} GateNext;

/* The first date from today on that a status (FACT_STATUS) brings; DAY_NONE when there is none. */
GateNext gate_tracker_next(const GateFactRow *row, Day today);
/* Last day for a proof of claim, Fed. R. Bankr. P. 3002(c), 9006(a): seventy days after the order
 * for relief in chapters 7, 12 and 13, or the next business day; DAY_NONE in others, where the
 * court sets it. */
Day gate_tracker_bar_date(int32_t chapter, Day filed);

#endif
