/* bench/gate.c: gate [WORLDS [ROUNDS]]: judges contacts over made-up facts of the size that a book
 * gives (0-40 events, a few consents and preferences, one to four debts, one to three zones) and
 * prints the median and the 99th percentile in nanoseconds, by verdict.  Opens no book. */
#include "gate/gate.h"

#include <glib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
    DEBTS_MAX = 4,
    EVENTS_MAX = 40,
    CONSENTS_MAX = 3,
    PREFS_MAX = 3,
    WORLDS = 4000,
    ROUNDS = 25
};
#define SECOND_US 1000000LL
#define DAY_US    (86400 * SECOND_US)
#define START_US  1791763200000000LL /* 2026-10-12T00:00Z */

typedef struct {
    GateFacts facts;
    GateAction action;
    GateDebt debts[DEBTS_MAX];
    GateEvent events[EVENTS_MAX];
    GateConsent consents[CONSENTS_MAX];
    GatePref prefs[PREFS_MAX];
} World;

static uint64_t seed = 20261127;

/* xorshift: the same worlds on every machine. */
static int pick(int count)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return (int)(seed >> 33) % count;
}

/* One to three zones and the hour of a working day in the first of them. */
static void make_place(World *w)
{
    static const char *const ZONES[] = { "America/New_York", "America/Chicago", "America/Denver",
                                         "America/Phoenix", "America/Los_Angeles" };
    static const char *const STATES[] = { "NY", "MA", "WA", "CA", "DC", "NV", "FL", "TX", "OH" };
    GateFacts *f = &w->facts;
    int zone = pick(5);
    f->country = COUNTRY_US;
    g_strlcpy(f->region, STATES[pick(9)], sizeof f->region);
    f->new_york_city = strcmp(f->region, "NY") == 0 && pick(2) == 0;
    f->role = pick(3) > 0 ? ROLE_THIRD_PARTY : ROLE_FIRST_PARTY;
    f->person.id = "1";
    f->person.kind = KIND_CONSUMER;
    f->person.state = f->region;
    f->person.zones_given = true;
    f->person.zone_count = pick(3) > 0 ? 1 : (size_t)(2 + pick(2));
    for (size_t z = 0; z < f->person.zone_count; z++)
        f->person.zones[z] = clock_zone(ZONES[((size_t)zone + z) % 5]);
    w->action.at_us =
        clock_zone_instant(f->person.zones[0], (Day)(START_US / DAY_US) + pick(300), 0) +
        (9 * 3600 + pick(10 * 3600)) * SECOND_US;
}

static void make_event(World *w, GateEvent *e)
{
    static const GateEventType TYPES[] = {
        EVENT_CALL_OUT,     EVENT_CALL_OUT,     EVENT_CALL_OUT,   EVENT_EMAIL_OUT,
        EVENT_EMAIL_OUT,    EVENT_SMS_OUT,      EVENT_LETTER_OUT, EVENT_CONVERSATION,
        EVENT_INBOUND_CALL, EVENT_INBOUND_TEXT, EVENT_PAYMENT,    EVENT_ORAL_REQUEST,
    };
    static const char *const TEXTS[] = { "please send me the papers again", "I will pay on Friday",
                                         "who is this?", "call me in the evening" };
    *e = (GateEvent){ .at_us = w->action.at_us - (int64_t)pick(120 * 24 * 60) * 60 * SECOND_US,
                      .type = TYPES[pick(12)],
                      .result = pick(3) > 0 ? RESULT_NO_ANSWER : RESULT_VOICEMAIL_LEFT,
                      .place = pick(4) > 0 ? PLACE_MOBILE : PLACE_HOME_LANDLINE,
                      .line = LINE_WIRELESS,
                      .number = "+12125550100",
                      .debts = { 1ULL << pick((int)w->facts.debt_count), true } };
    if (e->type == EVENT_INBOUND_TEXT || e->type == EVENT_ORAL_REQUEST)
        e->text = e->words = TEXTS[pick(4)];
}

static void make_wishes(World *w)
{
    GateFacts *f = &w->facts;
    f->consents = w->consents;
    f->consent_count = (size_t)pick(CONSENTS_MAX + 1);
    for (size_t i = 0; i < f->consent_count; i++)
        w->consents[i] =
            (GateConsent){ .type = (GateConsentType)(1 + pick(CONSENT_SMS)),
                           .given_at = { w->action.at_us - pick(90) * DAY_US, 0, MOMENT_INSTANT },
                           .to_this_collector = TRI_TRUE,
                           .from_s = 0,
                           .to_s = 86400 };
    f->prefs = w->prefs;
    f->pref_count = (size_t)pick(PREFS_MAX + 1);
    for (size_t i = 0; i < f->pref_count; i++)
        w->prefs[i] =
            (GatePref){ .type = pick(3) > 0 ? PREF_TIME : PREF_NO_MEDIUM,
                        .medium = (GateMedium)(1 + pick(MEDIUM_SMS)),
                        .weekdays = (uint8_t)(1 << pick(7)),
                        .from_s = (8 + pick(10)) * 3600,
                        .to_s = 20 * 3600,
                        .since = { w->action.at_us - pick(200) * DAY_US, 0, MOMENT_INSTANT } };
}

