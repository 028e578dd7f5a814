/* tests/gate/year/test_gate_year_book.c: the year of the pushy firm through the doors of a book.
 * What is known of the persons is noted by actions, a strategy that contacts every day is decided
 * by the daily run, and every contact is logged by `contact.log`.  The checker (check*.sql) finds
 * no violation in what the log took, and many in a log that took everything.
 *
 *   GATE_YEAR_PERSONS=1000 test_gate_year_book     more persons, in books of 20 */
#include "harness/harness.h"
#include "run/line.h"
#include "year_check.h"
#include "year_door.h"

#include <stdlib.h>
#include <string.h>

enum { PERSONS = 10, PERSONS_PG = 3, BATCH = 20, WORKS = 8, RULES_BROKEN = 20 };

/* Everybody, every day, by all means. */
static const char PUSH[] =
    "policy: push\n"
    "segments:\n"
    "  - {name: everyone, treatment: push}\n"
    "treatments:\n"
    "  - name: push\n"
    "    steps:\n"
    "      - {name: call, at: 1, wait: 1, channel: call, action: Call.}\n"
    "      - {name: text, at: 2, wait: 1, channel: sms, action: Text.}\n"
    "      - {name: mail, at: 3, wait: 1, channel: email, action: Write.}\n"
    "      - {name: letter, at: 4, wait: 1, channel: letter, action: Print.}\n"
    "    finally: {every: 1, action: Call again., channel: call}\n";

typedef struct {
    int64_t at_us;
    int guest; /* -1: the daily run */
} Moment;

/* A step that is due today. */
typedef struct {
    char work[32], step[16];
    int debt; /* of the person's; the account's reference ends in it */
} Due;

typedef struct {
    Desk *desk;
    char *url;
    YearBook *book;
    YearGuest *guests;
    size_t count;
    GArray *moments;
    int64_t happenings, contacts, let, refused, works, worked;
    Due due[BATCH][WORKS];
    const char *breach; /* NULL: nothing is logged against the gate */
} Firm;

/* ---- the book ---- */

static void open_book(Firm *firm)
{
    g_autoptr(GError) error = NULL;
    DeskOptions options = { .url = firm->url, .now = "2026-04-01T08:00:00Z" };
    firm->desk = desk_init(&options, NULL, "America/New_York", "USD", &error);
    g_assert_no_error(error);
    g_autoptr(Json) record = json_text_new_object();
    json_text_set(record, "text", json_text_new_string(PUSH));
    g_autoptr(Json) answer = desk_do(firm->desk, "policy.activate", record, &error);
    g_assert_no_error(error);
    g_assert_nonnull(answer);
}

/* Ids are counted over all persons. */
static Year *enter(Firm *firm, size_t guest)
{
    Year *y = &firm->guests[guest].y;
    y->happenings = firm->happenings;
    y->contacts = firm->contacts;
    return y;
}

static void leave(Firm *firm, const Year *y)
{
    firm->happenings = y->happenings;
    firm->contacts = y->contacts;
}

/* ---- the days ---- */

static int by_time(const void *a, const void *b)
{
    const Moment *x = a, *y = b;
    if (x->at_us != y->at_us) return x->at_us < y->at_us ? -1 : 1;
    return x->guest - y->guest;
}

static void plan(Firm *firm, size_t guest, bool run[])
{
    Year *y = &firm->guests[guest].y;
    bool active[YEAR_DAYS] = { false };
    int64_t at_us[YEAR_TIMES];
    year_days(y, active);
    for (Day day = y->first; day <= y->last; day++) {
        size_t count = active[day - y->first] ? year_times(y, day, at_us) : 0;
        if (count > 0) run[day - YEAR_FIRST_DAY] = true;
        for (size_t i = 0; i < count; i++) {
            Moment m = { at_us[i], (int)guest };
            g_array_append_val(firm->moments, m);
        }
    }
}

static void plan_all(Firm *firm)
{
    enum { SPAN = YEAR_LEAP_DAY + YEAR_LEAP_DAYS - YEAR_FIRST_DAY };
    bool run[SPAN] = { false };
    firm->moments = g_array_new(FALSE, FALSE, sizeof(Moment));
    for (size_t i = 0; i < firm->count; i++) plan(firm, i, run);
    for (int day = 0; day < SPAN; day++) {
        Moment m = { ((int64_t)(YEAR_FIRST_DAY + day) * 86400 + 5 * 3600) * YEAR_SECOND_US, -1 };
        if (run[day]) g_array_append_val(firm->moments, m);
    }
    g_array_sort(firm->moments, by_time);
}

