/* intake/import_map.h: how a foreign export becomes records: columns renamed, joined and
 * translated, one row into several records.  A map is a YAML file; this reads it and binds it to
 * the columns of a table.  Reads no cell. */
#ifndef RECOUP_INTAKE_IMPORT_MAP_H
#define RECOUP_INTAKE_IMPORT_MAP_H

#include "base/money.h"
#include "intake/cell_date.h"
#include "intake/cell_number.h"
#include "intake/table.h"

/* One stretch of a value: a text as it stands, or the first of these columns that is filled. */
typedef struct {
    char *text;      /* NULL: columns */
    char **names;    /* of columns */
    GArray *columns; /* size_t, bound; SIZE_MAX: the table has none of that name */
} MapPart;

typedef struct MapValue MapValue;
struct MapValue {
    GArray *parts;     /* MapPart */
    int line, column;  /* in the map's file */
    GHashTable *words; /* folded text of the cell -> the word meant; NULL: as it is */
    char *otherwise;   /* for cells that are not among them; NULL: a fault */
    MapValue *less;    /* of amounts: taken off (a credit column beside a debit column) */
    MapValue *other;   /* what it is when it is empty; NULL: empty */
    bool negate;       /* of amounts: the sign is turned */
    bool minor;        /* of amounts: counts cents */
    bool absolute;     /* of amounts: the sign is left off */
    bool whole;        /* of references: "2960623488.0" is 2960623488 */
    bool digits;       /* only the first digits of the cell: "Net 30" is 30 */
    bool keep;         /* cells that are not among the words stay as they are */
    bool cut;          /* of texts: what does not fit is cut off */
    bool optional;     /* the table need not have its columns */
    bool has_date, has_number;
    DateForm date;
    NumberForm number;
};

typedef enum { MAP_WORDS, MAP_FILLED, MAP_EMPTY, MAP_NEGATIVE, MAP_POSITIVE, MAP_ZERO } MapTestKind;

typedef struct {
    MapValue *value;
    MapTestKind kind;
    GPtrArray *words; /* folded; of MAP_WORDS; patterns with * and ? */
    bool unless;
} MapTest;

typedef struct {
    char *field;
    MapValue *value;
} MapField;

typedef struct {
    char *record;       /* "item" */
    GArray *fields;     /* MapField */
    GArray *tests;      /* MapTest: all must hold */
    MapValue *number;   /* of payments: the item it was for; NULL: as payment.take says */
    char *negative;     /* what an amount below zero is: "credit_note"; NULL: a fault */
    bool repeats;       /* the same record again in a later row is nothing new */
    bool so_far;        /* of payments: all that was paid up to now; only what is new is taken */
    bool skip_zero;     /* an amount of zero makes no record */
    bool skip_negative; /* nor does one below zero */
    int line, column;
} MapRecord;

typedef struct {
    char *name; /* as it was asked for */
    char *about;
    char *kind; /* "items": what it is meant for */
    bool has_date, has_number;
    DateForm date;
    NumberForm number;
    MoneyRounding rounding;
    CsvDialect dialect;
    bool has_dialect;
    char *sheet, *group_column;
    GPtrArray *drop_rows; /* char *, then NULL */
    GPtrArray *wanted;    /* names of its columns, then NULL */
    bool keep_totals;
    int64_t header_line;
    GArray *skip;    /* MapTest: a row for which one holds is left out */
    GArray *records; /* MapRecord */
} ImportMap;

void import_map_value_free(MapValue *value);

/* A shipped map by name, or a file.  NOT_FOUND, or INVALID: all that is wrong with it, a line each,
 * naming line, column and remedy. */
ImportMap *import_map_load(const char *name, GError **error) MUST_USE;
ImportMap *import_map_read(const char *name, const char *text, size_t length,
                           GError **error) MUST_USE;
void import_map_free(ImportMap *map);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ImportMap, import_map_free)
TableWish import_map_wish(const ImportMap *map);
/* Finds the columns.  INVALID: all that values need and the table has not; names the nearest. */
bool import_map_bind(ImportMap *map, const Table *table, GError **error) MUST_USE;
/* The shipped map of that kind of file that finds all it needs in the table, and most of it; NULL:
 * none does.  Given. */
char *import_map_fitting(const char *kind, const Table *table);
/* The table's columns that no value speaks of, for people; NULL: none.  Given. */
char *import_map_unused(const ImportMap *map, const Table *table);

#endif
