/* desk/test_gate_facts.c: what people type in, as the gate sees it: each fact bars from the second
 * it is noted, and no longer once it is taken back.  Both engines. */
#include "desk/desk.h"
#include "store/gate_gather.h"

#include "harness/harness.h"
#include <string.h>

typedef struct {
    char *url;
    Desk *desk;
} Office;

static void open_office(Office *office)
{
    GError *error = NULL;
    office->desk = NULL;
    office->url = harness_book(NULL);
    if (office->url == NULL) return;
    DeskOptions options = { .url = office->url, .now = "2026-05-13T17:00:00Z" };
    Desk *desk = desk_init(&options, NULL, "America/New_York", "USD", &error);
    g_assert_no_error(error);
    desk_close(desk);
    office->desk = desk_open(&options, &error);
    g_assert_no_error(error);
}

static void close_office(Office *office)
{
    desk_close(office->desk);
    harness_drop(office->url);
}

/* {"do": …} with single quotes; the number of the fact, or 0. */
static int64_t act(Office *office, const char *line)
{
    GError *error = NULL;
    g_autofree char *text = g_strdup(line);
    g_strdelimit(text, "'", '"');
    g_autoptr(Json) record = json_text_parse(text, strlen(text), &error);
    g_assert_no_error(error);
    g_autofree char *action = g_strdup(json_text_string(json_text_get(record, "do")));
    json_text_remove(record, "do");
    g_autoptr(Json) answer = desk_do(office->desk, action, record, &error);
    g_assert_no_error(error);
    return json_text_int(json_text_get(answer, "fact"));
}

/* The answer of the gate one second after the desk's clock. */
static void judge(Office *office, GateChannel channel, const char *subject, GateVerdict *out)
{
    static const GateHouse HOUSE = { 0 };
    GError *error = NULL;
    g_autoptr(GateGather) gather = gate_gather_new();
    g_autoptr(GateBook) book = gate_book_new();
    GateBookRows rows;
    g_assert_true(gate_gather_load(gather, office->desk->db, 1, 2, INT64_MAX, &error));
    gate_gather_rows(gather, 0, &rows);
    rows.house = &HOUSE;
    rows.at_us = office->desk->now_us + 1000000;
    g_assert_nonnull(gate_book_facts(book, &rows, &error));
    const GateFacts *facts = gate_book_turn(book, rows.debts[0].account_id, subject, &error);
    g_assert_no_error(error);
    GateAction action = {
        .channel = channel, .at_us = rows.at_us, .payments_made = -1, .terms_days = -1
    };
    if (*subject != '\0') action.number = subject;
    gate_book_aim(book, &action);
    gate_judge(facts, &action, out);
}

static const struct {
    const char *name, *line, *undo, *subject;
    GateChannel channel;
    GateCode code;
} CASES[] = {
    { "bankruptcy",
      "{'do':'status.set','debtor':'D1','type':'bankruptcy','chapter':7,"
      "'filed':'2026-05-10T12:00:00Z'}",
      "status.end", "", CHANNEL_LETTER, CODE_STAY },
    { "attorney", "{'do':'status.set','account':'A1','type':'attorney','name':'Lee'}", "status.end",
      "", CHANNEL_CALL, CODE_ATTORNEY },
    { "cease",
      "{'do':'notice.receive','account':'A1','type':'cease_notice_received','medium':'mail'}",
      "notice.retract", "", CHANNEL_LETTER, CODE_CEASE },
    { "dispute", "{'do':'notice.receive','account':'A1','type':'dispute_received','medium':'mail'}",
      "notice.retract", "", CHANNEL_CALL, CODE_DISPUTE_HOLD },
    { "no-calls", "{'do':'preference.set','debtor':'D1','type':'no_medium','medium':'telephone'}",
      "preference.lift", "", CHANNEL_CALL, CODE_MEDIUM },
    { "no-time", "{'do':'preference.set','debtor':'D1','type':'inconvenient_time','days':['Wed']}",
      "preference.lift", "", CHANNEL_CALL, CODE_INCONVENIENT_TIME },
    { "elsewhere",
      "{'do':'location.observe','debtor':'D1','source':'stated_by_person','state':'HI'}",
      "location.drop", "", CHANNEL_CALL, CODE_HOURS },
    { "traced",
      "{'do':'point.add','debtor':'D1','medium':'telephone','address':'+1 614 555 0777',"
      "'type':'wireless','source':'vendor','verified':'candidate'}",
      "point.retire", "+1 614 555 0777", CHANNEL_CALL, CODE_POINT_UNVERIFIED },
    { "wrong-number",
      "{'do':'notice.receive','debtor':'D1','type':'wrong_number_learned',"
      "'subject':'+1 614 555 0100'}",
      "notice.retract", "", CHANNEL_CALL, CODE_WRONG_NUMBER },
    { "breathing-space",
      "{'do':'status.set','debtor':'D1','type':'breathing_space','kind':'standard',"
      "'start':'2026-05-01'}",
      "status.end", "", CHANNEL_CALL, CODE_NONE }, /* no law of Ohio */
};

