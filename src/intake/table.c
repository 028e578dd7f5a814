/* intake/table.c: a foreign table, CSV or XLSX alike: its header, its records,
 * and an account of what is neither. Understands no cell. */
#include "intake/table.h"
#include "base/text.h"
#include "intake/row_kind.h"
#include "intake/xlsx_read.h"
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { HEAD_ROWS_MAX = 60, NAME_MAX_BYTES = 200, GROUP_SIZE = 256, SPOOL_CHUNK = 1 << 16 };

struct Table {
    char *path; /* NULL: memory */
    const void *bytes;
    size_t length;
    int spool; /* a temporary file that holds standard input; -1: none */
    const TableWish *wish;
    CsvReader *csv; /* one of the two */
    XlsxReader *xlsx;
    bool spreadsheet, over, gap;
    int64_t line;
    Cell *raw, *cells; /* a row as it stands, and by column */
    size_t raw_room, scratch_room;
    char *scratch;     /* cells that had spaces to cut */
    GPtrArray *wanted; /* folded, letters and digits only */
    GPtrArray *names;  /* char *; the group column last */
    GPtrArray *folded; /* the same, as compared */
    size_t own;        /* columns without the group column */
    char group[GROUP_SIZE];
    TableReport report;
};

static const TableWish NO_WISH;

const char *table_left_text(TableLeft kind)
{
    switch (kind) {
    case TABLE_BLANK: return "blank rows";
    case TABLE_TOTAL: return "total rows";
    case TABLE_GROUP: return "group headings";
    case TABLE_HEADER_AGAIN: return "repeated headers";
    case TABLE_RULE: return "drawn lines";
    case TABLE_FOOTER: return "footers";
    case TABLE_DROPPED: return "rows the map leaves out";
    }
    g_assert_not_reached();
}

/* ---- rows as they stand ---- */

static size_t space_at(const char *text, size_t length)
{
    if (length >= 2 && (unsigned char)text[0] == 0xc2 && (unsigned char)text[1] == 0xa0) return 2;
    return length > 0 && strchr(" \t\r\n", text[0]) != NULL && text[0] != '\0' ? 1 : 0;
}

static size_t space_before(const char *text, size_t length)
{
    if (length >= 2 && space_at(text + length - 2, 2) == 2) return 2;
    return length > 0 ? space_at(text + length - 1, 1) : 0;
}

/* Nothing to cut at either end; nearly every cell. */
static inline bool is_trim(const Cell *cell)
{
    if (cell->length == 0) return true;
    unsigned char first = (unsigned char)cell->text[0],
                  last = (unsigned char)cell->text[cell->length - 1];
    return first > ' ' && last > ' ' && first != 0xc2 && last != 0xa0;
}

/* Cuts spaces at both ends; a cell that loses some at its end is copied, for
 * its zero. */
static Cell trimmed(Cell cell, char **scratch)
{
    size_t length = cell.length, cut;
    while ((cut = space_at(cell.text, length)) > 0) {
        cell.text += cut;
        length -= cut;
    }
    cell.length = (uint32_t)length;
    while ((cut = space_before(cell.text, length)) > 0) length -= cut;
    if (length == cell.length) return cell;
    memcpy(*scratch, cell.text, length);
    (*scratch)[length] = '\0';
    cell = (Cell){ *scratch, (uint32_t)length, cell.kind };
    *scratch += length + 1;
    return cell;
}

static void raw_reserve(Table *table, size_t count)
{
    if (count <= table->raw_room) return;
    table->raw_room = MAX(count, table->raw_room * 2);
    table->raw = g_renew(Cell, table->raw, table->raw_room);
}

static void raw_trim(Table *table, size_t count)
{
    size_t need = 0;
    for (size_t i = 0; i < count; i++)
        if (!is_trim(&table->raw[i])) need += table->raw[i].length + 1;
    if (need == 0) return;
    if (need > table->scratch_room) {
        g_free(table->scratch);
        table->scratch_room = need * 2;
        table->scratch = g_malloc(table->scratch_room);
    }
    char *scratch = table->scratch;
    for (size_t i = 0; i < count; i++)
        if (!is_trim(&table->raw[i])) table->raw[i] = trimmed(table->raw[i], &scratch);
}

static TableStep csv_row(Table *table, size_t *count, GError **error)
{
    const CsvCell *cells = NULL;
    CsvStep step = csv_next(table->csv, &cells, count, error);
    if (step != CSV_ROW) return step == CSV_END ? TABLE_END : TABLE_FAILED;
    raw_reserve(table, *count);
    for (size_t i = 0; i < *count; i++)
        table->raw[i] = (Cell){ cells[i].text, cells[i].length, CELL_TEXT };
    table->line = csv_line(table->csv);
    return TABLE_ROW;
}

