/* desk/ledger.c: allocations and what hangs on them.  The plan is core/allocation's; this writes it
 * down. */
#include "desk/ledger.h"

#include "base/text.h"
#include "store/book_store.h"

void ledger_open(Ledger *ledger, Act *act, const Account *account)
{
    *ledger = (Ledger){ .act = act, .account = *account };
    ledger->parts = g_array_new(FALSE, FALSE, sizeof(Allocation));
}

void ledger_clear(Ledger *ledger)
{
    if (ledger->parts != NULL) g_array_unref(ledger->parts);
    ledger->parts = NULL;
}

bool ledger_close(Ledger *ledger, GError **error)
{
    Db *db = ledger->act->desk->db;
    if (ledger->habit_changed && !habit_store_put(db, &ledger->habit, error)) return false;
    if (ledger->parts->len == 0) return true;
    int64_t first = 0;
    if (!book_store_ids(db, "allocation", ledger->parts->len, &first, error)) return false;
    for (unsigned i = 0; i < ledger->parts->len; i++)
        g_array_index(ledger->parts, Allocation, i).allocation_id = first + i;
    return ledger_store_allocation_insert(db, (const Allocation *)(const void *)ledger->parts->data,
                                          ledger->parts->len, error);
}

/* --- habits ----------------------------------------------------------------------------------- */

static bool read_habit(Ledger *ledger, GError **error)
{
    if (ledger->habit_read) return true;
    ledger->habit_read = true;
    return habit_store_get(ledger->act->desk->db, ledger->account.debtor_id,
                           ledger->account.account_id, &ledger->habit, error);
}

/* Only what money cleared says anything about how the account pays. */
static bool counts(const Item *item)
{
    return item->amount_minor > 0 && item->kind != ITEM_ORDER && item->cleared_day != DAY_NONE;
}

static bool note_cleared(Ledger *ledger, const Item *item, bool cleared, GError **error)
{
    if (!counts(item)) return true;
    if (!read_habit(ledger, error)) return false;
    int32_t month = day_month_index(item->cleared_day), late = item->cleared_day - item->due_day;
    Habit *habit = &ledger->habit.habit;
    ledger->habit_changed = true;
    if (cleared)
        (void)habit_add(habit, month, item->amount_minor, late);
    else
        (void)habit_remove(habit, month, item->amount_minor, late);
    return true;
}

bool ledger_note_payment(Ledger *ledger, const Payment *payment, GError **error)
{
    if (!read_habit(ledger, error)) return false;
    if (payment->on_day < ledger->habit.last_payment_day) return true;
    ledger->habit.last_payment_day = payment->on_day;
    ledger->habit.last_payment_minor = payment->amount_minor;
    ledger->habit_changed = true;
    return true;
}

bool ledger_ask_payment(Act *act, const Payment *payment, GError **error)
{
    HabitRow row;
    Db *db = act->desk->db;
    return payment->account_id == 0 ||
           (habit_store_get(db, payment->debtor_id, payment->account_id, &row, error) &&
            habit_store_last_payment(db, &row, error) && habit_store_put(db, &row, error));
}

/* --- one allocation --------------------------------------------------------------------------- */

static void add_part(Ledger *ledger, AllocationSource source, int64_t source_id, const Item *item,
                     int64_t minor, Day on)
{
    Allocation part = { .debtor_id = item->debtor_id,
                        .account_id = item->account_id,
                        .item_id = item->item_id,
                        .source = (int32_t)source,
                        .source_id = source_id,
                        .on_day = on,
                        .amount_minor = minor,
                        .recorded_us = ledger->act->now_us };
    g_array_append_val(ledger->parts, part);
    desk_effective(ledger->act, on);
}

static AllocationMove *moves_of(const GArray *parts)
{
    AllocationMove *moves = g_new(AllocationMove, parts->len + 1);
    for (unsigned i = 0; i < parts->len; i++) {
        const Allocation *part = &g_array_index(parts, Allocation, i);
        moves[i] = (AllocationMove){ .source = part->source,
                                     .source_id = part->source_id,
                                     .item_id = part->item_id,
                                     .minor = part->amount_minor,
                                     .on_day = part->on_day };
    }
    return moves;
}

static void add_moves(GArray *money, const GArray *parts, int64_t item_id)
{
    for (unsigned i = 0; i < parts->len; i++) {
        const Allocation *part = &g_array_index(parts, Allocation, i);
        if (part->item_id == item_id && part->source == SOURCE_PAYMENT)
            g_array_append_val(money, *part);
    }
}

