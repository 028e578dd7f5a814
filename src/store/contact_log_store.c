/* store/contact_log_store.c: the contact log read back.  SQL only; writes nothing. */
#include "store/contact_log_store.h"

#include "store/known.h"

#define EACH(account)                                                                             \
    "SELECT c.debtor_id, c.account_id, c.contact_id, a.creditor_id, a.ref, d.ref, a.currency, "   \
    "c.on_day, c.next_day, c.at_us, c.seconds, c.verdict_id, c.channel, c.direction, c.outcome, " \
    "c.number, c.note, c.actor, c.breach, c.body FROM contact c "                                 \
    "JOIN " account " a ON a.debtor_id = c.debtor_id AND a.account_id = c.account_id "            \
    "JOIN debtor d ON d.debtor_id = c.debtor_id "                                                 \
    "WHERE c.debtor_id >= $1 AND c.debtor_id < $2 AND c.on_day BETWEEN $3 AND $4 "                \
    "AND c.recorded_us <= $5 AND ($6 = 0 OR c.account_id = $6) "                                  \
    "ORDER BY c.debtor_id, c.account_id, c.contact_id"
static const char EACH_NOW[] = EACH("account");
static const char EACH_KNOWN[] = EACH(KNOWN_ACCOUNT(KNOWN_RANGE, "$5"));

static ContactLogRow decode(const DbStmt *row)
{
    return (ContactLogRow){ .debtor_id = db_int(row, 0),
                            .account_id = db_int(row, 1),
                            .contact_id = db_int(row, 2),
                            .creditor_id = db_int(row, 3),
                            .account = db_text(row, 4),
                            .debtor = db_text(row, 5),
                            .currency = db_text(row, 6),
                            .on_day = db_day(row, 7),
                            .next_day = db_day(row, 8),
                            .at_us = db_int(row, 9),
                            .seconds = db_int(row, 10),
                            .verdict_id = db_int(row, 11),
                            .channel = (int32_t)db_int(row, 12),
                            .direction = (int32_t)db_int(row, 13),
                            .outcome = (int32_t)db_int(row, 14),
                            .number = db_text(row, 15),
                            .note = db_text(row, 16),
                            .actor = db_text(row, 17),
                            .breach = db_text(row, 18),
                            .body = db_text(row, 19) };
}

bool contact_log_store_each(Db *db, const ContactLogRange *range, ContactLogFn each, void *data,
                            GError **error)
{
    DbStmt *stmt = db_stmt(db, range->known_us == INT64_MAX ? EACH_NOW : EACH_KNOWN);
    DbStep step;
    db_bind_int(stmt, 1, range->from_debtor);
    db_bind_int(stmt, 2, range->to_debtor);
    db_bind_int(stmt, 3, range->from);
    db_bind_int(stmt, 4, range->to);
    db_bind_int(stmt, 5, range->known_us);
    db_bind_int(stmt, 6, range->account_id);
    while ((step = db_next(stmt, error)) == DB_ROW) {
        ContactLogRow row = decode(stmt);
        if (each(data, &row, error)) continue;
        db_done(stmt);
        return false;
    }
    return step == DB_DONE;
}
