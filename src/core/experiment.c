/* core/experiment.c: arms by stable hash, and the two-proportion test.  Draws no random numbers. */
#include "core/experiment.h"

#include "base/text.h"
#include <glib.h>
#include <math.h>
#include <string.h>

#define Z_95 1.959963984540054

bool experiment_check(const ExperimentArm *arms, size_t count)
{
    int64_t sum = 0;

    for (size_t i = 0; i < count; i++) {
        if (arms[i].share_bp <= 0) return false;
        sum += arms[i].share_bp;
    }
    return sum == EXPERIMENT_WHOLE_BP;
}

/* The low bits of FNV-1a follow the last character too closely for references that count up. */
static uint64_t mix(uint64_t bits)
{
    bits ^= bits >> 33;
    bits *= UINT64_C(0xff51afd7ed558ccd);
    bits ^= bits >> 33;
    bits *= UINT64_C(0xc4ceb9fe1a85ec53);
    return bits ^ (bits >> 33);
}

size_t experiment_arm(const char *experiment, const char *account, const ExperimentArm *arms,
                      size_t count)
{
    g_assert(count > 0);
    uint64_t seed = text_hash(experiment, strlen(experiment), 0);
    uint64_t slot = mix(text_hash(account, strlen(account), seed)) % EXPERIMENT_WHOLE_BP;
    uint64_t edge = 0;

    for (size_t i = 0; i + 1 < count; i++)
        if (slot < (edge += (uint64_t)arms[i].share_bp)) return i;
    return count - 1;
}

ExperimentTest experiment_compare(int64_t hits_a, int64_t of_a, int64_t hits_b, int64_t of_b)
{
    ExperimentTest test = { 0 };

    g_assert(hits_a >= 0 && hits_a <= of_a && hits_b >= 0 && hits_b <= of_b);
    if (of_a == 0 || of_b == 0) return test;
    double n_a = (double)of_a, n_b = (double)of_b;
    double a = (double)hits_a / n_a, b = (double)hits_b / n_b;
    double pooled = (double)(hits_a + hits_b) / (n_a + n_b);
    double spread = sqrt(pooled * (1 - pooled) * (1 / n_a + 1 / n_b));
    double reach = Z_95 * sqrt(a * (1 - a) / n_a + b * (1 - b) / n_b);

    if (spread <= 0) return test;
    test.defined = true;
    test.difference = b - a;
    test.z = (b - a) / spread;
    test.p_two_sided = erfc(fabs(test.z) / sqrt(2));
    test.low = b - a - reach;
    test.high = b - a + reach;
    return test;
}
