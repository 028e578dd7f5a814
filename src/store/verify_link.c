/* store/verify_link.c: rows that hang in the air.  SQL only; mends nothing. */
#include "store/verify_link.h"

#include "base/digest.h"
#include "base/text.h"
#include <stdlib.h>
#include <string.h>

enum { PAGE_ROWS = 20000 };

/* --- orphans ---------------------------------------------------------------------------------- */

#define OF_RANGE(t) t ".debtor_id >= $1 AND " t ".debtor_id < $2 "
#define ON_ACCOUNT(word, table, id)                                                     \
    "SELECT '" word " ' || t." id " || ' hangs on account ' || t.account_id || "        \
    "' of debtor ' || t.debtor_id || ', which is not there' FROM " table " t "          \
    "LEFT JOIN account a ON a.debtor_id = t.debtor_id AND a.account_id = t.account_id " \
    "WHERE " OF_RANGE("t") "AND a.account_id IS NULL"
#define ON_ITEM(word, table, id)                                                                 \
    "SELECT '" word " ' || t." id " || ' of account ' || t.account_id || ' speaks of item ' || " \
    "t.item_id || ', which is not there' FROM " table " t LEFT JOIN item i "                     \
    "ON i.debtor_id = t.debtor_id AND i.account_id = t.account_id AND i.item_id = t.item_id "    \
    "WHERE " OF_RANGE("t") "AND t.item_id <> 0 AND i.item_id IS NULL"
#define WITH_REF(word, table, id, kind)                                         \
    "SELECT '" word " ' || t." id " || ' of account ' || t.account_id || "      \
    "' is not in the look-up by number' FROM " table " t LEFT JOIN care_ref r " \
    "ON r.kind = " kind " AND r.id = t." id " AND r.debtor_id = t.debtor_id "   \
    "AND r.account_id = t.account_id WHERE " OF_RANGE("t") "AND r.id IS NULL"

static const char *const RANGE_CHECKS[] = {
    ON_ACCOUNT("promise", "promise", "promise_id"),
    ON_ACCOUNT("plan", "plan", "plan_id"),
    ON_ACCOUNT("hold", "hold", "hold_id"),
    ON_ACCOUNT("dispute", "dispute", "dispute_id"),
    ON_ACCOUNT("contact", "contact", "contact_id"),
    ON_ACCOUNT("step", "step", "step_no"),
    ON_ACCOUNT("party", "party", "party_id"),
    ON_ACCOUNT("assignment of day", "assignment", "on_day"),
    ON_ACCOUNT("snapshot of day", "snapshot", "on_day"),
    ON_ACCOUNT("the derived row with work", "d_account", "work_no"),
    ON_ITEM("promise", "promise_item", "promise_id"),
    ON_ITEM("hold", "hold", "hold_id"),
    ON_ITEM("dispute", "dispute_item", "dispute_id"),
    ON_ITEM("an earlier version", "item_was", "until_us"),
    WITH_REF("promise", "promise", "promise_id", "0"),
    WITH_REF("hold", "hold", "hold_id", "1"),
    WITH_REF("dispute", "dispute", "dispute_id", "2"),
    "SELECT 'journal entry ' || j.stream || '-' || j.seq || ': its body was erased, and no erasure "
    "of debtor ' || j.debtor_id || ' is on record' FROM journal j "
    "LEFT JOIN erasure e ON e.debtor_id = j.debtor_id WHERE " OF_RANGE(
        "j") "AND j.body LIKE '{\"erased\":\"%' AND e.debtor_id IS NULL",
    "SELECT 'account ' || a.ref || ': its debtor ' || a.debtor_id || ' is not there' FROM account "
    "a "
    "LEFT JOIN debtor d ON d.debtor_id = a.debtor_id WHERE " OF_RANGE(
        "a") "AND d.debtor_id IS NULL",
    "SELECT 'account ' || a.ref || ': its creditor ' || a.creditor_id || ' is not there' "
    "FROM account a LEFT JOIN creditor c ON c.creditor_id = a.creditor_id "
    "WHERE " OF_RANGE("a") "AND c.creditor_id IS NULL",
    "SELECT 'account ' || a.ref || ': its owner ' || a.owner_id || ' is not there' "
    "FROM account a LEFT JOIN member m ON m.member_id = a.owner_id "
    "WHERE " OF_RANGE("a") "AND a.owner_id <> 0 AND m.member_id IS NULL",
    "SELECT 'party ' || p.party_id || ' of account ' || p.account_id || ': debtor ' || "
    "p.other_debtor_id || ' is not there' FROM party p "
    "LEFT JOIN debtor d ON d.debtor_id = p.other_debtor_id "
    "WHERE " OF_RANGE("p") "AND d.debtor_id IS NULL",
    "SELECT 'answer ' || v.verdict_id || ' of the gate, account ' || v.account_id || ': its proof "
    "' "
    "|| v.proof_id || ' is not there' FROM verdict v "
    "LEFT JOIN gate_proof p ON p.proof_id = v.proof_id "
    "WHERE " OF_RANGE("v") "AND v.proof_id <> 0 AND p.proof_id IS NULL",
};

