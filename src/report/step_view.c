/* report/step_view.c: what the strategy asked for: the finished steps of accounts, and the one that
 * is due. */
#include "base/text.h"
#include "core/words.h"
#include "report/param.h"
#include "report/views.h"
#include "report/walk.h"
#include "report/work_list.h"
#include "store/report_care_store.h"
#include <string.h>

typedef struct {
    ViewCommon common;
    char account[REF_SIZE];
} Params;

static const Field FIELDS[] = {
    PARAM_COMMON(Params),
    PARAM_TEXT(Params, account, "only of this account"),
    PARAM_END,
};
static const RecordType PARAMS = { "steps", sizeof(Params), FIELDS, SIZE_MAX };

enum { ACCOUNT, ON, TREATMENT, STEP, NUMBERS, AMOUNT, STATE, POLICY, CURRENCY };
static const ViewColumn COLUMNS[] = {
    [ACCOUNT] = { "account", VIEW_TEXT, false, "the account" },
    [ON] = { "on", VIEW_DAY, false, "the day it was finished, or is due since" },
    [TREATMENT] = { "treatment", VIEW_TEXT, false, "the ladder" },
    [STEP] = { "step", VIEW_TEXT, false, "the step" },
    [NUMBERS] = { "numbers", VIEW_LIST, false, "the items it spoke of" },
    [AMOUNT] = { "amount", VIEW_MONEY, false, "what it asked for" },
    [STATE] = { "state", VIEW_TEXT, false, "due, done, skipped, deferred" },
    [POLICY] = { "policy", VIEW_TEXT, false, "name and version that asked for it" },
    [CURRENCY] = { "currency", VIEW_TEXT, false, "of the row's money" },
    COLUMN_END,
};

typedef struct {
    GArray *steps; /* ReportStep, of debtors below loaded_to */
    GStringChunk *texts;
    unsigned at;
    int64_t loaded_to;
} State;

static bool load_for(ViewRun *run, State *state, int64_t debtor_id, GError **error)
{
    if (debtor_id < state->loaded_to) return true;
    ReportRange range = { debtor_id, debtor_id + VIEW_RANGE_DEBTORS, run->as_of, run->known_us,
                          true };
    state->loaded_to = range.to;
    state->at = 0;
    g_string_chunk_clear(state->texts);
    return report_care_store_steps(run->db, &range, state->texts, state->steps, error);
}

static char *policy_text(const char *name, int64_t version)
{
    if (name[0] == '\0') return g_strdup("");
    return g_strdup_printf("%s %" G_GINT64_FORMAT, name, version);
}

static bool give(ViewRun *run, const WalkAccount *account, const ReportStep *step,
                 const char *state, GError **error)
{
    int64_t amount = step->amount_minor;
    g_autofree char *numbers = g_strdup(step->numbers);
    g_autofree char *policy = policy_text(step->policy, step->policy_version);
    if (!view_run_convert(run, account->currency, &amount, error)) return false;
    g_strdelimit(numbers, ",", '\n');
    view_run_text(run, ACCOUNT, account->facts.account);
    view_run_day(run, ON, step->finished_day);
    view_run_text(run, TREATMENT, step->treatment);
    view_run_text(run, STEP, step->step);
    view_run_text(run, NUMBERS, numbers);
    view_run_currency(run, account->currency);
    view_run_money(run, AMOUNT, amount);
    view_run_text(run, STATE, state);
    view_run_text(run, POLICY, policy);
    walk_give_facts(run, account);
    run->key = (ViewKey){ .number = { account->facts.debtor_id, account->facts.account_id,
                                      step->step_no } };
    return view_run_row(run, error);
}

static bool give_finished(ViewRun *run, State *state, const WalkAccount *account, GError **error)
{
    int64_t debtor_id = account->facts.debtor_id, account_id = account->facts.account_id;
    for (; state->at < state->steps->len; state->at++) {
        const ReportStep *step = &g_array_index(state->steps, ReportStep, state->at);
        if (step->debtor_id > debtor_id ||
            (step->debtor_id == debtor_id && step->account_id > account_id))
            break;
        if (step->account_id == account_id &&
            !give(run, account, step, words_of(words_work_outcome, step->state), error))
            return false;
    }
    return true;
}

static bool give_due(ViewRun *run, const WalkAccount *account, GError **error)
{
    const Decision *decision = &account->decision;
    if (!account->decided || decision->state != STEP_DUE) return true;
    const Treatment *treatment = &account->policy->treatments[decision->treatment];
    g_autoptr(GString) numbers = g_string_new(NULL);
    ReportStep step = { .step_no = decision->work_no,
                        .finished_day = decision->since_day,
                        .amount_minor = account->original->chase,
                        .policy_version = account->policy->version };
    text_copy(step.treatment, sizeof step.treatment, treatment->name);
    text_copy(step.step, sizeof step.step, treatment->steps[decision->step].name);
    text_copy(step.policy, sizeof step.policy, account->policy->name);
    if (!work_list_numbers(run, account, numbers, error)) return false;
    step.numbers = numbers->str;
    return give(run, account, &step, "due", error);
}

static bool each(ViewRun *run, WalkAccount *account, void *data, GError **error)
{
    State *state = data;
    return load_for(run, state, account->facts.debtor_id, error) &&
           give_finished(run, state, account, error) && give_due(run, account, error);
}

static bool answer(ViewRun *run, GError **error)
{
    const Params *params = run->params;
    WalkWish wish = { .decide = true };
    Account account;
    if (params->account[0] != '\0') {
        if (!view_run_account(run, params->account, &account, error)) return false;
        wish.debtor_id = account.debtor_id;
        wish.account_id = account.account_id;
    }
    State state = { .steps = g_array_new(FALSE, FALSE, sizeof(ReportStep)),
                    .texts = g_string_chunk_new(4096) };
    bool done = walk_accounts(run, &wish, each, &state, error);
    g_array_unref(state.steps);
    g_string_chunk_free(state.texts);
    return done;
}

const View step_view = {
    "steps", PERMIT_VIEW, &PARAMS, COLUMNS,
    NULL,    answer,      true,    "what the strategy asked for, and what came of it",
};
