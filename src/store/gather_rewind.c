/* store/gather_rewind.c: the ledger of a range of debtors, rewound.  SQL only; sums, but decides
 * nothing. */
#include "store/gather_rewind.h"

#include "core/allocation.h"
#include "core/standing.h"
#include "store/gather_promise.h"
#include "store/ledger_store.h"

typedef struct {
    StandingItem item; /* open_minor: the amount until allocations are taken off */
    int64_t amount_minor;
    Day cleared_day;
    bool cancelled;
    bool given_back; /* money was taken off it again */
} RewindItem;

typedef struct {
    int64_t payment_id, left_minor, amount_minor;
    Day on_day;
} RewindPayment;

typedef struct {
    int64_t item_id, source_id, amount_minor;
    int32_t source;
    Day on_day;
} RewindAllocation;

struct GatherRewind {
    GatherRows items, was, payments, events, allocations;
    GatherPromise *promise;
};

GatherRewind *gather_rewind_new(void)
{
    GatherRewind *rewind = g_new0(GatherRewind, 1);
    gather_rows_init(&rewind->items, sizeof(RewindItem));
    gather_rows_init(&rewind->was, sizeof(RewindItem));
    gather_rows_init(&rewind->payments, sizeof(RewindPayment));
    gather_rows_init(&rewind->events, sizeof(RewindPayment));
    gather_rows_init(&rewind->allocations, sizeof(RewindAllocation));
    rewind->promise = gather_promise_new();
    return rewind;
}

void gather_rewind_free(GatherRewind *rewind)
{
    gather_rows_clear(&rewind->items);
    gather_rows_clear(&rewind->was);
    gather_rows_clear(&rewind->payments);
    gather_rows_clear(&rewind->events);
    gather_rows_clear(&rewind->allocations);
    gather_promise_free(rewind->promise);
    g_free(rewind);
}

bool gather_rewind_promises(GatherRewind *rewind, Db *db, const GatherQuery *query,
                            const GatherRange *range, GatherRows *promises, GError **error)
{
    return gather_promise_load(rewind->promise, db, query, range, promises, error);
}

#define RANGE "debtor_id >= $1 AND debtor_id < $2 "
static const char ITEMS[] =
    "SELECT debtor_id, account_id, item_id, due_day, issued_day, amount_minor, kind, "
    "CASE WHEN cancelled_day <= $3 AND cancelled_us <= $4 THEN 1 ELSE 0 END FROM item "
    "WHERE " RANGE "AND issued_day <= $3 AND recorded_us <= $4 "
    "ORDER BY debtor_id, account_id, item_id";
/* The version known at $4 is the first that was kept after it; nothing cancelled is amended. */
static const char WAS[] =
    "SELECT debtor_id, account_id, item_id, due_day, issued_day, amount_minor, kind, 0 FROM "
    "item_was "
    "WHERE " RANGE
    "AND until_us > $4 AND CAST($3 AS INTEGER) IS NOT NULL ORDER BY debtor_id, account_id, "
    "item_id, until_us DESC";
static const char PAYMENTS[] =
    "SELECT debtor_id, account_id, payment_id, amount_minor, on_day FROM payment WHERE " RANGE
    "AND on_day <= $3 AND recorded_us <= $4 ORDER BY debtor_id, account_id, payment_id";
static const char EVENTS[] =
    "SELECT debtor_id, account_id, payment_id, amount_minor, on_day FROM payment_event WHERE " RANGE
    "AND on_day <= $3 AND recorded_us <= $4 ORDER BY debtor_id, account_id, payment_id, event_id";
static const char ALLOCATIONS[] =
    "SELECT debtor_id, account_id, item_id, source, source_id, amount_minor, on_day FROM "
    "allocation WHERE " RANGE
    "AND on_day <= $3 AND recorded_us <= $4 ORDER BY debtor_id, account_id, allocation_id";

static void decode_item(const DbStmt *row, void *to)
{
    *(RewindItem *)to = (RewindItem){ .item = { .item_id = db_int(row, 2),
                                                .due_day = (Day)db_int(row, 3),
                                                .issued_day = (Day)db_int(row, 4),
                                                .open_minor = db_int(row, 5),
                                                .kind = (int32_t)db_int(row, 6) },
                                      .amount_minor = db_int(row, 5),
                                      .cleared_day = DAY_NONE,
                                      .cancelled = db_int(row, 7) != 0 };
}