/* Former versions follow each other without a gap: what ends one is when the next was learned. */
#define PAST_OF(named, table, which, same, next)                                                \
    "SELECT " named " || ': its version known until ' || w.until_us || ' is followed by none, " \
    "or by one that was known before' FROM " table "_was w WHERE " which                        \
    "(w.recorded_us >= w.until_us OR (NOT EXISTS (SELECT 1 FROM " table " t WHERE " same        \
    "AND t." next " = w.until_us) AND NOT EXISTS (SELECT 1 FROM " table "_was t WHERE " same    \
    "AND t." next " = w.until_us)))"
#define SAME(column) "t." column " = w." column " "
#define SAME_DEBTOR  SAME("debtor_id")
#define SAME_ACCOUNT SAME_DEBTOR "AND " SAME("account_id")
#define IN_RANGE     OF_RANGE("w") "AND "
static const char *const PAST_CHECKS[] = {
    PAST_OF("'debtor ' || w.ref", "debtor", IN_RANGE, SAME_DEBTOR, "recorded_us"),
    PAST_OF("'account ' || w.ref", "account", IN_RANGE, SAME_ACCOUNT, "recorded_us"),
    PAST_OF("'snapshot of day ' || w.on_day || ', account ' || w.account_id || ' of debtor ' || "
            "w.debtor_id",
            "snapshot", IN_RANGE, SAME_ACCOUNT "AND " SAME("on_day"), "recorded_us"),
    /* How it was paid was corrected; one that was nobody's is followed by the account's own. */
    PAST_OF("'payment ' || w.ref", "payment", IN_RANGE "w.account_id <> 0 AND ",
            SAME_ACCOUNT "AND " SAME("payment_id"), "since_us"),
    "SELECT 'payment ' || w.ref || ': nobody''s until ' || w.until_us || ', and in no account "
    "since' "
    "FROM payment_was w WHERE " OF_RANGE(
        "w") "AND w.account_id = 0 AND NOT EXISTS (SELECT 1 FROM "
             "payment_ref r JOIN payment t ON t.debtor_id = r.debtor_id AND t.account_id = "
             "r.account_id AND "
             "t.payment_id = r.payment_id WHERE r.ref = w.ref AND r.payment_id = w.payment_id AND "
             "t.recorded_us >= w.until_us)",
};

static const char SNAPSHOTS_NEW[] =
    "SELECT 'account ' || s.account_id || ' of debtor ' || s.debtor_id || ': its snapshot of day ' "
    "|| s.on_day || ' is later than the last daily run' FROM snapshot s "
    "WHERE " OF_RANGE("s") "AND s.on_day > $3";
