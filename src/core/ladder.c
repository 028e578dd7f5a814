/* core/ladder.c: the place on the ladder, and the step that is due, next, or kept waiting and why.
 * Chooses no treatment, asks no clock. */
#include "core/ladder.h"

#include <string.h>

/* A step whose turn may have come. */
typedef struct {
    int32_t step;
    Day ripe_day;   /* when it is of age */
    Day day;        /* when its turn is; DAY_NONE: not by the passing of time */
    ReasonCode why; /* what the turn waits for, or waited for last */
} Turn;

void ladder_note(Decision *out, ReasonCode code, int32_t index, int64_t amount, Day day)
{
    if (out->reason_count < DECIDE_REASONS_MAX)
        out->reasons[out->reason_count++] = (Reason){ code, index, amount, day };
}

/* --- where it stands -------------------------------------------------------------------------- */

static int32_t index_of(const Treatment *treatment, const char *name)
{
    const Step *step = policy_step(treatment, name);

    return step == NULL ? -1 : (int32_t)(step - treatment->steps);
}

static bool is_contact(const Step *step)
{
    return step->channel != STEP_BY_NONE && step->channel != STEP_BY_TASK;
}

/* A step the policy no longer knows is taken for a contact: rather wait than press. */
static bool was_contact(const Policy *policy, const StepPast *past)
{
    const Treatment *treatment = policy_treatment(policy, past->treatment);
    const Step *step = treatment == NULL ? NULL : policy_step(treatment, past->step);

    return step == NULL || is_contact(step);
}

static Day contact_day(const Ladder *ladder)
{
    for (size_t i = ladder->past_count; i-- > 0;) {
        const StepPast *past = &ladder->past[i];
        if (past->state == STEP_PAST_DONE && was_contact(ladder->policy, past))
            return past->finished_day;
    }
    return DAY_NONE;
}

static void recall(Ladder *ladder, const StepPast *past)
{
    int32_t step = index_of(ladder->treatment, past->step);

    if (step < 0) return;
    if (past->state == STEP_PAST_DEFERRED) {
        ladder->deferred_day[step] = past->next_day;
        return;
    }
    ladder->deferred_day[step] = DAY_NONE;
    ladder->times[step]++;
    ladder->last_day = MAX(ladder->last_day, past->finished_day);
    if (step == ladder->review || step < ladder->position) return;
    ladder->position = step;
    ladder->position_day = past->finished_day;
}

/* A past step counts for its own treatment and while something it spoke of is open. */
static bool counts(const Ladder *ladder, const StepPast *past)
{
    return ladder->about_day <= past->covered_day &&
           strcmp(past->treatment, ladder->treatment->name) == 0;
}

void ladder_read(Ladder *ladder, const Facts *facts, const StepPast *past, size_t past_count,
                 const Policy *policy, const Treatment *treatment, Day today, Decision *out)
{
    size_t count = treatment->step_count;

    g_assert(count <= POLICY_STEPS_MAX);
    ladder->facts = facts;
    ladder->policy = policy;
    ladder->treatment = treatment;
    ladder->today = today;
    ladder->past = past;
    ladder->past_count = past_count;
    ladder->out = out;
    ladder->about_day = facts->past_due > 0 ? facts->oldest_due_day : facts->next_due_day;
    ladder->review = count > 0 && treatment->steps[count - 1].review ? (int32_t)count - 1 : -1;
    ladder->rungs = ladder->review >= 0 ? ladder->review : (int32_t)count;
    ladder->position = -1;
    ladder->position_day = ladder->last_day = DAY_NONE;
    for (size_t i = 0; i < count; i++) {
        ladder->times[i] = 0;
        ladder->deferred_day[i] = DAY_NONE;
    }
    for (size_t i = 0; i < past_count; i++)
        if (counts(ladder, &past[i])) recall(ladder, &past[i]);
    ladder->contact_day = contact_day(ladder);
}

/* --- when a step's turn is -------------------------------------------------------------------- */

static bool is_late(const Ladder *ladder)
{
    return ladder->facts->past_due > 0;
}

static Day day_of(int64_t number)
{
    return (Day)CLAMP(number, DAY_MIN, DAY_MAX);
}

