/* gate/gate_states.c: state overlays, R62 and R65-R68: they count apart from the federal rules and
 * from each other. Each applies only where the jurisdiction or the residence selects it. */
#include "gate/gate_case.h"
#include "gate/gate_limitation.h"

#include <string.h>

enum { WEEK = 7, MONTH = 30, OPEN_S = 8 * 3600, CLOSE_S = 21 * 3600 };

typedef bool Counted(const GateCase *c, const GateEvent *e, uint64_t group);

/* Events of that kind in the `days` dates that end `shift` days from today. */
static int count(const GateCase *c, Counted *counted, uint64_t group, int days, int shift)
{
    int n = 0;
    for (size_t i = 0; i < c->facts->event_count; i++) {
        const GateEvent *e = &c->facts->events[i];
        if (gate_case_seen(c, e) && counted(c, e, group) && gate_case_within(c, e, days - shift))
            n++;
    }
    return n;
}

/* Denies when `max` are in the window already, and says from which date on there are fewer. */
static void limit(GateCase *c, Counted *counted, uint64_t group, int max, int days, GateCode code,
                  const char *text)
{
    if (count(c, counted, group, days, 0) < max) return;
    int shift = 1;
    while (shift < days && count(c, counted, group, days, shift) >= max) shift++;
    gate_case_pass_day(gate_case_deny(c, code, text), c->day + shift);
}

static bool on_debt(const GateCase *c, const GateEvent *e, uint64_t group)
{
    return group == 0 || (gate_case_event_bits(c, e) & group) != 0;
}

/* What the firm starts towards the person, not in answer to them. */
static bool initiates(const GateCase *c)
{
    return c->about_debt && c->action->channel != CHANNEL_TALK_INBOUND && c->reply != REPLY_OPEN &&
           c->action->purpose != PURPOSE_RESPOND;
}

/* ---- R62 Massachusetts ---- */

static bool ma_any(const GateCase *c, const GateEvent *e, uint64_t group)
{
    bool phone = (e->type == EVENT_CALL_OUT && gate_case_connected(e)) || e->type == EVENT_SMS_OUT;
    return phone && gate_case_to_recipient(c, e) && on_debt(c, e, group) &&
           !gate_case_text(e->in_reply_to);
}

static bool ma_personal(const GateCase *c, const GateEvent *e, uint64_t group)
{
    return ma_any(c, e, group) && !gate_case_at_work(e->place, e->address);
}

static bool ma_elsewhere(const GateCase *c, const GateEvent *e, uint64_t group)
{
    return ma_any(c, e, group) && gate_case_at_work(e->place, e->address);
}

static void ma_frequency(GateCase *c)
{
    bool elsewhere = gate_case_at_work(c->action->place, c->action->address);
    uint64_t rest = c->debts;
    const GateDebt *debt;
    while (gate_case_next_debt(c, &rest, &debt)) {
        uint64_t bit = 1ULL << (debt - c->facts->debts);
        size_t before = c->verdict->reason_count;
        if (elsewhere)
            limit(c, ma_elsewhere, bit, 2, MONTH, CODE_MA_2IN30,
                  "a third within thirty days at work");
        else
            limit(c, ma_personal, bit, 2, WEEK, CODE_MA_2IN7,
                  "a third within seven days on this debt");
        if (c->verdict->reason_count > before) return;
    }
}

/* Confirmed in writing within seven days of the request. */
static bool ma_confirmed(const GateCase *c, const GatePref *p)
{
    enum { CONFIRM_DAYS = 7 };
    if (!gate_case_moment_given(p->written_confirmation)) return gate_case_yes(p->confirmed);
    return p->written_confirmation.day <= gate_case_moment_day(c, p->since) + CONFIRM_DAYS;
}

/* Oral requests hold ten days, then only with written confirmation. */
static bool ma_work_request(const GateCase *c, const GatePref *p)
{
    enum { ORAL_DAYS = 10 };
    if (p->type != PREF_NO_WORK_CALLS || !gate_case_pref_live(c, p)) return false;
    bool oral =
        !gate_case_text(p->how) || strcmp(p->how, "oral") == 0 || strcmp(p->how, "call") == 0;
    if (!oral || !gate_case_moment_given(p->since)) return true;
    Day since = gate_case_moment_day(c, p->since);
    return c->day <= since + ORAL_DAYS || ma_confirmed(c, p);
}

