/* bench/load.c: load BOOK ACCOUNTS SEED: the made-up book of generate straight through the store,
 * with some promises, holds, disputes, contacts and finished steps.  Quick, so that the day can be
 * measured without an import; judges nothing. */
#include "desk/desk.h"
#include "rows.h"
#include "store/book_store.h"
#include "store/care_store.h"
#include "store/habit_store.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CHUNK_ACCOUNTS = 8192 };

typedef struct {
    Desk *desk;
    Db *db;
    int64_t accounts;
    int64_t item, payment, allocation, care, contact; /* the last id given */
    GArray *debtor_rows, *account_rows, *items, *payments, *allocations, *contacts;
} Load;

static void die(const char *what, const GError *error)
{
    fprintf(stderr, "load: %s: %s\n", what, error == NULL ? "failed" : error->message);
    exit(1);
}

/* --- one account ------------------------------------------------------------------------------ */

static void add_items(Load *load, int64_t a)
{
    int count = made_item_count(a);
    for (int number = 0; number < count; number++) {
        Item item = rows_item(a, number, ++load->item);
        g_array_append_val(load->items, item);
        if (item.open_minor != 0) continue;
        Payment payment = rows_payment(&item, number, ++load->payment);
        Allocation part = rows_allocation(&item, load->payment, ++load->allocation);
        g_array_append_val(load->payments, payment);
        g_array_append_val(load->allocations, part);
    }
}

static void add_account(Load *load, int64_t a)
{
    Account account = rows_account(a, load->desk->creditor_id);
    Debtor debtor = rows_debtor(a);
    if (made_debtor_of(a) == a) g_array_append_val(load->debtor_rows, debtor);
    g_array_append_val(load->account_rows, account);
    add_items(load, a);
}

/* --- what people did about it ----------------------------------------------------------------- */

static void add_contacts(Load *load, int64_t a)
{
    int count = made_chance(a, 0, 20) < 0.2 ? 1 + (int)(3 * made_chance(a, 0, 21)) : 0;
    for (int i = 0; i < count; i++) {
        Day on = MADE_AS_OF - 1 - (int)(90 * made_chance(a, i, 22)) / (i + 1);
        Contact contact = { .debtor_id = made_debtor_rank(a) + 1,
                            .account_id = a + 1,
                            .contact_id = ++load->contact,
                            .on_day = on,
                            .at_us = (int64_t)on * 86400000000 + 50000000000,
                            .outcome = i % 4,
                            .note = "",
                            .next_day = DAY_NONE,
                            .actor = "operator",
                            .recorded_us = ROWS_RECORDED_US };
        g_array_append_val(load->contacts, contact);
    }
}

static bool promise(Load *load, int64_t a, GError **error)
{
    Day on = MADE_AS_OF - (int)(60 * made_chance(a, 0, 31));
    Promise row = { .debtor_id = made_debtor_rank(a) + 1,
                    .account_id = a + 1,
                    .promise_id = ++load->care,
                    .on_day = on,
                    .due_day = on + 14,
                    .amount_minor = made_item(a, 0).amount_minor,
                    .cancelled_day = DAY_NONE,
                    .note = "",
                    .recorded_us = ROWS_RECORDED_US };
    return care_store_promise_insert(load->db, &row, NULL, 0, error);
}

static bool hold(Load *load, int64_t a, GError **error)
{
    Hold row = { .debtor_id = made_debtor_rank(a) + 1,
                 .account_id = a + 1,
                 .hold_id = ++load->care,
                 .kind = made_chance(a, 0, 33) < 0.3 ? HOLD_LEGAL : HOLD_MANUAL,
                 .from_day = MADE_AS_OF - 20,
                 .until_day = made_chance(a, 0, 34) < 0.5 ? MADE_AS_OF + 20 : DAY_NONE,
                 .lifted_day = DAY_NONE,
                 .recorded_us = ROWS_RECORDED_US };
    return care_store_hold_insert(load->db, &row, error);
}

static bool dispute(Load *load, int64_t a, int64_t first_item, GError **error)
{
    Dispute row = { .debtor_id = made_debtor_rank(a) + 1,
                    .account_id = a + 1,
                    .dispute_id = ++load->care,
                    .on_day = MADE_AS_OF - 10,
                    .settled_day = DAY_NONE,
                    .note = "",
                    .recorded_us = ROWS_RECORDED_US };
    DisputeItem item = { row.debtor_id, row.account_id, row.dispute_id, first_item,
                         made_item(a, 0).amount_minor };
    return care_store_dispute_insert(load->db, &row, &item, 1, error);
}

static bool step(Load *load, int64_t a, const Policy *policy, GError **error)
{
    const Treatment *treatment = &policy->treatments[0];
    Day on = MADE_AS_OF - 1 - (int)(40 * made_chance(a, 0, 36));
    StepRow row = { .debtor_id = made_debtor_rank(a) + 1,
                    .account_id = a + 1,
                    .step_no = 1,
                    .since_day = on,
                    .finished_day = on,
                    .covered_day = made_item(a, 0).due,
                    .next_day = DAY_NONE,
                    .numbers = "",
                    .policy_id = policy->policy_id,
                    .actor = "operator",
                    .note = "",
                    .recorded_us = ROWS_RECORDED_US };
    g_strlcpy(row.treatment, treatment->name, sizeof row.treatment);
    g_strlcpy(row.step, treatment->steps[0].name, sizeof row.step);
    return care_store_step_insert(load->db, &row, error);
}

