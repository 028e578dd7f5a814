/* tests/gate/year/year_check.h: the checker's queries, and what they find. */
#ifndef RECOUP_TESTS_GATE_YEAR_CHECK_H
#define RECOUP_TESTS_GATE_YEAR_CHECK_H

#include "db/db.h"

/* check.sql makes the tables that the queries need; each check_*.sql is one query a heading
 * "-- R23 words"; a rule's second query is headed "-- R23b words", and so on. */
typedef struct YearCheck YearCheck;
YearCheck *year_check_read(void);
/* Makes the tables that the queries from `first` to before `end` need. */
void year_check_prepare(const YearCheck *check, Db *db, size_t first, size_t end);
size_t year_check_count(const YearCheck *check);
int year_check_rule(const YearCheck *check, size_t index);
int year_check_part(const YearCheck *check, size_t index); /* 0, or 'b' ... */
/* How many violations that query finds; says the first of them when asked to. */
int year_check_violations(const YearCheck *check, size_t index, Db *db, bool say);

#endif
