/* desk/way_out.c: propose, gather, judge, store, act.  Knows no rule; the only file that writes a
 * contact. */
#include "desk/way_out.h"

#include "base/text.h"
#include "core/words.h"
#include "desk/asking.h"
#include "desk/override.h"
#include "gate/gate_duty.h"
#include "gate/gate_proof.h"
#include "store/book_store.h"
#include <stdlib.h>
#include <string.h>

GateChannel way_out_channel(int channel)
{
    static const GateChannel CHANNELS[] = {
        [STEP_BY_CALL] = CHANNEL_CALL,   [STEP_BY_EMAIL] = CHANNEL_EMAIL,
        [STEP_BY_SMS] = CHANNEL_SMS,     [STEP_BY_LETTER] = CHANNEL_LETTER,
        [STEP_BY_VISIT] = CHANNEL_VISIT, [STEP_BY_PORTAL] = CHANNEL_PORTAL,
        [STEP_BY_TASK] = CHANNEL_NONE,   [STEP_BY_NONE] = CHANNEL_NONE
    };
    return CHANNELS[channel];
}

void way_out_clear(WayOutAnswer *answer)
{
    if (answer->proofs != NULL) g_string_free(answer->proofs, TRUE);
    answer->proofs = NULL;
    g_clear_pointer(&answer->words, g_string_chunk_free);
}

typedef struct {
    Act *act;
    const WayOutQuestion *question;
    Asking *asking;
    GArray *overrides; /* OverrideRow of the debtor */
    const Policy *policy;
} Matter;

/* --- what is required ------------------------------------------------------------------------- */

static bool is_done(const WayOutQuestion *question, const char *token)
{
    g_auto(GStrv) words = g_strsplit(question->done == NULL ? "" : question->done, "\n", -1);
    for (char **word = words; *word != NULL; word++)
        if (gate_duty_named(token, *word)) return true;
    return false;
}

static void put_open(const GateVerdict *verdict, size_t index, WayOutAnswer *out)
{
    g_autoptr(GString) why = g_string_new(NULL);
    bool first = out->open[0] == '\0';
    gate_proof_add(out->open, sizeof out->open, verdict->requires[index]);
    if (!first) return;
    gate_proof_requirement(verdict, index, why);
    text_copy(out->open_why, sizeof out->open_why, why->str);
}

/* What is not done of all that is required. */
static void put_requires(const WayOutQuestion *question, const GateVerdict *verdict,
                         WayOutAnswer *out)
{
    for (size_t i = 0; i < verdict->require_count; i++) {
        const char *token = verdict->requires[i];
        GateDuty duty = gate_duty_of(token);
        bool unheard = (duty == DUTY_SAID || duty == DUTY_LATER) && question->unheard;
        if (duty == DUTY_OVERRIDE || unheard || is_done(question, token)) continue;
        if (duty == DUTY_LATER)
            gate_proof_add(out->later, sizeof out->later, token);
        else
            put_open(verdict, i, out);
    }
}

/* --- judging ---------------------------------------------------------------------------------- */

static void put_next(const GateVerdict *verdict, WayOutAnswer *out)
{
    char text[INSTANT_TEXT_SIZE], day[DAY_TEXT_SIZE];
    out->next[0] = '\0';
    if (verdict->next == PASS_DAY)
        text_copy(out->next, sizeof out->next, day_text(verdict->next_day, day));
    if (verdict->next == PASS_INSTANT && verdict->next_zone != NULL)
        text_copy(out->next, sizeof out->next,
                  clock_zone_text(verdict->next_zone, verdict->next_us, text));
    if (verdict->next == PASS_INSTANT && verdict->next_zone == NULL)
        text_copy(out->next, sizeof out->next, clock_text(verdict->next_us, text));
}

static void put_row(const Matter *m, int64_t account_id, const GateVerdict *verdict,
                    int64_t override_id, GStringChunk *words, VerdictRow *row)
{
    const WayOutQuestion *question = m->question;
    *row = (VerdictRow){ .debtor_id = question->debtor_id,
                         .account_id = account_id,
                         .at_us = question->at_us,
                         .stage = question->stage,
                         .policy_id = m->policy == NULL ? 0 : m->policy->policy_id,
                         .override_id = override_id,
                         .recorded_us = m->act->now_us };
    text_copy(row->channel, sizeof row->channel,
              question->action.channel == CHANNEL_NONE
                  ? words_of(words_channel, question->channel)
                  : gate_words_name(WORDS_CHANNEL, (int)question->action.channel));
    text_copy(row->subject, sizeof row->subject, question->subject);
    text_copy(row->actor, sizeof row->actor, m->act->desk->actor.name);
    asking_put_verdict(verdict, words, row);
}

