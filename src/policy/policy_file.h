/* policy/policy_file.h: policy files: read and checked, shipped, summed up, compared, documented.
 * The face of the room.  Decides nothing and opens no file. */
#ifndef RECOUP_POLICY_POLICY_FILE_H
#define RECOUP_POLICY_POLICY_FILE_H

#include "base/embed.h"
#include "core/policy.h"
#include "policy/policy_fault.h"

/* A policy from the text of a file, one reference; NULL when there is any error.  Every fault is
 * added to faults (policy_fault_list), ordered by place; there may be warnings with a policy. */
Policy *policy_file_read(const char *file_name, const char *text, size_t length, GPtrArray *faults);
/* A pack shipped with the program by its name, "commercial"; NULL: unknown. */
const EmbeddedFile *policy_file_pack(const char *name);
/* All of them, "commercial.yaml" ..., ended by a NULL name. */
const EmbeddedFile *policy_file_packs(void);

/* The policy in plain words, many lines.  Given. */
char *policy_file_describe(const Policy *policy);
/* What changed from a to b, a line each: "treatment standard, step call: at 10, was 14"; "" when
 * nothing did.  Given. */
char *policy_file_diff(const Policy *a, const Policy *b);
/* Every key with form, bounds and meaning, from the reader's own tables.  Markdown.  Given. */
char *policy_file_help(void);

#endif
