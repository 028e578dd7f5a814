/* gate/gate_fields.c: every key of the vocabulary, object by object.  Tables only. */
#include "gate/gate_fields.h"

#include <stddef.h>

#define AT(type, member) offsetof(type, member)
#define TEXT(type, key, member)                                 \
    {                                                           \
        key, FIELD_TEXT, AT(type, member), 0, false, NULL, NULL \
    }
#define TRI(type, key, member)                                 \
    {                                                          \
        key, FIELD_TRI, AT(type, member), 0, false, NULL, NULL \
    }
#define MOMENT(type, key, member)                                 \
    {                                                             \
        key, FIELD_MOMENT, AT(type, member), 0, false, NULL, NULL \
    }
#define NUMBER(type, key, member)                                 \
    {                                                             \
        key, FIELD_NUMBER, AT(type, member), 0, false, NULL, NULL \
    }
#define INT(type, key, member)                                 \
    {                                                          \
        key, FIELD_INT, AT(type, member), 0, false, NULL, NULL \
    }
#define TEXTS(type, key, member)                                 \
    {                                                            \
        key, FIELD_TEXTS, AT(type, member), 0, false, NULL, NULL \
    }
#define DAYS(type, key, member)                                 \
    {                                                           \
        key, FIELD_DAYS, AT(type, member), 0, false, NULL, NULL \
    }
#define DEBTS(type, key, member)                                 \
    {                                                            \
        key, FIELD_DEBTS, AT(type, member), 0, false, NULL, NULL \
    }
#define CLOCK(type, key, member)                                 \
    {                                                            \
        key, FIELD_CLOCK, AT(type, member), 0, false, NULL, NULL \
    }
#define WORD(type, key, member, list)                              \
    {                                                              \
        key, FIELD_WORD, AT(type, member), list, false, NULL, NULL \
    }
#define STRICT(type, key, member, list)                           \
    {                                                             \
        key, FIELD_WORD, AT(type, member), list, true, NULL, NULL \
    }
#define EQUALS(type, key, member, word)                           \
    {                                                             \
        key, FIELD_EQUALS, AT(type, member), 0, false, word, NULL \
    }
#define IS(type, key, member, word)                           \
    {                                                         \
        key, FIELD_IS, AT(type, member), 0, false, word, NULL \
    }
#define GIVEN(type, key, member)                                 \
    {                                                            \
        key, FIELD_GIVEN, AT(type, member), 0, false, NULL, NULL \
    }
#define PRESENT(type, key, member)                                 \
    {                                                              \
        key, FIELD_PRESENT, AT(type, member), 0, false, NULL, NULL \
    }
#define OF_KIND(kind, type, key, member)                  \
    {                                                     \
        key, kind, AT(type, member), 0, false, NULL, NULL \
    }
#define OBJECT(type, key, member, table)                           \
    {                                                              \
        key, FIELD_OBJECT, AT(type, member), 0, false, NULL, table \
    }
#define INSIDE(key, table)                          \
    {                                               \
        key, FIELD_OBJECT, 0, 0, false, NULL, table \
    }
#define SKIP(key)                                \
    {                                            \
        key, FIELD_SKIP, 0, 0, false, NULL, NULL \
    }
#define END                                       \
    {                                             \
        NULL, FIELD_SKIP, 0, 0, false, NULL, NULL \
    }

const GateField gate_fields_line[] = { SKIP("id"), SKIP("facts"), SKIP("action"), END };

const GateField gate_fields_debt[] = {
    TEXT(GateDebt, "id", id),
    EQUALS(GateDebt, "type", consumer, "consumer"),
    WORD(GateDebt, "product", product, WORDS_PRODUCT),
    WORD(GateDebt, "status", status, WORDS_STATUS),
    TRI(GateDebt, "identity_theft_notified", identity_theft),
    EQUALS(GateDebt, "contract", written_contract, "written"),
    TEXT(GateDebt, "choice_of_law", choice_of_law),
    TEXT(GateDebt, "contract_signed_in", contract_signed_in),
    TEXT(GateDebt, "servicing_account", servicing_account),
    TEXT(GateDebt, "secured_by", secured_by),
    TEXTS(GateDebt, "contract_authorises", contract_authorises),
    NUMBER(GateDebt, "amount", amount),
    NUMBER(GateDebt, "balance", balance),
    NUMBER(GateDebt, "portion_disputed", portion_disputed),
    NUMBER(GateDebt, "rate", rate),
    MOMENT(GateDebt, "accrued", accrued),
    MOMENT(GateDebt, "due", due),
    MOMENT(GateDebt, "invoice_received", invoice_received),
    MOMENT(GateDebt, "entered", entered),
    MOMENT(GateDebt, "incurred", incurred),
    MOMENT(GateDebt, "opened", opened),
    MOMENT(GateDebt, "charged_off", charged_off),
    MOMENT(GateDebt, "oldest_unpaid_due", oldest_unpaid_due),
    DAYS(GateDebt, "re_aged", re_aged),
    INT(GateDebt, "terms_days", terms_days),
    INT(GateDebt, "days_past_due", days_past_due),
    END,
};

