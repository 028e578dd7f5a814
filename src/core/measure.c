/* core/measure.c: the catalogue of key figures, and how one is shown.  Reads no book. */
#include "core/measure.h"

#include "core/fraction.h"
#include <glib.h>
#include <string.h>

#define CRF "Credit Research Foundation"

const MeasureInfo measure_table[] = {
    { "past_due_pct", "gross", MEASURE_PERCENT, 2,
      "open items past due / all open items; unapplied credits left out", CRF " aging percentages",
      true },
    { "past_due_pct", "netted", MEASURE_PERCENT, 2,
      "the same after each account's unapplied credits are set against its oldest items",
      "aging tables that net open payments", false },
    { "percent_current", "", MEASURE_PERCENT, 2, "open items not yet due / all open items",
      CRF " percent current", true },
    { "percent_over_90", "", MEASURE_PERCENT, 2,
      "open items more than 90 days past due / all open items", CRF " percent over 91", true },
    { "late_items_pct", "", MEASURE_PERCENT, 2, "number of items past due / number of open items",
      "aging by count", true },
    { "dso", "simple", MEASURE_DAYS, 2,
      "receivables at the end / credit sales of the period x days of the period",
      "upflow.io; paidnice.com", true },
    { "dso", "countback_calendar", MEASURE_DAYS, 2,
      "whole months of credit sales taken off the receivables, newest first; their days, and the "
      "last month's share of its days",
      "Credit Today; benjipays.com", false },
    { "dso", "countback_30", MEASURE_DAYS, 2, "count-back with months of 30 days",
      "benjipays.com; trymesha.com", false },
    { "dso", "rolling", MEASURE_DAYS, 2,
      "average of the last month-end receivables / (credit sales of a window / its days)",
      "SAP Smart Business DSO", false },
    { "dso", "conventional", MEASURE_DAYS, 2,
      "receivables at the end x 30 / credit sales of the month before",
      "Oracle Advanced Collections, Metrics", false },
    { "dso", "true", MEASURE_DAYS, 2,
      "sum over open invoices of age since issue x open amount / credit sales of its own month",
      "Oracle Advanced Collections Implementation Guide", false },
    { "dso", "sales_weighted", MEASURE_DAYS, 2,
      "sum over months of (open amount issued in the month / credit sales of the month) x 30",
      CRF " sales weighted DSO", false },
    { "dso", "best_possible", MEASURE_DAYS, 2,
      "receivables not yet due / credit sales of the period x days of the period",
      "creditguru.com; " CRF " calculator", false },
    { "add", "", MEASURE_DAYS, 2,
      "simple DSO less best possible DSO: receivables past due / credit sales x days",
      CRF " average days delinquent", true },
    { "dbt", "", MEASURE_DAYS, 2,
      "sum of cleared amount x days late / sum of cleared amount; early days count negative",
      "SAP days beyond terms; Oracle weighted average days late", true },
    { "avg_days_late", "", MEASURE_DAYS, 2,
      "sum of days late of cleared items / number of cleared items; early days count negative",
      "plain mean", true },
    { "days_to_pay", "", MEASURE_DAYS, 2,
      "sum of cleared amount x days from issue to payment / sum of cleared amount",
      "weighted average terms + days beyond terms", true },
    { "turnover", "", MEASURE_TIMES, 2, "credit sales / average receivables", "textbook", true },
    { "cei", "period", MEASURE_PERCENT, 2,
      "(opening receivables + credit sales - closing receivables) / (opening receivables + credit "
      "sales - closing receivables not yet due), all of one period",
      CRF " via creditmanagementassociation.org; gaviti.com", true },
    { "cei", "monthly_mean", MEASURE_PERCENT, 2,
      "the same with credit sales divided by the number of months", "creditguru.com", false },
    { "collected_of_due", "", MEASURE_PERCENT, 2,
      "cash applied in the period / (open and already due + coming due + new and due in it)",
      "SAP Cash Collection Tracker", true },
    { "progress", "", MEASURE_PERCENT, 2,
      "promised since the worklist was made / total to collect on the worklist",
      "SAP Collection Progress", true },
    { "roll", "static", MEASURE_PERCENT, 2,
      "accounts of a bucket found one bucket later at the end / all accounts of that bucket",
      "OCC Retail Lending Examination Procedures", true },
    { "roll", "static_amount", MEASURE_PERCENT, 2, "the same by opening balance",
      "OCC Retail Lending Examination Procedures", false },
    { "roll", "net_flow", MEASURE_PERCENT, 2,
      "closing balance of the next bucket / opening balance of a bucket; may pass 100",
      "listendata.com; OCC Comptroller's Handbook", false },
    { "roll", "net_flow_count", MEASURE_PERCENT, 2, "the same by number of accounts",
      "listendata.com; OCC Comptroller's Handbook", false },
    { "cure", "current", MEASURE_PERCENT, 2,
      "accounts past due at the start and current at the end / accounts past due at the start",
      "OCC Retail Lending Examination Procedures", true },
    { "cure", "with_payoffs", MEASURE_PERCENT, 2, "the same, accounts paid off counted as cured",
      "OCC Retail Lending Examination Procedures", false },
    { "redefault", "", MEASURE_PERCENT, 2,
      "cured accounts past due again within six months / cured accounts", "OCC Mortgage Metrics",
      true },
    { "vintage_loss", "", MEASURE_PERCENT, 2,
      "(charge-offs - recoveries up to a month on book) / opening balance of the cohort; blank "
      "until the cohort is that old",
      "OCC Comptroller's Handbook", true },
    { "net_charge_off", "", MEASURE_PERCENT, 2,
      "(charge-offs - recoveries) / average balance, over a year", "OCC Comptroller's Handbook",
      true },
    { "loss_forecast", "unrounded", MEASURE_MONEY, 2,
      "sum over buckets of closing balance x the net flow rolls from it to the last bucket",
      "OCC Retail Lending Examination Procedures", true },
    { "loss_forecast", "rounded", MEASURE_MONEY, 2,
      "the same, each bucket's part rounded first (see round)",
      "OCC Retail Lending Examination Procedures", false },
    { "loss_rate", "unrounded", MEASURE_PERCENT, 2,
      "loss forecast / closing balance of all buckets", "OCC Retail Lending Examination Procedures",
      true },
    { "loss_rate", "rounded", MEASURE_PERCENT, 2,
      "the same, each bucket's part rounded first (see round)",
      "OCC Retail Lending Examination Procedures", false },
};

