/* gate/gate_proof.c: verdicts as the book keeps them.  Decides nothing. */
#include "gate/gate_proof.h"

#include "base/json_text.h"
#include "base/text.h"

#include <string.h>

/* --- lists ------------------------------------------------------------------------------------ */

static bool listed(const char *list, const char *word)
{
    size_t length = strlen(word);
    for (const char *at = list; (at = strstr(at, word)) != NULL; at += length)
        if ((at == list || at[-1] == ',') && (at[length] == '\0' || at[length] == ',')) return true;
    return false;
}

void gate_proof_add(char *to, size_t size, const char *word)
{
    size_t length = strlen(to);
    if (word[0] == '\0') return;
    if (listed(to, word) || length + strlen(word) + 2 > size) return;
    g_snprintf(to + length, size - length, "%s%s", length > 0 ? "," : "", word);
}

void gate_proof_codes(const GateVerdict *verdict, char *to, size_t size)
{
    to[0] = '\0';
    for (size_t i = 0; i < verdict->reason_count; i++)
        if (verdict->reasons[i].kind == REASON_DENY)
            gate_proof_add(to, size, gate_words_name(WORDS_CODE, (int)verdict->reasons[i].code));
}

void gate_proof_rules(const GateVerdict *verdict, char *to, size_t size)
{
    char name[8];
    to[0] = '\0';
    for (size_t i = 0; i < verdict->reason_count; i++) {
        g_snprintf(name, sizeof name, "R%d", verdict->reasons[i].rule);
        gate_proof_add(to, size, name);
    }
}

void gate_proof_requires(const GateVerdict *verdict, char *to, size_t size)
{
    to[0] = '\0';
    for (size_t i = 0; i < verdict->require_count; i++)
        gate_proof_add(to, size, verdict->requires[i]);
}

const GateRule *gate_proof_rule(const char *rules)
{
    int64_t number = rules[0] == 'R' ? g_ascii_strtoll(rules + 1, NULL, 10) : 0;
    return number >= 1 && number <= GATE_RULES ? gate_rule((int)number) : NULL;
}

/* --- the object ------------------------------------------------------------------------------- */

static void comma(GString *out)
{
    char last = out->str[out->len - 1];
    if (last != '{' && last != '[') g_string_append_c(out, ',');
}

/* Names are words of ours or of the tz database: nothing in them needs an escape. */
static void key(GString *out, const char *name)
{
    size_t length = strlen(name);
    comma(out);
    size_t at = out->len;
    g_string_set_size(out, at + length + 3);
    out->str[at] = '"';
    memcpy(out->str + at + 1, name, length);
    memcpy(out->str + at + 1 + length, "\":", 2);
}

static void text(GString *out, const char *name, const char *value)
{
    key(out, name);
    json_text_quote(out, value);
}

static void write_reason(GString *out, const GateBook *book, const GateReason *reason)
{
    static const char *const EFFECTS[] = { "deny", "require", "exception" };
    char name[32];
    comma(out);
    g_string_append_printf(out, "{\"rule\":%d", reason->rule);
    text(out, "effect", EFFECTS[reason->kind]);
    if (reason->kind == REASON_DENY)
        text(out, "code", gate_words_name(WORDS_CODE, (int)reason->code));
    text(out, "text", reason->text);
    if (reason->evidence_count > 0) {
        key(out, "evidence");
        g_string_append_c(out, '[');
        for (size_t i = 0; i < reason->evidence_count; i++) {
            const char *what = gate_book_evidence(book, reason->evidence[i], name);
            if (what[0] == '\0') continue;
            comma(out);
            json_text_quote(out, what);
        }
        g_string_append_c(out, ']');
    }
    g_string_append_c(out, '}');
}

static void write_figure(GString *out, const GateFigure *figure)
{
    char day[DAY_TEXT_SIZE];
    key(out, figure->name);
    switch (figure->kind) {
    case FIGURE_INT: g_string_append_printf(out, "%" G_GINT64_FORMAT, figure->number); break;
    case FIGURE_BOOL: g_string_append(out, figure->number != 0 ? "true" : "false"); break;
    case FIGURE_DAY: json_text_quote(out, day_text((Day)figure->number, day)); break;
    case FIGURE_TEXT: json_text_quote(out, figure->text); break;
    }
}

static void write_local(GString *out, const GatePerson *person, int64_t at_us)
{
    char at[INSTANT_TEXT_SIZE];
    if (person->zone_count == 0) return;
    key(out, "local");
    g_string_append_c(out, '{');
    for (size_t z = 0; z < person->zone_count; z++)
        text(out, person->zone_names[z], clock_zone_text(person->zones[z], at_us, at));
    g_string_append_c(out, '}');
}

void gate_proof_write(GString *out, const GateBook *book, const GateFacts *facts,
                      const GateAction *action, const GateVerdict *verdict,
                      const GateProofSaid *said)
{
    g_string_append_c(out, '{');
    if (verdict->reason_count > 0) {
        key(out, "reasons");
        g_string_append_c(out, '[');
        for (size_t i = 0; i < verdict->reason_count; i++)
            write_reason(out, book, &verdict->reasons[i]);
        g_string_append_c(out, ']');
    }
    if (verdict->figure_count > 0) {
        key(out, "figures");
        g_string_append_c(out, '{');
        for (size_t i = 0; i < verdict->figure_count; i++) write_figure(out, &verdict->figures[i]);
        g_string_append_c(out, '}');
    }
    write_local(out, &facts->person, action->at_us);
    if (verdict->flags != 0) {
        key(out, "flags");
        g_string_append_c(out, '[');
        for (int flag = 1; flag < FLAG_COUNT; flag++) {
            if ((verdict->flags & (1u << flag)) == 0) continue;
            comma(out);
            json_text_quote(out, gate_words_name(WORDS_FLAG, flag));
        }
        g_string_append_c(out, ']');
    }
    if (said->reason != NULL && said->reason[0] != '\0') text(out, "reason", said->reason);
    if (said->done != NULL && said->done[0] != '\0') text(out, "done", said->done);
    g_string_append_c(out, '}');
}

