/* base/csv.c: delimiter-separated text, read and written.  Converts no cell and judges no row.
 *
 *   record  = cell *( delimiter cell ) line-end       line-end = LF | CR LF | CR | end of file
 *   cell    = quote *( any | quote quote ) quote [rest] | text without delimiter and line-end
 *
 * A record is first scanned eight bytes at a time for its separators, nothing changed; only when it
 * is whole are its cells terminated and unquoted in place.  So a record cut by the buffer's end is
 * simply scanned on after the next fill.
 */
#include "base/csv.h"
#include "base/csv_detect.h"
#include "base/csv_text.h"
#include <string.h>

enum { BUFFER_BYTES = 1 << 20, ROW_BYTES_MAX = 16 << 20, SAMPLE_BYTES = 64 << 10, SLACK = 16 };

typedef struct {
    uint32_t start, end; /* from the record's first byte */
} Span;

typedef enum { SCAN_RECORD, SCAN_MORE, SCAN_QUOTE, SCAN_COLUMNS } Scan;

struct CsvReader {
    CsvText text;
    CsvDialect dialect;
    char *buffer; /* room + SLACK bytes; zeros behind `end` */
    size_t room, start, end;
    size_t at, cell; /* scanned so far and the open cell's first byte, from start */
    bool in_quotes, after_cr, drained, over;
    int64_t line, next_line;
    Span *spans;
    CsvCell *cells;
    size_t span_count, span_room;
};

/* ---- scanning ---- */

/* 0x80 in each byte of the word that is zero, exactly. */
static inline uint64_t zero_bytes(uint64_t word)
{
    const uint64_t low = UINT64_C(0x7f7f7f7f7f7f7f7f);
    return ~(((word & low) + low) | word | low);
}

static inline uint64_t separators(const char *at, uint64_t delimiters)
{
    const uint64_t each = UINT64_C(0x0101010101010101);
    uint64_t word;
    memcpy(&word, at, sizeof word);
    word = GUINT64_FROM_LE(word);
    return zero_bytes(word ^ delimiters) | zero_bytes(word ^ each * '\n') |
           zero_bytes(word ^ each * '\r');
}

static bool spans_grow(CsvReader *reader)
{
    if (reader->span_room == CSV_COLUMNS_MAX) return false;
    reader->span_room = MIN((size_t)CSV_COLUMNS_MAX, reader->span_room * 2);
    reader->spans = g_renew(Span, reader->spans, reader->span_room);
    reader->cells = g_renew(CsvCell, reader->cells, reader->span_room);
    return true;
}

static inline bool cell_end(CsvReader *reader, size_t end)
{
    if (reader->span_count == reader->span_room && !spans_grow(reader)) return false;
    reader->spans[reader->span_count++] = (Span){ (uint32_t)reader->cell, (uint32_t)end };
    reader->cell = end + 1;
    return true;
}

/* Outside quotes: to the record's end, a cell that opens with a quote, or the end of what is
 * loaded. */
static Scan scan_plain(CsvReader *reader)
{
    const char *base = reader->buffer + reader->start;
    const char delimiter = reader->dialect.delimiter, quote = reader->dialect.quote;
    const uint64_t delimiters = UINT64_C(0x0101010101010101) * (uint8_t)delimiter;
    size_t end = reader->end - reader->start;

    for (size_t at = reader->at; at < end; at += 8) {
        uint64_t hits = separators(base + at, delimiters);
        for (; hits != 0; hits &= hits - 1) {
            size_t hit = at + (size_t)__builtin_ctzll(hits) / 8;
            if (!cell_end(reader, hit)) return SCAN_COLUMNS;
            reader->at = hit + 1;
            if (base[hit] != delimiter) return SCAN_RECORD;
            if (base[hit + 1] == quote) return SCAN_QUOTE;
        }
    }
    reader->at = end;
    return SCAN_MORE;
}