static TableStep xlsx_row(Table *table, size_t *count, GError **error)
{
    const Cell *cells = NULL;
    XlsxStep step = xlsx_read_next(table->xlsx, &cells, count, error);
    if (step != XLSX_ROW) return step == XLSX_END ? TABLE_END : TABLE_FAILED;
    raw_reserve(table, *count);
    if (*count > 0) memcpy(table->raw, cells, *count * sizeof *cells);
    table->line = xlsx_read_row(table->xlsx);
    return TABLE_ROW;
}

static TableStep raw_next(Table *table, size_t *count, GError **error)
{
    TableStep step =
        table->csv != NULL ? csv_row(table, count, error) : xlsx_row(table, count, error);
    if (step == TABLE_ROW) raw_trim(table, *count);
    if (step == TABLE_FAILED && table->path != NULL) g_prefix_error(error, "%s: ", table->path);
    return step;
}

/* ---- the source ---- */

static void source_close(Table *table)
{
    g_clear_pointer(&table->csv, csv_close);
    g_clear_pointer(&table->xlsx, xlsx_read_close);
}

static const char *source_path(const Table *table, char buffer[static 32])
{
    if (table->spool < 0) return table->path;
    g_snprintf(buffer, 32, "/dev/fd/%d", table->spool);
    return buffer;
}

static bool source_open(Table *table, GError **error)
{
    char buffer[32];
    const char *path = source_path(table, buffer);
    const TableWish *wish = table->wish;
    source_close(table);
    if (table->spreadsheet && table->path != NULL)
        table->xlsx = xlsx_read_open(path, wish->sheet, error);
    else if (table->spreadsheet)
        table->xlsx = xlsx_read_open_memory(table->bytes, table->length, wish->sheet, error);
    else if (table->path != NULL)
        table->csv = csv_open(path, wish->dialect, error);
    else
        table->csv = csv_open_memory(table->bytes, table->length, wish->dialect, error);
    return table->csv != NULL || table->xlsx != NULL;
}

/* Standard input cannot be read twice: it goes to a file without a name first.
 */
static bool spool_input(Table *table, GError **error)
{
    g_autofree char *name = NULL, *chunk = g_malloc(SPOOL_CHUNK);
    ssize_t got;
    table->spool = g_file_open_tmp("recoup-XXXXXX", &name, NULL);
    if (table->spool < 0)
        return problem_refuse(error, PROBLEM_STORAGE, "cannot make a temporary file in %s",
                              g_get_tmp_dir());
    unlink(name);
    while ((got = read(STDIN_FILENO, chunk, SPOOL_CHUNK)) > 0)
        if (write(table->spool, chunk, (size_t)got) != got)
            return problem_refuse(error, PROBLEM_STORAGE,
                                  "cannot keep standard input in %s: disk full?", g_get_tmp_dir());
    if (got < 0) return problem_refuse(error, PROBLEM_STORAGE, "cannot read standard input");
    return true;
}

typedef struct {
    const char *bytes;
    size_t length;
    const char *refusal; /* NULL: a zip, thus a workbook */
} Magic;

static const Magic MAGIC[] = {
    { "PK\3\4", 4, NULL },
    { "PK\5\6", 4, NULL },
    { "\xd0\xcf\x11\xe0", 4,
      "an old .xls or a protected workbook; save it as .xlsx without a password" },
    { "%PDF", 4, "a PDF; export the report as CSV or XLSX" },
    { "<html", 5, "a web page; export the report as CSV or XLSX" },
    { "<!DOCTYPE", 9, "a web page; export the report as CSV or XLSX" },
    { "<?xml", 5, "XML; export the report as CSV or XLSX" },
};

static bool judge_magic(Table *table, const char *head, size_t length, GError **error)
{
    for (size_t i = 0; i < G_N_ELEMENTS(MAGIC); i++) {
        if (length < MAGIC[i].length || memcmp(head, MAGIC[i].bytes, MAGIC[i].length) != 0)
            continue;
        table->spreadsheet = MAGIC[i].refusal == NULL;
        if (table->spreadsheet) return true;
        return problem_refuse(error, PROBLEM_FORMAT, "%s is %s",
                              table->path ? table->path : "the file", MAGIC[i].refusal);
    }
    return true;
}

