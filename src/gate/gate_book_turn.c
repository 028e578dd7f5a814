/* gate/gate_book_turn.c: the facts of a debtor turned to one debt and one address: role,
 * jurisdiction, legal status, validation, what is known of the number.  Decides nothing. */
#include "gate/gate_book_private.h"

#include "gate/gate_zone.h"

#include <string.h>

static bool same(const char *a, const char *b)
{
    return strcmp(a, b) == 0;
}

/* ---- who acts, and under which law ---- */

static bool european(const char *country)
{
    static const char MEMBERS[] =
        "AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE";
    const char *at = strlen(country) == 2 ? strstr(MEMBERS, country) : NULL;
    return at != NULL && (at - MEMBERS) % 3 == 0;
}

static void law_of_place(const GateDebtorRow *d, const char *country, GateFacts *f)
{
    char text[12] = "US-";
    const char *dash = strchr(d->region, '-');
    const char *region = dash != NULL && dash - d->region == 2 ? dash + 1 : d->region;
    f->country = COUNTRY_NONE;
    g_strlcpy(f->region, "FED", sizeof f->region);
    if (same(country, "US")) {
        g_strlcpy(text + 3, region, sizeof text - 3);
        bool known = *region != '\0' && gate_object_jurisdiction(text, f);
        f->country = COUNTRY_US;
        if (!known) g_strlcpy(f->region, "FED", sizeof f->region);
        f->jurisdiction_unknown = !known;
        f->new_york_city = same(f->region, "NY") && gate_zone_in_new_york_city(d->postal_code);
    } else if (same(country, "GB") || same(country, "UK")) {
        f->country = COUNTRY_UK;
        g_strlcpy(f->region, gate_zone_uk_nation(d->region, d->postal_code), sizeof f->region);
    } else if (european(country)) {
        f->country = COUNTRY_EU;
        g_strlcpy(f->region, country, sizeof f->region);
    } else {
        f->jurisdiction_unknown = true;
    }
}

static GateRole role_of(const char *creditor_role, GateCountry country)
{
    if (same(creditor_role, "first_party")) return ROLE_FIRST_PARTY;
    return country == COUNTRY_UK ? ROLE_FCA_COLLECTOR : ROLE_THIRD_PARTY;
}

/* What a fact of the debt says of role and jurisdiction. */
static bool overrides(GateBook *book, int64_t account_id, GateFacts *f, GError **error)
{
    for (size_t i = 0; i < book->rows->fact_count; i++) {
        const GateFactRow *row = &book->rows->facts[i];
        if (row->kind != FACT_DEBT || row->account_id != account_id ||
            !gate_book_live(row, book->rows->at_us) || *row->body == '\0')
            continue;
        g_autoptr(Json) tree = json_text_parse(row->body, strlen(row->body), error);
        if (tree == NULL) return false;
        const char *jur = json_text_string(json_text_get(tree, "jur"));
        int role = gate_words_find(WORDS_ROLE, json_text_string(json_text_get(tree, "role")));
        if (role != 0) f->role = (GateRole)role;
        if (jur == NULL) continue;
        f->new_york_city = same(jur, "US-NY-NYC");
        if (!gate_object_jurisdiction(f->new_york_city ? "US-NY" : jur, f))
            return problem_refuse(error, PROBLEM_INVALID,
                                  "fact %" G_GINT64_FORMAT ": jurisdiction not known: %.20s",
                                  row->fact_id, jur);
        f->jurisdiction_unknown = false;
    }
    return true;
}

/* Nothing binds a business debt, or a creditor of its own debts, in a country without a rule book:
 * there it need not be known. */
static void close_jurisdiction(GateFacts *f, const GateDebt *debt, const char *country)
{
    bool consumer = f->person.kind != KIND_COMPANY && debt != NULL && debt->consumer == TRI_TRUE;
    bool covered = f->role != ROLE_FIRST_PARTY || f->flags.other_name == TRI_TRUE;
    bool elsewhere = *country != '\0' && f->country == COUNTRY_NONE;
    if (!consumer || !covered || elsewhere) f->jurisdiction_unknown = false;
}

