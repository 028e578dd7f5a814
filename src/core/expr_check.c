/* core/expr_check.c: types, scales, bounds and constants of a tree.  Evaluates nothing but
 * constants. */
#include "base/money.h"
#include "core/expr_tree.h"

#include <math.h>
#include <string.h>

/* A bound below it is below EXPR_LIMIT, whatever the last bits of a double. */
#define SURE ((double)EXPR_LIMIT * 0.99)

typedef struct {
    ExprFault *fault;
} Checker;

static bool check(Checker *checker, ExprNode *node);

static bool is_number(const ExprNode *node)
{
    return node->type == EXPR_INT || node->type == EXPR_DECIMAL;
}

static bool is_money(const ExprNode *node)
{
    return node->type == EXPR_MONEY;
}

static bool is_amount(const ExprNode *node)
{
    return is_number(node) || is_money(node);
}

static bool is_whole(const ExprNode *node)
{
    return is_number(node) && node->scale == 0;
}

static void set_number(ExprNode *node, unsigned scale)
{
    node->scale = (uint8_t)scale;
    node->type = scale == 0 ? EXPR_INT : EXPR_DECIMAL;
}

/* --- words for faults ------------------------------------------------------------------------- */

static char *quote(const ExprNode *node)
{
    GString *text = g_string_new(NULL);
    expr_print_node(node, text);
    if (g_utf8_strlen(text->str, -1) > 40) {
        g_string_truncate(text, (size_t)(g_utf8_offset_to_pointer(text->str, 37) - text->str));
        g_string_append(text, "...");
    }
    return g_string_free(text, FALSE);
}

static bool mistyped(Checker *checker, size_t column, const ExprNode *a, const char *verb,
                     const ExprNode *b)
{
    g_autofree char *left = quote(a), *right = quote(b);
    return expr_fault_set(checker->fault, EXPR_MISTYPED, column,
                          "%s is %s and %s is %s: they cannot be %s", left, expr_type_name(a->type),
                          right, expr_type_name(b->type), verb);
}

static bool want(Checker *checker, const ExprNode *node, bool fits, const char *what)
{
    if (fits) return true;
    g_autofree char *text = quote(node);
    return expr_fault_set(checker->fault, EXPR_MISTYPED, node->column,
                          "%s is %s, but %s is needed here", text, expr_type_name(node->type),
                          what);
}

static bool want_truth(Checker *checker, const ExprNode *node)
{
    if (want(checker, node, node->type == EXPR_BOOL, "a condition")) return true;
    expr_fault_hint(checker->fault, "compare it with something");
    return false;
}

/* --- constants -------------------------------------------------------------------------------- */

static __int128 half_away(__int128 value, __int128 by)
{
    return value / by + 2 * (value % by) / by;
}

static bool set_constant(Checker *checker, ExprNode *node, __int128 digits, unsigned scale)
{
    if (scale > EXPR_SCALE_MAX) {
        digits = half_away(digits, expr_tree_power(scale - EXPR_SCALE_MAX));
        scale = EXPR_SCALE_MAX;
    }
    while (scale > 0 && digits % 10 == 0) {
        digits /= 10;
        scale--;
    }
    if (digits > EXPR_NUMBER_MAX || digits < -EXPR_NUMBER_MAX)
        return expr_fault_set(checker->fault, EXPR_TOO_LARGE, node->column,
                              "the number becomes too large");
    node->is_const = true;
    node->number = (int64_t)digits;
    node->bound = fabs((double)node->number);
    node->drop = node->lift = 1;
    set_number(node, scale);
    return true;
}

static __int128 at_scale(const ExprNode *node, unsigned scale)
{
    return (__int128)node->number * expr_tree_power(scale - node->scale);
}

static bool fold_two(Checker *checker, ExprNode *node)
{
    const ExprNode *a = node->first, *b = node->last;
    unsigned scale = MAX(a->scale, b->scale);
    __int128 x = at_scale(a, scale), y = at_scale(b, scale);
    if (node->kind == NODE_ADD) return set_constant(checker, node, x + y, scale);
    if (node->kind == NODE_SUB) return set_constant(checker, node, x - y, scale);
    if (node->kind == NODE_MUL)
        return set_constant(checker, node, (__int128)a->number * b->number, a->scale + b->scale);
    if (node->kind == NODE_DIV)
        return set_constant(checker, node, half_away(x * expr_tree_power(EXPR_SCALE_MAX), y),
                            EXPR_SCALE_MAX);
    return true;
}

