/* gate/gate_object.c: objects of the vocabulary into the gate's flat structs, by tables of keys.
 * Judges nothing, and knows no order of objects. */
#include "gate/gate_object.h"

#include "base/decimal.h"

#include <stdio.h>
#include <string.h>

void gate_object_fail(GateObjects *r, const char *key, const char *what, const Json *value)
{
    if (r->error != NULL) return;
    g_autofree char *shown = value != NULL ? json_text_write(value, false) : g_strdup("nothing");
    r->error = g_strdup_printf("%s: %s: %.80s", key, what, shown);
}

void *gate_object_own(GateObjects *r, size_t count, size_t size)
{
    void *memory = g_malloc0_n(MAX(count, 1), size);
    g_ptr_array_add(r->owned, memory);
    return memory;
}

/* ---- one value ---- */

static const char *read_text(GateObjects *r, const Json *value)
{
    switch (json_text_kind(value)) {
    case JSON_KIND_NULL: return gate_nil;
    case JSON_KIND_BOOL: return json_text_bool(value) ? "true" : gate_nil;
    case JSON_KIND_TEXT: return json_text_string(value);
    case JSON_KIND_INT:
    case JSON_KIND_REAL:
    case JSON_KIND_LIST:
    case JSON_KIND_OBJECT: break;
    }
    char *text = json_text_write(value, false);
    g_ptr_array_add(r->owned, text);
    return text;
}

static GateTri read_tri(const Json *value)
{
    switch (json_text_kind(value)) {
    case JSON_KIND_NULL: return TRI_NULL;
    case JSON_KIND_BOOL: return json_text_bool(value) ? TRI_TRUE : TRI_FALSE;
    case JSON_KIND_TEXT:
    case JSON_KIND_INT:
    case JSON_KIND_REAL:
    case JSON_KIND_LIST:
    case JSON_KIND_OBJECT: return TRI_TRUE;
    }
    return TRI_ABSENT;
}

/* A date, or an instant and the date it is written with. */
static bool parse_moment(const char *text, GateMoment *out)
{
    char date[11];
    if (day_parse(text, &out->day)) {
        out->state = MOMENT_DAY;
        return true;
    }
    if (strlen(text) < 16 || !clock_parse(text, &out->at_us)) return false;
    memcpy(date, text, 10);
    date[10] = '\0';
    if (!day_parse(date, &out->day)) return false;
    out->state = MOMENT_INSTANT;
    return true;
}

GateMoment gate_object_moment(GateObjects *r, const char *key, const Json *value)
{
    GateMoment moment = { 0, 0, MOMENT_NULL };
    const char *text = json_text_string(value);
    if (text == NULL) {
        moment.state = json_text_kind(value) == JSON_KIND_NULL ? MOMENT_NULL : MOMENT_ABSENT;
        return moment;
    }
    if (*text != '\0' && !parse_moment(text, &moment))
        gate_object_fail(r, key, "no date or instant with offset", value);
    return moment;
}

/* The decimal as typed; JSON numbers are read by their text. */
static const char *number_text(const Json *value, char buffer[64])
{
    JsonKind kind = json_text_kind(value);
    if (kind == JSON_KIND_INT)
        g_snprintf(buffer, 64, "%" G_GINT64_FORMAT, json_text_int(value));
    else if (kind == JSON_KIND_REAL)
        g_ascii_formatd(buffer, 64, "%.6f", json_text_real(value));
    else
        return json_text_string(value);
    return buffer;
}

/* To ten-thousandths; false when there are more decimals, or no room for later sums. */
static bool to_e4(Decimal decimal, int64_t *e4)
{
    while (decimal.scale > 4 && decimal.digits % 10 == 0) {
        decimal.digits /= 10;
        decimal.scale--;
    }
    if (decimal.scale > 4) return false;
    for (; decimal.scale < 4; decimal.scale++)
        if (__builtin_mul_overflow(decimal.digits, 10, &decimal.digits)) return false;
    *e4 = decimal.digits;
    return *e4 < INT64_MAX / 1000 && *e4 > INT64_MIN / 1000;
}