static void ma_work(GateCase *c)
{
    if (c->regf || !gate_case_at_work(c->action->place, c->action->address)) return;
    for (size_t i = 0; i < c->facts->pref_count; i++) {
        const GatePref *p = &c->facts->prefs[i];
        if (!ma_work_request(c, p)) continue;
        GateReason *reason = gate_case_deny(c, CODE_MA_WORK, "asked not to be called at work");
        gate_case_show(reason, EVIDENCE_PREF, i);
        if (!ma_confirmed(c, p) && gate_case_moment_given(p->since) &&
            gate_case_same(p->how, "oral"))
            gate_case_pass_day(reason, gate_case_moment_day(c, p->since) + 11);
    }
}

static bool by_phone(const GateCase *c)
{
    return c->call || c->action->channel == CHANNEL_SMS;
}

static bool phone_or_visit(const GateCase *c)
{
    return by_phone(c) || c->action->channel == CHANNEL_VISIT;
}

/* Calls, texts and visits outside the hours, for firms whom the federal hours do not bind. */
static void overlay_hours(GateCase *c, int32_t from_s, int32_t to_s, const char *text)
{
    for (size_t z = 0; z < c->zone_count && !c->zone_unknown; z++) {
        int32_t s = c->seconds[z];
        if (s >= from_s && s <= to_s) continue;
        Day day = s < from_s ? c->days[z] : c->days[z] + 1;
        gate_case_pass_at(gate_case_deny(c, CODE_HOURS, text),
                          gate_case_instant(c, z, day, (from_s / 60 + 1) * 60));
        return;
    }
}

/* R62, 940 CMR 7.04-7.06 (creditors), 209 CMR 18.16 (collectors): two in seven days, two in thirty
 * at work. */
static void r62_massachusetts(GateCase *c)
{
    const uint64_t telling =
        GATE_BIT(CONTENT_IMPLIES_DEBT) | GATE_BIT(CONTENT_STATES_DEBT) | GATE_BIT(CONTENT_OVERDUE);
    if (!gate_case_state(c, "MA") || !c->about_debt || !c->consumer) return;
    if (c->recipient == TO_THIRD_PARTY && gate_case_says_any(c, telling))
        gate_case_deny(c, CODE_THIRD_PARTY, "household members must not learn of the debt");
    if (!initiates(c) || c->recipient > TO_THIRD_PARTY) return;
    if (by_phone(c)) {
        ma_frequency(c);
        ma_work(c);
    }
    if (phone_or_visit(c) && !c->conduct)
        overlay_hours(c, OPEN_S + 1, CLOSE_S - 1,
                      "outside 8:00-21:00, the waking hours being unknown");
}

/* ---- R65 Washington ---- */

static bool wa_any(const GateCase *c, const GateEvent *e, uint64_t group)
{
    bool out = e->type >= EVENT_CALL_OUT && e->type <= EVENT_VISIT_OUT;
    return group == 0 && out && gate_case_connected(e) && gate_case_to_recipient(c, e) &&
           !gate_case_text(e->in_reply_to) && e->purpose != PURPOSE_RESPOND;
}

static bool wa_work(const GateCase *c, const GateEvent *e, uint64_t group)
{
    return wa_any(c, e, group) && gate_case_at_work(e->place, e->address);
}

static bool wa_mobile(const GateCase *c, const GateEvent *e, uint64_t group)
{
    GateLine line = e->line != LINE_NONE ? e->line : c->facts->line;
    return e->type == EVENT_CALL_OUT && wa_any(c, e, group) &&
           (line == LINE_WIRELESS || e->place == PLACE_MOBILE);
}

static bool wa_text(const GateCase *c, const GateEvent *e, uint64_t group)
{
    return e->type == EVENT_SMS_OUT && wa_any(c, e, group);
}

static bool wa_email(const GateCase *c, const GateEvent *e, uint64_t group)
{
    return e->type == EVENT_EMAIL_OUT && wa_any(c, e, group);
}

static bool to_mobile(const GateCase *c)
{
    GateLine line = c->action->line != LINE_NONE ? c->action->line : c->facts->line;
    return c->call && (line == LINE_WIRELESS || c->action->place == PLACE_MOBILE);
}

static bool agency(const GateCase *c)
{
    return c->covered || c->facts->role == ROLE_BUYER_OWN_ACCOUNT;
}

static void wa_daily(GateCase *c)
{
    if (to_mobile(c))
        limit(c, wa_mobile, 0, 2, 1, CODE_WA_CELL_2DAY, "more than two calls a day to a mobile");
    if (c->action->channel == CHANNEL_SMS)
        limit(c, wa_text, 0, 2, 1, CODE_WA_CELL_2DAY, "more than two texts a day");
    if (c->action->channel == CHANNEL_EMAIL)
        limit(c, wa_email, 0, 2, 1, CODE_WA_CELL_2DAY, "more than two e-mails a day");
}

