/* desk/erase_desk.c: a person taken out of the book, when every duty to keep has ended: the gate is
 * asked (R48, R85, R86), the proof of the deletion is kept.  Deletes no money. */
#include "base/text.h"
#include "desk/desk_tables.h"
#include "desk/field.h"
#include "desk/way_out.h"
#include "store/erase_store.h"

typedef struct {
    char debtor[REF_SIZE], reason[NAME_SIZE];
} EraseRecord;
static const Field ERASE_FIELDS[] = {
    FIELD_TEXT_AT(EraseRecord, debtor, "debtor", FIELD_REQUIRED, "ref of the debtor"),
    FIELD_TEXT_AT(EraseRecord, reason, "reason", FIELD_REQUIRED,
                  "on whose word, and which duties to keep have ended"),
    FIELD_END,
};
static const RecordType PERSON_ERASE = { "person.erase", sizeof(EraseRecord), ERASE_FIELDS,
                                         SIZE_MAX };

typedef struct {
    int64_t erasure, verdict;
    char debtor[REF_SIZE];
    char *what;
} EraseAnswer;
static const Field ANSWER_FIELDS[] = {
    FIELD_INT_AT(EraseAnswer, erasure, "erasure", 0, 0, 0, "its number"),
    FIELD_TEXT_AT(EraseAnswer, debtor, "debtor", 0, "whose data"),
    FIELD_AT(EraseAnswer, what, "what", FIELD_NOTE, 0, "tables and rows that were blanked"),
    FIELD_INT_AT(EraseAnswer, verdict, "verdict", 0, 0, 0, "the answer that allowed it"),
    FIELD_END,
};
static const RecordType ERASE_ANSWER = { "erasure", sizeof(EraseAnswer), ANSWER_FIELDS, SIZE_MAX };

/* Every debt is asked about: one that must be kept keeps the person. */
static bool ask(Act *act, const Debtor *debtor, WayOutAnswer *verdict, GError **error)
{
    g_autoptr(GArray) accounts = NULL;
    WayOutQuestion question = {
        .debtor_id = debtor->debtor_id,
        .at_us = act->now_us,
        .subject = "",
        .reason = "",
        .action = { .channel = CHANNEL_ERASE, .payments_made = -1, .terms_days = -1 }
    };
    if (!account_store_of_debtor(act->desk->db, debtor->debtor_id, &accounts, error)) return false;
    if (accounts->len == 0 || accounts->len > WAY_OUT_DEBTS_MAX)
        return problem_refuse(error, PROBLEM_LIMIT,
                              "debtor %s has %u accounts; one to %d can be asked about at once",
                              debtor->ref, accounts->len, WAY_OUT_DEBTS_MAX);
    for (unsigned i = 0; i < accounts->len; i++) {
        const Account *account = &g_array_index(accounts, Account, i);
        if (!permit_require_on(&act->desk->actor, PERMIT_SETUP, account->creditor_id, error))
            return false;
        question.account_ids[question.account_count++] = account->account_id;
    }
    return way_out_pass(act, &question, verdict, error);
}

static bool person_erase(Act *act, const void *taken, void *given, GError **error)
{
    const EraseRecord *record = taken;
    EraseAnswer *answer = given;
    g_auto(WayOutAnswer) verdict = { 0 };
    g_auto(Erasure) erasure = { .on_day = act->on, .recorded_us = act->now_us };
    Debtor debtor;
    if (!desk_find_debtor(act, record->debtor, &debtor, error) ||
        !ask(act, &debtor, &verdict, error) ||
        !desk_new_id(act, "erasure", &erasure.erasure_id, error) ||
        !erase_store_person(act->desk->db, debtor.debtor_id, &erasure.what, erasure.digest, error))
        return false;
    erasure.debtor_id = debtor.debtor_id;
    erasure.verdict_id = verdict.rows[verdict.deciding].verdict_id;
    erasure.bases = g_strdup(record->reason);
    text_copy(erasure.actor, sizeof erasure.actor, act->desk->actor.name);
    answer->erasure = erasure.erasure_id;
    answer->verdict = erasure.verdict_id;
    answer->what = g_strdup(erasure.what);
    text_copy(answer->debtor, sizeof answer->debtor, record->debtor);
    return erase_store_insert(act->desk->db, &erasure, error);
}

const Action erase_desk_actions[] = {
    { "person.erase", PERMIT_SETUP, &PERSON_ERASE, &ERASE_ANSWER, person_erase,
      "Take a person's data out of the book when every duty to keep it has ended." },
    { NULL, PERMIT_SETUP, NULL, NULL, NULL, NULL },
};
