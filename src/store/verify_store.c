/* store/verify_store.c: the money of a range of debtors, as it stands in the tables.  SQL only;
 * judges nothing. */
#include "store/verify_store.h"

#include "base/text.h"

#define RANGE " WHERE debtor_id >= $1 AND debtor_id < $2 ORDER BY debtor_id, account_id"

static const char ACCOUNTS[] = "SELECT debtor_id, account_id, ref, currency FROM account" RANGE;
static const char ITEMS[] =
    "SELECT debtor_id, account_id, item_id, amount_minor, open_minor, kind, due_day, cleared_day, "
    "cancelled_day, number FROM item" RANGE ", item_id";
static const char PAYMENTS[] =
    "SELECT debtor_id, account_id, payment_id, amount_minor, unapplied_minor, on_day, state, "
    "currency, ref FROM payment" RANGE ", payment_id";
static const char EVENTS[] = "SELECT debtor_id, account_id, payment_id, amount_minor FROM "
                             "payment_event" RANGE ", payment_id, event_id";
static const char ALLOCATIONS[] =
    "SELECT debtor_id, account_id, allocation_id, item_id, source, source_id, amount_minor, on_day "
    "FROM allocation" RANGE ", allocation_id";
static const char ADJUSTMENTS[] = "SELECT debtor_id, account_id, adjustment_id, item_id, "
                                  "amount_minor FROM adjustment" RANGE ", adjustment_id";
static const char HABITS[] = "SELECT debtor_id, account_id, months, last_payment_day, "
                             "last_payment_minor FROM d_habit" RANGE;

static void account(const DbStmt *row, void *to)
{
    VerifyAccount *out = to;
    text_copy(out->ref, sizeof out->ref, db_text(row, 2));
    text_copy(out->currency, sizeof out->currency, db_text(row, 3));
}

static void item(const DbStmt *row, void *to)
{
    VerifyItem *out = to;
    out->item_id = db_int(row, 2);
    out->amount_minor = db_int(row, 3);
    out->open_minor = db_int(row, 4);
    out->kind = (int32_t)db_int(row, 5);
    out->due_day = db_day(row, 6);
    out->cleared_day = db_day(row, 7);
    out->cancelled_day = db_day(row, 8);
    out->paid_day = DAY_NONE;
    text_copy(out->number, sizeof out->number, db_text(row, 9));
}

static void payment(const DbStmt *row, void *to)
{
    VerifyPayment *out = to;
    out->payment_id = db_int(row, 2);
    out->amount_minor = db_int(row, 3);
    out->unapplied_minor = db_int(row, 4);
    out->on_day = db_day(row, 5);
    out->state = (int32_t)db_int(row, 6);
    text_copy(out->currency, sizeof out->currency, db_text(row, 7));
    text_copy(out->ref, sizeof out->ref, db_text(row, 8));
}

static void event(const DbStmt *row, void *to)
{
    VerifyEvent *out = to;
    out->payment_id = db_int(row, 2);
    out->amount_minor = db_int(row, 3);
}

static void allocation(const DbStmt *row, void *to)
{
    VerifyAllocation *out = to;
    out->allocation_id = db_int(row, 2);
    out->item_id = db_int(row, 3);
    out->source = (int32_t)db_int(row, 4);
    out->source_id = db_int(row, 5);
    out->amount_minor = db_int(row, 6);
    out->on_day = db_day(row, 7);
}

static void adjustment(const DbStmt *row, void *to)
{
    VerifyAdjustment *out = to;
    out->adjustment_id = db_int(row, 2);
    out->item_id = db_int(row, 3);
    out->amount_minor = db_int(row, 4);
}

/* A blob that no encode wrote is read as an empty habit: it will differ from the recount. */
static void habit(const DbStmt *row, void *to)
{
    HabitRow *out = to;
    size_t size = 0;
    const void *months = db_blob(row, 2, &size);
    (void)habit_decode(months, size, &out->habit);
    out->last_payment_day = db_day(row, 3);
    out->last_payment_minor = db_int(row, 4);
}

/* Every row type begins with its debtor and account. */
static bool load(GArray *rows, Db *db, const char *sql, int64_t from, int64_t to,
                 void (*decode)(const DbStmt *row, void *to), GError **error)
{
    DbStmt *stmt = db_stmt(db, sql);
    DbStep step;
    size_t size = g_array_get_element_size(rows);
    g_array_set_size(rows, 0);
    db_bind_int(stmt, 1, from);
    db_bind_int(stmt, 2, to);
    while ((step = db_next(stmt, error)) == DB_ROW) {
        g_array_set_size(rows, rows->len + 1);
        int64_t *row = (int64_t *)(void *)(rows->data + (rows->len - 1) * size);
        row[0] = db_int(stmt, 0);
        row[1] = db_int(stmt, 1);
        decode(stmt, row);
    }
    return step == DB_DONE;
}

void verify_store_rows_init(VerifyRows *rows)
{
    rows->accounts = g_array_new(FALSE, TRUE, sizeof(VerifyAccount));
    rows->items = g_array_new(FALSE, TRUE, sizeof(VerifyItem));
    rows->payments = g_array_new(FALSE, TRUE, sizeof(VerifyPayment));
    rows->events = g_array_new(FALSE, TRUE, sizeof(VerifyEvent));
    rows->allocations = g_array_new(FALSE, TRUE, sizeof(VerifyAllocation));
    rows->adjustments = g_array_new(FALSE, TRUE, sizeof(VerifyAdjustment));
    rows->habits = g_array_new(FALSE, TRUE, sizeof(HabitRow));
}

void verify_store_rows_clear(VerifyRows *rows)
{
    g_clear_pointer(&rows->accounts, g_array_unref);
    g_clear_pointer(&rows->items, g_array_unref);
    g_clear_pointer(&rows->payments, g_array_unref);
    g_clear_pointer(&rows->events, g_array_unref);
    g_clear_pointer(&rows->allocations, g_array_unref);
    g_clear_pointer(&rows->adjustments, g_array_unref);
    g_clear_pointer(&rows->habits, g_array_unref);
}

bool verify_store_load(VerifyRows *rows, Db *db, int64_t from, int64_t to, GError **error)
{
    return load(rows->accounts, db, ACCOUNTS, from, to, account, error) &&
           load(rows->items, db, ITEMS, from, to, item, error) &&
           load(rows->payments, db, PAYMENTS, from, to, payment, error) &&
           load(rows->events, db, EVENTS, from, to, event, error) &&
           load(rows->allocations, db, ALLOCATIONS, from, to, allocation, error) &&
           load(rows->adjustments, db, ADJUSTMENTS, from, to, adjustment, error) &&
           load(rows->habits, db, HABITS, from, to, habit, error);
}

static const char LAST_ON[] = "SELECT MAX(on_day) FROM journal WHERE debtor_id = $1";

bool verify_store_last_on(Db *db, int64_t debtor_id, Day *out, GError **error)
{
    DbStmt *stmt = db_stmt(db, LAST_ON);
    bool found = false;
    db_bind_int(stmt, 1, debtor_id);
    if (!db_one(stmt, &found, error)) return false;
    *out = found ? db_day(stmt, 0) : DAY_NONE;
    db_done(stmt);
    return true;
}
