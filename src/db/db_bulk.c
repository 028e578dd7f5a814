/* db/db_bulk.c: writes arrays of structs by their column table.  Checks no meaning. */
#include "db/driver.h"

#include "base/day.h"
#include <string.h>

/* --- plans ------------------------------------------------------------------------------------ */

static uint32_t plan_hash(gconstpointer key)
{
    const DbPlan *plan = key;
    return g_direct_hash(plan->table.columns) * 4 + plan->mode;
}

static gboolean plan_equal(gconstpointer a, gconstpointer b)
{
    const DbPlan *one = a, *two = b;
    return one->mode == two->mode && one->table.columns == two->table.columns &&
           strcmp(one->table.table, two->table.table) == 0 &&
           strcmp(one->table.key, two->table.key) == 0;
}

static void plan_free(gpointer taken)
{
    DbPlan *plan = taken;
    db_stmt_drop(plan->stmt);
    g_free(plan->types);
    g_free(plan->sql);
    g_free(plan);
}

GHashTable *db_bulk_plans_new(void)
{
    return g_hash_table_new_full(plan_hash, plan_equal, NULL, plan_free);
}

/* --- the statement ---------------------------------------------------------------------------- */

static bool is_key(const DbTable *table, const char *name)
{
    g_auto(GStrv) keys = g_strsplit(table->key, ",", -1);
    for (char **key = keys; *key != NULL; key++)
        if (strcmp(g_strstrip(*key), name) == 0) return true;
    return false;
}

static void add_column(GString *sql, const char *pattern, const char *name, int number)
{
    for (const char *at = pattern; *at != '\0'; at++) {
        if (*at == '@')
            g_string_append(sql, name);
        else if (*at == '#')
            g_string_append_printf(sql, "%d", number);
        else
            g_string_append_c(sql, *at);
    }
}

void db_bulk_add_columns(GString *sql, const DbTable *table, unsigned which, const char *pattern,
                         const char *between)
{
    size_t start = sql->len;
    for (const DbColumn *column = table->columns; column->name != NULL; column++) {
        unsigned kind = is_key(table, column->name) ? DB_BULK_KEYS : DB_BULK_OTHERS;
        if (!(which & kind)) continue;
        if (sql->len > start) g_string_append(sql, between);
        add_column(sql, pattern, column->name, (int)(column - table->columns) + 1);
    }
}

void db_bulk_add_conflict(GString *sql, const DbTable *table)
{
    g_string_append(sql, " ON CONFLICT (");
    db_bulk_add_columns(sql, table, DB_BULK_KEYS, "@", ", ");
    g_string_append(sql, ") DO UPDATE SET ");
    size_t start = sql->len;
    db_bulk_add_columns(sql, table, DB_BULK_OTHERS, "@ = excluded.@", ", ");
    if (sql->len > start) return;
    g_string_truncate(sql, start - strlen("UPDATE SET ")); /* the key is all there is */
    g_string_append(sql, "NOTHING");
}

void db_bulk_add_insert(GString *sql, const DbTable *table, const char *before)
{
    g_string_append_printf(sql, "%s %s (", before, table->table);
    db_bulk_add_columns(sql, table, DB_BULK_ALL, "@", ", ");
    g_string_append(sql, ") ");
}

static DbPlan *plan_of(Db *db, const DbTable *table, DbBulkMode mode, GError **error)
{
    DbPlan wanted = { .table = *table, .mode = mode };
    DbPlan *plan = g_hash_table_lookup(db->plans, &wanted);

    if (plan != NULL) return plan;
    plan = g_memdup2(&wanted, sizeof wanted);
    for (const DbColumn *column = table->columns; column->name != NULL; column++)
        plan->column_count++;
    if (db->driver->plan(db, plan, error)) {
        g_hash_table_add(db->plans, plan);
        return plan;
    }
    plan_free(plan);
    return NULL;
}

/* --- the loop --------------------------------------------------------------------------------- */

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

static void bind_int_or_null(DbStmt *stmt, int number, int64_t value)
{
    const DbDriver *driver = stmt->db->driver;
    if (value == 0)
        driver->bind_null(stmt, number);
    else
        driver->bind_int(stmt, number, value);
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
    case DB_COL_INT_OR_NULL: bind_int_or_null(stmt, number, *(const int64_t *)at); break;
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

static bool run_row(const DbPlan *plan, const char *row, GError **error)
{
    DbStmt *stmt = plan->stmt;
    for (int c = 0; c < plan->column_count; c++)
        bind_column(stmt, c + 1, &plan->table.columns[c], row);
    if (stmt->error != NULL) {
        g_propagate_error(error, g_steal_pointer(&stmt->error));
        return false;
    }
    if (stmt->db->driver->step(stmt, error) != DB_FAILED) return true;
    stmt->db->driver->reset(stmt);
    return false;
}

bool db_bulk_in_turn(const DbPlan *plan, const char *rows, size_t row_size, size_t count,
                     GError **error)
{
    for (size_t i = 0; i < count; i++)
        if (!run_row(plan, rows + i * row_size, error)) return false;
    return true;
}

static bool write_rows(Db *db, const DbTable *table, DbBulkMode mode, const void *rows,
                       size_t row_size, size_t count, GError **error)
{
    GError *failure = NULL;
    DbPlan *plan = plan_of(db, table, mode, &failure);
    bool done = plan != NULL && db->driver->bulk(db, plan, rows, row_size, count, &failure);
    return done || db_give_up(db, failure, error);
}

/* Outside of a transaction it makes one. */
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
