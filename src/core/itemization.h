/* core/itemization.h: what a debt was on a date and what came since: the itemisation of a
 * validation notice (12 CFR 1006.34(b)(3), (c)(2)(vii)-(viii)).  Pure; picks no date itself. */
#ifndef RECOUP_CORE_ITEMIZATION_H
#define RECOUP_CORE_ITEMIZATION_H

#include "base/day.h"

#include <stdbool.h>
#include <stddef.h>

/* What moved the balance.  Charges, interest and fees raise it; payments and credits lower it; each
 * amount is positive in its own direction (a returned payment is a negative payment). */
typedef enum {
    ENTRY_CHARGE,
    ENTRY_INTEREST,
    ENTRY_FEE,
    ENTRY_PAYMENT,
    ENTRY_CREDIT
} ItemizationKind;

typedef struct {
    ItemizationKind kind;
    Day day;
    int64_t minor;
} ItemizationEntry;

/* then + charges + interest + fees - payments - credits = now */
typedef struct {
    int64_t then_minor; /* at the end of the date */
    int64_t charges_minor, interest_minor, fees_minor, payments_minor, credits_minor;
    int64_t now_minor;
} Itemization;

/* Entries in any order; those after `today` do not count.  False: a sum overflows. */
bool itemization_reckon(const ItemizationEntry *entries, size_t count, Day date, Day today,
                        Itemization *out);
/* The newest day of a kind until today; DAY_NONE. */
Day itemization_last(const ItemizationEntry *entries, size_t count, ItemizationKind kind,
                     Day today);

#endif
