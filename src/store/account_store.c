/* store/account_store.c: debtors, accounts, parties, references.  SQL only; decides nothing. */
#include "store/account_store.h"

#include "base/text.h"
#include "store/known.h"
#include "store/past_store.h"
#include <stdlib.h>
#include <string.h>

static const DbColumn DEBTOR_COLUMNS[] = {
    { "debtor_id", DB_COL_INT, offsetof(Debtor, debtor_id) },
    { "ref", DB_COL_TEXT, offsetof(Debtor, ref) },
    { "name", DB_COL_TEXT, offsetof(Debtor, name) },
    { "kind", DB_COL_INT32, offsetof(Debtor, kind) },
    { "country", DB_COL_TEXT, offsetof(Debtor, country) },
    { "region", DB_COL_TEXT, offsetof(Debtor, region) },
    { "postal_code", DB_COL_TEXT, offsetof(Debtor, postal_code) },
    { "time_zone", DB_COL_TEXT, offsetof(Debtor, time_zone) },
    { "language", DB_COL_TEXT, offsetof(Debtor, language) },
    { "email", DB_COL_TEXT, offsetof(Debtor, email) },
    { "phone", DB_COL_TEXT, offsetof(Debtor, phone) },
    { "recorded_us", DB_COL_INT, offsetof(Debtor, recorded_us) },
    { NULL, DB_COL_INT, 0 },
};
static const DbTable DEBTOR_TABLE = { "debtor", "debtor_id", DEBTOR_COLUMNS };

static const DbColumn ACCOUNT_COLUMNS[] = {
    { "debtor_id", DB_COL_INT, offsetof(Account, debtor_id) },
    { "account_id", DB_COL_INT, offsetof(Account, account_id) },
    { "ref", DB_COL_TEXT, offsetof(Account, ref) },
    { "creditor_id", DB_COL_INT, offsetof(Account, creditor_id) },
    { "kind", DB_COL_INT32, offsetof(Account, kind) },
    { "currency", DB_COL_TEXT, offsetof(Account, currency) },
    { "terms_days", DB_COL_DAY, offsetof(Account, terms_days) },
    { "credit_limit_minor", DB_COL_INT, offsetof(Account, credit_limit_minor) },
    { "opened_day", DB_COL_DAY, offsetof(Account, opened_day) },
    { "owner_id", DB_COL_INT, offsetof(Account, owner_id) },
    { "treatment", DB_COL_TEXT, offsetof(Account, treatment) },
    { "recorded_us", DB_COL_INT, offsetof(Account, recorded_us) },
    { NULL, DB_COL_INT, 0 },
};
static const DbTable ACCOUNT_TABLE = { "account", "debtor_id,account_id", ACCOUNT_COLUMNS };

static const DbColumn PARTY_COLUMNS[] = {
    { "debtor_id", DB_COL_INT, offsetof(Party, debtor_id) },
    { "account_id", DB_COL_INT, offsetof(Party, account_id) },
    { "party_id", DB_COL_INT, offsetof(Party, party_id) },
    { "other_debtor_id", DB_COL_INT, offsetof(Party, other_debtor_id) },
    { "role", DB_COL_INT32, offsetof(Party, role) },
    { "on_day", DB_COL_DAY, offsetof(Party, on_day) },
    { "ended_day", DB_COL_DAY, offsetof(Party, ended_day) },
    { "recorded_us", DB_COL_INT, offsetof(Party, recorded_us) },
    { NULL, DB_COL_INT, 0 },
};
static const DbTable PARTY_TABLE = { "party", "debtor_id,account_id,party_id", PARTY_COLUMNS };

/* References come in any order; the look-up tables are written in theirs. */
typedef struct {
    const char *ref;
    int64_t debtor_id, account_id;
} RefRow;

static const DbColumn DEBTOR_REF_COLUMNS[] = {
    { "ref", DB_COL_TEXT_PTR, offsetof(RefRow, ref) },
    { "debtor_id", DB_COL_INT, offsetof(RefRow, debtor_id) },
    { NULL, DB_COL_INT, 0 },
};
static const DbTable DEBTOR_REF_TABLE = { "debtor_ref", "ref", DEBTOR_REF_COLUMNS };

static const DbColumn ACCOUNT_REF_COLUMNS[] = {
    { "ref", DB_COL_TEXT_PTR, offsetof(RefRow, ref) },
    { "debtor_id", DB_COL_INT, offsetof(RefRow, debtor_id) },
    { "account_id", DB_COL_INT, offsetof(RefRow, account_id) },
    { NULL, DB_COL_INT, 0 },
};
static const DbTable ACCOUNT_REF_TABLE = { "account_ref", "ref", ACCOUNT_REF_COLUMNS };

static int by_ref(const void *a, const void *b)
{
    return strcmp(((const RefRow *)a)->ref, ((const RefRow *)b)->ref);
}

