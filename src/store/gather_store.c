/* store/gather_store.c: one query a table over a range of debtors, merged in debtor order.  SQL
 * only; what the rows mean is core/standing's affair. */
#include "store/gather_store.h"

#include "base/text.h"
#include "core/standing.h"
#include "core/words.h"
#include "store/gather_rewind.h"
#include "store/gather_rows.h"
#include "store/known.h"
#include <string.h>

struct GatherBatch {
    GArray *accounts;     /* GatheredAccount */
    GArray *past, *items; /* StepPast, GatherItem: what the accounts point into */
    GArray *creditors, *members;
    GatherRows debtors, open_items, payments, habits, holds, disputes, contacts, steps, promises,
        assignments, previous;
    GatherRewind *rewind;
    GStringChunk *texts; /* what the debtors lend */
};

GatherBatch *gather_store_new(void)
{
    GatherBatch *batch = g_new0(GatherBatch, 1);
    batch->accounts = g_array_new(FALSE, FALSE, sizeof(GatheredAccount));
    batch->past = g_array_new(FALSE, FALSE, sizeof(StepPast));
    batch->items = g_array_new(FALSE, FALSE, sizeof(GatherItem));
    gather_rows_init(&batch->debtors, sizeof(GateDebtorRow));
    gather_rows_init(&batch->open_items, sizeof(StandingItem));
    gather_rows_init(&batch->payments, sizeof(GatherPayment));
    gather_rows_init(&batch->habits, sizeof(GatherHabit));
    gather_rows_init(&batch->holds, sizeof(StandingHold));
    gather_rows_init(&batch->disputes, sizeof(StandingDispute));
    gather_rows_init(&batch->contacts, sizeof(StandingContact));
    gather_rows_init(&batch->steps, sizeof(StepPast));
    gather_rows_init(&batch->promises, sizeof(StandingPromise));
    gather_rows_init(&batch->assignments, sizeof(int64_t));
    gather_rows_init(&batch->previous, sizeof(GatherPrevious));
    batch->rewind = gather_rewind_new();
    batch->texts = g_string_chunk_new(65536);
    return batch;
}

void gather_store_free(GatherBatch *batch)
{
    if (batch == NULL) return;
    GatherRows *all[] = { &batch->debtors,  &batch->open_items,  &batch->payments, &batch->habits,
                          &batch->holds,    &batch->disputes,    &batch->contacts, &batch->steps,
                          &batch->promises, &batch->assignments, &batch->previous };
    for (size_t i = 0; i < G_N_ELEMENTS(all); i++) gather_rows_clear(all[i]);
    g_array_unref(batch->accounts);
    g_array_unref(batch->past);
    g_array_unref(batch->items);
    if (batch->creditors != NULL) g_array_unref(batch->creditors);
    if (batch->members != NULL) g_array_unref(batch->members);
    gather_rewind_free(batch->rewind);
    g_string_chunk_free(batch->texts);
    g_free(batch);
}

/* --- the tables ------------------------------------------------------------------------------- */

#define RANGE "debtor_id >= $1 AND debtor_id < $2 "
static const char ACCOUNTS[] =
    "SELECT " ACCOUNT_NAMES " FROM account WHERE " RANGE "ORDER BY debtor_id, account_id";
static const char ACCOUNTS_KNOWN[] =
    "SELECT " ACCOUNT_NAMES
    " FROM " KNOWN_ACCOUNT(KNOWN_RANGE, "$3") "a ORDER BY debtor_id, account_id";
static const char DEBTORS[] =
    "SELECT " DEBTOR_NAMES " FROM debtor WHERE " RANGE "ORDER BY debtor_id";
static const char DEBTORS_KNOWN[] =
    "SELECT " DEBTOR_NAMES " FROM " KNOWN_DEBTOR(KNOWN_RANGE, "$3") "d ORDER BY debtor_id";
static const char OPEN_ITEMS[] =
    "SELECT debtor_id, account_id, item_id, due_day, issued_day, open_minor, kind FROM item "
    "WHERE " RANGE
    "AND open_minor <> 0 AND issued_day <= $3 ORDER BY debtor_id, account_id, due_day, item_id";
