/* db/db_bulk.c: writes arrays of structs by their column table.  Checks no meaning. */
#include "db/driver.h"

#include "base/day.h"
#include <string.h>

/* A statement made once for a table and a mode, kept with the connection. */
typedef struct {
    DbTable table;
    DbBulkMode mode;
    DbStmt *stmt;
} Plan;

static uint32_t plan_hash(gconstpointer key)
{
    const Plan *plan = key;
    return g_direct_hash(plan->table.columns) * 4 + plan->mode;
}

static gboolean plan_equal(gconstpointer a, gconstpointer b)
{
    const Plan *one = a, *two = b;
    return one->mode == two->mode && one->table.columns == two->table.columns &&
           strcmp(one->table.table, two->table.table) == 0 &&
           strcmp(one->table.key, two->table.key) == 0;
}

static void plan_free(gpointer plan)
{
    db_stmt_drop(((Plan *)plan)->stmt);
    g_free(plan);
}

GHashTable *db_bulk_plans_new(void)
{
    return g_hash_table_new_full(plan_hash, plan_equal, NULL, plan_free);
}

bool db_bulk_is_key(const DbTable *table, const char *name)
{
    g_auto(GStrv) keys = g_strsplit(table->key, ",", -1);
    for (char **key = keys; *key != NULL; key++)
        if (strcmp(g_strstrip(*key), name) == 0) return true;
    return false;
}

/* --- the statement --------------------------------------------------------------------- */

static void add_columns(GString *sql, const DbTable *table, bool keys, const char *format,
                        const char *between)
{
    size_t start = sql->len;
    for (const DbColumn *column = table->columns; column->name != NULL; column++) {
        if (db_bulk_is_key(table, column->name) != keys) continue;
        if (sql->len > start) g_string_append(sql, between);
        for (const char *at = format; *at != '\0'; at++) {
            if (*at == '@')
                g_string_append(sql, column->name);
            else if (*at == '#')
                g_string_append_printf(sql, "%d", (int)(column - table->columns) + 1);
            else
                g_string_append_c(sql, *at);
        }
    }
}

static void add_insert(GString *sql, const DbTable *table)
{
    g_string_append_printf(sql, "INSERT INTO %s (", table->table);
    for (const DbColumn *column = table->columns; column->name != NULL; column++)
        g_string_append_printf(sql, "%s%s", column == table->columns ? "" : ", ", column->name);
    g_string_append(sql, ") VALUES (");
    for (const DbColumn *column = table->columns; column->name != NULL; column++)
        g_string_append_printf(sql, "%s$%d", column == table->columns ? "" : ", ",
                               (int)(column - table->columns) + 1);
    g_string_append(sql, ")");
}

static void add_replace(GString *sql, const DbTable *table)
{
    add_insert(sql, table);
    g_string_append(sql, " ON CONFLICT (");
    add_columns(sql, table, true, "@", ", ");
    g_string_append(sql, ") DO UPDATE SET ");
    size_t start = sql->len;
    add_columns(sql, table, false, "@ = excluded.@", ", ");
    if (sql->len > start) return;
    g_string_truncate(sql, start - strlen("UPDATE SET ")); /* the key is all there is */
    g_string_append(sql, "NOTHING");
}

static void add_update(GString *sql, const DbTable *table)
{
    g_string_append_printf(sql, "UPDATE %s SET ", table->table);
    add_columns(sql, table, false, "@ = $#", ", ");
    g_string_append(sql, " WHERE ");
    add_columns(sql, table, true, "@ = $#", " AND ");
}

static char *row_sql(const DbTable *table, DbBulkMode mode)
{
    GString *sql = g_string_new(NULL);
    switch (mode) {
    case DB_INSERT: add_insert(sql, table); break;
    case DB_REPLACE: add_replace(sql, table); break;
    case DB_UPDATE: add_update(sql, table); break;
    }
    return g_string_free(sql, FALSE);
}