const GateField gate_fields_person[] = {
    TEXT(GatePerson, "id", id),
    WORD(GatePerson, "kind", kind, WORDS_KIND),
    TEXT(GatePerson, "state", state),
    SKIP("tz"),
    SKIP("loc"),
    TRI(GatePerson, "number_owner_known", number_owner_known),
    END,
};

const GateField gate_fields_event[] = {
    SKIP("t"),
    STRICT(GateEvent, "type", type, WORDS_EVENT),
    WORD(GateEvent, "result", result, WORDS_RESULT),
    WORD(GateEvent, "medium", medium, WORDS_MEDIUM),
    WORD(GateEvent, "dial", dial, WORDS_DIAL),
    WORD(GateEvent, "number_line", line, WORDS_LINE),
    WORD(GateEvent, "line", line, WORDS_LINE),
    WORD(GateEvent, "purpose", purpose, WORDS_PURPOSE),
    TEXT(GateEvent, "address", address),
    WORD(GateEvent, "address", place, WORDS_PLACE),
    WORD(GateEvent, "consent", consent, WORDS_CONSENT),
    WORD(GateEvent, "sender", sender, WORDS_KIND),
    GIVEN(GateEvent, "sender", sender_given),
    DEBTS(GateEvent, "debts", debts),
    DEBTS(GateEvent, "counted_to", counted_to),
    SKIP("debts_intended"),
    TEXT(GateEvent, "number", number),
    TEXT(GateEvent, "to", to),
    TEXT(GateEvent, "with_", with),
    TEXT(GateEvent, "in_reply_to", in_reply_to),
    TEXT(GateEvent, "text", text),
    TEXT(GateEvent, "words", words),
    TEXT(GateEvent, "note", note),
    TEXT(GateEvent, "what", what),
    TEXT(GateEvent, "source", source),
    TEXT(GateEvent, "attachment", attachment),
    TEXT(GateEvent, "kind", kind),
    TEXT(GateEvent, "reference_date_type", reference_date_type),
    MOMENT(GateEvent, "refers_to_response_dated", refers_to),
    NUMBER(GateEvent, "portion", portion),
    NUMBER(GateEvent, "amount", amount),
    TRI(GateEvent, "initial_communication", initial_communication),
    TRI(GateEvent, "same_substance", same_substance),
    SKIP("words_differ"),
    TRI(GateEvent, "brief_reason", brief_reason),
    TRI(GateEvent, "valid_grounds_possible", valid_grounds),
    TRI(GateEvent, "upheld", upheld),
    TRI(GateEvent, "evidence_of_plan", evidence_of_plan),
    TRI(GateEvent, "collector_accepts_medium", accepts_medium),
    EQUALS(GateEvent, "initiated_by", by_collector, "collector"),
    SKIP("automated"),
    PRESENT(GateEvent, "content", content_given),
    OF_KIND(FIELD_CONTENT, GateEvent, "content", content),
    END,
};

static const GateField SCOPE[] = { DAYS(GateConsent, "dates", only_dates), END };

const GateField gate_fields_consent[] = {
    WORD(GateConsent, "type", type, WORDS_CONSENT),
    MOMENT(GateConsent, "t", given_at),
    MOMENT(GateConsent, "until", until),
    EQUALS(GateConsent, "given_to", to_this_collector, "this_collector"),
    TEXT(GateConsent, "how", how),
    TEXT(GateConsent, "address", address),
    TEXT(GateConsent, "number", number),
    TRI(GateConsent, "disclosed_use", disclosed_use),
    TRI(GateConsent, "during_compliant_contact", during_compliant),
    WORD(GateConsent, "who", who, WORDS_KIND),
    DEBTS(GateConsent, "debts", debts),
    INSIDE("scope", SCOPE),
    CLOCK(GateConsent, "from", from_s),
    CLOCK(GateConsent, "to", to_s),
    END,
};

