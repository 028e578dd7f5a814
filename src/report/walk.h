/* report/walk.h: the accounts of a book in debtor order, with their facts and, if asked for, the
 * decision of the day.  Leaves out what the actor does not see. */
#ifndef RECOUP_REPORT_WALK_H
#define RECOUP_REPORT_WALK_H

#include "desk/asking.h"
#include "report/view_run.h"
#include "store/gather_store.h"

typedef struct {
    Facts facts;             /* money in the currency shown */
    const GatherItem *items; /* in the account's own currency */
    size_t item_count;
    const char *currency;    /* the account's own */
    int64_t unapplied_minor; /* in it: open credits and unapplied payments, zero or less */
    const Facts *original;   /* in it, as the policy saw them */
    const StepPast *past;    /* finished steps, oldest first */
    size_t past_count;
    const Policy *policy; /* of the day; NULL: none is live */
    bool decided;
    Decision decision;
    Cleared cleared;     /* what the gate said of the step */
    int64_t override_id; /* that lets it pass; 0 none, or not wished for */
} WalkAccount;

typedef bool (*WalkFn)(ViewRun *run, WalkAccount *account, void *data, GError **error);

typedef struct {
    bool decide;
    bool overrides;                /* which one the step rests on */
    int64_t debtor_id, account_id; /* only these; 0 all */
} WalkWish;

bool walk_accounts(ViewRun *run, const WalkWish *wish, WalkFn each, void *data,
                   GError **error) MUST_USE;
/* "dispute\nlegal": the kinds of holds that are on the account; given. */
char *walk_holds(unsigned holds);
/* Puts the facts behind the row, where the filter asks for them. */
void walk_give_facts(ViewRun *run, const WalkAccount *account);

#endif
