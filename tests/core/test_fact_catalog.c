/* core/test_fact_catalog.c: every fact can be asked, told and named; the examples of
 * docs/expressions.md compile. */
#include "core/fact_catalog.h"
#include "core/facts.h"

#include <string.h>

enum { TODAY = 20178 };

static const char *page; /* docs/expressions.md */

static Expr *compile(const char *text)
{
    Expr *expr = NULL;
    ExprFault fault;
    if (expr_compile_any(text, fact_catalog(), &expr, &fault) != EXPR_OK)
        g_error("%s: %s", text, fault.message);
    return expr;
}

/* A comparison that fits the type. */
static const char *asked(ExprType type)
{
    static const char *const ENDS[] = {
        [EXPR_INT] = ">= 0",         [EXPR_DECIMAL] = "< 60.5", [EXPR_MONEY] = ">= 1000.50",
        [EXPR_DAY] = "< today - 30", [EXPR_TEXT] = "!= \"x\"",  [EXPR_BOOL] = "= true"
    };
    return ENDS[type];
}

static void test_each(void)
{
    const ExprCatalog *catalog = fact_catalog();
    Facts facts = { .unit = 100, .oldest_due_day = DAY_NONE };
    for (size_t i = 0; i < catalog->count; i++) {
        const ExprName *name = &catalog->names[i];
        g_autofree char *text = g_strdup_printf("%s %s", name->name, asked(name->type));
        g_autoptr(Expr) expr = compile(text);
        g_autoptr(GString) why = g_string_new(NULL);
        g_auto(ExprSql) sql = { 0 };
        ExprFault fault;
        expr_explain(expr, &facts, TODAY, why);
        g_assert_true(g_str_has_suffix(why->str, expr_test(expr, &facts, TODAY) ? " yes" : " no"));
        g_assert_true(expr_uses(expr, name->name));
        ExprVerdict verdict = expr_sql(expr, TODAY, 1, &sql, &fault);
        g_assert_cmpint(verdict, ==, name->sql != NULL ? EXPR_OK : EXPR_NO_SQL);
    }
}

static size_t size_of(const ExprName *name)
{
    switch (name->store) {
    case EXPR_AT_INT64:
    case EXPR_AT_INT64_OR_NONE: return sizeof(int64_t);
    case EXPR_AT_INT32:
    case EXPR_AT_DAY: return sizeof(int32_t);
    case EXPR_AT_BOOL: return sizeof(bool);
    case EXPR_AT_TEXT: return 1;
    case EXPR_AT_CELL: return sizeof(ExprValue);
    }
    g_assert_not_reached();
}

static void test_names(void)
{
    const ExprCatalog *catalog = fact_catalog();
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (size_t i = 0; i < catalog->count; i++) {
        const ExprName *name = &catalog->names[i];
        g_assert_true(g_hash_table_add(seen, g_strdup(name->name)));
        g_assert_true(g_ascii_islower(name->name[0]));
        g_assert_cmpuint(strspn(name->name, "abcdefghijklmnopqrstuvwxyz0123456789_"), ==,
                         strlen(name->name));
        g_assert_cmpint(name->doc[0], !=, '\0');
        g_assert_cmpuint(name->offset + size_of(name), <=, sizeof(Facts));
        g_assert_cmpint(name->store == EXPR_AT_TEXT, ==, name->type == EXPR_TEXT);
    }
    g_assert_cmpuint(catalog->count, >=, 40);
}

/* The first block of code of the page, a line an expression. */
static void test_page(void)
{
    g_autofree char *text = NULL;
    g_assert_true(g_file_get_contents(page, &text, NULL, NULL));
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    int count = 0;
    for (size_t i = 0; lines[i] != NULL && !(count > 0 && *lines[i] == '\0'); i++) {
        if (!g_str_has_prefix(lines[i], "    ")) continue;
        g_autoptr(Expr) expr = compile(lines[i]);
        g_assert_cmpint(expr_type(expr), ==, EXPR_BOOL);
        count++;
    }
    g_assert_cmpint(count, >=, 5);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    page = argc > 1 ? argv[1] : "docs/expressions.md";
    g_test_add_func("/core/fact-catalog/each", test_each);
    g_test_add_func("/core/fact-catalog/names", test_names);
    g_test_add_func("/core/fact-catalog/page", test_page);
    return g_test_run();
}
