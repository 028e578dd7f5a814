/* cli/demo_cmd.c: a made-up book to look at, and why an account is treated as it is.  Decides
 * nothing. */
#include "cli/command.h"
#include "cli/out.h"
#include "report/why.h"
#include "run/demo.h"

#include <stdio.h>
#include <unistd.h>

/* On a terminal only, and only where there is something to wait for. */
static void show(void *data, int64_t done, int64_t all)
{
    bool *shown = data;
    if (isatty(STDERR_FILENO) == 0 || (done == all && !*shown)) return;
    fprintf(stderr, "\r%3" G_GINT64_FORMAT " %% of %" G_GINT64_FORMAT " accounts", done * 100 / all,
            all);
    *shown = true;
}

bool demo_cmd(Cli *cli, GError **error)
{
    int64_t accounts, seed;
    bool shown = false;
    const char *pack = typed_option(&cli->typed, "policy");
    if (!typed_number(&cli->typed, "accounts", 1, DEMO_ACCOUNTS_MAX, 200, &accounts, error))
        return false;
    if (!typed_number(&cli->typed, "seed", 0, INT64_MAX, 1, &seed, error)) return false;
    DemoOptions options = { .pack = pack == NULL ? "commercial" : pack,
                            .accounts = accounts,
                            .seed = (uint64_t)seed,
                            .progress = show,
                            .data = &shown };
    if (!demo_check(&options, error)) return false;
    cli->desk = desk_init(&cli->options, options.pack, "America/New_York", "USD", error);
    if (cli->desk == NULL) return false;
    bool done = demo_fill(cli->desk, &options, error);
    if (shown) fprintf(stderr, "\n");
    if (!done) return false;
    g_autofree char *text = g_strdup_printf(
        "%s: %" G_GINT64_FORMAT " made-up accounts with two years of history; next: recoup day\n",
        cli->options.url, accounts);
    return out_text(text, error);
}

bool demo_cmd_why(Cli *cli, GError **error)
{
    Desk *desk = cli_desk(cli, error);
    if (desk == NULL) return false;
    g_autofree char *text = why_text(desk, typed_plain(&cli->typed, 0), error);
    return text != NULL && out_text(text, error);
}
