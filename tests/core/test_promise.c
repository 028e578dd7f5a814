/* tests/core/test_promise.c: promises judged by the scenarios of section F, the KPI example, and
 * random histories. */
#include "core/promise.h"

#include <glib.h>

/* Days of the scenarios: yesterday, today, tomorrow; a promise was made on day 50 unless said
 * otherwise. */
enum { Y = 99, T = 100, M = 101, MADE = 50 };

static const int64_t A = 1, B = 2;
static const PromiseRule STRICT = { 0 };

static PromiseEvent posted(Day on, int64_t item, int64_t minor)
{
    return (
        PromiseEvent){ .on_day = on, .reversed_day = DAY_NONE, .item_id = item, .minor = minor };
}

static PromiseEvent paid(Day on, int64_t item, int64_t minor)
{
    return (PromiseEvent){
        .on_day = on, .reversed_day = DAY_NONE, .item_id = item, .minor = -minor, .is_money = true
    };
}

static PromiseTerms on_item(int64_t id, int64_t minor, Day due, const int64_t *item)
{
    return (PromiseTerms){ .promise_id = id,
                           .amount_minor = minor,
                           .made_day = MADE,
                           .due_day = due,
                           .cancelled_day = DAY_NONE,
                           .item_ids = item,
                           .item_count = item != NULL };
}

typedef struct {
    PromiseState state;
    int64_t fulfilled, late, remaining;
    bool cured;
} Expected;

static void judged(PromiseTerms *promises, size_t count, PromiseEvent *events, size_t event_count,
                   Day as_of, const Expected *expected)
{
    PromiseJudgement out[4];
    promise_order(promises, count);
    promise_order_events(events, event_count);
    promise_judge(&STRICT, promises, count, events, event_count, as_of, out);
    for (size_t i = 0; i < count; i++) {
        g_assert_cmpstr(promise_state_name(out[i].state), ==,
                        promise_state_name(expected[i].state));
        g_assert_cmpint(out[i].fulfilled_minor, ==, expected[i].fulfilled);
        g_assert_cmpint(out[i].late_minor, ==, expected[i].late);
        g_assert_cmpint(out[i].remaining_minor, ==, expected[i].remaining);
        g_assert_true(out[i].cured == expected[i].cured);
    }
}

/* One promise, one invoice A posted on day 1, one payment: F1.01 to F1.23. */
static const struct {
    const char *id;
    int64_t invoice, promised;
    Day due;
    bool tied;
    int64_t paid;
    Day paid_on, as_of;
    Expected expected;
} SINGLES[] = {
    { "F1.01", 1000, 200, M, true, 200, T, T, { PROMISE_KEPT, 200, 0, 0, false } },
    { "F1.03", 1000, 200, M, true, 150, T, T, { PROMISE_PARTLY_KEPT, 150, 0, 50, false } },
    { "F1.09", 100, 100, M, true, 40, T, T, { PROMISE_PARTLY_KEPT, 40, 0, 60, false } },
    { "F1.11", 100, 100, M, true, 0, T, T, { PROMISE_OPEN, 0, 0, 100, false } },
    { "due today is not broken", 100, 100, T, true, 0, T, T, { PROMISE_OPEN, 0, 0, 100, false } },
    { "the day after it is", 100, 100, T, true, 0, T, M, { PROMISE_BROKEN, 0, 0, 100, false } },
    { "F1.13", 300, 100, Y, false, 100, T, T, { PROMISE_BROKEN, 0, 100, 0, true } },
    { "broken, partly cured", 300, 100, Y, false, 30, T, T, { PROMISE_BROKEN, 0, 30, 70, false } },
    { "F1.15", 100, 500, T, true, 100, T, T, { PROMISE_KEPT, 100, 0, 0, false } },
    { "F1.21", 300, 100, M, false, 100, T, T, { PROMISE_KEPT, 100, 0, 0, false } },
    { "some in time, the rest not",
      300,
      100,
      Y,
      false,
      60,
      Y,
      M,
      { PROMISE_BROKEN, 60, 0, 40, false } },
    { "paid before it was promised",
      300,
      100,
      M,
      false,
      100,
      MADE - 1,
      T,
      { PROMISE_OPEN, 0, 0, 100, false } },
    { "paid more", 1000, 200, M, true, 900, T, T, { PROMISE_KEPT, 200, 0, 0, false } },
    { "settled late", 100, 500, Y, true, 100, T, T, { PROMISE_BROKEN, 0, 100, 400, true } },
    { "not yet seen", 1000, 200, M, true, 200, M, T, { PROMISE_OPEN, 0, 0, 200, false } },
};

