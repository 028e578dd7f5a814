/* core/aging.h: how old open money is.  Bucket sets, days past due, and sums by bucket; says
 * nothing about what to do. */
#ifndef RECOUP_CORE_AGING_H
#define RECOUP_CORE_AGING_H

#include "base/day.h"
#include "base/money.h"

enum {
    AGING_BOUNDS_MAX = 12,
    AGING_BUCKETS_MAX = AGING_BOUNDS_MAX + 2, /* not due, one a bound, and what is older */
    AGING_LABEL_SIZE = 24,
    AGING_NAME_SIZE = 33
};

/* Bounds are ascending and inclusive: with 30, 60, 90 the 30th day is in d1_30.  Bucket 0 is what
 * is not due (due today is not late), bucket k ends at bounds[k - 1], bucket bound_count + 1 is
 * everything older. */
typedef struct {
    char name[AGING_NAME_SIZE];
    int32_t bounds[AGING_BOUNDS_MAX];
    int32_t bound_count;
} BucketSet;

typedef enum {
    AGING_OK,
    AGING_NOT_A_NUMBER,
    AGING_NOT_ASCENDING, /* each bound is at least 1 and more than the one before */
    AGING_TOO_MANY,
    AGING_NO_BOUNDS
} AgingVerdict;

/* "30,60,90" or, as lenders count, "29,59,89".  Blanks around numbers are allowed; the name is left
 * empty. */
AgingVerdict aging_parse(const char *text, BucketSet *out);
const char *aging_verdict_text(AgingVerdict verdict);
/* How many buckets the set has, not due and the open end included. */
int aging_bucket_count(const BucketSet *set);
/* "not_due", "d1_30", "d31_60", "d91_plus"; returns buffer. */
const char *aging_label(const BucketSet *set, int bucket, char buffer[static AGING_LABEL_SIZE]);

typedef enum { AGING_BY_DUE, AGING_BY_ISSUED } AgingBasis;

/* Days from the due date (or the issue date) to as_of: zero and less is not late. */
int32_t aging_dpd(AgingBasis basis, Day due_day, Day issued_day, Day as_of);
int aging_bucket_of(const BucketSet *set, int32_t dpd);
/* Late only when dpd > grace_days, but age is still counted from the due date. */
int aging_bucket_of_grace(const BucketSet *set, int32_t dpd, int32_t grace_days);

/* One row of an aging: minor units of one currency.  Start from { 0 }. */
typedef struct {
    int64_t bucket_minor[AGING_BUCKETS_MAX];
    int64_t unapplied_minor; /* unapplied payments and open credits: zero or less; more only
                                on a past day whose money was found misposted later */
    int32_t bucket_items[AGING_BUCKETS_MAX];
    int32_t oldest_dpd; /* of what is late; 0 = nothing is */
} Aging;

/* Adds one open item of age dpd.  What is negative (an open credit) goes to unapplied, never into a
 * bucket.  False, and the row untouched, when a sum would leave the range of money. */
bool aging_add(Aging *aging, const BucketSet *set, int32_t dpd, int32_t grace_days,
               int64_t open_minor);
/* credit_minor is zero or negative. */
bool aging_add_unapplied(Aging *aging, int64_t credit_minor);
/* Adds one row to another of the same set (account to debtor, debtor to total).  False: too large;
 * *into is spoiled. */
bool aging_merge(Aging *into, const Aging *from);
/* Buckets + unapplied.  False when out of range. */
bool aging_total(const Aging *aging, int64_t *out);
/* What is late: every bucket but the first.  False when out of range. */
bool aging_past_due(const Aging *aging, int64_t *out);
/* Uses the unapplied column up against the oldest bucket first, then the next younger one, last
 * what is not due.  The total stays; only asked for by name ("net exposure"), never done silently.
 */
void aging_net_oldest_first(Aging *aging, const BucketSet *set);

#endif
