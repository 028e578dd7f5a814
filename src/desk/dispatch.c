/* desk/dispatch.c: one action from record to answer: read, authorise, act, journal, decide again,
 * commit.  The only place that opens an action's transaction. */
#include "desk/dispatch.h"

#include "base/digest.h"
#include "base/text.h"
#include "desk/refresh.h"
#include "store/book_store.h"
#include "store/journal_store.h"
#include <string.h>

/* --- reading ---------------------------------------------------------------------------------- */

/* What every action takes beside its record. */
typedef struct {
    Day on;
    char request_id[REF_SIZE];
} Common;

static bool read_common(const Desk *desk, Json *fields, Common *common, GPtrArray *faults)
{
    const char *on = json_text_string(json_text_get(fields, "on"));
    const char *id = json_text_string(json_text_get(fields, "request_id"));
    common->on = desk->today;
    if (json_text_get(fields, "on") != NULL && (on == NULL || !day_parse(on, &common->on)))
        record_fault(faults, "on", on, "a date is written YYYY-MM-DD and must exist");
    if (json_text_get(fields, "request_id") != NULL &&
        (id == NULL || id[0] == '\0' ||
         !text_copy(common->request_id, sizeof common->request_id, id)))
        record_fault(faults, "request_id", id, "is a text of 1 to %d bytes", REF_SIZE - 1);
    json_text_remove(fields, "on");
    json_text_remove(fields, "request_id");
    return faults->len == 0;
}

static bool read_record(const Action *action, const Json *fields, void *record, GPtrArray *faults,
                        GError **error)
{
    record_from_json(action->takes, fields, record, faults);
    record_check(action->takes, record, faults);
    if (faults->len == 0) return true;
    record_faults_error(faults, error);
    g_prefix_error(error, "%s: ", action->name);
    return false;
}

/* --- acting ----------------------------------------------------------------------------------- */

static bool decide_touched(Desk *desk, const Act *act, GError **error)
{
    Day day = DAY_NONE;
    int64_t decided = 0;
    if (act->touched->len == 0) return true;
    if (!book_store_get_int(desk->db, "running_day", DAY_NONE, &decided, error)) return false;
    if (decided == DAY_NONE) return true; /* the first daily run decides them all */
    if (!desk_working_day(desk, act->on, &day, error)) return false;
    const Policy *policy = desk_policy(desk, day, error);
    if (policy == NULL) return false;
    if (desk->refresher == NULL) desk->refresher = refresh_new(desk);
    RefreshWish wish = { .policy = policy, .day = day };
    for (unsigned i = 0; i < act->touched->len; i++) {
        int64_t debtor_id = g_array_index(act->touched, int64_t, i);
        RefreshCounts counts = { 0 };
        if (!refresh_collect(desk->refresher, desk->db, &wish, debtor_id, debtor_id + 1, &counts,
                             error) ||
            !refresh_apply(desk->refresher, desk->db, error))
            return false;
    }
    return true;
}

static bool write_journal(Act *act, const char *name, const Json *fields, GError **error)
{
    g_autoptr(Json) body = json_text_new_object();
    json_text_set(body, "asked", json_text_copy(fields));
    if (act->before != NULL) json_text_set(body, "before", json_text_copy(act->before));
    if (act->after != NULL) json_text_set(body, "after", json_text_copy(act->after));
    g_autofree char *text = json_text_write(body, true);
    JournalEntry entry = { .at_us = act->now_us,
                           .actor = act->desk->actor.name,
                           .action = name,
                           .subject = act->subject,
                           .body = text,
                           .debtor_id = act->debtor_id,
                           .account_id = act->account_id,
                           .on_day = act->on };
    return journal_store_append(act->desk->db, &entry, error);
}

static bool finish(Act *act, const Action *action, const Json *fields, GError **error)
{
    if (act->newest != DAY_NONE &&
        !book_store_raise_int(act->desk->db, "newest_day", act->newest, error))
        return false;
    /* Derived rows speak of one day only while nothing later has happened. */
    if (!book_store_raise_int(act->desk->db, "latest_day", act->on, error)) return false;
    return write_journal(act, action->name, fields, error) && decide_touched(act->desk, act, error);
}

static void clear_act(Act *act)
{
    g_array_unref(act->touched);
    json_text_free(act->before);
    json_text_free(act->after);
    if (act->refusal.free != NULL) act->refusal.free(act->refusal.data);
}

/* The answer's record becomes JSON while the transaction is still open: a failure to answer is a
 * failure. */
