/* store/account_store.h: debtors, accounts, the parties beside them, and the look-ups by reference.
 * SQL only. */
#ifndef RECOUP_STORE_ACCOUNT_STORE_H
#define RECOUP_STORE_ACCOUNT_STORE_H

#include "core/facts.h"
#include "db/db.h"

#define DEBTOR_UNIDENTIFIED 0 /* whose payments nobody could place yet */

typedef struct {
    int64_t debtor_id;
    char ref[REF_SIZE], name[NAME_SIZE];
    int32_t kind;
    char country[4], region[REGION_SIZE], postal_code[WORD_SIZE], time_zone[ZONE_SIZE],
        language[LANGUAGE_SIZE];
    char email[NAME_SIZE], phone[WORD_SIZE];
    int64_t recorded_us;
} Debtor;

typedef struct {
    int64_t debtor_id, account_id;
    char ref[REF_SIZE];
    int64_t creditor_id;
    int32_t kind;
    char currency[CURRENCY_SIZE];
    int32_t terms_days;         /* INT32_MIN: none (stored NULL) */
    int64_t credit_limit_minor; /* -1: none */
    Day opened_day;
    int64_t owner_id; /* 0 nobody */
    char treatment[WORD_SIZE];
    int64_t recorded_us;
} Account;

typedef struct {
    int64_t debtor_id, account_id, party_id, other_debtor_id;
    int32_t role;
    Day on_day, ended_day;
    int64_t recorded_us, ended_us; /* ended_us: when the end was recorded; 0 none */
} Party;

bool account_store_debtor_find(Db *db, const char *ref, Debtor *out, bool *found,
                               GError **error) MUST_USE;
bool account_store_debtor_get(Db *db, int64_t debtor_id, Debtor *out, GError **error) MUST_USE;
/* As it was known then; not found: it was not. */
bool account_store_debtor_known(Db *db, int64_t debtor_id, int64_t known_us, Debtor *out,
                                bool *found, GError **error) MUST_USE;
bool account_store_debtor_insert(Db *db, const Debtor *debtors, size_t count,
                                 GError **error) MUST_USE;
/* Known in its new words from its recorded_us on; the former ones are kept. */
bool account_store_debtor_update(Db *db, const Debtor *debtor, GError **error) MUST_USE;

bool account_store_find(Db *db, const char *ref, Account *out, bool *found,
                        GError **error) MUST_USE;
bool account_store_get(Db *db, int64_t debtor_id, int64_t account_id, Account *out,
                       GError **error) MUST_USE;
/* As it was known then; not found: it was not. */
bool account_store_known(Db *db, int64_t debtor_id, int64_t account_id, int64_t known_us,
                         Account *out, bool *found, GError **error) MUST_USE;
bool account_store_insert(Db *db, const Account *accounts, size_t count, GError **error) MUST_USE;
/* Known in its new terms from its recorded_us on; the former ones are kept. */
bool account_store_update(Db *db, const Account *account, GError **error) MUST_USE;
/* All accounts of a debtor, by account_id. */
bool account_store_of_debtor(Db *db, int64_t debtor_id, GArray **out, GError **error) MUST_USE;

bool account_store_party_insert(Db *db, const Party *party, GError **error) MUST_USE;
bool account_store_party_end(Db *db, const Party *party, int64_t now_us, bool *found,
                             GError **error) MUST_USE;
bool account_store_parties(Db *db, int64_t debtor_id, int64_t account_id, GArray **out,
                           GError **error) MUST_USE;
/* Of debtors [from, to), in key order. */
bool account_store_parties_range(Db *db, int64_t from, int64_t to, GArray **out,
                                 GError **error) MUST_USE;

/* Highest debtor_id there is, 0 for none: the day's chunks end there. */
bool account_store_last_debtor(Db *db, int64_t *out, GError **error) MUST_USE;

/* Streams every (ref, debtor_id, account_id), in no order, to build a look-up in memory. */
typedef void (*AccountRefFn)(void *data, const char *ref, int64_t debtor_id, int64_t account_id);
bool account_store_each_ref(Db *db, AccountRefFn each, void *data, GError **error) MUST_USE;
bool account_store_each_debtor_ref(Db *db, AccountRefFn each, void *data, GError **error) MUST_USE;
bool account_store_each_payment_ref(Db *db, AccountRefFn each, void *data, GError **error) MUST_USE;

#endif
