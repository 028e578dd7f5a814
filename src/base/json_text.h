/* base/json_text.h: JSON values; the only room that knows jansson.  Refuses bad UTF-8, duplicate
 * keys and deep nesting. */
#ifndef RECOUP_BASE_JSON_TEXT_H
#define RECOUP_BASE_JSON_TEXT_H

#include "base/problem.h"
#include <stdint.h>

typedef struct json_t Json; /* reference-counted by jansson; we use it as a tree with one owner */

typedef enum {
    JSON_KIND_NULL,
    JSON_KIND_BOOL,
    JSON_KIND_INT,
    JSON_KIND_REAL,
    JSON_KIND_TEXT,
    JSON_KIND_LIST,
    JSON_KIND_OBJECT
} JsonKind;

/* One JSON value, whole text; FORMAT names line and column.  An integer beyond int64_t is refused.
 */
Json *json_text_parse(const char *text, size_t length, GError **error) MUST_USE;
void json_text_free(Json *taken);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Json, json_text_free)

JsonKind json_text_kind(const Json *value); /* NULL pointer: JSON_KIND_NULL */
const Json *json_text_get(const Json *object,
                          const char *key); /* lent; NULL when absent or not an object */
size_t json_text_count(const Json *list_or_object);
const Json *json_text_at(const Json *list, size_t index);
/* Walks an object in its order: false at the end. `*iter` starts as NULL. */
bool json_text_each(const Json *object, void **iter, const char **key, const Json **value);
const char *json_text_string(const Json *value); /* NULL when not a text */
int64_t json_text_int(const Json *value);        /* 0 when not an int */
double json_text_real(const Json *value);        /* also of an int; 0 when not a number */
bool json_text_bool(const Json *value);

Json *json_text_new_object(void);
Json *json_text_new_list(void);
Json *json_text_new_string(const char *text); /* NULL gives null */
Json *json_text_new_int(int64_t value);
Json *json_text_new_real(double value); /* written with 15 digits; NaN and infinity give null */
Json *json_text_new_bool(bool value);
Json *json_text_new_null(void);
Json *json_text_copy(const Json *value); /* deep */
void json_text_set(Json *object, const char *key, Json *taken);
void json_text_append(Json *list, Json *taken);
void json_text_remove(Json *object, const char *key);

/* Compact, keys in the order they were set (sorted: the canonical form that digests are taken of).
 * Given. */
char *json_text_write(const Json *value, bool sorted);
/* Appends text as a JSON string literal, for writers that stream. */
void json_text_quote(GString *out, const char *text);

#endif
