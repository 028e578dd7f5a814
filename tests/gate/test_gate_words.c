/* tests/gate/test_gate_words.c: every token of the vocabulary is known to the gate, or named here
 * with the place that reads it or the reason why nothing does. */
#include "answer.h"

#include "gate/gate.h"
#include "gate/gate_read.h"

#include <string.h>

/* Values that a rule compares as text, not as a word of a closed list. */
static const char *const COMPARED[] = {
    "commercial",
    "written",
    "principal",
    "contract_interest",
    "principal_residence",
    "consumer",
    "standard",
    "mental_health_crisis",
    "this_collector",
    "creditor",
    "public",
    "reserved",
    "both",
    "collector",
    "hyperlink",
    "reply_stop",
    "enclosed_form_and_envelope",
    "call_to_obtain_form",
    "postal_mail",
    "(d)(4)(i)",
    "(d)(4)(ii)",
    "FCC_RND",
    "commercial_substantially_similar",
    "employer",
    "attorney",
    "oral",
    "portal_entry",
    "home",
    "source",
    "carer",
    "creditor_file_note",
    "validation_notice",
    "nv_60_day_medical_notice",
    "cancelled_check",
    "skip_trace_vendor",
    "limited_content_message",
    "recipient_only",
    "accurate_individual_name",
    "fictitious_name",
    "check_postdated",
    "convenience_fee",
    "late_fee",
    "call_log",
    "copy_of_validation_notice",
    "call_recording",
    "provision_matrix_lifetime",
    "time_barred_disclosure_required_by_state",
    "18e1",
    "18e2",
    "18e1:en",
    "18e2:es",
    "en",
    "es",
    "collector_address",
    "debtor_name_address",
    "postage",
    "forwarding_and_address_correction_requested",
    "imb_barcode",
    "business_name:",
    "text:",
    "last_statement",
    "charge_off",
    "last_payment",
    "transaction",
    "not_my_debt",
    "amount_wrong",
    "other",
    "original_creditor",
    "separate_page",
    "prior_debt_collector",
    "residence_address",
    "src",
    "number_given_on_application",
    "erasure",
    "owner",
    "from",
    "to",
    "call",
    "email",
    "letter",
    "notified",
    NULL,
};

/* Words that change no verdict: evidence for people, or a neutral value of a key that is read. */
static const char *const NO_EFFECT[] = {
    "mobile_area_code",
    "landline_area_code",
    "state_disclosure",
    "qr_code",
    "date_generated",
    "insurer",
    "date_of_procedure",
    "small_estate_affidavit",
    "validation_notice_is_about_the_debt",
    "dates",
    NULL,
};

/* What the gate answers; the cases hold it to each. */
static const char *const ANSWERED[] = {
    "scope",
    "out_of_reg_f",
    "counts_as_call",
    "counted_after",
    "deadline",
    "triggers_validation",
    "earliest_end",
    "recommended_end",
    "expiry",
    "retain_until",
    "latest_honour_by",
    "max_rate",
    "effective_from",
    "until",
    "correct_interest",
    "late_from",
    "note",
    "requires",
    "flags",
    "deny_code",
    "next_allowed",
    "opt_out_notice",
    "opt_out_notice_electronic",
    "meaningful_identity_disclosure",
    "disclosure_18e",
    "disclosure_18e1",
    "disclosure_18e1:es",
    "disclosure_18e2",
    "disclosure_18e2:en",
    "validation_info_within_5_days:",
    "electronic_dispute_statement",
    "subject_line:creditor+identifier",
    "recognisable_sender",
    "bounce_monitoring",
    "esign_101c_consent_or_mail",
    "validation_notice_by_mail",
    "deposit_notice_window:",
    "ivr_opt_out",
    "identity_at_start",
    "callback_number",
    "documented_override:law_required",
    "documented_override:litigation",
    "documented_override:information_request",
    "documented_override:time_critical",
    "docket_check",
    "legal_review",
    "legal_review:tolling",
    "legal_review:choice_of_law",
    "military_affidavit",
    "ca_time_barred_disclosure",
    "restrict_processing",
    "reply_by:",
    "charge_off_by:",
    "debit_allowance_credit_receivable",
    "credit_allowance_on_receipt",
    "credit_impaired_or_documented_rebuttal",
    NULL,
};