/* The day a step is of age.  The days a hold took are already out of dpd. */
static Day ripe_day(const Ladder *ladder, const Step *step)
{
    const Facts *facts = ladder->facts;

    if (step->days == STEP_NO_AGE)
        return ladder->about_day == DAY_NONE ? DAY_NONE : day_of(ladder->about_day + INT64_C(1));
    if (step->days < 0)
        return facts->next_due_day == DAY_NONE ? DAY_NONE
                                               : day_of((int64_t)facts->next_due_day + step->days);
    /* Never on the due day itself. */
    int64_t dpd = MAX((int64_t)step->days + ladder->treatment->grace_days, 1);
    if (is_late(ladder)) return day_of(ladder->today + dpd - facts->dpd);
    return facts->next_due_day == DAY_NONE ? DAY_NONE : day_of(facts->next_due_day + dpd);
}

static void later(Turn *turn, Day day, ReasonCode why)
{
    if (day == DAY_NONE || day <= turn->day) return;
    turn->day = day;
    turn->why = why;
}

static void wait_for(const Ladder *ladder, Turn *turn)
{
    const Step *step = &ladder->treatment->steps[turn->step];

    if (is_contact(step) && ladder->contact_day != DAY_NONE)
        later(turn, ladder->contact_day + ladder->treatment->gap_days, REASON_GAP);
    later(turn, ladder->deferred_day[turn->step], REASON_FOLLOW_UP);
    if (step->channel != STEP_BY_NONE && ladder->facts->follow_up_day > ladder->today)
        later(turn, ladder->facts->follow_up_day, REASON_FOLLOW_UP);
}

static Turn turn_of(const Ladder *ladder, int32_t index, Day previous_day)
{
    const Step *step = &ladder->treatment->steps[index];
    Day ripe = ripe_day(ladder, step);
    Turn turn = { index, ripe, ripe, REASON_NOT_YET };

    if (previous_day != DAY_NONE) later(&turn, previous_day + step->wait_days, REASON_WAIT);
    wait_for(ladder, &turn);
    return turn;
}

static bool holds(const Ladder *ladder, const Condition *condition)
{
    return condition->when == NULL || expr_test(condition->when, ladder->facts, ladder->today);
}

static bool skips(const Ladder *ladder, const Step *step)
{
    return step->skip_if.when != NULL && holds(ladder, &step->skip_if);
}

static bool is_ripe(const Ladder *ladder, Day ripe)
{
    return ripe != DAY_NONE && ripe <= ladder->today;
}

static bool is_now(const Ladder *ladder, const Turn *turn)
{
    return turn->day != DAY_NONE && turn->day <= ladder->today;
}

/* Reminders before the due date are for what is not late yet; of several that were missed only the
 * last is sent. */
static bool applies(const Ladder *ladder, int32_t index)
{
    const Step *step = &ladder->treatment->steps[index], *after = step + 1;

    if (step->days == STEP_NO_AGE || step->days >= 0) return true;
    if (is_late(ladder)) return false;
    return index + 1 >= ladder->rungs || after->days == STEP_NO_AGE || after->days >= 0 ||
           !is_ripe(ladder, ripe_day(ladder, after)) || !holds(ladder, &after->when);
}

/* --- what the decision says ------------------------------------------------------------------- */

static void stand(Ladder *ladder, int32_t step, StepState state, Day since_day)
{
    ladder->out->step = step;
    ladder->out->state = state;
    ladder->out->since_day = step < 0 ? DAY_NONE : since_day;
}

static void expect(Ladder *ladder, int32_t step, Day day)
{
    ladder->out->next_step = step;
    ladder->out->next_day = day;
}

/* What may follow the step that is due now, if it were finished today. */
static void expect_after(Ladder *ladder, int32_t index)
{
    const Step *steps = ladder->treatment->steps;
    Day today = ladder->today;

    for (int32_t next = index + 1; next < ladder->rungs; next++) {
        if (!applies(ladder, next)) continue;
        Day day = MAX(ripe_day(ladder, &steps[next]), today + MAX(steps[next].wait_days, 1));
        if (is_contact(&steps[next]) && is_contact(&steps[index]))
            day = MAX(day, today + ladder->treatment->gap_days);
        expect(ladder, next, day);
        return;
    }
    if (ladder->review >= 0)
        expect(ladder, ladder->review, today + MAX(steps[ladder->review].every_days, 1));
}

