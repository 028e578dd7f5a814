/* core/promise.c: kept, partly kept or broken, from the money.  Never asks a person's opinion; an
 * override only covers it. */
#include "core/promise.h"

#include <glib.h>
#include <stdlib.h>

enum { WHOLE_BP = 10000 };

const char *promise_state_name(PromiseState state)
{
    switch (state) {
    case PROMISE_OPEN: return "open";
    case PROMISE_PARTLY_KEPT: return "partly_kept";
    case PROMISE_KEPT: return "kept";
    case PROMISE_BROKEN: return "broken";
    case PROMISE_CANCELLED: return "cancelled";
    }
    g_assert_not_reached();
}

Day promise_deadline(const PromiseRule *rule, Day due_day)
{
    Day last = due_day + rule->tolerance_days;

    return rule->calendar == NULL ? last : day_roll(rule->calendar, last, ROLL_FOLLOWING);
}

static int earlier(const void *left, const void *right)
{
    const PromiseTerms *a = left, *b = right;

    if (a->due_day != b->due_day) return a->due_day < b->due_day ? -1 : 1;
    if ((a->item_count > 0) != (b->item_count > 0)) return a->item_count > 0 ? -1 : 1;
    return (a->promise_id > b->promise_id) - (a->promise_id < b->promise_id);
}

void promise_order(PromiseTerms *promises, size_t count)
{
    if (count > 1) qsort(promises, count, sizeof *promises, earlier);
}

static int came_first(const void *left, const void *right)
{
    const PromiseEvent *a = left, *b = right;

    if (a->on_day != b->on_day) return a->on_day < b->on_day ? -1 : 1;
    if (a->recorded_us != b->recorded_us) return a->recorded_us < b->recorded_us ? -1 : 1;
    return (a->item_id > b->item_id) - (a->item_id < b->item_id);
}

void promise_order_events(PromiseEvent *events, size_t count)
{
    if (count > 1) qsort(events, count, sizeof *events, came_first);
}

static bool counts(const PromiseEvent *event, Day as_of)
{
    return event->on_day <= as_of &&
           (event->reversed_day == DAY_NONE || event->reversed_day > as_of);
}

static bool is_about(const PromiseTerms *promise, int64_t item_id)
{
    for (size_t i = 0; i < promise->item_count; i++)
        if (promise->item_ids[i] == item_id) return true;
    return promise->item_count == 0;
}

static bool is_cancelled(const PromiseTerms *promise, Day as_of)
{
    return promise->cancelled_day != DAY_NONE && promise->cancelled_day <= as_of;
}

/* Was this money paid after the promise was made, towards what it is about? */
static bool may_take(const PromiseTerms *promise, const PromiseEvent *money, Day as_of)
{
    if (is_cancelled(promise, as_of) || !is_about(promise, money->item_id)) return false;
    if (money->on_day != promise->made_day) return money->on_day > promise->made_day;
    return money->recorded_us >= promise->made_at_us;
}

/* Gives one sum of money to the promises that still have time, then to the broken ones. */
static void share(const PromiseTerms *promises, size_t count, const PromiseEvent *money, Day as_of,
                  PromiseJudgement *out)
{
    int64_t left = -money->minor;

    for (int late = 0; late <= 1; late++)
        for (size_t i = 0; i < count && left > 0; i++) {
            if ((money->on_day > out[i].deadline_day) != (late == 1)) continue;
            if (!may_take(&promises[i], money, as_of)) continue;
            int64_t missing = promises[i].amount_minor - out[i].fulfilled_minor - out[i].late_minor;
            int64_t part = MIN(left, missing);
            *(late ? &out[i].late_minor : &out[i].fulfilled_minor) += part;
            left -= part;
        }
}

/* Nothing of what the promise is about was owed at the end of `limit`. */
static bool is_settled(const PromiseTerms *promise, const PromiseEvent *events, size_t count,
                       Day limit, Day as_of)
{
    __int128 open = 0;

    for (size_t i = 0; i < count && events[i].on_day <= limit; i++)
        if (counts(&events[i], as_of) && is_about(promise, events[i].item_id))
            open += events[i].minor;
    return open <= 0;
}

static bool is_met(const PromiseRule *rule, int64_t promised_minor, int64_t paid_minor)
{
    return (__int128)paid_minor * WHOLE_BP >=
           (__int128)promised_minor * (WHOLE_BP - rule->tolerance_bp);
}

static PromiseState state_of(const PromiseRule *rule, const PromiseTerms *promise,
                             const PromiseJudgement *judgement, Day as_of)
{
    if (is_met(rule, promise->amount_minor, judgement->fulfilled_minor) || judgement->settled)
        return PROMISE_KEPT;
    if (as_of > judgement->deadline_day) return PROMISE_BROKEN;
    return judgement->fulfilled_minor > 0 ? PROMISE_PARTLY_KEPT : PROMISE_OPEN;
}

static void judge_one(const PromiseRule *rule, const PromiseTerms *promise,
                      const PromiseEvent *events, size_t event_count, Day as_of,
                      PromiseJudgement *out)
{
    int64_t paid = out->fulfilled_minor + out->late_minor;

    if (is_cancelled(promise, as_of)) {
        out->state = PROMISE_CANCELLED;
        return;
    }
    out->settled = is_settled(promise, events, event_count, MIN(out->deadline_day, as_of), as_of);
    out->state = state_of(rule, promise, out, as_of);
    if (promise->overridden) out->state = promise->override_state;
    if (out->state == PROMISE_BROKEN)
        out->cured = is_met(rule, promise->amount_minor, paid) ||
                     is_settled(promise, events, event_count, as_of, as_of);
    if (out->state != PROMISE_KEPT) out->remaining_minor = promise->amount_minor - paid;
}

void promise_judge(const PromiseRule *rule, const PromiseTerms *promises, size_t count,
                   const PromiseEvent *events, size_t event_count, Day as_of, PromiseJudgement *out)
{
    g_assert(rule->tolerance_bp >= 0 && rule->tolerance_bp < WHOLE_BP);
    for (size_t i = 0; i < count; i++) {
        g_assert(promises[i].amount_minor > 0);
        g_assert(i == 0 || earlier(&promises[i - 1], &promises[i]) <= 0);
        out[i] = (PromiseJudgement){ .deadline_day = promise_deadline(rule, promises[i].due_day) };
    }
    for (size_t i = 0; i < event_count; i++) {
        g_assert(i == 0 || events[i - 1].on_day <= events[i].on_day);
        if (events[i].is_money && events[i].minor < 0 && counts(&events[i], as_of))
            share(promises, count, &events[i], as_of, out);
    }
    for (size_t i = 0; i < count; i++)
        judge_one(rule, &promises[i], events, event_count, as_of, &out[i]);
}
