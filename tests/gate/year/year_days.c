/* tests/gate/year/year_days.c: when the pushy firm is at work in a person's year. */
#include "year.h"

#include <stdlib.h>

static int by_time(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return x < y ? -1 : x > y;
}

/* Waves; one begins before a consent to extra calls. */
static void wave(bool *active, int from, int length, int span)
{
    for (int day = MAX(from, 0); day < from + length && day < span; day++) active[day] = true;
}

void year_days(Year *y, bool active[YEAR_DAYS])
{
    static const Day TURNS[] = { 20748 /* 2026-10-22 */, 20755 /* 2026-10-29 */,
                                 20814 /* 2026-12-27 */, 20888 /* 2027-03-11 */,
                                 20903 /* 2027-03-26 */, 21242 /* 2028-02-28 */ };
    int span = y->last - y->first + 1, waves = 3 + span / 60;
    for (int i = 0; i < waves; i++) {
        bool asked = i < (int)y->facts.consent_count && y->consents[i].type == CONSENT_EXTRA_CALLS;
        int from = asked ? y->consents[i].given_at.day - y->first - 3 : year_made_pick(y, span);
        wave(active, from, 3 + year_made_pick(y, 10), span);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(TURNS); i++)
        if (i % 2 == (size_t)y->id % 2) wave(active, TURNS[i] - y->first, 6, span);
    for (size_t i = 0; i < y->facts.event_count; i++) {
        const GateEvent *e = &y->events[i];
        if (e->type >= EVENT_INBOUND_CALL && e->type <= EVENT_VOICEMAIL_IN)
            wave(active, (int)(e->at_us / YEAR_SECOND_US / 86400) - y->first, 1, span);
    }
}

/* Several, most in the hours, some at night. */
size_t year_times(Year *y, Day day, int64_t at_us[YEAR_TIMES])
{
    size_t count = y->dormant ? 1 : (size_t)(3 + year_made_pick(y, 4)), kept = 0;
    for (size_t i = 0; i < count; i++) {
        int second = year_made_one_in(y, 4) ? year_made_pick(y, 86400)
                                            : 8 * 3600 + year_made_pick(y, 13 * 3600 + 1);
        at_us[i] = year_made_local_us(y, day, second);
    }
    qsort(at_us, count, sizeof at_us[0], by_time);
    for (size_t i = 0; i < count; i++)
        if (i == 0 || at_us[i] != at_us[kept - 1]) at_us[kept++] = at_us[i];
    return kept;
}

void year_propose(Year *y, int64_t at_us, YearAct *act)
{
    if (y->dormant) {
        year_dormant_act(y, at_us, act);
        return;
    }
    year_act_reply(y, at_us, act);
    if (act->reply_to != 0 && !year_made_one_in(y, 4)) return;
    if (year_made_one_in(y, 5))
        year_odd_act(y, at_us, act);
    else
        year_act_contact(y, at_us, act);
}
