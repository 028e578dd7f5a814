/* desk/rule_desk.c: the register of changes of law and house rules: announced, mapped to the rules
 * they touch, trained and attested, closed.  Changes no rule: those are in the program. */
#include "base/text.h"
#include "desk/desk_tables.h"
#include "desk/field.h"
#include "gate/gate.h"
#include "store/book_store.h"
#include "store/rule_store.h"
#include <stdlib.h>
#include <string.h>

typedef struct {
    int64_t change;
    char title[NAME_SIZE], source[NAME_SIZE], training[NAME_SIZE], owner[REF_SIZE];
    Day effective_on, training_due_on;
    char *rules, *note;
    uint64_t given;
} ChangeRecord;

#define CHANGE_FIELDS(flags)                                                                    \
    FIELD_TEXT_AT(ChangeRecord, title, "title", flags, "what changes, in one line"),            \
        FIELD_TEXT_AT(ChangeRecord, source, "source", flags, "the citation or the letter"),     \
        FIELD_AT(ChangeRecord, effective_on, "effective_on", FIELD_DAY, flags,                  \
                 "the first day it counts"),                                                    \
        FIELD_AT(ChangeRecord, rules, "rules", FIELD_WORDS, 0,                                  \
                 "rules of the gate it touches, as R63,R64; none: not mapped yet"),             \
        FIELD_TEXT_AT(ChangeRecord, training, "training", 0, "what people must learn"),         \
        FIELD_AT(ChangeRecord, training_due_on, "training_due_on", FIELD_DAY, 0,                \
                 "everybody must have attested by then; default the day before it counts"),     \
        FIELD_TEXT_AT(ChangeRecord, owner, "owner", 0, "the user who sees to it; default you"), \
        FIELD_AT(ChangeRecord, note, "note", FIELD_NOTE, 0, "free text"), FIELD_END

static const Field ANNOUNCE_FIELDS[] = { CHANGE_FIELDS(FIELD_REQUIRED) };
static const Field AMEND_FIELDS[] = {
    FIELD_INT_AT(ChangeRecord, change, "change", FIELD_REQUIRED, 1, INT64_MAX, "its number"),
    CHANGE_FIELDS(0),
};
static const RecordType ANNOUNCE = { "rule.announce", sizeof(ChangeRecord), ANNOUNCE_FIELDS,
                                     offsetof(ChangeRecord, given) };
static const RecordType AMEND = { "rule.amend", sizeof(ChangeRecord), AMEND_FIELDS,
                                  offsetof(ChangeRecord, given) };

typedef struct {
    int64_t change;
    Day effective_on;
    char *rules;
    bool mapped;
} ChangeAnswer;
static const Field ANSWER_FIELDS[] = {
    FIELD_INT_AT(ChangeAnswer, change, "change", 0, 0, 0, "its number"),
    FIELD_AT(ChangeAnswer, effective_on, "effective_on", FIELD_DAY, 0, "the first day it counts"),
    FIELD_AT(ChangeAnswer, rules, "rules", FIELD_WORDS, 0, "rules of the gate it touches"),
    FIELD_AT(ChangeAnswer, mapped, "mapped", FIELD_BOOL, 0, "some rule is named"),
    FIELD_END,
};
static const RecordType CHANGE_ANSWER = { "rule_change", sizeof(ChangeAnswer), ANSWER_FIELDS,
                                          SIZE_MAX };

/* "R63" in the words of the register; NULL when the rule book has none of that number. */
static const GateRule *rule_named(const char *word)
{
    char *end = NULL;
    if (word[0] != 'R' && word[0] != 'r') return NULL;
    long number = strtol(word + 1, &end, 10);
    if (end == word + 1 || *end != '\0' || number < 1 || number > GATE_RULES) return NULL;
    return gate_rule((int)number);
}

/* The list of the record, joined with commas, each rule asked of the rule book. */
static bool put_rules(const char *list, RuleChange *change, GError **error)
{
    g_autoptr(GString) text = g_string_new(NULL);
    if (list == NULL) return true;
    g_auto(GStrv) words = g_strsplit(list, "\n", -1);
    for (char **word = words; *word != NULL; word++) {
        if (**word == '\0') continue;
        const GateRule *rule = rule_named(*word);
        if (rule == NULL)
            return problem_refuse(error, PROBLEM_INVALID,
                                  "rules: %s is no rule of the gate; it holds R1 to R%d, see: "
                                  "recoup gate rules",
                                  *word, GATE_RULES);
        g_string_append_printf(text, "%sR%d", text->len > 0 ? "," : "", rule->number);
    }
    if (text_copy(change->rules, sizeof change->rules, text->str)) return true;
    return problem_refuse(error, PROBLEM_LIMIT, "rules: more than %d bytes; name fewer rules",
                          RULE_LIST_SIZE - 1);
}

