/* core/test_expr.c: the expression language by tables: what holds, what it is worth, what is wrong,
 * why. */
#include "expr_subject.h"

#include "core/expr_tree.h"

#include <string.h>

/* 2025-03-31 */
#define TODAY 20178

static Subject usual(void)
{
    Subject s = {
        .id = 1, .unit = 100, .balance = 81200, .past_due = 50050, .dpd = 45, .late_share = 3325
    };
    s.terms = 30;
    s.since_contact = -1;
    s.last_payment_on = DAY_NONE;
    s.due_on = TODAY - 45;
    s.disputed = true;
    g_strlcpy(s.region, "TX", sizeof s.region);
    g_strlcpy(s.name, "Müller & Söhne 100% GmbH", sizeof s.name);
    s.score = (ExprValue){ EXPR_INT, true, 620, NULL };
    s.credit_limit = (ExprValue){ EXPR_MONEY, false, 0, NULL };
    s.rate = (ExprValue){ EXPR_DECIMAL, true, 525, NULL };
    s.review_on = (ExprValue){ EXPR_DAY, true, TODAY + 1, NULL };
    s.owner = (ExprValue){ EXPR_TEXT, true, 0, "ann" };
    s.legal = (ExprValue){ EXPR_BOOL, false, 0, NULL };
    return s;
}

static Expr *compile(const char *text)
{
    Expr *expr = NULL;
    ExprFault fault;
    if (expr_compile_any(text, &SUBJECT_CATALOG, &expr, &fault) != EXPR_OK)
        g_error("%s: %s", text, fault.message);
    return expr;
}

