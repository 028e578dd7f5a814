/* store/bulk_store.c: reading and writing by the thousand.  SQL only; decides nothing. */
#include "store/bulk_store.h"

#include "base/text.h"
#include "store/book_store.h"
#include "store/known.h"
#include "store/past_store.h"
#include <stdlib.h>
#include <string.h>

/* PostgreSQL holds a statement's whole result: the book is read in pages. */
enum { PAGE_ROWS = 20000 };

/* --- all of the book ----------------------------------------------------------------------- */

static const char ACCOUNTS[] =
    "SELECT debtor_id, account_id, ref, creditor_id, currency, terms_days FROM account "
    "WHERE (debtor_id, account_id) > ($1, $2) ORDER BY debtor_id, account_id LIMIT $3";
static const char DEBTORS[] = "SELECT debtor_id, 0, debtor_id, ref, '' FROM debtor WHERE debtor_id "
                              "> $1 AND $2 = $2 ORDER BY debtor_id LIMIT $3";
static const char PAYMENTS[] =
    "SELECT debtor_id, account_id, payment_id, ref, currency FROM payment WHERE (debtor_id, "
    "account_id, payment_id) > ($1, $2, $4) ORDER BY debtor_id, account_id, payment_id LIMIT $3";

static DbStmt *page(Db *db, const char *sql, int64_t debtor_id, int64_t account_id)
{
    DbStmt *stmt = db_stmt(db, sql);
    db_bind_int(stmt, 1, debtor_id);
    db_bind_int(stmt, 2, account_id);
    db_bind_int(stmt, 3, PAGE_ROWS);
    return stmt;
}

bool bulk_store_accounts(Db *db, BulkAccountFn each, void *data, GError **error)
{
    BulkAccount account = { .debtor_id = INT64_MIN };
    for (size_t rows = PAGE_ROWS; rows == PAGE_ROWS;) {
        DbStmt *stmt = page(db, ACCOUNTS, account.debtor_id, account.account_id);
        DbStep step;
        for (rows = 0; (step = db_next(stmt, error)) == DB_ROW; rows++) {
            account.debtor_id = db_int(stmt, 0);
            account.account_id = db_int(stmt, 1);
            account.ref = db_text(stmt, 2);
            account.creditor_id = db_int(stmt, 3);
            text_copy(account.currency, sizeof account.currency, db_text(stmt, 4));
            account.terms_days = db_day(stmt, 5);
            each(data, &account);
        }
        if (step == DB_FAILED) return false;
    }
    return true;
}

static bool each_ref(Db *db, const char *sql, BulkRefFn each, void *data, GError **error)
{
    BulkRef ref = { .debtor_id = INT64_MIN };
    for (size_t rows = PAGE_ROWS; rows == PAGE_ROWS;) {
        DbStmt *stmt = page(db, sql, ref.debtor_id, ref.account_id);
        DbStep step;
        if (sql == PAYMENTS) db_bind_int(stmt, 4, ref.id);
        for (rows = 0; (step = db_next(stmt, error)) == DB_ROW; rows++) {
            ref = (BulkRef){ db_int(stmt, 0), db_int(stmt, 1), db_int(stmt, 2), db_text(stmt, 3),
                             db_text(stmt, 4) };
            each(data, &ref);
        }
        if (step == DB_FAILED) return false;
    }
    return true;
}

bool bulk_store_debtors(Db *db, BulkRefFn each, void *data, GError **error)
{
    return each_ref(db, DEBTORS, each, data, error);
}

bool bulk_store_payments(Db *db, BulkRefFn each, void *data, GError **error)
{
    return each_ref(db, PAYMENTS, each, data, error);
}

static const char NEXT_ID[] = "SELECT next_id FROM id_block WHERE kind = $1";

bool bulk_store_next_id(Db *db, const char *kind, int64_t *out, GError **error)
{
    DbStmt *stmt = db_stmt(db, NEXT_ID);
    bool found = false;
    db_bind_text(stmt, 1, kind);
    if (!db_one(stmt, &found, error)) return false;
    *out = found ? db_int(stmt, 0) : 1;
    db_done(stmt);
    return true;
}

