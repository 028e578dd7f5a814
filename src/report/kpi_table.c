/* report/kpi_table.c: the figures of core/measure over the sums of a period.  Rounds nothing. */
#include "report/kpi_table.h"

#include "core/measure_cash.h"
#include "core/measure_dso.h"
#include <string.h>

static int32_t days_of(const KpiAsk *ask)
{
    return ask->period->to - ask->period->from + 1;
}

static int32_t months_of(const KpiAsk *ask)
{
    return day_month_index(ask->period->to) - day_month_index(ask->period->from) + 1;
}

static __int128 receivables(const KpiAsk *ask)
{
    return ask->clean ? ask->sums->receivables_clean : ask->sums->receivables;
}

static __int128 current(const KpiAsk *ask)
{
    return ask->clean ? ask->sums->current_clean : ask->sums->current;
}

static const MeasureAging *gross(const KpiAsk *ask)
{
    return ask->clean ? &ask->sums->gross_clean : &ask->sums->gross;
}

/* --- aging ------------------------------------------------------------------------------------ */

static Measure past_due(const KpiAsk *ask)
{
    return measure_aging_past_due(gross(ask));
}

static Measure past_due_netted(const KpiAsk *ask)
{
    const KpiSums *sums = ask->sums;
    return measure_aging_past_due_netted(ask->clean ? &sums->netted_clean : &sums->netted);
}

static Measure not_late(const KpiAsk *ask)
{
    return measure_aging_current(gross(ask));
}

static Measure over_90(const KpiAsk *ask)
{
    return measure_aging_over_90(gross(ask));
}

static Measure late_items(const KpiAsk *ask)
{
    return measure_aging_late_items(gross(ask));
}

/* --- days sales outstanding ------------------------------------------------------------------- */

static Measure dso_simple(const KpiAsk *ask)
{
    return measure_dso_simple(receivables(ask), ask->sums->sales, days_of(ask));
}

/* The newest month may be under way: it counts the days it has had. */
static Measure countback(const KpiAsk *ask, MeasureMonths way)
{
    MeasureMonth months[KPI_MONTHS_MAX];
    const KpiSums *sums = ask->sums;
    Day last = ask->period->to;
    size_t count = (size_t)sums->oldest_month + 1;
    for (size_t i = 0; i < count; i++) {
        Day first = day_month_first(last);
        months[i] = (MeasureMonth){ sums->months[i].sales, last - first + 1 };
        last = first - 1;
    }
    return measure_dso_countback(receivables(ask), months, count, way);
}

static Measure dso_countback(const KpiAsk *ask)
{
    return countback(ask, MEASURE_CALENDAR_MONTHS);
}

static Measure dso_countback_30(const KpiAsk *ask)
{
    return countback(ask, MEASURE_MONTHS_OF_30);
}

/* Three month ends, three months of sales. */
static Measure dso_rolling(const KpiAsk *ask)
{
    __int128 sum = 0, sales = 0;
    Day first = day_month_first(day_add_months(ask->period->to, 1 - KPI_POINTS));
    for (int i = 0; i < KPI_POINTS; i++) {
        sum += ask->sums->points[i];
        sales += ask->sums->months[i].sales;
    }
    return measure_dso_rolling(sum, KPI_POINTS, sales, ask->period->to - first + 1);
}

static Measure dso_conventional(const KpiAsk *ask)
{
    return measure_dso_conventional(receivables(ask), ask->sums->months[1].sales);
}

static size_t origins_of(const KpiAsk *ask, MeasureOrigin *origins)
{
    size_t count = (size_t)ask->sums->oldest_month + 1;
    for (size_t i = 0; i < count; i++) {
        const KpiMonth *month = &ask->sums->months[i];
        origins[i] =
            (MeasureOrigin){ ask->clean ? month->open_clean : month->open,
                             ask->clean ? month->open_days_clean : month->open_days, month->sales };
    }
    return count;
}

static Measure dso_true(const KpiAsk *ask)
{
    MeasureOrigin origins[KPI_MONTHS_MAX];
    size_t count = origins_of(ask, origins);
    return measure_dso_true(origins, count);
}

static Measure dso_sales_weighted(const KpiAsk *ask)
{
    MeasureOrigin origins[KPI_MONTHS_MAX];
    size_t count = origins_of(ask, origins);
    return measure_dso_sales_weighted(origins, count);
}

static Measure dso_best_possible(const KpiAsk *ask)
{
    return measure_dso_best_possible(current(ask), ask->sums->sales, days_of(ask));
}

static Measure days_delinquent(const KpiAsk *ask)
{
    return measure_dso_add(receivables(ask), current(ask), ask->sums->sales, days_of(ask));
}

/* --- cash ------------------------------------------------------------------------------------- */

