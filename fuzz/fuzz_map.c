/* fuzz/fuzz_map.c: any bytes as a map: refused with places and remedies, or else bound to a table,
 * whose every row gives each value and answers each test. */
#include "intake/import_map.h"
#include "intake/map_value.h"
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char ROWS[] = "Who;Number;Date;Due;Amount;Paid;Status\n"
                           "Acme;;;;;;\n"
                           "17.0;1;02/01/2026;;1.234,50;(3,00);open\n"
                           ";2;2026-01-03;x;see attached;;VOID\n"
                           "B\xc3\xbc;3;;;-5;4;\n"
                           "Total;;;;7;;\n";

static void values(const ImportMap *map, const Cell *cells, GString *scratch)
{
    for (unsigned i = 0; i < map->records->len; i++) {
        const MapRecord *record = &g_array_index(map->records, MapRecord, i);
        (void)map_value_all(record->tests, &map->number, cells, scratch);
        for (unsigned f = 0; f < record->fields->len; f++) {
            const MapValue *value = g_array_index(record->fields, MapField, f).value;
            Cell cell;
            (void)map_value_cell(value, cells, scratch, &cell);
            g_assert_nonnull(cell.text);
            g_assert_cmpuint(strlen(cell.text), ==, cell.length);
        }
    }
}

static void rows(ImportMap *map)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GString) scratch = g_string_new(NULL);
    TableWish wish = import_map_wish(map);
    g_autoptr(Table) table = table_open_memory(ROWS, sizeof ROWS - 1, &wish, &error);
    const Cell *cells;
    size_t extra = 0;
    if (table == NULL) return;
    if (!import_map_bind(map, table, &error)) {
        g_assert_true(g_utf8_validate(error->message, -1, NULL));
        return;
    }
    g_autofree char *unused = import_map_unused(map, table);
    while (table_next(table, &cells, &extra, NULL) == TABLE_ROW) {
        (void)map_value_any(map->skip, &map->number, cells, scratch);
        values(map, cells, scratch);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(ImportMap) map = import_map_read("f.yaml", (const char *)data, size, &error);

    g_assert_true((map == NULL) == (error != NULL));
    if (map == NULL) {
        g_assert_true(g_utf8_validate(error->message, -1, NULL));
        return 0;
    }
    g_assert_nonnull(map->kind);
    rows(map);
    return 0;
}
