/* core/assign.c: deals accounts out to collectors.  Deterministic: same arrays in, same owners out.
 */
#include "core/assign.h"

#include <glib.h>
#include <string.h>

static bool in_letters(const AssignCollector *collector, const char *name)
{
    if (collector->from[0] != '\0' && strcmp(name, collector->from) < 0) return false;
    size_t reach = strlen(collector->to); /* "k" as an end takes every name with k */
    return reach == 0 || strncmp(name, collector->to, reach) <= 0;
}

static bool has_creditor(const AssignCollector *collector, int64_t creditor_id)
{
    size_t low = 0, high = collector->creditor_count;

    if (high == 0) return true;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (collector->creditor_ids[middle] == creditor_id) return true;
        if (collector->creditor_ids[middle] < creditor_id)
            low = middle + 1;
        else
            high = middle;
    }
    return false;
}

bool assign_fits(const AssignRule *rule, const AssignCollector *collector, const AssignCase *item)
{
    if (rule->match_skill && (item->skill & ~collector->skills) != 0) return false;
    if (rule->match_language && item->languages != 0 &&
        (item->languages & collector->languages) == 0)
        return false;
    if (rule->match_creditor && !has_creditor(collector, item->creditor_id)) return false;
    if (rule->limit_capacity && collector->capacity >= 0 &&
        item->minutes > collector->capacity - collector->load)
        return false;
    return in_letters(collector, item->name != NULL ? item->name : "");
}

void assign_split(int64_t total, const int32_t *weights, size_t count, int64_t *parts)
{
    int64_t whole = 0, left = total;

    g_assert(total >= 0 && count > 0);
    for (size_t i = 0; i < count; i++) {
        g_assert(weights[i] > 0);
        whole += weights[i];
    }
    for (size_t i = 0; i < count; i++) {
        parts[i] = (int64_t)((__int128)total * weights[i] / whole);
        left -= parts[i];
    }
    /* Fewer than `count` units are left; each goes to the largest fraction not yet served. */
    int64_t last_fraction = whole;
    size_t last = 0;
    while (left > 0) {
        int64_t best_fraction = -1;
        size_t best = count;
        for (size_t i = 0; i < count; i++) {
            int64_t fraction = (int64_t)((__int128)total * weights[i] % whole);
            bool served = fraction > last_fraction || (fraction == last_fraction && i <= last);
            if (!served && fraction > best_fraction) {
                best_fraction = fraction;
                best = i;
            }
        }
        g_assert(best < count);
        parts[best]++;
        left--;
        last_fraction = best_fraction;
        last = best;
    }
}

static void give(AssignCollector *collector, const AssignCase *item)
{
    collector->accounts++;
    collector->load += item->minutes;
    collector->balance += MAX(item->balance, 0);
}

/* Negative when a should get the next account rather than b. */
static __int128 less_served(const AssignCollector *a, const AssignCollector *b, int64_t quota_a,
                            int64_t quota_b)
{
    return (__int128)(quota_b - b->accounts) * a->weight -
           (__int128)(quota_a - a->accounts) * b->weight;
}

static __int128 less_loaded(const AssignCollector *a, const AssignCollector *b, int64_t balance)
{
    __int128 loads =
        ((__int128)a->balance + balance) * b->weight - ((__int128)b->balance + balance) * a->weight;

    if (loads != 0) return loads;
    return (__int128)a->accounts * b->weight - (__int128)b->accounts * a->weight;
}

static int32_t pick(const AssignRule *rule, const AssignCollector *collectors, size_t count,
                    const AssignCase *item, const int64_t *quotas)
{
    int32_t best = ASSIGN_NOBODY;

    for (size_t i = 0; i < count; i++) {
        if (!assign_fits(rule, &collectors[i], item)) continue;
        if (best == ASSIGN_NOBODY) {
            best = (int32_t)i;
            if (rule->method == ASSIGN_FIRST) break;
            continue;
        }
        const AssignCollector *a = &collectors[i], *b = &collectors[best];
        __int128 before = rule->method == ASSIGN_BALANCE
                              ? less_loaded(a, b, MAX(item->balance, 0))
                              : less_served(a, b, quotas[i], quotas[best]);
        if (before < 0) best = (int32_t)i;
    }
    return best;
}

static int32_t keeper(const AssignRule *rule, const AssignCollector *collectors, size_t count,
                      const AssignCase *item)
{
    if (!rule->keep_owner || item->owner_id == 0) return ASSIGN_NOBODY;
    for (size_t i = 0; i < count; i++)
        if (collectors[i].user_id == item->owner_id)
            return assign_fits(rule, &collectors[i], item) ? (int32_t)i : ASSIGN_NOBODY;
    return ASSIGN_NOBODY;
}

static int larger_first(const void *left, const void *right, void *cases)
{
    size_t a = *(const size_t *)left, b = *(const size_t *)right;
    int64_t balance_a = ((const AssignCase *)cases)[a].balance;
    int64_t balance_b = ((const AssignCase *)cases)[b].balance;

    if (balance_a != balance_b) return balance_a > balance_b ? -1 : 1;
    return a < b ? -1 : 1;
}

/* What each collector should hold in the end: all accounts, old and new, by weight. */
static void set_quotas(const AssignCollector *collectors, size_t count, size_t case_count,
                       int64_t *quotas)
{
    g_autofree int32_t *weights = g_new(int32_t, count);
    int64_t total = (int64_t)case_count;

    for (size_t i = 0; i < count; i++) {
        weights[i] = collectors[i].weight;
        total += collectors[i].accounts;
    }
    assign_split(total, weights, count, quotas);
}

size_t assign_accounts(const AssignRule *rule, AssignCollector *collectors, size_t collector_count,
                       const AssignCase *cases, size_t case_count, int32_t *chosen)
{
    g_autofree int64_t *quotas = g_new0(int64_t, collector_count + 1);
    g_autofree size_t *order = g_new(size_t, case_count + 1);
    size_t nobody = 0;

    if (collector_count > 0) set_quotas(collectors, collector_count, case_count, quotas);
    for (size_t i = 0; i < case_count; i++) {
        order[i] = i;
        chosen[i] = keeper(rule, collectors, collector_count, &cases[i]);
        if (chosen[i] != ASSIGN_NOBODY) give(&collectors[chosen[i]], &cases[i]);
    }
    if (rule->method == ASSIGN_BALANCE)
        g_qsort_with_data(order, (int)case_count, sizeof *order, larger_first,
                          (void *)(uintptr_t)cases);
    for (size_t k = 0; k < case_count; k++) {
        size_t i = order[k];
        if (chosen[i] != ASSIGN_NOBODY) continue;
        chosen[i] = pick(rule, collectors, collector_count, &cases[i], quotas);
        if (chosen[i] != ASSIGN_NOBODY)
            give(&collectors[chosen[i]], &cases[i]);
        else
            nobody++;
    }
    return nobody;
}
