/* desk/asking.h: what the book holds of a range of debtors, put before the gate: for one contact,
 * or for every step of the strategy that is due.  Stores nothing. */
#ifndef RECOUP_DESK_ASKING_H
#define RECOUP_DESK_ASKING_H

#include "core/decide.h"
#include "gate/gate_book.h"
#include "store/gather_store.h"
#include "store/verdict_store.h"

typedef struct WayOut Asking;

typedef struct {
    int64_t from, to;     /* debtors [from, to) */
    int64_t known_us;     /* as known then; INT64_MAX: as now known */
    const Zone *zone;     /* of the book: the day's noon where nothing is known of the person */
    const Policy *policy; /* NULL: the house adds nothing */
    bool keep;            /* answers that are news are kept, for the log */
    bool rows_only;       /* accounts that have no row in the book are not decided */
} AskingRange;

Asking *asking_new(void);
void asking_free(Asking *asking);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Asking, asking_free)

/* --- one contact ------------------------------------------------------------------------------ */

bool asking_gather(Asking *asking, Db *db, const AskingRange *range, GError **error) MUST_USE;
/* The facts of a debtor of the range, as they stand at that instant. */
bool asking_open(Asking *asking, int64_t debtor_id, int64_t at_us, GError **error) MUST_USE;
/* Turned to one debt, the action aimed at the address or number ("" the usual one); lent until the
 * next call. */
const GateFacts *asking_aim(Asking *asking, int64_t account_id, const char *subject,
                            GateAction *action, GError **error) MUST_USE;
const GateBook *asking_book(const Asking *asking);
/* Outcome, lists (kept in `words`) and what comes next. */
void asking_put_verdict(const GateVerdict *verdict, GStringChunk *words, VerdictRow *row);

/* --- the day ---------------------------------------------------------------------------------- */

/* What the gate said of the step that is due. */
typedef struct {
    int32_t outcome;       /* GateOutcome; -1: not asked */
    char word[WORD_SIZE];  /* the first code or requirement */
    char rules[NAME_SIZE]; /* "R23,R7": those that bar or require; the first is the word's */
    Day next_day;          /* the first day on which it would pass; DAY_NONE */
    int32_t verdict;       /* index into asking_verdicts, -1 none */
} Cleared;

typedef struct {
    Decision decision;
    Cleared cleared;
} Decided;

/* Decides every account of the batch for the day and asks the gate about each step that would reach
 * the debtor.  A denial with a day makes the step wait until then. The list has one row an account,
 * in order; lent until the next call.  NULL after an error. */
const Decided *asking_decide(Asking *asking, Db *db, GatherBatch *batch, const AskingRange *range,
                             Day day, GError **error) MUST_USE;
/* "the gate denies it: FREQ_7IN7 (R23, 12 CFR …), until 2026-12-03"; nothing when not asked. */
void asking_tell(const Cleared *cleared, GString *out);
/* The answers behind the list; proofs are lent until the next call. */
VerdictRow *asking_verdicts(Asking *asking, size_t *count);

#endif