static Measure dbt(const KpiAsk *ask)
{
    return measure_cash_dbt(ask->sums->cleared_late, ask->sums->cleared_amount);
}

static Measure avg_days_late(const KpiAsk *ask)
{
    return measure_cash_avg_days_late(ask->sums->days_late, ask->sums->cleared);
}

static Measure days_to_pay(const KpiAsk *ask)
{
    return measure_cash_days_to_pay(ask->sums->cleared_age, ask->sums->cleared_amount);
}

static Measure turnover(const KpiAsk *ask)
{
    const KpiSums *sums = ask->sums;
    return measure_cash_turnover(sums->sales, sums->opening + sums->receivables, 2);
}

static MeasurePeriod period_of(const KpiAsk *ask)
{
    const KpiSums *sums = ask->sums;
    return (MeasurePeriod){ sums->opening, sums->sales, sums->receivables, sums->current };
}

static Measure cei(const KpiAsk *ask)
{
    MeasurePeriod period = period_of(ask);
    return measure_cash_cei(&period);
}

static Measure cei_monthly(const KpiAsk *ask)
{
    MeasurePeriod period = period_of(ask);
    return measure_cash_cei_monthly(&period, months_of(ask));
}

static Measure collected_of_due(const KpiAsk *ask)
{
    const KpiSums *sums = ask->sums;
    return measure_cash_collected(sums->applied, sums->already_due, sums->coming_due,
                                  sums->new_due);
}

static Measure progress(const KpiAsk *ask)
{
    return measure_cash_progress(ask->sums->promised, ask->sums->to_collect);
}

/* --- rolls and losses ------------------------------------------------------------------------- */

static Measure roll_static(const KpiAsk *ask)
{
    return measure_roll_static(&ask->sums->rolls, ROLL_BY_COUNT, ask->bucket, ask->bucket + 1);
}

static Measure roll_static_amount(const KpiAsk *ask)
{
    return measure_roll_static(&ask->sums->rolls, ROLL_BY_AMOUNT, ask->bucket, ask->bucket + 1);
}

static Measure roll_net_flow(const KpiAsk *ask)
{
    return measure_roll_net_flow(&ask->sums->rolls, ROLL_BY_AMOUNT, ask->bucket);
}

static Measure roll_net_flow_count(const KpiAsk *ask)
{
    return measure_roll_net_flow(&ask->sums->rolls, ROLL_BY_COUNT, ask->bucket);
}

static Measure cure(const KpiAsk *ask)
{
    return measure_roll_cure(&ask->sums->rolls, ROLL_BY_COUNT, false);
}

static Measure cure_with_payoffs(const KpiAsk *ask)
{
    return measure_roll_cure(&ask->sums->rolls, ROLL_BY_COUNT, true);
}

static Measure redefault(const KpiAsk *ask)
{
    return measure_roll_redefault(ask->sums->again, ask->sums->cured);
}

static Measure vintage_loss(const KpiAsk *ask)
{
    int32_t months = day_month_index(ask->period->until) - day_month_index(ask->period->to);
    return measure_roll_vintage(ask->sums->cohort_losses, 0, ask->sums->cohort, months,
                                ask->period->month);
}

static Measure net_charge_off(const KpiAsk *ask)
{
    const KpiSums *sums = ask->sums;
    Measure measure =
        measure_roll_net_charge_off(sums->charge_offs * 2, sums->recoveries * 2,
                                    sums->opening + sums->receivables, months_of(ask));
    return measure;
}

/* What each bucket held at the end, and how much of it rolls on to the last: its roll times those
 * after it.  No parts: nothing was held, or a bucket that matters had
 * nothing to roll from. */
static size_t loss_parts(const KpiAsk *ask, RollLoss *parts)
{
    const RollMatrix *rolls = &ask->sums->rolls;
    Fraction rates[AGING_BUCKETS_MAX] = { 0 }, factors[AGING_BUCKETS_MAX];
    size_t count = (size_t)ask->bucket_count;
    __int128 below = 0;
    for (size_t i = 0; i < count; i++) {
        Measure rate = measure_of(MEASURE_PERCENT, 1, 1);
        if (i + 1 < count) rate = measure_roll_net_flow(rolls, ROLL_BY_AMOUNT, (int)i);
        below += rolls->closing[i];
        if (!rate.defined && below != 0) return 0;
        rates[i] =
            rate.defined ? fraction_make(rate.numerator, rate.denominator) : (Fraction){ 0, 1 };
    }
    if (below == 0) return 0;
    measure_roll_chain(rates, count, factors);
    for (size_t i = 0; i < count; i++)
        parts[i] = (RollLoss){ (int64_t)CLAMP(rolls->closing[i], -(__int128)MONEY_MAX, MONEY_MAX),
                               factors[i] };
    return count;
}

