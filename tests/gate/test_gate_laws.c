/* tests/gate/test_gate_laws.c: what must hold of every verdict, over random questions: unrelated
 * events, the order of events and the machine's zone change nothing; a bar more never opens a door;
 * next_allowed is no promise broken. */
#include "answer.h"

#include "gate/gate_case.h"

#include <string.h>
#include <time.h>

enum { QUESTIONS = 3000, DEBTS = 3, EVENTS_MAX = 14, CONSENTS_MAX = 3, PREFS_MAX = 3 };
#define SECOND_US 1000000LL
#define DAY_US    (86400 * SECOND_US)
#define YEAR_2026 1767225600000000LL /* 2026-01-01T00:00Z */

typedef struct {
    GateFacts facts;
    GateAction action;
    GateDebt debts[DEBTS + 1];
    GateEvent events[EVENTS_MAX + 1];
    GateConsent consents[CONSENTS_MAX];
    GatePref prefs[PREFS_MAX + 1];
} World;

static int64_t some_instant(void)
{
    return YEAR_2026 + (int64_t)g_test_rand_int_range(0, 500 * 24 * 3600) * SECOND_US;
}

static int pick(int count)
{
    return g_test_rand_int_range(0, count);
}

static GateDebtSet some_debts(void)
{
    return (GateDebtSet){ (uint64_t)pick(1 << DEBTS), pick(2) == 0 };
}

static void dream_event(GateEvent *e, int64_t around_us)
{
    static const char *const TEXTS[] = { "STOP", "hello", "stop calling me", NULL };
    *e = (GateEvent){ .at_us = around_us - (int64_t)pick(20 * 24 * 60) * 60 * SECOND_US + DAY_US,
                      .type = (GateEventType)(1 + pick(EVENT_SUBJECT_REQUEST)),
                      .result = (GateResult)pick(RESULT_GAVE_ANSWER + 1),
                      .medium = (GateMedium)pick(MEDIUM_SMS + 1),
                      .dial = (GateDial)pick(DIAL_AI_VOICE + 1),
                      .purpose =
                          pick(4) == 0 ? (GatePurpose)pick(PURPOSE_ANALYTICS + 1) : PURPOSE_NONE,
                      .place = (GatePlace)pick(PLACE_LAST_KNOWN + 1),
                      .debts = some_debts() };
    if (pick(3) > 0) e->type = (GateEventType)(1 + pick(EVENT_CONVERSATION));
    e->text = e->words = TEXTS[pick(4)];
    if (pick(8) == 0) e->to = "P2";
}

static void dream_pref(GatePref *p, int64_t at_us)
{
    *p = (GatePref){ .type = (GatePrefType)(1 + pick(PREF_NO_ADDRESS)),
                     .medium = (GateMedium)pick(MEDIUM_SMS + 1),
                     .place = "home",
                     .address = "home_landline",
                     .weekdays = (uint8_t)pick(128),
                     .from_s = pick(24) * 3600,
                     .to_s = pick(25) * 3600,
                     .since = { at_us - 30 * DAY_US, 0, MOMENT_INSTANT } };
}

static void dream_consent(GateConsent *k, int64_t at_us)
{
    *k = (GateConsent){ .type = (GateConsentType)(1 + pick(CONSENT_SMS)),
                        .given_at = { at_us - (int64_t)pick(10) * DAY_US, 0, MOMENT_INSTANT },
                        .to_this_collector = pick(4) == 0 ? TRI_FALSE : TRI_TRUE,
                        .debts = some_debts(),
                        .from_s = pick(24) * 3600,
                        .to_s = 24 * 3600 };
}

static void dream_action(GateAction *a)
{
    memset(a, 0, sizeof *a);
    a->at_us = some_instant();
    a->channel = pick(4) > 0 ? (GateChannel)(1 + pick(CHANNEL_TALK_INBOUND))
                             : (GateChannel)(1 + pick(CHANNEL_STAGE));
    a->purpose = pick(3) == 0 ? (GatePurpose)pick(PURPOSE_ANALYTICS + 1) : PURPOSE_NONE;
    a->place = (GatePlace)pick(PLACE_LAST_KNOWN + 1);
    a->address = gate_words_name(WORDS_PLACE, (int)a->place);
    a->dial = (GateDial)pick(DIAL_AI_VOICE + 1);
    a->debts = some_debts();
    a->content_given = pick(3) == 0;
    if (a->content_given) a->content = 1ULL << (1 + pick(CONTENT_OTHER));
    a->payments_made = a->terms_days = -1;
}

