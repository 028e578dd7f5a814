/* intake/apply_allocation.c: which items payments were for, by the hundred thousand; as
 * payment.allocate would, row by row.  The same allocation again is nothing new. */
#include "base/text.h"
#include "core/allocation.h"
#include "desk/field.h"
#include "intake/apply_ledger.h"
#include <string.h>

typedef struct {
    char payment[REF_SIZE], account[REF_SIZE], number[REF_SIZE];
    Decimal amount;
} Taken;

static const Field FIELDS[] = {
    FIELD_TEXT_AT(Taken, payment, "payment", FIELD_REQUIRED, "ref of the payment"),
    FIELD_TEXT_AT(Taken, account, "account", 0, "the payment's account, to make sure"),
    FIELD_TEXT_AT(Taken, number, "number", FIELD_REQUIRED, "the item"),
    FIELD_AT(Taken, amount, "amount", FIELD_AMOUNT, 0, "none: as much as fits"),
    FIELD_END,
};
const RecordType apply_allocation_takes = { "allocation", sizeof(Taken), FIELDS, SIZE_MAX };

/* A row as it is sorted; payment and number follow. */
typedef struct {
    int64_t minor, payment_id; /* minor 0: as much as fits; payment_id 0: new in this file */
    Day on;                    /* DAY_NONE: the payment's */
    uint32_t number;
    char texts[];
} PartRow;

typedef struct {
    RefEntry *payment, *account; /* payment NULL: this row takes it */
    int64_t minor;
    LedgerChunk ledger;
    GArray *payments;    /* Payment of the chunk's debtors */
    GArray *parts;       /* Allocation: what is there already; amount 0 once it was met */
    GHashTable *items;   /* of the account at hand: number -> Item */
    GHashTable *by_ref;  /* of the account at hand: ref -> Payment */
    GHashTable *touched; /* Payment whose unapplied amount changed */
    size_t hint;         /* where the next allocation that is there already may be */
} Own;

bool apply_allocation_start(Import *import, ImportPlan *plan, GError **error)
{
    (void)import;
    (void)error;
    Own *own = g_new0(Own, 1);
    apply_ledger_init(&own->ledger);
    own->payments = g_array_new(FALSE, FALSE, sizeof(Payment));
    own->parts = g_array_new(FALSE, FALSE, sizeof(Allocation));
    own->items = g_hash_table_new(g_str_hash, g_str_equal);
    own->by_ref = g_hash_table_new(g_str_hash, g_str_equal);
    own->touched = g_hash_table_new(NULL, NULL);
    plan->own = own;
    return true;
}

void apply_allocation_clear(ImportPlan *plan)
{
    Own *own = plan->own;
    if (own == NULL) return;
    apply_ledger_clear(&own->ledger);
    g_array_unref(own->payments);
    g_array_unref(own->parts);
    g_hash_table_unref(own->items);
    g_hash_table_unref(own->by_ref);
    g_hash_table_unref(own->touched);
    g_clear_pointer(&plan->own, g_free);
}

/* --- judging ------------------------------------------------------------------------------- */

static bool judge_account(Import *import, ImportRow *row, const Taken *taken, Own *own)
{
    bool opens = false;
    if (taken->account[0] == '\0') return true;
    own->account = import_row_account(import, row, taken->account, &opens);
    if (opens) return true;
    if (own->account == NULL) return false;
    if (own->payment == NULL || (own->payment->account_id == own->account->id &&
                                 own->payment->debtor_id == own->account->debtor_id))
        return true;
    import_fault_row(import, row, "account", taken->account,
                     own->payment->account_id == 0 ? "place it with: recoup do payment.allocate"
                                                   : "correct the account or the payment",
                     own->payment->account_id == 0 ? "payment %s is not placed on an account yet"
                                                   : "payment %s belongs to another account",
                     taken->payment);
    return false;
}

/* The payment's; when this row takes it, the row's. */
static const char *currency_of(const Import *import, const ImportRow *row, const Own *own)
{
    if (own->payment == NULL) return row->currency;
    return g_array_index(import->book.currencies, BookCurrency, own->payment->currency).code;
}

