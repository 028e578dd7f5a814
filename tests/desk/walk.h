/* tests/desk/walk.h: a book that made-up actions happen to, day after day, with what must hold of
 * it after every line.  Fails the test that walks; mends nothing. */
#ifndef RECOUP_TESTS_WALK_H
#define RECOUP_TESTS_WALK_H

#include "desk/tally.h"
#include "desk/whole.h"
#include "desk/wild.h"

typedef struct {
    char *url;
    Desk *desk; /* NULL after g_test_skip */
    Wild wild;
    Tally tally;
    int64_t accepted, refused, again, denied; /* denied: of the refused, by the gate */
    bool traces; /* the whole book is compared around each refusal, not only the journal's heads */
    char *last;  /* the line, for messages */
} Walk;

/* RECOUP_SEED, else a new one; printed. */
uint64_t walk_seed(void);
/* How many lines a test is to walk: RECOUP_STEPS if that is set, else `usual`, on PostgreSQL a
 * third of that. */
int64_t walk_steps(int64_t usual);

/* A new book of engine ("sqlite", "pg", NULL: the suite's) with its first debtors and accounts. */
void walk_open(Walk *walk, const char *engine, uint64_t seed);
void walk_close(Walk *walk);
/* One line.  An answered one is one entry of the journal; one that the gate refuses leaves its
 * answer and one entry that names the refusal; one refused otherwise leaves no trace; one asked
 * before is answered as before. */
void walk_step(Walk *walk);
/* The same with this line, which is consumed; the answer or the refusal's sentence, given. */
char *walk_line(Walk *walk, Json *taken, bool again);
/* The clock goes on to the next morning. */
void walk_sleep(Walk *walk);
/* The daily run, and the work it brought. */
void walk_day(Walk *walk, int jobs, bool rebuild);

/* The tally's figures are the book's, for a day and as known at an instant. */
void walk_expect_money(Walk *walk, Day as_of, int64_t known_us);
/* Each payment: allocated + unapplied = what it counts for. */
void walk_expect_payments(Walk *walk);
void walk_expect_verified(Walk *walk);

#endif