static bool fold_one(Checker *checker, ExprNode *node)
{
    int64_t value = node->first->number;
    return set_constant(checker, node, node->kind == NODE_NEG || value < 0 ? -value : value,
                        node->first->scale);
}

/* min and max of constants: the scale of the finest, then the chosen one. */
static bool fold_many(Checker *checker, ExprNode *node)
{
    const ExprNode *best = node->first;
    for (const ExprNode *kid = best->next; kid != NULL; kid = kid->next) {
        bool less = at_scale(kid, EXPR_SCALE_MAX) < at_scale(best, EXPR_SCALE_MAX);
        if (less == (node->kind == NODE_MIN)) best = kid;
    }
    return set_constant(checker, node, best->number, best->scale);
}

/* --- bounds ----------------------------------------------------------------------------------- */

/* The operation's result is at most `bound` in size before drop. */
static void set_bound(ExprNode *node, double bound)
{
    node->may_pass = bound > SURE;
    node->bound = MIN(bound, (double)EXPR_LIMIT) / (double)node->drop;
}

static void lift(ExprNode *node, int64_t by)
{
    if (by == 1) return;
    node->lift = by;
    node->lift_may_pass = node->bound * (double)by > SURE;
    node->bound = MIN(node->bound * (double)by, (double)EXPR_LIMIT);
}

static void as_money(ExprNode *node)
{
    node->as_money = true;
    node->bound = (node->bound / (double)expr_tree_power(node->scale) + 1) * 10000;
}

/* The values a node joins: of an if, those after its condition. */
static ExprNode *values(const ExprNode *node)
{
    return node->kind == NODE_IF ? node->first->next : node->first;
}

/* Money, or else numbers, of which the finest has *scale decimals.  False: they do not go together.
 */
static bool goes_together(const ExprNode *node, bool *money, unsigned *scale)
{
    bool number = false;
    *money = false;
    *scale = 0;
    for (const ExprNode *kid = values(node); kid != NULL; kid = kid->next) {
        if (!is_money(kid) && !is_number(kid)) return false;
        *money = *money || is_money(kid);
        number = number || (is_number(kid) && !kid->is_const);
        *scale = MAX(*scale, kid->scale);
    }
    return !(*money && number);
}

/* Brings numbers to one scale; constants beside money become money. */
static bool align(ExprNode *node)
{
    bool money;
    unsigned scale;
    if (!goes_together(node, &money, &scale)) return false;
    for (ExprNode *kid = values(node); kid != NULL; kid = kid->next) {
        if (!money) lift(kid, expr_tree_power(scale - kid->scale));
        if (money && kid->is_const) as_money(kid);
    }
    set_number(node, money ? 0 : scale);
    if (money) node->type = EXPR_MONEY;
    return true;
}

/* --- arithmetic ------------------------------------------------------------------------------- */

static double larger(const ExprNode *node)
{
    double bound = 0;
    for (const ExprNode *kid = node->first; kid != NULL; kid = kid->next)
        if (kid->type != EXPR_BOOL && kid->bound > bound) bound = kid->bound;
    return bound;
}

static bool all_const(const ExprNode *node)
{
    for (const ExprNode *kid = node->first; kid != NULL; kid = kid->next)
        if (!kid->is_const) return false;
    return node->first != NULL;
}

static bool check_sum(Checker *checker, ExprNode *node)
{
    ExprNode *a = node->first, *b = node->last;
    bool days = false;
    if (a->type == EXPR_DAY && b->type == EXPR_DAY && node->kind == NODE_SUB) {
        set_number(node, 0);
        days = true;
    } else if ((a->type == EXPR_DAY && is_whole(b)) ||
               (b->type == EXPR_DAY && is_whole(a) && node->kind == NODE_ADD)) {
        node->type = EXPR_DAY;
        days = true;
    }
    if (!days && !align(node))
        return mistyped(checker, node->column, a, node->kind == NODE_ADD ? "added" : "subtracted",
                        b);
    set_bound(node, a->bound + b->bound);
    return true;
}

static bool check_product(Checker *checker, ExprNode *node)
{
    ExprNode *a = node->first, *b = node->last;
    if (is_money(b) && is_number(a)) {
        ExprNode *swap = a;
        a = b;
        b = swap;
    }
    if (!is_amount(a) || !is_number(b))
        return mistyped(checker, node->column, node->first, "multiplied", node->last);
    unsigned scale = a->scale + b->scale, kept = is_money(a) ? 0 : MIN(scale, EXPR_SCALE_MAX);
    node->drop = expr_tree_power(scale - kept);
    set_number(node, kept);
    if (is_money(a)) node->type = EXPR_MONEY;
    set_bound(node, a->bound * b->bound);
    return true;
}

