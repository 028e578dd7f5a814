/* run/day_chunk.h: one chunk of debtors in one transaction.  Private to the run. */
#ifndef RECOUP_RUN_DAY_CHUNK_H
#define RECOUP_RUN_DAY_CHUNK_H

#include "desk/refresh.h"
#include "run/day_turn.h"

typedef struct {
    Db *db;
    const Policy *policy;
    Day on;
    int64_t chunk;
    bool dry_run, rebuild;
    DayTurn *turn; /* NULL: there is one job */
    size_t place;  /* of the chunk among those to do */
    const RunRow *run;
} DayChunk;

/* Writes nothing when the turn was stopped. */
bool day_chunk_run(const DayChunk *chunk, Refresher *refresher, RefreshCounts *counts,
                   GError **error) MUST_USE;
void day_chunk_sum(RefreshCounts *into, const RefreshCounts *counts);

#endif
