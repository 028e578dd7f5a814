/* report/kpi_view.c: key figures of a period, each with its numerator, denominator and formula.
 * Without a name: the default variant of every figure; with one: all its variants, the default
 * first.  Nothing to divide by gives no value, never 0. */
#include "base/text.h"
#include "core/measure.h"
#include "report/kpi_table.h"
#include "report/param.h"
#include "report/views.h"
#include <string.h>

typedef struct {
    ViewCommon common;
    char name[WORD_SIZE], variant[WORD_SIZE];
    Day from, to;
    int by;
    int64_t month;
    Decimal round;
} Params;

enum { BY_TOTAL, BY_CREDITOR, BY_OWNER, BY_SEGMENT, BY_KIND, BY_DEBTOR };
static const char *const BYS[] = {
    "total", "creditor", "owner", "segment", "kind", "debtor", NULL
};

static const Field FIELDS[] = {
    PARAM_COMMON(Params),
    PARAM_TEXT(Params, name, "dso, cei, past_due_pct … (default: all)"),
    PARAM_TEXT(Params, variant, "only this one of its variants"),
    PARAM(Params, from, FIELD_DAY, "first day of the period (default: a year before to)"),
    PARAM(Params, to, FIELD_DAY, "last day of the period (default: as_of)"),
    PARAM_WORD(Params, by, BYS, "a figure an owner, creditor, segment … (default: total)"),
    PARAM_COUNT(Params, month, 1, 1200, "of vintage_loss: months on book (default 12)"),
    PARAM(Params, round, FIELD_AMOUNT,
          "of loss_forecast and loss_rate, rounded: to a multiple of this (default 1.00)"),
    PARAM_END,
};
static const RecordType PARAMS = { "kpi", sizeof(Params), FIELDS, SIZE_MAX };

enum { NAME, VARIANT, VALUE, UNIT, NUMERATOR, DENOMINATOR, FORMULA, GROUP, BUCKET, CURRENCY };
static const ViewColumn COLUMNS[] = {
    [NAME] = { "name", VIEW_TEXT, false, "of the figure" },
    [VARIANT] = { "variant", VIEW_TEXT, false, "which of those that share the name" },
    [VALUE] = { "value", VIEW_DECIMAL, false, "two decimals; none where nothing can be divided" },
    [UNIT] = { "unit", VIEW_TEXT, false, "percent, days, times" },
    [NUMERATOR] = { "numerator", VIEW_TEXT, false, "exact" },
    [DENOMINATOR] = { "denominator", VIEW_TEXT, false, "exact" },
    [FORMULA] = { "formula", VIEW_TEXT, false, "what is divided by what" },
    [GROUP] = { "group", VIEW_TEXT, false, "of by; total" },
    [BUCKET] = { "bucket", VIEW_TEXT, false, "of a roll: where the accounts were" },
    [CURRENCY] = { "currency", VIEW_TEXT, false, "of the money that is divided" },
    COLUMN_END,
};

typedef struct {
    KpiPeriod period;
    int by;
    KpiLedger ledger;
    int64_t loaded_to; /* debtors below it are in the ledger */
    GPtrArray *groups; /* KpiSums */
    BucketSet set;     /* of the snapshots */
} State;

/* --- the period ------------------------------------------------------------------------------- */

static bool check_name(const Params *params, GError **error)
{
    const char *names[64] = { NULL };
    size_t count = 0;
    if (params->name[0] == '\0') return true;
    if (measure_find(params->name, NULL) == NULL) {
        for (size_t i = 0; i < measure_table_count() && count < 63; i++)
            if (measure_table[i].is_default) names[count++] = measure_table[i].name;
        const char *near = text_nearest(params->name, names);
        return problem_refuse(error, PROBLEM_INVALID,
                              "there is no key figure %s%s%s; see: recoup help kpi", params->name,
                              near != NULL ? "; did you mean " : "", near != NULL ? near : "");
    }
    if (measure_find(params->name, params->variant) != NULL) return true;
    g_autoptr(GString) known = g_string_new(NULL);
    for (size_t i = 0; i < measure_table_count(); i++)
        if (strcmp(measure_table[i].name, params->name) == 0)
            g_string_append_printf(known, "%s%s", known->len > 0 ? ", " : "",
                                   measure_table[i].variant);
    return problem_refuse(error, PROBLEM_INVALID, "%s has no variant %s; there are: %s",
                          params->name, params->variant, known->str);
}