/* Of the accounts with anything open: 4 % promised, 2 % held, 1 % disputed, 10 % were spoken to. */
static bool care(Load *load, int64_t a, int64_t first_item, const Policy *policy, GError **error)
{
    if (made_open_count(a) == 0) return true;
    add_contacts(load, a);
    return (made_chance(a, 0, 30) >= 0.04 || promise(load, a, error)) &&
           (made_chance(a, 0, 32) >= 0.02 || hold(load, a, error)) &&
           (made_chance(a, 0, 35) >= 0.01 || dispute(load, a, first_item, error)) &&
           (made_chance(a, 0, 37) >= 0.10 || step(load, a, policy, error));
}

/* --- the book --------------------------------------------------------------------------------- */

static bool write_rows(Load *load, GError **error)
{
    Db *db = load->db;
    return account_store_debtor_insert(db, (const Debtor *)(const void *)load->debtor_rows->data,
                                       load->debtor_rows->len, error) &&
           account_store_insert(db, (const Account *)(const void *)load->account_rows->data,
                                load->account_rows->len, error) &&
           ledger_store_item_insert(db, (const Item *)(const void *)load->items->data,
                                    load->items->len, error) &&
           ledger_store_payment_insert(db, (const Payment *)(const void *)load->payments->data,
                                       load->payments->len, error) &&
           ledger_store_allocation_insert(db,
                                          (const Allocation *)(const void *)load->allocations->data,
                                          load->allocations->len, error) &&
           care_store_contact_insert(db, (const Contact *)(const void *)load->contacts->data,
                                     load->contacts->len, error);
}

static bool chunk(Load *load, int64_t from, const Policy *policy, GError **error)
{
    g_auto(DbTx) tx = { 0 };
    GArray *all[] = { load->debtor_rows, load->account_rows, load->items,
                      load->payments,    load->allocations,  load->contacts };
    for (size_t i = 0; i < G_N_ELEMENTS(all); i++) g_array_set_size(all[i], 0);
    if (!db_tx_begin(&tx, load->db, error)) return false;
    for (int64_t a = from; a < MIN(from + CHUNK_ACCOUNTS, load->accounts); a++) {
        int64_t first_item = load->item + 1;
        add_account(load, a);
        if (!care(load, a, first_item, policy, error)) return false;
    }
    return write_rows(load, error) && db_tx_commit(&tx, error);
}

static bool take_ids(Load *load, GError **error)
{
    g_auto(DbTx) tx = { 0 };
    int64_t first = 0;
    return db_tx_begin(&tx, load->db, error) &&
           book_store_ids(load->db, "debtor", made_debtor_rank(load->accounts) + 1, &first,
                          error) &&
           book_store_ids(load->db, "account", load->accounts, &first, error) &&
           book_store_ids(load->db, "item", load->item, &first, error) &&
           book_store_ids(load->db, "payment", load->payment, &first, error) &&
           book_store_ids(load->db, "allocation", load->allocation, &first, error) &&
           book_store_ids(load->db, "contact", load->contact, &first, error) &&
           book_store_ids(load->db, "promise", load->care, &first, error) &&
           book_store_ids(load->db, "hold", load->care, &first, error) &&
           book_store_ids(load->db, "dispute", load->care, &first, error) &&
           book_store_raise_int(load->db, "newest_day", MADE_AS_OF, error) &&
           db_tx_commit(&tx, error);
}

static bool habits(Load *load, GError **error)
{
    int64_t last = made_debtor_rank(load->accounts) + 1;
    for (int64_t from = 0; from <= last; from += CHUNK_ACCOUNTS) {
        g_auto(DbTx) tx = { 0 };
        if (!db_tx_begin(&tx, load->db, error) ||
            !habit_store_rebuild(load->db, from, from + CHUNK_ACCOUNTS, error) ||
            !db_tx_commit(&tx, error))
            return false;
    }
    return true;
}

static bool load_all(Load *load, GError **error)
{
    const Policy *policy = desk_policy(load->desk, MADE_AS_OF, error);
    if (policy == NULL) return false;
    db_durable(load->db, false);
    for (int64_t from = 0; from < load->accounts; from += CHUNK_ACCOUNTS)
        if (!chunk(load, from, policy, error)) return false;
    return take_ids(load, error) && habits(load, error);
}

static GArray *rows(size_t size)
{
    return g_array_new(FALSE, FALSE, (unsigned)size);
}

int main(int argc, char **argv)
{
    g_autoptr(GError) error = NULL;
    if (argc < 4) {
        fprintf(stderr, "usage: load BOOK ACCOUNTS SEED\n");
        return 2;
    }
    DeskOptions options = { .url = argv[1], .now = "2026-06-30T06:00:00Z" };
    g_autoptr(Desk) desk = desk_init(&options, "commercial", "UTC", "USD", &error);
    if (desk == NULL) die(argv[1], error);
    made_seed(strtoull(argv[3], NULL, 10));
    Load load = { .desk = desk,
                  .db = desk->db,
                  .accounts = strtoll(argv[2], NULL, 10),
                  .debtor_rows = rows(sizeof(Debtor)),
                  .account_rows = rows(sizeof(Account)),
                  .items = rows(sizeof(Item)),
                  .payments = rows(sizeof(Payment)),
                  .allocations = rows(sizeof(Allocation)),
                  .contacts = rows(sizeof(Contact)) };
    if (!load_all(&load, &error)) die(argv[1], error);
    printf("%ld accounts, %ld items, %ld payments\n", (long)load.accounts, (long)load.item,
           (long)load.payment);
    return 0;
}
