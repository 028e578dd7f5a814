/* tests/core/test_decide.c: the decision over small lives of accounts: the peers' scenarios, one
 * test a group, and our own.  Random lives are in test_ladder.c. */
#include "life.h"

#include <string.h>

/* "second" when that step is due on the day, else "-". */
static const char *due(Life *life, const char *on)
{
    const Decision *decision = life_decide(life, life_day(on));

    if (decision->state != STEP_DUE) return "-";
    return life->policy->treatments[decision->treatment].steps[decision->step].name;
}

/* The state a jumping treatment is in. */
static const char *state(Life *life, const char *on)
{
    const Decision *decision = life_decide(life, life_day(on));

    if (decision->step < 0) return "CLEAR";
    return life->policy->treatments[decision->treatment].steps[decision->step].name;
}

static Day next_of(Life *life, const char *on)
{
    return life_decide(life, life_day(on))->next_day;
}

/* --- C1 --- */

static void tryton_levels(void)
{
    static const Rung LEVELS[] = { { "l1", 5, STEP_BY_EMAIL, 0, 0, 0, NULL, NULL },
                                   { "l2", 20, STEP_BY_EMAIL, 0, 0, 0, NULL, NULL },
                                   { "l3", 40, STEP_BY_LETTER, 0, 0, 0, NULL, NULL } };
    Life life;
    LADDER(&life, LEVELS);
    life_owe(&life, "2025-01-10", 10000);
    g_assert_cmpstr(due(&life, "2025-01-14"), ==, "-"); /* C1.01 */
    g_assert_cmpint(life.decision.next_day, ==, life_day("2025-01-15"));
    g_assert_cmpstr(due(&life, "2025-01-15"), ==, "l1");
    g_assert_cmpstr(due(&life, "2025-02-09"), ==, "l1"); /* C1.03: D+30, not processed */
    g_assert_cmpint(life.decision.since_day, ==, life_day("2025-01-15"));
    life_done(&life, "2025-01-15");
    life.holds = 1u << HOLD_MANUAL; /* C1.04: blocked */
    g_assert_cmpstr(due(&life, "2025-02-09"), ==, "-");
    g_assert_cmpint(life.decision.state, ==, STEP_HELD);
    life.holds = 0;
    g_assert_cmpstr(due(&life, "2025-02-09"), ==, "l2"); /* C1.05 */
    g_assert_cmpint(life.decision.since_day, ==, life_day("2025-01-30"));
    life_end(&life);
}

static void tryton_final(void)
{
    static const Rung LEVELS[] = { { "only", 0, STEP_BY_LETTER, 0, 0, 0, NULL, NULL } };
    Life life;
    LADDER(&life, LEVELS);
    life_owe(&life, "2025-01-10", 10000);
    g_assert_cmpstr(due(&life, "2025-01-10"), ==, "-");    /* never on the due day (C5.01, J4) */
    g_assert_cmpstr(due(&life, "2025-01-11"), ==, "only"); /* C1.07 */
    life_done(&life, "2025-01-11");
    g_assert_cmpstr(due(&life, "2025-01-12"), ==, "-");
    g_assert_cmpint(life.decision.state, ==, STEP_DONE);
    g_assert_true(life_has_reason(&life, REASON_LADDER_END));
    g_assert_cmpint(life.decision.next_day, ==, life_day("2025-02-10"));
    g_assert_cmpstr(due(&life, "2025-02-10"), ==, "review");
    life_end(&life);
}

/* C1.09: an unmatched payment lessens nothing that is chased. */
static void unmatched_payment(void)
{
    static const Rung LEVELS[] = { { "l1", 5, STEP_BY_EMAIL, 0, 0, 0, NULL, NULL } };
    Life life;
    Treatment *main = LADDER(&life, LEVELS);
    main->threshold = 10000;
    life_owe(&life, "2025-01-10", 10000);
    g_assert_cmpstr(due(&life, "2025-01-15"), ==, "l1");
    life_end(&life);
}

