/* intake/import_map.c: maps by name or file, and their columns found in a table.  Reads no cell;
 * the text of a map is read by map_read.c. */
#include "intake/import_map.h"
#include "base/embed.h"
#include "base/text.h"
#include "intake/import.h"
#include "intake/map_key.h"
#include <string.h>
#include <sys/stat.h>

extern const EmbeddedFile import_maps[];

enum { FAULTS_SHOWN = 30, COLUMNS_SHOWN = 40, UNUSED_SHOWN = 12, SPELLINGS_SHOWN = 3 };

/* --- the shipped ones ---------------------------------------------------------------------- */

static char *name_of(const EmbeddedFile *file)
{
    return g_strndup(file->name, strcspn(file->name, "."));
}

char *import_map_name(size_t index)
{
    return import_maps[index].name == NULL ? NULL : name_of(&import_maps[index]);
}

const char *import_map_text(const char *name)
{
    g_autofree char *file = g_strconcat(name, ".yaml", NULL);
    const EmbeddedFile *found = embed_find(import_maps, file);
    return found == NULL ? NULL : found->bytes;
}

static char **all_names(void)
{
    GPtrArray *names = g_ptr_array_new();
    for (const EmbeddedFile *file = import_maps; file->name != NULL; file++)
        g_ptr_array_add(names, name_of(file));
    g_ptr_array_add(names, NULL);
    return (char **)g_ptr_array_free(names, FALSE);
}

/* --- made and freed ------------------------------------------------------------------------ */

static void part_clear(void *data)
{
    MapPart *part = data;
    g_free(part->text);
    g_strfreev(part->names);
    if (part->columns != NULL) g_array_unref(part->columns);
}

void import_map_value_free(MapValue *value)
{
    if (value == NULL) return;
    for (unsigned i = 0; i < value->parts->len; i++)
        part_clear(&g_array_index(value->parts, MapPart, i));
    g_array_unref(value->parts);
    if (value->words != NULL) g_hash_table_unref(value->words);
    g_free(value->otherwise);
    import_map_value_free(value->less);
    import_map_value_free(value->other);
    g_free(value);
}

static void record_clear_one(void *data)
{
    MapRecord *record = data;
    for (unsigned i = 0; i < record->fields->len; i++) {
        MapField *field = &g_array_index(record->fields, MapField, i);
        g_free(field->field);
        import_map_value_free(field->value);
    }
    g_array_unref(record->fields);
    g_array_unref(record->tests);
    import_map_value_free(record->number);
    g_free(record->record);
    g_free(record->negative);
}

static ImportMap *map_new(const char *name)
{
    ImportMap *map = g_new0(ImportMap, 1);
    map->name = g_strdup(name);
    map->drop_rows = g_ptr_array_new_with_free_func(g_free);
    map->wanted = g_ptr_array_new_with_free_func(g_free);
    map->skip = g_array_new(FALSE, TRUE, sizeof(MapTest));
    map->records = g_array_new(FALSE, TRUE, sizeof(MapRecord));
    g_array_set_clear_func(map->skip, map_read_value_test_clear);
    g_array_set_clear_func(map->records, record_clear_one);
    return map;
}

void import_map_free(ImportMap *map)
{
    if (map == NULL) return;
    g_ptr_array_unref(map->drop_rows);
    g_ptr_array_unref(map->wanted);
    g_array_unref(map->skip);
    g_array_unref(map->records);
    g_free(map->name);
    g_free(map->about);
    g_free(map->kind);
    g_free(map->sheet);
    g_free(map->group_column);
    g_free(map);
}

/* --- its values, one after the other ------------------------------------------------------- */

typedef void (*ValueFn)(MapValue *value, const char *record, const char *field, void *data);

static void each_of_tests(const GArray *tests, const char *record, const char *word, ValueFn visit,
                          void *data)
{
    for (unsigned i = 0; i < tests->len; i++)
        visit(g_array_index(tests, MapTest, i).value, record, word, data);
}

