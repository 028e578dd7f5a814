/* desk/fact_desk.c: what is known of a person for the contact gate: addresses, places, consents,
 * wishes, and the facts of a debt; each with what takes it back.  Notices and legal status are
 * notice_desk.c's. */
#include "base/text.h"
#include "desk/desk_tables.h"
#include "desk/fact_book.h"
#include "desk/field.h"
#include "gate/gate_zone.h"
#include <string.h>

/* Fields that every record of this file has first. */
#define WHOSE(S)                                                                  \
    FIELD_TEXT_AT(S, debtor, "debtor", 0, "ref of the debtor, for all accounts"), \
        FIELD_TEXT_AT(S, account, "account", 0, "or ref of the one account it speaks of")
#define WHEN(S)  FIELD_AT(S, at_us, "at", FIELD_INSTANT, 0, "since when; default now")
#define UNTIL(S) FIELD_AT(S, until, "until", FIELD_DAY, 0, "its last day; none: until taken back")

static const char *const MEDIA[] = { "telephone", "email", "mail", "social", NULL };
static const char *const SOURCES[] = { "consumer", "creditor", "prior_collector", "vendor", NULL };
static const char *const VERIFIED[] = { "unverified", "candidate", "verified", "wrong", NULL };
static const char *const POINTS[] = { "wireless",
                                      "residential_landline",
                                      "business",
                                      "voip",
                                      "personal_email",
                                      "work_email",
                                      "home_mail",
                                      "work_mail",
                                      NULL };
static const char *const PLACES[] = { "home", "work", "none", NULL };

static const char *word(const char *const *words, int index)
{
    return index < 0 ? "" : words[index];
}

static const char *const COMMON[] = { "debtor", "account", "type", "medium",  "address", "at",
                                      "until",  "point",   "note", "details", NULL };

/* ---- addresses and numbers ---- */

typedef struct {
    char debtor[REF_SIZE], account[REF_SIZE], address[FACT_SUBJECT_SIZE], owner[NAME_SIZE],
        database[WORD_SIZE], trace[REF_SIZE];
    int medium, type, place, source, verified;
    int64_t point, at_us, checked_us, confidence;
    bool employer_provided, known_bad, reassigned;
    char *note;
    uint64_t given;
} PointRecord;

#define POINT_FIELDS                                                                            \
    FIELD_ENUM_AT(PointRecord, type, "type", 0, POINTS, "the kind of line or address"),         \
        FIELD_ENUM_AT(PointRecord, place, "place", 0, PLACES, "where it is"),                   \
        FIELD_ENUM_AT(PointRecord, source, "source", 0, SOURCES, "whom we have it from"),       \
        FIELD_ENUM_AT(PointRecord, verified, "verified", 0, VERIFIED,                           \
                      "is it the person's? What a vendor traced is used once it is verified"),  \
        FIELD_AT(PointRecord, employer_provided, "employer_provided", FIELD_BOOL, 0,            \
                 "somebody said that the employer provides it"),                                \
        FIELD_AT(PointRecord, known_bad, "known_bad", FIELD_BOOL, 0,                            \
                 "mail to it is known to have reached a stranger"),                             \
        FIELD_AT(PointRecord, reassigned, "reassigned", FIELD_BOOL, 0,                          \
                 "the number belongs to somebody else now"),                                    \
        FIELD_AT(PointRecord, checked_us, "checked_at", FIELD_INSTANT, 0,                       \
                 "when a database said that it was not reassigned"),                            \
        FIELD_TEXT_AT(PointRecord, database, "database", 0, "which database; default FCC_RND"), \
        FIELD_TEXT_AT(PointRecord, owner, "owner", 0, "whose it is, as far as is known"),       \
        FIELD_INT_AT(PointRecord, confidence, "confidence", 0, 0, 100,                          \
                     "percent, as the vendor gives it"),                                        \
        FIELD_TEXT_AT(PointRecord, trace, "trace", 0, "number of the trace that found it"),     \
        FIELD_AT(PointRecord, note, "note", FIELD_NOTE, 0, "free text"), WHEN(PointRecord),     \
        FIELD_END