static void judge_amount(Import *import, ImportPlan *plan, ImportRow *row, const Taken *taken,
                         Own *own)
{
    const char *currency = currency_of(import, row, own);
    char text[DECIMAL_TEXT_SIZE];
    own->minor = 0;
    if (!taken->amount.given) return;
    if (!import_row_amount(import, row, "amount", taken->amount, currency, &own->minor)) return;
    if (plan->primary) {
        row->has_amount = true;
        row->amount_minor = own->minor;
        if (own->payment != NULL) text_copy(row->currency, CURRENCY_SIZE, currency);
    }
    if (own->minor <= 0)
        import_fault_row(import, row, "amount", decimal_text(taken->amount, 0, text),
                         "leave it empty for as much as fits", "amount must be more than zero");
}

void apply_allocation_judge(Import *import, ImportPlan *plan, ImportRow *row)
{
    Own *own = plan->own;
    const Taken *taken = plan->reader.record;
    own->payment = ref_index_find(import->book.payments, taken->payment, strlen(taken->payment));
    own->account = NULL;
    bool takes = row->payment_ref != NULL && strcmp(row->payment_ref, taken->payment) == 0;
    if (own->payment == NULL && !takes) {
        import_fault_row(import, row, "payment", taken->payment, "import payments first",
                         "no payment %s is in the book", taken->payment);
        return;
    }
    if (!judge_account(import, row, taken, own)) return;
    if (own->payment != NULL && own->payment->account_id == 0) {
        import_fault_row(import, row, "payment", taken->payment,
                         "place it with: recoup do payment.allocate",
                         "payment %s is not placed on an account yet", taken->payment);
        return;
    }
    judge_amount(import, plan, row, taken, own);
}

bool apply_allocation_put(Import *import, ImportPlan *plan, ImportRow *row, GError **error)
{
    const Own *own = plan->own;
    const Taken *taken = plan->reader.record;
    size_t length = strlen(taken->payment) + 1, more = strlen(taken->number) + 1;
    const RefEntry *payment = own->payment;
    bool earlier = payment != NULL && payment->row != 0 && payment->row != row->number;
    if (plan->repeats && earlier) return true; /* its payment is of an earlier row, so is this */
    if (payment == NULL)
        payment = ref_index_find(import->book.payments, taken->payment, length - 1);
    SortRow *sorted = row_sort_add(plan->rows, sizeof(PartRow) + length + more, error);
    if (sorted == NULL) return false;
    sorted->debtor_id = payment->debtor_id;
    sorted->account_id = payment->account_id;
    sorted->row = row->number;
    sorted->line = row->line;
    PartRow *part = (PartRow *)(sorted + 1);
    part->minor = own->minor;
    part->payment_id = payment->id;
    part->on = row->on;
    part->number = (uint32_t)length;
    memcpy(part->texts, taken->payment, length);
    memcpy(part->texts + length, taken->number, more);
    return true;
}

/* --- writing ------------------------------------------------------------------------------- */

static const PartRow *part_of(const SortRow *row)
{
    return (const PartRow *)(const void *)(row + 1);
}

static void refuse(Import *import, const SortRow *row, const Payment *payment, const char *field,
                   const char *remedy, const char *reason)
{
    const PartRow *part = part_of(row);
    import_fault_sorted(import, row, field,
                        strcmp(field, "payment") == 0 ? part->texts : part->texts + part->number,
                        part->minor, payment != NULL ? payment->currency : "", remedy, "%s",
                        reason);
}

static bool is_part(const Allocation *part, const Payment *payment, const Item *item, Day on,
                    int64_t minor)
{
    return part->source_id == payment->payment_id && part->item_id == item->item_id &&
           part->on_day == on && part->amount_minor > 0 &&
           (minor == 0 || part->amount_minor == minor);
}

/* One that is there already, not yet met by another row.  A file that comes again meets them in
 * order, so the search goes on where the last one ended. */
