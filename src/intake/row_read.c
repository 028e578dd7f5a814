/* intake/row_read.c: cells into a record's fields.  Judges no record and guesses nothing: what can
 * be read in several ways is a fault until its column decides. */
#include "intake/row_read.h"
#include "base/text.h"
#include <string.h>

static const Field ON_FIELD = { .name = "on", .type = FIELD_DAY, .doc = "the day it counts from" };
static const char *const REFERENCES[] = { "ref",         "account", "number", "debtor",
                                          "creditor",    "payment", "parent", "document",
                                          "credit_note", NULL };

/* --- setting up ---------------------------------------------------------------------------- */

void row_read_init(RowReader *reader, const RecordType *type, bool owned)
{
    *reader = (RowReader){ .type = type, .owned = owned, .on = DAY_NONE };
    reader->fields = g_array_new(FALSE, TRUE, sizeof(RowField));
    reader->blank = g_malloc0(type->size);
    reader->record = g_malloc0(type->size);
    reader->scratch = g_string_new(NULL);
    reader->scratch_less = g_string_new(NULL);
    reader->note = g_string_new(NULL);
    record_init(type, reader->blank);
    record_init(type, reader->record);
}

void row_read_clear(RowReader *reader)
{
    if (reader->fields == NULL) return;
    if (reader->owned) record_clear(reader->type, reader->record);
    record_clear(reader->type, reader->blank);
    g_free(reader->record);
    g_free(reader->blank);
    g_array_unref(reader->fields);
    g_string_free(reader->scratch, TRUE);
    g_string_free(reader->scratch_less, TRUE);
    g_string_free(reader->note, TRUE);
    reader->fields = NULL;
}

const Field *row_read_field(const RecordType *type, const char *name)
{
    const Field *field = record_field(type, name);
    if (field != NULL) return field->flags & FIELD_OUTPUT ? NULL : field;
    return strcmp(name, "on") == 0 ? &ON_FIELD : NULL;
}

RowField *row_read_bind(RowReader *reader, const Field *field)
{
    RowField bound = { .field = field, .column = SIZE_MAX, .number.mark = '.' };
    for (size_t i = 0; REFERENCES[i] != NULL; i++)
        if (strcmp(field->name, REFERENCES[i]) == 0) bound.reference = true;
    g_array_append_val(reader->fields, bound);
    return &g_array_index(reader->fields, RowField, reader->fields->len - 1);
}

size_t row_read_offset(const RecordType *type, const char *name, FieldType kind)
{
    const Field *field = record_field(type, name);
    g_assert(field != NULL && field->type == kind);
    return field->offset;
}

/* --- one value ----------------------------------------------------------------------------- */

typedef struct {
    const RowField *bound;
    Cell own;
    const Cell *cell;
    RowFaultFn fault;
    void *data;
} Reading;

static bool refuse(const Reading *reading, const char *remedy, const char *format, ...)
    G_GNUC_PRINTF(3, 4);
static bool refuse(const Reading *reading, const char *remedy, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *sentence = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    reading->fault(reading->data, reading->bound->field->name, reading->cell->text, remedy,
                   sentence);
    return false;
}

static bool verdict_fault(const Reading *reading, CellVerdict verdict)
{
    return refuse(reading, cell_verdict_remedy(verdict), "%s %s", reading->bound->field->name,
                  cell_verdict_text(verdict));
}

static bool too_long(const Reading *reading, CellVerdict verdict, char *to, size_t size)
{
    const RowField *bound = reading->bound;
    if (verdict != CELL_TOO_LONG) return verdict_fault(reading, verdict);
    if (bound->value != NULL && bound->value->cut)
        return (void)text_copy(to, size, reading->cell->text), true;
    return refuse(reading, "shorten it", "%s has %u bytes; at most %zu fit", bound->field->name,
                  reading->cell->length, size - 1);
}

static bool read_text(const Reading *reading, char *to, size_t size)
{
    const RowField *bound = reading->bound;
    Cell cell = *reading->cell;
    bool number = bound->whole || cell.kind == CELL_NUMBER;
    CellVerdict verdict =
        bound->reference && number ? cell_reference(&cell, to, size) : cell_text(&cell, to, size);
    if (verdict == CELL_FINE && bound->reference && !number && strstr(to, "E+") != NULL) {
        char other[256];
        if (cell_reference(&cell, other, sizeof other) == CELL_SCIENTIFIC)
            verdict = CELL_SCIENTIFIC;
    }
    if (verdict == CELL_FINE) return true;
    return too_long(reading, verdict, to, size);
}

static bool plain_day(const Cell *cell, Day *out)
{
    return cell->length == 10 && cell->text[4] == '-' && day_parse(cell->text, out);
}

