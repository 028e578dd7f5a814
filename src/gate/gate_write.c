/* gate/gate_write.c: verdicts and the rule book in words.  Decides nothing. */
#include "gate/gate_write.h"

#include "base/json_text.h"

#include <string.h>

static const char *const OUTCOMES[] = { "allow", "require", "deny" };

/* A comma before every item but the first of a list or object that has just been opened. */
static void comma(GString *out)
{
    char last = out->len > 0 ? out->str[out->len - 1] : '\0';
    if (last != '[' && last != '{') g_string_append_c(out, ',');
}

static void item(GString *out, const char *text)
{
    comma(out);
    json_text_quote(out, text);
}

static void key(GString *out, const char *name)
{
    item(out, name);
    g_string_append_c(out, ':');
}

static void pair(GString *out, const char *name, const char *text)
{
    key(out, name);
    if (text != NULL)
        json_text_quote(out, text);
    else
        g_string_append(out, "null");
}

static void write_codes(GString *out, const GateVerdict *v)
{
    uint64_t seen[2] = { 0, 0 };
    key(out, "codes");
    g_string_append_c(out, '[');
    for (size_t i = 0; i < v->reason_count; i++) {
        GateCode code = v->reasons[i].code;
        if (v->reasons[i].kind != REASON_DENY || (seen[code / 64] & (1ULL << (code % 64))) != 0)
            continue;
        seen[code / 64] |= 1ULL << (code % 64);
        item(out, gate_words_name(WORDS_CODE, (int)code));
    }
    g_string_append_c(out, ']');
}

static void write_rules_used(GString *out, const GateVerdict *v)
{
    char name[8];
    bool seen[GATE_RULES + 1] = { false };
    key(out, "rules");
    g_string_append_c(out, '[');
    for (size_t i = 0; i < v->reason_count; i++) {
        if (seen[v->reasons[i].rule]) continue;
        seen[v->reasons[i].rule] = true;
        g_snprintf(name, sizeof name, "R%d", v->reasons[i].rule);
        item(out, name);
    }
    g_string_append_c(out, ']');
}

static void write_evidence(GString *out, const GateFacts *facts, GateEvidence e)
{
    static const char *const NAMES[] = { "event", "consent", "pref", "debt" };
    char at[INSTANT_TEXT_SIZE];
    comma(out);
    g_string_append_printf(out, "{\"%s\":%u", NAMES[e.kind], e.index);
    if (e.kind == EVIDENCE_EVENT) {
        const GateEvent *event = &facts->events[e.index];
        const Zone *zone = facts->person.zones[0];
        pair(out, "type", gate_words_name(WORDS_EVENT, (int)event->type));
        pair(out, "t",
             zone != NULL ? clock_zone_text(zone, event->at_us, at) : clock_text(event->at_us, at));
    }
    g_string_append_c(out, '}');
}

static void write_reasons(GString *out, const GateFacts *facts, const GateVerdict *v)
{
    static const char *const KINDS[] = { "deny", "require", "exception" };
    char name[8];
    key(out, "reasons");
    g_string_append_c(out, '[');
    for (size_t i = 0; i < v->reason_count; i++) {
        const GateReason *reason = &v->reasons[i];
        comma(out);
        g_string_append_c(out, '{');
        g_snprintf(name, sizeof name, "R%d", reason->rule);
        pair(out, "rule", name);
        pair(out, "cite", gate_rule(reason->rule)->cite);
        pair(out, "effect", KINDS[reason->kind]);
        pair(out, "text", reason->text);
        key(out, "evidence");
        g_string_append_c(out, '[');
        for (size_t e = 0; e < reason->evidence_count; e++)
            write_evidence(out, facts, reason->evidence[e]);
        g_string_append(out, "]}");
    }
    g_string_append_c(out, ']');
}

static void write_figure(GString *out, const GateFigure *figure)
{
    char date[DAY_TEXT_SIZE];
    key(out, figure->name);
    switch (figure->kind) {
    case FIGURE_INT: g_string_append_printf(out, "%" G_GINT64_FORMAT, figure->number); break;
    case FIGURE_BOOL: g_string_append(out, figure->number != 0 ? "true" : "false"); break;
    case FIGURE_DAY: json_text_quote(out, day_text((Day)figure->number, date)); break;
    case FIGURE_TEXT: json_text_quote(out, figure->text); break;
    }
}

/* The instant in the offset that the action's own text has. */
static const char *offset_text(int64_t at_us, int32_t offset_s,
                               char buffer[static INSTANT_TEXT_SIZE])
{
    char utc[INSTANT_TEXT_SIZE];
    int32_t minutes = ABS(offset_s) / 60;
    clock_text(at_us + offset_s * 1000000LL, utc);
    utc[strlen(utc) - 1] = '\0'; /* the Z */
    g_snprintf(buffer, INSTANT_TEXT_SIZE, "%s%c%02d:%02d", utc, offset_s < 0 ? '-' : '+',
               minutes / 60, minutes % 60);
    return buffer;
}