static bool judge_debt(Matter *m, int64_t account_id, WayOutAnswer *out, GString *proof_starts,
                       GError **error)
{
    GateVerdict verdict;
    GateAction action = m->question->action;
    if (action.channel == CHANNEL_NONE) action.channel = way_out_channel(m->question->channel);
    action.at_us = m->question->at_us;
    action.at_offset_s = clock_zone_offset(m->act->desk->zone, action.at_us);
    int64_t override_id = 0;
    OverrideCase documented = { .rows = m->overrides,
                                .account_id = account_id,
                                .at_us = m->question->at_us,
                                .actor = m->act->desk->actor.name,
                                .reason = m->question->reason };
    const GateProofSaid said = { m->question->reason, m->question->done };
    const GateFacts *facts =
        asking_aim(m->asking, account_id, m->question->subject, &action, error);
    if (facts == NULL) return false;
    gate_judge(facts, &action, &verdict);
    if (!override_apply(&documented, facts, &action, &verdict, &override_id))
        out->unapproved = true;
    put_requires(m->question, &verdict, out);
    VerdictRow *row = &out->rows[out->count];
    put_row(m, account_id, &verdict, override_id, out->words, row);
    row->proof = NULL;
    g_string_append_len(proof_starts, (const char *)&out->proofs->len, sizeof out->proofs->len);
    gate_proof_write(out->proofs, asking_book(m->asking), facts, &action, &verdict, &said);
    g_string_append_c(out->proofs, '\0');
    if (out->count == 0 || verdict.outcome > out->outcome) {
        g_autoptr(GString) why = g_string_new(NULL);
        gate_proof_sentence(&verdict, why);
        text_copy(out->why, sizeof out->why, why->str);
        out->outcome = verdict.outcome;
        out->deciding = out->count;
        put_next(&verdict, out);
    }
    out->count++;
    return true;
}

