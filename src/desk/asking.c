/* desk/asking.c: the book's facts before the gate, one contact or a day's.  Knows no rule; stores
 * nothing. */
#include "desk/asking.h"

#include "base/text.h"
#include "core/words.h"
#include "desk/override.h"
#include "desk/way_out.h"
#include "gate/gate_proof.h"
#include "store/gate_gather.h"
#include <string.h>

enum { NOON_S = 12 * 3600 };

struct WayOut {
    GateGather *gather;
    GateBook *book;
    GateHouse house;
    GateBookRows rows; /* of the debtor that is open */
    GArray *decided;   /* Decided */
    GArray *verdicts;  /* VerdictRow; proof_starts says where each proof begins */
    GArray *proof_starts;
    GString *proofs;
    GStringChunk *words; /* the verdicts' lists */
    GateProofs *said;    /* of proofs, those that many share */
    GArray *overrides;   /* OverrideRow of the range; NULL while none was asked for */
    int64_t override_id; /* that lets the step pass; 0 none */
    Db *db;
    const AskingRange *range;
    Day day;
    int64_t noon_us, start_us, end_us; /* of the day, where the book is */
};

Asking *asking_new(void)
{
    Asking *asking = g_new0(Asking, 1);
    asking->gather = gate_gather_new();
    asking->book = gate_book_new();
    asking->decided = g_array_new(FALSE, FALSE, sizeof(Decided));
    asking->verdicts = g_array_new(FALSE, FALSE, sizeof(VerdictRow));
    asking->proof_starts = g_array_new(FALSE, FALSE, sizeof(size_t));
    asking->proofs = g_string_new(NULL);
    asking->words = g_string_chunk_new(4096);
    asking->said = gate_proof_all_new();
    return asking;
}

void asking_free(Asking *asking)
{
    if (asking == NULL) return;
    gate_gather_free(asking->gather);
    gate_book_free(asking->book);
    g_array_unref(asking->decided);
    g_array_unref(asking->verdicts);
    g_array_unref(asking->proof_starts);
    g_string_free(asking->proofs, TRUE);
    g_string_chunk_free(asking->words);
    gate_proof_all_free(asking->said);
    g_clear_pointer(&asking->overrides, g_array_unref);
    g_free(asking);
}

const GateBook *asking_book(const Asking *asking)
{
    return asking->book;
}

/* --- one contact ------------------------------------------------------------------------------ */

static void open_house(Asking *asking, const Policy *policy, const Zone *zone)
{
    asking->house = (GateHouse){ .zone = zone };
    if (policy == NULL) return;
    asking->house.quiet_minutes = policy->quiet_minutes;
    asking->house.any_email = policy->email_path == PATH_NOT_REQUIRED;
    asking->house.any_text = policy->text_path == PATH_NOT_REQUIRED;
}

bool asking_gather(Asking *asking, Db *db, const AskingRange *range, GError **error)
{
    open_house(asking, range->policy, range->zone);
    return gate_gather_load(asking->gather, db, range->from, range->to, range->known_us, error);
}

static bool open_rows(Asking *asking, int64_t debtor_id)
{
    size_t index = gate_gather_find(asking->gather, debtor_id);
    if (index == SIZE_MAX) return false;
    gate_gather_rows(asking->gather, index, &asking->rows);
    asking->rows.house = &asking->house;
    return true;
}

bool asking_open(Asking *asking, int64_t debtor_id, int64_t at_us, GError **error)
{
    if (!open_rows(asking, debtor_id))
        return problem_refuse(error, PROBLEM_NOT_FOUND, "the debtor has no account in the book");
    asking->rows.at_us = at_us;
    return gate_book_load(asking->book, &asking->rows, error);
}

static bool by_phone(GateChannel channel)
{
    return channel >= CHANNEL_CALL && channel <= CHANNEL_SMS;
}

