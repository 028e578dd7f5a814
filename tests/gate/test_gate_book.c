/* gate/test_gate_book.c: rows of the book as facts, and what the gate answers on them.  Knows no
 * database. */
#include "book_rows.h"
#include "gate/gate_zone.h"

#include <glib.h>
#include <string.h>

/* ---- where ---- */

static void test_jurisdiction(void)
{
    static const struct {
        const char *country, *region, *postal;
        GateCountry expected;
        const char *law;
        bool city, unknown;
    } CASES[] = {
        { "US", "OH", "43004", COUNTRY_US, "OH", false, false },
        { "US", "US-TX", "", COUNTRY_US, "TX", false, false },
        { "US", "NY", "10025-1234", COUNTRY_US, "NY", true, false },
        { "US", "NY", "11215", COUNTRY_US, "NY", true, false },
        { "US", "NY", "11004", COUNTRY_US, "NY", true, false },
        { "US", "NY", "11001", COUNTRY_US, "NY", false, false },
        { "US", "NY", "12207", COUNTRY_US, "NY", false, false },
        { "US", "NJ", "10025", COUNTRY_US, "NJ", false, false },
        { "US", "", "", COUNTRY_US, "FED", false, true },
        { "US", "XX", "", COUNTRY_US, "FED", false, true },
        { "GB", "SCT", "", COUNTRY_UK, "SCT", false, false },
        { "GB", "", "G12 8QQ", COUNTRY_UK, "SCT", false, false },
        { "GB", "Northern Ireland", "", COUNTRY_UK, "NI", false, false },
        { "GB", "", "GL1 1AA", COUNTRY_UK, "EW", false, false },
        { "DE", "BY", "80331", COUNTRY_EU, "DE", false, false },
        { "ES", "", "", COUNTRY_EU, "ES", false, false },
        { "", "", "", COUNTRY_US, "FED", false, true }, /* the creditor's */
        { "BR", "", "", COUNTRY_NONE, "FED", false, false },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autoptr(GateBook) book = gate_book_new();
        g_autoptr(GError) error = NULL;
        GateDebtorRow debtor = book_rows_person;
        debtor.country = CASES[i].country;
        debtor.region = CASES[i].region;
        debtor.postal_code = CASES[i].postal;
        GateBookRows rows = book_rows_of(&debtor, &book_rows_debt, NULL, 0);
        const GateFacts *f = gate_book_facts(book, &rows, &error);
        g_assert_no_error(error);
        g_assert_cmpint(f->country, ==, CASES[i].expected);
        g_assert_cmpstr(f->region, ==, CASES[i].law);
        g_assert_cmpint(f->new_york_city, ==, CASES[i].city);
        g_assert_cmpint(f->jurisdiction_unknown, ==, CASES[i].unknown);
    }
}

static void expect_zones(const GateDebtorRow *debtor, const GateFactRow *facts, size_t count,
                         const char *expected)
{
    g_autoptr(GateBook) book = gate_book_new();
    g_autoptr(GError) error = NULL;
    g_autoptr(GString) got = g_string_new(NULL);
    GateBookRows rows = book_rows_of(debtor, &book_rows_debt, facts, count);
    const GateFacts *f = gate_book_facts(book, &rows, &error);
    g_assert_no_error(error);
    g_assert_true(f->person.zones_given);
    for (size_t i = 0; i < f->person.zone_count; i++)
        g_string_append_printf(got, "%s%s", i > 0 ? "," : "", f->person.zone_names[i]);
    g_assert_cmpstr(got->str, ==, expected);
}

static void test_zones(void)
{
    static const struct {
        const char *country, *region, *zone, *phone, *expected;
    } CASES[] = {
        { "US", "OH", "", "+1 614 555 0100", "America/New_York" },
        { "US", "OH", "", "+1 (415) 555-0100", "America/New_York,America/Los_Angeles" },
        { "US", "OH", "", "415 555 0100", "America/New_York,America/Los_Angeles" },
        { "US", "OH", "America/Denver", "+1 415 555 0100", "America/Denver" },
        { "US", "KY", "", "", "America/New_York,America/Chicago" },
        { "US", "AZ", "", "", "America/Phoenix,America/Denver" },
        { "US", "OH", "", "+1 800 555 0100", "America/New_York" },
        { "US", "OH", "", "0044 20 7946 0000", "America/New_York,Europe/London" },
        { "GB", "SCT", "", "020 7946 0000", "Europe/London" },
        { "ES", "", "", "", "Europe/Madrid,Atlantic/Canary" },
        { "BR", "", "", "", "" },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        GateDebtorRow debtor = book_rows_person;
        debtor.country = CASES[i].country;
        debtor.region = CASES[i].region;
        debtor.time_zone = CASES[i].zone;
        debtor.phone = CASES[i].phone;
        expect_zones(&debtor, NULL, 0, CASES[i].expected);
    }
}

