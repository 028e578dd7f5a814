/* desk/policy_desk.c: policies drafted, approved, activated and rolled back.  Versions never change
 * once stored. */
#include "base/digest.h"
#include "base/text.h"
#include "desk/desk_tables.h"
#include "desk/field.h"
#include "policy/policy_file.h"
#include "store/book_store.h"
#include "store/derived_store.h"
#include "store/policy_store.h"
#include <string.h>

typedef struct {
    char *text;
    char file[1024], name[WORD_SIZE], note[NAME_SIZE];
    int64_t version;
    Day from;
} PolicyRecord;
static const Field DRAFT_FIELDS[] = {
    FIELD_AT(PolicyRecord, text, "text", FIELD_NOTE, 0, "the policy file's text"),
    FIELD_TEXT_AT(PolicyRecord, file, "file", 0, "or a shipped pack's name, or a path"),
    FIELD_TEXT_AT(PolicyRecord, note, "note", 0, "what changed and why"),
    FIELD_END,
};
static const Field ACTIVATE_FIELDS[] = {
    FIELD_AT(PolicyRecord, text, "text", FIELD_NOTE, 0,
             "a new policy's text: checked, stored and activated at once"),
    FIELD_TEXT_AT(PolicyRecord, file, "file", 0, "or a shipped pack's name, or a path"),
    FIELD_TEXT_AT(PolicyRecord, name, "name", 0, "or a stored, approved policy"),
    FIELD_INT_AT(PolicyRecord, version, "version", 0, 0, INT64_MAX,
                 "its version; none: the newest"),
    FIELD_AT(PolicyRecord, from, "from", FIELD_DAY, 0,
             "live from this day on; default the action's day"),
    FIELD_TEXT_AT(PolicyRecord, note, "note", 0, "why"),
    FIELD_END,
};
static const Field NAMED_FIELDS[] = {
    FIELD_TEXT_AT(PolicyRecord, name, "name", FIELD_REQUIRED, "the policy"),
    FIELD_INT_AT(PolicyRecord, version, "version", 0, 0, INT64_MAX, "none: the newest"),
    FIELD_TEXT_AT(PolicyRecord, note, "note", 0, "why"),
    FIELD_END,
};
static const Field ROLLBACK_FIELDS[] = {
    FIELD_AT(PolicyRecord, from, "from", FIELD_DAY, 0,
             "from this day on; default the action's day"),
    FIELD_TEXT_AT(PolicyRecord, note, "note", FIELD_REQUIRED, "why"),
    FIELD_END,
};
static const RecordType POLICY_DRAFT = { "policy.draft", sizeof(PolicyRecord), DRAFT_FIELDS,
                                         SIZE_MAX };
static const RecordType POLICY_APPROVE = { "policy.approve", sizeof(PolicyRecord), NAMED_FIELDS,
                                           SIZE_MAX };
static const RecordType POLICY_ACTIVATE = { "policy.activate", sizeof(PolicyRecord),
                                            ACTIVATE_FIELDS, SIZE_MAX };
static const RecordType POLICY_ROLLBACK = { "policy.rollback", sizeof(PolicyRecord),
                                            ROLLBACK_FIELDS, SIZE_MAX };

typedef struct {
    char name[WORD_SIZE], sha256[65];
    int64_t version;
    Day from;
} PolicyAnswer;
static const Field ANSWER_FIELDS[] = {
    FIELD_TEXT_AT(PolicyAnswer, name, "name", 0, "the policy"),
    FIELD_INT_AT(PolicyAnswer, version, "version", 0, 0, 0, "its version"),
    FIELD_TEXT_AT(PolicyAnswer, sha256, "sha256", 0, "digest of its text"),
    FIELD_AT(PolicyAnswer, from, "from", FIELD_DAY, 0, "live from then"),
    FIELD_END,
};
static const RecordType POLICY_ANSWER = { "policy", sizeof(PolicyAnswer), ANSWER_FIELDS, SIZE_MAX };

