/* store/policy_store.c: policy versions and their use.  SQL only; decides nothing. */
#include "store/policy_store.h"

#include "base/text.h"

static const char INSERT_POLICY[] = "INSERT INTO policy (policy_id, name, version, text, sha256, "
                                    "author, recorded_us, approver, approved_us) "
                                    "VALUES ($1, $2, $3, $4, $5, $6, $7, '', 0)";
static const char APPROVE[] =
    "UPDATE policy SET approver = $2, approved_us = $3 WHERE policy_id = $1";
#define POLICY_LIST \
    "SELECT policy_id, name, version, sha256, author, recorded_us, approver, approved_us"
static const char NEWEST[] =
    POLICY_LIST " FROM policy WHERE name = $1 ORDER BY version DESC LIMIT 1";
static const char BY_VERSION[] = POLICY_LIST " FROM policy WHERE name = $1 AND version = $2";
static const char BY_ID[] = POLICY_LIST ", text FROM policy WHERE policy_id = $1";
static const char ALL[] = POLICY_LIST " FROM policy ORDER BY policy_id";
static const char LIVE[] =
    "SELECT use_id, policy_id, from_day, kind, actor, note, recorded_us FROM policy_use WHERE "
    "from_day <= $1 AND recorded_us <= $2 ORDER BY from_day DESC, recorded_us DESC, use_id DESC "
    "LIMIT 1";

static const DbColumn USE_COLUMNS[] = {
    { "use_id", DB_COL_INT, offsetof(PolicyUse, use_id) },
    { "policy_id", DB_COL_INT, offsetof(PolicyUse, policy_id) },
    { "from_day", DB_COL_DAY, offsetof(PolicyUse, from_day) },
    { "kind", DB_COL_INT32, offsetof(PolicyUse, kind) },
    { "actor", DB_COL_TEXT, offsetof(PolicyUse, actor) },
    { "note", DB_COL_TEXT, offsetof(PolicyUse, note) },
    { "recorded_us", DB_COL_INT, offsetof(PolicyUse, recorded_us) },
    { NULL, DB_COL_INT, 0 },
};
static const DbTable USE_TABLE = { "policy_use", "use_id", USE_COLUMNS };

static void decode_policy(const DbStmt *row, PolicyRow *out)
{
    *out = (PolicyRow){ .policy_id = db_int(row, 0),
                        .version = db_int(row, 2),
                        .recorded_us = db_int(row, 5),
                        .approved_us = db_int(row, 7) };
    text_copy(out->name, sizeof out->name, db_text(row, 1));
    text_copy(out->sha256, sizeof out->sha256, db_text(row, 3));
    text_copy(out->author, sizeof out->author, db_text(row, 4));
    text_copy(out->approver, sizeof out->approver, db_text(row, 6));
}

static bool list_policy(DbStmt *stmt, GArray **out, GError **error)
{
    g_autoptr(GArray) list = g_array_new(FALSE, TRUE, sizeof(PolicyRow));
    DbStep step;
    while ((step = db_next(stmt, error)) == DB_ROW) {
        PolicyRow one;
        decode_policy(stmt, &one);
        g_array_append_val(list, one);
    }
    if (step == DB_FAILED) return false;
    *out = g_steal_pointer(&list);
    return true;
}

static void decode_use(const DbStmt *row, PolicyUse *out)
{
    *out = (PolicyUse){ .use_id = db_int(row, 0),
                        .policy_id = db_int(row, 1),
                        .from_day = db_day(row, 2),
                        .kind = (int32_t)db_int(row, 3),
                        .recorded_us = db_int(row, 6) };
    text_copy(out->actor, sizeof out->actor, db_text(row, 4));
    text_copy(out->note, sizeof out->note, db_text(row, 5));
}

