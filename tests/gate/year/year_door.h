/* tests/gate/year/year_door.h: the made-up person in a book: all that is known of them comes in,
 * and every contact goes out, through the actions of the program. */
#ifndef RECOUP_TESTS_GATE_YEAR_DOOR_H
#define RECOUP_TESTS_GATE_YEAR_DOOR_H

#include "desk/desk.h"
#include "year.h"

/* One of the debtors of the book. */
typedef struct {
    Year y;
    GArray *tells; /* of what is to be told, in order of time */
    unsigned next;
    bool told[YEAR_EVENTS];
    int64_t consents[YEAR_WISHES]; /* their facts in the book; 0 not yet, or ended */
} YearGuest;

/* Takes away what no action can say (the page of the acts that a book does not know is
 * docs/contacts.md); false when too little is left. */
bool year_door_fit(Year *y);
/* Opens debtor and accounts, and says what is known from the beginning. */
void year_door_arrive(Desk *desk, YearGuest *guest);
void year_door_leave(YearGuest *guest);
/* Says what has become known by then. */
void year_door_tell(Desk *desk, YearGuest *guest, int64_t at_us);
/* Can the act be logged as a contact at all?  Then it says only what the log can say. */
bool year_door_fits(YearAct *act);
/* How a contact ends. */
typedef struct {
    GateResult result;
    const char *work;   /* that it finishes; NULL none */
    const char *breach; /* nothing is refused; NULL: what the gate denies is */
} YearDoorEnd;
/* Asks, does what is required, and logs it, be the answer yes or no.  False: refused. */
bool year_door_contact(Desk *desk, YearGuest *guest, YearAct *act, const YearDoorEnd *end,
                       GateVerdict *needs);
void year_door_clock(Desk *desk, int64_t at_us);

#endif
