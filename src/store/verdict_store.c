/* store/verdict_store.c: the log of the gate's answers.  Append-only; decides nothing. */
#include "store/verdict_store.h"

#include "base/text.h"
#include "store/book_store.h"
#include "store/known.h"

const char *const verdict_store_stages[] = { "planned", "asked", "sending", NULL };
const char *const verdict_store_outcomes[] = { "allow", "require", "deny", NULL };

static const DbColumn COLUMNS[] = {
    { "debtor_id", DB_COL_INT, offsetof(VerdictRow, debtor_id) },
    { "account_id", DB_COL_INT, offsetof(VerdictRow, account_id) },
    { "verdict_id", DB_COL_INT, offsetof(VerdictRow, verdict_id) },
    { "at_us", DB_COL_INT, offsetof(VerdictRow, at_us) },
    { "stage", DB_COL_INT32, offsetof(VerdictRow, stage) },
    { "channel", DB_COL_TEXT, offsetof(VerdictRow, channel) },
    { "subject", DB_COL_TEXT, offsetof(VerdictRow, subject) },
    { "outcome", DB_COL_INT32, offsetof(VerdictRow, outcome) },
    { "codes", DB_COL_TEXT_PTR, offsetof(VerdictRow, codes) },
    { "rules", DB_COL_TEXT_PTR, offsetof(VerdictRow, rules) },
    { "requires", DB_COL_TEXT_PTR, offsetof(VerdictRow, requires) },
    { "next_us", DB_COL_INT_OR_NULL, offsetof(VerdictRow, next_us) },
    { "next_day", DB_COL_DAY, offsetof(VerdictRow, next_day) },
    { "proof", DB_COL_TEXT_PTR, offsetof(VerdictRow, proof) },
    { "version_id", DB_COL_INT, offsetof(VerdictRow, version_id) },
    { "policy_id", DB_COL_INT, offsetof(VerdictRow, policy_id) },
    { "override_id", DB_COL_INT, offsetof(VerdictRow, override_id) },
    { "actor", DB_COL_TEXT, offsetof(VerdictRow, actor) },
    { "recorded_us", DB_COL_INT, offsetof(VerdictRow, recorded_us) },
    { "proof_id", DB_COL_INT, offsetof(VerdictRow, proof_id) },
    { NULL, DB_COL_INT, 0 },
};
static const DbTable TABLE = { "verdict", "debtor_id,account_id,verdict_id", COLUMNS };

static const char VERSION_FIND[] =
    "SELECT version_id FROM gate_version WHERE rulebook = $1 AND tzdata = $2";
static const char VERSION_PUT[] = "INSERT INTO gate_version (version_id, rulebook, tzdata, "
                                  "recorded_us) VALUES ($1, $2, $3, $4)";

bool verdict_store_version(Db *db, const char *rulebook, const char *tzdata, int64_t now_us,
                           int64_t *version_id, GError **error)
{
    DbStmt *stmt = db_stmt(db, VERSION_FIND);
    bool found = false;
    db_bind_text(stmt, 1, rulebook);
    db_bind_text(stmt, 2, tzdata);
    if (!db_one(stmt, &found, error)) return false;
    if (found) *version_id = db_int(stmt, 0);
    db_done(stmt);
    if (found) return true;
    if (!book_store_ids(db, "gate_version", 1, version_id, error)) return false;
    stmt = db_stmt(db, VERSION_PUT);
    db_bind_int(stmt, 1, *version_id);
    db_bind_text(stmt, 2, rulebook);
    db_bind_text(stmt, 3, tzdata);
    db_bind_int(stmt, 4, now_us);
    return db_run(stmt, error);
}

/* --- proofs ----------------------------------------------------------------------------------- */

static const char PROOF_FIND[] = "SELECT proof_id FROM gate_proof WHERE text = $1";
static const char PROOF_PUT[] =
    "INSERT INTO gate_proof (proof_id, text, recorded_us) VALUES ($1, $2, $3)";

static bool proof_put(Db *db, const char *text, int64_t now_us, int64_t *proof_id, GError **error)
{
    if (!book_store_ids(db, "gate_proof", 1, proof_id, error)) return false;
    DbStmt *stmt = db_stmt(db, PROOF_PUT);
    db_bind_int(stmt, 1, *proof_id);
    db_bind_text(stmt, 2, text);
    db_bind_int(stmt, 3, now_us);
    return db_run(stmt, error);
}

