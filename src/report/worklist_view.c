/* report/worklist_view.c: the work of a day in its order, each with its reason.  What several
 * accounts of one debtor need is one conversation: they stand together, under the highest step. */
#include "base/text.h"
#include "core/words.h"
#include "core/work.h"
#include "report/param.h"
#include "report/views.h"
#include "report/work_list.h"
#include <string.h>

typedef struct {
    ViewCommon common;
    char owner[REF_SIZE];
} Params;

static const Field FIELDS[] = {
    PARAM_COMMON(Params),
    PARAM_TEXT(Params, owner, "only the work of this user"),
    PARAM_END,
};
static const RecordType PARAMS = { "worklist", sizeof(Params), FIELDS, SIZE_MAX };

enum {
    RANK,
    WORK,
    ACCOUNT,
    DEBTOR,
    STEP,
    CHANNEL,
    ACTION,
    PRIORITY,
    REASON,
    NUMBERS,
    BALANCE,
    PAST_DUE,
    DPD,
    NEXT_ON,
    CURRENCY,
    GATE,
    WHY_NOT
};
static const ViewColumn COLUMNS[] = {
    [RANK] = { "rank", VIEW_INT, false, "1 first; accounts of one conversation share it" },
    [WORK] = { "work", VIEW_TEXT, false, "names it for work.finish" },
    [ACCOUNT] = { "account", VIEW_TEXT, false, "the account" },
    [DEBTOR] = { "debtor", VIEW_TEXT, false, "who to talk to" },
    [STEP] = { "step", VIEW_TEXT, false, "the highest step that an account of the debtor needs" },
    [CHANNEL] = { "channel", VIEW_TEXT, false, "call, email, letter …" },
    [ACTION] = { "action", VIEW_TEXT, false, "what to do" },
    [PRIORITY] = { "priority", VIEW_INT, false, "points; the reason shows their parts" },
    [REASON] = { "reason", VIEW_TEXT, false, "why this is to be done" },
    [NUMBERS] = { "numbers", VIEW_LIST, false, "the open items that are past due" },
    [BALANCE] = { "balance", VIEW_MONEY, true, "of the account" },
    [PAST_DUE] = { "past_due", VIEW_MONEY, true, "of it past due" },
    [DPD] = { "dpd", VIEW_INT, false, "days past due of the oldest late item" },
    [NEXT_ON] = { "next_on", VIEW_DAY, false, "when it, or what comes after it, is due" },
    [CURRENCY] = { "currency", VIEW_TEXT, false, "of the row's money" },
    [GATE] = { "gate", VIEW_TEXT, false, "what the gate says of it: allow, require …, deny …" },
    [WHY_NOT] = { "why_not", VIEW_TEXT, false, "the rule that bars it or asks for more, cited" },
    COLUMN_END,
};

static void set_step(ViewRun *run, const WorkEntry *work)
{
    const Step *step = work->step;
    if (step == NULL) return;
    view_run_text(run, STEP, step->name);
    view_run_text(run, CHANNEL, words_of(words_channel, step->channel));
    view_run_text(run, ACTION, step->action);
}

static bool give(ViewRun *run, WorkList *list, WorkEntry *work, int64_t rank, GError **error)
{
    char name[WORK_TEXT_SIZE];
    run->key = (ViewKey){ .number = { rank, -work->priority, -work->past_due } };
    text_copy(run->key.text, sizeof run->key.text, work->account);
    bool texts =
        view_run_needs(run, REASON) || view_run_needs(run, NUMBERS) || view_run_needs(run, WHY_NOT);
    if (texts && !work_list_explain(list, run, work, error)) return false;
    view_run_int(run, RANK, rank);
    view_run_text(run, WORK,
                  work_text((Work){ work->debtor_id, work->account_id, work->work_no }, name));
    view_run_text(run, ACCOUNT, work->account);
    view_run_text(run, DEBTOR, work->debtor);
    view_run_int(run, PRIORITY, work->priority);
    view_run_text(run, REASON, work->reason);
    view_run_text(run, NUMBERS, work->numbers);
    view_run_text(run, GATE, work->gate);
    view_run_text(run, WHY_NOT, work->why_not);
    view_run_currency(run, work->currency);
    view_run_money(run, BALANCE, work->balance);
    view_run_money(run, PAST_DUE, work->past_due);
    view_run_int(run, DPD, work->dpd);
    view_run_day(run, NEXT_ON, work->next_day);
    set_step(run, work);
    if (run->wants_facts && !work_list_facts(run, work, error)) return false;
    return view_run_row(run, error);
}

static bool owner_of(ViewRun *run, int64_t *owner_id, GError **error)
{
    const Params *params = run->params;
    Member member;
    bool found = false;
    *owner_id = 0;
    if (params->owner[0] == '\0') return true;
    if (!book_store_member_find(run->db, params->owner, &member, &found, error)) return false;
    if (!found)
        return problem_refuse(error, PROBLEM_NOT_FOUND, "no user is named %s", params->owner);
    *owner_id = member.member_id;
    return true;
}

static bool answer(ViewRun *run, GError **error)
{
    g_autoptr(WorkList) list = work_list_new();
    int64_t owner_id = 0, rank = 0, debtor_id = 0;
    if (!owner_of(run, &owner_id, error) || !work_list_load(list, run, owner_id, error))
        return false;
    for (size_t i = 0; i < work_list_count(list) && !run->stop; i++) {
        WorkEntry *work = work_list_at(list, i);
        if (work->debtor_id != debtor_id) rank++;
        debtor_id = work->debtor_id;
        if (!give(run, list, work, rank, error)) return false;
    }
    return true;
}

const View worklist_view = {
    "worklist", PERMIT_VIEW,
    &PARAMS,    COLUMNS,
    NULL,       answer,
    true,       "the work of the day in its order, each piece with its reason",
};