static void test_location_rows(void)
{
    GateFactRow rows[] = {
        book_rows_fact(FACT_LOCATION, "mailing_address", "", "America/Denver", ""),
        book_rows_fact(FACT_LOCATION, "residence_address", "", "America/Chicago", ""),
        book_rows_fact(FACT_LOCATION, "stated_by_person", "", "Pacific/Honolulu", ""),
    };
    expect_zones(&book_rows_person, rows, 1, "America/Denver,America/New_York");
    expect_zones(&book_rows_person, rows, 2, "America/Denver,America/Chicago,America/New_York");
    expect_zones(&book_rows_person, rows, 3, "Pacific/Honolulu");
    rows[2].ended_us = NOW - 1;
    expect_zones(&book_rows_person, rows, 3, "America/Denver,America/Chicago,America/New_York");
    GateFactRow point = book_rows_fact(FACT_POINT, "wireless", "telephone", "+1 808 555 0100", "");
    expect_zones(&book_rows_person, &point, 1, "America/New_York,Pacific/Honolulu");
}

/* Every area code of the table in a zone that the machine knows: a spelling error would lose it. */
static void test_area_codes(void)
{
    size_t found = 0;
    for (int code = 200; code < 1000; code++) {
        GateZones zones = { 0 };
        g_autofree char *phone = g_strdup_printf("+1%d5550100", code);
        gate_zone_of_phone(phone, "US", &zones);
        if (zones.count > 0) found++;
    }
    g_assert_cmpuint(found, ==, 429);
}

/* ---- what the gate answers ---- */

typedef struct {
    GateFactKind kind;
    const char *type, *medium, *subject, *body;
    GateChannel channel;
    GateCode code; /* CODE_NONE: allowed */
} FactCase;

static const FactCase FACT_CASES[] = {
    { FACT_NOTICE, "cease_notice_received", "mail", "", "", CHANNEL_CALL, CODE_CEASE },
    { FACT_NOTICE, "cease_notice_received", "telephone", "", "", CHANNEL_CALL, CODE_NONE },
    { FACT_NOTICE, "refusal_to_pay_received", "letter", "", "", CHANNEL_LETTER, CODE_CEASE },
    { FACT_NOTICE, "cease_notice_received", "email", "", "{\"collector_accepts_medium\":false}",
      CHANNEL_CALL, CODE_NONE },
    { FACT_NOTICE, "dispute_received", "mail", "", "", CHANNEL_CALL, CODE_DISPUTE_HOLD },
    { FACT_NOTICE, "original_creditor_request", "mail", "", "", CHANNEL_CALL, CODE_DISPUTE_HOLD },
    { FACT_NOTICE, "dispute_received", "telephone", "", "", CHANNEL_CALL, CODE_NONE },
    { FACT_STATUS, "attorney", "", "", "{\"name\":\"Lee\"}", CHANNEL_CALL, CODE_ATTORNEY },
    { FACT_STATUS, "bankruptcy", "", "",
      "{\"chapter\":7,\"status\":\"open\",\"filed\":\"2026-05-01T12:00:00Z\"}", CHANNEL_LETTER,
      CODE_STAY },
    { FACT_PREFERENCE, "no_medium", "telephone", "", "", CHANNEL_CALL, CODE_MEDIUM },
    { FACT_PREFERENCE, "no_medium", "telephone", "", "", CHANNEL_LETTER, CODE_NONE },
    { FACT_PREFERENCE, "inconvenient_time", "", "", "{\"from\":\"12:00\",\"to\":\"14:00\"}",
      CHANNEL_CALL, CODE_INCONVENIENT_TIME },
    { FACT_PREFERENCE, "no_address", "", "+1 614 555 0100", "", CHANNEL_CALL, CODE_ADDRESS },
    { FACT_CONSENT, "email", "email", "pat@example.com", "", CHANNEL_EMAIL, CODE_NONE },
    { FACT_CONSENT, "email", "email", "other@example.com", "", CHANNEL_EMAIL, CODE_EMAIL_NO_PATH },
    { FACT_CONSENT, "sms", "sms", "+1 614 555 0100", "", CHANNEL_SMS, CODE_NONE },
    { FACT_CONSENT, "sms", "sms", "+1 614 555 0199", "", CHANNEL_SMS, CODE_SMS_NO_PATH },
    { FACT_POINT, "work_email", "email", "pat@example.com", "", CHANNEL_EMAIL, CODE_WORK_EMAIL },
    { FACT_POINT, "personal_email", "email", "pat@example.com", "{\"known_bad\":true}",
      CHANNEL_EMAIL, CODE_KNOWN_BAD_ADDRESS },
    { FACT_POINT, "wireless", "telephone", "+1 614 555 0100", "{\"verified\":\"wrong\"}",
      CHANNEL_CALL, CODE_WRONG_NUMBER },
    { FACT_LOCATION, "stated_by_person", "", "Pacific/Honolulu", "", CHANNEL_CALL, CODE_HOURS },
    { FACT_STATUS, "flag:obligor_deceased", "", "", "", CHANNEL_CALL, CODE_NONE },
    { FACT_DEBT, "debt", "", "", "{\"jur\":\"UK-EW\"}", CHANNEL_CALL, CODE_NONE },
};

