/* core/fraction.h: exact fractions for measures that add or multiply ratios.  Rounds only where no
 * 128-bit fraction can hold the result, and then to 12 decimals. */
#ifndef RECOUP_CORE_FRACTION_H
#define RECOUP_CORE_FRACTION_H

#include <stdbool.h>

typedef struct {
    __int128 numerator, denominator; /* lowest terms; denominator > 0 */
} Fraction;

/* denominator != 0 */
Fraction fraction_make(__int128 numerator, __int128 denominator);
Fraction fraction_add(Fraction a, Fraction b);
Fraction fraction_multiply(Fraction a, Fraction b);
/* round_half_away(value x 10^digits) */
__int128 fraction_round(Fraction value, int digits);

#endif
