/* core/decide.c: segment, treatment, arm, step and priority of one account on one day.  Asks no
 * clock and no database; words are decide_explain.c's affair. */
#include "core/decide.h"
#include "base/text.h"
#include "core/ladder.h"

#include <string.h>

enum { POINTS_LIMIT = 1000000000 };

static void word(char to[static WORD_SIZE], const char *from)
{
    text_copy(to, WORD_SIZE, from);
}

static bool holds(const Condition *condition, const Facts *facts, Day today)
{
    return condition->when == NULL || expr_test(condition->when, facts, today);
}

/* --- score ------------------------------------------------------------------------------------ */

/* Bands count in hundredths, whatever the value is made of; a category is known by its hash. */
static ScoreValue score_value(const Expr *expr, const Facts *facts, Day today)
{
    ExprValue value = expr_value(expr, facts, today);
    __int128 number = value.number;

    switch (value.type) {
    case EXPR_TEXT:
        if (!value.known) return (ScoreValue){ 0 };
        return (ScoreValue){ true, decide_category(value.text) };
    case EXPR_MONEY: number = number * 100 / MAX(facts->unit, 1); break;
    case EXPR_INT:
    case EXPR_BOOL: number *= 100; break;
    case EXPR_DECIMAL:
    case EXPR_DAY: break;
    }
    return (ScoreValue){ value.known, (int64_t)CLAMP(number, -MONEY_MAX, MONEY_MAX) };
}

int64_t decide_category(const char *text)
{
    return (int64_t)(text_hash(text, strlen(text), 0) >> 1);
}

size_t decide_score(const Facts *facts, const Policy *policy, Day today, ScoreValue *values)
{
    const ScoreCard *card = &policy->score;

    g_assert(card->count <= POLICY_CHARACTERISTICS_MAX);
    for (size_t i = 0; i < card->count; i++)
        values[i] = score_value(card->characteristics[i].value, facts, today);
    return card->count;
}

static void score(Facts *facts, const Policy *policy, Day today, Decision *out)
{
    ScoreValue values[POLICY_CHARACTERISTICS_MAX];

    facts->score = 0;
    decide_score(facts, policy, today, values);
    out->score = facts->score = score_total(&policy->score, values);
}

/* --- which ladder ----------------------------------------------------------------------------- */

static void segment(Facts *facts, const Policy *policy, Day today, Decision *out)
{
    out->segment = -1;
    facts->segment[0] = '\0';
    for (size_t i = 0; i < policy->segment_count; i++) {
        if (!holds(&policy->segments[i].when, facts, today)) continue;
        out->segment = (int32_t)i;
        word(facts->segment, policy->segments[i].name);
        ladder_note(out, REASON_SEGMENT, (int32_t)i, 0, DAY_NONE);
        return;
    }
}

static int32_t treatment_index(const Policy *policy, const char *name)
{
    const Treatment *treatment = policy_treatment(policy, name);

    return treatment == NULL ? -1 : (int32_t)(treatment - policy->treatments);
}

/* A champion and its challengers; an account that names its treatment takes part in none. */
static void experiment(Facts *facts, const Policy *policy, Day today, Decision *out)
{
    for (size_t i = 0; i < policy->experiment_count; i++) {
        const PolicyExperiment *trial = &policy->experiments[i];
        if (strcmp(trial->treatment, facts->treatment) != 0) continue;
        if (!holds(&trial->when, facts, today)) continue;
        size_t arm = experiment_arm(trial->name, facts->account, trial->arms, trial->arm_count);
        out->experiment = (int32_t)i;
        out->arm = (int32_t)arm;
        word(facts->arm, trial->arms[arm].name);
        if (trial->arm_treatments[arm][0] != '\0')
            out->treatment = treatment_index(policy, trial->arm_treatments[arm]);
        ladder_note(out, REASON_ARM, (int32_t)i, (int64_t)arm, DAY_NONE);
        return;
    }
}

