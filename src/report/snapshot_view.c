/* report/snapshot_view.c: where each account stood when the daily run last took its picture.  A
 * later correction changes the aging of that day, not this. */
#include "base/text.h"
#include "report/kpi_sums.h"
#include "report/param.h"
#include "report/views.h"

typedef struct {
    ViewCommon common;
    char account[REF_SIZE];
} Params;

static const Field FIELDS[] = {
    PARAM_COMMON(Params),
    PARAM_TEXT(Params, account, "only of this account"),
    PARAM_END,
};
static const RecordType PARAMS = { "snapshots", sizeof(Params), FIELDS, SIZE_MAX };

enum { ACCOUNT, ON, BUCKET, BALANCE, CURRENCY };
static const ViewColumn COLUMNS[] = {
    [ACCOUNT] = { "account", VIEW_TEXT, false, "the account" },
    [ON] = { "on", VIEW_DAY, false, "since when it stood so: the day of the picture" },
    [BUCKET] = { "bucket", VIEW_TEXT, false, "of its oldest open item" },
    [BALANCE] = { "balance", VIEW_MONEY, true, "its balance then" },
    [CURRENCY] = { "currency", VIEW_TEXT, false, "of the row's money" },
    COLUMN_END,
};

typedef struct {
    KpiLedger ledger;
    int64_t loaded_to;
    unsigned at;
    GHashTable *sets; /* day -> BucketSet of the policy that lived that day */
} State;

static bool load_for(ViewRun *run, State *state, int64_t debtor_id, GError **error)
{
    if (debtor_id < state->loaded_to) return true;
    ReportRange range = { debtor_id, debtor_id + VIEW_RANGE_DEBTORS, run->as_of, run->known_us,
                          true };
    state->loaded_to = range.to;
    state->at = 0;
    return report_kpi_store_snapshots(&state->ledger, run->db, &range, error);
}

/* The picture counts buckets of the policy of its own day, not of the day asked for. */
static bool set_of(ViewRun *run, State *state, Day on, const BucketSet **out, GError **error)
{
    g_autoptr(GError) refusal = NULL;
    BucketSet *set = g_hash_table_lookup(state->sets, GINT_TO_POINTER(on));
    *out = set;
    if (set != NULL) return true;
    const Policy *policy = desk_policy_known(run->desk, on, run->known_us, &refusal);
    if (policy == NULL && !problem_is(refusal, PROBLEM_CONFLICT)) {
        g_propagate_error(error, g_steal_pointer(&refusal));
        return false;
    }
    *out = set = g_new(BucketSet, 1);
    *set = policy != NULL ? policy->buckets : (BucketSet){ "", { 30, 60, 90 }, 3 };
    g_hash_table_insert(state->sets, GINT_TO_POINTER(on), set);
    return true;
}

static bool give(ViewRun *run, State *state, const WalkAccount *account, const KpiSnapshot *row,
                 GError **error)
{
    char label[AGING_LABEL_SIZE];
    const BucketSet *set = NULL;
    int64_t balance = row->balance_minor;
    if (row->bucket < 0) return true; /* nothing was open */
    if (!set_of(run, state, row->on_day, &set, error) ||
        !view_run_convert(run, account->currency, &balance, error))
        return false;
    view_run_text(run, ACCOUNT, account->facts.account);
    view_run_day(run, ON, row->on_day);
    if (row->bucket < aging_bucket_count(set))
        view_run_text(run, BUCKET, aging_label(set, row->bucket, label));
    view_run_currency(run, account->currency);
    view_run_money(run, BALANCE, balance);
    walk_give_facts(run, account);
    run->key = (ViewKey){ .number = { account->facts.debtor_id, account->facts.account_id } };
    return view_run_row(run, error);
}

/* The last picture on or before the day. */
static bool each(ViewRun *run, WalkAccount *account, void *data, GError **error)
{
    State *state = data;
    const KpiSnapshot *last = NULL;
    const Facts *facts = &account->facts;
    if (!load_for(run, state, facts->debtor_id, error)) return false;
    const GArray *rows = state->ledger.snapshots;
    for (; state->at < rows->len; state->at++) {
        const KpiSnapshot *row = &g_array_index(rows, KpiSnapshot, state->at);
        if (row->key.debtor_id > facts->debtor_id ||
            (row->key.debtor_id == facts->debtor_id && row->key.account_id > facts->account_id))
            break;
        if (row->key.account_id == facts->account_id && row->on_day <= run->as_of) last = row;
    }
    return last == NULL || give(run, state, account, last, error);
}

static bool answer(ViewRun *run, GError **error)
{
    const Params *params = run->params;
    State state = { .sets = g_hash_table_new_full(NULL, NULL, NULL, g_free) };
    g_autoptr(GHashTable) sets = state.sets;
    WalkWish wish = { 0 };
    Account account;
    if (params->account[0] != '\0') {
        if (!view_run_account(run, params->account, &account, error)) return false;
        wish = (WalkWish){ .debtor_id = account.debtor_id, .account_id = account.account_id };
    }
    report_kpi_store_init(&state.ledger);
    bool done = walk_accounts(run, &wish, each, &state, error);
    report_kpi_store_clear(&state.ledger);
    return done;
}

const View snapshot_view = {
    "snapshots", PERMIT_VIEW, &PARAMS, COLUMNS,
    NULL,        answer,      true,    "where each account stood in the daily run's last picture",
};
