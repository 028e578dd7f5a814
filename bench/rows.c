/* bench/rows.c: rows of the store from the numbers of the made-up book.  Writes nothing. */
#include "rows.h"

#include <glib.h>

Debtor rows_debtor(int64_t a)
{
    Debtor debtor = { .debtor_id = made_debtor_rank(a) + 1,
                      .kind = DEBTOR_BUSINESS,
                      .country = "US",
                      .recorded_us = ROWS_RECORDED_US };
    g_snprintf(debtor.ref, sizeof debtor.ref, "D%08ld", (long)a);
    g_snprintf(debtor.name, sizeof debtor.name, "Debtor %ld", (long)a);
    g_snprintf(debtor.region, sizeof debtor.region, "%s", made_region(a));
    g_snprintf(debtor.email, sizeof debtor.email, "ap%ld@example.com", (long)a);
    g_snprintf(debtor.phone, sizeof debtor.phone, "555%07ld", (long)a);
    return debtor;
}

Account rows_account(int64_t a, int64_t creditor_id)
{
    Account account = { .debtor_id = made_debtor_rank(a) + 1,
                        .account_id = a + 1,
                        .creditor_id = creditor_id,
                        .kind = ACCOUNT_TRADE,
                        .currency = "USD",
                        .terms_days = 30,
                        .credit_limit_minor = -1,
                        .opened_day = MADE_AS_OF - 910,
                        .recorded_us = ROWS_RECORDED_US };
    g_snprintf(account.ref, sizeof account.ref, "A%08ld", (long)a);
    return account;
}

Item rows_item(int64_t a, int number, int64_t item_id)
{
    MadeItem made = made_item(a, number);
    bool open = made.paid == 0;
    Item item = { .debtor_id = made_debtor_rank(a) + 1,
                  .account_id = a + 1,
                  .item_id = item_id,
                  .issued_day = made.issued,
                  .due_day = made.due,
                  .amount_minor = made.amount_minor,
                  .open_minor = open ? made.amount_minor : 0,
                  .note = "",
                  .recorded_us = ROWS_RECORDED_US,
                  .cleared_day = open ? DAY_NONE : made.paid,
                  .cancelled_day = DAY_NONE };
    g_snprintf(item.number, sizeof item.number, "%ld-%d", (long)a, number + 1);
    return item;
}

Payment rows_payment(const Item *item, int number, int64_t payment_id)
{
    Payment payment = { .debtor_id = item->debtor_id,
                        .account_id = item->account_id,
                        .payment_id = payment_id,
                        .on_day = item->cleared_day,
                        .amount_minor = item->amount_minor,
                        .currency = "USD",
                        .recorded_us = ROWS_RECORDED_US };
    g_snprintf(payment.ref, sizeof payment.ref, "P%ld-%d", (long)item->account_id - 1, number + 1);
    return payment;
}

Allocation rows_allocation(const Item *item, int64_t payment_id, int64_t allocation_id)
{
    return (Allocation){ .debtor_id = item->debtor_id,
                         .account_id = item->account_id,
                         .allocation_id = allocation_id,
                         .item_id = item->item_id,
                         .source = SOURCE_PAYMENT,
                         .source_id = payment_id,
                         .on_day = item->cleared_day,
                         .amount_minor = item->amount_minor,
                         .recorded_us = ROWS_RECORDED_US };
}
