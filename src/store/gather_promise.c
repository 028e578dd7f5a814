/* store/gather_promise.c: promises and the money that bears on them.  SQL only; core/promise
 * judges. */
#include "store/gather_promise.h"

#include "core/promise.h"
#include "core/standing.h"
#include "store/ledger_store.h"
#include <stdlib.h>

enum { LOOK_BACK_DAYS = 400 };

typedef struct {
    PromiseTerms terms;
    int64_t plan_id;
} TermsRow;

typedef struct {
    int64_t promise_id, item_id;
} ItemRow;

typedef struct {
    PromiseEvent event;
    int64_t source_id; /* the payment; 0 for what is no money */
} EventRow;

/* A payment, and what of it was put to no item. */
typedef struct {
    int64_t payment_id, left_minor, recorded_us;
    Day on_day;
} MoneyRow;

typedef struct {
    int64_t payment_id, minor;
} TurnRow;

struct GatherPromise {
    GatherRows terms, items, allocations, posted, payments, turns;
    GArray *parts; /* EventRow, of one account */
    GArray *ids, *events, *order, *judged;
};

GatherPromise *gather_promise_new(void)
{
    GatherPromise *promise = g_new0(GatherPromise, 1);
    gather_rows_init(&promise->terms, sizeof(TermsRow));
    gather_rows_init(&promise->items, sizeof(ItemRow));
    gather_rows_init(&promise->allocations, sizeof(EventRow));
    gather_rows_init(&promise->posted, sizeof(EventRow));
    gather_rows_init(&promise->payments, sizeof(MoneyRow));
    gather_rows_init(&promise->turns, sizeof(TurnRow));
    promise->parts = g_array_new(FALSE, FALSE, sizeof(EventRow));
    promise->ids = g_array_new(FALSE, FALSE, sizeof(int64_t));
    promise->events = g_array_new(FALSE, FALSE, sizeof(PromiseEvent));
    promise->order = g_array_new(FALSE, FALSE, sizeof(PromiseTerms));
    promise->judged = g_array_new(FALSE, TRUE, sizeof(PromiseJudgement));
    return promise;
}

void gather_promise_free(GatherPromise *promise)
{
    gather_rows_clear(&promise->terms);
    gather_rows_clear(&promise->items);
    gather_rows_clear(&promise->allocations);
    gather_rows_clear(&promise->posted);
    gather_rows_clear(&promise->payments);
    gather_rows_clear(&promise->turns);
    g_array_unref(promise->parts);
    g_array_unref(promise->ids);
    g_array_unref(promise->events);
    g_array_unref(promise->order);
    g_array_unref(promise->judged);
    g_free(promise);
}

/* --- rows ------------------------------------------------------------------------------------- */

/* $5: the oldest due day that still matters. */
#define RECENT_P "p.on_day <= $3 AND p.recorded_us <= $4 AND p.due_day >= $5 "
#define RECENT_Q "q.on_day <= $3 AND q.recorded_us <= $4 AND q.due_day >= $5"
/* Rows of the accounts that have such a promise, each account by its first one: so they come in
 * the order of the keys, and nothing need be sorted. */
#define ON_ACCOUNT                                                             \
    "x WHERE x.debtor_id = p.debtor_id AND x.account_id = p.account_id "       \
    "AND p.debtor_id >= $1 AND p.debtor_id < $2 AND " RECENT_P                 \
    "AND NOT EXISTS (SELECT 1 FROM promise q WHERE q.debtor_id = p.debtor_id " \
    "AND q.account_id = p.account_id AND q.promise_id < p.promise_id AND " RECENT_Q ") "
#define IN_ORDER "ORDER BY p.debtor_id, p.account_id, p.promise_id, "
static const char TERMS[] =
    "SELECT debtor_id, account_id, promise_id, on_day, due_day, amount_minor, plan_id, "
    "recorded_us, "
    "CASE WHEN cancelled_day <= $3 AND cancelled_us <= $4 THEN cancelled_day END FROM promise p "
    "WHERE debtor_id >= $1 AND debtor_id < $2 AND " RECENT_P
    "ORDER BY debtor_id, account_id, promise_id";
static const char ITEMS[] =
    "SELECT x.debtor_id, x.account_id, x.promise_id, x.item_id FROM promise p "
    "CROSS JOIN promise_item " ON_ACCOUNT IN_ORDER "x.promise_id, x.item_id";