static void answer_policy(const PolicyRow *row, Day from, PolicyAnswer *answer)
{
    text_copy(answer->name, sizeof answer->name, row->name);
    text_copy(answer->sha256, sizeof answer->sha256, row->sha256);
    answer->version = row->version;
    answer->from = from;
}

/* --- storing ---------------------------------------------------------------------------------- */

static const char *pack_names(char *names, size_t size)
{
    names[0] = '\0';
    for (const EmbeddedFile *pack = policy_file_packs(); pack->name != NULL; pack++) {
        if (names[0] != '\0') g_strlcat(names, ", ", size);
        g_strlcat(names, pack->name, size);
    }
    return names;
}

/* Given; NULL when there is none to be had. */
static char *text_of(const PolicyRecord *record, GError **error)
{
    g_autoptr(GError) fault = NULL;
    char *text = NULL, names[512];
    if (record->text != NULL) return g_strdup(record->text);
    if (record->file[0] == '\0') {
        problem_set(error, PROBLEM_INVALID, "name the policy by text or file");
        return NULL;
    }
    const EmbeddedFile *pack = policy_file_pack(record->file);
    if (pack != NULL) return g_strdup(pack->bytes);
    if (g_file_get_contents(record->file, &text, NULL, &fault)) return text;
    problem_set(error, PROBLEM_NOT_FOUND,
                "file %s is neither a shipped pack (%s) nor a readable file", record->file,
                pack_names(names, sizeof names));
    return NULL;
}

/* There is one: the file did not read. */
static const PolicyFault *first_error(const GPtrArray *faults)
{
    unsigned at = 0;
    while (((const PolicyFault *)g_ptr_array_index(faults, at))->warning) at++;
    return g_ptr_array_index(faults, at);
}

static bool check(const char *file_name, const char *text, char name[static WORD_SIZE],
                  GError **error)
{
    g_autoptr(GPtrArray) faults = policy_fault_list();
    g_autoptr(Policy) policy = policy_file_read(file_name, text, strlen(text), faults);
    if (policy != NULL) {
        text_copy(name, WORD_SIZE, policy->name);
        return true;
    }
    g_autofree char *first = policy_fault_text(first_error(faults));
    size_t more = policy_fault_errors(faults) - 1;
    return problem_refuse(error, PROBLEM_INVALID, "%s%s", first,
                          more == 0 ? "" : " (and more; see: recoup policy check)");
}

static bool store(Act *act, const PolicyRecord *record, PolicyRow *row, GError **error)
{
    g_autofree char *text = text_of(record, error);
    unsigned char bytes[DIGEST_SIZE];
    PolicyRow newest;
    bool found = false;
    *row = (PolicyRow){ .version = 1, .recorded_us = act->now_us };
    if (text == NULL) return false;
    if (!check(record->file[0] == '\0' ? "policy" : record->file, text, row->name, error))
        return false;
    digest_of(text, strlen(text), bytes);
    digest_hex(bytes, row->sha256);
    if (!policy_store_find(act->desk->db, row->name, 0, &newest, &found, error)) return false;
    if (found && strcmp(newest.sha256, row->sha256) == 0) {
        *row = newest;
        return true;
    }
    if (found) row->version = newest.version + 1;
    text_copy(row->author, sizeof row->author, act->desk->actor.name);
    return desk_new_id(act, "policy", &row->policy_id, error) &&
           policy_store_insert(act->desk->db, row, text, error);
}

static bool policy_draft(Act *act, const void *taken, void *given, GError **error)
{
    PolicyRow row;
    if (!store(act, taken, &row, error)) return false;
    text_copy(act->subject, sizeof act->subject, row.name);
    answer_policy(&row, DAY_NONE, given);
    return true;
}

static bool stored(Act *act, const PolicyRecord *record, PolicyRow *row, GError **error)
{
    bool found = false;
    text_copy(act->subject, sizeof act->subject, record->name);
    if (!policy_store_find(act->desk->db, record->name, record->version, row, &found, error))
        return false;
    return found ||
           problem_refuse(error, PROBLEM_NOT_FOUND,
                          "no such version of policy %s is stored; draft it first", record->name);
}