static void singles(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(SINGLES); i++) {
        PromiseEvent events[] = { posted(1, A, SINGLES[i].invoice),
                                  paid(SINGLES[i].paid_on, A, SINGLES[i].paid) };
        PromiseTerms promise =
            on_item(1, SINGLES[i].promised, SINGLES[i].due, SINGLES[i].tied ? &A : NULL);
        g_test_message("%s", SINGLES[i].id);
        judged(&promise, 1, events, 2, SINGLES[i].as_of, &SINGLES[i].expected);
    }
}

/* F1.17: kept, then the payment is voided: as if it had never come. */
static void voided(void)
{
    PromiseEvent events[] = { posted(1, A, 1000), paid(Y, A, 200) };
    PromiseTerms promise = on_item(1, 200, M, &A);
    events[1].reversed_day = T;
    judged(&promise, 1, events, 2, Y, &(Expected){ PROMISE_KEPT, 200, 0, 0, false });
    judged(&promise, 1, events, 2, T, &(Expected){ PROMISE_OPEN, 0, 0, 200, false });
    judged(&promise, 1, events, 2, M + 1, &(Expected){ PROMISE_BROKEN, 0, 0, 200, false });
}

/* F1.19: 40 of 100 paid; a dispute takes the invoice down to 40: settled, so kept. */
static void reduced(void)
{
    PromiseEvent events[] = { posted(1, A, 100), paid(T, A, 40), posted(T, A, -60) };
    PromiseTerms promise = on_item(1, 100, M, &A);
    judged(&promise, 1, events, 3, T, &(Expected){ PROMISE_KEPT, 40, 0, 0, false });
}

/* F1.23: an override covers the judgement; money is still followed; lifting it brings the computed
 * state back. */
static void overridden(void)
{
    PromiseEvent events[] = { posted(1, A, 100), paid(T, A, 10) };
    PromiseTerms promise = on_item(1, 100, M, &A);
    promise.overridden = true;
    promise.override_state = PROMISE_KEPT;
    judged(&promise, 1, events, 2, T, &(Expected){ PROMISE_KEPT, 10, 0, 0, false });
    promise.overridden = false;
    judged(&promise, 1, events, 2, T, &(Expected){ PROMISE_PARTLY_KEPT, 10, 0, 90, false });
}

/* F1.25: one payment of 200 over two invoices keeps both promises. */
static void one_payment_two_items(void)
{
    PromiseEvent events[] = { posted(1, A, 100), posted(1, B, 100), paid(T, A, 100),
                              paid(T, B, 100) };
    PromiseTerms promises[] = { on_item(1, 100, M, &A), on_item(2, 100, M, &B) };
    judged(promises, 2, events, 4, T,
           (Expected[]){ { PROMISE_KEPT, 100, 0, 0, false }, { PROMISE_KEPT, 100, 0, 0, false } });
}

/* F1.27: two promises on one invoice: money counts once, yet both are kept, since nothing is owed.
 */
static void money_counts_once(void)
{
    PromiseEvent events[] = { posted(1, A, 100), paid(T, A, 100) };
    PromiseTerms promises[] = { on_item(2, 100, M + 1, &A), on_item(1, 100, M, &A) };
    judged(promises, 2, events, 2, T,
           (Expected[]){ { PROMISE_KEPT, 100, 0, 0, false }, { PROMISE_KEPT, 0, 0, 0, false } });
    events[0].minor = 300;
    judged(promises, 2, events, 2, T,
           (Expected[]){ { PROMISE_KEPT, 100, 0, 0, false }, { PROMISE_OPEN, 0, 0, 100, false } });
}

/* F1.29: the money of the first invoice does not keep the account's other promise. */
static void tied_before_account(void)
{
    PromiseEvent events[] = { posted(1, A, 250), posted(1, B, 75), paid(T, A, 250) };
    PromiseTerms promises[] = { on_item(1, 75, M, NULL), on_item(2, 250, M, &A) };
    judged(promises, 2, events, 3, T,
           (Expected[]){ { PROMISE_KEPT, 250, 0, 0, false }, { PROMISE_OPEN, 0, 0, 75, false } });
}

/* F1.31: cancel the first of two and the second gets the money. */
static void cancelled(void)
{
    PromiseEvent events[] = { posted(1, A, 300), paid(T, A, 100) };
    PromiseTerms promises[] = { on_item(1, 100, M, NULL), on_item(2, 100, M + 1, NULL) };
    judged(promises, 2, events, 2, T,
           (Expected[]){ { PROMISE_KEPT, 100, 0, 0, false }, { PROMISE_OPEN, 0, 0, 100, false } });
    promises[0].cancelled_day = T;
    judged(
        promises, 2, events, 2, T,
        (Expected[]){ { PROMISE_CANCELLED, 0, 0, 0, false }, { PROMISE_KEPT, 100, 0, 0, false } });
}

/* F1.35: nothing owed keeps it; an invoice of the same day opens it again; a later one does not
 * break what was kept. */