size_t measure_table_count(void)
{
    return G_N_ELEMENTS(measure_table);
}

const MeasureInfo *measure_find(const char *name, const char *variant)
{
    bool any = variant == NULL || variant[0] == '\0';

    for (size_t i = 0; i < G_N_ELEMENTS(measure_table); i++) {
        const MeasureInfo *info = &measure_table[i];
        if (strcmp(info->name, name) != 0) continue;
        if (any ? info->is_default : strcmp(info->variant, variant) == 0) return info;
    }
    return NULL;
}

const char *measure_unit_name(MeasureUnit unit)
{
    switch (unit) {
    case MEASURE_PERCENT: return "percent";
    case MEASURE_DAYS: return "days";
    case MEASURE_TIMES: return "times";
    case MEASURE_MONEY: return "money";
    }
    g_assert_not_reached();
}

Measure measure_of(MeasureUnit unit, __int128 numerator, __int128 denominator)
{
    Measure measure = { .unit = unit, .decimals = 2 };

    measure.defined = denominator > 0;
    measure.numerator = numerator;
    measure.denominator = denominator;
    return measure;
}

bool measure_round(const Measure *measure, __int128 *out)
{
    if (!measure->defined) return false;
    Fraction value = fraction_make(measure->numerator, measure->denominator);
    *out = fraction_round(value, measure->decimals + (measure->unit == MEASURE_PERCENT ? 2 : 0));
    return true;
}

/* Writes from the end of the buffer to the front; at least decimals + 1 digits, with the point
 * between. */
static const char *digits(__int128 value, int decimals, char buffer[static MEASURE_TEXT_SIZE])
{
    unsigned __int128 left = value < 0 ? -(unsigned __int128)value : (unsigned __int128)value;
    char *at = buffer + MEASURE_TEXT_SIZE - 1;
    int done = 0;

    *at = '\0';
    for (; left != 0 || done <= decimals; left /= 10, done++) {
        if (done == decimals && decimals > 0) *--at = '.';
        *--at = (char)('0' + (int)(left % 10));
    }
    if (value < 0) *--at = '-';
    memmove(buffer, at, strlen(at) + 1);
    return buffer;
}

const char *measure_whole_text(__int128 value, char buffer[static MEASURE_TEXT_SIZE])
{
    return digits(value, 0, buffer);
}

const char *measure_text(const Measure *measure, char buffer[static MEASURE_TEXT_SIZE])
{
    char plain[MEASURE_TEXT_SIZE];
    __int128 value;

    buffer[0] = '\0';
    if (!measure_round(measure, &value)) return buffer;
    g_strlcat(buffer, measure->at_least ? ">= " : "", MEASURE_TEXT_SIZE);
    g_strlcat(buffer, digits(value, measure->decimals, plain), MEASURE_TEXT_SIZE);
    return buffer;
}