/* --- C4 --- */

static const Rung METASFRESH[] = { { "l1", 10, STEP_BY_LETTER, 0, 0, 0, NULL, NULL },
                                   { "l2", 20, STEP_BY_LETTER, 0, 0, 0, NULL, NULL },
                                   { "l3", 30, STEP_BY_LETTER, 0, 0, 0, NULL, NULL } };

static void metasfresh_order(void)
{
    Life life;
    LADDER(&life, METASFRESH);
    life_owe(&life, "2012-01-01", 10000);
    g_assert_cmpstr(due(&life, "2012-01-26"), ==, "l1"); /* C4.01: 25 days late, never l2 first */
    life_done(&life, "2012-01-26");
    g_assert_cmpstr(due(&life, "2012-01-26"), ==, "l2"); /* C4.03, C4.11 */
    life_end(&life);
}

static void metasfresh_gap(void)
{
    Life life;
    Treatment *main = LADDER(&life, METASFRESH);
    main->gap_days = 10;
    life_owe(&life, "2012-01-01", 10000);
    life_done(&life, "2012-02-01");
    g_assert_cmpstr(due(&life, "2012-02-05"), ==, "-"); /* C4.05 */
    g_assert_cmpint(life.decision.state, ==, STEP_WAITING);
    g_assert_true(life_has_reason(&life, REASON_GAP));
    g_assert_cmpint(life.decision.next_day, ==, life_day("2012-02-11"));
    g_assert_cmpstr(due(&life, "2012-02-11"), ==, "l2");
    g_assert_cmpstr(due(&life, "2012-02-20"), ==, "l2");
    g_assert_cmpint(life.decision.since_day, ==, life_day("2012-02-11"));
    life_done(&life, "2012-02-20"); /* J5: after downtime one step per contact and gap */
    g_assert_cmpstr(due(&life, "2012-02-21"), ==, "-");
    g_assert_cmpstr(due(&life, "2012-03-01"), ==, "l3");
    life_end(&life);
}

/* --- C5 --- */

static void grace_is_strict(void)
{
    static const Rung LEVELS[] = { { "l1", 1, STEP_BY_LETTER, 0, 0, 0, NULL, NULL } };
    Life life;
    Treatment *main = LADDER(&life, LEVELS);
    main->grace_days = 5;
    life_owe(&life, "2025-01-10", 10000);
    g_assert_cmpstr(due(&life, "2025-01-15"), ==, "-"); /* C5.23 */
    g_assert_cmpint(life.decision.next_day, ==, life_day("2025-01-16"));
    g_assert_cmpstr(due(&life, "2025-01-16"), ==, "l1");
    g_assert_cmpint(life.decision.since_day, ==, life_day("2025-01-16"));
    life_end(&life);
}

static void minimum(void)
{
    static const Rung LEVELS[] = { { "l1", 1, STEP_BY_LETTER, 0, 0, 0, NULL, NULL } };
    Life life;
    Treatment *main = LADDER(&life, LEVELS);
    main->threshold = 5000;
    g_assert_cmpstr(due(&life, "2025-02-01"), ==, "-"); /* C5.25: credit memos only: nothing open */
    g_assert_true(life_has_reason(&life, REASON_NOTHING_DUE));
    life_owe(&life, "2025-01-10", 4999);
    g_assert_cmpstr(due(&life, "2025-02-01"), ==, "-");
    g_assert_true(life_has_reason(&life, REASON_BELOW_THRESHOLD));
    life_owe(&life, "2025-01-20", 1);
    g_assert_cmpstr(due(&life, "2025-02-01"), ==, "l1"); /* at least, not more than (J13) */
    life_end(&life);
}

