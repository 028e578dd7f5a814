/* tests/gate/year/year_act.c: the pushy firm: proposes any contact at any moment, in any words, to
 * anybody; adds what is required of it; writes down what was allowed.  Respects nothing itself. */
#include "year.h"

#include <stdio.h>
#include <string.h>

/* ---- what is said ---- */

static const struct {
    const char *name;
    uint64_t content;
} SCRIPTS[] = {
    { "debt", GATE_BIT(CONTENT_STATES_DEBT) },
    { "overdue", GATE_BIT(CONTENT_OVERDUE) },
    { "invites", GATE_BIT(CONTENT_INVITES_PAYMENT) },
    { "implies", GATE_BIT(CONTENT_IMPLIES_DEBT) },
    { "lcm", GATE_BIT(CONTENT_BUSINESS_NAME) | GATE_BIT(CONTENT_REQUEST_REPLY) |
                 GATE_BIT(CONTENT_CONTACT_NAME) | GATE_BIT(CONTENT_CALLBACK) },
    { "lcm_group", GATE_BIT(CONTENT_BUSINESS_NAME) | GATE_BIT(CONTENT_REQUEST_REPLY) |
                       GATE_BIT(CONTENT_CONTACT_NAME) | GATE_BIT(CONTENT_CALLBACK) |
                       GATE_BIT(CONTENT_GROUP) },
    { "location", GATE_BIT(CONTENT_NAMES_SELF) | GATE_BIT(CONTENT_CONFIRMING_LOCATION) },
    { "location_debt", GATE_BIT(CONTENT_NAMES_SELF) | GATE_BIT(CONTENT_STATES_DEBT) },
    { "marketing", GATE_BIT(CONTENT_MARKETING) },
    { "pay_or_suit", GATE_BIT(CONTENT_PAY_OR_SUIT) },
    { "threatens_suit", GATE_BIT(CONTENT_THREATENS_SUIT) },
    { "violence", GATE_BIT(CONTENT_STATES_DEBT) | GATE_BIT(CONTENT_THREATENS_VIOLENCE) },
    { "obscene", GATE_BIT(CONTENT_STATES_DEBT) | GATE_BIT(CONTENT_OBSCENE) },
    { "forgiven", GATE_BIT(CONTENT_FORGIVEN) },
    { "confirms", GATE_BIT(CONTENT_CONFIRMS_REVOCATION_ONLY) },
    { "confirms_more", GATE_BIT(CONTENT_CONFIRMS_REVOCATION) | GATE_BIT(CONTENT_PAYMENT_LINK) },
    { "state", GATE_BIT(CONTENT_STATE_DISCLOSURE) | GATE_BIT(CONTENT_STATES_DEBT) },
};

const char *year_act_script_at(size_t index)
{
    return index < sizeof SCRIPTS / sizeof SCRIPTS[0] ? SCRIPTS[index].name : NULL;
}

bool year_act_tells(const YearAct *act)
{
    static const char *const QUIET[] = { "lcm", "location", "marketing", "confirms", NULL };
    if (act->script == NULL) return act->action.purpose != PURPOSE_LOCATION;
    for (size_t i = 0; QUIET[i] != NULL; i++)
        if (strcmp(act->script, QUIET[i]) == 0) return false;
    return true;
}

void year_act_script(YearAct *act, const char *script)
{
    act->script = script;
    act->action.content_given = true;
    for (size_t i = 0; i < sizeof SCRIPTS / sizeof SCRIPTS[0]; i++)
        if (strcmp(SCRIPTS[i].name, script) == 0) act->action.content = SCRIPTS[i].content;
}

static void add_text(GateTexts *list, const char *text)
{
    if (list->count < GATE_TEXTS_MAX) list->items[list->count++] = text;
    list->given = true;
}

