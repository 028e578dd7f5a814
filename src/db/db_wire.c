/* db/db_wire.c: big-endian numbers to and from bytes, by PostgreSQL's types.  Talks to no server.
 */
#include "db/db_wire.h"

#include <endian.h>
#include <string.h>

static const struct {
    WireType type;
    uint32_t array;
    bool text;
} TYPES[] = {
    { WIRE_BOOL, 1000, false }, { WIRE_BYTEA, 1001, false },  { WIRE_CHAR, 0, true },
    { WIRE_NAME, 0, true },     { WIRE_INT8, 1016, false },   { WIRE_INT2, 1005, false },
    { WIRE_INT4, 1007, false }, { WIRE_TEXT, 1009, true },    { WIRE_OID, 0, false },
    { WIRE_FLOAT4, 0, false },  { WIRE_FLOAT8, 1022, false }, { WIRE_UNKNOWN, 0, true },
    { WIRE_BPCHAR, 0, true },   { WIRE_VARCHAR, 1015, true },
};

bool db_wire_known(WireType type)
{
    for (size_t i = 0; i < G_N_ELEMENTS(TYPES); i++)
        if (TYPES[i].type == type) return true;
    return false;
}

bool db_wire_is_text(WireType type)
{
    for (size_t i = 0; i < G_N_ELEMENTS(TYPES); i++)
        if (TYPES[i].type == type) return TYPES[i].text;
    return false;
}

uint32_t db_wire_array_of(WireType type)
{
    for (size_t i = 0; i < G_N_ELEMENTS(TYPES); i++)
        if (TYPES[i].type == type) return TYPES[i].array;
    return 0;
}

static int64_t get64(const char *bytes)
{
    uint64_t wire;
    memcpy(&wire, bytes, sizeof wire);
    return (int64_t)be64toh(wire);
}

static int32_t get32(const char *bytes)
{
    uint32_t wire;
    memcpy(&wire, bytes, sizeof wire);
    return (int32_t)be32toh(wire);
}

static int16_t get16(const char *bytes)
{
    uint16_t wire;
    memcpy(&wire, bytes, sizeof wire);
    return (int16_t)be16toh(wire);
}

int64_t db_wire_int(WireType type, const char *bytes)
{
    if (type == WIRE_INT8) return get64(bytes);
    if (type == WIRE_INT4) return get32(bytes);
    if (type == WIRE_OID) return (uint32_t)get32(bytes);
    if (type == WIRE_INT2) return get16(bytes);
    if (type == WIRE_BOOL) return bytes[0];
    if (type == WIRE_FLOAT8 || type == WIRE_FLOAT4) return (int64_t)db_wire_real(type, bytes);
    return g_ascii_strtoll(bytes, NULL, 10);
}

double db_wire_real(WireType type, const char *bytes)
{
    if (type == WIRE_FLOAT8) {
        int64_t bits = get64(bytes);
        double real;
        memcpy(&real, &bits, sizeof real);
        return real;
    }
    if (type == WIRE_FLOAT4) {
        int32_t bits = get32(bytes);
        float real;
        memcpy(&real, &bits, sizeof real);
        return (double)real;
    }
    return db_wire_is_text(type) ? g_ascii_strtod(bytes, NULL) : (double)db_wire_int(type, bytes);
}

static int put64(uint64_t value, char *out)
{
    value = htobe64(value);
    memcpy(out, &value, sizeof value);
    return sizeof value;
}

static int put32(uint32_t value, char *out)
{
    value = htobe32(value);
    memcpy(out, &value, sizeof value);
    return sizeof value;
}

static int put16(uint16_t value, char *out)
{
    value = htobe16(value);
    memcpy(out, &value, sizeof value);
    return sizeof value;
}

int db_wire_put_int(WireType type, int64_t value, char out[static 8])
{
    if (type == WIRE_INT8) return put64((uint64_t)value, out);
    if (type == WIRE_INT4) return value == (int32_t)value ? put32((uint32_t)value, out) : 0;
    if (type == WIRE_INT2) return value == (int16_t)value ? put16((uint16_t)value, out) : 0;
    if (type == WIRE_FLOAT8) return db_wire_put_real(type, (double)value, out);
    out[0] = value != 0;
    return type == WIRE_BOOL ? 1 : 0;
}

int db_wire_put_real(WireType type, double value, char out[static 8])
{
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    return type == WIRE_FLOAT8 ? put64(bits, out) : 0;
}

void db_wire_add16(GByteArray *out, int16_t value)
{
    char bytes[2];
    g_byte_array_append(out, (const guint8 *)bytes, (uint32_t)put16((uint16_t)value, bytes));
}

void db_wire_add32(GByteArray *out, int32_t value)
{
    char bytes[4];
    g_byte_array_append(out, (const guint8 *)bytes, (uint32_t)put32((uint32_t)value, bytes));
}
