/* core/expr_explain.c: why a condition holds or not, term by term in the order of the text. Decides
 * nothing: every value comes from the same machine as the answer. */
#include "base/decimal.h"
#include "core/expr_tree.h"

typedef struct {
    const Expr *expr;
    const void *subject;
    Day today;
    GString *out;
    GArray *steps;
} Teller;

static bool put_term(Teller *teller, const ExprNode *node);

static ExprSlot run(Teller *teller, const ExprNode *node)
{
    g_array_set_size(teller->steps, 0);
    /* A part of a program that fits, fits. */
    bool fits = expr_emit_program(node, teller->steps);
    g_assert(fits);
    return expr_run_program((const ExprStep *)teller->steps->data, teller->expr->unit_offset,
                            teller->subject, teller->today);
}

static bool holds(Teller *teller, const ExprNode *node)
{
    ExprSlot slot = run(teller, node);
    return slot.known && slot.number != 0;
}

static unsigned money_decimals(const Teller *teller)
{
    const char *subject = teller->subject;
    int64_t unit = *(const int64_t *)(const void *)(subject + teller->expr->unit_offset);
    unsigned decimals = 0;
    for (; unit >= 10; unit /= 10) decimals++;
    return decimals;
}

/* "812.00": all decimals of the currency; a constant keeps more when it has them. */
static void put_fixed(GString *out, int64_t digits, unsigned scale, unsigned decimals)
{
    char text[DECIMAL_TEXT_SIZE];
    g_string_append(out,
                    decimal_text((Decimal){ digits, (int32_t)scale, true }, (int)decimals, text));
}

static void put_slot(Teller *teller, ExprType type, unsigned scale, ExprSlot slot)
{
    char day[DAY_TEXT_SIZE];
    bool day_fits = slot.number >= DAY_MIN && slot.number <= DAY_MAX;
    if (!slot.known || (type == EXPR_DAY && !day_fits))
        g_string_append(teller->out, "none");
    else if (type == EXPR_TEXT)
        expr_print_text(slot.text, teller->out);
    else if (type == EXPR_BOOL)
        g_string_append(teller->out, slot.number != 0 ? "yes" : "no");
    else if (type == EXPR_DAY)
        g_string_append(teller->out, day_text((Day)slot.number, day));
    else if (type == EXPR_MONEY)
        put_fixed(teller->out, slot.number, money_decimals(teller), money_decimals(teller));
    else
        expr_print_number(slot.number, scale, teller->out);
}

static void put_node(Teller *teller, const ExprNode *node)
{
    ExprSlot slot = run(teller, node);
    unsigned scale = node->scale;
    for (int64_t lift = node->lift; lift > 1; lift /= 10) scale++;
    for (int64_t settle = node->settle; settle > 1; settle /= 10) scale--;
    put_slot(teller, node->type, scale, slot);
}

static bool is_plain(const ExprNode *node)
{
    return node->is_const || node->kind == NODE_DAY || node->kind == NODE_TEXT ||
           node->kind == NODE_TRUTH;
}

/* A name or sum with its value, a constant alone; a constant beside money in the currency's
 * decimals. */
static void put_side(Teller *teller, const ExprNode *node, const ExprNode *other)
{
    if (!is_plain(node)) {
        expr_print_node(node, teller->out);
        g_string_append_c(teller->out, ' ');
        put_node(teller, node);
    } else if (node->is_const && other != NULL && other->type == EXPR_MONEY) {
        put_fixed(teller->out, node->number, node->scale, money_decimals(teller));
    } else if (node->is_const) {
        expr_print_number(node->number, node->scale, teller->out);
    } else {
        expr_print_node(node, teller->out);
    }
}

static void put_list(Teller *teller, const ExprNode *value)
{
    g_string_append_c(teller->out, '(');
    for (const ExprNode *kid = value->next; kid != NULL; kid = kid->next) {
        put_side(teller, kid, value);
        if (kid->next != NULL) g_string_append(teller->out, ", ");
    }
    g_string_append_c(teller->out, ')');
}

