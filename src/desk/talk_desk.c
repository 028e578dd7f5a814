/* desk/talk_desk.c: who speaks with a debtor, and documented exceptions to the gate.  Asks no gate.
 */
#include "desk/talk_desk.h"

#include "base/text.h"
#include "desk/desk_tables.h"
#include "desk/field.h"
#include "store/book_store.h"
#include "store/override_store.h"
#include <string.h>

enum { MINUTES_DEFAULT = 15 };
#define MINUTE_US INT64_C(60000000)

/* --- conversations ---------------------------------------------------------------------------- */

static bool find_other(Act *act, int64_t debtor_id, ConversationRow *row, bool *other,
                       GError **error)
{
    if (!override_store_talk_get(act->desk->db, debtor_id, row, other, error)) return false;
    *other =
        *other && row->until_us > act->now_us && strcmp(row->holder, act->desk->actor.name) != 0;
    return true;
}

bool talk_desk_held(Act *act, int64_t debtor_id, char held[static NAME_SIZE], GError **error)
{
    char since[INSTANT_TEXT_SIZE];
    ConversationRow row;
    bool other = false;
    held[0] = '\0';
    if (!find_other(act, debtor_id, &row, &other, error)) return false;
    if (other)
        g_snprintf(held, NAME_SIZE, "%s since %s", row.holder, clock_text(row.since_us, since));
    return true;
}

static bool refuse_held(const ConversationRow *row, const char *remedy, GError **error)
{
    char since[INSTANT_TEXT_SIZE], until[INSTANT_TEXT_SIZE];
    return problem_refuse(error, PROBLEM_CONFLICT,
                          "%s is speaking with this debtor since %s (until %s at the latest); %s",
                          row->holder, clock_text(row->since_us, since),
                          clock_text(row->until_us, until), remedy);
}

bool talk_desk_free(Act *act, int64_t debtor_id, const char *reason, GError **error)
{
    ConversationRow row;
    bool other = false;
    if (!find_other(act, debtor_id, &row, &other, error)) return false;
    return !other || reason[0] != '\0' ||
           refuse_held(&row, "give a reason to go ahead all the same", error);
}

typedef struct {
    char account[REF_SIZE];
    int64_t minutes;
} TakeRecord;
static const Field TAKE_FIELDS[] = {
    FIELD_TEXT_AT(TakeRecord, account, "account", FIELD_REQUIRED, "an account of the debtor"),
    FIELD_INT_AT(TakeRecord, minutes, "minutes", 0, 1, 240, "for so long; default 15"),
    FIELD_END,
};
static const Field RELEASE_FIELDS[] = {
    FIELD_TEXT_AT(TakeRecord, account, "account", FIELD_REQUIRED, "an account of the debtor"),
    FIELD_END,
};
static const RecordType TAKE = { "conversation.take", sizeof(TakeRecord), TAKE_FIELDS, SIZE_MAX };
static const RecordType RELEASE = { "conversation.release", sizeof(TakeRecord), RELEASE_FIELDS,
                                    SIZE_MAX };

typedef struct {
    char account[REF_SIZE], holder[REF_SIZE];
    int64_t since_us, until_us;
} TakeAnswer;
static const Field TAKE_ANSWER_FIELDS[] = {
    FIELD_TEXT_AT(TakeAnswer, account, "account", 0, "the account"),
    FIELD_TEXT_AT(TakeAnswer, holder, "holder", 0, "who holds the conversation"),
    FIELD_AT(TakeAnswer, since_us, "since", FIELD_INSTANT, 0, "since then"),
    FIELD_AT(TakeAnswer, until_us, "until", FIELD_INSTANT, 0, "until then, unless released before"),
    FIELD_END,
};
static const RecordType TAKE_ANSWER = { "conversation", sizeof(TakeAnswer), TAKE_ANSWER_FIELDS,
                                        SIZE_MAX };

static bool conversation_take(Act *act, const void *taken, void *given, GError **error)
{
    const TakeRecord *record = taken;
    TakeAnswer *answer = given;
    ConversationRow row = { 0 };
    Account account;
    bool other = false;
    int64_t minutes = record->minutes == 0 ? MINUTES_DEFAULT : record->minutes;
    if (!desk_find_account(act, record->account, &account, error)) return false;
    if (!find_other(act, account.debtor_id, &row, &other, error)) return false;
    if (other) return refuse_held(&row, "wait for it to end, or ask for it to be released", error);
    bool mine = row.until_us > act->now_us;
    row.debtor_id = account.debtor_id;
    if (!mine) row.since_us = act->now_us;
    row.until_us = act->now_us + minutes * MINUTE_US;
    text_copy(row.holder, sizeof row.holder, act->desk->actor.name);
    *answer = (TakeAnswer){ .since_us = row.since_us, .until_us = row.until_us };
    text_copy(answer->account, sizeof answer->account, account.ref);
    text_copy(answer->holder, sizeof answer->holder, row.holder);
    return override_store_talk_put(act->desk->db, &row, error);
}

