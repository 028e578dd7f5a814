/* tests/gate/year/year_said.c: beside the contacts: disclosures and overrides; and whom the gate
 * refused by which rule, so that the checker can ask whether anybody outside a rule was refused by
 * it.  Judges nothing. */
#include "year_cell.h"

#include <string.h>

const char year_said_tables[] =
    "CREATE TABLE extra(contact_id INTEGER PRIMARY KEY, disclosures, language, barred, override);"
    "CREATE TABLE objection(person_id, rule, whom, topic, n);"
    "CREATE TABLE refusal(person_id, at_s, rule, counted);";

static const char *const WHOMS[YEAR_WHOMS] = { "person", "other", "employer", "attorney",
                                               "creditor" };
enum { TOPIC_NONE, TOPIC_MARKETING, TOPIC_LCM, TOPIC_STATE };
static const char *const TOPICS[YEAR_TOPICS] = { "debt", "marketing", "lcm", "state" };

static size_t whom_of(const YearAct *act)
{
    for (size_t i = 0; i < YEAR_WHOMS; i++)
        if (strcmp(WHOMS[i], act->whom) == 0) return i;
    return 0;
}

/* Nothing but advertising, a limited-content message on a voicemail, a disclosure of the state. */
static size_t topic_of(const YearAct *act)
{
    GateChannel channel = act->action.channel;
    if (act->script == NULL || act->action.purpose != PURPOSE_NONE) return TOPIC_NONE;
    if (strcmp(act->script, "marketing") == 0) return TOPIC_MARKETING;
    bool left = channel == CHANNEL_VOICEMAIL || channel == CHANNEL_RINGLESS;
    if (strcmp(act->script, "lcm") == 0 && left) return TOPIC_LCM;
    return strcmp(act->script, "state") == 0 ? TOPIC_STATE : TOPIC_NONE;
}

void year_said_no(Year *y, const YearAct *act, const GateVerdict *verdict)
{
    enum { SEVEN_CALLS = 23, CONVERSATION = 24 };
    const GateAction *a = &act->action;
    size_t whom = whom_of(act), topic = topic_of(act);
    for (size_t i = 0; i < verdict->reason_count; i++) {
        const GateReason *reason = &verdict->reasons[i];
        int rule = reason->rule;
        if (reason->kind == REASON_EXCEPTION) continue;
        y->objections[whom][topic][rule]++;
        bool frequency = rule == SEVEN_CALLS || rule == CONVERSATION;
        if (!frequency || whom != 0 || y->refusal_count == YEAR_REFUSALS) continue;
        GateDebtSet counted = a->counted_to.given ? a->counted_to : a->debts;
        y->refusals[y->refusal_count++] = (YearRefusal){ a->at_us, counted, rule };
    }
}

/* Of the few contacts of which there is more to say. */
void year_said_contact(Db *db, const Year *y, const YearAct *act)
{
    const GateAction *a = &act->action;
    bool barred = false;
    if (!a->disclosures.given && !a->languages.given && !a->front.given && act->override == NULL)
        return;
    g_autoptr(GString) made = g_string_new(",");
    for (size_t i = 0; i < a->disclosures.count; i++)
        g_string_append_printf(made, "%s,", a->disclosures.items[i]);
    for (size_t i = 0; i < a->front.count; i++)
        barred =
            barred || strcmp(a->front.items[i], "time_barred_disclosure_required_by_state") == 0;
    const Cell cells[] = {
        num(y->contacts),
        text(a->disclosures.given ? made->str : NULL),
        text(a->languages.given ? a->languages.items[0] : NULL),
        num(barred),
        text(act->override),
    };
    YEAR_CELL_INSERT(db, "extra", cells);
}

static void put_objections(Db *db, const Year *y, size_t whom, size_t topic)
{
    enum { FIRST_RULE = 5, LAST_RULE = 68 };
    for (int rule = FIRST_RULE; rule <= LAST_RULE; rule++) {
        int n = y->objections[whom][topic][rule];
        const Cell cells[] = { num(y->id), num(rule), text(WHOMS[whom]), text(TOPICS[topic]),
                               num(n) };
        if (n > 0) YEAR_CELL_INSERT(db, "objection", cells);
    }
}

void year_said_history(Db *db, const Year *y)
{
    if (y->facts.country != COUNTRY_US) return;
    for (size_t whom = 0; whom < YEAR_WHOMS; whom++)
        for (size_t topic = 0; topic < YEAR_TOPICS; topic++) put_objections(db, y, whom, topic);
    for (size_t i = 0; i < y->refusal_count; i++) {
        const YearRefusal *r = &y->refusals[i];
        const Cell cells[] = { num(y->id), num(r->at_us / YEAR_SECOND_US), num(r->rule),
                               debts(y, r->counted) };
        YEAR_CELL_INSERT(db, "refusal", cells);
    }
}