static bool read_day(const Reading *reading, Day *out)
{
    const RowField *bound = reading->bound;
    Cell cell = *reading->cell;
    char whole[32];
    if (plain_day(&cell, out)) return true;
    if (bound->whole && cell_reference(&cell, whole, sizeof whole) == CELL_FINE)
        cell = (Cell){ whole, (uint32_t)strlen(whole), cell.kind };
    CellVerdict verdict = cell_date_read(&cell, &bound->date, out);
    if (verdict == CELL_FINE) return true;
    if (verdict == CELL_ORDER_UNKNOWN) ((RowField *)(uintptr_t)bound)->doubtful = true;
    return verdict_fault(reading, verdict);
}

/* [-]digits[.digits] of at most 18 digits, as nearly every file has it. */
static bool plain_number(const Cell *cell, Decimal *out)
{
    const char *at = cell->text;
    bool negative = *at == '-';
    int64_t digits = 0;
    int32_t scale = 0;
    at += negative;
    if (cell->length - negative - 1u > 17) return false;
    if (*at < '0' || *at > '9') return false;
    for (; *at >= '0' && *at <= '9'; at++) digits = digits * 10 + (*at - '0');
    if (*at == '.') {
        const char *point = at++;
        for (; *at >= '0' && *at <= '9'; at++) digits = digits * 10 + (*at - '0');
        scale = (int32_t)(at - point - 1);
        if (scale == 0) return false;
    }
    if (*at != '\0') return false;
    *out = (Decimal){ negative ? -digits : digits, scale, true };
    return true;
}

/* Our own files have a decimal point; what makes no sense so is read with a comma if that is the
 * only way to read it. */
static CellVerdict read_decimal(const RowField *bound, const Cell *cell, Decimal *out)
{
    static const NumberForm ANY = { 0 };
    char currency[CURRENCY_SIZE];
    if (bound->number.mark == '.' && cell->kind == CELL_TEXT && plain_number(cell, out))
        return CELL_FINE;
    CellVerdict verdict = cell_number_read(cell, &bound->number, out, currency);
    if (verdict != CELL_BAD_GROUPING || bound->stated) return verdict;
    return cell_number_read(cell, &ANY, out, currency);
}

static bool decimal_less(Decimal *from, Decimal less)
{
    while (from->scale < less.scale) {
        if (__builtin_mul_overflow(from->digits, 10, &from->digits)) return false;
        from->scale++;
    }
    while (less.scale < from->scale) {
        if (__builtin_mul_overflow(less.digits, 10, &less.digits)) return false;
        less.scale++;
    }
    return !__builtin_sub_overflow(from->digits, less.digits, &from->digits);
}

static bool shape_amount(const Reading *reading, Decimal *amount)
{
    const MapValue *value = reading->bound->value;
    if (value == NULL) return true;
    if (value->negate) amount->digits = -amount->digits;
    if (value->absolute && amount->digits < 0) amount->digits = -amount->digits;
    if (value->minor) amount->scale += 2;
    return amount->scale <= 18 || refuse(reading, "export fewer decimals",
                                         "%s has too many decimals", reading->bound->field->name);
}

static bool read_amount(const Reading *reading, const Cell *less, Decimal *out)
{
    const RowField *bound = reading->bound;
    Decimal amount = { 0, 0, true }, other = { 0, 0, true };
    CellVerdict verdict = read_decimal(bound, reading->cell, &amount);
    if (less != NULL && verdict == CELL_EMPTY) verdict = CELL_FINE;
    if (verdict == CELL_FINE && less != NULL && less->length > 0)
        verdict = read_decimal(bound, less, &other);
    if (verdict == CELL_MARK_UNKNOWN) ((RowField *)(uintptr_t)bound)->doubtful = true;
    if (verdict != CELL_FINE) return verdict_fault(reading, verdict);
    if (other.digits != 0 && !decimal_less(&amount, other))
        return verdict_fault(reading, CELL_TOO_LARGE);
    amount.given = true;
    *out = amount;
    return shape_amount(reading, out);
}

static bool read_enum(const Reading *reading, int *out)
{
    const char *const *words = reading->bound->field->words;
    for (int i = 0; words[i] != NULL; i++)
        if (strcmp(words[i], reading->cell->text) == 0) return *out = i, true;
    g_autofree char *folded = text_fold(reading->cell->text);
    g_strdelimit(folded, " -", '_');
    for (int i = 0; words[i] != NULL; i++)
        if (strcmp(words[i], folded) == 0) return *out = i, true;
    g_autofree char *all = g_strjoinv(", ", (char **)(uintptr_t)words);
    const char *near = text_nearest(folded, words);
    g_autofree char *remedy =
        near != NULL ? g_strdup_printf("did you mean %s?", near)
                     : g_strdup("use one of these words, or a map that translates yours");
    return refuse(reading, remedy, "%s must be one of %s", reading->bound->field->name, all);
}

