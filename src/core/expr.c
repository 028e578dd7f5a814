/* core/expr.c: the face of the expression language: compiles, asks, tells.  The work is in the
 * expr_*.c files. */
#include "core/expr_tree.h"

#include "base/text.h"

#include <string.h>

static Expr *begin(const ExprCatalog *catalog)
{
    Expr *expr = g_new0(Expr, 1);
    expr->catalog = catalog;
    expr->nodes = g_ptr_array_new_with_free_func(g_free);
    expr->names = g_ptr_array_new();
    expr->texts = g_string_chunk_new(256);
    expr->program = g_array_new(FALSE, FALSE, sizeof(ExprStep));
    expr->unit_offset = SIZE_MAX;
    return expr;
}

void expr_free(Expr *expr)
{
    if (expr == NULL) return;
    g_ptr_array_unref(expr->nodes);
    g_ptr_array_unref(expr->names);
    g_string_chunk_free(expr->texts);
    g_array_unref(expr->program);
    g_free(expr->text);
    g_free(expr);
}

static bool admit(const char *text, ExprFault *fault)
{
    size_t length = strnlen(text, EXPR_LENGTH_MAX + 1);
    if (length > EXPR_LENGTH_MAX)
        return expr_fault_set(fault, EXPR_TOO_LARGE, 1, "the expression is longer than %d bytes",
                              EXPR_LENGTH_MAX);
    if (text_is_utf8(text, length)) return true;
    return expr_fault_set(fault, EXPR_SYNTAX, 1, "the expression is not UTF-8 text");
}

/* Numbers leave as counts or hundredths. */
static void settle_scale(ExprNode *root)
{
    bool number = root->type == EXPR_INT || root->type == EXPR_DECIMAL;
    if (!number || root->scale == 0 || root->scale == 2) return;
    if (root->scale == 1) {
        root->lift = 10;
        root->lift_may_pass = true;
        return;
    }
    root->settle = expr_tree_power(root->scale - 2U);
}

static bool build(Expr *expr, const char *text, ExprFault *fault)
{
    if (!admit(text, fault)) return false;
    expr->root = expr_parse_tree(expr, text, fault);
    if (expr->root == NULL || !expr_check_tree(expr->root, fault)) return false;
    settle_scale(expr->root);
    if (!expr_emit_program(expr->root, expr->program))
        return expr_fault_set(fault, EXPR_TOO_LARGE, 1, "the expression has too many parts");
    for (size_t i = 0; i < expr->names->len; i++) {
        const ExprName *name = expr->names->pdata[i];
        if (name->type == EXPR_MONEY) expr->unit_offset = expr->catalog->unit_offset;
    }
    GString *canonical = g_string_new(NULL);
    expr_print_node(expr->root, canonical);
    expr->text = g_string_free(canonical, FALSE);
    return true;
}

ExprVerdict expr_compile_any(const char *text, const ExprCatalog *catalog, Expr **out,
                             ExprFault *fault)
{
    *fault = (ExprFault){ .verdict = EXPR_OK };
    Expr *expr = begin(catalog);
    if (build(expr, text, fault))
        *out = expr;
    else
        expr_free(expr);
    return fault->verdict;
}

/* Compiled, but is it what was asked for? */
static ExprVerdict want(Expr *expr, bool fits, const char *what, Expr **out, ExprFault *fault)
{
    if (fits) {
        *out = expr;
        return EXPR_OK;
    }
    expr_fault_set(fault, EXPR_MISTYPED, 1, "this is %s, but %s is needed",
                   expr_type_name(expr->root->type), what);
    if (expr->root->type == EXPR_MONEY) expr_fault_hint(fault, "number(...) makes money a number");
    expr_free(expr);
    return fault->verdict;
}

ExprVerdict expr_compile(const char *text, const ExprCatalog *catalog, Expr **out, ExprFault *fault)
{
    Expr *expr = NULL;
    if (expr_compile_any(text, catalog, &expr, fault) != EXPR_OK) return fault->verdict;
    return want(expr, expr->root->type == EXPR_BOOL, "a condition", out, fault);
}

ExprVerdict expr_compile_number(const char *text, const ExprCatalog *catalog, Expr **out,
                                ExprFault *fault)
{
    Expr *expr = NULL;
    if (expr_compile_any(text, catalog, &expr, fault) != EXPR_OK) return fault->verdict;
    bool fits = expr->root->type == EXPR_INT || expr->root->type == EXPR_DECIMAL;
    return want(expr, fits, "a number", out, fault);
}

bool expr_test(const Expr *expr, const void *subject, Day today)
{
    const ExprStep *steps = (const ExprStep *)expr->program->data;
    ExprSlot slot = expr_run_program(steps, expr->unit_offset, subject, today);
    return slot.known && slot.number != 0;
}

ExprValue expr_value(const Expr *expr, const void *subject, Day today)
{
    const ExprStep *steps = (const ExprStep *)expr->program->data;
    ExprSlot slot = expr_run_program(steps, expr->unit_offset, subject, today);
    ExprValue value = { .type = expr->root->type, .known = slot.known };
    if (slot.known && value.type == EXPR_TEXT) value.text = slot.text;
    if (slot.known && value.type != EXPR_TEXT) value.number = slot.number;
    return value;
}

ExprType expr_type(const Expr *expr)
{
    return expr->root->type;
}

const char *expr_type_name(ExprType type)
{
    static const char *const NAMES[] = {
        [EXPR_INT] = "a number", [EXPR_DECIMAL] = "a number", [EXPR_MONEY] = "money",
        [EXPR_DAY] = "a day",    [EXPR_TEXT] = "a text",      [EXPR_BOOL] = "a condition"
    };
    return NAMES[type];
}

const char *expr_text(const Expr *expr)
{
    return expr->text;
}

const ExprName *const *expr_names(const Expr *expr, size_t *count)
{
    *count = expr->names->len;
    return (const ExprName *const *)expr->names->pdata;
}

bool expr_uses(const Expr *expr, const char *name)
{
    for (size_t i = 0; i < expr->names->len; i++)
        if (strcmp(((const ExprName *)expr->names->pdata[i])->name, name) == 0) return true;
    return false;
}

void expr_explain(const Expr *expr, const void *subject, Day today, GString *out)
{
    expr_explain_write(expr, subject, today, out);
}

ExprVerdict expr_sql(const Expr *expr, Day today, int first, ExprSql *out, ExprFault *fault)
{
    *fault = (ExprFault){ .verdict = EXPR_OK };
    return expr_sql_write(expr, today, first, out, fault);
}

void expr_sql_clear(ExprSql *sql)
{
    if (sql->text != NULL) g_string_free(sql->text, TRUE);
    if (sql->values != NULL) g_array_unref(sql->values);
    *sql = (ExprSql){ 0 };
}
