/* desk/account_desk.c: debtors, accounts and the parties beside them.  Moves no money. */
#include "base/text.h"
#include "core/words.h"
#include "desk/answer.h"
#include "desk/desk.h"
#include "desk/desk_tables.h"
#include "desk/field.h"
#include "store/book_store.h"
#include <string.h>

/* --- debtors ---------------------------------------------------------------------------------- */

typedef struct {
    char ref[REF_SIZE], name[NAME_SIZE];
    int kind;
    char country[4], region[REGION_SIZE], postal_code[WORD_SIZE], time_zone[ZONE_SIZE],
        language[LANGUAGE_SIZE];
    char email[NAME_SIZE], phone[WORD_SIZE];
    uint64_t given;
} DebtorRecord;

#define DEBTOR_FIELDS(name_flags)                                                                \
    FIELD_TEXT_AT(DebtorRecord, ref, "ref", FIELD_REQUIRED | FIELD_KEY,                          \
                  "the debtor's own reference"),                                                 \
        FIELD_TEXT_AT(DebtorRecord, name, "name", name_flags, "name of the person or business"), \
        FIELD_ENUM_AT(DebtorRecord, kind, "kind", 0, words_debtor_kind, "default business"),     \
        FIELD_TEXT_AT(DebtorRecord, country, "country", 0, "ISO 3166 alpha-2"),                  \
        FIELD_TEXT_AT(DebtorRecord, region, "region", 0, "state or province"),                   \
        FIELD_TEXT_AT(DebtorRecord, postal_code, "postal_code", 0, "postal code"),               \
        FIELD_TEXT_AT(DebtorRecord, time_zone, "time_zone", 0, "IANA zone, America/Chicago"),    \
        FIELD_TEXT_AT(DebtorRecord, language, "language", 0, "language code, en or es-MX"),      \
        FIELD_TEXT_AT(DebtorRecord, email, "email", 0, "e-mail address"),                        \
        FIELD_TEXT_AT(DebtorRecord, phone, "phone", 0, "telephone number"), FIELD_END
static const Field DEBTOR_OPEN_FIELDS[] = { DEBTOR_FIELDS(FIELD_REQUIRED) };
static const Field DEBTOR_CHANGE_FIELDS[] = { DEBTOR_FIELDS(0) };
static const RecordType DEBTOR_OPEN = { "debtor.open", sizeof(DebtorRecord), DEBTOR_OPEN_FIELDS,
                                        offsetof(DebtorRecord, given) };
static const RecordType DEBTOR_CHANGE = { "debtor.change", sizeof(DebtorRecord),
                                          DEBTOR_CHANGE_FIELDS, offsetof(DebtorRecord, given) };

#define TAKE(to, from) \
    if ((from)[0] != '\0') text_copy(to, sizeof(to), from)

static bool apply_debtor(const Act *act, const DebtorRecord *record, Debtor *debtor, GError **error)
{
    if (record->time_zone[0] != '\0' && clock_zone(record->time_zone) == NULL)
        return problem_refuse(error, PROBLEM_INVALID,
                              "time_zone %s is unknown; write it as America/New_York",
                              record->time_zone);
    if (record->email[0] != '\0' && !text_is_email(record->email))
        return problem_refuse(error, PROBLEM_INVALID,
                              "email %s is no address; write it like name@company.com",
                              record->email);
    TAKE(debtor->name, record->name);
    TAKE(debtor->country, record->country);
    TAKE(debtor->region, record->region);
    TAKE(debtor->postal_code, record->postal_code);
    TAKE(debtor->time_zone, record->time_zone);
    TAKE(debtor->language, record->language);
    TAKE(debtor->email, record->email);
    TAKE(debtor->phone, record->phone);
    if (record->kind >= 0) debtor->kind = record->kind;
    debtor->recorded_us = act->now_us;
    return true;
}

static Json *debtor_json(const Debtor *debtor)
{
    const struct {
        const char *name, *value;
    } rows[] = { { "name", debtor->name },
                 { "kind", words_of(words_debtor_kind, debtor->kind) },
                 { "country", debtor->country },
                 { "region", debtor->region },
                 { "postal_code", debtor->postal_code },
                 { "time_zone", debtor->time_zone },
                 { "language", debtor->language },
                 { "email", debtor->email },
                 { "phone", debtor->phone } };
    Json *json = json_text_new_object();
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
        json_text_set(json, rows[i].name, json_text_new_string(rows[i].value));
    return json;
}

