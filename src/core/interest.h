/* core/interest.h: simple interest by days and fee rules.  Named rounding, half away from zero,
 * once, at the end. */
#ifndef RECOUP_CORE_INTEREST_H
#define RECOUP_CORE_INTEREST_H

#include "base/decimal.h"
#include "core/fraction.h"

#include <stddef.h>

enum { INTEREST_FEE_TIERS_MAX = 16 };
#define INTEREST_RATE_MAX_PPM 10000000 /* 1,000 percent */

/* Percent a year (or of a base) as typed, 4 decimals at most ("10", "7.25"), to parts per million;
 * false when negative, finer or above the maximum. */
bool interest_rate(Decimal percent, int32_t *ppm);

/* principal x rate x days / 365, half away.  Days of zero or less, or no principal, give 0; false
 * on overflow. */
bool interest_simple(int64_t principal_minor, int32_t rate_ppm, int32_t days, int64_t *out);
/* One day's interest in minor units, exact. */
Fraction interest_per_diem(int64_t principal_minor, int32_t rate_ppm);

typedef enum {
    FEE_NONE,
    FEE_FIXED,
    FEE_PERCENT,        /* of the base */
    FEE_TIER,           /* the tier the base falls in speaks for all of it */
    FEE_TIERS_CUMULATED /* each tier for its own slice */
} FeeKind;

/* From this base on: fixed + percent of the base, then held between min and max. */
typedef struct {
    int64_t from_minor; /* ascending; a base below the first tier has no fee */
    int64_t fixed_minor;
    int32_t percent_ppm;
    int64_t min_minor, max_minor; /* max 0: no upper bound */
} FeeTier;

typedef struct {
    FeeKind kind;
    FeeTier tiers[INTEREST_FEE_TIERS_MAX]; /* FIXED and PERCENT use the first, its from_minor
                                              included */
    size_t tier_count;
} FeeRule;

/* base_minor is what the policy lets fees be charged on (principal by default: never a fee on a
 * fee).  A base of zero or less has no fee.  False on overflow. */
bool interest_fee(const FeeRule *rule, int64_t base_minor, int64_t *out);

#endif