static const char UNAPPLIED[] =
    "SELECT debtor_id, account_id, unapplied_minor FROM payment WHERE " RANGE
    "AND unapplied_minor <> 0 ORDER BY debtor_id, account_id, payment_id";
static const char HABITS[] =
    "SELECT debtor_id, account_id, months, last_payment_day, last_payment_minor FROM d_habit "
    "WHERE " RANGE "ORDER BY debtor_id, account_id";
static const char HOLDS[] =
    "SELECT debtor_id, account_id, item_id, kind, from_day, until_day, CASE WHEN lifted_us <= $4 "
    "THEN lifted_day END "
    "FROM hold WHERE " RANGE
    "AND from_day <= $3 AND recorded_us <= $4 ORDER BY debtor_id, account_id, hold_id";
static const char DISPUTES[] =
    "SELECT i.debtor_id, i.account_id, i.item_id, i.amount_minor FROM dispute d JOIN dispute_item "
    "i "
    "ON i.debtor_id = d.debtor_id AND i.account_id = d.account_id AND i.dispute_id = d.dispute_id "
    "WHERE d.debtor_id >= $1 AND d.debtor_id < $2 AND d.on_day <= $3 AND d.recorded_us <= $4 "
    "AND (d.settled_day IS NULL OR d.settled_day > $3 OR d.settled_us > $4) "
    "ORDER BY i.debtor_id, i.account_id, i.item_id";
static const char CONTACTS[] =
    "SELECT debtor_id, account_id, on_day, next_day, direction FROM contact WHERE " RANGE
    "AND on_day <= $3 ORDER BY debtor_id, account_id, contact_id";
static const char CONTACTS_KNOWN[] =
    "SELECT debtor_id, account_id, on_day, next_day, direction FROM contact WHERE " RANGE
    "AND on_day <= $3 AND recorded_us <= $4 ORDER BY debtor_id, account_id, contact_id";
static const char STEPS[] =
    "SELECT debtor_id, account_id, treatment, step, state, since_day, finished_day, covered_day, "
    "next_day FROM step "
    "WHERE " RANGE
    "AND finished_day <= $3 AND recorded_us <= $4 ORDER BY debtor_id, account_id, step_no";
static const char ASSIGNMENTS[] =
    "SELECT debtor_id, account_id, member_id FROM assignment WHERE " RANGE
    "AND on_day <= $3 AND recorded_us <= $4 "
    "ORDER BY debtor_id, account_id, on_day, recorded_us";
static const char PREVIOUS[] = "SELECT debtor_id, account_id, digest, snapshot_day, "
                               "snapshot_bucket, snapshot_balance, snapshot_past_due, "
                               "gate_outcome, gate_next_day, work_no, gate_word, gate_rules "
                               "FROM d_account WHERE " RANGE "ORDER BY debtor_id, account_id";

static void decode_item(const DbStmt *row, void *to)
{
    *(StandingItem *)to = (StandingItem){ .item_id = db_int(row, 2),
                                          .due_day = (Day)db_int(row, 3),
                                          .issued_day = (Day)db_int(row, 4),
                                          .open_minor = db_int(row, 5),
                                          .kind = (int32_t)db_int(row, 6) };
}

static void decode_payment(const DbStmt *row, void *to)
{
    *(GatherPayment *)to = (GatherPayment){ .unapplied_minor = db_int(row, 2), .on_day = DAY_NONE };
}

static void decode_int(const DbStmt *row, void *to)
{
    *(int64_t *)to = db_int(row, 2);
}

static void decode_habit(const DbStmt *row, void *to)
{
    GatherHabit *out = to;
    size_t size = 0;
    const void *blob = db_blob(row, 2, &size);
    out->size = (uint16_t)MIN(size, sizeof out->months);
    if (out->size > 0) memcpy(out->months, blob, out->size);
    out->last_payment_day = db_day(row, 3);
    out->last_payment_minor = db_int(row, 4);
}

