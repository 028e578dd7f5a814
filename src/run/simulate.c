/* run/simulate.c: two policies over one book, side by side.  Writes nothing; decides only by core.
 */
#include "run/simulate.h"

#include "base/text.h"
#include "desk/asking.h"
#include "policy/policy_file.h"
#include "store/derived_store.h"
#include "store/gather_store.h"
#include "store/policy_store.h"
#include <stdlib.h>
#include <string.h>

enum { SHOWN_MAX = 10, LIVE = 0, DRAFT = 1, SIDES = 2 };

/* --- policies of the book --------------------------------------------------------------------- */

static Policy *read_stored(Desk *desk, const char *name, int64_t version, GError **error)
{
    g_autofree char *text = NULL;
    g_autoptr(GPtrArray) faults = policy_fault_list();
    PolicyRow row;
    bool found = false;
    if (!policy_store_find(desk->db, name, version, &row, &found, error)) return NULL;
    if (found && !policy_store_get(desk->db, row.policy_id, &row, &text, &found, error))
        return NULL;
    if (!found) {
        problem_set(error, PROBLEM_NOT_FOUND,
                    "%s is neither a file, a shipped pack nor a policy of this book", name);
        return NULL;
    }
    Policy *policy = policy_file_read(row.name, text, strlen(text), faults);
    if (policy == NULL) {
        problem_set(error, PROBLEM_CONFLICT,
                    "policy %s version %" G_GINT64_FORMAT " no longer reads", row.name,
                    row.version);
        return NULL;
    }
    policy->policy_id = row.policy_id;
    policy->version = row.version;
    return policy;
}

Policy *simulate_policy(Desk *desk, const char *name, GError **error)
{
    const char *colon = strrchr(name, ':');
    int64_t version = 0;
    if (!permit_require(&desk->actor, PERMIT_VIEW, error)) return NULL;
    if (strcmp(name, "live") == 0) {
        Policy *policy = desk_policy(desk, desk->today, error);
        return policy == NULL ? NULL : policy_ref(policy);
    }
    if (colon == NULL || !text_to_i64(colon + 1, &version)) colon = NULL;
    g_autofree char *stem = colon == NULL ? g_strdup(name) : g_strndup(name, colon - name);
    return read_stored(desk, stem, colon == NULL ? 0 : version, error);
}

/* --- counting --------------------------------------------------------------------------------- */

typedef struct {
    int64_t due[SIDES];
} StepCount;

typedef struct {
    const Policy *policy;
    GatherBatch *batch;
    Asking *asking;
    const Decided *decided; /* of the batch */
    int64_t due, held, minutes;
} Side;

typedef struct {
    Desk *desk;
    Day day;
    Side sides[SIDES];
    GHashTable *steps; /* "treatment/step" -> StepCount */
    int64_t accounts, differ, newly_due, no_longer_due, other_step, other_segment;
    GString *first;
} Simulation;

/* "treatment/step state", as a person reads it. */
static void place(const Policy *policy, const Decision *decision, char *to, size_t size)
{
    static const char *const STATES[] = { "before the first step", "due", "waiting", "held",
                                          "done" };
    if (decision->treatment < 0) {
        g_strlcpy(to, "no treatment", size);
        return;
    }
    const Treatment *treatment = &policy->treatments[decision->treatment];
    const char *step = decision->step < 0 ? "" : treatment->steps[decision->step].name;
    g_snprintf(to, size, "%s%s%s %s", treatment->name, *step == '\0' ? "" : "/", step,
               STATES[decision->state]);
}

static void count_side(Simulation *all, int side, const Decision *decision)
{
    Side *here = &all->sides[side];
    here->held += decision->state == STEP_HELD;
    if (decision->state != STEP_DUE) return;
    const Treatment *treatment = &here->policy->treatments[decision->treatment];
    const Step *step = &treatment->steps[decision->step];
    g_autofree char *name = g_strconcat(treatment->name, "/", step->name, NULL);
    StepCount *count = g_hash_table_lookup(all->steps, name);
    if (count == NULL) {
        count = g_new0(StepCount, 1);
        g_hash_table_insert(all->steps, g_steal_pointer(&name), count);
    }
    count->due[side]++;
    here->due++;
    here->minutes += step->minutes;
}

static void compare(Simulation *all, const char *account, const char *segments[SIDES],
                    const Decision decisions[SIDES])
{
    char live[160], draft[160];
    bool due[SIDES] = { decisions[LIVE].state == STEP_DUE, decisions[DRAFT].state == STEP_DUE };
    place(all->sides[LIVE].policy, &decisions[LIVE], live, sizeof live);
    place(all->sides[DRAFT].policy, &decisions[DRAFT], draft, sizeof draft);
    bool same_segment = strcmp(segments[LIVE], segments[DRAFT]) == 0;
    all->other_segment += !same_segment;
    if (strcmp(live, draft) == 0 && same_segment) return;
    all->differ++;
    all->newly_due += due[DRAFT] && !due[LIVE];
    all->no_longer_due += due[LIVE] && !due[DRAFT];
    all->other_step += due[LIVE] && due[DRAFT] && strcmp(live, draft) != 0;
    if (all->differ > SHOWN_MAX) return;
    g_string_append_printf(all->first, "    %-20s %s: %s  ->  %s: %s\n", account, segments[LIVE],
                           live, segments[DRAFT], draft);
}

/* --- deciding --------------------------------------------------------------------------------- */

