/* cli/import_cmd.c: a file of records into the book, and what came of it.  Reads and judges nothing
 * itself. */
#include "cli/command.h"
#include "cli/out.h"
#include "intake/import.h"
#include <stdio.h>

/* Of a refusal in several lines, as of a map with several faults, all but the last are said here.
 */
static bool say_lines(GError **error)
{
    g_auto(GStrv) lines = g_strsplit((*error)->message, "\n", -1);
    unsigned count = g_strv_length(lines);
    for (unsigned i = 0; i + 1 < count; i++) fprintf(stderr, "recoup: %s\n", lines[i]);
    if (count < 2) return false;
    g_free((*error)->message);
    (*error)->message = g_strdup(lines[count - 1]);
    return false;
}

bool import_cmd(Cli *cli, GError **error)
{
    g_auto(ImportSummary) summary = { 0 };
    Desk *desk = cli_desk(cli, error);
    if (desk == NULL) return false;
    ImportOptions options = { .kind = typed_plain(&cli->typed, 0),
                              .path = typed_plain(&cli->typed, 1),
                              .map = typed_option(&cli->typed, "map"),
                              .expect_total = typed_option(&cli->typed, "expect-total"),
                              .dry_run = typed_option(&cli->typed, "dry-run") != NULL };
    if (!import_file(desk, &options, &summary, error)) return say_lines(error);
    g_autofree char *text = import_summary_text(&summary);
    if (summary.quarantined > 0) cli->exit_code = EXIT_QUARANTINED;
    return out_text(text, error);
}
