/* base/record_value.c: values in and out by the type of their field, a row of one table each.  Says
 * what is wrong and what would be right; never guesses a value. */
#include "base/record_value.h"

#include "base/clock.h"
#include "base/record_list.h"
#include "base/text.h"
#include <string.h>

enum { SHOWN_SIZE = 84, NOTE_BYTES_MAX = 65536 };

typedef struct {
    const char *hint;   /* on the command line; NULL: the words of the enumeration */
    const char *wanted; /* ends a fault: "; WANTED" */
    bool (*from_text)(const Field *field, const char *text, void *at, GPtrArray *faults);
    bool (*from_json)(const Field *field, const Json *value, void *at, GPtrArray *faults);
    void (*to_text)(const Field *field, const void *at, GString *out);
    Json *(*to_json)(const Field *field, const void *at); /* NULL: the text as a JSON text */
    bool (*is_blank)(const void *at);                     /* NULL: never */
    const char *schema;                                   /* JSON Schema before bounds and words */
} Kind;

static const Kind KINDS[FIELD_JSON + 1];

/* ── Words for faults ── */

/* The value as a fault shows it: short, valid, on one line. */
static const char *shown(const char *text, char buffer[static SHOWN_SIZE])
{
    if (*text == '\0') return "empty";
    g_autofree char *valid = g_utf8_make_valid(text, (ssize_t)strnlen(text, SHOWN_SIZE));
    if (!text_copy(buffer, SHOWN_SIZE - 3, valid)) g_strlcat(buffer, "…", SHOWN_SIZE);
    for (char *c = buffer; *c != '\0'; c++)
        if ((unsigned char)*c < 0x20 || *c == 0x7f) *c = ' ';
    return buffer;
}

static bool refuse_text(const Field *field, const char *text, GPtrArray *faults)
{
    char buffer[SHOWN_SIZE];
    record_fault(faults, field->name, text, "is %s; %s", shown(text, buffer),
                 KINDS[field->type].wanted);
    return false;
}

static bool refuse_json(const Field *field, const Json *value, GPtrArray *faults)
{
    char buffer[SHOWN_SIZE];
    g_autofree char *text = json_text_write(value, false);
    JsonKind kind = json_text_kind(value);
    bool number = kind == JSON_KIND_INT || kind == JSON_KIND_REAL;
    bool text_wanted = KINDS[field->type].from_json == KINDS[FIELD_TEXT].from_json;
    shown(text, buffer);
    if (number && text_wanted && field->type != FIELD_ENUM)
        record_fault(faults, field->name, text, "is the number %s; write it as a text, \"%s\"",
                     buffer, buffer);
    else
        record_fault(faults, field->name, text, "is %s; %s", buffer, KINDS[field->type].wanted);
    return false;
}

/* ── Texts ── */

/* Finds the first thing a text may not hold; line breaks and tabs are allowed in notes. */
static const char *flaw(const char *text, size_t length, bool note)
{
    unsigned char high = 0;
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)text[i];
        high |= c;
        if (c >= 0x20 && c != 0x7f) continue;
        if (!note || (c != '\n' && c != '\r' && c != '\t')) return "holds a control character";
    }
    return high >= 0x80 && !text_is_utf8(text, length) ? "is not UTF-8" : NULL;
}

/* The common checks of the two text types; false after a fault. */
static bool check_text(const Field *field, const char *text, size_t length_max, GPtrArray *faults)
{
    size_t length = strlen(text);
    if (length > length_max) {
        record_fault(faults, field->name, text, "has %zu bytes; at most %zu", length, length_max);
        return false;
    }
    const char *found = flaw(text, length, field->type != FIELD_TEXT);
    if (found != NULL) record_fault(faults, field->name, text, "%s", found);
    return found == NULL;
}

static bool text_from_text(const Field *field, const char *text, void *at, GPtrArray *faults)
{
    if (!check_text(field, text, field->size - 1, faults)) return false;
    memcpy(at, text, strlen(text) + 1);
    return true;
}

static void text_to_text(const Field *field, const void *at, GString *out)
{
    (void)field;
    g_string_append(out, at);
}

static bool text_is_blank(const void *at)
{
    return *(const char *)at == '\0';
}

static void replace(char **at, char *taken)
{
    g_free(*at);
    *at = taken;
}