static void disclosures(Year *y, GateAction *a)
{
    if (year_made_one_in(y, 10)) a->disclosures.given = true; /* none */
    if (a->disclosures.given && year_made_one_in(y, 2)) add_text(&a->disclosures, "18e2");
    if (!year_made_one_in(y, 15)) return;
    add_text(&a->languages, "es"); /* in another language than the message */
    a->disclosures = (GateTexts){ { "18e2:en" }, 1, true };
}

static void words(Year *y, YearAct *act)
{
    GateAction *a = &act->action;
    if (year_made_one_in(y, 2))
        year_act_script(act, SCRIPTS[year_made_pick(y, sizeof SCRIPTS / sizeof SCRIPTS[0])].name);
    if (act->script != NULL && strncmp(act->script, "lcm", 3) == 0 && year_made_one_in(y, 2))
        a->limited_content = true;
    act->opt_out = "absent";
    if (year_made_one_in(y, 8)) act->opt_out = "missing", a->opt_out = gate_nil;
    if (year_made_one_in(y, 8)) act->opt_out = "phone", a->opt_out = "call us to opt out";
    if (year_made_one_in(y, 20))
        act->opt_out = "fee", a->opt_out = "reply STOP; a fee of $5 is due";
    if (year_made_one_in(y, 20)) a->identity = TRI_FALSE;
    disclosures(y, a);
    if (year_made_one_in(y, 15)) a->ivr_opt_out = TRI_FALSE;
}

/* ---- to whom, about what, where ---- */

void year_act_debts(Year *y, YearAct *act)
{
    GateAction *a = &act->action;
    int count = (int)y->facts.debt_count;
    if (!year_made_one_in(y, 5)) a->debts = (GateDebtSet){ 1ULL << year_made_pick(y, count), true };
    if (a->debts.given && year_made_one_in(y, 8)) a->counted_to = a->debts;
}

static void whom(Year *y, YearAct *act)
{
    GateAction *a = &act->action;
    int chance = year_made_pick(y, 30);
    act->whom = "person";
    if (chance == 0) act->whom = "attorney", a->to = "attorney";
    if (chance == 1) act->whom = "creditor", a->to = "creditor";
    if (chance == 2) act->whom = "employer", a->to = "employer";
    if (chance > 2 && chance < 6) act->whom = "other", a->to = "P2";
}

static void telephone(Year *y, GateAction *a)
{
    static const GateDial DIALS[] = { DIAL_NONE,       DIAL_MANUAL,      DIAL_MANUAL,
                                      DIAL_PREDICTIVE, DIAL_PRERECORDED, DIAL_PRERECORDED,
                                      DIAL_AI_VOICE,   DIAL_ATDS };
    static const struct {
        const char *number;
        GatePlace place;
        GateLine line;
    } POINTS[] = { { "mobile", PLACE_MOBILE, LINE_WIRELESS },
                   { "mobile", PLACE_MOBILE, LINE_WIRELESS },
                   { "home", PLACE_HOME_LANDLINE, LINE_RESIDENTIAL },
                   { "desk", PLACE_WORK_LANDLINE, LINE_NONE } };
    int point = year_made_pick(y, a->channel == CHANNEL_SMS ? 2 : 4);
    a->number = POINTS[point].number;
    a->place = POINTS[point].place;
    a->line = POINTS[point].line;
    a->dial = YEAR_ANY(y, DIALS);
    if (a->channel == CHANNEL_SMS && a->dial != DIAL_ATDS) a->dial = DIAL_MANUAL;
}

static void social(Year *y, GateAction *a)
{
    if (year_made_one_in(y, 3)) a->visible_to = "public";
    if (year_made_one_in(y, 3)) a->says_collector = TRI_FALSE;
    if (year_made_one_in(y, 4)) a->profile = "fictitious_name";
}