static void before_due(void)
{
    static const Rung LEVELS[] = { { "remind", -14, STEP_BY_EMAIL, 0, 0, 0, NULL, NULL },
                                   { "l1", 10, STEP_BY_EMAIL, 0, 0, 0, NULL, NULL } };
    Life life;
    LADDER(&life, LEVELS);
    life_owe(&life, "2025-03-31", 10000);
    g_assert_cmpstr(due(&life, "2025-03-16"), ==, "-");
    g_assert_cmpint(life.decision.next_day, ==, life_day("2025-03-17")); /* C5.17 */
    g_assert_cmpstr(due(&life, "2025-03-17"), ==, "remind");
    g_assert_true(life_has_reason(&life, REASON_PRE_DUE));
    g_assert_cmpint(life.decision.covered_day, ==, life_day("2025-03-31"));
    life_done(&life, "2025-03-18");
    g_assert_cmpstr(due(&life, "2025-03-19"), ==, "-");
    g_assert_cmpint(life.decision.next_day, ==, life_day("2025-04-10"));
    g_assert_cmpstr(due(&life, "2025-04-10"), ==, "l1");
    life.items[0].open_minor = 0; /* paid: the next instalment is reminded of anew */
    life_owe(&life, "2025-04-30", 10000);
    g_assert_cmpstr(due(&life, "2025-04-16"), ==, "remind");
    life_end(&life);
}

/* C5.19: reminders 7 days after the issue and 2 before the due date, terms 30 days. */
static void two_reminders(void)
{
    static const Rung LEVELS[] = { { "first", -23, STEP_BY_EMAIL, 0, 0, 0, NULL, NULL },
                                   { "second", -2, STEP_BY_EMAIL, 0, 0, 0, NULL, NULL } };
    Life life;
    LADDER(&life, LEVELS);
    life_owe(&life, "2025-01-31", 10000);
    g_assert_cmpint(next_of(&life, "2025-01-01"), ==, life_day("2025-01-08"));
    g_assert_cmpstr(due(&life, "2025-01-12"), ==, "first"); /* C5.21: caught up, not lost */
    life_done(&life, "2025-01-12");
    g_assert_cmpint(next_of(&life, "2025-01-13"), ==, life_day("2025-01-29"));
    life.past_count = 0; /* both missed: one reminder is enough */
    g_assert_cmpstr(due(&life, "2025-01-30"), ==, "second");
    life_done(&life, "2025-01-30");
    g_assert_cmpstr(due(&life, "2025-01-31"), ==, "-");
    life_end(&life);
}

/* --- D1 --- */

static void killbill_age(void)
{
    static const Rung STATES[] = { { "OD1", 30, STEP_BY_NONE, 0, 0, 0, NULL, NULL },
                                   { "OD2", 40, STEP_BY_NONE, 0, 0, 0, NULL, NULL },
                                   { "OD3", 50, STEP_BY_NONE, 0, 0, 0, NULL, NULL } };
    static const struct {
        const char *on, *state;
    } TIMELINE[] = { { "2012-06-08", "CLEAR" }, { "2012-06-16", "CLEAR" },
                     { "2012-06-24", "CLEAR" }, { "2012-06-30", "OD1" },
                     { "2012-07-08", "OD1" },   { "2012-07-10", "OD2" },
                     { "2012-07-16", "OD2" },   { "2012-07-18", "OD2" },
                     { "2012-07-20", "OD3" } };
    Life life;
    LADDER(&life, STATES)->jump = true;
    life_owe(&life, "2012-05-31", 24995);
    for (size_t i = 0; i < G_N_ELEMENTS(TIMELINE); i++)
        g_assert_cmpstr(state(&life, TIMELINE[i].on), ==, TIMELINE[i].state);
    g_assert_cmpint(life_decide(&life, life_day("2012-07-18"))->since_day, ==,
                    life_day("2012-07-10"));
    g_assert_cmpint(life.decision.next_day, ==, life_day("2012-07-20"));
    life.items[0].open_minor = 0;
    g_assert_cmpstr(state(&life, "2012-07-18"), ==, "CLEAR"); /* D1.05 */
    life.items[0].open_minor = 24995;
    g_assert_cmpstr(state(&life, "2012-07-01"), ==, "OD1"); /* D1.07 */
    life.items[0].open_minor = 0;
    life_owe(&life, "2012-06-15", 100);
    g_assert_cmpstr(state(&life, "2012-07-18"), ==, "OD1"); /* falls back with what is left */
    life_end(&life);
}

