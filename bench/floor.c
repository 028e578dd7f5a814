/* bench/floor.c: floor BOOK DATE WRITES SNAPSHOTS: what the database alone costs a daily run: the
 * same tables scanned in the same chunks, and as many rows of the same shape written, each chunk
 * and its checkpoint in one transaction.  Thinks nothing: what it writes is made up, so give it a
 * copy of the book. */
#include "base/clock.h"
#include "store/account_store.h"
#include "store/book_store.h"
#include "store/derived_store.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define RANGE " WHERE debtor_id >= $1 AND debtor_id < $2 ORDER BY debtor_id, account_id"
static const char DEBTORS[] =
    "SELECT debtor_id, ref, name, kind, country, region, language, email, "
    "phone FROM debtor WHERE debtor_id >= $1 AND debtor_id < $2";
static const char ACCOUNTS[] =
    "SELECT debtor_id, account_id, ref, creditor_id, kind, currency, terms_days, "
    "credit_limit_minor, opened_day, owner_id, treatment FROM account" RANGE;
static const char ITEMS[] =
    "SELECT debtor_id, account_id, item_id, due_day, issued_day, open_minor, kind FROM item WHERE "
    "debtor_id >= $1 AND debtor_id < $2 AND open_minor <> 0 "
    "ORDER BY debtor_id, account_id, due_day, item_id";
static const char PAYMENTS[] =
    "SELECT debtor_id, account_id, unapplied_minor FROM payment WHERE debtor_id >= $1 AND "
    "debtor_id < $2 AND unapplied_minor <> 0 ORDER BY debtor_id, account_id, payment_id";
static const char HABITS[] =
    "SELECT debtor_id, account_id, months, last_payment_day, last_payment_minor FROM d_habit" RANGE;
static const char HOLDS[] =
    "SELECT debtor_id, account_id, item_id, kind, from_day, until_day, lifted_day FROM hold" RANGE;
static const char DISPUTES[] =
    "SELECT debtor_id, account_id, on_day, settled_day FROM dispute" RANGE;
static const char CONTACTS[] =
    "SELECT debtor_id, account_id, on_day, next_day, direction FROM contact WHERE debtor_id >= $1 "
    "AND debtor_id < $2 ORDER BY debtor_id, account_id, contact_id";
static const char STEPS[] =
    "SELECT debtor_id, account_id, treatment, step, state, since_day, finished_day, covered_day, "
    "next_day FROM step" RANGE;
static const char OWNERS[] = "SELECT debtor_id, account_id, member_id FROM assignment" RANGE;
static const char PROMISES[] =
    "SELECT debtor_id, account_id, promise_id, on_day, due_day, amount_minor, plan_id, "
    "recorded_us FROM promise" RANGE;
static const char STANDING[] =
    "SELECT debtor_id, account_id, digest, snapshot_day, snapshot_bucket, snapshot_balance, "
    "snapshot_past_due FROM d_account" RANGE;

/* One letter a column: i a number, t text, b bytes. */
static const struct {
    const char *sql, *columns;
} TABLES[] = {
    { DEBTORS, "ittittttt" }, { ACCOUNTS, "iitiitiiiit" }, { PAYMENTS, "iii" },
    { HABITS, "iibii" },      { HOLDS, "iiiiiii" },        { DISPUTES, "iiii" },
    { CONTACTS, "iiiii" },    { STEPS, "iittiiiii" },      { OWNERS, "iii" },
    { PROMISES, "iiiiiiii" },
};

typedef struct {
    Db *db;
    Day on;
    int64_t writes, snapshots, total; /* how many rows are written, of how many */
    int64_t scanned, written;
    uint64_t sum; /* so that every column is really read */
    DerivedChanges changes;
} Floor;

static void die(const GError *error)
{
    fprintf(stderr, "floor: %s\n", error->message);
    exit(1);
}

static uint64_t read_columns(const DbStmt *row, const char *columns)
{
    uint64_t sum = 0;
    size_t size = 0;
    for (int i = 0; columns[i] != '\0'; i++) {
        if (columns[i] == 'i') {
            sum += (uint64_t)db_int(row, i);
        } else if (columns[i] == 't') {
            sum += (uint64_t)db_text(row, i)[0];
        } else {
            (void)db_blob(row, i, &size);
            sum += size;
        }
    }
    return sum;
}

static bool scan(Floor *floor, const char *sql, const char *columns, int64_t from, GError **error)
{
    DbStmt *stmt = db_stmt(floor->db, sql);
    DbStep step;
    db_bind_int(stmt, 1, from);
    db_bind_int(stmt, 2, from + RUN_CHUNK_DEBTORS);
    while ((step = db_next(stmt, error)) == DB_ROW) {
        floor->sum += read_columns(stmt, columns);
        floor->scanned++;
    }
    return step == DB_DONE;
}

/* --- writing ---------------------------------------------------------------------------------- */

/* True for `wanted` of every `total` accounts, spread evenly. */
static bool chosen(int64_t account, int64_t wanted, int64_t total)
{
    return total > 0 && account * wanted / total != (account - 1) * wanted / total;
}