static void each_value(const ImportMap *map, ValueFn visit, void *data)
{
    each_of_tests(map->skip, "skip", "", visit, data);
    for (unsigned i = 0; i < map->records->len; i++) {
        const MapRecord *record = &g_array_index(map->records, MapRecord, i);
        each_of_tests(record->tests, record->record, "when", visit, data);
        for (unsigned f = 0; f < record->fields->len; f++) {
            const MapField *field = &g_array_index(record->fields, MapField, f);
            visit(field->value, record->record, field->field, data);
        }
        if (record->number != NULL) visit(record->number, record->record, "number", data);
    }
}

static void gather_names(MapValue *value, const char *record, const char *field, void *data)
{
    GPtrArray *wanted = data;
    for (; value != NULL; value = value->other) {
        for (unsigned i = 0; i < value->parts->len; i++) {
            char **names = g_array_index(value->parts, MapPart, i).names;
            for (; names != NULL && *names != NULL; names++)
                if (!g_ptr_array_find_with_equal_func(wanted, *names, g_str_equal, NULL))
                    g_ptr_array_add(wanted, g_strdup(*names));
        }
        if (value->less != NULL) gather_names(value->less, record, field, data);
    }
}

/* The heading's text stands in no header. */
static void finish(ImportMap *map)
{
    unsigned at = 0;
    each_value(map, gather_names, map->wanted);
    if (map->group_column != NULL &&
        g_ptr_array_find_with_equal_func(map->wanted, map->group_column, g_str_equal, &at))
        g_ptr_array_remove_index(map->wanted, at);
    g_ptr_array_add(map->wanted, NULL);
    g_ptr_array_add(map->drop_rows, NULL);
}

/* --- reading ------------------------------------------------------------------------------- */

static void say_faults(const char *name, GPtrArray *faults, GError **error)
{
    g_autoptr(GString) lines = g_string_new(NULL);
    policy_fault_sort(faults);
    policy_fault_name(faults, name);
    for (unsigned i = 0; i < faults->len && i < FAULTS_SHOWN; i++) {
        g_autofree char *line = policy_fault_text(faults->pdata[i]);
        g_string_append_printf(lines, "%s%s", i == 0 ? "" : "\n", line);
    }
    if (faults->len > FAULTS_SHOWN)
        g_string_append_printf(lines, "\n%s: and %u more", name, faults->len - FAULTS_SHOWN);
    problem_set(error, PROBLEM_INVALID, "%s", lines->str);
}

/* *base: the tree of the shipped map it extends; NULL when it extends none. */
static bool read_base(MapReader *reader, const YamlTree *tree, YamlTree **base)
{
    const YamlNode *node = map_read_extends(tree);
    if (node == NULL) return true;
    const char *text = import_map_text(node->text);
    if (text != NULL) *base = policy_yaml_read(text, strlen(text), reader->faults);
    if (*base != NULL) return true;
    g_auto(GStrv) names = all_names();
    map_key_fault(reader, node, map_key_remedy(node->text, (const char *const *)names),
                  "no map %s is shipped", node->text);
    return false;
}

ImportMap *import_map_read(const char *name, const char *text, size_t length, GError **error)
{
    g_autoptr(GPtrArray) faults = policy_fault_list();
    g_autoptr(YamlTree) tree = policy_yaml_read(text, length, faults);
    g_autoptr(YamlTree) base = NULL;
    g_autoptr(ImportMap) map = map_new(name);
    MapReader reader = { faults, map };
    if (tree != NULL && read_base(&reader, tree, &base) && map_read(&reader, tree, base)) {
        finish(map);
        return g_steal_pointer(&map);
    }
    say_faults(name, faults, error);
    return NULL;
}

static ImportMap *load_file(const char *path, GError **error)
{
    g_autofree char *text = NULL;
    g_autoptr(GError) fault = NULL;
    size_t length = 0;
    struct stat about;
    if (stat(path, &about) == 0 && about.st_size > YAML_BYTES_MAX) {
        problem_set(error, PROBLEM_LIMIT, "%s has more than %d bytes; that is no map", path,
                    YAML_BYTES_MAX);
        return NULL;
    }
    if (g_file_get_contents(path, &text, &length, &fault))
        return import_map_read(path, text, length, error);
    problem_set(error, PROBLEM_NOT_FOUND, "%s", fault->message);
    return NULL;
}