static void treatment(Facts *facts, const Policy *policy, Day today, Decision *out)
{
    int32_t wish =
        facts->treatment_wish[0] == '\0' ? -1 : treatment_index(policy, facts->treatment_wish);

    facts->treatment[0] = facts->arm[0] = '\0';
    if (wish >= 0) {
        out->treatment = wish;
        ladder_note(out, REASON_OVERRIDE, wish, 0, DAY_NONE);
    } else if (out->segment >= 0)
        out->treatment = treatment_index(policy, policy->segments[out->segment].treatment);
    if (out->treatment < 0) return;
    word(facts->treatment, policy->treatments[out->treatment].name);
    if (wish >= 0) return;
    experiment(facts, policy, today, out);
    word(facts->treatment, policy->treatments[out->treatment].name);
}

/* --- where on it ------------------------------------------------------------------------------ */

static void place(Facts *facts, const Treatment *treatment, int32_t step, Day since, Day today)
{
    word(facts->step, step < 0 ? "" : treatment->steps[step].name);
    facts->days_in_step = step < 0 || since == DAY_NONE || since > today ? -1 : today - since;
}

static void climb(Facts *facts, const StepPast *past, size_t past_count, const Policy *policy,
                  Day today, Decision *out)
{
    const Treatment *treatment = &policy->treatments[out->treatment];
    Ladder ladder;

    ladder_read(&ladder, facts, past, past_count, policy, treatment, today, out);
    place(facts, treatment, ladder.position, ladder.position_day, today);
    ladder_climb(&ladder);
    place(facts, treatment, out->step, out->since_day, today);
}

/* --- how urgent ------------------------------------------------------------------------------- */

static int64_t points_of(const PriorityPart *part, const Facts *facts, Day today)
{
    if (!holds(&part->when, facts, today)) return 0;
    ExprValue value = expr_value(part->points, facts, today);
    int64_t points = value.known ? value.number : 0;

    if (value.type == EXPR_DECIMAL) points = (points + (points < 0 ? -50 : 50)) / 100;
    if (part->max > 0) return CLAMP(points, 0, part->max);
    return CLAMP(points, -POINTS_LIMIT, POINTS_LIMIT);
}

static void priority(const Facts *facts, const Policy *policy, Day today, Decision *out)
{
    for (size_t i = 0; i < policy->priority_count; i++) {
        out->parts[i] = points_of(&policy->priority[i], facts, today);
        out->priority += out->parts[i];
    }
}

static void start(const Facts *facts, const Policy *policy, Day today, Decision *out)
{
    memset(out, 0, offsetof(Decision, reasons));
    out->reason_count = 0;
    out->segment = out->treatment = out->step = out->next_step = -1;
    out->experiment = out->arm = out->bucket = -1;
    out->since_day = out->next_day = DAY_NONE;
    if (facts->open_count > 0)
        out->bucket = aging_bucket_of(&policy->buckets, (int32_t)MIN(facts->oldest_dpd, DAY_MAX));
    out->covered_day = facts->past_due > 0               ? facts->newest_due_day
                       : facts->next_due_day != DAY_NONE ? facts->next_due_day
                                                         : today;
}

void decide_untouched(Facts *facts, const StepPast *past, size_t past_count, Day today)
{
    Day touched = MAX(facts->last_contact_day, facts->oldest_due_day);

    for (size_t i = 0; i < past_count; i++) touched = MAX(touched, past[i].finished_day);
    facts->days_untouched = facts->past_due <= 0 || touched == DAY_NONE ? -1 : today - touched;
}

void decide_account(Facts *facts, const StepPast *past, size_t past_count, const Policy *policy,
                    Day today, Decision *out)
{
    start(facts, policy, today, out);
    decide_untouched(facts, past, past_count, today);
    facts->step[0] = '\0';
    facts->days_in_step = -1;
    score(facts, policy, today, out);
    segment(facts, policy, today, out);
    treatment(facts, policy, today, out);
    if (out->treatment >= 0) climb(facts, past, past_count, policy, today, out);
    if (facts->open_count > 0) priority(facts, policy, today, out);
}