static const Field POINT_ADD_FIELDS[] = {
    WHOSE(PointRecord),
    FIELD_ENUM_AT(PointRecord, medium, "medium", FIELD_REQUIRED, MEDIA, "what it is for"),
    FIELD_TEXT_AT(PointRecord, address, "address", FIELD_REQUIRED, "the number or address"),
    POINT_FIELDS,
};
static const Field POINT_CHANGE_FIELDS[] = {
    FIELD_INT_AT(PointRecord, point, "point", FIELD_REQUIRED, 1, INT64_MAX,
                 "its number, as the view points names it"),
    POINT_FIELDS,
};
static const RecordType POINT_ADD = { "point.add", sizeof(PointRecord), POINT_ADD_FIELDS,
                                      offsetof(PointRecord, given) };
static const RecordType POINT_CHANGE = { "point.change", sizeof(PointRecord), POINT_CHANGE_FIELDS,
                                         offsetof(PointRecord, given) };

/* The check of the number is an object of the vocabulary. */
static void put_check(const PointRecord *record, Json *body)
{
    char at[INSTANT_TEXT_SIZE];
    json_text_remove(body, "checked_at");
    json_text_remove(body, "database");
    if (record->checked_us == 0) return;
    Json *check = json_text_new_object();
    json_text_set(check, "t", json_text_new_string(clock_text(record->checked_us, at)));
    json_text_set(check, "db",
                  json_text_new_string(record->database[0] != '\0' ? record->database : "FCC_RND"));
    json_text_set(body, "check", check);
}

static Json *point_body(const RecordType *type, const PointRecord *record)
{
    Json *body = fact_book_body(type, record, COMMON);
    if (record->note != NULL) json_text_set(body, "note", json_text_new_string(record->note));
    put_check(record, body);
    return body;
}

static bool point_add(Act *act, const void *taken, void *given, GError **error)
{
    const PointRecord *record = taken;
    g_autoptr(Json) body = point_body(&POINT_ADD, record);
    const FactDraft draft = { .kind = FACT_POINT,
                              .account = record->account,
                              .debtor = record->debtor,
                              .type = word(POINTS, record->type),
                              .medium = word(MEDIA, record->medium),
                              .subject = record->address,
                              .at_us = record->at_us,
                              .until = DAY_NONE,
                              .supersedes = true,
                              .body = body };
    return fact_book_put(act, &draft, given, error);
}

/* The account's or debtor's reference of a fact, for a draft that takes its place. */
static bool whose(Act *act, const ContactFact *fact, FactDraft *draft, char ref[static REF_SIZE],
                  GError **error)
{
    draft->account = draft->debtor = "";
    if (fact->account_id != 0) {
        Account account;
        if (!desk_get_account(act, fact->debtor_id, fact->account_id, &account, error))
            return false;
        text_copy(ref, REF_SIZE, account.ref);
        draft->account = ref;
        return true;
    }
    Debtor debtor;
    if (!account_store_debtor_get(act->desk->db, fact->debtor_id, &debtor, error)) return false;
    text_copy(ref, REF_SIZE, debtor.ref);
    draft->debtor = ref;
    return true;
}

/* What stood, with what is said now on top. */
static Json *merged(const char *before, const Json *now)
{
    g_autoptr(GError) error = NULL;
    Json *body =
        *before == '\0' ? json_text_new_object() : json_text_parse(before, strlen(before), &error);
    void *iter = NULL;
    const char *key;
    const Json *value;
    if (body == NULL) body = json_text_new_object();
    while (json_text_each(now, &iter, &key, &value))
        json_text_set(body, key, json_text_copy(value));
    return body;
}

static bool point_change(Act *act, const void *taken, void *given, GError **error)
{
    const PointRecord *record = taken;
    ContactFact fact = { 0 };
    g_autofree char *before = NULL;
    char ref[REF_SIZE];
    FactDraft draft = {
        .kind = FACT_POINT, .at_us = record->at_us, .until = DAY_NONE, .supersedes = true
    };
    if (!fact_book_live(act, FACT_POINT, record->point, &fact, &before, error) ||
        !whose(act, &fact, &draft, ref, error))
        return false;
    g_autoptr(Json) now = point_body(&POINT_CHANGE, record);
    g_autoptr(Json) body = merged(before, now);
    draft.type = record->type >= 0 ? POINTS[record->type] : fact.type;
    draft.medium = fact.medium;
    draft.subject = fact.subject;
    draft.body = body;
    return fact_book_put(act, &draft, given, error);
}