static bool open_period(ViewRun *run, GError **error)
{
    const Params *params = run->params;
    State *state = g_new0(State, 1);
    run->state = state;
    Day to = params->to == DAY_NONE ? run->as_of : params->to;
    Day from = params->from == DAY_NONE ? day_add_months(to, -12) + 1 : params->from;
    if (from > to)
        return problem_refuse(error, PROBLEM_INVALID, "from is after to; a period runs forwards");
    state->period = (KpiPeriod){ .from = from,
                                 .to = to,
                                 .until = MAX(run->as_of, to),
                                 .month = params->month == 0 ? 12 : (int32_t)params->month };
    state->by = MAX(params->by, 0);
    run->as_of = to;
    return check_name(params, error) &&
           gather_store_needs_rewind(run->db, to, run->known_us, &run->rewind, error);
}

/* --- sums ------------------------------------------------------------------------------------- */

static const char *group_name(int by, const Facts *facts)
{
    switch (by) {
    case BY_CREDITOR: return facts->creditor;
    case BY_OWNER: return facts->owner;
    case BY_SEGMENT: return facts->segment;
    case BY_KIND: return facts->kind;
    case BY_DEBTOR: return facts->debtor;
    default: return "total";
    }
}

static KpiSums *sums_of(State *state, const char *group, const char *currency)
{
    for (unsigned i = state->groups->len; i > 0; i--) {
        KpiSums *sums = state->groups->pdata[i - 1];
        bool same = strcmp(sums->group, group) == 0;
        if (same && strcmp(sums->currency, currency) == 0) return sums;
        if (!same && state->by == BY_DEBTOR) break; /* they come in debtor order */
    }
    KpiSums *sums = g_new0(KpiSums, 1);
    text_copy(sums->group, sizeof sums->group, group);
    text_copy(sums->currency, sizeof sums->currency, currency);
    g_ptr_array_add(state->groups, sums);
    return sums;
}

static bool load_for(ViewRun *run, State *state, int64_t debtor_id, GError **error)
{
    if (debtor_id < state->loaded_to) return true;
    ReportRange range = { debtor_id, debtor_id + VIEW_RANGE_DEBTORS, run->as_of, run->known_us,
                          true };
    state->loaded_to = range.to;
    return report_kpi_store_load(&state->ledger, run->db, &range, error);
}

static bool add_account(ViewRun *run, WalkAccount *account, void *data, GError **error)
{
    State *state = data;
    const Facts *facts = &account->facts;
    if (account->policy != NULL) state->set = account->policy->buckets;
    if (!load_for(run, state, facts->debtor_id, error)) return false;
    KpiSums *sums = sums_of(state, group_name(state->by, facts), facts->currency);
    return kpi_sums_add(sums, run, &state->period, &state->ledger, account, error);
}

/* --- rows ------------------------------------------------------------------------------------- */

/* A count of minor units as units of the currency, or a whole number. */
static char *exact_text(__int128 value, KpiScale scale, const char *currency)
{
    char whole[MEASURE_TEXT_SIZE];
    int decimals = scale == KPI_OF_MONEY ? MAX(money_exponent(currency), 0) : 0;
    measure_whole_text(value < 0 ? -value : value, whole);
    GString *text = g_string_new(whole);
    while ((int)text->len <= decimals) g_string_prepend_c(text, '0');
    if (decimals > 0) g_string_insert_c(text, (ssize_t)text->len - decimals, '.');
    if (value < 0) g_string_prepend_c(text, '-');
    return g_string_free(text, FALSE);
}

static void set_value(ViewRun *run, const Measure *measure)
{
    __int128 value = 0;
    if (!measure_round(measure, &value)) return;
    view_run_decimal(run, VALUE,
                     (int64_t)CLAMP(value, -INT64_C(100000000000000), INT64_C(100000000000000)));
}