static Allocation *find_part(Own *own, const Payment *payment, const Item *item, Day on,
                             int64_t minor, LedgerSlice slice)
{
    size_t count = slice.end - slice.first;
    for (size_t i = 0; i < count; i++) {
        size_t at = slice.first + (own->hint + i) % count;
        Allocation *part = &g_array_index(own->parts, Allocation, at);
        if (!is_part(part, payment, item, on, minor)) continue;
        own->hint = (own->hint + i + 1) % count;
        return part;
    }
    return NULL;
}

static AllocationVerdict judge(const Payment *payment, const Item *item, int64_t minor,
                               AllocationPart *out)
{
    AllocationItem one = { .item_id = item->item_id,
                           .kind = (ItemKind)item->kind,
                           .open_minor = item->open_minor,
                           .cancelled = item->cancelled_day != DAY_NONE };
    AllocationWish wish = { .minor = minor };
    int64_t left = 0;
    size_t count = 0, at = 0;
    text_copy(one.number, sizeof one.number, item->number);
    text_copy(wish.number, sizeof wish.number, item->number);
    AllocationVerdict verdict =
        allocation_plan_list(&one, 1, &wish, 1, payment->unapplied_minor, out, &count, &left, &at);
    if (verdict == ALLOCATION_OK && count == 0) return ALLOCATION_OVER_PAYMENT;
    return verdict;
}

static void put_part(Import *import, Own *own, const SortRow *row, Payment *payment, Item *item,
                     Day on)
{
    AllocationPart part;
    char text[MONEY_TEXT_SIZE];
    if (payment->state == PAYMENT_REVERSED) {
        refuse(import, row, payment, "payment", "reinstate it first", "the payment is reversed");
        return;
    }
    AllocationVerdict verdict = judge(payment, item, part_of(row)->minor, &part);
    if (verdict != ALLOCATION_OK) {
        bool over = verdict == ALLOCATION_OVER_PAYMENT;
        g_autofree char *reason = g_strdup_printf(
            "%s: %s is %s", allocation_verdict_text(verdict),
            money_text(over ? payment->unapplied_minor : item->open_minor, payment->currency, text),
            over ? "unapplied of the payment" : "open of the item");
        refuse(import, row, payment, over ? "payment" : "number",
               "import payments with allocate none when their allocations follow", reason);
        return;
    }
    payment->unapplied_minor -= part.minor;
    apply_ledger_put(import, &own->ledger, item, payment->payment_id, part.minor, on);
    g_hash_table_add(own->touched, payment);
    import_batch_note(import, row, FATE_ACCEPTED);
    if (import->summary->examples->len < IMPORT_EXAMPLES_MAX)
        import_kind_example(import, "payment %s: %s %s to item %s", payment->ref,
                            money_text(part.minor, payment->currency, text), payment->currency,
                            item->number);
}

static void take_row(Import *import, Own *own, const SortRow *row, LedgerSlice parts)
{
    const PartRow *part = part_of(row);
    Payment *payment = g_hash_table_lookup(own->by_ref, part->texts);
    Item *item = g_hash_table_lookup(own->items, part->texts + part->number);
    if (payment == NULL) {
        refuse(import, row, NULL, "payment", "correct the payment first",
               "the payment did not come into the book");
        return;
    }
    if (item == NULL) {
        refuse(import, row, payment, "number", "import items first",
               "the payment's account has no such item");
        return;
    }
    Day on = part->on == DAY_NONE ? payment->on_day : MAX(part->on, payment->on_day);
    on = MAX(on, item->issued_day);
    Allocation *old = find_part(own, payment, item, on, part->minor, parts);
    if (old == NULL) {
        put_part(import, own, row, payment, item, on);
        return;
    }
    import_batch_met(import, row, import_batch_has(import, old->recorded_us));
    old->amount_minor = 0;
}

