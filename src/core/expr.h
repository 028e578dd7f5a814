/* core/expr.h: the one expression language: conditions and scores over named facts
 * (docs/expressions.md).  Compiled once, then immutable and shared by threads.  Reads no clock and
 * no database. */
#ifndef RECOUP_CORE_EXPR_H
#define RECOUP_CORE_EXPR_H

#include "base/day.h"
#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { EXPR_LENGTH_MAX = 4096, EXPR_DEPTH_MAX = 64, EXPR_PROGRAM_MAX = 1024 };

typedef enum {
    EXPR_INT,     /* a count: |n| <= 10^14 */
    EXPR_DECIMAL, /* a count of hundredths (60.00 is 6000): |n| <= 10^14 */
    EXPR_MONEY,   /* minor units of the subject's currency: |n| <= MONEY_MAX */
    EXPR_DAY,
    EXPR_TEXT, /* "" is not known */
    EXPR_BOOL
} ExprType;

/* A result, a bound value of an SQL text, or a cell of a row whose columns are not known to the
 * compiler of C. */
typedef struct {
    ExprType type;
    bool known;
    int64_t number;   /* INT, DECIMAL, MONEY, DAY, BOOL 0/1 */
    const char *text; /* TEXT, lent */
} ExprValue;

typedef enum {
    EXPR_AT_INT64,        /* INT, DECIMAL, MONEY: always known */
    EXPR_AT_INT32,        /* INT, DECIMAL: always known */
    EXPR_AT_DAY,          /* Day; DAY_NONE is not known */
    EXPR_AT_BOOL,         /* bool: always known */
    EXPR_AT_TEXT,         /* char[]; "" is not known */
    EXPR_AT_CELL,         /* an ExprValue of the name's type */
    EXPR_AT_INT64_OR_NONE /* INT, DECIMAL, MONEY that cannot be negative: -1 is not known.  Its SQL
                             says NULL then: "NULLIF(f.days_since_payment, -1)" */
} ExprStore;

typedef struct {
    const char *name; /* lower case: "oldest_dpd" */
    ExprType type;
    ExprStore store;
    size_t offset;   /* in the subject */
    const char *sql; /* "f.oldest_dpd": column or bracketed expression, NULL when the database
                        cannot tell.  Days integers, booleans 0/1, money BIGINT; SQL NULL (and '' of
                        a text) is not known */
    const char *doc; /* a short phrase for help */
} ExprName;

typedef struct {
    const char *noun; /* what a name is to the user: "fact", "column" */
    const ExprName *names;
    size_t count;
    size_t unit_offset;   /* int64_t in the subject: 10^exponent of its currency, 1 ... 10000 */
    const char *unit_sql; /* the same in SQL */
} ExprCatalog;

typedef enum {
    EXPR_OK,
    EXPR_SYNTAX,       /* not a sentence of the language */
    EXPR_UNKNOWN_NAME, /* no such fact or function */
    EXPR_MISTYPED,     /* days and money do not compare */
    EXPR_TOO_LARGE,    /* over a limit */
    EXPR_NO_SQL        /* right, but the database cannot answer it */
} ExprVerdict;

enum { EXPR_MESSAGE_SIZE = 256 };

typedef struct {
    ExprVerdict verdict;
    size_t column;                   /* characters from 1 */
    char message[EXPR_MESSAGE_SIZE]; /* "no fact 'balanse' (column 5); did you mean balance?" */
} ExprFault;

typedef struct Expr Expr;

/* Compiles a condition (yes or no).  The catalogue is lent until the expression is freed.  On
 * anything but EXPR_OK *out is untouched and *fault says what is wrong, where, and what would be
 * right. */
ExprVerdict expr_compile(const char *text, const ExprCatalog *catalog, Expr **out,
                         ExprFault *fault) G_GNUC_WARN_UNUSED_RESULT;
/* The same for a number: a score, points, a priority.  (Money becomes a number by number(...).) */
ExprVerdict expr_compile_number(const char *text, const ExprCatalog *catalog, Expr **out,
                                ExprFault *fault) G_GNUC_WARN_UNUSED_RESULT;
/* The same for anything; expr_type says what it became. */
ExprVerdict expr_compile_any(const char *text, const ExprCatalog *catalog, Expr **out,
                             ExprFault *fault) G_GNUC_WARN_UNUSED_RESULT;
void expr_free(Expr *expr);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Expr, expr_free)

/* Does the condition hold?  No allocation. */
bool expr_test(const Expr *expr, const void *subject, Day today);
/* The value: INT or DECIMAL (always hundredths, half away from zero), MONEY in minor units, ...; a
 * text is lent from the subject or the expression. */
ExprValue expr_value(const Expr *expr, const void *subject, Day today);

ExprType expr_type(const Expr *expr);
const char *expr_type_name(ExprType type); /* "a number", "money", "a day" */
/* Canonical text; compiles to the same expression.  Lent. */
const char *expr_text(const Expr *expr);
/* The names it uses, each once, in order of appearance.  Lent. */
const ExprName *const *expr_names(const Expr *expr, size_t *count);
bool expr_uses(const Expr *expr, const char *name);

/* Appends why: "dpd 45 > 30 yes, balance 812.00 >= 1000.00 no"; terms that did not matter any more
 * are shown as "not asked". */
void expr_explain(const Expr *expr, const void *subject, Day today, GString *out);

typedef struct {
    GString *text;  /* a condition for WHERE, or a number */
    GArray *values; /* of ExprValue, for $first ...; texts are lent from the expression */
} ExprSql;

/* The same question as SQL in the shared spelling of both engines.  The values are numbered from
 * $first; today is one of them.  *out is filled only on EXPR_OK; clear it with expr_sql_clear. */
ExprVerdict expr_sql(const Expr *expr, Day today, int first, ExprSql *out,
                     ExprFault *fault) G_GNUC_WARN_UNUSED_RESULT;
void expr_sql_clear(ExprSql *sql);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ExprSql, expr_sql_clear)

#endif
