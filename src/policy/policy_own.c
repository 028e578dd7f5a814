/* policy/policy_own.c: reads and shows the keys with a form of their own.  Everything plain is
 * policy_read.c's and policy_show.c's. */
#include "policy/policy_own.h"
#include "base/decimal.h"
#include "base/text.h"
#include "core/decide.h"
#include "core/words.h"

#include <stdlib.h>
#include <string.h>

/* --- calendar --------------------------------------------------------------------------------- */

static const char *const DAYS[] = { "monday", "tuesday",  "wednesday", "thursday",
                                    "friday", "saturday", "sunday",    NULL };

static void weekend_day(PolicyReader *reader, const YamlNode *node, void *target)
{
    int weekday = policy_read_choice(reader, node, DAYS);

    if (weekday >= 0) ((Policy *)target)->calendar.weekend |= (uint8_t)(1 << weekday);
}

void policy_own_weekend(PolicyReader *reader, const YamlNode *node, void *policy)
{
    uint8_t *weekend = &((Policy *)policy)->calendar.weekend;

    *weekend = 0;
    policy_read_texts(reader, node, policy, weekend_day);
    if (*weekend == 0x7f)
        policy_read_fault(reader, node, g_strdup("leave at least one day to work"),
                          "every day is off");
}

static void comma(GString *out, bool *begun)
{
    if (*begun) g_string_append(out, ", ");
    *begun = true;
}

void policy_own_weekend_show(const void *policy, GString *out)
{
    bool begun = false;

    for (int i = 0; i < 7; i++) {
        if ((((const Policy *)policy)->calendar.weekend >> i & 1) == 0) continue;
        comma(out, &begun);
        g_string_append(out, DAYS[i]);
    }
}

static void holiday(PolicyReader *reader, const YamlNode *node, void *target)
{
    GArray *days = target;
    Day day;

    if (day_parse(node->text, &day))
        g_array_append_val(days, day);
    else
        policy_read_fault(reader, node, g_strdup("a date as YYYY-MM-DD"), "'%s' is not a date",
                          node->text);
}

static int by_day(const void *a, const void *b)
{
    return (*(const Day *)a > *(const Day *)b) - (*(const Day *)a < *(const Day *)b);
}

void policy_own_holidays(PolicyReader *reader, const YamlNode *node, void *policy)
{
    Policy *into = policy;
    GArray *days = g_array_new(FALSE, FALSE, sizeof(Day));

    policy_read_texts(reader, node, days, holiday);
    g_array_sort(days, by_day);
    into->calendar.holiday_count = days->len;
    into->calendar.holidays = into->holidays = (Day *)(void *)g_array_free(days, FALSE);
}

void policy_own_holidays_show(const void *policy, GString *out)
{
    const Calendar *calendar = &((const Policy *)policy)->calendar;
    char buffer[DAY_TEXT_SIZE];
    bool begun = false;

    for (size_t i = 0; i < calendar->holiday_count; i++) {
        comma(out, &begun);
        g_string_append(out, day_text(calendar->holidays[i], buffer));
    }
}

/* --- buckets, clearing ------------------------------------------------------------------------ */

void policy_own_buckets(PolicyReader *reader, const YamlNode *node, void *policy)
{
    BucketSet *buckets = &((Policy *)policy)->buckets;
    AgingVerdict verdict = AGING_NO_BOUNDS;

    if (node->kind == YAML_TEXT) verdict = aging_parse(node->text, buckets);
    if (verdict != AGING_OK)
        policy_read_fault(reader, node, g_strdup("as in \"30,60,90\""), "buckets: %s",
                          aging_verdict_text(verdict));
}

void policy_own_buckets_show(const void *policy, GString *out)
{
    const BucketSet *buckets = &((const Policy *)policy)->buckets;

    for (int i = 0; i < buckets->bound_count; i++)
        g_string_append_printf(out, "%s%d", i > 0 ? "," : "", buckets->bounds[i]);
}

