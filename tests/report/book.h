/* report/book.h: a book made by actions, and the views asked of it.  For the suites of report/. */
#ifndef RECOUP_TESTS_REPORT_BOOK_H
#define RECOUP_TESTS_REPORT_BOOK_H

#include "report/view.h"

typedef struct {
    char *url;
    Desk *desk; /* NULL after g_test_skip */
    Day today;
} Book;

/* Opens for business at noon of that day. */
void book_open(Book *book, const char *pack, const char *day);
void book_clear(Book *book);
/* The clock moves on: noon of that day. */
void book_on(Book *book, const char *day);
/* {"do": …} lines with single quotes for double ones, day.run among them; each must succeed. */
void book_do(Book *book, const char *lines);
/* A view as text; name, value, … as one list ended by NULL. */
char *book_show(Book *book, const char *view, ViewFormat format, ...) G_GNUC_NULL_TERMINATED;
/* As CSV it must be this. */
void book_expect(Book *book, const char *view, const char *csv, ...) G_GNUC_NULL_TERMINATED;
/* The refusal's text; the view must fail. */
char *book_refusal(Book *book, const char *view, ...) G_GNUC_NULL_TERMINATED;

#endif
