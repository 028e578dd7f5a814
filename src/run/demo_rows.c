/* run/demo_rows.c: rows of a made-up book on their way into it.  Makes none of them up. */
#include "run/demo_rows.h"

#include "store/book_store.h"
#include "store/bulk_store.h"
#include "store/habit_store.h"
#include <string.h>

static const char *const KINDS[DEMO_KINDS] = { "debtor",  "account",    "item",
                                               "payment", "allocation", "contact",
                                               "promise", "hold",       "dispute" };

#define ROWS(array, type) (const type *)(const void *)(array)->data, (array)->len

/* --- numbers and lists ------------------------------------------------------------------------ */

bool demo_rows_init(DemoRows *rows, Db *db, GError **error)
{
    rows->debtors = g_array_new(FALSE, FALSE, sizeof(Debtor));
    rows->accounts = g_array_new(FALSE, FALSE, sizeof(Account));
    rows->items = g_array_new(FALSE, FALSE, sizeof(Item));
    rows->payments = g_array_new(FALSE, FALSE, sizeof(Payment));
    rows->allocations = g_array_new(FALSE, FALSE, sizeof(Allocation));
    rows->contacts = g_array_new(FALSE, FALSE, sizeof(Contact));
    rows->promises = g_array_new(FALSE, FALSE, sizeof(Promise));
    rows->holds = g_array_new(FALSE, FALSE, sizeof(Hold));
    rows->disputes = g_array_new(FALSE, FALSE, sizeof(Dispute));
    rows->dispute_items = g_array_new(FALSE, FALSE, sizeof(DisputeItem));
    rows->steps = g_array_new(FALSE, FALSE, sizeof(StepRow));
    for (int kind = 0; kind < DEMO_KINDS; kind++) {
        if (!bulk_store_next_id(db, KINDS[kind], &rows->first[kind], error)) return false;
        rows->next[kind] = rows->first[kind];
    }
    return true;
}

typedef struct {
    GArray *list[11];
} Lists;

static Lists lists_of(const DemoRows *rows)
{
    return (Lists){ { rows->debtors, rows->accounts, rows->items, rows->payments, rows->allocations,
                      rows->contacts, rows->promises, rows->holds, rows->disputes,
                      rows->dispute_items, rows->steps } };
}

void demo_rows_clear(DemoRows *rows)
{
    Lists lists = lists_of(rows);
    for (size_t i = 0; i < G_N_ELEMENTS(lists.list); i++)
        if (lists.list[i] != NULL) g_array_unref(lists.list[i]);
    *rows = (DemoRows){ 0 };
}

int64_t demo_rows_id(DemoRows *rows, DemoKind kind)
{
    return rows->next[kind]++;
}

int64_t demo_rows_count(const DemoRows *rows)
{
    int64_t count = 0;
    Lists lists = lists_of(rows);
    for (size_t i = 0; i < G_N_ELEMENTS(lists.list); i++) count += lists.list[i]->len;
    return count;
}

/* --- the digest ------------------------------------------------------------------------------- */

static void add_text(Digest *digest, const char *text)
{
    digest_add(digest, text, strlen(text) + 1);
}

static void add_numbers(Digest *digest, const int64_t *numbers, size_t count)
{
    digest_add(digest, numbers, count * sizeof *numbers);
}

#define ADD(digest, ...)                                  \
    add_numbers(digest, (const int64_t[]){ __VA_ARGS__ }, \
                sizeof((const int64_t[]){ __VA_ARGS__ }) / sizeof(int64_t))