static void clearing_kind(PolicyReader *reader, const YamlNode *node, void *target)
{
    Policy *policy = target;
    int kind = policy_read_choice(reader, node, words_item_kind);

    for (size_t i = 0; i < policy->clearing_count; i++)
        if (kind == (int)policy->clearing[i]) {
            policy_read_fault(reader, node, g_strdup("name it once"), "'%s' a second time",
                              node->text);
            return;
        }
    if (kind < 0 || policy->clearing_count == G_N_ELEMENTS(policy->clearing)) return;
    policy->clearing[policy->clearing_count++] = (ItemKind)kind;
}

void policy_own_clearing(PolicyReader *reader, const YamlNode *node, void *target)
{
    Policy *policy = target;

    if (node->kind == YAML_TEXT && strcmp(node->text, "oldest") == 0) return;
    policy_read_texts(reader, node, policy, clearing_kind);
    policy->clearing_by_kind = policy->clearing_count > 0;
}

void policy_own_clearing_show(const void *target, GString *out)
{
    const Policy *policy = target;
    bool begun = false;

    if (!policy->clearing_by_kind) g_string_append(out, "oldest");
    for (size_t i = 0; i < policy->clearing_count; i++) {
        comma(out, &begun);
        g_string_append(out, words_of(words_item_kind, (int)policy->clearing[i]));
    }
}

/* --- treatments ------------------------------------------------------------------------------- */

static void pause_kind(PolicyReader *reader, const YamlNode *node, void *target)
{
    int kind = policy_read_choice(reader, node, words_hold_kind);

    if (kind >= 0) ((Treatment *)target)->pauses_on[kind] = true;
}

void policy_own_pauses(PolicyReader *reader, const YamlNode *node, void *target)
{
    Treatment *treatment = target;
    bool all = node->kind == YAML_TEXT && strcmp(node->text, "all") == 0;

    for (int kind = 0; kind < HOLD_KINDS; kind++) treatment->pauses_on[kind] = all;
    if (all || (node->kind == YAML_TEXT && strcmp(node->text, "none") == 0)) return;
    policy_read_texts(reader, node, treatment, pause_kind);
}

void policy_own_pauses_show(const void *target, GString *out)
{
    const Treatment *treatment = target;
    bool begun = false;
    int count = 0;

    for (int kind = 0; kind < HOLD_KINDS; kind++) count += treatment->pauses_on[kind];
    if (count == 0 || count == HOLD_KINDS) {
        g_string_append(out, count == 0 ? "none" : "all");
        return;
    }
    for (int kind = 0; kind < HOLD_KINDS; kind++) {
        if (!treatment->pauses_on[kind]) continue;
        comma(out, &begun);
        g_string_append(out, words_of(words_hold_kind, kind));
    }
}

void policy_own_finally(PolicyReader *reader, const YamlNode *node, void *target)
{
    Treatment *treatment = target;
    Step review;

    policy_keys_review.begin(&review);
    policy_read_map(reader, node, &policy_keys_review, &review);
    treatment->steps = g_renew(Step, treatment->steps, treatment->step_count + 1);
    treatment->steps[treatment->step_count++] = review;
}

/* --- steps ------------------------------------------------------------------------------------ */

static void set_days(PolicyReader *reader, const YamlNode *node, Step *step, int64_t days)
{
    if (step->days != STEP_NO_AGE)
        policy_read_fault(reader, node, g_strdup("keep one of the two"),
                          "'at' and 'before_due' in one step");
    step->days = (int32_t)days;
}

void policy_own_at(PolicyReader *reader, const YamlNode *node, void *step)
{
    int64_t days;

    if (!policy_read_int(reader, node, -365, 3650, &days)) return;
    if (days == 0)
        policy_read_fault(reader, node,
                          g_strdup("1 is the first day past due, -1 the day before it is due"),
                          "no step is due on the due day itself");
    else
        set_days(reader, node, step, days);
}

