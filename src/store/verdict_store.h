/* store/verdict_store.h: what the gate answered, and by which rule book; documented exceptions; who
 * speaks with whom.  SQL only. */
#ifndef RECOUP_STORE_VERDICT_STORE_H
#define RECOUP_STORE_VERDICT_STORE_H

#include "core/facts.h"
#include "db/db.h"

/* Stored in the book: append only. */
typedef enum { VERDICT_PLANNED, VERDICT_ASKED, VERDICT_SENDING } VerdictStage;
extern const char *const verdict_store_stages[], *const verdict_store_outcomes[];

enum { VERDICT_CODES_SIZE = 256, VERDICT_RULES_SIZE = 200, VERDICT_REQUIRES_SIZE = 512 };

typedef struct {
    int64_t debtor_id, account_id, verdict_id;
    int64_t at_us;
    int32_t stage;
    char channel[WORD_SIZE], subject[NAME_SIZE];
    int32_t outcome;
    const char *codes, *rules, *requires; /* lists of words, commas between; lent */
    int64_t next_us;                      /* 0: no instant */
    Day next_day;                         /* DAY_NONE: no day */
    const char *proof;
    int64_t proof_id; /* in the book: where it stands, when many share it */
    int64_t version_id, policy_id, override_id;
    char actor[REF_SIZE];
    int64_t recorded_us;
} VerdictRow;

/* The number of this rule book with this time zone database; made when it is new.  Inside the
 * caller's transaction. */
bool verdict_store_version(Db *db, const char *rulebook, const char *tzdata, int64_t now_us,
                           int64_t *version_id, GError **error) MUST_USE;
/* In key order.  A proof that the answers of a day's plan share is written once; the rows then
 * have its number, and lose its text. */
bool verdict_store_insert(Db *db, VerdictRow *rows, size_t count, GError **error) MUST_USE;

/* What is asked of the log; 0, -1 and "" leave out nothing. */
typedef struct {
    int64_t from_debtor, to_debtor; /* [from, to) */
    int64_t account_id;
    int64_t from_us, to_us; /* recorded, both inclusive */
    int64_t known_us;       /* of the accounts; INT64_MAX: as now known */
    int stage, outcome;
    char code[WORD_SIZE], rule[8], channel[WORD_SIZE], actor[REF_SIZE];
} VerdictQuery;

/* A row with what people call it; texts are lent during the call. */
typedef struct {
    VerdictRow row;
    const char *account, *debtor, *rulebook, *tzdata, *policy;
    int64_t policy_version, creditor_id;
} VerdictShown;
typedef bool (*VerdictFn)(void *data, const VerdictShown *shown, GError **error);
/* In key order. */
bool verdict_store_each(Db *db, const VerdictQuery *query, VerdictFn each, void *data,
                        GError **error) MUST_USE;

/* What was last answered at stage planned, of each account of a range; in key order. */
typedef struct {
    int64_t debtor_id, account_id;
    int32_t outcome;
    char codes[VERDICT_CODES_SIZE], rules[VERDICT_RULES_SIZE], requires[VERDICT_REQUIRES_SIZE];
    Day next_day;
} VerdictLast;
bool verdict_store_last(Db *db, int64_t from, int64_t to, GArray *out, GError **error) MUST_USE;

#endif