static bool debtor_open(Act *act, const void *taken, void *given, GError **error)
{
    const DebtorRecord *record = taken;
    Debtor debtor = { .kind = DEBTOR_BUSINESS };
    bool found = false;
    if (!account_store_debtor_find(act->desk->db, record->ref, &debtor, &found, error))
        return false;
    if (found)
        return problem_refuse(error, PROBLEM_CONFLICT, "debtor %s is in the book already",
                              record->ref);
    text_copy(debtor.ref, sizeof debtor.ref, record->ref);
    if (!apply_debtor(act, record, &debtor, error)) return false;
    if (!desk_new_id(act, "debtor", &debtor.debtor_id, error)) return false;
    act->debtor_id = debtor.debtor_id;
    text_copy(act->subject, sizeof act->subject, record->ref);
    text_copy(((RefAnswer *)given)->ref, REF_SIZE, record->ref);
    return account_store_debtor_insert(act->desk->db, &debtor, 1, error);
}

static bool debtor_change(Act *act, const void *taken, void *given, GError **error)
{
    const DebtorRecord *record = taken;
    Debtor debtor;
    if (!desk_find_debtor(act, record->ref, &debtor, error)) return false;
    act->before = debtor_json(&debtor);
    if (!apply_debtor(act, record, &debtor, error)) return false;
    act->after = debtor_json(&debtor);
    text_copy(((RefAnswer *)given)->ref, REF_SIZE, record->ref);
    return account_store_debtor_update(act->desk->db, &debtor, error);
}

/* --- accounts --------------------------------------------------------------------------------- */

typedef struct {
    char ref[REF_SIZE], debtor[REF_SIZE], creditor[REF_SIZE], currency[CURRENCY_SIZE],
        owner[REF_SIZE];
    char treatment[WORD_SIZE];
    int kind;
    int64_t terms_days;
    Decimal credit_limit;
    Day opened_on;
    uint64_t given;
} AccountRecord;

#define ACCOUNT_FIELDS(debtor_flags, currency_flags)                                               \
    FIELD_TEXT_AT(AccountRecord, ref, "ref", FIELD_REQUIRED | FIELD_KEY,                           \
                  "the account's own reference"),                                                  \
        FIELD_TEXT_AT(AccountRecord, debtor, "debtor", debtor_flags, "ref of who owes"),           \
        FIELD_TEXT_AT(AccountRecord, creditor, "creditor", 0,                                      \
                      "ref of whom it is owed to; default the book's"),                            \
        FIELD_ENUM_AT(AccountRecord, kind, "kind", 0, words_account_kind, "default trade"),        \
        FIELD_TEXT_AT(AccountRecord, currency, "currency", currency_flags,                         \
                      "ISO 4217; default the creditor's"),                                         \
        FIELD_INT_AT(AccountRecord, terms_days, "terms_days", 0, 0, 3650,                          \
                     "days from issue to due"),                                                    \
        FIELD_AT(AccountRecord, credit_limit, "credit_limit", FIELD_AMOUNT, 0,                     \
                 "most that may be open"),                                                         \
        FIELD_AT(AccountRecord, opened_on, "opened_on", FIELD_DAY, 0, "first day of the account"), \
        FIELD_TEXT_AT(AccountRecord, owner, "owner", 0, "the user who works it"),                  \
        FIELD_TEXT_AT(AccountRecord, treatment, "treatment", 0,                                    \
                      "overrides the segment's treatment"),                                        \
        FIELD_END
static const Field ACCOUNT_OPEN_FIELDS[] = { ACCOUNT_FIELDS(FIELD_REQUIRED, 0) };
static const Field ACCOUNT_CHANGE_FIELDS[] = { ACCOUNT_FIELDS(0, FIELD_OUTPUT) };
static const RecordType ACCOUNT_OPEN = { "account.open", sizeof(AccountRecord), ACCOUNT_OPEN_FIELDS,
                                         offsetof(AccountRecord, given) };
static const RecordType ACCOUNT_CHANGE = { "account.change", sizeof(AccountRecord),
                                           ACCOUNT_CHANGE_FIELDS, offsetof(AccountRecord, given) };

static bool set_creditor(Act *act, const char *ref, Account *account, char *currency,
                         GError **error)
{
    Creditor creditor;
    bool found = false;
    if (ref[0] == '\0') return true;
    if (!book_store_creditor_find(act->desk->db, ref, &creditor, &found, error)) return false;
    if (!found)
        return problem_refuse(error, PROBLEM_NOT_FOUND, "creditor: no creditor %s is in the book",
                              ref);
    account->creditor_id = creditor.creditor_id;
    text_copy(currency, CURRENCY_SIZE, creditor.currency);
    return true;
}

static bool set_owner(Act *act, const char *name, Account *account, GError **error)
{
    Member member;
    bool found = false;
    if (name[0] == '\0') return true;
    if (!book_store_member_find(act->desk->db, name, &member, &found, error)) return false;
    if (!found) return problem_refuse(error, PROBLEM_NOT_FOUND, "owner: no user is named %s", name);
    account->owner_id = member.member_id;
    return true;
}

