/* bench/run_day.c: run_day BOOK DATE JOBS: the daily run, timed, without the command line around
 * it; prints the summary, then "run_day ACCOUNTS SECONDS CHANGED".  Decides nothing. */
#include "run/day.h"
#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv)
{
    g_autoptr(GError) error = NULL;
    if (argc < 4) {
        fprintf(stderr, "usage: run_day BOOK DATE JOBS\n");
        return 2;
    }
    g_autofree char *now = g_strconcat(argv[2], "T10:00:00Z", NULL);
    DeskOptions options = { .url = argv[1], .now = now };
    g_autoptr(Desk) desk = desk_open(&options, &error);
    DayOptions day = { .jobs = atoi(argv[3]) };
    DaySummary summary;
    if (desk != NULL) day.on = desk->today;
    if (desk == NULL || !day_run(desk, &day, &summary, &error)) {
        fprintf(stderr, "run_day: %s\n", error->message);
        return 1;
    }
    g_autofree char *text = day_summary_text(&summary);
    printf("%srun_day %ld %.3f %ld\n", text, (long)summary.counts.accounts, summary.seconds,
           (long)summary.counts.changed);
    return 0;
}