bool policy_store_insert(Db *db, const PolicyRow *row, const char *text, GError **error)
{
    DbStmt *stmt = db_stmt(db, INSERT_POLICY);
    db_bind_int(stmt, 1, row->policy_id);
    db_bind_text(stmt, 2, row->name);
    db_bind_int(stmt, 3, row->version);
    db_bind_text(stmt, 4, text);
    db_bind_text(stmt, 5, row->sha256);
    db_bind_text(stmt, 6, row->author);
    db_bind_int(stmt, 7, row->recorded_us);
    return db_run(stmt, error);
}

bool policy_store_approve(Db *db, int64_t policy_id, const char *approver, int64_t now_us,
                          GError **error)
{
    DbStmt *stmt = db_stmt(db, APPROVE);
    db_bind_int(stmt, 1, policy_id);
    db_bind_text(stmt, 2, approver);
    db_bind_int(stmt, 3, now_us);
    return db_run(stmt, error);
}

bool policy_store_find(Db *db, const char *name, int64_t version, PolicyRow *out, bool *found,
                       GError **error)
{
    DbStmt *stmt = db_stmt(db, version == 0 ? NEWEST : BY_VERSION);
    db_bind_text(stmt, 1, name);
    if (version != 0) db_bind_int(stmt, 2, version);
    if (!db_one(stmt, found, error)) return false;
    if (*found) decode_policy(stmt, out);
    db_done(stmt);
    return true;
}

bool policy_store_get(Db *db, int64_t policy_id, PolicyRow *out, char **text, bool *found,
                      GError **error)
{
    DbStmt *stmt = db_stmt(db, BY_ID);
    db_bind_int(stmt, 1, policy_id);
    if (!db_one(stmt, found, error)) return false;
    if (*found) {
        decode_policy(stmt, out);
        *text = g_strdup(db_text(stmt, 8));
    }
    db_done(stmt);
    return true;
}

bool policy_store_list(Db *db, GArray **out, GError **error)
{
    return list_policy(db_stmt(db, ALL), out, error);
}

bool policy_store_use(Db *db, const PolicyUse *use, GError **error)
{
    return db_bulk(db, &USE_TABLE, DB_INSERT, use, sizeof *use, 1, error);
}

bool policy_store_live(Db *db, Day day, int64_t known_us, PolicyUse *out, bool *found,
                       GError **error)
{
    DbStmt *stmt = db_stmt(db, LIVE);
    db_bind_int(stmt, 1, day);
    db_bind_int(stmt, 2, known_us);
    if (!db_one(stmt, found, error)) return false;
    if (*found) decode_use(stmt, out);
    db_done(stmt);
    return true;
}

static const char USES[] =
    "SELECT use_id, policy_id, from_day, kind, actor, note, recorded_us FROM policy_use "
    "WHERE from_day <= $1 ORDER BY from_day DESC, recorded_us DESC, use_id DESC";

bool policy_store_before(Db *db, Day day, PolicyUse *out, bool *found, GError **error)
{
    DbStmt *stmt = db_stmt(db, USES);
    DbStep step;
    int64_t live = 0;
    *found = false;
    db_bind_int(stmt, 1, day);
    while ((step = db_next(stmt, error)) == DB_ROW && !*found) {
        decode_use(stmt, out);
        if (live == 0) live = out->policy_id;
        *found = out->policy_id != live;
    }
    db_done(stmt);
    return step != DB_FAILED;
}

static const char ALL_USES[] =
    "SELECT use_id, policy_id, from_day, kind, actor, note, recorded_us FROM policy_use "
    "ORDER BY recorded_us, use_id";

bool policy_store_uses(Db *db, GArray **out, GError **error)
{
    DbStmt *stmt = db_stmt(db, ALL_USES);
    g_autoptr(GArray) list = g_array_new(FALSE, TRUE, sizeof(PolicyUse));
    DbStep step;
    while ((step = db_next(stmt, error)) == DB_ROW) {
        PolicyUse use;
        decode_use(stmt, &use);
        g_array_append_val(list, use);
    }
    if (step == DB_FAILED) return false;
    *out = g_steal_pointer(&list);
    return true;
}
