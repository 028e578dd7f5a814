/* intake/apply_payment.c: payments by the hundred thousand: taken and put to items as payment.take
 * would, row by row.  A payment that is in the book already is never changed in its amount.
 *
 * A map may name the item a payment was for: it is put there as far as it fits, and what is left
 * stays unapplied.  A map may also give all that was paid up to now (so_far): what the book has of
 * it under the same reference, and under REF/2, REF/3 …, is taken off, the rest is a new payment.
 */
#include "base/text.h"
#include "core/allocation.h"
#include "core/words.h"
#include "intake/apply_ledger.h"
#include <string.h>

enum { ALLOCATE_OLDEST, ALLOCATE_CLEARING, ALLOCATE_NONE };
enum { METHOD_OTHER = 6, UNPLACED_SHOWN = 5 };

typedef struct {
    size_t ref, account, amount, currency, method, reference, allocate;
} Places;

typedef struct {
    RefEntry *account; /* NULL: unidentified, or the row opens it */
    bool opens;
    int64_t minor;
    char currency[CURRENCY_SIZE], number[REF_SIZE];
} Judged;

/* A row as it is sorted; ref, reference and the item's number follow. */
typedef struct {
    int64_t minor, payment_id; /* payment_id 0: new */
    Day on;
    int32_t method, allocate; /* method -1: not given */
    bool has_on, has_number, so_far;
    char currency[CURRENCY_SIZE];
    uint32_t reference, number;
    char texts[];
} PaymentRow;

typedef struct {
    Places at;
    Judged judged;
    LedgerChunk ledger;
    GArray *old;             /* Payment */
    GArray *fresh, *changed; /* BulkPayment */
    GArray *candidates;      /* AllocationItem of the account at hand */
    GArray *parts;           /* AllocationPart */
    unsigned head;           /* candidates before it are closed */
    AllocationRule rule;     /* they are ordered by it */
    bool ordered;
    bool numbered;       /* numbers are those of the account at hand */
    GHashTable *numbers; /* number -> Item that is open */
    GStringChunk *refs;  /* of payments that go on others */
} Own;

bool apply_payment_start(Import *import, ImportPlan *plan, GError **error)
{
    (void)import;
    (void)error;
    const RecordType *type = plan->reader.type;
    Own *own = g_new0(Own, 1);
    own->at = (Places){ row_read_offset(type, "ref", FIELD_TEXT),
                        row_read_offset(type, "account", FIELD_TEXT),
                        row_read_offset(type, "amount", FIELD_AMOUNT),
                        row_read_offset(type, "currency", FIELD_TEXT),
                        row_read_offset(type, "method", FIELD_ENUM),
                        row_read_offset(type, "reference", FIELD_TEXT),
                        row_read_offset(type, "allocate", FIELD_ENUM) };
    apply_ledger_init(&own->ledger);
    own->old = g_array_new(FALSE, FALSE, sizeof(Payment));
    own->fresh = g_array_new(FALSE, FALSE, sizeof(BulkPayment));
    own->changed = g_array_new(FALSE, FALSE, sizeof(BulkPayment));
    own->candidates = g_array_new(FALSE, FALSE, sizeof(AllocationItem));
    own->parts = g_array_new(FALSE, FALSE, sizeof(AllocationPart));
    own->numbers = g_hash_table_new(g_str_hash, g_str_equal);
    own->refs = g_string_chunk_new(1024);
    plan->own = own;
    return true;
}

void apply_payment_clear(ImportPlan *plan)
{
    Own *own = plan->own;
    if (own == NULL) return;
    apply_ledger_clear(&own->ledger);
    g_array_unref(own->old);
    g_array_unref(own->fresh);
    g_array_unref(own->changed);
    g_array_unref(own->candidates);
    g_array_unref(own->parts);
    g_hash_table_unref(own->numbers);
    g_string_chunk_free(own->refs);
    g_clear_pointer(&plan->own, g_free);
}

/* --- judging ------------------------------------------------------------------------------- */