static void dream_facts(World *w)
{
    static const char *const ZONES[] = { "America/New_York", "America/Los_Angeles",
                                         "America/Phoenix",  "Pacific/Honolulu",
                                         "Europe/London",    "Australia/Lord_Howe" };
    static const char *const STATES[] = { "FED", "MA", "NY", "WA", "CA", "NV", "DC", "FL" };
    GateFacts *f = &w->facts;
    memset(f, 0, sizeof *f);
    f->country = pick(5) > 0 ? COUNTRY_US : (GateCountry)(1 + pick(3));
    g_strlcpy(f->region,
              f->country == COUNTRY_US   ? STATES[pick(8)]
              : f->country == COUNTRY_UK ? "EW"
                                         : "DE",
              sizeof f->region);
    f->new_york_city = strcmp(f->region, "NY") == 0;
    f->role = (GateRole)(1 + pick(ROLE_FCA_COLLECTOR_LATER));
    f->person.id = "P1";
    f->person.kind = pick(4) > 0 ? KIND_CONSUMER : (GateKind)(1 + pick(KIND_OTHER));
    f->person.home_zone = -1;
    f->person.zone_count = (size_t)(1 + pick(2));
    f->person.zones_given = true;
    for (size_t z = 0; z < f->person.zone_count; z++) {
        f->person.zone_names[z] = ZONES[pick(6)];
        f->person.zones[z] = clock_zone(f->person.zone_names[z]);
    }
    f->limitation.years = -1;
    f->debts = w->debts;
    f->debt_count = DEBTS;
    f->events = w->events;
    f->prefs = w->prefs;
    f->consents = w->consents;
}

static void dream(World *w)
{
    static const char *const IDS[] = { "D1", "D2", "D3" };
    dream_action(&w->action);
    dream_facts(w);
    for (int i = 0; i < DEBTS; i++)
        w->debts[i] = (GateDebt){ .id = IDS[i],
                                  .consumer = pick(6) > 0 ? TRI_TRUE : TRI_FALSE,
                                  .product = (GateProduct)pick(PRODUCT_RENT_CURRENT + 1),
                                  .terms_days = -1,
                                  .days_past_due = pick(200) };
    w->facts.event_count = (size_t)pick(EVENTS_MAX);
    w->facts.consent_count = (size_t)pick(CONSENTS_MAX);
    w->facts.pref_count = (size_t)pick(PREFS_MAX);
    for (size_t i = 0; i < w->facts.event_count; i++) dream_event(&w->events[i], w->action.at_us);
    for (size_t i = 0; i < w->facts.consent_count; i++)
        dream_consent(&w->consents[i], w->action.at_us);
    for (size_t i = 0; i < w->facts.pref_count; i++) dream_pref(&w->prefs[i], w->action.at_us);
}

/* The same outcome, codes, requirements, flags and next moment; the order of reasons aside. */
static bool same(const GateVerdict *a, const GateVerdict *b)
{
    if (a->outcome != b->outcome || a->flags != b->flags || a->require_count != b->require_count)
        return false;
    if (a->next != b->next || (a->next != PASS_UNKNOWN && a->next_us != b->next_us)) return false;
    for (int code = 1; code <= CODE_WV_30IN7; code++)
        if (gate_verdict_has(a, (GateCode)code) != gate_verdict_has(b, (GateCode)code))
            return false;
    return true;
}

static void test_unrelated_event(void)
{
    World w;
    GateVerdict before, after;
    for (int i = 0; i < QUESTIONS; i++) {
        dream(&w);
        gate_judge(&w.facts, &w.action, &before);
        /* a call to somebody else, on a debt that is not in the file; and one that is still to come
         */
        GateEvent *e = &w.events[w.facts.event_count++];
        dream_event(e, w.action.at_us);
        if (pick(2) == 0) {
            *e = (GateEvent){ .at_us = w.action.at_us - DAY_US,
                              .type = EVENT_CALL_OUT,
                              .to = "P7",
                              .debts = { GATE_DEBT_ELSEWHERE, true } };
            if (gate_rule(86) == NULL || w.action.channel == CHANNEL_ERASE ||
                w.action.channel == CHANNEL_DELETE_RECORD)
                continue; /* any activity prolongs the retention of the file */
        } else {
            e->at_us = w.action.at_us + 1 + pick(1000000);
        }
        gate_judge(&w.facts, &w.action, &after);
        g_assert_true(same(&before, &after));
    }
}

