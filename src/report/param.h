/* report/param.h: short spellings for the parameter records of views.  Only macros that fill a
 * Field. */
#ifndef RECOUP_REPORT_PARAM_H
#define RECOUP_REPORT_PARAM_H

#include "report/view.h"

#define PARAM_NAMED(S, m, name, type, doc)                      \
    {                                                           \
        name, type, 0, offsetof(S, m), 0, NULL, NULL, 0, 0, doc \
    }
#define PARAM(S, m, type, doc) PARAM_NAMED(S, m, #m, type, doc)
#define PARAM_TEXT(S, m, doc)                                                         \
    {                                                                                 \
#m, FIELD_TEXT, 0, offsetof(S, m), sizeof(((S *)0)->m), NULL, NULL, 0, 0, doc \
    }
#define PARAM_WORD(S, m, words, doc)                                 \
    {                                                                \
#m, FIELD_ENUM, 0, offsetof(S, m), 0, words, NULL, 0, 0, doc \
    }
#define PARAM_COUNT(S, m, low, high, doc)                               \
    {                                                                   \
#m, FIELD_INT, 0, offsetof(S, m), 0, NULL, NULL, low, high, doc \
    }
#define PARAM_COMMON(S)                                                                      \
    PARAM_NAMED(S, common.as_of, "as_of", FIELD_DAY, "the day asked for (default: today)"),  \
        PARAM_NAMED(S, common.known_us, "known", FIELD_INSTANT,                              \
                    "as it was known then (default: as now known)"),                         \
        PARAM_NAMED(S, common.where, "where", FIELD_NOTE, "only rows for which this holds"), \
        { "in",                                                                              \
          FIELD_TEXT,                                                                        \
          0,                                                                                 \
          offsetof(S, common.in),                                                            \
          CURRENCY_SIZE,                                                                     \
          NULL,                                                                              \
          NULL,                                                                              \
          0,                                                                                 \
          0,                                                                                 \
          "reporting currency: all money converted at the day's rate" },                     \
        { "limit", FIELD_INT, 0, offsetof(S, common.limit), 0,                               \
          NULL,    NULL,      0, INT64_C(1) << 40,          "at most so many rows" },        \
        PARAM_NAMED(S, common.cursor, "cursor", FIELD_NOTE, "go on after the page before")
#define PARAM_END                                         \
    {                                                     \
        NULL, FIELD_TEXT, 0, 0, 0, NULL, NULL, 0, 0, NULL \
    }

#define COLUMN_END                   \
    {                                \
        NULL, VIEW_TEXT, false, NULL \
    }

/* A view with the common parameters only. */
typedef struct {
    ViewCommon common;
} ViewPlain;

#endif
