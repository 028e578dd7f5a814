/* report/xlsx_write.h: a typed table into an XLSX file, row by row in constant memory; the only
 * room that knows libxlsxwriter.  Computes nothing and styles little. */
#ifndef RECOUP_REPORT_XLSX_WRITE_H
#define RECOUP_REPORT_XLSX_WRITE_H

#include "base/day.h"
#include "base/problem.h"

typedef enum {
    XLSX_TEXT,
    XLSX_INTEGER,
    XLSX_AMOUNT, /* money, or any decimal: number x 10^-decimals */
    XLSX_DATE
} XlsxType;

typedef struct {
    const char *name;
    XlsxType type;
    int decimals; /* of XLSX_AMOUNT, 0 … 18 */
} XlsxColumn;

typedef struct {
    const char *text; /* XLSX_TEXT; NULL: an empty cell */
    int64_t number;   /* XLSX_INTEGER, XLSX_AMOUNT (minor units), XLSX_DATE (a Day) */
    int decimals;     /* XLSX_AMOUNT in another currency than the column's; -1: the column's */
    bool given;       /* of a number; false: an empty cell */
} XlsxValue;

typedef struct XlsxWriter XlsxWriter;

/* The file appears under its name only when it is whole.  Names the sheet as well as a spreadsheet
 * allows.  The columns are copied.  STORAGE: it cannot be written there. */
XlsxWriter *xlsx_write_open(const char *path, const char *sheet, const XlsxColumn *columns,
                            size_t count, GError **error) MUST_USE;
/* One row; past 1,048,575 a further sheet "name (2)" begins.  A number a spreadsheet would round
 * (over 15 digits) is written as text with a note; so is a date before March 1900.  Text is cut at
 * 32,767 characters, with a note. */
bool xlsx_write_row(XlsxWriter *writer, const XlsxValue *values, GError **error) MUST_USE;
int64_t xlsx_write_rows(const XlsxWriter *writer);
/* Finishes the file.  Takes the writer, also on failure; then there is no file. */
bool xlsx_write_close(XlsxWriter *taken, GError **error) MUST_USE;
/* Gives up: no file. */
void xlsx_write_cancel(XlsxWriter *taken);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(XlsxWriter, xlsx_write_cancel)

#endif
