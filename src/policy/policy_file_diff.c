/* policy/policy_file_diff.c: what changed between two policies, key by key as the tables have them.
 * Judges no change. */
#include "policy/policy_file.h"
#include "policy/policy_key.h"

#include <string.h>

typedef struct {
    GString *out;
    const char *path; /* "treatment standard, step call" */
} Differ;

static void walk(const Differ *differ, const KeyTable *table, const void *a, const void *b);

static void say(const Differ *differ, const char *text)
{
    g_string_append_printf(differ->out, "%s%s%s\n", differ->path, *differ->path != '\0' ? ": " : "",
                           text);
}

static void compare(const Differ *differ, const Key *key, const void *a, const void *b)
{
    g_autoptr(GString) before = g_string_new(NULL), after = g_string_new(NULL);

    policy_show(key, a, before);
    policy_show(key, b, after);
    if (strcmp(before->str, after->str) == 0) return;
    g_autofree char *text =
        g_strdup_printf("%s %s, was %s", key->name, after->len > 0 ? after->str : "left out",
                        before->len > 0 ? before->str : "left out");
    say(differ, text);
}

/* --- lists ------------------------------------------------------------------------------------ */

typedef struct {
    const char *entries;
    size_t count, size;
} Entries;

static Entries entries_of(const Key *key, const void *target)
{
    const char *base = target;

    return (Entries){ *(char *const *)(const void *)(base + key->offset),
                      *(const size_t *)(const void *)(base + key->count_offset), key->table->size };
}

static const char *at(const Entries *list, size_t index)
{
    return list->entries + index * list->size;
}

static const char *named(const Entries *list, const char *name)
{
    for (size_t i = 0; i < list->count; i++)
        if (strcmp(at(list, i), name) == 0) return at(list, i);
    return NULL;
}

static void one(const Differ *differ, const KeyTable *table, const char *label, const char *a,
                const char *b)
{
    g_autofree char *path = g_strdup_printf("%s%s%s %s", differ->path,
                                            *differ->path != '\0' ? ", " : "", table->noun, label);
    Differ inner = { differ->out, path };

    if (a == NULL || b == NULL)
        say(&inner, a == NULL ? "added" : "taken out");
    else
        walk(&inner, table, a, b);
}

/* Names that both have, in the order of `list`. */
static char *order_of(const Entries *list, const Entries *other)
{
    GString *names = g_string_new(NULL);

    for (size_t i = 0; i < list->count; i++)
        if (named(other, at(list, i)) != NULL)
            g_string_append_printf(names, "%s%s", names->len > 0 ? ", " : "", at(list, i));
    return g_string_free(names, FALSE);
}

static void by_name(const Differ *differ, const Key *key, const Entries *a, const Entries *b)
{
    g_autofree char *before = order_of(a, b), *after = order_of(b, a);

    for (size_t i = 0; i < b->count; i++)
        one(differ, key->table, at(b, i), named(a, at(b, i)), at(b, i));
    for (size_t i = 0; i < a->count; i++)
        if (named(b, at(a, i)) == NULL) one(differ, key->table, at(a, i), at(a, i), NULL);
    if (strcmp(before, after) == 0) return;
    g_autofree char *text = g_strdup_printf("%s in the order %s, was %s", key->name, after, before);
    say(differ, text);
}

static void by_place(const Differ *differ, const Key *key, const Entries *a, const Entries *b)
{
    for (size_t i = 0; i < MAX(a->count, b->count); i++) {
        g_autofree char *label = g_strdup_printf("%zu", i + 1);
        one(differ, key->table, label, i < a->count ? at(a, i) : NULL,
            i < b->count ? at(b, i) : NULL);
    }
}

static void walk(const Differ *differ, const KeyTable *table, const void *a, const void *b)
{
    for (size_t i = 0; i < table->count; i++) {
        const Key *key = &table->keys[i];
        if (key->kind == KEY_MAP)
            walk(differ, key->table, a, b);
        else if (key->kind == KEY_LIST) {
            Entries before = entries_of(key, a), after = entries_of(key, b);
            (key->table->named ? by_name : by_place)(differ, key, &before, &after);
        } else
            compare(differ, key, a, b);
    }
}

char *policy_file_diff(const Policy *a, const Policy *b)
{
    GString *out = g_string_new(NULL);
    Differ differ = { out, "" };

    walk(&differ, &policy_keys_file, a, b);
    return g_string_free(out, FALSE);
}
