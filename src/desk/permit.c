/* desk/permit.c: roles, permits and the portfolios a user sees.  Asks nobody but the table. */
#include "desk/permit.h"

#include "base/text.h"
#include "store/book_store.h"
#include <stdlib.h>
#include <string.h>

const char *const permit_roles[] = { "manager", "supervisor", "collector", "clerk", "credit",
                                     "auditor", "sales",      "agency",    NULL };

#define BIT(permit) (1u << (permit))
static const unsigned ROLE_PERMITS[ROLE_COUNT] = {
    [ROLE_MANAGER] = BIT(PERMIT_COUNT) - 1,
    [ROLE_SUPERVISOR] = BIT(PERMIT_DEBTOR) | BIT(PERMIT_PROMISE) | BIT(PERMIT_HOLD) |
                        BIT(PERMIT_DISPUTE) | BIT(PERMIT_CONTACT) | BIT(PERMIT_POLICY) |
                        BIT(PERMIT_ADJUST) | BIT(PERMIT_VIEW) | BIT(PERMIT_MEASURE) |
                        BIT(PERMIT_AUDIT) | BIT(PERMIT_DAY) | BIT(PERMIT_IMPORT) |
                        BIT(PERMIT_OVERRIDE),
    [ROLE_COLLECTOR] = BIT(PERMIT_PROMISE) | BIT(PERMIT_HOLD) | BIT(PERMIT_DISPUTE) |
                       BIT(PERMIT_CONTACT) | BIT(PERMIT_VIEW),
    [ROLE_CLERK] = BIT(PERMIT_DEBTOR) | BIT(PERMIT_BILL) | BIT(PERMIT_CASH) | BIT(PERMIT_ADJUST) |
                   BIT(PERMIT_IMPORT) | BIT(PERMIT_VIEW),
    [ROLE_CREDIT] = BIT(PERMIT_DEBTOR) | BIT(PERMIT_HOLD) | BIT(PERMIT_VIEW) | BIT(PERMIT_MEASURE),
    [ROLE_AUDITOR] = BIT(PERMIT_VIEW) | BIT(PERMIT_MEASURE) | BIT(PERMIT_AUDIT),
    [ROLE_SALES] = BIT(PERMIT_VIEW),
    [ROLE_AGENCY] = BIT(PERMIT_VIEW) | BIT(PERMIT_CONTACT) | BIT(PERMIT_PROMISE),
};

static const char *const PERMIT_NAMES[PERMIT_COUNT] = {
    [PERMIT_SETUP] = "setup",   [PERMIT_DEBTOR] = "debtor",     [PERMIT_BILL] = "bill",
    [PERMIT_CASH] = "cash",     [PERMIT_ADJUST] = "adjust",     [PERMIT_PROMISE] = "promise",
    [PERMIT_HOLD] = "hold",     [PERMIT_DISPUTE] = "dispute",   [PERMIT_CONTACT] = "contact",
    [PERMIT_POLICY] = "policy", [PERMIT_APPROVE] = "approve",   [PERMIT_DAY] = "day",
    [PERMIT_IMPORT] = "import", [PERMIT_VIEW] = "view",         [PERMIT_MEASURE] = "measure",
    [PERMIT_AUDIT] = "audit",   [PERMIT_OVERRIDE] = "override",
};

const char *permit_name(Permit permit)
{
    return PERMIT_NAMES[permit];
}

void permit_operator(Actor *out)
{
    *out = (Actor){ .role = ROLE_MANAGER, .all_creditors = true };
    text_copy(out->name, sizeof out->name, "operator");
}

/* --- portfolios ------------------------------------------------------------------------------- */

static bool listed(const char *lines, const char *ref)
{
    size_t length = strlen(ref);
    for (const char *at = lines; (at = strstr(at, ref)) != NULL; at += length) {
        bool begins = at == lines || at[-1] == '\n';
        if (begins && (at[length] == '\0' || at[length] == '\n')) return true;
    }
    return false;
}

