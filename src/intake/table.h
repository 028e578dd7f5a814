/* intake/table.h: a foreign table, CSV or XLSX alike: finds the header under its title rows, leaves
 * out what is no record (blank, total, group, repeated header, footer rows) and says what it left
 * out.  Gives cells by column; understands none. */
#ifndef RECOUP_INTAKE_TABLE_H
#define RECOUP_INTAKE_TABLE_H

#include "base/csv.h"
#include "intake/cell.h"

typedef struct Table Table;

/* What the map knows.  All members may be zero.  It is lent: it must outlive the table. */
typedef struct {
    const CsvDialect *dialect; /* NULL: detect */
    const char *sheet;         /* XLSX: its name; NULL: the first visible one */
    const char *const *wanted; /* header names the map speaks of, NULL-terminated; the row with most
                                  of them is the header */
    int64_t header_line; /* the header's line, when the map knows; -1: there is none (columns are
                            "1", "2", …) */
    const char *const *drop_rows; /* patterns (* and ?, case ignored) of the first filled cell of
                                     rows to leave out */
    const char *group_column;     /* rows with one filled cell are headings: their text becomes this
                                     last column */
    bool keep_totals;             /* do not look for total rows */
} TableWish;

typedef enum {
    TABLE_BLANK,
    TABLE_TOTAL,
    TABLE_GROUP,
    TABLE_HEADER_AGAIN,
    TABLE_RULE,
    TABLE_FOOTER,
    TABLE_DROPPED
} TableLeft;
enum { TABLE_LEFT_KINDS = TABLE_DROPPED + 1, TABLE_NOTES_MAX = 20 };
const char *table_left_text(TableLeft kind); /* "total rows" */

typedef struct {
    TableLeft kind;
    int64_t line;
    char text[64]; /* its first filled cell */
} TableNote;

/* What was decided and left out; complete when table_next has answered TABLE_END. */
typedef struct {
    bool spreadsheet;
    CsvDialect dialect;  /* of CSV */
    char sheet[128];     /* of XLSX */
    int64_t header_line; /* 0: none */
    int64_t title_rows;  /* rows before the header */
    char title[4][128];  /* the first of them: report name, company, "As of 31 December 2025" */
    size_t wanted_found; /* of TableWish.wanted */
    int64_t rows;        /* given */
    int64_t left[TABLE_LEFT_KINDS];
    TableNote notes[TABLE_NOTES_MAX]; /* the first of those left out, blank ones not noted */
    size_t note_count;
} TableReport;

/* By content, not by name: a zip file is read as XLSX, all else as CSV.  "-" is standard input
 * (kept in a temporary file, so that it can be rewound).  FORMAT: no header found …; an empty file
 * has no header and no rows and is refused so. */
Table *table_open(const char *path, const TableWish *wish, GError **error) MUST_USE;
Table *table_open_memory(const void *bytes, size_t length, const TableWish *wish,
                         GError **error) MUST_USE;
void table_close(Table *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Table, table_close)

size_t table_columns(const Table *table);
const char *table_column_name(const Table *table,
                              size_t column); /* trimmed; "" for a column without a heading */
/* The column of that name, case and inner spaces ignored; a second of the same name is "Phone (2)".
 * SIZE_MAX: none. */
size_t table_column(const Table *table, const char *name);

typedef enum { TABLE_ROW, TABLE_END, TABLE_FAILED } TableStep;
/* One record: always table_columns() cells, lent until the next call.  A record with more cells
 * than the header (a stray delimiter) has *extra set to how many more were filled; fewer cells are
 * empty ones. */
TableStep table_next(Table *table, const Cell **cells, size_t *extra, GError **error);
int64_t
table_line(const Table *table); /* of the last record: line of the file, or row of the sheet */
/* From the first record again: one pass to scan columns (cell_date_scan …), one to read. */
bool table_rewind(Table *table, GError **error) MUST_USE;
const TableReport *table_report(const Table *table);
/* For progress: bytes read and to read of the file as stored; total -1 unknown. */
int64_t table_bytes_read(const Table *table);
int64_t table_bytes_total(const Table *table);

#endif
