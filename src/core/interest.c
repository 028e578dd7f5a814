/* core/interest.c: what late money costs.  Compounds nothing. */
#include "core/interest.h"

#include "base/money.h"
#include <glib.h>

#define MILLION   1000000
#define YEAR_DAYS 365
enum { RATE_DECIMALS = 4 }; /* 0.0001 percent is one part per million */

bool interest_rate(Decimal percent, int32_t *ppm)
{
    int64_t digits = percent.digits;
    int32_t scale = percent.scale;

    if (!percent.given || digits < 0) return false;
    for (; scale > RATE_DECIMALS && digits % 10 == 0; scale--) digits /= 10;
    if (scale > RATE_DECIMALS || digits > INTEREST_RATE_MAX_PPM) return false;
    for (; scale < RATE_DECIMALS; scale++) digits *= 10;
    if (digits > INTEREST_RATE_MAX_PPM) return false;
    *ppm = (int32_t)digits;
    return true;
}

static bool rounded(Fraction value, int64_t *out)
{
    __int128 minor = fraction_round(value, 0);

    if (minor > MONEY_MAX || minor < -MONEY_MAX) return false;
    *out = (int64_t)minor;
    return true;
}

Fraction interest_per_diem(int64_t principal_minor, int32_t rate_ppm)
{
    return fraction_make((__int128)MAX(principal_minor, 0) * rate_ppm,
                         (__int128)MILLION * YEAR_DAYS);
}

bool interest_simple(int64_t principal_minor, int32_t rate_ppm, int32_t days, int64_t *out)
{
    Fraction per_diem = interest_per_diem(principal_minor, rate_ppm);

    return rounded(fraction_multiply(per_diem, (Fraction){ MAX(days, 0), 1 }), out);
}

static bool tier_fee(const FeeTier *tier, int64_t base_minor, int64_t *out)
{
    int64_t percent, fee;

    if (!money_scale(base_minor, tier->percent_ppm, MILLION, &percent)) return false;
    if (!money_add(percent, tier->fixed_minor, &fee)) return false;
    fee = MAX(fee, tier->min_minor);
    *out = tier->max_minor > 0 ? MIN(fee, tier->max_minor) : fee;
    return true;
}

static bool cumulated(const FeeRule *rule, int64_t base_minor, int64_t *out)
{
    int64_t sum = 0, part, left = base_minor;

    for (size_t i = rule->tier_count; i > 0; i--) {
        const FeeTier *tier = &rule->tiers[i - 1];
        if (left <= tier->from_minor) continue;
        if (!tier_fee(tier, left - tier->from_minor, &part)) return false;
        if (!money_add(sum, part, &sum)) return false;
        left = tier->from_minor;
    }
    *out = sum;
    return true;
}

static bool by_tier(const FeeRule *rule, int64_t base_minor, int64_t *out)
{
    size_t at = rule->tier_count;

    while (at > 0 && rule->tiers[at - 1].from_minor > base_minor) at--;
    if (at > 0) return tier_fee(&rule->tiers[at - 1], base_minor, out);
    *out = 0;
    return true;
}

bool interest_fee(const FeeRule *rule, int64_t base_minor, int64_t *out)
{
    if (base_minor <= 0 || rule->kind == FEE_NONE) {
        *out = 0;
        return true;
    }
    g_assert(rule->tier_count > 0 && rule->tier_count <= INTEREST_FEE_TIERS_MAX);
    if (rule->kind == FEE_TIERS_CUMULATED) return cumulated(rule, base_minor, out);
    FeeRule plain = *rule;
    if (rule->kind == FEE_FIXED) plain.tiers[0].percent_ppm = 0;
    if (rule->kind == FEE_PERCENT) plain.tiers[0].fixed_minor = 0;
    if (rule->kind != FEE_TIER) plain.tier_count = 1;
    return by_tier(&plain, base_minor, out);
}
