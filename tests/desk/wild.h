/* tests/desk/wild.h: made-up actions over the whole table: plausible ones, odd ones and nonsense.
 * Does nothing itself; the same seed and the same answers give the same lines. */
#ifndef RECOUP_TESTS_WILD_H
#define RECOUP_TESTS_WILD_H

#include "desk/desk.h"

/* An account, and what is known to be in it. */
typedef struct {
    char ref[REF_SIZE], debtor[REF_SIZE], currency[CURRENCY_SIZE];
    GPtrArray *numbers, *payments; /* char * */
    GPtrArray *amounts;            /* char *, of numbers */
} WildAccount;

typedef struct {
    uint64_t state;
    Day today;
    int64_t serial;
    GPtrArray *accounts;                  /* WildAccount */
    GPtrArray *debtors, *creditors;       /* char * */
    GPtrArray *users, *loose, *works;     /* char *; loose: payments nobody could identify */
    GHashTable *ids;                      /* field name -> newest number answered in it */
    GPtrArray *asked;                     /* Json: lines that had a request_id */
    const WildAccount *account;           /* the line being made is about this one */
    const char *number, *payment, *money; /* and, if any, these of it */
} Wild;

void wild_init(Wild *wild, uint64_t seed, Day today);
void wild_clear(Wild *wild);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Wild, wild_clear)

uint64_t wild_draw(Wild *wild);
int64_t wild_below(Wild *wild, int64_t bound);
bool wild_chance(Wild *wild, int percent);
const char *wild_pick(Wild *wild, const GPtrArray *texts, const char *otherwise);

/* {"do": NAME, …}: the next line to ask; given. *again: it was asked and answered before. */
Json *wild_line(Wild *wild, bool *again);
/* One of this action. */
Json *wild_line_of(Wild *wild, const Action *action);
/* What an answered line has brought into the book. */
void wild_learn(Wild *wild, const Json *line, const Json *answer);
/* The work that is due, in the order of the worklist. */
void wild_learn_work(Wild *wild, const char *jsonl);

#endif
