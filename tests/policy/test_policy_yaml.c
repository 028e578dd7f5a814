/* tests/policy/test_policy_yaml.c: the tree and its marks; every refusal with its place. */
#include "policy/policy_yaml.h"

#include <string.h>

typedef struct {
    const char *name, *text;
    int line, column;
    const char *says; /* part of the message */
} Bad;

static const Bad BAD[] = {
    { "duplicate", "a: 1\nb: 2\na: 3\n", 3, 1, "'a' is given twice, first in line 1" },
    { "duplicate-inside", "x:\n  - {n: 1, n: 2}\n", 2, 12, "'n' is given twice" },
    { "alias", "a: &x 1\nb: *x\n", 2, 4, "repeats another part" },
    { "anchor", "a: &x 1\n", 1, 4, "names a part of the file" },
    { "tag", "a: !!int 1\n", 1, 4, "tag" },
    { "list-as-key", "[1, 2]: 3\n", 1, 1, "a key must be a word" },
    { "second-document", "a: 1\n---\nb: 2\n", 2, 1, "second document" },
    { "syntax", "a: [1, 2\nb: 3\n", 2, 2, "" },
    { "colon", "when: a: b\n", 1, 8, "mapping values" },
    { "tab", "a:\n\tb: 1\n", 2, 1, "cannot start any token" },
    { "not-utf8", "a: 1\nb: \xe9\n", 2, 4, "not UTF-8" },
    { "control", "a: \x01\n", 1, 4, "control characters" },
    { "deep", "[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]", 1, 17, "nested too deeply" },
};

static void bad(const void *data)
{
    const Bad *c = data;
    g_autoptr(GPtrArray) faults = policy_fault_list();
    g_autoptr(YamlTree) tree = policy_yaml_read(c->text, strlen(c->text), faults);

    g_assert_null(tree);
    g_assert_cmpuint(faults->len, >=, 1);
    const PolicyFault *fault = g_ptr_array_index(faults, faults->len - 1);
    if (strstr(fault->text, c->says) == NULL) g_test_message("%s", fault->text);
    g_assert_nonnull(strstr(fault->text, c->says));
    g_assert_cmpint(fault->line, ==, c->line);
    g_assert_cmpint(fault->column, ==, c->column);
    g_assert_cmpstr(fault->remedy, !=, "");
}

static void tree(void)
{
    static const char TEXT[] = "\xEF\xBB\xBF# a comment\npolicy: \"caf\xC3\xA9\"\nsteps:\n"
                               "  - at: 10\n    note: |\n      two\n      lines\n  - at:\n";
    g_autoptr(GPtrArray) faults = policy_fault_list();
    g_autoptr(YamlTree) read = policy_yaml_read(TEXT, sizeof TEXT - 1, faults);

    g_assert_nonnull(read);
    const YamlNode *policy = policy_yaml_find(read->root, "policy");
    g_assert_cmpstr(policy->text, ==, "caf\xC3\xA9");
    g_assert_true(policy->quoted && policy->one_line);
    g_assert_cmpint(policy->line, ==, 2);
    g_assert_cmpint(policy->column, ==, 9);
    const YamlNode *steps = policy_yaml_find(read->root, "steps");
    g_assert_cmpint(steps->kind, ==, YAML_LIST);
    g_assert_cmpuint(steps->count, ==, 2);
    const YamlNode *at = policy_yaml_find(steps->first, "at");
    g_assert_cmpstr(at->text, ==, "10");
    g_assert_false(at->quoted);
    g_assert_cmpint(at->key_line, ==, 4);
    g_assert_cmpint(at->key_column, ==, 5);
    const YamlNode *note = policy_yaml_find(steps->first, "note");
    g_assert_cmpstr(note->text, ==, "two\nlines\n");
    g_assert_false(note->one_line);
    g_assert_cmpstr(policy_yaml_find(steps->last, "at")->text, ==, "");
    g_assert_null(policy_yaml_find(read->root, "nothing"));
}

static void limits(void)
{
    g_autoptr(GPtrArray) faults = policy_fault_list();
    g_autoptr(GString) many = g_string_new("a: [");
    for (int i = 0; i < YAML_NODES_MAX; i++) g_string_append(many, "1,");
    g_string_append(many, "]\n");
    g_assert_null(policy_yaml_read(many->str, many->len, faults));
    g_autofree char *large = g_strnfill(YAML_BYTES_MAX + 1, ' ');
    g_assert_null(policy_yaml_read(large, YAML_BYTES_MAX + 1, faults));
    g_autoptr(GString) keys = g_string_new("");
    for (int i = 0; i <= YAML_KEYS_MAX; i++) g_string_append_printf(keys, "k%d: 1\n", i);
    g_assert_null(policy_yaml_read(keys->str, keys->len, faults));
    g_assert_cmpuint(faults->len, ==, 3);
    policy_fault_name(faults, "p.yaml");
    g_autofree char *first = policy_fault_text(g_ptr_array_index(faults, 0));
    g_assert_cmpstr(
        first, ==,
        "p.yaml:1:100001: the file has too many entries; split it or drop what is not used");
}

static void empty(void)
{
    g_autoptr(GPtrArray) faults = policy_fault_list();
    g_autoptr(YamlTree) read = policy_yaml_read("# nothing\n", 10, faults);

    g_assert_nonnull(read);
    g_assert_null(read->root);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/policy/yaml/tree", tree);
    g_test_add_func("/policy/yaml/limits", limits);
    g_test_add_func("/policy/yaml/empty", empty);
    for (size_t i = 0; i < G_N_ELEMENTS(BAD); i++) {
        g_autofree char *path = g_strconcat("/policy/yaml/bad/", BAD[i].name, NULL);
        g_test_add_data_func(path, &BAD[i], bad);
    }
    return g_test_run();
}
