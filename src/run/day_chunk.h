/* run/day_chunk.h: one chunk of debtors in one transaction.  Private to the run. */
#ifndef RECOUP_RUN_DAY_CHUNK_H
#define RECOUP_RUN_DAY_CHUNK_H

#include "desk/refresh.h"

typedef struct {
    Db *db;
    const Policy *policy;
    Day on;
    int64_t chunk;
    bool dry_run, rebuild;
    GMutex *writer; /* NULL: nobody else in this process writes */
    const RunRow *run;
} DayChunk;

bool day_chunk_run(const DayChunk *chunk, Refresher *refresher, RefreshCounts *counts,
                   GError **error) MUST_USE;
void day_chunk_sum(RefreshCounts *into, const RefreshCounts *counts);
/* The one writer of a SQLite book among this process's threads. */
GMutex *day_chunk_writer(void);

#endif
