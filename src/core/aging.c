/* core/aging.c: bucket sets and sums by age.  Reads no clock: the day comes in. */
#include "core/aging.h"

#include <glib.h>
#include <stdio.h>
#include <string.h>

static const char *blanks(const char *at)
{
    while (*at == ' ') at++;
    return at;
}

/* Moves *at behind the number; -1 when there is none, or one no age can have. */
static int32_t number(const char **at)
{
    int32_t value = 0;
    const char *from = *at = blanks(*at);

    for (; **at >= '0' && **at <= '9'; ++*at)
        if ((value = value * 10 + (**at - '0')) > DAY_MAX) return -1;
    if (*at == from) return -1;
    *at = blanks(*at);
    return value;
}

AgingVerdict aging_parse(const char *text, BucketSet *out)
{
    BucketSet set = { 0 };
    const char *at = text;

    if (*blanks(at) == '\0') return AGING_NO_BOUNDS;
    for (;;) {
        int32_t bound = number(&at);
        int32_t last = set.bound_count > 0 ? set.bounds[set.bound_count - 1] : 0;
        if (bound < 0) return AGING_NOT_A_NUMBER;
        if (set.bound_count == AGING_BOUNDS_MAX) return AGING_TOO_MANY;
        if (bound <= last) return AGING_NOT_ASCENDING;
        set.bounds[set.bound_count++] = bound;
        if (*at == '\0') break;
        if (*at++ != ',') return AGING_NOT_A_NUMBER;
    }
    *out = set;
    return AGING_OK;
}

const char *aging_verdict_text(AgingVerdict verdict)
{
    switch (verdict) {
    case AGING_OK: return "good";
    case AGING_NOT_A_NUMBER:
        return "bucket bounds are whole days with commas between, such as 30,60,90";
    case AGING_NOT_ASCENDING:
        return "each bucket bound must be larger than the one before, from 1 on";
    case AGING_TOO_MANY: return "at most 12 bucket bounds";
    case AGING_NO_BOUNDS: return "no bucket bound is given; try 30,60,90";
    }
    g_assert_not_reached();
}

int aging_bucket_count(const BucketSet *set)
{
    return set->bound_count + 2;
}

const char *aging_label(const BucketSet *set, int bucket, char buffer[static AGING_LABEL_SIZE])
{
    g_assert(bucket >= 0 && bucket < aging_bucket_count(set));
    int32_t from = bucket > 1 ? set->bounds[bucket - 2] + 1 : 1;

    if (bucket == 0)
        snprintf(buffer, AGING_LABEL_SIZE, "not_due");
    else if (bucket > set->bound_count)
        snprintf(buffer, AGING_LABEL_SIZE, "d%d_plus", from);
    else
        snprintf(buffer, AGING_LABEL_SIZE, "d%d_%d", from, set->bounds[bucket - 1]);
    return buffer;
}

int32_t aging_dpd(AgingBasis basis, Day due_day, Day issued_day, Day as_of)
{
    return as_of - (basis == AGING_BY_ISSUED ? issued_day : due_day);
}

int aging_bucket_of(const BucketSet *set, int32_t dpd)
{
    if (dpd <= 0) return 0;
    int bucket = 1;
    while (bucket <= set->bound_count && dpd > set->bounds[bucket - 1]) bucket++;
    return bucket;
}

int aging_bucket_of_grace(const BucketSet *set, int32_t dpd, int32_t grace_days)
{
    return dpd > grace_days ? aging_bucket_of(set, dpd) : 0;
}

bool aging_add(Aging *aging, const BucketSet *set, int32_t dpd, int32_t grace_days,
               int64_t open_minor)
{
    if (open_minor < 0) return aging_add_unapplied(aging, open_minor);
    int bucket = aging_bucket_of_grace(set, dpd, grace_days);
    if (!money_add(aging->bucket_minor[bucket], open_minor, &aging->bucket_minor[bucket]))
        return false;
    if (open_minor == 0) return true;
    aging->bucket_items[bucket]++;
    if (bucket > 0 && dpd > aging->oldest_dpd) aging->oldest_dpd = dpd;
    return true;
}

bool aging_add_unapplied(Aging *aging, int64_t credit_minor)
{
    return money_add(aging->unapplied_minor, credit_minor, &aging->unapplied_minor);
}

bool aging_merge(Aging *into, const Aging *from)
{
    for (int i = 0; i < AGING_BUCKETS_MAX; i++) {
        into->bucket_items[i] += from->bucket_items[i];
        if (!money_add(into->bucket_minor[i], from->bucket_minor[i], &into->bucket_minor[i]))
            return false;
    }
    if (from->oldest_dpd > into->oldest_dpd) into->oldest_dpd = from->oldest_dpd;
    return money_add(into->unapplied_minor, from->unapplied_minor, &into->unapplied_minor);
}

/* The buckets from `first` on, and one more figure. */
static bool sum(const Aging *aging, int first, int64_t start, int64_t *out)
{
    int64_t total = start;

    for (int i = first; i < AGING_BUCKETS_MAX; i++)
        if (!money_add(total, aging->bucket_minor[i], &total)) return false;
    *out = total;
    return true;
}

bool aging_total(const Aging *aging, int64_t *out)
{
    return sum(aging, 0, aging->unapplied_minor, out);
}

bool aging_past_due(const Aging *aging, int64_t *out)
{
    return sum(aging, 1, 0, out);
}

void aging_net_oldest_first(Aging *aging, const BucketSet *set)
{
    for (int i = aging_bucket_count(set) - 1; i >= 0 && aging->unapplied_minor < 0; i--) {
        int64_t used = MIN(aging->bucket_minor[i], -aging->unapplied_minor);
        aging->bucket_minor[i] -= used;
        aging->unapplied_minor += used;
    }
}