static const Creditor *creditor_of(const GArray *creditors, int64_t creditor_id)
{
    for (unsigned i = 0; i < creditors->len; i++)
        if (g_array_index(creditors, Creditor, i).creditor_id == creditor_id)
            return &g_array_index(creditors, Creditor, i);
    return NULL;
}

/* The creditor or one above it is listed.  The tree is small and has no circles (the desk refuses
 * them). */
static bool under(const GArray *creditors, const Creditor *creditor, const char *lines)
{
    for (; creditor != NULL; creditor = creditor_of(creditors, creditor->parent_id))
        if (listed(lines, creditor->ref)) return true;
    return false;
}

static int ascending(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

static void take_creditors(Actor *actor, const GArray *creditors, const char *lines)
{
    actor->all_creditors = lines[0] == '\0';
    actor->creditor_ids = g_new(int64_t, creditors->len + 1);
    for (unsigned i = 0; i < creditors->len && !actor->all_creditors; i++) {
        const Creditor *creditor = &g_array_index(creditors, Creditor, i);
        if (under(creditors, creditor, lines))
            actor->creditor_ids[actor->creditor_count++] = creditor->creditor_id;
    }
    qsort(actor->creditor_ids, actor->creditor_count, sizeof(int64_t), ascending);
}

bool permit_load(Db *db, const char *name, Day today, Actor *out, GError **error)
{
    g_autoptr(GArray) creditors = NULL;
    Member member;
    bool found = false;
    if (!book_store_member_find(db, name, &member, &found, error)) return false;
    if (!found)
        return problem_refuse(error, PROBLEM_NOT_FOUND,
                              "no user is named %s; open one with: recoup do user.open", name);
    if (member.closed_day != DAY_NONE && member.closed_day <= today)
        return problem_refuse(error, PROBLEM_FORBIDDEN, "user %s is closed", name);
    if (!book_store_creditors(db, &creditors, error)) return false;
    *out = (Actor){ .member_id = member.member_id, .role = (Role)member.role };
    text_copy(out->name, sizeof out->name, member.name);
    take_creditors(out, creditors, member.creditors);
    return true;
}

void permit_clear(Actor *actor)
{
    g_free(actor->creditor_ids);
    actor->creditor_ids = NULL;
    actor->creditor_count = 0;
}

bool permit_copy(const Actor *actor, Actor *out)
{
    *out = *actor;
    out->creditor_ids = g_memdup2(actor->creditor_ids, actor->creditor_count * sizeof(int64_t));
    return true;
}

/* --- asking ----------------------------------------------------------------------------------- */

bool permit_has(const Actor *actor, Permit permit)
{
    return (ROLE_PERMITS[actor->role] & BIT(permit)) != 0;
}

bool permit_require(const Actor *actor, Permit permit, GError **error)
{
    if (permit_has(actor, permit)) return true;
    g_autoptr(GString) who = g_string_new(NULL);
    for (int role = 0; role < ROLE_COUNT; role++)
        if (ROLE_PERMITS[role] & BIT(permit))
            g_string_append_printf(who, "%s%s", who->len > 0 ? ", " : "", permit_roles[role]);
    return problem_refuse(error, PROBLEM_FORBIDDEN,
                          "%s is a %s, who lacks the permit %s; it belongs to: %s", actor->name,
                          permit_roles[actor->role], permit_name(permit), who->str);
}

bool permit_sees(const Actor *actor, int64_t creditor_id)
{
    return actor->all_creditors ||
           (actor->creditor_count > 0 &&
            bsearch(&creditor_id, actor->creditor_ids, actor->creditor_count, sizeof(int64_t),
                    ascending) != NULL);
}

bool permit_require_on(const Actor *actor, Permit permit, int64_t creditor_id, GError **error)
{
    if (!permit_require(actor, permit, error)) return false;
    if (permit_sees(actor, creditor_id)) return true;
    return problem_refuse(error, PROBLEM_FORBIDDEN,
                          "this account belongs to a portfolio that %s does not work", actor->name);
}
