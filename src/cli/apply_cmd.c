/* cli/apply_cmd.c: many actions, one JSON object a line; an answer or a problem a line.  Each is a
 * transaction of its own. */
#include "base/problem_json.h"
#include "cli/action_cmd.h"
#include "cli/command.h"
#include "cli/lines.h"
#include "cli/out.h"
#include "run/line.h"
#include <stdio.h>

typedef struct {
    Desk *desk;
    Lines *lines;
    int64_t done, refused;
} Apply;

static bool print(const Json *answer, GError **error)
{
    g_autofree char *text = json_text_write(answer, false);
    return out_line(text, error);
}

static bool print_refusal(Apply *apply, const Json *line, const GError *refusal, GError **error)
{
    const char *action = json_text_string(json_text_get(line, "do"));
    g_autoptr(GPtrArray) faults = action_cmd_faults(action, line, refusal);
    g_autoptr(Json) problem = problem_json_new(refusal, faults);
    g_autofree char *message = g_strdelimit(g_strdup(refusal->message), "\n\r", ' ');
    json_text_set(problem, "line", json_text_new_int(lines_number(apply->lines)));
    apply->refused++;
    fprintf(stderr, "recoup: %s:%" G_GINT64_FORMAT ": %s\n", lines_name(apply->lines),
            lines_number(apply->lines), message);
    return print(problem, error);
}

/* Reads and does the next line.  *more is false at the end; *refusal is set when the line was
 * refused. */
static bool next(Apply *apply, bool *more, GError **refusal, GError **error)
{
    const char *text = NULL;
    size_t length = 0;
    g_autoptr(Json) line = NULL;
    g_autoptr(Json) answer = NULL;
    *more = true;
    if (!lines_next(apply->lines, &text, &length, refusal))
        return print_refusal(apply, NULL, *refusal, error);
    if (text == NULL) {
        *more = false;
        return true;
    }
    line = json_text_parse(text, length, refusal);
    if (line != NULL) answer = line_do_line(apply->desk, line, refusal);
    if (answer == NULL) return print_refusal(apply, line, *refusal, error);
    apply->done++;
    return print(answer, error);
}

/* A disk that is full or a database that has gone will refuse every line: no use to go on. */
static bool goes_on(const Cli *cli, const GError *refusal)
{
    if (refusal == NULL) return true;
    return typed_option(&cli->typed, "keep-going") != NULL && !problem_is(refusal, PROBLEM_STORAGE);
}

bool apply_cmd(Cli *cli, GError **error)
{
    g_autoptr(Lines) lines = lines_open(typed_plain(&cli->typed, 0), error);
    if (lines == NULL) return false;
    Apply apply = { .desk = cli_desk(cli, error), .lines = lines };
    bool more = true, on = true;
    if (apply.desk == NULL) return false;
    while (more && on) {
        g_autoptr(GError) refusal = NULL;
        if (!next(&apply, &more, &refusal, error)) return false;
        on = goes_on(cli, refusal);
    }
    if (apply.refused > 0) cli->exit_code = EXIT_REFUSED;
    if (apply.refused > 0 && typed_option(&cli->typed, "keep-going") != NULL)
        fprintf(stderr, "recoup: %" G_GINT64_FORMAT " of %" G_GINT64_FORMAT " lines were refused\n",
                apply.refused, apply.refused + apply.done);
    return true;
}
