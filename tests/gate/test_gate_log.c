/* gate/test_gate_log.c: what the gate makes of the contact log, and of the last day of a wish.
 * Knows no database. */
#include "book_rows.h"

#include <string.h>

static void test_calls(void)
{
    static const struct {
        const char *outcome;
        int calls;
        GateCode code;
    } CASES[] = {
        { "no_answer", 6, CODE_NONE },
        { "no_answer", 7, CODE_FREQ_7IN7 },
        { "busy", 7, CODE_NONE },
        { "voicemail", 7, CODE_FREQ_7IN7 },
        { "wrong_party", 1, CODE_NONE },
        { "reached", 1, CODE_FREQ_AFTER_CONVERSATION },
        { "promised", 1, CODE_FREQ_AFTER_CONVERSATION },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        GateContactRow contacts[8];
        GateVerdict v;
        for (int n = 0; n < CASES[i].calls; n++)
            contacts[n] = book_rows_contact(NOW - (n % 6) * DAY_US - HOUR_US - n, "call", "out",
                                            CASES[i].outcome);
        GateBookRows rows = book_rows_of(&book_rows_person, &book_rows_debt, NULL, 0);
        rows.contacts = contacts;
        rows.contact_count = (size_t)CASES[i].calls;
        book_rows_judge(&rows, "", book_rows_action(CHANNEL_CALL), &v);
        book_rows_expect(&v, CASES[i].code, i);
    }
}

/* Seven calls that nobody took, in six days. */
static void seven_calls(GateContactRow calls[7], const char *debts, const char *body)
{
    for (int n = 0; n < 7; n++) {
        calls[n] =
            book_rows_contact(NOW - (n % 6) * DAY_US - HOUR_US - n, "call", "out", "no_answer");
        calls[n].debts = debts;
        calls[n].body = body;
    }
}

/* Whose calls they are: of the debts they count to. */
static void test_counted(void)
{
    GateContactRow contacts[7];
    GateVerdict v;
    seven_calls(contacts, "8", "");
    GateDebtRow debts[] = { book_rows_debt, book_rows_debt };
    debts[1].account_id = 8;
    debts[1].ref = "A8";
    GateBookRows rows = book_rows_of(&book_rows_person, debts, NULL, 0);
    rows.debt_count = 2;
    rows.contacts = contacts;
    rows.contact_count = 7;
    GateAction action = book_rows_action(CHANNEL_CALL);
    action.debts = (GateDebtSet){ 1, true };
    book_rows_judge(&rows, "", action, &v);
    g_assert_false(gate_verdict_has(&v, CODE_FREQ_7IN7));
    action.debts.bits = 2;
    book_rows_judge(&rows, "", action, &v);
    g_assert_true(gate_verdict_has(&v, CODE_FREQ_7IN7));
    contacts[3].debts = "7,8";
    book_rows_judge(&rows, "", action, &v);
    g_assert_true(gate_verdict_has(&v, CODE_FREQ_7IN7));
}

static void test_initial(void)
{
    g_autoptr(GateBook) book = gate_book_new();
    g_autoptr(GError) error = NULL;
    GateContactRow contacts[] = { book_rows_contact(NOW - 9 * DAY_US, "call", "out", "no_answer"),
                                  book_rows_contact(NOW - 8 * DAY_US, "call", "out",
                                                    "limited_message"),
                                  book_rows_contact(NOW - 7 * DAY_US, "letter", "out", "sent") };
    GateBookRows rows = book_rows_of(&book_rows_person, &book_rows_debt, NULL, 0);
    rows.contacts = contacts;
    rows.contact_count = 2;
    GateVerdict v;
    const GateFacts *f = gate_book_facts(book, &rows, &error);
    g_assert_cmpint(f->flags.no_prior_communication, ==, TRI_TRUE);
    book_rows_judge(&rows, "", book_rows_action(CHANNEL_LETTER), &v);
    g_assert_cmpint(v.outcome, ==, GATE_REQUIRE);
    bool due = false;
    for (size_t i = 0; i < v.require_count; i++)
        if (strcmp(v.requires[i], "validation_info_within_5_days:2026-05-18") == 0) due = true;
    g_assert_true(due);
    rows.contact_count = 3;
    f = gate_book_facts(book, &rows, &error);
    g_assert_cmpint(f->flags.no_prior_communication, ==, TRI_ABSENT);
    g_assert_cmpint(f->events[2].initial_communication, ==, TRI_TRUE);
    book_rows_judge(&rows, "", book_rows_action(CHANNEL_LETTER), &v);
    g_assert_true(gate_verdict_has(&v, CODE_VALIDATION_OVERDUE));
    GateFactRow sent = book_rows_fact(FACT_STATUS, "validation", "mail", "", "");
    sent.from_us = NOW - 6 * DAY_US;
    rows.facts = &sent;
    rows.fact_count = 1;
    book_rows_judge(&rows, "", book_rows_action(CHANNEL_LETTER), &v);
    g_assert_cmpint(v.outcome, ==, GATE_ALLOW);
}

