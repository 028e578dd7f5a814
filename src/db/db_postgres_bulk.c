/* db/db_postgres_bulk.c: arrays of structs into PostgreSQL: binary COPY, or a join with unnested
 * arrays.  No libpq.
 *
 *   COPY   "PGCOPY\n\377\r\n\0" flags:32 extension:32, then a row: fields:16 (length:32 bytes)…, at
 * last -1:16 array  dimensions:32 = 1, has nulls:32, type:32, count:32, first index:32 = 1, then
 * (length:32 bytes)… a length of -1 is NULL */
#include "db/db_postgres.h"

#include "base/day.h"
#include <string.h>

enum { COPY_BYTES = 1 << 18, UNNEST_ROWS = 10000 };

/* --- plans ------------------------------------------------------------------------------------ */

static const char TYPES[] =
    "SELECT a.attname, a.atttypid FROM pg_attribute a"
    " WHERE a.attrelid = to_regclass($1) AND a.attnum > 0 AND NOT a.attisdropped";

static bool learn_types(Db *db, DbPlan *plan, GError **error)
{
    const DbColumn *columns = plan->table.columns;
    DbStmt *stmt = db_stmt(db, TYPES);
    DbStep step;

    plan->types = g_new0(uint32_t, plan->column_count);
    db_bind_text(stmt, 1, plan->table.table);
    while ((step = db_next(stmt, error)) == DB_ROW)
        for (int i = 0; i < plan->column_count; i++)
            if (strcmp(columns[i].name, db_text(stmt, 0)) == 0)
                plan->types[i] = (uint32_t)db_int(stmt, 1);
    if (step == DB_FAILED) return false;
    for (int i = 0; i < plan->column_count; i++)
        if (db_wire_array_of(plan->types[i]) == 0)
            return problem_refuse(error, PROBLEM_STORAGE,
                                  "%s: table %s has no column %s of a type that bulk writes know",
                                  db->name, plan->table.table, columns[i].name);
    return true;
}

static char *copy_sql(const DbTable *table)
{
    GString *sql = g_string_new(NULL);
    db_bulk_add_insert(sql, table, "COPY");
    g_string_append(sql, "FROM STDIN (FORMAT binary)");
    return g_string_free(sql, FALSE);
}

/* "unnest($1, $2) AS s (a, b)" */
static void add_unnest(GString *sql, const DbTable *table)
{
    g_string_append(sql, "unnest(");
    db_bulk_add_columns(sql, table, DB_BULK_ALL, "$#", ", ");
    g_string_append(sql, ") AS s (");
    db_bulk_add_columns(sql, table, DB_BULK_ALL, "@", ", ");
    g_string_append(sql, ")");
}

static char *replace_sql(const DbTable *table)
{
    GString *sql = g_string_new(NULL);
    db_bulk_add_insert(sql, table, "INSERT INTO");
    g_string_append(sql, "SELECT * FROM ");
    add_unnest(sql, table);
    db_bulk_add_conflict(sql, table);
    return g_string_free(sql, FALSE);
}

static char *update_sql(const DbTable *table)
{
    g_autofree char *same = g_strdup_printf("%s.@ = s.@", table->table);
    GString *sql = g_string_new(NULL);
    g_string_append_printf(sql, "UPDATE %s SET ", table->table);
    db_bulk_add_columns(sql, table, DB_BULK_OTHERS, "@ = s.@", ", ");
    g_string_append(sql, " FROM ");
    add_unnest(sql, table);
    g_string_append(sql, " WHERE ");
    db_bulk_add_columns(sql, table, DB_BULK_KEYS, same, " AND ");
    return g_string_free(sql, FALSE);
}

bool db_postgres_bulk_plan(Db *db, DbPlan *plan, GError **error)
{
    if (!learn_types(db, plan, error)) return false;
    switch (plan->mode) {
    case DB_INSERT: plan->sql = copy_sql(&plan->table); return true;
    case DB_REPLACE: plan->sql = replace_sql(&plan->table); break;
    case DB_UPDATE: plan->sql = update_sql(&plan->table); break;
    }
    plan->stmt = db_stmt_make(db, plan->sql);
    return true;
}

/* --- fields ----------------------------------------------------------------------------------- */

static void add_null(GByteArray *out)
{
    db_wire_add32(out, -1);
}

static void add_bytes(GByteArray *out, const void *bytes, size_t length)
{
    db_wire_add32(out, (int32_t)length);
    if (length > 0) g_byte_array_append(out, bytes, (uint32_t)length);
}

static bool add_int(GByteArray *out, WireType type, int64_t value)
{
    char wire[8];
    int length = db_wire_put_int(type, value, wire);
    if (length > 0) add_bytes(out, wire, (size_t)length);
    return length > 0;
}

static bool add_int_or_null(GByteArray *out, WireType type, int64_t value)
{
    if (value != 0) return add_int(out, type, value);
    add_null(out);
    return true;
}

static bool add_real(GByteArray *out, WireType type, double value)
{
    char wire[8];
    int length = db_wire_put_real(type, value, wire);
    if (length > 0) add_bytes(out, wire, (size_t)length);
    return length > 0;
}

static bool add_text(GByteArray *out, const char *text)
{
    if (text == NULL)
        add_null(out);
    else
        add_bytes(out, text, strlen(text));
    return true;
}

static bool add_blob(GByteArray *out, const DbBlob *blob)
{
    if (blob->bytes == NULL)
        add_null(out);
    else
        add_bytes(out, blob->bytes, blob->length);
    return true;
}

