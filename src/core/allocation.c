/* core/allocation.c: plans of applying and releasing money.  Writes nothing and loses nothing. */
#include "core/allocation.h"

#include <glib.h>
#include <string.h>

bool allocation_takes(const AllocationItem *item)
{
    return item->open_minor > 0 && !item->cancelled && item->kind != ITEM_CREDIT_NOTE &&
           item->kind != ITEM_ORDER;
}

static size_t rank(const AllocationRule *rule, ItemKind kind)
{
    size_t at = 0;

    while (at < rule->clearing_count && rule->clearing[at] != kind) at++;
    return at;
}

static int by_rule(const void *left, const void *right, void *rule)
{
    const AllocationItem *a = left, *b = right;
    size_t rank_a = rank(rule, a->kind), rank_b = rank(rule, b->kind);

    if (rank_a != rank_b) return rank_a < rank_b ? -1 : 1;
    if (a->due_day != b->due_day) return a->due_day < b->due_day ? -1 : 1;
    if (a->issued_day != b->issued_day) return a->issued_day < b->issued_day ? -1 : 1;
    int by_number = strcmp(a->number, b->number);
    if (by_number != 0) return by_number;
    return (a->item_id > b->item_id) - (a->item_id < b->item_id);
}

void allocation_order(const AllocationRule *rule, AllocationItem *items, size_t count)
{
    AllocationRule copy = *rule;

    g_qsort_with_data(items, (int)count, sizeof *items, by_rule, &copy);
}

size_t allocation_plan(const AllocationRule *rule, AllocationItem *items, size_t count,
                       int64_t amount_minor, AllocationPart *parts, int64_t *unapplied_minor)
{
    g_assert(amount_minor > 0);
    int64_t left = amount_minor;
    size_t used = 0;

    allocation_order(rule, items, count);
    for (size_t i = 0; i < count && left > 0; i++) {
        if (!allocation_takes(&items[i]) || (items[i].disputed && rule->skip_disputed)) continue;
        int64_t part = MIN(left, items[i].open_minor);
        parts[used++] = (AllocationPart){ items[i].item_id, part };
        left -= part;
    }
    g_assert(left >= 0 && left <= amount_minor);
    *unapplied_minor = left;
    return used;
}

static const AllocationItem *named(const AllocationItem *items, size_t count, const char *number)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(items[i].number, number) == 0) return &items[i];
    return NULL;
}

/* What the lines before this one already put on the item. */
static int64_t applied(const AllocationPart *parts, size_t count, int64_t item_id)
{
    int64_t sum = 0;

    for (size_t i = 0; i < count; i++)
        if (parts[i].item_id == item_id) sum += parts[i].minor;
    return sum;
}

AllocationVerdict allocation_plan_list(const AllocationItem *items, size_t count,
                                       const AllocationWish *wishes, size_t wish_count,
                                       int64_t amount_minor, AllocationPart *parts,
                                       size_t *part_count, int64_t *unapplied_minor, size_t *at)
{
    g_assert(amount_minor > 0);
    int64_t left = amount_minor;
    size_t used = 0;

    for (size_t i = 0; i < wish_count; i++) {
        const AllocationItem *item = named(items, count, wishes[i].number);
        *at = i;
        if (item == NULL) return ALLOCATION_UNKNOWN_ITEM;
        if (!allocation_takes(item)) return ALLOCATION_NOT_OPEN;
        if (wishes[i].minor < 0) return ALLOCATION_NOT_POSITIVE;
        int64_t room = item->open_minor - applied(parts, used, item->item_id);
        int64_t part = wishes[i].minor > 0 ? wishes[i].minor : MIN(room, left);
        if (part > room) return ALLOCATION_OVER_ITEM;
        if (part > left) return ALLOCATION_OVER_PAYMENT;
        if (part == 0) continue;
        parts[used++] = (AllocationPart){ item->item_id, part };
        left -= part;
    }
    *part_count = used;
    *unapplied_minor = left;
    return ALLOCATION_OK;
}

const char *allocation_verdict_text(AllocationVerdict verdict)
{
    switch (verdict) {
    case ALLOCATION_OK: return "good";
    case ALLOCATION_UNKNOWN_ITEM: return "the account has no item of that number";
    case ALLOCATION_NOT_OPEN: return "the item is not open for payment";
    case ALLOCATION_NOT_POSITIVE: return "the amount must be more than zero";
    case ALLOCATION_OVER_ITEM: return "more than the item's open amount";
    case ALLOCATION_OVER_PAYMENT: return "the list adds up to more than is there to allocate";
    }
    g_assert_not_reached();
}

static bool is_pair(const AllocationMove *a, const AllocationMove *b)
{
    return a->source == b->source && a->source_id == b->source_id && a->item_id == b->item_id;
}

/* The part of moves[at] that no standing row before it can give back. */
static int64_t give_back(AllocationMove *moves, size_t at)
{
    int64_t left = moves[at].minor;

    for (size_t i = at; i-- > 0 && left != 0;) {
        if (!is_pair(&moves[i], &moves[at]) || (moves[i].standing > 0) == (left > 0)) continue;
        int64_t part = MIN(ABS(left), ABS(moves[i].standing));
        moves[i].standing += left > 0 ? part : -part;
        left += left > 0 ? -part : part;
    }
    return left;
}

void allocation_standing(AllocationMove *moves, size_t count)
{
    for (size_t i = 0; i < count; i++) moves[i].standing = give_back(moves, i);
}

Day allocation_cleared(AllocationMove *moves, size_t count)
{
    Day cleared = DAY_NONE;
    allocation_standing(moves, count);
    for (size_t i = 0; i < count; i++)
        if (moves[i].standing > 0) cleared = MAX(cleared, moves[i].on_day);
    return cleared;
}

size_t allocation_release(const AllocationPart *live, size_t count, int64_t amount_minor,
                          AllocationPart *parts, int64_t *missing_minor)
{
    g_assert(amount_minor > 0);
    int64_t left = amount_minor;
    size_t used = 0;

    for (size_t i = count; i > 0 && left > 0; i--) {
        g_assert(live[i - 1].minor > 0);
        int64_t part = MIN(left, live[i - 1].minor);
        parts[used++] = (AllocationPart){ live[i - 1].item_id, -part };
        left -= part;
    }
    *missing_minor = left;
    return used;
}

int64_t allocation_release_all(const AllocationPart *live, size_t count, AllocationPart *parts)
{
    int64_t sum = 0;

    for (size_t i = 0; i < count; i++) {
        g_assert(live[i].minor > 0);
        parts[i] = (AllocationPart){ live[i].item_id, -live[i].minor };
        sum += live[i].minor;
    }
    return sum;
}