static void ask(Ladder *ladder, const Turn *turn)
{
    const Step *step = &ladder->treatment->steps[turn->step];
    const Facts *facts = ladder->facts;
    Decision *out = ladder->out;

    stand(ladder, turn->step, STEP_DUE, turn->day);
    out->work_no = (int64_t)ladder->past_count + 1;
    if (step->days == STEP_NO_AGE)
        ladder_note(out, REASON_STEP_WHEN, turn->step, 0, DAY_NONE);
    else if (step->days < 0)
        ladder_note(out, REASON_PRE_DUE, turn->step, facts->days_to_due, facts->next_due_day);
    else
        ladder_note(out, REASON_STEP_AGE, turn->step, facts->dpd, turn->day);
    if (step->days != STEP_NO_AGE && step->when.when != NULL)
        ladder_note(out, REASON_STEP_WHEN, turn->step, 0, DAY_NONE);
    expect_after(ladder, turn->step);
}

static void ask_review(Ladder *ladder, Day since_day, ReasonCode why)
{
    stand(ladder, ladder->review, STEP_DUE, since_day);
    ladder->out->work_no = (int64_t)ladder->past_count + 1;
    ladder_note(ladder->out, why, ladder->review, 0, since_day);
    expect_after(ladder, ladder->review);
}

/* Nothing past due stays without a next action: where time alone brings no step, a review does. */
static void fall_back(Ladder *ladder, Day since_day)
{
    Decision *out = ladder->out;

    if (!is_late(ladder) || ladder->review < 0 || out->state == STEP_DUE) return;
    if (out->next_day != DAY_NONE) return;
    Day from = MAX(MAX(ladder->last_day, since_day), ladder->about_day);
    Day day = from + MAX(ladder->treatment->steps[ladder->review].every_days, 1);
    day = MAX(day, ladder->deferred_day[ladder->review]);
    if (day <= ladder->today)
        ask_review(ladder, day, REASON_LADDER_END);
    else
        expect(ladder, ladder->review, day);
}

static bool was_followed_up(const Ladder *ladder)
{
    for (size_t i = ladder->past_count; i-- > 0;) {
        const StepPast *past = &ladder->past[i];
        if (past->state != STEP_PAST_DEFERRED && past->finished_day >= ladder->facts->follow_up_day)
            return true;
    }
    return false;
}

/* A date somebody gave is kept, whether or not the ladder has a step for it. */
static void follow_up(Ladder *ladder)
{
    Day day = ladder->facts->follow_up_day;
    Decision *out = ladder->out;

    if (day == DAY_NONE || ladder->review < 0 || out->state == STEP_DUE) return;
    if (day <= ladder->today) {
        if (!was_followed_up(ladder)) ask_review(ladder, day, REASON_FOLLOW_UP);
        return;
    }
    if (out->next_day != DAY_NONE && out->next_day <= day) return;
    ladder_note(out, REASON_FOLLOW_UP, ladder->review, 0, day);
    expect(ladder, ladder->review, day);
}

/* --- one step at a time ----------------------------------------------------------------------- */

/* Passes over what is skipped, overtaken, or reached by itself (moving *at and *since); *turn is
 * the step that comes next.  A step whose `when` does not hold waits for it until a later one is of
 * age.  False: the ladder is at its end. */
static bool find_next(Ladder *ladder, int32_t *at, Day *since, Turn *turn)
{
    bool blocked = false;

    for (int32_t index = *at + 1; index < ladder->rungs; index++) {
        const Step *step = &ladder->treatment->steps[index];
        if (!applies(ladder, index) || (blocked && step->days == STEP_NO_AGE)) continue;
        Turn candidate = turn_of(ladder, index, *since);
        if (!is_ripe(ladder, candidate.ripe_day)) {
            if (blocked)
                turn->day = candidate.day;
            else
                *turn = candidate;
            return true;
        }
        if (skips(ladder, step)) {
            ladder_note(ladder->out, REASON_STEP_SKIPPED, index, 0, DAY_NONE);
            continue;
        }
        if (!holds(ladder, &step->when)) {
            if (!blocked) *turn = (Turn){ index, candidate.day, DAY_NONE, REASON_STEP_WHEN };
            blocked = true;
            continue;
        }
        *turn = candidate;
        blocked = false;
        if (step->channel != STEP_BY_NONE || !is_now(ladder, &candidate)) return true;
        *at = index;
        *since = candidate.day;
    }
    return blocked;
}

