/* desk/walk.c: asks the made-up lines of a book and looks at what they left.  Checks by views, by
 * the journal and by the tally. */
#include "desk/walk.h"

#include "harness/harness.h"
#include "run/line.h"
#include "run/verify.h"
#include <stdlib.h>
#include <string.h>

enum { SECOND_US = 1000000, ACCOUNTS_FIRST = 6 };
#define FIRST_MORNING "2025-03-03T09:00:00Z"

uint64_t walk_seed(void)
{
    const char *text = g_getenv("RECOUP_SEED");
    uint64_t seed = text != NULL ? g_ascii_strtoull(text, NULL, 10) : (uint64_t)g_get_real_time();
    g_test_message("seed %" G_GUINT64_FORMAT " (RECOUP_SEED walks it again)", seed);
    return seed;
}

int64_t walk_steps(int64_t usual)
{
    const char *text = g_getenv("RECOUP_STEPS");
    if (text != NULL) return g_ascii_strtoll(text, NULL, 10);
    return strcmp(harness_engine(), "pg") == 0 ? usual / 3 : usual;
}

/* --- beginning and end ------------------------------------------------------------------------ */

static void open_some(Walk *walk, const char *action, int count)
{
    for (int i = 0; i < count; i++) {
        Json *line = wild_line_of(&walk->wild, desk_action(action));
        g_autofree char *said = walk_line(walk, line, false);
    }
}

void walk_open(Walk *walk, const char *engine, uint64_t seed)
{
    GError *error = NULL;
    *walk = (Walk){ .url = harness_book(engine) };
    if (walk->url == NULL) return;
    DeskOptions options = { walk->url, FIRST_MORNING, NULL, NULL };
    walk->desk = desk_init(&options, "commercial", "UTC", "USD", &error);
    g_assert_no_error(error);
    wild_init(&walk->wild, seed, walk->desk->today);
    tally_init(&walk->tally);
    open_some(walk, "user.open", 4);
    open_some(walk, "creditor.open", 3);
    open_some(walk, "debtor.open", ACCOUNTS_FIRST);
    open_some(walk, "account.open", 2 * ACCOUNTS_FIRST);
}

void walk_close(Walk *walk)
{
    if (walk->url == NULL) return;
    wild_clear(&walk->wild);
    tally_clear(&walk->tally);
    desk_close(walk->desk);
    harness_drop(walk->url);
    g_free(walk->last);
}

/* --- lines ------------------------------------------------------------------------------------ */

static int64_t open_of(void *data, const char *account, const char *number)
{
    Walk *walk = data;
    GError *error = NULL;
    bool found = false;
    DbStmt *stmt = db_stmt(walk->desk->db,
                           "SELECT i.open_minor FROM account_ref r JOIN item i ON i.debtor_id = "
                           "r.debtor_id AND i.account_id = r.account_id WHERE r.ref = $1 AND "
                           "i.number = $2");
    db_bind_text(stmt, 1, account);
    db_bind_text(stmt, 2, number);
    bool done = db_one(stmt, &found, &error);
    g_assert_no_error(error);
    return done && found ? db_int(stmt, 0) : 0;
}

static int64_t entries(Walk *walk)
{
    return harness_int(walk->desk->db, "SELECT COUNT(*) FROM journal");
}

/* What a refusal by the gate leaves: its answers, and entries that name it. */
typedef struct {
    int64_t entries, refusals, answers;
} Kept;

static Kept kept(Walk *walk)
{
    Db *db = walk->desk->db;
    return (Kept){
        entries(walk),
        harness_int(db, "SELECT COUNT(*) FROM journal WHERE action = 'contact.refused'"),
        harness_int(db, "SELECT COUNT(*) FROM verdict"),
    };
}

static char *trace(Walk *walk)
{
    return walk->traces ? whole_tables(walk->desk->db) : whole_heads(walk->desk->db);
}

static void expect_no_trace(Walk *walk, const char *before, const char *why)
{
    g_autofree char *after = trace(walk);
    g_autofree char *what = g_strdup_printf("%s left a trace: %s", walk->last, why);
    whole_expect_same(what, before, after);
}

static bool is_of_gate(const char *sentence)
{
    static const char *const SAYS[] = { "the gate denies it: ", "the gate requires ",
                                        "it needs an override that somebody else approves: " };
    for (size_t i = 0; i < G_N_ELEMENTS(SAYS); i++)
        if (g_str_has_prefix(sentence, SAYS[i])) return true;
    return false;
}

/* Of the whole book: the answers, the versions they were given by, the counters of both and the
 * entry. */