/* ---- where the person is ---- */

static const char *const LOCATIONS[] = { "stated_by_person", "residence_address",
                                         "mailing_address",  "landline_area_code",
                                         "mobile_area_code", "ip",
                                         "returned_mail",    NULL };

typedef struct {
    char debtor[REF_SIZE], account[REF_SIZE], country[4], state[REGION_SIZE], county[NAME_SIZE],
        city[NAME_SIZE], phone[WORD_SIZE];
    int source;
    bool actual_knowledge;
    int64_t at_us;
    Day until;
    char *zones;
    uint64_t given;
} LocationRecord;
static const Field LOCATION_FIELDS[] = {
    FIELD_TEXT_AT(LocationRecord, debtor, "debtor", FIELD_REQUIRED, "ref of the debtor"),
    FIELD_ENUM_AT(LocationRecord, source, "source", FIELD_REQUIRED, LOCATIONS,
                  "how we know; the newest of a source counts"),
    FIELD_AT(LocationRecord, zones, "zones", FIELD_WORDS, 0,
             "time zones it may mean, as America/Chicago; default by state or phone"),
    FIELD_TEXT_AT(LocationRecord, country, "country", 0, "two letters; default US"),
    FIELD_TEXT_AT(LocationRecord, state, "state", 0, "state or region"),
    FIELD_TEXT_AT(LocationRecord, county, "county", 0, "county"),
    FIELD_TEXT_AT(LocationRecord, city, "city", 0, "town"),
    FIELD_TEXT_AT(LocationRecord, phone, "phone", 0, "number whose area code tells it"),
    FIELD_AT(LocationRecord, actual_knowledge, "actual_knowledge", FIELD_BOOL, 0,
             "we know it; other evidence is set aside"),
    WHEN(LocationRecord),
    UNTIL(LocationRecord),
    FIELD_END,
};
static const RecordType LOCATION_OBSERVE = { "location.observe", sizeof(LocationRecord),
                                             LOCATION_FIELDS, offsetof(LocationRecord, given) };

/* The zones named, else those of the state or of the telephone's area. */
static char *zones_of(const LocationRecord *record)
{
    GateZones zones = { 0 };
    const char *country = record->country[0] != '\0' ? record->country : "US";
    if (record->zones != NULL) return g_strdelimit(g_strdup(record->zones), "\n", ',');
    if (record->state[0] != '\0') gate_zone_of_region(country, record->state, &zones);
    if (record->phone[0] != '\0') gate_zone_of_phone(record->phone, country, &zones);
    GString *text = g_string_new(NULL);
    for (size_t i = 0; i < zones.count; i++)
        g_string_append_printf(text, "%s%s", i > 0 ? "," : "", zones.names[i]);
    return g_string_free(text, FALSE);
}

static bool location_observe(Act *act, const void *taken, void *given, GError **error)
{
    static const char *const OWN[] = { "debtor", "source", "zones", "at", "until", NULL };
    const LocationRecord *record = taken;
    g_autofree char *zones = zones_of(record);
    g_autoptr(Json) body = fact_book_body(&LOCATION_OBSERVE, record, OWN);
    const FactDraft draft = { .kind = FACT_LOCATION,
                              .account = "",
                              .debtor = record->debtor,
                              .type = LOCATIONS[record->source],
                              .medium = "",
                              .subject = zones,
                              .at_us = record->at_us,
                              .until = record->until,
                              .supersedes = true,
                              .body = body };
    if (*zones == '\0')
        return problem_refuse(error, PROBLEM_INVALID,
                              "zones, state or phone must say where the person may be");
    return fact_book_put(act, &draft, given, error);
}

/* ---- consents ---- */

static const char *const CONSENTS[] = {
    "extra_calls",  "contact_outside_hours", "email", "sms",         "tcpa_prior_express",
    "tcpa_written", "electronic_written",    "esign", "third_party", NULL
};
static const char *const GIVEN_TO[] = { "this_collector", "creditor", "prior_collector", NULL };

