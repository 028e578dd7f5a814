/* base/record.c: records by their tables: read, checked, written, described.  Knows no record by
 * name. */
#include "base/record.h"

#include "base/record_value.h"
#include "base/text.h"
#include <string.h>

enum { FAULT_VALUE_SIZE = 81, FAULTS_MAX = 1000, FIELDS_MAX = 64 };

static void *value_of(const Field *field, void *record)
{
    return (char *)record + field->offset;
}

static const void *look(const Field *field, const void *record)
{
    return (const char *)record + field->offset;
}

/* ── Faults ── */

static void free_fault(gpointer data)
{
    FieldFault *fault = data;
    g_free(fault->field);
    g_free(fault->value);
    g_free(fault->detail);
    g_free(fault);
}

GPtrArray *record_faults_new(void)
{
    return g_ptr_array_new_with_free_func(free_fault);
}

static char *cut(const char *value)
{
    if (value == NULL) return NULL;
    char buffer[FAULT_VALUE_SIZE];
    text_copy(buffer, sizeof buffer, value);
    return g_utf8_make_valid(buffer, -1);
}

void record_fault(GPtrArray *faults, const char *field, const char *value, const char *format, ...)
{
    if (faults->len >= FAULTS_MAX) return;
    FieldFault *fault = g_new0(FieldFault, 1);
    va_list args;
    va_start(args, format);
    fault->detail = g_strdup_vprintf(format, args);
    va_end(args);
    fault->field = g_strdup(field);
    fault->value = cut(value);
    g_ptr_array_add(faults, fault);
}

void record_faults_error(const GPtrArray *faults, GError **error)
{
    g_assert(faults->len > 0);
    const FieldFault *first = faults->pdata[0];
    g_autofree char *more =
        faults->len > 1 ? g_strdup_printf(" (and %u more)", faults->len - 1) : g_strdup("");
    problem_set(error, PROBLEM_INVALID, "%s %s%s", first->field, first->detail, more);
}

static bool is_faulted(const GPtrArray *faults, const char *field)
{
    size_t length = strlen(field);
    for (unsigned i = 0; i < faults->len; i++) {
        const char *name = ((const FieldFault *)faults->pdata[i])->field;
        if (strncmp(name, field, length) == 0 && (name[length] == '\0' || name[length] == '['))
            return true;
    }
    return false;
}

/* ── Which fields were given ── */

static void mark(const RecordType *type, const Field *field, void *record)
{
    if (type->given_offset == SIZE_MAX) return;
    uint64_t *given = (uint64_t *)(void *)((char *)record + type->given_offset);
    *given |= UINT64_C(1) << (field - type->fields);
}

static bool is_marked(const RecordType *type, const Field *field, const void *record)
{
    if (type->given_offset == SIZE_MAX) return false;
    const uint64_t *given =
        (const uint64_t *)(const void *)((const char *)record + type->given_offset);
    return (*given >> (field - type->fields) & 1) != 0;
}

/* A number or a yes-or-no says something even as 0: it counts as given where no marks are kept, or
 * if it is not 0. */
static bool has_value(const RecordType *type, const Field *field, const void *record)
{
    const void *at = look(field, record);
    if (type->given_offset != SIZE_MAX && field->type == FIELD_INT)
        return *(const int64_t *)at != 0;
    if (type->given_offset != SIZE_MAX && field->type == FIELD_BOOL) return *(const bool *)at;
    return !record_value_is_blank(field, at);
}

static bool is_given(const RecordType *type, const Field *field, const void *record)
{
    return is_marked(type, field, record) || has_value(type, field, record);
}

bool record_given(const RecordType *type, const void *record, const char *name)
{
    const Field *field = record_field(type, name);
    g_assert(field != NULL);
    return is_given(type, field, record);
}

/* ── Life ── */

void record_init(const RecordType *type, void *record)
{
    memset(record, 0, type->size);
    for (const Field *field = type->fields; field->name != NULL; field++)
        record_value_init(field, value_of(field, record));
}

void record_clear(const RecordType *type, void *record)
{
    for (const Field *field = type->fields; field->name != NULL; field++)
        record_value_clear(field, value_of(field, record));
    record_init(type, record);
}

/* ── In ── */

static bool same_name(const char *name, const char *typed)
{
    while (*name != '\0' && *name == (*typed == '-' ? '_' : *typed)) name++, typed++;
    return *name == '\0' && *typed == '\0';
}

const Field *record_field(const RecordType *type, const char *name)
{
    for (const Field *field = type->fields; field->name != NULL; field++)
        if (same_name(field->name, name)) return field;
    return NULL;
}

static void refuse_unknown(const RecordType *type, const char *name, GPtrArray *faults)
{
    const char *names[FIELDS_MAX + 1];
    size_t count = 0;
    for (const Field *field = type->fields; field->name != NULL && count < FIELDS_MAX; field++)
        if ((field->flags & FIELD_OUTPUT) == 0) names[count++] = field->name;
    names[count] = NULL;
    const char *near = text_nearest(name, names);
    g_autofree char *shown = cut(name);
    record_fault(faults, shown, NULL, "is not a field of %s%s%s%s", type->name,
                 near != NULL ? "; did you mean " : "", near != NULL ? near : "",
                 near != NULL ? "?" : "");
}

