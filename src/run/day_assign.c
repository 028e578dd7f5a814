/* run/day_assign.c: work without an owner gets one, chunk by chunk in debtor order, so that the
 * same book gives the same owners.  The rules are core/assign's. */
#include "run/day_assign.h"

#include "base/text.h"
#include "desk/asking.h"
#include "desk/refresh.h"
#include "store/book_store.h"
#include "store/derived_store.h"
#include "store/gather_store.h"
#include <string.h>

typedef struct {
    int64_t load, balance, accounts;
} Carried;

typedef struct {
    Desk *desk;
    const Policy *policy;
    Day on;
    GArray *members;               /* Member */
    Carried *carried;              /* beside members: what each has, over all rules */
    Actor *scopes;                 /* beside members: whose creditors each works */
    GPtrArray *skills, *languages; /* words; index = bit */
    GatherBatch *batch;
    Asking *asking;
    Refresher *refresher;
    int64_t assigned, unassigned;
} Assigner;

typedef struct {
    AssignCase item;
    GatheredAccount *account;
    char *folded;
    size_t rule;
} Case;

/* --- people ----------------------------------------------------------------------------------- */

static int bit_of(GPtrArray *words, const char *word, bool add)
{
    for (unsigned i = 0; i < words->len; i++)
        if (strcmp(g_ptr_array_index(words, i), word) == 0) return (int)i;
    if (!add || words->len >= 64) return -1;
    g_ptr_array_add(words, g_strdup(word));
    return (int)words->len - 1;
}

static uint64_t bits_of(GPtrArray *words, const char *lines)
{
    uint64_t bits = 0;
    g_auto(GStrv) each = g_strsplit(lines, "\n", -1);
    for (char **word = each; *word != NULL; word++) {
        int bit = **word == '\0' ? -1 : bit_of(words, *word, true);
        if (bit >= 0) bits |= UINT64_C(1) << bit;
    }
    return bits;
}

static bool takes_work(const Member *member, Day on)
{
    bool open = member->closed_day == DAY_NONE || member->closed_day > on;
    return open && member->role == ROLE_COLLECTOR;
}

static Member *member_named(const Assigner *assigner, const char *name, unsigned *index)
{
    for (unsigned i = 0; i < assigner->members->len; i++) {
        Member *member = &g_array_index(assigner->members, Member, i);
        if (strcmp(member->name, name) != 0) continue;
        *index = i;
        return member;
    }
    return NULL;
}

static void put_collector(Assigner *assigner, unsigned index, const AssignShare *share,
                          GArray *collectors)
{
    const Member *member = &g_array_index(assigner->members, Member, index);
    const Actor *scope = &assigner->scopes[index];
    const Carried *carried = &assigner->carried[index];
    if (!takes_work(member, assigner->on)) return;
    AssignCollector one = { .user_id = member->member_id,
                            .weight = share == NULL ? 1 : MAX(share->weight, 1),
                            .skills = bits_of(assigner->skills, member->skills),
                            .languages = bits_of(assigner->languages, member->languages),
                            .creditor_ids = scope->all_creditors ? NULL : scope->creditor_ids,
                            .creditor_count = scope->all_creditors ? 0 : scope->creditor_count,
                            .capacity =
                                member->capacity_minutes == 0 ? -1 : member->capacity_minutes,
                            .load = carried->load,
                            .balance = carried->balance,
                            .accounts = carried->accounts };
    if (share != NULL) {
        text_copy(one.from, sizeof one.from, share->from);
        text_copy(one.to, sizeof one.to, share->to);
    }
    g_array_append_val(collectors, one);
}

static GArray *collectors_of(Assigner *assigner, const AssignRule *rule)
{
    GArray *collectors = g_array_new(FALSE, TRUE, sizeof(AssignCollector));
    unsigned index = 0;
    for (size_t i = 0; i < rule->share_count; i++)
        if (member_named(assigner, rule->shares[i].user, &index) != NULL)
            put_collector(assigner, index, &rule->shares[i], collectors);
    for (unsigned i = 0; rule->share_count == 0 && i < assigner->members->len; i++)
        put_collector(assigner, i, NULL, collectors);
    return collectors;
}

static void carry(Assigner *assigner, const GArray *collectors)
{
    for (unsigned i = 0; i < collectors->len; i++) {
        const AssignCollector *one = &g_array_index(collectors, AssignCollector, i);
        for (unsigned m = 0; m < assigner->members->len; m++)
            if (g_array_index(assigner->members, Member, m).member_id == one->user_id)
                assigner->carried[m] = (Carried){ one->load, one->balance, one->accounts };
    }
}

static void add_carried(void *data, int64_t member_id, int64_t accounts, int64_t balance,
                        int64_t works)
{
    Assigner *assigner = data;
    (void)works;
    for (unsigned m = 0; m < assigner->members->len; m++)
        if (g_array_index(assigner->members, Member, m).member_id == member_id)
            assigner->carried[m] = (Carried){ 0, balance, accounts };
}