static void test_order(void)
{
    World w;
    GateVerdict before, after;
    for (int i = 0; i < QUESTIONS; i++) {
        dream(&w);
        gate_judge(&w.facts, &w.action, &before);
        for (size_t n = w.facts.event_count; n > 1; n--) {
            size_t other = (size_t)pick((int)n);
            GateEvent moved = w.events[n - 1];
            w.events[n - 1] = w.events[other];
            w.events[other] = moved;
        }
        gate_judge(&w.facts, &w.action, &after);
        g_assert_true(same(&before, &after));
    }
}

static void test_machine_zone(void)
{
    static const char *const ZONES[] = { "UTC", "Asia/Tokyo", "America/Adak",
                                         "Pacific/Kiritimati" };
    World w;
    GateVerdict before, after;
    for (int i = 0; i < QUESTIONS / 10; i++) {
        dream(&w);
        g_setenv("TZ", ZONES[i % 4], TRUE);
        tzset();
        gate_judge(&w.facts, &w.action, &before);
        g_setenv("TZ", ZONES[(i + 1) % 4], TRUE);
        tzset();
        gate_judge(&w.facts, &w.action, &after);
        g_assert_true(same(&before, &after));
    }
    g_unsetenv("TZ");
}

/* One more fact against the action never turns a denial into anything else, nor takes a code away.
 */
static void add_bar(World *w)
{
    GateFacts *f = &w->facts;
    switch (pick(5)) {
    case 0:
        f->bankruptcy =
            (GateBankruptcy){ .given = true,
                              .debtor = "P1",
                              .chapter = 7,
                              .status = STATUS_OPEN,
                              .filed = { w->action.at_us - DAY_US, 0, MOMENT_INSTANT } };
        break;
    case 1:
        f->attorney =
            (GateAttorney){ .known = TRI_TRUE, .name = "L. Lee", .address_known = TRI_TRUE };
        break;
    case 2:
        f->prefs = w->prefs;
        w->prefs[f->pref_count++] = (GatePref){
            .type = PREF_NO_MEDIUM, .medium = MEDIUM_TELEPHONE, .from_s = -1, .to_s = -1
        };
        break;
    case 3:
        w->events[f->event_count++] =
            (GateEvent){ .at_us = w->action.at_us - 1, .type = EVENT_CEASE };
        break;
    default:
        f->flags.number_reassigned = TRI_TRUE;
        f->flags.pursued_in_error = TRI_TRUE;
        f->flags.accuracy_contested = TRI_TRUE;
        break;
    }
}

static void test_bars_add_up(void)
{
    World w;
    GateVerdict before, after;
    for (int i = 0; i < QUESTIONS; i++) {
        dream(&w);
        gate_judge(&w.facts, &w.action, &before);
        add_bar(&w);
        gate_judge(&w.facts, &w.action, &after);
        if (before.outcome != GATE_DENY) continue;
        g_assert_cmpint(after.outcome, ==, GATE_DENY);
        for (int code = 1; code <= CODE_WV_30IN7; code++)
            if (gate_verdict_has(&before, (GateCode)code))
                g_assert_true(gate_verdict_has(&after, (GateCode)code));
    }
}

/* next_allowed lies after the action; where it is an instant, nothing denies then and something did
 * a minute before (a whole minute, with the same events known). */