static void contact_point(Year *y, GateAction *a)
{
    if (a->channel <= CHANNEL_SMS) telephone(y, a);
    if (a->channel == CHANNEL_EMAIL) {
        a->place = year_made_one_in(y, 6) ? PLACE_WORK_EMAIL : PLACE_LITERAL;
        a->address = a->place == PLACE_LITERAL ? "me@example.org" : "work_email_known";
        if (year_made_one_in(y, 8)) a->address_source = "skip_trace_vendor";
    }
    if (a->channel == CHANNEL_LETTER) {
        a->place = year_made_one_in(y, 2) ? PLACE_HOME_MAIL : PLACE_LAST_KNOWN;
        a->address = gate_words_name(WORDS_PLACE, (int)a->place);
    }
    if (a->channel >= CHANNEL_SOCIAL_DM && a->channel <= CHANNEL_SOCIAL_POST) social(y, a);
}

static GateChannel medium_of(GateEventType message)
{
    if (message == EVENT_INBOUND_EMAIL) return CHANNEL_EMAIL;
    return message == EVENT_INBOUND_TEXT ? CHANNEL_SMS : CHANNEL_CALL;
}

/* A message of today, by its own words; the act becomes its answer. */
static void reply(Year *y, YearAct *act)
{
    GateAction *a = &act->action;
    const Zone *zone =
        y->facts.person.zone_count > 0 ? y->facts.person.zones[0] : clock_zone("UTC");
    for (size_t i = 0; i < y->facts.event_count; i++) {
        const GateEvent *e = &y->events[i];
        bool inbound = e->type >= EVENT_INBOUND_CALL && e->type <= EVENT_VOICEMAIL_IN;
        if (!inbound || e->at_us > a->at_us || y->text_count >= YEAR_EVENTS) continue;
        if (clock_zone_day(zone, e->at_us) != clock_zone_day(zone, a->at_us)) continue;
        int32_t minute = clock_zone_second(zone, e->at_us) / 60;
        char *text = y->texts[y->text_count++];
        snprintf(text, sizeof y->texts[0], "%s@%02d:%02d",
                 gate_words_name(WORDS_EVENT, (int)e->type), minute / 60, minute % 60);
        a->in_reply_to = text;
        act->reply_to = y->event_ids[i];
        if (year_made_one_in(y, 2)) a->channel = medium_of(e->type);
        return;
    }
}

void year_act_reply(Year *y, int64_t at_us, YearAct *act)
{
    static const GateChannel CHANNELS[] = { CHANNEL_CALL, CHANNEL_EMAIL, CHANNEL_SMS };
    *act = (YearAct){ .action = { .channel = YEAR_ANY(y, CHANNELS),
                                  .at_us = at_us,
                                  .payments_made = -1,
                                  .terms_days = -1 },
                      .whom = "person",
                      .opt_out = "absent" };
    year_act_debts(y, act);
    reply(y, act);
    contact_point(y, &act->action);
}

void year_act_contact(Year *y, int64_t at_us, YearAct *act)
{
    static const GateChannel CHANNELS[] = {
        CHANNEL_CALL,        CHANNEL_CALL,      CHANNEL_CALL,         CHANNEL_CALL,
        CHANNEL_CALL,        CHANNEL_VOICEMAIL, CHANNEL_VOICEMAIL,    CHANNEL_RINGLESS,
        CHANNEL_DIALER,      CHANNEL_SMS,       CHANNEL_SMS,          CHANNEL_SMS,
        CHANNEL_EMAIL,       CHANNEL_EMAIL,     CHANNEL_EMAIL,        CHANNEL_LETTER,
        CHANNEL_PUSH,        CHANNEL_PORTAL,    CHANNEL_SOCIAL_DM,    CHANNEL_SOCIAL_REQUEST,
        CHANNEL_SOCIAL_POST, CHANNEL_POSTCARD,  CHANNEL_TALK_INBOUND,
    };
    static const GatePurpose PURPOSES[] = {
        PURPOSE_COLLECT,        PURPOSE_REMINDER,           PURPOSE_DEMAND,
        PURPOSE_SETTLEMENT,     PURPOSE_MARKETING,          PURPOSE_ORDINARY_SERVICE,
        PURPOSE_LOCATION,       PURPOSE_EFFORTS_TERMINATED, PURPOSE_REMEDY_INTENDED,
        PURPOSE_REGZ_STATEMENT, PURPOSE_DISCOUNT,           PURPOSE_FULL_PAYMENT,
        PURPOSE_GARNISHMENT,    PURPOSE_COURT_ORDERED,      PURPOSE_CURRENT_INSTALMENT,
    };
    *act = (YearAct){ .action = { .channel = YEAR_ANY(y, CHANNELS),
                                  .at_us = at_us,
                                  .payments_made = -1,
                                  .terms_days = -1 } };
    whom(y, act);
    if (year_made_one_in(y, 3)) act->action.purpose = YEAR_ANY(y, PURPOSES);
    if (strcmp(act->whom, "other") == 0 && year_made_one_in(y, 2))
        act->action.purpose = PURPOSE_LOCATION;
    year_act_debts(y, act);
    contact_point(y, &act->action);
    words(y, act);
}