#define EACH(array, type, row)                                        \
    for (const type *row = (const type *)(const void *)(array)->data, \
                    *row##_end = row + (array)->len;                  \
         row < row##_end; row++)

static void add_people(Digest *digest, const DemoRows *rows)
{
    EACH(rows->debtors, Debtor, debtor)
    {
        ADD(digest, debtor->debtor_id, debtor->kind);
        add_text(digest, debtor->ref);
        add_text(digest, debtor->name);
        add_text(digest, debtor->email);
        add_text(digest, debtor->phone);
    }
    EACH(rows->accounts, Account, account)
    {
        ADD(digest, account->debtor_id, account->account_id, account->creditor_id,
            account->opened_day);
        add_text(digest, account->ref);
    }
}

static void add_money(Digest *digest, const DemoRows *rows)
{
    EACH(rows->items, Item, item)
    {
        ADD(digest, item->account_id, item->item_id, item->kind, item->issued_day, item->due_day,
            item->amount_minor, item->open_minor);
        add_text(digest, item->number);
    }
    EACH(rows->payments, Payment, payment)
    {
        ADD(digest, payment->account_id, payment->payment_id, payment->on_day,
            payment->amount_minor, payment->unapplied_minor);
        add_text(digest, payment->ref);
    }
    EACH(rows->allocations, Allocation, part)
    {
        ADD(digest, part->account_id, part->allocation_id, part->item_id, part->source_id,
            part->on_day, part->amount_minor);
    }
}

static void add_care(Digest *digest, const DemoRows *rows)
{
    EACH(rows->contacts, Contact, contact)
    {
        ADD(digest, contact->account_id, contact->contact_id, contact->at_us, contact->channel,
            contact->outcome);
    }
    EACH(rows->promises, Promise, promise)
    {
        ADD(digest, promise->account_id, promise->promise_id, promise->on_day, promise->due_day,
            promise->amount_minor);
    }
    EACH(rows->holds, Hold, hold)
    {
        ADD(digest, hold->account_id, hold->hold_id, hold->kind, hold->from_day, hold->until_day);
    }
    EACH(rows->disputes, Dispute, dispute)
    {
        ADD(digest, dispute->account_id, dispute->dispute_id, dispute->on_day, dispute->reason,
            dispute->settled_day);
    }
    EACH(rows->dispute_items, DisputeItem, item)
    {
        ADD(digest, item->dispute_id, item->item_id, item->amount_minor);
    }
    EACH(rows->steps, StepRow, step)
    {
        ADD(digest, step->account_id, step->step_no, step->finished_day);
        add_text(digest, step->step);
    }
}

const char *demo_rows_digest(const DemoRows *rows, char hex[static DIGEST_HEX_SIZE])
{
    Digest digest;
    unsigned char bytes[DIGEST_SIZE];
    digest_init(&digest);
    add_people(&digest, rows);
    add_money(&digest, rows);
    add_care(&digest, rows);
    digest_end(&digest, bytes);
    return digest_hex(bytes, hex);
}

/* --- storing ---------------------------------------------------------------------------------- */

static bool take_ids(const DemoRows *rows, Db *db, GError **error)
{
    for (int kind = 0; kind < DEMO_KINDS; kind++) {
        int64_t got = 0, count = rows->next[kind] - rows->first[kind];
        if (count == 0) continue;
        if (!book_store_ids(db, KINDS[kind], count, &got, error)) return false;
        if (got != rows->first[kind])
            return problem_refuse(error, PROBLEM_BUSY,
                                  "somebody else writes to this book; make the made-up book in a "
                                  "file of its own");
    }
    return true;
}

static bool store_disputes(const DemoRows *rows, Db *db, GError **error)
{
    const DisputeItem *items = (const DisputeItem *)(const void *)rows->dispute_items->data;
    for (unsigned i = 0; i < rows->disputes->len; i++) {
        const Dispute *row = &g_array_index(rows->disputes, Dispute, i);
        Dispute open = *row;
        open.settled_day = DAY_NONE;
        open.decision = -1;
        if (!care_store_dispute_insert(db, &open, &items[i], 1, error)) return false;
        if (row->settled_day == DAY_NONE) continue;
        int64_t settled_us = row->recorded_us + (row->settled_day - row->on_day) * DEMO_ROWS_DAY_US;
        if (!care_store_dispute_settle(db, row, settled_us, error)) return false;
    }
    return true;
}

static bool store_care(const DemoRows *rows, Db *db, GError **error)
{
    if (!care_store_contact_insert(db, ROWS(rows->contacts, Contact), error)) return false;
    EACH(rows->promises, Promise, promise)
    {
        if (!care_store_promise_insert(db, promise, NULL, 0, error)) return false;
    }
    EACH(rows->holds, Hold, hold)
    {
        if (!care_store_hold_insert(db, hold, error)) return false;
    }
    EACH(rows->steps, StepRow, step)
    {
        if (!care_store_step_insert(db, step, error)) return false;
    }
    return store_disputes(rows, db, error);
}

static bool store_rows(const DemoRows *rows, Db *db, GError **error)
{
    return account_store_debtor_insert(db, ROWS(rows->debtors, Debtor), error) &&
           account_store_insert(db, ROWS(rows->accounts, Account), error) &&
           ledger_store_item_insert(db, ROWS(rows->items, Item), error) &&
           ledger_store_payment_insert(db, ROWS(rows->payments, Payment), error) &&
           ledger_store_allocation_insert(db, ROWS(rows->allocations, Allocation), error) &&
           store_care(rows, db, error) &&
           habit_store_rebuild(db, rows->first[DEMO_DEBTOR], rows->next[DEMO_DEBTOR], error);
}

bool demo_rows_store(DemoRows *rows, Db *db, GError **error)
{
    Lists lists = lists_of(rows);
    if (!take_ids(rows, db, error) || !store_rows(rows, db, error)) return false;
    for (size_t i = 0; i < G_N_ELEMENTS(lists.list); i++) g_array_set_size(lists.list[i], 0);
    memcpy(rows->first, rows->next, sizeof rows->first);
    return true;
}