static void write_computed(GString *out, const GateFacts *facts, const GateAction *action,
                           const GateVerdict *v)
{
    char at[INSTANT_TEXT_SIZE];
    const GatePerson *p = &facts->person;
    key(out, "computed");
    g_string_append_c(out, '{');
    for (size_t i = 0; i < v->figure_count; i++) write_figure(out, &v->figures[i]);
    key(out, "zones");
    g_string_append_c(out, '[');
    for (size_t z = 0; z < p->zone_count; z++) item(out, p->zone_names[z]);
    g_string_append_c(out, ']');
    key(out, "local_times");
    g_string_append_c(out, '[');
    for (size_t z = 0; z < p->zone_count; z++)
        item(out, clock_zone_text(p->zones[z], action->at_us, at));
    if (p->zone_count == 0) item(out, offset_text(action->at_us, action->at_offset_s, at));
    g_string_append_c(out, ']');
    pair(out, "tz_database", clock_tz_version());
    g_string_append_c(out, '}');
}

static void write_next(GString *out, const GateVerdict *v)
{
    char text[INSTANT_TEXT_SIZE], date[DAY_TEXT_SIZE];
    const char *next = NULL;
    if (v->next == PASS_DAY) next = day_text(v->next_day, date);
    if (v->next == PASS_INSTANT)
        next = v->next_zone != NULL ? clock_zone_text(v->next_zone, v->next_us, text)
                                    : offset_text(v->next_us, v->next_offset_s, text);
    pair(out, "next_allowed", next);
}

/* The key of "facts.person.shoe". */
static const char *last_part(const char *path)
{
    const char *dot = strrchr(path, '.');
    return dot != NULL ? dot + 1 : path;
}

/* Each key that nobody reads, once. */
static void write_ignored(GString *out, const GPtrArray *ignored)
{
    for (unsigned i = 0; ignored != NULL && i < ignored->len; i++) {
        const char *name = last_part(g_ptr_array_index(ignored, i));
        bool said = false;
        for (unsigned before = 0; before < i; before++)
            if (strcmp(last_part(g_ptr_array_index(ignored, before)), name) == 0) said = true;
        if (!said) item(out, name);
    }
}

void gate_write_verdict(GString *out, const char *id_json, const GateFacts *facts,
                        const GateAction *action, const GateVerdict *v, const GPtrArray *ignored)
{
    g_string_append_c(out, '{');
    key(out, "id");
    g_string_append(out, id_json);
    pair(out, "verdict", OUTCOMES[v->outcome]);
    write_codes(out, v);
    write_rules_used(out, v);
    key(out, "requires");
    g_string_append_c(out, '[');
    for (size_t i = 0; i < v->require_count; i++) item(out, v->requires[i]);
    g_string_append_c(out, ']');
    key(out, "flags");
    g_string_append_c(out, '[');
    for (int flag = 1; flag < FLAG_COUNT; flag++)
        if ((v->flags & (1u << flag)) != 0) item(out, gate_words_name(WORDS_FLAG, flag));
    g_string_append_c(out, ']');
    write_reasons(out, facts, v);
    write_next(out, v);
    write_computed(out, facts, action, v);
    key(out, "ignored");
    g_string_append_c(out, '[');
    write_ignored(out, ignored);
    g_string_append_c(out, ']');
    pair(out, "rulebook", GATE_RULEBOOK);
    g_string_append_c(out, '}');
}

void gate_write_error(GString *out, const char *id_json, const char *sentence)
{
    g_string_append(out, "{\"id\":");
    g_string_append(out, id_json != NULL ? id_json : "null");
    pair(out, "error", sentence);
    g_string_append_c(out, '}');
}

static const char *verified_text(char mark)
{
    return mark == 'V'   ? "read in the official text"
           : mark == 'P' ? "partly verified"
                         : "from knowledge";
}

void gate_write_rules(GString *out)
{
    char from[DAY_TEXT_SIZE], to[DAY_TEXT_SIZE], name[8];
    g_string_append_printf(out, "rule book %s\n", GATE_RULEBOOK);
    g_string_append_printf(out, "%-4s  %-12s  %-10s  %-10s  %-6s  %-25s  %-58s  %s\n", "rule",
                           "jurisdiction", "from", "to", "kind", "verified", "title", "citation");
    for (int i = 1; i <= GATE_RULES; i++) {
        const GateRule *rule = gate_rule(i);
        if (rule == NULL) continue;
        g_snprintf(name, sizeof name, "R%d", i);
        g_string_append_printf(
            out, "%-4s  %-12s  %-10s  %-10s  %-6s  %-25s  %-58s  %s\n", name, rule->jurisdiction,
            rule->from == DAY_NONE ? "-" : day_text(rule->from, from),
            rule->to == DAY_NONE ? "-" : day_text(rule->to, to), rule->law ? "law" : "policy",
            verified_text(rule->verified), rule->title, rule->cite);
    }
}
