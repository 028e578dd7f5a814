/* report/house_view.c: the house itself: its users, and the versions of its policy.  Reads only. */
#include "base/text.h"
#include "report/param.h"
#include "report/view_run.h"
#include "report/views.h"
#include "store/policy_store.h"
#include <string.h>

static const Field FIELDS[] = { PARAM_COMMON(ViewPlain), PARAM_END };
static const RecordType USERS = { "users", sizeof(ViewPlain), FIELDS, SIZE_MAX };
static const RecordType POLICIES = { "policies", sizeof(ViewPlain), FIELDS, SIZE_MAX };

/* --- users ------------------------------------------------------------------------------------ */

enum { U_NAME, U_ROLE, U_CREDITORS, U_ACTIVE, U_CLOSED, U_CAPACITY, U_SKILLS, U_LANGUAGES };
static const ViewColumn USER_COLUMNS[] = {
    [U_NAME] = { "name", VIEW_TEXT, false, "who acts" },
    [U_ROLE] = { "role", VIEW_TEXT, false, "what he may do" },
    [U_CREDITORS] = { "creditors", VIEW_LIST, false, "only for these; none: for all" },
    [U_ACTIVE] = { "active", VIEW_TEXT, false, "yes, no" },
    [U_CLOSED] = { "closed_on", VIEW_DAY, false, "no longer acts from then on" },
    [U_CAPACITY] = { "capacity", VIEW_INT, true, "minutes of work a day" },
    [U_SKILLS] = { "skills", VIEW_LIST, false, "for the assignment" },
    [U_LANGUAGES] = { "languages", VIEW_LIST, false, "spoken" },
    COLUMN_END,
};

static bool give_user(ViewRun *run, const Member *member, GError **error)
{
    bool closed = member->closed_day != DAY_NONE && member->closed_day <= run->as_of;
    view_run_text(run, U_NAME, member->name);
    view_run_text(run, U_ROLE, permit_roles[member->role]);
    view_run_text(run, U_CREDITORS, member->creditors);
    view_run_text(run, U_ACTIVE, closed ? "no" : "yes");
    view_run_day(run, U_CLOSED, member->closed_day);
    view_run_int(run, U_CAPACITY, member->capacity_minutes);
    view_run_text(run, U_SKILLS, member->skills);
    view_run_text(run, U_LANGUAGES, member->languages);
    run->key = (ViewKey){ .number = { member->member_id } };
    return view_run_row(run, error);
}

static bool users(ViewRun *run, GError **error)
{
    g_autoptr(GArray) members = NULL;
    bool fine = book_store_members_known(run->db, run->known_us, &members, error);
    for (unsigned i = 0; fine && i < members->len && !run->stop; i++)
        fine = give_user(run, &g_array_index(members, Member, i), error);
    return fine;
}

const View house_view_users = {
    "users", PERMIT_VIEW, &USERS, USER_COLUMNS,
    NULL,    users,       false,  "who may act in the book, and for whom",
};

/* --- policies --------------------------------------------------------------------------------- */

enum {
    P_NAME,
    P_VERSION,
    P_STATE,
    P_EFFECTIVE,
    P_AUTHOR,
    P_STORED,
    P_APPROVER,
    P_APPROVED,
    P_ACTIVATED_BY,
    P_NOTE,
    P_SHA256
};
static const ViewColumn POLICY_COLUMNS[] = {
    [P_NAME] = { "name", VIEW_TEXT, false, "the policy" },
    [P_VERSION] = { "version", VIEW_INT, false, "its version" },
    [P_STATE] = { "state", VIEW_TEXT, false, "draft, approved, planned, live, past" },
    [P_EFFECTIVE] = { "effective", VIEW_DAY, false, "live from then on, by its last activation" },
    [P_AUTHOR] = { "author", VIEW_TEXT, false, "who brought it" },
    [P_STORED] = { "stored", VIEW_INSTANT, false, "when" },
    [P_APPROVER] = { "approver", VIEW_TEXT, false, "who approved it" },
    [P_APPROVED] = { "approved", VIEW_INSTANT, false, "when" },
    [P_ACTIVATED_BY] = { "activated_by", VIEW_TEXT, false, "who activated it last" },
    [P_NOTE] = { "note", VIEW_TEXT, false, "why" },
    [P_SHA256] = { "sha256", VIEW_TEXT, false, "digest of its text" },
    COLUMN_END,
};

