/* bench/made.c: the numbers of a made-up book.  Reads no clock; writes nothing. */
#include "made.h"

#include <math.h>

enum { SIZE_MAX_ITEMS = 400 };

static uint64_t base;

void made_seed(uint64_t seed)
{
    base = seed;
}

static uint64_t mixed(uint64_t x)
{
    x += 0x9e3779b97f4a7c15u;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
    return x ^ (x >> 31);
}

double made_chance(int64_t account, int64_t item, int purpose)
{
    uint64_t x = mixed(mixed(mixed(base ^ (uint64_t)account) ^ (uint64_t)item) ^ (uint64_t)purpose);
    return ((double)(x >> 11) + 1) / 9007199254740993.0;
}

/* Zipf-like with mean 2.5: most accounts are small, a few very large. */
static int size_of(int64_t account)
{
    double size = 1.26 * pow(made_chance(account, 0, 1), -0.58);
    return size > SIZE_MAX_ITEMS ? SIZE_MAX_ITEMS : (int)size;
}

/* A quarter has nothing open; the others have a third more than their size. */
int made_open_count(int64_t account)
{
    if (made_chance(account, 0, 8) < 0.25) return 0;
    return (int)(size_of(account) * 4.0 / 3 + made_chance(account, 0, 9));
}

int made_item_count(int64_t account)
{
    return made_open_count(account) + 2 * size_of(account);
}

MadeItem made_item(int64_t account, int number)
{
    static const int TERMS[] = { 14, 30, 30, 30, 45, 60 };
    int terms = TERMS[(int)(made_chance(account, 0, 2) * 5.999)];
    double late = made_chance(account, number, 3);
    MadeItem item = { .amount_minor =
                          (int64_t)(4000 * pow(made_chance(account, number, 4), -0.7)) };

    if (number < made_open_count(account)) {
        item.issued = MADE_AS_OF - (int)(-55 * log(made_chance(account, number, 5)));
        item.due = item.issued + terms;
        return item;
    }
    item.issued = MADE_AS_OF - 120 - (int)(600 * made_chance(account, number, 5));
    item.due = item.issued + terms;
    double days = late < 0.5 ? -6 * late : -14 * log(made_chance(account, number, 6));
    item.paid = item.due + (int)days < MADE_AS_OF ? item.due + (int)days : MADE_AS_OF;
    return item;
}

int64_t made_debtor_of(int64_t account)
{
    return account % 8 == 7 ? account - 1 : account;
}

int64_t made_debtor_rank(int64_t account)
{
    int64_t within = account % 8;
    return account / 8 * 7 + (within < 6 ? within : 6);
}

const char *made_region(int64_t account)
{
    static const char *const REGIONS[] = { "TX", "CA", "NY", "FL", "IL", "OH", "WA", "GA" };
    return REGIONS[(int)(made_chance(account, 0, 7) * 7.999)];
}
