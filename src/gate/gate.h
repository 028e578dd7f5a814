/* gate/gate.h: the contact gate's face: facts and a proposed action in, a verdict with its reasons
 * out.  Pure: asks no clock, opens no book, keeps nothing.
 *
 * Everything lent: texts and arrays must outlive the verdict.  A text is NULL when it was not
 * mentioned and gate_nil when it was said not to exist; the Tri, Moment and Number states say the
 * same for the other kinds.  What is not mentioned is the neutral default of the rule book (1.4).
 */
#ifndef RECOUP_GATE_GATE_H
#define RECOUP_GATE_GATE_H

#include "base/clock.h"
#include "gate/gate_words.h"

#define GATE_RULEBOOK "2026-11"

enum {
    GATE_RULES = 92,
    GATE_DEBTS_MAX = 63, /* bit 63 stands for a debt that is not in the file */
    GATE_ZONES_MAX = 8,
    GATE_TEXTS_MAX = 16,
    GATE_REASONS_MAX = 48,
    GATE_REQUIRES_MAX = 16,
    GATE_FIGURES_MAX = 24,
    GATE_EVIDENCE_MAX = 4
};

extern const char gate_nil[];

typedef enum { TRI_ABSENT, TRI_NULL, TRI_FALSE, TRI_TRUE } GateTri;

typedef enum { MOMENT_ABSENT, MOMENT_NULL, MOMENT_DAY, MOMENT_INSTANT } GateMomentState;
typedef struct {
    int64_t at_us; /* only when state is MOMENT_INSTANT */
    Day day;       /* the civil date as written */
    GateMomentState state;
} GateMoment;

typedef enum { NUMBER_ABSENT, NUMBER_NULL, NUMBER_GIVEN } GateNumberState;
typedef struct {
    int64_t e4; /* value x 10,000: money and percentages alike */
    GateNumberState state;
} GateNumber;

typedef struct {
    const char *items[GATE_TEXTS_MAX];
    uint8_t count;
    bool given;
} GateTexts;

typedef struct {
    Day items[GATE_TEXTS_MAX];
    uint8_t count;
    bool given;
} GateDays;

#define GATE_DEBT_ELSEWHERE (1ULL << 63)
/* A set of debts: bit i is GateFacts.debts[i]. */
typedef struct {
    uint64_t bits;
    bool given;
} GateDebtSet;

typedef struct {
    const char *id;
    GateTri consumer; /* type: TRUE consumer, FALSE commercial */
    GateProduct product;
    GateStatus status;
    GateTri identity_theft;
    GateTri written_contract;
    const char *choice_of_law, *contract_signed_in, *servicing_account, *secured_by;
    GateTexts contract_authorises;
    GateNumber amount, balance, portion_disputed, rate;
    GateMoment accrued, due, invoice_received, entered, incurred, opened, charged_off;
    GateMoment oldest_unpaid_due;
    GateDays re_aged;
    int32_t terms_days, days_past_due; /* -1: not said */
} GateDebt;

typedef struct {
    const char *id;
    GateKind kind;
    const char *state; /* two letters */
    const Zone *zones[GATE_ZONES_MAX];
    const char *zone_names[GATE_ZONES_MAX];
    size_t zone_count;
    bool zones_given;  /* given and empty: no evidence at all */
    int32_t home_zone; /* index of the residence's zone in zones, or -1 */
    GateTri number_owner_known;
} GatePerson;

typedef struct {
    int64_t at_us;
    GateEventType type;
    GateResult result;
    GateMedium medium;
    GateDial dial;
    GateLine line;
    GatePurpose purpose;
    GatePlace place;
    GateConsentType consent;
    GateKind sender;
    bool sender_given;
    GateDebtSet debts, counted_to;
    const char *address, *number, *to, *with, *in_reply_to, *text, *words, *note, *what, *source;
    const char *attachment, *kind, *reference_date_type;
    GateMoment refers_to;
    GateNumber portion, amount;
    uint64_t content; /* what was said, where content_given: bits 1 << GateContent */
    bool content_given;
    GateTri initial_communication, same_substance, brief_reason, valid_grounds, upheld;
    GateTri evidence_of_plan, accepts_medium, by_collector;
} GateEvent;

typedef struct {
    GateConsentType type;
    GateMoment given_at, until;
    GateTri to_this_collector; /* given_to: FALSE when given to somebody else */
    const char *how, *address, *number;
    GateTri disclosed_use, during_compliant;
    GateKind who;
    GateDebtSet debts;
    GateDays only_dates;
    int32_t from_s, to_s; /* local seconds, both inclusive; -1 not said */
} GateConsent;

typedef struct {
    GatePrefType type;
    GateMedium medium;
    GatePlace place_of_address;
    const char *address, *place, *how, *words, *source;
    uint8_t weekdays; /* bit 0 Monday; 0 = every day */
    int32_t from_s, to_s;
    GateMoment since, until, written_confirmation;
    GateTri confirmed; /* written_confirmation where it is no date */
    GateTri ambiguous;
} GatePref;