static GateNumber read_number(GateObjects *r, const char *key, const Json *value)
{
    GateNumber number = { 0, NUMBER_NULL };
    Decimal decimal = { 0 };
    char buffer[64];
    const char *text = number_text(value, buffer);
    if (json_text_kind(value) == JSON_KIND_NULL || (text != NULL && *text == '\0')) return number;
    number.state = NUMBER_GIVEN;
    if (text == NULL || decimal_parse(text, &decimal) != DECIMAL_OK)
        gate_object_fail(r, key, "no decimal number", value);
    else if (!to_e4(decimal, &number.e4))
        gate_object_fail(r, key, "too large, or more than four decimals", value);
    return number;
}

static int32_t read_int(GateObjects *r, const char *key, const Json *value)
{
    const char *text = json_text_string(value);
    JsonKind kind = json_text_kind(value);
    int64_t number = kind == JSON_KIND_INT ? json_text_int(value)
                     : text != NULL        ? g_ascii_strtoll(text, NULL, 10)
                                           : -1;
    if (number > 1000000 || number < -1000000) gate_object_fail(r, key, "out of range", value);
    return (int32_t)CLAMP(number, -1000000, 1000000);
}

static size_t list_size(const Json *value)
{
    JsonKind kind = json_text_kind(value);
    return kind == JSON_KIND_LIST ? json_text_count(value) : kind == JSON_KIND_NULL ? 0 : 1;
}

static const Json *list_item(const Json *value, size_t i)
{
    return json_text_kind(value) == JSON_KIND_LIST ? json_text_at(value, i) : value;
}

static void read_texts(GateObjects *r, const char *key, const Json *value, GateTexts *out)
{
    size_t count = list_size(value);
    out->given = true;
    if (count > GATE_TEXTS_MAX) gate_object_fail(r, key, "too many entries", NULL);
    for (size_t i = 0; i < count && i < GATE_TEXTS_MAX; i++)
        out->items[out->count++] = read_text(r, list_item(value, i));
}

static void read_days(GateObjects *r, const char *key, const Json *value, GateDays *out)
{
    size_t count = list_size(value);
    out->given = json_text_kind(value) != JSON_KIND_NULL;
    if (count > GATE_TEXTS_MAX) gate_object_fail(r, key, "too many entries", NULL);
    for (size_t i = 0; i < count && i < GATE_TEXTS_MAX; i++) {
        GateMoment moment = gate_object_moment(r, key, list_item(value, i));
        if (moment.state == MOMENT_DAY || moment.state == MOMENT_INSTANT)
            out->items[out->count++] = moment.day;
    }
}

static GateDebtSet read_debts(GateObjects *r, const Json *value)
{
    GateDebtSet set = { 0, json_text_kind(value) != JSON_KIND_NULL };
    for (size_t i = 0; i < list_size(value); i++) {
        const char *id = read_text(r, list_item(value, i));
        uint64_t bit = GATE_DEBT_ELSEWHERE;
        for (size_t d = 0; d < r->debt_count; d++)
            if (strcmp(r->debts[d].id, id) == 0) bit = 1ULL << d;
        set.bits |= bit;
    }
    return set;
}

/* "HH:MM", up to 24:00, in seconds. */
static int32_t read_clock(GateObjects *r, const char *key, const Json *value)
{
    int hour, minute;
    char tail;
    const char *text = json_text_string(value);
    if (text == NULL) return -1;
    if (sscanf(text, "%2d:%2d%c", &hour, &minute, &tail) != 2 || hour < 0 || hour > 24 ||
        minute < 0 || minute > 59 || hour * 60 + minute > 24 * 60) {
        gate_object_fail(r, key, "no time of day HH:MM", value);
        return -1;
    }
    return hour * 3600 + minute * 60;
}

