/* report/roll_view.c: where the accounts of a bucket were found later, from the snapshots that the
 * daily runs took. */
#include "core/measure.h"
#include "report/kpi_sums.h"
#include "report/param.h"
#include "report/views.h"
#include <string.h>

typedef struct {
    ViewCommon common;
    Day from, to;
    int method, measure;
} Params;

enum { BY_STATIC, BY_NET_FLOW };
static const char *const METHODS[] = { "static", "net_flow", NULL };
static const char *const MEASURES[] = { "count", "amount", NULL };

static const Field FIELDS[] = {
    PARAM_COMMON(Params),
    PARAM(Params, from, FIELD_DAY, "the first snapshot (default: a month before to)"),
    PARAM(Params, to, FIELD_DAY, "the second snapshot (default: as_of)"),
    PARAM_WORD(Params, method, METHODS,
               "static: the same accounts followed (default); net_flow: bucket against bucket"),
    PARAM_WORD(Params, measure, MEASURES, "accounts (default) or their money"),
    PARAM_END,
};
static const RecordType PARAMS = { "rolls", sizeof(Params), FIELDS, SIZE_MAX };

enum { FROM, TO, VALUE, SHARE, CURRENCY };
static const ViewColumn COLUMNS[] = {
    [FROM] = { "from_bucket", VIEW_TEXT, false, "in the first snapshot" },
    [TO] = { "to_bucket", VIEW_TEXT, false, "in the second; paid_off, charged_off: gone" },
    COLUMN_END,
};

typedef struct {
    KpiPeriod period;
    KpiLedger ledger;
    int64_t loaded_to;
    GPtrArray *sums; /* KpiSums, one a currency */
    BucketSet set;
    char labels[AGING_BUCKETS_MAX][AGING_LABEL_SIZE];
} State;

static bool open_period(ViewRun *run, GError **error)
{
    const Params *params = run->params;
    State *state = g_new0(State, 1);
    run->state = state;
    Day to = params->to == DAY_NONE ? run->as_of : params->to;
    Day from = params->from == DAY_NONE ? day_add_months(to, -1) : params->from;
    if (from > to)
        return problem_refuse(error, PROBLEM_INVALID, "from is after to; a period runs forwards");
    state->period = (KpiPeriod){ .from = from, .to = to, .until = to };
    run->as_of = to;
    view_run_column(run, (ViewColumn){ "value", params->measure == 1 ? VIEW_MONEY : VIEW_INT, false,
                                       "accounts, or their opening balances" });
    view_run_column(run,
                    (ViewColumn){ "share", VIEW_DECIMAL, false, "percent of the row's start" });
    view_run_column(run, (ViewColumn){ "currency", VIEW_TEXT, false, "of the accounts" });
    return gather_store_needs_rewind(run->db, to, run->known_us, &run->rewind, error);
}

static KpiSums *sums_of(State *state, const char *currency)
{
    for (unsigned i = 0; i < state->sums->len; i++) {
        KpiSums *sums = state->sums->pdata[i];
        if (strcmp(sums->currency, currency) == 0) return sums;
    }
    KpiSums *sums = g_new0(KpiSums, 1);
    memcpy(sums->currency, currency, strnlen(currency, CURRENCY_SIZE - 1));
    g_ptr_array_add(state->sums, sums);
    return sums;
}

static bool add(ViewRun *run, WalkAccount *account, void *data, GError **error)
{
    State *state = data;
    int64_t debtor_id = account->facts.debtor_id;
    if (account->policy != NULL) state->set = account->policy->buckets;
    if (debtor_id >= state->loaded_to) {
        ReportRange range = { debtor_id, debtor_id + VIEW_RANGE_DEBTORS, run->as_of, run->known_us,
                              true };
        state->loaded_to = range.to;
        if (!report_kpi_store_snapshots(&state->ledger, run->db, &range, error)) return false;
    }
    KpiSums *sums = sums_of(state, account->facts.currency);
    return kpi_sums_add_roll(sums, run, &state->period, &state->ledger, account, error);
}

static const char *label_of(State *state, int to)
{
    if (to == ROLL_PAID_OFF) return "paid_off";
    if (to == ROLL_CHARGED_OFF) return "charged_off";
    return aging_label(&state->set, to, state->labels[to]);
}

static bool give(ViewRun *run, State *state, const KpiSums *sums, int from, int to, GError **error)
{
    const Params *params = run->params;
    RollMeasure by = params->measure == 1 ? ROLL_BY_AMOUNT : ROLL_BY_COUNT;
    const RollMatrix *matrix = &sums->rolls;
    bool flow = params->method == BY_NET_FLOW;
    Measure share =
        flow ? measure_roll_net_flow(matrix, by, from) : measure_roll_static(matrix, by, from, to);
    __int128 money = flow ? matrix->closing[to] : matrix->opening[from][to], rounded = 0;
    int64_t count = flow ? matrix->closing_count[to] : matrix->count[from][to];
    char start[AGING_LABEL_SIZE];
    view_run_text(run, FROM, aging_label(&state->set, from, start));
    view_run_text(run, TO, label_of(state, to));
    view_run_currency(run, sums->currency);
    if (by == ROLL_BY_COUNT)
        view_run_int(run, VALUE, count);
    else
        view_run_money(run, VALUE, (int64_t)CLAMP(money, -(__int128)MONEY_MAX, MONEY_MAX));
    if (measure_round(&share, &rounded)) view_run_decimal(run, SHARE, (int64_t)rounded);
    return view_run_row(run, error);
}

/* Every bucket that had accounts, and all they became. */
static bool give_currency(ViewRun *run, State *state, const KpiSums *sums, GError **error)
{
    const Params *params = run->params;
    int buckets = aging_bucket_count(&state->set);
    for (int from = 0; from < buckets; from++) {
        if (params->method == BY_NET_FLOW) {
            if (from + 1 < buckets && !give(run, state, sums, from, from + 1, error)) return false;
            continue;
        }
        for (int to = 0; to < ROLL_STATES; to++) {
            if (to >= buckets && to < ROLL_PAID_OFF) continue;
            if (!give(run, state, sums, from, to, error)) return false;
        }
    }
    return true;
}

static bool answer(ViewRun *run, GError **error)
{
    State *state = run->state;
    WalkWish wish = { 0 };
    state->set = (BucketSet){ "", { 30, 60, 90 }, 3 };
    state->sums = g_ptr_array_new_with_free_func(g_free);
    report_kpi_store_init(&state->ledger);
    bool done = walk_accounts(run, &wish, add, state, error);
    if (state->sums->len == 0) (void)sums_of(state, view_run_shown(run, run->desk->currency));
    for (unsigned i = 0; done && i < state->sums->len; i++)
        done = give_currency(run, state, state->sums->pdata[i], error);
    report_kpi_store_clear(&state->ledger);
    g_ptr_array_unref(state->sums);
    return done;
}

const View roll_view = {
    "rolls",     PERMIT_MEASURE, &PARAMS, COLUMNS,
    open_period, answer,         false,   "where the accounts of each bucket were found later",
};
