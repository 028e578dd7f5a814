/* store/sample_store.c: the populations of audit samples.  SQL only. */
#include "store/sample_store.h"

#include "store/known.h"

/* Every text gives: three keys, creditor, account, currency, day, amount, what, actor, three codes;
 * it binds $1 from, $2 to, $3 known_us, $4 and $5 the range of debtors. */
#define RANGE        "debtor_id >= $4 AND debtor_id < $5 AND "
#define THEN_ACCOUNT KNOWN_ACCOUNT(RANGE, "$3") "a "
#define HEAD(id)     "SELECT r.debtor_id, r.account_id, " id ", a.creditor_id, a.ref, a.currency, "
#define WITH_ACCOUNT(table)                                                                   \
    " FROM " table " r JOIN " THEN_ACCOUNT "ON a.debtor_id = r.debtor_id AND a.account_id = " \
    "r.account_id "
#define IN_RANGE(day, known)                                                                \
    "WHERE r.debtor_id >= $4 AND r.debtor_id < $5 AND " day " BETWEEN $1 AND $2 AND " known \
    " <= $3 "
#define UTC_DAY "CAST(r.at_us / 86400000000 AS INTEGER)"

static const char ACCOUNTS[] =
    "SELECT r.debtor_id, r.account_id, 0, r.creditor_id, r.ref, r.currency, r.opened_day, NULL, "
    "d.name, '', -1, -1, -1 FROM " KNOWN_ACCOUNT(RANGE, "$3") "r JOIN " KNOWN_DEBTOR(
        RANGE,
        "$3") "d ON d.debtor_id = r.debtor_id " IN_RANGE("coalesce(r.opened_day, $1)",
                                                         "r.recorded_us") "ORDER BY r.debtor_id, "
                                                                          "r.account_id";
static const char CONTACTS[] =
    HEAD("r.contact_id") "r.on_day, NULL, r.number, r.actor, r.channel, r.direction, "
                         "r.outcome" WITH_ACCOUNT("contact") IN_RANGE(
                             "r.on_day",
                             "r.recorded_us") "ORDER BY r.debtor_id, r.account_id, r.contact_id";
static const char VERDICTS[] = HEAD("r.verdict_id") UTC_DAY
    ", NULL, r.channel || ' ' || r.codes, r.actor, r.outcome, r.stage, -1" WITH_ACCOUNT("verdict")
        IN_RANGE(UTC_DAY, "r.recorded_us") "ORDER BY r.debtor_id, r.account_id, r.verdict_id";
/* Reversed, as far as was known, when more went back than came again. */
static const char PAYMENTS[] =
    "SELECT r.debtor_id, r.account_id, r.payment_id, coalesce(a.creditor_id, 0), "
    "coalesce(a.ref, ''), r.currency, r.on_day, r.amount_minor, r.ref, '', r.method, "
    "CASE WHEN e.turned < 0 THEN 1 ELSE 0 END, -1 FROM " KNOWN_PAYMENT(
        RANGE,
        "$3") "r LEFT JOIN " THEN_ACCOUNT
              "ON a.debtor_id = r.debtor_id AND a.account_id = r.account_id "
              "LEFT JOIN (SELECT debtor_id, payment_id, CAST(SUM(amount_minor) AS BIGINT) AS "
              "turned FROM " KNOWN_EVENT(
                  RANGE,
                  "$3") "v WHERE kind < 2 GROUP BY debtor_id, payment_id) e "
                        "ON e.debtor_id = r.debtor_id AND e.payment_id = r.payment_id " IN_RANGE(
                            "r.on_day",
                            "r.recorded_us") "ORDER BY r.debtor_id, r.account_id, r.payment_id";
static const char ADJUSTMENTS[] =
    HEAD("r.adjustment_id") "r.on_day, r.amount_minor, r.reason, '', r.kind, -1, -1" WITH_ACCOUNT(
        "adjustment")
        IN_RANGE("r.on_day", "r.recorded_us") "ORDER BY r.debtor_id, r.account_id, r.adjustment_id";
static const char DISPUTES[] = HEAD(
    "r.dispute_id") "r.on_day, NULL, CASE WHEN r.settled_us <= $3 AND r.settled_note <> '' THEN "
                    "r.settled_note "
                    "ELSE r.note END, r.owner, r.reason, -1, -1" WITH_ACCOUNT("dispute") IN_RANGE(
                        "r.on_day",
                        "r.recorded_us") "ORDER BY r.debtor_id, r.account_id, r.dispute_id";
static const char JOURNAL[] =
    "SELECT r.stream, r.seq, 0, coalesce(a.creditor_id, 0), coalesce(a.ref, ''), "
    "coalesce(a.currency, ''), r.on_day, NULL, r.action || ' ' || r.subject, r.actor, -1, -1, -1 "
    "FROM journal r LEFT JOIN " THEN_ACCOUNT
    "ON a.debtor_id = r.debtor_id AND a.account_id = r.account_id " IN_RANGE(
        "r.on_day", "r.at_us") "ORDER BY r.stream, r.seq";

static const char *const TEXTS[SAMPLE_POPULATIONS] = {
    [SAMPLE_ACCOUNTS] = ACCOUNTS, [SAMPLE_CONTACTS] = CONTACTS,       [SAMPLE_VERDICTS] = VERDICTS,
    [SAMPLE_PAYMENTS] = PAYMENTS, [SAMPLE_ADJUSTMENTS] = ADJUSTMENTS, [SAMPLE_DISPUTES] = DISPUTES,
    [SAMPLE_JOURNAL] = JOURNAL,
};

static void decode(const DbStmt *row, SampleRow *out)
{
    *out = (SampleRow){ .creditor_id = db_int(row, 3),
                        .account = db_text(row, 4),
                        .currency = db_text(row, 5),
                        .on_day = db_day(row, 6),
                        .has_amount = !db_is_null(row, 7),
                        .amount_minor = db_int(row, 7),
                        .what = db_text(row, 8),
                        .actor = db_text(row, 9) };
    for (int i = 0; i < 3; i++) {
        out->key[i] = db_int(row, i);
        out->code[i] = (int32_t)db_int(row, 10 + i);
    }
}

bool sample_store_each(Db *db, SamplePopulation population, const SampleRange *range, SampleFn each,
                       void *data, GError **error)
{
    DbStmt *stmt = db_stmt(db, TEXTS[population]);
    DbStep step;
    db_bind_int(stmt, 1, range->from);
    db_bind_int(stmt, 2, range->to);
    db_bind_int(stmt, 3, range->known_us);
    db_bind_int(stmt, 4, range->from_debtor);
    db_bind_int(stmt, 5, range->to_debtor);
    while ((step = db_next(stmt, error)) == DB_ROW) {
        SampleRow row;
        decode(stmt, &row);
        if (!each(data, &row, error)) {
            db_done(stmt);
            return false;
        }
    }
    return step == DB_DONE;
}
