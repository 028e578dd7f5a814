/* report/party_view.c: who answers for which account: its debtor, and who stands beside him.  Money
 * is the account's; nobody's share of it is worked out. */
#include "core/words.h"
#include "report/param.h"
#include "report/views.h"
#include "report/walk.h"
#include "store/account_store.h"
#include <string.h>

typedef struct {
    ViewCommon common;
    char account[REF_SIZE], debtor[REF_SIZE];
} Params;

static const Field FIELDS[] = {
    PARAM_COMMON(Params),
    PARAM_TEXT(Params, account, "only of this account"),
    PARAM_TEXT(Params, debtor, "only what this debtor answers for, in whatever role"),
    PARAM_END,
};
static const RecordType PARAMS = { "parties", sizeof(Params), FIELDS, SIZE_MAX };

enum { ACCOUNT, DEBTOR, NAME, ROLE, SINCE, UNTIL, BALANCE, PAST_DUE, CURRENCY };
static const ViewColumn COLUMNS[] = {
    [ACCOUNT] = { "account", VIEW_TEXT, false, "the account" },
    [DEBTOR] = { "debtor", VIEW_TEXT, false, "who answers for it" },
    [NAME] = { "name", VIEW_TEXT, false, "of the debtor" },
    [ROLE] = { "role", VIEW_TEXT, false, "debtor, co_debtor, guarantor, representative, payer" },
    [SINCE] = { "since", VIEW_DAY, false, "in this role since then" },
    [UNTIL] = { "until", VIEW_DAY, false, "and until then" },
    [BALANCE] = { "balance", VIEW_MONEY, false, "of the account, whole for each who answers" },
    [PAST_DUE] = { "past_due", VIEW_MONEY, false, "of it past due" },
    [CURRENCY] = { "currency", VIEW_TEXT, false, "of the row's money" },
    COLUMN_END,
};

typedef struct {
    GArray *parties; /* Party, of a range of debtors */
    int64_t loaded_to;
    unsigned at;
    Debtor wanted; /* debtor_id 0: everybody */
} State;

static bool load_for(ViewRun *run, State *state, int64_t debtor_id, GError **error)
{
    if (debtor_id < state->loaded_to) return true;
    g_clear_pointer(&state->parties, g_array_unref);
    state->loaded_to = debtor_id + VIEW_RANGE_DEBTORS;
    state->at = 0;
    return account_store_parties_range(run->db, debtor_id, state->loaded_to, &state->parties,
                                       error);
}

static bool give(ViewRun *run, const WalkAccount *account, const Party *party, GError **error)
{
    const Facts *facts = &account->facts;
    Debtor other;
    bool found = false;
    view_run_text(run, ACCOUNT, facts->account);
    view_run_currency(run, facts->currency);
    view_run_money(run, BALANCE, facts->balance);
    view_run_money(run, PAST_DUE, facts->past_due);
    walk_give_facts(run, account);
    run->key = (ViewKey){ .number = { facts->debtor_id, facts->account_id,
                                      party == NULL ? 0 : party->party_id } };
    if (party == NULL) {
        view_run_text(run, DEBTOR, facts->debtor);
        view_run_text(run, NAME, facts->name);
        view_run_text(run, ROLE, "debtor");
        view_run_day(run, SINCE, facts->opened_day);
        return view_run_row(run, error);
    }
    if (!account_store_debtor_known(run->db, party->other_debtor_id, run->known_us, &other, &found,
                                    error))
        return false;
    if (!found) return problem_refuse(error, PROBLEM_NOT_FOUND, "a party's debtor is not there");
    view_run_text(run, DEBTOR, other.ref);
    view_run_text(run, NAME, other.name);
    view_run_text(run, ROLE, words_of(words_party_role, party->role));
    view_run_day(run, SINCE, party->on_day);
    if (party->ended_day <= run->as_of && party->ended_us <= run->known_us)
        view_run_day(run, UNTIL, party->ended_day);
    return view_run_row(run, error);
}

static bool is_asked(const ViewRun *run, const State *state, const Party *party)
{
    return party->on_day <= run->as_of && party->recorded_us <= run->known_us &&
           (state->wanted.debtor_id == 0 || state->wanted.debtor_id == party->other_debtor_id);
}

static bool is_after(const Party *party, const Facts *facts)
{
    if (party->debtor_id != facts->debtor_id) return party->debtor_id > facts->debtor_id;
    return party->account_id > facts->account_id;
}

static bool each(ViewRun *run, WalkAccount *account, void *data, GError **error)
{
    State *state = data;
    const Facts *facts = &account->facts;
    int64_t wanted = state->wanted.debtor_id;
    if (!load_for(run, state, facts->debtor_id, error)) return false;
    if ((wanted == 0 || wanted == facts->debtor_id) && !give(run, account, NULL, error))
        return false;
    for (; state->at < state->parties->len; state->at++) {
        const Party *party = &g_array_index(state->parties, Party, state->at);
        if (is_after(party, facts)) break;
        if (party->account_id == facts->account_id && is_asked(run, state, party) &&
            !give(run, account, party, error))
            return false;
    }
    return true;
}

static bool answer(ViewRun *run, GError **error)
{
    const Params *params = run->params;
    State state = { 0 };
    WalkWish wish = { 0 };
    Account account;
    if (params->account[0] != '\0') {
        if (!view_run_account(run, params->account, &account, error)) return false;
        wish = (WalkWish){ .debtor_id = account.debtor_id, .account_id = account.account_id };
    }
    if (params->debtor[0] != '\0' && !view_run_debtor(run, params->debtor, &state.wanted, error))
        return false;
    bool done = walk_accounts(run, &wish, each, &state, error);
    g_clear_pointer(&state.parties, g_array_unref);
    return done;
}

const View party_view = {
    "parties", PERMIT_VIEW, &PARAMS, COLUMNS,
    NULL,      answer,      true,    "who answers for which account, and in what role",
};