const GateField gate_fields_pref[] = {
    STRICT(GatePref, "type", type, WORDS_PREF),
    WORD(GatePref, "medium", medium, WORDS_MEDIUM),
    TEXT(GatePref, "address", address),
    WORD(GatePref, "address", place_of_address, WORDS_PLACE),
    TEXT(GatePref, "place", place),
    TEXT(GatePref, "how", how),
    TEXT(GatePref, "words", words),
    TEXT(GatePref, "source", source),
    OF_KIND(FIELD_WEEKDAYS, GatePref, "days", weekdays),
    CLOCK(GatePref, "from", from_s),
    CLOCK(GatePref, "to", to_s),
    MOMENT(GatePref, "since", since),
    MOMENT(GatePref, "until", until),
    MOMENT(GatePref, "written_confirmation", written_confirmation),
    TRI(GatePref, "written_confirmation", confirmed),
    TRI(GatePref, "ambiguous", ambiguous),
    SKIP("via"),
    END,
};

const GateField gate_fields_chain[] = {
    TEXT(GateChainLink, "collector", collector),
    TEXT(GateChainLink, "obtained_per", obtained_per),
    TRI(GateChainLink, "used_email", used_email),
    TRI(GateChainLink, "opted_out", opted_out),
    TRI(GateChainLink, "returned_to_creditor", returned),
    END,
};

static const GateField POINT_CHECK[] = {
    MOMENT(GatePoint, "t", check),
    TEXT(GatePoint, "db", database),
    END,
};

const GateField gate_fields_point[] = {
    TEXT(GatePoint, "place", place),
    WORD(GatePoint, "source", source, WORDS_POINT_SOURCE),
    WORD(GatePoint, "verified", verified, WORDS_VERIFIED),
    TRI(GatePoint, "employer_provided", employer_provided),
    TRI(GatePoint, "known_bad", known_bad),
    TRI(GatePoint, "reassigned", reassigned),
    TEXT(GatePoint, "owner", owner),
    INSIDE("check", POINT_CHECK),
    END,
};

static const GateField FLAGS[] = {
    TRI(GateFlags, "accuracy_contested", accuracy_contested),
    TRI(GateFlags, "active_litigation", active_litigation),
    TRI(GateFlags, "attorney_consents_direct_contact", attorney_consents),
    TRI(GateFlags, "attorney_failed_to_respond_reasonable_period", attorney_silent),
    TEXT(GateFlags, "authority", authority),
    TRI(GateFlags, "consumer_requested_info_call_ended_before_consent", request_cut_short),
    TEXT(GateFlags, "county", county),
    TRI(GateFlags, "court_permission", court_permission),
    TRI(GateFlags, "debt_collection_procedures_begun", procedures_begun),
    TRI(GateFlags, "debt_open", debt_open),
    TRI(GateFlags, "earlier_response_believed_wrong", earlier_wrong),
    TRI(GateFlags, "person_now_has_correct_info", person_now_correct),
    TEXT(GateFlags, "employer_provided_known", employer_email),
    TRI(GateFlags, "estate_representative_unknown", estate_unknown),
    TRI(GateFlags, "judgment", judgment),
    TEXT(GateFlags, "known_current_place", current_place),
    TRI(GateFlags, "knows_consumer_moved", knows_moved),
    MOMENT(GateFlags, "late_fee_by_creditor_due", late_fee_due),
    MOMENT(GateFlags, "payment_failed_learned", payment_failed),
    TEXT(GateFlags, "location_resolved_by_consumer", location_resolved),
    TRI(GateFlags, "location_unknown", location_unknown),
    TRI(GateFlags, "marketing_objection", marketing_objection),
    TRI(GateFlags, "no_prior_communication", no_prior_communication),
    TRI(GateFlags, "number_reassigned", number_reassigned),
    TRI(GateFlags, "obligor_deceased", obligor_deceased),
    TRI(GateFlags, "obligor_minor", obligor_minor),
    TEXT(GateFlags, "prior_collector_used", prior_collector_used),
    TRI(GateFlags, "profile_match_uncertain", profile_uncertain),
    TRI(GateFlags, "pursued_in_error", pursued_in_error),
    TRI(GateFlags, "retention_expired", retention_expired),
    TRI(GateFlags, "uses_other_name", other_name),
    END,
};