ImportMap *import_map_load(const char *name, GError **error)
{
    const char *text = import_map_text(name);
    if (text != NULL) return import_map_read(name, text, strlen(text), error);
    if (g_file_test(name, G_FILE_TEST_EXISTS) || strchr(name, '/') != NULL)
        return load_file(name, error);
    g_auto(GStrv) names = all_names();
    const char *near = text_nearest(name, (const char *const *)names);
    problem_set(
        error, PROBLEM_NOT_FOUND,
        "no map %s is shipped and no file has that name%s%s%s (recoup help maps lists them)", name,
        near == NULL ? "" : "; did you mean ", near == NULL ? "" : near, near == NULL ? "" : "?");
    return NULL;
}

TableWish import_map_wish(const ImportMap *map)
{
    return (TableWish){ .dialect = map->has_dialect ? &map->dialect : NULL,
                        .sheet = map->sheet,
                        .wanted =
                            (const char *const *)(map->wanted->len > 1 ? map->wanted->pdata : NULL),
                        .header_line = map->header_line,
                        .drop_rows = (const char *const *)map->drop_rows->pdata,
                        .group_column = map->group_column,
                        .keep_totals = map->keep_totals };
}

/* The column of that name, or the first whose letters and digits are the same. */
static size_t column_like(const Table *table, const char *name)
{
    size_t exact = table_column(table, name);
    if (exact != SIZE_MAX) return exact;
    g_autofree char *wanted = text_letters(name);
    for (size_t i = 0; i < table_columns(table); i++) {
        g_autofree char *have = text_letters(table_column_name(table, i));
        if (wanted[0] != '\0' && strcmp(have, wanted) == 0) return i;
    }
    return SIZE_MAX;
}

/* --- binding ------------------------------------------------------------------------------- */

typedef struct {
    const ImportMap *map;
    const Table *table;
    GString *faults;
    GHashTable *told; /* names that are missing, each said once */
    bool *used;       /* by column */
} Binding;

/* The first columns part of which the table has none; NULL: all are there. */
static const MapPart *bind_parts(const Binding *binding, MapValue *value)
{
    const MapPart *missing = NULL;
    for (unsigned i = 0; i < value->parts->len; i++) {
        MapPart *part = &g_array_index(value->parts, MapPart, i);
        bool found = part->text != NULL;
        if (part->columns != NULL) g_array_set_size(part->columns, 0);
        for (char **name = part->names; name != NULL && *name != NULL; name++) {
            size_t column = column_like(binding->table, *name);
            g_array_append_val(part->columns, column);
            if (column == SIZE_MAX) continue;
            found = binding->used[column] = true;
        }
        if (!found && missing == NULL) missing = part;
    }
    return missing;
}

static const char *nearest_column(const Table *table, const char *wanted)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    for (size_t i = 0; i < table_columns(table); i++)
        g_ptr_array_add(names, (gpointer)(uintptr_t)table_column_name(table, i));
    g_ptr_array_add(names, NULL);
    return text_nearest(wanted, (const char *const *)names->pdata);
}

/* The first spellings of a heading, and how many more there are. */
static char *spellings(char **names)
{
    unsigned count = g_strv_length(names);
    g_autofree char *first = g_strdup(names[0]);
    g_autofree char *more = count > SPELLINGS_SHOWN ? g_strdup_printf(" (or %u other spellings)",
                                                                      count - SPELLINGS_SHOWN)
                                                    : g_strdup("");
    for (unsigned i = 1; i < count && i < SPELLINGS_SHOWN; i++) {
        char *longer = g_strconcat(first, "\" or \"", names[i], NULL);
        g_free(first);
        first = longer;
    }
    return g_strdup_printf("\"%s\"%s", first, more);
}

