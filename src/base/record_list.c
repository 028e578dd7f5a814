/* base/record_list.c: the fields of a record that hold many: words, rows, any JSON.  Refuses more
 * than RECORD_ROWS_MAX. */
#include "base/record_list.h"

#include "base/record_value.h"
#include "base/text.h"
#include <string.h>

static bool refuse_count(const Field *field, size_t count, GPtrArray *faults)
{
    record_fault(faults, field->name, NULL, "has %zu entries; at most %d", count, RECORD_ROWS_MAX);
    return false;
}

/* ── Words: kept as one text, a line each ── */

static bool add_word(const Field *field, const char *word, GString *words, GPtrArray *faults)
{
    const char *wrong = *word == '\0' ? "holds an empty text" : NULL;
    if (text_has_control(word)) wrong = "holds a control character";
    if (!text_is_utf8(word, strlen(word))) wrong = "is not UTF-8";
    if (wrong != NULL) {
        record_fault(faults, field->name, word, "%s", wrong);
        return false;
    }
    if (words->len > 0) g_string_append_c(words, '\n');
    g_string_append(words, word);
    return true;
}

static void keep_words(char **at, GString *taken)
{
    g_free(*at);
    *at = g_string_free(taken, taken->len == 0);
}

bool record_list_words_from_text(const Field *field, const char *text, void *at, GPtrArray *faults)
{
    g_auto(GStrv) parts = g_strsplit(text, ",", RECORD_ROWS_MAX + 1);
    g_autoptr(GString) words = g_string_new(NULL);
    size_t count = g_strv_length(parts);
    if (count > RECORD_ROWS_MAX) return refuse_count(field, count, faults);
    for (size_t i = 0; i < count; i++)
        if (!add_word(field, g_strstrip(parts[i]), words, faults)) return false;
    keep_words(at, g_steal_pointer(&words));
    return true;
}

bool record_list_words_from_json(const Field *field, const Json *value, void *at, GPtrArray *faults)
{
    g_autoptr(GString) words = g_string_new(NULL);
    size_t count = json_text_count(value);
    if (json_text_kind(value) != JSON_KIND_LIST) return record_value_refuse(field, value, faults);
    if (count > RECORD_ROWS_MAX) return refuse_count(field, count, faults);
    for (size_t i = 0; i < count; i++) {
        const char *word = json_text_string(json_text_at(value, i));
        if (word == NULL) return record_value_refuse(field, value, faults);
        if (!add_word(field, word, words, faults)) return false;
    }
    keep_words(at, g_steal_pointer(&words));
    return true;
}

void record_list_words_to_text(const Field *field, const void *at, GString *out)
{
    const char *words = *(char *const *)at;
    (void)field;
    for (; words != NULL && *words != '\0'; words++)
        g_string_append_c(out, *words == '\n' ? ',' : *words);
}

Json *record_list_words_to_json(const Field *field, const void *at)
{
    const char *words = *(char *const *)at;
    Json *list = json_text_new_list();
    (void)field;
    if (words == NULL) return list;
    g_auto(GStrv) parts = g_strsplit(words, "\n", -1);
    for (size_t i = 0; parts[i] != NULL; i++)
        json_text_append(list, json_text_new_string(parts[i]));
    return list;
}

/* ── Rows ── */

static void *row_at(const Field *field, const RecordList *list, size_t index)
{
    return (char *)list->rows + index * field->of->size;
}

void record_list_clear(const Field *field, void *at)
{
    RecordList *list = at;
    for (size_t i = 0; i < list->count; i++) record_clear(field->of, row_at(field, list, i));
    g_free(list->rows);
    *list = (RecordList){ 0 };
}

/* Moves the faults of row `index` to those of its record. */
static void move_faults(const Field *field, size_t index, GPtrArray *from, GPtrArray *to)
{
    for (unsigned i = 0; i < from->len; i++) {
        const FieldFault *fault = from->pdata[i];
        g_autofree char *path = g_strdup_printf("%s[%zu].%s", field->name, index, fault->field);
        record_fault(to, path, fault->value, "%s", fault->detail);
    }
    g_ptr_array_set_size(from, 0);
}

