/* policy/policy_file_help.c: the manual of the policy file, from the tables its reader goes by, so
 * that it cannot say anything else. */
#include "policy/policy_file.h"
#include "policy/policy_key.h"

#include <inttypes.h>

static void hundredths(int64_t value, GString *out)
{
    if (value % 100 == 0)
        g_string_append_printf(out, "%" PRId64, value / 100);
    else
        g_string_append_printf(out, "%" PRId64 ".%02d", value / 100, (int)(value % 100));
}

static void words(const Key *key, GString *out)
{
    g_string_append(out, "one of ");
    for (int i = 0; key->words[i] != NULL; i++)
        g_string_append_printf(out, "%s%s", i > 0 ? ", " : "", key->words[i]);
}

static void range(const Key *key, GString *out)
{
    bool whole = key->kind == KEY_INT || key->kind == KEY_LONG;

    if (whole) {
        g_string_append_printf(out, "%" PRId64 " to %" PRId64, key->low, key->high);
        return;
    }
    hundredths(key->low, out);
    g_string_append(out, " to ");
    hundredths(key->high, out);
    g_string_append(out, key->kind == KEY_PERCENT ? " percent" : "");
}

static void form(const Key *key, GString *out)
{
    switch (key->kind) {
    case KEY_WORD: g_string_append(out, "name"); break;
    case KEY_REF: g_string_append(out, "a treatment's name"); break;
    case KEY_USER: g_string_append(out, "a user's name"); break;
    case KEY_TEXT: g_string_append(out, "text"); break;
    case KEY_INT:
    case KEY_LONG:
    case KEY_PERCENT:
    case KEY_AMOUNT: range(key, out); break;
    case KEY_BOOL: g_string_append(out, "true or false"); break;
    case KEY_CHOICE: words(key, out); break;
    case KEY_CONDITION: g_string_append(out, "condition"); break;
    case KEY_POINTS: g_string_append(out, "number expression"); break;
    case KEY_VALUE: g_string_append(out, "expression"); break;
    case KEY_LIST: g_string_append_printf(out, "list, at most %" PRId64, key->high); break;
    case KEY_MAP: g_string_append(out, "map"); break;
    case KEY_OWN: g_string_append(out, key->form); break;
    }
}

/* Keys of the table, then each table below it once, under the path that leads there. */
static void describe(const KeyTable *table, const char *path, GString *out)
{
    g_string_append_printf(out, "\n## %s\n\n| key | value | meaning |\n|---|---|---|\n", path);
    for (size_t i = 0; i < table->count; i++) {
        const Key *key = &table->keys[i];
        g_string_append_printf(out, "| `%s`%s | ", key->name, key->required ? " (needed)" : "");
        form(key, out);
        g_string_append_printf(out, " | %s |\n", key->doc);
    }
    for (size_t i = 0; i < table->count; i++) {
        const Key *key = &table->keys[i];
        if (key->table == NULL || key->table == &policy_keys_defaults) continue;
        g_autofree char *below =
            g_strdup_printf("%s%s%s", table == &policy_keys_file ? "" : path,
                            table == &policy_keys_file ? "" : " / ", key->name);
        describe(key->table, below, out);
    }
}

char *policy_file_help(void)
{
    GString *out = g_string_new("# The keys of a policy file\n");

    describe(&policy_keys_file, "The file", out);
    describe(&policy_keys_review, "treatments / finally", out);
    describe(&policy_keys_defaults, "defaults", out);
    return g_string_free(out, FALSE);
}
