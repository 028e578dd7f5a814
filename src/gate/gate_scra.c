/* gate/gate_scra.c: service members, R58-R59: any creditor.  Lifts no other bar. */
#include "gate/gate_case.h"

#include <stdio.h>

enum { NOTICE_DAYS = 180 };
#define CAP_E4 60000LL /* 6 percent */

typedef struct {
    bool covers, exceeded;
    Day from, until; /* until: DAY_NONE while service lasts */
} Cap;

/* 50 USC 3937: incurred before service; written notice with orders at most 180 days after release.
 */
static Cap cap(GateCase *c, const GateDebt *debt)
{
    const GateMilitary *m = &c->facts->military;
    Cap none = { .until = DAY_NONE };
    if (!m->given || !gate_case_moment_given(m->start)) return none;
    Day until = gate_case_moment_given(m->end) ? m->end.day : DAY_NONE;
    if (until != DAY_NONE) {
        char note[48], date[DAY_TEXT_SIZE];
        snprintf(note, sizeof note, "written notice due by %s",
                 day_text(until + NOTICE_DAYS, date));
        gate_case_figure_text(c, "note", note);
        if (gate_case_moment_given(m->orders_received) &&
            m->orders_received.day > until + NOTICE_DAYS)
            return none;
    }
    if (!gate_case_reached(c, m->orders_received)) return none;
    if (gate_case_moment_given(debt->incurred) && debt->incurred.day >= m->start.day) return none;
    if (until != DAY_NONE && debt->product == PRODUCT_MORTGAGE) until = day_add_months(until, 12);
    return (Cap){ .covers = true, .from = m->start.day, .until = until };
}

static bool in_cap(const GateCase *c, Cap k)
{
    return c->day >= k.from && (k.until == DAY_NONE || c->day <= k.until);
}

/* A fee on top, or a rate above six percent. */
static bool exceeds(const GateCase *c, const GateDebt *debt)
{
    GateNumber rate = c->action->rate.state == NUMBER_GIVEN ? c->action->rate : debt->rate;
    if (c->action->channel == CHANNEL_CHARGE_FEE) return true;
    return rate.state == NUMBER_GIVEN && rate.e4 > CAP_E4;
}

/* Of several debts the cap that is exceeded, and of these the one that ends last. */
static Cap strictest(GateCase *c)
{
    Cap strict = { .until = DAY_NONE };
    const GateDebt *debt;
    uint64_t rest = c->debts;
    while (gate_case_next_debt(c, &rest, &debt)) {
        Cap k = cap(c, debt);
        if (!k.covers) continue;
        k.exceeded = in_cap(c, k) && exceeds(c, debt);
        bool later = !strict.covers || k.until > strict.until;
        if (k.exceeded != strict.exceeded ? k.exceeded : later) strict = k;
    }
    return strict;
}

/* R58, 50 USC 3937: six percent at most, fees counted as interest, from the call-up on. */
static void r58_interest_cap(GateCase *c)
{
    GateChannel channel = c->action->channel;
    if (channel != CHANNEL_ACCRUE_INTEREST && channel != CHANNEL_CHARGE_FEE) return;
    Cap k = strictest(c);
    if (!k.covers) return;
    gate_case_figure_text(c, "max_rate", "6.0");
    gate_case_figure_day(c, "effective_from", k.from);
    if (k.until != DAY_NONE) gate_case_figure_day(c, "until", k.until);
    if (!k.exceeded) return;
    GateReason *reason =
        gate_case_deny(c, CODE_SCRA_RATE, "above six percent in military service, or a fee on top");
    if (k.until != DAY_NONE) gate_case_pass_day(reason, k.until + 1);
}

/* R59, 50 USC 3931: an affidavit on military status before a default judgment. */
static void r59_procedure(GateCase *c)
{
    if (c->action->channel == CHANNEL_DEFAULT_JUDGMENT)
        gate_case_require(c, "military_affidavit",
                          "an affidavit on military status; counsel if in service");
}

const GateRule gate_scra_rules[] = {
    { 58, 7, 'V', true, "interest cap in military service", "50 USC 3937", "US", FROM_SCRA,
      DAY_NONE, US, r58_interest_cap },
    { 59, 7, 'K', true, "procedure in military service", "50 USC 3931, 3936, 3919", "US", FROM_SCRA,
      DAY_NONE, US, r59_procedure },
    { 0 },
};