/* --- ranges of debtors --------------------------------------------------------------------- */

#define RANGE "WHERE debtor_id >= $1 AND debtor_id <= $2 "
static const char DEBTOR_RANGE[] =
    "SELECT debtor_id, ref, name, kind, country, region, postal_code, time_zone, language, email, "
    "phone, recorded_us FROM debtor " RANGE "ORDER BY debtor_id";
#define KNOWN_BETWEEN "debtor_id >= $1 AND debtor_id <= $2 AND "
static const char DEBTORS_KNOWN[] =
    "SELECT " DEBTOR_NAMES " FROM " KNOWN_DEBTOR(KNOWN_BETWEEN, "$3") "d ORDER BY debtor_id";
static const char ACCOUNTS_KNOWN[] =
    "SELECT " ACCOUNT_NAMES
    " FROM " KNOWN_ACCOUNT(KNOWN_BETWEEN, "$3") "a ORDER BY debtor_id, account_id";
static const char ACCOUNT_RANGE[] =
    "SELECT debtor_id, account_id, ref, creditor_id, kind, currency, terms_days, "
    "credit_limit_minor, opened_day, owner_id, treatment, recorded_us FROM account " RANGE
    "ORDER BY debtor_id, account_id";
#define ITEM_LIST                                                                              \
    "SELECT debtor_id, account_id, item_id, number, kind, issued_day, due_day, amount_minor, " \
    "open_minor, document, reference, recorded_us, cleared_day, cancelled_day FROM item " RANGE
static const char ITEM_RANGE[] = ITEM_LIST "ORDER BY debtor_id, account_id, item_id";
static const char OPEN_ITEM_RANGE[] =
    ITEM_LIST "AND open_minor <> 0 ORDER BY debtor_id, account_id, item_id";
static const char PAYMENT_RANGE[] =
    "SELECT debtor_id, account_id, payment_id, ref, on_day, amount_minor, currency, "
    "unapplied_minor, method, reference, state, recorded_us, since_us FROM payment " RANGE
    "ORDER BY debtor_id, account_id, payment_id";
static const char ALLOCATION_RANGE[] =
    "SELECT debtor_id, account_id, allocation_id, item_id, source, source_id, on_day, "
    "amount_minor, recorded_us FROM allocation " RANGE
    "AND source = 0 ORDER BY debtor_id, account_id, allocation_id";

static void decode_debtor(const DbStmt *row, void *to)
{
    Debtor *out = to;
    *out = (Debtor){ .debtor_id = db_int(row, 0),
                     .kind = (int32_t)db_int(row, 3),
                     .recorded_us = db_int(row, 11) };
    text_copy(out->ref, sizeof out->ref, db_text(row, 1));
    text_copy(out->name, sizeof out->name, db_text(row, 2));
    text_copy(out->country, sizeof out->country, db_text(row, 4));
    text_copy(out->region, sizeof out->region, db_text(row, 5));
    text_copy(out->postal_code, sizeof out->postal_code, db_text(row, 6));
    text_copy(out->time_zone, sizeof out->time_zone, db_text(row, 7));
    text_copy(out->language, sizeof out->language, db_text(row, 8));
    text_copy(out->email, sizeof out->email, db_text(row, 9));
    text_copy(out->phone, sizeof out->phone, db_text(row, 10));
}

static void decode_account(const DbStmt *row, void *to)
{
    Account *out = to;
    *out = (Account){ .debtor_id = db_int(row, 0),
                      .account_id = db_int(row, 1),
                      .creditor_id = db_int(row, 3),
                      .kind = (int32_t)db_int(row, 4),
                      .terms_days = db_day(row, 6),
                      .credit_limit_minor = db_int(row, 7),
                      .opened_day = db_day(row, 8),
                      .owner_id = db_int(row, 9),
                      .recorded_us = db_int(row, 11) };
    text_copy(out->ref, sizeof out->ref, db_text(row, 2));
    text_copy(out->currency, sizeof out->currency, db_text(row, 5));
    text_copy(out->treatment, sizeof out->treatment, db_text(row, 10));
}