/* Inside quotes: to the closing one.  A quote on the buffer's edge may be half of a doubled one. */
static Scan scan_quoted(CsvReader *reader)
{
    const char *base = reader->buffer + reader->start;
    size_t end = reader->end - reader->start;
    while (reader->at < end) {
        const char *hit = memchr(base + reader->at, reader->dialect.quote, end - reader->at);
        reader->at = hit != NULL ? (size_t)(hit - base) : end;
        if (hit == NULL || (reader->at + 1 == end && !reader->drained)) return SCAN_MORE;
        if (reader->at + 1 == end || hit[1] != reader->dialect.quote) {
            reader->at++;
            reader->in_quotes = false;
            return SCAN_QUOTE;
        }
        reader->at += 2;
    }
    return SCAN_MORE;
}

static Scan scan(CsvReader *reader)
{
    for (;;) {
        Scan found;
        size_t end = reader->end - reader->start;
        if (reader->at == reader->cell && reader->at < end &&
            reader->buffer[reader->start + reader->at] == reader->dialect.quote) {
            reader->in_quotes = true;
            reader->at++;
        }
        found = reader->in_quotes ? scan_quoted(reader) : scan_plain(reader);
        if (found != SCAN_QUOTE) return found;
    }
}

/* ---- filling ---- */

/* Loads more behind `end`; the open record moves to the buffer's front first. */
static bool fill(CsvReader *reader, GError **error)
{
    size_t got = 0, kept = reader->end - reader->start;
    if (reader->start > 0) memmove(reader->buffer, reader->buffer + reader->start, kept);
    reader->start = 0;
    reader->end = kept;
    if (reader->room - kept < BUFFER_BYTES / 2) {
        reader->room *= 2;
        reader->buffer = g_realloc(reader->buffer, reader->room + SLACK);
    }
    if (!csv_text_fill(&reader->text, reader->buffer + kept, reader->room - kept, &got, error))
        return false;
    reader->end += got;
    memset(reader->buffer + reader->end, 0, SLACK);
    reader->drained = got == 0;
    reader->dialect.encoding = reader->text.encoding;
    return true;
}

/* ---- a whole record ---- */

static int64_t line_breaks(const char *text, size_t length)
{
    int64_t count = 0;
    for (size_t i = 0; i < length; i++)
        count += text[i] == '\n' || (text[i] == '\r' && (i + 1 == length || text[i + 1] != '\n'));
    return count;
}

/* Doubled quotes become one; what stands behind the closing quote stays. */
static size_t unquote(char *text, size_t length, char quote)
{
    size_t to = 0, from = 1;
    while (from < length) {
        if (text[from] == quote) {
            if (from + 1 >= length || text[from + 1] != quote) break;
            from++;
        }
        text[to++] = text[from++];
    }
    for (from++; from < length; from++) text[to++] = text[from];
    text[to] = '\0';
    return to;
}

static CsvStep fail_at(CsvReader *reader, GError **error, ProblemCode code, const char *what)
{
    reader->over = true;
    problem_set(error, code, "line %" G_GINT64_FORMAT ": %s", reader->line, what);
    return CSV_FAILED;
}

static void cell_finish(CsvReader *reader, size_t index)
{
    Span span = reader->spans[index];
    char *text = reader->buffer + reader->start + span.start;
    size_t length = span.end - span.start;
    bool quoted = length > 0 && *text == reader->dialect.quote && reader->dialect.quote != '\0';

    text[length] = '\0';
    if (quoted) {
        reader->next_line += line_breaks(text, length);
        char *inside = memchr(text + 1, reader->dialect.quote, length - 1);
        if (inside == text + length - 1) {
            *inside = '\0';
            text++;
            length -= 2;
        } else {
            length = unquote(text, length, reader->dialect.quote);
        }
    }
    reader->cells[index] = (CsvCell){ text, (uint32_t)length, quoted };
}

