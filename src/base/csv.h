/* base/csv.h: delimiter-separated text, read and written.  Reading finds out encoding and dialect;
 * it never guesses silently (CsvDialect says what was found).  It converts nothing but the
 * encoding: cells are text. */
#ifndef RECOUP_BASE_CSV_H
#define RECOUP_BASE_CSV_H

#include "base/problem.h"
#include <stdint.h>

typedef enum { CSV_UTF8, CSV_WINDOWS_1252, CSV_UTF16LE, CSV_UTF16BE } CsvEncoding;

typedef struct {
    CsvEncoding encoding;
    bool bom;
    char delimiter; /* , ; tab | */
    char quote;     /* " or 0 */
} CsvDialect;

typedef struct {
    const char *text; /* lent until the next csv_next; UTF-8, zero-terminated */
    uint32_t length;
    bool quoted;
} CsvCell;

typedef struct CsvReader CsvReader;

enum { CSV_CELL_MAX = 1 << 20, CSV_COLUMNS_MAX = 4096 };

/* Opens a plain or gzip file ("-" = standard input).  `wish` may be NULL; its non-zero members
 * override detection. */
CsvReader *csv_open(const char *path, const CsvDialect *wish, GError **error) MUST_USE;
/* Reads from memory, which must outlive the reader. */
CsvReader *csv_open_memory(const void *bytes, size_t length, const CsvDialect *wish,
                           GError **error) MUST_USE;
void csv_close(CsvReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CsvReader, csv_close)

const CsvDialect *csv_dialect(const CsvReader *reader);
typedef enum { CSV_ROW, CSV_END, CSV_FAILED } CsvStep;
/* One record.  FORMAT: unclosed quote, a cell over CSV_CELL_MAX …, with the line it began on;
 * CSV_FAILED ends reading. */
CsvStep csv_next(CsvReader *reader, const CsvCell **cells, size_t *count, GError **error);
int64_t
csv_line(const CsvReader *reader); /* physical line on which the last record began, from 1 */
int64_t csv_bytes_read(const CsvReader *reader);  /* for progress */
int64_t csv_bytes_total(const CsvReader *reader); /* of the file as stored; -1 unknown */

/* Appends one cell, quoted where needed; formulas are not defused here (money and refs must
 * round-trip). */
void csv_write_cell(GString *out, const char *text, bool first);
void csv_write_end(GString *out);

#endif