static void decode_hold(const DbStmt *row, void *to)
{
    *(StandingHold *)to = (StandingHold){ .item_id = db_int(row, 2),
                                          .kind = (int32_t)db_int(row, 3),
                                          .from_day = (Day)db_int(row, 4),
                                          .until_day = db_day(row, 5),
                                          .lifted_day = db_day(row, 6) };
}

static void decode_dispute(const DbStmt *row, void *to)
{
    *(StandingDispute *)to =
        (StandingDispute){ .item_id = db_int(row, 2), .amount_minor = db_int(row, 3) };
}

static void decode_contact(const DbStmt *row, void *to)
{
    *(StandingContact *)to = (StandingContact){ .on_day = (Day)db_int(row, 2),
                                                .next_day = db_day(row, 3),
                                                .direction = (int32_t)db_int(row, 4) };
}

static void decode_step(const DbStmt *row, void *to)
{
    StepPast *out = to;
    *out = (StepPast){ .state = (int32_t)db_int(row, 4),
                       .since_day = (Day)db_int(row, 5),
                       .finished_day = (Day)db_int(row, 6),
                       .covered_day = (Day)db_int(row, 7),
                       .next_day = db_day(row, 8) };
    text_copy(out->treatment, sizeof out->treatment, db_text(row, 2));
    text_copy(out->step, sizeof out->step, db_text(row, 3));
}

static void decode_previous(const DbStmt *row, void *to)
{
    GatherPrevious *out = to;
    *out = (GatherPrevious){ .digest = db_int(row, 2),
                             .snapshot_day = db_day(row, 3),
                             .snapshot_bucket = (int32_t)db_int(row, 4),
                             .snapshot_balance = db_int(row, 5),
                             .snapshot_past_due = db_int(row, 6),
                             .gate_outcome = (int32_t)db_int(row, 7),
                             .gate_next_day = db_day(row, 8),
                             .work_no = db_int(row, 9) };
    if (out->gate_outcome < 0) return;
    text_copy(out->gate_word, sizeof out->gate_word, db_text(row, 10));
    text_copy(out->gate_rules, sizeof out->gate_rules, db_text(row, 11));
}

/* --- accounts --------------------------------------------------------------------------------- */

static int64_t unit_of(const char *currency)
{
    int64_t unit = 1;
    for (int i = MAX(money_exponent(currency), 0); i > 0; i--) unit *= 10;
    return unit;
}

static void decode_account(const DbStmt *row, Facts *facts)
{
    facts->debtor_id = db_int(row, 0);
    facts->account_id = db_int(row, 1);
    text_copy(facts->account, sizeof facts->account, db_text(row, 2));
    facts->creditor_id = db_int(row, 3);
    text_copy(facts->kind, sizeof facts->kind, words_of(words_account_kind, (int)db_int(row, 4)));
    text_copy(facts->currency, sizeof facts->currency, db_text(row, 5));
    facts->terms_days = db_is_null(row, 6) ? -1 : db_int(row, 6);
    facts->credit_limit = db_int(row, 7);
    facts->opened_day = db_day(row, 8);
    facts->owner_id = db_int(row, 9);
    text_copy(facts->treatment_wish, sizeof facts->treatment_wish, db_text(row, 10));
}

static bool load_accounts(GatherBatch *batch, Db *db, const GatherQuery *query, int64_t from,
                          int64_t to, GError **error)
{
    bool now = query->known_us == INT64_MAX;
    DbStmt *stmt = db_stmt(db, now ? ACCOUNTS : ACCOUNTS_KNOWN);
    DbStep step;
    char currency[CURRENCY_SIZE] = "";
    int64_t unit = 1;
    if (!now) db_bind_int(stmt, 3, query->known_us);
    db_bind_int(stmt, 1, from);
    db_bind_int(stmt, 2, to);
    g_array_set_size(batch->accounts, 0);
    while ((step = db_next(stmt, error)) == DB_ROW) {
        g_array_set_size(batch->accounts, batch->accounts->len + 1);
        GatheredAccount *account =
            &g_array_index(batch->accounts, GatheredAccount, batch->accounts->len - 1);
        memset(account, 0, sizeof *account);
        decode_account(stmt, &account->facts);
        if (strcmp(currency, account->facts.currency) != 0) {
            text_copy(currency, sizeof currency, account->facts.currency);
            unit = unit_of(currency);
        }
        account->facts.unit = unit;
        account->snapshot_day = DAY_NONE;
        account->snapshot_bucket = -1;
        account->gate.outcome = -1;
        account->gate.next_day = DAY_NONE;
    }
    return step == DB_DONE;
}