static bool judge_place(Import *import, ImportPlan *plan, ImportRow *row, Judged *judged)
{
    const Own *own = plan->own;
    const char *ref = TEXT_AT(plan, own->at.account), *wish = TEXT_AT(plan, own->at.currency);
    const char *kept = NULL;
    *judged = (Judged){ 0 };
    if (ref[0] != '\0') {
        judged->account = import_row_account(import, row, ref, &judged->opens);
        if (judged->account == NULL && !judged->opens) return false;
        kept = judged->opens
                   ? row->account_currency
                   : g_array_index(import->book.currencies, BookCurrency, judged->account->currency)
                         .code;
    }
    if (kept != NULL && wish[0] != '\0' && strcmp(wish, kept) != 0) {
        import_fault_row(import, row, "currency", wish, "name an account in that currency",
                         "the account is kept in %s; a payment stays within one currency", kept);
        return false;
    }
    text_copy(judged->currency, CURRENCY_SIZE,
              kept != NULL      ? kept
              : wish[0] != '\0' ? wish
                                : import->desk->currency);
    return true;
}

static void judge_amount(Import *import, ImportPlan *plan, ImportRow *row, Judged *judged)
{
    const Own *own = plan->own;
    char text[MONEY_TEXT_SIZE];
    if (!import_row_amount(import, row, "amount", VALUE_AT(plan, Decimal, own->at.amount),
                           judged->currency, &judged->minor))
        return;
    if (plan->primary) {
        row->has_amount = true;
        row->amount_minor = judged->minor;
    }
    text_copy(row->currency, sizeof row->currency, judged->currency);
    if (judged->minor <= 0)
        import_fault_row(import, row, "amount", money_text(judged->minor, judged->currency, text),
                         "import money given back as a reversal of its payment",
                         "amount must be more than zero");
}

/* Is the reference known, and does it belong where the row says? */
static void judge_ref(Import *import, ImportPlan *plan, ImportRow *row, const Judged *judged)
{
    const Own *own = plan->own;
    const char *ref = TEXT_AT(plan, own->at.ref);
    const RefEntry *entry = ref_index_find(import->book.payments, ref, strlen(ref));
    if (entry == NULL) return;
    if (entry->row != 0 && !plan->repeats) {
        import_fault_row(import, row, "ref", ref, "give each payment a reference of its own",
                         "row %u of the file has the same payment already", entry->row);
        return;
    }
    bool elsewhere = judged->account != NULL && entry->row == 0 &&
                     (entry->debtor_id != judged->account->debtor_id ||
                      entry->account_id != judged->account->id);
    if (elsewhere)
        import_fault_row(import, row, "account", TEXT_AT(plan, own->at.account),
                         entry->account_id == 0 ? "place it with: recoup do payment.allocate"
                                                : "use another reference",
                         "the payment is in the book, %s",
                         entry->account_id == 0 ? "not placed yet" : "on another account");
}

/* The item that the map says it was for. */
static void judge_number(Import *import, ImportPlan *plan, ImportRow *row, Judged *judged)
{
    const MapValue *value = plan->map != NULL ? plan->map->number : NULL;
    Cell cell;
    if (value == NULL) return;
    (void)map_value_cell(value, row->cells, plan->reader.scratch, &cell);
    CellVerdict verdict = value->whole || cell.kind == CELL_NUMBER
                              ? cell_reference(&cell, judged->number, REF_SIZE)
                              : cell_text(&cell, judged->number, REF_SIZE);
    if (verdict == CELL_FINE || verdict == CELL_EMPTY) return;
    import_fault_row(import, row, "number", cell.text, cell_verdict_remedy(verdict), "number %s",
                     cell_verdict_text(verdict));
}

void apply_payment_judge(Import *import, ImportPlan *plan, ImportRow *row)
{
    Own *own = plan->own;
    if (!judge_place(import, plan, row, &own->judged)) return;
    judge_number(import, plan, row, &own->judged);
    row->payment_ref = TEXT_AT(plan, own->at.ref);
    judge_amount(import, plan, row, &own->judged);
    judge_ref(import, plan, row, &own->judged);
}

/* --- putting ------------------------------------------------------------------------------- */

static RefEntry *new_entry(Import *import, const ImportRow *row, const char *ref,
                           const RefEntry *account, const char *currency)
{
    RefEntry *entry = ref_index_add(import->book.payments, ref, strlen(ref));
    entry->row = row->number;
    entry->currency = (uint16_t)import_book_currency(&import->book, currency);
    entry->debtor_id = account == NULL ? DEBTOR_UNIDENTIFIED : account->debtor_id;
    entry->account_id = account == NULL ? 0 : account->id;
    return entry;
}

