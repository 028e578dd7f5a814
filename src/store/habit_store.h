/* store/habit_store.h: the monthly payment habits of accounts, kept up as items are cleared.  SQL
 * only. */
#ifndef RECOUP_STORE_HABIT_STORE_H
#define RECOUP_STORE_HABIT_STORE_H

#include "core/habit.h"
#include "store/gather_rows.h"

typedef struct {
    int64_t debtor_id, account_id;
    Habit habit;
    Day last_payment_day; /* DAY_NONE: never paid */
    int64_t last_payment_minor;
} HabitRow;

/* An account without one gets an empty row. */
bool habit_store_get(Db *db, int64_t debtor_id, int64_t account_id, HabitRow *out,
                     GError **error) MUST_USE;
/* Asks the payments anew for the last that was not taken back. */
bool habit_store_last_payment(Db *db, HabitRow *row, GError **error) MUST_USE;
bool habit_store_put(Db *db, const HabitRow *row, GError **error) MUST_USE;
/* Makes the habits of debtors [from, to) again from items, allocations and payments. */
bool habit_store_rebuild(Db *db, int64_t from, int64_t to, GError **error) MUST_USE;

#endif
