/* tests/gate/test_gate_duty.c: what kind a requirement is of, and which words say it was done. */
#include "gate/gate_duty.h"

#include <glib.h>

static void kinds(void)
{
    static const struct {
        const char *token;
        GateDuty duty;
    } CASES[] = {
        { "disclosure_18e1", DUTY_SAID },
        { "disclosure_18e1:es", DUTY_SAID },
        { "subject_line:creditor+identifier", DUTY_SAID },
        { "opt_out_notice", DUTY_SAID },
        { "opt_out_notice_electronic", DUTY_SAID },
        { "validation_info_within_5_days:2026-06-06", DUTY_LATER },
        { "reply_by:2026-06-06", DUTY_LATER },
        { "documented_override:litigation", DUTY_OVERRIDE },
        { "legal_review", DUTY_FIRST },
        { "legal_review:tolling", DUTY_FIRST },
        { "docket_check", DUTY_FIRST },
        { "disclosure_18", DUTY_FIRST },
        { "a requirement of next year", DUTY_FIRST },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++)
        g_assert_cmpint(gate_duty_of(CASES[i].token), ==, CASES[i].duty);
}

static void named(void)
{
    static const struct {
        const char *token, *word;
        bool named;
    } CASES[] = {
        { "disclosure_18e1", "disclosure_18e1", true },
        { "disclosure_18e1:es", "disclosure_18e1", true },
        { "disclosure_18e1:es", "disclosure_18e1:es", true },
        { "disclosure_18e1:es", "disclosure_18e1:en", false },
        { "disclosure_18e1", "disclosure_18e", false },
        { "disclosure_18e1", "disclosure_18e1:es", false },
        { "subject_line:creditor+identifier", "subject_line", true },
        { "legal_review", "", false },
        { "legal_review", "docket_check", false },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++)
        g_assert_cmpint(gate_duty_named(CASES[i].token, CASES[i].word), ==, CASES[i].named);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/gate/duty/kinds", kinds);
    g_test_add_func("/gate/duty/named", named);
    return g_test_run();
}
