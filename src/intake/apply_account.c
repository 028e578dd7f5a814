/* intake/apply_account.c: accounts by the hundred thousand: new ones opened, changed ones changed;
 * as account.open and account.change would.  Beside other records of a map what exists is left
 * alone. */
#include "base/text.h"
#include "intake/import_private.h"
#include <string.h>

enum { HAS_CREDITOR = 1, HAS_TERMS = 2, HAS_LIMIT = 4, HAS_OWNER = 8, HAS_TREATMENT = 16 };

typedef struct {
    size_t ref, debtor, creditor, currency, owner, treatment, kind, terms, limit, opened;
} Places;

/* A row as it is sorted. */
typedef struct {
    Account account; /* kind -1, opened_day DAY_NONE: not given */
    uint32_t has;
    char creditor[REF_SIZE]; /* one that this file opens; else "" */
} AccountRow;

typedef struct {
    Places at;
    AccountRow judged;
    const Creditor *creditor; /* NULL: this file opens it */
    uint32_t place;
    GArray *old, *fresh; /* Account */
    size_t old_at;
    GArray *creditors; /* Creditor, read anew before writing */
} Own;

bool apply_account_start(Import *import, ImportPlan *plan, GError **error)
{
    (void)import;
    (void)error;
    const RecordType *type = plan->reader.type;
    Own *own = g_new0(Own, 1);
    own->at = (Places){ row_read_offset(type, "ref", FIELD_TEXT),
                        row_read_offset(type, "debtor", FIELD_TEXT),
                        row_read_offset(type, "creditor", FIELD_TEXT),
                        row_read_offset(type, "currency", FIELD_TEXT),
                        row_read_offset(type, "owner", FIELD_TEXT),
                        row_read_offset(type, "treatment", FIELD_TEXT),
                        row_read_offset(type, "kind", FIELD_ENUM),
                        row_read_offset(type, "terms_days", FIELD_INT),
                        row_read_offset(type, "credit_limit", FIELD_AMOUNT),
                        row_read_offset(type, "opened_on", FIELD_DAY) };
    own->old = g_array_new(FALSE, FALSE, sizeof(Account));
    own->fresh = g_array_new(FALSE, FALSE, sizeof(Account));
    plan->own = own;
    return true;
}

void apply_account_clear(ImportPlan *plan)
{
    Own *own = plan->own;
    if (own == NULL) return;
    g_array_unref(own->old);
    g_array_unref(own->fresh);
    if (own->creditors != NULL) g_array_unref(own->creditors);
    g_clear_pointer(&plan->own, g_free);
}

/* --- judging ------------------------------------------------------------------------------- */

static bool opens_creditors(const Import *import)
{
    for (unsigned i = 0; i < import->plans->len; i++)
        if (strcmp(((ImportPlan *)import->plans->pdata[i])->kind->record, "creditor") == 0)
            return true;
    return false;
}

static bool judge_creditor(Import *import, ImportPlan *plan, ImportRow *row)
{
    Own *own = plan->own;
    const char *ref = TEXT_AT(plan, own->at.creditor);
    own->place = 0;
    own->judged.creditor[0] = '\0';
    own->judged.account.creditor_id = import->desk->creditor_id;
    own->creditor = NULL;
    if (ref[0] == '\0') return true;
    own->judged.has |= HAS_CREDITOR;
    own->creditor = import_book_creditor(&import->book, ref, &own->place);
    if (own->creditor == NULL && opens_creditors(import))
        return text_copy(own->judged.creditor, sizeof own->judged.creditor, ref);
    if (own->creditor == NULL) {
        import_fault_row(import, row, "creditor", ref, "import creditors first",
                         "no creditor %s is in the book", ref);
        return false;
    }
    own->judged.account.creditor_id = own->creditor->creditor_id;
    if (import->book.seen[own->place]) return true;
    import_fault_row(import, row, "creditor", ref, "ask somebody who works that portfolio",
                     "creditor %s is not a portfolio of %s", ref, import->desk->actor.name);
    return false;
}