static const GateField ATTORNEY[] = {
    TRI(GateAttorney, "known", known),
    TEXT(GateAttorney, "name", name),
    TRI(GateAttorney, "address_known", address_known),
    DEBTS(GateAttorney, "debts", debts),
    MOMENT(GateAttorney, "since", since),
    END,
};

static const GateField BANKRUPTCY[] = {
    INT(GateBankruptcy, "chapter", chapter),
    WORD(GateBankruptcy, "status", status, WORDS_STATUS),
    TEXT(GateBankruptcy, "debtor", debtor),
    MOMENT(GateBankruptcy, "filed", filed),
    MOMENT(GateBankruptcy, "discharged", discharged),
    MOMENT(GateBankruptcy, "dismissed", dismissed),
    MOMENT(GateBankruptcy, "closed", closed),
    MOMENT(GateBankruptcy, "converted", converted),
    MOMENT(GateBankruptcy, "prior_case_dismissed", prior_case_dismissed),
    END,
};

static const GateField BOE[] = { NUMBER(GateFacts, "reference_rate", boe_rate), END };
static const GateField POLICY[] = { INT(GateFacts, "min_gap_minutes", gap_minutes), END };
static const GateField NUMBER_IN_PLAY[] = {
    TEXT(GateFacts, "e164", number),
    WORD(GateFacts, "line", line, WORDS_LINE),
    END,
};

static const GateField BREATHING[] = {
    IS(GateBreathingSpace, "kind", crisis, "mental_health_crisis"),
    MOMENT(GateBreathingSpace, "start", start),
    MOMENT(GateBreathingSpace, "end", end),
    MOMENT(GateBreathingSpace, "notified", notified),
    MOMENT(GateBreathingSpace, "treatment_ended", treatment_ended),
    DEBTS(GateBreathingSpace, "debts", debts),
    END,
};

static const GateField CREDITOR_NOTICE[] = {
    TEXT(GateCreditorEmail, "sent_by", sent_by),
    TEXT(GateCreditorEmail, "opt_out_method", opt_out_method),
    TEXT(GateCreditorEmail, "respond_to", respond_to),
    TRI(GateCreditorEmail, "names_collector", names_collector),
    TRI(GateCreditorEmail, "states_transfer", states_transfer),
    TRI(GateCreditorEmail, "states_email_use", states_use),
    TRI(GateCreditorEmail, "states_others_may_see", states_others),
    TRI(GateCreditorEmail, "clear_and_conspicuous", conspicuous),
    TRI(GateCreditorEmail, "combined", combined),
    MOMENT(GateCreditorEmail, "sent", sent),
    MOMENT(GateCreditorEmail, "opt_out_by", opt_out_by),
    END,
};

static const GateField CREDITOR_EMAIL[] = {
    TEXT(GateCreditorEmail, "address", address),
    TEXT(GateCreditorEmail, "domain", domain),
    TRI(GateCreditorEmail, "obtained_from_consumer", from_consumer),
    TRI(GateCreditorEmail, "creditor_used_for_account", used_for_account),
    TRI(GateCreditorEmail, "creditor_used_for_marketing", used_for_marketing),
    TRI(GateCreditorEmail, "consumer_objected", objected),
    TRI(GateCreditorEmail, "employer_provided_told", employer_told),
    TRI(GateCreditorEmail, "opted_out", opted_out),
    GIVEN(GateCreditorEmail, "notice", notice_given),
    INSIDE("notice", CREDITOR_NOTICE),
    END,
};

static const GateField CHECK[] = {
    MOMENT(GateSmsPath, "t", check),
    TEXT(GateSmsPath, "db", database),
    END,
};

static const GateField SMS_PATH[] = {
    TEXT(GateSmsPath, "number", number),
    TRI(GateSmsPath, "opted_out", opted_out),
    MOMENT(GateSmsPath, "last_inbound_text", last_inbound),
    MOMENT(GateSmsPath, "consent", consent),
    INSIDE("not_reassigned_check", CHECK),
    END,
};

static const GateField LIMITATION[] = {
    TRI(GateLimitation, "expired", expired),
    TRI(GateLimitation, "contact_during_period", contact_during),
    MOMENT(GateLimitation, "expiry", expiry),
    INT(GateLimitation, "years", years),
    END,
};

