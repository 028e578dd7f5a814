/* core/work.h: the name of a work item, as people and scripts see it: which account, and which of
 * its steps. */
#ifndef RECOUP_CORE_WORK_H
#define RECOUP_CORE_WORK_H

#include <stdbool.h>
#include <stdint.h>

enum { WORK_TEXT_SIZE = 72 };

typedef struct {
    int64_t debtor_id, account_id;
    int64_t no; /* 1 for the account's first step ever; stable when derived rows are made again */
} Work;

/* "W12-34-1"; returns buffer. */
const char *work_text(Work work, char buffer[static WORK_TEXT_SIZE]);
bool work_parse(const char *text, Work *out);

#endif