static void put_test(Teller *teller, const ExprNode *node)
{
    static const char *const FORMS[] = {
        [LIKE_PATTERN] = "like ", [LIKE_STARTS] = "starts_with ", [LIKE_CONTAINS] = "contains "
    };
    const ExprNode *value = node->kind == NODE_BETWEEN ? node->first->first : node->first;
    put_side(teller, value, node->kind == NODE_COMPARE ? node->last : NULL);
    g_string_append(teller->out, node->negated ? " not " : " ");
    if (node->kind == NODE_COMPARE) {
        g_string_append_printf(teller->out, "%s ", expr_print_sign(node->mask));
        put_side(teller, node->last, value);
    } else if (node->kind == NODE_BETWEEN) {
        g_string_append(teller->out, "between ");
        put_side(teller, node->first->last, value);
        g_string_append(teller->out, " and ");
        put_side(teller, node->last->last, value);
    } else if (node->kind == NODE_IN) {
        g_string_append(teller->out, "in ");
        put_list(teller, value);
    } else {
        g_string_append(teller->out, FORMS[node->number]);
        expr_print_text(node->text, teller->out);
    }
}

static void put_answer(Teller *teller, bool answer)
{
    g_string_append(teller->out, answer ? " yes" : " no");
}

/* Terms of "and" are joined by a comma, of "or" by or; after the deciding term the others are not
 * asked. */
static bool put_chain(Teller *teller, const ExprNode *node)
{
    bool all = node->kind == NODE_AND, answer = all, decided = false;
    for (const ExprNode *kid = node->first; kid != NULL; kid = kid->next) {
        if (decided) {
            expr_print_node(kid, teller->out);
            g_string_append(teller->out, " not asked");
        } else {
            answer = put_term(teller, kid);
            put_answer(teller, answer);
            decided = answer != all;
        }
        if (kid->next != NULL) g_string_append(teller->out, all ? ", " : " or ");
    }
    return answer;
}

/* A term without its answer.  A bare fact is its own: "disputed no". */
static bool put_term(Teller *teller, const ExprNode *node)
{
    switch ((int)node->kind) {
    case NODE_AND:
    case NODE_OR:
        g_string_append_c(teller->out, '(');
        bool answer = put_chain(teller, node);
        g_string_append_c(teller->out, ')');
        return answer;
    case NODE_NOT: g_string_append(teller->out, "not "); return !put_term(teller, node->first);
    case NODE_COMPARE:
    case NODE_BETWEEN:
    case NODE_IN:
    case NODE_LIKE: put_test(teller, node); return holds(teller, node);
    default: expr_print_node(node, teller->out); return holds(teller, node);
    }
}

/* "dpd * 2 = 90 (dpd 45)" */
static void tell_value(Teller *teller)
{
    const ExprNode *root = teller->expr->root;
    expr_print_node(root, teller->out);
    g_string_append(teller->out, " = ");
    put_node(teller, root);
    const GPtrArray *names = teller->expr->names;
    for (size_t i = 0; root->kind != NODE_NAME && i < names->len; i++) {
        const ExprName *name = names->pdata[i];
        ExprNode node = {
            .kind = NODE_NAME, .type = name->type, .name = name, .drop = 1, .lift = 1, .settle = 1
        };
        node.scale = name->type == EXPR_DECIMAL ? 2 : 0;
        g_string_append_printf(teller->out, "%s%s ", i == 0 ? " (" : ", ", name->name);
        put_node(teller, &node);
    }
    if (root->kind != NODE_NAME && names->len > 0) g_string_append_c(teller->out, ')');
}

void expr_explain_write(const Expr *expr, const void *subject, Day today, GString *out)
{
    g_autoptr(GArray) steps = g_array_new(FALSE, FALSE, sizeof(ExprStep));
    Teller teller = { expr, subject, today, out, steps };
    bool chain = expr->root->kind == NODE_AND || expr->root->kind == NODE_OR;
    if (chain)
        put_chain(&teller, expr->root);
    else if (expr->root->type == EXPR_BOOL)
        put_answer(&teller, put_term(&teller, expr->root));
    else
        tell_value(&teller);
}