void policy_own_before_due(PolicyReader *reader, const YamlNode *node, void *step)
{
    int64_t days;

    if (policy_read_int(reader, node, 1, 365, &days)) set_days(reader, node, step, -days);
}

void policy_own_at_show(const void *target, GString *out)
{
    const Step *step = target;

    if (step->days != STEP_NO_AGE) g_string_append_printf(out, "%d", step->days);
}

/* --- score ------------------------------------------------------------------------------------ */

static bool band_from(const ScoreCharacteristic *mark, const char *key, int64_t *from)
{
    Decimal value;

    switch (expr_type(mark->value)) {
    case EXPR_TEXT: *from = decide_category(key); return true;
    case EXPR_BOOL:
        *from = strcmp(key, "true") == 0 ? 100 : 0;
        return *from != 0 || strcmp(key, "false") == 0;
    case EXPR_DAY: return false;
    case EXPR_INT:
    case EXPR_DECIMAL:
    case EXPR_MONEY: break;
    }
    if (decimal_parse(key, &value) != DECIMAL_OK || value.scale > 2) return false;
    for (; value.scale < 2; value.scale++)
        if (__builtin_mul_overflow(value.digits, INT64_C(10), &value.digits)) return false;
    *from = value.digits;
    return true;
}

static int by_from(const void *a, const void *b)
{
    const ScoreBand *x = a, *y = b;

    return (x->from > y->from) - (x->from < y->from);
}

static void read_band(PolicyReader *reader, const YamlNode *node, ScoreCharacteristic *mark,
                      GString *text)
{
    static const char *const FORMS[] = {
        [EXPR_INT] = "a number",   [EXPR_DECIMAL] = "a number",
        [EXPR_MONEY] = "a number", [EXPR_DAY] = "no bands: compare days to get a number of them",
        [EXPR_TEXT] = "a text",    [EXPR_BOOL] = "true or false",
    };
    ScoreBand *band = &mark->bands[mark->band_count];
    int64_t points;

    if (!band_from(mark, node->key, &band->from)) {
        policy_fault_add(reader->faults, node->key_line, node->key_column, false,
                         g_strdup_printf("%s", FORMS[expr_type(mark->value)]),
                         "'%s' is no band of '%s'", node->key, mark->name);
        return;
    }
    if (!policy_read_int(reader, node, -100000, 100000, &points)) return;
    band->points = (int32_t)points;
    mark->band_count++;
    g_string_append_printf(text, "%s%s: %d", text->len > 0 ? ", " : "", node->key, band->points);
}

void policy_own_bands(PolicyReader *reader, const YamlNode *node, void *target)
{
    ScoreCharacteristic *mark = target;
    g_autoptr(GString) text = g_string_new(NULL);

    if (mark->value == NULL) return;
    if (node->kind != YAML_MAP || node->count == 0) {
        policy_read_fault(reader, node, g_strdup("as in {0: 10, 30: -20}"),
                          "the bands of '%s' are not a map from value to points", mark->name);
        return;
    }
    mark->exact = expr_type(mark->value) == EXPR_TEXT || expr_type(mark->value) == EXPR_BOOL;
    mark->bands = g_new0(ScoreBand, node->count);
    for (const YamlNode *child = node->first; child != NULL; child = child->next)
        read_band(reader, child, mark, text);
    mark->text = policy_read_keep(reader, text->str);
    qsort(mark->bands, mark->band_count, sizeof *mark->bands, by_from);
    ScoreCard card = { 0, mark, 1 };
    size_t at;
    if (!score_check(&card, &at))
        policy_read_fault(reader, node, g_strdup("keep one of them"),
                          "two bands of '%s' begin at the same value", mark->name);
}

void policy_own_bands_show(const void *characteristic, GString *out)
{
    const ScoreCharacteristic *mark = characteristic;

    if (mark->text != NULL) g_string_append(out, mark->text);
}

/* --- experiments, assignment ------------------------------------------------------------------ */

