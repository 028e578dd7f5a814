/* report/quarantine_view.c: the rows of files that did not fit, with what would make them fit. */
#include "report/param.h"
#include "report/view_run.h"
#include "report/views.h"
#include "store/report_care_store.h"

typedef struct {
    ViewCommon common;
    int64_t batch;
    int state;
} Params;

static const char *const STATES[] = { "open", "resolved", NULL };

static const Field FIELDS[] = {
    PARAM_COMMON(Params),
    PARAM_COUNT(Params, batch, 1, INT64_MAX, "only of this file's import"),
    PARAM_WORD(Params, state, STATES, "open: still to be mended (default: all)"),
    PARAM_END,
};
static const RecordType PARAMS = { "quarantine", sizeof(Params), FIELDS, SIZE_MAX };

enum { BATCH, FILE_NAME, LINE, FIELD, VALUE, AMOUNT, CURRENCY, REASON, REMEDY, STATE };
static const ViewColumn COLUMNS[] = {
    [BATCH] = { "batch", VIEW_INT, false, "the import" },
    [FILE_NAME] = { "file", VIEW_TEXT, false, "as it was named" },
    [LINE] = { "line", VIEW_INT, false, "of the file" },
    [FIELD] = { "field", VIEW_TEXT, false, "that does not fit" },
    [VALUE] = { "value", VIEW_TEXT, false, "what stands there" },
    [AMOUNT] = { "amount", VIEW_TEXT, false, "of the row, as written" },
    [CURRENCY] = { "currency", VIEW_TEXT, false, "of the row" },
    [REASON] = { "reason", VIEW_TEXT, false, "why it does not fit" },
    [REMEDY] = { "remedy", VIEW_TEXT, false, "what would be right" },
    [STATE] = { "state", VIEW_TEXT, false, "open, resolved" },
    COLUMN_END,
};

static bool give(void *data, const ReportQuarantine *row, GError **error)
{
    ViewRun *run = data;
    if (run->stop) return true;
    view_run_currency(run, run->desk->currency);
    view_run_int(run, BATCH, row->batch_id);
    view_run_text(run, FILE_NAME, row->file);
    view_run_int(run, LINE, row->line);
    view_run_text(run, FIELD, row->field);
    view_run_text(run, VALUE, row->value);
    view_run_text(run, AMOUNT, row->amount);
    view_run_text(run, CURRENCY, row->currency);
    view_run_text(run, REASON, row->reason);
    view_run_text(run, REMEDY, row->remedy);
    view_run_text(run, STATE, row->state == 0 ? "open" : "resolved");
    run->key = (ViewKey){ .number = { row->batch_id, row->line, row->fault } };
    return view_run_row(run, error);
}

static bool answer(ViewRun *run, GError **error)
{
    const Params *params = run->params;
    if (!view_run_present(run, "the quarantine shows what is to be mended now", error))
        return false;
    return report_care_store_quarantine(run->db, params->batch, params->state, give, run, error);
}

const View quarantine_view = {
    "quarantine", PERMIT_IMPORT, &PARAMS, COLUMNS,
    NULL,         answer,        false,   "rows of files that did not fit, with reason and remedy",
};
