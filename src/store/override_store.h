/* store/override_store.h: documented exceptions to the gate, and who is speaking with a debtor. SQL
 * only. */
#ifndef RECOUP_STORE_OVERRIDE_STORE_H
#define RECOUP_STORE_OVERRIDE_STORE_H

#include "core/facts.h"
#include "db/db.h"

typedef struct {
    int64_t debtor_id, account_id, override_id;
    int32_t rule;
    char ground[WORD_SIZE], reason[NAME_SIZE], evidence[NAME_SIZE];
    int64_t from_us, until_us;
    char approver[REF_SIZE], asked_by[REF_SIZE];
    int64_t ended_us; /* INT64_MAX: not ended */
    int64_t recorded_us;
} OverrideRow;

bool override_store_insert(Db *db, const OverrideRow *row, GError **error) MUST_USE;
/* Of an account, by number; account 0: of the whole range [from, to) of debtors. */
bool override_store_list(Db *db, int64_t from, int64_t to, int64_t account_id, GArray **out,
                         GError **error) MUST_USE;
bool override_store_find(Db *db, int64_t override_id, OverrideRow *out, bool *found,
                         GError **error) MUST_USE;
bool override_store_end(Db *db, const OverrideRow *row, int64_t now_us, GError **error) MUST_USE;

/* A use of an override: a contact that it let out. */
typedef struct {
    int64_t override_id, uses, last_us;
    char users[NAME_SIZE]; /* names, commas between */
} OverrideUse;
/* Those recorded until known_us. */
bool override_store_uses(Db *db, int64_t from, int64_t to, int64_t known_us, GArray **out,
                         GError **error) MUST_USE;

/* Who holds the conversation with a debtor. */
typedef struct {
    int64_t debtor_id;
    char holder[REF_SIZE];
    int64_t since_us, until_us;
} ConversationRow;
bool override_store_talk_get(Db *db, int64_t debtor_id, ConversationRow *out, bool *found,
                             GError **error) MUST_USE;
bool override_store_talk_put(Db *db, const ConversationRow *row, GError **error) MUST_USE;
bool override_store_talk_end(Db *db, int64_t debtor_id, GError **error) MUST_USE;
typedef bool (*ConversationFn)(void *data, const ConversationRow *row, const char *debtor,
                               GError **error);
/* Those not over at `at_us`, by debtor. */
bool override_store_talks(Db *db, int64_t at_us, ConversationFn each, void *data,
                          GError **error) MUST_USE;

#endif
