/* report/credit_view.c: "may we ship?": a debtor's limit beside what is open, late and ordered. */
#include "base/text.h"
#include "core/words.h"
#include "report/param.h"
#include "report/views.h"
#include "report/walk.h"
#include <string.h>

typedef struct {
    ViewCommon common;
    char debtor[REF_SIZE];
    Decimal amount;
} Params;

static const Field FIELDS[] = {
    PARAM_COMMON(Params),
    { "debtor", FIELD_TEXT, FIELD_REQUIRED, offsetof(Params, debtor), REF_SIZE, NULL, NULL, 0, 0,
      "who orders" },
    PARAM(Params, amount, FIELD_AMOUNT, "of the order that is asked about"),
    PARAM_END,
};
static const RecordType PARAMS = { "credit", sizeof(Params), FIELDS, SIZE_MAX };

enum { DEBTOR, LIMIT, EXPOSURE, OPEN, PAST_DUE, UNBILLED, ORDER, AVAILABLE, HOLD, WHY, CURRENCY };
static const ViewColumn COLUMNS[] = {
    [DEBTOR] = { "debtor", VIEW_TEXT, false, "who orders" },
    [LIMIT] = { "limit", VIEW_MONEY, false, "of its accounts together; none: no limit is set" },
    [EXPOSURE] = { "exposure", VIEW_MONEY, false, "balance, unbilled orders and this order" },
    [OPEN] = { "open", VIEW_MONEY, false, "balance of its accounts" },
    [PAST_DUE] = { "past_due", VIEW_MONEY, false, "of it past due" },
    [UNBILLED] = { "unbilled", VIEW_MONEY, false, "ordered and not billed" },
    [ORDER] = { "order", VIEW_MONEY, false, "the amount asked about" },
    [AVAILABLE] = { "available", VIEW_MONEY, false, "limit less exposure; negative: over it" },
    [HOLD] = { "hold", VIEW_TEXT, false, "yes: do not ship" },
    [WHY] = { "why", VIEW_TEXT, false, "what speaks against it" },
    [CURRENCY] = { "currency", VIEW_TEXT, false, "of the row's money" },
    COLUMN_END,
};

/* The debtor's accounts in one currency. */
typedef struct {
    char currency[CURRENCY_SIZE];
    int64_t limit, open, past_due, unbilled, oldest_dpd;
    bool limited;
    unsigned holds;
} Sum;

static bool add(ViewRun *run, WalkAccount *account, void *data, GError **error)
{
    GArray *sums = data;
    const Facts *facts = &account->facts;
    Sum *sum = NULL;
    (void)run, (void)error;
    for (unsigned i = 0; i < sums->len; i++)
        if (strcmp(g_array_index(sums, Sum, i).currency, facts->currency) == 0)
            sum = &g_array_index(sums, Sum, i);
    if (sum == NULL) {
        Sum fresh = { 0 };
        text_copy(fresh.currency, sizeof fresh.currency, facts->currency);
        g_array_append_val(sums, fresh);
        sum = &g_array_index(sums, Sum, sums->len - 1);
    }
    sum->limited |= facts->credit_limit >= 0;
    sum->limit += MAX(facts->credit_limit, 0);
    sum->open += facts->balance;
    sum->past_due += facts->past_due;
    sum->unbilled += facts->unbilled;
    sum->oldest_dpd = MAX(sum->oldest_dpd, facts->oldest_dpd);
    sum->holds |= facts->holds;
    return true;
}

static void because(GString *why, const char *format, ...) G_GNUC_PRINTF(2, 3);
static void because(GString *why, const char *format, ...)
{
    va_list more;
    if (why->len > 0) g_string_append(why, "; ");
    va_start(more, format);
    g_string_append_vprintf(why, format, more);
    va_end(more);
}

/* Over the limit, or somebody has placed a hold that is about shipping. */
static bool judge(const Sum *sum, int64_t exposure, GString *why)
{
    static const HoldKind STOPS[] = { HOLD_LEGAL, HOLD_SALES, HOLD_MANUAL };
    char limit[MONEY_TEXT_SIZE], amount[MONEY_TEXT_SIZE];
    bool over = sum->limited && exposure > sum->limit, stopped = false;
    if (over)
        because(why, "exposure %s is over the limit %s",
                money_text(exposure, sum->currency, amount),
                money_text(sum->limit, sum->currency, limit));
    for (size_t i = 0; i < G_N_ELEMENTS(STOPS); i++) {
        if ((sum->holds & 1u << STOPS[i]) == 0) continue;
        stopped = true;
        because(why, "a %s hold is on an account", words_of(words_hold_kind, (int)STOPS[i]));
    }
    if (sum->past_due > 0)
        because(why, "%s is past due, the oldest for %" G_GINT64_FORMAT " days",
                money_text(sum->past_due, sum->currency, amount), sum->oldest_dpd);
    if (!sum->limited) because(why, "no limit is set");
    return over || stopped;
}

static bool give(ViewRun *run, const Sum *sum, GError **error)
{
    const Params *params = run->params;
    g_autoptr(GString) why = g_string_new(NULL);
    int64_t order = 0;
    if (params->amount.given &&
        money_from_decimal(params->amount, sum->currency, MONEY_EXACT, &order, NULL) != MONEY_OK)
        return problem_refuse(error, PROBLEM_INVALID, "amount has more decimals than %s",
                              sum->currency);
    int64_t exposure = sum->open + sum->unbilled + order;
    bool hold = judge(sum, exposure, why);
    view_run_text(run, DEBTOR, params->debtor);
    view_run_currency(run, sum->currency);
    if (sum->limited) {
        view_run_money(run, LIMIT, sum->limit);
        view_run_money(run, AVAILABLE, sum->limit - exposure);
    }
    view_run_money(run, EXPOSURE, exposure);
    view_run_money(run, OPEN, sum->open);
    view_run_money(run, PAST_DUE, sum->past_due);
    view_run_money(run, UNBILLED, sum->unbilled);
    view_run_money(run, ORDER, order);
    view_run_text(run, HOLD, hold ? "yes" : "no");
    view_run_text(run, WHY, why->str);
    return view_run_row(run, error);
}

static bool answer(ViewRun *run, GError **error)
{
    const Params *params = run->params;
    g_autoptr(GArray) sums = g_array_new(FALSE, FALSE, sizeof(Sum));
    Debtor debtor;
    if (!view_run_debtor(run, params->debtor, &debtor, error)) return false;
    WalkWish wish = { .debtor_id = debtor.debtor_id };
    if (!walk_accounts(run, &wish, add, sums, error)) return false;
    for (unsigned i = 0; i < sums->len; i++)
        if (!give(run, &g_array_index(sums, Sum, i), error)) return false;
    return true;
}

const View credit_view = {
    "credit", PERMIT_VIEW,
    &PARAMS,  COLUMNS,
    NULL,     answer,
    false,    "may we ship? a debtor's limit beside what is open, late and ordered",
};
