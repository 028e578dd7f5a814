/* store/contact_fact_store.h: what is known of a debtor for the contact gate: addresses, places,
 * consents, wishes, notices, legal status, facts of debts.  SQL only. */
#ifndef RECOUP_STORE_CONTACT_FACT_STORE_H
#define RECOUP_STORE_CONTACT_FACT_STORE_H

#include "core/facts.h"
#include "db/db.h"

enum { FACT_TYPE_SIZE = 72, FACT_SUBJECT_SIZE = 320 };

typedef struct {
    int64_t debtor_id, fact_id, account_id; /* account 0: all debts */
    int32_t kind;                           /* GateFactKind */
    char type[FACT_TYPE_SIZE], medium[WORD_SIZE], subject[FACT_SUBJECT_SIZE];
    int64_t from_us, until_us;           /* until: INT64_MAX when open */
    int64_t ended_us, ended_recorded_us; /* INT64_MAX when not ended */
    const char *body;                    /* written: lent; read: the list's */
    char actor[REF_SIZE];
    int64_t recorded_us;
} ContactFact;

/* Rows that have not ended. */
bool contact_fact_store_insert(Db *db, const ContactFact *facts, size_t count,
                               GError **error) MUST_USE;
/* Ends a fact at ended_us, as learned at ended_recorded_us. */
bool contact_fact_store_end(Db *db, const ContactFact *fact, GError **error) MUST_USE;
/* By its number; its body is given into *body. */
bool contact_fact_store_get(Db *db, int64_t fact_id, ContactFact *out, char **body, bool *found,
                            GError **error) MUST_USE;
/* All of a debtor, in the order of their numbers: ContactFact.  Unref frees the bodies. */
bool contact_fact_store_list(Db *db, int64_t debtor_id, GArray **out, GError **error) MUST_USE;
/* All of debtors [from, to), in key order. */
bool contact_fact_store_range(Db *db, int64_t from, int64_t to, GArray **out,
                              GError **error) MUST_USE;

#endif