static bool judge_currency(Import *import, ImportPlan *plan, ImportRow *row, const RefEntry *entry)
{
    Own *own = plan->own;
    const char *wish = TEXT_AT(plan, own->at.currency);
    char *currency = own->judged.account.currency;
    const char *usual = own->creditor != NULL ? own->creditor->currency : import->desk->currency;
    text_copy(currency, CURRENCY_SIZE, wish[0] != '\0' ? wish : usual);
    if (entry != NULL) {
        const char *kept =
            g_array_index(import->book.currencies, BookCurrency, entry->currency).code;
        if (wish[0] != '\0' && strcmp(wish, kept) != 0 && !plan->lenient) {
            import_fault_row(import, row, "currency", wish, "open another account in that currency",
                             "the account is kept in %s", kept);
            return false;
        }
        text_copy(currency, CURRENCY_SIZE, kept);
    }
    if (import_book_currency(&import->book, currency) >= 0) return true;
    import_fault_row(import, row, "currency", currency, "write it as USD",
                     "currency is no ISO 4217 code");
    return false;
}

static bool judge_debtor(Import *import, ImportPlan *plan, ImportRow *row, const RefEntry *entry)
{
    const Own *own = plan->own;
    const char *ref = TEXT_AT(plan, own->at.debtor);
    const RefEntry *debtor = ref_index_find(import->book.debtors, ref, strlen(ref));
    bool opens = row->debtor_ref != NULL && strcmp(row->debtor_ref, ref) == 0;
    if (debtor == NULL && !opens) {
        import_fault_row(import, row, "debtor", ref, "import debtors first",
                         "no debtor %s is in the book", ref);
        return false;
    }
    if (plan->lenient || entry == NULL || (debtor != NULL && debtor->id == entry->debtor_id))
        return true;
    import_fault_row(import, row, "debtor", ref, "open a new account for the other debtor",
                     "the account belongs to another debtor; that does not change");
    return false;
}

static void judge_limit(Import *import, ImportPlan *plan, ImportRow *row)
{
    Own *own = plan->own;
    Decimal limit = VALUE_AT(plan, Decimal, own->at.limit);
    own->judged.account.credit_limit_minor = -1;
    if (!limit.given) return;
    own->judged.has |= HAS_LIMIT;
    if (limit.digits < 0)
        import_fault_row(import, row, "credit_limit", "", "leave it out for no limit",
                         "credit_limit is negative");
    else
        (void)import_row_amount(import, row, "credit_limit", limit, own->judged.account.currency,
                                &own->judged.account.credit_limit_minor);
}

static void judge_owner(Import *import, ImportPlan *plan, ImportRow *row)
{
    Own *own = plan->own;
    const char *name = TEXT_AT(plan, own->at.owner);
    if (name[0] == '\0') return;
    const Member *member = import_book_member(&import->book, name);
    own->judged.has |= HAS_OWNER;
    if (member != NULL)
        own->judged.account.owner_id = member->member_id;
    else
        import_fault_row(import, row, "owner", name, "open the user first", "no user is named %s",
                         name);
}

static void judge_rest(Import *import, ImportPlan *plan, ImportRow *row)
{
    Own *own = plan->own;
    Account *account = &own->judged.account;
    const char *treatment = TEXT_AT(plan, own->at.treatment);
    account->kind = VALUE_AT(plan, int, own->at.kind);
    account->opened_day = VALUE_AT(plan, Day, own->at.opened);
    account->terms_days = DAY_NONE;
    if (record_given(plan->reader.type, plan->reader.record, "terms_days")) {
        account->terms_days = (int32_t)VALUE_AT(plan, int64_t, own->at.terms);
        own->judged.has |= HAS_TERMS;
    }
    text_copy(account->treatment, sizeof account->treatment, treatment);
    if (treatment[0] != '\0') own->judged.has |= HAS_TREATMENT;
    judge_limit(import, plan, row);
    judge_owner(import, plan, row);
}

