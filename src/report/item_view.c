/* report/item_view.c: the items of accounts, open or all, as they stood on a day. */
#include "core/aging.h"
#include "core/words.h"
#include "report/param.h"
#include "report/view_run.h"
#include "report/views.h"
#include "store/report_store.h"

typedef struct {
    ViewCommon common;
    char account[REF_SIZE];
    int state;
    bool future;
} Params;

enum { STATE_OPEN, STATE_ALL };
static const char *const STATES[] = { "open", "all", NULL };

static const Field FIELDS[] = {
    PARAM_COMMON(Params),
    PARAM_TEXT(Params, account, "only of this account"),
    PARAM_WORD(Params, state, STATES, "open ones (default) or all, paid and cancelled ones too"),
    PARAM(Params, future, FIELD_BOOL, "also what payments dated later will take off"),
    PARAM_END,
};
static const RecordType PARAMS = { "items", sizeof(Params), FIELDS, SIZE_MAX };

enum {
    ACCOUNT,
    NUMBER,
    KIND,
    DOCUMENT,
    ISSUED_ON,
    DUE_ON,
    AMOUNT,
    OPEN,
    DPD,
    BUCKET,
    DISPUTED,
    CURRENCY,
    FUTURE,
    REMAINING
};
static const ViewColumn COLUMNS[] = {
    [ACCOUNT] = { "account", VIEW_TEXT, false, "whose it is" },
    [NUMBER] = { "number", VIEW_TEXT, false, "of the item" },
    [KIND] = { "kind", VIEW_TEXT, false, "invoice, fee, credit_note …" },
    [DOCUMENT] = { "document", VIEW_TEXT, false, "groups the instalments of one invoice" },
    [ISSUED_ON] = { "issued_on", VIEW_DAY, false, "day of issue" },
    [DUE_ON] = { "due_on", VIEW_DAY, false, "day it is due" },
    [AMOUNT] = { "amount", VIEW_MONEY, true, "as posted; a credit is negative" },
    [OPEN] = { "open", VIEW_MONEY, true,
               "still open; of a credit note negative, of an order none" },
    [DPD] = { "dpd", VIEW_INT, false, "days past due; negative before the due day" },
    [BUCKET] = { "bucket", VIEW_TEXT, false, "not_due, d1_30, d31_60, d61_90, d91_plus" },
    [DISPUTED] = { "disputed", VIEW_MONEY, true, "the part that is in dispute" },
    [CURRENCY] = { "currency", VIEW_TEXT, false, "of the row's money" },
    COLUMN_END,
};

static const BucketSet BUCKETS = { "", { 30, 60, 90 }, 3 };
static const char *const LABELS[] = { "not_due", "d1_30", "d31_60", "d61_90", "d91_plus" };

static bool wants_future(const ViewRun *run)
{
    return ((const Params *)run->params)->future;
}

static bool open_columns(ViewRun *run, GError **error)
{
    (void)error;
    if (!wants_future(run)) return true;
    view_run_column(run, (ViewColumn){ "future", VIEW_MONEY, true, "taken off later" });
    view_run_column(run, (ViewColumn){ "remaining", VIEW_MONEY, true, "open less future" });
    return true;
}

/* --- rows ------------------------------------------------------------------------------------- */

static bool set_money(ViewRun *run, const ReportItem *item, GError **error)
{
    bool order = item->kind == ITEM_ORDER;
    int64_t amount = item->amount_minor, open = order ? 0 : item->open_minor;
    int64_t disputed = CLAMP(item->disputed_minor, 0, MAX(open, 0)), future = item->future_minor;
    if (!view_run_convert(run, item->currency, &amount, error) ||
        !view_run_convert(run, item->currency, &open, error) ||
        !view_run_convert(run, item->currency, &disputed, error) ||
        !view_run_convert(run, item->currency, &future, error))
        return false;
    view_run_money(run, AMOUNT, amount);
    if (!order) view_run_money(run, OPEN, open);
    view_run_money(run, DISPUTED, disputed);
    if (!wants_future(run)) return true;
    view_run_money(run, FUTURE, future);
    view_run_money(run, REMAINING, open - future);
    return true;
}

static bool give(void *data, const ReportItem *item, GError **error)
{
    ViewRun *run = data;
    const Params *params = run->params;
    bool open = item->open_minor != 0 && item->kind != ITEM_ORDER;
    if (run->stop || !view_run_sees(run, item->creditor_id)) return true;
    if (params->state != STATE_ALL && !open && item->future_minor == 0) return true;
    int32_t dpd = aging_dpd(AGING_BY_DUE, item->due_day, item->issued_day, run->as_of);
    view_run_text(run, ACCOUNT, item->account);
    view_run_text(run, NUMBER, item->number);
    view_run_text(run, KIND, words_of(words_item_kind, item->kind));
    view_run_text(run, DOCUMENT, item->document);
    view_run_day(run, ISSUED_ON, item->issued_day);
    view_run_day(run, DUE_ON, item->due_day);
    view_run_currency(run, item->currency);
    if (open) {
        view_run_int(run, DPD, dpd);
        if (item->open_minor > 0)
            view_run_text(run, BUCKET, LABELS[aging_bucket_of(&BUCKETS, dpd)]);
    }
    run->key = (ViewKey){ .number = { item->debtor_id, item->account_id, item->item_id } };
    return set_money(run, item, error) && view_run_row(run, error);
}

/* Money that comes later and is for no item yet. */
static bool give_payment(void *data, const ReportPayment *payment, GError **error)
{
    ViewRun *run = data;
    int64_t left = payment->unapplied_minor;
    if (left == 0 || payment->creditor_id == 0 || !view_run_sees(run, payment->creditor_id))
        return true;
    if (!view_run_convert(run, payment->currency, &left, error)) return false;
    view_run_text(run, ACCOUNT, payment->account);
    view_run_text(run, NUMBER, payment->ref);
    view_run_text(run, KIND, "payment");
    view_run_day(run, ISSUED_ON, payment->on_day);
    view_run_currency(run, payment->currency);
    view_run_money(run, OPEN, 0);
    view_run_money(run, FUTURE, left);
    view_run_money(run, REMAINING, -left);
    run->key = (ViewKey){ .number = { payment->debtor_id, payment->account_id, INT64_MAX,
                                      payment->payment_id } };
    return view_run_row(run, error);
}

static bool range_of(ViewRun *run, int64_t from, int64_t to, int64_t account_id, GError **error)
{
    ReportRange range = { from, to, run->as_of, run->known_us, run->rewind };
    return report_store_items(run->db, &range, account_id, wants_future(run), give, run, error) &&
           (!wants_future(run) ||
            report_store_future_payments(run->db, &range, account_id, give_payment, run, error));
}

static bool each_range(ViewRun *run, int64_t from, int64_t to, GError **error)
{
    return range_of(run, from, to, 0, error);
}

static bool answer(ViewRun *run, GError **error)
{
    const Params *params = run->params;
    Account account;
    if (params->account[0] == '\0') return view_run_ranges(run, each_range, error);
    return view_run_account(run, params->account, &account, error) &&
           range_of(run, account.debtor_id, account.debtor_id + 1, account.account_id, error);
}

const View item_view = {
    "items",      PERMIT_VIEW,
    &PARAMS,      COLUMNS,
    open_columns, answer,
    false,        "the items of accounts: what is open, how old it is, what is disputed",
};