/* The step where the ladder stands may be due again. */
static bool find_again(const Ladder *ladder, Turn *turn)
{
    int32_t at = ladder->position;
    const Step *step = &ladder->treatment->steps[MAX(at, 0)];

    if (at < 0 || step->every_days <= 0 || !applies(ladder, at)) return false;
    if (step->times > 0 && ladder->times[at] >= step->times) return false;
    if (skips(ladder, step) || !holds(ladder, &step->when)) return false;
    Day day = ladder->position_day + step->every_days;
    *turn = (Turn){ at, day, day, REASON_WAIT };
    wait_for(ladder, turn);
    return true;
}

/* A repetition gives way to a later step that is of age, and keeps one without an age waiting. */
static bool again_first(const Ladder *ladder, const Turn *again, const Turn *next)
{
    if (next->why == REASON_STEP_WHEN) return next->day == DAY_NONE || again->day <= next->day;
    if (ladder->treatment->steps[next->step].days == STEP_NO_AGE) return true;
    return !is_ripe(ladder, next->ripe_day) && again->day <= next->day;
}

static void await(Ladder *ladder, int32_t at, Day since, const Turn *turn)
{
    bool ripe = is_ripe(ladder, turn->ripe_day);
    StepState state = ripe ? STEP_WAITING : at < 0 ? STEP_NONE : STEP_DONE;

    stand(ladder, at, state, since);
    ladder_note(ladder->out, turn->why, turn->step, 0, turn->day);
    expect(ladder, turn->step, turn->day);
    fall_back(ladder, turn->ripe_day);
}

static void walk(Ladder *ladder)
{
    Turn next, again;
    int32_t at = ladder->position;
    Day since = ladder->position_day;
    bool more = find_next(ladder, &at, &since, &next);

    if (at == ladder->position && find_again(ladder, &again) &&
        (!more || again_first(ladder, &again, &next))) {
        next = again;
        more = true;
    }
    if (!more) {
        stand(ladder, at, at < 0 ? STEP_WAITING : STEP_DONE, since);
        ladder_note(ladder->out, REASON_LADDER_END, at, 0, since);
        fall_back(ladder, since);
    } else if (is_now(ladder, &next))
        ask(ladder, &next);
    else
        await(ladder, at, since, &next);
}

/* --- straight to the state that holds --------------------------------------------------------- */

static bool reached(const Ladder *ladder, int32_t index)
{
    const Step *step = &ladder->treatment->steps[index];
    bool aged = step->days == STEP_NO_AGE || is_ripe(ladder, ripe_day(ladder, step));

    if (step->days >= 0 && !is_late(ladder)) aged = false;
    return aged && applies(ladder, index) && holds(ladder, &step->when) && !skips(ladder, step);
}

/* The next state that time alone brings. */
static void expect_state(Ladder *ladder, int32_t at)
{
    for (int32_t index = at + 1; index < ladder->rungs; index++) {
        const Step *step = &ladder->treatment->steps[index];
        Day day = ripe_day(ladder, step);
        if (step->days == STEP_NO_AGE || day == DAY_NONE || day <= ladder->today) continue;
        if (ladder->out->next_day != DAY_NONE && ladder->out->next_day <= day) continue;
        expect(ladder, index, day);
    }
}

static void stay(Ladder *ladder, int32_t at, Day since)
{
    stand(ladder, at, at < 0 ? STEP_NONE : STEP_DONE, since);
    expect_state(ladder, at);
    if (ladder->out->next_day != DAY_NONE)
        ladder_note(ladder->out, REASON_NOT_YET, ladder->out->next_step, 0, ladder->out->next_day);
    else
        ladder_note(ladder->out, REASON_LADDER_END, at, 0, since);
    fall_back(ladder, since);
}

