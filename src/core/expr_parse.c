/* core/expr_parse.c: words -> tree, by recursive descent.  Knows the names of the catalogue, but no
 * types.
 *
 *     or      and { "or" and }                      and     not { "and" not }
 *     not     "not" not | test
 *     test    sum [ compare sum | ["not"] between sum "and" sum | ["not"] "in" "(" constant {","
 * constant} ")" | ["not"] ("like" | "starts_with" | "contains") text | "is" ["not"] ("none" |
 * "known") ] sum     term { ("+" | "-") term }             term    factor { ("*" | "/") factor }
 *     factor  "-" factor | number | day | text | "true" | "false" | "today" | name | function "("
 * or {"," or} ")" | "(" or ")" */
#include "base/text.h"
#include "core/expr_tree.h"

#include <string.h>

typedef struct {
    Expr *expr;
    ExprLexer lexer;
    ExprToken token;
    ExprFault *fault;
    int depth;
} Parser;

static const struct {
    const char *name;
    ExprKind kind;
    size_t least, most;
} FUNCTIONS[] = {
    { "min", NODE_MIN, 2, 32 },      { "max", NODE_MAX, 2, 32 }, { "abs", NODE_ABS, 1, 1 },
    { "number", NODE_AMOUNT, 1, 1 }, { "if", NODE_IF, 3, 3 },    { "known", NODE_KNOWN, 1, 1 },
};

static ExprNode *parse_or(Parser *parser);
static ExprNode *parse_sum(Parser *parser);
static ExprNode *parse_factor(Parser *parser);

static void advance(Parser *parser)
{
    parser->token = expr_lex_next(&parser->lexer);
}

static bool at(const Parser *parser, const char *word)
{
    return expr_lex_is(&parser->token, word);
}

static bool accept(Parser *parser, const char *word)
{
    bool found = at(parser, word);
    if (found) advance(parser);
    return found;
}

/* "expected a value, not 'and' (column 7)"; NULL, so that a refusal is one statement. */
static ExprNode *expected(Parser *parser, const char *what)
{
    const ExprToken *token = &parser->token;
    g_autofree char *found = g_strndup(token->start, token->length);
    char shown[40];
    text_copy(shown, sizeof shown, found);
    if (token->kind == TOKEN_END)
        expr_fault_set(parser->fault, EXPR_SYNTAX, token->column, "expected %s, but the text ends",
                       what);
    else
        expr_fault_set(parser->fault, EXPR_SYNTAX, token->column, "expected %s, not '%s'", what,
                       shown);
    if (at(parser, "&&")) expr_fault_hint(parser->fault, "write and");
    if (at(parser, "||")) expr_fault_hint(parser->fault, "write or");
    return NULL;
}

static ExprNode *node_at(Parser *parser, ExprKind kind, size_t column)
{
    ExprNode *node = expr_tree_node(parser->expr, kind, column);
    if (node == NULL)
        expr_fault_set(parser->fault, EXPR_TOO_LARGE, column, "the expression has too many parts");
    return node;
}

/* NULL when the kid is: faults travel upwards by themselves. */
static ExprNode *adopt(Parser *parser, ExprNode *parent, ExprNode *kid)
{
    if (parent == NULL || kid == NULL) return NULL;
    expr_tree_add(parent, kid);
    if (parent->depth <= EXPR_DEPTH_MAX) return parent;
    expr_fault_set(parser->fault, EXPR_TOO_LARGE, parent->column, "nested more than %d deep",
                   EXPR_DEPTH_MAX);
    return NULL;
}

static ExprNode *join(Parser *parser, ExprKind kind, size_t column, ExprNode *left, ExprNode *right)
{
    return adopt(parser, adopt(parser, node_at(parser, kind, column), left), right);
}

static ExprNode *enter(Parser *parser, ExprNode *(*parse)(Parser *))
{
    if (parser->depth >= EXPR_DEPTH_MAX) {
        expr_fault_set(parser->fault, EXPR_TOO_LARGE, parser->token.column,
                       "nested more than %d deep", EXPR_DEPTH_MAX);
        return NULL;
    }
    parser->depth++;
    ExprNode *node = parse(parser);
    parser->depth--;
    return node;
}