static void killbill_count(void)
{
    static const Rung STATES[] = {
        { "OD1", STEP_NO_AGE, STEP_BY_NONE, 0, 0, 0, "open_count >= 2", NULL },
        { "OD2", STEP_NO_AGE, STEP_BY_NONE, 0, 0, 0, "open_count >= 3", NULL },
        { "OD3", STEP_NO_AGE, STEP_BY_NONE, 0, 0, 0, "open_count >= 5", NULL }
    };
    static const char *const EXPECTED[] = { "CLEAR", "OD1", "OD2", "OD2", "OD3" };
    Life life;
    LADDER(&life, STATES)->jump = true;
    for (size_t i = 0; i < 5; i++) { /* D1.09 */
        life_owe(&life, "2012-05-31", 100);
        g_assert_cmpstr(state(&life, "2012-05-31"), ==, EXPECTED[i]);
    }
    for (size_t i = 0; i < 5; i++) life.items[i].open_minor = 0;
    g_assert_cmpstr(state(&life, "2012-05-31"), ==, "CLEAR");
    life_end(&life);
}

static void killbill_balance(void)
{
    static const Rung STATES[] = { { "OD1", STEP_NO_AGE, STEP_BY_NONE, 0, 0, 0, "balance >= 100",
                                     NULL } };
    static const int64_t BALANCES[] = { 0, 9999, 10000, 20000 };
    Life life;
    LADDER(&life, STATES)->jump = true;
    life_owe(&life, "2012-05-31", 0);
    for (size_t i = 0; i < 4; i++) { /* D1.17 */
        life.items[0].open_minor = BALANCES[i];
        g_assert_cmpstr(state(&life, "2012-06-01"), ==, i < 2 ? "CLEAR" : "OD1");
    }
    life_end(&life);
}

static void killbill_hold(void)
{
    static const Rung STATES[] = { { "OD1", 5, STEP_BY_TASK, 0, 0, 0, NULL, NULL } };
    Life life;
    LADDER(&life, STATES)->jump = true;
    life_owe(&life, "2012-05-31", 10000);
    for (int i = 0; i < 3; i++) { /* D1.13, D1.21 */
        life.holds = i % 2 == 0 ? 1u << HOLD_MANUAL : 0;
        g_assert_cmpstr(state(&life, "2012-06-06"), ==, i % 2 == 0 ? "CLEAR" : "OD1");
    }
    life_end(&life);
}

/* D1.15: the oldest unpaid changes while time runs; no state is missed. */
static void killbill_oldest(void)
{
    static const Rung STATES[] = { { "WARNING", 5, STEP_BY_EMAIL, 0, 0, 0, NULL, NULL },
                                   { "BLOCKED", 7, STEP_BY_NONE, 0, 0, 0, NULL, NULL } };
    Life life;
    LADDER(&life, STATES)->jump = true;
    life_owe(&life, "2012-06-02", 70000);
    life_owe(&life, "2012-06-03", 20000);
    g_assert_cmpstr(state(&life, "2012-06-06"), ==, "CLEAR");
    g_assert_cmpint(life.decision.next_day, ==, life_day("2012-06-07"));
    g_assert_cmpstr(due(&life, "2012-06-07"), ==, "WARNING");
    life_done(&life, "2012-06-07");
    g_assert_cmpstr(state(&life, "2012-06-08"), ==, "WARNING");
    g_assert_cmpint(life.decision.state, ==, STEP_DONE);
    g_assert_cmpstr(state(&life, "2012-06-09"), ==, "BLOCKED");
    life_end(&life);
}

