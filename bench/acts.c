/* bench/acts.c: acts BOOK ACCOUNTS SEED DATE COUNT: single actions on single accounts, each with
 * its journal entry and its account decided again, one transaction an action; accounts are drawn by
 * their size.  Prints a line for each kind: name, count, p50 and p99 in milliseconds.  The floor
 * reads and writes the rows that a payment does, and thinks nothing. */
#include "base/clock.h"
#include "desk/desk.h"
#include "rows.h"
#include "store/care_store.h"
#include "store/derived_store.h"
#include "store/journal_store.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SIZE_MAX_ITEMS = 540, ID_FIRST = 1 << 30 };

typedef struct {
    Desk *desk;
    const char *date;
    int64_t accounts, drawn, done;
} Acts;

static void die(const GError *error)
{
    fprintf(stderr, "acts: %s\n", error == NULL ? "failed" : error->message);
    exit(1);
}

/* An account, as likely as it has open items. */
static int64_t draw(Acts *acts)
{
    for (;;) {
        int64_t n = ++acts->drawn;
        int64_t account = (int64_t)((double)(acts->accounts - 1) * made_chance(n, 0, 50));
        if (made_open_count(account) >= made_chance(n, 1, 50) * SIZE_MAX_ITEMS) return account;
    }
}

/* --- actions ---------------------------------------------------------------------------------- */

static bool act(Acts *acts, const char *name, const char *text, GError **error)
{
    g_autoptr(Json) record = json_text_parse(text, strlen(text), error);
    if (record == NULL) return false;
    g_autoptr(Json) answer = desk_do(acts->desk, name, record, error);
    return answer != NULL;
}

static bool pay(Acts *acts, int64_t account, GError **error)
{
    g_autofree char *text = g_strdup_printf(
        "{\"ref\": \"B%ld\", \"account\": \"A%08ld\", \"amount\": \"1.25\", \"method\": \"wire\"}",
        (long)++acts->done, (long)account);
    return act(acts, "payment.take", text, error);
}

static bool promise(Acts *acts, int64_t account, GError **error)
{
    g_autofree char *text = g_strdup_printf(
        "{\"account\": \"A%08ld\", \"amount\": \"10.00\", \"due_on\": \"2026-08-15\"}",
        (long)account);
    return act(acts, "promise.record", text, error);
}

static bool contact(Acts *acts, int64_t account, GError **error)
{
    g_autofree char *text = g_strdup_printf("{\"account\": \"A%08ld\", \"channel\": \"call\", "
                                            "\"direction\": \"out\", \"outcome\": \"no_answer\"}",
                                            (long)account);
    return act(acts, "contact.log", text, error);
}

/* --- the floor -------------------------------------------------------------------------------- */

static bool write_payment(Acts *acts, const Account *account, Item *item, GError **error)
{
    Db *db = acts->desk->db;
    int64_t id = ID_FIRST + ++acts->done;
    Payment payment = { .debtor_id = account->debtor_id,
                        .account_id = account->account_id,
                        .payment_id = id,
                        .on_day = acts->desk->today,
                        .amount_minor = 125,
                        .currency = "USD",
                        .recorded_us = acts->desk->now_us };
    g_snprintf(payment.ref, sizeof payment.ref, "F%ld", (long)id);
    item->open_minor -= 125;
    Allocation part = rows_allocation(item, id, id);
    part.amount_minor = 125;
    part.on_day = payment.on_day;
    return ledger_store_payment_insert(db, &payment, 1, error) &&
           ledger_store_allocation_insert(db, &part, 1, error) &&
           ledger_store_item_open(db, item, error);
}

static bool write_decision(Acts *acts, const Account *account, GError **error)
{
    DerivedRow row;
    DerivedChanges changes;
    Db *db = acts->desk->db;
    bool found = false;
    JournalEntry entry = { .at_us = acts->desk->now_us,
                           .actor = "operator",
                           .action = "payment.take",
                           .subject = account->ref,
                           .body = "{}",
                           .debtor_id = account->debtor_id,
                           .account_id = account->account_id,
                           .on_day = acts->desk->today };
    if (!journal_store_append(db, &entry, error) ||
        !derived_store_get(db, account->debtor_id, account->account_id, &row, &found, error))
        return false;
    derived_store_changes_init(&changes);
    row.digest++;
    if (found) g_array_append_val(changes.updates, row);
    bool done = derived_store_apply(db, &changes, error);
    derived_store_changes_clear(&changes);
    return done;
}

static bool floor_of(Acts *acts, int64_t number, GError **error)
{
    g_auto(DbTx) tx = { 0 };
    g_autoptr(GArray) items = NULL;
    g_autofree char *ref = g_strdup_printf("A%08ld", (long)number);
    Account account;
    bool found = false;
    Db *db = acts->desk->db;
    if (!db_tx_begin(&tx, db, error) || !account_store_find(db, ref, &account, &found, error) ||
        !ledger_store_items(db, account.debtor_id, account.account_id, true, &items, error))
        return false;
    return items->len == 0 ||
           (write_payment(acts, &account, &g_array_index(items, Item, 0), error) &&
            write_decision(acts, &account, error) && db_tx_commit(&tx, error));
}

/* --- measuring -------------------------------------------------------------------------------- */

typedef bool (*OneFn)(Acts *acts, int64_t account, GError **error);

static int by_time(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

static void measure(Acts *acts, const char *name, OneFn one, bool durable, int count)
{
    g_autofree int64_t *took = g_new0(int64_t, count);
    g_autoptr(GError) error = NULL;
    db_durable(acts->desk->db, durable);
    for (int i = 0; i < count; i++) {
        int64_t account = draw(acts), began = clock_elapsed_us();
        if (!one(acts, account, &error)) die(error);
        took[i] = clock_elapsed_us() - began;
    }
    qsort(took, (size_t)count, sizeof *took, by_time);
    printf("%s%s %d %.3f %.3f\n", name, durable ? "_synced" : "", count,
           (double)took[count / 2] / 1e3, (double)took[count * 99 / 100] / 1e3);
}

int main(int argc, char **argv)
{
    g_autoptr(GError) error = NULL;
    if (argc < 6) {
        fprintf(stderr, "usage: acts BOOK ACCOUNTS SEED DATE COUNT\n");
        return 2;
    }
    g_autofree char *now = g_strconcat(argv[4], "T15:00:00Z", NULL);
    DeskOptions options = { .url = argv[1], .now = now };
    g_autoptr(Desk) desk = desk_open(&options, &error);
    if (desk == NULL) die(error);
    Acts acts = { .desk = desk, .date = argv[4], .accounts = strtoll(argv[2], NULL, 10) };
    int count = (int)g_ascii_strtoll(argv[5], NULL, 10);
    made_seed(strtoull(argv[3], NULL, 10));
    measure(&acts, "payment.take", pay, false, count);
    measure(&acts, "promise.record", promise, false, count);
    measure(&acts, "contact.log", contact, false, count);
    measure(&acts, "payment.take", pay, true, count / 4);
    measure(&acts, "contact.log", contact, true, count / 4);
    measure(&acts, "floor", floor_of, false, count);
    measure(&acts, "floor", floor_of, true, count / 4);
    return 0;
}