static bool listed(const char *const *list, const char *word)
{
    for (; *list != NULL; list++)
        if (strcmp(*list, word) == 0) return true;
    return false;
}

static bool jurisdiction(const char *word)
{
    g_autofree char *line =
        g_strdup_printf("{\"facts\":{\"jur\":\"%s\",\"role\":\"first_party_creditor\"},"
                        "\"action\":{\"channel\":\"letter\",\"at\":\"2026-05-06T14:00:00Z\"}}",
                        word);
    g_autoptr(Json) answer = answer_to(line);
    return answer_text(answer, "verdict") != NULL;
}

static bool known(const char *word)
{
    for (int list = 0; list < WORDS_LISTS; list++)
        if (gate_words_find((GateWordList)list, word) != 0) return true;
    return gate_read_knows_key(word) || listed(COMPARED, word) || listed(NO_EFFECT, word) ||
           listed(ANSWERED, word) || jurisdiction(word);
}

/* The backticked words of the first cell of each table row. */
static void check_row(const char *row, GString *missing, int *seen)
{
    const char *end = strchr(row + 1, '|');
    for (const char *p = strchr(row, '`'); p != NULL && end != NULL && p < end;
         p = strchr(p + 1, '`')) {
        const char *close = strchr(p + 1, '`');
        if (close == NULL || close > end) return;
        g_autofree char *word = g_strndup(p + 1, (size_t)(close - p - 1));
        (*seen)++;
        if (!known(word)) g_string_append_printf(missing, " %s", word);
        p = close;
    }
}

static void test_vocabulary(void)
{
    g_autofree char *path = answer_shared("gate-vocabulary.md"), *text = NULL;
    g_autoptr(GString) missing = g_string_new(NULL);
    int seen = 0;
    if (!g_file_get_contents(path, &text, NULL, NULL)) {
        g_test_skip("the vocabulary is not here (set RECOUP_SHARED)");
        return;
    }
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (size_t i = 0; lines[i] != NULL; i++)
        if (g_str_has_prefix(lines[i], "| `")) check_row(lines[i], missing, &seen);
    if (missing->len > 0) g_test_message("not known:%s", missing->str);
    g_assert_cmpint(seen, >, 500);
    g_assert_cmpuint(missing->len, ==, 0);
}

static Day day_of(const char *text)
{
    Day day = DAY_NONE;
    g_assert_true(day_parse(text, &day));
    return day;
}

/* All 92 rules are in the book, each with a citation. */
static void test_rules(void)
{
    for (int i = 1; i <= GATE_RULES; i++) {
        const GateRule *rule = gate_rule(i);
        g_assert_nonnull(rule);
        g_assert_cmpint(rule->number, ==, i);
        g_assert_cmpuint(strlen(rule->cite), >, 3);
        g_assert_cmpuint(strlen(rule->title), >, 3);
        g_assert_nonnull(strchr("VPK", rule->verified));
        g_assert_cmpint(rule->stage, >=, 1);
        g_assert_cmpint(rule->stage, <=, 8);
    }
    /* The city's rules meet at the turn of the year; Regulation F began in November 2021. */
    g_assert_cmpint(gate_rule(63)->to + 1, ==, gate_rule(64)->from);
    g_assert_cmpint(gate_rule(23)->from, ==, day_of("2021-11-30"));
    g_assert_cmpint(gate_rule(78)->from, ==, day_of("2021-05-04"));
    g_assert_null(gate_rule(0));
    g_assert_null(gate_rule(GATE_RULES + 1));
}

/* The manual's table holds every rule as the book does. */
static void test_manual(void)
{
    g_autofree char *path =
        g_build_filename(g_test_get_dir(G_TEST_DIST), "..", "..", "docs", "gate.md", NULL);
    g_autofree char *text = NULL;
    g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
    for (int i = 1; i <= GATE_RULES; i++) {
        const GateRule *rule = gate_rule(i);
        g_autofree char *row = g_strdup_printf("| R%d | %s |", i, rule->title);
        const char *at = strstr(text, row), *end = at != NULL ? strchr(at, '\n') : NULL;
        const char *cite = at != NULL ? strstr(at, rule->cite) : NULL;
        if (at == NULL || cite == NULL || cite > end)
            g_error("docs/gate.md lacks %s ... %s", row, rule->cite);
    }
}