typedef struct {
    char debtor[REF_SIZE], account[REF_SIZE], address[FACT_SUBJECT_SIZE], how[WORD_SIZE],
        who[WORD_SIZE], from[8], to[8], evidence[NAME_SIZE];
    int type, given_to;
    int64_t at_us;
    Day until;
    bool disclosed_use, during_compliant_contact;
    char *words, *dates;
    uint64_t given;
} ConsentRecord;
static const Field CONSENT_FIELDS[] = {
    WHOSE(ConsentRecord),
    FIELD_ENUM_AT(ConsentRecord, type, "type", FIELD_REQUIRED, CONSENTS, "consent to what"),
    FIELD_TEXT_AT(ConsentRecord, address, "address", 0, "only for this number or address"),
    FIELD_ENUM_AT(ConsentRecord, given_to, "given_to", 0, GIVEN_TO,
                  "to whom it was given; default this_collector"),
    FIELD_TEXT_AT(ConsentRecord, how, "how", 0, "oral, written, portal_entry …"),
    FIELD_TEXT_AT(ConsentRecord, who, "who", 0, "third_party: who may be told, as spouse"),
    FIELD_TEXT_AT(ConsentRecord, from, "from", 0, "from this time of day, HH:MM"),
    FIELD_TEXT_AT(ConsentRecord, to, "to", 0, "to this time of day, HH:MM"),
    FIELD_AT(ConsentRecord, dates, "dates", FIELD_WORDS, 0, "only on these dates"),
    FIELD_AT(ConsentRecord, disclosed_use, "disclosed_use", FIELD_BOOL, 0,
             "the use was clearly stated where it was typed in"),
    FIELD_AT(ConsentRecord, during_compliant_contact, "during_compliant_contact", FIELD_BOOL, 0,
             "no: it was asked for in a contact that should not have been"),
    FIELD_AT(ConsentRecord, words, "words", FIELD_NOTE, 0, "what was said"),
    FIELD_TEXT_AT(ConsentRecord, evidence, "evidence", 0, "where the proof is kept"),
    WHEN(ConsentRecord),
    UNTIL(ConsentRecord),
    FIELD_END,
};
static const RecordType CONSENT_GIVE = { "consent.give", sizeof(ConsentRecord), CONSENT_FIELDS,
                                         offsetof(ConsentRecord, given) };

static bool consent_give(Act *act, const void *taken, void *given, GError **error)
{
    static const char *const OWN[] = { "debtor", "account", "type",  "address",
                                       "at",     "until",   "dates", NULL };
    const ConsentRecord *record = taken;
    g_autoptr(Json) body = fact_book_body(&CONSENT_GIVE, record, OWN);
    if (record->dates != NULL) {
        Json *scope = json_text_new_object(), *list = json_text_new_list();
        g_auto(GStrv) dates = g_strsplit(record->dates, "\n", -1);
        for (char **date = dates; *date != NULL; date++)
            json_text_append(list, json_text_new_string(*date));
        json_text_set(scope, "dates", list);
        json_text_set(body, "scope", scope);
    }
    const FactDraft draft = { .kind = FACT_CONSENT,
                              .account = record->account,
                              .debtor = record->debtor,
                              .type = CONSENTS[record->type],
                              .medium = "",
                              .subject = record->address,
                              .at_us = record->at_us,
                              .until = record->until,
                              .body = body };
    return fact_book_put(act, &draft, given, error);
}

/* ---- wishes ---- */

static const char *const PREFERENCES[] = {
    "no_medium",     "no_address", "inconvenient_time", "inconvenient_place", "employer_prohibits",
    "no_work_calls", NULL
};
static const char *const WISH_MEDIA[] = { "telephone", "email",          "sms",
                                          "mail",      "portal_message", NULL };

