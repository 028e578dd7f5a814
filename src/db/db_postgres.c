/* db/db_postgres.c: the driver for PostgreSQL.  The only file that knows libpq; values travel in
 * binary form. */
#include "db/db_postgres.h"

#include "db/db_state.h"
#include <libpq-fe.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    Db base;
    PGconn *handle;
    unsigned prepared; /* statements so far, for their names */
} Server;

typedef enum { PARAM_NULL, PARAM_INT, PARAM_TEXT, PARAM_BLOB, PARAM_REAL, PARAM_BINARY } ParamKind;

typedef struct {
    ParamKind kind;
    int64_t integer;
    double real;
    const void *bytes; /* lent */
    size_t length;
    Oid type;                  /* PARAM_BINARY */
    char wire[DB_DIGITS_SIZE]; /* a number as it is sent */
} Param;

typedef struct {
    DbStmt base;
    char name[16];
    bool prepared;
    int param_count; /* the highest $n of the text */
    Param *params;
    Oid *param_types; /* as the server sees them */
    const char **values;
    int *lengths, *formats;
    Oid *column_types;
    PGresult *result;
    int row, row_count;
} Query;

static PGconn *handle_of(const Db *db)
{
    return ((const Server *)db)->handle;
}

/* --- failures in words ------------------------------------------------------------------------ */

/* The server's own words: its message and the detail, which names the key of a duplicate. */
static char *words_of(const Db *db, const PGresult *result)
{
    const char *primary = result ? PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY) : NULL;
    const char *detail = result ? PQresultErrorField(result, PG_DIAG_MESSAGE_DETAIL) : NULL;
    g_autofree char *all =
        g_strdup_printf("%s%s%s", primary ? primary : PQerrorMessage(handle_of(db)),
                        detail ? "; " : "", detail ? detail : "");
    return db_one_line(all);
}

static bool refuse(const Db *db, const PGresult *result, const char *sql, GError **error)
{
    const char *state = result ? PQresultErrorField(result, PG_DIAG_SQLSTATE) : NULL;
    g_autofree char *words = words_of(db, result);

    if (PQstatus(handle_of(db)) == CONNECTION_BAD) state = "08006";
    return db_state_refuse(state ? state : "", db->name, words, sql, error);
}

/* --- connections ------------------------------------------------------------------------------ */

/* A rolled-back COMMIT is no error to the server, but it is to us. */
static bool succeeded(PGresult *result, const char *sql)
{
    ExecStatusType status = PQresultStatus(result);
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_EMPTY_QUERY)
        return false;
    return strcmp(sql, "COMMIT") != 0 || strcmp(PQcmdStatus(result), "COMMIT") == 0;
}

static bool script(Db *db, const char *sql, GError **error)
{
    PGresult *result = PQexec(handle_of(db), sql);
    bool done = succeeded(result, sql) || refuse(db, result, sql, error);
    PQclear(result);
    return done;
}

static const char SETTINGS[] = "SET client_min_messages = warning;"
                               "SET lock_timeout = 10000;"
                               "SET jit = off;";

/* A URL may name a schema by search_path: it is made when the book is. */
static bool make_schema(Db *db, GError **error)
{
    static const char ASK[] =
        "SELECT coalesce(current_schema(), ''),"
        " quote_ident(trim(split_part(current_setting('search_path'), ',', 1), ' \"'))";
    PGresult *result = PQexec(handle_of(db), ASK);
    bool done = PQresultStatus(result) == PGRES_TUPLES_OK || refuse(db, result, ASK, error);
    if (done && PQgetvalue(result, 0, 0)[0] == '\0') {
        const char *schema = PQgetvalue(result, 0, 1);
        g_autofree char *sql = g_strdup_printf("CREATE SCHEMA IF NOT EXISTS %s", schema);
        done =
            db->flags & DB_CREATE
                ? script(db, sql, error)
                : problem_refuse(error, PROBLEM_NOT_FOUND,
                                 "there is no book in schema %s of %s: make one with `recoup init`",
                                 schema, db->name);
    }
    PQclear(result);
    return done;
}

static bool set_up(Db *db, GError **error)
{
    const char *encoding = PQparameterStatus(handle_of(db), "server_encoding");
    if (g_strcmp0(encoding, "UTF8") != 0)
        return problem_refuse(
            error, PROBLEM_STORAGE,
            "%s keeps its text as %s: a book needs a database with ENCODING 'UTF8'", db->name,
            encoding);
    if (!script(db, SETTINGS, error) || !make_schema(db, error)) return false;
    return !(db->flags & DB_READ_ONLY) ||
           script(db, "SET default_transaction_read_only = on", error);
}

