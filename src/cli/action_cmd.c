/* cli/action_cmd.c: one action from the words of the command line.  Decides nothing: the desk does.
 */
#include "cli/action_cmd.h"

#include "base/text.h"
#include "cli/command.h"
#include "cli/lines.h"
#include "cli/out.h"
#include "run/line.h"
#include <string.h>

enum { NAMES_MAX = 70 };

/* --- field by field --------------------------------------------------------------------------- */

static Json *words_json(const char *text)
{
    Json *list = json_text_new_list();
    g_auto(GStrv) parts = g_strsplit(text, ",", -1);
    for (char **part = parts; *part != NULL && *text != '\0'; part++)
        json_text_append(list, json_text_new_string(g_strstrip(*part)));
    return list;
}

static Json *yes_no_json(const char *text)
{
    if (strcmp(text, "true") == 0 || strcmp(text, "yes") == 0) return json_text_new_bool(true);
    if (strcmp(text, "false") == 0 || strcmp(text, "no") == 0) return json_text_new_bool(false);
    return NULL;
}

/* NULL: it does not fit. */
static Json *fitting_json(const Field *field, const char *text)
{
    int64_t number;
    bool is_list = field->type == FIELD_LIST || field->type == FIELD_JSON;
    if (field->type == FIELD_INT && text_to_i64(text, &number)) return json_text_new_int(number);
    if (field->type == FIELD_BOOL) return yes_no_json(text);
    if (field->type == FIELD_WORDS && text[0] != '[') return words_json(text);
    return is_list || field->type == FIELD_WORDS ? json_text_parse(text, strlen(text), NULL) : NULL;
}

/* What a typed value is in JSON; what does not fit stays a text, for the record to refuse in its
 * own words. */
static Json *value_json(const Field *field, const char *text)
{
    Json *fitting = fitting_json(field, text);
    return fitting != NULL ? fitting : json_text_new_string(text);
}

static bool is_common(const char *name)
{
    return strcmp(name, "on") == 0 || strcmp(name, "request-id") == 0 ||
           strcmp(name, "request_id") == 0;
}

static bool refuse_field(const Action *action, const char *name, GError **error)
{
    const char *names[NAMES_MAX + 1] = { "on", "request_id" };
    size_t count = 2;
    g_autofree char *noun = g_strconcat("do ", action->name, NULL);
    for (const Field *field = action->takes->fields; field->name != NULL; field++)
        if (count < NAMES_MAX && (field->flags & FIELD_OUTPUT) == 0) names[count++] = field->name;
    names[count] = NULL;
    return typed_unknown(name, noun, names, error);
}

static bool read_fields(Cli *cli, const Action *action, Json *record, GError **error)
{
    const TypedPair *pair;
    for (unsigned i = 0; (pair = typed_pair(&cli->typed, i)) != NULL; i++) {
        const Field *field = record_field(action->takes, pair->name);
        if (field != NULL)
            json_text_set(record, field->name, value_json(field, pair->value));
        else if (is_common(pair->name))
            json_text_set(record, pair->name[0] == 'o' ? "on" : "request_id",
                          json_text_new_string(pair->value));
        else if (!cli_global(cli, pair))
            return refuse_field(action, pair->name, error);
    }
    return true;
}

/* --- from standard input ---------------------------------------------------------------------- */

/* With an object from standard input only the global options may stand beside it. */
static bool read_object(Cli *cli, Json **record, GError **error)
{
    g_autoptr(Lines) lines = lines_open("-", error);
    g_autofree char *text = NULL;
    size_t length = 0;
    const TypedPair *pair;
    for (unsigned i = 0; (pair = typed_pair(&cli->typed, i)) != NULL; i++)
        if (!cli_global(cli, pair))
            return problem_refuse(error, PROBLEM_USAGE,
                                  "--%s stands beside '-'; the fields are in the JSON object",
                                  pair->name);
    if (lines == NULL || (text = lines_rest(lines, &length, error)) == NULL) return false;
    *record = json_text_parse(text, length, error);
    if (*record == NULL) g_prefix_error(error, "standard input: ");
    return *record != NULL;
}

/* --- doing ------------------------------------------------------------------------------------ */

static const Action *find_action(const char *name, GError **error)
{
    const char *names[NAMES_MAX + 1];
    const Action *action = line_action(name);
    size_t count = 0;
    if (action != NULL) return action;
    for (; count < NAMES_MAX && (action = line_action_at(count)) != NULL; count++)
        names[count] = action->name;
    names[count] = NULL;
    const char *near = text_nearest(name, names);
    problem_set(
        error, PROBLEM_USAGE, "no action is named %s%s%s%s (recoup help actions lists them)", name,
        near == NULL ? "" : "; did you mean ", near == NULL ? "" : near, near == NULL ? "" : "?");
    return NULL;
}

static bool print_answer(Json *taken, GError **error)
{
    if (taken == NULL) return false;
    g_autofree char *text = json_text_write(taken, false);
    json_text_free(taken);
    return out_line(text, error);
}

static bool do_object(Cli *cli, const char *action, GError **error)
{
    g_autoptr(Json) record = NULL;
    if (!read_object(cli, &record, error)) return false;
    Desk *desk = cli_desk(cli, error);
    if (desk == NULL) return false;
    return print_answer(action == NULL ? line_do_line(desk, record, error)
                                       : line_do(desk, action, record, error),
                        error);
}

bool action_cmd_do(Cli *cli, GError **error)
{
    const char *name = typed_plain(&cli->typed, 0), *dash = typed_plain(&cli->typed, 1);
    g_autoptr(Json) record = json_text_new_object();
    if (strcmp(name, "-") == 0 && dash == NULL) return do_object(cli, NULL, error);
    const Action *action = find_action(name, error);
    if (action == NULL) return false;
    if (dash != NULL && strcmp(dash, "-") != 0)
        return problem_refuse(error, PROBLEM_USAGE,
                              "%s stands alone; a field is written --name value", dash);
    if (dash != NULL) return do_object(cli, name, error);
    if (!read_fields(cli, action, record, error)) return false;
    Desk *desk = cli_desk(cli, error);
    return desk != NULL && print_answer(line_do(desk, name, record, error), error);
}

/* --- why it was refused ----------------------------------------------------------------------- */

/* A refusal that begins with a field's name ("amount is 12.345 USD: …") speaks of that field. */
static void fault_of_words(const RecordType *type, const char *message, GPtrArray *faults)
{
    size_t length = strcspn(message, " ");
    g_autofree char *word = g_strndup(message, length);
    const Field *field = record_field(type, word);
    if (field == NULL || message[length] == '\0') return;
    record_fault(faults, field->name, NULL, "%s", message + length + 1);
}

GPtrArray *action_cmd_faults(const char *name, const Json *record, const GError *refusal)
{
    GPtrArray *faults = record_faults_new();
    const Action *action = name == NULL ? NULL : line_action(name);
    if (action == NULL || !problem_is(refusal, PROBLEM_INVALID)) return faults;
    g_autoptr(Json) fields = json_text_copy(record);
    void *taken = g_malloc0(action->takes->size);
    json_text_remove(fields, "do");
    json_text_remove(fields, "on");
    json_text_remove(fields, "request_id");
    record_init(action->takes, taken);
    record_from_json(action->takes, fields, taken, faults);
    record_check(action->takes, taken, faults);
    record_clear(action->takes, taken);
    g_free(taken);
    if (faults->len == 0) fault_of_words(action->takes, refusal->message, faults);
    return faults;
}
