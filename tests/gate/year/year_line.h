/* tests/gate/year/year_line.h: a line of an action in the making: {'do': …} with single quotes, its
 * brace still open.  What is absent is left out. */
#ifndef RECOUP_TESTS_GATE_YEAR_LINE_H
#define RECOUP_TESTS_GATE_YEAR_LINE_H

#include "year.h"

void year_line_text(GString *line, const char *key, const char *value);
void year_line_day(GString *line, const char *key, GateMoment moment);
void year_line_instant(GString *line, const char *key, int64_t at_us);
void year_line_bool(GString *line, const char *key, GateTri tri);
void year_line_word(GString *line, const char *key, GateWordList list, int value);
void year_line_clock(GString *line, const char *key, int32_t second);
/* The one account, or the debtor where it speaks of all. */
void year_line_whose(GString *line, const Year *y, GateDebtSet debts);
GString *year_line_begin(const char *action);

#endif
