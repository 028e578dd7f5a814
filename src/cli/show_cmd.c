/* cli/show_cmd.c: a view on standard output or into a file.  Shapes nothing: the print room does.
 */
#include "cli/command.h"
#include "cli/out.h"
#include "report/view.h"

#include "base/text.h"
#include <errno.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { NAMES_MAX = 80 };

/* --- words ------------------------------------------------------------------------------------ */

static const View *find_view(const char *name, GError **error)
{
    const char *names[NAMES_MAX + 1];
    const View *view = view_find(name);
    size_t count = 0;
    if (view != NULL) return view;
    for (; count < NAMES_MAX && (view = view_at(count)) != NULL; count++) names[count] = view->name;
    names[count] = NULL;
    const char *near = text_nearest(name, names);
    problem_set(error, PROBLEM_USAGE, "no view is named %s%s%s%s (recoup help views lists them)",
                name, near == NULL ? "" : "; did you mean ", near == NULL ? "" : near,
                near == NULL ? "" : "?");
    return NULL;
}

static bool refuse_param(const View *view, const char *name, GError **error)
{
    const char *names[NAMES_MAX + 1] = { "format", "out" };
    size_t count = 2;
    g_autofree char *noun = g_strconcat("show ", view->name, NULL);
    for (const Field *field = view->params->fields; field->name != NULL; field++)
        if (count < NAMES_MAX) names[count++] = field->name;
    names[count] = NULL;
    return typed_unknown(name, noun, names, error);
}

static bool is_own(const Command *command, const char *name)
{
    for (const Option *option = command->options; option->name != NULL; option++)
        if (strcmp(option->name, name) == 0) return true;
    return false;
}

/* The view's parameters out of all options; the others are ours or global. */
static bool read_params(Cli *cli, const View *view, GArray *pairs, GError **error)
{
    const TypedPair *pair;
    for (unsigned i = 0; (pair = typed_pair(&cli->typed, i)) != NULL; i++) {
        if (is_own(cli->command, pair->name)) continue;
        if (record_field(view->params, pair->name) != NULL)
            g_array_append_vals(pairs, pair, 1);
        else if (!cli_global(cli, pair))
            return refuse_param(view, pair->name, error);
    }
    return true;
}

static bool read_format(const Cli *cli, ViewFormat *format, GError **error)
{
    const char *word = typed_option(&cli->typed, "format");
    const char *path = typed_option(&cli->typed, "out");
    const char *dot = path == NULL ? NULL : strrchr(path, '.');
    *format = VIEW_FACE_TABLE;
    if (word == NULL && dot != NULL && view_format(dot + 1, format, NULL)) return true;
    if (word != NULL && !view_format(word, format, error)) {
        if (error != NULL && *error != NULL) (*error)->code = PROBLEM_USAGE;
        return false;
    }
    if (*format != VIEW_FACE_XLSX || path != NULL || isatty(STDOUT_FILENO) == 0) return true;
    return problem_refuse(error, PROBLEM_USAGE, "a workbook is not for the screen; add --out FILE");
}

/* --- into a file ------------------------------------------------------------------------------ */

static bool refuse_file(const char *path, GError **error)
{
    return problem_refuse(error, PROBLEM_STORAGE, "%s: %s", path, g_strerror(errno));
}

static bool file_bytes(void *data, const char *bytes, size_t length, GError **error)
{
    FILE *file = data;
    return fwrite(bytes, 1, length, file) == length ||
           problem_refuse(error, PROBLEM_STORAGE, "%s", g_strerror(errno));
}

/* Beside the file first, then in its place: a failed answer leaves the former one. */
static bool show_into(Desk *desk, const View *view, const char *const *pairs, ViewFormat format,
                      const char *path, GError **error)
{
    g_autofree char *part = g_strconcat(path, ".part", NULL);
    FILE *file = fopen(part, "wb");
    if (file == NULL) return refuse_file(path, error);
    bool done = view_show(desk, view->name, pairs, format, file_bytes, file, error);
    if (fclose(file) != 0 && done) done = refuse_file(path, error);
    if (done && g_rename(part, path) != 0) done = refuse_file(path, error);
    if (!done) g_unlink(part);
    return done;
}

bool show_cmd(Cli *cli, GError **error)
{
    const char *path = typed_option(&cli->typed, "out");
    const View *view = find_view(typed_plain(&cli->typed, 0), error);
    /* A row of pairs ended by NULL is what a view wants. */
    g_autoptr(GArray) params = g_array_new(TRUE, FALSE, sizeof(TypedPair));
    ViewFormat format;
    if (view == NULL || !read_params(cli, view, params, error)) return false;
    if (!read_format(cli, &format, error)) return false;
    const char *const *pairs = (const char *const *)(const void *)params->data;
    Desk *desk = cli_desk(cli, error);
    if (desk == NULL) return false;
    if (path != NULL) return show_into(desk, view, pairs, format, path, error);
    return view_show(desk, view->name, pairs, format, out_bytes, NULL, error);
}