static const char SNAPSHOTS_LAST[] =
    "SELECT 'account ' || a.ref || ': its derived row knows a snapshot of day ' || "
    "COALESCE(CAST(d.snapshot_day AS TEXT), 'none') || ', the last there is, is of day ' || "
    "COALESCE(CAST(s.on_day AS TEXT), 'none') || ', or its figures differ' FROM d_account d "
    "JOIN account a ON a.debtor_id = d.debtor_id AND a.account_id = d.account_id "
    "LEFT JOIN snapshot s ON s.debtor_id = d.debtor_id AND s.account_id = d.account_id "
    "AND s.on_day = (SELECT MAX(x.on_day) FROM snapshot x WHERE x.debtor_id = d.debtor_id "
    "AND x.account_id = d.account_id) "
    "WHERE " OF_RANGE(
        "d") "AND NOT (d.snapshot_day IS NULL AND s.bucket = -1 AND s.balance_minor = 0) "
             "AND (d.snapshot_day IS DISTINCT FROM s.on_day OR (s.on_day IS NOT NULL "
             "AND (s.bucket <> d.snapshot_bucket OR s.balance_minor <> d.snapshot_balance "
             "OR s.past_due_minor <> d.snapshot_past_due)))";

static bool tell(DbStmt *stmt, VerifyFn each, void *data, GError **error)
{
    DbStep step;
    while ((step = db_next(stmt, error)) == DB_ROW) each(data, db_text(stmt, 0));
    return step == DB_DONE;
}

static bool check(Db *db, const char *sql, int64_t from, int64_t to, VerifyFn each, void *data,
                  GError **error)
{
    DbStmt *stmt = db_stmt(db, sql);
    db_bind_int(stmt, 1, from);
    db_bind_int(stmt, 2, to);
    return tell(stmt, each, data, error);
}

bool verify_link_range(Db *db, int64_t from, int64_t to, Day newest_day, VerifyFn each, void *data,
                       GError **error)
{
    for (size_t i = 0; i < G_N_ELEMENTS(RANGE_CHECKS); i++)
        if (!check(db, RANGE_CHECKS[i], from, to, each, data, error)) return false;
    for (size_t i = 0; i < G_N_ELEMENTS(PAST_CHECKS); i++)
        if (!check(db, PAST_CHECKS[i], from, to, each, data, error)) return false;
    if (!check(db, SNAPSHOTS_LAST, from, to, each, data, error)) return false;
    DbStmt *stmt = db_stmt(db, SNAPSHOTS_NEW);
    db_bind_int(stmt, 1, from);
    db_bind_int(stmt, 2, to);
    db_bind_int(stmt, 3, newest_day);
    return tell(stmt, each, data, error);
}

/* --- the book itself -------------------------------------------------------------------------- */

static const char *const BOOK_CHECKS[] = {
    "SELECT 'creditor ' || c.ref || ': its parent ' || c.parent_id || ' is not there' "
    "FROM creditor c LEFT JOIN creditor p ON p.creditor_id = c.parent_id "
    "WHERE c.parent_id <> 0 AND p.creditor_id IS NULL",
    "SELECT 'policy use ' || u.use_id || ': policy ' || u.policy_id || ' is not there' "
    "FROM policy_use u LEFT JOIN policy p ON p.policy_id = u.policy_id WHERE p.policy_id IS NULL",
    "SELECT 'quarantine, line ' || q.line || ': batch ' || q.batch_id || ' is not there' "
    "FROM quarantine q LEFT JOIN batch b ON b.batch_id = q.batch_id WHERE b.batch_id IS NULL",
    "SELECT 'import ' || b.batch_id || ' (' || b.file || '): it counted ' || b.rows_quarantined || "
    "' rows in quarantine, there are ' || COUNT(DISTINCT q.line) FROM batch b "
    "LEFT JOIN quarantine q ON q.batch_id = b.batch_id WHERE b.state = 1 "
    "GROUP BY b.batch_id, b.file, b.rows_quarantined "
    "HAVING COUNT(DISTINCT q.line) <> b.rows_quarantined",
    "SELECT 'import ' || batch_id || ' (' || file || '): ' || rows_read || ' rows were read, but ' "
    "|| (rows_accepted + rows_unchanged + rows_quarantined) || ' are accounted for' FROM batch "
    "WHERE state = 1 AND rows_accepted + rows_unchanged + rows_quarantined > rows_read",
    PAST_OF("'creditor ' || w.ref", "creditor", "", SAME("creditor_id"), "recorded_us"),
    PAST_OF("'user ' || w.name", "member", "", SAME("member_id"), "recorded_us"),
    PAST_OF("'rule change ' || w.change_id || ' (' || w.title || ')'", "rule_change", "",
            SAME("change_id"), "recorded_us"),
};
static const char UNFINISHED[] =
    "SELECT 'import ' || batch_id || ' (' || file || ') was interrupted after ' || rows_done || "
    "' rows; import the file again to finish it' FROM batch WHERE state = 0 ORDER BY batch_id";

