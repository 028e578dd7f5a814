/* run/verify_derived.c: derived rows beside fresh ones.  Decides by the same code as the day;
 * writes nothing. */
#include "run/verify_derived.h"

#include "store/verify_store.h"

enum { DAYS_TRIED_MAX = 62 };

static void keep(void *data, const DerivedRow *row)
{
    g_array_append_vals(data, row, 1);
}

static bool same_key(const DerivedRow *a, const DerivedRow *b)
{
    return a->debtor_id == b->debtor_id && a->account_id == b->account_id;
}

static bool before(const DerivedRow *a, const DerivedRow *b)
{
    return a->debtor_id != b->debtor_id ? a->debtor_id < b->debtor_id
                                        : a->account_id < b->account_id;
}

/* A row may outlive its account's last item until a daily run has noted that. */
static bool is_settled(const DerivedRow *row)
{
    return row->bucket == -1 && row->balance_minor == 0 && row->open_count == 0;
}

/* What differs between two lists in key order: the next finding, or the end. */
typedef struct {
    const GArray *stored, *fresh;
    unsigned s, f;
    DerivedRow key; /* of the finding */
    GString *what;
} Comparison;

static const DerivedRow *row_at(const GArray *rows, unsigned at)
{
    return at < rows->len ? &g_array_index(rows, DerivedRow, at) : NULL;
}

static void tell_row(Comparison *c, const DerivedRow *stored, const DerivedRow *fresh)
{
    if (fresh == NULL && stored != NULL && !is_settled(stored))
        g_string_append(c->what, "it has a derived row, a fresh decision says none");
    if (stored == NULL)
        g_string_append(c->what, "it has no derived row, a fresh decision says one");
}

/* The next pair of rows in key order; one of them is NULL where the other list has no such key. */
static bool pair(Comparison *c, const DerivedRow **stored, const DerivedRow **fresh)
{
    *stored = row_at(c->stored, c->s);
    *fresh = row_at(c->fresh, c->f);
    if (*stored == NULL && *fresh == NULL) return false;
    if (*stored != NULL && *fresh != NULL && !same_key(*stored, *fresh)) {
        if (before(*stored, *fresh))
            *fresh = NULL;
        else
            *stored = NULL;
    }
    c->s += *stored != NULL;
    c->f += *fresh != NULL;
    return true;
}

static bool next(Comparison *c)
{
    const DerivedRow *stored, *fresh;
    g_string_truncate(c->what, 0);
    while (c->what->len == 0) {
        if (!pair(c, &stored, &fresh)) return false;
        if (stored != NULL)
            c->key = *stored;
        else if (fresh != NULL)
            c->key = *fresh;
        if (stored == NULL || fresh == NULL)
            tell_row(c, stored, fresh);
        else if (derived_store_differs(stored, fresh, c->what))
            return true;
    }
    return true;
}

static bool load(VerifyDerived *verify, const Policy *policy, Day day, int64_t from, int64_t to,
                 GArray *stored, GError **error)
{
    g_array_set_size(stored, 0);
    return derived_store_each(verify->desk->db, from, to, keep, stored, error) &&
           refresh_fresh(verify->refresher, verify->desk->db, policy, day, from, to, error);
}

/* --- debtors that an action decided on a later day -------------------------------------------- */

static bool holds_under(VerifyDerived *verify, const Policy *policy, int64_t debtor_id, Day day,
                        GArray *stored, bool *holds, GError **error)
{
    g_autoptr(GString) what = g_string_new(NULL);
    if (!load(verify, policy, day, debtor_id, debtor_id + 1, stored, error)) return false;
    Comparison c = { .stored = stored,
                     .fresh = refresh_changes(verify->refresher)->inserts,
                     .what = what };
    *holds = !next(&c);
    return true;
}

/* Under the policy of that day as it is now, or as it was when the rows were decided. */
static bool holds_on(VerifyDerived *verify, int64_t debtor_id, Day day, bool *holds, GError **error)
{
    g_autoptr(GArray) stored = g_array_new(FALSE, FALSE, sizeof(DerivedRow));
    const Policy *policy = desk_policy(verify->desk, day, error);
    if (policy == NULL || !holds_under(verify, policy, debtor_id, day, stored, holds, error))
        return false;
    if (*holds || stored->len == 0) return true;
    int64_t policy_id = g_array_index(stored, DerivedRow, 0).policy_id;
    if (policy_id == policy->policy_id) return true;
    g_autoptr(Policy) before = desk_policy_stored(verify->desk, policy_id, error);
    return before != NULL && holds_under(verify, before, debtor_id, day, stored, holds, error);
}

/* An action decides its debtor for the business day of then, which may lie after the last run. */
static bool holds_later(VerifyDerived *verify, int64_t debtor_id, bool *holds, GError **error)
{
    Day last = DAY_NONE;
    *holds = false;
    if (!verify_store_last_on(verify->desk->db, debtor_id, &last, error)) return false;
    if (last > verify->day && !holds_on(verify, debtor_id, last, holds, error)) return false;
    Day end = MIN(verify->desk->today, verify->day + DAYS_TRIED_MAX);
    for (Day day = verify->day + 1; !*holds && day <= end; day++)
        if (!holds_on(verify, debtor_id, day, holds, error)) return false;
    return true;
}

/* --- judging ---------------------------------------------------------------------------------- */

typedef struct {
    int64_t debtor_id, account_id;
    char *what;
} Finding;

static void clear_finding(void *at)
{
    g_free(((Finding *)at)->what);
}

static void tell(const VerifyDerived *verify, const Finding *finding)
{
    Account account;
    g_autoptr(GError) gone = NULL;
    bool found = account_store_get(verify->desk->db, finding->debtor_id, finding->account_id,
                                   &account, &gone);
    g_autofree char *line =
        found
            ? g_strdup_printf("account %s, derived row: %s", account.ref, finding->what)
            : g_strdup_printf("derived row of account %" G_GINT64_FORMAT ", which is not there: %s",
                              finding->account_id, finding->what);
    verify->each(verify->data, line);
}

bool verify_derived_judge(VerifyDerived *verify, int64_t from, int64_t to, GError **error)
{
    g_autoptr(GArray) stored = g_array_new(FALSE, FALSE, sizeof(DerivedRow));
    g_autoptr(GArray) findings = g_array_new(FALSE, FALSE, sizeof(Finding));
    g_autoptr(GString) what = g_string_new(NULL);
    g_array_set_clear_func(findings, clear_finding);
    if (!load(verify, verify->policy, verify->day, from, to, stored, error)) return false;
    Comparison c = { .stored = stored,
                     .fresh = refresh_changes(verify->refresher)->inserts,
                     .what = what };
    while (next(&c)) {
        Finding finding = { c.key.debtor_id, c.key.account_id, g_strdup(what->str) };
        g_array_append_val(findings, finding);
    }
    verify->rows += stored->len;
    bool holds = false;
    for (unsigned i = 0; i < findings->len; i++) {
        const Finding *finding = &g_array_index(findings, Finding, i);
        bool again = i > 0 && finding[-1].debtor_id == finding->debtor_id;
        if (!again && !holds_later(verify, finding->debtor_id, &holds, error)) return false;
        if (!holds) tell(verify, finding);
    }
    return true;
}
