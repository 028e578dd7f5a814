/* tests/gate/year/test_gate_year.c: a year of a firm that pushes without pause, before the gate; an
 * independent checker (check*.sql) finds no violation in what was let through, and finds one for
 * each rule that is switched off (where a rule only defines: when the gate is told a falsehood).
 *
 *   GATE_YEAR_PERSONS=100000 test_gate_year -p /gate/year/checked    the large run, in batches
 *   GATE_YEAR_FIRST=25000                                            a part of it, from that person
 * on GATE_YEAR_SEED=7, GATE_YEAR_BOOK=file.db                         another year; a book to look
 * at GATE_YEAR_OFF=23,24                                              without these rules */
#include "gate/gate_plan.h"
#include "year.h"
#include "year_check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PERSONS = 1000, BATCH = 1000, MUTATION_BATCH = 50, MUTATION_PERSONS = 6000, OFF_MAX = 4 };
enum { ENOUGH = 100 };

typedef struct {
    uint64_t asked, let, allowed[GATE_RULES + 1], objected[GATE_RULES + 1];
} Counts;

/* What the gate is kept from: rules that are silent, or one that is told what is not so. */
typedef struct {
    bool off[GATE_RULES + 1];
    int lie; /* 0: none */
} Off;

static YearCheck *checker;

static int64_t number_of(const char *name, int64_t otherwise)
{
    const char *value = g_getenv(name);
    return value != NULL ? g_ascii_strtoll(value, NULL, 10) : otherwise;
}

/* ---- the gate, perhaps without some rules ---- */

static void without(GateVerdict *v, const Off *off)
{
    size_t kept = 0;
    GateOutcome outcome = GATE_ALLOW;
    for (size_t i = 0; i < v->reason_count; i++) {
        const GateReason *reason = &v->reasons[i];
        if (off->off[reason->rule] && reason->kind != REASON_EXCEPTION) continue;
        if (reason->kind == REASON_DENY) outcome = GATE_DENY;
        if (reason->kind == REASON_REQUIRE && outcome == GATE_ALLOW) outcome = GATE_REQUIRE;
        v->reasons[kept++] = *reason;
    }
    v->reason_count = kept;
    v->outcome = outcome;
}

static const GateFigure *figure(const GateVerdict *v, const char *name)
{
    for (size_t i = 0; i < v->figure_count; i++)
        if (strcmp(v->figures[i].name, name) == 0) return &v->figures[i];
    return NULL;
}

/* Rules that only define object through what they set. */
static bool defines(const GateVerdict *v, int rule, bool overlay)
{
    const GateFigure *f;
    switch (rule) {
    case 1: return (f = figure(v, "scope")) != NULL && strcmp(f->text, "out_of_reg_f") == 0;
    case 26: return (f = figure(v, "particular_debts")) != NULL && f->number > 1;
    case 27: return (v->flags & ~1u) != 0;
    case 61: return overlay && figure(v, "overlay") != NULL;
    default: return false;
    }
}

/* Which rules spoke against the act, or set something that binds. */
static void listen(const GateVerdict *v, bool spoke[GATE_RULES + 1])
{
    static const int DEFINING[] = { 2, 3, 4, 6, 15, 25 };
    bool overlay = false;
    for (size_t i = 0; i < v->reason_count; i++) {
        const GateReason *reason = &v->reasons[i];
        bool objects = reason->kind != REASON_EXCEPTION;
        for (size_t d = 0; d < sizeof DEFINING / sizeof DEFINING[0]; d++)
            objects = objects || reason->rule == DEFINING[d];
        spoke[reason->rule] = spoke[reason->rule] || objects;
        overlay = overlay || (objects && reason->rule >= 62 && reason->rule <= 68);
    }
    for (int rule = 1; rule <= GATE_RULES; rule++)
        if (defines(v, rule, overlay)) spoke[rule] = true;
}

static bool in_force(const GateRule *rule, Day day)
{
    return (rule->from == DAY_NONE || day >= rule->from) &&
           (rule->to == DAY_NONE || day <= rule->to);
}

