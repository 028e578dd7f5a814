/* core/fraction.c: sums and products of 128-bit fractions.  Never floating point. */
#include "core/fraction.h"

#include <glib.h>

enum { FALLBACK_DIGITS = 12 };
#define FALLBACK_WHOLE ((__int128)1000000000000)
/* Long division multiplies a remainder by ten, so a denominator stays clear of the top. */
#define DENOMINATOR_MAX ((__int128)1 << 122)

static __int128 common(__int128 a, __int128 b)
{
    a = a < 0 ? -a : a;
    while (b != 0) {
        __int128 rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

Fraction fraction_make(__int128 numerator, __int128 denominator)
{
    g_assert(denominator != 0);
    if (denominator < 0) {
        numerator = -numerator;
        denominator = -denominator;
    }
    __int128 divisor = common(numerator, denominator);
    return (Fraction){ numerator / divisor, denominator / divisor };
}

__int128 fraction_round(Fraction value, int digits)
{
    g_assert(value.denominator > 0 && value.denominator <= DENOMINATOR_MAX);
    __int128 size = value.numerator < 0 ? -value.numerator : value.numerator;
    __int128 whole = size / value.denominator, rest = size % value.denominator;

    for (int i = 0; i < digits; i++) {
        rest *= 10;
        g_assert(!__builtin_mul_overflow(whole, 10, &whole));
        whole += rest / value.denominator;
        rest %= value.denominator;
    }
    if (rest * 2 >= value.denominator) whole++;
    return value.numerator < 0 ? -whole : whole;
}

static Fraction rounded(Fraction value)
{
    return (Fraction){ fraction_round(value, FALLBACK_DIGITS), FALLBACK_WHOLE };
}

/* False when a 128-bit number would not hold it. */
static bool add_exact(Fraction a, Fraction b, Fraction *out)
{
    __int128 divisor = common(a.denominator, b.denominator);
    __int128 left, right, sum, whole;

    if (__builtin_mul_overflow(a.numerator, b.denominator / divisor, &left)) return false;
    if (__builtin_mul_overflow(b.numerator, a.denominator / divisor, &right)) return false;
    if (__builtin_add_overflow(left, right, &sum)) return false;
    if (__builtin_mul_overflow(a.denominator, b.denominator / divisor, &whole)) return false;
    *out = fraction_make(sum, whole);
    return out->denominator <= DENOMINATOR_MAX;
}

Fraction fraction_add(Fraction a, Fraction b)
{
    Fraction sum;

    if (add_exact(a, b, &sum)) return sum;
    g_assert(add_exact(rounded(a), rounded(b), &sum));
    return sum;
}

static bool multiply_exact(Fraction a, Fraction b, Fraction *out)
{
    Fraction left = fraction_make(a.numerator, b.denominator);
    Fraction right = fraction_make(b.numerator, a.denominator);

    return !__builtin_mul_overflow(left.numerator, right.numerator, &out->numerator) &&
           !__builtin_mul_overflow(left.denominator, right.denominator, &out->denominator) &&
           out->denominator <= DENOMINATOR_MAX;
}

Fraction fraction_multiply(Fraction a, Fraction b)
{
    Fraction product;

    if (multiply_exact(a, b, &product)) return product;
    g_assert(multiply_exact(rounded(a), rounded(b), &product));
    return product;
}