static const struct {
    const char *text;
    bool holds;
} CONDITIONS[] = {
    { "dpd > 30", true },
    { "dpd > 45", false },
    { "dpd >= 45 and dpd <= 45 and dpd = 45 and dpd == 45", true },
    { "dpd != 45 or dpd <> 45 or dpd < 45", false },
    { "DPD > 30 AND NOT Region = 'NY'", true },
    { "dpd > 44.5 and dpd < 45.5 and dpd != 44.5", true },
    { "dpd = 44.5", false },
    { "30 < dpd and 812 = balance and 50 >= dpd", true },
    { "terms = 30 and terms != 31", true },
    /* money in whole units of the subject's currency */
    { "balance = 812", true },
    { "balance >= 812.00 and balance <= 812", true },
    { "balance >= 812.01 or balance > 812 or balance < 812", false },
    { "past_due = 500.50 and past_due > 500.499 and past_due < 500.501", true },
    { "past_due != 500.499", true },
    { "past_due = 500.499", false },
    { "balance - past_due = 311.5", true },
    { "balance - 12 = 800 and 1000 - balance = 188", true },
    { "past_due / balance > 0.61 and past_due / balance < 0.62", true },
    { "past_due * 2 >= balance and 0.5 * balance < past_due", true },
    { "balance / 3 = 270.67 and past_due * 0.333 = 166.67", true },
    { "balance in (1, 812, 3)", true },
    { "balance in (812.001)", false },
    { "balance not in (812.001)", true },
    { "number(balance) = 812", true },
    { "max(balance, 1000) = 1000 and min(balance, past_due, 900) = past_due", true },
    { "-balance < 0 and abs(-balance) = balance", true },
    /* numbers with decimals */
    { "late_share = 33.25 and late_share > 33 and late_share < 33.3", true },
    { "rate * dpd > 236 and dpd / 2 = 22.5 and dpd / 7 = 6.4286 and -dpd / 7 = -6.4286", true },
    { "late_share > rate", true },
    { "late_share > dpd", false },
    { "dpd / (dpd - 45) > 0 or dpd / (dpd - 45) <= 0", false },
    { "2 * 3 + 4 = 10 and 2 + 3 * 4 = 14 and (2 + 3) * 4 = 20 and 10 - 2 - 3 = 5", true },
    { "7 / 2 = 3.5 and 1 / 3 = 0.3333 and 2 / 3 = 0.6667", true },
    /* days */
    { "due_on < today and due_on = 2025-02-14 and today = 2025-03-31", true },
    { "today - due_on = 45 and due_on + 45 = today and 45 + due_on = today", true },
    { "due_on between 2025-02-01 and 2025-02-28", true },
    { "due_on in (2025-02-14, 2025-02-15)", true },
    { "review_on > today and review_on <= today + 1", true },
    { "min(due_on, today) = due_on", true },
    /* texts */
    { "region = \"TX\" and region != 'CA' and region in (\"TX\", 'CA')", true },
    { "region = 'tx'", false },
    { "region not in ('CA', 'NY')", true },
    { "name like 'm%gmbh' and name contains 'SÖHNE 100%'", false },
    { "name contains 'Söhne 100%' and name like 'MüLLER%' and name starts_with 'mül'", true },
    { "name like '%100\\%%' and name not like '%1000\\%%' and name like 'M_ller%'", true },
    { "name starts_with '%' or name contains '_'", false },
    { "owner = 'ann' and owner starts_with 'A'", true },
    { "'ann' = owner and region != owner", true },
    { "if(dpd > 30, region, owner) = 'TX'", true },
    /* yes and no */
    { "disputed", true },
    { "not disputed", false },
    { "disputed = true and disputed != is_key and is_key = no", true },
    { "(dpd > 30) = disputed", true },
    { "not not disputed and not is_key", true },
    { "if(disputed, dpd > 30, dpd > 60)", true },
    { "true and not false and yes and not no", true },
    /* what is not known */
    { "last_payment_on < today or last_payment_on >= today or last_payment_on != today", false },
    { "last_payment_on not in (2025-01-01) or last_payment_on not between today and today", false },
    { "not (last_payment_on > today - 30)", true },
    { "last_payment_on is none and not known(last_payment_on) and due_on is not none", true },
    { "due_on is known and review_on is not none and last_payment_on is not known", true },
    { "credit_limit > 0 or credit_limit <= 0 or balance + credit_limit > 0", false },
    { "max(balance, credit_limit) > 0 or known(max(balance, credit_limit))", false },
    { "if(known(credit_limit), credit_limit, 500) = 500", true },
    { "since_contact is none and not since_contact < 30", true },
    { "since_contact < 30 or since_contact >= 0 or since_contact + 1 = 0", false },
    { "legal or legal = true or legal = false or legal != true", false },
    { "not legal and (disputed and legal) = false and (legal or is_key) = false", true },
    /* precedence and bounds */
    { "is_key or disputed and dpd > 30", true },
    { "(is_key or disputed) and dpd > 50", false },
    { "dpd between 45 and 45 and dpd between 44.5 and 45.5 and dpd not between 46 and 50", true },
    { "dpd not between 40 and 50", false },
    { "balance * 99999999999999 > 0 or balance * 99999999999999 <= 0", false },
    { "99999999999999 > dpd and -99999999999999 < dpd", true },
};

static void test_conditions(void)
{
    Subject subject = usual();
    for (size_t i = 0; i < G_N_ELEMENTS(CONDITIONS); i++) {
        g_autoptr(Expr) expr = compile(CONDITIONS[i].text);
        g_assert_cmpint(expr_type(expr), ==, EXPR_BOOL);
        if (expr_test(expr, &subject, TODAY) != CONDITIONS[i].holds)
            g_error("%s: should be %d", CONDITIONS[i].text, CONDITIONS[i].holds);
        g_autoptr(Expr) again = compile(expr_text(expr));
        g_assert_cmpstr(expr_text(again), ==, expr_text(expr));
        g_assert_true(expr_tree_same(expr->root, again->root));
    }
}

