/* store/gather_promise.c: promises and the money that bears on them.  SQL only; core/promise
 * judges. */
#include "store/gather_promise.h"

#include "core/promise.h"
#include "core/standing.h"
#include "store/ledger_store.h"

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

struct GatherPromise {
    GatherRows terms, items, allocations, posted, unapplied;
    GArray *ids, *events, *order, *judged;
};

GatherPromise *gather_promise_new(void)
{
    GatherPromise *promise = g_new0(GatherPromise, 1);
    gather_rows_init(&promise->terms, sizeof(TermsRow));
    gather_rows_init(&promise->items, sizeof(ItemRow));
    gather_rows_init(&promise->allocations, sizeof(EventRow));
    gather_rows_init(&promise->posted, sizeof(EventRow));
    gather_rows_init(&promise->unapplied, sizeof(EventRow));
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
    gather_rows_clear(&promise->unapplied);
    g_array_unref(promise->ids);
    g_array_unref(promise->events);
    g_array_unref(promise->order);
    g_array_unref(promise->judged);
    g_free(promise);
}

/* --- rows ------------------------------------------------------------------------------------- */

/* $5: the oldest due day that still matters. */
#define RECENT                                                                            \
    "FROM (SELECT DISTINCT debtor_id, account_id FROM promise WHERE debtor_id >= $1 AND " \
    "debtor_id < $2 "                                                                     \
    "AND on_day <= $3 AND recorded_us <= $4 AND due_day >= $5) p "
#define ON_ACCOUNT "ON x.debtor_id = p.debtor_id AND x.account_id = p.account_id "
static const char TERMS[] =
    "SELECT debtor_id, account_id, promise_id, on_day, due_day, amount_minor, plan_id, "
    "recorded_us, "
    "CASE WHEN cancelled_day <= $3 AND cancelled_us <= $4 THEN cancelled_day END FROM promise "
    "WHERE debtor_id >= $1 AND debtor_id < $2 AND on_day <= $3 AND recorded_us <= $4 AND due_day "
    ">= $5 "
    "ORDER BY debtor_id, account_id, promise_id";
static const char ITEMS[] =
    "SELECT x.debtor_id, x.account_id, x.promise_id, x.item_id " RECENT
    "JOIN promise_item x " ON_ACCOUNT "ORDER BY x.debtor_id, x.account_id, x.promise_id, x.item_id";
static const char ALLOCATIONS[] =
    "SELECT x.debtor_id, x.account_id, x.item_id, -x.amount_minor, x.on_day, x.recorded_us, "
    "CASE WHEN x.source = 0 THEN x.source_id ELSE 0 END " RECENT "JOIN allocation x " ON_ACCOUNT
    "WHERE x.on_day <= $3 AND x.recorded_us <= $4 ORDER BY x.debtor_id, x.account_id, "
    "x.allocation_id";
static const char POSTED[] = "SELECT x.debtor_id, x.account_id, x.item_id, x.amount_minor, "
                             "x.issued_day, x.recorded_us, 0 " RECENT "JOIN item x " ON_ACCOUNT
                             "WHERE x.issued_day <= $3 AND x.recorded_us <= $4 AND x.kind <> 6 "
                             "ORDER BY x.debtor_id, x.account_id, x.item_id";
static const char UNAPPLIED[] =
    "SELECT x.debtor_id, x.account_id, 0, -x.unapplied_minor, x.on_day, x.recorded_us, "
    "x.payment_id " RECENT "JOIN payment x " ON_ACCOUNT
    "WHERE x.unapplied_minor <> 0 AND x.on_day <= $3 AND x.recorded_us <= $4 "
    "ORDER BY x.debtor_id, x.account_id, x.payment_id";

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
           load(&promise->unapplied, db, UNAPPLIED, range, oldest, decode_event, error);
}

/* --- one account ------------------------------------------------------------------------------ */

/* A release takes back an application of the same money to the same item: that one counts as
 * reversed from then on. */
static bool pair_release(GatherSlice rows, size_t at, PromiseEvent *events)
{
    const EventRow *release = (const EventRow *)rows.rows + at;
    for (size_t i = at; i-- > 0;) {
        const EventRow *row = (const EventRow *)rows.rows + i;
        bool same =
            row->source_id == release->source_id && row->event.item_id == release->event.item_id;
        if (!same || row->event.minor != -release->event.minor ||
            events[i].reversed_day != DAY_NONE)
            continue;
        events[i].reversed_day = release->event.on_day;
        return true;
    }
    return false;
}

static void add_allocations(GatherPromise *promise, GatherSlice rows)
{
    unsigned first = promise->events->len;
    for (size_t i = 0; i < rows.count; i++) {
        PromiseEvent event = ((const EventRow *)rows.rows)[i].event;
        if (event.minor > 0 && event.is_money &&
            pair_release(rows, i, &g_array_index(promise->events, PromiseEvent, first)))
            event.minor = 0;
        g_array_append_val(promise->events, event);
    }
}

static void add_events(GatherPromise *promise, GatherSlice rows)
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
    add_allocations(promise, gather_rows_slice(&promise->allocations, key));
    add_events(promise, gather_rows_slice(&promise->posted, key));
    add_events(promise, gather_rows_slice(&promise->unapplied, key));
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