static bool load_people(Assigner *assigner, GError **error)
{
    Db *db = assigner->desk->db;
    if (!book_store_members(db, &assigner->members, error)) return false;
    assigner->carried = g_new0(Carried, assigner->members->len + 1);
    assigner->scopes = g_new0(Actor, assigner->members->len + 1);
    for (unsigned i = 0; i < assigner->members->len; i++) {
        const Member *member = &g_array_index(assigner->members, Member, i);
        if (takes_work(member, assigner->on) &&
            !permit_load(db, member->name, assigner->on, &assigner->scopes[i], error))
            return false;
    }
    return true;
}

static bool anybody(const Assigner *assigner)
{
    for (unsigned i = 0; i < assigner->members->len; i++)
        if (takes_work(&g_array_index(assigner->members, Member, i), assigner->on)) return true;
    return false;
}

/* --- cases ------------------------------------------------------------------------------------ */

static int rule_of(const Policy *policy, const Facts *facts, Day on)
{
    for (size_t i = 0; i < policy->assign_count; i++)
        if (policy->assign[i].when.when == NULL ||
            expr_test(policy->assign[i].when.when, facts, on))
            return (int)i;
    return -1;
}

static void add_case(Assigner *assigner, GatheredAccount *account, const Decision *decision,
                     GArray *cases)
{
    const Facts *facts = &account->facts;
    int rule = rule_of(assigner->policy, facts, assigner->on);
    if (rule < 0) {
        assigner->unassigned++;
        return;
    }
    const Step *step = &assigner->policy->treatments[decision->treatment].steps[decision->step];
    Case one = { .account = account, .folded = text_fold(facts->name), .rule = (size_t)rule };
    int skill = step->skill[0] == '\0' ? -1 : bit_of(assigner->skills, step->skill, true);
    int language =
        facts->language[0] == '\0' ? -1 : bit_of(assigner->languages, facts->language, true);
    one.item = (AssignCase){ .creditor_id = facts->creditor_id,
                             .name = one.folded,
                             .balance = facts->past_due,
                             .minutes = step->minutes,
                             .skill = skill < 0 ? 0 : UINT64_C(1) << skill,
                             .languages = language < 0 ? 0 : UINT64_C(1) << language };
    g_array_append_val(cases, one);
}

static GArray *cases_of(Assigner *assigner, const Decided *decided)
{
    GArray *cases = g_array_new(FALSE, FALSE, sizeof(Case));
    for (size_t i = 0; i < gather_store_count(assigner->batch); i++) {
        GatheredAccount *account = gather_store_at(assigner->batch, i);
        const Decision *decision = &decided[i].decision;
        if (account->item_count == 0 || account->facts.owner_id != 0) continue;
        if (decision->state == STEP_DUE && decision->treatment >= 0 && decision->step >= 0)
            add_case(assigner, account, decision, cases);
    }
    return cases;
}

static void assign_rule(Assigner *assigner, const GArray *cases, size_t rule, GArray *rows)
{
    const AssignRule *how = &assigner->policy->assign[rule].rule;
    g_autoptr(GArray) collectors = collectors_of(assigner, how);
    g_autofree AssignCase *items = g_new0(AssignCase, cases->len + 1);
    g_autofree int32_t *chosen = g_new0(int32_t, cases->len + 1);
    g_autofree const Case **of = g_new0(const Case *, cases->len + 1);
    size_t count = 0;
    for (unsigned i = 0; i < cases->len; i++) {
        const Case *one = &g_array_index(cases, Case, i);
        if (one->rule != rule) continue;
        of[count] = one;
        items[count++] = one->item;
    }
    if (count == 0) return;
    assigner->unassigned += (int64_t)assign_accounts(
        how, (AssignCollector *)(void *)collectors->data, collectors->len, items, count, chosen);
    for (size_t i = 0; i < count; i++) {
        if (chosen[i] == ASSIGN_NOBODY) continue;
        AssignmentRow row = { of[i]->account->facts.debtor_id,
                              of[i]->account->facts.account_id,
                              assigner->on,
                              assigner->desk->now_us,
                              g_array_index(collectors, AssignCollector, chosen[i]).user_id,
                              "" };
        g_snprintf(row.reason, sizeof row.reason,
                   "assign rule %zu of policy %s version %" G_GINT64_FORMAT, rule + 1,
                   assigner->policy->name, assigner->policy->version);
        g_array_append_val(rows, row);
    }
    carry(assigner, collectors);
}

static int by_account(gconstpointer a, gconstpointer b)
{
    const AssignmentRow *x = a, *y = b;
    if (x->debtor_id != y->debtor_id) return x->debtor_id < y->debtor_id ? -1 : 1;
    return (x->account_id > y->account_id) - (x->account_id < y->account_id);
}