static bool is_of_refusal(const char *line)
{
    if (g_str_has_prefix(line + 1, "id_block: "))
        return strstr(line, "kind=verdict|") != NULL || strstr(line, "kind=gate_version|") != NULL;
    if (g_str_has_prefix(line, "+journal: ")) return strstr(line, "|action=contact.refused|");
    return g_str_has_prefix(line, "+verdict: ") || g_str_has_prefix(line, "+gate_version: ");
}

static void expect_only_refusal(Walk *walk, const char *before)
{
    g_autofree char *after = trace(walk);
    g_autofree char *changes = whole_changes(before, after);
    g_auto(GStrv) lines = g_strsplit(changes, "\n", -1);
    for (char **line = lines; *line != NULL; line++) {
        if (**line == '\0' || is_of_refusal(*line)) continue;
        g_test_message("%s, refused by the gate, left more than its answer: %s", walk->last, *line);
        g_test_fail();
    }
}

/* The gate's refusal stays in the book: what it answered, and one entry that names it. */
static void check_denial(Walk *walk, const char *before, const Kept *was)
{
    Kept is = kept(walk);
    walk->denied++;
    if (is.entries != was->entries + 1 || is.refusals != was->refusals + 1 ||
        is.answers <= was->answers) {
        g_test_message("%s, refused by the gate, left %" G_GINT64_FORMAT
                       " entries, %" G_GINT64_FORMAT
                       " of them contact.refused, and %" G_GINT64_FORMAT " answers",
                       walk->last, is.entries - was->entries, is.refusals - was->refusals,
                       is.answers - was->answers);
        g_test_fail();
    }
    if (walk->traces) expect_only_refusal(walk, before);
}

/* A refusal is the book's own sentence, not the database's. */
static void check_refusal(Walk *walk, const GError *error, const char *before, const Kept *was)
{
    walk->refused++;
    if (problem_is(error, PROBLEM_STORAGE) || strstr(error->message, "constraint") != NULL ||
        strchr(error->message, '\n') != NULL) {
        g_test_message("%s is refused with: %s", walk->last, error->message);
        g_test_fail();
    }
    if (is_of_gate(error->message))
        check_denial(walk, before, was);
    else
        expect_no_trace(walk, before, error->message);
}

char *walk_line(Walk *walk, Json *taken, bool again)
{
    g_autoptr(Json) line = taken;
    g_autoptr(GError) error = NULL;
    g_autofree char *before = trace(walk);
    Kept was = kept(walk);
    walk->desk->now_us += SECOND_US;
    g_free(walk->last);
    walk->last = json_text_write(line, false);
    tally_before(&walk->tally, line, open_of, walk);
    g_autoptr(Json) answer = line_do_line(walk->desk, line, &error);
    if (answer == NULL) {
        check_refusal(walk, error, before, &was);
        if (g_test_verbose()) g_test_message("%s REFUSED %s", walk->last, error->message);
        return g_strdup(error->message);
    }
    char *text = json_text_write(answer, false);
    if (g_test_verbose()) g_test_message("%s ANSWERED %s", walk->last, text);
    if (again) {
        walk->again++;
        expect_no_trace(walk, before, "it was done before");
        return text;
    }
    walk->accepted++;
    if (entries(walk) != was.entries + 1) {
        g_test_message("%s made no entry, or several", walk->last);
        g_test_fail();
    }
    tally_note(&walk->tally, line, answer, walk->desk->today, walk->desk->now_us);
    wild_learn(&walk->wild, line, answer);
    return text;
}

void walk_step(Walk *walk)
{
    bool again = false;
    Json *line = wild_line(&walk->wild, &again);
    g_autofree char *said = walk_line(walk, line, again);
}

void walk_sleep(Walk *walk)
{
    walk->desk->now_us += INT64_C(86400) * SECOND_US;
    walk->desk->now_us -= walk->desk->now_us % SECOND_US;
    walk->desk->today = clock_zone_day(walk->desk->zone, walk->desk->now_us);
    walk->wild.today = walk->desk->today;
}

void walk_day(Walk *walk, int jobs, bool rebuild)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Json) record = json_text_new_object();
    json_text_set(record, "jobs", json_text_new_int(jobs));
    json_text_set(record, "rebuild", json_text_new_bool(rebuild));
    g_autoptr(Json) answer = line_do(walk->desk, "day.run", record, &error);
    g_assert_no_error(error);
    g_assert_nonnull(answer);
    WholeQuery query = {
        .as_of = walk->desk->today, .known_us = INT64_MAX, .account = "", .debtor = ""
    };
    g_autofree char *work = whole_view(walk->desk, view_find("worklist"), &query);
    wild_learn_work(&walk->wild, work);
}

/* --- money ------------------------------------------------------------------------------------ */

typedef void (*RowFn)(Walk *walk, const Json *row, void *data);

