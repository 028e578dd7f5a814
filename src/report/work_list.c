/* report/work_list.c: works gathered, grouped and ordered.  From the derived rows when they speak
 * of the day and only a page is wanted; else every account is decided anew. */
#include "report/work_list.h"

#include "base/text.h"
#include "core/words.h"
#include "gate/gate.h"
#include "report/excuse.h"
#include "store/report_store.h"
#include "store/verdict_store.h"
#include <string.h>

enum { PAGE_MAX = 2000 };

struct WorkList {
    GArray *works; /* WorkEntry */
    GStringChunk *texts;
    Policy *policy;
    int64_t owner_id;
    bool eager; /* explain while walking */
};

WorkList *work_list_new(void)
{
    WorkList *list = g_new0(WorkList, 1);
    list->works = g_array_new(FALSE, FALSE, sizeof(WorkEntry));
    list->texts = g_string_chunk_new(1 << 16);
    return list;
}

void work_list_free(WorkList *list)
{
    g_array_unref(list->works);
    g_string_chunk_free(list->texts);
    if (list->policy != NULL) policy_unref(list->policy);
    g_free(list);
}

size_t work_list_count(const WorkList *list)
{
    return list->works->len;
}

WorkEntry *work_list_at(WorkList *list, size_t index)
{
    return &g_array_index(list->works, WorkEntry, index);
}

static void put_gate(WorkEntry *work, int32_t outcome, const char *word)
{
    if (outcome < 0) return;
    g_snprintf(work->gate, sizeof work->gate, "%s%s%s", words_of(verdict_store_outcomes, outcome),
               *word == '\0' ? "" : " ", word);
}

/* --- texts ------------------------------------------------------------------------------------ */

/* What is late, or what falls due next when nothing is. */
static bool is_meant(const GatherItem *item, const Facts *facts, Day as_of)
{
    if (item->open_minor <= 0 || item->kind == ITEM_ORDER) return false;
    return facts->past_due > 0 ? item->due_day < as_of : item->due_day == facts->next_due_day;
}

static const char *number_of(const GArray *numbers, int64_t item_id)
{
    unsigned low = 0, high = numbers->len;
    while (low < high) {
        unsigned middle = low + (high - low) / 2;
        const ReportNumber *number = &g_array_index(numbers, ReportNumber, middle);
        if (number->item_id == item_id) return number->number;
        if (number->item_id < item_id)
            low = middle + 1;
        else
            high = middle;
    }
    return "";
}

bool work_list_numbers(ViewRun *run, const WalkAccount *account, GString *out, GError **error)
{
    g_autoptr(GArray) numbers = NULL;
    const Facts *facts = &account->facts;
    if (!report_store_numbers(run->db, facts->debtor_id, facts->account_id, &numbers, error))
        return false;
    for (size_t i = 0; i < account->item_count; i++) {
        const GatherItem *item = &account->items[i];
        if (!is_meant(item, facts, run->as_of)) continue;
        g_string_append_printf(out, "%s%s", out->len > 0 ? "\n" : "",
                               number_of(numbers, item->item_id));
    }
    return true;
}

static bool explain(WorkList *list, ViewRun *run, const WalkAccount *account, WorkEntry *work,
                    GError **error)
{
    g_autoptr(GString) text = g_string_new(NULL);
    decide_explain(&account->decision, account->original, account->policy, run->as_of, text);
    if (account->override_id != 0) g_string_append(text, "; ");
    if (!excuse_tell(run->desk, account->override_id, text, error)) return false;
    work->reason = g_string_chunk_insert(list->texts, text->str);
    g_string_truncate(text, 0);
    if (!work_list_numbers(run, account, text, error)) return false;
    work->numbers = g_string_chunk_insert(list->texts, text->str);
    if (account->cleared.outcome <= GATE_ALLOW) return true;
    g_string_truncate(text, 0);
    asking_tell(&account->cleared, text);
    work->why_not = g_string_chunk_insert(list->texts, text->str);
    return true;
}

typedef struct {
    WorkList *list;
    WorkEntry *work;
} Wanted;

static bool explain_one(ViewRun *run, WalkAccount *account, void *data, GError **error)
{
    Wanted *wanted = data;
    return !account->decided || explain(wanted->list, run, account, wanted->work, error);
}

