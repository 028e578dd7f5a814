/* run/demo_trade.h: what kind of receivables a policy pack is for: who owes, to whom, how much, for
 * what.  Plain data. */
#ifndef RECOUP_RUN_DEMO_TRADE_H
#define RECOUP_RUN_DEMO_TRADE_H

#include "core/facts.h"

enum { DEMO_TRADE_REASONS = 3 };

typedef struct {
    const char *pack;
    AccountKind account_kind;
    ItemKind item_kind;
    int person_percent; /* of the debtors; the others are businesses */
    struct {
        const char *ref, *name, *kind;
    } creditors[2];
    const char *item_prefix;         /* of item numbers */
    int64_t least_minor, most_minor; /* of a usual item; most are near the least */
    int terms_days;
    int every_least, every_most;          /* days between two items */
    int32_t disputes[DEMO_TRADE_REASONS]; /* places in words_dispute_reason */
} DemoTrade;

/* NULL: no such pack. */
const DemoTrade *demo_trade_of(const char *pack);

#endif
