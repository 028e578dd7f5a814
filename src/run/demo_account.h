/* run/demo_account.h: the two years of one made-up account: what was billed, paid, said, promised,
 * held and disputed.  Writes into a chunk of rows only. */
#ifndef RECOUP_RUN_DEMO_ACCOUNT_H
#define RECOUP_RUN_DEMO_ACCOUNT_H

#include "core/policy.h"
#include "run/demo_dice.h"
#include "run/demo_rows.h"
#include "run/demo_trade.h"

enum { DEMO_HISTORY_DAYS = 730 };

typedef struct {
    const DemoTrade *trade;
    Day today;
    int64_t creditor_ids[2];
    const char *collectors[3];
    char currency[CURRENCY_SIZE];
    int64_t policy_id;
    const Treatment *usual; /* the treatment of those for whom nothing special holds */
} DemoSetting;

/* Noon or so of a day, when its rows were recorded. */
int64_t demo_account_us(Day on);
/* Debtor and account are in the chunk already. */
void demo_account_live(const DemoSetting *setting, DemoDice *dice, const Debtor *debtor,
                       const Account *account, DemoRows *rows);

#endif
