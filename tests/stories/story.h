/* tests/stories/story.h: a .story file, read.  The form is told in tests/stories/README.md. */
#ifndef RECOUP_TESTS_STORY_H
#define RECOUP_TESTS_STORY_H

#include <glib.h>
#include <stdbool.h>

typedef enum {
    STEP_RUN,   /* "> words": output and exit code are compared */
    STEP_QUIET, /* ">> words": must end with 0, output is not looked at */
    STEP_FILE   /* "file NAME": writes a file */
} StepKind;

typedef struct {
    StepKind kind;
    size_t line;      /* where it stands in the file, from 1 */
    char *words;      /* the command, or the file's name */
    GString *input;   /* what the command reads, or what the file holds; NULL: nothing */
    char *day, *now;  /* the clock; NULL: the machine's */
    size_t from, end; /* the expected output, as indices into StoryFile.lines: [from, end) */
    int exit_code;
    GPtrArray *update; /* what shall stand there instead; NULL: it may stay */
} Step;

typedef struct {
    char *title;
    GPtrArray *steps; /* of Step */
    GPtrArray *needs; /* of char: "shared", "sqlite", "pg" */
} Story;

typedef struct {
    char *path;
    char **lines;
    size_t line_count;
    GPtrArray *stories; /* of Story */
} StoryFile;

/* Ends the program when the file cannot be read or makes no sense: that is the writer's error, not
 * a finding. */
StoryFile *story_read(const char *path);
void story_free(StoryFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(StoryFile, story_free)

/* Does what was said (lines without blank ones) match the step's expectation? */
bool story_matches(const StoryFile *file, const Step *step, GPtrArray *said, int exit_code);
/* The lines that would stand in the file for this output, escaped; to be freed. */
GPtrArray *story_lines(GPtrArray *said, int exit_code);

#endif
