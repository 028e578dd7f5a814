/* intake/xlsx_book.h: what a workbook says about its sheets: names, strings, which styles are
 * dates.  Private to the XLSX reader.  Reads no cell. */
#ifndef RECOUP_INTAKE_XLSX_BOOK_H
#define RECOUP_INTAKE_XLSX_BOOK_H

#include "base/unzip.h"
#include <stdbool.h>

typedef struct {
    char *name, *relation, *part; /* part: "xl/worksheets/sheet1.xml" */
    bool hidden;
} XlsxSheet;

typedef struct {
    Unzip *zip;
    bool epoch_1904;
    GArray *sheets;        /* XlsxSheet */
    GByteArray *dates;     /* by style index: 1 when its number format shows a date */
    GHashTable *formats;   /* id -> 1 of the workbook's own date formats */
    GString *strings;      /* shared strings, each with its zero */
    GArray *string_starts; /* size_t */
} XlsxBook;

/* Takes the zip, also on failure.  FORMAT: this is no workbook. */
bool xlsx_book_load(XlsxBook *book, Unzip *taken, GError **error) MUST_USE;
void xlsx_book_clear(XlsxBook *book);
/* By name, or the first visible one.  NOT_FOUND names those there are. */
const XlsxSheet *xlsx_book_sheet(const XlsxBook *book, const char *name, GError **error) MUST_USE;
/* NULL when there is no such string. */
const char *xlsx_book_string(const XlsxBook *book, uint64_t index, size_t *length);
bool xlsx_book_is_date(const XlsxBook *book, uint64_t style);
/* Does this number format show a date ("d/m/yyyy hh:mm", not "[Red]0.00" nor "h:mm")? */
bool xlsx_book_format_is_date(const char *code);
/* Turns spreadsheets' "_x000D_" into the characters meant, from `start` on. */
void xlsx_book_unescape(GString *text, size_t start);

#endif
