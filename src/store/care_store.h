/* store/care_store.h: promises, plans, holds, disputes, contacts and finished steps of an account.
 * SQL only. */
#ifndef RECOUP_STORE_CARE_STORE_H
#define RECOUP_STORE_CARE_STORE_H

#include "core/facts.h"
#include "db/db.h"

typedef struct {
    int64_t debtor_id, account_id, promise_id;
    Day on_day, due_day;
    int64_t amount_minor, plan_id;
    Day cancelled_day;
    char reason[NAME_SIZE];
    const char *note;
    int64_t recorded_us;
} Promise;

typedef struct {
    int64_t debtor_id, account_id, promise_id, item_id;
} PromiseItem;

typedef struct {
    int64_t debtor_id, account_id, plan_id;
    Day on_day;
    int64_t amount_minor;
    Day first_day;
    int32_t every, count;
    Day cancelled_day;
    int64_t recorded_us;
} Plan;

typedef struct {
    int64_t debtor_id, account_id, hold_id, item_id; /* item 0: the account */
    int32_t kind;
    Day from_day, until_day, lifted_day;
    char reason[NAME_SIZE];
    int64_t recorded_us;
} Hold;

typedef struct {
    int64_t debtor_id, account_id, dispute_id;
    Day on_day;
    int32_t reason;
    char owner[REF_SIZE];
    Day settled_day;
    int32_t decision;
    int64_t granted_minor;
    const char *note;
    int64_t recorded_us;
} Dispute;

typedef struct {
    int64_t debtor_id, account_id, dispute_id, item_id, amount_minor;
} DisputeItem;

enum { CONTACT_DEBTS_SIZE = 256, CONTACT_BODY_SIZE = 1024 };
typedef struct {
    int64_t debtor_id, account_id, contact_id;
    Day on_day;
    int64_t at_us;
    int32_t channel, direction, outcome;
    int64_t seconds;
    char number[NAME_SIZE];
    const char *note;
    Day next_day;
    char actor[REF_SIZE];
    int64_t recorded_us;
    char debts[CONTACT_DEBTS_SIZE]; /* account ids it counts to, commas between; "": its own */
    char body[CONTACT_BODY_SIZE];   /* more for the gate, JSON; "": nothing */
    int64_t verdict_id;             /* the answer that let it out; 0: came in, or history */
    char breach[NAME_SIZE];         /* why it happened although the gate denied it */
} Contact;

typedef struct {
    int64_t debtor_id, account_id, step_no;
    char treatment[WORD_SIZE], step[WORD_SIZE];
    int32_t state; /* done skipped deferred */
    Day since_day, finished_day, covered_day, next_day;
    const char *numbers; /* comma-separated; written, read by views */
    int64_t amount_minor, policy_id;
    char actor[REF_SIZE];
    const char *note;
    int64_t recorded_us;
} StepRow;

bool care_store_promise_insert(Db *db, const Promise *promise, const PromiseItem *items,
                               size_t item_count, GError **error) MUST_USE;
bool care_store_promise_get(Db *db, int64_t debtor_id, int64_t account_id, int64_t promise_id,
                            Promise *out, bool *found, GError **error) MUST_USE;
bool care_store_promises(Db *db, int64_t debtor_id, int64_t account_id, GArray **out,
                         GError **error) MUST_USE;
bool care_store_promise_items(Db *db, int64_t debtor_id, int64_t account_id, GArray **out,
                              GError **error) MUST_USE;
bool care_store_promise_cancel(Db *db, const Promise *promise, int64_t now_us,
                               GError **error) MUST_USE;

bool care_store_plan_insert(Db *db, const Plan *plan, GError **error) MUST_USE;

bool care_store_hold_insert(Db *db, const Hold *hold, GError **error) MUST_USE;
bool care_store_hold_get(Db *db, int64_t debtor_id, int64_t account_id, int64_t hold_id, Hold *out,
                         bool *found, GError **error) MUST_USE;
bool care_store_holds(Db *db, int64_t debtor_id, int64_t account_id, GArray **out,
                      GError **error) MUST_USE;
bool care_store_hold_lift(Db *db, const Hold *hold, int64_t now_us, GError **error) MUST_USE;

bool care_store_dispute_insert(Db *db, const Dispute *dispute, const DisputeItem *items,
                               size_t item_count, GError **error) MUST_USE;
bool care_store_dispute_get(Db *db, int64_t debtor_id, int64_t account_id, int64_t dispute_id,
                            Dispute *out, bool *found, GError **error) MUST_USE;
bool care_store_disputes(Db *db, int64_t debtor_id, int64_t account_id, GArray **out,
                         GError **error) MUST_USE;
bool care_store_dispute_items(Db *db, int64_t debtor_id, int64_t account_id, GArray **out,
                              GError **error) MUST_USE;
bool care_store_dispute_settle(Db *db, const Dispute *dispute, int64_t now_us,
                               GError **error) MUST_USE;

/* Of contacts that went out only desk/way_out.c may write, which has asked the gate, and those who
 * bring history from elsewhere (tools/tidy/wayout.sh). */
bool care_store_contact_insert(Db *db, const Contact *contacts, size_t count,
                               GError **error) MUST_USE;

bool care_store_step_insert(Db *db, const StepRow *step, GError **error) MUST_USE;
bool care_store_steps(Db *db, int64_t debtor_id, int64_t account_id, GArray **out,
                      GError **error) MUST_USE;

/* Whose promise, hold or dispute is this?  Their numbers are unique in the book. */
typedef enum { CARE_PROMISE, CARE_HOLD, CARE_DISPUTE } CareKind;
typedef struct {
    int64_t debtor_id, account_id;
} CareKey;
bool care_store_owner(Db *db, CareKind kind, int64_t id, CareKey *out, bool *found,
                      GError **error) MUST_USE;

#endif