static DbStmt *plan_stmt(Db *db, const DbTable *table, DbBulkMode mode)
{
    Plan wanted = { *table, mode, NULL };
    Plan *plan = g_hash_table_lookup(db->plans, &wanted);
    if (plan == NULL) {
        g_autofree char *sql = row_sql(table, mode);
        plan = g_memdup2(&wanted, sizeof wanted);
        plan->stmt = db_stmt_make(db, sql);
        g_hash_table_add(db->plans, plan);
    }
    return plan->stmt;
}

/* --- the loop -------------------------------------------------------------------------- */

static void bind_blob(DbStmt *stmt, int number, const DbBlob *blob)
{
    const DbDriver *driver = stmt->db->driver;
    if (blob->bytes == NULL)
        driver->bind_null(stmt, number);
    else
        driver->bind_blob(stmt, number, blob->bytes, blob->length);
}

static void bind_text(DbStmt *stmt, int number, const char *text)
{
    const DbDriver *driver = stmt->db->driver;
    if (text == NULL)
        driver->bind_null(stmt, number);
    else
        driver->bind_text(stmt, number, text, strlen(text));
}

static void bind_day(DbStmt *stmt, int number, Day day)
{
    const DbDriver *driver = stmt->db->driver;
    if (day == DAY_NONE)
        driver->bind_null(stmt, number);
    else
        driver->bind_int(stmt, number, day);
}

static void bind_column(DbStmt *stmt, int number, const DbColumn *column, const char *row)
{
    const DbDriver *driver = stmt->db->driver;
    const void *at = row + column->offset;

    switch (column->type) {
    case DB_COL_INT: driver->bind_int(stmt, number, *(const int64_t *)at); break;
    case DB_COL_INT32: driver->bind_int(stmt, number, *(const int32_t *)at); break;
    case DB_COL_DAY: bind_day(stmt, number, *(const Day *)at); break;
    case DB_COL_BOOL: driver->bind_int(stmt, number, *(const bool *)at); break;
    case DB_COL_TEXT: bind_text(stmt, number, at); break;
    case DB_COL_TEXT_OR_NULL: bind_text(stmt, number, *(const char *)at == '\0' ? NULL : at); break;
    case DB_COL_TEXT_PTR: bind_text(stmt, number, *(char *const *)at); break;
    case DB_COL_BLOB_PTR: bind_blob(stmt, number, at); break;
    case DB_COL_REAL: driver->bind_real(stmt, number, *(const double *)at); break;
    }
}

static bool row_by_row(Db *db, const DbTable *table, DbBulkMode mode, const char *rows,
                       size_t row_size, size_t count, GError **error)
{
    DbStmt *stmt = plan_stmt(db, table, mode);
    if (stmt->error != NULL) {
        g_propagate_error(error, g_error_copy(stmt->error));
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        const char *row = rows + i * row_size;
        for (const DbColumn *column = table->columns; column->name != NULL; column++)
            bind_column(stmt, (int)(column - table->columns) + 1, column, row);
        if (stmt->error != NULL) {
            g_propagate_error(error, g_error_copy(stmt->error));
            return false;
        }
        if (db->driver->step(stmt, error) != DB_FAILED) continue;
        db->driver->reset(stmt);
        return false;
    }
    return true;
}

static bool write_rows(Db *db, const DbTable *table, DbBulkMode mode, const void *rows,
                       size_t row_size, size_t count, GError **error)
{
    GError *failure = NULL;
    bool done = db->driver->bulk != NULL
                    ? db->driver->bulk(db, table, mode, rows, row_size, count, &failure)
                    : row_by_row(db, table, mode, rows, row_size, count, &failure);
    return done || db_give_up(db, failure, error);
}

/* All rows or none: outside of a transaction it makes one. */
bool db_bulk(Db *db, const DbTable *table, DbBulkMode mode, const void *rows, size_t row_size,
             size_t count, GError **error)
{
    g_auto(DbTx) tx = { 0 };
    bool own = !db_in_tx(db);

    if (count == 0) return true;
    if (!db_ready(db, error)) return false;
    if (own && !db_tx_begin(&tx, db, error)) return false;
    if (!write_rows(db, table, mode, rows, row_size, count, error)) return false;
    return !own || db_tx_commit(&tx, error);
}
