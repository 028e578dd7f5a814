/* policy/policy_keys.c: every key of a policy file: its name, form, bounds and meaning.  The
 * manual, the reader, the summary and the comparison all go by these tables.  Reads nothing itself.
 */
#include "core/words.h"
#include "policy/policy_own.h"

#define COUNT(table) .keys = table, .count = G_N_ELEMENTS(table)

static const char *const ROLLS[] = { "none", "following", "preceding", "modified_following", NULL };
static const char *const METHODS[] = { "round_robin", "balance", "first", NULL };

/* --- steps ------------------------------------------------------------------------------------ */

#define STEP(member) .offset = offsetof(Step, member)
static void step_begin(void *target)
{
    *(Step *)target = (Step){ .days = STEP_NO_AGE, .channel = STEP_BY_TASK };
}

static const Key REPEAT[] = {
    { "every", KEY_INT, .required = true, STEP(every_days), .low = 1, .high = 3650,
      .doc = "Again this many days after it was last done." },
    { "times", KEY_INT, STEP(times), .low = 0, .high = 1000,
      .doc = "At most so often in all; 0 or left out: until a later step is of age." },
};
static const KeyTable REPEAT_TABLE = { "repeat", COUNT(REPEAT) };

static const Key STEPS[] = {
    { "name", KEY_WORD, .required = true, STEP(name), .doc = "What reports and reasons call it." },
    { "at", KEY_OWN, .read = policy_own_at, .show = policy_own_at_show, .form = "days",
      .doc = "Days past due (after grace) from which it is due: 10 is due from the tenth day on "
             "until it is done. -5 is five days before the due date. Without `at` and `before_due` "
             "it follows the step before it by `wait` and `when` alone." },
    { "before_due", KEY_OWN, .read = policy_own_before_due, .show = policy_own_nothing_show,
      .form = "days", .doc = "The same as a negative `at`: a reminder before the due date." },
    { "wait", KEY_INT, STEP(wait_days), .low = 0, .high = 3650,
      .doc = "At least so many days after the step before it was finished." },
    { "channel", KEY_CHOICE, .required = true, STEP(channel), .words = words_channel,
      .doc = "How: `task` is work without contact, `none` a state that is reached by itself." },
    { "template", KEY_WORD, STEP(template_name), .doc = "The text of an email, SMS or letter." },
    { "queue", KEY_WORD, STEP(queue),
      .doc = "Whose list the work goes to; left out: the owner's." },
    { "skill", KEY_WORD, STEP(skill), .doc = "What the worker must be able to do." },
    { "action", KEY_TEXT, STEP(action), .doc = "What the worker reads." },
    { "when", KEY_CONDITION, STAGE_STEP, STEP(when),
      .doc = "The step waits while this does not hold, until a later step is of age." },
    { "skip_if", KEY_CONDITION, STAGE_STEP, STEP(skip_if),
      .doc = "Passed over for good when this holds at its turn." },
    { "minutes", KEY_LONG, STEP(minutes), .low = 0, .high = 10000,
      .doc = "Work it takes, for capacity." },
    { "escalate", KEY_BOOL, STEP(escalate), .doc = "Goes to the supervisor's list." },
    { "repeat", KEY_MAP, .table = &REPEAT_TABLE, .doc = "Done more than once." },
};
const KeyTable policy_keys_step = { "step", COUNT(STEPS), sizeof(Step),
                                    true,   step_begin,   policy_check_step };

static void review_begin(void *target)
{
    *(Step *)target =
        (Step){ .name = "review", .days = STEP_NO_AGE, .channel = STEP_BY_TASK, .review = true };
}

static const Key REVIEW[] = {
    { "name", KEY_WORD, STEP(name), .doc = "Left out: review." },
    { "every", KEY_INT, STEP(every_days), .low = 1, .high = 365,
      .doc = "Due again after so many days; left out: `review_days`." },
    { "channel", KEY_CHOICE, STEP(channel), .words = words_channel, .doc = "Left out: task." },
    { "template", KEY_WORD, STEP(template_name), .doc = "As in a step." },
    { "queue", KEY_WORD, STEP(queue), .doc = "As in a step." },
    { "skill", KEY_WORD, STEP(skill), .doc = "As in a step." },
    { "action", KEY_TEXT, STEP(action), .doc = "As in a step." },
    { "minutes", KEY_LONG, STEP(minutes), .low = 0, .high = 10000, .doc = "As in a step." },
    { "escalate", KEY_BOOL, STEP(escalate), .doc = "As in a step." },
};
const KeyTable policy_keys_review = { "finally", COUNT(REVIEW), sizeof(Step),
                                      false,     review_begin,  policy_check_review };

