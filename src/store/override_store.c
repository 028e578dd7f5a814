/* store/override_store.c: documented exceptions and conversations.  SQL only; decides nothing. */
#include "store/override_store.h"

#include "base/text.h"
#include <string.h>

static const char INSERT[] = "INSERT INTO gate_override (debtor_id, account_id, override_id, rule, "
                             "ground, reason, evidence, "
                             "from_us, until_us, approver, asked_by, recorded_us) VALUES ($1, $2, "
                             "$3, $4, $5, $6, $7, $8, $9, "
                             "$10, $11, $12)";
static const char INSERT_REF[] =
    "INSERT INTO gate_override_ref (override_id, debtor_id, account_id) VALUES ($1, $2, $3)";
#define OVERRIDE_LIST                                                                      \
    "SELECT debtor_id, account_id, override_id, rule, ground, reason, evidence, from_us, " \
    "until_us, approver, asked_by, ended_us, recorded_us FROM gate_override "
static const char LIST[] = OVERRIDE_LIST
    "WHERE debtor_id >= $1 AND debtor_id < $2 AND (CAST($3 AS BIGINT) = 0 OR account_id = $3) "
    "ORDER BY debtor_id, account_id, override_id";
static const char FIND_REF[] =
    "SELECT debtor_id, account_id FROM gate_override_ref WHERE override_id = $1";
static const char GET[] =
    OVERRIDE_LIST "WHERE debtor_id = $1 AND account_id = $2 AND override_id = $3";
static const char END_ROW[] = "UPDATE gate_override SET ended_us = $4 WHERE debtor_id = $1 AND "
                              "account_id = $2 AND override_id = $3";

static void decode(const DbStmt *row, OverrideRow *out)
{
    *out = (OverrideRow){ .debtor_id = db_int(row, 0),
                          .account_id = db_int(row, 1),
                          .override_id = db_int(row, 2),
                          .rule = (int32_t)db_int(row, 3),
                          .from_us = db_int(row, 7),
                          .until_us = db_int(row, 8),
                          .ended_us = db_is_null(row, 11) ? INT64_MAX : db_int(row, 11),
                          .recorded_us = db_int(row, 12) };
    text_copy(out->ground, sizeof out->ground, db_text(row, 4));
    text_copy(out->reason, sizeof out->reason, db_text(row, 5));
    text_copy(out->evidence, sizeof out->evidence, db_text(row, 6));
    text_copy(out->approver, sizeof out->approver, db_text(row, 9));
    text_copy(out->asked_by, sizeof out->asked_by, db_text(row, 10));
}

bool override_store_insert(Db *db, const OverrideRow *row, GError **error)
{
    DbStmt *stmt = db_stmt(db, INSERT);
    db_bind_int(stmt, 1, row->debtor_id);
    db_bind_int(stmt, 2, row->account_id);
    db_bind_int(stmt, 3, row->override_id);
    db_bind_int(stmt, 4, row->rule);
    db_bind_text(stmt, 5, row->ground);
    db_bind_text(stmt, 6, row->reason);
    db_bind_text(stmt, 7, row->evidence);
    db_bind_int(stmt, 8, row->from_us);
    db_bind_int(stmt, 9, row->until_us);
    db_bind_text(stmt, 10, row->approver);
    db_bind_text(stmt, 11, row->asked_by);
    db_bind_int(stmt, 12, row->recorded_us);
    if (!db_run(stmt, error)) return false;
    stmt = db_stmt(db, INSERT_REF);
    db_bind_int(stmt, 1, row->override_id);
    db_bind_int(stmt, 2, row->debtor_id);
    db_bind_int(stmt, 3, row->account_id);
    return db_run(stmt, error);
}

bool override_store_list(Db *db, int64_t from, int64_t to, int64_t account_id, GArray **out,
                         GError **error)
{
    DbStmt *stmt = db_stmt(db, LIST);
    g_autoptr(GArray) list = g_array_new(FALSE, FALSE, sizeof(OverrideRow));
    DbStep step;
    db_bind_int(stmt, 1, from);
    db_bind_int(stmt, 2, to);
    db_bind_int(stmt, 3, account_id);
    while ((step = db_next(stmt, error)) == DB_ROW) {
        OverrideRow row;
        decode(stmt, &row);
        g_array_append_val(list, row);
    }
    if (step == DB_FAILED) return false;
    *out = g_steal_pointer(&list);
    return true;
}

bool override_store_find(Db *db, int64_t override_id, OverrideRow *out, bool *found, GError **error)
{
    DbStmt *stmt = db_stmt(db, FIND_REF);
    db_bind_int(stmt, 1, override_id);
    if (!db_one(stmt, found, error)) return false;
    int64_t debtor_id = *found ? db_int(stmt, 0) : 0, account_id = *found ? db_int(stmt, 1) : 0;
    db_done(stmt);
    if (!*found) return true;
    stmt = db_stmt(db, GET);
    db_bind_int(stmt, 1, debtor_id);
    db_bind_int(stmt, 2, account_id);
    db_bind_int(stmt, 3, override_id);
    if (!db_one(stmt, found, error)) return false;
    if (*found) decode(stmt, out);
    db_done(stmt);
    return true;
}