/* --- D2 --- */

static const Rung LAGO[] = { { "request", 1, STEP_BY_EMAIL, 0, 3, 2, NULL, NULL } };

static void lago_threshold(void)
{
    Life life;
    Treatment *main = LADDER(&life, LAGO);
    main->threshold = 5099;
    life_owe(&life, "2025-01-03", 5000);
    g_assert_cmpstr(due(&life, "2025-01-10"), ==, "-"); /* D2.01 */
    life_owe(&life, "2025-01-03", 100);
    g_assert_cmpstr(due(&life, "2025-01-10"), ==, "request");
    main->threshold = 5100;
    g_assert_cmpstr(due(&life, "2025-01-10"), ==, "request"); /* D2.07: exactly */
    main->threshold = 5101;
    g_assert_cmpstr(due(&life, "2025-01-10"), ==, "-");
    life_end(&life);
}

/* D2.05: the customer's own campaign wins. */
static void lago_override(void)
{
    Life life;
    LADDER(&life, LAGO)->threshold = 100;
    life_treatment(life.policy, "own", LAGO, 1)->threshold = 4999;
    life_owe(&life, "2025-01-03", 5000);
    g_strlcpy(life.facts.treatment_wish, "own", WORD_SIZE);
    g_assert_cmpstr(due(&life, "2025-01-10"), ==, "request");
    g_assert_cmpstr(life.facts.treatment, ==, "own");
    g_assert_true(life_has_reason(&life, REASON_OVERRIDE));
    life.items[0].open_minor = 100;
    g_assert_cmpstr(due(&life, "2025-01-10"), ==, "-");
    g_strlcpy(life.facts.treatment_wish, "gone", WORD_SIZE); /* an unknown wish is no wish */
    g_assert_cmpstr(due(&life, "2025-01-10"), ==, "request");
    life_end(&life);
}

static void lago_every(void)
{
    Life life;
    LADDER(&life, LAGO)->steps[0].every_days = 4;
    life_owe(&life, "2025-01-03", 5000);
    life_done(&life, "2025-01-10");
    g_assert_cmpstr(due(&life, "2025-01-13"), ==, "-"); /* D2.03 */
    g_assert_cmpint(life.decision.next_day, ==, life_day("2025-01-14"));
    g_assert_cmpstr(due(&life, "2025-01-14"), ==, "request");
    life_end(&life);
}

static void lago_timeline(void)
{
    Life life;
    LADDER(&life, LAGO)->threshold = 15000;
    life_owe(&life, "2025-01-03", 14900);
    life_owe(&life, "2025-01-06", 600);
    g_assert_cmpstr(due(&life, "2025-01-04"), ==, "-"); /* D2.09 */
    g_assert_cmpstr(due(&life, "2025-01-07"), ==, "request");
    life_done(&life, "2025-01-07");
    g_assert_cmpstr(due(&life, "2025-01-08"), ==, "-");
    g_assert_cmpstr(due(&life, "2025-01-09"), ==, "-");
    g_assert_cmpstr(due(&life, "2025-01-10"), ==, "request");
    life_done(&life, "2025-01-10");
    g_assert_cmpstr(due(&life, "2025-01-13"), ==, "-"); /* two at most */
    g_assert_cmpint(life.decision.next_day, ==, life_day("2025-02-09"));
    life_end(&life);
}

/* --- our own --- */