static const GateField VALIDATION[] = {
    WORD(GateValidation, "status", status, WORDS_STATUS),
    MOMENT(GateValidation, "sent", sent),
    MOMENT(GateValidation, "assumed_receipt", assumed_receipt),
    MOMENT(GateValidation, "end", end),
    MOMENT(GateValidation, "learned_actual_receipt", learned_receipt),
    END,
};

static const GateField MILITARY[] = {
    MOMENT(GateMilitary, "start", start),
    MOMENT(GateMilitary, "end", end),
    MOMENT(GateMilitary, "orders_received", orders_received),
    END,
};

const GateField gate_fields_facts[] = {
    SKIP("jur"),
    WORD(GateFacts, "role", role, WORDS_ROLE),
    SKIP("debts"),
    SKIP("person"),
    SKIP("person2"),
    GIVEN(GateFacts, "person2", person2_given),
    SKIP("events"),
    SKIP("consents"),
    SKIP("prefs"),
    PRESENT(GateFacts, "email_chain", chain_given),
    OBJECT(GateFacts, "flags", flags, FLAGS),
    OBJECT(GateFacts, "attorney", attorney, ATTORNEY),
    OBJECT(GateFacts, "bankruptcy", bankruptcy, BANKRUPTCY),
    GIVEN(GateFacts, "bankruptcy", bankruptcy.given),
    INSIDE("boe", BOE),
    TRI(GateFacts, "bounce_monitoring", bounce_monitoring),
    OBJECT(GateFacts, "breathing_space", breathing, BREATHING),
    GIVEN(GateFacts, "breathing_space", breathing.given),
    OBJECT(GateFacts, "creditor_email", creditor_email, CREDITOR_EMAIL),
    PRESENT(GateFacts, "creditor_email", creditor_email.given),
    TRI(GateFacts, "esign_consent", esign_consent),
    TEXT(GateFacts, "file_name", file_name),
    TEXT(GateFacts, "language", language),
    OBJECT(GateFacts, "military", military, MILITARY),
    GIVEN(GateFacts, "military", military.given),
    INSIDE("number", NUMBER_IN_PLAY),
    INSIDE("policy", POLICY),
    TEXT(GateFacts, "residence_district", residence_district),
    OBJECT(GateFacts, "sms_path", sms_path, SMS_PATH),
    PRESENT(GateFacts, "sms_path", sms_path.given),
    OBJECT(GateFacts, "sol", limitation, LIMITATION),
    GIVEN(GateFacts, "sol", limitation.given),
    OBJECT(GateFacts, "validation", validation, VALIDATION),
    GIVEN(GateFacts, "validation", validation.given),
    END,
};

static const GateField NOTICE[] = {
    TEXT(GateNotice, "disclosure_18e", disclosure_18e),
    TEXT(GateNotice, "collector_name", collector_name),
    TEXT(GateNotice, "collector_mail", collector_mail),
    TEXT(GateNotice, "consumer_name", consumer_name),
    TEXT(GateNotice, "consumer_mail", consumer_mail),
    TEXT(GateNotice, "creditor_on_itemization_date", creditor_then),
    TEXT(GateNotice, "account_number", account_number),
    TEXT(GateNotice, "current_creditor", current_creditor),
    TEXT(GateNotice, "itemization_date_type", itemization_date_type),
    TEXT(GateNotice, "amount_on_itemization_date", amount_then),
    TEXT(GateNotice, "interest", interest),
    TEXT(GateNotice, "fees", fees),
    TEXT(GateNotice, "payments", payments),
    TEXT(GateNotice, "credits", credits),
    TEXT(GateNotice, "current_amount", current_amount),
    TEXT(GateNotice, "electronic_dispute_statement", electronic_statement),
    TEXT(GateNotice, "itemization", itemization),
    TEXT(GateNotice, "reference_statement", reference_statement),
    TEXT(GateNotice, "front_reference", front_reference),
    TEXT(GateNotice, "last_payment_source", last_payment_source),
    TEXT(GateNotice, "last_statement_issued_by", statement_issued_by),
    TEXT(GateNotice, "transaction_date", transaction_date),
    MOMENT(GateNotice, "itemization_date", itemization_date),
    MOMENT(GateNotice, "dispute_end_date", dispute_end),
    PRESENT(GateNotice, "prompts", prompts_given),
    OF_KIND(FIELD_PROMPTS, GateNotice, "prompts", prompts),
    TRI(GateNotice, "cfpb_url", cfpb_url),
    TEXTS(GateNotice, "reverse", reverse),
    TEXTS(GateNotice, "extras", extras),
    TEXTS(GateNotice, "combined_debts", combined_debts),
    END,
};