static ExprNode *constant(Parser *parser, ExprKind kind)
{
    ExprNode *node = node_at(parser, kind, parser->token.column);
    if (node == NULL) return NULL;
    node->number = parser->token.number;
    node->scale = parser->token.scale;
    while (node->scale > 0 && node->number % 10 == 0) {
        node->number /= 10;
        node->scale--;
    }
    if (kind == NODE_DAY) node->number = parser->token.number;
    advance(parser);
    return node;
}

static ExprNode *text_constant(Parser *parser, ExprKind kind, ExprNode *into)
{
    if (parser->token.kind != TOKEN_TEXT) return expected(parser, "a text in quotes");
    ExprNode *node = into != NULL ? into : node_at(parser, kind, parser->token.column);
    if (node == NULL) return NULL;
    g_autofree char *text = expr_lex_text(&parser->token);
    if (*text == '\0') {
        expr_fault_set(parser->fault, EXPR_SYNTAX, parser->token.column,
                       "an empty text is never equal to anything");
        expr_fault_hint(parser->fault, "write is none");
        return NULL;
    }
    node->text = g_string_chunk_insert(parser->expr->texts, text);
    advance(parser);
    return node;
}

static ExprNode *truth(Parser *parser, bool value)
{
    ExprNode *node = constant(parser, NODE_TRUTH);
    if (node != NULL) node->number = value;
    return node;
}

/* GLib's arrays hold what is not const; nobody writes through it. */
static gpointer lent(const void *pointer)
{
    return (gpointer)(uintptr_t)pointer;
}

static const ExprName *find_name(const ExprCatalog *catalog, const ExprToken *token)
{
    for (size_t i = 0; i < catalog->count; i++)
        if (expr_lex_is(token, catalog->names[i].name)) return &catalog->names[i];
    return NULL;
}

static ExprNode *unknown(Parser *parser, const ExprToken *token, bool called)
{
    const ExprCatalog *catalog = parser->expr->catalog;
    const char *noun = called ? "function" : catalog->noun != NULL ? catalog->noun : "fact";
    g_autofree char *word = g_strndup(token->start, MIN(token->length, 60));
    expr_fault_set(parser->fault, EXPR_UNKNOWN_NAME, token->column, "no %s '%s'", noun, word);
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    for (size_t i = 0; called && i < G_N_ELEMENTS(FUNCTIONS); i++)
        g_ptr_array_add(names, lent(FUNCTIONS[i].name));
    for (size_t i = 0; !called && i < catalog->count; i++)
        g_ptr_array_add(names, lent(catalog->names[i].name));
    g_ptr_array_add(names, NULL);
    g_autofree char *lower = g_ascii_strdown(word, -1);
    const char *near = text_nearest(lower, (const char *const *)names->pdata);
    if (near != NULL) expr_fault_hint(parser->fault, "did you mean %s?", near);
    return NULL;
}

static ExprNode *name(Parser *parser, const ExprToken *word)
{
    const ExprName *found = find_name(parser->expr->catalog, word);
    if (found == NULL) return unknown(parser, word, false);
    ExprNode *node = node_at(parser, NODE_NAME, word->column);
    if (node == NULL) return NULL;
    node->name = found;
    if (!g_ptr_array_find(parser->expr->names, found, NULL))
        g_ptr_array_add(parser->expr->names, lent(found));
    return node;
}

/* The word is read, the bracket is next. */
static ExprNode *call(Parser *parser, const ExprToken *word)
{
    size_t i = 0;
    while (i < G_N_ELEMENTS(FUNCTIONS) && !expr_lex_is(word, FUNCTIONS[i].name)) i++;
    if (i == G_N_ELEMENTS(FUNCTIONS)) return unknown(parser, word, true);
    ExprNode *node = node_at(parser, FUNCTIONS[i].kind, word->column);
    advance(parser);
    do {
        node = adopt(parser, node, enter(parser, parse_or));
        if (node == NULL) return NULL;
    } while (accept(parser, ","));
    if (!at(parser, ")")) return expected(parser, "a comma or )");
    if (node->count < FUNCTIONS[i].least || node->count > FUNCTIONS[i].most) {
        expr_fault_set(parser->fault, EXPR_SYNTAX, word->column, "%s takes %s%zu value%s, not %zu",
                       FUNCTIONS[i].name, FUNCTIONS[i].least < FUNCTIONS[i].most ? "at least " : "",
                       FUNCTIONS[i].least, FUNCTIONS[i].least == 1 ? "" : "s", node->count);
        return NULL;
    }
    advance(parser);
    return node;
}

