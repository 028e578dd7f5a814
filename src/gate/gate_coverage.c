/* gate/gate_coverage.c: coverage and vocabulary, R1-R6, R61, R70.  Says who is bound, not what they
 * may do. */
#include "gate/gate_coverage.h"

#include "gate/gate_text.h"

#include <string.h>

/* Content that conveys information about a debt, directly or indirectly (comment 2(d)-2). */
#define CONVEYING                                                                                  \
    (GATE_BIT(CONTENT_STATES_DEBT) | GATE_BIT(CONTENT_OVERDUE) | GATE_BIT(CONTENT_IMPLIES_DEBT) |  \
     GATE_BIT(CONTENT_REVEALS_COLLECTION) | GATE_BIT(CONTENT_DEBT_COLLECTOR) |                     \
     GATE_BIT(CONTENT_GROUP) | GATE_BIT(CONTENT_INVITES_PAYMENT) | GATE_BIT(CONTENT_PAY_OR_SUIT) | \
     GATE_BIT(CONTENT_REQUESTS_PAYMENT) | GATE_BIT(CONTENT_THREATENS_SUIT) |                       \
     GATE_BIT(CONTENT_DISCHARGED) | GATE_BIT(CONTENT_FORGIVEN) | GATE_BIT(CONTENT_PAYMENT_LINK) |  \
     GATE_BIT(CONTENT_DEMAND) | GATE_BIT(CONTENT_SETTLEMENT))
#define LCM_REQUIRED                                                     \
    (GATE_BIT(CONTENT_BUSINESS_NAME) | GATE_BIT(CONTENT_REQUEST_REPLY) | \
     GATE_BIT(CONTENT_CONTACT_NAME) | GATE_BIT(CONTENT_CALLBACK))
#define LCM_PERMITTED                                                            \
    (LCM_REQUIRED | GATE_BIT(CONTENT_SALUTATION) | GATE_BIT(CONTENT_DATE_TIME) | \
     GATE_BIT(CONTENT_SUGGESTED_TIMES) | GATE_BIT(CONTENT_ANY_REPRESENTATIVE))
#define ADVERTISING (GATE_BIT(CONTENT_MARKETING) | GATE_BIT(CONTENT_PRODUCT_OFFER))
/* What advertising may say besides: who speaks, and how to answer. */
#define AROUND_ADVERTISING (LCM_PERMITTED | GATE_BIT(CONTENT_NAMES_SELF))

bool gate_coverage_tells(uint64_t content)
{
    return (content & CONVEYING) != 0;
}

bool gate_coverage_advertises(uint64_t content)
{
    return (content & ADVERTISING) != 0 && (content & ~(ADVERTISING | AROUND_ADVERTISING)) == 0;
}

static bool natural_person(GateKind kind)
{
    return kind != KIND_COMPANY && kind != KIND_PUBLIC_AUTHORITY;
}

/* 15 USC 1692a(6); 12 CFR 1006.2(i): who is a debt collector. */
static bool debt_collector(const GateFacts *f)
{
    switch (f->role) {
    case ROLE_THIRD_PARTY:
    case ROLE_BUYER_PRINCIPAL:
    case ROLE_MORTGAGE_SERVICER:
    case ROLE_FCA_COLLECTOR:
    case ROLE_FCA_COLLECTOR_LATER: return true;
    case ROLE_FIRST_PARTY: return gate_case_yes(f->flags.other_name);
    case ROLE_NONE:
    case ROLE_BUYER_OWN_ACCOUNT:
    case ROLE_SERVICER: return false;
    }
    return false;
}

/* 15 USC 1692a(3), (5); 1006.2(e), (h): a natural person's debt for personal, family or household
 * purposes. */
static bool consumer_debt(const GateFacts *f, const GateDebt *debt)
{
    if (!natural_person(f->person.kind)) return false;
    if (debt->consumer != TRI_ABSENT) return debt->consumer == TRI_TRUE;
    return f->person.kind != KIND_SOLE_TRADER && f->person.kind != KIND_GUARANTOR;
}

/* SB 1286, from 1 July 2025: owed by a natural person, not over USD 500,000, entered on or after
 * that date. */
static bool california_commercial(const GateCase *c, const GateDebt *debt)
{
    enum { FROM = 20270 }; /* 2025-07-01 */
    if (debt->consumer != TRI_FALSE && consumer_debt(c->facts, debt)) return false;
    if (!natural_person(c->facts->person.kind) || c->day < FROM) return false;
    if (!gate_case_moment_given(debt->entered)) return c->facts->from_book;
    if (debt->entered.day < FROM) return false;
    return debt->balance.state != NUMBER_GIVEN || debt->balance.e4 <= 500000LL * 10000;
}