static void decode_item(const DbStmt *row, void *to)
{
    Item *out = to;
    *out = (Item){ .debtor_id = db_int(row, 0),
                   .account_id = db_int(row, 1),
                   .item_id = db_int(row, 2),
                   .kind = (int32_t)db_int(row, 4),
                   .issued_day = db_day(row, 5),
                   .due_day = db_day(row, 6),
                   .amount_minor = db_int(row, 7),
                   .open_minor = db_int(row, 8),
                   .recorded_us = db_int(row, 11),
                   .cleared_day = db_day(row, 12),
                   .cancelled_day = db_day(row, 13) };
    text_copy(out->number, sizeof out->number, db_text(row, 3));
    text_copy(out->document, sizeof out->document, db_text(row, 9));
    text_copy(out->reference, sizeof out->reference, db_text(row, 10));
}

static void decode_payment(const DbStmt *row, void *to)
{
    Payment *out = to;
    *out = (Payment){ .debtor_id = db_int(row, 0),
                      .account_id = db_int(row, 1),
                      .payment_id = db_int(row, 2),
                      .on_day = db_day(row, 4),
                      .amount_minor = db_int(row, 5),
                      .unapplied_minor = db_int(row, 7),
                      .method = (int32_t)db_int(row, 8),
                      .state = (int32_t)db_int(row, 10),
                      .recorded_us = db_int(row, 11),
                      .since_us = db_int(row, 12) };
    text_copy(out->ref, sizeof out->ref, db_text(row, 3));
    text_copy(out->currency, sizeof out->currency, db_text(row, 6));
    text_copy(out->reference, sizeof out->reference, db_text(row, 9));
}

static void decode_allocation(const DbStmt *row, void *to)
{
    *(Allocation *)to = (Allocation){ .debtor_id = db_int(row, 0),
                                      .account_id = db_int(row, 1),
                                      .allocation_id = db_int(row, 2),
                                      .item_id = db_int(row, 3),
                                      .source = (int32_t)db_int(row, 4),
                                      .source_id = db_int(row, 5),
                                      .on_day = db_day(row, 6),
                                      .amount_minor = db_int(row, 7),
                                      .recorded_us = db_int(row, 8) };
}

static bool load_bound(DbStmt *stmt, int64_t from, int64_t to,
                       void (*decode)(const DbStmt *, void *), GArray *list, GError **error)
{
    size_t size = g_array_get_element_size(list);
    DbStep step;
    db_bind_int(stmt, 1, from);
    db_bind_int(stmt, 2, to);
    while ((step = db_next(stmt, error)) == DB_ROW) {
        g_array_set_size(list, list->len + 1);
        decode(stmt, list->data + (list->len - 1) * size);
    }
    return step == DB_DONE;
}

static bool load(Db *db, const char *sql, int64_t from, int64_t to,
                 void (*decode)(const DbStmt *, void *), GArray *list, GError **error)
{
    return load_bound(db_stmt(db, sql), from, to, decode, list, error);
}

static bool load_known(Db *db, const char *sql, int64_t from, int64_t to, int64_t known_us,
                       void (*decode)(const DbStmt *, void *), GArray *list, GError **error)
{
    DbStmt *stmt = db_stmt(db, sql);
    db_bind_int(stmt, 3, known_us);
    return load_bound(stmt, from, to, decode, list, error);
}

bool bulk_store_debtors_known(Db *db, int64_t from, int64_t to, int64_t known_us, GArray *debtors,
                              GError **error)
{
    return load_known(db, DEBTORS_KNOWN, from, to, known_us, decode_debtor, debtors, error);
}

bool bulk_store_accounts_known(Db *db, int64_t from, int64_t to, int64_t known_us, GArray *accounts,
                               GError **error)
{
    return load_known(db, ACCOUNTS_KNOWN, from, to, known_us, decode_account, accounts, error);
}

