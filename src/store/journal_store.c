/* store/journal_store.c: the journal's chains.  Append-only; decides nothing. */
#include "store/journal_store.h"

#include "base/digest.h"
#include "base/text.h"
#include <stdio.h>
#include <string.h>

static const char HEAD[] =
    "SELECT seq, digest FROM journal WHERE stream = $1 ORDER BY seq DESC LIMIT 1";
static const char APPEND[] = "INSERT INTO journal (stream, seq, at_us, actor, action, debtor_id, "
                             "account_id, subject, on_day, body, digest) "
                             "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
#define JOURNAL_LIST                                                                           \
    "SELECT stream, seq, at_us, actor, action, debtor_id, account_id, subject, on_day, body, " \
    "digest FROM journal "
static const char STREAM[] = JOURNAL_LIST "WHERE stream = $1 ORDER BY seq";
static const char LAST_US[] =
    "SELECT at_us FROM journal WHERE stream = $1 ORDER BY seq DESC LIMIT 1";
static const char EACH_ALL[] =
    JOURNAL_LIST "WHERE at_us >= $1 AND at_us <= $2 ORDER BY at_us, stream, seq";
static const char EACH_ACCOUNT[] =
    JOURNAL_LIST "WHERE at_us >= $1 AND at_us <= $2 AND debtor_id = $3 AND account_id = $4 ORDER "
                 "BY at_us, stream, seq";
static const char EACH_DEBTOR[] =
    JOURNAL_LIST "WHERE at_us >= $1 AND at_us <= $2 AND debtor_id = $3 ORDER BY at_us, stream, seq";

int journal_store_stream(int64_t debtor_id)
{
    return debtor_id == 0 ? JOURNAL_BOOK_STREAM : (int)(debtor_id % 64);
}

/* What the chain holds of a body is its digest, so that a body can be erased and the chain still be
 * proved: an erased body is {"erased":"<its digest>"}. */
static const char ERASED_HEAD[] = "{\"erased\":\"", ERASED_TAIL[] = "\"}";

bool journal_store_erased(const char *body)
{
    size_t head = sizeof ERASED_HEAD - 1, tail = sizeof ERASED_TAIL - 1;
    return strlen(body) == head + DIGEST_HEX_SIZE - 1 + tail &&
           strncmp(body, ERASED_HEAD, head) == 0 &&
           strcmp(body + head + DIGEST_HEX_SIZE - 1, ERASED_TAIL) == 0;
}

static void body_digest(const char *body, char hex[static DIGEST_HEX_SIZE])
{
    unsigned char bytes[DIGEST_SIZE];
    if (journal_store_erased(body)) {
        memcpy(hex, body + sizeof ERASED_HEAD - 1, DIGEST_HEX_SIZE - 1);
        hex[DIGEST_HEX_SIZE - 1] = '\0';
        return;
    }
    digest_of(body, strlen(body), bytes);
    digest_hex(bytes, hex);
}

/* Every column, each with its length, so that no two rows spell the same bytes. */
void journal_store_seal(const char *previous, const JournalEntry *entry,
                        char hex[static DIGEST_HEX_SIZE])
{
    char numbers[200], body[DIGEST_HEX_SIZE];
    body_digest(entry->body, body);
    snprintf(numbers, sizeof numbers,
             "%d|%" G_GINT64_FORMAT "|%" G_GINT64_FORMAT "|%" G_GINT64_FORMAT "|%" G_GINT64_FORMAT
             "|%d",
             entry->stream, entry->seq, entry->at_us, entry->debtor_id, entry->account_id,
             entry->on_day);
    const char *texts[] = { previous, numbers, entry->actor, entry->action, entry->subject, body };
    Digest digest;
    unsigned char bytes[DIGEST_SIZE];
    digest_init(&digest);
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        uint64_t length = GUINT64_TO_LE(strlen(texts[i]));
        digest_add(&digest, &length, sizeof length);
        digest_add(&digest, texts[i], strlen(texts[i]));
    }
    digest_end(&digest, bytes);
    digest_hex(bytes, hex);
}

static const char TURN[] = "UPDATE journal_head SET turn = turn + 1 WHERE stream = $1";

bool journal_store_turn(Db *db, int stream, GError **error)
{
    DbStmt *stmt = db_stmt(db, TURN);
    db_bind_int(stmt, 1, stream);
    return db_run(stmt, error);
}