/* --- proofs that say the same ----------------------------------------------------------------- */

enum { PLAIN_SLOTS = 256, PLAIN_FIGURES = 6, PLAIN_ZONES = 4 };

typedef struct {
    bool used;
    size_t start, zone_count, figure_count;
    int64_t at_us;
    const Zone *zones[PLAIN_ZONES];
    GateFigure figures[PLAIN_FIGURES];
} Plain;

/* By hash; a later one takes the place of an earlier. */
struct GateProofs {
    Plain slots[PLAIN_SLOTS];
};

GateProofs *gate_proof_all_new(void)
{
    return g_new0(GateProofs, 1);
}

void gate_proof_all_free(GateProofs *all)
{
    g_free(all);
}

void gate_proof_all_forget(GateProofs *all)
{
    for (size_t i = 0; i < PLAIN_SLOTS; i++) all->slots[i].used = false;
}

static bool is_plain(const GateFacts *facts, const GateVerdict *verdict)
{
    return verdict->reason_count == 0 && verdict->flags == 0 &&
           verdict->figure_count <= PLAIN_FIGURES && facts->person.zone_count <= PLAIN_ZONES;
}

static Plain *slot_of(GateProofs *all, const GateVerdict *verdict, int64_t at_us)
{
    uint64_t hash = (uint64_t)at_us;
    for (size_t i = 0; i < verdict->figure_count; i++) {
        const GateFigure *figure = &verdict->figures[i];
        hash = hash * 31 + (uint64_t)figure->number;
        if (figure->kind == FIGURE_TEXT)
            hash = hash * 31 + text_mix(figure->text, strlen(figure->text));
    }
    return &all->slots[text_mix(&hash, sizeof hash) % PLAIN_SLOTS];
}

static bool same_figure(const GateFigure *a, const GateFigure *b)
{
    if (a->kind != b->kind || strcmp(a->name, b->name) != 0) return false;
    return a->kind == FIGURE_TEXT ? strcmp(a->text, b->text) == 0 : a->number == b->number;
}

static bool says_same(const Plain *plain, const GatePerson *person, int64_t at_us,
                      const GateVerdict *verdict)
{
    if (!plain->used || plain->at_us != at_us || plain->zone_count != person->zone_count ||
        plain->figure_count != verdict->figure_count)
        return false;
    for (size_t i = 0; i < plain->zone_count; i++)
        if (plain->zones[i] != person->zones[i]) return false;
    for (size_t i = 0; i < plain->figure_count; i++)
        if (!same_figure(&plain->figures[i], &verdict->figures[i])) return false;
    return true;
}

static void remember(Plain *plain, const GatePerson *person, int64_t at_us,
                     const GateVerdict *verdict, size_t start)
{
    plain->used = true;
    plain->start = start;
    plain->at_us = at_us;
    plain->zone_count = person->zone_count;
    plain->figure_count = verdict->figure_count;
    for (size_t i = 0; i < plain->zone_count; i++) plain->zones[i] = person->zones[i];
    for (size_t i = 0; i < plain->figure_count; i++) plain->figures[i] = verdict->figures[i];
}

size_t gate_proof_all_write(GateProofs *all, GString *out, const GateBook *book,
                            const GateFacts *facts, const GateAction *action,
                            const GateVerdict *verdict)
{
    const GatePerson *person = &facts->person;
    bool plain = is_plain(facts, verdict);
    Plain *slot = plain ? slot_of(all, verdict, action->at_us) : NULL;
    if (plain && says_same(slot, person, action->at_us, verdict)) return slot->start;
    size_t start = out->len;
    gate_proof_write(out, book, facts, action, verdict, &(GateProofSaid){ 0 });
    g_string_append_c(out, '\0');
    if (plain) remember(slot, person, action->at_us, verdict, start);
    return start;
}

/* --- in a sentence ---------------------------------------------------------------------------- */

static const GateReason *first_of(const GateVerdict *verdict, GateReasonKind kind)
{
    for (size_t i = 0; i < verdict->reason_count; i++)
        if (verdict->reasons[i].kind == kind) return &verdict->reasons[i];
    return NULL;
}

static void write_sentence(GString *out, const char *word, const GateReason *reason)
{
    g_string_append_printf(out, "%s (R%d, %s): %s", word, reason->rule,
                           gate_rule(reason->rule)->cite, reason->text);
}

void gate_proof_sentence(const GateVerdict *verdict, GString *out)
{
    const GateReason *reason = first_of(verdict, REASON_DENY);
    if (reason == NULL) reason = first_of(verdict, REASON_REQUIRE);
    if (reason == NULL) return;
    const char *word = reason->kind == REASON_DENY ? gate_words_name(WORDS_CODE, (int)reason->code)
                       : reason->require < verdict->require_count
                           ? verdict->requires[reason->require]
                           : "";
    write_sentence(out, word, reason);
}

void gate_proof_requirement(const GateVerdict *verdict, size_t index, GString *out)
{
    for (size_t i = 0; i < verdict->reason_count; i++) {
        const GateReason *reason = &verdict->reasons[i];
        if (reason->kind != REASON_REQUIRE || reason->require != index) continue;
        write_sentence(out, verdict->requires[index], reason);
        return;
    }
    g_string_append(out, verdict->requires[index]);
}
