/* db/db_wire.h: values in PostgreSQL's binary form.  Private to src/db; talks to no server. */
#ifndef RECOUP_DB_DB_WIRE_H
#define RECOUP_DB_DB_WIRE_H

#include "db/db.h"

/* Numbers of the types that the shared spelling can meet. */
typedef enum {
    WIRE_ANY = 0, /* a parameter: whatever its place asks for */
    WIRE_BOOL = 16,
    WIRE_BYTEA = 17,
    WIRE_CHAR = 18,
    WIRE_NAME = 19,
    WIRE_INT8 = 20,
    WIRE_INT2 = 21,
    WIRE_INT4 = 23,
    WIRE_TEXT = 25,
    WIRE_OID = 26,
    WIRE_FLOAT4 = 700,
    WIRE_FLOAT8 = 701,
    WIRE_UNKNOWN = 705,
    WIRE_BPCHAR = 1042,
    WIRE_VARCHAR = 1043
} WireType;

bool db_wire_known(WireType type);
bool db_wire_is_text(WireType type);
/* The type of an array of these; 0 for what bulk writes do not send. */
uint32_t db_wire_array_of(WireType type);

int64_t db_wire_int(WireType type, const char *bytes);
double db_wire_real(WireType type, const char *bytes);

/* Writes at most 8 bytes; returns how many, 0 when the type has no such form or the number does not
 * fit it. */
int db_wire_put_int(WireType type, int64_t value, char out[static 8]);
int db_wire_put_real(WireType type, double value, char out[static 8]);

void db_wire_add16(GByteArray *out, int16_t value);
void db_wire_add32(GByteArray *out, int32_t value);

#endif
