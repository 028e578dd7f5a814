/* base/money.c: ISO 4217 and exact arithmetic over minor units.  No floating point; refuses what
 * would overflow. */
#include "base/money.h"

#include <glib.h>

typedef struct {
    char code[CURRENCY_SIZE];
    int8_t exponent;
} Currency;

/* ISO 4217 list one, in the order of the alphabet, without the codes that have no minor unit (gold,
 * SDR, tests); and those withdrawn lately (ANG BGN CUC HRK SLL ZWL), because old items are still in
 * them. */
static const Currency CURRENCIES[] = {
    { "AED", 2 }, { "AFN", 2 }, { "ALL", 2 }, { "AMD", 2 }, { "ANG", 2 }, { "AOA", 2 },
    { "ARS", 2 }, { "AUD", 2 }, { "AWG", 2 }, { "AZN", 2 }, { "BAM", 2 }, { "BBD", 2 },
    { "BDT", 2 }, { "BGN", 2 }, { "BHD", 3 }, { "BIF", 0 }, { "BMD", 2 }, { "BND", 2 },
    { "BOB", 2 }, { "BOV", 2 }, { "BRL", 2 }, { "BSD", 2 }, { "BTN", 2 }, { "BWP", 2 },
    { "BYN", 2 }, { "BZD", 2 }, { "CAD", 2 }, { "CDF", 2 }, { "CHE", 2 }, { "CHF", 2 },
    { "CHW", 2 }, { "CLF", 4 }, { "CLP", 0 }, { "CNY", 2 }, { "COP", 2 }, { "COU", 2 },
    { "CRC", 2 }, { "CUC", 2 }, { "CUP", 2 }, { "CVE", 2 }, { "CZK", 2 }, { "DJF", 0 },
    { "DKK", 2 }, { "DOP", 2 }, { "DZD", 2 }, { "EGP", 2 }, { "ERN", 2 }, { "ETB", 2 },
    { "EUR", 2 }, { "FJD", 2 }, { "FKP", 2 }, { "GBP", 2 }, { "GEL", 2 }, { "GHS", 2 },
    { "GIP", 2 }, { "GMD", 2 }, { "GNF", 0 }, { "GTQ", 2 }, { "GYD", 2 }, { "HKD", 2 },
    { "HNL", 2 }, { "HRK", 2 }, { "HTG", 2 }, { "HUF", 2 }, { "IDR", 2 }, { "ILS", 2 },
    { "INR", 2 }, { "IQD", 3 }, { "IRR", 2 }, { "ISK", 0 }, { "JMD", 2 }, { "JOD", 3 },
    { "JPY", 0 }, { "KES", 2 }, { "KGS", 2 }, { "KHR", 2 }, { "KMF", 0 }, { "KPW", 2 },
    { "KRW", 0 }, { "KWD", 3 }, { "KYD", 2 }, { "KZT", 2 }, { "LAK", 2 }, { "LBP", 2 },
    { "LKR", 2 }, { "LRD", 2 }, { "LSL", 2 }, { "LYD", 3 }, { "MAD", 2 }, { "MDL", 2 },
    { "MGA", 2 }, { "MKD", 2 }, { "MMK", 2 }, { "MNT", 2 }, { "MOP", 2 }, { "MRU", 2 },
    { "MUR", 2 }, { "MVR", 2 }, { "MWK", 2 }, { "MXN", 2 }, { "MXV", 2 }, { "MYR", 2 },
    { "MZN", 2 }, { "NAD", 2 }, { "NGN", 2 }, { "NIO", 2 }, { "NOK", 2 }, { "NPR", 2 },
    { "NZD", 2 }, { "OMR", 3 }, { "PAB", 2 }, { "PEN", 2 }, { "PGK", 2 }, { "PHP", 2 },
    { "PKR", 2 }, { "PLN", 2 }, { "PYG", 0 }, { "QAR", 2 }, { "RON", 2 }, { "RSD", 2 },
    { "RUB", 2 }, { "RWF", 0 }, { "SAR", 2 }, { "SBD", 2 }, { "SCR", 2 }, { "SDG", 2 },
    { "SEK", 2 }, { "SGD", 2 }, { "SHP", 2 }, { "SLE", 2 }, { "SLL", 2 }, { "SOS", 2 },
    { "SRD", 2 }, { "SSP", 2 }, { "STN", 2 }, { "SVC", 2 }, { "SYP", 2 }, { "SZL", 2 },
    { "THB", 2 }, { "TJS", 2 }, { "TMT", 2 }, { "TND", 3 }, { "TOP", 2 }, { "TRY", 2 },
    { "TTD", 2 }, { "TWD", 2 }, { "TZS", 2 }, { "UAH", 2 }, { "UGX", 0 }, { "USD", 2 },
    { "USN", 2 }, { "UYI", 0 }, { "UYU", 2 }, { "UYW", 4 }, { "UZS", 2 }, { "VED", 2 },
    { "VES", 2 }, { "VND", 0 }, { "VUV", 0 }, { "WST", 2 }, { "XAD", 2 }, { "XAF", 0 },
    { "XCD", 2 }, { "XCG", 2 }, { "XOF", 0 }, { "XPF", 0 }, { "YER", 2 }, { "ZAR", 2 },
    { "ZMW", 2 }, { "ZWG", 2 }, { "ZWL", 2 },
};

