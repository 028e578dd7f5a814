/* desk/test_life.c: what must hold of every book, over made-up lives: money is conserved, a refusal
 * leaves no trace, a day is idempotent, rebuilt rows are the same rows, a report of the past does
 * not drift. */
#include "desk/walk.h"

#include "harness/harness.h"
#include <string.h>

static void wander(Walk *walk, int64_t lines)
{
    for (int64_t i = 0; i < lines && !g_test_failed(); i++) walk_step(walk);
}

static void tell(const Walk *walk)
{
    g_test_message("%" G_GINT64_FORMAT " lines done, %" G_GINT64_FORMAT
                   " refused (%" G_GINT64_FORMAT " by the gate), %" G_GINT64_FORMAT
                   " asked again; %u items, %u payments",
                   walk->accepted, walk->refused, walk->denied, walk->again,
                   tally_items(&walk->tally), tally_payments(&walk->tally));
    /* A life in which little happens proves little. */
    g_assert_cmpint(walk->accepted, >, walk->refused / 2);
}

/* --- money ------------------------------------------------------------------------------------ */

static void expect_conserved(Walk *walk)
{
    walk_expect_verified(walk);
    walk_expect_payments(walk);
    walk_expect_money(walk, walk->desk->today + 400, INT64_MAX);
    walk_expect_money(walk, walk->desk->today, INT64_MAX);
    for (int i = 0; i < 3 && !g_test_failed(); i++) {
        int64_t back_us = wild_below(&walk->wild, INT64_C(8) * 86400 * 1000000);
        walk_expect_money(walk, walk->desk->today - (Day)wild_below(&walk->wild, 70), INT64_MAX);
        walk_expect_money(walk, walk->desk->today - (Day)wild_below(&walk->wild, 20),
                          walk->desk->now_us - back_us);
    }
}

static void test_money(void)
{
    Walk walk;
    walk_open(&walk, NULL, walk_seed());
    if (walk.desk == NULL) return;
    for (int64_t left = walk_steps(400); left > 0 && !g_test_failed(); left -= 40) {
        wander(&walk, 40);
        expect_conserved(&walk);
        walk_sleep(&walk);
        if (wild_chance(&walk.wild, 70)) walk_day(&walk, 1, false);
    }
    tell(&walk);
    walk_close(&walk);
}

/* --- refusals --------------------------------------------------------------------------------- */

/* A person whom the law bids us keep: the gate denies the erasure. */
static void ask_denied(Walk *walk)
{
    static const char *const LINES[] = {
        "{\"do\":\"creditor.open\",\"ref\":\"AG\",\"name\":\"Client\",\"role\":\"third_party\","
        "\"country\":\"US\"}",
        "{\"do\":\"debtor.open\",\"ref\":\"KEPT\",\"name\":\"Jane Roe\",\"kind\":\"person\","
        "\"country\":\"US\",\"region\":\"NJ\"}",
        "{\"do\":\"account.open\",\"ref\":\"KEPT\",\"debtor\":\"KEPT\",\"creditor\":\"AG\","
        "\"kind\":\"consumer\",\"currency\":\"USD\"}",
        "{\"do\":\"item.post\",\"account\":\"KEPT\",\"number\":\"1\",\"amount\":\"900\"}",
        "{\"do\":\"person.erase\",\"debtor\":\"KEPT\",\"reason\":\"asked\"}",
    };
    int64_t denied = walk->denied;
    for (size_t i = 0; i < G_N_ELEMENTS(LINES); i++) {
        Json *line = json_text_parse(LINES[i], strlen(LINES[i]), NULL);
        g_autofree char *said = walk_line(walk, line, false);
    }
    g_assert_cmpint(walk->denied, ==, denied + 1);
}