/* "… ; together with A2 and A3" is said of each account of a conversation. */
static void tell_group(WorkList *list, WorkEntry *work)
{
    g_autoptr(GString) text = g_string_new(work->reason);
    const WorkEntry *all = (const WorkEntry *)(const void *)list->works->data;
    int others = 0;
    for (const WorkEntry *at = work; at > all && at[-1].debtor_id == work->debtor_id; at--)
        g_string_append_printf(text, "%s%s", others++ == 0 ? "; one conversation with " : ", ",
                               at[-1].account);
    for (const WorkEntry *at = work + 1;
         at < all + list->works->len && at->debtor_id == work->debtor_id; at++)
        g_string_append_printf(text, "%s%s", others++ == 0 ? "; one conversation with " : ", ",
                               at->account);
    if (others > 0) work->reason = g_string_chunk_insert(list->texts, text->str);
}

bool work_list_explain(WorkList *list, ViewRun *run, WorkEntry *work, GError **error)
{
    if (work->reason == NULL) {
        Wanted wanted = { list, work };
        WalkWish wish = { true, true, work->debtor_id, work->account_id };
        if (!walk_accounts(run, &wish, explain_one, &wanted, error)) return false;
    }
    if (work->reason != NULL) tell_group(list, work);
    return true;
}

static bool take_facts(ViewRun *run, WalkAccount *account, void *data, GError **error)
{
    (void)data, (void)error;
    walk_give_facts(run, account);
    return true;
}

bool work_list_facts(ViewRun *run, const WorkEntry *work, GError **error)
{
    WalkWish wish = { true, false, work->debtor_id, work->account_id };
    return walk_accounts(run, &wish, take_facts, NULL, error);
}

/* --- gathering -------------------------------------------------------------------------------- */

static const Step *step_of(const Policy *policy, const char *treatment, const char *step)
{
    const Treatment *ladder = policy_treatment(policy, treatment);
    for (size_t i = 0; ladder != NULL && i < ladder->step_count; i++)
        if (strcmp(ladder->steps[i].name, step) == 0) return &ladder->steps[i];
    return NULL;
}

static bool add_walked(ViewRun *run, WalkAccount *account, void *data, GError **error)
{
    WorkList *list = data;
    const Facts *facts = &account->facts;
    const Decision *decision = &account->decision;
    if (!account->decided || decision->state != STEP_DUE) return true;
    if (list->owner_id != 0 && facts->owner_id != list->owner_id) return true;
    WorkEntry work = { .debtor_id = facts->debtor_id,
                       .account_id = facts->account_id,
                       .work_no = decision->work_no,
                       .priority = decision->priority,
                       .past_due = facts->past_due,
                       .balance = facts->balance,
                       .dpd = (int32_t)facts->oldest_dpd,
                       .next_day = decision->next_day,
                       .step =
                           &list->policy->treatments[decision->treatment].steps[decision->step] };
    text_copy(work.account, sizeof work.account, facts->account);
    text_copy(work.debtor, sizeof work.debtor, facts->debtor);
    text_copy(work.currency, sizeof work.currency, account->currency);
    put_gate(&work, account->cleared.outcome, account->cleared.word);
    if (list->eager && !explain(list, run, account, &work, error)) return false;
    g_array_append_val(list->works, work);
    return true;
}

typedef struct {
    ViewRun *run;
    WorkList *list;
} Target;

static bool add_derived(void *data, const ReportWork *row, GError **error)
{
    Target *target = data;
    WorkList *list = target->list;
    if (!view_run_sees(target->run, row->creditor_id)) return true;
    if (list->owner_id != 0 && row->owner_id != list->owner_id) return true;
    WorkEntry work = { .debtor_id = row->debtor_id,
                       .account_id = row->account_id,
                       .work_no = row->work_no,
                       .priority = row->priority,
                       .past_due = row->past_due_minor,
                       .next_day = row->next_day,
                       .step = step_of(list->policy, row->treatment, row->step) };
    int64_t not_due = row->not_due_minor, unapplied = row->unapplied_minor;
    if (row->oldest_due_day != DAY_NONE) work.dpd = target->run->as_of - row->oldest_due_day;
    text_copy(work.account, sizeof work.account, row->account);
    text_copy(work.debtor, sizeof work.debtor, row->debtor);
    text_copy(work.currency, sizeof work.currency, row->currency);
    put_gate(&work, row->gate_outcome, row->gate_word);
    if (!view_run_convert(target->run, row->currency, &work.past_due, error) ||
        !view_run_convert(target->run, row->currency, &not_due, error) ||
        !view_run_convert(target->run, row->currency, &unapplied, error))
        return false;
    work.balance = not_due + work.past_due + unapplied;
    g_array_append_val(list->works, work);
    return true;
}