static const char *said(const Json *row, const char *field)
{
    const char *text = json_text_string(json_text_get(row, field));
    return text != NULL ? text : "";
}

static void each_row(Walk *walk, const char *view, const WholeQuery *query, RowFn each, void *data)
{
    g_autofree char *text = whole_view(walk->desk, view_find(view), query);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    if (g_str_has_prefix(text, "refused: ")) {
        g_test_message("%s %s", view, text);
        g_test_fail();
        return;
    }
    for (char **at = lines; *at != NULL && **at != '\0'; at++) {
        g_autoptr(Json) row = json_text_parse(*at, strlen(*at), NULL);
        g_assert_nonnull(row);
        each(walk, row, data);
    }
}

static int64_t *sum_of(GHashTable *sums, const char *account)
{
    int64_t *sum = g_hash_table_lookup(sums, account);
    if (sum == NULL) g_hash_table_insert(sums, g_strdup(account), sum = g_new0(int64_t, 1));
    return sum;
}

static void add_balance(Walk *walk, const Json *row, void *data)
{
    (void)walk;
    *sum_of(data, said(row, "ref")) += tally_minor(said(row, "balance"), said(row, "currency"));
}

static void add_parts(Walk *walk, const Json *row, void *data)
{
    static const char *const PARTS[] = { "not_due", "past_due", "unapplied" };
    (void)walk;
    for (size_t i = 0; i < G_N_ELEMENTS(PARTS); i++)
        *sum_of(data, said(row, "ref")) += tally_minor(said(row, PARTS[i]), said(row, "currency"));
}

static void compare(Walk *walk, GHashTable *sums, const char *what, Day as_of, int64_t known_us)
{
    char day[DAY_TEXT_SIZE], instant[INSTANT_TEXT_SIZE];
    for (unsigned i = 0; i < walk->wild.accounts->len; i++) {
        const WildAccount *account = walk->wild.accounts->pdata[i];
        int64_t owed = tally_balance(&walk->tally, account->ref, as_of, known_us);
        int64_t shown = *sum_of(sums, account->ref);
        if (owed == shown) continue;
        g_test_message("account %s as of %s known %s: the lines say %" G_GINT64_FORMAT
                       ", the view's %s %" G_GINT64_FORMAT,
                       account->ref, day_text(as_of, day),
                       known_us == INT64_MAX ? "now" : clock_text(known_us, instant), owed, what,
                       shown);
        g_test_fail();
    }
}

void walk_expect_money(Walk *walk, Day as_of, int64_t known_us)
{
    WholeQuery query = { .as_of = as_of, .known_us = known_us, .account = "", .debtor = "" };
    g_autoptr(GHashTable) balances = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    g_autoptr(GHashTable) parts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    each_row(walk, "accounts", &query, add_balance, balances);
    each_row(walk, "accounts", &query, add_parts, parts);
    compare(walk, balances, "balance", as_of, known_us);
    compare(walk, parts, "parts", as_of, known_us);
}

static void check_payment(Walk *walk, const Json *row, void *data)
{
    const char *account = "", *currency = said(row, "currency");
    int64_t counts = 0;
    g_assert_true(tally_payment(&walk->tally, said(row, "ref"), &account, &counts));
    int64_t allocated = tally_minor(said(row, "allocated"), currency);
    int64_t unapplied = tally_minor(said(row, "unapplied"), currency);
    ++*(unsigned *)data;
    if (allocated + unapplied == counts && strcmp(account, said(row, "account")) == 0 &&
        allocated >= 0 && unapplied >= 0)
        return;
    g_autofree char *text = json_text_write(row, false);
    g_test_message("payment counts for %" G_GINT64_FORMAT " of %s, the view says %s", counts,
                   account, text);
    g_test_fail();
}

void walk_expect_payments(Walk *walk)
{
    /* Far enough that all that is dated later has come. */
    WholeQuery query = {
        .as_of = walk->desk->today + 400, .known_us = INT64_MAX, .account = "", .debtor = ""
    };
    unsigned seen = 0;
    each_row(walk, "payments", &query, check_payment, &seen);
    g_assert_cmpuint(seen, ==, tally_payments(&walk->tally));
}

void walk_expect_verified(Walk *walk)
{
    g_autoptr(GError) error = NULL;
    g_auto(VerifyReport) report = { 0 };
    VerifyOptions options = { .jobs = 1 };
    bool done = verify_run(walk->desk, &options, &report, &error);
    g_assert_no_error(error);
    g_assert_true(done);
    for (unsigned i = 0; i < report.findings->len && i < 5; i++)
        g_test_message("verify: %s", (const char *)report.findings->pdata[i]);
    if (report.count > 0) g_test_fail();
}