static void test_refusals(void)
{
    Walk walk;
    walk_open(&walk, NULL, walk_seed());
    if (walk.desk == NULL) return;
    walk.traces = true;
    ask_denied(&walk);
    for (int64_t left = walk_steps(150); left > 0 && !g_test_failed(); left -= 30) {
        walk_day(&walk, 1, false);
        wander(&walk, 30);
        walk_sleep(&walk);
    }
    tell(&walk);
    walk_close(&walk);
}

/* --- days ------------------------------------------------------------------------------------- */

static void expect_same_book(Walk *walk, const char *what, const char *before)
{
    g_autofree char *after = whole_tables(walk->desk->db);
    whole_expect_same(what, before, after);
}

/* Snapshots are what the day's first run saw; a settled account's row waits for the next one. */
static char *derived(Walk *walk, const char *table)
{
    static const char SNAPSHOT[] = "snapshot_";
    g_autofree char *text = whole_table(walk->desk->db, table);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    GString *out = g_string_new(NULL);
    for (char **line = lines; *line != NULL; line++) {
        if (strstr(*line, "|bucket=-1|") != NULL && strstr(*line, "|balance_minor=0|") != NULL &&
            strstr(*line, "|open_count=0|") != NULL)
            continue;
        if (**line == '\0' ||
            g_str_has_suffix(*line, "|last_payment_day=~|last_payment_minor=0|months="))
            continue;
        g_auto(GStrv) columns = g_strsplit(*line, "|", -1);
        for (char **column = columns; *column != NULL; column++)
            if (!g_str_has_prefix(*column, SNAPSHOT)) g_string_append_printf(out, "%s|", *column);
        g_string_append_c(out, '\n');
    }
    return g_string_free(out, FALSE);
}

/* What actions kept up to date is what a rebuild makes of the whole book. */
static void expect_rebuilt(Walk *walk)
{
    g_autofree char *accounts = derived(walk, "d_account");
    g_autofree char *habits = derived(walk, "d_habit");
    walk_day(walk, 1, true);
    g_autofree char *accounts_again = derived(walk, "d_account");
    g_autofree char *habits_again = derived(walk, "d_habit");
    whole_expect_same("day --rebuild", habits, habits_again);
    whole_expect_same("day --rebuild", accounts, accounts_again);
}

static void test_days(void)
{
    Walk walk;
    walk_open(&walk, NULL, walk_seed());
    if (walk.desk == NULL) return;
    for (int64_t left = walk_steps(400); left > 0 && !g_test_failed(); left -= 25) {
        walk_day(&walk, 1 + (int)wild_below(&walk.wild, 2), false);
        g_autofree char *once = whole_tables(walk.desk->db);
        walk_day(&walk, 2, false);
        expect_same_book(&walk, "the same day again", once);
        wander(&walk, 25);
        /* The day has been decided; the lines since decided their debtors again. */
        walk_day(&walk, 1, false);
        walk_expect_verified(&walk);
        expect_rebuilt(&walk);
        walk_expect_verified(&walk);
        walk_sleep(&walk);
        if (wild_chance(&walk.wild, 20)) walk_sleep(&walk);
    }
    tell(&walk);
    walk_close(&walk);
}

/* --- the past --------------------------------------------------------------------------------- */

enum { KEPT_MAX = 12 };

typedef struct {
    WholeQuery query;
    char *views;
} Kept;

/* Views again with a parameter that shows what they leave out by themselves. */
static const char *const MORE[][3] = {
    { "items", "state", "all" },
    { "items", "future", "true" },
    { "aging", "by", "owner" },
    { "aging", "by", "creditor" },
    { "aging", "by", "segment" },
    { "aging", "in", "USD" },
    { "status", "by", "kind" },
    { "kpi", "by", "creditor" },
    { "points", "state", "all" },
    { "consents", "state", "all" },
    { "preferences", "state", "all" },
    { "statuses", "state", "all" },
    { "traces", "state", "all" },
    { "sample", "of", "contacts" },
    { "sample", "of", "verdicts" },
    { "sample", "of", "payments" },
    { "sample", "of", "adjustments" },
    { "sample", "of", "disputes" },
    { "sample", "of", "journal" },
    { "rolls", "measure", "amount" },
    { "accounts", "where", "debtor_kind = \"person\" or has_email or region = \"TX\"" },
};

