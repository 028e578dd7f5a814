/* core/plan.c: schedules of instalments and their state.  Asks no clock. */
#include "core/plan.h"

#include <glib.h>
#include <string.h>

const char *plan_every_name(PlanEvery every)
{
    switch (every) {
    case PLAN_WEEKLY: return "week";
    case PLAN_TWO_WEEKS: return "two_weeks";
    case PLAN_MONTHLY: return "month";
    }
    g_assert_not_reached();
}

bool plan_every_parse(const char *name, PlanEvery *out)
{
    for (int i = PLAN_WEEKLY; i <= PLAN_MONTHLY; i++)
        if (strcmp(name, plan_every_name((PlanEvery)i)) == 0) {
            *out = (PlanEvery)i;
            return true;
        }
    return false;
}

/* The k-th due day; DAY_NONE past the end of time. */
static Day due(Day first_day, PlanEvery every, int32_t k)
{
    int64_t day = first_day;

    if (every == PLAN_MONTHLY) {
        if (day_month_index(first_day) + k > day_month_index(DAY_MAX)) return DAY_NONE;
        return day_add_months(first_day, k);
    }
    day += (int64_t)k * (every == PLAN_WEEKLY ? 7 : 14);
    return day > DAY_MAX ? DAY_NONE : (Day)day;
}

PlanVerdict plan_schedule(int64_t amount_minor, Day first_day, PlanEvery every, int32_t count,
                          PlanPart *parts)
{
    if (amount_minor <= 0) return PLAN_NO_AMOUNT;
    if (count < 1 || count > PLAN_PARTS_MAX) return PLAN_BAD_COUNT;
    if (amount_minor < count) return PLAN_PARTS_EMPTY;
    if (due(first_day, every, count - 1) == DAY_NONE) return PLAN_BEYOND_TIME;

    for (int32_t i = 0; i < count; i++)
        parts[i] = (PlanPart){ due(first_day, every, i), amount_minor / count };
    parts[count - 1].minor += amount_minor % count;
    return PLAN_OK;
}

const char *plan_verdict_text(PlanVerdict verdict)
{
    switch (verdict) {
    case PLAN_OK: return "good";
    case PLAN_NO_AMOUNT: return "the amount of a plan must be more than zero";
    case PLAN_BAD_COUNT: return "a plan has between 1 and 600 instalments";
    case PLAN_PARTS_EMPTY: return "more instalments than the amount has minor units";
    case PLAN_BEYOND_TIME: return "the last instalment would fall after the year 9999";
    }
    g_assert_not_reached();
}

const char *plan_state_name(PlanState state)
{
    switch (state) {
    case PLAN_RUNNING: return "running";
    case PLAN_BEHIND: return "behind";
    case PLAN_KEPT: return "kept";
    case PLAN_BROKEN: return "broken";
    }
    g_assert_not_reached();
}

/* What had come by the end of `until`, as it is known on as_of. */
static int64_t paid_by(const PlanMoney *money, size_t count, Day until, Day as_of)
{
    int64_t sum = 0;

    for (size_t i = 0; i < count; i++)
        if (money[i].on_day <= until &&
            (money[i].reversed_day == DAY_NONE || money[i].reversed_day > as_of))
            sum += money[i].minor;
    return sum;
}

static PlanState state_of(const PlanJudgement *judgement)
{
    if (judgement->remaining_minor == 0) return PLAN_KEPT;
    if (judgement->broken_day != DAY_NONE) return PLAN_BROKEN;
    return judgement->arrears_minor > 0 ? PLAN_BEHIND : PLAN_RUNNING;
}

PlanJudgement plan_judge(const PlanRule *rule, const PlanPart *parts, int32_t count,
                         const PlanMoney *money, size_t money_count, Day as_of)
{
    PlanJudgement out = { .next_day = DAY_NONE, .broken_day = DAY_NONE };
    int64_t paid = paid_by(money, money_count, as_of, as_of), so_far = 0;

    for (int32_t i = 0; i < count; i++) {
        Day last = parts[i].due_day + rule->grace_days;
        so_far += parts[i].minor;
        if (parts[i].due_day <= as_of) out.due_minor = so_far;
        if (so_far <= paid)
            out.parts_paid++;
        else if (out.next_day == DAY_NONE)
            out.next_day = parts[i].due_day;
        if (last >= as_of || paid_by(money, money_count, last, as_of) >= so_far) continue;
        if (out.parts_missed++ == rule->missed_allowed) out.broken_day = last + 1;
    }
    out.paid_minor = CLAMP(paid, 0, so_far);
    out.remaining_minor = so_far - out.paid_minor;
    out.arrears_minor = MAX(out.due_minor - out.paid_minor, 0);
    out.state = state_of(&out);
    return out;
}
