/* fuzz/fuzz_expr.c: any bytes as an expression: refused with a place and words, or else its
 * canonical text means the same, and it runs, explains itself and becomes SQL. */
#include "../tests/core/expr_subject.h"
#include "core/expr_tree.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static Subject subject(void)
{
    Subject s = { .unit = 100,
                  .balance = 81200,
                  .past_due = -1,
                  .dpd = 45,
                  .late_share = 3325,
                  .due_on = DAY_NONE };
    g_strlcpy(s.region, "TX", sizeof s.region);
    g_strlcpy(s.name, "M\xc3\xbcller 100%_", sizeof s.name);
    s.score = (ExprValue){ EXPR_INT, true, 99999999999999, NULL };
    s.credit_limit = (ExprValue){ EXPR_MONEY, true, 900000000000000000, NULL };
    s.owner = (ExprValue){ EXPR_TEXT, true, 0, "ann" };
    s.legal = (ExprValue){ EXPR_BOOL, true, 1, NULL };
    return s;
}

static void use(const Expr *expr)
{
    Subject s = subject();
    ExprValue value = expr_value(expr, &s, 20178);
    if (value.type == EXPR_BOOL)
        g_assert_cmpint(expr_test(expr, &s, 20178), ==, value.known && value.number);
    g_autoptr(GString) why = g_string_new(NULL);
    expr_explain(expr, &s, 20178, why);
    g_assert_true(g_utf8_validate(why->str, -1, NULL));
    ExprFault fault;
    g_auto(ExprSql) sql = { 0 };
    ExprVerdict verdict = expr_sql(expr, 20178, 1, &sql, &fault);
    g_assert_true(verdict == EXPR_OK || verdict == EXPR_NO_SQL);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autofree char *text = g_strndup((const char *)data, size);
    g_autoptr(Expr) expr = NULL, again = NULL;
    ExprFault fault;
    if (expr_compile_any(text, &SUBJECT_CATALOG, &expr, &fault) != EXPR_OK) {
        g_assert_cmpuint(fault.column, >, 0);
        g_assert_cmpint(fault.message[0], !=, '\0');
        g_assert_true(g_utf8_validate(fault.message, -1, NULL));
        return 0;
    }
    use(expr);
    /* Canonical text may be longer than what was typed. */
    if (strlen(expr_text(expr)) > EXPR_LENGTH_MAX) return 0;
    g_assert_cmpint(expr_compile_any(expr_text(expr), &SUBJECT_CATALOG, &again, &fault), ==,
                    EXPR_OK);
    g_assert_cmpstr(expr_text(again), ==, expr_text(expr));
    g_assert_true(expr_tree_same(expr->root, again->root));
    return 0;
}
