/* gate/gate_case.h: one action on its way past the rules: what is known of it, and how a rule
 * speaks.  For the gate's own files only; decides nothing. */
#ifndef RECOUP_GATE_GATE_CASE_H
#define RECOUP_GATE_GATE_CASE_H

#include "gate/gate.h"

#include <string.h>

typedef enum { TO_CONSUMER, TO_THIRD_PARTY, TO_ATTORNEY, TO_CREDITOR } GateRecipient;
/* What the action answers (R12): nothing, an inbound message still unanswered, one answered
 * already, none on file. */
typedef enum { REPLY_NONE, REPLY_OPEN, REPLY_USED, REPLY_UNKNOWN } GateReply;

typedef struct GateCase {
    const GateFacts *facts;
    const GateAction *action;
    GateVerdict *verdict;
    const GateRule *rule; /* the rule that is speaking */
    int64_t now_us;       /* the instant judged */
    int64_t known_us;     /* events after it are not known */
    uint64_t present;     /* types of the events seen, as bits */
    size_t zone_count;    /* at least 1: without evidence the offset of the action's own text */
    bool zone_unknown;    /* the evidence is known to be empty */
    Day day;              /* of the first zone */
    uint64_t debts;       /* the action's */
    uint64_t counted;     /* the debts a call counts to */
    GateRecipient recipient;
    GateKind recipient_kind;
    const char *recipient_id;
    /* what kind of action it is */
    bool contact, call, electronic, timed;
    bool about_debt; /* communication or attempt about a debt (R4) */
    bool conveys;    /* conveys information about a debt (R4) */
    bool lcm;        /* a limited-content message (R5) */
    bool location;   /* an enquiry for location information (R18) */
    bool notice;     /* carries a validation notice */
    /* who is bound */
    bool covered;   /* debt collector (R1) */
    bool consumer;  /* a consumer debt of a natural person is among the debts (R2) */
    bool regf;      /* Regulation F binds */
    bool conduct;   /* R7-R30 and R32-R39 bind: Regulation F, or California (R66) */
    bool uk_credit; /* CONC 7 binds (R70) */
    bool nyc;       /* New York City's rules bind (R63, R64) */
    bool nyc_2027;  /* and those from 2027 on (R64) */
    bool court;     /* a court permits (R15) */
    bool in_session;
    GateReply reply;
    const GateEvent *answered; /* the message that is answered; NULL when nothing or none on file */
    const char *override;      /* documented override for R23 and R24 (R27) */
    /* by zone; only the first zone_count are filled */
    const Zone *zones[GATE_ZONES_MAX];
    ZoneSpan spans[GATE_ZONES_MAX]; /* the offsets around the instant judged */
    Day days[GATE_ZONES_MAX];
    int32_t seconds[GATE_ZONES_MAX];
} GateCase;

/* Fills the case for one instant.  `known_us` limits the events. */
void gate_case_open(GateCase *c, const GateFacts *facts, const GateAction *action, int64_t now_us,
                    int64_t known_us, GateVerdict *out);

/* Said and not blank. */
static inline bool gate_case_text(const char *text)
{
    return text != NULL && *text != '\0';
}
/* Said to be missing, or blank. */
static inline bool gate_case_void(const char *text)
{
    return text != NULL && *text == '\0';
}
/* Both said and equal. */
static inline bool gate_case_same(const char *a, const char *b)
{
    return gate_case_text(a) && gate_case_text(b) && (a == b || strcmp(a, b) == 0);
}

/* What a rule may say.  A denial's end is unknown unless one of the two pass functions names it. */
GateReason *gate_case_deny(GateCase *c, GateCode code, const char *text);
void gate_case_require(GateCase *c, const char *token, const char *text);
void gate_case_require_day(GateCase *c, const char *prefix, Day day, const char *text);
/* A rule number's exception was used. */
void gate_case_except(GateCase *c, int rule, const char *text);
void gate_case_flag(GateCase *c, GateFlag flag);
void gate_case_pass_day(GateReason *reason, Day day);
void gate_case_pass_at(GateReason *reason, int64_t at_us);
void gate_case_show(GateReason *reason, GateEvidenceKind kind, size_t index);
void gate_case_figure_int(GateCase *c, const char *name, int64_t value);
void gate_case_figure_bool(GateCase *c, const char *name, bool value);
void gate_case_figure_day(GateCase *c, const char *name, Day day);
void gate_case_figure_text(GateCase *c, const char *name, const char *text);