static const GateField ALIAS[] = {
    TEXT(GateAction, "name", alias_name),
    TEXT(GateAction, "registered_to", alias_registered),
    TRI(GateAction, "unique", alias_unique),
    END,
};

const GateField gate_fields_action[] = {
    STRICT(GateAction, "channel", channel, WORDS_CHANNEL),
    SKIP("at"),
    DEBTS(GateAction, "debts", debts),
    DEBTS(GateAction, "counted_to", counted_to),
    SKIP("debts_intended"),
    TEXT(GateAction, "address", address),
    WORD(GateAction, "address", place, WORDS_PLACE),
    TEXT(GateAction, "address_source", address_source),
    TEXT(GateAction, "addressee", addressee),
    GIVEN(GateAction, "agent_alias", alias_given),
    INSIDE("agent_alias", ALIAS),
    WORD(GateAction, "answered_by", answered_by, WORDS_KIND),
    GIVEN(GateAction, "answered_by", answered_by_given),
    TEXT(GateAction, "apply_to", apply_to),
    TEXT(GateAction, "directed_to", directed_to),
    TRI(GateAction, "automated", automated),
    SKIP("basis"),
    TEXT(GateAction, "business_name", business_name),
    PRESENT(GateAction, "content", content_given),
    OF_KIND(FIELD_CONTENT, GateAction, "content", content),
    TRI(GateAction, "deposit_notice_given", deposit_notice),
    MOMENT(GateAction, "deposit_notice_given", deposit_notice_on),
    MOMENT(GateAction, "postdated_to", postdated_to),
    TEXT(GateAction, "instrument", instrument),
    TRI(GateAction, "discloses_debt_collector", says_collector),
    TRI(GateAction, "discloses_identity_as_collector", identity),
    TEXTS(GateAction, "disclosures", disclosures),
    WORD(GateAction, "dial", dial, WORDS_DIAL),
    TRI(GateAction, "during_session", during_session),
    OF_KIND(FIELD_ECB, GateAction, "ecb", ecb),
    MOMENT(GateAction, "end", end),
    TEXTS(GateAction, "envelope", envelope),
    SKIP("expected_result"),
    SKIP("expected_view"),
    TRI(GateAction, "express_agreement", express_agreement),
    TRI(GateAction, "objectively_justified", justified),
    TEXT(GateAction, "fee", fee),
    NUMBER(GateAction, "fixed_sum", fixed_sum),
    NUMBER(GateAction, "interest", interest),
    NUMBER(GateAction, "amount", amount),
    NUMBER(GateAction, "rate", rate),
    TEXTS(GateAction, "front", front),
    TRI(GateAction, "in_initial_communication", initial_itself),
    TEXT(GateAction, "in_reply_to", in_reply_to),
    TRI(GateAction, "ivr_opt_out", ivr_opt_out),
    TEXTS(GateAction, "languages_used", languages),
    TEXT(GateAction, "method", method),
    GIVEN(GateAction, "notice", notice.given),
    OBJECT(GateAction, "notice", notice, NOTICE),
    TEXT(GateAction, "number", number),
    WORD(GateAction, "number_line", line, WORDS_LINE),
    TEXT(GateAction, "on_behalf_of", on_behalf_of),
    TEXT(GateAction, "opt_out", opt_out),
    INT(GateAction, "payments_made", payments_made),
    INT(GateAction, "terms_days", terms_days),
    MOMENT(GateAction, "paid", paid),
    TEXT(GateAction, "profile", profile),
    WORD(GateAction, "purpose", purpose, WORDS_PURPOSE),
    SKIP("queued_at"),
    TEXT(GateAction, "record", record),
    TRI(GateAction, "same_thread", same_thread),
    TEXT(GateAction, "sender_name", sender_name),
    TEXT(GateAction, "subject", subject),
    TEXT(GateAction, "text", text),
    TEXT(GateAction, "to", to),
    IS(GateAction, "treat_as", limited_content, "limited_content_message"),
    TRI(GateAction, "validation_notice", validation_notice),
    TEXT(GateAction, "venue", venue),
    TEXT(GateAction, "visible_to", visible_to),
    TRI(GateAction, "voluntary", voluntary),
    TEXT(GateAction, "what", what),
    END,
};