static bool proof_of(Db *db, const char *text, int64_t now_us, int64_t *proof_id, GError **error)
{
    DbStmt *stmt = db_stmt(db, PROOF_FIND);
    bool found = false;
    db_bind_text(stmt, 1, text);
    if (!db_one(stmt, &found, error)) return false;
    if (found) *proof_id = db_int(stmt, 0);
    db_done(stmt);
    return found || proof_put(db, text, now_us, proof_id, error);
}

/* The plan of a day says the same of many: where no rule spoke, nothing in it is the debtor's own.
 */
static bool is_common(const VerdictRow *row)
{
    return row->stage == VERDICT_PLANNED && row->rules[0] == '\0' && row->override_id == 0;
}

/* The numbers of common proofs, by the place of their text.  What is known of them ends with the
 * call, so that a transaction rolled back leaves no number behind. */
static bool share_proofs(Db *db, VerdictRow *rows, size_t count, GError **error)
{
    g_autoptr(GHashTable) known = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    for (size_t i = 0; i < count; i++) {
        VerdictRow *row = &rows[i];
        row->proof_id = 0;
        if (!is_common(row)) continue;
        int64_t *id = g_hash_table_lookup(known, row->proof);
        if (id == NULL) {
            id = g_new0(int64_t, 1);
            g_hash_table_insert(known, (gpointer)(gsize)row->proof, id);
            if (!proof_of(db, row->proof, row->recorded_us, id, error)) return false;
        }
        row->proof_id = *id;
        row->proof = "";
    }
    return true;
}

bool verdict_store_insert(Db *db, VerdictRow *rows, size_t count, GError **error)
{
    return share_proofs(db, rows, count, error) &&
           db_bulk(db, &TABLE, DB_INSERT, rows, sizeof *rows, count, error);
}

/* --- reading ---------------------------------------------------------------------------------- */

#define VERDICT_LIST(account)                                                                     \
    "SELECT v.debtor_id, v.account_id, v.verdict_id, v.at_us, v.stage, v.channel, v.subject, "    \
    "v.outcome, v.codes, v.rules, v.requires, v.next_us, v.next_day, COALESCE(q.text, v.proof), " \
    "v.version_id, "                                                                              \
    "v.policy_id, v.override_id, v.actor, v.recorded_us, a.ref, d.ref, g.rulebook, g.tzdata, "    \
    "COALESCE(p.name, ''), COALESCE(p.version, 0), a.creditor_id FROM verdict v "                 \
    "JOIN " account " a ON a.debtor_id = v.debtor_id AND a.account_id = v.account_id "            \
    "JOIN debtor d ON d.debtor_id = v.debtor_id "                                                 \
    "JOIN gate_version g ON g.version_id = v.version_id "                                         \
    "LEFT JOIN policy p ON p.policy_id = v.policy_id "                                            \
    "LEFT JOIN gate_proof q ON q.proof_id = v.proof_id "
/* Lists hold their words between commas. */
#define VERDICT_WHERE                                                                             \
    "WHERE v.debtor_id >= $1 AND v.debtor_id < $2 AND (CAST($3 AS BIGINT) = 0 OR v.account_id = " \
    "$3) AND v.recorded_us >= $4 AND v.recorded_us <= $5 "                                        \
    "AND (CAST($6 AS INTEGER) < 0 OR v.stage = $6) AND (CAST($7 AS INTEGER) < 0 OR v.outcome = "  \
    "$7) AND (CAST($8 AS TEXT) = '' OR ',' || v.codes || ',' LIKE '%,' || $8 || ',%') "           \
    "AND (CAST($9 AS TEXT) = '' OR ',' || v.rules || ',' LIKE '%,' || $9 || ',%') "               \
    "AND (CAST($10 AS TEXT) = '' OR v.channel = $10) AND (CAST($11 AS TEXT) = '' OR v.actor = "   \
    "$11) ORDER BY v.debtor_id, v.account_id, v.verdict_id"
static const char EACH_NOW[] = VERDICT_LIST("account") VERDICT_WHERE;
static const char EACH_KNOWN[] = VERDICT_LIST(KNOWN_ACCOUNT(KNOWN_RANGE, "$12")) VERDICT_WHERE;

