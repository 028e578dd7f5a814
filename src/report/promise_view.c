/* report/promise_view.c: promises to pay as the money judges them on a day. */
#include "core/promise.h"
#include "report/param.h"
#include "report/view_run.h"
#include "report/views.h"
#include "store/gather_promise.h"
#include "store/report_care_store.h"

typedef struct {
    ViewCommon common;
    char account[REF_SIZE];
    int state;
} Params;

static const char *const STATES[] = { "open", "partly_kept", "kept", "broken", "cancelled", NULL };

static const Field FIELDS[] = {
    PARAM_COMMON(Params),
    PARAM_TEXT(Params, account, "only of this account"),
    PARAM_WORD(Params, state, STATES, "only those that stand so"),
    PARAM_END,
};
static const RecordType PARAMS = { "promises", sizeof(Params), FIELDS, SIZE_MAX };

enum {
    PROMISE,
    ACCOUNT,
    AMOUNT,
    DUE_ON,
    FULFILLED,
    REMAINING,
    STATE,
    MADE_ON,
    LATE,
    CURED,
    CURRENCY
};
static const ViewColumn COLUMNS[] = {
    [PROMISE] = { "promise", VIEW_INT, false, "its number" },
    [ACCOUNT] = { "account", VIEW_TEXT, false, "who promised" },
    [AMOUNT] = { "amount", VIEW_MONEY, true, "what was promised" },
    [DUE_ON] = { "due_on", VIEW_DAY, false, "by when" },
    [FULFILLED] = { "fulfilled", VIEW_MONEY, true, "money in time" },
    [REMAINING] = { "remaining", VIEW_MONEY, true, "still to come" },
    [STATE] = { "state", VIEW_TEXT, false, "open, partly_kept, kept, broken, cancelled" },
    [MADE_ON] = { "made_on", VIEW_DAY, false, "the day it was made" },
    [LATE] = { "late", VIEW_MONEY, true, "money after the deadline: keeps nothing" },
    [CURED] = { "cured", VIEW_TEXT, false, "yes: broken, but paid or settled later" },
    [CURRENCY] = { "currency", VIEW_TEXT, false, "of the row's money" },
    COLUMN_END,
};

typedef struct {
    GatherPromise *gather;
    GatherQuery query;
    int64_t account_id; /* 0 all */
    Policy *policy;
} State;

static bool set_money(ViewRun *run, const char *currency, const GatherJudged *judged,
                      GError **error)
{
    int64_t amounts[] = { judged->amount_minor, judged->fulfilled_minor, judged->remaining_minor,
                          judged->late_minor };
    static const int INTO[] = { AMOUNT, FULFILLED, REMAINING, LATE };
    view_run_currency(run, currency);
    for (size_t i = 0; i < G_N_ELEMENTS(amounts); i++) {
        if (!view_run_convert(run, currency, &amounts[i], error)) return false;
        view_run_money(run, (size_t)INTO[i], amounts[i]);
    }
    return true;
}

static bool give(ViewRun *run, const ReportPromiser *who, const GatherJudged *judged,
                 GError **error)
{
    const Params *params = run->params;
    if (params->state >= 0 && params->state != judged->state) return true;
    view_run_int(run, PROMISE, judged->promise_id);
    view_run_text(run, ACCOUNT, who->account);
    view_run_day(run, DUE_ON, judged->due_day);
    view_run_day(run, MADE_ON, judged->on_day);
    view_run_text(run, STATE, promise_state_name((PromiseState)judged->state));
    if (judged->cured) view_run_text(run, CURED, "yes");
    run->key = (ViewKey){ .number = { who->debtor_id, who->account_id, judged->due_day,
                                      judged->promise_id } };
    return set_money(run, who->currency, judged, error) && view_run_row(run, error);
}

static int by_due(const void *a, const void *b)
{
    const GatherJudged *one = a, *two = b;
    if (one->due_day != two->due_day) return one->due_day < two->due_day ? -1 : 1;
    return (one->promise_id > two->promise_id) - (one->promise_id < two->promise_id);
}

static bool give_account(ViewRun *run, const ReportPromiser *who, GError **error)
{
    State *state = run->state;
    g_autoptr(GArray) judged = NULL;
    if (!view_run_sees(run, who->creditor_id)) return true;
    if (state->account_id != 0 && state->account_id != who->account_id) return true;
    if (!gather_promise_account(state->gather, run->db, &state->query, who->debtor_id,
                                who->account_id, &judged, error))
        return false;
    g_array_sort(judged, by_due);
    for (unsigned i = 0; i < judged->len; i++)
        if (!give(run, who, &g_array_index(judged, GatherJudged, i), error)) return false;
    return true;
}

static bool each_range(ViewRun *run, int64_t from, int64_t to, GError **error)
{
    ReportRange range = { from, to, run->as_of, run->known_us, true };
    g_autoptr(GArray) who = g_array_new(FALSE, FALSE, sizeof(ReportPromiser));
    if (!report_care_store_promisers(run->db, &range, who, error)) return false;
    for (unsigned i = 0; i < who->len && !run->stop; i++)
        if (!give_account(run, &g_array_index(who, ReportPromiser, i), error)) return false;
    return true;
}

/* Tolerance and days off are the live policy's; without one there are none. */
static bool take_policy(ViewRun *run, State *state, GError **error)
{
    g_autoptr(GError) refusal = NULL;
    Policy *policy = desk_policy_known(run->desk, run->as_of, run->known_us, &refusal);
    state->query =
        (GatherQuery){ .as_of = run->as_of, .known_us = run->known_us, .rewind = run->rewind };
    if (policy == NULL) {
        if (problem_is(refusal, PROBLEM_CONFLICT)) return true;
        g_propagate_error(error, g_steal_pointer(&refusal));
        return false;
    }
    state->policy = policy_ref(policy);
    state->query.calendar = &policy->calendar;
    state->query.tolerance_days = policy->promise_tolerance_days;
    state->query.tolerance_share = policy->promise_tolerance_share;
    return true;
}

static bool give_all(ViewRun *run, State *state, GError **error)
{
    const Params *params = run->params;
    Account account;
    if (params->account[0] == '\0') return view_run_ranges(run, each_range, error);
    if (!view_run_account(run, params->account, &account, error)) return false;
    state->account_id = account.account_id;
    return each_range(run, account.debtor_id, account.debtor_id + 1, error);
}

static bool answer(ViewRun *run, GError **error)
{
    State *state = g_new0(State, 1);
    run->state = state;
    state->gather = gather_promise_new();
    bool done = take_policy(run, state, error) && give_all(run, state, error);
    gather_promise_free(state->gather);
    if (state->policy != NULL) policy_unref(state->policy);
    return done;
}

const View promise_view = {
    "promises", PERMIT_VIEW, &PARAMS, COLUMNS,
    NULL,       answer,      false,   "promises to pay, judged by the money",
};
