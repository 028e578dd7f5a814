/* core/expr_sql.c: a checked tree -> SQL in the shared spelling of SQLite and PostgreSQL.  Knows no
 * table: every name brings its own text, every value is a parameter.
 *
 * Steps, limits and roundings are those of expr_run.  SQL's third truth value stands for "no"
 * wherever only yes counts; under a not it is made so by IS NOT TRUE.  A part needed more than once
 * is named in a subselect, so that the text grows only in line with the expression. */
#include "core/expr_tree.h"

#include <inttypes.h>
#include <string.h>

#define LIMIT_TEXT "4000000000000000000"
enum { SHORT_TEXT = 48, PARSER_DEPTH_MAX = 80 };

typedef struct {
    const ExprCatalog *catalog;
    GArray *values;
    ExprFault *fault;
    Day today;
    int first, today_number, aliases;
} Writer;

static char *value(Writer *writer, const ExprNode *node);
static char *condition(Writer *writer, const ExprNode *node);

/* --- parts ------------------------------------------------------------------------------------ */

static int bind(Writer *writer, ExprValue bound)
{
    g_array_append_val(writer->values, bound);
    return writer->first + (int)writer->values->len - 1;
}

static char *bind_number(Writer *writer, ExprType type, int64_t number)
{
    int at = bind(writer, (ExprValue){ .type = type, .known = true, .number = number });
    return g_strdup_printf("CAST($%d AS BIGINT)", at);
}

static char *bind_text(Writer *writer, const char *text)
{
    int at = bind(writer, (ExprValue){ .type = EXPR_TEXT, .known = true, .text = text });
    return g_strdup_printf("CAST($%d AS TEXT)", at);
}

static char *bind_today(Writer *writer)
{
    if (writer->today_number == 0)
        writer->today_number =
            bind(writer, (ExprValue){ EXPR_DAY, writer->today != DAY_NONE, writer->today, NULL });
    return g_strdup_printf("CAST($%d AS BIGINT)", writer->today_number);
}

static const char *fact(Writer *writer, const ExprNode *node)
{
    if (node->name->sql != NULL) return node->name->sql;
    expr_fault_set(writer->fault, EXPR_NO_SQL, node->column, "the database cannot tell %s",
                   node->name->name);
    return "NULL";
}

static const char *unit(const Writer *writer)
{
    return writer->catalog->unit_sql != NULL ? writer->catalog->unit_sql : "1";
}

/* The template with A and B put in for its {a} and {b}. */
static char *fill(const char *template, const char *a, const char *b)
{
    GString *text = g_string_new(template);
    if (b != NULL) g_string_replace(text, "{b}", b, 0);
    g_string_replace(text, "{a}", a, 0);
    return g_string_free(text, FALSE);
}

static bool needs_name(const char *template, const char *mark, const char *part)
{
    const char *once = part == NULL || strlen(part) <= SHORT_TEXT ? NULL : strstr(template, mark);
    return once != NULL && strstr(once + 1, mark) != NULL;
}

/* Consumes its parts. */
static char *apply(Writer *writer, const char *template, char *a_taken, char *b_taken)
{
    g_autofree char *a = a_taken, *b = b_taken;
    if (!needs_name(template, "{a}", a) && !needs_name(template, "{b}", b))
        return fill(template, a, b);
    int alias = ++writer->aliases;
    g_autofree char *a_name = g_strdup_printf("x%d.a", alias),
                    *b_name = g_strdup_printf("x%d.b", alias);
    g_autofree char *inner = fill(template, a_name, b_name);
    if (b == NULL)
        return g_strdup_printf("(SELECT %s FROM (SELECT %s AS a) AS x%d)", inner, a, alias);
    return g_strdup_printf("(SELECT %s FROM (SELECT %s AS a, %s AS b) AS x%d)", inner, a, b, alias);
}

/* --- numbers ---------------------------------------------------------------------------------- */

/* A constant as money, half away from zero: whole part and fraction apart, so that nothing
 * overflows. */
static char *money_constant(Writer *writer, const ExprNode *node)
{
    int64_t power = expr_tree_power(node->scale), size = ABS(node->number), part = size % power;
    g_autofree char *whole = bind_number(writer, EXPR_INT, size / power);
    const char *sign = node->number < 0 ? "-" : "";
    if (part == 0) return g_strdup_printf("(%s%s * %s)", sign, whole, unit(writer));
    return g_strdup_printf("(%s(%s * %s + (%" PRId64 " * %s + %" PRId64 ") / %" PRId64 "))", sign,
                           whole, unit(writer), 2 * part, unit(writer), power, 2 * power);
}