static bool unreachable(const Db *db, GError **error)
{
    g_autofree char *words = db_one_line(PQerrorMessage(handle_of(db)));
    if (strstr(words, "does not exist") != NULL)
        return problem_refuse(error, PROBLEM_NOT_FOUND,
                              "there is no %s (%s): make it with createdb", db->name, words);
    return problem_refuse(error, PROBLEM_STORAGE,
                          "%s cannot be reached (%s): check the address and that"
                          " the server runs",
                          db->name, words);
}

static bool open_book(Db *db, GError **error)
{
    /* What stands before dbname the URL may overrule, what stands after it may not. */
    const char *names[] = { "connect_timeout", "fallback_application_name", "dbname",
                            "client_encoding", NULL };
    const char *values[] = { "10", "recoup", db->url, "UTF8", NULL };
    Server *server = (Server *)db;

    server->handle = PQconnectdbParams(names, values, 1);
    const char *name = PQdb(server->handle), *host = PQhost(server->handle);
    db->name = g_strdup_printf("PostgreSQL database %s on %s", name ? name : "?",
                               host && host[0] ? host : "this machine");
    if (PQstatus(server->handle) != CONNECTION_OK) return unreachable(db, error);
    return set_up(db, error);
}

static void close_book(Db *db)
{
    PQfinish(handle_of(db));
}

static bool durable(Db *db, bool on, GError **error)
{
    return script(db, on ? "SET synchronous_commit = on" : "SET synchronous_commit = off", error);
}

static void wait_limit(Db *db, int limit_ms)
{
    char sql[DB_ID_SIZE];
    g_autoptr(GError) failure = NULL;
    g_snprintf(sql, sizeof sql, "SET lock_timeout = %d", limit_ms);
    if (!script(db, sql, &failure)) g_warning("%s", failure->message);
}

static bool in_tx(Db *db)
{
    PGTransactionStatusType status = PQtransactionStatus(handle_of(db));
    return status == PQTRANS_INTRANS || status == PQTRANS_INERROR || status == PQTRANS_ACTIVE;
}

/* --- binds ------------------------------------------------------------------------------------ */

static int highest_parameter(const char *sql)
{
    long highest = 0;
    for (const char *at = strchr(sql, '$'); at != NULL; at = strchr(at + 1, '$'))
        if (g_ascii_isdigit(at[1])) highest = MAX(highest, strtol(at + 1, NULL, 10));
    return (int)MIN(highest, 9999);
}

/* The server hears of the statement at its first step, when the types of its binds are known. */
static void prepare(DbStmt *stmt)
{
    Query *query = (Query *)stmt;
    int count = query->param_count = highest_parameter(stmt->sql);
    query->params = g_new0(Param, count + 1);
    query->param_types = g_new0(Oid, count + 1);
    query->values = g_new0(const char *, count + 1);
    query->lengths = g_new0(int, count + 1);
    query->formats = g_new0(int, count + 1);
}

static void reset(DbStmt *stmt)
{
    Query *query = (Query *)stmt;
    PQclear(query->result);
    query->result = NULL;
    stmt->one = false;
}

static void forget(Db *db, const char *name)
{
    g_autofree char *sql = g_strdup_printf("DEALLOCATE %s", name);
    PGTransactionStatusType status = PQtransactionStatus(handle_of(db));
    if (status == PQTRANS_IDLE || status == PQTRANS_INTRANS) PQclear(PQexec(handle_of(db), sql));
}

static void finish(DbStmt *stmt)
{
    Query *query = (Query *)stmt;
    reset(stmt);
    if (query->prepared && !stmt->db->closing) forget(stmt->db, query->name);
    query->prepared = false;
    g_clear_pointer(&query->params, g_free);
    g_clear_pointer(&query->param_types, g_free);
    g_clear_pointer(&query->values, g_free);
    g_clear_pointer(&query->lengths, g_free);
    g_clear_pointer(&query->formats, g_free);
    g_clear_pointer(&query->column_types, g_free);
}

static void unbind(DbStmt *stmt)
{
    Query *query = (Query *)stmt;
    for (int i = 0; i < query->param_count; i++) query->params[i].kind = PARAM_NULL;
}