static CsvStep record_end(CsvReader *reader, const CsvCell **cells, size_t *count, GError **error)
{
    char *last =
        reader->buffer + reader->start + reader->at - 1; /* the line end, if there is one */
    reader->after_cr = *last == '\r';
    reader->next_line = reader->line + 1;
    for (size_t i = 0; i < reader->span_count; i++) {
        Span span = reader->spans[i];
        if (span.end - span.start > CSV_CELL_MAX)
            return fail_at(reader, error, PROBLEM_LIMIT, "a cell of more than 1 MiB");
        cell_finish(reader, i);
    }
    reader->start += reader->at;
    *cells = reader->cells;
    *count = reader->span_count;
    return CSV_ROW;
}

/* Nothing more can be loaded: the last record may lack its line end; quotes must be closed. */
static CsvStep file_end(CsvReader *reader, const CsvCell **cells, size_t *count, GError **error)
{
    const char *base = reader->buffer + reader->start;
    size_t length = reader->end - reader->start;
    if (reader->text.fault != CSV_TEXT_FINE) {
        reader->line += line_breaks(base, length);
        return fail_at(reader, error, PROBLEM_FORMAT, csv_text_fault_text(reader->text.fault));
    }
    if (reader->in_quotes) {
        reader->line += line_breaks(base, reader->cell);
        return fail_at(reader, error, PROBLEM_FORMAT,
                       "a quote is opened here and never closed; close it or double it");
    }
    reader->over = true;
    if (length == 0) return CSV_END;
    if (!cell_end(reader, length)) return fail_at(reader, error, PROBLEM_LIMIT, "too many columns");
    reader->at = length;
    CsvStep step = record_end(reader, cells, count, error);
    return step;
}

static CsvStep too_long(CsvReader *reader, GError **error)
{
    const char *base = reader->buffer + reader->start;
    if (!reader->in_quotes)
        return fail_at(reader, error, PROBLEM_LIMIT, "a line of more than 16 MiB");
    reader->line += line_breaks(base, reader->cell);
    return fail_at(reader, error, PROBLEM_FORMAT,
                   "a quote is opened here and not closed within 1 MiB; close it or double it");
}

static bool is_too_long(const CsvReader *reader)
{
    size_t length = reader->end - reader->start;
    return length > ROW_BYTES_MAX || (reader->in_quotes && length - reader->cell > CSV_CELL_MAX);
}

/* The LF of a CR LF belongs to the record before. */
static bool skip_line_feed(CsvReader *reader, GError **error)
{
    if (!reader->after_cr) return true;
    if (reader->start == reader->end && !reader->drained && !fill(reader, error)) return false;
    if (reader->start < reader->end && reader->buffer[reader->start] == '\n') reader->start++;
    reader->after_cr = false;
    return true;
}

CsvStep csv_next(CsvReader *reader, const CsvCell **cells, size_t *count, GError **error)
{
    if (reader->over) return CSV_END;
    reader->line = reader->next_line;
    reader->span_count = 0;
    reader->in_quotes = false;
    if (!skip_line_feed(reader, error)) {
        reader->over = true;
        return CSV_FAILED;
    }
    reader->at = reader->cell = 0;
    for (;;) {
        Scan found = scan(reader);
        if (found == SCAN_RECORD) return record_end(reader, cells, count, error);
        if (found == SCAN_COLUMNS)
            return fail_at(reader, error, PROBLEM_LIMIT, "more than 4096 columns");
        if (reader->drained) return file_end(reader, cells, count, error);
        if (is_too_long(reader)) return too_long(reader, error);
        if (!fill(reader, error)) {
            reader->over = true;
            g_prefix_error(error, "line %" G_GINT64_FORMAT ": ", reader->line);
            return CSV_FAILED;
        }
    }
}

/* ---- opening ---- */

