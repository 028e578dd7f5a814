/* intake/row_read.h: the cells of a row into one record, by the table of its fields.  Says what is
 * wrong with a value; judges no record. */
#ifndef RECOUP_INTAKE_ROW_READ_H
#define RECOUP_INTAKE_ROW_READ_H

#include "base/record.h"
#include "intake/map_value.h"

/* How one field gets its value. */
typedef struct {
    const Field *field;
    size_t column;         /* of the table, when there is no value of a map */
    const MapValue *value; /* lent; NULL: the column */
    DateForm date;
    NumberForm number;
    bool reference, whole, stated; /* stated: the map says how it is written */
    bool doubtful;                 /* a value could be read in several ways */
    DateScan dates;
    NumberScan numbers;
} RowField;

typedef struct {
    const RecordType *type;
    GArray *fields; /* RowField */
    void *blank, *record;
    Day on;     /* of the column "on", which every action takes */
    bool owned; /* texts of the record are its own; else lent until the next row */
    GString *scratch, *scratch_less, *note;
} RowReader;

/* field, value and remedy are lent; what is wrong comes as one sentence. */
typedef void (*RowFaultFn)(void *data, const char *field, const char *value, const char *remedy,
                           const char *sentence);

void row_read_init(RowReader *reader, const RecordType *type, bool owned);
void row_read_clear(RowReader *reader);
/* "on", or a field of the record; NULL: there is none of that name, or it is an answer. */
const Field *row_read_field(const RecordType *type, const char *name);
RowField *row_read_bind(RowReader *reader, const Field *field);
/* Fills reader->record (and on) anew; false after a fault. */
bool row_read_row(RowReader *reader, const Cell *cells, RowFaultFn fault, void *data);
/* Looks at the row's doubtful columns, for row_read_decide. */
void row_read_scan(RowReader *reader, const Cell *cells, int64_t line);
/* Settles date order and decimal mark of the columns that were scanned; what was found out, or what
 * is missing, is added to remarks (char *). */
void row_read_decide(RowReader *reader, GPtrArray *remarks);
bool row_read_doubtful(const RowReader *reader);

/* The value at a field of the record, by name; the field must exist and be of that type. */
size_t row_read_offset(const RecordType *type, const char *name, FieldType kind);

#endif