static void set_quotient(ExprNode *node, ExprNode *a, const ExprNode *b, bool ratio)
{
    if (is_money(a) && !ratio) {
        node->type = EXPR_MONEY;
        lift(a, expr_tree_power(b->scale));
    } else {
        set_number(node, EXPR_SCALE_MAX);
        lift(a, expr_tree_power(EXPR_SCALE_MAX + (ratio ? 0U : (unsigned)b->scale - a->scale)));
    }
    set_bound(node, a->bound);
}

static bool check_quotient(Checker *checker, ExprNode *node)
{
    ExprNode *a = node->first, *b = node->last;
    if (b->is_const && b->number == 0)
        return expr_fault_set(checker->fault, EXPR_MISTYPED, b->column,
                              "nothing can be divided by zero");
    bool ratio = is_money(b) && (is_money(a) || a->is_const);
    if (ratio && a->is_const) as_money(a);
    if (!ratio && !(is_number(b) && is_amount(a)))
        return mistyped(checker, node->column, a, "divided", b);
    set_quotient(node, a, b, ratio);
    return true;
}

static bool check_sign(Checker *checker, ExprNode *node)
{
    const ExprNode *kid = node->first;
    if (!want(checker, kid, is_amount(kid), "a number or money")) return false;
    node->type = kid->type;
    node->scale = kid->scale;
    set_bound(node, kid->bound);
    return true;
}

static bool check_amount(Checker *checker, ExprNode *node)
{
    if (!want(checker, node->first, is_money(node->first), "money")) return false;
    set_number(node, EXPR_SCALE_MAX);
    set_bound(node, node->first->bound * 10000);
    return true;
}

static bool one_type(const ExprNode *first)
{
    for (const ExprNode *kid = first->next; kid != NULL; kid = kid->next)
        if (kid->type != first->type) return false;
    return true;
}

/* if, min, max: the values must be of one type. */
static bool check_choice(Checker *checker, ExprNode *node)
{
    const ExprNode *a = values(node);
    if (node->kind == NODE_IF && !want_truth(checker, node->first)) return false;
    node->type = a->type;
    if ((is_number(a) || !one_type(a)) && !align(node))
        return mistyped(checker, node->column, a, "alternatives", node->last);
    bool ordered = node->kind == NODE_IF || is_amount(a) || a->type == EXPR_DAY;
    if (!want(checker, a, ordered, "a number, money or a day")) return false;
    set_bound(node, larger(node));
    return true;
}

/* --- conditions ------------------------------------------------------------------------------- */

/* Numbers with a constant keep their scale: the constant is compared exactly. */
static bool comparable(ExprNode *node, const ExprNode *a, const ExprNode *b)
{
    if (a->is_const != b->is_const) {
        const ExprNode *value = a->is_const ? b : a;
        return is_amount(value);
    }
    if (is_amount(a)) return align(node);
    return a->type == b->type;
}

static bool check_compare(Checker *checker, ExprNode *node)
{
    ExprNode *a = node->first, *b = node->last;
    bool good = comparable(node, a, b);
    node->type = EXPR_BOOL;
    node->scale = 0;
    if (!good) {
        mistyped(checker, node->column, a, "compared", b);
        if (a->type == EXPR_DAY && b->kind == NODE_TEXT)
            expr_fault_hint(checker->fault, "a day is written without quotes: 2025-03-31");
        return false;
    }
    bool equality = node->mask == SAME || node->mask == (LESS | MORE);
    if (equality || (a->type != EXPR_TEXT && a->type != EXPR_BOOL)) return true;
    g_autofree char *text = quote(a);
    expr_fault_set(checker->fault, EXPR_MISTYPED, node->column, "%s is %s and has no order", text,
                   expr_type_name(a->type));
    expr_fault_hint(checker->fault, "only = and != can be asked");
    return false;
}

static bool check_member(Checker *checker, ExprNode *node)
{
    ExprNode *value = node->first;
    node->type = EXPR_BOOL;
    for (ExprNode *kid = value->next; kid != NULL; kid = kid->next) {
        bool constant = kid->is_const || kid->kind == NODE_TEXT || kid->kind == NODE_DAY;
        if (!want(checker, kid, constant, "a plain value")) return false;
        bool fits = kid->type == value->type || (kid->is_const && is_amount(value));
        if (!fits) return mistyped(checker, kid->column, value, "compared", kid);
    }
    return true;
}

