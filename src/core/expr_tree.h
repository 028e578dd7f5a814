/* core/expr_tree.h: the inside of an expression: words, tree, program.  For the expr files only;
 * nobody else includes it.
 *
 *     text -> expr_lex -> expr_parse -> tree -> expr_check (types, constants, bounds) -> expr_emit
 * -> program -> expr_run
 *                                         |-> expr_print (canonical text) |-> expr_explain |->
 * expr_sql
 *
 * A number is an integer with a scale known when it is compiled (0 a count, 2 a fact in hundredths,
 * 4 a quotient).  Each node computes its operation, divides by `drop`, multiplies by `lift`;
 * program and SQL do exactly the same steps with the same limit, so they cannot disagree: what
 * would be larger than EXPR_LIMIT is not known. */
#ifndef RECOUP_CORE_EXPR_TREE_H
#define RECOUP_CORE_EXPR_TREE_H

#include "core/expr.h"

#define EXPR_LIMIT      INT64_C(4000000000000000000)
#define EXPR_NUMBER_MAX INT64_C(99999999999999) /* 14 digits */
enum { EXPR_SCALE_MAX = 4, EXPR_NODES_MAX = 2048, EXPR_STACK_MAX = 160 };

/* --- words (expr_lex.c) ----------------------------------------------------------------------- */

typedef enum {
    TOKEN_END,
    TOKEN_WORD,
    TOKEN_NUMBER,
    TOKEN_DAY,
    TOKEN_TEXT,
    TOKEN_SIGN,
    TOKEN_BAD
} ExprTokenKind;

typedef struct {
    ExprTokenKind kind;
    const char *start;
    size_t length;
    size_t column;
    int64_t number; /* NUMBER: digits; DAY */
    uint8_t scale;  /* NUMBER */
} ExprToken;

typedef struct {
    const char *text, *at;
    ExprFault *fault;
} ExprLexer;

ExprToken expr_lex_next(ExprLexer *lexer);
/* Is it this keyword (any case) or this sign? */
bool expr_lex_is(const ExprToken *token, const char *word);
/* The text between the quotes, doubled quotes halved.  Given. */
char *expr_lex_text(const ExprToken *token);
bool expr_lex_is_keyword(const ExprToken *token);

/* --- faults (expr_fault.c) -------------------------------------------------------------------- */

/* Only the first fault is kept.  Returns false. */
bool expr_fault_set(ExprFault *fault, ExprVerdict verdict, size_t column, const char *format, ...)
    G_GNUC_PRINTF(4, 5);
