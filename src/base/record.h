/* base/record.h: one description a record.  A record is a flat C struct and one static table of its
 * fields; from that table come JSON in and out, CSV columns, command-line fields, help and the
 * OpenAPI document. */
#ifndef RECOUP_BASE_RECORD_H
#define RECOUP_BASE_RECORD_H

#include "base/day.h"
#include "base/decimal.h"
#include "base/json_text.h"
#include "base/money.h"

typedef enum {
    FIELD_TEXT,    /* char[size], UTF-8, no control characters; "" = not given */
    FIELD_NOTE,    /* char *, given by record_*, freed by record_clear; may hold line breaks; NULL =
                      not given */
    FIELD_INT,     /* int64_t within [min, max] */
    FIELD_BOOL,    /* bool */
    FIELD_DAY,     /* Day; DAY_NONE = not given */
    FIELD_INSTANT, /* int64_t microseconds; 0 = not given */
    FIELD_AMOUNT,  /* Decimal as typed; the desk gives it a currency.  JSON: decimal string */
    FIELD_MONEY,   /* Money; output only.  JSON: decimal string (the currency is a field of its own)
                    */
    FIELD_ENUM,    /* int: index into words; -1 = not given */
    FIELD_WORDS,   /* char *, like FIELD_NOTE: list of texts, stored joined by '\n'.  JSON: list of
                      strings; text: comma-separated */
    FIELD_LIST, /* RecordList of records of type `of`.  JSON: list of objects; text (CLI): JSON */
    FIELD_JSON  /* Json *, any value; freed by record_clear */
} FieldType;

enum {
    FIELD_REQUIRED = 1, /* must be given */
    FIELD_KEY = 2,      /* names the record */
    FIELD_OUTPUT = 4    /* the program's answer; refused as input */
};

typedef struct RecordType RecordType;

typedef struct {
    void *rows; /* count records, freed by record_clear */
    size_t count;
} RecordList;

typedef struct {
    const char *name; /* as at the doors: "due_on" */
    FieldType type;
    unsigned flags;
    size_t offset;
    size_t size; /* FIELD_TEXT: bytes of the buffer; FIELD_NOTE: bytes at most, 0 = 65536 */
    const char *const *words; /* FIELD_ENUM: NULL-terminated */
    const RecordType *of;     /* FIELD_LIST */
    int64_t min, max;         /* FIELD_INT; both 0 = no bound; max < min = no upper bound */
    const char *doc;          /* a short phrase for help */
} Field;

struct RecordType {
    const char *name; /* "item.post", "promise" */
    size_t size;
    const Field *fields; /* name NULL ends the table; at most 64 */
    /* offset of a uint64_t: bit i is set when field i was given in the input; SIZE_MAX = none kept
     */
    size_t given_offset;
};

enum { RECORD_ROWS_MAX = 10000 }; /* rows of one FIELD_LIST; more is LIMIT */

/* Field faults are gathered, all of them, and reported together; `errors` is a GPtrArray of
 * FieldFault. */
typedef struct {
    char *field;  /* "to[2].amount" */
    char *value;  /* as given, cut to 80 bytes; may be NULL */
    char *detail; /* "is 31.02.2025; a date is YYYY-MM-DD and must exist" */
} FieldFault;

GPtrArray *record_faults_new(void);
/* Of very many faults the first thousand are kept. */
void record_fault(GPtrArray *faults, const char *field, const char *value, const char *format, ...)
    G_GNUC_PRINTF(4, 5);
/* One sentence of all faults: "amount is 12.345; USD has 2 decimals (and 2 more)". INVALID. */
void record_faults_error(const GPtrArray *faults, GError **error);

/* Sets every field to "not given". */
void record_init(const RecordType *type, void *record);
void record_clear(const RecordType *type, void *record);
/* Was given in the input, or says something now.  An empty JSON text ("") is given and empties the
 * field; JSON null is not given.  Without given_offset numbers and yes-or-nos always count as
 * given. */
bool record_given(const RecordType *type, const void *record, const char *field);

/* Fills an initialised record.  Unknown names are faults with the nearest known name; adds to
 * faults. */
void record_from_json(const RecordType *type, const Json *object, void *record, GPtrArray *faults);
/* One field from text (command line, CSV cell); "" leaves it as it is. */
void record_set_text(const RecordType *type, const Field *field, const char *text, void *record,
                     GPtrArray *faults);
/* Checks FIELD_REQUIRED after all fields were set, in rows too; not of fields that have a fault
 * already. */
void record_check(const RecordType *type, const void *record, GPtrArray *faults);
const Field *record_field(const RecordType *type,
                          const char *name); /* "due-on" is due_on; NULL: unknown */

/* Only given fields. */
Json *record_to_json(const RecordType *type, const void *record);
/* One field as text, as CSV wants it. */
void record_field_text(const Field *field, const void *record, GString *out);
/* "--due-on DATE   (required) the day it is due", a line a field. */
void record_help(const RecordType *type, GString *out);
/* JSON Schema of the record, for openapi.json. */
Json *record_schema(const RecordType *type);

#endif
