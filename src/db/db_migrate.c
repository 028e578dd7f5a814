/* db/db_migrate.c: brings a book's tables forward, one numbered text at a time.  Never goes back.
 */
#include "db/driver.h"

#include "base/digest.h"
#include <stdlib.h>
#include <string.h>

static const char MAKE_TABLE[] = "CREATE TABLE IF NOT EXISTS migration ("
                                 "number INTEGER PRIMARY KEY, name TEXT NOT NULL,"
                                 " sha256 BYTEA NOT NULL, applied_at_us BIGINT NOT NULL)";

static bool has_table(Db *db, bool *out, GError **error)
{
    return db_one(db_stmt(db, db->driver->migration_exists), out, error);
}

bool db_migrate_version(Db *db, int *out, GError **error)
{
    static const char NEWEST[] = "SELECT coalesce(max(number), 0) FROM migration";
    bool found = false;
    DbStmt *stmt;

    if (!has_table(db, &found, error)) return false;
    *out = 0;
    if (!found) return true;
    stmt = db_stmt(db, NEWEST);
    if (!db_one(stmt, &found, error)) return false;
    *out = (int)db_int(stmt, 0);
    return true;
}

/* --- the text for one engine ------------------------------------------------------------------ */

static const char *only_block(const char *line)
{
    const char *mark = "-- only: ";
    return g_str_has_prefix(line, mark) ? line + strlen(mark) : NULL;
}

/* A TEXT column may be spelled otherwise; CAST(… AS TEXT) is none. */
static void spell_text(GString *sql, const char *text_ddl)
{
    g_autoptr(GRegex) column = g_regex_new("(?<!AS )\\bTEXT\\b(?! COLLATE)", 0, 0, NULL);
    if (text_ddl == NULL) return;
    g_autofree char *spelled = g_regex_replace_literal(column, sql->str, -1, 0, text_ddl, 0, NULL);
    g_string_assign(sql, spelled);
}

static char *for_engine(const char *text, const DbDriver *driver)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    GString *out = g_string_new(NULL);
    bool keep = true;

    for (char **line = lines; *line != NULL; line++) {
        const char *block = only_block(*line);
        if (block != NULL)
            keep = strcmp(g_strchomp(*line) + (block - *line), driver->block) == 0;
        else if (g_str_has_prefix(*line, "-- end"))
            keep = true;
        else if (keep)
            g_string_append_printf(out, "%s\n", *line);
    }
    spell_text(out, driver->text_ddl);
    g_string_replace(out, "{{id}}", driver->id_ddl, 0);
    g_string_replace(out, "{{clustered}}", driver->clustered_ddl, 0);
    return g_string_free(out, FALSE);
}

/* "0007_add_reason.sql" is 7. */
static int number_of(const EmbeddedFile *file)
{
    int number = 0;
    for (const char *at = file->name; g_ascii_isdigit(*at) && number < 10000; at++)
        number = number * 10 + (*at - '0');
    return number;
}

/* --- one migration ---------------------------------------------------------------------------- */

static bool note(Db *db, const EmbeddedFile *file, int number, const unsigned char *sha256,
                 int64_t now_us, GError **error)
{
    static const char INSERT[] =
        "INSERT INTO migration (number, name, sha256, applied_at_us) VALUES ($1, $2, $3, $4)";
    DbStmt *stmt = db_stmt(db, INSERT);
    db_bind_int(stmt, 1, number);
    db_bind_text(stmt, 2, file->name);
    db_bind_blob(stmt, 3, sha256, DIGEST_SIZE);
    db_bind_int(stmt, 4, now_us);
    return db_run(stmt, error);
}

/* What is known of migration `number`: not applied, applied, applied with another text. */
static bool look_up(Db *db, int number, const unsigned char *sha256, bool *applied, bool *same,
                    GError **error)
{
    static const char FIND[] = "SELECT sha256 FROM migration WHERE number = $1";
    DbStmt *stmt = db_stmt(db, FIND);
    size_t length = 0;

    db_bind_int(stmt, 1, number);
    if (!db_one(stmt, applied, error)) return false;
    if (!*applied) return true;
    const void *bytes = db_blob(stmt, 0, &length);
    *same = length == DIGEST_SIZE && memcmp(bytes, sha256, DIGEST_SIZE) == 0;
    return true;
}

static bool apply(Db *db, const EmbeddedFile *file, int number, int64_t now_us, GError **error)
{
    unsigned char sha256[DIGEST_SIZE];
    bool applied = false, same = true;
    g_auto(DbTx) tx = { 0 };

    digest_of(file->bytes, file->size, sha256);
    if (!look_up(db, number, sha256, &applied, &same, error)) return false;
    if (!same)
        g_warning("%s: migration %s was applied with another text than this program's", db->name,
                  file->name);
    if (applied) return true;
    if (!db_tx_begin(&tx, db, error)) return false;
    if (db->driver->migration_lock && !db_script(db, db->driver->migration_lock, error))
        return false;
    if (!look_up(db, number, sha256, &applied, &same, error)) return false;
    if (applied) return true; /* somebody else was quicker */
    g_autofree char *sql = for_engine(file->bytes, db->driver);
    if (!db_script(db, sql, error) || !note(db, file, number, sha256, now_us, error)) {
        g_prefix_error(error, "migration %s: ", file->name);
        return false;
    }
    return db_tx_commit(&tx, error);
}

static bool refuse_newer(Db *db, int newest, GError **error)
{
    int version = 0;
    if (!db_migrate_version(db, &version, error)) return false;
    if (version <= newest) return true;
    return problem_refuse(
        error, PROBLEM_CONFLICT,
        "%s is at schema %d, this program knows %d: use the newer recoup that wrote it", db->name,
        version, newest);
}

bool db_migrate(Db *db, const EmbeddedFile *files, int64_t now_us, GError **error)
{
    int newest = 0;

    for (const EmbeddedFile *file = files; file->name != NULL; file++) {
        int number = number_of(file);
        g_assert(number > newest); /* in order, each once */
        newest = number;
    }
    if (!refuse_newer(db, newest, error)) return false;
    if (!db_script(db, MAKE_TABLE, error)) return false;
    for (const EmbeddedFile *file = files; file->name != NULL; file++)
        if (!apply(db, file, number_of(file), now_us, error)) return false;
    return true;
}