static bool give(ViewRun *run, const MeasureInfo *info, const KpiRow *row, const KpiAsk *ask,
                 GError **error)
{
    char label[AGING_LABEL_SIZE];
    const State *state = run->state;
    Measure measure = row->make(ask);
    g_autofree char *above = exact_text(measure.numerator, row->scale, ask->sums->currency);
    g_autofree char *below = exact_text(measure.denominator, row->scale, ask->sums->currency);
    g_autofree char *variant =
        g_strconcat(info->variant, ask->clean && info->variant[0] != '\0' ? "_" : "",
                    ask->clean ? "undisputed" : "", NULL);
    g_autofree char *formula =
        g_strconcat(info->formula, ask->clean ? "; disputed amounts left out" : "",
                    measure.at_least ? "; the history is too short: at least this" : "", NULL);
    view_run_text(run, NAME, info->name);
    view_run_text(run, VARIANT, variant);
    set_value(run, &measure);
    view_run_text(run, UNIT, measure_unit_name(info->unit));
    view_run_text(run, NUMERATOR, above);
    view_run_text(run, DENOMINATOR, below);
    view_run_text(run, FORMULA, formula);
    view_run_text(run, GROUP, ask->sums->group);
    if (row->buckets) view_run_text(run, BUCKET, aging_label(&state->set, ask->bucket, label));
    view_run_currency(run, ask->sums->currency);
    return view_run_row(run, error);
}

/* What a part of a loss is rounded to, in minor units of the row. */
static bool round_of(const ViewRun *run, const KpiSums *sums, int64_t *out, GError **error)
{
    Decimal step = ((const Params *)run->params)->round;
    if (!step.given) step = (Decimal){ .given = true, .digits = 1 };
    if (step.digits <= 0)
        return problem_refuse(error, PROBLEM_INVALID, "round must be more than zero");
    return desk_amount("round", step, sums->currency, out, error);
}

static bool give_info(ViewRun *run, const MeasureInfo *info, const KpiSums *sums, bool clean,
                      GError **error)
{
    const State *state = run->state;
    const KpiRow *row = kpi_table_find(info->name, info->variant);
    if (row == NULL || (clean && !row->clean)) return true;
    int last = row->buckets ? state->set.bound_count : 1;
    int64_t round_minor = 0;
    if (!round_of(run, sums, &round_minor, error)) return false;
    for (int bucket = 1; bucket <= last; bucket++) {
        KpiAsk ask = { sums,       &state->period, clean, bucket, aging_bucket_count(&state->set),
                       round_minor };
        if (!give(run, info, row, &ask, error)) return false;
    }
    return true;
}

static bool is_asked(const Params *params, const MeasureInfo *info)
{
    if (params->name[0] == '\0') return info->is_default;
    if (strcmp(params->name, info->name) != 0) return false;
    return params->variant[0] == '\0' || strcmp(params->variant, info->variant) == 0;
}

/* The table lists the default of a name first; those without disputed amounts come last. */
static bool give_group(ViewRun *run, const KpiSums *sums, GError **error)
{
    const Params *params = run->params;
    bool both = params->name[0] != '\0' && params->variant[0] == '\0';
    for (int clean = 0; clean <= (both ? 1 : 0); clean++)
        for (size_t i = 0; i < measure_table_count(); i++)
            if (is_asked(params, &measure_table[i]) &&
                !give_info(run, &measure_table[i], sums, clean, error))
                return false;
    return true;
}

/* The book's own currency first. */
static int by_place(const void *a, const void *b, void *data)
{
    const KpiSums *one = *(const KpiSums *const *)a, *two = *(const KpiSums *const *)b;
    const char *own = data;
    int order = strcmp(one->group, two->group);
    if (order != 0) return order;
    bool first = strcmp(one->currency, own) == 0, second = strcmp(two->currency, own) == 0;
    return first != second ? second - first : strcmp(one->currency, two->currency);
}

static bool give_all(ViewRun *run, State *state, GError **error)
{
    if (state->groups->len == 0)
        (void)sums_of(state, "total", view_run_shown(run, run->desk->currency));
    g_ptr_array_sort_with_data(state->groups, by_place, run->desk->currency);
    for (unsigned i = 0; i < state->groups->len; i++)
        if (!give_group(run, state->groups->pdata[i], error)) return false;
    return true;
}

static bool answer(ViewRun *run, GError **error)
{
    State *state = run->state;
    WalkWish wish = { .decide = true };
    state->set = (BucketSet){ "", { 30, 60, 90 }, 3 };
    state->groups = g_ptr_array_new_with_free_func(g_free);
    report_kpi_store_init(&state->ledger);
    bool done = walk_accounts(run, &wish, add_account, state, error) && give_all(run, state, error);
    report_kpi_store_clear(&state->ledger);
    g_ptr_array_unref(state->groups);
    return done;
}

const View kpi_view = {
    "kpi",       PERMIT_MEASURE,
    &PARAMS,     COLUMNS,
    open_period, answer,
    false,       "key figures of a period, with numerator, denominator and formula",
};
