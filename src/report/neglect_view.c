/* report/neglect_view.c: what nobody looks after: past due accounts without a next action, and
 * those untouched for some days. */
#include "report/param.h"
#include "report/views.h"
#include "report/walk.h"

typedef struct {
    ViewCommon common;
    int64_t days;
} Params;

static const Field PLAIN_FIELDS[] = {
    PARAM_COMMON(Params),
    PARAM_END,
};
static const Field DAYS_FIELDS[] = {
    PARAM_COMMON(Params),
    PARAM_COUNT(Params, days, 1, 36500, "untouched so long (default: the policy's)"),
    PARAM_END,
};
static const RecordType PLAIN = { "no_next_action", sizeof(Params), PLAIN_FIELDS, SIZE_MAX };
static const RecordType DAYS = { "overlooked", sizeof(Params), DAYS_FIELDS, SIZE_MAX };

enum {
    ACCOUNT,
    DEBTOR,
    BALANCE,
    PAST_DUE,
    DPD,
    OWNER,
    TREATMENT,
    STEP,
    WHY,
    CURRENCY,
    TOUCHED_ON,
    UNTOUCHED
};
#define COMMON_COLUMNS                                                           \
    [ACCOUNT] = { "account", VIEW_TEXT, false, "the account" },                  \
    [DEBTOR] = { "debtor", VIEW_TEXT, false, "whose it is" },                    \
    [BALANCE] = { "balance", VIEW_MONEY, true, "of the account" },               \
    [PAST_DUE] = { "past_due", VIEW_MONEY, true, "of it past due" },             \
    [DPD] = { "dpd", VIEW_INT, false, "days past due of the oldest late item" }, \
    [OWNER] = { "owner", VIEW_TEXT, false, "who works it" },                     \
    [TREATMENT] = { "treatment", VIEW_TEXT, false, "the ladder it is on" },      \
    [STEP] = { "step", VIEW_TEXT, false, "where it stands" },                    \
    [WHY] = { "why", VIEW_TEXT, false, "what the strategy says of it" },         \
    [CURRENCY] = { "currency", VIEW_TEXT, false, "of the row's money" }
static const ViewColumn COLUMNS[] = { COMMON_COLUMNS, COLUMN_END };
static const ViewColumn TOUCH_COLUMNS[] = {
    COMMON_COLUMNS,
    [TOUCHED_ON] = { "touched_on", VIEW_DAY, false, "last contact or finished step; none: never" },
    [UNTOUCHED] = { "days", VIEW_INT, false, "since then, or since it is past due" },
    COLUMN_END,
};

static bool give(ViewRun *run, const WalkAccount *account, GError **error)
{
    const Facts *facts = &account->facts;
    g_autoptr(GString) why = g_string_new(NULL);
    view_run_text(run, ACCOUNT, facts->account);
    view_run_text(run, DEBTOR, facts->debtor);
    view_run_currency(run, facts->currency);
    view_run_money(run, BALANCE, facts->balance);
    view_run_money(run, PAST_DUE, facts->past_due);
    view_run_int(run, DPD, facts->oldest_dpd);
    view_run_text(run, OWNER, facts->owner);
    if (account->decided) {
        decide_explain(&account->decision, account->original, account->policy, run->as_of, why);
        view_run_text(run, TREATMENT, facts->treatment);
        view_run_text(run, STEP, facts->step);
        view_run_text(run, WHY, why->str);
    }
    walk_give_facts(run, account);
    run->key = (ViewKey){ .number = { facts->debtor_id, facts->account_id } };
    return view_run_row(run, error);
}

/* Due now, held by somebody, or a day is named: that is a next action. */
static bool has_next(const WalkAccount *account)
{
    const Decision *decision = &account->decision;
    return account->decided && (decision->state == STEP_DUE || decision->state == STEP_HELD ||
                                decision->next_day != DAY_NONE);
}

static bool each_idle(ViewRun *run, WalkAccount *account, void *data, GError **error)
{
    (void)data;
    return account->facts.past_due <= 0 || has_next(account) || give(run, account, error);
}

static bool idle(ViewRun *run, GError **error)
{
    WalkWish wish = { .decide = true };
    return walk_accounts(run, &wish, each_idle, NULL, error);
}

/* --- overlooked ------------------------------------------------------------------------------- */

static Day touched_on(const WalkAccount *account)
{
    Day touched = account->facts.last_contact_day;
    for (size_t i = 0; i < account->past_count; i++)
        touched = MAX(touched, account->past[i].finished_day);
    return touched;
}

static bool each_untouched(ViewRun *run, WalkAccount *account, void *data, GError **error)
{
    const Params *params = data;
    const Facts *facts = &account->facts;
    if (facts->past_due <= 0) return true;
    int64_t days = params->days;
    if (days == 0) days = account->policy != NULL ? account->policy->overlooked_days : 30;
    if (facts->days_untouched < days) return true;
    view_run_day(run, TOUCHED_ON, touched_on(account));
    view_run_int(run, UNTOUCHED, facts->days_untouched);
    return give(run, account, error);
}

static bool untouched(ViewRun *run, GError **error)
{
    WalkWish wish = { .decide = true };
    return walk_accounts(run, &wish, each_untouched, run->params, error);
}

const View neglect_view_idle = {
    "no_next_action",
    PERMIT_VIEW,
    &PLAIN,
    COLUMNS,
    NULL,
    idle,
    true,
    "past due accounts without a next action: there should be none",
};
const View neglect_view_overlooked = {
    "overlooked", PERMIT_VIEW, &DAYS, TOUCH_COLUMNS,
    NULL,         untouched,   true,  "past due accounts that nobody has touched for some days",
};