static bool note_from_text(const Field *field, const char *text, void *at, GPtrArray *faults)
{
    if (!check_text(field, text, field->size > 0 ? field->size : NOTE_BYTES_MAX, faults))
        return false;
    replace(at, g_strdup(text));
    return true;
}

static void note_to_text(const Field *field, const void *at, GString *out)
{
    const char *text = *(char *const *)at;
    (void)field;
    if (text != NULL) g_string_append(out, text);
}

static bool note_is_blank(const void *at)
{
    const char *text = *(char *const *)at;
    return text == NULL || *text == '\0';
}

/* All types that JSON writes as a text. */
static bool any_from_json_text(const Field *field, const Json *value, void *at, GPtrArray *faults)
{
    const char *text = json_text_string(value);
    if (text == NULL) return refuse_json(field, value, faults);
    return KINDS[field->type].from_text(field, text, at, faults);
}

/* ── Numbers ── */

static bool set_int(const Field *field, int64_t value, void *at, GPtrArray *faults)
{
    bool bounded = field->min != 0 || field->max != 0;
    bool capped = bounded && field->max >= field->min;
    if (bounded && (value < field->min || (capped && value > field->max))) {
        char text[32];
        g_snprintf(text, sizeof text, "%" G_GINT64_FORMAT, value);
        if (capped)
            record_fault(faults, field->name, text,
                         "is %s; from %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT, text, field->min,
                         field->max);
        else
            record_fault(faults, field->name, text, "is %s; at least %" G_GINT64_FORMAT, text,
                         field->min);
        return false;
    }
    *(int64_t *)at = value;
    return true;
}

static bool int_from_text(const Field *field, const char *text, void *at, GPtrArray *faults)
{
    int64_t value;
    if (!text_to_i64(text, &value)) return refuse_text(field, text, faults);
    return set_int(field, value, at, faults);
}

static bool int_from_json(const Field *field, const Json *value, void *at, GPtrArray *faults)
{
    if (json_text_kind(value) != JSON_KIND_INT) return refuse_json(field, value, faults);
    return set_int(field, json_text_int(value), at, faults);
}

static void int_to_text(const Field *field, const void *at, GString *out)
{
    (void)field;
    g_string_append_printf(out, "%" G_GINT64_FORMAT, *(const int64_t *)at);
}

static Json *int_to_json(const Field *field, const void *at)
{
    (void)field;
    return json_text_new_int(*(const int64_t *)at);
}

static bool bool_from_text(const Field *field, const char *text, void *at, GPtrArray *faults)
{
    static const char *const YES[] = { "true", "yes", "1", NULL };
    static const char *const NO[] = { "false", "no", "0", NULL };
    bool yes = g_strv_contains(YES, text);
    if (!yes && !g_strv_contains(NO, text)) return refuse_text(field, text, faults);
    *(bool *)at = yes;
    return true;
}

static bool bool_from_json(const Field *field, const Json *value, void *at, GPtrArray *faults)
{
    if (json_text_kind(value) != JSON_KIND_BOOL) return refuse_json(field, value, faults);
    *(bool *)at = json_text_bool(value);
    return true;
}

static void bool_to_text(const Field *field, const void *at, GString *out)
{
    (void)field;
    g_string_append(out, *(const bool *)at ? "true" : "false");
}

static Json *bool_to_json(const Field *field, const void *at)
{
    (void)field;
    return json_text_new_bool(*(const bool *)at);
}

static bool amount_from_text(const Field *field, const char *text, void *at, GPtrArray *faults)
{
    char buffer[SHOWN_SIZE];
    DecimalVerdict verdict = decimal_parse(text, at);
    if (verdict == DECIMAL_OK) return true;
    if (verdict == DECIMAL_SYNTAX) return refuse_text(field, text, faults);
    record_fault(faults, field->name, text, "is %s, which %s", shown(text, buffer),
                 decimal_verdict_text(verdict));
    return false;
}

static void amount_to_text(const Field *field, const void *at, GString *out)
{
    char buffer[DECIMAL_TEXT_SIZE];
    const Decimal *value = at;
    (void)field;
    if (value->given) g_string_append(out, decimal_text(*value, 0, buffer));
}

static bool amount_is_blank(const void *at)
{
    return !((const Decimal *)at)->given;
}

static bool money_from_text(const Field *field, const char *text, void *at, GPtrArray *faults)
{
    (void)at;
    return refuse_text(field, text, faults);
}

