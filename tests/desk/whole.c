/* desk/whole.c: tables and views as lines of text.  Reads by its own statements. */
#include "desk/whole.h"

#include "harness/harness.h"
#include <string.h>

/* --- tables ----------------------------------------------------------------------------------- */

static GStrv table_names(Db *db)
{
    bool sqlite = db_engine(db) == DB_SQLITE;
    g_autofree char *rows = harness_rows(
        db,
        sqlite ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' "
                 "ORDER BY name"
               : "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' "
                 "ORDER BY table_name",
        1);
    return g_strsplit(g_strchomp(rows), "\n", -1);
}

static GStrv column_names(Db *db, const char *table)
{
    bool sqlite = db_engine(db) == DB_SQLITE;
    g_autofree char *sql =
        g_strconcat(sqlite ? "SELECT name FROM pragma_table_info('"
                           : "SELECT column_name FROM information_schema.columns WHERE "
                             "table_name = '",
                    table, sqlite ? "') ORDER BY name" : "' ORDER BY column_name", NULL);
    g_autofree char *rows = harness_rows(db, sql, 1);
    return g_strsplit(g_strchomp(rows), "\n", -1);
}

/* The machine's own: who ran, when by the machine's clock, and the queue of writers. */
static bool is_of_machine(const char *table, const char *column)
{
    static const char *const OWN[] = { "run.holder",       "run.lease_us",      "run.started_us",
                                       "run.ended_us",     "run_chunk.done_us", "journal_head.turn",
                                       "run_chunk.changed" };
    g_autofree char *name = g_strconcat(table, ".", column, NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(OWN); i++)
        if (strcmp(OWN[i], name) == 0) return true;
    return false;
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void append_sorted(GString *out, const char *table, char *rows)
{
    g_auto(GStrv) lines = g_strsplit(g_strchomp(rows), "\n", -1);
    qsort(lines, g_strv_length(lines), sizeof *lines, by_text);
    for (char **line = lines; *line != NULL; line++)
        if (**line != '\0') g_string_append_printf(out, "%s: %s\n", table, *line);
}

static void add_column(Db *db, const char *column, bool first, GString *sql)
{
    bool bytes = strcmp(column, "months") == 0, sqlite = db_engine(db) == DB_SQLITE;
    const char *open = !bytes ? "REPLACE(CAST(" : sqlite ? "lower(hex(" : "(encode(";
    const char *shut = !bytes ? " AS TEXT), '\n', ' ')" : sqlite ? "))" : ", 'hex'))";
    g_string_append_printf(sql, "%s'%s=' || COALESCE(%s%s%s, '~')", first ? "" : ", ", column, open,
                           column, shut);
}

/* Line breaks within texts become spaces, so that a row is a line. */
static char *select_of(Db *db, const char *table, int *count)
{
    g_auto(GStrv) columns = column_names(db, table);
    GString *sql = g_string_new("SELECT ");
    *count = 0;
    for (char **column = columns; *column != NULL; column++)
        if (!is_of_machine(table, *column)) add_column(db, *column, (*count)++ == 0, sql);
    g_string_append_printf(sql, " FROM %s", table);
    return g_string_free(sql, FALSE);
}

typedef struct {
    char *sql;
    int count;
} Select;

/* Asking an engine for its columns takes longer than reading them. */
static const Select *known_select(Db *db, const char *table)
{
    static GHashTable *known;
    g_autofree char *key = g_strdup_printf("%d %s", (int)db_engine(db), table);
    if (known == NULL) known = g_hash_table_new(g_str_hash, g_str_equal);
    Select *select = g_hash_table_lookup(known, key);
    if (select != NULL) return select;
    select = g_new0(Select, 1);
    select->sql = select_of(db, table, &select->count);
    g_hash_table_insert(known, g_steal_pointer(&key), select);
    return select;
}

static void add_table(Db *db, const char *table, GString *out)
{
    const Select *select = known_select(db, table);
    g_autofree char *rows = harness_rows(db, select->sql, select->count);
    append_sorted(out, table, rows);
}

char *whole_table(Db *db, const char *table)
{
    GString *out = g_string_new(NULL);
    add_table(db, table, out);
    return g_string_free(out, FALSE);
}

char *whole_tables(Db *db)
{
    GString *out = g_string_new(NULL);
    g_auto(GStrv) tables = table_names(db);
    for (char **table = tables; *table != NULL; table++)
        if (strcmp(*table, "migration") != 0) add_table(db, *table, out);
    return g_string_free(out, FALSE);
}

char *whole_heads(Db *db)
{
    return harness_rows(db,
                        "SELECT j.stream, j.seq, j.digest FROM journal j JOIN (SELECT stream, "
                        "MAX(seq) AS seq FROM journal GROUP BY stream) h ON h.stream = j.stream "
                        "AND h.seq = j.seq ORDER BY j.stream",
                        3);
}

/* --- views ------------------------------------------------------------------------------------ */

static bool append(void *data, const char *bytes, size_t length, GError **error)
{
    (void)error;
    g_string_append_len(data, bytes, (ssize_t)length);
    return true;
}

/* Of what a view requires a debtor's ref or, else, an account's. */
static void add_required(const View *view, const WholeQuery *query, GPtrArray *pairs)
{
    for (const Field *field = view->params->fields; field->name != NULL; field++) {
        if (!(field->flags & FIELD_REQUIRED)) continue;
        if (g_strcmp0(field->name, query->name) == 0) continue;
        g_ptr_array_add(pairs, g_strdup(field->name));
        const char *ref = strcmp(field->name, "debtor") == 0 ? query->debtor : query->account;
        g_ptr_array_add(pairs, g_strdup(field->type == FIELD_ENUM ? field->words[0] : ref));
    }
}

char *whole_view(Desk *desk, const View *view, const WholeQuery *query)
{
    char day[DAY_TEXT_SIZE], instant[INSTANT_TEXT_SIZE];
    g_autoptr(GPtrArray) pairs = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GError) error = NULL;
    GString *out = g_string_new(NULL);
    g_ptr_array_add(pairs, g_strdup("as_of"));
    g_ptr_array_add(pairs, g_strdup(day_text(query->as_of, day)));
    if (query->known_us != INT64_MAX) {
        g_ptr_array_add(pairs, g_strdup("known"));
        g_ptr_array_add(pairs, g_strdup(clock_text(query->known_us, instant)));
    }
    if (query->name != NULL) {
        g_ptr_array_add(pairs, g_strdup(query->name));
        g_ptr_array_add(pairs, g_strdup(query->value));
    }
    add_required(view, query, pairs);
    g_ptr_array_add(pairs, NULL);
    if (!view_show(desk, view->name, (const char *const *)pairs->pdata, VIEW_FACE_JSONL, append,
                   out, &error))
        g_string_append_printf(out, "refused: %s\n", error->message);
    return g_string_free(out, FALSE);
}

