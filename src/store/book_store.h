/* store/book_store.h: the book's settings, its ids and its creditors, users and rates.  SQL only;
 * decides nothing. */
#ifndef RECOUP_STORE_BOOK_STORE_H
#define RECOUP_STORE_BOOK_STORE_H

#include "core/facts.h"
#include "db/db.h"

/* Opens an existing book and migrates it forward; with create, makes the schema. */
Db *book_store_open(const char *url, bool create, int64_t now_us, GError **error) MUST_USE;
/* The embedded migrations, for tests. */
const EmbeddedFile *book_store_schema(void);

/* Settings: "time_zone", "currency", "creditor", "last_us", "newest_day", "decided_day".  Empty
 * text when absent. */
bool book_store_get(Db *db, const char *name, char *value, size_t size, GError **error) MUST_USE;
bool book_store_set(Db *db, const char *name, const char *value, GError **error) MUST_USE;
bool book_store_get_int(Db *db, const char *name, int64_t absent, int64_t *value,
                        GError **error) MUST_USE;
bool book_store_set_int(Db *db, const char *name, int64_t value, GError **error) MUST_USE;
/* Raises a whole number to at least value. */
bool book_store_raise_int(Db *db, const char *name, int64_t value, GError **error) MUST_USE;

/* `count` fresh ids of a kind ("debtor", "account", "item" …), the first in *first.  Inside the
 * caller's transaction. */
bool book_store_ids(Db *db, const char *kind, int64_t count, int64_t *first,
                    GError **error) MUST_USE;

typedef struct {
    int64_t creditor_id;
    char ref[REF_SIZE], name[NAME_SIZE];
    int32_t kind;
    int64_t parent_id; /* 0: top */
    char currency[CURRENCY_SIZE], country[4];
    int32_t role;
    int64_t recorded_us;
} Creditor;

/* All creditors, by id: they are few. */
bool book_store_creditors(Db *db, GArray **out, GError **error) MUST_USE;
/* As they were known then. */
bool book_store_creditors_known(Db *db, int64_t known_us, GArray **out, GError **error) MUST_USE;
bool book_store_creditor_find(Db *db, const char *ref, Creditor *out, bool *found,
                              GError **error) MUST_USE;
bool book_store_creditor_put(Db *db, const Creditor *creditor,
                             GError **error) MUST_USE; /* insert or change */

typedef struct {
    int64_t member_id;
    char name[REF_SIZE];
    int32_t role;
    char creditors[1024]; /* refs, one a line; "" all */
    char skills[512], languages[256];
    int64_t capacity_minutes;
    Day closed_day;
    int64_t recorded_us;
} Member;

bool book_store_members(Db *db, GArray **out, GError **error) MUST_USE;
/* As they were known then. */
bool book_store_members_known(Db *db, int64_t known_us, GArray **out, GError **error) MUST_USE;
bool book_store_member_find(Db *db, const char *name, Member *out, bool *found,
                            GError **error) MUST_USE;
bool book_store_member_put(Db *db, const Member *member, GError **error) MUST_USE;

typedef struct {
    char from_currency[CURRENCY_SIZE], to_currency[CURRENCY_SIZE];
    Day on_day;
    int64_t recorded_us;
    Decimal rate;
} Rate;

bool book_store_rate_put(Db *db, const Rate *rate, GError **error) MUST_USE;
/* The newest rate of the pair on or before a day, as known at known_us. */
bool book_store_rate_find(Db *db, const char *from, const char *to, Day on, int64_t known_us,
                          Decimal *rate, bool *found, GError **error) MUST_USE;

#endif