static Day finished_day(const Ladder *ladder, const char *step)
{
    for (size_t i = ladder->past_count; i-- > 0;) {
        const StepPast *past = &ladder->past[i];
        if (past->state != STEP_PAST_DEFERRED && counts(ladder, past) &&
            strcmp(past->step, step) == 0)
            return past->finished_day;
    }
    return DAY_NONE;
}

static void leap(Ladder *ladder)
{
    int32_t at = ladder->rungs - 1;

    while (at >= 0 && !reached(ladder, at)) at--;
    if (at < 0) {
        stay(ladder, -1, DAY_NONE);
        return;
    }
    const Step *step = &ladder->treatment->steps[at];
    Turn turn = turn_of(ladder, at, DAY_NONE);
    /* A state by its condition alone, of an account that is not late, has no day of its own. */
    if (turn.ripe_day > ladder->today) turn.ripe_day = turn.day = ladder->today;
    if (step->channel == STEP_BY_NONE) {
        stay(ladder, at, turn.ripe_day);
        return;
    }
    if (ladder->times[at] > 0) {
        ladder->position = at;
        ladder->position_day = finished_day(ladder, step->name);
        if (!find_again(ladder, &turn)) {
            stay(ladder, at, ladder->position_day);
            return;
        }
    }
    if (is_now(ladder, &turn))
        ask(ladder, &turn);
    else
        await(ladder, ladder->times[at] > 0 ? at : -1, ladder->position_day, &turn);
}

/* --- what stops it ---------------------------------------------------------------------------- */

static int64_t held_by(const Ladder *ladder)
{
    const Facts *facts = ladder->facts;
    int64_t kinds = 0;

    for (int kind = 0; kind < HOLD_KINDS; kind++)
        if ((facts->holds >> kind & 1u) != 0 && ladder->treatment->pauses_on[kind])
            kinds |= INT64_C(1) << kind;
    /* Every item that is late is disputed, promised or otherwise left alone. */
    if (kinds == 0 && is_late(ladder) && facts->chase <= 0) {
        kinds |= (int64_t)facts->is_disputed << HOLD_DISPUTE;
        kinds |= (int64_t)facts->is_promised << HOLD_PROMISE;
        kinds |= (int64_t)facts->in_plan << HOLD_PLAN;
        if (kinds == 0) kinds = INT64_C(1) << HOLD_MANUAL;
    }
    return kinds;
}

static bool is_below_threshold(const Ladder *ladder)
{
    const Facts *facts = ladder->facts;
    int64_t amount = is_late(ladder) ? facts->chase : facts->not_due;

    if (ladder->treatment->threshold <= 0) return false;
    return (__int128)amount * 100 < (__int128)ladder->treatment->threshold * facts->unit;
}

/* Stopped: a ladder keeps its place, a state that jumps is left. */
static void halt(Ladder *ladder, ReasonCode why, int64_t amount, Day until)
{
    bool jump = ladder->treatment->jump;

    stand(ladder, jump ? -1 : ladder->position, STEP_HELD, ladder->position_day);
    ladder_note(ladder->out, why, -1, amount, until);
    if (until != DAY_NONE) ladder->out->next_day = until + 1;
    if (!jump && ladder->position + 1 < ladder->rungs)
        ladder->out->next_step = ladder->position + 1;
}

void ladder_climb(Ladder *ladder)
{
    const Facts *facts = ladder->facts;
    int64_t kinds = 0;

    if (facts->open_count == 0 ||
        (!is_late(ladder) && facts->next_due_day == DAY_NONE && !ladder->treatment->jump))
        ladder_note(ladder->out, REASON_NOTHING_DUE, -1, 0, DAY_NONE);
    else if ((kinds = held_by(ladder)) != 0)
        halt(ladder, REASON_HELD, kinds, facts->hold_until);
    else if (ladder->treatment->stop_if.when != NULL && holds(ladder, &ladder->treatment->stop_if))
        halt(ladder, REASON_STOPPED, 0, DAY_NONE);
    else if (is_below_threshold(ladder))
        halt(ladder, REASON_BELOW_THRESHOLD, is_late(ladder) ? facts->chase : facts->not_due,
             DAY_NONE);
    else {
        if (ladder->treatment->jump)
            leap(ladder);
        else
            walk(ladder);
        follow_up(ladder);
    }
}