bool gate_coverage_third_party(const GateFacts *f, GateKind kind)
{
    switch (kind) {
    case KIND_NONE:
    case KIND_CONSUMER:
    case KIND_COMPANY:
    case KIND_SOLE_TRADER:
    case KIND_PUBLIC_AUTHORITY:
    case KIND_GUARANTOR:
    case KIND_SPOUSE:
    case KIND_SURVIVING_SPOUSE:
    case KIND_GUARDIAN:
    case KIND_REPRESENTATIVE:
    case KIND_CODEBTOR:
    case KIND_JOINT_DEBTOR: return false;
    case KIND_PARENT: return !gate_case_yes(f->flags.obligor_minor);
    case KIND_SIBLING:
    case KIND_ADULT_CHILD:
    case KIND_COWORKER:
    case KIND_FLATMATE:
    case KIND_FRIEND:
    case KIND_HOUSEHOLD:
    case KIND_NEIGHBOUR:
    case KIND_RELATIVE:
    case KIND_OTHER: return true;
    case KIND_ATTORNEY: return false;
    }
    return true;
}

static void open_recipient(GateCase *c)
{
    const GateFacts *f = c->facts;
    const char *to = c->action->to;
    const GatePerson *p = &f->person;
    if (gate_case_text(to) && f->person2_given && gate_case_same(to, f->person2.id))
        p = &f->person2;
    c->recipient_id = p->id;
    c->recipient_kind = p->kind;
    c->recipient = gate_coverage_third_party(f, p->kind) ? TO_THIRD_PARTY : TO_CONSUMER;
    if (p->kind == KIND_ATTORNEY) c->recipient = TO_ATTORNEY;
    if (!gate_case_text(to) || gate_case_same(to, p->id)) return;
    c->recipient_id = to;
    c->recipient_kind = KIND_OTHER;
    c->recipient = strcmp(to, "attorney") == 0   ? TO_ATTORNEY
                   : strcmp(to, "creditor") == 0 ? TO_CREDITOR
                   : strcmp(to, "consumer") == 0 ? TO_CONSUMER
                                                 : TO_THIRD_PARTY;
}

/* 1006.2(j): voicemail, left for a consumer, the four required items and nothing that is not
 * permitted. */
static bool limited_content(const GateCase *c)
{
    const GateAction *a = c->action;
    GateTri known = c->facts->person2.number_owner_known;
    if (a->channel != CHANNEL_VOICEMAIL && a->channel != CHANNEL_RINGLESS) return false;
    if (known == TRI_TRUE || (c->recipient == TO_THIRD_PARTY && known != TRI_FALSE)) return false;
    if (gate_case_text(a->business_name) && gate_text_reveals_collection(a->business_name))
        return false;
    if (!a->content_given) return a->limited_content;
    return (a->content & LCM_REQUIRED) == LCM_REQUIRED && (a->content & ~LCM_PERMITTED) == 0;
}

static void open_content(GateCase *c)
{
    const GateAction *a = c->action;
    bool only_advertising = a->content_given && gate_coverage_advertises(a->content);
    c->lcm = limited_content(c);
    bool tells = a->content_given && gate_coverage_tells(a->content);
    /* Advertising that speaks of a debt is no advertising. */
    c->about_debt = c->contact && !only_advertising && (tells || a->purpose != PURPOSE_MARKETING);
    c->conveys = c->about_debt && !c->lcm;
    if (a->content_given)
        c->conveys = c->conveys && tells;
    else
        c->conveys = c->conveys && !c->location;
}

static GateMedium medium_of_event(GateEventType type)
{
    switch ((int)type) {
    case EVENT_INBOUND_CALL:
    case EVENT_VOICEMAIL_IN:
    case EVENT_CONVERSATION:
    case EVENT_CONVERSATION_NOW: return MEDIUM_TELEPHONE;
    case EVENT_INBOUND_EMAIL: return MEDIUM_EMAIL;
    case EVENT_INBOUND_TEXT: return MEDIUM_SMS;
    case EVENT_SESSION_OPEN: return MEDIUM_PORTAL_MESSAGE;
    default: return MEDIUM_NONE;
    }
}

static bool same_medium(const GateCase *c, GateMedium medium)
{
    GateChannel channel = c->action->channel;
    if (medium == MEDIUM_TELEPHONE) return c->call;
    if (medium == MEDIUM_EMAIL) return channel == CHANNEL_EMAIL;
    if (medium == MEDIUM_SMS) return channel == CHANNEL_SMS;
    return channel == CHANNEL_PORTAL || channel == CHANNEL_PUSH;
}

