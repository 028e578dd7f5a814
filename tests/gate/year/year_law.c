/* tests/gate/year/year_law.c: attorneys, bankruptcy, moratoria, service, limitation, validation,
 * and how the firm came by the addresses.  Moments lie in the year, so that they begin to count in
 * it. */
#include "year.h"

static Day some_day(Year *y)
{
    return y->first + year_made_pick(y, y->last - y->first);
}

static GateMoment some_instant(Year *y)
{
    return year_made_instant(
        year_made_local_us(y, some_day(y), 8 * 3600 + year_made_pick(y, 12 * 3600)));
}

static GateDebtSet some_debts(Year *y)
{
    if (year_made_one_in(y, 2)) return (GateDebtSet){ 0, false };
    return (GateDebtSet){ 1ULL << year_made_pick(y, (int)y->facts.debt_count), true };
}

static void attorney(Year *y)
{
    GateFacts *f = &y->facts;
    f->attorney = (GateAttorney){ .known = TRI_TRUE,
                                  .address_known = year_made_one_in(y, 5) ? TRI_FALSE : TRI_TRUE,
                                  .name = "L. Lee",
                                  .debts = some_debts(y),
                                  .since = some_instant(y) };
    if (year_made_one_in(y, 6)) f->flags.attorney_consents = TRI_TRUE;
    if (year_made_one_in(y, 6)) f->flags.attorney_silent = TRI_TRUE;
}

static void bankruptcy(Year *y)
{
    static const int32_t CHAPTERS[] = { 7, 13, 13, 11 };
    static const GateStatus ENDS[] = { STATUS_OPEN, STATUS_OPEN, STATUS_DISMISSED,
                                       STATUS_DISCHARGED, STATUS_CLOSED };
    GateBankruptcy b = { .given = true,
                         .chapter = YEAR_ANY(y, CHAPTERS),
                         .filed = some_instant(y) };
    b.status = YEAR_ANY(y, ENDS);
    Day end = b.filed.day + 20 + year_made_pick(y, 100);
    if (b.status == STATUS_DISMISSED) b.dismissed = year_made_day(end);
    if (b.status == STATUS_DISCHARGED) b.discharged = year_made_day(end);
    if (b.status == STATUS_CLOSED) b.closed = year_made_day(end);
    if (y->facts.person.kind == KIND_CODEBTOR) b.debtor = "P9";
    if (year_made_one_in(y, 6)) b.prior_case_dismissed = year_made_day(b.filed.day - 100);
    y->facts.bankruptcy = b;
}

static void breathing_space(Year *y)
{
    GateBreathingSpace b = { .given = true, .crisis = year_made_one_in(y, 3) };
    b.notified = some_instant(y);
    b.start = year_made_day(b.notified.day);
    if (b.crisis) b.treatment_ended = year_made_day(b.start.day + 5 + year_made_pick(y, 40));
    b.debts = some_debts(y);
    y->facts.breathing = b;
}

static void military(Year *y)
{
    GateMilitary m = { .given = true,
                       .start = year_made_day(y->first - 30 + year_made_pick(y, 60)) };
    m.orders_received = year_made_day(m.start.day + year_made_pick(y, 60));
    if (year_made_one_in(y, 2)) m.end = year_made_day(m.start.day + year_made_pick(y, 300));
    y->facts.military = m;
    if (y->facts.bankruptcy.given) return;
    for (size_t i = 0; i < y->facts.debt_count; i++) /* some debts are younger than the service */
        if (year_made_one_in(y, 3)) y->debts[i].incurred = year_made_day(m.start.day - 1 + (int)i);
}

static void validation(Year *y)
{
    GateFacts *f = &y->facts;
    f->validation.given = true;
    if (year_made_one_in(y, 3)) {
        y->unsent = true;
        f->validation.status = STATUS_NOT_SENT;
        f->flags.no_prior_communication = TRI_TRUE;
        return;
    }
    f->validation.status = STATUS_SENT;
    f->validation.sent = year_made_day(y->first - 5 - year_made_pick(y, 40));
    f->validation.end = year_made_day(f->validation.sent.day + 37 + year_made_pick(y, 8));
}