void policy_own_arms(PolicyReader *reader, const YamlNode *node, void *target)
{
    PolicyExperiment *experiment = target;
    g_autofree void *entries = NULL;
    size_t count = 0;

    policy_read_list(reader, node, &policy_keys_arm, 16, &entries, &count);
    const PolicyArm *arms = entries;
    if (count == 0) {
        policy_read_fault(reader, node, g_strdup("name champion and challenger"), "no arms");
        return;
    }
    experiment->arms = g_new0(ExperimentArm, count);
    experiment->arm_treatments = g_malloc0_n(count, WORD_SIZE);
    experiment->arm_count = count;
    for (size_t i = 0; i < count; i++) {
        g_strlcpy(experiment->arms[i].name, arms[i].name, WORD_SIZE);
        experiment->arms[i].share_bp = arms[i].share_bp;
        g_strlcpy(experiment->arm_treatments[i], arms[i].treatment, WORD_SIZE);
    }
}

void policy_own_arms_show(const void *target, GString *out)
{
    const PolicyExperiment *experiment = target;
    bool begun = false;

    for (size_t i = 0; i < experiment->arm_count; i++) {
        const ExperimentArm *arm = &experiment->arms[i];
        const char *other = experiment->arm_treatments[i];
        comma(out, &begun);
        g_string_append_printf(out, "%s %d.%02d%% %s", arm->name, arm->share_bp / 100,
                               arm->share_bp % 100, *other != '\0' ? other : experiment->treatment);
    }
}

void policy_own_letters(PolicyReader *reader, const YamlNode *node, void *target)
{
    AssignShare *share = target;
    g_auto(GStrv) ends = g_strsplit(node->kind == YAML_TEXT ? node->text : "", "-", 2);
    g_autofree char *from = ends[0] != NULL ? text_fold(ends[0]) : NULL;
    g_autofree char *to = from != NULL && ends[1] != NULL ? text_fold(ends[1]) : NULL;

    if (to == NULL || strlen(from) >= ASSIGN_LETTERS_SIZE || strlen(to) >= ASSIGN_LETTERS_SIZE ||
        strncmp(from, to, strlen(to)) > 0) {
        policy_read_fault(reader, node, g_strdup("as in a-k"), "not a range of letters");
        return;
    }
    g_strlcpy(share->from, from, sizeof share->from);
    g_strlcpy(share->to, to, sizeof share->to);
}

void policy_own_letters_show(const void *target, GString *out)
{
    const AssignShare *share = target;

    if (share->from[0] != '\0' || share->to[0] != '\0')
        g_string_append_printf(out, "%s-%s", share->from, share->to);
}

static const char *const MATCHES[] = { "skill", "language", "creditor", "capacity", NULL };

static bool *match_of(AssignRule *rule, int index)
{
    bool *const all[] = { &rule->match_skill, &rule->match_language, &rule->match_creditor,
                          &rule->limit_capacity };

    return all[index];
}

static void match_one(PolicyReader *reader, const YamlNode *node, void *target)
{
    int index = policy_read_choice(reader, node, MATCHES);

    if (index >= 0) *match_of(&((PolicyAssign *)target)->rule, index) = true;
}

void policy_own_match(PolicyReader *reader, const YamlNode *node, void *assign)
{
    policy_read_texts(reader, node, assign, match_one);
}

void policy_own_match_show(const void *assign, GString *out)
{
    AssignRule rule = ((const PolicyAssign *)assign)->rule;
    bool begun = false;

    for (int i = 0; MATCHES[i] != NULL; i++) {
        if (!*match_of(&rule, i)) continue;
        comma(out, &begun);
        g_string_append(out, MATCHES[i]);
    }
}

void policy_own_nothing(PolicyReader *reader, const YamlNode *node, void *target)
{
    (void)reader, (void)node, (void)target;
}

void policy_own_nothing_show(const void *target, GString *out)
{
    (void)target, (void)out;
}
