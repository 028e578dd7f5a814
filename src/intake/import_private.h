/* intake/import_private.h: what the files of the import share.  Private to intake/import*.c and
 * intake/apply_*.c. */
#ifndef RECOUP_INTAKE_IMPORT_PRIVATE_H
#define RECOUP_INTAKE_IMPORT_PRIVATE_H

#include "base/digest.h"
#include "intake/import.h"
#include "intake/import_map.h"
#include "intake/ref_index.h"
#include "intake/row_chunk.h"
#include "intake/row_read.h"
#include "store/book_store.h"
#include "store/bulk_store.h"
#include "store/past_store.h"

/* What became of a row of the file; of several records the highest counts. */
typedef enum { FATE_UNCHANGED, FATE_UPDATED, FATE_ACCEPTED, FATE_LEFT_OUT, FATE_QUARANTINED } Fate;

typedef struct Import Import;
typedef struct ImportPlan ImportPlan;
typedef struct ImportRow ImportRow;

/* One kind of record.  A row is read, then judged (which may only add faults), then put to be
 * written; when all rows are in, `apply` writes them. */
typedef struct {
    const char *name, *record; /* "items", "item" */
    const char *action;        /* whose fields it takes; NULL: `takes` */
    const RecordType *takes;
    const char *doc;
    Permit permit;
    const char *sum; /* the field that control totals add up; NULL: none */
    bool (*start)(Import *import, ImportPlan *plan, GError **error);
    void (*judge)(Import *import, ImportPlan *plan, ImportRow *row);
    bool (*put)(Import *import, ImportPlan *plan, ImportRow *row, GError **error);
    bool (*apply)(Import *import, ImportPlan *plan, GError **error);
    void (*clear)(ImportPlan *plan);
} ImportKind;

struct ImportPlan {
    const ImportKind *kind;
    const MapRecord *map; /* NULL: own columns */
    RowReader reader;
    RowSort *rows; /* put so far; NULL: the kind keeps its own */
    void *own;     /* of the kind's file */
    bool primary;  /* the kind that was asked for */
    bool in_row;   /* the map's `when` holds for this row */
    bool lenient;  /* what exists is left alone: a map makes it beside what was asked for */
    bool repeats;  /* the same again in a later row is nothing new */
};

struct ImportRow {
    uint32_t number, line; /* from 1 */
    const Cell *cells;
    size_t faults;
    Day on; /* DAY_NONE: none given */
    /* What this same row opens, for its other records: */
    const char *debtor_ref, *account_ref, *payment_ref;
    char account_currency[CURRENCY_SIZE];
    int16_t account_terms;
    /* For control totals: */
    bool has_amount;
    int64_t amount_minor;
    char currency[CURRENCY_SIZE];
};

/* --- the book in memory (import_book.c) ---------------------------------------------------- */

typedef struct {
    char code[CURRENCY_SIZE];
    int exponent;
} BookCurrency;

typedef struct {
    RefIndex *debtors, *accounts, *payments; /* NULL: not needed */
    GArray *creditors;                       /* Creditor */
    GArray *currencies;                      /* BookCurrency */
    GArray *members;                         /* Member */
    uint8_t *seen;                           /* by creditor: may the actor work it? */
    int64_t first_debtor, first_account;     /* ids of the first that this batch makes */
    int64_t next_debtor, next_account;
} ImportBook;

enum { BOOK_DEBTORS = 1, BOOK_ACCOUNTS = 2, BOOK_PAYMENTS = 4 };
bool import_book_load(Import *import, unsigned what, GError **error) MUST_USE;
void import_book_clear(ImportBook *book);
/* Place of a currency in the list; -1: there is no such currency. */
int import_book_currency(ImportBook *book, const char *code);
const Creditor *import_book_creditor(const ImportBook *book, const char *ref, uint32_t *place);
const Member *import_book_member(const ImportBook *book, const char *name);
/* The entry, made with the next id when it is new (or made by this batch before it was killed). */
RefEntry *import_book_debtor(Import *import, const char *ref, uint32_t row);
RefEntry *import_book_account(Import *import, const char *ref, int64_t debtor_id, uint32_t row);

