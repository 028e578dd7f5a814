/* bench/floor_import.c: floor_import BOOK KIND FILE SEED: what the database alone costs an import
 * into a book that has its debtors and accounts: the lines of the ordered file are read, and the
 * rows they stand for are written in key order, as many and of the same shape.  Judges nothing and
 * looks nothing up: it knows the made-up book. */
#include "base/clock.h"
#include "rows.h"
#include "store/book_store.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CHUNK_ROWS = 50000, LINE_SIZE = 1024 };

typedef struct {
    Db *db;
    FILE *file;
    int64_t item, payment; /* the last id given */
    GArray *items, *payments, *allocations;
} Floor;

typedef bool (*WriteFn)(Floor *floor, GError **error);

static bool write_items(Floor *floor, GError **error)
{
    return ledger_store_item_insert(floor->db, (const Item *)(const void *)floor->items->data,
                                    floor->items->len, error);
}

static bool write_payments(Floor *floor, GError **error)
{
    return ledger_store_payment_insert(floor->db,
                                       (const Payment *)(const void *)floor->payments->data,
                                       floor->payments->len, error);
}

static const DbColumn ITEM_OPEN[] = {
    { "debtor_id", DB_COL_INT, offsetof(Item, debtor_id) },
    { "account_id", DB_COL_INT, offsetof(Item, account_id) },
    { "item_id", DB_COL_INT, offsetof(Item, item_id) },
    { "open_minor", DB_COL_INT, offsetof(Item, open_minor) },
    { "cleared_day", DB_COL_DAY, offsetof(Item, cleared_day) },
    { NULL, DB_COL_INT, 0 },
};
static const DbColumn PAYMENT_LEFT[] = {
    { "debtor_id", DB_COL_INT, offsetof(Payment, debtor_id) },
    { "account_id", DB_COL_INT, offsetof(Payment, account_id) },
    { "payment_id", DB_COL_INT, offsetof(Payment, payment_id) },
    { "unapplied_minor", DB_COL_INT, offsetof(Payment, unapplied_minor) },
    { NULL, DB_COL_INT, 0 },
};
static const DbTable ITEM_TABLE = { "item", "debtor_id,account_id,item_id", ITEM_OPEN };
static const DbTable PAYMENT_TABLE = { "payment", "debtor_id,account_id,payment_id", PAYMENT_LEFT };

static bool write_allocations(Floor *floor, GError **error)
{
    return ledger_store_allocation_insert(
               floor->db, (const Allocation *)(const void *)floor->allocations->data,
               floor->allocations->len, error) &&
           db_bulk(floor->db, &ITEM_TABLE, DB_UPDATE, floor->items->data, sizeof(Item),
                   floor->items->len, error) &&
           db_bulk(floor->db, &PAYMENT_TABLE, DB_UPDATE, floor->payments->data, sizeof(Payment),
                   floor->payments->len, error);
}

static bool flush(Floor *floor, WriteFn write, GError **error)
{
    g_auto(DbTx) tx = { 0 };
    bool done =
        db_tx_begin(&tx, floor->db, error) && write(floor, error) && db_tx_commit(&tx, error);
    g_array_set_size(floor->items, 0);
    g_array_set_size(floor->payments, 0);
    g_array_set_size(floor->allocations, 0);
    return done;
}

/* Freshly imported items are all open, payments all unapplied. */
static void add(Floor *floor, WriteFn write, int64_t a, int number)
{
    Item item = rows_item(a, number, ++floor->item);
    bool closed = item.open_minor == 0;
    if (write == write_items) {
        item.open_minor = item.amount_minor;
        item.cleared_day = DAY_NONE;
        g_array_append_val(floor->items, item);
    } else if (closed) {
        Payment payment = rows_payment(&item, number, ++floor->payment);
        Allocation part = rows_allocation(&item, floor->payment, floor->payment);
        if (write == write_payments) payment.unapplied_minor = payment.amount_minor;
        if (write == write_allocations) g_array_append_val(floor->items, item);
        g_array_append_val(floor->payments, payment);
        g_array_append_val(floor->allocations, part);
    }
}

static bool run(Floor *floor, WriteFn write, GError **error)
{
    char line[LINE_SIZE];
    int64_t rows = 0;
    bool more = fgets(line, sizeof line, floor->file) != NULL; /* the header */
    db_durable(floor->db, false);
    for (int64_t a = 0; more; a++) {
        for (int number = 0, count = made_item_count(a); more && number < count; number++) {
            bool counts = write == write_items || made_item(a, number).paid != 0;
            more = !counts || fgets(line, sizeof line, floor->file) != NULL;
            if (more) add(floor, write, a, number);
            rows += more && counts;
        }
        if (rows < CHUNK_ROWS && more) continue;
        if (!flush(floor, write, error)) return false;
        rows = 0;
    }
    return true;
}

static WriteFn kind_of(const char *name)
{
    return strcmp(name, "items") == 0         ? write_items
           : strcmp(name, "payments") == 0    ? write_payments
           : strcmp(name, "allocations") == 0 ? write_allocations
                                              : NULL;
}

int main(int argc, char **argv)
{
    g_autoptr(GError) error = NULL;
    if (argc < 5 || kind_of(argv[2]) == NULL) {
        fprintf(stderr, "usage: floor_import BOOK items|payments|allocations FILE SEED\n");
        return 2;
    }
    made_seed(strtoull(argv[4], NULL, 10));
    g_autoptr(Db) db = book_store_open(argv[1], false, 0, &error);
    Floor floor = { .db = db,
                    .file = fopen(argv[3], "r"),
                    .items = g_array_new(FALSE, FALSE, sizeof(Item)),
                    .payments = g_array_new(FALSE, FALSE, sizeof(Payment)),
                    .allocations = g_array_new(FALSE, FALSE, sizeof(Allocation)) };
    if (db == NULL || floor.file == NULL || !run(&floor, kind_of(argv[2]), &error)) {
        fprintf(stderr, "floor_import: %s\n", error == NULL ? argv[3] : error->message);
        return 1;
    }
    fclose(floor.file);
    return 0;
}