static Json *run(Act *act, const Action *action, const Json *fields, const void *record,
                 GError **error)
{
    void *given = g_malloc0(action->gives->size);
    Json *answer = NULL;
    record_init(action->gives, given);
    if (action->act(act, record, given, error) && finish(act, action, fields, error))
        answer = record_to_json(action->gives, given);
    record_clear(action->gives, given);
    g_free(given);
    return answer;
}

/* The refusal stands whether or not this can be written; only what broke is told instead. */
static void keep_refusal(Act *act, const Json *fields, GError **error)
{
    g_auto(DbTx) tx = { 0 };
    GError *failure = NULL;
    g_array_set_size(act->touched, 0);
    if (db_tx_begin(&tx, act->desk->db, &failure) &&
        act->refusal.write(act, act->refusal.data, &failure) &&
        write_journal(act, act->refusal.entry, fields, &failure) && db_tx_commit(&tx, &failure))
        return;
    g_clear_error(error);
    g_propagate_error(error, failure);
}

/* --- requests --------------------------------------------------------------------------------- */

static void content_digest(const Action *action, const Json *fields, const Common *common,
                           char hex[static 65])
{
    char on[DAY_TEXT_SIZE];
    g_autofree char *text = json_text_write(fields, true);
    g_autofree char *content =
        g_strconcat(action->name, "\n", day_text(common->on, on), "\n", text, NULL);
    unsigned char bytes[DIGEST_SIZE];
    digest_of(content, strlen(content), bytes);
    digest_hex(bytes, hex);
}

/* Sets *answer when the request was done before. */
static bool done_before(Desk *desk, const Common *common, const char *digest, Json **answer,
                        GError **error)
{
    char stored[65];
    g_autofree char *text = NULL;
    bool found = false;
    if (common->request_id[0] == '\0') return true;
    if (!journal_store_request_find(desk->db, common->request_id, stored, &text, &found, error))
        return false;
    if (!found) return true;
    if (strcmp(stored, digest) != 0)
        return problem_refuse(error, PROBLEM_CONFLICT,
                              "request_id %s was used before with other content; use a new one",
                              common->request_id);
    *answer = json_text_parse(text, strlen(text), error);
    return *answer != NULL;
}

static bool remember(Desk *desk, const Common *common, const char *digest, const Json *answer,
                     GError **error)
{
    if (common->request_id[0] == '\0') return true;
    g_autofree char *text = json_text_write(answer, false);
    return journal_store_request_put(desk->db, common->request_id, digest, text, desk->now_us,
                                     error);
}

static Json *transact(Act *act, const Action *action, const Common *common, const Json *fields,
                      const void *record, GError **error)
{
    g_auto(DbTx) tx = { 0 };
    g_autoptr(Json) answer = NULL;
    Desk *desk = act->desk;
    char digest[65];
    content_digest(action, fields, common, digest);
    if (!db_tx_begin(&tx, desk->db, error)) return NULL;
    if (!done_before(desk, common, digest, &answer, error)) return NULL;
    if (answer != NULL) return g_steal_pointer(&answer);
    answer = run(act, action, fields, record, error);
    if (answer == NULL || !remember(desk, common, digest, answer, error)) return NULL;
    if (!db_tx_commit(&tx, error)) return NULL;
    return g_steal_pointer(&answer);
}

static Json *act_on(Desk *desk, const Action *action, const Common *common, const Json *fields,
                    const void *record, GError **error)
{
    g_autoptr(GError) failure = NULL;
    Act act = { .desk = desk,
                .on = common->on,
                .now_us = desk_now(desk),
                .newest = DAY_NONE,
                .touched = g_array_new(FALSE, FALSE, sizeof(int64_t)) };
    Json *answer = transact(&act, action, common, fields, record, &failure);
    if (answer == NULL && act.refusal.entry != NULL) keep_refusal(&act, fields, &failure);
    if (answer == NULL) g_propagate_error(error, g_steal_pointer(&failure));
    clear_act(&act);
    return answer;
}

Json *dispatch_run(Desk *desk, const Action *action, const Json *record, GError **error)
{
    g_autoptr(Json) fields = json_text_copy(record);
    g_autoptr(GPtrArray) faults = record_faults_new();
    Common common = { 0 };
    void *taken = g_malloc0(action->takes->size);
    Json *answer = NULL;
    record_init(action->takes, taken);
    (void)read_common(desk, fields, &common, faults);
    if (read_record(action, fields, taken, faults, error))
        answer = act_on(desk, action, &common, fields, taken, error);
    record_clear(action->takes, taken);
    g_free(taken);
    return answer;
}