/* Time: civil date and second of an instant in zone z of the case, and back. */
Day gate_case_day(const GateCase *c, size_t z, int64_t at_us);
int32_t gate_case_second(const GateCase *c, size_t z, int64_t at_us);
int64_t gate_case_instant(const GateCase *c, size_t z, Day day, int32_t second);
/* Seen = known and not after the instant judged. */
static inline bool gate_case_seen(const GateCase *c, const GateEvent *event)
{
    return event->at_us <= c->known_us && event->at_us <= c->now_us;
}
/* The event's date lies among the last `days` dates, today included, in any candidate zone. */
bool gate_case_within(const GateCase *c, const GateEvent *event, int days);
/* Dates between the event and today, in the zone where that is most, and least. */
int gate_case_age_max(const GateCase *c, const GateEvent *event);
int gate_case_age_min(const GateCase *c, const GateEvent *event);
Day gate_case_moment_day(const GateCase *c, GateMoment moment);
bool gate_case_moment_given(GateMoment moment);
bool gate_case_reached(const GateCase *c, GateMoment moment);
/* moment a lies before moment b. */
bool gate_case_before(GateMoment a, GateMoment b);

/* Debts. */
static inline uint64_t gate_case_all(const GateCase *c)
{
    return (1ULL << c->facts->debt_count) - 1;
}
/* Not given: all. */
static inline uint64_t gate_case_bits(const GateCase *c, GateDebtSet set)
{
    return set.given ? set.bits : gate_case_all(c);
}
static inline bool gate_case_covers(const GateCase *c, GateDebtSet set)
{
    return !set.given || (set.bits & c->debts) != 0 || (c->debts == 0 && set.bits != 0);
}
/* What is said of these debts holds for every debt of the action: what permits must, what bars need
 * only touch one of them. */
static inline bool gate_case_covers_all(const GateCase *c, GateDebtSet set)
{
    return gate_case_covers(c, set) && (!set.given || (c->debts & ~set.bits) == 0);
}
uint64_t gate_case_event_bits(const GateCase *c,
                              const GateEvent *event); /* the debts it counts to */
uint64_t gate_case_group(const GateCase *c,
                         size_t debt); /* debts that are one particular debt (R26) */
/* The first debt of the action; NULL when the file holds none. */
const GateDebt *gate_case_debt(const GateCase *c);
bool gate_case_next_debt(const GateCase *c, uint64_t *rest, const GateDebt **debt);

/* An event of that type was seen. */
static inline bool gate_case_holds(const GateCase *c, GateEventType type)
{
    return (c->present >> type & 1) != 0;
}
/* One of those types was seen (bits 1 << GateEventType). */
static inline bool gate_case_holds_any(const GateCase *c, uint64_t types)
{
    return (c->present & types) != 0;
}
/* Events.  Walks: the next event seen from *i on, of that type (EVENT_NONE: any); NULL at the end.
 * The first only about the action's debts, the second about any. */
const GateEvent *gate_case_next(const GateCase *c, size_t *i, GateEventType type);
const GateEvent *gate_case_next_any(const GateCase *c, size_t *i, GateEventType type);
/* A letter, e-mail or text that was sent. */
bool gate_case_wrote(const GateEvent *event);
/* Neither text is said, or both are the same. */
bool gate_case_no_other(const char *a, const char *b);
const GateEvent *gate_case_last(const GateCase *c, GateEventType type); /* seen, on these debts */
bool gate_case_any(const GateCase *c, GateEventType type);
bool gate_case_to_recipient(const GateCase *c, const GateEvent *event);
static inline bool gate_case_connected(const GateEvent *call)
{
    return call->result != RESULT_BUSY && call->result != RESULT_NOT_IN_SERVICE;
}
size_t gate_case_index(const GateCase *c, const GateEvent *event);
/* A consent of that type, given to this collector where `ours`, covering the debts, not revoked.
 * NULL when none. */