static void test_other_currencies(void)
{
    static const struct {
        int64_t unit, minor;
        const char *text;
        bool holds;
    } CASES[] = {
        { 1, 1000, "balance >= 1000", true },
        { 1, 999, "balance >= 1000", false },
        { 1, 1000, "balance >= 999.50", true },
        { 1, 1000, "balance = 1000.5", false },
        { 1, 1000, "balance != 1000.5", true },
        { 1, 1001, "balance = 0 + 1000.5", false }, /* the constant is 1000.5 exactly */
        { 1, 1001, "balance - 1000.5 = 0", true },  /* in a sum it is rounded to the minor unit */
        { 1000, 1500, "balance = 1.5", true },
        { 1000, 1500, "balance > 1.4999 and balance < 1.5001", true },
        { 10000, 15000, "balance = 1.5 and number(balance) = 1.5", true },
        { 100, -150, "balance < -1.4999 and balance > -1.5001 and balance = -1.5", true },
        { 1, -2, "balance < -1.5 and balance - -1.5 = 0", true },
        { 100, 900000000000000000, "balance > 99999999999999", true },
        { 100, 900000000000000000, "balance + balance + balance > 0", true },
        { 100, 900000000000000000, "balance * 5 > 0 or known(balance * 5)", false },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        Subject subject = usual();
        subject.unit = CASES[i].unit;
        subject.balance = CASES[i].minor;
        g_autoptr(Expr) expr = compile(CASES[i].text);
        if (expr_test(expr, &subject, TODAY) != CASES[i].holds)
            g_error("%s (unit %d): should be %d", CASES[i].text, (int)CASES[i].unit,
                    CASES[i].holds);
    }
}

static void test_values(void)
{
    static const struct {
        const char *text;
        ExprType type;
        bool known;
        int64_t number;
    } CASES[] = {
        { "dpd * 2", EXPR_INT, true, 90 },
        { "dpd * 2 + number(balance) / 100", EXPR_DECIMAL, true, 9812 },
        { "dpd / 7", EXPR_DECIMAL, true, 643 },
        { "dpd * 1.5", EXPR_DECIMAL, true, 6750 },
        { "late_share * rate", EXPR_DECIMAL, true, 17456 }, /* 174.5625 */
        { "1.5", EXPR_DECIMAL, true, 150 },
        { "1.2345", EXPR_DECIMAL, true, 123 },
        { "-1.235", EXPR_DECIMAL, true, -124 },
        { "if(disputed, 10, 2.5)", EXPR_DECIMAL, true, 1000 },
        { "if(is_key, 10, 2.5)", EXPR_DECIMAL, true, 250 },
        { "balance / 3", EXPR_MONEY, true, 27067 },
        { "number(credit_limit)", EXPR_DECIMAL, false, 0 },
        { "today + 1", EXPR_DAY, true, TODAY + 1 },
        { "min(dpd, terms, 99)", EXPR_INT, true, 30 },
        { "max(late_share, dpd)", EXPR_DECIMAL, true, 4500 },
        { "disputed", EXPR_BOOL, true, 1 },
        { "legal", EXPR_BOOL, false, 0 },
    };
    Subject subject = usual();
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autoptr(Expr) expr = compile(CASES[i].text);
        ExprValue value = expr_value(expr, &subject, TODAY);
        if (value.type != CASES[i].type || value.known != CASES[i].known ||
            value.number != CASES[i].number)
            g_error("%s: type %d known %d number %d", CASES[i].text, value.type, value.known,
                    (int)value.number);
    }
    g_autoptr(Expr) text = compile("if(dpd > 30, owner, region)");
    g_assert_cmpstr(expr_value(text, &subject, TODAY).text, ==, "ann");
}

