/* desk/setup_desk.c: creditors, users and rates.  Touches no account. */
#include "base/text.h"
#include "core/words.h"
#include "desk/answer.h"
#include "desk/desk.h"
#include "desk/desk_tables.h"
#include "desk/field.h"
#include "store/book_store.h"
#include <string.h>

/* --- creditors -------------------------------------------------------------------------------- */

typedef struct {
    char ref[REF_SIZE], name[NAME_SIZE], parent[REF_SIZE], currency[CURRENCY_SIZE], country[4];
    int kind, role;
    uint64_t given;
} CreditorRecord;

#define CREDITOR_FIELDS(name_flags)                                                             \
    FIELD_TEXT_AT(CreditorRecord, ref, "ref", FIELD_REQUIRED | FIELD_KEY,                       \
                  "the creditor's own reference"),                                              \
        FIELD_TEXT_AT(CreditorRecord, name, "name", name_flags, "its name"),                    \
        FIELD_ENUM_AT(CreditorRecord, kind, "kind", 0, words_creditor_kind,                     \
                      "where it stands in the tree"),                                           \
        FIELD_TEXT_AT(CreditorRecord, parent, "parent", 0, "ref of the creditor above it"),     \
        FIELD_TEXT_AT(CreditorRecord, currency, "currency", 0, "ISO 4217; default the book's"), \
        FIELD_TEXT_AT(CreditorRecord, country, "country", 0, "ISO 3166 alpha-2"),               \
        FIELD_ENUM_AT(CreditorRecord, role, "role", 0, words_creditor_role,                     \
                      "do we collect for ourselves or for it?"),                                \
        FIELD_END

static const Field OPEN_FIELDS[] = { CREDITOR_FIELDS(FIELD_REQUIRED) };
static const Field CHANGE_FIELDS[] = { CREDITOR_FIELDS(0) };
static const RecordType CREDITOR_OPEN = { "creditor.open", sizeof(CreditorRecord), OPEN_FIELDS,
                                          offsetof(CreditorRecord, given) };
static const RecordType CREDITOR_CHANGE = { "creditor.change", sizeof(CreditorRecord),
                                            CHANGE_FIELDS, offsetof(CreditorRecord, given) };

static const Creditor *by_id(const GArray *all, int64_t creditor_id)
{
    for (unsigned i = 0; i < all->len; i++)
        if (g_array_index(all, Creditor, i).creditor_id == creditor_id)
            return &g_array_index(all, Creditor, i);
    return NULL;
}

/* A creditor may not come to stand below itself. */
static bool set_parent(Act *act, const char *parent_ref, Creditor *creditor, GError **error)
{
    g_autoptr(GArray) all = NULL;
    Creditor parent;
    bool found = false;
    if (parent_ref[0] == '\0') return true;
    if (!book_store_creditor_find(act->desk->db, parent_ref, &parent, &found, error)) return false;
    if (!found)
        return problem_refuse(error, PROBLEM_NOT_FOUND, "parent: no creditor %s is in the book",
                              parent_ref);
    if (!book_store_creditors(act->desk->db, &all, error)) return false;
    for (const Creditor *up = &parent; up != NULL; up = by_id(all, up->parent_id))
        if (up->creditor_id == creditor->creditor_id)
            return problem_refuse(error, PROBLEM_CONFLICT,
                                  "%s cannot stand below %s: that would make a circle",
                                  creditor->ref, parent_ref);
    creditor->parent_id = parent.creditor_id;
    return true;
}

static bool apply_creditor(Act *act, const CreditorRecord *record, Creditor *creditor,
                           GError **error)
{
    if (record->name[0] != '\0') text_copy(creditor->name, sizeof creditor->name, record->name);
    if (record->kind >= 0) creditor->kind = record->kind;
    if (record->role >= 0) creditor->role = record->role;
    if (record->country[0] != '\0')
        text_copy(creditor->country, sizeof creditor->country, record->country);
    if (record->currency[0] != '\0')
        text_copy(creditor->currency, sizeof creditor->currency, record->currency);
    if (money_exponent(creditor->currency) < 0)
        return problem_refuse(error, PROBLEM_INVALID,
                              "currency %s is no ISO 4217 code; write one as USD",
                              creditor->currency);
    creditor->recorded_us = act->now_us;
    text_copy(act->subject, sizeof act->subject, creditor->ref);
    return set_parent(act, record->parent, creditor, error) &&
           book_store_creditor_put(act->desk->db, creditor, error);
}

static bool creditor_json(Act *act, const Creditor *creditor, Json **out, GError **error)
{
    g_autoptr(GArray) creditors = NULL;
    Json *json = *out = json_text_new_object();
    if (!book_store_creditors(act->desk->db, &creditors, error)) return false;
    for (unsigned i = 0; i < creditors->len; i++) {
        const Creditor *above = &g_array_index(creditors, Creditor, i);
        if (above->creditor_id == creditor->parent_id)
            json_text_set(json, "parent", json_text_new_string(above->ref));
    }
    json_text_set(json, "name", json_text_new_string(creditor->name));
    json_text_set(json, "kind",
                  json_text_new_string(words_of(words_creditor_kind, creditor->kind)));
    json_text_set(json, "currency", json_text_new_string(creditor->currency));
    json_text_set(json, "country", json_text_new_string(creditor->country));
    json_text_set(json, "role",
                  json_text_new_string(words_of(words_creditor_role, creditor->role)));
    return true;
}