bool verify_link_book(Db *db, VerifyFn each, void *data, GError **error)
{
    for (size_t i = 0; i < G_N_ELEMENTS(BOOK_CHECKS); i++)
        if (!tell(db_stmt(db, BOOK_CHECKS[i]), each, data, error)) return false;
    return true;
}

bool verify_link_unfinished(Db *db, VerifyFn each, void *data, GError **error)
{
    return tell(db_stmt(db, UNFINISHED), each, data, error);
}

/* --- look-ups by reference -------------------------------------------------------------------- */

void verify_link_add(VerifyPrint *print, const char *ref, int64_t debtor_id, int64_t account_id,
                     int64_t id)
{
    int64_t ids[] = { debtor_id, account_id, id };
    print->count++;
    print->sum += text_hash(ids, sizeof ids, text_hash(ref, strlen(ref), 0));
}

static const char DEBTORS[] =
    "SELECT ref, debtor_id FROM debtor WHERE debtor_id >= $1 AND debtor_id < $2";

bool verify_link_debtors(Db *db, int64_t from, int64_t to, VerifyPrint *print, GError **error)
{
    DbStmt *stmt = db_stmt(db, DEBTORS);
    DbStep step;
    db_bind_int(stmt, 1, from);
    db_bind_int(stmt, 2, to);
    while ((step = db_next(stmt, error)) == DB_ROW)
        verify_link_add(print, db_text(stmt, 0), db_int(stmt, 1), 0, 0);
    return step == DB_DONE;
}

#define PAGED " WHERE ref > $1 ORDER BY ref LIMIT 20000" /* PAGE_ROWS */
static const char *const LOOKUPS[VERIFY_PRINTS] = {
    [VERIFY_DEBTORS] = "SELECT ref, debtor_id, 0, 0 FROM debtor_ref" PAGED,
    [VERIFY_ACCOUNTS] = "SELECT ref, debtor_id, account_id, 0 FROM account_ref" PAGED,
    [VERIFY_PAYMENTS] = "SELECT ref, debtor_id, account_id, payment_id FROM payment_ref" PAGED,
};

static bool page(DbStmt *stmt, GString *last, VerifyPrint *print, int *rows, GError **error)
{
    g_autofree char *after = g_strdup(last->str);
    DbStep step;
    *rows = 0;
    db_bind_text(stmt, 1, after);
    while ((step = db_next(stmt, error)) == DB_ROW) {
        const char *ref = db_text(stmt, 0);
        verify_link_add(print, ref, db_int(stmt, 1), db_int(stmt, 2), db_int(stmt, 3));
        if (++*rows == PAGE_ROWS) g_string_assign(last, ref);
    }
    return step == DB_DONE;
}

bool verify_link_lookup(Db *db, VerifyPrintKind kind, VerifyPrint *print, GError **error)
{
    g_autoptr(GString) last = g_string_new("");
    int rows = PAGE_ROWS;
    while (rows == PAGE_ROWS)
        if (!page(db_stmt(db, LOOKUPS[kind]), last, print, &rows, error)) return false;
    return true;
}

#define MISSING(word, table, lookup, same)                                             \
    "SELECT '" word " ' || t.ref || ' is not in the look-up by reference' FROM " table \
    " t LEFT JOIN " lookup " r ON r.ref = t.ref AND " same " WHERE r.ref IS NULL LIMIT 100"
#define LEFT_OVER(word, table, lookup, same)                                               \
    "SELECT 'the look-up knows " word " ' || r.ref || ', which is not there' FROM " lookup \
    " r LEFT JOIN " table " t ON t.ref = r.ref AND " same " WHERE t.ref IS NULL LIMIT 100"
