/* report/views.h: the views there are, each in the file of its stem.  For report/view.c's table. */
#ifndef RECOUP_REPORT_VIEWS_H
#define RECOUP_REPORT_VIEWS_H

#include "report/view.h"

extern const View account_view_list, account_view_one, aging_view, contact_view, credit_view,
    erasure_view, fact_view_consents, fact_view_debts, fact_view_locations, house_view_policies,
    house_view_users, fact_view_notices, fact_view_points, fact_view_preferences,
    fact_view_statuses, fact_view_traces, item_view, journal_view_entries, journal_view_history,
    kpi_view, neglect_view_idle, neglect_view_overlooked, notice_view, party_view, payment_view,
    promise_view, quarantine_view, roll_view, rule_view, sample_view, snapshot_view, status_view,
    step_view, talk_view, talk_view_breaches, talk_view_calendar, talk_view_overrides, trial_view,
    validation_view, verdict_view, worklist_view;

#endif