static const int64_t POWERS[] = {
    INT64_C(1),
    INT64_C(10),
    INT64_C(100),
    INT64_C(1000),
    INT64_C(10000),
    INT64_C(100000),
    INT64_C(1000000),
    INT64_C(10000000),
    INT64_C(100000000),
    INT64_C(1000000000),
    INT64_C(10000000000),
    INT64_C(100000000000),
    INT64_C(1000000000000),
    INT64_C(10000000000000),
    INT64_C(100000000000000),
    INT64_C(1000000000000000),
    INT64_C(10000000000000000),
    INT64_C(100000000000000000),
    INT64_C(1000000000000000000),
};

enum { NOISE_DECIMALS = 6 }; /* within 10^-6 of a whole minor unit */

typedef unsigned __int128 Wide;

/* Three capital letters as one number that sorts like them; 0 for anything else. */
static uint32_t key(const char *code)
{
    uint32_t value = 0;
    for (int i = 0; i < 3; i++) {
        if (code[i] < 'A' || code[i] > 'Z') return 0;
        value = value << 8 | (uint32_t)code[i];
    }
    return code[3] == '\0' ? value : 0;
}

int money_exponent(const char *currency)
{
    uint32_t wanted = key(currency);
    size_t low = 0;
    size_t high = G_N_ELEMENTS(CURRENCIES);
    while (low < high) {
        size_t middle = (low + high) / 2;
        uint32_t found = key(CURRENCIES[middle].code);
        if (found == wanted) return CURRENCIES[middle].exponent;
        if (found < wanted)
            low = middle + 1;
        else
            high = middle;
    }
    return -1;
}

static bool fits(int64_t minor)
{
    return minor >= -MONEY_MAX && minor <= MONEY_MAX;
}

/* Drops the last `surplus` decimals; *noise says whether what was dropped is noise.  Half away from
 * zero. */
static int64_t shorten(int64_t digits, int surplus, bool *noise)
{
    int64_t power = POWERS[surplus];
    int64_t tolerance = surplus >= NOISE_DECIMALS ? POWERS[surplus - NOISE_DECIMALS] : 0;
    int64_t whole = digits / power;
    int64_t rest = digits % power;
    int64_t size = rest < 0 ? -rest : rest;
    *noise = size <= tolerance || size >= power - tolerance;
    if (size >= power - size) whole += rest < 0 ? -1 : 1;
    return whole;
}

MoneyVerdict money_from_decimal(Decimal value, const char *currency, MoneyRounding rounding,
                                int64_t *minor, bool *rounded)
{
    g_assert(value.given && value.scale >= 0 && value.scale < (int)G_N_ELEMENTS(POWERS));
    int exponent = money_exponent(currency);
    if (exponent < 0) return MONEY_UNKNOWN_CURRENCY;

    int64_t result = value.digits;
    bool noise = true;
    if (value.scale > exponent)
        result = shorten(value.digits, value.scale - exponent, &noise);
    else if (__builtin_mul_overflow(result, POWERS[exponent - value.scale], &result))
        return MONEY_TOO_LARGE;
    if (!noise && rounding == MONEY_EXACT) return MONEY_TOO_MANY_DECIMALS;
    if (!fits(result)) return MONEY_TOO_LARGE;
    *minor = result;
    if (rounded != NULL) *rounded = !noise;
    return MONEY_OK;
}

const char *money_verdict_text(MoneyVerdict verdict)
{
    switch (verdict) {
    case MONEY_OK: return "is an amount";
    case MONEY_UNKNOWN_CURRENCY: return "has no ISO 4217 currency";
    case MONEY_TOO_MANY_DECIMALS: return "has more decimals than its currency";
    case MONEY_TOO_LARGE: return "is larger than any amount a book can hold";
    }
    g_assert_not_reached();
}

const char *money_text(int64_t minor, const char *currency, char buffer[static MONEY_TEXT_SIZE])
{
    int exponent = money_exponent(currency);
    g_assert(exponent >= 0);
    return decimal_text((Decimal){ minor, exponent, true }, exponent, buffer);
}

bool money_add(int64_t a, int64_t b, int64_t *out)
{
    int64_t sum;
    if (__builtin_add_overflow(a, b, &sum) || !fits(sum)) return false;
    *out = sum;
    return true;
}

static Wide magnitude(int64_t value)
{
    return value < 0 ? -(Wide)value : (Wide)value;
}

/* Half away from zero is half up in size; the sign is put back last. */
static bool divide(Wide size, Wide divisor, bool negative, int64_t *out)
{
    Wide quotient = size / divisor;
    Wide rest = size % divisor;
    if (rest >= divisor - rest) quotient++;
    if (quotient > (Wide)MONEY_MAX) return false;
    *out = negative ? -(int64_t)quotient : (int64_t)quotient;
    return true;
}

bool money_scale(int64_t value, int64_t numerator, int64_t denominator, int64_t *out)
{
    g_assert(denominator > 0);
    Wide size = magnitude(value) * magnitude(numerator);
    return divide(size, (Wide)denominator, (value < 0) != (numerator < 0), out);
}

bool money_convert(int64_t minor, const char *from, const char *to, Decimal rate, int64_t *out)
{
    int from_exponent = money_exponent(from);
    int to_exponent = money_exponent(to);
    if (from_exponent < 0 || to_exponent < 0 || rate.digits <= 0) return false;

    Wide size = magnitude(minor) * (Wide)rate.digits;
    Wide divisor = (Wide)POWERS[rate.scale] * (Wide)POWERS[from_exponent];
    if (__builtin_mul_overflow(size, (Wide)POWERS[to_exponent], &size)) return false;
    return divide(size, divisor, minor < 0, out);
}
