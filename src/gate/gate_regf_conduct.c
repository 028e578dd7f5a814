/* gate/gate_regf_conduct.c: Regulation F, acts other than contact: R36-R39 (credit reports, sale,
 * payments, courts). Says nothing about calls or letters. */
#include "gate/gate_case.h"

#include <string.h>

enum { FURNISH_DAYS = 14 };

static bool finished(GateStatus status)
{
    return status == STATUS_PAID || status == STATUS_SETTLED || status == STATUS_DISCHARGED;
}

/* ---- R36 ---- */

/* A notice of non-delivery came back within the waiting period that began on that day. */
static bool came_back(const GateCase *c, int64_t sent_us, Day sent)
{
    const GateEvent *e;
    for (size_t i = 0; (e = gate_case_next_any(c, &i, EVENT_NONE)) != NULL;) {
        bool back = e->type == EVENT_UNDELIVERABLE || e->type == EVENT_EMAIL_BOUNCED;
        if (back && e->at_us > sent_us && gate_case_day(c, 0, e->at_us) < sent + FURNISH_DAYS)
            return true;
    }
    return false;
}

/* The first day on which what was sent then allows furnishing, or the day known so far if that is
 * earlier. */
static Day earlier(const GateCase *c, int64_t sent_us, Day known)
{
    Day sent = gate_case_day(c, 0, sent_us);
    if (came_back(c, sent_us, sent)) return known;
    return known == DAY_NONE || sent + FURNISH_DAYS < known ? sent + FURNISH_DAYS : known;
}

/* The first day on which the written steps so far allow furnishing; DAY_NONE without a step that
 * counts. */
static Day waited(const GateCase *c)
{
    const GateValidation *v = &c->facts->validation;
    const GateEvent *e;
    Day free_day = DAY_NONE;
    for (size_t i = 0; (e = gate_case_next(c, &i, EVENT_NONE)) != NULL;) {
        bool other = e->purpose == PURPOSE_LOCATION || e->purpose == PURPOSE_MARKETING;
        bool step = gate_case_wrote(e) && !other && gate_case_to_recipient(c, e);
        if (step) free_day = earlier(c, e->at_us, free_day);
    }
    if (v->given && v->status != STATUS_NOT_SENT && gate_case_moment_given(v->sent)) {
        Day sent = gate_case_moment_day(c, v->sent);
        free_day = earlier(c, gate_case_instant(c, 0, sent, 0), free_day);
    }
    return free_day;
}

static bool spoken(const GateCase *c)
{
    const GateEvent *e;
    for (size_t i = 0; (e = gate_case_next(c, &i, EVENT_VISIT_OUT)) != NULL;)
        if (e->result == RESULT_ANSWERED) return true;
    return gate_case_any(c, EVENT_CONVERSATION) || gate_case_any(c, EVENT_CONVERSATION_NOW);
}

/* The one debt of the case may be furnished from this day on: DAY_MIN at once, DAY_NONE never yet.
 */
static Day furnish_from(GateCase *c)
{
    const GateDebt *debt = gate_case_debt(c);
    if (spoken(c)) return DAY_MIN;
    if (gate_case_says(c, CONTENT_DISCHARGED) || (debt != NULL && finished(debt->status))) {
        gate_case_except(c, 37, "reporting that a debt is paid, settled or discharged");
        return DAY_MIN;
    }
    return gate_case_no(c->facts->bounce_monitoring) ? DAY_NONE : waited(c);
}

/* R36, 1006.30(a)(1): speak with the consumer, or write and wait 14 days for it to come back; about
 * each debt that is furnished. */
static void r36_furnish(GateCase *c)
{
    if (!c->regf || c->action->channel != CHANNEL_FURNISH) return;
    uint64_t all = c->debts, rest = all;
    Day free_day = DAY_MIN;
    do {
        c->debts = rest & -rest;
        Day from = furnish_from(c);
        free_day = from == DAY_NONE || free_day == DAY_NONE ? DAY_NONE : MAX(from, free_day);
        rest &= rest - 1;
    } while (rest != 0);
    c->debts = all;
    if (free_day != DAY_NONE && c->day >= free_day) return;
    GateReason *reason =
        gate_case_deny(c, CODE_FURNISH_TOO_EARLY,
                       "neither spoken with the consumer, nor written and waited 14 days");
    if (free_day != DAY_NONE) gate_case_pass_day(reason, free_day);
}

static bool discharged(const GateCase *c)
{
    const GateBankruptcy *b = &c->facts->bankruptcy;
    return b->given && b->status == STATUS_DISCHARGED &&
           (!gate_case_moment_given(b->discharged) || gate_case_reached(c, b->discharged));
}

/* R37, 1006.30(b); 15 USC 1681m(f): no sale or placement of what is paid, settled, discharged or
 * stolen.  A return to the owner and data that move no debt are free. */
static void r37_transfer(GateCase *c)
{
    GateChannel channel = c->action->channel;
    const GateDebt *debt;
    uint64_t rest = c->debts;
    if (channel != CHANNEL_SELL && channel != CHANNEL_PLACE) return;
    bool over = c->regf && (gate_case_any(c, EVENT_PAID_IN_FULL) || discharged(c));
    while (gate_case_next_debt(c, &rest, &debt)) {
        bool barred =
            over || (c->regf && finished(debt->status)) || gate_case_yes(debt->identity_theft);
        if (barred)
            gate_case_show(
                gate_case_deny(c, CODE_TRANSFER_BARRED,
                               "paid, settled, discharged or notified as identity theft"),
                EVIDENCE_DEBT, (size_t)(debt - c->facts->debts));
    }
}