const GateFacts *asking_aim(Asking *asking, int64_t account_id, const char *subject,
                            GateAction *action, GError **error)
{
    bool phone = by_phone(action->channel);
    const char **target = phone ? &action->number : &action->address;
    if (subject[0] != '\0') *target = subject;
    gate_book_aim(asking->book, action);
    const GateFacts *facts =
        gate_book_turn(asking->book, account_id, *target == NULL ? "" : *target, error);
    if (facts == NULL) return NULL;
    action->debts = (GateDebtSet){ gate_book_debt(asking->book, account_id), true };
    action->counted_to = action->debts;
    return facts;
}

static const char *kept(GStringChunk *words, const char *list)
{
    return list[0] == '\0' ? "" : g_string_chunk_insert(words, list);
}

void asking_put_verdict(const GateVerdict *verdict, GStringChunk *words, VerdictRow *row)
{
    char codes[VERDICT_CODES_SIZE], rules[VERDICT_RULES_SIZE], requires[VERDICT_REQUIRES_SIZE];
    gate_proof_codes(verdict, codes, sizeof codes);
    gate_proof_rules(verdict, rules, sizeof rules);
    gate_proof_requires(verdict, requires, sizeof requires);
    row->outcome = (int32_t)verdict->outcome;
    row->codes = kept(words, codes);
    row->rules = kept(words, rules);
    row->requires = kept(words, requires);
    row->next_us = verdict->next == PASS_INSTANT ? verdict->next_us : 0;
    row->next_day = verdict->next == PASS_DAY ? verdict->next_day : DAY_NONE;
}

/* --- the day: when ---------------------------------------------------------------------------- */

static void take(const Asking *asking, int64_t at_us, int64_t *latest_us)
{
    if (at_us >= asking->start_us && at_us < asking->end_us) *latest_us = MAX(*latest_us, at_us);
}

/* The last thing known of the debtor that happened on the day: the step cannot come before it. */
static int64_t latest(const Asking *asking)
{
    int64_t latest_us = asking->start_us;
    for (size_t i = 0; i < asking->rows.contact_count; i++)
        take(asking, asking->rows.contacts[i].at_us, &latest_us);
    for (size_t i = 0; i < asking->rows.fact_count; i++) {
        take(asking, asking->rows.facts[i].from_us, &latest_us);
        take(asking, asking->rows.facts[i].ended_us, &latest_us);
    }
    return latest_us;
}

static const Zone *zone_of(const Asking *asking, const GateFacts *facts)
{
    const GatePerson *person = &facts->person;
    if (person->zone_count == 0) return asking->range->zone;
    return person->zones[person->home_zone >= 0 ? (size_t)person->home_zone : 0];
}

static bool judge_on(const GateFacts *facts, GateAction *action, int64_t at_us, GateVerdict *out)
{
    action->at_us = at_us;
    gate_judge(facts, action, out);
    return out->outcome != GATE_DENY;
}

/* At noon where the person is, or later when something happened later; where that is barred, at the
 * first minute of the day that is not. */
static void judge_day(const Asking *asking, const GateFacts *facts, GateAction *action,
                      int64_t latest_us, GateVerdict *out)
{
    GateVerdict other;
    const Zone *zone = zone_of(asking, facts);
    int64_t noon_us = MAX(clock_zone_instant(zone, asking->day, NOON_S), latest_us);
    if (judge_on(facts, action, noon_us, out) || out->next != PASS_INSTANT) return;
    int64_t begin_us = MAX(clock_zone_instant(zone, asking->day, 0), latest_us), next_us;
    if (out->next_day == asking->day) {
        next_us = out->next_us;
        if (judge_on(facts, action, next_us, &other)) *out = other;
        action->at_us = next_us;
        return;
    }
    if (judge_on(facts, action, begin_us, &other)) {
        *out = other;
        return;
    }
    next_us = other.next_us;
    if (other.next == PASS_INSTANT && other.next_day == asking->day &&
        judge_on(facts, action, next_us, &other))
        *out = other;
    else
        action->at_us = noon_us;
}

/* --- the day: documented exceptions ----------------------------------------------------------- */

