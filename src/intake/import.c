/* intake/import.c: one file into the book, from its first byte to its summary.  Knows no kind by
 * name.
 *
 * First everything is read: rows are judged one by one and put, kind by kind, to be sorted by
 * account; nothing is written yet, so that control totals can still refuse the file.  Then each
 * kind writes its rows, in the order in which kinds depend on each other, a chunk of accounts at a
 * time in one transaction each.  Killed anywhere, the same command finds what is already there and
 * goes on. */
#include "intake/import.h"
#include "base/text.h"
#include "intake/import_private.h"
#include <string.h>

enum { PROGRESS_ROWS = 50000, ROWS_MAX = 4000000000u, PIVOT_YEAR = 70 };

/* --- plans --------------------------------------------------------------------------------- */

static void plan_free(gpointer data)
{
    ImportPlan *plan = data;
    if (plan->kind->clear != NULL) plan->kind->clear(plan);
    row_read_clear(&plan->reader);
    row_sort_free(plan->rows);
    g_free(plan);
}

static ImportPlan *add_plan(Import *import, const ImportKind *kind, const MapRecord *map)
{
    ImportPlan *plan = g_new0(ImportPlan, 1);
    plan->kind = kind;
    plan->map = map;
    plan->repeats = map != NULL && map->repeats;
    plan->primary = strcmp(kind->name, import->options->kind) == 0;
    plan->lenient = map != NULL && !plan->primary;
    row_read_init(&plan->reader, import_kind_takes(kind), kind->apply == apply_action_write);
    plan->rows = row_sort_new(0);
    g_ptr_array_add(import->plans, plan);
    return plan;
}

/* What to do about a foreign layout.  Given. */
static char *map_hint(const Import *import)
{
    g_autofree char *fitting = import_map_fitting(import->options->kind, import->table);
    return fitting == NULL
               ? g_strdup("a foreign layout needs a map (--map)")
               : g_strdup_printf("the map %s fits this layout (--map %s)", fitting, fitting);
}

static bool unknown_column(const Import *import, const ImportKind *kind, const char *name,
                           GError **error)
{
    const RecordType *type = import_kind_takes(kind);
    const char *names[80];
    size_t count = 0;
    for (const Field *field = type->fields; field->name != NULL; field++)
        if (!(field->flags & FIELD_OUTPUT)) names[count++] = field->name;
    names[count++] = "on";
    names[count] = NULL;
    g_autofree char *folded = text_fold(name);
    const char *near = text_nearest(folded, names);
    g_autofree char *all = g_strjoinv(", ", (char **)(uintptr_t)names);
    g_autofree char *hint = map_hint(import);
    return problem_refuse(error, PROBLEM_INVALID,
                          "column \"%s\" is none of %s%s%s%s; the columns are %s; %s", name,
                          kind->name, near == NULL ? "" : ": did you mean ",
                          near == NULL ? "" : near, near == NULL ? "" : "?", all, hint);
}

static bool refuse_missing(const Import *import, const char *field, const char *kind,
                           GError **error)
{
    g_autofree char *hint = map_hint(import);
    return problem_refuse(error, PROBLEM_INVALID, "%s has no column %s, which %s must have; %s",
                          import->options->path, field, kind, hint);
}

static bool missing_column(Import *import, const ImportPlan *plan, GError **error)
{
    const RecordType *type = plan->reader.type;
    for (const Field *field = type->fields; field->name != NULL; field++) {
        bool bound = !(field->flags & FIELD_REQUIRED);
        for (unsigned i = 0; i < plan->reader.fields->len && !bound; i++)
            bound = g_array_index(plan->reader.fields, RowField, i).field == field;
        if (!bound) return refuse_missing(import, field->name, plan->kind->name, error);
    }
    return true;
}

static bool own_columns(Import *import, const ImportKind *kind, GError **error)
{
    ImportPlan *plan = add_plan(import, kind, NULL);
    for (size_t i = 0; i < table_columns(import->table); i++) {
        const char *name = table_column_name(import->table, i);
        if (name[0] == '\0') continue;
        g_autofree char *folded = text_fold(name);
        g_strdelimit(folded, " -", '_');
        const Field *field = row_read_field(plan->reader.type, folded);
        if (field == NULL || field->type == FIELD_LIST)
            return unknown_column(import, kind, name, error);
        row_read_bind(&plan->reader, field)->column = i;
    }
    return missing_column(import, plan, error);
}

