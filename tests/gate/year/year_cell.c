/* tests/gate/year/year_cell.c: a row of cells into a table. */
#include "year_cell.h"

void year_cell_insert(Db *db, const char *table, const Cell *cells, size_t count)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GString) sql = g_string_new(NULL);
    g_string_printf(sql, "INSERT INTO %s VALUES (", table);
    for (size_t i = 0; i < count; i++)
        g_string_append_printf(sql, "%s$%zu", i > 0 ? "," : "", i + 1);
    g_string_append_c(sql, ')');
    DbStmt *stmt = db_stmt(db, sql->str);
    for (size_t i = 0; i < count; i++) {
        int n = (int)i + 1;
        if (cells[i].kind == CELL_NULL) db_bind_null(stmt, n);
        if (cells[i].kind == CELL_NUMBER) db_bind_int(stmt, n, cells[i].number);
        if (cells[i].kind == CELL_TEXT) db_bind_text(stmt, n, cells[i].text);
    }
    if (!db_run(stmt, &error)) g_error("%s", error->message);
}