/* --- treatments ------------------------------------------------------------------------------- */

#define TREATMENT(member) .offset = offsetof(Treatment, member)
#define COMMON_KEYS                                                                                \
    { "grace",                                                                                     \
      KEY_INT,                                                                                     \
      .inherits = true,                                                                            \
      TREATMENT(grace_days),                                                                       \
      .low = 0,                                                                                    \
      .high = 365,                                                                                 \
      .doc = "Days past due that are forgiven: every `at` counts from after them." },              \
        { "gap",                                                                                   \
          KEY_INT,                                                                                 \
          .inherits = true,                                                                        \
          TREATMENT(gap_days),                                                                     \
          .low = 0,                                                                                \
          .high = 365,                                                                             \
          .doc =                                                                                   \
              "Least days between two contacts by the ladder; left out: 1, so that steps missed "  \
              "are caught up one a day. 0 allows two on one day." },                               \
        { "threshold",                                                                             \
          KEY_AMOUNT,                                                                              \
          .inherits = true,                                                                        \
          TREATMENT(threshold),                                                                    \
          .low = 0,                                                                                \
          .high = INT64_C(100000000000000),                                                        \
          .doc = "Least amount to chase, in the account's currency: below it nothing is asked. "   \
                 "Exactly "                                                                        \
                 "this much is enough." },                                                         \
        { "stop_if",        KEY_CONDITION,      STAGE_STEP,                                        \
          .inherits = true, TREATMENT(stop_if), .doc = "No step at all while this holds." },       \
        { "pauses_on",                                                                             \
          KEY_OWN,                                                                                 \
          .inherits = true,                                                                        \
          .read = policy_own_pauses,                                                               \
          .show = policy_own_pauses_show,                                                          \
          .form = "all, none, or a list of dispute, promise, plan, "                               \
                  "legal, hardship, breathing_space, sales, manual",                               \
          .doc = "Holds that stop the ladder while they run; left out: all." },                    \
    {                                                                                              \
        "finally", KEY_OWN, .inherits = true, .read = policy_own_finally,                          \
                            .show = policy_own_nothing_show, .form = "a map",                      \
                            .doc = "The review that is due again and again where the ladder has "  \
                                   "nothing else to offer, "                                       \
                                   "so that nothing past due is left without a next action. Also " \
                                   "what a date agreed with "                                      \
                                   "the debtor asks for."                                          \
    }

static void treatment_begin(void *target)
{
    Treatment *treatment = target;

    treatment->gap_days = 1;
    for (int kind = 0; kind < HOLD_KINDS; kind++) treatment->pauses_on[kind] = true;
}

static const Key TREATMENTS[] = {
    { "name", KEY_WORD, .required = true, TREATMENT(name),
      .doc = "What segments, experiments and accounts call it." },
    { "note", KEY_TEXT, TREATMENT(note), .doc = "For people." },
    { "jump", KEY_BOOL, TREATMENT(jump),
      .doc =
          "States in place of a ladder: straight to the last step whose `at` and `when` hold, and "
          "back when they no longer do; a step by `when` alone is then asked whether or not "
          "anything is past due." },
    { "steps", KEY_LIST, TREATMENT(steps), .count_offset = offsetof(Treatment, step_count),
      .table = &policy_keys_step, .high = POLICY_STEPS_MAX - 1,
      .doc = "The ladder, taken from the top, one step at a time." },
    COMMON_KEYS,
};
const KeyTable policy_keys_treatment = { "treatment", COUNT(TREATMENTS), sizeof(Treatment),
                                         true,        treatment_begin,   policy_check_treatment };
static const Key DEFAULTS[] = { COMMON_KEYS };
const KeyTable policy_keys_defaults = { "defaults", COUNT(DEFAULTS) };