/* To whom something was said, and what: of the words where the log has them. */
static void test_said(void)
{
    static const struct {
        const char *channel, *outcome, *body;
        bool first; /* it is the initial communication */
    } CASES[] = {
        { "call", "voicemail", "", true },
        { "call", "voicemail", "{\"to\":\"attorney\"}", false },
        { "call", "reached", "{\"to\":\"neighbour\",\"purpose\":\"location\"}", false },
        { "call", "reached", "{\"purpose\":\"location\"}", false },
        { "call", "reached", "{\"purpose\":\"location\",\"content\":[\"states_debt\"]}", true },
        { "call", "voicemail", "{\"content\":[\"general_marketing_no_specific_debt\"]}", false },
        { "letter", "sent", "{\"purpose\":\"marketing\"}", false },
        { "letter", "sent", "{\"purpose\":\"marketing\",\"content\":[\"states_debt\"]}", true },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autoptr(GateBook) book = gate_book_new();
        g_autoptr(GError) error = NULL;
        GateContactRow row =
            book_rows_contact(NOW - DAY_US, CASES[i].channel, "out", CASES[i].outcome);
        row.body = CASES[i].body;
        GateBookRows rows = book_rows_of(&book_rows_person, &book_rows_debt, NULL, 0);
        rows.contacts = &row;
        rows.contact_count = 1;
        const GateFacts *f = gate_book_facts(book, &rows, &error);
        g_assert_no_error(error);
        g_test_message("case %zu", i);
        g_assert_cmpint(f->flags.no_prior_communication == TRI_ABSENT, ==, CASES[i].first);
    }
}

/* Calls that only advertised are none about a debt (R4): they do not count (R23). */
static void test_advertised(void)
{
    GateContactRow contacts[7];
    GateVerdict v;
    seven_calls(contacts, "", "{\"content\":[\"general_marketing_no_specific_debt\"]}");
    GateBookRows rows = book_rows_of(&book_rows_person, &book_rows_debt, NULL, 0);
    rows.contacts = contacts;
    rows.contact_count = 7;
    book_rows_judge(&rows, "", book_rows_action(CHANNEL_CALL), &v);
    g_assert_false(gate_verdict_has(&v, CODE_FREQ_7IN7));
    seven_calls(contacts, "",
                "{\"content\":[\"general_marketing_no_specific_debt\",\"states_debt\"]}");
    book_rows_judge(&rows, "", book_rows_action(CHANNEL_CALL), &v);
    g_assert_true(gate_verdict_has(&v, CODE_FREQ_7IN7));
}

/* The last day of a wish ends where the person is, not where the house is. */
static void test_last_day(void)
{
    static const struct {
        const char *house, *person;
        int hours; /* since the house's midnight after the last day */
        bool holds;
    } CASES[] = {
        { "America/New_York", "America/New_York", -1, true },
        { "America/New_York", "America/New_York", 1, false },
        { "America/New_York", "Pacific/Honolulu", 5, true },
        { "America/New_York", "Pacific/Honolulu", 7, false },
        { "America/Los_Angeles", "America/New_York", -4, true },
        { "America/Los_Angeles", "America/New_York", -2, false },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        GateVerdict v;
        const Zone *zone = clock_zone(CASES[i].house);
        GateHouse house = { .zone = zone };
        GateFactRow facts[] = { book_rows_fact(FACT_PREFERENCE, "no_medium", "mail", "", ""),
                                book_rows_fact(FACT_LOCATION, "stated_by_person", "",
                                               CASES[i].person, "") };
        facts[0].from_us = NOW - 9 * DAY_US;
        facts[0].until_us = clock_zone_instant(zone, TODAY + 1, 0);
        GateBookRows rows = book_rows_of(&book_rows_person, &book_rows_debt, facts, 2);
        rows.house = &house;
        rows.at_us = facts[0].until_us + CASES[i].hours * HOUR_US;
        GateAction action = book_rows_action(CHANNEL_LETTER);
        action.at_us = rows.at_us;
        book_rows_judge(&rows, "", action, &v);
        g_test_message("case %zu", i);
        g_assert_cmpint(gate_verdict_has(&v, CODE_MEDIUM), ==, CASES[i].holds);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/gate/log/calls", test_calls);
    g_test_add_func("/gate/log/counted", test_counted);
    g_test_add_func("/gate/log/initial", test_initial);
    g_test_add_func("/gate/log/said", test_said);
    g_test_add_func("/gate/log/advertised", test_advertised);
    g_test_add_func("/gate/log/last_day", test_last_day);
    return g_test_run();
}
