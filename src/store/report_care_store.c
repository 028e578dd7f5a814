/* store/report_care_store.c: the lesser reading of views.  SQL only; decides nothing. */
#include "store/report_care_store.h"

#include "base/text.h"
#include "store/known.h"
#include <string.h>

/* --- steps ------------------------------------------------------------------------------------ */

static const char STEPS[] =
    "SELECT s.debtor_id, s.account_id, s.step_no, s.treatment, s.step, s.state, s.finished_day, "
    "s.amount_minor, s.numbers, COALESCE(p.name, ''), COALESCE(p.version, 0) FROM step s "
    "LEFT JOIN policy p ON p.policy_id = s.policy_id WHERE s.debtor_id >= $1 AND s.debtor_id < $2 "
    "AND s.finished_day <= $3 AND s.recorded_us <= $4 ORDER BY s.debtor_id, s.account_id, "
    "s.step_no";

static void bind_range(DbStmt *stmt, const ReportRange *range)
{
    db_bind_int(stmt, 1, range->from);
    db_bind_int(stmt, 2, range->to);
    db_bind_int(stmt, 3, range->as_of);
    db_bind_int(stmt, 4, range->known_us);
}

bool report_care_store_steps(Db *db, const ReportRange *range, GStringChunk *texts, GArray *out,
                             GError **error)
{
    DbStmt *stmt = db_stmt(db, STEPS);
    DbStep found;
    bind_range(stmt, range);
    g_array_set_size(out, 0);
    while ((found = db_next(stmt, error)) == DB_ROW) {
        ReportStep step = { .debtor_id = db_int(stmt, 0),
                            .account_id = db_int(stmt, 1),
                            .step_no = db_int(stmt, 2),
                            .state = (int32_t)db_int(stmt, 5),
                            .finished_day = db_day(stmt, 6),
                            .amount_minor = db_int(stmt, 7),
                            .numbers = g_string_chunk_insert(texts, db_text(stmt, 8)),
                            .policy_version = db_int(stmt, 10) };
        text_copy(step.treatment, sizeof step.treatment, db_text(stmt, 3));
        text_copy(step.step, sizeof step.step, db_text(stmt, 4));
        text_copy(step.policy, sizeof step.policy, db_text(stmt, 9));
        g_array_append_val(out, step);
    }
    return found == DB_DONE;
}

/* --- promises --------------------------------------------------------------------------------- */

static const char PROMISERS[] =
    "SELECT DISTINCT p.debtor_id, p.account_id, a.creditor_id, a.ref, a.currency FROM promise p "
    "JOIN " KNOWN_ACCOUNT(KNOWN_RANGE,
                          "$4") "a ON a.debtor_id = p.debtor_id AND "
                                "a.account_id = p.account_id WHERE p.debtor_id >= $1 AND "
                                "p.debtor_id < $2 AND p.on_day <= $3 AND p.recorded_us <= $4 "
                                "ORDER BY p.debtor_id, p.account_id";

bool report_care_store_promisers(Db *db, const ReportRange *range, GArray *out, GError **error)
{
    DbStmt *stmt = db_stmt(db, PROMISERS);
    DbStep found;
    bind_range(stmt, range);
    g_array_set_size(out, 0);
    while ((found = db_next(stmt, error)) == DB_ROW) {
        ReportPromiser row = { .debtor_id = db_int(stmt, 0),
                               .account_id = db_int(stmt, 1),
                               .creditor_id = db_int(stmt, 2) };
        text_copy(row.account, sizeof row.account, db_text(stmt, 3));
        text_copy(row.currency, sizeof row.currency, db_text(stmt, 4));
        g_array_append_val(out, row);
    }
    return found == DB_DONE;
}

/* --- quarantine ------------------------------------------------------------------------------- */

static const char QUARANTINE[] =
    "SELECT q.batch_id, q.line, q.fault, b.file, q.field, q.value, q.amount, q.currency, q.reason, "
    "q.remedy, q.state FROM quarantine q JOIN batch b ON b.batch_id = q.batch_id "
    "WHERE (CAST($1 AS BIGINT) = 0 OR q.batch_id = $1) AND (CAST($2 AS INTEGER) < 0 OR "
    "q.state = $2) ORDER BY q.batch_id, q.line, q.fault";