static bool apply_account(Act *act, const AccountRecord *record, const RecordType *type,
                          Account *account, GError **error)
{
    if (!set_owner(act, record->owner, account, error)) return false;
    if (record->kind >= 0) account->kind = record->kind;
    if (record_given(type, record, "terms_days")) account->terms_days = (int32_t)record->terms_days;
    if (record->opened_on != DAY_NONE) account->opened_day = record->opened_on;
    if (record_given(type, record, "treatment"))
        text_copy(account->treatment, sizeof account->treatment, record->treatment);
    account->recorded_us = act->now_us;
    if (!record->credit_limit.given) return true;
    if (record->credit_limit.digits < 0)
        return problem_refuse(error, PROBLEM_INVALID,
                              "credit_limit is negative; leave it out for no limit");
    return desk_amount("credit_limit", record->credit_limit, account->currency,
                       &account->credit_limit_minor, error);
}

static bool set_currency(const char *wish, const char *fallback, Account *account, GError **error)
{
    text_copy(account->currency, sizeof account->currency, wish[0] != '\0' ? wish : fallback);
    if (money_exponent(account->currency) >= 0) return true;
    return problem_refuse(error, PROBLEM_INVALID,
                          "currency %s is no ISO 4217 code; write one as USD", account->currency);
}

static bool account_open(Act *act, const void *taken, void *given, GError **error)
{
    const AccountRecord *record = taken;
    Account account;
    Debtor debtor;
    bool found = false;
    char currency[CURRENCY_SIZE];
    if (!account_store_find(act->desk->db, record->ref, &account, &found, error)) return false;
    if (found)
        return problem_refuse(error, PROBLEM_CONFLICT, "account %s is in the book already",
                              record->ref);
    text_copy(act->subject, sizeof act->subject, record->ref);
    if (!desk_find_debtor(act, record->debtor, &debtor, error)) return false;
    account = (Account){ .debtor_id = debtor.debtor_id,
                         .creditor_id = act->desk->creditor_id,
                         .terms_days = DAY_NONE,
                         .credit_limit_minor = -1,
                         .opened_day = DAY_NONE };
    text_copy(account.ref, sizeof account.ref, record->ref);
    text_copy(currency, sizeof currency, act->desk->currency);
    if (!set_creditor(act, record->creditor, &account, currency, error)) return false;
    if (!set_currency(record->currency, currency, &account, error)) return false;
    if (!permit_require_on(&act->desk->actor, PERMIT_DEBTOR, account.creditor_id, error))
        return false;
    if (!apply_account(act, record, &ACCOUNT_OPEN, &account, error)) return false;
    if (!desk_new_id(act, "account", &account.account_id, error)) return false;
    act->account_id = account.account_id;
    text_copy(((RefAnswer *)given)->ref, REF_SIZE, record->ref);
    return account_store_insert(act->desk->db, &account, 1, error);
}

/* The journal speaks of people and creditors by their names. */
static bool set_names(Act *act, const Account *account, Json *json, GError **error)
{
    g_autoptr(GArray) creditors = NULL, members = NULL;
    if (!book_store_creditors(act->desk->db, &creditors, error) ||
        !book_store_members(act->desk->db, &members, error))
        return false;
    for (unsigned i = 0; i < creditors->len; i++) {
        const Creditor *creditor = &g_array_index(creditors, Creditor, i);
        if (creditor->creditor_id == account->creditor_id)
            json_text_set(json, "creditor", json_text_new_string(creditor->ref));
    }
    for (unsigned i = 0; i < members->len; i++) {
        const Member *member = &g_array_index(members, Member, i);
        if (member->member_id == account->owner_id)
            json_text_set(json, "owner", json_text_new_string(member->name));
    }
    return true;
}

static bool account_json(Act *act, const Account *account, Json **out, GError **error)
{
    char day[DAY_TEXT_SIZE], money[MONEY_TEXT_SIZE];
    Json *json = *out = json_text_new_object();
    json_text_set(json, "kind", json_text_new_string(words_of(words_account_kind, account->kind)));
    if (account->terms_days != DAY_NONE)
        json_text_set(json, "terms_days", json_text_new_int(account->terms_days));
    if (account->credit_limit_minor >= 0)
        json_text_set(json, "credit_limit",
                      json_text_new_string(
                          money_text(account->credit_limit_minor, account->currency, money)));
    json_text_set(json, "opened_on", json_text_new_string(day_text(account->opened_day, day)));
    json_text_set(json, "treatment", json_text_new_string(account->treatment));
    return set_names(act, account, json, error);
}

