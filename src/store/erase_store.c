/* store/erase_store.c: a person taken out of the book.  SQL only. */
#include "store/erase_store.h"

#include "base/digest.h"
#include "base/text.h"
#include "store/journal_store.h"
#include <string.h>

/* The personal columns of each table.  What is kept tells nothing of the person: references,
 * numbers, days, amounts, kinds. */
static const struct {
    const char *table, *sql;
} BLANKS[] = {
    { "debtor", "UPDATE debtor SET name = '(erased)', region = '', postal_code = '', "
                "language = '', email = '', phone = '' WHERE debtor_id = $1" },
    { "debtor_was", "UPDATE debtor_was SET name = '(erased)', region = '', postal_code = '', "
                    "language = '', email = '', phone = '' WHERE debtor_id = $1" },
    { "contact", "UPDATE contact SET number = '', note = '', body = '', breach = '' "
                 "WHERE debtor_id = $1" },
    { "contact_fact", "UPDATE contact_fact SET subject = '', body = '' WHERE debtor_id = $1" },
    { "verdict", "UPDATE verdict SET subject = '', proof = '', proof_id = 0 "
                 "WHERE debtor_id = $1 AND channel <> 'erase_person'" },
    { "override", "UPDATE gate_override SET reason = '', evidence = '' WHERE debtor_id = $1" },
    { "promise", "UPDATE promise SET reason = '', note = '' WHERE debtor_id = $1" },
    { "hold", "UPDATE hold SET reason = '' WHERE debtor_id = $1" },
    { "dispute", "UPDATE dispute SET note = '', settled_note = '' WHERE debtor_id = $1" },
    { "step", "UPDATE step SET note = '' WHERE debtor_id = $1" },
    { "item", "UPDATE item SET note = '', reference = '' WHERE debtor_id = $1" },
    { "item_was", "UPDATE item_was SET reference = '' WHERE debtor_id = $1" },
    { "payment", "UPDATE payment SET reference = '' WHERE debtor_id = $1" },
    { "payment_was", "UPDATE payment_was SET reference = '' WHERE debtor_id = $1" },
    { "adjustment", "UPDATE adjustment SET reason = '' WHERE debtor_id = $1" },
};

void erase_store_clear(Erasure *erasure)
{
    g_clear_pointer(&erasure->what, g_free);
    g_clear_pointer(&erasure->bases, g_free);
}

/* --- lines of files that did not fit ---------------------------------------------------------- */

/* They hang off no debtor: a line is the person's where one of these is a whole cell of it. */
static const char WORDS[] =
    "SELECT 0, ref FROM debtor WHERE debtor_id = $1 "
    "UNION SELECT 0, ref FROM account WHERE debtor_id = $1 "
    "UNION SELECT 1, name FROM debtor WHERE debtor_id = $1 "
    "UNION SELECT 1, email FROM debtor WHERE debtor_id = $1 "
    "UNION SELECT 1, phone FROM debtor WHERE debtor_id = $1 "
    "UNION SELECT 1, name FROM debtor_was WHERE debtor_id = $1 "
    "UNION SELECT 1, email FROM debtor_was WHERE debtor_id = $1 "
    "UNION SELECT 1, phone FROM debtor_was WHERE debtor_id = $1 ORDER BY 1, 2";
enum { PAGE_ROWS = 5000 };
static const char LINES[] =
    "SELECT batch_id, line, fault, raw, value, reason FROM quarantine WHERE (batch_id, line, "
    "fault) > ($1, $2, $3) ORDER BY batch_id, line, fault LIMIT 5000"; /* PAGE_ROWS */
static const char BLANK_LINE[] =
    "UPDATE quarantine SET raw = '', value = '', reason = $4 WHERE batch_id = $1 AND line = $2 "
    "AND fault = $3";

typedef struct {
    bool personal;     /* a name, an address: not in a reason either; a ref may stay there */
    char *text, *cell; /* as it is, and as a cell that is quoted writes it */
} Word;

typedef struct {
    int64_t batch_id, line, fault;
    char *said; /* the reason that stays */
} Line;

static void clear_word(void *at)
{
    g_free(((Word *)at)->text);
    g_free(((Word *)at)->cell);
}

static void clear_line(void *at)
{
    g_free(((Line *)at)->said);
}