bool bulk_store_debtor_range(Db *db, int64_t from, int64_t to, GArray *debtors, GError **error)
{
    return load(db, DEBTOR_RANGE, from, to, decode_debtor, debtors, error);
}

bool bulk_store_account_range(Db *db, int64_t from, int64_t to, GArray *accounts, GError **error)
{
    return load(db, ACCOUNT_RANGE, from, to, decode_account, accounts, error);
}

bool bulk_store_item_range(Db *db, int64_t from, int64_t to, GArray *items, GError **error)
{
    return load(db, ITEM_RANGE, from, to, decode_item, items, error);
}

bool bulk_store_open_item_range(Db *db, int64_t from, int64_t to, GArray *items, GError **error)
{
    return load(db, OPEN_ITEM_RANGE, from, to, decode_item, items, error);
}

bool bulk_store_payment_range(Db *db, int64_t from, int64_t to, GArray *payments, GError **error)
{
    return load(db, PAYMENT_RANGE, from, to, decode_payment, payments, error);
}

bool bulk_store_allocation_range(Db *db, int64_t from, int64_t to, GArray *allocations,
                                 GError **error)
{
    return load(db, ALLOCATION_RANGE, from, to, decode_allocation, allocations, error);
}

/* --- new rows ------------------------------------------------------------------------------ */

static const DbColumn ITEM_COLUMNS[] = {
    { "debtor_id", DB_COL_INT, offsetof(BulkItem, debtor_id) },
    { "account_id", DB_COL_INT, offsetof(BulkItem, account_id) },
    { "item_id", DB_COL_INT, offsetof(BulkItem, item_id) },
    { "number", DB_COL_TEXT_PTR, offsetof(BulkItem, number) },
    { "kind", DB_COL_INT32, offsetof(BulkItem, kind) },
    { "issued_day", DB_COL_DAY, offsetof(BulkItem, issued_day) },
    { "due_day", DB_COL_DAY, offsetof(BulkItem, due_day) },
    { "amount_minor", DB_COL_INT, offsetof(BulkItem, amount_minor) },
    { "open_minor", DB_COL_INT, offsetof(BulkItem, open_minor) },
    { "document", DB_COL_TEXT_PTR, offsetof(BulkItem, document) },
    { "reference", DB_COL_TEXT_PTR, offsetof(BulkItem, reference) },
    { "note", DB_COL_TEXT_PTR, offsetof(BulkItem, note) },
    { "recorded_us", DB_COL_INT, offsetof(BulkItem, recorded_us) },
    { "cleared_day", DB_COL_DAY, offsetof(BulkItem, cleared_day) },
    { "cancelled_day", DB_COL_DAY, offsetof(BulkItem, cancelled_day) },
    { NULL, DB_COL_INT, 0 },
};
static const DbTable ITEM_TABLE = { "item", "debtor_id,account_id,item_id", ITEM_COLUMNS };

static const DbColumn OPEN_COLUMNS[] = {
    { "debtor_id", DB_COL_INT, offsetof(Item, debtor_id) },
    { "account_id", DB_COL_INT, offsetof(Item, account_id) },
    { "item_id", DB_COL_INT, offsetof(Item, item_id) },
    { "open_minor", DB_COL_INT, offsetof(Item, open_minor) },
    { "cleared_day", DB_COL_DAY, offsetof(Item, cleared_day) },
    { NULL, DB_COL_INT, 0 },
};
static const DbTable OPEN_TABLE = { "item", "debtor_id,account_id,item_id", OPEN_COLUMNS };