/* Excel's own first line "sep=;" names the delimiter and is no record. */
static bool take_sep_line(CsvReader *reader)
{
    char *text = reader->buffer;
    if (reader->end < 6 || g_ascii_strncasecmp(text, "sep=", 4) != 0) return false;
    if (strchr(",;\t|", text[4]) == NULL || (text[5] != '\n' && text[5] != '\r')) return false;
    reader->dialect.delimiter = text[4];
    reader->start = 6;
    reader->after_cr = text[5] == '\r';
    reader->next_line = 2;
    return true;
}

static bool begin(CsvReader *reader, const CsvDialect *wish, GError **error)
{
    CsvDialect wanted = wish != NULL ? *wish : (CsvDialect){ .delimiter = 0 };
    if (!csv_text_begin(&reader->text, wanted.encoding, error)) return false;
    reader->room = BUFFER_BYTES;
    reader->buffer = g_malloc(reader->room + SLACK);
    reader->span_room = 64;
    reader->spans = g_new(Span, reader->span_room);
    reader->cells = g_new(CsvCell, reader->span_room);
    reader->next_line = 1;
    while (!reader->drained && reader->end < SAMPLE_BYTES)
        if (!fill(reader, error)) return false;

    reader->dialect.bom = reader->text.bom;
    reader->dialect.quote = wanted.quote != '\0' ? wanted.quote : '"';
    if (!take_sep_line(reader))
        reader->dialect.delimiter = csv_detect_delimiter(
            reader->buffer, MIN(reader->end, (size_t)SAMPLE_BYTES),
            reader->drained && reader->end <= SAMPLE_BYTES, reader->dialect.quote);
    if (wanted.delimiter != '\0') reader->dialect.delimiter = wanted.delimiter;
    return true;
}

CsvReader *csv_open(const char *path, const CsvDialect *wish, GError **error)
{
    GzipReader *file = gzip_read_open(path, error);
    if (file == NULL) return NULL;
    g_autoptr(CsvReader) reader = g_new0(CsvReader, 1);
    reader->text.file = file;
    if (!begin(reader, wish, error)) {
        g_prefix_error(error, "%s: ", path);
        return NULL;
    }
    return g_steal_pointer(&reader);
}

CsvReader *csv_open_memory(const void *bytes, size_t length, const CsvDialect *wish, GError **error)
{
    g_autoptr(CsvReader) reader = g_new0(CsvReader, 1);
    reader->text.memory = bytes;
    reader->text.memory_left = reader->text.memory_size = length;
    if (!begin(reader, wish, error)) return NULL;
    return g_steal_pointer(&reader);
}

void csv_close(CsvReader *reader)
{
    if (reader == NULL) return;
    csv_text_clear(&reader->text);
    g_free(reader->buffer);
    g_free(reader->spans);
    g_free(reader->cells);
    g_free(reader);
}

const CsvDialect *csv_dialect(const CsvReader *reader)
{
    return &reader->dialect;
}

int64_t csv_line(const CsvReader *reader)
{
    return reader->line;
}

int64_t csv_bytes_read(const CsvReader *reader)
{
    if (reader->text.file != NULL) return gzip_read_position(reader->text.file);
    return (int64_t)(reader->text.memory_size - reader->text.memory_left);
}

int64_t csv_bytes_total(const CsvReader *reader)
{
    if (reader->text.file != NULL) return gzip_read_size(reader->text.file);
    return (int64_t)reader->text.memory_size;
}

/* ---- writing ---- */

void csv_write_cell(GString *out, const char *text, bool first)
{
    size_t length = strlen(text);
    bool plain = strpbrk(text, ",\"\r\n") == NULL && text[0] != ' ' &&
                 (length == 0 || text[length - 1] != ' ');
    if (!first) g_string_append_c(out, ',');
    if (plain) {
        g_string_append_len(out, text, (ssize_t)length);
        return;
    }
    g_string_append_c(out, '"');
    for (const char *at = text; *at != '\0'; at++) {
        if (*at == '"') g_string_append_c(out, '"');
        g_string_append_c(out, *at);
    }
    g_string_append_c(out, '"');
}

void csv_write_end(GString *out)
{
    g_string_append_c(out, '\n');
}