typedef struct {
    char debtor[REF_SIZE], account[REF_SIZE], address[FACT_SUBJECT_SIZE], from[8], to[8],
        how[WORD_SIZE], source[WORD_SIZE];
    int type, medium;
    int64_t at_us;
    Day until, written_confirmation;
    bool ambiguous;
    char *days, *words;
    uint64_t given;
} PreferenceRecord;
static const Field PREFERENCE_FIELDS[] = {
    WHOSE(PreferenceRecord),
    FIELD_ENUM_AT(PreferenceRecord, type, "type", FIELD_REQUIRED, PREFERENCES, "what is wished"),
    FIELD_ENUM_AT(PreferenceRecord, medium, "medium", 0, WISH_MEDIA, "the medium not to be used"),
    FIELD_TEXT_AT(PreferenceRecord, address, "address", 0,
                  "the number or address not to be used; the place: work, home, not_at_home"),
    FIELD_AT(PreferenceRecord, days, "days", FIELD_WORDS, 0, "weekdays, as Mon,Tue; none: all"),
    FIELD_TEXT_AT(PreferenceRecord, from, "from", 0, "from this time of day, HH:MM"),
    FIELD_TEXT_AT(PreferenceRecord, to, "to", 0, "to this time of day, HH:MM"),
    FIELD_TEXT_AT(PreferenceRecord, how, "how", 0, "oral, written …"),
    FIELD_AT(PreferenceRecord, words, "words", FIELD_NOTE, 0, "what was said"),
    FIELD_TEXT_AT(PreferenceRecord, source, "source", 0, "consumer, creditor_file_note …"),
    FIELD_AT(PreferenceRecord, written_confirmation, "written_confirmation", FIELD_DAY, 0,
             "it was confirmed in writing on that day"),
    FIELD_AT(PreferenceRecord, ambiguous, "ambiguous", FIELD_BOOL, 0, "not clear what was meant"),
    WHEN(PreferenceRecord),
    UNTIL(PreferenceRecord),
    FIELD_END,
};
static const RecordType PREFERENCE_SET = { "preference.set", sizeof(PreferenceRecord),
                                           PREFERENCE_FIELDS, offsetof(PreferenceRecord, given) };

static bool preference_set(Act *act, const void *taken, void *given, GError **error)
{
    const PreferenceRecord *record = taken;
    g_autoptr(Json) body = fact_book_body(&PREFERENCE_SET, record, COMMON);
    const FactDraft draft = { .kind = FACT_PREFERENCE,
                              .account = record->account,
                              .debtor = record->debtor,
                              .type = PREFERENCES[record->type],
                              .medium = word(WISH_MEDIA, record->medium),
                              .subject = record->address,
                              .at_us = record->at_us,
                              .until = record->until,
                              .body = body };
    if (record->type == 0 && record->medium < 0)
        return problem_refuse(error, PROBLEM_INVALID, "medium is needed with no_medium");
    if ((record->type == 1 || record->type == 3) && record->address[0] == '\0')
        return problem_refuse(error, PROBLEM_INVALID, "address is needed with %s",
                              PREFERENCES[record->type]);
    return fact_book_put(act, &draft, given, error);
}

/* ---- debts ---- */

static const char *const ROLES[] = { "third_party_collector",
                                     "debt_buyer_principal_purpose",
                                     "debt_buyer_own_account_not_principal_purpose",
                                     "first_party_creditor",
                                     "servicer_acquired_before_default",
                                     "mortgage_servicer_debt_collector",
                                     "fca_debt_collector",
                                     "fca_debt_collector_appointed_after_start",
                                     NULL };
static const char *const PRODUCTS[] = { "credit_card",    "closed_end_retail", "retail",
                                        "medical",        "mortgage",          "student_loan",
                                        "utility",        "regulated_credit",  "trade_invoice",
                                        "retail_invoice", "rent_current",      NULL };
static const char *const STATUSES[] = { "open",       "paid",        "settled", "disputed",
                                        "discharged", "charged_off", NULL };
static const char *const TYPES[] = { "consumer", "commercial", NULL };
static const char *const CONTRACTS[] = { "written", "oral", "open_account", NULL };
static const char *const ITEMIZED[] = { "last_statement", "charge_off", "last_payment",
                                        "transaction",    "judgment",   NULL };