bool apply_payment_put(Import *import, ImportPlan *plan, ImportRow *row, GError **error)
{
    const Own *own = plan->own;
    const Judged *judged = &own->judged;
    const char *ref = TEXT_AT(plan, own->at.ref), *account_ref = TEXT_AT(plan, own->at.account);
    const char *reference = TEXT_AT(plan, own->at.reference);
    size_t length = strlen(ref), more = strlen(reference), rest = strlen(judged->number);
    const RefEntry *account = judged->account;
    if (judged->opens)
        account = ref_index_find(import->book.accounts, account_ref, strlen(account_ref));
    RefEntry *entry = ref_index_find(import->book.payments, ref, length);
    if (entry != NULL && (entry->row != 0 || entry->flags & REF_MET)) return true; /* a repeat */
    if (entry == NULL) entry = new_entry(import, row, ref, account, judged->currency);
    if (plan->repeats) entry->flags |= REF_MET;
    SortRow *sorted =
        row_sort_add(plan->rows, sizeof(PaymentRow) + length + more + rest + 3, error);
    if (sorted == NULL) return false;
    sorted->debtor_id = entry->debtor_id;
    sorted->account_id = entry->account_id;
    sorted->row = row->number;
    sorted->line = row->line;
    PaymentRow *payment = (PaymentRow *)(sorted + 1);
    payment->minor = judged->minor;
    payment->payment_id = entry->id;
    payment->on = row->on != DAY_NONE ? row->on : import->desk->today;
    payment->has_on = row->on != DAY_NONE;
    payment->method = VALUE_AT(plan, int, own->at.method);
    payment->allocate = VALUE_AT(plan, int, own->at.allocate);
    text_copy(payment->currency, CURRENCY_SIZE, judged->currency);
    payment->so_far = plan->map != NULL && plan->map->so_far;
    payment->has_number = plan->map != NULL && plan->map->number != NULL;
    payment->reference = (uint32_t)length + 1;
    payment->number = payment->reference + (uint32_t)more + 1;
    memcpy(payment->texts, ref, length + 1);
    memcpy(payment->texts + payment->reference, reference, more + 1);
    memcpy(payment->texts + payment->number, judged->number, rest + 1);
    return true;
}

/* --- spreading ----------------------------------------------------------------------------- */

static const PaymentRow *payment_of(const SortRow *row)
{
    return (const PaymentRow *)(const void *)(row + 1);
}

static void list_candidates(Own *own, LedgerSlice slice)
{
    g_array_set_size(own->candidates, 0);
    for (size_t i = slice.first; i < slice.end; i++) {
        const Item *item = &g_array_index(own->ledger.items, Item, i);
        AllocationItem one = { .item_id = item->item_id,
                               .kind = (ItemKind)item->kind,
                               .due_day = item->due_day,
                               .issued_day = item->issued_day,
                               .open_minor = item->open_minor,
                               .cancelled = item->cancelled_day != DAY_NONE };
        text_copy(one.number, sizeof one.number, item->number);
        if (allocation_takes(&one)) g_array_append_val(own->candidates, one);
    }
}

/* Ordered once an account and rule; from then on only what the next payment can reach is looked at,
 * so that an account with very many of both does not cost their product. */
static void order_candidates(Own *own, LedgerSlice slice, const AllocationRule *rule)
{
    bool same = own->ordered && rule->clearing == own->rule.clearing &&
                rule->clearing_count == own->rule.clearing_count;
    if (same) return;
    list_candidates(own, slice);
    allocation_order(rule, (AllocationItem *)(void *)own->candidates->data, own->candidates->len);
    own->head = 0;
    own->rule = *rule;
    own->ordered = true;
}

static unsigned reach(const Own *own, int64_t minor)
{
    unsigned end = own->head;
    for (; end < own->candidates->len && minor > 0; end++)
        minor -= g_array_index(own->candidates, AllocationItem, end).open_minor;
    return end;
}

static Item *item_by_id(const Own *own, LedgerSlice slice, int64_t item_id)
{
    size_t low = slice.first, high = slice.end;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (g_array_index(own->ledger.items, Item, middle).item_id < item_id)
            low = middle + 1;
        else
            high = middle;
    }
    return &g_array_index(own->ledger.items, Item, low);
}