static const struct {
    const char *text;
    ExprVerdict verdict;
    size_t column;
    const char *message;
} FAULTS[] = {
    { "not balanse > 3", EXPR_UNKNOWN_NAME, 5,
      "no fact 'balanse' (column 5); did you mean balance?" },
    { "maxx(dpd, 3) > 1", EXPR_UNKNOWN_NAME, 1,
      "no function 'maxx' (column 1); did you mean max?" },
    { "dpd > ", EXPR_SYNTAX, 7, "expected a value, but the text ends (column 7)" },
    { "dpd > and", EXPR_SYNTAX, 7, "expected a value, not 'and' (column 7)" },
    { "dpd > 3 && disputed", EXPR_SYNTAX, 9,
      "expected and, or, or the end, not '&&' (column 9); write and" },
    { "(dpd > 3", EXPR_SYNTAX, 9, "expected ), but the text ends (column 9)" },
    { "dpd > 3 dpd", EXPR_SYNTAX, 9, "expected and, or, or the end, not 'dpd' (column 9)" },
    { "1 < dpd < 5", EXPR_SYNTAX, 9,
      "a comparison has two sides (column 9); join two by and, or write between" },
    { "name = 'ü' and dpd ? 3", EXPR_SYNTAX, 20, "'?' has no meaning here (column 20)" },
    { "region = \"TX", EXPR_SYNTAX, 10, "the text that begins here has no closing \" (column 10)" },
    { "due_on > 2025-02-30", EXPR_SYNTAX, 10, "there is no day 2025-02-30 (column 10)" },
    { "region = ''", EXPR_SYNTAX, 10,
      "an empty text is never equal to anything (column 10); write is none" },
    { "region > 5", EXPR_MISTYPED, 8,
      "region is a text and 5 is a number: they cannot be compared (column 8)" },
    { "balance > dpd", EXPR_MISTYPED, 9,
      "balance is money and dpd is a number: they cannot be compared (column 9)" },
    { "due_on = '2025-01-01'", EXPR_MISTYPED, 8,
      "due_on is a day and \"2025-01-01\" is a text: they cannot be compared (column 8); "
      "a day is written without quotes: 2025-03-31" },
    { "region < 'TX'", EXPR_MISTYPED, 8,
      "region is a text and has no order (column 8); only = and != can be asked" },
    { "disputed > is_key", EXPR_MISTYPED, 10,
      "disputed is a condition and has no order (column 10); only = and != can be asked" },
    { "balance * past_due > 1", EXPR_MISTYPED, 9,
      "balance is money and past_due is money: they cannot be multiplied (column 9)" },
    { "due_on + due_on > 1", EXPR_MISTYPED, 8,
      "due_on is a day and due_on is a day: they cannot be added (column 8)" },
    { "due_on + 1.5 > today", EXPR_MISTYPED, 8,
      "due_on is a day and 1.5 is a number: they cannot be added (column 8)" },
    { "dpd and disputed", EXPR_MISTYPED, 1,
      "dpd is a number, but a condition is needed here (column 1); compare it with something" },
    { "dpd", EXPR_MISTYPED, 1, "this is a number, but a condition is needed (column 1)" },
    { "not dpd", EXPR_MISTYPED, 5,
      "dpd is a number, but a condition is needed here (column 5); compare it with something" },
    { "dpd / 0 > 1", EXPR_MISTYPED, 7, "nothing can be divided by zero (column 7)" },
    { "1 / (2 - 2) > 1", EXPR_MISTYPED, 8, "nothing can be divided by zero (column 8)" },
    { "dpd > 1.23456", EXPR_TOO_LARGE, 7,
      "a number has at most 14 digits, 4 of them after the point (column 7)" },
    { "dpd > 123456789012345", EXPR_TOO_LARGE, 7,
      "a number has at most 14 digits, 4 of them after the point (column 7)" },
    { "dpd > 30days", EXPR_SYNTAX, 7, "a number runs into letters (column 7)" },
    { "dpd in ()", EXPR_SYNTAX, 9, "expected a value, not ')' (column 9)" },
    { "dpd in (terms)", EXPR_MISTYPED, 9,
      "terms is a number, but a plain value is needed here (column 9)" },
    { "dpd in ('a')", EXPR_MISTYPED, 9,
      "dpd is a number and \"a\" is a text: they cannot be compared (column 9)" },
    { "dpd in 5", EXPR_SYNTAX, 8, "expected a list in brackets, not '5' (column 8)" },
    { "dpd not 5", EXPR_SYNTAX, 9,
      "expected in, between, like, starts_with or contains, not '5' (column 9)" },
    { "dpd is 5", EXPR_SYNTAX, 8, "expected none or known, not '5' (column 8)" },
    { "dpd between 1 or 2", EXPR_SYNTAX, 15, "expected and, not 'or' (column 15)" },
    { "name like owner", EXPR_SYNTAX, 11, "expected a text in quotes, not 'owner' (column 11)" },
    { "name like 'a\\'", EXPR_SYNTAX, 11,
      "the pattern ends in a \\ that guards nothing (column 11)" },
    { "dpd like 'a'", EXPR_MISTYPED, 1, "dpd is a number, but a text is needed here (column 1)" },
    { "if(disputed, 'a', 'b') like 'a'", EXPR_MISTYPED, 1,
      "if(disputed, \"a\", \"b\") is a text, but a text that is not fixed is needed here (column "
      "1)" },
    { "min(dpd) > 3", EXPR_SYNTAX, 1, "min takes at least 2 values, not 1 (column 1)" },
    { "if(disputed, 1) > 3", EXPR_SYNTAX, 1, "if takes 3 values, not 2 (column 1)" },
    { "if(dpd, 1, 2) > 3", EXPR_MISTYPED, 4,
      "dpd is a number, but a condition is needed here (column 4); compare it with something" },
    { "if(disputed, 1, 'x') > 3", EXPR_MISTYPED, 1,
      "1 is a number and \"x\" is a text: they cannot be alternatives (column 1)" },
    { "number(dpd) > 3", EXPR_MISTYPED, 8, "dpd is a number, but money is needed here (column 8)" },
    { "known(dpd > 3)", EXPR_MISTYPED, 11,
      "dpd > 3 is a condition, but a value is needed here (column 11)" },
    { "", EXPR_SYNTAX, 1, "expected a value, but the text ends (column 1)" },
    { "\xff", EXPR_SYNTAX, 1, "the expression is not UTF-8 text (column 1)" },
    { "99999999999999 * 10 > dpd", EXPR_TOO_LARGE, 16, "the number becomes too large (column 16)" },
};

