/* report/face.h: how a view looks: table, CSV, JSON, JSON lines, XLSX.  Writes rows as they come;
 * knows nothing of the book. */
#ifndef RECOUP_REPORT_FACE_H
#define RECOUP_REPORT_FACE_H

#include "core/expr.h"
#include "core/facts.h"
#include "report/view.h"

/* One row: a cell a column, beside it what --where may ask about. */
typedef struct {
    int64_t unit; /* 10^exponent of its currency */
    char currency[CURRENCY_SIZE];
    ExprValue cells[VIEW_COLUMNS_MAX];
    Facts facts;
} ViewRow;

typedef struct {
    char currency[CURRENCY_SIZE];
    int64_t sums[VIEW_COLUMNS_MAX]; /* of the columns that are totalled */
} FaceTotal;

typedef struct {
    const char *view;
    Day as_of;
    const char *known; /* NULL: as now known */
    const ViewColumn *columns;
    size_t column_count;
    const Zone *zone;
} FaceHead;

typedef struct {
    const FaceTotal *totals; /* one a currency; none where nothing is totalled */
    size_t total_count;
    int64_t rows;       /* that match, on all pages; -1 not counted to the end */
    const char *cursor; /* of the next page; NULL: this is the last */
} FaceTail;

typedef struct Face Face;

typedef struct {
    bool (*begin)(Face *face, GError **error);
    bool (*row)(Face *face, const ViewRow *row, GError **error);
    bool (*end)(Face *face, const FaceTail *tail, GError **error);
    void (*clear)(Face *face);
} FaceKind;

struct Face {
    const FaceKind *kind;
    FaceHead head;
    ViewSink sink;
    void *sink_data;
    GString *out; /* not yet sunk */
    int64_t rows;
    void *own; /* the kind's */
};

Face *face_new(ViewFormat format, const FaceHead *head, ViewSink sink, void *data);
void face_free(Face *face);
bool face_begin(Face *face, GError **error) MUST_USE;
bool face_row(Face *face, const ViewRow *row, GError **error) MUST_USE;
bool face_end(Face *face, const FaceTail *tail, GError **error) MUST_USE;
/* Totals are of no use to this format: the answer may stop at its limit. */
bool face_is_plain(ViewFormat format);

/* For the kinds: gives what has gathered to the sink when it is large, or `all`. */
bool face_flush(Face *face, bool all, GError **error) MUST_USE;
/* A cell as plain text (CSV): days ISO, money decimal, lists with commas. */
void face_cell(const FaceHead *head, size_t column, const ViewRow *row, GString *out);

#endif