/* ---- R38 ---- */

static const GateDebt *named_debt(const GateCase *c, const char *id)
{
    for (size_t i = 0; i < c->facts->debt_count; i++)
        if (gate_case_same(c->facts->debts[i].id, id)) return &c->facts->debts[i];
    return NULL;
}

static bool disputed(const GateCase *c, const GateDebt *debt)
{
    uint64_t bit = 1ULL << (debt - c->facts->debts);
    if (debt->status == STATUS_DISPUTED) return true;
    int64_t disputed_us = INT64_MIN, answered_us = INT64_MIN;
    for (size_t i = 0; i < c->facts->event_count; i++) {
        const GateEvent *e = &c->facts->events[i];
        if (!gate_case_seen(c, e) || (gate_case_bits(c, e->debts) & bit) == 0) continue;
        if (e->type == EVENT_DISPUTE && e->at_us > disputed_us) disputed_us = e->at_us;
        if (e->type == EVENT_VERIFICATION && e->at_us > answered_us) answered_us = e->at_us;
    }
    return disputed_us != INT64_MIN && disputed_us >= answered_us; /* not by what came before */
}

/* The debts that the payment goes to: the one that is named, else those of the act. */
static uint64_t paid_debts(const GateCase *c)
{
    const GateDebt *named = named_debt(c, c->action->apply_to);
    if (named != NULL) return 1ULL << (named - c->facts->debts);
    return gate_case_text(c->action->apply_to) ? 0 : c->debts;
}

static bool another_debt(const GateCase *c, uint64_t paid)
{
    const char *directed = c->action->directed_to;
    const GateDebt *debt;
    if (!gate_case_text(directed)) return false;
    if (gate_case_text(c->action->apply_to)) return strcmp(directed, c->action->apply_to) != 0;
    while (gate_case_next_debt(c, &paid, &debt))
        if (!gate_case_same(debt->id, directed)) return true;
    return false;
}

/* R38, 15 USC 1692h; 1006.30(c): of several debts never the disputed one; as the consumer directs.
 */
static void r38_payment(GateCase *c)
{
    if (!c->conduct || c->action->channel != CHANNEL_APPLY_PAYMENT || c->facts->debt_count < 2)
        return;
    uint64_t rest = paid_debts(c);
    bool another = another_debt(c, rest), barred = false;
    const GateDebt *debt;
    while (!barred && gate_case_next_debt(c, &rest, &debt))
        if ((barred = disputed(c, debt)))
            gate_case_show(gate_case_deny(c, CODE_PAYMENT_APPLICATION,
                                          "a payment may not be applied to a disputed debt"),
                           EVIDENCE_DEBT, (size_t)(debt - c->facts->debts));
    if (another)
        gate_case_deny(c, CODE_PAYMENT_APPLICATION,
                       "the consumer directed the payment to another debt");
}

/* A district that is neither the debt's nor the consumer's, as far as they are known. */
static bool elsewhere(const GateCase *c, const GateDebt *debt)
{
    const char *venue = c->action->venue, *home = c->facts->residence_district;
    bool real_property = debt->product == PRODUCT_MORTGAGE || gate_case_text(debt->secured_by);
    const char *signed_in = real_property ? NULL : debt->contract_signed_in;
    if (!gate_case_text(home) && !gate_case_text(signed_in)) return false;
    return !gate_case_same(venue, home) && !gate_case_same(venue, signed_in);
}

/* R39, 15 USC 1692i; 1006.30(d): sue where the contract was signed or the consumer lives; real
 * property where it lies; each debt of the suit. */
static void r39_venue(GateCase *c)
{
    GateChannel channel = c->action->channel;
    const GateDebt *debt;
    uint64_t rest = c->debts;
    if (!c->conduct || !gate_case_text(c->action->venue)) return;
    if (channel != CHANNEL_FILE_SUIT && channel != CHANNEL_DEFAULT_JUDGMENT) return;
    while (gate_case_next_debt(c, &rest, &debt)) {
        if (!elsewhere(c, debt)) continue;
        gate_case_show(gate_case_deny(c, CODE_VENUE,
                                      "neither the district of signing nor that of the residence"),
                       EVIDENCE_DEBT, (size_t)(debt - c->facts->debts));
        return;
    }
}

const GateRule gate_regf_conduct_rules[] = {
    { 36, 7, 'V', true, "before credit reporting", "12 CFR 1006.30(a)(1)", "US", FROM_REG_F,
      DAY_NONE, US, r36_furnish },
    { 37, 2, 'V', true, "no sale or placement of certain debts",
      "12 CFR 1006.30(b); 15 USC 1681m(f)", "US", FROM_REG_F, DAY_NONE, US, r37_transfer },
    { 38, 7, 'V', true, "payment application", "15 USC 1692h; 12 CFR 1006.30(c)", "US", FROM_FDCPA,
      DAY_NONE, US, r38_payment },
    { 39, 7, 'P', true, "venue", "15 USC 1692i; 12 CFR 1006.30(d)", "US", FROM_FDCPA, DAY_NONE, US,
      r39_venue },
    { 0 },
};