bool report_care_store_quarantine(Db *db, int64_t batch, int state, ReportQuarantineFn each,
                                  void *data, GError **error)
{
    DbStmt *stmt = db_stmt(db, QUARANTINE);
    DbStep found;
    db_bind_int(stmt, 1, batch);
    db_bind_int(stmt, 2, state);
    while ((found = db_next(stmt, error)) == DB_ROW) {
        ReportQuarantine row = { .batch_id = db_int(stmt, 0),
                                 .line = db_int(stmt, 1),
                                 .fault = db_int(stmt, 2),
                                 .file = db_text(stmt, 3),
                                 .field = db_text(stmt, 4),
                                 .value = db_text(stmt, 5),
                                 .amount = db_text(stmt, 6),
                                 .currency = db_text(stmt, 7),
                                 .reason = db_text(stmt, 8),
                                 .remedy = db_text(stmt, 9),
                                 .state = (int32_t)db_int(stmt, 10) };
        if (each(data, &row, error)) continue;
        db_done(stmt);
        return false;
    }
    return found == DB_DONE;
}

/* --- contacts --------------------------------------------------------------------------------- */

#define THEN_ACCOUNT KNOWN_ACCOUNT("", "$1")
#define CONTACT_LIST                                                                               \
    "SELECT c.debtor_id, c.account_id, c.contact_id, c.at_us, c.verdict_id, a.creditor_id, "       \
    "c.channel, a.ref, d.ref, c.actor, c.note, c.body, c.breach, COALESCE(v.codes, ''), "          \
    "COALESCE(v.rules, ''), COALESCE(v.requires, '') FROM contact c "                              \
    "JOIN " THEN_ACCOUNT "a ON a.debtor_id = c.debtor_id AND a.account_id = c.account_id "         \
    "JOIN debtor d ON d.debtor_id = c.debtor_id LEFT JOIN verdict v ON v.debtor_id = c.debtor_id " \
    "AND v.account_id = c.account_id AND v.verdict_id = c.verdict_id "
#define CONTACT_ORDER "AND c.recorded_us <= $1 ORDER BY c.debtor_id, c.account_id, c.contact_id"
static const char BREACHES[] = CONTACT_LIST "WHERE c.breach <> '' " CONTACT_ORDER;
static const char DATES[] = CONTACT_LIST "WHERE c.body LIKE '%\"appointment\"%' " CONTACT_ORDER;

static bool each_contact(DbStmt *stmt, int64_t known_us, ReportContactFn each, void *data,
                         GError **error)
{
    DbStep found;
    db_bind_int(stmt, 1, known_us);
    while ((found = db_next(stmt, error)) == DB_ROW) {
        ReportContact row = { .debtor_id = db_int(stmt, 0),
                              .account_id = db_int(stmt, 1),
                              .contact_id = db_int(stmt, 2),
                              .at_us = db_int(stmt, 3),
                              .verdict_id = db_int(stmt, 4),
                              .creditor_id = db_int(stmt, 5),
                              .channel = (int32_t)db_int(stmt, 6),
                              .account = db_text(stmt, 7),
                              .debtor = db_text(stmt, 8),
                              .actor = db_text(stmt, 9),
                              .note = db_text(stmt, 10),
                              .body = db_text(stmt, 11),
                              .breach = db_text(stmt, 12),
                              .codes = db_text(stmt, 13),
                              .rules = db_text(stmt, 14),
                              .requires = db_text(stmt, 15) };
        if (each(data, &row, error)) continue;
        db_done(stmt);
        return false;
    }
    return found == DB_DONE;
}

bool report_care_store_breaches(Db *db, int64_t known_us, ReportContactFn each, void *data,
                                GError **error)
{
    return each_contact(db_stmt(db, BREACHES), known_us, each, data, error);
}

bool report_care_store_dates(Db *db, int64_t known_us, ReportContactFn each, void *data,
                             GError **error)
{
    return each_contact(db_stmt(db, DATES), known_us, each, data, error);
}

/* --- trial balance ---------------------------------------------------------------------------- */

#define BY_ACCOUNT                                                                       \
    "JOIN account a ON a.debtor_id = t.debtor_id AND a.account_id = t.account_id WHERE " \
    "t.debtor_id >= $1 AND t.debtor_id < $2 AND (CAST($3 AS BIGINT) = 0 OR t.account_id = $3) "
#define BY_MAYBE                                                                              \
    "LEFT JOIN account a ON a.debtor_id = t.debtor_id AND a.account_id = t.account_id WHERE " \
    "t.debtor_id >= $1 AND t.debtor_id < $2 AND (CAST($3 AS BIGINT) = 0 OR t.account_id = $3) "
/* In two halves: the whole need not fit 64 bits before it is known to. */
#define SUM_OF(what)                                 \
    "CAST(SUM((" what ") / 1000000000) AS BIGINT), " \
    "CAST(SUM((" what ") % 1000000000) AS BIGINT) "
