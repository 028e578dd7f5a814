/* core/itemization.c: a debt on a date and what came since.  Pure. */
#include "core/itemization.h"

#include "base/money.h"

static bool lowers(ItemizationKind kind)
{
    return kind == ENTRY_PAYMENT || kind == ENTRY_CREDIT;
}

static int64_t *part(Itemization *of, ItemizationKind kind)
{
    switch (kind) {
    case ENTRY_CHARGE: return &of->charges_minor;
    case ENTRY_INTEREST: return &of->interest_minor;
    case ENTRY_FEE: return &of->fees_minor;
    case ENTRY_PAYMENT: return &of->payments_minor;
    case ENTRY_CREDIT: return &of->credits_minor;
    }
    return &of->charges_minor;
}

/* -INT64_MIN is no number, and no amount of the book. */
static bool add_entry(Itemization *of, const ItemizationEntry *entry, Day date)
{
    int64_t signed_minor = lowers(entry->kind) ? -entry->minor : entry->minor;
    int64_t *since = part(of, entry->kind);
    if (!money_add(of->now_minor, signed_minor, &of->now_minor)) return false;
    if (entry->day <= date) return money_add(of->then_minor, signed_minor, &of->then_minor);
    return money_add(*since, entry->minor, since);
}

bool itemization_reckon(const ItemizationEntry *entries, size_t count, Day date, Day today,
                        Itemization *out)
{
    *out = (Itemization){ 0 };
    for (size_t i = 0; i < count; i++)
        if (entries[i].day <= today && !add_entry(out, &entries[i], date)) return false;
    return true;
}

Day itemization_last(const ItemizationEntry *entries, size_t count, ItemizationKind kind, Day today)
{
    Day last = DAY_NONE;
    for (size_t i = 0; i < count; i++)
        if (entries[i].kind == kind && entries[i].minor > 0 && entries[i].day <= today &&
            (last == DAY_NONE || entries[i].day > last))
            last = entries[i].day;
    return last;
}