static bool put_owner(Act *act, const char *name, RuleChange *change, GError **error)
{
    Member member;
    bool found = false;
    if (name[0] == '\0') return true;
    if (!book_store_member_find(act->desk->db, name, &member, &found, error)) return false;
    if (!found) return problem_refuse(error, PROBLEM_NOT_FOUND, "owner: no user is named %s", name);
    text_copy(change->owner, sizeof change->owner, name);
    return true;
}

static bool put_change(Act *act, const ChangeRecord *record, RuleChange *change, GError **error)
{
    if (record->title[0] != '\0') text_copy(change->title, sizeof change->title, record->title);
    if (record->source[0] != '\0') text_copy(change->source, sizeof change->source, record->source);
    if (record->training[0] != '\0')
        text_copy(change->training, sizeof change->training, record->training);
    if (record->effective_on != DAY_NONE) change->effective_day = record->effective_on;
    if (record->training_due_on != DAY_NONE) change->training_due_day = record->training_due_on;
    if (change->training[0] != '\0' && change->training_due_day == DAY_NONE)
        change->training_due_day = change->effective_day - 1;
    if (record->note != NULL) {
        g_free(change->note);
        change->note = g_strdup(record->note);
    }
    change->recorded_us = act->now_us;
    g_snprintf(act->subject, sizeof act->subject, "rule change %" G_GINT64_FORMAT,
               change->change_id);
    return put_rules(record->rules, change, error) &&
           put_owner(act, record->owner, change, error) &&
           rule_store_put(act->desk->db, change, error);
}

static void give(const RuleChange *change, ChangeAnswer *answer)
{
    answer->change = change->change_id;
    answer->effective_on = change->effective_day;
    answer->mapped = change->rules[0] != '\0';
    answer->rules = g_strdup(change->rules);
    g_strdelimit(answer->rules, ",", '\n');
}

static Json *change_json(const RuleChange *change)
{
    char day[DAY_TEXT_SIZE];
    static const char *const STATES[] = { "open", "done", "withdrawn" };
    Json *json = json_text_new_object();
    json_text_set(json, "title", json_text_new_string(change->title));
    json_text_set(json, "effective_on", json_text_new_string(day_text(change->effective_day, day)));
    json_text_set(json, "rules", json_text_new_string(change->rules));
    json_text_set(json, "owner", json_text_new_string(change->owner));
    json_text_set(json, "state", json_text_new_string(STATES[change->state]));
    return json;
}

static bool rule_announce(Act *act, const void *taken, void *given, GError **error)
{
    const ChangeRecord *record = taken;
    g_auto(RuleChange) change = { .training_due_day = DAY_NONE, .recorded_us = act->now_us };
    text_copy(change.actor, sizeof change.actor, act->desk->actor.name);
    text_copy(change.owner, sizeof change.owner, act->desk->actor.name);
    if (!desk_new_id(act, "rule_change", &change.change_id, error) ||
        !put_change(act, record, &change, error))
        return false;
    give(&change, given);
    return true;
}

static bool get_change(Act *act, int64_t change_id, RuleChange *out, GError **error)
{
    bool found = false;
    if (!rule_store_get(act->desk->db, change_id, out, &found, error)) return false;
    g_snprintf(act->subject, sizeof act->subject, "rule change %" G_GINT64_FORMAT, change_id);
    return found || problem_refuse(error, PROBLEM_NOT_FOUND,
                                   "no rule change %" G_GINT64_FORMAT
                                   " is in the register; see: recoup show rule_changes",
                                   change_id);
}

static bool get_open(Act *act, int64_t change_id, RuleChange *out, GError **error)
{
    if (!get_change(act, change_id, out, error)) return false;
    return out->state == RULE_CHANGE_OPEN ||
           problem_refuse(error, PROBLEM_CONFLICT,
                          "rule change %" G_GINT64_FORMAT " is closed; announce a new one",
                          change_id);
}

static bool rule_amend(Act *act, const void *taken, void *given, GError **error)
{
    const ChangeRecord *record = taken;
    g_auto(RuleChange) change = { 0 };
    if (!get_open(act, record->change, &change, error)) return false;
    act->before = change_json(&change);
    if (!put_change(act, record, &change, error)) return false;
    act->after = change_json(&change);
    give(&change, given);
    return true;
}

/* --- attesting -------------------------------------------------------------------------------- */