/* What the firm knows of the number and the address. */
static void paths(Year *y)
{
    GateFacts *f = &y->facts;
    if (year_made_one_in(y, 4)) {
        f->creditor_email = (GateCreditorEmail){ .given = true,
                                                 .address = "me@example.org",
                                                 .domain = "public",
                                                 .used_for_account = TRI_TRUE,
                                                 .notice_given = true,
                                                 .sent_by = "letter",
                                                 .sent = year_made_day(some_day(y)) };
        f->creditor_email.opt_out_by =
            year_made_day(f->creditor_email.sent.day + 30 + year_made_pick(y, 12));
    }
    if (year_made_one_in(y, 2)) {
        f->sms_path.given = true;
        if (!year_made_one_in(y, 4)) f->sms_path.consent = some_instant(y);
        if (year_made_one_in(y, 3)) f->sms_path.check = some_instant(y);
        f->sms_path.database = "FCC_RND";
        f->sms_path.number = "mobile";
    }
    if (year_made_one_in(y, 12)) f->flags.number_reassigned = TRI_TRUE;
    if (year_made_one_in(y, 12)) f->bounce_monitoring = TRI_FALSE;
    if (year_made_one_in(y, 4)) f->esign_consent = TRI_NULL;
    if (year_made_one_in(y, 12)) f->flags.knows_moved = TRI_TRUE;
}

static void union_law(Year *y)
{
    GateFacts *f = &y->facts;
    if (year_made_one_in(y, 4)) f->flags.accuracy_contested = TRI_TRUE;
    if (year_made_one_in(y, 3)) f->flags.marketing_objection = TRI_TRUE;
    if (year_made_one_in(y, 3)) f->flags.retention_expired = TRI_TRUE;
    f->flags.debt_open = year_made_one_in(y, 2) ? TRI_TRUE : TRI_FALSE;
}

static void kingdom_law(Year *y)
{
    GateFacts *f = &y->facts;
    if (year_made_one_in(y, 4)) breathing_space(y);
    if (year_made_one_in(y, 10)) f->flags.pursued_in_error = TRI_TRUE;
    if (year_made_one_in(y, 5)) {
        f->limitation = (GateLimitation){ .given = true, .years = -1 };
        f->limitation.expired = year_made_one_in(y, 3) ? TRI_FALSE : TRI_TRUE;
        f->limitation.contact_during = year_made_one_in(y, 2) ? TRI_FALSE : TRI_TRUE;
    }
}

static void rare_flags(Year *y)
{
    GateFlags *flags = &y->facts.flags;
    if (year_made_one_in(y, 60)) flags->court_permission = TRI_TRUE;
    if (year_made_one_in(y, 25)) flags->judgment = TRI_TRUE;
    if (year_made_one_in(y, 25)) flags->profile_uncertain = TRI_TRUE;
    if (year_made_one_in(y, 20)) flags->active_litigation = TRI_TRUE;
    if (!year_made_one_in(y, 20)) return;
    y->facts.limitation = (GateLimitation){ .given = true, .years = -1 };
    y->facts.limitation.expired = year_made_one_in(y, 2) ? TRI_FALSE : TRI_TRUE;
}

void year_law_make(Year *y)
{
    GateFacts *f = &y->facts;
    if (f->country == COUNTRY_EU) union_law(y);
    if (f->country == COUNTRY_UK) kingdom_law(y);
    if (year_made_one_in(y, 40)) f->gap_minutes = 180;
    if (f->country != COUNTRY_US) return;
    validation(y);
    paths(y);
    f->residence_district = "district B";
    f->file_name = "Ann B. Example";
    if (year_made_one_in(y, 10)) attorney(y);
    if (f->person.kind == KIND_CODEBTOR || year_made_one_in(y, 12)) bankruptcy(y);
    if (year_made_one_in(y, 8)) military(y);
    rare_flags(y);
}