static bool load_words(Db *db, int64_t debtor_id, GArray *words, GError **error)
{
    DbStmt *stmt = db_stmt(db, WORDS);
    DbStep step;
    db_bind_int(stmt, 1, debtor_id);
    while ((step = db_next(stmt, error)) == DB_ROW) {
        const char *text = db_text(stmt, 1);
        if (*text == '\0' || strcmp(text, "(erased)") == 0) continue;
        g_auto(GStrv) parts = g_strsplit(text, "\"", -1);
        Word word = { db_int(stmt, 0) == 1, g_strdup(text), g_strjoinv("\"\"", parts) };
        g_array_append_val(words, word);
    }
    return step == DB_DONE;
}

static bool holds_cell(const char *raw, const char *cell)
{
    size_t length = strlen(cell);
    for (const char *at = strstr(raw, cell); at != NULL; at = strstr(at + 1, cell)) {
        bool begins = at == raw || at[-1] == ',' || at[-1] == '"';
        if (begins && (at[length] == '\0' || at[length] == ',' || at[length] == '"')) return true;
    }
    return false;
}

static bool is_theirs(const GArray *words, const char *raw, const char *value)
{
    for (unsigned i = 0; i < words->len; i++) {
        const Word *word = &g_array_index(words, Word, i);
        if (strcmp(value, word->text) == 0 || holds_cell(raw, word->cell)) return true;
    }
    return false;
}

static bool names_them(const GArray *words, const char *value, const char *reason)
{
    if (*value != '\0' && strstr(reason, value) != NULL) return true;
    for (unsigned i = 0; i < words->len; i++) {
        const Word *word = &g_array_index(words, Word, i);
        if (word->personal && strstr(reason, word->text) != NULL) return true;
    }
    return false;
}

/* One page; *last is where it ended, line.batch_id 0 where nothing is left. */
static bool find_lines(Db *db, const GArray *words, Line *last, GArray *found, GError **error)
{
    DbStmt *stmt = db_stmt(db, LINES);
    DbStep step;
    int rows = 0;
    db_bind_int(stmt, 1, last->batch_id);
    db_bind_int(stmt, 2, last->line);
    db_bind_int(stmt, 3, last->fault);
    for (; (step = db_next(stmt, error)) == DB_ROW; rows++) {
        const char *value = db_text(stmt, 4), *reason = db_text(stmt, 5);
        Line line = { .batch_id = db_int(stmt, 0),
                      .line = db_int(stmt, 1),
                      .fault = db_int(stmt, 2) };
        *last = line;
        if (!is_theirs(words, db_text(stmt, 3), value)) continue;
        line.said = g_strdup(names_them(words, value, reason) ? "(erased)" : reason);
        g_array_append_val(found, line);
    }
    if (rows < PAGE_ROWS) last->batch_id = 0;
    return step == DB_DONE;
}

static bool blank_lines(Db *db, int64_t debtor_id, int64_t *count, GError **error)
{
    g_autoptr(GArray) words = g_array_new(FALSE, FALSE, sizeof(Word));
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(Line));
    Line last = { .batch_id = INT64_MIN };
    g_array_set_clear_func(words, clear_word);
    g_array_set_clear_func(found, clear_line);
    if (!load_words(db, debtor_id, words, error)) return false;
    while (last.batch_id != 0)
        if (!find_lines(db, words, &last, found, error)) return false;
    for (unsigned i = 0; i < found->len; i++) {
        const Line *line = &g_array_index(found, Line, i);
        DbStmt *stmt = db_stmt(db, BLANK_LINE);
        db_bind_int(stmt, 1, line->batch_id);
        db_bind_int(stmt, 2, line->line);
        db_bind_int(stmt, 3, line->fault);
        db_bind_text(stmt, 4, line->said);
        if (!db_run(stmt, error)) return false;
    }
    *count = found->len;
    return true;
}

/* --- the rows of the debtor ------------------------------------------------------------------- */

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
    int64_t entries = 0, lines = 0;
    Digest digest;
    digest_init(&digest);
    if (!journal_store_each(db, debtor_id, 0, INT64_MIN / 2, INT64_MAX, add_digest, &digest,
                            error) ||
        !blank_lines(db, debtor_id, &lines, error) || !blank(db, debtor_id, list, error) ||
        !journal_store_erase_bodies(db, debtor_id, &entries, error))
        return false;
    digest_end(&digest, bytes);
    digest_hex(bytes, hex);
    if (lines > 0) g_string_append_printf(list, ", quarantine %" G_GINT64_FORMAT, lines);
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