static void bind(DbStmt *stmt, int number, Param param)
{
    Query *query = (Query *)stmt;
    if (number >= 1 && number <= query->param_count) {
        query->params[number - 1] = param;
        return;
    }
    g_autofree char *line = db_one_line(stmt->sql);
    problem_set(&stmt->error, PROBLEM_STORAGE, "a statement has no parameter $%d [%.200s]", number,
                line);
}

static void bind_int(DbStmt *stmt, int number, int64_t value)
{
    bind(stmt, number, (Param){ .kind = PARAM_INT, .integer = value });
}

static void bind_text(DbStmt *stmt, int number, const char *text, size_t length)
{
    bind(stmt, number, (Param){ .kind = PARAM_TEXT, .bytes = text, .length = length });
}

static void bind_blob(DbStmt *stmt, int number, const void *bytes, size_t length)
{
    bind(stmt, number, (Param){ .kind = PARAM_BLOB, .bytes = bytes, .length = length });
}

static void bind_real(DbStmt *stmt, int number, double value)
{
    bind(stmt, number, (Param){ .kind = PARAM_REAL, .real = value });
}

static void bind_null(DbStmt *stmt, int number)
{
    bind(stmt, number, (Param){ .kind = PARAM_NULL });
}

void db_postgres_bind_binary(DbStmt *stmt, int number, uint32_t type, const void *bytes,
                             size_t length)
{
    bind(stmt, number,
         (Param){ .kind = PARAM_BINARY, .type = type, .bytes = bytes, .length = length });
}

/* --- preparing -------------------------------------------------------------------------------- */

/* Numbers are sent as 64 bit, so that the server never takes `$1 + 1` for a 32 bit sum. */
static Oid type_of(const Param *param)
{
    switch (param->kind) {
    case PARAM_NULL: return WIRE_ANY;
    case PARAM_INT: return WIRE_INT8;
    case PARAM_TEXT: return WIRE_TEXT;
    case PARAM_BLOB: return WIRE_BYTEA;
    case PARAM_REAL: return WIRE_FLOAT8;
    case PARAM_BINARY: return param->type;
    }
    g_assert_not_reached();
}

static bool learn_types(DbStmt *stmt, const PGresult *described, GError **error)
{
    Query *query = (Query *)stmt;
    int params = PQnparams(described);

    for (int i = 0; i < MIN(params, query->param_count); i++)
        query->param_types[i] = PQparamtype(described, i);
    stmt->column_count = PQnfields(described);
    query->column_types = g_renew(Oid, query->column_types, stmt->column_count + 1);
    stmt->digits = g_realloc(stmt->digits, (gsize)(stmt->column_count + 1) * sizeof *stmt->digits);
    for (int i = 0; i < stmt->column_count; i++) {
        query->column_types[i] = PQftype(described, i);
        if (db_wire_known(query->column_types[i])) continue;
        g_autofree char *line = db_one_line(stmt->sql);
        return problem_refuse(
            error, PROBLEM_STORAGE,
            "column %d (%s) is of a type that only one engine has (%u; NUMERIC is 1700): "
            "write CAST(… AS BIGINT) or what it is [%.200s]",
            i + 1, PQfname(described, i), query->column_types[i], line);
    }
    return true;
}

static bool describe_prepared(DbStmt *stmt, GError **error)
{
    Query *query = (Query *)stmt;
    PGresult *result = PQdescribePrepared(handle_of(stmt->db), query->name);
    bool done = PQresultStatus(result) == PGRES_COMMAND_OK
                    ? learn_types(stmt, result, error)
                    : refuse(stmt->db, result, stmt->sql, error);
    PQclear(result);
    return done;
}

static bool prepare_now(DbStmt *stmt, GError **error)
{
    Query *query = (Query *)stmt;
    Server *server = (Server *)stmt->db;

    if (query->prepared) return true;
    for (int i = 0; i < query->param_count; i++) query->param_types[i] = type_of(&query->params[i]);
    g_snprintf(query->name, sizeof query->name, "s%u", ++server->prepared);
    PGresult *result =
        PQprepare(server->handle, query->name, stmt->sql, query->param_count, query->param_types);
    query->prepared = PQresultStatus(result) == PGRES_COMMAND_OK;
    if (!query->prepared) refuse(stmt->db, result, stmt->sql, error);
    PQclear(result);
    if (!query->prepared) return false;
    if (describe_prepared(stmt, error)) return true;
    if (PQtransactionStatus(server->handle) != PQTRANS_INERROR) forget(stmt->db, query->name);
    query->prepared = false;
    return false;
}