bool override_store_end(Db *db, const OverrideRow *row, int64_t now_us, GError **error)
{
    DbStmt *stmt = db_stmt(db, END_ROW);
    db_bind_int(stmt, 1, row->debtor_id);
    db_bind_int(stmt, 2, row->account_id);
    db_bind_int(stmt, 3, row->override_id);
    db_bind_int(stmt, 4, now_us);
    return db_run(stmt, error);
}

static const char USES[] =
    "SELECT override_id, actor, COUNT(*), MAX(at_us) FROM verdict WHERE debtor_id >= $1 AND "
    "debtor_id < $2 AND stage = 2 AND override_id <> 0 AND recorded_us <= $3 GROUP BY override_id, "
    "actor "
    "ORDER BY override_id, actor";

bool override_store_uses(Db *db, int64_t from, int64_t to, int64_t known_us, GArray **out,
                         GError **error)
{
    DbStmt *stmt = db_stmt(db, USES);
    g_autoptr(GArray) list = g_array_new(FALSE, TRUE, sizeof(OverrideUse));
    DbStep step;
    db_bind_int(stmt, 1, from);
    db_bind_int(stmt, 2, to);
    db_bind_int(stmt, 3, known_us);
    while ((step = db_next(stmt, error)) == DB_ROW) {
        int64_t id = db_int(stmt, 0);
        if (list->len == 0 || g_array_index(list, OverrideUse, list->len - 1).override_id != id) {
            OverrideUse fresh = { .override_id = id };
            g_array_append_val(list, fresh);
        }
        OverrideUse *use = &g_array_index(list, OverrideUse, list->len - 1);
        use->uses += db_int(stmt, 2);
        use->last_us = MAX(use->last_us, db_int(stmt, 3));
        if (use->users[0] != '\0') g_strlcat(use->users, ",", sizeof use->users);
        g_strlcat(use->users, db_text(stmt, 1), sizeof use->users);
    }
    if (step == DB_FAILED) return false;
    *out = g_steal_pointer(&list);
    return true;
}

/* --- conversations ---------------------------------------------------------------------------- */

static const char TALK_GET[] =
    "SELECT holder, since_us, until_us FROM conversation WHERE debtor_id = $1";
static const char TALK_END[] = "DELETE FROM conversation WHERE debtor_id = $1";
static const char TALK_PUT[] =
    "INSERT INTO conversation (debtor_id, holder, since_us, until_us) VALUES ($1, $2, $3, $4) "
    "ON CONFLICT (debtor_id) DO UPDATE SET holder = excluded.holder, since_us = "
    "excluded.since_us, until_us = excluded.until_us";
static const char TALKS[] =
    "SELECT c.debtor_id, c.holder, c.since_us, c.until_us, d.ref FROM conversation c JOIN debtor d "
    "ON d.debtor_id = c.debtor_id WHERE c.until_us > $1 ORDER BY c.debtor_id";

bool override_store_talk_get(Db *db, int64_t debtor_id, ConversationRow *out, bool *found,
                             GError **error)
{
    DbStmt *stmt = db_stmt(db, TALK_GET);
    db_bind_int(stmt, 1, debtor_id);
    if (!db_one(stmt, found, error)) return false;
    if (*found) {
        *out = (ConversationRow){ .debtor_id = debtor_id,
                                  .since_us = db_int(stmt, 1),
                                  .until_us = db_int(stmt, 2) };
        text_copy(out->holder, sizeof out->holder, db_text(stmt, 0));
    }
    db_done(stmt);
    return true;
}

bool override_store_talk_put(Db *db, const ConversationRow *row, GError **error)
{
    DbStmt *stmt = db_stmt(db, TALK_PUT);
    db_bind_int(stmt, 1, row->debtor_id);
    db_bind_text(stmt, 2, row->holder);
    db_bind_int(stmt, 3, row->since_us);
    db_bind_int(stmt, 4, row->until_us);
    return db_run(stmt, error);
}

bool override_store_talk_end(Db *db, int64_t debtor_id, GError **error)
{
    DbStmt *stmt = db_stmt(db, TALK_END);
    db_bind_int(stmt, 1, debtor_id);
    return db_run(stmt, error);
}

bool override_store_talks(Db *db, int64_t at_us, ConversationFn each, void *data, GError **error)
{
    DbStmt *stmt = db_stmt(db, TALKS);
    DbStep step;
    db_bind_int(stmt, 1, at_us);
    while ((step = db_next(stmt, error)) == DB_ROW) {
        ConversationRow row = { .debtor_id = db_int(stmt, 0),
                                .since_us = db_int(stmt, 2),
                                .until_us = db_int(stmt, 3) };
        text_copy(row.holder, sizeof row.holder, db_text(stmt, 1));
        if (each(data, &row, db_text(stmt, 4), error)) continue;
        db_done(stmt);
        return false;
    }
    return step == DB_DONE;
}