void apply_account_judge(Import *import, ImportPlan *plan, ImportRow *row)
{
    Own *own = plan->own;
    const char *ref = TEXT_AT(plan, own->at.ref);
    const RefEntry *entry = ref_index_find(import->book.accounts, ref, strlen(ref));
    own->judged = (AccountRow){ 0 };
    text_copy(own->judged.account.ref, REF_SIZE, ref);
    if (!judge_debtor(import, plan, row, entry) || !judge_creditor(import, plan, row) ||
        !judge_currency(import, plan, row, entry))
        return;
    judge_rest(import, plan, row);
    if (entry != NULL) return;
    row->account_ref = ref;
    text_copy(row->account_currency, sizeof row->account_currency, own->judged.account.currency);
    row->account_terms = own->judged.has & HAS_TERMS ? (int16_t)own->judged.account.terms_days : -1;
}

/* --- putting ------------------------------------------------------------------------------- */

static void describe(Import *import, const Own *own, RefEntry *entry)
{
    const Account *account = &own->judged.account;
    entry->terms = own->judged.has & HAS_TERMS ? (int16_t)account->terms_days : -1;
    entry->currency = (uint16_t)import_book_currency(&import->book, account->currency);
    entry->group = own->place;
}

bool apply_account_put(Import *import, ImportPlan *plan, ImportRow *row, GError **error)
{
    Own *own = plan->own;
    const char *ref = TEXT_AT(plan, own->at.ref), *debtor = TEXT_AT(plan, own->at.debtor);
    const RefEntry *owner = ref_index_find(import->book.debtors, debtor, strlen(debtor));
    RefEntry *entry = import_book_account(import, ref, owner->id, row->number);
    if (entry->row == row->number) describe(import, own, entry);
    if (plan->lenient && entry->flags & REF_NAMED) return true;
    entry->flags |= REF_NAMED;
    SortRow *sorted = row_sort_add(plan->rows, sizeof(AccountRow), error);
    if (sorted == NULL) return false;
    sorted->debtor_id = entry->debtor_id;
    sorted->account_id = entry->id;
    sorted->row = row->number;
    sorted->line = row->line;
    *(AccountRow *)(sorted + 1) = own->judged;
    return true;
}

/* --- writing ------------------------------------------------------------------------------- */

static const AccountRow *account_of(const SortRow *row)
{
    return (const AccountRow *)(const void *)(row + 1);
}

static Account *find_old(Own *own, const SortRow *row)
{
    for (; own->old_at < own->old->len; own->old_at++) {
        Account *account = &g_array_index(own->old, Account, own->old_at);
        if (account->debtor_id == row->debtor_id && account->account_id == row->account_id)
            return account;
        if (account->debtor_id > row->debtor_id ||
            (account->debtor_id == row->debtor_id && account->account_id > row->account_id))
            return NULL;
    }
    return NULL;
}

static int64_t creditor_of(const Own *own, const AccountRow *row)
{
    for (unsigned i = 0; row->creditor[0] != '\0' && i < own->creditors->len; i++) {
        const Creditor *creditor = &g_array_index(own->creditors, Creditor, i);
        if (strcmp(creditor->ref, row->creditor) == 0) return creditor->creditor_id;
    }
    return row->account.creditor_id;
}

static void open_account(Import *import, Own *own, const SortRow *row)
{
    Account account = account_of(row)->account;
    account.debtor_id = row->debtor_id;
    account.account_id = row->account_id;
    account.creditor_id = creditor_of(own, account_of(row));
    account.recorded_us = import->recorded_us;
    if (account.kind < 0) account.kind = ACCOUNT_TRADE;
    g_array_append_val(own->fresh, account);
    import_batch_note(import, row, FATE_ACCEPTED);
    import_kind_example(import, "new account %s in %s", account.ref, account.currency);
}

static void take_given(const Own *own, const AccountRow *row, Account *to)
{
    const Account *from = &row->account;
    if (from->kind >= 0) to->kind = from->kind;
    if (from->opened_day != DAY_NONE) to->opened_day = from->opened_day;
    if (row->has & HAS_CREDITOR) to->creditor_id = creditor_of(own, row);
    if (row->has & HAS_TERMS) to->terms_days = from->terms_days;
    if (row->has & HAS_LIMIT) to->credit_limit_minor = from->credit_limit_minor;
    if (row->has & HAS_OWNER) to->owner_id = from->owner_id;
    if (row->has & HAS_TREATMENT) text_copy(to->treatment, sizeof to->treatment, from->treatment);
}

