/* store/known.h: a table as it was known at an instant, as a text that stands where the table's
 * name would: the rows that were known and have not been changed since, and the former ones.  For
 * the files of this room; only texts. */
#ifndef RECOUP_STORE_KNOWN_H
#define RECOUP_STORE_KNOWN_H

/* `at` is the parameter that holds the instant, `range` what narrows both halves: "… AND ". */
#define KNOWN(table, columns, range, at)                                                         \
    "(SELECT " columns " FROM " table " WHERE " range "recorded_us <= " at                       \
    " UNION ALL SELECT " columns " FROM " table "_was WHERE " range "recorded_us <= " at " AND " \
    "until_us > " at ") "
#define KNOWN_RANGE "debtor_id >= $1 AND debtor_id < $2 AND "

#define DEBTOR_NAMES                                                                         \
    "debtor_id, ref, name, kind, country, region, postal_code, time_zone, language, email, " \
    "phone, recorded_us"
#define ACCOUNT_NAMES                                                       \
    "debtor_id, account_id, ref, creditor_id, kind, currency, terms_days, " \
    "credit_limit_minor, opened_day, owner_id, treatment, recorded_us"
#define KNOWN_DEBTOR(range, at)  KNOWN("debtor", DEBTOR_NAMES, range, at)
#define KNOWN_ACCOUNT(range, at) KNOWN("account", ACCOUNT_NAMES, range, at)

/* Corrected or found their account since: a payment has two instants. */
#define PAYMENT_NAMES                                                                  \
    "debtor_id, account_id, payment_id, ref, on_day, amount_minor, currency, method, " \
    "reference, recorded_us, since_us"
#define KNOWN_PAYMENT(range, at) \
    KNOWN("payment", PAYMENT_NAMES, range "since_us <= " at " AND ", at)
#define EVENT_NAMES \
    "debtor_id, account_id, payment_id, event_id, kind, on_day, amount_minor, recorded_us"
#define KNOWN_EVENT(range, at) KNOWN("payment_event", EVENT_NAMES, range, at)

#endif
