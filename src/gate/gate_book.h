/* gate/gate_book.h: what the book holds of one debtor, as the facts of the gate.  Pure: rows in,
 * facts out; reads no database and decides nothing.
 *
 * What the book does not hold is unknown, never neutral: the facts carry `from_book`, and a rule
 * that needs a fact nobody stated denies with a code …_UNKNOWN.  Words are those of the vocabulary;
 * a row's body is a JSON object of the keys that its kind has in gate/gate_fields.c.
 */
#ifndef RECOUP_GATE_GATE_BOOK_H
#define RECOUP_GATE_GATE_BOOK_H

#include "gate/gate.h"

#include <glib.h>

/* Stored in the book: append only. */
typedef enum {
    FACT_POINT,    /* an address or number; type: its line or kind, medium: telephone email mail */
    FACT_LOCATION, /* evidence of where the person is; type: its source, subject: zones */
    FACT_CONSENT,  /* type: GateConsentType; subject: address or number */
    FACT_PREFERENCE, /* type: GatePrefType; subject: address or place */
    FACT_NOTICE,     /* something received, sent or learned; type: GateEventType; from_us: when */
    FACT_STATUS,     /* attorney bankruptcy breathing_space military sol validation creditor_email
                        email_chain sms_path flag … */
    FACT_DEBT        /* what is known of one debt; body: keys of a debt, and role, jur */
} GateFactKind;

typedef struct {
    int64_t fact_id, account_id;
    GateFactKind kind;
    const char *type, *medium, *subject, *body;
    int64_t from_us, until_us, ended_us; /* until, ended: INT64_MAX when open */
} GateFactRow;

/* A row of the contact log; the words are the book's (core/words.h). */
typedef struct {
    int64_t contact_id, account_id, at_us;
    const char *channel, *direction, *outcome;
    const char *number, *note, *debts, *body;
} GateContactRow;

typedef struct {
    int64_t account_id, creditor_id;
    const char *ref, *kind;    /* trade consumer medical loan subscription */
    const char *creditor_role; /* first_party third_party */
    const char *creditor_country;
    int64_t balance_minor, disputed_minor, unit; /* unit: minor units in one */
    Day opened_day, oldest_due_day, last_payment_day;
} GateDebtRow;

typedef struct {
    const char *ref, *name, *kind; /* person business */
    const char *country, *region, *postal_code, *time_zone, *language, *email, *phone;
} GateDebtorRow;

typedef struct {
    int32_t quiet_minutes;    /* between any two contacts of ours with a debtor; 0: off */
    bool any_email, any_text; /* the house needs no path (R19, R20) */
    const Zone *zone;         /* until_us is the end of a day of it; NULL: only an instant */
} GateHouse;

typedef struct GateBook GateBook;
GateBook *gate_book_new(void);
void gate_book_free(GateBook *book);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GateBook, gate_book_free)

/* Everything lent until the facts are no longer used. */
typedef struct {
    const GateDebtorRow *debtor;
    const GateDebtRow *debts;
    size_t debt_count;
    const GateFactRow *facts;
    size_t fact_count;
    const GateContactRow *contacts;
    size_t contact_count;
    const GateHouse *house;
    int64_t at_us; /* rows not yet effective, or ended by then, are left out */
} GateBookRows;

/* The facts of one debtor, turned to its first debt; lent until the next call.  NULL when a body
 * cannot be read: INVALID names the fact. */
const GateFacts *gate_book_facts(GateBook *book, const GateBookRows *rows, GError **error);
/* The same, to be turned before anything is asked of them. */
bool gate_book_load(GateBook *book, const GateBookRows *rows, GError **error) MUST_USE;
/* The same facts turned to another debt (role, jurisdiction, validation, limitation, legal status
 * differ by debt) and to the address or number that the action would use ("": the usual one).  Lent
 * until the next call; judge an action on several debts once for each. */
const GateFacts *gate_book_turn(GateBook *book, int64_t account_id, const char *subject,
                                GError **error);
/* The facts of that row alone, of nobody in particular; NULL as above. */
const GateFacts *gate_book_alone(GateBook *book, const GateFactRow *row, GError **error);
/* Can the row be read, by itself?  INVALID says what is wrong with it. */
bool gate_book_check(const GateFactRow *row, GError **error) MUST_USE;
/* Says of an action what the book knows of its address or number: line, place, source.  The
 * channel decides which of the debtor's is meant where it names none. */
void gate_book_aim(const GateBook *book, GateAction *action);
/* The point of that address or number; NULL when it is not on file. */
const GatePoint *gate_book_point(const GateBook *book, const char *subject);
/* The fact or contact behind a piece of evidence, as "fact 12" or "contact 7"; "" none. */
const char *gate_book_evidence(const GateBook *book, GateEvidence evidence, char buffer[static 32]);
/* Bit of an account among the debts of the facts; GATE_DEBT_ELSEWHERE when it is not there. */
uint64_t gate_book_debt(const GateBook *book, int64_t account_id);

#endif