/* R65, RCW 19.16.250: licensed agencies and debt buyers; a week is any seven dates. */
static void r65_washington(GateCase *c)
{
    const GateAction *a = c->action;
    bool bound = gate_case_state(c, "WA") && agency(c) && c->consumer;
    if (!bound || !initiates(c) || c->recipient != TO_CONSUMER) return;
    limit(c, wa_any, 0, 3, WEEK, CODE_WA_3WEEK, "more than three communications in a week");
    if (gate_case_at_work(a->place, a->address))
        limit(c, wa_work, 0, 1, WEEK, CODE_WA_WORK_1WEEK, "more than one a week at work");
    wa_daily(c);
    /* The federal hours bar the same and more; consent, which lifts them, does not lift these. */
    bool residence = !gate_case_at_work(a->place, a->address) && !c->court;
    if (phone_or_visit(c) && a->channel != CHANNEL_SMS && (!c->conduct || residence))
        overlay_hours(c, 7 * 3600 + 1800, CLOSE_S, "at the residence between 21:00 and 7:30");
}

/* ---- R66, R67 ---- */

static bool state_disclosed(const GateCase *c)
{
    const GateAction *a = c->action;
    return gate_case_lists(&a->front, "time_barred_disclosure_required_by_state") ||
           gate_case_lists(&a->front, "ca_time_barred_disclosure") ||
           gate_case_lists(&a->disclosures, "time_barred_disclosure_required_by_state") ||
           gate_case_lists(&a->disclosures, "ca_time_barred_disclosure");
}

static bool writes(const GateCase *c)
{
    return c->conveys && c->recipient == TO_CONSUMER &&
           (c->electronic || c->action->channel == CHANNEL_LETTER);
}

/* R66, Cal. Civ. Code 1788 ff.: the conduct rules bind first parties, too (gate_coverage.c);
 * letters on time-barred debts say so (1788.14(d)). */
static void r66_california(GateCase *c)
{
    if (!gate_case_state(c, "CA") || !writes(c) || !c->conduct || state_disclosed(c)) return;
    GateLimit limitation = gate_limitation_of(c);
    if (limitation.known && limitation.expired)
        gate_case_require(c, "ca_time_barred_disclosure", "the disclosure for time-barred debts");
}

static Day nevada_notice_of(const GateCase *c, const GateDebt *debt)
{
    uint64_t bit = 1ULL << (debt - c->facts->debts);
    const GateEvent *e;
    Day mailed = DAY_NONE;
    for (size_t i = 0; (e = gate_case_next(c, &i, EVENT_LETTER_OUT)) != NULL;) {
        if (!gate_case_same(e->what, "nv_60_day_medical_notice")) continue;
        if ((gate_case_bits(c, e->debts) & bit) == 0) continue;
        Day day = gate_case_day(c, 0, e->at_us);
        if (mailed == DAY_NONE || day < mailed) mailed = day;
    }
    return mailed;
}

/* The day on which the Nevada notice had been mailed about each medical debt; DAY_NONE when one
 * lacks it. */
static Day nevada_notice(const GateCase *c)
{
    const GateDebt *debt;
    uint64_t rest = c->debts;
    Day mailed = DAY_MIN;
    while (gate_case_next_debt(c, &rest, &debt)) {
        if (debt->product != PRODUCT_MEDICAL) continue;
        Day day = nevada_notice_of(c, debt);
        if (day == DAY_NONE) return DAY_NONE;
        mailed = MAX(mailed, day);
    }
    return mailed;
}

static bool medical(const GateCase *c)
{
    const GateDebt *debt;
    uint64_t rest = c->debts;
    while (gate_case_next_debt(c, &rest, &debt))
        if (debt->product == PRODUCT_MEDICAL) return true;
    return false;
}

static bool acts(const GateCase *c)
{
    GateChannel channel = c->action->channel;
    return c->about_debt || channel == CHANNEL_FILE_SUIT || channel == CHANNEL_FURNISH ||
           channel == CHANNEL_CHARGE_FEE || channel == CHANNEL_DEFAULT_JUDGMENT;
}

/* R67, NRS 649.366: a collection agency mails notice sixty days before any action on a medical
 * debt. */