typedef struct {
    GateTri accuracy_contested, active_litigation, attorney_consents, attorney_silent;
    GateTri request_cut_short, court_permission, procedures_begun, debt_open, earlier_wrong;
    GateTri person_now_correct, estate_unknown, judgment, knows_moved, location_unknown;
    GateTri marketing_objection, no_prior_communication, number_reassigned, obligor_deceased;
    GateTri obligor_minor, profile_uncertain, pursued_in_error, retention_expired, other_name;
    const char *authority, *county, *employer_email, *current_place, *location_resolved;
    const char *prior_collector_used;
    GateMoment late_fee_due, payment_failed;
} GateFlags;

typedef struct {
    GateTri known, address_known;
    const char *name;
    GateDebtSet debts;
    GateMoment since;
} GateAttorney;

typedef struct {
    bool given;
    int32_t chapter;
    GateStatus status;
    const char *debtor;
    GateMoment filed, discharged, dismissed, closed, converted, prior_case_dismissed;
} GateBankruptcy;

typedef struct {
    bool given, crisis;
    GateMoment start, end, notified, treatment_ended;
    GateDebtSet debts;
} GateBreathingSpace;

typedef struct {
    bool given, notice_given;
    const char *address, *domain, *opt_out_method, *sent_by, *respond_to;
    GateTri from_consumer, used_for_account, used_for_marketing, objected, employer_told, opted_out;
    GateTri names_collector, states_transfer, states_use, states_others, conspicuous, combined;
    GateMoment sent, opt_out_by;
} GateCreditorEmail;

typedef struct {
    const char *collector, *obtained_per;
    GateTri used_email, opted_out, returned;
} GateChainLink;

typedef struct {
    bool given;
    const char *number, *database;
    GateTri opted_out;
    GateMoment last_inbound, consent, check;
} GateSmsPath;

typedef struct {
    bool given;
    GateTri expired, contact_during;
    GateMoment expiry;
    int32_t years; /* -1: not said */
} GateLimitation;

typedef struct {
    bool given;
    GateStatus status;
    GateMoment sent, assumed_receipt, end, learned_receipt;
} GateValidation;

typedef struct {
    bool given;
    GateMoment start, end, orders_received;
} GateMilitary;

/* What is known of the address or number that the action uses (facts from the book only). */
typedef struct {
    const char *address, *medium; /* medium: telephone email mail social */
    GatePointType type;
    GatePointSource source;
    GateVerified verified;
    GateMoment check; /* found not reassigned */
    GateTri known_bad, employer_provided, reassigned;
    const char *place, *database, *owner;
} GatePoint;

typedef enum { COUNTRY_NONE, COUNTRY_US, COUNTRY_UK, COUNTRY_EU } GateCountry;

typedef struct {
    GateCountry country;
    char region[4]; /* state, nation or member state; "FED" = none */
    bool new_york_city;
    GateRole role;
    const GateDebt *debts;
    size_t debt_count;
    GatePerson person, person2;
    bool person2_given;
    const GateEvent *events; /* in any order */
    size_t event_count;
    const GateConsent *consents;
    size_t consent_count;
    const GatePref *prefs;
    size_t pref_count;
    const GateChainLink *chain;
    size_t chain_count;
    bool chain_given; /* named, be it empty */
    GateFlags flags;
    GateAttorney attorney;
    GateBankruptcy bankruptcy;
    GateNumber boe_rate;
    GateTri bounce_monitoring, esign_consent;
    GateBreathingSpace breathing;
    GateCreditorEmail creditor_email;
    GateSmsPath sms_path;
    GateLimitation limitation;
    GateValidation validation;
    GateMilitary military;
    const char *file_name, *language, *residence_district, *number;
    GateLine line;
    int32_t gap_minutes;   /* between calls (R27); 0: off */
    int32_t quiet_minutes; /* between any two contacts of ours, by the house; 0: off */
    /* Facts from the book: what nobody stated is unknown, not neutral (1.1, fail closed). */
    bool from_book, jurisdiction_unknown;
    bool any_email, any_text; /* the house needs no path for them */
    const GatePoint *point;   /* that the action uses; NULL: not on file */
} GateFacts;

typedef enum {
    PROMPT_NOT_MY_DEBT = 1,
    PROMPT_AMOUNT = 2,
    PROMPT_OTHER = 4,
    PROMPT_ORIGINAL = 8
} GatePrompt;

