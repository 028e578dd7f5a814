/* base/money.h: amounts as 64-bit counts of minor units with an ISO 4217 currency.  Never floating
 * point; overflow is an error; every rounding is named. */
#ifndef RECOUP_BASE_MONEY_H
#define RECOUP_BASE_MONEY_H

#include "base/decimal.h"

enum { CURRENCY_SIZE = 4, MONEY_TEXT_SIZE = 40 };
#define MONEY_MAX \
    INT64_C(900000000000000000) /* absolute bound of any single amount or balance, minor units */
#define MONEY_ENTRY_MAX \
    INT64_C(            \
        10000000000000000) /* of one amount that enters a book, so that balances stay in bounds */

typedef struct {
    int64_t minor;
    char currency[CURRENCY_SIZE];
} Money;

typedef enum {
    MONEY_OK,
    MONEY_UNKNOWN_CURRENCY,
    MONEY_TOO_MANY_DECIMALS, /* more decimals than the currency has, and MONEY_EXACT was asked */
    MONEY_TOO_LARGE
} MoneyVerdict;

typedef enum { MONEY_EXACT, MONEY_HALF_AWAY } MoneyRounding;

/* Number of decimals of an ISO 4217 currency (JPY 0, USD 2, KWD 3, CLF 4), or -1 for an unknown
 * code. */
int money_exponent(const char *currency);
/* Digits within 1e-6 of a whole minor unit are noise and always round.  *rounded (may be NULL) says
 * whether more than noise was rounded away. */
MoneyVerdict money_from_decimal(Decimal value, const char *currency, MoneyRounding rounding,
                                int64_t *minor, bool *rounded);
const char *money_verdict_text(MoneyVerdict verdict);
/* "1234.50"; returns buffer.  The currency must be a known one. */
const char *money_text(int64_t minor, const char *currency, char buffer[static MONEY_TEXT_SIZE]);

/* Checked sums: false on overflow past MONEY_MAX, *out untouched. */
bool money_add(int64_t a, int64_t b, int64_t *out);
/* round_half_away(value x numerator / denominator); denominator > 0; false on overflow. */
bool money_scale(int64_t value, int64_t numerator, int64_t denominator, int64_t *out);
/* Converts minor units between currencies by a decimal rate (units of `to` for one unit of `from`),
 * half away; false on overflow, an unknown currency or a rate that is not positive. */
bool money_convert(int64_t minor, const char *from, const char *to, Decimal rate, int64_t *out);

#endif
