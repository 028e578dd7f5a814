/* run/demo_person.h: made-up people and businesses that look like real ones and cannot be: their
 * telephone numbers and e-mail addresses are of the ranges kept free for examples. */
#ifndef RECOUP_RUN_DEMO_PERSON_H
#define RECOUP_RUN_DEMO_PERSON_H

#include "run/demo_dice.h"
#include "store/account_store.h"

/* Fills all but the id and the instant; `number` makes the reference. */
void demo_person_make(DemoDice *dice, int64_t number, int person_percent, Debtor *out);

#endif
