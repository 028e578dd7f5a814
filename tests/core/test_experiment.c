/* tests/core/test_experiment.c: arms are stable and of the promised size; the test statistic of F3.
 */
#include "core/experiment.h"

#include <glib.h>
#include <math.h>

static const ExperimentArm ARMS[] = { { "champion", 7000 }, { "early", 2500 }, { "soft", 500 } };

static void checks(void)
{
    ExperimentArm short_of[] = { { "a", 5000 }, { "b", 4999 } };
    ExperimentArm negative[] = { { "a", 11000 }, { "b", -1000 } };
    g_assert_true(experiment_check(ARMS, 3));
    g_assert_false(experiment_check(short_of, 2));
    g_assert_false(experiment_check(negative, 2));
    g_assert_false(experiment_check(NULL, 0));
}

/* The same on every machine and in every release: whoever changes this line moves people between
 * arms. */
static void stable(void)
{
    static const char FIRST[] = "1101100000000000102000000100000001101000";
    for (int i = 0; FIRST[i] != '\0'; i++) {
        char ref[16];
        g_snprintf(ref, sizeof ref, "C-%d", i);
        g_assert_cmpint(experiment_arm("spring", ref, ARMS, 3), ==, FIRST[i] - '0');
    }
    g_assert_cmpint(experiment_arm("spring", "C-100", ARMS, 1), ==, 0);
}

/* 100,000 references that count up: each arm within 1 % of the whole of its share, and two
 * experiments independent. */
static void shares(void)
{
    static const char *const FORMS[] = { "%d", "C%06d", "ACME-%d-X", "0000000%d" };
    for (size_t f = 0; f < G_N_ELEMENTS(FORMS); f++) {
        int count[3] = { 0 }, both = 0;
        for (int i = 0; i < 100000; i++) {
            char ref[32];
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
            g_snprintf(ref, sizeof ref, FORMS[f], i);
#pragma GCC diagnostic pop
            size_t arm = experiment_arm("spring", ref, ARMS, 3);
            count[arm]++;
            both += arm == 1 && experiment_arm("autumn", ref, ARMS, 3) == 1;
        }
        for (int k = 0; k < 3; k++)
            g_assert_cmpint(ABS(count[k] - ARMS[k].share_bp * 10), <=, 1000);
        g_assert_cmpint(ABS(both - 6250), <=, 1000);
    }
}

static void near(double value, double expected, double tolerance)
{
    g_assert_cmpfloat_with_epsilon(value, expected, tolerance);
}

static void compare(void)
{
    ExperimentTest t = experiment_compare(1800, 9000, 230, 1000);
    g_assert_true(t.defined);
    near(t.difference, 0.03, 1e-12);
    near(t.z, 2.238, 0.0005);
    near(t.p_two_sided, 0.025, 0.0005);
    near(t.low, 0.0026, 0.00005);
    near(t.high, 0.0574, 0.00005);
    t = experiment_compare(230, 1000, 1800, 9000);
    near(t.z, -2.238, 0.0005);
    g_assert_false(experiment_compare(0, 0, 5, 10).defined);
    g_assert_false(experiment_compare(0, 10, 0, 10).defined);
    g_assert_false(experiment_compare(10, 10, 10, 10).defined);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/core/experiment/check", checks);
    g_test_add_func("/core/experiment/stable", stable);
    g_test_add_func("/core/experiment/shares", shares);
    g_test_add_func("/core/experiment/compare", compare);
    return g_test_run();
}
