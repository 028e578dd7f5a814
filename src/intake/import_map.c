/* intake/import_map.c: maps of foreign columns.  This version reads none: a file whose columns are
 * not the fields is refused in one sentence. */
#include "intake/import_map.h"
#include "base/problem.h"
ImportMap *import_map_load(const char *name, GError **error)
{
    problem_set(error, PROBLEM_INVALID,
                "map %s: this version reads no maps yet; name the file's columns as the fields of "
                "the action",
                name);
    return NULL;
}
void import_map_free(ImportMap *map)
{
    (void)map;
}
TableWish import_map_wish(const ImportMap *map)
{
    (void)map;
    return (TableWish){ 0 };
}
bool import_map_bind(ImportMap *map, const Table *table, GError **error)
{
    (void)map;
    (void)table;
    (void)error;
    return true;
}
