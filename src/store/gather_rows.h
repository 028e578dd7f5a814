/* store/gather_rows.h: rows of one table over a range of debtors, kept beside their keys, and
 * walked in step with the accounts.  Private to gathering. */
#ifndef RECOUP_STORE_GATHER_ROWS_H
#define RECOUP_STORE_GATHER_ROWS_H

#include "core/facts.h"
#include "core/habit.h"
#include "db/db.h"

typedef struct {
    int64_t debtor_id, account_id;
} GatherKey;

typedef struct {
    GArray *keys, *rows;
    unsigned room; /* for so many there is memory */
    size_t cursor;
} GatherRows;

typedef struct {
    const void *rows;
    size_t count;
} GatherSlice;

typedef struct {
    int64_t from, to; /* debtors [from, to) */
    Day as_of;
    int64_t known_us;
} GatherRange;

typedef struct {
    uint16_t size;
    uint8_t months[HABIT_BLOB_MAX];
    Day last_payment_day;
    int64_t last_payment_minor;
} GatherHabit;

/* Unapplied money; when rewound, every payment with its own amount and day. */
typedef struct {
    int64_t unapplied_minor, amount_minor;
    Day on_day; /* DAY_NONE: the last payment is in the habit row */
} GatherPayment;

typedef struct {
    int64_t digest;
    Day snapshot_day;
    int32_t snapshot_bucket;
    int64_t snapshot_balance, snapshot_past_due;
    int32_t gate_outcome;
    Day gate_next_day;
    int64_t work_no;
    char gate_word[WORD_SIZE], gate_rules[NAME_SIZE];
} GatherPrevious;

void gather_rows_init(GatherRows *rows, size_t row_size);
void gather_rows_clear(GatherRows *rows);
void gather_rows_empty(GatherRows *rows);
/* Appends a row, its bytes yet to be set by the caller; lent until the next append. */
void *gather_rows_add(GatherRows *rows, GatherKey key);
/* Columns 0 and 1 are the key; binds $1 from, $2 to and, where the text has them, $3 as_of and $4
 * known_us. */
bool gather_rows_load(GatherRows *rows, Db *db, const char *sql, const GatherRange *range,
                      void (*decode)(const DbStmt *row, void *to), GError **error) MUST_USE;
/* The rows of a key; keys are asked in ascending order. */
GatherSlice gather_rows_slice(GatherRows *rows, GatherKey key);
/* The same, but the key may be asked again (several accounts of one debtor). */
GatherSlice gather_rows_slice_again(GatherRows *rows, GatherKey key);

#endif
