/* cli/evidence_cmd.c: an account's evidence into a file, and the proof of such a file.  Knows no
 * entry itself. */
#include "cli/evidence_cmd.h"

#include "base/digest.h"
#include "cli/command.h"
#include "cli/out.h"
#include "report/evidence.h"
#include <string.h>

static bool write_file(const char *path, const char *pack, GError **error)
{
    g_autoptr(GError) failure = NULL;
    unsigned char bytes[DIGEST_SIZE];
    char hex[DIGEST_HEX_SIZE];
    if (!g_file_set_contents(path, pack, -1, &failure))
        return problem_refuse(error, PROBLEM_STORAGE, "%s", failure->message);
    digest_of(pack, strlen(pack), bytes);
    g_autofree char *line =
        g_strdup_printf("%s: %zu bytes, SHA-256 %s", path, strlen(pack), digest_hex(bytes, hex));
    return out_line(line, error);
}

bool evidence_cmd_pack(Cli *cli, GError **error)
{
    const char *path = typed_option(&cli->typed, "out");
    Desk *desk = cli_desk(cli, error);
    if (desk == NULL) return false;
    g_autofree char *pack = evidence_pack(desk, typed_plain(&cli->typed, 0), error);
    if (pack == NULL) return false;
    return path == NULL ? out_text(pack, error) : write_file(path, pack, error);
}

bool evidence_cmd_check(Cli *cli, GError **error)
{
    const char *path = typed_plain(&cli->typed, 0);
    g_autoptr(GError) failure = NULL;
    g_autofree char *bytes = NULL;
    size_t length = 0;
    EvidenceCheck check;
    if (!g_file_get_contents(path, &bytes, &length, &failure))
        return problem_refuse(error, PROBLEM_NOT_FOUND, "%s", failure->message);
    if (!evidence_check(bytes, length, &check, error)) {
        g_prefix_error(error, "%s: ", path);
        return false;
    }
    if (check.bad > 0)
        return problem_refuse(error, PROBLEM_CONFLICT,
                              "%s: %" G_GINT64_FORMAT " of %" G_GINT64_FORMAT
                              " entries are not what was written; the first is entry "
                              "%" G_GINT64_FORMAT,
                              path, check.bad, check.entries, check.first_bad);
    g_autofree char *line =
        g_strdup_printf("%s: account %s, %" G_GINT64_FORMAT " entries as they were written"
                        " (%" G_GINT64_FORMAT " erased)",
                        path, check.account, check.entries, check.erased);
    return out_line(line, error);
}