static Measure loss(const KpiAsk *ask, int64_t round_minor)
{
    RollLoss parts[AGING_BUCKETS_MAX];
    size_t count = loss_parts(ask, parts);
    if (count == 0) return measure_of(MEASURE_MONEY, 0, 0);
    Measure measure =
        measure_roll_loss(parts, count, round_minor, MAX(money_exponent(ask->sums->currency), 0));
    measure.decimals = 2; /* as the view shows every figure */
    return measure;
}

static Measure loss_forecast(const KpiAsk *ask)
{
    return loss(ask, 0);
}

static Measure loss_forecast_rounded(const KpiAsk *ask)
{
    return loss(ask, ask->round_minor);
}

static Measure loss_rate(const KpiAsk *ask)
{
    RollLoss parts[AGING_BUCKETS_MAX];
    return measure_roll_loss_rate(parts, loss_parts(ask, parts), 0);
}

static Measure loss_rate_rounded(const KpiAsk *ask)
{
    RollLoss parts[AGING_BUCKETS_MAX];
    return measure_roll_loss_rate(parts, loss_parts(ask, parts), ask->round_minor);
}

static const KpiRow ROWS[] = {
    { "past_due_pct", "gross", past_due, KPI_OF_MONEY, true, false },
    { "past_due_pct", "netted", past_due_netted, KPI_OF_MONEY, true, false },
    { "percent_current", "", not_late, KPI_OF_MONEY, true, false },
    { "percent_over_90", "", over_90, KPI_OF_MONEY, true, false },
    { "late_items_pct", "", late_items, KPI_OF_COUNTS, true, false },
    { "dso", "simple", dso_simple, KPI_OF_MONEY, true, false },
    { "dso", "countback_calendar", dso_countback, KPI_OF_MONEY, true, false },
    { "dso", "countback_30", dso_countback_30, KPI_OF_MONEY, true, false },
    { "dso", "rolling", dso_rolling, KPI_OF_MONEY, false, false },
    { "dso", "conventional", dso_conventional, KPI_OF_MONEY, true, false },
    { "dso", "true", dso_true, KPI_OF_FRACTIONS, true, false },
    { "dso", "sales_weighted", dso_sales_weighted, KPI_OF_FRACTIONS, true, false },
    { "dso", "best_possible", dso_best_possible, KPI_OF_MONEY, true, false },
    { "add", "", days_delinquent, KPI_OF_MONEY, true, false },
    { "dbt", "", dbt, KPI_OF_MONEY, false, false },
    { "avg_days_late", "", avg_days_late, KPI_OF_COUNTS, false, false },
    { "days_to_pay", "", days_to_pay, KPI_OF_MONEY, false, false },
    { "turnover", "", turnover, KPI_OF_MONEY, false, false },
    { "cei", "period", cei, KPI_OF_MONEY, false, false },
    { "cei", "monthly_mean", cei_monthly, KPI_OF_MONEY, false, false },
    { "collected_of_due", "", collected_of_due, KPI_OF_MONEY, false, false },
    { "progress", "", progress, KPI_OF_MONEY, false, false },
    { "roll", "static", roll_static, KPI_OF_COUNTS, false, true },
    { "roll", "static_amount", roll_static_amount, KPI_OF_MONEY, false, true },
    { "roll", "net_flow", roll_net_flow, KPI_OF_MONEY, false, true },
    { "roll", "net_flow_count", roll_net_flow_count, KPI_OF_COUNTS, false, true },
    { "cure", "current", cure, KPI_OF_COUNTS, false, false },
    { "cure", "with_payoffs", cure_with_payoffs, KPI_OF_COUNTS, false, false },
    { "redefault", "", redefault, KPI_OF_COUNTS, false, false },
    { "vintage_loss", "", vintage_loss, KPI_OF_MONEY, false, false },
    { "net_charge_off", "", net_charge_off, KPI_OF_MONEY, false, false },
    { "loss_forecast", "unrounded", loss_forecast, KPI_OF_FRACTIONS, false, false },
    { "loss_forecast", "rounded", loss_forecast_rounded, KPI_OF_FRACTIONS, false, false },
    { "loss_rate", "unrounded", loss_rate, KPI_OF_FRACTIONS, false, false },
    { "loss_rate", "rounded", loss_rate_rounded, KPI_OF_FRACTIONS, false, false },
};

const KpiRow *kpi_table_find(const char *name, const char *variant)
{
    for (size_t i = 0; i < G_N_ELEMENTS(ROWS); i++)
        if (strcmp(ROWS[i].name, name) == 0 && strcmp(ROWS[i].variant, variant) == 0)
            return &ROWS[i];
    return NULL;
}
