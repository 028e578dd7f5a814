/* cli/help_cmd.c: help, printed from the tables: commands, actions, views, facts.  Holds no text of
 * theirs. */
#include "base/text.h"
#include "cli/command.h"
#include "cli/out.h"
#include "cli/rule_help.h"
#include "core/fact_catalog.h"
#include "intake/import.h"
#include "policy/policy_file.h"
#include "report/view.h"
#include "run/line.h"
#include <string.h>

enum { NAMES_MAX = 200, COLUMN = 26 };

/* --- commands --------------------------------------------------------------------------------- */

static void add_option(const Option *option, GString *out)
{
    g_autofree char *word = g_strconcat("--", option->name, option->value == NULL ? "" : " ",
                                        option->value == NULL ? "" : option->value, NULL);
    g_string_append_printf(out, "  %-*s  %s\n", COLUMN, word, option->doc);
}

void help_cmd_overview(GString *out)
{
    g_string_append(out, "recoup [--book BOOK] [--as-of DATE] [--now INSTANT] [--actor NAME] "
                         "COMMAND …\n\n");
    for (const Option *option = cli_options; option->name != NULL; option++)
        add_option(option, out);
    g_string_append_c(out, '\n');
    const Command *command;
    for (size_t i = 0; (command = command_at(i)) != NULL; i++) {
        const char *gap = *command->usage == '\0' ? "" : " ";
        g_string_append_printf(out, "  %s%s%s\n      %s\n", command->name, gap, command->usage,
                               command->doc);
    }
    g_string_append(out, "\nExit codes: 0 done, 1 refused or failed, 2 wrong usage, 3 done but "
                         "rows were quarantined.\n");
}

void help_cmd_command(const Command *command, GString *out)
{
    const char *gap = *command->usage == '\0' ? "" : " ";
    g_string_append_printf(out, "recoup %s%s%s\n\n%s\n", command->name, gap, command->usage,
                           command->doc);
    if (command->options != NULL) g_string_append_c(out, '\n');
    for (const Option *option = command->options; option != NULL && option->name != NULL; option++)
        add_option(option, out);
    if (command->more != NULL) g_string_append_printf(out, "\n%s\n", command->more);
}

static bool add_family(const char *name, GString *out)
{
    size_t length = strlen(name), before = out->len;
    const Command *command;
    for (size_t i = 0; (command = command_at(i)) != NULL; i++) {
        if (strncmp(command->name, name, length) != 0 || command->name[length] != ' ') continue;
        if (out->len > before) g_string_append_c(out, '\n');
        help_cmd_command(command, out);
    }
    return out->len > before;
}

/* --- actions ---------------------------------------------------------------------------------- */

static void add_action(const Action *action, GString *out)
{
    g_string_append_printf(out, "%s Needs the permit %s.\n\n", action->doc,
                           permit_name(action->permit));
    g_autoptr(GString) fields = g_string_new(NULL);
    record_help(action->takes, fields);
    g_auto(GStrv) lines = g_strsplit(fields->str, "\n", -1);
    for (char **line = lines; *line != NULL; line++)
        if (**line != '\0') g_string_append_printf(out, "  %s\n", *line);
}

static void add_actions(GString *out)
{
    const Action *action;
    g_string_append(
        out,
        "# Actions\n\nEverything that changes a book is one of these: `recoup do ACTION --field "
        "value …`, or a line of\n`recoup apply`: `{\"do\": ACTION, \"field\": value, …}`. In JSON "
        "names are written with `_`, amounts and dates\nas strings. Every action also takes "
        "`--on DATE` (the day it counts from; default the business day) and\n`--request-id TEXT` "
        "(the same id and content again give the same answer and change nothing).\n");
    for (size_t i = 0; (action = line_action_at(i)) != NULL; i++) {
        g_string_append_printf(out, "\n## %s\n\n", action->name);
        add_action(action, out);
    }
}

/* --- views and facts -------------------------------------------------------------------------- */

