/* store/contact_log_store.h: the contact log read back: every contact in either direction, by every
 * channel.  SQL only. */
#ifndef RECOUP_STORE_CONTACT_LOG_STORE_H
#define RECOUP_STORE_CONTACT_LOG_STORE_H

#include "core/facts.h"
#include "db/db.h"

typedef struct {
    int64_t from_debtor, to_debtor; /* [from, to) */
    int64_t account_id;             /* 0: all */
    Day from, to;                   /* both inclusive */
    int64_t known_us;
} ContactLogRange;

typedef struct {
    int64_t debtor_id, account_id, contact_id, creditor_id;
    const char *account, *debtor, *currency; /* texts are lent during the call */
    Day on_day, next_day;
    int64_t at_us, seconds, verdict_id;
    int32_t channel, direction, outcome; /* core/words.h */
    const char *number, *note, *actor, *breach, *body;
} ContactLogRow;

typedef bool (*ContactLogFn)(void *data, const ContactLogRow *row, GError **error);
/* By debtor, account and number of the contact. */
bool contact_log_store_each(Db *db, const ContactLogRange *range, ContactLogFn each, void *data,
                            GError **error) MUST_USE;

#endif
