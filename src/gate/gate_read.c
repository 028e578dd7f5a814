/* gate/gate_read.c: reads one question, {"id", "facts", "action"}, by tables of keys.  Keys it does
 * not know are listed, not refused; an unknown channel, role, jurisdiction or event type refuses
 * the line. */
#include "gate/gate_read.h"

#include "gate/gate_object.h"

#include <stdio.h>
#include <string.h>

typedef struct {
    GateObjects objects;
    GateReading *out;
} Reader;

/* ---- the parts of the facts ---- */

static void read_jurisdiction(Reader *r, const Json *value)
{
    GateFacts *f = &r->out->facts;
    const char *text = json_text_string(value);
    f->new_york_city = g_strcmp0(text, "US-NY-NYC") == 0;
    if (f->new_york_city) text = "US-NY";
    if (text == NULL || !gate_object_jurisdiction(text, f))
        gate_object_fail(&r->objects, "jur", "jurisdiction not known", value);
}

static void add_zone(Reader *r, GatePerson *p, const Json *name)
{
    const char *text = json_text_string(name);
    const Zone *zone = text != NULL ? clock_zone(text) : NULL;
    if (zone == NULL) {
        gate_object_fail(&r->objects, "tz", "time zone not known", name);
        return;
    }
    for (size_t i = 0; i < p->zone_count; i++)
        if (strcmp(p->zone_names[i], text) == 0) return;
    if (p->zone_count == GATE_ZONES_MAX) {
        gate_object_fail(&r->objects, "tz", "too many zones", NULL);
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

/* "tz": a zone, or a list of them. */
static void read_tz(Reader *r, GatePerson *p, const Json *tz)
{
    JsonKind kind = json_text_kind(tz);
    if (kind == JSON_KIND_LIST)
        for (size_t i = 0; i < json_text_count(tz); i++) add_zone(r, p, json_text_at(tz, i));
    else if (kind != JSON_KIND_NULL)
        add_zone(r, p, tz);
}

static void read_zones(Reader *r, const Json *person, GatePerson *p)
{
    const Json *tz = json_text_get(person, "tz"), *loc = json_text_get(person, "loc");
    p->home_zone = -1;
    p->zones_given = tz != NULL || loc != NULL;
    read_tz(r, p, tz);
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
    gate_object_read(&r->objects, person, gate_fields_person, p, path);
    read_zones(r, person, p);
}

/* What the tables cannot say of an event. */
static void finish_events(Reader *r, GateEvent *events, size_t count, const Json *list)
{
    for (size_t i = 0; i < count; i++) {
        const Json *t = json_text_get(json_text_at(list, i), "t");
        GateMoment moment = t != NULL ? gate_object_moment(&r->objects, "t", t) : (GateMoment){ 0 };
        const Zone *zone = r->out->facts.person.zones[0];
        if (moment.state == MOMENT_INSTANT)
            events[i].at_us = moment.at_us;
        else if (moment.state == MOMENT_DAY)
            events[i].at_us =
                zone != NULL ? clock_zone_instant(zone, moment.day, 0) : moment.day * 86400000000LL;
        else
            gate_object_fail(&r->objects, "events.t", "an event needs its instant", t);
        if (events[i].type == EVENT_NONE)
            gate_object_fail(&r->objects, "events.type", "not known", NULL);
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
    f->debts = gate_object_list(&r->objects, json_text_get(facts, "debts"), gate_fields_debt, &DEBT,
                                sizeof DEBT, &f->debt_count, "facts.debts.");
    r->objects.debts = f->debts;
    r->objects.debt_count = f->debt_count;
    if (f->debt_count > GATE_DEBTS_MAX) gate_object_fail(&r->objects, "debts", "too many", NULL);
    if (r->objects.error != NULL) return;
    for (size_t i = 0; i < f->debt_count; i++)
        if (f->debts[i].id == NULL)
            gate_object_fail(&r->objects, "debts.id", "a debt needs its id", NULL);
    if (r->objects.error != NULL) return;
    read_person(r, json_text_get(facts, "person"), &f->person, "facts.person.");
    read_person(r, json_text_get(facts, "person2"), &f->person2, "facts.person2.");
    const Json *events = json_text_get(facts, "events");
    GateEvent *list = gate_object_list(&r->objects, events, gate_fields_event, &EVENT, sizeof EVENT,
                                       &f->event_count, "facts.events.");
    finish_events(r, list, f->event_count, events);
    f->events = list;
    f->consents =
        gate_object_list(&r->objects, json_text_get(facts, "consents"), gate_fields_consent,
                         &CONSENT, sizeof CONSENT, &f->consent_count, "facts.consents.");
    f->prefs = gate_object_list(&r->objects, json_text_get(facts, "prefs"), gate_fields_pref, &PREF,
                                sizeof PREF, &f->pref_count, "facts.prefs.");
    f->chain = gate_object_list(&r->objects, json_text_get(facts, "email_chain"), gate_fields_chain,
                                &LINK, sizeof LINK, &f->chain_count, "facts.email_chain.");
    gate_object_read(&r->objects, facts, gate_fields_facts, f, "facts.");
    resolve_location(r,
                     json_text_get(json_text_get(facts, "flags"), "location_resolved_by_consumer"));
    if (f->role == ROLE_NONE)
        gate_object_fail(&r->objects, "role", "not known", json_text_get(facts, "role"));
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
        gate_object_fail(&r->objects, "action", "must be an object", action);
        return;
    }
    gate_object_read(&r->objects, action, gate_fields_action, a, "action.");
    if (a->channel == CHANNEL_NONE)
        gate_object_fail(&r->objects, "channel", "not known", json_text_get(action, "channel"));
    if (at == NULL || !clock_parse(at, &a->at_us))
        gate_object_fail(&r->objects, "at", "no instant with offset", json_text_get(action, "at"));
    else
        a->at_offset_s = offset_of(at);
}

bool gate_read_line(const char *line, size_t length, GateReading *out, GError **error)
{
    Reader r = { { 0 }, out };
    memset(out, 0, sizeof *out);
    out->id_json = g_strdup("null");
    out->ignored = g_ptr_array_new_with_free_func(g_free);
    out->owned = g_ptr_array_new_with_free_func(g_free);
    r.objects.owned = out->owned;
    r.objects.ignored = out->ignored;
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
        gate_object_fail(&r.objects, "facts", "must be an object", facts);
    else
        read_facts(&r, facts);
    if (r.objects.error == NULL) read_action(&r, json_text_get(out->tree, "action"));
    gate_object_read(&r.objects, out->tree, gate_fields_line, out, "");
    if (r.objects.error == NULL) return true;
    problem_set(error, PROBLEM_INVALID, "%s", r.objects.error);
    g_free(r.objects.error);
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