static void money_to_text(const Field *field, const void *at, GString *out)
{
    char buffer[MONEY_TEXT_SIZE];
    const Money *value = at;
    (void)field;
    if (value->currency[0] != '\0')
        g_string_append(out, money_text(value->minor, value->currency, buffer));
}

static bool money_is_blank(const void *at)
{
    return ((const Money *)at)->currency[0] == '\0';
}

/* ── Days and instants ── */

static bool day_from_text(const Field *field, const char *text, void *at, GPtrArray *faults)
{
    return day_parse(text, at) || refuse_text(field, text, faults);
}

static void day_to_text(const Field *field, const void *at, GString *out)
{
    char buffer[DAY_TEXT_SIZE];
    (void)field;
    g_string_append(out, day_text(*(const Day *)at, buffer));
}

static bool day_is_blank(const void *at)
{
    return *(const Day *)at == DAY_NONE;
}

static bool instant_from_text(const Field *field, const char *text, void *at, GPtrArray *faults)
{
    return clock_parse(text, at) || refuse_text(field, text, faults);
}

static void instant_to_text(const Field *field, const void *at, GString *out)
{
    char buffer[INSTANT_TEXT_SIZE];
    int64_t value = *(const int64_t *)at;
    (void)field;
    if (value != 0) g_string_append(out, clock_text(value, buffer));
}

static bool instant_is_blank(const void *at)
{
    return *(const int64_t *)at == 0;
}

/* ── Words ── */

static void append_words(const char *const *words, const char *between, GString *out)
{
    for (size_t i = 0; words[i] != NULL; i++)
        g_string_append_printf(out, "%s%s", i > 0 ? between : "", words[i]);
}

static bool enum_from_text(const Field *field, const char *text, void *at, GPtrArray *faults)
{
    for (int i = 0; field->words[i] != NULL; i++) {
        if (strcmp(field->words[i], text) != 0) continue;
        *(int *)at = i;
        return true;
    }
    char buffer[SHOWN_SIZE];
    const char *near = text_nearest(text, field->words);
    g_autoptr(GString) words = g_string_new(NULL);
    append_words(field->words, ", ", words);
    if (near != NULL) g_string_append_printf(words, "; did you mean %s?", near);
    record_fault(faults, field->name, text, "is %s; one of %s", shown(text, buffer), words->str);
    return false;
}

static bool enum_from_json(const Field *field, const Json *value, void *at, GPtrArray *faults)
{
    const char *text = json_text_string(value);
    if (text != NULL) return enum_from_text(field, text, at, faults);
    g_autofree char *written = json_text_write(value, false);
    return enum_from_text(field, written, at, faults);
}

static void enum_to_text(const Field *field, const void *at, GString *out)
{
    int value = *(const int *)at;
    if (value >= 0) g_string_append(out, field->words[value]);
}

static bool enum_is_blank(const void *at)
{
    return *(const int *)at < 0;
}

/* ── The table ── */

static const Kind KINDS[FIELD_JSON + 1] = {
    [FIELD_TEXT] = { "TEXT", "a text is wanted", text_from_text, any_from_json_text, text_to_text,
                     NULL, text_is_blank, "{\"type\":\"string\"}" },
    [FIELD_NOTE] = { "TEXT", "a text is wanted", note_from_text, any_from_json_text, note_to_text,
                     NULL, note_is_blank, "{\"type\":\"string\"}" },
    [FIELD_INT] = { "NUMBER", "a whole number is wanted", int_from_text, int_from_json, int_to_text,
                    int_to_json, NULL, "{\"type\":\"integer\"}" },
    [FIELD_BOOL] = { "true|false", "true or false is wanted", bool_from_text, bool_from_json,
                     bool_to_text, bool_to_json, NULL, "{\"type\":\"boolean\"}" },
    [FIELD_DAY] = { "DATE", "a date is YYYY-MM-DD and must exist", day_from_text,
                    any_from_json_text, day_to_text, NULL, day_is_blank,
                    "{\"type\":\"string\",\"format\":\"date\"}" },
    [FIELD_INSTANT] = { "TIME", "a time is written like 2026-11-23T22:41:00Z, with its offset",
                        instant_from_text, any_from_json_text, instant_to_text, NULL,
                        instant_is_blank, "{\"type\":\"string\",\"format\":\"date-time\"}" },
    [FIELD_AMOUNT] = { "AMOUNT", "an amount is a plain number such as 1234.50", amount_from_text,
                       any_from_json_text, amount_to_text, NULL, amount_is_blank,
                       "{\"type\":\"string\",\"pattern\":\"^-?[0-9]+([.][0-9]+)?$\"}" },
    [FIELD_MONEY] = { "AMOUNT", "the program alone gives this amount", money_from_text,
                      any_from_json_text, money_to_text, NULL, money_is_blank,
                      "{\"type\":\"string\",\"pattern\":\"^-?[0-9]+([.][0-9]+)?$\"}" },
    [FIELD_ENUM] = { NULL, "a word is wanted", enum_from_text, enum_from_json, enum_to_text, NULL,
                     enum_is_blank, "{\"type\":\"string\"}" },
    [FIELD_WORDS] = { "TEXT,TEXT", "a list of texts is wanted", record_list_words_from_text,
                      record_list_words_from_json, record_list_words_to_text,
                      record_list_words_to_json, note_is_blank,
                      "{\"type\":\"array\",\"items\":{\"type\":\"string\"}}" },
    [FIELD_LIST] = { "JSON", "a list of objects is wanted", record_list_from_text,
                     record_list_from_json, record_list_to_text, record_list_to_json,
                     record_list_is_blank, "{\"type\":\"array\"}" },
    [FIELD_JSON] = { "JSON", "a JSON value is wanted", record_list_json_from_text,
                     record_list_json_from_json, record_list_json_to_text, record_list_json_to_json,
                     record_list_json_is_blank, "{}" },
};

