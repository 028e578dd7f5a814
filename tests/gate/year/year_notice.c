/* tests/gate/year/year_notice.c: validation notices: every field filled, and often one of them
 * wrong, blank or missing. */
#include "year.h"

#include <stdio.h>
#include <string.h>

static Day today(const Year *y, const YearAct *act)
{
    const Zone *zone =
        y->facts.person.zone_count > 0 ? y->facts.person.zones[0] : clock_zone("UTC");
    return clock_zone_day(zone, act->action.at_us);
}

static const char *money(YearAct *act, size_t slot, int cents)
{
    g_snprintf(act->figures[slot], sizeof act->figures[slot], "%d.%02d", cents / 100, cents % 100);
    return act->figures[slot];
}

/* The amount then, what came to it and went from it, and the amount now. */
static void itemise(Year *y, YearAct *act)
{
    GateNotice *n = &act->action.notice;
    int then = 10000 + year_made_pick(y, 900000), interest = year_made_pick(y, 5000);
    int fees = year_made_pick(y, 3) * 2550, paid = year_made_pick(y, 2) * 7505;
    n->amount_then = money(act, 0, then);
    n->interest = money(act, 1, interest);
    n->fees = fees == 0 ? "none" : money(act, 2, fees);
    n->payments = paid == 0 ? "0" : money(act, 3, paid);
    n->credits = "none";
    n->current_amount = money(act, 4, then + interest + fees - paid);
    if (year_made_one_in(y, 14))
        n->current_amount = money(act, 4, then + interest + fees - paid + 1);
}

/* One of the fields that must be filled is blank or missing. */
static void blank(Year *y, GateNotice *n)
{
    const char **const fields[] = {
        &n->disclosure_18e, &n->collector_name,   &n->collector_mail,
        &n->consumer_name,  &n->consumer_mail,    &n->creditor_then,
        &n->account_number, &n->current_creditor, &n->itemization_date_type,
        &n->amount_then,    &n->interest,         &n->fees,
        &n->payments,       &n->credits,          &n->current_amount,
    };
    *YEAR_ANY(y, fields) = year_made_one_in(y, 2) ? gate_nil : "";
}

static void mistake(Year *y, GateNotice *n)
{
    static const char *const NUMBERS[] = { "xxxx-xx34", "****9" };
    switch (year_made_pick(y, 9)) {
    case 0: n->consumer_name = "A. Example"; break;
    case 1: n->account_number = YEAR_ANY(y, NUMBERS); break;
    case 2:
        n->prompts_given = true;
        n->prompts = (uint32_t)year_made_pick(y, 15);
        break;
    case 3: n->itemization_date = (GateMoment){ .state = MOMENT_NULL }; break;
    case 4: n->dispute_end = (GateMoment){ .state = MOMENT_NULL }; break;
    case 5: n->cfpb_url = TRI_FALSE; break;
    case 6:
        n->reverse = (GateTexts){ { "state_disclosure" }, 1, true };
        n->front_reference = year_made_one_in(y, 2) ? gate_nil : "see reverse";
        break;
    case 7:
        n->itemization = "separate_page";
        n->reference_statement = year_made_one_in(y, 2) ? gate_nil : "see the page enclosed";
        break;
    default: blank(y, n); break;
    }
}

/* From which date it reckons; a charge-off often on the day that the file has. */
static void reference(Year *y, GateNotice *n, Day now)
{
    static const char *const TYPES[] = { "charge_off",   "charge_off",    "last_payment",
                                         "last_payment", "due_date",      "transaction",
                                         "judgment",     "last_statement" };
    n->itemization_date_type = YEAR_ANY(y, TYPES);
    n->itemization_date = year_made_day(now - 30 - year_made_pick(y, 300));
    if (year_made_one_in(y, 3)) n->statement_issued_by = "prior_debt_collector";
    bool charged_off = strcmp(n->itemization_date_type, "charge_off") == 0;
    for (size_t i = 0; charged_off && i < y->facts.debt_count; i++)
        if (y->debts[i].charged_off.state == MOMENT_DAY && !year_made_one_in(y, 4))
            n->itemization_date = y->debts[i].charged_off;
}

static void electronic(Year *y, GateAction *a)
{
    static const char *const SUBJECTS[] = { "Old Bank, account ending 1234",
                                            "Your account with Old Bank ending 1234",
                                            "Hello",
                                            "Old Bank",
                                            "account ending 1234",
                                            "Old Bank: you owe 120.00" };
    static const char *const SENDERS[] = { "Old Bank", "Acme Recovery",
                                           "unknown brand never used before", "noreply" };
    a->subject = YEAR_ANY(y, SUBJECTS);
    a->sender_name = YEAR_ANY(y, SENDERS);
    a->notice.electronic_statement = year_made_one_in(y, 3) ? gate_nil : "on our website";
    if (year_made_one_in(y, 4)) a->initial_itself = TRI_TRUE;
}

void year_notice_act(Year *y, YearAct *act)
{
    GateAction *a = &act->action;
    GateNotice *n = &a->notice;
    Day now = today(y, act);
    a->debts = a->counted_to = (GateDebtSet){ 0, false }; /* the file knows one notice for all */
    a->channel = year_made_one_in(y, 3) ? CHANNEL_EMAIL : CHANNEL_LETTER;
    a->place = a->channel == CHANNEL_EMAIL ? PLACE_LITERAL : PLACE_LAST_KNOWN;
    a->address = a->channel == CHANNEL_EMAIL ? "me@example.org" : "last_known";
    a->addressee = year_made_one_in(y, 8) ? "To whom it may concern" : "Ann B. Example";
    *n = (GateNotice){ .given = true,
                       .disclosure_18e = year_made_one_in(y, 3) ? "18e2" : "18e1",
                       .collector_name = "Acme Recovery",
                       .collector_mail = "PO Box 1",
                       .consumer_name = "Ann B. Example",
                       .consumer_mail = "1 Main Street",
                       .creditor_then = "Old Bank",
                       .account_number = "xxxx-1234",
                       .current_creditor = "Old Bank",
                       .cfpb_url = TRI_TRUE };
    n->dispute_end = year_made_day(now + 33 + year_made_pick(y, 14));
    itemise(y, act);
    reference(y, n, now);
    if (year_made_one_in(y, 2)) mistake(y, n);
    if (a->channel == CHANNEL_EMAIL) electronic(y, a);
}
