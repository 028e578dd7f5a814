/* cli/day_cmd.c: the daily run from the command line, its progress and its one screen.  Runs
 * nothing itself. */
#include "cli/command.h"
#include "cli/out.h"
#include "run/daily.h"

#include <stdio.h>
#include <unistd.h>

static const double QUIET_SECONDS = 2.0; /* shorter work shows no progress */

typedef struct {
    bool terminal, shown;
    int64_t told; /* tenths already told where there is no terminal */
} Progress;

/* On a terminal one line that is written over; elsewhere a line every tenth of the work. */
static void show(void *data, int64_t done, int64_t all, int64_t accounts, double seconds)
{
    Progress *progress = data;
    int64_t tenth = all == 0 ? 10 : done * 10 / all;
    if (seconds < QUIET_SECONDS) return;
    if (!progress->terminal && tenth <= progress->told) return;
    fprintf(stderr,
            "%s%3" G_GINT64_FORMAT " %%  %" G_GINT64_FORMAT " accounts  %.0f s, %.0f a second%s",
            progress->terminal ? "\r" : "", all == 0 ? 100 : done * 100 / all, accounts, seconds,
            (double)accounts / seconds, progress->terminal ? "" : "\n");
    progress->told = tenth;
    progress->shown = progress->terminal;
}

bool day_cmd(Cli *cli, GError **error)
{
    Progress progress = { .terminal = isatty(STDERR_FILENO) != 0 };
    DaySummary summary;
    int64_t jobs;
    if (!typed_number(&cli->typed, "jobs", 1, 64, 1, &jobs, error)) return false;
    Desk *desk = cli_desk(cli, error);
    if (desk == NULL) return false;
    DayOptions options = { .on = desk->today,
                           .jobs = (int)jobs,
                           .dry_run = typed_option(&cli->typed, "dry-run") != NULL,
                           .rebuild = typed_option(&cli->typed, "rebuild") != NULL,
                           .progress = show,
                           .data = &progress };
    bool done = daily_run(desk, &options, &summary, error);
    if (progress.shown) fprintf(stderr, "\n");
    if (!done) return false;
    g_autofree char *text = daily_summary_text(&summary);
    return out_text(text, error);
}
