/* report/payment_view.c: payments and how far they are applied, as they stood on a day. */
#include "core/words.h"
#include "report/param.h"
#include "report/view_run.h"
#include "report/views.h"
#include "store/report_store.h"

typedef struct {
    ViewCommon common;
    char account[REF_SIZE];
    Day from, to;
} Params;

static const Field FIELDS[] = {
    PARAM_COMMON(Params),
    PARAM_TEXT(Params, account, "only of this account"),
    PARAM(Params, from, FIELD_DAY, "not before this day"),
    PARAM(Params, to, FIELD_DAY, "not after this day"),
    PARAM_END,
};
static const RecordType PARAMS = { "payments", sizeof(Params), FIELDS, SIZE_MAX };

enum { REF, ACCOUNT, ON, AMOUNT, ALLOCATED, UNAPPLIED, STATE, METHOD, CURRENCY };
static const ViewColumn COLUMNS[] = {
    [REF] = { "ref", VIEW_TEXT, false, "of the payment" },
    [ACCOUNT] = { "account", VIEW_TEXT, false, "whose it is; empty: nobody knows yet" },
    [ON] = { "on", VIEW_DAY, false, "the day it counts from" },
    [AMOUNT] = { "amount", VIEW_MONEY, true, "as it came" },
    [ALLOCATED] = { "allocated", VIEW_MONEY, true, "applied to items" },
    [UNAPPLIED] = { "unapplied", VIEW_MONEY, true, "not yet applied; positive" },
    [STATE] = { "state", VIEW_TEXT, false, "taken, reversed" },
    [METHOD] = { "method", VIEW_TEXT, false, "cash, check, card, wire …" },
    [CURRENCY] = { "currency", VIEW_TEXT, false, "of the row's money" },
    COLUMN_END,
};

/* Converted amounts still add up: what is allocated is what the two others leave. */
static bool set_money(ViewRun *run, const ReportPayment *payment, GError **error)
{
    int64_t amount = payment->amount_minor, unapplied = payment->unapplied_minor;
    int64_t rest = payment->amount_minor - payment->allocated_minor - payment->unapplied_minor;
    if (!view_run_convert(run, payment->currency, &amount, error) ||
        !view_run_convert(run, payment->currency, &unapplied, error) ||
        !view_run_convert(run, payment->currency, &rest, error))
        return false;
    view_run_money(run, AMOUNT, amount);
    view_run_money(run, ALLOCATED, amount - unapplied - rest);
    view_run_money(run, UNAPPLIED, unapplied);
    return true;
}

/* Money whose account is not known belongs to no portfolio: only who sees all sees it. */
static bool sees(const ViewRun *run, const ReportPayment *payment)
{
    return payment->creditor_id == 0 ? run->desk->actor.all_creditors
                                     : view_run_sees(run, payment->creditor_id);
}

static bool give(void *data, const ReportPayment *payment, GError **error)
{
    ViewRun *run = data;
    const Params *params = run->params;
    if (run->stop || !sees(run, payment)) return true;
    if (params->from != DAY_NONE && payment->on_day < params->from) return true;
    if (params->to != DAY_NONE && payment->on_day > params->to) return true;
    view_run_text(run, REF, payment->ref);
    view_run_text(run, ACCOUNT, payment->account);
    view_run_day(run, ON, payment->on_day);
    view_run_text(run, STATE, words_of(words_payment_state, payment->reversed));
    view_run_text(run, METHOD, words_of(words_method, payment->method));
    view_run_currency(run, payment->currency);
    run->key =
        (ViewKey){ .number = { payment->debtor_id, payment->account_id, payment->payment_id } };
    return set_money(run, payment, error) && view_run_row(run, error);
}

static bool each_range(ViewRun *run, int64_t from, int64_t to, GError **error)
{
    ReportRange range = { from, to, run->as_of, run->known_us, run->rewind };
    return report_store_payments(run->db, &range, 0, give, run, error);
}

static bool answer(ViewRun *run, GError **error)
{
    const Params *params = run->params;
    Account account;
    if (params->account[0] == '\0') return view_run_ranges(run, each_range, error);
    if (!view_run_account(run, params->account, &account, error)) return false;
    ReportRange range = { account.debtor_id, account.debtor_id + 1, run->as_of, run->known_us,
                          run->rewind };
    return report_store_payments(run->db, &range, account.account_id, give, run, error);
}

const View payment_view = {
    "payments", PERMIT_VIEW, &PARAMS, COLUMNS,
    NULL,       answer,      false,   "payments and how far they are applied to items",
};
