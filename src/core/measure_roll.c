/* core/measure_roll.c: roll rates and what follows from them.  Says by the function's name which
 * kind it is. */
#include "core/measure_roll.h"

#include <glib.h>

void measure_roll_add(RollMatrix *matrix, int from, int to, int64_t opening_minor,
                      int64_t closing_minor)
{
    g_assert(from >= ROLL_NEW && from < AGING_BUCKETS_MAX && to >= 0 && to < ROLL_STATES);
    if (from != ROLL_NEW) {
        matrix->count[from][to]++;
        matrix->opening[from][to] += opening_minor;
    }
    if (to < AGING_BUCKETS_MAX) {
        matrix->closing_count[to]++;
        matrix->closing[to] += closing_minor;
    }
}

void measure_roll_merge(RollMatrix *into, const RollMatrix *from)
{
    for (int i = 0; i < AGING_BUCKETS_MAX; i++) {
        into->closing_count[i] += from->closing_count[i];
        into->closing[i] += from->closing[i];
        for (int k = 0; k < ROLL_STATES; k++) {
            into->count[i][k] += from->count[i][k];
            into->opening[i][k] += from->opening[i][k];
        }
    }
}

static __int128 cell(const RollMatrix *matrix, RollMeasure by, int from, int to)
{
    return by == ROLL_BY_COUNT ? matrix->count[from][to] : matrix->opening[from][to];
}

static __int128 row(const RollMatrix *matrix, RollMeasure by, int from)
{
    __int128 sum = 0;

    for (int to = 0; to < ROLL_STATES; to++) sum += cell(matrix, by, from, to);
    return sum;
}

Measure measure_roll_static(const RollMatrix *matrix, RollMeasure by, int from, int to)
{
    return measure_of(MEASURE_PERCENT, cell(matrix, by, from, to), row(matrix, by, from));
}

Measure measure_roll_net_flow(const RollMatrix *matrix, RollMeasure by, int from)
{
    g_assert(from >= 0 && from + 1 < AGING_BUCKETS_MAX);
    __int128 next =
        by == ROLL_BY_COUNT ? matrix->closing_count[from + 1] : matrix->closing[from + 1];

    return measure_of(MEASURE_PERCENT, next, row(matrix, by, from));
}

Measure measure_roll_cure(const RollMatrix *matrix, RollMeasure by, bool with_payoffs)
{
    __int128 cured = 0, delinquent = 0;

    for (int from = 1; from < AGING_BUCKETS_MAX; from++) {
        delinquent += row(matrix, by, from);
        cured += cell(matrix, by, from, 0);
        if (with_payoffs) cured += cell(matrix, by, from, ROLL_PAID_OFF);
    }
    return measure_of(MEASURE_PERCENT, cured, delinquent);
}

Measure measure_roll_redefault(int64_t delinquent_again, int64_t cured)
{
    return measure_of(MEASURE_PERCENT, delinquent_again, cured);
}

Measure measure_roll_vintage(__int128 charge_offs, __int128 recoveries, __int128 original,
                             int32_t cohort_months, int32_t month_on_book)
{
    bool reached = cohort_months >= month_on_book;

    return measure_of(MEASURE_PERCENT, charge_offs - recoveries, reached ? original : 0);
}

Measure measure_roll_net_charge_off(__int128 charge_offs, __int128 recoveries, __int128 average,
                                    int32_t months)
{
    return measure_of(MEASURE_PERCENT, (charge_offs - recoveries) * 12, average * months);
}

void measure_roll_chain(const Fraction *rolls, size_t count, Fraction *factors)
{
    Fraction product = { 1, 1 };

    for (size_t i = count; i > 0; i--) {
        product = fraction_multiply(product, rolls[i - 1]);
        factors[i - 1] = product;
    }
}

static Fraction loss(const RollLoss *parts, size_t count, int64_t round_to_minor)
{
    Fraction sum = { 0, 1 };

    for (size_t i = 0; i < count; i++) {
        Fraction balance = { parts[i].balance_minor, 1 };
        Fraction part = fraction_multiply(balance, parts[i].factor);
        if (round_to_minor > 0) {
            Fraction steps = fraction_multiply(part, fraction_make(1, round_to_minor));
            part = (Fraction){ fraction_round(steps, 0) * round_to_minor, 1 };
        }
        sum = fraction_add(sum, part);
    }
    return sum;
}

Measure measure_roll_loss(const RollLoss *parts, size_t count, int64_t round_to_minor, int exponent)
{
    Fraction unit = { 1, 1 };

    for (int i = 0; i < exponent; i++) unit.denominator *= 10;
    Fraction value = fraction_multiply(loss(parts, count, round_to_minor), unit);
    Measure measure = measure_of(MEASURE_MONEY, value.numerator, value.denominator);
    measure.decimals = exponent;
    return measure;
}

Measure measure_roll_loss_rate(const RollLoss *parts, size_t count, int64_t round_to_minor)
{
    Fraction lost = loss(parts, count, round_to_minor);
    __int128 balance = 0;

    for (size_t i = 0; i < count; i++) balance += parts[i].balance_minor;
    if (balance <= 0) return measure_of(MEASURE_PERCENT, 0, 0);
    Fraction rate = fraction_multiply(lost, fraction_make(1, balance));
    return measure_of(MEASURE_PERCENT, rate.numerator, rate.denominator);
}