static void put_due(Firm *firm, DbStmt *row, size_t used[BATCH])
{
    size_t guest = (size_t)db_int(row, 0) - 1;
    if (guest >= firm->count || used[guest] >= WORKS) return;
    Due *due = &firm->due[guest][used[guest]++];
    g_snprintf(due->work, sizeof due->work, "W%lld-%lld-%lld", (long long)db_int(row, 0),
               (long long)db_int(row, 1), (long long)db_int(row, 2));
    g_strlcpy(due->step, db_text(row, 3), sizeof due->step);
    due->debt = (int)g_ascii_strtoll(strrchr(db_text(row, 4), '-') + 1, NULL, 10);
    firm->works++;
}

/* The daily run, and the work that it brought. */
static void run_day(Firm *firm)
{
    static const char DUE[] =
        "SELECT d.debtor_id, d.account_id, d.work_no, d.step, a.ref FROM d_account d JOIN account a"
        " ON a.debtor_id = d.debtor_id AND a.account_id = d.account_id"
        " WHERE d.step_state = 1 AND d.work_no > 0 ORDER BY d.debtor_id, d.account_id";
    size_t used[BATCH] = { 0 };
    g_autoptr(GError) error = NULL;
    g_autoptr(Json) record = json_text_new_object();
    g_autoptr(Json) answer = line_do(firm->desk, "day.run", record, &error);
    g_assert_no_error(error);
    g_assert_nonnull(answer);
    memset(firm->due, 0, sizeof firm->due);
    DbStmt *stmt = db_stmt(firm->desk->db, DUE);
    while (db_next(stmt, &error) == DB_ROW) put_due(firm, stmt, used);
    g_assert_no_error(error);
}

/* ---- contacts ---- */

/* What the step says, to the person, about that account. */
static bool by_work(Year *y, const Due *due, int64_t at_us, YearAct *act)
{
    static const struct {
        const char *step;
        GateChannel channel;
    } STEPS[] = { { "text", CHANNEL_SMS },
                  { "mail", CHANNEL_EMAIL },
                  { "letter", CHANNEL_LETTER } };
    GateChannel channel = CHANNEL_CALL;
    for (size_t i = 0; i < G_N_ELEMENTS(STEPS); i++)
        if (strcmp(due->step, STEPS[i].step) == 0) channel = STEPS[i].channel;
    if (*due->work == '\0') return false;
    for (int i = 0; i < 200; i++) {
        year_act_contact(y, at_us, act);
        if (act->action.channel != channel || strcmp(act->whom, "person") != 0) continue;
        act->action.debts = (GateDebtSet){ 1ULL << due->debt, true };
        return year_door_fits(act);
    }
    return false;
}

static bool some_contact(Year *y, int64_t at_us, YearAct *act)
{
    for (int i = 0; i < 200; i++) {
        year_propose(y, at_us, act);
        if (act->action.channel <= CHANNEL_LETTER && year_door_fits(act)) return true;
    }
    return false;
}

static void contact(Firm *firm, size_t guest, int64_t at_us)
{
    Year *y = enter(firm, guest);
    YearAct act;
    GateVerdict needs;
    Due *due = &firm->due[guest][year_made_pick(y, WORKS)];
    bool works = by_work(y, due, at_us, &act);
    if (works || some_contact(y, at_us, &act)) {
        YearDoorEnd end = { .result = year_act_result(y, &act), .breach = firm->breach };
        if (works) end.work = due->work;
        if (year_door_contact(firm->desk, &firm->guests[guest], &act, &end, &needs)) {
            if (works) due->work[0] = '\0';
            const char *word = year_act_done(y, &act, end.result);
            year_book_contact(firm->book, y, &act, &needs, word);
            firm->let++;
        } else {
            firm->refused++;
        }
        firm->worked += works;
    }
    leave(firm, y);
}

static void live(Firm *firm)
{
    for (unsigned i = 0; i < firm->moments->len; i++) {
        Moment m = g_array_index(firm->moments, Moment, i);
        year_door_clock(firm->desk, m.at_us);
        if (m.guest < 0) {
            run_day(firm);
            continue;
        }
        year_door_tell(firm->desk, &firm->guests[m.guest], m.at_us);
        contact(firm, (size_t)m.guest, m.at_us);
    }
}

/* ---- a batch of persons ---- */