/* --- loading ---------------------------------------------------------------------------------- */

/* Open amounts, unapplied money and habits: as they stand, or rewound. */
static bool load_money(GatherBatch *batch, Db *db, const GatherQuery *query,
                       const GatherRange *range, GError **error)
{
    if (query->rewind)
        return gather_rewind_load(batch->rewind, db, range, &batch->open_items, &batch->payments,
                                  &batch->habits, error);
    return gather_rows_load(&batch->open_items, db, OPEN_ITEMS, range, decode_item, error) &&
           gather_rows_load(&batch->payments, db, UNAPPLIED, range, decode_payment, error) &&
           gather_rows_load(&batch->habits, db, HABITS, range, decode_habit, error);
}

static bool load_care(GatherBatch *batch, Db *db, const GatherQuery *query,
                      const GatherRange *range, GError **error)
{
    const char *contacts = query->known_us == INT64_MAX ? CONTACTS : CONTACTS_KNOWN;
    return gather_rows_load(&batch->holds, db, HOLDS, range, decode_hold, error) &&
           gather_rows_load(&batch->disputes, db, DISPUTES, range, decode_dispute, error) &&
           gather_rows_load(&batch->contacts, db, contacts, range, decode_contact, error) &&
           gather_rows_load(&batch->steps, db, STEPS, range, decode_step, error) &&
           gather_rewind_promises(batch->rewind, db, query, range, &batch->promises, error);
}

static const char *kept(GatherBatch *batch, const DbStmt *row, int column)
{
    const char *text = db_text(row, column);
    if (text == NULL || *text == '\0') return "";
    return g_string_chunk_insert(batch->texts, text);
}

static bool load_debtors(GatherBatch *batch, Db *db, const GatherRange *range, GError **error)
{
    bool now = range->known_us == INT64_MAX;
    DbStmt *stmt = db_stmt(db, now ? DEBTORS : DEBTORS_KNOWN);
    DbStep step;
    gather_rows_empty(&batch->debtors);
    g_string_chunk_clear(batch->texts);
    db_bind_int(stmt, 1, range->from);
    db_bind_int(stmt, 2, range->to);
    if (!now) db_bind_int(stmt, 3, range->known_us);
    while ((step = db_next(stmt, error)) == DB_ROW) {
        GateDebtorRow *row = gather_rows_add(&batch->debtors, (GatherKey){ db_int(stmt, 0), 0 });
        *row = (GateDebtorRow){ .ref = kept(batch, stmt, 1),
                                .name = kept(batch, stmt, 2),
                                .kind = words_of(words_debtor_kind, (int)db_int(stmt, 3)),
                                .country = kept(batch, stmt, 4),
                                .region = kept(batch, stmt, 5),
                                .postal_code = kept(batch, stmt, 6),
                                .time_zone = kept(batch, stmt, 7),
                                .language = kept(batch, stmt, 8),
                                .email = kept(batch, stmt, 9),
                                .phone = kept(batch, stmt, 10) };
    }
    return step == DB_DONE;
}

static bool load_rows(GatherBatch *batch, Db *db, const GatherQuery *query,
                      const GatherRange *range, GError **error)
{
    if (query->debtors && !load_debtors(batch, db, range, error)) return false;
    if (query->previous &&
        !gather_rows_load(&batch->previous, db, PREVIOUS, range, decode_previous, error))
        return false;
    return load_money(batch, db, query, range, error) &&
           load_care(batch, db, query, range, error) &&
           gather_rows_load(&batch->assignments, db, ASSIGNMENTS, range, decode_int, error);
}