static ExprNode *word(Parser *parser)
{
    ExprToken found = parser->token;
    if (at(parser, "true") || at(parser, "yes")) return truth(parser, true);
    if (at(parser, "false") || at(parser, "no")) return truth(parser, false);
    if (at(parser, "today")) return constant(parser, NODE_TODAY);
    if (expr_lex_is_keyword(&found) && !at(parser, "known")) return expected(parser, "a value");
    advance(parser);
    return at(parser, "(") ? call(parser, &found) : name(parser, &found);
}

static ExprNode *parse_factor(Parser *parser)
{
    size_t column = parser->token.column;
    if (accept(parser, "-"))
        return adopt(parser, node_at(parser, NODE_NEG, column), enter(parser, parse_factor));
    if (parser->token.kind == TOKEN_NUMBER) return constant(parser, NODE_NUMBER);
    if (parser->token.kind == TOKEN_DAY) return constant(parser, NODE_DAY);
    if (parser->token.kind == TOKEN_TEXT) return text_constant(parser, NODE_TEXT, NULL);
    if (parser->token.kind == TOKEN_WORD) return word(parser);
    if (!accept(parser, "(")) return expected(parser, "a value");
    ExprNode *node = enter(parser, parse_or);
    if (node == NULL || accept(parser, ")")) return node;
    return expected(parser, ")");
}

static ExprNode *parse_term(Parser *parser)
{
    ExprNode *left = parse_factor(parser);
    while (left != NULL && (at(parser, "*") || at(parser, "/"))) {
        ExprKind kind = at(parser, "*") ? NODE_MUL : NODE_DIV;
        size_t column = parser->token.column;
        advance(parser);
        left = join(parser, kind, column, left, parse_factor(parser));
    }
    return left;
}

static ExprNode *parse_sum(Parser *parser)
{
    ExprNode *left = parse_term(parser);
    while (left != NULL && (at(parser, "+") || at(parser, "-"))) {
        ExprKind kind = at(parser, "+") ? NODE_ADD : NODE_SUB;
        size_t column = parser->token.column;
        advance(parser);
        left = join(parser, kind, column, left, parse_term(parser));
    }
    return left;
}

static uint8_t comparison(const Parser *parser)
{
    if (parser->token.kind != TOKEN_SIGN) return 0;
    if (at(parser, "=") || at(parser, "==")) return SAME;
    if (at(parser, "!=") || at(parser, "<>")) return LESS | MORE;
    if (at(parser, "<")) return LESS;
    if (at(parser, "<=")) return LESS | SAME;
    if (at(parser, ">")) return MORE;
    return at(parser, ">=") ? MORE | SAME : 0;
}

static ExprNode *compare(Parser *parser, ExprNode *left)
{
    size_t column = parser->token.column;
    uint8_t mask = comparison(parser);
    advance(parser);
    ExprNode *node = join(parser, NODE_COMPARE, column, left, parse_sum(parser));
    if (node == NULL) return NULL;
    node->mask = mask;
    if (comparison(parser) == 0) return node;
    expr_fault_set(parser->fault, EXPR_SYNTAX, parser->token.column, "a comparison has two sides");
    expr_fault_hint(parser->fault, "join two by and, or write between");
    return NULL;
}

/* Two comparisons with the same left side. */
static ExprNode *between(Parser *parser, ExprNode *left, size_t column, bool negated)
{
    ExprNode *low = join(parser, NODE_COMPARE, column, left, parse_sum(parser));
    if (low == NULL) return NULL;
    if (!accept(parser, "and")) return expected(parser, "and");
    ExprNode *again = expr_tree_clone(parser->expr, left);
    if (again == NULL) return node_at(parser, NODE_NAME, column);
    ExprNode *high = join(parser, NODE_COMPARE, column, again, parse_sum(parser));
    ExprNode *node = join(parser, NODE_BETWEEN, column, low, high);
    if (node == NULL) return NULL;
    node->negated = negated;
    low->mask = negated ? LESS : MORE | SAME;
    high->mask = negated ? MORE : LESS | SAME;
    return node;
}

