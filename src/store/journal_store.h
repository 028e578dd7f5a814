/* store/journal_store.h: the hash-chained journal in 65 streams, and the answers of requests.
 * Append-only: nothing here deletes, and only the erasure of a person replaces a body, by its
 * digest, which is all that the chain holds of it. */
#ifndef RECOUP_STORE_JOURNAL_STORE_H
#define RECOUP_STORE_JOURNAL_STORE_H

#include "core/facts.h"
#include "db/db.h"

enum { JOURNAL_STREAMS = 65, JOURNAL_BOOK_STREAM = 64 };

typedef struct {
    int64_t at_us;
    const char *actor, *action, *subject, *body; /* lent */
    int64_t debtor_id, account_id;               /* 0 none: the book's stream */
    Day on_day;
    int32_t stream; /* filled by append */
    int64_t seq;
    char digest[65];
} JournalEntry;

int journal_store_stream(int64_t debtor_id);
/* Takes the stream's turn: other writers of it wait until this transaction ends. */
bool journal_store_turn(Db *db, int stream, GError **error) MUST_USE;
/* Appends to the stream of the debtor; inside the caller's transaction. */
bool journal_store_append(Db *db, JournalEntry *entry, GError **error) MUST_USE;
/* Re-computes one stream; *bad_seq is 0 when whole, else the first entry that does not fit. */
bool journal_store_verify(Db *db, int stream, int64_t *entries, int64_t *bad_seq,
                          GError **error) MUST_USE;
/* Instant of the last entry of all streams, 0 for none. */
bool journal_store_last_us(Db *db, int64_t *out, GError **error) MUST_USE;
/* Links the heads of all streams for a day (in place of an earlier digest of that day). */
bool journal_store_seal_day(Db *db, Day day, int64_t now_us, GError **error) MUST_USE;

typedef void (*JournalFn)(void *data, const JournalEntry *entry);
/* account_id 0 with debtor_id 0: all; ordered by instant, stream, seq.  Bodies are lent during the
 * call. */
bool journal_store_each(Db *db, int64_t debtor_id, int64_t account_id, int64_t from_us,
                        int64_t to_us, JournalFn each, void *data, GError **error) MUST_USE;

/* One stream from its first entry, in order. */
bool journal_store_stream_each(Db *db, int stream, JournalFn each, void *data,
                               GError **error) MUST_USE;
/* The digest of an entry that follows the entry with digest `previous` ("": the first): SHA-256
 * over each of previous, "stream|seq|at_us|debtor_id|account_id|on_day", actor, action, subject and
 * the body's own SHA-256 in hex, each text after its length in eight bytes, the lowest first. */
void journal_store_seal(const char *previous, const JournalEntry *entry, char hex[static 65]);
bool journal_store_erased(const char *body);
/* Erases the bodies of a debtor's entries; how many. */
bool journal_store_erase_bodies(Db *db, int64_t debtor_id, int64_t *count, GError **error) MUST_USE;

/* The stored answer of a request id: *found, its digest of the asked content and the answer
 * (given). */
bool journal_store_request_find(Db *db, const char *request_id, char digest[static 65],
                                char **answer, bool *found, GError **error) MUST_USE;
bool journal_store_request_put(Db *db, const char *request_id, const char *digest,
                               const char *answer, int64_t now_us, GError **error) MUST_USE;

#endif