static bool load_people(GatherBatch *batch, Db *db, int64_t known_us, GError **error)
{
    if (batch->creditors != NULL) g_array_unref(g_steal_pointer(&batch->creditors));
    if (batch->members != NULL) g_array_unref(g_steal_pointer(&batch->members));
    return book_store_creditors_known(db, known_us, &batch->creditors, error) &&
           book_store_members(db, &batch->members, error);
}

static void name_people(const GatherBatch *batch, GatheredAccount *account)
{
    Facts *facts = &account->facts;
    for (unsigned i = 0; i < batch->creditors->len; i++) {
        const Creditor *creditor = &g_array_index(batch->creditors, Creditor, i);
        if (creditor->creditor_id != facts->creditor_id) continue;
        account->creditor = creditor;
        text_copy(facts->creditor, sizeof facts->creditor, creditor->ref);
    }
    for (unsigned i = 0; facts->owner_id != 0 && i < batch->members->len; i++) {
        const Member *member = &g_array_index(batch->members, Member, i);
        if (member->member_id == facts->owner_id)
            text_copy(facts->owner, sizeof facts->owner, member->name);
    }
}

static void name_debtor(GatheredAccount *account, const GateDebtorRow *debtor)
{
    Facts *facts = &account->facts;
    account->debtor = debtor;
    text_copy(facts->debtor, sizeof facts->debtor, debtor->ref);
    text_copy(facts->name, sizeof facts->name, debtor->name);
    text_copy(facts->debtor_kind, sizeof facts->debtor_kind, debtor->kind);
    text_copy(facts->country, sizeof facts->country, debtor->country);
    text_copy(facts->region, sizeof facts->region, debtor->region);
    text_copy(facts->language, sizeof facts->language, debtor->language);
    facts->has_email = *debtor->email != '\0';
    facts->has_phone = *debtor->phone != '\0';
}

/* Steps go into the batch's own array, whose rows the caller reads by index. */
static void take_steps(GatherBatch *batch, GatheredAccount *account, GatherSlice steps,
                       StandingRows *rows)
{
    account->past_first = batch->past->len;
    account->past_count = (uint32_t)steps.count;
    account->step_count = (int64_t)steps.count;
    rows->deferred_to = DAY_NONE;
    if (steps.count == 0) return;
    g_array_append_vals(batch->past, steps.rows, (unsigned)steps.count);
    rows->deferred_to = ((const StepPast *)steps.rows)[steps.count - 1].next_day;
}

static void take_items(GatherBatch *batch, GatheredAccount *account, GatherSlice items)
{
    G_STATIC_ASSERT(sizeof(GatherItem) == sizeof(StandingItem));
    account->item_first = batch->items->len;
    account->item_count = (uint32_t)items.count;
    for (size_t i = 0; i < items.count; i++) {
        const StandingItem *item = (const StandingItem *)items.rows + i;
        GatherItem row = { item->item_id, item->open_minor, item->due_day, item->issued_day,
                           item->kind };
        g_array_append_val(batch->items, row);
    }
}

static void take_previous(GatheredAccount *account, GatherSlice previous)
{
    if (previous.count == 0) return;
    const GatherPrevious *row = previous.rows;
    account->had_row = true;
    account->row_digest = row->digest;
    account->snapshot_day = row->snapshot_day;
    account->snapshot_bucket = row->snapshot_bucket;
    account->snapshot_balance = row->snapshot_balance;
    account->snapshot_past_due = row->snapshot_past_due;
    account->gate = (GatheredGate){ .outcome = row->gate_outcome,
                                    .next_day = row->gate_next_day,
                                    .work_no = row->work_no };
    text_copy(account->gate.word, sizeof account->gate.word, row->gate_word);
    text_copy(account->gate.rules, sizeof account->gate.rules, row->gate_rules);
}

static void take_habit(const GatherHabit *row, Habit *habit, StandingRows *rows)
{
    if (habit_decode(row->months, row->size, habit)) rows->habit = habit;
    rows->last_payment_day = row->last_payment_day;
    rows->last_payment_minor = row->last_payment_minor;
}