/* Those of the range, read when the first step is in need of one. */
static bool load_overrides(Asking *asking, GError **error)
{
    const AskingRange *range = asking->range;
    if (asking->overrides != NULL) return true;
    if (!override_store_list(asking->db, range->from, range->to, 0, &asking->overrides, error))
        return false;
    for (unsigned i = asking->overrides->len; i-- > 0;) {
        OverrideRow *row = &g_array_index(asking->overrides, OverrideRow, i);
        if (row->ended_us > range->known_us) row->ended_us = INT64_MAX;
        if (row->recorded_us > range->known_us) g_array_remove_index(asking->overrides, i);
    }
    return true;
}

/* The step as one that rests on the override: for its purpose, and not before it was granted. */
static bool passes_by(Asking *asking, const OverrideRow *row, const GateFacts *facts,
                      GateAction *action, int64_t latest_us, GateVerdict *out)
{
    OverrideCase c = {
        .rows = asking->overrides, .account_id = row->account_id, .actor = "", .reason = ""
    };
    latest_us = MAX(latest_us, row->from_us);
    if (latest_us >= asking->end_us) return false;
    action->purpose = override_purpose(row);
    judge_day(asking, facts, action, latest_us, out);
    c.at_us = action->at_us;
    return override_apply(&c, facts, action, out, &asking->override_id) &&
           asking->override_id != 0 && out->outcome != GATE_DENY;
}

static bool excuse(Asking *asking, int64_t account_id, const GateFacts *facts, GateAction *action,
                   int64_t latest_us, GateVerdict *verdict, GError **error)
{
    if (!load_overrides(asking, error)) return false;
    for (unsigned i = 0; i < asking->overrides->len; i++) {
        const OverrideRow *row = &g_array_index(asking->overrides, OverrideRow, i);
        GateAction tried = *action;
        GateVerdict other;
        if (row->account_id != account_id) continue;
        if (passes_by(asking, row, facts, &tried, latest_us, &other)) {
            *action = tried;
            *verdict = other;
            return true;
        }
        asking->override_id = 0;
    }
    return true;
}

/* --- the day: what ---------------------------------------------------------------------------- */

static const Step *step_of(const Policy *policy, const Decision *decision)
{
    return &policy->treatments[decision->treatment].steps[decision->step];
}

static bool reaches(const Policy *policy, const Decision *decision)
{
    if (decision->state != STEP_DUE) return false;
    Channel channel = step_of(policy, decision)->channel;
    return channel != STEP_BY_TASK && channel != STEP_BY_NONE;
}

static int32_t height(const Step *step)
{
    return step->escalate ? INT32_MAX : step->days;
}

/* What several accounts of one debtor need is one conversation, under the highest step. */
static const Step *lead_of(const Policy *policy, const Decided *decided, size_t count)
{
    const Step *lead = NULL;
    int64_t priority = 0;
    for (size_t i = 0; i < count; i++) {
        const Decision *decision = &decided[i].decision;
        if (!reaches(policy, decision)) continue;
        const Step *step = step_of(policy, decision);
        if (lead != NULL && (height(step) < height(lead) ||
                             (height(step) == height(lead) && decision->priority <= priority)))
            continue;
        lead = step;
        priority = decision->priority;
    }
    return lead;
}

/* The reasons that bar, or else those that require. */
static const GateReason *next_reason(const GateVerdict *verdict, size_t *at)
{
    GateReasonKind kind = verdict->outcome == GATE_DENY ? REASON_DENY : REASON_REQUIRE;
    while (*at < verdict->reason_count && verdict->outcome != GATE_ALLOW) {
        const GateReason *reason = &verdict->reasons[(*at)++];
        if (reason->kind == kind) return reason;
    }
    return NULL;
}

/* Their rules, each once; the first is the word's. */
static void put_rules(const GateVerdict *verdict, Cleared *out)
{
    const GateReason *reason;
    char name[8];
    for (size_t i = 0; (reason = next_reason(verdict, &i)) != NULL;) {
        bool first = out->rules[0] == '\0';
        g_snprintf(name, sizeof name, ",R%d", reason->rule);
        if (first || strstr(out->rules, name + 1) == NULL)
            g_strlcat(out->rules, name + first, sizeof out->rules);
    }
}