/* ---- legal status ---- */

/* One status under its key of the facts: {"attorney": …}; a plain one says its subject, or true. */
static bool apply_status(GateBook *book, const GateFactRow *row, GateFacts *f, GError **error)
{
    const char *flag = g_str_has_prefix(row->type, "flag:") ? row->type + 5 : NULL;
    Json *value = NULL, *tree = json_text_new_object();
    g_ptr_array_add(book->trees, tree);
    if (*row->body != '\0') {
        value = json_text_parse(row->body, strlen(row->body), error);
        if (value == NULL) {
            g_prefix_error(error, "fact %" G_GINT64_FORMAT ": ", row->fact_id);
            return false;
        }
    } else if (*row->subject != '\0') {
        value = json_text_new_string(row->subject);
    } else {
        value = flag != NULL ? json_text_new_bool(true) : json_text_new_object();
    }
    if (flag != NULL) {
        Json *flags = json_text_new_object();
        json_text_set(flags, flag, value);
        value = flags;
    }
    json_text_set(tree, flag != NULL ? "flags" : row->type, value);
    book->reader.owned = book->owned;
    book->reader.debts = book->debts;
    book->reader.debt_count = f->debt_count;
    gate_object_read(&book->reader, tree, gate_fields_facts, f, "");
    if (book->reader.error == NULL) return true;
    return problem_refuse(error, PROBLEM_INVALID, "fact %" G_GINT64_FORMAT ": %s", row->fact_id,
                          book->reader.error);
}

static bool about(const GateFactRow *row, int64_t account_id, const char *subject)
{
    if (row->account_id != 0 && row->account_id != account_id) return false;
    bool by_address = same(row->type, "creditor_email") || same(row->type, "sms_path");
    return !by_address || *row->subject == '\0' || same(row->subject, subject);
}

static void default_to(GateMoment *moment, GateMoment since)
{
    if (moment->state == MOMENT_ABSENT) *moment = since;
}

/* What a row's own columns say where its body does not. */
static void complete_status(const GateFactRow *row, GateFacts *f)
{
    GateMoment since = { row->from_us, (Day)(row->from_us / 86400000000LL), MOMENT_INSTANT };
    if (same(row->type, "attorney")) {
        if (f->attorney.known == TRI_ABSENT) f->attorney.known = TRI_TRUE;
        default_to(&f->attorney.since, since);
    } else if (same(row->type, "breathing_space")) {
        default_to(&f->breathing.notified, since);
    } else if (same(row->type, "validation")) {
        if (f->validation.status == STATUS_NONE) f->validation.status = STATUS_SENT;
        default_to(&f->validation.sent, since);
    } else if (same(row->type, "creditor_email")) {
        f->creditor_email.address = row->subject;
    } else if (same(row->type, "sms_path")) {
        f->sms_path.number = row->subject;
    }
}

/* A flag or a district is said by the row's subject alone; of others it only names the address. */
static bool apply_row(GateBook *book, const GateFactRow *row, GateFacts *f, GError **error)
{
    GateFactRow plain = *row;
    if (same(row->type, "person"))
        return gate_book_body(book, row, gate_fields_person, &f->person, error);
    bool plainly = g_str_has_prefix(row->type, "flag:") || same(row->type, "residence_district");
    if (!plainly) plain.subject = "";
    if (plainly && *row->subject != '\0') plain.body = "";
    if (!apply_status(book, &plain, f, error)) return false;
    complete_status(row, f);
    return true;
}

static bool apply_statuses(GateBook *book, int64_t account_id, const char *subject, GateFacts *f,
                           GError **error)
{
    for (size_t i = 0; i < book->rows->fact_count; i++) {
        const GateFactRow *row = &book->rows->facts[i];
        if (row->kind != FACT_STATUS || !gate_book_live(row, book->rows->at_us)) continue;
        if (same(row->type, "email_chain") || !about(row, account_id, subject)) continue;
        if (!apply_row(book, row, f, error)) return false;
    }
    return true;
}