static size_t lower_part(const GArray *parts, int64_t debtor_id, int64_t account_id)
{
    size_t low = 0, high = parts->len;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const Allocation *at = &g_array_index(parts, Allocation, middle);
        bool below =
            at->debtor_id != debtor_id ? at->debtor_id < debtor_id : at->account_id < account_id;
        if (below)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void list_account(Own *own, const SortRow *row, size_t *payment_at)
{
    LedgerSlice slice = apply_ledger_slice(&own->ledger, row->debtor_id, row->account_id);
    g_hash_table_remove_all(own->items);
    g_hash_table_remove_all(own->by_ref);
    for (size_t i = slice.first; i < slice.end; i++) {
        Item *item = &g_array_index(own->ledger.items, Item, i);
        g_hash_table_insert(own->items, item->number, item);
    }
    for (; *payment_at < own->payments->len; (*payment_at)++) {
        Payment *payment = &g_array_index(own->payments, Payment, *payment_at);
        if (payment->debtor_id > row->debtor_id ||
            (payment->debtor_id == row->debtor_id && payment->account_id > row->account_id))
            return;
        if (payment->debtor_id == row->debtor_id && payment->account_id == row->account_id)
            g_hash_table_insert(own->by_ref, payment->ref, payment);
    }
}

static bool write_payments(Import *import, const Own *own, GError **error)
{
    g_autoptr(GArray) changed = g_array_new(FALSE, FALSE, sizeof(BulkPayment));
    for (unsigned i = 0; i < own->payments->len; i++) {
        const Payment *from = &g_array_index(own->payments, Payment, i);
        if (!g_hash_table_contains(own->touched, from)) continue;
        BulkPayment one = { .debtor_id = from->debtor_id,
                            .account_id = from->account_id,
                            .payment_id = from->payment_id,
                            .unapplied_minor = from->unapplied_minor };
        g_array_append_val(changed, one);
    }
    return bulk_store_payment_change(
        import->desk->db, (const BulkPayment *)(const void *)changed->data, changed->len, error);
}

static bool load(Import *import, Own *own, const RowChunk *chunk, GError **error)
{
    g_array_set_size(own->payments, 0);
    g_array_set_size(own->parts, 0);
    g_hash_table_remove_all(own->touched);
    for (unsigned i = 0; i < chunk->ranges->len; i++) {
        const DebtorRange *range = &g_array_index(chunk->ranges, DebtorRange, i);
        Db *db = import->desk->db;
        if (!bulk_store_payment_range(db, range->from, range->to, own->payments, error) ||
            !bulk_store_allocation_range(db, range->from, range->to, own->parts, error))
            return false;
    }
    return apply_ledger_load(&own->ledger, import->desk->db, chunk, false, error);
}

static bool write_chunk(Import *import, ImportPlan *plan, const RowChunk *chunk, GError **error)
{
    g_auto(DbTx) tx = { 0 };
    Own *own = plan->own;
    size_t payment_at = 0;
    if (!db_tx_begin(&tx, import->desk->db, error)) return false;
    if (!load(import, own, chunk, error)) return false;
    for (size_t first = 0, end; first < chunk->rows->len; first = end) {
        const SortRow *one = row_chunk_at(chunk, first);
        end = row_chunk_group(chunk, first);
        LedgerSlice parts = { lower_part(own->parts, one->debtor_id, one->account_id),
                              lower_part(own->parts, one->debtor_id, one->account_id + 1) };
        list_account(own, one, &payment_at);
        own->hint = 0;
        for (size_t i = first; i < end; i++) take_row(import, own, row_chunk_at(chunk, i), parts);
    }
    return (own->ledger.parts->len == 0 ||
            (write_payments(import, own, error) &&
             apply_ledger_write(import, &own->ledger, chunk, error))) &&
           import_batch_commit(import, &tx, plan, chunk, error);
}

bool apply_allocation_write(Import *import, ImportPlan *plan, GError **error)
{
    g_auto(RowChunk) chunk;
    row_chunk_init(&chunk);
    for (;;) {
        if (!row_chunk_next(&chunk, plan->rows, import->fates->data, FATE_QUARANTINED, error))
            return false;
        if (chunk.rows->len == 0) return true;
        if (!write_chunk(import, plan, &chunk, error)) return false;
    }
}