static bool creditor_open(Act *act, const void *taken, void *given, GError **error)
{
    const CreditorRecord *record = taken;
    Creditor creditor = { 0 };
    bool found = false;
    if (!book_store_creditor_find(act->desk->db, record->ref, &creditor, &found, error))
        return false;
    if (found)
        return problem_refuse(error, PROBLEM_CONFLICT, "creditor %s is in the book already",
                              record->ref);
    text_copy(creditor.ref, sizeof creditor.ref, record->ref);
    text_copy(creditor.currency, sizeof creditor.currency, act->desk->currency);
    text_copy(((RefAnswer *)given)->ref, REF_SIZE, record->ref);
    return desk_new_id(act, "creditor", &creditor.creditor_id, error) &&
           apply_creditor(act, record, &creditor, error);
}

static bool creditor_change(Act *act, const void *taken, void *given, GError **error)
{
    const CreditorRecord *record = taken;
    Creditor creditor;
    bool found = false;
    if (!book_store_creditor_find(act->desk->db, record->ref, &creditor, &found, error))
        return false;
    if (!found)
        return problem_refuse(error, PROBLEM_NOT_FOUND, "no creditor %s is in the book",
                              record->ref);
    if (!creditor_json(act, &creditor, &act->before, error)) return false;
    if (!apply_creditor(act, record, &creditor, error)) return false;
    if (!creditor_json(act, &creditor, &act->after, error)) return false;
    text_copy(((RefAnswer *)given)->ref, REF_SIZE, record->ref);
    return true;
}

/* --- users ------------------------------------------------------------------------------------ */

typedef struct {
    char name[REF_SIZE];
    int role;
    char *creditors, *skills, *languages;
    int64_t capacity_minutes;
    Day closed_on;
    uint64_t given;
} UserRecord;

#define USER_FIELDS(role_flags)                                                                    \
    FIELD_TEXT_AT(UserRecord, name, "name", FIELD_REQUIRED | FIELD_KEY,                            \
                  "the name the user signs in with"),                                              \
        FIELD_ENUM_AT(UserRecord, role, "role", role_flags, permit_roles, "what the user may do"), \
        FIELD_AT(UserRecord, creditors, "creditors", FIELD_WORDS, 0,                               \
                 "refs of the portfolios seen; none = all"),                                       \
        FIELD_AT(UserRecord, skills, "skills", FIELD_WORDS, 0, "skills that steps may ask for"),   \
        FIELD_AT(UserRecord, languages, "languages", FIELD_WORDS, 0, "languages spoken"),          \
        FIELD_INT_AT(UserRecord, capacity_minutes, "capacity_minutes", 0, 0, 1440,                 \
                     "minutes of work a day"),                                                     \
        FIELD_AT(UserRecord, closed_on, "closed_on", FIELD_DAY, 0,                                 \
                 "may do nothing from this day on"),                                               \
        FIELD_END

static const Field USER_OPEN_FIELDS[] = { USER_FIELDS(FIELD_REQUIRED) };
static const Field USER_CHANGE_FIELDS[] = { USER_FIELDS(0) };
static const RecordType USER_OPEN = { "user.open", sizeof(UserRecord), USER_OPEN_FIELDS,
                                      offsetof(UserRecord, given) };
static const RecordType USER_CHANGE = { "user.change", sizeof(UserRecord), USER_CHANGE_FIELDS,
                                        offsetof(UserRecord, given) };
static const Field NAME_FIELDS[] = { FIELD_TEXT_AT(RefAnswer, ref, "name", 0, "the user"),
                                     FIELD_END };
static const RecordType NAME_ANSWER = { "name", sizeof(RefAnswer), NAME_FIELDS, SIZE_MAX };

static bool lists_known(Act *act, const char *refs, GError **error)
{
    if (refs == NULL) return true;
    g_auto(GStrv) each = g_strsplit(refs, "\n", -1);
    for (char **ref = each; *ref != NULL; ref++) {
        Creditor creditor;
        bool found = false;
        if (**ref == '\0') continue;
        if (!book_store_creditor_find(act->desk->db, *ref, &creditor, &found, error)) return false;
        if (!found)
            return problem_refuse(error, PROBLEM_NOT_FOUND,
                                  "creditors: no creditor %s is in the book", *ref);
    }
    return true;
}

static bool put_list(const char *field, const char *list, char *to, size_t size, GError **error)
{
    if (list == NULL || text_copy(to, size, list)) return true;
    return problem_refuse(error, PROBLEM_LIMIT, "%s is longer than %zu bytes", field, size - 1);
}