/* --- segments, score, priority ---------------------------------------------------------------- */

static const Key SEGMENTS[] = {
    { "name", KEY_WORD, .required = true, .offset = offsetof(Segment, name),
      .doc = "What reports call it." },
    { "when", KEY_CONDITION, STAGE_SEGMENT, .offset = offsetof(Segment, when),
      .doc = "Who belongs to it. The first segment that fits is taken; the last has no `when`." },
    { "treatment", KEY_REF, .required = true, .offset = offsetof(Segment, treatment),
      .doc = "The ladder of its accounts; an account may name another for itself." },
    { "note", KEY_TEXT, .offset = offsetof(Segment, note), .doc = "For people." },
};
static const KeyTable SEGMENT_TABLE = { "segment", COUNT(SEGMENTS), sizeof(Segment), true };

#define MARK(member) .offset = offsetof(ScoreCharacteristic, member)
static const Key MARKS[] = {
    { "name", KEY_WORD, .required = true, MARK(name), .doc = "What the reasons call it." },
    { "value", KEY_VALUE, STAGE_SCORE, .required = true, MARK(value),
      .doc = "What is looked at: a fact, or a calculation with facts." },
    { "bands", KEY_OWN, .required = true, .read = policy_own_bands, .show = policy_own_bands_show,
      .form = "a map from value to points",
      .doc = "Points from each value on: {0: 10, 5: 0, 30: -20}; of a text or a yes/no, points of "
             "each one: {medical: -10}." },
    { "missing", KEY_INT, MARK(missing_points), .low = -100000, .high = 100000,
      .doc = "Points when the value is not known or in no band." },
};
static const KeyTable MARK_TABLE = { "characteristic", COUNT(MARKS), sizeof(ScoreCharacteristic),
                                     true };
static const Key SCORE[] = {
    { "base", KEY_INT, .offset = offsetof(Policy, score.base_points), .low = -100000,
      .high = 100000, .doc = "Where everybody starts." },
    { "points", KEY_LIST, .offset = offsetof(Policy, score.characteristics),
      .count_offset = offsetof(Policy, score.count), .table = &MARK_TABLE,
      .high = POLICY_CHARACTERISTICS_MAX, .doc = "What adds to it and what takes from it." },
};
static const KeyTable SCORE_TABLE = { "score", COUNT(SCORE) };

static const Key PARTS[] = {
    { "name", KEY_WORD, .required = true, .offset = offsetof(PriorityPart, name),
      .doc = "What the reasons call it." },
    { "points", KEY_POINTS, STAGE_STEP, .required = true, .offset = offsetof(PriorityPart, points),
      .text_offset = offsetof(PriorityPart, text),
      .doc = "A number from the facts; money becomes one by number(...)." },
    { "max", KEY_LONG, .offset = offsetof(PriorityPart, max), .low = 0, .high = 1000000,
      .doc = "Points count from 0 to this; 0 or left out: without bounds." },
    { "when", KEY_CONDITION, STAGE_STEP, .offset = offsetof(PriorityPart, when),
      .doc = "Counts only while this holds." },
};
static const KeyTable PART_TABLE = { "priority part", COUNT(PARTS), sizeof(PriorityPart), true };

/* --- experiments, assignment ------------------------------------------------------------------ */

static const Key ARMS[] = {
    { "name", KEY_WORD, .required = true, .offset = offsetof(PolicyArm, name),
      .doc = "What the comparison calls it." },
    { "share", KEY_PERCENT, .required = true, .offset = offsetof(PolicyArm, share_bp), .low = 1,
      .high = 10000, .doc = "Percent of the accounts; all arms together are 100." },
    { "treatment", KEY_REF, .offset = offsetof(PolicyArm, treatment),
      .doc = "Left out: the experiment's own, the champion." },
};
const KeyTable policy_keys_arm = { "arm", COUNT(ARMS), sizeof(PolicyArm), true };

