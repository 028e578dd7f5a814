/* intake/cell.h: one cell of a foreign table, and what may be wrong with it.  Cells are lent by
 * their table until its next row.  The readers are cell_number.h, cell_date.h and, for names and
 * references, here. */
#ifndef RECOUP_INTAKE_CELL_H
#define RECOUP_INTAKE_CELL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What the file itself says the cell is.  CSV says nothing: all text. */
typedef enum {
    CELL_TEXT,
    CELL_NUMBER, /* spreadsheet number: text is plain ("1234.5", "1.2E-05"), always with a decimal
                    point */
    CELL_DATE,   /* spreadsheet date: text is "2025-01-31" or "2025-01-31T13:05:00" */
    CELL_BOOL,   /* "true" or "false" */
    CELL_ERROR   /* "#REF!", or a formula that was never computed */
} CellKind;

typedef struct {
    const char *text; /* UTF-8, trimmed, zero-terminated; never NULL */
    uint32_t length;
    CellKind kind;
} Cell;

/* Every way of reading a cell ends in one of these; text and remedy are sentences for the
 * quarantine. */
typedef enum {
    CELL_FINE,
    CELL_EMPTY, /* nothing was typed; the caller knows whether that is wrong */
    CELL_NOT_A_NUMBER,
    CELL_BAD_GROUPING, /* "1,23" where the decimal mark is a point */
    CELL_MARK_UNKNOWN, /* "1.234": one and a bit, or over a thousand? */
    CELL_TOO_LARGE,    /* more digits than an amount can have */
    CELL_SCIENTIFIC,   /* "2.96E+09": digits were lost in a spreadsheet */
    CELL_NOT_A_DATE,
    CELL_NO_SUCH_DAY,   /* 2025-02-31 */
    CELL_ORDER_UNKNOWN, /* 03/04/2025 */
    CELL_SHORT_YEAR,    /* 03/04/25 and no pivot stated */
    CELL_BROKEN,        /* a spreadsheet error, or a formula without a value */
    CELL_TOO_LONG
} CellVerdict;

const char *cell_verdict_text(CellVerdict verdict);   /* what is wrong: "is not a number" */
const char *cell_verdict_remedy(CellVerdict verdict); /* what to do: "write …" */

/* What a whole column says about a question of form (date order, decimal mark). */
typedef enum {
    CELL_COLUMN_NEUTRAL,   /* no value needs the answer */
    CELL_COLUMN_DECIDED,   /* at least one value decides, none contradicts */
    CELL_COLUMN_AMBIGUOUS, /* values need it and none decides: ask */
    CELL_COLUMN_CONFLICT   /* two values contradict each other; both lines are named */
} CellColumnVerdict;

enum { CELL_SAMPLE_SIZE = 32, CELL_WORDS_SIZE = 240 };

/* A value that ruled something out, kept as the witness. */
typedef struct {
    int64_t line; /* 0: none */
    char text[CELL_SAMPLE_SIZE];
} CellWitness;

/* A name: inner line breaks and tabs become spaces.  EMPTY, TOO_LONG, BROKEN. */
CellVerdict cell_text(const Cell *cell, char *out, size_t size);
/* A reference that may have passed through a spreadsheet: "2960623488.0" gives "2960623488";
 * SCIENTIFIC when digits were lost.  Leading zeros stay. */
CellVerdict cell_reference(const Cell *cell, char *out, size_t size);
/* yes/no, true/false, 1/0, x, y/n.  NOT_A_NUMBER is never returned; an unknown word gives
 * CELL_BROKEN. */
CellVerdict cell_bool(const Cell *cell, bool *out);
/* Keeps the value as witness if there is none yet. */
void cell_witness(CellWitness *witness, const Cell *cell, int64_t line);

#endif