static void test_faults(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(FAULTS); i++) {
        Expr *expr = NULL;
        ExprFault fault;
        ExprVerdict verdict = expr_compile(FAULTS[i].text, &SUBJECT_CATALOG, &expr, &fault);
        g_assert_cmpstr(fault.message, ==, FAULTS[i].message);
        g_assert_cmpint(verdict, ==, FAULTS[i].verdict);
        g_assert_cmpuint(fault.column, ==, FAULTS[i].column);
        g_assert_null(expr);
    }
}

static char *repeat(const char *before, const char *again, int times, const char *after)
{
    GString *text = g_string_new(before);
    for (int i = 0; i < times; i++) g_string_append(text, again);
    g_string_append(text, after);
    return g_string_free(text, FALSE);
}

static void test_limits(void)
{
    static const struct {
        const char *before, *again, *after;
        int times;
        ExprVerdict verdict;
    } CASES[] = {
        { "", "(", "dpd > 1", 63, EXPR_SYNTAX },
        { "", "(", "dpd > 1", 70, EXPR_TOO_LARGE },
        { "", "not ", "disputed", 60, EXPR_OK },
        { "", "not ", "disputed", 64, EXPR_TOO_LARGE },
        { "dpd > ", "- ", "dpd", 60, EXPR_OK },
        { "dpd > ", "- ", "dpd", 90, EXPR_TOO_LARGE },
        { "dpd", " + dpd", "> 1", 60, EXPR_OK },
        { "dpd", " + dpd", "> 1", 80, EXPR_TOO_LARGE },
        { "dpd > 1", " or dpd = 2", "", 300, EXPR_OK },
        { "disputed", " or disputed", "", 338, EXPR_OK },
        { "dpd in (1", ", 1", ")", 1300, EXPR_OK },
        { "dpd in (1", ",1", ")", 2041, EXPR_OK },
        { "dpd in (1", ",1", ")", 2045, EXPR_TOO_LARGE },
        { "dpd > 1", " ", "", 4090, EXPR_TOO_LARGE },
        { "dpd > 1", " ", "", 4089, EXPR_OK },
        { "0 < ", "if(dpd between 1 and 3, dpd, ", "1", 40, EXPR_SYNTAX },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autofree char *text =
            repeat(CASES[i].before, CASES[i].again, CASES[i].times, CASES[i].after);
        g_autoptr(Expr) expr = NULL;
        ExprFault fault;
        g_test_message("case %zu", i);
        g_assert_cmpint(expr_compile(text, &SUBJECT_CATALOG, &expr, &fault), ==, CASES[i].verdict);
    }
}