static void test_facts(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(FACT_CASES); i++) {
        const FactCase *one = &FACT_CASES[i];
        GateVerdict v;
        GateFactRow row =
            book_rows_fact(one->kind, one->type, one->medium, one->subject, one->body);
        if (one->kind == FACT_DEBT) row.account_id = 7;
        GateBookRows rows = book_rows_of(&book_rows_person, &book_rows_debt, &row, 1);
        book_rows_judge(&rows, "", book_rows_action(one->channel), &v);
        book_rows_expect(&v, one->code, i);
        /* Not yet effective, and ended: as if it were not there. */
        if (one->code == CODE_NONE || one->code == CODE_EMAIL_NO_PATH ||
            one->code == CODE_SMS_NO_PATH)
            continue;
        row.from_us = NOW + 1;
        book_rows_judge(&rows, "", book_rows_action(one->channel), &v);
        g_assert_false(gate_verdict_has(&v, one->code));
        row.from_us = NOW - DAY_US;
        row.ended_us = NOW;
        book_rows_judge(&rows, "", book_rows_action(one->channel), &v);
        g_assert_false(gate_verdict_has(&v, one->code));
    }
}

/* ---- per debt, evidence, faults ---- */

static void test_turn(void)
{
    g_autoptr(GateBook) book = gate_book_new();
    g_autoptr(GError) error = NULL;
    GateDebtRow debts[] = { book_rows_debt, book_rows_debt };
    GateFactRow facts[] = { book_rows_fact(FACT_STATUS, "attorney", "", "", ""),
                            book_rows_fact(FACT_DEBT, "debt", "", "",
                                           "{\"role\":\"mortgage_servicer_debt_collector\","
                                           "\"product\":\"mortgage\"}") };
    debts[1].account_id = 8;
    debts[1].creditor_role = "first_party";
    facts[0].account_id = 8;
    facts[1].account_id = 7;
    GateBookRows rows = book_rows_of(&book_rows_person, debts, facts, 2);
    rows.debt_count = 2;
    const GateFacts *f = gate_book_facts(book, &rows, &error);
    g_assert_no_error(error);
    g_assert_cmpint(f->role, ==, ROLE_MORTGAGE_SERVICER);
    g_assert_cmpint(f->debts[0].product, ==, PRODUCT_MORTGAGE);
    g_assert_cmpint(f->attorney.known, ==, TRI_ABSENT);
    f = gate_book_turn(book, 8, "", &error);
    g_assert_cmpint(f->role, ==, ROLE_FIRST_PARTY);
    g_assert_cmpint(f->attorney.known, ==, TRI_TRUE);
    g_assert_cmpuint(gate_book_debt(book, 8), ==, 2);
    g_assert_cmpuint(gate_book_debt(book, 99), ==, GATE_DEBT_ELSEWHERE);
}