static bool policy_approve(Act *act, const void *taken, void *given, GError **error)
{
    PolicyRow row;
    if (!stored(act, taken, &row, error)) return false;
    if (row.approver[0] != '\0')
        return problem_refuse(error, PROBLEM_CONFLICT,
                              "policy %s version %" G_GINT64_FORMAT " is approved already",
                              row.name, row.version);
    if (strcmp(row.author, act->desk->actor.name) == 0)
        return problem_refuse(error, PROBLEM_FORBIDDEN,
                              "%s wrote policy %s; another person must approve it", row.author,
                              row.name);
    answer_policy(&row, DAY_NONE, given);
    return policy_store_approve(act->desk->db, row.policy_id, act->desk->actor.name, act->now_us,
                                error);
}

/* --- using ------------------------------------------------------------------------------------ */

/* Everything decided from that day on is to be decided again. */
static bool use(Act *act, const PolicyRow *row, Day from, PolicyUseKind kind, const char *note,
                GError **error)
{
    PolicyUse row_use = { .policy_id = row->policy_id,
                          .from_day = from,
                          .kind = (int32_t)kind,
                          .recorded_us = act->now_us };
    text_copy(row_use.actor, sizeof row_use.actor, act->desk->actor.name);
    text_copy(row_use.note, sizeof row_use.note, note);
    text_copy(act->subject, sizeof act->subject, row->name);
    return desk_new_id(act, "policy_use", &row_use.use_id, error) &&
           policy_store_use(act->desk->db, &row_use, error) &&
           derived_store_days_stale(act->desk->db, from, error);
}

static bool policy_activate(Act *act, const void *taken, void *given, GError **error)
{
    const PolicyRecord *record = taken;
    Day from = record->from == DAY_NONE ? act->on : record->from;
    PolicyRow row;
    bool by_name = record->name[0] != '\0';
    if (by_name && (record->text != NULL || record->file[0] != '\0'))
        return problem_refuse(error, PROBLEM_INVALID,
                              "name a stored policy or bring a text or file, not both");
    if (by_name ? !stored(act, record, &row, error) : !store(act, record, &row, error))
        return false;
    if (by_name && row.approver[0] == '\0')
        return problem_refuse(
            error, PROBLEM_CONFLICT,
            "policy %s version %" G_GINT64_FORMAT
            " is not approved; another person than %s does that with: recoup do policy.approve",
            row.name, row.version, row.author);
    answer_policy(&row, from, given);
    return use(act, &row, from, POLICY_ACTIVATED, record->note, error);
}

static bool policy_rollback(Act *act, const void *taken, void *given, GError **error)
{
    const PolicyRecord *record = taken;
    Day from = record->from == DAY_NONE ? act->on : record->from;
    g_autofree char *text = NULL;
    PolicyUse before;
    PolicyRow row;
    bool found = false;
    if (!policy_store_before(act->desk->db, from, &before, &found, error)) return false;
    if (!found)
        return problem_refuse(error, PROBLEM_CONFLICT,
                              "no other policy was live before; there is nothing to roll back to");
    if (!policy_store_get(act->desk->db, before.policy_id, &row, &text, &found, error))
        return false;
    answer_policy(&row, from, given);
    return use(act, &row, from, POLICY_ROLLED_BACK, record->note, error);
}

const Action policy_desk_actions[] = {
    { "policy.draft", PERMIT_POLICY, &POLICY_DRAFT, &POLICY_ANSWER, policy_draft,
      "Store a new version of a policy, for approval." },
    { "policy.approve", PERMIT_APPROVE, &POLICY_APPROVE, &POLICY_ANSWER, policy_approve,
      "Approve a version that another person wrote." },
    { "policy.activate", PERMIT_APPROVE, &POLICY_ACTIVATE, &POLICY_ANSWER, policy_activate,
      "Make a policy live from a day on." },
    { "policy.rollback", PERMIT_APPROVE, &POLICY_ROLLBACK, &POLICY_ANSWER, policy_rollback,
      "Go back to the policy that was live before." },
    { NULL, PERMIT_POLICY, NULL, NULL, NULL, NULL },
};
