/* core/expr_emit.c: a checked tree -> a flat program for expr_run.  Joins a fact, a comparison and
 * a constant in one step where it can.  Runs nothing. */
#include "core/expr_tree.h"

typedef struct {
    GArray *steps;
    int height, highest; /* of the stack */
} Emitter;

static void emit(Emitter *emitter, const ExprNode *node);

static void moved(Emitter *emitter, int by)
{
    emitter->height += by;
    emitter->highest = MAX(emitter->highest, emitter->height);
}

static size_t put(Emitter *emitter, ExprStep step, int moves)
{
    if (emitter->steps->len <= EXPR_PROGRAM_MAX) g_array_append_val(emitter->steps, step);
    moved(emitter, moves);
    return emitter->steps->len - 1;
}

static void land(Emitter *emitter, size_t at)
{
    g_array_index(emitter->steps, ExprStep, at).target = emitter->steps->len;
}

/* --- values ----------------------------------------------------------------------------------- */

static void emit_fact(Emitter *emitter, const ExprNode *node)
{
    static const uint8_t LOADS[] = { [EXPR_AT_INT64] = OP_INT64,
                                     [EXPR_AT_INT32] = OP_INT32,
                                     [EXPR_AT_DAY] = OP_DAY,
                                     [EXPR_AT_BOOL] = OP_BOOL,
                                     [EXPR_AT_TEXT] = OP_TEXT,
                                     [EXPR_AT_CELL] = OP_CELL,
                                     [EXPR_AT_INT64_OR_NONE] = OP_INT64_OR_NONE };
    uint8_t op = LOADS[node->name->store];
    if (op == OP_CELL && node->type == EXPR_TEXT) op = OP_CELL_TEXT;
    put(emitter, (ExprStep){ .op = op, .offset = node->name->offset }, 1);
}

static void emit_leaf(Emitter *emitter, const ExprNode *node)
{
    ExprStep step = { .op = OP_CONST, .a = node->number, .node = node };
    if (node->kind == NODE_NAME) {
        emit_fact(emitter, node);
        return;
    }
    if (node->kind == NODE_TODAY) step.op = OP_TODAY;
    if (node->kind == NODE_TEXT) step.op = OP_CONST_TEXT;
    if (node->as_money) {
        step.op = OP_CONST_MONEY;
        step.b = expr_tree_power(node->scale);
    }
    put(emitter, step, 1);
}

static void emit_if(Emitter *emitter, const ExprNode *node)
{
    emit(emitter, node->first);
    size_t unless = put(emitter, (ExprStep){ .op = OP_UNLESS }, -1);
    emit(emitter, node->first->next);
    size_t jump = put(emitter, (ExprStep){ .op = OP_JUMP }, -1);
    land(emitter, unless);
    emit(emitter, node->last);
    land(emitter, jump);
}

static void emit_pairs(Emitter *emitter, const ExprNode *node, uint8_t op)
{
    emit(emitter, node->first);
    for (const ExprNode *kid = node->first->next; kid != NULL; kid = kid->next) {
        emit(emitter, kid);
        put(emitter, (ExprStep){ .op = op }, -1);
    }
}

/* --- conditions ------------------------------------------------------------------------------- */

static bool is_plain_fact(const ExprNode *node, ExprStore store)
{
    return node->kind == NODE_NAME && node->lift == 1 && node->name->store == store;
}

/* A number, day or money with a constant: the constant goes into the step. */
static void emit_with_constant(Emitter *emitter, const ExprNode *value, const ExprNode *constant,
                               uint8_t mask)
{
    bool money = value->type == EXPR_MONEY;
    ExprStep step = { .op = money ? OP_COMPARE_MONEY : OP_COMPARE_CONST, .mask = mask };
    step.a = money || !constant->is_const ? constant->number
                                          : expr_tree_threshold(constant, value->scale, mask);
    step.b = expr_tree_power(constant->scale);
    uint8_t joined = step.op;
    if (is_plain_fact(value, EXPR_AT_INT64)) joined = money ? OP_INT64_MONEY : OP_INT64_CONST;
    if (is_plain_fact(value, EXPR_AT_INT32)) joined = OP_INT32_CONST;
    if (is_plain_fact(value, EXPR_AT_DAY)) joined = OP_DAY_CONST;
    if (joined == step.op) {
        emit(emitter, value);
        put(emitter, step, 0);
        return;
    }
    step.op = joined;
    step.offset = value->name->offset;
    put(emitter, step, 1);
}

static bool is_constant_for(const ExprNode *node, const ExprNode *value)
{
    if (value->is_const || value->kind == NODE_DAY) return false;
    return node->kind == NODE_DAY || (node->is_const && value->type != EXPR_BOOL);
}

