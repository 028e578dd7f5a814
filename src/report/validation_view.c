/* report/validation_view.c: the validation notice of each account: the first communication, when
 * the notice was due and sent, and until when the debt may be disputed.  Changes nothing. */
#include "report/param.h"
#include "report/view_run.h"
#include "report/views.h"
#include "store/gate_gather.h"
#include "store/gather_store.h"
#include <string.h>

enum { NOTICE_DAYS = 5 };

static const char *const STATES[] = { "not_begun", "due", "overdue", "running", "over", NULL };

typedef struct {
    ViewCommon common;
    char account[REF_SIZE];
    int state;
} Params;
static const Field FIELDS[] = {
    PARAM_COMMON(Params),
    PARAM_TEXT(Params, account, "only this account"),
    PARAM_WORD(Params, state, STATES, "only those that stand so"),
    PARAM_END,
};
static const RecordType PARAMS = { "validation", sizeof(Params), FIELDS, SIZE_MAX };

enum { ACCOUNT, DEBTOR, STATE, INITIAL_ON, DUE_ON, SENT_ON, RECEIPT_ON, ENDS_ON, LEFT, CURRENCY };
static const ViewColumn COLUMNS[] = {
    [ACCOUNT] = { "account", VIEW_TEXT, false, "the debt" },
    [DEBTOR] = { "debtor", VIEW_TEXT, false, "who owes it" },
    [STATE] = { "state", VIEW_TEXT, false, "not_begun, due, overdue; sent: running, then over" },
    [INITIAL_ON] = { "initial_on", VIEW_DAY, false, "the first communication about the debt" },
    [DUE_ON] = { "due_on", VIEW_DAY, false, "last day for the notice: five days after it" },
    [SENT_ON] = { "sent_on", VIEW_DAY, false, "the notice was sent" },
    [RECEIPT_ON] = { "receipt_on", VIEW_DAY, false, "it is taken to be received then" },
    [ENDS_ON] = { "ends_on", VIEW_DAY, false, "last day to dispute the debt in writing" },
    [LEFT] = { "left", VIEW_INT, false, "days until then, or until the notice is due" },
    [CURRENCY] = { "currency", VIEW_TEXT, false, "the book's" },
    COLUMN_END,
};

typedef struct {
    int state;
    Day initial, due, sent, receipt, ends;
} Standing;

/* The first event that conveyed something about the debt. */
static Day initial_day(const GateFacts *f, uint64_t bit, const Zone *zone)
{
    for (size_t i = 0; i < f->event_count; i++) {
        const GateEvent *e = &f->events[i];
        bool covers = !e->debts.given || (e->debts.bits & bit) != 0;
        if (e->initial_communication == TRI_TRUE && covers) return clock_zone_day(zone, e->at_us);
    }
    return DAY_NONE;
}

static Day day_of(GateMoment moment, const Zone *zone)
{
    if (moment.state == MOMENT_INSTANT) return clock_zone_day(zone, moment.at_us);
    return moment.state == MOMENT_DAY ? moment.day : DAY_NONE;
}

static Standing standing(const GateFacts *f, uint64_t bit, const Zone *zone, Day today)
{
    Standing s = { .initial = initial_day(f, bit, zone),
                   .due = DAY_NONE,
                   .sent = DAY_NONE,
                   .receipt = DAY_NONE,
                   .ends = DAY_NONE };
    if (s.initial != DAY_NONE) s.due = s.initial + NOTICE_DAYS;
    if (f->validation.status == STATUS_NOT_SENT) {
        s.state = s.initial == DAY_NONE ? 0 : today <= s.due ? 1 : 2;
        return s;
    }
    s.sent = day_of(f->validation.sent, zone);
    s.receipt = day_of(f->validation.assumed_receipt, zone);
    s.ends = day_of(f->validation.end, zone);
    s.state = s.ends != DAY_NONE && today <= s.ends ? 3 : 4;
    return s;
}

