/* tests/gate/year/year_happen.c: what a person does on their own in the year: notices, disputes,
 * requests, messages, payments.  Knows nothing of what the firm does. */
#include "year.h"

static int64_t some_instant(Year *y)
{
    Day day = y->first + year_made_pick(y, y->last - y->first);
    return year_made_local_us(y, day, 7 * 3600 + year_made_pick(y, 14 * 3600));
}

static GateEvent *happen(Year *y, GateEventType type, int64_t at_us)
{
    GateEvent *e = year_made_event(y, type, at_us);
    y->event_ids[y->facts.event_count - 1] = ++y->happenings;
    if (year_made_one_in(y, 2))
        e->debts = (GateDebtSet){ 1ULL << year_made_pick(y, (int)y->facts.debt_count), true };
    return e;
}

static void stop(Year *y)
{
    static const GateMedium MEDIA[] = { MEDIUM_LETTER, MEDIUM_EMAIL, MEDIUM_TELEPHONE };
    static const GateEventType TYPES[] = { EVENT_CEASE, EVENT_CEASE, EVENT_REFUSAL };
    GateEvent *e = happen(y, YEAR_ANY(y, TYPES), some_instant(y));
    e->medium = YEAR_ANY(y, MEDIA);
    if (e->medium == MEDIUM_EMAIL)
        e->accepts_medium = year_made_one_in(y, 3) ? TRI_FALSE : TRI_TRUE;
}

static void spoken(Year *y)
{
    static const char *const WORDS[] = { "stop calling me",         "do not text me",
                                         "no more letters",         "do not contact me any more",
                                         "please stop the e-mails", "I am busy now" };
    happen(y, EVENT_ORAL_REQUEST, some_instant(y))->words = YEAR_ANY(y, WORDS);
}

/* A dispute, perhaps its answer, perhaps the same dispute once more and the notice on it. */
static void dispute(Year *y)
{
    static const GateMedium MEDIA[] = { MEDIUM_MAIL, MEDIUM_MAIL, MEDIUM_PORTAL_ACCEPTED,
                                        MEDIUM_TELEPHONE };
    const int64_t day_us = 86400 * YEAR_SECOND_US;
    int64_t at_us = some_instant(y);
    if (!year_made_one_in(y, 3)) /* soon, so that it is in time */
        at_us = year_made_local_us(y, y->first + year_made_pick(y, 14), 10 * 3600);
    bool credit = year_made_one_in(y, 5);
    GateEvent *e = happen(y, credit ? EVENT_CREDITOR_REQUEST : EVENT_DISPUTE, at_us);
    e->medium = YEAR_ANY(y, MEDIA);
    if (year_made_one_in(y, 4)) e->valid_grounds = TRI_FALSE;
    if (year_made_one_in(y, 5)) e->portion = (GateNumber){ 500000, NUMBER_GIVEN };
    GateMedium medium = e->medium;
    GateDebtSet debts = e->debts;
    if (!year_made_one_in(y, 2)) return;
    GateEvent *answer =
        happen(y, y->facts.country == COUNTRY_UK ? EVENT_INVESTIGATION : EVENT_VERIFICATION,
               at_us + (3 + year_made_pick(y, 12)) * day_us);
    answer->debts = debts;
    answer->upheld = year_made_one_in(y, 3) ? TRI_TRUE : TRI_FALSE;
    if (credit || !year_made_one_in(y, 2)) return;
    int64_t again_us = answer->at_us + (1 + year_made_pick(y, 5)) * day_us;
    GateEvent *again = happen(y, EVENT_DISPUTE, again_us);
    again->debts = debts;
    again->medium = medium;
    again->same_substance = TRI_TRUE;
    if (year_made_one_in(y, 3)) again->attachment = "cancelled_check";
    if (year_made_one_in(y, 2)) happen(y, EVENT_DUPLICATIVE_NOTICE, again_us + 5 * day_us);
}