static const DbColumn PAYMENT_COLUMNS[] = {
    { "debtor_id", DB_COL_INT, offsetof(BulkPayment, debtor_id) },
    { "account_id", DB_COL_INT, offsetof(BulkPayment, account_id) },
    { "payment_id", DB_COL_INT, offsetof(BulkPayment, payment_id) },
    { "ref", DB_COL_TEXT_PTR, offsetof(BulkPayment, ref) },
    { "on_day", DB_COL_DAY, offsetof(BulkPayment, on_day) },
    { "amount_minor", DB_COL_INT, offsetof(BulkPayment, amount_minor) },
    { "currency", DB_COL_TEXT, offsetof(BulkPayment, currency) },
    { "unapplied_minor", DB_COL_INT, offsetof(BulkPayment, unapplied_minor) },
    { "method", DB_COL_INT32, offsetof(BulkPayment, method) },
    { "reference", DB_COL_TEXT_PTR, offsetof(BulkPayment, reference) },
    { "state", DB_COL_INT32, offsetof(BulkPayment, state) },
    { "recorded_us", DB_COL_INT, offsetof(BulkPayment, recorded_us) },
    { NULL, DB_COL_INT, 0 },
};
static const DbTable PAYMENT_TABLE = { "payment", "debtor_id,account_id,payment_id",
                                       PAYMENT_COLUMNS };

static const DbColumn CHANGE_COLUMNS[] = {
    { "debtor_id", DB_COL_INT, offsetof(BulkPayment, debtor_id) },
    { "account_id", DB_COL_INT, offsetof(BulkPayment, account_id) },
    { "payment_id", DB_COL_INT, offsetof(BulkPayment, payment_id) },
    { "unapplied_minor", DB_COL_INT, offsetof(BulkPayment, unapplied_minor) },
    { NULL, DB_COL_INT, 0 },
};
static const DbTable CHANGE_TABLE = { "payment", "debtor_id,account_id,payment_id",
                                      CHANGE_COLUMNS };

static const DbColumn CORRECT_COLUMNS[] = {
    { "debtor_id", DB_COL_INT, offsetof(BulkPayment, debtor_id) },
    { "account_id", DB_COL_INT, offsetof(BulkPayment, account_id) },
    { "payment_id", DB_COL_INT, offsetof(BulkPayment, payment_id) },
    { "method", DB_COL_INT32, offsetof(BulkPayment, method) },
    { "reference", DB_COL_TEXT_PTR, offsetof(BulkPayment, reference) },
    { "since_us", DB_COL_INT, offsetof(BulkPayment, recorded_us) },
    { NULL, DB_COL_INT, 0 },
};
static const DbTable CORRECT_TABLE = { "payment", "debtor_id,account_id,payment_id",
                                       CORRECT_COLUMNS };

bool bulk_store_item_insert(Db *db, const BulkItem *items, size_t count, GError **error)
{
    return db_bulk(db, &ITEM_TABLE, DB_INSERT, items, sizeof *items, count, error);
}

bool bulk_store_item_open(Db *db, const Item *items, size_t count, GError **error)
{
    return db_bulk(db, &OPEN_TABLE, DB_UPDATE, items, sizeof *items, count, error);
}

bool bulk_store_payment_change(Db *db, const BulkPayment *payments, size_t count, GError **error)
{
    return db_bulk(db, &CHANGE_TABLE, DB_UPDATE, payments, sizeof *payments, count, error);
}

bool bulk_store_payment_correct(Db *db, const BulkPayment *payments, size_t count, GError **error)
{
    for (size_t i = 0; i < count; i++) {
        const int64_t key[3] = { payments[i].debtor_id, payments[i].account_id,
                                 payments[i].payment_id };
        if (!past_store_keep(db, PAST_PAYMENT, key, payments[i].recorded_us, error)) return false;
    }
    return db_bulk(db, &CORRECT_TABLE, DB_UPDATE, payments, sizeof *payments, count, error);
}

/* References come in any order; the look-up table is written in theirs. */
static const DbColumn PAYMENT_REF_COLUMNS[] = {
    { "ref", DB_COL_TEXT_PTR, offsetof(BulkPayment, ref) },
    { "debtor_id", DB_COL_INT, offsetof(BulkPayment, debtor_id) },
    { "account_id", DB_COL_INT, offsetof(BulkPayment, account_id) },
    { "payment_id", DB_COL_INT, offsetof(BulkPayment, payment_id) },
    { NULL, DB_COL_INT, 0 },
};
static const DbTable PAYMENT_REF_TABLE = { "payment_ref", "ref", PAYMENT_REF_COLUMNS };

