/* tests/gate/year/year_check.c: reads the checker's files and runs them.  Knows no rule. */
#include "year_check.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
    int rule, part;
    char *sql;
} Query;

struct YearCheck {
    char *prelude;
    GArray *queries; /* of Query, by rule */
};

static char *text_of(const char *name)
{
    g_autofree char *path = g_test_build_filename(G_TEST_DIST, "year", name, NULL);
    g_autoptr(GError) error = NULL;
    char *text;
    if (!g_file_get_contents(path, &text, NULL, &error)) g_error("%s", error->message);
    return text;
}

static void add_queries(YearCheck *check, const char *name)
{
    g_autofree char *text = text_of(name);
    g_auto(GStrv) parts = g_strsplit(text, "\n-- R", -1);
    for (int i = 1; parts[i] != NULL; i++) {
        char *end;
        Query q = { .rule = (int)g_ascii_strtoll(parts[i], &end, 10),
                    .sql = g_strdup_printf("-- R%s", parts[i]) };
        q.part = g_ascii_islower(*end) ? *end : 0;
        g_array_append_val(check->queries, q);
    }
}

static int by_rule(const void *a, const void *b)
{
    const Query *x = a, *y = b;
    return x->rule != y->rule ? x->rule - y->rule : strcmp(x->sql, y->sql);
}

YearCheck *year_check_read(void)
{
    g_autofree char *folder = g_test_build_filename(G_TEST_DIST, "year", NULL);
    g_autoptr(GError) error = NULL;
    GDir *dir = g_dir_open(folder, 0, &error);
    if (dir == NULL) g_error("%s", error->message);
    YearCheck *check = g_new0(YearCheck, 1);
    check->prelude = text_of("check.sql");
    check->queries = g_array_new(FALSE, FALSE, sizeof(Query));
    for (const char *name; (name = g_dir_read_name(dir)) != NULL;)
        if (g_str_has_prefix(name, "check_") && g_str_has_suffix(name, ".sql"))
            add_queries(check, name);
    g_dir_close(dir);
    qsort(check->queries->data, check->queries->len, sizeof(Query), by_rule);
    return check;
}

void year_check_prepare(const YearCheck *check, Db *db)
{
    g_autoptr(GError) error = NULL;
    if (!db_script(db, check->prelude, &error)) g_error("%s", error->message);
}

size_t year_check_count(const YearCheck *check)
{
    return check->queries->len;
}

int year_check_rule(const YearCheck *check, size_t index)
{
    return g_array_index(check->queries, Query, index).rule;
}

int year_check_part(const YearCheck *check, size_t index)
{
    return g_array_index(check->queries, Query, index).part;
}

int year_check_violations(const YearCheck *check, size_t index, Db *db, bool say)
{
    const Query *q = &g_array_index(check->queries, Query, index);
    g_autoptr(GError) error = NULL;
    DbStmt *stmt = db_stmt(db, q->sql);
    DbStep step;
    int found = 0;
    while ((step = db_next(stmt, &error)) == DB_ROW) {
        if (say && found < 5)
            g_printerr("R%d%s: contact %lld of person %lld\n", q->rule,
                       (char[]){ (char)q->part, 0 }, (long long)db_int(stmt, 0),
                       (long long)db_int(stmt, 1));
        found++;
    }
    if (step != DB_DONE) g_error("R%d: %s", q->rule, error->message);
    return found;
}
