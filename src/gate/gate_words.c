/* gate/gate_words.c: the words of the closed vocabularies, each written once.  Judges nothing. */
#include "gate/gate_words.h"

#include <assert.h>
#include <string.h>

static const char *const ROLES[] = {
    "",
    "third_party_collector",
    "debt_buyer_principal_purpose",
    "debt_buyer_own_account_not_principal_purpose",
    "first_party_creditor",
    "servicer_acquired_before_default",
    "mortgage_servicer_debt_collector",
    "fca_debt_collector",
    "fca_debt_collector_appointed_after_start",
};

static const char *const CHANNELS[] = {
    "",
    "call",
    "voicemail",
    "ringless_voicemail",
    "dialer_queue_call",
    "sms",
    "email",
    "push",
    "portal_message",
    "social_dm",
    "social_contact_request",
    "social_post",
    "letter",
    "postcard",
    "visit",
    "talk_on_inbound_call",
    "ask_convenient_time",
    "ask_consent_to_continue",
    "ask_follow_up_preference",
    "accept_payment",
    "apply_payment",
    "charge_fee",
    "accrue_interest",
    "claim_late_payment",
    "claim_fixed_sum",
    "set_terms",
    "file_suit",
    "seek_default_judgment",
    "file_proof_of_claim",
    "furnish_credit",
    "sell_debt",
    "place_with_agency",
    "return_to_owner",
    "send_data_file",
    "close_account_without_notice",
    "keep_period_end",
    "treat_as_provided",
    "send_duplicative_notice",
    "delete_record",
    "no_recording",
    "erase_person",
    "reply_data_subject_request",
    "month_end_classification",
    "re_age",
    "post_write_off",
    "post_recovery",
    "measure_allowance",
    "stage_classification",
};

static const char *const EVENTS[] = {
    "",
    "call_out",
    "sms_out",
    "email_out",
    "letter_out",
    "visit_out",
    "conversation",
    "conversation_in_progress",
    "location_conversation",
    "inbound_call",
    "inbound_email",
    "inbound_text",
    "voicemail_in",
    "portal_session_open",
    "portal_session_close",
    "call_dropped",
    "call_recorded",
    "collection_began",
    "last_collection_activity",
    "account_closed",
    "cease_notice_mailed",
    "cease_notice_received",
    "refusal_to_pay_received",
    "oral_request",
    "attorney_withdrawn_notice",
    "dispute_received",
    "original_creditor_request",
    "verification_sent",
    "duplicative_notice_sent",
    "investigation_result_sent",
    "undeliverable_notice",
    "email_bounced",
    "furnished",
    "payment",
    "payment_in_full",
    "wrong_number_learned",
    "third_party_reported_misdirected_email",
    "consent_revoked",
    "bankruptcy_notice_received",
    "fraud_discovered",
    "hardship_disclosed",
    "debt_adviser_assisting",
    "notified_lacks_mental_capacity",
    "customer_refuses_citing_statute_bar",
    "dsr_received",
};

static const char *const RESULTS[] = {
    "",
    "no_answer",
    "rang_no_answer",
    "answered",
    "answered_then_dropped",
    "busy",
    "not_in_service",
    "voicemail_left",
    "voicemail_cut_off",
    "voicemail_full_no_message",
    "lcm_left",
    "ringless_voicemail",
    "gave_answer",
};

static const char *const MEDIA[] = {
    "",          "letter", "mail", "courier", "response_form", "portal_accepted", "portal_message",
    "telephone", "email",  "sms",  "visit",
};

static const char *const DIALS[] = {
    "",         "manual", "atds_random_sequential", "predictive_from_list_no_rsng", "prerecorded",
    "ai_voice",
};

static const char *const LINES[] = { "", "wireless", "residential_landline" };

static const char *const PURPOSES[] = {
    "",
    "collect",
    "payment_reminder",
    "payment_demand",
    "settlement_offer",
    "marketing",
    "ordinary_account_service",
    "location",
    "location_of_estate_representative",
    "advise_efforts_terminated",
    "notify_specified_remedy_ordinarily_invoked",
    "notify_intends_specified_remedy",
    "regx_1024_39_d_3_early_intervention",
    "regx_1024_39_a_loss_mitigation",
    "regz_1026_41_periodic_statement",
    "court_ordered_communication",
    "answer_information_request",
    "complete_settlement_conversation",
    "warn_of_creditor_late_fee",
    "one_time_discount_offer_expires_tomorrow",
    "wage_garnishment_order",
    "periodic_payment_in_lieu_of_foreclosure",
    "respond_to_debtor",
    "respond_to_debtor_query",
    "current_instalment_reminder_ongoing_liability",
    "full_payment_in_7_days_or_legal",
    "analytics",
};