static bool put_refs(Db *db, const DbTable *table, RefRow *rows, size_t count, GError **error)
{
    if (count == 0) return true;
    qsort(rows, count, sizeof *rows, by_ref);
    return db_bulk(db, table, DB_INSERT, rows, sizeof *rows, count, error);
}

/* --- debtors ---------------------------------------------------------------------------------- */

#define DEBTOR_LIST                                                                         \
    "d.debtor_id, d.ref, d.name, d.kind, d.country, d.region, d.postal_code, d.time_zone, " \
    "d.language, d.email, "                                                                 \
    "d.phone, d.recorded_us FROM debtor d "
static const char DEBTOR_BY_REF[] =
    "SELECT " DEBTOR_LIST "JOIN debtor_ref r ON r.debtor_id = d.debtor_id WHERE r.ref = $1";
static const char DEBTOR_BY_ID[] = "SELECT " DEBTOR_LIST "WHERE d.debtor_id = $1";
static const char DEBTOR_KNOWN[] =
    "SELECT " DEBTOR_NAMES " FROM " KNOWN_DEBTOR("debtor_id = $1 AND ", "$2") "d";
static const char DEBTOR_LAST[] = "SELECT MAX(debtor_id) FROM debtor";

static void decode_debtor(const DbStmt *row, Debtor *out)
{
    *out = (Debtor){ .debtor_id = db_int(row, 0),
                     .kind = (int32_t)db_int(row, 3),
                     .recorded_us = db_int(row, 11) };
    text_copy(out->ref, sizeof out->ref, db_text(row, 1));
    text_copy(out->name, sizeof out->name, db_text(row, 2));
    text_copy(out->country, sizeof out->country, db_text(row, 4));
    text_copy(out->region, sizeof out->region, db_text(row, 5));
    text_copy(out->postal_code, sizeof out->postal_code, db_text(row, 6));
    text_copy(out->time_zone, sizeof out->time_zone, db_text(row, 7));
    text_copy(out->language, sizeof out->language, db_text(row, 8));
    text_copy(out->email, sizeof out->email, db_text(row, 9));
    text_copy(out->phone, sizeof out->phone, db_text(row, 10));
}

static bool one_debtor(DbStmt *stmt, Debtor *out, bool *found, GError **error)
{
    if (!db_one(stmt, found, error)) return false;
    if (*found) decode_debtor(stmt, out);
    db_done(stmt);
    return true;
}

bool account_store_debtor_find(Db *db, const char *ref, Debtor *out, bool *found, GError **error)
{
    DbStmt *stmt = db_stmt(db, DEBTOR_BY_REF);
    db_bind_text(stmt, 1, ref);
    return one_debtor(stmt, out, found, error);
}

bool account_store_debtor_get(Db *db, int64_t debtor_id, Debtor *out, GError **error)
{
    DbStmt *stmt = db_stmt(db, DEBTOR_BY_ID);
    bool found = false;
    db_bind_int(stmt, 1, debtor_id);
    if (!one_debtor(stmt, out, &found, error)) return false;
    if (found) return true;
    return problem_refuse(error, PROBLEM_NOT_FOUND,
                          "debtor %" G_GINT64_FORMAT " is not in the book", debtor_id);
}

bool account_store_debtor_known(Db *db, int64_t debtor_id, int64_t known_us, Debtor *out,
                                bool *found, GError **error)
{
    DbStmt *stmt = db_stmt(db, DEBTOR_KNOWN);
    db_bind_int(stmt, 1, debtor_id);
    db_bind_int(stmt, 2, known_us);
    return one_debtor(stmt, out, found, error);
}

bool account_store_debtor_insert(Db *db, const Debtor *debtors, size_t count, GError **error)
{
    g_autofree RefRow *refs = g_new0(RefRow, count + 1);
    for (size_t i = 0; i < count; i++)
        refs[i] = (RefRow){ debtors[i].ref, debtors[i].debtor_id, 0 };
    return db_bulk(db, &DEBTOR_TABLE, DB_INSERT, debtors, sizeof *debtors, count, error) &&
           put_refs(db, &DEBTOR_REF_TABLE, refs, count, error);
}

bool account_store_debtor_update(Db *db, const Debtor *debtor, GError **error)
{
    const int64_t key[3] = { debtor->debtor_id };
    return past_store_keep(db, PAST_DEBTOR, key, debtor->recorded_us, error) &&
           db_bulk(db, &DEBTOR_TABLE, DB_UPDATE, debtor, sizeof *debtor, 1, error);
}

bool account_store_last_debtor(Db *db, int64_t *out, GError **error)
{
    DbStmt *stmt = db_stmt(db, DEBTOR_LAST);
    bool found = false;
    if (!db_one(stmt, &found, error)) return false;
    *out = found ? db_int(stmt, 0) : 0;
    db_done(stmt);
    return true;
}

