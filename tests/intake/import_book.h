/* intake/import_book.h: a fresh book and files to import, for the tests of the import. */
#ifndef RECOUP_TESTS_INTAKE_IMPORT_BOOK_H
#define RECOUP_TESTS_INTAKE_IMPORT_BOOK_H

#include "base/text.h"
#include "harness/harness.h"
#include "intake/import.h"
#include "run/line.h"
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

typedef struct {
    char *url, *folder;
    Desk *desk; /* NULL: no server, the test is skipped */
    ImportSummary summary;
} Book;

static inline DeskOptions book_options(const Book *book, const char *now)
{
    return (DeskOptions){ .url = book->url, .now = now, .as_of = "2026-06-30" };
}

static inline void book_set_up(Book *book, gconstpointer data)
{
    (void)data;
    GError *error = NULL;
    book->url = harness_book(NULL);
    if (book->url == NULL) return;
    DeskOptions options = book_options(book, "2026-06-30T09:00:00Z");
    book->desk = desk_init(&options, "commercial", "UTC", "USD", &error);
    g_assert_no_error(error);
    book->folder = g_dir_make_tmp("recoup-import-XXXXXX", NULL);
}

static inline void book_tear_down(Book *book, gconstpointer data)
{
    (void)data;
    if (book->url == NULL) return;
    import_summary_clear(&book->summary);
    desk_close(book->desk);
    harness_drop(book->url);
    g_autoptr(GDir) folder = g_dir_open(book->folder, 0, NULL);
    for (const char *name; (name = g_dir_read_name(folder)) != NULL;) {
        g_autofree char *path = g_build_filename(book->folder, name, NULL);
        g_unlink(path);
    }
    g_rmdir(book->folder);
    g_free(book->folder);
}

static inline void book_test(const char *path, void (*run)(Book *, gconstpointer))
{
    g_test_add(path, Book, NULL, book_set_up, run, book_tear_down);
}

/* Writes the file and says its path; given. */
static inline char *book_file(const Book *book, const char *name, const char *text)
{
    char *path = g_build_filename(book->folder, name, NULL);
    g_assert_true(g_file_set_contents(path, text, -1, NULL));
    return path;
}

static inline bool book_try(Book *book, const ImportOptions *options, GError **error)
{
    import_summary_clear(&book->summary);
    return import_file(book->desk, options, &book->summary, error);
}

static inline void book_import_with(Book *book, const ImportOptions *options)
{
    GError *error = NULL;
    if (!book_try(book, options, &error)) g_error("import: %s", error->message);
}

static inline void book_import_path(Book *book, const char *kind, const char *path)
{
    book_import_with(book, &(ImportOptions){ .kind = kind, .path = path });
}

static inline void book_import(Book *book, const char *kind, const char *text)
{
    g_autofree char *name = g_strconcat(kind, ".csv", NULL);
    g_autofree char *path = book_file(book, name, text);
    book_import_path(book, kind, path);
}

/* read, accepted, updated, unchanged, quarantined */
static inline void book_counts(const Book *book, int64_t read, int64_t accepted, int64_t updated,
                               int64_t unchanged, int64_t quarantined)
{
    const ImportSummary *summary = &book->summary;
    g_autofree char *text = import_summary_text(summary);
    if (summary->read != read || summary->accepted != accepted || summary->updated != updated ||
        summary->unchanged != unchanged || summary->quarantined != quarantined)
        g_error("not the counts %d %d %d %d %d:\n%s", (int)read, (int)accepted, (int)updated,
                (int)unchanged, (int)quarantined, text);
}

static inline void book_expect_rows(const Book *book, const char *sql, int columns,
                                    const char *rows)
{
    g_autofree char *found = harness_rows(book->desk->db, sql, columns);
    g_assert_cmpstr(found, ==, rows);
}

static inline void book_do(Book *book, const char *line)
{
    GError *error = NULL;
    g_autoptr(Json) json = json_text_parse(line, strlen(line), &error);
    g_assert_no_error(error);
    g_autoptr(Json) answer = line_do_line(book->desk, json, &error);
    if (answer == NULL) g_error("%s: %s", line, error->message);
}

#endif
