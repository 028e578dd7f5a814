/* cli/verify_cmd.c: verify from the command line: findings, what was checked, the exit code. Judges
 * nothing itself. */
#include "cli/command.h"
#include "cli/out.h"
#include "run/verify.h"

#include <stdio.h>
#include <unistd.h>

static void show(void *data, int64_t done, int64_t all)
{
    bool *shown = data;
    if (isatty(STDERR_FILENO) == 0 || all < 16) return;
    fprintf(stderr, "\r%3" G_GINT64_FORMAT " %% of the accounts", done * 100 / all);
    *shown = true;
}

static bool print(const VerifyReport *report, GError **error)
{
    for (unsigned i = 0; i < report->findings->len; i++)
        if (!out_text(report->findings->pdata[i], error) || !out_text("\n", error)) return false;
    return out_text(report->summary, error);
}

bool verify_cmd(Cli *cli, GError **error)
{
    g_auto(VerifyReport) report = { 0 };
    bool shown = false;
    int64_t jobs;
    if (!typed_number(&cli->typed, "jobs", 1, 64, g_get_num_processors(), &jobs, error))
        return false;
    Desk *desk = cli_desk(cli, error);
    if (desk == NULL) return false;
    VerifyOptions options = { .jobs = (int)jobs, .progress = show, .data = &shown };
    bool done = verify_run(desk, &options, &report, error);
    if (shown) fprintf(stderr, "\n");
    if (!done || !print(&report, error)) return false;
    if (report.count == 0) return out_line("the book is sound", error);
    return problem_refuse(error, PROBLEM_CONFLICT,
                          "the book is not sound: %" G_GINT64_FORMAT " finding%s%s", report.count,
                          report.count == 1 ? "" : "s",
                          report.count > VERIFY_FINDINGS_MAX ? ", the first 1000 are shown" : "");
}
