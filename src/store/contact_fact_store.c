/* store/contact_fact_store.c: facts for the contact gate.  SQL only; decides nothing. */
#include "store/contact_fact_store.h"

#include "base/text.h"
#include <string.h>

#define COMMON                                                           \
    { "debtor_id", DB_COL_INT, offsetof(ContactFact, debtor_id) },       \
        { "fact_id", DB_COL_INT, offsetof(ContactFact, fact_id) },       \
        { "account_id", DB_COL_INT, offsetof(ContactFact, account_id) }, \
        { "kind", DB_COL_INT32, offsetof(ContactFact, kind) },           \
        { "type", DB_COL_TEXT, offsetof(ContactFact, type) },            \
        { "medium", DB_COL_TEXT, offsetof(ContactFact, medium) },        \
        { "subject", DB_COL_TEXT, offsetof(ContactFact, subject) },      \
        { "from_us", DB_COL_INT, offsetof(ContactFact, from_us) },       \
        { "body", DB_COL_TEXT_PTR, offsetof(ContactFact, body) },        \
        { "actor", DB_COL_TEXT, offsetof(ContactFact, actor) },          \
    {                                                                    \
        "recorded_us", DB_COL_INT, offsetof(ContactFact, recorded_us)    \
    }

/* Open-ended ones leave until_us NULL. */
static const DbColumn OPEN_COLUMNS[] = { COMMON, { NULL, DB_COL_INT, 0 } };
static const DbColumn LIMITED_COLUMNS[] = {
    COMMON,
    { "until_us", DB_COL_INT, offsetof(ContactFact, until_us) },
    { NULL, DB_COL_INT, 0 },
};
static const DbTable OPEN_TABLE = { "contact_fact", "debtor_id,fact_id", OPEN_COLUMNS };
static const DbTable LIMITED_TABLE = { "contact_fact", "debtor_id,fact_id", LIMITED_COLUMNS };

static const DbColumn REF_COLUMNS[] = {
    { "fact_id", DB_COL_INT, offsetof(ContactFact, fact_id) },
    { "debtor_id", DB_COL_INT, offsetof(ContactFact, debtor_id) },
    { NULL, DB_COL_INT, 0 },
};
static const DbTable REF_TABLE = { "contact_fact_ref", "fact_id", REF_COLUMNS };

bool contact_fact_store_insert(Db *db, const ContactFact *facts, size_t count, GError **error)
{
    size_t first = 0;
    while (first < count) {
        bool open = facts[first].until_us == INT64_MAX;
        size_t end = first + 1;
        while (end < count && (facts[end].until_us == INT64_MAX) == open) end++;
        if (!db_bulk(db, open ? &OPEN_TABLE : &LIMITED_TABLE, DB_INSERT, facts + first,
                     sizeof *facts, end - first, error))
            return false;
        first = end;
    }
    return db_bulk(db, &REF_TABLE, DB_INSERT, facts, sizeof *facts, count, error);
}

static const char END[] = "UPDATE contact_fact SET ended_us = $3, ended_recorded_us = $4 "
                          "WHERE debtor_id = $1 AND fact_id = $2";

bool contact_fact_store_end(Db *db, const ContactFact *fact, GError **error)
{
    DbStmt *stmt = db_stmt(db, END);
    db_bind_int(stmt, 1, fact->debtor_id);
    db_bind_int(stmt, 2, fact->fact_id);
    db_bind_int(stmt, 3, fact->ended_us);
    db_bind_int(stmt, 4, fact->ended_recorded_us);
    return db_run(stmt, error);
}

#define COLUMNS                                                                        \
    "debtor_id, fact_id, account_id, kind, type, medium, subject, from_us, until_us, " \
    "ended_us, ended_recorded_us, body, actor, recorded_us FROM contact_fact "

static int64_t or_open(const DbStmt *row, int column)
{
    return db_is_null(row, column) ? INT64_MAX : db_int(row, column);
}

static void decode(const DbStmt *row, ContactFact *out)
{
    *out = (ContactFact){ .debtor_id = db_int(row, 0),
                          .fact_id = db_int(row, 1),
                          .account_id = db_int(row, 2),
                          .kind = (int32_t)db_int(row, 3),
                          .from_us = db_int(row, 7),
                          .until_us = or_open(row, 8),
                          .ended_us = or_open(row, 9),
                          .ended_recorded_us = or_open(row, 10),
                          .recorded_us = db_int(row, 13) };
    text_copy(out->type, sizeof out->type, db_text(row, 4));
    text_copy(out->medium, sizeof out->medium, db_text(row, 5));
    text_copy(out->subject, sizeof out->subject, db_text(row, 6));
    text_copy(out->actor, sizeof out->actor, db_text(row, 12));
}

static const char GET[] = "SELECT " COLUMNS "WHERE fact_id = $1 AND debtor_id = "
                          "(SELECT debtor_id FROM contact_fact_ref WHERE fact_id = $1)";

bool contact_fact_store_get(Db *db, int64_t fact_id, ContactFact *out, char **body, bool *found,
                            GError **error)
{
    DbStmt *stmt = db_stmt(db, GET);
    db_bind_int(stmt, 1, fact_id);
    if (!db_one(stmt, found, error)) return false;
    if (*found) {
        decode(stmt, out);
        *body = g_strdup(db_text(stmt, 11));
        out->body = *body;
    }
    db_done(stmt);
    return true;
}

static void clear(void *element)
{
    const ContactFact *fact = element;
    char *body; /* the list's own, though lent as const */
    memcpy(&body, &fact->body, sizeof body);
    g_free(body);
}

static bool read_list(DbStmt *stmt, GArray **out, GError **error)
{
    g_autoptr(GArray) list = g_array_new(FALSE, TRUE, sizeof(ContactFact));
    DbStep step;
    g_array_set_clear_func(list, clear);
    while ((step = db_next(stmt, error)) == DB_ROW) {
        ContactFact fact;
        decode(stmt, &fact);
        fact.body = g_strdup(db_text(stmt, 11));
        g_array_append_val(list, fact);
    }
    if (step == DB_FAILED) return false;
    *out = g_steal_pointer(&list);
    return true;
}

static const char LIST[] = "SELECT " COLUMNS "WHERE debtor_id = $1 ORDER BY fact_id";

bool contact_fact_store_list(Db *db, int64_t debtor_id, GArray **out, GError **error)
{
    DbStmt *stmt = db_stmt(db, LIST);
    db_bind_int(stmt, 1, debtor_id);
    return read_list(stmt, out, error);
}

static const char RANGE[] = "SELECT " COLUMNS "WHERE debtor_id >= $1 AND debtor_id < $2 "
                            "ORDER BY debtor_id, fact_id";

bool contact_fact_store_range(Db *db, int64_t from, int64_t to, GArray **out, GError **error)
{
    DbStmt *stmt = db_stmt(db, RANGE);
    db_bind_int(stmt, 1, from);
    db_bind_int(stmt, 2, to);
    return read_list(stmt, out, error);
}
