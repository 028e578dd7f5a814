/* cli/typed.c: parting of a command's words.  Refuses what it does not know; acts on nothing. */
#include "cli/typed.h"

#include "base/text.h"
#include <string.h>

enum { OPTIONS_MAX = 64 };

void typed_init(Typed *typed)
{
    typed->plain = g_ptr_array_new();
    typed->pairs = g_array_new(FALSE, FALSE, sizeof(TypedPair));
    typed->names = g_ptr_array_new_with_free_func(g_free);
}

void typed_clear(Typed *typed)
{
    g_clear_pointer(&typed->plain, g_ptr_array_unref);
    g_clear_pointer(&typed->pairs, g_array_unref);
    g_clear_pointer(&typed->names, g_ptr_array_unref);
}

/* due-on and due_on are one name. */
static bool same(const char *a, const char *b)
{
    for (; *a != '\0' && *b != '\0'; a++, b++)
        if ((*a == '_' ? '-' : *a) != (*b == '_' ? '-' : *b)) return false;
    return *a == *b;
}

static const Option *find(const Option *options, const char *name)
{
    for (; options != NULL && options->name != NULL; options++)
        if (same(options->name, name)) return options;
    return NULL;
}

bool typed_unknown(const char *name, const char *noun, const char *const *names, GError **error)
{
    const char *near = text_nearest(name, names);
    g_autofree char *meant =
        near == NULL ? g_strdup("") : g_strdup_printf("; did you mean --%s?", near);
    g_strdelimit(meant, "_", '-');
    return problem_refuse(error, PROBLEM_USAGE, "--%s is not an option of %s%s", name, noun, meant);
}

static size_t gather(const Option *options, const char **names, size_t count)
{
    for (; options != NULL && options->name != NULL && count < OPTIONS_MAX; options++)
        names[count++] = options->name;
    return count;
}

static bool refuse_option(const TypedForm *form, const char *name, GError **error)
{
    const char *names[OPTIONS_MAX + 1];
    size_t count = gather(form->common, names, gather(form->own, names, 0));
    names[count] = NULL;
    return typed_unknown(name, form->noun, names, error);
}

/* The value behind '=', or the next word. */
static bool take_value(const char *name, const char *behind, int count, char **at, int *i,
                       const char **value, GError **error)
{
    *value = behind;
    if (behind != NULL) return true;
    if (*i + 1 >= count) return problem_refuse(error, PROBLEM_USAGE, "--%s lacks its value", name);
    *value = at[++*i];
    if (strncmp(*value, "--", 2) != 0) return true;
    return problem_refuse(error, PROBLEM_USAGE,
                          "--%s lacks its value; a value that begins with -- is written --%s=%s",
                          name, name, *value);
}

static void add_pair(Typed *typed, const char *name, const char *value)
{
    TypedPair pair = { name, value };
    g_array_append_val(typed->pairs, pair);
}

/* The name of --name or --name=value; owned by the words. */
static const char *name_of(Typed *typed, const char *word, const char **behind)
{
    const char *equals = strchr(word, '=');
    char *name = equals == NULL ? g_strdup(word + 2) : g_strndup(word + 2, equals - word - 2);
    *behind = equals == NULL ? NULL : equals + 1;
    g_ptr_array_add(typed->names, name);
    return name;
}

static bool read_option(Typed *typed, const TypedForm *form, int count, char **at, int *i,
                        GError **error)
{
    const char *behind, *value = "yes";
    const char *name = name_of(typed, at[*i], &behind);
    const Option *option = find(form->own, name);
    if (option == NULL && !form->open) option = find(form->common, name);
    bool is_switch = option == NULL ? strcmp(name, "help") == 0 : option->value == NULL;
    if (option == NULL && !form->open && !is_switch) return refuse_option(form, name, error);
    if (is_switch && behind != NULL)
        return problem_refuse(error, PROBLEM_USAGE, "--%s takes no value", name);
    if (!is_switch && !take_value(name, behind, count, at, i, &value, error)) return false;
    add_pair(typed, option == NULL ? name : option->name, value);
    return true;
}

/* -h and the like; negative numbers and a lone - are plain words. */
static bool is_short(const char *word)
{
    return word[0] == '-' && word[1] != '\0' && !g_ascii_isdigit(word[1]) && word[1] != '.';
}

static bool read_short(Typed *typed, const TypedForm *form, const char *word, GError **error)
{
    if (strcmp(word, "-h") != 0)
        return problem_refuse(error, PROBLEM_USAGE,
                              "%s is not an option of %s; options are written --name", word,
                              form->noun);
    add_pair(typed, "help", "yes");
    return true;
}

bool typed_read(Typed *typed, const TypedForm *form, int count, char **at, GError **error)
{
    int i = 0;
    for (; i < count && strcmp(at[i], "--") != 0; i++) {
        if (strncmp(at[i], "--", 2) == 0) {
            if (!read_option(typed, form, count, at, &i, error)) return false;
        } else if (is_short(at[i])) {
            if (!read_short(typed, form, at[i], error)) return false;
        } else {
            g_ptr_array_add(typed->plain, at[i]);
        }
    }
    for (i++; i < count; i++) g_ptr_array_add(typed->plain, at[i]);
    return true;
}

const char *typed_option(const Typed *typed, const char *name)
{
    const char *value = NULL;
    const TypedPair *pair;
    for (unsigned i = 0; (pair = typed_pair(typed, i)) != NULL; i++)
        if (same(pair->name, name)) value = pair->value;
    return value;
}

const TypedPair *typed_pair(const Typed *typed, unsigned index)
{
    return index < typed->pairs->len ? &g_array_index(typed->pairs, TypedPair, index) : NULL;
}

const char *typed_plain(const Typed *typed, unsigned index)
{
    return index < typed->plain->len ? typed->plain->pdata[index] : NULL;
}

bool typed_number(const Typed *typed, const char *name, int64_t min, int64_t max, int64_t absent,
                  int64_t *out, GError **error)
{
    const char *text = typed_option(typed, name);
    *out = absent;
    if (text == NULL) return true;
    if (text_to_i64(text, out) && *out >= min && *out <= max) return true;
    return problem_refuse(error, PROBLEM_USAGE,
                          "--%s is %s; right would be a whole number from %" G_GINT64_FORMAT
                          " to %" G_GINT64_FORMAT,
                          name, text, min, max);
}
