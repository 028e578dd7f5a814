/* core/measure_roll.h: where accounts of a bucket are found later: rolls, cures, losses.  Follows
 * snapshots; reads no book. */
#ifndef RECOUP_CORE_MEASURE_ROLL_H
#define RECOUP_CORE_MEASURE_ROLL_H

#include "core/aging.h"
#include "core/fraction.h"
#include "core/measure.h"

/* States at the end: a bucket (0 is current), or gone. */
enum {
    ROLL_PAID_OFF = AGING_BUCKETS_MAX,
    ROLL_CHARGED_OFF,
    ROLL_STATES,
    ROLL_NEW = -1 /* not in the first snapshot */
};

/* Start from { 0 }. */
typedef struct {
    int64_t count[AGING_BUCKETS_MAX][ROLL_STATES];    /* accounts from a bucket to a state */
    __int128 opening[AGING_BUCKETS_MAX][ROLL_STATES]; /* their opening balances */
    int64_t closing_count[AGING_BUCKETS_MAX];         /* all accounts of a bucket at the end */
    __int128 closing[AGING_BUCKETS_MAX];              /* and their balances */
} RollMatrix;

typedef enum { ROLL_BY_COUNT, ROLL_BY_AMOUNT } RollMeasure;

/* One account: its bucket and balance in the first snapshot, its state and balance in the second.
 */
void measure_roll_add(RollMatrix *matrix, int from, int to, int64_t opening_minor,
                      int64_t closing_minor);
void measure_roll_merge(RollMatrix *into, const RollMatrix *from);

/* Static pool: the share of a bucket's accounts found in state `to`; each row adds up to 100. */
Measure measure_roll_static(const RollMatrix *matrix, RollMeasure by, int from, int to);
/* Snapshots only: the next bucket at the end over this bucket at the start.  May pass 100. */
Measure measure_roll_net_flow(const RollMatrix *matrix, RollMeasure by, int from);
/* Past due at the start and current at the end; with payoffs also those that are gone, paid. */
Measure measure_roll_cure(const RollMatrix *matrix, RollMeasure by, bool with_payoffs);
Measure measure_roll_redefault(int64_t delinquent_again, int64_t cured);

/* Cumulative net loss at a month on book; blank (undefined) while the cohort is younger. */
Measure measure_roll_vintage(__int128 charge_offs, __int128 recoveries, __int128 original,
                             int32_t cohort_months, int32_t month_on_book);
/* Annualised from a period of `months`. */
Measure measure_roll_net_charge_off(__int128 charge_offs, __int128 recoveries, __int128 average,
                                    int32_t months);

/* factors[i] = rolls[i] x rolls[i + 1] x … : what of bucket i is lost in the end. */
void measure_roll_chain(const Fraction *rolls, size_t count, Fraction *factors);

typedef struct {
    int64_t balance_minor;
    Fraction factor;
} RollLoss;

/* Sum of balance x factor, in units of a currency with `exponent` decimals.  round_to_minor > 0:
 * each part is rounded to that many minor units first, as published tables do; 0: only the result
 * is rounded. */
Measure measure_roll_loss(const RollLoss *parts, size_t count, int64_t round_to_minor,
                          int exponent);
/* The same over the sum of the balances. */
Measure measure_roll_loss_rate(const RollLoss *parts, size_t count, int64_t round_to_minor);

#endif
