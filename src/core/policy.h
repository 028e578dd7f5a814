/* core/policy.h: the strategy, read and compiled.  Immutable after loading and shared by threads.
 * Files are read in policy/; here are only its shapes, so that core can decide by them. */
#ifndef RECOUP_CORE_POLICY_H
#define RECOUP_CORE_POLICY_H

#include "core/aging.h"
#include "core/assign.h"
#include "core/experiment.h"
#include "core/expr.h"
#include "core/facts.h"
#include "core/score.h"

enum {
    POLICY_SEGMENTS_MAX = 64,
    POLICY_TREATMENTS_MAX = 64,
    POLICY_STEPS_MAX = 64, /* in one treatment */
    POLICY_PARTS_MAX = 32,
    POLICY_CHARACTERISTICS_MAX = 32
};

/* A rule with its place in the file, for reasons and errors. */
typedef struct {
    Expr *when; /* NULL: always */
    char *text; /* as written */
    int line;
} Condition;

typedef struct {
    char name[WORD_SIZE];
    Condition when; /* the first segment that matches wins; the last has none */
    char treatment[WORD_SIZE];
    char *note;
} Segment;

typedef enum {
    STEP_BY_CALL,
    STEP_BY_EMAIL,
    STEP_BY_SMS,
    STEP_BY_LETTER,
    STEP_BY_VISIT,
    STEP_BY_PORTAL,
    STEP_BY_TASK,
    STEP_BY_NONE
} Channel;

/* May an e-mail or text go where the book does not say why it may? */
typedef enum { PATH_REQUIRED, PATH_NOT_REQUIRED } PathRule;

#define STEP_NO_AGE INT32_MIN

/* One step of a ladder.  It is due when dpd - grace >= days (days < 0: that many days before the
 * next due date), `when` holds, at least gap_days have passed since the last step that spoke to the
 * debtor, and wait_days since the step before it.  Sequential unless the treatment jumps. */
typedef struct {
    char name[WORD_SIZE];
    int32_t days; /* days past due from which it is due; STEP_NO_AGE = not by age, only by `when` */
    int32_t wait_days;         /* at least so long after the previous step was finished */
    int32_t every_days, times; /* repeated: again every so many days (0 = once), at most `times` in
                                  all (0 = no limit) */
    Channel channel; /* STEP_BY_NONE: a state only; done by itself on the day it is reached */
    char template_name[WORD_SIZE], queue[WORD_SIZE], skill[WORD_SIZE];
    char *action; /* what the worker reads: "Call and ask for a payment date" */
    Condition when, skip_if;
    int64_t minutes; /* of work, for capacity */
    bool escalate;   /* goes to the supervisor's queue */
    bool review; /* the last of its treatment: due every every_days where the ladder offers nothing
                    else, so that nothing past due is left without a next action; never a place the
                    ladder stands on */
} Step;

typedef struct {
    char name[WORD_SIZE];
    Step *steps;
    size_t step_count;
    Condition stop_if; /* no step at all while it holds */
    int64_t
        threshold; /* decimal digits of the least chased amount, in hundredths of a unit; 0 none */
    int32_t grace_days, gap_days;
    bool jump; /* straight to the last step whose days are reached (states), not one at a time */
    bool pauses_on[HOLD_KINDS]; /* which holds stop the ladder (default: all) */
    char *note;
} Treatment;

typedef struct {
    char name[WORD_SIZE];
    Condition when; /* adds only where it holds */
    Expr *points;   /* numeric expression */
    char *text;
    int64_t max; /* clipped to [0, max]; 0 = unbounded */
} PriorityPart;

typedef struct {
    char name[WORD_SIZE];      /* experiment */
    Condition when;            /* who takes part */
    char treatment[WORD_SIZE]; /* the champion it is tried against */
    ExperimentArm *arms;
    size_t arm_count;
    char (*arm_treatments)[WORD_SIZE]; /* per arm; "" keeps the champion */
} PolicyExperiment;

typedef struct {
    Condition when;
    AssignRule rule; /* core/assign.h */
} PolicyAssign;

typedef struct Policy {
    int refs; /* atomic */
    int64_t policy_id, version;
    char name[WORD_SIZE];
    char *note;
    Calendar calendar;
    Day *holidays; /* what calendar.holidays lends */
    RollRule roll; /* where a promised day falls on a day off */
    BucketSet buckets;
    int32_t promise_tolerance_days, promise_tolerance_share; /* share in hundredths of a percent */
    int32_t overlooked_days, default_terms_days;
    int32_t
        quiet_minutes; /* between two contacts of one debtor, whoever and whatever way; 0: off */
    int email_path, text_path; /* PathRule: must the book hold why we may write there? */
    int32_t review_days;       /* for treatments that name no review of their own */
    bool clearing_by_kind;     /* clearing order other than oldest first */
    ItemKind clearing[8];
    size_t clearing_count;
    Segment *segments;
    size_t segment_count;
    ScoreCard score;
    Treatment *treatments;
    size_t treatment_count;
    PriorityPart *priority;
    size_t priority_count;
    PolicyExperiment *experiments;
    size_t experiment_count;
    PolicyAssign *assign;
    size_t assign_count;
    GStringChunk *texts; /* owns every char * above; arrays and expressions are the policy's own */
} Policy;

/* An empty policy, one reference, with the defaults of a file that says nothing: buckets 30,60,90,
 * weekend Saturday and Sunday, terms 30 days, review after 30 days. */
Policy *policy_new(void);

Policy *policy_ref(Policy *policy);
void policy_unref(Policy *policy);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Policy, policy_unref)
const Treatment *policy_treatment(const Policy *policy, const char *name); /* NULL: unknown */
const Step *policy_step(const Treatment *treatment, const char *name);     /* NULL: unknown */

#endif