static DerivedRow row_of(const Floor *floor, int64_t debtor_id, int64_t account_id)
{
    DerivedRow row = { .debtor_id = debtor_id,
                       .account_id = account_id,
                       .balance_minor = 123456 + account_id,
                       .past_due_minor = 123456,
                       .chase_minor = 123456,
                       .oldest_due_day = floor->on - 40,
                       .next_due_day = floor->on + 9,
                       .open_count = 3,
                       .past_due_count = 2,
                       .last_payment_day = floor->on - 50,
                       .last_contact_day = floor->on - 10,
                       .avg_late_12m = 812,
                       .score = 640,
                       .segment = "standard",
                       .treatment = "standard",
                       .step = "first_reminder",
                       .step_state = 1,
                       .step_since_day = floor->on - 4,
                       .next_step = "first_call",
                       .next_day = floor->on + 5,
                       .work_no = 1,
                       .hold_until_day = DAY_NONE,
                       .priority = 60 + floor->on % 7,
                       .bucket = 2,
                       .policy_id = 1,
                       .digest = (int64_t)(floor->sum * 0x9e3779b97f4a7c15u),
                       .snapshot_day = floor->on,
                       .snapshot_bucket = 2,
                       .snapshot_balance = 123456,
                       .snapshot_past_due = 123456 };
    return row;
}

static void note(Floor *floor, int64_t debtor_id, int64_t account_id, bool stands)
{
    DerivedRow row = row_of(floor, debtor_id, account_id);
    SnapshotRow snapshot = { .debtor_id = debtor_id,
                             .account_id = account_id,
                             .on_day = floor->on,
                             .bucket = 2,
                             .balance_minor = 123456 + account_id,
                             .past_due_minor = 123456 };
    if (!stands)
        g_array_append_val(floor->changes.inserts, row);
    else if (chosen(account_id, floor->writes, floor->total))
        g_array_append_val(floor->changes.updates, row);
    if (!stands || chosen(account_id, floor->snapshots, floor->total))
        g_array_append_val(floor->changes.snapshots, snapshot);
}

/* Accounts of the statement's rows are noted once each. */
static bool scan_and_note(Floor *floor, const char *sql, const char *columns, int64_t from,
                          bool stands, GError **error)
{
    DbStmt *stmt = db_stmt(floor->db, sql);
    DbStep step;
    int64_t last = 0;
    db_bind_int(stmt, 1, from);
    db_bind_int(stmt, 2, from + RUN_CHUNK_DEBTORS);
    while ((step = db_next(stmt, error)) == DB_ROW) {
        int64_t account = db_int(stmt, 1);
        floor->sum += read_columns(stmt, columns);
        floor->scanned++;
        if (account != last && (stands || floor->total == 0))
            note(floor, db_int(stmt, 0), account, stands);
        last = account;
    }
    return step == DB_DONE;
}

static bool chunk(Floor *floor, int64_t number, GError **error)
{
    g_auto(DbTx) tx = { 0 };
    int64_t from = number * RUN_CHUNK_DEBTORS;
    RunChunk row = { .on_day = floor->on, .chunk = number, .policy_id = 1 };
    derived_store_changes_empty(&floor->changes);
    for (size_t i = 0; i < G_N_ELEMENTS(TABLES); i++)
        if (!scan(floor, TABLES[i].sql, TABLES[i].columns, from, error)) return false;
    if (!scan_and_note(floor, ITEMS, "iiiiiii", from, false, error) ||
        !scan_and_note(floor, STANDING, "iiiiiii", from, true, error))
        return false;
    floor->written += floor->changes.inserts->len + floor->changes.updates->len;
    return db_tx_begin(&tx, floor->db, error) &&
           derived_store_apply(floor->db, &floor->changes, error) &&
           derived_store_chunk_put(floor->db, &row, error) && db_tx_commit(&tx, error);
}

static int64_t count_rows(Db *db, const char *sql, GError **error)
{
    bool found = false;
    DbStmt *stmt = db_stmt(db, sql);
    return db_one(stmt, &found, error) && found ? db_int(stmt, 0) : -1;
}

static bool run(Floor *floor, GError **error)
{
    int64_t last = 0;
    floor->total = count_rows(floor->db, "SELECT count(*) FROM d_account", error);
    if (floor->total < 0 || !account_store_last_debtor(floor->db, &last, error)) return false;
    db_durable(floor->db, false);
    for (int64_t number = 0; number <= last / RUN_CHUNK_DEBTORS; number++)
        if (!chunk(floor, number, error)) return false;
    return true;
}

int main(int argc, char **argv)
{
    g_autoptr(GError) error = NULL;
    if (argc < 5) {
        fprintf(stderr, "usage: floor BOOK DATE WRITES SNAPSHOTS\n");
        return 2;
    }
    int64_t started_us = clock_elapsed_us();
    g_autoptr(Db) db = book_store_open(argv[1], false, 0, &error);
    if (db == NULL) die(error);
    Floor floor = { .db = db,
                    .writes = strtoll(argv[3], NULL, 10),
                    .snapshots = strtoll(argv[4], NULL, 10) };
    if (!day_parse(argv[2], &floor.on)) return 2;
    derived_store_changes_init(&floor.changes);
    if (!run(&floor, &error)) die(error);
    derived_store_changes_clear(&floor.changes);
    printf("floor %ld %.3f %ld %lx\n", (long)floor.scanned,
           (double)(clock_elapsed_us() - started_us) / 1e6, (long)floor.written,
           (unsigned long)floor.sum);
    return 0;
}