static bool read_int(const Reading *reading, int64_t *out)
{
    const Field *field = reading->bound->field;
    char text[32];
    bool upper = field->max > field->min;
    Cell cell = *reading->cell;
    if (cell_reference(&cell, text, sizeof text) != CELL_FINE || !text_to_i64(text, out))
        return refuse(reading, "write it like 30", "%s is not a whole number", field->name);
    bool bounded = field->min != 0 || field->max != 0;
    if (!bounded || (*out >= field->min && (!upper || *out <= field->max))) return true;
    return refuse(reading, "check the value",
                  "%s must be at least %" G_GINT64_FORMAT " and at most %" G_GINT64_FORMAT,
                  field->name, field->min, upper ? field->max : INT64_MAX);
}

/* Everything else as the command line reads it. */
static bool read_other(const Reading *reading, const RecordType *type, void *record)
{
    g_autoptr(GPtrArray) faults = record_faults_new();
    record_set_text(type, reading->bound->field, reading->cell->text, record, faults);
    for (unsigned i = 0; i < faults->len; i++) {
        const FieldFault *fault = faults->pdata[i];
        refuse(reading, "correct the value", "%s %s", fault->field, fault->detail);
    }
    return faults->len == 0;
}

static bool read_value(RowReader *reader, const Reading *reading, const Cell *less)
{
    const Field *field = reading->bound->field;
    if (field == &ON_FIELD) return read_day(reading, &reader->on);
    char *at = (char *)reader->record + field->offset;
    switch (field->type) {
    case FIELD_TEXT: return read_text(reading, at, field->size);
    case FIELD_DAY: return read_day(reading, (Day *)(void *)at);
    case FIELD_AMOUNT: return read_amount(reading, less, (Decimal *)(void *)at);
    case FIELD_ENUM: return read_enum(reading, (int *)(void *)at);
    case FIELD_INT: return read_int(reading, (int64_t *)(void *)at);
    case FIELD_NOTE:
        if (reader->owned) return read_other(reading, reader->type, reader->record);
        g_string_assign(reader->note, reading->cell->text);
        *(const char **)(void *)at = reader->note->str;
        return true;
    case FIELD_BOOL:
        if (cell_bool(reading->cell, (bool *)(void *)at) == CELL_FINE) return true;
        return refuse(reading, "write yes or no", "%s is neither yes nor no", field->name);
    case FIELD_INSTANT:
    case FIELD_MONEY:
    case FIELD_WORDS:
    case FIELD_LIST:
    case FIELD_JSON: return read_other(reading, reader->type, reader->record);
    }
    g_assert_not_reached();
}

/* --- a row --------------------------------------------------------------------------------- */

static void start_record(RowReader *reader)
{
    if (reader->owned) {
        record_clear(reader->type, reader->record);
        record_init(reader->type, reader->record);
    } else {
        memcpy(reader->record, reader->blank, reader->type->size);
    }
    reader->on = DAY_NONE;
}

static void mark_given(RowReader *reader, const Field *field)
{
    if (reader->type->given_offset == SIZE_MAX || field == &ON_FIELD) return;
    uint64_t *given = (uint64_t *)(void *)((char *)reader->record + reader->type->given_offset);
    *given |= UINT64_C(1) << (field - reader->type->fields);
}

static bool read_bound(RowReader *reader, RowField *bound, const Cell *cells, Reading *reading)
{
    Cell cell, less;
    bool known = true, has_less = false;
    if (bound->value == NULL) {
        cell = cells[bound->column];
    } else {
        known = map_value_cell(bound->value, cells, reader->scratch, &cell);
        has_less = bound->value->less != NULL;
        if (has_less) (void)map_value_cell(bound->value->less, cells, reader->scratch_less, &less);
    }
    reading->bound = bound;
    reading->own = cell;
    reading->cell = &reading->own;
    if (!known)
        return refuse(reading, "add the word to the map's table",
                      "%s has a word that the map does not know", bound->field->name);
    if (cell.length == 0 && !(has_less && less.length > 0) && cell.kind != CELL_ERROR) return true;
    mark_given(reader, bound->field);
    return read_value(reader, reading, has_less ? &less : NULL);
}

