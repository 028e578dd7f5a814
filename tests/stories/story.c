/* tests/stories/story.c: reads a .story file and compares output with it.  Runs nothing. */
#include "story.h"

#include <stdlib.h>
#include <string.h>

static const char ELLIPSIS[] = "…";
typedef struct {
    StoryFile *file;
    Story *story;
    Step *step;
    char *day, *now;
} Reader;

static void step_free(void *memory)
{
    Step *step = memory;

    g_free(step->words);
    g_free(step->day);
    g_free(step->now);
    if (step->input != NULL) g_string_free(step->input, TRUE);
    if (step->update != NULL) g_ptr_array_unref(step->update);
    g_free(step);
}

static void one_story_free(void *memory)
{
    Story *story = memory;

    g_free(story->title);
    g_ptr_array_unref(story->steps);
    g_ptr_array_unref(story->needs);
    g_free(story);
}

void story_free(StoryFile *file)
{
    g_free(file->path);
    g_strfreev(file->lines);
    g_ptr_array_unref(file->stories);
    g_free(file);
}

static G_NORETURN void refuse(const Reader *reader, size_t line, const char *why)
{
    g_printerr("%s:%zu: %s\n", reader->file->path, line + 1, why);
    exit(2);
}

static void begin_story(Reader *reader, const char *title)
{
    Story *story = g_new0(Story, 1);

    story->title = g_strdup(title);
    story->steps = g_ptr_array_new_with_free_func(step_free);
    story->needs = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(reader->file->stories, story);
    reader->story = story;
    reader->step = NULL;
    g_clear_pointer(&reader->day, g_free);
    g_clear_pointer(&reader->now, g_free);
}

static void begin_step(Reader *reader, StepKind kind, size_t line, const char *words)
{
    Step *step = g_new0(Step, 1);

    step->kind = kind;
    step->line = line + 1;
    step->words = g_strstrip(g_strdup(words));
    step->day = g_strdup(reader->day);
    step->now = g_strdup(reader->now);
    step->from = step->end = line + 1;
    g_ptr_array_add(reader->story->steps, step);
    reader->step = step;
}

static void add_input(Reader *reader, size_t line, const char *text)
{
    Step *step = reader->step;

    if (step == NULL) refuse(reader, line, "nothing before this line reads it");
    if (step->input == NULL) step->input = g_string_new(NULL);
    g_string_append_printf(step->input, "%s\n", text);
    step->from = step->end = line + 1;
}

static void set_clock(Reader *reader, const char *day, const char *now)
{
    g_free(reader->day);
    g_free(reader->now);
    reader->day = g_strndup(day, 10);
    reader->now = g_strdup(now);
    reader->step = NULL;
}

static void read_title(Reader *reader, size_t line, const char *rest)
{
    (void)line;
    begin_story(reader, rest);
}

static void read_command(Reader *reader, size_t line, const char *rest)
{
    begin_step(reader, STEP_RUN, line, rest);
}

static void read_quiet_command(Reader *reader, size_t line, const char *rest)
{
    begin_step(reader, STEP_QUIET, line, rest);
}

static void read_file(Reader *reader, size_t line, const char *rest)
{
    begin_step(reader, STEP_FILE, line, rest);
}

static void read_day(Reader *reader, size_t line, const char *rest)
{
    g_autofree char *noon = g_strdup_printf("%.10sT12:00:00Z", rest);

    (void)line;
    set_clock(reader, rest, noon);
}

static void read_instant(Reader *reader, size_t line, const char *rest)
{
    (void)line;
    set_clock(reader, rest, rest);
}

static void read_need(Reader *reader, size_t line, const char *rest)
{
    (void)line;
    g_ptr_array_add(reader->story->needs, g_strdup(rest));
}

static void read_exit(Reader *reader, size_t line, const char *rest)
{
    Step *step = reader->step;

    if (step == NULL || step->kind != STEP_RUN) refuse(reader, line, "no command before this line");
    step->exit_code = (int)g_ascii_strtoll(rest, NULL, 10);
    step->end = line + 1;
}

/* A line that begins with the mark and a blank, or is the mark. */
static const struct {
    const char *mark;
    void (*read)(Reader *reader, size_t line, const char *rest);
} MARKS[] = {
    { "==", read_title },  { ">", read_command },  { ">>", read_quiet_command },
    { "<", add_input },    { "|", add_input },     { "file", read_file },
    { "on", read_day },    { "at", read_instant }, { "needs", read_need },
    { "exit", read_exit },
};