static void decode(const DbStmt *row, VerdictShown *out)
{
    VerdictRow *v = &out->row;
    *out = (VerdictShown){ .account = db_text(row, 19),
                           .debtor = db_text(row, 20),
                           .rulebook = db_text(row, 21),
                           .tzdata = db_text(row, 22),
                           .policy = db_text(row, 23),
                           .policy_version = db_int(row, 24),
                           .creditor_id = db_int(row, 25) };
    v->debtor_id = db_int(row, 0);
    v->account_id = db_int(row, 1);
    v->verdict_id = db_int(row, 2);
    v->at_us = db_int(row, 3);
    v->stage = (int32_t)db_int(row, 4);
    text_copy(v->channel, sizeof v->channel, db_text(row, 5));
    text_copy(v->subject, sizeof v->subject, db_text(row, 6));
    v->outcome = (int32_t)db_int(row, 7);
    v->codes = db_text(row, 8);
    v->rules = db_text(row, 9);
    v->requires = db_text(row, 10);
    v->next_us = db_int(row, 11);
    v->next_day = db_day(row, 12);
    v->proof = db_text(row, 13);
    v->version_id = db_int(row, 14);
    v->policy_id = db_int(row, 15);
    v->override_id = db_int(row, 16);
    text_copy(v->actor, sizeof v->actor, db_text(row, 17));
    v->recorded_us = db_int(row, 18);
}

bool verdict_store_each(Db *db, const VerdictQuery *query, VerdictFn each, void *data,
                        GError **error)
{
    bool now = query->known_us == INT64_MAX;
    DbStmt *stmt = db_stmt(db, now ? EACH_NOW : EACH_KNOWN);
    DbStep step;
    db_bind_int(stmt, 1, query->from_debtor);
    db_bind_int(stmt, 2, query->to_debtor);
    db_bind_int(stmt, 3, query->account_id);
    db_bind_int(stmt, 4, query->from_us);
    db_bind_int(stmt, 5, query->to_us);
    db_bind_int(stmt, 6, query->stage);
    db_bind_int(stmt, 7, query->outcome);
    db_bind_text(stmt, 8, query->code);
    db_bind_text(stmt, 9, query->rule);
    db_bind_text(stmt, 10, query->channel);
    db_bind_text(stmt, 11, query->actor);
    if (!now) db_bind_int(stmt, 12, query->known_us);
    while ((step = db_next(stmt, error)) == DB_ROW) {
        VerdictShown shown;
        decode(stmt, &shown);
        if (each(data, &shown, error)) continue;
        db_done(stmt);
        return false;
    }
    return step == DB_DONE;
}

static const char LAST[] =
    "SELECT v.debtor_id, v.account_id, v.outcome, v.codes, v.rules, v.requires, v.next_day FROM "
    "verdict v JOIN (SELECT debtor_id, account_id, MAX(verdict_id) AS verdict_id FROM verdict "
    "WHERE debtor_id >= $1 AND debtor_id < $2 AND stage = 0 GROUP BY debtor_id, account_id) l "
    "ON l.debtor_id = v.debtor_id AND l.account_id = v.account_id AND l.verdict_id = v.verdict_id "
    "ORDER BY v.debtor_id, v.account_id";

bool verdict_store_last(Db *db, int64_t from, int64_t to, GArray *out, GError **error)
{
    DbStmt *stmt = db_stmt(db, LAST);
    DbStep step;
    db_bind_int(stmt, 1, from);
    db_bind_int(stmt, 2, to);
    g_array_set_size(out, 0);
    while ((step = db_next(stmt, error)) == DB_ROW) {
        VerdictLast last = { .debtor_id = db_int(stmt, 0),
                             .account_id = db_int(stmt, 1),
                             .outcome = (int32_t)db_int(stmt, 2),
                             .next_day = db_day(stmt, 6) };
        text_copy(last.codes, sizeof last.codes, db_text(stmt, 3));
        text_copy(last.rules, sizeof last.rules, db_text(stmt, 4));
        text_copy(last.requires, sizeof last.requires, db_text(stmt, 5));
        g_array_append_val(out, last);
    }
    return step == DB_DONE;
}