static bool load(Simulation *all, int side, int64_t from, GError **error)
{
    const Policy *policy = all->sides[side].policy;
    GatherQuery query = { .as_of = all->day,
                          .known_us = INT64_MAX,
                          .texts = true,
                          .debtors = true,
                          .calendar = &policy->calendar,
                          .tolerance_days = policy->promise_tolerance_days,
                          .tolerance_share = policy->promise_tolerance_share };
    if (!gather_store_needs_rewind(all->desk->db, all->day, INT64_MAX, &query.rewind, error))
        return false;
    Side *here = &all->sides[side];
    AskingRange range = { .from = from,
                          .to = from + RUN_CHUNK_DEBTORS,
                          .known_us = INT64_MAX,
                          .zone = all->desk->zone,
                          .policy = policy };
    if (!gather_store_load(here->batch, all->desk->db, &query, range.from, range.to, error))
        return false;
    here->decided =
        asking_decide(here->asking, all->desk->db, here->batch, &range, all->day, error);
    return here->decided != NULL;
}

static void decide(Simulation *all, size_t index)
{
    Decision decisions[SIDES];
    const char *segments[SIDES] = { "", "" };
    for (int side = 0; side < SIDES; side++) {
        Side *here = &all->sides[side];
        GatheredAccount *account = gather_store_at(here->batch, index);
        if (account->item_count == 0 && account->facts.unapplied == 0) return;
        if (!permit_sees(&all->desk->actor, account->facts.creditor_id)) return;
        decisions[side] = here->decided[index].decision;
        count_side(all, side, &decisions[side]);
        segments[side] = account->facts.segment;
    }
    all->accounts++;
    compare(all, gather_store_at(all->sides[LIVE].batch, index)->facts.account, segments,
            decisions);
}

static bool walk(Simulation *all, GError **error)
{
    int64_t last = 0;
    if (!account_store_last_debtor(all->desk->db, &last, error)) return false;
    for (int64_t from = 0; from <= last; from += RUN_CHUNK_DEBTORS) {
        if (!load(all, LIVE, from, error) || !load(all, DRAFT, from, error)) return false;
        size_t count = gather_store_count(all->sides[LIVE].batch);
        g_assert(count == gather_store_count(all->sides[DRAFT].batch));
        for (size_t i = 0; i < count; i++) decide(all, i);
    }
    return true;
}

/* --- telling ---------------------------------------------------------------------------------- */

static void row(GString *text, const char *label, int64_t live, int64_t draft)
{
    g_string_append_printf(
        text, "  %-36s %10" G_GINT64_FORMAT " %10" G_GINT64_FORMAT " %+10" G_GINT64_FORMAT "\n",
        label, live, draft, draft - live);
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void tell_steps(const Simulation *all, GString *text)
{
    unsigned count = 0;
    g_autofree char **names = (char **)g_hash_table_get_keys_as_array(all->steps, &count);
    if (count > 0) qsort(names, count, sizeof *names, by_name);
    for (unsigned i = 0; i < count; i++) {
        const StepCount *step = g_hash_table_lookup(all->steps, names[i]);
        g_autofree char *label = g_strconcat("  ", names[i], NULL);
        row(text, label, step->due[LIVE], step->due[DRAFT]);
    }
}

static char *tell(const Simulation *all)
{
    char day[DAY_TEXT_SIZE];
    const Side *live = &all->sides[LIVE], *draft = &all->sides[DRAFT];
    GString *text = g_string_new(NULL);
    g_string_append_printf(text,
                           "Day %s: the live policy %s version %" G_GINT64_FORMAT
                           " beside the draft %s (nothing was written)\n",
                           day_text(all->day, day), live->policy->name, live->policy->version,
                           draft->policy->name);
    g_string_append_printf(text, "  %-36s %10s %10s %10s\n", "", "live", "draft", "change");
    row(text, "accounts", all->accounts, all->accounts);
    row(text, "held", live->held, draft->held);
    row(text, "minutes of work", live->minutes, draft->minutes);
    row(text, "work due", live->due, draft->due);
    tell_steps(all, text);
    g_string_append_printf(text,
                           "  %" G_GINT64_FORMAT " accounts decided otherwise: %" G_GINT64_FORMAT
                           " newly due, %" G_GINT64_FORMAT " no longer due, %" G_GINT64_FORMAT
                           " due for another step, %" G_GINT64_FORMAT " in another segment\n",
                           all->differ, all->newly_due, all->no_longer_due, all->other_step,
                           all->other_segment);
    if (all->first->len > 0)
        g_string_append_printf(text, "  the first of them:\n%s", all->first->str);
    return g_string_free(text, FALSE);
}

char *simulate_run(Desk *desk, const Policy *draft, Day day, GError **error)
{
    if (!permit_require(&desk->actor, PERMIT_VIEW, error)) return NULL;
    Policy *live = desk_policy(desk, day, error);
    if (live == NULL) return NULL;
    Simulation all = { .desk = desk, .day = day, .first = g_string_new(NULL) };
    all.steps = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    all.sides[LIVE] =
        (Side){ .policy = policy_ref(live), .batch = gather_store_new(), .asking = asking_new() };
    all.sides[DRAFT] =
        (Side){ .policy = draft, .batch = gather_store_new(), .asking = asking_new() };
    char *text = walk(&all, error) ? tell(&all) : NULL;
    policy_unref(live);
    g_hash_table_unref(all.steps);
    g_string_free(all.first, TRUE);
    for (int side = 0; side < SIDES; side++) {
        gather_store_free(all.sides[side].batch);
        asking_free(all.sides[side].asking);
    }
    return text;
}