static void nothing_owed(void)
{
    PromiseEvent events[] = { posted(T, A, 300) };
    PromiseTerms promise = on_item(1, 100, T, NULL);
    judged(&promise, 1, events, 0, T, &(Expected){ PROMISE_KEPT, 0, 0, 0, false });
    judged(&promise, 1, events, 1, T, &(Expected){ PROMISE_OPEN, 0, 0, 100, false });
    events[0].on_day = M;
    judged(&promise, 1, events, 1, M, &(Expected){ PROMISE_KEPT, 0, 0, 0, false });
}

/* A new promise after a broken one gets the new money; the broken one only what is left. */
static void new_promise_after_broken(void)
{
    PromiseEvent events[] = { posted(1, A, 1000), paid(T, A, 450) };
    PromiseTerms promises[] = { on_item(1, 400, 60, NULL), on_item(2, 400, M, NULL) };
    promises[1].made_day = 70;
    judged(
        promises, 2, events, 2, T,
        (Expected[]){ { PROMISE_BROKEN, 0, 50, 350, false }, { PROMISE_KEPT, 400, 0, 0, false } });
}

static void same_day(void)
{
    PromiseEvent events[] = { posted(1, A, 1000), paid(MADE, A, 100) };
    PromiseTerms promise = on_item(1, 100, M, NULL);
    promise.made_at_us = 5000;
    events[1].recorded_us = 4999;
    judged(&promise, 1, events, 2, T, &(Expected){ PROMISE_OPEN, 0, 0, 100, false });
    events[1].recorded_us = 5000;
    judged(&promise, 1, events, 2, T, &(Expected){ PROMISE_KEPT, 100, 0, 0, false });
}

/* J11: no tolerance, but a promise for a Saturday may be kept on Monday; F2.01: three days. */
static void deadlines(void)
{
    static const Calendar WORKDAYS = { .weekend = 0x60 };
    PromiseRule rolled = { 0, 0, &WORKDAYS }, three = { 3, 0, &WORKDAYS }, plain = { 3, 0, NULL };
    Day friday = 0, saturday = 0;
    g_assert_true(day_parse("2025-03-28", &friday) && day_parse("2025-03-29", &saturday));
    g_assert_cmpint(promise_deadline(&rolled, friday), ==, friday);
    g_assert_cmpint(promise_deadline(&rolled, saturday), ==, saturday + 2);
    g_assert_cmpint(promise_deadline(&three, friday), ==, friday + 3);
    g_assert_cmpint(promise_deadline(&three, friday - 2), ==, friday + 3);
    g_assert_cmpint(promise_deadline(&plain, friday - 2), ==, friday + 1);
    g_assert_cmpint(promise_deadline(&STRICT, saturday), ==, saturday);
}

/* The example of the handbook's section 5 (P1 … P4): as of 03-31, grace 3 calendar days; each about
 * its own invoice. */
static const struct {
    int64_t promised;
    Day due;
    int64_t paid;
    Day paid_on, returned;
    PromiseState strict, tolerant;
} MARCH[] = {
    { 50000, 5, 50000, 4, DAY_NONE, PROMISE_KEPT, PROMISE_KEPT },
    { 30000, 7, 30000, 9, DAY_NONE, PROMISE_KEPT, PROMISE_KEPT },
    { 40000, 10, 40000, 20, DAY_NONE, PROMISE_BROKEN, PROMISE_BROKEN },
    { 100000, 12, 60000, 12, DAY_NONE, PROMISE_BROKEN, PROMISE_KEPT },
    { 20000, 15, 0, 15, DAY_NONE, PROMISE_BROKEN, PROMISE_BROKEN },
    { 25000, 18, 0, 18, DAY_NONE, PROMISE_CANCELLED, PROMISE_CANCELLED },
    { 80000, 30, 0, 30, DAY_NONE, PROMISE_OPEN, PROMISE_OPEN },
    { 15000, 25, 15000, 25, 28, PROMISE_BROKEN, PROMISE_BROKEN },
};

static void march(void)
{
    PromiseRule strict = { 3, 0, NULL }, tolerant = { 3, 4000, NULL };
    int64_t resolved = 0, kept = 0, kept_tolerant = 0, money = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(MARCH); i++) {
        PromiseTerms promise = on_item(1, MARCH[i].promised, MARCH[i].due, &A);
        PromiseEvent events[] = { posted(-40, A, 500000),
                                  paid(MARCH[i].paid_on, A, MARCH[i].paid) };
        PromiseJudgement a, b;
        promise.made_day = 1;
        events[1].reversed_day = MARCH[i].returned;
        if (MARCH[i].strict == PROMISE_CANCELLED) promise.cancelled_day = 17;
        promise_judge(&strict, &promise, 1, events, 2, 31, &a);
        promise_judge(&tolerant, &promise, 1, events, 2, 31, &b);
        g_assert_cmpint(a.state, ==, MARCH[i].strict);
        g_assert_cmpint(b.state, ==, MARCH[i].tolerant);
        if (a.state != PROMISE_KEPT && a.state != PROMISE_BROKEN) continue;
        resolved += MARCH[i].promised;
        kept += a.state == PROMISE_KEPT ? MARCH[i].promised : 0;
        kept_tolerant += b.state == PROMISE_KEPT ? MARCH[i].promised : 0;
        money += a.fulfilled_minor;
    }
    g_assert_cmpint(resolved, ==, 255000);
    g_assert_cmpint(kept, ==, 80000);
    g_assert_cmpint(kept_tolerant, ==, 180000);
    g_assert_cmpint(money, ==, 140000);
}

