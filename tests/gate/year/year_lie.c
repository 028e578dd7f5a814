/* tests/gate/year/year_lie.c: the falsehoods that the gate is told, one a rule that only defines:
 * it then takes a covered firm for an uncovered one, and so on, and the checker must see it. */
#include "year.h"

#include <string.h>

/* R1: no firm is a debt collector. */
static void uncovered(YearTold *told)
{
    if (told->facts.role != ROLE_FIRST_PARTY) told->facts.role = ROLE_SERVICER;
    told->facts.flags.other_name = TRI_FALSE;
}

static const struct {
    int rule;
    void (*tell)(YearTold *told);
} LIES[] = {
    { 1, uncovered },
};

bool year_lies(int rule)
{
    for (size_t i = 0; i < G_N_ELEMENTS(LIES); i++)
        if (LIES[i].rule == rule) return true;
    return false;
}

void year_lie(int rule, const Year *y, const YearAct *act, YearTold *told)
{
    *told = (YearTold){ .facts = y->facts, .action = act->action };
    memcpy(told->debts, y->debts, sizeof told->debts);
    memcpy(told->consents, y->consents, sizeof told->consents);
    told->facts.debts = told->debts;
    told->facts.consents = told->consents;
    for (size_t i = 0; i < G_N_ELEMENTS(LIES); i++)
        if (LIES[i].rule == rule) LIES[i].tell(told);
}