/* --- order ------------------------------------------------------------------------------------ */

static int32_t height(const Step *step)
{
    if (step == NULL) return INT32_MIN;
    return step->escalate ? INT32_MAX : step->days;
}

static bool is_higher(const WorkEntry *a, const WorkEntry *b)
{
    int32_t one = height(a->step), other = height(b->step);
    return one != other ? one > other : a->priority > b->priority;
}

/* Works of one debtor are beside each other: they take the highest step and the best place. */
static void group(WorkEntry *works, size_t count)
{
    const WorkEntry *lead = works;
    int64_t priority = works->priority, past_due = works->past_due;
    for (size_t i = 1; i < count; i++) {
        if (is_higher(&works[i], lead)) lead = &works[i];
        priority = MAX(priority, works[i].priority);
        past_due = MAX(past_due, works[i].past_due);
    }
    const Step *step = lead->step;
    char ref[REF_SIZE];
    text_copy(ref, sizeof ref, lead->account);
    for (size_t i = 0; i < count; i++) {
        works[i].lead_priority = priority;
        works[i].lead_past_due = past_due;
        works[i].step = step;
        text_copy(works[i].lead, sizeof works[i].lead, ref);
    }
}

static int descending(int64_t a, int64_t b)
{
    return (a < b) - (a > b);
}

static int by_rank(const void *a, const void *b)
{
    const WorkEntry *one = a, *two = b;
    int order = descending(one->lead_priority, two->lead_priority);
    if (order == 0) order = descending(one->lead_past_due, two->lead_past_due);
    if (order == 0) order = strcmp(one->lead, two->lead);
    if (order == 0) order = descending(one->priority, two->priority);
    if (order == 0) order = descending(one->past_due, two->past_due);
    return order != 0 ? order : strcmp(one->account, two->account);
}

static void put_in_order(WorkList *list)
{
    WorkEntry *works = (WorkEntry *)(void *)list->works->data;
    for (unsigned i = 0, next; i < list->works->len; i = next) {
        for (next = i + 1; next < list->works->len && works[next].debtor_id == works[i].debtor_id;)
            next++;
        group(works + i, next - i);
    }
    g_array_sort(list->works, by_rank);
}

/* --- loading ---------------------------------------------------------------------------------- */

/* Do the derived rows speak of the day asked for, as it is known now? */
static bool is_derived(ViewRun *run, bool *out, GError **error)
{
    int64_t decided = DAY_NONE, latest = DAY_NONE;
    if (!book_store_get_int(run->db, "decided_day", DAY_NONE, &decided, error) ||
        !book_store_get_int(run->db, "latest_day", DAY_NONE, &latest, error))
        return false;
    /* An action of a later day has decided its account again, for that day. */
    *out = decided == run->as_of && latest <= run->as_of && !run->rewind;
    return true;
}

static bool load_derived(WorkList *list, ViewRun *run, GError **error)
{
    Target target = { run, list };
    int64_t last = 0;
    if (!account_store_last_debtor(run->db, &last, error)) return false;
    for (int64_t from = 0; from <= last; from += VIEW_RANGE_DEBTORS) {
        ReportRange range = { from, from + VIEW_RANGE_DEBTORS, run->as_of, run->known_us, false };
        if (!report_store_works(run->db, &range, add_derived, &target, error)) return false;
    }
    return true;
}

bool work_list_load(WorkList *list, ViewRun *run, int64_t owner_id, GError **error)
{
    WalkWish wish = { .decide = true, .overrides = true };
    int64_t limit = run->common->limit;
    bool derived = false, page = limit > 0 && limit <= PAGE_MAX;
    Policy *policy = desk_policy_known(run->desk, run->as_of, run->known_us, error);
    if (policy == NULL || !is_derived(run, &derived, error)) return false;
    list->policy = policy_ref(policy);
    list->owner_id = owner_id;
    list->eager = !page;
    bool done = page && derived ? load_derived(list, run, error)
                                : walk_accounts(run, &wish, add_walked, list, error);
    if (done) put_in_order(list);
    return done;
}