static bool is_missing(const RowReader *reader, const Field *field)
{
    const char *at = (const char *)reader->record + field->offset;
    switch (field->type) {
    case FIELD_TEXT: return *at == '\0';
    case FIELD_DAY: return *(const Day *)(const void *)at == DAY_NONE;
    case FIELD_AMOUNT: return !((const Decimal *)(const void *)at)->given;
    case FIELD_ENUM: return *(const int *)(const void *)at < 0;
    case FIELD_INSTANT: return *(const int64_t *)(const void *)at == 0;
    case FIELD_NOTE:
    case FIELD_WORDS:
    case FIELD_JSON: return *(void *const *)(const void *)at == NULL;
    case FIELD_INT:
    case FIELD_BOOL:
    case FIELD_MONEY:
    case FIELD_LIST: return false;
    }
    g_assert_not_reached();
}

static bool check_required(RowReader *reader, RowFaultFn fault, void *data)
{
    bool whole = true;
    for (const Field *field = reader->type->fields; field->name != NULL; field++) {
        if (!(field->flags & FIELD_REQUIRED) || !is_missing(reader, field)) continue;
        g_autofree char *sentence = g_strdup_printf("%s is missing", field->name);
        fault(data, field->name, "", "fill it in", sentence);
        whole = false;
    }
    return whole;
}

bool row_read_row(RowReader *reader, const Cell *cells, RowFaultFn fault, void *data)
{
    Reading reading = { .fault = fault, .data = data };
    bool fine = true;
    start_record(reader);
    for (unsigned i = 0; i < reader->fields->len; i++)
        if (!read_bound(reader, &g_array_index(reader->fields, RowField, i), cells, &reading))
            fine = false;
    return fine && check_required(reader, fault, data);
}

/* --- forms --------------------------------------------------------------------------------- */

bool row_read_doubtful(const RowReader *reader)
{
    for (unsigned i = 0; i < reader->fields->len; i++)
        if (g_array_index(reader->fields, RowField, i).doubtful) return true;
    return false;
}

static void scan_cell(RowField *bound, const Cell *cell, int64_t line)
{
    if (cell->length == 0) return;
    if (bound->field->type == FIELD_DAY)
        cell_date_scan(&bound->dates, cell, line);
    else
        cell_number_scan(&bound->numbers, cell, line);
}

void row_read_scan(RowReader *reader, const Cell *cells, int64_t line)
{
    for (unsigned i = 0; i < reader->fields->len; i++) {
        RowField *bound = &g_array_index(reader->fields, RowField, i);
        Cell cell;
        if (!bound->doubtful) continue;
        if (bound->value == NULL)
            cell = cells[bound->column];
        else
            (void)map_value_cell(bound->value, cells, reader->scratch, &cell);
        scan_cell(bound, &cell, line);
        if (bound->value == NULL || bound->value->less == NULL) continue;
        (void)map_value_cell(bound->value->less, cells, reader->scratch_less, &cell);
        scan_cell(bound, &cell, line);
    }
}

/* Two records of a row may be made of one column. */
static void add_remark(GPtrArray *remarks, char *taken)
{
    if (g_ptr_array_find_with_equal_func(remarks, taken, g_str_equal, NULL))
        g_free(taken);
    else
        g_ptr_array_add(remarks, taken);
}

static void decide_date(RowField *bound, GPtrArray *remarks)
{
    static const char *const ORDERS[] = { "none", "year-month-day", "day/month/year",
                                          "month/day/year", "day numbers" };
    char words[CELL_WORDS_SIZE];
    DateOrder order;
    if (cell_date_order(&bound->dates, &order) == CELL_COLUMN_DECIDED) {
        bound->date.order = order;
        add_remark(remarks, g_strdup_printf("%s: dates are read as %s, as other values of the "
                                            "column show",
                                            bound->field->name, ORDERS[order]));
        return;
    }
    add_remark(remarks, g_strdup_printf("%s: %s", bound->field->name,
                                        cell_date_scan_text(&bound->dates, words)));
}

static void decide_number(RowField *bound, GPtrArray *remarks)
{
    char words[CELL_WORDS_SIZE], mark;
    if (cell_number_mark(&bound->numbers, &mark) == CELL_COLUMN_DECIDED) {
        bound->number.mark = mark;
        add_remark(remarks,
                   g_strdup_printf("%s: the decimal mark is read as %s, as other "
                                   "values of the column show",
                                   bound->field->name, mark == ',' ? "a comma" : "a point"));
        return;
    }
    add_remark(remarks, g_strdup_printf("%s: %s", bound->field->name,
                                        cell_number_scan_text(&bound->numbers, words)));
}

void row_read_decide(RowReader *reader, GPtrArray *remarks)
{
    for (unsigned i = 0; i < reader->fields->len; i++) {
        RowField *bound = &g_array_index(reader->fields, RowField, i);
        if (!bound->doubtful) continue;
        if (bound->field->type == FIELD_DAY)
            decide_date(bound, remarks);
        else
            decide_number(bound, remarks);
    }
}
