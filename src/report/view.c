/* report/view.c: the table of views and the one way to ask for them.  Permits are asked here. */
#include "report/view.h"

#include "base/text.h"
#include "report/face.h"
#include "report/view_run.h"
#include "report/views.h"
#include <string.h>

static const View *const VIEWS[] = {
    &aging_view,
    &item_view,
    &payment_view,
    &account_view_list,
    &account_view_one,
    &worklist_view,
    &step_view,
    &promise_view,
    &kpi_view,
    &status_view,
    &neglect_view_idle,
    &neglect_view_overlooked,
    &credit_view,
    &roll_view,
    &trial_view,
    &journal_view_history,
    &quarantine_view,
    &journal_view_entries,
    &rule_view,
    &sample_view,
    &contact_view,
    &notice_view,
    &erasure_view,
    &fact_view_points,
    &fact_view_locations,
    &fact_view_consents,
    &fact_view_preferences,
    &fact_view_notices,
    &fact_view_statuses,
    &fact_view_traces,
    &fact_view_debts,
    &validation_view,
    &party_view,
    &snapshot_view,
    &verdict_view,
    &talk_view,
    &talk_view_overrides,
    &talk_view_breaches,
    &talk_view_calendar,
    &house_view_users,
    &house_view_policies,
};

static const char *const FORMATS[] = { "table", "csv", "json", "jsonl", "xlsx", NULL };

const View *view_at(size_t index)
{
    return index < G_N_ELEMENTS(VIEWS) ? VIEWS[index] : NULL;
}

const View *view_find(const char *name)
{
    for (size_t i = 0; i < G_N_ELEMENTS(VIEWS); i++)
        if (strcmp(VIEWS[i]->name, name) == 0) return VIEWS[i];
    return NULL;
}

bool view_format(const char *word, ViewFormat *out, GError **error)
{
    for (int i = 0; FORMATS[i] != NULL; i++) {
        if (strcmp(FORMATS[i], word) != 0) continue;
        *out = (ViewFormat)i;
        return true;
    }
    return problem_refuse(error, PROBLEM_INVALID,
                          "format is %s; it is one of table, csv, json, jsonl, xlsx", word);
}

static const View *get(const char *name, GError **error)
{
    const char *names[G_N_ELEMENTS(VIEWS) + 1] = { NULL };
    const View *view = view_find(name);
    if (view != NULL) return view;
    for (size_t i = 0; i < G_N_ELEMENTS(VIEWS); i++) names[i] = VIEWS[i]->name;
    const char *near = text_nearest(name, names);
    problem_set(error, PROBLEM_NOT_FOUND, "there is no view %s%s%s; see: recoup help views", name,
                near != NULL ? "; did you mean " : "", near != NULL ? near : "");
    return NULL;
}

/* --- showing ---------------------------------------------------------------------------------- */

static bool answer(Desk *desk, const View *view, void *params, ViewFormat format, ViewSink sink,
                   void *data, GError **error)
{
    ViewRun run = { 0 };
    bool done = view_run_open(&run, desk, view, params, error) &&
                (view->open == NULL || view->open(&run, error)) &&
                view_run_begin(&run, format, sink, data, error) && view->run(&run, error) &&
                view_run_end(&run, error);
    g_free(run.state);
    view_run_clear(&run);
    return done;
}

static bool show(Desk *desk, const View *view, void *params, GPtrArray *faults, ViewFormat format,
                 ViewSink sink, void *data, GError **error)
{
    record_check(view->params, params, faults);
    if (faults->len > 0) {
        record_faults_error(faults, error);
        g_prefix_error(error, "%s: ", view->name);
        return false;
    }
    return permit_require(&desk->actor, view->permit, error) &&
           answer(desk, view, params, format, sink, data, error);
}

static void set_pair(const View *view, const char *name, const char *value, void *params,
                     GPtrArray *faults)
{
    const char *names[65] = { NULL };
    size_t count = 0;
    const Field *field = record_field(view->params, name);
    if (field != NULL) {
        record_set_text(view->params, field, value, params, faults);
        return;
    }
    for (field = view->params->fields; field->name != NULL; field++) names[count++] = field->name;
    const char *near = text_nearest(name, names);
    record_fault(faults, name, value, "is no parameter of this view%s%s; see: recoup help %s",
                 near != NULL ? "; did you mean " : "", near != NULL ? near : "", view->name);
}

bool view_show(Desk *desk, const char *name, const char *const *pairs, ViewFormat format,
               ViewSink sink, void *data, GError **error)
{
    const View *view = get(name, error);
    if (view == NULL) return false;
    g_autofree void *params = g_malloc0(view->params->size);
    g_autoptr(GPtrArray) faults = record_faults_new();
    record_init(view->params, params);
    for (size_t i = 0; pairs[i] != NULL; i += 2)
        set_pair(view, pairs[i], pairs[i + 1], params, faults);
    bool done = show(desk, view, params, faults, format, sink, data, error);
    record_clear(view->params, params);
    return done;
}

bool view_show_json(Desk *desk, const char *name, const Json *from, ViewFormat format,
                    ViewSink sink, void *data, GError **error)
{
    const View *view = get(name, error);
    if (view == NULL) return false;
    g_autofree void *params = g_malloc0(view->params->size);
    g_autoptr(GPtrArray) faults = record_faults_new();
    record_init(view->params, params);
    record_from_json(view->params, from, params, faults);
    bool done = show(desk, view, params, faults, format, sink, data, error);
    record_clear(view->params, params);
    return done;
}

static bool keep(void *data, const char *bytes, size_t length, GError **error)
{
    (void)error;
    g_string_append_len(data, bytes, (ssize_t)length);
    return true;
}

char *view_text(Desk *desk, const char *name, const char *const *pairs, ViewFormat format,
                GError **error)
{
    GString *text = g_string_new(NULL);
    bool done = view_show(desk, name, pairs, format, keep, text, error);
    return g_string_free(text, !done);
}

void view_help(const View *view, GString *out)
{
    g_string_append_printf(out, "%s: %s\n\nparameters:\n", view->name, view->doc);
    record_help(view->params, out);
    g_string_append(out, "\ncolumns:\n");
    for (const ViewColumn *column = view->columns; column->name != NULL; column++)
        g_string_append_printf(out, "  %-14s %s\n", column->name, column->doc);
}