static void test_explain(void)
{
    static const struct {
        const char *text, *why;
    } CASES[] = {
        { "dpd > 30 and balance >= 1000", "dpd 45 > 30 yes, balance 812.00 >= 1000.00 no" },
        { "dpd > 60 and balance >= 1000", "dpd 45 > 60 no, balance >= 1000 not asked" },
        { "region = 'NY' or region = 'TX' or disputed",
          "region \"TX\" = \"NY\" no or region \"TX\" = \"TX\" yes or disputed not asked" },
        { "dpd > 30 and (is_key or disputed)", "dpd 45 > 30 yes, (is_key no or disputed yes) yes" },
        { "not disputed", "not disputed no" },
        { "not (is_key and disputed)", "not (is_key no, disputed not asked) yes" },
        { "not dpd > 50", "not dpd 45 > 50 yes" },
        { "last_payment_on < today - 30", "last_payment_on none < today - 30 2025-03-01 no" },
        { "today - due_on > 30", "today - due_on 45 > 30 yes" },
        { "balance - past_due >= 300.5", "balance - past_due 311.50 >= 300.50 yes" },
        { "dpd > terms", "dpd 45 > terms 30 yes" },
        { "region in ('TX', 'CA')", "region \"TX\" in (\"TX\", \"CA\") yes" },
        { "balance not in (1, 2)", "balance 812.00 not in (1.00, 2.00) yes" },
        { "dpd between 31 and 60", "dpd 45 between 31 and 60 yes" },
        { "name like 'm%'", "name \"Müller & Söhne 100% GmbH\" like \"m%\" yes" },
        { "credit_limit is none", "credit_limit is none yes" },
        { "known(legal)", "known(legal) no" },
        { "past_due / balance > 0.5", "past_due / balance 0.6164 > 0.5 yes" },
        { "late_share > 33", "late_share 33.25 > 33 yes" },
        { "late_share > dpd", "late_share 33.25 > dpd 45 no" },
        { "dpd * 2 + number(balance) / 100",
          "dpd * 2 + number(balance) / 100 = 98.12 (dpd 45, balance 812.00)" },
        { "dpd", "dpd = 45" },
    };
    Subject subject = usual();
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autoptr(Expr) expr = compile(CASES[i].text);
        g_autoptr(GString) why = g_string_new(NULL);
        expr_explain(expr, &subject, TODAY, why);
        g_assert_cmpstr(why->str, ==, CASES[i].why);
    }
}

static void test_text_and_names(void)
{
    static const struct {
        const char *text, *canonical;
    } CASES[] = {
        { " ( DPD>30 )AND((region==\"TX\"))", "dpd > 30 and region = \"TX\"" },
        { "(dpd + 1) * 2 > ((3))", "(dpd + 1) * 2 > 3" },
        { "dpd - (1 - 2) > 3 - 4 - 5", "dpd - (1 - 2) > 3 - 4 - 5" },
        { "not (disputed or is_key) and (is_key and disputed)",
          "not (disputed or is_key) and (is_key and disputed)" },
        { "name = 'say \"hi\" it''s'", "name = \"say \"\"hi\"\" it's\"" },
        { "last_payment_on IS NOT NONE", "known(last_payment_on)" },
        { "last_payment_on is not known", "last_payment_on is none" },
        { "balance<>100.50", "balance != 100.5" },
        { "dpd not  between 1 and 1+1", "dpd not between 1 and 1 + 1" },
        { "disputed = YES", "disputed = true" },
        { "-(-dpd) > -3", "--dpd > -3" },
        { "(disputed and is_key) = (dpd > 3)", "(disputed and is_key) = (dpd > 3)" },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autoptr(Expr) expr = compile(CASES[i].text);
        g_assert_cmpstr(expr_text(expr), ==, CASES[i].canonical);
    }
    g_autoptr(Expr) expr = compile("dpd > 30 and balance > 3 and dpd between 1 and terms");
    size_t count = 0;
    const ExprName *const *names = expr_names(expr, &count);
    g_assert_cmpuint(count, ==, 3);
    g_assert_cmpstr(names[0]->name, ==, "dpd");
    g_assert_cmpstr(names[1]->name, ==, "balance");
    g_assert_cmpstr(names[2]->name, ==, "terms");
    g_assert_true(expr_uses(expr, "terms"));
    g_assert_false(expr_uses(expr, "region"));
}

