/* cli/demo_cmd.c: a made-up book to look at, and why an account is treated as it is.  Decides
 * nothing. */
#include "cli/command.h"
#include "cli/out.h"
#include "report/why.h"
#include "run/demo.h"

bool demo_cmd(Cli *cli, GError **error)
{
    int64_t accounts, seed;
    if (!typed_number(&cli->typed, "accounts", 1, DEMO_ACCOUNTS_MAX, 200, &accounts, error))
        return false;
    if (!typed_number(&cli->typed, "seed", 0, INT64_MAX, 1, &seed, error)) return false;
    cli->desk = desk_init(&cli->options, "commercial", "America/New_York", "USD", error);
    if (cli->desk == NULL || !demo_fill(cli->desk, accounts, (uint64_t)seed, error)) return false;
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