static const Key EXPERIMENTS[] = {
    { "name", KEY_WORD, .required = true, .offset = offsetof(PolicyExperiment, name),
      .doc = "With the account it decides the arm: an account never changes it." },
    { "when", KEY_CONDITION, STAGE_EXPERIMENT, .offset = offsetof(PolicyExperiment, when),
      .doc = "Who takes part." },
    { "treatment", KEY_REF, .required = true, .offset = offsetof(PolicyExperiment, treatment),
      .doc = "The champion: only accounts of this treatment take part." },
    { "arms", KEY_OWN, .required = true, .read = policy_own_arms, .show = policy_own_arms_show,
      .table = &policy_keys_arm, .form = "a list", .doc = "Champion and challengers." },
};
static const KeyTable EXPERIMENT_TABLE = {
    "experiment", COUNT(EXPERIMENTS), sizeof(PolicyExperiment), true, NULL, policy_check_experiment
};

static void share_begin(void *target)
{
    ((AssignShare *)target)->weight = 1;
}

static const Key SHARES[] = {
    { "user", KEY_USER, .required = true, .offset = offsetof(AssignShare, user),
      .doc = "The collector's name." },
    { "weight", KEY_INT, .offset = offsetof(AssignShare, weight), .low = 1, .high = 1000,
      .doc = "2 takes twice as much as 1, which is the rule." },
    { "letters", KEY_OWN, .read = policy_own_letters, .show = policy_own_letters_show,
      .form = "a-k", .doc = "Only debtors whose name begins so." },
};
static const KeyTable SHARE_TABLE = { "collector", COUNT(SHARES), sizeof(AssignShare),
                                      false,       share_begin,   NULL };

#define ASSIGN(member) .offset = offsetof(PolicyAssign, member)
static const Key ASSIGNS[] = {
    { "when", KEY_CONDITION, STAGE_STEP, ASSIGN(when),
      .doc = "Whom the rule is for; the first that fits is taken." },
    { "method", KEY_CHOICE, ASSIGN(rule.method), .words = METHODS,
      .doc = "In turn by weight; the largest balance to whoever carries least; or the first who "
             "fits." },
    { "keep_owner", KEY_BOOL, ASSIGN(rule.keep_owner),
      .doc = "The present owner keeps the account while he fits." },
    { "match", KEY_OWN, .read = policy_own_match, .show = policy_own_match_show,
      .form = "a list of skill, language, creditor, capacity",
      .doc =
          "What must fit: the step's skill, a language of the debtor, the creditors he works for, "
          "room in his day." },
    { "to", KEY_LIST, ASSIGN(rule.shares), .count_offset = offsetof(PolicyAssign, rule.share_count),
      .table = &SHARE_TABLE, .high = 1000, .doc = "Who takes part; left out: every collector." },
};
static const KeyTable ASSIGN_TABLE = { "assignment rule", COUNT(ASSIGNS), sizeof(PolicyAssign) };

/* --- the file --------------------------------------------------------------------------------- */

#define POLICY(member) .offset = offsetof(Policy, member)
#define LIST_OF(member, counter) \
    .offset = offsetof(Policy, member), .count_offset = offsetof(Policy, counter)

static const Key CALENDAR[] = {
    { "weekend", KEY_OWN, .read = policy_own_weekend, .show = policy_own_weekend_show,
      .form = "a list of days", .doc = "Left out: [saturday, sunday]." },
    { "holidays", KEY_OWN, .read = policy_own_holidays, .show = policy_own_holidays_show,
      .form = "a list of dates", .doc = "Days off, as YYYY-MM-DD." },
    { "roll", KEY_CHOICE, POLICY(roll), .words = ROLLS,
      .doc = "Where a promised day falls that is off; left out: following." },
};
static const KeyTable CALENDAR_TABLE = { "calendar", COUNT(CALENDAR) };
static const Key PROMISE[] = {
    { "tolerance_days", KEY_INT, POLICY(promise_tolerance_days), .low = 0, .high = 90,
      .doc = "Days after the promised one that still keep it; left out: 0." },
    { "tolerance_percent", KEY_PERCENT, POLICY(promise_tolerance_share), .low = 0, .high = 10000,
      .doc = "Part of the amount that may be missing; left out: 0." },
};
static const KeyTable PROMISE_TABLE = { "promise", COUNT(PROMISE) };

