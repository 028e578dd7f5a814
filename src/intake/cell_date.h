/* intake/cell_date.h: dates as the world writes them -> Day.  A date never rolls over and its order
 * is never guessed. */
#ifndef RECOUP_INTAKE_CELL_DATE_H
#define RECOUP_INTAKE_CELL_DATE_H

#include "base/day.h"
#include "intake/cell.h"

typedef enum {
    DATE_ORDER_NONE, /* read only what can be read in one way: 2025-01-31, 20250131, Jan 31
                        2025, 31.1.2025, 1/31/2025 */
    DATE_ORDER_YMD,  /* 25/01/31 too */
    DATE_ORDER_DMY,
    DATE_ORDER_MDY,
    DATE_ORDER_SERIAL /* spreadsheet day numbers left in a text file */
} DateOrder;

typedef struct {
    DateOrder order;
    int pivot;       /* two-digit years: below it 20xx, else 19xx; 0: refused */
    bool epoch_1904; /* of serials */
} DateForm;

/* A time behind the date ("2020-04-15 12:25:01.7", "T00:00:00Z", "3:05 PM") is left off; the date
 * is as written. */
CellVerdict cell_date_read(const Cell *cell, const DateForm *form, Day *out);

/* Fed every value of a column, then asked.  Starts as { 0 }. */
typedef struct {
    unsigned impossible; /* bit of each DateOrder that some value ruled out */
    int64_t needed;      /* values that need an order */
    CellWitness against[DATE_ORDER_SERIAL + 1]; /* the value that ruled it out */
    CellWitness doubtful;                       /* first that can be read in several ways */
} DateScan;

void cell_date_scan(DateScan *scan, const Cell *cell, int64_t line);
/* *order: the one left when DECIDED, DATE_ORDER_NONE otherwise. */
CellColumnVerdict cell_date_order(const DateScan *scan, DateOrder *order);
/* A sentence for AMBIGUOUS and CONFLICT, with lines and values; "" otherwise. */
const char *cell_date_scan_text(const DateScan *scan, char buffer[static CELL_WORDS_SIZE]);

/* Spreadsheet day number -> Day; false outside 1 … 2958465 and for 1900's day 60, which never was.
 */
bool cell_date_serial(int64_t serial, bool epoch_1904, Day *out);

#endif
