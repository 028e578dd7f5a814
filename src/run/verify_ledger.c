/* run/verify_ledger.c: the recount of a range of debtors.  Reads no database and mends nothing. */
#include "run/verify_ledger.h"

#include "base/text.h"
#include "core/allocation.h"
#include <stdlib.h>
#include <string.h>

/* Rows of one account, or of one debtor, in the range's arrays. */
typedef struct {
    VerifyRows *rows;
    VerifyTotals *totals;
    VerifyFn each;
    void *data;
    const VerifyAccount *account;
    VerifySum *sum;
    struct {
        unsigned from, to;
    } items, payments, events, allocations, adjustments, habits; /* of the account */
    unsigned debtor_from, debtor_to; /* payments of the debtor, whatever the account */
} Judge;

static void say(const Judge *judge, const char *format, ...) G_GNUC_PRINTF(2, 3);

static void say(const Judge *judge, const char *format, ...)
{
    g_autoptr(GString) line = g_string_new(NULL);
    va_list args;
    g_string_append_printf(line, "account %s, ", judge->account->ref);
    va_start(args, format);
    g_string_append_vprintf(line, format, args);
    va_end(args);
    judge->each(judge->data, line->str);
}

/* A figure as a person reads it, even of a currency nobody knows any more. */
static const char *figure(const Judge *judge, int64_t minor, char buffer[static MONEY_TEXT_SIZE])
{
    if (money_exponent(judge->account->currency) >= 0)
        return money_text(minor, judge->account->currency, buffer);
    g_snprintf(buffer, MONEY_TEXT_SIZE, "%" G_GINT64_FORMAT, minor);
    return buffer;
}

static void differ(const Judge *judge, const char *whose, const char *what, int64_t kept,
                   const char *source, int64_t counted)
{
    char a[MONEY_TEXT_SIZE], b[MONEY_TEXT_SIZE];
    say(judge, "%s: %s is %s, %s %s", whose, what, figure(judge, kept, a), source,
        figure(judge, counted, b));
}

/* --- finding rows ----------------------------------------------------------------------------- */

typedef struct {
    int64_t debtor_id, account_id, id;
} RowKey;

/* Every row type begins with debtor, account and its own number. */
static const RowKey *key_at(GArray *rows, unsigned index)
{
    return (const RowKey *)(const void *)(rows->data + index * g_array_get_element_size(rows));
}

static void *find(GArray *rows, unsigned from, unsigned to, int64_t id)
{
    unsigned low = from, high = to;
    while (low < high) {
        unsigned middle = low + (high - low) / 2;
        if (key_at(rows, middle)->id < id)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == to || key_at(rows, low)->id != id) return NULL;
    return rows->data + low * g_array_get_element_size(rows);
}

static VerifyItem *find_item(const Judge *judge, int64_t item_id)
{
    return find(judge->rows->items, judge->items.from, judge->items.to, item_id);
}

/* A payment may pay items of any account of its debtor. */
static VerifyPayment *find_payment(const Judge *judge, int64_t payment_id)
{
    GArray *payments = judge->rows->payments;
    VerifyPayment *here = find(payments, judge->payments.from, judge->payments.to, payment_id);
    for (unsigned i = judge->debtor_from; here == NULL && i < judge->debtor_to; i++)
        if (key_at(payments, i)->id == payment_id)
            here = &g_array_index(payments, VerifyPayment, i);
    return here;
}

static VerifySum *sum_of(VerifyTotals *totals, const char *currency)
{
    for (size_t i = 0; i < totals->sum_count; i++)
        if (strcmp(totals->sums[i].currency, currency) == 0) return &totals->sums[i];
    if (totals->sum_count == VERIFY_CURRENCIES_MAX) return &totals->sums[0];
    VerifySum *sum = &totals->sums[totals->sum_count++];
    *sum = (VerifySum){ 0 };
    text_copy(sum->currency, sizeof sum->currency, currency);
    return sum;
}

/* --- allocations ------------------------------------------------------------------------------ */

