/* intake/ref_index.h: people's own references -> ids, in memory: millions of them, found in two
 * cache misses.  Exact: the text itself is compared.  Reads no database. */
#ifndef RECOUP_INTAKE_REF_INDEX_H
#define RECOUP_INTAKE_REF_INDEX_H

#include "base/problem.h"
#include <stdint.h>

typedef struct RefIndex RefIndex;

/* What is known of one reference; what the numbers mean is its user's affair. */
typedef struct {
    int64_t debtor_id, account_id, id; /* account_id: of a payment */
    uint32_t row;      /* the row of the file that made it, from 1; 0: it is in the book */
    uint32_t group;    /* of an account: its creditor's place in a list */
    int16_t terms;     /* days; -1 none */
    uint16_t currency; /* place in a list */
    uint16_t length;
    uint8_t flags;
    char text[]; /* zero-terminated */
} RefEntry;

RefIndex *ref_index_new(void);
void ref_index_free(RefIndex *index);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RefIndex, ref_index_free)

/* Lent until the index is freed; entries never move.  NULL: none. */
RefEntry *ref_index_find(const RefIndex *index, const char *text, size_t length);
/* A fresh entry, its numbers zero; the text must not be there yet. */
RefEntry *ref_index_add(RefIndex *index, const char *text, size_t length);
size_t ref_index_count(const RefIndex *index);

#endif