#define HALF INT64_C(1000000000)
static const char ITEMS[] = "SELECT a.creditor_id, a.currency, t.kind, " SUM_OF(
    "t.amount_minor") "FROM item t " BY_ACCOUNT
                      "AND t.kind <> 6 GROUP BY a.creditor_id, a.currency, t.kind";
static const char OPEN[] = "SELECT a.creditor_id, a.currency, 0, " SUM_OF(
    "t.open_minor") "FROM item t " BY_ACCOUNT "AND t.kind <> 6 GROUP BY a.creditor_id, a.currency";
static const char CASH[] = "SELECT COALESCE(a.creditor_id, 0), t.currency, 0, " SUM_OF(
    "t.amount_minor") "FROM payment t " BY_MAYBE "GROUP BY COALESCE(a.creditor_id, 0), t.currency";
static const char EVENTS[] = "SELECT COALESCE(a.creditor_id, 0), p.currency, t.kind, " SUM_OF(
    "t.amount_minor") "FROM payment_event t JOIN payment p ON p.debtor_id = t.debtor_id AND "
                      "p.account_id = "
                      "t.account_id AND p.payment_id = t.payment_id " BY_MAYBE
                      "GROUP BY COALESCE(a.creditor_id, 0), p.currency, t.kind";
static const char UNAPPLIED[] = "SELECT COALESCE(a.creditor_id, 0), t.currency, 0, " SUM_OF(
    "t.unapplied_minor") "FROM payment t " BY_MAYBE
                         "GROUP BY COALESCE(a.creditor_id, 0), t.currency";
static const char ADJUSTMENTS[] = "SELECT a.creditor_id, a.currency, t.kind, " SUM_OF(
    "t.amount_minor") "FROM adjustment t " BY_ACCOUNT "GROUP BY a.creditor_id, a.currency, t.kind";
static const char PARTS[] = "SELECT a.creditor_id, a.currency, t.source, " SUM_OF(
    "t.amount_minor") "FROM allocation t " BY_ACCOUNT
                      "GROUP BY a.creditor_id, a.currency, t.source";
static const char SPENT[] = "SELECT COALESCE(a.creditor_id, 0), t.currency, 0, " SUM_OF(
    "x.minor") "FROM payment t JOIN (SELECT debtor_id, source_id, CAST(SUM(amount_minor) AS "
               "BIGINT) AS minor "
               "FROM allocation WHERE debtor_id >= $1 AND debtor_id < $2 AND source = 0 "
               "GROUP BY debtor_id, source_id) x ON x.debtor_id = t.debtor_id AND x.source_id = "
               "t.payment_id " BY_MAYBE "GROUP BY COALESCE(a.creditor_id, 0), t.currency";

static const char *const TRIAL[TRIAL_SOURCES] = {
    [TRIAL_ITEMS] = ITEMS,   [TRIAL_OPEN] = OPEN,           [TRIAL_CASH] = CASH,
    [TRIAL_EVENTS] = EVENTS, [TRIAL_UNAPPLIED] = UNAPPLIED, [TRIAL_ADJUSTMENTS] = ADJUSTMENTS,
    [TRIAL_PARTS] = PARTS,   [TRIAL_SPENT] = SPENT,
};

static bool join_halves(int64_t high, int64_t low, const char *currency, int64_t *sum,
                        GError **error)
{
    if (!__builtin_mul_overflow(high, HALF, sum) && !__builtin_add_overflow(*sum, low, sum))
        return true;
    return problem_refuse(error, PROBLEM_LIMIT,
                          "the trial balance: a sum in %s is greater than the program can hold; "
                          "ask it of one account: --account",
                          currency);
}

static bool each_sum(Db *db, TrialSource source, const ReportRange *range, int64_t account_id,
                     ReportTrialFn each, void *data, GError **error)
{
    DbStmt *stmt = db_stmt(db, TRIAL[source]);
    DbStep found;
    db_bind_int(stmt, 1, range->from);
    db_bind_int(stmt, 2, range->to);
    db_bind_int(stmt, 3, account_id);
    while ((found = db_next(stmt, error)) == DB_ROW) {
        int64_t sum = 0;
        if (join_halves(db_int(stmt, 3), db_int(stmt, 4), db_text(stmt, 1), &sum, error) &&
            each(data, source, db_int(stmt, 0), db_text(stmt, 1), (int32_t)db_int(stmt, 2), sum,
                 error))
            continue;
        db_done(stmt);
        return false;
    }
    return found == DB_DONE;
}

bool report_care_store_trial(Db *db, const ReportRange *range, int64_t account_id,
                             ReportTrialFn each, void *data, GError **error)
{
    for (int source = 0; source < TRIAL_SOURCES; source++)
        if (!each_sum(db, (TrialSource)source, range, account_id, each, data, error)) return false;
    return true;
}