static bool source_judge(Table *table, GError **error)
{
    char head[16], buffer[32];
    if (table->path == NULL) return judge_magic(table, table->bytes, table->length, error);
    int fd = open(source_path(table, buffer), O_RDONLY | O_CLOEXEC);
    ssize_t got = fd >= 0 ? read(fd, head, sizeof head) : 0;
    if (fd >= 0) close(fd);
    return judge_magic(table, head, got > 0 ? (size_t)got : 0,
                       error); /* the reader says what is wrong with a bad path */
}

/* ---- the header ---- */

static size_t wanted_count(const Table *table, size_t count)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    for (size_t i = 0; i < count && table->wanted->len > 0; i++) {
        if (table->raw[i].length == 0 || table->raw[i].length > NAME_MAX_BYTES) continue;
        g_autofree char *have = text_letters(table->raw[i].text);
        for (size_t k = 0; k < table->wanted->len; k++)
            if (strcmp(have, table->wanted->pdata[k]) == 0)
                g_hash_table_add(seen, table->wanted->pdata[k]);
    }
    return g_hash_table_size(seen);
}

typedef struct {
    int64_t line, fullest_line;
    size_t score, filled, fullest;
    bool empty;
} HeadSearch;

static void consider(const Table *table, HeadSearch *best, size_t count)
{
    size_t filled = row_kind_fill(table->raw, count).filled;
    size_t score = wanted_count(table, count);
    bool words = row_kind_words(table->raw, count) * 2 >= filled;
    best->empty = best->empty && filled == 0;
    if (score > best->score) {
        best->score = score;
        best->line = table->line;
    }
    /* the first row of words clearly fuller than any before it: titles have few cells, the
     * header has all */
    if ((words && filled * 3 > best->fullest * 4) || best->fullest == 0) {
        best->fullest = filled;
        best->fullest_line = table->line;
    }
}

/* Looks at the first rows; the source must be opened again after it. */
static bool head_search(Table *table, HeadSearch *best, GError **error)
{
    size_t count;
    TableStep step = TABLE_ROW;
    *best = (HeadSearch){ .empty = true };
    for (int i = 0; i < HEAD_ROWS_MAX && (step = raw_next(table, &count, error)) == TABLE_ROW; i++)
        consider(table, best, count);
    if (step == TABLE_FAILED) return false;
    if (best->empty) {
        const char *name = table->path != NULL ? table->path : "the file";
        return problem_refuse(error, PROBLEM_FORMAT, "%s is empty: it has no header and no rows",
                              name);
    }
    return true;
}

static bool head_choose(Table *table, int64_t *line, GError **error)
{
    HeadSearch best;
    if (!head_search(table, &best, error)) return false;
    *line = table->wish->header_line;
    if (*line != 0) return true;
    *line = table->wish->wanted != NULL ? best.line : best.fullest_line;
    if (*line != 0) return true;
    g_autofree char *wanted = g_strjoinv(", ", (char **)(uintptr_t)table->wish->wanted);
    return problem_refuse(error, PROBLEM_FORMAT,
                          "%s has no header: none of the columns %s stands in its first %d rows",
                          table->path ? table->path : "the file", wanted, HEAD_ROWS_MAX);
}

static void name_add(Table *table, const char *text)
{
    g_autofree char *name = g_strdup(text);
    for (int again = 2; *name != '\0' && table_column(table, name) != SIZE_MAX; again++) {
        g_free(name);
        name = g_strdup_printf("%s (%d)", text, again);
    }
    g_ptr_array_add(table->folded, text_fold(name));
    g_ptr_array_add(table->names, g_steal_pointer(&name));
}

static void names_set(Table *table, size_t count, bool numbered)
{
    while (!numbered && count > 0 && table->raw[count - 1].length == 0) count--;
    for (size_t i = 0; i < count; i++) {
        char number[24];
        g_snprintf(number, sizeof number, "%zu", i + 1);
        name_add(table, numbered ? number : table->raw[i].text);
    }
    table->own = count;
    if (table->wish->group_column != NULL) name_add(table, table->wish->group_column);
    table->cells = g_new0(Cell, table->names->len + 1);
}

static void title_note(Table *table, size_t count)
{
    TableReport *report = &table->report;
    RowFill fill = row_kind_fill(table->raw, count);
    size_t titles = 0;
    report->title_rows++;
    while (titles < G_N_ELEMENTS(report->title) && report->title[titles][0] != '\0') titles++;
    if (fill.filled == 0 || titles == G_N_ELEMENTS(report->title)) return;
    text_copy(report->title[titles], sizeof report->title[titles], table->raw[fill.first].text);
}

/* From the top of a freshly opened source to the first row behind the header.
 */
