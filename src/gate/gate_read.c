/* gate/gate_read.c: reads one question, {"id", "facts", "action"}, by tables of keys.  Keys it does
 * not know are listed, not refused; an unknown channel, role, jurisdiction or event type refuses
 * the line. */
#include "gate/gate_read.h"

#include "base/decimal.h"
#include "gate/gate_fields.h"

#include <stdio.h>
#include <string.h>

typedef struct {
    GateReading *out;
    char *error; /* first problem; NULL while all is well */
} Reader;

static void fail(Reader *r, const char *key, const char *what, const Json *value)
{
    if (r->error != NULL) return;
    g_autofree char *shown = value != NULL ? json_text_write(value, false) : g_strdup("nothing");
    r->error = g_strdup_printf("%s: %s: %.80s", key, what, shown);
}

static void *own(Reader *r, size_t count, size_t size)
{
    void *memory = g_malloc0_n(MAX(count, 1), size);
    g_ptr_array_add(r->out->owned, memory);
    return memory;
}

/* ---- one value ---- */

static const char *read_text(Reader *r, const Json *value)
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
    g_ptr_array_add(r->out->owned, text);
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

static GateMoment read_moment(Reader *r, const char *key, const Json *value)
{
    GateMoment moment = { 0, 0, MOMENT_NULL };
    const char *text = json_text_string(value);
    if (text == NULL) {
        moment.state = json_text_kind(value) == JSON_KIND_NULL ? MOMENT_NULL : MOMENT_ABSENT;
        return moment;
    }
    if (*text != '\0' && !parse_moment(text, &moment))
        fail(r, key, "no date or instant with offset", value);
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

static GateNumber read_number(Reader *r, const char *key, const Json *value)
{
    GateNumber number = { 0, NUMBER_NULL };
    Decimal decimal = { 0 };
    char buffer[64];
    const char *text = number_text(value, buffer);
    if (json_text_kind(value) == JSON_KIND_NULL || (text != NULL && *text == '\0')) return number;
    number.state = NUMBER_GIVEN;
    if (text == NULL || decimal_parse(text, &decimal) != DECIMAL_OK)
        fail(r, key, "no decimal number", value);
    else if (!to_e4(decimal, &number.e4))
        fail(r, key, "too large, or more than four decimals", value);
    return number;
}

static int32_t read_int(Reader *r, const char *key, const Json *value)
{
    const char *text = json_text_string(value);
    JsonKind kind = json_text_kind(value);
    int64_t number = kind == JSON_KIND_INT ? json_text_int(value)
                     : text != NULL        ? g_ascii_strtoll(text, NULL, 10)
                                           : -1;
    if (number > 1000000 || number < -1000000) fail(r, key, "out of range", value);
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

static void read_texts(Reader *r, const char *key, const Json *value, GateTexts *out)
{
    size_t count = list_size(value);
    out->given = true;
    if (count > GATE_TEXTS_MAX) fail(r, key, "too many entries", NULL);
    for (size_t i = 0; i < count && i < GATE_TEXTS_MAX; i++)
        out->items[out->count++] = read_text(r, list_item(value, i));
}

static void read_days(Reader *r, const char *key, const Json *value, GateDays *out)
{
    size_t count = list_size(value);
    out->given = json_text_kind(value) != JSON_KIND_NULL;
    if (count > GATE_TEXTS_MAX) fail(r, key, "too many entries", NULL);
    for (size_t i = 0; i < count && i < GATE_TEXTS_MAX; i++) {
        GateMoment moment = read_moment(r, key, list_item(value, i));
        if (moment.state == MOMENT_DAY || moment.state == MOMENT_INSTANT)
            out->items[out->count++] = moment.day;
    }
}

static GateDebtSet read_debts(Reader *r, const Json *value)
{
    GateDebtSet set = { 0, json_text_kind(value) != JSON_KIND_NULL };
    for (size_t i = 0; i < list_size(value); i++) {
        const char *id = read_text(r, list_item(value, i));
        uint64_t bit = GATE_DEBT_ELSEWHERE;
        for (size_t d = 0; d < r->out->facts.debt_count; d++)
            if (strcmp(r->out->facts.debts[d].id, id) == 0) bit = 1ULL << d;
        set.bits |= bit;
    }
    return set;
}

/* "HH:MM", up to 24:00, in seconds. */
static int32_t read_clock(Reader *r, const char *key, const Json *value)
{
    int hour, minute;
    char tail;
    const char *text = json_text_string(value);
    if (text == NULL) return -1;
    if (sscanf(text, "%2d:%2d%c", &hour, &minute, &tail) != 2 || hour < 0 || hour > 24 ||
        minute < 0 || minute > 59 || hour * 60 + minute > 24 * 60) {
        fail(r, key, "no time of day HH:MM", value);
        return -1;
    }
    return hour * 3600 + minute * 60;
}

static uint8_t read_weekdays(Reader *r, const char *key, const Json *value)
{
    static const char *const NAMES[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
    uint8_t bits = 0;
    for (size_t i = 0; i < list_size(value); i++) {
        const char *name = json_text_string(list_item(value, i));
        unsigned found = 0;
        for (unsigned d = 0; d < 7 && name != NULL; d++)
            if (strncmp(name, NAMES[d], 3) == 0) found = 1u << d;
        if (found == 0) fail(r, key, "no weekday", list_item(value, i));
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

static void read_ecb(Reader *r, const Json *value, GateAction *action)
{
    void *iter = NULL;
    const char *key;
    const Json *rate;
    while (json_text_each(value, &iter, &key, &rate)) {
        int year, half;
        char tail;
        if (sscanf(key, "%4dH%1d%c", &year, &half, &tail) != 2 || half < 1 || half > 2) {
            fail(r, key, "no half year like 2024H1", NULL);
            continue;
        }
        if (action->ecb_count >= G_N_ELEMENTS(action->ecb)) continue;
        action->ecb[action->ecb_count++] =
            (GateHalfRate){ year * 2 + half - 1, read_number(r, key, rate) };
    }
}

/* Unknown words of the closed lists: kinds are third parties, the rest is as if not said. */
static int read_word(Reader *r, const GateField *field, const Json *value)
{
    const char *word = json_text_string(value);
    int found = gate_words_find(field->words, word);
    if (found == 0 && field->words == WORDS_PLACE && word != NULL && *word != '\0')
        return PLACE_LITERAL;
    if (found == 0 && field->words == WORDS_KIND && word != NULL && *word != '\0')
        return KIND_OTHER;
    if (found == 0 && field->strict) fail(r, field->key, "not known", value);
    return found;
}

/* ---- objects by table ---- */

static void read_object(Reader *r, const Json *object, const GateField *fields, void *base,
                        const char *path);

static void read_field(Reader *r, const GateField *field, const Json *value, void *base,
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
    case FIELD_MOMENT: *(GateMoment *)at = read_moment(r, key, value); break;
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
        read_object(r, value, field->fields, at, inner);
        break;
    }
    }
}

/* Every row of the key is applied: one value may say two things. */
static void read_object(Reader *r, const Json *object, const GateField *fields, void *base,
                        const char *path)
{
    void *iter = NULL;
    const char *key;
    const Json *value;
    if (json_text_kind(object) == JSON_KIND_NULL || fields == NULL) return;
    if (json_text_kind(object) != JSON_KIND_OBJECT) {
        fail(r, path, "must be an object", object);
        return;
    }
    while (json_text_each(object, &iter, &key, &value)) {
        bool known = false;
        for (const GateField *field = fields; field->key != NULL; field++) {
            if (strcmp(field->key, key) != 0) continue;
            known = true;
            read_field(r, field, value, base, path);
        }
        if (!known) g_ptr_array_add(r->out->ignored, g_strdup_printf("%s%s", path, key));
    }
}

/* A list of objects of one kind, each beginning as `blank`. */
static void *read_list(Reader *r, const Json *list, const GateField *fields, const void *blank,
                       size_t size, size_t *count, const char *path)
{
    if (list != NULL && json_text_kind(list) != JSON_KIND_LIST &&
        json_text_kind(list) != JSON_KIND_NULL)
        fail(r, path, "must be a list", list);
    *count = json_text_kind(list) == JSON_KIND_LIST ? json_text_count(list) : 0;
    char *items = own(r, *count, size);
    for (size_t i = 0; i < *count; i++) {
        memcpy(items + i * size, blank, size);
        read_object(r, json_text_at(list, i), fields, items + i * size, path);
    }
    return items;
}

/* ---- the parts of the facts ---- */

/* "AL AK …" holds the word, whole. */
static bool region_in(const char *list, const char *region)
{
    size_t length = strlen(region);
    for (const char *p = strstr(list, region); p != NULL; p = strstr(p + 1, region))
        if ((p == list || p[-1] == ' ') && (p[length] == ' ' || p[length] == '\0')) return true;
    return false;
}

/* "US-NY": country and region, when the region is one of the country's. */
static bool split_jurisdiction(const char *text, GateFacts *f)
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

static void read_jurisdiction(Reader *r, const Json *value)
{
    GateFacts *f = &r->out->facts;
    const char *text = json_text_string(value);
    f->new_york_city = g_strcmp0(text, "US-NY-NYC") == 0;
    if (f->new_york_city) text = "US-NY";
    if (text == NULL || !split_jurisdiction(text, f))
        fail(r, "jur", "jurisdiction not known", value);
}

static void add_zone(Reader *r, GatePerson *p, const Json *name)
{
    const char *text = json_text_string(name);
    const Zone *zone = text != NULL ? clock_zone(text) : NULL;
    if (zone == NULL) {
        fail(r, "tz", "time zone not known", name);
        return;
    }
    for (size_t i = 0; i < p->zone_count; i++)
        if (strcmp(p->zone_names[i], text) == 0) return;
    if (p->zone_count == GATE_ZONES_MAX) {
        fail(r, "tz", "too many zones", NULL);
        return;
    }
    p->zones[p->zone_count] = zone;
    p->zone_names[p->zone_count++] = text;
}

static void keep_zone(GatePerson *p, size_t index)
{
    p->zones[0] = p->zones[index];
    p->zone_names[0] = p->zone_names[index];
    p->zone_count = 1;
    p->home_zone = 0;
}

static void read_zones(Reader *r, const Json *person, GatePerson *p)
{
    const Json *tz = json_text_get(person, "tz"), *loc = json_text_get(person, "loc");
    p->home_zone = -1;
    p->zones_given = tz != NULL || loc != NULL;
    for (size_t i = 0; tz != NULL && i < list_size(tz); i++) add_zone(r, p, list_item(tz, i));
    for (size_t i = 0; i < json_text_count(loc); i++) {
        const Json *row = json_text_at(loc, i), *zone = json_text_get(row, "tz");
        if (tz == NULL && zone != NULL) add_zone(r, p, zone);
        const char *name = json_text_string(zone);
        bool home =
            g_strcmp0(json_text_string(json_text_get(row, "src")), "residence_address") == 0;
        for (size_t z = 0; home && z < p->zone_count; z++)
            if (g_strcmp0(p->zone_names[z], name) == 0) p->home_zone = (int32_t)z;
    }
}

/* The consumer said where: that zone alone (R8). */
static void resolve_location(Reader *r, const Json *flag)
{
    GatePerson *p = &r->out->facts.person;
    const char *zone = json_text_string(flag);
    if (!json_text_bool(flag) && zone == NULL) return;
    if (zone != NULL && strchr(zone, '/') != NULL) {
        p->zone_count = 0;
        add_zone(r, p, flag);
        p->home_zone = 0;
    } else if (p->zone_count > 1) {
        keep_zone(p, p->home_zone >= 0 ? (size_t)p->home_zone : 0);
    }
}

static void read_person(Reader *r, const Json *person, GatePerson *p, const char *path)
{
    read_object(r, person, gate_fields_person, p, path);
    read_zones(r, person, p);
}

/* What the tables cannot say of an event. */
static void finish_events(Reader *r, GateEvent *events, size_t count, const Json *list)
{
    for (size_t i = 0; i < count; i++) {
        const Json *t = json_text_get(json_text_at(list, i), "t");
        GateMoment moment = t != NULL ? read_moment(r, "t", t) : (GateMoment){ 0 };
        const Zone *zone = r->out->facts.person.zones[0];
        if (moment.state == MOMENT_INSTANT)
            events[i].at_us = moment.at_us;
        else if (moment.state == MOMENT_DAY)
            events[i].at_us =
                zone != NULL ? clock_zone_instant(zone, moment.day, 0) : moment.day * 86400000000LL;
        else
            fail(r, "events.t", "an event needs its instant", t);
        if (events[i].type == EVENT_NONE) fail(r, "events.type", "not known", NULL);
    }
}

static void read_facts(Reader *r, const Json *facts)
{
    static const GateDebt DEBT = { .terms_days = -1, .days_past_due = -1 };
    static const GateEvent EVENT = { 0 };
    static const GateConsent CONSENT = { .from_s = -1, .to_s = -1 };
    static const GatePref PREF = { .from_s = -1, .to_s = -1 };
    static const GateChainLink LINK = { 0 };
    GateFacts *f = &r->out->facts;
    f->limitation.years = -1;
    read_jurisdiction(r, json_text_get(facts, "jur"));
    f->debts = read_list(r, json_text_get(facts, "debts"), gate_fields_debt, &DEBT, sizeof DEBT,
                         &f->debt_count, "facts.debts.");
    if (f->debt_count > GATE_DEBTS_MAX) fail(r, "debts", "too many", NULL);
    if (r->error != NULL) return;
    for (size_t i = 0; i < f->debt_count; i++)
        if (f->debts[i].id == NULL) fail(r, "debts.id", "a debt needs its id", NULL);
    if (r->error != NULL) return;
    read_person(r, json_text_get(facts, "person"), &f->person, "facts.person.");
    read_person(r, json_text_get(facts, "person2"), &f->person2, "facts.person2.");
    const Json *events = json_text_get(facts, "events");
    GateEvent *list = read_list(r, events, gate_fields_event, &EVENT, sizeof EVENT, &f->event_count,
                                "facts.events.");
    finish_events(r, list, f->event_count, events);
    f->events = list;
    f->consents = read_list(r, json_text_get(facts, "consents"), gate_fields_consent, &CONSENT,
                            sizeof CONSENT, &f->consent_count, "facts.consents.");
    f->prefs = read_list(r, json_text_get(facts, "prefs"), gate_fields_pref, &PREF, sizeof PREF,
                         &f->pref_count, "facts.prefs.");
    f->chain = read_list(r, json_text_get(facts, "email_chain"), gate_fields_chain, &LINK,
                         sizeof LINK, &f->chain_count, "facts.email_chain.");
    read_object(r, facts, gate_fields_facts, f, "facts.");
    resolve_location(r,
                     json_text_get(json_text_get(facts, "flags"), "location_resolved_by_consumer"));
    if (f->role == ROLE_NONE) fail(r, "role", "not known", json_text_get(facts, "role"));
}

/* The offset of an instant's text, in seconds; 0 for Z. */
static int32_t offset_of(const char *text)
{
    int hours, minutes;
    size_t length = strlen(text);
    if (length < 6 || sscanf(text + length - 5, "%2d:%2d", &hours, &minutes) != 2) return 0;
    int seconds = hours * 3600 + minutes * 60;
    return text[length - 6] == '-' ? -seconds : text[length - 6] == '+' ? seconds : 0;
}

static void read_action(Reader *r, const Json *action)
{
    GateAction *a = &r->out->action;
    const char *at = json_text_string(json_text_get(action, "at"));
    a->payments_made = a->terms_days = -1;
    if (json_text_kind(action) != JSON_KIND_OBJECT) {
        fail(r, "action", "must be an object", action);
        return;
    }
    read_object(r, action, gate_fields_action, a, "action.");
    if (a->channel == CHANNEL_NONE)
        fail(r, "channel", "not known", json_text_get(action, "channel"));
    if (at == NULL || !clock_parse(at, &a->at_us))
        fail(r, "at", "no instant with offset", json_text_get(action, "at"));
    else
        a->at_offset_s = offset_of(at);
}

bool gate_read_line(const char *line, size_t length, GateReading *out, GError **error)
{
    Reader r = { out, NULL };
    memset(out, 0, sizeof *out);
    out->id_json = g_strdup("null");
    out->ignored = g_ptr_array_new_with_free_func(g_free);
    out->owned = g_ptr_array_new_with_free_func(g_free);
    out->tree = json_text_parse(line, length, error);
    if (out->tree == NULL) return false;
    if (json_text_kind(out->tree) != JSON_KIND_OBJECT)
        return problem_refuse(error, PROBLEM_FORMAT,
                              "a question is an object with id, facts and action");
    const Json *id = json_text_get(out->tree, "id");
    if (id != NULL) {
        g_free(out->id_json);
        out->id_json = json_text_write(id, false);
    }
    const Json *facts = json_text_get(out->tree, "facts");
    if (json_text_kind(facts) != JSON_KIND_OBJECT)
        fail(&r, "facts", "must be an object", facts);
    else
        read_facts(&r, facts);
    if (r.error == NULL) read_action(&r, json_text_get(out->tree, "action"));
    read_object(&r, out->tree, gate_fields_line, out, "");
    if (r.error == NULL) return true;
    problem_set(error, PROBLEM_INVALID, "%s", r.error);
    g_free(r.error);
    return false;
}

void gate_read_clear(GateReading *reading)
{
    g_clear_pointer(&reading->id_json, g_free);
    g_clear_pointer(&reading->ignored, g_ptr_array_unref);
    g_clear_pointer(&reading->owned, g_ptr_array_unref);
    g_clear_pointer(&reading->tree, json_text_free);
}

static bool knows(const GateField *fields, const char *key)
{
    for (; fields->key != NULL; fields++)
        if (strcmp(fields->key, key) == 0 || (fields->fields != NULL && knows(fields->fields, key)))
            return true;
    return false;
}

bool gate_read_knows_key(const char *key)
{
    return knows(gate_fields_facts, key) || knows(gate_fields_action, key) ||
           knows(gate_fields_debt, key) || knows(gate_fields_person, key) ||
           knows(gate_fields_event, key) || knows(gate_fields_consent, key) ||
           knows(gate_fields_pref, key) || knows(gate_fields_chain, key);
}