/* Messages to the firm; "STOP" in some of them.  At most one of a kind on a day. */
static void message(Year *y)
{
    static const GateEventType TYPES[] = { EVENT_INBOUND_CALL, EVENT_INBOUND_EMAIL,
                                           EVENT_INBOUND_TEXT, EVENT_VOICEMAIL_IN };
    static const char *const TEXTS[] = { "hello", "what is this about?", "I can pay a part",
                                         "STOP" };
    GateEventType type = YEAR_ANY(y, TYPES);
    int64_t at_us = some_instant(y);
    for (size_t i = 0; i < y->facts.event_count; i++)
        if (y->events[i].type == type &&
            ABS(y->events[i].at_us - at_us) < 3 * 86400 * YEAR_SECOND_US)
            return;
    GateEvent *e = happen(y, type, at_us);
    e->text = year_made_one_in(y, 3) ? TEXTS[3] : TEXTS[year_made_pick(y, 3)];
    if (type == EVENT_INBOUND_TEXT) e->number = "mobile";
    if (type == EVENT_INBOUND_EMAIL) e->address = "me@example.org";
}

static void contact_point(Year *y)
{
    static const char *const NUMBERS[] = { "mobile", "home", "desk" };
    switch (year_made_pick(y, 4)) {
    case 0: happen(y, EVENT_MISDIRECTED_EMAIL, some_instant(y))->address = "me@example.org"; break;
    case 1: happen(y, EVENT_UNDELIVERABLE, some_instant(y))->medium = MEDIUM_MAIL; break;
    default: happen(y, EVENT_WRONG_NUMBER, some_instant(y))->number = YEAR_ANY(y, NUMBERS); break;
    }
}

static void revoked(Year *y)
{
    static const GateConsentType TYPES[] = { CONSENT_NONE, CONSENT_EXTRA_CALLS, CONSENT_TCPA,
                                             CONSENT_OUTSIDE_HOURS, CONSENT_ELECTRONIC_WRITTEN };
    happen(y, EVENT_CONSENT_REVOKED, some_instant(y))->consent = YEAR_ANY(y, TYPES);
}

static void trouble(Year *y)
{
    static const GateEventType UK_TYPES[] = { EVENT_HARDSHIP, EVENT_HARDSHIP,
                                              EVENT_ADVISER,  EVENT_ADVISER,
                                              EVENT_CAPACITY, EVENT_STATUTE_BAR_CITED };
    static const GateEventType US_TYPES[] = { EVENT_FRAUD, EVENT_BANKRUPTCY_NOTICE,
                                              EVENT_ATTORNEY_WITHDRAWN, EVENT_CALL_RECORDED };
    static const char *const REQUESTS[] = { "erasure", "restriction", "access" };
    static const char *const SOURCES[] = { "consumer", "attorney", "neighbour" };
    switch ((int)y->facts.country) {
    case COUNTRY_UK: {
        GateEvent *e = happen(y, YEAR_ANY(y, UK_TYPES), some_instant(y));
        if (e->type == EVENT_ADVISER) e->evidence_of_plan = TRI_TRUE;
        break;
    }
    case COUNTRY_EU:
        happen(y, EVENT_SUBJECT_REQUEST, some_instant(y))->kind = YEAR_ANY(y, REQUESTS);
        break;
    default:
        happen(y, YEAR_ANY(y, US_TYPES), some_instant(y))->source = YEAR_ANY(y, SOURCES);
        break;
    }
}

static void payment(Year *y)
{
    GateEventType type = year_made_one_in(y, 6) ? EVENT_PAID_IN_FULL : EVENT_PAYMENT;
    happen(y, type, some_instant(y))->amount = (GateNumber){ 250000, NUMBER_GIVEN };
}

void year_happen_make(Year *y)
{
    static void (*const HAPPENINGS[])(Year *) = { stop,    spoken,        dispute, dispute, message,
                                                  message, message,       message, revoked, trouble,
                                                  trouble, contact_point, payment };
    int count = year_made_pick(y, 9);
    for (int i = 0; i < count; i++) YEAR_ANY(y, HAPPENINGS)(y);
}
