/* report/aging_view.c: open money by age.  Account by account in debtor order; what is grouped is
 * added up here, each account converted first, so that every level adds up to the same total. */
#include "base/text.h"
#include "report/param.h"
#include "report/views.h"
#include "report/walk.h"
#include "store/report_store.h"
#include <string.h>

typedef struct {
    ViewCommon common;
    int basis, by;
    char buckets[128];
} Params;

enum { BY_ACCOUNT, BY_DEBTOR, BY_CREDITOR, BY_OWNER, BY_SEGMENT, BY_TOTAL };
static const char *const BASES[] = { "due", "issued", NULL };
static const char *const BYS[] = { "account", "debtor", "creditor", "owner",
                                   "segment", "total",  NULL };

static const Field FIELDS[] = {
    PARAM_COMMON(Params),
    PARAM_WORD(Params, basis, BASES, "age from the due day (default) or the day of issue"),
    PARAM_TEXT(Params, buckets,
               "upper bounds, such as 30,60,90 (default), or policy: those of the live policy"),
    PARAM_WORD(Params, by, BYS, "a row an account (default), debtor, creditor …"),
    PARAM_END,
};
static const RecordType PARAMS = { "aging", sizeof(Params), FIELDS, SIZE_MAX };

static const ViewColumn COLUMNS[] = {
    { "ref", VIEW_TEXT, false, "of the account, debtor, creditor …; then a column a bucket" },
    COLUMN_END,
};

/* A group of accounts in one currency. */
typedef struct {
    char ref[NAME_SIZE], currency[CURRENCY_SIZE];
    Aging aging;
} Group;

typedef struct {
    BucketSet set;
    AgingBasis basis;
    int by;
    char labels[AGING_BUCKETS_MAX][AGING_LABEL_SIZE];
    size_t buckets, unapplied, total;
    GArray *groups; /* Group: of the debtor under way, or of all */
    GHashTable *index;
    int64_t debtor_id;
} State;

static State *state_of(const ViewRun *run)
{
    return run->state;
}

/* --- columns ---------------------------------------------------------------------------------- */

static bool read_buckets(ViewRun *run, State *state, GError **error)
{
    const Params *params = run->params;
    const char *text = params->buckets[0] == '\0' ? "30,60,90" : params->buckets;
    if (strcmp(text, "policy") == 0) {
        const Policy *policy = desk_policy_known(run->desk, run->as_of, run->known_us, error);
        if (policy != NULL) state->set = policy->buckets;
        return policy != NULL;
    }
    AgingVerdict verdict = aging_parse(text, &state->set);
    if (verdict == AGING_OK) return true;
    return problem_refuse(error, PROBLEM_INVALID, "buckets is %s: %s", text,
                          aging_verdict_text(verdict));
}

static bool open_columns(ViewRun *run, GError **error)
{
    const Params *params = run->params;
    State *state = g_new0(State, 1);
    run->state = state;
    state->basis = params->basis == 1 ? AGING_BY_ISSUED : AGING_BY_DUE;
    state->by = MAX(params->by, 0);
    if (!read_buckets(run, state, error)) return false;
    state->buckets = run->column_count;
    for (int i = 0; i < aging_bucket_count(&state->set); i++)
        view_run_column(run, (ViewColumn){ aging_label(&state->set, i, state->labels[i]),
                                           VIEW_MONEY, true, "open and of that age" });
    state->unapplied = run->column_count;
    view_run_column(run, (ViewColumn){ "unapplied", VIEW_MONEY, true,
                                       "unapplied payments and open credits: zero or less" });
    state->total = run->column_count;
    view_run_column(run,
                    (ViewColumn){ "total", VIEW_MONEY, true, "the buckets and unapplied, summed" });
    view_run_column(run, (ViewColumn){ "currency", VIEW_TEXT, false, "of the row's money" });
    return true;
}

/* --- rows ------------------------------------------------------------------------------------- */

static bool out_of_range(GError **error, const char *ref)
{
    return problem_refuse(error, PROBLEM_LIMIT, "the open money of %s is out of range", ref);
}

static bool give(ViewRun *run, const char *ref, const char *currency, const Aging *aging,
                 GError **error)
{
    const State *state = run->state;
    int64_t total = 0;
    if (!aging_total(aging, &total)) return out_of_range(error, ref);
    view_run_text(run, 0, ref);
    view_run_currency(run, currency);
    for (int i = 0; i < aging_bucket_count(&state->set); i++)
        view_run_money(run, state->buckets + (size_t)i, aging->bucket_minor[i]);
    view_run_money(run, state->unapplied, aging->unapplied_minor);
    view_run_money(run, state->total, total);
    return view_run_row(run, error);
}

static bool convert(ViewRun *run, const char *currency, Aging *aging, GError **error)
{
    const State *state = run->state;
    if (strcmp(view_run_shown(run, currency), currency) == 0) return true;
    for (int i = 0; i < aging_bucket_count(&state->set); i++)
        if (!view_run_convert(run, currency, &aging->bucket_minor[i], error)) return false;
    return view_run_convert(run, currency, &aging->unapplied_minor, error);
}

/* --- groups ----------------------------------------------------------------------------------- */

static Group *group_of(ViewRun *run, const char *ref, const char *currency)
{
    State *state = run->state;
    const char *shown = view_run_shown(run, currency);
    g_autofree char *key = g_strconcat(ref, "\n", shown, NULL);
    gpointer at = NULL;
    if (g_hash_table_lookup_extended(state->index, key, NULL, &at))
        return &g_array_index(state->groups, Group, GPOINTER_TO_UINT(at));
    Group group = { 0 };
    text_copy(group.ref, sizeof group.ref, ref);
    text_copy(group.currency, sizeof group.currency, shown);
    g_hash_table_insert(state->index, g_steal_pointer(&key), GUINT_TO_POINTER(state->groups->len));
    g_array_append_val(state->groups, group);
    return &g_array_index(state->groups, Group, state->groups->len - 1);
}

