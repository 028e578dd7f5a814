/* core/expr_print.c: the canonical text of a tree, with no bracket too many.  Compiles again to the
 * same tree. */
#include "base/decimal.h"
#include "core/expr_tree.h"

/* How tightly a node binds; a kid that binds less stands in brackets. */
typedef enum { BIND_OR, BIND_AND, BIND_NOT, BIND_TEST, BIND_SUM, BIND_TERM, BIND_FACTOR } Binding;

static Binding binding(const ExprNode *node)
{
    switch (node->kind) {
    case NODE_OR: return BIND_OR;
    case NODE_AND: return BIND_AND;
    case NODE_NOT: return BIND_NOT;
    case NODE_COMPARE:
    case NODE_BETWEEN:
    case NODE_IN:
    case NODE_LIKE: return BIND_TEST;
    case NODE_KNOWN: return node->negated ? BIND_TEST : BIND_FACTOR;
    case NODE_ADD:
    case NODE_SUB: return BIND_SUM;
    case NODE_MUL:
    case NODE_DIV: return BIND_TERM;
    case NODE_NUMBER:
    case NODE_DAY:
    case NODE_TEXT:
    case NODE_TRUTH:
    case NODE_TODAY:
    case NODE_NAME:
    case NODE_NEG:
    case NODE_ABS:
    case NODE_AMOUNT:
    case NODE_MIN:
    case NODE_MAX:
    case NODE_IF: return BIND_FACTOR;
    }
    g_assert_not_reached();
}

static void print_in(const ExprNode *node, Binding least, GString *out)
{
    bool brackets = binding(node) < least;
    if (brackets) g_string_append_c(out, '(');
    expr_print_node(node, out);
    if (brackets) g_string_append_c(out, ')');
}

void expr_print_number(int64_t digits, unsigned scale, GString *out)
{
    char text[DECIMAL_TEXT_SIZE];
    g_string_append(out, decimal_text((Decimal){ digits, (int32_t)scale, true }, 0, text));
}

void expr_print_text(const char *text, GString *out)
{
    g_string_append_c(out, '"');
    for (; *text != '\0'; text++) {
        if (*text == '"') g_string_append_c(out, '"');
        g_string_append_c(out, *text);
    }
    g_string_append_c(out, '"');
}

const char *expr_print_sign(unsigned mask)
{
    static const char *const SIGNS[] = { [LESS] = "<", [SAME] = "=",         [LESS | SAME] = "<=",
                                         [MORE] = ">", [LESS | MORE] = "!=", [MORE | SAME] = ">=" };
    return SIGNS[mask];
}

static void print_list(const ExprNode *first, const char *between, Binding least, GString *out)
{
    for (const ExprNode *kid = first; kid != NULL; kid = kid->next) {
        print_in(kid, least, out);
        if (kid->next != NULL) g_string_append(out, between);
    }
}

/* A sum or product: to the right an equal binding needs brackets, because a - (b - c) is not a - b
 * - c. */
static void print_two(const ExprNode *node, const char *sign, GString *out)
{
    print_in(node->first, binding(node), out);
    g_string_append_printf(out, " %s ", sign);
    print_in(node->last, binding(node) + 1, out);
}

static void print_call(const ExprNode *node, const char *name, GString *out)
{
    g_string_append_printf(out, "%s(", name);
    print_list(node->first, ", ", BIND_OR, out);
    g_string_append_c(out, ')');
}

static void print_leaf(const ExprNode *node, GString *out)
{
    char day[DAY_TEXT_SIZE];
    if (node->kind == NODE_NUMBER) expr_print_number(node->number, node->scale, out);
    if (node->kind == NODE_DAY) g_string_append(out, day_text((Day)node->number, day));
    if (node->kind == NODE_TEXT) expr_print_text(node->text, out);
    if (node->kind == NODE_TRUTH) g_string_append(out, node->number ? "true" : "false");
    if (node->kind == NODE_TODAY) g_string_append(out, "today");
    if (node->kind == NODE_NAME) g_string_append(out, node->name->name);
}

static void print_test(const ExprNode *node, GString *out)
{
    static const char *const FORMS[] = {
        [LIKE_PATTERN] = "like ", [LIKE_STARTS] = "starts_with ", [LIKE_CONTAINS] = "contains "
    };
    const ExprNode *value = node->kind == NODE_BETWEEN ? node->first->first : node->first;
    print_in(value, BIND_SUM, out);
    g_string_append(out, node->kind == NODE_KNOWN ? " is none" : node->negated ? " not " : " ");
    if (node->kind == NODE_LIKE) {
        g_string_append(out, FORMS[node->number]);
        expr_print_text(node->text, out);
    } else if (node->kind == NODE_IN) {
        g_string_append(out, "in (");
        print_list(value->next, ", ", BIND_FACTOR, out);
        g_string_append_c(out, ')');
    } else if (node->kind == NODE_BETWEEN) {
        g_string_append(out, "between ");
        print_in(node->first->last, BIND_SUM, out);
        g_string_append(out, " and ");
        print_in(node->last->last, BIND_SUM, out);
    }
}

void expr_print_node(const ExprNode *node, GString *out)
{
    switch (node->kind) {
    case NODE_NUMBER:
    case NODE_DAY:
    case NODE_TEXT:
    case NODE_TRUTH:
    case NODE_TODAY:
    case NODE_NAME: print_leaf(node, out); break;
    case NODE_NEG:
        g_string_append_c(out, '-');
        print_in(node->first, BIND_FACTOR, out);
        break;
    case NODE_ABS: print_call(node, "abs", out); break;
    case NODE_AMOUNT: print_call(node, "number", out); break;
    case NODE_MIN: print_call(node, "min", out); break;
    case NODE_MAX: print_call(node, "max", out); break;
    case NODE_IF: print_call(node, "if", out); break;
    case NODE_ADD: print_two(node, "+", out); break;
    case NODE_SUB: print_two(node, "-", out); break;
    case NODE_MUL: print_two(node, "*", out); break;
    case NODE_DIV: print_two(node, "/", out); break;
    case NODE_COMPARE:
        print_in(node->first, BIND_SUM, out);
        g_string_append_printf(out, " %s ", expr_print_sign(node->mask));
        print_in(node->last, BIND_SUM, out);
        break;
    case NODE_KNOWN:
        if (!node->negated) {
            print_call(node, "known", out);
            break;
        } /* fall through */
    case NODE_BETWEEN:
    case NODE_IN:
    case NODE_LIKE: print_test(node, out); break;
    case NODE_NOT:
        g_string_append(out, "not ");
        print_in(node->first, BIND_NOT, out);
        break;
    case NODE_AND: print_list(node->first, " and ", BIND_NOT, out); break;
    case NODE_OR: print_list(node->first, " or ", BIND_AND, out); break;
    }
}
