/* store/report_care_store.h: what views read beside the money: finished steps, accounts with
 * promises, quarantined rows, the sums of a trial balance.  SQL only. */
#ifndef RECOUP_STORE_REPORT_CARE_STORE_H
#define RECOUP_STORE_REPORT_CARE_STORE_H

#include "store/report_store.h"

typedef struct {
    int64_t debtor_id, account_id, step_no;
    char treatment[WORD_SIZE], step[WORD_SIZE], policy[WORD_SIZE];
    int64_t policy_version;
    int32_t state; /* index in words_work_outcome */
    Day finished_day;
    int64_t amount_minor;
    const char *numbers; /* comma-separated; lent until the texts are freed */
} ReportStep;
/* Finished steps of a range, in key order; texts go into the chunk. */
bool report_care_store_steps(Db *db, const ReportRange *range, GStringChunk *texts, GArray *out,
                             GError **error) MUST_USE;

typedef struct {
    int64_t debtor_id, account_id, creditor_id;
    char account[REF_SIZE], currency[CURRENCY_SIZE];
} ReportPromiser;
/* Accounts that ever promised, in key order. */
bool report_care_store_promisers(Db *db, const ReportRange *range, GArray *out,
                                 GError **error) MUST_USE;

typedef struct {
    int64_t batch_id, line, fault;
    const char *file, *field, *value, *amount, *currency, *reason, *remedy; /* lent */
    int32_t state;                                                          /* 0 open, 1 resolved */
} ReportQuarantine;
typedef bool (*ReportQuarantineFn)(void *data, const ReportQuarantine *row, GError **error);
/* batch 0: all; state -1: any. */
bool report_care_store_quarantine(Db *db, int64_t batch, int state, ReportQuarantineFn each,
                                  void *data, GError **error) MUST_USE;

/* A contact with the gate's answer to it; texts are lent during the call. */
typedef struct {
    int64_t debtor_id, account_id, contact_id, at_us, verdict_id, creditor_id;
    int32_t channel;
    const char *account, *debtor, *actor, *note, *body, *breach, *codes, *rules, *requires;
} ReportContact;
typedef bool (*ReportContactFn)(void *data, const ReportContact *row, GError **error);
/* Those that happened although denied; those in which an appointment was agreed.  In key order. */
bool report_care_store_breaches(Db *db, int64_t known_us, ReportContactFn each, void *data,
                                GError **error) MUST_USE;
bool report_care_store_dates(Db *db, int64_t known_us, ReportContactFn each, void *data,
                             GError **error) MUST_USE;

/* One sum of a trial balance. */
typedef enum {
    TRIAL_ITEMS,       /* kind: ItemKind; what was posted */
    TRIAL_OPEN,        /* the open amounts kept with the items */
    TRIAL_CASH,        /* payments */
    TRIAL_EVENTS,      /* kind: reversed reinstated refunded */
    TRIAL_UNAPPLIED,   /* kept with the payments */
    TRIAL_ADJUSTMENTS, /* kind: words_adjustment_kind */
    TRIAL_PARTS,       /* kind: AllocationSource; by the item's account */
    TRIAL_SPENT,       /* allocations of payments, by the payment's account */
    TRIAL_SOURCES
} TrialSource;
typedef bool (*ReportTrialFn)(void *data, TrialSource source, int64_t creditor_id,
                              const char *currency, int32_t kind, int64_t minor, GError **error);
/* account_id 0: all.  As the book stands now, each kept amount as it is kept. */
bool report_care_store_trial(Db *db, const ReportRange *range, int64_t account_id,
                             ReportTrialFn each, void *data, GError **error) MUST_USE;

#endif