#define BY_DEBTOR  "t.debtor_id = r.debtor_id"
#define BY_ACCOUNT BY_DEBTOR " AND t.account_id = r.account_id"
#define BY_PAYMENT BY_ACCOUNT " AND t.payment_id = r.payment_id"

static const char *const DIFFERENCES[VERIFY_PRINTS][2] = {
    { MISSING("debtor", "debtor", "debtor_ref", BY_DEBTOR),
      LEFT_OVER("debtor", "debtor", "debtor_ref", BY_DEBTOR) },
    { MISSING("account", "account", "account_ref", BY_ACCOUNT),
      LEFT_OVER("account", "account", "account_ref", BY_ACCOUNT) },
    { MISSING("payment", "payment", "payment_ref", BY_PAYMENT),
      LEFT_OVER("payment", "payment", "payment_ref", BY_PAYMENT) },
};

bool verify_link_name(Db *db, VerifyPrintKind kind, VerifyFn each, void *data, GError **error)
{
    return tell(db_stmt(db, DIFFERENCES[kind][0]), each, data, error) &&
           tell(db_stmt(db, DIFFERENCES[kind][1]), each, data, error);
}

/* --- sealed days ------------------------------------------------------------------------------ */

static const char DAYS[] = "SELECT on_day, heads, digest FROM journal_day ORDER BY on_day";
static const char ENTRY[] = "SELECT digest FROM journal WHERE stream = $1 AND seq = $2";

typedef struct {
    Day day;
    char *heads, digest[DIGEST_HEX_SIZE];
} SealedDay;

static void clear_day(void *at)
{
    g_free(((SealedDay *)at)->heads);
}

static bool load_days(Db *db, GArray *days, GError **error)
{
    DbStmt *stmt = db_stmt(db, DAYS);
    DbStep step;
    while ((step = db_next(stmt, error)) == DB_ROW) {
        SealedDay day = { .day = db_day(stmt, 0), .heads = g_strdup(db_text(stmt, 1)) };
        text_copy(day.digest, sizeof day.digest, db_text(stmt, 2));
        g_array_append_val(days, day);
    }
    return step == DB_DONE;
}

/* "stream:seq:digest" */
static bool head_holds(Db *db, const char *head, bool *holds, GError **error)
{
    g_auto(GStrv) parts = g_strsplit(head, ":", 3);
    int64_t stream, seq;
    bool found = false;
    *holds = false;
    if (g_strv_length(parts) != 3 || !text_to_i64(parts[0], &stream) ||
        !text_to_i64(parts[1], &seq))
        return true;
    DbStmt *stmt = db_stmt(db, ENTRY);
    db_bind_int(stmt, 1, stream);
    db_bind_int(stmt, 2, seq);
    if (!db_one(stmt, &found, error)) return false;
    *holds = found && strcmp(db_text(stmt, 0), parts[2]) == 0;
    db_done(stmt);
    return true;
}

static bool check_day(Db *db, const SealedDay *day, VerifyFn each, void *data, GError **error)
{
    char hex[DIGEST_HEX_SIZE], text[DAY_TEXT_SIZE];
    unsigned char bytes[DIGEST_SIZE];
    g_auto(GStrv) heads = g_strsplit(day->heads, "\n", -1);
    digest_of(day->heads, strlen(day->heads), bytes);
    bool holds = strcmp(digest_hex(bytes, hex), day->digest) == 0;
    for (char **head = heads; holds && *head != NULL; head++)
        if (**head != '\0' && !head_holds(db, *head, &holds, error)) return false;
    if (holds) return true;
    g_autofree char *line = g_strdup_printf(
        "the journal as sealed on %s is not the journal that is there", day_text(day->day, text));
    each(data, line);
    return true;
}

bool verify_link_days(Db *db, VerifyFn each, void *data, int64_t *count, GError **error)
{
    g_autoptr(GArray) days = g_array_new(FALSE, TRUE, sizeof(SealedDay));
    g_array_set_clear_func(days, clear_day);
    if (!load_days(db, days, error)) return false;
    *count = days->len;
    for (unsigned i = 0; i < days->len; i++)
        if (!check_day(db, &g_array_index(days, SealedDay, i), each, data, error)) return false;
    return true;
}
