/* store/past_store.c: former versions of rows.  SQL only; decides nothing. */
#include "store/past_store.h"

#include "store/known.h"

/* The key, then $N: the instant until which the row is known. */
#define KEEP(table, columns, where, at)                                              \
    "INSERT INTO " table "_was (" columns ", until_us) SELECT " columns ", CAST(" at \
    " AS BIGINT) FROM " table " WHERE " where " AND recorded_us < " at

static const struct {
    const char *sql;
    int keys;
} TABLES[PAST_TABLES] = {
    [PAST_DEBTOR] = { KEEP("debtor", DEBTOR_NAMES, "debtor_id = $1", "$2"), 1 },
    [PAST_ACCOUNT] = { KEEP("account", ACCOUNT_NAMES, "debtor_id = $1 AND account_id = $2", "$3"),
                       2 },
    [PAST_PAYMENT] = { KEEP("payment", PAYMENT_NAMES,
                            "debtor_id = $1 AND account_id = $2 AND payment_id = $3 AND "
                            "since_us < $4",
                            "$4"),
                       3 },
    [PAST_EVENTS] = { KEEP("payment_event", EVENT_NAMES ", reason, code",
                           "debtor_id = $1 AND account_id = $2 AND payment_id = $3", "$4"),
                      3 },
    [PAST_SNAPSHOT] = { KEEP("snapshot",
                             "debtor_id, account_id, on_day, bucket, balance_minor, "
                             "past_due_minor, recorded_us",
                             "debtor_id = $1 AND account_id = $2 AND on_day = $3", "$4"),
                        3 },
    [PAST_CREDITOR] = { KEEP("creditor",
                             "creditor_id, ref, name, kind, parent_id, currency, country, role, "
                             "recorded_us",
                             "creditor_id = $1", "$2"),
                        1 },
    [PAST_MEMBER] = { KEEP("member",
                           "member_id, name, role, creditors, skills, languages, "
                           "capacity_minutes, closed_day, recorded_us",
                           "member_id = $1", "$2"),
                      1 },
    [PAST_RULE_CHANGE] = { KEEP("rule_change",
                                "change_id, title, source, note, effective_day, rules, training, "
                                "training_due_day, owner, state, actor, recorded_us",
                                "change_id = $1", "$2"),
                           1 },
};

bool past_store_keep(Db *db, PastTable table, const int64_t key[static 3], int64_t until_us,
                     GError **error)
{
    DbStmt *stmt = db_stmt(db, TABLES[table].sql);
    for (int i = 0; i < TABLES[table].keys; i++) db_bind_int(stmt, i + 1, key[i]);
    db_bind_int(stmt, TABLES[table].keys + 1, until_us);
    return db_run(stmt, error);
}

/* A payment that was corrected has a second instant. */
static const char *const LEARNED[PAST_TABLES] = {
    [PAST_DEBTOR] = "SELECT 1 FROM debtor_was WHERE debtor_id = $1 AND recorded_us = $2",
    [PAST_ACCOUNT] = "SELECT 1 FROM account_was WHERE debtor_id = $1 AND account_id = $2 "
                     "AND recorded_us = $3",
    [PAST_PAYMENT] = "SELECT 1 FROM payment_was WHERE debtor_id = $1 AND account_id = $2 "
                     "AND payment_id = $3 AND (recorded_us = $4 OR since_us = $4)",
};

bool past_store_has(Db *db, PastTable table, const int64_t key[static 3], int64_t learned_us,
                    bool *out, GError **error)
{
    g_assert(LEARNED[table] != NULL);
    DbStmt *stmt = db_stmt(db, LEARNED[table]);
    for (int i = 0; i < TABLES[table].keys; i++) db_bind_int(stmt, i + 1, key[i]);
    db_bind_int(stmt, TABLES[table].keys + 1, learned_us);
    if (!db_one(stmt, out, error)) return false;
    db_done(stmt);
    return true;
}

static const char PICTURES[] =
    "SELECT debtor_id, account_id FROM snapshot WHERE debtor_id >= $1 AND debtor_id < $2 AND "
    "on_day = $3 ORDER BY debtor_id, account_id";

bool past_store_pictures(Db *db, int64_t from, int64_t to, Day day, GArray *out, GError **error)
{
    DbStmt *stmt = db_stmt(db, PICTURES);
    DbStep step;
    db_bind_int(stmt, 1, from);
    db_bind_int(stmt, 2, to);
    db_bind_int(stmt, 3, day);
    g_array_set_size(out, 0);
    while ((step = db_next(stmt, error)) == DB_ROW) {
        PastPicture picture = { db_int(stmt, 0), db_int(stmt, 1) };
        g_array_append_val(out, picture);
    }
    return step == DB_DONE;
}
