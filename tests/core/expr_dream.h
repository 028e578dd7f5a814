/* core/expr_dream.h: made-up expressions and subjects, and a slow, plain evaluator that knows
 * nothing of the compiler. */
#ifndef RECOUP_TESTS_EXPR_DREAM_H
#define RECOUP_TESTS_EXPR_DREAM_H

#include "expr_subject.h"

typedef struct Dream Dream; /* a made-up expression */

typedef enum {
    D_CONST, /* number */
    D_DAY,
    D_TEXT,
    D_TRUTH,
    D_TODAY,
    D_NAME,
    D_NEG,
    D_ABS,
    D_AMOUNT,
    D_ADD,
    D_SUB,
    D_MUL,
    D_DIV,
    D_MIN,
    D_MAX,
    D_IF,
    D_COMPARE,
    D_BETWEEN,
    D_IN,
    D_LIKE,
    D_KNOWN,
    D_NOT,
    D_AND,
    D_OR
} DreamKind;

enum { DREAM_KIDS = 6 };

struct Dream {
    DreamKind kind;
    const ExprName *name;
    int64_t number;
    unsigned scale;
    const char *text, *word; /* word: the comparison or function as written */
    bool negated;
    Dream *kids[DREAM_KIDS];
    int count;
};

/* `what`: the type wanted.  Everything lives in the pool until it is freed. */
Dream *dream_make(GPtrArray *pool, ExprType what, int depth);
GPtrArray *dream_pool(void);
/* As a person might type it: every part in brackets, or few of them. */
void dream_text(const Dream *dream, GString *out);
/* Its value; numbers in hundredths when they are not counts. */
ExprValue dream_value(const Dream *dream, const Subject *subject, Day today);
/* Yes or no. */
bool dream_test(const Dream *dream, const Subject *subject, Day today);

void dream_subject(Subject *subject, int64_t id);
Day dream_day(void);

#endif