/* "<type>@<HH:MM>", local time, on the day of the action. */
static const GateEvent *answered_message(const GateCase *c, const char *reference)
{
    GateEventType type;
    int32_t minute;
    if (!gate_text_reference(reference, &type, &minute)) return NULL;
    for (size_t i = 0; i < c->facts->event_count; i++) {
        const GateEvent *e = &c->facts->events[i];
        if (e->type != type || !gate_case_seen(c, e)) continue;
        for (size_t z = 0; z < c->zone_count; z++)
            if (gate_case_day(c, z, e->at_us) == c->days[z] &&
                gate_case_second(c, z, e->at_us) / 60 == minute)
                return e;
    }
    return NULL;
}

/* Comment 6(b)(1)-2: one response to each message, through the same medium. */
static GateReply reply(GateCase *c)
{
    const char *reference = c->action->in_reply_to;
    if (!gate_case_text(reference)) return REPLY_NONE;
    const GateEvent *message = answered_message(c, reference);
    if (message == NULL || !same_medium(c, medium_of_event(message->type))) return REPLY_UNKNOWN;
    c->answered = message;
    for (size_t i = 0; i < c->facts->event_count; i++) {
        const GateEvent *e = &c->facts->events[i];
        if (!gate_case_seen(c, e) || e->at_us < message->at_us) continue;
        if (gate_case_same(e->in_reply_to, reference)) return REPLY_USED;
    }
    return REPLY_OPEN;
}

/* Comment 6(b)(1)-2.iii: while the consumer is on the website or in the app. */
static bool in_session(const GateCase *c)
{
    GateChannel channel = c->action->channel;
    if (channel != CHANNEL_PUSH && channel != CHANNEL_PORTAL) return false;
    const GateEvent *opened = gate_case_last(c, EVENT_SESSION_OPEN);
    const GateEvent *closed = gate_case_last(c, EVENT_SESSION_CLOSE);
    if (opened == NULL && closed == NULL) return gate_case_yes(c->action->during_session);
    return opened != NULL && (closed == NULL || closed->at_us < opened->at_us);
}

/* R70: CONC 7 protects individuals under regulated credit or hire. */
static bool uk_credit(const GateCase *c)
{
    const GateDebt *debt;
    uint64_t rest = c->debts;
    if (c->facts->country != COUNTRY_UK || !natural_person(c->facts->person.kind)) return false;
    while (gate_case_next_debt(c, &rest, &debt)) {
        if (debt->product == PRODUCT_REGULATED_CREDIT) return true;
        bool trade = debt->product >= PRODUCT_TRADE_INVOICE || debt->product == PRODUCT_UTILITY;
        if (consumer_debt(c->facts, debt) && !trade) return true;
    }
    return false;
}

/* R63, R64: anyone collecting; an original creditor once debt collection procedures have begun. */
static bool city(const GateCase *c)
{
    GateTri begun = c->facts->flags.procedures_begun;
    if (!c->facts->new_york_city || !c->consumer) return false;
    bool said = c->facts->role == ROLE_FIRST_PARTY && !c->facts->from_book;
    return said ? gate_case_yes(begun) : !gate_case_no(begun);
}

void gate_coverage_open(GateCase *c)
{
    enum { NYC_2027 = 20819 }; /* 2027-01-01 */
    const GateFacts *f = c->facts;
    const GateDebt *debt;
    uint64_t rest = c->debts;
    bool california = false;
    open_recipient(c);
    open_content(c);
    c->covered = debt_collector(f);
    if (rest == 0) c->consumer = natural_person(f->person.kind);
    while (gate_case_next_debt(c, &rest, &debt)) {
        if (consumer_debt(f, debt)) c->consumer = true;
        if (california_commercial(c, debt)) california = true;
    }
    bool us = f->country == COUNTRY_US;
    c->regf = us && c->covered && c->consumer;
    c->conduct = c->regf || (gate_case_state(c, "CA") && (c->consumer || california));
    c->uk_credit = uk_credit(c);
    c->nyc = city(c);
    c->nyc_2027 = c->nyc && c->day >= NYC_2027;
    c->court = gate_case_yes(f->flags.court_permission);
    c->reply = reply(c);
    c->in_session = in_session(c);
}

/* R1, 15 USC 1692a(6); 1006.2(i): says whether Regulation F binds. */
static void r1_collector(GateCase *c)
{
    gate_case_figure_text(c, "scope", c->regf ? "regulation_f" : "out_of_reg_f");
}

