/* intake/import.h: one file of foreign or own records into the book: read, judged row by row,
 * sorted and written in chunks that survive a kill.  Nothing is dropped silently: a row is
 * accepted, unchanged, or in quarantine with its reason. */
#ifndef RECOUP_INTAKE_IMPORT_H
#define RECOUP_INTAKE_IMPORT_H

#include "desk/desk.h"
#include "intake/table.h"

typedef struct {
    const char *kind;         /* "items": import_kind_names lists them */
    const char *path;         /* "-": standard input */
    const char *map;          /* a shipped map's name, a path, or "auto": the shipped one that fits;
                                 NULL: the columns are the fields */
    bool dry_run;             /* everything is done and then undone */
    const char *expect_total; /* "COUNT:SUM" or "COUNT:SUM:CURRENCY"; NULL */
    /* NULL, or called now and then: bytes while reading, rows while writing; total -1: unknown. */
    void (*progress)(void *data, const char *what, int64_t done, int64_t total);
    void *progress_data;
} ImportOptions;

enum { IMPORT_CURRENCIES_MAX = 32, IMPORT_EXAMPLES_MAX = 10, IMPORT_SPELLINGS_MAX = 20 };

typedef struct {
    char currency[CURRENCY_SIZE];
    int64_t rows;              /* whose amount could be read */
    int64_t read_minor;        /* of the file's rows; a credit note is negative */
    int64_t quarantined_minor; /* of those that are in quarantine */
} ImportSum;

typedef struct {
    bool dry_run, resumed;
    int64_t batch_id; /* 0: nothing was written */
    char kind[WORD_SIZE], file[NAME_SIZE];
    /* read = accepted + updated + unchanged + quarantined + left_out */
    int64_t read, accepted, updated, unchanged, quarantined;
    int64_t left_out; /* rows the map says are not wanted */
    ImportSum sums[IMPORT_CURRENCIES_MAX];
    size_t sum_count;
    int64_t rounded;                    /* rows whose amount had more decimals than its currency */
    char rounded_by[DECIMAL_TEXT_SIZE]; /* what that changed in total */
    int64_t unplaced;                   /* payments whose item is not open: left unapplied */
    int64_t debtors, spellings;         /* named in the file; of these under several names */
    TableReport found;                  /* dialect, header, what was left out as furniture */
    GPtrArray *examples;                /* char *: the first things that are new or changed */
    GPtrArray *differing;               /* char *: the first differing names */
    GPtrArray *faults;                  /* char *: the first rows in quarantine */
    GPtrArray *remarks;                 /* char *: what was found out about dates and decimals */
} ImportSummary;

/* INVALID, USAGE: kind, map or file are not what they should be, or the totals are not those
 * expected: nothing is written.  FORMAT: the file breaks off; what stood before it is not written.
 * STORAGE, BUSY: what was committed stays; the same command again goes on. */
bool import_file(Desk *desk, const ImportOptions *options, ImportSummary *out,
                 GError **error) MUST_USE;
void import_summary_clear(ImportSummary *summary);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ImportSummary, import_summary_clear)
/* Several lines for people.  Given. */
char *import_summary_text(const ImportSummary *summary);

/* "creditors", "users" …, in the order they depend on each other; NULL ends. */
const char *const *import_kind_names(void);
/* Their columns and what each means, for help and docs/import.md.  NULL: all kinds. */
bool import_kind_help(const char *kind, GString *out, GError **error) MUST_USE;

/* The shipped maps: index 0 … until NULL.  Given. */
char *import_map_name(size_t index);
/* The text of a shipped map; NULL: none has that name. */
const char *import_map_text(const char *name);
/* One map, or (NULL) all of them with the keys a map may have. */
bool import_map_help(const char *name, GString *out, GError **error) MUST_USE;

#endif