static bool head(Db *db, int stream, int64_t *seq, char digest[static DIGEST_HEX_SIZE],
                 GError **error)
{
    DbStmt *stmt = db_stmt(db, HEAD);
    bool found = false;
    db_bind_int(stmt, 1, stream);
    if (!db_one(stmt, &found, error)) return false;
    *seq = found ? db_int(stmt, 0) : 0;
    text_copy(digest, DIGEST_HEX_SIZE, found ? db_text(stmt, 1) : "");
    db_done(stmt);
    return true;
}

bool journal_store_append(Db *db, JournalEntry *entry, GError **error)
{
    char previous[DIGEST_HEX_SIZE];
    entry->stream = journal_store_stream(entry->debtor_id);
    if (!journal_store_turn(db, entry->stream, error)) return false;
    if (!head(db, entry->stream, &entry->seq, previous, error)) return false;
    entry->seq++;
    journal_store_seal(previous, entry, entry->digest);
    DbStmt *stmt = db_stmt(db, APPEND);
    db_bind_int(stmt, 1, entry->stream);
    db_bind_int(stmt, 2, entry->seq);
    db_bind_int(stmt, 3, entry->at_us);
    db_bind_text(stmt, 4, entry->actor);
    db_bind_text(stmt, 5, entry->action);
    db_bind_int(stmt, 6, entry->debtor_id);
    db_bind_int(stmt, 7, entry->account_id);
    db_bind_text(stmt, 8, entry->subject);
    db_bind_int(stmt, 9, entry->on_day);
    db_bind_text(stmt, 10, entry->body);
    db_bind_text(stmt, 11, entry->digest);
    return db_run(stmt, error);
}

static void decode(const DbStmt *row, JournalEntry *out)
{
    *out = (JournalEntry){ .stream = (int32_t)db_int(row, 0),
                           .seq = db_int(row, 1),
                           .at_us = db_int(row, 2),
                           .actor = db_text(row, 3),
                           .action = db_text(row, 4),
                           .debtor_id = db_int(row, 5),
                           .account_id = db_int(row, 6),
                           .subject = db_text(row, 7),
                           .on_day = (Day)db_int(row, 8),
                           .body = db_text(row, 9) };
    text_copy(out->digest, sizeof out->digest, db_text(row, 10));
}

bool journal_store_verify(Db *db, int stream, int64_t *entries, int64_t *bad_seq, GError **error)
{
    char previous[DIGEST_HEX_SIZE] = "", expected[DIGEST_HEX_SIZE];
    DbStmt *stmt = db_stmt(db, STREAM);
    DbStep step;
    *entries = *bad_seq = 0;
    db_bind_int(stmt, 1, stream);
    while ((step = db_next(stmt, error)) == DB_ROW) {
        JournalEntry entry;
        decode(stmt, &entry);
        journal_store_seal(previous, &entry, expected);
        if (*bad_seq == 0 && (entry.seq != *entries + 1 || strcmp(expected, entry.digest) != 0))
            *bad_seq = entry.seq;
        text_copy(previous, sizeof previous, entry.digest);
        (*entries)++;
    }
    return step == DB_DONE;
}

bool journal_store_last_us(Db *db, int64_t *out, GError **error)
{
    *out = 0;
    for (int stream = 0; stream < JOURNAL_STREAMS; stream++) {
        DbStmt *stmt = db_stmt(db, LAST_US);
        bool found = false;
        db_bind_int(stmt, 1, stream);
        if (!db_one(stmt, &found, error)) return false;
        if (found) *out = MAX(*out, db_int(stmt, 0));
        db_done(stmt);
    }
    return true;
}

static const char SEAL_DAY[] =
    "INSERT INTO journal_day (on_day, heads, digest, recorded_us) VALUES ($1, $2, $3, $4) "
    "ON CONFLICT (on_day) DO UPDATE SET heads = excluded.heads, digest = excluded.digest, "
    "recorded_us = excluded.recorded_us";

bool journal_store_seal_day(Db *db, Day day, int64_t now_us, GError **error)
{
    g_autoptr(GString) heads = g_string_new(NULL);
    char digest[DIGEST_HEX_SIZE];
    unsigned char bytes[DIGEST_SIZE];
    for (int stream = 0; stream < JOURNAL_STREAMS; stream++) {
        int64_t seq = 0;
        if (!head(db, stream, &seq, digest, error)) return false;
        if (seq > 0)
            g_string_append_printf(heads, "%d:%" G_GINT64_FORMAT ":%s\n", stream, seq, digest);
    }
    digest_of(heads->str, heads->len, bytes);
    DbStmt *stmt = db_stmt(db, SEAL_DAY);
    db_bind_int(stmt, 1, day);
    db_bind_text(stmt, 2, heads->str);
    db_bind_text(stmt, 3, digest_hex(bytes, digest));
    db_bind_int(stmt, 4, now_us);
    return db_run(stmt, error);
}

