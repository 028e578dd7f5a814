/* store/erase_store.c: a person taken out of the book.  SQL only. */
#include "store/erase_store.h"

#include "base/digest.h"
#include "base/text.h"
#include "store/journal_store.h"

/* The personal columns of each table.  What is kept tells nothing of the person: references,
 * numbers, days, amounts, kinds. */
static const struct {
    const char *table, *sql;
} BLANKS[] = {
    { "debtor", "UPDATE debtor SET name = '(erased)', region = '', postal_code = '', "
                "language = '', email = '', phone = '' WHERE debtor_id = $1" },
    { "contact", "UPDATE contact SET number = '', note = '', body = '', breach = '' "
                 "WHERE debtor_id = $1" },
    { "contact_fact", "UPDATE contact_fact SET subject = '', body = '' WHERE debtor_id = $1" },
    { "verdict", "UPDATE verdict SET subject = '', proof = '' "
                 "WHERE debtor_id = $1 AND channel <> 'erase_person'" },
    { "override", "UPDATE gate_override SET reason = '', evidence = '' WHERE debtor_id = $1" },
    { "promise", "UPDATE promise SET reason = '', note = '' WHERE debtor_id = $1" },
    { "hold", "UPDATE hold SET reason = '' WHERE debtor_id = $1" },
    { "dispute", "UPDATE dispute SET note = '' WHERE debtor_id = $1" },
    { "step", "UPDATE step SET note = '' WHERE debtor_id = $1" },
    { "item", "UPDATE item SET note = '', reference = '' WHERE debtor_id = $1" },
    { "payment", "UPDATE payment SET reference = '' WHERE debtor_id = $1" },
    { "adjustment", "UPDATE adjustment SET reason = '' WHERE debtor_id = $1" },
};

void erase_store_clear(Erasure *erasure)
{
    g_clear_pointer(&erasure->what, g_free);
    g_clear_pointer(&erasure->bases, g_free);
}

static bool blank(Db *db, int64_t debtor_id, GString *what, GError **error)
{
    for (size_t i = 0; i < G_N_ELEMENTS(BLANKS); i++) {
        DbStmt *stmt = db_stmt(db, BLANKS[i].sql);
        db_bind_int(stmt, 1, debtor_id);
        if (!db_run(stmt, error)) return false;
        if (db_changes(stmt) == 0) continue;
        g_string_append_printf(what, "%s%s %" G_GINT64_FORMAT, what->len > 0 ? ", " : "",
                               BLANKS[i].table, db_changes(stmt));
    }
    return true;
}

static void add_digest(void *data, const JournalEntry *entry)
{
    digest_add(data, entry->digest, DIGEST_HEX_SIZE - 1);
}

bool erase_store_person(Db *db, int64_t debtor_id, char **what, char hex[static 65], GError **error)
{
    g_autoptr(GString) list = g_string_new(NULL);
    unsigned char bytes[DIGEST_SIZE];
    int64_t entries = 0;
    Digest digest;
    digest_init(&digest);
    if (!journal_store_each(db, debtor_id, 0, INT64_MIN / 2, INT64_MAX, add_digest, &digest,
                            error) ||
        !blank(db, debtor_id, list, error) ||
        !journal_store_erase_bodies(db, debtor_id, &entries, error))
        return false;
    digest_end(&digest, bytes);
    digest_hex(bytes, hex);
    g_string_append_printf(list, ", journal %" G_GINT64_FORMAT, entries);
    *what = g_strdup(list->str);
    return true;
}

static const char INSERT[] =
    "INSERT INTO erasure (debtor_id, erasure_id, on_day, what, bases, digest, verdict_id, actor, "
    "recorded_us) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";

bool erase_store_insert(Db *db, const Erasure *erasure, GError **error)
{
    DbStmt *stmt = db_stmt(db, INSERT);
    db_bind_int(stmt, 1, erasure->debtor_id);
    db_bind_int(stmt, 2, erasure->erasure_id);
    db_bind_int(stmt, 3, erasure->on_day);
    db_bind_text(stmt, 4, erasure->what);
    db_bind_text(stmt, 5, erasure->bases);
    db_bind_text(stmt, 6, erasure->digest);
    db_bind_int(stmt, 7, erasure->verdict_id);
    db_bind_text(stmt, 8, erasure->actor);
    db_bind_int(stmt, 9, erasure->recorded_us);
    return db_run(stmt, error);
}

static const char LIST[] =
    "SELECT debtor_id, erasure_id, on_day, what, bases, digest, verdict_id, actor, recorded_us "
    "FROM erasure WHERE recorded_us <= $1 ORDER BY on_day, debtor_id, erasure_id";

static void clear_row(void *row)
{
    erase_store_clear(row);
}

bool erase_store_list(Db *db, int64_t known_us, GArray **out, GError **error)
{
    g_autoptr(GArray) list = g_array_new(FALSE, TRUE, sizeof(Erasure));
    DbStmt *stmt = db_stmt(db, LIST);
    DbStep step;
    g_array_set_clear_func(list, clear_row);
    db_bind_int(stmt, 1, known_us);
    while ((step = db_next(stmt, error)) == DB_ROW) {
        Erasure one = { .debtor_id = db_int(stmt, 0),
                        .erasure_id = db_int(stmt, 1),
                        .on_day = db_day(stmt, 2),
                        .what = g_strdup(db_text(stmt, 3)),
                        .bases = g_strdup(db_text(stmt, 4)),
                        .verdict_id = db_int(stmt, 6),
                        .recorded_us = db_int(stmt, 8) };
        text_copy(one.digest, sizeof one.digest, db_text(stmt, 5));
        text_copy(one.actor, sizeof one.actor, db_text(stmt, 7));
        g_array_append_val(list, one);
    }
    if (step == DB_FAILED) return false;
    *out = g_steal_pointer(&list);
    return true;
}