static bool apply_user(Act *act, const UserRecord *record, const RecordType *type, Member *member,
                       GError **error)
{
    if (!lists_known(act, record->creditors, error)) return false;
    if (record->role >= 0) member->role = record->role;
    if (record_given(type, record, "capacity_minutes"))
        member->capacity_minutes = record->capacity_minutes;
    if (record->closed_on != DAY_NONE) member->closed_day = record->closed_on;
    member->recorded_us = act->now_us;
    text_copy(act->subject, sizeof act->subject, member->name);
    return put_list("creditors", record->creditors, member->creditors, sizeof member->creditors,
                    error) &&
           put_list("skills", record->skills, member->skills, sizeof member->skills, error) &&
           put_list("languages", record->languages, member->languages, sizeof member->languages,
                    error) &&
           book_store_member_put(act->desk->db, member, error);
}

static Json *member_json(const Member *member)
{
    Json *json = json_text_new_object();
    json_text_set(json, "role", json_text_new_string(permit_roles[member->role]));
    json_text_set(json, "creditors", json_text_new_string(member->creditors));
    json_text_set(json, "skills", json_text_new_string(member->skills));
    json_text_set(json, "languages", json_text_new_string(member->languages));
    json_text_set(json, "capacity_minutes", json_text_new_int(member->capacity_minutes));
    return json;
}

static bool user_open(Act *act, const void *taken, void *given, GError **error)
{
    const UserRecord *record = taken;
    Member member = { .closed_day = DAY_NONE };
    bool found = false;
    if (!book_store_member_find(act->desk->db, record->name, &member, &found, error)) return false;
    if (found)
        return problem_refuse(error, PROBLEM_CONFLICT, "user %s is in the book already",
                              record->name);
    text_copy(member.name, sizeof member.name, record->name);
    text_copy(((RefAnswer *)given)->ref, REF_SIZE, record->name);
    return desk_new_id(act, "member", &member.member_id, error) &&
           apply_user(act, record, &USER_OPEN, &member, error);
}

static bool user_change(Act *act, const void *taken, void *given, GError **error)
{
    const UserRecord *record = taken;
    Member member;
    bool found = false;
    if (!book_store_member_find(act->desk->db, record->name, &member, &found, error)) return false;
    if (!found)
        return problem_refuse(error, PROBLEM_NOT_FOUND, "no user is named %s", record->name);
    act->before = member_json(&member);
    if (!apply_user(act, record, &USER_CHANGE, &member, error)) return false;
    act->after = member_json(&member);
    text_copy(((RefAnswer *)given)->ref, REF_SIZE, record->name);
    return true;
}

/* --- rates ------------------------------------------------------------------------------------ */

typedef struct {
    char from[CURRENCY_SIZE], to[CURRENCY_SIZE];
    Decimal rate;
} RateRecord;
static const Field RATE_FIELDS[] = {
    FIELD_TEXT_AT(RateRecord, from, "from", FIELD_REQUIRED, "currency"),
    FIELD_TEXT_AT(RateRecord, to, "to", FIELD_REQUIRED, "currency"),
    FIELD_AT(RateRecord, rate, "rate", FIELD_AMOUNT, FIELD_REQUIRED,
             "units of `to` for one unit of `from`"),
    FIELD_END,
};
static const RecordType RATE_SET = { "rate.set", sizeof(RateRecord), RATE_FIELDS, SIZE_MAX };

static bool rate_set(Act *act, const void *taken, void *given, GError **error)
{
    const RateRecord *record = taken;
    RateRecord *answer = given;
    Rate rate = { .on_day = act->on, .recorded_us = act->now_us, .rate = record->rate };
    if (money_exponent(record->from) < 0 || money_exponent(record->to) < 0)
        return problem_refuse(error, PROBLEM_INVALID, "%s to %s: both must be ISO 4217 currencies",
                              record->from, record->to);
    if (record->rate.digits <= 0)
        return problem_refuse(error, PROBLEM_INVALID, "rate must be more than zero");
    text_copy(rate.from_currency, sizeof rate.from_currency, record->from);
    text_copy(rate.to_currency, sizeof rate.to_currency, record->to);
    g_snprintf(act->subject, sizeof act->subject, "%s/%s", record->from, record->to);
    *answer = *record;
    return book_store_rate_put(act->desk->db, &rate, error);
}

const Action setup_desk_actions[] = {
    { "creditor.open", PERMIT_SETUP, &CREDITOR_OPEN, &answer_ref, creditor_open,
      "Open a creditor: a company, division, district, facility or client." },
    { "creditor.change", PERMIT_SETUP, &CREDITOR_CHANGE, &answer_ref, creditor_change,
      "Change what is known of a creditor." },
    { "user.open", PERMIT_SETUP, &USER_OPEN, &NAME_ANSWER, user_open,
      "Let a person work with the book." },
    { "user.change", PERMIT_SETUP, &USER_CHANGE, &NAME_ANSWER, user_change,
      "Change a user's role, portfolios, skills or capacity." },
    { "rate.set", PERMIT_SETUP, &RATE_SET, &RATE_SET, rate_set, "Set the exchange rate of a day." },
    { NULL, PERMIT_SETUP, NULL, NULL, NULL, NULL },
};