bool journal_store_each(Db *db, int64_t debtor_id, int64_t account_id, int64_t from_us,
                        int64_t to_us, JournalFn each, void *data, GError **error)
{
    DbStmt *stmt = db_stmt(db, account_id != 0  ? EACH_ACCOUNT
                               : debtor_id != 0 ? EACH_DEBTOR
                                                : EACH_ALL);
    DbStep step;
    db_bind_int(stmt, 1, from_us);
    db_bind_int(stmt, 2, to_us);
    if (debtor_id != 0) db_bind_int(stmt, 3, debtor_id);
    if (account_id != 0) db_bind_int(stmt, 4, account_id);
    while ((step = db_next(stmt, error)) == DB_ROW) {
        JournalEntry entry;
        decode(stmt, &entry);
        each(data, &entry);
    }
    return step == DB_DONE;
}

/* --- proof and erasure ------------------------------------------------------------------------ */

bool journal_store_stream_each(Db *db, int stream, JournalFn each, void *data, GError **error)
{
    DbStmt *stmt = db_stmt(db, STREAM);
    DbStep step;
    db_bind_int(stmt, 1, stream);
    while ((step = db_next(stmt, error)) == DB_ROW) {
        JournalEntry entry;
        decode(stmt, &entry);
        each(data, &entry);
    }
    return step == DB_DONE;
}

static const char DEBTOR_BODIES[] =
    "SELECT stream, seq, body FROM journal WHERE debtor_id = $1 ORDER BY stream, seq";
static const char ERASE_BODY[] =
    "UPDATE journal SET body = $3 WHERE stream = $1 AND seq = $2 AND debtor_id = $4";

typedef struct {
    int stream;
    int64_t seq;
    char digest[DIGEST_HEX_SIZE];
} BodyKey;

static bool list_bodies(Db *db, int64_t debtor_id, GArray *keys, GError **error)
{
    DbStmt *stmt = db_stmt(db, DEBTOR_BODIES);
    DbStep step;
    db_bind_int(stmt, 1, debtor_id);
    while ((step = db_next(stmt, error)) == DB_ROW) {
        BodyKey key = { .stream = (int)db_int(stmt, 0), .seq = db_int(stmt, 1) };
        if (journal_store_erased(db_text(stmt, 2))) continue;
        body_digest(db_text(stmt, 2), key.digest);
        g_array_append_val(keys, key);
    }
    return step == DB_DONE;
}

bool journal_store_erase_bodies(Db *db, int64_t debtor_id, int64_t *count, GError **error)
{
    g_autoptr(GArray) keys = g_array_new(FALSE, FALSE, sizeof(BodyKey));
    if (!list_bodies(db, debtor_id, keys, error)) return false;
    for (unsigned i = 0; i < keys->len; i++) {
        const BodyKey *key = &g_array_index(keys, BodyKey, i);
        g_autofree char *body = g_strconcat(ERASED_HEAD, key->digest, ERASED_TAIL, NULL);
        DbStmt *stmt = db_stmt(db, ERASE_BODY);
        db_bind_int(stmt, 1, key->stream);
        db_bind_int(stmt, 2, key->seq);
        db_bind_text(stmt, 3, body);
        db_bind_int(stmt, 4, debtor_id);
        if (!db_run(stmt, error)) return false;
    }
    *count = keys->len;
    return true;
}

/* --- requests --------------------------------------------------------------------------------- */

static const char REQUEST_FIND[] = "SELECT digest, answer FROM request WHERE request_id = $1";
static const char REQUEST_PUT[] =
    "INSERT INTO request (request_id, digest, answer, recorded_us) VALUES ($1, $2, $3, $4)";

bool journal_store_request_find(Db *db, const char *request_id, char digest[static 65],
                                char **answer, bool *found, GError **error)
{
    DbStmt *stmt = db_stmt(db, REQUEST_FIND);
    db_bind_text(stmt, 1, request_id);
    if (!db_one(stmt, found, error)) return false;
    if (*found) {
        text_copy(digest, 65, db_text(stmt, 0));
        *answer = g_strdup(db_text(stmt, 1));
    }
    db_done(stmt);
    return true;
}

bool journal_store_request_put(Db *db, const char *request_id, const char *digest,
                               const char *answer, int64_t now_us, GError **error)
{
    DbStmt *stmt = db_stmt(db, REQUEST_PUT);
    db_bind_text(stmt, 1, request_id);
    db_bind_text(stmt, 2, digest);
    db_bind_text(stmt, 3, answer);
    db_bind_int(stmt, 4, now_us);
    return db_run(stmt, error);
}