static void r67_nevada(GateCase *c)
{
    enum { HOLD_DAYS = 60 };
    if (!gate_case_state(c, "NV") || !agency(c) || !acts(c) || !medical(c)) return;
    if (gate_case_same(c->action->what, "nv_60_day_medical_notice")) return;
    Day mailed = nevada_notice(c);
    if (mailed != DAY_NONE && c->day >= mailed + HOLD_DAYS) return;
    if (c->notice) {
        gate_case_require(c, "legal_review",
                          "may the federal notice be sent within the sixty days?");
        return;
    }
    GateReason *reason = gate_case_deny(c, CODE_NV_MEDICAL_60,
                                        "within sixty days of the Nevada notice, or without it");
    if (mailed != DAY_NONE) gate_case_pass_day(reason, mailed + HOLD_DAYS);
}

/* ---- R68: other states, as data ---- */

static const struct {
    const char *state;
    int max, days; /* calls a debt in a rolling window of dates */
    bool first_party;
    Day from;
    GateCode code;
    const char *text;
} CALL_LIMITS[] = {
    { "DC", 3, WEEK, true, 19358 /* 2023-01-01 */, CODE_DC_3IN7,
      "more than three calls in seven days on this account" },
    { "WV", 30, WEEK, true, DAY_NONE, CODE_WV_30IN7,
      "more than thirty calls in a week on this account" },
};

/* States said to require a disclosure on time-barred debts (R69); California's is R66. */
static const char *const DISCLOSING[] = { "CT", "DC", "MA", "ME", "MN", "NM",
                                          "NY", "OR", "TX", "VT", "WA", "WV" };

static bool any_call(const GateCase *c, const GateEvent *e, uint64_t group)
{
    return e->type == EVENT_CALL_OUT && gate_case_connected(e) && gate_case_to_recipient(c, e) &&
           on_debt(c, e, group);
}

static void call_limits(GateCase *c)
{
    for (size_t i = 0; i < sizeof CALL_LIMITS / sizeof CALL_LIMITS[0]; i++) {
        const GateDebt *debt;
        uint64_t rest = c->debts;
        if (!gate_case_state(c, CALL_LIMITS[i].state)) continue;
        if (CALL_LIMITS[i].from != DAY_NONE && c->day < CALL_LIMITS[i].from) continue;
        if (!c->covered && !CALL_LIMITS[i].first_party) continue;
        while (gate_case_next_debt(c, &rest, &debt)) {
            size_t before = c->verdict->reason_count;
            limit(c, any_call, 1ULL << (debt - c->facts->debts), CALL_LIMITS[i].max,
                  CALL_LIMITS[i].days, CALL_LIMITS[i].code, CALL_LIMITS[i].text);
            if (c->verdict->reason_count > before) break;
        }
    }
}

static void barred_disclosure(GateCase *c)
{
    if (!writes(c) || state_disclosed(c)) return;
    for (size_t i = 0; i < sizeof DISCLOSING / sizeof DISCLOSING[0]; i++) {
        if (!gate_case_state(c, DISCLOSING[i])) continue;
        GateLimit limitation = gate_limitation_of(c);
        if (!limitation.known || !limitation.expired) return;
        gate_case_require(c, "time_barred_disclosure_required_by_state",
                          "the state's time-barred disclosure");
        return;
    }
}

static void florida_hours(GateCase *c)
{
    if (gate_case_state(c, "FL") && phone_or_visit(c) && initiates(c) && !c->conduct)
        overlay_hours(c, OPEN_S, CLOSE_S, "between 21:00 and 8:00 without consent");
}

/* R68: District of Columbia, West Virginia, Florida; the disclosures of other states. */
static void r68_others(GateCase *c)
{
    if (!c->about_debt || !c->consumer) return;
    if (c->call && initiates(c) && c->recipient == TO_CONSUMER) call_limits(c);
    florida_hours(c);
    barred_disclosure(c);
}

const GateRule gate_states_rules[] = {
    { 62, 5, 'P', true, "Massachusetts", "940 CMR 7.04-7.06; 209 CMR 18.16(1)", "US-MA", DAY_NONE,
      DAY_NONE, US, r62_massachusetts },
    { 65, 5, 'K', true, "Washington", "RCW 19.16.250", "US-WA", DAY_NONE, DAY_NONE, US,
      r65_washington },
    { 66, 5, 'K', true, "California", "Cal. Civ. Code 1788 ff.; SB 1286", "US-CA", DAY_NONE,
      DAY_NONE, US, r66_california },
    { 67, 5, 'V', true, "Nevada medical debt", "NRS 649.366", "US-NV", FROM_SB_248, DAY_NONE, US,
      r67_nevada },
    { 68, 5, 'K', true, "other states",
      "D.C. Code 28-3814; W. Va. Code 46A-2-125; Fla. Stat. 559.72", "US others", DAY_NONE,
      DAY_NONE, US, r68_others },
    { 0 },
};