static void bind_field(const Import *import, ImportPlan *plan, const MapField *from)
{
    const ImportMap *map = import->map;
    const MapValue *value = from->value;
    RowField *bound = row_read_bind(&plan->reader, row_read_field(plan->reader.type, from->field));
    bound->value = value;
    bound->whole = value->whole;
    if (map->has_date) bound->date = map->date;
    if (value->has_date) bound->date = value->date;
    bound->date.pivot = PIVOT_YEAR;
    bound->number = value->has_number ? value->number : map->number;
    bound->stated = true; /* or the column shows it; what is our own is never presumed */
}

static void note_unused(Import *import)
{
    char *unused = import_map_unused(import->map, import->table);
    if (unused == NULL) return;
    g_ptr_array_add(import->summary->remarks,
                    g_strdup_printf("columns the map does not use: %s", unused));
    g_free(unused);
}

/* The map's records in the order of the table of kinds, whatever order they are written in. */
static bool mapped_columns(Import *import, GError **error)
{
    if (!import_map_bind(import->map, import->table, error)) return false;
    note_unused(import);
    for (size_t k = 0; import_kind_at(k) != NULL; k++) {
        const ImportKind *kind = import_kind_at(k);
        for (unsigned i = 0; i < import->map->records->len; i++) {
            const MapRecord *record = &g_array_index(import->map->records, MapRecord, i);
            if (strcmp(record->record, kind->record) != 0) continue;
            ImportPlan *plan = add_plan(import, kind, record);
            for (unsigned f = 0; f < record->fields->len; f++)
                bind_field(import, plan, &g_array_index(record->fields, MapField, f));
        }
    }
    return true;
}

/* --- reading ------------------------------------------------------------------------------- */

static ImportSum *sum_of(Import *import, const char *currency)
{
    ImportSummary *summary = import->summary;
    for (size_t i = 0; i < summary->sum_count; i++)
        if (strcmp(summary->sums[i].currency, currency) == 0) return &summary->sums[i];
    if (summary->sum_count == IMPORT_CURRENCIES_MAX) return NULL;
    ImportSum *sum = &summary->sums[summary->sum_count++];
    text_copy(sum->currency, sizeof sum->currency, currency);
    return sum;
}

static bool add_sum(Import *import, const ImportRow *row, GError **error)
{
    if (!row->has_amount) return true;
    ImportSum *sum = sum_of(import, row->currency);
    if (sum == NULL)
        return problem_refuse(error, PROBLEM_LIMIT, "the file speaks of more than %d currencies",
                              IMPORT_CURRENCIES_MAX);
    sum->rows++;
    if (!money_add(sum->read_minor, row->amount_minor, &sum->read_minor))
        return problem_refuse(error, PROBLEM_LIMIT,
                              "line %u: the sum of the file leaves the range of money", row->line);
    if (row->faults > 0) sum->quarantined_minor += row->amount_minor;
    return true;
}

static bool is_wanted(Import *import, const Cell *cells, GString *scratch)
{
    const ImportMap *map = import->map;
    return map == NULL || !map_value_any(map->skip, &map->number, cells, scratch);
}

static void note_extra(Import *import, ImportRow *row, size_t extra)
{
    if (extra > 0)
        import_fault_row(import, row, "", "", "quote the cell that holds the separator",
                         "the row has %zu more cell%s than the header has columns", extra,
                         extra == 1 ? "" : "s");
}

static bool take_row(Import *import, const Cell *cells, size_t extra, GString *scratch,
                     GError **error)
{
    ImportRow row = { .line = (uint32_t)table_line(import->table), .cells = cells, .on = DAY_NONE };
    uint8_t fate = FATE_UNCHANGED;
    if (import->fates->len >= ROWS_MAX)
        return problem_refuse(error, PROBLEM_LIMIT, "a file of more than %u rows", ROWS_MAX);
    g_byte_array_append(import->fates, &fate, 1);
    row.number = import->fates->len;
    if (!is_wanted(import, cells, scratch)) {
        import_set_fate(import, row.number, FATE_LEFT_OUT);
        return true;
    }
    note_extra(import, &row, extra);
    if (!import_row_read(import, &row)) {
        import_set_fate(import, row.number, FATE_LEFT_OUT);
        return true;
    }
    if (!add_sum(import, &row, error)) return false;
    if (row.faults > 0) {
        import_set_fate(import, row.number, FATE_QUARANTINED);
        return true;
    }
    return import_row_put(import, &row, error);
}

static void show_reading(const Import *import)
{
    const ImportOptions *options = import->options;
    if (options->progress != NULL)
        options->progress(options->progress_data, "reading", table_bytes_read(import->table),
                          table_bytes_total(import->table));
}

