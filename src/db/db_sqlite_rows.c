/* db/db_sqlite_rows.c: an array of structs as a table that SQLite reads
 * (https://www.sqlite.org/vtab.html, eponymous-only), so that a bulk write is one statement:
 * nothing is bound, and the engine opens its tables once.  Checks no meaning. */
#include "db/db_sqlite_rows.h"

#include "base/day.h"
#include "db/driver.h"
#include <sqlite3.h>
#include <string.h>

typedef struct {
    sqlite3_vtab base;
    const DbSqliteRows *source;
} Table;

typedef struct {
    sqlite3_vtab_cursor base;
    const DbSqliteRows *source;
    const char *row;
    size_t at;
} Cursor;

static int connect(sqlite3 *handle, void *data, int count, const char *const *words,
                   sqlite3_vtab **out, char **message)
{
    (void)count;
    (void)words;
    (void)message;
    g_autoptr(GString) sql = g_string_new("CREATE TABLE x(");
    for (int i = 0; i < DB_SQLITE_ROWS_COLUMNS; i++)
        g_string_append_printf(sql, "%sc%d", i == 0 ? "" : ", ", i);
    g_string_append_c(sql, ')');
    int code = sqlite3_declare_vtab(handle, sql->str);
    if (code != SQLITE_OK) return code;
    Table *table = g_new0(Table, 1);
    table->source = data;
    *out = &table->base;
    return SQLITE_OK;
}

static int disconnect(sqlite3_vtab *table)
{
    g_free(table);
    return SQLITE_OK;
}

/* There is one way to read it. */
static int best_index(sqlite3_vtab *table, sqlite3_index_info *info)
{
    info->estimatedRows = (sqlite3_int64)((const Table *)table)->source->count;
    return SQLITE_OK;
}

static int open_cursor(sqlite3_vtab *table, sqlite3_vtab_cursor **out)
{
    Cursor *cursor = g_new0(Cursor, 1);
    cursor->source = ((const Table *)table)->source;
    *out = &cursor->base;
    return SQLITE_OK;
}

static int close_cursor(sqlite3_vtab_cursor *cursor)
{
    g_free(cursor);
    return SQLITE_OK;
}

static int filter(sqlite3_vtab_cursor *taken, int number, const char *text, int count,
                  sqlite3_value **values)
{
    Cursor *cursor = (Cursor *)taken;
    (void)number;
    (void)text;
    (void)count;
    (void)values;
    cursor->row = cursor->source->rows;
    cursor->at = 0;
    return SQLITE_OK;
}

static int next(sqlite3_vtab_cursor *taken)
{
    Cursor *cursor = (Cursor *)taken;
    cursor->row += cursor->source->row_size;
    cursor->at++;
    return SQLITE_OK;
}

static int at_end(sqlite3_vtab_cursor *taken)
{
    const Cursor *cursor = (const Cursor *)taken;
    return cursor->at >= cursor->source->count;
}

static int row_number(sqlite3_vtab_cursor *taken, sqlite3_int64 *out)
{
    *out = (sqlite3_int64)((const Cursor *)taken)->at;
    return SQLITE_OK;
}

static void give_text(sqlite3_context *to, const char *text)
{
    if (text != NULL) sqlite3_result_text64(to, text, strlen(text), SQLITE_STATIC, SQLITE_UTF8);
}

static void give_blob(sqlite3_context *to, const DbBlob *blob)
{
    if (blob->bytes != NULL)
        sqlite3_result_blob64(to, blob->length > 0 ? blob->bytes : "", blob->length, SQLITE_STATIC);
}

/* What is not given is NULL. */
static int column(sqlite3_vtab_cursor *taken, sqlite3_context *to, int number)
{
    const Cursor *cursor = (const Cursor *)taken;
    const DbColumn *column = &cursor->source->columns[number];
    const void *at = cursor->row + column->offset;

    switch (column->type) {
    case DB_COL_INT: sqlite3_result_int64(to, *(const int64_t *)at); break;
    case DB_COL_INT_OR_NULL:
        if (*(const int64_t *)at != 0) sqlite3_result_int64(to, *(const int64_t *)at);
        break;
    case DB_COL_INT32: sqlite3_result_int64(to, *(const int32_t *)at); break;
    case DB_COL_DAY:
        if (*(const Day *)at != DAY_NONE) sqlite3_result_int64(to, *(const Day *)at);
        break;
    case DB_COL_BOOL: sqlite3_result_int64(to, *(const bool *)at); break;
    case DB_COL_TEXT: give_text(to, at); break;
    case DB_COL_TEXT_OR_NULL:
        if (*(const char *)at != '\0') give_text(to, at);
        break;
    case DB_COL_TEXT_PTR: give_text(to, *(char *const *)at); break;
    case DB_COL_BLOB_PTR: give_blob(to, at); break;
    case DB_COL_REAL: sqlite3_result_double(to, *(const double *)at); break;
    }
    return SQLITE_OK;
}

static const sqlite3_module MODULE = {
    .xConnect = connect,
    .xBestIndex = best_index,
    .xDisconnect = disconnect,
    .xOpen = open_cursor,
    .xClose = close_cursor,
    .xFilter = filter,
    .xNext = next,
    .xEof = at_end,
    .xColumn = column,
    .xRowid = row_number,
};

int db_sqlite_rows_declare(sqlite3 *handle, DbSqliteRows *rows)
{
    return sqlite3_create_module(handle, "bulk_rows", &MODULE, rows);
}

/* --- statements ------------------------------------------------------------------------------- */

static char *update_sql(const DbTable *table)
{
    GString *sql = g_string_new(NULL);
    g_string_append_printf(sql, "UPDATE %s SET ", table->table);
    db_bulk_add_columns(sql, table, DB_BULK_OTHERS, "@ = $#", ", ");
    g_string_append(sql, " WHERE ");
    db_bulk_add_columns(sql, table, DB_BULK_KEYS, "@ = $#", " AND ");
    return g_string_free(sql, FALSE);
}

/* OR FAIL: nothing is kept to undo the statement's first rows, because a failure ends the whole
 * transaction.  WHERE true: else ON could be the join's. */
static char *insert_sql(const DbTable *table, DbBulkMode mode, int columns)
{
    GString *sql = g_string_new(NULL);
    db_bulk_add_insert(sql, table, "INSERT OR FAIL INTO");
    for (int i = 0; i < columns; i++)
        g_string_append_printf(sql, "%s c%d", i == 0 ? "SELECT" : ",", i);
    g_string_append(sql, " FROM bulk_rows WHERE true");
    if (mode == DB_REPLACE) db_bulk_add_conflict(sql, table);
    return g_string_free(sql, FALSE);
}

char *db_sqlite_rows_sql(const DbTable *table, DbBulkMode mode, int columns)
{
    return mode == DB_UPDATE ? update_sql(table) : insert_sql(table, mode, columns);
}