static const char *const PATHS[] = { "required", "not_required", NULL };
static const Key CONTACTS[] = {
    { "quiet_minutes", KEY_INT, POLICY(quiet_minutes), .low = 0, .high = 10080,
      .doc =
          "Minutes in which a debtor is left in peace after any contact of ours, whoever made it "
          "and by whatever way; left out: 0." },
    { "email_path", KEY_CHOICE, POLICY(email_path), .words = PATHS,
      .doc = "Where Regulation F binds: e-mail only where the book holds why the address may be "
             "used (R19); left out: required." },
    { "text_path", KEY_CHOICE, POLICY(text_path), .words = PATHS,
      .doc = "The same for text messages (R20); left out: required." },
};
static const KeyTable CONTACT_TABLE = { "contacts", COUNT(CONTACTS) };

static const Key POLICIES[] = {
    { "policy", KEY_WORD, .required = true, POLICY(name), .doc = "The policy's name." },
    { "extends", KEY_OWN, .read = policy_own_nothing, .show = policy_own_nothing_show,
      .form = "name of a pack",
      .doc = "Starts from a pack: a key given here replaces the pack's; treatments are replaced or "
             "added by name." },
    { "version", KEY_LONG, POLICY(version), .low = 1, .high = 1000000000,
      .doc = "For people; the book counts its own versions." },
    { "note", KEY_TEXT, POLICY(note), .doc = "For people: what it is for, what changed." },
    { "calendar", KEY_MAP, .table = &CALENDAR_TABLE, .doc = "Business days." },
    { "buckets", KEY_OWN, .read = policy_own_buckets, .show = policy_own_buckets_show,
      .form = "\"30,60,90\"",
      .doc = "Upper bounds of the aging, each inclusive; lenders use \"29,59,89\"." },
    { "terms", KEY_INT, POLICY(default_terms_days), .low = 0, .high = 3650,
      .doc = "Days to pay where neither item nor account says; left out: 30." },
    { "promise", KEY_MAP, .table = &PROMISE_TABLE, .doc = "When a promise counts as kept." },
    { "contacts", KEY_MAP, .table = &CONTACT_TABLE,
      .doc = "What the house adds to the gate's rules on contacts." },
    { "clearing", KEY_OWN, .read = policy_own_clearing, .show = policy_own_clearing_show,
      .form = "oldest, or a list of item kinds",
      .doc = "Which kind of item a payment settles first: [fee, interest, invoice]; within a kind, "
             "and left out, the oldest." },
    { "overlooked_days", KEY_INT, POLICY(overlooked_days), .low = 1, .high = 3650,
      .doc = "Untouched for so long, an account is shown as overlooked; left out: 30." },
    { "review_days", KEY_INT, POLICY(review_days), .low = 1, .high = 365,
      .doc = "How often a review comes round that does not say; left out: 30." },
    { "defaults", KEY_OWN, .read = policy_own_nothing, .show = policy_own_nothing_show,
      .table = &policy_keys_defaults, .form = "a map",
      .doc = "For every treatment that does not say otherwise." },
    { "segments", KEY_LIST, .required = true, LIST_OF(segments, segment_count),
      .table = &SEGMENT_TABLE, .high = POLICY_SEGMENTS_MAX, .doc = "Who is treated how." },
    { "score", KEY_MAP, .table = &SCORE_TABLE, .doc = "The score card: visible points." },
    { "treatments", KEY_LIST, .required = true, LIST_OF(treatments, treatment_count),
      .table = &policy_keys_treatment, .high = POLICY_TREATMENTS_MAX, .doc = "The ladders." },
    { "priority", KEY_LIST, LIST_OF(priority, priority_count), .table = &PART_TABLE,
      .high = POLICY_PARTS_MAX, .doc = "What ranks the work: the sum of these parts." },
    { "experiments", KEY_LIST, LIST_OF(experiments, experiment_count), .table = &EXPERIMENT_TABLE,
      .high = 64, .doc = "Champion and challengers." },
    { "assign", KEY_LIST, LIST_OF(assign, assign_count), .table = &ASSIGN_TABLE, .high = 256,
      .doc = "Who works which account." },
};
const KeyTable policy_keys_file = { "policy", COUNT(POLICIES),  sizeof(Policy), false,
                                    NULL,     policy_check_file };