static void take_payments(GatherSlice payments, StandingRows *rows)
{
    for (size_t i = 0; i < payments.count; i++) {
        const GatherPayment *payment = (const GatherPayment *)payments.rows + i;
        rows->unapplied_payments_minor += payment->unapplied_minor;
        if (payment->amount_minor <= 0 || payment->on_day < rows->last_payment_day) continue;
        rows->last_payment_day = payment->on_day;
        rows->last_payment_minor = payment->amount_minor;
    }
}

static void merge_account(GatherBatch *batch, const GatherQuery *query, GatheredAccount *account)
{
    Facts *facts = &account->facts;
    GatherKey key = { facts->debtor_id, facts->account_id }, debtor = { facts->debtor_id, 0 };
    GatherSlice items = gather_rows_slice(&batch->open_items, key);
    GatherSlice holds = gather_rows_slice(&batch->holds, key);
    GatherSlice disputes = gather_rows_slice(&batch->disputes, key);
    GatherSlice contacts = gather_rows_slice(&batch->contacts, key);
    GatherSlice promises = gather_rows_slice(&batch->promises, key);
    GatherSlice payments = gather_rows_slice(&batch->payments, key);
    GatherSlice habits = gather_rows_slice(&batch->habits, key);
    GatherSlice owners = gather_rows_slice(&batch->assignments, key);
    StandingRows rows = { .items = items.rows,
                          .item_count = items.count,
                          .holds = holds.rows,
                          .hold_count = holds.count,
                          .disputes = disputes.rows,
                          .dispute_count = disputes.count,
                          .contacts = contacts.rows,
                          .contact_count = contacts.count,
                          .promises = promises.rows,
                          .promise_count = promises.count,
                          .last_payment_day = DAY_NONE };
    Habit habit;
    if (habits.count > 0) take_habit(habits.rows, &habit, &rows);
    take_payments(payments, &rows);
    if (owners.count > 0) facts->owner_id = ((const int64_t *)owners.rows)[owners.count - 1];
    if (query->debtors) {
        GatherSlice who = gather_rows_slice_again(&batch->debtors, debtor);
        if (who.count > 0) name_debtor(account, who.rows);
    }
    name_people(batch, account);
    take_steps(batch, account, gather_rows_slice(&batch->steps, key), &rows);
    take_items(batch, account, items);
    if (query->previous) take_previous(account, gather_rows_slice(&batch->previous, key));
    standing_make(&rows, query->as_of, facts);
}

bool gather_store_load(GatherBatch *batch, Db *db, const GatherQuery *query, int64_t from,
                       int64_t to, GError **error)
{
    GatherRange range = {
        .from = from, .to = to, .as_of = query->as_of, .known_us = query->known_us
    };
    if (!load_people(batch, db, query->known_us, error)) return false;
    if (!load_accounts(batch, db, query, from, to, error)) return false;
    if (!load_rows(batch, db, query, &range, error)) return false;
    g_array_set_size(batch->past, 0);
    g_array_set_size(batch->items, 0);
    for (unsigned i = 0; i < batch->accounts->len; i++)
        merge_account(batch, query, &g_array_index(batch->accounts, GatheredAccount, i));
    return true;
}

size_t gather_store_count(const GatherBatch *batch)
{
    return batch->accounts->len;
}

GatheredAccount *gather_store_at(GatherBatch *batch, size_t index)
{
    return &g_array_index(batch->accounts, GatheredAccount, index);
}

const StepPast *gather_store_past(const GatherBatch *batch, const GatheredAccount *account)
{
    if (account->past_count == 0) return NULL;
    return &g_array_index(batch->past, StepPast, account->past_first);
}

const GatherItem *gather_store_items(const GatherBatch *batch, const GatheredAccount *account)
{
    if (account->item_count == 0) return NULL;
    return &g_array_index(batch->items, GatherItem, account->item_first);
}

bool gather_store_has_row(const GatheredAccount *account)
{
    return account->had_row || account->item_count > 0 || account->facts.unapplied != 0;
}

bool gather_store_needs_rewind(Db *db, Day as_of, int64_t known_us, bool *out, GError **error)
{
    int64_t newest = INT64_MIN;
    if (!book_store_get_int(db, "newest_day", INT64_MIN, &newest, error)) return false;
    *out = known_us != INT64_MAX || newest > as_of;
    return true;
}