static const char ALLOCATIONS[] =
    "SELECT x.debtor_id, x.account_id, x.item_id, -x.amount_minor, x.on_day, x.recorded_us, "
    "CASE WHEN x.source = 0 THEN x.source_id ELSE 0 END FROM promise p "
    "CROSS JOIN allocation " ON_ACCOUNT "AND x.on_day <= $3 AND x.recorded_us <= $4 " IN_ORDER
    "x.allocation_id";
static const char POSTED[] =
    "SELECT x.debtor_id, x.account_id, x.item_id, x.amount_minor, x.issued_day, x.recorded_us, 0 "
    "FROM promise p CROSS JOIN item " ON_ACCOUNT
    "AND x.issued_day <= $3 AND x.recorded_us <= $4 AND x.kind <> 6 " IN_ORDER "x.item_id";
static const char PAYMENTS[] =
    "SELECT x.debtor_id, x.account_id, x.payment_id, x.amount_minor, x.on_day, x.recorded_us "
    "FROM promise p CROSS JOIN payment " ON_ACCOUNT
    "AND x.on_day <= $3 AND x.recorded_us <= $4 " IN_ORDER "x.payment_id";
static const char TURNS[] =
    "SELECT x.debtor_id, x.account_id, x.payment_id, x.amount_minor "
    "FROM promise p CROSS JOIN payment_event " ON_ACCOUNT
    "AND x.on_day <= $3 AND x.recorded_us <= $4 " IN_ORDER "x.payment_id, x.event_id";

static void decode_terms(const DbStmt *row, void *to)
{
    *(TermsRow *)to = (TermsRow){ .terms = { .promise_id = db_int(row, 2),
                                             .made_day = (Day)db_int(row, 3),
                                             .due_day = (Day)db_int(row, 4),
                                             .amount_minor = db_int(row, 5),
                                             .made_at_us = db_int(row, 7),
                                             .cancelled_day = db_day(row, 8) },
                                  .plan_id = db_int(row, 6) };
}

static void decode_item(const DbStmt *row, void *to)
{
    *(ItemRow *)to = (ItemRow){ db_int(row, 2), db_int(row, 3) };
}

static void decode_event(const DbStmt *row, void *to)
{
    *(EventRow *)to = (EventRow){ .event = { .item_id = db_int(row, 2),
                                             .minor = db_int(row, 3),
                                             .on_day = (Day)db_int(row, 4),
                                             .reversed_day = DAY_NONE,
                                             .recorded_us = db_int(row, 5),
                                             .is_money = db_int(row, 6) != 0 },
                                  .source_id = db_int(row, 6) };
}

static void decode_payment(const DbStmt *row, void *to)
{
    *(MoneyRow *)to =
        (MoneyRow){ db_int(row, 2), db_int(row, 3), db_int(row, 5), (Day)db_int(row, 4) };
}

static void decode_turn(const DbStmt *row, void *to)
{
    *(TurnRow *)to = (TurnRow){ db_int(row, 2), db_int(row, 3) };
}

static bool load(GatherRows *rows, Db *db, const char *sql, const GatherRange *range, Day oldest,
                 void (*decode)(const DbStmt *, void *), GError **error)
{
    DbStmt *stmt = db_stmt(db, sql);
    DbStep step;
    gather_rows_empty(rows);
    db_bind_int(stmt, 1, range->from);
    db_bind_int(stmt, 2, range->to);
    db_bind_int(stmt, 3, range->as_of);
    db_bind_int(stmt, 4, range->known_us);
    db_bind_int(stmt, 5, oldest);
    while ((step = db_next(stmt, error)) == DB_ROW)
        decode(stmt, gather_rows_add(rows, (GatherKey){ db_int(stmt, 0), db_int(stmt, 1) }));
    return step == DB_DONE;
}

static bool load_all(GatherPromise *promise, Db *db, const GatherRange *range, Day oldest,
                     GError **error)
{
    if (!load(&promise->terms, db, TERMS, range, oldest, decode_terms, error)) return false;
    if (promise->terms.keys->len == 0) return true;
    return load(&promise->items, db, ITEMS, range, oldest, decode_item, error) &&
           load(&promise->allocations, db, ALLOCATIONS, range, oldest, decode_event, error) &&
           load(&promise->posted, db, POSTED, range, oldest, decode_event, error) &&
           load(&promise->payments, db, PAYMENTS, range, oldest, decode_payment, error) &&
           load(&promise->turns, db, TURNS, range, oldest, decode_turn, error);
}

