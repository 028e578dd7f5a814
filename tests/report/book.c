/* report/book.c: books for tests.  Tests nothing itself. */
#include "report/book.h"

#include "harness/harness.h"
#include "run/line.h"
#include <string.h>

static void reopen(Book *book, const char *day, const char *actor)
{
    GError *error = NULL;
    g_autofree char *now = g_strconcat(day, "T12:00:00Z", NULL);
    DeskOptions options = { book->url, now, day, actor };
    desk_close(book->desk);
    book->desk = desk_open(&options, &error);
    g_assert_no_error(error);
    book->today = book->desk->today;
}

void book_open(Book *book, const char *pack, const char *day)
{
    GError *error = NULL;
    *book = (Book){ .url = harness_book(NULL) };
    if (book->url == NULL) return;
    g_autofree char *now = g_strconcat(day, "T12:00:00Z", NULL);
    DeskOptions options = { book->url, now, day, NULL };
    book->desk = desk_init(&options, pack, "UTC", "USD", &error);
    g_assert_no_error(error);
    book->today = book->desk->today;
}

void book_clear(Book *book)
{
    if (book->url == NULL) return;
    desk_close(book->desk);
    harness_drop(book->url);
}

void book_on(Book *book, const char *day)
{
    reopen(book, day, NULL);
}

void book_do(Book *book, const char *lines)
{
    g_auto(GStrv) list = g_strsplit(lines, "\n", -1);
    for (char **at = list; *at != NULL; at++) {
        GError *error = NULL;
        if (**at == '\0') continue;
        g_strdelimit(*at, "'", '"');
        g_autoptr(Json) line = json_text_parse(*at, strlen(*at), &error);
        g_assert_no_error(error);
        g_autoptr(Json) answer = line_do_line(book->desk, line, &error);
        if (error != NULL) g_test_message("%s", *at);
        g_assert_no_error(error);
        g_assert_nonnull(answer);
    }
}

static void take_pairs(va_list more, GPtrArray *pairs)
{
    for (const char *word; (word = va_arg(more, const char *)) != NULL;)
        g_ptr_array_add(pairs, (char *)(uintptr_t)word);
    g_ptr_array_add(pairs, NULL);
}

static char *show(Book *book, const char *view, ViewFormat format, const GPtrArray *pairs)
{
    GError *error = NULL;
    char *text = view_text(book->desk, view, (const char *const *)pairs->pdata, format, &error);
    g_assert_no_error(error);
    return text;
}

char *book_show(Book *book, const char *view, ViewFormat format, ...)
{
    g_autoptr(GPtrArray) pairs = g_ptr_array_new();
    va_list more;
    va_start(more, format);
    take_pairs(more, pairs);
    va_end(more);
    return show(book, view, format, pairs);
}

void book_expect(Book *book, const char *view, const char *csv, ...)
{
    g_autoptr(GPtrArray) pairs = g_ptr_array_new();
    va_list more;
    va_start(more, csv);
    take_pairs(more, pairs);
    va_end(more);
    g_autofree char *text = show(book, view, VIEW_FACE_CSV, pairs);
    g_autofree char *wanted = g_strdup(csv);
    for (char *at = text, *to = text;; at++) {
        if (*at != '\r') *to++ = *at;
        if (*at == '\0') break;
    }
    g_assert_cmpstr(text, ==, wanted);
}

char *book_refusal(Book *book, const char *view, ...)
{
    g_autoptr(GPtrArray) pairs = g_ptr_array_new();
    g_autoptr(GError) error = NULL;
    va_list more;
    va_start(more, view);
    take_pairs(more, pairs);
    va_end(more);
    char *text =
        view_text(book->desk, view, (const char *const *)pairs->pdata, VIEW_FACE_CSV, &error);
    g_assert_null(text);
    g_assert_nonnull(error);
    return g_strdup(error->message);
}
