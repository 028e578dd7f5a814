/* store/gather_rows.c: keyed rows and their cursor.  Decides nothing. */
#include "store/gather_rows.h"

#include <string.h>

void gather_rows_init(GatherRows *rows, size_t row_size)
{
    rows->keys = g_array_new(FALSE, FALSE, sizeof(GatherKey));
    rows->rows = g_array_new(FALSE, FALSE, (unsigned)row_size);
    rows->room = 0;
    rows->cursor = 0;
}

void gather_rows_clear(GatherRows *rows)
{
    g_array_unref(rows->keys);
    g_array_unref(rows->rows);
}

void gather_rows_empty(GatherRows *rows)
{
    g_array_set_size(rows->keys, 0);
    g_array_set_size(rows->rows, 0);
    rows->cursor = 0;
}

static void *row_at(const GatherRows *rows, size_t index)
{
    if (rows->rows->data == NULL) return NULL; /* nothing was ever added */
    return rows->rows->data + index * g_array_get_element_size(rows->rows);
}

static void make_room(GArray *array, unsigned room)
{
    unsigned length = array->len;
    g_array_set_size(array, room);
    array->len = length;
}

void *gather_rows_add(GatherRows *rows, GatherKey key)
{
    unsigned index = rows->keys->len;
    if (index >= rows->room) {
        rows->room = MAX(2 * index, 64);
        make_room(rows->keys, rows->room);
        make_room(rows->rows, rows->room);
    }
    rows->keys->len = rows->rows->len = index + 1;
    g_array_index(rows->keys, GatherKey, index) = key;
    return row_at(rows, index);
}

bool gather_rows_load(GatherRows *rows, Db *db, const char *sql, const GatherRange *range,
                      void (*decode)(const DbStmt *row, void *to), GError **error)
{
    DbStmt *stmt = db_stmt(db, sql);
    DbStep step;
    gather_rows_empty(rows);
    db_bind_int(stmt, 1, range->from);
    db_bind_int(stmt, 2, range->to);
    if (strstr(sql, "$3") != NULL) db_bind_int(stmt, 3, range->as_of);
    if (strstr(sql, "$4") != NULL) db_bind_int(stmt, 4, range->known_us);
    while ((step = db_next(stmt, error)) == DB_ROW)
        decode(stmt, gather_rows_add(rows, (GatherKey){ db_int(stmt, 0), db_int(stmt, 1) }));
    return step == DB_DONE;
}

static int compare(GatherKey a, GatherKey b)
{
    if (a.debtor_id != b.debtor_id) return a.debtor_id < b.debtor_id ? -1 : 1;
    if (a.account_id != b.account_id) return a.account_id < b.account_id ? -1 : 1;
    return 0;
}

GatherSlice gather_rows_slice_again(GatherRows *rows, GatherKey key)
{
    const GatherKey *keys = (const GatherKey *)(const void *)rows->keys->data;
    size_t count = rows->keys->len;
    if (rows->cursor == count) return (GatherSlice){ NULL, 0 };
    while (rows->cursor < count && compare(keys[rows->cursor], key) < 0) rows->cursor++;
    size_t end = rows->cursor;
    while (end < count && compare(keys[end], key) == 0) end++;
    return (GatherSlice){ row_at(rows, rows->cursor), end - rows->cursor };
}

GatherSlice gather_rows_slice(GatherRows *rows, GatherKey key)
{
    GatherSlice slice = gather_rows_slice_again(rows, key);
    rows->cursor += slice.count;
    return slice;
}
