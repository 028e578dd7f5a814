/* report/view.h: the views: named tables over the book, each a row of one table.  Doors pass a
 * name, parameters and a sink; authority is asked here, rows of creditors the actor does not see
 * are left out, of totals too.  Views change nothing. */
#ifndef RECOUP_REPORT_VIEW_H
#define RECOUP_REPORT_VIEW_H

#include "base/record.h"
#include "desk/desk.h"

typedef enum {
    VIEW_TEXT,
    VIEW_INT,
    VIEW_MONEY,   /* of the row's currency; JSON and CSV: a decimal string */
    VIEW_DECIMAL, /* hundredths; JSON: a decimal string */
    VIEW_DAY,
    VIEW_INSTANT,
    VIEW_LIST /* texts joined by '\n'; JSON: a list */
} ViewType;

enum { VIEW_COLUMNS_MAX = 40 };

typedef struct {
    const char *name;
    ViewType type;
    bool sum; /* totalled */
    const char *doc;
} ViewColumn;

/* What every view takes; the first member of each parameter record. */
typedef struct {
    Day as_of;        /* default: the business day */
    int64_t known_us; /* default: as now known */
    char *where;
    char in[CURRENCY_SIZE]; /* reporting currency */
    int64_t limit;          /* rows of the page; 0 all */
    char *cursor;           /* of the page before */
} ViewCommon;

struct ViewRun;

typedef struct {
    const char *name; /* "aging" */
    Permit permit;
    const RecordType *params;
    const ViewColumn *columns;                         /* name NULL ends */
    bool (*open)(struct ViewRun *run, GError **error); /* NULL, or adds columns by the parameters */
    bool (*run)(struct ViewRun *run, GError **error);
    bool of_accounts; /* a row is an account: --where may speak of all facts */
    const char *doc;
} View;

typedef enum {
    VIEW_FACE_TABLE,
    VIEW_FACE_CSV,
    VIEW_FACE_JSON,
    VIEW_FACE_JSONL,
    VIEW_FACE_XLSX
} ViewFormat;

/* Takes the bytes of the answer, piece by piece. */
typedef bool (*ViewSink)(void *data, const char *bytes, size_t length, GError **error);

/* Walks the table: index 0 … until NULL. */
const View *view_at(size_t index);
const View *view_find(const char *name); /* NULL: unknown */
/* "table", "csv", "json", "jsonl", "xlsx".  INVALID: another. */
bool view_format(const char *word, ViewFormat *out, GError **error) MUST_USE;

/* pairs: name, value, name, value, …, NULL; a name may be written with '-'.  NOT_FOUND: no such
 * view, or nothing that a parameter names; INVALID: parameters or where; FORBIDDEN. */
bool view_show(Desk *desk, const char *name, const char *const *pairs, ViewFormat format,
               ViewSink sink, void *data, GError **error) MUST_USE;
/* The same with the parameters as one JSON object. */
bool view_show_json(Desk *desk, const char *name, const Json *params, ViewFormat format,
                    ViewSink sink, void *data, GError **error) MUST_USE;
/* The same into a text; given. */
char *view_text(Desk *desk, const char *name, const char *const *pairs, ViewFormat format,
                GError **error) MUST_USE;

/* "aging: open money by age …" with its parameters and columns. */
void view_help(const View *view, GString *out);

#endif