static void test_unknown_place(void)
{
    static const struct {
        const char *role, *kind, *country;
        GateCode code;
    } CASES[] = {
        { "third_party", "consumer", "", CODE_JURISDICTION_UNKNOWN },
        { "third_party", "trade", "", CODE_NONE },
        { "first_party", "consumer", "", CODE_NONE },
        { "third_party", "consumer", "BR", CODE_NONE },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        GateDebtorRow debtor = book_rows_person;
        GateDebtRow debt = book_rows_debt;
        GateVerdict v;
        debtor.country = CASES[i].country;
        debtor.region = "";
        debt.creditor_country = "";
        debt.creditor_role = CASES[i].role;
        debt.kind = CASES[i].kind;
        GateBookRows rows = book_rows_of(&debtor, &debt, NULL, 0);
        book_rows_judge(&rows, "", book_rows_action(CHANNEL_CALL), &v);
        book_rows_expect(&v, CASES[i].code, i);
    }
}

/* What a rule needs and nobody stated denies; stated, it does not.  The same question on a line
 * would pass: there what is not said is neutral. */
static void test_unknown(void)
{
    static const struct {
        GateCode code;
        GateAction action;
        FactCase stated;
    } CASES[] = {
        { CODE_LINE_UNKNOWN,
          { .channel = CHANNEL_CALL, .dial = DIAL_PRERECORDED },
          { FACT_POINT, "business", "telephone", "+1 614 555 0100", "", 0, 0 } },
        { CODE_POINT_UNKNOWN,
          { .channel = CHANNEL_CALL, .number = "+1 614 555 0777" },
          { FACT_POINT, "wireless", "telephone", "+1 614 555 0777", "", 0, 0 } },
        { CODE_LIMITATION_UNKNOWN,
          { .channel = CHANNEL_FILE_SUIT, .venue = "x" },
          { FACT_DEBT, "debt", "", "", "{\"accrued\":\"2025-01-01\",\"contract\":\"written\"}", 0,
            0 } },
        { CODE_VENUE_UNKNOWN,
          { .channel = CHANNEL_FILE_SUIT, .venue = "SD Ohio" },
          { FACT_STATUS, "residence_district", "", "SD Ohio", "", 0, 0 } },
        { CODE_AUTHORITY_UNKNOWN,
          { .channel = CHANNEL_CHARGE_FEE, .fee = "late_fee" },
          { FACT_DEBT, "debt", "", "", "{\"contract_authorises\":[\"late_fee\"]}", 0, 0 } },
        { CODE_VALIDATION_UNKNOWN,
          { .channel = CHANNEL_KEEP_END },
          { FACT_STATUS, "validation", "mail", "", "", 0, 0 } },
        { CODE_RE_AGE_UNKNOWN,
          { .channel = CHANNEL_RE_AGE, .payments_made = 3 },
          { FACT_DEBT, "debt", "", "", "{\"opened\":\"2020-01-01\"}", 0, 0 } },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        GateDebtRow debt = book_rows_debt;
        GateVerdict v;
        GateAction action = CASES[i].action;
        const FactCase *stated = &CASES[i].stated;
        GateFactRow row = book_rows_fact(stated->kind, stated->type, stated->medium,
                                         stated->subject, stated->body);
        row.account_id = stated->kind == FACT_DEBT ? 7 : 0;
        debt.opened_day = DAY_NONE;
        action.at_us = NOW;
        action.terms_days = -1;
        GateBookRows rows = book_rows_of(&book_rows_person, &debt, &row, 0);
        book_rows_judge(&rows, action.number != NULL ? action.number : "", action, &v);
        book_rows_expect(&v, CASES[i].code, i);
        rows.fact_count = 1;
        book_rows_judge(&rows, action.number != NULL ? action.number : "", action, &v);
        g_assert_false(gate_verdict_has(&v, CASES[i].code));
    }
}

static void test_unverified(void)
{
    static const struct {
        const char *country, *body;
        GateCode code;
    } CASES[] = {
        { "US", "{\"source\":\"vendor\"}", CODE_POINT_UNVERIFIED },
        { "US", "{\"verified\":\"candidate\"}", CODE_POINT_UNVERIFIED },
        { "US", "{\"source\":\"vendor\",\"verified\":\"verified\"}", CODE_NONE },
        { "US", "{\"source\":\"creditor\"}", CODE_NONE },
        { "GB", "{\"source\":\"vendor\"}", CODE_POINT_UNVERIFIED },
        { "DE", "{\"source\":\"vendor\"}", CODE_POINT_UNVERIFIED },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        GateDebtorRow debtor = book_rows_person;
        GateVerdict v;
        GateFactRow row =
            book_rows_fact(FACT_POINT, "wireless", "telephone", "+1 614 555 0777", CASES[i].body);
        debtor.country = CASES[i].country;
        GateBookRows rows = book_rows_of(&debtor, &book_rows_debt, &row, 1);
        GateAction action = book_rows_action(CHANNEL_CALL);
        action.number = "+1 614 555 0777";
        book_rows_judge(&rows, action.number, action, &v);
        book_rows_expect(&v, CASES[i].code, i);
    }
}

