/* store/rule_store.c: the register of rule changes.  SQL only; decides nothing. */
#include "store/rule_store.h"

#include "base/text.h"
#include "store/known.h"
#include "store/past_store.h"

static const char PUT[] =
    "INSERT INTO rule_change (change_id, title, source, note, effective_day, rules, training, "
    "training_due_day, owner, state, actor, recorded_us) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) "
    "ON CONFLICT (change_id) DO UPDATE SET title = excluded.title, source = excluded.source, "
    "note = excluded.note, effective_day = excluded.effective_day, rules = excluded.rules, "
    "training = excluded.training, training_due_day = excluded.training_due_day, "
    "owner = excluded.owner, state = excluded.state, recorded_us = excluded.recorded_us";
#define CHANGE_NAMES                                                                     \
    "change_id, title, source, note, effective_day, rules, training, training_due_day, " \
    "owner, state, actor, recorded_us"
static const char BY_ID[] = "SELECT " CHANGE_NAMES " FROM rule_change WHERE change_id = $1";
static const char ALL[] =
    "SELECT " CHANGE_NAMES
    " FROM " KNOWN("rule_change", CHANGE_NAMES, "", "$1") "c ORDER BY effective_day, change_id";
static const char ATTEST[] = "INSERT INTO rule_attest (change_id, member, on_day, recorded_us) "
                             "VALUES ($1, $2, $3, $4) ON CONFLICT (change_id, member) DO NOTHING "
                             "RETURNING on_day";
static const char ATTESTS[] = "SELECT change_id, member, on_day, recorded_us FROM rule_attest "
                              "WHERE recorded_us <= $1 ORDER BY change_id, member";

void rule_store_clear(RuleChange *change)
{
    g_clear_pointer(&change->note, g_free);
}

static void clear_row(void *row)
{
    rule_store_clear(row);
}

bool rule_store_put(Db *db, const RuleChange *change, GError **error)
{
    const int64_t key[3] = { change->change_id };
    if (!past_store_keep(db, PAST_RULE_CHANGE, key, change->recorded_us, error)) return false;
    DbStmt *stmt = db_stmt(db, PUT);
    db_bind_int(stmt, 1, change->change_id);
    db_bind_text(stmt, 2, change->title);
    db_bind_text(stmt, 3, change->source);
    db_bind_text(stmt, 4, change->note == NULL ? "" : change->note);
    db_bind_int(stmt, 5, change->effective_day);
    db_bind_text(stmt, 6, change->rules);
    db_bind_text(stmt, 7, change->training);
    db_bind_day(stmt, 8, change->training_due_day);
    db_bind_text(stmt, 9, change->owner);
    db_bind_int(stmt, 10, change->state);
    db_bind_text(stmt, 11, change->actor);
    db_bind_int(stmt, 12, change->recorded_us);
    return db_run(stmt, error);
}

static void decode(const DbStmt *row, RuleChange *out)
{
    *out = (RuleChange){ .change_id = db_int(row, 0),
                         .note = g_strdup(db_text(row, 3)),
                         .effective_day = db_day(row, 4),
                         .training_due_day = db_day(row, 7),
                         .state = (int32_t)db_int(row, 9),
                         .recorded_us = db_int(row, 11) };
    text_copy(out->title, sizeof out->title, db_text(row, 1));
    text_copy(out->source, sizeof out->source, db_text(row, 2));
    text_copy(out->rules, sizeof out->rules, db_text(row, 5));
    text_copy(out->training, sizeof out->training, db_text(row, 6));
    text_copy(out->owner, sizeof out->owner, db_text(row, 8));
    text_copy(out->actor, sizeof out->actor, db_text(row, 10));
}

bool rule_store_get(Db *db, int64_t change_id, RuleChange *out, bool *found, GError **error)
{
    DbStmt *stmt = db_stmt(db, BY_ID);
    db_bind_int(stmt, 1, change_id);
    if (!db_one(stmt, found, error)) return false;
    if (*found) decode(stmt, out);
    db_done(stmt);
    return true;
}

bool rule_store_list(Db *db, int64_t known_us, GArray **out, GError **error)
{
    g_autoptr(GArray) list = g_array_new(FALSE, TRUE, sizeof(RuleChange));
    DbStmt *stmt = db_stmt(db, ALL);
    DbStep step;
    g_array_set_clear_func(list, clear_row);
    db_bind_int(stmt, 1, known_us);
    while ((step = db_next(stmt, error)) == DB_ROW) {
        RuleChange one;
        decode(stmt, &one);
        g_array_append_val(list, one);
    }
    if (step == DB_FAILED) return false;
    *out = g_steal_pointer(&list);
    return true;
}

bool rule_store_attest(Db *db, const RuleAttest *attest, bool *is_new, GError **error)
{
    DbStmt *stmt = db_stmt(db, ATTEST);
    db_bind_int(stmt, 1, attest->change_id);
    db_bind_text(stmt, 2, attest->member);
    db_bind_int(stmt, 3, attest->on_day);
    db_bind_int(stmt, 4, attest->recorded_us);
    if (!db_one(stmt, is_new, error)) return false;
    db_done(stmt);
    return true;
}

bool rule_store_attests(Db *db, int64_t known_us, GArray **out, GError **error)
{
    g_autoptr(GArray) list = g_array_new(FALSE, TRUE, sizeof(RuleAttest));
    DbStmt *stmt = db_stmt(db, ATTESTS);
    DbStep step;
    db_bind_int(stmt, 1, known_us);
    while ((step = db_next(stmt, error)) == DB_ROW) {
        RuleAttest one = { .change_id = db_int(stmt, 0),
                           .on_day = db_day(stmt, 2),
                           .recorded_us = db_int(stmt, 3) };
        text_copy(one.member, sizeof one.member, db_text(stmt, 1));
        g_array_append_val(list, one);
    }
    if (step == DB_FAILED) return false;
    *out = g_steal_pointer(&list);
    return true;
}