typedef struct {
    bool given;
    const char *disclosure_18e, *collector_name, *collector_mail, *consumer_name, *consumer_mail;
    const char *creditor_then, *account_number, *current_creditor, *itemization_date_type;
    const char *amount_then, *interest, *fees, *payments, *credits, *current_amount;
    const char *electronic_statement, *itemization, *reference_statement, *front_reference;
    const char *last_payment_source, *statement_issued_by, *transaction_date;
    GateMoment itemization_date, dispute_end;
    bool prompts_given;
    uint32_t prompts;
    GateTri cfpb_url;
    GateTexts reverse, extras, combined_debts;
} GateNotice;

typedef struct {
    int32_t half; /* year * 2, + 1 for the second half */
    GateNumber rate;
} GateHalfRate;

typedef struct {
    GateChannel channel;
    int64_t at_us;
    int32_t at_offset_s; /* of the text: the zone when nothing is known of the person's */
    GateDebtSet debts, counted_to;
    GatePlace place;
    GateDial dial;
    GateLine line;
    GatePurpose purpose;
    GateKind answered_by;
    bool answered_by_given, limited_content, alias_given, content_given;
    uint64_t content; /* bits 1 << GateContent */
    const char *address, *address_source, *addressee, *alias_name, *alias_registered, *number, *to;
    const char *business_name, *fee, *in_reply_to, *instrument, *method, *on_behalf_of, *opt_out;
    const char *profile, *record, *sender_name, *subject, *venue, *visible_to, *what, *text;
    const char *apply_to, *directed_to;
    GateTri alias_unique, automated, deposit_notice, says_collector, identity, during_session;
    GateTri express_agreement, justified, initial_itself, ivr_opt_out, same_thread,
        validation_notice;
    GateTri voluntary;
    GateMoment postdated_to, deposit_notice_on, end, paid;
    GateNumber amount, rate, fixed_sum, interest;
    GateTexts disclosures, envelope, front, languages;
    GateHalfRate ecb[8];
    uint8_t ecb_count;
    int32_t payments_made, terms_days; /* -1: not said */
    GateNotice notice;
} GateAction;

typedef enum { GATE_ALLOW, GATE_REQUIRE, GATE_DENY } GateOutcome;
typedef enum { REASON_DENY, REASON_REQUIRE, REASON_EXCEPTION } GateReasonKind;
typedef enum { EVIDENCE_EVENT, EVIDENCE_CONSENT, EVIDENCE_PREF, EVIDENCE_DEBT } GateEvidenceKind;
/* When the bar of one reason ends: never (as far as known), from a civil date on, or from an
 * instant on. */
typedef enum { PASS_UNKNOWN, PASS_DAY, PASS_INSTANT } GatePassKind;

typedef struct {
    uint16_t index;
    uint16_t kind; /* GateEvidenceKind */
} GateEvidence;

typedef struct {
    uint8_t rule;    /* 1 ... 92 */
    uint8_t require; /* of kind REASON_REQUIRE: which of the verdict's requires */
    GateReasonKind kind;
    GateCode code;
    const char *text;
    GatePassKind pass;
    Day pass_day;
    int64_t pass_us;
    uint8_t evidence_count;
    GateEvidence evidence[GATE_EVIDENCE_MAX];
} GateReason;

typedef enum { FIGURE_INT, FIGURE_DAY, FIGURE_TEXT, FIGURE_BOOL } GateFigureKind;
typedef struct {
    const char *name;
    GateFigureKind kind;
    int64_t number;
    char text[48];
} GateFigure;

typedef struct {
    GateOutcome outcome;
    size_t reason_count, require_count, figure_count;
    uint32_t flags; /* bits 1 << GateFlag */
    GatePassKind next;
    Day next_day;
    int64_t next_us;
    const Zone *next_zone; /* NULL: next_offset_s counts */
    int32_t next_offset_s;
    GateReason reasons[GATE_REASONS_MAX];
    char requires[GATE_REQUIRES_MAX][64];
    GateFigure figures[GATE_FIGURES_MAX];
} GateVerdict;

/* Judges one action on the facts.  Never fails; allocates nothing. */
void gate_judge(const GateFacts *facts, const GateAction *action, GateVerdict *out);
/* The same without looking for the next time at which it would pass (out->next stays unknown). */
void gate_judge_only(const GateFacts *facts, const GateAction *action, GateVerdict *out);
bool gate_verdict_has(const GateVerdict *verdict, GateCode code);

struct GateCase; /* gate_case.h */
typedef struct GateRule GateRule;
struct GateRule {
    uint8_t number;
    uint8_t stage; /* rule book 1.5 */
    char verified; /* 'V' read in the official text, 'P' partly, 'K' from knowledge */
    bool law;      /* false: house policy */
    const char *title, *cite, *jurisdiction;
    Day from, to;      /* DAY_NONE: always, open-ended */
    uint8_t countries; /* bits 1 << GateCountry: where it is asked at all */
    void (*judge)(struct GateCase *);
};
/* The rule of that number, 1 ... 92; NULL outside. */
const GateRule *gate_rule(int number);

#endif
