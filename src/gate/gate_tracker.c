/* gate/gate_tracker.c: the next legal date of a status.  Reads what the gate reads; decides
 * nothing. */
#include "gate/gate_tracker.h"

#include "gate/gate_time.h"
#include <string.h>

enum {
    BAR_DAYS = 70,
    STANDARD_DAYS = 60,
    CRISIS_DAYS = 30,
    REVIEW_DAYS = 24, /* the adviser's midway review, days 25 to 35 */
    REPLY_DAYS = 30,  /* house policy: an attorney's silence (R13) */
    ORDERS_DAYS = 180
};

Day gate_tracker_bar_date(int32_t chapter, Day filed)
{
    Day day = filed + BAR_DAYS;
    if (filed == DAY_NONE || (chapter != 7 && chapter != 12 && chapter != 13)) return DAY_NONE;
    /* Whether or not it is a business day itself: the first one from it on. */
    return gate_time_business(day - 1, 1, true);
}

static Day day_of(GateMoment moment)
{
    return moment.state == MOMENT_DAY || moment.state == MOMENT_INSTANT ? moment.day : DAY_NONE;
}

/* Keeps the earlier of two that are not past. */
static void offer(GateNext *next, Day day, Day today, const char *what)
{
    if (day == DAY_NONE || day < today) return;
    if (next->day == DAY_NONE || day < next->day) *next = (GateNext){ day, what };
}

static void bankruptcy(const GateBankruptcy *b, Day today, GateNext *next)
{
    if (b->status != STATUS_OPEN && b->status != STATUS_CONVERTED && b->status != STATUS_NONE)
        return;
    Day from = b->status == STATUS_CONVERTED ? day_of(b->converted) : day_of(b->filed);
    offer(next, gate_tracker_bar_date(b->chapter, from), today, "last day for the proof of claim");
    if (day_of(b->prior_case_dismissed) != DAY_NONE && day_of(b->filed) != DAY_NONE)
        offer(next, day_of(b->filed) + 30, today, "the stay may end: check the docket");
}

static void breathing(const GateBreathingSpace *b, Day today, GateNext *next)
{
    Day start = day_of(b->start), end = day_of(b->end);
    if (b->crisis) {
        Day over = day_of(b->treatment_ended);
        offer(next, over == DAY_NONE ? end : over + CRISIS_DAYS, today, "the moratorium ends");
        return;
    }
    if (start == DAY_NONE) return;
    offer(next, start + REVIEW_DAYS, today, "the adviser's midway review begins");
    offer(next, end != DAY_NONE ? end : start + STANDARD_DAYS - 1, today, "the moratorium ends");
}

static void military(const GateMilitary *m, Day today, GateNext *next)
{
    Day end = day_of(m->end);
    if (end == DAY_NONE) return;
    offer(next, end, today, "service ends, and with it the interest cap");
    if (m->orders_received.state == MOMENT_ABSENT || m->orders_received.state == MOMENT_NULL)
        offer(next, end + ORDERS_DAYS, today, "last day for the written notice with orders");
    offer(next, day_add_months(end, 12), today, "the cap on a mortgage ends");
}

/* The whole facts of one status. */
static void read_dates(const GateFacts *f, const char *type, Day today, GateNext *next)
{
    if (strcmp(type, "bankruptcy") == 0) bankruptcy(&f->bankruptcy, today, next);
    if (strcmp(type, "breathing_space") == 0) breathing(&f->breathing, today, next);
    if (strcmp(type, "military") == 0) military(&f->military, today, next);
    if (strcmp(type, "sol") == 0)
        offer(next, day_of(f->limitation.expiry), today, "the limitation period ends");
    if (strcmp(type, "validation") == 0)
        offer(next, day_of(f->validation.end), today, "the validation period ends");
    if (strcmp(type, "attorney") == 0 && day_of(f->attorney.since) != DAY_NONE)
        offer(next, day_of(f->attorney.since) + REPLY_DAYS, today,
              "has the attorney answered? silence opens contact again");
}

GateNext gate_tracker_next(const GateFactRow *row, Day today)
{
    GateNext next = { DAY_NONE, "" };
    g_autoptr(GateBook) book = gate_book_new();
    g_autoptr(GError) error = NULL;
    const GateFacts *facts = gate_book_alone(book, row, &error);
    if (facts != NULL) read_dates(facts, row->type, today, &next);
    return next;
}
