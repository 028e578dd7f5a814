/* base/decimal.h: an exact decimal number as typed: digits x 10^-scale.  No currency, no rounding.
 */
#ifndef RECOUP_BASE_DECIMAL_H
#define RECOUP_BASE_DECIMAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct {
    int64_t digits;
    int32_t scale; /* 0 … 18 */
    bool given;    /* false: no number was typed */
} Decimal;

typedef enum { DECIMAL_OK, DECIMAL_SYNTAX, DECIMAL_TOO_LARGE } DecimalVerdict;
enum { DECIMAL_TEXT_SIZE = 40 };

/* Plain form only: an optional '-', digits, an optional '.' and digits ("1234.50").  Foreign forms
 * are the importer's affair.  Redundant zeros are trimmed: equal numbers have equal members.  Of
 * more than 18 digits the last decimals are rounded away if nine or more stay (the value moves by
 * 5e-10 at most); else TOO_LARGE. */
DecimalVerdict decimal_parse(const char *text, Decimal *out);
const char *decimal_verdict_text(DecimalVerdict verdict);
/* Shortest exact form with at least min_decimals decimals. */
const char *decimal_text(Decimal value, int min_decimals, char buffer[static DECIMAL_TEXT_SIZE]);

#endif
