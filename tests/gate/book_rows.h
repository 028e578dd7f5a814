/* tests/gate/book_rows.h: rows of a book in the making, for what the gate makes of them: one debtor
 * in Ohio with one debt, on one instant. */
#ifndef RECOUP_TESTS_GATE_BOOK_ROWS_H
#define RECOUP_TESTS_GATE_BOOK_ROWS_H

#include "gate/gate_book.h"

#define DAY_US  86400000000LL
#define HOUR_US 3600000000LL
#define OPEN    INT64_MAX

/* Wednesday 2026-05-13, 17:00 UTC: 13:00 in New York. */
enum { TODAY = 20586 };
#define NOW (TODAY * DAY_US + 17 * HOUR_US)

extern const GateDebtorRow book_rows_person;
extern const GateDebtRow book_rows_debt;
extern const GateHouse book_rows_house;

GateFactRow book_rows_fact(GateFactKind kind, const char *type, const char *medium,
                           const char *subject, const char *body);
GateContactRow book_rows_contact(int64_t at_us, const char *channel, const char *direction,
                                 const char *outcome);
GateBookRows book_rows_of(const GateDebtorRow *debtor, const GateDebtRow *debt,
                          const GateFactRow *facts, size_t fact_count);
GateAction book_rows_action(GateChannel channel);
/* Of the debt 7, by that address or number. */
void book_rows_judge(const GateBookRows *rows, const char *subject, GateAction action,
                     GateVerdict *out);
/* It denies with that code; CODE_NONE: it does not deny.  `index` is of the case, for messages. */
void book_rows_expect(const GateVerdict *v, GateCode code, size_t index);

#endif