static int by_ref(const void *a, const void *b)
{
    return strcmp(((const BulkPayment *)a)->ref, ((const BulkPayment *)b)->ref);
}

bool bulk_store_payment_insert(Db *db, BulkPayment *payments, size_t count, GError **error)
{
    if (count == 0) return true;
    if (!db_bulk(db, &PAYMENT_TABLE, DB_INSERT, payments, sizeof *payments, count, error))
        return false;
    qsort(payments, count, sizeof *payments, by_ref);
    return db_bulk(db, &PAYMENT_REF_TABLE, DB_INSERT, payments, sizeof *payments, count, error);
}

/* --- imported files ------------------------------------------------------------------------ */

static const DbColumn BATCH_COLUMNS[] = {
    { "batch_id", DB_COL_INT, offsetof(BatchRow, batch_id) },
    { "kind", DB_COL_TEXT, offsetof(BatchRow, kind) },
    { "file", DB_COL_TEXT, offsetof(BatchRow, file) },
    { "sha256", DB_COL_TEXT, offsetof(BatchRow, sha256) },
    { "map", DB_COL_TEXT, offsetof(BatchRow, map) },
    { "state", DB_COL_INT32, offsetof(BatchRow, state) },
    { "rows_read", DB_COL_INT, offsetof(BatchRow, rows_read) },
    { "rows_accepted", DB_COL_INT, offsetof(BatchRow, rows_accepted) },
    { "rows_unchanged", DB_COL_INT, offsetof(BatchRow, rows_unchanged) },
    { "rows_quarantined", DB_COL_INT, offsetof(BatchRow, rows_quarantined) },
    { "rows_done", DB_COL_INT, offsetof(BatchRow, rows_done) },
    { "actor", DB_COL_TEXT, offsetof(BatchRow, actor) },
    { "recorded_us", DB_COL_INT, offsetof(BatchRow, recorded_us) },
    { NULL, DB_COL_INT, 0 },
};
static const DbTable BATCH_TABLE = { "batch", "batch_id", BATCH_COLUMNS };

static const DbColumn QUARANTINE_COLUMNS[] = {
    { "batch_id", DB_COL_INT, offsetof(QuarantineRow, batch_id) },
    { "line", DB_COL_INT, offsetof(QuarantineRow, line) },
    { "fault", DB_COL_INT, offsetof(QuarantineRow, fault) },
    { "field", DB_COL_TEXT_PTR, offsetof(QuarantineRow, field) },
    { "value", DB_COL_TEXT_PTR, offsetof(QuarantineRow, value) },
    { "reason", DB_COL_TEXT_PTR, offsetof(QuarantineRow, reason) },
    { "remedy", DB_COL_TEXT_PTR, offsetof(QuarantineRow, remedy) },
    { "amount", DB_COL_TEXT_PTR, offsetof(QuarantineRow, amount) },
    { "currency", DB_COL_TEXT_PTR, offsetof(QuarantineRow, currency) },
    { "raw", DB_COL_TEXT_PTR, offsetof(QuarantineRow, raw) },
    { "state", DB_COL_INT32, offsetof(QuarantineRow, state) },
    { NULL, DB_COL_INT, 0 },
};
static const DbTable QUARANTINE_TABLE = { "quarantine", "batch_id,line,fault", QUARANTINE_COLUMNS };

static const char BATCH_FIND[] =
    "SELECT batch_id, kind, file, sha256, map, state, rows_read, rows_accepted, rows_unchanged, "
    "rows_quarantined, rows_done, actor, recorded_us FROM batch "
    "WHERE kind = $1 AND sha256 = $2 AND map = $3 ORDER BY batch_id DESC LIMIT 1";
static const char RESOLVE[] =
    "UPDATE quarantine SET state = 1 WHERE state = 0 AND batch_id IN "
    "(SELECT batch_id FROM batch WHERE batch_id = $1 OR (kind = $2 AND file = $3 AND map = $4))";

