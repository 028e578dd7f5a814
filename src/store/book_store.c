/* store/book_store.c: settings, ids, creditors, users, rates.  SQL only; decides nothing. */
#include "store/book_store.h"

#include "base/text.h"
#include "store/known.h"
#include "store/past_store.h"
#include <stdio.h>

extern const EmbeddedFile schema_files[];

const EmbeddedFile *book_store_schema(void)
{
    return schema_files;
}

Db *book_store_open(const char *url, bool create, int64_t now_us, GError **error)
{
    g_autoptr(Db) db = db_open(url, create ? DB_CREATE : DB_MUST_EXIST, error);
    if (db == NULL) return NULL;
    int version = 0;
    if (!db_version(db, &version, error)) return NULL;
    if (version == 0 && !create) {
        problem_set(error, PROBLEM_NOT_FOUND,
                    "%s holds no book; make one with: recoup --book %s init", url, url);
        return NULL;
    }
    if (!db_migrate(db, schema_files, now_us, error)) return NULL;
    return g_steal_pointer(&db);
}

/* --- settings --------------------------------------------------------------------------------- */

static const char GET[] = "SELECT value FROM book WHERE name = $1";
static const char SET[] = "INSERT INTO book (name, value) VALUES ($1, $2) "
                          "ON CONFLICT (name) DO UPDATE SET value = excluded.value";
static const char RAISE[] = "INSERT INTO book (name, value) VALUES ($1, $2) ON CONFLICT (name) DO "
                            "UPDATE SET value = excluded.value "
                            "WHERE CAST(book.value AS BIGINT) < CAST(excluded.value AS BIGINT)";

bool book_store_get(Db *db, const char *name, char *value, size_t size, GError **error)
{
    DbStmt *stmt = db_stmt(db, GET);
    bool found = false;
    db_bind_text(stmt, 1, name);
    if (!db_one(stmt, &found, error)) return false;
    text_copy(value, size, found ? db_text(stmt, 0) : "");
    db_done(stmt);
    return true;
}

bool book_store_set(Db *db, const char *name, const char *value, GError **error)
{
    DbStmt *stmt = db_stmt(db, SET);
    db_bind_text(stmt, 1, name);
    db_bind_text(stmt, 2, value);
    return db_run(stmt, error);
}

bool book_store_get_int(Db *db, const char *name, int64_t absent, int64_t *value, GError **error)
{
    char text[32];
    if (!book_store_get(db, name, text, sizeof text, error)) return false;
    if (!text_to_i64(text, value)) *value = absent;
    return true;
}

static bool put_int(Db *db, const char *sql, const char *name, int64_t value, GError **error)
{
    char text[32];
    snprintf(text, sizeof text, "%" G_GINT64_FORMAT, value);
    DbStmt *stmt = db_stmt(db, sql);
    db_bind_text(stmt, 1, name);
    db_bind_text(stmt, 2, text);
    return db_run(stmt, error);
}

bool book_store_set_int(Db *db, const char *name, int64_t value, GError **error)
{
    return put_int(db, SET, name, value, error);
}

bool book_store_raise_int(Db *db, const char *name, int64_t value, GError **error)
{
    return put_int(db, RAISE, name, value, error);
}

/* --- ids -------------------------------------------------------------------------------------- */

static const char TAKE_IDS[] =
    "INSERT INTO id_block (kind, next_id) VALUES ($1, 1 + $2) "
    "ON CONFLICT (kind) DO UPDATE SET next_id = id_block.next_id + $2 RETURNING next_id";

bool book_store_ids(Db *db, const char *kind, int64_t count, int64_t *first, GError **error)
{
    DbStmt *stmt = db_stmt(db, TAKE_IDS);
    bool found = false;
    db_bind_text(stmt, 1, kind);
    db_bind_int(stmt, 2, count);
    if (!db_one(stmt, &found, error)) return false;
    *first = db_int(stmt, 0) - count;
    db_done(stmt);
    return true;
}

/* --- creditors -------------------------------------------------------------------------------- */

static const DbColumn CREDITOR_COLUMNS[] = {
    { "creditor_id", DB_COL_INT, offsetof(Creditor, creditor_id) },
    { "ref", DB_COL_TEXT, offsetof(Creditor, ref) },
    { "name", DB_COL_TEXT, offsetof(Creditor, name) },
    { "kind", DB_COL_INT32, offsetof(Creditor, kind) },
    { "parent_id", DB_COL_INT, offsetof(Creditor, parent_id) },
    { "currency", DB_COL_TEXT, offsetof(Creditor, currency) },
    { "country", DB_COL_TEXT, offsetof(Creditor, country) },
    { "role", DB_COL_INT32, offsetof(Creditor, role) },
    { "recorded_us", DB_COL_INT, offsetof(Creditor, recorded_us) },
    { NULL, DB_COL_INT, 0 },
};
static const DbTable CREDITOR_TABLE = { "creditor", "creditor_id", CREDITOR_COLUMNS };