/* --- sending ---------------------------------------------------------------------------------- */

/* A number in the form its place wants: binary where there is one, else its digits.  Gives the
 * length; 0: digits. */
static int put_number(Param *param, Oid type)
{
    bool real = param->kind == PARAM_REAL;
    int length = real ? db_wire_put_real(type, param->real, param->wire)
                      : db_wire_put_int(type, param->integer, param->wire);
    if (length > 0) return length;
    if (real)
        g_ascii_dtostr(param->wire, sizeof param->wire, param->real);
    else
        g_snprintf(param->wire, sizeof param->wire, "%" G_GINT64_FORMAT, param->integer);
    return 0;
}

static void put_param(Query *query, int i)
{
    Param *param = &query->params[i];
    Oid type = query->param_types[i];

    query->values[i] = NULL;
    query->lengths[i] = 0;
    query->formats[i] = 1;
    if (param->kind == PARAM_NULL) return;
    if (param->kind == PARAM_INT || param->kind == PARAM_REAL) {
        query->lengths[i] = put_number(param, type);
        query->formats[i] = query->lengths[i] > 0;
        query->values[i] = param->wire;
        return;
    }
    query->values[i] = param->length > 0 ? param->bytes : "";
    query->lengths[i] = (int)param->length;
    if (param->kind == PARAM_TEXT) query->formats[i] = db_wire_is_text(type);
}

static int64_t changes_of(PGresult *result)
{
    if (g_str_has_prefix(PQcmdStatus(result), "SELECT")) return 0;
    return g_ascii_strtoll(PQcmdTuples(result), NULL, 10);
}

static bool execute(DbStmt *stmt, GError **error)
{
    Query *query = (Query *)stmt;

    if (!prepare_now(stmt, error)) return false;
    for (int i = 0; i < query->param_count; i++) put_param(query, i);
    query->result = PQexecPrepared(handle_of(stmt->db), query->name, query->param_count,
                                   query->values, query->lengths, query->formats, 1);
    ExecStatusType status = PQresultStatus(query->result);
    if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK)
        return refuse(stmt->db, query->result, stmt->sql, error);
    stmt->changes = changes_of(query->result);
    query->row = -1;
    query->row_count = PQntuples(query->result);
    return true;
}

static DbStep step(DbStmt *stmt, GError **error)
{
    Query *query = (Query *)stmt;
    if (query->result == NULL && !execute(stmt, error)) return DB_FAILED;
    if (++query->row < query->row_count) return DB_ROW;
    reset(stmt);
    return DB_DONE;
}

/* --- columns ---------------------------------------------------------------------------------- */

static const char *at(const DbStmt *stmt, int column)
{
    const Query *query = (const Query *)stmt;
    g_assert(query->result != NULL && column >= 0 && column < stmt->column_count);
    return PQgetvalue(query->result, query->row, column);
}

static bool null_at(const DbStmt *stmt, int column)
{
    const Query *query = (const Query *)stmt;
    g_assert(query->result != NULL && column >= 0 && column < stmt->column_count);
    return PQgetisnull(query->result, query->row, column);
}

static WireType type_at(const DbStmt *stmt, int column)
{
    return ((const Query *)stmt)->column_types[column];
}

static int64_t int_at(const DbStmt *stmt, int column)
{
    if (null_at(stmt, column)) return 0;
    return db_wire_int(type_at(stmt, column), at(stmt, column));
}

static double real_at(const DbStmt *stmt, int column)
{
    if (null_at(stmt, column)) return 0;
    return db_wire_real(type_at(stmt, column), at(stmt, column));
}

static const char *text_at(const DbStmt *stmt, int column)
{
    char *digits = stmt->digits[column];

    if (null_at(stmt, column)) return NULL;
    WireType type = type_at(stmt, column);
    if (db_wire_is_text(type) || type == WIRE_BYTEA) return at(stmt, column);
    if (type == WIRE_FLOAT8 || type == WIRE_FLOAT4)
        return g_ascii_dtostr(digits, DB_DIGITS_SIZE, real_at(stmt, column));
    g_snprintf(digits, DB_DIGITS_SIZE, "%" G_GINT64_FORMAT, int_at(stmt, column));
    return digits;
}