static void make_action(World *w)
{
    static const GateChannel CHANNELS[] = { CHANNEL_CALL,  CHANNEL_CALL, CHANNEL_VOICEMAIL,
                                            CHANNEL_EMAIL, CHANNEL_SMS,  CHANNEL_LETTER };
    GateAction *a = &w->action;
    a->channel = CHANNELS[pick(6)];
    a->debts = (GateDebtSet){ 1, true };
    a->opt_out = "Reply STOP to stop texts to this telephone number";
    a->number = a->channel <= CHANNEL_SMS ? "+12125550100" : NULL;
    a->place = PLACE_MOBILE;
    a->line = LINE_WIRELESS;
    a->payments_made = a->terms_days = -1;
    w->facts.validation =
        (GateValidation){ .given = true,
                          .status = STATUS_SENT,
                          .sent = { 0, (Day)(START_US / DAY_US) - 90, MOMENT_DAY } };
}

static void make(World *w)
{
    static const char *const IDS[] = { "1", "2", "3", "4" };
    memset(w, 0, sizeof *w);
    make_place(w);
    w->facts.debts = w->debts;
    w->facts.debt_count = (size_t)(1 + pick(DEBTS_MAX));
    for (size_t i = 0; i < w->facts.debt_count; i++)
        w->debts[i] = (GateDebt){ .id = IDS[i],
                                  .consumer = TRI_TRUE,
                                  .product = PRODUCT_CREDIT_CARD,
                                  .written_contract = TRI_TRUE,
                                  .accrued = { 0, (Day)(START_US / DAY_US) - 700, MOMENT_DAY },
                                  .terms_days = -1,
                                  .days_past_due = 90 };
    w->facts.limitation.years = -1;
    w->facts.events = w->events;
    w->facts.event_count = (size_t)pick(EVENTS_MAX + 1);
    for (size_t i = 0; i < w->facts.event_count; i++) make_event(w, &w->events[i]);
    make_wishes(w);
    make_action(w);
}

static int64_t now_ns(void)
{
    struct timespec at;
    clock_gettime(CLOCK_MONOTONIC, &at);
    return (int64_t)at.tv_sec * 1000000000 + at.tv_nsec;
}

static int by_size(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return x < y ? -1 : x > y;
}

static void print(const char *name, GArray *spans)
{
    g_array_sort(spans, by_size);
    if (spans->len == 0) return;
    printf("%-8s %9u judged   median %6lld ns   p99 %6lld ns\n", name, spans->len,
           (long long)g_array_index(spans, int64_t, spans->len / 2),
           (long long)g_array_index(spans, int64_t, spans->len / 100 * 99));
}

/* The facts as the day has them: put together a moment ago, in one place. */
static void gather(const World *made, World *w)
{
    memcpy(w, made, sizeof *w);
    w->facts.debts = w->debts;
    w->facts.events = w->events;
    w->facts.consents = w->consents;
    w->facts.prefs = w->prefs;
}

/* Every world in turn, `rounds` times. */
static void measure(const char *name, const World *worlds, int count, int rounds,
                    void (*judge)(const GateFacts *, const GateAction *, GateVerdict *))
{
    static const char *const OUTCOMES[] = { "allow", "require", "deny" };
    GArray *spans[3] = { NULL }, *all = g_array_new(FALSE, FALSE, sizeof(int64_t));
    GateVerdict verdict;
    World w;
    for (int i = 0; i < 3; i++) spans[i] = g_array_new(FALSE, FALSE, sizeof(int64_t));
    for (int i = 0; i < count * rounds; i++) {
        gather(&worlds[i % count], &w);
        int64_t began = now_ns();
        judge(&w.facts, &w.action, &verdict);
        int64_t span = now_ns() - began;
        g_array_append_val(spans[verdict.outcome], span);
        g_array_append_val(all, span);
    }
    printf("%s\n", name);
    for (int i = 0; i < 3; i++) {
        print(OUTCOMES[i], spans[i]);
        g_array_unref(spans[i]);
    }
    print("all", all);
    g_array_unref(all);
}

int main(int argc, char **argv)
{
    int count = argc > 1 ? (int)strtol(argv[1], NULL, 10) : WORLDS;
    int rounds = argc > 2 ? (int)strtol(argv[2], NULL, 10) : ROUNDS;
    if (count < 1 || rounds < 1) {
        fprintf(stderr, "usage: gate [WORLDS [ROUNDS]]\n");
        return 2;
    }
    World *worlds = g_new0(World, count);
    for (int i = 0; i < count; i++) make(&worlds[i]);
    measure("verdict alone (the day's pass)", worlds, count, rounds, gate_judge_only);
    measure("verdict and next_allowed", worlds, count, rounds, gate_judge);
    g_free(worlds);
    return 0;
}