/* Of the day, of a day before it and of one to come. */
static char *report(const Walk *walk, WholeQuery query)
{
    static const int DAYS[] = { 0, -9, 20 };
    GString *out = g_string_new(NULL);
    Day day = query.as_of;
    for (size_t i = 0; i < G_N_ELEMENTS(DAYS); i++) {
        query.as_of = day + DAYS[i];
        g_autofree char *views = whole_views(walk->desk, &query);
        g_string_append(out, views);
    }
    query.as_of = day;
    for (size_t i = 0; i < G_N_ELEMENTS(MORE); i++) {
        query.name = MORE[i][1];
        query.value = MORE[i][2];
        g_autofree char *view = whole_view(walk->desk, view_find(MORE[i][0]), &query);
        g_string_append_printf(out, "--- %s %s %s\n%s", MORE[i][0], MORE[i][1], MORE[i][2], view);
    }
    return g_string_free(out, FALSE);
}

static void keep(Walk *walk, Kept *kept)
{
    const WildAccount *account = walk->wild.accounts->pdata[0];
    kept->query = (WholeQuery){ .as_of = walk->desk->today,
                                .known_us = walk->desk->now_us,
                                .account = account->ref,
                                .debtor = account->debtor };
    kept->views = report(walk, kept->query);
    walk->desk->now_us += 1000000;
}

static void expect_kept(Walk *walk, const Kept *kept)
{
    char instant[INSTANT_TEXT_SIZE];
    g_autofree char *now = report(walk, kept->query);
    g_autofree char *what =
        g_strdup_printf("as known at %s", clock_text(kept->query.known_us, instant));
    g_auto(GStrv) before = g_strsplit(kept->views, "--- ", -1);
    g_auto(GStrv) after = g_strsplit(now, "--- ", -1);
    g_assert_cmpuint(g_strv_length(before), ==, g_strv_length(after));
    for (size_t i = 0; before[i] != NULL && after[i] != NULL; i++)
        whole_expect_same(what, before[i], after[i]);
}

/* What was erased is gone from the past as well: the reports kept are those that are left. */
static void erase_kept(Walk *walk, Kept *kept, size_t count, int64_t *erasures)
{
    int64_t all = harness_int(walk->desk->db, "SELECT COUNT(*) FROM erasure");
    for (size_t i = 0; all > *erasures && i < count; i++) {
        g_free(kept[i].views);
        kept[i].views = report(walk, kept[i].query);
    }
    *erasures = all;
}

static void test_past(void)
{
    Walk walk;
    Kept kept[KEPT_MAX] = { 0 };
    size_t count = 0;
    int64_t erasures = 0;
    walk_open(&walk, NULL, walk_seed());
    if (walk.desk == NULL) return;
    for (int64_t left = walk_steps(300); left > 0 && !g_test_failed(); left -= 25) {
        if (wild_chance(&walk.wild, 80)) walk_day(&walk, 1, false);
        wander(&walk, 25);
        erase_kept(&walk, kept, count, &erasures);
        if (count < KEPT_MAX) keep(&walk, &kept[count++]);
        for (int i = 0; i < 3 && !g_test_failed(); i++)
            expect_kept(&walk, &kept[wild_below(&walk.wild, (int64_t)count)]);
        walk_sleep(&walk);
    }
    for (size_t i = 0; i < count && !g_test_failed(); i++) expect_kept(&walk, &kept[i]);
    for (size_t i = 0; i < count; i++) g_free(kept[i].views);
    tell(&walk);
    walk_close(&walk);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/life/money", test_money);
    g_test_add_func("/life/refusals", test_refusals);
    g_test_add_func("/life/days", test_days);
    g_test_add_func("/life/past", test_past);
    return g_test_run();
}