#define CREDITOR_NAMES \
    "creditor_id, ref, name, kind, parent_id, currency, country, role, recorded_us"
static const char CREDITORS[] = "SELECT " CREDITOR_NAMES " FROM creditor ORDER BY creditor_id";
static const char CREDITORS_KNOWN[] =
    "SELECT " CREDITOR_NAMES
    " FROM " KNOWN("creditor", CREDITOR_NAMES, "", "$1") "c ORDER BY creditor_id";
static const char CREDITOR_BY_REF[] = "SELECT " CREDITOR_NAMES " FROM creditor WHERE ref = $1";

static void decode_creditor(const DbStmt *row, Creditor *out)
{
    *out = (Creditor){ .creditor_id = db_int(row, 0),
                       .kind = (int32_t)db_int(row, 3),
                       .parent_id = db_int(row, 4),
                       .role = (int32_t)db_int(row, 7),
                       .recorded_us = db_int(row, 8) };
    text_copy(out->ref, sizeof out->ref, db_text(row, 1));
    text_copy(out->name, sizeof out->name, db_text(row, 2));
    text_copy(out->currency, sizeof out->currency, db_text(row, 5));
    text_copy(out->country, sizeof out->country, db_text(row, 6));
}

static bool list_creditors(DbStmt *stmt, GArray **out, GError **error)
{
    g_autoptr(GArray) list = g_array_new(FALSE, TRUE, sizeof(Creditor));
    DbStep step;
    while ((step = db_next(stmt, error)) == DB_ROW) {
        Creditor creditor;
        decode_creditor(stmt, &creditor);
        g_array_append_val(list, creditor);
    }
    if (step == DB_FAILED) return false;
    *out = g_steal_pointer(&list);
    return true;
}

bool book_store_creditors(Db *db, GArray **out, GError **error)
{
    return list_creditors(db_stmt(db, CREDITORS), out, error);
}

bool book_store_creditors_known(Db *db, int64_t known_us, GArray **out, GError **error)
{
    DbStmt *stmt = db_stmt(db, CREDITORS_KNOWN);
    db_bind_int(stmt, 1, known_us);
    return list_creditors(stmt, out, error);
}

bool book_store_creditor_find(Db *db, const char *ref, Creditor *out, bool *found, GError **error)
{
    DbStmt *stmt = db_stmt(db, CREDITOR_BY_REF);
    db_bind_text(stmt, 1, ref);
    if (!db_one(stmt, found, error)) return false;
    if (*found) decode_creditor(stmt, out);
    db_done(stmt);
    return true;
}

bool book_store_creditor_put(Db *db, const Creditor *creditor, GError **error)
{
    const int64_t key[3] = { creditor->creditor_id };
    return past_store_keep(db, PAST_CREDITOR, key, creditor->recorded_us, error) &&
           db_bulk(db, &CREDITOR_TABLE, DB_REPLACE, creditor, sizeof *creditor, 1, error);
}

/* --- users ------------------------------------------------------------------------------------ */

static const DbColumn MEMBER_COLUMNS[] = {
    { "member_id", DB_COL_INT, offsetof(Member, member_id) },
    { "name", DB_COL_TEXT, offsetof(Member, name) },
    { "role", DB_COL_INT32, offsetof(Member, role) },
    { "creditors", DB_COL_TEXT, offsetof(Member, creditors) },
    { "skills", DB_COL_TEXT, offsetof(Member, skills) },
    { "languages", DB_COL_TEXT, offsetof(Member, languages) },
    { "capacity_minutes", DB_COL_INT, offsetof(Member, capacity_minutes) },
    { "closed_day", DB_COL_DAY, offsetof(Member, closed_day) },
    { "recorded_us", DB_COL_INT, offsetof(Member, recorded_us) },
    { NULL, DB_COL_INT, 0 },
};
static const DbTable MEMBER_TABLE = { "member", "member_id", MEMBER_COLUMNS };

#define MEMBER_NAMES                                                                      \
    "member_id, name, role, creditors, skills, languages, capacity_minutes, closed_day, " \
    "recorded_us"