static void add_views(GString *out)
{
    const View *view;
    g_string_append(out,
                    "# Views\n\nEverything that can be shown: `recoup show VIEW [--param value …] "
                    "[--where EXPR] [--format table|csv|json|jsonl|xlsx]`.\n");
    for (size_t i = 0; (view = view_at(i)) != NULL; i++) {
        g_string_append_c(out, '\n');
        view_help(view, out);
    }
}

static void add_facts(GString *out)
{
    const ExprCatalog *catalog = fact_catalog();
    g_string_append(out, "# Facts\n\nWhat rules of a policy and `--where` may speak of, one row an "
                         "account.\n\n");
    for (size_t i = 0; i < catalog->count; i++) {
        const ExprName *name = &catalog->names[i];
        g_string_append_printf(out, "    %-18s %-12s %s\n", name->name, expr_type_name(name->type),
                               name->doc);
    }
}

static void add_policy(GString *out)
{
    g_autofree char *text = policy_file_help();
    g_string_append(out, text);
}

static void add_maps(GString *out)
{
    g_autoptr(GError) error = NULL;
    if (!import_map_help(NULL, out, &error)) g_string_append_printf(out, "%s\n", error->message);
}

/* "import items", or the name of a map. */
static bool add_file(const char *name, GString *out)
{
    g_autoptr(GError) error = NULL;
    if (g_str_has_prefix(name, "import ")) return import_kind_help(name + 7, out, &error);
    return import_map_text(name) != NULL && import_map_help(name, out, &error);
}

/* --- finding ---------------------------------------------------------------------------------- */

static const struct {
    const char *name;
    void (*add)(GString *out);
} PAGES[] = {
    { "actions", add_actions }, { "views", add_views }, { "facts", add_facts },
    { "policy", add_policy },   { "maps", add_maps },
};

static bool add_page(const char *name, GString *out)
{
    const Command *command = command_named(name);
    const Action *action = line_action(name);
    const View *view = view_find(name);
    for (size_t i = 0; i < G_N_ELEMENTS(PAGES); i++) {
        if (strcmp(PAGES[i].name, name) != 0) continue;
        PAGES[i].add(out);
        if (command_named(name) == NULL) return true;
    }
    if (command != NULL) help_cmd_command(command, out);
    if (action != NULL) {
        g_string_append_printf(out, "recoup do %s --field value …\n\n", action->name);
        add_action(action, out);
    }
    if (view != NULL) view_help(view, out);
    if (rule_help_add(name, out)) return true;
    return out->len > 0 || add_file(name, out) || add_family(name, out);
}

static bool refuse(const char *name, GError **error)
{
    const char *names[NAMES_MAX + 1];
    size_t count = 0;
    const Action *action;
    const Command *command;
    const View *view;
    for (size_t i = 0; i < G_N_ELEMENTS(PAGES); i++) names[count++] = PAGES[i].name;
    for (size_t i = 0; count < NAMES_MAX && (command = command_at(i)) != NULL; i++)
        names[count++] = command->name;
    for (size_t i = 0; count < NAMES_MAX && (action = line_action_at(i)) != NULL; i++)
        names[count++] = action->name;
    for (size_t i = 0; count < NAMES_MAX && (view = view_at(i)) != NULL; i++)
        names[count++] = view->name;
    names[count] = NULL;
    const char *near = text_nearest(name, names);
    return problem_refuse(
        error, PROBLEM_USAGE, "there is no help on %s%s%s%s (recoup help lists the commands)", name,
        near == NULL ? "" : "; did you mean ", near == NULL ? "" : near, near == NULL ? "" : "?");
}

bool help_cmd(Cli *cli, GError **error)
{
    const char *first = typed_plain(&cli->typed, 0), *second = typed_plain(&cli->typed, 1);
    g_autoptr(GString) text = g_string_new(NULL);
    g_autofree char *name =
        second == NULL ? g_strdup(first) : g_strconcat(first, " ", second, NULL);
    if (name == NULL)
        help_cmd_overview(text);
    else if (second != NULL && strcmp(first, "gate") == 0 && rule_help_add(second, text))
        return out_text(text->str, error);
    else if (!add_page(name, text) && (second == NULL || !add_page(first, text)))
        return refuse(name, error);
    return out_text(text->str, error);
}