static void take_payment(const Judge *judge, const VerifyAllocation *part)
{
    VerifyPayment *payment = find_payment(judge, part->source_id);
    if (payment == NULL) {
        say(judge, "allocation %" G_GINT64_FORMAT ": payment %" G_GINT64_FORMAT " is not there",
            part->allocation_id, part->source_id);
        return;
    }
    payment->applied_minor += part->amount_minor;
    if (strcmp(payment->currency, judge->account->currency) != 0)
        say(judge, "allocation %" G_GINT64_FORMAT ": payment %s is in %s, the account in %s",
            part->allocation_id, payment->ref, payment->currency, judge->account->currency);
}

static void take_source(const Judge *judge, const VerifyAllocation *part, const VerifyItem *item)
{
    VerifyAdjustment *adjustment;
    switch ((AllocationSource)part->source) {
    case SOURCE_PAYMENT: take_payment(judge, part); return;
    case SOURCE_CREDIT:
        if (find_item(judge, part->source_id) == NULL)
            say(judge, "item %s: the credit %" G_GINT64_FORMAT " put to it is not there",
                item->number, part->source_id);
        return;
    case SOURCE_ADJUSTMENT:
        adjustment = find(judge->rows->adjustments, judge->adjustments.from, judge->adjustments.to,
                          part->source_id);
        if (adjustment == NULL)
            say(judge, "item %s: its adjustment %" G_GINT64_FORMAT " is not there", item->number,
                part->source_id);
        else
            adjustment->applied_minor += part->amount_minor;
        return;
    case SOURCE_CANCEL:
        if (item->cancelled_day == DAY_NONE)
            say(judge, "item %s: it was closed as cancelled, but is not cancelled", item->number);
        return;
    }
    say(judge, "item %s: allocation %" G_GINT64_FORMAT " is of no known kind", item->number,
        part->allocation_id);
}

static void take_allocations(const Judge *judge)
{
    for (unsigned i = judge->allocations.from; i < judge->allocations.to; i++) {
        const VerifyAllocation *part =
            &g_array_index(judge->rows->allocations, VerifyAllocation, i);
        VerifyItem *item = find_item(judge, part->item_id);
        if (item == NULL) {
            say(judge, "allocation %" G_GINT64_FORMAT ": item %" G_GINT64_FORMAT " is not there",
                part->allocation_id, part->item_id);
            continue;
        }
        item->applied_minor += part->amount_minor;
        if (part->source == SOURCE_PAYMENT && part->amount_minor > 0)
            item->paid_day = MAX(item->paid_day, part->on_day);
        if (part->source == SOURCE_PAYMENT && part->amount_minor < 0) item->given_back = true;
        take_source(judge, part, item);
    }
}

/* The newest day of money that stands on the item. */
static Day standing_day(const Judge *judge, const VerifyItem *item)
{
    g_autoptr(GArray) moves = g_array_new(FALSE, FALSE, sizeof(AllocationMove));
    for (unsigned i = judge->allocations.from; i < judge->allocations.to; i++) {
        const VerifyAllocation *part =
            &g_array_index(judge->rows->allocations, VerifyAllocation, i);
        if (part->item_id != item->item_id || part->source != SOURCE_PAYMENT) continue;
        AllocationMove move = { .source = part->source,
                                .source_id = part->source_id,
                                .item_id = item->item_id,
                                .minor = part->amount_minor,
                                .on_day = part->on_day };
        g_array_append_val(moves, move);
    }
    return allocation_cleared((AllocationMove *)(void *)moves->data, moves->len);
}

static void take_back(const Judge *judge)
{
    for (unsigned i = judge->items.from; i < judge->items.to; i++) {
        VerifyItem *item = &g_array_index(judge->rows->items, VerifyItem, i);
        if (!item->given_back) continue;
        item->former_day = item->paid_day;
        item->paid_day = standing_day(judge, item);
    }
}

/* --- credits: what one item gets another gives ------------------------------------------------ */

typedef struct {
    int64_t low, high, amount_minor;
} CreditPair;

