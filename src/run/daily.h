/* run/daily.h: the daily run: every debtor decided for a day, chunk by chunk, each with its
 * checkpoint.  Idempotent; resumable at any instant; sends nothing. */
#ifndef RECOUP_RUN_DAILY_H
#define RECOUP_RUN_DAILY_H

#include "desk/desk.h"
#include "desk/refresh.h"

typedef void (*DayProgressFn)(void *data, int64_t chunks_done, int64_t chunks, int64_t accounts,
                              double seconds);

typedef struct {
    Day on;       /* the day to run */
    int jobs;     /* debtor ranges worked side by side, 1 … 64 */
    bool dry_run; /* decides and counts, writes nothing */
    bool rebuild; /* derived rows and habits are forgotten and made again */
    DayProgressFn progress;
    void *data;
} DayOptions;

typedef struct {
    Day on;
    char policy[WORD_SIZE];
    int64_t policy_version;
    RefreshCounts counts; /* the gate's: of all steps that stand, after a resumed day too */
    int64_t chunks, chunks_skipped; /* skipped: decided already, and nothing changed since */
    int64_t assigned, unassigned;   /* owners given; works without an owner */
    double seconds;
    bool dry_run;
    BucketSet buckets;
} DaySummary;

/* BUSY: another run holds the lease; CONFLICT: no policy is live, or the day lies before one that
 * was run. */
bool daily_run(Desk *desk, const DayOptions *options, DaySummary *out, GError **error) MUST_USE;
/* One screen.  Given. */
char *daily_summary_text(const DaySummary *summary);

#endif
