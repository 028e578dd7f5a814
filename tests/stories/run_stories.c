/* tests/stories/run_stories.c: runs the stories of one .story file, each with a fresh book, and
 * shows what differs. Called with PROGRAM ENGINE FILE; UPDATE=1 writes what was said into the file.
 * Knows only the command line. */
#include "harness/harness.h"
#include "story.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { COMMAND_SECONDS_MAX = 60 };

static char *program, *engine, *shared;
static StoryFile *file;
static bool updating;

typedef struct {
    char *folder, *book;
} Place;

static Place place_new(void)
{
    g_autoptr(GError) error = NULL;
    Place place = { .folder = g_dir_make_tmp("recoup-story-XXXXXX", &error) };

    g_assert_no_error(error);
    place.book = strcmp(engine, "pg") == 0 ? harness_book("pg")
                                           : g_build_filename(place.folder, "book.db", NULL);
    return place;
}

static void place_clear(Place *place)
{
    g_autoptr(GDir) dir = g_dir_open(place->folder, 0, NULL);

    for (const char *name; dir != NULL && (name = g_dir_read_name(dir)) != NULL;) {
        g_autofree char *path = g_build_filename(place->folder, name, NULL);
        g_unlink(path);
    }
    g_rmdir(place->folder);
    g_free(place->folder);
    if (strcmp(engine, "pg") == 0)
        harness_drop(place->book);
    else
        g_free(place->book);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Place, place_clear)

/* "item.post --account A" is "recoup --as-of … --now … do item.post --account A". */
static GPtrArray *command_line(const Step *step)
{
    GPtrArray *line = g_ptr_array_new_with_free_func(g_free);
    g_auto(GStrv) words = NULL;
    g_autoptr(GError) error = NULL;
    g_autoptr(GString) text = g_string_new(step->words);

    g_string_replace(text, "$SHARED", shared, 0);
    g_shell_parse_argv(text->str, NULL, &words, &error);
    g_assert_no_error(error);
    g_ptr_array_add(line, g_strdup(program));
    if (step->day != NULL) {
        g_ptr_array_add(line, g_strdup("--as-of"));
        g_ptr_array_add(line, g_strdup(step->day));
        g_ptr_array_add(line, g_strdup("--now"));
        g_ptr_array_add(line, g_strdup(step->now));
    }
    if (strchr(words[0], '.') != NULL && words[0][0] != '-') g_ptr_array_add(line, g_strdup("do"));
    for (char **word = words; *word != NULL; word++)
        if (word > words || strcmp(*word, "recoup") != 0) g_ptr_array_add(line, g_strdup(*word));
    g_ptr_array_add(line, NULL);
    return line;
}

static G_NORETURN void become(GPtrArray *line, const Place *place, const char *in, const char *out)
{
    int from = open(in, O_RDONLY);
    int to = open(out, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND, 0600);

    if (from < 0 || to < 0 || dup2(from, 0) < 0 || dup2(to, 1) < 0 || dup2(to, 2) < 0 ||
        chdir(place->folder) != 0)
        _exit(126);
    g_setenv("RECOUP_BOOK", place->book, TRUE);
    alarm(COMMAND_SECONDS_MAX);
    execv(program, (char **)line->pdata);
    _exit(127);
}

static GPtrArray *lines_of(const char *path)
{
    GPtrArray *lines = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *text = NULL;
    g_auto(GStrv) parts = NULL;

    g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
    parts = g_strsplit(text, "\n", -1);
    for (char **part = parts; *part != NULL; part++)
        if (*g_strchomp(*part) != '\0') g_ptr_array_add(lines, g_strdup(*part));
    return lines;
}

/* Runs the step's command; gives its exit code (128 + signal when killed) and what it said, blank
 * lines left out. */