/* --- accounts --------------------------------------------------------------------------------- */

#define ACCOUNT_LIST                                                                      \
    "a.debtor_id, a.account_id, a.ref, a.creditor_id, a.kind, a.currency, a.terms_days, " \
    "a.credit_limit_minor, "                                                              \
    "a.opened_day, a.owner_id, a.treatment, a.recorded_us FROM account a "
static const char ACCOUNT_BY_REF[] =
    "SELECT " ACCOUNT_LIST
    "JOIN account_ref r ON r.debtor_id = a.debtor_id AND r.account_id = a.account_id "
    "WHERE r.ref = $1";
static const char ACCOUNT_BY_ID[] =
    "SELECT " ACCOUNT_LIST "WHERE a.debtor_id = $1 AND a.account_id = $2";
static const char ACCOUNT_KNOWN[] =
    "SELECT " ACCOUNT_NAMES
    " FROM " KNOWN_ACCOUNT("debtor_id = $1 AND account_id = $2 AND ", "$3") "a";
static const char ACCOUNTS_OF[] =
    "SELECT " ACCOUNT_LIST "WHERE a.debtor_id = $1 ORDER BY a.account_id";

static void decode_account(const DbStmt *row, Account *out)
{
    *out = (Account){ .debtor_id = db_int(row, 0),
                      .account_id = db_int(row, 1),
                      .creditor_id = db_int(row, 3),
                      .kind = (int32_t)db_int(row, 4),
                      .terms_days = db_day(row, 6),
                      .credit_limit_minor = db_int(row, 7),
                      .opened_day = db_day(row, 8),
                      .owner_id = db_int(row, 9),
                      .recorded_us = db_int(row, 11) };
    text_copy(out->ref, sizeof out->ref, db_text(row, 2));
    text_copy(out->currency, sizeof out->currency, db_text(row, 5));
    text_copy(out->treatment, sizeof out->treatment, db_text(row, 10));
}

static bool one_account(DbStmt *stmt, Account *out, bool *found, GError **error)
{
    if (!db_one(stmt, found, error)) return false;
    if (*found) decode_account(stmt, out);
    db_done(stmt);
    return true;
}

bool account_store_find(Db *db, const char *ref, Account *out, bool *found, GError **error)
{
    DbStmt *stmt = db_stmt(db, ACCOUNT_BY_REF);
    db_bind_text(stmt, 1, ref);
    return one_account(stmt, out, found, error);
}

bool account_store_get(Db *db, int64_t debtor_id, int64_t account_id, Account *out, GError **error)
{
    DbStmt *stmt = db_stmt(db, ACCOUNT_BY_ID);
    bool found = false;
    db_bind_int(stmt, 1, debtor_id);
    db_bind_int(stmt, 2, account_id);
    if (!one_account(stmt, out, &found, error)) return false;
    if (found) return true;
    return problem_refuse(error, PROBLEM_NOT_FOUND,
                          "account %" G_GINT64_FORMAT " is not in the book", account_id);
}

bool account_store_known(Db *db, int64_t debtor_id, int64_t account_id, int64_t known_us,
                         Account *out, bool *found, GError **error)
{
    DbStmt *stmt = db_stmt(db, ACCOUNT_KNOWN);
    db_bind_int(stmt, 1, debtor_id);
    db_bind_int(stmt, 2, account_id);
    db_bind_int(stmt, 3, known_us);
    return one_account(stmt, out, found, error);
}

bool account_store_of_debtor(Db *db, int64_t debtor_id, GArray **out, GError **error)
{
    DbStmt *stmt = db_stmt(db, ACCOUNTS_OF);
    db_bind_int(stmt, 1, debtor_id);
    g_autoptr(GArray) list = g_array_new(FALSE, TRUE, sizeof(Account));
    DbStep step;
    while ((step = db_next(stmt, error)) == DB_ROW) {
        Account account;
        decode_account(stmt, &account);
        g_array_append_val(list, account);
    }
    if (step == DB_FAILED) return false;
    *out = g_steal_pointer(&list);
    return true;
}

bool account_store_insert(Db *db, const Account *accounts, size_t count, GError **error)
{
    g_autofree RefRow *refs = g_new0(RefRow, count + 1);
    for (size_t i = 0; i < count; i++)
        refs[i] = (RefRow){ accounts[i].ref, accounts[i].debtor_id, accounts[i].account_id };
    return db_bulk(db, &ACCOUNT_TABLE, DB_INSERT, accounts, sizeof *accounts, count, error) &&
           put_refs(db, &ACCOUNT_REF_TABLE, refs, count, error);
}