static char *leaf(Writer *writer, const ExprNode *node)
{
    if (node->as_money) return money_constant(writer, node);
    if (node->kind == NODE_TODAY) return bind_today(writer);
    if (node->kind == NODE_TEXT) return bind_text(writer, node->text);
    if (node->kind != NODE_NAME) return bind_number(writer, node->type, node->number);
    if (node->type == EXPR_TEXT || node->type == EXPR_BOOL) return g_strdup(fact(writer, node));
    return g_strdup_printf("CAST(%s AS BIGINT)",
                           fact(writer, node)); /* a narrow column must not overflow */
}

static const char *template_of(const ExprNode *node)
{
    switch ((int)node->kind) {
    case NODE_NEG: return "(-{a})";
    case NODE_ABS: return "abs({a})";
    case NODE_ADD:
        if (!node->may_pass) return "({a} + {b})";
        return "(CASE WHEN {a} + {b} BETWEEN -" LIMIT_TEXT " AND " LIMIT_TEXT
               " THEN {a} + {b} END)";
    case NODE_SUB:
        if (!node->may_pass) return "({a} - {b})";
        return "(CASE WHEN {a} - {b} BETWEEN -" LIMIT_TEXT " AND " LIMIT_TEXT
               " THEN {a} - {b} END)";
    case NODE_MUL:
        if (!node->may_pass) return "({a} * {b})";
        return "(CASE WHEN {b} = 0 THEN {a} * 0 WHEN abs({a}) <= " LIMIT_TEXT
               " / NULLIF(abs({b}), 0) THEN {a} * {b} END)";
    case NODE_DIV: return "({a} / NULLIF({b}, 0) + 2 * ({a} % NULLIF({b}, 0)) / NULLIF({b}, 0))";
    case NODE_MIN: return "(CASE WHEN {a} <= {b} THEN {a} WHEN {a} > {b} THEN {b} END)";
    default: return "(CASE WHEN {a} >= {b} THEN {a} WHEN {a} < {b} THEN {b} END)";
    }
}

static char *fold(Writer *writer, const ExprNode *node)
{
    char *text = value(writer, node->first);
    for (const ExprNode *kid = node->first->next; kid != NULL; kid = kid->next)
        text = apply(writer, template_of(node), text, value(writer, kid));
    return node->count > 1 ? text : apply(writer, template_of(node), text, NULL);
}

static char *amount(Writer *writer, const ExprNode *node)
{
    g_autofree char *template = g_strdup_printf("(CASE WHEN abs({a}) <= " LIMIT_TEXT
                                                " / (10000 / %s) THEN {a} * (10000 / %s) END)",
                                                unit(writer), unit(writer));
    return apply(writer, template, value(writer, node->first), NULL);
}

static char *choice(Writer *writer, const ExprNode *node)
{
    g_autofree char *when = condition(writer, node->first);
    g_autofree char *then = value(writer, node->first->next),
                    *otherwise = value(writer, node->last);
    return g_strdup_printf("(CASE WHEN %s THEN %s ELSE %s END)", when, then, otherwise);
}

static char *divided(Writer *writer, int64_t by, char *taken)
{
    if (by == 1) return taken;
    g_autofree char *template =
        g_strdup_printf("({a} / %" PRId64 " + 2 * ({a} %% %" PRId64 ") / %" PRId64 ")", by, by, by);
    return apply(writer, template, taken, NULL);
}

static char *multiplied(Writer *writer, const ExprNode *node, char *taken)
{
    if (node->lift == 1) return taken;
    int64_t most = EXPR_LIMIT / node->lift;
    g_autofree char *product = g_strdup_printf("({a} * %" PRId64 ")", node->lift);
    g_autofree char *guarded = g_strdup_printf("(CASE WHEN {a} BETWEEN -%" PRId64 " AND %" PRId64
                                               " THEN {a} * %" PRId64 " END)",
                                               most, most, node->lift);
    return apply(writer, node->lift_may_pass ? guarded : product, taken, NULL);
}

static char *scaled(Writer *writer, const ExprNode *node, char *taken)
{
    char *text = multiplied(writer, node, divided(writer, node->drop, taken));
    return divided(writer, node->settle, text);
}

static char *truth_value(Writer *writer, const ExprNode *node)
{
    if (node->kind == NODE_NAME) return g_strdup(fact(writer, node));
    if (node->kind == NODE_IF) return choice(writer, node);
    g_autofree char *when = condition(writer, node);
    return g_strdup_printf("(CASE WHEN %s THEN 1 ELSE 0 END)", when);
}