static void decode_payment(const DbStmt *row, void *to)
{
    *(RewindPayment *)to = (RewindPayment){ .payment_id = db_int(row, 2),
                                            .left_minor = db_int(row, 3),
                                            .amount_minor = db_int(row, 3),
                                            .on_day = (Day)db_int(row, 4) };
}

static void decode_allocation(const DbStmt *row, void *to)
{
    *(RewindAllocation *)to = (RewindAllocation){ .item_id = db_int(row, 2),
                                                  .source = (int32_t)db_int(row, 3),
                                                  .source_id = db_int(row, 4),
                                                  .amount_minor = db_int(row, 5),
                                                  .on_day = (Day)db_int(row, 6) };
}

/* --- matching --------------------------------------------------------------------------------- */

static GatherKey key_at(const GatherRows *rows, size_t index)
{
    return g_array_index(rows->keys, GatherKey, index);
}

/* First row whose (debtor, account, id) is not below; every private row type begins with its id. */
static size_t lower(const GatherRows *rows, GatherKey key, int64_t id)
{
    size_t low = 0, high = rows->keys->len, size = g_array_get_element_size(rows->rows);
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        GatherKey at = key_at(rows, middle);
        int64_t at_id = *(const int64_t *)(const void *)(rows->rows->data + middle * size);
        bool below = at.debtor_id != key.debtor_id     ? at.debtor_id < key.debtor_id
                     : at.account_id != key.account_id ? at.account_id < key.account_id
                                                       : at_id < id;
        if (below)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void *find(const GatherRows *rows, GatherKey key, int64_t id)
{
    size_t at = lower(rows, key, id), size = g_array_get_element_size(rows->rows);
    if (at >= rows->keys->len) return NULL;
    GatherKey found = key_at(rows, at);
    void *row = rows->rows->data + at * size;
    bool same = found.debtor_id == key.debtor_id && found.account_id == key.account_id &&
                *(int64_t *)row == id;
    return same ? row : NULL;
}

/* The payment may sit on another account of the same debtor. */
static RewindPayment *find_payment(const GatherRows *payments, GatherKey key, int64_t payment_id)
{
    RewindPayment *here = find(payments, key, payment_id);
    if (here != NULL) return here;
    for (size_t i = lower(payments, (GatherKey){ key.debtor_id, 0 }, 0);
         i < payments->keys->len && key_at(payments, i).debtor_id == key.debtor_id; i++) {
        RewindPayment *payment = &g_array_index(payments->rows, RewindPayment, i);
        if (payment->payment_id == payment_id) return payment;
    }
    return NULL;
}

static void amend(GatherRewind *rewind)
{
    for (size_t i = 0; i < rewind->was.keys->len; i++) {
        const RewindItem *was = &g_array_index(rewind->was.rows, RewindItem, i);
        RewindItem *item = find(&rewind->items, key_at(&rewind->was, i), was->item.item_id);
        if (item != NULL) *item = *was;
    }
}

static void take_off(GatherRewind *rewind)
{
    for (size_t i = 0; i < rewind->events.keys->len; i++) {
        const RewindPayment *event = &g_array_index(rewind->events.rows, RewindPayment, i);
        RewindPayment *payment =
            find(&rewind->payments, key_at(&rewind->events, i), event->payment_id);
        if (payment == NULL) continue;
        payment->left_minor += event->amount_minor;
        payment->amount_minor += event->amount_minor;
    }
    for (size_t i = 0; i < rewind->allocations.keys->len; i++) {
        const RewindAllocation *part =
            &g_array_index(rewind->allocations.rows, RewindAllocation, i);
        GatherKey key = key_at(&rewind->allocations, i);
        RewindItem *item = find(&rewind->items, key, part->item_id);
        if (item != NULL) {
            item->item.open_minor -= part->amount_minor;
            if (part->source == SOURCE_PAYMENT && part->amount_minor > 0)
                item->cleared_day = MAX(item->cleared_day, part->on_day);
            if (part->source == SOURCE_PAYMENT && part->amount_minor < 0) item->given_back = true;
        }
        if (part->source != SOURCE_PAYMENT) continue;
        RewindPayment *payment = find_payment(&rewind->payments, key, part->source_id);
        if (payment != NULL) payment->left_minor -= part->amount_minor;
    }
}

/* --- results ---------------------------------------------------------------------------------- */

static bool counts_as_habit(const RewindItem *item)
{
    return item->item.open_minor == 0 && item->amount_minor > 0 && item->item.kind != ITEM_ORDER &&
           !item->cancelled && item->cleared_day != DAY_NONE;
}

static void add_habit(const RewindItem *item, Habit *habit)
{
    if (counts_as_habit(item))
        (void)habit_add(habit, day_month_index(item->cleared_day), item->amount_minor,
                        item->cleared_day - item->item.due_day);
}

static void put_habit(GatherRows *habits, GatherKey key, const Habit *habit)
{
    GatherHabit *row = gather_rows_add(habits, key);
    row->size = (uint16_t)habit_encode(habit, row->months);
    row->last_payment_day = DAY_NONE;
    row->last_payment_minor = 0;
}

/* Of an item that money was taken off again. */
static Day cleared_day(const GatherRewind *rewind, GatherKey key, int64_t item_id)
{
    const GatherRows *parts = &rewind->allocations;
    g_autoptr(GArray) moves = g_array_new(FALSE, FALSE, sizeof(AllocationMove));
    for (size_t i = lower(parts, key, 0); i < parts->keys->len; i++) {
        const RewindAllocation *part = &g_array_index(parts->rows, RewindAllocation, i);
        GatherKey at = key_at(parts, i);
        if (at.debtor_id != key.debtor_id || at.account_id != key.account_id) break;
        if (part->item_id != item_id || part->source != SOURCE_PAYMENT) continue;
        AllocationMove move = { .source = part->source,
                                .source_id = part->source_id,
                                .item_id = item_id,
                                .minor = part->amount_minor,
                                .on_day = part->on_day };
        g_array_append_val(moves, move);
    }
    return allocation_cleared((AllocationMove *)(void *)moves->data, moves->len);
}

static void give_items(GatherRewind *rewind, GatherRows *items, GatherRows *habits)
{
    Habit habit = { 0 };
    for (size_t i = 0; i < rewind->items.keys->len; i++) {
        RewindItem *item = &g_array_index(rewind->items.rows, RewindItem, i);
        GatherKey key = key_at(&rewind->items, i);
        if (item->given_back) item->cleared_day = cleared_day(rewind, key, item->item.item_id);
        if (item->item.open_minor != 0) *(StandingItem *)gather_rows_add(items, key) = item->item;
        add_habit(item, &habit);
        bool last = i + 1 == rewind->items.keys->len ||
                    key_at(&rewind->items, i + 1).account_id != key.account_id;
        if (!last) continue;
        put_habit(habits, key, &habit);
        habit = (Habit){ 0 };
    }
}

bool gather_rewind_load(GatherRewind *rewind, Db *db, const GatherRange *range, GatherRows *items,
                        GatherRows *payments, GatherRows *habits, GError **error)
{
    gather_rows_empty(items);
    gather_rows_empty(payments);
    gather_rows_empty(habits);
    if (!gather_rows_load(&rewind->items, db, ITEMS, range, decode_item, error) ||
        !gather_rows_load(&rewind->was, db, WAS, range, decode_item, error) ||
        !gather_rows_load(&rewind->payments, db, PAYMENTS, range, decode_payment, error) ||
        !gather_rows_load(&rewind->events, db, EVENTS, range, decode_payment, error) ||
        !gather_rows_load(&rewind->allocations, db, ALLOCATIONS, range, decode_allocation, error))
        return false;
    amend(rewind);
    take_off(rewind);
    give_items(rewind, items, habits);
    for (size_t i = 0; i < rewind->payments.keys->len; i++) {
        const RewindPayment *payment = &g_array_index(rewind->payments.rows, RewindPayment, i);
        *(GatherPayment *)gather_rows_add(payments, key_at(&rewind->payments, i)) =
            (GatherPayment){ payment->left_minor, payment->amount_minor, payment->on_day };
    }
    return true;
}
