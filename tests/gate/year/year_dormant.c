/* tests/gate/year/year_dormant.c: a file that sleeps: its collection ended years ago, and the firm
 * would delete what it holds. */
#include "year.h"

static GateEvent *long_ago(Year *y, GateEventType type, Day day)
{
    GateEvent *e =
        year_made_event(y, type, year_made_local_us(y, day, 9 * 3600 + year_made_pick(y, 30000)));
    y->event_ids[y->facts.event_count - 1] = ++y->happenings;
    return e;
}

static void consents(Year *y, Day last)
{
    static const GateConsentType TYPES[] = { CONSENT_TCPA, CONSENT_TCPA,
                                             CONSENT_ELECTRONIC_WRITTEN };
    GateFacts *f = &y->facts;
    f->consent_count = (size_t)year_made_pick(y, 3);
    for (size_t i = 0; i < f->consent_count; i++) {
        GateConsent *k = &y->consents[i];
        Day given = last - 10 - year_made_pick(y, 300);
        *k = (GateConsent){
            .type = YEAR_ANY(y, TYPES), .to_this_collector = TRI_TRUE, .from_s = -1, .to_s = -1
        };
        k->given_at = year_made_instant(year_made_local_us(y, given, 10 * 3600));
        if (year_made_one_in(y, 3)) k->until = year_made_day(given + year_made_pick(y, 1200));
    }
    if (f->consent_count > 0 && !year_made_one_in(y, 4))
        long_ago(y, EVENT_CONSENT_REVOKED, last + year_made_pick(y, 100))->consent =
            year_made_one_in(y, 2) ? CONSENT_TCPA : CONSENT_NONE;
}

void year_dormant_make(Year *y)
{
    static const GateStatus ENDS[] = { STATUS_OPEN, STATUS_PAID, STATUS_SETTLED,
                                       STATUS_DISCHARGED };
    GateFacts *f = &y->facts;
    Day last = y->first - 20 - year_made_pick(y, 3000);
    y->dormant = true;
    f->pref_count = 0;
    for (size_t i = 0; i < f->debt_count; i++) y->debts[i].status = YEAR_ANY(y, ENDS);
    if (!year_made_one_in(y, 8)) long_ago(y, EVENT_LAST_ACTIVITY, last);
    if (!year_made_one_in(y, 3))
        long_ago(y, EVENT_ACCOUNT_CLOSED, last + year_made_pick(y, 500) - 20);
    for (int i = year_made_pick(y, 3); i > 0; i--)
        long_ago(y, EVENT_CALL_RECORDED, last - year_made_pick(y, 300));
    consents(y, last);
    if (year_made_one_in(y, 3))
        long_ago(y, EVENT_ORAL_REQUEST, last - year_made_pick(y, 300))->words = "stop calling me";
    if (year_made_one_in(y, 4)) f->flags.retention_expired = TRI_TRUE;
}

void year_dormant_act(Year *y, int64_t at_us, YearAct *act)
{
    static const char *const RECORDS[] = { "call_log", "copy_of_validation_notice",
                                           "call_recording", "call_recording@2024-02-29" };
    *act = (YearAct){ .action = { .at_us = at_us, .payments_made = -1, .terms_days = -1 },
                      .whom = "person",
                      .opt_out = "absent" };
    act->action.channel = year_made_one_in(y, 2) ? CHANNEL_ERASE : CHANNEL_DELETE_RECORD;
    if (act->action.channel == CHANNEL_DELETE_RECORD) act->action.record = YEAR_ANY(y, RECORDS);
}
