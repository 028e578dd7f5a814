/* run/day_turn.h: whose turn it is to write.  Private to the run. */
#ifndef RECOUP_RUN_DAY_TURN_H
#define RECOUP_RUN_DAY_TURN_H

#include "base/problem.h"

/* Jobs think side by side and write in the order of the debtors, one at a time: what the day
 * numbers (its answers of the gate) does not depend on which job was quicker, or on a kill. */
typedef struct {
    GMutex lock;
    GCond moved;
    size_t next; /* place whose turn it is */
    bool stopped;
} DayTurn;

void day_turn_init(DayTurn *turn);
void day_turn_clear(DayTurn *turn);
/* Nobody waits any longer: a job failed. */
void day_turn_stop(DayTurn *turn);
/* Waits for the turn of a place; false: stopped.  NULL: there is one job, it is always its turn. */
bool day_turn_take(DayTurn *turn, size_t place) MUST_USE;
void day_turn_give(DayTurn *turn);

#endif
