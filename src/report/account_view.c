/* report/account_view.c: accounts as they stand on a day: money, age, and where the strategy has
 * them. */
#include "report/param.h"
#include "report/views.h"
#include "report/walk.h"

typedef struct {
    ViewCommon common;
    char ref[REF_SIZE];
} Params;

static const Field FIELDS[] = {
    PARAM_COMMON(Params),
    PARAM_TEXT(Params, ref, "only this account"),
    PARAM_END,
};
static const Field FIELDS_ONE[] = {
    PARAM_COMMON(Params),
    { "ref", FIELD_TEXT, FIELD_REQUIRED, offsetof(Params, ref), REF_SIZE, NULL, NULL, 0, 0,
      "of the account" },
    PARAM_END,
};
static const RecordType PARAMS = { "accounts", sizeof(Params), FIELDS, SIZE_MAX };
static const RecordType PARAMS_ONE = { "account", sizeof(Params), FIELDS_ONE, SIZE_MAX };

enum {
    REF,
    DEBTOR,
    BALANCE,
    NOT_DUE,
    PAST_DUE,
    OLDEST_DPD,
    OPEN_COUNT,
    UNAPPLIED,
    DISPUTED,
    PROMISED,
    SEGMENT,
    TREATMENT,
    STEP,
    STEP_SINCE,
    NEXT_STEP,
    NEXT_ON,
    HOLDS,
    PRIORITY,
    AVG_DAYS_LATE,
    CURRENCY
};
static const ViewColumn COLUMNS[] = {
    [REF] = { "ref", VIEW_TEXT, false, "of the account" },
    [DEBTOR] = { "debtor", VIEW_TEXT, false, "whose it is" },
    [BALANCE] = { "balance", VIEW_MONEY, true, "not due + past due + unapplied" },
    [NOT_DUE] = { "not_due", VIEW_MONEY, true, "open and not late; due today is not late" },
    [PAST_DUE] = { "past_due", VIEW_MONEY, true, "open and late" },
    [OLDEST_DPD] = { "oldest_dpd", VIEW_INT, false, "days past due of the oldest late item" },
    [OPEN_COUNT] = { "open_count", VIEW_INT, true, "open items" },
    [UNAPPLIED] = { "unapplied", VIEW_MONEY, true, "unapplied payments and open credits" },
    [DISPUTED] = { "disputed", VIEW_MONEY, true, "the part in dispute" },
    [PROMISED] = { "promised", VIEW_MONEY, true, "what open promises still cover" },
    [SEGMENT] = { "segment", VIEW_TEXT, false, "of the policy" },
    [TREATMENT] = { "treatment", VIEW_TEXT, false, "the ladder the account is on" },
    [STEP] = { "step", VIEW_TEXT, false, "where it stands on the ladder" },
    [STEP_SINCE] = { "step_since", VIEW_DAY, false, "since when" },
    [NEXT_STEP] = { "next_step", VIEW_TEXT, false, "what comes next" },
    [NEXT_ON] = { "next_on", VIEW_DAY, false, "when, by the passing of time" },
    [HOLDS] = { "holds", VIEW_LIST, false, "what stops the ladder" },
    [PRIORITY] = { "priority", VIEW_INT, false, "points; see why" },
    [AVG_DAYS_LATE] = { "avg_days_late", VIEW_DECIMAL, false,
                        "of items paid in 12 months, weighted by money; early is negative" },
    [CURRENCY] = { "currency", VIEW_TEXT, false, "of the row's money" },
    COLUMN_END,
};

static const char *step_name(const WalkAccount *account, int32_t step)
{
    const Decision *decision = &account->decision;
    if (step < 0 || decision->treatment < 0) return "";
    return account->policy->treatments[decision->treatment].steps[step].name;
}

static void set_money(ViewRun *run, const Facts *facts)
{
    view_run_currency(run, facts->currency);
    view_run_money(run, BALANCE, facts->balance);
    view_run_money(run, NOT_DUE, facts->not_due);
    view_run_money(run, PAST_DUE, facts->past_due);
    view_run_money(run, UNAPPLIED, facts->unapplied);
    view_run_money(run, DISPUTED, facts->disputed);
    view_run_money(run, PROMISED, facts->promised);
    view_run_int(run, OLDEST_DPD, facts->oldest_dpd);
    view_run_int(run, OPEN_COUNT, facts->open_count);
    if (facts->paid_12m > 0) view_run_decimal(run, AVG_DAYS_LATE, facts->avg_late_12m);
}

static void set_decision(ViewRun *run, const WalkAccount *account)
{
    if (!account->decided) return;
    view_run_text(run, SEGMENT, account->facts.segment);
    view_run_text(run, TREATMENT, account->facts.treatment);
    view_run_text(run, STEP, step_name(account, account->decision.step));
    view_run_day(run, STEP_SINCE, account->decision.since_day);
    view_run_text(run, NEXT_STEP, step_name(account, account->decision.next_step));
    view_run_day(run, NEXT_ON, account->decision.next_day);
    view_run_int(run, PRIORITY, account->decision.priority);
}

static bool give(ViewRun *run, WalkAccount *account, void *data, GError **error)
{
    const Facts *facts = &account->facts;
    g_autofree char *holds = walk_holds(facts->holds);
    (void)data;
    view_run_text(run, REF, facts->account);
    view_run_text(run, DEBTOR, facts->debtor);
    view_run_text(run, HOLDS, holds);
    set_money(run, facts);
    set_decision(run, account);
    walk_give_facts(run, account);
    run->key = (ViewKey){ .number = { facts->debtor_id, facts->account_id } };
    return view_run_row(run, error);
}

static bool answer(ViewRun *run, GError **error)
{
    const Params *params = run->params;
    WalkWish wish = { .decide = true };
    Account account;
    if (params->ref[0] != '\0') {
        if (!view_run_account(run, params->ref, &account, error)) return false;
        wish.debtor_id = account.debtor_id;
        wish.account_id = account.account_id;
    }
    return walk_accounts(run, &wish, give, NULL, error);
}

const View account_view_list = {
    "accounts", PERMIT_VIEW,
    &PARAMS,    COLUMNS,
    NULL,       answer,
    true,       "accounts with their money, its age and where the strategy has them",
};
const View account_view_one = {
    "account",   PERMIT_VIEW,
    &PARAMS_ONE, COLUMNS,
    NULL,        answer,
    true,        "one account with its money, its age and where the strategy has it",
};
