/* report/erasure_view.c: the proof of deletions: whose data, when, on whose word, what it was.
 * Holds nothing of what was deleted. */
#include "report/param.h"
#include "report/view_run.h"
#include "report/views.h"
#include "store/erase_store.h"

static const Field FIELDS[] = { PARAM_COMMON(ViewPlain), PARAM_END };
static const RecordType PARAMS = { "erasures", sizeof(ViewPlain), FIELDS, SIZE_MAX };

enum { ERASURE, DEBTOR, ON, WHAT, REASON, VERDICT, ACTOR, AT, DIGEST };
static const ViewColumn COLUMNS[] = {
    [ERASURE] = { "erasure", VIEW_INT, false, "its number" },
    [DEBTOR] = { "debtor", VIEW_TEXT, false, "whose data" },
    [ON] = { "on", VIEW_DAY, false, "the day" },
    [WHAT] = { "what", VIEW_TEXT, false, "tables and rows that were blanked" },
    [REASON] = { "reason", VIEW_TEXT, false, "on whose word, which duties had ended" },
    [VERDICT] = { "verdict", VIEW_INT, false, "the answer that allowed it" },
    [ACTOR] = { "actor", VIEW_TEXT, false, "who did it" },
    [AT] = { "at", VIEW_INSTANT, false, "when it was recorded" },
    [DIGEST] = { "digest", VIEW_TEXT, false, "of the journal entries whose bodies were blanked" },
    COLUMN_END,
};

static bool give(ViewRun *run, const Erasure *one, GError **error)
{
    Debtor debtor;
    if (!account_store_debtor_get(run->db, one->debtor_id, &debtor, error)) return false;
    view_run_currency(run, run->desk->currency);
    view_run_int(run, ERASURE, one->erasure_id);
    view_run_text(run, DEBTOR, debtor.ref);
    view_run_day(run, ON, one->on_day);
    view_run_text(run, WHAT, one->what);
    view_run_text(run, REASON, one->bases);
    view_run_int(run, VERDICT, one->verdict_id);
    view_run_text(run, ACTOR, one->actor);
    view_run_instant(run, AT, one->recorded_us);
    view_run_text(run, DIGEST, one->digest);
    run->key = (ViewKey){ .number = { one->on_day, one->debtor_id, one->erasure_id } };
    return view_run_row(run, error);
}

static bool answer(ViewRun *run, GError **error)
{
    g_autoptr(GArray) list = NULL;
    if (!erase_store_list(run->db, run->known_us, &list, error)) return false;
    for (unsigned i = 0; i < list->len && !run->stop; i++) {
        const Erasure *one = &g_array_index(list, Erasure, i);
        if (one->on_day <= run->as_of && !give(run, one, error)) return false;
    }
    return true;
}

const View erasure_view = {
    "erasures", PERMIT_AUDIT, &PARAMS, COLUMNS,
    NULL,       answer,       false,   "whose data was taken out of the book, when and why",
};