static void emit_compare(Emitter *emitter, const ExprNode *node)
{
    const ExprNode *a = node->first, *b = node->last;
    bool text = a->type == EXPR_TEXT;
    if (is_constant_for(b, a)) {
        emit_with_constant(emitter, a, b, node->mask);
    } else if (is_constant_for(a, b)) {
        emit_with_constant(emitter, b, a, expr_tree_mirror(node->mask));
    } else if (text && b->kind == NODE_TEXT && is_plain_fact(a, EXPR_AT_TEXT)) {
        ExprStep step = {
            .op = OP_TEXT_CONST, .mask = node->mask, .offset = a->name->offset, .node = b
        };
        put(emitter, step, 1);
    } else {
        emit(emitter, a);
        emit(emitter, b);
        put(emitter, (ExprStep){ .op = text ? OP_COMPARE_TEXT : OP_COMPARE, .mask = node->mask },
            -1);
    }
}

static void emit_on_top(Emitter *emitter, const ExprNode *node, uint8_t op)
{
    emit(emitter, node->first);
    put(emitter, (ExprStep){ .op = op, .mask = node->negated, .node = node }, 0);
}

static uint8_t membership(const ExprNode *node)
{
    ExprType type = node->first->type;
    return type == EXPR_TEXT ? OP_IN_TEXT : type == EXPR_MONEY ? OP_IN_MONEY : OP_IN;
}

/* Only a fact or a choice can be a condition that is not known. */
static bool may_be_unknown(const ExprNode *node)
{
    return node->kind == NODE_NAME || node->kind == NODE_IF;
}

static void emit_chain(Emitter *emitter, const ExprNode *node, uint8_t op)
{
    g_autoptr(GArray) jumps = g_array_new(FALSE, FALSE, sizeof(size_t));
    for (const ExprNode *kid = node->first; kid != NULL; kid = kid->next) {
        emit(emitter, kid);
        if (kid->next == NULL) break;
        size_t jump = put(emitter, (ExprStep){ .op = op }, -1);
        g_array_append_val(jumps, jump);
    }
    if (may_be_unknown(node->last)) put(emitter, (ExprStep){ .op = OP_TRUTH }, 0);
    for (size_t i = 0; i < jumps->len; i++) land(emitter, g_array_index(jumps, size_t, i));
}

/* --- all -------------------------------------------------------------------------------------- */

static void emit_kind(Emitter *emitter, const ExprNode *node)
{
    switch (node->kind) {
    case NODE_NUMBER:
    case NODE_DAY:
    case NODE_TEXT:
    case NODE_TRUTH:
    case NODE_TODAY:
    case NODE_NAME: emit_leaf(emitter, node); break;
    case NODE_NEG: emit_on_top(emitter, node, OP_NEG); break;
    case NODE_ABS: emit_on_top(emitter, node, OP_ABS); break;
    case NODE_AMOUNT: emit_on_top(emitter, node, OP_AMOUNT); break;
    case NODE_ADD: emit_pairs(emitter, node, OP_ADD); break;
    case NODE_SUB: emit_pairs(emitter, node, OP_SUB); break;
    case NODE_MUL: emit_pairs(emitter, node, OP_MUL); break;
    case NODE_DIV: emit_pairs(emitter, node, OP_DIV); break;
    case NODE_MIN: emit_pairs(emitter, node, OP_MIN); break;
    case NODE_MAX: emit_pairs(emitter, node, OP_MAX); break;
    case NODE_IF: emit_if(emitter, node); break;
    case NODE_COMPARE: emit_compare(emitter, node); break;
    case NODE_BETWEEN: emit_chain(emitter, node, node->negated ? OP_OR : OP_AND); break;
    case NODE_IN: emit_on_top(emitter, node, membership(node)); break;
    case NODE_LIKE: emit_on_top(emitter, node, OP_LIKE); break;
    case NODE_KNOWN: emit_on_top(emitter, node, OP_KNOWN); break;
    case NODE_NOT: emit_on_top(emitter, node, OP_NOT); break;
    case NODE_AND: emit_chain(emitter, node, OP_AND); break;
    case NODE_OR: emit_chain(emitter, node, OP_OR); break;
    }
}

static void emit(Emitter *emitter, const ExprNode *node)
{
    if (node->is_const)
        emit_leaf(emitter, node);
    else
        emit_kind(emitter, node);
    if (node->drop != 1) put(emitter, (ExprStep){ .op = OP_DOWN, .a = node->drop }, 0);
    if (node->lift != 1) put(emitter, (ExprStep){ .op = OP_UP, .a = node->lift }, 0);
    if (node->settle != 1) put(emitter, (ExprStep){ .op = OP_DOWN, .a = node->settle }, 0);
}

bool expr_emit_program(const ExprNode *node, GArray *steps)
{
    Emitter emitter = { .steps = steps };
    emit(&emitter, node);
    put(&emitter, (ExprStep){ .op = OP_END }, 0);
    return steps->len <= EXPR_PROGRAM_MAX && emitter.highest <= EXPR_STACK_MAX;
}
