/* base/json_text.c: JSON by jansson.  Refuses bad UTF-8, duplicate keys, deep nesting and integers
 * beyond 64 bits. */
#include "base/json_text.h"

#include <jansson.h>
#include <math.h>
#include <string.h>

enum { DEPTH_MAX = 64, REAL_DIGITS = 15 };

/* jansson asks for mutable pointers where it only reads. */
static Json *loose(const Json *value)
{
    return (Json *)(uintptr_t)value;
}

/* ── Reading ── */

/* First byte at which nesting passes DEPTH_MAX, or NULL.  Done before parsing: jansson recurses. */
static const char *too_deep(const char *text, size_t length)
{
    bool quoted = false;
    int depth = 0;
    for (size_t i = 0; i < length; i++) {
        char c = text[i];
        if (quoted && c == '\\')
            i++;
        else if (c == '"')
            quoted = !quoted;
        else if (!quoted && (c == '[' || c == '{') && ++depth > DEPTH_MAX)
            return text + i;
        else if (!quoted && (c == ']' || c == '}'))
            depth--;
    }
    return NULL;
}

static void refuse_depth(const char *text, const char *at, GError **error)
{
    int line = 1;
    const char *begin = text;
    for (const char *c = text; c < at; c++) {
        if (*c != '\n') continue;
        line++;
        begin = c + 1;
    }
    problem_set(error, PROBLEM_FORMAT, "JSON line %d column %d: nested deeper than %d levels", line,
                (int)(at - begin) + 1, DEPTH_MAX);
}

/* In our words where jansson's are terse. */
static const char *reason(const json_error_t *fault)
{
    enum json_error_code code = json_error_code(fault);
    if (code == json_error_premature_end_of_input) return "the text ends in the middle of a value";
    if (code == json_error_end_of_input_expected) return "something follows the value";
    if (code == json_error_duplicate_key) return "a key is given twice";
    if (code == json_error_numeric_overflow) return "a number is too large";
    if (code == json_error_invalid_utf8) return "not UTF-8";
    if (code == json_error_null_character) return "a text holds a NUL character";
    return NULL;
}

static void refuse_syntax(const json_error_t *fault, GError **error)
{
    const char *words = reason(fault);
    const char *near = strstr(fault->text, " near '");
    g_autofree char *detail =
        words == NULL ? g_strdup(fault->text) : g_strconcat(words, near != NULL ? near : "", NULL);
    g_autofree char *valid = g_utf8_make_valid(detail, -1);
    g_strdelimit(valid, "\n\r\t", ' ');
    problem_set(error, PROBLEM_FORMAT, "JSON line %d column %d: %s", MAX(fault->line, 1),
                MAX(fault->column, 0), valid);
}

Json *json_text_parse(const char *text, size_t length, GError **error)
{
    const char *deep = too_deep(text, length);
    if (deep != NULL) {
        refuse_depth(text, deep, error);
        return NULL;
    }
    json_error_t fault;
    Json *value = json_loadb(text, length, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &fault);
    if (value == NULL) refuse_syntax(&fault, error);
    return value;
}

void json_text_free(Json *taken)
{
    json_decref(taken);
}

JsonKind json_text_kind(const Json *value)
{
    if (value == NULL) return JSON_KIND_NULL;
    switch (json_typeof(value)) {
    case JSON_OBJECT: return JSON_KIND_OBJECT;
    case JSON_ARRAY: return JSON_KIND_LIST;
    case JSON_STRING: return JSON_KIND_TEXT;
    case JSON_INTEGER: return JSON_KIND_INT;
    case JSON_REAL: return JSON_KIND_REAL;
    case JSON_TRUE:
    case JSON_FALSE: return JSON_KIND_BOOL;
    case JSON_NULL: return JSON_KIND_NULL;
    }
    g_assert_not_reached();
}

const Json *json_text_get(const Json *object, const char *key)
{
    return json_object_get(object, key);
}

size_t json_text_count(const Json *list_or_object)
{
    return json_is_array(list_or_object) ? json_array_size(list_or_object)
                                         : json_object_size(list_or_object);
}