static bool give(ViewRun *run, const GateBookRows *rows, const GateDebtRow *debt, int64_t debtor_id,
                 Standing s, GError **error)
{
    const Params *params = run->params;
    if (params->state >= 0 && params->state != s.state) return true;
    if (params->account[0] != '\0' && strcmp(params->account, debt->ref) != 0) return true;
    view_run_text(run, ACCOUNT, debt->ref);
    view_run_text(run, DEBTOR, rows->debtor->ref);
    view_run_text(run, STATE, STATES[s.state]);
    view_run_day(run, INITIAL_ON, s.initial);
    view_run_day(run, DUE_ON, s.due);
    view_run_day(run, SENT_ON, s.sent);
    view_run_day(run, RECEIPT_ON, s.receipt);
    view_run_day(run, ENDS_ON, s.ends);
    Day next = s.state == 3 ? s.ends : s.state == 1 || s.state == 2 ? s.due : DAY_NONE;
    if (next != DAY_NONE) view_run_int(run, LEFT, next - run->as_of);
    view_run_currency(run, run->desk->currency);
    run->key = (ViewKey){ .number = { debtor_id, debt->account_id } };
    return view_run_row(run, error);
}

/* Only where a notice is owed by law: a collector's consumer debt in the United States. */
static bool owed(const GateFacts *f, size_t debt)
{
    bool collector = f->role == ROLE_THIRD_PARTY || f->role == ROLE_BUYER_PRINCIPAL ||
                     f->role == ROLE_MORTGAGE_SERVICER || f->flags.other_name == TRI_TRUE;
    return f->country == COUNTRY_US && collector && f->debts[debt].consumer == TRI_TRUE;
}

static bool give_debtor(ViewRun *run, GateGather *gather, GateBook *book, size_t index,
                        GError **error)
{
    static const GateHouse HOUSE = { 0 };
    GateBookRows rows;
    gate_gather_rows(gather, index, &rows);
    rows.house = &HOUSE;
    rows.at_us = clock_zone_instant(run->desk->zone, run->as_of + 1, 0) - 1;
    const GateFacts *f = gate_book_facts(book, &rows, error);
    if (f == NULL) return false;
    for (size_t i = 0; i < f->debt_count && !run->stop; i++) {
        const GateDebtRow *debt = &rows.debts[i];
        if (!view_run_sees(run, debt->creditor_id)) continue;
        f = gate_book_turn(book, debt->account_id, "", error);
        if (f == NULL) return false;
        if (!owed(f, i)) continue;
        Standing s = standing(f, 1ULL << i, run->desk->zone, run->as_of);
        if (!give(run, &rows, debt, gate_gather_debtor(gather, index), s, error)) return false;
    }
    return true;
}

/* What was owed on the day, as it was known; else the gathered rows say what is owed now. */
static bool put_owed(ViewRun *run, GateGather *gather, int64_t from, int64_t to, GError **error)
{
    g_autoptr(GatherBatch) batch = gather_store_new();
    GatherQuery query = { .as_of = run->as_of, .known_us = run->known_us, .rewind = true };
    if (!run->rewind) return true;
    if (!gather_store_load(batch, run->db, &query, from, to, error)) return false;
    for (size_t i = 0; i < gather_store_count(batch); i++) {
        const Facts *facts = &gather_store_at(batch, i)->facts;
        size_t index = gate_gather_find(gather, facts->debtor_id);
        GateBookRows rows;
        if (index == SIZE_MAX) continue;
        GateDebtRow *debts = gate_gather_debts(gather, index);
        gate_gather_rows(gather, index, &rows);
        for (size_t k = 0; k < rows.debt_count; k++) {
            if (debts[k].account_id != facts->account_id) continue;
            debts[k].balance_minor = facts->balance;
            debts[k].disputed_minor = facts->disputed;
            debts[k].oldest_due_day = facts->oldest_due_day;
            debts[k].last_payment_day = facts->last_payment_day;
        }
    }
    return true;
}

static bool each_range(ViewRun *run, int64_t from, int64_t to, GError **error)
{
    g_autoptr(GateGather) gather = gate_gather_new();
    g_autoptr(GateBook) book = gate_book_new();
    if (!gate_gather_load(gather, run->db, from, to, run->known_us, error) ||
        !put_owed(run, gather, from, to, error))
        return false;
    for (size_t i = 0; i < gate_gather_count(gather) && !run->stop; i++)
        if (!give_debtor(run, gather, book, i, error)) return false;
    return true;
}

static bool answer(ViewRun *run, GError **error)
{
    const Params *params = run->params;
    Account account;
    if (params->account[0] == '\0') return view_run_ranges(run, each_range, error);
    return view_run_account(run, params->account, &account, error) &&
           each_range(run, account.debtor_id, account.debtor_id + 1, error);
}

const View validation_view = {
    "validation", PERMIT_VIEW,
    &PARAMS,      COLUMNS,
    NULL,         answer,
    false,        "validation notices: due, sent, and until when a debt may be disputed",
};
