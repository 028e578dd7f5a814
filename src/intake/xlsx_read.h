/* intake/xlsx_read.h: one sheet of an XLSX workbook, row by row.  Computes no formula, follows no
 * link, loads no picture; refuses what unpacks to absurd sizes. */
#ifndef RECOUP_INTAKE_XLSX_READ_H
#define RECOUP_INTAKE_XLSX_READ_H

#include "base/problem.h"
#include "intake/cell.h"

typedef struct XlsxReader XlsxReader;

/* `sheet`: its name, or NULL for the first visible one.  FORMAT: no workbook, damaged, a zip bomb;
 * NOT_FOUND: no such file or sheet (the message names those there are). */
XlsxReader *xlsx_read_open(const char *path, const char *sheet, GError **error) MUST_USE;
/* The bytes must outlive the reader. */
XlsxReader *xlsx_read_open_memory(const void *bytes, size_t length, const char *sheet,
                                  GError **error) MUST_USE;
void xlsx_read_close(XlsxReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(XlsxReader, xlsx_read_close)

typedef enum { XLSX_ROW, XLSX_END, XLSX_FAILED } XlsxStep;
/* The next row that has cells; empty cells behind the last filled one are left out.  Cells are lent
 * until the next call. */
XlsxStep xlsx_read_next(XlsxReader *reader, const Cell **cells, size_t *count, GError **error);
int64_t
xlsx_read_row(const XlsxReader *reader); /* the sheet's row number of the last row, from 1 */
const char *xlsx_read_sheet(const XlsxReader *reader);
int64_t xlsx_read_bytes(const XlsxReader *reader);       /* of the sheet's XML so far … */
int64_t xlsx_read_bytes_total(const XlsxReader *reader); /* … and in all */

#endif
