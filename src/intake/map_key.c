/* intake/map_key.c: single keys of a map's file: texts, words, yes and no, and what is said when
 * they are none.  Knows no key by name. */
#include "intake/map_key.h"
#include "base/text.h"
#include <string.h>

void map_key_fault(MapReader *reader, const YamlNode *node, char *remedy_taken, const char *format,
                   ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    policy_fault_add(reader->faults, node->line, node->column, false, remedy_taken, "%s", text);
}

const MapKey *map_key_find(const MapKey *keys, const char *name)
{
    for (; keys->name != NULL; keys++)
        if (strcmp(keys->name, name) == 0) return keys;
    return NULL;
}

char *map_key_remedy(const char *word, const char *const *words)
{
    const char *near = text_nearest(word, words);
    if (near != NULL) return g_strdup_printf("did you mean %s?", near);
    g_autofree char *all = g_strjoinv(", ", (char **)(uintptr_t)words);
    return g_strconcat("write one of ", all, NULL);
}

static void refuse_key(MapReader *reader, const YamlNode *entry, const char *noun,
                       const MapKeys *tables)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    for (; tables->keys != NULL; tables++)
        for (const MapKey *key = tables->keys; key->name != NULL; key++)
            g_ptr_array_add(names, (gpointer)(uintptr_t)key->name);
    g_ptr_array_add(names, NULL);
    policy_fault_add(reader->faults, entry->key_line, entry->key_column, false,
                     map_key_remedy(entry->key, (const char *const *)names->pdata),
                     "no key '%s' in a %s", entry->key, noun);
}

void map_key_read(MapReader *reader, const YamlNode *node, const char *noun, const MapKeys *tables)
{
    for (const YamlNode *entry = node->first; entry != NULL; entry = entry->next) {
        const MapKey *key = NULL;
        const MapKeys *table = tables;
        for (; table->keys != NULL && key == NULL; table++)
            key = map_key_find(table->keys, entry->key);
        if (key != NULL)
            key->read(reader, entry, table[-1].target);
        else
            refuse_key(reader, entry, noun, tables);
    }
}

const char *map_key_text(MapReader *reader, const YamlNode *node)
{
    if (node->kind == YAML_TEXT && node->text[0] != '\0') return node->text;
    map_key_fault(reader, node, g_strdup("write a text"), "'%s' is %s",
                  node->key != NULL ? node->key : "the entry",
                  node->kind == YAML_TEXT ? "empty" : policy_yaml_kind_name(node->kind));
    return NULL;
}

int map_key_choice(MapReader *reader, const YamlNode *node, const char *const *words)
{
    const char *text = map_key_text(reader, node);
    if (text == NULL) return -1;
    for (int i = 0; words[i] != NULL; i++)
        if (strcmp(words[i], text) == 0) return i;
    map_key_fault(reader, node, map_key_remedy(text, words), "'%s' is not a word for %s", text,
                  node->key != NULL ? node->key : "this");
    return -1;
}

bool map_key_bool(MapReader *reader, const YamlNode *node, bool *out)
{
    static const char *const WORDS[] = { "no", "yes", "false", "true", NULL };
    int choice = map_key_choice(reader, node, WORDS);
    if (choice >= 0) *out = choice & 1;
    return choice >= 0;
}

void map_key_texts(MapReader *reader, const YamlNode *node, GPtrArray *out)
{
    if (node->kind == YAML_LIST && node->count > 0) {
        for (const YamlNode *entry = node->first; entry != NULL; entry = entry->next) {
            const char *text = map_key_text(reader, entry);
            if (text != NULL) g_ptr_array_add(out, g_strdup(text));
        }
        return;
    }
    const char *text = map_key_text(reader, node);
    if (text != NULL) g_ptr_array_add(out, g_strdup(text));
}
