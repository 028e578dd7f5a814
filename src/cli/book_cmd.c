/* cli/book_cmd.c: init: a new, empty book.  Writes nothing itself. */
#include "cli/command.h"
#include "cli/out.h"

#include <string.h>

bool book_cmd_init(Cli *cli, GError **error)
{
    const char *pack = typed_option(&cli->typed, "policy");
    const char *zone = typed_option(&cli->typed, "time-zone");
    const char *currency = typed_option(&cli->typed, "currency");
    if (pack == NULL) pack = "commercial";
    if (zone == NULL) zone = "UTC";
    if (currency == NULL) currency = "USD";
    cli->desk = desk_init(&cli->options, pack, zone, currency, error);
    if (cli->desk == NULL) return false;
    g_autofree char *said = g_strdup_printf(
        "%s: an empty book in %s, time zone %s, policy %s; next: recoup help import, or recoup do "
        "debtor.open …",
        cli->options.url, currency, zone, pack);
    return out_line(said, error);
}