/* The ladder starts again when what it spoke of is settled, and not before. */
static void restart(void)
{
    Life life;
    LADDER(&life, METASFRESH);
    life_owe(&life, "2025-01-01", 10000);
    life_owe(&life, "2025-01-20", 5000);
    life_done(&life, "2025-01-11"); /* l1; covers the first only */
    g_assert_cmpstr(due(&life, "2025-01-21"), ==, "l2");
    life_done(&life, "2025-01-21"); /* covers both */
    life.items[0].open_minor = 0;
    g_assert_cmpstr(due(&life, "2025-01-31"), ==, "-"); /* l3 at 30, the second is 11 days late */
    g_assert_cmpstr(life.facts.step, ==, "l2");
    g_assert_cmpint(life.decision.next_day, ==, life_day("2025-02-19"));
    life.items[1].open_minor = 0;
    life_owe(&life, "2025-02-01", 100);
    g_assert_cmpstr(due(&life, "2025-02-11"), ==, "l1");
    life_end(&life);
}

static void skip_and_when(void)
{
    static const Rung LEVELS[] = {
        { "mail", 5, STEP_BY_EMAIL, 0, 0, 0, NULL, "not has_email" },
        { "ask", 10, STEP_BY_CALL, 0, 0, 0, "balance >= 100", NULL },
        { "letter", 20, STEP_BY_LETTER, 0, 0, 0, NULL, NULL },
        { "lawyer", STEP_NO_AGE, STEP_BY_TASK, 14, 0, 0, "balance >= 50", NULL },
    };
    Life life;
    LADDER(&life, LEVELS);
    life_owe(&life, "2025-01-01", 5000);
    g_assert_cmpstr(due(&life, "2025-01-06"), ==, "-"); /* no address: passed over */
    g_assert_true(life_has_reason(&life, REASON_STEP_SKIPPED));
    g_assert_cmpint(life.decision.next_day, ==, life_day("2025-01-11"));
    g_assert_cmpstr(due(&life, "2025-01-12"), ==, "-"); /* too little for a call */
    g_assert_cmpint(life.decision.state, ==, STEP_WAITING);
    g_assert_true(life_has_reason(&life, REASON_STEP_WHEN));
    g_assert_cmpint(life.decision.next_day, ==, life_day("2025-01-21"));
    g_assert_cmpstr(due(&life, "2025-01-21"), ==, "letter"); /* overtakes the call */
    life.items[0].open_minor = 10000;
    g_assert_cmpstr(due(&life, "2025-01-21"), ==, "ask");
    life.items[0].open_minor = 5000;
    life_done(&life, "2025-01-22");
    g_assert_cmpstr(due(&life, "2025-02-04"), ==, "-"); /* 14 days after the letter */
    g_assert_true(life_has_reason(&life, REASON_WAIT) || life_has_reason(&life, REASON_STEP_WHEN));
    g_assert_cmpint(life.decision.next_day, ==, life_day("2025-02-05"));
    g_assert_cmpstr(due(&life, "2025-02-05"), ==, "lawyer");
    life.items[0].open_minor = 4999; /* never: a review all the same */
    g_assert_cmpint(next_of(&life, "2025-02-05"), ==, life_day("2025-02-21") + 14);
    g_assert_cmpstr(due(&life, "2025-04-01"), ==, "review");
    life_end(&life);
}

static void deferred(void)
{
    Life life;
    LADDER(&life, METASFRESH);
    life_owe(&life, "2025-01-01", 10000);
    life_finish(&life, life_day("2025-01-12"), STEP_PAST_DEFERRED, life_day("2025-01-15"));
    g_assert_cmpstr(due(&life, "2025-01-14"), ==, "-");
    g_assert_true(life_has_reason(&life, REASON_FOLLOW_UP));
    g_assert_cmpint(life.decision.next_day, ==, life_day("2025-01-15"));
    g_assert_cmpstr(due(&life, "2025-01-15"), ==, "l1");
    life_finish(&life, life_day("2025-01-15"), STEP_PAST_SKIPPED, DAY_NONE);
    g_assert_cmpstr(due(&life, "2025-01-21"), ==, "l2"); /* skipped: no gap, and done with */
    life_end(&life);
}