/* ---- requirements ---- */

static void disclose(GateAction *a, bool first, bool spanish)
{
    add_text(&a->disclosures, first ? spanish ? "18e1:es" : "18e1" : spanish ? "18e2:es" : "18e2");
}

static void meet(YearAct *act, const char *token)
{
    GateAction *a = &act->action;
    if (g_str_has_prefix(token, "opt_out_notice")) {
        a->opt_out = "reply STOP to stop messages to this address";
        act->opt_out = "good";
    } else if (strcmp(token, "meaningful_identity_disclosure") == 0) {
        a->identity = TRI_TRUE;
    } else if (g_str_has_prefix(token, "disclosure_18e")) {
        disclose(a, g_str_has_prefix(token, "disclosure_18e1"), strchr(token, ':') != NULL);
    } else if (g_str_has_suffix(token, "time_barred_disclosure") ||
               g_str_has_prefix(token, "time_barred_disclosure")) {
        add_text(&a->front, "time_barred_disclosure_required_by_state");
    } else if (strcmp(token, "ivr_opt_out") == 0) {
        a->ivr_opt_out = TRI_TRUE;
    } else if (strcmp(token, "identity_at_start") == 0) {
        a->identity = TRI_TRUE;
        a->content |= GATE_BIT(CONTENT_BUSINESS_NAME);
    } else if (strcmp(token, "callback_number") == 0) {
        a->content |= GATE_BIT(CONTENT_CALLBACK);
    } else if (strcmp(token, "electronic_dispute_statement") == 0) {
        a->notice.electronic_statement = "on our website";
    } else if (g_str_has_prefix(token, "subject_line:")) {
        a->subject = "Old Bank, account ending 1234";
    } else if (strcmp(token, "recognisable_sender") == 0) {
        a->sender_name = "Old Bank";
    }
}

void year_act_meet(YearAct *act, const GateVerdict *verdict)
{
    for (size_t i = 0; i < verdict->require_count; i++) meet(act, verdict->requires[i]);
}

/* An override is documented on its ground, if anybody approves. */
static bool documents(Year *y, YearAct *act, const char *token)
{
    static const char *const GROUNDS[] = { "law_required", "litigation", "information_request",
                                           NULL };
    if (!g_str_has_prefix(token, "documented_override:") || year_made_one_in(y, 2)) return false;
    for (size_t i = 0; GROUNDS[i] != NULL; i++)
        if (g_str_has_suffix(token, GROUNDS[i])) act->override = GROUNDS[i];
    return act->override != NULL;
}

