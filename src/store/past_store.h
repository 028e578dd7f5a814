/* store/past_store.h: keeps a row as it stands before it is changed, so that a report can be given
 * as it was known (tables …_was; store/known.h reads them).  SQL only; changes no row itself. */
#ifndef RECOUP_STORE_PAST_STORE_H
#define RECOUP_STORE_PAST_STORE_H

#include "base/day.h"
#include "db/db.h"

typedef enum {
    PAST_DEBTOR,      /* debtor_id */
    PAST_ACCOUNT,     /* debtor_id, account_id */
    PAST_PAYMENT,     /* debtor_id, account_id, payment_id */
    PAST_EVENTS,      /* of a payment: debtor_id, account_id, payment_id */
    PAST_SNAPSHOT,    /* debtor_id, account_id, on_day */
    PAST_CREDITOR,    /* creditor_id */
    PAST_MEMBER,      /* member_id */
    PAST_RULE_CHANGE, /* change_id */
    PAST_TABLES
} PastTable;

/* Inside the transaction that changes the row, before it: the row is known as it stands until
 * until_us, when the changed one becomes known.  Keys the table does not have are ignored.  A row
 * of the same instant is not kept: nobody can have known it. */
bool past_store_keep(Db *db, PastTable table, const int64_t key[static 3], int64_t until_us,
                     GError **error) MUST_USE;
/* Is there a former version of the debtor, account or payment that was learned at this instant? */
bool past_store_has(Db *db, PastTable table, const int64_t key[static 3], int64_t learned_us,
                    bool *out, GError **error) MUST_USE;

typedef struct {
    int64_t debtor_id, account_id;
} PastPicture;
/* Accounts of debtors [from, to) of which a picture of that day was taken, in key order. */
bool past_store_pictures(Db *db, int64_t from, int64_t to, Day day, GArray *out,
                         GError **error) MUST_USE;

#endif
