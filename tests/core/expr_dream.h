/* core/expr_dream.h: made-up expressions and subjects, and a slow, plain evaluator that knows
 * nothing of the compiler. */
#ifndef RECOUP_TESTS_EXPR_DREAM_H
#define RECOUP_TESTS_EXPR_DREAM_H

#include "expr_subject.h"

typedef struct Dream Dream; /* a made-up expression */

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