static const void *blob_at(const DbStmt *stmt, int column, size_t *length)
{
    const Query *query = (const Query *)stmt;
    *length = 0;
    if (null_at(stmt, column)) return NULL;
    *length = (size_t)PQgetlength(query->result, query->row, column);
    return at(stmt, column);
}

/* --- COPY ------------------------------------------------------------------------------------- */

bool db_postgres_copy_begin(Db *db, const char *sql, GError **error)
{
    PGresult *result = PQexec(handle_of(db), sql);
    bool begun = PQresultStatus(result) == PGRES_COPY_IN || refuse(db, result, sql, error);
    PQclear(result);
    return begun;
}

bool db_postgres_copy_add(Db *db, const void *bytes, size_t length, GError **error)
{
    g_assert(length <= INT32_MAX);
    return PQputCopyData(handle_of(db), bytes, (int)length) == 1 || refuse(db, NULL, "COPY", error);
}

bool db_postgres_copy_end(Db *db, bool give_up, GError **error)
{
    const char *why = give_up ? "the rows were given up" : NULL;
    bool done = PQputCopyEnd(handle_of(db), why) == 1 || refuse(db, NULL, "COPY", error);
    PGresult *result;

    while ((result = PQgetResult(handle_of(db))) != NULL) {
        if (done && PQresultStatus(result) != PGRES_COMMAND_OK)
            done = refuse(db, result, "COPY", error);
        PQclear(result);
    }
    return done;
}

/* --- description ------------------------------------------------------------------------------ */

static const char DESCRIBE[] =
    "WITH r AS (SELECT c.oid, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = "
    "c.relnamespace"
    " WHERE n.nspname = current_schema() AND c.relkind IN ('r', 'p'))"
    " SELECT 'table ' || relname COLLATE \"C\" FROM r"
    " UNION ALL "
    "SELECT 'column ' || r.relname || '.' || a.attname || ' ' || format_type(a.atttypid, "
    "a.atttypmod)"
    " || CASE WHEN l.collname <> 'default' THEN ' collate ' || l.collname ELSE '' END"
    " || CASE WHEN a.attnotnull THEN ' not null' ELSE '' END"
    " || CASE a.attidentity WHEN '' THEN '' ELSE ' identity' END"
    " || CASE a.attgenerated WHEN '' THEN ' default ' ELSE ' generated ' END"
    " || coalesce(pg_get_expr(d.adbin, d.adrelid), 'none')"
    " FROM r JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped"
    " LEFT JOIN pg_collation l ON l.oid = a.attcollation"
    " LEFT JOIN pg_attrdef d ON d.adrelid = r.oid AND d.adnum = a.attnum"
    " UNION ALL "
    "SELECT 'index ' || r.relname || CASE WHEN i.indisunique THEN ' unique ' ELSE ' ' END"
    " || regexp_replace(pg_get_indexdef(i.indexrelid), '^.* USING ', '')"
    " FROM r JOIN pg_index i ON i.indrelid = r.oid"
    " UNION ALL "
    "SELECT 'rule ' || r.relname || ' ' || pg_get_constraintdef(k.oid)"
    " FROM r JOIN pg_constraint k ON k.conrelid = r.oid"
    " ORDER BY 1";

const DbDriver db_postgres_driver = {
    .engine = DB_POSTGRES,
    .db_size = sizeof(Server),
    .stmt_size = sizeof(Query),
    .begin = "BEGIN",
    .begin_read = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
    .id_ddl = "BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY",
    .clustered_ddl = "",
    .block = "pg",
    .text_ddl = "TEXT COLLATE \"C\"",
    .migration_exists = "SELECT 1 FROM pg_class WHERE oid = to_regclass('migration')",
    .migration_lock = "LOCK TABLE migration IN EXCLUSIVE MODE",
    .open = open_book,
    .close = close_book,
    .durable = durable,
    .wait = wait_limit,
    .in_tx = in_tx,
    .script = script,
    .prepare = prepare,
    .finish = finish,
    .reset = reset,
    .unbind = unbind,
    .bind_int = bind_int,
    .bind_text = bind_text,
    .bind_blob = bind_blob,
    .bind_real = bind_real,
    .bind_null = bind_null,
    .step = step,
    .one = step, /* the result stays until the statement is used again */
    .int_at = int_at,
    .real_at = real_at,
    .text_at = text_at,
    .blob_at = blob_at,
    .null_at = null_at,
    .plan = db_postgres_bulk_plan,
    .bulk = db_postgres_bulk_write,
    .describe = DESCRIBE,
};