bool account_store_update(Db *db, const Account *account, GError **error)
{
    const int64_t key[3] = { account->debtor_id, account->account_id };
    return past_store_keep(db, PAST_ACCOUNT, key, account->recorded_us, error) &&
           db_bulk(db, &ACCOUNT_TABLE, DB_UPDATE, account, sizeof *account, 1, error);
}

/* --- parties ---------------------------------------------------------------------------------- */

#define PARTY_LIST                                                    \
    "SELECT debtor_id, account_id, party_id, other_debtor_id, role, " \
    "on_day, ended_day, recorded_us, ended_us FROM party "
static const char PARTIES[] =
    PARTY_LIST "WHERE debtor_id = $1 AND account_id = $2 ORDER BY party_id";
static const char PARTIES_RANGE[] = PARTY_LIST "WHERE debtor_id >= $1 AND debtor_id < $2 "
                                               "ORDER BY debtor_id, account_id, party_id";
static const char PARTY_END[] = "UPDATE party SET ended_day = $5, ended_us = $6 WHERE debtor_id = "
                                "$1 AND account_id = $2 AND other_debtor_id = $3 "
                                "AND role = $4 AND ended_day IS NULL";

bool account_store_party_insert(Db *db, const Party *party, GError **error)
{
    return db_bulk(db, &PARTY_TABLE, DB_INSERT, party, sizeof *party, 1, error);
}

bool account_store_party_end(Db *db, const Party *party, int64_t now_us, bool *found,
                             GError **error)
{
    DbStmt *stmt = db_stmt(db, PARTY_END);
    db_bind_int(stmt, 1, party->debtor_id);
    db_bind_int(stmt, 2, party->account_id);
    db_bind_int(stmt, 3, party->other_debtor_id);
    db_bind_int(stmt, 4, party->role);
    db_bind_day(stmt, 5, party->ended_day);
    db_bind_int(stmt, 6, now_us);
    if (!db_run(stmt, error)) return false;
    *found = db_changes(stmt) > 0;
    return true;
}

/* All rows of a bound statement. */
static bool read_parties(DbStmt *stmt, GArray **out, GError **error)
{
    g_autoptr(GArray) list = g_array_new(FALSE, TRUE, sizeof(Party));
    DbStep step;
    while ((step = db_next(stmt, error)) == DB_ROW) {
        Party party = { .debtor_id = db_int(stmt, 0),
                        .account_id = db_int(stmt, 1),
                        .party_id = db_int(stmt, 2),
                        .other_debtor_id = db_int(stmt, 3),
                        .role = (int32_t)db_int(stmt, 4),
                        .on_day = db_day(stmt, 5),
                        .ended_day = db_day(stmt, 6),
                        .recorded_us = db_int(stmt, 7),
                        .ended_us = db_int(stmt, 8) };
        g_array_append_val(list, party);
    }
    if (step == DB_FAILED) return false;
    *out = g_steal_pointer(&list);
    return true;
}

bool account_store_parties(Db *db, int64_t debtor_id, int64_t account_id, GArray **out,
                           GError **error)
{
    DbStmt *stmt = db_stmt(db, PARTIES);
    db_bind_int(stmt, 1, debtor_id);
    db_bind_int(stmt, 2, account_id);
    return read_parties(stmt, out, error);
}

bool account_store_parties_range(Db *db, int64_t from, int64_t to, GArray **out, GError **error)
{
    DbStmt *stmt = db_stmt(db, PARTIES_RANGE);
    db_bind_int(stmt, 1, from);
    db_bind_int(stmt, 2, to);
    return read_parties(stmt, out, error);
}

/* --- references ------------------------------------------------------------------------------- */

static const char ACCOUNT_REFS[] = "SELECT ref, debtor_id, account_id FROM account_ref";
static const char DEBTOR_REFS[] = "SELECT ref, debtor_id, 0 FROM debtor_ref";
static const char PAYMENT_REFS[] = "SELECT ref, debtor_id, payment_id FROM payment_ref";

static bool each_ref(Db *db, const char *sql, AccountRefFn each, void *data, GError **error)
{
    DbStmt *stmt = db_stmt(db, sql);
    DbStep step;
    while ((step = db_next(stmt, error)) == DB_ROW)
        each(data, db_text(stmt, 0), db_int(stmt, 1), db_int(stmt, 2));
    return step == DB_DONE;
}

bool account_store_each_ref(Db *db, AccountRefFn each, void *data, GError **error)
{
    return each_ref(db, ACCOUNT_REFS, each, data, error);
}

bool account_store_each_debtor_ref(Db *db, AccountRefFn each, void *data, GError **error)
{
    return each_ref(db, DEBTOR_REFS, each, data, error);
}

bool account_store_each_payment_ref(Db *db, AccountRefFn each, void *data, GError **error)
{
    return each_ref(db, PAYMENT_REFS, each, data, error);
}