static const char *const KINDS[] = {
    "",
    "consumer",
    "company",
    "sole_trader",
    "public_authority",
    "natural_person_guarantor",
    "spouse",
    "surviving_spouse",
    "parent",
    "guardian",
    "sibling",
    "personal_representative",
    "codebtor",
    "joint_debtor_not_in_moratorium",
    "adult_child",
    "coworker",
    "flatmate",
    "friend",
    "household_member",
    "neighbour",
    "relative",
    "attorney",
    "other_person",
};

static const char *const PRODUCTS[] = {
    "",
    "credit_card",
    "closed_end_retail",
    "retail",
    "medical",
    "mortgage",
    "student_loan",
    "utility",
    "regulated_credit",
    "trade_invoice",
    "retail_invoice",
    "rent_current",
};

static const char *const STATUSES[] = {
    "",          "open",   "paid",      "settled",     "disputed", "discharged",
    "dismissed", "closed", "converted", "charged_off", "not_sent", "sent",
};

static const char *const PLACES[] = {
    "",       "home_landline",  "home_mail",  "work", "work_landline", "work_email_known",
    "mobile", "personal_email", "last_known",
};

static const char *const CONSENTS[] = {
    "",
    "extra_calls",
    "contact_outside_hours",
    "electronic_written",
    "tcpa_prior_express",
    "third_party",
    "email",
    "sms",
};

static const char *const PREFS[] = {
    "",          "inconvenient_time", "inconvenient_place", "employer_prohibits", "no_work_calls",
    "no_medium", "no_address",
};

static const char *const CONTENTS[] = {
    "",
    "business_name_neutral",
    "request_reply",
    "contact_name",
    "callback_number",
    "salutation",
    "date_time",
    "suggested_times",
    "any_representative",
    "business_name_reveals_collection",
    "says_debt_collector",
    "asks_for_named_consumer",
    "detailed_group_description",
    "states_debt",
    "states_account_overdue",
    "implies_debt",
    "names_self",
    "confirming_location",
    "seeking_person_handling_estate",
    "general_marketing_no_specific_debt",
    "product_offer",
    "invites_payment_no_deadline",
    "pay_within_10_days_or_suit",
    "requests_voluntary_payment",
    "threatens_suit",
    "threatens_violence",
    "obscene_language",
    "discharged_in_bankruptcy",
    "state_disclosure_greater_protection",
    "debt_forgiven_by_charge_off",
    "confirms_opt_out",
    "confirms_opt_out_only",
    "confirms_revocation",
    "confirms_revocation_only",
    "payment_link",
    "payment_demand",
    "settlement_offer",
};

static const char *const CODES[] = {
    "",
    "ABUSIVE_CONTENT",
    "ADDRESS",
    "ALIAS",
    "ATTORNEY",
    "BREATHING_SPACE",
    "CEASE",
    "CODEBTOR_STAY",
    "CONSENT_NOT_PRIOR",
    "CUMULATIVE",
    "DC_3IN7",
    "DECEPTIVE",
    "DISCHARGE",
    "DISPUTE_HOLD",
    "EMAIL_NO_PATH",
    "ENVELOPE",
    "EU_NOT_LATE",
    "EU_TERMS",
    "FREQ_7IN7",
    "FREQ_AFTER_CONVERSATION",
    "FURNISH_TOO_EARLY",
    "GDPR_MARKETING",
    "GDPR_RESTRICTED",
    "HOURS",
    "INCONVENIENT_PLACE",
    "INCONVENIENT_TIME",
    "ITEMIZATION_DATE",
    "KNOWN_BAD_ADDRESS",
    "LOCATION_CONTENT",
    "LOCATION_REPEAT",
    "LOCATION_UNKNOWN",
    "LP_FIXED_SUM",
    "LP_INTEREST",
    "LP_SCOPE",
    "MA_2IN7",
    "MA_2IN30",
    "MA_WORK",
    "MEDIUM",
    "NOT_DELIVERED",
    "NOT_LCM",
    "NV_MEDICAL_60",
    "NYC_2IN7",
    "NYC_3IN7",
    "NYC_AFTER_RESPONSE",
    "NYC_ECONSENT",
    "OPTED_OUT",
    "OPT_OUT_BURDEN",
    "OVERSHADOW",
    "PACING",
    "PAYMENT_APPLICATION",
    "POSTCARD",
    "REAGE",
    "RESPOND_ONCE_USED",
    "RETENTION",
    "SCRA_RATE",
    "SMS_NO_PATH",
    "SOCIAL_PUBLIC",
    "STAY",
    "TCPA_3IN30",
    "TCPA_CONSENT",
    "TCPA_REASSIGNED",
    "TCPA_REVOKED",
    "THIRD_PARTY",
    "TIME_BARRED",
    "TRANSFER_BARRED",
    "UK_ADVISER_HOLD",
    "UK_CAPACITY",
    "UK_DISPUTE",
    "UK_FORBEARANCE",
    "UK_PREFERENCE",
    "UK_PRESCRIBED",
    "UK_STATUTE_BARRED",
    "UK_UNREASONABLE_TIME",
    "UK_WRONG_PERSON",
    "UNAUTHORISED_AMOUNT",
    "VALIDATION_ADDRESSEE",
    "VALIDATION_CONTENT",
    "VALIDATION_OVERDUE",
    "VALIDATION_PERIOD",
    "VENUE",
    "WA_3WEEK",
    "WA_CELL_2DAY",
    "WA_WORK_1WEEK",
    "WORKPLACE",
    "WORK_EMAIL",
    "WRONG_NUMBER",
    "WV_30IN7",
    "JURISDICTION_UNKNOWN",
    "POINT_UNVERIFIED",
    "POINT_UNKNOWN",
    "LINE_UNKNOWN",
    "DEBT_UNKNOWN",
    "LIMITATION_UNKNOWN",
    "VENUE_UNKNOWN",
    "AUTHORITY_UNKNOWN",
    "VALIDATION_UNKNOWN",
    "DUE_UNKNOWN",
    "AMOUNT_UNKNOWN",
    "RATE_UNKNOWN",
    "PRODUCT_UNKNOWN",
    "RE_AGE_UNKNOWN",
    "AGE_UNKNOWN",
};