static int by_name(const void *a, const void *b)
{
    const Group *one = a, *two = b;
    int order = strcmp(one->ref, two->ref);
    return order != 0 ? order : strcmp(one->currency, two->currency);
}

/* Gives the groups gathered so far and forgets them. */
static bool give_groups(ViewRun *run, GError **error)
{
    State *state = run->state;
    g_array_sort(state->groups, by_name);
    for (unsigned i = 0; i < state->groups->len; i++) {
        const Group *group = &g_array_index(state->groups, Group, i);
        run->key = (ViewKey){ .number = { state->debtor_id, i + 1 } };
        if (!give(run, group->ref, group->currency, &group->aging, error)) return false;
    }
    g_array_set_size(state->groups, 0);
    g_hash_table_remove_all(state->index);
    return true;
}

/* One account, its aging in its own currency. */
static bool add(ViewRun *run, int64_t debtor_id, int64_t account_id, const char *ref,
                const char *currency, Aging *aging, GError **error)
{
    State *state = run->state;
    if (!convert(run, currency, aging, error)) return false;
    if (state->by == BY_ACCOUNT) {
        run->key = (ViewKey){ .number = { debtor_id, account_id } };
        return give(run, ref, currency, aging, error);
    }
    if (state->by == BY_DEBTOR && state->debtor_id != debtor_id) {
        if (!give_groups(run, error)) return false;
        state->debtor_id = debtor_id;
    }
    return aging_merge(&group_of(run, ref, currency)->aging, aging) || out_of_range(error, ref);
}

/* --- the quick way: as the book stands, straight off the index -------------------------------- */

static bool add_open(void *data, const ReportAccount *account, GError **error)
{
    ViewRun *run = data;
    const State *state = state_of(run);
    Aging aging = { 0 };
    if (!view_run_sees(run, account->creditor_id)) return true;
    for (size_t i = 0; i < account->count; i++) {
        const ReportOpen *item = &account->items[i];
        int32_t dpd = aging_dpd(state->basis, item->due_day, item->issued_day, run->as_of);
        if (!aging_add(&aging, &state->set, dpd, 0, item->open_minor))
            return out_of_range(error, account->ref);
    }
    if (!aging_add_unapplied(&aging, -account->unapplied_minor))
        return out_of_range(error, account->ref);
    const Creditor *creditor = view_run_creditor(run, account->creditor_id);
    const char *ref = state->by == BY_TOTAL                          ? "total"
                      : state->by == BY_CREDITOR && creditor != NULL ? creditor->ref
                                                                     : account->ref;
    return add(run, account->debtor_id, account->account_id, ref, account->currency, &aging, error);
}

static bool quick_range(ViewRun *run, int64_t from, int64_t to, GError **error)
{
    ReportRange range = { from, to, run->as_of, run->known_us, false };
    return report_store_open(run->db, &range, add_open, run, error);
}

/* --- the long way: with facts, of any day ----------------------------------------------------- */

static const char *ref_of(int by, const Facts *facts)
{
    switch (by) {
    case BY_DEBTOR: return facts->debtor;
    case BY_CREDITOR: return facts->creditor;
    case BY_OWNER: return facts->owner;
    case BY_SEGMENT: return facts->segment;
    case BY_TOTAL: return "total";
    default: return facts->account;
    }
}

static bool add_walked(ViewRun *run, WalkAccount *account, void *data, GError **error)
{
    const State *state = data;
    const Facts *facts = &account->facts;
    Aging aging = { 0 };
    int64_t credits = 0;
    bool any = account->unapplied_minor != 0;
    for (size_t i = 0; i < account->item_count; i++) {
        const GatherItem *item = &account->items[i];
        if (item->kind == ITEM_ORDER) continue;
        any = true;
        int32_t dpd = aging_dpd(state->basis, item->due_day, item->issued_day, run->as_of);
        if (!aging_add(&aging, &state->set, dpd, 0, item->open_minor))
            return out_of_range(error, facts->account);
        credits += MIN(item->open_minor, 0);
    }
    if (!any) return true;
    if (!aging_add_unapplied(&aging, account->unapplied_minor - credits))
        return out_of_range(error, facts->account);
    walk_give_facts(run, account);
    return add(run, facts->debtor_id, facts->account_id, ref_of(state->by, facts),
               account->currency, &aging, error);
}

static bool walk(ViewRun *run, GError **error)
{
    const State *state = state_of(run);
    WalkWish wish = { .decide = state->by == BY_SEGMENT || run->wants_facts };
    return walk_accounts(run, &wish, add_walked, run->state, error);
}

static bool answer(ViewRun *run, GError **error)
{
    State *state = run->state;
    bool quick = !run->rewind && !run->wants_facts && state->by != BY_OWNER &&
                 state->by != BY_SEGMENT && state->by != BY_DEBTOR;
    state->groups = g_array_new(FALSE, TRUE, sizeof(Group));
    state->index = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    bool done = (quick ? view_run_ranges(run, quick_range, error) : walk(run, error)) &&
                give_groups(run, error);
    g_array_unref(state->groups);
    g_hash_table_unref(state->index);
    return done;
}

const View aging_view = {
    "aging",      PERMIT_VIEW,
    &PARAMS,      COLUMNS,
    open_columns, answer,
    true,         "open money by age: a column a bucket, unapplied money beside them",
};
