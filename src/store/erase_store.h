/* store/erase_store.h: a person taken out of the book: names, addresses, words and notes; the money
 * and the proof of what was done stay.  SQL only; whether it may be done is the gate's affair. */
#ifndef RECOUP_STORE_ERASE_STORE_H
#define RECOUP_STORE_ERASE_STORE_H

#include "core/facts.h"
#include "db/db.h"

typedef struct {
    int64_t debtor_id, erasure_id;
    Day on_day;
    char *what;  /* owned: "debtor 1, contact 12, …, journal 40" */
    char *bases; /* owned: on whose word, and which duties to keep had ended */
    char digest[65];
    int64_t verdict_id;
    char actor[REF_SIZE];
    int64_t recorded_us;
} Erasure;
void erase_store_clear(Erasure *erasure);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Erasure, erase_store_clear)

/* Blanks every personal column of the debtor's rows, as they are and as they were, the bodies of
 * its journal entries, and the lines in quarantine that hold a ref, name or address of his as a
 * cell; *what is given, and hex is the SHA-256 over the digests of the entries blanked. */
bool erase_store_person(Db *db, int64_t debtor_id, char **what, char hex[static 65],
                        GError **error) MUST_USE;
bool erase_store_insert(Db *db, const Erasure *erasure, GError **error) MUST_USE;
/* Every erasure recorded until then, by day: Erasure; unref clears them. */
bool erase_store_list(Db *db, int64_t known_us, GArray **out, GError **error) MUST_USE;

#endif