static const char *const FLAGS[] = {
    "",
    "REBUT_CONCENTRATED",
    "REBUT_PRIOR_CONDUCT",
    "REBUT_PRIOR_REFUSAL",
    "LATE_DISPUTE",
    "ORAL_DISPUTE_NOTED",
};

static const char *const POINTS[] = {
    "",           "wireless",  "residential_landline",
    "business",   "voip",      "personal_email",
    "work_email", "home_mail", "work_mail",
};

static const char *const POINT_SOURCES[] = {
    "", "consumer", "creditor", "prior_collector", "vendor",
};

static const char *const VERIFIED[] = { "", "unverified", "candidate", "verified", "wrong" };

#define LIST(words)                           \
    {                                         \
        words, sizeof words / sizeof words[0] \
    }

static const struct {
    const char *const *words;
    size_t count;
} LISTS[WORDS_LISTS] = {
    [WORDS_ROLE] = LIST(ROLES),
    [WORDS_CHANNEL] = LIST(CHANNELS),
    [WORDS_EVENT] = LIST(EVENTS),
    [WORDS_RESULT] = LIST(RESULTS),
    [WORDS_MEDIUM] = LIST(MEDIA),
    [WORDS_DIAL] = LIST(DIALS),
    [WORDS_LINE] = LIST(LINES),
    [WORDS_PURPOSE] = LIST(PURPOSES),
    [WORDS_KIND] = LIST(KINDS),
    [WORDS_PRODUCT] = LIST(PRODUCTS),
    [WORDS_STATUS] = LIST(STATUSES),
    [WORDS_PLACE] = LIST(PLACES),
    [WORDS_CONSENT] = LIST(CONSENTS),
    [WORDS_PREF] = LIST(PREFS),
    [WORDS_CONTENT] = LIST(CONTENTS),
    [WORDS_CODE] = LIST(CODES),
    [WORDS_FLAG] = LIST(FLAGS),
    [WORDS_POINT] = LIST(POINTS),
    [WORDS_POINT_SOURCE] = LIST(POINT_SOURCES),
    [WORDS_VERIFIED] = LIST(VERIFIED),
};

static_assert(sizeof CODES / sizeof CODES[0] == CODE_AGE_UNKNOWN + 1, "one word a code");
static_assert(sizeof CONTENTS / sizeof CONTENTS[0] == CONTENT_OTHER, "one word a content");
static_assert(sizeof EVENTS / sizeof EVENTS[0] == EVENT_SUBJECT_REQUEST + 1, "one word an event");
static_assert(sizeof CHANNELS / sizeof CHANNELS[0] == CHANNEL_STAGE + 1, "one word a channel");
static_assert(sizeof PURPOSES / sizeof PURPOSES[0] == PURPOSE_ANALYTICS + 1, "one word a purpose");
static_assert(sizeof MEDIA / sizeof MEDIA[0] == MEDIUM_VISIT + 1, "one word a medium");
static_assert(sizeof KINDS / sizeof KINDS[0] == KIND_OTHER + 1, "one word a kind");

int gate_words_find(GateWordList list, const char *word)
{
    if (word == NULL) return 0;
    for (size_t i = 1; i < LISTS[list].count; i++)
        if (strcmp(LISTS[list].words[i], word) == 0) return (int)i;
    return 0;
}

const char *gate_words_name(GateWordList list, int value)
{
    if (value <= 0 || (size_t)value >= LISTS[list].count) return NULL;
    return LISTS[list].words[value];
}