static int64_t spread(Import *import, Own *own, LedgerSlice slice, const AllocationRule *rule,
                      const BulkPayment *payment)
{
    int64_t left = payment->amount_minor;
    order_candidates(own, slice, rule);
    unsigned end = reach(own, left);
    AllocationItem *items = (AllocationItem *)(void *)own->candidates->data;
    if (end == own->head) return left;
    g_array_set_size(own->parts, end - own->head);
    AllocationPart *parts = (AllocationPart *)(void *)own->parts->data;
    size_t count = allocation_plan(rule, items + own->head, end - own->head, left, parts, &left);
    for (size_t i = 0; i < count; i++)
        apply_ledger_put(import, &own->ledger, item_by_id(own, slice, parts[i].item_id),
                         payment->payment_id, parts[i].minor, payment->on_day);
    for (unsigned i = own->head; i < end; i++)
        items[i].open_minor = item_by_id(own, slice, items[i].item_id)->open_minor;
    while (own->head < end && items[own->head].open_minor == 0) own->head++;
    return left;
}

static void list_numbers(Own *own, LedgerSlice slice)
{
    g_hash_table_remove_all(own->numbers);
    for (size_t i = slice.first; i < slice.end; i++) {
        Item *item = &g_array_index(own->ledger.items, Item, i);
        if (item->open_minor > 0 && item->kind != ITEM_ORDER && item->cancelled_day == DAY_NONE)
            g_hash_table_insert(own->numbers, item->number, item);
    }
    own->numbered = true;
}

/* To the item the map names, as far as it fits. */
static int64_t put_to(Import *import, Own *own, LedgerSlice slice, const SortRow *sorted,
                      const BulkPayment *payment)
{
    const char *number = payment_of(sorted)->texts + payment_of(sorted)->number;
    if (!own->numbered) list_numbers(own, slice);
    Item *item = g_hash_table_lookup(own->numbers, number);
    int64_t part = item == NULL ? 0 : MIN(item->open_minor, payment->amount_minor);
    if (part == 0) {
        if (import->summary->unplaced++ < UNPLACED_SHOWN)
            g_ptr_array_add(import->summary->remarks,
                            g_strdup_printf("line %u: item %s is not open in the account; payment "
                                            "%s stays unapplied",
                                            sorted->line, number, payment->ref));
        return payment->amount_minor;
    }
    apply_ledger_put(import, &own->ledger, item, payment->payment_id, part, payment->on_day);
    own->ordered = false;
    return payment->amount_minor - part;
}

static bool rule_of(Import *import, const PaymentRow *row, AllocationRule *rule, GError **error)
{
    *rule = (AllocationRule){ 0 };
    if (row->allocate != ALLOCATE_CLEARING) return true;
    const Policy *policy = desk_policy(import->desk, row->on, error);
    if (policy == NULL) return false;
    rule->clearing = policy->clearing;
    rule->clearing_count = policy->clearing_count;
    return true;
}

/* --- writing ------------------------------------------------------------------------------- */

static bool take(Import *import, Own *own, LedgerSlice slice, const SortRow *sorted,
                 const char *ref, int64_t minor, int64_t payment_id, GError **error)
{
    const PaymentRow *row = payment_of(sorted);
    AllocationRule rule;
    char text[MONEY_TEXT_SIZE];
    bool placed = sorted->account_id != 0;
    BulkPayment payment = { .debtor_id = sorted->debtor_id,
                            .account_id = sorted->account_id,
                            .payment_id = payment_id,
                            .ref = ref,
                            .reference = row->texts + row->reference,
                            .on_day = row->on,
                            .amount_minor = minor,
                            .unapplied_minor = minor,
                            .recorded_us = import->recorded_us,
                            .method = row->method < 0 ? METHOD_OTHER : row->method,
                            .state = PAYMENT_TAKEN };
    text_copy(payment.currency, CURRENCY_SIZE, row->currency);
    if (!rule_of(import, row, &rule, error)) return false;
    if (row->has_number && placed)
        payment.unapplied_minor = put_to(import, own, slice, sorted, &payment);
    else if (row->allocate != ALLOCATE_NONE && placed)
        payment.unapplied_minor = spread(import, own, slice, &rule, &payment);
    import->newest = MAX(import->newest, row->on);
    g_array_append_val(own->fresh, payment);
    import_batch_note(import, sorted, FATE_ACCEPTED);
    if (import->summary->examples->len < IMPORT_EXAMPLES_MAX)
        import_kind_example(import, "new payment %s: %s %s", ref,
                            money_text(minor, row->currency, text), row->currency);
    return true;
}

