/* bench/plain.c: plain BOOK FILE.sql DATE: the plain-SQL way: runs the one statement of the file
 * with $1 the date; rows it gives are printed as CSV.  Adds nothing to what SQL says. */
#include "base/clock.h"
#include "base/day.h"
#include "store/book_store.h"
#include <stdio.h>
#include <string.h>

/* Columns are named by the statement itself; ends at the first that is not there. */
static int columns_of(const char *sql)
{
    int count = 0;
    const char *mark = strstr(sql, "-- columns: ");
    if (mark == NULL) return 0;
    for (const char *at = mark; *at != '\n' && *at != '\0'; at++) count += *at == ',';
    return count + 1;
}

static bool run(Db *db, const char *sql, Day date, GError **error)
{
    g_auto(DbTx) tx = { 0 };
    int columns = columns_of(sql);
    DbStep step;
    if (!db_tx_begin(&tx, db, error)) return false;
    DbStmt *stmt = db_stmt(db, sql);
    if (strstr(sql, "$1") != NULL) db_bind_int(stmt, 1, date);
    while ((step = db_next(stmt, error)) == DB_ROW)
        for (int i = 0; i < columns; i++)
            printf("%s%c", db_text(stmt, i), i + 1 < columns ? ',' : '\n');
    return step == DB_DONE && db_tx_commit(&tx, error);
}

int main(int argc, char **argv)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *sql = NULL;
    Day date;
    if (argc < 4 || !day_parse(argv[3], &date)) {
        fprintf(stderr, "usage: plain BOOK FILE.sql DATE\n");
        return 2;
    }
    g_autoptr(Db) db = NULL;
    if (!g_file_get_contents(argv[2], &sql, NULL, &error) ||
        (db = book_store_open(argv[1], false, 0, &error)) == NULL || !run(db, sql, date, &error)) {
        fprintf(stderr, "plain: %s\n", error->message);
        return 1;
    }
    return 0;
}