static char *value(Writer *writer, const ExprNode *node)
{
    if (node->type == EXPR_BOOL) return truth_value(writer, node);
    char *text = NULL;
    if (node->is_const || node->first == NULL)
        text = leaf(writer, node);
    else if (node->kind == NODE_IF)
        text = choice(writer, node);
    else if (node->kind == NODE_AMOUNT)
        text = amount(writer, node);
    else
        text = fold(writer, node);
    return scaled(writer, node, text);
}

/* One side of a comparison: a bare column stays bare, so that an index can serve it. */
static char *side(Writer *writer, const ExprNode *node)
{
    if (node->kind == NODE_NAME && node->lift == 1) return g_strdup(fact(writer, node));
    return value(writer, node);
}

/* A text that is NULL when it is not known. */
static char *known_side(Writer *writer, const ExprNode *node)
{
    char *text = side(writer, node);
    if (node->type != EXPR_TEXT || node->kind == NODE_TEXT) return text;
    return apply(writer, "NULLIF({a}, '')", text, NULL);
}

/* --- conditions ------------------------------------------------------------------------------- */

static const char *sql_sign(unsigned mask)
{
    return mask == (LESS | MORE) ? "<>" : expr_print_sign(mask);
}

/* Money with a constant: whole x unit, and where it has decimals the next whole minor unit below or
 * above. */
static char *compare_money(Writer *writer, const ExprNode *money, const ExprNode *constant,
                           unsigned mask)
{
    int64_t power = expr_tree_power(constant->scale);
    int64_t whole = constant->number / power - (constant->number % power < 0);
    int64_t part = constant->number - whole * power;
    char *a = side(writer, money);
    g_autofree char *number = bind_number(writer, EXPR_INT, whole);
    g_autofree char *base = g_strdup_printf("%s * %s", number, unit(writer));
    g_autofree char *rest = g_strdup_printf("(%" PRId64 " * %s)", part, unit(writer));
    g_autoptr(GString) template = g_string_new(NULL);
    bool above = mask == LESS || mask == (MORE | SAME);
    if (part == 0)
        g_string_printf(template, "{a} %s %s", sql_sign(mask), base);
    else if (mask == SAME)
        g_string_printf(template, "({a} = %s + %s / %" PRId64 " AND %s %% %" PRId64 " = 0)", base,
                        rest, power, rest, power);
    else if (mask == (LESS | MORE))
        g_string_printf(template,
                        "({a} IS NOT NULL AND ({a} <> %s + %s / %" PRId64 " OR %s %% %" PRId64
                        " <> 0))",
                        base, rest, power, rest, power);
    else
        g_string_printf(template, "{a} %s %s + (%s + %" PRId64 ") / %" PRId64, sql_sign(mask), base,
                        rest, above ? power - 1 : 0, power);
    return apply(writer, template->str, a, NULL);
}

static char *compare_constant(Writer *writer, const ExprNode *number, const ExprNode *constant,
                              unsigned mask)
{
    if (number->type == EXPR_MONEY) return compare_money(writer, number, constant, mask);
    g_autofree char *a = side(writer, number);
    g_autofree char *b =
        bind_number(writer, number->type, expr_tree_threshold(constant, number->scale, mask));
    return g_strdup_printf("%s %s %s", a, sql_sign(mask), b);
}

static char *compare(Writer *writer, const ExprNode *node)
{
    const ExprNode *a = node->first, *b = node->last;
    if (b->is_const && !a->is_const) return compare_constant(writer, a, b, node->mask);
    if (a->is_const && !b->is_const)
        return compare_constant(writer, b, a, expr_tree_mirror(node->mask));
    bool text = a->type == EXPR_TEXT,
         plain = text && node->mask == SAME && (a->kind == NODE_TEXT || b->kind == NODE_TEXT);
    g_autofree char *left = plain ? side(writer, a) : known_side(writer, a);
    g_autofree char *right = plain ? side(writer, b) : known_side(writer, b);
    return g_strdup_printf("%s %s %s", left, sql_sign(node->mask), right);
}

static char *join(Writer *writer, const ExprNode *node, const char *word)
{
    GString *text = g_string_new("(");
    for (const ExprNode *kid = node->first; kid != NULL; kid = kid->next) {
        g_autofree char *part = condition(writer, kid);
        g_string_append_printf(text, "%s%s", part, kid->next != NULL ? word : ")");
    }
    return g_string_free(text, FALSE);
}