/* --- one chunk, one transaction (import_batch.c) ------------------------------------------- */

typedef struct {
    BatchRow row;
    GThread *hashing; /* the file's digest, in a second thread while it is read */
    bool hashed;
    bool known;        /* a batch of these bytes is in the book */
    bool resumed;      /* it was running when it was killed */
    bool begun;        /* written to in this run */
    bool changed;      /* some chunk of this run wrote rows */
    BatchRow before;   /* as it was found */
    GPtrArray *faults; /* not yet written; see import_fault.c */
    int64_t fault_line, fault_number;
    Digest digest; /* of what the chunk writes */
    int64_t changes;
} ImportBatch;

bool import_batch_open(Import *import, GError **error) MUST_USE;
void import_batch_clear(ImportBatch *batch);
/* The batch's row, the ids it reserves and the faults found so far. */
bool import_batch_begin(Import *import, GError **error) MUST_USE;
/* Ends a chunk: faults, journal, stale ranges; commits. */
bool import_batch_commit(Import *import, DbTx *tx, const ImportPlan *plan, const RowChunk *chunk,
                         GError **error) MUST_USE;
bool import_batch_finish(Import *import, GError **error) MUST_USE;
/* A row was written: its bytes count for the chunk's digest. */
void import_batch_note(Import *import, const SortRow *row, Fate fate);
/* A row that is in the book already: with `ours` this batch wrote it before it was cut off, which
 * counts as accepted; its chunk, journalled then, is not journalled again. */
void import_batch_met(Import *import, const SortRow *row, bool ours);
bool import_batch_has(const Import *import, int64_t recorded_us);
typedef struct {
    PastTable table;
    int64_t key[3], last_us; /* when it was changed last */
} BatchOld;
/* Is the book's row left as it is?  It is where the file says the same, and where this batch wrote
 * it before it was cut off and somebody changed it since. */
bool import_batch_leave(Import *import, const SortRow *row, const BatchOld *old, bool differs,
                        bool *left, GError **error) MUST_USE;
/* When the file's change of that row becomes known: with the batch, or after the last change. */
int64_t import_batch_instant(const Import *import, int64_t last_us);

/* --- rows that do not fit (import_fault.c) ------------------------------------------------- */

/* While reading: field and value lent. */
void import_fault_row(Import *import, ImportRow *row, const char *field, const char *value,
                      const char *remedy, const char *format, ...) G_GNUC_PRINTF(6, 7);
/* Is the same noted of this row already? */
bool import_fault_known(const Import *import, const ImportRow *row, const char *field,
                        const char *value, const char *reason);
/* While writing. */
void import_fault_sorted(Import *import, const SortRow *row, const char *field, const char *value,
                         int64_t amount_minor, const char *currency, const char *remedy,
                         const char *format, ...) G_GNUC_PRINTF(8, 9);
bool import_fault_flush(Import *import, GError **error) MUST_USE;

/* --- all of it ----------------------------------------------------------------------------- */

struct Import {
    Desk *desk;
    const ImportOptions *options;
    ImportSummary *summary;
    ImportMap *map; /* NULL: own columns */
    Table *table;
    TableWish wish; /* lent to the table */
    ImportBook book;
    ImportBatch batch;
    GPtrArray *plans;  /* ImportPlan, in the order they are written */
    GByteArray *fates; /* by row - 1 */
    int64_t recorded_us;
    Day newest;          /* effective day of what the chunk writes */
    __int128 rounded_by; /* units of 10^-18 */
    bool forms_scanned;
};

const ImportKind *import_kind_find(const char *name);        /* "items" */
const ImportKind *import_kind_of_record(const char *record); /* "item" */
const ImportKind *import_kind_at(size_t index);
const RecordType *import_kind_takes(const ImportKind *kind);
const Action *import_kind_action(const ImportKind *kind); /* NULL: none of its own */
void import_kind_example(Import *import, const char *format, ...) G_GNUC_PRINTF(2, 3);