static int ascending(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

static bool judge(Matter *m, WayOutAnswer *out, GError **error)
{
    const WayOutQuestion *question = m->question;
    g_autoptr(GString) starts = g_string_new(NULL);
    int64_t ids[WAY_OUT_DEBTS_MAX];
    memcpy(ids, question->account_ids, question->account_count * sizeof *ids);
    qsort(ids, question->account_count, sizeof *ids, ascending);
    for (size_t i = 0; i < question->account_count; i++)
        if (!judge_debt(m, ids[i], out, starts, error)) return false;
    for (size_t i = 0; i < out->count; i++) {
        size_t at;
        memcpy(&at, starts->str + i * sizeof at, sizeof at);
        out->rows[i].proof = out->proofs->str + at;
    }
    return true;
}

bool way_out_judge(Act *act, const WayOutQuestion *question, WayOutAnswer *out, GError **error)
{
    g_autoptr(GArray) overrides = NULL;
    Desk *desk = act->desk;
    Matter m = { .act = act, .question = question };
    *out = (WayOutAnswer){ .proofs = g_string_new(NULL), .words = g_string_chunk_new(256) };
    if (desk->way_out == NULL) desk->way_out = asking_new();
    m.asking = desk->way_out;
    m.policy = desk_policy(desk, act->on, NULL);
    AskingRange range = { .from = question->debtor_id,
                          .to = question->debtor_id + 1,
                          .known_us = INT64_MAX,
                          .zone = desk->zone,
                          .policy = m.policy };
    if (!override_store_list(desk->db, range.from, range.to, 0, &overrides, error)) return false;
    m.overrides = overrides;
    return asking_gather(m.asking, desk->db, &range, error) &&
           asking_open(m.asking, question->debtor_id, question->at_us, error) &&
           judge(&m, out, error);
}

bool way_out_store(Act *act, WayOutAnswer *answer, GError **error)
{
    int64_t first = 0, version_id = 0;
    Db *db = act->desk->db;
    if (!verdict_store_version(db, GATE_RULEBOOK, clock_tz_version(), act->now_us, &version_id,
                               error) ||
        !book_store_ids(db, "verdict", (int64_t)answer->count, &first, error))
        return false;
    for (size_t i = 0; i < answer->count; i++) {
        answer->rows[i].verdict_id = first + (int64_t)i;
        answer->rows[i].version_id = version_id;
    }
    return verdict_store_insert(db, answer->rows, answer->count, error);
}

/* --- sending ---------------------------------------------------------------------------------- */

static bool keep_answer(Act *act, void *data, GError **error)
{
    return way_out_store(act, data, error);
}

static void free_answer(void *data)
{
    way_out_clear(data);
    g_free(data);
}

/* The answer moves to what stays of the action. */
static bool refuse(Act *act, WayOutAnswer *answer, GError **error)
{
    WayOutAnswer *kept = g_memdup2(answer, sizeof *answer);
    act->refusal = (Refusal){ "contact.refused", keep_answer, kept, free_answer };
    answer->proofs = NULL;
    answer->words = NULL;
    json_text_free(act->after);
    act->after = json_text_new_object();
    json_text_set(act->after, "codes", json_text_new_string(kept->rows[kept->deciding].codes));
    json_text_set(act->after, "rules", json_text_new_string(kept->rows[kept->deciding].rules));
    char rule[8];
    text_copy(rule, sizeof rule, kept->rows[kept->deciding].rules);
    rule[strcspn(rule, ",")] = '\0';
    return problem_refuse(error, PROBLEM_CONFLICT,
                          "the gate denies it: %s%s%s; recoup help %s prints the rule", kept->why,
                          kept->next[0] == '\0' ? "" : "; allowed from ", kept->next, rule);
}

static bool refuse_unapproved(Act *act, WayOutAnswer *answer, GError **error)
{
    (void)refuse(act, answer, NULL);
    return problem_refuse(error, PROBLEM_CONFLICT,
                          "it needs an override that somebody else approves: %s; recoup do "
                          "override.grant",
                          ((WayOutAnswer *)act->refusal.data)->why);
}

void way_out_count(const WayOutQuestion *question, Contact *contact)
{
    g_autoptr(GString) ids = g_string_new(NULL);
    if (question->account_count < 2) return;
    for (size_t i = 0; i < question->account_count; i++)
        g_string_append_printf(ids, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "",
                               question->account_ids[i]);
    text_copy(contact->debts, sizeof contact->debts, ids->str);
}

static bool refuse_open(Act *act, WayOutAnswer *answer, GError **error)
{
    (void)refuse(act, answer, NULL);
    const WayOutAnswer *kept = act->refusal.data;
    json_text_set(act->after, "requires", json_text_new_string(kept->open));
    return problem_refuse(error, PROBLEM_CONFLICT,
                          "the gate requires %s; when it is said or done, say so in done: %s",
                          kept->open_why, kept->open);
}

/* False: it may not be done, and the sentence says why. */
static bool is_free(Act *act, WayOutAnswer *out, GError **error)
{
    if (out->outcome == GATE_DENY) return refuse(act, out, error);
    if (out->unapproved) return refuse_unapproved(act, out, error);
    return out->open[0] == '\0' || refuse_open(act, out, error);
}

bool way_out_pass(Act *act, WayOutQuestion *question, WayOutAnswer *out, GError **error)
{
    question->stage = VERDICT_SENDING;
    return way_out_judge(act, question, out, error) && is_free(act, out, error) &&
           way_out_store(act, out, error);
}

bool way_out_send(Act *act, WayOutQuestion *question, Contact *contact, const char *breach,
                  WayOutAnswer *out, GError **error)
{
    question->stage = VERDICT_SENDING;
    if (!way_out_judge(act, question, out, error)) return false;
    bool barred = out->outcome == GATE_DENY || out->unapproved || out->open[0] != '\0';
    if (breach[0] == '\0' && !is_free(act, out, error)) return false;
    if (!way_out_store(act, out, error)) return false;
    contact->verdict_id = out->rows[out->deciding].verdict_id;
    if (barred) text_copy(contact->breach, sizeof contact->breach, breach);
    way_out_count(question, contact);
    return care_store_contact_insert(act->desk->db, contact, 1, error);
}

bool way_out_came_in(Act *act, const Contact *contact, GError **error)
{
    g_assert(contact->direction != 0);
    return care_store_contact_insert(act->desk->db, contact, 1, error);
}

bool way_out_history(Act *act, const Contact *contact, GError **error)
{
    g_assert(contact->verdict_id == 0);
    return care_store_contact_insert(act->desk->db, contact, 1, error);
}