static void put_cleared(const GateVerdict *verdict, Day day, Cleared *out)
{
    size_t at = 0;
    const GateReason *first = next_reason(verdict, &at);
    out->outcome = (int32_t)verdict->outcome;
    put_rules(verdict, out);
    if (verdict->outcome == GATE_REQUIRE)
        text_copy(out->word, sizeof out->word, verdict->requires[0]);
    if (verdict->outcome != GATE_DENY || first == NULL) return;
    text_copy(out->word, sizeof out->word, gate_words_name(WORDS_CODE, (int)first->code));
    if (verdict->next != PASS_UNKNOWN && verdict->next_day > day) out->next_day = verdict->next_day;
}

/* A day is known: the step waits for it.  Else it stays due, and is shown as barred. */
static void hold_back(const Cleared *cleared, Decision *decision)
{
    if (cleared->outcome != GATE_DENY || cleared->next_day == DAY_NONE) return;
    decision->state = STEP_WAITING;
    decision->next_step = decision->step;
    decision->next_day = cleared->next_day;
    decision->work_no = 0;
}

static bool is_news(const GatheredAccount *account, const Decided *decided)
{
    const Cleared *now = &decided->cleared;
    const GatheredGate *then = &account->gate;
    if (then->outcome != now->outcome || then->next_day != now->next_day) return true;
    if (strcmp(then->word, now->word) != 0) return true;
    if (then->work_no < 0) return false; /* from the log, which names every rule that spoke */
    return strcmp(then->rules, now->rules) != 0 ||
           (decided->decision.work_no != 0 && then->work_no != decided->decision.work_no);
}

static void keep(Asking *asking, const GatheredAccount *account, const GateFacts *facts,
                 const GateAction *action, const GateVerdict *verdict, const Step *lead,
                 Decided *decided)
{
    g_array_set_size(asking->verdicts, asking->verdicts->len + 1);
    VerdictRow *row = &g_array_index(asking->verdicts, VerdictRow, asking->verdicts->len - 1);
    decided->cleared.verdict = (int32_t)asking->verdicts->len - 1;
    memset(row, 0, sizeof *row);
    row->debtor_id = account->facts.debtor_id;
    row->account_id = account->facts.account_id;
    row->at_us = action->at_us;
    row->stage = VERDICT_PLANNED;
    row->policy_id = asking->range->policy->policy_id;
    row->override_id = asking->override_id;
    text_copy(row->channel, sizeof row->channel, words_of(words_channel, (int)lead->channel));
    asking_put_verdict(verdict, asking->words, row);
    size_t start =
        gate_proof_all_write(asking->said, asking->proofs, asking->book, facts, action, verdict);
    g_array_append_val(asking->proof_starts, start);
}

static bool ask(Asking *asking, const GatheredAccount *account, const Step *lead, int64_t latest_us,
                Decided *decided, GError **error)
{
    GateVerdict verdict;
    GateAction action = { .channel = way_out_channel((int)lead->channel),
                          .payments_made = -1,
                          .terms_days = -1 };
    action.at_offset_s = clock_zone_offset(asking->range->zone, asking->noon_us);
    const GateFacts *facts = asking_aim(asking, account->facts.account_id, "", &action, error);
    if (facts == NULL) return false;
    judge_day(asking, facts, &action, latest_us, &verdict);
    asking->override_id = 0;
    if (override_may(&verdict) &&
        !excuse(asking, account->facts.account_id, facts, &action, latest_us, &verdict, error))
        return false;
    put_cleared(&verdict, asking->day, &decided->cleared);
    hold_back(&decided->cleared, &decided->decision);
    if (asking->range->keep && is_news(account, decided))
        keep(asking, account, facts, &action, &verdict, lead, decided);
    return true;
}

static bool ask_debtor(Asking *asking, GatherBatch *batch, size_t first, size_t count,
                       GError **error)
{
    Decided *decided = &g_array_index(asking->decided, Decided, first);
    const Step *lead = lead_of(asking->range->policy, decided, count);
    if (lead == NULL) return true;
    if (!gate_gather_of(asking->gather, batch, first, count, &asking->rows)) return true;
    asking->rows.house = &asking->house;
    int64_t latest_us = latest(asking);
    asking->rows.at_us = MAX(asking->noon_us, latest_us);
    if (!gate_book_load(asking->book, &asking->rows, error)) return false;
    for (size_t i = 0; i < count; i++)
        if (reaches(asking->range->policy, &decided[i].decision) &&
            !ask(asking, gather_store_at(batch, first + i), lead, latest_us, &decided[i], error))
            return false;
    return true;
}

