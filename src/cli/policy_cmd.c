/* cli/policy_cmd.c: policy files checked, compared, drafted, approved, made live.  Decides nothing.
 */
#include "cli/command.h"
#include "cli/out.h"
#include "policy/policy_file.h"
#include "run/line.h"
#include "run/simulate.h"

#include <string.h>

/* --- reading ---------------------------------------------------------------------------------- */

/* A shipped pack or a file; *text is given.  False with *found false: neither. */
static bool find_text(const char *name, char **text, bool *found, GError **error)
{
    const EmbeddedFile *pack = policy_file_pack(name);
    g_autoptr(GError) fault = NULL;
    *found = true;
    if (pack != NULL) {
        *text = g_strdup(pack->bytes);
        return true;
    }
    if (g_file_get_contents(name, text, NULL, &fault)) return true;
    *found = !g_error_matches(fault, G_FILE_ERROR, G_FILE_ERROR_NOENT);
    if (!*found) return true;
    return problem_refuse(error, PROBLEM_NOT_FOUND, "%s", fault->message);
}

static bool get_text(const char *name, char **text, GError **error)
{
    bool found;
    if (!find_text(name, text, &found, error)) return false;
    if (found) return true;
    return problem_refuse(error, PROBLEM_NOT_FOUND,
                          "%s is neither a file nor a shipped pack (commercial, consumer-us, "
                          "medical-us, loans-us, subscription)",
                          name);
}

static bool print_faults(const GPtrArray *faults, GError **error)
{
    for (unsigned i = 0; i < faults->len; i++) {
        g_autofree char *line = policy_fault_text(g_ptr_array_index(faults, i));
        if (!out_text(line, error) || !out_text("\n", error)) return false;
    }
    return true;
}

/* NULL after every fault was printed and the error set. */
static Policy *read_policy(const char *name, const char *text, GError **error)
{
    g_autoptr(GPtrArray) faults = policy_fault_list();
    Policy *policy = policy_file_read(name, text, strlen(text), faults);
    size_t errors = policy_fault_errors(faults);
    if (!print_faults(faults, error)) g_clear_pointer(&policy, policy_unref);
    if (policy == NULL && (error == NULL || *error == NULL))
        problem_set(error, PROBLEM_INVALID, "%s has %zu error%s", name, errors,
                    errors == 1 ? "" : "s");
    return policy;
}

/* "live", NAME:VERSION of the book, a file or a pack. */
static Policy *get_policy(Cli *cli, const char *name, GError **error)
{
    g_autofree char *text = NULL;
    bool found = false;
    if (strcmp(name, "live") != 0 && !find_text(name, &text, &found, error)) return NULL;
    if (found) return read_policy(name, text, error);
    Desk *desk = cli_desk(cli, error);
    return desk == NULL ? NULL : simulate_policy(desk, name, error);
}

bool policy_cmd_check(Cli *cli, GError **error)
{
    const char *name = typed_plain(&cli->typed, 0);
    g_autofree char *text = NULL;
    if (!get_text(name, &text, error)) return false;
    g_autoptr(Policy) policy = read_policy(name, text, error);
    if (policy == NULL) return false;
    g_autofree char *said =
        g_strdup_printf("%s: policy %s is sound: %zu segments, %zu treatments", name, policy->name,
                        policy->segment_count, policy->treatment_count);
    return out_line(said, error);
}

bool policy_cmd_describe(Cli *cli, GError **error)
{
    g_autoptr(Policy) policy = get_policy(cli, typed_plain(&cli->typed, 0), error);
    if (policy == NULL) return false;
    g_autofree char *text = policy_file_describe(policy);
    return out_text(text, error);
}

bool policy_cmd_diff(Cli *cli, GError **error)
{
    g_autoptr(Policy) a = get_policy(cli, typed_plain(&cli->typed, 0), error);
    if (a == NULL) return false;
    g_autoptr(Policy) b = get_policy(cli, typed_plain(&cli->typed, 1), error);
    if (b == NULL) return false;
    g_autofree char *text = policy_file_diff(a, b);
    return out_text(text[0] == '\0' ? "no difference\n" : text, error);
}

/* --- acting ----------------------------------------------------------------------------------- */

static void set_text(Json *record, const char *name, const char *text)
{
    if (text != NULL) json_text_set(record, name, json_text_new_string(text));
}

static bool act(Cli *cli, const char *action, Json *record, GError **error)
{
    int64_t version;
    set_text(record, "note", typed_option(&cli->typed, "note"));
    set_text(record, "from", typed_option(&cli->typed, "from"));
    if (!typed_number(&cli->typed, "version", 1, INT64_MAX, 0, &version, error)) return false;
    if (version > 0) json_text_set(record, "version", json_text_new_int(version));
    Desk *desk = cli_desk(cli, error);
    if (desk == NULL) return false;
    g_autoptr(Json) answer = line_do(desk, action, record, error);
    if (answer == NULL) return false;
    g_autofree char *text = json_text_write(answer, false);
    return out_line(text, error);
}

bool policy_cmd_draft(Cli *cli, GError **error)
{
    g_autoptr(Json) record = json_text_new_object();
    g_autofree char *text = NULL;
    if (!get_text(typed_plain(&cli->typed, 0), &text, error)) return false;
    set_text(record, "text", text);
    return act(cli, "policy.draft", record, error);
}

bool policy_cmd_approve(Cli *cli, GError **error)
{
    g_autoptr(Json) record = json_text_new_object();
    set_text(record, "name", typed_plain(&cli->typed, 0));
    return act(cli, "policy.approve", record, error);
}

/* A name is a stored policy; a path with a dot or a slash is a file to check, store and activate.
 */
bool policy_cmd_activate(Cli *cli, GError **error)
{
    const char *name = typed_plain(&cli->typed, 0);
    g_autoptr(Json) record = json_text_new_object();
    g_autofree char *text = NULL;
    if (strpbrk(name, "./") == NULL) {
        set_text(record, "name", name);
        return act(cli, "policy.activate", record, error);
    }
    if (!get_text(name, &text, error)) return false;
    set_text(record, "text", text);
    return act(cli, "policy.activate", record, error);
}

bool policy_cmd_rollback(Cli *cli, GError **error)
{
    g_autoptr(Json) record = json_text_new_object();
    return act(cli, "policy.rollback", record, error);
}

/* --- trying ----------------------------------------------------------------------------------- */

bool policy_cmd_simulate(Cli *cli, GError **error)
{
    g_autoptr(Policy) draft = get_policy(cli, typed_plain(&cli->typed, 0), error);
    if (draft == NULL) return false;
    Desk *desk = cli_desk(cli, error);
    if (desk == NULL) return false;
    g_autofree char *text = simulate_run(desk, draft, desk->today, error);
    return text != NULL && out_text(text, error);
}
