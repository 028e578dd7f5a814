/* store/policy_store.h: policy versions and which of them is live when.  SQL only. */
#ifndef RECOUP_STORE_POLICY_STORE_H
#define RECOUP_STORE_POLICY_STORE_H

#include "core/facts.h"
#include "db/db.h"

typedef struct {
    int64_t policy_id, version;
    char name[WORD_SIZE], sha256[65], author[REF_SIZE],
        approver[REF_SIZE]; /* approver "" = not approved */
    int64_t recorded_us, approved_us;
} PolicyRow;

typedef enum { POLICY_ACTIVATED, POLICY_ROLLED_BACK } PolicyUseKind;

typedef struct {
    int64_t use_id, policy_id;
    Day from_day;
    int32_t kind;
    char actor[REF_SIZE], note[NAME_SIZE];
    int64_t recorded_us;
} PolicyUse;

bool policy_store_insert(Db *db, const PolicyRow *row, const char *text, GError **error) MUST_USE;
bool policy_store_approve(Db *db, int64_t policy_id, const char *approver, int64_t now_us,
                          GError **error) MUST_USE;
/* name with version 0: the newest. */
bool policy_store_find(Db *db, const char *name, int64_t version, PolicyRow *out, bool *found,
                       GError **error) MUST_USE;
bool policy_store_get(Db *db, int64_t policy_id, PolicyRow *out, char **text, bool *found,
                      GError **error) MUST_USE;
bool policy_store_list(Db *db, GArray **out, GError **error) MUST_USE;
bool policy_store_use(Db *db, const PolicyUse *use, GError **error) MUST_USE;
/* All uses, PolicyUse in the order they were recorded. */
bool policy_store_uses(Db *db, GArray **out, GError **error) MUST_USE;
/* The policy of a day as known at an instant: the use recorded last among those that began on or
 * before it. */
bool policy_store_live(Db *db, Day day, int64_t known_us, PolicyUse *out, bool *found,
                       GError **error) MUST_USE;

/* The last use before the one that is live on a day, of another policy than that. */
bool policy_store_before(Db *db, Day day, PolicyUse *out, bool *found, GError **error) MUST_USE;

#endif