/* --- one account ------------------------------------------------------------------------------ */

static int by_payment(const void *key, const void *row)
{
    int64_t a = *(const int64_t *)key, b = ((const MoneyRow *)row)->payment_id;
    return a < b ? -1 : a > b;
}

static MoneyRow *payment_of(GatherSlice payments, int64_t payment_id)
{
    if (payments.count == 0) return NULL;
    return bsearch(&payment_id, payments.rows, payments.count, sizeof(MoneyRow), by_payment);
}

static int by_source(const void *left, const void *right)
{
    const EventRow *a = left, *b = right;
    if (a->source_id != b->source_id) return a->source_id < b->source_id ? -1 : 1;
    return (a->event.item_id > b->event.item_id) - (a->event.item_id < b->event.item_id);
}

/* What is no money counts as it is.  Money counts from the day it came, whenever it was put to an
 * item: its parts are kept aside. */
static void take_allocations(GatherPromise *promise, GatherSlice rows, GatherSlice payments)
{
    g_array_set_size(promise->parts, 0);
    for (size_t i = 0; i < rows.count; i++) {
        EventRow part = ((const EventRow *)rows.rows)[i];
        if (!part.event.is_money) {
            g_array_append_val(promise->events, part.event);
            continue;
        }
        MoneyRow *payment = payment_of(payments, part.source_id);
        if (payment != NULL) {
            payment->left_minor += part.event.minor;
            part.event.on_day = payment->on_day;
            part.event.recorded_us = payment->recorded_us;
        }
        g_array_append_val(promise->parts, part);
    }
    g_array_sort(promise->parts, by_source);
}

/* One event a payment and item, of what its applications and releases come to. */
static void add_parts(GatherPromise *promise)
{
    for (unsigned i = 0; i < promise->parts->len;) {
        const EventRow *first = &g_array_index(promise->parts, EventRow, i);
        PromiseEvent event = first->event;
        for (i++; i < promise->parts->len; i++) {
            const EventRow *next = &g_array_index(promise->parts, EventRow, i);
            if (by_source(first, next) != 0) break;
            event.minor += next->event.minor;
        }
        g_array_append_val(promise->events, event);
    }
}

/* And one of what is left of it: a payment that was returned has nothing left. */
static void add_money(GatherPromise *promise, GatherKey key)
{
    GatherSlice payments = gather_rows_slice(&promise->payments, key);
    GatherSlice turns = gather_rows_slice(&promise->turns, key);
    for (size_t i = 0; i < turns.count; i++) {
        const TurnRow *turn = (const TurnRow *)turns.rows + i;
        MoneyRow *payment = payment_of(payments, turn->payment_id);
        if (payment != NULL) payment->left_minor += turn->minor;
    }
    take_allocations(promise, gather_rows_slice(&promise->allocations, key), payments);
    add_parts(promise);
    for (size_t i = 0; i < payments.count; i++) {
        const MoneyRow *payment = (const MoneyRow *)payments.rows + i;
        PromiseEvent event = { .on_day = payment->on_day,
                               .reversed_day = DAY_NONE,
                               .recorded_us = payment->recorded_us,
                               .minor = -payment->left_minor,
                               .is_money = true };
        g_array_append_val(promise->events, event);
    }
}

static void add_posted(GatherPromise *promise, GatherSlice rows)
{
    for (size_t i = 0; i < rows.count; i++)
        g_array_append_val(promise->events, ((const EventRow *)rows.rows + i)->event);
}

static void drop_nothings(GArray *events)
{
    for (unsigned i = events->len; i-- > 0;)
        if (g_array_index(events, PromiseEvent, i).minor == 0) g_array_remove_index_fast(events, i);
}

/* Points each promise at its items; ids has them all, grouped by promise. */
static void take_terms(GatherPromise *promise, GatherSlice terms, GatherSlice items)
{
    g_array_set_size(promise->ids, 0);
    g_array_set_size(promise->order, 0);
    for (size_t i = 0; i < items.count; i++)
        g_array_append_val(promise->ids, ((const ItemRow *)items.rows + i)->item_id);
    size_t at = 0;
    for (size_t i = 0; i < terms.count; i++) {
        PromiseTerms one = ((const TermsRow *)terms.rows)[i].terms;
        while (at < items.count && ((const ItemRow *)items.rows)[at].promise_id < one.promise_id)
            at++;
        size_t end = at;
        while (end < items.count && ((const ItemRow *)items.rows)[end].promise_id == one.promise_id)
            end++;
        one.item_ids = end > at ? &g_array_index(promise->ids, int64_t, at) : NULL;
        one.item_count = end - at;
        at = end;
        g_array_append_val(promise->order, one);
    }
}