const Json *json_text_at(const Json *list, size_t index)
{
    return json_array_get(list, index);
}

bool json_text_each(const Json *object, void **iter, const char **key, const Json **value)
{
    *iter = *iter == NULL ? json_object_iter(loose(object))
                          : json_object_iter_next(loose(object), *iter);
    if (*iter == NULL) return false;
    *key = json_object_iter_key(*iter);
    *value = json_object_iter_value(*iter);
    return true;
}

const char *json_text_string(const Json *value)
{
    return json_string_value(value);
}

int64_t json_text_int(const Json *value)
{
    return json_integer_value(value);
}

double json_text_real(const Json *value)
{
    return json_number_value(value);
}

bool json_text_bool(const Json *value)
{
    return json_is_true(value);
}

/* ── Making ── */

Json *json_text_new_object(void)
{
    return json_object();
}

Json *json_text_new_list(void)
{
    return json_array();
}

Json *json_text_new_string(const char *text)
{
    if (text == NULL) return json_null();
    Json *value = json_string(text);
    if (value != NULL) return value;
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    return json_string_nocheck(valid);
}

Json *json_text_new_int(int64_t value)
{
    return json_integer(value);
}

Json *json_text_new_real(double value)
{
    return isfinite(value) ? json_real(value) : json_null();
}

Json *json_text_new_bool(bool value)
{
    return json_boolean(value);
}

Json *json_text_new_null(void)
{
    return json_null();
}

Json *json_text_copy(const Json *value)
{
    return json_deep_copy(value);
}

void json_text_set(Json *object, const char *key, Json *taken)
{
    int result = json_object_set_new(object, key, taken);
    g_assert(result == 0);
}

void json_text_append(Json *list, Json *taken)
{
    int result = json_array_append_new(list, taken);
    g_assert(result == 0);
}

void json_text_remove(Json *object, const char *key)
{
    json_object_del(object, key);
}

/* ── Writing ── */

static int append(const char *bytes, size_t length, void *out)
{
    g_string_append_len(out, bytes, (ssize_t)length);
    return 0;
}

char *json_text_write(const Json *value, bool sorted)
{
    GString *out = g_string_new(NULL);
    size_t flags = JSON_COMPACT | JSON_ENCODE_ANY | JSON_REAL_PRECISION(REAL_DIGITS);
    int result = json_dump_callback(value, append, out, flags | (sorted ? JSON_SORT_KEYS : 0));
    g_assert(result == 0);
    return g_string_free(out, FALSE);
}

static void escape(GString *out, char c)
{
    switch (c) {
    case '"': g_string_append(out, "\\\""); break;
    case '\\': g_string_append(out, "\\\\"); break;
    case '\n': g_string_append(out, "\\n"); break;
    case '\r': g_string_append(out, "\\r"); break;
    case '\t': g_string_append(out, "\\t"); break;
    default: g_string_append_printf(out, "\\u%04x", (unsigned)(unsigned char)c); break;
    }
}

static void quote_valid(GString *out, const char *text)
{
    g_string_append_c(out, '"');
    for (const char *run = text;;) {
        const char *end = run;
        while ((unsigned char)*end >= 0x20 && *end != '"' && *end != '\\') end++;
        g_string_append_len(out, run, end - run);
        if (*end == '\0') break;
        escape(out, *end);
        run = end + 1;
    }
    g_string_append_c(out, '"');
}

/* Bytes at its beginning that stand for themselves: most texts have no others. */
static size_t plain_length(const char *text)
{
    size_t length = 0;
    for (char c; (c = text[length]) >= 0x20 && c < 0x7f && c != '"' && c != '\\';) length++;
    return length;
}

void json_text_quote(GString *out, const char *text)
{
    size_t length = plain_length(text);
    if (text[length] == '\0') {
        size_t at = out->len;
        g_string_set_size(out, at + length + 2);
        out->str[at] = out->str[at + length + 1] = '"';
        memcpy(out->str + at + 1, text, length);
        return;
    }
    if (g_utf8_validate(text, -1, NULL)) {
        quote_valid(out, text);
        return;
    }
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    quote_valid(out, valid);
}
