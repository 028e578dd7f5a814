/* report/status_view.c: the whole receivable parted by state, each unit of money in one state, so
 * that the parts add up to the aging's total (and what was written off). */
#include "base/text.h"
#include "report/kpi_sums.h"
#include "report/param.h"
#include "report/views.h"
#include <string.h>

typedef struct {
    ViewCommon common;
    int by;
} Params;

enum { BY_TOTAL, BY_CREDITOR, BY_OWNER, BY_SEGMENT, BY_KIND, BY_DEBTOR, BY_ACCOUNT };
static const char *const BYS[] = { "total", "creditor", "owner",   "segment",
                                   "kind",  "debtor",   "account", NULL };

static const Field FIELDS[] = {
    PARAM_COMMON(Params),
    PARAM_WORD(Params, by, BYS, "parted for each owner, creditor … (default: total)"),
    PARAM_END,
};
static const RecordType PARAMS = { "status", sizeof(Params), FIELDS, SIZE_MAX };

enum { STATE, AMOUNT, ACCOUNTS, GROUP, CURRENCY };
static const ViewColumn COLUMNS[] = {
    [STATE] = { "state", VIEW_TEXT, false, "where the money stands" },
    [AMOUNT] = { "amount", VIEW_MONEY, true, "in that state" },
    [ACCOUNTS] = { "accounts", VIEW_INT, false, "with money in it" },
    [GROUP] = { "group", VIEW_TEXT, false, "of by; total" },
    [CURRENCY] = { "currency", VIEW_TEXT, false, "of the row's money" },
    COLUMN_END,
};

enum {
    PART_OPEN,
    PART_PAST_DUE,
    PART_DISPUTED,
    PART_PROMISED,
    PART_IN_PLAN,
    PART_PLACED,
    PART_LEGAL,
    PART_UNAPPLIED,
    PART_CHARGED_OFF,
    PARTS
};
static const char *const PART_NAMES[PARTS] = { "open",     "past_due",  "disputed",
                                               "promised", "in_plan",   "placed",
                                               "legal",    "unapplied", "charged_off" };

typedef struct {
    char group[NAME_SIZE], currency[CURRENCY_SIZE];
    int64_t minor[PARTS], accounts[PARTS];
} Group;

typedef struct {
    GArray *groups; /* Group */
    KpiLedger ledger;
    int64_t loaded_to;
    unsigned at;
    bool ordered;
} State;

/* Takes up to `wish` off what is left, late money first. */
static int64_t take(int64_t *past_due, int64_t *open, int64_t wish)
{
    int64_t late = CLAMP(wish, 0, *past_due), early = CLAMP(wish - late, 0, *open);
    *past_due -= late;
    *open -= early;
    return late + early;
}

static bool is_placed(ViewRun *run, const Facts *facts)
{
    const Member *owner = view_run_member(run, facts->owner_id);
    return owner != NULL && owner->role == ROLE_AGENCY;
}

/* Dispute first, then what a court or an agency has, then plans and promises; the rest is late or
 * not. */
static void part(ViewRun *run, const Facts *facts, int64_t *parts)
{
    int64_t late = facts->past_due, open = facts->not_due;
    int64_t disputed_late = MIN(facts->disputed, facts->past_due - facts->chase);
    late -= disputed_late;
    parts[PART_DISPUTED] = facts->disputed;
    open -= facts->disputed - disputed_late;
    if (facts->in_legal)
        parts[PART_LEGAL] = take(&late, &open, late + open);
    else if (is_placed(run, facts))
        parts[PART_PLACED] = take(&late, &open, late + open);
    parts[facts->in_plan ? PART_IN_PLAN : PART_PROMISED] = take(&late, &open, facts->promised);
    parts[PART_PAST_DUE] = late;
    parts[PART_OPEN] = open;
    parts[PART_UNAPPLIED] = facts->unapplied;
}

static const char *group_name(int by, const Facts *facts)
{
    switch (by) {
    case BY_CREDITOR: return facts->creditor;
    case BY_OWNER: return facts->owner;
    case BY_SEGMENT: return facts->segment;
    case BY_KIND: return facts->kind;
    case BY_DEBTOR: return facts->debtor;
    case BY_ACCOUNT: return facts->account;
    default: return "total";
    }
}

