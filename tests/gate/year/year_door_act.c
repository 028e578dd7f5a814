/* tests/gate/year/year_door_act.c: what the pushy firm would do, as contacts that a collector logs;
 * what the gate requires is done when it says so.  Judges nothing. */
#include "gate/gate_duty.h"
#include "year_door.h"

#include <string.h>

/* ---- what the log can say ---- */

static const char *channel_of(GateChannel channel)
{
    switch ((int)channel) {
    case CHANNEL_CALL:
    case CHANNEL_VOICEMAIL: return "call";
    case CHANNEL_SMS: return "sms";
    case CHANNEL_EMAIL: return "email";
    case CHANNEL_LETTER: return "letter";
    default: return NULL;
    }
}

bool year_door_fits(YearAct *act)
{
    GateAction *a = &act->action;
    if (channel_of(a->channel) == NULL || a->notice.given || a->what != NULL) return false;
    /* Not said in a log of contacts: neutral for the gate, and for the checker. */
    a->identity = a->ivr_opt_out = TRI_ABSENT;
    a->disclosures.given = a->disclosures.count > 0;
    a->envelope = (GateTexts){ .given = false };
    a->address_source = NULL;
    a->alias_given = false;
    a->limited_content = false;
    if (a->debts.given) a->counted_to = a->debts;
    if (a->opt_out == gate_nil) a->opt_out = NULL, act->opt_out = "absent";
    return true;
}

/* ---- the line ---- */

static void put(Json *record, const char *key, const char *value)
{
    if (value != NULL && *value != '\0') json_text_set(record, key, json_text_new_string(value));
}

static void put_list(Json *record, const char *key, const GateTexts *texts)
{
    Json *list = json_text_new_list();
    for (size_t i = 0; i < texts->count; i++)
        json_text_append(list, json_text_new_string(texts->items[i]));
    json_text_set(record, key, list);
}

static void put_content(Json *record, uint64_t content)
{
    Json *list = json_text_new_list();
    for (int bit = 0; bit < 64; bit++)
        if (content >> bit & 1)
            json_text_append(list, json_text_new_string(gate_words_name(WORDS_CONTENT, bit)));
    json_text_set(record, "content", list);
}

static void put_debts(Json *record, const Year *y, GateDebtSet debts)
{
    char ref[40];
    int first = debts.given ? __builtin_ctzll(debts.bits) : 0;
    g_snprintf(ref, sizeof ref, "A%lld-%d", (long long)y->id, first);
    put(record, "account", ref);
    if (debts.given) return;
    Json *list = json_text_new_list();
    for (size_t i = 0; i < y->facts.debt_count; i++) {
        g_snprintf(ref, sizeof ref, "A%lld-%zu", (long long)y->id, i);
        json_text_append(list, json_text_new_string(ref));
    }
    json_text_set(record, "debts", list);
}

static const char *recipient(const Year *y, const YearAct *act)
{
    if (strcmp(act->whom, "person") == 0) return NULL;
    if (strcmp(act->whom, "other") != 0) return act->whom;
    return gate_words_name(WORDS_KIND, (int)y->facts.person2.kind);
}

static const char *point_of(const GateAction *a)
{
    if (a->channel == CHANNEL_LETTER) return a->place == PLACE_HOME_MAIL ? "home_mail" : NULL;
    if (a->channel == CHANNEL_EMAIL)
        return a->place == PLACE_WORK_EMAIL ? "work@example.org" : a->address;
    return a->number;
}

static Json *proposal(const Year *y, const YearAct *act)
{
    const GateAction *a = &act->action;
    char at[INSTANT_TEXT_SIZE];
    Json *record = json_text_new_object();
    put_debts(record, y, a->debts);
    put(record, "channel", channel_of(a->channel));
    put(record, "at", clock_text(a->at_us, at));
    put(record, "number", point_of(a));
    put(record, "to", recipient(y, act));
    put(record, "in_reply_to", a->in_reply_to);
    put(record, "opt_out", a->opt_out);
    if (a->purpose != PURPOSE_NONE)
        put(record, "purpose", gate_words_name(WORDS_PURPOSE, (int)a->purpose));
    if (a->dial != DIAL_NONE) put(record, "dial", gate_words_name(WORDS_DIAL, (int)a->dial));
    if (a->content_given) put_content(record, a->content);
    if (a->disclosures.given) put_list(record, "disclosures", &a->disclosures);
    if (a->languages.given) put_list(record, "languages", &a->languages);
    return record;
}

static const char *outcome(const YearAct *act, GateResult result)
{
    if (act->action.channel == CHANNEL_VOICEMAIL)
        return act->script != NULL && strcmp(act->script, "lcm") == 0 ? "limited_message"
                                                                      : "voicemail";
    if (act->action.channel != CHANNEL_CALL) return "sent";
    switch ((int)result) {
    case RESULT_BUSY: return "busy";
    case RESULT_NOT_IN_SERVICE: return "not_in_service";
    case RESULT_VOICEMAIL_FULL: return "voicemail_full";
    case RESULT_ANSWERED: return "reached";
    case RESULT_ANSWERED_DROPPED: return "dropped";
    default: return "no_answer";
    }
}

/* ---- asking, meeting, logging ---- */

/* What the gate requires, with room for its words. */
static void required(const Json *answer, GateVerdict *out)
{
    const Json *list = json_text_get(answer, "requires");
    out->require_count = 0;
    for (size_t i = 0; i < json_text_count(list) && i < GATE_REQUIRES_MAX; i++)
        g_strlcpy(out->requires[out->require_count++], json_text_string(json_text_at(list, i)),
                  sizeof out->requires[0]);
}

static bool asks(Desk *desk, const Year *y, const YearAct *act, GateVerdict *out)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Json) record = proposal(y, act);
    g_autoptr(Json) answer = desk_do(desk, "contact.ask", record, &error);
    if (answer == NULL) g_error("contact.ask: %s", error->message);
    required(answer, out);
    return strcmp(json_text_string(json_text_get(answer, "outcome")), "deny") != 0;
}

static bool logs(Desk *desk, const Year *y, const YearAct *act, const GateVerdict *needs,
                 const YearDoorEnd *end)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Json) record = proposal(y, act);
    Json *done = json_text_new_list();
    /* It says whatever is to be said; a lawyer's word, a docket and the like it has not. */
    for (size_t i = 0; i < needs->require_count; i++)
        if (gate_duty_of(needs->requires[i]) == DUTY_SAID)
            json_text_append(done, json_text_new_string(needs->requires[i]));
    json_text_set(record, "done", done);
    put(record, "outcome", outcome(act, end->result));
    put(record, "work", end->work);
    put(record, "breach", end->breach);
    g_autoptr(Json) answer = desk_do(desk, "contact.log", record, &error);
    if (answer != NULL) return true;
    if (!g_error_matches(error, PROBLEM, PROBLEM_CONFLICT)) {
        g_autofree char *line = json_text_write(record, false);
        g_error("contact.log: %s: %s", error->message, line);
    }
    return false;
}

bool year_door_contact(Desk *desk, YearGuest *guest, YearAct *act, const YearDoorEnd *end,
                       GateVerdict *needs)
{
    *needs = (GateVerdict){ .outcome = GATE_ALLOW };
    if (asks(desk, &guest->y, act, needs))
        year_act_meet(act, needs);
    else
        needs->require_count = 0; /* it was told no, and tries all the same */
    return logs(desk, &guest->y, act, needs, end);
}