static inline Fate import_fate(const Import *import, uint32_t row)
{
    return (Fate)import->fates->data[row - 1];
}

static inline void import_set_fate(Import *import, uint32_t row, Fate fate)
{
    if (import->fates->data[row - 1] < fate) import->fates->data[row - 1] = (uint8_t)fate;
}

/* Values of a plan's record, by their place in it. */
#define TEXT_AT(plan, place)        ((const char *)(plan)->reader.record + (place))
#define VALUE_AT(plan, type, place) (*(type const *)(const void *)TEXT_AT(plan, place))

/* Flags of RefEntry. */
enum { REF_NAMED = 1, REF_DIFFERS = 2, REF_MET = 4 };

/* Reads and judges the records that the map makes of the row; false: it makes none that counts. */
bool import_row_read(Import *import, ImportRow *row);
bool import_row_put(Import *import, ImportRow *row, GError **error) MUST_USE;

/* Minor units of an amount as typed, rounded as the map says; a fault otherwise. */
bool import_row_amount(Import *import, ImportRow *row, const char *field, Decimal amount,
                       const char *currency, int64_t *minor);
/* The account an item or payment names, which the actor must be allowed to work; NULL after a
 * fault, or when this very row opens it (*opens). */
RefEntry *import_row_account(Import *import, ImportRow *row, const char *ref, bool *opens);

/* The kinds' functions, one file each. */
bool apply_debtor_start(Import *import, ImportPlan *plan, GError **error);
void apply_debtor_judge(Import *import, ImportPlan *plan, ImportRow *row);
bool apply_debtor_put(Import *import, ImportPlan *plan, ImportRow *row, GError **error);
bool apply_debtor_write(Import *import, ImportPlan *plan, GError **error);
void apply_debtor_clear(ImportPlan *plan);
bool apply_account_start(Import *import, ImportPlan *plan, GError **error);
void apply_account_judge(Import *import, ImportPlan *plan, ImportRow *row);
bool apply_account_put(Import *import, ImportPlan *plan, ImportRow *row, GError **error);
bool apply_account_write(Import *import, ImportPlan *plan, GError **error);
void apply_account_clear(ImportPlan *plan);
bool apply_item_start(Import *import, ImportPlan *plan, GError **error);
void apply_item_judge(Import *import, ImportPlan *plan, ImportRow *row);
bool apply_item_put(Import *import, ImportPlan *plan, ImportRow *row, GError **error);
bool apply_item_write(Import *import, ImportPlan *plan, GError **error);
void apply_item_clear(ImportPlan *plan);
bool apply_payment_start(Import *import, ImportPlan *plan, GError **error);
void apply_payment_judge(Import *import, ImportPlan *plan, ImportRow *row);
bool apply_payment_put(Import *import, ImportPlan *plan, ImportRow *row, GError **error);
bool apply_payment_write(Import *import, ImportPlan *plan, GError **error);
void apply_payment_clear(ImportPlan *plan);
bool apply_allocation_start(Import *import, ImportPlan *plan, GError **error);
void apply_allocation_judge(Import *import, ImportPlan *plan, ImportRow *row);
bool apply_allocation_put(Import *import, ImportPlan *plan, ImportRow *row, GError **error);
bool apply_allocation_write(Import *import, ImportPlan *plan, GError **error);
void apply_allocation_clear(ImportPlan *plan);
bool apply_action_start(Import *import, ImportPlan *plan, GError **error);
void apply_action_judge(Import *import, ImportPlan *plan, ImportRow *row);
bool apply_action_put(Import *import, ImportPlan *plan, ImportRow *row, GError **error);
bool apply_action_write(Import *import, ImportPlan *plan, GError **error);
void apply_action_clear(ImportPlan *plan);
extern const RecordType apply_allocation_takes;

#endif