typedef struct {
    char account[REF_SIZE], jur[WORD_SIZE], choice_of_law[WORD_SIZE], contract_signed_in[NAME_SIZE],
        servicing_account[REF_SIZE], secured_by[WORD_SIZE], creditor_then[NAME_SIZE];
    int role, product, type, status, contract, itemization_type;
    bool identity_theft_notified;
    Decimal amount, rate, amount_then;
    Day accrued, due, invoice_received, entered, incurred, opened, charged_off, oldest_unpaid_due,
        last_statement, last_payment, transaction, judgment;
    int64_t at_us, terms_days;
    char *contract_authorises, *re_aged;
    uint64_t given;
} DebtRecord;
#define DEBT_DAY(member, doc) FIELD_AT(DebtRecord, member, #member, FIELD_DAY, 0, doc)
static const Field DEBT_FIELDS[] = {
    FIELD_TEXT_AT(DebtRecord, account, "account", FIELD_REQUIRED, "ref of the account"),
    FIELD_ENUM_AT(DebtRecord, role, "role", 0, ROLES, "what we are to it; default by creditor"),
    FIELD_TEXT_AT(DebtRecord, jur, "jur", 0, "the law that binds, as US-NY; default by residence"),
    FIELD_ENUM_AT(DebtRecord, type, "type", 0, TYPES, "the purpose it was made for"),
    FIELD_ENUM_AT(DebtRecord, product, "product", 0, PRODUCTS, "what was sold or lent"),
    FIELD_ENUM_AT(DebtRecord, status, "status", 0, STATUSES, "where it stands"),
    FIELD_AT(DebtRecord, identity_theft_notified, "identity_theft_notified", FIELD_BOOL, 0,
             "a bureau notified it as identity theft"),
    FIELD_ENUM_AT(DebtRecord, contract, "contract", 0, CONTRACTS, "its form"),
    FIELD_TEXT_AT(DebtRecord, choice_of_law, "choice_of_law", 0, "the law the contract names"),
    FIELD_TEXT_AT(DebtRecord, contract_signed_in, "contract_signed_in", 0,
                  "judicial district of signature"),
    FIELD_TEXT_AT(DebtRecord, servicing_account, "servicing_account", 0,
                  "student loans: the same number makes one debt of them"),
    FIELD_TEXT_AT(DebtRecord, secured_by, "secured_by", 0, "its security"),
    FIELD_AT(DebtRecord, contract_authorises, "contract_authorises", FIELD_WORDS, 0,
             "what the contract lets us charge: principal, contract_interest, a fee's name"),
    FIELD_AT(DebtRecord, amount, "amount", FIELD_AMOUNT, 0, "its principal"),
    FIELD_AT(DebtRecord, rate, "rate", FIELD_AMOUNT, 0, "yearly interest, percent"),
    DEBT_DAY(accrued, "the claim accrued, for limitation"),
    DEBT_DAY(due, "agreed due date"),
    DEBT_DAY(invoice_received, "the invoice was received"),
    DEBT_DAY(entered, "the agreement was entered"),
    DEBT_DAY(incurred, "the obligation arose"),
    DEBT_DAY(opened, "the account was opened"),
    DEBT_DAY(charged_off, "it was charged off"),
    DEBT_DAY(oldest_unpaid_due, "due date of the oldest unpaid instalment"),
    FIELD_AT(DebtRecord, re_aged, "re_aged", FIELD_WORDS, 0, "dates of earlier re-agings"),
    FIELD_INT_AT(DebtRecord, terms_days, "terms_days", 0, 0, 3650, "payment period, days"),
    FIELD_ENUM_AT(DebtRecord, itemization_type, "itemization_type", 0, ITEMIZED,
                  "the reference date that notices itemise from, once used for always"),
    DEBT_DAY(last_statement, "last statement of the creditor"),
    DEBT_DAY(last_payment, "last payment"),
    DEBT_DAY(transaction, "transaction"),
    DEBT_DAY(judgment, "judgment"),
    FIELD_AT(DebtRecord, amount_then, "amount_then", FIELD_AMOUNT, 0, "owed on that date"),
    FIELD_TEXT_AT(DebtRecord, creditor_then, "creditor_then", 0, "creditor on that date"),
    WHEN(DebtRecord),
    FIELD_END,
};
static const RecordType DEBT_DESCRIBE = { "debt.describe", sizeof(DebtRecord), DEBT_FIELDS,
                                          offsetof(DebtRecord, given) };

static bool debt_describe(Act *act, const void *taken, void *given, GError **error)
{
    static const char *const OWN[] = { "account", "at", NULL };
    const DebtRecord *record = taken;
    g_autoptr(Json) body = fact_book_body(&DEBT_DESCRIBE, record, OWN);
    const FactDraft draft = { .kind = FACT_DEBT,
                              .account = record->account,
                              .debtor = "",
                              .type = "debt",
                              .medium = "",
                              .subject = "",
                              .at_us = record->at_us,
                              .until = DAY_NONE,
                              .body = body };
    if (json_text_count(body) == 0)
        return problem_refuse(error, PROBLEM_INVALID, "say at least one thing of the debt");
    return fact_book_put(act, &draft, given, error);
}