static void say_missing(const Binding *binding, const MapValue *value, const MapPart *part,
                        const char *record, const char *field)
{
    if (!g_hash_table_add(binding->told, g_strjoinv("\n", part->names))) return;
    g_autofree char *names = spellings(part->names);
    const char *near = NULL;
    for (char **name = part->names; *name != NULL && near == NULL; name++)
        near = nearest_column(binding->table, *name);
    g_string_append_printf(binding->faults, "%s:%d:%d: the file has no column %s, for %s%s%s",
                           binding->map->name, value->line, value->column, names, record,
                           field[0] != '\0' ? "." : "", field);
    if (near != NULL) g_string_append_printf(binding->faults, "; the nearest is \"%s\"", near);
    g_string_append_c(binding->faults, '\n');
}

static void bind_value(MapValue *value, const char *record, const char *field, void *data)
{
    const Binding *binding = data;
    const MapPart *missing = NULL;
    const MapValue *first = value;
    for (; value != NULL; value = value->other) {
        const MapPart *lacks = bind_parts(binding, value);
        if (value == first) missing = lacks;
        if (lacks == NULL || value->optional) missing = NULL;
        if (value->less != NULL) bind_value(value->less, record, field, data);
    }
    if (missing != NULL) say_missing(binding, first, missing, record, field);
}

/* How many of the table's columns the map uses; what it lacks is added to faults. */
static size_t try_bind(ImportMap *map, const Table *table, GString *faults)
{
    g_autofree bool *used = g_new0(bool, table_columns(table) + 1);
    g_autoptr(GHashTable) told = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    Binding binding = { map, table, faults, told, used };
    size_t count = 0;
    each_value(map, bind_value, &binding);
    for (size_t i = 0; i < table_columns(table); i++) count += used[i];
    return count;
}

char *import_map_fitting(const char *kind, const Table *table)
{
    char *best = NULL, *next;
    size_t most = 0, spoken = SIZE_MAX;
    for (size_t i = 0; (next = import_map_name(i)) != NULL; i++) {
        g_autofree char *name = next;
        g_autoptr(ImportMap) map = import_map_load(name, NULL);
        g_autoptr(GString) faults = g_string_new(NULL);
        if (map == NULL || strcmp(map->kind, kind) != 0) continue;
        size_t used = try_bind(map, table, faults);
        bool better = used > most || (used == most && map->wanted->len < spoken);
        if (faults->len > 0 || !better) continue;
        most = used;
        spoken = map->wanted->len;
        g_free(best);
        best = g_steal_pointer(&name);
    }
    return best;
}

static void say_columns(const ImportMap *map, const Table *table, GString *faults)
{
    g_autofree char *fitting = import_map_fitting(map->kind, table);
    g_string_append(faults, "its columns are ");
    for (size_t i = 0; i < table_columns(table) && i < COLUMNS_SHOWN; i++)
        g_string_append_printf(faults, "%s%s", i == 0 ? "" : ", ", table_column_name(table, i));
    if (fitting != NULL)
        g_string_append_printf(faults, "; the map %s has them all: --map %s", fitting, fitting);
    else
        g_string_append(faults, "; name them in a map of your own that extends this one");
}

bool import_map_bind(ImportMap *map, const Table *table, GError **error)
{
    g_autoptr(GString) faults = g_string_new(NULL);
    (void)try_bind(map, table, faults);
    if (faults->len == 0) return true;
    say_columns(map, table, faults);
    return problem_refuse(error, PROBLEM_INVALID, "%s", faults->str);
}

char *import_map_unused(const ImportMap *map, const Table *table)
{
    g_autoptr(GString) out = g_string_new(NULL);
    size_t count = 0;
    for (size_t i = 0; i < table_columns(table); i++) {
        const char *name = table_column_name(table, i);
        bool used = name[0] == '\0' || g_strcmp0(name, map->group_column) == 0;
        for (char **wanted = (char **)map->wanted->pdata; *wanted != NULL && !used; wanted++)
            used = column_like(table, *wanted) == i;
        if (used || count++ >= UNUSED_SHOWN) continue;
        g_string_append_printf(out, "%s%s", out->len > 0 ? ", " : "", name);
    }
    if (count == 0) return NULL;
    if (count > UNUSED_SHOWN) g_string_append_printf(out, " and %zu more", count - UNUSED_SHOWN);
    return g_string_free(g_steal_pointer(&out), FALSE);
}
