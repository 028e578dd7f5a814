/* store/habit_store.c: habits, read, written and made again.  SQL only; what a habit is, core/habit
 * says. */
#include "store/habit_store.h"

#include "core/standing.h"
#include "store/gather_rewind.h"

typedef struct {
    int64_t debtor_id, account_id;
    DbBlob months;
    Day last_payment_day;
    int64_t last_payment_minor;
} StoredRow;

static const DbColumn COLUMNS[] = {
    { "debtor_id", DB_COL_INT, offsetof(StoredRow, debtor_id) },
    { "account_id", DB_COL_INT, offsetof(StoredRow, account_id) },
    { "months", DB_COL_BLOB_PTR, offsetof(StoredRow, months) },
    { "last_payment_day", DB_COL_DAY, offsetof(StoredRow, last_payment_day) },
    { "last_payment_minor", DB_COL_INT, offsetof(StoredRow, last_payment_minor) },
    { NULL, DB_COL_INT, 0 },
};
static const DbTable TABLE = { "d_habit", "debtor_id,account_id", COLUMNS };

static const char GET[] = "SELECT months, last_payment_day, last_payment_minor FROM d_habit "
                          "WHERE debtor_id = $1 AND account_id = $2";
static const char FORGET[] = "DELETE FROM d_habit WHERE debtor_id >= $1 AND debtor_id < $2";

bool habit_store_get(Db *db, int64_t debtor_id, int64_t account_id, HabitRow *out, GError **error)
{
    DbStmt *stmt = db_stmt(db, GET);
    bool found = false;
    *out = (HabitRow){ .debtor_id = debtor_id,
                       .account_id = account_id,
                       .last_payment_day = DAY_NONE };
    db_bind_int(stmt, 1, debtor_id);
    db_bind_int(stmt, 2, account_id);
    if (!db_one(stmt, &found, error)) return false;
    if (found) {
        size_t size = 0;
        const void *months = db_blob(stmt, 0, &size);
        (void)habit_decode(months, size, &out->habit);
        out->last_payment_day = db_day(stmt, 1);
        out->last_payment_minor = db_int(stmt, 2);
    }
    db_done(stmt);
    return true;
}

/* 0 = PAYMENT_TAKEN */
static const char LAST_PAYMENT[] =
    "SELECT on_day, amount_minor FROM payment WHERE debtor_id = $1 AND account_id = $2 AND "
    "state = 0 AND amount_minor > 0 ORDER BY on_day DESC, payment_id DESC LIMIT 1";

bool habit_store_last_payment(Db *db, HabitRow *row, GError **error)
{
    DbStmt *stmt = db_stmt(db, LAST_PAYMENT);
    bool found = false;
    db_bind_int(stmt, 1, row->debtor_id);
    db_bind_int(stmt, 2, row->account_id);
    if (!db_one(stmt, &found, error)) return false;
    row->last_payment_day = found ? db_day(stmt, 0) : DAY_NONE;
    row->last_payment_minor = found ? db_int(stmt, 1) : 0;
    db_done(stmt);
    return true;
}

bool habit_store_put(Db *db, const HabitRow *row, GError **error)
{
    uint8_t blob[HABIT_BLOB_MAX];
    StoredRow stored = { row->debtor_id,
                         row->account_id,
                         { blob, habit_encode(&row->habit, blob) },
                         row->last_payment_day,
                         row->last_payment_minor };
    return db_bulk(db, &TABLE, DB_REPLACE, &stored, sizeof stored, 1, error);
}

static void last_payment(GatherRows *payments, GatherKey key, GatherHabit *row)
{
    GatherSlice paid = gather_rows_slice(payments, key);
    for (size_t i = 0; i < paid.count; i++) {
        const GatherPayment *payment = (const GatherPayment *)paid.rows + i;
        if (payment->amount_minor <= 0 || payment->on_day < row->last_payment_day) continue;
        row->last_payment_day = payment->on_day;
        row->last_payment_minor = payment->amount_minor;
    }
}

/* Money came, but nothing was ever billed: no habit but the last payment. */
static void add_unbilled(GArray *rows, GatherRows *habits, GatherRows *payments)
{
    static uint8_t no_months[1];
    habits->cursor = payments->cursor = 0;
    for (size_t i = 0; i < payments->keys->len; i++) {
        GatherKey key = g_array_index(payments->keys, GatherKey, i);
        GatherHabit habit = { .last_payment_day = DAY_NONE };
        if (key.account_id == 0) continue; /* money nobody could identify has no payer */
        if (i < payments->cursor || gather_rows_slice_again(habits, key).count > 0) continue;
        last_payment(payments, key, &habit);
        if (habit.last_payment_day == DAY_NONE) continue;
        StoredRow row = { key.debtor_id,
                          key.account_id,
                          { no_months, 0 },
                          habit.last_payment_day,
                          habit.last_payment_minor };
        g_array_append_val(rows, row);
    }
}

static GArray *rows_to_store(GatherRows *habits, GatherRows *payments)
{
    GArray *rows = g_array_new(FALSE, FALSE, sizeof(StoredRow));
    for (unsigned i = 0; i < habits->keys->len; i++) {
        GatherKey key = g_array_index(habits->keys, GatherKey, i);
        GatherHabit *habit = &g_array_index(habits->rows, GatherHabit, i);
        last_payment(payments, key, habit);
        if (habit->size <= 1 && habit->last_payment_day == DAY_NONE) continue;
        StoredRow row = { key.debtor_id,
                          key.account_id,
                          { habit->months, habit->size },
                          habit->last_payment_day,
                          habit->last_payment_minor };
        g_array_append_val(rows, row);
    }
    add_unbilled(rows, habits, payments);
    return rows;
}

bool habit_store_rebuild(Db *db, int64_t from, int64_t to, GError **error)
{
    GatherRows items, payments, habits;
    GatherRange range = { from, to, DAY_MAX, INT64_MAX };
    GatherRewind *rewind = gather_rewind_new();
    gather_rows_init(&items, sizeof(StandingItem));
    gather_rows_init(&payments, sizeof(GatherPayment));
    gather_rows_init(&habits, sizeof(GatherHabit));
    bool done = gather_rewind_load(rewind, db, &range, &items, &payments, &habits, error);
    if (done) {
        DbStmt *forget = db_stmt(db, FORGET);
        g_autoptr(GArray) rows = rows_to_store(&habits, &payments);
        db_bind_int(forget, 1, from);
        db_bind_int(forget, 2, to);
        done = db_run(forget, error) &&
               (rows->len == 0 ||
                db_bulk(db, &TABLE, DB_INSERT, rows->data, sizeof(StoredRow), rows->len, error));
    }
    gather_rows_clear(&items);
    gather_rows_clear(&payments);
    gather_rows_clear(&habits);
    gather_rewind_free(rewind);
    return done;
}
