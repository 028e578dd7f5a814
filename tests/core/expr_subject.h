/* core/expr_subject.h: a made-up subject with a name of every type and store, for the tests of
 * expressions. */
#ifndef RECOUP_TESTS_EXPR_SUBJECT_H
#define RECOUP_TESTS_EXPR_SUBJECT_H

#include "core/expr.h"

typedef struct {
    int64_t id, unit;
    int64_t balance, past_due;
    int64_t dpd, late_share, since_contact;
    int32_t terms;
    Day last_payment_on, due_on;
    bool disputed, is_key;
    char region[17], name[40];
    ExprValue score, credit_limit, rate, review_on, owner, legal;
} Subject;

#define SUBJECT_NAME(name, type, store, doc)                         \
    {                                                                \
#name, type, store, offsetof(Subject, name), "s." #name, doc \
    }

static const ExprName SUBJECT_NAMES[] = {
    SUBJECT_NAME(balance, EXPR_MONEY, EXPR_AT_INT64, "open balance"),
    SUBJECT_NAME(past_due, EXPR_MONEY, EXPR_AT_INT64, "of it past due"),
    SUBJECT_NAME(dpd, EXPR_INT, EXPR_AT_INT64, "days past due"),
    SUBJECT_NAME(late_share, EXPR_DECIMAL, EXPR_AT_INT64, "percent paid late"),
    { "since_contact", EXPR_INT, EXPR_AT_INT64_OR_NONE, offsetof(Subject, since_contact),
      "NULLIF(s.since_contact, -1)", "days since the last contact" },
    SUBJECT_NAME(terms, EXPR_INT, EXPR_AT_INT32, "days of credit"),
    SUBJECT_NAME(last_payment_on, EXPR_DAY, EXPR_AT_DAY, "day of the last payment"),
    SUBJECT_NAME(due_on, EXPR_DAY, EXPR_AT_DAY, "due day"),
    SUBJECT_NAME(disputed, EXPR_BOOL, EXPR_AT_BOOL, "in dispute"),
    SUBJECT_NAME(is_key, EXPR_BOOL, EXPR_AT_BOOL, "key account"),
    SUBJECT_NAME(region, EXPR_TEXT, EXPR_AT_TEXT, "state"),
    SUBJECT_NAME(name, EXPR_TEXT, EXPR_AT_TEXT, "who owes"),
    SUBJECT_NAME(score, EXPR_INT, EXPR_AT_CELL, "score"),
    SUBJECT_NAME(credit_limit, EXPR_MONEY, EXPR_AT_CELL, "credit limit"),
    SUBJECT_NAME(rate, EXPR_DECIMAL, EXPR_AT_CELL, "rate"),
    SUBJECT_NAME(review_on, EXPR_DAY, EXPR_AT_CELL, "next review"),
    SUBJECT_NAME(owner, EXPR_TEXT, EXPR_AT_CELL, "collector"),
    SUBJECT_NAME(legal, EXPR_BOOL, EXPR_AT_CELL, "with the lawyers"),
    { "hidden", EXPR_INT, EXPR_AT_INT64, offsetof(Subject, id), NULL, "the database cannot tell" },
};

static const ExprCatalog SUBJECT_CATALOG = { "fact", SUBJECT_NAMES, G_N_ELEMENTS(SUBJECT_NAMES),
                                             offsetof(Subject, unit), "s.unit" };

#endif