/* Accounts come in debtor order, so that of debtors and accounts only the newest group counts. */
static Group *group_of(State *state, const char *name, const char *currency)
{
    for (unsigned i = state->groups->len; i > 0; i--) {
        Group *group = &g_array_index(state->groups, Group, i - 1);
        bool same = strcmp(group->group, name) == 0;
        if (same && strcmp(group->currency, currency) == 0) return group;
        if (!same && state->ordered) break;
    }
    Group group = { 0 };
    text_copy(group.group, sizeof group.group, name);
    text_copy(group.currency, sizeof group.currency, currency);
    g_array_append_val(state->groups, group);
    return &g_array_index(state->groups, Group, state->groups->len - 1);
}

/* What was written off up to the day, less what was taken back. */
static bool charged_off(ViewRun *run, State *state, const WalkAccount *account, int64_t *out,
                        GError **error)
{
    const Facts *facts = &account->facts;
    if (facts->debtor_id >= state->loaded_to) {
        ReportRange range = { facts->debtor_id, facts->debtor_id + VIEW_RANGE_DEBTORS, run->as_of,
                              run->known_us, true };
        state->loaded_to = range.to;
        state->at = 0;
        if (!report_kpi_store_adjustments(&state->ledger, run->db, &range, error)) return false;
    }
    const GArray *rows = state->ledger.adjustments;
    for (; state->at < rows->len; state->at++) {
        const KpiAdjustment *row = &g_array_index(rows, KpiAdjustment, state->at);
        if (row->key.debtor_id > facts->debtor_id ||
            (row->key.debtor_id == facts->debtor_id && row->key.account_id > facts->account_id))
            break;
        if (row->key.account_id == facts->account_id && row->kind == 0 && row->on_day <= run->as_of)
            *out += row->amount_minor;
    }
    return view_run_convert(run, account->currency, out, error);
}

static bool add(ViewRun *run, WalkAccount *account, void *data, GError **error)
{
    const Params *params = run->params;
    State *state = data;
    const Facts *facts = &account->facts;
    int64_t parts[PARTS] = { 0 };
    part(run, facts, parts);
    if (!charged_off(run, state, account, &parts[PART_CHARGED_OFF], error)) return false;
    Group *group = group_of(state, group_name(MAX(params->by, 0), facts), facts->currency);
    for (int i = 0; i < PARTS; i++) {
        group->accounts[i] += parts[i] != 0;
        if (!money_add(group->minor[i], parts[i], &group->minor[i]))
            return problem_refuse(error, PROBLEM_LIMIT, "the sum of %s is out of range",
                                  PART_NAMES[i]);
    }
    return true;
}

static int by_name(const void *a, const void *b)
{
    const Group *one = a, *two = b;
    int order = strcmp(one->group, two->group);
    return order != 0 ? order : strcmp(one->currency, two->currency);
}

static bool give(ViewRun *run, State *state, GError **error)
{
    if (state->groups->len == 0)
        (void)group_of(state, "total", view_run_shown(run, run->desk->currency));
    g_array_sort(state->groups, by_name);
    for (unsigned i = 0; i < state->groups->len; i++) {
        const Group *group = &g_array_index(state->groups, Group, i);
        for (int k = 0; k < PARTS; k++) {
            view_run_text(run, STATE, PART_NAMES[k]);
            view_run_currency(run, group->currency);
            view_run_money(run, AMOUNT, group->minor[k]);
            view_run_int(run, ACCOUNTS, group->accounts[k]);
            view_run_text(run, GROUP, group->group);
            if (!view_run_row(run, error)) return false;
        }
    }
    return true;
}

static bool answer(ViewRun *run, GError **error)
{
    int by = ((const Params *)run->params)->by;
    State state = { .groups = g_array_new(FALSE, FALSE, sizeof(Group)),
                    .ordered = by == BY_DEBTOR || by == BY_ACCOUNT };
    WalkWish wish = { .decide = by == BY_SEGMENT };
    report_kpi_store_init(&state.ledger);
    bool done = walk_accounts(run, &wish, add, &state, error) && give(run, &state, error);
    report_kpi_store_clear(&state.ledger);
    g_array_unref(state.groups);
    return done;
}

const View status_view = {
    "status",
    PERMIT_VIEW,
    &PARAMS,
    COLUMNS,
    NULL,
    answer,
    false,
    "the whole receivable parted by state: the parts add up to the balance and what is charged off",
};