typedef struct {
    int64_t change;
    char user[REF_SIZE];
    bool is_new;
} AttestRecord;
static const Field ATTEST_FIELDS[] = {
    FIELD_INT_AT(AttestRecord, change, "change", FIELD_REQUIRED, 1, INT64_MAX, "its number"),
    FIELD_TEXT_AT(AttestRecord, user, "user", 0, "who has learned it; default you"),
    FIELD_END,
};
static const Field ATTEST_ANSWER_FIELDS[] = {
    FIELD_INT_AT(AttestRecord, change, "change", 0, 0, 0, "the change"),
    FIELD_TEXT_AT(AttestRecord, user, "user", 0, "who has learned it"),
    FIELD_AT(AttestRecord, is_new, "new", FIELD_BOOL, 0, "false: attested before"),
    FIELD_END,
};
static const RecordType ATTEST = { "rule.attest", sizeof(AttestRecord), ATTEST_FIELDS, SIZE_MAX };
static const RecordType ATTEST_ANSWER = { "attestation", sizeof(AttestRecord), ATTEST_ANSWER_FIELDS,
                                          SIZE_MAX };

/* For another person only who may write policies: attesting is one's own word. */
static bool attest_as(Act *act, const char *user, RuleAttest *attest, GError **error)
{
    Member member;
    bool found = false;
    text_copy(attest->member, sizeof attest->member, act->desk->actor.name);
    if (user[0] == '\0' || strcmp(user, act->desk->actor.name) == 0) return true;
    if (!permit_require(&act->desk->actor, PERMIT_POLICY, error)) return false;
    if (!book_store_member_find(act->desk->db, user, &member, &found, error)) return false;
    text_copy(attest->member, sizeof attest->member, user);
    return found || problem_refuse(error, PROBLEM_NOT_FOUND, "user: no user is named %s", user);
}

static bool rule_attest(Act *act, const void *taken, void *given, GError **error)
{
    const AttestRecord *record = taken;
    AttestRecord *answer = given;
    RuleAttest attest = { .change_id = record->change,
                          .on_day = act->on,
                          .recorded_us = act->now_us };
    g_auto(RuleChange) change = { 0 };
    if (!get_change(act, record->change, &change, error) ||
        !attest_as(act, record->user, &attest, error) ||
        !rule_store_attest(act->desk->db, &attest, &answer->is_new, error))
        return false;
    answer->change = record->change;
    text_copy(answer->user, sizeof answer->user, attest.member);
    return true;
}

/* --- closing ---------------------------------------------------------------------------------- */

static const char *const OUTCOMES[] = { "done", "withdrawn", NULL };
typedef struct {
    int64_t change;
    int outcome;
    char *note;
} CloseRecord;
static const Field CLOSE_FIELDS[] = {
    FIELD_INT_AT(CloseRecord, change, "change", FIELD_REQUIRED, 1, INT64_MAX, "its number"),
    FIELD_ENUM_AT(CloseRecord, outcome, "outcome", FIELD_REQUIRED, OUTCOMES,
                  "done: rules and people are ready"),
    FIELD_AT(CloseRecord, note, "note", FIELD_NOTE, FIELD_REQUIRED, "what was done, or why not"),
    FIELD_END,
};
static const RecordType CLOSE = { "rule.close", sizeof(CloseRecord), CLOSE_FIELDS, SIZE_MAX };

static bool rule_close(Act *act, const void *taken, void *given, GError **error)
{
    const CloseRecord *record = taken;
    g_auto(RuleChange) change = { 0 };
    if (!get_open(act, record->change, &change, error)) return false;
    act->before = change_json(&change);
    change.recorded_us = act->now_us;
    change.state = record->outcome == 0 ? RULE_CHANGE_DONE : RULE_CHANGE_WITHDRAWN;
    if (change.state == RULE_CHANGE_DONE && change.rules[0] == '\0')
        return problem_refuse(error, PROBLEM_CONFLICT,
                              "rule change %" G_GINT64_FORMAT
                              " names no rule yet; map it first: recoup do rule.amend --change "
                              "%" G_GINT64_FORMAT " --rules R63,R64",
                              record->change, record->change);
    act->after = change_json(&change);
    give(&change, given);
    return rule_store_put(act->desk->db, &change, error);
}

const Action rule_desk_actions[] = {
    { "rule.announce", PERMIT_POLICY, &ANNOUNCE, &CHANGE_ANSWER, rule_announce,
      "Enter a change of law or house rules into the register, with the day it counts from." },
    { "rule.amend", PERMIT_POLICY, &AMEND, &CHANGE_ANSWER, rule_amend,
      "Map a change to the rules it touches, or correct it." },
    { "rule.attest", PERMIT_VIEW, &ATTEST, &ATTEST_ANSWER, rule_attest,
      "Attest that a change was read, or its training done." },
    { "rule.close", PERMIT_POLICY, &CLOSE, &CHANGE_ANSWER, rule_close,
      "Close a change: done, or withdrawn." },
    { NULL, PERMIT_POLICY, NULL, NULL, NULL, NULL },
};
