/* core/standing.c: rows of one account into facts.  Pure; decides no treatment. */
#include "core/standing.h"

#include "core/hold.h"
#include "core/promise.h"
#include <glib.h>

enum { SPANS_MAX = 64, YEAR_DAYS = 365 };

/* --- holds ------------------------------------------------------------------------------------ */

static HoldSpan span_of(const StandingHold *hold)
{
    HoldSpan span = { hold->from_day, hold->until_day, false };
    if (hold->lifted_day != DAY_NONE &&
        (span.until_day == DAY_NONE || hold->lifted_day <= span.until_day))
        span = (HoldSpan){ hold->from_day, hold->lifted_day, true };
    return span;
}

/* The spans that stop the clock of an item: its own and the account's. */
static size_t spans_of(const StandingRows *rows, int64_t item_id, HoldSpan *spans)
{
    size_t count = 0;
    for (size_t i = 0; i < rows->hold_count && count < SPANS_MAX; i++)
        if (rows->holds[i].item_id == 0 || rows->holds[i].item_id == item_id)
            spans[count++] = span_of(&rows->holds[i]);
    hold_order(spans, count);
    return count;
}

static bool item_is_held(const StandingRows *rows, int64_t item_id, Day today)
{
    for (size_t i = 0; i < rows->hold_count; i++) {
        if (rows->holds[i].item_id != item_id) continue;
        HoldSpan span = span_of(&rows->holds[i]);
        if (hold_is_active(&span, today)) return true;
    }
    return false;
}

static void account_holds(const StandingRows *rows, Day today, Facts *facts)
{
    HoldSpan spans[SPANS_MAX];
    size_t count = 0;
    for (size_t i = 0; i < rows->hold_count && count < SPANS_MAX; i++) {
        if (rows->holds[i].item_id != 0) continue;
        HoldSpan span = span_of(&rows->holds[i]);
        if (!hold_is_active(&span, today)) continue;
        facts->holds |= 1u << rows->holds[i].kind;
        spans[count++] = span;
    }
    hold_order(spans, count);
    facts->hold_until = hold_until(spans, count, today);
}

/* --- money ------------------------------------------------------------------------------------ */

static int64_t disputed_part(const StandingRows *rows, const StandingItem *item)
{
    int64_t minor = 0;
    for (size_t i = 0; i < rows->dispute_count; i++)
        if (rows->disputes[i].item_id == item->item_id) minor += rows->disputes[i].amount_minor;
    return CLAMP(minor, 0, item->open_minor);
}

/* A sum beyond all bounds stays at the bound: it must never turn round. */
static void grow(int64_t *sum, int64_t minor)
{
    if (!money_add(*sum, minor, sum)) *sum = minor < 0 ? -MONEY_MAX : MONEY_MAX;
}

static void add_age(Facts *facts, int64_t dpd, int64_t open_minor)
{
    int64_t *const into = dpd <= 30   ? &facts->d1_30
                          : dpd <= 60 ? &facts->d31_60
                          : dpd <= 90 ? &facts->d61_90
                                      : &facts->d91_plus;
    grow(into, open_minor);
}

static void add_late(const StandingRows *rows, const StandingItem *item, Day today,
                     int64_t disputed, Facts *facts)
{
    int64_t dpd = today - item->due_day;
    grow(&facts->past_due, item->open_minor);
    facts->past_due_count++;
    facts->oldest_dpd = MAX(facts->oldest_dpd, dpd);
    if (facts->oldest_due_day == DAY_NONE || item->due_day < facts->oldest_due_day)
        facts->oldest_due_day = item->due_day;
    if (facts->newest_due_day == DAY_NONE || item->due_day > facts->newest_due_day)
        facts->newest_due_day = item->due_day;
    add_age(facts, dpd, item->open_minor);
    if (disputed == item->open_minor ||
        (rows->hold_count > 0 && item_is_held(rows, item->item_id, today)))
        return;
    grow(&facts->chase, item->open_minor - disputed);
    if (rows->hold_count > 0) {
        HoldSpan spans[SPANS_MAX];
        size_t count = spans_of(rows, item->item_id, spans);
        dpd = hold_clock(spans, count, item->due_day, 0, today).delinquent_days;
    }
    facts->dpd = MAX(facts->dpd, dpd);
}

static void add_item(const StandingRows *rows, const StandingItem *item, Day today, Facts *facts)
{
    if (item->kind == ITEM_ORDER) {
        grow(&facts->unbilled, item->open_minor);
        return;
    }
    if (item->open_minor < 0) {
        grow(&facts->unapplied, item->open_minor);
        return;
    }
    int64_t disputed = rows->dispute_count == 0 ? 0 : disputed_part(rows, item);
    grow(&facts->disputed, disputed);
    facts->open_count++;
    facts->largest_item = MAX(facts->largest_item, item->open_minor);
    if (today > item->due_day) {
        add_late(rows, item, today, disputed, facts);
        return;
    }
    grow(&facts->not_due, item->open_minor);
    if (facts->next_due_day == DAY_NONE || item->due_day < facts->next_due_day)
        facts->next_due_day = item->due_day;
}

