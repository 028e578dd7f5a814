/* report/walk.c: gathers ranges of debtors and decides them for the day asked for.  Writes
 * nothing: what it decides is forgotten. */
#include "report/walk.h"

#include "base/text.h"
#include "core/words.h"
#include "report/excuse.h"
#include <string.h>

typedef struct {
    ViewRun *run;
    const WalkWish *wish;
    WalkFn each;
    void *data;
    GatherBatch *batch;
    Asking *asking;
    AskingRange range;
    const Decided *decided; /* of the batch, where a decision is wanted; NULL */
    GatherQuery query;
    Policy *policy; /* NULL: none is live that day */
} Walk;

static bool take_policy(Walk *walk, GError **error)
{
    g_autoptr(GError) refusal = NULL;
    walk->policy =
        desk_policy_known(walk->run->desk, walk->run->as_of, walk->run->known_us, &refusal);
    if (walk->policy != NULL || problem_is(refusal, PROBLEM_CONFLICT)) return true;
    g_propagate_error(error, g_steal_pointer(&refusal));
    return false;
}

/* Every sum of money a Facts has, into the currency shown; what is a sum of others is added up
 * anew, so that a row still adds up. */
static bool convert(ViewRun *run, Facts *facts, GError **error)
{
    int64_t *const parts[] = { &facts->not_due,  &facts->unapplied,    &facts->d1_30,
                               &facts->d31_60,   &facts->d61_90,       &facts->d91_plus,
                               &facts->chase,    &facts->disputed,     &facts->promised,
                               &facts->unbilled, &facts->largest_item, &facts->last_payment };
    char from[CURRENCY_SIZE];
    const char *to = view_run_shown(run, facts->currency);
    if (strcmp(to, facts->currency) == 0) return true;
    text_copy(from, sizeof from, facts->currency);
    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++)
        if (!view_run_convert(run, from, parts[i], error)) return false;
    if (facts->credit_limit >= 0 && !view_run_convert(run, from, &facts->credit_limit, error))
        return false;
    facts->past_due = facts->d1_30 + facts->d31_60 + facts->d61_90 + facts->d91_plus;
    facts->balance = facts->not_due + facts->past_due + facts->unapplied;
    facts->exposure = facts->balance + facts->unbilled;
    text_copy(facts->currency, sizeof facts->currency, to);
    facts->unit = 1;
    for (int i = MAX(money_exponent(to), 0); i > 0; i--) facts->unit *= 10;
    return true;
}

static bool give(Walk *walk, size_t index, GError **error)
{
    GatheredAccount *gathered = gather_store_at(walk->batch, index);
    WalkAccount account = { .items = gather_store_items(walk->batch, gathered),
                            .item_count = gathered->item_count,
                            .past = gather_store_past(walk->batch, gathered),
                            .past_count = gathered->past_count,
                            .policy = walk->policy };
    char currency[CURRENCY_SIZE];
    if (!view_run_sees(walk->run, gathered->facts.creditor_id)) return true;
    decide_untouched(&gathered->facts, account.past, account.past_count, walk->run->as_of);
    if (walk->decided != NULL) {
        account.decision = walk->decided[index].decision;
        account.cleared = walk->decided[index].cleared;
        account.override_id = excuse_of(walk->asking, &walk->range, &account.cleared);
        account.decided = true;
    }
    text_copy(currency, sizeof currency, gathered->facts.currency);
    account.facts = gathered->facts;
    account.currency = currency;
    account.original = &gathered->facts;
    account.unapplied_minor = gathered->facts.unapplied;
    return convert(walk->run, &account.facts, error) &&
           walk->each(walk->run, &account, walk->data, error);
}

static bool decide(Walk *walk, int64_t from, int64_t to, GError **error)
{
    Db *db = walk->run->db;
    walk->range = (AskingRange){ .from = from,
                                 .to = to,
                                 .known_us = walk->run->known_us,
                                 .zone = walk->run->desk->zone,
                                 .policy = walk->policy };
    walk->decided = NULL;
    if (!walk->wish->decide || walk->policy == NULL) return true;
    if (walk->wish->overrides && !excuse_prepare(db, walk->batch, &walk->range, error))
        return false;
    walk->decided =
        asking_decide(walk->asking, db, walk->batch, &walk->range, walk->run->as_of, error);
    return walk->decided != NULL;
}

static bool range(Walk *walk, int64_t from, int64_t to, GError **error)
{
    if (!gather_store_load(walk->batch, walk->run->db, &walk->query, from, to, error)) return false;
    if (!decide(walk, from, to, error)) return false;
    size_t count = gather_store_count(walk->batch);
    for (size_t i = 0; i < count && !walk->run->stop; i++) {
        const GatheredAccount *account = gather_store_at(walk->batch, i);
        if (walk->wish->account_id != 0 && walk->wish->account_id != account->facts.account_id)
            continue;
        if (!give(walk, i, error)) return false;
    }
    return true;
}

static bool all(Walk *walk, GError **error)
{
    int64_t last = 0;
    if (walk->wish->debtor_id != 0)
        return range(walk, walk->wish->debtor_id, walk->wish->debtor_id + 1, error);
    if (!account_store_last_debtor(walk->run->db, &last, error)) return false;
    for (int64_t from = 0; from <= last && !walk->run->stop; from += VIEW_RANGE_DEBTORS)
        if (!range(walk, from, from + VIEW_RANGE_DEBTORS, error)) return false;
    return true;
}

bool walk_accounts(ViewRun *run, const WalkWish *wish, WalkFn each, void *data, GError **error)
{
    Walk walk = { .run = run, .wish = wish, .each = each, .data = data };
    walk.query = (GatherQuery){ .as_of = run->as_of,
                                .known_us = run->known_us,
                                .rewind = run->rewind,
                                .texts = true,
                                .debtors = true };
    if (!take_policy(&walk, error)) return false;
    if (walk.policy != NULL) {
        walk.policy = policy_ref(walk.policy);
        walk.query.calendar = &walk.policy->calendar;
        walk.query.tolerance_days = walk.policy->promise_tolerance_days;
        walk.query.tolerance_share = walk.policy->promise_tolerance_share;
    }
    walk.batch = gather_store_new();
    walk.asking = asking_new();
    bool done = all(&walk, error);
    asking_free(walk.asking);
    gather_store_free(walk.batch);
    if (walk.policy != NULL) policy_unref(walk.policy);
    return done;
}

char *walk_holds(unsigned holds)
{
    GString *text = g_string_new(NULL);
    for (int kind = 0; kind < HOLD_KINDS; kind++)
        if (holds & 1u << kind)
            g_string_append_printf(text, "%s%s", text->len > 0 ? "\n" : "",
                                   words_of(words_hold_kind, kind));
    return g_string_free(text, FALSE);
}

void walk_give_facts(ViewRun *run, const WalkAccount *account)
{
    if (run->wants_facts) run->row.facts = account->facts;
}
