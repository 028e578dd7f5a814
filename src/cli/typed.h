/* cli/typed.h: the words behind a command, parted into plain words and options.  Knows no command.
 */
#ifndef RECOUP_CLI_TYPED_H
#define RECOUP_CLI_TYPED_H

#include "base/problem.h"
#include <stdint.h>

typedef struct {
    const char *name;  /* "dry-run", without dashes; NULL ends a table */
    const char *value; /* "FILE": it takes a value; NULL: a switch */
    const char *doc;
} Option;

typedef struct {
    const char *name, *value;
} TypedPair;

typedef struct {
    GPtrArray *plain; /* const char *, lent from argv */
    GArray *pairs;    /* TypedPair: options in their order; a switch has "yes" */
    GPtrArray *names; /* names parted from --name=value; owned */
} Typed;

typedef struct {
    const char *noun; /* "import", for errors: "--mapp is not an option of import" */
    const Option *own, *common;
    bool open; /* other names are fields, each with a value: they become pairs too */
} TypedForm;

void typed_init(Typed *typed);
void typed_clear(Typed *typed);
/* Parts count words; USAGE names the word and the nearest option.  `--` ends the options, `-` is a
 * plain word, `--help` becomes the pair "help". */
bool typed_read(Typed *typed, const TypedForm *form, int count, char **at, GError **error) MUST_USE;
const TypedPair *typed_pair(const Typed *typed, unsigned index); /* NULL: there are fewer */
/* The last value of an option, "yes" of a switch, NULL when it was not given. */
const char *typed_option(const Typed *typed, const char *name);
const char *typed_plain(const Typed *typed, unsigned index); /* NULL: there are fewer */
/* A whole number within [min, max] or `absent`. */
bool typed_number(const Typed *typed, const char *name, int64_t min, int64_t max, int64_t absent,
                  int64_t *out, GError **error) MUST_USE;
/* USAGE: "--due-onn is not an option of do item.post; did you mean --due-on?" */
bool typed_unknown(const char *name, const char *noun, const char *const *names, GError **error);

#endif