static void count(Counts *n, const Year *y, const GateAction *a, const GateVerdict *v)
{
    bool spoke[GATE_RULES + 1] = { false }, us = y->facts.country == COUNTRY_US;
    Day day = (Day)(a->at_us / YEAR_SECOND_US / 86400);
    listen(v, spoke);
    /* These two ask for something whenever their act is proposed, and stay silent at all others. */
    if (us && !spoke[59]) n->allowed[59]++;
    if (us && !spoke[90]) n->allowed[90]++;
    const GateRule *const *asked = gate_plan_of(y->facts.country, a->channel);
    for (; *asked != NULL; asked++)
        if (in_force(*asked, day))
            (spoke[(*asked)->number] ? n->objected : n->allowed)[(*asked)->number]++;
}

static void judge(const Year *y, const YearAct *act, const Off *off, GateVerdict *v)
{
    if (off->lie == 0) {
        gate_judge_only(&y->facts, &act->action, v);
        return;
    }
    YearTold told;
    year_lie(off->lie, y, act, &told);
    gate_judge_only(&told.facts, &told.action, v);
}

static void propose(Year *y, YearBook *book, YearAct *act, const Off *off, Counts *n)
{
    GateVerdict v;
    act->first = y->facts.flags.no_prior_communication == TRI_TRUE;
    for (int round = 0; round < 2; round++) {
        judge(y, act, off, &v);
        n->asked++;
        without(&v, off);
        count(n, y, &act->action, &v);
        year_said_no(y, act, &v);
        if (v.outcome != GATE_REQUIRE) break;
        year_act_meet(act, &v);
    }
    if (v.outcome == GATE_DENY || (v.outcome == GATE_REQUIRE && !year_act_promises(y, act, &v)))
        return;
    n->let++;
    const char *result = year_act_done(y, act, year_act_result(y, act));
    year_book_contact(book, y, act, &v, result);
}

static void year_of(Year *y, YearBook *book, const Off *off, Counts *n)
{
    bool active[YEAR_DAYS] = { false };
    int64_t at_us[YEAR_TIMES];
    YearAct act;
    year_days(y, active);
    for (Day day = y->first; day <= y->last; day++) {
        size_t count = active[day - y->first] ? year_times(y, day, at_us) : 0;
        for (size_t i = 0; i < count; i++) {
            year_propose(y, at_us[i], &act);
            propose(y, book, &act, off, n);
        }
    }
}

static YearBook *simulate(uint64_t seed, int64_t from, int64_t persons, const Off *off, Counts *n)
{
    YearBook *book = year_book_new();
    Year *y = g_new0(Year, 1);
    for (int64_t i = from; i < from + persons; i++) {
        year_made_person(y, seed, i);
        year_book_person(book, y);
        year_of(y, book, off, n);
        year_book_history(book, y);
    }
    g_free(y);
    year_book_flush(book);
    return book;
}

static void print_table(const Counts *n)
{
    g_test_message("%llu questions, %llu let through", (unsigned long long)n->asked,
                   (unsigned long long)n->let);
    for (int rule = 1; rule <= GATE_RULES; rule++)
        g_test_message("R%-3d no objection %10llu   objected %10llu   %s", rule,
                       (unsigned long long)n->allowed[rule], (unsigned long long)n->objected[rule],
                       gate_rule(rule)->title);
}

static void switch_off(Off *off, const char *rules)
{
    for (const char *at = rules; at != NULL && *at != '\0'; at++)
        if (g_ascii_isdigit(*at)) {
            char *end;
            int64_t rule = g_ascii_strtoll(at, &end, 10);
            if (rule >= 1 && rule <= GATE_RULES) off->off[rule] = true;
            at = end - (*end == '\0');
        }
}

static void test_checked(void)
{
    int64_t persons = number_of("GATE_YEAR_PERSONS", PERSONS);
    uint64_t seed = (uint64_t)number_of("GATE_YEAR_SEED", 1);
    Counts n = { 0 };
    Off off = { { false }, 0 };
    switch_off(&off, g_getenv("GATE_YEAR_OFF"));
    int found = 0;
    int64_t first = number_of("GATE_YEAR_FIRST", 0), last = first + persons;
    for (int64_t from = first; from < last; from += BATCH) {
        YearBook *book = simulate(seed, from, MIN(BATCH, last - from), &off, &n);
        year_check_prepare(checker, year_book_db(book), 0, year_check_count(checker));
        for (size_t i = 0; i < year_check_count(checker); i++)
            found += year_check_violations(checker, i, year_book_db(book), true);
        year_book_free(book);
    }
    print_table(&n);
    g_assert_cmpint(found, ==, 0);
    uint64_t least = persons >= 100000 ? ENOUGH : 1;
    for (int rule = 1; rule <= GATE_RULES; rule++) {
        if (n.allowed[rule] < least || n.objected[rule] < least)
            g_test_message("R%d was too seldom asked", rule);
        g_assert_cmpuint(n.allowed[rule], >=, least);
        g_assert_cmpuint(n.objected[rule], >=, least);
    }
}

