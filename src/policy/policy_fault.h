/* policy/policy_fault.h: what is wrong in a file, where, and what would be right. */
#ifndef RECOUP_POLICY_POLICY_FAULT_H
#define RECOUP_POLICY_POLICY_FAULT_H

#include <glib.h>
#include <stdbool.h>

enum { POLICY_FAULTS_MAX = 200 }; /* what comes after is counted, not kept */

typedef struct {
    int line, column; /* from 1; 0: the file as a whole */
    char *text;       /* "no treatment 'standrad'" */
    char *remedy;     /* "did you mean standard?"; "" when the text says it all */
    char *file;       /* its name as the user gave it; "" until it is known */
    bool warning;     /* the file can be used all the same */
} PolicyFault;

/* A list that frees its faults. */
GPtrArray *policy_fault_list(void);
/* remedy_taken may be NULL. */
void policy_fault_add(GPtrArray *faults, int line, int column, bool warning, char *remedy_taken,
                      const char *format, ...) G_GNUC_PRINTF(6, 7);
/* How many are errors, not warnings. */
size_t policy_fault_errors(const GPtrArray *faults);
/* By line and column, equal ones in the order they were found. */
void policy_fault_sort(GPtrArray *faults);
/* Says of all that have no file yet that they are in this one. */
void policy_fault_name(GPtrArray *faults, const char *file_name);
/* "FILE:12:7: no treatment 'standrad'; did you mean standard?"  Given. */
char *policy_fault_text(const PolicyFault *fault);

#endif