static void arrive(Firm *firm, size_t count, uint64_t seed, int64_t *number)
{
    firm->guests = g_new0(YearGuest, BATCH);
    for (firm->count = 0; firm->count < count; firm->count++) {
        YearGuest *guest = &firm->guests[firm->count];
        do {
            enter(firm, firm->count);
            year_made_person(&guest->y, seed, (*number)++);
            leave(firm, &guest->y);
        } while (!year_door_fit(&guest->y));
        year_book_person(firm->book, &guest->y);
        year_door_arrive(firm->desk, guest);
    }
}

static void depart(Firm *firm)
{
    for (size_t i = 0; i < firm->count; i++) {
        year_book_history(firm->book, &firm->guests[i].y);
        year_door_leave(&firm->guests[i]);
    }
    year_book_flush(firm->book);
    g_free(firm->guests);
    g_array_unref(firm->moments);
    desk_close(firm->desk);
    harness_drop(firm->url);
}

/* Every contact that went out has its answer, and no other is in the log. */
static void expect_answers(const Firm *firm)
{
    static const char UNANSWERED[] =
        "SELECT COUNT(*) FROM contact c WHERE c.direction = 0 AND NOT EXISTS (SELECT 1 FROM "
        "verdict v"
        " WHERE v.debtor_id = c.debtor_id AND v.verdict_id = c.verdict_id AND v.at_us = c.at_us"
        " AND v.stage = 2 AND (v.outcome < 2 OR c.breach <> ''))";
    Db *db = firm->desk->db;
    g_assert_cmpint(harness_int(db, UNANSWERED), ==, 0);
    g_assert_cmpint(harness_int(db, "SELECT COUNT(*) FROM contact WHERE direction = 0"), ==,
                    firm->let);
}

static YearBook *simulate(uint64_t seed, int64_t *number, size_t count, const char *breach)
{
    Firm firm = { .url = harness_book(NULL), .breach = breach };
    if (firm.url == NULL) return NULL;
    firm.book = year_book_new();
    open_book(&firm);
    arrive(&firm, count, seed, number);
    plan_all(&firm);
    live(&firm);
    expect_answers(&firm);
    depart(&firm);
    g_test_message("%lld let through, %lld refused; %lld of %lld works tried", (long long)firm.let,
                   (long long)firm.refused, (long long)firm.worked, (long long)firm.works);
    g_assert_cmpint(firm.let, >, 0);
    if (breach == NULL) g_assert_cmpint(firm.refused, >, 0);
    return firm.book;
}

static int64_t number_of(const char *name, int64_t otherwise)
{
    const char *value = g_getenv(name);
    return value != NULL ? g_ascii_strtoll(value, NULL, 10) : otherwise;
}

static void test_checked(void)
{
    YearCheck *checker = year_check_read();
    uint64_t seed = (uint64_t)number_of("GATE_YEAR_SEED", 1);
    bool pg = strcmp(harness_engine(), "pg") == 0;
    int64_t persons = number_of("GATE_YEAR_PERSONS", pg ? PERSONS_PG : PERSONS);
    int64_t number = number_of("GATE_YEAR_FIRST", 0);
    int found = 0;
    for (int64_t i = 0; i < persons; i += BATCH) {
        YearBook *book = simulate(seed, &number, (size_t)MIN(BATCH, persons - i), NULL);
        if (book == NULL) return;
        year_check_prepare(checker, year_book_db(book), 0, year_check_count(checker));
        for (size_t q = 0; q < year_check_count(checker); q++)
            found += year_check_violations(checker, q, year_book_db(book), true);
        year_book_free(book);
    }
    g_assert_cmpint(found, ==, 0);
}

/* The same firm, whose log takes everything as a breach: the checker sees it. */
static void test_breach(void)
{
    YearCheck *checker = year_check_read();
    int64_t number = 0;
    YearBook *book =
        simulate((uint64_t)number_of("GATE_YEAR_SEED", 1), &number, PERSONS, "we wanted to");
    if (book == NULL) return;
    int broken = 0;
    year_check_prepare(checker, year_book_db(book), 0, year_check_count(checker));
    for (size_t q = 0; q < year_check_count(checker); q++)
        broken += year_check_violations(checker, q, year_book_db(book), false) > 0;
    year_book_free(book);
    g_test_message("%d rules broken", broken);
    g_assert_cmpint(broken, >=, RULES_BROKEN);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/gate/book/checked", test_checked);
    /* The checker is the same on both engines. */
    if (strcmp(harness_engine(), "pg") != 0) g_test_add_func("/gate/book/breach", test_breach);
    return g_test_run();
}
