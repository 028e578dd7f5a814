/* intake/cell_number.h: amounts as the world writes them -> Decimal.  Never reads a doubtful one.
 */
#ifndef RECOUP_INTAKE_CELL_NUMBER_H
#define RECOUP_INTAKE_CELL_NUMBER_H

#include "base/decimal.h"
#include "base/money.h"
#include "intake/cell.h"

typedef struct {
    char mark; /* decimal mark: '.' or ','; 0: read only what can be read in one way */
} NumberForm;

/* "$1,234.50", "1.234,56", "1 234,5", "1'234.50", "(45.00)", "45.00-", "75.00 CR" (negative), "DR",
 * "EUR 12". `currency` gets the ISO code the cell names ("EUR 12", "12 €"), else "": a bare $ names
 * none. */
CellVerdict cell_number_read(const Cell *cell, const NumberForm *form, Decimal *out,
                             char currency[static CURRENCY_SIZE]);

/* Fed every value of a column, then asked.  Starts as { 0 }. */
typedef struct {
    int64_t needed;         /* values with a mark in them */
    CellWitness point_only; /* first value whose decimal mark can only be a point */
    CellWitness comma_only;
    CellWitness doubtful; /* first that can be read both ways */
} NumberScan;

void cell_number_scan(NumberScan *scan, const Cell *cell, int64_t line);
/* *mark: '.' or ',' when DECIDED, '.' when NEUTRAL, 0 otherwise. */
CellColumnVerdict cell_number_mark(const NumberScan *scan, char *mark);
/* A sentence for AMBIGUOUS and CONFLICT, with lines and values; "" otherwise. */
const char *cell_number_scan_text(const NumberScan *scan, char buffer[static CELL_WORDS_SIZE]);

#endif
