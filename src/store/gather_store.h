/* store/gather_store.h: reads the facts of a range of debtors, account by account: one query a
 * table, merged in debtor order.  Decides nothing: what the rows mean is core/standing's affair. */
#ifndef RECOUP_STORE_GATHER_STORE_H
#define RECOUP_STORE_GATHER_STORE_H

#include "core/decide.h"
#include "db/db.h"
#include "gate/gate_book.h"
#include "store/book_store.h"

typedef struct {
    Day as_of;
    int64_t known_us; /* facts recorded later do not count; INT64_MAX: all */
    bool rewind; /* some entry is effective after as_of, or known_us is set: open amounts are worked
                    out anew */
    bool texts;  /* fill the references and names (views); the daily pass goes without */
    bool debtors;             /* read the debtors, and fill what is theirs: region, language … */
    bool previous;            /* read the derived rows as they stand, to write only what differs */
    const Calendar *calendar; /* for promises' tolerance */
    int32_t tolerance_days, tolerance_share; /* of promises */
} GatherQuery;

typedef struct {
    int64_t item_id, open_minor;
    Day due_day, issued_day;
    int32_t kind;
} GatherItem;

/* What the gate said when the account was last decided. */
typedef struct {
    int32_t outcome; /* -1: it was not asked */
    Day next_day;
    int64_t work_no; /* of the step that was due; -1: not known */
    char word[WORD_SIZE], rules[NAME_SIZE];
} GatheredGate;

typedef struct {
    Facts facts;
    uint32_t past_first, past_count; /* finished steps, in GatherBatch.past */
    uint32_t item_first, item_count; /* effective open items, in GatherBatch.items */
    int64_t step_count;              /* finished steps ever */
    bool had_row;                    /* previous: a derived row stands */
    int64_t row_digest;
    Day snapshot_day; /* of the last snapshot; DAY_NONE */
    int32_t snapshot_bucket;
    int64_t snapshot_balance, snapshot_past_due;
    GatheredGate gate;
    const Creditor *creditor;    /* NULL: none of that number */
    const GateDebtorRow *debtor; /* debtors: NULL when the book has none */
} GatheredAccount;

typedef struct GatherBatch GatherBatch;

GatherBatch *gather_store_new(void);
void gather_store_free(GatherBatch *batch);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GatherBatch, gather_store_free)

/* Loads debtors [from, to) into the batch, in place of what it held. */
bool gather_store_load(GatherBatch *batch, Db *db, const GatherQuery *query, int64_t from,
                       int64_t to, GError **error) MUST_USE;
size_t gather_store_count(const GatherBatch *batch);
GatheredAccount *gather_store_at(GatherBatch *batch, size_t index);
const StepPast *gather_store_past(const GatherBatch *batch, const GatheredAccount *account);
const GatherItem *gather_store_items(const GatherBatch *batch, const GatheredAccount *account);

/* Something is open or unapplied, or a derived row stands: its row is to be written anew. */
bool gather_store_has_row(const GatheredAccount *account);

/* Must as_of be rewound, as the book stands? */
bool gather_store_needs_rewind(Db *db, Day as_of, int64_t known_us, bool *out,
                               GError **error) MUST_USE;

#endif