bool year_act_promises(Year *y, YearAct *act, const GateVerdict *verdict)
{
    static const char *const PROMISES[] = { "validation_info_within_5_days:",
                                            "debit_allowance_credit_receivable",
                                            "credit_allowance_on_receipt",
                                            "charge_off_by:",
                                            "reply_by:",
                                            "military_affidavit",
                                            "restrict_processing",
                                            NULL };
    for (size_t i = 0; i < verdict->require_count; i++) {
        bool promise = documents(y, act, verdict->requires[i]);
        for (size_t p = 0; PROMISES[p] != NULL; p++)
            promise = promise || g_str_has_prefix(verdict->requires[i], PROMISES[p]);
        if (!promise) return false;
    }
    return true;
}

/* ---- done ---- */

static GateEventType event_of(GateChannel channel)
{
    switch ((int)channel) {
    case CHANNEL_CALL:
    case CHANNEL_VOICEMAIL:
    case CHANNEL_RINGLESS:
    case CHANNEL_DIALER: return EVENT_CALL_OUT;
    case CHANNEL_SMS: return EVENT_SMS_OUT;
    case CHANNEL_EMAIL: return EVENT_EMAIL_OUT;
    case CHANNEL_LETTER: return EVENT_LETTER_OUT;
    case CHANNEL_FURNISH: return EVENT_FURNISHED;
    case CHANNEL_DUPLICATIVE_NOTICE: return EVENT_DUPLICATIVE_NOTICE;
    default: return EVENT_NONE;
    }
}

GateResult year_act_result(Year *y, const YearAct *act)
{
    static const GateResult RESULTS[] = { RESULT_NO_ANSWER,      RESULT_NO_ANSWER,
                                          RESULT_RANG_NO_ANSWER, RESULT_BUSY,
                                          RESULT_NOT_IN_SERVICE, RESULT_VOICEMAIL_FULL,
                                          RESULT_ANSWERED,       RESULT_ANSWERED_DROPPED };
    GateChannel channel = act->action.channel;
    if (event_of(channel) != EVENT_CALL_OUT) return RESULT_NONE;
    if (channel == CHANNEL_VOICEMAIL) return RESULT_VOICEMAIL_LEFT;
    if (channel == CHANNEL_RINGLESS) return RESULT_RINGLESS;
    return YEAR_ANY(y, RESULTS);
}

static void answer(Year *y, const YearAct *act, const GateEvent *call)
{
    GateEvent *e = NULL;
    bool third = act->action.to != NULL && strcmp(act->action.to, "P2") == 0;
    int64_t at_us = call->at_us + 5 * YEAR_SECOND_US;
    GateDebtSet debts = call->debts;
    if (third && act->action.purpose == PURPOSE_LOCATION) {
        e = year_made_event(y, EVENT_LOCATION_TALK, at_us);
        e->with = "P2";
        e->result = RESULT_GAVE_ANSWER;
    } else if (act->action.to == NULL) {
        e = year_made_event(y, EVENT_CONVERSATION, at_us);
        e->debts = debts;
    }
    if (e != NULL) y->event_ids[y->facts.event_count - 1] = ++y->happenings;
}

static void comes_back(Year *y, GateEventType type)
{
    if (type == EVENT_EMAIL_OUT && year_made_one_in(y, 10)) {
        int64_t at_us = y->events[y->facts.event_count - 1].at_us + 60 * YEAR_SECOND_US;
        year_made_event(y, EVENT_EMAIL_BOUNCED, at_us);
        y->event_ids[y->facts.event_count - 1] = ++y->happenings;
    }
    if (type == EVENT_LETTER_OUT && year_made_one_in(y, 10)) {
        int64_t at_us = y->events[y->facts.event_count - 1].at_us + 6 * 86400 * YEAR_SECOND_US;
        year_made_event(y, EVENT_UNDELIVERABLE, at_us)->medium = MEDIUM_MAIL;
        y->event_ids[y->facts.event_count - 1] = ++y->happenings;
    }
}

