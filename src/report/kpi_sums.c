/* report/kpi_sums.c: one account's rows into the sums.  Works everything out for the days asked
 * for, from the enduring rows alone; divides nothing. */
#include "report/kpi_sums.h"

#include "core/allocation.h"
#include "core/words.h"
#include "store/ledger_store.h"
#include <string.h>

typedef struct {
    KpiSums *sums;
    ViewRun *run;
    const KpiPeriod *period;
    const KpiLedger *ledger;
    const WalkAccount *account;
} Adding;

static KpiKey key_of(const Adding *adding)
{
    return (KpiKey){ adding->account->facts.debtor_id, adding->account->facts.account_id };
}

/* First row of the key in an array of structs that begin with one. */
static unsigned first_of(const GArray *rows, KpiKey key)
{
    unsigned low = 0, high = rows->len, size = g_array_get_element_size((GArray *)(uintptr_t)rows);
    while (low < high) {
        unsigned middle = low + (high - low) / 2;
        const KpiKey *at = (const KpiKey *)(const void *)(rows->data + (size_t)middle * size);
        bool below = at->debtor_id != key.debtor_id ? at->debtor_id < key.debtor_id
                                                    : at->account_id < key.account_id;
        if (below)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool is_key(KpiKey a, KpiKey b)
{
    return a.debtor_id == b.debtor_id && a.account_id == b.account_id;
}

static bool add(const Adding *adding, __int128 *to, int64_t minor, GError **error)
{
    if (!view_run_convert(adding->run, adding->account->currency, &minor, error)) return false;
    *to += minor;
    return true;
}

static bool in_period(const Adding *adding, Day day)
{
    return day >= adding->period->from && day <= adding->period->to;
}

/* --- items ------------------------------------------------------------------------------------ */

static const KpiPart *parts_of(const Adding *adding, const KpiItem *item)
{
    return &g_array_index(adding->ledger->parts, KpiPart, item->first);
}

/* Open at the end of that day. */
static int64_t open_on(const Adding *adding, const KpiItem *item, Day day)
{
    const KpiPart *parts = parts_of(adding, item);
    int64_t open = item->amount_minor;
    if (item->issued_day > day) return 0;
    for (uint32_t i = 0; i < item->count && parts[i].on_day <= day; i++)
        open -= parts[i].amount_minor;
    return open;
}

/* Credit sales: what is invoiced, less credit notes; fees and interest are none. */
static bool is_sale(const Adding *adding, const KpiItem *item)
{
    bool cancelled = item->cancelled_day != DAY_NONE && item->cancelled_day <= adding->period->to;
    return !cancelled && (item->kind == ITEM_INVOICE || item->kind == ITEM_DEBIT_NOTE ||
                          item->kind == ITEM_INSTALMENT || item->kind == ITEM_CREDIT_NOTE);
}

static KpiMonth *month_of(const Adding *adding, Day day)
{
    int32_t index = day_month_index(adding->period->to) - day_month_index(day);
    if (index < 0 || index >= KPI_MONTHS_MAX) return NULL;
    adding->sums->oldest_month = MAX(adding->sums->oldest_month, index);
    return &adding->sums->months[index];
}

static bool add_sales(const Adding *adding, const KpiItem *item, GError **error)
{
    KpiSums *sums = adding->sums;
    if (!is_sale(adding, item) || item->issued_day > adding->period->to) return true;
    KpiMonth *month = month_of(adding, item->issued_day);
    if (month != NULL && !add(adding, &month->sales, item->amount_minor, error)) return false;
    return !in_period(adding, item->issued_day) ||
           add(adding, &sums->sales, item->amount_minor, error);
}

static bool add_open(const Adding *adding, const KpiItem *item, int64_t open, int64_t clean,
                     GError **error)
{
    KpiSums *sums = adding->sums;
    bool late = item->due_day < adding->period->to;
    int32_t age = adding->period->to - item->issued_day;
    int64_t shown = open, shown_clean = clean;
    if (!view_run_convert(adding->run, adding->account->currency, &shown, error) ||
        !view_run_convert(adding->run, adding->account->currency, &shown_clean, error))
        return false;
    int32_t dpd = adding->period->to - item->due_day;
    measure_aging_add(&sums->gross, dpd, 0, shown);
    measure_aging_add(&sums->gross_clean, dpd, 0, shown_clean);
    sums->receivables += shown;
    sums->receivables_clean += shown_clean;
    if (!late && shown > 0) {
        sums->current += shown;
        sums->current_clean += shown_clean;
    }
    KpiMonth *month =
        shown > 0 && is_sale(adding, item) ? month_of(adding, item->issued_day) : NULL;
    if (month == NULL) return true;
    month->open += shown;
    month->open_days += (__int128)shown * age;
    month->open_clean += shown_clean;
    month->open_days_clean += (__int128)shown_clean * age;
    return true;
}

static bool add_points(const Adding *adding, const KpiItem *item, GError **error)
{
    KpiSums *sums = adding->sums;
    Day day = adding->period->to;
    for (int i = 0; i < KPI_POINTS; i++) {
        if (!add(adding, &sums->points[i], open_on(adding, item, day), error)) return false;
        day = day_month_first(day) - 1;
    }
    return add(adding, &sums->opening, open_on(adding, item, adding->period->from - 1), error);
}

/* The newest day of money that stands on the item at the end of the period. */
static Day cleared_day(const Adding *adding, const KpiItem *item)
{
    const KpiPart *parts = parts_of(adding, item);
    g_autofree AllocationMove *moves = NULL;
    Day cleared = DAY_NONE;
    uint32_t count = 0;
    bool given_back = false;
    for (; count < item->count && parts[count].on_day <= adding->period->to; count++) {
        const KpiPart *part = &parts[count];
        if (part->source != SOURCE_PAYMENT) continue;
        if (part->amount_minor > 0) cleared = part->on_day;
        given_back = given_back || part->amount_minor < 0;
    }
    if (!given_back) return cleared;
    moves = g_new0(AllocationMove, count);
    size_t used = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (parts[i].source != SOURCE_PAYMENT) continue;
        moves[used++] = (AllocationMove){ .source = parts[i].source,
                                          .source_id = parts[i].source_id,
                                          .minor = parts[i].amount_minor,
                                          .on_day = parts[i].on_day };
    }
    return allocation_cleared(moves, used);
}

/* Cleared in the period by money: what it was, how late, how old.  The last money counts. */
static bool add_cleared(const Adding *adding, const KpiItem *item, GError **error)
{
    KpiSums *sums = adding->sums;
    Day cleared = cleared_day(adding, item);
    if (item->amount_minor <= 0 || cleared == DAY_NONE || !in_period(adding, cleared)) return true;
    if (open_on(adding, item, adding->period->to) != 0) return true;
    int64_t amount = item->amount_minor;
    if (!view_run_convert(adding->run, adding->account->currency, &amount, error)) return false;
    sums->cleared++;
    sums->days_late += cleared - item->due_day;
    sums->cleared_amount += amount;
    sums->cleared_late += (__int128)amount * (cleared - item->due_day);
    sums->cleared_age += (__int128)amount * (cleared - item->issued_day);
    return true;
}

/* Money applied in the period, and what was or fell due in it. */
static bool add_collected(const Adding *adding, const KpiItem *item, GError **error)
{
    const KpiPart *parts = parts_of(adding, item);
    KpiSums *sums = adding->sums;
    const KpiPeriod *period = adding->period;
    for (uint32_t i = 0; i < item->count; i++)
        if (parts[i].source == SOURCE_PAYMENT && in_period(adding, parts[i].on_day) &&
            !add(adding, &sums->applied, parts[i].amount_minor, error))
            return false;
    if (item->amount_minor <= 0 || item->cancelled_day != DAY_NONE) return true;
    if (item->due_day > period->to || item->issued_day > period->to) return true;
    if (item->issued_day >= period->from)
        return add(adding, &sums->new_due, item->amount_minor, error);
    __int128 *due = item->due_day < period->from ? &sums->already_due : &sums->coming_due;
    return add(adding, due, open_on(adding, item, period->from - 1), error);
}

static bool add_item(const Adding *adding, const KpiItem *item, Aging *aging, Aging *clean,
                     const BucketSet *set, GError **error)
{
    if (item->kind == ITEM_ORDER) return true;
    int64_t open = open_on(adding, item, adding->period->to);
    int64_t disputed = CLAMP(item->disputed_minor, 0, MAX(open, 0));
    int32_t dpd = adding->period->to - item->due_day;
    (void)aging_add(aging, set, dpd, 0, open);
    (void)aging_add(clean, set, dpd, 0, open - disputed);
    return add_sales(adding, item, error) &&
           (open == 0 || add_open(adding, item, open, open - disputed, error)) &&
           add_points(adding, item, error) && add_cleared(adding, item, error) &&
           add_collected(adding, item, error);
}

/* The account's credits, payments among them, against its own oldest items. */
static bool add_netted(const Adding *adding, Aging *aging, const BucketSet *set,
                       MeasureAging *netted, GError **error)
{
    int64_t credits = 0;
    const WalkAccount *account = adding->account;
    for (size_t i = 0; i < account->item_count; i++)
        if (account->items[i].kind != ITEM_ORDER) credits += MIN(account->items[i].open_minor, 0);
    (void)aging_add_unapplied(aging, account->unapplied_minor - credits);
    aging_net_oldest_first(aging, set);
    __int128 parts[4] = { 0 };
    for (int i = 0; i < 3; i++)
        if (!add(adding, &parts[i], aging->bucket_minor[i], error)) return false;
    if (!add(adding, &parts[3], aging->unapplied_minor, error)) return false;
    netted->current_minor += parts[0];
    netted->past_due_minor += parts[1] + parts[2];
    netted->over_90_minor += parts[2];
    netted->unapplied_minor += parts[3];
    return true;
}

static bool add_items(const Adding *adding, GError **error)
{
    static const BucketSet SET = { "", { 90 }, 1 };
    Aging aging = { 0 }, clean = { 0 };
    const GArray *items = adding->ledger->items;
    KpiKey key = key_of(adding);
    for (unsigned i = first_of(items, key); i < items->len; i++) {
        const KpiItem *item = &g_array_index(items, KpiItem, i);
        if (!is_key(item->key, key)) break;
        if (!add_item(adding, item, &aging, &clean, &SET, error)) return false;
    }
    return add_netted(adding, &aging, &SET, &adding->sums->netted, error) &&
           add_netted(adding, &clean, &SET, &adding->sums->netted_clean, error);
}

/* --- losses ----------------------------------------------------------------------------------- */

enum { WRITE_OFF = 0 }; /* words_adjustment_kind */

static bool add_losses(const Adding *adding, GError **error)
{
    const GArray *rows = adding->ledger->adjustments;
    KpiSums *sums = adding->sums;
    KpiKey key = key_of(adding);
    for (unsigned i = first_of(rows, key); i < rows->len; i++) {
        const KpiAdjustment *row = &g_array_index(rows, KpiAdjustment, i);
        if (!is_key(row->key, key)) break;
        if (row->kind != WRITE_OFF || !in_period(adding, row->on_day)) continue;
        __int128 *to = row->amount_minor > 0 ? &sums->charge_offs : &sums->recoveries;
        if (!add(adding, to, row->amount_minor > 0 ? row->amount_minor : -row->amount_minor, error))
            return false;
    }
    return true;
}

/* Was it written off between two days (the first left out)? */
static bool was_charged_off(const Adding *adding, Day after, Day until)
{
    const GArray *rows = adding->ledger->adjustments;
    KpiKey key = key_of(adding);
    for (unsigned i = first_of(rows, key); i < rows->len; i++) {
        const KpiAdjustment *row = &g_array_index(rows, KpiAdjustment, i);
        if (!is_key(row->key, key)) break;
        if (row->kind == WRITE_OFF && row->amount_minor > 0 && row->on_day > after &&
            row->on_day <= until)
            return true;
    }
    return false;
}

static Day opened_on(const Adding *adding)
{
    const GArray *items = adding->ledger->items;
    KpiKey key = key_of(adding);
    Day opened = adding->account->facts.opened_day;
    for (unsigned i = first_of(items, key); opened == DAY_NONE && i < items->len; i++) {
        const KpiItem *item = &g_array_index(items, KpiItem, i);
        if (!is_key(item->key, key)) break;
        opened = item->issued_day;
    }
    return opened;
}

static bool add_cohort_items(const Adding *adding, GError **error)
{
    const GArray *items = adding->ledger->items;
    KpiKey key = key_of(adding);
    for (unsigned i = first_of(items, key); i < items->len; i++) {
        const KpiItem *item = &g_array_index(items, KpiItem, i);
        if (!is_key(item->key, key)) break;
        if (item->amount_minor > 0 && is_sale(adding, item) &&
            !add(adding, &adding->sums->cohort, item->amount_minor, error))
            return false;
    }
    return true;
}

/* Accounts opened in the period are the cohort; each is followed to the same month on book. */
static bool add_cohort(const Adding *adding, GError **error)
{
    const GArray *rows = adding->ledger->adjustments;
    KpiKey key = key_of(adding);
    Day opened = opened_on(adding);
    if (opened == DAY_NONE || !in_period(adding, opened)) return true;
    if (!add_cohort_items(adding, error)) return false;
    Day last = day_add_months(opened, adding->period->month);
    for (unsigned i = first_of(rows, key); i < rows->len; i++) {
        const KpiAdjustment *row = &g_array_index(rows, KpiAdjustment, i);
        if (!is_key(row->key, key)) break;
        if (row->kind == WRITE_OFF && row->on_day <= last &&
            !add(adding, &adding->sums->cohort_losses, row->amount_minor, error))
            return false;
    }
    return true;
}

/* --- rolls ------------------------------------------------------------------------------------ */

typedef struct {
    int bucket; /* -1: nothing open, or no row */
    int64_t balance;
} Stood;

static Stood stood_on(const Adding *adding, Day day)
{
    const GArray *rows = adding->ledger->snapshots;
    KpiKey key = key_of(adding);
    Stood stood = { -1, 0 };
    for (unsigned i = first_of(rows, key); i < rows->len; i++) {
        const KpiSnapshot *row = &g_array_index(rows, KpiSnapshot, i);
        if (!is_key(row->key, key) || row->on_day > day) break;
        stood = (Stood){ row->bucket, row->balance_minor };
    }
    return stood;
}

static bool add_roll(const Adding *adding, GError **error)
{
    const KpiPeriod *period = adding->period;
    Stood before = stood_on(adding, period->from), after = stood_on(adding, period->to);
    if (before.bucket < 0 && after.bucket < 0) return true;
    int to = after.bucket >= 0                                   ? after.bucket
             : was_charged_off(adding, period->from, period->to) ? ROLL_CHARGED_OFF
                                                                 : ROLL_PAID_OFF;
    if (!view_run_convert(adding->run, adding->account->currency, &before.balance, error) ||
        !view_run_convert(adding->run, adding->account->currency, &after.balance, error))
        return false;
    measure_roll_add(&adding->sums->rolls, before.bucket < 0 ? ROLL_NEW : before.bucket, to,
                     before.balance, after.balance);
    return true;
}

/* Past due, then not, within the period; and past due again within six months of that. */
static void add_redefault(const Adding *adding)
{
    const GArray *rows = adding->ledger->snapshots;
    KpiKey key = key_of(adding);
    Day cured = DAY_NONE;
    bool late = false, again = false;
    for (unsigned i = first_of(rows, key); i < rows->len; i++) {
        const KpiSnapshot *row = &g_array_index(rows, KpiSnapshot, i);
        if (!is_key(row->key, key) || row->on_day > adding->period->until) break;
        if (cured == DAY_NONE && late && row->bucket == 0 && in_period(adding, row->on_day))
            cured = row->on_day;
        else if (cured != DAY_NONE && row->bucket > 0 && row->on_day <= day_add_months(cured, 6))
            again = true;
        late = row->bucket > 0;
    }
    adding->sums->cured += cured != DAY_NONE;
    adding->sums->again += again;
}

/* --- the day's progress ----------------------------------------------------------------------- */

static bool add_progress(const Adding *adding, GError **error)
{
    const GArray *rows = adding->ledger->promises;
    const WalkAccount *account = adding->account;
    KpiKey key = key_of(adding);
    bool listed = account->decided && account->decision.state == STEP_DUE;
    for (unsigned i = first_of(rows, key); i < rows->len; i++) {
        const KpiPromise *row = &g_array_index(rows, KpiPromise, i);
        if (!is_key(row->key, key)) break;
        if (!in_period(adding, row->on_day)) continue;
        listed = true;
        if (!add(adding, &adding->sums->promised, row->amount_minor, error)) return false;
    }
    for (size_t i = 0; i < account->past_count; i++)
        listed |= in_period(adding, account->past[i].finished_day);
    if (listed) adding->sums->to_collect += account->facts.chase;
    return true;
}

bool kpi_sums_add_roll(KpiSums *sums, ViewRun *run, const KpiPeriod *period,
                       const KpiLedger *ledger, const WalkAccount *account, GError **error)
{
    Adding adding = { sums, run, period, ledger, account };
    return add_roll(&adding, error);
}

bool kpi_sums_add(KpiSums *sums, ViewRun *run, const KpiPeriod *period, const KpiLedger *ledger,
                  const WalkAccount *account, GError **error)
{
    Adding adding = { sums, run, period, ledger, account };
    add_redefault(&adding);
    return add_items(&adding, error) && add_losses(&adding, error) && add_cohort(&adding, error) &&
           add_roll(&adding, error) && add_progress(&adding, error);
}