static int by_pair(const void *a, const void *b)
{
    const CreditPair *x = a, *y = b;
    if (x->low != y->low) return x->low < y->low ? -1 : 1;
    return x->high < y->high ? -1 : x->high > y->high;
}

static const char *number_of(const Judge *judge, int64_t item_id)
{
    const VerifyItem *item = find_item(judge, item_id);
    return item == NULL ? "that is not there" : item->number;
}

static void tell_pairs(const Judge *judge, const GArray *pairs)
{
    char text[MONEY_TEXT_SIZE];
    for (unsigned i = 0; i < pairs->len;) {
        CreditPair sum = g_array_index(pairs, CreditPair, i);
        for (i++; i < pairs->len; i++) {
            const CreditPair *next = &g_array_index(pairs, CreditPair, i);
            if (by_pair(&sum, next) != 0) break;
            sum.amount_minor += next->amount_minor;
        }
        if (sum.amount_minor != 0)
            say(judge, "items %s and %s: a credit between them does not cancel out, %s is left",
                number_of(judge, sum.low), number_of(judge, sum.high),
                figure(judge, sum.amount_minor, text));
    }
}

static void judge_credits(const Judge *judge)
{
    g_autoptr(GArray) pairs = NULL;
    for (unsigned i = judge->allocations.from; i < judge->allocations.to; i++) {
        const VerifyAllocation *part =
            &g_array_index(judge->rows->allocations, VerifyAllocation, i);
        if (part->source != SOURCE_CREDIT) continue;
        CreditPair pair = { MIN(part->item_id, part->source_id),
                            MAX(part->item_id, part->source_id), part->amount_minor };
        if (pairs == NULL) pairs = g_array_new(FALSE, FALSE, sizeof(CreditPair));
        g_array_append_val(pairs, pair);
    }
    if (pairs == NULL) return;
    g_array_sort(pairs, by_pair);
    tell_pairs(judge, pairs);
}

/* --- items ------------------------------------------------------------------------------------ */

