/* tests/gate/year/year.h: one made-up person and what a pushy firm would do to them in a year.
 * Every fact that the gate is told also goes to a database, in plain words. */
#ifndef RECOUP_TESTS_GATE_YEAR_H
#define RECOUP_TESTS_GATE_YEAR_H

#include "db/db.h"
#include "gate/gate_case.h"

enum {
    YEAR_DEBTS = 4,
    YEAR_EVENTS = 700,
    YEAR_WISHES = 4,
    YEAR_WHOMS = 5,
    YEAR_TOPICS = 4,
    YEAR_REFUSALS = 100,
    YEAR_FIRST_DAY = 20635, /* 2026-07-01 */
    YEAR_DAYS = 365,
    YEAR_LEAP_DAY = 21228, /* 2028-02-14: the second window, with 29 February in it */
    YEAR_LEAP_DAYS = 28
};
#define YEAR_SECOND_US 1000000LL

/* A call refused for its frequency. */
typedef struct {
    int64_t at_us;
    GateDebtSet counted;
    int rule;
} YearRefusal;

typedef struct {
    GateFacts facts;
    GateDebt debts[YEAR_DEBTS];
    GateEvent events[YEAR_EVENTS];
    GateConsent consents[YEAR_WISHES];
    GatePref prefs[YEAR_WISHES];
    int64_t id;
    int64_t happenings; /* ids given so far, of all persons */
    int64_t contacts;
    int64_t event_ids[YEAR_EVENTS]; /* happening behind an event; 0: a contact of ours */
    Day first, last;                /* the window */
    bool dormant;                   /* its collection ended long ago */
    bool unsent;                    /* no validation notice was sent when the window began */
    uint16_t objections[YEAR_WHOMS][YEAR_TOPICS][GATE_RULES + 1];
    YearRefusal refusals[YEAR_REFUSALS];
    size_t refusal_count;
    char texts[YEAR_EVENTS][40]; /* references to messages */
    size_t text_count;
    uint64_t seed;
} Year;

/* What is proposed: the action as the gate is asked, and the words for the database. */
typedef struct {
    GateAction action;
    const char *script, *whom, *opt_out, *override;
    int64_t reply_to;    /* happening; 0 none */
    char figures[5][16]; /* of a notice */
    bool first;          /* nothing had been said of the debts before */
} YearAct;

/* ---- chance ---- */
int year_made_pick(Year *y, int count);
bool year_made_one_in(Year *y, int count);
#define YEAR_ANY(y, list) ((list)[year_made_pick(y, (int)(sizeof(list) / sizeof(list)[0]))])

/* ---- the person ---- */
/* Person number `number` of that seed, with all that will happen to them of its own. */
void year_made_person(Year *y, uint64_t seed, int64_t number);
GateMoment year_made_day(Day day);
GateMoment year_made_instant(int64_t at_us);
GateEvent *year_made_event(Year *y, GateEventType type, int64_t at_us);
void year_law_make(Year *y);
void year_happen_make(Year *y);
void year_dormant_make(Year *y);
int64_t year_made_local_us(const Year *y, Day day, int32_t second);

/* ---- the firm ---- */
void year_act_contact(Year *y, int64_t at_us, YearAct *act);
void year_act_reply(Year *y, int64_t at_us, YearAct *act);
void year_odd_act(Year *y, int64_t at_us, YearAct *act);
void year_notice_act(Year *y, YearAct *act);
void year_claim_act(Year *y, YearAct *act);
void year_dormant_act(Year *y, int64_t at_us, YearAct *act);
void year_act_debts(Year *y, YearAct *act);
void year_act_script(YearAct *act, const char *script);
const char *year_act_script_at(size_t index); /* NULL after the last */
/* Adds what the verdict requires, as far as that is in the firm's hands. */
void year_act_meet(YearAct *act, const GateVerdict *verdict);
/* Nothing is required but what is done afterwards, or what the firm documents (an override). */
bool year_act_promises(Year *y, YearAct *act, const GateVerdict *verdict);
/* The words convey something of a debt. */
bool year_act_tells(const YearAct *act);
/* What would come of it. */
GateResult year_act_result(Year *y, const YearAct *act);
/* What was allowed becomes history; the result's word, NULL where it has none. */
const char *year_act_done(Year *y, const YearAct *act, GateResult result);

/* ---- the days ---- */
/* Waves of one to two weeks, so that windows fill and empty again; the days around the changes of
 * the clock, the turn of the year and the leap day; and the days of messages. */
void year_days(Year *y, bool active[YEAR_DAYS]);
/* The moments of contacts on a day, in order; how many. */
enum { YEAR_TIMES = 8 };
size_t year_times(Year *y, Day day, int64_t at_us[YEAR_TIMES]);
/* What is proposed at such a moment: a contact, an answer to a message, now and then an odd act. */
void year_propose(Year *y, int64_t at_us, YearAct *act);

/* Which rules objected, to whom and on what topic; and each call refused for its frequency. */
void year_said_no(Year *y, const YearAct *act, const GateVerdict *verdict);

/* ---- falsehoods ---- */
/* What the gate is told in place of the truth. */
typedef struct {
    GateFacts facts;
    GateAction action;
    GateDebt debts[YEAR_DEBTS];
    GateEvent events[YEAR_EVENTS];
    GateConsent consents[YEAR_WISHES];
} YearTold;
/* A rule that only defines cannot be switched off: what it defines is told wrong instead, for its
 * queries (part 0, 'b', ...) in different ways.  The number of the falsehood; 0 none. */
int year_lies(int rule, int part);
void year_lie(int lie, const Year *y, const YearAct *act, YearTold *told);

/* ---- the database ---- */
typedef struct YearBook YearBook;
YearBook *year_book_new(void);
void year_book_free(YearBook *book);
void year_book_person(YearBook *book, const Year *y);
void year_book_contact(YearBook *book, Year *y, const YearAct *act, const GateVerdict *verdict,
                       const char *result);
/* Happenings and wishes; called when the year is over, for answers make happenings too. */
void year_book_history(YearBook *book, const Year *y);
void year_book_flush(YearBook *book);
Db *year_book_db(YearBook *book);

#endif