const GateConsent *gate_case_consent(const GateCase *c, GateConsentType type, bool ours);
bool gate_case_consent_live(const GateCase *c, const GateConsent *consent);
bool gate_case_pref_live(const GateCase *c, const GatePref *pref);

/* Small words. */
static inline bool gate_case_yes(GateTri value)
{
    return value == TRI_TRUE;
}
static inline bool gate_case_no(GateTri value)
{
    return value == TRI_FALSE || value == TRI_NULL;
}
static inline bool gate_case_says(const GateCase *c, GateContent content)
{
    return (c->action->content & 1ULL << content) != 0;
}
static inline bool gate_case_says_any(const GateCase *c, uint64_t contents)
{
    return (c->action->content & contents) != 0;
}
bool gate_case_lists(const GateTexts *texts, const char *word);
/* The address or number the action uses; NULL when a correct one that nobody restricted. */
const char *gate_case_target(const GateCase *c);
bool gate_case_at_work(GatePlace place, const char *address);
/* The action reaches into the person's home: its telephone, its mail, a visit not said to be at
 * work. */
bool gate_case_at_home(const GateCase *c);
bool gate_case_state(const GateCase *c,
                     const char *state); /* that state's overlay is selected (R61) */

#define GATE_BIT(content) (1ULL << (content))
enum { US = 1 << COUNTRY_US, UK = 1 << COUNTRY_UK, EU = 1 << COUNTRY_EU, ANYWHERE = US | UK | EU };

/* The day from which a law binds; where it is not sure, a rule counts for ever. */
enum {
    FROM_FDCPA = 3000,        /* 1978-03-20, the Fair Debt Collection Practices Act */
    FROM_REG_F = 18961,       /* 2021-11-30, Regulation F */
    FROM_TCPA = 8389,         /* 1992-12-20, the Telephone Consumer Protection Act */
    FROM_REASSIGNED = 18932,  /* 2021-11-01, the reassigned numbers database */
    FROM_THREE_CALLS = 19558, /* 2023-07-20, three prerecorded calls in thirty days */
    FROM_CODE = 3560,         /* 1979-10-01, the Bankruptcy Code */
    FROM_SCRA = 12405,        /* 2003-12-19, the Servicemembers Civil Relief Act */
    FROM_SB_248 = 18809,      /* 2021-07-01, Nevada's act on medical debts */
    FROM_CONC = 16161,        /* 2014-04-01, CONC */
    FROM_ACT_1998 = 10531,    /* 1998-11-01, the late payment act */
    FROM_FIXED_SUM = 11906,   /* 2002-08-07, its section 5A */
    FROM_EU_2011_7 = 15780,   /* 2013-03-16, the last day to transpose Directive 2011/7/EU */
    FROM_GDPR = 17676,        /* 2018-05-25, the GDPR */
    FROM_FFIEC = 11120,       /* 2000-06-12, the uniform retail credit policy */
    FROM_IFRS_9 = 17532       /* 2018-01-01, IFRS 9 */
};

/* One table a rule book, ended by number 0. */
extern const GateRule gate_coverage_rules[], gate_regf_time_rules[], gate_regf_person_rules[];
extern const GateRule gate_regf_media_rules[], gate_regf_frequency_rules[],
    gate_regf_content_rules[];
extern const GateRule gate_regf_conduct_rules[], gate_regf_validation_rules[],
    gate_regf_notice_rules[];
extern const GateRule gate_limitation_rules[], gate_tcpa_rules[], gate_bankruptcy_rules[];
extern const GateRule gate_scra_rules[], gate_states_rules[], gate_city_rules[], gate_uk_rules[];
extern const GateRule gate_claims_rules[], gate_retention_rules[], gate_accounting_rules[];

#endif