/* A notice sent is a fact of the file; and the first word about a debt starts the clock. */
static void remember(Year *y, const YearAct *act, GateEvent *e)
{
    GateFacts *f = &y->facts;
    bool notice = act->action.notice.given;
    e->what = notice ? "validation_notice" : act->action.what;
    if (notice) e->reference_date_type = act->action.notice.itemization_date_type;
    if (notice && f->validation.status == STATUS_NOT_SENT) {
        f->validation.status = STATUS_SENT;
        f->validation.sent = year_made_instant(act->action.at_us);
        f->validation.end = act->action.notice.dispute_end;
    }
}

/* Advertising that says nothing of a debt. */
static bool advertises(const YearAct *act)
{
    bool said = act->script != NULL;
    if (said && strcmp(act->script, "marketing") == 0) return true;
    return act->action.purpose == PURPOSE_MARKETING && !(said && year_act_tells(act));
}

/* A call that nobody took, or that broke off, says nothing. */
static bool conveys(const YearAct *act, GateResult result)
{
    bool spoken = act->action.channel == CHANNEL_CALL || act->action.channel == CHANNEL_DIALER;
    if (spoken && result != RESULT_ANSWERED) return false;
    return strcmp(act->whom, "person") == 0 && !advertises(act) && year_act_tells(act);
}

/* An account that was re-aged knows it. */
static void re_aged(Year *y, const GateAction *a)
{
    const Zone *zone =
        y->facts.person.zone_count > 0 ? y->facts.person.zones[0] : clock_zone("UTC");
    if (a->channel != CHANNEL_RE_AGE) return;
    for (size_t i = 0; i < y->facts.debt_count; i++) {
        GateDays *days = &y->debts[i].re_aged;
        bool of_it = !a->debts.given || (a->debts.bits >> i & 1) != 0;
        if (!of_it || days->count >= GATE_TEXTS_MAX) continue;
        days->items[days->count++] = clock_zone_day(zone, a->at_us);
        days->given = true;
    }
}

/* About a private debt; of a business debt nobody is owed a notice. */
static bool private_debt(const Year *y, const GateAction *a)
{
    for (size_t i = 0; i < y->facts.debt_count; i++)
        if ((!a->debts.given || (a->debts.bits >> i & 1) != 0) && y->debts[i].consumer == TRI_TRUE)
            return true;
    return false;
}

static void first_word(Year *y, GateEvent *e)
{
    if (y->facts.flags.no_prior_communication != TRI_TRUE) return;
    e->initial_communication = TRI_TRUE;
    y->facts.flags.no_prior_communication = TRI_FALSE;
}

const char *year_act_done(Year *y, const YearAct *act, GateResult result)
{
    const GateAction *a = &act->action;
    re_aged(y, a);
    GateEventType type = event_of(a->channel);
    if (type == EVENT_NONE || y->facts.event_count + 4 >= YEAR_EVENTS) return NULL;
    GateEvent *e = year_made_event(y, type, a->at_us);
    e->debts = a->debts;
    e->counted_to = a->counted_to;
    e->to = a->to;
    e->place = a->place;
    e->address = a->address;
    e->number = a->number;
    e->line = a->line;
    e->dial = a->dial == DIAL_NONE && a->channel == CHANNEL_RINGLESS ? DIAL_PRERECORDED : a->dial;
    /* The log keeps no words: advertising is noted as what it was for. */
    bool sells = advertises(act), meant_to = a->purpose == PURPOSE_MARKETING;
    e->purpose = sells ? PURPOSE_MARKETING : meant_to ? PURPOSE_NONE : a->purpose;
    e->in_reply_to = a->in_reply_to;
    remember(y, act, e);
    if (type <= EVENT_LETTER_OUT && conveys(act, result) && private_debt(y, a)) first_word(y, e);
    if (type != EVENT_CALL_OUT) {
        comes_back(y, type);
        return NULL;
    }
    e->result = result;
    if (result == RESULT_ANSWERED) answer(y, act, e);
    return gate_words_name(WORDS_RESULT, (int)result);
}