static void judge_item(const Judge *judge, const VerifyItem *item)
{
    char kept[DAY_TEXT_SIZE], counted[DAY_TEXT_SIZE];
    g_autofree char *whose = g_strconcat("item ", item->number, NULL);
    int64_t open = item->amount_minor - item->applied_minor;
    if (open != item->open_minor)
        differ(judge, whose, "open", item->open_minor, "its allocations say", open);
    if (item->cancelled_day != DAY_NONE && item->open_minor != 0)
        differ(judge, whose, "cancelled, yet open", item->open_minor, "right would be", 0);
    /* An older program kept the day of money that was taken back; it is of no use until the item is
     * paid again. */
    bool older = item->given_back && item->open_minor != 0 && item->cleared_day == item->former_day;
    if (item->paid_day != item->cleared_day && !older)
        say(judge, "%s: the day of its last payment is %s, its allocations say %s", whose,
            item->cleared_day == DAY_NONE ? "none" : day_text(item->cleared_day, kept),
            item->paid_day == DAY_NONE ? "none" : day_text(item->paid_day, counted));
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Numbers are mostly few: sorting them is quicker than a table. */
static void judge_numbers(const Judge *judge)
{
    unsigned count = judge->items.to - judge->items.from;
    if (count < 2) return;
    g_autofree const char **numbers = g_new(const char *, count);
    for (unsigned i = 0; i < count; i++)
        numbers[i] = g_array_index(judge->rows->items, VerifyItem, judge->items.from + i).number;
    qsort(numbers, count, sizeof *numbers, by_text);
    for (unsigned i = 1; i < count; i++)
        if (strcmp(numbers[i - 1], numbers[i]) == 0)
            say(judge, "item %s: its number is there twice", numbers[i]);
}

static void judge_items(const Judge *judge)
{
    for (unsigned i = judge->items.from; i < judge->items.to; i++) {
        const VerifyItem *item = &g_array_index(judge->rows->items, VerifyItem, i);
        judge_item(judge, item);
        judge->sum->items += item->amount_minor;
        judge->sum->open += item->open_minor;
    }
    judge_numbers(judge);
    judge->totals->items += judge->items.to - judge->items.from;
}

static void judge_adjustments(const Judge *judge)
{
    for (unsigned i = judge->adjustments.from; i < judge->adjustments.to; i++) {
        const VerifyAdjustment *adjustment =
            &g_array_index(judge->rows->adjustments, VerifyAdjustment, i);
        const VerifyItem *item = find_item(judge, adjustment->item_id);
        g_autofree char *whose =
            g_strdup_printf("adjustment %" G_GINT64_FORMAT, adjustment->adjustment_id);
        bool on_account = item != NULL && item->kind == ITEM_ADJUSTMENT &&
                          item->amount_minor == -adjustment->amount_minor;
        if (item == NULL)
            say(judge, "%s: its item %" G_GINT64_FORMAT " is not there", whose,
                adjustment->item_id);
        else if (!on_account && adjustment->applied_minor != adjustment->amount_minor)
            differ(judge, whose, "amount", adjustment->amount_minor, "its allocations say",
                   adjustment->applied_minor);
    }
}

/* --- habits ----------------------------------------------------------------------------------- */

static void recount_habit(const Judge *judge, HabitRow *out)
{
    for (unsigned i = judge->items.from; i < judge->items.to; i++) {
        const VerifyItem *item = &g_array_index(judge->rows->items, VerifyItem, i);
        bool counts = item->amount_minor > 0 && item->amount_minor == item->applied_minor &&
                      item->kind != ITEM_ORDER && item->cancelled_day == DAY_NONE &&
                      item->paid_day != DAY_NONE;
        if (counts)
            (void)habit_add(&out->habit, day_month_index(item->paid_day), item->amount_minor,
                            item->paid_day - item->due_day);
    }
    for (unsigned i = judge->payments.from; i < judge->payments.to; i++) {
        const VerifyPayment *payment = &g_array_index(judge->rows->payments, VerifyPayment, i);
        int64_t minor = payment->amount_minor + payment->events_minor;
        if (minor <= 0 || payment->on_day < out->last_payment_day) continue;
        out->last_payment_day = payment->on_day;
        out->last_payment_minor = minor;
    }
}

static bool same_month(const HabitMonth *a, const HabitMonth *b)
{
    return a->cleared_count == b->cleared_count && a->late_count == b->late_count &&
           a->amount_minor == b->amount_minor && a->days_late == b->days_late &&
           a->amount_days_late == b->amount_days_late;
}

/* The months both still keep: which older one made room depends on the order things came in. */
static void compare_habits(const Judge *judge, const HabitRow *kept, const HabitRow *counted)
{
    int32_t first = INT32_MIN, last = INT32_MIN;
    const Habit *sides[] = { &kept->habit, &counted->habit };
    for (int i = 0; i < 2; i++) {
        const Habit *habit = sides[i];
        if (habit->count == 0) continue;
        if (habit->count == HABIT_MONTHS_MAX) first = MAX(first, habit->months[0].month);
        last = MAX(last, habit->months[habit->count - 1].month);
    }
    if (last == INT32_MIN) return;
    for (int32_t month = MAX(first, last - HABIT_MONTHS_MAX + 1); month <= last; month++) {
        HabitMonth a = habit_window(sides[0], month, 1), b = habit_window(sides[1], month, 1);
        if (same_month(&a, &b)) continue;
        say(judge,
            "its habits know %d items cleared in %04d-%02d, the items say %d, or their sums differ",
            a.cleared_count, month / 12, month % 12 + 1, b.cleared_count);
        return;
    }
}

static void judge_habits(const Judge *judge)
{
    char a[DAY_TEXT_SIZE], b[DAY_TEXT_SIZE];
    HabitRow none = { .last_payment_day = DAY_NONE }, counted = none;
    const HabitRow *kept = judge->habits.from < judge->habits.to
                               ? &g_array_index(judge->rows->habits, HabitRow, judge->habits.from)
                               : &none;
    recount_habit(judge, &counted);
    judge->totals->habits += kept != &none;
    compare_habits(judge, kept, &counted);
    if (kept->last_payment_day == counted.last_payment_day &&
        kept->last_payment_minor == counted.last_payment_minor)
        return;
    say(judge, "its last payment is noted for %s, the payments say %s, or its amount differs",
        kept->last_payment_day == DAY_NONE ? "none" : day_text(kept->last_payment_day, a),
        counted.last_payment_day == DAY_NONE ? "none" : day_text(counted.last_payment_day, b));
}

/* --- payments --------------------------------------------------------------------------------- */

static void judge_payment(const Judge *judge, const VerifyPayment *payment)
{
    int64_t left = payment->amount_minor + payment->events_minor - payment->applied_minor;
    g_autofree char *whose = g_strconcat("payment ", payment->ref, NULL);
    VerifySum *sum = sum_of(judge->totals, payment->currency);
    if (left != payment->unapplied_minor)
        differ(judge, whose, "unapplied", payment->unapplied_minor,
               "amount less applied and returned is", left);
    if (left < 0)
        differ(judge, whose, "applied", payment->applied_minor, "it brought only",
               payment->amount_minor + payment->events_minor);
    bool returned = payment->events_minor == -payment->amount_minor;
    if (returned != (payment->state == PAYMENT_REVERSED) && payment->amount_minor != 0)
        say(judge, "%s: its state is %s, its events say the opposite", whose,
            payment->state == PAYMENT_REVERSED ? "reversed" : "taken");
    sum->payments += payment->amount_minor;
    sum->applied += payment->applied_minor;
    sum->unapplied += payment->unapplied_minor;
    sum->returned -= payment->events_minor;
    judge->totals->payments++;
    verify_link_add(&judge->totals->prints[VERIFY_PAYMENTS], payment->ref, payment->debtor_id,
                    payment->account_id, payment->payment_id);
}

static void take_events(const Judge *judge, unsigned from, unsigned to)
{
    for (unsigned i = from; i < to; i++) {
        const VerifyEvent *event = &g_array_index(judge->rows->events, VerifyEvent, i);
        VerifyPayment *payment = find_payment(judge, event->payment_id);
        if (payment != NULL)
            payment->events_minor += event->amount_minor;
        else
            say(judge, "an event of payment %" G_GINT64_FORMAT ", which is not there",
                event->payment_id);
    }
}

/* --- walking ---------------------------------------------------------------------------------- */

static int compare_keys(const RowKey *key, int64_t debtor_id, int64_t account_id)
{
    if (key->debtor_id != debtor_id) return key->debtor_id < debtor_id ? -1 : 1;
    return key->account_id < account_id ? -1 : key->account_id > account_id;
}

/* Rows before the account hang on one that is not there; then come its own. */
static unsigned own(const Judge *judge, GArray *rows, const char *noun, unsigned from,
                    int64_t debtor_id, int64_t account_id, unsigned *first)
{
    for (; from < rows->len; from++) {
        const RowKey *key = key_at(rows, from);
        if (compare_keys(key, debtor_id, account_id) >= 0) break;
        g_autofree char *line =
            g_strdup_printf("%s %" G_GINT64_FORMAT " hangs on account %" G_GINT64_FORMAT
                            " of debtor %" G_GINT64_FORMAT ", which is not there",
                            noun, key->id, key->account_id, key->debtor_id);
        judge->each(judge->data, line);
    }
    *first = from;
    while (from < rows->len && compare_keys(key_at(rows, from), debtor_id, account_id) == 0) from++;
    return from;
}

#define OWN(member, noun)                                                                 \
    judge->member.to = own(judge, judge->rows->member, noun, judge->member.to, debtor_id, \
                           account_id, &judge->member.from)

static void slice(Judge *judge, int64_t debtor_id, int64_t account_id)
{
    OWN(items, "item");
    OWN(payments, "payment");
    OWN(events, "payment event");
    OWN(allocations, "allocation");
    OWN(adjustments, "adjustment");
    OWN(habits, "habit");
}

/* The payments of a debtor lie side by side, whatever their account. */
static void slice_debtor(Judge *judge, int64_t debtor_id)
{
    GArray *payments = judge->rows->payments;
    unsigned at = judge->debtor_to;
    while (at < payments->len && key_at(payments, at)->debtor_id < debtor_id) at++;
    judge->debtor_from = at;
    while (at < payments->len && key_at(payments, at)->debtor_id == debtor_id) at++;
    judge->debtor_to = at;
}

static void judge_account(Judge *judge, const VerifyAccount *account, bool first_of_debtor)
{
    judge->account = account;
    judge->sum = sum_of(judge->totals, account->currency);
    if (first_of_debtor) slice_debtor(judge, account->debtor_id);
    slice(judge, account->debtor_id, account->account_id);
    take_events(judge, judge->events.from, judge->events.to);
    take_allocations(judge);
    take_back(judge);
    judge_credits(judge);
    judge_items(judge);
    judge_adjustments(judge);
    judge_habits(judge);
    judge->totals->accounts++;
    judge->totals->allocations += judge->allocations.to - judge->allocations.from;
    verify_link_add(&judge->totals->prints[VERIFY_ACCOUNTS], account->ref, account->debtor_id,
                    account->account_id, 0);
}

/* Is the account before this one of the same debtor? */
static bool has_sibling(const Judge *judge)
{
    const VerifyAccount *account = judge->account;
    const VerifyAccount *first = (const VerifyAccount *)(const void *)judge->rows->accounts->data;
    return account > first && account[-1].debtor_id == account->debtor_id;
}

/* Payments are judged when all accounts of their debtor have told what they took. */
static void judge_payments(Judge *judge)
{
    const VerifyAccount *last = judge->account;
    for (unsigned i = judge->debtor_from; i < judge->debtor_to; i++) {
        const VerifyPayment *payment = &g_array_index(judge->rows->payments, VerifyPayment, i);
        judge->account = last;
        while (judge->account->account_id > payment->account_id && has_sibling(judge))
            judge->account--;
        judge_payment(judge, payment);
    }
}

static const VerifyAccount UNIDENTIFIED = { .ref = "(not identified yet)" };

void verify_ledger_judge(VerifyRows *rows, VerifyTotals *totals, VerifyFn each, void *data)
{
    Judge judge = { .rows = rows, .totals = totals, .each = each, .data = data };
    judge.account = &UNIDENTIFIED;
    slice_debtor(&judge, 0);
    slice(&judge, 0, 0);
    take_events(&judge, judge.events.from, judge.events.to);
    judge_payments(&judge);
    for (unsigned i = 0; i < rows->accounts->len; i++) {
        const VerifyAccount *account = &g_array_index(rows->accounts, VerifyAccount, i);
        bool first = i == 0 || account[-1].debtor_id != account->debtor_id;
        judge_account(&judge, account, first);
        bool last = i + 1 == rows->accounts->len || account[1].debtor_id != account->debtor_id;
        if (last) judge_payments(&judge);
    }
    slice(&judge, INT64_MAX, INT64_MAX);
}

void verify_ledger_add(VerifyTotals *into, const VerifyTotals *totals)
{
    into->accounts += totals->accounts;
    into->items += totals->items;
    into->payments += totals->payments;
    into->allocations += totals->allocations;
    into->habits += totals->habits;
    for (size_t i = 0; i < totals->sum_count; i++) {
        const VerifySum *from = &totals->sums[i];
        VerifySum *sum = sum_of(into, from->currency);
        sum->items += from->items;
        sum->open += from->open;
        sum->payments += from->payments;
        sum->applied += from->applied;
        sum->unapplied += from->unapplied;
        sum->returned += from->returned;
    }
    for (int i = 0; i < VERIFY_PRINTS; i++) {
        into->prints[i].count += totals->prints[i].count;
        into->prints[i].sum += totals->prints[i].sum;
    }
}