static bool conversation_release(Act *act, const void *taken, void *given, GError **error)
{
    const TakeRecord *record = taken;
    TakeAnswer *answer = given;
    ConversationRow row;
    Account account;
    bool found = false;
    if (!desk_find_account(act, record->account, &account, error)) return false;
    if (!override_store_talk_get(act->desk->db, account.debtor_id, &row, &found, error))
        return false;
    if (!found || row.until_us <= act->now_us)
        return problem_refuse(error, PROBLEM_CONFLICT,
                              "nobody holds the conversation with the debtor of %s", account.ref);
    if (strcmp(row.holder, act->desk->actor.name) != 0 &&
        !permit_has(&act->desk->actor, PERMIT_OVERRIDE))
        return refuse_held(&row, "only that user or a supervisor may release it", error);
    *answer = (TakeAnswer){ .since_us = row.since_us, .until_us = act->now_us };
    text_copy(answer->account, sizeof answer->account, account.ref);
    text_copy(answer->holder, sizeof answer->holder, row.holder);
    return override_store_talk_end(act->desk->db, account.debtor_id, error);
}

/* --- overrides -------------------------------------------------------------------------------- */

enum { PACING = 27 };
static const char *const RULES[] = { "R23", "R24", "pacing", NULL };
static const int32_t RULE_NUMBERS[] = { 23, 24, PACING };
static const char *const GROUNDS[] = { "law_required",  "litigation", "information_request",
                                       "time_critical", "house",      NULL };
enum { GROUND_HOUSE = 4 };

typedef struct {
    char account[REF_SIZE], evidence[NAME_SIZE], asked_by[REF_SIZE];
    char reason[NAME_SIZE];
    int rule, ground;
    int64_t until_us;
} GrantRecord;
static const Field GRANT_FIELDS[] = {
    FIELD_TEXT_AT(GrantRecord, account, "account", FIELD_REQUIRED, "ref of the account"),
    FIELD_ENUM_AT(GrantRecord, rule, "rule", FIELD_REQUIRED, RULES, "the rule that gives way"),
    FIELD_ENUM_AT(GrantRecord, ground, "ground", FIELD_REQUIRED, GROUNDS,
                  "on what ground; house only for pacing"),
    FIELD_TEXT_AT(GrantRecord, reason, "reason", FIELD_REQUIRED, "why"),
    FIELD_TEXT_AT(GrantRecord, evidence, "evidence", FIELD_REQUIRED, "what proves the ground"),
    FIELD_TEXT_AT(GrantRecord, asked_by, "asked_by", FIELD_REQUIRED, "the user who will use it"),
    FIELD_AT(GrantRecord, until_us, "until", FIELD_INSTANT, FIELD_REQUIRED, "it ends then"),
    FIELD_END,
};
static const RecordType GRANT = { "override.grant", sizeof(GrantRecord), GRANT_FIELDS, SIZE_MAX };

typedef struct {
    int64_t override_id;
    char account[REF_SIZE], rule[WORD_SIZE], approver[REF_SIZE];
    int64_t until_us;
} OverrideAnswer;
static const Field OVERRIDE_ANSWER_FIELDS[] = {
    FIELD_INT_AT(OverrideAnswer, override_id, "override", 0, 0, 0, "its number"),
    FIELD_TEXT_AT(OverrideAnswer, account, "account", 0, "the account"),
    FIELD_TEXT_AT(OverrideAnswer, rule, "rule", 0, "the rule that gives way"),
    FIELD_TEXT_AT(OverrideAnswer, approver, "approver", 0, "who approved it"),
    FIELD_AT(OverrideAnswer, until_us, "until", FIELD_INSTANT, 0, "it ends then"),
    FIELD_END,
};
static const RecordType OVERRIDE_ANSWER = { "override", sizeof(OverrideAnswer),
                                            OVERRIDE_ANSWER_FIELDS, SIZE_MAX };

static const char *rule_word(int32_t number)
{
    for (size_t i = 0; i < G_N_ELEMENTS(RULE_NUMBERS); i++)
        if (RULE_NUMBERS[i] == number) return RULES[i];
    return "";
}