/* Each amount of the list by itself: whether it exists in this currency depends on the row. */
static char *member_money(Writer *writer, const ExprNode *node)
{
    g_autoptr(GString) text = g_string_new("(");
    for (const ExprNode *kid = node->first->next; kid != NULL; kid = kid->next) {
        g_autofree char *part = compare_money(writer, node->first, kid, SAME);
        g_string_append_printf(text, "%s%s", part, kid->next != NULL ? " OR " : ")");
    }
    if (!node->negated) return g_strdup(text->str);
    g_autofree char *money = side(writer, node->first);
    return g_strdup_printf("(%s IS NOT NULL AND %s IS NOT TRUE)", money, text->str);
}

static char *member(Writer *writer, const ExprNode *node)
{
    const ExprNode *asked = node->first;
    if (asked->type == EXPR_MONEY) return member_money(writer, node);
    g_autofree char *left = known_side(writer, asked);
    GString *text = g_string_new(NULL);
    g_string_printf(text, "%s %s (", left, node->negated ? "NOT IN" : "IN");
    for (const ExprNode *kid = asked->next; kid != NULL; kid = kid->next) {
        g_autofree char *part =
            kid->is_const
                ? bind_number(writer, asked->type, expr_tree_threshold(kid, asked->scale, SAME))
                : leaf(writer, kid);
        g_string_append_printf(text, "%s%s", part, kid->next != NULL ? ", " : ")");
    }
    return g_string_free(text, FALSE);
}

static char *like(Writer *writer, const ExprNode *node)
{
    g_autofree char *text = known_side(writer, node->first),
                    *pattern = bind_text(writer, node->pattern);
    return g_strdup_printf("lower(%s) %s %s ESCAPE '\\'", text, node->negated ? "NOT LIKE" : "LIKE",
                           pattern);
}

static char *known(Writer *writer, const ExprNode *node)
{
    g_autofree char *text = known_side(writer, node->first);
    return g_strdup_printf("%s IS %s", text, node->negated ? "NULL" : "NOT NULL");
}

static char *condition(Writer *writer, const ExprNode *node)
{
    g_autofree char *part = NULL;
    switch ((int)node->kind) {
    case NODE_TRUTH: return g_strdup(node->number ? "1 = 1" : "1 = 0");
    case NODE_COMPARE: return compare(writer, node);
    case NODE_BETWEEN: return join(writer, node, node->negated ? " OR " : " AND ");
    case NODE_IN: return member(writer, node);
    case NODE_LIKE: return like(writer, node);
    case NODE_KNOWN: return known(writer, node);
    case NODE_AND: return join(writer, node, " AND ");
    case NODE_OR: return join(writer, node, " OR ");
    case NODE_NOT:
        part = condition(writer, node->first);
        return g_strdup_printf("(%s) IS NOT TRUE", part);
    default: part = truth_value(writer, node); return g_strdup_printf("%s <> 0", part);
    }
}

/* --- all -------------------------------------------------------------------------------------- */

/* SQLite's parser holds 100 pending words.  Counts from above how many the text can leave pending
 * at once. */
static int parser_depth(const char *text)
{
    int stack[EXPR_NODES_MAX] = { 0 }, level = 0, now = 0, deepest = 0;
    for (; *text != '\0'; text++) {
        if (*text == '(' && level < EXPR_NODES_MAX - 1) {
            stack[level++] = now;
            now += 3;
        } else if (*text == ')' && level > 0) {
            now = stack[--level];
        } else if (g_str_has_prefix(text, "SELECT")) {
            now += 3;
        } else if (g_str_has_prefix(text, "CASE")) {
            now += 4;
        }
        deepest = MAX(deepest, now);
    }
    return deepest;
}

ExprVerdict expr_sql_write(const Expr *expr, Day today, int first, ExprSql *out, ExprFault *fault)
{
    Writer writer = { .catalog = expr->catalog, .fault = fault, .today = today, .first = first };
    writer.values = g_array_new(FALSE, TRUE, sizeof(ExprValue));
    bool asked = expr->root->type == EXPR_BOOL;
    char *text = asked ? condition(&writer, expr->root) : value(&writer, expr->root);
    if (parser_depth(text) > PARSER_DEPTH_MAX)
        expr_fault_set(fault, EXPR_NO_SQL, expr->root->column,
                       "too deeply nested for the database");
    ExprSql sql = { g_string_new(text), writer.values };
    g_free(text);
    if (fault->verdict == EXPR_OK)
        *out = sql;
    else
        expr_sql_clear(&sql);
    return fault->verdict;
}
