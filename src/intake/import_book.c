/* intake/import_book.c: what an import must know of the book, held in memory: references,
 * creditors, users, currencies.  Writes nothing. */
#include "base/text.h"
#include "intake/import_private.h"
#include <string.h>

/* --- currencies ---------------------------------------------------------------------------- */

int import_book_currency(ImportBook *book, const char *code)
{
    for (unsigned i = 0; i < book->currencies->len; i++)
        if (strcmp(g_array_index(book->currencies, BookCurrency, i).code, code) == 0) return (int)i;
    BookCurrency currency = { .exponent = money_exponent(code) };
    if (currency.exponent < 0) return -1;
    text_copy(currency.code, sizeof currency.code, code);
    g_array_append_val(book->currencies, currency);
    return (int)book->currencies->len - 1;
}

/* --- creditors and users ------------------------------------------------------------------- */

const Creditor *import_book_creditor(const ImportBook *book, const char *ref, uint32_t *place)
{
    for (unsigned i = 0; i < book->creditors->len; i++) {
        const Creditor *creditor = &g_array_index(book->creditors, Creditor, i);
        if (strcmp(creditor->ref, ref) != 0) continue;
        *place = i;
        return creditor;
    }
    return NULL;
}

const Member *import_book_member(const ImportBook *book, const char *name)
{
    for (unsigned i = 0; i < book->members->len; i++)
        if (strcmp(g_array_index(book->members, Member, i).name, name) == 0)
            return &g_array_index(book->members, Member, i);
    return NULL;
}

static uint32_t place_of(const ImportBook *book, int64_t creditor_id)
{
    for (unsigned i = 0; i < book->creditors->len; i++)
        if (g_array_index(book->creditors, Creditor, i).creditor_id == creditor_id) return i;
    return 0;
}

static bool load_people(Import *import, GError **error)
{
    ImportBook *book = &import->book;
    if (!book_store_creditors(import->desk->db, &book->creditors, error) ||
        !book_store_members(import->desk->db, &book->members, error))
        return false;
    book->seen = g_new0(uint8_t, book->creditors->len + 1);
    for (unsigned i = 0; i < book->creditors->len; i++)
        book->seen[i] = permit_sees(&import->desk->actor,
                                    g_array_index(book->creditors, Creditor, i).creditor_id);
    return true;
}

/* --- references ---------------------------------------------------------------------------- */

typedef struct {
    ImportBook *book;
    int64_t creditor_id; /* of the last account: neighbours share it */
    uint32_t place;
} Loading;

static void add_account(void *data, const BulkAccount *account)
{
    Loading *loading = data;
    RefEntry *entry = ref_index_add(loading->book->accounts, account->ref, strlen(account->ref));
    if (account->creditor_id != loading->creditor_id) {
        loading->creditor_id = account->creditor_id;
        loading->place = place_of(loading->book, account->creditor_id);
    }
    entry->debtor_id = account->debtor_id;
    entry->id = account->account_id;
    entry->group = loading->place;
    entry->terms = account->terms_days == DAY_NONE ? -1 : (int16_t)account->terms_days;
    entry->currency = (uint16_t)import_book_currency(loading->book, account->currency);
}

static void add_debtor(void *data, const BulkRef *ref)
{
    Loading *loading = data;
    RefEntry *entry = ref_index_add(loading->book->debtors, ref->ref, strlen(ref->ref));
    entry->debtor_id = entry->id = ref->id;
}

/* An unidentified payment belongs to account 0. */
static void add_payment(void *data, const BulkRef *ref)
{
    Loading *loading = data;
    RefEntry *entry = ref_index_add(loading->book->payments, ref->ref, strlen(ref->ref));
    entry->debtor_id = ref->debtor_id;
    entry->account_id = ref->account_id;
    entry->id = ref->id;
    entry->currency = (uint16_t)import_book_currency(loading->book, ref->currency);
}

static bool load_refs(Import *import, unsigned what, GError **error)
{
    ImportBook *book = &import->book;
    Db *db = import->desk->db;
    Loading loading = { .book = book, .creditor_id = -1 };
    if (what & BOOK_DEBTORS) {
        book->debtors = ref_index_new();
        if (!bulk_store_debtors(db, add_debtor, &loading, error)) return false;
    }
    if (what & BOOK_ACCOUNTS) {
        book->accounts = ref_index_new();
        if (!bulk_store_accounts(db, add_account, &loading, error)) return false;
    }
    if (!(what & BOOK_PAYMENTS)) return true;
    book->payments = ref_index_new();
    return bulk_store_payments(db, add_payment, &loading, error);
}

bool import_book_load(Import *import, unsigned what, GError **error)
{
    ImportBook *book = &import->book;
    Db *db = import->desk->db;
    book->currencies = g_array_new(FALSE, TRUE, sizeof(BookCurrency));
    if (!load_people(import, error) || !load_refs(import, what, error)) return false;
    if (book->first_debtor != 0) return true; /* a resumed batch has its own */
    return bulk_store_next_id(db, "debtor", &book->first_debtor, error) &&
           bulk_store_next_id(db, "account", &book->first_account, error);
}

void import_book_clear(ImportBook *book)
{
    ref_index_free(book->debtors);
    ref_index_free(book->accounts);
    ref_index_free(book->payments);
    if (book->creditors != NULL) g_array_unref(book->creditors);
    if (book->currencies != NULL) g_array_unref(book->currencies);
    if (book->members != NULL) g_array_unref(book->members);
    g_free(book->seen);
    *book = (ImportBook){ 0 };
}

/* Ids are given in the order in which the file first names things; what this batch had written when
 * it was killed keeps its place in that order. */
static void number(int64_t id, int64_t first, int64_t *next)
{
    if (id >= first && id == *next) (*next)++;
}

RefEntry *import_book_debtor(Import *import, const char *ref, uint32_t row)
{
    ImportBook *book = &import->book;
    size_t length = strlen(ref);
    RefEntry *entry = ref_index_find(book->debtors, ref, length);
    if (entry == NULL) {
        entry = ref_index_add(book->debtors, ref, length);
        entry->debtor_id = entry->id = book->next_debtor++;
        entry->row = row;
    } else if (entry->row == 0) {
        number(entry->id, book->first_debtor, &book->next_debtor);
    }
    return entry;
}

RefEntry *import_book_account(Import *import, const char *ref, int64_t debtor_id, uint32_t row)
{
    ImportBook *book = &import->book;
    size_t length = strlen(ref);
    RefEntry *entry = ref_index_find(book->accounts, ref, length);
    if (entry == NULL) {
        entry = ref_index_add(book->accounts, ref, length);
        entry->debtor_id = debtor_id;
        entry->id = book->next_account++;
        entry->terms = -1;
        entry->row = row;
    } else if (entry->row == 0) {
        number(entry->id, book->first_account, &book->next_account);
    }
    return entry;
}