bool bulk_store_batch_find(Db *db, const char *kind, const char *sha256, const char *map,
                           BatchRow *out, bool *found, GError **error)
{
    DbStmt *stmt = db_stmt(db, BATCH_FIND);
    db_bind_text(stmt, 1, kind);
    db_bind_text(stmt, 2, sha256);
    db_bind_text(stmt, 3, map);
    if (!db_one(stmt, found, error)) return false;
    if (*found) {
        *out = (BatchRow){ .batch_id = db_int(stmt, 0),
                           .state = (int32_t)db_int(stmt, 5),
                           .rows_read = db_int(stmt, 6),
                           .rows_accepted = db_int(stmt, 7),
                           .rows_unchanged = db_int(stmt, 8),
                           .rows_quarantined = db_int(stmt, 9),
                           .rows_done = db_int(stmt, 10),
                           .recorded_us = db_int(stmt, 12) };
        text_copy(out->kind, sizeof out->kind, db_text(stmt, 1));
        text_copy(out->file, sizeof out->file, db_text(stmt, 2));
        text_copy(out->sha256, sizeof out->sha256, db_text(stmt, 3));
        text_copy(out->map, sizeof out->map, db_text(stmt, 4));
        text_copy(out->actor, sizeof out->actor, db_text(stmt, 11));
    }
    db_done(stmt);
    return true;
}

static const char UNFINISHED[] =
    "SELECT 1 FROM batch WHERE kind = $1 AND map = $2 AND state = 0 LIMIT 1";

bool bulk_store_batch_unfinished(Db *db, const char *kind, const char *map, bool *out,
                                 GError **error)
{
    DbStmt *stmt = db_stmt(db, UNFINISHED);
    db_bind_text(stmt, 1, kind);
    db_bind_text(stmt, 2, map);
    if (!db_one(stmt, out, error)) return false;
    db_done(stmt);
    return true;
}

/* Among the book's settings: "import.12" is "5001 7001". */
static const char *ids_name(int64_t batch_id, char name[static 32])
{
    g_snprintf(name, 32, "import.%" G_GINT64_FORMAT, batch_id);
    return name;
}

bool bulk_store_batch_ids(Db *db, int64_t batch_id, BatchIds *out, GError **error)
{
    char name[32], value[64];
    if (!book_store_get(db, ids_name(batch_id, name), value, sizeof value, error)) return false;
    char *rest = NULL;
    *out = (BatchIds){ .debtor = strtoll(value, &rest, 10) };
    out->account = strtoll(rest, NULL, 10);
    return true;
}

bool bulk_store_batch_keep_ids(Db *db, int64_t batch_id, const BatchIds *ids, GError **error)
{
    char name[32], value[64];
    g_snprintf(value, sizeof value, "%" G_GINT64_FORMAT " %" G_GINT64_FORMAT, ids->debtor,
               ids->account);
    return book_store_set(db, ids_name(batch_id, name), value, error);
}

static const char FORGET[] = "DELETE FROM book WHERE name = $1";

bool bulk_store_batch_forget_ids(Db *db, int64_t batch_id, GError **error)
{
    char name[32];
    DbStmt *stmt = db_stmt(db, FORGET);
    db_bind_text(stmt, 1, ids_name(batch_id, name));
    return db_run(stmt, error);
}

bool bulk_store_batch_put(Db *db, const BatchRow *batch, GError **error)
{
    return db_bulk(db, &BATCH_TABLE, DB_REPLACE, batch, sizeof *batch, 1, error);
}

bool bulk_store_quarantine_resolve(Db *db, const BatchRow *batch, GError **error)
{
    DbStmt *stmt = db_stmt(db, RESOLVE);
    db_bind_int(stmt, 1, batch->batch_id);
    db_bind_text(stmt, 2, batch->kind);
    db_bind_text(stmt, 3, batch->file);
    db_bind_text(stmt, 4, batch->map);
    return db_run(stmt, error);
}

bool bulk_store_quarantine_put(Db *db, const QuarantineRow *rows, size_t count, GError **error)
{
    return db_bulk(db, &QUARANTINE_TABLE, DB_REPLACE, rows, sizeof *rows, count, error);
}
