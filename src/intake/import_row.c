/* intake/import_row.c: what every kind asks of a row: its amount in minor units, its account.
 * Writes nothing. */
#include "base/text.h"
#include "intake/import_private.h"
#include <string.h>

static const int64_t POWERS[] = { 1, 10, 100, 1000, 10000 };

static int exponent_of(Import *import, const char *currency)
{
    int place = import_book_currency(&import->book, currency);
    return place < 0 ? -1 : g_array_index(import->book.currencies, BookCurrency, place).exponent;
}

/* Nearly every amount has no more decimals than its currency. */
static bool plain_amount(Decimal amount, int exponent, int64_t *minor)
{
    int more = exponent - amount.scale;
    if (exponent < 0 || more < 0 || more > 4) return false;
    if (__builtin_mul_overflow(amount.digits, POWERS[more], minor)) return false;
    return *minor <= MONEY_MAX && *minor >= -MONEY_MAX;
}

/* How far the rounded amount is from the typed one, in units of 10^-18. */
static void note_rounded(Import *import, Decimal amount, int exponent, int64_t minor)
{
    __int128 typed = amount.digits, kept = minor;
    for (int i = amount.scale; i < 18; i++) typed *= 10;
    for (int i = exponent; i < 18; i++) kept *= 10;
    import->rounded_by += kept - typed;
    import->summary->rounded++;
}

static bool refuse_amount(Import *import, ImportRow *row, const char *field, Decimal amount,
                          const char *currency, MoneyVerdict verdict)
{
    char text[DECIMAL_TEXT_SIZE];
    const char *remedy = "check the amount";
    if (verdict == MONEY_TOO_MANY_DECIMALS)
        remedy = "export no more decimals than the currency has, or use a map that says round: "
                 "half_away";
    if (verdict == MONEY_UNKNOWN_CURRENCY) remedy = "write an ISO 4217 code such as USD";
    import_fault_row(import, row, field, decimal_text(amount, 0, text), remedy, "%s in %s: %s",
                     field, currency, money_verdict_text(verdict));
    return false;
}

bool import_row_amount(Import *import, ImportRow *row, const char *field, Decimal amount,
                       const char *currency, int64_t *minor)
{
    int exponent = exponent_of(import, currency);
    bool rounded = false;
    if (plain_amount(amount, exponent, minor)) return true;
    MoneyRounding rounding = import->map != NULL ? import->map->rounding : MONEY_EXACT;
    MoneyVerdict verdict = money_from_decimal(amount, currency, rounding, minor, &rounded);
    if (verdict != MONEY_OK) return refuse_amount(import, row, field, amount, currency, verdict);
    if (rounded) note_rounded(import, amount, exponent, *minor);
    return true;
}

RefEntry *import_row_account(Import *import, ImportRow *row, const char *ref, bool *opens)
{
    RefEntry *entry = ref_index_find(import->book.accounts, ref, strlen(ref));
    *opens = entry == NULL && row->account_ref != NULL && strcmp(row->account_ref, ref) == 0;
    if (*opens) return NULL;
    if (entry == NULL) {
        import_fault_row(import, row, "account", ref,
                         "import its account first, or correct the reference",
                         "no account %s is in the book", ref);
        return NULL;
    }
    if (entry->row != 0 || import->book.seen[entry->group]) return entry;
    import_fault_row(import, row, "account", ref, "ask somebody who works that portfolio",
                     "account %s belongs to a portfolio that %s does not work", ref,
                     import->desk->actor.name);
    return NULL;
}