/* ---- taking back ---- */

typedef struct {
    int64_t fact, at_us;
    char *reason;
} EndRecord;
static const Field END_FIELDS[] = {
    FIELD_INT_AT(EndRecord, fact, "fact", FIELD_REQUIRED, 1, INT64_MAX, "its number"),
    FIELD_AT(EndRecord, at_us, "at", FIELD_INSTANT, 0, "when; default now"),
    FIELD_AT(EndRecord, reason, "reason", FIELD_NOTE, 0, "why, or the words that were used"),
    FIELD_END,
};
#define END_RECORD(name)                              \
    {                                                 \
        name, sizeof(EndRecord), END_FIELDS, SIZE_MAX \
    }
static const RecordType POINT_RETIRE = END_RECORD("point.retire");
static const RecordType LOCATION_DROP = END_RECORD("location.drop");
static const RecordType CONSENT_WITHDRAW = END_RECORD("consent.withdraw");
static const RecordType PREFERENCE_LIFT = END_RECORD("preference.lift");
static const RecordType NOTICE_RETRACT = END_RECORD("notice.retract");
static const RecordType STATUS_END = END_RECORD("status.end");
static const RecordType DEBT_RETRACT = END_RECORD("debt.retract");

#define END_ACTION(name, kind)                                                      \
    static bool name(Act *act, const void *taken, void *given, GError **error)      \
    {                                                                               \
        const EndRecord *record = taken;                                            \
        return fact_book_end(act, kind, record->fact, record->at_us, given, error); \
    }
END_ACTION(point_retire, FACT_POINT)
END_ACTION(location_drop, FACT_LOCATION)
END_ACTION(consent_withdraw, FACT_CONSENT)
END_ACTION(preference_lift, FACT_PREFERENCE)
END_ACTION(notice_retract, FACT_NOTICE)
END_ACTION(status_end, FACT_STATUS)
END_ACTION(debt_retract, FACT_DEBT)

const Action fact_desk_actions[] = {
    { "point.add", PERMIT_CONTACT, &POINT_ADD, &fact_book_answer, point_add,
      "Note a telephone number or an address, what it is and where it comes from." },
    { "point.change", PERMIT_CONTACT, &POINT_CHANGE, &fact_book_answer, point_change,
      "Say more of a number or address: verified, wrong, reassigned." },
    { "point.retire", PERMIT_CONTACT, &POINT_RETIRE, &fact_book_answer, point_retire,
      "A number or address is no longer to be used." },
    { "location.observe", PERMIT_CONTACT, &LOCATION_OBSERVE, &fact_book_answer, location_observe,
      "Note where the person may be, and so which hours count." },
    { "location.drop", PERMIT_CONTACT, &LOCATION_DROP, &fact_book_answer, location_drop,
      "Evidence of a place holds no longer." },
    { "consent.give", PERMIT_CONTACT, &CONSENT_GIVE, &fact_book_answer, consent_give,
      "Note a consent: to what, for which address, given how and to whom." },
    { "consent.withdraw", PERMIT_CONTACT, &CONSENT_WITHDRAW, &fact_book_answer, consent_withdraw,
      "A consent is withdrawn; it counts at once." },
    { "preference.set", PERMIT_CONTACT, &PREFERENCE_SET, &fact_book_answer, preference_set,
      "Note a medium, an address, a time or a place that is not to be used." },
    { "preference.lift", PERMIT_CONTACT, &PREFERENCE_LIFT, &fact_book_answer, preference_lift,
      "The person lifted a wish." },
    { "debt.describe", PERMIT_CONTACT, &DEBT_DESCRIBE, &fact_book_answer, debt_describe,
      "Say what the gate needs to know of a debt; what is said later goes before." },
    { "debt.retract", PERMIT_CONTACT, &DEBT_RETRACT, &fact_book_answer, debt_retract,
      "A description of a debt was wrong." },
    { "notice.retract", PERMIT_CONTACT, &NOTICE_RETRACT, &fact_book_answer, notice_retract,
      "A notice was noted by mistake, or was taken back by who sent it." },
    { "status.end", PERMIT_CONTACT, &STATUS_END, &fact_book_answer, status_end,
      "A legal status has ended." },
    { NULL, PERMIT_CONTACT, NULL, NULL, NULL, NULL },
};