static bool account_change(Act *act, const void *taken, void *given, GError **error)
{
    const AccountRecord *record = taken;
    Account account;
    char currency[CURRENCY_SIZE];
    if (record->debtor[0] != '\0')
        return problem_refuse(error, PROBLEM_CONFLICT,
                              "the debtor of an account does not change; open a new account");
    if (!desk_find_account(act, record->ref, &account, error)) return false;
    if (!account_json(act, &account, &act->before, error)) return false;
    if (!set_creditor(act, record->creditor, &account, currency, error)) return false;
    if (!permit_require_on(&act->desk->actor, PERMIT_DEBTOR, account.creditor_id, error))
        return false;
    if (!apply_account(act, record, &ACCOUNT_CHANGE, &account, error)) return false;
    text_copy(((RefAnswer *)given)->ref, REF_SIZE, record->ref);
    return account_json(act, &account, &act->after, error) &&
           account_store_update(act->desk->db, &account, error);
}

/* --- parties ---------------------------------------------------------------------------------- */

typedef struct {
    char account[REF_SIZE], debtor[REF_SIZE];
    int role;
} PartyRecord;
static const Field PARTY_FIELDS[] = {
    FIELD_TEXT_AT(PartyRecord, account, "account", FIELD_REQUIRED, "ref of the account"),
    FIELD_TEXT_AT(PartyRecord, debtor, "debtor", FIELD_REQUIRED, "ref of who else answers for it"),
    FIELD_ENUM_AT(PartyRecord, role, "role", FIELD_REQUIRED, words_party_role, "in what role"),
    FIELD_END,
};
static const RecordType PARTY_ADD = { "party.add", sizeof(PartyRecord), PARTY_FIELDS, SIZE_MAX };
static const RecordType PARTY_REMOVE = { "party.remove", sizeof(PartyRecord), PARTY_FIELDS,
                                         SIZE_MAX };

static bool find_party(Act *act, const PartyRecord *record, Party *party, GError **error)
{
    Account account;
    Debtor other;
    if (!desk_find_account(act, record->account, &account, error)) return false;
    if (!desk_find_debtor(act, record->debtor, &other, error)) return false;
    if (other.debtor_id == account.debtor_id)
        return problem_refuse(error, PROBLEM_CONFLICT, "%s owes account %s already", record->debtor,
                              record->account);
    act->debtor_id = account.debtor_id;
    *party = (Party){ .debtor_id = account.debtor_id,
                      .account_id = account.account_id,
                      .other_debtor_id = other.debtor_id,
                      .role = record->role,
                      .on_day = act->on,
                      .ended_day = DAY_NONE,
                      .recorded_us = act->now_us };
    return true;
}

static bool party_add(Act *act, const void *taken, void *given, GError **error)
{
    Party party;
    *(PartyRecord *)given = *(const PartyRecord *)taken;
    return find_party(act, taken, &party, error) &&
           desk_new_id(act, "party", &party.party_id, error) &&
           account_store_party_insert(act->desk->db, &party, error);
}

static bool party_remove(Act *act, const void *taken, void *given, GError **error)
{
    const PartyRecord *record = taken;
    Party party;
    bool found = false;
    *(PartyRecord *)given = *record;
    if (!find_party(act, record, &party, error)) return false;
    party.ended_day = act->on;
    if (!account_store_party_end(act->desk->db, &party, act->now_us, &found, error)) return false;
    return found ||
           problem_refuse(error, PROBLEM_NOT_FOUND, "%s is no %s of account %s", record->debtor,
                          words_of(words_party_role, record->role), record->account);
}

const Action account_desk_actions[] = {
    { "debtor.open", PERMIT_DEBTOR, &DEBTOR_OPEN, &answer_ref, debtor_open,
      "Open a debtor: a person or a business that owes." },
    { "debtor.change", PERMIT_DEBTOR, &DEBTOR_CHANGE, &answer_ref, debtor_change,
      "Change what is known of a debtor." },
    { "account.open", PERMIT_DEBTOR, &ACCOUNT_OPEN, &answer_ref, account_open,
      "Open an account of a debtor." },
    { "account.change", PERMIT_DEBTOR, &ACCOUNT_CHANGE, &answer_ref, account_change,
      "Change an account's terms, limit, owner or treatment." },
    { "party.add", PERMIT_DEBTOR, &PARTY_ADD, &PARTY_ADD, party_add,
      "Name who else answers for an account." },
    { "party.remove", PERMIT_DEBTOR, &PARTY_REMOVE, &PARTY_REMOVE, party_remove,
      "End a party's role." },
    { NULL, PERMIT_DEBTOR, NULL, NULL, NULL, NULL },
};
