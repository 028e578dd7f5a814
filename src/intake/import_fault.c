/* intake/import_fault.c: rows that do not fit: each fault with line, field, value, reason and
 * remedy, kept for the book's quarantine.  Judges nothing. */
#include "base/text.h"
#include "intake/import_private.h"
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

enum { VALUE_MAX = 200, RAW_MAX = 2000, ROWS_A_WRITE = 10000 };

/* Faults wait in memory, one allocation each: their texts one after the other. */
typedef struct {
    uint32_t line, amount_at, currency_at, reason_at, remedy_at, value_at, raw_at;
    int32_t fault;
    char field[]; /* and the other texts, each with its zero */
} Fault;

static uint32_t add_text(GString *bytes, const char *text, size_t max)
{
    size_t start = bytes->len;
    size_t length = strlen(text);
    if (length > max) {
        length = max;
        while (length > 0 && ((unsigned char)text[length] & 0xc0) == 0x80) length--;
    }
    g_string_append_len(bytes, text, (ssize_t)length);
    g_string_append_c(bytes, '\0');
    return (uint32_t)(start - sizeof(Fault));
}

typedef struct {
    uint32_t line;
    const char *field, *value, *reason, *remedy, *amount, *currency, *raw;
} FaultText;

static void remember(Import *import, const FaultText *text)
{
    ImportBatch *batch = &import->batch;
    g_autoptr(GString) bytes = g_string_new(NULL);
    Fault head = { .line = text->line };
    batch->fault_number = batch->fault_line == text->line ? batch->fault_number + 1 : 0;
    batch->fault_line = text->line;
    head.fault = (int32_t)batch->fault_number;
    g_string_append_len(bytes, (const char *)&head, sizeof head);
    add_text(bytes, text->field, VALUE_MAX);
    head.value_at = add_text(bytes, text->value, VALUE_MAX);
    head.reason_at = add_text(bytes, text->reason, RAW_MAX);
    head.remedy_at = add_text(bytes, text->remedy, RAW_MAX);
    head.amount_at = add_text(bytes, text->amount, VALUE_MAX);
    head.currency_at = add_text(bytes, text->currency, VALUE_MAX);
    head.raw_at = add_text(bytes, text->raw, RAW_MAX);
    memcpy(bytes->str, &head, sizeof head);
    g_ptr_array_add(batch->faults, g_memdup2(bytes->str, bytes->len));
    GPtrArray *shown = import->summary->faults;
    if (shown->len < IMPORT_EXAMPLES_MAX)
        g_ptr_array_add(shown,
                        g_strdup_printf("line %u, %s \"%.*s\": %s; %s", text->line, text->field, 60,
                                        text->value, text->reason, text->remedy));
}

static char *raw_of(const Import *import, const Cell *cells)
{
    GString *raw = g_string_new(NULL);
    for (size_t i = 0; i < table_columns(import->table) && raw->len < RAW_MAX; i++)
        csv_write_cell(raw, cells[i].text, i == 0);
    return g_string_free(raw, FALSE);
}

static void amount_of(const ImportRow *row, char text[static MONEY_TEXT_SIZE])
{
    text[0] = '\0';
    if (row->has_amount && money_exponent(row->currency) >= 0)
        money_text(row->amount_minor, row->currency, text);
}

void import_fault_row(Import *import, ImportRow *row, const char *field, const char *value,
                      const char *remedy, const char *format, ...)
{
    va_list arguments;
    char amount[MONEY_TEXT_SIZE];
    va_start(arguments, format);
    g_autofree char *reason = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    g_autofree char *raw = raw_of(import, row->cells);
    amount_of(row, amount);
    row->faults++;
    remember(import, &(FaultText){ row->line, field, value, reason, remedy, amount,
                                   row->has_amount ? row->currency : "", raw });
}

bool import_fault_known(const Import *import, const ImportRow *row, const char *field,
                        const char *value, const char *reason)
{
    const GPtrArray *faults = import->batch.faults;
    for (unsigned i = faults->len; i > 0 && row->faults > 0; i--) {
        const Fault *fault = faults->pdata[i - 1];
        const char *texts = fault->field;
        if (fault->line != row->line) return false;
        if (strcmp(texts, field) == 0 && strcmp(texts + fault->reason_at, reason) == 0 &&
            strncmp(texts + fault->value_at, value, strlen(texts + fault->value_at)) == 0)
            return true;
    }
    return false;
}

static void count_quarantined(Import *import, int64_t amount_minor, const char *currency)
{
    ImportSummary *summary = import->summary;
    for (size_t i = 0; i < summary->sum_count; i++)
        if (strcmp(summary->sums[i].currency, currency) == 0)
            summary->sums[i].quarantined_minor += amount_minor;
}

void import_fault_sorted(Import *import, const SortRow *row, const char *field, const char *value,
                         int64_t amount_minor, const char *currency, const char *remedy,
                         const char *format, ...)
{
    va_list arguments;
    char amount[MONEY_TEXT_SIZE] = "";
    va_start(arguments, format);
    g_autofree char *reason = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    if (currency[0] != '\0') money_text(amount_minor, currency, amount);
    if (import_fate(import, row->row) != FATE_QUARANTINED)
        count_quarantined(import, amount_minor, currency);
    import_set_fate(import, row->row, FATE_QUARANTINED);
    remember(import, &(FaultText){ row->line, field, value, reason, remedy, amount, currency, "" });
}

static void decode(const Import *import, const Fault *fault, QuarantineRow *out)
{
    const char *texts = fault->field;
    *out = (QuarantineRow){ .batch_id = import->batch.row.batch_id,
                            .line = fault->line,
                            .fault = fault->fault,
                            .field = texts,
                            .value = texts + fault->value_at,
                            .reason = texts + fault->reason_at,
                            .remedy = texts + fault->remedy_at,
                            .amount = texts + fault->amount_at,
                            .currency = texts + fault->currency_at,
                            .raw = texts + fault->raw_at };
}

/* A line that a second record of it refuses later goes on counting where it stopped; the number
 * within the line is only to tell them apart. */
static int by_line(const void *a, const void *b)
{
    const QuarantineRow *one = a, *two = b;
    if (one->line != two->line) return one->line < two->line ? -1 : 1;
    return one->fault < two->fault ? -1 : one->fault > two->fault;
}

bool import_fault_flush(Import *import, GError **error)
{
    GPtrArray *faults = import->batch.faults;
    g_autofree QuarantineRow *rows = g_new(QuarantineRow, MIN(faults->len, ROWS_A_WRITE) + 1u);
    for (unsigned from = 0; from < faults->len; from += ROWS_A_WRITE) {
        unsigned count = MIN(faults->len - from, ROWS_A_WRITE);
        for (unsigned i = 0; i < count; i++) decode(import, faults->pdata[from + i], &rows[i]);
        qsort(rows, count, sizeof *rows, by_line);
        if (!bulk_store_quarantine_put(import->desk->db, rows, count, error)) return false;
    }
    g_ptr_array_set_size(faults, 0);
    return true;
}
