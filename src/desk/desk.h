/* desk/desk.h: where every business action happens: authority, one transaction, one journal entry,
 * the account decided again.  Doors (command line, API, bulk files) bring an actor and a record;
 * they decide nothing. */
#ifndef RECOUP_DESK_DESK_H
#define RECOUP_DESK_DESK_H

#include "base/clock.h"
#include "base/record.h"
#include "core/policy.h"
#include "desk/permit.h"
#include "store/account_store.h"

typedef struct {
    Db *db; /* owned */
    Actor actor;
    int64_t now_us; /* the clock of this command */
    bool clock_set; /* --now was given: time stands still */
    Day today;      /* the business day */
    const Zone *zone;
    char zone_name[ZONE_SIZE], currency[CURRENCY_SIZE];
    int64_t creditor_id; /* the book's main creditor */
    Policy *policy;      /* of the day last asked for; see desk_policy */
    Day policy_day;
    struct Refresher *refresher; /* desk/refresh.h; made when first needed */
    struct WayOut *way_out;      /* desk/way_out.c; the same */
} Desk;

typedef struct {
    const char *url;
    const char *now;   /* RFC 3339, NULL: the machine's clock */
    const char *as_of; /* YYYY-MM-DD, NULL: the date of now in the book's zone */
    const char *actor; /* NULL: the operator, who may everything */
} DeskOptions;

/* Opens an existing book.  INVALID: --now before the journal's last entry, --as-of not a date;
 * NOT_FOUND: no book, no such user. */
Desk *desk_open(const DeskOptions *options, GError **error) MUST_USE;
/* Makes an empty book with its main creditor and, unless pack is NULL, a live policy.  CONFLICT:
 * there is one already. */
Desk *desk_init(const DeskOptions *options, const char *pack, const char *time_zone,
                const char *currency, GError **error) MUST_USE;
void desk_close(Desk *desk);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Desk, desk_close)
/* A second connection to the same book for another thread, same actor and time. */
Desk *desk_again(const Desk *desk, GError **error) MUST_USE;

/* The clock for the next action: never backwards. */
int64_t desk_now(Desk *desk);
/* The policy live on a day; lent until the next call.  CONFLICT: none is active. */
Policy *desk_policy(Desk *desk, Day day, GError **error) MUST_USE;
/* The same as was known at an instant. */
Policy *desk_policy_known(Desk *desk, Day day, int64_t known_us, GError **error) MUST_USE;
/* A policy that is stored, live or not; given. */
Policy *desk_policy_stored(Desk *desk, int64_t policy_id, GError **error) MUST_USE;
/* The day derived rows speak of: the latest of the last daily run, `on` and what was done before,
 * never past the business day of now.  It does not go back: an action dated back does not undo what
 * has been decided since. */
bool desk_working_day(Desk *desk, Day on, Day *out, GError **error) MUST_USE;

/* --- actions ---------------------------------------------------------------------------------- */

struct Act;
/* What stays of an action that is refused: written after the rollback, in a transaction of its own,
 * with a journal entry of that name. */
typedef struct {
    const char *entry; /* NULL: nothing stays */
    bool (*write)(struct Act *act, void *data, GError **error);
    void *data; /* owned */
    GDestroyNotify free;
} Refusal;

/* What an action function knows and tells.  It runs inside the transaction. */
typedef struct Act {
    Desk *desk;
    Day on; /* the action's effective day */
    int64_t now_us;
    int64_t debtor_id, account_id; /* whose journal stream; 0 = the book's */
    char subject[REF_SIZE];        /* what a person would call it */
    Json *before, *after;          /* optional, for the history; freed by the dispatcher */
    GArray *touched;               /* int64_t debtor ids to decide again */
    Day newest;                    /* newest effective day of what was written; DAY_NONE */
    Refusal refusal;               /* what stays if the action fails after this was set */
} Act;

typedef bool (*ActFn)(Act *act, const void *taken, void *given, GError **error);

typedef struct {
    const char *name; /* "promise.record" */
    Permit permit;
    const RecordType *takes, *gives;
    ActFn act;
    const char *doc;
} Action;

const Action *desk_action(const char *name); /* NULL: unknown */
/* Walks all actions: index 0 … until NULL. */
const Action *desk_action_at(size_t index);

/* Does one action: reads the record (all field faults at once), authority, transaction, journal,
 * decision, answer. `on` and `request_id` are taken from the object too.  The answer is given. */
Json *desk_do(Desk *desk, const char *action, const Json *record, GError **error) MUST_USE;

/* For action functions. */
void desk_touch(Act *act, int64_t debtor_id);
void desk_effective(Act *act, Day day);
bool desk_find_account(Act *act, const char *ref, Account *out,
                       GError **error) MUST_USE; /* asks authority, touches */
bool desk_get_account(Act *act, int64_t debtor_id, int64_t account_id, Account *out,
                      GError **error) MUST_USE;
bool desk_find_debtor(Act *act, const char *ref, Debtor *out, GError **error) MUST_USE;
/* An amount as typed into minor units, in the account's currency unless the record names one (which
 * must be the same). */
bool desk_amount(const char *field, Decimal amount, const char *currency, int64_t *minor,
                 GError **error) MUST_USE;
bool desk_new_id(Act *act, const char *kind, int64_t *id, GError **error) MUST_USE;

#endif