/* Which day cleared the item, of the money that stands? */
static bool set_cleared(Ledger *ledger, Item *item, int64_t minor, Day on, GError **error)
{
    g_autoptr(GArray) parts = NULL, money = g_array_new(FALSE, FALSE, sizeof(Allocation));
    if (minor > 0) {
        item->cleared_day = MAX(item->cleared_day, on);
        return true;
    }
    if (!ledger_store_allocations_of_item(ledger->act->desk->db, item->debtor_id, item->account_id,
                                          item->item_id, &parts, error))
        return false;
    add_moves(money, parts, item->item_id);
    add_moves(money, ledger->parts, item->item_id);
    g_autofree AllocationMove *moves = moves_of(money);
    item->cleared_day = allocation_cleared(moves, money->len);
    return true;
}

/* Nothing can lower an item before there is one. */
bool ledger_apply(Ledger *ledger, AllocationSource source, int64_t source_id, Item *item,
                  int64_t minor, Day asked, GError **error)
{
    bool was_open = item->open_minor != 0;
    Day on = MAX(asked, item->issued_day);
    /* Cancelled, an item is none that was paid, even if nothing of it was open any more. */
    if (minor == 0 && source != SOURCE_CANCEL) return true;
    if (!was_open && !note_cleared(ledger, item, false, error)) return false;
    if (minor == 0) return true;
    if (!money_add(item->open_minor, -minor, &item->open_minor))
        return problem_refuse(error, PROBLEM_LIMIT, "item %s would leave the range of money",
                              item->number);
    add_part(ledger, source, source_id, item, minor, on);
    if (source == SOURCE_PAYMENT && !set_cleared(ledger, item, minor, on, error)) return false;
    if (item->open_minor == 0 && source != SOURCE_CANCEL &&
        !note_cleared(ledger, item, true, error))
        return false;
    return ledger_store_item_open(ledger->act->desk->db, item, error);
}

bool ledger_apply_credit(Ledger *ledger, Item *credit, Item *item, int64_t minor, Day asked,
                         GError **error)
{
    Day on = MAX(asked, MAX(credit->issued_day, item->issued_day));
    return ledger_apply(ledger, SOURCE_CREDIT, credit->item_id, item, minor, on, error) &&
           ledger_apply(ledger, SOURCE_CREDIT, item->item_id, credit, -minor, on, error);
}

AllocationMove *ledger_standing(const GArray *parts)
{
    AllocationMove *moves = moves_of(parts);
    allocation_standing(moves, parts->len);
    return moves;
}

/* --- spreading -------------------------------------------------------------------------------- */

bool ledger_items(Ledger *ledger, GArray **items, GError **error)
{
    return ledger_store_items(ledger->act->desk->db, ledger->account.debtor_id,
                              ledger->account.account_id, true, items, error);
}

GArray *ledger_candidates(const GArray *items)
{
    GArray *candidates = g_array_new(FALSE, TRUE, sizeof(AllocationItem));
    for (unsigned i = 0; i < items->len; i++) {
        const Item *item = &g_array_index(items, Item, i);
        AllocationItem one = { .item_id = item->item_id,
                               .kind = (ItemKind)item->kind,
                               .due_day = item->due_day,
                               .issued_day = item->issued_day,
                               .open_minor = item->open_minor,
                               .cancelled = item->cancelled_day != DAY_NONE };
        text_copy(one.number, sizeof one.number, item->number);
        g_array_append_val(candidates, one);
    }
    return candidates;
}

bool ledger_rule(Act *act, bool clearing, AllocationRule *rule, GError **error)
{
    *rule = (AllocationRule){ 0 };
    if (!clearing) return true;
    const Policy *policy = desk_policy(act->desk, act->on, error);
    if (policy == NULL) return false;
    rule->clearing = policy->clearing;
    rule->clearing_count = policy->clearing_count;
    return true;
}

static Item *item_of(GArray *items, int64_t item_id)
{
    for (unsigned i = 0; i < items->len; i++)
        if (g_array_index(items, Item, i).item_id == item_id) return &g_array_index(items, Item, i);
    return NULL;
}

/* Nothing is put anywhere before the payment came, or came again, or another item gave it back. */
static bool usable_from(const Ledger *ledger, const Payment *payment, Day *out, GError **error)
{
    Db *db = ledger->act->desk->db;
    Day last = DAY_NONE, freed = DAY_NONE;
    if (!ledger_store_event_last(db, payment, &last, error) ||
        !ledger_store_payment_freed(db, payment, &freed, error))
        return false;
    *out = MAX(MAX(payment->on_day, ledger->act->on), MAX(last, freed));
    return true;
}