static void test_next(void)
{
    World w;
    GateVerdict v, later;
    int instants = 0, dates = 0;
    for (int i = 0; i < QUESTIONS * 3; i++) {
        dream(&w);
        gate_judge(&w.facts, &w.action, &v);
        if (v.outcome != GATE_DENY) g_assert_cmpint(v.next, ==, PASS_UNKNOWN);
        if (v.next == PASS_UNKNOWN) continue;
        g_assert_cmpint(v.next_us, >, w.action.at_us);
        if (v.next == PASS_DAY) {
            dates++;
            continue;
        }
        instants++;
        g_assert_cmpint((int)(v.next_us % (60 * SECOND_US)), ==, 0);
        for (size_t e = 0; e < w.facts.event_count; e++) /* what was not known then stays unknown */
            if (w.events[e].at_us > w.action.at_us) w.events[e].at_us += 1000 * DAY_US;
        w.action.at_us = v.next_us;
        gate_judge(&w.facts, &w.action, &later);
        g_assert_cmpint(later.outcome, !=, GATE_DENY);
    }
    g_assert_cmpint(instants, >, 50);
    g_assert_cmpint(dates, >, 50);
}

/* Names are only names. */
static void test_other_names(void)
{
    static const char *const IDS[DEBTS] = { "first", "second", "third" };
    World w;
    GateVerdict before, after;
    for (int i = 0; i < QUESTIONS; i++) {
        dream(&w);
        gate_judge(&w.facts, &w.action, &before);
        w.facts.person.id = "somebody";
        for (size_t d = 0; d < DEBTS; d++) w.debts[d].id = IDS[d];
        for (size_t e = 0; e < w.facts.event_count; e++)
            if (w.events[e].to != NULL) w.events[e].to = "a neighbour";
        gate_judge(&w.facts, &w.action, &after);
        g_assert_true(same(&before, &after));
    }
}

/* A debt and a person more in the file change nothing for a question about the others. */
static void test_unrelated_debt(void)
{
    World w;
    GateVerdict before, after;
    int asked = 0;
    for (int i = 0; i < QUESTIONS; i++) {
        dream(&w);
        if (!w.action.debts.given || w.action.debts.bits == 0) continue;
        asked++;
        gate_judge(&w.facts, &w.action, &before);
        w.debts[DEBTS] = w.debts[0];
        w.debts[DEBTS].id = "D9";
        w.facts.debt_count = DEBTS + 1;
        w.facts.person2 = (GatePerson){ .id = "P9", .kind = KIND_NEIGHBOUR, .home_zone = -1 };
        w.facts.person2_given = true;
        gate_judge(&w.facts, &w.action, &after);
        g_assert_true(same(&before, &after));
    }
    g_assert_cmpint(asked, >, QUESTIONS / 10);
}

/* A contact in a land that keeps its clock and has no calendar of its own. */
static void dream_steady(World *w, const char *zone)
{
    dream(w);
    w->facts.country = COUNTRY_US;
    g_strlcpy(w->facts.region, "MA", sizeof w->facts.region);
    w->facts.new_york_city = false;
    w->facts.person.zone_count = 1;
    w->facts.person.zones[0] = clock_zone(zone);
    if (w->action.channel > CHANNEL_TALK_INBOUND) w->action.channel = CHANNEL_CALL;
}

/* The same story some weeks later. */
static void test_weeks_later(void)
{
    World w;
    GateVerdict before, after;
    for (int i = 0; i < QUESTIONS; i++) {
        int64_t shift_us = (1 + pick(20)) * 7 * DAY_US;
        dream_steady(&w, "America/Phoenix");
        gate_judge(&w.facts, &w.action, &before);
        w.action.at_us += shift_us;
        for (size_t e = 0; e < w.facts.event_count; e++) w.events[e].at_us += shift_us;
        for (size_t k = 0; k < w.facts.consent_count; k++) w.consents[k].given_at.at_us += shift_us;
        for (size_t p = 0; p < w.facts.pref_count; p++) w.prefs[p].since.at_us += shift_us;
        gate_judge(&w.facts, &w.action, &after);
        if (after.next != PASS_UNKNOWN) after.next_us -= shift_us;
        g_assert_true(same(&before, &after));
    }
}

