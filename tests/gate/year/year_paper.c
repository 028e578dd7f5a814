/* tests/gate/year/year_paper.c: tables beside the contacts: what a paper says, what is claimed, how
 * an account stands, what was promised.  Judges nothing. */
#include "year_cell.h"

#include <string.h>

const char year_paper_tables[] =
    "CREATE TABLE account(person_id, no, charged_off_day, oldest_day, past_due, amount_e4, "
    "invoice_day, terms, law, PRIMARY KEY(person_id, no));"
    "CREATE TABLE re_aged(person_id, no, day);"
    "CREATE TABLE paper(contact_id INTEGER PRIMARY KEY, statement, collector, collector_mail, "
    "name, "
    "mail, creditor_then, account, creditor, type, day, issuer, amount_then, interest, fees, "
    "payments, credits, amount_now, end_day, prompts, cfpb, electronic, back, front, separate, "
    "reference, subject, sender, itself, first, file_name);"
    "CREATE TABLE claim(contact_id INTEGER PRIMARY KEY, interest_e4, rate_e4, boe_e4, paid_day);"
    "CREATE TABLE claim_rate(contact_id, half, rate_e4);"
    "CREATE TABLE promise(contact_id, token, day);";

static void put_accounts(Db *db, const Year *y)
{
    for (size_t i = 0; i < y->facts.debt_count; i++) {
        const GateDebt *d = &y->debts[i];
        const Cell cells[] = {
            num(y->id),
            num((int64_t)i),
            day_of(d->charged_off),
            day_of(d->oldest_unpaid_due),
            d->days_past_due >= 0 ? num(d->days_past_due) : text(NULL),
            num(d->amount.e4),
            day_of(d->invoice_received),
            num(d->terms_days),
            text(d->choice_of_law),
        };
        YEAR_CELL_INSERT(db, "account", cells);
        for (size_t k = 0; k < d->re_aged.count; k++) {
            const Cell day[] = { num(y->id), num((int64_t)i), num(d->re_aged.items[k]) };
            YEAR_CELL_INSERT(db, "re_aged", day);
        }
    }
}

void year_paper_person(Db *db, const Year *y)
{
    put_accounts(db, y);
}

/* What the reasons that spoke require: the token, and its date where it has one. */
static void put_promises(Db *db, const Year *y, const GateVerdict *v)
{
    for (size_t i = 0; i < v->reason_count; i++) {
        if (v->reasons[i].kind != REASON_REQUIRE) continue;
        if (v->reasons[i].require >= v->require_count) continue;
        g_auto(GStrv) parts = g_strsplit(v->requires[v->reasons[i].require], ":", 2);
        Day day;
        bool dated = parts[1] != NULL && day_parse(parts[1], &day);
        const Cell cells[] = { num(y->contacts), text(parts[0]), dated ? num(day) : text(NULL) };
        YEAR_CELL_INSERT(db, "promise", cells);
    }
}

/* What is said not to exist, and what nobody mentioned, is no text at all. */
static Cell said(const char *words)
{
    return text(words == gate_nil ? NULL : words);
}

static void put_paper(Db *db, const Year *y, const YearAct *act)
{
    const GateAction *a = &act->action;
    const GateNotice *n = &a->notice;
    if (!n->given) return;
    const Cell cells[] = {
        num(y->contacts),
        said(n->disclosure_18e),
        said(n->collector_name),
        said(n->collector_mail),
        said(n->consumer_name),
        said(n->consumer_mail),
        said(n->creditor_then),
        said(n->account_number),
        said(n->current_creditor),
        said(n->itemization_date_type),
        day_of(n->itemization_date),
        said(n->statement_issued_by),
        said(n->amount_then),
        said(n->interest),
        said(n->fees),
        said(n->payments),
        said(n->credits),
        said(n->current_amount),
        day_of(n->dispute_end),
        n->prompts_given ? num(n->prompts) : text(NULL),
        yes(n->cfpb_url),
        said(n->electronic_statement),
        num(n->reverse.count > 0),
        said(n->front_reference),
        num(n->itemization != NULL),
        said(n->reference_statement),
        said(a->subject),
        said(a->sender_name),
        yes(a->initial_itself),
        num(act->first),
        said(y->facts.file_name),
    };
    YEAR_CELL_INSERT(db, "paper", cells);
}

static Cell given(GateNumber number)
{
    return number.state == NUMBER_GIVEN ? num(number.e4) : text(NULL);
}

static void put_claim(Db *db, const Year *y, const GateAction *a)
{
    if (a->channel != CHANNEL_CLAIM_LATE && a->channel != CHANNEL_CLAIM_FIXED) return;
    const Cell cells[] = { num(y->contacts), given(a->interest), given(a->rate),
                           given(y->facts.boe_rate), day_of(a->paid) };
    YEAR_CELL_INSERT(db, "claim", cells);
    for (size_t i = 0; i < a->ecb_count; i++) {
        const Cell rate[] = { num(y->contacts), num(a->ecb[i].half), num(a->ecb[i].rate.e4) };
        YEAR_CELL_INSERT(db, "claim_rate", rate);
    }
}

void year_paper_contact(Db *db, const Year *y, const YearAct *act, const GateVerdict *verdict)
{
    put_paper(db, y, act);
    put_claim(db, y, &act->action);
    put_promises(db, y, verdict);
}