bool record_value_from_text(const Field *field, const char *text, void *at, GPtrArray *faults)
{
    return KINDS[field->type].from_text(field, text, at, faults);
}

bool record_value_from_json(const Field *field, const Json *value, void *at, GPtrArray *faults)
{
    return KINDS[field->type].from_json(field, value, at, faults);
}

bool record_value_refuse(const Field *field, const Json *value, GPtrArray *faults)
{
    return refuse_json(field, value, faults);
}

bool record_value_is_blank(const Field *field, const void *at)
{
    return KINDS[field->type].is_blank != NULL && KINDS[field->type].is_blank(at);
}

void record_value_to_text(const Field *field, const void *at, GString *out)
{
    KINDS[field->type].to_text(field, at, out);
}

Json *record_value_to_json(const Field *field, const void *at)
{
    const Kind *kind = &KINDS[field->type];
    if (kind->to_json != NULL) return kind->to_json(field, at);
    g_autoptr(GString) text = g_string_new(NULL);
    kind->to_text(field, at, text);
    return json_text_new_string(text->str);
}

void record_value_init(const Field *field, void *at)
{
    if (field->type == FIELD_DAY) *(Day *)at = DAY_NONE;
    if (field->type == FIELD_ENUM) *(int *)at = -1;
}

void record_value_clear(const Field *field, void *at)
{
    if (field->type == FIELD_NOTE || field->type == FIELD_WORDS) replace(at, NULL);
    if (field->type == FIELD_LIST) record_list_clear(field, at);
    if (field->type == FIELD_JSON) record_list_json_clear(at);
}

void record_value_hint(const Field *field, GString *out)
{
    if (field->type == FIELD_ENUM)
        append_words(field->words, "|", out);
    else
        g_string_append(out, KINDS[field->type].hint);
}

Json *record_value_schema(const Field *field)
{
    const char *text = KINDS[field->type].schema;
    Json *schema = json_text_parse(text, strlen(text), NULL);
    bool bounded = field->min != 0 || field->max != 0;
    if (field->type == FIELD_TEXT)
        json_text_set(schema, "maxLength", json_text_new_int((int64_t)field->size - 1));
    if (field->type == FIELD_INT && bounded)
        json_text_set(schema, "minimum", json_text_new_int(field->min));
    if (field->type == FIELD_INT && bounded && field->max >= field->min)
        json_text_set(schema, "maximum", json_text_new_int(field->max));
    if (field->type == FIELD_LIST) {
        json_text_set(schema, "maxItems", json_text_new_int(RECORD_ROWS_MAX));
        json_text_set(schema, "items", record_schema(field->of));
    }
    if (field->type == FIELD_ENUM) {
        Json *words = json_text_new_list();
        for (size_t i = 0; field->words[i] != NULL; i++)
            json_text_append(words, json_text_new_string(field->words[i]));
        json_text_set(schema, "enum", words);
    }
    return schema;
}