/* The manual says of every code how to state what is missing. */
static void test_manual(void)
{
    g_autofree char *path = g_test_build_filename(G_TEST_DIST, "..", "..", "docs", "gate.md", NULL);
    g_autofree char *text = NULL;
    g_autoptr(GError) error = NULL;
    g_file_get_contents(path, &text, NULL, &error);
    g_assert_no_error(error);
    for (int code = CODE_JURISDICTION_UNKNOWN; gate_words_name(WORDS_CODE, code) != NULL; code++) {
        const char *name = gate_words_name(WORDS_CODE, code);
        g_autofree char *quoted = g_strdup_printf("`%s`", name);
        if (strstr(text, quoted) == NULL) g_test_message("docs/gate.md does not tell of %s", name);
        g_assert_nonnull(strstr(text, quoted));
    }
}

static void test_evidence(void)
{
    g_autoptr(GateBook) book = gate_book_new();
    g_autoptr(GError) error = NULL;
    char text[32];
    GateFactRow row = book_rows_fact(FACT_NOTICE, "cease_notice_received", "mail", "", "");
    row.fact_id = 41;
    GateContactRow call = book_rows_contact(NOW - 2 * DAY_US, "call", "out", "no_answer");
    GateBookRows rows = book_rows_of(&book_rows_person, &book_rows_debt, &row, 1);
    rows.contacts = &call;
    rows.contact_count = 1;
    g_assert_nonnull(gate_book_facts(book, &rows, &error));
    g_assert_cmpstr(gate_book_evidence(book, (GateEvidence){ 0, EVIDENCE_EVENT }, text), ==,
                    "contact 9");
    g_assert_cmpstr(gate_book_evidence(book, (GateEvidence){ 1, EVIDENCE_EVENT }, text), ==,
                    "fact 41");
    g_assert_cmpstr(gate_book_evidence(book, (GateEvidence){ 0, EVIDENCE_DEBT }, text), ==,
                    "account A7");
    g_assert_cmpstr(gate_book_evidence(book, (GateEvidence){ 5, EVIDENCE_PREF }, text), ==, "");
}

static void test_faults(void)
{
    static const FactCase CASES[] = {
        { FACT_STATUS, "attorney", "", "", "{", 0, 0 },
        { FACT_CONSENT, "email", "", "", "{\"from\":\"noon\"}", 0, 0 },
        { FACT_LOCATION, "ip", "", "Mars/Olympus", "", 0, 0 },
        { FACT_DEBT, "debt", "", "", "{\"jur\":\"US-XX\"}", 0, 0 },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autoptr(GateBook) book = gate_book_new();
        g_autoptr(GError) error = NULL;
        GateFactRow row =
            book_rows_fact(CASES[i].kind, CASES[i].type, "", CASES[i].subject, CASES[i].body);
        row.fact_id = 77;
        row.account_id = CASES[i].kind == FACT_DEBT ? 7 : 0;
        GateBookRows rows = book_rows_of(&book_rows_person, &book_rows_debt, &row, 1);
        g_assert_null(gate_book_facts(book, &rows, &error));
        g_assert_nonnull(error);
        g_assert_nonnull(strstr(error->message, "fact 77"));
        GateBookRows sound = book_rows_of(&book_rows_person, &book_rows_debt, NULL, 0);
        g_clear_error(&error);
        g_assert_nonnull(gate_book_facts(book, &sound, &error));
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/gate/book/jurisdiction", test_jurisdiction);
    g_test_add_func("/gate/book/zones", test_zones);
    g_test_add_func("/gate/book/location-rows", test_location_rows);
    g_test_add_func("/gate/book/area-codes", test_area_codes);
    g_test_add_func("/gate/book/facts", test_facts);
    g_test_add_func("/gate/book/turn", test_turn);
    g_test_add_func("/gate/book/unknown-place", test_unknown_place);
    g_test_add_func("/gate/book/unknown", test_unknown);
    g_test_add_func("/gate/book/unverified", test_unverified);
    g_test_add_func("/gate/book/manual", test_manual);
    g_test_add_func("/gate/book/evidence", test_evidence);
    g_test_add_func("/gate/book/faults", test_faults);
    return g_test_run();
}