static size_t lower_old(const Own *own, const SortRow *row, int64_t id)
{
    size_t low = 0, high = own->old->len;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const Payment *at = &g_array_index(own->old, Payment, middle);
        bool below = at->debtor_id != row->debtor_id     ? at->debtor_id < row->debtor_id
                     : at->account_id != row->account_id ? at->account_id < row->account_id
                                                         : at->payment_id < id;
        low = below ? middle + 1 : low;
        high = below ? high : middle;
    }
    return low;
}

static bool is_other_money(const PaymentRow *row, const Payment *old)
{
    return old->amount_minor != row->minor || (row->has_on && old->on_day != row->on) ||
           strcmp(old->currency, row->currency) != 0;
}

static void refuse_other_money(Import *import, const SortRow *sorted, const Payment *old)
{
    const PaymentRow *row = payment_of(sorted);
    char text[MONEY_TEXT_SIZE], day[DAY_TEXT_SIZE];
    import_fault_sorted(
        import, sorted, "ref", row->texts, row->minor, row->currency,
        "reverse it (reversals, payment.reverse) and take it anew under another reference",
        "the payment is in the book with %s %s on %s; money received is not changed",
        money_text(old->amount_minor, old->currency, text), old->currency,
        day_text(old->on_day, day));
}

/* What says how it was paid may be corrected; what it was may not. */
static bool meet_old(Import *import, Own *own, const SortRow *sorted, GError **error)
{
    const PaymentRow *row = payment_of(sorted);
    size_t place = lower_old(own, sorted, row->payment_id);
    const Payment *old = &g_array_index(own->old, Payment, place);
    const char *reference =
        row->texts[row->reference] != '\0' ? row->texts + row->reference : old->reference;
    if (is_other_money(row, old)) {
        refuse_other_money(import, sorted, old);
        return true;
    }
    int32_t method = row->method >= 0 ? row->method : old->method;
    bool differs = method != old->method || strcmp(reference, old->reference) != 0, left = false;
    BatchOld was = { PAST_PAYMENT,
                     { old->debtor_id, old->account_id, old->payment_id },
                     MAX(old->recorded_us, old->since_us) };
    if (!import_batch_leave(import, sorted, &was, differs, &left, error)) return false;
    if (left) return true;
    BulkPayment next = { .debtor_id = old->debtor_id,
                         .account_id = old->account_id,
                         .payment_id = old->payment_id,
                         .recorded_us = import_batch_instant(import, was.last_us),
                         .method = method,
                         .reference = reference };
    g_array_append_val(own->changed, next);
    import_batch_note(import, sorted, FATE_UPDATED);
    import_kind_example(import, "changed payment %s", row->texts);
    return true;
}

/* REF itself, or REF/2, REF/3 … */
static bool goes_on(const char *ref, const char *base)
{
    size_t length = strlen(base);
    if (strncmp(ref, base, length) != 0) return false;
    if (ref[length] == '\0') return true;
    const char *number = ref + length + 1;
    return ref[length] == '/' && number[0] != '\0' && number[strspn(number, "0123456789")] == '\0';
}

static void refuse_less(Import *import, const SortRow *sorted, int64_t known)
{
    const PaymentRow *row = payment_of(sorted);
    char had[MONEY_TEXT_SIZE], text[MONEY_TEXT_SIZE];
    import_fault_sorted(import, sorted, "amount", money_text(row->minor, row->currency, text),
                        row->minor, row->currency,
                        "reverse what was not paid after all (payment.reverse)",
                        "less is paid than was when the file came last: the book has %s",
                        money_text(known, row->currency, had));
}

/* REF/2, REF/3 …; NULL: no room for that. */
static const char *next_ref(Import *import, const Own *own, const SortRow *sorted, int64_t number)
{
    const PaymentRow *row = payment_of(sorted);
    g_autofree char *ref = g_strdup_printf("%s/%" G_GINT64_FORMAT, row->texts, number);
    if (strlen(ref) < REF_SIZE) return g_string_chunk_insert(own->refs, ref);
    import_fault_sorted(import, sorted, "ref", row->texts, row->minor, row->currency,
                        "use a map that makes shorter references",
                        "a second payment of this reference has no room for its number");
    return NULL;
}