/* The index of the line's mark, with what follows it; -1: a line of output. */
static int mark_of(const char *text, const char **rest)
{
    for (size_t i = 0; i < G_N_ELEMENTS(MARKS); i++) {
        size_t length = strlen(MARKS[i].mark);
        if (strncmp(text, MARKS[i].mark, length) != 0) continue;
        if (text[length] != ' ' && text[length] != '\0') continue;
        *rest = text + length + (text[length] == ' ');
        return (int)i;
    }
    return -1;
}

static void read_line(Reader *reader, size_t line, const char *text)
{
    const char *rest = NULL;

    if (*text == '\0' || *text == '#') return;
    int mark = mark_of(text, &rest);
    if (reader->story == NULL && !g_str_has_prefix(text, "==")) begin_story(reader, "story");
    if (mark >= 0) {
        MARKS[mark].read(reader, line, rest);
        return;
    }
    if (reader->step == NULL || reader->step->kind != STEP_RUN)
        refuse(reader, line, "output without a command before it");
    reader->step->end = line + 1;
}

StoryFile *story_read(const char *path)
{
    StoryFile *file = g_new0(StoryFile, 1);
    Reader reader = { .file = file };
    g_autofree char *text = NULL;

    file->path = g_strdup(path);
    file->stories = g_ptr_array_new_with_free_func(one_story_free);
    if (!g_file_get_contents(path, &text, NULL, NULL)) refuse(&reader, 0, "cannot be read");
    file->lines = g_strsplit(text, "\n", -1);
    file->line_count = g_strv_length(file->lines);
    for (size_t i = 0; i < file->line_count; i++) {
        g_strchomp(file->lines[i]);
        read_line(&reader, i, file->lines[i]);
    }
    g_free(reader.day);
    g_free(reader.now);
    return file;
}

/* "…" stands for any run of characters. */
static bool line_matches(const char *pattern, const char *text)
{
    const char *star = strstr(pattern, ELLIPSIS);

    if (star == NULL) return strcmp(pattern, text) == 0;
    if (strncmp(pattern, text, (size_t)(star - pattern)) != 0) return false;
    text += star - pattern;
    for (;; text++) {
        if (line_matches(star + strlen(ELLIPSIS), text)) return true;
        if (*text == '\0') return false;
    }
}

/* A line that is only "…" stands for any number of lines. */
static bool lines_match(char **patterns, size_t pattern_count, char **texts, size_t text_count)
{
    if (pattern_count == 0) return text_count == 0;
    if (strcmp(patterns[0], ELLIPSIS) == 0) {
        for (size_t skip = 0; skip <= text_count; skip++)
            if (lines_match(patterns + 1, pattern_count - 1, texts + skip, text_count - skip))
                return true;
        return false;
    }
    return text_count > 0 && line_matches(patterns[0], texts[0]) &&
           lines_match(patterns + 1, pattern_count - 1, texts + 1, text_count - 1);
}

bool story_matches(const StoryFile *file, const Step *step, GPtrArray *said, int exit_code)
{
    g_autoptr(GPtrArray) patterns = g_ptr_array_new();

    for (size_t i = step->from; i < step->end; i++) {
        char *line = file->lines[i];
        if (*line != '\0' && *line != '#' && !g_str_has_prefix(line, "exit "))
            g_ptr_array_add(patterns, *line == '\\' ? line + 1 : line);
    }
    return exit_code == step->exit_code &&
           lines_match((char **)patterns->pdata, patterns->len, (char **)said->pdata, said->len);
}

GPtrArray *story_lines(GPtrArray *said, int exit_code)
{
    GPtrArray *lines = g_ptr_array_new_with_free_func(g_free);

    for (size_t i = 0; i < said->len; i++) {
        const char *text = said->pdata[i], *rest = NULL;
        bool marked = *text == '#' || *text == '\\' || mark_of(text, &rest) >= 0;
        g_ptr_array_add(lines, g_strconcat(marked ? "\\" : "", text, NULL));
    }
    if (exit_code != 0) g_ptr_array_add(lines, g_strdup_printf("exit %d", exit_code));
    return lines;
}