#define QUESTION(jur, role, channel, at, events)                                              \
    "{\"id\":\"x1\",\"facts\":{\"jur\":\"" jur "\",\"role\":\"" role "\",\"events\":[" events \
    "]},\"action\":{\"channel\":\"" channel "\",\"at\":\"" at "\"}}"

/* A line that is not understood is answered with an error and its id. */
static void test_errors(void)
{
    static const struct {
        const char *line, *says;
        bool id;
    } LINES[] = {
        { "{", "line 1", false },
        { "[]", "object", false },
        { "{\"id\":\"x1\"}", "facts", true },
        { QUESTION("US-XX", "first_party_creditor", "letter", "2026-05-06T14:00:00Z", ""), "jur",
          true },
        { QUESTION("FR", "first_party_creditor", "letter", "2026-05-06T14:00:00Z", ""), "jur",
          true },
        { QUESTION("US-FED", "aunt", "letter", "2026-05-06T14:00:00Z", ""), "role", true },
        { QUESTION("US-FED", "first_party_creditor", "smoke", "2026-05-06T14:00:00Z", ""),
          "channel", true },
        { QUESTION("US-FED", "first_party_creditor", "letter", "2026-05-06", ""), "at", true },
        { QUESTION("US-FED", "first_party_creditor", "letter", "2026-05-06T14:00:00Z",
                   "{\"t\":\"2026-05-01T10:00:00Z\",\"type\":\"sneeze\"}"),
          "type", true },
        { QUESTION("US-FED", "first_party_creditor", "letter", "2026-05-06T14:00:00Z",
                   "{\"type\":\"call_out\"}"),
          "instant", true },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(LINES); i++) {
        g_autoptr(Json) answer = answer_to(LINES[i].line);
        const char *error = answer_text(answer, "error");
        g_assert_nonnull(error);
        if (strstr(error, LINES[i].says) == NULL) g_error("%s: %s", LINES[i].line, error);
        g_assert_cmpstr(answer_text(answer, "id"), ==, LINES[i].id ? "x1" : NULL);
        g_assert_null(json_text_get(answer, "verdict"));
    }
}

/* Unknown keys are ignored and listed; the answer holds every key of its face. */
static void test_face(void)
{
    static const char *const KEYS[] = { "id",       "verdict", "codes",   "rules",
                                        "requires", "flags",   "reasons", "next_allowed",
                                        "computed", "ignored", "rulebook" };
    g_autoptr(Json) answer = answer_to(
        "{\"id\":7,\"facts\":{\"jur\":\"US-FED\",\"role\":\"third_party_collector\",\"mood\":"
        "\"sour\","
        "\"person\":{\"id\":\"P1\",\"shoe\":9},\"person2\":{\"shoe\":8}},"
        "\"action\":{\"channel\":\"letter\",\"at\":\"2026-05-06T14:00:00-04:00\",\"hat\":true}}");
    for (size_t i = 0; i < G_N_ELEMENTS(KEYS); i++)
        g_assert_nonnull(json_text_get(answer, KEYS[i]));
    g_assert_cmpint(json_text_int(json_text_get(answer, "id")), ==, 7);
    g_assert_cmpstr(answer_text(answer, "verdict"), ==, "allow");
    g_assert_cmpstr(answer_text(answer, "rulebook"), ==, GATE_RULEBOOK);
    g_assert_true(answer_lists(answer, "ignored", "mood"));
    g_assert_true(answer_lists(answer, "ignored", "shoe"));
    g_assert_true(answer_lists(answer, "ignored", "hat"));
    g_assert_cmpuint(json_text_count(json_text_get(answer, "ignored")), ==, 3);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/gate/words/vocabulary", test_vocabulary);
    g_test_add_func("/gate/words/rules", test_rules);
    g_test_add_func("/gate/words/manual", test_manual);
    g_test_add_func("/gate/words/errors", test_errors);
    g_test_add_func("/gate/words/face", test_face);
    return g_test_run();
}