static void read_row(const Field *field, const Json *value, size_t index, void *row,
                     GPtrArray *inner, GPtrArray *faults)
{
    if (json_text_kind(value) == JSON_KIND_OBJECT) {
        record_from_json(field->of, value, row, inner);
        move_faults(field, index, inner, faults);
        return;
    }
    g_autofree char *path = g_strdup_printf("%s[%zu]", field->name, index);
    g_autofree char *text = json_text_write(value, false);
    record_fault(faults, path, text, "is not an object");
}

bool record_list_from_json(const Field *field, const Json *value, void *at, GPtrArray *faults)
{
    size_t count = json_text_count(value);
    unsigned before = faults->len;
    if (json_text_kind(value) != JSON_KIND_LIST) return record_value_refuse(field, value, faults);
    if (count > RECORD_ROWS_MAX) return refuse_count(field, count, faults);
    g_autoptr(GPtrArray) inner = record_faults_new();
    RecordList list = { g_malloc0_n(count, field->of->size), count };
    for (size_t i = 0; i < count; i++) {
        void *row = row_at(field, &list, i);
        record_init(field->of, row);
        read_row(field, json_text_at(value, i), i, row, inner, faults);
    }
    /* Kept also when a row has a fault, so that record_check can go on to what is missing in the
     * rows. */
    record_list_clear(field, at);
    *(RecordList *)at = list;
    return faults->len == before;
}

/* Reads the JSON text of a list or of any value; NULL after a fault. */
static Json *parse(const Field *field, const char *text, GPtrArray *faults)
{
    g_autoptr(GError) error = NULL;
    Json *value = json_text_parse(text, strlen(text), &error);
    if (value == NULL)
        record_fault(faults, field->name, text, "cannot be read: %s", error->message);
    return value;
}

bool record_list_from_text(const Field *field, const char *text, void *at, GPtrArray *faults)
{
    g_autoptr(Json) value = parse(field, text, faults);
    return value != NULL && record_list_from_json(field, value, at, faults);
}

Json *record_list_to_json(const Field *field, const void *at)
{
    const RecordList *list = at;
    Json *rows = json_text_new_list();
    for (size_t i = 0; i < list->count; i++)
        json_text_append(rows, record_to_json(field->of, row_at(field, list, i)));
    return rows;
}

static void write_json(Json *taken, GString *out)
{
    g_autofree char *text = json_text_write(taken, false);
    g_string_append(out, text);
    json_text_free(taken);
}

void record_list_to_text(const Field *field, const void *at, GString *out)
{
    if (!record_list_is_blank(at)) write_json(record_list_to_json(field, at), out);
}

bool record_list_is_blank(const void *at)
{
    return ((const RecordList *)at)->count == 0;
}

/* ── Any JSON ── */

static bool keep_json(Json **at, Json *taken)
{
    json_text_free(*at);
    *at = taken;
    return taken != NULL;
}

bool record_list_json_from_text(const Field *field, const char *text, void *at, GPtrArray *faults)
{
    Json *value = parse(field, text, faults);
    return value != NULL && keep_json(at, value);
}

bool record_list_json_from_json(const Field *field, const Json *value, void *at, GPtrArray *faults)
{
    (void)field, (void)faults;
    return keep_json(at, json_text_copy(value));
}

void record_list_json_to_text(const Field *field, const void *at, GString *out)
{
    if (!record_list_json_is_blank(at)) write_json(record_list_json_to_json(field, at), out);
}

Json *record_list_json_to_json(const Field *field, const void *at)
{
    const Json *value = *(Json *const *)at;
    (void)field;
    return value == NULL ? json_text_new_null() : json_text_copy(value);
}

bool record_list_json_is_blank(const void *at)
{
    return *(Json *const *)at == NULL;
}

void record_list_json_clear(void *at)
{
    keep_json(at, NULL);
}