static uint8_t read_weekdays(GateObjects *r, const char *key, const Json *value)
{
    static const char *const NAMES[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
    uint8_t bits = 0;
    for (size_t i = 0; i < list_size(value); i++) {
        const char *name = json_text_string(list_item(value, i));
        unsigned found = 0;
        for (unsigned d = 0; d < 7 && name != NULL; d++)
            if (strncmp(name, NAMES[d], 3) == 0) found = 1u << d;
        if (found == 0) gate_object_fail(r, key, "no weekday", list_item(value, i));
        bits |= (uint8_t)found;
    }
    return bits;
}

static uint64_t read_content(const Json *value)
{
    uint64_t bits = 0;
    for (size_t i = 0; i < list_size(value); i++) {
        int word = gate_words_find(WORDS_CONTENT, json_text_string(list_item(value, i)));
        bits |= 1ULL << (word != 0 ? word : CONTENT_OTHER);
    }
    return bits;
}

static uint32_t read_prompts(const Json *value)
{
    static const char *const NAMES[] = { "not_my_debt", "amount_wrong", "other",
                                         "original_creditor" };
    uint32_t bits = 0;
    for (size_t i = 0; i < list_size(value); i++) {
        const char *name = json_text_string(list_item(value, i));
        for (unsigned p = 0; p < 4 && name != NULL; p++)
            if (strcmp(name, NAMES[p]) == 0) bits |= 1u << p;
    }
    return bits;
}

static void read_ecb(GateObjects *r, const Json *value, GateAction *action)
{
    void *iter = NULL;
    const char *key;
    const Json *rate;
    while (json_text_each(value, &iter, &key, &rate)) {
        int year, half;
        char tail;
        if (sscanf(key, "%4dH%1d%c", &year, &half, &tail) != 2 || half < 1 || half > 2) {
            gate_object_fail(r, key, "no half year like 2024H1", NULL);
            continue;
        }
        if (action->ecb_count >= G_N_ELEMENTS(action->ecb)) continue;
        action->ecb[action->ecb_count++] =
            (GateHalfRate){ year * 2 + half - 1, read_number(r, key, rate) };
    }
}

/* Unknown words of the closed lists: kinds are third parties, the rest is as if not said. */
static int read_word(GateObjects *r, const GateField *field, const Json *value)
{
    const char *word = json_text_string(value);
    int found = gate_words_find(field->words, word);
    if (found == 0 && field->words == WORDS_PLACE && word != NULL && *word != '\0')
        return PLACE_LITERAL;
    if (found == 0 && field->words == WORDS_KIND && word != NULL && *word != '\0')
        return KIND_OTHER;
    if (found == 0 && field->strict) gate_object_fail(r, field->key, "not known", value);
    return found;
}

/* ---- objects by table ---- */

static void read_field(GateObjects *r, const GateField *field, const Json *value, void *base,
                       const char *path)
{
    char *at = (char *)base + field->offset;
    const char *key = field->key;
    switch (field->kind) {
    case FIELD_SKIP: break;
    case FIELD_TEXT: *(const char **)at = read_text(r, value); break;
    case FIELD_TRI: *(GateTri *)at = read_tri(value); break;
    case FIELD_EQUALS:
        *(GateTri *)at = json_text_kind(value) == JSON_KIND_NULL                ? TRI_NULL
                         : g_strcmp0(json_text_string(value), field->word) == 0 ? TRI_TRUE
                                                                                : TRI_FALSE;
        break;
    case FIELD_IS: *(bool *)at = g_strcmp0(json_text_string(value), field->word) == 0; break;
    case FIELD_GIVEN: *(bool *)at = json_text_kind(value) != JSON_KIND_NULL; break;
    case FIELD_PRESENT: *(bool *)at = true; break;
    case FIELD_WORD: *(int *)at = read_word(r, field, value); break;
    case FIELD_MOMENT: *(GateMoment *)at = gate_object_moment(r, key, value); break;
    case FIELD_NUMBER: *(GateNumber *)at = read_number(r, key, value); break;
    case FIELD_INT: *(int32_t *)at = read_int(r, key, value); break;
    case FIELD_TEXTS: read_texts(r, key, value, (GateTexts *)at); break;
    case FIELD_DAYS: read_days(r, key, value, (GateDays *)at); break;
    case FIELD_DEBTS: *(GateDebtSet *)at = read_debts(r, value); break;
    case FIELD_CLOCK: *(int32_t *)at = read_clock(r, key, value); break;
    case FIELD_WEEKDAYS: *(uint8_t *)at = read_weekdays(r, key, value); break;
    case FIELD_CONTENT: *(uint64_t *)at = read_content(value); break;
    case FIELD_PROMPTS: *(uint32_t *)at = read_prompts(value); break;
    case FIELD_ECB: read_ecb(r, value, base); break;
    case FIELD_OBJECT: {
        g_autofree char *inner = g_strdup_printf("%s%s.", path, key);
        gate_object_read(r, value, field->fields, at, inner);
        break;
    }
    }
}

/* Every row of the key is applied: one value may say two things. */
void gate_object_read(GateObjects *r, const Json *object, const GateField *fields, void *base,
                      const char *path)
{
    void *iter = NULL;
    const char *key;
    const Json *value;
    if (json_text_kind(object) == JSON_KIND_NULL || fields == NULL) return;
    if (json_text_kind(object) != JSON_KIND_OBJECT) {
        gate_object_fail(r, path, "must be an object", object);
        return;
    }
    while (json_text_each(object, &iter, &key, &value)) {
        bool known = false;
        for (const GateField *field = fields; field->key != NULL; field++) {
            if (strcmp(field->key, key) != 0) continue;
            known = true;
            read_field(r, field, value, base, path);
        }
        if (!known && r->ignored != NULL)
            g_ptr_array_add(r->ignored, g_strdup_printf("%s%s", path, key));
    }
}

/* A list of objects of one kind, each beginning as `blank`. */
void *gate_object_list(GateObjects *r, const Json *list, const GateField *fields, const void *blank,
                       size_t size, size_t *count, const char *path)
{
    if (list != NULL && json_text_kind(list) != JSON_KIND_LIST &&
        json_text_kind(list) != JSON_KIND_NULL)
        gate_object_fail(r, path, "must be a list", list);
    *count = json_text_kind(list) == JSON_KIND_LIST ? json_text_count(list) : 0;
    char *items = gate_object_own(r, *count, size);
    for (size_t i = 0; i < *count; i++) {
        memcpy(items + i * size, blank, size);
        gate_object_read(r, json_text_at(list, i), fields, items + i * size, path);
    }
    return items;
}

/* ---- jurisdiction ---- */

/* "AL AK …" holds the word, whole. */
static bool region_in(const char *list, const char *region)
{
    size_t length = strlen(region);
    for (const char *p = strstr(list, region); p != NULL; p = strstr(p + 1, region))
        if ((p == list || p[-1] == ' ') && (p[length] == ' ' || p[length] == '\0')) return true;
    return false;
}

/* "US-NY": country and region, when the region is one of the country's. */
bool gate_object_jurisdiction(const char *text, GateFacts *f)
{
    static const struct {
        const char *prefix, *regions;
        GateCountry country;
    } COUNTRIES[] = {
        { "US-",
          "FED AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE "
          "NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY PR GU VI AS MP",
          COUNTRY_US },
        { "UK-", "EW SCT NI", COUNTRY_UK },
        { "EU-", "AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE",
          COUNTRY_EU },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(COUNTRIES); i++) {
        if (!g_str_has_prefix(text, COUNTRIES[i].prefix)) continue;
        if (strlen(text) >= 3 + sizeof f->region || text[3] == '\0') return false;
        f->country = COUNTRIES[i].country;
        g_strlcpy(f->region, text + 3, sizeof f->region);
        return region_in(COUNTRIES[i].regions, f->region);
    }
    return false;
}