/* --- the day: all ----------------------------------------------------------------------------- */

static void decide_all(Asking *asking, GatherBatch *batch, AskingRange *narrow)
{
    size_t count = gather_store_count(batch);
    g_array_set_size(asking->decided, (unsigned)count + 1); /* never nothing: NULL is a failure */
    narrow->from = narrow->to = 0;
    for (size_t i = 0; i < count; i++) {
        GatheredAccount *account = gather_store_at(batch, i);
        Decided *decided = &g_array_index(asking->decided, Decided, i);
        decided->cleared = (Cleared){ .outcome = -1, .next_day = DAY_NONE, .verdict = -1 };
        if (narrow->rows_only && !gather_store_has_row(account)) {
            decided->decision = (Decision){ .state = STEP_NONE };
            continue;
        }
        decide_account(&account->facts, gather_store_past(batch, account), account->past_count,
                       narrow->policy, asking->day, &decided->decision);
        if (!reaches(narrow->policy, &decided->decision)) continue;
        if (narrow->to == 0) narrow->from = account->facts.debtor_id;
        narrow->to = account->facts.debtor_id + 1;
    }
}

static bool ask_all(Asking *asking, GatherBatch *batch, GError **error)
{
    size_t count = gather_store_count(batch);
    for (size_t i = 0, next; i < count; i = next) {
        int64_t debtor_id = gather_store_at(batch, i)->facts.debtor_id;
        for (next = i + 1;
             next < count && gather_store_at(batch, next)->facts.debtor_id == debtor_id;)
            next++;
        if (!ask_debtor(asking, batch, i, next - i, error)) return false;
    }
    return true;
}

const Decided *asking_decide(Asking *asking, Db *db, GatherBatch *batch, const AskingRange *range,
                             Day day, GError **error)
{
    AskingRange narrow = *range;
    asking->day = day;
    asking->range = range;
    asking->db = db;
    g_clear_pointer(&asking->overrides, g_array_unref);
    asking->start_us = clock_zone_instant(range->zone, day, 0);
    asking->noon_us = clock_zone_instant(range->zone, day, NOON_S);
    asking->end_us = clock_zone_instant(range->zone, day + 1, 0);
    g_array_set_size(asking->verdicts, 0);
    g_array_set_size(asking->proof_starts, 0);
    g_string_truncate(asking->proofs, 0);
    g_string_chunk_clear(asking->words);
    gate_proof_all_forget(asking->said);
    decide_all(asking, batch, &narrow);
    open_house(asking, range->policy, range->zone);
    bool done = narrow.to == 0 || (gate_gather_beside(asking->gather, db, narrow.from, narrow.to,
                                                      range->known_us, error) &&
                                   ask_all(asking, batch, error));
    asking->range = NULL;
    return done ? (const Decided *)(const void *)asking->decided->data : NULL;
}

void asking_tell(const Cleared *cleared, GString *out)
{
    static const char *const SAYS[] = { "lets it pass", "requires ", "denies it: " };
    char day[DAY_TEXT_SIZE];
    if (cleared->outcome < 0) return;
    g_string_append_printf(out, "the gate %s%s", SAYS[cleared->outcome], cleared->word);
    const GateRule *rule = gate_proof_rule(cleared->rules);
    if (rule != NULL)
        g_string_append_printf(out, " (R%d, %s: %s)", rule->number, rule->cite, rule->title);
    if (cleared->next_day != DAY_NONE)
        g_string_append_printf(out, ", until %s", day_text(cleared->next_day, day));
}

VerdictRow *asking_verdicts(Asking *asking, size_t *count)
{
    *count = asking->verdicts->len;
    VerdictRow *rows = (VerdictRow *)(void *)asking->verdicts->data;
    for (size_t i = 0; i < *count; i++)
        rows[i].proof = asking->proofs->str + g_array_index(asking->proof_starts, size_t, i);
    return rows;
}