/* Elsewhere the hour and the date are others; who, what and by which way stay. */
static void test_other_zone(void)
{
    static const GateCode STEADY[] = {
        CODE_CEASE,
        CODE_ATTORNEY,
        CODE_THIRD_PARTY,
        CODE_MEDIUM,
        CODE_ADDRESS,
        CODE_OPTED_OUT,
        CODE_WRONG_NUMBER,
        CODE_INCONVENIENT_PLACE,
        CODE_WORKPLACE,
        CODE_WORK_EMAIL,
        CODE_ABUSIVE_CONTENT,
        CODE_OPT_OUT_BURDEN,
        CODE_POSTCARD,
        CODE_DECEPTIVE,
        CODE_SOCIAL_PUBLIC,
        CODE_LOCATION_CONTENT,
        CODE_TCPA_REVOKED,
        CODE_TCPA_CONSENT,
        CODE_STAY,
        CODE_DISCHARGE,
    };
    World w;
    GateVerdict here, there;
    int changed = 0;
    for (int i = 0; i < QUESTIONS; i++) {
        dream_steady(&w, "America/Phoenix");
        gate_judge_only(&w.facts, &w.action, &here);
        w.facts.person.zones[0] = clock_zone("Asia/Tokyo");
        gate_judge_only(&w.facts, &w.action, &there);
        for (size_t code = 0; code < sizeof STEADY / sizeof STEADY[0]; code++)
            g_assert_true(gate_verdict_has(&here, STEADY[code]) ==
                          gate_verdict_has(&there, STEADY[code]));
        changed += gate_verdict_has(&here, CODE_HOURS) != gate_verdict_has(&there, CODE_HOURS);
    }
    g_assert_cmpint(changed, >, 50);
}

/* Every rule of the country in force, asked one by one, whatever the channel. */
static void judge_all(const World *w, GateVerdict *out)
{
    GateCase c;
    gate_case_open(&c, &w->facts, &w->action, w->action.at_us, w->action.at_us, out);
    for (int n = 1; n <= GATE_RULES; n++) {
        const GateRule *rule = gate_rule(n);
        bool here = (rule->countries & (1u << w->facts.country)) != 0;
        if (!here || (rule->from != DAY_NONE && c.day < rule->from)) continue;
        if (rule->to != DAY_NONE && c.day > rule->to) continue;
        c.rule = rule;
        if (n == 23) gate_rule(27)->judge(&c); /* finds the override that R23 and R24 ask for */
        rule->judge(&c);
    }
}

/* The gate asks only the rules that can speak on a channel: the others would have said nothing. */
static void test_rules_left_out(void)
{
    World w;
    GateVerdict asked, all;
    for (int i = 0; i < QUESTIONS * 4; i++) {
        dream(&w);
        gate_judge_only(&w.facts, &w.action, &asked);
        judge_all(&w, &all);
        g_assert_cmpint(asked.flags, ==, all.flags);
        g_assert_cmpint((int)asked.require_count, ==, (int)all.require_count);
        g_assert_cmpint((int)asked.figure_count, ==, (int)all.figure_count);
        for (int code = 1; code <= CODE_WV_30IN7; code++)
            g_assert_true(gate_verdict_has(&asked, (GateCode)code) ==
                          gate_verdict_has(&all, (GateCode)code));
    }
}

/* The verdict alone is the verdict, without the next time. */
static void test_verdict_alone(void)
{
    World w;
    GateVerdict alone, whole;
    for (int i = 0; i < QUESTIONS; i++) {
        dream(&w);
        gate_judge(&w.facts, &w.action, &whole);
        gate_judge_only(&w.facts, &w.action, &alone);
        g_assert_cmpint(alone.next, ==, PASS_UNKNOWN);
        whole.next = PASS_UNKNOWN;
        g_assert_true(same(&alone, &whole));
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/gate/laws/unrelated-event", test_unrelated_event);
    g_test_add_func("/gate/laws/order-of-events", test_order);
    g_test_add_func("/gate/laws/machine-zone", test_machine_zone);
    g_test_add_func("/gate/laws/bars-add-up", test_bars_add_up);
    g_test_add_func("/gate/laws/next-allowed", test_next);
    g_test_add_func("/gate/laws/other-names", test_other_names);
    g_test_add_func("/gate/laws/unrelated-debt", test_unrelated_debt);
    g_test_add_func("/gate/laws/weeks-later", test_weeks_later);
    g_test_add_func("/gate/laws/other-zone", test_other_zone);
    g_test_add_func("/gate/laws/rules-left-out", test_rules_left_out);
    g_test_add_func("/gate/laws/verdict-alone", test_verdict_alone);
    return g_test_run();
}