/* "; did you mean ...?" after the column. */
void expr_fault_hint(ExprFault *fault, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* --- tree (expr_tree.c) ----------------------------------------------------------------------- */

typedef enum {
    NODE_NUMBER, /* constants */
    NODE_DAY,
    NODE_TEXT,
    NODE_TRUTH,
    NODE_TODAY,
    NODE_NAME,
    NODE_NEG, /* arithmetic */
    NODE_ABS,
    NODE_AMOUNT, /* number(money): whole units with four decimals */
    NODE_ADD,
    NODE_SUB,
    NODE_MUL,
    NODE_DIV,
    NODE_MIN,
    NODE_MAX,
    NODE_IF,
    NODE_COMPARE, /* conditions, always known */
    NODE_BETWEEN, /* two comparisons; joined by and, when negated by or */
    NODE_IN,
    NODE_LIKE,
    NODE_KNOWN, /* negated: is none */
    NODE_NOT,
    NODE_AND,
    NODE_OR
} ExprKind;

enum { LESS = 1, SAME = 2, MORE = 4 }; /* of a comparison: which outcomes hold */
typedef enum { LIKE_PATTERN, LIKE_STARTS, LIKE_CONTAINS } ExprLike;

typedef struct ExprNode ExprNode;
struct ExprNode {
    ExprKind kind;
    ExprType type;
    uint8_t scale; /* of a number, after drop, before lift */
    uint8_t depth; /* of the tree below, counted from 1 */
    uint8_t mask;  /* COMPARE */
    bool is_const; /* a number without names in it: number x 10^-scale */
    bool as_money; /* a constant number taken as money of the subject's currency */
    bool negated;  /* IN, BETWEEN, LIKE, KNOWN */
    bool may_pass; /* the operation's result may pass EXPR_LIMIT */
    bool lift_may_pass;
    size_t column;
    int64_t number; /* NUMBER digits, DAY, TRUTH, LIKE its ExprLike */
    int64_t drop, lift;
    int64_t settle; /* of the root: divided by last of all, to hundredths */
    double bound;   /* no result is larger in size */
    const ExprName *name;
    const char *text;    /* TEXT, LIKE: as written */
    const char *pattern; /* LIKE: for lower-case text, % _ and \ as in SQL */
    size_t count;
    ExprNode *first, *last, *next;
};

struct Expr {
    const ExprCatalog *catalog;
    GPtrArray *nodes;
    GStringChunk *texts;
    ExprNode *root;
    GPtrArray *names;   /* of const ExprName */
    size_t unit_offset; /* SIZE_MAX: no money in it */
    GArray *program;    /* of ExprStep */
    char *text;
};

/* NULL when there are too many. */
ExprNode *expr_tree_node(Expr *expr, ExprKind kind, size_t column);
void expr_tree_add(ExprNode *parent, ExprNode *kid);
ExprNode *expr_tree_clone(Expr *expr, const ExprNode *node);
bool expr_tree_same(const ExprNode *a, const ExprNode *b);
int64_t expr_tree_power(unsigned exponent); /* 10^exponent */
/* The integer of scale `scale` to compare with so that `value mask result` says the same as with
 * the exact constant; INT64_MAX, which no value has, when nothing can be equal. */
int64_t expr_tree_threshold(const ExprNode *constant, unsigned scale, unsigned mask);
/* What `a mask b` becomes when the sides change places. */
uint8_t expr_tree_mirror(uint8_t mask);

/* --- passes ----------------------------------------------------------------------------------- */

ExprNode *expr_parse_tree(Expr *expr, const char *text, ExprFault *fault); /* NULL: *fault */
bool expr_check_tree(ExprNode *root, ExprFault *fault);
void expr_print_node(const ExprNode *node, GString *out);
const char *expr_print_sign(unsigned mask);           /* "<=" */
void expr_print_text(const char *text, GString *out); /* in quotes */
void expr_print_number(int64_t digits, unsigned scale, GString *out);

typedef struct {
    uint8_t op, mask;
    uint32_t target; /* where to go on */
    size_t offset;   /* in the subject */
    int64_t a, b;
    const ExprNode *node;
} ExprStep;

typedef struct {
    union {
        int64_t number;
        const char *text;
    };
    bool known;
} ExprSlot;

/* Appends the program of a node to steps (of ExprStep), ended.  False: too long or too deep. */
bool expr_emit_program(const ExprNode *node, GArray *steps);

typedef enum {
    OP_END,
    OP_INT64, /* push a fact */
    OP_INT64_OR_NONE,
    OP_INT32,
    OP_DAY,
    OP_BOOL,
    OP_TEXT,
    OP_CELL,
    OP_CELL_TEXT,
    OP_CONST, /* push a constant */
    OP_CONST_TEXT,
    OP_CONST_MONEY,
    OP_TODAY,
    OP_NEG, /* change the top */
    OP_ABS,
    OP_AMOUNT,
    OP_UP,
    OP_DOWN,
    OP_ADD, /* join the top two */
    OP_SUB,
    OP_MUL,
    OP_DIV,
    OP_MIN,
    OP_MAX,
    OP_COMPARE,
    OP_COMPARE_TEXT,
    OP_COMPARE_CONST, /* the top with a constant */
    OP_COMPARE_MONEY,
    OP_INT64_CONST, /* a fact with a constant in one step */
    OP_INT32_CONST,
    OP_DAY_CONST,
    OP_INT64_MONEY,
    OP_TEXT_CONST,
    OP_IN,
    OP_IN_MONEY,
    OP_IN_TEXT,
    OP_LIKE,
    OP_KNOWN,
    OP_NOT,
    OP_TRUTH,  /* not known becomes no */
    OP_AND,    /* no: stay and go to target; else drop it */
    OP_OR,     /* yes: stay and go to target; else drop it */
    OP_UNLESS, /* drop it; not yes: go to target */
    OP_JUMP
} ExprOp;

ExprSlot expr_run_program(const ExprStep *step, size_t unit_offset, const void *subject, Day today);

void expr_explain_write(const Expr *expr, const void *subject, Day today, GString *out);
ExprVerdict expr_sql_write(const Expr *expr, Day today, int first, ExprSql *out, ExprFault *fault);

bool expr_like_match(const char *text, const char *pattern);
/* Folds ASCII and, for starts_with and contains, guards what LIKE would read as a sign.  Given. */
char *expr_like_pattern(const char *text, ExprLike form);

#endif
