/* gate/gate_book_private.h: what the two halves of gate_book share.  For them only. */
#ifndef RECOUP_GATE_GATE_BOOK_PRIVATE_H
#define RECOUP_GATE_GATE_BOOK_PRIVATE_H

#include "gate/gate_book.h"
#include "gate/gate_object.h"

/* The row behind an event, a consent or a preference. */
typedef struct {
    int64_t id;
    bool contact;
} BookSource;

typedef enum {
    FROM_CONTACT,
    FROM_NOTICE,
    FROM_WITHDRAWAL,
    FROM_VALIDATION,
    FROM_POINT,
    FROM_PAYMENT
} BookOrigin;

/* A row that becomes one or two events. */
typedef struct {
    int64_t at_us;
    BookOrigin origin;
    uint32_t index;
} BookPending;

struct GateBook {
    const GateBookRows *rows;
    GateFacts base, facts; /* of all debts; turned to one */
    GateDebt debts[GATE_DEBTS_MAX];
    int64_t account_ids[GATE_DEBTS_MAX];
    uint64_t spoken; /* debts of which something was conveyed already */
    GArray *events, *event_sources, *consents, *consent_sources, *prefs, *pref_sources;
    GArray *points, *chain, *pending;
    GPtrArray *owned, *trees;
    GateObjects reader;
    GateBookRows alone; /* of gate_book_alone */
    GateDebtRow alone_debt;
};

/* The row's body read into `to`, by the table; true when there is none. */
bool gate_book_body(GateBook *book, const GateFactRow *row, const GateField *fields, void *to,
                    GError **error);
/* The row holds at that instant. */
bool gate_book_live(const GateFactRow *row, int64_t at_us);
/* The debts a row speaks of: all, or its account's. */
GateDebtSet gate_book_debts(const GateBook *book, int64_t account_id);
GatePlace gate_book_place(const GateBook *book, const char *address);
GateLine gate_book_line(const GatePoint *point);

/* Contacts, notices, withdrawals and validation notices as events, in order of time; marks each
 * debt's initial communication. */
bool gate_book_event_load(GateBook *book, GError **error);

#endif