static bool each_row(Import *import,
                     bool (*take)(Import *, const Cell *, size_t, GString *, GError **),
                     GError **error)
{
    g_autoptr(GString) scratch = g_string_new(NULL);
    const Cell *cells;
    size_t extra = 0, rows = 0;
    TableStep step;
    while ((step = table_next(import->table, &cells, &extra, error)) == TABLE_ROW) {
        if (!take(import, cells, extra, scratch, error)) return false;
        if (++rows % PROGRESS_ROWS == 0) show_reading(import);
    }
    return step == TABLE_END;
}

static bool scan_row(Import *import, const Cell *cells, size_t extra, GString *scratch,
                     GError **error)
{
    (void)extra;
    (void)error;
    if (!is_wanted(import, cells, scratch)) return true;
    for (unsigned i = 0; i < import->plans->len; i++)
        row_read_scan(&((ImportPlan *)import->plans->pdata[i])->reader, cells,
                      table_line(import->table));
    return true;
}

static void forget_rows(Import *import)
{
    ImportSummary *summary = import->summary;
    g_byte_array_set_size(import->fates, 0);
    g_ptr_array_set_size(import->batch.faults, 0);
    g_ptr_array_set_size(summary->faults, 0);
    g_ptr_array_set_size(summary->differing, 0);
    memset(summary->sums, 0, sizeof summary->sums);
    summary->sum_count = 0;
    summary->rounded = 0;
    import->rounded_by = 0;
    import->batch.fault_line = 0;
}

static bool start_plans(Import *import, GError **error)
{
    ImportBook *book = &import->book;
    book->next_debtor = book->first_debtor;
    book->next_account = book->first_account;
    for (unsigned i = 0; i < import->plans->len; i++) {
        ImportPlan *plan = import->plans->pdata[i];
        if (plan->kind->start != NULL && !plan->kind->start(import, plan, error)) return false;
    }
    return true;
}

static bool is_doubtful(const Import *import)
{
    for (unsigned i = 0; i < import->plans->len; i++)
        if (row_read_doubtful(&((ImportPlan *)import->plans->pdata[i])->reader)) return true;
    return false;
}

static unsigned needs(const Import *import)
{
    unsigned what = 0;
    for (unsigned i = 0; i < import->plans->len; i++) {
        const ImportKind *kind = ((ImportPlan *)import->plans->pdata[i])->kind;
        if (kind->apply == apply_debtor_write) what |= BOOK_DEBTORS;
        if (kind->apply == apply_account_write) what |= BOOK_DEBTORS | BOOK_ACCOUNTS;
        if (kind->apply == apply_item_write) what |= BOOK_ACCOUNTS;
        if (kind->apply == apply_payment_write) what |= BOOK_ACCOUNTS | BOOK_PAYMENTS;
        if (kind->apply == apply_allocation_write) what |= BOOK_ACCOUNTS | BOOK_PAYMENTS;
    }
    return what;
}

static bool read_once(Import *import, GError **error)
{
    return import_book_load(import, needs(import), error) && start_plans(import, error) &&
           each_row(import, take_row, error);
}

/* A column that holds values of several readings is looked at as a whole, then all is read anew. */
static bool read_all(Import *import, GError **error)
{
    if (!read_once(import, error)) return false;
    if (!is_doubtful(import)) return true;
    if (!table_rewind(import->table, error) || !each_row(import, scan_row, error)) return false;
    for (unsigned i = 0; i < import->plans->len; i++) {
        ImportPlan *plan = import->plans->pdata[i];
        row_read_decide(&plan->reader, import->summary->remarks);
        if (plan->kind->clear != NULL) plan->kind->clear(plan);
        row_sort_free(plan->rows);
        plan->rows = row_sort_new(0);
    }
    forget_rows(import);
    ImportBook ids = { .first_debtor = import->book.first_debtor,
                       .first_account = import->book.first_account };
    import_book_clear(&import->book);
    import->book = ids;
    return table_rewind(import->table, error) && read_once(import, error);
}

/* --- control totals ------------------------------------------------------------------------ */

typedef struct {
    int64_t count;
    Decimal sum;
    char currency[CURRENCY_SIZE];
} Expected;

