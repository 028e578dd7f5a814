/* core/assign.h: which collector gets which account.  Pure over arrays and deterministic; writes
 * nothing down. */
#ifndef RECOUP_CORE_ASSIGN_H
#define RECOUP_CORE_ASSIGN_H

#include "core/facts.h"

enum { ASSIGN_LETTERS_SIZE = 16, ASSIGN_NOBODY = -1 };

typedef enum {
    ASSIGN_ROUND_ROBIN, /* in turn, by weight: counts differ from the exact shares by less than one
                         */
    ASSIGN_BALANCE,     /* largest balance first to whoever carries the least for his weight */
    ASSIGN_FIRST        /* the first who fits: letter ranges, a creditor's own collector */
} AssignMethod;

/* One collector named by a rule. */
typedef struct {
    char user[REF_SIZE];
    int32_t weight; /* at least 1 */
    char from[ASSIGN_LETTERS_SIZE],
        to[ASSIGN_LETTERS_SIZE]; /* "a" to "k" of the debtor's name; "" = any */
} AssignShare;

/* As the policy states it. */
typedef struct {
    AssignMethod method;
    bool keep_owner; /* continuity: the present owner keeps the account while he fits */
    bool match_skill, match_language, match_creditor, limit_capacity;
    AssignShare *shares; /* none: every collector, equal weights */
    size_t share_count;
} AssignRule;

/* A collector as he stands today.  Bits of skills and languages are the caller's numbering. */
typedef struct {
    int64_t user_id;
    int32_t weight;
    char from[ASSIGN_LETTERS_SIZE], to[ASSIGN_LETTERS_SIZE]; /* folded */
    uint64_t skills, languages;
    const int64_t *creditor_ids; /* ascending; none: all creditors */
    size_t creditor_count;
    int64_t capacity; /* minutes of work (or accounts); negative: no limit */
    int64_t load;     /* minutes already his; assign_accounts adds to it */
    int64_t balance;  /* minor units already his; assign_accounts adds to it */
    int64_t accounts; /* accounts already his; assign_accounts adds to it */
} AssignCollector;

typedef struct {
    int64_t owner_id; /* 0: none yet */
    int64_t creditor_id;
    const char *name; /* the debtor's, folded (text_fold) */
    uint64_t skill,
        languages; /* every skill bit is needed; one language bit is enough; 0 = no wish */
    int64_t balance, minutes;
} AssignCase;

/* May this collector have this account, the rule's wishes and his room considered? */
bool assign_fits(const AssignRule *rule, const AssignCollector *collector, const AssignCase *item);
/* Largest remainder: parts of `total` by weight that add up to it, each within one of its exact
 * share; what is left over goes to the largest fractions, equal ones in order.  Weights are
 * positive. */
void assign_split(int64_t total, const int32_t *weights, size_t count, int64_t *parts);
/* chosen[i] becomes the index of the collector of cases[i], or ASSIGN_NOBODY when none fits.
 * Returns how many got nobody. */
size_t assign_accounts(const AssignRule *rule, AssignCollector *collectors, size_t collector_count,
                       const AssignCase *cases, size_t case_count, int32_t *chosen);

#endif