/* ---- the checker's teeth ---- */

static bool bitten[300]; /* by query */

typedef struct {
    char text[2];
} Letter;

static Letter letter_of(size_t query)
{
    return (Letter){ { (char)year_check_part(checker, query), '\0' } };
}

/* Rules that bar the same thing stand and fall together. */
static const struct {
    int rule, part;
    const char *off;
} TOGETHER[] = { { 12, 0, "10,12" }, { 62, 'c', "11,62" }, { 35, 0, "35,69" }, { 45, 0, "45,64" } };

static const char *off_for(int rule, int part, char buffer[8])
{
    for (size_t i = 0; i < sizeof TOGETHER / sizeof TOGETHER[0]; i++)
        if (TOGETHER[i].rule == rule && TOGETHER[i].part == part) return TOGETHER[i].off;
    g_snprintf(buffer, 8, "%d", rule);
    return buffer;
}

static void keep_from(Off *off, size_t query)
{
    char buffer[8];
    int rule = year_check_rule(checker, query), part = year_check_part(checker, query);
    memset(off, 0, sizeof *off);
    off->lie = year_lies(rule, part);
    if (off->lie == 0) switch_off(off, off_for(rule, part, buffer));
}

/* The queries from `first` to before `end` want the same of the gate. */
static void bite(const Off *off, size_t first, size_t end)
{
    Counts n = { 0 };
    int64_t from = 0, batch = MUTATION_BATCH;
    for (size_t left = end - first; left > 0 && from < MUTATION_PERSONS; batch *= 2) {
        YearBook *book = simulate((uint64_t)number_of("GATE_YEAR_SEED", 1), from, batch, off, &n);
        year_check_prepare(checker, year_book_db(book), first, end);
        from += batch;
        for (size_t i = first; i < end; i++) {
            int found =
                bitten[i] ? 0 : year_check_violations(checker, i, year_book_db(book), false);
            if (found == 0) continue;
            bitten[i] = true;
            left--;
            g_test_message("R%d%s %s: %d violations among %lld persons",
                           year_check_rule(checker, i), letter_of(i).text,
                           off->lie != 0 ? "told a falsehood" : "off", found, (long long)from);
        }
        year_book_free(book);
    }
}

/* Each rule of the book has a query, and no two queries have one name. */
static bool all_asked(void)
{
    size_t count = year_check_count(checker);
    bool asked[GATE_RULES + 1]['z' + 1] = { { false } }, all = true;
    for (size_t i = 0; i < count; i++) {
        int rule = year_check_rule(checker, i), part = year_check_part(checker, i);
        if (rule < 1 || rule > GATE_RULES || asked[rule][part]) {
            g_test_message("R%d%s: no such rule, or two queries of that name", rule,
                           letter_of(i).text);
            all = false;
            continue;
        }
        asked[rule][part] = true;
    }
    for (int rule = 1; rule <= GATE_RULES; rule++) {
        if (asked[rule][0]) continue;
        g_test_message("R%d: no query asks for it", rule);
        all = false;
    }
    return all;
}

static void test_teeth(void)
{
    size_t count = year_check_count(checker);
    Off off, next;
    g_assert_true(all_asked());
    g_assert_cmpuint(count, <=, G_N_ELEMENTS(bitten));
    for (size_t first = 0, end; first < count; first = end) {
        keep_from(&off, first);
        for (end = first + 1; end < count; end++) {
            keep_from(&next, end);
            if (memcmp(&off, &next, sizeof off) != 0) break;
        }
        bite(&off, first, end);
    }
    for (size_t i = 0; i < count; i++)
        if (!bitten[i])
            g_test_fail_printf("R%d%s: its query finds nothing", year_check_rule(checker, i),
                               letter_of(i).text);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    checker = year_check_read();
    g_test_add_func("/gate/year/checked", test_checked);
    g_test_add_func("/gate/year/teeth", test_teeth);
    return g_test_run();
}