/* What was paid since the file came last; the reference of that payment, or NULL: nothing was. */
static const char *what_is_new(Import *import, const Own *own, const SortRow *sorted,
                               int64_t *minor)
{
    const PaymentRow *row = payment_of(sorted);
    int64_t known = 0, count = 0;
    bool ours = false;
    for (size_t i = lower_old(own, sorted, 0); i < own->old->len; i++) {
        const Payment *old = &g_array_index(own->old, Payment, i);
        if (old->debtor_id != sorted->debtor_id || old->account_id != sorted->account_id) break;
        if (!goes_on(old->ref, row->texts)) continue;
        count++;
        if (old->state != PAYMENT_REVERSED) known += old->amount_minor;
        ours = ours || import_batch_has(import, old->recorded_us);
    }
    *minor = row->minor - known;
    if (*minor > 0) return next_ref(import, own, sorted, count + 1);
    if (*minor < 0)
        refuse_less(import, sorted, known);
    else
        import_batch_met(import, sorted, ours);
    return NULL;
}

static bool take_group(Import *import, Own *own, const RowChunk *chunk, size_t first, size_t end,
                       int64_t *next_id, GError **error)
{
    const SortRow *one = row_chunk_at(chunk, first);
    LedgerSlice slice = apply_ledger_slice(&own->ledger, one->debtor_id, one->account_id);
    own->ordered = own->numbered = false;
    for (size_t i = first; i < end; i++) {
        const SortRow *row = row_chunk_at(chunk, i);
        const PaymentRow *payment = payment_of(row);
        int64_t minor = payment->minor;
        const char *ref = payment->texts;
        if (payment->payment_id != 0 && payment->so_far)
            ref = what_is_new(import, own, row, &minor);
        else if (payment->payment_id != 0 && !meet_old(import, own, row, error))
            return false;
        else if (payment->payment_id != 0)
            ref = NULL;
        if (ref != NULL && !take(import, own, slice, row, ref, minor, (*next_id)++, error))
            return false;
    }
    return true;
}

static bool load(Import *import, Own *own, const RowChunk *chunk, int64_t *first_id, GError **error)
{
    int64_t fresh = 0, old = 0;
    g_array_set_size(own->old, 0);
    g_array_set_size(own->fresh, 0);
    g_array_set_size(own->changed, 0);
    g_string_chunk_clear(own->refs);
    for (unsigned i = 0; i < chunk->rows->len; i++) {
        const PaymentRow *row = payment_of(row_chunk_at(chunk, i));
        fresh += row->payment_id == 0 || row->so_far;
        old += row->payment_id != 0;
    }
    for (unsigned i = 0; i < chunk->ranges->len && old > 0; i++) {
        const DebtorRange *range = &g_array_index(chunk->ranges, DebtorRange, i);
        if (!bulk_store_payment_range(import->desk->db, range->from, range->to, own->old, error))
            return false;
    }
    if (fresh > 0 && !book_store_ids(import->desk->db, "payment", fresh, first_id, error))
        return false;
    return apply_ledger_load(&own->ledger, import->desk->db, chunk, true, error);
}

static bool write_payments(Import *import, Own *own, const RowChunk *chunk, GError **error)
{
    Db *db = import->desk->db;
    BulkPayment *fresh = (BulkPayment *)(void *)own->fresh->data;
    if (own->fresh->len == 0 && own->changed->len == 0) return true;
    return bulk_store_payment_insert(db, fresh, own->fresh->len, error) &&
           bulk_store_payment_correct(db, (const BulkPayment *)(const void *)own->changed->data,
                                      own->changed->len, error) &&
           (own->fresh->len == 0 || apply_ledger_write(import, &own->ledger, chunk, error));
}

static bool write_chunk(Import *import, ImportPlan *plan, const RowChunk *chunk, GError **error)
{
    g_auto(DbTx) tx = { 0 };
    Own *own = plan->own;
    int64_t next_id = 0;
    if (!db_tx_begin(&tx, import->desk->db, error)) return false;
    if (!load(import, own, chunk, &next_id, error)) return false;
    for (size_t first = 0, end; first < chunk->rows->len; first = end) {
        end = row_chunk_group(chunk, first);
        if (!take_group(import, own, chunk, first, end, &next_id, error)) return false;
    }
    return write_payments(import, own, chunk, error) &&
           import_batch_commit(import, &tx, plan, chunk, error);
}

bool apply_payment_write(Import *import, ImportPlan *plan, GError **error)
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