static bool check_grant(const Act *act, const GrantRecord *record, GError **error)
{
    Member member;
    bool found = false, pacing = RULE_NUMBERS[record->rule] == PACING;
    if (pacing != (record->ground == GROUND_HOUSE))
        return problem_refuse(error, PROBLEM_INVALID, "ground is %s; %s", GROUNDS[record->ground],
                              pacing ? "the house's own pacing has the ground house"
                                     : "R23 and R24 give way only to law_required, litigation, "
                                       "information_request or time_critical (R27)");
    if (record->until_us <= act->now_us)
        return problem_refuse(error, PROBLEM_INVALID, "until must lie after now");
    if (strcmp(record->asked_by, act->desk->actor.name) == 0)
        return problem_refuse(error, PROBLEM_FORBIDDEN,
                              "nobody approves his own override; asked_by must be another user");
    if (!book_store_member_find(act->desk->db, record->asked_by, &member, &found, error))
        return false;
    return found ||
           problem_refuse(error, PROBLEM_NOT_FOUND, "no user is named %s", record->asked_by);
}

static bool override_grant(Act *act, const void *taken, void *given, GError **error)
{
    const GrantRecord *record = taken;
    OverrideAnswer *answer = given;
    Account account;
    if (!desk_find_account(act, record->account, &account, error)) return false;
    if (!check_grant(act, record, error)) return false;
    OverrideRow row = { .debtor_id = account.debtor_id,
                        .account_id = account.account_id,
                        .rule = RULE_NUMBERS[record->rule],
                        .from_us = act->now_us,
                        .until_us = record->until_us,
                        .recorded_us = act->now_us };
    if (!desk_new_id(act, "override", &row.override_id, error)) return false;
    text_copy(row.ground, sizeof row.ground, GROUNDS[record->ground]);
    text_copy(row.reason, sizeof row.reason, record->reason);
    text_copy(row.evidence, sizeof row.evidence, record->evidence);
    text_copy(row.approver, sizeof row.approver, act->desk->actor.name);
    text_copy(row.asked_by, sizeof row.asked_by, record->asked_by);
    *answer = (OverrideAnswer){ .override_id = row.override_id, .until_us = row.until_us };
    text_copy(answer->account, sizeof answer->account, account.ref);
    text_copy(answer->rule, sizeof answer->rule, RULES[record->rule]);
    text_copy(answer->approver, sizeof answer->approver, row.approver);
    return override_store_insert(act->desk->db, &row, error);
}

typedef struct {
    int64_t override_id;
    char reason[NAME_SIZE];
} EndRecord;
static const Field END_FIELDS[] = {
    FIELD_INT_AT(EndRecord, override_id, "override", FIELD_REQUIRED, 1, INT64_MAX, "its number"),
    FIELD_TEXT_AT(EndRecord, reason, "reason", 0, "why it ends"),
    FIELD_END,
};
static const RecordType END = { "override.end", sizeof(EndRecord), END_FIELDS, SIZE_MAX };

static bool override_end(Act *act, const void *taken, void *given, GError **error)
{
    const EndRecord *record = taken;
    OverrideAnswer *answer = given;
    OverrideRow row;
    Account account;
    bool found = false;
    if (!override_store_find(act->desk->db, record->override_id, &row, &found, error)) return false;
    if (!found)
        return problem_refuse(error, PROBLEM_NOT_FOUND,
                              "no override %" G_GINT64_FORMAT " is in the book",
                              record->override_id);
    if (!desk_get_account(act, row.debtor_id, row.account_id, &account, error)) return false;
    if (row.ended_us != INT64_MAX || row.until_us <= act->now_us)
        return problem_refuse(error, PROBLEM_CONFLICT,
                              "override %" G_GINT64_FORMAT " has ended already",
                              record->override_id);
    *answer = (OverrideAnswer){ .override_id = row.override_id, .until_us = act->now_us };
    text_copy(answer->account, sizeof answer->account, account.ref);
    text_copy(answer->rule, sizeof answer->rule, rule_word(row.rule));
    text_copy(answer->approver, sizeof answer->approver, row.approver);
    return override_store_end(act->desk->db, &row, act->now_us, error);
}

const Action talk_desk_actions[] = {
    { "conversation.take", PERMIT_CONTACT, &TAKE, &TAKE_ANSWER, conversation_take,
      "Take the conversation with a debtor, so that nobody else contacts him meanwhile." },
    { "conversation.release", PERMIT_CONTACT, &RELEASE, &TAKE_ANSWER, conversation_release,
      "Give the conversation free again." },
    { "override.grant", PERMIT_OVERRIDE, &GRANT, &OVERRIDE_ANSWER, override_grant,
      "Approve a documented exception to a call frequency, for another user and a time." },
    { "override.end", PERMIT_OVERRIDE, &END, &OVERRIDE_ANSWER, override_end,
      "End an override before its time." },
    { NULL, PERMIT_OVERRIDE, NULL, NULL, NULL, NULL },
};