char *whole_views(Desk *desk, const WholeQuery *query)
{
    GString *out = g_string_new(NULL);
    const View *view = NULL;
    for (size_t i = 0; (view = view_at(i)) != NULL; i++) {
        g_autofree char *text = whole_view(desk, view, query);
        g_string_append_printf(out, "--- %s\n%s", view->name, text);
    }
    return g_string_free(out, FALSE);
}

/* --- comparing -------------------------------------------------------------------------------- */

/* How often each line is in a text, less how often it is in the other. */
static void count_lines(GHashTable *counts, char **lines, int by)
{
    for (; *lines != NULL; lines++) {
        int count = GPOINTER_TO_INT(g_hash_table_lookup(counts, *lines));
        g_hash_table_insert(counts, *lines, GINT_TO_POINTER(count + by));
    }
}

static void add_left(GHashTable *counts, char **lines, char sign, GString *out)
{
    for (; *lines != NULL; lines++) {
        int count = GPOINTER_TO_INT(g_hash_table_lookup(counts, *lines));
        if (sign == '-' ? count >= 0 : count <= 0) continue;
        g_string_append_printf(out, "%c%s\n", sign, *lines);
        g_hash_table_insert(counts, *lines, GINT_TO_POINTER(count + (sign == '-' ? 1 : -1)));
    }
}

char *whole_changes(const char *before, const char *after)
{
    g_auto(GStrv) a = g_strsplit(before, "\n", -1);
    g_auto(GStrv) b = g_strsplit(after, "\n", -1);
    g_autoptr(GHashTable) counts = g_hash_table_new(g_str_hash, g_str_equal);
    GString *out = g_string_new(NULL);
    count_lines(counts, a, -1);
    count_lines(counts, b, 1);
    add_left(counts, a, '-', out);
    add_left(counts, b, '+', out);
    return g_string_free(out, FALSE);
}

void whole_expect_same(const char *what, const char *before, const char *after)
{
    if (strcmp(before, after) == 0) return;
    g_auto(GStrv) a = g_strsplit(before, "\n", -1);
    g_auto(GStrv) b = g_strsplit(after, "\n", -1);
    const char *part = "";
    unsigned at = 0;
    for (; a[at] != NULL && b[at] != NULL && strcmp(a[at], b[at]) == 0; at++)
        if (g_str_has_prefix(a[at], "--- ")) part = a[at];
    g_test_message("%s, line %u %s", what, at + 1, part);
    g_test_message("  was %s", a[at] != NULL ? a[at] : "(the end)");
    g_test_message("  is  %s", b[at] != NULL ? b[at] : "(the end)");
    g_test_fail();
}