/* --- behaviour -------------------------------------------------------------------------------- */

static void window(const Habit *habit, int32_t month, int32_t months, int64_t *paid, int64_t *late)
{
    HabitMonth sums = habit_window(habit, month, months);
    *paid = sums.cleared_count;
    if (!habit_days_late(&sums, late)) *late = 0;
}

static void add_habit(const Habit *habit, Day today, Facts *facts)
{
    int32_t month = day_month_index(today);
    window(habit, month, 3, &facts->paid_3m, &facts->avg_late_3m);
    window(habit, month, 6, &facts->paid_6m, &facts->avg_late_6m);
    window(habit, month, 12, &facts->paid_12m, &facts->avg_late_12m);
    HabitMonth year = habit_window(habit, month, 12);
    if (!habit_late_share(&year, &facts->late_share_12m)) facts->late_share_12m = 0;
}

static void add_contacts(const StandingRows *rows, Day today, Facts *facts)
{
    for (size_t i = 0; i < rows->contact_count; i++) {
        const StandingContact *contact = &rows->contacts[i];
        if (facts->last_contact_day == DAY_NONE || contact->on_day >= facts->last_contact_day) {
            facts->last_contact_day = contact->on_day;
            facts->follow_up_day = contact->next_day;
        }
        if (contact->direction != 0) continue;
        facts->contacts_7d += today - contact->on_day < 7;
        facts->contacts_30d += today - contact->on_day < 30;
    }
    if (rows->deferred_to != DAY_NONE &&
        (facts->follow_up_day == DAY_NONE || rows->deferred_to > facts->follow_up_day))
        facts->follow_up_day = rows->deferred_to;
}

static void add_promise(const StandingPromise *promise, Day today, Facts *facts)
{
    switch ((PromiseState)promise->state) {
    case PROMISE_OPEN:
    case PROMISE_PARTLY_KEPT:
        facts->open_promises++;
        facts->promised += promise->remaining_minor;
        facts->holds |= 1u << (promise->of_plan ? HOLD_PLAN : HOLD_PROMISE);
        break;
    case PROMISE_KEPT: facts->kept_12m += today - promise->settled_day <= YEAR_DAYS; break;
    case PROMISE_BROKEN: facts->broken_12m += today - promise->settled_day <= YEAR_DAYS; break;
    case PROMISE_CANCELLED: break;
    }
}

static void add_promises(const StandingRows *rows, Day today, Facts *facts)
{
    bool was_held = facts->holds != 0;
    Day until = DAY_NONE;
    for (size_t i = 0; i < rows->promise_count; i++) {
        const StandingPromise *promise = &rows->promises[i];
        add_promise(promise, today, facts);
        bool open = promise->state == PROMISE_OPEN || promise->state == PROMISE_PARTLY_KEPT;
        if (open && (until == DAY_NONE || promise->settled_day < until))
            until = promise->settled_day;
    }
    if (!was_held && until != DAY_NONE) facts->hold_until = until;
}

void standing_make(const StandingRows *rows, Day today, Facts *facts)
{
    facts->oldest_due_day = facts->newest_due_day = facts->next_due_day = DAY_NONE;
    facts->last_contact_day = facts->follow_up_day = facts->hold_until = DAY_NONE;
    facts->last_payment_day = rows->last_payment_day;
    facts->last_payment = rows->last_payment_minor;
    facts->unapplied = -rows->unapplied_payments_minor;
    for (size_t i = 0; i < rows->item_count; i++) add_item(rows, &rows->items[i], today, facts);
    facts->balance = facts->not_due + facts->past_due + facts->unapplied;
    facts->exposure = facts->balance + facts->unbilled;
    facts->days_to_due = facts->next_due_day == DAY_NONE ? -1 : facts->next_due_day - today;
    if (rows->habit != NULL) add_habit(rows->habit, today, facts);
    add_contacts(rows, today, facts);
    facts->days_since_payment =
        facts->last_payment_day == DAY_NONE ? -1 : today - facts->last_payment_day;
    facts->days_since_contact =
        facts->last_contact_day == DAY_NONE ? -1 : today - facts->last_contact_day;
    account_holds(rows, today, facts);
    add_promises(rows, today, facts);
    if (facts->disputed > 0 && facts->chase == 0) facts->holds |= 1u << HOLD_DISPUTE;
    facts->is_disputed = facts->disputed > 0;
    facts->is_promised = facts->open_promises > 0;
    facts->is_held = facts->holds != 0;
    facts->in_plan = (facts->holds & 1u << HOLD_PLAN) != 0;
    facts->in_legal = (facts->holds & 1u << HOLD_LEGAL) != 0;
    facts->in_hardship = (facts->holds & 1u << HOLD_HARDSHIP) != 0;
}