static void test_bars(void)
{
    Office office;
    open_office(&office);
    if (office.url == NULL) return;
    act(&office, "{'do':'creditor.open','ref':'CL','name':'Client','kind':'client','currency':"
                 "'USD','country':'US','role':'third_party'}");
    act(&office, "{'do':'debtor.open','ref':'D1','kind':'person','name':'Pat Doe','country':'US',"
                 "'region':'OH','phone':'+1 614 555 0100'}");
    act(&office, "{'do':'account.open','ref':'A1','debtor':'D1','creditor':'CL',"
                 "'kind':'consumer','currency':'USD'}");
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        GateVerdict v;
        g_test_message("%s", CASES[i].name);
        judge(&office, CASES[i].channel, CASES[i].subject, &v);
        g_assert_false(CASES[i].code != CODE_NONE && gate_verdict_has(&v, CASES[i].code));
        int64_t fact = act(&office, CASES[i].line);
        judge(&office, CASES[i].channel, CASES[i].subject, &v);
        g_assert_cmpint(CASES[i].code == CODE_NONE ? v.outcome != GATE_DENY
                                                   : gate_verdict_has(&v, CASES[i].code),
                        ==, true);
        g_autofree char *undo =
            g_strdup_printf("{'do':'%s','fact':%" G_GINT64_FORMAT "}", CASES[i].undo, fact);
        act(&office, undo);
        judge(&office, CASES[i].channel, CASES[i].subject, &v);
        g_assert_false(CASES[i].code != CODE_NONE && gate_verdict_has(&v, CASES[i].code));
    }
    close_office(&office);
}

/* A consent opens, its withdrawal closes; verification opens what a trace brought. */
static void test_opens(void)
{
    Office office;
    GateVerdict v;
    open_office(&office);
    if (office.url == NULL) return;
    act(&office, "{'do':'creditor.open','ref':'CL','name':'Client','kind':'client','currency':"
                 "'USD','country':'US','role':'third_party'}");
    act(&office, "{'do':'debtor.open','ref':'D1','kind':'person','name':'Pat Doe','country':'US',"
                 "'region':'OH','phone':'+1 614 555 0100'}");
    act(&office, "{'do':'account.open','ref':'A1','debtor':'D1','creditor':'CL',"
                 "'kind':'consumer','currency':'USD'}");
    judge(&office, CHANNEL_SMS, "", &v);
    g_assert_true(gate_verdict_has(&v, CODE_SMS_NO_PATH));
    int64_t fact = act(&office, "{'do':'consent.give','debtor':'D1','type':'sms','address':"
                                "'+1 614 555 0100'}");
    judge(&office, CHANNEL_SMS, "", &v);
    g_assert_false(gate_verdict_has(&v, CODE_SMS_NO_PATH));
    g_autofree char *undo =
        g_strdup_printf("{'do':'consent.withdraw','fact':%" G_GINT64_FORMAT "}", fact);
    act(&office, undo);
    judge(&office, CHANNEL_SMS, "", &v);
    g_assert_true(gate_verdict_has(&v, CODE_SMS_NO_PATH));
    fact = act(&office, "{'do':'point.add','debtor':'D1','medium':'telephone','address':"
                        "'+1 614 555 0777','type':'wireless','source':'vendor','verified':"
                        "'candidate'}");
    g_autofree char *verify = g_strdup_printf(
        "{'do':'point.change','point':%" G_GINT64_FORMAT ",'verified':'verified'}", fact);
    act(&office, verify);
    judge(&office, CHANNEL_CALL, "+1 614 555 0777", &v);
    g_assert_cmpint(v.outcome, !=, GATE_DENY);
    close_office(&office);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/desk/gate-facts/bars", test_bars);
    g_test_add_func("/desk/gate-facts/opens", test_opens);
    return g_test_run();
}
