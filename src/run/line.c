/* run/line.c: the desk's actions and the daily run, by name.  Decides nothing. */
#include "run/line.h"

#include "base/text.h"
#include "desk/field.h"
#include "run/daily.h"
#include <string.h>

typedef struct {
    int64_t jobs;
    bool rebuild;
} RunRecord;
static const Field RUN_FIELDS[] = {
    FIELD_INT_AT(RunRecord, jobs, "jobs", 0, 0, 64, "debtor ranges worked side by side"),
    FIELD_AT(RunRecord, rebuild, "rebuild", FIELD_BOOL, 0, "make every derived row again"),
    FIELD_END,
};
static const RecordType DAY_RUN = { "day.run", sizeof(RunRecord), RUN_FIELDS, SIZE_MAX };

typedef struct {
    Day on;
    int64_t accounts, works, assigned;
    char policy[WORD_SIZE];
    int64_t version;
} RunAnswer;
static const Field ANSWER_FIELDS[] = {
    FIELD_AT(RunAnswer, on, "on", FIELD_DAY, 0, "the day"),
    FIELD_INT_AT(RunAnswer, accounts, "accounts", 0, 0, 0, "with anything open"),
    FIELD_INT_AT(RunAnswer, works, "works", 0, 0, 0, "with work due"),
    FIELD_INT_AT(RunAnswer, assigned, "assigned", 0, 0, 0, "given an owner"),
    FIELD_TEXT_AT(RunAnswer, policy, "policy", 0, "that decided"),
    FIELD_INT_AT(RunAnswer, version, "version", 0, 0, 0, "of the policy"),
    FIELD_END,
};
static const RecordType DAY_ANSWER = { "day", sizeof(RunAnswer), ANSWER_FIELDS, SIZE_MAX };

static const Action DAY_ACTION = {
    "day.run", PERMIT_DAY,
    &DAY_RUN,  &DAY_ANSWER,
    NULL,      "Run the day `on`: decide every account, give owners, take the snapshot."
};

const Action *line_action_at(size_t index)
{
    size_t count = 0;
    const Action *action = NULL;
    for (; (action = desk_action_at(count)) != NULL; count++)
        if (count == index) return action;
    return index == count ? &DAY_ACTION : NULL;
}

const Action *line_action(const char *name)
{
    return strcmp(name, DAY_ACTION.name) == 0 ? &DAY_ACTION : desk_action(name);
}

static bool read_day(const Desk *desk, Json *fields, RunRecord *record, Day *on, GError **error)
{
    g_autoptr(GPtrArray) faults = record_faults_new();
    const char *text = json_text_string(json_text_get(fields, "on"));
    *on = desk->today;
    if (json_text_get(fields, "on") != NULL && (text == NULL || !day_parse(text, on)))
        record_fault(faults, "on", text, "a date is written YYYY-MM-DD and must exist");
    json_text_remove(fields, "on");
    json_text_remove(fields, "request_id"); /* a day is idempotent by nature */
    record_init(&DAY_RUN, record);
    record_from_json(&DAY_RUN, fields, record, faults);
    if (faults->len == 0) return true;
    record_faults_error(faults, error);
    return false;
}

static Json *run_day(Desk *desk, const Json *asked, GError **error)
{
    g_autoptr(Json) fields = json_text_copy(asked);
    RunRecord record;
    RunAnswer answer = { 0 };
    DayOptions options = { 0 };
    DaySummary summary;
    if (!read_day(desk, fields, &record, &options.on, error)) return NULL;
    options.jobs = (int)MAX(record.jobs, 1);
    options.rebuild = record.rebuild;
    if (!daily_run(desk, &options, &summary, error)) return NULL;
    answer = (RunAnswer){ .on = summary.on,
                          .accounts = summary.counts.accounts,
                          .works = summary.counts.works,
                          .assigned = summary.assigned,
                          .version = summary.policy_version };
    text_copy(answer.policy, sizeof answer.policy, summary.policy);
    return record_to_json(&DAY_ANSWER, &answer);
}

Json *line_do(Desk *desk, const char *action, const Json *record, GError **error)
{
    return strcmp(action, DAY_ACTION.name) == 0 ? run_day(desk, record, error)
                                                : desk_do(desk, action, record, error);
}

Json *line_do_line(Desk *desk, const Json *line, GError **error)
{
    const char *name = json_text_string(json_text_get(line, "do"));
    if (name == NULL) {
        problem_set(error, PROBLEM_INVALID,
                    "the line names no action; write {\"do\": \"payment.take\", …}");
        return NULL;
    }
    g_autoptr(Json) record = json_text_copy(line);
    json_text_remove(record, "do");
    return line_do(desk, name, record, error);
}
