/* report/trial_view.c: the sub-ledger in double entry: the balances kept with items and payments
 * against the entries they came from.  It sums to zero, and would not if a kept balance were wrong
 * by a cent. */
#include "base/text.h"
#include "core/words.h"
#include "report/param.h"
#include "report/view_run.h"
#include "report/views.h"
#include "store/ledger_store.h"
#include "store/report_care_store.h"
#include <string.h>

typedef struct {
    ViewCommon common;
    char account[REF_SIZE];
} Params;

static const Field FIELDS[] = {
    PARAM_COMMON(Params),
    PARAM_TEXT(Params, account, "only of this account"),
    PARAM_END,
};
static const RecordType PARAMS = { "trial_balance", sizeof(Params), FIELDS, SIZE_MAX };

enum { LEDGER, DEBIT, CREDIT, BALANCE, CURRENCY };
static const ViewColumn COLUMNS[] = {
    [LEDGER] = { "ledger", VIEW_TEXT, false, "the ledger account" },
    [DEBIT] = { "debit", VIEW_MONEY, true, "balance, when it is a debit" },
    [CREDIT] = { "credit", VIEW_MONEY, true, "balance, when it is a credit; positive" },
    [BALANCE] = { "balance", VIEW_MONEY, true, "debit less credit; the total is zero" },
    [CURRENCY] = { "currency", VIEW_TEXT, false, "of the row's money" },
    COLUMN_END,
};

typedef struct {
    char currency[CURRENCY_SIZE], name[64];
    int order;
    int64_t minor; /* a debit is positive */
} Line;

static Line *line_of(GArray *lines, const char *currency, int order, const char *name)
{
    for (unsigned i = 0; i < lines->len; i++) {
        Line *line = &g_array_index(lines, Line, i);
        if (strcmp(line->currency, currency) == 0 && strcmp(line->name, name) == 0) return line;
    }
    Line line = { .order = order };
    text_copy(line.currency, sizeof line.currency, currency);
    text_copy(line.name, sizeof line.name, name);
    g_array_append_val(lines, line);
    return &g_array_index(lines, Line, lines->len - 1);
}

/* The name of the ledger account, and on which side its source stands: +1 debit, -1 credit.
 * Payments moved between accounts and credits applied within one are zero in the whole book. */
static int side_of(TrialSource source, int32_t kind, char name[static 64])
{
    static const char *const EVENT_NAMES[] = { "cash reversed", "cash reinstated",
                                               "cash refunded" };
    switch (source) {
    case TRIAL_OPEN: g_strlcpy(name, "receivables", 64); return 1;
    case TRIAL_UNAPPLIED: g_strlcpy(name, "unapplied payments", 64); return -1;
    case TRIAL_CASH: g_strlcpy(name, "cash", 64); return 1;
    case TRIAL_EVENTS: g_strlcpy(name, EVENT_NAMES[CLAMP(kind, 0, 2)], 64); return 1;
    case TRIAL_ADJUSTMENTS:
        g_snprintf(name, 64, "adjusted: %s", words_of(words_adjustment_kind, kind));
        return 1;
    case TRIAL_ITEMS:
        if (kind == ITEM_ADJUSTMENT) return 0;
        g_snprintf(name, 64, "billed: %s", words_of(words_item_kind, kind));
        return -1;
    case TRIAL_PARTS:
        g_strlcpy(name, kind == SOURCE_CANCEL ? "cancelled" : "applied across accounts", 64);
        return kind == SOURCE_ADJUSTMENT ? 0 : 1;
    case TRIAL_SPENT: g_strlcpy(name, "applied across accounts", 64); return -1;
    case TRIAL_SOURCES: break;
    }
    return 0;
}

static bool sees(const ViewRun *run, int64_t creditor_id)
{
    return creditor_id == 0 ? run->desk->actor.all_creditors : view_run_sees(run, creditor_id);
}

static bool add(void *data, TrialSource source, int64_t creditor_id, const char *currency,
                int32_t kind, int64_t minor, GError **error)
{
    ViewRun *run = data;
    char name[64] = "";
    int side = side_of(source, kind, name);
    if (side == 0 || !sees(run, creditor_id)) return true;
    Line *line = line_of(run->state, currency, (int)source, name);
    return money_add(line->minor, side * minor, &line->minor) ||
           problem_refuse(error, PROBLEM_LIMIT,
                          "the trial balance: the sum of %s in %s is greater than the program can "
                          "hold; ask it of one account: --account",
                          name, currency);
}

static int by_place(const void *a, const void *b)
{
    const Line *one = a, *two = b;
    int order = strcmp(one->currency, two->currency);
    if (order == 0) order = one->order - two->order;
    return order != 0 ? order : strcmp(one->name, two->name);
}

static bool give(ViewRun *run, const Line *line, GError **error)
{
    int64_t minor = line->minor;
    if (!view_run_convert(run, line->currency, &minor, error)) return false;
    view_run_text(run, LEDGER, line->name);
    view_run_currency(run, line->currency);
    if (minor >= 0) view_run_money(run, DEBIT, minor);
    if (minor < 0) view_run_money(run, CREDIT, -minor);
    view_run_money(run, BALANCE, minor);
    return view_run_row(run, error);
}

static bool each_range(ViewRun *run, int64_t from, int64_t to, GError **error)
{
    ReportRange range = { from, to, run->as_of, run->known_us, false };
    return report_care_store_trial(run->db, &range, 0, add, run, error);
}

static bool sum(ViewRun *run, GError **error)
{
    const Params *params = run->params;
    Account account;
    if (params->account[0] == '\0') return view_run_ranges(run, each_range, error);
    if (!view_run_account(run, params->account, &account, error)) return false;
    ReportRange range = { account.debtor_id, account.debtor_id + 1, run->as_of, run->known_us,
                          false };
    return report_care_store_trial(run->db, &range, account.account_id, add, run, error);
}

static bool answer(ViewRun *run, GError **error)
{
    g_autoptr(GArray) lines = g_array_new(FALSE, FALSE, sizeof(Line));
    if (run->as_of < run->desk->today || run->known_us != INT64_MAX)
        return problem_refuse(error, PROBLEM_INVALID,
                              "the trial balance proves the balances as they are kept now; ask it "
                              "for today, and without known");
    run->state = lines;
    bool done = sum(run, error);
    run->state = NULL;
    g_array_sort(lines, by_place);
    for (unsigned i = 0; done && i < lines->len; i++)
        done = give(run, &g_array_index(lines, Line, i), error);
    return done;
}

const View trial_view = {
    "trial_balance",
    PERMIT_MEASURE,
    &PARAMS,
    COLUMNS,
    NULL,
    answer,
    false,
    "the sub-ledger in double entry, summing to zero",
};