/* Leaves the terms in promise->order and their judgements beside them. */
static void judge(GatherPromise *promise, const GatherQuery *query, GatherKey key,
                  GatherSlice terms)
{
    PromiseRule rule = { query->tolerance_days, query->tolerance_share, query->calendar };
    take_terms(promise, terms, gather_rows_slice(&promise->items, key));
    g_array_set_size(promise->events, 0);
    add_money(promise, key);
    add_posted(promise, gather_rows_slice(&promise->posted, key));
    drop_nothings(promise->events);
    PromiseTerms *order = (PromiseTerms *)(void *)promise->order->data;
    PromiseEvent *events = (PromiseEvent *)(void *)promise->events->data;
    promise_order(order, terms.count);
    promise_order_events(events, promise->events->len);
    g_array_set_size(promise->judged, (unsigned)terms.count);
    promise_judge(&rule, order, terms.count, events, promise->events->len, query->as_of,
                  (PromiseJudgement *)(void *)promise->judged->data);
}

static int64_t plan_of(GatherSlice terms, int64_t promise_id)
{
    for (size_t i = 0; i < terms.count; i++)
        if (((const TermsRow *)terms.rows)[i].terms.promise_id == promise_id)
            return ((const TermsRow *)terms.rows)[i].plan_id;
    return 0;
}

bool gather_promise_load(GatherPromise *promise, Db *db, const GatherQuery *query,
                         const GatherRange *range, GatherRows *promises, GError **error)
{
    gather_rows_empty(promises);
    if (!load_all(promise, db, range, query->as_of - LOOK_BACK_DAYS, error)) return false;
    for (unsigned i = 0; i < promise->terms.keys->len;) {
        GatherKey key = g_array_index(promise->terms.keys, GatherKey, i);
        GatherSlice terms = gather_rows_slice(&promise->terms, key);
        judge(promise, query, key, terms);
        for (size_t k = 0; k < terms.count; k++) {
            const PromiseTerms *one = &g_array_index(promise->order, PromiseTerms, k);
            const PromiseJudgement *judged = &g_array_index(promise->judged, PromiseJudgement, k);
            *(StandingPromise *)gather_rows_add(promises, key) =
                (StandingPromise){ .state = (int32_t)judged->state,
                                   .remaining_minor = judged->remaining_minor,
                                   .due_day = one->due_day,
                                   .settled_day = judged->deadline_day,
                                   .of_plan = plan_of(terms, one->promise_id) != 0 };
        }
        i += (unsigned)terms.count;
    }
    return true;
}

bool gather_promise_account(GatherPromise *promise, Db *db, const GatherQuery *query,
                            int64_t debtor_id, int64_t account_id, GArray **out, GError **error)
{
    GatherRange range = { debtor_id, debtor_id + 1, query->as_of, query->known_us };
    GatherKey key = { debtor_id, account_id };
    if (!load_all(promise, db, &range, DAY_MIN, error)) return false;
    GatherSlice terms = gather_rows_slice(&promise->terms, key);
    judge(promise, query, key, terms);
    *out = g_array_new(FALSE, TRUE, sizeof(GatherJudged));
    for (size_t k = 0; k < terms.count; k++) {
        const PromiseTerms *one = &g_array_index(promise->order, PromiseTerms, k);
        const PromiseJudgement *judged = &g_array_index(promise->judged, PromiseJudgement, k);
        GatherJudged row = { .promise_id = one->promise_id,
                             .amount_minor = one->amount_minor,
                             .fulfilled_minor = judged->fulfilled_minor,
                             .late_minor = judged->late_minor,
                             .remaining_minor = judged->remaining_minor,
                             .plan_id = plan_of(terms, one->promise_id),
                             .on_day = one->made_day,
                             .due_day = one->due_day,
                             .state = (int32_t)judged->state,
                             .cured = judged->cured };
        g_array_append_val(*out, row);
    }
    return true;
}