static void follow_up(void)
{
    Life life;
    LADDER(&life, METASFRESH);
    life_owe(&life, "2025-01-01", 10000);
    life_done(&life, "2025-01-11");
    life.follow_up_day = life_day("2025-01-15"); /* I.15 */
    g_assert_cmpint(next_of(&life, "2025-01-12"), ==, life_day("2025-01-15"));
    g_assert_cmpstr(due(&life, "2025-01-15"), ==, "review");
    g_assert_true(life_has_reason(&life, REASON_FOLLOW_UP));
    life_done(&life, "2025-01-15");
    g_assert_cmpstr(due(&life, "2025-01-16"), ==, "-");
    g_assert_cmpint(life.decision.next_day, ==, life_day("2025-01-21"));
    life.follow_up_day = life_day("2025-01-25"); /* the ladder waits for the date given */
    g_assert_cmpstr(due(&life, "2025-01-22"), ==, "-");
    g_assert_cmpint(life.decision.state, ==, STEP_WAITING);
    g_assert_cmpstr(due(&life, "2025-01-25"), ==, "l2");
    life_end(&life);
}

static void held_and_stopped(void)
{
    Life life;
    Treatment *main = LADDER(&life, METASFRESH);
    life_owe(&life, "2025-01-01", 10000);
    life.holds = 1u << HOLD_PROMISE;
    life.hold_until = life_day("2025-02-10");
    g_assert_cmpint(next_of(&life, "2025-02-01"), ==, life_day("2025-02-11"));
    g_assert_cmpint(life.decision.state, ==, STEP_HELD);
    main->pauses_on[HOLD_PROMISE] = false;
    g_assert_cmpstr(due(&life, "2025-02-01"), ==, "l1");
    life.holds = 0;
    life.items[0].disputed = true; /* all that is late is disputed */
    g_assert_cmpstr(due(&life, "2025-02-01"), ==, "-");
    g_assert_true(life_has_reason(&life, REASON_HELD));
    life.items[0].disputed = false;
    main->stop_if = life_rule("balance <= 100");
    g_assert_cmpint(life_decide(&life, life_day("2025-02-01"))->state, ==, STEP_HELD);
    g_assert_true(life_has_reason(&life, REASON_STOPPED));
    life_end(&life);
}

static void experiment(void)
{
    Life life;
    LADDER(&life, METASFRESH);
    life_treatment(life.policy, "early", LAGO, 1);
    PolicyExperiment *trial = life.policy->experiments = g_new0(PolicyExperiment, 1);
    life.policy->experiment_count = 1;
    *trial = (PolicyExperiment){ .name = "calls", .treatment = "main", .arm_count = 2 };
    trial->arms = g_new0(ExperimentArm, 2);
    trial->arm_treatments = g_malloc0(2 * WORD_SIZE);
    trial->arms[0] = (ExperimentArm){ "champion", 5000 };
    trial->arms[1] = (ExperimentArm){ "early_ask", 5000 };
    g_strlcpy(trial->arm_treatments[1], "early", WORD_SIZE);
    life_owe(&life, "2025-01-01", 10000);
    int early = 0;
    for (int i = 0; i < 1000; i++) {
        g_snprintf(life.facts.account, REF_SIZE, "A%d", i);
        bool challenger = strcmp(due(&life, "2025-01-02"), "request") == 0;
        g_assert_cmpstr(life.facts.arm, ==, challenger ? "early_ask" : "champion");
        g_assert_cmpstr(life.facts.treatment, ==, challenger ? "early" : "main");
        early += challenger;
    }
    g_assert_cmpint(early, >, 420);
    g_assert_cmpint(early, <, 580);
    g_strlcpy(life.facts.treatment_wish, "main", WORD_SIZE);
    life_decide(&life, life_day("2025-01-02"));
    g_assert_cmpint(life.decision.experiment, ==, -1);
    life_end(&life);
}