/* ---- validation, the number in play ---- */

static void open_validation(const GateBook *book, int64_t account_id, GateFacts *f)
{
    uint64_t bit = gate_book_debt(book, account_id);
    bool provided = f->validation.given && f->validation.status != STATUS_NOT_SENT;
    if (!f->validation.given) {
        f->validation.given = true;
        f->validation.status = STATUS_NOT_SENT;
    }
    bool said = f->flags.no_prior_communication != TRI_ABSENT;
    if (!said && !provided && (book->spoken & bit) == 0) f->flags.no_prior_communication = TRI_TRUE;
}

/* A last day is over where it first is. */
static bool ended(const GateBook *book, GateMoment until)
{
    int64_t now_us = book->rows->at_us, first_us = 14 * 3600 * INT64_C(1000000);
    if (until.state == MOMENT_INSTANT) return until.at_us < now_us;
    return until.state == MOMENT_DAY && (until.day + 1) * INT64_C(86400000000) - first_us <= now_us;
}

/* Consent to texts to that number anchors the path (R20). */
static void open_text_path(const GateBook *book, GateFacts *f)
{
    for (unsigned i = 0; i < book->consents->len; i++) {
        const GateConsent *k = &g_array_index(book->consents, GateConsent, i);
        if (k->type != CONSENT_SMS || k->to_this_collector != TRI_TRUE) continue;
        if (k->number != NULL && f->number != NULL && !same(k->number, f->number)) continue;
        if (ended(book, k->until) || f->sms_path.consent.state != MOMENT_ABSENT) continue;
        f->sms_path.given = true;
        f->sms_path.consent = k->given_at;
    }
}

static void open_point(const GateBook *book, const char *subject, GateFacts *f)
{
    const char *phone = book->rows->debtor->phone;
    bool number = *subject != '\0' && strchr(subject, '@') == NULL;
    f->number = number ? subject : *phone != '\0' ? phone : NULL;
    f->point = gate_book_point(book, *subject != '\0' ? subject : f->number);
    const GatePoint *line = gate_book_point(book, f->number);
    f->line = gate_book_line(line);
    if (line != NULL && line->reassigned == TRI_TRUE) f->flags.number_reassigned = TRI_TRUE;
    if (line != NULL && line->check.state != MOMENT_ABSENT) {
        f->sms_path.given = true;
        f->sms_path.check = line->check;
        f->sms_path.database = line->database;
    }
    bool employer = f->point != NULL &&
                    (f->point->employer_provided == TRI_TRUE || f->point->type == POINT_WORK_EMAIL);
    if (employer) f->flags.employer_email = f->point->address;
    open_text_path(book, f);
}

static const GateDebtRow *debt_row(const GateBook *book, int64_t account_id)
{
    for (size_t i = 0; i < book->rows->debt_count; i++)
        if (book->rows->debts[i].account_id == account_id) return &book->rows->debts[i];
    return NULL;
}

const GateFacts *gate_book_turn(GateBook *book, int64_t account_id, const char *subject,
                                GError **error)
{
    const GateDebtRow *row = debt_row(book, account_id);
    const GateDebtorRow *d = book->rows->debtor;
    GateFacts *f = &book->facts;
    uint64_t bit = gate_book_debt(book, account_id);
    const char *country = *d->country != '\0' || row == NULL ? d->country : row->creditor_country;
    *f = book->base;
    law_of_place(d, country, f);
    f->role = role_of(row != NULL ? row->creditor_role : "third_party", f->country);
    if (!overrides(book, account_id, f, error) ||
        !apply_statuses(book, account_id, subject, f, error))
        return NULL;
    close_jurisdiction(f, bit == GATE_DEBT_ELSEWHERE ? NULL : &book->debts[__builtin_ctzll(bit)],
                       country);
    open_validation(book, account_id, f);
    open_point(book, subject, f);
    return f;
}