static int run(const Step *step, const Place *place, GPtrArray **said)
{
    g_autoptr(GPtrArray) line = command_line(step);
    g_autofree char *in = g_build_filename(place->folder, ".in", NULL);
    g_autofree char *out = g_build_filename(place->folder, ".out", NULL);
    int status = 0;

    g_assert_true(g_file_set_contents(in, step->input != NULL ? step->input->str : "", -1, NULL));
    pid_t child = fork();
    g_assert_cmpint(child, >=, 0);
    if (child == 0) become(line, place, in, out);
    while (waitpid(child, &status, 0) < 0) g_assert_cmpint(errno, ==, EINTR);
    *said = lines_of(out);
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

static void show_difference(const Step *step, GPtrArray *said, int exit_code)
{
    g_autoptr(GPtrArray) lines = story_lines(said, exit_code);

    g_test_message("%s:%zu: > %s", file->path, step->line, step->words);
    for (size_t i = step->from; step->kind == STEP_RUN && i < step->end; i++)
        if (*file->lines[i] != '\0') g_test_message("  expected  %s", file->lines[i]);
    for (size_t i = 0; i < lines->len; i++)
        g_test_message("  said      %s", (char *)lines->pdata[i]);
}

static bool run_step(Step *step, const Place *place)
{
    g_autoptr(GPtrArray) said = NULL;

    if (step->kind == STEP_FILE) {
        g_autofree char *path = g_build_filename(place->folder, step->words, NULL);
        return g_file_set_contents(path, step->input != NULL ? step->input->str : "", -1, NULL);
    }
    int exit_code = run(step, place, &said);
    if (step->kind == STEP_QUIET ? exit_code == 0 : story_matches(file, step, said, exit_code))
        return true;
    if (updating && step->kind == STEP_RUN && exit_code < 126) {
        step->update = story_lines(said, exit_code);
        return true;
    }
    show_difference(step, said, exit_code);
    return false;
}

static bool is_needed_here(const Story *story)
{
    if (strcmp(engine, "pg") == 0 && g_getenv("RECOUP_TEST_PG") == NULL) {
        g_test_skip("no PostgreSQL server: RECOUP_TEST_PG is not set (run under tools/pg_run.sh)");
        return false;
    }
    for (size_t i = 0; i < story->needs->len; i++) {
        const char *need = story->needs->pdata[i];
        if (strcmp(need, "shared") == 0 && !g_file_test(shared, G_FILE_TEST_IS_DIR)) {
            g_test_skip("the shared data folder is not here (RECOUP_SHARED)");
            return false;
        }
        if (strcmp(need, "shared") != 0 && strcmp(need, engine) != 0) {
            g_autofree char *why = g_strdup_printf("a story of %s alone", need);
            g_test_skip(why);
            return false;
        }
    }
    return true;
}

/* All steps of a story are run up to the first that differs: what follows would only repeat the
 * finding. */
static void run_story(const void *data)
{
    const Story *story = data;
    if (!is_needed_here(story)) return;

    g_auto(Place) place = place_new();
    for (size_t i = 0; i < story->steps->len; i++) {
        if (!run_step(story->steps->pdata[i], &place)) {
            g_test_fail();
            return;
        }
    }
}

/* The steps to be rewritten, by the line where their expectation starts. */
static GHashTable *steps_updated(void)
{
    GHashTable *by_line = g_hash_table_new(NULL, NULL);

    for (size_t i = 0; i < file->stories->len; i++) {
        const Story *story = file->stories->pdata[i];
        for (size_t k = 0; k < story->steps->len; k++) {
            Step *step = story->steps->pdata[k];
            if (step->update != NULL)
                g_hash_table_insert(by_line, GSIZE_TO_POINTER(step->from), step);
        }
    }
    return by_line;
}

static void write_updates(void)
{
    g_autoptr(GHashTable) by_line = steps_updated();
    g_autoptr(GPtrArray) lines = g_ptr_array_new();
    g_autofree char *text = NULL;

    if (g_hash_table_size(by_line) == 0) return;
    for (size_t i = 0; i < file->line_count; i++) {
        const Step *step = g_hash_table_lookup(by_line, GSIZE_TO_POINTER(i));
        if (step != NULL) {
            g_ptr_array_extend(lines, step->update, NULL, NULL);
            i = step->end;
        }
        if (i < file->line_count) g_ptr_array_add(lines, file->lines[i]);
    }
    g_ptr_array_add(lines, NULL);
    text = g_strjoinv("\n", (char **)lines->pdata);
    g_assert_true(g_file_set_contents(file->path, text, -1, NULL));
    g_test_message("%s: %u expectations rewritten", file->path, g_hash_table_size(by_line));
}

static void add_stories(void)
{
    g_autofree char *base = g_path_get_basename(file->path);
    char *dot = strrchr(base, '.');

    if (dot != NULL) *dot = '\0';
    for (size_t i = 0; i < file->stories->len; i++) {
        const Story *story = file->stories->pdata[i];
        g_autofree char *slug = g_strdelimit(g_ascii_strdown(story->title, -1), " /,;:'\"()#", '-');
        g_autofree char *path = g_strdup_printf("/story/%s/%s", base, slug);
        g_test_add_data_func(path, story, run_story);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    if (argc != 4) {
        g_printerr("usage: run_stories PROGRAM sqlite|pg FILE.story\n");
        return 2;
    }
    program = realpath(argv[1], NULL);
    engine = argv[2];
    shared = g_strdup(g_getenv("RECOUP_SHARED") ? g_getenv("RECOUP_SHARED") : "../shared");
    file = story_read(argv[3]);
    updating = g_getenv("UPDATE") != NULL && strcmp(engine, "sqlite") == 0;

    add_stories();
    int status = g_test_run();
    if (updating) write_updates();
    story_free(file);
    g_free(shared);
    free(program);
    return status;
}