static bool head_skip(Table *table, GError **error)
{
    size_t count;
    TableStep step;
    int64_t line = table->report.header_line;
    table->report.title_rows = 0;
    memset(table->report.title, 0, sizeof table->report.title);
    while (line > 0 && (step = raw_next(table, &count, error)) != TABLE_END) {
        if (step == TABLE_FAILED) return false;
        if (table->line >= line) {
            if (table->names->len == 0) names_set(table, count, false);
            return true;
        }
        title_note(table, count);
    }
    if (line <= 0) return true;
    return problem_refuse(
        error, PROBLEM_FORMAT,
        "the file ends before line %" G_GINT64_FORMAT ", where the map says its header is", line);
}

/* Without a header the first filled row says how many columns there are. */
static bool headless_columns(Table *table, GError **error)
{
    size_t count = 0;
    TableStep step;
    do step = raw_next(table, &count, error);
    while (step == TABLE_ROW && row_kind_fill(table->raw, count).filled < 2);
    if (step == TABLE_FAILED) return false;
    names_set(table, step == TABLE_ROW ? count : 0, true);
    return source_open(table, error);
}

static bool begin(Table *table, GError **error)
{
    int64_t line = 0;
    TableReport *report = &table->report;
    if (!source_judge(table, error) || !source_open(table, error)) return false;
    if (!head_choose(table, &line, error) || !source_open(table, error)) return false;
    report->spreadsheet = table->spreadsheet;
    if (table->csv != NULL) report->dialect = *csv_dialect(table->csv);
    if (table->xlsx != NULL)
        text_copy(report->sheet, sizeof report->sheet, xlsx_read_sheet(table->xlsx));
    if (line < 0) return headless_columns(table, error);
    report->header_line = line;
    if (!head_skip(table, error)) return false;
    for (size_t k = 0; table->wish->wanted != NULL && table->wish->wanted[k] != NULL; k++)
        report->wanted_found += table_column(table, table->wish->wanted[k]) != SIZE_MAX;
    return true;
}

static Table *table_new(const char *path, const void *bytes, size_t length, const TableWish *wish)
{
    Table *table = g_new0(Table, 1);
    table->path = g_strdup(path);
    table->bytes = bytes;
    table->length = length;
    table->spool = -1;
    table->wish = wish != NULL ? wish : &NO_WISH;
    table->wanted = g_ptr_array_new_with_free_func(g_free);
    table->names = g_ptr_array_new_with_free_func(g_free);
    table->folded = g_ptr_array_new_with_free_func(g_free);
    for (size_t k = 0; table->wish->wanted != NULL && table->wish->wanted[k] != NULL; k++)
        g_ptr_array_add(table->wanted, text_letters(table->wish->wanted[k]));
    return table;
}

Table *table_open(const char *path, const TableWish *wish, GError **error)
{
    g_autoptr(Table) table = table_new(path, NULL, 0, wish);
    if (strcmp(path, "-") == 0 && !spool_input(table, error)) return NULL;
    if (!begin(table, error)) return NULL;
    return g_steal_pointer(&table);
}

Table *table_open_memory(const void *bytes, size_t length, const TableWish *wish, GError **error)
{
    g_autoptr(Table) table = table_new(NULL, bytes, length, wish);
    if (!begin(table, error)) return NULL;
    return g_steal_pointer(&table);
}

void table_close(Table *table)
{
    if (table == NULL) return;
    source_close(table);
    if (table->spool >= 0) close(table->spool);
    g_ptr_array_unref(table->wanted);
    g_ptr_array_unref(table->names);
    g_ptr_array_unref(table->folded);
    g_free(table->raw);
    g_free(table->cells);
    g_free(table->scratch);
    g_free(table->path);
    g_free(table);
}

bool table_rewind(Table *table, GError **error)
{
    TableReport *report = &table->report;
    table->over = table->gap = false;
    table->group[0] = '\0';
    report->rows = 0;
    report->note_count = 0;
    memset(report->left, 0, sizeof report->left);
    return source_open(table, error) && head_skip(table, error);
}

/* ---- records ---- */

static void leave(Table *table, TableLeft kind, const char *text)
{
    TableReport *report = &table->report;
    report->left[kind]++;
    table->gap = kind == TABLE_BLANK || kind == TABLE_TOTAL || kind == TABLE_FOOTER;
    if (kind == TABLE_BLANK || report->note_count == TABLE_NOTES_MAX) return;
    TableNote *note = &report->notes[report->note_count++];
    *note = (TableNote){ .kind = kind, .line = table->line };
    text_copy(note->text, sizeof note->text, text);
}

