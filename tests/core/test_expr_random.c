/* core/test_expr_random.c: made-up expressions over made-up subjects: the program says what the
 * book says, and the canonical text means the same. */
#include "expr_dream.h"

#include "base/clock.h"
#include "core/expr_tree.h"

enum { SUBJECTS = 30, EXPRESSIONS = 6000, DEPTH = 4 };

/* NULL when constants became too large or were divided by zero: the only refusals that may happen.
 */
static Expr *compile(const char *text)
{
    Expr *expr = NULL;
    ExprFault fault;
    ExprVerdict verdict = expr_compile_any(text, &SUBJECT_CATALOG, &expr, &fault);
    if (verdict == EXPR_OK) return expr;
    bool division = g_str_has_prefix(fault.message, "nothing can be divided by zero");
    if (verdict != EXPR_TOO_LARGE && !division) g_error("%s: %s", text, fault.message);
    return NULL;
}

static void same_on(const Dream *dream, const Expr *expr, const Subject *subject, Day today)
{
    ExprValue got = expr_value(expr, subject, today), want = dream_value(dream, subject, today);
    bool same = got.type == want.type && got.known == want.known && got.number == want.number &&
                g_strcmp0(got.text, want.text) == 0;
    bool agrees = got.type != EXPR_BOOL ||
                  expr_test(expr, subject, today) == dream_test(dream, subject, today);
    if (same && agrees) return;
    g_autoptr(GString) why = g_string_new(NULL);
    expr_explain(expr, subject, today, why);
    g_error("%s\nis type %d known %d number %" G_GINT64_FORMAT
            " text %s\nnot type %d known %d number %" G_GINT64_FORMAT " text %s\n%s",
            expr_text(expr), got.type, got.known, got.number, got.text, want.type, want.known,
            want.number, want.text, why->str);
}

static void test_program(void)
{
    static const ExprType WANTED[] = { EXPR_BOOL,  EXPR_BOOL, EXPR_DECIMAL,
                                       EXPR_MONEY, EXPR_DAY,  EXPR_TEXT };
    Subject subjects[SUBJECTS];
    for (int i = 0; i < SUBJECTS; i++) dream_subject(&subjects[i], i);
    int compiled = 0;
    for (int i = 0; i < EXPRESSIONS; i++) {
        g_autoptr(GPtrArray) pool = dream_pool();
        const Dream *dream = dream_make(pool, WANTED[i % G_N_ELEMENTS(WANTED)], DEPTH);
        g_autoptr(GString) text = g_string_new(NULL);
        dream_text(dream, text);
        if (text->len > EXPR_LENGTH_MAX) continue;
        g_autoptr(Expr) expr = compile(text->str);
        if (expr == NULL) continue;
        compiled++;
        for (int j = 0; j < SUBJECTS; j++) same_on(dream, expr, &subjects[j], dream_day());
        g_autoptr(Expr) again = compile(expr_text(expr));
        g_assert_nonnull(again);
        g_assert_cmpstr(expr_text(again), ==, expr_text(expr));
        if (!expr_tree_same(expr->root, again->root)) g_error("%s\n%s", text->str, expr_text(expr));
    }
    g_assert_cmpint(compiled, >, EXPRESSIONS * 9 / 10);
}

/* Also a speed test, for the record: three plain terms. */
static void test_speed(void)
{
    enum { ROUNDS = 2000000 };
    g_autoptr(Expr) expr =
        compile("dpd > -1000000 and balance <= 99999999999999 and region != \"QQ\"");
    Subject subject;
    dream_subject(&subject, 1);
    g_strlcpy(subject.region, "TX", sizeof subject.region);
    subject.dpd = 45;
    subject.balance = 81200;
    subject.unit = 100;
    int64_t start = clock_elapsed_us();
    int yes = 0;
    for (int i = 0; i < ROUNDS; i++) yes += expr_test(expr, &subject, 20178);
    int64_t spent = clock_elapsed_us() - start;
    g_assert_cmpint(yes, ==, ROUNDS);
    g_test_minimized_result((double)spent * 1000 / ROUNDS, "%.1f ns for a condition of three terms",
                            (double)spent * 1000 / ROUNDS);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/core/expr/random/program", test_program);
    g_test_add_func("/core/expr/random/speed", test_speed);
    return g_test_run();
}