static void part_add(Policy *policy, const char *name, const char *points, int64_t max)
{
    ExprFault fault;

    policy->priority = g_renew(PriorityPart, policy->priority, policy->priority_count + 1);
    PriorityPart *part = &policy->priority[policy->priority_count++];
    *part = (PriorityPart){ .max = max };
    g_strlcpy(part->name, name, WORD_SIZE);
    g_assert_cmpint(expr_compile_number(points, life_catalog(), &part->points, &fault), ==,
                    EXPR_OK);
}

static void priority_and_words(void)
{
    Life life;
    LADDER(&life, METASFRESH);
    part_add(life.policy, "balance", "number(balance) / 10", 30);
    part_add(life.policy, "age", "dpd", 50);
    part_add(life.policy, "nothing", "0 - dpd", 10);
    life_owe(&life, "2025-01-01", 10000);
    life_decide(&life, life_day("2025-01-26"));
    g_assert_cmpint(life.decision.priority, ==, 35);
    g_assert_cmpint(life.decision.parts[0], ==, 10);
    g_assert_cmpint(life.decision.parts[2], ==, 0);
    g_autoptr(GString) line = g_string_new("> ");
    decide_explain(&life.decision, &life.facts, life.policy, life_day("2025-01-26"), line);
    g_assert_cmpstr(
        line->str, ==,
        "> dpd 25 >= 10 (step l1); segment all: always; priority 35 = balance 10 + age 25");
    life_end(&life);
}

/* The order of the past of other treatments does not matter; of items never. */
static void order(void)
{
    Life life, other;
    LADDER(&life, METASFRESH);
    LADDER(&other, METASFRESH);
    life_owe(&life, "2025-01-01", 10000);
    life_owe(&life, "2025-01-09", 2000);
    life_owe(&other, "2025-01-09", 2000);
    life_owe(&other, "2025-01-01", 10000);
    Decision a = *life_decide(&life, life_day("2025-01-20")),
             b = *life_decide(&other, life_day("2025-01-20"));
    g_assert_cmpmem(&a, offsetof(Decision, reasons), &b, offsetof(Decision, reasons));
    life_end(&life);
    life_end(&other);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/decide/c1/levels", tryton_levels);
    g_test_add_func("/decide/c1/final", tryton_final);
    g_test_add_func("/decide/c1/unmatched-payment", unmatched_payment);
    g_test_add_func("/decide/c4/order", metasfresh_order);
    g_test_add_func("/decide/c4/gap", metasfresh_gap);
    g_test_add_func("/decide/c5/grace-is-strict", grace_is_strict);
    g_test_add_func("/decide/c5/minimum", minimum);
    g_test_add_func("/decide/c5/before-due", before_due);
    g_test_add_func("/decide/c5/two-reminders", two_reminders);
    g_test_add_func("/decide/d1/age", killbill_age);
    g_test_add_func("/decide/d1/count", killbill_count);
    g_test_add_func("/decide/d1/balance", killbill_balance);
    g_test_add_func("/decide/d1/hold", killbill_hold);
    g_test_add_func("/decide/d1/oldest", killbill_oldest);
    g_test_add_func("/decide/d2/threshold", lago_threshold);
    g_test_add_func("/decide/d2/override", lago_override);
    g_test_add_func("/decide/d2/every", lago_every);
    g_test_add_func("/decide/d2/timeline", lago_timeline);
    g_test_add_func("/decide/restart", restart);
    g_test_add_func("/decide/skip-and-when", skip_and_when);
    g_test_add_func("/decide/deferred", deferred);
    g_test_add_func("/decide/follow-up", follow_up);
    g_test_add_func("/decide/held-and-stopped", held_and_stopped);
    g_test_add_func("/decide/experiment", experiment);
    g_test_add_func("/decide/priority-and-words", priority_and_words);
    g_test_add_func("/decide/order", order);
    return g_test_run();
}