static bool add_day(GByteArray *out, WireType type, Day day)
{
    if (day != DAY_NONE) return add_int(out, type, day);
    add_null(out);
    return true;
}

/* False when the number does not fit the column. */
static bool add_field(GByteArray *out, WireType type, const DbColumn *column, const char *row)
{
    const void *at = row + column->offset;

    switch (column->type) {
    case DB_COL_INT: return add_int(out, type, *(const int64_t *)at);
    case DB_COL_INT_OR_NULL: return add_int_or_null(out, type, *(const int64_t *)at);
    case DB_COL_INT32: return add_int(out, type, *(const int32_t *)at);
    case DB_COL_DAY: return add_day(out, type, *(const Day *)at);
    case DB_COL_BOOL: return add_int(out, type, *(const bool *)at);
    case DB_COL_TEXT: return add_text(out, at);
    case DB_COL_TEXT_OR_NULL: return add_text(out, *(const char *)at == '\0' ? NULL : at);
    case DB_COL_TEXT_PTR: return add_text(out, *(char *const *)at);
    case DB_COL_BLOB_PTR: return add_blob(out, at);
    case DB_COL_REAL: return add_real(out, type, *(const double *)at);
    }
    g_assert_not_reached();
}

static bool misfit(const Db *db, const DbPlan *plan, int column, GError **error)
{
    return problem_refuse(error, PROBLEM_LIMIT, "%s: a number does not fit the column %s.%s",
                          db->name, plan->table.table, plan->table.columns[column].name);
}

/* --- COPY ------------------------------------------------------------------------------------- */

static bool add_row(const Db *db, const DbPlan *plan, const char *row, GByteArray *out,
                    GError **error)
{
    db_wire_add16(out, (int16_t)plan->column_count);
    for (int i = 0; i < plan->column_count; i++)
        if (!add_field(out, plan->types[i], &plan->table.columns[i], row))
            return misfit(db, plan, i, error);
    return true;
}

static bool send_rows(Db *db, const DbPlan *plan, const char *rows, size_t row_size, size_t count,
                      GError **error)
{
    static const char head[] = "PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0";
    g_autoptr(GByteArray) out = g_byte_array_sized_new(COPY_BYTES + COPY_BYTES / 4);

    g_byte_array_append(out, (const guint8 *)head, sizeof head);
    for (size_t i = 0; i < count; i++) {
        if (!add_row(db, plan, rows + i * row_size, out, error)) return false;
        if (out->len < COPY_BYTES) continue;
        if (!db_postgres_copy_add(db, out->data, out->len, error)) return false;
        g_byte_array_set_size(out, 0);
    }
    db_wire_add16(out, -1);
    return db_postgres_copy_add(db, out->data, out->len, error);
}

static bool copy(Db *db, const DbPlan *plan, const char *rows, size_t row_size, size_t count,
                 GError **error)
{
    if (!db_postgres_copy_begin(db, plan->sql, error)) return false;
    bool sent = send_rows(db, plan, rows, row_size, count, error);
    /* When the sending failed the server is told so, and its answer is no news. */
    return db_postgres_copy_end(db, !sent, sent ? error : NULL) && sent;
}

/* --- arrays ----------------------------------------------------------------------------------- */

static bool add_array(const Db *db, const DbPlan *plan, int column, const char *rows,
                      size_t row_size, size_t count, GByteArray *out, GError **error)
{
    uint32_t type = plan->types[column];
    g_byte_array_set_size(out, 0);
    db_wire_add32(out, 1);
    db_wire_add32(out, 1);
    db_wire_add32(out, (int32_t)type);
    db_wire_add32(out, (int32_t)count);
    db_wire_add32(out, 1);
    for (size_t i = 0; i < count; i++)
        if (!add_field(out, type, &plan->table.columns[column], rows + i * row_size))
            return misfit(db, plan, column, error);
    return true;
}

static bool join_chunk(Db *db, const DbPlan *plan, GByteArray **arrays, const char *rows,
                       size_t row_size, size_t count, GError **error)
{
    for (int i = 0; i < plan->column_count; i++) {
        if (!add_array(db, plan, i, rows, row_size, count, arrays[i], error)) return false;
        db_postgres_bind_binary(plan->stmt, i + 1, db_wire_array_of(plan->types[i]),
                                arrays[i]->data, arrays[i]->len);
    }
    bool done = db->driver->step(plan->stmt, error) != DB_FAILED;
    db->driver->reset(plan->stmt);
    return done;
}

static void unref_array(gpointer array)
{
    g_byte_array_unref(array);
}

static bool join(Db *db, const DbPlan *plan, const char *rows, size_t row_size, size_t count,
                 GError **error)
{
    g_autoptr(GPtrArray) arrays = g_ptr_array_new_with_free_func(unref_array);

    for (int i = 0; i < plan->column_count; i++) g_ptr_array_add(arrays, g_byte_array_new());
    for (size_t at = 0; at < count; at += UNNEST_ROWS)
        if (!join_chunk(db, plan, (GByteArray **)arrays->pdata, rows + at * row_size, row_size,
                        MIN(count - at, UNNEST_ROWS), error))
            return false;
    return true;
}

bool db_postgres_bulk_write(Db *db, const DbPlan *plan, const char *rows, size_t row_size,
                            size_t count, GError **error)
{
    if (plan->mode == DB_INSERT) return copy(db, plan, rows, row_size, count, error);
    return join(db, plan, rows, row_size, count, error);
}
