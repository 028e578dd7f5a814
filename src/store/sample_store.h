/* store/sample_store.h: the populations that an auditor draws samples from, row by row.  SQL only;
 * draws nothing. */
#ifndef RECOUP_STORE_SAMPLE_STORE_H
#define RECOUP_STORE_SAMPLE_STORE_H

#include "core/facts.h"
#include "db/db.h"

typedef enum {
    SAMPLE_ACCOUNTS,
    SAMPLE_CONTACTS,
    SAMPLE_VERDICTS,
    SAMPLE_PAYMENTS,
    SAMPLE_ADJUSTMENTS,
    SAMPLE_DISPUTES,
    SAMPLE_JOURNAL,
    SAMPLE_POPULATIONS
} SamplePopulation;

typedef struct {
    int64_t key[3];      /* names the row for ever: debtor, account and its own number */
    int64_t creditor_id; /* 0: of no account */
    const char *account, *currency;
    Day on_day; /* DAY_NONE: of no day */
    bool has_amount;
    int64_t amount_minor;
    const char *what, *actor; /* lent during the call */
    int32_t code[3];          /* the enumerations that `what` leaves to be named; -1 none */
} SampleRow;

typedef struct {
    int64_t from_debtor, to_debtor; /* [from, to) */
    Day from, to;                   /* both inclusive */
    int64_t known_us;
} SampleRange;

/* Each row of the population in the range, effective in its days and recorded until known_us. */
typedef bool (*SampleFn)(void *data, const SampleRow *row, GError **error);
bool sample_store_each(Db *db, SamplePopulation population, const SampleRange *range, SampleFn each,
                       void *data, GError **error) MUST_USE;

#endif
