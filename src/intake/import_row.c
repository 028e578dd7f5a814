/* intake/import_row.c: one row: the records a map makes of it, and what every kind asks of it: its
 * amount in minor units, its account.  Writes nothing. */
#include "base/text.h"
#include "intake/import_private.h"
#include <string.h>

/* --- its records --------------------------------------------------------------------------- */

typedef struct {
    Import *import;
    ImportRow *row;
} FaultTo;

/* Two records may be made of one bad cell, which is one fault. */
static void take_fault(void *data, const char *field, const char *value, const char *remedy,
                       const char *sentence)
{
    FaultTo *to = data;
    if (!import_fault_known(to->import, to->row, field, value, sentence))
        import_fault_row(to->import, to->row, field, value, remedy, "%s", sentence);
}

static const RowField *amount_field(const ImportPlan *plan)
{
    for (unsigned i = 0; i < plan->reader.fields->len; i++) {
        const RowField *bound = &g_array_index(plan->reader.fields, RowField, i);
        if (strcmp(bound->field->name, "amount") == 0) return bound;
    }
    return NULL;
}

static bool has_no_amount(const ImportPlan *plan, const Cell *cells)
{
    const RowField *bound = amount_field(plan);
    Cell cell;
    if (bound == NULL) return false;
    (void)map_value_cell(bound->value, cells, plan->reader.scratch, &cell);
    if (cell.length > 0 || cell.kind == CELL_ERROR) return false;
    if (bound->value->less == NULL) return true;
    (void)map_value_cell(bound->value->less, cells, plan->reader.scratch, &cell);
    return cell.length == 0 && cell.kind != CELL_ERROR;
}

static bool is_skipped(const ImportPlan *plan)
{
    const RowField *bound = amount_field(plan);
    if (bound == NULL) return false;
    Decimal amount = VALUE_AT(plan, Decimal, bound->field->offset);
    return amount.given && ((plan->map->skip_zero && amount.digits == 0) ||
                            (plan->map->skip_negative && amount.digits < 0));
}

/* True: the record is whole and to be judged. */
static bool read_plan(Import *import, ImportPlan *plan, ImportRow *row)
{
    FaultTo to = { import, row };
    const MapRecord *map = plan->map;
    plan->in_row = map == NULL || map_value_all(map->tests, &import->map->number, row->cells,
                                                plan->reader.scratch);
    if (plan->in_row && map != NULL && map->skip_zero && has_no_amount(plan, row->cells))
        plan->in_row = false;
    if (!plan->in_row) return false;
    bool whole = row_read_row(&plan->reader, row->cells, take_fault, &to);
    if (whole && map != NULL && is_skipped(plan)) plan->in_row = false;
    return whole && plan->in_row;
}

/* Debtors and accounts alone are no reason to take a row of, say, items. */
static bool counts(const ImportPlan *plan)
{
    const char *record = plan->kind->record;
    return plan->in_row &&
           (plan->primary || (strcmp(record, "debtor") != 0 && strcmp(record, "account") != 0 &&
                              strcmp(record, "creditor") != 0));
}

/* Values are all read, so that each fault is told; judged is only what stands on sound records. */
bool import_row_read(Import *import, ImportRow *row)
{
    bool any = false;
    for (unsigned i = 0; i < import->plans->len; i++) {
        ImportPlan *plan = import->plans->pdata[i];
        bool whole = read_plan(import, plan, row);
        any = any || counts(plan);
        if (!whole || (import->plans->len > 1 && row->faults > 0)) continue;
        row->on = plan->reader.on;
        plan->kind->judge(import, plan, row);
    }
    row->on = DAY_NONE;
    return any || row->faults > 0;
}

bool import_row_put(Import *import, ImportRow *row, GError **error)
{
    for (unsigned i = 0; i < import->plans->len; i++) {
        ImportPlan *plan = import->plans->pdata[i];
        if (!plan->in_row) continue;
        row->on = plan->reader.on;
        if (!plan->kind->put(import, plan, row, error)) return false;
    }
    return true;
}

/* --- its amount and account ---------------------------------------------------------------- */

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
    MoneyRounding rounding = import->map != NULL ? import->map->rounding : MONEY_EXACT;
    MoneyVerdict verdict = MONEY_OK;
    if (!plain_amount(amount, exponent, minor))
        verdict = money_from_decimal(amount, currency, rounding, minor, &rounded);
    if (verdict == MONEY_OK && ABS(*minor) > MONEY_ENTRY_MAX) verdict = MONEY_TOO_LARGE;
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
