/* store/rule_store.h: the register of changes of law and house rules, and who has read them.  SQL
 * only. */
#ifndef RECOUP_STORE_RULE_STORE_H
#define RECOUP_STORE_RULE_STORE_H

#include "core/facts.h"
#include "db/db.h"

enum { RULE_LIST_SIZE = 512 };

/* Stored in the book: append only. */
typedef enum { RULE_CHANGE_OPEN, RULE_CHANGE_DONE, RULE_CHANGE_WITHDRAWN } RuleChangeState;

typedef struct {
    int64_t change_id;
    char title[NAME_SIZE], source[NAME_SIZE];
    char *note; /* owned; see rule_store_clear */
    Day effective_day;
    char rules[RULE_LIST_SIZE]; /* "R63,R64"; "" = nobody has mapped it yet */
    char training[NAME_SIZE];
    Day training_due_day;
    char owner[REF_SIZE];
    int32_t state; /* RuleChangeState */
    char actor[REF_SIZE];
    int64_t recorded_us;
} RuleChange;

typedef struct {
    int64_t change_id;
    char member[REF_SIZE];
    Day on_day;
    int64_t recorded_us;
} RuleAttest;

void rule_store_clear(RuleChange *change);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(RuleChange, rule_store_clear)

/* A new change, or the same number again with other content, known from its recorded_us on. */
bool rule_store_put(Db *db, const RuleChange *change, GError **error) MUST_USE;
bool rule_store_get(Db *db, int64_t change_id, RuleChange *out, bool *found,
                    GError **error) MUST_USE;
/* All as known then, by the day they take effect; each must be cleared (the array does it). */
bool rule_store_list(Db *db, int64_t known_us, GArray **out, GError **error) MUST_USE;

/* *is_new false: attested before, which stands. */
bool rule_store_attest(Db *db, const RuleAttest *attest, bool *is_new, GError **error) MUST_USE;
/* Recorded until known_us, by change and member. */
bool rule_store_attests(Db *db, int64_t known_us, GArray **out, GError **error) MUST_USE;

#endif