typedef struct {
    PromiseTerms promises[5];
    PromiseEvent events[15];
    size_t count, event_count;
    int64_t paid;
} History;

static PromiseTerms random_promise(int64_t id)
{
    static const int64_t ITEMS[] = { 1, 2, 3 };
    const int64_t *item = g_test_rand_bit() ? &ITEMS[g_test_rand_int_range(0, 3)] : NULL;
    PromiseTerms promise =
        on_item(id, g_test_rand_int_range(1, 500), g_test_rand_int_range(20, 60), item);
    promise.made_day = g_test_rand_int_range(0, 20);
    if (g_test_rand_int_range(0, 5) == 0) promise.cancelled_day = 30;
    return promise;
}

static PromiseEvent random_payment(void)
{
    PromiseEvent event = paid(g_test_rand_int_range(0, 80), g_test_rand_int_range(0, 4),
                              g_test_rand_int_range(1, 300));
    if (g_test_rand_int_range(0, 5) == 0)
        event.reversed_day = event.on_day + g_test_rand_int_range(0, 20);
    return event;
}

static History random_history(Day as_of)
{
    History h = { .count = (size_t)g_test_rand_int_range(1, 6), .event_count = 15 };
    for (size_t i = 0; i < h.count; i++) h.promises[i] = random_promise((int64_t)i + 1);
    for (size_t i = 0; i < 3; i++) h.events[i] = posted(0, (int64_t)i + 1, 2000);
    for (size_t i = 3; i < h.event_count; i++) {
        PromiseEvent *event = &h.events[i];
        *event = random_payment();
        bool gone = event->reversed_day != DAY_NONE && event->reversed_day <= as_of;
        if (event->on_day <= as_of && !gone) h.paid -= event->minor;
    }
    promise_order(h.promises, h.count);
    promise_order_events(h.events, h.event_count);
    return h;
}

/* No unit counts twice, none counts for a cancelled promise, and the states follow from the
 * figures. */
static void shares_money_once(void)
{
    for (int round = 0; round < 20000; round++) {
        Day as_of = g_test_rand_int_range(20, 90);
        History h = random_history(as_of);
        PromiseJudgement out[5];
        int64_t counted = 0;
        promise_judge(&STRICT, h.promises, h.count, h.events, h.event_count, as_of, out);
        for (size_t i = 0; i < h.count; i++) {
            int64_t amount = h.promises[i].amount_minor;
            int64_t sum = out[i].fulfilled_minor + out[i].late_minor;
            counted += sum;
            g_assert_cmpint(sum, <=, amount);
            g_assert_true(out[i].state != PROMISE_CANCELLED || sum == 0);
            g_assert_true(out[i].state != PROMISE_BROKEN || as_of > out[i].deadline_day);
            g_assert_true((out[i].fulfilled_minor == amount) <= (out[i].state == PROMISE_KEPT));
            g_assert_true(out[i].state != PROMISE_PARTLY_KEPT || out[i].fulfilled_minor > 0);
            g_assert_cmpint(out[i].late_minor, >=, 0);
        }
        g_assert_cmpint(counted, <=, h.paid);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/core/promise/singles", singles);
    g_test_add_func("/core/promise/voided", voided);
    g_test_add_func("/core/promise/reduced", reduced);
    g_test_add_func("/core/promise/overridden", overridden);
    g_test_add_func("/core/promise/two_items", one_payment_two_items);
    g_test_add_func("/core/promise/once", money_counts_once);
    g_test_add_func("/core/promise/tied_first", tied_before_account);
    g_test_add_func("/core/promise/cancelled", cancelled);
    g_test_add_func("/core/promise/nothing_owed", nothing_owed);
    g_test_add_func("/core/promise/after_broken", new_promise_after_broken);
    g_test_add_func("/core/promise/same_day", same_day);
    g_test_add_func("/core/promise/deadlines", deadlines);
    g_test_add_func("/core/promise/march", march);
    g_test_add_func("/core/promise/property", shares_money_once);
    return g_test_run();
}