static void test_sql(void)
{
    static const struct {
        const char *text, *sql;
        unsigned values;
    } CASES[] = {
        { "dpd > 30 and region = 'TX'",
          "(s.dpd > CAST($3 AS BIGINT) AND s.region = CAST($4 AS TEXT))", 2 },
        { "balance >= 1000", "s.balance >= CAST($3 AS BIGINT) * s.unit", 1 },
        { "not disputed", "(s.disputed <> 0) IS NOT TRUE", 0 },
        { "region != 'TX'", "NULLIF(s.region, '') <> CAST($3 AS TEXT)", 1 },
        { "due_on < today and review_on > today",
          "(s.due_on < CAST($3 AS BIGINT) AND s.review_on > CAST($3 AS BIGINT))", 1 },
        { "dpd > 30.5", "s.dpd > CAST($3 AS BIGINT)", 1 },
        { "name contains '5%'", "lower(NULLIF(s.name, '')) LIKE CAST($3 AS TEXT) ESCAPE '\\'", 1 },
        { "region is none", "NULLIF(s.region, '') IS NULL", 0 },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autoptr(Expr) expr = compile(CASES[i].text);
        g_auto(ExprSql) sql = { 0 };
        ExprFault fault;
        g_assert_cmpint(expr_sql(expr, TODAY, 3, &sql, &fault), ==, EXPR_OK);
        g_assert_cmpstr(sql.text->str, ==, CASES[i].sql);
        g_assert_cmpuint(sql.values->len, ==, CASES[i].values);
    }
    g_autoptr(Expr) hidden = compile("dpd > 3 and hidden > 3");
    ExprSql none = { 0 };
    ExprFault fault;
    g_assert_cmpint(expr_sql(hidden, TODAY, 1, &none, &fault), ==, EXPR_NO_SQL);
    g_assert_cmpstr(fault.message, ==, "the database cannot tell hidden (column 13)");
    g_assert_null(none.text);
}

static void test_wanted_kinds(void)
{
    g_autoptr(Expr) expr = NULL;
    ExprFault fault;
    g_assert_cmpint(expr_compile_number("dpd * 2", &SUBJECT_CATALOG, &expr, &fault), ==, EXPR_OK);
    Expr *none = NULL;
    g_assert_cmpint(expr_compile_number("balance", &SUBJECT_CATALOG, &none, &fault), ==,
                    EXPR_MISTYPED);
    g_assert_cmpstr(
        fault.message, ==,
        "this is money, but a number is needed (column 1); number(...) makes money a number");
    g_assert_cmpint(expr_compile_number("disputed", &SUBJECT_CATALOG, &none, &fault), ==,
                    EXPR_MISTYPED);
    g_assert_null(none);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/core/expr/conditions", test_conditions);
    g_test_add_func("/core/expr/currencies", test_other_currencies);
    g_test_add_func("/core/expr/values", test_values);
    g_test_add_func("/core/expr/faults", test_faults);
    g_test_add_func("/core/expr/limits", test_limits);
    g_test_add_func("/core/expr/explain", test_explain);
    g_test_add_func("/core/expr/text-and-names", test_text_and_names);
    g_test_add_func("/core/expr/sql", test_sql);
    g_test_add_func("/core/expr/wanted", test_wanted_kinds);
    return g_test_run();
}
