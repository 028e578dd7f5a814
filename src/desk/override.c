/* desk/override.c: documented exceptions before a verdict.  Knows no rule but those that an
 * override may lift; grants none. */
#include "desk/override.h"

#include <string.h>

#define TOKEN "documented_override:"
enum { RULE_PACING = 27 };

static const struct {
    const char *ground;
    GatePurpose purpose;
} PURPOSES[] = {
    { "law_required", PURPOSE_REGX_LIVE },
    { "litigation", PURPOSE_COURT_ORDERED },
    { "information_request", PURPOSE_ANSWER_REQUEST },
    { "time_critical", PURPOSE_COMPLETE_SETTLEMENT },
};

GatePurpose override_purpose(const OverrideRow *row)
{
    for (size_t i = 0; i < G_N_ELEMENTS(PURPOSES); i++)
        if (strcmp(PURPOSES[i].ground, row->ground) == 0) return PURPOSES[i].purpose;
    return PURPOSE_NONE;
}

/* A live one of that rule and ground (NULL: any) that somebody else approved; NULL none. */
static const OverrideRow *find(const OverrideCase *c, int32_t rule, const char *ground)
{
    for (unsigned i = 0; i < c->rows->len; i++) {
        const OverrideRow *row = &g_array_index(c->rows, OverrideRow, i);
        if (row->account_id != c->account_id || row->rule != rule) continue;
        if (row->from_us > c->at_us || row->until_us <= c->at_us || row->ended_us <= c->at_us)
            continue;
        if (strcmp(row->approver, c->actor) == 0) continue;
        if (ground == NULL || strcmp(row->ground, ground) == 0) return row;
    }
    return NULL;
}

static bool only(const GateVerdict *verdict, bool frequency)
{
    for (size_t i = 0; i < verdict->reason_count; i++) {
        const GateReason *reason = &verdict->reasons[i];
        if (reason->kind != REASON_DENY || reason->code == CODE_PACING) continue;
        if (!frequency ||
            (reason->code != CODE_FREQ_7IN7 && reason->code != CODE_FREQ_AFTER_CONVERSATION))
            return false;
    }
    return verdict->outcome == GATE_DENY;
}

bool override_may(const GateVerdict *verdict)
{
    return only(verdict, true);
}

/* Each rule that requires it has its own; the number of the last. */
static bool met(const OverrideCase *c, const GateVerdict *verdict, size_t index,
                int64_t *override_id)
{
    const char *ground = verdict->requires[index] + strlen(TOKEN);
    for (size_t i = 0; i < verdict->reason_count; i++) {
        const GateReason *reason = &verdict->reasons[i];
        if (reason->kind != REASON_REQUIRE || reason->require != index) continue;
        const OverrideRow *row = find(c, reason->rule, ground);
        if (row == NULL) return false;
        *override_id = row->override_id;
    }
    return true;
}

static void drop_require(GateVerdict *verdict, size_t index)
{
    verdict->require_count--;
    for (size_t i = index; i < verdict->require_count; i++)
        memcpy(verdict->requires[i], verdict -> requires[i + 1], sizeof verdict->requires[i]);
    for (size_t i = 0; i < verdict->reason_count; i++) {
        GateReason *reason = &verdict->reasons[i];
        if (reason->kind != REASON_REQUIRE || reason->require < index) continue;
        if (reason->require == index)
            reason->kind = REASON_EXCEPTION;
        else
            reason->require--;
    }
    if (verdict->require_count == 0 && verdict->outcome == GATE_REQUIRE)
        verdict->outcome = GATE_ALLOW;
}

bool override_apply(const OverrideCase *c, const GateFacts *facts, const GateAction *action,
                    GateVerdict *verdict, int64_t *override_id)
{
    bool approved = true;
    if (only(verdict, false)) {
        const OverrideRow *pacing = find(c, RULE_PACING, NULL);
        if (pacing != NULL || c->reason[0] != '\0') {
            GateFacts calm = *facts;
            calm.quiet_minutes = calm.gap_minutes = 0;
            gate_judge(&calm, action, verdict);
            if (pacing != NULL) *override_id = pacing->override_id;
        }
    }
    for (size_t i = verdict->require_count; i-- > 0;) {
        if (!g_str_has_prefix(verdict->requires[i], TOKEN)) continue;
        if (met(c, verdict, i, override_id))
            drop_require(verdict, i);
        else
            approved = false;
    }
    return approved;
}
