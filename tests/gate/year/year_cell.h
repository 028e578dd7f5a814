/* tests/gate/year/year_cell.h: the cells of a row, from the gate's own kinds. */
#ifndef RECOUP_TESTS_GATE_YEAR_CELL_H
#define RECOUP_TESTS_GATE_YEAR_CELL_H

#include "year.h"

typedef struct {
    enum { CELL_NULL, CELL_NUMBER, CELL_TEXT } kind;
    int64_t number;
    const char *text;
} Cell;

static inline Cell num(int64_t number)
{
    return (Cell){ CELL_NUMBER, number, NULL };
}

static inline Cell text(const char *word)
{
    return word == NULL ? (Cell){ CELL_NULL, 0, NULL } : (Cell){ CELL_TEXT, 0, word };
}

static inline Cell word(GateWordList list, int value)
{
    return text(value == 0 ? NULL : gate_words_name(list, value));
}

static inline Cell day_of(GateMoment moment)
{
    return moment.state == MOMENT_DAY || moment.state == MOMENT_INSTANT ? num(moment.day)
                                                                        : text(NULL);
}

static inline Cell second_of(GateMoment moment)
{
    return moment.state == MOMENT_INSTANT ? num(moment.at_us / YEAR_SECOND_US) : text(NULL);
}

static inline Cell yes(GateTri tri)
{
    return num(tri == TRI_TRUE);
}

static inline Cell no(GateTri tri)
{
    return num(tri == TRI_FALSE || tri == TRI_NULL);
}

static inline int64_t all_debts(const Year *y)
{
    return (1 << y->facts.debt_count) - 1;
}

static inline Cell debts(const Year *y, GateDebtSet set)
{
    return num(set.given ? (int64_t)set.bits : all_debts(y));
}

/* Cells by position. */
void year_cell_insert(Db *db, const char *table, const Cell *cells, size_t count);
#define YEAR_CELL_INSERT(db, table, cells) \
    year_cell_insert(db, table, cells, sizeof(cells) / sizeof(cells)[0])

/* ---- side tables ---- */
extern const char year_paper_tables[];
void year_paper_person(Db *db, const Year *y);
/* Of the contact that was numbered last: its papers, and what was promised of it. */
void year_paper_contact(Db *db, const Year *y, const YearAct *act, const GateVerdict *verdict);

extern const char year_said_tables[];
/* Of the contact that was numbered last: disclosures, language, the ground of an override. */
void year_said_contact(Db *db, const Year *y, const YearAct *act);
/* What was refused in the year. */
void year_said_history(Db *db, const Year *y);

#endif