static bool is_same(const Account *a, const Account *b)
{
    return a->kind == b->kind && a->opened_day == b->opened_day &&
           a->creditor_id == b->creditor_id && a->terms_days == b->terms_days &&
           a->credit_limit_minor == b->credit_limit_minor && a->owner_id == b->owner_id &&
           strcmp(a->treatment, b->treatment) == 0;
}

static bool change_account(Import *import, const Own *own, const SortRow *row, Account *account,
                           GError **error)
{
    BatchOld old = { PAST_ACCOUNT,
                     { account->debtor_id, account->account_id },
                     account->recorded_us };
    Account next = *account;
    bool left = false;
    take_given(own, account_of(row), &next);
    if (!import_batch_leave(import, row, &old, !is_same(&next, account), &left, error))
        return false;
    if (left) return true;
    next.recorded_us = import_batch_instant(import, account->recorded_us);
    *account = next;
    import_batch_note(import, row, FATE_UPDATED);
    import_kind_example(import, "changed account %s", account->ref);
    return account_store_update(import->desk->db, account, error);
}

/* Rows are made of zeroed memory, so their bytes tell. */
static bool same_bytes(const void *a, const void *b, size_t length)
{
    return memcmp(a, b, length) == 0;
}

static bool take_group(Import *import, const ImportPlan *plan, const RowChunk *chunk, size_t first,
                       size_t end, GError **error)
{
    Own *own = plan->own;
    const SortRow *one = row_chunk_at(chunk, first);
    Account *old = find_old(own, one);
    if (old == NULL)
        open_account(import, own, one);
    else if (!plan->lenient && !change_account(import, own, one, old, error))
        return false;
    for (size_t i = first + 1; i < end; i++) {
        const SortRow *row = row_chunk_at(chunk, i);
        if (plan->repeats && same_bytes(account_of(row), account_of(one), sizeof(AccountRow)))
            import_batch_note(import, row, FATE_UNCHANGED);
        else
            import_fault_sorted(import, row, "ref", account_of(row)->account.ref, 0, "",
                                "leave one row for each account",
                                "line %u has the same account already", one->line);
    }
    return true;
}

static bool write_chunk(Import *import, ImportPlan *plan, const RowChunk *chunk, GError **error)
{
    g_auto(DbTx) tx = { 0 };
    Own *own = plan->own;
    g_array_set_size(own->fresh, 0);
    g_array_set_size(own->old, 0);
    own->old_at = 0;
    if (!db_tx_begin(&tx, import->desk->db, error)) return false;
    for (unsigned i = 0; i < chunk->ranges->len; i++) {
        const DebtorRange *range = &g_array_index(chunk->ranges, DebtorRange, i);
        if (!bulk_store_account_range(import->desk->db, range->from, range->to, own->old, error))
            return false;
    }
    for (size_t first = 0, end; first < chunk->rows->len; first = end) {
        end = row_chunk_group(chunk, first);
        if (!take_group(import, plan, chunk, first, end, error)) return false;
    }
    const Account *fresh = (const Account *)(const void *)own->fresh->data;
    if (own->fresh->len > 0 && !import_batch_begin(import, error)) return false;
    return account_store_insert(import->desk->db, fresh, own->fresh->len, error) &&
           import_batch_commit(import, &tx, plan, chunk, error);
}

bool apply_account_write(Import *import, ImportPlan *plan, GError **error)
{
    g_auto(RowChunk) chunk;
    Own *own = plan->own;
    row_chunk_init(&chunk);
    if (!book_store_creditors(import->desk->db, &own->creditors, error)) return false;
    for (;;) {
        if (!row_chunk_next(&chunk, plan->rows, import->fates->data, FATE_QUARANTINED, error))
            return false;
        if (chunk.rows->len == 0) return true;
        if (!write_chunk(import, plan, &chunk, error)) return false;
    }
}