static ExprNode *member(Parser *parser, ExprNode *left, size_t column, bool negated)
{
    ExprNode *node = adopt(parser, node_at(parser, NODE_IN, column), left);
    if (!accept(parser, "(")) return expected(parser, "a list in brackets");
    do {
        node = adopt(parser, node, parse_factor(parser));
        if (node == NULL) return NULL;
    } while (accept(parser, ","));
    if (!accept(parser, ")")) return expected(parser, "a comma or )");
    node->negated = negated;
    return node;
}

static bool good_pattern(const char *text)
{
    for (; *text != '\0'; text++)
        if (*text == '\\' && *++text == '\0') return false;
    return true;
}

static ExprNode *like(Parser *parser, ExprNode *left, size_t column, bool negated, ExprLike form)
{
    ExprNode *node = adopt(parser, node_at(parser, NODE_LIKE, column), left);
    size_t text_column = parser->token.column;
    if (node == NULL || text_constant(parser, NODE_LIKE, node) == NULL) return NULL;
    if (form == LIKE_PATTERN && !good_pattern(node->text)) {
        expr_fault_set(parser->fault, EXPR_SYNTAX, text_column,
                       "the pattern ends in a \\ that guards nothing");
        return NULL;
    }
    g_autofree char *pattern = expr_like_pattern(node->text, form);
    node->pattern = g_string_chunk_insert(parser->expr->texts, pattern);
    node->number = form;
    node->negated = negated;
    return node;
}

static ExprNode *is_none(Parser *parser, ExprNode *left, size_t column)
{
    bool negated = accept(parser, "not");
    bool none = at(parser, "none");
    if (!none && !at(parser, "known")) return expected(parser, "none or known");
    advance(parser);
    ExprNode *node = adopt(parser, node_at(parser, NODE_KNOWN, column), left);
    if (node != NULL) node->negated = none != negated;
    return node;
}

static ExprNode *parse_test(Parser *parser)
{
    ExprNode *left = parse_sum(parser);
    size_t column = parser->token.column;
    if (left == NULL) return NULL;
    if (comparison(parser) != 0) return compare(parser, left);
    if (accept(parser, "is")) return is_none(parser, left, column);
    bool negated = accept(parser, "not");
    if (accept(parser, "between")) return between(parser, left, column, negated);
    if (accept(parser, "in")) return member(parser, left, column, negated);
    if (accept(parser, "like")) return like(parser, left, column, negated, LIKE_PATTERN);
    if (accept(parser, "starts_with")) return like(parser, left, column, negated, LIKE_STARTS);
    if (accept(parser, "contains")) return like(parser, left, column, negated, LIKE_CONTAINS);
    return negated ? expected(parser, "in, between, like, starts_with or contains") : left;
}

static ExprNode *parse_not(Parser *parser)
{
    size_t column = parser->token.column;
    if (!accept(parser, "not")) return parse_test(parser);
    return adopt(parser, node_at(parser, NODE_NOT, column), enter(parser, parse_not));
}

/* A chain of the same word is one node with many kids; one part alone is itself. */
static ExprNode *chain(Parser *parser, const char *word_between, ExprKind kind,
                       ExprNode *(*parse)(Parser *))
{
    ExprNode *first = parse(parser);
    if (first == NULL || !at(parser, word_between)) return first;
    ExprNode *node = adopt(parser, node_at(parser, kind, parser->token.column), first);
    while (node != NULL && accept(parser, word_between)) node = adopt(parser, node, parse(parser));
    return node;
}

static ExprNode *parse_and(Parser *parser)
{
    return chain(parser, "and", NODE_AND, parse_not);
}

static ExprNode *parse_or(Parser *parser)
{
    return chain(parser, "or", NODE_OR, parse_and);
}

ExprNode *expr_parse_tree(Expr *expr, const char *text, ExprFault *fault)
{
    Parser parser = { .expr = expr, .lexer = { text, text, fault }, .fault = fault };
    advance(&parser);
    ExprNode *root = parse_or(&parser);
    if (root == NULL) return NULL;
    return parser.token.kind == TOKEN_END ? root : expected(&parser, "and, or, or the end");
}