/* A day that was done is done no more, should this run be killed before its end: the entry that
 * tells of the owners is owed. */
static bool owe_entry(const Assigner *assigner, GError **error)
{
    Db *db = assigner->desk->db;
    RunRow run;
    bool found = false;
    if (!derived_store_run_get(db, assigner->on, &run, &found, error)) return false;
    if (!found || run.ended_us == 0) return true;
    run.ended_us = 0;
    return derived_store_run_put(db, &run, error);
}

static bool write_rows(Assigner *assigner, GArray *rows, int64_t from, GError **error)
{
    g_auto(DbTx) tx = { 0 };
    Db *db = assigner->desk->db;
    RefreshCounts counts = { 0 };
    RefreshWish wish = { .policy = assigner->policy, .day = assigner->on, .snapshot = true };
    if (rows->len == 0) return true;
    g_array_sort(rows, by_account);
    assigner->assigned += rows->len;
    return db_tx_begin(&tx, db, error) && owe_entry(assigner, error) &&
           derived_store_assign(db, (const AssignmentRow *)(const void *)rows->data, rows->len,
                                error) &&
           refresh_collect(assigner->refresher, db, &wish, from, from + RUN_CHUNK_DEBTORS, &counts,
                           error) &&
           refresh_apply(assigner->refresher, db, error) && db_tx_commit(&tx, error);
}

static bool assign_chunk(Assigner *assigner, int64_t chunk, GError **error)
{
    const Policy *policy = assigner->policy;
    int64_t from = chunk * RUN_CHUNK_DEBTORS;
    GatherQuery query = { .as_of = assigner->on,
                          .known_us = INT64_MAX,
                          .texts = true,
                          .debtors = true,
                          .calendar = &policy->calendar,
                          .tolerance_days = policy->promise_tolerance_days,
                          .tolerance_share = policy->promise_tolerance_share };
    Db *db = assigner->desk->db;
    if (!gather_store_needs_rewind(db, assigner->on, INT64_MAX, &query.rewind, error)) return false;
    if (!gather_store_load(assigner->batch, db, &query, from, from + RUN_CHUNK_DEBTORS, error))
        return false;
    AskingRange range = { .from = from,
                          .to = from + RUN_CHUNK_DEBTORS,
                          .known_us = INT64_MAX,
                          .zone = assigner->desk->zone,
                          .policy = policy };
    const Decided *decided =
        asking_decide(assigner->asking, db, assigner->batch, &range, assigner->on, error);
    if (decided == NULL) return false;
    g_autoptr(GArray) cases = cases_of(assigner, decided);
    g_autoptr(GArray) rows = g_array_new(FALSE, TRUE, sizeof(AssignmentRow));
    for (size_t rule = 0; rule < policy->assign_count; rule++)
        assign_rule(assigner, cases, rule, rows);
    for (unsigned i = 0; i < cases->len; i++) g_free(g_array_index(cases, Case, i).folded);
    return write_rows(assigner, rows, from, error);
}

static bool assign_all(Assigner *assigner, GError **error)
{
    g_autoptr(GArray) chunks = NULL;
    assigner->batch = gather_store_new();
    assigner->asking = asking_new();
    assigner->refresher = refresh_new(assigner->desk);
    if (!derived_store_unowned_chunks(assigner->desk->db, &chunks, error)) return false;
    for (unsigned i = 0; i < chunks->len; i++)
        if (!assign_chunk(assigner, g_array_index(chunks, int64_t, i), error)) return false;
    return true;
}

bool day_assign_run(Desk *desk, const Policy *policy, Day on, int64_t *assigned,
                    int64_t *unassigned, GError **error)
{
    Assigner assigner = { .desk = desk,
                          .policy = policy,
                          .on = on,
                          .skills = g_ptr_array_new_with_free_func(g_free),
                          .languages = g_ptr_array_new_with_free_func(g_free) };
    bool done = policy->assign_count == 0 || load_people(&assigner, error);
    if (done && policy->assign_count > 0 && anybody(&assigner))
        done = derived_store_owned(desk->db, add_carried, &assigner, error) &&
               assign_all(&assigner, error);
    *assigned = assigner.assigned;
    *unassigned = assigner.unassigned;
    for (unsigned i = 0; assigner.members != NULL && i < assigner.members->len; i++)
        permit_clear(&assigner.scopes[i]);
    if (assigner.members != NULL) g_array_unref(assigner.members);
    g_free(assigner.carried);
    g_free(assigner.scopes);
    g_ptr_array_unref(assigner.skills);
    g_ptr_array_unref(assigner.languages);
    gather_store_free(assigner.batch);
    asking_free(assigner.asking);
    refresh_free(assigner.refresher);
    return done;
}
