/* report/rule_view.c: changes of law and house rules: what is coming, which rules it touches, who
 * has learned it, and what is still missing.  Changes nothing. */
#include "report/param.h"
#include "report/view_run.h"
#include "report/views.h"
#include "store/rule_store.h"
#include <string.h>

static const char *const STATES[] = { "open", "done", "withdrawn", NULL };

typedef struct {
    ViewCommon common;
    int state;
    bool flagged;
} Params;
static const Field FIELDS[] = {
    PARAM_COMMON(Params),
    PARAM_WORD(Params, state, STATES, "only changes in this state"),
    PARAM(Params, flagged, FIELD_BOOL, "only those where something is missing"),
    PARAM_END,
};
static const RecordType PARAMS = { "rule_changes", sizeof(Params), FIELDS, SIZE_MAX };

enum {
    CHANGE,
    TITLE,
    SOURCE,
    EFFECTIVE,
    DAYS,
    RULES,
    TRAINING,
    TRAINING_DUE,
    ATTESTED,
    MISSING,
    STATE,
    FLAG,
    OWNER,
    NOTE
};
static const ViewColumn COLUMNS[] = {
    [CHANGE] = { "change", VIEW_INT, false, "its number" },
    [TITLE] = { "title", VIEW_TEXT, false, "what changes" },
    [SOURCE] = { "source", VIEW_TEXT, false, "the citation" },
    [EFFECTIVE] = { "effective_on", VIEW_DAY, false, "the first day it counts" },
    [DAYS] = { "days", VIEW_INT, false, "until then; negative: since then" },
    [RULES] = { "rules", VIEW_TEXT, false, "rules of the gate it touches" },
    [TRAINING] = { "training", VIEW_TEXT, false, "what people must learn" },
    [TRAINING_DUE] = { "training_due_on", VIEW_DAY, false, "everybody must have attested by then" },
    [ATTESTED] = { "attested", VIEW_INT, false, "users who have" },
    [MISSING] = { "missing", VIEW_LIST, false, "users who have not" },
    [STATE] = { "state", VIEW_TEXT, false, "open, done, withdrawn" },
    [FLAG] = { "flag", VIEW_TEXT, false, "what is missing" },
    [OWNER] = { "owner", VIEW_TEXT, false, "who sees to it" },
    [NOTE] = { "note", VIEW_TEXT, false, "free text" },
    COLUMN_END,
};

typedef struct {
    GArray *changes, *attests, *members; /* RuleChange, RuleAttest, Member */
} Register;

static bool load(ViewRun *run, Register *reg, GError **error)
{
    return rule_store_list(run->db, run->known_us, &reg->changes, error) &&
           rule_store_attests(run->db, run->known_us, &reg->attests, error) &&
           book_store_members_known(run->db, run->known_us, &reg->members, error);
}

static void clear(Register *reg)
{
    if (reg->changes != NULL) g_array_unref(reg->changes);
    if (reg->attests != NULL) g_array_unref(reg->attests);
    if (reg->members != NULL) g_array_unref(reg->members);
}

static bool attested(const Register *reg, int64_t change_id, const char *member, Day as_of)
{
    for (unsigned i = 0; i < reg->attests->len; i++) {
        const RuleAttest *one = &g_array_index(reg->attests, RuleAttest, i);
        if (one->change_id == change_id && one->on_day <= as_of && strcmp(one->member, member) == 0)
            return true;
    }
    return false;
}

/* Whoever works on the day; the names of those who have not attested, one a line. */
static int64_t count_attested(const Register *reg, int64_t change_id, Day as_of, GString *missing)
{
    int64_t count = 0;
    for (unsigned i = 0; i < reg->members->len; i++) {
        const Member *member = &g_array_index(reg->members, Member, i);
        if (member->closed_day != DAY_NONE && member->closed_day <= as_of) continue;
        if (attested(reg, change_id, member->name, as_of))
            count++;
        else
            g_string_append_printf(missing, "%s%s", missing->len > 0 ? "\n" : "", member->name);
    }
    return count;
}

static void flag_text(const RuleChange *change, Day as_of, bool some_missing, GString *flag)
{
    int32_t days = change->effective_day - as_of;
    if (change->state != RULE_CHANGE_OPEN) return;
    if (change->rules[0] == '\0') {
        g_string_append(flag, "no rule is mapped");
        if (days == 1) g_string_append(flag, ", and it counts from tomorrow");
        if (days <= 0) g_string_append(flag, ", and it counts already");
    }
    if (change->training[0] == '\0' || !some_missing) return;
    if (change->training_due_day < as_of)
        g_string_append_printf(flag, "%straining is overdue", flag->len > 0 ? "; " : "");
    else if (change->training_due_day - as_of <= 7)
        g_string_append_printf(flag, "%straining is due within a week", flag->len > 0 ? "; " : "");
}

static void put_row(ViewRun *run, const RuleChange *change)
{
    view_run_currency(run, run->desk->currency);
    view_run_int(run, CHANGE, change->change_id);
    view_run_text(run, TITLE, change->title);
    view_run_text(run, SOURCE, change->source);
    view_run_day(run, EFFECTIVE, change->effective_day);
    view_run_int(run, DAYS, change->effective_day - run->as_of);
    view_run_text(run, RULES, change->rules);
    view_run_text(run, TRAINING, change->training);
    view_run_day(run, TRAINING_DUE, change->training_due_day);
    view_run_text(run, STATE, STATES[change->state]);
    view_run_text(run, OWNER, change->owner);
    view_run_text(run, NOTE, change->note);
}

static bool give(ViewRun *run, const Register *reg, const RuleChange *change, GError **error)
{
    const Params *params = run->params;
    g_autoptr(GString) missing = g_string_new(NULL), flag = g_string_new(NULL);
    int64_t count = count_attested(reg, change->change_id, run->as_of, missing);
    flag_text(change, run->as_of, missing->len > 0, flag);
    if (params->state >= 0 && params->state != change->state) return true;
    if (params->flagged && flag->len == 0) return true;
    put_row(run, change);
    view_run_int(run, ATTESTED, count);
    view_run_text(run, MISSING, missing->str);
    view_run_text(run, FLAG, flag->str);
    run->key = (ViewKey){ .number = { change->effective_day, change->change_id } };
    return view_run_row(run, error);
}

static bool answer(ViewRun *run, GError **error)
{
    Register reg = { 0 };
    bool done = load(run, &reg, error);
    for (unsigned i = 0; done && i < reg.changes->len && !run->stop; i++)
        done = give(run, &reg, &g_array_index(reg.changes, RuleChange, i), error);
    clear(&reg);
    return done;
}

const View rule_view = {
    "rule_changes",
    PERMIT_VIEW,
    &PARAMS,
    COLUMNS,
    NULL,
    answer,
    false,
    "changes of law and house rules: from when, which rules, who has learned them, what is missing",
};
