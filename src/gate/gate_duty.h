/* gate/gate_duty.h: what kind of thing a requirement of the gate is.  Words only. */
#ifndef RECOUP_GATE_GATE_DUTY_H
#define RECOUP_GATE_GATE_DUTY_H

#include <stdbool.h>

typedef enum {
    DUTY_FIRST,   /* done before: a lawyer's decision, a look at the docket */
    DUTY_SAID,    /* said or shown in the contact itself: nothing where nobody heard it */
    DUTY_LATER,   /* made due by the contact, until the date it names; the book watches it */
    DUTY_OVERRIDE /* somebody else's approval: no word of the caller's gives it */
} GateDuty;

GateDuty gate_duty_of(const char *token);
/* The word says that it was done: the token itself, or what stands before its colon. */
bool gate_duty_named(const char *token, const char *word);

#endif