/* R2, 15 USC 1692a(3), (5): a business debt is outside even for a debt collector. */
static void r2_debt(GateCase *c)
{
    if (c->covered && !c->consumer)
        gate_case_except(c, 2, "no consumer debt: outside Regulation F");
}

/* R3, 1006.6(a): spouse, parent of a minor, representative of the estate count as the consumer. */
static void r3_consumer(GateCase *c)
{
    GateKind kind = c->recipient_kind;
    bool extended = kind == KIND_SPOUSE || kind == KIND_SURVIVING_SPOUSE || kind == KIND_PARENT ||
                    kind == KIND_GUARDIAN || kind == KIND_REPRESENTATIVE;
    if (c->conduct && c->contact && extended && c->recipient == TO_CONSUMER)
        gate_case_except(c, 3, "counts as the consumer for contact");
}

/* R4, 1006.2(b), (d): advertising without a debt is neither communication nor attempt. */
static void r4_communication(GateCase *c)
{
    if (c->conduct && c->contact && !c->about_debt)
        gate_case_except(c, 4, "nothing about a debt: neither a communication nor an attempt");
}

/* R5, 1006.2(j): a claimed limited-content message must be one. */
static void r5_limited_content(GateCase *c)
{
    if (!c->conduct || !c->action->limited_content) return;
    if (c->lcm)
        gate_case_except(c, 5, "a limited-content message: an attempt, not a communication");
    else
        gate_case_deny(c, CODE_NOT_LCM,
                       "not a limited-content message: only a voicemail for the consumer with the "
                       "four required items and nothing but the permitted ones is");
}

/* R6, 15 USC 1692n; 1006.104: a disclosure of greater state protection may always be made. */
static void r6_state_law(GateCase *c)
{
    if (c->regf && gate_case_says(c, CONTENT_STATE_DISCLOSURE))
        gate_case_except(c, 6, "a state disclosure of greater protection may be made");
}

/* R61: the federal rules and every overlay selected are asked; any bar wins. */
static void r61_strictest(GateCase *c)
{
    const GateFacts *f = c->facts;
    bool suit = c->action->channel == CHANNEL_FILE_SUIT;
    if (f->jurisdiction_unknown && (c->about_debt || suit))
        gate_case_deny(c, CODE_JURISDICTION_UNKNOWN,
                       "it is not known where the person lives, and so not which law binds");
    if (f->country != COUNTRY_US) return;
    if (strcmp(f->region, "FED") == 0) return;
    gate_case_figure_text(c, "overlay", f->new_york_city ? "NY-NYC" : f->region);
}

/* R70, CONC 7.1, 7.3.1G: who is a customer; a person who is not the borrower must not be pursued.
 */
static void r70_customer(GateCase *c)
{
    gate_case_figure_bool(c, "conc_7", c->uk_credit);
    if (gate_case_yes(c->facts->flags.pursued_in_error) && c->about_debt &&
        c->action->purpose != PURPOSE_RESPOND_QUERY && c->action->purpose != PURPOSE_RESPOND)
        gate_case_deny(c, CODE_UK_WRONG_PERSON, "the person is not the borrower");
}

const GateRule gate_coverage_rules[] = {
    { 1, 1, 'V', true, "who is a debt collector", "15 USC 1692a(6); 12 CFR 1006.2(i)", "US",
      FROM_FDCPA, DAY_NONE, US, r1_collector },
    { 2, 1, 'V', true, "which debt, which consumer", "15 USC 1692a(3), (5); 12 CFR 1006.2(e), (h)",
      "US", FROM_FDCPA, DAY_NONE, US, r2_debt },
    { 3, 1, 'V', true, "extended meaning of consumer", "12 CFR 1006.6(a)", "US", FROM_FDCPA,
      DAY_NONE, US, r3_consumer },
    { 4, 1, 'V', true, "communication and attempt", "12 CFR 1006.2(b), (d)", "US", FROM_FDCPA,
      DAY_NONE, US, r4_communication },
    { 5, 1, 'V', true, "limited-content message", "12 CFR 1006.2(j)", "US", FROM_REG_F, DAY_NONE,
      US, r5_limited_content },
    { 6, 1, 'V', true, "relation to state law", "15 USC 1692n; 12 CFR 1006.104", "US", FROM_FDCPA,
      DAY_NONE, US, r6_state_law },
    { 61, 1, 'V', true, "strictest rule wins", "12 CFR 1006.104", "US", DAY_NONE, DAY_NONE,
      ANYWHERE | 1 << COUNTRY_NONE, r61_strictest },
    { 70, 1, 'P', true, "coverage of CONC 7", "CONC 7.1, 7.3.1", "UK", FROM_CONC, DAY_NONE, UK,
      r70_customer },
    { 0 },
};