static bool parse_expected(const char *text, Expected *out, GError **error)
{
    g_auto(GStrv) parts = g_strsplit(text, ":", -1);
    unsigned count = g_strv_length(parts);
    *out = (Expected){ 0 };
    bool fine = (count == 2 || count == 3) && text_to_i64(parts[0], &out->count) &&
                decimal_parse(parts[1], &out->sum) == DECIMAL_OK &&
                (count == 2 || text_copy(out->currency, sizeof out->currency, parts[2]));
    return fine || problem_refuse(error, PROBLEM_USAGE,
                                  "--expect-total is %s; write COUNT:SUM or COUNT:SUM:CURRENCY, as "
                                  "120:45300.50:USD",
                                  text);
}

static bool wrong_sum(const Expected *expected, const ImportSum *sum, GError **error)
{
    char text[MONEY_TEXT_SIZE], wanted[DECIMAL_TEXT_SIZE];
    return problem_refuse(error, PROBLEM_INVALID,
                          "the file's amounts add up to %s %s, not to %s: nothing was imported",
                          money_text(sum->read_minor, sum->currency, text), sum->currency,
                          decimal_text(expected->sum, 0, wanted));
}

static bool check_sum(Import *import, const Expected *expected, GError **error)
{
    const ImportSummary *summary = import->summary;
    static const ImportSum NOTHING = { .currency = "USD" };
    const ImportSum *sum = summary->sum_count > 0 ? &summary->sums[0] : &NOTHING;
    int64_t wanted = 0;
    for (size_t i = 0; i < summary->sum_count; i++)
        if (strcmp(summary->sums[i].currency, expected->currency) == 0) sum = &summary->sums[i];
    if (expected->currency[0] == '\0' && summary->sum_count > 1)
        return problem_refuse(error, PROBLEM_INVALID,
                              "the file has %zu currencies: name the one that is expected, "
                              "COUNT:SUM:CURRENCY; nothing was imported",
                              summary->sum_count);
    if (expected->currency[0] != '\0' && strcmp(expected->currency, sum->currency) != 0)
        return problem_refuse(error, PROBLEM_INVALID,
                              "the file has no amounts in %s: nothing was imported",
                              expected->currency);
    if (money_from_decimal(expected->sum, sum->currency, MONEY_EXACT, &wanted, NULL) != MONEY_OK ||
        wanted != sum->read_minor)
        return wrong_sum(expected, sum, error);
    return true;
}

static bool check_totals(Import *import, GError **error)
{
    Expected expected;
    int64_t rows = import->fates->len - import->summary->left_out;
    if (import->options->expect_total == NULL) return true;
    if (!parse_expected(import->options->expect_total, &expected, error)) return false;
    if (expected.count != rows)
        return problem_refuse(error, PROBLEM_INVALID,
                              "the file has %" G_GINT64_FORMAT " rows, not %" G_GINT64_FORMAT
                              ": nothing was imported",
                              rows, expected.count);
    return check_sum(import, &expected, error);
}

/* --- all of it ----------------------------------------------------------------------------- */

static void count_fates(Import *import)
{
    ImportSummary *summary = import->summary;
    int64_t counts[FATE_QUARANTINED + 1] = { 0 };
    for (unsigned i = 0; i < import->fates->len; i++) counts[import->fates->data[i]]++;
    summary->read = import->fates->len;
    summary->accepted = counts[FATE_ACCEPTED];
    summary->updated = counts[FATE_UPDATED];
    summary->unchanged = counts[FATE_UNCHANGED];
    summary->quarantined = counts[FATE_QUARANTINED];
    summary->left_out = counts[FATE_LEFT_OUT];
}

static bool is_meant(const Import *import, GError **error)
{
    const ImportMap *map = import->map;
    return strcmp(map->kind, import->options->kind) == 0 ||
           problem_refuse(error, PROBLEM_INVALID,
                          "map %s is for %s: recoup import %s FILE --map %s", map->name, map->kind,
                          map->kind, map->name);
}

/* --map auto: the shipped map that fits; the file is looked at as if there were none. */
static char *choose_map(Import *import, GError **error)
{
    const ImportOptions *options = import->options;
    if (strcmp(options->map, "auto") != 0) return g_strdup(options->map);
    if (strcmp(options->path, "-") == 0) {
        problem_set(error, PROBLEM_USAGE, "standard input is read once: name its map");
        return NULL;
    }
    g_autoptr(Table) table = table_open(options->path, NULL, error);
    char *fitting = table == NULL ? NULL : import_map_fitting(options->kind, table);
    if (table != NULL && fitting == NULL)
        problem_set(error, PROBLEM_INVALID,
                    "no shipped map of %s fits %s; write one of your own (recoup help maps)",
                    options->kind, options->path);
    if (fitting != NULL)
        g_ptr_array_add(import->summary->remarks, g_strdup_printf("the map %s fits", fitting));
    return fitting;
}

