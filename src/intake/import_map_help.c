/* intake/import_map_help.c: the manual of maps, from the tables their reader goes by.  Reads no
 * file of the user's. */
#include "base/text.h"
#include "intake/import.h"
#include "intake/map_key.h"

static void describe(const char *title, const MapKey *keys, GString *out)
{
    g_string_append_printf(out, "\n## %s\n\n| key | value | meaning |\n|---|---|---|\n", title);
    for (; keys->name != NULL; keys++)
        g_string_append_printf(out, "| `%s` | %s | %s |\n", keys->name, keys->form, keys->doc);
}

static bool list_maps(GString *out, GError **error)
{
    char *next;
    for (size_t i = 0; (next = import_map_name(i)) != NULL; i++) {
        g_autofree char *name = next;
        g_autoptr(ImportMap) map = import_map_load(name, error);
        if (map == NULL) return false;
        g_string_append_printf(out, "| `%s` | %s | %s |\n", name, map->kind,
                               map->about != NULL ? map->about : "");
    }
    return true;
}

static bool help_all(GString *out, GError **error)
{
    g_string_append(out,
                    "# Maps\n\nA map tells how a foreign export becomes records: recoup import "
                    "KIND FILE --map MAP.\nMAP is one of these names, a file of your own, or "
                    "auto: the shipped one that fits.\nrecoup help NAME prints one.\n\n| map | "
                    "kind | for |\n|---|---|---|\n");
    if (!list_maps(out, error)) return false;
    g_string_append(out,
                    "\n# The keys of a map\n\nBelow the keys of the whole file stand the records "
                    "that are made of a row, each with its fields\n(recoup help import "
                    "items lists them) and the columns they come from.\n");
    describe("The file", map_read_keys, out);
    describe("A record, beside its fields", map_read_record_keys, out);
    describe("A value: a column, a list of columns, or", map_read_value_keys, out);
    describe("A test: the keys of a value, and one of", map_read_value_test_keys, out);
    return true;
}

bool import_map_help(const char *name, GString *out, GError **error)
{
    if (name == NULL) return help_all(out, error);
    const char *text = import_map_text(name);
    g_autoptr(ImportMap) map = import_map_load(name, error);
    if (map == NULL) return false;
    g_string_append_printf(out, "recoup import %s FILE --map %s\n\n", map->kind, name);
    if (text != NULL) g_string_append(out, text);
    return true;
}
