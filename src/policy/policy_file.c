/* policy/policy_file.c: the text of a policy file, and the pack it may extend, to a policy.  The
 * reading itself is policy_read.c's. */
#include "policy/policy_file.h"
#include "core/fact_catalog.h"
#include "policy/policy_key.h"

#include <string.h>

extern const EmbeddedFile policy_packs[];

const EmbeddedFile *policy_file_packs(void)
{
    return policy_packs;
}

const EmbeddedFile *policy_file_pack(const char *name)
{
    g_autofree char *file = g_strconcat(name, ".yaml", NULL);

    return embed_find(policy_packs, file);
}

/* --- extends ---------------------------------------------------------------------------------- */

static void put_at(YamlNode *node, const YamlNode *place)
{
    node->line = place->line;
    node->column = place->column;
    node->key_line = place->key_line;
    node->key_column = place->key_column;
    node->one_line = false;
    for (YamlNode *child = node->first; child != NULL; child = child->next) put_at(child, place);
}

static void move_entry(YamlNode *to, YamlNode *entry)
{
    entry->next = NULL;
    if (to->last != NULL)
        to->last->next = entry;
    else
        to->first = entry;
    to->last = entry;
    to->count++;
}

static bool has_named(const YamlNode *list, const YamlNode *entry)
{
    const YamlNode *name = policy_yaml_find(entry, "name");

    for (const YamlNode *own = list->first; name != NULL && own != NULL; own = own->next) {
        const YamlNode *other = policy_yaml_find(own, "name");
        if (other != NULL && other->kind == YAML_TEXT && strcmp(other->text, name->text) == 0)
            return true;
    }
    return false;
}

static void add_treatments(YamlNode *own, YamlNode *base)
{
    for (YamlNode *entry = base->first, *next; entry != NULL; entry = next) {
        next = entry->next;
        if (!has_named(own, entry)) move_entry(own, entry);
    }
}

static YamlNode *entry_of(YamlNode *map, const char *key)
{
    for (YamlNode *entry = map->first; entry != NULL; entry = entry->next)
        if (strcmp(entry->key, key) == 0) return entry;
    return NULL;
}

/* What the file does not say itself comes from the pack, as if it stood at `extends`. */
static void merge(YamlNode *own, YamlNode *base, const YamlNode *place)
{
    put_at(base, place);
    for (YamlNode *entry = base->first, *next; entry != NULL; entry = next) {
        next = entry->next;
        YamlNode *mine = entry_of(own, entry->key);
        if (mine == NULL)
            move_entry(own, entry);
        else if (strcmp(entry->key, "treatments") == 0 && mine->kind == YAML_LIST)
            add_treatments(mine, entry);
    }
}

static char *pack_names(void)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);

    for (const EmbeddedFile *pack = policy_packs; pack->name != NULL; pack++)
        g_ptr_array_add(names, g_strndup(pack->name, strcspn(pack->name, ".")));
    g_ptr_array_add(names, NULL);
    g_autofree char *all = g_strjoinv(", ", (char **)names->pdata);
    return g_strdup_printf("one of %s", all);
}

/* The tree of the pack must live as long as the file's. */
static YamlTree *extend(YamlTree *tree, GPtrArray *faults)
{
    const YamlNode *extends = policy_yaml_find(tree->root, "extends");

    if (extends == NULL) return NULL;
    const EmbeddedFile *pack = extends->kind == YAML_TEXT ? policy_file_pack(extends->text) : NULL;
    if (pack == NULL) {
        policy_fault_add(faults, extends->line, extends->column, false, pack_names(),
                         "no such pack to extend");
        return NULL;
    }
    YamlTree *base = policy_yaml_read(pack->bytes, pack->size, faults);
    if (base != NULL && base->root != NULL) merge(tree->root, base->root, extends);
    return base;
}

/* A fault of `defaults` shows once for each treatment that inherits it. */
static void tidy(GPtrArray *faults)
{
    policy_fault_sort(faults);
    for (unsigned i = 1; i < faults->len;) {
        const PolicyFault *one = faults->pdata[i - 1], *two = faults->pdata[i];
        bool same = one->line == two->line && one->column == two->column &&
                    strcmp(one->text, two->text) == 0;
        if (same)
            g_ptr_array_remove_index(faults, i);
        else
            i++;
    }
}

Policy *policy_file_read(const char *file_name, const char *text, size_t length, GPtrArray *faults)
{
    g_autoptr(YamlTree) base = NULL;
    g_autoptr(YamlTree) tree = policy_yaml_read(text, length, faults);
    Policy *policy = NULL;

    if (tree != NULL) {
        base = extend(tree, faults); /* the tree lends from it */
        policy = policy_read(tree, fact_catalog(), faults);
        (void)base;
    }
    tidy(faults);
    policy_fault_name(faults, file_name);
    return policy;
}