static bool load_map(Import *import, GError **error)
{
    g_autofree char *name = choose_map(import, error);
    if (name != NULL) import->map = import_map_load(name, error);
    return import->map != NULL && is_meant(import, error);
}

static bool open_table(Import *import, GError **error)
{
    const ImportOptions *options = import->options;
    const ImportKind *kind = import_kind_find(options->kind);
    TableWish wish = { 0 };
    if (kind == NULL) {
        g_autoptr(GString) none = g_string_new(NULL);
        return import_kind_help(options->kind, none, error);
    }
    if (options->map != NULL) {
        if (!load_map(import, error)) return false;
        wish = import_map_wish(import->map);
    }
    import->wish = wish;
    import->table = table_open(options->path, &import->wish, error);
    if (import->table == NULL) return false;
    return import->map != NULL ? mapped_columns(import, error) : own_columns(import, kind, error);
}

static bool authorise(const Import *import, GError **error)
{
    const Actor *actor = &import->desk->actor;
    if (!permit_require(actor, PERMIT_IMPORT, error)) return false;
    for (unsigned i = 0; i < import->plans->len; i++)
        if (!permit_require(actor, ((ImportPlan *)import->plans->pdata[i])->kind->permit, error))
            return false;
    return true;
}

static bool write_all(Import *import, GError **error)
{
    for (unsigned i = 0; i < import->plans->len; i++) {
        ImportPlan *plan = import->plans->pdata[i];
        import->batch.row.rows_done = 0;
        import->newest = DAY_NONE;
        if (!row_sort_finish(plan->rows, error) || !plan->kind->apply(import, plan, error))
            return false;
    }
    count_fates(import);
    return import_batch_finish(import, error);
}

static void finish_summary(Import *import)
{
    ImportSummary *summary = import->summary;
    __int128 units = import->rounded_by, noise = 1000000000000; /* digits below 10^-6 are noise */
    int32_t scale = 6;
    units = (units + (units < 0 ? -noise : noise) / 2) / noise;
    while (scale > 0 && units % 10 == 0) {
        units /= 10;
        scale--;
    }
    decimal_text((Decimal){ (int64_t)units, scale, true }, 0, summary->rounded_by);
    summary->found = *table_report(import->table);
    if (summary->dry_run) summary->batch_id = 0;
}

static bool write_bulk(Import *import, GError **error)
{
    Db *db = import->desk->db;
    g_autoptr(DbSettler) settler = db_settler_new(db);
    db_durable(db, false);
    db_settler_serve(settler, db);
    bool done = write_all(import, error);
    db_settler_serve(NULL, db);
    db_durable(db, true);
    return done;
}

static bool run(Import *import, GError **error)
{
    if (!open_table(import, error) || !authorise(import, error)) return false;
    if (!import_batch_open(import, error) || !read_all(import, error)) return false;
    count_fates(import);
    if (!check_totals(import, error)) return false;
    bool done = write_bulk(import, error);
    if (done) finish_summary(import);
    return done;
}

static void import_clear(Import *import)
{
    import_batch_clear(&import->batch);
    g_ptr_array_unref(import->plans);
    g_byte_array_unref(import->fates);
    import_book_clear(&import->book);
    table_close(import->table);
    import_map_free(import->map);
}

static void start_summary(const ImportOptions *options, ImportSummary *out)
{
    *out = (ImportSummary){ .dry_run = options->dry_run };
    g_autofree char *name = g_path_get_basename(options->path);
    text_copy(out->kind, sizeof out->kind, options->kind);
    text_copy(out->file, sizeof out->file, name);
    out->examples = g_ptr_array_new_with_free_func(g_free);
    out->differing = g_ptr_array_new_with_free_func(g_free);
    out->faults = g_ptr_array_new_with_free_func(g_free);
    out->remarks = g_ptr_array_new_with_free_func(g_free);
}

bool import_file(Desk *desk, const ImportOptions *options, ImportSummary *out, GError **error)
{
    g_auto(DbTx) preview = { 0 }; /* ends without commit */
    Import import = { .desk = desk, .options = options, .summary = out, .newest = DAY_NONE };
    start_summary(options, out);
    import.plans = g_ptr_array_new_with_free_func(plan_free);
    import.fates = g_byte_array_new();
    bool done =
        (!options->dry_run || db_tx_begin(&preview, desk->db, error)) && run(&import, error);
    import_clear(&import);
    if (!done) import_summary_clear(out);
    return done;
}
