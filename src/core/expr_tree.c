/* core/expr_tree.c: the nodes of an expression, and how a constant stands beside a number.  Knows
 * no text form. */
#include "core/expr_tree.h"

#include <string.h>

ExprNode *expr_tree_node(Expr *expr, ExprKind kind, size_t column)
{
    if (expr->nodes->len >= EXPR_NODES_MAX) return NULL;
    ExprNode *node = g_new0(ExprNode, 1);
    g_ptr_array_add(expr->nodes, node);
    node->kind = kind;
    node->column = column;
    node->depth = 1;
    node->drop = node->lift = node->settle = 1;
    return node;
}

void expr_tree_add(ExprNode *parent, ExprNode *kid)
{
    if (parent->last == NULL)
        parent->first = kid;
    else
        parent->last->next = kid;
    parent->last = kid;
    parent->count++;
    if (kid->depth >= parent->depth) parent->depth = (uint8_t)MIN(kid->depth + 1, UINT8_MAX);
}

ExprNode *expr_tree_clone(Expr *expr, const ExprNode *node)
{
    ExprNode *copy = expr_tree_node(expr, node->kind, node->column);
    if (copy == NULL) return NULL;
    *copy = *node;
    copy->first = copy->last = copy->next = NULL;
    copy->count = 0;
    for (const ExprNode *kid = node->first; kid != NULL; kid = kid->next) {
        ExprNode *twin = expr_tree_clone(expr, kid);
        if (twin == NULL) return NULL;
        expr_tree_add(copy, twin);
    }
    return copy;
}

static bool same_alone(const ExprNode *a, const ExprNode *b)
{
    return a->kind == b->kind && a->type == b->type && a->scale == b->scale && a->mask == b->mask &&
           a->number == b->number && a->name == b->name && a->count == b->count &&
           g_strcmp0(a->text, b->text) == 0;
}

static bool same_marks(const ExprNode *a, const ExprNode *b)
{
    return a->is_const == b->is_const && a->as_money == b->as_money && a->negated == b->negated &&
           a->drop == b->drop && a->lift == b->lift;
}

bool expr_tree_same(const ExprNode *a, const ExprNode *b)
{
    if (!same_alone(a, b) || !same_marks(a, b)) return false;
    const ExprNode *other = b->first;
    for (const ExprNode *kid = a->first; kid != NULL; kid = kid->next, other = other->next)
        if (!expr_tree_same(kid, other)) return false;
    return true;
}

int64_t expr_tree_power(unsigned exponent)
{
    int64_t power = 1;
    while (exponent-- > 0) power *= 10;
    return power;
}

int64_t expr_tree_threshold(const ExprNode *constant, unsigned scale, unsigned mask)
{
    if (constant->scale <= scale)
        return constant->number * expr_tree_power(scale - constant->scale);
    int64_t unit = expr_tree_power(constant->scale - scale);
    int64_t floor = constant->number / unit - (constant->number % unit < 0);
    if (constant->number % unit == 0) return floor;
    if (mask == SAME || mask == (LESS | MORE)) return INT64_MAX;
    return mask == LESS || mask == (MORE | SAME) ? floor + 1 : floor;
}

uint8_t expr_tree_mirror(uint8_t mask)
{
    return (uint8_t)((mask & SAME) | (mask & LESS ? MORE : 0) | (mask & MORE ? LESS : 0));
}