static bool is_header_again(const Table *table, size_t count)
{
    if (table->report.header_line == 0 || count < table->own) return false;
    for (size_t i = 0; i < table->own; i++) {
        const char *name = table->names->pdata[i];
        size_t length = table->raw[i].length; /* a second "Phone" is named "Phone (2)" */
        if (strncmp(name, table->raw[i].text, length) != 0) return false;
        if (name[length] != '\0' && name[length] != ' ') return false;
    }
    return true;
}

static bool is_dropped(const Table *table, const char *text)
{
    const char *const *patterns = table->wish->drop_rows;
    if (patterns == NULL) return false;
    g_autofree char *low = g_utf8_strdown(text, -1);
    for (size_t i = 0; patterns[i] != NULL; i++) {
        g_autofree char *pattern = g_utf8_strdown(patterns[i], -1);
        if (g_pattern_match_simple(pattern, low)) return true;
    }
    return false;
}

/* What the row is, when it is no record. */
static bool is_furniture(const Table *table, size_t count, RowFill fill, TableLeft *kind)
{
    const TableWish *wish = table->wish;
    const char *text = table->raw[fill.first].text;
    bool lone = fill.filled == 1 && table->own > 1;
    if (strchr("-=_+*|", *text) != NULL && row_kind_is_rule(table->raw, count))
        *kind = TABLE_RULE;
    else if (is_header_again(table, count))
        *kind = TABLE_HEADER_AGAIN;
    else if (is_dropped(table, text))
        *kind = TABLE_DROPPED;
    else if (!wish->keep_totals && row_kind_is_total(table->raw, count, fill, table->group))
        *kind = TABLE_TOTAL;
    else if (wish->group_column != NULL && lone)
        *kind = TABLE_GROUP;
    else if (table->gap && row_kind_is_footer(table->raw, fill, table->own))
        *kind = TABLE_FOOTER;
    else
        return false;
    return true;
}

/* Is the row left out?  Then it is counted and noted. */
static bool furniture(Table *table, size_t count)
{
    RowFill fill = row_kind_fill(table->raw, count);
    TableLeft kind = TABLE_BLANK;
    if (fill.filled > 0 && !is_furniture(table, count, fill, &kind)) return false;
    const char *text = fill.filled > 0 ? table->raw[fill.first].text : "";
    if (kind == TABLE_GROUP) text_copy(table->group, sizeof table->group, text);
    leave(table, kind, text);
    return true;
}

static size_t by_column(Table *table, size_t count)
{
    size_t extra = 0, have = MIN(count, table->own);
    if (have > 0) memcpy(table->cells, table->raw, have * sizeof *table->cells);
    for (size_t i = have; i < table->own; i++) table->cells[i] = (Cell){ "", 0, CELL_TEXT };
    for (size_t i = table->own; i < count; i++) extra += table->raw[i].length > 0;
    if (table->names->len > table->own)
        table->cells[table->own] =
            (Cell){ table->group, (uint32_t)strlen(table->group), CELL_TEXT };
    return extra;
}

TableStep table_next(Table *table, const Cell **cells, size_t *extra, GError **error)
{
    size_t count = 0;
    TableStep step = TABLE_END;
    while (!table->over && (step = raw_next(table, &count, error)) == TABLE_ROW) {
        if (furniture(table, count)) continue;
        table->gap = false;
        table->report.rows++;
        *extra = by_column(table, count);
        *cells = table->cells;
        return TABLE_ROW;
    }
    if (table->csv != NULL) table->report.dialect = *csv_dialect(table->csv);
    table->over = true;
    return step;
}

/* ---- what is known ---- */

size_t table_columns(const Table *table)
{
    return table->names->len;
}

const char *table_column_name(const Table *table, size_t column)
{
    g_assert(column < table->names->len);
    return table->names->pdata[column];
}

size_t table_column(const Table *table, const char *name)
{
    g_autofree char *folded = text_fold(name);
    for (size_t i = 0; i < table->folded->len; i++)
        if (strcmp(table->folded->pdata[i], folded) == 0) return i;
    return SIZE_MAX;
}

int64_t table_line(const Table *table)
{
    return table->line;
}

const TableReport *table_report(const Table *table)
{
    return &table->report;
}

int64_t table_bytes_read(const Table *table)
{
    return table->csv != NULL ? csv_bytes_read(table->csv) : xlsx_read_bytes(table->xlsx);
}

int64_t table_bytes_total(const Table *table)
{
    return table->csv != NULL ? csv_bytes_total(table->csv) : xlsx_read_bytes_total(table->xlsx);
}