static bool is_input(const Field *field, GPtrArray *faults)
{
    if ((field->flags & FIELD_OUTPUT) == 0) return true;
    record_fault(faults, field->name, NULL, "is given by the program and cannot be set");
    return false;
}

void record_from_json(const RecordType *type, const Json *object, void *record, GPtrArray *faults)
{
    if (json_text_kind(object) != JSON_KIND_OBJECT) {
        record_fault(faults, type->name, NULL, "takes one JSON object");
        return;
    }
    void *iter = NULL;
    const char *name;
    const Json *value;
    while (json_text_each(object, &iter, &name, &value)) {
        const Field *field = record_field(type, name);
        if (field == NULL || strcmp(field->name, name) != 0) {
            refuse_unknown(type, name, faults);
            continue;
        }
        if (json_text_kind(value) == JSON_KIND_NULL || !is_input(field, faults)) continue;
        if (record_value_from_json(field, value, value_of(field, record), faults))
            mark(type, field, record);
    }
}

void record_set_text(const RecordType *type, const Field *field, const char *text, void *record,
                     GPtrArray *faults)
{
    if (*text == '\0' || !is_input(field, faults)) return;
    if (record_value_from_text(field, text, value_of(field, record), faults))
        mark(type, field, record);
}

static bool is_missing(const RecordType *type, const Field *field, const void *record)
{
    if ((field->flags & FIELD_REQUIRED) == 0) return false;
    if (field->type == FIELD_INT || field->type == FIELD_BOOL)
        return !is_given(type, field, record);
    return record_value_is_blank(field, look(field, record));
}

/* Path is "" or "to[2].".  What has a fault already is not asked for again. */
static void check(const RecordType *type, const void *record, const char *path, GPtrArray *faults)
{
    for (const Field *field = type->fields; field->name != NULL; field++) {
        if (is_missing(type, field, record)) {
            g_autofree char *name = g_strconcat(path, field->name, NULL);
            if (!is_faulted(faults, name))
                record_fault(faults, name, NULL, "is required: %s", field->doc);
        }
        if (field->type != FIELD_LIST) continue;
        const RecordList *list = look(field, record);
        for (size_t i = 0; i < list->count; i++) {
            g_autofree char *row = g_strdup_printf("%s%s[%zu]", path, field->name, i);
            g_autofree char *inside = g_strconcat(row, ".", NULL);
            if (is_faulted(faults, row)) continue;
            check(field->of, (const char *)list->rows + i * field->of->size, inside, faults);
        }
    }
}

void record_check(const RecordType *type, const void *record, GPtrArray *faults)
{
    check(type, record, "", faults);
}

/* ── Out ── */

Json *record_to_json(const RecordType *type, const void *record)
{
    Json *object = json_text_new_object();
    for (const Field *field = type->fields; field->name != NULL; field++)
        if (is_given(type, field, record))
            json_text_set(object, field->name, record_value_to_json(field, look(field, record)));
    return object;
}

void record_field_text(const Field *field, const void *record, GString *out)
{
    record_value_to_text(field, look(field, record), out);
}

/* ── Described ── */

/* "--due-on DATE" */
static char *usage(const Field *field)
{
    g_autofree char *name = g_strdelimit(g_strdup(field->name), "_", '-');
    GString *out = g_string_new("--");
    g_string_append_printf(out, "%s ", name);
    record_value_hint(field, out);
    return g_string_free(out, FALSE);
}

void record_help(const RecordType *type, GString *out)
{
    enum { COLUMN = 26 };
    for (const Field *field = type->fields; field->name != NULL; field++) {
        if ((field->flags & FIELD_OUTPUT) != 0) continue;
        g_autofree char *words = usage(field);
        bool required = (field->flags & FIELD_REQUIRED) != 0;
        bool wide = strlen(words) > COLUMN;
        g_string_append_printf(out, "  %-*s", COLUMN, words);
        if (wide) g_string_append_printf(out, "\n  %-*s", COLUMN, "");
        g_string_append_printf(out, "  %s%s\n", required ? "(required) " : "", field->doc);
    }
}

static Json *field_schema(const Field *field)
{
    Json *schema = record_value_schema(field);
    json_text_set(schema, "description", json_text_new_string(field->doc));
    if ((field->flags & FIELD_OUTPUT) != 0)
        json_text_set(schema, "readOnly", json_text_new_bool(true));
    return schema;
}

Json *record_schema(const RecordType *type)
{
    Json *schema = json_text_new_object();
    Json *fields = json_text_new_object();
    Json *required = json_text_new_list();
    for (const Field *field = type->fields; field->name != NULL; field++) {
        json_text_set(fields, field->name, field_schema(field));
        if ((field->flags & FIELD_REQUIRED) != 0)
            json_text_append(required, json_text_new_string(field->name));
    }
    json_text_set(schema, "title", json_text_new_string(type->name));
    json_text_set(schema, "type", json_text_new_string("object"));
    json_text_set(schema, "properties", fields);
    if (json_text_count(required) > 0)
        json_text_set(schema, "required", required);
    else
        json_text_free(required);
    json_text_set(schema, "additionalProperties", json_text_new_bool(false));
    return schema;
}
