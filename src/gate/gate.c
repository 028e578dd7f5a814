/* gate/gate.c: asks every rule in force about one action, weighs the answers, and finds when the
 * action would pass. Knows no rule itself. */
#include "gate/gate.h"

#include "gate/gate_case.h"
#include "gate/gate_plan.h"
#include "gate/gate_unknown.h"

#include <stdlib.h>

const char gate_nil[] = "";

enum { NEXT_STEPS_MAX = 64, STAGES = 8, MINUTE_S = 60 };
#define SECOND_US 1000000LL

const GateRule *gate_rule(int number)
{
    return gate_plan_rule(number);
}

/* Where a reason stands: in the order of evaluation, then of the rule book. */
static unsigned place_of(const GateReason *reason)
{
    return gate_rule(reason->rule)->stage * 100u + reason->rule;
}

static bool in_force(const GateRule *rule, const GateCase *c)
{
    if (rule->from != DAY_NONE && c->day < rule->from) return false;
    return rule->to == DAY_NONE || c->day <= rule->to;
}

/* In the order of evaluation, then of the rule book (insertion: there are few). */
static void sort_reasons(GateVerdict *v)
{
    unsigned keys[GATE_REASONS_MAX];
    for (size_t i = 0; i < v->reason_count; i++) keys[i] = place_of(&v->reasons[i]);
    for (size_t i = 1; i < v->reason_count; i++) {
        GateReason moving = v->reasons[i];
        unsigned key = keys[i];
        size_t j = i;
        for (; j > 0 && keys[j - 1] > key; j--) {
            v->reasons[j] = v->reasons[j - 1];
            keys[j] = keys[j - 1];
        }
        keys[j] = key;
        v->reasons[j] = moving;
    }
}

static void weigh(GateVerdict *v)
{
    v->outcome = v->require_count > 0 ? GATE_REQUIRE : GATE_ALLOW;
    for (size_t i = 0; i < v->reason_count; i++)
        if (v->reasons[i].kind == REASON_DENY) v->outcome = GATE_DENY;
}

static void judge_at(const GateFacts *facts, const GateAction *action, int64_t now_us,
                     GateVerdict *out)
{
    GateCase c;
    gate_case_open(&c, facts, action, now_us, action->at_us, out);
    const GateRule *const *asked = gate_plan_of(facts->country, action->channel);
    for (; *asked != NULL; asked++) {
        if (!in_force(*asked, &c)) continue;
        c.rule = *asked;
        c.rule->judge(&c);
    }
    gate_unknown_ask(&c);
    weigh(out);
    if (out->reason_count > 1) sort_reasons(out);
}

typedef struct {
    Day day;       /* latest first free day, DAY_NONE when only instants bar */
    int64_t at_us; /* latest first free instant, INT64_MIN when only days bar */
    bool possible;
} Proposal;

/* The rules that deny, as bits. */
static unsigned __int128 denying(const GateVerdict *v)
{
    unsigned __int128 rules = 0;
    for (size_t i = 0; i < v->reason_count; i++)
        if (v->reasons[i].kind == REASON_DENY) rules |= (unsigned __int128)1 << v->reasons[i].rule;
    return rules;
}

/* The latest of what the denying rules among `asked` propose; impossible when one of them cannot
 * say. */
static Proposal propose(const GateVerdict *v, unsigned __int128 asked)
{
    Proposal p = { DAY_NONE, INT64_MIN, true };
    for (size_t i = 0; i < v->reason_count; i++) {
        const GateReason *reason = &v->reasons[i];
        if (reason->kind != REASON_DENY || (asked >> reason->rule & 1) == 0) continue;
        if (reason->pass == PASS_UNKNOWN) p.possible = false;
        if (reason->pass == PASS_DAY && reason->pass_day > p.day) p.day = reason->pass_day;
        if (reason->pass == PASS_INSTANT && reason->pass_us > p.at_us) p.at_us = reason->pass_us;
    }
    return p;
}

/* Walks from proposal to proposal until nothing that is asked denies.  Where only calendar days
 * bar, the answer is the first civil date on which the reported rules pass (the hours of that date
 * are another question).  Where a time of day bars, too, every rule is asked, from the start of the
 * day on, and the answer is an instant. */
static void find_next(const GateFacts *facts, const GateAction *action, GateVerdict *out)
{
    GateCase c;
    GateVerdict probe;
    gate_case_open(&c, facts, action, action->at_us, action->at_us, &probe);
    Proposal p = propose(out, ~(unsigned __int128)0);
    bool timed = p.at_us != INT64_MIN;
    unsigned __int128 asked = timed ? ~(unsigned __int128)0 : denying(out);
    int64_t now_us = action->at_us;
    size_t home =
        facts->person.home_zone >= 0 && !c.zone_unknown ? (size_t)facts->person.home_zone : 0;
    for (int step = 0; step < NEXT_STEPS_MAX && p.possible; step++) {
        if (p.day != DAY_NONE)
            now_us = MAX(now_us, gate_case_instant(&c, home, p.day, timed ? 0 : c.seconds[home]));
        if (timed) now_us = MAX(now_us, p.at_us);
        judge_at(facts, action, now_us, &probe);
        if ((denying(&probe) & asked) == 0) {
            out->next = timed ? PASS_INSTANT : PASS_DAY;
            out->next_day = gate_case_day(&c, home, now_us);
            out->next_us = now_us;
            out->next_zone = c.zones[home];
            out->next_offset_s = action->at_offset_s;
            return;
        }
        p = propose(&probe, asked);
    }
}

void gate_judge_only(const GateFacts *facts, const GateAction *action, GateVerdict *out)
{
    judge_at(facts, action, action->at_us, out);
}

void gate_judge(const GateFacts *facts, const GateAction *action, GateVerdict *out)
{
    judge_at(facts, action, action->at_us, out);
    if (out->outcome == GATE_DENY) find_next(facts, action, out);
}

bool gate_verdict_has(const GateVerdict *verdict, GateCode code)
{
    for (size_t i = 0; i < verdict->reason_count; i++)
        if (verdict->reasons[i].kind == REASON_DENY && verdict->reasons[i].code == code)
            return true;
    return false;
}