typedef struct {
    GArray *policies, *uses; /* PolicyRow, PolicyUse */
    int64_t live;            /* policy id on the day; 0 none */
} Shelf;

static const PolicyUse *last_use(const ViewRun *run, const Shelf *shelf, int64_t policy_id)
{
    const PolicyUse *last = NULL;
    for (unsigned i = 0; i < shelf->uses->len; i++) {
        const PolicyUse *use = &g_array_index(shelf->uses, PolicyUse, i);
        if (use->policy_id == policy_id && use->recorded_us <= run->known_us) last = use;
    }
    return last;
}

static const char *state_of(const ViewRun *run, const Shelf *shelf, const PolicyRow *policy,
                            const PolicyUse *use)
{
    if (policy->policy_id == shelf->live) return "live";
    if (use != NULL) return use->from_day > run->as_of ? "planned" : "past";
    bool approved = policy->approver[0] != '\0' && policy->approved_us <= run->known_us;
    return approved ? "approved" : "draft";
}

static bool give_policy(ViewRun *run, const Shelf *shelf, const PolicyRow *policy, GError **error)
{
    const PolicyUse *use = last_use(run, shelf, policy->policy_id);
    view_run_text(run, P_NAME, policy->name);
    view_run_int(run, P_VERSION, policy->version);
    view_run_text(run, P_STATE, state_of(run, shelf, policy, use));
    view_run_text(run, P_AUTHOR, policy->author);
    view_run_instant(run, P_STORED, policy->recorded_us);
    if (policy->approver[0] != '\0' && policy->approved_us <= run->known_us) {
        view_run_text(run, P_APPROVER, policy->approver);
        view_run_instant(run, P_APPROVED, policy->approved_us);
    }
    if (use != NULL) {
        view_run_day(run, P_EFFECTIVE, use->from_day);
        view_run_text(run, P_ACTIVATED_BY, use->actor);
        view_run_text(run, P_NOTE, use->note);
    }
    view_run_text(run, P_SHA256, policy->sha256);
    run->key = (ViewKey){ .number = { policy->policy_id } };
    return view_run_row(run, error);
}

static bool load(ViewRun *run, Shelf *shelf, GError **error)
{
    PolicyUse live;
    bool found = false;
    if (!policy_store_list(run->db, &shelf->policies, error) ||
        !policy_store_uses(run->db, &shelf->uses, error) ||
        !policy_store_live(run->db, run->as_of, run->known_us, &live, &found, error))
        return false;
    shelf->live = found ? live.policy_id : 0;
    return true;
}

static bool policies(ViewRun *run, GError **error)
{
    Shelf shelf = { 0 };
    bool fine = load(run, &shelf, error);
    for (unsigned i = 0; fine && i < shelf.policies->len && !run->stop; i++) {
        const PolicyRow *policy = &g_array_index(shelf.policies, PolicyRow, i);
        if (policy->recorded_us <= run->known_us) fine = give_policy(run, &shelf, policy, error);
    }
    g_clear_pointer(&shelf.policies, g_array_unref);
    g_clear_pointer(&shelf.uses, g_array_unref);
    return fine;
}

const View house_view_policies = {
    "policies", PERMIT_VIEW,
    &POLICIES,  POLICY_COLUMNS,
    NULL,       policies,
    false,      "versions of the policy: whose, approved by whom, live when",
};