static const char MEMBERS[] = "SELECT " MEMBER_NAMES " FROM member ORDER BY member_id";
static const char MEMBERS_KNOWN[] =
    "SELECT " MEMBER_NAMES " FROM " KNOWN("member", MEMBER_NAMES, "", "$1") "m ORDER BY member_id";
static const char MEMBER_BY_NAME[] = "SELECT " MEMBER_NAMES " FROM member WHERE name = $1";

static void decode_member(const DbStmt *row, Member *out)
{
    *out = (Member){ .member_id = db_int(row, 0),
                     .role = (int32_t)db_int(row, 2),
                     .capacity_minutes = db_int(row, 6),
                     .closed_day = db_day(row, 7),
                     .recorded_us = db_int(row, 8) };
    text_copy(out->name, sizeof out->name, db_text(row, 1));
    text_copy(out->creditors, sizeof out->creditors, db_text(row, 3));
    text_copy(out->skills, sizeof out->skills, db_text(row, 4));
    text_copy(out->languages, sizeof out->languages, db_text(row, 5));
}

static bool list_members(DbStmt *stmt, GArray **out, GError **error)
{
    g_autoptr(GArray) list = g_array_new(FALSE, TRUE, sizeof(Member));
    DbStep step;
    while ((step = db_next(stmt, error)) == DB_ROW) {
        Member member;
        decode_member(stmt, &member);
        g_array_append_val(list, member);
    }
    if (step == DB_FAILED) return false;
    *out = g_steal_pointer(&list);
    return true;
}

bool book_store_members(Db *db, GArray **out, GError **error)
{
    return list_members(db_stmt(db, MEMBERS), out, error);
}

bool book_store_members_known(Db *db, int64_t known_us, GArray **out, GError **error)
{
    DbStmt *stmt = db_stmt(db, MEMBERS_KNOWN);
    db_bind_int(stmt, 1, known_us);
    return list_members(stmt, out, error);
}

bool book_store_member_find(Db *db, const char *name, Member *out, bool *found, GError **error)
{
    DbStmt *stmt = db_stmt(db, MEMBER_BY_NAME);
    db_bind_text(stmt, 1, name);
    if (!db_one(stmt, found, error)) return false;
    if (*found) decode_member(stmt, out);
    db_done(stmt);
    return true;
}

bool book_store_member_put(Db *db, const Member *member, GError **error)
{
    const int64_t key[3] = { member->member_id };
    return past_store_keep(db, PAST_MEMBER, key, member->recorded_us, error) &&
           db_bulk(db, &MEMBER_TABLE, DB_REPLACE, member, sizeof *member, 1, error);
}

/* --- rates ------------------------------------------------------------------------------------ */

static const char RATE_PUT[] = "INSERT INTO rate (from_currency, to_currency, on_day, recorded_us, "
                               "digits, scale) VALUES ($1, $2, $3, $4, $5, $6) "
                               "ON CONFLICT (from_currency, to_currency, on_day, recorded_us) "
                               "DO UPDATE SET digits = excluded.digits, scale = excluded.scale";
static const char RATE_FIND[] =
    "SELECT digits, scale FROM rate WHERE from_currency = $1 AND to_currency = $2 AND on_day <= $3 "
    "AND recorded_us <= $4 ORDER BY on_day DESC, recorded_us DESC LIMIT 1";

bool book_store_rate_put(Db *db, const Rate *rate, GError **error)
{
    DbStmt *stmt = db_stmt(db, RATE_PUT);
    db_bind_text(stmt, 1, rate->from_currency);
    db_bind_text(stmt, 2, rate->to_currency);
    db_bind_day(stmt, 3, rate->on_day);
    db_bind_int(stmt, 4, rate->recorded_us);
    db_bind_int(stmt, 5, rate->rate.digits);
    db_bind_int(stmt, 6, rate->rate.scale);
    return db_run(stmt, error);
}

bool book_store_rate_find(Db *db, const char *from, const char *to, Day on, int64_t known_us,
                          Decimal *rate, bool *found, GError **error)
{
    DbStmt *stmt = db_stmt(db, RATE_FIND);
    db_bind_text(stmt, 1, from);
    db_bind_text(stmt, 2, to);
    db_bind_day(stmt, 3, on);
    db_bind_int(stmt, 4, known_us);
    if (!db_one(stmt, found, error)) return false;
    if (*found)
        *rate = (Decimal){ .digits = db_int(stmt, 0),
                           .scale = (int32_t)db_int(stmt, 1),
                           .given = true };
    db_done(stmt);
    return true;
}
