/* desk/permit.h: who may do what.  Roles are rows of a table; a door passes an Actor and decides
 * nothing. */
#ifndef RECOUP_DESK_PERMIT_H
#define RECOUP_DESK_PERMIT_H

#include "core/facts.h"
#include "db/db.h"

typedef enum {
    PERMIT_SETUP,   /* creditors, rates, users */
    PERMIT_DEBTOR,  /* debtors, accounts, parties */
    PERMIT_BILL,    /* items */
    PERMIT_CASH,    /* payments and their application */
    PERMIT_ADJUST,  /* adjustments and write-offs */
    PERMIT_PROMISE, /* promises and plans */
    PERMIT_HOLD,
    PERMIT_DISPUTE,
    PERMIT_CONTACT, /* contacts and work */
    PERMIT_POLICY,  /* write policies */
    PERMIT_APPROVE, /* approve, activate and roll back policies */
    PERMIT_DAY,     /* the daily run */
    PERMIT_IMPORT,
    PERMIT_VIEW,     /* accounts and work */
    PERMIT_MEASURE,  /* figures of the whole book */
    PERMIT_AUDIT,    /* journal, history, verify */
    PERMIT_OVERRIDE, /* documented exceptions to the contact gate */
    PERMIT_COUNT
} Permit;

typedef enum {
    ROLE_MANAGER,
    ROLE_SUPERVISOR,
    ROLE_COLLECTOR,
    ROLE_CLERK, /* cash application */
    ROLE_CREDIT,
    ROLE_AUDITOR,
    ROLE_SALES,
    ROLE_AGENCY,
    ROLE_COUNT
} Role;

typedef struct {
    char name[REF_SIZE];
    int64_t member_id; /* 0: the operator at the machine */
    Role role;
    bool all_creditors;
    int64_t *creditor_ids; /* ascending, with all their descendants; owned */
    size_t creditor_count;
} Actor;

extern const char *const permit_roles[]; /* the words, in the order of Role; NULL ends */

/* The operator: whoever sits at the machine with the book's file. */
void permit_operator(Actor *out);
/* A user by name.  NOT_FOUND; FORBIDDEN when the user is closed. */
bool permit_load(Db *db, const char *name, Day today, Actor *out, GError **error) MUST_USE;
void permit_clear(Actor *actor);
bool permit_copy(const Actor *actor, Actor *out);
bool permit_has(const Actor *actor, Permit permit);
/* FORBIDDEN with a sentence that says who may. */
bool permit_require(const Actor *actor, Permit permit, GError **error) MUST_USE;
bool permit_sees(const Actor *actor, int64_t creditor_id);
bool permit_require_on(const Actor *actor, Permit permit, int64_t creditor_id,
                       GError **error) MUST_USE;
const char *permit_name(Permit permit);

#endif