static bool apply_parts(Ledger *ledger, GArray *items, const Payment *payment,
                        const AllocationPart *parts, size_t count, GError **error)
{
    Day on = DAY_NONE;
    if (!usable_from(ledger, payment, &on, error)) return false;
    for (size_t i = 0; i < count; i++)
        if (!ledger_apply(ledger, SOURCE_PAYMENT, payment->payment_id,
                          item_of(items, parts[i].item_id), parts[i].minor, on, error))
            return false;
    return true;
}

bool ledger_spread(Ledger *ledger, Payment *payment, const AllocationRule *rule, GError **error)
{
    g_autoptr(GArray) items = NULL;
    if (payment->unapplied_minor <= 0) return true;
    if (!ledger_items(ledger, &items, error)) return false;
    g_autoptr(GArray) candidates = ledger_candidates(items);
    g_autofree AllocationPart *parts = g_new0(AllocationPart, candidates->len + 1);
    size_t count =
        allocation_plan(rule, (AllocationItem *)(void *)candidates->data, candidates->len,
                        payment->unapplied_minor, parts, &payment->unapplied_minor);
    return apply_parts(ledger, items, payment, parts, count, error);
}

bool ledger_spread_list(Ledger *ledger, Payment *payment, const AllocationWish *wishes,
                        size_t wish_count, GError **error)
{
    g_autoptr(GArray) items = NULL;
    size_t count = 0, at = 0;
    /* All items, not only open ones: naming a settled item is refused by its own sentence. */
    if (!ledger_store_items(ledger->act->desk->db, ledger->account.debtor_id,
                            ledger->account.account_id, false, &items, error))
        return false;
    g_autoptr(GArray) candidates = ledger_candidates(items);
    g_autofree AllocationPart *parts = g_new0(AllocationPart, wish_count + 1);
    AllocationVerdict verdict = allocation_plan_list(
        (const AllocationItem *)(const void *)candidates->data, candidates->len, wishes, wish_count,
        payment->unapplied_minor, parts, &count, &payment->unapplied_minor, &at);
    if (verdict != ALLOCATION_OK)
        return problem_refuse(error, PROBLEM_CONFLICT, "to[%zu]: item %s of account %s: %s", at,
                              wishes[at].number, ledger->account.ref,
                              allocation_verdict_text(verdict));
    return apply_parts(ledger, items, payment, parts, count, error);
}

/* --- credits ---------------------------------------------------------------------------------- */

static bool absorb_payments(Ledger *ledger, Item *item, GError **error)
{
    g_autoptr(GArray) payments = NULL;
    Db *db = ledger->act->desk->db;
    if (!ledger_store_payments_unapplied(db, item->debtor_id, item->account_id, &payments, error))
        return false;
    for (unsigned i = 0; i < payments->len && item->open_minor > 0; i++) {
        Payment *payment = &g_array_index(payments, Payment, i);
        int64_t minor = MIN(payment->unapplied_minor, item->open_minor);
        if (minor <= 0) continue;
        payment->unapplied_minor -= minor;
        Day on = DAY_NONE;
        if (!usable_from(ledger, payment, &on, error) ||
            !ledger_apply(ledger, SOURCE_PAYMENT, payment->payment_id, item, minor, on, error) ||
            !ledger_store_payment_update(db, payment, error))
            return false;
    }
    return true;
}

bool ledger_absorb(Ledger *ledger, Item *item, GError **error)
{
    g_autoptr(GArray) items = NULL;
    if (!ledger_items(ledger, &items, error)) return false;
    for (unsigned i = 0; i < items->len && item->open_minor > 0; i++) {
        Item *credit = &g_array_index(items, Item, i);
        if (credit->open_minor >= 0 || credit->item_id == item->item_id) continue;
        if (!ledger_apply_credit(ledger, credit, item, MIN(-credit->open_minor, item->open_minor),
                                 ledger->act->on, error))
            return false;
    }
    return absorb_payments(ledger, item, error);
}

bool ledger_use_credit(Ledger *ledger, Item *credit, GError **error)
{
    g_autoptr(GArray) items = NULL;
    AllocationRule rule = { 0 };
    int64_t left = 0;
    if (credit->open_minor >= 0) return true;
    if (!ledger_items(ledger, &items, error)) return false;
    g_autoptr(GArray) candidates = ledger_candidates(items);
    g_autofree AllocationPart *parts = g_new0(AllocationPart, candidates->len + 1);
    size_t count = allocation_plan(&rule, (AllocationItem *)(void *)candidates->data,
                                   candidates->len, -credit->open_minor, parts, &left);
    for (size_t i = 0; i < count; i++)
        if (!ledger_apply_credit(ledger, credit, item_of(items, parts[i].item_id), parts[i].minor,
                                 ledger->act->on, error))
            return false;
    return true;
}
