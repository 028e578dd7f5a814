/* report/work_list.h: the pieces of work of a day, grouped by debtor and put in order.  For the
 * worklist view. */
#ifndef RECOUP_REPORT_WORK_LIST_H
#define RECOUP_REPORT_WORK_LIST_H

#include "report/walk.h"

typedef struct {
    int64_t debtor_id, account_id, work_no;
    int64_t priority, past_due, balance;  /* money in the currency shown */
    int64_t lead_priority, lead_past_due; /* of the conversation it belongs to */
    char account[REF_SIZE], debtor[REF_SIZE], currency[CURRENCY_SIZE], lead[REF_SIZE];
    int32_t dpd;
    Day next_day;
    const Step *step;             /* of the conversation; first its own */
    const char *reason, *numbers; /* NULL until explained */
    const char *why_not;          /* what the gate says against it; NULL until explained, or none */
    char gate[NAME_SIZE];         /* "allow", "deny FREQ_7IN7", "require …"; "": not asked */
} WorkEntry;

typedef struct WorkList WorkList;

WorkList *work_list_new(void);
void work_list_free(WorkList *list);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(WorkList, work_list_free)

/* owner_id 0: everybody's. */
bool work_list_load(WorkList *list, ViewRun *run, int64_t owner_id, GError **error) MUST_USE;
size_t work_list_count(const WorkList *list);
WorkEntry *work_list_at(WorkList *list, size_t index);
/* Fills reason and numbers; of many pieces of work only those that are shown. */
bool work_list_explain(WorkList *list, ViewRun *run, WorkEntry *work, GError **error) MUST_USE;
/* The numbers a step of this account speaks of, a line each: what is late, or falls due next. */
bool work_list_numbers(ViewRun *run, const WalkAccount *account, GString *out,
                       GError **error) MUST_USE;
/* Puts the account's facts behind the row. */
bool work_list_facts(ViewRun *run, const WorkEntry *work, GError **error) MUST_USE;

#endif