/* A database folds letters by the order of a column; a text that meets none has another. */
static bool meets_fact(const ExprNode *text)
{
    if (text->kind != NODE_IF) return text->kind == NODE_NAME;
    return meets_fact(text->first->next) || meets_fact(text->last);
}

static bool check_like(Checker *checker, ExprNode *node)
{
    const ExprNode *text = node->first;
    node->type = EXPR_BOOL;
    return want(checker, text, text->type == EXPR_TEXT, "a text") &&
           want(checker, text, meets_fact(text), "a text that is not fixed");
}

static bool check_known(Checker *checker, ExprNode *node)
{
    const ExprNode *value = node->first;
    node->type = EXPR_BOOL;
    bool asked = value->type != EXPR_BOOL || value->kind == NODE_NAME;
    return want(checker, value, asked, "a value");
}

static bool check_join(Checker *checker, ExprNode *node)
{
    node->type = EXPR_BOOL;
    for (const ExprNode *kid = node->first; kid != NULL; kid = kid->next)
        if (!want_truth(checker, kid)) return false;
    return true;
}

/* --- all -------------------------------------------------------------------------------------- */

static bool check_leaf(Checker *checker, ExprNode *node)
{
    static const ExprType TYPES[] = { [NODE_DAY] = EXPR_DAY,
                                      [NODE_TEXT] = EXPR_TEXT,
                                      [NODE_TRUTH] = EXPR_BOOL,
                                      [NODE_TODAY] = EXPR_DAY };
    if (node->kind == NODE_NUMBER) return set_constant(checker, node, node->number, node->scale);
    node->type = node->kind == NODE_NAME ? node->name->type : TYPES[node->kind];
    if (node->type == EXPR_INT) set_number(node, 0);
    if (node->type == EXPR_DECIMAL) set_number(node, 2);
    set_bound(node, node->type == EXPR_MONEY ? (double)MONEY_MAX
                    : node->type == EXPR_DAY ? (double)-(int64_t)INT32_MIN
                                             : (double)EXPR_NUMBER_MAX);
    return true;
}

static bool check_kind(Checker *checker, ExprNode *node)
{
    switch (node->kind) {
    case NODE_NUMBER:
    case NODE_DAY:
    case NODE_TEXT:
    case NODE_TRUTH:
    case NODE_TODAY:
    case NODE_NAME: return check_leaf(checker, node);
    case NODE_NEG:
    case NODE_ABS: return check_sign(checker, node);
    case NODE_AMOUNT: return check_amount(checker, node);
    case NODE_ADD:
    case NODE_SUB: return check_sum(checker, node);
    case NODE_MUL: return check_product(checker, node);
    case NODE_DIV: return check_quotient(checker, node);
    case NODE_MIN:
    case NODE_MAX:
    case NODE_IF: return check_choice(checker, node);
    case NODE_COMPARE: return check_compare(checker, node);
    case NODE_IN: return check_member(checker, node);
    case NODE_LIKE: return check_like(checker, node);
    case NODE_KNOWN: return check_known(checker, node);
    case NODE_BETWEEN:
    case NODE_NOT:
    case NODE_AND:
    case NODE_OR: return check_join(checker, node);
    }
    g_assert_not_reached();
}

static bool fold(Checker *checker, ExprNode *node)
{
    if (node->kind == NODE_NEG || node->kind == NODE_ABS) return fold_one(checker, node);
    if (node->kind == NODE_MIN || node->kind == NODE_MAX) return fold_many(checker, node);
    if (node->kind == NODE_DIV && node->last->number == 0) return check_quotient(checker, node);
    return fold_two(checker, node);
}

static bool folds(const ExprNode *node)
{
    return node->kind >= NODE_NEG && node->kind <= NODE_MAX && node->kind != NODE_AMOUNT &&
           all_const(node);
}

static bool check(Checker *checker, ExprNode *node)
{
    for (ExprNode *kid = node->first; kid != NULL; kid = kid->next)
        if (!check(checker, kid)) return false;
    return folds(node) ? fold(checker, node) : check_kind(checker, node);
}

bool expr_check_tree(ExprNode *root, ExprFault *fault)
{
    Checker checker = { fault };
    return check(&checker, root);
}
